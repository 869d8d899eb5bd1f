//! The bindings: built as their users get them.

use crate::parts::root;
use std::path::PathBuf;
use std::process::Command;

/// How a binding is built.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Soon: for tests.
    Dev,
    /// As it is published.
    Release,
}

/// Builds the wheel, installs it into `.venv` and gives its path.
///
/// # Errors
/// What is missing and what to do about it, or what went wrong.
pub(crate) fn python(profile: Profile) -> Result<PathBuf, String> {
    let tool = tools()?;
    let wheels = root().join("bindings-python/dist");
    // Only the wheel that is built now may be found there.
    let _ = std::fs::remove_dir_all(&wheels);
    let name = match profile {
        Profile::Dev => "dev",
        Profile::Release => "release",
    };
    let mut build = Command::new(tool("maturin"));
    build.args(["build", "--quiet", "--locked", "--profile", name, "--out"]).arg(&wheels);
    // PyO3 is built otherwise for an extension module: in one directory each of the two would undo the other.
    build.arg("--target-dir").arg(target().join("python"));
    said(build.current_dir(root().join("bindings-python")))?;
    let built = std::fs::read_dir(&wheels).into_iter().flatten().find_map(|entry| Some(entry.ok()?.path()));
    let wheel = built.ok_or_else(|| "maturin built no wheel".to_owned())?;
    let mut install = Command::new(tool("python"));
    install.args(["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"]).arg(&wheel);
    said(&mut install)?;
    Ok(wheel)
}

/// Installs what only `cargo xtask test --all` needs. Tests say what they miss.
pub(crate) fn everything() {
    let requirements = root().join("bindings-python/requirements-all.txt");
    let mut install = Command::new(in_venv("python"));
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(requirements);
    let _ = install.output();
}

/// The command that tests the Python package, once it is installed.
pub(crate) fn pytest() -> Command {
    let mut command = Command::new(in_venv("python"));
    command.args(["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"]).current_dir(root().join("bindings-python"));
    command
}

/// The virtual environment with the tools of requirements-dev.txt, made where it lacks.
fn tools() -> Result<impl Fn(&str) -> PathBuf, String> {
    let requirements = root().join("bindings-python/requirements-dev.txt");
    let wanted = std::fs::read_to_string(&requirements).map_err(|error| error.to_string())?;
    let mark = root().join(".venv/kinerja-requirements.txt");
    if std::fs::read_to_string(&mark).is_ok_and(|had| had == wanted) {
        return Ok(in_venv);
    }
    let run = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    if !run(Command::new("python3").args(["-m", "venv"]).arg(root().join(".venv"))) {
        let todo =
            "python3, 3.10 or newer, with its modules venv and pip is not here: install python3 and python3-venv";
        return Err(todo.to_owned());
    }
    let mut install = Command::new(in_venv("python"));
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(&requirements);
    if !run(&mut install) {
        let todo = "what the tests of the Python package use cannot be installed from here: .venv/bin/pip install -r bindings-python/requirements-dev.txt";
        return Err(todo.to_owned());
    }
    std::fs::write(mark, wanted).map_err(|error| error.to_string())?;
    Ok(in_venv)
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program of the virtual environment.
fn in_venv(program: &str) -> PathBuf {
    root().join(if cfg!(windows) { ".venv/Scripts" } else { ".venv/bin" }).join(program)
}

/// Runs a command; what it said is its failure.
pub(crate) fn said(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(format!("{program}: {error}")),
    }
}
