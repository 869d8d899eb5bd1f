//! Entries added up: by day, month, quarter and the whole; realisations of goals; what looks wrong.

use super::entries::{Entry, Journal, Verdict};
use super::settings::{GoalOf, Late, Norm, Over, Settings};
use crate::number::{Number, NumberSum};
use crate::period::{Period, days_between};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap};

/// Effective minutes and entries of a day, or of several.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// The minutes of what was accepted.
    pub minutes: Number,
    /// How many entries were accepted.
    pub accepted: usize,
    /// How many wait for the superior.
    pub pending: usize,
    /// How many were rejected.
    pub rejected: usize,
    /// How many were accepted and do not count, since they came too late.
    pub left_out: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.minutes += &other.minutes;
        self.accepted = self.accepted.saturating_add(other.accepted);
        self.pending = self.pending.saturating_add(other.pending);
        self.rejected = self.rejected.saturating_add(other.rejected);
        self.left_out = self.left_out.saturating_add(other.left_out);
    }
}

/// A month, a quarter or the whole: what was done and what was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Totals {
    /// What was done.
    pub tally: Tally,
    /// The working days in it, without holidays and leave.
    pub workdays: i64,
    /// The minutes that were asked for.
    pub norm: Number,
}

impl Totals {
    /// Effective minutes as a part of those asked for; none where none were.
    #[must_use]
    pub fn share(&self) -> Option<Number> {
        self.tally.minutes.checked_div(&self.norm)
    }
}

/// What entries make of a goal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Realisation {
    /// The goal: its position in the settings.
    pub goal: usize,
    /// Its realisation; none where no entry counts for it.
    pub figure: Option<Number>,
    /// The accepted entries that it rests on: their positions in the journal.
    pub entries: Vec<usize>,
}

/// A journal added up.
#[derive(Clone, Debug)]
pub struct RollUp {
    pub(super) settings: Settings,
    pub(super) journal: Journal,
    pub(super) goals: Vec<Realisation>,
    pub(super) days: BTreeMap<NaiveDate, Tally>,
    pub(super) months: BTreeMap<(i32, u32), Totals>,
    pub(super) quarters: BTreeMap<(i32, u32), Totals>,
    pub(super) whole: Totals,
    pub(super) notices: Problems,
}

impl RollUp {
    /// The realisations of all goals, in the order of the settings.
    #[must_use]
    pub fn goals(&self) -> &[Realisation] {
        &self.goals
    }

    /// The days with entries.
    #[must_use]
    pub fn days(&self) -> &BTreeMap<NaiveDate, Tally> {
        &self.days
    }

    /// The months that the period touches: year and month, from 1.
    #[must_use]
    pub fn months(&self) -> &BTreeMap<(i32, u32), Totals> {
        &self.months
    }

    /// The quarters that it touches: year and quarter, from 1.
    #[must_use]
    pub fn quarters(&self) -> &BTreeMap<(i32, u32), Totals> {
        &self.quarters
    }

    /// The whole period.
    #[must_use]
    pub fn whole(&self) -> &Totals {
        &self.whole
    }

    /// What looks wrong: overlaps, impossible days, late entries, entries on days off.
    #[must_use]
    pub fn notices(&self) -> &Problems {
        &self.notices
    }
}

impl Journal {
    /// Adds the entries up, in whatever order they stand.
    ///
    /// ```
    /// use kinerja::journal::{Journal, Settings};
    /// let settings = Settings::parse(r#"{
    ///     "activities": [ { "name": "home_visit", "minutes": 45, "goal": "visits" } ], "goals": [ { "name": "visits" } ],
    ///     "norm": { "a_day": 300 }, "workdays": ["mon", "tue", "wed", "thu", "fri"] }"#)?;
    /// let journal = Journal::parse(r#"{ "about": { "ref": "A-17" }, "period": { "from": "2025-03-03", "until": "2025-03-04" }, "entries": [
    ///     { "ref": "e1", "on": "2025-03-03", "activity": "home_visit", "volume": 4, "status": "accepted", "by": "A1" },
    ///     { "ref": "e2", "on": "2025-03-04", "activity": "home_visit", "volume": 6 } ] }"#, &settings)?;
    /// let rolled = journal.roll_up(&settings);
    /// // 4 × 45 of 2 × 300 minutes; what waits for the superior does not count.
    /// assert_eq!(rolled.whole().share().unwrap().to_string(), "0.3");
    /// assert_eq!(rolled.goals()[0].figure, Some(4.into()));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn roll_up(&self, settings: &Settings) -> RollUp {
        let mut notices = Problems::default();
        let counts: Vec<bool> = self
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| self.in_time(settings, index, entry, &mut notices))
            .collect();
        let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            by_day.entry(entry.on).or_default().push(index);
        }
        let mut days = BTreeMap::new();
        for (day, indexes) in &by_day {
            days.insert(*day, self.day(settings, *day, indexes, &counts, &mut notices));
        }
        let goals = self.realisations(settings, &counts);
        let months = self.months(settings, &days);
        let mut quarters: BTreeMap<(i32, u32), Totals> = BTreeMap::new();
        let mut whole = Totals { tally: Tally::default(), workdays: 0, norm: Number::ZERO };
        for ((year, month), totals) in &months {
            let quarter = month.saturating_add(2) / 3;
            let empty = || Totals { tally: Tally::default(), workdays: 0, norm: Number::ZERO };
            for sum in [quarters.entry((*year, quarter)).or_insert_with(empty), &mut whole] {
                sum.tally.add(&totals.tally);
                sum.workdays = sum.workdays.saturating_add(totals.workdays);
                sum.norm += &totals.norm;
            }
        }
        let (settings, journal) = (settings.clone(), self.clone());
        RollUp { settings, journal, goals, days, months, quarters, whole, notices }
    }

    /// Whether an entry counts by its day of entry.
    fn in_time(&self, settings: &Settings, index: usize, entry: &Entry, notices: &mut Problems) -> bool {
        let (Some(deadline), Some(entered)) = (settings.deadline, entry.entered) else { return true };
        let late = days_between(entry.on, entered);
        if late <= deadline {
            return true;
        }
        if !notices.is_full() {
            let problem = Problem::new(Code::JournalLate, Path::new().key("entries").index(index));
            let problem = problem.with("ref", &entry.reference).with("days", late).with("deadline", deadline);
            notices.push(problem);
        }
        settings.late == Late::Report
    }

    fn day(
        &self,
        settings: &Settings,
        day: NaiveDate,
        indexes: &[usize],
        counts: &[bool],
        notices: &mut Problems,
    ) -> Tally {
        let mut tally = Tally::default();
        let mut minutes = NumberSum::new();
        let mut hours = Vec::new();
        for index in indexes {
            let Some(entry) = self.entries.get(*index) else { continue };
            let in_time = counts.get(*index).copied().unwrap_or(true);
            match entry.verdict {
                Verdict::Accepted if in_time => {
                    tally.accepted = tally.accepted.saturating_add(1);
                    minutes.add(&entry.minutes);
                }
                Verdict::Accepted => tally.left_out = tally.left_out.saturating_add(1),
                Verdict::Pending => tally.pending = tally.pending.saturating_add(1),
                Verdict::Rejected => tally.rejected = tally.rejected.saturating_add(1),
            }
            if entry.verdict != Verdict::Rejected {
                hours.extend(entry.hours.map(|(from, until)| (from, until, *index)));
            }
        }
        tally.minutes = minutes.finish();
        hours.sort_unstable();
        self.overlaps(&hours, notices);
        let at = || Path::new().key("days").key(day.to_string());
        if tally.minutes > settings.most_a_day {
            let problem = Problem::new(Code::JournalImpossible, at()).with("day", day).with("minutes", &tally.minutes);
            notices.push(problem.with("most", &settings.most_a_day));
            if settings.over == Over::Cap {
                tally.minutes = settings.most_a_day.clone();
            }
        }
        if tally.accepted > 0 && !self.is_workday(settings, day) {
            notices.push(Problem::new(Code::JournalDayOff, at()).with("day", day));
        }
        tally
    }

    /// Hours in order that begin before one that began earlier has ended.
    fn overlaps(&self, hours: &[(super::Minutes, super::Minutes, usize)], notices: &mut Problems) {
        let mut open: Option<(super::Minutes, usize)> = None;
        for (from, until, index) in hours {
            if let Some((end, other)) = open
                && *from < end
                && !notices.is_full()
            {
                let name = |index: usize| self.entries.get(index).map_or("", |entry| &entry.reference);
                let problem = Problem::new(Code::JournalOverlap, Path::new().key("entries").index(*index));
                notices.push(problem.with("ref", name(*index)).with("other", name(other)));
            }
            if open.is_none_or(|(end, _)| *until > end) {
                open = Some((*until, *index));
            }
        }
    }

    fn is_workday(&self, settings: &Settings, day: NaiveDate) -> bool {
        settings.is_workday(day) && !self.leave.iter().any(|leave| (leave.from()..=leave.until()).contains(&day))
    }

    /// Each month that the period touches: its days' tallies, its working days and its norm.
    fn months(&self, settings: &Settings, days: &BTreeMap<NaiveDate, Tally>) -> BTreeMap<(i32, u32), Totals> {
        let mut months: BTreeMap<(i32, u32), Totals> = BTreeMap::new();
        let mut first = self.period.from().with_day(1);
        while let Some(month) = first.filter(|month| *month <= self.period.until()) {
            let next = month.checked_add_months(chrono::Months::new(1));
            let last = next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX);
            let all = month.iter_days().take_while(|day| *day <= last);
            let (mut of_month, mut workdays) = (0_i64, 0_i64);
            for day in all {
                of_month = of_month.saturating_add(i64::from(settings.is_workday(day)));
                let inside = (self.period.from()..=self.period.until()).contains(&day);
                workdays = workdays.saturating_add(i64::from(inside && self.is_workday(settings, day)));
            }
            let norm = match &settings.norm {
                Norm::ADay(minutes) => minutes * &Number::from(workdays),
                Norm::AMonth(minutes) => Number::ratio(workdays, of_month).map_or(Number::ZERO, |part| &part * minutes),
            };
            let mut tally = Tally::default();
            days.range(month..=last).for_each(|(_, day)| tally.add(day));
            months.insert((month.year(), month.month()), Totals { tally, workdays, norm });
            first = next;
        }
        months
    }

    fn realisations(&self, settings: &Settings, counts: &[bool]) -> Vec<Realisation> {
        let mut by_goal: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let in_time = counts.get(index).copied().unwrap_or(true);
            if let Some(goal) = entry.goal.filter(|_| entry.verdict == Verdict::Accepted && in_time) {
                by_goal.entry(goal).or_default().push(index);
            }
        }
        let of = |goal: usize| {
            let mut entries = by_goal.remove(&goal).unwrap_or_default();
            let entry = |index: &usize| self.entries.get(*index);
            let key = |index: &usize| entry(index).map(|entry| (entry.on, entry.entered, entry.reference.clone()));
            entries.sort_by_cached_key(key);
            let figures = || entries.iter().filter_map(entry).map(|entry| &entry.figure);
            let figure = match settings.goals.get(goal).map(|goal| goal.of) {
                Some(GoalOf::Latest) => figures().next_back().cloned(),
                Some(GoalOf::Highest) => figures().max().cloned(),
                _ => (!entries.is_empty()).then(|| {
                    let mut sum = NumberSum::new();
                    figures().for_each(|figure| sum.add(figure));
                    sum.finish()
                }),
            };
            Realisation { goal, figure, entries }
        };
        (0..settings.goals.len()).map(of).collect()
    }

    /// The code of the employee.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The period.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }
}

impl Settings {
    fn is_workday(&self, day: NaiveDate) -> bool {
        self.workdays.contains(&day.weekday()) && !self.holidays.contains(&day)
    }
}
