//! The ten ways to round, and numbers that keep the digits they were rounded to.

use super::arithmetic::{Product, Whole, operate};
use super::{Number, NumberError, power_of_ten};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;

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
    pub(super) value: Number,
    pub(super) digits: u8,
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
pub(super) fn nearest<T: Whole>(num: &T, den: &T, scale: i64, mode: Rounding) -> Result<T, T::Overflow> {
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
