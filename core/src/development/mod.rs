//! From gaps to a development plan, and from training done to its effect.
//!
//! [`Plan`] orders what is lacking by priority, finds the trainings that lead from the level shown to the one required, and reckons their hours against those of the year. [`Effect`]
//! compares the same people before and after, with an interval that says how sure that is. [`Participation`] counts who took part and who refused, by reason and unit, so that
//! an organisation can act on the reasons; it has no number for a person, and none that rests on fewer than five.

pub(crate) mod calls;
mod catalogue;
pub(crate) mod document;
mod effect;
mod need;
mod participation;
mod plan;
mod quantile;
mod result;

pub use catalogue::{Catalogue, Closes, Training, TrainingKind};
pub use effect::{Effect, Interval};
pub use need::{Lacking, Need};
pub use participation::{Came, Count, Offer, Participation};
pub use plan::{Course, Done, Entitlement, Hours, Plan, Planned};
