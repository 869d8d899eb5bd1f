//! Segments of a period: how much of it each evaluation covers, what is leave, what nobody evaluated.

use super::choices::{Acting, Choices, LeaveDays, MonthOfMove, Overlap};
use crate::number::Number;
use crate::period::{Period, days_between, merged};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::{Datelike, Days, NaiveDate};

/// A periodic evaluation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evaluation {
    /// The code by which the host knows it.
    pub reference: String,
    /// Its days.
    pub period: Period,
    /// What it gave: a number, or the position of a level, the lowest 1.
    pub value: Number,
    /// Whether the post was held as an acting one.
    pub acting: bool,
}

impl Evaluation {
    /// Its code; its days where it has none.
    pub(super) fn known_as(&self) -> String {
        if self.reference.is_empty() { self.period.to_string() } else { self.reference.clone() }
    }
}

/// What of a period an evaluation covers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Segment {
    /// The days that it weighs; a shared day in part.
    pub days: Number,
    /// The months that it weighs; without meaning where days are shared, since a month belongs to one evaluation.
    pub months: Number,
}

/// A period taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cover {
    /// What each evaluation covers.
    pub(super) segments: Vec<Segment>,
    /// Days of leave that do not count.
    pub(super) leave: i64,
    /// Days that evaluations cover, and that count.
    pub(super) covered: i64,
    /// Days that count and that nobody evaluated.
    pub(super) gaps: Vec<Period>,
}

/// What one day is.
enum Day {
    Leave,
    Gap,
    Of(Vec<usize>),
}

/// The longest period that is taken apart, in days: ten years.
pub(super) const LONGEST: i64 = 3_660;

impl Cover {
    /// Goes through a period day by day.
    pub(super) fn of(
        period: Period,
        evaluations: &[Evaluation],
        leave: &[Period],
        choices: &Choices,
        problems: &mut Problems,
    ) -> Cover {
        let leave: Vec<Period> = merged(leave)
            .into_iter()
            .filter(|leave| choices.leave_days.is == LeaveDays::LeaveOut && leave.days() >= choices.leave_least)
            .collect();
        let mut days = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut starts: Vec<usize> = (0..evaluations.len()).collect();
        let begins = |index: &usize| evaluations.get(*index).map(|evaluation| evaluation.period.from());
        starts.sort_by_key(|index| std::cmp::Reverse((begins(index), *index)));
        let mut leave = leave.into_iter().rev().collect::<Vec<_>>();
        let mut told = None;
        let mut day = period.from();
        while day <= period.until() {
            while starts.last().and_then(begins).is_some_and(|from| from <= day) {
                open.extend(starts.pop());
            }
            open.retain(|index| evaluations.get(*index).is_some_and(|evaluation| evaluation.period.until() >= day));
            while leave.last().is_some_and(|leave| leave.until() < day) {
                leave.pop();
            }
            let on_leave = leave.last().is_some_and(|leave| leave.from() <= day);
            let counting: Vec<usize> = open
                .iter()
                .copied()
                .filter(|index| {
                    choices.acting.is == Acting::Count
                        || evaluations.get(*index).is_some_and(|evaluation| !evaluation.acting)
                })
                .collect();
            days.push(if on_leave {
                Day::Leave
            } else if counting.is_empty() {
                Day::Gap
            } else {
                overlap(&counting, choices.overlap.is, day, evaluations, &mut told, problems)
            });
            let Some(next) = day.checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        Cover::sum(period, &days, evaluations.len(), choices.month_of_move.is)
    }

    fn sum(period: Period, days: &[Day], count: usize, month_of_move: MonthOfMove) -> Cover {
        let mut segments = vec![Segment::default(); count];
        let (mut leave, mut covered) = (0_i64, 0_i64);
        let mut gaps: Vec<Period> = Vec::new();
        let mut month = Month::default();
        for (day, what) in period.from().iter_days().zip(days) {
            match what {
                Day::Leave => leave = leave.saturating_add(1),
                Day::Gap => match gaps.last_mut() {
                    Some(last) if days_between(last.until(), day) == 1 => {
                        *last = Period::new(last.from(), day).unwrap_or(*last);
                    }
                    _ => gaps.extend(Period::new(day, day)),
                },
                Day::Of(owners) => {
                    covered = covered.saturating_add(1);
                    let part = i64::try_from(owners.len()).ok().and_then(|count| Number::ratio(1, count));
                    for owner in owners {
                        if let (Some(segment), Some(part)) = (segments.get_mut(*owner), &part) {
                            segment.days += part;
                        }
                    }
                    month.owners.extend(owners.first());
                }
            }
            let ends = day.succ_opt().is_none_or(|next| next.month() != day.month()) || day == period.until();
            if ends {
                if let Some(owner) = month.owner(month_of_move)
                    && let Some(segment) = segments.get_mut(owner)
                {
                    segment.months += &Number::ONE;
                }
                month = Month::default();
            }
        }
        Cover { segments, leave, covered, gaps }
    }
}

/// The evaluated days of a month, each with its evaluation.
#[derive(Default)]
struct Month {
    owners: Vec<usize>,
}

impl Month {
    fn owner(&self, rule: MonthOfMove) -> Option<usize> {
        match rule {
            MonthOfMove::Earlier => self.owners.first().copied(),
            MonthOfMove::Later => self.owners.last().copied(),
            MonthOfMove::Longer => {
                let count = |owner: usize| self.owners.iter().filter(|other| **other == owner).count();
                // Of equally many days the first, so that a later one must have more.
                let mut best: Option<(usize, usize)> = None;
                for owner in self.owners.iter().copied() {
                    let count = count(owner);
                    if best.is_none_or(|(most, _)| count > most) {
                        best = Some((count, owner));
                    }
                }
                best.map(|(_, owner)| owner)
            }
        }
    }
}

/// Whose a day of several evaluations is. One that begins first stands first.
fn overlap(
    owners: &[usize],
    rule: Overlap,
    day: NaiveDate,
    evaluations: &[Evaluation],
    told: &mut Option<(usize, usize)>,
    problems: &mut Problems,
) -> Day {
    let mut owners = owners.to_vec();
    owners.sort_by_key(|index| evaluations.get(*index).map(|evaluation| (evaluation.period.from(), *index)));
    let (Some(first), Some(last)) = (owners.first().copied(), owners.last().copied()) else { return Day::Gap };
    if first == last {
        return Day::Of(owners);
    }
    let begins = |index: usize| evaluations.get(index).map(|evaluation| evaluation.period.from());
    let alike = |index: usize| owners.iter().filter(|other| begins(**other) == begins(index)).count() > 1;
    // Of two that begin on one day neither is the earlier.
    let undecided = match rule {
        Overlap::Refuse => true,
        Overlap::Earlier => alike(first),
        Overlap::Later => alike(last),
        Overlap::Share => false,
    };
    match rule {
        _ if undecided => {
            // Once for each pair, not once a day.
            if *told != Some((first, last)) {
                *told = Some((first, last));
                let at = Path::new().key("evaluations").index(last).key("from");
                problems.push(Problem::new(Code::AnnualOverlap, at).with("day", day).with("other", first));
            }
            Day::Of(vec![first])
        }
        Overlap::Refuse | Overlap::Earlier => Day::Of(vec![first]),
        Overlap::Later => Day::Of(vec![last]),
        Overlap::Share => Day::Of(owners),
    }
}
