//! What searches cost: the check of every built-in scheme, and what would give the demonstration another result.

use crate::table::Table;
use crate::time::fastest_of;
use kinerja::{Scheme, WhatIfOptions, Wish, schemes};
use std::hint::black_box;

/// Of how many runs the fastest counts: a check takes its time.
const RUNS: usize = 5;

pub(crate) fn measure(table: &mut Table) {
    let all = schemes(None, None, None, true);
    let mut total = 0.0;
    let mut tried = Vec::new();
    for listed in &all {
        let scheme = Scheme::builtin(&listed.id, Some(listed.version)).expect("a built-in scheme");
        assert!(scheme.check().is_empty(), "{} stands up to its own check", listed.id);
        let millis = 1e3 * fastest_of(RUNS, || drop(black_box(scheme.check())));
        total += millis;
        tried.push((listed.id.clone(), millis));
    }
    let name = format!("Check with searches of all {} built-in schemes", all.len());
    table.row(&name, format!("{total:.0} ms"), "< 2000 ms", total < 2_000.0);
    for (id, millis) in tried {
        table.info(&format!("  {id}"), format!("{millis:.1} ms"));
    }
    let scheme = Scheme::builtin("id/langsa", None).expect("a built-in scheme");
    let appraisal = scheme.appraise(include_str!("../../core/examples/facts/langsa.json"), None).expect("appraised");
    let wish = [Wish::at_least("rating", "sangat_baik")];
    let ask = |options: &WhatIfOptions| appraisal.what_if(&wish, options).expect("answered");
    let result = WhatIfOptions::new();
    let count = ask(&result).inputs.len();
    assert!(count > 3, "the demonstration has results to move");
    let millis = 1e3 * fastest_of(RUNS, || drop(black_box(ask(&result))));
    let name = format!("What-if of the demonstration over all {count} result inputs");
    table.row(&name, format!("{millis:.2} ms"), "< 20 ms", millis < 20.0);
    let also = result.roles(["result", "judgement"]);
    let count = ask(&also).inputs.len();
    let millis = 1e3 * fastest_of(RUNS, || drop(black_box(ask(&also))));
    table.info(&format!("What-if over all {count} result and judgement inputs"), format!("{millis:.2} ms"));
}
