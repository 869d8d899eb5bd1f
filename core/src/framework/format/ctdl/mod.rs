//! CTDL-ASN of Credential Engine: a graph of nodes in compact JSON-LD, its prefixes always the same, so that no RDF engine is needed.
//!
//! Levels travel as a progression model with its levels, indicators as criterion levels of a competency. What the model has no field for is kept word for word and
//! written again. CTDL-ASN knows nothing by an id of ours: an id that is no CTID stands as another notation beside a CTID that is made of it.

mod check;
mod node;
mod read;
mod values;
mod write;

use super::source::Source;
use super::{Entry, Format, detect, uuid};
use crate::document::{Json, Node};
use crate::framework::model::{RelationKind, Standing};

pub(super) const ENTRY: Entry = Entry {
    format: Format::CtdlAsn,
    word: "ctdl-asn",
    also: &[],
    json: true,
    found,
    read: read::read,
    check: check::check,
    write: |framework, _| write::write(framework),
};

/// The context of every graph.
const CONTEXT: &str = "https://credreg.net/ctdlasn/schema/context/json";
/// What stands before a key that is kept word for word.
const KEPT: &str = "ctdl:";
/// The tag of a text whose language nobody told.
const UNTOLD: &str = "und";

const FRAMEWORK: &str = "ceasn:CompetencyFramework";
const COMPETENCY: &str = "ceasn:Competency";
const MODEL: &str = "asn:ProgressionModel";
const LEVEL: &str = "asn:ProgressionLevel";
const CRITERION: &str = "ceasn:CriterionLevel";

/// The properties that relate two competencies, from the one that has it to the one that it names. A prerequisite alignment names what is needed beforehand, as the
/// schema says.
const ALIGNMENTS: [(&str, RelationKind); 6] = [
    ("ceasn:exactAlignment", RelationKind::ExactMatch),
    ("ceasn:broadAlignment", RelationKind::BroadMatch),
    ("ceasn:narrowAlignment", RelationKind::NarrowMatch),
    ("ceasn:majorAlignment", RelationKind::MajorMatch),
    ("ceasn:minorAlignment", RelationKind::MinorMatch),
    ("ceasn:prerequisiteAlignment", RelationKind::Requires),
];

/// Properties that name other nodes or things, always in a list.
const REFERENCES: [&str; 17] = [
    "ceasn:exactAlignment",
    "ceasn:broadAlignment",
    "ceasn:narrowAlignment",
    "ceasn:majorAlignment",
    "ceasn:minorAlignment",
    "ceasn:prerequisiteAlignment",
    "ceasn:hasChild",
    "ceasn:isChildOf",
    "ceasn:hasTopChild",
    "ceasn:isTopChildOf",
    "ceasn:isPartOf",
    "ceasn:publisher",
    "ceasn:source",
    "ceasn:hasCriterionLevel",
    "asn:hasProgressionLevel",
    "asn:hasProgressionModel",
    "skos:hasTopConcept",
];

/// Properties whose value is an object from language to text.
const TEXTS: [&str; 14] = [
    "ceasn:name",
    "ceasn:description",
    "ceasn:publisherName",
    "ceasn:rights",
    "ceasn:competencyText",
    "ceasn:competencyLabel",
    "ceasn:competencyCategory",
    "ceasn:comment",
    "ceasn:conceptKeyword",
    "ceasn:localSubject",
    "ceasn:benchmarkText",
    "ceasn:benchmarkLabel",
    "skos:prefLabel",
    "skos:definition",
];

/// Standings by the last part of their address.
const STANDINGS: [(&str, Standing); 3] =
    [("Draft", Standing::Draft), ("Published", Standing::Adopted), ("Deprecated", Standing::Deprecated)];

fn found(source: &Source<'_>) -> bool {
    source.tree().is_some_and(|tree| {
        detect::types(graph(tree).0).any(|name| [FRAMEWORK, COMPETENCY].contains(&name))
            || nodes(tree).iter().take(50).any(|node| is(node, FRAMEWORK))
    })
}

/// What holds the nodes, and whether it stood in the envelope of a registry.
fn graph<'n, 'a>(tree: &'n Node<'a>) -> (&'n Node<'a>, bool) {
    tree.get("decoded_resource").map_or((tree, false), |inner| (inner, true))
}

/// The nodes of a graph, which may be a bare list.
fn nodes<'n, 'a>(tree: &'n Node<'a>) -> &'n [Node<'a>] {
    let graph = graph(tree).0;
    match &graph.value {
        Json::List(items) => items,
        _ => graph.get("@graph").map_or(&[], |graph| graph.items()),
    }
}

/// Whether a node is of a class.
fn is(node: &Node<'_>, class: &str) -> bool {
    node.get("@type").is_some_and(|kind| {
        kind.as_text() == Some(class) || kind.items().iter().any(|item| item.as_text() == Some(class))
    })
}

/// Whether a text is a CTID: `ce-` and a UUID in lower case.
fn is_ctid(text: &str) -> bool {
    text.strip_prefix("ce-").is_some_and(|id| uuid::has_form(id) && !id.bytes().any(|byte| byte.is_ascii_uppercase()))
}

/// The CTID that is made of a name.
fn ctid_of(name: &str) -> String {
    format!("ce-{}", uuid::of_name(&format!("ctdl-asn#{name}")))
}

/// The address of a node that has none: its UUID.
fn urn_of(ctid: &str) -> String {
    format!("urn:uuid:{}", ctid.strip_prefix("ce-").unwrap_or(ctid))
}
