//! What a reader put up with: each use of a tolerance is told.

use crate::problem::{Code, Path, Position, Problem, Problems};

/// A defect that a reader puts up with.
pub(crate) struct Tolerance {
    /// Its stable word.
    pub(crate) word: &'static str,
    pub(crate) en: &'static str,
    pub(crate) id: &'static str,
}

/// The tolerances of a reader: name, word, then the sentence in English and Indonesian.
macro_rules! tolerances {
    ($($name:ident $word:literal $en:literal $id:literal;)*) => {
        $(static $name: Tolerance = Tolerance { word: $word, en: $en, id: $id };)*
    };
}
pub(super) use tolerances;

/// The tolerances that were used so far.
#[derive(Default)]
pub(crate) struct Used(pub(crate) Problems);

impl Used {
    pub(crate) fn note(&mut self, tolerance: &'static Tolerance, path: impl FnOnce() -> Path, found: &str) {
        self.add(tolerance, path, found, None);
    }

    /// As [`Used::note`], of a line of a table.
    pub(crate) fn note_at(
        &mut self,
        tolerance: &'static Tolerance,
        path: impl FnOnce() -> Path,
        found: &str,
        line: usize,
    ) {
        self.add(tolerance, path, found, Some(Position { line, column: 1 }));
    }

    fn add(
        &mut self,
        tolerance: &'static Tolerance,
        path: impl FnOnce() -> Path,
        found: &str,
        position: Option<Position>,
    ) {
        self.0.tell(|| {
            let problem = Problem::new(Code::FormatTolerance, path()).saying(tolerance.en, tolerance.id);
            problem.with("tolerance", tolerance.word).with("found", found).at(position)
        });
    }
}
