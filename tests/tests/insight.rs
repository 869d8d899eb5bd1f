//! Reading a result: what each row brings, what differs between two appraisals, and explanations as they are asked for.

use kinerja::trace::Shown;
use kinerja::{Appraisal, Exact, ExplainOptions, How, Lang, Number, Scheme, compare};
use kinerja_tests::subjects::{BUILT_IN, Dice, built_in, built_in_subjects, cases_of};
use kinerja_tests::{codes, complete};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

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

/// Goals told apart by ids, measures in them by titles.
fn goals_with_measures() -> Scheme {
    scheme(&json!({
        "inputs": [{"name": "goals", "type": "list", "fields": [
            {"name": "weight", "type": "number"},
            {"name": "measures", "type": "list", "fields": [{"name": "mark", "type": "number"}, {"name": "late", "type": "integer", "default": 0}]}]}],
        "steps": [
            {"each": "goals", "steps": [
                {"each": "measures", "steps": [{"name": "held", "is": "mark - late"}]},
                {"name": "points", "is": "weight * sum(held over measures, empty: zero)"}]},
            {"name": "total", "is": "sum(points over goals, empty: zero)"}],
        "outcomes": [{"name": "score", "of": "total", "round": {"digits": 1, "mode": "half_up"}}]
    }))
}

/// Every value of such facts by the ids and titles of its rows, with who entered it.
fn by_names(facts: &Value) -> BTreeMap<String, (String, Value)> {
    let mut found = BTreeMap::new();
    let said =
        |value: &Value| (value.get("value").unwrap_or(value).to_string(), value.get("by").cloned().unwrap_or_default());
    for goal in facts["goals"].as_array().expect("goals") {
        let id = goal["id"].as_str().expect("an id");
        found.insert(format!("{id}.title"), (goal["title"].to_string(), Value::Null));
        found.insert(format!("{id}.weight"), said(&goal["weight"]));
        for measure in goal["measures"].as_array().expect("measures") {
            let title = measure["title"].as_str().expect("a title");
            found.insert(format!("{id}/{title}.mark"), said(&measure["mark"]));
            found.insert(format!("{id}/{title}.late"), said(measure.get("late").unwrap_or(&json!(0))));
        }
    }
    found
}

/// The name by which `by_names` knows a path of these facts.
fn name_at(facts: &Value, path: &str) -> String {
    let keys: Vec<&str> = path.split(['.', '[', ']']).filter(|key| !key.is_empty()).collect();
    let goal = &facts["goals"][keys[1].parse::<usize>().expect("a position")];
    let id = goal["id"].as_str().expect("an id");
    match keys.as_slice() {
        ["goals", _, field] => format!("{id}.{field}"),
        ["goals", _, "measures", at, field] => {
            let measure = &goal["measures"][at.parse::<usize>().expect("a position")];
            format!("{id}/{}.{field}", measure["title"].as_str().expect("a title"))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_facts_changed_at_random_every_difference_is_named_and_nothing_else() {
    let scheme = goals_with_measures();
    let mut dice = Dice(41);
    let measure = |dice: &mut Dice, title: &str| json!({"title": title, "mark": dice.below(9)});
    let goal = |dice: &mut Dice, id: usize| {
        let titles = ["Number", "Quality", "Time"];
        let measures: Vec<Value> = (0..dice.below(4)).map(|at| measure(dice, titles[at])).collect();
        json!({"id": format!("g{id}"), "title": format!("Goal {id}"), "weight": dice.below(5), "measures": measures})
    };
    let mut differed = 0;
    for round in 0..400 {
        let goals: Vec<Value> = (0..1 + dice.below(4)).map(|id| goal(&mut dice, id)).collect();
        let before = json!({"goals": goals});
        let mut after = before.clone();
        for _ in 0..dice.below(5) {
            let goals = after["goals"].as_array_mut().expect("goals");
            let at = dice.below(goals.len());
            match dice.below(9) {
                0 => goals.reverse(),
                1 if goals.len() > 1 => drop(goals.remove(at)),
                2 => {
                    let id = 10 + 1000 * round + dice.below(1000);
                    goals.insert(at, goal(&mut dice, id));
                }
                3 => goals[at]["title"] = json!(format!("Renamed {}", dice.below(3))),
                4 => {
                    let by = ["Ida", "Tom"][dice.below(2)];
                    goals[at]["weight"] = json!({"value": dice.below(5), "by": by});
                }
                5 => goals[at]["measures"].as_array_mut().expect("measures").reverse(),
                6 => goals[at]["measures"] = json!([measure(&mut dice, "Quality"), measure(&mut dice, "Number")]),
                _ => {
                    if let Some(measure) = goals[at]["measures"].as_array_mut().expect("measures").last_mut() {
                        measure[["mark", "late"][dice.below(2)]] = json!(dice.below(9));
                    }
                }
            }
        }
        let (one, other) = (appraise(&scheme, &before), appraise(&scheme, &after));
        let found = compare(&one, &other).expect("one person");
        let (first, second) = (by_names(&before), by_names(&after));
        let names: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
        let is_title = |name: &str| name.ends_with(".title");
        let wanted: BTreeSet<String> = names
            .into_iter()
            .filter(|name| first.get(*name) != second.get(*name))
            // A row that only one has is told by its values.
            .filter(|name| !is_title(name) || (first.contains_key(*name) && second.contains_key(*name)))
            .cloned()
            .collect();
        let told: Vec<String> = found
            .inputs
            .iter()
            .map(|difference| {
                name_at(if difference.after.is_some() { &after } else { &before }, &difference.path.to_string())
            })
            .collect();
        let told_once: BTreeSet<String> = told.iter().cloned().collect();
        assert_eq!(told_once.len(), told.len(), "{told:?}");
        assert_eq!(told_once, wanted, "{before}\n{after}");
        for difference in &found.inputs {
            let by =
                |value: &Option<(String, Value)>| value.as_ref().and_then(|(number, _)| number.parse::<i64>().ok());
            let name = name_at(if difference.after.is_some() { &after } else { &before }, &difference.path.to_string());
            let step = by(&first.get(&name).cloned())
                .zip(by(&second.get(&name).cloned()))
                .map(|(a, b)| b - a)
                .filter(|by| *by != 0);
            assert_eq!(difference.by.as_ref().and_then(Number::to_i64), step, "{name}");
        }
        // Steps: of rows that both have, those whose values differ; of others, all.
        let steps: BTreeSet<String> = found
            .steps
            .iter()
            .filter(|difference| difference.path.to_string() != "total")
            .map(|difference| {
                name_at(if difference.after.is_some() { &after } else { &before }, &difference.path.to_string())
            })
            .collect();
        let values = |facts: &Value, appraisal: &Appraisal| -> BTreeMap<String, Option<Exact>> {
            let entries = appraisal.trace().entries;
            let steps =
                entries.iter().filter(|entry| entry.kind == kinerja::trace::EntryKind::Step && !entry.rows.is_empty());
            steps
                .map(|entry| entry.path.to_string())
                .map(|path| (name_at(facts, &path), appraisal.value(&path)))
                .collect()
        };
        let (first, second) = (values(&before, &one), values(&after, &other));
        let names: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
        let wanted: BTreeSet<String> =
            names.into_iter().filter(|name| first.get(*name) != second.get(*name)).cloned().collect();
        assert_eq!(steps, wanted, "{before}\n{after}");
        assert_eq!(found.outcomes.is_empty(), one.value("total") == other.value("total"));
        differed += found.inputs.len();
        // The tree has the same.
        let tree: Value = serde_json::from_str(&found.to_json()).expect("JSON");
        assert_eq!(tree["inputs"].as_array().map_or(0, Vec::len), found.inputs.len());
        assert_eq!(tree["steps"].as_array().map_or(0, Vec::len), found.steps.len());
        for difference in found.inputs.iter().chain(&found.steps) {
            assert!(found.text(Lang::En).contains(difference.title.get(Lang::En)), "{found}");
        }
    }
    assert!(differed > 500, "{differed} inputs differed");
}

#[test]
fn settings_that_differ_are_named_cell_by_cell() {
    let scheme = scheme(&json!({
        "choices": [{"name": "kind", "words": ["a", "b"]}],
        "settings": [
            {"name": "share", "type": "number", "default": 60},
            {"name": "table", "type": "table", "key": {"choice": "kind"}, "columns": [{"name": "one", "type": "number"}, {"name": "two", "type": "number"}]},
            {"name": "ranges", "type": "bands", "title": "Ranges", "columns": [{"name": "p", "type": "number"}]},
            {"name": "line", "type": "curve", "title": "Line", "unit": "%"}],
        "inputs": [{"name": "x", "type": "number"}],
        "steps": [{"name": "y", "is": "share + table['a'].one + table['b'].two + ranges[x] + line[x]"}],
        "outcomes": [{"name": "y", "of": "y", "round": {"digits": 1, "mode": "half_up"}}]
    }));
    let settings = json!({
        "table": {"a": {"one": 1, "two": 2}, "b": {"one": 3, "two": 4}},
        "ranges": {"rows": [{"from": 60, "is": 3}, {"above": 30, "is": 2}], "else": 0},
        "line": {"points": [[0, 0], [50, 10], [100, 100]], "below": "clamp", "above": "clamp"}});
    let appraise = |settings: &Value| {
        scheme.appraise(r#"{"x": 40}"#, Some(&settings.to_string())).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let told = |other: &Value| -> Vec<(String, Option<String>, Option<String>)> {
        let found = compare(&appraise(&settings), &appraise(other)).expect("one person");
        assert!(found.inputs.is_empty() && found.parameters.is_empty() && found.schemes.is_none());
        let shown = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.text(Lang::En));
        found.settings.iter().map(|d| (d.title.get(Lang::En).to_owned(), shown(&d.before), shown(&d.after))).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(told(&settings), []);
    // Written otherwise it is the same.
    let mut same = settings.clone();
    same["share"] = json!("60.0");
    same["ranges"]["rows"][0]["is"] = json!({"p": "3.00"});
    assert_eq!(told(&same), []);
    let mut other = settings.clone();
    other["table"]["b"]["two"] = json!(5);
    assert_eq!(told(&other), [("table: b, two".to_owned(), some("4"), some("5"))]);
    let mut other = settings.clone();
    other["ranges"]["rows"] = json!([{"from": 60, "is": 3}, {"from": 40, "is": 9}, {"above": 30, "is": 1}]);
    assert_eq!(
        told(&other),
        [
            ("Ranges: at least 40".to_owned(), None, some("9")),
            ("Ranges: more than 30".to_owned(), some("2"), some("1"))
        ]
    );
    let mut other = settings.clone();
    other["line"] = json!({"points": [[0, 0], [60, 10], [100, 90]], "below": "clamp", "above": "extend"});
    assert_eq!(
        told(&other),
        [
            ("Line: at 60".to_owned(), None, some("10")),
            ("Line: at 100".to_owned(), some("100"), some("90")),
            ("Line: right of the last point".to_owned(), some("clamp"), some("extend")),
            ("Line: at 50".to_owned(), some("10"), None)
        ]
    );
}

/// Titles are for people: what a value is goes by names and thresholds.
#[test]
fn bands_are_told_apart_by_threshold_and_column_whatever_they_are_called() {
    let ranges = |title: &str, columns: [&str; 2]| {
        let [one, two] = columns.map(|title| json!({"en": title}));
        scheme(&json!({
            "settings": [{"name": "ranges", "type": "bands", "title": {"en": title}, "columns": [
                {"name": "one", "type": "number", "title": one}, {"name": "two", "type": "number", "title": two}]}],
            "inputs": [{"name": "x", "type": "number"}],
            "steps": [{"name": "y", "is": "ranges[x].one + ranges[x].two"}],
            "outcomes": [{"name": "y", "of": "y", "round": {"digits": 1, "mode": "half_up"}}]
        }))
    };
    let settings = |two: i64| {
        json!({"ranges": {"rows": [{"from": 60, "is": {"one": 3, "two": two}}], "else": {"one": 1, "two": 2}}})
            .to_string()
    };
    let told = |before: &Scheme, after: &Scheme, changed: i64| {
        let appraise = |scheme: &Scheme, two: i64| {
            scheme.appraise(r#"{"x": 70}"#, Some(&settings(two))).unwrap_or_else(|problems| panic!("{problems}"))
        };
        let found = compare(&appraise(before, 4), &appraise(after, changed)).expect("one person");
        let text = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.text(Lang::En));
        let settings = found.settings.iter();
        settings
            .map(|d| (d.path.to_string(), d.title.get(Lang::En).to_owned(), text(&d.before), text(&d.after)))
            .collect::<Vec<_>>()
    };
    let known = ranges("Ranges", ["Percent", "Percent"]);
    let row = |title: &str| {
        let path = "settings.ranges.rows[0].is.two".to_owned();
        (path, title.to_owned(), Some("4".to_owned()), Some("5".to_owned()))
    };
    assert_eq!(told(&known, &known, 4), []);
    assert_eq!(told(&known, &known, 5), [row("Ranges: at least 60, Percent")]);
    let retitled = ranges("Bands", ["Share", "Part"]);
    assert_eq!(told(&known, &retitled, 4), []);
    assert_eq!(told(&known, &retitled, 5), [row("Bands: at least 60, Part")]);
}

#[test]
fn whom_and_from_which_document_is_told() {
    let scheme = scheme(&json!({
        "inputs": [{"name": "mark", "type": "number", "taken_from": [{"document": "result/1", "field": "score"}]}],
        "steps": [{"name": "y", "is": "mark"}],
        "outcomes": [{"name": "y", "of": "y", "round": "exact"}]
    }));
    let sealed = |note: &str| {
        let tree = json!({"kinerja": "result/1", "note": note, "score": "88"});
        let digest = kinerja::document::digest(&kinerja::document::canonical_text(
            &kinerja::document::parse(&tree.to_string()).expect("JSON"),
        ));
        let mut tree = tree;
        tree["seal"] = json!(digest);
        tree
    };
    let facts = |post: &str, mark: Value| json!({"person": {"ref": "A-1", "post": post}, "mark": mark});
    let before = appraise(&scheme, &facts("Clerk", sealed("one")));
    let found = compare(&before, &appraise(&scheme, &facts("Head", sealed("other")))).expect("one person");
    let paths: Vec<String> = found.inputs.iter().map(|difference| difference.path.to_string()).collect();
    assert_eq!(paths, ["person.post", "mark"]);
    assert!(found.outcomes.is_empty() && found.steps.is_empty());
    let text = found.text(Lang::Id);
    assert!(text.contains("Jabatan: Clerk → Head") && text.contains("dokumen bersegel: "), "{text}");
    assert!(compare(&before, &appraise(&scheme, &facts("Clerk", sealed("one")))).expect("one person").is_empty());
}

#[test]
fn the_same_version_with_other_rules_is_told_apart_in_the_readers_language() {
    let scheme = scheme(&json!({
        "languages": ["id", "en"],
        "parameters": [{"name": "p", "title": {"id": "Bagian", "en": "Share"}, "type": "number", "values": [{"from": "2020-01-01", "is": 2}]}],
        "inputs": [{"name": "x", "type": "number"}],
        "steps": [{"name": "y", "is": "p * x"}],
        "outcomes": [{"name": "y", "of": "y", "round": "exact"}]
    }));
    let amended = scheme.amended(r#"{"p": 3}"#).expect("amended");
    let facts = json!({"x": 5});
    let found = compare(&appraise(&scheme, &facts), &appraise(&amended, &facts)).expect("one person");
    let (id, en) = (found.text(Lang::Id), found.text(Lang::En));
    assert!(id.contains("diubah: Bagian") && en.contains("amended: Share") && !en.contains("Bagian"), "{id}\n{en}");
    let digest: String = scheme.digest().chars().take(12).collect();
    assert!(en.contains(&digest), "{en}");
    assert_eq!((found.inputs.len(), found.parameters.len(), found.steps.len(), found.outcomes.len()), (0, 1, 1, 1));
}

#[test]
fn a_cap_is_seen_whichever_way_it_is_written_and_very_long_lists_say_what_was_left_out() {
    let scheme = scheme(&json!({
        "inputs": [{"name": "goals", "type": "list", "least": 1, "fields": [{"name": "mark", "type": "integer"}]}],
        "steps": [
            {"name": "capped", "is": "at_most(1000, at_least(0 - 1000, sum(mark over goals)))"},
            {"name": "highest", "is": "max(mark over goals)"}],
        "outcomes": [{"name": "score", "of": "capped", "round": "exact"}, {"name": "top", "of": "highest", "round": "exact"}]
    }));
    let of = |marks: &[i64], outcome: &str| {
        let goals: Vec<Value> = marks.iter().map(|mark| json!({"mark": mark})).collect();
        appraise(&scheme, &json!({"goals": goals})).contributions_to(outcome).expect("an outcome")
    };
    assert_eq!(of(&[400, 599], "score").how, How::Additive);
    assert_eq!(of(&[400, 601], "score").how, How::TakingOut);
    assert_eq!(of(&[-400, -601], "score").how, How::TakingOut);
    let many: Vec<i64> = (0..3_000).map(|at| at % 7 - 3).collect();
    let sum = of(&many, "score");
    assert_eq!((sum.how, sum.rows.len(), sum.left_out), (How::Additive, 3_000, 0));
    let top = of(&many, "top");
    assert_eq!((top.how, top.rows.len() + top.left_out), (How::TakingOut, 3_000));
    assert!(top.left_out > 0 && top.text(Lang::En).contains("more rows were not taken out"));
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

/// Whether a text has a path as programs write it: `goals[0].mark`.
fn has_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..bytes.len().saturating_sub(2)).any(|at| {
        bytes[at] == b'['
            && bytes[at + 1].is_ascii_digit()
            && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_')
    })
}

#[test]
fn texts_for_people_name_values_by_titles_and_say_a_thing_once() {
    assert!(has_path("because of goals[0].mark") && !has_path("source: [1] section 2"));
    let mut absent = 0;
    for subject in built_in_subjects() {
        let appraisal = &subject.appraisal;
        for lang in Lang::ALL {
            let whole = appraisal.explain_with(&ExplainOptions::new(lang));
            let short = appraisal.explain_with(&ExplainOptions::new(lang).short());
            for text in [&whole, &short, &appraisal.contributions().text(lang)] {
                assert!(!has_path(text), "{}\n{text}", subject.name);
            }
            absent += whole.matches(if lang == Lang::En { " (because of " } else { " (karena " }).count();
            // What it rests on and what to know: no line and no name twice.
            let heads = short.split("\n\n").filter(|part| {
                ["WHAT IT RESTS ON", "DASAR HASIL", "TO KNOW", "PERLU DIKETAHUI"]
                    .iter()
                    .any(|head| part.starts_with(head))
            });
            for part in heads {
                let lines: Vec<&str> = part.lines().collect();
                let distinct: BTreeSet<&str> = lines.iter().copied().collect();
                assert_eq!(distinct.len(), lines.len(), "{}\n{part}", subject.name);
                for line in lines.iter().filter(|line| line.contains("; ")) {
                    let names: Vec<&str> = line.split("; ").collect();
                    let distinct: BTreeSet<&str> = names.iter().copied().collect();
                    assert_eq!(distinct.len(), names.len(), "{}\n{line}", subject.name);
                }
            }
        }
    }
    assert!(absent > 10, "{absent} absences told by where they began");
}
