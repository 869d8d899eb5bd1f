//! Values as CTDL-ASN writes them: objects from language to text, and lists of addresses. Real graphs write both in several ways.

use super::super::tolerance::{Tolerance, Used, tolerances};
use super::{KEPT, UNTOLD};
use crate::document::{Json, Node};
use crate::framework::model::Extra;
use crate::framework::wording::Wording;
use crate::problem::Path;
use std::collections::HashSet;

tolerances! {
    SCALAR "scalar"
        "`{found}` is a single value, not a list, here and perhaps elsewhere" "`{found}` berupa satu nilai, bukan daftar, di sini dan mungkin di tempat lain";
    NO_LANGUAGE "no_language"
        "the text of `{found}` does not tell its language, here and perhaps elsewhere" "teks `{found}` tidak menyebut bahasanya, di sini dan mungkin di tempat lain";
    OTHER_LANGUAGES "other_languages"
        "of `{found}` only the first language was read" "dari `{found}` hanya bahasa pertama yang dibaca";
}

/// What readers of nodes share.
pub(super) struct Values {
    pub(super) used: Used,
    /// Defects that were told, each once for a property: a graph has the same in all its nodes.
    told: HashSet<(&'static str, String)>,
}

impl Values {
    pub(super) fn new() -> Values {
        Values { used: Used::default(), told: HashSet::new() }
    }

    pub(super) fn once(&mut self, tolerance: &'static Tolerance, path: &dyn Fn() -> Path, key: &str) {
        if self.told.insert((tolerance.word, key.to_owned())) {
            self.used.note(tolerance, || path().key(key), key);
        }
    }

    /// A text for people; one in the node's own language alone is plain.
    pub(super) fn wording(&mut self, node: &Node<'_>, key: &str, language: &str, path: &dyn Fn() -> Path) -> Wording {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else { return Wording::default() };
        let Json::Object(texts) = &value.value else {
            let text = joined(value);
            if !text.is_empty() {
                self.once(&NO_LANGUAGE, path, key);
            }
            return Wording::plain(text);
        };
        match texts.as_slice() {
            [(tag, value)] if tag == UNTOLD || (!language.is_empty() && tag.eq_ignore_ascii_case(language)) => {
                Wording::plain(joined(value))
            }
            texts => Wording::of(
                texts
                    .iter()
                    .map(|(tag, value)| (if tag == UNTOLD { "" } else { tag.as_ref() }.to_owned(), joined(value))),
            ),
        }
    }

    /// A list of texts in one language.
    pub(super) fn texts(&mut self, node: &Node<'_>, key: &str, path: &dyn Fn() -> Path) -> Vec<String> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else { return Vec::new() };
        let list = |value: &Node<'_>| match value.as_text() {
            Some(text) => vec![text.to_owned()],
            None => value.items().iter().filter_map(Node::as_text).map(str::to_owned).collect(),
        };
        let Json::Object(texts) = &value.value else {
            self.once(&NO_LANGUAGE, path, key);
            return list(value);
        };
        if texts.len() > 1 {
            self.once(&OTHER_LANGUAGES, path, key);
        }
        texts.first().map_or_else(Vec::new, |(_, value)| list(value))
    }

    /// The addresses that a property names.
    pub(super) fn references<'n>(&mut self, node: &'n Node<'_>, key: &str, path: &dyn Fn() -> Path) -> Vec<&'n str> {
        let Some(value) = node.get(key).filter(|value| !value.is_null()) else { return Vec::new() };
        // A node may be named by an object that holds its address alone.
        fn address<'n>(node: &'n Node<'_>) -> Option<&'n str> {
            node.as_text().or_else(|| node.get("@id")?.as_text())
        }
        if let Some(address) = address(value) {
            self.once(&SCALAR, path, key);
            return vec![address];
        }
        value.items().iter().filter_map(address).collect()
    }
}

fn joined(value: &Node<'_>) -> String {
    match value.as_text() {
        Some(text) => text.to_owned(),
        None => value.items().iter().filter_map(Node::as_text).collect::<Vec<_>>().join("\n"),
    }
}

/// Keeps every property but those that were read.
pub(super) fn rest(node: &Node<'_>, read: &[&str]) -> Extra {
    let mut extra = Extra::default();
    for (key, value) in node.entries().iter().filter(|(key, _)| !read.contains(&key.as_ref())) {
        extra.keep(format!("{KEPT}{key}"), value);
    }
    extra
}

/// A text as an object from language to text: a plain one is in the language of its node.
pub(super) fn language_map(wording: &Wording, language: &str) -> Option<Node<'static>> {
    let plain = if language.is_empty() || wording.len() > 1 { UNTOLD } else { language };
    let entry = |(tag, text): (&str, &str)| {
        ((if tag.is_empty() { plain } else { tag }).to_owned(), Node::text(text.to_owned()))
    };
    (!wording.is_empty()).then(|| Node::object(wording.iter().map(entry)))
}

/// Texts of one language, as an object from it to all of them.
pub(super) fn language_list(texts: &[String], language: &str) -> Option<Node<'static>> {
    let tag = if language.is_empty() { UNTOLD } else { language };
    (!texts.is_empty()).then(|| Node::object([(tag.to_owned(), Node::texts(texts.to_vec()))]))
}
