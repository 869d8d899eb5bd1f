//! An officer's year: daily reports rolled up, and the year's evaluation. The oracle, the reference vectors, and what cannot be.

use kinerja::annual::{Year, YearValue};
use kinerja::{Lang, Number, Problems, calls, document};
use kinerja_tests::here;
use kinerja_tests::people::{random_calls, without_words};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn answer(call: &str, given: &Value) -> Result<Value, Problems> {
    let found = calls::call_text(call, &given.to_string())?;
    Ok(serde_json::from_str(&document::to_text(&found)).expect("JSON"))
}

fn how_many() -> usize {
    if std::env::var_os("KINERJA_ALL").is_some() { 5000 } else { 500 }
}

#[test]
fn the_oracle_rolls_journals_up_to_the_same() {
    let mut told = 0;
    for case in random_calls("journal", 11, how_many()) {
        let found = answer("journal.roll_up", &case["given"]).unwrap_or_else(|p| panic!("{}\n{p}", case["given"]));
        let notices = found["notices"].as_array().expect("notices").clone();
        for code in ["journal.late", "journal.impossible", "journal.day_off"] {
            let count = notices.iter().filter(|notice| notice["code"] == code).count();
            assert_eq!(json!(count), case["told"].get(code).cloned().unwrap_or(json!(0)), "{code} {}", case["given"]);
        }
        told += notices.len();
        assert_eq!(without_words(found, &["kinerja", "notices"]), case["gives"], "{}", case["given"]);
    }
    assert!(told > how_many(), "only {told} notices");
}

#[test]
fn the_oracle_evaluates_years_to_the_same() {
    let mut with_result = 0;
    for case in random_calls("periods", 12, how_many()) {
        match answer("periods.annual", &case["given"]) {
            Ok(found) => {
                let found = without_words(found, &["kinerja", "period", "choices", "notices"]);
                assert_eq!(found, case["gives"], "{}", case["given"]);
                with_result += usize::from(found.get("unratable").is_none());
            }
            Err(problems) => {
                let codes: BTreeSet<_> = problems.iter().map(|problem| problem.code().as_str()).collect();
                assert_eq!(json!(codes), case["gives"], "{}", case["given"]);
            }
        }
    }
    assert!(with_result * 3 > how_many(), "only {with_result} have a result");
}

#[test]
fn the_order_of_what_is_given_changes_nothing() {
    let without = |document: Value| without_words(document, &["notices", "segments"]);
    for case in random_calls("journal", 13, 100) {
        let mut turned = case["given"].clone();
        turned["journal"]["entries"].as_array_mut().expect("entries").reverse();
        let [one, other] = [&case["given"], &turned].map(|given| answer("journal.roll_up", given).expect("a result"));
        assert_eq!(without(one), without(other), "{turned}");
    }
    for case in random_calls("periods", 14, 200) {
        let mut turned = case["given"].clone();
        turned["evaluations"].as_array_mut().expect("evaluations").reverse();
        let [one, other] = [&case["given"], &turned].map(|given| answer("periods.annual", given).map(without).ok());
        assert_eq!(one, other, "{turned}");
    }
}

#[test]
fn the_vectors_of_proration_hold() {
    let text = std::fs::read_to_string(here().join("vectors/period_proration.json")).expect("vectors");
    let vectors: Value = serde_json::from_str(&text).expect("JSON");
    let cases = vectors["cases"].as_array().expect("cases");
    for case in cases {
        let days = |pair: &Value| json!({"from": pair[0], "until": pair[1]});
        let evaluations = case["segments"].as_array().expect("segments").iter().map(
            |segment| json!({"from": segment["from"], "until": segment["to_inclusive"], "score": segment["score"]}),
        );
        let given = json!({
            "period": days(&case["period"]), "rule": "weighted", "gap": "leave_out",
            "evaluations": evaluations.collect::<Vec<_>>(),
            "leave": case["leave"].as_array().expect("leave").iter().map(days).collect::<Vec<_>>(),
        });
        let annual = Year::parse(&given.to_string()).and_then(|year| year.evaluate()).expect("a year");
        let weighed: Vec<String> = annual.segments().iter().map(|segment| segment.days.to_string()).collect();
        let wanted: Vec<String> =
            case["effective_days"].as_array().expect("days").iter().map(Value::to_string).collect();
        assert_eq!(weighed, wanted, "{given}");
        assert_eq!(json!(annual.days()), case["total_effective_days"], "{given}");
        let gap: i64 = annual.gaps().iter().map(kinerja::Period::days).sum();
        assert_eq!(json!(gap), case["gap_days"], "{given}");
        let Ok(YearValue::Score(score)) = annual.value() else { panic!("{given}") };
        let wanted = case["weighted_score"].as_str().expect("a score");
        let (top, bottom) = wanted.split_once('/').unwrap_or((wanted, "1"));
        let part = |text: &str| Number::parse(text).expect("a number");
        assert_eq!(Some(score.exact.clone()), part(top).checked_div(&part(bottom)), "{given}");
    }
    assert_eq!(cases.len(), 20);
}

/// A request that gives exactly these problems, by code, path and whether words are in both languages.
fn refused(call: &str, given: &Value, wanted: &[(&str, &str)]) {
    let problems = answer(call, given).expect_err("problems");
    let found: Vec<(String, String)> =
        problems.iter().map(|problem| (problem.code().as_str().to_owned(), problem.path().to_string())).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(code, path)| (code.as_str(), path.as_str())).collect();
    assert_eq!(found, wanted, "{problems}");
    for problem in &problems {
        assert_ne!(problem.text_with_help(Lang::En), problem.text_with_help(Lang::Id));
    }
}

fn journal(entry: &Value, until: &str, norm: &Value) -> Value {
    json!({
        "journal": {"about": {"ref": "A-17"}, "period": {"from": "2025-03-03", "until": until}, "entries": [entry]},
        "settings": {"activities": [{"name": "report", "minutes": 60}], "norm": norm, "workdays": ["mon"], "most_a_day": 0},
    })
}

#[test]
fn a_time_without_its_other_end_is_told() {
    let mut given = journal(
        &json!({"ref": "e1", "on": "2025-03-03", "activity": "report", "from": "08:00"}),
        "2025-03-03",
        &json!({"a_day": 300}),
    );
    given["settings"]["most_a_day"] = json!(480);
    refused("journal.roll_up", &given, &[("journal.time", "journal.entries[0].until")]);
}

#[test]
fn a_journal_of_centuries_is_told_before_it_is_added_up() {
    let mut given =
        journal(&json!({"ref": "e1", "on": "2025-03-03", "activity": "report"}), "9999-12-31", &json!({"a_day": 300}));
    given["settings"]["most_a_day"] = json!(480);
    given["journal"]["leave"] = json!(vec![json!({"from": "2025-03-03", "until": "9999-12-31"}); 1000]);
    refused("journal.roll_up", &given, &[("journal.size", "journal.period")]);
}

#[test]
fn a_norm_is_told_beside_other_problems() {
    let given = journal(&json!({"ref": "e1", "on": "2025-03-03", "activity": "report"}), "2025-03-03", &json!({}));
    let wanted = [("journal.norm", "settings.norm"), ("value.range", "settings.most_a_day")];
    refused("journal.roll_up", &given, &wanted);
}

fn two(rule: &str) -> Value {
    json!({
        "period": {"from": "2025-01-01", "until": "2025-12-31"}, "rule": rule, "overlap": "share",
        "evaluations": [{"from": "2025-01-01", "until": "2025-12-31", "score": 80}, {"from": "2025-01-01", "until": "2025-12-31", "score": 95}],
    })
}

#[test]
fn of_two_that_end_together_neither_is_taken_without_a_choice() {
    let mut given = two("latest");
    refused("periods.annual", &given, &[("annual.tie", "tie")]);
    given["tie"] = json!("latest");
    refused("periods.annual", &given, &[("annual.tie", "tie")]);
    given["tie"] = json!("worse");
    assert_eq!(answer("periods.annual", &given).expect("a year")["score"], "80");
}

#[test]
fn of_two_that_begin_together_neither_is_the_earlier() {
    for rule in ["earlier", "later"] {
        let mut given = two("weighted");
        given["overlap"] = json!(rule);
        refused("periods.annual", &given, &[("annual.overlap", "evaluations[1].from")]);
    }
}

#[test]
fn a_month_is_not_shared() {
    let mut given = two("weighted");
    given["weigh"] = json!("months");
    refused("periods.annual", &given, &[("annual.share", "overlap")]);
}

#[test]
fn what_was_set_is_not_passed_over() {
    let mut given = two("worst");
    given["explicit"] = json!({"score": 99, "by": "A1", "because": "known work"});
    refused("periods.annual", &given, &[("annual.set", "explicit")]);
}

#[test]
fn too_many_evaluations_are_told() {
    let mut given = two("worst");
    given["evaluations"] = json!(vec![given["evaluations"][0].clone(); 1001]);
    refused("periods.annual", &given, &[("annual.size", "evaluations")]);
}

#[test]
fn an_explanation_in_indonesian_has_no_word_of_a_document() {
    for rule in ["worst", "weighted"] {
        for (key, words) in [
            ("overlap", ["earlier", "share"]),
            ("acting", ["count", "leave_out"]),
            ("gap", ["refuse", "leave_out"]),
            ("leave_days", ["count", "leave_out"]),
            ("weigh", ["days", "months"]),
            ("month_of_move", ["later", "longer"]),
        ] {
            for word in words {
                let mut given = two(rule);
                given["explain"] = json!("id");
                given["overlap"] = json!("earlier");
                given["evaluations"][1]["from"] = json!("2025-02-01");
                given[key] = json!(word);
                let found = answer("periods.annual", &given).expect("a year");
                let text = found["explanation"].as_str().expect("an explanation");
                let english = text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').find(|found| {
                    [rule, word, "refuse", "share", "leave_out", "count", "days", "months", "earlier"].contains(found)
                });
                assert_eq!(english, None, "{text}");
            }
        }
    }
}
