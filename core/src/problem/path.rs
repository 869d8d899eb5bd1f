//! The way to a place in a document, and places in a text.

use crate::text::{QUOTED, cut};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::fmt;
use std::sync::Arc;

/// One step of a [`Path`]: a key of an object or a position in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Segment {
    /// A key of an object.
    Key(Arc<str>),
    /// A position in a list, from 0.
    Index(usize),
}

/// The way from the top of a document to a place in it, written `kegiatan[0].capaian`.
///
/// ```
/// use kinerja::Path;
/// let path = Path::new().key("goals").index(0).key("weight");
/// assert_eq!(path.to_string(), "goals[0].weight");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The path of the whole document.
    #[must_use]
    pub const fn new() -> Path {
        Path(Vec::new())
    }

    /// This path with a key added; of a key that is longer than 200 letters, its beginning.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Path {
        self.0.push(Segment::Key(cut(key.into(), QUOTED).into()));
        self
    }

    /// The path of a name of a scheme in the object at this one.
    pub(crate) fn with_name(&self, key: &Arc<str>) -> Path {
        // With room for a position after it.
        let mut longer = Vec::with_capacity(self.0.len().saturating_add(2));
        longer.extend_from_slice(&self.0);
        longer.push(Segment::Key(Arc::clone(key)));
        Path(longer)
    }

    /// This path with a position added.
    #[must_use]
    pub fn index(mut self, index: usize) -> Path {
        self.0.push(Segment::Index(index));
        self
    }

    /// This path inside what stands at a place.
    pub(crate) fn below(self, place: &[Segment]) -> Path {
        Path(place.iter().cloned().chain(self.0).collect())
    }

    /// The path of what is alike in all rows: `goals[1].score` is `goals.score`, a cell of a table its parameter.
    pub(crate) fn of_its_kind(&self) -> Path {
        let keys = || self.0.iter().filter(|segment| matches!(segment, Segment::Key(_)));
        let (from, count) = match keys().next() {
            Some(Segment::Key(top)) if matches!(&**top, "parameters" | "settings") => (0, 2),
            _ => (keys().count().saturating_sub(2), 2),
        };
        Path(keys().skip(from).take(count).cloned().collect())
    }

    /// This path, and from there another.
    pub(crate) fn then(mut self, further: &Path) -> Path {
        self.0.extend_from_slice(&further.0);
        self
    }

    /// The path without its last step.
    pub(crate) fn parent(mut self) -> Path {
        self.0.pop();
        self
    }

    /// The steps of the path.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if position == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A path on the stack while a document is walked; it becomes a [`Path`] only where there is a problem.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trail<'a> {
    Top,
    At(&'a Path),
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl<'a> Trail<'a> {
    pub(crate) fn key(&'a self, key: &'a str) -> Trail<'a> {
        Trail::Key(self, key)
    }

    pub(crate) fn index(&'a self, index: usize) -> Trail<'a> {
        Trail::Index(self, index)
    }

    pub(crate) fn path(&self) -> Path {
        match self {
            Trail::Top => Path::new(),
            Trail::At(path) => (*path).clone(),
            Trail::Key(parent, key) => parent.path().key(*key),
            Trail::Index(parent, index) => parent.path().index(*index),
        }
    }
}

/// Where in a text: line and column, both from 1, counted in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl Position {
    /// The position of a byte offset in a text.
    pub(crate) fn in_text(text: &str, offset: usize) -> Position {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count().saturating_add(1);
        let last_line = before.rsplit('\n').next().unwrap_or("");
        Position { line, column: last_line.chars().count().saturating_add(1) }
    }
}

/// A line of a formula with a mark under the place that is meant.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Excerpt {
    /// The line of the formula; of a long line the part around the place, with `…` where it was cut.
    pub line: String,
    /// How many letters of `line` stand before the place.
    pub mark: usize,
    /// Where in the formula.
    pub at: Position,
}

impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Segment::Key(key) => serializer.serialize_str(key),
            Segment::Index(index) => index.serialize(serializer),
        }
    }
}

/// A list of keys and positions: `["goals", 0, "weight"]`.
impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Position", 2)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.end()
    }
}

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Excerpt", 2)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("at", &self.at)?;
        object.end()
    }
}
