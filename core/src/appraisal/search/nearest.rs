//! The nearest point of a grid at which a wish is met, and the cheapest change of two inputs.
//!
//! Best first: of the parts of the grid that are still open the nearest is looked at; a part where the wish cannot be met is left out, another is
//! halved, down to single points. So the first point that meets the wish is the nearest there is, whatever way the result goes.

use super::bounds::Bounds;
use super::lever::{Direction, Lever};
use super::reach::Reach;
use super::span::Span;
use super::{Point, Probe, printed};
use crate::number::{Number, Rounding};
use crate::scheme::value::{SlotId, Value};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};
use std::sync::Arc;

/// What an outcome is to be.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    pub(crate) slot: SlotId,
    pub(crate) round: Option<(u8, Rounding)>,
    /// At least.
    pub(crate) low: Option<Value>,
    /// At most.
    pub(crate) high: Option<Value>,
}

pub(crate) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Word(_, a), Value::Word(_, b)) => Some(a.cmp(b)),
        (Value::Truth(a), Value::Truth(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

impl Test {
    pub(crate) fn meets(&self, value: &Value) -> bool {
        let value = printed(value, self.round);
        let low = self.low.as_ref().is_none_or(|low| order(&value, low).is_some_and(Ordering::is_ge));
        low && self.high.as_ref().is_none_or(|high| order(&value, high).is_some_and(Ordering::is_le))
    }

    /// Whether some value of a span may meet it.
    fn may_meet(&self, span: &Span) -> bool {
        if let Span::Exact(value) = span {
            return self.meets(value);
        }
        if let Some((range, _)) = span.numbers() {
            let range = match self.round {
                Some((digits, mode)) => range.rounded(mode, |n| n.round(digits, mode).value().clone()),
                None => range,
            };
            let reaches = match (&self.low, &range.high) {
                (Some(Value::Number(low)), Some((high, _))) => high >= low,
                _ => true,
            };
            let stays = match (&self.high, &range.low) {
                (Some(Value::Number(high)), Some((low, _))) => low <= high,
                _ => true,
            };
            return reaches && stays;
        }
        if let Some((set, low, high, _)) = span.words() {
            return (low..=high).any(|index| self.meets(&Value::Word(set, index)));
        }
        true
    }
}

/// A search's wishes, with what they are calculated from.
pub(crate) struct Wanted {
    pub(crate) tests: Vec<Test>,
    pub(crate) needed: BTreeSet<SlotId>,
}

impl Wanted {
    pub(crate) fn met(&self, probe: &Probe<'_>) -> bool {
        self.tests.iter().all(|test| probe.whole(test.slot).is_some_and(|value| test.meets(value)))
    }
}

/// What a search came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Found<T> {
    /// Here, and nowhere nearer.
    Here(T),
    /// Nowhere.
    Nowhere,
    /// Not in as many parts as may be looked at.
    Undecided,
}

/// Searches along one input, or two.
pub(crate) struct Search<'s, 'a> {
    pub(crate) probe: &'s mut Probe<'a>,
    pub(crate) wanted: &'s Wanted,
    pub(crate) with_requires: bool,
    /// How many parts may still be looked at.
    pub(crate) left: usize,
}

/// A part of the grid of one lever, nearest first; of two as near the one in the better direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    distance: u64,
    worse: bool,
    width: u64,
    from: i64,
    until: i64,
}

impl Search<'_, '_> {
    /// The nearest position at which all wishes are met, other than that of the value it has.
    pub(crate) fn nearest(&mut self, bounds: &mut Bounds<'_>, lever: &Lever, reach: &Reach) -> Found<i64> {
        let origin = lever.origin();
        let part = |from: i64, until: i64| {
            let distance = if from > origin { from.abs_diff(origin) } else { origin.abs_diff(until.min(origin)) };
            let worse = match lever.better {
                Direction::Lower => from > origin,
                _ => until < origin,
            };
            Reverse(Part { distance, worse, width: until.abs_diff(from), from, until })
        };
        let mut open = BinaryHeap::new();
        let (below, above) = match lever.now {
            Some(now) => (now.saturating_sub(1), now.saturating_add(1)),
            None => (origin.saturating_sub(1), origin),
        };
        if lever.first <= below.min(lever.last) {
            open.push(part(lever.first, below.min(lever.last)));
        }
        if above.max(lever.first) <= lever.last {
            open.push(part(above.max(lever.first), lever.last));
        }
        while let Some(Reverse(Part { from, until, .. })) = open.pop() {
            let Some(left) = self.left.checked_sub(1) else { return Found::Undecided };
            self.left = left;
            if from == until {
                let moved = [(lever.cell(), lever.value(from))];
                if self.probe.put(&moved, reach, self.with_requires) == Point::Appraised && self.wanted.met(self.probe)
                {
                    return Found::Here(from);
                }
                continue;
            }
            if !self.possible(bounds, reach, [(lever.cell(), lever.span(from, until))]) {
                continue;
            }
            let middle = from.midpoint(until);
            open.push(part(from, middle));
            open.push(part(middle.saturating_add(1), until));
        }
        Found::Nowhere
    }

    /// Whether the wishes may be met while inputs move over parts of their grids.
    pub(crate) fn possible<const N: usize>(
        &self,
        bounds: &mut Bounds<'_>,
        reach: &Reach,
        moved: [((SlotId, u32), Span); N],
    ) -> bool {
        let model = self.probe.model;
        bounds.run(moved, |slot| self.wanted.needed.contains(&slot));
        if self.with_requires {
            for condition in reach.requires.iter().filter_map(|index| model.requires.get(*index)) {
                if bounds.condition(condition.node) == Span::Exact(Value::Truth(false)) {
                    return false;
                }
            }
        }
        self.wanted.tests.iter().all(|test| test.may_meet(&bounds.cell(test.slot, 0)))
    }
}

/// A part of the grids of a pair of levers, by the least that a change into it costs.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Field {
    cost: Number,
    width: u64,
    pair: usize,
    corners: [(i64, i64); 2],
}

/// Two inputs to be changed together.
pub(crate) struct Pair<'p> {
    pub(crate) levers: [&'p Lever; 2],
    pub(crate) reach: Arc<Reach>,
}

impl Pair<'_> {
    /// What a change costs: of each input the part of its grid that it goes, together.
    fn field(&self, pair: usize, corners: [(i64, i64); 2]) -> Reverse<Field> {
        let mut cost = Number::ZERO;
        for (lever, (from, until)) in self.levers.into_iter().zip(corners) {
            let now = lever.origin();
            let nearest = now.clamp(from, until);
            let steps = i64::try_from(nearest.abs_diff(now)).unwrap_or(i64::MAX);
            cost += &Number::ratio(steps, lever.steps()).unwrap_or_default();
        }
        let width = corners.iter().map(|(from, until)| until.abs_diff(*from)).fold(0, u64::saturating_add);
        Reverse(Field { cost, width, pair, corners })
    }
}

impl Search<'_, '_> {
    /// Of all pairs the cheapest change that meets the wishes: the pair, and the two positions.
    pub(crate) fn cheapest(&mut self, bounds: &mut Bounds<'_>, pairs: &[Pair<'_>]) -> Found<(usize, [i64; 2])> {
        let mut open: BinaryHeap<Reverse<Field>> = BinaryHeap::new();
        for (index, pair) in pairs.iter().enumerate() {
            open.push(pair.field(index, pair.levers.map(|lever| (lever.first, lever.last))));
        }
        while let Some(Reverse(Field { pair: index, corners, .. })) = open.pop() {
            let Some(left) = self.left.checked_sub(1) else { return Found::Undecided };
            self.left = left;
            let Some(pair) = pairs.get(index) else { continue };
            bounds.turn_to(&pair.reach);
            let [(a, b), (c, d)] = corners;
            let [one, other] = pair.levers;
            if a == b && c == d {
                let moved = [(one.cell(), one.value(a)), (other.cell(), other.value(c))];
                let point = self.probe.put(&moved, &pair.reach, self.with_requires);
                let met = point == Point::Appraised && self.wanted.met(self.probe);
                if met {
                    return Found::Here((index, [a, c]));
                }
                self.probe.restore(&pair.levers.map(|lever| (lever.cell(), lever.value(lever.origin()))), &pair.reach);
                continue;
            }
            let moved = [(one.cell(), one.span(a, b)), (other.cell(), other.span(c, d))];
            if !self.possible(bounds, &pair.reach, moved) {
                continue;
            }
            // The wider of the two is halved, measured by its whole grid.
            let part = |from: i64, until: i64, lever: &Lever| {
                Number::ratio(until.saturating_sub(from), lever.steps()).unwrap_or_default()
            };
            if part(a, b, one) >= part(c, d, other) {
                let middle = a.midpoint(b);
                open.push(pair.field(index, [(a, middle), (c, d)]));
                open.push(pair.field(index, [(middle.saturating_add(1), b), (c, d)]));
            } else {
                let middle = c.midpoint(d);
                open.push(pair.field(index, [(a, b), (c, middle)]));
                open.push(pair.field(index, [(a, b), (middle.saturating_add(1), d)]));
            }
        }
        Found::Nowhere
    }
}
