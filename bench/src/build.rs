//! What it takes to build the library.

use crate::here;
use crate::table::Table;
use std::process::Command;
use std::time::Instant;

pub(crate) fn measure(table: &mut Table) {
    let crates = crates();
    table.info(
        "Crates that the library needs, itself included",
        crates.map_or_else(|| "?".to_owned(), |n| n.to_string()),
    );
    table.info("Building the library and what it needs, from clean", build_time());
}

fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(here());
    cargo
}

/// How many crates stand behind the library, itself included.
fn crates() -> Option<usize> {
    let arguments = ["tree", "-p", "kinerja", "-e", "normal,build", "--prefix", "none", "--no-dedupe"];
    let output = cargo().args(arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    let names: std::collections::BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split(" (").next())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    Some(names.len())
}

/// Builds the library from clean in a folder of its own, for development and for release.
fn build_time() -> String {
    let target = std::env::temp_dir().join(format!("kinerja-bench-{}", std::process::id()));
    let build = |arguments: &[&str]| {
        let _ = std::fs::remove_dir_all(&target);
        let start = Instant::now();
        let status =
            cargo().args(["build", "-q", "-p", "kinerja"]).args(arguments).env("CARGO_TARGET_DIR", &target).status();
        match status {
            Ok(status) if status.success() => format!("{:.0} s", start.elapsed().as_secs_f64()),
            _ => "failed".to_owned(),
        }
    };
    let (dev, release) = (build(&[]), build(&["--release"]));
    let _ = std::fs::remove_dir_all(&target);
    format!("{dev}; release {release}")
}
