//! Goal weights through the Rust API: the reference vectors, and what no case of the corpus can show.

use kinerja::apportion::{Bounds, between, in_steps};
use kinerja::weighting::{
    AhpSettings, Branch, Comparisons, Group, Judge, Method, Named, Priorities, RandomIndex, RankRule, Rule, Rules,
    Scale, Share, Sum, Survey, Weights,
};
use kinerja::{Lang, Number};
use kinerja_tests::work::Work;
use kinerja_tests::{codes, here};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;

fn vectors(name: &str) -> Value {
    let path = here().join("vectors").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn list<'v>(of: &'v Value, key: &str) -> &'v Vec<Value> {
    of[key].as_array().unwrap_or_else(|| panic!("{key}"))
}

/// `"5/262"`, `"0.5"` or a number.
fn ratio(value: &Value) -> Number {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let parse = |text: &str| Number::parse(text).unwrap_or_else(|_| panic!("{text}"));
    match text.split_once('/') {
        Some((num, den)) => parse(num).checked_div(&parse(den)).unwrap(),
        None => parse(&text),
    }
}

fn ratios(of: &Value, key: &str) -> Vec<Number> {
    list(of, key).iter().map(ratio).collect()
}

fn named<T>(items: impl IntoIterator<Item = T>) -> Vec<(String, T)> {
    items.into_iter().enumerate().map(|(index, item)| (format!("g{index}"), item)).collect()
}

fn given(weights: &Weights) -> Vec<Number> {
    weights.iter().map(|(_, ratio)| ratio.clone()).collect()
}

#[test]
fn points_swing_and_smart_are_the_vectors() {
    let all = vectors("weights_direct");
    for case in list(&all, "cases") {
        for (points, wanted, scale) in [
            ("point_allocation", "point_weights", Scale::Free),
            ("swing_points(best=100)", "swing_weights", Scale::Swing),
            ("smart_points(least=10)", "smart_weights", Scale::Smart),
        ] {
            let weights = Weights::points(named(ratios(case, points)), scale).unwrap();
            assert_eq!(given(&weights), ratios(case, wanted), "{points}");
        }
    }
}

#[test]
fn ranks_are_the_vectors_with_ties_and_without() {
    let all = vectors("weights_rank");
    let rules = [("rank_sum", RankRule::Sum), ("rank_reciprocal", RankRule::Reciprocal), ("roc", RankRule::Centroid)];
    for case in list(&all, "cases") {
        for (key, rule) in rules {
            let ranks = named((1..=list(case, key).len()).map(|rank| Number::from(i64::try_from(rank).unwrap())));
            assert_eq!(given(&Weights::ranks(ranks, rule).unwrap()), ratios(case, key), "{key}");
        }
    }
    for case in list(&all, "ties") {
        for (key, rule) in [("roc_avg", RankRule::Centroid), ("rank_sum_avg", RankRule::Sum)] {
            let weights = Weights::ranks(named(ratios(case, "ranks")), rule).unwrap();
            assert_eq!(given(&weights), ratios(case, key), "{case}");
        }
    }
}

#[test]
fn largest_remainders_are_the_vectors() {
    let all = vectors("apportionment");
    for case in list(&all, "cases") {
        let found = in_steps(&ratios(case, "weights"), &ratio(&case["total"]), &Number::ONE).unwrap();
        assert_eq!(found, ratios(case, "hamilton"), "{case}");
    }
    for case in list(&all, "published") {
        let votes = ratios(case, "votes");
        if let Some(wanted) = case.get("hamilton") {
            let wanted: Vec<Number> = wanted.as_array().unwrap().iter().map(ratio).collect();
            assert_eq!(in_steps(&votes, &ratio(&case["seats"]), &Number::ONE).unwrap(), wanted);
        } else {
            println!("no seats printed: {case}");
        }
    }
    for case in list(&all, "percent") {
        let digits = u8::try_from(case["decimals"].as_u64().unwrap()).unwrap();
        let weights = Weights::points(named(ratios(case, "raw")), Scale::Free).unwrap();
        let numbers = weights.apportion(&Number::from(100), digits).unwrap();
        let wanted: Vec<Number> = ratios(case, "hamilton_percent");
        assert_eq!(numbers.values().map(|number| number.value().clone()).collect::<Vec<_>>(), wanted, "{case}");
        assert!(numbers.values().all(|number| number.digits() == digits));
    }
}

#[test]
fn bounds_are_solved_as_the_vectors_are() {
    for case in list(&vectors("apportionment"), "bounded") {
        let bounds = ratios(case, "lo").into_iter().zip(ratios(case, "hi"));
        let bounds: Vec<Bounds> = bounds.map(|(least, most)| Bounds { least, most }).collect();
        let found = between(&ratios(case, "weights"), &bounds, &Number::ONE);
        match case.get("result").filter(|result| !result.is_null()) {
            Some(_) => assert_eq!(found.unwrap(), ratios(case, "result"), "{case}"),
            None => assert!(found.is_none(), "{case}"),
        }
    }
}

fn upper(triangle: &Value, size: usize) -> Comparisons {
    let mut judgements = triangle.as_array().unwrap().iter().map(ratio);
    let mut cells = vec![vec![None; size]; size];
    for (row, cells) in cells.iter_mut().enumerate() {
        for cell in cells.iter_mut().skip(row + 1) {
            *cell = judgements.next();
        }
    }
    Comparisons::new(cells, Comparisons::SCALE).unwrap()
}

fn judge(comparisons: Comparisons, weight: Number) -> Judge {
    Judge { name: String::new(), weight, comparisons }
}

fn near(found: f64, wanted: &Value, what: &str) {
    let wanted = wanted.as_f64().unwrap();
    assert!((found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0), "{what}: wanted {wanted:?}, found {found:?}");
}

fn near_all(found: &Named<f64>, wanted: &Value, what: &str) {
    for (found, wanted) in found.values().zip(wanted.as_array().unwrap()) {
        near(*found, wanted, what);
    }
}

fn ahp(judges: Vec<Judge>, settings: AhpSettings) -> kinerja::weighting::Ahp {
    let names = (0..judges[0].comparisons.len()).map(|index| format!("g{index}"));
    let weights = Weights::ahp(names, judges, settings).unwrap();
    let Method::Ahp(ahp) = weights.method() else { panic!() };
    (**ahp).clone()
}

#[test]
fn priorities_and_their_consistency_are_the_vectors() {
    let all = vectors("ahp");
    let tables = [
        ("saaty1980", RandomIndex::Saaty1980),
        ("saaty2005_ahpy", RandomIndex::Saaty2005),
        ("alonso_lamata2006", RandomIndex::AlonsoLamata2006),
        ("donegan_dodd1991", RandomIndex::DoneganDodd1991),
        ("tummala_ling1998_pymcdm", RandomIndex::TummalaLing1998),
    ];
    let published = list(&all, "published").iter().filter(|case| case.get("upper_triangle").is_some());
    let mut count = 0;
    for case in published.chain(list(&all, "cases")) {
        let wanted = case.get("computed").unwrap_or(case);
        let Some(size) = wanted["eigenvector"].as_array().map(Vec::len) else { continue };
        count += 1;
        let comparisons = upper(&case["upper_triangle"], size);
        for (name, random_index) in tables {
            let settings = AhpSettings { random_index, ..AhpSettings::default() };
            let found = ahp(vec![judge(comparisons.clone(), Number::ONE)], settings);
            near_all(&found.priorities, &wanted["eigenvector"], "eigenvector");
            let consistency = &found.consistency[0];
            near(consistency.lambda_max, &wanted["lambda_max"], "lambda_max");
            near(consistency.index, &wanted["CI"], "CI");
            near(consistency.geometric_index, &wanted["GCI"], "GCI");
            near(consistency.ratio, &wanted["CR"][name], name);
            if let Some(revisit) = &consistency.revisit {
                assert!(revisit.ratio < consistency.ratio, "{revisit:?}");
            }
        }
        let settings = AhpSettings { priorities: Priorities::GeometricMean, ..AhpSettings::default() };
        let found = ahp(vec![judge(comparisons, Number::ONE)], settings);
        near_all(&found.priorities, &wanted["geometric_mean"], "geometric mean");
    }
    assert!(count > 20, "{count}");
}

#[test]
fn groups_are_joined_as_the_vectors_are() {
    for case in list(&vectors("ahp"), "group") {
        let size = usize::try_from(case["n"].as_u64().unwrap()).unwrap();
        let judges: Vec<Judge> = list(case, "upper_triangles")
            .iter()
            .zip(list(case, "rater_weights"))
            .map(|(triangle, weight)| judge(upper(triangle, size), ratio(weight)))
            .collect();
        for (key, priorities, group) in [
            ("AIJ_eigen", Priorities::Eigenvector, Group::Judgements),
            ("AIJ_geometric", Priorities::GeometricMean, Group::Judgements),
            ("AIP_geometric_of_eigen", Priorities::Eigenvector, Group::Priorities),
            // Of row means the two ways are one.
            ("AIJ_geometric", Priorities::GeometricMean, Group::Priorities),
        ] {
            let found = ahp(judges.clone(), AhpSettings { priorities, group, ..AhpSettings::default() });
            near_all(&found.priorities, &case[key], key);
            let joined = found.joined.unwrap();
            near(joined.lambda_max, &case["group_lambda_max"], "lambda_max");
            near(joined.index, &case["group_CI"], "CI");
        }
    }
}

#[test]
fn best_and_worst_are_the_vectors_exactly() {
    let all = vectors("bwm");
    let mut count = 0;
    for case in list(&all, "published").iter().chain(list(&all, "cases")) {
        count += 1;
        let name = |key: &str| format!("g{}", case[key]);
        let (others, worst) = (named(ratios(case, "best_to_others")), named(ratios(case, "others_to_worst")));
        let weights = Weights::best_worst(&name("best"), &name("worst"), others, worst).unwrap();
        let Method::BestWorst(judged) = weights.method() else { panic!() };
        assert_eq!(judged.xi, ratio(&case["exact_xi_L"]), "{case}");
        assert_eq!(judged.consistency_ratio, ratio(&case["CR_input"]), "{case}");
        if case["unique_linear_solution"] == true {
            assert_eq!(given(&weights), ratios(case, "exact_weights"), "{case}");
        }
        assert_eq!(Value::from(judged.is_only), case["unique_linear_solution"], "{case}");
        match case.get("threshold").filter(|threshold| !threshold.is_null()) {
            Some(threshold) => assert_eq!(judged.threshold().unwrap(), ratio(threshold), "{case}"),
            None => assert!(judged.threshold().is_none(), "{case}"),
        }
    }
    assert!(count > 20);
}

#[test]
fn no_goal_is_weighed_twice_and_nobody_weighs_a_thousand() {
    let twice = Weights::direct(["a", "b", "a"].map(|name| (name, Share::Equal)), Sum::Normalised).unwrap_err();
    assert_eq!(codes(&twice), [("weights.name_twice".to_owned(), "weights.a".to_owned())]);
    let many = (0..=Named::<Share>::MOST).map(|number| (number.to_string(), Share::Equal));
    let many = Weights::direct(many, Sum::Normalised).unwrap_err();
    assert_eq!(codes(&many), [("weights.too_many".to_owned(), "weights".to_owned())]);
}

#[test]
fn comparisons_that_contradict_each_other_are_noted_in_both_languages() {
    let cells = [[None, Some(9), Some(1)], [None, None, Some(2)], [None; 3]];
    let cells = cells.map(|row| row.map(|cell| cell.map(Number::from)).to_vec()).to_vec();
    let judges = vec![judge(Comparisons::new(cells, 9).unwrap(), Number::ONE)];
    let weights = Weights::ahp(["a", "b", "c"], judges, AhpSettings::default()).unwrap();
    let warnings = weights.warnings();
    assert_eq!(codes(&warnings), [("weights.inconsistent".to_owned(), "matrix".to_owned())]);
    let warning = warnings.iter().next().unwrap();
    let [en, id] = Lang::ALL.map(|lang| warning.text_with_help(lang));
    assert!(en.contains("look first at `a` against `c`: judged 1") && id.contains("tinjau dahulu"), "{en}\n{id}");
    assert!(weights.explain(Lang::Id).contains(&id));
}

#[test]
fn levels_are_multiplied_exactly_as_the_vectors_are() {
    for case in list(&vectors("weights_direct"), "hierarchy") {
        let mut number = 0;
        let parts: Vec<Branch> = case
            .as_array()
            .unwrap()
            .iter()
            .enumerate()
            .map(|(index, part)| {
                let goals = ratios(part, "children").into_iter().map(|share| {
                    number += 1;
                    Branch::goal(format!("g{number}"), Share::Number(share))
                });
                Branch::of(format!("p{index}"), Share::Number(ratio(&part["weight"])), goals.collect())
            })
            .collect();
        let weights = Weights::tree(parts, Sum::Exactly(Number::ONE)).unwrap();
        let wanted: Vec<Number> = case.as_array().unwrap().iter().flat_map(|part| ratios(part, "global")).collect();
        assert_eq!(given(&weights), wanted);
    }
}

/// Rules in steps of five for four goals, some of which cannot be kept together.
fn some_rules() -> impl Strategy<Value = Vec<Rule>> {
    let bound = || prop::option::of((0..=20_i64).prop_map(|steps| Number::from(5 * steps)));
    let goals = |least: usize| prop::collection::vec(0..4_usize, least..3);
    let name = |goals: Vec<usize>| -> Vec<String> {
        let mut names: Vec<String> = goals.into_iter().map(|goal| format!("g{goal}")).collect();
        names.sort();
        names.dedup();
        names
    };
    let each = (goals(0), bound(), bound()).prop_map(move |(goals, least, most)| Rule::Each {
        goals: name(goals),
        least,
        most: most.or(Some(Number::from(100))),
    });
    let sums = prop::sample::select(vec![vec![], vec![vec![0, 1]], vec![vec![0, 1], vec![2, 3]], vec![vec![1, 2, 3]]]);
    let sums = (sums, bound(), bound()).prop_map(move |(sums, least, most)| -> Vec<Rule> {
        let most = most.or(Some(Number::from(100)));
        sums.into_iter()
            .map(|goals| Rule::Sum { goals: name(goals), least: least.clone(), most: most.clone() })
            .collect()
    });
    let top = prop::option::of((0..4_usize).prop_map(|goal| Rule::NoneAbove(format!("g{goal}"))));
    (prop::collection::vec(each, 0..4), sums, top)
        .prop_map(|(each, sums, top)| each.into_iter().chain(sums).chain(top).collect())
}

/// Whether weights keep to a rule, as anybody would check it.
fn kept(rule: &Rule, weights: &[Number]) -> bool {
    let weight = |name: &String| &weights[name[1..].parse::<usize>().unwrap()];
    let between = |number: &Number, least: &Option<Number>, most: &Option<Number>| {
        least.as_ref().is_none_or(|least| number >= least) && most.as_ref().is_none_or(|most| number <= most)
    };
    match rule {
        Rule::Each { goals, least, most } if goals.is_empty() => weights.iter().all(|w| between(w, least, most)),
        Rule::Each { goals, least, most } => goals.iter().all(|goal| between(weight(goal), least, most)),
        Rule::Sum { goals, least, most } => {
            between(&goals.iter().fold(Number::ZERO, |sum, goal| &sum + weight(goal)), least, most)
        }
        Rule::MultipleOf(step) => weights.iter().all(|weight| weight.is_multiple_of(step)),
        Rule::NoneAbove(goal) => weights.iter().all(|other| other <= weight(goal)),
    }
}

/// Whether any weights in steps of five keep to the rules: all are tried.
fn any_keeps(rules: &[Rule]) -> bool {
    (0..=20_i64).any(|a| {
        (0..=20 - a).any(|b| {
            (0..=20 - a - b).any(|c| {
                let weights = [a, b, c, 20 - a - b - c].map(|steps| Number::from(5 * steps));
                rules.iter().all(|rule| kept(rule, &weights))
            })
        })
    })
}

proptest! {
    #[test]
    fn rules_are_kept_or_those_that_clash_are_named(rules in some_rules(), points in prop::array::uniform4(1..100_i64)) {
        let names = || (0..4).map(|goal| format!("g{goal}"));
        let mut stepped = rules.clone();
        stepped.push(Rule::MultipleOf(Number::from(5)));
        let weights = Weights::points(names().zip(points), Scale::Free).unwrap();
        match Rules::new(names(), Number::from(100), stepped.clone()) {
            Ok(kept_rules) => {
                prop_assert!(any_keeps(&stepped));
                let fitted = kept_rules.fit(&weights).unwrap();
                let numbers: Vec<Number> = given(&fitted).iter().map(|ratio| ratio * &Number::from(100)).collect();
                for rule in &stepped {
                    prop_assert!(kept(rule, &numbers), "{:?} {:?}", rule, numbers);
                }
                // What can be kept in steps can be kept without, and then nothing is rounded.
                let fitted = Rules::new(names(), Number::from(100), rules.clone()).unwrap().fit(&weights).unwrap();
                let numbers: Vec<Number> = given(&fitted).iter().map(|ratio| ratio * &Number::from(100)).collect();
                for rule in &rules {
                    prop_assert!(kept(rule, &numbers), "{:?} {:?}", rule, numbers);
                }
            }
            Err(problems) => {
                prop_assert!(problems.iter().all(|problem| problem.code().as_str() == "weights.clash"), "{}", problems);
                prop_assert!(!any_keeps(&stepped), "{}", problems);
                let position = |problem: &kinerja::Problem| match problem.path().segments() {
                    [_, kinerja::Segment::Index(index)] => *index,
                    other => panic!("{other:?}"),
                };
                let clashing: Vec<Rule> = problems.iter().map(|problem| stepped[position(problem)].clone()).collect();
                // What no weights at all keep, no weights in steps of five do.
                prop_assert!(!any_keeps(&clashing), "{:?}", clashing);
                for left_out in 0..clashing.len() {
                    let mut others = clashing.clone();
                    others.remove(left_out);
                    prop_assert!(Rules::new(names(), Number::from(100), others.clone()).is_ok(), "{:?}", others);
                }
            }
        }
    }
}

const GOALS: &str = r#"{ "kinerja": "scheme/1", "scheme": "test/goals", "version": 1, "languages": ["en", "id"],
  "inputs": [{ "name": "goals", "type": "list", "least": 1, "fields": [{ "name": "weight", "type": "weight" }, { "name": "score", "type": "number" }] }],
  "steps": [{ "name": "total", "is": "sum(weight * score over goals) / 100" }],
  "outcomes": [{ "name": "total", "of": "total", "round": { "digits": 2, "mode": "half_up" } }] }"#;

#[test]
fn an_appraisal_says_where_its_weights_came_from() {
    let cells = [[None, Some(9), Some(1)], [None, None, Some(2)], [None; 3]];
    let cells = cells.map(|row| row.map(|cell| cell.map(Number::from)).to_vec()).to_vec();
    let judges = vec![judge(Comparisons::new(cells, 9).unwrap(), Number::ONE)];
    let weights = Weights::ahp(["a", "b", "c"], judges, AhpSettings::default()).unwrap();
    let rows = kinerja::document::parse(
        r#"[{"id": "a", "score": 90}, {"id": "b", "score": 60}, {"title": "c", "score": 30}]"#,
    );
    let rows = weights.in_rows(&rows.unwrap(), "weight").unwrap();
    let facts = format!(r#"{{"goals": {}}}"#, kinerja::document::to_text(&rows));
    let appraisal = kinerja::Scheme::parse(GOALS).unwrap().appraise(&facts, None).unwrap();
    let seal = kinerja::document::seal(&weights.sealed());
    for (lang, words) in [
        (
            Lang::En,
            [
                "taken from: weights/1, ahp, weights.a",
                "Importance against b",
                "Consistency ratio",
                "contradict each other",
            ],
        ),
        (
            Lang::Id,
            [
                "diambil dari: weights/1, ahp, weights.a",
                "Kepentingan terhadap b",
                "Rasio konsistensi",
                "saling bertentangan",
            ],
        ),
    ] {
        let text = appraisal.explain(lang);
        for words in words.iter().copied().chain([seal.as_str(), "weights.c"]) {
            assert!(text.contains(words), "{words} is not in:\n{text}");
        }
    }
    // The appraisal's own document names what its weights rest on.
    let document: Value = serde_json::from_str(&appraisal.to_json()).unwrap();
    let taken = document["taken"].as_array().unwrap();
    assert_eq!(taken.len(), 3);
    assert!(taken.iter().all(|taken| taken["seal"] == seal && taken["method"] == "ahp"), "{document}");
    assert_eq!((&taken[2]["path"], &taken[2]["field"]), (&Value::from("goals[2].weight"), &Value::from("weights.c")));
}

#[test]
fn rows_that_name_a_document_are_not_longer_for_what_it_says() {
    use kinerja::document::{parse, seal, sealed, to_text};
    let entry = r#"{"kind":"outcome","path":"weights.0","title":{"en":"0"},"uses":[0,1]},"#.repeat(30_000);
    let document = format!(r#"{{"kinerja":"weights/1","weights":{{"0":"1"}},"trace":[{entry}null]}}"#);
    let document = sealed(parse(&document).unwrap());
    let named = format!(r#"{{"id":"0","score":1,"weight":{{"kinerja":"weights/1","seal":"{}"}}}}"#, seal(&document));
    let others = vec![named; 9_999].join(",");
    let facts = format!(r#"{{"goals":[{{"id":"0","score":1,"weight":{}}},{others}]}}"#, to_text(&document));
    let began = std::time::Instant::now();
    // Each row has the whole: the sum is 10,000 times too large, which is found at once.
    let problems = kinerja::Scheme::parse(GOALS).unwrap().appraise(&facts, None).unwrap_err();
    assert_eq!(codes(&problems), [("weight.sum".to_owned(), "goals.weight".to_owned())]);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

/// Ratios without a common denominator: their sum grows with each.
#[test]
fn ratios_out_of_documents_are_added_up_only_as_far_as_facts_may_be_long() {
    use kinerja::document::{parse, seal, sealed, to_text};
    let scheme = kinerja::Scheme::parse(GOALS).unwrap();
    for (rows, code, path) in [(400, "weight.sum", "goals.weight"), (10_000, "facts.too_large", "")] {
        let ratio = |n: u64| format!(r#""{n}":"1/{}""#, 9_999_999_999_999_999_999_999_999_999_u128 - 2 * u128::from(n));
        let ratios: Vec<String> = (0..rows).map(ratio).collect();
        let document = format!(r#"{{"kinerja":"weights/1","weights":{{{}}}}}"#, ratios.join(","));
        let document = sealed(parse(&document).unwrap());
        let seal = seal(&document);
        let row = |n: u64| {
            let weight = match n {
                0 => to_text(&document),
                _ => format!(r#"{{"kinerja":"weights/1","seal":"{seal}"}}"#),
            };
            format!(r#"{{"id":"{n}","score":1,"weight":{weight}}}"#)
        };
        let facts = format!(r#"{{"goals":[{}]}}"#, (0..rows).map(row).collect::<Vec<_>>().join(","));
        let began = Work::started();
        let problems = scheme.appraise(&facts, None).unwrap_err();
        assert_eq!(codes(&problems), [(code.to_owned(), path.to_owned())], "{rows} rows");
        assert!(began.so_far() < Duration::from_secs(10), "{rows} rows took {:?}", began.so_far());
    }
}

fn percent(weights: &Weights) -> Vec<Number> {
    weights.apportion(&Number::from(100), 2).unwrap().values().map(|number| number.value().clone()).collect()
}

fn sum(numbers: &[Number]) -> Number {
    numbers.iter().fold(Number::ZERO, |sum, number| &sum + number)
}

/// Judgements of four goals above the diagonal, from 1/9 to 9.
fn some_judgements() -> impl Strategy<Value = Comparisons> {
    let judged = (1..=9_i64, any::<bool>());
    prop::array::uniform6(
        judged.prop_map(|(n, less)| if less { Number::ratio(1, n).unwrap() } else { Number::from(n) }),
    )
    .prop_map(|judged| comparisons_of(&judged))
}

fn comparisons_of(judged: &[Number]) -> Comparisons {
    let mut judged = judged.iter().cloned();
    let mut cells = vec![vec![None; 4]; 4];
    for (row, cells) in cells.iter_mut().enumerate() {
        cells.iter_mut().skip(row + 1).for_each(|cell| *cell = judged.next());
    }
    Comparisons::new(cells, 9).unwrap()
}

proptest! {
    #[test]
    fn weights_sum_to_one_whatever_the_scale_and_the_order(points in prop::collection::vec(0..1000_i64, 1..8), times in 1..50_i64, turn in 0..8_usize) {
        prop_assume!(points.iter().any(|point| *point > 0));
        let of = |points: &[i64]| Weights::points(named(points.iter().copied()), Scale::Free).unwrap();
        let weights = of(&points);
        prop_assert_eq!(sum(&given(&weights)), Number::ONE);
        prop_assert_eq!(sum(&percent(&weights)), Number::from(100));
        // Points in another unit weigh the same.
        prop_assert_eq!(given(&of(&points.iter().map(|point| point * times).collect::<Vec<_>>())), given(&weights));
        // In another order each goal weighs the same.
        let turn = turn % points.len();
        let mut turned = points.clone();
        turned.rotate_left(turn);
        let mut wanted = given(&weights);
        wanted.rotate_left(turn);
        prop_assert_eq!(given(&of(&turned)), wanted);
        // Within quota: less than a unit of the last digit from what is due.
        let unit = Number::ratio(1, 100).unwrap();
        for (number, ratio) in percent(&weights).iter().zip(given(&weights)) {
            prop_assert!((number - &(&ratio * &Number::from(100))).abs() < unit);
        }
    }

    #[test]
    fn ranks_and_levels_sum_to_one(ranks in prop::collection::vec(1..6_i64, 1..9), shares in prop::collection::vec(1..100_i64, 1..5)) {
        for rule in [RankRule::Sum, RankRule::Reciprocal, RankRule::Centroid] {
            let weights = Weights::ranks(named(ranks.iter().copied()), rule).unwrap();
            prop_assert_eq!(sum(&given(&weights)), Number::ONE);
            // Who comes first never weighs less, and equal ranks weigh the same.
            for (one, own) in ranks.iter().zip(given(&weights)) {
                for (other, theirs) in ranks.iter().zip(given(&weights)) {
                    prop_assert_eq!(one.cmp(other), theirs.cmp(&own));
                }
            }
        }
        let goals = |name: &str| shares.iter().enumerate().map(|(index, share)| Branch::goal(format!("{name}{index}"), Share::of(*share))).collect();
        let parts = shares.iter().enumerate().map(|(index, share)| Branch::of(format!("p{index}"), Share::of(*share), goals(&format!("g{index}."))));
        prop_assert_eq!(sum(&given(&Weights::tree(parts.collect(), Sum::Normalised).unwrap())), Number::ONE);
    }

    #[test]
    fn what_judges_join_stays_reciprocal_and_each_goal_keeps_its_weight(judged in prop::collection::vec((some_judgements(), 1..5_i64), 1..4)) {
        let turned = |comparisons: &Comparisons| {
            let rows = (0..4).map(|row| (0..4).map(|column| comparisons.judgement(column, row).cloned()).collect()).collect();
            Comparisons::new(rows, 9).unwrap()
        };
        let backwards = |comparisons: &Comparisons| {
            let rows = (0..4).map(|row| (0..4).map(|column| comparisons.judgement(3 - row, 3 - column).cloned()).collect()).collect();
            Comparisons::new(rows, 9).unwrap()
        };
        let priorities = |change: &dyn Fn(&Comparisons) -> Comparisons, priorities| {
            let judges = judged.iter().map(|(comparisons, weight)| judge(change(comparisons), Number::from(*weight))).collect();
            ahp(judges, AhpSettings { priorities, ..AhpSettings::default() }).priorities.values().copied().collect::<Vec<f64>>()
        };
        // Where every judge says the opposite, the joined judgements are the reciprocals, and so are the means of their rows.
        let own = priorities(&Clone::clone, Priorities::GeometricMean);
        let opposite = priorities(&turned, Priorities::GeometricMean);
        for (one, other) in own.iter().zip(&opposite) {
            prop_assert!((one * other / (own[0] * opposite[0]) - 1.0).abs() < 1e-12);
        }
        // From the last to the first it is the same, seen from the other end.
        for rule in [Priorities::Eigenvector, Priorities::GeometricMean] {
            let (own, mirrored) = (priorities(&Clone::clone, rule), priorities(&backwards, rule));
            for (one, other) in own.iter().zip(mirrored.iter().rev()) {
                prop_assert!((one - other).abs() < 1e-12);
            }
            prop_assert!((own.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }
}

/// What is wrong with a survey's size, in its own words.
#[test]
fn a_survey_of_no_whole_matrices_says_what_it_found() {
    let said = |cells: usize, size: usize, lang: Lang| {
        let problems = Survey::new(&vec![1.0; cells], size, RandomIndex::default()).expect_err("a problem");
        problems.iter().map(|problem| format!("{}: {}", problem.code(), problem.text(lang))).collect::<String>()
    };
    assert_eq!(said(8, 0, Lang::En), "weights.size: 1 to 15 goals are compared, not 0");
    assert_eq!(said(512, 16, Lang::Id), "weights.size: yang dibandingkan 1 sampai 15 sasaran, bukan 16");
    assert_eq!(said(10, 3, Lang::En), "weights.size: 10 numbers are no whole matrices of 9 each");
    assert_eq!(said(10, 3, Lang::Id), "weights.size: 10 angka bukan matriks utuh yang masing-masing berisi 9");
}

/// A survey's priorities and ratios are those of `Weights::ahp`, to the bit, however near the mirror image of a judgement is.
#[test]
fn a_survey_gives_the_floats_of_weights() {
    let ninth = 1.0 / 9.0;
    let off = 0.333_333_333_4;
    let matrices = [
        [1.0, 3.0, 5.0, 1.0 / 3.0, 1.0, 2.0, 0.2, 0.5, 1.0],
        [1.0, 9.0, 1.0, ninth, 1.0, 2.0, 1.0, 0.5, 1.0],
        // Not the nearest float to a third, and taken as one.
        [1.0, 3.0, 5.0, off, 1.0, 2.0, 0.2, 0.5, 1.0],
        [1.0, off, 5.0, 3.0, 1.0, 2.7, 0.2, 0.370_370_370_4, 1.0],
        [1.0, 1.1, 1.7, 1.0 / 1.1, 1.0, 1.3, 1.0 / 1.7, 1.0 / 1.3, 1.0],
    ];
    for cells in matrices {
        let survey = Survey::new(&cells, 3, RandomIndex::default()).unwrap_or_else(|problems| panic!("{problems}"));
        let number = |cell: &f64| Some(Number::parse(&format!("{cell:?}")).expect("a number"));
        let rows = cells.chunks(3).map(|row| row.iter().map(number).collect()).collect();
        let comparisons = Comparisons::new(rows, Comparisons::SCALE).unwrap_or_else(|problems| panic!("{problems}"));
        let judge = Judge { name: String::new(), weight: 1.into(), comparisons };
        let settings = AhpSettings { priorities: Priorities::Eigenvector, ..AhpSettings::default() };
        let weights =
            Weights::ahp(["a", "b", "c"], vec![judge], settings).unwrap_or_else(|problems| panic!("{problems}"));
        let Method::Ahp(ahp) = weights.method() else { panic!("another method") };
        let bits = |floats: Vec<f64>| floats.into_iter().map(f64::to_bits).collect::<Vec<_>>();
        let wanted: Vec<f64> = ahp.priorities.values().copied().collect();
        assert_eq!(bits(survey.priorities), bits(wanted), "{cells:?}");
        assert_eq!(bits(survey.ratios), bits(vec![ahp.consistency[0].ratio]), "{cells:?}");
    }
}

/// Weights that keep to rules may be made to keep to others: each time is a step of its own.
#[test]
fn what_was_fitted_twice_has_a_step_for_each_time() {
    let weights = Weights::points([("a", 6), ("b", 3), ("c", 1)], Scale::Free).unwrap();
    let fit = |weights: &Weights, rule| {
        let rules = Rules::new(["a", "b", "c"], Number::from(100), vec![rule]).unwrap_or_else(|p| panic!("{p}"));
        rules.fit(weights).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let at_most =
        |goal: &str, most: i64| Rule::Each { goals: vec![goal.to_owned()], least: None, most: Some(most.into()) };
    let twice = fit(&fit(&weights, at_most("a", 50)), at_most("b", 30));
    let paths: Vec<String> = twice.trace().entries.iter().map(|entry| entry.path.to_string()).collect();
    assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len(), "{paths:?}");
    for step in ["goals[0].weight", "goals[0].kept", "goals[0].kept_2"] {
        assert!(paths.iter().any(|path| path == step), "{step}: {paths:?}");
    }
}
