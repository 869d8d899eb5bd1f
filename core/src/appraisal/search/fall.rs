//! Where a result falls although an input gets better.
//!
//! A part of the grid over which every operation on the way keeps to one direction holds no fall. Another is halved, down to two neighbours, which
//! are appraised: so a fall that is found is one, and where every part was looked at there is no other.

use super::bounds::{Bounds, Choice};
use super::lever::{Direction, Lever};
use super::nearest::order;
use super::reach::Reach;
use super::span::{Span, Way};
use super::{Point, Probe};
use crate::problem::Problem;
use crate::scheme::value::{SlotId, Value};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Points that are compared where there are too many parts to look at all.
const SAMPLES: i64 = 64;
/// Falls of one input that are told.
const MOST_FALLS: usize = 4;

/// Where two evaluations part: a choice as each of them makes it.
pub(crate) type Parting = Option<(Choice, Choice)>;

/// A fall between two neighbours: the positions, the worse first, and an outcome's values there.
#[derive(Clone, Debug)]
pub(crate) struct Fall {
    pub(crate) worse: i64,
    pub(crate) better: i64,
    /// Which of the watched outcomes.
    pub(crate) outcome: usize,
    pub(crate) before: Value,
    pub(crate) after: Value,
    /// The first choice that the two make otherwise, as the worse makes it and as the better does; none where they make the same.
    pub(crate) choice: Parting,
    /// The first step whose value differs.
    pub(crate) step: Option<(SlotId, u32)>,
}

/// What a search for falls along one input found.
#[derive(Debug, Default)]
pub(crate) struct Falls {
    pub(crate) found: Vec<Fall>,
    /// A point at which two rows of a table conflict: its position and the problem.
    pub(crate) conflict: Option<(i64, Problem)>,
    /// How many parts and points were looked at.
    pub(crate) tried: usize,
    /// Whether every part was looked at.
    pub(crate) whole: bool,
}

pub(crate) struct FallSearch<'s, 'a, 'b> {
    pub(crate) probe: &'s mut Probe<'a>,
    pub(crate) bounds: &'s mut Bounds<'b>,
    pub(crate) lever: &'s Lever,
    pub(crate) reach: &'s Reach,
    /// The outcomes that are watched, and what they are calculated from.
    pub(crate) outcomes: &'s [SlotId],
    pub(crate) needed: &'s BTreeSet<SlotId>,
    /// How many parts may be looked at.
    pub(crate) most: usize,
}

impl FallSearch<'_, '_, '_> {
    pub(crate) fn run(mut self) -> Falls {
        let mut falls = Falls { whole: true, ..Falls::default() };
        let mut kinds: Vec<(usize, Parting)> = Vec::new();
        let mut open = vec![(self.lever.first, self.lever.last)];
        while let Some((from, until)) = open.pop() {
            if from >= until || falls.found.len() >= MOST_FALLS {
                continue;
            }
            if falls.tried >= self.most {
                falls.whole = false;
                break;
            }
            falls.tried = falls.tried.saturating_add(1);
            if until.abs_diff(from) == 1 {
                for fall in self.between(from, until) {
                    // The rating falls with the score, and is not told again.
                    let kind = (fall.outcome, fall.choice.clone());
                    if !kinds.iter().any(|(_, choice)| *choice == kind.1) {
                        kinds.push(kind);
                        falls.found.push(fall);
                    }
                }
                self.note_conflict(from, &mut falls);
                continue;
            }
            self.bounds.run([(self.lever.cell(), self.lever.span(from, until))], |slot| self.needed.contains(&slot));
            let spans: Vec<Span> = self.outcomes.iter().map(|slot| self.bounds.cell(*slot, 0)).collect();
            if spans.contains(&Span::FAILED) {
                // No value here has a result: why, any of them tells.
                self.note_conflict(from, &mut falls);
                continue;
            }
            if spans.iter().all(|span| self.keeps(span.way())) {
                continue;
            }
            if spans.iter().all(|span| span.way() != Way::Mixed) && self.lever.better != Direction::Unsaid {
                // Better is worse all along: one fall of it tells.
                if let Some(fall) = self.narrowed(from, until, &mut falls.tried)
                    && !kinds.iter().any(|(_, choice)| choice.is_none())
                {
                    kinds.push((fall.outcome, None));
                    falls.found.push(Fall { choice: None, ..fall });
                }
                continue;
            }
            let middle = from.midpoint(until);
            // The worse half first.
            let (first, second) = ((from, middle), (middle, until));
            match self.lever.better {
                Direction::Lower => open.extend([first, second]),
                _ => open.extend([second, first]),
            }
        }
        if !falls.whole && falls.found.is_empty() {
            falls.found.extend(self.sampled(&mut falls.tried));
        }
        falls
    }

    /// Whether a way never falls while the input gets better.
    fn keeps(&self, way: Way) -> bool {
        match self.lever.better {
            Direction::Higher => matches!(way, Way::Flat | Way::Up),
            Direction::Lower => matches!(way, Way::Flat | Way::Down),
            // Where nothing is better only conflicts are looked for.
            Direction::Unsaid | Direction::Target => way != Way::Mixed,
        }
    }

    /// The outcomes at a position; none where there is no appraisal.
    fn at(&mut self, position: i64) -> Option<Vec<Value>> {
        let moved = [(self.lever.cell(), self.lever.value(position))];
        if self.probe.put(&moved, self.reach, true) != Point::Appraised {
            return None;
        }
        self.outcomes.iter().map(|slot| self.probe.whole(*slot).cloned()).collect()
    }

    fn note_conflict(&mut self, position: i64, falls: &mut Falls) {
        if falls.conflict.is_some() {
            return;
        }
        for position in [position, position.saturating_add(1).min(self.lever.last)] {
            let moved = [(self.lever.cell(), self.lever.value(position))];
            if self.probe.put(&moved, self.reach, true) == Point::Refused
                && let Some(problem) = self.probe.problem.take()
                && problem.code() == crate::problem::Code::StepConflict
            {
                falls.conflict = Some((position, problem));
                return;
            }
        }
    }

    /// The falls between two positions.
    fn between(&mut self, from: i64, until: i64) -> Vec<Fall> {
        let (worse, better) = match self.lever.better {
            Direction::Higher => (from, until),
            Direction::Lower => (until, from),
            Direction::Unsaid | Direction::Target => return Vec::new(),
        };
        let (Some(before), Some(after)) = (self.at(worse), self.at(better)) else { return Vec::new() };
        let fallen: Vec<(usize, Value, Value)> = before
            .into_iter()
            .zip(after)
            .enumerate()
            .filter(|(_, (before, after))| order(after, before) == Some(Ordering::Less))
            .map(|(outcome, (before, after))| (outcome, before, after))
            .collect();
        if fallen.is_empty() {
            return Vec::new();
        }
        let (choice, step) = self.first_difference(worse, better);
        let fall =
            |(outcome, before, after)| Fall { worse, better, outcome, before, after, choice: choice.clone(), step };
        fallen.into_iter().map(fall).collect()
    }

    /// The first choice that two positions make otherwise, and the first step whose value differs.
    fn first_difference(&mut self, worse: i64, better: i64) -> (Parting, Option<(SlotId, u32)>) {
        let mut sides = [worse, better].map(|position| {
            self.bounds.choices = Some(Vec::new());
            self.bounds.run([(self.lever.cell(), self.lever.span(position, position))], |_| true);
            let choices = self.bounds.choices.take().unwrap_or_default().into_iter();
            let values: Vec<Span> = self.reach.cells.iter().map(|(slot, row)| self.bounds.cell(*slot, *row)).collect();
            (choices, values)
        });
        let [(one, before), (other, after)] = &mut sides;
        let choice = one.zip(other).find(|(one, other)| one.branch != other.branch);
        let differs = before.iter().zip(after.iter()).position(|(before, after)| before != after);
        (choice, differs.and_then(|position| self.reach.cells.get(position)).copied())
    }

    /// A fall among points at equal distances, brought down to two neighbours: what lies lower at the end than at the beginning has fallen somewhere.
    fn sampled(&mut self, tried: &mut usize) -> Option<Fall> {
        let (first, last) = (self.lever.first, self.lever.last);
        let step = (last.saturating_sub(first) / SAMPLES).max(1);
        let mut position = first;
        while position < last {
            let next = position.saturating_add(step).min(last);
            *tried = tried.saturating_add(1);
            if let Some(fall) = self.narrowed(position, next, tried) {
                return Some(fall);
            }
            position = next;
        }
        None
    }

    /// The fall between two positions, brought down to two neighbours; none where the better of the two is no lower.
    fn narrowed(&mut self, from: i64, until: i64, tried: &mut usize) -> Option<Fall> {
        *tried = tried.saturating_add(1);
        let fall = self.between(from, until).into_iter().next()?;
        let (mut worse, mut better, mut before) = (fall.worse, fall.better, fall.before);
        while worse.abs_diff(better) > 1 {
            let middle = worse.midpoint(better);
            *tried = tried.saturating_add(1);
            let value = self.at(middle).and_then(|values| values.into_iter().nth(fall.outcome))?;
            // What is no lower here falls after it.
            match order(&value, &before) {
                Some(Ordering::Less) => better = middle,
                _ => (worse, before) = (middle, value),
            }
        }
        let neighbours = self.between(worse.min(better), worse.max(better));
        neighbours.into_iter().find(|other| other.outcome == fall.outcome)
    }
}
