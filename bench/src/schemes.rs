//! The built-in schemes read and compiled.

use crate::table::Table;
use crate::time::fastest;
use kinerja::{Scheme, schemes};
use std::hint::black_box;

/// The schemes of the figure; the others are measured beside.
const FOUR: [&str; 4] = ["id/pp-46-2011", "id/permenpanrb-8-2021-jpt", "id/permenpanrb-6-2022", "id/langsa"];

pub(crate) fn measure(table: &mut Table) {
    let all: Vec<String> = schemes(None, None, None, true).into_iter().map(|listed| listed.id).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let millis = |ids: &[&str]| {
        let built_in: Vec<Scheme> =
            ids.iter().map(|id| Scheme::builtin(id, None).expect("a built-in scheme")).collect();
        1e3 * fastest(|| {
            for scheme in &built_in {
                black_box(Scheme::parse(scheme.text())).expect("a built-in scheme");
            }
        })
    };
    let four = millis(&FOUR);
    let name = "Reading and compiling PP 46, 8/2021 (JPT), 6/2022 and Langsa";
    table.row(name, format!("{four:.2} ms"), "< 10 ms", four < 10.0);
    table.info(&format!("Reading and compiling all {} built-in schemes", all.len()), format!("{:.2} ms", millis(&all)));
}
