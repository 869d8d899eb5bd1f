//! The scheme that the library is measured with gives what a calculation in integers gives.

use kinerja::{Outcome, Scheme};
use kinerja_bench::eight_targets::{Kind, SCHEME, rows};

#[test]
fn the_measured_scheme_agrees_with_a_calculation_in_integers() {
    let scheme = Scheme::parse(SCHEME).unwrap_or_else(|problems| panic!("{problems}"));
    let settings = scheme.read_settings(None).expect("no settings");
    for row in rows(1_000, Kind::Random, 7).into_iter().chain(rows(1_000, Kind::Round, 11)) {
        let text = row.facts();
        let facts = scheme.read_facts(&text).unwrap_or_else(|problems| panic!("{text}\n{problems}"));
        let appraisal = scheme.evaluate(&facts, &settings).unwrap_or_else(|problems| panic!("{text}\n{problems}"));
        let shown = |name| match appraisal.outcome(name) {
            Some(Outcome::Rounded(number)) => number.to_string(),
            Some(Outcome::Word(word)) => word.to_string(),
            other => panic!("{other:?}"),
        };
        let (score, rating) = row.expected();
        assert_eq!((shown("score"), shown("rating")), (score, rating.to_owned()), "{text}");
    }
}
