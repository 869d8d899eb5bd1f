//! What is missing is named whole: every input that an outcome lacks, and no other.

use kinerja::{Lang, Scheme};
use kinerja_tests::complete;
use kinerja_tests::subjects::{built_in, cases_of};
use serde_json::{Value, json};

/// The sentences and helps of what a sheet says of facts that lack something.
fn said(fragment: &Value, facts: &Value, lang: Lang) -> Vec<String> {
    let scheme = Scheme::parse(&complete(fragment, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let problems = scheme.appraise(&facts.to_string(), None).expect_err("something is missing");
    problems.iter().map(|problem| problem.text_with_help(lang)).collect()
}

fn goals() -> Value {
    json!({
        "inputs": [{"name": "goals", "type": "list", "title": "Goals", "fields": [
            {"name": "a", "type": "number", "optional": "not_rated", "title": "Result"},
            {"name": "b", "type": "number", "optional": "not_applicable"}]}],
        "steps": [
            {"each": "goals", "steps": [{"name": "half", "is": "a / 2"}]},
            {"name": "total", "is": "sum(half over goals, missing: block, empty: block)"},
            {"name": "other", "is": "sum(if_absent(b, 0) over goals, empty: zero)"},
            {"name": "score", "is": "total + other"}],
        "outcomes": [{"name": "score", "of": "score", "round": "exact"}]
    })
}

#[test]
fn every_missing_input_is_named_at_once() {
    let facts = json!({"goals": [{"a": 1}, {}, {"a": null, "b": 2}, {"a": {"absent": "not_applicable"}}]});
    let missing = "«Result» (`goals[1].a`); «Result» (`goals[2].a`)";
    let help = "(give its value, or state its absence as the scheme allows)";
    assert_eq!(
        said(&goals(), &facts, Lang::En),
        [format!("`score` cannot be calculated, because this is missing: {missing} {help}")]
    );
}

#[test]
fn of_very_many_the_first_are_named_and_the_others_counted() {
    let facts = json!({"goals": vec![json!({}); 20]});
    let [sentence] = &said(&goals(), &facts, Lang::Id)[..] else { panic!("one problem") };
    assert!(sentence.contains("(`goals[0].a`); ") && sentence.contains("(`goals[5].a`) dan 14 lagi"), "{sentence}");
}

#[test]
fn a_list_without_rows_is_no_input_that_can_be_given() {
    let sentences = said(&goals(), &json!({"goals": []}), Lang::En);
    let reason = "a list that it goes over has no row that counts, or the scheme itself says that it is absent";
    assert_eq!(
        sentences,
        [format!("`score` cannot be calculated, because nothing gives a value to `total` ({reason})")]
    );
}

#[test]
fn where_nobody_rated_the_groups_are_named() {
    let (scheme, _) = built_in("id/langsa");
    let (_, mut facts, _) = cases_of("id/langsa").into_iter().next().expect("an example");
    for value in facts["nilai_perilaku"].as_array_mut().expect("values") {
        value["penilaian"] = json!([]);
    }
    let problems = scheme.appraise(&facts.to_string(), None).expect_err("nobody rated");
    let text = problems.text(Lang::En);
    assert!(text.contains("nothing gives a value to") && text.contains("nilai_perilaku[0]"), "{text}");
    assert!(!text.contains("give its value"), "{text}");
}
