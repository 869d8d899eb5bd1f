//! What is wrong with a document, as JSON text.

use crate::document::{each_language, list, number, object, text};
use kinerja::document::{Json, Node, parse, to_text};
use kinerja::{Code, Path, Problem, Problems, Segment};
use wasm_bindgen::prelude::*;

/// What is thrown where problems refuse something: a text, which no other fault is.
pub(crate) fn refused(problems: &Problems) -> JsValue {
    JsValue::from_str(&problems_text(problems))
}

/// `{"problems": […], "more": 0}`
pub(crate) fn problems_text(problems: &Problems) -> String {
    to_text(&object([("problems", list(problems.iter().map(node))), ("more", number(problems.more()))]))
}

fn node(problem: &Problem) -> Node<'_> {
    let step = |segment: &Segment| match segment {
        Segment::Key(key) => text(key.to_string()),
        Segment::Index(index) => number(index),
    };
    let position = problem
        .position()
        .map(|position| object([("line", number(position.line)), ("column", number(position.column))]));
    let entries = [
        ("code", text(problem.code().as_str())),
        ("path", list(problem.path().segments().iter().map(step))),
        ("text", each_language(|lang| problem.text(lang))),
        ("help", each_language(|lang| problem.help(lang))),
        ("full", each_language(|lang| problem.full_text(lang))),
    ];
    object(entries.into_iter().chain(position.map(|position| ("position", position))))
}

/// The problems that JavaScript's walk over a value has found, in the core's words: from and to JSON text.
#[wasm_bindgen]
pub fn problems(found: &str) -> String {
    match parse(found) {
        Ok(found) => problems_text(&found.items().iter().map(problem).collect()),
        Err(problems) => problems_text(&problems),
    }
}

/// `{"code": "value.type", "path": ["goals", 0], "found": "…", "wanted": "…"}`
fn problem(found: &Node<'_>) -> Problem {
    let entry = |key: &str| found.get(key).and_then(Node::as_text);
    let steps = found.get("path").map_or(&[][..], Node::items);
    let path = steps.iter().fold(Path::new(), |path, step| match &step.value {
        Json::Number(index) => path.index(index.parse().unwrap_or_default()),
        _ => path.key(step.as_text().unwrap_or_default()),
    });
    let code = entry("code").and_then(Code::from_text).unwrap_or(Code::ValueType);
    let details = ["found", "wanted", "reason", "from", "until"];
    let details = details.into_iter().filter_map(|name| Some((name, entry(name)?)));
    let problem = details.fold(Problem::new(code, path), |problem, (name, value)| problem.with(name, value));
    // Which day it is depends on the time zone, which nobody stated.
    let is_date = entry("found") == Some("`Date`");
    if is_date { problem.advising("pass 2025-12-31 as text", "tulis 2025-12-31 sebagai teks") } else { problem }
}
