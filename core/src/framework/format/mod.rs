//! The formats in which frameworks are exchanged. Each has a tolerant reader that tells every tolerance it used, a strict checker, a writer, and a report of what a
//! framework loses on the way: `diff(x, read(write(x)))`.
//!
//! [`REGISTRY`] is the one list of them. A format knows the model; the model knows no format.

#![cfg_attr(
    not(all(feature = "case", feature = "ctdl-asn", feature = "moodle", feature = "table")),
    allow(
        dead_code,
        unused_imports,
        unused_macros,
        reason = "what formats share, and a house builds only those that it needs"
    )
)]

#[cfg(feature = "case")]
mod case;
#[cfg(feature = "ctdl-asn")]
mod ctdl;
#[cfg(any(feature = "moodle", feature = "table"))]
mod delimited;
mod detect;
#[cfg(feature = "moodle")]
mod moodle;
mod own;
mod source;
#[cfg(feature = "table")]
pub(super) mod table;
mod tolerance;
#[cfg(any(feature = "case", feature = "ctdl-asn"))]
mod uuid;
#[cfg(feature = "xlsx")]
mod xlsx;

use super::diff::Diff;
use super::model::Framework;
use super::profile::Profile;
use crate::document::Reader;
use crate::problem::{Code, Path, Problem, Problems};
use source::Source;

/// A format of frameworks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Our own `framework/1`.
    Kinerja,
    /// A package of 1EdTech CASE 1.0.
    #[cfg(feature = "case")]
    Case10,
    /// A package of 1EdTech CASE 1.1. What CASE has no field for goes into its extensions, so that nothing is lost.
    #[cfg(feature = "case")]
    Case11,
    /// A graph of Credential Engine's CTDL-ASN, in compact JSON-LD.
    #[cfg(feature = "ctdl-asn")]
    CtdlAsn,
    /// The CSV of Moodle's competency frameworks.
    #[cfg(feature = "moodle")]
    Moodle,
    /// A table with columns of our own, which holds job profiles too; and any table by a [`Table`](super::Table) of another house.
    #[cfg(feature = "table")]
    Table,
    /// The table of roles and skills of the UK Government's Digital and Data profession.
    #[cfg(feature = "table")]
    UkDdat,
    /// The table of skills of the same, a column for each level.
    #[cfg(feature = "table")]
    UkDdatSkills,
    /// SAP SuccessFactors' table of competencies mapped to roles.
    #[cfg(feature = "table")]
    SapRoleCompetencies,
    /// A row for each post, a column for each competency, the level required in the cell: what Indonesian agencies keep.
    #[cfg(feature = "table")]
    LevelMatrix,
}

/// What stands in the registry of a format.
struct Entry {
    format: Format,
    /// The word by which it is asked for.
    word: &'static str,
    /// Other words for it.
    also: &'static [&'static str],
    /// Whether it is written as JSON.
    json: bool,
    /// Whether a text is in it.
    found: fn(&Source<'_>) -> bool,
    /// The tolerant reader; what it puts up with stands in the reading, what it refuses in the reader.
    read: fn(&Source<'_>, &mut Reader<'_>) -> Result<Reading, Problems>,
    /// The strict checker.
    check: fn(&Source<'_>, &mut Reader<'_>),
    write: fn(&Framework, &[Profile]) -> String,
}

/// Every format that was built in. Where a text is in several, the first that finds it reads it.
const REGISTRY: &[&Entry] = &[
    &own::ENTRY,
    #[cfg(feature = "case")]
    &case::CASE_10,
    #[cfg(feature = "case")]
    &case::CASE_11,
    #[cfg(feature = "ctdl-asn")]
    &ctdl::ENTRY,
    #[cfg(feature = "moodle")]
    &moodle::ENTRY,
    #[cfg(feature = "table")]
    &table::UK_DDAT,
    #[cfg(feature = "table")]
    &table::UK_DDAT_SKILLS,
    #[cfg(feature = "table")]
    &table::SAP,
    #[cfg(feature = "table")]
    &table::OWN,
    #[cfg(feature = "table")]
    &table::MATRIX,
];

impl Format {
    /// Every format that was built in.
    pub const ALL: &'static [Format] = &{
        let mut all = [Format::Kinerja; REGISTRY.len()];
        let mut at = 0;
        while at < all.len() {
            #[expect(
                clippy::indexing_slicing,
                reason = "both are as long as the registry, and this runs when compiling"
            )]
            {
                all[at] = REGISTRY[at].format;
            }
            at += 1;
        }
        all
    };

    fn entry(self) -> &'static Entry {
        REGISTRY.iter().copied().find(|entry| entry.format == self).unwrap_or(&own::ENTRY)
    }

    /// The word by which it is asked for.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.entry().word
    }

    /// The format of a word; `case` is the newest CASE.
    ///
    /// ```
    /// use kinerja::framework::Format;
    /// assert_eq!(Format::from_word("case"), Format::from_word("case-1.1"));
    /// assert!(Format::from_word("papyrus").is_none());
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Format> {
        let found = REGISTRY.iter().find(|entry| entry.word == word || entry.also.contains(&word));
        found.map(|entry| entry.format)
    }

    /// The format of a word that a request names.
    pub(crate) fn named(word: &str) -> Result<Format, Problems> {
        Format::from_word(word).ok_or_else(|| {
            let known = || Format::ALL.iter().map(|format| format.word());
            let problem = Problem::new(Code::FormatUnknown, Path::new().key("format")).with("found", word);
            Problems::from_iter([problem.known(known()).maybe_meant(word, known())])
        })
    }
}

/// A framework that was read, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// The framework.
    pub framework: Framework,
    /// The job profiles that stood beside it, in formats that hold them.
    pub profiles: Vec<Profile>,
    /// The format that it was in.
    pub format: Format,
    /// What the reader put up with: each use of a tolerance (`format.tolerance`).
    pub tolerances: Problems,
}

/// A framework that was written, and what it lost.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Writing {
    /// The text.
    pub text: String,
    /// What reading the text again would miss or find otherwise.
    pub loss: Diff,
    /// What the strict checker of the format has against the text, because the framework says what the format does not take: an id that an importer would cut, a
    /// row that it would drop without a word.
    pub warnings: Problems,
}

impl Framework {
    /// Reads a framework in a format; where none is named, in the one that its content shows.
    ///
    /// # Errors
    /// What keeps it from being read; `format.wrong_kind` names a document of another kind.
    ///
    /// ```
    /// use kinerja::{Framework, framework::Format};
    /// let reading = Framework::read(r#"{ "kinerja": "framework/1", "framework": "example/none" }"#, None)?;
    /// assert_eq!(reading.format, Format::Kinerja);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn read(text: &str, format: Option<Format>) -> Result<Reading, Problems> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::new(Some(text));
        let source = Source::of(text, format.map(|format| format.entry().json), &mut reader)?;
        let format = match format {
            Some(format) => format,
            None => detect::format(&source)?,
        };
        let mut reading = (format.entry().read)(&source, &mut reader)?;
        reading.framework = reading.framework.bounded()?;
        reader.problems.in_order().or(reading)
    }

    /// As [`Framework::read`], from bytes: UTF-8, or UTF-16 that says so by its byte order mark; with the feature `xlsx` also a workbook, which holds a table in one of
    /// its sheets.
    ///
    /// # Errors
    /// As [`Framework::read`]; `format.encoding` where the bytes are in no encoding that is known.
    ///
    /// ```
    /// use kinerja::Framework;
    /// let text = r#"{ "kinerja": "framework/1", "framework": "example/none" }"#;
    /// let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    /// assert_eq!(Framework::read_bytes(&wide, None)?.framework.id, "example/none");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn read_bytes(bytes: &[u8], format: Option<Format>) -> Result<Reading, Problems> {
        #[cfg(feature = "xlsx")]
        if bytes.starts_with(b"PK\x03\x04") {
            let book = xlsx::OpenedBook::open(bytes).map_err(|problem| Problems::from_iter([problem]))?;
            let source = Source::Book(&book);
            let format = format.map_or_else(|| detect::format(&source), Ok)?;
            return (format.entry().read)(&source, &mut Reader::new(None));
        }
        Framework::read(&source::decoded(bytes)?, format)
    }

    /// Everything in which a text is not what its format says it must be: strictly, where reading is tolerant.
    ///
    /// ```
    /// # #[cfg(feature = "case")] {
    /// use kinerja::{Framework, framework::Format};
    /// let package = Framework::builtin("id/berakhlak", None).unwrap().to_format(Format::Case11).unwrap();
    /// assert!(Framework::check_format(&package.text, Format::Case11).is_empty());
    /// # }
    /// ```
    #[must_use]
    pub fn check_format(text: &str, format: Format) -> Problems {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::new(Some(text));
        match Source::of(text, Some(format.entry().json), &mut reader) {
            Ok(source) => {
                (format.entry().check)(&source, &mut reader);
                reader.problems.in_order()
            }
            Err(problems) => problems,
        }
    }

    /// Writes this framework in a format, and says what it loses there.
    ///
    /// # Errors
    /// What the format cannot say at all, even by leaving something out.
    ///
    /// ```
    /// # #[cfg(feature = "case")] {
    /// use kinerja::{Framework, framework::Format};
    /// let framework = Framework::builtin("id/standar-kompetensi-38-2017", None).unwrap();
    /// assert!(framework.to_format(Format::Case11).unwrap().loss.is_empty());
    /// assert!(!framework.to_format(Format::Case10).unwrap().loss.is_empty());
    /// # }
    /// ```
    pub fn to_format(&self, format: Format) -> Result<Writing, Problems> {
        self.to_format_with(format, &[])
    }

    /// As [`Framework::to_format`], with job profiles beside it: in a format that holds none, the report tells that they are lost.
    ///
    /// # Errors
    /// As [`Framework::to_format`].
    ///
    /// ```
    /// use kinerja::{Framework, framework::Format};
    /// let standard = Framework::builtin("id/standar-kompetensi-38-2017", None)?;
    /// let writing = standard.to_format_with(Format::Kinerja, &[standard.profile("administrator")?])?;
    /// assert_eq!(writing.loss.changes[0].list, "profiles");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn to_format_with(&self, format: Format, profiles: &[Profile]) -> Result<Writing, Problems> {
        let text = (format.entry().write)(self, profiles);
        let again = Framework::read(&text, Some(format))?;
        let loss = self.diff(&again.framework).with_profiles(profiles, &again.profiles);
        let warnings = Framework::check_format(&text, format);
        Ok(Writing { text, loss, warnings })
    }
}
