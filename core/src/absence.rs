//! Why there is no value: a missing rating is not a zero.

/// The two kinds of absence (clause 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum AbsenceKind {
    /// Not owed: the question does not arise.
    NotApplicable,
    /// Owed, but not there.
    NotRated,
}

impl AbsenceKind {
    pub(crate) const WORDS: &'static [&'static str] = &["not_rated", "not_applicable"];

    /// The word of every document for this kind.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            AbsenceKind::NotApplicable => "not_applicable",
            AbsenceKind::NotRated => "not_rated",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<AbsenceKind> {
        [AbsenceKind::NotApplicable, AbsenceKind::NotRated].into_iter().find(|kind| kind.word() == word)
    }
}
