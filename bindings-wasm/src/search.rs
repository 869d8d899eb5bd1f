//! Searches over a scheme: JSON text in, JSON text out.

use crate::document::{each_language, object};
use crate::problem::{problems_text, refused};
use kinerja::document::{parse, to_text};
use wasm_bindgen::prelude::*;

/// What would give another result: `{"answer": {"kinerja": "what-if/1", …}, "text": {"en": "…", "id": "…"}}`.
///
/// # Errors
/// The problems of the scheme, of facts and settings, of the request.
#[wasm_bindgen(js_name = whatIf)]
pub fn what_if(scheme: &str, facts: &str, settings: Option<String>, request: &str) -> Result<String, JsValue> {
    let answer = kinerja::Scheme::parse(scheme)
        .and_then(|scheme| scheme.appraise(facts, settings.as_deref()))
        .and_then(|appraisal| appraisal.what_if_document(&parse(request)?))
        .map_err(|problems| refused(&problems))?;
    Ok(to_text(&object([("answer", answer.document()), ("text", each_language(|lang| answer.text(lang)))])))
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
