//! The Python package beside its peers: one employee as a dict, a million as a table.

use crate::table::Table;
use crate::time::fastest;
use kinerja::document::Node;
use kinerja::{Cells, Holding, Number, Scheme, Taker};
use kinerja_bench::eight_targets::{Kind, LOWER, Row, SCHEME, WEIGHTS, hundredths, rows};
use serde_json::{Value, json};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Different employees: as many as no branch predictor learns by heart.
const ROWS: usize = 5_000;
/// Employees of the table.
const PEOPLE: usize = 1_000_000;

pub(crate) fn measure(table: &mut Table) {
    let python = match install() {
        Ok(python) => python,
        Err(todo) => return table.info(&format!("the Python package is not measured: {todo}"), String::new()),
    };
    for (kind, name) in [(Kind::Random, "random data"), (Kind::Round, "round data")] {
        let rows = rows(ROWS, kind, 7);
        let cells = cells(&rows);
        let told = match run(&python, &rows) {
            Ok(told) => told,
            Err(said) => return table.info(&format!("the Python package cannot be measured: {said}"), String::new()),
        };
        figures(name, &rows, cells, &told, table);
    }
}

fn figures(name: &str, rows: &[Row], cells: f64, told: &Value, table: &mut Table) {
    let seconds = |key: &str| told.get(key).and_then(Value::as_f64);
    let (Some(dict), Some(of_table), Some(import)) = (seconds("dict"), seconds("table"), seconds("import")) else {
        return;
    };
    let micros = |seconds: f64| format!("{:.2} µs", seconds * 1e6);
    table.row(&format!("{name}: Python, appraise(dict)"), micros(dict), "≤ 5 µs", dict <= 5e-6);
    match seconds("zen") {
        Some(zen) => {
            let times = zen / dict;
            let figure = format!("{name}: zen-engine's decision graph ({}) / appraise(dict)", micros(zen));
            table.row(&figure, format!("{times:.1}"), "≥ 20", times >= 20.0);
        }
        None => {
            table.info(&format!("{name}: zen-engine is not here: pip install -r bench/requirements.txt"), String::new())
        }
    }
    let figure = format!("{name}: Python, appraise_table of {PEOPLE} people, each");
    table.row(&figure, micros(of_table), "≤ 2 µs", of_table <= 2e-6);
    let nanos = |seconds: f64| format!("{:.0} ns", seconds * 1e9);
    let arrow = of_table - cells;
    let figure =
        format!("{name}: of that reading and writing Arrow, beside the same cells out of memory ({})", nanos(cells));
    table.row(&figure, nanos(arrow), "≤ 100 ns", arrow <= 100e-9);
    if let Some(polars) = seconds("polars") {
        table.info(&format!("{name}: polars, floats, each"), nanos(polars));
    }
    let exact = |key: &str| {
        let scores = told.get(key).and_then(Value::as_array);
        scores.is_some_and(|scores| {
            rows.iter().zip(scores).all(|(row, score)| Some(row.expected().0.as_str()) == score.as_str())
        })
    };
    let right = exact("scores") && exact("alone");
    table.row(&format!("{name}: every score of dicts and table is the exact one"), right.to_string(), "true", right);
    if name.starts_with("random") {
        table.row("Python, import kinerja", format!("{:.0} ms", import * 1e3), "< 50 ms", import < 0.05);
    }
}

/// One employee whose cells are at hand.
struct InMemory<'a> {
    row: &'a Row,
    places: &'a [usize; 4],
}

impl Cells for InMemory<'_> {
    fn rows(&self, _: usize) -> Option<usize> {
        Some(8)
    }

    fn cells(&self, place: usize, taker: &mut Taker<'_>) -> Option<()> {
        let whole = |number: &i128| Number::from(i64::try_from(*number).unwrap_or(0));
        match self.places.iter().position(|known| *known == place)? {
            0 => WEIGHTS.iter().try_for_each(|weight| taker.number(whole(weight))),
            1 => LOWER.iter().try_for_each(|lower| taker.text(if *lower { "lower" } else { "higher" })),
            2 => self.row.target.iter().try_for_each(|target| taker.number(whole(target))),
            _ => self
                .row
                .actual
                .iter()
                .try_for_each(|actual| taker.number(Number::decimal(i64::try_from(*actual).unwrap_or(0), 2))),
        }
    }
}

/// The seconds for each employee of reading cells that are at hand and appraising.
fn cells(rows: &[Row]) -> f64 {
    let scheme = Scheme::parse(SCHEME).unwrap_or_else(|problems| panic!("{problems}"));
    let fields = scheme.fields();
    let Some(Holding::Rows(inner)) = fields.first().map(|field| &field.holds) else { return f64::NAN };
    let place = |name: &str| inner.iter().find(|field| field.name == name).map_or(0, |field| field.place);
    let places = ["weight", "direction", "target", "actual"].map(place);
    let batch = scheme.batch(None).expect("settings");
    let mut worker = batch.worker(None::<&Node<'_>>);
    let job = || {
        for row in rows {
            let appraised = worker.appraise(&InMemory { row, places: &places }).expect("plain cells");
            black_box(appraised).expect("an appraisal");
        }
    };
    fastest(job) / rows.len() as f64
}

/// Builds the package as it is published and installs it with its peers; gives the Python that has it.
pub(crate) fn install() -> Result<PathBuf, String> {
    let root = crate::here().parent().ok_or("no workspace")?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root).args(["run", "--quiet", "--package", "xtask", "--", "bindings", "--release"]);
    let said = cargo.output().map_err(|error| error.to_string())?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).trim().to_owned());
    }
    let python = root.join(if cfg!(windows) { ".venv/Scripts/python" } else { ".venv/bin/python" });
    // Without the peers there is less to compare with.
    let peers = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    let _ = Command::new(&python).args(peers).arg(crate::here().join("requirements.txt")).output();
    Ok(python)
}

/// Python on one core, the peers too.
pub(crate) fn alone(python: &Path) -> Command {
    let mut command = Command::new(python);
    for name in ["OMP_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"] {
        command.env(name, "1");
    }
    command
}

fn run(python: &Path, rows: &[Row]) -> Result<Value, String> {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let actuals: Vec<String> = row.actual.iter().map(|actual| hundredths(*actual)).collect();
            let targets: Vec<String> = row.target.iter().map(i128::to_string).collect();
            json!([actuals, targets])
        })
        .collect();
    let given = json!({"scheme": SCHEME, "rows": rows, "people": PEOPLE}).to_string();
    let mut child = alone(python)
        .arg(crate::here().join("package.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    child.stdin.take().ok_or("no input")?.write_all(given.as_bytes()).map_err(|error| error.to_string())?;
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).map_err(|_| String::from_utf8_lossy(&output.stderr).trim().to_owned())
}
