//! How a result came about: entries in the order of calculation, each with its numbers, its rule and where that comes from.
//!
//! A trace is made by whoever calculates (a scheme's evaluation, later a gap analysis, weights, feedback) and read by renderers: text, JSON,
//! HTML. It knows nothing of schemes.

pub(crate) mod explain;
pub(crate) mod outline;
mod table;
mod taken;
pub(crate) mod words;

use crate::absence::AbsenceKind;
use crate::citation::{Basis, Citation};
#[cfg(feature = "report")]
use crate::document::Node;
use crate::number::{Number, Rounded, Rounding};
use crate::problem::Path;
pub use crate::shared::Shared;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;
pub use table::{Table, TableBand};
pub use taken::Taken;
pub(crate) use taken::{APPRAISAL, WEIGHTS, entries_of};

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EntryKind {
    /// A value that was given.
    Input,
    /// A value that the organisation decided.
    Setting,
    /// A constant of the regulation.
    Parameter,
    /// A value that was calculated.
    Step,
    /// An aggregate that several rows use: worked out once.
    Aggregate,
    /// A final value.
    Outcome,
}

impl EntryKind {
    /// The word of a trace in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            EntryKind::Input => "input",
            EntryKind::Setting => "setting",
            EntryKind::Parameter => "parameter",
            EntryKind::Step => "step",
            EntryKind::Aggregate => "aggregate",
            EntryKind::Outcome => "outcome",
        }
    }

    /// The kind of a word.
    pub(crate) fn from_word(word: &str) -> Option<EntryKind> {
        use EntryKind::{Aggregate, Input, Outcome, Parameter, Setting, Step};
        [Input, Setting, Parameter, Step, Aggregate, Outcome].into_iter().find(|kind| kind.word() == word)
    }
}

/// A value as a trace shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Shown {
    /// An exact number.
    Number(Number),
    /// A number that was rounded, with its digits.
    Rounded(Rounded),
    /// Yes or no.
    Truth(bool),
    /// A level or word: its name and its title.
    Word(Arc<str>, Text),
    /// A date, a period, or a text of which at most 200 letters are shown.
    Plain(String),
    /// Absent: of which kind, and the path where the absence began.
    Absent(AbsenceKind, Path),
    /// No value, since a step met a problem.
    Nothing,
}

/// A piece of a line: what a calculation is written with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// An operator, a bracket, the name of a function.
    Sign(&'static str),
    /// A value.
    Value(Shown),
    /// The title of something that has a value of its own.
    Title(Text),
    /// A whole rule, as another document has written it.
    Written(Text),
}

/// A line of working that can be redone by hand.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Line {
    /// `25 × 98.2 + 75 × 100 = 9955`
    Calculation {
        /// The left side, in numbers.
        pieces: Vec<Piece>,
        /// The right side.
        result: Shown,
    },
    /// `11 ≤ 12: yes`
    Condition {
        /// The condition, in numbers.
        pieces: Vec<Piece>,
        /// Whether it holds; none where it is absent.
        holds: Option<bool>,
    },
    /// A value fell into a band.
    Band {
        /// The value that was compared.
        value: Shown,
        /// How it was rounded before.
        rounding: Option<(u8, Rounding)>,
        /// The threshold it reached: the number, and whether it had to be passed; none where no band held.
        threshold: Option<(Number, bool)>,
        /// The range as the regulation prints it.
        printed: String,
        /// What the band gives.
        result: Shown,
    },
    /// A cell of a matrix.
    Cell {
        /// The row.
        row: Shown,
        /// The column.
        column: Shown,
        /// What stands there.
        result: Shown,
    },
    /// The next lines are those of a declared formula.
    Formula {
        /// Where it is declared: `formulas.efficiency`.
        path: Path,
        /// What it rests on.
        basis: Option<Basis>,
        /// The formula's title.
        title: Text,
        /// How an unclear rule in it was read.
        reading: Text,
    },
    /// A line of another document, as it has written it.
    Written(Text),
}

/// What was said about a value beside the value: it never changes a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annotation {
    /// What the value rests on.
    pub evidence: Vec<String>,
    /// Who entered it.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// A remark.
    pub note: String,
    /// Of a stated absence: why.
    pub because: String,
}

impl Annotation {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Annotation::default()
    }
}

/// A row that an entry stands in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowName {
    /// The list's title.
    pub list: Text,
    /// The position, from 1.
    pub number: usize,
    /// What the row is called: its own title, or the group's.
    pub title: Text,
}

/// One value and how it came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Where it is: `sasaran[0].rasio`.
    pub path: Path,
    /// What it is called.
    pub title: Text,
    /// The rows it stands in, outermost first.
    pub rows: Shared<RowName>,
    /// The value.
    pub value: Shown,
    /// The unit, as a label.
    pub unit: String,
    /// The rule, in titles.
    pub rule: Shared<Piece>,
    /// The working, in numbers.
    pub lines: Vec<Line>,
    /// The entries that the value was calculated from, by position.
    pub uses: Vec<usize>,
    /// How an outcome was rounded.
    pub rounding: Option<(u8, Rounding)>,
    /// Where the rule or figure comes from.
    pub citations: Shared<Citation>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// How an unclear rule was read.
    pub reading: Text,
    /// What was said beside a given value.
    pub annotation: Option<Box<Annotation>>,
    /// Of a constant: the day from which its value holds.
    pub since: Option<NaiveDate>,
    /// Of an input: the sealed document that its value was taken from.
    pub taken: Option<Box<Taken>>,
    /// Of a value of the whole: the bands or the matrix that it was looked up in.
    pub table: Option<Box<Table>>,
}

impl Entry {
    /// An entry that says nothing yet but what it is.
    pub(crate) fn new(kind: EntryKind, path: Path, title: Text) -> Entry {
        Entry {
            kind,
            path,
            title,
            rows: Shared::default(),
            value: Shown::Nothing,
            unit: String::new(),
            rule: Shared::default(),
            lines: Vec::new(),
            uses: Vec::new(),
            rounding: None,
            citations: Shared::default(),
            basis: None,
            reading: Text::default(),
            annotation: None,
            since: None,
            taken: None,
            table: None,
        }
    }
}

/// How the outcomes came about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trace {
    /// The entries, each after those it uses.
    pub entries: Vec<Entry>,
}

impl Trace {
    /// The trace that stands in a document, as far as it can be read.
    #[cfg(feature = "report")]
    pub(crate) fn read(document: &Node<'_>) -> Trace {
        Trace { entries: taken::entries(document) }
    }

    /// The positions of the entries that an outcome was calculated from, directly or not, the outcomes included.
    #[must_use]
    pub fn decisive(&self) -> BTreeSet<usize> {
        let outcomes = self.entries.iter().enumerate().filter(|(_, entry)| entry.kind == EntryKind::Outcome);
        self.reached(outcomes.map(|(position, _)| position))
    }

    /// The positions of some entries and of all that they were calculated from, directly or not.
    pub(crate) fn reached(&self, from: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        reached(from, |at| self.entries.get(at).map_or(&[][..], |entry| &entry.uses).iter().copied())
    }

    /// What the outcomes rest on and nobody has verified: path and title, each once, rows of a list as one.
    pub(crate) fn unverified(&self) -> impl Iterator<Item = (Path, Text)> {
        let mut found: Vec<(Path, Text)> = Vec::new();
        let mut add = |path: Path, title: &Text| {
            if !found.iter().any(|(known, _)| *known == path) {
                found.push((path, title.clone()));
            }
        };
        for entry in self.decisive().into_iter().filter_map(|position| self.entries.get(position)) {
            if entry.basis == Some(Basis::Unverified) {
                add(entry.path.of_its_kind(), &entry.title);
            }
            for line in &entry.lines {
                if let Line::Formula { path, title, basis: Some(Basis::Unverified), .. } = line {
                    add(path.clone(), title);
                }
            }
        }
        found.into_iter()
    }
}

impl Shown {
    /// The value in a language: what a person reads.
    ///
    /// A number that does not end is its fraction.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Shown::Number(number) => lang.decimal(&number.to_string()),
            Shown::Rounded(number) => lang.decimal(&number.to_string()),
            Shown::Truth(truth) => match (lang, truth) {
                (Lang::En, true) => "yes".to_owned(),
                (Lang::En, false) => "no".to_owned(),
                (Lang::Id, true) => "ya".to_owned(),
                (Lang::Id, false) => "tidak".to_owned(),
            },
            Shown::Word(name, title) => {
                if title.is_empty() {
                    name.to_string()
                } else {
                    title.get(lang).to_owned()
                }
            }
            Shown::Plain(text) => text.clone(),
            Shown::Absent(kind, _) => match (lang, *kind) {
                (Lang::En, AbsenceKind::NotRated) => "not rated".to_owned(),
                (Lang::En, AbsenceKind::NotApplicable) => "not applicable".to_owned(),
                (Lang::Id, AbsenceKind::NotRated) => "belum dinilai".to_owned(),
                (Lang::Id, AbsenceKind::NotApplicable) => "tidak berlaku".to_owned(),
            },
            Shown::Nothing => "–".to_owned(),
        }
    }

    /// As [`Shown::text`], a number that does not end rounded: for sentences, where a fraction would not be read.
    #[must_use]
    pub fn text_rounded(&self, lang: Lang) -> String {
        match self {
            Shown::Number(number) if !number.ends() => lang.decimal(&decimal_of(number).to_string()),
            // As a document has written it, with the fraction behind.
            Shown::Word(name, title) if name.contains('/') => {
                let text = title.get(lang);
                text.strip_suffix(&format!(" (≈ {name})")).unwrap_or(text).to_owned()
            }
            _ => self.text(lang),
        }
    }

    /// As [`Shown::text`], with a rounded decimal before a fraction: `88.67 (≈ 266/3)`.
    #[must_use]
    pub fn text_with_decimal(&self, lang: Lang) -> String {
        match self {
            Shown::Number(number) if !number.ends() => {
                format!("{} (≈ {number})", lang.decimal(&decimal_of(number).to_string()))
            }
            _ => self.text(lang),
        }
    }
}

/// The decimal that stands before a fraction: two digits, four below one.
fn decimal_of(number: &Number) -> Rounded {
    let below_one = number.abs() < Number::ONE;
    number.round(if below_one { 4 } else { 2 }, Rounding::HalfUp)
}

/// Positions, and all that is used from there, directly or not.
fn reached<U: IntoIterator<Item = usize>>(
    from: impl IntoIterator<Item = usize>,
    uses: impl Fn(usize) -> U,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open: Vec<usize> = from.into_iter().collect();
    while let Some(position) = open.pop() {
        if found.insert(position) {
            open.extend(uses(position));
        }
    }
    found
}
