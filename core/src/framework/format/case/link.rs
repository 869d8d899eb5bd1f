//! Links of associations: an id, an address and a title, of which only the id says something where it leads into the package.

use super::KEPT;
use crate::document::Node;
use crate::framework::model::{End, Extra};
use std::borrow::Cow;
use std::collections::HashMap;

/// What a link of a package may lead to.
pub(super) struct Target {
    /// The id in the model.
    pub(super) id: String,
    /// The address in CASE.
    pub(super) uri: String,
    /// The titles that servers give to a link to it; the first is ours.
    titles: Vec<String>,
}

impl Target {
    pub(super) fn new(id: &str, uri: &str, titles: impl IntoIterator<Item = String>) -> Target {
        let titles = titles.into_iter().filter(|title| !title.is_empty()).collect();
        Target { id: id.to_owned(), uri: uri.to_owned(), titles }
    }

    pub(super) fn title(&self) -> &str {
        self.titles.first().map_or(self.id.as_str(), String::as_str)
    }

    fn calls(&self, title: &str) -> bool {
        title.is_empty() || title == self.id || self.titles.iter().any(|known| known == title)
    }
}

/// The target that an item is: servers title a link to it by its code, its short or its full statement.
pub(super) fn target(item: &Node<'_>, id: &str, uri: &str) -> Target {
    let keys = ["humanCodingScheme", "abbreviatedStatement", "fullStatement", "alternativeLabel"];
    Target::new(id, uri, keys.map(|key| crate::framework::read::text(item, key)))
}

/// The targets of a package by their CASE identifiers.
pub(super) type Targets = HashMap<String, Target>;

/// Keeps a value word for word under its CASE key.
pub(super) fn keep(extra: &mut Extra, key: &str, node: &Node<'_>) {
    extra.keep(format!("{KEPT}{key}"), node);
}

/// The end that a link names; whether it was written by an address alone, and whether its address is no address.
pub(super) fn end(node: &Node<'_>, key: &str, targets: &Targets, extra: &mut Extra) -> (End, Option<&'static str>) {
    if let Some(uri) = node.as_text() {
        let identifier = uri.rsplit('/').next().unwrap_or_default();
        let known = targets.get(identifier);
        let end = match known {
            Some(target) => End::here(target.id.as_str()),
            None => End { id: identifier.to_owned(), uri: uri.to_owned(), ..End::default() },
        };
        return (end, Some("link_text"));
    }
    let text = |key: &str| node.get(key).and_then(Node::as_text).map_or(Cow::Borrowed(""), Cow::Borrowed);
    let (identifier, mut uri, title) = (text("identifier"), text("uri"), text("title"));
    let mut tolerance = None;
    if !uri.is_empty() && uri == identifier {
        uri = Cow::Borrowed("");
        tolerance = Some("link_uri");
    }
    let usual = ["identifier", "uri", "title", "targetType"];
    let unusual = node
        .entries()
        .iter()
        .any(|(key, value)| !usual.contains(&key.as_ref()) || (key == "targetType" && value.as_text() != Some("CASE")));
    if unusual {
        keep(extra, key, node);
    }
    let end = match targets.get(identifier.as_ref()) {
        // What leads into the package says nothing that the package does not say.
        Some(target) if (uri.is_empty() || uri == target.uri) && target.calls(&title) => End::here(target.id.as_str()),
        Some(target) => {
            End { id: target.id.clone(), uri: uri.into_owned(), title: title.into_owned(), ..End::default() }
        }
        None => End { id: identifier.into_owned(), uri: uri.into_owned(), title: title.into_owned(), ..End::default() },
    };
    (end, tolerance)
}
