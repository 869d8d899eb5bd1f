//! Searches over a scheme and readings of its results: JSON text in, JSON text out.

use crate::document::{each_language, object};
use crate::problem::{problems_text, refused};
use kinerja::document::{Node, parse, to_text};
use kinerja::{Appraisal, ExplainOptions, Lang, Problems};
use wasm_bindgen::prelude::*;

/// What would give another result: `{"answer": {"kinerja": "what-if/1", …}, "text": {"en": "…", "id": "…"}}`.
///
/// # Errors
/// The problems of the scheme, of facts and settings, of the request.
#[wasm_bindgen(js_name = whatIf)]
pub fn what_if(scheme: &str, facts: &str, settings: Option<String>, request: &str) -> Result<String, JsValue> {
    let answer = appraise(scheme, facts, settings)
        .and_then(|appraisal| appraisal.what_if_document(&parse(request)?))
        .map_err(|problems| refused(&problems))?;
    Ok(both(answer.document(), |lang| answer.text(lang)))
}

/// What each row of a list brings to an outcome: `{"answer": {"kinerja": "contributions/1", …}, "text": …}`; nothing where there is no such outcome.
///
/// # Errors
/// The problems of the scheme, of facts and settings.
#[wasm_bindgen]
pub fn contributions(
    scheme: &str,
    facts: &str,
    settings: Option<String>,
    outcome: Option<String>,
) -> Result<Option<String>, JsValue> {
    let appraisal = appraise(scheme, facts, settings).map_err(|problems| refused(&problems))?;
    let found = match outcome {
        Some(name) => appraisal.contributions_to(&name),
        None => Some(appraisal.contributions()),
    };
    Ok(found.map(|found| both(found.document(), |lang| found.text(lang))))
}

/// What differs between two appraisals of one person: `{"answer": {"kinerja": "comparison/1", …}, "text": …}`.
///
/// # Errors
/// The problems of the schemes, of facts and settings; `compare.person`.
#[wasm_bindgen]
pub fn compare(
    before_scheme: &str,
    before: &str,
    before_settings: Option<String>,
    after_scheme: &str,
    after: &str,
    after_settings: Option<String>,
) -> Result<String, JsValue> {
    let one = appraise(before_scheme, before, before_settings);
    let other = appraise(after_scheme, after, after_settings);
    let found = one.and_then(|one| kinerja::compare(&one, &other?)).map_err(|problems| refused(&problems))?;
    Ok(both(found.document(), |lang| found.text(lang)))
}

/// An explanation that opens with the result and what decided it: whole or short, with names or without.
///
/// # Errors
/// The problems of the scheme, of facts and settings.
#[wasm_bindgen]
pub fn explain(
    scheme: &str,
    facts: &str,
    settings: Option<String>,
    lang: &str,
    short: bool,
    names: bool,
) -> Result<String, JsValue> {
    let appraisal = appraise(scheme, facts, settings).map_err(|problems| refused(&problems))?;
    let options = ExplainOptions::new(crate::lang(lang));
    let options = if short { options.short() } else { options };
    Ok(appraisal.explain_with(&if names { options } else { options.without_names() }))
}

fn appraise(scheme: &str, facts: &str, settings: Option<String>) -> Result<Appraisal, Problems> {
    kinerja::Scheme::parse(scheme).and_then(|scheme| scheme.appraise(facts, settings.as_deref()))
}

fn both(answer: Node<'static>, text: impl Fn(Lang) -> String) -> String {
    to_text(&object([("answer", answer), ("text", each_language(text))]))
}

/// What a careful reader would question in a valid scheme; searches of it evaluate the scheme thousands of times.
///
/// # Errors
/// The problems of the scheme.
#[wasm_bindgen]
pub fn check(scheme: &str) -> Result<String, JsValue> {
    let scheme = kinerja::Scheme::parse(scheme).map_err(|problems| refused(&problems))?;
    Ok(problems_text(&scheme.check()))
}
