//! The comparisons of many respondents at once: priorities and consistency of each, as a questionnaire gives them.
//!
//! Floats in, floats out: these are statistics. Weights are made of the comparisons that one keeps, by [`Weights::ahp`](super::Weights::ahp), which gives the same floats.
#![allow(clippy::float_arithmetic, reason = "priorities and consistency are statistics")]

use super::square::{float, principal};
use super::{Comparisons, RandomIndex};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// Priorities and consistency of many respondents, in their order.
#[derive(Clone, PartialEq, Debug)]
pub struct Survey {
    /// The priorities of each, one goal after the other.
    pub priorities: Vec<f64>,
    /// The consistency ratio of each; 0 of fewer than three goals.
    pub ratios: Vec<f64>,
}

impl Survey {
    /// Whole matrices of comparisons, one after the other, each row by row: by the principal eigenvector.
    ///
    /// # Errors
    /// `weights.size` where the numbers are no whole matrices of so many goals, of which there are 1 to 15; of each respondent the problems of [`Comparisons::new`], with paths that begin with the
    /// respondent's position.
    ///
    /// ```
    /// use kinerja::weighting::{RandomIndex, Survey};
    /// let (third, fifth) = (1.0 / 3.0, 1.0 / 5.0);
    /// let two = [1.0, 3.0, 5.0, third, 1.0, 2.0, fifth, 0.5, 1.0, 1.0, 9.0, 1.0, 1.0 / 9.0, 1.0, 2.0, 1.0, 0.5, 1.0];
    /// let survey = Survey::new(&two, 3, RandomIndex::default())?;
    /// assert!(survey.ratios[0] < 0.1 && survey.ratios[1] > 0.9);
    /// assert!((survey.priorities[..3].iter().sum::<f64>() - 1.0).abs() < 1e-12);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn new(cells: &[f64], size: usize, random_index: RandomIndex) -> Result<Survey, Problems> {
        let matrix = size.saturating_mul(size);
        if !(1..=Comparisons::MOST).contains(&size) || cells.len().checked_rem(matrix) != Some(0) {
            let problem = Problem::new(Code::WeightsSize, Path::new()).with("found", cells.len());
            return Err([problem.with("wanted_count", matrix)].into_iter().collect());
        }
        let count = cells.len().checked_div(matrix).unwrap_or_default();
        let mut survey =
            Survey { priorities: Vec::with_capacity(count.saturating_mul(size)), ratios: Vec::with_capacity(count) };
        let mut problems = Problems::default();
        for (index, cells) in cells.chunks_exact(matrix).enumerate() {
            // What is surely right is not read as exact numbers; of all else the exact reader says what is wrong.
            if !surely_right(cells, size)
                && let Err(found) = exactly(cells, size)
            {
                problems.append(found.under(&Path::new().index(index)));
                continue;
            }
            let (lambda_max, vector) = principal(cells, size);
            survey.priorities.extend(vector.iter().take(size));
            let ratio = random_index
                .of(size)
                .map_or(0.0, |random| ((lambda_max - float(size)) / (float(size) - 1.0)).max(0.0) / random);
            survey.ratios.push(ratio);
        }
        problems.or(survey)
    }
}

/// Whether a matrix is one of comparisons, with room for the error of a float.
fn surely_right(cells: &[f64], size: usize) -> bool {
    let scale = f64::from(Comparisons::SCALE);
    let on_scale = |cell: &f64| *cell >= 1.0 / scale && *cell <= scale;
    let at = |row: usize, column: usize| {
        cells.get(row.saturating_mul(size).saturating_add(column)).copied().unwrap_or(f64::NAN)
    };
    cells.iter().all(on_scale)
        && (0..size).all(|row| {
            at(row, row).to_bits() == 1.0_f64.to_bits()
                && (0..row).all(|column| (at(row, column) * at(column, row) - 1.0).abs() < 0.5e-9)
        })
}

fn exactly(cells: &[f64], size: usize) -> Result<Comparisons, Problems> {
    let mut problems = Problems::default();
    let mut rows = Vec::with_capacity(size);
    for (row, cells) in cells.chunks_exact(size).enumerate() {
        let mut numbers = Vec::with_capacity(size);
        for (column, cell) in cells.iter().enumerate() {
            let number = Number::parse(&format!("{cell:?}"));
            if number.is_err() {
                let problem = Problem::new(Code::NumberSyntax, Path::new().index(row).index(column));
                problems.push(problem.with("found", cell));
            }
            numbers.push(number.ok());
        }
        rows.push(numbers);
    }
    problems.or(())?;
    Comparisons::new(rows, Comparisons::SCALE)
}
