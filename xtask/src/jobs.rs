//! The small jobs.

use crate::bindings::{self, Profile};
use crate::parts::{cargo, root};
use crate::{serve, web};
use std::process::{Command, ExitCode};

/// Appraises the officer of the example; what follows goes to the example.
pub(crate) fn demo(arguments: &[&str]) -> ExitCode {
    let words = ["run", "--quiet", "--package", "kinerja", "--example", "appraise", "--"];
    code(cargo(words).args(arguments))
}

/// Builds the Python wheel and installs it into `.venv`.
pub(crate) fn bindings(profile: Profile) -> ExitCode {
    match bindings::python(profile) {
        Ok(wheel) => {
            let bytes = std::fs::metadata(&wheel).map_or(0, |wheel| wheel.len());
            println!("{}: {} kB; installed into .venv", wheel.display(), bytes / 1000);
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

/// What becomes of the page once it is built.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Page {
    /// It stays where it is.
    Built,
    /// It is served on this machine.
    Served,
}

/// Builds the npm package and the page.
pub(crate) fn web(page: Page) -> ExitCode {
    let done = web::build().and_then(|built| {
        built.sizes.iter().for_each(|line| println!("{line}"));
        built.lacking.iter().for_each(|line| println!("{line}"));
        let directory = web::page()?;
        if page == Page::Served { serve::serve(&directory) } else { Ok(()) }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
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

/// Writes the files that are generated from the shapes of documents; `cargo xtask test schemas` says whether they are current.
pub(crate) fn schemas() -> ExitCode {
    code(cargo(["test", "--quiet", "--package", "kinerja-tests", "--test", "schemas"]).env("KINERJA_UPDATE", "1"))
}

/// Publishes the digests of the built-in schemes: from then on a change of one needs a new version.
pub(crate) fn publish() -> ExitCode {
    code(cargo(["test", "--quiet", "--package", "kinerja-tests", "--test", "digests"]).env("KINERJA_PUBLISH", "1"))
}

/// Measures the engine beside its peers, in one run. The package by itself: together with the tests, the engine has planted faults.
pub(crate) fn bench(arguments: &[&str]) -> ExitCode {
    // Tables are measured in the Python package as it is published.
    if (arguments.is_empty() || arguments.contains(&"people"))
        && let Err(said) = bindings::python(Profile::Release)
    {
        eprintln!("{said}");
    }
    let words = ["run", "--quiet", "--release", "--package", "kinerja-bench", "--"];
    code(cargo(words).args(arguments))
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
