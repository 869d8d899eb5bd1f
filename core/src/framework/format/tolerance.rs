//! What a reader put up with: each use of a tolerance is told.

use crate::problem::{Code, Path, Problem, Problems};

/// A defect that a reader puts up with.
pub(crate) struct Tolerance {
    /// Its stable word.
    pub(crate) word: &'static str,
    pub(crate) en: &'static str,
    pub(crate) id: &'static str,
}

/// The tolerances that were used so far.
#[derive(Default)]
pub(crate) struct Used(pub(crate) Problems);

impl Used {
    pub(crate) fn note(&mut self, tolerance: &'static Tolerance, path: impl FnOnce() -> Path, found: &str) {
        let full = self.0.is_full();
        let problem = Problem::new(Code::FormatTolerance, if full { Path::new() } else { path() });
        self.0.push(problem.saying(tolerance.en, tolerance.id).with("tolerance", tolerance.word).with("found", found));
    }
}
