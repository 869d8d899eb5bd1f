//! Civil dates and periods of inclusive days: no clock, no time zone.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A date written `YYYY-MM-DD`, of the years 0001 to 9999.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if !shaped {
        return None;
    }
    let year = text.get(..4)?.parse().ok().filter(|year| *year >= 1)?;
    NaiveDate::from_ymd_opt(year, text.get(5..7)?.parse().ok()?, text.get(8..)?.parse().ok()?)
}

/// Days in a row, both ends counted.
///
/// ```
/// use kinerja::Period;
/// let first_half = Period::parse("2024-01-01", "2024-06-30").unwrap();
/// assert_eq!(first_half.days(), 182);
/// assert_eq!(first_half.months_touched(), 6);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Period {
    from: NaiveDate,
    until: NaiveDate,
}

impl Period {
    /// The days from `from` to `until`; none where it would end before it begins.
    #[must_use]
    pub fn new(from: NaiveDate, until: NaiveDate) -> Option<Period> {
        (from <= until).then_some(Period { from, until })
    }

    /// As [`Period::new`], from texts `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(from: &str, until: &str) -> Option<Period> {
        Period::new(date(from)?, date(until)?)
    }

    /// The first day.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day.
    #[must_use]
    pub fn until(&self) -> NaiveDate {
        self.until
    }

    /// How many days, both ends counted: at least 1.
    #[must_use]
    pub fn days(&self) -> i64 {
        days_between(self.from, self.until).saturating_add(1)
    }

    /// How many calendar months the period has a day in: January to February is 2.
    #[must_use]
    pub fn months_touched(&self) -> i64 {
        let months = month_number(self.until).saturating_sub(month_number(self.from));
        fault!("months touched are one too few", months, months.saturating_add(1))
    }

    /// How many calendar months lie wholly in the period.
    #[must_use]
    pub fn full_months(&self) -> i64 {
        let begins_late = i64::from(self.from.day() != 1);
        let ends_early = i64::from(self.until.succ_opt().is_some_and(|next| next.day() != 1));
        self.months_touched().saturating_sub(begins_late).saturating_sub(ends_early).max(0)
    }

    /// How many days lie in both periods.
    #[must_use]
    pub fn overlap(&self, other: &Period) -> i64 {
        let both = Period::new(self.from.max(other.from), self.until.min(other.until));
        let days = both.map_or(0, |both| both.days());
        fault!("overlaps leave out their last day", days.saturating_sub(1).max(0), days)
    }

    /// Whether every day of `other` lies in this period.
    #[must_use]
    pub fn contains(&self, other: &Period) -> bool {
        self.from <= other.from && other.until <= self.until
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} – {}", self.from, self.until)
    }
}

/// Periods in order, those that touch or overlap as one.
pub(crate) fn merged(periods: &[Period]) -> Vec<Period> {
    let mut sorted = periods.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<Period> = Vec::new();
    for period in sorted {
        match merged.last_mut() {
            Some(last) if days_between(last.until, period.from) <= 1 => last.until = last.until.max(period.until),
            _ => merged.push(period),
        }
    }
    merged
}

/// Days from `a` to `b`, negative when `b` is earlier.
#[must_use]
pub fn days_between(a: NaiveDate, b: NaiveDate) -> i64 {
    b.signed_duration_since(a).num_days()
}

fn month_number(date: NaiveDate) -> i64 {
    i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month0()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unreachable, reason = "a test that names no period should fail")]
    fn period(from: &str, until: &str) -> Period {
        Period::parse(from, until).unwrap_or_else(|| unreachable!("{from} {until}"))
    }

    #[test]
    fn days_count_both_ends_and_leap_days() {
        assert_eq!(period("2025-01-01", "2025-12-31").days(), 365);
        assert_eq!(period("2024-02-28", "2024-03-01").days(), 3);
        assert_eq!(period("2025-05-05", "2025-05-05").days(), 1);
    }

    #[test]
    fn months_are_touched_or_full() {
        assert_eq!(period("2025-01-31", "2025-02-01").months_touched(), 2);
        assert_eq!(period("2025-01-31", "2025-02-01").full_months(), 0);
        assert_eq!(period("2025-01-15", "2025-03-31").full_months(), 2);
        assert_eq!(period("2025-02-02", "2025-02-27").full_months(), 0);
        assert_eq!(period("2024-12-01", "2025-01-31").full_months(), 2);
    }

    #[test]
    fn overlaps_are_counted_in_days() {
        assert_eq!(period("2025-01-01", "2025-06-30").overlap(&period("2025-06-30", "2025-12-31")), 1);
        assert_eq!(period("2025-01-01", "2025-06-29").overlap(&period("2025-06-30", "2025-12-31")), 0);
    }

    #[test]
    fn only_whole_dates_are_dates() {
        assert!(date("2025-02-29").is_none());
        assert!(date("2024-02-29").is_some());
        for text in ["0000-01-01", "2025-1-1", "+025-01-01", "2025-01-01 ", "25-01-01", "２025-01-01"] {
            assert!(date(text).is_none(), "{text}");
        }
        assert!(Period::parse("2025-02-01", "2025-01-31").is_none());
    }
}
