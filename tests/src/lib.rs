//! Runners of the corpus and other tests of the whole: cases as data, read here, judged in `tests/`.

#![allow(missing_docs, reason = "a crate of tests, for nobody else")]

pub mod calculator;
pub mod frameworks;
pub mod json_schema;
pub mod oracle;
#[cfg(doctest)]
mod pages;
pub mod people;
pub mod rooms;
pub mod subjects;
pub mod typescript;
pub mod work;

use kinerja::{AbsenceKind, Appraisal, Exact, Outcome, Problems, Scheme};
use serde_json::{Map, Value, json};

/// A case of the corpus, with the file it stands in.
pub struct Case {
    pub file: String,
    pub index: usize,
    pub json: Value,
}

impl Case {
    #[must_use]
    pub fn name(&self) -> String {
        let text = |key: &str| self.json.get(key).and_then(Value::as_str).unwrap_or("?").to_owned();
        format!("{}[{}] {} {}", self.file, self.index, text("clause"), text("title"))
    }
}

/// Where this crate's sources are.
#[must_use]
pub fn here() -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every case of `tests/corpus/`, files in order.
///
/// # Panics
/// When a file is no list of cases.
#[must_use]
pub fn corpus() -> Vec<Case> {
    let mut files: Vec<_> = std::fs::read_dir(here().join("corpus"))
        .expect("the corpus")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
        .into_iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(&path).expect("a file");
            let file = path.file_name().expect("a name").to_string_lossy().into_owned();
            let cases: Vec<Value> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            cases.into_iter().enumerate().map(move |(index, json)| Case { file: file.clone(), index, json })
        })
        .collect()
}

/// Completes a fragment to a scheme, as `tests/corpus/README.md` says.
#[must_use]
pub fn complete(fragment: &Value, formula: Option<&Value>) -> Value {
    let mut scheme = fragment.as_object().cloned().unwrap_or_default();
    let mut default = |key: &str, value: Value| {
        scheme.entry(key.to_owned()).or_insert(value);
    };
    default("kinerja", json!("scheme/1"));
    default("scheme", json!("test/case"));
    default("version", json!(1));
    default("languages", json!(["en"]));
    default("inputs", json!([]));
    default("steps", json!([]));
    let lacks_outcomes = !scheme.contains_key("outcomes");
    if let Some(steps) = scheme.get_mut("steps").and_then(Value::as_array_mut) {
        if let Some(formula) = formula {
            steps.push(json!({"name": "result", "is": formula}));
        }
        if lacks_outcomes {
            steps.push(json!({"name": "one", "is": "1"}));
        }
    }
    if lacks_outcomes {
        scheme.insert("outcomes".to_owned(), json!([{"name": "one", "of": "one", "round": "exact"}]));
    }
    Value::Object(scheme)
}

/// The codes and paths of problems, sorted.
#[must_use]
pub fn codes(problems: &Problems) -> Vec<(String, String)> {
    let mut found: Vec<_> =
        problems.iter().map(|problem| (problem.code().to_string(), problem.path().to_string())).collect();
    found.sort();
    found.dedup();
    found
}

/// The codes and paths that a case expects, sorted.
#[must_use]
pub fn expected_codes(expect: &Value, key: &str) -> Option<Vec<(String, String)>> {
    let list = expect.get(key)?.as_array()?;
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let mut found: Vec<_> = list.iter().map(|problem| (text(problem, "code"), text(problem, "path"))).collect();
    found.sort();
    found.dedup();
    Some(found)
}

/// An exact value as the corpus writes it.
#[must_use]
pub fn exact_json(value: &Exact) -> Value {
    match value {
        Exact::Number(number) => json!(number.to_string()),
        Exact::Truth(truth) => json!(truth),
        Exact::Text(text) => json!(text),
        Exact::Absent(AbsenceKind::NotRated) => json!({"absent": "not_rated"}),
        Exact::Absent(AbsenceKind::NotApplicable) => json!({"absent": "not_applicable"}),
        _ => json!("?"),
    }
}

/// The outcomes of an appraisal as the corpus writes them.
#[must_use]
pub fn outcomes_json(appraisal: &Appraisal) -> Value {
    let outcome = |outcome: &Outcome| match outcome {
        Outcome::Rounded(number) => json!(number.to_string()),
        Outcome::Exact(number) => json!(number.to_string()),
        Outcome::Word(word) => json!(word),
        Outcome::Truth(truth) => json!(truth),
        Outcome::Date(date) => json!(date.to_string()),
        Outcome::Text(text) => json!(text),
        _ => Value::Null,
    };
    Value::Object(appraisal.outcomes().map(|(name, value)| (name.to_owned(), outcome(value))).collect::<Map<_, _>>())
}

/// The text of a case's settings, where it has some: a text that stands there is the raw text of the document.
#[must_use]
pub fn settings_of(case: &Value) -> Option<String> {
    let settings = case.get("settings")?;
    Some(settings.as_str().map_or_else(|| settings.to_string(), str::to_owned))
}

/// Runs a case; says what differs.
///
/// # Errors
/// What was expected and what was found.
pub fn run(case: &Case) -> Result<(), String> {
    let json = &case.json;
    let expect = json.get("expect").cloned().unwrap_or_else(|| json!({}));
    let wanted = expected_codes(&expect, "problems").unwrap_or_default();
    let (scheme_text, formula) = match (json.get("formula"), json.get("scheme"), json.get("document")) {
        (Some(formula), ..) => {
            let given = json.get("given").cloned().unwrap_or_else(|| json!({}));
            (complete(&given, Some(formula)).to_string(), true)
        }
        (None, _, Some(Value::String(kind))) if kind == "scheme" => {
            (json.get("text").and_then(Value::as_str).unwrap_or("").to_owned(), false)
        }
        (None, Some(Value::String(id)), _) => return Err(format!("a built-in scheme `{id}`")),
        (None, Some(fragment), _) => (complete(fragment, None).to_string(), false),
        _ => return Err("neither formula nor scheme nor document".to_owned()),
    };
    let flag = |key: &str| json.get(key).and_then(Value::as_bool).unwrap_or(false);
    let scheme = match Scheme::parse(&scheme_text) {
        Ok(scheme) => scheme,
        Err(problems) => {
            return compare("problems", wanted.as_slice(), &codes(&problems)).map_err(|e| format!("{e}\n{problems}"));
        }
    };
    if flag("check") {
        let warnings = codes(&scheme.check());
        return compare("warnings", expected_codes(&expect, "warnings").unwrap_or_default().as_slice(), &warnings);
    }
    if flag("parse") || json.get("document").is_some_and(|kind| kind == "scheme") {
        return compare("problems", wanted.as_slice(), &[]);
    }
    let facts = match json.get("document") {
        Some(_) => json.get("text").and_then(Value::as_str).unwrap_or("").to_owned(),
        None => json.get("facts").map_or_else(|| "{}".to_owned(), Value::to_string),
    };
    let settings = settings_of(json);
    let appraisal = match scheme.appraise(&facts, settings.as_deref()) {
        Ok(appraisal) => appraisal,
        Err(problems) => {
            return compare("problems", wanted.as_slice(), &codes(&problems)).map_err(|e| format!("{e}\n{problems}"));
        }
    };
    if let Some(warnings) = expected_codes(&expect, "warnings") {
        compare("warnings", warnings.as_slice(), &codes(appraisal.warnings()))?;
    }
    if let Some(canonical) = expect.get("facts_canonical").and_then(Value::as_str) {
        compare("facts_canonical", canonical, &appraisal.facts_text())?;
    }
    let problems = insight(json, &expect, &scheme, &appraisal)?;
    compare("problems", wanted.as_slice(), &problems)?;
    if let Some(outcomes) = expect.get("outcomes") {
        compare("outcomes", outcomes, &outcomes_json(&appraisal))?;
    }
    if expect.get("unratable").is_some_and(|unratable| unratable == true) != appraisal.unratable().is_some() {
        return Err(format!("unratable: {:?}", appraisal.unratable()));
    }
    let is = formula.then(|| json.get("is").map(|is| ("result".to_owned(), is.clone()))).flatten();
    let steps = expect.get("steps").and_then(Value::as_object).cloned().unwrap_or_default();
    for (path, wanted) in steps.into_iter().chain(is) {
        let found = appraisal.value(&path).map_or(Value::Null, |value| exact_json(&value));
        compare(&path, &wanted, &found)?;
    }
    Ok(())
}

/// How much was tried is the evaluator's own matter.
fn without_tried(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_tried),
        Value::Object(entries) => {
            entries.remove("tried");
            entries.values_mut().for_each(without_tried);
        }
        _ => {}
    }
}

/// What a case asks of a result beside the outcomes: what would give another, what rows bring, what differs from another. The problems it has.
fn insight(
    json: &Value,
    expect: &Value,
    scheme: &Scheme,
    appraisal: &Appraisal,
) -> Result<Vec<(String, String)>, String> {
    let document = |text: &str| {
        let mut document = serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
        without_tried(&mut document);
        document
    };
    if let Some(request) = json.get("what_if") {
        let text = request.to_string();
        let request = kinerja::document::parse(&text).map_err(|problems| problems.to_string())?;
        match appraisal.what_if_document(&request) {
            Ok(answer) => {
                compare("what_if", expect.get("what_if").unwrap_or(&Value::Null), &document(&answer.to_json()))?
            }
            Err(problems) => return Ok(codes(&problems)),
        }
    }
    if let Some(wanted) = expect.get("contributions") {
        let found = match json.get("of").and_then(Value::as_str) {
            Some(outcome) => appraisal.contributions_to(outcome),
            None => Some(appraisal.contributions()),
        };
        compare("contributions", wanted, &found.map_or(Value::Null, |found| document(&found.to_json())))?;
    }
    if let Some(other) = json.get("other") {
        let own = |key: &str| other.get(key).or_else(|| json.get(key));
        let scheme = match other.get("scheme") {
            Some(fragment) => {
                Scheme::parse(&complete(fragment, None).to_string()).map_err(|problems| problems.to_string())?
            }
            None => scheme.clone(),
        };
        let facts = own("facts").map_or_else(|| "{}".to_owned(), Value::to_string);
        let settings = own("settings").map(Value::to_string);
        let other = scheme.appraise(&facts, settings.as_deref()).map_err(|problems| problems.to_string())?;
        match kinerja::compare(appraisal, &other) {
            Ok(found) => {
                compare("comparison", expect.get("comparison").unwrap_or(&Value::Null), &document(&found.to_json()))?
            }
            Err(problems) => return Ok(codes(&problems)),
        }
    }
    Ok(Vec::new())
}

fn compare<T: PartialEq + std::fmt::Debug + ?Sized>(what: &str, wanted: &T, found: &T) -> Result<(), String> {
    if wanted == found { Ok(()) } else { Err(format!("{what}: wanted {wanted:?}, found {found:?}")) }
}
