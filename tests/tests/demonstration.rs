//! What the demonstration of Kota Langsa shows: every figure counts only where it should, the way of working counts too, and nobody vanishes.

use kinerja::trace::{Entry, EntryKind, Trace};
use kinerja::{Appraisal, Lang, Number, Outcome, Scheme};
use kinerja_tests::subjects::{built_in, cases_of};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn langsa() -> (Scheme, Value) {
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("the example facts");
    (scheme, facts)
}

fn appraise(scheme: &Scheme, facts: &Value) -> Appraisal {
    scheme.appraise(&facts.to_string(), None).unwrap_or_else(|problems| panic!("{problems}"))
}

fn number(appraisal: &Appraisal, outcome: &str) -> Number {
    match appraisal.outcome(outcome) {
        Some(Outcome::Rounded(number)) => number.value().clone(),
        other => panic!("{outcome}: {other:?}"),
    }
}

fn word(appraisal: &Appraisal, outcome: &str) -> String {
    match appraisal.outcome(outcome) {
        Some(Outcome::Word(word)) => word.clone(),
        other => panic!("{outcome}: {other:?}"),
    }
}

/// The entries by path, what they use by path too, so that two traces can be compared.
fn by_path(trace: &Trace) -> BTreeMap<String, (Entry, BTreeSet<String>)> {
    let path = |position: &usize| trace.entries[*position].path.to_string();
    let entry = |entry: &Entry| {
        let uses = entry.uses.iter().map(path).collect();
        (entry.path.to_string(), (Entry { uses: Vec::new(), ..entry.clone() }, uses))
    };
    trace.entries.iter().map(entry).collect()
}

/// The paths that a path leads to, itself included.
fn dependents(trace: &BTreeMap<String, (Entry, BTreeSet<String>)>, changed: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([changed.to_owned()]);
    loop {
        let more: Vec<String> = trace
            .iter()
            .filter(|(path, (_, uses))| !found.contains(*path) && uses.iter().any(|used| found.contains(used)))
            .map(|(path, _)| path.clone())
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

/// The value at a place, inside its annotation where it has one.
fn place<'v>(facts: &'v mut Value, pointer: &str) -> &'v mut Value {
    let value = facts.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}"));
    if value.get("value").is_some() { &mut value["value"] } else { value }
}

#[test]
fn changing_one_figure_changes_only_what_depends_on_it() {
    let (scheme, facts) = langsa();
    let before = by_path(&appraise(&scheme, &facts).trace());
    let mut changes: Vec<(String, Value)> = Vec::new();
    for goal in 0..4 {
        changes.push((format!("/sasaran/{goal}/realisasi"), json!(91)));
        changes.push((format!("/sasaran/{goal}/target"), json!(97)));
        changes.push((format!("/sasaran/{goal}/strategi_dipakai"), json!("strategi_1")));
    }
    for value in 0..7 {
        for rater in 0..8 {
            changes.push((format!("/nilai_perilaku/{value}/penilaian/{rater}/angka"), json!(2)));
        }
    }
    for competency in 0..11 {
        changes.push((format!("/kompetensi/{competency}/dicapai"), json!("tingkat_0")));
        changes.push((format!("/kompetensi/{competency}/disyaratkan"), json!("tingkat_5")));
    }
    for (pointer, value) in changes {
        let mut changed = facts.clone();
        let old = std::mem::replace(place(&mut changed, &pointer), value.clone());
        assert_ne!(old, value, "{pointer} is not changed");
        let after = by_path(&appraise(&scheme, &changed).trace());
        let path = pointer.split('/').skip(1).fold(String::new(), |path, part| match part.parse::<usize>() {
            Ok(index) => format!("{path}[{index}]"),
            Err(_) if path.is_empty() => part.to_owned(),
            Err(_) => format!("{path}.{part}"),
        });
        let mut may_change = dependents(&before, &path);
        may_change.extend(dependents(&after, &path));
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let mut differing = Vec::new();
        for entry in paths {
            // What is given or constant is shown where it is used: it may come or go, but not change.
            let comes_or_goes = match (before.get(entry), after.get(entry)) {
                (Some((only, _)), None) | (None, Some((only, _))) => {
                    !matches!(only.kind, EntryKind::Step | EntryKind::Outcome)
                }
                _ => false,
            };
            if before.get(entry) != after.get(entry) && !comes_or_goes {
                assert!(may_change.contains(entry), "{pointer}: {entry} does not depend on it");
                differing.push(entry.clone());
            }
        }
        assert!(differing.contains(&path), "{pointer}: {differing:?}");
        assert!(differing.len() > 1, "{pointer} changes nothing: {differing:?}");
        assert!(differing.len() < before.len() / 4, "{pointer} changes {} entries", differing.len());
    }
}

#[test]
fn the_same_figure_reached_by_another_strategy_gives_another_score() {
    let (scheme, facts) = langsa();
    let mut scores = Vec::new();
    for strategy in ["strategi_1", "strategi_2", "strategi_3", "strategi_4", "strategi_5"] {
        let mut changed = facts.clone();
        *place(&mut changed, "/sasaran/0/strategi_dipakai") = json!(strategy);
        let appraisal = appraise(&scheme, &changed);
        let figure = appraisal.value("sasaran[0].capaian_angka");
        assert_eq!(figure, appraise(&scheme, &facts).value("sasaran[0].capaian_angka"), "the figure is the same");
        scores.push(number(&appraisal, "score"));
    }
    assert!(scores.is_sorted_by(|lower, higher| lower < higher), "{scores:?}");
}

#[test]
fn at_the_lowest_anchor_the_rating_is_another_and_the_explanation_says_why() {
    let (scheme, facts) = langsa();
    let mut changed = facts.clone();
    *place(&mut changed, "/sasaran/0/strategi_dipakai") = json!("strategi_1");
    let (before, after) = (appraise(&scheme, &facts), appraise(&scheme, &changed));
    assert_eq!((word(&before, "rating"), word(&after, "rating")), ("baik".to_owned(), "cukup".to_owned()));
    let trace = after.trace();
    let cap = trace.entries.iter().find(|entry| entry.path.to_string() == "parameters.batas_tanpa_strategi");
    let cap = cap.expect("the cap is used");
    for lang in Lang::ALL {
        let (with, without) = (after.explain(lang), before.explain(lang));
        let title = cap.title.get(lang);
        assert!(!title.is_empty() && with.contains(&format!("{title}: {}", cap.value.text(lang))), "{with}");
        assert!(!without.contains(&format!("{title}: ")), "the cap is not used where no goal is capped");
        let anchor = trace.entries.iter().find(|entry| entry.path.to_string() == "sasaran[0].strategi_dipakai");
        assert!(with.contains(&anchor.expect("the anchor").value.text(lang)));
    }
    let said = |lang| after.warnings().iter().map(|warning| warning.text(lang)).collect::<Vec<_>>().join("\n");
    assert!(said(Lang::Id).contains("Angka partisipasi sekolah"), "the goal is named: {}", said(Lang::Id));
}

#[test]
fn a_group_of_raters_that_nobody_answered_for_does_not_vanish() {
    let (scheme, mut facts) = langsa();
    let raters = facts["nilai_perilaku"][2]["penilaian"].as_array_mut().expect("raters");
    raters.retain(|rater| rater["asal"] != "bawahan");
    let appraisal = appraise(&scheme, &facts);
    let trace = appraisal.trace();
    let count = trace.entries.iter().find(|e| e.path.to_string() == "nilai_perilaku[2].per_kelompok[2].banyak");
    let count = count.expect("the group is there");
    assert_eq!(count.value.text(Lang::En), "0");
    for (lang, group, none) in [(Lang::En, "Subordinates", "not rated"), (Lang::Id, "Bawahan", "belum dinilai")] {
        assert_eq!(count.rows.last().expect("a row").title.get(lang), group);
        let text = appraisal.explain(lang);
        let value = &count.rows[0];
        let head = format!("{} {}: {}", value.list.get(lang), value.number, value.title.get(lang));
        let inside = text.split_once(&head).expect("the value").1;
        let next = format!("\n  {} {}: ", value.list.get(lang), value.number + 1);
        let inside = inside.split_once(&next).expect("the next value").0;
        let group = inside.split_once(&format!(": {group}\n")).unwrap_or_else(|| panic!("no {group} in{inside}")).1;
        let entry = |name: &str| {
            let path = format!("nilai_perilaku[2].per_kelompok[2].{name}");
            trace.entries.iter().find(|e| e.path.to_string() == path).expect("an entry")
        };
        assert!(group.contains(&format!("{}: 0\n", entry("banyak").title.get(lang))), "{group}");
        // Its mean has no part in the result, and is told all the same.
        assert_eq!(entry("rata_kelompok").value.text(lang), none);
    }
}

#[test]
fn a_bad_cost_result_that_is_left_blank_never_raises_the_result() {
    let (scheme, _) = built_in("id/pp-46-2011");
    let (_, facts, _) = cases_of("id/pp-46-2011").pop().expect("facts");
    let with_cost = |cost: Value| {
        let mut changed = facts.clone();
        changed["kegiatan"][1]["biaya_realisasi"] = cost;
        scheme.appraise(&changed.to_string(), None)
    };
    let good = number(&with_cost(json!(71_250_000)).expect("a good result"), "score");
    let bad = number(&with_cost(json!(140_000_000)).expect("a bad result"), "score");
    assert!(bad < good);
    let blocked = "outcome.absent at outcomes.score";
    for blank in [json!({"absent": "not_rated"}), json!({"absent": "not_rated", "because": "no figures yet"})] {
        let problems = with_cost(blank).expect_err("a result that is owed is not left out of the mean");
        let found: Vec<String> = problems.iter().map(|p| format!("{} at {}", p.code(), p.path())).collect();
        assert!(found.contains(&blocked.to_owned()), "{found:?}");
        assert!(problems.to_string().contains("kegiatan[1].biaya_realisasi"), "{problems}");
    }
    // Left out beside its target it is asked for; it is not taken for something that is not owed.
    let problems = with_cost(Value::Null).expect_err("a target asks for its result");
    assert_eq!(problems.iter().map(|p| p.code().as_str()).collect::<Vec<_>>(), ["value.with"]);
    // Neither target nor result: there the cost is not owed, and that is no higher than a good result in this case.
    let mut none = facts.clone();
    let task = none["kegiatan"][1].as_object_mut().expect("a task");
    task.remove("biaya_target");
    task.remove("biaya_realisasi");
    let appraisal = scheme.appraise(&none.to_string(), None).expect("without cost");
    assert!(appraisal.trace().entries.iter().any(|entry| entry.kind == EntryKind::Outcome));
}
