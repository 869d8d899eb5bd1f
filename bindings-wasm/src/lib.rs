//! The wasm half of the npm package `kinerja`: JSON text in, JSON text out. Every rule and every number is the core's; the names that users type
//! are in `js/`.

#![allow(unreachable_pub, reason = "what JavaScript calls must be public")]

#[cfg(feature = "schemes")]
mod appraisal;
#[cfg(feature = "rooms")]
mod calls;
mod document;
mod problem;
#[cfg(feature = "schemes")]
mod scheme;
#[cfg(feature = "search")]
mod search;

use document::text_list;
use kinerja::Lang;
use kinerja::document::to_text;
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

/// The language of a code, which the JavaScript half has looked up.
#[cfg(any(feature = "schemes", feature = "search"))]
fn lang(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or_default()
}
