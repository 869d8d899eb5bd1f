//! Exact linear algebra over what is published: which combinations of published sums rest on few raters.

use crate::number::Number;
use std::collections::{BTreeMap, BTreeSet};

/// A linear combination: a coefficient for each column that has one.
pub(super) type Row = BTreeMap<usize, Number>;

/// What may be spent on one component, in machine words of arithmetic.
const BUDGET: u64 = 4_000_000;
/// How many sets of raters are tried for one number.
const SETS: usize = 4_000;

/// More was asked than may be spent.
#[derive(Debug)]
pub(super) struct Spent;

/// The columns of a component: each a set of answers that no wanted number takes apart, with the raters who gave them. Those of many raters come first, so that what
/// the elimination leaves behind them rests on few raters alone.
pub(super) struct Columns<'a> {
    raters: Vec<&'a BTreeSet<usize>>,
    least: usize,
    /// The columns that each rater of a small one stands in.
    of_rater: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(raters: Vec<&'a BTreeSet<usize>>, least: usize) -> Columns<'a> {
        let mut of_rater: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (column, raters) in raters.iter().enumerate().filter(|(_, raters)| raters.len() < least) {
            for rater in raters.iter() {
                of_rater.entry(*rater).or_default().push(column);
            }
        }
        Columns { raters, least, of_rater }
    }

    fn raters(&self, column: usize) -> impl Iterator<Item = usize> {
        self.raters.get(column).into_iter().flat_map(|raters| raters.iter().copied())
    }

    /// The columns that rest on some raters and on no others.
    fn inside(&self, raters: &BTreeSet<usize>) -> BTreeSet<usize> {
        let some = raters.iter().filter_map(|rater| self.of_rater.get(rater)).flatten();
        let all = |column: &usize| self.raters(*column).all(|rater| raters.contains(&rater));
        some.copied().filter(all).collect()
    }

    fn is_small(&self, column: usize) -> bool {
        self.raters.get(column).is_some_and(|raters| raters.len() < self.least)
    }
}

/// What a further published number would tell.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Tells {
    /// Nothing about fewer raters than there must be.
    Nothing,
    /// Something about fewer raters.
    TooMuch,
    /// That cannot be told within the limits.
    Unknown,
}

/// The space of everything that follows from what is published.
pub(super) struct Space<'a> {
    columns: &'a Columns<'a>,
    /// Rows in echelon form, by the column that leads them.
    rows: BTreeMap<usize, Row>,
    /// The part that rests on small columns alone, reduced: each leading column stands in one row.
    small: BTreeMap<usize, Row>,
    spent: u64,
}

impl<'a> Space<'a> {
    pub(super) fn new(columns: &'a Columns<'a>) -> Space<'a> {
        Space { columns, rows: BTreeMap::new(), small: BTreeMap::new(), spent: 0 }
    }

    /// Adds a published number unless it tells too much; `anyway` adds it in every case.
    pub(super) fn add(&mut self, row: Row, anyway: bool) -> Result<Tells, Spent> {
        let Some((lead, row)) = self.reduced(row)? else { return Ok(Tells::Nothing) };
        if !self.columns.is_small(lead) {
            self.rows.insert(lead, row);
            return Ok(Tells::Nothing);
        }
        let (new, before) = self.add_small(lead, row.clone())?;
        let touched: Vec<usize> = before.iter().map(|(lead, _)| *lead).chain([new]).collect();
        let tells = self.tells(&touched)?;
        if tells == Tells::Nothing || anyway {
            self.rows.insert(lead, row);
        } else {
            self.small.remove(&new);
            self.small.extend(before);
        }
        Ok(tells)
    }

    /// What is left of a row after the rows that are there, with its leading column; none where it follows from them.
    fn reduced(&mut self, mut row: Row) -> Result<Option<(usize, Row)>, Spent> {
        while let Some(lead) = row.keys().next().copied() {
            match self.rows.get(&lead) {
                None => return Ok(Some((lead, row))),
                Some(known) => subtract(&mut row, known, lead, &mut self.spent)?,
            }
        }
        Ok(None)
    }

    /// Adds a row to the part on small columns; gives its leading column there, and the rows that it changed as they were.
    fn add_small(&mut self, lead: usize, mut row: Row) -> Result<(usize, Vec<(usize, Row)>), Spent> {
        let known: Vec<usize> = row.keys().copied().filter(|column| self.small.contains_key(column)).collect();
        for column in known {
            if let Some(other) = self.small.get(&column) {
                subtract(&mut row, other, column, &mut self.spent)?;
            }
        }
        // Something is left: a row that follows from the others was reduced to nothing before.
        let lead = row.keys().next().copied().unwrap_or(lead);
        let mut before = Vec::new();
        for (at, other) in self.small.iter_mut().filter(|(_, other)| other.contains_key(&lead)) {
            before.push((*at, other.clone()));
            subtract(other, &row, lead, &mut self.spent)?;
        }
        self.small.insert(lead, row);
        Ok((lead, before))
    }

    /// Whether something new follows that rests on fewer raters than there must be.
    ///
    /// What is new is a combination with at least one row that was added or changed, and in the leading column of a reduced row a combination has that row's coefficient. So it
    /// rests on the raters of one of these columns; others are added to them one after another as long as they are too few.
    fn tells(&mut self, touched: &[usize]) -> Result<Tells, Spent> {
        let (columns, least) = (self.columns, self.columns.least);
        let mut near: Option<BTreeSet<usize>> = None;
        let mut open: Vec<BTreeSet<usize>> = touched.iter().map(|lead| columns.raters(*lead).collect()).collect();
        let mut tried: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        while let Some(raters) = open.pop() {
            if raters.len() >= least || !tried.insert(raters.clone()) {
                continue;
            }
            if tried.len() > SETS.max(touched.len()) {
                return Ok(Tells::Unknown);
            }
            let inside = columns.inside(&raters);
            if rests_on(&self.small, &inside, &mut self.spent)? {
                return Ok(Tells::TooMuch);
            }
            if raters.len().saturating_add(1) < least {
                let near = near.get_or_insert_with(|| self.near(touched));
                for column in near.difference(&inside) {
                    let mut more = raters.clone();
                    more.extend(columns.raters(*column));
                    if more.len() < least {
                        open.push(more);
                    }
                }
            }
        }
        Ok(Tells::Nothing)
    }

    /// The columns of the rows that share columns with some rows, directly or through others.
    fn near(&self, rows: &[usize]) -> BTreeSet<usize> {
        let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (lead, row) in &self.small {
            for column in row.keys() {
                holders.entry(*column).or_default().push(*lead);
            }
        }
        let (mut seen, mut found, mut open) = (BTreeSet::new(), BTreeSet::new(), rows.to_vec());
        while let Some(lead) = open.pop() {
            if seen.insert(lead) {
                for column in self.small.get(&lead).into_iter().flat_map(BTreeMap::keys) {
                    if found.insert(*column) {
                        open.extend(holders.get(column).into_iter().flatten());
                    }
                }
            }
        }
        found
    }
}

/// Whether a combination of reduced rows lies wholly in some columns.
fn rests_on(small: &BTreeMap<usize, Row>, inside: &BTreeSet<usize>, spent: &mut u64) -> Result<bool, Spent> {
    // Only rows whose leading column lies inside can take part; they must cancel outside.
    let mut echelon: BTreeMap<usize, Row> = BTreeMap::new();
    for row in inside.iter().filter_map(|lead| small.get(lead)) {
        let outside = row.iter().filter(|(column, _)| !inside.contains(column));
        let mut outside: Row = outside.map(|(column, coefficient)| (*column, coefficient.clone())).collect();
        while let Some(lead) = outside.keys().next().copied() {
            match echelon.get(&lead) {
                Some(known) => subtract(&mut outside, known, lead, spent)?,
                None => break,
            }
        }
        match outside.keys().next().copied() {
            None => return Ok(true),
            Some(lead) => {
                echelon.insert(lead, outside);
            }
        }
    }
    Ok(false)
}

/// Takes from a row as much of another as makes its coefficient in a column zero.
fn subtract(row: &mut Row, other: &Row, column: usize, spent: &mut u64) -> Result<(), Spent> {
    let Some(factor) = row.get(&column).zip(other.get(&column)).and_then(|(one, two)| one.checked_div(two)) else {
        return Ok(());
    };
    for (column, coefficient) in other {
        let product = &factor * coefficient;
        *spent = spent.saturating_add(product.bits() / 64).saturating_add(1);
        let new = row.get(column).map_or_else(|| -&product, |old| old - &product);
        if new.is_zero() {
            row.remove(column);
        } else {
            row.insert(*column, new);
        }
    }
    if *spent > BUDGET { Err(Spent) } else { Ok(()) }
}
