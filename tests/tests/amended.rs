//! Schemes with other constants: other schemes, which say so wherever their results are shown (clause 6.10).

use kinerja::{Lang, Problems, Scheme};
use kinerja_tests::codes;
use serde_json::{Value, json};

fn scheme() -> Scheme {
    let text = json!({
        "kinerja": "scheme/1", "scheme": "test/shares", "version": 3, "languages": ["id", "en"],
        "sources": [{"name": "law", "title": {"id": "Peraturan", "en": "The rule"}, "confidence": "official"}],
        "scales": [{"name": "level", "levels": [{"name": "low"}, {"name": "high"}]}],
        "settings": [{"name": "own", "type": "number", "default": 1}],
        "parameters": [
            {"name": "share", "type": "number", "from": 0, "until": 100, "title": {"id": "Bagian", "en": "Share"},
             "values": [{"from": "2020-01-01", "is": 60, "cite": ["law 1"]}, {"from": "2022-01-01", "is": 70, "cite": ["law 2"]}]},
            {"name": "part", "type": "integer", "above": 0, "values": [{"from": "2020-01-01", "is": 2}], "cite": ["law 3"]},
            {"name": "points", "type": "table", "key": {"scale": "level"}, "columns": [{"name": "points", "type": "number"}],
             "values": [{"from": "2020-01-01", "is": {"low": 1, "high": 2}}]}],
        "inputs": [{"name": "x", "type": "number", "from": 0}, {"name": "level", "type": "level", "scale": "level"}],
        "steps": [{"name": "score", "is": "x * share / 100 / part + points[level] + own - own"}],
        "outcomes": [{"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}]
    });
    Scheme::parse(&text.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn score(scheme: &Scheme, year: u16) -> String {
    let facts = json!({"period": {"from": format!("{year}-01-01"), "until": format!("{year}-12-31")}, "x": 100, "level": "low"});
    let appraisal = scheme.appraise(&facts.to_string(), None).unwrap_or_else(|problems| panic!("{problems}"));
    appraisal.label("score", Lang::En).expect("a score")
}

fn refused(changes: &Value) -> Vec<(String, String)> {
    let text = scheme().amended(&changes.to_string()).expect_err("refused");
    let tree = kinerja::document::parse(&changes.to_string())
        .map(|tree| scheme().amended_tree(&tree).expect_err("refused"))
        .expect("JSON");
    assert_eq!(codes(&text), codes(&tree));
    codes(&text)
}

#[test]
fn a_value_holds_from_the_first_day_on() {
    let (before, after) = (scheme(), scheme().amended(r#"{"share": 80}"#).expect("amended"));
    assert_eq!((score(&before, 2021), score(&before, 2023)), ("31.00".into(), "36.00".into()));
    assert_eq!((score(&after, 2021), score(&after, 2023)), ("41.00".into(), "41.00".into()));
    assert_eq!((after.id(), after.version()), ("test/shares", 3));
    assert_ne!(before.digest(), after.digest());
    assert_ne!(before.rules_digest(), after.rules_digest());
}

#[test]
fn a_history_replaces_the_history() {
    let after = scheme()
        .amended(r#"{"share": [{"from": "2020-01-01", "is": 60}, {"from": "2023-01-01", "is": 90}]}"#)
        .expect("amended");
    assert_eq!((score(&after, 2022), score(&after, 2023)), ("31.00".into(), "46.00".into()));
    let table = scheme().amended(r#"{"points": {"low": 5, "high": {"points": 6}}}"#).expect("amended");
    assert_eq!(score(&table, 2023), "40.00");
}

#[test]
fn bands_and_curves_are_amended_too() {
    let scheme = Scheme::parse(
        &json!({
            "kinerja": "scheme/1", "scheme": "test/ranges", "version": 1, "languages": ["en"],
            "parameters": [
                {"name": "cut", "type": "bands", "columns": [{"name": "percent", "type": "number", "from": 0}],
                 "values": [{"from": "2020-01-01", "is": {"rows": [{"above": 30, "is": 2}, {"above": 0, "is": 1}], "else": 0}}]},
                {"name": "line", "type": "curve", "values": [{"from": "2020-01-01", "is": {"points": [[0, 0], [10, 100]], "below": "clamp", "above": "clamp"}}]}],
            "inputs": [{"name": "x", "type": "number"}],
            "steps": [{"name": "score", "is": "cut[x] + line[x]"}],
            "outcomes": [{"name": "score", "of": "score", "round": {"digits": 1, "mode": "half_up"}}]
        })
        .to_string(),
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let score = |scheme: &Scheme| scheme.appraise(r#"{"x": 5}"#, None).expect("appraised").label("score", Lang::En);
    assert_eq!(score(&scheme).as_deref(), Some("51.0"));
    let changes = json!({"cut": {"rows": [{"from": 5, "is": 7}], "else": 0}, "line": [{"from": "2020-01-01", "is": {"points": [[0, 0], [10, 10]], "below": "clamp", "above": "extend"}}]});
    let after = scheme.amended(&changes.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(score(&after).as_deref(), Some("12.0"));
    // The digest sees every threshold and point.
    let again = scheme.amended(&changes.to_string().replace("7", "7.0")).expect("amended");
    assert_eq!(after.digest(), again.digest());
    assert_ne!(after.digest(), scheme.amended(&changes.to_string().replace("7", "8")).expect("amended").digest());
    let refused = scheme.amended(
        r#"{"cut": {"rows": [{"from": 5, "is": -7}]}, "line": {"points": [[0, 0]], "below": "clamp", "above": "up"}}"#,
    );
    assert_eq!(
        codes(&refused.expect_err("refused")),
        [("document.missing", "cut.else"), ("document.word", "line.above"), ("value.range", "cut.rows[0].is")]
            .map(|(code, path)| (code.to_owned(), path.to_owned()))
    );
}

#[test]
fn every_result_says_so() {
    let after = scheme().amended(r#"{"part": 4}"#).expect("amended");
    let facts = r#"{"period": {"from": "2023-01-01", "until": "2023-12-31"}, "x": 100, "level": "low"}"#;
    let appraisal = after.appraise(facts, None).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(codes(appraisal.warnings()), [("appraisal.amended".to_owned(), "scheme".to_owned())]);
    let explanation = appraisal.explain(Lang::En);
    assert!(
        explanation.contains("The scheme was amended; other values than in the published scheme have: part"),
        "{explanation}"
    );
    assert!(explanation.contains("2 values by choice of the organisation"), "{explanation}");
    assert!(appraisal.explain(Lang::Id).contains("Skema ini diubah"));
    let document: Value = serde_json::from_str(&appraisal.to_json()).expect("JSON");
    assert_eq!((&document["amends"], &document["digest"]), (&json!(scheme().digest()), &json!(after.digest())));
    assert!(codes(&after.check()).contains(&("check.amended".to_owned(), "amended".to_owned())));
    // What is kept and read again still says so.
    let again = Scheme::parse(after.text()).expect("a scheme");
    assert_eq!(again.digest(), after.digest());
}

#[test]
fn amended_again_it_keeps_the_first_digest_and_names_all() {
    let once = scheme().amended(r#"{"part": 4}"#).expect("amended");
    let twice = once.amended(r#"{"share": 50}"#).expect("amended");
    let both = scheme().amended(r#"{"share": 50, "part": 4}"#).expect("amended");
    assert_eq!(twice.digest(), both.digest());
    let tree: Value = serde_json::from_str(twice.text()).expect("JSON");
    assert_eq!(tree["amended"], json!({"digest": scheme().digest(), "parameters": ["share", "part"]}));
}

#[test]
fn wrong_changes_have_all_their_problems_with_places() {
    let found = refused(&json!({
        "shares": 5, "own": 3, "part": "2.5", "share": [{"from": "2022-01-01", "is": 101}, {"from": "2020-01-01", "is": "x", "to": 1}, {"is": 4}],
        "points": {"low": 1}
    }));
    let wanted = [
        ("document.missing", "share[2].from"),
        ("document.unknown_key", "share[1].to"),
        ("name.unknown", "own"),
        ("name.unknown", "shares"),
        ("number.syntax", "share[1].is"),
        ("parameter.dates", "share[1].from"),
        ("table.incomplete", "points"),
        ("value.integer", "part"),
        ("value.range", "share[0].is"),
    ];
    assert_eq!(found, wanted.map(|(code, path)| (code.to_owned(), path.to_owned())));
    assert_eq!(refused(&json!({})), [("document.empty".to_owned(), String::new())]);
    assert_eq!(refused(&json!({"share": []})), [("document.empty".to_owned(), "share".to_owned())]);
    assert_eq!(refused(&json!([])), [("document.type".to_owned(), String::new())]);
    let help = |problems: Problems| problems.iter().next().map(|problem| problem.help(Lang::En)).unwrap_or_default();
    assert!(help(scheme().amended(r#"{"shares": 5}"#).expect_err("refused")).contains("did you mean `share`?"));
    assert!(help(scheme().amended(r#"{"own": 5}"#).expect_err("refused")).contains("that is a setting"));
}

#[test]
fn what_cannot_be_evaluated_any_more_is_refused() {
    let text = scheme().text().replace("\"above\":0", "\"from\":0");
    let found = Scheme::parse(&text).expect("two divides").amended(r#"{"part": 0}"#).expect_err("refused");
    assert_eq!(codes(&found), [("formula.division".to_owned(), "steps[0].is".to_owned())]);
    assert!(found.iter().all(|problem| problem.position().is_none()));
}
