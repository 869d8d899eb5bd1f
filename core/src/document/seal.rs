//! Seals: what tells a document that was changed from one that was not (clause 2.19).

use super::canonical::{digest, object, plain};
use super::{Node, to_text};

/// The key of a document's seal.
const SEAL: &str = "seal";

/// The seal that a document must have: the digest of its canonical form without the key `seal`.
///
/// Whoever can write a document can seal it: a seal tells that nothing was changed since, not who wrote it.
///
/// ```
/// use kinerja::document::{digest, parse, seal};
/// let tree = parse(r#"{ "kinerja": "note/1", "score": 5.0, "seal": "" }"#)?;
/// assert_eq!(seal(&tree), digest(r#"{"kinerja":"note/1","score":"5"}"#));
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[must_use]
pub fn seal(document: &Node<'_>) -> String {
    digest(&to_text(&object(document, |key, value| (key != SEAL).then(|| plain(value)))))
}

/// The document with its seal, which stands last.
///
/// ```
/// use kinerja::document::{is_sealed, parse, sealed, to_text};
/// let note = sealed(parse(r#"{ "kinerja": "note/1", "score": 5 }"#)?);
/// assert!(is_sealed(&note));
/// let changed = to_text(&note).replace('5', "6");
/// assert!(!is_sealed(&parse(&changed)?));
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[must_use]
pub fn sealed<'a>(document: Node<'a>) -> Node<'a> {
    let seal = seal(&document);
    let kept = document.entries().iter().filter(|(key, _)| key != SEAL).cloned();
    Node::object(kept.chain([(SEAL.into(), Node::text(seal))]))
}

/// Whether a document has a seal that is its own.
#[must_use]
pub fn is_sealed(document: &Node<'_>) -> bool {
    document.get(SEAL).and_then(Node::as_text).is_some_and(|found| found == seal(document))
}
