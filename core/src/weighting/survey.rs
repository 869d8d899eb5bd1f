//! The comparisons of many respondents at once: priorities and consistency of each, as a questionnaire gives them.
//!
//! Floats in, floats out: these are statistics. Weights are made of the comparisons that one keeps, by [`Weights::ahp`](super::Weights::ahp), which gives the same floats bit for bit.
#![allow(clippy::float_arithmetic, reason = "priorities and consistency are statistics")]

use super::ahp::index_and_ratio;
use super::square::{Square, principal};
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
    /// `weights.size` where `size` is not from 1 to 15, or the numbers are no whole matrices of so many goals; of each respondent the problems of [`Comparisons::new`], with paths that begin with the
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
        if let Some(problem) = wrong_size(cells.len(), size) {
            return Err([problem].into_iter().collect());
        }
        let count = cells.len().checked_div(matrix).unwrap_or_default();
        let mut survey =
            Survey { priorities: Vec::with_capacity(count.saturating_mul(size)), ratios: Vec::with_capacity(count) };
        let mut problems = Problems::default();
        for (index, cells) in cells.chunks_exact(matrix).enumerate() {
            // What is surely right is not read as exact numbers; of all else the exact reader says what is wrong, and what was meant.
            let (lambda_max, vector) = if surely_right(cells, size) {
                principal(cells, size)
            } else {
                match exactly(cells, size) {
                    Ok(comparisons) => Square::of(&comparisons).principal(),
                    Err(found) => {
                        problems.append(found.under(&Path::new().index(index)));
                        continue;
                    }
                }
            };
            survey.priorities.extend(vector.iter().take(size));
            survey.ratios.push(index_and_ratio(lambda_max, size, random_index).1);
        }
        problems.or(survey)
    }
}

/// What is wrong with so many numbers as matrices of so many goals.
fn wrong_size(found: usize, size: usize) -> Option<Problem> {
    let matrix = size.saturating_mul(size);
    let problem = || Problem::new(Code::WeightsSize, Path::new()).with("size", size).with("found", found);
    if !(1..=Comparisons::MOST).contains(&size) {
        let problem = problem().with("most", Comparisons::MOST);
        return Some(problem.saying(
            "1 to {most} goals are compared, not {size}",
            "yang dibandingkan 1 sampai {most} sasaran, bukan {size}",
        ));
    }
    (found.checked_rem(matrix) != Some(0)).then(|| {
        problem().with("wanted_count", matrix).saying(
            "{found} numbers are no whole matrices of {wanted_count} each",
            "{found} angka bukan matriks utuh yang masing-masing berisi {wanted_count}",
        )
    })
}

/// Whether a matrix is one of comparisons, and its floats are those of the exact numbers that are meant: whole judgements of the scale, each beside the float nearest to its reciprocal.
fn surely_right(cells: &[f64], size: usize) -> bool {
    let judgements = 1..=Comparisons::SCALE;
    let mirrored = |one: f64, other: f64| {
        let (less, more) = if one < other { (one, other) } else { (other, one) };
        judgements.clone().map(f64::from).any(|whole| same(more, whole) && same(less, 1.0 / whole))
    };
    let at = |row: usize, column: usize| {
        cells.get(row.saturating_mul(size).saturating_add(column)).copied().unwrap_or(f64::NAN)
    };
    (0..size).all(|row| same(at(row, row), 1.0) && (0..row).all(|column| mirrored(at(row, column), at(column, row))))
}

fn same(one: f64, other: f64) -> bool {
    one.to_bits() == other.to_bits()
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
