//! Searching over what inputs could be: with which values a result would come out, and where it falls.
//!
//! A search never assumes that a result rises with an input. It asks of whole parts of a grid what is possible there ([`Bounds`]), leaves out the
//! parts where nothing of interest is possible, and evaluates single points as any appraisal is.

pub(crate) mod bounds;
pub(crate) mod fall;
pub(crate) mod lever;
pub(crate) mod nearest;
pub(crate) mod reach;
pub(crate) mod span;

use super::evaluate::Machine;
use super::facts::{Facts, Settings};
use crate::number::Rounding;
use crate::problem::Problem;
use crate::scheme::model::Model;
use crate::scheme::value::{SlotId, Value};
use reach::Reach;

/// What an appraisal of other facts would give.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Point {
    /// It would be appraised.
    Appraised,
    /// A condition of the scheme would fail: which.
    Requires(usize),
    /// Nobody would be rated, or there would be a problem.
    Refused,
}

/// An appraisal whose inputs can be exchanged.
pub(crate) struct Probe<'a> {
    pub(crate) model: &'a Model,
    settings: &'a Settings,
    facts: Facts,
    steps: Vec<Value>,
    base: &'a [Value],
    /// What the arithmetic of the last point took.
    pub(crate) effort: u64,
    /// The first problem of a step that the last point met.
    pub(crate) problem: Option<Problem>,
}

impl<'a> Probe<'a> {
    pub(crate) fn new(model: &'a Model, facts: &Facts, settings: &'a Settings, steps: &'a [Value]) -> Probe<'a> {
        Probe { model, settings, facts: facts.clone(), steps: steps.to_vec(), base: steps, effort: 0, problem: None }
    }

    /// Appraises with other values of some inputs, `requires` among the conditions or not. What depends on the inputs is calculated again, and
    /// stays until [`Probe::restore`].
    pub(crate) fn put(&mut self, moved: &[((SlotId, u32), Value)], reach: &Reach, with_requires: bool) -> Point {
        for ((slot, row), value) in moved {
            self.set(*slot, *row, value.clone());
        }
        let steps = std::mem::take(&mut self.steps);
        let mut machine = Machine::resumed(self.model, &self.facts, self.settings, steps);
        let before = machine.effort_left;
        self.problem = None;
        let point = appraised(&mut machine, reach, with_requires, &mut self.problem);
        self.effort = before.saturating_sub(machine.effort_left);
        self.steps = machine.steps;
        point
    }

    /// Puts the inputs and what depends on them back.
    pub(crate) fn restore(&mut self, moved: &[((SlotId, u32), Value)], reach: &Reach) {
        for ((slot, row), value) in moved {
            self.set(*slot, *row, value.clone());
        }
        for &(slot, row) in &reach.cells {
            if let Some(position) = self.position(slot, row)
                && let (Some(cell), Some(base)) = (self.steps.get_mut(position), self.base.get(position))
            {
                cell.clone_from(base);
            }
        }
    }

    fn position(&self, slot: SlotId, row: u32) -> Option<usize> {
        let offset = usize::try_from(slot).ok().and_then(|slot| self.facts.offsets.get(slot)).copied();
        offset.zip(usize::try_from(row).ok()).and_then(|(offset, row)| offset.checked_add(row))
    }

    fn set(&mut self, slot: SlotId, row: u32, value: Value) {
        if let Some(cell) = self.position(slot, row).and_then(|position| self.facts.inputs.get_mut(position)) {
            *cell = value;
        }
    }

    /// What it costs to try a point of what a reach holds: cells and rows, and the arithmetic of long numbers.
    pub(crate) fn cost(&mut self, now: &[((SlotId, u32), Value)], reach: &Reach) -> usize {
        self.put(now, reach, true);
        self.restore(now, reach);
        let rows = self.facts.rows.iter().map(|rows| rows.parent.len()).fold(0, usize::saturating_add);
        let effort = usize::try_from(self.effort / 16).unwrap_or(usize::MAX);
        reach.cells.len().saturating_add(rows).saturating_add(effort).max(1)
    }

    /// The machine with all cells as they are now, to look at.
    pub(crate) fn machine(&self) -> Machine<'_> {
        Machine::resumed(self.model, &self.facts, self.settings, self.steps.clone())
    }

    /// The value of a cell of the whole.
    pub(crate) fn whole(&self, slot: SlotId) -> Option<&Value> {
        let offset = usize::try_from(slot).ok().and_then(|slot| self.facts.offsets.get(slot)).copied()?;
        match self.model.slots[slot].role {
            crate::scheme::model::SlotRole::Step(_) => self.steps.get(offset),
            _ => self.facts.inputs.get(offset),
        }
    }
}

/// What an appraisal would come to, by all that depends on what moved; the rest is as it was.
fn appraised(machine: &mut Machine<'_>, reach: &Reach, with_requires: bool, problem: &mut Option<Problem>) -> Point {
    let model = machine.model;
    for condition in reach.unratable.iter().filter_map(|index| model.unratable.get(*index)) {
        if machine.holds(condition.node).is_ok_and(|holds| holds != Some(true)) {
            continue;
        }
        return Point::Refused;
    }
    if with_requires {
        for &index in &reach.requires {
            match model.requires.get(index).map(|condition| machine.holds(condition.node)) {
                Some(Ok(Some(false))) => return Point::Requires(index),
                Some(Err(_)) => return Point::Refused,
                _ => {}
            }
        }
    }
    let mut failed = false;
    for &(slot, row) in &reach.cells {
        if let Err(stop) = machine.again(slot, row) {
            failed = true;
            if problem.is_none() {
                *problem = stop.problem(machine.path(slot, row));
            }
        }
    }
    let absent = model.outcomes.iter().any(|outcome| {
        !outcome.optional
            && machine.cell(outcome.of, 0).is_none_or(|value| value.is_absent() || *value == Value::Failed)
    });
    let notices = reach.notices.iter().filter_map(|index| model.notices.get(*index));
    if failed || absent || notices.map(|notice| machine.holds(notice.node)).any(|holds| holds.is_err()) {
        return Point::Refused;
    }
    Point::Appraised
}

/// A value as an outcome prints it.
pub(crate) fn printed(value: &Value, round: Option<(u8, Rounding)>) -> Value {
    match (value, round) {
        (Value::Number(number), Some((digits, mode))) => Value::Number(number.round(digits, mode).value().clone()),
        (value, _) => value.clone(),
    }
}
