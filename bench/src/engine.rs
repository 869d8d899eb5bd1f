//! One employee appraised, beside the Python loop that would be written instead.

use crate::table::Table;
use crate::time::{REPEATS, fastest};
use kinerja::{Lang, Scheme};
use kinerja_bench::eight_targets::{Kind, Row, SCHEME, hundredths, rows};
use serde_json::{Value, json};
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};

/// So few that a run ends before other work on the machine interrupts it, and often enough that one run is not interrupted.
const ROWS: usize = 400;
/// Of how many employees the trace is made: as few as keep a run short enough to end before other work interrupts it.
const TRACED: usize = 40;
const TURNS: usize = 4;

pub(crate) fn measure(table: &mut Table) {
    for (kind, name) in [(Kind::Random, "random data"), (Kind::Round, "round data")] {
        workload(&rows(ROWS, kind, 7), name, table);
    }
}

fn workload(rows: &[Row], name: &str, table: &mut Table) {
    let scheme = Scheme::parse(SCHEME).unwrap_or_else(|problems| panic!("{problems}"));
    let settings = scheme.read_settings(None).expect("settings");
    let documents: Vec<String> = rows.iter().map(Row::facts).collect();
    let facts: Vec<_> = documents.iter().map(|text| scheme.read_facts(text).expect("facts")).collect();
    let per_row = |seconds: f64| seconds / rows.len() as f64 * 1e9;
    let evaluate = || {
        for facts in &facts {
            black_box(scheme.evaluate(facts, &settings)).expect("an appraisal");
        }
    };
    let whole = || {
        for text in &documents {
            black_box(scheme.appraise(text, None)).expect("an appraisal");
        }
    };
    let read = || {
        for text in &documents {
            black_box(scheme.read_facts(text)).expect("facts");
        }
    };
    let parse = || {
        for text in &documents {
            black_box(kinerja::document::parse(text)).expect("a document");
        }
    };
    let trace = || {
        for facts in facts.iter().take(TRACED) {
            black_box(scheme.evaluate(facts, &settings).expect("an appraisal").trace());
        }
    };
    let explain = || {
        for facts in facts.iter().take(TRACED) {
            black_box(scheme.evaluate(facts, &settings).expect("an appraisal").explain(Lang::Id));
        }
    };
    // In turns, so that a busy moment of the machine does not fall on one side alone; of each the fastest.
    let [mut evaluated, mut appraised, mut was_read, mut parsed, mut python, mut loads] = [f64::INFINITY; 6];
    let [mut traced, mut explained] = [f64::INFINITY; 2];
    let mut last = Value::Null;
    for _ in 0..TURNS {
        let Some(peer) = peer(rows, &documents) else {
            table.info(&format!("{name}: python3 cannot be run, so there is nothing to compare with"), String::new());
            return;
        };
        let number = |key: &str| peer.get(key).and_then(Value::as_f64).expect("a number");
        python = python.min(number("loop"));
        loads = loads.min(number("loads"));
        evaluated = evaluated.min(fastest(evaluate));
        appraised = appraised.min(fastest(whole));
        was_read = was_read.min(fastest(read));
        parsed = parsed.min(fastest(parse));
        traced = traced.min(fastest(trace));
        explained = explained.min(fastest(explain));
        last = peer;
    }
    let (evaluate, whole, read, parse, peer) = (evaluated, appraised, was_read, parsed, last);
    let ratio = evaluate / python;
    table.row(
        &format!("{name}: evaluating read facts / Python decimal loop"),
        format!("{ratio:.3}"),
        "≤ 0.5",
        ratio <= 0.5,
    );
    let ratio = whole / (loads + python);
    table.row(&format!("{name}: text to outcomes / json.loads + loop"), format!("{ratio:.3}"), "< 1", ratio < 1.0);
    let per_traced = |seconds: f64| seconds / TRACED as f64 * 1e9;
    // Ten times the half of the loop that evaluation may take: to make evaluation faster must not make the trace look slower.
    let ratio = per_traced(traced) / per_row(python);
    table.row(
        &format!("{name}: evaluating with trace / Python decimal loop"),
        format!("{ratio:.2}"),
        "≤ 5",
        ratio <= 5.0,
    );
    table.info(
        &format!("{name}: ns per appraisal: with trace, with explanation as text (each times evaluation)"),
        format!(
            "{:.0} ({:.1}), {:.0} ({:.1})",
            per_traced(traced),
            per_traced(traced) / per_row(evaluate),
            per_traced(explained),
            per_traced(explained) / per_row(evaluate)
        ),
    );
    let version = peer["python"].as_str().unwrap_or("?");
    table.info(
        &format!("{name}: ns per appraisal: evaluate, read facts (JSON alone), text to outcomes"),
        format!("{:.0}, {:.0} ({:.0}), {:.0}", per_row(evaluate), per_row(read), per_row(parse), per_row(whole)),
    );
    table.info(
        &format!("{name}: ns per appraisal: Python {version} loop, json.loads"),
        format!("{:.0}, {:.0}", per_row(python), per_row(loads)),
    );
    let scores = peer["scores"].as_array().expect("scores");
    let off = rows.iter().zip(scores).filter(|(row, score)| row.expected().0 != score.as_str().unwrap_or("")).count();
    table.info(
        &format!("{name}: scores of the Python loop that are off the exact ones"),
        format!("{off} of {}", rows.len()),
    );
}

/// Runs the Python loop on the same rows.
fn peer(rows: &[Row], documents: &[String]) -> Option<Value> {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let actuals: Vec<String> = row.actual.iter().map(|actual| hundredths(*actual)).collect();
            let targets: Vec<String> = row.target.iter().map(i128::to_string).collect();
            json!([actuals, targets])
        })
        .collect();
    let given = json!({"rows": rows, "documents": documents, "repeats": REPEATS}).to_string();
    let mut python = Command::new("python3")
        .arg(crate::here().join("decimal_loop.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    python.stdin.take()?.write_all(given.as_bytes()).ok()?;
    let output = python.wait_with_output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}
