//! Weights of nine goals from Python, beside pymcdm (AHP) and scipy's linear programs (best-worst method).

use crate::package;
use crate::table::Table;
use serde_json::Value;

pub(crate) fn measure(table: &mut Table) {
    let told = package::install().and_then(|python| {
        let output = package::alone(&python).arg(crate::here().join("weights.py")).output();
        let output = output.map_err(|error| error.to_string())?;
        serde_json::from_slice(&output.stdout).map_err(|_| String::from_utf8_lossy(&output.stderr).trim().to_owned())
    });
    let told: Value = match told {
        Ok(told) => told,
        Err(todo) => return table.info(&format!("weights from Python are not measured: {todo}"), String::new()),
    };
    let micros = |key: &str| told.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let shown = |key: &str| format!("{:.1} µs", micros(key));
    let mut beside = |what: &str, own: &str, peer: &str, least: f64| {
        let ratio = micros(peer) / micros(own);
        let figure = format!("{what} ({}; {peer} {})", shown(own), shown(peer));
        table.row(&figure, format!("{ratio:.1} times"), &format!("≥ {least} times"), ratio >= least);
    };
    beside("AHP 9×9 from Python, of a numpy array: priorities and consistency ratio", "array", "pymcdm", 20.0);
    beside("AHP 9×9 from Python, of lists: priorities and consistency ratio", "lists", "pymcdm", 20.0);
    beside("AHP 9×9 from Python, each of a survey of 1,000", "survey", "pymcdm", 20.0);
    beside("Best-worst method of 9 from Python, exactly", "bwm", "linprog", 1.0);
    table.info("AHP 9×9 from Python: the same and every exact weight as a fraction", shown("fractions"));
    table.info("AHP 9×9 from Python: the whole document, with what to revisit first", shown("document"));
    let same = told.get("same").and_then(Value::as_bool) == Some(true);
    table.row("The same weights as pymcdm and linprog, to 1e-9", same.to_string(), "true", same);
}
