//! Published vectors through whole schemes: rounding in every mode, and weighted scores whose exact value is known.

use kinerja::{Exact, Number, Scheme};
use kinerja_tests::{here, outcomes_json};
use serde_json::{Value, json};

fn vectors(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(here().join("vectors").join(name)).expect("the vectors");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    json["cases"].as_array().expect("cases").clone()
}

/// The name of each mode in the vectors and in the language.
const MODES: [(&str, &str); 10] = [
    ("half_even", "half_even"),
    ("half_up", "half_up"),
    ("half_down", "half_down"),
    ("up_away_from_zero", "up"),
    ("down_toward_zero", "down"),
    ("ceiling", "ceiling"),
    ("floor", "floor"),
    ("05up", "zero_five_up"),
    ("half_ceiling", "half_ceiling"),
    ("half_floor", "half_floor"),
];

#[test]
fn a_number_is_rounded_as_the_decimal_arithmetic_standard_says() {
    let cases = vectors("rounding.json");
    let mut digits: Vec<i64> = cases.iter().map(|case| case["dp"].as_i64().expect("digits")).collect();
    digits.sort_unstable();
    digits.dedup();
    for dp in digits {
        let step = |(_, mode): (&str, &str)| json!({"name": mode, "is": format!("round(x, {dp}, {mode})")});
        let outcome = |(_, mode): (&str, &str)| json!({"name": format!("{mode}_out"), "of": "x", "round": {"digits": dp, "mode": mode}});
        let scheme = json!({
            "kinerja": "scheme/1", "scheme": "test/rounding", "version": 1, "languages": ["en"],
            "inputs": [{"name": "x", "type": "number"}],
            "steps": MODES.map(step), "outcomes": MODES.map(outcome),
        });
        let scheme = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
        for case in cases.iter().filter(|case| case["dp"] == dp) {
            let appraisal = scheme.appraise(&json!({"x": case["value"]}).to_string(), None).expect("a number");
            for (vector, mode) in MODES {
                let wanted = case[vector].as_str().expect("a number as text");
                let wanted = Number::parse(wanted).unwrap_or_else(|_| panic!("{case}"));
                assert_eq!(appraisal.value(mode), Some(Exact::Number(wanted.clone())), "{mode} of {case}");
                let printed = outcomes_json(&appraisal)[format!("{mode}_out")].as_str().expect("printed").to_owned();
                assert_eq!(Number::parse(&printed), Ok(wanted), "{mode} of {case}");
                let decimals = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                assert_eq!(i64::try_from(decimals).unwrap(), dp, "{printed} has {dp} digits after the point");
            }
        }
    }
    assert!(cases.len() > 50, "{} cases", cases.len());
}

#[test]
fn a_weighted_score_is_exact_until_its_one_rounding() {
    let cases = vectors("weighted_score_exact.json");
    let outcome = |name: &str, digits: u8, mode: &str| json!({"name": name, "of": "score", "round": {"digits": digits, "mode": mode}});
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/weighted", "version": 1, "languages": ["en"],
        "inputs": [
            {"name": "cap", "type": "number", "above": 0},
            {"name": "goals", "type": "list", "least": 1, "fields": [
                {"name": "weight", "type": "number", "above": 0},
                {"name": "actual", "type": "number"},
                {"name": "target", "type": "number", "above": 0},
            ]},
        ],
        "steps": [
            {"each": "goals", "steps": [{"name": "reached", "is": "at_least(at_most(actual / target * 100, cap), 0)"}]},
            {"name": "score", "is": "weighted_mean(reached, weight over goals)"},
        ],
        "outcomes": [outcome("half_up_2", 2, "half_up"), outcome("half_even_2", 2, "half_even"), outcome("half_up_4", 4, "half_up")],
    });
    let scheme = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    for case in &cases {
        let list = |key: &str| case[key].as_array().expect("a list").clone();
        let rows = list("weights").into_iter().zip(list("actual")).zip(list("target"));
        let goals: Vec<Value> = rows
            .map(|((weight, actual), target)| json!({"weight": weight, "actual": actual, "target": target}))
            .collect();
        let facts = json!({"cap": case["cap"], "goals": goals}).to_string();
        let appraisal = scheme.appraise(&facts, None).unwrap_or_else(|problems| panic!("{problems}"));
        let Some(Exact::Number(exact)) = appraisal.value("score") else { panic!("{case}") };
        assert_eq!(exact.to_string().as_str(), plain(case["exact"].as_str().expect("exact")).as_str(), "{case}");
        let outcomes = outcomes_json(&appraisal);
        for name in ["half_up_2", "half_even_2", "half_up_4"] {
            assert_eq!(outcomes[name], case[name], "{name} of {case}");
        }
    }
    assert!(cases.len() >= 30, "{} cases", cases.len());
}

/// An exact value as this library writes it: a fraction only where the decimals do not end.
fn plain(fraction: &str) -> String {
    let whole = |text: &str| Number::parse(text);
    let (top, bottom) = fraction.split_once('/').unwrap_or((fraction, "1"));
    let quotient = whole(top).and_then(|top| Ok(top.checked_div(&whole(bottom)?).expect("no zero")));
    quotient.map_or_else(|_| fraction.to_owned(), |number| number.to_string())
}
