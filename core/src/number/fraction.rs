//! Fractions in machine words that are not brought to lowest terms at every operation: to find what is common is most of the work of short numbers.

use super::arithmetic::{Whole, gcd, product};
use super::{Number, Repr};
use std::cmp::Ordering;

/// A fraction, not always in lowest terms, whose denominator is above zero. Every operation gives none where its result does not fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction {
    num: i64,
    den: i64,
}

impl Fraction {
    pub(crate) const ZERO: Fraction = Fraction { num: 0, den: 1 };

    /// A number, where it is short.
    #[inline(always)]
    pub(crate) fn of(number: &Number) -> Option<Fraction> {
        match number.0 {
            Repr::Small(num, den) => Some(Fraction { num, den }),
            Repr::Big(_) => None,
        }
    }

    #[inline(always)]
    pub(crate) fn plus(self, other: Fraction) -> Option<Fraction> {
        if self.den == other.den {
            return Some(Fraction { num: self.num.checked_add(other.num)?, den: self.den });
        }
        // Of sums the denominators often divide one another.
        let (long, short) = if self.den > other.den { (self, other) } else { (other, self) };
        let times = match long.den.checked_rem(short.den) {
            Some(0) => (1, long.den.checked_div(short.den)?),
            _ => {
                let shared = long.den.common(&short.den);
                (short.den.part(&shared), long.den.part(&shared))
            }
        };
        let num = product(long.num, times.0)?.checked_add(product(short.num, times.1)?)?;
        Some(Fraction { num, den: product(long.den, times.0)? })
    }

    #[inline(always)]
    pub(crate) fn minus(self, other: Fraction) -> Option<Fraction> {
        self.plus(Fraction { num: other.num.checked_neg()?, den: other.den })
    }

    #[inline(always)]
    pub(crate) fn times(self, other: Fraction) -> Option<Fraction> {
        Some(Fraction { num: product(self.num, other.num)?, den: product(self.den, other.den)? })
    }

    /// The quotient; none where the divisor is not above zero.
    #[inline(always)]
    pub(crate) fn over(self, by: Fraction) -> Option<Fraction> {
        if by.num <= 0 {
            return None;
        }
        self.times(Fraction { num: by.den, den: by.num })
    }

    #[inline(always)]
    pub(crate) fn order(self, other: Fraction) -> Option<Ordering> {
        if self.den == other.den {
            return Some(self.num.cmp(&other.num));
        }
        Some(product(self.num, other.den)?.cmp(&product(other.num, self.den)?))
    }

    /// The same in lowest terms.
    #[inline(always)]
    pub(crate) fn reduced(self) -> Fraction {
        let common = i64::try_from(gcd(self.num.unsigned_abs(), self.den.unsigned_abs())).unwrap_or(1);
        Fraction { num: self.num.part(&common), den: self.den.part(&common) }
    }

    /// The number, which is in lowest terms.
    #[inline(always)]
    pub(crate) fn number(self) -> Number {
        let Fraction { num, den } = self.reduced();
        i64::number(num, den)
    }
}
