//! Whole units by exact parts: largest remainders, and parts between bounds.
//!
//! What is printed must sum to what it is said to sum to. Rounding each number by itself does not give that; this does.

use crate::number::{Number, NumberSum, Rounded, Rounding};

/// What a part may be at least and at most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// At least this.
    pub least: Number,
    /// At most this.
    pub most: Number,
}

/// Divides a total into numbers of so many digits, in proportion to the parts, so that they sum to the total exactly.
///
/// Each number is what is due to its part, rounded down; the units that are left go to the largest remainders (Hamilton's method), of equal remainders to
/// the larger part, of equal parts to the one that stands first. So no number is a whole unit or more away from what is due.
///
/// None where no part is above zero or one is below, and where the total is below zero or has more digits itself.
///
/// ```
/// use kinerja::{Number, apportion::apportion};
/// let thirds = [Number::ONE, Number::ONE, Number::ONE];
/// let percent = apportion(&thirds, &Number::from(100), 2).unwrap();
/// assert_eq!(percent.iter().map(ToString::to_string).collect::<Vec<_>>(), ["33.34", "33.33", "33.33"]);
/// ```
#[must_use]
pub fn apportion(parts: &[Number], total: &Number, digits: u8) -> Option<Vec<Rounded>> {
    let step = step_of(digits)?;
    let numbers = in_steps(parts, total, &step)?;
    // They are on the grid already: this only gives them their digits.
    Some(numbers.iter().map(|number| number.round(digits, Rounding::HalfUp)).collect())
}

/// As [`apportion`], each number a multiple of a step: whole seats, or weights in fives.
///
/// None as for [`apportion`], and where the step is not above zero or the total no multiple of it.
///
/// ```
/// use kinerja::{Number, apportion::in_steps};
/// let parts = [47000, 16000, 15800, 12000, 6100, 3100].map(Number::from);
/// let seats = in_steps(&parts, &Number::from(10), &Number::ONE).unwrap();
/// assert_eq!(seats, [5, 2, 1, 1, 1, 0].map(Number::from));
/// ```
#[must_use]
pub fn in_steps(parts: &[Number], total: &Number, step: &Number) -> Option<Vec<Number>> {
    let sum = sum_of(parts);
    if !sum.is_positive() || parts.iter().any(Number::is_negative) || total.is_negative() {
        return None;
    }
    let units = units_of(total, step)?;
    let due: Option<Vec<Number>> = parts.iter().map(|part| (part * &units).checked_div(&sum)).collect();
    Some(by_largest_remainder(&due?, parts, &units)?.iter().map(|units| units * step).collect())
}

/// As [`in_steps`], each number between its bounds: the bounds are kept, and the others stay in proportion.
///
/// None as for [`in_steps`], and where no multiples of the step lie between the bounds and sum to the total.
///
/// ```
/// use kinerja::{Number, apportion::{Bounds, in_steps_between}};
/// let bounds = [(0, 40), (0, 100), (15, 100)].map(|(least, most)| Bounds { least: least.into(), most: most.into() });
/// let numbers = in_steps_between(&[70, 20, 10].map(Number::from), &bounds, &Number::from(100), &Number::from(5)).unwrap();
/// assert_eq!(numbers, [40, 40, 20].map(Number::from));
/// ```
#[must_use]
pub fn in_steps_between(parts: &[Number], bounds: &[Bounds], total: &Number, step: &Number) -> Option<Vec<Number>> {
    let units = units_of(total, step)?;
    // The bounds in whole steps: so what is due to a part lies between them however it is rounded.
    let whole = |number: &Number, mode| Some(number.checked_div(step)?.round(0, mode).value().clone());
    let in_units = bounds.iter().map(|Bounds { least, most }| {
        Some(Bounds { least: whole(least, Rounding::Ceiling)?, most: whole(most, Rounding::Floor)? })
    });
    let due = between(parts, &in_units.collect::<Option<Vec<_>>>()?, &units)?;
    Some(by_largest_remainder(&due, parts, &units)?.iter().map(|units| units * step).collect())
}

/// Divides a total in proportion to the parts, exactly, each share between its bounds.
///
/// There is one factor for all: a share is its part times that factor, or the bound that this would pass. A part of zero gets its least.
///
/// None where a part is below zero, and where no shares lie between the bounds and sum to the total.
///
/// ```
/// use kinerja::{Number, apportion::{Bounds, between}};
/// let bounds = [(0, 40), (0, 100), (0, 100)].map(|(least, most)| Bounds { least: least.into(), most: most.into() });
/// let shares = between(&[60, 30, 10].map(Number::from), &bounds, &Number::from(100)).unwrap();
/// assert_eq!(shares, [40, 45, 15].map(Number::from));
/// ```
#[must_use]
pub fn between(parts: &[Number], bounds: &[Bounds], total: &Number) -> Option<Vec<Number>> {
    let reversed = bounds.iter().any(|Bounds { least, most }| least.is_negative() || most < least);
    if parts.len() != bounds.len() || parts.iter().any(Number::is_negative) || reversed {
        return None;
    }
    let factor = factor_between(parts, bounds, total)?;
    let shares: Vec<Number> = parts
        .iter()
        .zip(bounds)
        .map(|(part, Bounds { least, most })| (&factor * part).max(least.clone()).min(most.clone()))
        .collect();
    (sum_of(&shares) == *total).then_some(shares)
}

/// The factor at which the shares sum to the total. Their sum grows with the factor, in straight pieces between the factors at which a share leaves or
/// reaches a bound: those are passed in order.
fn factor_between(parts: &[Number], bounds: &[Bounds], total: &Number) -> Option<Number> {
    let mut turns: Vec<(Number, Number, Number)> = Vec::new();
    for (part, Bounds { least, most }) in parts.iter().zip(bounds) {
        if part.is_positive() {
            turns.push((least.checked_div(part)?, part.clone(), -least));
            turns.push((most.checked_div(part)?, -part, most.clone()));
        }
    }
    turns.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    // Here the sum is `fixed + slope × factor`.
    let mut fixed = sum_of(bounds.iter().map(|bounds| &bounds.least));
    let mut slope = Number::ZERO;
    let mut last = Number::ZERO;
    for (factor, more_slope, more_fixed) in turns {
        if &fixed + &(&slope * &factor) >= *total {
            return Some((total - &fixed).checked_div(&slope).unwrap_or(last));
        }
        fixed = &fixed + &more_fixed;
        slope = &slope + &more_slope;
        last = factor;
    }
    Some(last)
}

/// What is due, in whole units that sum to all units.
fn by_largest_remainder(due: &[Number], parts: &[Number], units: &Number) -> Option<Vec<Number>> {
    let mut given: Vec<Number> = due.iter().map(|due| due.round(0, Rounding::Floor).value().clone()).collect();
    let left = usize::try_from((units - &sum_of(&given)).to_i64()?).ok()?;
    let mut order: Vec<(usize, Number, &Number)> = due
        .iter()
        .zip(&given)
        .zip(parts)
        .enumerate()
        .map(|(index, ((due, given), part))| (index, due - given, part))
        .collect();
    order.sort_by(|(_, one, part), (_, other, than)| other.cmp(one).then(than.cmp(part)));
    if left > order.len() {
        return None;
    }
    for (index, ..) in order.into_iter().take(left) {
        if let Some(number) = given.get_mut(index) {
            *number = &*number + &Number::ONE;
        }
    }
    Some(given)
}

/// The smallest step of so many digits: 0.01 of two.
pub(crate) fn step_of(digits: u8) -> Option<Number> {
    let tenth = Number::ratio(1, 10)?;
    (digits <= 28).then(|| (0..digits).fold(Number::ONE, |step, _| &step * &tenth))
}

/// How many steps a total is; none where that is no whole number.
fn units_of(total: &Number, step: &Number) -> Option<Number> {
    total.checked_div(step).filter(|units| step.is_positive() && units.is_integer())
}

/// The exact sum.
pub(crate) fn sum_of<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> Number {
    let mut sum = NumberSum::new();
    numbers.into_iter().for_each(|number| sum.add(number));
    sum.finish()
}
