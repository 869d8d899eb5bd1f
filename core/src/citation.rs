//! Where a rule or figure comes from, how sure that is, and what a value rests on.

use crate::text::Text;

/// How sure it is that a source says what is cited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Confidence {
    /// An example, no regulation.
    Illustration,
    /// Not confirmed.
    Unverified,
    /// Two or more independent renderings of the text.
    Secondary,
    /// Read in the text itself.
    Official,
}

impl Confidence {
    pub(crate) const WORDS: &'static [&'static str] = &["official", "secondary", "unverified", "illustration"];

    /// The word of a scheme document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Confidence::Official => "official",
            Confidence::Secondary => "secondary",
            Confidence::Unverified => "unverified",
            Confidence::Illustration => "illustration",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Confidence> {
        [Confidence::Official, Confidence::Secondary, Confidence::Unverified, Confidence::Illustration]
            .into_iter()
            .find(|confidence| confidence.word() == word)
    }
}

/// What a step rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Basis {
    /// The regulation's own rule.
    Rule,
    /// A rater's judgement.
    Judgement,
    /// A choice of the organisation.
    Local,
    /// Something that nobody has verified.
    Unverified,
}

impl Basis {
    pub(crate) const WORDS: &'static [&'static str] = &["rule", "judgement", "local", "unverified"];

    /// The word of a scheme document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Basis::Rule => "rule",
            Basis::Judgement => "judgement",
            Basis::Local => "local",
            Basis::Unverified => "unverified",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Basis> {
        [Basis::Rule, Basis::Judgement, Basis::Local, Basis::Unverified].into_iter().find(|basis| basis.word() == word)
    }
}

/// A citation as a trace shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The name of the source in its scheme.
    pub source: String,
    /// The source's title.
    pub title: Text,
    /// The place in it.
    pub at: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A regulation or other text that is cited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) url: String,
    pub(crate) confidence: Confidence,
}
