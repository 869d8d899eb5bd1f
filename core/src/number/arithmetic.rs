//! Exact arithmetic in machine integers while they hold, in big ones after.

use super::{Number, Repr};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::convert::Infallible;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// An integer type to calculate in: `i64`, `i128` or `BigInt`.
pub(super) trait Whole: Integer + Signed + Clone + ToPrimitive + From<i64> {
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
pub(super) struct Overflow;

impl Whole for i64 {
    type Overflow = Overflow;

    fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        self.checked_add(*other).ok_or(Overflow)
    }

    fn times(&self, other: &Self) -> Result<Self, Overflow> {
        product(*self, *other).ok_or(Overflow)
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
pub(super) fn effort(bits: u64, other: u64) -> u64 {
    let shorter = bits.min(other);
    (bits.saturating_mul(other) / 4096).saturating_add(shorter.saturating_mul(shorter) / 64)
}

/// The product, where it fits.
#[inline(always)]
pub(super) fn product(a: i64, b: i64) -> Option<i64> {
    // WebAssembly has no multiplication that says whether it overflowed: LLVM makes one in 128 bits, a call. Of halves it cannot.
    if cfg!(target_family = "wasm") && i32::try_from(a).is_ok() && i32::try_from(b).is_ok() {
        return Some(a.wrapping_mul(b));
    }
    a.checked_mul(b)
}

/// The greatest common divisor; of zero and x, it is x.
#[inline]
pub(super) fn gcd(a: u64, b: u64) -> u64 {
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
pub(super) trait Operation {
    fn apply<T: Whole>(a: (&T, &T), b: (&T, &T)) -> Result<(T, T), T::Overflow>;
}

/// The sum, after Knuth (The Art of Computer Programming, 4.5.1): only what the denominators share can cancel.
pub(super) struct Sum;

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
pub(super) struct Product;

impl Operation for Product {
    #[inline]
    fn apply<T: Whole>(a: (&T, &T), b: (&T, &T)) -> Result<(T, T), T::Overflow> {
        let (left, right) = (a.0.common(b.1), b.0.common(a.1));
        Ok((a.0.part(&left).times(&b.0.part(&right))?, a.1.part(&right).times(&b.1.part(&left))?))
    }
}

/// The result of an operation, in the smallest type that serves.
#[inline]
pub(super) fn operate<O: Operation>(a: &Number, b: &Number) -> Number {
    operate_small::<O>(a, b).unwrap_or_else(|| operate_wide::<O>(a, b))
}

/// The result, where all of it fits into 64 bits.
#[inline]
pub(super) fn operate_small<O: Operation>(a: &Number, b: &Number) -> Option<Number> {
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
