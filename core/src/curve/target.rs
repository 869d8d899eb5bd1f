//! A realisation measured by its target, in percent: the usual forms, with what holds at their edges.

use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// What is better, and how a realisation is measured by its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// Higher is better: 100 + (a − t) / |t| × 100, which of a target above zero is a / t × 100.
    Higher,
    /// Lower is better: 100 − (a − t) / |t| × 100, which of a target above zero is (2 − a / t) × 100. It mirrors [`Aim::Higher`]: as much below the target as the other above it.
    Lower,
    /// Lower is better, by the ratio: t / a × 100. It explodes near zero, and needs a target above zero.
    LowerByRatio,
    /// The target itself is best: (1 − |a − t| / |t|) × 100, and 100 within a tolerance, from whose edge the rest is measured.
    Near {
        /// How far from the target is as good as on it, as a part of the target: 0.05 is five percent.
        tolerance: Number,
    },
    /// The way from a baseline to the target: (a − b) / (t − b) × 100. It serves targets of zero, below zero and in percent, higher or lower.
    From {
        /// Where the way begins.
        baseline: Number,
    },
}

/// What a target of zero means, by which nothing can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ZeroTarget {
    /// It is a problem.
    #[default]
    Refused,
    /// 100 where it is met, else the bound on the side where the realisation lies.
    MetOrBound,
}

/// How realisations of one measure are scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What is better.
    pub aim: Aim,
    /// The planned figure.
    pub target: Number,
    /// No score is below this.
    pub least: Option<Number>,
    /// No score is above this.
    pub most: Option<Number>,
    /// What a target of zero means.
    pub zero: ZeroTarget,
}

/// A bound that a score was brought to, or that is the score where nothing else tells it: of a target of zero, or of a ratio by nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounded {
    /// The least.
    AtLeast,
    /// The most.
    AtMost,
}

impl Target {
    /// The score of a realisation, exactly, in percent, and the bound that it was brought to, or that stands for it, if one does.
    ///
    /// # Errors
    /// `curve.zero_target` of a target of zero, but for a baseline; `curve.negative_target` of a ratio whose target is below zero; `curve.zero_actual` of a ratio by a realisation that is not above
    /// zero, where no most says what the best is; `curve.no_way` where the target is the baseline; `curve.bounds` where the least is above the most; `curve.tolerance` of a tolerance below zero. Paths are the
    /// names of the values.
    ///
    /// ```
    /// use kinerja::Number;
    /// use kinerja::curve::{Aim, Target, ZeroTarget};
    ///
    /// let budget = Target { aim: Aim::Lower, target: 50.into(), least: Some(0.into()), most: Some(120.into()), zero: ZeroTarget::Refused };
    /// assert_eq!(budget.score(&Number::from(40))?.0, Number::from(120));
    /// assert_eq!(budget.score(&Number::from(60))?.0, Number::from(80));
    ///
    /// // A loss of 40 where 50 was planned is better than planned, not 80 percent of it.
    /// let loss = Target { aim: Aim::Higher, target: (-50).into(), least: None, most: None, zero: ZeroTarget::Refused };
    /// assert_eq!(loss.score(&Number::from(-40))?.0, Number::from(120));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn score(&self, actual: &Number) -> Result<(Number, Option<Bounded>), Problems> {
        if let (Some(least), Some(most)) = (&self.least, &self.most)
            && least > most
        {
            let problem = Problem::new(Code::CurveBounds, Path::new().key("at_least"));
            return Err(one(problem.with("least", least).with("most", most)));
        }
        let (score, bounded) = self.raw(actual)?;
        if let Some(least) = self.least.as_ref().filter(|least| score < **least) {
            return Ok((least.clone(), Some(Bounded::AtLeast)));
        }
        if let Some(most) = self.most.as_ref().filter(|most| score > **most) {
            return Ok((most.clone(), Some(Bounded::AtMost)));
        }
        Ok((score, bounded))
    }

    /// The score before it is brought to its bounds, and the bound that it is where nothing else tells it.
    fn raw(&self, actual: &Number) -> Result<(Number, Option<Bounded>), Problems> {
        let target = &self.target;
        let whole = Number::from(100);
        let problem = |code: Code, key: &str| one(Problem::new(code, Path::new().key(key)).with("found", target));
        if let Aim::From { baseline } = &self.aim {
            let part = (actual - baseline).checked_div(&(target - baseline));
            return part.map(|part| (&part * &whole, None)).ok_or_else(|| problem(Code::CurveNoWay, "baseline"));
        }
        if let Aim::Near { tolerance } = &self.aim
            && tolerance.is_negative()
        {
            return Err(one(Problem::new(Code::CurveTolerance, Path::new().key("tolerance")).with("found", tolerance)));
        }
        if target.is_zero() {
            return self.of_zero(actual).ok_or_else(|| problem(Code::CurveZeroTarget, "target"));
        }
        if self.aim == Aim::LowerByRatio {
            if target.is_negative() {
                return Err(problem(Code::CurveNegativeTarget, "target"));
            }
            if !actual.is_positive() {
                // Nothing is better than nothing at all.
                let best = self.bound(Bounded::AtMost);
                let problem = || Problem::new(Code::CurveZeroActual, Path::new().key("actual")).with("found", actual);
                return best.ok_or_else(|| one(problem()));
            }
            return Ok((&target.checked_div(actual).unwrap_or_default() * &whole, None));
        }
        let size = target.abs();
        let off = (actual - target).checked_div(&size).unwrap_or_default();
        let off = match &self.aim {
            Aim::Higher => -off,
            Aim::Near { tolerance } => (&off.abs() - tolerance).max(Number::ZERO),
            _ => off,
        };
        Ok((&whole - &(&off * &whole), None))
    }

    /// A bound as the score.
    fn bound(&self, bounded: Bounded) -> Option<(Number, Option<Bounded>)> {
        let bound = match bounded {
            Bounded::AtLeast => &self.least,
            Bounded::AtMost => &self.most,
        };
        bound.clone().map(|bound| (bound, Some(bounded)))
    }

    /// The score by a target of zero.
    fn of_zero(&self, actual: &Number) -> Option<(Number, Option<Bounded>)> {
        if self.zero == ZeroTarget::Refused {
            return None;
        }
        let is_better = match self.aim {
            _ if actual.is_zero() => return Some((Number::from(100), None)),
            Aim::Higher => actual.is_positive(),
            Aim::Lower | Aim::LowerByRatio => actual.is_negative(),
            _ => false,
        };
        self.bound(if is_better { Bounded::AtMost } else { Bounded::AtLeast })
    }
}

fn one(problem: Problem) -> Problems {
    [problem].into_iter().collect()
}
