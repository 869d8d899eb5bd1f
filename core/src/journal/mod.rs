//! Daily activity reports, rolled up into realisations of goals and effective minutes.
//!
//! An employee enters what was done each day; the superior accepts or rejects it. Only accepted entries count. [`Settings`] say what an activity is worth in minutes, how many minutes
//! a day or a month asks for, and what is done with what looks wrong; [`Journal::roll_up`] adds up by day, month and quarter. What each number rests on is named.

pub(crate) mod document;
mod entries;
pub(crate) mod result;
mod roll_up;
mod settings;

pub use entries::{Entry, Journal, Minutes, Verdict};
pub use roll_up::{Realisation, RollUp, Tally, Totals};
pub use settings::{Activity, Goal, GoalOf, Late, Norm, Over, Settings};
