//! What a value may be while inputs move over a part of their grid: all that it can be, and in which direction it goes.
//!
//! A span is never too narrow: a value that is possible lies in it. So what a span excludes is excluded for certain.

use crate::number::Number;
use crate::scheme::model::Model;
use crate::scheme::range::Range;
use crate::scheme::value::{SetId, Value};

/// How a value goes while the input rises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// It stays.
    Flat,
    /// It never falls.
    Up,
    /// It never rises.
    Down,
    /// It may do both.
    Mixed,
}

impl Way {
    pub(crate) fn turned(self) -> Way {
        match self {
            Way::Up => Way::Down,
            Way::Down => Way::Up,
            way => way,
        }
    }

    /// The way of what rises with both.
    pub(crate) fn with(self, other: Way) -> Way {
        match (self, other) {
            (Way::Flat, way) | (way, Way::Flat) => way,
            (a, b) if a == b => a,
            _ => Way::Mixed,
        }
    }

    /// The way of what rises while something rises that goes this way; `inner` is how it goes with that.
    pub(crate) fn through(self, inner: Way) -> Way {
        match inner {
            Way::Flat => Way::Flat,
            Way::Up => self,
            Way::Down => self.turned(),
            Way::Mixed => Way::Mixed,
        }
    }

    /// The way of this times numbers of a range.
    fn times(self, sign_of: &Range) -> Way {
        match (self, is_not_negative(sign_of), is_not_negative(&sign_of.negate())) {
            (Way::Flat, ..) => Way::Flat,
            (way, true, _) => way,
            (way, _, true) => way.turned(),
            _ => Way::Mixed,
        }
    }
}

fn is_not_negative(range: &Range) -> bool {
    range.low.as_ref().is_some_and(|(low, _)| !low.is_negative())
}

/// All that a value may be.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Span {
    /// This and nothing else; an absence and a failure are such, too.
    Exact(Value),
    /// A number of a range.
    Number(Range, Way),
    /// A word of a set, by its first and last position.
    Words(SetId, u16, u16, Way),
    /// Yes or no; the way of yes.
    Truth(Way),
    /// Anything: another value, an absence, a failure.
    Any,
}

impl Span {
    pub(crate) const FAILED: Span = Span::Exact(Value::Failed);

    /// As numbers, where it is certainly one.
    pub(crate) fn numbers(&self) -> Option<(Range, Way)> {
        match self {
            Span::Exact(Value::Number(number)) => Some((Range::exactly(number), Way::Flat)),
            Span::Number(range, way) => Some((range.clone(), *way)),
            _ => None,
        }
    }

    /// As words of one set, where it is certainly one.
    pub(crate) fn words(&self) -> Option<(SetId, u16, u16, Way)> {
        match self {
            Span::Exact(Value::Word(set, index)) => Some((*set, *index, *index, Way::Flat)),
            Span::Words(set, low, high, way) => Some((*set, *low, *high, *way)),
            _ => None,
        }
    }

    /// As a truth, where it is certainly one: whether it may be yes, whether no, and its way.
    pub(crate) fn truth(&self) -> Option<(bool, bool, Way)> {
        match self {
            Span::Exact(Value::Truth(truth)) => Some((*truth, !*truth, Way::Flat)),
            Span::Truth(way) => Some((true, true, *way)),
            _ => None,
        }
    }

    /// The way in which it goes.
    pub(crate) fn way(&self) -> Way {
        match self {
            Span::Exact(_) => Way::Flat,
            Span::Number(_, way) | Span::Words(_, _, _, way) | Span::Truth(way) => *way,
            Span::Any => Way::Mixed,
        }
    }

    /// A number of a range; an only number as itself.
    pub(crate) fn of_range(range: Range, way: Way) -> Span {
        match (&range.low, &range.high) {
            (Some((low, true)), Some((high, true))) if low == high => Span::Exact(Value::Number(low.clone())),
            _ => Span::Number(range, way),
        }
    }

    pub(crate) fn of_words(set: SetId, low: u16, high: u16, way: Way) -> Span {
        if low == high { Span::Exact(Value::Word(set, low)) } else { Span::Words(set, low, high, way) }
    }

    /// One of several, in the order in which they come while what decides between them rises; `decider` is the way of that.
    pub(crate) fn one_of(parts: Vec<Span>, decider: Way) -> Span {
        let mut parts = parts.into_iter();
        let Some(mut all) = parts.next() else { return Span::Any };
        let mut last = all.clone();
        for next in parts {
            let step = last.step_to(&next);
            all = all.hull(&next, decider.through(step));
            last = next;
        }
        all
    }

    /// How the value goes where one span gives way to the next.
    fn step_to(&self, next: &Span) -> Way {
        let (low, high) = (self.compared(next, false), self.compared(next, true));
        match (low, high) {
            (true, true) => Way::Flat,
            (true, false) => Way::Up,
            (false, true) => Way::Down,
            (false, false) => Way::Mixed,
        }
    }

    /// Whether everything here is at most (or, turned, at least) everything there.
    fn compared(&self, next: &Span, turned: bool) -> bool {
        let (low, high) = if turned { (next, self) } else { (self, next) };
        match (low.numbers(), high.numbers(), low.words(), high.words(), low.truth(), high.truth()) {
            (Some((low, _)), Some((high, _)), ..) => match (&low.high, &high.low) {
                (Some((a, _)), Some((b, _))) => a <= b,
                _ => false,
            },
            (_, _, Some((set, _, a, _)), Some((other, b, _, _)), ..) => set == other && a <= b,
            (.., Some((may, _, _)), Some((_, may_not, _))) => !may || !may_not,
            _ => self == next,
        }
    }

    /// Either of two; `way` is how the value goes from one to the other.
    fn hull(&self, other: &Span, way: Way) -> Span {
        if let (Span::Exact(a), Span::Exact(b)) = (self, other)
            && a == b
        {
            return self.clone();
        }
        let way = way.with(self.way()).with(other.way());
        if let (Some((a, _)), Some((b, _))) = (self.numbers(), other.numbers()) {
            return Span::of_range(a.union(&b), way);
        }
        match (self.words(), other.words(), self.truth(), other.truth()) {
            (Some((set, a, b, _)), Some((other, c, d, _)), ..) if set == other => {
                Span::of_words(set, a.min(c), b.max(d), way)
            }
            (_, _, Some(_), Some(_)) => Span::Truth(way),
            _ => Span::Any,
        }
    }

    /// The values of levels.
    pub(crate) fn level_values(&self, model: &Model) -> Span {
        let Some((set, low, high, way)) = self.words() else { return Span::Any };
        let values = (low..=high).map(|index| match &model.sets[set].words[index].value {
            Some(number) => Span::Exact(Value::Number(number.clone())),
            None => Span::FAILED,
        });
        Span::one_of(values.collect(), way)
    }
}

/// A way of numbers, with their range.
pub(crate) type Moving = (Range, Way);

pub(crate) fn sum(a: &Moving, b: &Moving) -> Moving {
    (a.0.plus(&b.0), a.1.with(b.1))
}

pub(crate) fn difference(a: &Moving, b: &Moving) -> Moving {
    (a.0.minus(&b.0), a.1.with(b.1.turned()))
}

pub(crate) fn product(a: &Moving, b: &Moving) -> Moving {
    (a.0.times(&b.0), a.1.times(&b.0).with(b.1.times(&a.0)))
}

/// None where the divisor may be zero.
pub(crate) fn quotient(a: &Moving, b: &Moving) -> Option<Moving> {
    let way = a.1.times(&b.0).with(b.1.times(&a.0).turned());
    // Dividing by what goes through no zero and rises lowers what is above zero.
    b.0.excludes_zero()
        .then(|| (a.0.divided_by(&b.0), if b.1 == Way::Flat || one_sign(&b.0) { way } else { Way::Mixed }))
}

fn one_sign(range: &Range) -> bool {
    range.is_positive() || range.negate().is_positive()
}

/// The middle of several numbers: it rises with each of them.
pub(crate) fn median(parts: &[Moving]) -> Option<Moving> {
    let way = parts.iter().fold(Way::Flat, |way, (_, other)| way.with(*other));
    let middle = |mut ends: Vec<Number>| {
        ends.sort();
        let lower = ends.get(ends.len().saturating_sub(1) / 2)?;
        let upper = ends.get(ends.len() / 2)?;
        (lower + upper).checked_div(&Number::from(2i64))
    };
    let lows = parts.iter().map(|(range, _)| range.low.as_ref().map(|(n, _)| n.clone())).collect::<Option<Vec<_>>>();
    let highs = parts.iter().map(|(range, _)| range.high.as_ref().map(|(n, _)| n.clone())).collect::<Option<Vec<_>>>();
    let end = |ends: Option<Vec<Number>>| ends.and_then(middle).map(|number| (number, true));
    Some((Range { low: end(lows), high: end(highs), not_zero: false }, way))
}
