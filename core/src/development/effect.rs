//! The same people before and after: the change, and how sure it is.

use super::quantile::student;
use crate::number::{Number, NumberSum};
use crate::problem::{Code, Path, Problem, Problems};

/// Where the mean change lies, as sure as was asked for. Floats: a statistic, not an exact number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What changed between two measurements of the same people.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// How many people.
    pub people: usize,
    /// The exact mean change.
    pub mean: Number,
    /// How sure the interval is, in percent.
    pub percent: u8,
    /// Where the mean change of such people lies, by Student's t distribution; none where all changed alike, since nothing then tells how far others would differ.
    pub interval: Option<Interval>,
}

/// The fewest people of whom anything is said: with fewer a change is somebody's own.
const LEAST: usize = 5;

/// How sure an interval may be, in percent.
pub(super) const PERCENT: (i64, i64) = (50, 99);

/// About how many steps on machine words the exact sums may take: far more than those of measurements that were rounded or counted, but different long denominators in each would
/// make them as long as all of these together.
const MOST_STEPS: u64 = 100_000_000;

impl Effect {
    /// Compares measurements of the same people before and after.
    ///
    /// The interval is that of the mean of paired differences (Student 1908): mean ± t × s / √n with n − 1 degrees of freedom. It does not say that the training is the cause: there is no
    /// group without it.
    ///
    /// # Errors
    /// `development.effect` for fewer than five people, `value.range` where `percent` is not from 50 to 99, `development.size` where nobody can wait for the exact sums: of fractions with
    /// very many different denominators.
    ///
    /// ```
    /// use kinerja::development::Effect;
    /// let people = [(1, 2), (2, 2), (1, 3), (2, 3), (1, 2)].map(|(before, after)| (before.into(), after.into()));
    /// let effect = Effect::new(&people, 95)?;
    /// assert_eq!(effect.mean, kinerja::Number::ONE);
    /// let interval = effect.interval.unwrap();
    /// assert!(interval.low > 0.12 && interval.low < 0.13);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn new(people: &[(Number, Number)], percent: u8) -> Result<Effect, Problems> {
        let refused = || {
            let problem = Problem::new(Code::DevelopmentEffect, Path::new().key("people"));
            Problems::from_iter([problem.with("found", people.len()).with("least", LEAST)])
        };
        if people.len() < LEAST {
            return Err(refused());
        }
        let (least, most) = PERCENT;
        if !(least..=most).contains(&i64::from(percent)) {
            let problem = Problem::new(Code::ValueRange, Path::new().key("percent")).with("found", percent);
            return Err(Problems::from_iter([problem.with("allowed", format!("from {least} to {most}"))]));
        }
        let count = i64::try_from(people.len()).map_err(|_| refused())?;
        let mut steps = Steps { left: MOST_STEPS };
        let (mut sum, mut squares) = (NumberSum::new(), NumberSum::new());
        for (before, after) in people {
            steps.take(after.effort(before))?;
            let change = after - before;
            steps.take(change.effort(&change))?;
            let square = &change * &change;
            steps.take(sum.effort(&change).saturating_add(squares.effort(&square)))?;
            sum.add(&change);
            squares.add(&square);
        }
        let (sum, squares) = (sum.finish(), squares.finish());
        let mean = sum.checked_div(&count.into()).ok_or_else(refused)?;
        // The variance of the mean is exact too; only its root and the quantile are floats.
        steps.take(sum.effort(&mean))?;
        let product = &sum * &mean;
        steps.take(squares.effort(&product))?;
        let spread = &squares - &product;
        let degrees = count.saturating_sub(1);
        let variance =
            spread.checked_div(&degrees.into()).and_then(|v| v.checked_div(&count.into())).ok_or_else(refused)?;
        let interval = variance.is_positive().then(|| interval(mean.to_f64(), variance.to_f64(), degrees, percent));
        Ok(Effect { people: people.len(), mean, percent, interval })
    }
}

/// What the sums may still take.
struct Steps {
    left: u64,
}

impl Steps {
    fn take(&mut self, steps: u64) -> Result<(), Problems> {
        self.left = self.left.checked_sub(steps).ok_or_else(|| {
            let problem = Problem::new(Code::DevelopmentSize, Path::new().key("people"));
            let problem = problem.saying(
                "the exact sum of these measurements has too many digits",
                "jumlah eksak dari pengukuran ini terlalu panjang",
            );
            let problem = problem.advising(
                "round the measurements before they are compared",
                "bulatkan hasil pengukuran sebelum dibandingkan",
            );
            Problems::from_iter([problem])
        })?;
        Ok(())
    }
}

/// The ends of an interval around a mean whose variance is known.
#[expect(clippy::float_arithmetic, reason = "a statistic that needs a root and a quantile")]
fn interval(mean: f64, variance: f64, degrees: i64, percent: u8) -> Interval {
    let half = student(degrees, percent) * libm::sqrt(variance);
    Interval { low: mean - half, high: mean + half }
}
