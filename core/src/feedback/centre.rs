//! Several marks as one number: mean, median, trimmed mean.

use super::policy::{Centre, Cut};
use crate::number::{Number, NumberSum, Rounding};

/// The mean; none of nothing.
pub(super) fn mean<'a>(marks: impl IntoIterator<Item = &'a Number>) -> Option<Number> {
    let (mut sum, mut count) = (NumberSum::new(), 0_i64);
    for mark in marks {
        sum.add(mark);
        count = count.checked_add(1)?;
    }
    sum.finish().checked_div(&count.into())
}

impl Centre {
    /// The one number of several marks, in any order; none of nothing.
    ///
    /// A fractional cut takes the part of the marks off at each end exactly, so that a mark at the edge counts in part.
    ///
    /// ```
    /// use kinerja::feedback::{Centre, Cut};
    /// use kinerja::Number;
    /// let marks = [1, 3, 4, 4, 5, 5, 5].map(Number::from);
    /// assert_eq!(Centre::Median.of(&marks), Some(4.into()));
    /// let part = Number::parse("0.1")?;
    /// assert_eq!(Centre::Trimmed { part: part.clone(), cut: Cut::Whole }.of(&marks), Number::ratio(27, 7));
    /// // 0.7 of a mark goes at each end: (0.3 × 1 + 3 + 4 + 4 + 5 + 5 + 0.3 × 5) / 5.6.
    /// assert_eq!(Centre::Trimmed { part, cut: Cut::Fractional }.of(&marks), Number::ratio(228, 56));
    /// # Ok::<(), kinerja::NumberError>(())
    /// ```
    #[must_use]
    pub fn of(&self, marks: &[Number]) -> Option<Number> {
        let sorted = || {
            let mut sorted: Vec<&Number> = marks.iter().collect();
            sorted.sort_unstable();
            sorted
        };
        match self {
            Centre::Mean => mean(marks),
            Centre::Median => {
                let sorted = sorted();
                let upper = sorted.len().checked_div(2)?;
                let lower = sorted.len().checked_sub(1)?.checked_div(2)?;
                mean([*sorted.get(lower)?, *sorted.get(upper)?])
            }
            Centre::Trimmed { part, cut } => {
                let count = i64::try_from(marks.len()).ok()?;
                let off = part * &Number::from(count);
                let off = match cut {
                    Cut::Fractional => off,
                    Cut::Whole => off.round(0, Rounding::Floor).value().clone(),
                };
                let end = &Number::from(count) - &off;
                let mut sum = NumberSum::new();
                for (position, mark) in (0_i64..).zip(sorted()) {
                    // Each mark covers one unit of the line from 0 to the count; what lies between the cuts counts.
                    let from = Number::from(position).max(off.clone());
                    let until = Number::from(position.saturating_add(1)).min(end.clone());
                    let kept = &until - &from;
                    if kept.is_positive() {
                        sum.add(&(&kept * mark));
                    }
                }
                sum.finish().checked_div(&(&end - &off))
            }
        }
    }
}
