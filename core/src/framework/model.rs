//! What a competency framework is made of. The model knows no format; every format knows the model.

use super::wording::Wording;
use crate::citation::Confidence;
use crate::number::Number;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A competency framework: competencies, the scales on which they are mastered, and how they belong together.
///
/// All fields may be read and set; [`Framework::check`] says what does not fit together, [`Framework::parse`] reads documents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Framework {
    /// Its id: `id/berakhlak`, or whatever the house that wrote it calls it.
    pub id: String,
    /// Its version, in the words of those who publish it.
    pub version: String,
    /// Its address, where it has one.
    pub uri: String,
    /// The language of its plain texts, as a tag.
    pub language: String,
    /// What it is called.
    pub title: Wording,
    /// What it is, in a sentence or more.
    pub description: Wording,
    /// Who wrote it.
    pub creator: String,
    /// Who publishes it.
    pub publisher: String,
    /// Where it was published first.
    pub source_uri: String,
    /// Its standing.
    pub standing: Option<Standing>,
    /// When it was last changed, as its source writes it.
    pub modified: String,
    /// The first day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// The terms under which it may be used.
    pub license: License,
    /// What it is about.
    pub subjects: Vec<String>,
    /// Remarks.
    pub notes: Wording,
    /// The texts that it cites.
    pub sources: Vec<SourceText>,
    /// Scales of levels.
    pub scales: Vec<Scale>,
    /// The competencies, in the order of the document.
    pub competencies: Vec<Competency>,
    /// How competencies belong together, to each other and to those of other frameworks.
    pub relations: Vec<Relation>,
    /// The level that each tier of posts requires, where the framework itself says so.
    pub tiers: Vec<Tier>,
    /// What a format said that the model has no field for, kept word for word.
    pub extra: Extra,
}

/// The standing of a framework or competency.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Standing {
    /// A draft that only its authors see.
    PrivateDraft,
    /// A draft.
    Draft,
    /// Adopted: in use.
    Adopted,
    /// No longer to be used.
    Deprecated,
    /// A standing in the words of its source.
    Other(String),
}

impl Standing {
    /// The word of a document.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Standing::PrivateDraft => "private_draft",
            Standing::Draft => "draft",
            Standing::Adopted => "adopted",
            Standing::Deprecated => "deprecated",
            Standing::Other(word) => word,
        }
    }

    /// The standing of a word; an empty one is none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Standing> {
        Some(match word {
            "" => return None,
            "private_draft" => Standing::PrivateDraft,
            "draft" => Standing::Draft,
            "adopted" => Standing::Adopted,
            "deprecated" => Standing::Deprecated,
            other => Standing::Other(other.to_owned()),
        })
    }
}

/// The terms under which a text may be used.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct License {
    /// Its name, `CC BY 4.0`.
    pub name: String,
    /// Its address.
    pub uri: String,
    /// Its words.
    pub text: String,
}

/// A text that is cited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceText {
    /// Its name in this document.
    pub name: String,
    /// Its title.
    pub title: Wording,
    /// Its address.
    pub uri: String,
    /// How sure it is that it says what is cited.
    pub confidence: Confidence,
}

/// A place in a source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cite {
    /// The name of the source.
    pub source: String,
    /// The place in it.
    pub at: String,
    /// How sure this place is, where other than the source.
    pub confidence: Option<Confidence>,
}

/// Levels in order, the lowest first. They need not be equally far apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scale {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Wording,
    /// What it is.
    pub description: Wording,
    /// Where mastery begins: the value of somebody who shows nothing. Where it is left out, it is the value of the lowest level.
    pub minimum: Option<Number>,
    /// Its levels, the lowest first.
    pub levels: Vec<Level>,
    /// Where it comes from.
    pub cite: Vec<Cite>,
    /// What a format said beside.
    pub extra: Extra,
}

impl Scale {
    /// The level of an id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// The number that a level stands for: its own value, else its position from 1.
    ///
    /// ```
    /// use kinerja::framework::{Level, Scale};
    /// let level = |id: &str| Level { id: id.to_owned(), ..Level::default() };
    /// let scale = Scale { levels: vec![level("basic"), level("expert")], ..Scale::default() };
    /// assert_eq!(scale.value("expert").unwrap().to_string(), "2");
    /// assert!(scale.value("unheard_of").is_none());
    /// ```
    #[must_use]
    pub fn value(&self, id: &str) -> Option<Number> {
        let position = self.levels.iter().position(|level| level.id == id)?;
        let level = self.levels.get(position)?;
        let ordinal = || i64::try_from(position).ok().map(|position| Number::from(position.saturating_add(1)));
        level.value.clone().or_else(ordinal)
    }

    /// Where mastery begins: the stated minimum, else the value of the lowest level, else 0.
    #[must_use]
    pub fn minimum(&self) -> Number {
        let lowest = || self.levels.first().and_then(|level| self.value(&level.id));
        self.minimum.clone().or_else(lowest).unwrap_or_default()
    }
}

/// How far a competency is mastered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Level {
    /// Its id, unique in its scale.
    pub id: String,
    /// What it is called.
    pub title: Wording,
    /// By what it is recognised, for every competency alike.
    pub description: Wording,
    /// The number that it stands for.
    pub value: Option<Number>,
    /// What outside systems call it.
    pub codes: Vec<String>,
    /// Where it comes from.
    pub cite: Vec<Cite>,
}

/// An ability that shows in behaviour at work.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Competency {
    /// Its id, unique in its framework.
    pub id: String,
    /// Its code in the framework's own numbering, `K0677`.
    pub code: String,
    /// Its address.
    pub uri: String,
    /// Its name.
    pub title: Wording,
    /// What somebody who has it does, in a full sentence.
    pub statement: Wording,
    /// Remarks.
    pub notes: Wording,
    /// What sort of competency it is, in the framework's own words: `managerial`, `Task`.
    pub category: String,
    /// The language of its plain texts, where it is not that of the framework.
    pub language: String,
    /// Words by which it is found.
    pub keywords: Vec<String>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// The levels of education that it is for.
    pub education: Vec<String>,
    /// Its standing, where it is not that of the framework.
    pub standing: Option<Standing>,
    /// When it was last changed, as its source writes it.
    pub modified: String,
    /// The first day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub valid_until: Option<NaiveDate>,
    /// The terms of use, where they are not those of the framework.
    pub license: License,
    /// The scale on which it is mastered.
    pub scale: String,
    /// The levels of the scale on which it exists, the lowest first; none says: all of them.
    pub levels: Vec<String>,
    /// By what its levels are recognised.
    pub indicators: Vec<Indicator>,
    /// Where it comes from.
    pub cite: Vec<Cite>,
    /// What a format said beside.
    pub extra: Extra,
}

impl Competency {
    /// What a person calls it: its title, else its statement, else its code, else its id.
    #[must_use]
    pub fn name(&self) -> Wording {
        if !self.title.is_empty() {
            self.title.clone()
        } else if !self.statement.is_empty() {
            self.statement.clone()
        } else if !self.code.is_empty() {
            Wording::plain(self.code.as_str())
        } else {
            Wording::plain(self.id.as_str())
        }
    }

    /// Whether it exists on a level of its scale.
    #[must_use]
    pub fn has_level(&self, level: &str) -> bool {
        self.levels.is_empty() || self.levels.iter().any(|known| known == level)
    }
}

/// What shows that somebody masters a competency to a level.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Indicator {
    /// Its id, where it has one.
    pub id: String,
    /// The level that it shows.
    pub level: String,
    /// What it is about.
    pub kind: Option<IndicatorKind>,
    /// Its words.
    pub text: Wording,
    /// Where it comes from.
    pub cite: Vec<Cite>,
}

/// What an indicator is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum IndicatorKind {
    /// What somebody knows.
    Knowledge,
    /// What somebody can do.
    Skill,
    /// How somebody stands to it.
    Attitude,
    /// What somebody does.
    Behaviour,
}

impl IndicatorKind {
    pub(crate) const WORDS: &'static [&'static str] = &["knowledge", "skill", "attitude", "behaviour"];

    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            IndicatorKind::Knowledge => "knowledge",
            IndicatorKind::Skill => "skill",
            IndicatorKind::Attitude => "attitude",
            IndicatorKind::Behaviour => "behaviour",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<IndicatorKind> {
        use IndicatorKind::{Attitude, Behaviour, Knowledge, Skill};
        [Knowledge, Skill, Attitude, Behaviour].into_iter().find(|kind| kind.word() == word)
    }
}

/// One end of a relation: a competency of this framework, the framework itself, or something elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Default, Hash)]
pub struct End {
    /// The id of what is meant.
    pub id: String,
    /// The framework that it belongs to, where it is another.
    pub framework: String,
    /// Its address, where it is elsewhere.
    pub uri: String,
    /// What it is called, where it is elsewhere.
    pub title: String,
}

impl End {
    /// Something of this framework.
    #[must_use]
    pub fn here(id: impl Into<String>) -> End {
        End { id: id.into(), ..End::default() }
    }

    /// Whether it belongs to this framework: an id says nothing of those of another.
    ///
    /// ```
    /// use kinerja::framework::End;
    /// assert!(End::here("integritas").is_here());
    /// assert!(!End { framework: "other".to_owned(), ..End::here("integritas") }.is_here());
    /// ```
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.framework.is_empty()
    }
}

/// How two things belong together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Relation {
    /// Its id, where it has one.
    pub id: String,
    /// Its kind: read it as a sentence, `from` kind `to`.
    pub kind: RelationKind,
    /// The one that the sentence is about.
    pub from: End,
    /// The other.
    pub to: End,
    /// The position of `from` among the children of `to`.
    pub order: Option<i64>,
    /// How strong it is, on whatever scale those who assert it use.
    pub strength: Option<Number>,
    /// Who says so.
    pub asserted_by: String,
    /// The version of the framework of `from` for which it was found.
    pub from_version: String,
    /// The version of the framework of `to` for which it was found.
    pub to_version: String,
    /// Remarks.
    pub notes: String,
    /// Its address.
    pub uri: String,
    /// When it was last changed, as its source writes it.
    pub modified: String,
    /// What a format said beside.
    pub extra: Extra,
}

macro_rules! relation_kinds {
    ($($name:ident $word:literal $doc:literal;)*) => {
        /// How two things belong together, as the verb of the sentence `from` … `to`.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum RelationKind {
            $(#[doc = $doc] $name,)*
            #[doc = "A kind in the words of its source: letters, digits, `.`, `-` and `_`."]
            Other(String),
            #[doc = "Is related to, in a way that is not said."]
            #[default]
            RelatedTo,
        }

        impl RelationKind {
            /// The word of a document.
            #[must_use]
            pub fn word(&self) -> &str {
                match self {
                    $(RelationKind::$name => $word,)*
                    RelationKind::RelatedTo => "related_to",
                    RelationKind::Other(word) => word,
                }
            }

            /// The kind of a word: one that is not known is kept.
            #[must_use]
            pub fn from_word(word: &str) -> RelationKind {
                match word {
                    $($word => RelationKind::$name,)*
                    "related_to" => RelationKind::RelatedTo,
                    other => RelationKind::Other(other.to_owned()),
                }
            }
        }
    };
}

relation_kinds! {
    ChildOf "child_of" "Stands below, in the hierarchy.";
    PartOf "part_of" "Is a part of.";
    Precedes "precedes" "Is learned before.";
    Requires "requires" "Needs beforehand: `to` is the prerequisite.";
    Equal "equal" "Means the same as.";
    ExactMatch "exact_match" "Can be used in place of.";
    CloseMatch "close_match" "Can be used in place of, often.";
    BroadMatch "broad_match" "Has a broader match in.";
    NarrowMatch "narrow_match" "Has a narrower match in.";
    SubsetOf "subset_of" "Is wholly covered by.";
    SupersetOf "superset_of" "Wholly covers.";
    Intersects "intersects" "Overlaps with.";
    MajorMatch "major_match" "Overlaps in the main with.";
    MinorMatch "minor_match" "Overlaps a little with.";
    Unmatched "unmatched" "Was compared with, and has nothing in common.";
    ReplacedBy "replaced_by" "Is superseded by.";
    PeerOf "peer_of" "Stands beside.";
    TranslationOf "translation_of" "Says in another language what is said by.";
    Exemplar "exemplar" "Is shown by the example.";
    HasLevel "has_level" "Has its level defined by.";
}

impl RelationKind {
    /// Whether it says how far two competencies mean the same: an edge of a crosswalk.
    #[must_use]
    pub fn is_crosswalk(&self) -> bool {
        use RelationKind as Kind;
        matches!(
            self,
            Kind::Equal
                | Kind::ExactMatch
                | Kind::CloseMatch
                | Kind::BroadMatch
                | Kind::NarrowMatch
                | Kind::SubsetOf
                | Kind::SupersetOf
                | Kind::Intersects
                | Kind::MajorMatch
                | Kind::MinorMatch
                | Kind::Unmatched
        )
    }

    /// Whether going round in a circle by it makes no sense.
    #[must_use]
    pub fn is_ordering(&self) -> bool {
        use RelationKind as Kind;
        matches!(self, Kind::ChildOf | Kind::PartOf | Kind::Precedes | Kind::Requires | Kind::ReplacedBy)
    }
}

/// A tier of posts and the level that it requires.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tier {
    /// Its id, `administrator`.
    pub id: String,
    /// What it is called.
    pub title: Wording,
    /// The level that is required.
    pub level: String,
    /// The competencies of which it is required; none says: all that are mastered on a scale.
    pub competencies: Vec<String>,
    /// Where it comes from.
    pub cite: Vec<Cite>,
}

/// What a format said that the model has no field for: values as JSON text, by a key that names the format (`case:CFItemTypeURI`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extra(BTreeMap<String, String>);

impl Extra {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The JSON text at a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Keys and JSON texts, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, json)| (key.as_str(), json.as_str()))
    }

    /// The text that is kept at a key; none of another value.
    #[cfg(any(feature = "moodle", feature = "table"))]
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        Some(crate::document::parse(self.get(key)?).ok()?.as_text()?.to_owned())
    }

    /// Forgets what is kept at a key.
    #[cfg(feature = "ctdl-asn")]
    pub(crate) fn remove(&mut self, key: &str) {
        self.0.remove(key);
    }

    /// Keeps the JSON text of a value.
    pub(crate) fn keep(&mut self, key: impl Into<String>, node: &crate::document::Node<'_>) {
        if !node.is_null() {
            self.0.insert(key.into(), crate::document::to_text(node));
        }
    }
}
