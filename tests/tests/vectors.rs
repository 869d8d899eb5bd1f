//! Published vectors through whole schemes: rounding in every mode, and weighted scores whose exact value is known.

use kinerja::{Exact, Number, Scheme};
use kinerja_tests::{complete, here, outcomes_json};
use serde_json::{Value, json};

fn vectors(name: &str) -> Vec<Value> {
    vectors_at(name, "cases")
}

fn vectors_at(name: &str, key: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(here().join("vectors").join(name)).expect("the vectors");
    let json: Value = serde_json::from_str(&text).expect("JSON");
    json[key].as_array().expect("cases").clone()
}

/// A scheme of one number `x` (or those given) and these steps.
fn sheet(inputs: &Value, steps: &Value) -> Scheme {
    let fragment = json!({"inputs": inputs, "steps": steps});
    Scheme::parse(&complete(&fragment, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The exact value of a step, where facts are put into a sheet.
fn value(scheme: &Scheme, facts: &Value, step: &str) -> Number {
    let appraisal = scheme.appraise(&facts.to_string(), None).unwrap_or_else(|problems| panic!("{problems}"));
    match appraisal.value(step) {
        Some(Exact::Number(number)) => number,
        other => panic!("`{step}` of {facts} is {other:?}"),
    }
}

/// A whole number, or a fraction as the vectors write it: `278/3`.
fn fraction(written: &Value) -> Number {
    let text = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
    let (num, den) = text.split_once('/').unwrap_or((&text, "1"));
    let part = |text: &str| Number::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    part(num).checked_div(&part(den)).expect("a denominator")
}

#[test]
fn a_curve_runs_straight_between_its_points() {
    let cases = vectors_at("kpi_curves.json", "piecewise_linear");
    for case in &cases {
        let list = |key: &str| case[key].as_array().expect("a list").clone();
        let points: Vec<Value> = list("xs").into_iter().zip(list("ys")).map(|(x, y)| json!([x, y])).collect();
        let curve = json!([{"name": "y", "curve": {"of": "x", "points": points, "below": "clamp", "above": "clamp"}}]);
        let scheme = sheet(&json!([{"name": "x", "type": "number"}]), &curve);
        assert_eq!(value(&scheme, &json!({"x": case["x"]}), "y"), fraction(&case["value"]), "{case}");
    }
    assert_eq!(cases.len(), 105);
}

#[test]
fn a_step_table_takes_the_threshold_itself_where_it_says_so() {
    let cases = vectors_at("kpi_curves.json", "step_tables");
    for case in &cases {
        let list = |key: &str| case[key].as_array().expect("a list").clone();
        let scores = list("scores");
        let bands = |name: &str, edge: &str| {
            let row = |(threshold, score): (Value, &Value)| json!({edge: threshold, "is": score.to_string()});
            let rows: Vec<Value> = list("thresholds").into_iter().zip(scores.iter().skip(1)).map(row).rev().collect();
            json!({"name": name, "bands": {"of": "x", "round": "none", "rows": rows, "else": {"is": scores[0].to_string()}}})
        };
        let scheme = sheet(
            &json!([{"name": "x", "type": "number"}]),
            &json!([bands("at_least", "from"), bands("more_than", "above")]),
        );
        let facts = json!({"x": case["x"]});
        assert_eq!(value(&scheme, &facts, "at_least"), fraction(&case["right_closed_ge"]), "{case}");
        assert_eq!(value(&scheme, &facts, "more_than"), fraction(&case["gt"]), "{case}");
    }
    assert_eq!(cases.len(), 75);
}

#[test]
fn the_time_aspect_changes_its_formula_at_24_percent() {
    let cases = vectors_at("kpi_curves.json", "skp_time");
    let inputs =
        json!([{"name": "target", "type": "number", "above": 0}, {"name": "actual", "type": "number", "from": 0}]);
    let steps = json!([
        {"name": "efficiency", "is": "100 - actual / target * 100"},
        {"name": "naive", "is": "(1.76 * target - actual) / target * 100"},
        {"name": "score", "is": "if efficiency <= 24 then naive else 76 - (naive - 100)"}
    ]);
    let scheme = sheet(&inputs, &steps);
    for case in &cases {
        let facts = json!({"target": case["target"], "actual": case["actual"]});
        for (step, key) in [("efficiency", "efficiency_pct"), ("naive", "naive_no_branch"), ("score", "score")] {
            assert_eq!(value(&scheme, &facts, step), fraction(&case[key]), "{step} of {case}");
        }
    }
    assert_eq!(cases.len(), 15);
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
