//! The figures that the library wants to reach: `cargo xtask bench`, or `cargo xtask bench engine schemes` for the parts named.
//!
//! Times are of the same rows on the same machine within this run, so that their ratios can be compared between machines.

mod build;
mod engine;
mod frameworks;
mod package;
mod people;
mod schemes;
mod searches;
mod table;
mod time;
mod web;
mod weights;

use std::path::Path;
use std::process::ExitCode;
use table::Table;

/// A name, and what measures.
type Part = (&'static str, fn(&mut Table));

/// What can be measured, by name.
const PARTS: [Part; 9] = [
    ("engine", engine::measure),
    ("python", package::measure),
    ("schemes", schemes::measure),
    ("searches", searches::measure),
    ("people", people::measure),
    ("frameworks", frameworks::measure),
    ("weights", weights::measure),
    ("web", web::measure),
    ("build", build::measure),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|wanted| !PARTS.iter().any(|(name, _)| name == wanted)) {
        let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        eprintln!("{unknown} is not measured here; there are: {}", names.join(", "));
        return ExitCode::FAILURE;
    }
    let mut table = Table::default();
    for (name, measure) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            measure(&mut table);
        }
    }
    table.print();
    ExitCode::SUCCESS
}

/// The folder of this crate.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
