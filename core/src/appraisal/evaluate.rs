//! The evaluator: runs a scheme's program over the cells of one employee (clauses 3 to 5).

use super::facts::{Facts, Rows, Settings};
use super::gathering::{Gathering, Taken};
use super::operations::{
    arithmetic, compare, connected, effort_of_keeping, height, joined_absence, of_one, of_two, order_of,
};
use crate::absence::AbsenceKind;
use crate::number::{Fraction, Number, NumberSum};
use crate::problem::{Code, Path, Problem, Problems};
use crate::scheme::formula::Arithmetic;
use crate::scheme::model::{
    Aggregate, Bands, Cells, Curved, Function, Matrix, Model, Op, Over, RowsOf, Rules, SlotRole, TableOf,
};
use crate::scheme::value::{Absence, NodeId, Origin, ScopeId, SlotId, Value};
use crate::text::{QUOTED, Text, cut, fill_braces};
use crate::trace::Shown;
use std::collections::HashMap;

/// Letters of what a notice says once its values are filled in, at most (clause 4.14).
const MOST_SAID: usize = 4_000;

/// How many steps the arithmetic of one appraisal may take (clause 6.4): some seconds.
pub(crate) const MOST_EFFORT: u64 = 300_000_000;

/// How many operations deep a formula is first tried in machine words: what does not fit is tried again below.
const DEEP: u8 = 6;

/// Why an expression has no value.
#[derive(Debug, Clone)]
pub(crate) enum Stop {
    /// It uses a step that has a problem.
    Poisoned,
    /// It meets a problem here.
    Problem(Box<(Code, Vec<(&'static str, String)>)>),
}

impl Stop {
    pub(super) fn new(code: Code, details: Vec<(&'static str, String)>) -> Stop {
        Stop::Problem(Box::new((code, details)))
    }

    /// The problem at a place; none where another place has it.
    pub(crate) fn problem(self, path: Path) -> Option<Problem> {
        let Stop::Problem(problem) = self else { return None };
        let (code, details) = *problem;
        let problem = Problem::new(code, path);
        let problem = details.into_iter().fold(problem, |problem, (name, value)| problem.with(name, value));
        // Of bands the value is known that no row takes.
        let has_value = code == Code::StepNoRow && problem.details().next().is_some();
        Some(match has_value {
            true => problem.saying("no row takes {found}", "tidak ada baris untuk {found}"),
            false => problem,
        })
    }

    pub(super) fn internal(reason: &str) -> Stop {
        Stop::new(Code::Internal, vec![("reason", reason.to_owned())])
    }
}

pub(super) type Evaluated = Result<Value, Stop>;

/// A scheme at work on one employee.
pub(crate) struct Machine<'a> {
    pub(crate) model: &'a Model,
    pub(crate) facts: &'a Facts,
    pub(crate) settings: &'a Settings,
    pub(crate) steps: Vec<Value>,
    /// The current row of each scope.
    frame: Vec<u32>,
    locals: Vec<Value>,
    /// The step that is being evaluated, where an absence may begin.
    here: SlotId,
    once: HashMap<(NodeId, u32), Evaluated>,
    /// How many steps arithmetic may still take.
    pub(crate) effort_left: u64,
    /// A row that aggregates pass over, as if it were not there.
    pub(crate) without: Option<(ScopeId, u32)>,
}

impl<'a> Machine<'a> {
    pub(crate) fn new(model: &'a Model, facts: &'a Facts, settings: &'a Settings) -> Machine<'a> {
        Machine::resumed(model, facts, settings, vec![Value::Failed; facts.steps])
    }

    /// At work where another left off: with the values of its steps.
    pub(crate) fn resumed(
        model: &'a Model,
        facts: &'a Facts,
        settings: &'a Settings,
        steps: Vec<Value>,
    ) -> Machine<'a> {
        Machine {
            model,
            facts,
            settings,
            steps,
            frame: vec![0; model.scopes.len()],
            locals: Vec::new(),
            here: 0,
            once: HashMap::new(),
            effort_left: MOST_EFFORT,
            without: None,
        }
    }

    /// Takes the effort of an operation from what is left; the problem is said once, where nothing is left first.
    #[inline]
    fn spend(&mut self, effort: u64) -> Result<(), Stop> {
        if effort == 0 { Ok(()) } else { self.spend_some(effort) }
    }

    #[inline(never)]
    fn spend_some(&mut self, effort: u64) -> Result<(), Stop> {
        if self.effort_left == 0 {
            return Err(Stop::Poisoned);
        }
        self.effort_left = self.effort_left.saturating_sub(effort);
        if self.effort_left == 0 { Err(Stop::new(Code::StepTooCostly, Vec::new())) } else { Ok(()) }
    }

    /// Evaluates every step, each after those it uses.
    pub(crate) fn run(&mut self, problems: &mut Problems) {
        let model = self.model;
        for &slot in &model.order {
            let column = &model.slots[slot];
            let SlotRole::Step(step) = &column.role else { continue };
            self.here = slot;
            let offset = self.offset(slot);
            let rows = self.rows(column.scope).count();
            for row in 0..rows {
                self.enter(column.scope, u32::try_from(row).unwrap_or(u32::MAX));
                match self.eval(step.body).and_then(|value| self.spend(effort_of_keeping(&value)).map(|()| value)) {
                    Ok(value) => {
                        if let Some(cell) = self.steps.get_mut(offset.saturating_add(row)) {
                            *cell = value;
                        }
                    }
                    Err(stop) => {
                        let path = self.path(slot, u32::try_from(row).unwrap_or(u32::MAX));
                        problems.extend(stop.problem(path));
                    }
                }
            }
        }
    }

    /// Evaluates one cell of a step again.
    pub(crate) fn again(&mut self, slot: SlotId, row: u32) -> Result<(), Stop> {
        let SlotRole::Step(step) = &self.model.slots[slot].role else { return Ok(()) };
        self.stand(slot, row);
        let (value, stop) = match self.eval(step.body) {
            Ok(value) => (value, Ok(())),
            Err(stop) => (Value::Failed, Err(stop)),
        };
        let position = self.offset(slot).saturating_add(usize::try_from(row).unwrap_or(usize::MAX));
        if let Some(cell) = self.steps.get_mut(position) {
            *cell = value;
        }
        stop
    }

    /// Whether a condition of the whole is true; an absent one is not.
    pub(crate) fn holds(&mut self, node: NodeId) -> Result<Option<bool>, Stop> {
        self.enter(0, 0);
        match self.eval(node)? {
            Value::Truth(truth) => Ok(Some(truth)),
            Value::Absent(_) => Ok(None),
            _ => Err(Stop::internal("a condition that is no truth")),
        }
    }

    pub(crate) fn rows(&self, scope: ScopeId) -> &'a Rows {
        static NONE: Rows =
            Rows { parent: Vec::new(), starts: Vec::new(), members: Vec::new(), member_starts: Vec::new() };
        self.facts.rows.get(usize::from(scope)).unwrap_or(&NONE)
    }

    fn offset(&self, slot: SlotId) -> usize {
        usize::try_from(slot).ok().and_then(|slot| self.facts.offsets.get(slot)).copied().unwrap_or(usize::MAX)
    }

    /// Stands at a step of a row, so that an absence that begins there says so.
    pub(crate) fn stand(&mut self, slot: SlotId, row: u32) {
        self.here = slot;
        self.enter(self.model.slots[slot].scope, row);
    }

    /// Makes a row the current one, and with it the rows that enclose it.
    pub(crate) fn enter(&mut self, scope: ScopeId, row: u32) {
        let (mut scope, mut row) = (scope, row);
        loop {
            if let Some(current) = self.frame.get_mut(usize::from(scope)) {
                *current = row;
            }
            if scope == 0 {
                return;
            }
            row = usize::try_from(row).ok().and_then(|row| self.rows(scope).parent.get(row)).copied().unwrap_or(0);
            scope = self.model.scopes[scope].parent;
        }
    }

    pub(crate) fn current(&self, scope: ScopeId) -> u32 {
        self.frame.get(usize::from(scope)).copied().unwrap_or(0)
    }

    pub(crate) fn set_current(&mut self, scope: ScopeId, row: u32) {
        if let Some(current) = self.frame.get_mut(usize::from(scope)) {
            *current = row;
        }
    }

    /// The value of a cell of a row.
    pub(crate) fn cell(&self, slot: SlotId, row: u32) -> Option<&Value> {
        let position = self.offset(slot).checked_add(usize::try_from(row).ok()?)?;
        match self.model.slots[slot].role {
            SlotRole::Step(_) => self.steps.get(position),
            _ => self.facts.inputs.get(position),
        }
    }

    /// A number of its own for each cell, from 0 up to how many there are; none where there is no such cell.
    pub(crate) fn number_of_cell(&self, slot: SlotId, row: u32) -> Option<usize> {
        let position = self.offset(slot).checked_add(usize::try_from(row).ok()?)?;
        match self.model.slots[slot].role {
            SlotRole::Step(_) => position.checked_add(self.facts.inputs.len()),
            _ => Some(position),
        }
    }

    /// Where a cell is: `kegiatan[0].capaian`.
    pub(crate) fn path(&self, slot: SlotId, row: u32) -> Path {
        let column = &self.model.slots[slot];
        self.row_path(column.scope, row).key(column.name.as_str())
    }

    pub(crate) fn row_path(&self, scope: ScopeId, row: u32) -> Path {
        if scope == 0 {
            return Path::new();
        }
        let parent = usize::try_from(row).ok().and_then(|row| self.rows(scope).parent.get(row)).copied().unwrap_or(0);
        let first = self.rows(scope).of_parent(parent).start;
        let index = usize::try_from(row.saturating_sub(first)).unwrap_or(usize::MAX);
        let model_scope = &self.model.scopes[scope];
        self.row_path(model_scope.parent, parent).key(model_scope.name.as_str()).index(index)
    }

    /// A text with the values of the cells of the whole that it names in braces; neither a value nor the whole grows without end (clause 4.14).
    pub(crate) fn fill(&self, text: &Text) -> Text {
        text.map(|lang, words| {
            let filled = fill_braces(words, |name| {
                let value = self.find(name).and_then(|(slot, row)| self.cell(slot, row));
                value.map(|value| cut(self.shown(value).text_rounded(lang), QUOTED))
            });
            cut(filled, MOST_SAID)
        })
    }

    /// A value as a trace shows it.
    pub(crate) fn shown(&self, value: &Value) -> Shown {
        self.model.shown(value, |origin| self.path(origin.slot, origin.row))
    }

    /// The cell at a path.
    pub(crate) fn find(&self, path: &str) -> Option<(SlotId, u32)> {
        let (mut scope, mut row): (ScopeId, u32) = (0, 0);
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                let slot = self.model.slots.iter().position(|slot| slot.scope == scope && slot.name == part)?;
                return Some((SlotId::try_from(slot).ok()?, row));
            }
            let (name, index) = part.strip_suffix(']')?.split_once('[')?;
            let index: u32 = index.parse().ok()?;
            scope =
                self.model.scopes[scope].lists.iter().copied().find(|&list| self.model.scopes[list].name == name)?;
            let range = self.rows(scope).of_parent(row);
            row = range.start.checked_add(index).filter(|row| range.contains(row))?;
        }
        None
    }

    fn absent(&self, kind: AbsenceKind) -> Value {
        let row = self.current(self.model.slots[self.here].scope);
        Value::Absent(Absence { kind, origin: Origin { slot: self.here, row } })
    }

    /// The rows that an aggregate goes through now.
    pub(crate) fn rows_of(&self, rows: RowsOf) -> RowList<'a> {
        let without = self.without.filter(|(scope, _)| *scope == rows.scope()).map(|(_, row)| row);
        let rows = match rows {
            RowsOf::List(list) => Ok(self.rows(list).of_parent(self.current(self.model.scopes[list].parent))),
            RowsOf::Members { group, .. } => Err(self.rows(group).members_of(self.current(group)).iter()),
        };
        RowList { rows, without }
    }

    /// The value of an operation in the current rows.
    pub(crate) fn eval(&mut self, node: NodeId) -> Evaluated {
        let model = self.model;
        match &model.nodes[node] {
            Op::Constant(_) | Op::Input(..) | Op::Setting(_) | Op::Parameter(_) | Op::Step(..) => {
                self.look(node, Value::clone)
            }
            Op::Both(a, b) => self.look_both(*a, *b, |x, y| connected(x, y, false))?,
            Op::Either(a, b) => self.look_both(*a, *b, |x, y| connected(x, y, true))?,
            Op::Arithmetic(operation, a, b) => {
                if let Some(short) = self.fraction(node, DEEP) {
                    return Ok(Value::Number(short.number()));
                }
                let mut effort = 0;
                let value = self.look_both(*a, *b, |x, y| arithmetic(*operation, x, y, &mut effort))?;
                self.spend(effort)?;
                value
            }
            Op::Compare(comparison, a, b) => {
                let mut effort = 0;
                let value = self.look_both(*a, *b, |x, y| compare(*comparison, x, y, &mut effort))?;
                self.spend(effort)?;
                value
            }
            Op::If(condition, a, b) => match self.eval(*condition)? {
                Value::Truth(true) => self.eval(*a),
                Value::Truth(false) => self.eval(*b),
                absent => fault!("if with an absent condition goes to else", self.eval(*b), Ok(absent)),
            },
            Op::Function(function, operands) => {
                if let Some(short) = self.fraction(node, DEEP) {
                    return Ok(Value::Number(short.number()));
                }
                self.function(*function, operands)
            }
            Op::Over(over) => self.over(over),
            Op::Bands(bands) => self.bands(bands),
            Op::Rules(rules) => self.rules(rules),
            Op::Matrix(matrix) => self.matrix(matrix),
            Op::Curve(curved) => self.curve(curved),
            _ => self.eval_rare(node),
        }
    }

    /// The operations that no scheme is full of, apart, so that [`Machine::eval`], which calls itself, needs little of the stack.
    #[inline(never)]
    fn eval_rare(&mut self, node: NodeId) -> Evaluated {
        match &self.model.nodes[node] {
            Op::Absent(kind) => Ok(self.absent(*kind)),
            Op::Local(local) => usize::try_from(*local)
                .ok()
                .and_then(|local| self.locals.get(local))
                .cloned()
                .ok_or_else(|| Stop::internal("an argument that was not given")),
            Op::Period => {
                self.facts.period.map(Value::Period).ok_or_else(|| Stop::internal("a period that was not read"))
            }
            Op::Lookup { table, key, width, column } => match self.eval(*key)? {
                Value::Word(_, index) => {
                    let column = fault!(
                        "a table's columns are read from the right",
                        width.saturating_sub(1).saturating_sub(*column),
                        *column
                    );
                    let position = usize::from(index).saturating_mul(*width).saturating_add(column);
                    self.constant(*table, position).cloned().ok_or_else(|| Stop::internal("a table without a cell"))
                }
                Value::Number(number) => self.looked_up(*table, &number, *width, *column),
                absent => Ok(absent),
            },
            Op::Negate(x) => match self.eval(*x)? {
                Value::Number(number) => Ok(Value::Number(-&number)),
                absent => Ok(absent),
            },
            Op::Not(x) => match self.eval(*x)? {
                Value::Truth(truth) => Ok(Value::Truth(!truth)),
                absent => Ok(absent),
            },
            Op::Round(x, digits, mode) => match self.eval(*x)? {
                Value::Number(number) => {
                    self.spend(number.effort_of_comparing(&number))?;
                    Ok(Value::Number(number.round(*digits, *mode).value().clone()))
                }
                absent => Ok(absent),
            },
            Op::RoundTo(x, step, mode) => match self.eval(*x)? {
                Value::Number(number) => {
                    self.spend(number.effort_of_comparing(&number))?;
                    number.round_to(step, *mode).map(Value::Number).ok_or_else(|| Stop::internal("a step of zero"))
                }
                absent => Ok(absent),
            },
            Op::Array { aggregate, items, policy } => {
                let mut gathering = Gathering::new(*aggregate, policy);
                let mut blocked = None;
                for item in items {
                    let taken = self.look(*item, |value| gathering.take(value, None))?;
                    self.spend(gathering.effort)?;
                    if let Taken::Blocked(absence) = taken {
                        blocked = Some(blocked.map_or(absence, |before: Absence| before.joined(absence)));
                    }
                }
                match blocked {
                    Some(absence) => Ok(Value::Absent(absence)),
                    None => self.gathered(gathering),
                }
            }
            Op::Once { inner, scope } => {
                let row = fault!("an aggregate is kept for all enclosing rows", 0, self.current(*scope));
                let key = (*inner, row);
                if let Some(known) = self.once.get(&key) {
                    return known.clone();
                }
                let value = self.eval(*inner);
                self.once.insert(key, value.clone());
                value
            }
            Op::Call { arguments, base, body, .. } => {
                self.give(arguments, *base)?;
                self.eval(*body)
            }
            _ => Err(Stop::internal("an operation that nobody evaluates")),
        }
    }

    /// Gives a declared formula its arguments: all are evaluated before the first is put in place.
    pub(crate) fn give(&mut self, arguments: &[NodeId], base: u32) -> Result<(), Stop> {
        let base = usize::try_from(base).unwrap_or(usize::MAX);
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            given.push(self.eval(*argument)?);
        }
        self.locals.truncate(base);
        self.locals.append(&mut given);
        Ok(())
    }

    /// What a setting holds, or the value of a parameter that is in force.
    pub(crate) fn cells(&self, of: TableOf) -> Option<&'a Cells> {
        match of {
            TableOf::Setting(index) => self.settings.0.get(index),
            TableOf::Parameter(index) => {
                let value = self.facts.parameters.get(index).copied().unwrap_or(0);
                self.model.parameters[index].values.get(value).map(|dated| &dated.cells)
            }
        }
    }

    /// One value of a setting or parameter.
    pub(crate) fn constant(&self, of: TableOf, position: usize) -> Option<&'a Value> {
        self.cells(of)?.values().get(position)
    }

    /// What bands or a curve hold for a number (clause 5.9).
    #[inline(never)]
    fn looked_up(&mut self, of: TableOf, number: &Number, width: usize, column: usize) -> Evaluated {
        match self.cells(of) {
            Some(Cells::Curve(curve)) => height(curve, number),
            Some(cells) => {
                let compared = u64::try_from(cells.thresholds().len()).unwrap_or(u64::MAX);
                self.spend(number.effort_of_comparing(number).saturating_mul(compared))?;
                let position = cells.row_of(number).saturating_mul(width).saturating_add(column);
                self.constant(of, position).cloned().ok_or_else(|| Stop::internal("bands without a cell"))
            }
            None => Err(Stop::internal("a setting without a value")),
        }
    }

    /// Hands the value of an operation to `then`, where it stands if it is a cell or a constant.
    #[inline]
    fn look<T>(&mut self, node: NodeId, then: impl FnOnce(&Value) -> T) -> Result<T, Stop> {
        let new = self.unless_standing(node);
        match self.found(node, &new)? {
            Some(value) => Ok(then(value)),
            None => Err(Stop::internal("a cell or a constant without a value")),
        }
    }

    /// As [`Machine::look`], for two values.
    #[inline]
    fn look_both<T>(&mut self, a: NodeId, b: NodeId, then: impl FnOnce(&Value, &Value) -> T) -> Result<T, Stop> {
        let new_a = self.unless_standing(a);
        if let Err(stop) = new_a {
            return Err(stop);
        }
        let new_b = self.unless_standing(b);
        match (self.found(a, &new_a)?, self.found(b, &new_b)?) {
            (Some(x), Some(y)) => Ok(then(x, y)),
            _ => Err(Stop::internal("a cell or a constant without a value")),
        }
    }

    /// The value of an operation that is neither a cell nor a constant; for those that are, [`Value::Failed`]. It is not taken out of its
    /// result: to copy it right after it was written costs more than much of the arithmetic.
    #[inline(always)]
    fn unless_standing(&mut self, node: NodeId) -> Evaluated {
        match &self.model.nodes[node] {
            Op::Constant(_) | Op::Input(..) | Op::Setting(_) | Op::Parameter(_) | Op::Step(..) => Ok(Value::Failed),
            _ => self.eval(node),
        }
    }

    /// The value of an operation: as it was evaluated, else where it stands.
    #[inline(always)]
    fn found<'v>(&'v self, node: NodeId, new: &'v Evaluated) -> Result<Option<&'v Value>, Stop> {
        match new {
            Ok(Value::Failed) => match self.standing(node) {
                Some(Value::Failed) => Err(Stop::Poisoned),
                standing => Ok(standing),
            },
            Ok(value) => Ok(Some(value)),
            Err(stop) => Err(stop.clone()),
        }
    }

    /// The value of an operation that is a cell or a constant.
    #[inline(always)]
    fn standing(&self, node: NodeId) -> Option<&Value> {
        let position = |slot, scope| {
            let row = usize::try_from(self.current(scope)).ok()?;
            self.offset(slot).checked_add(row)
        };
        match &self.model.nodes[node] {
            Op::Constant(value) => Some(value),
            Op::Input(slot, scope) => self.facts.inputs.get(position(*slot, *scope)?),
            Op::Step(slot, scope) => self.steps.get(position(*slot, *scope)?),
            Op::Setting(index) => self.constant(TableOf::Setting(*index), 0),
            Op::Parameter(index) => self.constant(TableOf::Parameter(*index), 0),
            _ => None,
        }
    }

    /// The value of arithmetic on short numbers, without bringing what is between to lowest terms; none of anything else, which is then
    /// evaluated as it always is.
    fn fraction(&self, node: NodeId, deep: u8) -> Option<Fraction> {
        let deep = deep.checked_sub(1)?;
        match &self.model.nodes[node] {
            Op::Arithmetic(operation, a, b) => {
                let (x, y) = (self.fraction(*a, deep)?, self.fraction(*b, deep)?);
                match operation {
                    Arithmetic::Add => x.plus(y),
                    Arithmetic::Subtract => x.minus(y),
                    Arithmetic::Multiply => x.times(y),
                    Arithmetic::Divide => x.over(y),
                }
            }
            Op::Function(function @ (Function::AtMost | Function::AtLeast), operands) => {
                let [a, b] = operands.as_slice() else { return None };
                let (x, y) = (self.fraction(*a, deep)?, self.fraction(*b, deep)?);
                let takes_first = match function {
                    Function::AtMost => x.order(y)?.is_le(),
                    _ => x.order(y)?.is_ge(),
                };
                Some(if takes_first { x } else { y })
            }
            _ => match self.standing(node)? {
                Value::Number(number) => Fraction::of(number),
                _ => None,
            },
        }
    }

    #[inline(never)]
    fn function(&mut self, function: Function, operands: &[NodeId]) -> Evaluated {
        match operands {
            [x] => {
                let model = self.model;
                self.look(*x, |x| of_one(model, function, x))?
            }
            [x, y] => self.look_both(*x, *y, |x, y| of_two(function, x, y))?,
            _ => Err(Stop::internal("a function with other than one or two operands")),
        }
    }

    #[inline(never)]
    fn over(&mut self, over: &Over) -> Evaluated {
        let scope = over.rows.scope();
        let before = self.current(scope);
        let mut gathering = Gathering::new(over.aggregate, &over.policy);
        let mut blocked: Option<Absence> = None;
        let mut filter_absent: Option<Absence> = None;
        for row in self.rows_of(over.rows) {
            self.set_current(scope, row);
            if let Some(filter) = over.filter {
                match self.eval(filter)? {
                    Value::Truth(true) => {}
                    Value::Absent(absence) => {
                        filter_absent = Some(filter_absent.map_or(absence, |before| before.joined(absence)));
                        continue;
                    }
                    _ => continue,
                }
            }
            if let (Aggregate::Sum | Aggregate::Mean, Some(short)) = (over.aggregate, self.fraction(over.element, DEEP))
                && gathering.take_fraction(short).is_some()
            {
                continue;
            }
            let taken = match over.aggregate {
                Aggregate::WeightedMean => {
                    self.look_both(over.element, over.weight, |element, weight| gathering.take(element, Some(weight)))?
                }
                _ => self.look(over.element, |element| gathering.take(element, None))?,
            };
            self.spend(gathering.effort)?;
            if let Taken::Blocked(absence) = taken {
                blocked = Some(blocked.map_or(absence, |before| before.joined(absence)));
            }
        }
        self.set_current(scope, before);
        match fault!("an absent where leaves its row out", None, filter_absent).or(blocked) {
            Some(absence) => Ok(Value::Absent(absence)),
            None => self.gathered(gathering),
        }
    }

    pub(super) fn gathered(&self, gathering: Gathering) -> Evaluated {
        let absent = |gathering: &Gathering| self.absent(gathering.kind_of_nothing());
        let count = i64::try_from(gathering.count).unwrap_or(i64::MAX);
        let divided = |sum: NumberSum, by: &Number| sum.finish().checked_div(by);
        Ok(match gathering.aggregate {
            Aggregate::Count => Value::Number(Number::from(count)),
            Aggregate::Any => Value::Truth(gathering.truths > 0),
            Aggregate::All => Value::Truth(gathering.truths == gathering.count),
            Aggregate::Sum if gathering.count == 0 && !gathering.empty_is_zero => absent(&gathering),
            Aggregate::Sum => Value::Number(gathering.sum.finish()),
            Aggregate::Only => match (gathering.count, gathering.values.into_iter().next()) {
                (1, Some(value)) => value,
                (found, _) => return Err(Stop::new(Code::OnlyCount, vec![("found", found.to_string())])),
            },
            _ if gathering.count == 0 => absent(&gathering),
            Aggregate::Mean => match divided(gathering.sum, &Number::from(count)) {
                Some(mean) => Value::Number(mean),
                None => return Err(Stop::internal("a mean of nothing")),
            },
            Aggregate::WeightedMean => {
                let weights = gathering.weights.finish();
                let weights = fault!("weighted_mean divides by the number of rows", Number::from(count), weights);
                match divided(gathering.sum, &weights) {
                    Some(mean) => Value::Number(mean),
                    None => self.absent(AbsenceKind::NotRated),
                }
            }
            Aggregate::Share => {
                let truths = i64::try_from(gathering.truths).unwrap_or(i64::MAX);
                Number::ratio(truths, count).map(Value::Number).ok_or_else(|| Stop::internal("a share of nothing"))?
            }
            Aggregate::Min | Aggregate::Max | Aggregate::Median => {
                let mut values = gathering.values;
                values.sort_by(order_of);
                let middle = values.len().saturating_sub(1) / 2;
                let picked = match gathering.aggregate {
                    Aggregate::Min => values.first(),
                    Aggregate::Max => values.last(),
                    _ => values.get(middle),
                };
                let upper = values.get(middle.saturating_add(1));
                match (gathering.aggregate, picked, upper) {
                    (Aggregate::Median, Some(Value::Number(low)), Some(Value::Number(high)))
                        if values.len().is_multiple_of(2)
                            && fault!("a median of an even number is the lower of the middle two", false, true) =>
                    {
                        let two = Number::from(2i64);
                        let mean = (low + high).checked_div(&two);
                        Value::Number(mean.ok_or_else(|| Stop::internal("a median of nothing"))?)
                    }
                    (_, Some(value), _) => value.clone(),
                    _ => return Err(Stop::internal("a pick of nothing")),
                }
            }
        })
    }

    #[inline(never)]
    fn bands(&mut self, bands: &Bands) -> Evaluated {
        match self.band(bands)? {
            Picked::Row(_, result) | Picked::Otherwise(result) => self.eval(result),
            Picked::Absent(absent) => Ok(absent),
        }
    }

    /// Which row of bands holds.
    pub(crate) fn band(&mut self, bands: &Bands) -> Result<Picked, Stop> {
        let value = match self.eval(bands.of)? {
            Value::Number(number) => number,
            absent => return Ok(Picked::Absent(absent)),
        };
        let value = match fault!("bands are not rounded", None, bands.round) {
            Some((digits, mode)) => {
                self.spend(value.effort_of_comparing(&value))?;
                value.round(digits, mode).value().clone()
            }
            None => value,
        };
        for (index, row) in bands.rows.iter().enumerate() {
            let from = fault!("from of a band does not hold at its threshold", false, !row.above);
            let holds = self.look(row.threshold, |threshold| match threshold {
                Value::Number(threshold) => Ok(value > *threshold || (from && value == *threshold)),
                _ => Err(Stop::internal("a threshold that is no number")),
            })??;
            if holds {
                return Ok(Picked::Row(index, row.result));
            }
        }
        bands
            .otherwise
            .map(Picked::Otherwise)
            .ok_or_else(|| Stop::new(Code::StepNoRow, vec![("found", value.to_string())]))
    }

    #[inline(never)]
    fn rules(&mut self, rules: &Rules) -> Evaluated {
        match self.rule(rules)? {
            Picked::Row(_, result) | Picked::Otherwise(result) => self.eval(result),
            Picked::Absent(absent) => Ok(absent),
        }
    }

    /// Which row of rules holds.
    pub(crate) fn rule(&mut self, rules: &Rules) -> Result<Picked, Stop> {
        let mut held: Option<(usize, NodeId)> = None;
        let mut absent: Option<Absence> = None;
        let mut conflict: Option<(usize, usize)> = None;
        for (index, (when, result)) in rules.rows.iter().enumerate() {
            match (self.eval(*when)?, held) {
                (Value::Truth(true), None) if !rules.unique => return Ok(Picked::Row(index, *result)),
                (Value::Truth(true), None) => held = Some((index, *result)),
                (Value::Truth(true), Some((first, _))) => conflict = conflict.or(Some((first, index))),
                (Value::Absent(_), _) if fault!("rules pass over an absent condition", true, false) => {}
                (Value::Absent(absence), _) if !rules.unique => return Ok(Picked::Absent(Value::Absent(absence))),
                (Value::Absent(absence), _) => absent = Some(absent.map_or(absence, |before| before.joined(absence))),
                _ => {}
            }
        }
        if let Some(absence) = absent {
            return Ok(Picked::Absent(Value::Absent(absence)));
        }
        if let Some((first, second)) = fault!("unique rules take the first", None, conflict) {
            let text = |index: usize| rules.texts.get(index).map_or_else(String::new, ToString::to_string);
            let places = vec![("first", first.to_string()), ("second", second.to_string())];
            let conditions = vec![("one", text(first)), ("other", text(second))];
            return Err(Stop::new(Code::StepConflict, [places, conditions].concat()));
        }
        match (held, rules.otherwise) {
            (Some((index, result)), _) => Ok(Picked::Row(index, result)),
            (None, Some(result)) => Ok(Picked::Otherwise(result)),
            (None, None) => Err(Stop::new(Code::StepNoRow, Vec::new())),
        }
    }

    #[inline(never)]
    fn matrix(&mut self, matrix: &Matrix) -> Evaluated {
        let (row, column) = (self.eval(matrix.rows)?, self.eval(matrix.columns)?);
        match (&row, &column) {
            (Value::Word(_, row), Value::Word(_, column)) => {
                let (row, column) = fault!("a matrix is read by columns", (column, row), (row, column));
                let position = usize::from(*row).saturating_mul(matrix.width).saturating_add(usize::from(*column));
                matrix.cells.get(position).cloned().ok_or_else(|| Stop::internal("a matrix without a cell"))
            }
            _ => joined_absence(&[&row, &column]),
        }
    }

    #[inline(never)]
    fn curve(&mut self, curved: &Curved) -> Evaluated {
        let x = match self.eval(curved.of)? {
            Value::Number(number) => number,
            absent => return Ok(absent),
        };
        height(&curved.curve, &x)
    }
}

/// The row of bands or rules that holds.
pub(crate) enum Picked {
    Row(usize, NodeId),
    Otherwise(NodeId),
    Absent(Value),
}

/// The rows that an aggregate goes through: those of a range, or the members of a group.
pub(crate) struct RowList<'a> {
    rows: Result<std::ops::Range<u32>, std::slice::Iter<'a, u32>>,
    without: Option<u32>,
}

impl Iterator for RowList<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        loop {
            let row = match &mut self.rows {
                Ok(range) => range.next(),
                Err(members) => members.next().copied(),
            }?;
            if self.without != Some(row) {
                return Some(row);
            }
        }
    }
}
