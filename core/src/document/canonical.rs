//! The canonical form of documents and their digests (clause 6.9).
//!
//! A tree becomes another tree whose keys are sorted, whose numbers are texts in their plain form and in which nothing absent stands; that is written as
//! text. Where a number may also be given as a text, the kind of document knows that it is one: see `scheme::canonical`.

use super::{Json, Node, to_text};
use crate::number::Number;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The canonical form of a document of which nothing but its JSON is known: keys sorted, number tokens as plain texts, `null` keys left out.
///
/// Schemes, facts and settings know more of themselves: [`Scheme::canonical_text`](crate::Scheme::canonical_text), [`Appraisal::facts_text`](crate::Appraisal::facts_text).
///
/// ```
/// use kinerja::document;
/// let tree = document::parse(r#"{"b": 5.0e1, "a": "5.0", "c": null}"#)?;
/// assert_eq!(document::canonical_text(&tree), r#"{"a":"5.0","b":"50"}"#);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[must_use]
pub fn canonical_text(node: &Node<'_>) -> String {
    to_text(&plain(node))
}

/// SHA-256 of a text's UTF-8, in 64 lower-case hexadecimal digits.
///
/// ```
/// let digest = kinerja::document::digest("{}");
/// assert_eq!(digest, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
/// ```
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// An object whose values are made anew; a value left out, or `null`, leaves its key out.
pub(crate) fn object<'a>(node: &Node<'a>, mut value: impl FnMut(&str, &Node<'a>) -> Option<Node<'a>>) -> Node<'a> {
    let mut entries: Vec<(Cow<'a, str>, Node<'a>)> = node
        .entries()
        .iter()
        .filter(|(_, node)| !node.is_null())
        .filter_map(|(key, node)| Some((key.clone(), value(key, node)?)))
        .collect();
    sort(&mut entries);
    Node::object(entries)
}

/// Sorts keys by their UTF-16 code units, as RFC 8785 does.
pub(crate) fn sort(entries: &mut [(Cow<'_, str>, Node<'_>)]) {
    entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
}

pub(crate) fn list<'a>(node: &Node<'a>, item: impl FnMut(&Node<'a>) -> Node<'a>) -> Node<'a> {
    Node::list(node.items().iter().map(item))
}

/// A value of which nothing is known.
pub(crate) fn plain<'a>(node: &Node<'a>) -> Node<'a> {
    match &node.value {
        Json::Number(_) | Json::Exact(_) => number(node),
        Json::List(_) => list(node, plain),
        Json::Object(_) => object(node, |_, node| Some(plain(node))),
        _ => Node::new(node.value.clone()),
    }
}

/// A number, given as a number or a text. What is none stays as it is.
pub(crate) fn number<'a>(node: &Node<'a>) -> Node<'a> {
    match &node.value {
        Json::Number(text) | Json::Text(text) => {
            Node::text(Number::parse(text).map_or_else(|_| text.clone(), |number| number.to_string().into()))
        }
        Json::Exact(number) => Node::text(number.to_string()),
        _ => plain(node),
    }
}
