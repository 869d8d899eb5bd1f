//! Appraisals by rules that are data: exact, explained, the same everywhere.

pub mod document;
pub mod period;

mod appraisal;
mod citation;
mod number;
mod problem;
mod scheme;
mod text;
pub mod trace;
mod words;

pub use appraisal::facts::Person;
pub use appraisal::{Appraisal, Exact, Outcome};
pub use citation::{Basis, Citation, Confidence};
pub use number::{Number, NumberError, NumberSum, Rounded, Rounding};
pub use period::Period;
pub use problem::{Code, Excerpt, Path, Position, Problem, Problems, Segment};
pub use scheme::formula::AbsenceKind;
pub use scheme::model::{InForce, Status};
pub use scheme::{Listed, Scheme, schemes};
pub use text::{Lang, Text};
pub use trace::{Annotation, Trace};
