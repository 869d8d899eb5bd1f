//! What values a number can have: intervals, as far as declarations and conditions tell (clause 6.3).

use super::formula::Comparison;
use super::model::Limits;
use crate::curve::Curve;
use crate::number::{Number, Rounding};
use std::cmp::Ordering;

/// An end of a range: a number, and whether the range holds it; none where there is no end.
type End = Option<(Number, bool)>;

/// The numbers that an expression may have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Range {
    pub(crate) low: End,
    pub(crate) high: End,
    /// That zero is none of them, though it may lie between the ends.
    pub(crate) not_zero: bool,
}

/// The larger low end (or, mirrored, the smaller high end): the tighter of two.
fn tighter(a: &End, b: &End, wanted: Ordering) -> End {
    match (a, b) {
        (None, end) | (end, None) => end.clone(),
        (Some((x, x_in)), Some((y, y_in))) => match x.cmp(y) {
            Ordering::Equal => Some((x.clone(), *x_in && *y_in)),
            order if order == wanted => a.clone(),
            _ => b.clone(),
        },
    }
}

/// The smaller low end (or, mirrored, the larger high end): the looser of two.
fn looser(a: &End, b: &End, wanted: Ordering) -> End {
    match (a, b) {
        (None, _) | (_, None) => None,
        (Some((x, x_in)), Some((y, y_in))) => match x.cmp(y) {
            Ordering::Equal => Some((x.clone(), *x_in || *y_in)),
            order if order == wanted => a.clone(),
            _ => b.clone(),
        },
    }
}

fn negated(end: &End) -> End {
    end.as_ref().map(|(number, inside)| (-number, *inside))
}

fn added(a: &End, b: &End) -> End {
    match (a, b) {
        (Some((x, x_in)), Some((y, y_in))) => Some((x + y, *x_in && *y_in)),
        _ => None,
    }
}

/// An end of a product: minus or plus infinity, or a number.
#[derive(Clone, PartialEq)]
enum Extended {
    Minus,
    Finite(Number, bool),
    Plus,
}

impl Extended {
    fn times(&self, other: &Extended) -> Extended {
        let negative = |e: &Extended| match e {
            Extended::Minus => true,
            Extended::Plus => false,
            Extended::Finite(n, _) => n.is_negative(),
        };
        match (self, other) {
            (Extended::Finite(a, a_in), Extended::Finite(b, b_in)) => {
                // A zero that belongs to one side makes zero with anything of the other.
                let zero = (a.is_zero() && *a_in) || (b.is_zero() && *b_in);
                Extended::Finite(a * b, zero || (*a_in && *b_in))
            }
            // Zero times what has no end: values near zero, however far the other goes.
            (Extended::Finite(zero, inside), _) | (_, Extended::Finite(zero, inside)) if zero.is_zero() => {
                Extended::Finite(Number::ZERO, *inside)
            }
            _ if negative(self) == negative(other) => Extended::Plus,
            _ => Extended::Minus,
        }
    }

    fn compare(&self, other: &Extended) -> Ordering {
        match (self, other) {
            (Extended::Finite(a, _), Extended::Finite(b, _)) => a.cmp(b),
            (a, b) if a == b => Ordering::Equal,
            (Extended::Minus, _) | (_, Extended::Plus) => Ordering::Less,
            _ => Ordering::Greater,
        }
    }

    fn inside(&self) -> bool {
        matches!(self, Extended::Finite(_, true))
    }

    fn end(self) -> End {
        match self {
            Extended::Finite(number, inside) => Some((number, inside)),
            _ => None,
        }
    }
}

impl Range {
    /// The heights of a curve: those of its points, unless its ends are drawn on.
    pub(crate) fn of_curve(curve: &Curve) -> Range {
        if curve.is_extended() {
            return Range::default();
        }
        let heights = curve.points().iter().map(|(_, height)| Range::exactly(height));
        heights.reduce(|a, b| a.union(&b)).map_or_else(Range::default, |range| Range { not_zero: false, ..range })
    }

    pub(crate) fn exactly(number: &Number) -> Range {
        Range { low: Some((number.clone(), true)), high: Some((number.clone(), true)), not_zero: !number.is_zero() }
    }

    pub(crate) fn from_to(low: i64, high: Option<i64>) -> Range {
        let end = |n: i64| (Number::from(n), true);
        Range { low: Some(end(low)), high: high.map(end), not_zero: low > 0 }
    }

    pub(crate) fn of_limits(limits: &Limits) -> Range {
        Range { low: limits.low.clone(), high: limits.high.clone(), not_zero: false }
    }

    /// Whether zero is certainly none of the numbers.
    pub(crate) fn excludes_zero(&self) -> bool {
        let low = self.low.as_ref().is_some_and(|(n, inside)| n.is_positive() || (n.is_zero() && !inside));
        let high = self.high.as_ref().is_some_and(|(n, inside)| n.is_negative() || (n.is_zero() && !inside));
        self.not_zero || low || high
    }

    pub(crate) fn is_positive(&self) -> bool {
        self.low.as_ref().is_some_and(|(n, inside)| n.is_positive() || (n.is_zero() && (!inside || self.not_zero)))
    }

    /// Whether no number is left.
    pub(crate) fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some((low, low_in)), Some((high, high_in))) => {
                low > high || (low == high && (!(*low_in && *high_in) || (self.not_zero && low.is_zero())))
            }
            _ => false,
        }
    }

    /// All numbers between the ends, zero included where it lies there.
    pub(crate) fn between_ends(self) -> Range {
        Range { not_zero: false, ..self }
    }

    /// The numbers of either.
    pub(crate) fn union(&self, other: &Range) -> Range {
        Range {
            low: looser(&self.low, &other.low, Ordering::Less),
            high: looser(&self.high, &other.high, Ordering::Greater),
            not_zero: self.excludes_zero() && other.excludes_zero(),
        }
    }

    /// The numbers of both.
    pub(crate) fn intersection(&self, other: &Range) -> Range {
        Range {
            low: tighter(&self.low, &other.low, Ordering::Greater),
            high: tighter(&self.high, &other.high, Ordering::Less),
            not_zero: self.not_zero || other.not_zero,
        }
    }

    pub(crate) fn negate(&self) -> Range {
        Range { low: negated(&self.high), high: negated(&self.low), not_zero: self.not_zero }
    }

    pub(crate) fn plus(&self, other: &Range) -> Range {
        Range { low: added(&self.low, &other.low), high: added(&self.high, &other.high), not_zero: false }
    }

    pub(crate) fn minus(&self, other: &Range) -> Range {
        self.plus(&other.negate())
    }

    pub(crate) fn times(&self, other: &Range) -> Range {
        let ends = |range: &Range| {
            [
                range.low.clone().map_or(Extended::Minus, |(n, inside)| Extended::Finite(n, inside)),
                range.high.clone().map_or(Extended::Plus, |(n, inside)| Extended::Finite(n, inside)),
            ]
        };
        let [mut low, mut high] = [Extended::Plus, Extended::Minus];
        for a in &ends(self) {
            for b in &ends(other) {
                let product = a.times(b);
                match product.compare(&low) {
                    Ordering::Less => low = product.clone(),
                    Ordering::Equal if product.inside() => low = product.clone(),
                    _ => {}
                }
                match product.compare(&high) {
                    Ordering::Greater => high = product,
                    Ordering::Equal if product.inside() => high = product,
                    _ => {}
                }
            }
        }
        Range { low: low.end(), high: high.end(), not_zero: self.excludes_zero() && other.excludes_zero() }
    }

    /// One divided by each of these numbers, none of which is zero.
    fn inverse(&self) -> Range {
        let inverse = |end: &End| match end {
            None => Some((Number::ZERO, false)),
            Some((n, inside)) => Number::ONE.checked_div(n).map(|inverse| (inverse, *inside)),
        };
        let zero_at = |end: &End| end.as_ref().is_some_and(|(n, _)| n.is_zero());
        if self.is_positive() {
            let high = if zero_at(&self.low) { None } else { inverse(&self.low) };
            Range { low: inverse(&self.high), high, not_zero: true }
        } else if self.negate().is_positive() {
            self.negate().inverse().negate()
        } else {
            Range { not_zero: true, ..Range::default() }
        }
    }

    /// Division by numbers none of which is zero.
    pub(crate) fn divided_by(&self, other: &Range) -> Range {
        self.times(&other.inverse())
    }

    pub(crate) fn abs(&self) -> Range {
        let mirrored = self.negate();
        if self.low.as_ref().is_some_and(|(n, _)| !n.is_negative()) {
            self.clone()
        } else if mirrored.low.as_ref().is_some_and(|(n, _)| !n.is_negative()) {
            mirrored
        } else {
            Range {
                low: Some((Number::ZERO, true)),
                high: looser(&self.high, &mirrored.high, Ordering::Greater),
                not_zero: self.not_zero,
            }
        }
    }

    /// The smaller of two values.
    pub(crate) fn at_most(&self, cap: &Range) -> Range {
        Range {
            low: looser(&self.low, &cap.low, Ordering::Less),
            high: tighter(&self.high, &cap.high, Ordering::Less),
            not_zero: self.excludes_zero() && cap.excludes_zero(),
        }
    }

    /// The larger of two values.
    pub(crate) fn at_least(&self, floor: &Range) -> Range {
        self.negate().at_most(&floor.negate()).negate()
    }

    /// What rounding makes of these numbers: it keeps their order, and some modes never round to zero.
    pub(crate) fn rounded(&self, mode: Rounding, round: impl Fn(&Number) -> Number) -> Range {
        let end = |end: &End| end.as_ref().map(|(number, _)| (round(number), true));
        let away = match mode {
            Rounding::Up => self.excludes_zero(),
            Rounding::Ceiling => self.is_positive(),
            Rounding::Floor => self.negate().is_positive(),
            _ => false,
        };
        Range { low: end(&self.low), high: end(&self.high), not_zero: away }
    }

    /// A sum of `least` to `most` numbers of this range; no `most`: however many.
    pub(crate) fn summed(&self, least: usize, most: Option<usize>) -> Range {
        let count = Range {
            low: Some((Number::from(i64::try_from(least).unwrap_or(i64::MAX)), true)),
            high: most.and_then(|most| i64::try_from(most).ok()).map(|most| (Number::from(most), true)),
            not_zero: least > 0,
        };
        let product = self.times(&count);
        let one_sign = self.is_positive() || self.negate().is_positive();
        Range { not_zero: one_sign && least > 0, ..product }
    }

    /// What is left of these numbers when they compare so with some number of `other`.
    pub(crate) fn narrowed(&self, comparison: Comparison, other: &Range) -> Range {
        let open = |end: &End| end.as_ref().map(|(n, _)| (n.clone(), false));
        match comparison {
            Comparison::Equal => self.intersection(other),
            Comparison::NotEqual => {
                let zero = Range::exactly(&Number::ZERO);
                Range { not_zero: self.not_zero || *other == zero, ..self.clone() }
            }
            Comparison::Less => self.intersection(&Range { low: None, high: open(&other.high), not_zero: false }),
            Comparison::LessOrEqual => {
                self.intersection(&Range { low: None, high: other.high.clone(), not_zero: false })
            }
            Comparison::Greater => self.intersection(&Range { low: open(&other.low), high: None, not_zero: false }),
            Comparison::GreaterOrEqual => {
                self.intersection(&Range { low: other.low.clone(), high: None, not_zero: false })
            }
        }
    }

    /// The differences of two values that compare so.
    pub(crate) fn difference(comparison: Comparison) -> Range {
        Range::default().narrowed(comparison, &Range::exactly(&Number::ZERO))
    }

    /// Whether some number of this range compares so with some number of the other.
    pub(crate) fn may(&self, comparison: Comparison, other: &Range) -> bool {
        !self.narrowed(comparison, other).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: Option<(i64, bool)>, high: Option<(i64, bool)>) -> Range {
        let end = |end: Option<(i64, bool)>| end.map(|(n, inside)| (Number::from(n), inside));
        Range { low: end(low), high: end(high), not_zero: false }
    }

    #[test]
    fn a_product_of_positive_numbers_is_positive() {
        let positive = range(Some((0, false)), None);
        assert!(positive.times(&positive).excludes_zero());
        assert!(positive.plus(&positive).excludes_zero());
        assert!(positive.divided_by(&positive).excludes_zero());
        assert!(!range(Some((0, true)), None).times(&positive).excludes_zero());
    }

    #[test]
    fn conditions_narrow() {
        let any = Range::default();
        let zero = Range::exactly(&Number::ZERO);
        assert!(any.narrowed(Comparison::NotEqual, &zero).excludes_zero());
        assert!(any.narrowed(Comparison::Greater, &zero).excludes_zero());
        assert!(!any.narrowed(Comparison::GreaterOrEqual, &zero).excludes_zero());
        assert!(Range::difference(Comparison::Less).excludes_zero());
        let percent = range(Some((0, true)), Some((100, true)));
        assert!(!percent.may(Comparison::Greater, &Range::exactly(&Number::from(100i64))));
        assert!(percent.may(Comparison::GreaterOrEqual, &Range::exactly(&Number::from(100i64))));
    }

    /// Interval arithmetic is sound: what two numbers of two ranges give lies in the range of the operation.
    #[test]
    fn operations_on_ranges_hold_what_operations_on_their_numbers_give() {
        let numbers = [-3i64, -1, 0, 1, 2];
        let mut ranges = vec![range(None, None)];
        for low in numbers {
            ranges.push(range(Some((low, low % 2 == 0)), None));
            ranges.push(range(None, Some((low, low % 2 == 0))));
            for high in numbers.into_iter().filter(|high| *high > low) {
                ranges.push(range(Some((low, true)), Some((high, false))));
                ranges.push(range(Some((low, false)), Some((high, true))));
            }
        }
        let excludes =
            |r: &Range, n: &Number| r.intersection(&Range::exactly(n)).is_empty() || (r.not_zero && n.is_zero());
        let holds = |r: &Range, n: &Number| !excludes(r, n);
        let points: Vec<Number> = (-8..=8).filter_map(|n| Number::ratio(n, 2)).collect();
        for a in &ranges {
            for b in &ranges {
                for x in points.iter().filter(|x| holds(a, x)) {
                    for y in points.iter().filter(|y| holds(b, y)) {
                        assert!(holds(&a.plus(b), &(x + y)));
                        assert!(holds(&a.minus(b), &(x - y)));
                        assert!(holds(&a.times(b), &(x * y)), "{a:?} {b:?} {x} {y}");
                        assert!(holds(&a.at_most(b), x.min(y)));
                        assert!(holds(&a.at_least(b), x.max(y)));
                        assert!(holds(&a.union(b), x) && holds(&a.union(b), y));
                        assert!(holds(&a.abs(), &x.abs()));
                        if b.excludes_zero()
                            && let Some(quotient) = x.checked_div(y)
                        {
                            assert!(holds(&a.divided_by(b), &quotient), "{a:?} {b:?} {x} {y}");
                        }
                    }
                }
            }
        }
    }
}
