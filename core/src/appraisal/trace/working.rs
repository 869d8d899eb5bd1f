//! The working of a step in numbers, line by line, from the program that calculated it.

use super::{Builder, MOST_TERMS};
use crate::appraisal::evaluate::Picked;
use crate::curve::{Curve, Outside};
use crate::number::Number;
use crate::problem::Path;
use crate::scheme::formula::Comparison;
use crate::scheme::model::{Aggregate, Cells, Function, Op, Over, SlotRole, TableOf, basis_of};
use crate::scheme::rule::{Binding, binding, bracketed_if, sign_of, whole};
use crate::scheme::value::{NodeId, Value};
use crate::text::Text;
use crate::trace::{Line, Piece, Shown};

impl Builder<'_> {
    pub(super) fn sheet(&mut self) -> Vec<Piece> {
        self.sheets.pop().unwrap_or_else(|| Vec::with_capacity(16))
    }

    /// An expression in numbers, with no more memory than it needs; none where there is no room left for it.
    pub(super) fn written(&mut self, node: NodeId, tightness: u8) -> Option<Vec<Piece>> {
        let mut sheet = self.sheet();
        self.numbers(node, tightness, &mut sheet);
        let size = sheet.iter().map(size_of).fold(0, u64::saturating_add);
        let left = self.room.checked_sub(size);
        self.room = left.unwrap_or(0);
        let written = left.map(|_| Vec::from_iter(sheet.drain(..)));
        sheet.clear();
        self.sheets.push(sheet);
        written
    }

    /// Notes what an expression uses, and its lines of working where it has some.
    pub(super) fn noted(&mut self, node: NodeId) {
        let mut sheet = self.sheet();
        self.numbers(node, 0, &mut sheet);
        sheet.clear();
        self.sheets.push(sheet);
    }

    pub(super) fn calculation(&mut self, node: NodeId, value: &Value) {
        if let Some(pieces) = self.written(node, 0) {
            self.lines.push(Line::Calculation { pieces, result: self.shown(value) });
        }
    }

    pub(super) fn condition(&mut self, node: NodeId, holds: Option<bool>) {
        if let Some(pieces) = self.written(node, 0) {
            self.lines.push(Line::Condition { pieces, holds });
        }
    }

    /// The condition of an `if`, and the branch that it takes.
    pub(super) fn branch(&mut self, condition: NodeId, then: NodeId, otherwise: NodeId) -> Result<NodeId, Value> {
        let value = self.eval(condition);
        let holds = truth_of(&value);
        self.condition(condition, holds);
        holds.map(|holds| if holds { then } else { otherwise }).ok_or(value)
    }

    /// The lines of a body that has this value: how it was calculated, with the branches that were taken.
    pub(super) fn working(&mut self, node: NodeId, value: &Value) {
        let model = self.model;
        match model.nodes[node] {
            Op::If(condition, a, b) => {
                if let Ok(taken) = self.branch(condition, a, b) {
                    self.working(taken, value);
                }
            }
            Op::Rules(ref rules) => {
                let (held, result) = match self.machine.rule(rules) {
                    Ok(Picked::Row(index, result)) => (Some(index), Some(result)),
                    Ok(Picked::Otherwise(result)) => (None, Some(result)),
                    _ => (None, None),
                };
                let last = held.filter(|_| !rules.unique);
                let shown = last.map_or(rules.rows.len(), |last| last.saturating_add(1));
                for (index, (when, _)) in rules.rows.iter().take(shown).enumerate() {
                    // Where a row was picked, it is the only one shown that holds.
                    let value = match result {
                        Some(_) => Value::Truth(held == Some(index)),
                        None => self.eval(*when),
                    };
                    self.condition(*when, truth_of(&value));
                    if value.is_absent() {
                        break;
                    }
                }
                if let Some(result) = result {
                    self.working(result, value);
                }
            }
            Op::Bands(ref bands) => {
                let of = self.eval(bands.of);
                self.working_or_noted(bands.of, &of);
                let Value::Number(number) = of else { return };
                let compared = match bands.round {
                    Some((digits, mode)) => Shown::Rounded(number.round(digits, mode)),
                    None => Shown::Number(number),
                };
                let (row, result, passed) = match self.machine.band(bands) {
                    Ok(Picked::Row(index, result)) => (bands.rows.get(index), result, index),
                    Ok(Picked::Otherwise(result)) => (None, result, bands.rows.len()),
                    _ => return,
                };
                // The thresholds that were not reached decided too.
                for row in bands.rows.iter().take(passed) {
                    self.noted(row.threshold);
                }
                if self.shows_tables {
                    self.table = self.bands(bands, &compared, passed);
                }
                let threshold = row.and_then(|row| match self.eval(row.threshold) {
                    Value::Number(number) => Some((number, row.above)),
                    _ => None,
                });
                if let Some(row) = row {
                    self.noted(row.threshold);
                }
                let line = Line::Band {
                    value: compared,
                    rounding: bands.round,
                    threshold,
                    printed: row.map_or_else(String::new, |row| row.printed.clone()),
                    result: self.shown(value),
                };
                self.lines.push(line);
                // The line above already shows the result; what it stands on is still used.
                if self.is_leaf(result) {
                    self.noted(result);
                } else {
                    self.working(result, value);
                }
            }
            Op::Matrix(ref matrix) => {
                self.noted(matrix.rows);
                self.noted(matrix.columns);
                let [row, column] = [matrix.rows, matrix.columns].map(|node| self.eval(node));
                if self.shows_tables {
                    self.table = self.matrix(matrix, &row, &column);
                }
                let [row, column] = [row, column].map(|value| self.shown(&value));
                let result = self.shown(value);
                self.lines.push(Line::Cell { row, column, result });
            }
            Op::Curve(ref curved) => {
                let of = self.eval(curved.of);
                self.working_or_noted(curved.of, &of);
                let Value::Number(x) = &of else { return };
                self.along(&curved.curve, x, value);
            }
            Op::Lookup { table, key, width, column } if self.is_by_number(table) => {
                let of = self.eval(key);
                let Value::Number(number) = &of else { return self.noted(key) };
                self.working_or_noted(key, &of);
                match self.machine.cells(table) {
                    Some(Cells::Curve(curve)) => {
                        let entry = self.entry_of_constant(table, 0);
                        self.uses.push(entry);
                        self.along(curve, number, value);
                    }
                    Some(cells) => {
                        let row = cells.row_of(number);
                        // The thresholds that were not reached decided too.
                        for passed in 0..=row {
                            let entry =
                                self.entry_of_constant(table, passed.saturating_mul(width).saturating_add(column));
                            self.uses.push(entry);
                        }
                        if self.shows_tables {
                            self.table = Some(self.looked_up(cells, width, column, &of, row));
                        }
                        let threshold = cells.thresholds().get(row);
                        self.lines.push(Line::Band {
                            value: self.shown(&of),
                            rounding: None,
                            threshold: threshold.map(|threshold| (threshold.number.clone(), threshold.above)),
                            printed: String::new(),
                            result: self.shown(value),
                        });
                    }
                    None => {}
                }
            }
            Op::Call { formula, ref arguments, base, body } => {
                for argument in arguments {
                    self.noted(*argument);
                }
                let meta = &self.model.formulas[formula];
                self.lines.push(Line::Formula {
                    path: Path::new().key("formulas").key(&meta.name),
                    basis: basis_of(&meta.cites),
                    title: meta.title.or_name(&meta.name),
                    reading: meta.reading.clone(),
                });
                if self.machine.give(arguments, base).is_ok() {
                    self.working(body, value);
                }
            }
            Op::Constant(Value::Word(..)) | Op::Absent(_) => {}
            _ => self.calculation(node, value),
        }
    }

    /// The line of a height on a curve: between which points, or beyond which end.
    pub(super) fn along(&mut self, curve: &Curve, x: &Number, value: &Value) {
        let clamped = match curve.beyond(x) {
            Some((Outside::Clamp, edge)) if *x < edge.0 => Some((Comparison::Less, edge)),
            Some((Outside::Clamp, edge)) => Some((Comparison::Greater, edge)),
            _ => None,
        };
        let number = |number: &Number| Piece::Value(Shown::Number(number.clone()));
        if let Some((comparison, (edge, _))) = clamped {
            let pieces = vec![number(x), Piece::Sign(sign_of(comparison)), number(edge)];
            self.lines.push(Line::Condition { pieces, holds: Some(true) });
            let pieces = vec![Piece::Value(self.shown(value))];
            self.lines.push(Line::Calculation { pieces, result: self.shown(value) });
        } else if let Some(((x0, y0), (x1, y1))) = curve.segment(x) {
            let mut pieces = Vec::new();
            let corners = [(y0, " + ("), (x, " - "), (x0, ") × ("), (y1, " - "), (y0, ") / ("), (x1, " - "), (x0, ")")];
            for (corner, sign) in corners {
                self.leaf(&Value::Number(corner.clone()), 2, &mut pieces);
                pieces.push(Piece::Sign(sign));
            }
            self.lines.push(Line::Calculation { pieces, result: self.shown(value) });
        }
    }

    /// Whether something is looked up by a number: bands or a curve.
    pub(super) fn is_by_number(&self, table: TableOf) -> bool {
        matches!(self.machine.cells(table), Some(Cells::Bands(..) | Cells::Curve(_)))
    }

    /// What a rule looks its result up by: worked out, unless it stands somewhere.
    pub(super) fn working_or_noted(&mut self, node: NodeId, value: &Value) {
        if self.is_leaf(node) {
            self.noted(node);
        } else {
            self.working(node, value);
        }
    }

    pub(super) fn is_leaf(&self, node: NodeId) -> bool {
        matches!(
            self.model.nodes[node],
            Op::Constant(_)
                | Op::Absent(_)
                | Op::Input(..)
                | Op::Step(..)
                | Op::Setting(_)
                | Op::Parameter(_)
                | Op::Local(_)
        )
    }

    pub(super) fn leaf(&self, value: &Value, tightness: u8, out: &mut Vec<Piece>) {
        let loose = match value {
            Value::Number(number) => (!number.ends() && tightness >= 2) || (number.is_negative() && tightness >= 1),
            _ => false,
        };
        let shown = self.shown(value);
        if loose {
            out.extend([Piece::Sign("("), Piece::Value(shown), Piece::Sign(")")]);
        } else {
            out.push(Piece::Value(shown));
        }
    }

    /// A number speaks for itself; a level, a word, a yes or no is written with the title of what it is said of.
    pub(super) fn named_leaf(&self, title: &Text, name: &str, value: &Value, tightness: u8, out: &mut Vec<Piece>) {
        if matches!(value, Value::Number(_)) {
            return self.leaf(value, tightness, out);
        }
        let shown = self.shown(value);
        out.extend([Piece::Title(title.or_name(name)), Piece::Sign(" ("), Piece::Value(shown), Piece::Sign(")")]);
    }

    /// Writes an expression in numbers. `tightness` is how strongly its surroundings bind: 1 right in a sum, 2 where a sum needs brackets, 3
    /// where a product does too.
    pub(super) fn numbers(&mut self, node: NodeId, tightness: u8, out: &mut Vec<Piece>) {
        let model = self.model;
        match model.nodes[node] {
            Op::Input(slot, scope) | Op::Step(slot, scope) => {
                let row = self.machine.current(scope);
                let model_slot = &model.slots[slot];
                if !matches!(model_slot.role, SlotRole::GroupKey) {
                    let entry = self.entry_of_cell(slot, row);
                    self.uses.push(entry);
                }
                let value = self.machine.cell(slot, row).unwrap_or(&Value::Failed);
                self.named_leaf(&model_slot.title, &model_slot.name, value, tightness, out);
            }
            Op::Setting(index) => self.constant(node, TableOf::Setting(index), 0, tightness, out),
            Op::Parameter(index) => self.constant(node, TableOf::Parameter(index), 0, tightness, out),
            Op::Lookup { table, key, width, column } if !self.is_by_number(table) => {
                self.noted(key);
                match self.eval(key) {
                    Value::Word(_, index) => {
                        let position = usize::from(index).saturating_mul(width).saturating_add(column);
                        self.constant(node, table, position, tightness, out);
                    }
                    absent => self.leaf(&absent, tightness, out),
                }
            }
            Op::Negate(x) => bracketed_if(tightness >= 1, out, |out| {
                out.push(Piece::Sign("-"));
                self.numbers(x, 3, out);
            }),
            Op::Not(x) => {
                out.push(Piece::Sign("not ("));
                self.numbers(x, 0, out);
                out.push(Piece::Sign(")"));
            }
            Op::Both(a, b) | Op::Either(a, b) => {
                let sign = if matches!(self.model.nodes[node], Op::Both(..)) { " and " } else { " or " };
                bracketed_if(tightness >= 1, out, |out| {
                    self.numbers(a, 1, out);
                    out.push(Piece::Sign(sign));
                    self.numbers(b, 1, out);
                });
            }
            Op::Compare(comparison, a, b) => bracketed_if(tightness >= 1, out, |out| {
                self.numbers(a, 1, out);
                out.push(Piece::Sign(sign_of(comparison)));
                self.numbers(b, 1, out);
            }),
            Op::Arithmetic(operation, a, b) => {
                let Binding { sign, brackets_from, left, right } = binding(operation);
                bracketed_if(tightness >= brackets_from, out, |out| {
                    self.numbers(a, left, out);
                    out.push(Piece::Sign(sign));
                    self.numbers(b, right, out);
                });
            }
            Op::If(condition, a, b) => match self.branch(condition, a, b) {
                Ok(taken) => self.numbers(taken, tightness, out),
                Err(absent) => self.leaf(&absent, tightness, out),
            },
            Op::Function(Function::AtMost | Function::AtLeast, ref operands) => {
                let least = matches!(self.model.nodes[node], Op::Function(Function::AtLeast, _));
                self.listed(if least { "max(" } else { "min(" }, operands, out);
            }
            Op::Function(Function::Abs, ref operands) => self.listed("abs(", operands, out),
            Op::Function(Function::IfAbsent, ref operands) => {
                let [a, b] = operands.as_slice() else { return };
                let (chosen, other) = if self.eval(*a).is_absent() { (*b, *a) } else { (*a, *b) };
                self.noted(other);
                self.numbers(chosen, tightness, out);
            }
            Op::Function(_, ref operands) => {
                for &operand in operands {
                    self.noted(operand);
                }
                let value = self.eval(node);
                self.leaf(&value, tightness, out);
            }
            Op::Round(x, digits, mode) => {
                out.push(Piece::Sign("round("));
                self.numbers(x, 0, out);
                out.extend([Piece::Sign("; "), Piece::Value(whole(usize::from(digits))), Piece::Sign("; ")]);
                out.extend([Piece::Sign(mode.name()), Piece::Sign(")")]);
            }
            Op::RoundTo(x, ref step, mode) => {
                out.push(Piece::Sign("round_to("));
                self.numbers(x, 0, out);
                out.extend([Piece::Sign("; "), Piece::Value(Shown::Number(step.clone())), Piece::Sign("; ")]);
                out.extend([Piece::Sign(mode.name()), Piece::Sign(")")]);
            }
            Op::Array { aggregate, ref items, ref policy } => {
                let mut terms = self.terms(aggregate, *policy);
                for &item in items {
                    self.term(&mut terms, item, None);
                }
                self.gathered(node, terms, tightness, out);
            }
            Op::Over(ref over) if self.machine.rows_of(over.rows).count() > MOST_TERMS => {
                self.many_noted(over);
                let value = self.eval(node);
                self.leaf(&value, tightness, out);
            }
            Op::Over(ref over) => {
                let scope = over.rows.scope();
                let before = self.machine.current(scope);
                let shows_tables = std::mem::replace(&mut self.shows_tables, false);
                let mut terms = self.terms(over.aggregate, over.policy);
                for row in self.machine.rows_of(over.rows) {
                    self.machine.set_current(scope, row);
                    if let Some(filter) = over.filter {
                        self.noted(filter);
                        match self.eval(filter) {
                            Value::Truth(true) => {}
                            Value::Truth(false) => continue,
                            _ => {
                                terms.certain = false;
                                continue;
                            }
                        }
                    }
                    let weight = (over.aggregate == Aggregate::WeightedMean).then_some(over.weight);
                    self.term(&mut terms, over.element, weight);
                }
                self.machine.set_current(scope, before);
                self.shows_tables = shows_tables;
                self.gathered(node, terms, tightness, out);
            }
            Op::Once { inner, scope } => {
                let (entry, title) = self.entry_of_aggregate(inner, scope);
                self.uses.push(entry);
                let value = self.eval(node);
                self.named_leaf(&title, "", &value, tightness, out);
            }
            // What has lines of its own is worked out before, and stands here as its value.
            Op::Call { .. } | Op::Bands(_) | Op::Rules(_) | Op::Matrix(_) | Op::Curve(_) | Op::Lookup { .. } => {
                let value = self.eval(node);
                self.working(node, &value);
                self.leaf(&value, tightness, out);
            }
            Op::Constant(_) | Op::Absent(_) | Op::Local(_) | Op::Period => {
                let value = self.eval(node);
                self.leaf(&value, tightness, out);
            }
        }
    }

    /// Notes what an aggregate of many rows uses, without lines of its rows.
    pub(super) fn many_noted(&mut self, over: &Over) {
        let scope = over.rows.scope();
        let before = self.machine.current(scope);
        let shows_tables = std::mem::replace(&mut self.shows_tables, false);
        let lines = self.lines.len();
        for row in self.machine.rows_of(over.rows) {
            self.machine.set_current(scope, row);
            for node in over.filter.into_iter().chain([over.element, over.weight]) {
                self.noted(node);
                self.lines.truncate(lines);
            }
        }
        self.machine.set_current(scope, before);
        self.shows_tables = shows_tables;
    }

    pub(super) fn constant(&mut self, node: NodeId, of: TableOf, position: usize, tightness: u8, out: &mut Vec<Piece>) {
        let entry = self.entry_of_constant(of, position);
        self.uses.push(entry);
        let value = self.eval(node);
        if let Some(entry) = self.entries.get(entry) {
            self.named_leaf(&entry.title, "", &value, tightness, out);
        }
    }

    pub(super) fn listed(&mut self, open: &'static str, operands: &[NodeId], out: &mut Vec<Piece>) {
        out.push(Piece::Sign(open));
        for (index, operand) in operands.iter().enumerate() {
            if index > 0 {
                out.push(Piece::Sign("; "));
            }
            self.numbers(*operand, 0, out);
        }
        out.push(Piece::Sign(")"));
    }
}

/// How much room a piece takes: a long number or text more than others.
fn size_of(piece: &Piece) -> u64 {
    match piece {
        Piece::Value(Shown::Number(number)) => number.bits().div_ceil(64).max(1),
        Piece::Value(Shown::Plain(text)) => u64::try_from(text.len()).unwrap_or(u64::MAX).div_ceil(16).max(1),
        _ => 1,
    }
}

fn truth_of(value: &Value) -> Option<bool> {
    match value {
        Value::Truth(truth) => Some(*truth),
        _ => None,
    }
}
