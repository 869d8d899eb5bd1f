//! The strict checker of CTDL-ASN graphs: what every node needs, how values are written, and whether what is named is there.

use super::super::source::{Source, word_at};
use super::{COMPETENCY, CONTEXT, CRITERION, FRAMEWORK, LEVEL, MODEL, REFERENCES, TEXTS, graph, is, is_ctid, nodes};
use crate::document::{Json, Node, Reader};
use crate::problem::{Code, Path, Problem};
use std::collections::HashSet;

/// What a node of a class must have.
const NEEDED: [(&str, &[&str]); 5] = [
    (FRAMEWORK, &["ceterms:ctid", "ceasn:name", "ceasn:description", "ceasn:inLanguage", "ceasn:publisher"]),
    (COMPETENCY, &["ceterms:ctid", "ceasn:competencyText", "ceasn:isPartOf"]),
    (MODEL, &["ceterms:ctid", "ceasn:name"]),
    (LEVEL, &["ceterms:ctid"]),
    (CRITERION, &[]),
];

/// Properties that name nodes of the same graph.
const WITHIN: [&str; 8] = [
    "ceasn:hasChild",
    "ceasn:hasTopChild",
    "ceasn:isTopChildOf",
    "ceasn:isChildOf",
    "ceasn:hasCriterionLevel",
    "asn:hasProgressionLevel",
    "asn:hasProgressionModel",
    "skos:hasTopConcept",
];

/// The vocabularies that a graph's properties are of.
const PREFIXES: [&str; 6] = ["@", "ceasn:", "ceterms:", "asn:", "skos:", "schema:"];

/// Reports everything in a graph that is not as CTDL-ASN asks.
pub(super) fn check(source: &Source<'_>, reader: &mut Reader<'_>) {
    let Some(tree) = source.tree() else { return };
    let (around, wrapped) = graph(tree);
    let path = || if wrapped { Path::new().key("decoded_resource") } else { Path::new() };
    for key in ["@context", "@graph"] {
        if around.get(key).is_none() {
            reader.add(Problem::new(Code::DocumentMissing, path().key(key)).with("key", key), around);
        }
    }
    let is_usual = |node: &Node<'_>| {
        node.as_text() == Some(CONTEXT) || node.items().iter().any(|item| item.as_text() == Some(CONTEXT))
    };
    if let Some(context) = around.get("@context").filter(|context| !is_usual(context)) {
        let problem = Problem::new(Code::FormatCell, path().key("@context"));
        reader.add(problem.with("found", context.as_text().unwrap_or("…")).with("wanted", CONTEXT), context);
    }
    let nodes = nodes(tree);
    let mut known = HashSet::with_capacity(nodes.len());
    let path = || path().key("@graph");
    for (position, node) in nodes.iter().enumerate() {
        let address = word_at(node, "@id");
        if address.is_empty() {
            let problem = Problem::new(Code::DocumentMissing, path().index(position).key("@id"));
            reader.add(problem.with("key", "@id"), node);
        } else if !known.insert(address) {
            let problem = Problem::new(Code::FrameworkDuplicate, path().index(position).key("@id"));
            reader.add(problem.with("found", address), node);
        }
    }
    let frameworks = nodes.iter().filter(|node| is(node, FRAMEWORK)).count();
    if frameworks != 1 {
        reader.add(
            Problem::new(Code::FormatFrameworkRow, path()).with("found", frameworks).saying(
                "{found} nodes are competency frameworks, not one",
                "{found} simpul adalah kerangka kompetensi, bukan satu",
            ),
            around,
        );
    }
    for (position, node) in nodes.iter().enumerate() {
        one(node, &path().index(position), &known, reader);
    }
}

fn one(node: &Node<'_>, path: &Path, known: &HashSet<&str>, reader: &mut Reader<'_>) {
    let at = |key: &str| path.clone().key(key);
    if node.get("@type").is_none() {
        reader.add(Problem::new(Code::DocumentMissing, at("@type")).with("key", "@type"), node);
    }
    for key in NEEDED.iter().filter(|(class, _)| is(node, class)).flat_map(|(_, keys)| *keys) {
        if node.get(key).is_none() {
            reader.add(Problem::new(Code::DocumentMissing, at(key)).with("key", key), node);
        }
    }
    for (key, value) in node.entries() {
        let key = key.as_ref();
        if !PREFIXES.iter().any(|prefix| key.starts_with(prefix)) {
            reader.add(Problem::new(Code::DocumentUnknownKey, at(key)).with("key", key), value);
        } else if key == "ceterms:ctid" {
            let ctid = value.as_text().unwrap_or_default();
            if !is_ctid(ctid) {
                reader.add(
                    Problem::new(Code::FormatUuid, at(key))
                        .with("found", ctid)
                        .saying("`{found}` is not a CTID: `ce-` and a UUID", "`{found}` bukan CTID: `ce-` dan UUID"),
                    value,
                );
            }
        } else if REFERENCES.contains(&key) {
            references(value, at(key), WITHIN.contains(&key).then_some(known), reader);
        } else if TEXTS.contains(&key) {
            texts(value, at(key), reader);
        }
    }
}

fn wrong(value: &Node<'_>, wanted: &str, path: Path, reader: &mut Reader<'_>) {
    reader.add(Problem::new(Code::DocumentType, path).with("found", value.kind()).with("wanted", wanted), value);
}

/// A list of addresses, which may have to be those of nodes of the graph.
fn references(value: &Node<'_>, path: Path, known: Option<&HashSet<&str>>, reader: &mut Reader<'_>) {
    let Json::List(items) = &value.value else { return wrong(value, "a list of texts", path, reader) };
    for (position, item) in items.iter().enumerate() {
        match item.as_text() {
            None => wrong(item, "a text", path.clone().index(position), reader),
            Some(address) if known.is_some_and(|known| !known.contains(address)) => {
                let problem = Problem::new(Code::FormatCell, path.clone().index(position));
                reader.add(problem.with("found", address).with("wanted", "the address of a node"), item);
            }
            Some(_) => {}
        }
    }
}

/// An object from language to text, or to texts.
fn texts(value: &Node<'_>, path: Path, reader: &mut Reader<'_>) {
    let Json::Object(entries) = &value.value else {
        return wrong(value, "an object from language to text", path, reader);
    };
    for (tag, text) in entries {
        let listed = matches!(&text.value, Json::List(items) if items.iter().all(|item| item.as_text().is_some()));
        if text.as_text().is_none() && !listed {
            wrong(text, "a text", path.clone().key(tag.as_ref()), reader);
        }
    }
}
