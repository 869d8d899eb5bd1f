//! Feedback by many raters: from above, beside and below, from the person and from those who are served.
//!
//! A [`Policy`] says who rates what, how much each group counts, and what happens where something is missing. [`Responses`] are flat answers about one
//! person in one period. [`Policy::aggregate`] gives group means and scores; a group of raters who must stay unknown and are too few is never part of a
//! number. [`Release`] checks the same for everything that an organisation publishes together: nested units, totals, several dates.
//!
//! Feedback goes up as well as down: questions about superiors are items like others, and what staff propose for a policy or a procedure is a [`Suggestion`], heard by rule.

mod aggregate;
mod anonymity;
pub(crate) mod calls;
mod centre;
pub(crate) mod document;
mod linear;
mod policy;
mod responses;
mod result;
mod rows;
pub(crate) mod suggestion;
mod units;

pub use aggregate::{Feedback, Given, GroupResult, ItemResult, NoScore, ShownNote};
pub use anonymity::{Cell, EXACT_UP_TO, Mean, Release, Released, Rule, Wanted, Withheld};
pub use policy::{Centre, Cut, Group, Item, ItemKind, Missing, Over, Policy, Raters, Repeated, TooFew};
pub use responses::{Answer, Note, Responses};
pub use result::RowNames;
pub use rows::{RowAnswer, Scores};
pub use suggestion::{Change, Review, State, Step, Suggestion};
pub use units::{Key, UnitMeans};
