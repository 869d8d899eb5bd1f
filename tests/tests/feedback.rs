//! Feedback by many raters: published vectors, the oracle, the scheme that aggregates by itself, and attacks on what is published.

use kinerja::feedback::{
    Cell, Centre, Cut, Given, Policy, Release, Responses, RowAnswer, RowNames, Rule, UnitMeans, Wanted,
};
use kinerja::{Exact, Lang, Number, Scheme, calls, document};
use kinerja_tests::here;
use kinerja_tests::people::{attack, random_calls, without_words};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn json_of(tree: &document::Node<'_>) -> Value {
    serde_json::from_str(&document::to_text(tree)).expect("JSON")
}

fn file(path: &str) -> String {
    std::fs::read_to_string(here().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn vectors(name: &str) -> Vec<Value> {
    let json: Value = serde_json::from_str(&file(&format!("vectors/{name}"))).expect("JSON");
    json["cases"].as_array().expect("cases").clone()
}

/// An exact value of the vectors: `1158/13`.
fn fraction(value: &Value) -> Number {
    let text = value.as_str().expect("a text");
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    let part = |text: &str| Number::parse(text).expect("a number");
    part(top).checked_div(&part(bottom)).expect("a number below the line")
}

fn langsa() -> (Policy, Responses) {
    let policy = Policy::parse(&file("../core/examples/people/langsa-policy.json")).unwrap_or_else(|p| panic!("{p}"));
    let responses = file("../core/examples/people/langsa-responses.json");
    let responses = Responses::parse(&responses, &policy).unwrap_or_else(|problems| panic!("{problems}"));
    (policy, responses)
}

#[test]
fn the_numbers_are_those_of_the_scheme_that_aggregates_by_itself() {
    let scheme = Scheme::builtin("id/langsa", None).expect("id/langsa");
    let facts = file("../core/examples/facts/langsa.json");
    let appraisal = scheme.appraise(&facts, None).expect("an appraisal");
    let (policy, responses) = langsa();
    let feedback = policy.aggregate(&responses);
    let mut behaviours = 0;
    for (index, item) in feedback.items().iter().enumerate() {
        let own = &policy.items()[item.item];
        if own.weight.is_zero() {
            continue;
        }
        let wanted = appraisal.value(&format!("nilai_perilaku[{index}].rata"));
        assert_eq!(wanted, item.score.as_ref().ok().map(|score| Exact::Number(score.exact.clone())), "{}", own.name);
        behaviours += 1;
    }
    assert_eq!(behaviours, 7);
    let Some(Exact::Number(whole)) = appraisal.value("perilaku") else { panic!("perilaku") };
    let ours = &feedback.score().expect("a score").exact.over(5) * &Number::from(100_i64);
    assert_eq!(whole, ours);
}

trait Scaled {
    fn over(&self, by: i64) -> Number;
}

impl Scaled for Number {
    fn over(&self, by: i64) -> Number {
        self.checked_div(&by.into()).expect("no zero")
    }
}

#[test]
fn the_rows_are_what_the_scheme_computes_from() {
    let (policy, responses) = langsa();
    let own = |name: &str| name.to_owned();
    let names = RowNames {
        item: own("nilai_dasar"),
        answers: own("penilaian"),
        rater: own("penilai"),
        origin: own("asal"),
        mark: own("angka"),
    };
    let rows = json_of(&responses.rows(&policy, &names));
    // The scheme knows three groups and seven values; the person's own marks and the questions are for others.
    let rows: Vec<Value> = rows
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| !row["nilai_dasar"].as_str().expect("a name").starts_with("dukungan"))
        .map(|row| {
            let answers = row["penilaian"].as_array().expect("answers");
            let answers: Vec<&Value> = answers.iter().filter(|answer| answer["asal"] != "diri").collect();
            json!({"nilai_dasar": row["nilai_dasar"], "penilaian": answers})
        })
        .collect();
    let mut facts: Value = serde_json::from_str(&file("../core/examples/facts/langsa.json")).expect("JSON");
    let scheme = Scheme::builtin("id/langsa", None).expect("id/langsa");
    let before = scheme.appraise(&facts.to_string(), None).expect("an appraisal");
    facts["nilai_perilaku"] = Value::Array(rows);
    let after = scheme.appraise(&facts.to_string(), None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(before.value("perilaku"), after.value("perilaku"));
    assert_eq!(before.outcomes().collect::<Vec<_>>(), after.outcomes().collect::<Vec<_>>());
}

#[test]
fn published_vectors_come_out() {
    let groups = ["self", "supervisor", "peer", "subordinate"];
    for case in vectors("multirater.json") {
        let weight = |name: &str| fraction(&case["group_weights"][name]).to_string();
        let mut answers = Vec::new();
        for name in groups {
            for (index, mark) in case["ratings"][name].as_array().expect("ratings").iter().enumerate() {
                let rater = if name == "self" { "P".to_owned() } else { format!("{name}{index}") };
                let mark = match mark {
                    Value::Null => json!({"absent": "not_applicable"}),
                    mark => json!(fraction(mark).to_string()),
                };
                answers.push(json!({"item": "x", "rater": rater, "origin": name, "mark": mark}));
            }
        }
        let responses =
            json!({"about": {"ref": "P"}, "period": {"from": "2025-01-01", "until": "2025-12-31"}, "answers": answers});
        let score = |least: bool, too_few: &str| {
            let group = |name: &str| {
                let raters = if name == "self" {
                    "self"
                } else if least && name != "supervisor" {
                    "unnamed"
                } else {
                    "named"
                };
                let weight = if name == "self" { "0".to_owned() } else { weight(name) };
                let least = if least { case["min_raters"][name].clone() } else { json!(1) };
                json!({"name": name, "raters": raters, "weight": weight, "least": least})
            };
            let policy = json!({
                "scale": {"from": 0, "until": 100}, "groups": groups.map(group), "items": [{"name": "x"}], "too_few": too_few,
                "missing": {"answer": "exclude", "group": "exclude", "item": "block"},
            });
            let policy = Policy::parse(&policy.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
            let responses =
                Responses::parse(&responses.to_string(), &policy).unwrap_or_else(|problems| panic!("{problems}"));
            policy.aggregate(&responses).score().ok().map(|score| score.exact.clone())
        };
        let wanted = |key: &str| Some(&case[key]).filter(|value| !value.is_null()).map(fraction);
        assert_eq!(score(false, "leave_out"), wanted("score_drop_empty_renormalise_no_self"), "{case}");
        assert_eq!(score(true, "merge"), wanted("score_with_suppression_and_pooling"), "{case}");
    }
}

#[test]
fn robust_means_are_those_of_the_statistical_packages() {
    for case in vectors("robust_means.json") {
        let marks: Vec<Number> = case["x"]
            .as_array()
            .expect("x")
            .iter()
            .map(|mark| Number::parse(&mark.to_string()).expect("a number"))
            .collect();
        let part = Number::parse(&case["p"].to_string()).expect("a part");
        let near = |found: Option<Number>, wanted: &Value| {
            let difference = found.expect("a mean").to_f64() - wanted.as_f64().expect("a float");
            assert!(difference.abs() < 1e-9, "{wanted} of {case}");
        };
        near(Centre::Mean.of(&marks), &case["mean"]);
        near(Centre::Median.of(&marks), &case["median"]);
        near(Centre::Trimmed { part: part.clone(), cut: Cut::Whole }.of(&marks), &case["scipy_trim_mean"]);
        let exact = Centre::Trimmed { part, cut: Cut::Fractional }.of(&marks);
        assert_eq!(exact, Some(fraction(&case["fractional_trim_exact"])), "{case}");
    }
}

#[test]
fn the_oracle_comes_to_the_same() {
    let count = if std::env::var_os("KINERJA_ALL").is_some() { 5000 } else { 600 };
    let mut with_score = 0;
    for case in random_calls("feedback", 1, count) {
        let found = calls::call_text("feedback.aggregate", &case["given"].to_string());
        let found = found.unwrap_or_else(|problems| panic!("{}\n{problems}", case["given"]));
        let found = without_words(json_of(&found), &["kinerja", "about", "period", "notices"]);
        assert_eq!(found, case["gives"], "{}", case["given"]);
        with_score += usize::from(found.get("score").is_some());
    }
    assert!(with_score * 5 > count, "only {with_score} of {count} have a score");
}

#[test]
fn a_table_s_rows_come_to_the_same_scores() {
    let count = if std::env::var_os("KINERJA_ALL").is_some() { 5000 } else { 400 };
    let (mut scored, mut few) = (0, 0);
    for case in random_calls("feedback", 3, count) {
        let policy = Policy::parse(&case["given"]["policy"].to_string()).expect("a policy");
        let responses = Responses::parse(&case["given"]["responses"].to_string(), &policy).expect("responses");
        let feedback = policy.aggregate(&responses);
        let mut codes: Vec<&str> = Vec::new();
        let mut code = |rater: &'static str| -> usize {
            codes.iter().position(|known| *known == rater).unwrap_or_else(|| {
                codes.push(rater);
                codes.len() - 1
            })
        };
        let mut rows = Vec::new();
        for (row, answer) in responses.answers().iter().enumerate().rev() {
            rows.push(RowAnswer {
                rater: code(answer.rater.clone().leak()) as u64,
                item: answer.item,
                origin: answer.origin,
                on: answer.on,
                row,
                themselves: answer.rater == responses.about(),
                mark: answer.mark.clone(),
            });
        }
        let scores = policy.scores(&mut rows, |rater| rater.to_string()).unwrap_or_else(|p| panic!("{p}"));
        assert_eq!(scores.whole.as_ref(), feedback.score(), "{}", case["given"]);
        let items: Vec<_> = feedback.items().iter().map(|item| item.score.clone()).collect();
        assert_eq!(scores.items, items, "{}", case["given"]);
        let withheld = feedback.items().iter().flat_map(|item| {
            let groups = item.groups.iter().filter(|group| group.given == Given::TooFew);
            groups.flat_map(|group| group.groups.iter().map(|group| (item.item, *group)))
        });
        assert_eq!(scores.too_few, withheld.collect::<Vec<_>>(), "{}", case["given"]);
        scored += usize::from(scores.whole.is_ok());
        few += scores.too_few.len();
    }
    assert!(scored * 5 > count && few > count, "{scored} scores, {few} withheld");
}

#[test]
fn a_table_s_rows_have_the_problems_of_responses() {
    let policy = json!({
        "scale": {"from": 1, "until": 5}, "too_few": "leave_out",
        "groups": [{"name": "self", "raters": "self", "weight": 0}, {"name": "superior", "raters": "named", "weight": 60},
                   {"name": "peer", "raters": "unnamed", "weight": 40, "least": 3}],
        "items": [{"name": "adaptive"}, {"name": "loyal", "groups": ["superior"]}],
        "missing": {"answer": "exclude", "group": "exclude", "item": "block"},
    });
    let policy = Policy::parse(&policy.to_string()).expect("a policy");
    let row = |row: usize, rater: u64, item: usize, origin: usize, mark: &str, themselves: bool| RowAnswer {
        rater,
        item,
        origin,
        on: None,
        row,
        themselves,
        mark: Ok(Number::parse(mark).expect("a mark")),
    };
    let mut rows = vec![
        row(0, 7, 0, 1, "3", true),
        row(1, 8, 0, 0, "3", false),
        row(2, 9, 0, 1, "3", false),
        row(3, 9, 0, 1, "4", false),
        row(4, 10, 0, 1, "4", false),
        row(5, 10, 1, 2, "4", false),
        row(6, 11, 0, 2, "6", false),
        row(7, 12, 0, 2, "2.5", false),
        row(8, 13, 2, 2, "4", false),
    ];
    let problems = policy.scores(&mut rows, |rater| format!("R{rater}")).expect_err("problems");
    let mut found: Vec<String> =
        problems.iter().map(|problem| format!("{} {}", problem.code(), problem.path())).collect();
    found.sort();
    let wanted = [
        "feedback.not_asked rows[5].origin",
        "feedback.not_self rows[1].rater",
        "feedback.self rows[0].rater",
        "feedback.twice rows[3]",
        "feedback.two_groups rows[5].origin",
        "name.unknown rows[8].item",
        "value.digits rows[7].mark",
        "value.range rows[6].mark",
    ];
    assert_eq!(found, wanted);
}

#[test]
fn what_is_published_together_tells_nothing_about_few() {
    let count = if std::env::var_os("KINERJA_ALL").is_some() { 1000 } else { 40 };
    let (mut releases, mut shown, mut withheld) = (Vec::new(), 0, 0);
    for case in random_calls("units", 7, count) {
        let means = UnitMeans::parse(&case["given"].to_string()).unwrap_or_else(|problems| panic!("{problems}"));
        shown += means.iter().filter(|(_, released)| released.shown.is_ok()).count();
        withheld +=
            means.iter().filter(|(_, released)| released.shown == Err(kinerja::feedback::Withheld::WithOthers)).count();
        assert!(means.iter().all(|(_, released)| released.rule == Rule::Exact));
        releases.push(json!({"given": case["given"], "means": json_of(&means.to_node())["means"]}));
    }
    let found = attack(&releases);
    assert_eq!(found.len(), count);
    for (release, found) in releases.iter().zip(found) {
        assert_eq!(found, None, "{release}");
    }
    assert!(shown > count && withheld > count / 2, "{shown} shown, {withheld} withheld with others");
}

#[test]
fn the_attack_finds_what_is_published_without_a_rule() {
    // All means, whether few raters or not: the attack must see it, or the test above says nothing.
    let mut seen = 0;
    for case in random_calls("units", 8, 40) {
        let mut means =
            json_of(&UnitMeans::parse(&case["given"].to_string()).expect("means").to_node())["means"].clone();
        let members = |mean: &Value| -> Vec<i64> {
            let depth = mean["units"].as_array().expect("units").len();
            let answers = case["given"]["answers"].as_array().expect("answers").iter();
            let of_mean = answers.filter(|answer| {
                answer["item"] == mean["item"]
                    && answer["units"].as_array().expect("units")[..depth]
                        == mean["units"].as_array().expect("units")[..]
                    && (mean["origin"].is_null() || mean["origin"] == answer["origin"])
                    && (mean["until"].is_null() || answer["on"].as_str() <= mean["until"].as_str())
            });
            of_mean.map(|answer| answer["mark"].as_i64().expect("a mark")).collect()
        };
        for mean in means.as_array_mut().expect("means") {
            let marks = members(mean);
            let count = i64::try_from(marks.len()).expect("a count");
            mean["mean"] = json!(Number::from(marks.iter().sum::<i64>()).over(count).to_string());
            mean["answers"] = json!(count);
            mean.as_object_mut().expect("an object").remove("withheld");
        }
        seen += usize::from(attack(&[json!({"given": case["given"], "means": means})])[0].is_some());
    }
    assert!(seen > 30, "the attack finds {seen} of 40");
}

/// The attack in Rust, on cells: whether something follows about fewer raters than there must be.
fn tells_about_few(cells: &[Cell], published: &[&Wanted], least: usize) -> bool {
    let matrix = |without: &BTreeSet<usize>| -> Vec<Vec<f64>> {
        let kept = |cell: &Cell| !cell.raters.iter().all(|rater| without.contains(rater));
        let row = |wanted: &&Wanted| {
            let columns = cells.iter().enumerate().filter(|(_, cell)| kept(cell));
            columns.map(|(index, _)| if wanted.cells.contains(&index) { 1.0 } else { 0.0 }).collect()
        };
        published.iter().map(row).collect()
    };
    let whole = rank(matrix(&BTreeSet::new()));
    let raters: BTreeSet<usize> = cells.iter().flat_map(|cell| cell.raters.iter().copied()).collect();
    let raters: Vec<usize> = raters.into_iter().collect();
    let pairs = raters.iter().flat_map(|one| raters.iter().map(move |other| BTreeSet::from([*one, *other])));
    pairs.filter(|few| few.len() < least).any(|few| rank(matrix(&few)) < whole)
}

fn rank(mut rows: Vec<Vec<f64>>) -> usize {
    let mut found = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (found..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))
        else {
            break;
        };
        if rows[pivot][column].abs() < 1e-9 {
            continue;
        }
        rows.swap(found, pivot);
        let lead = rows[found].clone();
        for (index, row) in rows.iter_mut().enumerate() {
            if index != found {
                let factor = row[column] / lead[column];
                row.iter_mut().zip(&lead).for_each(|(value, lead)| *value -= factor * lead);
            }
        }
        found += 1;
    }
    found
}

fn organisation() -> impl Strategy<Value = (Vec<Cell>, Vec<Wanted>)> {
    let cells = proptest::collection::vec(1_usize..4, 2..7);
    cells.prop_flat_map(|sizes| {
        let wanted = proptest::collection::vec(proptest::collection::btree_set(0..sizes.len(), 1..=sizes.len()), 1..8);
        wanted.prop_map(move |wanted| {
            let mut next = 0;
            let cells = sizes.iter().map(|size| {
                let raters = (next..next + size).collect();
                next += size;
                Cell { raters, answers: *size, sum: 3.into() }
            });
            (cells.collect(), wanted.into_iter().map(|cells| Wanted { cells, published: false }).collect())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("KINERJA_ALL").is_some() { 4000 } else { 400 }))]

    #[test]
    fn any_sets_of_answers_are_safe_by_both_rules((cells, wanted) in organisation()) {
        for most in [2_000, 0] {
            let release = Release::exact_up_to(most, 3, &cells, &wanted);
            let published: Vec<&Wanted> = wanted.iter().zip(&release.numbers).filter(|(_, n)| n.shown.is_ok()).map(|(w, _)| w).collect();
            prop_assert!(!tells_about_few(&cells, &published, 3), "{most}: {published:?}");
            if most > 0 {
                // Nothing is withheld without need: each number that is would tell something.
                for (number, released) in wanted.iter().zip(&release.numbers) {
                    if released.shown.is_err() {
                        let more: Vec<&Wanted> = published.iter().copied().chain([number]).collect();
                        prop_assert!(tells_about_few(&cells, &more, 3), "{number:?} is withheld without need");
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_answers_changes_nothing(seed in any::<u64>()) {
        let (policy, responses) = langsa();
        let mut document: Value = serde_json::from_str(&file("../core/examples/people/langsa-responses.json")).expect("JSON");
        let answers = document["answers"].as_array_mut().expect("answers");
        let mut state = seed | 1;
        for index in (1..answers.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            answers.swap(index, usize::try_from(state >> 33).expect("small") % (index + 1));
        }
        let shuffled = Responses::parse(&document.to_string(), &policy).expect("responses");
        prop_assert_eq!(json_of(&policy.aggregate(&shuffled).to_node()), json_of(&policy.aggregate(&responses).to_node()));
    }
}

#[test]
fn a_large_organisation_is_safe_by_the_conservative_rule_and_says_so() {
    // 3,000 overlapping means in one component.
    let cells: Vec<Cell> = (0..3_001_usize)
        .map(|index| Cell { raters: [2 * index, 2 * index + 1].into(), answers: 2, sum: 6.into() })
        .collect();
    let wanted: Vec<Wanted> =
        (0..3_000_usize).map(|index| Wanted { cells: [index, index + 1].into(), published: false }).collect();
    let release = Release::of(3, &cells, &wanted);
    assert!(release.numbers.iter().all(|number| number.rule == Rule::Conservative));
    let shown = release.numbers.iter().filter(|number| number.shown.is_ok()).count();
    // Each means takes two cells of two raters; the next one would tell them apart.
    assert_eq!(shown, 1_500);
    let exact = Release::of(3, &cells[..1_001], &wanted[..1_000]);
    assert!(exact.numbers.iter().all(|number| number.rule == Rule::Exact));
    let shown = exact.numbers.iter().filter(|number| number.shown.is_ok()).count();
    assert_eq!(shown, 1_000, "four raters follow from no chain of these, and never fewer than three");
}

#[test]
fn what_is_published_already_is_reckoned_with() {
    let cells = [[0_usize, 1, 2].as_slice(), &[3, 4]].map(|raters| Cell {
        raters: raters.iter().copied().collect(),
        answers: raters.len(),
        sum: 9.into(),
    });
    let of = |cells: &[usize], published| Wanted { cells: cells.iter().copied().collect(), published };
    let release = Release::of(3, &cells, &[of(&[0, 1], false), of(&[0], true)]);
    assert!(release.numbers[0].shown.is_err() && release.numbers[1].shown.is_ok());
    let release = Release::of(3, &cells, &[of(&[0, 1], true), of(&[0], true)]);
    assert!(!release.numbers[0].tells_too_much && release.numbers[1].tells_too_much);
}

#[test]
fn an_explanation_shows_no_mark_of_an_unknown_rater() {
    let (policy, responses) = langsa();
    let feedback = policy.aggregate(&responses);
    let text = feedback.explain(Lang::En);
    assert!(text.contains("(50 × 3 + 30 × 3.5) / 80 = 3.1875"), "{text}");
    assert!(text.contains("! Subordinates is neither shown nor counted for Adaptive: fewer than 3 raters"), "{text}");
    assert!(feedback.explain(Lang::Id).contains("Rata-rata dari 4 penilai: 3,5"), "{}", feedback.explain(Lang::Id));
    let document = document::to_text(&feedback.to_node());
    for hidden in ["\"R1\"", "\"B2\"", "\"B1\""] {
        assert!(!document.contains(hidden) && !text.contains(hidden), "{hidden}");
    }
    // Only two subordinates wrote: their words are withheld.
    assert!(document.contains("feedback.notes_withheld") && !document.contains("dua hari"));
}

#[test]
fn organisations_of_very_many_units_come_to_an_end() {
    let answer = |unit: usize, rater: usize, units: &[String]| json!({"units": units, "item": "x", "origin": "peer", "rater": format!("{unit}-{rater}"), "mark": 3});
    let of = |units: &dyn Fn(usize) -> Vec<String>| {
        let answers: Vec<Value> = (0..15_000)
            .flat_map(|unit| (0..3).map(move |rater| (unit, rater)))
            .map(|(unit, rater)| answer(unit, rater, &units(unit)))
            .collect();
        let means = UnitMeans::parse(&json!({"least": 3, "answers": answers}).to_string()).expect("means");
        means.iter().filter(|(_, released)| released.shown.is_ok()).count()
    };
    // Each by itself: its mean, and that of its only group.
    assert_eq!(of(&|unit| vec![unit.to_string()]), 30_000);
    // All under one: the conservative rule takes them apart one after another.
    assert_eq!(of(&|unit| vec!["city".to_owned(), unit.to_string()]), 30_002);
}
