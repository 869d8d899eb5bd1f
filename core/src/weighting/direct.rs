//! Weights that were given as such.

use super::{Method, Named, Weights};
use crate::apportion::sum_of;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// A weight as it was given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Share {
    /// A number.
    Number(Number),
    /// What the others leave of the total.
    Rest,
    /// As much as each other.
    Equal,
}

impl Share {
    /// A number.
    ///
    /// ```
    /// use kinerja::weighting::Share;
    /// assert_eq!(Share::of(40), Share::Number(40.into()));
    /// ```
    pub fn of(number: impl Into<Number>) -> Share {
        Share::Number(number.into())
    }
}

/// What given weights must sum to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sum {
    /// Exactly this, without tolerance.
    Exactly(Number),
    /// Whatever it is: the weights are brought to one by their sum.
    Normalised,
}

/// The judgement behind [`Weights::direct`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Direct {
    /// The weights as given.
    pub shares: Named<Share>,
    /// What they must sum to.
    pub sum: Sum,
}

impl Weights {
    /// Weights given as numbers; one of them may be the rest of the total, or all of them equal.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like; `weights.negative`, `weights.words`, `weights.sum`, `weights.all_zero`. Paths are `weights`, then the name.
    ///
    /// ```
    /// use kinerja::weighting::{Share, Sum, Weights};
    /// use kinerja::Number;
    ///
    /// let thirds = Weights::direct(["a", "b", "c"].map(|name| (name, Share::Equal)), Sum::Normalised)?;
    /// assert_eq!(thirds.get("b"), Number::ratio(1, 3).as_ref());
    ///
    /// let problems = Weights::direct([("a", Share::of(60)), ("b", Share::of(30))], Sum::Exactly(100.into())).unwrap_err();
    /// assert_eq!(problems.iter().next().unwrap().text(kinerja::Lang::En), "the weights sum to 90, not 100: 10 missing");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn direct<S: Into<String>>(
        shares: impl IntoIterator<Item = (S, Share)>,
        sum: Sum,
    ) -> Result<Weights, Problems> {
        const AT: &str = "weights";
        let shares = Named::new(AT, shares)?;
        let here = Path::new().key(AT);
        let mut problems = Problems::default();
        let numbers = || {
            shares.iter().filter_map(|(name, share)| match share {
                Share::Number(number) => Some((name, number)),
                _ => None,
            })
        };
        for (name, number) in numbers().filter(|(_, number)| number.is_negative()) {
            problems.push(Problem::new(Code::WeightsNegative, here.clone().key(name)).with("found", number));
        }
        if let Sum::Exactly(total) = &sum
            && !total.is_positive()
        {
            problems.push(Problem::new(Code::WeightsTotal, Path::new().key("total")).with("found", total));
        }
        let count = |wanted: &Share| shares.values().filter(|share| *share == wanted).count();
        let (rest, equal) = (count(&Share::Rest), count(&Share::Equal));
        let all_equal = equal == shares.len();
        let rest_of_nothing = rest > 0 && sum == Sum::Normalised;
        if rest > 1 || (equal > 0 && !all_equal) || rest_of_nothing {
            let problem = Problem::new(Code::WeightsWords, here.clone());
            problems.push(if rest_of_nothing {
                problem.advising(
                    "\"rest\" needs a total: leave `normalise` out",
                    "\"rest\" memerlukan jumlah: hilangkan `normalise`",
                )
            } else {
                problem
            });
        }
        if !problems.is_empty() {
            return Err(problems);
        }

        let given = sum_of(numbers().map(|(_, number)| number));
        let left = match &sum {
            Sum::Exactly(total) => total - &given,
            Sum::Normalised => Number::ZERO,
        };
        if !all_equal && (left.is_negative() || (rest == 0 && !left.is_zero())) {
            let words = if left.is_negative() { format!("{} too much", left.abs()) } else { format!("{left} missing") };
            let problem = Problem::new(Code::WeightsSum, here).with("sum", &given);
            return Err([problem.with("total", &given + &left).with("difference", words)].into_iter().collect());
        }
        let raw = shares.map(|share| match share {
            Share::Number(number) => number.clone(),
            Share::Rest => left.clone(),
            Share::Equal => Number::ONE,
        });
        Weights::in_proportion(raw, Method::Direct(Direct { shares, sum }))
            .ok_or_else(|| [Problem::new(Code::WeightsAllZero, here)].into_iter().collect())
    }
}
