//! Pairwise comparisons: how many times as important each goal is as each other, in one person's judgement.

use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// A matrix of positive judgements in which each is the reciprocal of its mirror image: it exists only so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparisons {
    rows: Vec<Vec<Number>>,
}

impl Comparisons {
    /// How many goals are compared at most: random indices are known up to this.
    pub const MOST: usize = 15;
    /// The end of the usual scale: 9, extremely more important (Saaty 1980).
    pub const SCALE: u32 = 9;

    /// A matrix of rows; a cell that is left out is the reciprocal of its mirror image, on the diagonal 1.
    ///
    /// Two mirror images whose product is within 10⁻⁹ of one are taken as reciprocal, as floats are: then the one above 1 counts. As near to it, a cell is on the scale.
    ///
    /// # Errors
    /// `weights.none`, `weights.too_many`; `weights.square` for each row of another length; for each cell `weights.judgement` where it is not positive or passes the scale,
    /// `weights.diagonal`, `weights.reciprocal`, `weights.unjudged` where neither it nor its mirror image is there. A path is the row, then the column.
    ///
    /// ```
    /// use kinerja::weighting::Comparisons;
    /// use kinerja::Number;
    ///
    /// let three = Some(Number::from(3));
    /// let matrix = Comparisons::new(vec![vec![None, three], vec![None, None]], Comparisons::SCALE)?;
    /// assert_eq!(matrix.judgement(1, 0), Number::ratio(1, 3).as_ref());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn new(cells: Vec<Vec<Option<Number>>>, scale: u32) -> Result<Comparisons, Problems> {
        let size = cells.len();
        let mut problems = Problems::default();
        if size == 0 {
            problems.push(Problem::new(Code::WeightsNone, Path::new()));
        }
        if size > Comparisons::MOST {
            problems.push(Problem::new(Code::WeightsTooMany, Path::new()).with("most", Comparisons::MOST));
            return Err(problems);
        }
        for (row, length) in cells.iter().map(Vec::len).enumerate().filter(|(_, length)| *length != size) {
            let problem = Problem::new(Code::WeightsSquare, Path::new().index(row));
            problems.push(problem.with("length", length).with("size", size));
        }
        if !problems.is_empty() {
            return Err(problems);
        }

        let most = Number::from(scale);
        let least = Number::ONE.checked_div(&most).unwrap_or_default();
        // A float cannot write a ninth: what is as near to the ends of the scale as that is on it.
        let near = Number::ratio(1, 1_000_000_000).unwrap_or_default();
        let (lowest, highest) = (&least - &(&least * &near), &most + &(&most * &near));
        let given = |row: usize, column: usize| cells.get(row).and_then(|row| row.get(column)).and_then(Option::as_ref);
        let at = |row: usize, column: usize| Path::new().index(row).index(column);
        for row in 0..size {
            for column in 0..size {
                let Some(cell) = given(row, column) else { continue };
                if row == column && *cell != Number::ONE {
                    problems.push(Problem::new(Code::WeightsDiagonal, at(row, column)).with("found", cell));
                } else if *cell < lowest || *cell > highest {
                    let problem = Problem::new(Code::WeightsJudgement, at(row, column)).with("found", cell);
                    problems.push(problem.with("least", &least).with("most", &most));
                }
            }
        }
        let mut rows = vec![vec![Number::ONE; size]; size];
        for row in 0..size {
            for column in 0..row {
                // Of the two, what stands above the diagonal first.
                let (above, below) = (given(column, row), given(row, column));
                let reciprocal = |number: &Number| Number::ONE.checked_div(number).unwrap_or_default();
                let judged = match (above, below) {
                    (Some(above), Some(below)) if !reciprocal_of(above, below) => {
                        let problem = Problem::new(Code::WeightsReciprocal, at(row, column)).with("found", below);
                        problems.push(problem.with("mirror", above).with("wanted", reciprocal(above)));
                        continue;
                    }
                    // Of 3 and 0.3333333333333333 the whole number is what was meant.
                    (Some(above), Some(below)) if *above < Number::ONE && *below > Number::ONE => reciprocal(below),
                    (Some(above), _) => above.clone(),
                    (None, Some(below)) => reciprocal(below),
                    (None, None) => {
                        problems.push(Problem::new(Code::WeightsUnjudged, at(column, row)));
                        continue;
                    }
                };
                set(&mut rows, row, column, reciprocal(&judged));
                set(&mut rows, column, row, judged);
            }
        }
        problems.or(Comparisons { rows })
    }

    /// How many goals are compared.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many times as important the goal of a row is as that of a column.
    #[must_use]
    pub fn judgement(&self, row: usize, column: usize) -> Option<&Number> {
        self.rows.get(row)?.get(column)
    }

    /// The rows, whole.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Number>] {
        &self.rows
    }
}

fn set(rows: &mut [Vec<Number>], row: usize, column: usize, number: Number) {
    if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
        *cell = number;
    }
}

fn reciprocal_of(one: &Number, other: &Number) -> bool {
    let off = (&(one * other) - &Number::ONE).abs();
    // Cells that are refused for themselves need no second problem.
    off.is_zero()
        || !one.is_positive()
        || !other.is_positive()
        || Number::ratio(1, 1_000_000_000).is_some_and(|near| off <= near)
}
