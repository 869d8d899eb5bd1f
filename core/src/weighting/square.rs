//! Square matrices of floats, for priorities and their consistency.
//!
//! Only addition, multiplication, division and functions of the `libm` crate, in a fixed order: the same bits on every platform.
#![allow(clippy::float_arithmetic, reason = "priorities and consistency are statistics")]

use super::Comparisons;

/// A square matrix of positive numbers, by rows.
#[derive(Clone)]
pub(super) struct Square {
    size: usize,
    /// Row by row.
    cells: Vec<f64>,
}

/// How often a vector is multiplied at most: comparisons settle after some tens.
const ROUNDS: usize = 1_000;

impl Square {
    pub(super) fn of(comparisons: &Comparisons) -> Square {
        let cells = comparisons.rows().iter().flatten().map(crate::Number::to_f64).collect();
        Square { size: comparisons.len(), cells }
    }

    /// The geometric mean of each comparison: it alone keeps them reciprocal.
    pub(super) fn joined(matrices: &[Square], shares: &[f64]) -> Square {
        if let [one] = matrices {
            return one.clone();
        }
        let size = matrices.first().map_or(0, Square::size);
        let mut joined = Square { size, cells: vec![1.0; size.saturating_mul(size)] };
        for (row, column) in pairs(size) {
            let logs = matrices.iter().zip(shares).map(|(matrix, share)| share * libm::log(matrix.cell(row, column)));
            joined.judge(row, column, libm::exp(logs.sum()));
        }
        joined
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }

    fn cell(&self, row: usize, column: usize) -> f64 {
        // Rows and columns come from `pairs`, which holds only those that there are.
        self.cells.get(self.place(row, column)).copied().unwrap_or(1.0)
    }

    fn place(&self, row: usize, column: usize) -> usize {
        row.saturating_mul(self.size).saturating_add(column)
    }

    fn set(&mut self, row: usize, column: usize, number: f64) {
        let place = self.place(row, column);
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = number;
        }
    }

    fn judge(&mut self, row: usize, column: usize, number: f64) {
        self.set(row, column, number);
        self.set(column, row, 1.0 / number);
    }

    /// This matrix with another judgement of a pair.
    pub(super) fn with(&self, row: usize, column: usize, number: f64) -> Square {
        let mut other = self.clone();
        other.judge(row, column, number);
        other
    }

    /// This matrix without the judgement of a pair: 0 in its place, and 2 on the diagonal of both (Harker 1987).
    pub(super) fn without(&self, row: usize, column: usize) -> Square {
        let mut other = self.clone();
        for (row, column, number) in [(row, column, 0.0), (column, row, 0.0), (row, row, 2.0), (column, column, 2.0)] {
            other.set(row, column, number);
        }
        other
    }

    /// What the priorities say of a pair.
    pub(super) fn ratio_of(&self, row: usize, column: usize) -> Option<f64> {
        let (_, vector) = self.eigenvector();
        Some(vector.get(row)? / vector.get(column)?)
    }

    /// As [`principal`].
    pub(super) fn principal(&self) -> (f64, [f64; Comparisons::MOST]) {
        principal(&self.cells, self.size)
    }

    /// The principal eigenvalue and its vector.
    pub(super) fn eigenvector(&self) -> (f64, Vec<f64>) {
        let (lambda, vector) = self.principal();
        (lambda, vector.into_iter().take(self.size).collect())
    }

    /// The geometric means of the rows, by their sum.
    pub(super) fn geometric_means(&self) -> Vec<f64> {
        let means = self.cells.chunks_exact(self.size.max(1)).map(|row| {
            let logs: f64 = row.iter().map(|number| libm::log(*number)).sum();
            libm::exp(logs / float(row.len()))
        });
        by_sum(means.collect())
    }

    /// The geometric consistency index: the mean square of the logarithms of what the row means and the judgements differ by.
    pub(super) fn geometric_index(&self) -> f64 {
        let size = float(self.size());
        if size < 3.0 {
            return 0.0;
        }
        let means = self.geometric_means();
        let squares: f64 = self
            .errors(&means)
            .iter()
            .map(|(error, _)| {
                let log = libm::log(*error);
                log * log
            })
            .sum();
        2.0 / ((size - 1.0) * (size - 2.0)) * squares
    }

    /// How far each judgement is from the priorities, as a factor from 1 up, and its pair.
    pub(super) fn errors(&self, vector: &[f64]) -> Vec<(f64, (usize, usize))> {
        let priority = |index: usize| vector.get(index).copied().unwrap_or(1.0);
        let error = |(row, column)| {
            let factor = self.cell(row, column) * priority(column) / priority(row);
            (factor.max(1.0 / factor), (row, column))
        };
        pairs(self.size()).map(error).collect()
    }
}

/// The principal eigenvalue of a matrix of so many rows and its vector, which sums to one and is zero beyond its size: by power iteration, until it does not change any more.
pub(super) fn principal(cells: &[f64], size: usize) -> (f64, [f64; Comparisons::MOST]) {
    let mut vector = [0.0; Comparisons::MOST];
    vector.iter_mut().take(size).for_each(|own| *own = 1.0 / float(size));
    let mut times = [0.0; Comparisons::MOST];
    let mut lambda = float(size);
    for _ in 0..ROUNDS {
        for (time, row) in times.iter_mut().zip(cells.chunks_exact(size.max(1))) {
            *time = dot(row, &vector);
        }
        // The vector sums to one, so this is what it was multiplied by.
        lambda = times.iter().take(size).sum();
        let mut moved: f64 = 0.0;
        for (own, time) in vector.iter_mut().zip(&times).take(size) {
            let next = time / lambda;
            moved = moved.max((next - *own).abs());
            *own = next;
        }
        if moved < 1e-15 {
            break;
        }
    }
    (lambda, vector)
}

/// The geometric mean of each judge's priorities, by their sum.
pub(super) fn joined_priorities(each: &[Vec<f64>], shares: &[f64]) -> Vec<f64> {
    let size = each.first().map_or(0, Vec::len);
    let joined = (0..size).map(|index| {
        let logs = each.iter().zip(shares).filter_map(|(one, share)| Some(share * libm::log(*one.get(index)?)));
        libm::exp(logs.sum())
    });
    by_sum(joined.collect())
}

fn by_sum(numbers: Vec<f64>) -> Vec<f64> {
    let whole = sum(&numbers);
    numbers.iter().map(|number| number / whole).collect()
}

/// From the first to the last, one after the other.
fn sum(numbers: &[f64]) -> f64 {
    numbers.iter().sum()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The pairs above the diagonal, row by row.
fn pairs(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).flat_map(move |row| (row..size).skip(1).map(move |column| (row, column)))
}

/// A count as a float: of at most 15 goals, so exactly.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
