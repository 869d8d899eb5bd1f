//! The formats in which frameworks are exchanged. Each has a tolerant reader that tells every tolerance it used, a strict checker, a writer, and a report of what a
//! framework loses on the way: `diff(x, read(write(x)))`.

#[cfg(feature = "case")]
mod case;
mod detect;
mod tolerance;
#[cfg(feature = "case")]
mod uuid;

use super::diff::Diff;
use super::model::Framework;
use super::profile::Profile;
use crate::document::{Reader, parse_into};
use crate::problem::{Code, Path, Problem, Problems};
use std::borrow::Cow;

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
}

impl Format {
    /// Every format that was built in.
    pub const ALL: &'static [Format] = &[
        Format::Kinerja,
        #[cfg(feature = "case")]
        Format::Case10,
        #[cfg(feature = "case")]
        Format::Case11,
    ];

    /// The word by which it is asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Format::Kinerja => "kinerja",
            #[cfg(feature = "case")]
            Format::Case10 => "case-1.0",
            #[cfg(feature = "case")]
            Format::Case11 => "case-1.1",
        }
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
        match word {
            #[cfg(feature = "case")]
            "case" => Some(Format::Case11),
            word => Format::ALL.iter().copied().find(|format| format.word() == word),
        }
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
        let format = match format {
            Some(format) => format,
            None => detect::format(text)?,
        };
        match format {
            Format::Kinerja => {
                let framework = Framework::parse(text)?;
                Ok(Reading { framework, profiles: Vec::new(), format, tolerances: Problems::default() })
            }
            #[cfg(feature = "case")]
            Format::Case10 | Format::Case11 => json(text, case::read),
        }
    }

    /// As [`Framework::read`], from bytes: UTF-8, or UTF-16 that says so by its byte order mark.
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
        Framework::read(&decoded(bytes)?, format)
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
        let outcome = match format {
            Format::Kinerja => return Framework::parse(text).err().unwrap_or_default(),
            #[cfg(feature = "case")]
            Format::Case10 | Format::Case11 => json(text, |tree, reader| {
                case::check(tree, format, reader);
                Ok(())
            }),
        };
        outcome.err().unwrap_or_default()
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
        let text = match format {
            Format::Kinerja => self.to_json(),
            #[cfg(feature = "case")]
            Format::Case10 | Format::Case11 => case::write(self, format),
        };
        let loss = self.diff(&Framework::read(&text, Some(format))?.framework);
        Ok(Writing { text, loss })
    }
}

/// Reads a JSON text to a tree, then by a reader of trees.
fn json<T>(
    text: &str,
    read: impl FnOnce(&crate::document::Node<'_>, &mut Reader<'_>) -> Result<T, Problems>,
) -> Result<T, Problems> {
    let mut reader = Reader::new(Some(text));
    let Some(tree) = parse_into(text, &mut reader) else { return Err(reader.problems) };
    let found = read(&tree, &mut reader)?;
    reader.problems.in_order().or(found)
}

/// Bytes as text.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Problems> {
    let wide = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
        text.ok().filter(|_| rest.is_empty()).map(Cow::Owned)
    };
    let found = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        bytes => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    found.ok_or_else(|| {
        let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
        Problems::from_iter([Problem::new(Code::FormatEncoding, Path::new()).with("at", at)])
    })
}
