//! Competency frameworks: competencies with their levels, job profiles, gaps, crosswalks, and the formats in which they are exchanged.
//!
//! A [`Framework`] is a typed model that knows no format. A [`Profile`] says what a post requires of it.
//!
//! ```
//! use kinerja::Framework;
//! let framework = Framework::builtin("id/standar-kompetensi-38-2017", None)?;
//! assert_eq!(framework.competencies.iter().filter(|competency| !competency.scale.is_empty()).count(), 9);
//! assert!(framework.check().is_empty());
//! # Ok::<(), kinerja::Problems>(())
//! ```

pub(crate) mod assessment;
mod base64;
mod bound;
pub(crate) mod calls;
mod catalogue;
mod check;
mod compare;
mod diff;
pub(crate) mod document;
mod format;
pub(crate) mod gap;
mod index;
mod model;
pub(crate) mod profile;
pub(crate) mod read;
mod wording;
pub(crate) mod write;

pub use assessment::{Assessment, Columns, Found, Rated};
pub use catalogue::{ListedFramework, frameworks};
pub use compare::{Step, StepKind};
pub use diff::{Change, ChangeKind, Diff};
#[cfg(feature = "table")]
pub(crate) use format::table::TABLE;
#[cfg(feature = "table")]
pub use format::table::Table;
#[cfg(feature = "xlsx")]
pub use format::table::Workbook;
pub use format::{Format, Reading, Writing};
pub use gap::{Band, Cap, Covered, Gap, GapItem, GapRule, Method, Standing as GapStanding, TeamCoverage, Unrated};
pub use index::Index;
pub use model::{
    Cite, Competency, End, Extra, Framework, Indicator, IndicatorKind, Level, License, Relation, RelationKind, Scale,
    SourceText, Standing, Tier,
};
#[cfg(feature = "report")]
pub(crate) use profile::bounds;
pub use profile::{Importance, Need, Profile, Requirement};
pub use wording::Wording;

use crate::document::{Node, Reader, canonical_text, digest, parse_into, to_lines};
use crate::problem::{Code, Path, Problem, Problems, Trail};

impl Framework {
    /// Reads a `framework/1` document. What does not fit together inside is not refused: [`Framework::check`] tells it.
    ///
    /// # Errors
    /// Everything that keeps it from being one, at once, each with its place.
    ///
    /// ```
    /// let problems = kinerja::Framework::parse(r#"{ "kinerja": "framework/1", "frameworks": "x" }"#).unwrap_err();
    /// assert!(problems.to_string().contains("did you mean `framework`?"));
    /// ```
    pub fn parse(text: &str) -> Result<Framework, Problems> {
        let mut reader = Reader::new(Some(text));
        match parse_into(text, &mut reader) {
            Some(tree) => Framework::from_tree(&tree, reader),
            None => Err(reader.problems),
        }
    }

    /// As [`Framework::parse`], from a tree.
    ///
    /// # Errors
    /// As [`Framework::parse`].
    pub fn parse_tree(tree: &Node<'_>) -> Result<Framework, Problems> {
        Framework::from_tree(tree, Reader::new(None))
    }

    fn from_tree(tree: &Node<'_>, mut reader: Reader<'_>) -> Result<Framework, Problems> {
        reader.framework(tree)
    }

    /// This framework as a `framework/1` document, for people: a line for each value.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_lines(&write::framework(self))
    }

    /// The canonical form: keys sorted, numbers as plain texts, nothing that is absent. Frameworks that say the same have the same, whatever format they came in.
    #[must_use]
    pub fn canonical_text(&self) -> String {
        canonical_text(&write::framework(self))
    }

    /// SHA-256 of the canonical form.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.canonical_text())
    }

    /// The scale of an id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }
}

impl Reader<'_> {
    /// The framework of a tree; all problems so far are those that keep it from being read.
    pub(crate) fn framework(&mut self, tree: &Node<'_>) -> Result<Framework, Problems> {
        document::FRAMEWORK.check(tree, &Trail::Top, self);
        if self.problems.is_empty() {
            values_of_levels(tree, self);
        }
        std::mem::take(&mut self.problems).in_order().or(()).and_then(|()| read::framework(tree).bounded())
    }
}

/// Either all levels of a scale have a value, or none: a half-valued scale has no order that could be reckoned with.
fn values_of_levels(tree: &Node<'_>, reader: &mut Reader<'_>) {
    for (position, scale) in read::items(tree, "scales").iter().enumerate() {
        let levels = read::items(scale, "levels");
        let valued = levels.iter().filter(|level| read::number(level, "value").is_some()).count();
        if valued != 0 && valued != levels.len() {
            reader.add(Problem::new(Code::ScaleValues, Path::new().key("scales").index(position)), scale);
        }
    }
}
