//! Goal weights: from judgement to exact ratios that sum to one.
//!
//! Each method takes what somebody judged (points, ranks, comparisons) and gives [`Weights`]: named ratios, exact, with what they came from.
//!
//! ```
//! use kinerja::weighting::{Share, Sum, Weights};
//! use kinerja::Number;
//!
//! let weights = Weights::direct([("attendance", Share::of(70)), ("dropouts", Share::Rest)], Sum::Exactly(100.into()))?;
//! assert_eq!(weights.get("dropouts"), Number::ratio(3, 10).as_ref());
//! # Ok::<(), kinerja::Problems>(())
//! ```

mod ahp;
mod bwm;
mod cascade;
mod comparison;
mod direct;
pub(crate) mod document;
mod explain;
mod named;
mod points;
mod rank;
mod rules;
mod simplex;
mod square;
mod survey;
mod tree;

pub use ahp::{Ahp, AhpSettings, Consistency, Group, Judge, Priorities, RandomIndex, Revisit};
pub use bwm::BestWorst;
pub use cascade::{Achieved, Carries, Cascade, CascadedGoal, Holder, Way};
pub use comparison::Comparisons;
pub use direct::{Direct, Share, Sum};
pub use named::Named;
pub use points::{Points, Scale};
pub use rank::{RankRule, Ranks};
pub use rules::{Fitted, Rule, Rules};
pub use survey::Survey;
pub use tree::{Branch, Level, Tree};

use crate::apportion::{apportion, sum_of};
use crate::number::{Number, Rounded};
use crate::problem::{Code, Path, Problem, Problems};

/// Named exact ratios, none below zero, that sum to one, and the judgement they came from.
///
/// They exist only valid: each method refuses what gives none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weights {
    ratios: Named<Number>,
    method: Method,
}

/// The method that gave weights, with what was judged.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Method {
    /// The weights themselves were given.
    Direct(Direct),
    /// Points were given.
    Points(Points),
    /// Ranks were given.
    Ranks(Ranks),
    /// Each was compared with each: the analytic hierarchy process.
    Ahp(Box<Ahp>),
    /// Each was compared with the best and the worst.
    BestWorst(Box<BestWorst>),
    /// Each part of each level was weighed among those beside it.
    Tree(Box<Tree>),
    /// Other weights were made to keep to rules.
    Fitted(Box<Fitted>),
}

impl Method {
    /// The method's word in a weights document, `direct`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Method::Direct(_) => "direct",
            Method::Points(points) => points.scale.word(),
            Method::Ranks(ranks) => ranks.rule.word(),
            Method::Ahp(_) => "ahp",
            Method::BestWorst(_) => "bwm",
            Method::Tree(_) => "tree",
            Method::Fitted(_) => "fit",
        }
    }
}

impl Weights {
    /// The weights of raw numbers, none of them below zero: each by their sum. None where the sum is zero.
    fn in_proportion(raw: Named<Number>, method: Method) -> Option<Weights> {
        let sum = sum_of(raw.values());
        let ratios = raw.try_map(|number| number.checked_div(&sum))?;
        Some(Weights { ratios, method })
    }

    /// The names and their ratios to one, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Number)> {
        self.ratios.iter()
    }

    /// The ratio of a name, `1/3` for a third of the whole.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Number> {
        self.ratios.get(name)
    }

    /// The weights as numbers of so many digits that sum to a total exactly, each less than one unit of the last digit from its ratio; see
    /// [`apportion`](crate::apportion::apportion).
    ///
    /// # Errors
    /// `weights.total` where the total is not above zero or has more digits itself.
    ///
    /// ```
    /// use kinerja::weighting::{Share, Sum, Weights};
    /// let thirds = Weights::direct(["a", "b", "c"].map(|name| (name, Share::Equal)), Sum::Normalised)?;
    /// let percent = thirds.apportion(&100.into(), 2)?;
    /// assert_eq!(percent.get("a").map(ToString::to_string).as_deref(), Some("33.34"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn apportion(&self, total: &Number, digits: u8) -> Result<Named<Rounded>, Problems> {
        let ratios: Vec<Number> = self.ratios.values().cloned().collect();
        let numbers = if total.is_positive() { apportion(&ratios, total, digits) } else { None };
        numbers.map(|numbers| self.ratios.with(numbers)).ok_or_else(|| {
            let problem = Problem::new(Code::WeightsTotal, Path::new().key("total")).with("found", total);
            let problem = if total.is_positive() {
                problem.with("digits", digits).saying(
                    "{found} cannot be divided into numbers of {digits} digits after the point",
                    "{found} tidak dapat dibagi menjadi angka dengan {digits} digit di belakang koma",
                )
            } else {
                problem
            };
            [problem].into_iter().collect()
        })
    }

    /// The method, with what was judged.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }
}

/// A state that no judgement leads to.
fn impossible(reason: &str) -> Problems {
    [Problem::new(Code::Internal, Path::new()).with("reason", reason)].into_iter().collect()
}
