//! Suggestions: the oracle, every way of four steps, and the new idea of PP 30/2019.

use kinerja::feedback::{State, Suggestion};
use kinerja::{Outcome, Scheme, calls, document};
use kinerja_tests::here;
use kinerja_tests::people::{random_calls, without_words};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn answer(call: &str, given: &Value) -> Result<Value, BTreeSet<(String, String)>> {
    match calls::call_text(call, &given.to_string()) {
        Ok(tree) => Ok(serde_json::from_str(&document::to_text(&tree)).expect("JSON")),
        Err(problems) => {
            let found = problems.iter().map(|problem| (problem.code().to_string(), problem.path().to_string()));
            Err(found.collect())
        }
    }
}

#[test]
fn the_oracle_comes_to_the_same() {
    let count = if std::env::var_os("KINERJA_ALL").is_some() { 8000 } else { 800 };
    let (mut told, mut refused) = (0, 0);
    for case in random_calls("suggestions", 21, count) {
        let call = case["call"].as_str().expect("a call");
        match answer(call, &case["given"]) {
            Ok(found) => {
                let words: &[&str] = if call == "suggestions.review" { &["kinerja", "notices"] } else { &[] };
                assert_eq!(without_words(found, words), case["gives"], "{}", case["given"]);
                told += 1;
            }
            Err(found) => {
                let pair = |pair: &Value| (pair[0].as_str().map(str::to_owned), pair[1].as_str().map(str::to_owned));
                let wanted = case["gives"].as_array().unwrap_or_else(|| panic!("{}: {found:?}", case["given"]));
                let wanted = wanted.iter().map(pair).map(|(code, path)| code.zip(path).expect("texts")).collect();
                assert_eq!(found, wanted, "{}", case["given"]);
                refused += 1;
            }
        }
    }
    assert!(told * 5 > count && refused * 5 > count, "{told} told, {refused} refused");
}

/// Every way of at most four steps, by hand: which end well.
#[test]
fn no_illegal_step_is_taken() {
    let ways: BTreeSet<Vec<&str>> = [
        vec![],
        vec!["considered"],
        vec!["considered", "adopted"],
        vec!["considered", "declined"],
        vec!["considered", "adopted", "measured"],
        vec!["considered", "adopted", "measured", "measured"],
    ]
    .into();
    let words = ["considered", "adopted", "declined", "measured"];
    let mut open: Vec<Vec<&str>> = vec![vec![]];
    let mut tried = 0;
    while let Some(way) = open.pop() {
        let step = |(day, to): (usize, &&str)| {
            let mut step = json!({"to": to, "on": format!("2025-02-{:02}", day + 3), "by": "A-1", "because": "so"});
            if *to == "measured" {
                step["effect"] = json!({"measure": "days", "before": 2, "after": 1, "better": "lower"});
            }
            step
        };
        let suggestion = json!({"ref": "S", "on": "policy", "about": "x", "problem": "x", "proposal": "x",
            "received": "2025-02-03", "steps": way.iter().enumerate().map(step).collect::<Vec<_>>()});
        let read = Suggestion::parse(&suggestion.to_string());
        assert_eq!(read.is_ok(), ways.contains(&way), "{way:?}");
        if let Ok(read) = read {
            assert_eq!(read.state().word(), way.last().copied().unwrap_or("received"));
            let next: Vec<&str> = read.state().next().iter().copied().map(State::word).collect();
            let longer = |word: &&&str| ways.contains(&way.iter().chain([*word]).copied().collect::<Vec<_>>());
            assert!(way.len() == 4 || next == words.iter().filter(longer).copied().collect::<Vec<_>>(), "{way:?}");
        }
        if way.len() < 4 {
            open.extend(words.iter().map(|word| way.iter().copied().chain([*word]).collect()));
        }
        tried += 1;
    }
    assert_eq!(tried, 1 + 4 + 16 + 64 + 256);
}

fn idea(person: &str) -> Value {
    let path = here().join("../core/examples/people/health-office-suggestion.json");
    let suggestion = Suggestion::parse(&std::fs::read_to_string(path).expect("the story")).expect("a suggestion");
    let idea = suggestion.new_idea(person).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(idea.get("digest").and_then(|digest| digest.as_text()), Some(suggestion.digest()));
    serde_json::from_str(&document::to_text(&idea)).expect("JSON")
}

fn rated(idea: &Value) -> Result<(Outcome, Vec<String>), Vec<String>> {
    let facts = json!({
        "person": {"ref": "H-4"}, "period": {"from": "2021-07-01", "until": "2021-12-31"},
        "skp": "112.40", "perilaku": "108.5", "ide_baru": idea,
    });
    let scheme = Scheme::builtin("id/pp-30-2019", None).expect("a scheme");
    let appraisal = scheme.appraise(&facts.to_string(), Some(r#"{"penilaian_rekan": false}"#));
    let codes = |problems: &kinerja::Problems| problems.iter().map(|problem| problem.code().to_string()).collect();
    let appraisal = appraisal.map_err(|problems| codes(&problems))?;
    let explained = appraisal.explain(kinerja::Lang::En);
    assert!(explained.contains(idea["seal"].as_str().unwrap_or("no")), "{explained}");
    Ok((appraisal.outcome("rating").cloned().expect("a rating"), codes(appraisal.warnings())))
}

#[test]
fn the_health_office_s_idea_is_the_new_idea_of_pp_30() {
    let (rating, warnings) = rated(&idea("H-4")).expect("an appraisal");
    assert_eq!(rating, Outcome::Word("sangat_baik".to_owned()));
    assert!(!warnings.iter().any(|code| code.starts_with("taken.") || code == "evidence.expected"), "{warnings:?}");
}

#[test]
fn the_new_idea_of_another_and_one_that_was_changed_are_refused() {
    assert_eq!(rated(&idea("H-9")), Err(vec!["taken.person".to_owned()]));
    let mut changed = idea("H-4");
    changed["after"] = json!("1");
    assert_eq!(rated(&changed), Err(vec!["taken.seal".to_owned()]));
}
