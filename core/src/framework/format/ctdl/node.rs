//! What is read of each node, and the small things that nodes say alike: their address, language, standing.

use super::super::source::word_at;
use super::{KEPT, STANDINGS, urn_of};
use crate::document::Node;
use crate::framework::model::{Extra, Standing};

pub(super) const HEAD: [&str; 22] = [
    "@id",
    "@type",
    "ceterms:ctid",
    "ceasn:codedNotation",
    "ceasn:name",
    "ceasn:description",
    "ceasn:author",
    "ceasn:publisherName",
    "ceasn:dateModified",
    "ceasn:dateValidFrom",
    "ceasn:dateValidUntil",
    "ceasn:license",
    "ceasn:rights",
    "ceasn:localSubject",
    "ceasn:hasTopChild",
    "asn:hasProgressionModel",
    "ceasn:publicationStatusType",
    "ceasn:inLanguage",
    "ceasn:source",
    "ceasn:conceptKeyword",
    "ceasn:alignFrom",
    "ceasn:alignTo",
];
pub(super) const ITEM: [&str; 25] = [
    "@id",
    "@type",
    "ceterms:ctid",
    "ceasn:altCodedNotation",
    "ceasn:codedNotation",
    "ceasn:competencyText",
    "ceasn:competencyLabel",
    "ceasn:competencyCategory",
    "ceasn:comment",
    "ceasn:conceptKeyword",
    "ceasn:localSubject",
    "ceasn:dateModified",
    "ceasn:license",
    "ceasn:publicationStatusType",
    "ceasn:inLanguage",
    "ceasn:hasChild",
    "ceasn:isChildOf",
    "ceasn:isTopChildOf",
    "asn:hasProgressionLevel",
    "ceasn:hasCriterionLevel",
    "ceasn:exactAlignment",
    "ceasn:broadAlignment",
    "ceasn:narrowAlignment",
    "ceasn:majorAlignment",
    "ceasn:minorAlignment",
];
pub(super) const MODEL_KEYS: [&str; 6] =
    ["@id", "@type", "ceterms:ctid", "ceasn:name", "ceasn:description", "skos:hasTopConcept"];
pub(super) const LEVEL_KEYS: [&str; 8] = [
    "@id",
    "@type",
    "ceterms:ctid",
    "skos:prefLabel",
    "skos:definition",
    "skos:notation",
    "ceasn:inProgressionModel",
    "skos:topConceptOf",
];
pub(super) const CRITERION_KEYS: [&str; 6] =
    ["@id", "@type", "ceasn:benchmarkText", "ceasn:benchmarkLabel", "ceasn:codedNotation", "asn:hasProgressionLevel"];

/// The address of a node, unless it is made of the CTID.
pub(super) fn address(node: &Node<'_>, ctid: &str) -> String {
    let address = word_at(node, "@id");
    if address == urn_of(ctid) { String::new() } else { address.to_owned() }
}

/// The language of a node's texts: of several, the first.
pub(super) fn language<'n>(node: &'n Node<'_>, extra: &mut Extra) -> &'n str {
    let Some(value) = node.get("ceasn:inLanguage") else { return "" };
    if value.items().len() > 1 {
        keep(extra, node, "ceasn:inLanguage");
    }
    value.as_text().or_else(|| value.items().first()?.as_text()).unwrap_or_default()
}

pub(super) fn standing(node: &Node<'_>) -> Option<Standing> {
    let value = node.get("ceasn:publicationStatusType")?;
    let address = value.as_text().or_else(|| value.items().first()?.as_text()).unwrap_or_default();
    let word = address.rsplit(['/', ':']).next().unwrap_or_default();
    let known = STANDINGS.iter().find(|(known, _)| *known == word).map(|(_, standing)| standing.clone());
    known.or_else(|| (!address.is_empty()).then(|| Standing::Other(address.to_owned())))
}

/// The id of a scale by its address, as the writer makes it; of another, its last part.
pub(super) fn scale_id(address: &str, stem: &str) -> String {
    match address.strip_prefix(stem) {
        Some(id) => super::write::decoded(id),
        None if address.is_empty() => "levels".to_owned(),
        None => address.rsplit(['/', '#']).next().unwrap_or(address).to_owned(),
    }
}

/// Keeps a property word for word.
pub(super) fn keep(extra: &mut Extra, node: &Node<'_>, key: &str) {
    if let Some(value) = node.get(key) {
        extra.keep(format!("{KEPT}{key}"), value);
    }
}

/// Keeps a property that is no plain text.
pub(super) fn keep_unless_text(extra: &mut Extra, node: &Node<'_>, key: &str) {
    if node.get(key).is_some_and(|value| value.as_text().is_none()) {
        keep(extra, node, key);
    }
}

/// A plain text of a property; used by the writer to see what was kept.
pub(super) fn kept<'f>(extra: &'f Extra, key: &str) -> Option<Node<'f>> {
    extra.get(&format!("{KEPT}{key}")).map(crate::framework::write::json_node)
}
