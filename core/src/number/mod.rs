//! Exact numbers (clauses 1.1 to 1.5 of the scheme language) and their rounding.
//!
//! A [`Number`] is a rational number in lowest terms. Every operation is tried in `i64`, then in `i128`, then in
//! [`BigInt`]; the three run the same code, written once over the trait `Whole`. Nothing here rounds, except
//! [`Number::round`] and [`Number::round_to`], and nothing panics or overflows.

mod arithmetic;
mod fraction;
mod rounding;
mod sum;
#[cfg(test)]
mod tests;

pub use rounding::{Rounded, Rounding};
pub use sum::NumberSum;

pub(crate) use fraction::Fraction;

use arithmetic::{Operation, Product, Sum, Whole, effort, operate, operate_small};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use rounding::nearest;
use std::borrow::Cow;
use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

/// An exact rational number, always in lowest terms, of any size.
///
/// Equality, order and hash are those of the value: `1.0` is `1`. [`Display`](fmt::Display) writes a plain decimal
/// where the decimal expansion ends, else a fraction (clause 1.4); [`Number::parse`] reads the decimals back.
///
/// ```
/// use kinerja::Number;
///
/// let third = Number::ratio(1, 3).ok_or("zero denominator")?;
/// let sum = &(&third + &third) + &third;
/// assert_eq!(sum, Number::ONE);
/// assert_eq!(third.to_string(), "1/3");
/// assert_eq!((&Number::parse("0.1")? + &Number::parse("2e-1")?).to_string(), "0.3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// Numerator and denominator in lowest terms, the denominator above zero; `Small` whenever both fit, so that equal
/// numbers are structurally equal.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(Box<(BigInt, BigInt)>),
}

/// Why a text is not a number.
///
/// ```
/// use kinerja::{Number, NumberError};
///
/// assert_eq!(Number::parse("1,5"), Err(NumberError::Syntax));
/// assert_eq!(Number::parse("1e99"), Err(NumberError::TooLong));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum NumberError {
    /// The text does not follow the grammar of JSON numbers (clause 1.2).
    #[error("not a number as JSON writes one")]
    Syntax,
    /// The number needs more than 28 digits, or more than 28 after the point (clause 1.3); or it has no exact
    /// [`Decimal`].
    #[error("a number of more than 28 digits")]
    TooLong,
}

impl Number {
    /// Zero, also the default.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::default(), Number::ZERO);
    /// ```
    pub const ZERO: Number = Number(Repr::Small(0, 1));

    /// One.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::ONE, Number::from(1_i64));
    /// ```
    pub const ONE: Number = Number(Repr::Small(1, 1));

    /// Reads a number in the grammar of JSON numbers: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
    ///
    /// Takes time linear in the length of the text, whatever the exponent.
    ///
    /// # Errors
    ///
    /// [`NumberError::Syntax`] for any other text, blanks included; [`NumberError::TooLong`] where the number has,
    /// without trailing zeros, more than 28 significant digits or more than 28 digits after the point, or is 10^28 or
    /// more in size.
    ///
    /// ```
    /// use kinerja::{Number, NumberError};
    ///
    /// assert_eq!(Number::parse("-12.50e1")?.to_string(), "-125");
    /// assert_eq!(Number::parse("+5"), Err(NumberError::Syntax));
    /// assert_eq!(Number::parse("1e999999999999"), Err(NumberError::TooLong));
    /// # Ok::<(), NumberError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Number, NumberError> {
        const LIMIT: i128 = 10_i128.pow(28);
        let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length = |digits: usize| i64::try_from(digits).unwrap_or(i64::MAX);

        let rest = text.as_bytes();
        let (negative, rest) = rest.strip_prefix(b"-").map_or((false, rest), |rest| (true, rest));
        let (whole, rest) = rest.split_at(digits(rest));
        let (fraction, rest) = match rest.strip_prefix(b".") {
            Some(rest) => rest.split_at(digits(rest)),
            None => (&b"0"[..], rest),
        };
        let (sign, exponent): (i64, &[u8]) = match rest {
            [] => (1, b"0"),
            [b'e' | b'E', b'-', exponent @ ..] => (-1, exponent),
            [b'e' | b'E', b'+', exponent @ ..] | [b'e' | b'E', exponent @ ..] => (1, exponent),
            _ => return Err(NumberError::Syntax),
        };
        let needless_zero = matches!(whole, [b'0', _, ..]);
        if whole.is_empty()
            || needless_zero
            || fraction.is_empty()
            || exponent.is_empty()
            || digits(exponent) < exponent.len()
        {
            return Err(NumberError::Syntax);
        }

        if whole.len().saturating_add(fraction.len()) <= 18 && exponent == b"0" {
            // 18 digits fit; operations that watch for more are slow in WebAssembly.
            let shift = |units: i64, byte: &u8| units.wrapping_mul(10).wrapping_add(i64::from(byte & 0x0f));
            let size = whole.iter().chain(fraction).fold(0, shift);
            let size = if negative { size.saturating_neg() } else { size };
            let den = fraction.iter().fold(1_i64, |den, _| den.wrapping_mul(10));
            let common = size.common(&den);
            return Ok(i64::number(size.part(&common), den.part(&common)));
        }
        let all = whole.iter().chain(fraction).map(|byte| i128::from(byte & 0x0f));
        let zeros = all.clone().rev().take_while(|&digit| digit == 0).count();
        let kept = whole.len().saturating_add(fraction.len()).saturating_sub(zeros);
        let shift = |units: i128, digit| units.checked_mul(10)?.checked_add(digit).filter(|&units| units < LIMIT);
        let size = all.take(kept).try_fold(0, shift).ok_or(NumberError::TooLong)?;
        if size == 0 {
            return Ok(Number::ZERO);
        }
        let exponent = exponent
            .iter()
            .fold(0_i64, |exponent, byte| exponent.saturating_mul(10).saturating_add(i64::from(byte & 0x0f)));
        let exponent =
            exponent.saturating_mul(sign).saturating_sub(length(fraction.len())).saturating_add(length(zeros));
        let power = u32::try_from(exponent.unsigned_abs()).ok().filter(|&power| power <= 28);
        let power = power.and_then(|power| 10_i128.checked_pow(power)).ok_or(NumberError::TooLong)?;
        let (size, den) = if exponent < 0 { (size, power) } else { (size.saturating_mul(power), 1) };
        if size >= LIMIT {
            return Err(NumberError::TooLong);
        }
        let common = size.common(&den);
        let number = i128::number(size.part(&common), den.part(&common));
        Ok(if negative { number.neg() } else { number })
    }

    /// The number `num / den`; `None` where `den` is zero.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::ratio(6, -4).map(|n| n.to_string()), Some("-1.5".to_owned()));
    /// assert_eq!(Number::ratio(1, 0), None);
    /// ```
    pub fn ratio(num: i64, den: i64) -> Option<Number> {
        Number::from(num).checked_div(&Number::from(den))
    }

    /// Whether this is zero.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert!(Number::ZERO.is_zero() && !Number::ONE.is_zero());
    /// ```
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether this is below zero.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert!(Number::from(-1_i64).is_negative() && !Number::ZERO.is_negative());
    /// ```
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(num, _) => *num < 0,
            Repr::Big(big) => big.0.is_negative(),
        }
    }

    /// Whether this is above zero.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert!(Number::ONE.is_positive() && !Number::ZERO.is_positive());
    /// ```
    pub fn is_positive(&self) -> bool {
        !self.is_negative() && !self.is_zero()
    }

    /// Whether this has no fraction.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert!(Number::parse("2.0")?.is_integer() && !Number::parse("2.5")?.is_integer());
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, den) => *den == 1,
            Repr::Big(big) => big.1.magnitude() == &BigUint::from(1_u8),
        }
    }

    /// This number divided by another, exactly; `None` where that is zero.
    ///
    /// ```
    /// use kinerja::Number;
    /// let third = Number::ONE.checked_div(&Number::from(3_i64));
    /// assert_eq!(third, Number::ratio(1, 3));
    /// assert_eq!(Number::ONE.checked_div(&Number::ZERO), None);
    /// ```
    #[inline]
    pub fn checked_div(&self, by: &Number) -> Option<Number> {
        if let Some(quotient) = self.small_quotient(by) {
            return Some(quotient);
        }
        (!by.is_zero()).then(|| operate::<Product>(self, &by.reciprocal()))
    }

    /// The quotient, where all of it fits into 64 bits and the divisor is above zero: most do, and the rest goes another way.
    #[inline]
    pub(crate) fn small_quotient(&self, by: &Number) -> Option<Number> {
        match (&self.0, &by.0) {
            (Repr::Small(num, den), Repr::Small(by, by_den)) if *by > 0 => {
                Product::apply((num, den), (by_den, by)).ok().map(|(num, den)| i64::number(num, den))
            }
            _ => None,
        }
    }

    /// As [`Number::small_quotient`], the sum.
    #[inline]
    pub(crate) fn small_sum(&self, other: &Number) -> Option<Number> {
        operate_small::<Sum>(self, other)
    }

    /// As [`Number::small_quotient`], the product.
    #[inline]
    pub(crate) fn small_product(&self, other: &Number) -> Option<Number> {
        operate_small::<Product>(self, other)
    }

    /// The size of this number, without its sign.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::from(-3_i64).abs(), Number::from(3_i64));
    /// ```
    pub fn abs(&self) -> Number {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// This number rounded to `digits` digits after the point.
    ///
    /// ```
    /// use kinerja::{Number, Rounding};
    ///
    /// let number = Number::parse("-2.345")?;
    /// assert_eq!(number.round(2, Rounding::HalfUp).to_string(), "-2.35");
    /// assert_eq!(number.round(2, Rounding::HalfEven).to_string(), "-2.34");
    /// assert_eq!(number.round(0, Rounding::Ceiling).to_string(), "-2");
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    pub fn round(&self, digits: u8, mode: Rounding) -> Rounded {
        let power = power_of_ten(u64::from(digits));
        let units = match power.0 {
            Repr::Small(scale, _) => self.nearest(scale, mode),
            Repr::Big(_) => operate::<Product>(self, &power).nearest(1, mode),
        };
        Rounded { value: operate::<Product>(&units, &power.reciprocal()), digits }
    }

    /// This number rounded to a multiple of `step`, whose sign does not matter; `None` where `step` is zero.
    ///
    /// The digit that [`Rounding::HalfEven`] and [`Rounding::ZeroFiveUp`] look at is the last one of the multiple's
    /// count: 0.75 is the third multiple of 0.25.
    ///
    /// ```
    /// use kinerja::{Number, Rounding};
    ///
    /// let half = Number::parse("0.5")?;
    /// let rounded = Number::parse("3.3")?.round_to(&half, Rounding::HalfUp);
    /// assert_eq!(rounded, Some(Number::parse("3.5")?));
    /// assert_eq!(half.round_to(&Number::ZERO, Rounding::HalfUp), None);
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    pub fn round_to(&self, step: &Number, mode: Rounding) -> Option<Number> {
        let step = step.abs();
        Some(operate::<Product>(&self.checked_div(&step)?.nearest(1, mode), &step))
    }

    /// Whether the decimal expansion ends, so that the number is written as a decimal and not as a fraction.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::ratio(1, 8).map(|n| n.ends()), Some(true));
    /// assert_eq!(Number::ratio(1, 3).map(|n| n.ends()), Some(false));
    /// ```
    pub fn ends(&self) -> bool {
        self.places().is_some()
    }

    /// The number whose decimal a float prints (its shortest text), where that is soon found: at most six digits after the point and fifteen in all.
    ///
    /// Of all decimals of at most fifteen digits only one is read as a given float, so that the one found is the one printed. None says nothing
    /// about the float but that its text must be asked.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::of_short_float(98.2).map(|number| number.to_string()).as_deref(), Some("98.2"));
    /// assert_eq!(Number::of_short_float(1.0 / 3.0), None);
    /// assert_eq!(Number::of_short_float(f64::NAN), None);
    /// ```
    #[must_use]
    #[expect(clippy::float_arithmetic, reason = "whole numbers below 2^53 and their exactly rounded quotients")]
    pub fn of_short_float(float: f64) -> Option<Number> {
        const MOST: f64 = 1e15;
        // In hundredths, then in millionths.
        for (scale, places) in [(100.0, 2), (1e6, 6)] {
            let scaled = (float * scale).round_ties_even();
            if scaled.abs() < MOST && scaled / scale == float {
                #[expect(clippy::cast_possible_truncation, reason = "whole and below 10^15")]
                return Some(Number::decimal(scaled as i64, places));
            }
        }
        None
    }

    /// `units` with the point moved left by at most eighteen `places`: 9720 and 2 are 97.2.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::decimal(-9720, 2).to_string(), "-97.2");
    /// assert_eq!(Number::decimal(5, 19), Number::ZERO);
    /// ```
    #[must_use]
    pub fn decimal(units: i64, places: u8) -> Number {
        let Some(mut den) = 10_i64.checked_pow(places.into()) else { return Number::ZERO };
        let mut num = units;
        if num == 0 {
            return Number::ZERO;
        }
        // Only twos and fives can be common.
        let twos = num.trailing_zeros().min(den.trailing_zeros());
        (num, den) = (num >> twos, den >> twos);
        while den.checked_rem(5) == Some(0) && num.checked_rem(5) == Some(0) {
            (num, den) = (num.checked_div(5).unwrap_or(num), den.checked_div(5).unwrap_or(den));
        }
        Number(Repr::Small(num, den))
    }

    /// Writes the number at the end of a text, as [`Display`](fmt::Display) does but sooner where it is short.
    pub(crate) fn push_to(&self, out: &mut String) {
        let units = match self.0 {
            Repr::Small(num, 1) => Some((num, 0)),
            Repr::Small(num, den) if self.is_short() => self.places().and_then(|places| {
                Some((
                    num.checked_mul(10_i64.checked_pow(u32::try_from(places).ok()?)?.checked_div(den)?)?,
                    usize::try_from(places).ok()?,
                ))
            }),
            _ => None,
        };
        let Some((units, places)) = units else {
            let _ = fmt::Write::write_fmt(out, format_args!("{self}"));
            return;
        };
        let mut digits = [b'0'; 28];
        let (mut rest, mut written) = (units.unsigned_abs(), 0usize);
        for (count, place) in digits.iter_mut().rev().enumerate() {
            if count == places && places > 0 {
                *place = b'.';
            } else {
                *place = b'0'.saturating_add(u8::try_from(rest % 10).unwrap_or(0));
                rest /= 10;
            }
            written = count.saturating_add(1);
            if rest == 0 && (places == 0 || written > places.saturating_add(1)) {
                break;
            }
        }
        if units < 0 {
            out.push('-');
        }
        let text =
            digits.get(digits.len().saturating_sub(written)..).and_then(|digits| std::str::from_utf8(digits).ok());
        out.push_str(text.unwrap_or_default());
    }

    /// Whether it is sure, without writing it down, that a document can hold it (clause 1.3): few digits, few of them after the point.
    pub(crate) fn is_short(&self) -> bool {
        matches!(self.0, Repr::Small(_, den) if den == 1 || 1_000_000_i64.checked_rem(den) == Some(0))
    }

    /// The bit length of the numerator plus that of the denominator (clause 2.15).
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::ratio(-5, 8).map(|n| n.bits()), Some(3 + 4));
    /// assert_eq!(Number::ZERO.bits(), 1);
    /// ```
    pub fn bits(&self) -> u64 {
        let bits = |x: i64| u64::from(u64::BITS.saturating_sub(x.unsigned_abs().leading_zeros()));
        match &self.0 {
            Repr::Small(num, den) => bits(*num).saturating_add(bits(*den)),
            Repr::Big(big) => big.0.bits().saturating_add(big.1.bits()),
        }
    }

    /// Whether the numerator or the denominator has more than 63 bits.
    pub(crate) fn is_long(&self) -> bool {
        matches!(self.0, Repr::Big(_))
    }

    /// About how many steps on machine words an operation with another number takes (clause 6.4): none for short numbers.
    pub(crate) fn effort(&self, other: &Number) -> u64 {
        match (&self.0, &other.0) {
            (Repr::Small(..), Repr::Small(..)) => 0,
            _ => effort(self.bits(), other.bits()),
        }
    }

    /// As [`Number::effort`], of a comparison: nothing common to both is looked for.
    pub(crate) fn effort_of_comparing(&self, other: &Number) -> u64 {
        match (&self.0, &other.0) {
            (Repr::Small(..), Repr::Small(..)) => 0,
            _ => self.bits().saturating_mul(other.bits()) / 4096,
        }
    }

    /// Whether this is a multiple of 10^-`digits`.
    ///
    /// ```
    /// use kinerja::Number;
    /// let price = Number::parse("1.25")?;
    /// assert!(price.on_grid(2) && !price.on_grid(1));
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    pub fn on_grid(&self, digits: u8) -> bool {
        self.places().is_some_and(|places| places <= u64::from(digits))
    }

    /// Whether this is a whole number of times `step`; of zero, only zero is a multiple.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert!(Number::from(15_i64).is_multiple_of(&Number::parse("2.5")?));
    /// assert!(!Number::ONE.is_multiple_of(&Number::ZERO));
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    pub fn is_multiple_of(&self, step: &Number) -> bool {
        self.checked_div(step).map_or(self.is_zero(), |count| count.is_integer())
    }

    /// This number as an `i64`, where it is one.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::parse("4e2")?.to_i64(), Some(400));
    /// assert_eq!(Number::parse("0.5")?.to_i64(), None);
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Small(num, 1) => Some(num),
            _ => None,
        }
    }

    /// The number in units of 10^-`digits`, as decimal columns store it; none where it is no whole number of them, or needs more than 38 digits.
    ///
    /// ```
    /// use kinerja::Number;
    /// let price = Number::parse("1.25")?;
    /// assert_eq!((price.units(2), price.units(4), price.units(1)), (Some(125), Some(12_500), None));
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    #[must_use]
    pub fn units(&self, digits: u8) -> Option<i128> {
        const LIMIT: i128 = 10_i128.pow(38);
        let Repr::Small(num, den) = &self.0 else {
            let units = operate::<Product>(self, &power_of_ten(digits.into()));
            return units
                .is_integer()
                .then(|| units.to_string().parse().ok())?
                .filter(|units| (-LIMIT..LIMIT).contains(units));
        };
        let scaled = i128::from(*num).checked_mul(10_i128.checked_pow(digits.into())?)?;
        let den = i128::from(*den);
        let whole = scaled.checked_rem(den) == Some(0);
        whole.then(|| scaled.checked_div(den))?.filter(|units| (-LIMIT..LIMIT).contains(units))
    }

    /// The numerator in lowest terms, with the sign.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::ratio(4, -6).map(|n| n.numerator_text()), Some("-2".to_owned()));
    /// ```
    pub fn numerator_text(&self) -> String {
        match &self.0 {
            Repr::Small(num, _) => num.to_string(),
            Repr::Big(big) => big.0.to_string(),
        }
    }

    /// The denominator in lowest terms, above zero.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::ratio(4, -6).map(|n| n.denominator_text()), Some("3".to_owned()));
    /// ```
    pub fn denominator_text(&self) -> String {
        match &self.0 {
            Repr::Small(_, den) => den.to_string(),
            Repr::Big(big) => big.1.to_string(),
        }
    }

    /// The nearest `f64`, for drawing only: nothing that is calculated may pass through it.
    ///
    /// It is infinite beyond the range of `f64`, and may be zero below 10^-288.
    ///
    /// ```
    /// use kinerja::Number;
    /// assert_eq!(Number::parse("0.1")?.to_f64(), 0.1);
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    #[expect(clippy::float_arithmetic, reason = "a picture needs no exact number")]
    #[expect(clippy::arithmetic_side_effects, reason = "BigInt does not overflow, and the divisor is above zero")]
    pub fn to_f64(&self) -> f64 {
        // Of two whole numbers that a float holds, its division gives the nearest.
        if let Repr::Small(num, den) = self.0
            && num.unsigned_abs().max(den.unsigned_abs()) <= 1 << 53
        {
            return num as f64 / den as f64;
        }
        let (num, den) = &*self.big();
        let excess = |x: &BigInt| i64::try_from(x.bits()).unwrap_or(i64::MAX);
        // A quotient of 66 or 67 bits, the last of which stands for all that is cut off.
        let shift = excess(den).saturating_sub(excess(num)).saturating_add(66);
        let (up, down) = (shift.max(0).unsigned_abs(), shift.min(0).unsigned_abs());
        let (quotient, rest) = (num << up).div_rem(&(den << down));
        let sticky = (quotient << 1_u8) + BigInt::from(i8::from(rest.is_positive()) - i8::from(rest.is_negative()));
        let scale = i32::try_from(shift.saturating_add(1)).unwrap_or(i32::MAX).saturating_neg();
        sticky.to_f64().unwrap_or(f64::NAN) * 2_f64.powi(scale)
    }

    /// How many digits after the point the decimal expansion has, if it ends: a denominator 2^a 5^b needs max(a, b).
    #[expect(clippy::arithmetic_side_effects, reason = "big integers do not overflow, and the divisor is 5")]
    fn places(&self) -> Option<u64> {
        match &self.0 {
            Repr::Small(_, den) => {
                let twos = den.trailing_zeros();
                let odd = den.checked_shr(twos)?;
                let fives = fives(odd.checked_ilog2()?.into());
                (5_i64.checked_pow(fives)? == odd).then(|| u64::from(twos.max(fives)))
            }
            Repr::Big(big) => {
                let den = big.1.magnitude();
                let twos = den.trailing_zeros()?;
                let odd = den >> twos;
                let fives = fives(odd.bits().checked_sub(1)?);
                let may_be = (&odd % 5_u8).is_zero() || fives == 0;
                (may_be && BigUint::from(5_u8).pow(fives) == odd).then(|| twos.max(fives.into()))
            }
        }
    }

    /// This number times 10^places as text, with the point put back: exact where the expansion has no more places.
    fn fixed(&self, places: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = operate::<Product>(self, &power_of_ten(places));
        let places = usize::try_from(places).unwrap_or(usize::MAX);
        let mut text = units.abs().numerator_text();
        if places > 0 {
            let width = places.saturating_add(1);
            text = format!("{text:0>width$}");
            text.insert(text.len().saturating_sub(places), '.');
        }
        f.pad_integral(!units.is_negative(), "", &text)
    }

    /// One divided by this number, which is not zero.
    fn reciprocal(&self) -> Number {
        match &self.0 {
            Repr::Small(num, den) if *num > 0 => i64::number(*den, *num),
            _ => {
                let (num, den) = self.big().into_owned();
                if num.is_negative() { BigInt::number(den.neg(), num.neg()) } else { BigInt::number(den, num) }
            }
        }
    }

    /// `scale` times this number, rounded to an integer.
    fn nearest(&self, scale: i64, mode: Rounding) -> Number {
        if let Repr::Small(num, den) = &self.0
            && let Ok(rounded) = nearest(num, den, scale, mode)
        {
            return Number::from(rounded);
        }
        if let Some((num, den)) = self.wide()
            && let Ok(rounded) = nearest(&num, &den, scale, mode)
        {
            return i128::number(rounded, 1);
        }
        let (num, den) = &*self.big();
        let Ok(rounded) = nearest(num, den, scale, mode);
        BigInt::number(rounded, BigInt::from(1))
    }

    /// Numerator and denominator as `i128`, where both fit.
    fn wide(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Small(num, den) => Some((i128::from(*num), i128::from(*den))),
            Repr::Big(big) => Some((big.0.to_i128()?, big.1.to_i128()?)),
        }
    }

    /// Numerator and denominator as big integers.
    fn big(&self) -> Cow<'_, (BigInt, BigInt)> {
        match &self.0 {
            Repr::Small(num, den) => Cow::Owned((BigInt::from(*num), BigInt::from(*den))),
            Repr::Big(big) => Cow::Borrowed(big),
        }
    }
}

/// 10^`power`.
fn power_of_ten(power: u64) -> Number {
    let power = u32::try_from(power).unwrap_or(u32::MAX);
    match 10_i64.checked_pow(power) {
        Some(small) => Number::from(small),
        None => BigInt::number(BigInt::from(10).pow(power), BigInt::from(1)),
    }
}

/// The only b for which 5^b can have the binary logarithm `log` (rounded down).
fn fives(log: u64) -> u32 {
    // It is log / log2(5) rounded up; the factor is just below 1 / log2(5) = 0.430676558073…
    let fives = u128::from(log).saturating_mul(4_306_765_580).div_ceil(10_000_000_000);
    u32::try_from(fives).unwrap_or(u32::MAX)
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Number {
        Number(Repr::Small(number, 1))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Number {
        Number::from(i64::from(value))
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Number {
        Number::from(i64::from(number))
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Number, NumberError> {
        Number::parse(text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.places() {
            Some(places) => self.fixed(places, f),
            None => f.pad(&format!("{}/{}", self.numerator_text(), self.denominator_text())),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
