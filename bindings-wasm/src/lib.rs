//! The wasm half of the npm package `kinerja`: JSON text in, JSON text out. Every rule and every number is the core's; the names that users type
//! are in `js/`.

#![allow(unreachable_pub, reason = "what JavaScript calls must be public")]

mod appraisal;
mod document;
mod problem;
mod scheme;

use document::text_list;
use kinerja::document::to_text;
use kinerja::{Code, Lang, Number, Path, Problem};
use std::cmp::Ordering;
use wasm_bindgen::prelude::*;

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The codes of the languages, as a list.
#[wasm_bindgen]
pub fn languages() -> String {
    to_text(&text_list(Lang::ALL.map(Lang::code)))
}

/// Whether the first number is below (-1), at (0) or above (1) the second.
///
/// # Errors
/// `number.syntax` and its like of either.
#[wasm_bindgen(js_name = compareDecimal)]
pub fn compare_decimal(one: &str, other: &str) -> Result<i32, JsValue> {
    let read = |text: &str, name: &str| {
        let problem = || Problem::new(Code::NumberSyntax, Path::new().key(name)).with("found", text);
        Number::parse(text).map_err(|_| problem())
    };
    match (read(one, "a"), read(other, "b")) {
        (Ok(one), Ok(other)) => Ok(match one.cmp(&other) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }),
        (one, other) => Err(problem::refused(&one.err().into_iter().chain(other.err()).collect())),
    }
}

/// The language of a code, which the JavaScript half has looked up.
fn lang(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or_default()
}
