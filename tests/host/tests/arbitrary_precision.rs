//! `arbitrary_precision` in a host changes nothing of what the library does.

use kinerja::Scheme;
use kinerja_host::appraise;
use serde_json::{Number, Value, json};
use std::str::FromStr;

const FACTS: &str = include_str!("../../../core/examples/facts/langsa.json");

fn langsa() -> Scheme {
    Scheme::builtin("id/langsa", None).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_feature_is_really_on() {
    let text = "0.10000000000000000000000000010";
    assert_eq!(serde_json::from_str::<Value>(text).unwrap().to_string(), text, "a float would not keep these digits");
}

#[test]
fn the_same_facts_give_the_same_outcomes() {
    let scheme = langsa();
    let direct = scheme.appraise(FACTS, None).unwrap_or_else(|problems| panic!("{problems}"));
    let through_host = appraise(&scheme, &serde_json::from_str(FACTS).unwrap()).unwrap();
    let wanted: Vec<(String, String)> =
        direct.outcomes().map(|(name, _)| (name.to_owned(), direct.label(name, kinerja::Lang::En).unwrap())).collect();
    assert_eq!(through_host, wanted);
    assert!(wanted.contains(&("score".to_owned(), "85.90".to_owned())), "{wanted:?}");
    assert!(wanted.contains(&("rating".to_owned(), "Good".to_owned())), "{wanted:?}");
}

#[test]
fn numbers_that_no_float_holds_are_kept() {
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/long", "version": 1, "languages": ["en"],
        "inputs": [{"name": "x", "type": "number"}],
        "steps": [{"name": "y", "is": "x + 1"}], "outcomes": [{"name": "y", "of": "y", "round": "exact"}],
    });
    let scheme = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let x = Value::Number(Number::from_str("0.1234567890123456789012345678").unwrap());
    let outcomes = appraise(&scheme, &json!({"x": x})).unwrap();
    assert_eq!(outcomes, [("y".to_owned(), "1.1234567890123456789012345678".to_owned())]);
    let x = Value::Number(Number::from_str("5e1").unwrap());
    assert_eq!(appraise(&scheme, &json!({"x": x})).unwrap(), [("y".to_owned(), "51".to_owned())]);
}
