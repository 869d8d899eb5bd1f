//! From periodic evaluations to the year's: named rules over segments of a period.
//!
//! Regulations ask for monthly or quarterly evaluations and one of the year, and mostly do not say how the one follows from the others, nor what a move, an acting post, leave or a short
//! service does to it. Here each of these is a [`Choice`] with a name, made by a rule that is cited or else marked as the organisation's own.

mod choices;
pub(crate) mod document;
mod evaluate;
pub(crate) mod result;
mod segments;

pub use choices::{Acting, Choice, Choices, Gap, LeaveDays, MonthOfMove, Overlap, Rule, Tie, Weigh};
pub use evaluate::{Annual, Unratable, Year, YearValue};
pub use segments::{Evaluation, Segment};
