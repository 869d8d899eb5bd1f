//! Which format a text is in, by its content; and what it is instead, where it is none.

use super::Format;
use crate::document::{Json, Node, Reader, parse_into};
use crate::problem::{Code, Path, Problem, Problems};

/// The format of a text.
pub(super) fn format(text: &str) -> Result<Format, Problems> {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        let mut reader = Reader::new(Some(text));
        return match parse_into(text, &mut reader) {
            Some(tree) => of_tree(&tree),
            None => Err(reader.problems),
        };
    }
    of_text(start)
}

/// The format of a JSON document.
fn of_tree(tree: &Node<'_>) -> Result<Format, Problems> {
    let has = |key: &str| tree.get(key).is_some();
    if let Some(kind) = tree.get("kinerja").and_then(Node::as_text) {
        return if kind == "framework/1" { Ok(Format::Kinerja) } else { wrong(&format!("a `{kind}` document")) };
    }
    #[cfg(feature = "case")]
    if ["CFDocument", "CFPackage", "CFItems", "CFItemSet"].into_iter().any(has) {
        return Ok(Format::Case11);
    }
    let kind = if has("CFDocuments") {
        "a list of CASE documents"
    } else if has("$schema") {
        "a JSON Schema"
    } else if has("openapi") || has("swagger") {
        "a description of an interface"
    } else if tree.get("response").is_some_and(|node| node.get("elements").is_some()) {
        "a NIST CPRT export"
    } else if types(tree).any(|name| name.ends_with("ConceptScheme") || name == "skos:Concept") {
        "a SKOS concept scheme"
    } else if types(tree).any(|name| name == "CompetenceArea" || name == "CompetenceStatement") {
        "a DigComp data supplement"
    } else if has("scheme") && has("steps") {
        "a `scheme/1` document"
    } else {
        return Err(Problems::from_iter([Problem::new(Code::FormatUnclear, Path::new())]));
    };
    wrong(kind)
}

/// The types that a graph's nodes name, of the first few of them.
fn types<'n>(tree: &'n Node<'_>) -> impl Iterator<Item = &'n str> {
    let nodes = match &tree.value {
        Json::List(items) => items.as_slice(),
        _ => tree.get("@graph").map_or(&[][..], |graph| graph.items()),
    };
    nodes.iter().take(50).filter_map(|node| node.get("@type")?.as_text())
}

/// What a text is that is no JSON.
fn of_text(text: &str) -> Result<Format, Problems> {
    let kind = if text.is_empty() {
        "an empty text"
    } else if text.starts_with("PK\u{3}\u{4}") {
        "a compressed file, as spreadsheets (XLSX) are"
    } else if text.starts_with('<') {
        "XML or HTML"
    } else {
        return Err(Problems::from_iter([Problem::new(Code::FormatUnclear, Path::new())]));
    };
    wrong(kind)
}

fn wrong(kind: &str) -> Result<Format, Problems> {
    Err(Problems::from_iter([Problem::new(Code::FormatWrongKind, Path::new()).with("what", kind)]))
}
