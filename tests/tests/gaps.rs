//! Job profiles and gaps: against an independent model, against the scheme that computes its gap by itself, and line by line.

use kinerja::calls::call_text;
use kinerja::document::to_text;
use kinerja::framework::{
    Assessment, Band, Cap, Columns, Framework, Gap, GapRule, GapStanding, Method, Profile, Unrated, Wording,
};
use kinerja::trace::Line;
use kinerja::{Lang, Number, Rounding, Scheme};
use kinerja_tests::calculator::Calculator;
use kinerja_tests::oracle::Oracle;
use kinerja_tests::{codes, here};
use serde_json::{Value, json};

fn profile(text: &str) -> Profile {
    Profile::parse(text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn assessment(text: &str) -> Assessment {
    Assessment::parse(text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn found(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

/// Four competencies on a scale from 0 to 4, weights unequal, one mandatory.
fn four() -> Profile {
    profile(
        r#"{"kinerja": "profile/1", "profile": "four", "scales": [{"id": "s", "minimum": 0, "levels": [{"id": "l1"}, {"id": "l2"}, {"id": "l3"}, {"id": "l4"}]}],
        "requirements": [{"competency": "a", "level": "l3", "weight": 1}, {"competency": "b", "level": "l3", "weight": 2, "mandatory": true},
        {"competency": "c", "level": "l2", "weight": 3}, {"competency": "d", "level": "l4", "weight": "0.5", "need": "optional"}]}"#,
    )
}

fn shown(a: &str, b: &str, c: &str) -> Assessment {
    let result = |id: &str, rated: &str| {
        if rated.is_empty() { String::new() } else { format!(r#"{{"competency": "{id}", {rated}}},"#) }
    };
    let results = [result("a", a), result("b", b), result("c", c)].concat();
    assessment(&format!(r#"{{"kinerja": "assessment/1", "results": [{}]}}"#, results.trim_end_matches(',')))
}

fn level(number: u8) -> String {
    format!(r#""level": "l{number}""#)
}

fn by(method: Method) -> GapRule {
    GapRule { method, ..GapRule::default() }
}

fn score(assessment: &Assessment, rule: GapRule) -> String {
    Gap::of(&four(), assessment, rule).unwrap_or_else(|problems| panic!("{problems}")).exact.to_string()
}

#[test]
fn each_method_by_hand() {
    let person = shown(&level(4), &level(2), &level(2));
    // (1 × 1 + 2 × 2/3 + 3 × 1) / 6
    assert_eq!(score(&person, by(Method::Proportional)), "800/9");
    assert_eq!(score(&person, by(Method::MetCount)), "200/3");
    // (1 × 4 + 2 × 2 + 3 × 2) / (1 × 3 + 2 × 3 + 3 × 2)
    assert_eq!(score(&person, by(Method::JpmRatioOfSums)), "280/3");
    // (4/3 + 2 × 2/3 + 3 × 1) / 6
    assert_eq!(score(&person, by(Method::JpmMeanOfRatios)), "850/9");
    assert_eq!(score(&person, by(Method::WeightedGap)), "40/3");
    // What is too much in one makes up for nothing in another.
    let capped = |cap| GapRule { cap, ..by(Method::JpmRatioOfSums) };
    assert_eq!(score(&person, capped(Cap::Each)), "260/3");
    let strong = shown(&level(4), &level(4), &level(4));
    assert_eq!(score(&strong, capped(Cap::None)), "160");
    assert_eq!(score(&strong, capped(Cap::Whole)), "100");
    // Each ratio is rounded where the rule says so, and nowhere else: 4/3 is 1.33, 2/3 is 0.67.
    let each = GapRule { round_each: Some((2, Rounding::HalfUp)), ..by(Method::JpmMeanOfRatios) };
    assert_eq!(score(&person, each), "94.5");
}

#[test]
fn a_missing_rating_is_not_a_zero() {
    let person = shown(&level(3), "", &level(0).replace("l0", "l1"));
    let problems = Gap::of(&four(), &person, GapRule::default()).unwrap_err();
    assert_eq!(codes(&problems), found("gap.not_rated", "requirements[1]"));
    let rule = |unrated| GapRule { unrated, ..GapRule::default() };
    // (1 + 3 × 1/2) / 4
    assert_eq!(score(&person, rule(Unrated::Exclude)), "62.5");
    // (1 + 0 + 3 × 1/2) / 6
    assert_eq!(score(&person, rule(Unrated::Minimum)), "125/3");
}

#[test]
fn not_rated_not_applicable_and_lowest_are_three_things() {
    let person =
        shown(r#""value": 0"#, r#""absent": "not_applicable", "because": "no staff""#, r#""absent": "not_rated""#);
    let gap = Gap::of(&four(), &person, GapRule { unrated: Unrated::Exclude, ..GapRule::default() }).expect("a gap");
    let standings: Vec<GapStanding> = gap.items.iter().map(|item| item.standing).collect();
    use GapStanding::{NotApplicable, NotRated, Rated};
    assert_eq!(standings, [Rated, NotApplicable, NotRated, NotRated]);
    assert_eq!((gap.assessed(), gap.of_how_many()), (1, 2));
    assert_eq!(gap.exact, Number::ZERO);
    // What does not apply is no knock-out and is not owed.
    assert_eq!((gap.knock_outs().count(), gap.open().count()), (0, 0));
    let text = gap.explain(Lang::Id);
    assert!(
        text.contains("1 dari 2 dinilai") && text.contains("tidak berlaku") && text.contains("karena: no staff"),
        "{text}"
    );
}

#[test]
fn nothing_makes_up_for_a_mandatory_requirement() {
    let person = shown(&level(4), &level(2), &level(4));
    let gap = Gap::of(&four(), &person, by(Method::JpmRatioOfSums)).expect("a gap");
    assert!(gap.exact > Number::from(100));
    let names: Vec<&str> = gap.knock_outs().map(|item| item.competency.as_str()).collect();
    assert_eq!(names, ["b"]);
    assert_eq!(codes(gap.warnings()), found("gap.knock_out", "requirements[1]"));
    assert!(gap.explain(Lang::En).contains("! b is mandatory and not met: 2 of 3 (no score makes up for it)"));
    let open = shown(&level(4), "", &level(4));
    let gap = Gap::of(&four(), &open, GapRule { unrated: Unrated::Exclude, ..GapRule::default() }).expect("a gap");
    assert_eq!(codes(gap.warnings()), found("gap.open", "requirements[1]"));
    assert_eq!(gap.open().count(), 1);
}

fn bands() -> Vec<Band> {
    let band = |id: &str, from: Option<i64>| Band {
        id: id.to_owned(),
        title: Wording::plain(id),
        from: from.map(Number::from),
    };
    vec![band("optimal", Some(90)), band("cukup optimal", Some(78)), band("kurang optimal", None)]
}

#[test]
fn bands_are_settings_and_look_at_the_rounded_score() {
    // (3 + 2 × 3 + 3 × 1) / 15 = 80; with 1.495 for c it is 89.9, which rounds to 90.
    let near = shown(&level(3), &level(3), r#""value": "1.495""#);
    let rule =
        |round| GapRule { method: Method::JpmRatioOfSums, cap: Cap::Each, round, bands: bands(), ..GapRule::default() };
    let exact = Gap::of(&four(), &near, rule(None)).expect("a gap");
    assert_eq!(
        (exact.exact.to_string().as_str(), exact.band().expect("a band").id.as_str()),
        ("89.9", "cukup optimal")
    );
    let rounded = Gap::of(&four(), &near, rule(Some((0, Rounding::HalfUp)))).expect("a gap");
    assert_eq!(rounded.band().expect("a band").id, "optimal");
    let mut wrong = rule(None);
    wrong.bands.reverse();
    assert_eq!(codes(&Gap::of(&four(), &near, wrong).unwrap_err()), found("gap.bands", "bands"));
}

#[test]
fn what_does_not_fit_the_scale_is_refused_at_its_place() {
    let refused = |a: &str| codes(&Gap::of(&four(), &shown(a, &level(3), &level(2)), GapRule::default()).unwrap_err());
    assert_eq!(refused(&level(7)), found("assessment.level", "results[0].level"));
    assert_eq!(refused(r#""value": "4.01""#), found("assessment.value", "results[0].value"));
    assert_eq!(refused(r#""value": "-0.01""#), found("assessment.value", "results[0].value"));
    assert_eq!(refused(r#""has": true"#), found("assessment.kind", "results[0]"));
    let nothing = profile(
        r#"{"kinerja": "profile/1", "profile": "x", "requirements": [{"competency": "a", "need": "optional"}]}"#,
    );
    let problems = Gap::of(&nothing, &shown("", "", ""), GapRule::default()).unwrap_err();
    assert_eq!(codes(&problems), found("gap.nothing", "requirements"));
}

#[test]
fn a_profile_is_read_only_where_it_makes_sense() {
    let refused = |scales: &str, requirements: &str| {
        let text = format!(
            r#"{{"kinerja": "profile/1", "profile": "x", "scales": [{scales}], "requirements": [{requirements}]}}"#
        );
        let problems = Profile::parse(&text).unwrap_err();
        assert!(problems.iter().all(|problem| problem.position().is_some()), "{problems}");
        codes(&problems)
    };
    let scale = r#"{"id": "s", "levels": [{"id": "low"}, {"id": "high"}]}"#;
    let two = format!(r#"{scale}, {{"id": "t", "levels": [{{"id": "low"}}]}}"#);
    assert_eq!(
        refused(scale, r#"{"competency": "a", "level": "middle"}"#),
        found("profile.level", "requirements[0].level")
    );
    assert_eq!(refused(&two, r#"{"competency": "a", "level": "low"}"#), found("profile.scale", "requirements[0]"));
    assert_eq!(refused("", r#"{"competency": "a", "percent": 80}"#), found("profile.scale", "requirements[0]"));
    assert_eq!(
        refused(scale, r#"{"competency": "a"}, {"competency": "a"}"#),
        found("profile.duplicate", "requirements[1].competency")
    );
    assert_eq!(
        refused(scale, r#"{"competency": "a", "level": "low", "value": 1}"#),
        found("profile.need", "requirements[0]")
    );
    for weights in
        [r#""weight": 1}, {"competency": "b""#, r#""weight": -1}, {"competency": "b", "weight": 2"#, r#""weight": 0"#]
    {
        let requirements = format!(r#"{{"competency": "a", {weights}}}"#);
        assert_eq!(refused(scale, &requirements), found("profile.weights", "requirements"));
    }
    let assessed = |results: &str| {
        codes(&Assessment::parse(&format!(r#"{{"kinerja": "assessment/1", "results": [{results}]}}"#)).unwrap_err())
    };
    assert_eq!(assessed(r#"{"competency": "a"}"#), found("assessment.found", "results[0]"));
    assert_eq!(assessed(r#"{"competency": "a", "level": "x", "value": 0}"#), found("assessment.found", "results[0]"));
    let twice = r#"{"competency": "a", "value": 0}, {"competency": "a", "value": 1}"#;
    assert_eq!(assessed(twice), found("assessment.duplicate", "results[1].competency"));
}

#[test]
fn a_profile_asks_no_level_that_its_competency_lacks() {
    let framework = Framework::parse(
        r#"{"kinerja": "framework/1", "framework": "x", "version": "2", "scales": [{"id": "s", "levels": [{"id": "low"}, {"id": "high"}]}],
        "competencies": [{"id": "a", "scale": "s", "levels": ["high"]}, {"id": "b", "scale": "s"}],
        "tiers": [{"id": "junior", "level": "low"}]}"#,
    )
    .expect("a framework");
    let junior = framework.profile("junior").expect("a tier");
    assert_eq!(codes(&junior.check(&framework)), found("profile.level", "requirements[0].level"));
    let other = profile(
        r#"{"kinerja": "profile/1", "profile": "x", "framework_version": "1", "requirements": [{"competency": "c"}]}"#,
    );
    let wanted =
        [found("profile.competency", "requirements[0].competency"), found("profile.version", "framework_version")];
    assert_eq!(codes(&other.check(&framework)), wanted.concat());
    assert_eq!(codes(&framework.profile("senior").unwrap_err()), found("profile.tier", "tier"));
}

#[test]
fn two_posts_are_compared() {
    let post = |requirements: &str| {
        profile(&format!(
            r#"{{"kinerja": "profile/1", "profile": "x", "scales": [{{"id": "s", "levels": [{{"id": "low"}}, {{"id": "high"}}]}}], "requirements": [{requirements}]}}"#
        ))
    };
    let clerk = post(
        r#"{"competency": "a", "level": "low"}, {"competency": "b", "level": "high"}, {"competency": "c", "level": "low"}"#,
    );
    let head = post(
        r#"{"competency": "d", "level": "low"}, {"competency": "a", "level": "high"}, {"competency": "c", "level": "low", "mandatory": true}"#,
    );
    let steps = clerk.compare(&head).expect("one scale");
    let said: Vec<(&str, &str)> = steps.iter().map(|step| (step.competency.as_str(), step.kind.word())).collect();
    assert_eq!(said, [("a", "raised"), ("b", "dropped"), ("c", "same"), ("d", "added")]);
    assert_eq!(steps[0].difference(), Some(Number::ONE));
    assert_eq!(steps[2].mandatory, (false, true));
    let other = profile(
        r#"{"kinerja": "profile/1", "profile": "x", "scales": [{"id": "s", "levels": [{"id": "low"}]}], "requirements": [{"competency": "a", "level": "low"}]}"#,
    );
    assert_eq!(codes(&clerk.compare(&other).unwrap_err()), found("profile.scales_differ", "requirements[0]"));
}

/// What the officer of `id/langsa` lacks, by the scheme and by this room: the same numbers.
#[test]
fn the_gap_is_what_the_scheme_of_langsa_computes() {
    let facts = std::fs::read_to_string(here().join("../core/examples/facts/langsa.json")).expect("facts");
    let facts: Value = serde_json::from_str(&facts).expect("JSON");
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let id_of = |name: &str| {
        let known = standard.competencies.iter().find(|competency| competency.title.get("id") == name);
        known.map_or_else(|| name.to_lowercase().replace(' ', "_"), |competency| competency.id.clone())
    };
    let rows = facts["kompetensi"].as_array().expect("rows");
    let requirement = |row: &Value| {
        json!({"competency": id_of(row["nama"].as_str().expect("a name")), "title": row["nama"], "category": row["jenis_kompetensi"],
            "level": row["disyaratkan"], "mandatory": row["wajib"].as_bool().unwrap_or(false)})
    };
    let levels: Vec<Value> = (0..=5).map(|level| json!({"id": format!("tingkat_{level}"), "value": level})).collect();
    let profile = profile(
        &json!({"kinerja": "profile/1", "profile": "langsa/analis", "scales": [{"id": "kecakapan", "levels": levels}],
            "requirements": rows.iter().map(requirement).collect::<Vec<_>>()})
        .to_string(),
    );
    let result =
        |row: &Value| json!({"competency": id_of(row["nama"].as_str().expect("a name")), "level": row["dicapai"]});
    let person = assessment(
        &json!({"kinerja": "assessment/1", "person": facts["person"], "results": rows.iter().map(result).collect::<Vec<_>>()}).to_string(),
    );
    let rule = GapRule {
        method: Method::JpmRatioOfSums,
        cap: Cap::Each,
        round: Some((2, Rounding::HalfUp)),
        ..GapRule::default()
    };
    let gap = Gap::of(&profile, &person, rule).expect("a gap");

    let scheme = Scheme::builtin("id/langsa", None).expect("built in");
    let appraise =
        |facts: &Value| scheme.appraise(&facts.to_string(), None).unwrap_or_else(|problems| panic!("{problems}"));
    let exact = |appraisal: &kinerja::Appraisal, path: &str| match appraisal.value(path) {
        Some(kinerja::Exact::Number(number)) => number,
        other => panic!("{path}: {other:?}"),
    };
    let by_scheme = appraise(&facts);
    assert_eq!(gap.exact, exact(&by_scheme, "jpm"));
    assert_eq!(gap.rounded.as_ref().map(ToString::to_string), by_scheme.label("jpm", Lang::En));
    let count = |number: usize| Number::from(i64::try_from(number).expect("small"));
    assert_eq!(count(gap.knock_outs().count()), exact(&by_scheme, "wajib_kurang"));
    let short = gap.items.iter().filter(|item| item.is_met() == Some(false)).count();
    assert_eq!(count(short), exact(&by_scheme, "kompetensi_kurang"));
    for (position, item) in gap.items.iter().enumerate() {
        let lacking = item.gap().expect("rated").max(Number::ZERO);
        assert_eq!(lacking, exact(&by_scheme, &format!("kompetensi[{position}].selisih")), "{}", item.competency);
        let counted = item.share.clone().expect("rated");
        assert_eq!(
            counted,
            exact(&by_scheme, &format!("kompetensi[{position}].tingkat_diakui")),
            "{}",
            item.competency
        );
    }

    // The rows written by this room are facts of the scheme, and give the same appraisal.
    let columns = Columns {
        competency: "nama",
        category: "jenis_kompetensi",
        required: "disyaratkan",
        actual: "dicapai",
        mandatory: "wajib",
    };
    let mut written = facts.clone();
    written["kompetensi"] = serde_json::from_str(&to_text(&profile.rows(&person, columns))).expect("JSON");
    let by_rows = appraise(&written);
    assert!(by_rows.outcomes().eq(by_scheme.outcomes()));
    assert_eq!(exact(&by_rows, "jpm"), gap.exact);

    // A scheme that computes no gap takes the result as it was given out, and has the same number.
    let taker = Scheme::parse(
        r#"{"kinerja": "scheme/1", "scheme": "test/readiness", "version": 1, "languages": ["id"], "inputs": [
            {"name": "jpm", "type": "number", "taken_from": [{"document": "gap-result/1", "field": "outcomes.score"}]}],
            "steps": [{"name": "nilai", "is": "jpm"}], "outcomes": [{"name": "jpm", "of": "nilai", "round": {"digits": 2, "mode": "half_up"}}]}"#,
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let taken = taker
        .appraise(&format!(r#"{{"jpm": {}}}"#, gap.sealed()), None)
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(taken.label("jpm", Lang::Id), by_scheme.label("jpm", Lang::Id));
    // So does what crosses a border, with its explanation in it; changed since, it is refused.
    let request = json!({"profile": serde_json::from_str::<Value>(&profile.to_json()).expect("JSON"), "assessment": serde_json::from_str::<Value>(&person.to_json()).expect("JSON"),
        "method": "jpm-ratio-of-sums", "cap": "each", "round": {"digits": 2, "mode": "half_up"}, "explain": ["id"]});
    let answer = to_text(&call_text("gap", &request.to_string()).expect("a gap"));
    let again =
        taker.appraise(&format!(r#"{{"jpm": {answer}}}"#), None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(again.label("jpm", Lang::Id), taken.label("jpm", Lang::Id));
    let changed = answer.replace(r#""mandatory":true"#, r#""mandatory":false"#);
    assert_ne!(changed, answer);
    let problems = taker.appraise(&format!(r#"{{"jpm": {changed}}}"#), None).unwrap_err();
    assert_eq!(codes(&problems), found("taken.seal", "jpm"));
}

/// Evidence and stated absences go with the rows.
#[test]
fn rows_keep_what_was_said_beside() {
    let person = shown(
        r#""level": "l3", "evidence": ["report"], "by": "assessor", "on": "2025-11-30""#,
        r#""absent": "not_applicable", "because": "no staff""#,
        "",
    );
    let columns = Columns { competency: "name", category: "", required: "needed", actual: "shown", mandatory: "" };
    let rows: Value = serde_json::from_str(&to_text(&four().rows(&person, columns))).expect("JSON");
    assert_eq!(
        rows,
        json!([
            {"name": "a", "needed": "l3", "shown": {"value": "l3", "evidence": ["report"], "by": "assessor", "on": "2025-11-30"}},
            {"name": "b", "needed": "l3", "shown": {"absent": "not_applicable", "because": "no staff"}},
            {"name": "c", "needed": "l2"},
            {"name": "d", "needed": "l4"},
        ])
    );
}

/// The independent model and this room on random profiles, by the call as a host makes it.
#[test]
fn the_independent_model_gives_the_same() {
    let mut oracle = match Oracle::start() {
        Ok(oracle) => oracle,
        Err(reason) => return println!("SKIPPED: gaps of the independent model, because {reason}"),
    };
    let count = if std::env::var_os("KINERJA_ALL").is_some() { 20_000 } else { 1_500 };
    let reply =
        oracle.ask(&json!({"op": "gaps", "seed": 20_251_124, "count": count})).unwrap_or_else(|said| panic!("{said}"));
    let (mut scored, mut blocked) = (0, 0);
    for case in reply["cases"].as_array().expect("cases") {
        let (request, expect) = (case["request"].to_string(), &case["expect"]);
        match call_text("gap", &request) {
            Ok(answer) => {
                let answer: Value = serde_json::from_str(&to_text(&answer)).expect("JSON");
                let outcomes = &answer["outcomes"];
                let exact = if expect.get("score").is_some() { &outcomes["exact"] } else { &outcomes["score"] };
                assert_eq!(exact, &expect["exact"], "{request}");
                if let Some(score) = expect.get("score") {
                    assert_eq!(&outcomes["score"], score, "{request}");
                }
                scored += 1;
            }
            Err(problems) => {
                let codes = codes(&problems);
                let wanted = expect["blocked"].as_array().map_or(0, Vec::len);
                let all = |code: &str| codes.iter().all(|(found, _)| found == code);
                let holds = if wanted > 0 {
                    all("gap.not_rated") && codes.len() == wanted
                } else {
                    expect["nothing"] == true && all("gap.nothing")
                };
                assert!(holds, "{problems}\n{request}\n{expect}");
                blocked += 1;
            }
        }
    }
    assert!(scored > count / 2 && blocked > 20, "{scored} scored, {blocked} not");
}

/// Every line of a gap's explanation is redone by the pocket calculator, in both languages.
#[test]
fn every_line_of_a_gap_can_be_redone() {
    let people = [
        shown(&level(4), &level(2), &level(2)),
        shown(r#""value": "2.5""#, &level(3), &level(1)),
        shown(&level(1), "", r#""value": 0"#),
    ];
    let mut redone = 0;
    for person in &people {
        for method in Method::ALL {
            for cap in [Cap::None, Cap::Each, Cap::Whole] {
                let rule = GapRule {
                    method,
                    cap,
                    unrated: Unrated::Minimum,
                    round_each: Some((2, Rounding::HalfEven)),
                    round: Some((1, Rounding::HalfUp)),
                    bands: bands(),
                };
                let gap = Gap::of(&four(), person, rule).expect("a gap");
                for lang in Lang::ALL {
                    let calculator = Calculator { lang, scales: &[] };
                    let explanation = gap.explain(lang);
                    for line in gap.trace().entries.iter().flat_map(|entry| &entry.lines) {
                        let Some(text) = line.text(lang) else { continue };
                        assert!(explanation.contains(&text), "{text} is not in\n{explanation}");
                        let held = match line {
                            Line::Calculation { .. } => calculator.calculation(&text),
                            Line::Condition { .. } => calculator.condition(&text),
                            Line::Band { .. } => calculator.band(&text).map(|_| ()),
                            _ => Err("a line of another kind".to_owned()),
                        };
                        held.unwrap_or_else(|why| panic!("{why}\n{explanation}"));
                        redone += 1;
                    }
                }
            }
        }
    }
    assert!(redone > 300, "{redone}");
}

#[test]
fn an_explanation_says_what_nobody_has_verified() {
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let profile = standard.profile("administrator").expect("a tier");
    let result = |id: &str| format!(r#"{{"competency": "{id}", "level": "tingkat_3"}}"#);
    let results: Vec<String> =
        profile.requirements().iter().map(|requirement| result(&requirement.competency)).collect();
    let person = assessment(&format!(r#"{{"kinerja": "assessment/1", "results": [{}]}}"#, results.join(",")));
    let text = Gap::of(&profile, &person, GapRule::default()).expect("a gap").explain(Lang::Id);
    for part in [
        "9 dari 9 dinilai",
        "Kesiapan  100",
        "belum diverifikasi",
        "SUMBER",
        "Nomor 38 Tahun 2017",
        "Disyaratkan: 3 Menengah",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

/// A result fits its schema, and is the same document whatever order its inputs' keys stood in.
#[test]
fn a_result_fits_its_schema() {
    let schema: Value =
        serde_json::from_str(&kinerja::document::schema("gap-result").expect("a schema")).expect("JSON");
    let person = shown(&level(4), &level(2), "");
    let rule =
        GapRule { unrated: Unrated::Exclude, bands: bands(), round: Some((2, Rounding::HalfUp)), ..GapRule::default() };
    let gap = Gap::of(&four(), &person, rule).expect("a gap");
    let document: Value = serde_json::from_str(&gap.to_json()).expect("JSON");
    assert_eq!(kinerja_tests::json_schema::refusals(&schema, &document), Vec::<String>::new());
    for (kind, text) in [("profile", four().to_json()), ("assessment", person.to_json())] {
        let schema: Value = serde_json::from_str(&kinerja::document::schema(kind).expect("a schema")).expect("JSON");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(kinerja_tests::json_schema::refusals(&schema, &document), Vec::<String>::new());
    }
    assert_eq!(profile(&four().to_json()), four());
    assert_eq!(assessment(&person.to_json()), person);
}
