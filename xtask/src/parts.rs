//! The parts of the test command: what each runs, and what it needs.

use crate::bindings::{self, Profile};
use crate::web;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How a part ended.
pub(crate) enum Ending {
    /// All well; lines worth seeing nevertheless.
    Passed(Vec<String>),
    /// What it printed.
    Failed(String),
    /// Something that cannot be installed from here is missing: which, and what to do.
    NotRun(String),
}

/// A part: a word to name it by, and what it runs.
pub(crate) struct Part {
    pub(crate) name: String,
    run: Box<dyn Fn(&Options) -> Ending>,
}

/// What the caller of the test command chose.
pub(crate) struct Options {
    /// Whether to try many more random cases.
    pub(crate) all: bool,
}

impl Part {
    fn new(name: impl Into<String>, run: impl Fn(&Options) -> Ending + 'static) -> Part {
        Part { name: name.into(), run: Box::new(run) }
    }

    fn cargo<const N: usize>(name: &str, words: [&'static str; N]) -> Part {
        Part::new(name, move |options| ending(cargo(words), options))
    }

    pub(crate) fn run(&self, options: &Options) -> Ending {
        (self.run)(options)
    }
}

/// The integration tests that ask the oracle, which is Python.
const ASK_THE_ORACLE: [&str; 2] = ["faults", "oracle"];

const NO_PYTHON: &str = "python3, 3.9 or newer, is not here: install it from your system's packages or python.org";

/// All parts, in the order in which they run.
pub(crate) fn all() -> Vec<Part> {
    let mut parts = vec![
        Part::cargo("format", ["fmt", "--all", "--check"]),
        Part::cargo("lints", ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]),
        Part::new("wasm32", wasm32),
        Part::cargo("build", ["test", "--workspace", "--no-run", "--quiet"]),
        Part::cargo("units", ["test", "--workspace", "--lib", "--bins", "--examples", "--no-fail-fast"]),
    ];
    for suite in suites() {
        parts.push(Part::new(suite.clone(), move |options| {
            if ASK_THE_ORACLE.contains(&suite.as_str()) && !python_is_here() {
                return Ending::NotRun(NO_PYTHON.to_owned());
            }
            ending(cargo(["test", "--workspace", "--test", suite.as_str(), "--no-fail-fast"]), options)
        }));
    }
    parts.push(Part::cargo("doctests", ["test", "--workspace", "--doc", "--no-fail-fast"]));
    parts.push(Part::new("oracle-units", oracle_units));
    parts.push(Part::new("python", python));
    parts.push(Part::new("web", web));
    parts
}

/// The names of the integration tests of all members, `tests/tests/corpus.rs` is `corpus`.
fn suites() -> Vec<String> {
    let entries = |path: &Path| {
        let found = std::fs::read_dir(path).into_iter().flatten();
        found.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect::<Vec<_>>()
    };
    let host = root().join("tests").join("host");
    let mut names: Vec<String> = entries(root())
        .iter()
        .chain([&host])
        .filter(|member| member.join("Cargo.toml").is_file())
        .flat_map(|member| entries(&member.join("tests")))
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|file| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names.dedup();
    names
}

pub(crate) const WASM32: &str = "wasm32-unknown-unknown";

pub(crate) const NO_WASM32: &str = "Rust's target wasm32-unknown-unknown is not here and cannot be installed from here: rustup target add wasm32-unknown-unknown where there is a network; else your system's package of it, Debian's libstd-rust-dev-wasm32";

/// Whether the target is here. A toolchain that was there before rust-toolchain.toml lacks it; then it is installed.
pub(crate) fn has_wasm32() -> bool {
    let libraries =
        Command::new("rustc").current_dir(root()).args(["--print", "target-libdir", "--target", WASM32]).output();
    let there = |output: std::process::Output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir();
    libraries.is_ok_and(there)
        || Command::new("rustup")
            .current_dir(root())
            .args(["target", "add", WASM32])
            .output()
            .is_ok_and(|output| output.status.success())
}

/// The core must build where there is no operating system.
fn wasm32(options: &Options) -> Ending {
    if !has_wasm32() {
        return Ending::NotRun(NO_WASM32.to_owned());
    }
    ending(cargo(["check", "--package", "kinerja", "--target", WASM32, "--quiet"]), options)
}

/// Whether the source of the standard library is here, or can be had.
pub(crate) fn has_std_source() -> bool {
    let sysroot = Command::new("rustc").current_dir(root()).args(["--print", "sysroot"]).output();
    let there = |output: std::process::Output| {
        Path::new(String::from_utf8_lossy(&output.stdout).trim())
            .join("lib/rustlib/src/rust/library/Cargo.lock")
            .is_file()
    };
    sysroot.is_ok_and(there)
        || Command::new("rustup")
            .current_dir(root())
            .args(["component", "add", "rust-src"])
            // Where there is no network, nobody waits for one.
            .env("RUSTUP_MAX_RETRIES", "0")
            .output()
            .is_ok_and(|output| output.status.success())
}

fn python_is_here() -> bool {
    let asks_version = "import sys; sys.exit(sys.version_info < (3, 9))";
    Command::new("python3").args(["-c", asks_version]).output().is_ok_and(|output| output.status.success())
}

/// The oracle's own tests.
fn oracle_units(options: &Options) -> Ending {
    if !python_is_here() {
        return Ending::NotRun(NO_PYTHON.to_owned());
    }
    let mut command = Command::new("python3");
    command
        .args(["-B", "-m", "unittest", "discover", "--pattern", "test_*.py"])
        .current_dir(root().join("tests/oracle"));
    ending(command, options)
}

/// The Python package: built, installed and tested from Python, the corpus too.
fn python(options: &Options) -> Ending {
    match bindings::python(Profile::Dev) {
        Ok(_) => {
            if options.all {
                bindings::everything();
            }
            ending(bindings::pytest(), options)
        }
        Err(said) => Ending::Failed(without_warnings(&said)),
    }
}

/// The npm package: built, measured and tested in Node, the corpus too.
fn web(options: &Options) -> Ending {
    let Some(tests) = web::node_test() else {
        return Ending::NotRun(
            "node, 20 or newer, is not here: install it from your system's packages or nodejs.org".to_owned(),
        );
    };
    if !has_wasm32() {
        return Ending::NotRun(NO_WASM32.to_owned());
    }
    match web::build() {
        Err(said) => Ending::Failed(without_warnings(&said)),
        Ok(built) => {
            web::browser();
            match ending(tests, options) {
                Ending::Passed(mut lines) => {
                    lines.extend(built.lacking.iter().map(|lacking| (*lacking).to_owned()));
                    lines.extend(built.sizes.into_iter().filter(|line| line.contains("budget")));
                    Ending::Passed(lines)
                }
                other => other,
            }
        }
    }
}

/// Runs a command to its end. Lines beginning `SKIPPED:` are shown even where all is well.
fn ending(mut command: Command, options: &Options) -> Ending {
    if options.all {
        command.env("KINERJA_ALL", "1");
    }
    match command.output() {
        Err(error) => Ending::Failed(format!("{}: {error}", command.get_program().to_string_lossy())),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
            if output.status.success() {
                Ending::Passed(said.lines().filter(|line| line.starts_with("SKIPPED:")).map(str::to_owned).collect())
            } else {
                Ending::Failed(without_warnings(&said))
            }
        }
    }
}

/// What a failed part printed, less the compiler's warnings: they are the business of the lints, where they are errors.
fn without_warnings(said: &str) -> String {
    let mut inside = false;
    let kept = said.lines().filter(|line| {
        let begins = |word: &&str| line.starts_with(*word);
        if begins(&"warning") {
            inside = true;
        } else if line.starts_with(|sign: char| sign.is_ascii_alphabetic()) && !["help", "note"].iter().any(begins) {
            inside = false;
        }
        !inside
    });
    kept.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A cargo command at the root of the workspace.
pub(crate) fn cargo<const N: usize>(words: [&str; N]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root());
    command
}

/// The root of the workspace: where cargo runs this now, which may not be where it was built.
pub(crate) fn root() -> &'static Path {
    static ROOT: std::sync::LazyLock<PathBuf> = std::sync::LazyLock::new(|| {
        let mut root =
            std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        root.pop();
        root
    });
    &ROOT
}
