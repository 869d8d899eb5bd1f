//! The people's rooms: answers of many raters in a table beside polars, and a million entries of daily reports rolled up.

use crate::here;
use crate::table::Table;
use crate::time::fastest_of;
use kinerja::Period;
use kinerja::journal::{Entry, Journal, Minutes, Settings, Verdict};
use serde_json::{Value, json};
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};

/// Ten million answers, a little more or less.
const PERSONS: usize = 100_000;
const REPEATS: usize = 5;
const ENTRIES: usize = 1_000_000;

pub(crate) fn measure(table: &mut Table) {
    match answers() {
        Ok(told) => {
            let answers = told["answers"].as_u64().unwrap_or_default() as f64;
            for (key, name) in [("by_person", "person by person"), ("shuffled", "shuffled")] {
                let seconds = |engine: &str| told[key][engine].as_f64().unwrap_or(f64::INFINITY);
                let ratio = seconds("kinerja") / seconds("polars");
                table.row(
                    &format!("{:.1} million answers, {name}: kinerja / polars, one thread each", answers / 1e6),
                    format!("{ratio:.2}"),
                    "≤ 1.5",
                    ratio <= 1.5,
                );
                table.info(
                    &format!(
                        "{name}: seconds of kinerja, of polars {}; scores of polars that are off",
                        told["polars"].as_str().unwrap_or("?")
                    ),
                    format!(
                        "{:.2}, {:.2}; {} of {}",
                        seconds("kinerja"),
                        seconds("polars"),
                        told[key]["differ"],
                        told[key]["persons"]
                    ),
                );
            }
        }
        Err(why) => table.info(&format!("answers of many raters are not measured: {why}"), String::new()),
    }
    let (journal, settings) = journal();
    let best = fastest_of(REPEATS, || drop(black_box(journal.roll_up(&settings))));
    table.row("Rolling up a million entries of daily reports", format!("{best:.2} s"), "< 1 s", best < 1.0);
}

/// What Python measures, in the environment that `cargo xtask bindings --release` makes.
fn answers() -> Result<Value, String> {
    let python = here().join(if cfg!(windows) { "../.venv/Scripts/python" } else { "../.venv/bin/python" });
    let given = json!({"persons": PERSONS, "repeats": REPEATS}).to_string();
    let mut child = Command::new(&python)
        .arg(here().join("answers.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|_| "there is no Python package; run cargo xtask bindings --release first".to_owned())?;
    let mut input = child.stdin.take().ok_or("no input")?;
    input.write_all(given.as_bytes()).map_err(|error| error.to_string())?;
    drop(input);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).map_err(|_| "the measurement in Python failed".to_owned())
}

/// A journal of two years with very many short entries.
fn journal() -> (Journal, Settings) {
    let activities: Vec<Value> = (0..50)
        .map(|n| json!({"name": format!("activity_{n}"), "minutes": "7.5", "goal": format!("goal_{}", n % 10)}))
        .collect();
    let goals: Vec<Value> =
        (0..10).map(|n| json!({"name": format!("goal_{n}"), "of": (["sum", "latest", "highest"][n % 3])})).collect();
    let settings = json!({"activities": activities, "goals": goals, "norm": {"a_month": 6750}, "workdays": ["mon", "tue", "wed", "thu", "fri"], "deadline": 3});
    let settings = Settings::parse(&settings.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let period = Period::parse("2024-01-01", "2025-12-31").expect("a period");
    let mut state = 7_u64;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let days: Vec<_> = period.from().iter_days().take(731).collect();
    let entries = (0..ENTRIES).map(|number| {
        let on = days[below(731) as usize];
        let activity = below(50) as usize;
        let volume = below(5) as i64 + 1;
        let from = below(1_400) as u16;
        let verdict = [Verdict::Accepted, Verdict::Accepted, Verdict::Accepted, Verdict::Pending, Verdict::Rejected]
            [below(5) as usize];
        Entry {
            reference: format!("e{number}"),
            on,
            hours: (number % 4 == 0).then(|| (Minutes(from), Minutes(from + 30))),
            activity,
            minutes: kinerja::Number::ratio(15 * volume, 2).expect("a number"),
            goal: Some(activity % 10),
            figure: volume.into(),
            entered: on.checked_add_days(chrono::Days::new(below(5))),
            verdict,
        }
    });
    (Journal::new("A-17", period, entries.collect()), settings)
}
