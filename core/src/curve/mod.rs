//! From a figure to a score: straight lines between points, and realisations measured by their targets.
//!
//! One implementation for schemes and for direct calls. Everything is exact.

pub(crate) mod calls;
mod target;

pub use target::{Aim, Bounded, Target, ZeroTarget};

use crate::number::Number;

/// What a curve gives beyond its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// What it gives at the end.
    Clamp,
    /// What its last line gives, drawn on.
    Extend,
    /// Nothing: that is a problem.
    Problem,
}

/// Straight lines between points, each further right than the one before (clause 4.9 of the scheme language).
///
/// ```
/// use kinerja::Number;
/// use kinerja::curve::{Curve, Outside};
///
/// // Threshold, target and stretch.
/// let points = [(80, 50), (100, 100), (120, 150)].map(|(x, y)| (Number::from(x), Number::from(y)));
/// let curve = Curve::new(points.to_vec(), Outside::Clamp, Outside::Clamp).ok_or("points in order")?;
/// assert_eq!(curve.at(&Number::from(90)), Some(Number::from(75)));
/// assert_eq!(curve.at(&Number::from(200)), Some(Number::from(150)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    points: Vec<Point>,
    below: Outside,
    above: Outside,
}

/// A point of a curve.
pub(crate) type Point = (Number, Number);

impl Outside {
    const ALL: [Outside; 3] = [Outside::Clamp, Outside::Extend, Outside::Problem];

    /// The words of a document.
    pub(crate) const WORDS: &[&str] = &[Outside::Clamp.word(), Outside::Extend.word(), Outside::Problem.word()];

    /// The word of a document.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Outside::Clamp => "clamp",
            Outside::Extend => "extend",
            Outside::Problem => "problem",
        }
    }

    /// What a word of a document says.
    pub(crate) fn from_word(word: &str) -> Option<Outside> {
        Outside::ALL.into_iter().find(|outside| outside.word() == word)
    }
}

impl Curve {
    /// The curve through points. None where there are fewer than two, or one is not further right than the one before.
    #[must_use]
    pub fn new(points: Vec<(Number, Number)>, below: Outside, above: Outside) -> Option<Curve> {
        (points.len() >= 2 && points.is_sorted_by(|(one, _), (other, _)| one < other)).then_some(Curve {
            points,
            below,
            above,
        })
    }

    /// A curve whose points are not a curve: of a scheme that has a problem, and is not evaluated.
    pub(crate) fn unread(below: Outside, above: Outside) -> Curve {
        Curve { points: Vec::new(), below, above }
    }

    /// The points, from left to right.
    #[must_use]
    pub fn points(&self) -> &[(Number, Number)] {
        &self.points
    }

    /// Whether it is drawn on beyond one of its ends.
    pub(crate) fn is_extended(&self) -> bool {
        self.below == Outside::Extend || self.above == Outside::Extend
    }

    /// What holds beyond its ends.
    pub(crate) fn beyond_ends(&self) -> [Outside; 2] {
        [self.below, self.above]
    }

    /// The height at a place. None where that lies beyond an end at which it is a problem.
    #[must_use]
    pub fn at(&self, x: &Number) -> Option<Number> {
        match self.beyond(x) {
            Some((Outside::Clamp, _)) if fault!("a curve extends where it should clamp", true, false) => {}
            Some((Outside::Clamp, (_, y))) => return Some(y.clone()),
            Some((Outside::Problem, _)) => return None,
            _ => {}
        }
        let ((x0, y0), (x1, y1)) = self.segment(x)?;
        let slope = (y1 - y0).checked_div(&(x1 - x0))?;
        Some(y0 + &(&(x - x0) * &slope))
    }

    /// Where a place lies beyond an end: what holds there, and the end.
    pub(crate) fn beyond(&self, x: &Number) -> Option<(Outside, &Point)> {
        let left = self.points.first().filter(|(first, _)| x < first).map(|point| (self.below, point));
        left.or_else(|| self.points.last().filter(|(last, _)| x > last).map(|point| (self.above, point)))
    }

    /// The two points between which (or beyond which) a place lies.
    pub(crate) fn segment(&self, x: &Number) -> Option<(&Point, &Point)> {
        let last = self.points.len().saturating_sub(1).max(1);
        let right = self.points.partition_point(|(at, _)| at < x).clamp(1, last);
        Some((self.points.get(right.saturating_sub(1))?, self.points.get(right)?))
    }
}
