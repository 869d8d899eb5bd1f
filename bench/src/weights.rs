//! Weights of nine goals from Python, beside pymcdm (AHP) and scipy's linear programs (best-worst method).

use crate::here;
use crate::table::Table;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn measure(table: &mut Table) {
    let ours = program(&here().join("../.venv"));
    let peers = peers();
    // In turns, so that what else the machine does meets both; the fastest of each counts.
    let runs: Vec<(Option<Value>, Option<Value>)> =
        (0..3).map(|_| (run(&ours), peers.as_ref().and_then(|peers| run(peers)))).collect();
    let fastest = |pick: fn(&(Option<Value>, Option<Value>)) -> &Option<Value>, key: &str| {
        runs.iter().filter_map(|run| pick(run).as_ref()?.get(key)?.as_f64()).reduce(f64::min)
    };
    let kinerja = |key: &str| fastest(|run| &run.0, key);
    let peer = |key: &str| fastest(|run| &run.1, key);
    let (Some(single), Some(many), Some(bwm)) = (kinerja("ahp"), kinerja("ahp_of_many"), kinerja("bwm")) else {
        return table.info(
            "Weights from Python: not measured, because the package is not here: cargo xtask bindings --release",
            String::new(),
        );
    };
    let (Some(pymcdm), Some(linprog)) = (peer("ahp"), peer("bwm")) else {
        return table.info(
            "Weights from Python: not measured, because pymcdm and scipy cannot be installed from here",
            String::new(),
        );
    };
    let times = |peer: f64, own: f64| format!("{:.1} times", peer / own);
    let agree = runs.iter().all(|(ours, peers)| {
        ours.as_ref().zip(peers.as_ref()).is_some_and(|(ours, peers)| same(&ours["found"], &peers["found"]))
    });
    table.row("The same weights as the peers, to 1e-9", agree.to_string(), "true", agree);
    table.row(
        &format!("AHP 9×9 from Python, a survey: {many:.1} µs each, pymcdm {pymcdm:.1} µs"),
        times(pymcdm, many),
        "> 20 times",
        pymcdm > 20.0 * many,
    );
    table.info(
        &format!("AHP 9×9 from Python, one at a time, with its document and what to revisit: {single:.1} µs"),
        times(pymcdm, single),
    );
    table.row(
        &format!("Best-worst method of 9 from Python, exactly: {bwm:.1} µs, linprog {linprog:.1} µs"),
        times(linprog, bwm),
        "> 1 times",
        linprog > bwm,
    );
}

/// Whether two found the same, but that pymcdm's consistency ratio is by another table.
fn same(ours: &Value, peers: &Value) -> bool {
    [0, 2].iter().all(|which| {
        let list = |found: &Value| found[which].as_array().cloned().unwrap_or_default();
        let (ours, peers) = (list(ours), list(peers));
        ours.len() == 9
            && ours.len() == peers.len()
            && ours
                .iter()
                .zip(&peers)
                .all(|(one, other)| (one.as_f64().unwrap_or(1.0) - other.as_f64().unwrap_or(0.0)).abs() < 1e-9)
    })
}

fn program(venv: &Path) -> PathBuf {
    venv.join(if cfg!(windows) { "Scripts/python" } else { "bin/python" })
}

/// The interpreter that the peers are installed for, in a virtual environment that is made where it lacks.
fn peers() -> Option<PathBuf> {
    let venv = here().join(".venv");
    let wanted = std::fs::read_to_string(here().join("requirements.txt")).ok()?;
    let mark = venv.join("installed.txt");
    if std::fs::read_to_string(&mark).ok().as_ref() != Some(&wanted) {
        let done = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
        done(Command::new("python3").args(["-m", "venv"]).arg(&venv)).then_some(())?;
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
        done(Command::new(program(&venv)).args(install).arg(here().join("requirements.txt"))).then_some(())?;
        std::fs::write(mark, wanted).ok()?;
    }
    Some(program(&venv))
}

fn run(python: &Path) -> Option<Value> {
    let output =
        Command::new(python).arg(here().join("weights.py")).output().ok().filter(|output| output.status.success())?;
    serde_json::from_slice(&output.stdout).ok()
}
