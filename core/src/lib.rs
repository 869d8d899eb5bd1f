//! Appraisals by rules that are data: exact, explained, the same everywhere.

pub mod document;
pub mod period;

mod appraisal;
mod number;
mod problem;
mod scheme;
mod text;

pub use appraisal::facts::{Annotation, Person};
pub use appraisal::{Appraisal, Exact, Facts, Outcome, Settings};
pub use number::{Number, NumberError, NumberSum, Rounded, Rounding};
pub use period::Period;
pub use problem::{Code, Excerpt, Path, Position, Problem, Problems, Segment};
pub use scheme::formula::AbsenceKind;
pub use scheme::model::{Basis, Confidence, InForce, Status};
pub use scheme::{Listed, Scheme, schemes};
pub use text::{Lang, Text};
