//! Development: the oracle's plans, intervals and attacks; gaps of the framework's room as they come.

use kinerja::development::{Catalogue, Effect, Entitlement, Need, Plan};
use kinerja::framework::{Assessment, Gap, GapRule, Profile};
use kinerja::{Number, calls, document};
use kinerja_tests::people::{attack, random_calls, without_words};
use kinerja_tests::work::most_memory;
use serde_json::{Value, json};

fn how_many() -> usize {
    if std::env::var_os("KINERJA_ALL").is_some() { 3000 } else { 250 }
}

fn answer(call: &str, given: &Value) -> Value {
    let found = calls::call_text(call, &given.to_string()).unwrap_or_else(|problems| panic!("{given}\n{problems}"));
    serde_json::from_str(&document::to_text(&found)).expect("JSON")
}

#[test]
fn the_oracle_plans_the_same() {
    let mut courses = 0;
    for case in random_calls("plan", 31, how_many()) {
        let found = without_words(answer("development.plan", &case["given"]), &["kinerja", "notices"]);
        assert_eq!(found, case["gives"], "{}", case["given"]);
        courses += found["needs"]
            .as_array()
            .expect("needs")
            .iter()
            .map(|need| need["trainings"].as_array().expect("trainings").len())
            .sum::<usize>();
    }
    assert!(courses > how_many() / 2, "only {courses} trainings");
}

#[test]
fn intervals_are_those_of_the_density_summed_up() {
    let mut wide = 0;
    for case in random_calls("effect", 32, if how_many() > 1000 { 300 } else { 25 }) {
        let found = answer("development.effect", &case["given"]);
        assert_eq!(found["mean_change"], case["gives"]["mean_change"], "{}", case["given"]);
        let codes: Vec<&str> = found["notices"]
            .as_array()
            .expect("notices")
            .iter()
            .map(|notice| notice["code"].as_str().expect("a code"))
            .collect();
        let Some(wanted) = case["gives"]["interval"].as_array() else {
            assert!(found.get("interval").is_none() && codes.contains(&"development.alike"), "{found}");
            continue;
        };
        for (key, wanted) in ["low", "high"].into_iter().zip(wanted) {
            let difference = found["interval"][key].as_f64().expect("a float") - wanted.as_f64().expect("a float");
            assert!(difference.abs() < 2e-6, "{found} {wanted} {}", case["given"]);
        }
        wide += 1;
    }
    assert!(wide > 15);
}

#[test]
fn no_count_tells_about_fewer_than_five_people() {
    let (mut releases, mut shown, mut withheld) = (Vec::new(), 0, 0);
    for case in random_calls("participation", 33, if how_many() > 1000 { 600 } else { 20 }) {
        let found = answer("development.participation", &case["given"]);
        assert_eq!(found["rule"], "exact");
        let counts = found["counts"].as_array().expect("counts");
        shown += counts.iter().filter(|count| count.get("offers").is_some()).count();
        withheld += counts.iter().filter(|count| count.get("withheld").is_some()).count();
        assert!(!found.to_string().contains("\"P"), "no person is named");
        releases.push(json!({"given": case["given"], "counts": counts, "least": 5}));
    }
    for (release, found) in releases.iter().zip(attack(&releases)) {
        assert_eq!(found, None, "{release}");
    }
    assert!(shown > releases.len() * 4 && withheld > releases.len() * 4, "{shown} shown, {withheld} withheld");
    // The attack sees what a release without the rule would tell.
    let seen = releases.iter_mut().map(|release| {
        let offers = release["given"]["offers"].as_array().expect("offers").clone();
        for count in release["counts"].as_array_mut().expect("counts") {
            let fits = |offer: &&Value| {
                ["unit", "came", "reason"].iter().all(|key| count.get(*key).is_none_or(|value| *value == offer[*key]))
            };
            let number = offers.iter().filter(fits).count();
            count["offers"] = json!(number);
        }
        release.clone()
    });
    let found = attack(&seen.collect::<Vec<_>>());
    assert!(found.iter().filter(|found| found.is_some()).count() * 10 > found.len() * 8, "{found:?}");
}

#[test]
fn a_gap_is_planned_as_it_comes() {
    let profile = Profile::parse(
        r#"{ "kinerja": "profile/1", "profile": "head", "requirements": [
            { "competency": "law", "value": 3, "mandatory": true }, { "competency": "data", "value": 3 }, { "competency": "art", "value": 2, "need": "optional" }] }"#,
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let assessment = Assessment::parse(
        r#"{ "kinerja": "assessment/1", "results": [{ "competency": "law", "value": 2 }, { "competency": "data", "value": 4 }, { "competency": "art", "value": 0 }] }"#,
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let gap = Gap::of(&profile, &assessment, GapRule::default()).unwrap_or_else(|problems| panic!("{problems}"));
    let catalogue = json!({"trainings": [{"name": "law-3", "kind": "technical", "hours": 16, "competency": "law", "from": 2, "to": 3}]});
    let year = Entitlement { hours: 20.into(), ..Entitlement::default() };
    let needs = Need::of_gap(&gap).expect("needs");
    assert_eq!(needs.len(), 2);
    let plan =
        Plan::new(needs, &Catalogue::parse(&catalogue.to_string()).expect("a catalogue"), &2.into(), year, Vec::new());
    assert_eq!(plan.needs().len(), 1);
    assert_eq!(plan.needs()[0].priority, Number::from(2));
    let document: Value = serde_json::from_str(&gap.to_json()).expect("JSON");
    let given = json!({"gap": document, "catalogue": catalogue, "mandatory_factor": 2, "entitlement": {"hours": 20}});
    let whole: Value = serde_json::from_str(&document::to_text(&plan.to_node())).expect("JSON");
    assert_eq!(answer("development.plan", &given), whole);
}

#[test]
fn more_counts_than_anybody_reads_are_told() {
    let offers: Vec<Value> = (0..1_000)
        .map(|n| json!({"person": format!("P{n}"), "unit": format!("U{n}"), "training": "t", "came": "attended"}))
        .collect();
    let reasons: Vec<String> = (0..10).map(|n| format!("reason_{n}")).collect();
    let given = json!({"reasons": reasons, "offers": offers});
    let problems = calls::call_text("development.participation", &given.to_string()).expect_err("a problem");
    let found: Vec<String> = problems.iter().map(|problem| format!("{} {}", problem.code(), problem.path())).collect();
    assert_eq!(found, ["development.size offers"]);
    // As many as are made at once come to an end, and say by which rule.
    let given = json!({"reasons": &reasons[..8], "offers": offers[..900]});
    assert_eq!(answer("development.participation", &given)["counts"][0]["offers"], 900);
}

fn told(call: &str, given: &Value) -> Vec<String> {
    let problems = calls::call_text(call, &given.to_string()).expect_err("problems");
    problems.iter().map(|problem| format!("{} {}", problem.code(), problem.path())).collect()
}

/// All small cells have the one rater: who walks from each to all others takes two hundred million steps, and keeps them.
#[test]
fn one_person_with_every_reason_is_walked_once() {
    let reasons: Vec<String> = (0..4_998).map(|n| format!("reason_{n}")).collect();
    let offer = |person: &str, training: &str, came: &str| json!({"person": person, "unit": "U", "training": training, "came": came});
    let mut offers: Vec<Value> = (0..5).map(|n| offer(&format!("P{n}"), "t", "attended")).collect();
    for (n, reason) in reasons.iter().enumerate() {
        for came in ["refused", "prevented"] {
            let mut offer = offer("X", &format!("{came}-{n}"), came);
            offer["reason"] = json!(reason);
            offers.push(offer);
        }
    }
    let before = most_memory();
    let found = answer("development.participation", &json!({"reasons": reasons, "offers": offers}));
    let counts = found["counts"].as_array().expect("counts");
    assert_eq!(counts.len(), 20_000);
    // Six people had offers. That five of them attended would tell the sixth.
    assert_eq!(counts[0]["offers"], 10_001);
    assert_eq!(counts.iter().filter(|count| count["offers"].is_u64()).count(), 2, "{:?}", &counts[..8]);
    match before.zip(most_memory()) {
        Some((before, after)) => assert!(after - before < 400_000_000, "{} bytes", after - before),
        None => println!("SKIPPED: this system does not tell how much memory was used"),
    }
}

#[test]
fn measurements_that_nobody_can_add_up_are_refused() {
    // Different denominators of 28 digits each.
    let ratio = |n: u32| format!("1/{}", 9_999_999_999_999_999_999_999_999_999_u128 - u128::from(n));
    let people = |count: u32| -> Vec<Value> {
        (0..count)
            .map(|n| json!({"person": format!("P{n}"), "before": ratio(2 * n), "after": ratio(2 * n + 1)}))
            .collect()
    };
    assert_eq!(told("development.effect", &json!({"people": people(4_000)})), ["development.size people"]);
    assert_eq!(answer("development.effect", &json!({"people": people(20)}))["people"], 20);
    // Those that share theirs are as many as there may be.
    let people: Vec<Value> = (0..20_000)
        .map(|n| json!({"person": format!("P{n}"), "before": format!("{}/{}", n % 50, n % 60 + 1), "after": 7}))
        .collect();
    assert_eq!(answer("development.effect", &json!({"people": people}))["people"], 20_000);
}

#[test]
fn an_interval_is_as_sure_as_a_quantile_is_known_for() {
    let people = [1, 2, 3, 4, 6].map(|after| (Number::ZERO, Number::from(after)));
    for percent in [0, 1, 49, 100, 255] {
        let problems = Effect::new(&people, percent).expect_err("a problem");
        let found: Vec<String> =
            problems.iter().map(|problem| format!("{} {}", problem.code(), problem.path())).collect();
        assert_eq!(found, ["value.range percent"], "{percent}");
    }
    for percent in [50, 99] {
        assert!(Effect::new(&people, percent).expect("an effect").interval.is_some_and(|it| it.low < it.high));
    }
}
