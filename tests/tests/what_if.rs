//! What would give another result: the nearest values, proven on random facts and against trying everything.

use kinerja::{Answer, Appraisal, Lang, Outcome, Scheme, Together, WhatIf, WhatIfOptions, Wish};
use kinerja_tests::subjects::{BUILT_IN, Dice, built_in, cases_of};
use kinerja_tests::work::Work;
use kinerja_tests::{codes, complete};
use serde_json::{Value, json};
use std::time::Duration;

fn all_roles() -> WhatIfOptions {
    WhatIfOptions::new().roles(["result", "judgement"])
}

/// The value at a path of facts.
fn at<'v>(facts: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    let (mut here, mut keys) = (facts, path.split('.').peekable());
    while let Some(key) = keys.next() {
        let (name, index) = match key.strip_suffix(']').and_then(|key| key.split_once('[')) {
            Some((name, index)) => (name, Some(index.parse::<usize>().ok()?)),
            None => (key, None),
        };
        here = match index {
            Some(index) => here.get_mut(name)?.get_mut(index)?,
            None if keys.peek().is_none() => here.as_object_mut()?.entry(name).or_insert(Value::Null),
            None => here.get_mut(name)?,
        };
    }
    Some(here)
}

/// The facts with another value at a path, annotated if it was.
fn with(facts: &Value, path: &str, value: Value) -> Value {
    let mut changed = facts.clone();
    let place = at(&mut changed, path).expect("a place");
    match place.get_mut("value") {
        Some(inner) => *inner = value,
        None => *place = value,
    }
    changed
}

fn plain(value: &Value) -> &Value {
    value.get("value").unwrap_or(value)
}

/// How an answer's value stands in JSON.
fn document(answer: &WhatIf) -> Value {
    serde_json::from_str(&answer.to_json()).expect("JSON")
}

/// An input as a scheme declares it, by the names of its path.
fn declared<'s>(scheme: &'s Value, path: &str) -> &'s Value {
    let mut fields = &scheme["inputs"];
    let mut found = &Value::Null;
    for key in path.split('.') {
        let name = key.split('[').next().unwrap_or(key);
        found =
            fields.as_array().and_then(|fields| fields.iter().find(|field| field["name"] == name)).expect("an input");
        fields = &found["fields"];
    }
    found
}

/// The value one step of the grid nearer to `now`.
fn one_less(scheme: &Value, path: &str, value: &Value, now: &Value) -> Value {
    let input = declared(scheme, path);
    let (Some(to), Some(from)) = (value.as_str(), text_of(now)) else { return now.clone() };
    match input["type"].as_str() {
        Some("number" | "integer") => {
            let digits = if input["type"] == "integer" { 0 } else { input["digits"].as_u64().unwrap_or(2) };
            let unit = 10f64.powi(i32::try_from(digits).expect("digits"));
            let whole = |text: &str| (text.parse::<f64>().expect("a number") * unit).round();
            let (to, from) = (whole(to), whole(&from));
            let nearer = if to > from { to - 1.0 } else { to + 1.0 };
            json!(format!("{:.*}", usize::try_from(digits).expect("digits"), nearer / unit))
        }
        _ => {
            let words = scheme["scales"]
                .as_array()
                .into_iter()
                .flatten()
                .chain(scheme["choices"].as_array().into_iter().flatten());
            let named = words.filter(|set| Some(&set["name"]) == input.get("scale").or(input.get("of")));
            let list: Vec<String> = named
                .flat_map(|set| set["levels"].as_array().or(set["words"].as_array()).cloned().unwrap_or_default())
                .map(|word| word["name"].as_str().or(word.as_str()).expect("a name").to_owned())
                .collect();
            let position = |word: &str| list.iter().position(|known| known == word).expect("a word");
            let (to, from) = (position(to), position(&from));
            json!(list[if to > from { to - 1 } else { to + 1 }])
        }
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Moves some inputs of facts at random.
fn shaken(scheme: &Scheme, json: &Value, facts: &Value, settings: Option<&str>, dice: &mut Dice) -> Value {
    let mut facts = facts.clone();
    // Wishes that nothing meets list every input that can be moved.
    let appraisal = scheme.appraise(&facts.to_string(), settings).expect("appraised");
    let wish = appraisal.outcomes().find_map(|(name, value)| match value {
        Outcome::Rounded(_) => Some(Wish::at_least(name, "1000000000")),
        Outcome::Word(_) => None,
        _ => None,
    });
    let wish = wish.unwrap_or_else(|| Wish::exactly("rating", "sangat_baik"));
    let answer = document(&appraisal.what_if(&[wish], &all_roles().without_pairs()).expect("answered"));
    for input in answer["inputs"].as_array().expect("inputs") {
        let path = input["path"].as_str().expect("a path");
        if dice.below(3) > 0 || input["searched"].is_null() {
            continue;
        }
        let declared = declared(json, path);
        let changed = match declared["type"].as_str() {
            Some("number" | "integer") => {
                let now: f64 = input["now"].as_str().and_then(|now| now.parse().ok()).unwrap_or(50.0);
                let digits = if declared["type"] == "integer" { 0 } else { 2 };
                let new = now * (0.5 + 0.01 * f64::from(u32::try_from(dice.below(100)).expect("small")));
                let until = declared["until"].as_f64().unwrap_or(1e12);
                json!(format!("{:.digits$}", new.clamp(declared["from"].as_f64().unwrap_or(0.01).max(0.0), until)))
            }
            _ => input["searched"][if dice.below(2) == 0 { "from" } else { "until" }].clone(),
        };
        let candidate = with(&facts, path, changed);
        if scheme.appraise(&candidate.to_string(), settings).is_ok() {
            facts = candidate;
        }
    }
    facts
}

fn wish_for(appraisal: &Appraisal, dice: &mut Dice) -> Option<Wish> {
    let outcomes: Vec<(&str, &Outcome)> = appraisal.outcomes().collect();
    let (name, value) = outcomes[dice.below(outcomes.len())];
    match value {
        Outcome::Rounded(number) => {
            let now: f64 = number.to_string().parse().expect("a number");
            let wanted = now + f64::from(u32::try_from(dice.below(2_000)).expect("small")) / 100.0 - 4.0;
            Some(match dice.below(4) {
                0 => Wish::at_most(name, format!("{wanted:.2}")),
                _ => Wish::at_least(name, format!("{wanted:.2}")),
            })
        }
        Outcome::Word(_) if name == "rating" => Some(Wish::at_least(
            name,
            ["sangat_kurang", "kurang", "cukup", "butuh_perbaikan", "buruk", "baik", "sangat_baik"][dice.below(7)],
        )),
        _ => None,
    }
}

#[test]
fn with_the_proposed_value_the_wish_is_met_and_one_step_less_it_is_not() {
    let mut dice = Dice(7);
    let (mut reached, mut refused, mut pairs) = (0, 0, 0);
    for id in BUILT_IN {
        let (scheme, json) = built_in(id);
        for (name, facts, settings) in cases_of(id) {
            let settings = settings.map(|settings| settings.to_string());
            let settings = settings.as_deref();
            for _ in 0..4 {
                let facts = shaken(&scheme, &json, &facts, settings, &mut dice);
                let appraisal = scheme.appraise(&facts.to_string(), settings).expect("appraised");
                let Some(wish) = wish_for(&appraisal, &mut dice) else { continue };
                let wishes = [wish];
                let Ok(answer) = appraisal.what_if(&wishes, &all_roles()) else { continue };
                let is_met = |facts: &Value| {
                    let appraisal = scheme.appraise(&facts.to_string(), settings).ok()?;
                    Some(appraisal.what_if(&wishes, &all_roles().without_pairs()).expect("answered").met)
                };
                let text = document(&answer);
                assert_eq!(answer.met, is_met(&facts).expect("appraised"), "{name}");
                for input in text["inputs"].as_array().expect("inputs") {
                    let path = input["path"].as_str().expect("a path");
                    if input["answer"] != "reached" {
                        refused += usize::from(input["answer"] == "not_alone");
                        assert_ne!(input["answer"], "undecided", "{name}: {path}");
                        // Neither end of the range, nor the middle, meets a wish that nothing meets.
                        if input["answer"] == "not_alone" {
                            for end in ["from", "until"] {
                                let moved = with(&facts, path, input["searched"][end].clone());
                                assert_ne!(is_met(&moved), Some(true), "{name}: {path} {end} {wishes:?}");
                            }
                        }
                        continue;
                    }
                    reached += 1;
                    let moved = with(&facts, path, input["value"].clone());
                    assert_eq!(is_met(&moved), Some(true), "{name}: {path} → {} {wishes:?}\n{facts}", input["value"]);
                    if input["now"].get("absent").is_none() && !input["now"].is_null() {
                        let now = plain(at(&mut facts.clone(), path).expect("a place")).clone();
                        let now = if now.is_null() { input["now"].clone() } else { now };
                        let less = one_less(&json, path, &input["value"], &now);
                        let nearer = with(&facts, path, less.clone());
                        assert_ne!(is_met(&nearer), Some(true), "{name}: {path} {less} {wishes:?}");
                    }
                }
                if text["pair"]["answer"] == "reached" {
                    pairs += 1;
                    let both = text["pair"]["inputs"].as_array().expect("two");
                    let moved = both.iter().fold(facts.clone(), |facts, input| {
                        with(&facts, input["path"].as_str().expect("a path"), input["value"].clone())
                    });
                    assert_eq!(is_met(&moved), Some(true), "{name}: {} {wishes:?}", text["pair"]);
                }
            }
        }
    }
    assert!(reached > 120 && refused > 400 && pairs > 4, "{reached} reached, {refused} refused, {pairs} pairs");
}

/// A small scheme of three whole numbers and a rule that goes up and down with them.
fn small(dice: &mut Dice) -> (Scheme, [i64; 3]) {
    let pieces = [
        "at_most(a * 3, 40) - abs(b - 7)",
        "if a > 12 then 30 - b else a * 2 + c",
        "if b >= 9 then at_least(20 - a, 4) else b * b - c",
        "round(a / 3, 0, half_up) * 2 + (if c = 5 then 9 else 0)",
        "max([a, b, c]) * 2 - min([a, b])",
        "median([a, b, c]) + steps_of_a",
        "(a - 6) * (c - 4)",
        "a * b / (c + 1)",
        "ranges[a + c].first - b",
        "ranges[b].other * 2 + line[a * 2 - c]",
        "line[ranges[a].first] * 3",
    ];
    let one = pieces[dice.below(pieces.len())];
    let other = pieces[dice.below(pieces.len())];
    let input = |name: &str| json!({"name": name, "type": "integer", "from": 0, "until": 15, "role": "result", "better": "higher"});
    let scheme = complete(
        &json!({
            "inputs": [input("a"), input("b"), input("c")],
            "settings": [
                {"name": "ranges", "type": "bands", "columns": [{"name": "first", "type": "integer"}, {"name": "other", "type": "number"}],
                 "default": {"rows": [{"above": 12, "is": {"first": 2, "other": 9}}, {"from": 7, "is": {"first": 30, "other": "4.5"}},
                                      {"from": 3, "is": {"first": 11, "other": 20}}], "else": {"first": 5, "other": 1}}},
                {"name": "line", "type": "curve", "default": {"points": [[-2, 4], [3, 10], [8, 2], [20, 25]], "below": "extend", "above": "clamp"}}],
            "requires": [{"is": "a + b <= 25"}],
            "steps": [
                {"name": "steps_of_a", "bands": {"of": "a", "round": "none",
                    "rows": [{"from": 11, "is": "3"}, {"from": 6, "is": "14"}], "else": {"is": "5"}}},
                {"name": "score", "is": format!("({one}) + ({other})")}],
            "outcomes": [{"name": "score", "of": "score", "round": {"digits": 1, "mode": "half_up"}}]
        }),
        None,
    );
    let scheme = Scheme::parse(&scheme.to_string()).expect("a scheme");
    (scheme, [0; 3].map(|_| i64::try_from(dice.below(13)).expect("small")))
}

#[test]
fn the_answers_are_those_of_trying_every_value_and_every_pair() {
    let mut dice = Dice(11);
    let mut pairs = 0;
    for _ in 0..120 {
        let (scheme, now) = small(&mut dice);
        let facts = |values: [i64; 3]| json!({"a": values[0], "b": values[1], "c": values[2]}).to_string();
        let wanted = i64::try_from(dice.below(90)).expect("small");
        let score = |values: [i64; 3]| {
            let appraisal = scheme.appraise(&facts(values), None).ok()?;
            appraisal.label("score", Lang::En)?.parse::<f64>().ok()
        };
        let meets = |values: [i64; 3]| {
            score(values).is_some_and(|score| score >= f64::from(i32::try_from(wanted).expect("small")))
        };
        let answer = scheme
            .what_if(&facts(now), None, &[Wish::at_least("score", wanted)], &WhatIfOptions::new())
            .expect("answered");
        assert_eq!(answer.met, meets(now));
        if answer.met {
            continue;
        }
        let mut any = false;
        for lifted in &answer.inputs {
            let position =
                ["a", "b", "c"].iter().position(|name| lifted.input.path.to_string() == *name).expect("an input");
            let moved = |to: i64| {
                let mut values = now;
                values[position] = to;
                values
            };
            let nearest = (0..=15).filter(|to| meets(moved(*to))).map(|to| (to - now[position]).abs()).min();
            match (&lifted.answer, nearest) {
                (Answer::Reached { value, .. }, Some(nearest)) => {
                    let value: i64 = value.text(Lang::En).parse().expect("a number");
                    assert!(meets(moved(value)), "{value} of {position} from {now:?} for {wanted}");
                    assert_eq!((value - now[position]).abs(), nearest);
                    any = true;
                }
                (Answer::NotAlone | Answer::Tied { .. }, None) => {}
                (answer, nearest) => panic!("{answer:?} but {nearest:?}: {now:?} for {wanted}\n{}", scheme.text()),
            }
        }
        let mut cheapest: Option<i64> = None;
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            for (a, b) in (0..=15).flat_map(|a| (0..=15).map(move |b| (a, b))) {
                let mut values = now;
                (values[one], values[other]) = (a, b);
                if meets(values) {
                    let cost = (a - now[one]).abs() + (b - now[other]).abs();
                    cheapest = Some(cheapest.map_or(cost, |before: i64| before.min(cost)));
                }
            }
        }
        match (&answer.pair, any, cheapest) {
            (Together::NotNeeded, true, _) | (Together::Nowhere { .. }, false, None) => {}
            (Together::Reached { now: inputs, values, .. }, false, Some(cheapest)) => {
                pairs += 1;
                let mut cost = 0;
                let mut then = now;
                for (input, value) in inputs.iter().zip(values) {
                    let position =
                        ["a", "b", "c"].iter().position(|name| input.path.to_string() == *name).expect("an input");
                    then[position] = value.text(Lang::En).parse().expect("a number");
                    cost += (then[position] - now[position]).abs();
                }
                assert!(meets(then));
                assert_eq!(cost, cheapest, "{now:?} → {then:?} for {wanted}");
            }
            (pair, any, cheapest) => panic!("{pair:?} {any} {cheapest:?}"),
        }
    }
    assert!(pairs > 10, "{pairs} pairs");
}

#[test]
fn wishes_and_inputs_that_are_none_are_problems_all_at_once() {
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("facts");
    let appraisal = scheme.appraise(&facts.to_string(), None).expect("appraised");
    let refused = |request: Value| {
        let text = request.to_string();
        let tree = kinerja::document::parse(&text).expect("JSON");
        let problems = appraisal.what_if_document(&tree).expect_err("refused");
        for problem in &problems {
            assert!(!problem.text(Lang::Id).is_empty() && !problem.text(Lang::En).contains('{'), "{problem}");
        }
        codes(&problems)
    };
    let pair = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    assert_eq!(refused(json!({"want": {"rating": "sangat_baik_sekali"}})), [pair("value.level", "want.rating")]);
    assert_eq!(refused(json!({"want": {"ratng": "baik"}})), [pair("what_if.outcome", "want.ratng")]);
    assert_eq!(refused(json!({"want": {}})), [pair("document.empty", "want")]);
    assert_eq!(refused(json!({})), [pair("document.missing", "want")]);
    assert_eq!(
        refused(json!({"want": {"score": {"at_least": 90, "at_most": 80}, "hasil": {"exactly": "80.123"}}})),
        [pair("what_if.contradictory", "want.score"), pair("what_if.never", "want.hasil")]
    );
    assert_eq!(
        refused(json!({"want": {"score": "tinggi"}, "inputs": ["sasaran[9].realisasi", "akhir"]})),
        [pair("number.syntax", "want.score"), pair("what_if.input", "inputs[0]"), pair("what_if.input", "inputs[1]")]
    );
    assert_eq!(refused(json!({"want": {"score": 1}, "roles": ["results"]})), [pair("document.word", "roles[0]")]);
    assert_eq!(refused(json!({"want": {"score": [1]}, "input": 1})).len(), 2);
}

#[test]
fn an_order_is_needed_for_at_least_and_a_rating_for_a_wish() {
    let scheme = complete(
        &json!({
            "inputs": [{"name": "x", "type": "integer", "from": 0, "until": 9, "role": "result"}],
            "unratable": [{"when": "x = 9", "say": "Nine is not rated."}],
            "choices": [{"name": "colour", "words": ["red", "blue"]}],
            "steps": [{"name": "colour_of", "scale": "colour", "is": "if x > 4 then 'red' else 'blue'"}],
            "outcomes": [{"name": "colour", "of": "colour_of"}]
        }),
        None,
    );
    let scheme = Scheme::parse(&scheme.to_string()).expect("a scheme");
    let options = WhatIfOptions::new();
    let ask = |facts: &str, wish: Wish| scheme.what_if(facts, None, &[wish], &options);
    let problems = ask(r#"{"x": 2}"#, Wish::at_least("colour", "red")).expect_err("no order");
    assert_eq!(codes(&problems), [("what_if.unordered".to_owned(), "want.colour".to_owned())]);
    let problems = ask(r#"{"x": 9}"#, Wish::exactly("colour", "red")).expect_err("nobody is rated");
    assert_eq!(codes(&problems), [("what_if.unratable".to_owned(), String::new())]);
    let answer = ask(r#"{"x": 2}"#, Wish::exactly("colour", "red")).expect("answered");
    assert!(
        matches!(&answer.inputs[0].answer, Answer::Reached { value, .. } if value.text(Lang::En) == "5"),
        "{answer}"
    );
}

#[test]
fn what_is_tied_is_named() {
    let scheme = complete(
        &json!({
            "inputs": [
                {"name": "low", "type": "integer", "from": 0, "until": 50, "role": "plan"},
                {"name": "high", "type": "integer", "from": 0, "until": 50, "role": "plan"},
                {"name": "goals", "type": "list", "least": 1, "fields": [
                    {"name": "weight", "type": "weight", "role": "plan"},
                    {"name": "mark", "type": "integer", "from": 0, "until": 100, "role": "result"}]}],
            "requires": [{"is": "low < high", "say": "low stands below high"}],
            "steps": [{"name": "score", "is": "weighted_mean(mark, weight over goals) + low"}],
            "outcomes": [{"name": "score", "of": "score", "round": {"digits": 0, "mode": "half_up"}}]
        }),
        None,
    );
    let scheme = Scheme::parse(&scheme.to_string()).expect("a scheme");
    let facts =
        json!({"low": 3, "high": 8, "goals": [{"weight": 40, "mark": 50}, {"weight": 60, "mark": 60}]}).to_string();
    let options = WhatIfOptions::new().roles(["plan"]).without_pairs();
    let answer = document(&scheme.what_if(&facts, None, &[Wish::at_least("score", 70)], &options).expect("answered"));
    let of = |path: &str| {
        answer["inputs"].as_array().and_then(|all| all.iter().find(|input| input["path"] == path)).expect("an input")
    };
    assert_eq!(
        (&of("low")["answer"], &of("low")["tied_to"], &of("low")["value"]),
        (&json!("tied"), &json!([{"path": "high", "title": {"en": "high"}}]), &json!("14"))
    );
    assert_eq!(of("low")["because"]["en"], "low stands below high");
    assert_eq!(of("high")["answer"], "not_alone");
    assert_eq!(
        (&of("goals[0].weight")["answer"], &of("goals[0].weight")["tied_to"]),
        (&json!("tied"), &json!([{"path": "goals[1].weight", "title": {"en": "goals 2: weight"}}]))
    );
    // Both ends of the condition together are no tie.
    let options = WhatIfOptions::new().roles(["plan"]);
    let answer = document(&scheme.what_if(&facts, None, &[Wish::at_least("score", 70)], &options).expect("answered"));
    let pair = &answer["pair"];
    assert_eq!(pair["answer"], "reached", "{answer}");
    assert_eq!((&pair["inputs"][0]["value"], &pair["inputs"][1]["value"]), (&json!("14"), &json!("15")), "{pair}");
}

#[test]
fn a_cap_and_a_gate_are_seen_and_a_text_says_so() {
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("facts");
    let facts = facts.to_string();
    let ask = |wishes: &[Wish]| scheme.what_if(&facts, None, wishes, &WhatIfOptions::new()).expect("answered");
    let answer = ask(&[Wish::at_least("score", 1000)]);
    assert!(
        answer.inputs.iter().all(|lifted| lifted.answer == Answer::NotAlone)
            && matches!(answer.pair, Together::Nowhere { .. })
    );
    let text = answer.text(Lang::Id);
    assert!(text.contains("TIDAK DENGAN INI SAJA") && text.contains("berapa pun nilainya"), "{text}");
    // Two wishes at once: the score must not pass a limit.
    let answer = ask(&[Wish::at_least("score", 88), Wish::at_most("score", "88.01")]);
    let reached = answer.inputs.iter().filter(|lifted| matches!(lifted.answer, Answer::Reached { .. })).count();
    assert!(reached >= 1, "{answer}");
}

#[test]
fn more_inputs_than_can_be_searched_are_refused_before_the_search() {
    let scheme = complete(
        &json!({
            "inputs": [{"name": "goals", "type": "list", "least": 1, "fields": [
                {"name": "mark", "type": "integer", "from": 0, "until": 100, "role": "result"}]}],
            "steps": [{"name": "score", "is": "mean(mark over goals)"}],
            "outcomes": [{"name": "score", "of": "score", "round": {"digits": 1, "mode": "half_up"}}]
        }),
        None,
    );
    let scheme = Scheme::parse(&scheme.to_string()).expect("a scheme");
    let facts = |rows: usize| json!({"goals": vec![json!({"mark": 50}); rows]}).to_string();
    let wish = [Wish::at_least("score", 51)];
    let problems = scheme.what_if(&facts(1_001), None, &wish, &WhatIfOptions::new()).expect_err("too many");
    assert_eq!(codes(&problems), [("what_if.too_many".to_owned(), "inputs".to_owned())]);
    // One row of very many may be asked for.
    let options = WhatIfOptions::new().inputs(["goals[7].mark"]);
    let answer = scheme.what_if(&facts(10_000), None, &[Wish::at_least("score", "50.1")], &options).expect("answered");
    assert_eq!(answer.inputs[0].answer, Answer::NotAlone);
}

#[test]
fn a_gate_and_a_figure_together_are_found_and_rows_that_are_alike_are_told_once() {
    for (id, gate) in [("id/permenpanrb-8-2021-jajf", "ide_baru"), ("id/permenpanrb-8-2021-jpt", "ide_baru")] {
        let (scheme, _) = built_in(id);
        let (_, facts, settings) = cases_of(id).pop().expect("facts");
        let settings = settings.map(|settings| settings.to_string());
        let options = all_roles();
        let wish = [Wish::at_least("rating", "sangat_baik")];
        let answer = scheme.what_if(&facts.to_string(), settings.as_deref(), &wish, &options).expect("answered");
        assert!(answer.inputs.iter().all(|lifted| lifted.answer == Answer::NotAlone), "{answer}");
        // The best rating needs a new idea, and a figure that is high enough.
        let tree = document(&answer);
        assert_eq!(tree["pair"]["answer"], "reached", "{answer}");
        let both = tree["pair"]["inputs"].as_array().expect("two");
        assert!(both.iter().any(|input| input["path"] == gate && input["value"] == json!(true)), "{answer}");
        let moved = both
            .iter()
            .fold(facts, |facts, input| with(&facts, input["path"].as_str().expect("a path"), input["value"].clone()));
        let then = scheme.appraise(&moved.to_string(), settings.as_deref()).expect("appraised");
        assert_eq!(then.outcome("rating"), Some(&Outcome::Word("sangat_baik".to_owned())));
    }
    let (scheme, _) = built_in("id/langsa");
    let (_, facts, _) = cases_of("id/langsa").pop().expect("facts");
    let wish = [Wish::at_least("rating", "sangat_baik")];
    let answer = scheme.what_if(&facts.to_string(), None, &wish, &all_roles()).expect("answered");
    let text = answer.text(Lang::En);
    assert!(
        text.contains("Ratings: Mark 1-5: none of the 54 rows can reach it alone (every value from 1 to 5)"),
        "{text}"
    );
    assert!(answer.inputs.len() > 60 && text.lines().count() < 30, "{text}");
}

/// A scheme of two inputs from 0 to 1,000 and one formula, asked for an outcome of at least 1.
fn asked(formula: &str) -> WhatIf {
    let input = |name: &str| json!({"name": name, "type": "integer", "from": 0, "until": 1000, "role": "result"});
    let scheme = complete(
        &json!({
            "inputs": [input("x"), input("y")],
            "steps": [{"name": "score", "is": formula}],
            "outcomes": [{"name": "score", "of": "score", "round": "exact"}]
        }),
        None,
    );
    let scheme = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    scheme
        .what_if(r#"{"x": 0, "y": 0}"#, None, &[Wish::at_least("score", 1)], &WhatIfOptions::new())
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn a_cell_that_a_condition_compares_twice_is_narrowed_twice() {
    // Between 400 and 600 the product is 10,000 at most.
    let product = "(x - 400) * (600 - x) - 20000";
    let tried = |formula: &str| {
        let answer = asked(formula);
        let lifted = answer.inputs.iter().find(|lifted| lifted.input.path.to_string() == "x").expect("x");
        assert_eq!(lifted.answer, Answer::NotAlone, "{answer}");
        lifted.searched.as_ref().expect("searched").tried
    };
    let nested = tried(&format!("if x > 400 then (if x < 600 then {product} else 0) else 0"));
    assert_eq!(tried(&format!("if x > 400 and x < 600 then {product} else 0")), nested);
    assert_eq!(tried(&format!("if not (x <= 400 or x >= 600) then {product} else 0")), nested);
}

#[test]
fn conditions_in_conditions_are_not_asked_again_and_again() {
    let mut condition = "y > 0".to_owned();
    for level in 1..=24 {
        condition = format!("(if x > {level} or {condition} then y > {level} else y <= {level})");
    }
    let began = Work::started();
    let answer = asked(&format!("if {condition} then 0 - x - y else 0 - x"));
    assert!(began.so_far() < Duration::from_secs(10), "{:?}", began.so_far());
    assert!(answer.inputs.iter().all(|lifted| lifted.answer == Answer::NotAlone), "{answer}");
}
