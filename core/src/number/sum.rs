//! Sums of many terms.

use super::arithmetic::{Operation, Sum, Whole, effort};
use super::fraction::Fraction;
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

/// The fraction so far, in lowest terms once it is not small.
#[derive(Clone, Debug)]
enum Total {
    Small(Fraction),
    Wide(i128, i128),
    Big(BigInt, BigInt),
}

impl Default for Total {
    fn default() -> Total {
        Total::Small(Fraction::ZERO)
    }
}

impl NumberSum {
    /// The sum of nothing: zero.
    ///
    /// ```
    /// use kinerja::{Number, NumberSum};
    /// assert_eq!(NumberSum::new().finish(), Number::ZERO);
    /// ```
    pub fn new() -> NumberSum {
        NumberSum(Total::default())
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
        if let Some(term) = Fraction::of(term)
            && self.add_fraction(term).is_some()
        {
            return;
        }
        let wide = match &self.0 {
            Total::Small(total) => total.number().wide(),
            Total::Wide(num, den) => Some((*num, *den)),
            Total::Big(..) => None,
        };
        if let (Some((num, den)), Some((term, term_den))) = (wide, term.wide())
            && let Ok((num, den)) = Sum::apply((&num, &den), (&term, &term_den))
        {
            self.0 = Total::Wide(num, den);
            return;
        }
        let total = match std::mem::take(&mut self.0) {
            Total::Small(total) => total.number().big().into_owned(),
            Total::Wide(num, den) => (BigInt::from(num), BigInt::from(den)),
            Total::Big(num, den) => (num, den),
        };
        let term = term.big();
        let Ok((num, den)) = Sum::apply((&total.0, &total.1), (&term.0, &term.1));
        self.0 = Total::Big(num, den);
    }

    /// Adds a term; none, and nothing is added, where the sum does not fit into machine words.
    #[inline]
    pub(crate) fn add_fraction(&mut self, term: Fraction) -> Option<()> {
        let Total::Small(total) = self.0 else { return None };
        self.0 = Total::Small(total.plus(term).or_else(|| total.reduced().plus(term.reduced()))?);
        Some(())
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
            Total::Small(total) => total.number(),
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
