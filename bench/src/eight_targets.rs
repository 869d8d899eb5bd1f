//! The workload that the library is measured with: random employees for `eight-targets.json`.

use std::fmt::Write;

/// The scheme document.
pub const SCHEME: &str = include_str!("../../tests/schemes/eight-targets.json");
/// The weight of each goal, in percent.
pub const WEIGHTS: [i128; 8] = [25, 20, 15, 10, 10, 10, 5, 5];
/// Whether a lower realisation is better.
pub const LOWER: [bool; 8] = [false, false, false, false, false, false, true, true];
const CAP: i128 = 120;

/// One employee: of each goal the realisation in hundredths and the target.
#[derive(Clone, Copy)]
pub struct Row {
    pub actual: [i128; 8],
    pub target: [i128; 8],
}

/// What the figures look like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Targets of 50 to 999, realisations of 40 % to 140 % with two digits.
    Random,
    /// The round numbers that such data are made of: about a quarter of the scores are exact ties.
    Round,
}

/// Employees, the same ones for a seed on every machine.
#[must_use]
pub fn rows(count: usize, kind: Kind, seed: u64) -> Vec<Row> {
    let mut state = seed;
    // SplitMix64.
    let mut below = |limit: i128| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i128::from(z ^ (z >> 31)) % limit
    };
    let mut row = || {
        let mut row = Row { actual: [0; 8], target: [0; 8] };
        for (actual, target) in row.actual.iter_mut().zip(&mut row.target) {
            match kind {
                Kind::Random => {
                    *target = 50 + below(950);
                    // Hundredths of target × (0.4 to 1.4), in steps of a hundred thousandth.
                    *actual = *target * (40_000 + below(100_000)) / 1_000;
                }
                Kind::Round => {
                    *target = [20, 40, 50, 80, 100, 200, 400][below(7) as usize];
                    *actual = *target * (40 + below(101)) / 100 * 100;
                }
            }
        }
        row
    };
    (0..count).map(|_| row()).collect()
}

/// Hundredths as a document writes them.
#[must_use]
pub fn hundredths(number: i128) -> String {
    let (whole, part) = (number / 100, number % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}.{}", part / 10),
        part => format!("{whole}.{part:02}"),
    }
}

impl Row {
    /// The facts document of this employee.
    #[must_use]
    pub fn facts(&self) -> String {
        let mut text = r#"{"kinerja": "facts/1", "scheme": "example/eight-targets", "goals": ["#.to_owned();
        for (index, ((weight, lower), (actual, target))) in
            WEIGHTS.iter().zip(LOWER).zip(self.actual.iter().zip(&self.target)).enumerate()
        {
            let comma = if index > 0 { ", " } else { "" };
            let direction = if lower { "lower" } else { "higher" };
            let actual = hundredths(*actual);
            let _ = write!(
                text,
                r#"{comma}{{"weight": {weight}, "direction": "{direction}", "target": {target}, "actual": {actual}}}"#
            );
        }
        text.push_str("]}");
        text
    }

    /// Score and rating, calculated apart from the library, in integers: all goals over the product of the targets.
    #[must_use]
    pub fn expected(&self) -> (String, &'static str) {
        let den: i128 = self.target.iter().product();
        let num: i128 = (0..8)
            .map(|goal| {
                // actual / target × 100 is hundredths / target.
                let ratio = self.actual[goal] * (den / self.target[goal]);
                let achievement = if LOWER[goal] { 200 * den - ratio } else { ratio };
                WEIGHTS[goal] * achievement.clamp(0, CAP * den)
            })
            .sum();
        let score = (2 * num + den) / (2 * den);
        let rating = match score {
            11_000.. => "a",
            9_000.. => "b",
            7_000.. => "c",
            5_000.. => "d",
            _ => "e",
        };
        (format!("{}.{:02}", score / 100, score % 100), rating)
    }
}
