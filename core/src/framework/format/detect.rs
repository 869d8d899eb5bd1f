//! Which format a text is in, by its content; and what it is instead, where it is none.

use super::source::{Source, word_at};
use super::{Format, REGISTRY};
use crate::document::{Json, Node};
use crate::problem::{Code, Path, Problem, Problems};

/// The format of a text.
pub(super) fn format(source: &Source<'_>) -> Result<Format, Problems> {
    if let Some(entry) = REGISTRY.iter().find(|entry| (entry.found)(source)) {
        return Ok(entry.format);
    }
    let kind = match source {
        Source::Tree(tree) => kind_of_tree(tree),
        Source::Text(text) => kind_of_text(text).map(str::to_owned),
        #[cfg(feature = "xlsx")]
        Source::Book(_) => Some("a workbook without a table of competencies that is known".to_owned()),
    };
    Err(Problems::from_iter([match kind {
        Some(kind) => Problem::new(Code::FormatWrongKind, Path::new()).with("what", kind),
        None => Problem::new(Code::FormatUnclear, Path::new()),
    }]))
}

/// What a JSON document is that is in no format of frameworks.
fn kind_of_tree(tree: &Node<'_>) -> Option<String> {
    let has = |key: &str| tree.get(key).is_some();
    let kind = word_at(tree, "kinerja");
    if !kind.is_empty() {
        return Some(format!("a `{kind}` document"));
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
    } else if tree.items().first().is_some_and(|first| first.get("skillStatement").is_some()) {
        "a list of rich skill descriptors"
    } else if has("scheme") && has("steps") {
        "a `scheme/1` document"
    } else {
        return None;
    };
    Some(kind.to_owned())
}

/// The types that a graph's nodes name, of the first few of them.
pub(super) fn types<'n>(tree: &'n Node<'_>) -> impl Iterator<Item = &'n str> {
    let nodes = match &tree.value {
        Json::List(items) => items.as_slice(),
        _ => tree.get("@graph").map_or(&[][..], |graph| graph.items()),
    };
    nodes.iter().take(50).filter_map(|node| node.get("@type")?.as_text())
}

/// What a text is that is no JSON and in no format of frameworks.
fn kind_of_text(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let header = start.lines().next().unwrap_or_default();
    let starts = |heads: &[&str]| heads.iter().any(|head| header.starts_with(head));
    Some(if start.is_empty() {
        "an empty text"
    } else if start.starts_with("PK\u{3}\u{4}") {
        "a compressed file, as spreadsheets (XLSX) are"
    } else if start.starts_with('<') {
        "XML or HTML"
    } else if starts(&["conceptType,", "ConceptType,", "occupationUri,", "originalSkillUri,", "Level 0 URI,"]) {
        "an ESCO table"
    } else if starts(&["O*NET-SOC Code", "Element ID\t", "Scale ID\t"]) {
        "an O*NET table"
    } else if header.contains("Skill Statement") {
        "a list of rich skill descriptors"
    } else {
        return None;
    })
}
