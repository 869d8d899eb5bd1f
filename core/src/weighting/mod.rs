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

mod direct;
pub(crate) mod document;
mod named;

pub use direct::{Direct, Share, Sum};
pub use named::Named;

use crate::number::{Number, NumberSum};

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
}

impl Method {
    /// The method's word in a weights document, `direct`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Method::Direct(_) => "direct",
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

    /// The method, with what was judged.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }
}

/// The exact sum.
fn sum_of<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> Number {
    let mut sum = NumberSum::new();
    numbers.into_iter().for_each(|number| sum.add(number));
    sum.finish()
}
