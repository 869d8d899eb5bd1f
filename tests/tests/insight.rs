//! Reading a result: what each row brings, what differs between two appraisals, and explanations as they are asked for.

use kinerja::trace::Shown;
use kinerja::{Appraisal, Exact, ExplainOptions, How, Lang, Number, Scheme, compare};
use kinerja_tests::subjects::{BUILT_IN, Dice, built_in, built_in_subjects, cases_of};
use kinerja_tests::{codes, complete};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn scheme(fragment: &Value) -> Scheme {
    Scheme::parse(&complete(fragment, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn appraise(scheme: &Scheme, facts: &Value) -> Appraisal {
    scheme.appraise(&facts.to_string(), None).unwrap_or_else(|problems| panic!("{problems}"))
}

fn exact(shown: &Shown) -> Number {
    match shown {
        Shown::Number(number) => number.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_rows_bring_and_the_rest_are_the_exact_value() {
    let (mut additive, mut taken) = (0, 0);
    for subject in built_in_subjects() {
        for (name, _) in subject.appraisal.outcomes() {
            let found = subject.appraisal.contributions_to(name).expect("an outcome");
            match found.how {
                How::Additive => {
                    additive += 1;
                    let rest = found.rest.clone().expect("a rest");
                    let sum = found.rows.iter().filter_map(|row| row.brings.as_ref()).fold(rest, |sum, row| &sum + row);
                    assert_eq!(sum, exact(&found.value), "{} {name}", subject.name);
                }
                How::TakingOut => {
                    taken += 1;
                    assert!(found.rest.is_none() && !found.rows.is_empty());
                }
                _ => assert!(found.rows.is_empty()),
            }
            assert!(!found.text(Lang::Id).is_empty() && found.to_json().contains(found.how.word()));
        }
    }
    assert!(additive > 50 && taken > 20, "{additive} additive, {taken} by taking out");
}

#[test]
fn the_demonstration_says_what_each_goal_brings() {
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("facts");
    let found = appraise(&scheme, &facts).contributions();
    assert_eq!((found.outcome.as_str(), found.how), ("score", How::Additive));
    // Goals, values of conduct and competencies: each list brings its part.
    let lists: BTreeSet<String> =
        found.rows.iter().map(|row| row.path.to_string().split('[').next().expect("a list").to_owned()).collect();
    assert_eq!(lists.into_iter().collect::<Vec<_>>(), ["kompetensi", "nilai_perilaku", "sasaran"]);
}

#[test]
fn where_there_is_no_sum_rows_are_taken_out_and_it_says_so() {
    let scheme = scheme(&json!({
        "inputs": [{"name": "goals", "type": "list", "least": 1, "fields": [{"name": "mark", "type": "number"}]}],
        "steps": [{"name": "lowest", "is": "min(mark over goals)"}, {"name": "capped", "is": "at_most(sum(mark over goals), 100)"},
                  {"name": "free", "is": "at_most(sum(mark over goals), 1000) - 12"}],
        "outcomes": [{"name": "score", "of": "lowest", "round": "exact"}, {"name": "capped", "of": "capped", "round": "exact"},
                     {"name": "free", "of": "free", "round": "exact"}]
    }));
    let appraisal = appraise(&scheme, &json!({"goals": [{"mark": 40}, {"mark": 90}, {"mark": 60}]}));
    let brings = |outcome: &str| {
        let found = appraisal.contributions_to(outcome).expect("an outcome");
        let brings: Vec<Option<String>> =
            found.rows.iter().map(|row| row.brings.as_ref().map(ToString::to_string)).collect();
        let without: Vec<Option<String>> =
            found.rows.iter().map(|row| row.without.as_ref().map(|shown| shown.text(Lang::En))).collect();
        (found.how, brings, without, found.rest.map(|rest| rest.to_string()))
    };
    let some = |list: [&str; 3]| list.map(|text| Some(text.to_owned())).to_vec();
    assert_eq!(brings("score"), (How::TakingOut, some(["-20", "0", "0"]), some(["60", "40", "40"]), None));
    // A cap that binds is no sum; one that does not is.
    assert_eq!(brings("capped"), (How::TakingOut, some(["0", "0", "0"]), some(["100", "100", "100"]), None));
    assert_eq!(brings("free"), (How::Additive, some(["40", "90", "60"]), vec![None; 3], Some("-12".to_owned())));
    assert!(appraisal.contributions().text(Lang::En).contains("no sum"));
    // Without its only row nothing is left.
    let one = appraise(&scheme, &json!({"goals": [{"mark": 40}]})).contributions();
    assert_eq!((one.rows[0].brings.as_ref(), one.rows[0].without.as_ref()), (None, None));
    assert!(one.text(Lang::En).contains("nothing would be left"));
}

/// What is taken out by the library is what an appraisal without the row gives.
#[test]
fn taking_a_row_out_is_appraising_without_it() {
    let scheme = scheme(&json!({
        "inputs": [{"name": "goals", "type": "list", "fields": [
            {"name": "mark", "type": "integer"}, {"name": "ratings", "type": "list", "fields": [
                {"name": "who", "type": "choice", "of": ["peer", "superior"]}, {"name": "given", "type": "integer"}]}]}],
        "steps": [
            {"each": "goals", "steps": [
                {"group": "ratings", "by": "who", "name": "by_who", "steps": [{"name": "group_mean", "is": "mean(given over ratings)"}]},
                {"name": "rated", "is": "if_absent(max(group_mean over by_who, missing: exclude), 0)"},
                {"name": "part", "is": "if mark > rated then mark else rated * 2 - count(goals)"}]},
            {"name": "top", "is": "if_absent(max(part over goals), 0) + count(goals where mark > 5)"}],
        "outcomes": [{"name": "score", "of": "top", "round": {"digits": 4, "mode": "half_up"}}]
    }));
    let mut dice = Dice(17);
    for _ in 0..60 {
        let rows: Vec<Value> = (0..1 + dice.below(4))
            .map(|_| {
                let ratings: Vec<Value> = (0..dice.below(4))
                    .map(|_| {
                        let who = ["peer", "superior"][dice.below(2)];
                        json!({"who": who, "given": dice.below(12)})
                    })
                    .collect();
                json!({"mark": dice.below(12), "ratings": ratings})
            })
            .collect();
        let found = appraise(&scheme, &json!({"goals": rows})).contributions();
        assert_eq!((found.how, found.rows.len()), (How::TakingOut, rows.len()));
        for (index, row) in found.rows.iter().enumerate() {
            let mut fewer = rows.clone();
            fewer.remove(index);
            let without = match appraise(&scheme, &json!({"goals": fewer})).value("top") {
                Some(Exact::Number(number)) => number,
                other => panic!("{other:?}"),
            };
            assert_eq!(row.without.as_ref().map(exact), Some(without), "{rows:?} without {index}");
        }
    }
}

/// Every plain value of facts, by path.
fn leaves(value: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, &format!("{path}[{index}]"), found);
            }
        }
        Value::Object(entries) if entries.contains_key("value") => {
            found.push((path.to_owned(), entries["value"].clone()))
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                let at = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if !["kinerja", "scheme", "person", "period", "note"].contains(&at.as_str()) {
                    leaves(item, &at, found);
                }
            }
        }
        plain => found.push((path.to_owned(), plain.clone())),
    }
}

fn put(facts: &mut Value, path: &str, value: Value) {
    let pointer: String = path.split('.').map(|key| format!("/{}", key.replace('[', "/").replace(']', ""))).collect();
    let place = facts.pointer_mut(&pointer).expect("a place");
    match place.get_mut("value") {
        Some(inner) => *inner = value,
        None => *place = value,
    }
}

#[test]
fn a_comparison_names_every_difference_and_nothing_else() {
    let mut dice = Dice(23);
    let mut compared = 0;
    for id in BUILT_IN {
        let (scheme, _) = built_in(id);
        for (name, facts, settings) in cases_of(id) {
            let settings = settings.map(|settings| settings.to_string());
            let before = scheme.appraise(&facts.to_string(), settings.as_deref()).expect("appraised");
            assert!(compare(&before, &before).expect("one person").is_empty(), "{name}");
            let mut all = Vec::new();
            leaves(&facts, "", &mut all);
            let mut changed = facts.clone();
            let mut moved = BTreeSet::new();
            for _ in 0..3 {
                let (path, value) = &all[dice.below(all.len())];
                let Some(number) = value.as_f64() else { continue };
                let candidate = json!((number * 0.75).round() + 1.0);
                let mut other = changed.clone();
                put(&mut other, path, candidate.clone());
                if candidate.as_f64() != value.as_f64()
                    && scheme.appraise(&other.to_string(), settings.as_deref()).is_ok()
                {
                    changed = other;
                    moved.insert(path.clone());
                }
            }
            let after = scheme.appraise(&changed.to_string(), settings.as_deref()).expect("appraised");
            let found = compare(&before, &after).expect("one person");
            let inputs: BTreeSet<String> = found.inputs.iter().map(|difference| difference.path.to_string()).collect();
            assert_eq!(inputs, moved, "{name}");
            assert_eq!(found.is_empty(), moved.is_empty());
            // Each step that differs is named with both exact values, and no other.
            for step in &found.steps {
                let path = step.path.to_string();
                assert_ne!(before.value(&path), after.value(&path), "{name} {path}");
            }
            let steps: BTreeSet<String> = found.steps.iter().map(|step| step.path.to_string()).collect();
            for entry in after.trace().entries.iter().filter(|entry| entry.kind == kinerja::trace::EntryKind::Step) {
                let path = entry.path.to_string();
                assert_eq!(steps.contains(&path), before.value(&path) != after.value(&path), "{name} {path}");
            }
            let outcomes: Vec<&str> =
                before.outcomes().zip(after.outcomes()).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0).collect();
            let told: Vec<String> = found.outcomes.iter().map(|difference| difference.path.to_string()).collect();
            assert_eq!(told, outcomes.iter().map(|name| format!("outcomes.{name}")).collect::<Vec<_>>(), "{name}");
            assert!(
                found.schemes.is_none()
                    && found.settings.is_empty()
                    && found.parameters.is_empty()
                    && found.periods.is_none()
            );
            compared += moved.len();
            serde_json::from_str::<Value>(&found.to_json()).expect("JSON");
        }
    }
    assert!(compared > 60, "{compared} inputs were moved");
}

#[test]
fn rows_are_found_again_by_key_title_or_place() {
    let fragment = |key: Option<&str>| {
        let mut list = json!({"name": "goals", "type": "list", "fields": [{"name": "code", "type": "text"}, {"name": "mark", "type": "integer"}]});
        if let Some(key) = key {
            list["key"] = json!(key);
        }
        json!({"inputs": [list], "steps": [{"name": "total", "is": "sum(mark over goals, empty: zero)"}],
               "outcomes": [{"name": "score", "of": "total", "round": "exact"}]})
    };
    let paths = |scheme: &Scheme, one: Value, other: Value| -> Vec<String> {
        let found = compare(&appraise(scheme, &one), &appraise(scheme, &other)).expect("one person");
        found.inputs.iter().map(|difference| difference.path.to_string()).collect()
    };
    let (a, b, c) = (json!({"code": "a", "mark": 1}), json!({"code": "b", "mark": 2}), json!({"code": "c", "mark": 4}));
    let keyed = scheme(&fragment(Some("code")));
    assert_eq!(paths(&keyed, json!({"goals": [a, b]}), json!({"goals": [b, a]})), [""; 0]);
    assert_eq!(
        paths(&keyed, json!({"goals": [a, b]}), json!({"goals": [c, a, b]})),
        ["goals[0].code", "goals[0].mark"]
    );
    assert_eq!(paths(&keyed, json!({"goals": [a, b]}), json!({"goals": [b]})), ["goals[0].code", "goals[0].mark"]);
    let plain = scheme(&fragment(None));
    let titled = |title: &str, mark: u8| json!({"title": title, "code": "x", "mark": mark});
    let (one, other) = (titled("One", 1), titled("Other", 2));
    assert_eq!(paths(&plain, json!({"goals": [one, other]}), json!({"goals": [other, one]})), [""; 0]);
    // Titles that do not tell rows apart tell nothing.
    let same = [titled("Same", 1), titled("Same", 2)];
    assert_eq!(
        paths(&plain, json!({"goals": same}), json!({"goals": [same[1], same[0]]})),
        ["goals[0].mark", "goals[1].mark"]
    );
}

#[test]
fn who_changed_what_on_which_evidence_is_told() {
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("facts");
    let before = appraise(&scheme, &facts);
    let mut changed = facts.clone();
    changed["sasaran"][1]["realisasi"] = json!({"value": 40, "by": "atasan pejabat penilai", "on": "2026-01-20", "evidence": ["berita acara keberatan"]});
    let found = compare(&before, &appraise(&scheme, &changed)).expect("one person");
    let text = found.text(Lang::Id);
    for part in [
        "YANG DIISI",
        "→ 40",
        "sesudahnya: oleh atasan pejabat penilai, pada 2026-01-20, bukti: berita acara keberatan",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(found.inputs.len(), 1);
    // What was said differs, though the value does not.
    let mut noted = facts.clone();
    noted["sasaran"][1]["realisasi"]["note"] = json!("dicocokkan");
    let found = compare(&before, &appraise(&scheme, &noted)).expect("one person");
    assert_eq!((found.inputs.len(), found.outcomes.len(), found.steps.len()), (1, 0, 0));
}

#[test]
fn two_persons_are_not_compared_and_two_schemes_are() {
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("facts");
    let mut other = facts.clone();
    other["person"] = json!({"ref": "somebody else"});
    let mut named = facts.clone();
    named["person"] = json!({"ref": "A-17"});
    let problems = compare(&appraise(&scheme, &named), &appraise(&scheme, &other)).expect_err("two persons");
    assert_eq!(codes(&problems), [("compare.person".to_owned(), "person.ref".to_owned())]);
    // One person by the scheme and by another with one constant changed.
    let amended = scheme.text().replacen("\"is\": 120,", "\"is\": 110,", 1);
    assert_ne!(amended, scheme.text());
    let amended = Scheme::parse(&amended).expect("a scheme");
    let found = compare(&appraise(&scheme, &facts), &appraise(&amended, &facts)).expect("one person");
    let parameters: Vec<String> = found.parameters.iter().map(|difference| difference.path.to_string()).collect();
    assert_eq!(parameters, ["parameters.batas_capaian"]);
    assert!(found.schemes.is_some() && found.inputs.is_empty());
    assert!(found.text(Lang::En).contains("CONSTANTS OF THE RULE"));
}

#[test]
fn an_explanation_opens_with_the_result_and_can_be_short_and_without_names() {
    let (scheme, _) = built_in("id/langsa");
    let (_, mut facts, _) = cases_of("id/langsa").pop().expect("facts");
    facts["person"] = json!({"ref": "A-17", "name": "Cut Nyak", "post": "Kepala seksi"});
    facts["sasaran"][0]["realisasi"]["by"] = json!("Teuku Umar");
    let appraisal = appraise(&scheme, &facts);
    let whole = appraisal.explain_with(&ExplainOptions::new(Lang::Id));
    assert!(whole.starts_with("Dihitung: "), "{whole}");
    let order: Vec<usize> =
        ["\nHASIL\n", "\nYANG MENENTUKAN\n", "\nDASAR HASIL\n", "\nBAGAIMANA HASIL DIPEROLEH\n", "\nSUMBER\n"]
            .iter()
            .map(|heading| whole.find(heading).unwrap_or_else(|| panic!("{heading}\n{whole}")))
            .collect();
    assert!(order.is_sorted());
    // The short form is the whole one up to the way there; the other explanation is the whole one without its opening.
    let short = appraisal.explain_with(&ExplainOptions::new(Lang::Id).short());
    assert!(whole.starts_with(short.trim_end()) && short.len() * 2 < whole.len());
    let plain = appraisal.explain(Lang::Id);
    assert!(plain.lines().all(|line| whole.contains(line)));
    assert!(whole.contains("Cut Nyak") && whole.contains("Teuku Umar"));
    let nameless = appraisal.explain_with(&ExplainOptions::new(Lang::Id).without_names());
    assert!(
        !nameless.contains("Cut Nyak") && !nameless.contains("A-17") && !nameless.contains("Teuku Umar"),
        "{nameless}"
    );
    let raters: Vec<String> = facts["nilai_perilaku"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|row| row["penilaian"].as_array().expect("a list"))
        .filter_map(|rating| rating["penilai"].as_str().map(str::to_owned))
        .collect();
    assert!(raters.len() > 3);
    for rater in raters {
        assert!(!nameless.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == rater), "{rater}");
    }
}
