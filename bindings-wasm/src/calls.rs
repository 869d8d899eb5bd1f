//! The rooms beside schemes, by name: JSON text in, JSON text out.

use crate::problem::refused;
use kinerja::calls::call_text;
use kinerja::document::to_text;
use wasm_bindgen::prelude::*;

/// Calls a room with JSON text that somebody wrote: problems have a line and a column.
///
/// # Errors
/// The problems of the request.
#[wasm_bindgen]
pub fn call(name: &str, request: &str) -> Result<String, JsValue> {
    call_text(name, request).map(|answer| to_text(&answer)).map_err(|problems| refused(&problems))
}

/// Calls a room with JSON text that was made of an object.
///
/// # Errors
/// As [`call`].
#[wasm_bindgen(js_name = callTree)]
pub fn call_tree(name: &str, request: &str) -> Result<String, JsValue> {
    call_text(name, request).map(|answer| to_text(&answer)).map_err(|problems| refused(&problems.without_positions()))
}
