//! Weights by ranks alone: rank sum, rank reciprocal, rank order centroid.

use super::{Method, Named, Weights};
use crate::apportion::sum_of;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// What a rank weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RankRule {
    /// Of n, rank i weighs n + 1 − i.
    Sum,
    /// Rank i weighs 1 / i.
    Reciprocal,
    /// Rank i weighs the mean of 1/k over the places k, nothing before i: the centroid of all weights that have this order (ROC, Barron and Barrett 1996; SMARTER).
    Centroid,
}

impl RankRule {
    /// The method's word in a weights document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            RankRule::Sum => "rank_sum",
            RankRule::Reciprocal => "rank_reciprocal",
            RankRule::Centroid => "roc",
        }
    }

    /// What each place of `count` weighs, the first place first; not yet by their sum.
    fn places(self, count: usize) -> Vec<Number> {
        let whole = |number: usize| Number::from(i64::try_from(number).unwrap_or(i64::MAX));
        // A place is a number above zero.
        let reciprocal = |place: usize| Number::ONE.checked_div(&whole(place)).unwrap_or_default();
        match self {
            RankRule::Sum => (1..=count).rev().map(whole).collect(),
            RankRule::Reciprocal => (1..=count).map(reciprocal).collect(),
            RankRule::Centroid => {
                let from_last = (1..=count).rev().scan(Number::ZERO, |sum, place| {
                    *sum = &*sum + &reciprocal(place);
                    Some(sum.clone())
                });
                let mut places: Vec<Number> = from_last.collect();
                places.reverse();
                places
            }
        }
    }
}

/// The judgement behind [`Weights::ranks`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ranks {
    /// The rank of each name, 1 the most important; equal ranks are a tie.
    pub ranks: Named<Number>,
    /// What a rank weighs.
    pub rule: RankRule,
}

impl Weights {
    /// Weights by ranks, 1 the most important. Equal ranks are a tie: they share what the places weigh that they take up together.
    ///
    /// Only the order of the ranks counts: 1, 2, 2, 4 is 1, 2, 2, 3.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like; `weights.rank` where a rank is no whole number from 1. Paths are `ranks`, then the name.
    ///
    /// ```
    /// use kinerja::weighting::{RankRule, Weights};
    /// let weights = Weights::ranks([("quality", 1), ("price", 2), ("style", 2)], RankRule::Centroid)?;
    /// let ratios: Vec<String> = weights.iter().map(|(_, ratio)| ratio.to_string()).collect();
    /// assert_eq!(ratios, ["11/18", "7/36", "7/36"]);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn ranks<S: Into<String>, N: Into<Number>>(
        ranks: impl IntoIterator<Item = (S, N)>,
        rule: RankRule,
    ) -> Result<Weights, Problems> {
        const AT: &str = "ranks";
        let ranks = Named::new(AT, ranks.into_iter().map(|(name, rank)| (name, rank.into())))?;
        let wrong = ranks
            .iter()
            .filter(|(_, rank)| !rank.is_integer() || !rank.is_positive())
            .map(|(name, rank)| Problem::new(Code::WeightsRank, Path::new().key(AT).key(name)).with("found", rank));
        wrong.collect::<Problems>().or(())?;

        let places = rule.places(ranks.len());
        let mut sorted: Vec<&Number> = ranks.values().collect();
        sorted.sort();
        let raw = ranks.clone().try_map(|rank| {
            let before = sorted.partition_point(|other| **other < rank);
            let until = sorted.partition_point(|other| **other <= rank);
            let shared = places.get(before..until)?;
            sum_of(shared).checked_div(&Number::from(i64::try_from(shared.len()).ok()?))
        });
        let weights = raw.and_then(|raw| Weights::in_proportion(raw, Method::Ranks(Ranks { ranks, rule })));
        weights.ok_or_else(|| super::impossible("ranks without a place"))
    }
}
