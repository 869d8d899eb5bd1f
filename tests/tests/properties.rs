//! What must hold of every scheme and of the built-in ones, on cases drawn at random from the same seed in every run.

use kinerja::{Appraisal, Code, Outcome, Scheme};
use kinerja_tests::outcomes_json;
use kinerja_tests::subjects::{BUILT_IN, Dice, built_in, cases_of};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// The same cases in every run.
fn holds<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(strategy, |value| {
        test(value);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// Goes through every value of a document, outermost first; a sealed document in it is whole, and stays as it is.
fn walk(value: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    if value.get("seal").is_some() {
        return;
    }
    visit(value);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, visit)),
        Value::Object(entries) => entries.values_mut().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

/// Every case of every built-in scheme, with what comes out of it.
fn cases() -> Vec<(String, Scheme, Value, Option<String>, Value)> {
    let of = |id: &&str| {
        let (scheme, _) = built_in(id);
        let id = (*id).to_owned();
        cases_of(&id)
            .into_iter()
            .map(move |(name, facts, settings)| {
                let settings = settings.map(|settings| settings.to_string());
                let outcomes = outcomes_json(&appraise(&name, &scheme, &facts.to_string(), settings.as_deref()));
                (name, scheme.clone(), facts, settings, outcomes)
            })
            .collect::<Vec<_>>()
    };
    BUILT_IN.iter().flat_map(of).collect()
}

fn appraise(name: &str, scheme: &Scheme, facts: &str, settings: Option<&str>) -> Appraisal {
    scheme.appraise(facts, settings).unwrap_or_else(|problems| panic!("{name}: {problems}\n{facts}"))
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for last in (1..items.len()).rev() {
        items.swap(last, dice.below(last + 1));
    }
}

#[test]
fn the_order_of_rows_never_matters() {
    let cases = cases();
    holds(60, &any::<u64>(), |seed| {
        let mut dice = Dice(seed);
        for (name, scheme, facts, settings, outcomes) in &cases {
            let mut shuffled = facts.clone();
            walk(&mut shuffled, &mut |value| {
                if let Value::Array(items) = value {
                    shuffle(items, &mut dice);
                }
            });
            let found = outcomes_json(&appraise(name, scheme, &shuffled.to_string(), settings.as_deref()));
            assert_eq!(&found, outcomes, "{name}: {shuffled}");
        }
    });
}

/// A scheme over rows of a weight and a number, with an outcome for every aggregate.
fn weighted(total: &Value) -> Scheme {
    let aggregates = [
        ("total", "sum(x over rows)"),
        ("mean", "mean(x over rows)"),
        ("weighted", "weighted_mean(x, weight over rows)"),
        ("least", "min(x over rows)"),
        ("most", "max(x over rows)"),
        ("middle", "median(x over rows)"),
        ("part", "share(x > 50 over rows)"),
        ("some", "any(x > 50 over rows)"),
        ("every", "all(x > 50 over rows)"),
        ("rows_over", "count(rows where x > 50)"),
    ];
    let steps: Vec<Value> = aggregates.iter().map(|(name, is)| json!({"name": name, "is": is})).collect();
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/weighted", "version": 1, "languages": ["en"],
        "inputs": [{"name": "rows", "type": "list", "least": 1, "fields": [
            {"name": "weight", "type": "weight", "total": total}, {"name": "x", "type": "number"},
        ]}],
        "steps": steps,
        "outcomes": [{"name": "mean", "of": "mean", "round": {"digits": 10, "mode": "half_even"}}],
    });
    Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

const AGGREGATES: [&str; 10] =
    ["total", "mean", "weighted", "least", "most", "middle", "part", "some", "every", "rows_over"];

/// A decimal with two digits after the point.
fn cents(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", number.abs() / 100, number.abs() % 100)
}

#[test]
fn the_order_of_rows_matters_to_no_aggregate() {
    let scheme = weighted(&json!(100));
    holds(200, &(prop::collection::vec(-10_000..20_000_i64, 1..9), any::<u64>()), |(numbers, seed)| {
        let mut rows: Vec<Value> = numbers.iter().map(|x| json!({"weight": "equal", "x": cents(*x)})).collect();
        let values = |rows: &[Value]| {
            let appraisal = appraise("rows", &scheme, &json!({"rows": rows}).to_string(), None);
            AGGREGATES.map(|name| appraisal.value(name))
        };
        let before = values(&rows);
        shuffle(&mut rows, &mut Dice(seed));
        assert_eq!(values(&rows), before);
        assert_eq!(before[1], before[2], "with equal weights the weighted mean is the mean");
    });
}

#[test]
fn three_thirds_make_one() {
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/thirds", "version": 1, "languages": ["en"],
        "inputs": [
            {"name": "n", "type": "integer", "from": 1},
            {"name": "rows", "type": "list", "least": 1, "fields": [{"name": "x", "type": "number"}, {"name": "weight", "type": "weight", "total": 1}]},
        ],
        "steps": [
            {"each": "rows", "steps": [{"name": "part", "is": "x / n"}]},
            {"name": "thirds", "is": "1 / 3 + 1 / 3 + 1 / 3"},
            {"name": "parts", "is": "sum(part over rows)"},
            {"name": "weights", "is": "sum(weight over rows)"},
        ],
        "outcomes": [{"name": "parts", "of": "parts", "round": {"digits": 0, "mode": "down"}}],
    });
    let scheme = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    holds(200, &(1..60_usize, -10_000..10_000_i64), |(n, x)| {
        let rows = vec![json!({"x": cents(x), "weight": "equal"}); n];
        let appraisal = appraise("parts", &scheme, &json!({"n": n, "rows": rows}).to_string(), None);
        let value = |path: &str| kinerja_tests::exact_json(&appraisal.value(path).expect("a value"));
        assert_eq!(value("thirds"), "1");
        assert_eq!(value("weights"), "1");
        assert_eq!(value("parts"), value("rows[0].x"));
    });
}

#[test]
fn scaling_all_weights_with_their_total_changes_nothing() {
    let strategy = (prop::collection::vec((1..1000_i64, -10_000..20_000_i64), 1..9), 1..500_i64);
    holds(150, &strategy, |(rows, factor)| {
        let weighted_by = |factor: i64| {
            let total: i64 = rows.iter().map(|(weight, _)| weight * factor).sum();
            let rows: Vec<Value> =
                rows.iter().map(|(weight, x)| json!({"weight": cents(weight * factor), "x": cents(*x)})).collect();
            let scheme = weighted(&json!(cents(total)));
            let appraisal = appraise("rows", &scheme, &json!({"rows": rows}).to_string(), None);
            AGGREGATES.map(|name| appraisal.value(name))
        };
        assert_eq!(weighted_by(factor), weighted_by(1));
    });
}

/// Where the results that may be blank stand in facts: the keys on the way, lists open. A rater who abstains is not one of them.
fn optional_results(inputs: &Value, way: &[String], found: &mut Vec<Vec<String>>) {
    for input in inputs.as_array().expect("inputs") {
        let mut here = way.to_vec();
        here.push(input["name"].as_str().expect("a name").to_owned());
        if let Some(fields) = input.get("fields") {
            optional_results(fields, &here, found);
        } else if input["optional"] == "not_rated" || (input.get("optional").is_some() && input["role"] == "result") {
            found.push(here);
        }
    }
}

/// Every place of a way in facts, as pointers.
fn places(facts: &Value, way: &[String], at: &str) -> Vec<String> {
    let Some((key, rest)) = way.split_first() else { return vec![at.to_owned()] };
    let here = format!("{at}/{key}");
    match facts.get(key) {
        Some(Value::Array(rows)) => {
            rows.iter().enumerate().flat_map(|(i, row)| places(row, rest, &format!("{here}/{i}"))).collect()
        }
        Some(_) if rest.is_empty() => vec![here],
        _ => Vec::new(),
    }
}

#[test]
fn a_blank_never_raises_a_result() {
    let (mut blanked, mut blocked) = (0, 0);
    for id in BUILT_IN {
        let (scheme, json) = built_in(id);
        let mut ways = Vec::new();
        optional_results(&json["inputs"], &[], &mut ways);
        let levels: Vec<Vec<String>> = json["scales"]
            .as_array()
            .expect("scales")
            .iter()
            .map(|scale| {
                let levels = scale["levels"].as_array().expect("levels").iter();
                levels.map(|level| level["name"].as_str().expect("a name").to_owned()).collect()
            })
            .collect();
        for (name, facts, settings) in cases_of(id) {
            let settings = settings.map(|settings| settings.to_string());
            let before = appraise(&name, &scheme, &facts.to_string(), settings.as_deref());
            for pointer in ways.iter().flat_map(|way| places(&facts, way, "")) {
                let mut blank = facts.clone();
                *blank.pointer_mut(&pointer).expect("a place") = json!({"absent": "not_rated"});
                blanked += 1;
                match scheme.appraise(&blank.to_string(), settings.as_deref()) {
                    Err(problems) => {
                        blocked += 1;
                        let absent = |code: Code| {
                            matches!(code, Code::OutcomeAbsent | Code::RequiresFailed | Code::EvidenceMissing)
                        };
                        assert!(problems.iter().all(|problem| absent(problem.code())), "{name} {pointer}: {problems}");
                    }
                    Ok(after) => {
                        for (outcome, value) in after.outcomes() {
                            let old = before.outcome(outcome).expect("the same outcomes");
                            assert!(
                                not_higher(value, old, &levels),
                                "{name}: a blank at {pointer} raises {outcome} from {old:?} to {value:?}"
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(blanked > 100 && blocked > 20, "{blanked} blanks, {blocked} of them blocked");
}

fn not_higher(new: &Outcome, old: &Outcome, levels: &[Vec<String>]) -> bool {
    match (new, old) {
        (Outcome::Rounded(new), Outcome::Rounded(old)) => new.value() <= old.value(),
        (Outcome::Exact(new), Outcome::Exact(old)) => new <= old,
        (Outcome::Word(new), Outcome::Word(old)) => {
            let place = |word: &String| levels.iter().find_map(|scale| scale.iter().position(|level| level == word));
            place(new) <= place(old)
        }
        _ => true,
    }
}

/// A number in another spelling of the same number.
fn respelled(number: &str, dice: &mut Dice) -> String {
    let (digits, places) = match number.split_once('.') {
        Some((whole, decimals)) => (format!("{whole}{decimals}"), decimals.len()),
        None => (number.to_owned(), 0),
    };
    let plain = digits.trim_start_matches('-').trim_start_matches('0');
    let plain = if plain.is_empty() { "0" } else { plain };
    let sign = if number.starts_with('-') { "-" } else { "" };
    match dice.below(6) {
        0 => format!("\"{number}\""),
        1 if places == 0 => format!("{number}.0"),
        1 => format!("{number}00"),
        2 => format!("{sign}{plain}e-{places}"),
        3 if plain == "0" => "\"-0E7\"".to_owned(),
        3 => format!("\"{sign}{plain}0E-{}\"", places + 1),
        4 => format!("{sign}0.{plain}e+{}", plain.len() as i64 - places as i64).replace("e+-", "e-"),
        _ => number.to_owned(),
    }
}

/// Writes a document with every number in another spelling.
fn written(value: &Value, dice: &mut Dice, out: &mut String) {
    match value {
        Value::Number(number) => out.push_str(&respelled(&number.to_string(), dice)),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                written(item, dice, out);
            }
            out.push(']');
        }
        // Nobody knows which texts of a sealed document are numbers, so they have one spelling.
        Value::Object(entries) if !entries.contains_key("seal") => {
            out.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(&json!(key).to_string());
                out.push(':');
                written(item, dice, out);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

#[test]
fn the_spelling_of_a_number_changes_nothing() {
    let cases = cases();
    holds(60, &any::<u64>(), |seed| {
        let mut dice = Dice(seed);
        for (name, scheme, facts, settings, outcomes) in &cases {
            let mut text = String::new();
            written(facts, &mut dice, &mut text);
            let settings = settings.as_ref().map(|settings| {
                let mut text = String::new();
                written(&serde_json::from_str(settings).expect("JSON"), &mut dice, &mut text);
                text
            });
            let found = appraise(name, scheme, &text, settings.as_deref());
            assert_eq!(&outcomes_json(&found), outcomes, "{name}: {text}");
        }
    });
}

/// Puts annotations around values, or takes them away.
fn annotated(value: &mut Value, dice: &mut Dice, top: bool) {
    let Value::Object(entries) = value else { return };
    for (key, value) in entries.iter_mut() {
        let heading =
            if top { &["kinerja", "scheme", "person", "period", "note"][..] } else { &["id", "title", "note"][..] };
        if heading.contains(&key.as_str()) || value.is_null() {
            continue;
        }
        match value {
            Value::Array(rows) => rows.iter_mut().for_each(|row| annotated(row, dice, false)),
            Value::Object(object) => {
                for key in ["by", "on", "note", "because"] {
                    if dice.below(2) == 0 {
                        object.shift_remove(key);
                    }
                }
            }
            plain => {
                if dice.below(2) == 0 {
                    let value = plain.take();
                    *plain = json!({"value": value, "by": "someone", "on": "2025-12-31", "note": "a note", "evidence": ["a letter"]});
                }
            }
        }
    }
}

#[test]
fn annotations_change_nothing_but_warnings() {
    let cases = cases();
    holds(60, &any::<u64>(), |seed| {
        let mut dice = Dice(seed);
        for (name, scheme, facts, settings, outcomes) in &cases {
            let mut changed = facts.clone();
            annotated(&mut changed, &mut dice, true);
            let found = appraise(name, scheme, &changed.to_string(), settings.as_deref());
            assert_eq!(&outcomes_json(&found), outcomes, "{name}: {changed}");
            let plain = appraise(name, scheme, &facts.to_string(), settings.as_deref());
            let steps = |appraisal: &Appraisal| {
                let entries = appraisal.trace().entries;
                entries.into_iter().map(|entry| (entry.path, entry.value, entry.lines)).collect::<Vec<_>>()
            };
            assert_eq!(steps(&found), steps(&plain), "{name}");
        }
    });
}
