//! The npm package, in Node and in a browser, beside the same appraisals in native code.

use crate::here;
use crate::table::Table;
use crate::time::{REPEATS, fastest};
use kinerja::Scheme;
use kinerja_bench::eight_targets::{Kind, Row, SCHEME, rows};
use serde_json::{Value, json};
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};

const ROWS: usize = 400;

pub(crate) fn measure(table: &mut Table) {
    let documents: Vec<String> = rows(ROWS, Kind::Random, 7).iter().map(Row::facts).collect();
    let scheme = Scheme::parse(SCHEME).unwrap_or_else(|problems| panic!("{problems}"));
    let whole = || {
        for text in &documents {
            black_box(scheme.appraise(text, None)).expect("an appraisal");
        }
    };
    // Before and after, so that a busy moment of the machine does not fall on one side alone.
    let before = fastest(whole);
    let measured = match package(&documents) {
        Ok(measured) => measured,
        Err(lacking) => return table.info(&format!("the npm package: {lacking}"), String::new()),
    };
    let native = before.min(fastest(whole));
    let number = |key: &str| measured[key].as_f64();
    let micros = |seconds: f64| format!("{:.1}", seconds / ROWS as f64 * 1e6);
    let ratio = |seconds: f64| seconds / native;
    if let Some(browser) = number("browser") {
        let name = "8 targets, text to outcomes: in the browser / native";
        table.row(name, format!("{:.2}", ratio(browser)), "≤ 3", ratio(browser) <= 3.0);
    }
    if let Some(node) = number("node") {
        table.info("8 targets, text to outcomes: in Node / native", format!("{:.2}", ratio(node)));
    }
    let each = [Some(native), number("node"), number("browser")].into_iter().flatten().map(micros);
    table.info("µs per appraisal: native, Node, browser", each.collect::<Vec<_>>().join(", "));
    let mut ready: Vec<f64> = measured["ready"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    ready.sort_by(f64::total_cmp);
    if let Some(middle) = ready.get(ready.len() / 2) {
        let all = ready.iter().map(|ms| format!("{ms:.0}")).collect::<Vec<_>>().join(", ");
        table.row(
            "The page ready, cold, from localhost: the middle of five loads",
            format!("{middle:.0} ms"),
            "< 1 s",
            *middle < 1e3,
        );
        table.info("ms of each load", all);
    }
    if let Some(lacking) = measured["lacking"].as_str() {
        table.info(&format!("a browser: {lacking}"), String::new());
    }
}

/// What the package measures of itself.
fn package(documents: &[String]) -> Result<Value, &'static str> {
    let package = here().join("../bindings-wasm");
    if !package.join("dist/kinerja_bg.wasm").is_file() {
        return Err("it is not built: cargo xtask web --build");
    }
    let given = json!({"scheme": SCHEME, "documents": documents, "repeats": REPEATS}).to_string();
    let mut node = Command::new("node");
    let node = node.arg("test/figures.mjs").current_dir(package).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut node = node.spawn().map_err(|_| "node, 20 or newer, is not here")?;
    let mut input = node.stdin.take().ok_or("node takes no input")?;
    input.write_all(given.as_bytes()).map_err(|_| "node takes no input")?;
    drop(input);
    let output = node.wait_with_output().map_err(|_| "node cannot be waited for")?;
    let last = output.stdout.split(|byte| *byte == b'\n').rfind(|line| !line.is_empty());
    last.and_then(|line| serde_json::from_slice(line).ok())
        .ok_or("it cannot be measured: node bindings-wasm/test/figures.mjs")
}
