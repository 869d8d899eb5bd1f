//! Sums of many terms.

use super::arithmetic::{Operation, Sum, Whole, effort};
use super::{Number, Repr};
use num_bigint::BigInt;

/// A sum that grows term by term, without a [`Number`] in between.
///
/// ```
/// use kinerja::{Number, NumberSum};
///
/// let mut sum = NumberSum::new();
/// for den in [2, 3, 6] {
///     sum.add(&Number::ratio(1, den).unwrap_or_default());
/// }
/// assert_eq!(sum.finish(), Number::ONE);
/// ```
#[derive(Clone, Debug)]
pub struct NumberSum(Total);

/// The fraction so far, in lowest terms.
#[derive(Clone, Debug)]
enum Total {
    Small(i64, i64),
    Wide(i128, i128),
    Big(BigInt, BigInt),
}

impl NumberSum {
    /// The sum of nothing: zero.
    ///
    /// ```
    /// use kinerja::{Number, NumberSum};
    /// assert_eq!(NumberSum::new().finish(), Number::ZERO);
    /// ```
    pub fn new() -> NumberSum {
        NumberSum(Total::Small(0, 1))
    }

    /// Adds a term.
    ///
    /// ```
    /// use kinerja::{Number, NumberSum};
    /// let mut sum = NumberSum::new();
    /// sum.add(&Number::ONE);
    /// sum.add(&Number::ONE);
    /// assert_eq!(sum.finish(), Number::from(2_i64));
    /// ```
    pub fn add(&mut self, term: &Number) {
        if let (Total::Small(num, den), Repr::Small(term, term_den)) = (&self.0, &term.0)
            && let Ok((num, den)) = Sum::apply((num, den), (term, term_den))
        {
            self.0 = Total::Small(num, den);
            return;
        }
        let wide = match self.0 {
            Total::Small(num, den) => Some((i128::from(num), i128::from(den))),
            Total::Wide(num, den) => Some((num, den)),
            Total::Big(..) => None,
        };
        if let (Some((num, den)), Some((term, term_den))) = (wide, term.wide())
            && let Ok((num, den)) = Sum::apply((&num, &den), (&term, &term_den))
        {
            self.0 = Total::Wide(num, den);
            return;
        }
        let (num, den) = match &self.0 {
            Total::Small(num, den) => (&BigInt::from(*num), &BigInt::from(*den)),
            Total::Wide(num, den) => (&BigInt::from(*num), &BigInt::from(*den)),
            Total::Big(num, den) => (num, den),
        };
        let term = term.big();
        let Ok((num, den)) = Sum::apply((num, den), (&term.0, &term.1));
        self.0 = Total::Big(num, den);
    }

    /// As [`Number::effort`], of adding a term.
    pub(crate) fn effort(&self, term: &Number) -> u64 {
        match (&self.0, &term.0) {
            (Total::Big(num, den), _) => effort(num.bits().saturating_add(den.bits()), term.bits()),
            (_, Repr::Big(_)) => effort(256, term.bits()),
            (_, Repr::Small(..)) => 0,
        }
    }

    /// The sum.
    ///
    /// ```
    /// use kinerja::{Number, NumberSum};
    /// let mut sum = NumberSum::new();
    /// sum.add(&Number::ONE);
    /// assert_eq!(sum.finish(), Number::ONE);
    /// ```
    pub fn finish(self) -> Number {
        match self.0 {
            Total::Small(num, den) => i64::number(num, den),
            Total::Wide(num, den) => i128::number(num, den),
            Total::Big(num, den) => BigInt::number(num, den),
        }
    }
}

impl Default for NumberSum {
    fn default() -> NumberSum {
        NumberSum::new()
    }
}
