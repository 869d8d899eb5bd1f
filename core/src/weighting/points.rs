//! Weights in proportion to points: point allocation, swing, SMART.

use super::{Method, Named, Weights};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// How points were asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// Points are handed out freely: point allocation.
    Free,
    /// The swing from worst to best that matters most has 100 points, the others from 0 to 100.
    Swing,
    /// The least important has 10 points, the others 10 or more: SMART (Edwards 1977).
    Smart,
}

impl Scale {
    /// The method's word in a weights document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Scale::Free => "points",
            Scale::Swing => "swing",
            Scale::Smart => "smart",
        }
    }
}

/// The judgement behind [`Weights::points`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Points {
    /// The points of each name.
    pub points: Named<Number>,
    /// How they were asked for.
    pub scale: Scale,
}

impl Weights {
    /// Weights in proportion to points.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like; `weights.negative`, `weights.all_zero`; of a swing or SMART `weights.scale`, where its end is not used or is
    /// passed. Paths are `points`, then the name.
    ///
    /// ```
    /// use kinerja::weighting::{Scale, Weights};
    /// use kinerja::Number;
    ///
    /// let weights = Weights::points([("safety", 100), ("cost", 60), ("speed", 40)], Scale::Swing)?;
    /// assert_eq!(weights.get("safety"), Number::ratio(1, 2).as_ref());
    /// assert!(Weights::points([("safety", 90), ("cost", 60)], Scale::Swing).is_err());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn points<S: Into<String>, N: Into<Number>>(
        points: impl IntoIterator<Item = (S, N)>,
        scale: Scale,
    ) -> Result<Weights, Problems> {
        const AT: &str = "points";
        let points = Named::new(AT, points.into_iter().map(|(name, points)| (name, points.into())))?;
        let here = Path::new().key(AT);
        let mut problems = Problems::default();
        let (least, most) = match scale {
            Scale::Free => (Number::ZERO, None),
            Scale::Swing => (Number::ZERO, Some(Number::from(100))),
            Scale::Smart => (Number::from(10), None),
        };
        for (name, number) in points.iter() {
            let path = || here.clone().key(name);
            if number.is_negative() {
                problems.push(Problem::new(Code::WeightsNegative, path()).with("found", number));
            } else if *number < least || most.as_ref().is_some_and(|most| number > most) {
                problems.push(Problem::new(Code::WeightsScale, path()).with("found", number).saying_scale(scale));
            }
        }
        let end = match scale {
            Scale::Free => None,
            Scale::Swing => most,
            Scale::Smart => Some(least),
        };
        if let Some(end) = end
            && problems.is_empty()
            && !points.values().any(|number| *number == end)
        {
            problems.push(Problem::new(Code::WeightsScale, here.clone()).saying_scale_end(scale));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Weights::in_proportion(points.clone(), Method::Points(Points { points, scale }))
            .ok_or_else(|| [Problem::new(Code::WeightsAllZero, here)].into_iter().collect())
    }
}

impl Problem {
    fn saying_scale(self, scale: Scale) -> Problem {
        match scale {
            Scale::Smart => self
                .saying(
                    "{found} is below 10, which the least important has",
                    "{found} di bawah 10, yaitu nilai yang paling tidak penting",
                )
                .advising(
                    "give the least important 10, and the others more",
                    "beri 10 pada yang paling tidak penting, dan lebih pada yang lain",
                ),
            _ => self
                .saying(
                    "{found} is above 100, which the largest swing has",
                    "{found} di atas 100, yaitu nilai ayunan terbesar",
                )
                .advising(
                    "give the swing that matters most 100, and the others less",
                    "beri 100 pada ayunan yang paling penting, dan kurang pada yang lain",
                ),
        }
    }

    fn saying_scale_end(self, scale: Scale) -> Problem {
        match scale {
            Scale::Smart => self
                .saying(
                    "none has 10, which the least important has",
                    "tidak ada yang bernilai 10, yaitu nilai yang paling tidak penting",
                )
                .advising(
                    "give the least important 10, and the others more",
                    "beri 10 pada yang paling tidak penting, dan lebih pada yang lain",
                ),
            _ => self
                .saying(
                    "none has 100, which the largest swing has",
                    "tidak ada yang bernilai 100, yaitu nilai ayunan terbesar",
                )
                .advising(
                    "give the swing that matters most 100, and the others less",
                    "beri 100 pada ayunan yang paling penting, dan kurang pada yang lain",
                ),
        }
    }
}
