//! What may be published together: no combination of the numbers tells anything about fewer raters than there must be.
//!
//! Means of nested units, of groups and of all of them, at one date and at a later one, are sums over the same answers. Who subtracts one from another may learn
//! what one rater said, though each number by itself rests on many. Here every number that is wanted is a linear equation in the answers, and one is
//! published only if no combination of it with the others rests on too few raters. Counts are taken to be known.

use super::linear::{Columns, Row, Space, Spent, Tells};
use crate::number::{Number, NumberSum};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Up to how many wanted numbers that hang together the exact rule is used.
pub const EXACT_UP_TO: usize = 2_000;

/// Answers that stand together in every wanted number: who gave them, how many there are, and their sum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The raters, by numbers that the caller gives them; the same rater may stand in several cells.
    pub raters: BTreeSet<usize>,
    /// How many answers there are.
    pub answers: usize,
    /// The sum of their marks.
    pub sum: Number,
}

/// A mean that is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// The cells whose answers it is the mean of, by position.
    pub cells: BTreeSet<usize>,
    /// Whether it is published already and can only be reckoned with.
    pub published: bool,
}

/// Which rule was used for a number and those that hang together with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Rule {
    /// The exact rank of the published equations, without the answers of each too small set of raters.
    Exact,
    /// No published number may tell fewer raters apart than there must be. It is safe too, but withholds more.
    Conservative,
}

impl Rule {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Rule::Exact => "exact",
            Rule::Conservative => "conservative",
        }
    }
}

/// Why a number is withheld.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Withheld {
    /// It rests on fewer raters than there must be itself.
    TooFewRaters,
    /// Together with the others it would tell something about fewer raters.
    WithOthers,
    /// Nobody answered.
    NoAnswers,
}

impl Withheld {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Withheld::TooFewRaters => "too_few_raters",
            Withheld::WithOthers => "with_others",
            Withheld::NoAnswers => "no_answers",
        }
    }
}

/// A mean that may be published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mean {
    /// The mean.
    pub mean: Number,
    /// How many raters it rests on.
    pub raters: usize,
    /// How many answers.
    pub answers: usize,
}

/// What became of a wanted number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Released {
    /// The mean, or why it is withheld.
    pub shown: Result<Mean, Withheld>,
    /// The rule by which that was found.
    pub rule: Rule,
    /// Of a number that was published already: whether it tells too much, alone or with those published before it.
    pub tells_too_much: bool,
}

/// What of wanted numbers may be published together.
///
/// ```
/// use kinerja::Number;
/// use kinerja::feedback::{Cell, Release, Wanted, Withheld};
/// let cell = |raters: &[usize], sum: i64| Cell { raters: raters.iter().copied().collect(), answers: raters.len(), sum: sum.into() };
/// let wanted = |cells: &[usize]| Wanted { cells: cells.iter().copied().collect(), published: false };
/// // A unit of six: four in one section, two in the other.
/// let cells = [cell(&[1, 2, 3, 4], 15), cell(&[5, 6], 4)];
/// let release = Release::of(3, &cells, &[wanted(&[0, 1]), wanted(&[0]), wanted(&[1])]);
/// assert_eq!(release.numbers[0].shown.as_ref().unwrap().mean, Number::ratio(19, 6).unwrap());
/// // The larger section is withheld too: with the mean of the unit it would tell the smaller one's.
/// assert_eq!(release.numbers[1].shown, Err(Withheld::WithOthers));
/// assert_eq!(release.numbers[2].shown, Err(Withheld::TooFewRaters));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Release {
    /// The wanted numbers in their order.
    pub numbers: Vec<Released>,
}

impl Release {
    /// Goes through wanted numbers in their order, the most wanted first, and publishes each that is safe with those before it. Those that are published already
    /// come before all others, since they cannot be taken back.
    ///
    /// `least` is how many raters everything that can be told must rest on. What a rater knows of his own answer is not reckoned with: who fears that asks
    /// for one more. A mean at the end of the scale tells that all gave that mark; no rule of this kind can hide it.
    #[must_use]
    pub fn of(least: usize, cells: &[Cell], wanted: &[Wanted]) -> Release {
        Release::exact_up_to(EXACT_UP_TO, least, cells, wanted)
    }

    /// As [`Release::of`], with another limit for the exact rule; more than [`EXACT_UP_TO`] is not used.
    #[must_use]
    pub fn exact_up_to(most: usize, least: usize, cells: &[Cell], wanted: &[Wanted]) -> Release {
        let plan = Plan { least, cells, wanted, order: order(wanted) };
        let mut numbers: Vec<Released> = wanted.iter().map(|number| plan.alone(number)).collect();
        for component in plan.components(&numbers) {
            let exact = if component.len() <= most.min(EXACT_UP_TO) { plan.exact(&component).ok() } else { None };
            let rule = if exact.is_some() { Rule::Exact } else { Rule::Conservative };
            let safe = exact.unwrap_or_else(|| plan.conservative(&component));
            for (position, safe) in component.into_iter().zip(safe) {
                if let Some(number) = numbers.get_mut(position) {
                    number.rule = rule;
                    let published = wanted.get(position).is_some_and(|wanted| wanted.published);
                    if published {
                        number.tells_too_much |= !safe;
                    } else if !safe {
                        number.shown = Err(Withheld::WithOthers);
                    }
                }
            }
        }
        Release { numbers }
    }
}

/// Positions of wanted numbers: those published already first, else as they stand.
fn order(wanted: &[Wanted]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|position| wanted.get(*position).is_none_or(|wanted| !wanted.published));
    order
}

struct Plan<'a> {
    least: usize,
    cells: &'a [Cell],
    wanted: &'a [Wanted],
    order: Vec<usize>,
}

impl Plan<'_> {
    /// A number by itself.
    fn alone(&self, wanted: &Wanted) -> Released {
        let cells = || wanted.cells.iter().filter_map(|position| self.cells.get(*position));
        let raters: BTreeSet<usize> = cells().flat_map(|cell| cell.raters.iter().copied()).collect();
        let answers = cells().fold(0_usize, |sum, cell| sum.saturating_add(cell.answers));
        let mut sum = NumberSum::new();
        cells().for_each(|cell| sum.add(&cell.sum));
        let count = Number::from(i64::try_from(answers).unwrap_or(i64::MAX));
        let few = raters.len() < self.least;
        let shown = match sum.finish().checked_div(&count) {
            None => Err(Withheld::NoAnswers),
            Some(_) if few && !wanted.published => Err(Withheld::TooFewRaters),
            Some(mean) => Ok(Mean { mean, raters: raters.len(), answers }),
        };
        Released { tells_too_much: few && shown.is_ok(), shown, rule: Rule::Exact }
    }

    /// The numbers that could be published, in order, those that share answers or raters together.
    fn components(&self, numbers: &[Released]) -> Vec<Vec<usize>> {
        let open: Vec<usize> = self
            .order
            .iter()
            .copied()
            .filter(|position| numbers.get(*position).is_some_and(|n| n.shown.is_ok()))
            .collect();
        let mut by_cell: HashMap<usize, Vec<usize>> = HashMap::new();
        for position in &open {
            for cell in self.cells_of(*position) {
                by_cell.entry(*cell).or_default().push(*position);
            }
        }
        // Numbers over other answers of the same few raters tell about them too.
        let mut by_rater: HashMap<usize, Vec<usize>> = HashMap::new();
        for cell in by_cell.keys() {
            let small = self.cells.get(*cell).filter(|cell| cell.raters.len() < self.least);
            for rater in small.into_iter().flat_map(|cell| &cell.raters) {
                by_rater.entry(*rater).or_default().push(*cell);
            }
        }
        let place: HashMap<usize, usize> =
            open.iter().enumerate().map(|(place, position)| (*position, place)).collect();
        let mut seen = BTreeSet::new();
        // From a cell or a rater everything is reached the first time.
        let (mut cells, mut walked) = (HashSet::new(), HashSet::new());
        let mut components = Vec::new();
        for start in &open {
            let (mut component, mut stack) = (BTreeSet::new(), vec![*start]);
            while let Some(position) = stack.pop() {
                if !seen.insert(position) {
                    continue;
                }
                component.insert(position);
                for cell in self.cells_of(position).filter(|cell| cells.insert(**cell)) {
                    stack.extend(by_cell.get(cell).into_iter().flatten());
                    let raters = self.cells.get(*cell).into_iter().flat_map(|cell| &cell.raters);
                    let raters = raters.filter(|rater| walked.insert(**rater));
                    let others = raters.filter_map(|rater| by_rater.get(rater)).flatten();
                    stack.extend(others.filter_map(|cell| by_cell.get(cell)).flatten());
                }
            }
            if !component.is_empty() {
                let mut component: Vec<usize> = component.into_iter().collect();
                component.sort_by_key(|position| place.get(position));
                components.push(component);
            }
        }
        components
    }

    fn cells_of(&self, position: usize) -> impl Iterator<Item = &usize> {
        self.wanted.get(position).into_iter().flat_map(|wanted| &wanted.cells)
    }

    /// Whether each number of a component is safe with those before it, by the rank of the equations.
    fn exact(&self, component: &[usize]) -> Result<Vec<bool>, Spent> {
        // Cells that stand in the same numbers are one column.
        let mut signatures: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, position) in component.iter().enumerate() {
            for cell in self.cells_of(*position) {
                signatures.entry(*cell).or_default().push(index);
            }
        }
        let mut columns: BTreeMap<Vec<usize>, BTreeSet<usize>> = BTreeMap::new();
        for (cell, signature) in signatures {
            let raters = self.cells.get(cell).into_iter().flat_map(|cell| cell.raters.iter().copied());
            columns.entry(signature).or_default().extend(raters);
        }
        columns.retain(|_, raters| !raters.is_empty());
        let mut columns: Vec<(Vec<usize>, BTreeSet<usize>)> = columns.into_iter().collect();
        columns.sort_by_key(|(_, raters)| raters.len() < self.least);
        let mut rows: Vec<Row> = vec![Row::new(); component.len()];
        for (column, (signature, _)) in columns.iter().enumerate() {
            for index in signature {
                if let Some(row) = rows.get_mut(*index) {
                    row.insert(column, Number::ONE);
                }
            }
        }
        let columns = Columns::new(columns.iter().map(|(_, raters)| raters).collect(), self.least);
        let mut space = Space::new(&columns);
        let mut safe = Vec::with_capacity(component.len());
        for (position, row) in component.iter().zip(rows) {
            let published = self.wanted.get(*position).is_some_and(|wanted| wanted.published);
            safe.push(space.add(row, published)? == Tells::Nothing);
        }
        Ok(safe)
    }

    /// As [`Plan::exact`], but so that the published numbers never take apart fewer raters than there must be.
    fn conservative(&self, component: &[usize]) -> Vec<bool> {
        // Cells that no published number tells apart stand in one class; class 0 stands in no published number.
        let mut class_of: HashMap<usize, usize> = HashMap::new();
        let mut members: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        for cell in component.iter().flat_map(|position| self.cells_of(*position)) {
            class_of.insert(*cell, 0);
            members.entry(0).or_default().insert(*cell);
        }
        let mut next = 1_usize;
        let mut safe = Vec::with_capacity(component.len());
        for position in component {
            let mut inside: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for cell in self.cells_of(*position) {
                inside.entry(class_of.get(cell).copied().unwrap_or(0)).or_default().insert(*cell);
            }
            let enough = |cells: &mut dyn Iterator<Item = usize>| {
                let mut raters = BTreeSet::new();
                let mut some = false;
                for cell in cells.filter_map(|cell| self.cells.get(cell)) {
                    some |= !cell.raters.is_empty();
                    raters.extend(cell.raters.iter().copied());
                    if raters.len() >= self.least {
                        return true;
                    }
                }
                !some
            };
            let keeps = inside.iter().all(|(class, inside)| {
                let outside = members.get(class).into_iter().flat_map(|members| members.difference(inside)).copied();
                enough(&mut inside.iter().copied()) && (*class == 0 || enough(&mut outside.into_iter()))
            });
            safe.push(keeps);
            if keeps || self.wanted.get(*position).is_some_and(|wanted| wanted.published) {
                for (class, inside) in inside {
                    let whole = class != 0 && members.get(&class).is_some_and(|members| members.len() == inside.len());
                    if whole {
                        continue;
                    }
                    if let Some(members) = members.get_mut(&class) {
                        inside.iter().for_each(|cell| {
                            members.remove(cell);
                        });
                    }
                    for cell in &inside {
                        class_of.insert(*cell, next);
                    }
                    members.insert(next, inside);
                    next = next.saturating_add(1);
                }
            }
        }
        safe
    }
}
