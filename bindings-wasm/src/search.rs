//! Searches over a scheme: JSON text in, JSON text out.

use crate::document::{each_language, object};
use crate::problem::refused;
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
