//! The small jobs.

use crate::parts::{cargo, root};
use crate::schemas::{self, Mode, State};
use std::process::{Command, ExitCode};

/// Appraises the officer of the example; what follows goes to the example.
pub(crate) fn demo(arguments: &[&str]) -> ExitCode {
    let words = ["run", "--quiet", "--package", "kinerja", "--example", "appraise", "--"];
    code(cargo(words).args(arguments))
}

/// Builds the API documentation, and the book where mdbook is installed.
pub(crate) fn docs() -> ExitCode {
    let api = code(cargo(["doc", "--no-deps", "--package", "kinerja"]).env("RUSTDOCFLAGS", "-D warnings"));
    if api != ExitCode::SUCCESS {
        return api;
    }
    if Command::new("mdbook").arg("--version").output().is_err() {
        println!("the book was not built, because mdbook is not here: cargo install mdbook");
        return ExitCode::SUCCESS;
    }
    code(Command::new("mdbook").arg("build").arg(root().join("docs")))
}

/// Writes the generated files, or says which are not current.
pub(crate) fn schemas(mode: Mode) -> ExitCode {
    match schemas::run(mode) {
        Ok(State::Current(said) | State::NothingYet(said)) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

fn code(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: {error}", command.get_program().to_string_lossy());
            ExitCode::FAILURE
        }
    }
}
