//! The evaluator over spans: what every step may be while inputs move over parts of their grids.
//!
//! It follows the evaluator operation by operation. Where all operands are known it uses the evaluator's own functions, so that on a part of
//! one point it gives what the evaluator gives.

use super::reach::Reach;
use super::span::{Moving, Span, Way, difference, median, product, quotient, sum};
use crate::appraisal::evaluate::Machine;
use crate::appraisal::gathering::{Gathering, Taken};
use crate::appraisal::operations::{arithmetic, compare, connected, joined_absence, of_one, of_two};
use crate::curve::Curve;
use crate::number::Number;
use crate::scheme::formula::{Arithmetic, Comparison};
use crate::scheme::model::{
    Absent, Aggregate, Bands, Cells, Function, Matrix, Op, Over, Policy, Rules, SlotRole, TableOf,
};
use crate::scheme::range::Range;
use crate::scheme::value::{NodeId, SlotId, Value};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A choice that an evaluation made: in which step, by which operation, which branch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Choice {
    pub(crate) slot: SlotId,
    pub(crate) row: u32,
    /// The declared formula that it was made in.
    pub(crate) formula: Option<usize>,
    pub(crate) node: NodeId,
    /// The row of bands or rules, or of an `if` 0 for `then`; none for `else`.
    pub(crate) branch: Option<usize>,
}

/// A scheme at work on one employee, some of whose inputs move.
pub(crate) struct Bounds<'a> {
    pub(crate) machine: Machine<'a>,
    reach: Arc<Reach>,
    /// What moves and what depends on it, by the number of the cell.
    cells: BTreeMap<usize, Span>,
    locals: Vec<Span>,
    once: HashMap<(NodeId, u32), Span>,
    here: (SlotId, u32),
    formula: Option<usize>,
    /// Whether what a condition compares with is at work: there nothing is assumed in turn, else conditions in conditions would be asked again and again.
    telling: bool,
    /// The choices so far, where they are asked for.
    pub(crate) choices: Option<Vec<Choice>>,
}

impl<'a> Bounds<'a> {
    /// Over a machine whose steps are calculated.
    pub(crate) fn new(machine: Machine<'a>, reach: Arc<Reach>) -> Bounds<'a> {
        Bounds {
            machine,
            reach,
            cells: BTreeMap::new(),
            locals: Vec::new(),
            once: HashMap::new(),
            here: (0, 0),
            formula: None,
            telling: false,
            choices: None,
        }
    }

    /// Turns to other inputs.
    pub(crate) fn turn_to(&mut self, reach: &Arc<Reach>) {
        if !Arc::ptr_eq(&self.reach, reach) {
            self.reach = Arc::clone(reach);
            self.cells.clear();
        }
    }

    fn put(&mut self, slot: SlotId, row: u32, span: Span) {
        if let Some(number) = self.machine.number_of_cell(slot, row) {
            self.cells.insert(number, span);
        }
    }

    /// Evaluates those cells that depend on what moves and are needed.
    pub(crate) fn run(
        &mut self,
        moved: impl IntoIterator<Item = ((SlotId, u32), Span)>,
        needed: impl Fn(SlotId) -> bool,
    ) {
        self.once.clear();
        for ((slot, row), span) in moved {
            self.put(slot, row, span);
        }
        let (model, reach) = (self.machine.model, Arc::clone(&self.reach));
        for &(slot, row) in reach.cells.iter().filter(|(slot, _)| needed(*slot)) {
            let SlotRole::Step(step) = &model.slots[slot].role else { continue };
            self.here = (slot, row);
            self.machine.stand(slot, row);
            let span = self.eval(step.body);
            self.put(slot, row, span);
        }
    }

    /// What a cell may be.
    pub(crate) fn cell(&self, slot: SlotId, row: u32) -> Span {
        let number = self.machine.number_of_cell(slot, row);
        match number.and_then(|number| self.cells.get(&number)) {
            Some(span) => span.clone(),
            _ => self.machine.cell(slot, row).map_or(Span::Any, |value| Span::Exact(value.clone())),
        }
    }

    /// What a condition of the whole may be.
    pub(crate) fn condition(&mut self, node: NodeId) -> Span {
        self.machine.enter(0, 0);
        self.eval(node)
    }

    fn chosen(&mut self, node: NodeId, branch: Option<usize>) {
        let (slot, row) = self.here;
        if let Some(choices) = &mut self.choices {
            choices.push(Choice { slot, row, formula: self.formula, node, branch });
        }
    }

    fn known(&mut self, node: NodeId) -> Span {
        self.machine.eval(node).map_or(Span::FAILED, Span::Exact)
    }

    fn eval(&mut self, node: NodeId) -> Span {
        if !self.reach.depends(node) {
            return self.known(node);
        }
        let model = self.machine.model;
        match &model.nodes[node] {
            Op::Input(slot, scope) | Op::Step(slot, scope) => self.cell(*slot, self.machine.current(*scope)),
            Op::Local(local) => {
                usize::try_from(*local).ok().and_then(|local| self.locals.get(local)).cloned().unwrap_or(Span::Any)
            }
            Op::Both(a, b) => {
                let (x, y) = (self.eval(*a), self.eval(*b));
                connect(&x, &y, false)
            }
            Op::Either(a, b) => {
                let (x, y) = (self.eval(*a), self.eval(*b));
                connect(&x, &y, true)
            }
            Op::Arithmetic(operation, a, b) => {
                let (x, y) = (self.eval(*a), self.eval(*b));
                calculate(*operation, &x, &y)
            }
            Op::Compare(comparison, a, b) => {
                let (x, y) = (self.eval(*a), self.eval(*b));
                compared(*comparison, &x, &y)
            }
            Op::Negate(x) => match self.eval(*x) {
                Span::Exact(Value::Number(number)) => Span::Exact(Value::Number(-&number)),
                Span::Number(range, way) => Span::Number(range.negate(), way.turned()),
                other => other,
            },
            Op::Not(x) => match self.eval(*x) {
                Span::Exact(Value::Truth(truth)) => Span::Exact(Value::Truth(!truth)),
                Span::Truth(way) => Span::Truth(way.turned()),
                other => other,
            },
            Op::If(condition, a, b) => self.branch(node, *condition, *a, *b),
            Op::Function(function, operands) => match operands.as_slice() {
                [x] => {
                    let x = self.eval(*x);
                    self.one(*function, &x)
                }
                [x, y] => {
                    let (x, y) = (self.eval(*x), self.eval(*y));
                    two(*function, &x, &y)
                }
                _ => Span::Any,
            },
            Op::Round(x, digits, mode) => match self.eval(*x) {
                Span::Exact(Value::Number(n)) => Span::Exact(Value::Number(n.round(*digits, *mode).value().clone())),
                Span::Number(range, way) => {
                    Span::of_range(range.rounded(*mode, |n| n.round(*digits, *mode).value().clone()), way)
                }
                other => other,
            },
            Op::RoundTo(x, step, mode) => match self.eval(*x) {
                Span::Exact(Value::Number(n)) => {
                    n.round_to(step, *mode).map_or(Span::FAILED, |n| Span::Exact(Value::Number(n)))
                }
                Span::Number(range, way) => {
                    Span::of_range(range.rounded(*mode, |n| n.round_to(step, *mode).unwrap_or_else(|| n.clone())), way)
                }
                other => other,
            },
            Op::Lookup { table, key, width, column } => {
                let key = self.eval(*key);
                match self.machine.cells(*table) {
                    Some(Cells::Curve(curve)) => along(curve, &key),
                    Some(cells @ Cells::Bands(..)) => self.fallen_into(node, cells, &key, *width, *column),
                    _ => self.looked_up(*table, &key, *width, *column),
                }
            }
            Op::Array { aggregate, items, policy } => {
                let spans = items.iter().map(|item| (self.eval(*item), None)).collect();
                self.gathered(*aggregate, policy, spans)
            }
            Op::Over(over) => self.over(over),
            Op::Once { inner, scope } => {
                let key = (*inner, self.machine.current(*scope));
                if let Some(known) = self.once.get(&key) {
                    return known.clone();
                }
                let span = self.eval(*inner);
                self.once.insert(key, span.clone());
                span
            }
            Op::Call { formula, arguments, base, body } => {
                let given: Vec<Span> = arguments.iter().map(|argument| self.eval(*argument)).collect();
                self.locals.truncate(usize::try_from(*base).unwrap_or(usize::MAX));
                self.locals.extend(given);
                let outer = self.formula.replace(*formula);
                let span = self.eval(*body);
                self.formula = outer;
                span
            }
            Op::Bands(bands) => self.bands(node, bands),
            Op::Rules(rules) => self.rules(node, rules),
            Op::Matrix(matrix) => self.matrix(matrix),
            Op::Curve(curved) => {
                let x = self.eval(curved.of);
                along(&curved.curve, &x)
            }
            _ => self.known(node),
        }
    }

    fn branch(&mut self, node: NodeId, condition: NodeId, a: NodeId, b: NodeId) -> Span {
        match self.eval(condition) {
            Span::Exact(Value::Truth(truth)) => {
                self.chosen(node, truth.then_some(0));
                self.eval(if truth { a } else { b })
            }
            Span::Truth(way) => {
                let then = self.assuming(condition, true, a);
                let otherwise = self.assuming(condition, false, b);
                Span::one_of(vec![otherwise, then], way)
            }
            other => other,
        }
    }

    /// What an operation may be where a condition is `truth`: what the condition compares is then no longer all that it may be.
    fn assuming(&mut self, condition: NodeId, truth: bool, node: NodeId) -> Span {
        let mut told = Vec::new();
        if !std::mem::replace(&mut self.telling, true) {
            self.told_by(condition, truth, &mut told);
            self.telling = false;
        }
        if told.is_empty() {
            return self.eval(node);
        }
        // What was found without the assumption holds with it, but not the other way round.
        let once = std::mem::take(&mut self.once);
        let before: Vec<(usize, Option<Span>)> =
            told.into_iter().map(|(number, span)| (number, self.cells.insert(number, span))).collect();
        let span = self.eval(node);
        for (number, known) in before.into_iter().rev() {
            match known {
                Some(known) => self.cells.insert(number, known),
                None => self.cells.remove(&number),
            };
        }
        self.once = once;
        span
    }

    /// What is left of the cells that a condition compares with what is known, where it is `truth`.
    fn told_by(&mut self, condition: NodeId, truth: bool, told: &mut Vec<(usize, Span)>) {
        let model = self.machine.model;
        match &model.nodes[condition] {
            Op::Not(inner) => self.told_by(*inner, !truth, told),
            Op::Both(a, b) | Op::Either(a, b) => {
                let both = matches!(model.nodes[condition], Op::Both(..));
                if both == truth {
                    self.told_by(*a, truth, told);
                    self.told_by(*b, truth, told);
                    return;
                }
                // One of the two decides where the other is known.
                let undecided = Span::Exact(Value::Truth(both));
                if self.eval(*a) == undecided {
                    self.told_by(*b, truth, told);
                } else if self.eval(*b) == undecided {
                    self.told_by(*a, truth, told);
                }
            }
            Op::Compare(comparison, cell, other) => {
                let (Op::Input(slot, scope) | Op::Step(slot, scope)) = model.nodes[*cell] else { return };
                let row = self.machine.current(scope);
                let Some(number) = self.machine.number_of_cell(slot, row) else { return };
                let comparison = if truth { *comparison } else { comparison.negated() };
                // Of a cell that is compared twice, what the first comparison left.
                let known = told.iter().rfind(|(told, _)| *told == number).map(|(_, span)| span.clone());
                let known = known.unwrap_or_else(|| self.cell(slot, row));
                let left = left_of(&known, comparison, &self.eval(*other));
                told.extend(left.map(|span| (number, span)));
            }
            _ => {}
        }
    }

    fn one(&self, function: Function, x: &Span) -> Span {
        match (function, x) {
            (_, Span::Exact(value)) if *value == Value::Failed => Span::FAILED,
            (_, Span::Exact(value)) => of_one(self.machine.model, function, value).map_or(Span::FAILED, Span::Exact),
            (Function::Known, Span::Any) => Span::Truth(Way::Mixed),
            (Function::Known, _) => Span::Exact(Value::Truth(true)),
            (Function::Abs, Span::Number(range, way)) => {
                let above = range.low.as_ref().is_some_and(|(low, _)| !low.is_negative());
                let below = range.high.as_ref().is_some_and(|(high, _)| !high.is_positive());
                let way = match (above, below) {
                    (true, _) => *way,
                    (_, true) => way.turned(),
                    _ => Way::Mixed,
                };
                Span::of_range(range.abs(), way)
            }
            (Function::LevelValue, words) => words.level_values(self.machine.model),
            _ => Span::Any,
        }
    }

    fn looked_up(&self, table: TableOf, key: &Span, width: usize, column: usize) -> Span {
        let Some((_, low, high, way)) = key.words() else {
            return match key {
                Span::Exact(other) => Span::Exact(other.clone()),
                _ => Span::Any,
            };
        };
        let cells = (low..=high).map(|index| {
            let position = usize::from(index).saturating_mul(width).saturating_add(column);
            self.machine.constant(table, position).map_or(Span::FAILED, |value| Span::Exact(value.clone()))
        });
        Span::one_of(cells.collect(), way)
    }

    /// What bands give that a setting or parameter holds.
    fn fallen_into(&mut self, node: NodeId, cells: &Cells, key: &Span, width: usize, column: usize) -> Span {
        let Some((range, way)) = key.numbers() else { return key.clone() };
        let lowest = cells.thresholds().len();
        let row = |end: Option<&(Number, bool)>, endless| end.map_or(endless, |(number, _)| cells.row_of(number));
        let (first, last) = (row(range.high.as_ref(), 0), row(range.low.as_ref(), lowest));
        if first == last {
            self.chosen(node, Some(first).filter(|row| *row < lowest));
        }
        // From the lowest range to the highest.
        let given = (first..=last).rev().map(|row| {
            let value = cells.values().get(row.saturating_mul(width).saturating_add(column));
            value.map_or(Span::FAILED, |value| Span::Exact(value.clone()))
        });
        Span::one_of(given.collect(), way)
    }

    fn over(&mut self, over: &Over) -> Span {
        let scope = over.rows.scope();
        let before = self.machine.current(scope);
        let mut spans: Vec<(Span, Option<Span>)> = Vec::new();
        // Rows that may count or not, with the way in which they do.
        let mut perhaps: Vec<(Span, Way)> = Vec::new();
        let mut absent: Option<Span> = None;
        for row in self.machine.rows_of(over.rows) {
            self.machine.set_current(scope, row);
            let mut may_count = None;
            if let Some(filter) = over.filter {
                match self.eval(filter) {
                    Span::Exact(Value::Truth(true)) => {}
                    Span::Exact(Value::Truth(false)) => continue,
                    Span::Truth(way) => may_count = Some(way),
                    Span::Exact(Value::Absent(absence)) => {
                        let joined = match absent {
                            None => Span::Exact(Value::Absent(absence)),
                            Some(Span::Exact(Value::Absent(before))) => {
                                Span::Exact(Value::Absent(before.joined(absence)))
                            }
                            Some(other) => other,
                        };
                        absent = Some(joined);
                        continue;
                    }
                    Span::Exact(Value::Failed) => {
                        self.machine.set_current(scope, before);
                        return Span::FAILED;
                    }
                    _ => {
                        self.machine.set_current(scope, before);
                        return Span::Any;
                    }
                }
            }
            let element = self.eval(over.element);
            let weight = (over.aggregate == Aggregate::WeightedMean).then(|| self.eval(over.weight));
            match may_count {
                None => spans.push((element, weight)),
                Some(way) => perhaps.push((element, way)),
            }
        }
        self.machine.set_current(scope, before);
        match absent {
            Some(absent) if perhaps.is_empty() => return absent,
            Some(_) => return Span::Any,
            None => {}
        }
        if perhaps.is_empty() {
            return self.gathered(over.aggregate, &over.policy, spans);
        }
        match over.aggregate {
            Aggregate::Count => {
                let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
                let way = perhaps.iter().fold(Way::Flat, |way, (_, other)| way.with(*other));
                let (low, high) = (whole(spans.len()), whole(spans.len().saturating_add(perhaps.len())));
                Span::of_range(Range::from_to(low, Some(high)), way)
            }
            Aggregate::Sum if over.policy.empty_is_zero || !spans.is_empty() => {
                let zero = Span::Exact(Value::Number(Number::ZERO));
                let parts = perhaps.into_iter().map(|(span, way)| (Span::one_of(vec![zero.clone(), span], way), None));
                spans.extend(parts);
                self.gathered(Aggregate::Sum, &over.policy, spans)
            }
            _ => Span::Any,
        }
    }

    /// The aggregate of elements, each with its weight.
    fn gathered(&mut self, aggregate: Aggregate, policy: &Policy, spans: Vec<(Span, Option<Span>)>) -> Span {
        let exact = |span: &Span| matches!(span, Span::Exact(_));
        if spans.iter().all(|(element, weight)| exact(element) && weight.as_ref().is_none_or(exact)) {
            return self.gathered_exactly(aggregate, policy, &spans);
        }
        let mut counted: Vec<(Span, Option<Span>)> = Vec::new();
        for (element, weight) in spans {
            match &element {
                Span::Exact(Value::Failed) => return Span::FAILED,
                Span::Any => return Span::Any,
                Span::Exact(Value::Absent(absence)) if aggregate != Aggregate::Only => {
                    match (policy.of(absence.kind), aggregate) {
                        // Of several that block, which one is kept does not matter here.
                        (Absent::Block, _) => return Span::Exact(Value::Absent(*absence)),
                        (Absent::Exclude, _) => {}
                        (Absent::Zero, Aggregate::Any | Aggregate::All | Aggregate::Share) => {
                            counted.push((Span::Exact(Value::Truth(false)), weight));
                        }
                        (Absent::Zero, _) => counted.push((Span::Exact(Value::Number(Number::ZERO)), weight)),
                    }
                }
                _ => counted.push((element, weight)),
            }
        }
        aggregated(aggregate, counted)
    }

    fn gathered_exactly(&mut self, aggregate: Aggregate, policy: &Policy, spans: &[(Span, Option<Span>)]) -> Span {
        let mut gathering = Gathering::new(aggregate, policy);
        let mut blocked = None;
        for (element, weight) in spans {
            let (Span::Exact(element), weight) = (element, weight.as_ref()) else { return Span::Any };
            let weight = match weight {
                Some(Span::Exact(weight)) => Some(weight),
                Some(_) => return Span::Any,
                None => None,
            };
            if *element == Value::Failed || weight == Some(&Value::Failed) {
                return Span::FAILED;
            }
            if let Taken::Blocked(absence) = gathering.take(element, weight) {
                blocked = blocked.or(Some(absence));
            }
        }
        match blocked {
            Some(absence) => Span::Exact(Value::Absent(absence)),
            None => self.machine.gathered(gathering).map_or(Span::FAILED, Span::Exact),
        }
    }

    fn bands(&mut self, node: NodeId, bands: &Bands) -> Span {
        let value = self.eval(bands.of);
        let Some((range, way)) = value.numbers() else { return value };
        let range = match bands.round {
            Some((digits, mode)) => range.rounded(mode, |n| n.round(digits, mode).value().clone()),
            None => range,
        };
        let mut possible = Vec::new();
        for (index, row) in bands.rows.iter().enumerate() {
            let Some((threshold, _)) = self.eval(row.threshold).numbers() else { return Span::Any };
            let (holds, fails) = match row.above {
                true => (Comparison::Greater, Comparison::LessOrEqual),
                false => (Comparison::GreaterOrEqual, Comparison::Less),
            };
            if !range.may(holds, &threshold) {
                continue;
            }
            let certain = !range.may(fails, &threshold);
            if certain && possible.is_empty() {
                self.chosen(node, Some(index));
            }
            possible.push(self.eval(row.result));
            if certain {
                possible.reverse();
                return Span::one_of(possible, way);
            }
        }
        match bands.otherwise {
            Some(otherwise) => {
                if possible.is_empty() {
                    self.chosen(node, None);
                }
                possible.push(self.eval(otherwise));
                possible.reverse();
                Span::one_of(possible, way)
            }
            None if possible.is_empty() => Span::FAILED,
            None => Span::Any,
        }
    }

    fn rules(&mut self, node: NodeId, rules: &Rules) -> Span {
        if rules.unique {
            return self.unique(node, rules);
        }
        let mut possible = Vec::new();
        // From the last row to the first a rising value goes, if every condition rises with it.
        let mut way = Way::Flat;
        for (index, (when, result)) in rules.rows.iter().enumerate() {
            match self.eval(*when) {
                Span::Exact(Value::Truth(false)) => {}
                Span::Exact(Value::Truth(true)) => {
                    if possible.is_empty() {
                        self.chosen(node, Some(index));
                    }
                    possible.push(self.eval(*result));
                    possible.reverse();
                    return Span::one_of(possible, way);
                }
                Span::Truth(own) => {
                    way = way.with(own);
                    possible.push(self.eval(*result));
                }
                Span::Exact(other) if possible.is_empty() => return Span::Exact(other),
                _ => return Span::Any,
            }
        }
        match rules.otherwise {
            Some(otherwise) => {
                if possible.is_empty() {
                    self.chosen(node, None);
                }
                possible.push(self.eval(otherwise));
                possible.reverse();
                Span::one_of(possible, way)
            }
            None if possible.is_empty() => Span::FAILED,
            None => Span::Any,
        }
    }

    /// Rules of which only one row may hold: told where every condition is known.
    fn unique(&mut self, node: NodeId, rules: &Rules) -> Span {
        let mut held = None;
        let mut absent = None;
        for (index, (when, result)) in rules.rows.iter().enumerate() {
            match (self.eval(*when), held) {
                (Span::Exact(Value::Truth(true)), None) => held = Some((index, *result)),
                (Span::Exact(Value::Truth(true)), Some(_)) => return Span::FAILED,
                (Span::Exact(Value::Truth(false)), _) => {}
                (Span::Exact(Value::Absent(absence)), _) => absent = absent.or(Some(absence)),
                (Span::Exact(_), _) => return Span::FAILED,
                _ => return Span::Any,
            }
        }
        match (absent, held, rules.otherwise) {
            (Some(absence), ..) => Span::Exact(Value::Absent(absence)),
            (_, Some((index, result)), _) => {
                self.chosen(node, Some(index));
                self.eval(result)
            }
            (_, None, Some(result)) => {
                self.chosen(node, None);
                self.eval(result)
            }
            _ => Span::FAILED,
        }
    }

    fn matrix(&mut self, matrix: &Matrix) -> Span {
        let (row, column) = (self.eval(matrix.rows), self.eval(matrix.columns));
        let (Some((_, first, last, by_row)), Some((_, left, right, by_column))) = (row.words(), column.words()) else {
            return match (&row, &column) {
                (Span::Exact(row), Span::Exact(column)) if *row != Value::Failed && *column != Value::Failed => {
                    joined_absence(&[row, column]).map_or(Span::FAILED, Span::Exact)
                }
                (Span::Exact(other @ (Value::Absent(_) | Value::Failed)), _)
                | (_, Span::Exact(other @ (Value::Absent(_) | Value::Failed))) => Span::Exact(other.clone()),
                _ => Span::Any,
            };
        };
        let cell = |row: u16, column: u16| {
            let position = usize::from(row).saturating_mul(matrix.width).saturating_add(usize::from(column));
            matrix.cells.get(position).map_or(Span::FAILED, |value| Span::Exact(value.clone()))
        };
        let along_row = |row: u16| Span::one_of((left..=right).map(|column| cell(row, column)).collect(), by_column);
        if first == last {
            return along_row(first);
        }
        if left == right {
            return Span::one_of((first..=last).map(|row| cell(row, left)).collect(), by_row);
        }
        // Both move: each cell must be in order with its neighbours.
        let rows = Span::one_of((first..=last).map(along_row).collect(), Way::Flat);
        let columns =
            (left..=right).map(|column| Span::one_of((first..=last).map(|row| cell(row, column)).collect(), by_row));
        let way = columns.fold(Way::Flat, |way, column| way.with(column.way()));
        let way = (first..=last).map(along_row).fold(way, |way, row| way.with(row.way()));
        match rows {
            Span::Words(set, low, high, _) => Span::Words(set, low, high, way),
            Span::Number(range, _) => Span::Number(range, way),
            Span::Truth(_) => Span::Truth(way),
            other => other,
        }
    }
}

/// `and` (ended by false) or `or` (ended by true).
fn connect(x: &Span, y: &Span, ended_by: bool) -> Span {
    let ends = |span: &Span| *span == Span::Exact(Value::Truth(ended_by));
    match (x, y) {
        (Span::Exact(a), Span::Exact(b)) if *a != Value::Failed && *b != Value::Failed => {
            connected(a, b, ended_by).map_or(Span::FAILED, Span::Exact)
        }
        (Span::Exact(Value::Failed), _) | (_, Span::Exact(Value::Failed)) => Span::FAILED,
        _ if ends(x) || ends(y) => Span::Exact(Value::Truth(ended_by)),
        _ => match (x.truth(), y.truth()) {
            (Some((_, _, a)), Some((_, _, b))) => Span::Truth(a.with(b)),
            _ => Span::Any,
        },
    }
}

/// What is absent, has failed or is not known makes of an operation on two.
fn without_numbers(x: &Span, y: &Span) -> Span {
    match (x, y) {
        (Span::Exact(Value::Failed), _) | (_, Span::Exact(Value::Failed)) => Span::FAILED,
        (Span::Exact(a @ Value::Absent(_)), Span::Exact(b @ Value::Absent(_))) => {
            joined_absence(&[a, b]).map_or(Span::FAILED, Span::Exact)
        }
        (Span::Any, _) | (_, Span::Any) => Span::Any,
        (Span::Exact(absent @ Value::Absent(_)), _) | (_, Span::Exact(absent @ Value::Absent(_))) => {
            Span::Exact(absent.clone())
        }
        _ => Span::Any,
    }
}

fn calculate(operation: Arithmetic, x: &Span, y: &Span) -> Span {
    if let (Span::Exact(a @ Value::Number(_)), Span::Exact(b @ Value::Number(_))) = (x, y) {
        return arithmetic(operation, a, b, &mut 0).map_or(Span::FAILED, Span::Exact);
    }
    let (Some(a), Some(b)) = (x.numbers(), y.numbers()) else { return without_numbers(x, y) };
    let result = match operation {
        Arithmetic::Add => Some(sum(&a, &b)),
        Arithmetic::Subtract => Some(difference(&a, &b)),
        Arithmetic::Multiply => Some(product(&a, &b)),
        Arithmetic::Divide => quotient(&a, &b),
    };
    result.map_or(Span::Any, |(range, way)| Span::of_range(range, way))
}

fn compared(comparison: Comparison, x: &Span, y: &Span) -> Span {
    if let (Span::Exact(a), Span::Exact(b)) = (x, y)
        && *a != Value::Failed
        && *b != Value::Failed
    {
        return compare(comparison, a, b, &mut 0).map_or(Span::FAILED, Span::Exact);
    }
    let (range, other, way) = match (x.numbers(), y.numbers(), x.words(), y.words()) {
        (Some((a, way)), Some((b, other)), ..) => (a, b, way.with(other.turned())),
        (_, _, Some((_, a, b, way)), Some((_, c, d, other))) => {
            let positions = |low: u16, high: u16| Range::from_to(i64::from(low), Some(i64::from(high)));
            (positions(a, b), positions(c, d), way.with(other.turned()))
        }
        _ => return without_numbers(x, y),
    };
    let opposite = match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    };
    // Two numbers of one value each differ for certain only where neither range holds more.
    let may = |comparison: Comparison| match comparison {
        Comparison::NotEqual => {
            let one = |range: &Range| range.low.as_ref().zip(range.high.as_ref()).is_some_and(|(l, h)| l.0 == h.0);
            !(one(&range) && one(&other) && range.may(Comparison::Equal, &other))
        }
        comparison => range.may(comparison, &other),
    };
    match (may(comparison), may(opposite)) {
        (true, false) => Span::Exact(Value::Truth(true)),
        (false, true) => Span::Exact(Value::Truth(false)),
        _ => Span::Truth(match comparison {
            Comparison::Greater | Comparison::GreaterOrEqual => way,
            Comparison::Less | Comparison::LessOrEqual => way.turned(),
            _ => Way::Mixed,
        }),
    }
}

/// What is left of a span where it compares so with something that is known; none where that tells nothing.
fn left_of(span: &Span, comparison: Comparison, other: &Span) -> Option<Span> {
    match (span, other) {
        (Span::Words(set, low, high, way), Span::Exact(Value::Word(same, index))) if set == same => {
            let mut left = (*low..=*high).filter(|word| comparison.holds(word.cmp(index)));
            let first = left.next()?;
            // Words in between that are left out are none the less in the span.
            let last = left.next_back().unwrap_or(first);
            Some(Span::of_words(*set, first, last, *way))
        }
        (Span::Number(range, way), Span::Exact(Value::Number(number))) => {
            let left = range.narrowed(comparison, &Range::exactly(number));
            (!left.is_empty()).then(|| Span::of_range(left, *way))
        }
        _ => None,
    }
}

fn two(function: Function, x: &Span, y: &Span) -> Span {
    if let (Span::Exact(a), Span::Exact(b)) = (x, y)
        && *a != Value::Failed
        && *b != Value::Failed
    {
        return of_two(function, a, b).map_or(Span::FAILED, Span::Exact);
    }
    if function == Function::IfAbsent {
        return match x {
            Span::Exact(Value::Absent(_)) => y.clone(),
            other => other.clone(),
        };
    }
    let (Some((a, one)), Some((b, other))) = (x.numbers(), y.numbers()) else { return without_numbers(x, y) };
    match function {
        Function::AtMost => Span::of_range(a.at_most(&b), one.with(other)),
        Function::AtLeast => Span::of_range(a.at_least(&b), one.with(other)),
        _ => Span::Any,
    }
}

/// The aggregate of elements that all count, not all of them known.
fn aggregated(aggregate: Aggregate, counted: Vec<(Span, Option<Span>)>) -> Span {
    let count = counted.len();
    let numbers = || counted.iter().map(|(element, _)| element.numbers()).collect::<Option<Vec<Moving>>>();
    let whole = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let exactly = |number: Number| (Range::exactly(&number), Way::Flat);
    let total = |parts: &[Moving]| parts.iter().fold(exactly(Number::ZERO), |all, part| sum(&all, part));
    let spanned = |moving: Option<Moving>| moving.map_or(Span::Any, |(range, way)| Span::of_range(range, way));
    match aggregate {
        Aggregate::Count => Span::Exact(Value::Number(whole(count))),
        Aggregate::Only => match counted.into_iter().next() {
            Some((only, _)) if count == 1 => only,
            _ => Span::FAILED,
        },
        _ if count == 0 => Span::Any,
        Aggregate::Sum => spanned(numbers().map(|parts| total(&parts))),
        Aggregate::Mean => spanned(numbers().and_then(|parts| quotient(&total(&parts), &exactly(whole(count))))),
        Aggregate::WeightedMean => {
            let weights = counted.iter().map(|(_, weight)| weight.as_ref().and_then(Span::numbers)).collect();
            spanned(numbers().zip(weights).and_then(|(parts, weights): (_, Vec<Moving>)| weighted(&parts, &weights)))
        }
        Aggregate::Median => spanned(numbers().and_then(|parts| median(&parts))),
        Aggregate::Min | Aggregate::Max => extreme(aggregate, &counted),
        Aggregate::Any | Aggregate::All | Aggregate::Share => {
            let Some(truths) = counted.iter().map(|(element, _)| element.truth()).collect::<Option<Vec<_>>>() else {
                return Span::Any;
            };
            let certain = truths.iter().filter(|(_, may_not, _)| !may_not).count();
            let possible = truths.iter().filter(|(may, _, _)| *may).count();
            let way = truths.iter().fold(Way::Flat, |way, (_, _, other)| way.with(*other));
            let truth = |certainly: bool, possibly: bool| match (certainly, possibly) {
                (true, _) => Span::Exact(Value::Truth(true)),
                (_, false) => Span::Exact(Value::Truth(false)),
                _ => Span::Truth(way),
            };
            match aggregate {
                Aggregate::Any => truth(certain > 0, possible > 0),
                Aggregate::All => truth(certain == count, possible == count),
                _ => {
                    let part = |truths: usize| whole(truths).checked_div(&whole(count)).map(|part| (part, true));
                    Span::of_range(Range { low: part(certain), high: part(possible), not_zero: false }, way)
                }
            }
        }
    }
}

fn weighted(parts: &[Moving], weights: &[Moving]) -> Option<Moving> {
    let products: Vec<Moving> = parts.iter().zip(weights).map(|(part, weight)| product(part, weight)).collect();
    let nothing = (Range::exactly(&Number::ZERO), Way::Flat);
    let total = |parts: &[Moving]| parts.iter().fold(nothing.clone(), |all, part| sum(&all, part));
    quotient(&total(&products), &total(weights))
}

fn extreme(aggregate: Aggregate, counted: &[(Span, Option<Span>)]) -> Span {
    let smallest = aggregate == Aggregate::Min;
    let parts = counted.iter().map(|(element, _)| element);
    if let Some(numbers) = parts.clone().map(Span::numbers).collect::<Option<Vec<Moving>>>() {
        let picked = numbers
            .into_iter()
            .reduce(|(a, one), (b, other)| (if smallest { a.at_most(&b) } else { a.at_least(&b) }, one.with(other)));
        return picked.map_or(Span::Any, |(range, way)| Span::of_range(range, way));
    }
    let picked = parts.map(Span::words).collect::<Option<Vec<_>>>().and_then(|words| {
        words.into_iter().reduce(|(set, a, b, one), (_, c, d, other)| match smallest {
            true => (set, a.min(c), b.min(d), one.with(other)),
            false => (set, a.max(c), b.max(d), one.with(other)),
        })
    });
    picked.map_or(Span::Any, |(set, low, high, way)| Span::of_words(set, low, high, way))
}

/// A curve over numbers.
fn along(curve: &Curve, x: &Span) -> Span {
    let Some((range, way)) = x.numbers() else { return x.clone() };
    let (Some((low, _)), Some((high, _))) = (&range.low, &range.high) else { return Span::Any };
    let inner = curve.points().iter().filter(|(x, _)| low < x && x < high).map(|(_, y)| Some(y.clone()));
    let heights: Option<Vec<Number>> = [curve.at(low)].into_iter().chain(inner).chain([curve.at(high)]).collect();
    match heights {
        None if low == high => Span::FAILED,
        None => Span::Any,
        Some(heights) => {
            let parts = heights.into_iter().map(|y| Span::Exact(Value::Number(y))).collect();
            Span::one_of(parts, way)
        }
    }
}
