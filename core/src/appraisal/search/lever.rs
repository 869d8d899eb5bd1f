//! Inputs that can be moved, each over its grid: the values that it can have, in order.

use super::span::{Span, Way};
use crate::appraisal::evaluate::Machine;
use crate::number::{Number, Rounding};
use crate::scheme::model::{Better, Input, Limits, Model, ScopeKind, SlotRole, Takes};
use crate::scheme::value::{SetId, SlotId, Value};
use std::collections::BTreeSet;

/// Digits after the point of a grid, where the scheme says none.
const ASSUMED_DIGITS: u8 = 2;
/// The search goes this many times as far as the largest value known, where a range has no end.
const FAR: i64 = 3;
/// As far it goes at least, where nothing is known.
const NEAREST_END: i64 = 10;
/// No position of a grid is larger.
const LARGEST: i64 = 1 << 52;

/// Which values of an input are better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Direction {
    Unsaid,
    Higher,
    Lower,
    /// Nearest to a target.
    Target,
}

/// Why an input cannot be moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fixed {
    /// Texts, dates and periods have no grid.
    NoGrid,
    /// It names its row or its group.
    Names,
    /// It is not owed.
    NotApplicable,
    /// It is given exactly when another is.
    WithAnother,
    /// It is a weight: the others change with it.
    Weight,
}

#[derive(Clone, Debug)]
enum Grid {
    Numbers { unit: Number },
    Words(SetId),
    Truth,
}

/// An input of one row, and the positions of its grid.
#[derive(Clone, Debug)]
pub(crate) struct Lever {
    pub(crate) slot: SlotId,
    pub(crate) row: u32,
    grid: Grid,
    /// The position of the value that it has; none where it is absent.
    pub(crate) now: Option<i64>,
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) better: Direction,
    /// Whether an end of the search is no end of the range.
    pub(crate) end_assumed: bool,
    /// Whether the scheme does not say how many digits it has.
    pub(crate) digits_assumed: bool,
}

impl Lever {
    /// The lever of an input of a row.
    pub(crate) fn of(machine: &Machine<'_>, slot: SlotId, row: u32) -> Result<Lever, Fixed> {
        let model = machine.model;
        let SlotRole::Input(input) = &model.slots[slot].role else { return Err(Fixed::NoGrid) };
        let value = machine.cell(slot, row).ok_or(Fixed::NoGrid)?;
        if names_rows(model, slot) {
            return Err(Fixed::Names);
        }
        if let Value::Absent(absence) = value {
            if absence.kind == crate::absence::AbsenceKind::NotApplicable {
                return Err(Fixed::NotApplicable);
            }
            if input.with.is_some() || is_partner(model, slot) {
                return Err(Fixed::WithAnother);
            }
        }
        let mut lever = Lever {
            slot,
            row,
            grid: Grid::Truth,
            now: None,
            first: 0,
            last: 1,
            better: direction(machine, input, slot, row),
            end_assumed: false,
            digits_assumed: false,
        };
        match &input.takes {
            Takes::Number { limits, digits, whole } => lever.numbers(machine, value, limits, *digits, *whole),
            Takes::Truth => {}
            Takes::Word { set, from, until } => {
                let words = u16::try_from(model.sets[*set].words.len()).unwrap_or(u16::MAX);
                lever.grid = Grid::Words(*set);
                lever.first = i64::from(from.unwrap_or(0));
                lever.last = i64::from(until.unwrap_or(words.saturating_sub(1)));
            }
            Takes::Weight { .. } => return Err(Fixed::Weight),
            Takes::Date { .. } | Takes::Period | Takes::Text => return Err(Fixed::NoGrid),
        }
        lever.now = lever.position(value);
        Ok(lever)
    }

    fn numbers(&mut self, machine: &Machine<'_>, value: &Value, limits: &Limits, digits: Option<u8>, whole: bool) {
        let digits = match (digits, whole, value) {
            (_, true, _) => 0,
            (Some(digits), ..) => digits,
            (None, _, Value::Number(number)) => {
                self.digits_assumed = true;
                (ASSUMED_DIGITS..=28).find(|digits| number.on_grid(*digits)).unwrap_or(ASSUMED_DIGITS)
            }
            _ => {
                self.digits_assumed = true;
                ASSUMED_DIGITS
            }
        };
        let scale = (0..digits).fold(Number::ONE, |scale, _| &scale * &Number::from(10i64));
        let unit = Number::ONE.checked_div(&scale).unwrap_or(Number::ONE);
        let far = farthest(machine, self.slot, self.row);
        let position = |number: &Number, mode: Rounding| {
            let rounded = (number * &scale).round(0, mode).value().to_i64();
            let outer = if number.is_negative() { LARGEST.saturating_neg() } else { LARGEST };
            rounded.unwrap_or(outer).clamp(LARGEST.saturating_neg(), LARGEST)
        };
        self.first = match &limits.low {
            Some((low, closed)) => {
                let at = position(low, Rounding::Ceiling);
                at.saturating_add(i64::from(!closed && (low * &scale).is_integer()))
            }
            None => position(&-&far, Rounding::Ceiling),
        };
        self.last = match &limits.high {
            Some((high, closed)) => {
                let at = position(high, Rounding::Floor);
                at.saturating_sub(i64::from(!closed && (high * &scale).is_integer()))
            }
            None => position(&far, Rounding::Floor).max(self.first),
        };
        self.end_assumed = limits.low.is_none() || limits.high.is_none();
        self.grid = Grid::Numbers { unit };
    }

    /// The position of a value.
    fn position(&self, value: &Value) -> Option<i64> {
        match (&self.grid, value) {
            (Grid::Numbers { unit }, Value::Number(number)) => number.checked_div(unit)?.to_i64(),
            (Grid::Words(_), Value::Word(_, index)) => Some(i64::from(*index)),
            (Grid::Truth, Value::Truth(truth)) => Some(i64::from(*truth)),
            _ => None,
        }
    }

    /// The value at a position.
    pub(crate) fn value(&self, at: i64) -> Value {
        match &self.grid {
            Grid::Numbers { unit } => Value::Number(&Number::from(at) * unit),
            Grid::Words(set) => Value::Word(*set, u16::try_from(at).unwrap_or(0)),
            Grid::Truth => Value::Truth(at > 0),
        }
    }

    /// All values from one position to another.
    pub(crate) fn span(&self, from: i64, until: i64) -> Span {
        if from == until {
            return Span::Exact(self.value(from));
        }
        match (&self.grid, self.value(from), self.value(until)) {
            (Grid::Words(set), Value::Word(_, low), Value::Word(_, high)) => Span::Words(*set, low, high, Way::Up),
            (Grid::Truth, ..) => Span::Truth(Way::Up),
            (_, Value::Number(low), Value::Number(high)) => {
                let range = crate::scheme::range::Range {
                    low: Some((low, true)),
                    high: Some((high, true)),
                    not_zero: from > 0 || until < 0,
                };
                Span::Number(range, Way::Up)
            }
            _ => Span::Any,
        }
    }

    /// Where a search begins: at the value that it has, else at the worst.
    pub(crate) fn origin(&self) -> i64 {
        self.now.unwrap_or(if self.better == Direction::Lower { self.last } else { self.first })
    }

    /// How many steps the whole grid has.
    pub(crate) fn steps(&self) -> i64 {
        self.last.saturating_sub(self.first).max(1)
    }

    pub(crate) fn cell(&self) -> (SlotId, u32) {
        (self.slot, self.row)
    }
}

/// Whether an input is the key of its list, or rows are grouped by it.
fn names_rows(model: &Model, slot: SlotId) -> bool {
    model.scopes.iter().any(|scope| match scope.kind {
        ScopeKind::List { key, .. } => key == Some(slot),
        ScopeKind::Group { by, .. } => by == slot,
        ScopeKind::Whole => false,
    })
}

/// Whether another input is given exactly when this one is.
pub(crate) fn is_partner(model: &Model, slot: SlotId) -> bool {
    model.slots.iter().any(|other| matches!(&other.role, SlotRole::Input(input) if input.with == Some(slot)))
}

fn direction(machine: &Machine<'_>, input: &Input, slot: SlotId, row: u32) -> Direction {
    let named = |word: &str| match word {
        "higher" => Direction::Higher,
        "lower" => Direction::Lower,
        _ => Direction::Target,
    };
    match &input.better {
        Better::Unsaid => Direction::Unsaid,
        Better::Higher => Direction::Higher,
        Better::Lower => Direction::Lower,
        Better::Target => Direction::Target,
        Better::By(by, words) => {
            // The choice stands in the same row, or in the whole.
            let row = if machine.model.slots[*by].scope == machine.model.slots[slot].scope { row } else { 0 };
            match machine.cell(*by, row) {
                Some(Value::Word(_, index)) => {
                    words.iter().find(|(word, _)| word == index).map_or(Direction::Unsaid, |(_, way)| named(way))
                }
                _ => Direction::Unsaid,
            }
        }
    }
}

/// How far a search goes where the range has no end: some times the value, or the planned figures that a step measures it by.
fn farthest(machine: &Machine<'_>, slot: SlotId, row: u32) -> Number {
    let model = machine.model;
    let scope = model.slots[slot].scope;
    let mut measured_by: BTreeSet<SlotId> = BTreeSet::from([slot]);
    for other in model.slots.iter() {
        if let SlotRole::Step(step) = &other.role
            && step.uses.slots.contains(&slot)
        {
            measured_by.extend(step.uses.slots.iter().filter(|&&used| {
                let used = &model.slots[used];
                used.scope == scope && matches!(&used.role, SlotRole::Input(input) if input.role == "plan")
            }));
        }
    }
    let mut largest = Number::from(NEAREST_END);
    let mut known = false;
    for slot in measured_by {
        if let Some(Value::Number(number)) = machine.cell(slot, row)
            && !number.is_zero()
        {
            let size = number.abs();
            largest = if known { largest.max(size) } else { size };
            known = true;
        }
    }
    &largest * &Number::from(FAR)
}
