//! Appraisals by rules that are data: numbers exact, every number explained, the same answer everywhere.
//!
//! A regulation is a *scheme*: a dated, cited JSON document that a person who knows the regulation can read. *Facts* are what is known of one
//! employee in one period. A scheme [appraises](Scheme::appraise) facts and gives *outcomes*, warnings, and on demand the whole way there.
//!
//! ```
//! use kinerja::{Lang, Scheme};
//!
//! let scheme = Scheme::parse(r#"{
//!     "kinerja": "scheme/1", "scheme": "example/goals", "version": 1, "languages": ["en"],
//!     "inputs": [ { "name": "goals", "type": "list", "least": 1, "fields": [
//!         { "name": "weight", "type": "weight", "total": 100 },
//!         { "name": "target", "type": "number", "above": 0 },
//!         { "name": "actual", "type": "number", "from": 0, "optional": "not_rated" } ] } ],
//!     "steps": [
//!         { "each": "goals", "steps": [ { "name": "achieved", "is": "at_most(actual / target * 100, 120)" } ] },
//!         { "name": "score", "is": "sum(weight * achieved over goals, missing: block) / 100" } ],
//!     "outcomes": [ { "name": "score", "of": "score", "round": { "digits": 2, "mode": "half_up" } } ]
//! }"#)?;
//!
//! let appraisal = scheme.appraise(r#"{ "goals": [
//!     { "id": "attendance", "weight": 70, "target": 98.5, "actual": 97.2 },
//!     { "id": "dropouts",   "weight": "rest", "target": 40, "actual": 38 } ] }"#, None)?;
//!
//! assert_eq!(appraisal.label("score", Lang::En).as_deref(), Some("97.58"));
//! assert!(appraisal.explain(Lang::En).contains("97.2 / 98.5 × 100"));
//!
//! // A missing rating is not a zero: what is owed blocks, and says where it is missing.
//! let problems = scheme.appraise(r#"{ "goals": [ { "weight": 100, "target": 40 } ] }"#, None).unwrap_err();
//! assert_eq!(problems.iter().next().unwrap().text(Lang::En), "`score` cannot be calculated, because this is missing: `goals[0].actual`");
//! # Ok::<(), kinerja::Problems>(())
//! ```
//!
//! # The rooms
//!
//! - [`Scheme`]: rules as data. [`Scheme::parse`] refuses what cannot be evaluated; [`Scheme::check`] questions what is valid, as a lawyer would. Regulations in the
//!   box: [`Scheme::builtin`], [`schemes`].
//! - [`Appraisal`]: [outcomes](Appraisal::outcomes), [warnings](Appraisal::warnings), [explanation](Appraisal::explain), [`Trace`].
//! - [`Framework`]: competencies with their levels; job profiles and gaps; formats: [`framework`].
//! - [`Problem`], [`Problems`]: everything that is wrong with a document, at once, each with a stable [`Code`], its [`Path`], plain words and help, in English and Indonesian.
//! - [`Number`]: exact rationals, [`Rounding`] in ten named modes, [`Rounded`] numbers that keep their digits.
//! - [`weighting`]: goal weights, exact ratios that sum to one.
//! - [`feedback`]: ratings by many raters, anonymity that holds, suggestions.
//! - [`curve`]: from a figure to a score: straight lines, and realisations measured by their targets.
//! - [`apportion`]: whole units by exact parts, so that what is printed sums to what it says.
//! - [`development`]: from gaps to trainings, their hours and their effect; who took part, without a word about anybody.
//! - [`journal`]: daily reports rolled up. [`annual`]: periodic evaluations into one of the year.
//! - [`document`]: the one reader of every document. [`calls`]: the rooms by name, documents in, documents out.
//!
//! # What holds everywhere
//!
//! No float decides an outcome. A number in a document is the number that you see printed there. Rounding happens where a scheme says so, with the digits and
//! the mode that it says. Nothing panics, reads a clock, a file or the network, or draws a random number: documents in, documents out.

#[macro_use]
#[doc(hidden)]
pub mod faults;

pub mod annual;
pub mod apportion;
pub mod calls;
pub mod curve;
pub mod development;
pub mod document;
pub mod feedback;
pub mod framework;
pub mod journal;
pub mod period;
#[cfg(feature = "report")]
pub mod report;
pub mod trace;
pub mod weighting;

mod absence;
mod appraisal;
mod check;
mod citation;
mod number;
mod problem;
mod scheme;
mod shared;
mod text;
mod words;

pub use absence::AbsenceKind;
pub use appraisal::batch::{Batch, BatchRow};
pub use appraisal::cells::{Cells, Taker, Worker};
pub use appraisal::facts::Person;
pub use appraisal::{
    Answer, Appraisal, Change, Comparison, Contribution, Contributions, Difference, Exact, ExplainOptions, Facts, How,
    Lifted, Outcome, Said, Searched, Settings, Together, WhatIf, WhatIfOptions, Wish, compare,
};
pub use check::{InputSearch, Searches, Verdict};
pub use citation::{Basis, Citation, Confidence};
pub use document::parts::{Cited, Round, Score};
pub use framework::Framework;
pub use number::{Number, NumberError, NumberSum, Rounded, Rounding};
pub use period::Period;
pub use problem::{Code, Excerpt, Path, Position, Problem, Problems, Segment};
pub use scheme::model::{InForce, Status};
pub use scheme::{Field, Holding, Listed, OutcomeKind, Scheme, schemes};
pub use text::{Lang, Text};
pub use trace::{Annotation, Trace};
