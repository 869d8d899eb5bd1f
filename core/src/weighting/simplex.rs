//! A small linear program, solved exactly in rationals.
//!
//! What is sought is the least ξ, where each row `constant + Σ coefficient × variable + ξ` and each variable must not be below zero. Any large ξ satisfies that, so
//! there is no search for a beginning; and since nothing is rounded, there is no tolerance.

use crate::number::Number;

/// A row `constant + Σ coefficient × variable`, with ξ as the last variable.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) constant: Number,
    pub(super) coefficients: Vec<Number>,
}

/// The variables and ξ where ξ is least, and whether they are the only ones.
pub(super) struct Least {
    pub(super) variables: Vec<Number>,
    pub(super) xi: Number,
    pub(super) is_only: bool,
}

/// The tableau: each row says what a basic variable is in terms of the others, which are zero. Variables are numbered: first those that are sought, then ξ, then one
/// for what each row is above zero.
struct Tableau {
    basic: Vec<usize>,
    free: Vec<usize>,
    rows: Vec<Row>,
    /// What is to be least: ξ.
    cost: Row,
}

/// Solves the program. None where a constant keeps every ξ from being enough, which no caller's rows do.
pub(super) fn least_xi(variables: usize, rows: Vec<Row>) -> Option<Least> {
    let xi = variables;
    let mut cost = Row { constant: Number::ZERO, coefficients: vec![Number::ZERO; variables.saturating_add(1)] };
    *cost.coefficients.last_mut()? = Number::ONE;
    let first_slack = xi.saturating_add(1);
    let mut tableau = Tableau {
        basic: (first_slack..first_slack.saturating_add(rows.len())).collect(),
        free: (0..=xi).collect(),
        rows,
        cost,
    };
    // With ξ as large as the worst row needs, all rows hold.
    let worst = tableau.rows.iter().enumerate().filter(|(_, row)| row.coefficients.last() == Some(&Number::ONE));
    if let Some((row, _)) = worst.min_by(|(_, one), (_, other)| one.constant.cmp(&other.constant))
        && tableau.rows.get(row)?.constant.is_negative()
    {
        tableau.pivot(row, xi)?;
    }
    if tableau.rows.iter().any(|row| row.constant.is_negative()) {
        return None;
    }
    tableau.improve()?;
    let value = |variable: usize| {
        let row = tableau.basic.iter().position(|basic| *basic == variable);
        row.and_then(|row| tableau.rows.get(row)).map_or(Number::ZERO, |row| row.constant.clone())
    };
    Some(Least { variables: (0..variables).map(value).collect(), xi: value(xi), is_only: tableau.is_only() })
}

impl Tableau {
    /// Exchanges variables as long as that lowers the cost.
    fn improve(&mut self) -> Option<()> {
        // Which variable enters: the one that promises most, which is fast; after a step that gained nothing the first that promises anything (Bland 1977), so that it ends.
        let mut stands_still = false;
        loop {
            let promising = self.cost.coefficients.iter().enumerate().filter(|(_, cost)| cost.is_negative());
            let entering = if stands_still {
                promising.min_by_key(|(column, _)| self.free.get(*column)).map(|(column, _)| column)
            } else {
                promising.min_by(|(_, one), (_, other)| one.cmp(other)).map(|(column, _)| column)
            };
            let Some(column) = entering else { return Some(()) };
            let row = self.leaving(column)?;
            let before = self.cost.constant.clone();
            self.pivot(row, column)?;
            stands_still = self.cost.constant == before;
        }
    }

    /// The row whose variable reaches zero first when a column's variable grows.
    fn leaving(&self, column: usize) -> Option<usize> {
        let mut best: Option<(Number, usize, usize)> = None;
        for (index, (row, basic)) in self.rows.iter().zip(&self.basic).enumerate() {
            let Some(slope) = row.coefficients.get(column).filter(|slope| slope.is_negative()) else { continue };
            let reach = row.constant.checked_div(&-slope)?;
            if best.as_ref().is_none_or(|(least, first, _)| (&reach, basic) < (least, first)) {
                best = Some((reach, *basic, index));
            }
        }
        best.map(|(.., index)| index)
    }

    /// Solves a row for the variable of a column, and puts that into all others.
    fn pivot(&mut self, row: usize, column: usize) -> Option<()> {
        let mut pivot = self.rows.get(row)?.clone();
        let by = -pivot.coefficients.get(column)?;
        let own = pivot.coefficients.get_mut(column)?;
        // basic = constant + … + own × free, so free = (basic − constant − …) / own
        *own = -Number::ONE;
        pivot.constant = pivot.constant.checked_div(&by)?;
        for coefficient in &mut pivot.coefficients {
            *coefficient = coefficient.checked_div(&by)?;
        }
        for (index, other) in self.rows.iter_mut().enumerate() {
            if index != row {
                other.put_in(column, &pivot)?;
            }
        }
        self.cost.put_in(column, &pivot)?;
        *self.rows.get_mut(row)? = pivot;
        std::mem::swap(self.basic.get_mut(row)?, self.free.get_mut(column)?);
        Some(())
    }

    /// Whether no other variables give the same cost: each that could enter costs something, or could not grow.
    fn is_only(&self) -> bool {
        self.cost.coefficients.iter().enumerate().all(|(column, cost)| {
            !cost.is_zero()
                || self.leaving(column).and_then(|row| self.rows.get(row)).is_some_and(|row| row.constant.is_zero())
        })
    }
}

impl Row {
    /// Puts what a column's variable is in place of it.
    fn put_in(&mut self, column: usize, pivot: &Row) -> Option<()> {
        let times = std::mem::take(self.coefficients.get_mut(column)?);
        if times.is_zero() {
            return Some(());
        }
        self.constant = &self.constant + &(&times * &pivot.constant);
        for (own, others) in self.coefficients.iter_mut().zip(&pivot.coefficients) {
            if !others.is_zero() {
                *own = &*own + &(&times * others);
            }
        }
        Some(())
    }
}
