//! 1EdTech CASE 1.0 and 1.1: a package of a document, its items, and the associations between them.
//!
//! CASE knows things by UUIDs, has no scale of levels and no level on an association. Levels travel as rubrics, a criterion for each competency; what CASE has no field
//! for travels in the `extensions` of 1.1 under the key `kinerja`, so that a framework comes back whole. CASE 1.0 has no extensions: what it loses, the loss report tells.

mod check;
mod link;
mod read;
mod rubric;
mod write;

use super::source::Source;
use super::{Entry, Format, Reading};
use crate::document::{Node, Reader};
use crate::framework::model::{RelationKind, Standing};
use crate::problem::Problems;
use std::borrow::Cow;

pub(super) const CASE_11: Entry = Entry {
    format: Format::Case11,
    word: "case-1.1",
    also: &["case"],
    json: true,
    found: |source| is_package(source) && version_of(source) == Format::Case11,
    read: read_package,
    check: |source, reader| check_package(source, Format::Case11, reader),
    write: |framework, _| write::write(framework, Format::Case11),
};
pub(super) const CASE_10: Entry = Entry {
    format: Format::Case10,
    word: "case-1.0",
    also: &[],
    json: true,
    found: |source| is_package(source) && version_of(source) == Format::Case10,
    read: read_package,
    check: |source, reader| check_package(source, Format::Case10, reader),
    write: |framework, _| write::write(framework, Format::Case10),
};

fn is_package(source: &Source<'_>) -> bool {
    let has = |tree: &Node<'_>| {
        ["CFDocument", "CFPackage", "CFItems", "CFItemSet"].into_iter().any(|key| tree.get(key).is_some())
    };
    source.tree().is_some_and(has)
}

/// The version that a package says or shows.
fn version_of(source: &Source<'_>) -> Format {
    let Some(tree) = source.tree() else { return Format::Case10 };
    let package = tree.get("CFPackage").filter(|_| tree.get("CFDocument").is_none()).unwrap_or(tree);
    let says = |key: &str| package.get("CFDocument").and_then(|node| node.get(key)?.as_text()).unwrap_or_default();
    if says("caseVersion") == "1.1" || says("uri").contains("/v1p1/") { Format::Case11 } else { Format::Case10 }
}

fn read_package(source: &Source<'_>, reader: &mut Reader<'_>) -> Result<Reading, Problems> {
    let Some(tree) = source.tree() else { return Err(Problems::default()) };
    read::read(tree, version_of(source), reader)
}

fn check_package(source: &Source<'_>, version: Format, reader: &mut Reader<'_>) {
    if let Some(tree) = source.tree() {
        check::check(tree, version, reader);
    }
}

/// The key under which what CASE has no field for stands in `extensions`.
const OURS: &str = "kinerja";
/// What stands before a key that is kept word for word.
const KEPT: &str = "case:";

/// Kinds of association, as CASE and the model name them.
const KINDS: [(&str, RelationKind); 10] = [
    ("isChildOf", RelationKind::ChildOf),
    ("isPeerOf", RelationKind::PeerOf),
    ("isPartOf", RelationKind::PartOf),
    ("exactMatchOf", RelationKind::ExactMatch),
    ("precedes", RelationKind::Precedes),
    ("isRelatedTo", RelationKind::RelatedTo),
    ("replacedBy", RelationKind::ReplacedBy),
    ("exemplar", RelationKind::Exemplar),
    ("hasSkillLevel", RelationKind::HasLevel),
    ("isTranslationOf", RelationKind::TranslationOf),
];

/// The type of an association: of one that CASE lacks its own word, by the way that 1.1 leaves open.
fn type_of(kind: &RelationKind) -> Cow<'static, str> {
    match KINDS.iter().find(|(_, known)| known == kind) {
        Some((word, _)) => Cow::Borrowed(*word),
        None => {
            let word =
                kind.word().chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' });
            Cow::Owned(format!("ext:{}", word.collect::<String>()))
        }
    }
}

/// The kind of a type, and whether it is written as CASE writes it.
fn kind_of(word: &str) -> (RelationKind, bool) {
    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == word) {
        return (kind.clone(), true);
    }
    if let Some(own) = word.strip_prefix("ext:") {
        return (RelationKind::from_word(own), true);
    }
    // Names for people, and names without their verb: `Is Child Of`, `RelatedTo`, `isExactMatchOf`.
    let bare = |text: &str| {
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        letters.strip_prefix("is").map_or(letters.clone(), str::to_owned)
    };
    let found = KINDS.iter().find(|(known, _)| bare(known) == bare(word));
    (found.map_or_else(|| RelationKind::Other(word.to_owned()), |(_, kind)| kind.clone()), false)
}

/// Standings, as CASE servers and the model name them.
const STANDINGS: [(&str, Standing); 4] = [
    ("Private Draft", Standing::PrivateDraft),
    ("Draft", Standing::Draft),
    ("Adopted", Standing::Adopted),
    ("Deprecated", Standing::Deprecated),
];

fn standing_of(word: &str) -> Option<Standing> {
    let known = STANDINGS.iter().find(|(known, _)| *known == word).map(|(_, standing)| standing.clone());
    known.or_else(|| (!word.is_empty()).then(|| Standing::Other(word.to_owned())))
}

fn standing_word(standing: &Standing) -> &str {
    let known = STANDINGS.iter().find(|(_, known)| known == standing).map(|(word, _)| *word);
    known.unwrap_or_else(|| standing.word())
}
