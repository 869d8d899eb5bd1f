//! Exact numbers (clauses 1.1 to 1.5 of the scheme language) and their rounding.
//!
//! A [`Number`] is a rational number in lowest terms. Every operation is tried in `i64`, then in `i128`, then in
//! [`BigInt`]; the three run the same code, written once over the trait `Whole`. Nothing here rounds, except
//! [`Number::round`] and [`Number::round_to`], and nothing panics or overflows.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};
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
            let shift = |units: i64, byte: &u8| units.saturating_mul(10).saturating_add(i64::from(byte & 0x0f));
            let size = whole.iter().chain(fraction).fold(0, shift);
            let size = if negative { size.saturating_neg() } else { size };
            let den = u32::try_from(fraction.len()).ok().and_then(|places| 10_i64.checked_pow(places)).unwrap_or(1);
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

/// An integer type to calculate in: `i64`, `i128` or `BigInt`.
trait Whole: Integer + Signed + Clone + ToPrimitive + From<i64> {
    /// Why a result cannot be had: there is no such reason for `BigInt`.
    type Overflow;

    fn plus(&self, other: &Self) -> Result<Self, Self::Overflow>;
    fn times(&self, other: &Self) -> Result<Self, Self::Overflow>;
    /// This divided by a divisor above zero, towards zero.
    fn part(&self, divisor: &Self) -> Self;
    /// The greatest common divisor with a number above zero.
    fn common(&self, other: &Self) -> Self;
    /// The number with this numerator and denominator, which are in lowest terms already.
    fn number(num: Self, den: Self) -> Number;
}

/// The result does not fit into the type.
struct Overflow;

impl Whole for i64 {
    type Overflow = Overflow;

    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_add(*other).ok_or(Overflow)
    }

    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_mul(*other).ok_or(Overflow)
    }

    fn part(&self, divisor: &Self) -> Self {
        if *divisor == 1 { *self } else { self.checked_div(*divisor).unwrap_or(*self) }
    }

    fn common(&self, other: &Self) -> Self {
        i64::try_from(gcd(self.unsigned_abs(), other.unsigned_abs())).unwrap_or(1)
    }

    fn number(num: Self, den: Self) -> Number {
        Number(Repr::Small(num, den))
    }
}

impl Whole for i128 {
    type Overflow = Overflow;

    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_add(*other).ok_or(Overflow)
    }

    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_mul(*other).ok_or(Overflow)
    }

    fn part(&self, divisor: &Self) -> Self {
        if *divisor == 1 { *self } else { self.checked_div(*divisor).unwrap_or(*self) }
    }

    fn common(&self, other: &Self) -> Self {
        i128::try_from(gcd_wide(self.unsigned_abs(), other.unsigned_abs())).unwrap_or(1)
    }

    fn number(num: Self, den: Self) -> Number {
        match (i64::try_from(num), i64::try_from(den)) {
            (Ok(num), Ok(den)) => Number(Repr::Small(num, den)),
            _ => Number(Repr::Big(Box::new((BigInt::from(num), BigInt::from(den))))),
        }
    }
}

#[expect(clippy::arithmetic_side_effects, reason = "BigInt does not overflow, and the divisors are above zero")]
impl Whole for BigInt {
    type Overflow = Infallible;

    fn plus(&self, other: &Self) -> Result<Self, Infallible> {
        Ok(self + other)
    }

    fn times(&self, other: &Self) -> Result<Self, Infallible> {
        Ok(self * other)
    }

    fn part(&self, divisor: &Self) -> Self {
        self / divisor
    }

    fn common(&self, other: &Self) -> Self {
        // One division makes the longer number as short as the other.
        let (long, short) = if self.bits() < other.bits() { (other, self) } else { (self, other) };
        if short.is_zero() {
            return long.clone();
        }
        let rest = long % short;
        match (rest.magnitude().to_u128(), short.magnitude().to_u128()) {
            (Some(rest), Some(short)) => BigInt::from(gcd_wide(rest, short)),
            _ => rest.gcd(short),
        }
    }

    fn number(num: Self, den: Self) -> Number {
        match (num.to_i64(), den.to_i64()) {
            (Some(num), Some(den)) => Number(Repr::Small(num, den)),
            _ => Number(Repr::Big(Box::new((num, den)))),
        }
    }
}

/// A product takes a step for each pair of words; what is common to both, one for each bit and word of the shorter.
fn effort(bits: u64, other: u64) -> u64 {
    let shorter = bits.min(other);
    (bits.saturating_mul(other) / 4096).saturating_add(shorter.saturating_mul(shorter) / 64)
}

/// The greatest common divisor; of zero and x, it is x.
#[inline]
fn gcd(a: u64, b: u64) -> u64 {
    if a == 1 || b == 1 { 1 } else { binary_gcd(a.max(b), a.min(b)) }
}

/// The same by Stein's algorithm, after one division that makes the longer number as short as the other.
#[inline(never)]
fn binary_gcd(long: u64, short: u64) -> u64 {
    let mut rest = long.checked_rem(short).unwrap_or(long);
    if short == 0 || rest == 0 {
        return rest.max(short);
    }
    let twos = (rest | short).trailing_zeros();
    let mut odd = short.wrapping_shr(short.trailing_zeros());
    while rest != 0 {
        rest = rest.wrapping_shr(rest.trailing_zeros());
        (rest, odd) = (rest.abs_diff(odd), rest.min(odd));
    }
    odd.wrapping_shl(twos)
}

/// The greatest common divisor, in `u64` as soon as both fit.
fn gcd_wide(mut a: u128, mut b: u128) -> u128 {
    loop {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return gcd(a, b).into();
        }
        match a.checked_rem(b) {
            Some(rest) => (a, b) = (b, rest),
            None => return a,
        }
    }
}

/// An operation on two fractions in lowest terms, which gives one in lowest terms.
trait Operation {
    fn apply<T: Whole>(a: (&T, &T), b: (&T, &T)) -> Result<(T, T), T::Overflow>;
}

/// The sum, after Knuth (The Art of Computer Programming, 4.5.1): only what the denominators share can cancel.
struct Sum;

impl Operation for Sum {
    #[inline]
    fn apply<T: Whole>(a: (&T, &T), b: (&T, &T)) -> Result<(T, T), T::Overflow> {
        let shared = a.1.common(b.1);
        let (left, right) = (a.1.part(&shared), b.1.part(&shared));
        let num = a.0.times(&right)?.plus(&b.0.times(&left)?)?;
        if shared.is_one() {
            return Ok((num, left.times(&right)?));
        }
        let cancels = num.common(&shared);
        Ok((num.part(&cancels), left.times(&b.1.part(&cancels))?))
    }
}

/// The product: each numerator cancels against the other denominator.
struct Product;

impl Operation for Product {
    #[inline]
    fn apply<T: Whole>(a: (&T, &T), b: (&T, &T)) -> Result<(T, T), T::Overflow> {
        let (left, right) = (a.0.common(b.1), b.0.common(a.1));
        Ok((a.0.part(&left).times(&b.0.part(&right))?, a.1.part(&right).times(&b.1.part(&left))?))
    }
}

/// The result of an operation, in the smallest type that serves.
#[inline]
fn operate<O: Operation>(a: &Number, b: &Number) -> Number {
    operate_small::<O>(a, b).unwrap_or_else(|| operate_wide::<O>(a, b))
}

/// The result, where all of it fits into 64 bits.
#[inline]
fn operate_small<O: Operation>(a: &Number, b: &Number) -> Option<Number> {
    match (&a.0, &b.0) {
        (Repr::Small(a, a_den), Repr::Small(b, b_den)) => {
            O::apply((a, a_den), (b, b_den)).ok().map(|(num, den)| i64::number(num, den))
        }
        _ => None,
    }
}

#[inline(never)]
fn operate_wide<O: Operation>(a: &Number, b: &Number) -> Number {
    if let (Some((a, a_den)), Some((b, b_den))) = (a.wide(), b.wide())
        && let Ok((num, den)) = O::apply((&a, &a_den), (&b, &b_den))
    {
        return i128::number(num, den);
    }
    let (a, b) = (a.big(), b.big());
    let Ok((num, den)) = O::apply((&a.0, &a.1), (&b.0, &b.1));
    BigInt::number(num, den)
}

impl Add for &Number {
    type Output = Number;

    #[inline]
    fn add(self, other: &Number) -> Number {
        operate::<Sum>(self, other)
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: &Number) -> Number {
        operate::<Sum>(self, &other.neg())
    }
}

impl Mul for &Number {
    type Output = Number;

    #[inline]
    fn mul(self, other: &Number) -> Number {
        operate::<Product>(self, other)
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        if let Repr::Small(num, den) = self.0
            && let Some(num) = num.checked_neg()
        {
            return i64::number(num, den);
        }
        let (num, den) = self.big().into_owned();
        BigInt::number(num.neg(), den)
    }
}

impl Neg for Number {
    type Output = Number;

    fn neg(self) -> Number {
        (&self).neg()
    }
}

impl AddAssign<&Number> for Number {
    fn add_assign(&mut self, other: &Number) {
        *self = operate::<Sum>(self, other);
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        fn cross<T: Whole>(a: (&T, &T), b: (&T, &T)) -> Result<Ordering, T::Overflow> {
            Ok(a.0.times(b.1)?.cmp(&b.0.times(a.1)?))
        }
        if let (Repr::Small(a, a_den), Repr::Small(b, b_den)) = (&self.0, &other.0) {
            if a_den == b_den {
                return a.cmp(b);
            }
            if let Ok(order) = cross((a, a_den), (b, b_den)) {
                return order;
            }
        }
        if let (Some((a, a_den)), Some((b, b_den))) = (self.wide(), other.wide())
            && let Ok(order) = cross((&a, &a_den), (&b, &b_den))
        {
            return order;
        }
        let (a, b) = (self.big(), other.big());
        let Ok(order) = cross((&a.0, &a.1), (&b.0, &b.1));
        order
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
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

/// A number rounded to a count of digits, and that count, with which it is written.
///
/// ```
/// use kinerja::{Number, Rounding};
///
/// let rounded = Number::parse("102.796")?.round(2, Rounding::HalfUp);
/// assert_eq!(rounded.to_string(), "102.80");
/// assert_eq!(rounded.value(), &Number::parse("102.8")?);
/// assert_eq!(rounded.digits(), 2);
/// # Ok::<(), kinerja::NumberError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Rounded {
    value: Number,
    digits: u8,
}

impl Rounded {
    /// The rounded number.
    ///
    /// ```
    /// use kinerja::{Number, Rounding};
    /// assert_eq!(Number::ONE.round(2, Rounding::Down).value(), &Number::ONE);
    /// ```
    pub fn value(&self) -> &Number {
        &self.value
    }

    /// How many digits after the point it was rounded to and is written with.
    ///
    /// ```
    /// use kinerja::{Number, Rounding};
    /// assert_eq!(Number::ONE.round(2, Rounding::Down).digits(), 2);
    /// ```
    pub fn digits(&self) -> u8 {
        self.digits
    }
}

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fixed(u64::from(self.digits), f)
    }
}

/// The decimal of the same value and count of digits, or [`NumberError::TooLong`]; it never rounds.
///
/// ```
/// use kinerja::{Number, Rounding};
/// use rust_decimal::Decimal;
///
/// let rounded = Number::parse("102.796")?.round(2, Rounding::HalfUp);
/// assert_eq!(Decimal::try_from(&rounded)?.to_string(), "102.80");
/// # Ok::<(), kinerja::NumberError>(())
/// ```
impl TryFrom<&Rounded> for Decimal {
    type Error = NumberError;

    fn try_from(rounded: &Rounded) -> Result<Decimal, NumberError> {
        decimal(&rounded.value, u64::from(rounded.digits))
    }
}

/// The decimal of the same value with as few digits as it needs, or [`NumberError::TooLong`]; it never rounds.
///
/// ```
/// use kinerja::{Number, NumberError};
/// use rust_decimal::Decimal;
///
/// assert_eq!(Decimal::try_from(&Number::parse("0.5")?), Ok(Decimal::new(5, 1)));
/// let third = Number::ratio(1, 3).unwrap_or_default();
/// assert_eq!(Decimal::try_from(&third), Err(NumberError::TooLong));
/// # Ok::<(), NumberError>(())
/// ```
impl TryFrom<&Number> for Decimal {
    type Error = NumberError;

    fn try_from(number: &Number) -> Result<Decimal, NumberError> {
        decimal(number, number.places().ok_or(NumberError::TooLong)?)
    }
}

/// `number` as a decimal of `places` digits after the point, of which it has no more.
fn decimal(number: &Number, places: u64) -> Result<Decimal, NumberError> {
    let scale = u32::try_from(places).ok().filter(|&scale| scale <= 28).ok_or(NumberError::TooLong)?;
    let (units, _) = operate::<Product>(number, &power_of_ten(places)).wide().ok_or(NumberError::TooLong)?;
    Decimal::try_from_i128_with_scale(units, scale).map_err(|_| NumberError::TooLong)
}

/// How to round (clause 1.5).
///
/// ```
/// use kinerja::{Number, Rounding};
///
/// let number = Number::parse("-2.5")?;
/// let round = |mode| number.round(0, mode).to_string();
/// assert_eq!(round(Rounding::HalfUp), "-3");
/// assert_eq!(round(Rounding::HalfCeiling), "-2");
/// # Ok::<(), kinerja::NumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards +∞.
    Ceiling,
    /// Towards −∞.
    Floor,
    /// To the nearest, a tie away from zero.
    HalfUp,
    /// To the nearest, a tie towards zero.
    HalfDown,
    /// To the nearest, a tie to the even digit.
    HalfEven,
    /// To the nearest, a tie towards +∞.
    HalfCeiling,
    /// To the nearest, a tie towards −∞.
    HalfFloor,
    /// Towards zero, unless the last digit kept would be 0 or 5 and something is cut off: then away from zero.
    ZeroFiveUp,
}

impl Rounding {
    /// All modes, in the order of clause 1.5.
    ///
    /// ```
    /// use kinerja::Rounding;
    /// assert!(Rounding::ALL.iter().all(|mode| Rounding::from_name(mode.name()) == Some(*mode)));
    /// ```
    pub const ALL: [Rounding; 10] = [
        Rounding::Up,
        Rounding::Down,
        Rounding::Ceiling,
        Rounding::Floor,
        Rounding::HalfUp,
        Rounding::HalfDown,
        Rounding::HalfEven,
        Rounding::HalfCeiling,
        Rounding::HalfFloor,
        Rounding::ZeroFiveUp,
    ];

    /// The name that schemes use.
    ///
    /// ```
    /// use kinerja::Rounding;
    /// assert_eq!(Rounding::HalfUp.name(), "half_up");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Rounding::Up => "up",
            Rounding::Down => "down",
            Rounding::Ceiling => "ceiling",
            Rounding::Floor => "floor",
            Rounding::HalfUp => "half_up",
            Rounding::HalfDown => "half_down",
            Rounding::HalfEven => "half_even",
            Rounding::HalfCeiling => "half_ceiling",
            Rounding::HalfFloor => "half_floor",
            Rounding::ZeroFiveUp => "zero_five_up",
        }
    }

    /// The mode of that name, if there is one.
    ///
    /// ```
    /// use kinerja::Rounding;
    /// assert_eq!(Rounding::from_name("floor"), Some(Rounding::Floor));
    /// assert_eq!(Rounding::from_name("HALF_UP"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Rounding> {
        Rounding::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// Whether a number of which something is cut off goes away from zero; `half` compares what is cut off with half a
    /// unit of the last digit kept.
    fn away(self, negative: bool, half: Ordering, last_digit: impl Fn() -> u8) -> bool {
        let tie = match self {
            Rounding::Up => return true,
            Rounding::Down => return false,
            Rounding::Ceiling => return !negative,
            Rounding::Floor => return negative,
            Rounding::ZeroFiveUp => return matches!(last_digit(), 0 | 5),
            Rounding::HalfUp => fault!("half_up is half_down", false, true),
            Rounding::HalfDown => false,
            Rounding::HalfEven => {
                let odd = !last_digit().is_multiple_of(2);
                fault!("a tie of half_even goes to the odd digit", !odd, odd)
            }
            Rounding::HalfCeiling => !negative,
            Rounding::HalfFloor => negative,
        };
        half.is_gt() || half.is_eq() && tie
    }
}

/// The integer to which `scale` `num` / `den` is rounded; `den` is above zero.
fn nearest<T: Whole>(num: &T, den: &T, scale: i64, mode: Rounding) -> Result<T, T::Overflow> {
    let num = num.times(&T::from(scale))?;
    if den.is_one() {
        return Ok(num);
    }
    let cut = num.part(den);
    let rest = num.plus(&cut.clone().neg().times(den)?)?;
    if rest.is_zero() {
        return Ok(cut);
    }
    let half = rest.abs().times(&T::from(2))?.cmp(den);
    let last_digit = || cut.abs().mod_floor(&T::from(10)).to_u8().unwrap_or_default();
    if mode.away(num.is_negative(), half, last_digit) { cut.plus(&num.signum()) } else { Ok(cut) }
}

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

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::float_arithmetic
)]
mod tests {
    use super::*;
    use num_traits::One;
    use proptest::prelude::*;
    use serde_json::Value;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    /// A fraction of any size, reduced by num-bigint alone.
    fn fraction(num: &BigInt, den: &BigInt) -> Number {
        let common = num.gcd(den) * den.signum();
        BigInt::number(num / &common, den / &common)
    }

    /// Integers that crowd at the borders of the three tiers.
    fn integers() -> impl Strategy<Value = BigInt> {
        let edge = prop_oneof![
            Just(0),
            Just(i128::from(i64::MAX)),
            Just(i128::from(i64::MIN)),
            Just(i128::MAX),
            Just(i128::MIN),
            Just(1 << 62),
            Just(1 << 126)
        ];
        prop_oneof![
            4 => (-1000_i64..1000).prop_map(BigInt::from),
            2 => any::<i64>().prop_map(BigInt::from),
            2 => (edge, -2_i64..3).prop_map(|(edge, by)| BigInt::from(edge) + by),
            1 => any::<i128>().prop_map(BigInt::from),
            1 => (any::<i128>(), any::<i128>()).prop_map(|(a, b)| BigInt::from(a) * b),
            1 => (-99_i64..99, 0_u32..60).prop_map(|(a, power)| BigInt::from(10).pow(power) * a),
        ]
    }

    fn fractions() -> impl Strategy<Value = (BigInt, BigInt)> {
        (integers(), integers().prop_filter("denominator", |den| !den.is_zero()))
    }

    /// Asserts that `number` is `num / den`, in its one normal form.
    fn assert_is(number: &Number, num: &BigInt, den: &BigInt) {
        let big = number.big();
        assert_eq!(&big.0 * den, num * &big.1);
        assert!(big.1.is_positive());
        assert!(big.0.gcd(&big.1).is_one());
        let fits = big.0.to_i64().is_some() && big.1.to_i64().is_some();
        assert_eq!(matches!(number.0, Repr::Small(..)), fits);
    }

    /// `num / den` rounded to an integer: one of its two neighbours, by the words of clause 1.5.
    fn reference(num: &BigInt, den: &BigInt, mode: Rounding) -> BigInt {
        let floor = num.div_floor(den);
        if (&floor * den) == *num {
            return floor;
        }
        let ceiling = &floor + 1;
        let (inner, outer) =
            if num.is_negative() == den.is_negative() { (&floor, &ceiling) } else { (&ceiling, &floor) };
        let even = if floor.is_even() { &floor } else { &ceiling };
        // Twice the number against the sum of its neighbours.
        let middle = (num * BigInt::from(2) * den.signum()).cmp(&((&floor + &ceiling) * den.abs()));
        let near = |tie: &BigInt| match middle {
            Ordering::Less => floor.clone(),
            Ordering::Equal => tie.clone(),
            Ordering::Greater => ceiling.clone(),
        };
        match mode {
            Rounding::Up => outer.clone(),
            Rounding::Down => inner.clone(),
            Rounding::Ceiling => ceiling.clone(),
            Rounding::Floor => floor.clone(),
            Rounding::HalfUp => near(outer),
            Rounding::HalfDown => near(inner),
            Rounding::HalfEven => near(even),
            Rounding::HalfCeiling => near(&ceiling),
            Rounding::HalfFloor => near(&floor),
            Rounding::ZeroFiveUp if (inner % 5_u8).is_zero() => outer.clone(),
            Rounding::ZeroFiveUp => inner.clone(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn arithmetic_is_exact((a, b) in fractions(), (c, d) in fractions()) {
            let (x, y) = (fraction(&a, &b), fraction(&c, &d));
            assert_is(&x, &a, &b);
            assert_is(&(&x + &y), &(&a * &d + &c * &b), &(&b * &d));
            assert_is(&(&x - &y), &(&a * &d - &c * &b), &(&b * &d));
            assert_is(&(&x * &y), &(&a * &c), &(&b * &d));
            assert_is(&-&x, &-&a, &b);
            assert_is(&x.abs(), &a.abs(), &b.abs());
            match x.checked_div(&y) {
                Some(quotient) => assert_is(&quotient, &(&a * &d), &(&b * &c)),
                None => assert!(y.is_zero()),
            }
            let difference = (&a * &d - &c * &b) * (&b * &d).signum();
            prop_assert_eq!(x.cmp(&y), difference.cmp(&BigInt::ZERO));
            prop_assert_eq!(x == y, difference.is_zero());
            prop_assert_eq!(x.is_multiple_of(&y), if c.is_zero() { a.is_zero() } else { (&a * &d).is_multiple_of(&(&b * &c)) });
            prop_assert_eq!((x.is_negative(), x.is_zero(), x.is_positive()),
                (x < Number::ZERO, x == Number::ZERO, x > Number::ZERO));
            prop_assert_eq!(x.is_integer(), a.is_multiple_of(&b));
            prop_assert_eq!(x.to_i64(), if x.is_integer() { (&a / &b).to_i64() } else { None });
            prop_assert_eq!(x.bits(), x.big().0.bits() + x.big().1.bits());
        }

        #[test]
        fn sums_are_those_of_plus(terms in prop::collection::vec(fractions(), 0..12)) {
            let terms = terms.iter().map(|(num, den)| fraction(num, den)).collect::<Vec<_>>();
            let (mut sum, mut plus) = (NumberSum::new(), Number::ZERO);
            for term in &terms {
                sum.add(term);
                plus += term;
            }
            prop_assert_eq!(sum.finish(), plus);
        }

        #[test]
        fn all_modes_round((a, b) in fractions(), digits in 0_u8..30, (c, d) in fractions()) {
            let (number, step) = (fraction(&a, &b), fraction(&c, &d));
            let power = BigInt::from(10).pow(digits.into());
            for mode in Rounding::ALL {
                let rounded = number.round(digits, mode);
                assert_is(rounded.value(), &reference(&(&a * &power), &b, mode), &power);
                match number.round_to(&step, mode) {
                    Some(multiple) => {
                        let count = reference(&(&a * d.abs()), &(&b * c.abs()), mode);
                        assert_is(&multiple, &(count * c.abs()), &d.abs());
                    }
                    None => prop_assert!(step.is_zero()),
                }
            }
        }

        #[test]
        fn ties_round(units in -2000_i64..2000, digits in 0_u8..4, den in prop::sample::select(vec![2_i64, 4, 5, 20])) {
            let power = BigInt::from(10).pow(digits.into());
            let number = fraction(&units.into(), &(&power * den));
            for mode in Rounding::ALL {
                let rounded = number.round(digits, mode);
                assert_is(rounded.value(), &reference(&units.into(), &den.into(), mode), &power);
            }
        }

        #[test]
        fn what_ends_reads_back(size in 0_i128..10_i128.pow(28), negative: bool, places in 0_usize..=28, cut in 0_u32..28) {
            let units = size / 10_i128.pow(cut) * if negative { -1 } else { 1 };
            let number = fraction(&units.into(), &BigInt::from(10).pow(places as u32));
            let text = number.to_string();
            prop_assert!(number.ends() && number.on_grid(28) && !text.contains(['e', '+', '/']));
            prop_assert_eq!(Number::parse(&text), Ok(number.clone()));
            let digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            prop_assert!(!text.contains('.') || !text.ends_with('0'));
            prop_assert!(number.on_grid(digits as u8) && (digits == 0 || !number.on_grid(digits as u8 - 1)));
            prop_assert_eq!(number.to_f64(), text.parse::<f64>().unwrap());
            let decimal = Decimal::try_from(&number).unwrap();
            prop_assert_eq!(&decimal.to_string(), &text);
            let written = number.round(28, Rounding::Down).to_string();
            prop_assert_eq!(written.split_once('.').unwrap().1.len(), 28);
            prop_assert_eq!(Number::parse(&written), Ok(number));
            prop_assert_eq!(Number::parse(&format!("{units}e-{places}")), Number::parse(&text));
        }

        #[test]
        fn what_does_not_end_is_a_fraction((a, b) in fractions()) {
            let number = fraction(&a, &b);
            let mut den = number.big().1.clone();
            for prime in [2_u8, 5] {
                while (&den % prime).is_zero() {
                    den /= prime;
                }
            }
            prop_assert_eq!(number.ends(), den.is_one());
            prop_assert_eq!(number.to_string().contains('/'), !den.is_one());
            prop_assert_eq!(format!("{}/{}", number.numerator_text(), number.denominator_text()),
                format!("{}/{}", number.big().0, number.big().1));
        }

        #[test]
        fn other_texts_are_refused(text in "[-+0-9.eE_ ]{0,8}") {
            // Every JSON number is a JSON text, and no other text of these characters is one, but for blanks around it.
            let json = serde_json::from_str::<Value>(&text).is_ok() && !text.contains(' ');
            // Out of the range of f64, serde_json refuses what the grammar does not.
            let large = text.contains(['e', 'E']);
            prop_assert!(large || (Number::parse(&text) != Err(NumberError::Syntax)) == json, "{}", text);
        }
    }

    #[test]
    fn python_rounds_alike() {
        let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/rounding.json")).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert!(cases.len() > 20);
        for case in cases {
            let digits = case["dp"].as_u64().unwrap() as u8;
            for mode in Rounding::ALL {
                let key = match mode {
                    Rounding::Up => "up_away_from_zero",
                    Rounding::Down => "down_toward_zero",
                    Rounding::ZeroFiveUp => "05up",
                    other => other.name(),
                };
                let expected = case[key].as_str().unwrap();
                let zero = !expected.contains(|c: char| c.is_ascii_digit() && c != '0');
                let expected = if zero { expected.trim_start_matches('-') } else { expected };
                let rounded = number(case["value"].as_str().unwrap()).round(digits, mode);
                assert_eq!(rounded.to_string(), expected, "{case} {mode:?}");
                assert_eq!(Decimal::try_from(&rounded).unwrap().to_string(), expected);
            }
        }
    }

    #[test]
    fn python_weighs_alike() {
        let vectors: Value =
            serde_json::from_str(include_str!("../../tests/vectors/weighted_score_exact.json")).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert!(cases.len() > 10);
        for case in cases {
            let list = |key: &str| case[key].as_array().unwrap().clone();
            let read = |value: &Value| number(value.as_str().map_or(value.to_string(), str::to_owned).as_str());
            let (mut sum, mut weights) = (NumberSum::new(), NumberSum::new());
            for ((weight, actual), target) in list("weights").iter().zip(list("actual")).zip(list("target")) {
                let percent = &read(&actual).checked_div(&read(&target)).unwrap() * &number("100");
                sum.add(&(&read(weight) * &percent.clamp(Number::ZERO, read(&case["cap"]))));
                weights.add(&read(weight));
            }
            let score = sum.finish().checked_div(&weights.finish()).unwrap();
            let exact = format!("{}/{}", score.numerator_text(), score.denominator_text());
            assert_eq!(exact, case["exact"].as_str().unwrap());
            assert_eq!(score.round(2, Rounding::HalfUp).to_string(), case["half_up_2"].as_str().unwrap());
            assert_eq!(score.round(2, Rounding::HalfEven).to_string(), case["half_even_2"].as_str().unwrap());
            assert_eq!(score.round(4, Rounding::HalfUp).to_string(), case["half_up_4"].as_str().unwrap());
        }
    }

    #[test]
    fn grammar() {
        for text in [
            "",
            "-",
            "+5",
            ".5",
            "5.",
            "1,5",
            "1_000",
            " 1",
            "1 ",
            "01",
            "-01",
            "00",
            "1e",
            "1e+",
            "1e1.5",
            "1.e5",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "--1",
            "1e--1",
            "½",
            "１",
            "1\u{a0}",
            "e5",
            "-.5",
            "1.5.5",
            "true",
            "1/2",
        ] {
            assert_eq!(Number::parse(text), Err(NumberError::Syntax), "{text}");
        }
        for (text, plain) in [
            ("-0", "0"),
            ("-0.00e7", "0"),
            ("0e999999999999999999999", "0"),
            ("1E+2", "100"),
            ("12.3400", "12.34"),
            ("-1.5e-1", "-0.15"),
            ("1e0000000000000000000000002", "100"),
            ("1e-28", "0.0000000000000000000000000001"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
            ("10000000000000000000000000000e-1", "1000000000000000000000000000"),
            ("9.999999999999999999999999999e27", "9999999999999999999999999999"),
            ("0.00000000000000000000000000010", "0.0000000000000000000000000001"),
            ("0.00000000000000000000000000001e1", "0.0000000000000000000000000001"),
        ] {
            assert_eq!(number(text).to_string(), plain, "{text}");
        }
        for text in [
            "1e28",
            "1e-29",
            "10000000000000000000000000000",
            "12345678901234567890123456789",
            "1.2345678901234567890123456789",
            "0.00000000000000000000000000001",
            "1e999999999999",
            "-1e-99999999999999999999999999",
        ] {
            assert_eq!(Number::parse(text), Err(NumberError::TooLong), "{text}");
        }
    }

    #[test]
    fn long_texts() {
        let zeros = "0".repeat(16 << 20);
        let nines = "9".repeat(16 << 20);
        assert_eq!(Number::parse(&nines), Err(NumberError::TooLong));
        assert_eq!(Number::parse(&format!("0.{zeros}1")), Err(NumberError::TooLong));
        assert_eq!(Number::parse(&format!("1e{nines}")), Err(NumberError::TooLong));
        assert_eq!(Number::parse(&format!("{nines}x")), Err(NumberError::Syntax));
        assert_eq!(Number::parse(&format!("1{zeros}e-{}", 16 << 20)), Ok(Number::ONE));
        assert_eq!(Number::parse(&format!("0.{zeros}1e{}", (16 << 20) + 1)), Ok(Number::ONE));
        assert_eq!(Number::parse(&format!("1.{zeros}")), Ok(Number::ONE));
        assert_eq!(Number::parse(&format!("0.{zeros}")), Ok(Number::ZERO));
    }

    #[test]
    fn large_denominators() {
        let big = (1..2000_i64).fold(Number::ONE, |product, i| &product * &Number::ratio(i * 2 - 1, i * 2).unwrap());
        assert!(big.bits() > 4000 && big.ends());
        let power = (0..9).fold(Number::ratio(1, 5).unwrap(), |power, _| &power * &power);
        assert_eq!(power.places(), Some(512));
        assert_eq!(power.to_string().len(), 514);
        assert!(!power.on_grid(255));
        assert_eq!(Decimal::try_from(&power), Err(NumberError::TooLong));
        assert!((power.to_f64() / 5_f64.powi(-256).powi(2) - 1.0).abs() < 1e-12 || power.to_f64() == 0.0);
        for exponent in 0..27 {
            let den = 5_i64.pow(exponent);
            assert_eq!(Number::ratio(1, den).unwrap().places(), Some(exponent.into()));
            assert!(exponent < 2 || !Number::ratio(1, den - 2).unwrap().ends());
        }
    }

    #[test]
    fn decimals() {
        let convert = |text| Decimal::try_from(&number(text)).map(|decimal| decimal.to_string());
        assert_eq!(convert("-0.50"), Ok("-0.5".to_owned()));
        let most = &number("7922816251426433759354395034") * &number("10");
        assert_eq!(Decimal::try_from(&(&most - &number("5"))), Ok(Decimal::MAX));
        assert_eq!(Decimal::try_from(&(&most - &number("4"))), Err(NumberError::TooLong));
        assert_eq!(Decimal::try_from(&Number::ratio(1, 3).unwrap()), Err(NumberError::TooLong));
        assert_eq!(Decimal::try_from(&number("100").round(27, Rounding::Down)), Err(NumberError::TooLong));
        let zero = Decimal::try_from(&number("-0.001").round(2, Rounding::HalfUp)).unwrap();
        assert_eq!(zero.to_string(), "0.00");
        assert!(zero.is_sign_positive());
    }

    #[test]
    fn forms() {
        assert_eq!(size_of::<Number>(), 24);
        assert_eq!(size_of::<Option<Number>>(), 24);
        assert_eq!(
            format!("{:?} [{:>6}] [{:06}]", number("-0.5"), number("1.5"), number("-2")),
            "-0.5 [   1.5] [-00002]"
        );
        assert_eq!(number("-0.004").round(2, Rounding::HalfUp).to_string(), "0.00");
        assert_eq!(number("-0.5").round(2, Rounding::HalfUp).to_string(), "-0.50");
        assert_eq!(number("7").round(0, Rounding::Up).to_string(), "7");
        assert_eq!(Number::ratio(i64::MIN, i64::MIN), Some(Number::ONE));
        assert_eq!(Number::ratio(1, i64::MIN).unwrap().bits(), 1 + 64);
        assert_eq!("2.5".parse(), Ok(Number::ratio(5, 2).unwrap()));
        assert_eq!(Number::from(7_u32), Number::from(7_i64));
        assert_eq!(Number::ratio(2, 3).unwrap().to_f64(), 2.0 / 3.0);
        assert_eq!(Number::ratio(-2, 3).unwrap().to_f64(), -2.0 / 3.0);
        assert_eq!(Number::ZERO.to_f64(), 0.0);
    }
}
