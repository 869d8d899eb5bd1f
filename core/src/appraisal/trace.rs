//! Builds the trace of an appraisal: each step's rule in titles and its working in numbers, from the program that calculated it.

use super::Appraisal;
use super::evaluate::{Machine, Picked};
use super::facts::{Facts, Heading};
use crate::absence::AbsenceKind;
use crate::citation::Citation;
use crate::curve::{Curve, Outside};
use crate::number::Number;
use crate::problem::Path;
use crate::scheme::formula::{Arithmetic, Comparison};
use crate::scheme::model::{
    Absent, Aggregate, Bands, Basis, Cells, Cite, Function, Holds, Matrix, Model, Op, Over, Policy, RowsOf, ScopeKind,
    SlotRole, Step, TableOf, basis_of,
};
use crate::scheme::value::{Absence, NodeId, ScopeId, SetId, SlotId, Type, Value};
use crate::text::{Lang, QUOTED, Text, cut};
use crate::trace::words::written;
use crate::trace::{BandOf, Entry, EntryKind, Line, Piece, RowName, Shared, Shown, Table, Taken, Trace};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Of how many rows an aggregate is written out: nobody redoes more by hand, and lines must not grow as steps times rows.
const MOST_TERMS: usize = 1_000;

/// How much working a trace writes out, at most: of the facts of one person there are some thousand pieces. What comes later has its value, its rule and what it uses.
const MOST_WORKING: u64 = 2_000_000;

/// A step's rule in titles, and what it and the formulas that it uses cite.
type Rule = (Shared<Piece>, Shared<Citation>);
/// Where a row is, and the rows down to it, outermost first.
type Row = (Path, Shared<RowName>);

struct Builder<'a> {
    model: &'a Model,
    appraisal: &'a Appraisal,
    machine: Machine<'a>,
    entries: Vec<Entry>,
    /// The entry of each cell, by its number.
    cells: Vec<Option<usize>>,
    /// The entry of each cell of a setting or parameter.
    constants: BTreeMap<(EntryKind, usize, usize), usize>,
    /// The entry of each aggregate that several rows use, by the row that owns its list.
    aggregates: BTreeMap<(NodeId, u32), usize>,
    /// What all rows of a step share, and all cells of a row.
    rules: BTreeMap<SlotId, Rule>,
    rows: Vec<Vec<Row>>,
    /// The name of each slot, which the paths of its cells share.
    names: Vec<Arc<str>>,
    /// Of the step at hand.
    lines: Vec<Line>,
    uses: Vec<usize>,
    table: Option<Table>,
    /// How much working may still be written out.
    room: u64,
    /// To write in: kept for the room that they have.
    sheets: Vec<Vec<Piece>>,
}

/// Makes the trace of an appraisal.
pub(super) fn trace(appraisal: &Appraisal) -> Trace {
    let model = &*appraisal.scheme.model;
    let cells = appraisal.facts.inputs.len().saturating_add(appraisal.steps.len());
    let constants = model.settings.iter().count().saturating_add(model.parameters.iter().count());
    let most = cells.saturating_add(constants).saturating_add(model.outcomes.len());
    if appraisal.unratable.is_some() {
        return Trace::default();
    }
    let mut builder = Builder {
        model,
        appraisal,
        machine: appraisal.machine(),
        entries: Vec::with_capacity(most),
        cells: vec![None; cells],
        constants: BTreeMap::new(),
        aggregates: BTreeMap::new(),
        rules: BTreeMap::new(),
        rows: Vec::with_capacity(model.scopes.len()),
        names: model.slots.iter().map(|slot| slot.name.as_str().into()).collect(),
        lines: Vec::new(),
        uses: Vec::new(),
        table: None,
        room: MOST_WORKING,
        sheets: Vec::new(),
    };
    builder.name_rows();
    for &slot in &model.order {
        let rows = builder.machine.rows(model.slots[slot].scope).count();
        for row in 0..rows {
            builder.step(slot, u32::try_from(row).unwrap_or(u32::MAX));
        }
    }
    builder.also_given();
    for (position, outcome) in model.outcomes.iter().enumerate() {
        let used = builder.entry_of_cell(outcome.of, 0);
        let value = match appraisal.outcomes.get(position) {
            Some(super::Outcome::Rounded(rounded)) => Shown::Rounded(rounded.clone()),
            _ => builder.shown_cell(outcome.of, 0),
        };
        builder.entries.push(Entry {
            kind: EntryKind::Outcome,
            path: Path::new().key("outcomes").key(&outcome.name),
            title: outcome.title.or_name(&outcome.name),
            rows: Shared::default(),
            value,
            unit: model.slots[outcome.of].unit.clone(),
            rule: Shared::default(),
            lines: Vec::new(),
            uses: vec![used],
            rounding: outcome.round,
            citations: Shared::default(),
            basis: None,
            reading: Text::default(),
            annotation: None,
            since: None,
            taken: None,
            table: None,
        });
    }
    Trace { entries: builder.entries }
}

/// What a row is called: its own title, else its key's, else its first text.
fn row_title(machine: &Machine<'_>, facts: &Facts, scope: ScopeId, row: u32) -> Text {
    let list = &machine.model.scopes[scope];
    let key = match list.kind {
        ScopeKind::List { key, .. } => key,
        ScopeKind::Group { key, .. } => Some(key),
        ScopeKind::Whole => None,
    };
    let in_all = |text: &str| Text::of(Lang::ALL.map(|lang| (lang, text)));
    let shown = |slot| machine.cell(slot, row).map_or(Shown::Nothing, |value| machine.shown(value));
    let own = facts.headings.get(&(scope, row)).map(Heading::shown).filter(|title| !title.is_empty());
    match (own, key.map(shown)) {
        (Some(title), _) => in_all(title),
        (None, Some(shown)) => Text::of(Lang::ALL.map(|lang| (lang, shown.text(lang)))),
        (None, None) => {
            let text = list.fields.iter().find(|&&slot| machine.model.slots[slot].ty == Type::Text);
            match text.map(|&slot| shown(slot)) {
                Some(Shown::Plain(text)) => in_all(&text),
                _ => Text::default(),
            }
        }
    }
}

/// The rows down to one, outermost first, each with its number and what it is called.
pub(super) fn row_names(appraisal: &Appraisal, machine: &Machine<'_>, scope: ScopeId, row: u32) -> Vec<RowName> {
    let (mut scope, mut row) = (scope, row);
    let mut names = Vec::new();
    while scope != 0 {
        let list = &machine.model.scopes[scope];
        let rows = machine.rows(scope);
        let parent = usize::try_from(row).ok().and_then(|row| rows.parent.get(row)).copied().unwrap_or(0);
        let index = usize::try_from(row.saturating_sub(rows.of_parent(parent).start)).unwrap_or(usize::MAX);
        let title = row_title(machine, &appraisal.facts, scope, row);
        names.push(RowName { list: list.title.or_name(&list.name), number: index.saturating_add(1), title });
        (scope, row) = (list.parent, parent);
    }
    names.reverse();
    names
}

impl<'a> Builder<'a> {
    fn shown(&self, value: &Value) -> Shown {
        self.machine.shown(value)
    }

    fn shown_cell(&self, slot: SlotId, row: u32) -> Shown {
        self.machine.cell(slot, row).map_or(Shown::Nothing, |value| self.shown(value))
    }

    fn citations<'c>(&self, cites: impl IntoIterator<Item = &'c Cite>) -> Shared<Citation> {
        cites
            .into_iter()
            .map(|cite| {
                let source = &self.model.sources[cite.source];
                Citation {
                    source: source.name.clone(),
                    title: source.title.or_name(&source.name),
                    at: cite.at.clone(),
                    confidence: cite.confidence,
                }
            })
            .collect()
    }

    fn row(&self, scope: ScopeId, row: u32) -> Row {
        let rows = self.rows.get(usize::from(scope));
        usize::try_from(row).ok().and_then(|row| rows?.get(row)).cloned().unwrap_or_default()
    }

    /// Where the cell of a row is, and the rows down to it.
    fn place(&self, slot: SlotId, row: u32) -> Row {
        let rows = self.rows.get(usize::from(self.model.slots[slot].scope));
        let row = usize::try_from(row).ok().and_then(|row| rows?.get(row));
        let name = usize::try_from(slot).ok().and_then(|slot| self.names.get(slot));
        row.zip(name).map_or_else(Row::default, |((path, rows), name)| (path.with_name(name), rows.clone()))
    }

    /// Says of each row where it is and what it is called; enclosing lists come before those in them.
    fn name_rows(&mut self) {
        self.rows.push(vec![Row::default()]);
        for (scope, list) in self.model.scopes.iter().enumerate().skip(1) {
            let scope = ScopeId::try_from(scope).unwrap_or(ScopeId::MAX);
            let (name, title_of_list) = (Arc::from(list.name.as_str()), list.title.or_name(&list.name));
            let parents = &self.machine.rows(scope).parent;
            let rows = parents.iter().zip(0u32..).map(|(&parent, row)| {
                let index = row.saturating_sub(self.machine.rows(scope).of_parent(parent).start);
                let index = usize::try_from(index).unwrap_or(usize::MAX);
                let (above, names) = self.row(list.parent, parent);
                let title = row_title(&self.machine, &self.appraisal.facts, scope, row);
                let own = RowName { list: title_of_list.clone(), number: index.saturating_add(1), title };
                (above.with_name(&name).index(index), names.iter().cloned().chain([own]).collect())
            });
            let rows = rows.collect();
            self.rows.push(rows);
        }
    }

    /// The entry of a cell; an input gets its own when it is first used.
    fn entry_of_cell(&mut self, slot: SlotId, row: u32) -> usize {
        let number = self.machine.number_of_cell(slot, row);
        if let Some(known) = number.and_then(|number| self.cells.get(number).copied().flatten()) {
            return known;
        }
        let model_slot = &self.model.slots[slot];
        let (basis, cites) = match &model_slot.role {
            SlotRole::Input(input) => ((input.role == "judgement").then_some(Basis::Judgement), input.cites.as_slice()),
            _ => (None, &[][..]),
        };
        let citations = if cites.is_empty() { Shared::default() } else { self.citations(cites) };
        let (path, rows) = self.place(slot, row);
        let entry = Entry {
            kind: EntryKind::Input,
            path,
            title: model_slot.title.or_name(&model_slot.name),
            rows,
            value: self.shown_cell(slot, row),
            unit: model_slot.unit.clone(),
            rule: Shared::default(),
            lines: Vec::new(),
            uses: Vec::new(),
            rounding: None,
            citations,
            basis,
            reading: Text::default(),
            annotation: self.appraisal.facts.annotations.get(&(slot, row)).cloned().map(Box::new),
            since: None,
            taken: self.appraisal.facts.taken.get(&(slot, row)).map(|taken| Box::new(Taken::clone(taken))),
            table: None,
        };
        self.add_cell(slot, row, entry)
    }

    /// What was given and no step uses: plans, remarks on strategy, feedback. It decides nothing, and belongs to the record all the same.
    fn also_given(&mut self) {
        let model = self.model;
        for (slot, column) in (0..).zip(model.slots.iter()) {
            let SlotRole::Input(input) = &column.role else { continue };
            for row in 0..self.machine.rows(column.scope).count() {
                let row = u32::try_from(row).unwrap_or(u32::MAX);
                let is_given = match self.machine.cell(slot, row) {
                    Some(Value::Absent(_) | Value::Failed) | None => false,
                    Some(value) => Some(value) != input.default.as_ref(),
                };
                if is_given {
                    self.entry_of_cell(slot, row);
                }
            }
        }
    }

    fn add_cell(&mut self, slot: SlotId, row: u32, entry: Entry) -> usize {
        let position = self.entries.len();
        self.entries.push(entry);
        let number = self.machine.number_of_cell(slot, row);
        if let Some(known) = number.and_then(|number| self.cells.get_mut(number)) {
            *known = Some(position);
        }
        position
    }

    /// The entry of an aggregate that does not depend on the current row: all rows use the one.
    fn entry_of_aggregate(&mut self, inner: NodeId, scope: ScopeId) -> (usize, Text) {
        let key = (inner, self.machine.current(scope));
        if let Some(&known) = self.aggregates.get(&key) {
            return (known, self.entries.get(known).map_or_else(Text::default, |entry| entry.title.clone()));
        }
        let (lines, uses) = (std::mem::take(&mut self.lines), std::mem::take(&mut self.uses));
        let pieces = self.written(inner, 0);
        let mut rule = Vec::new();
        self.rule(inner, 0, &mut rule);
        let value = self.eval(inner);
        let value = self.shown(&value);
        self.lines.extend(pieces.map(|pieces| Line::Calculation { pieces, result: value.clone() }));
        let list = match &self.model.nodes[inner] {
            Op::Over(over) => self.model.scopes[over.rows.scope()].name.clone(),
            _ => String::new(),
        };
        let (above, rows) = self.row(scope, key.1);
        let entry = Entry {
            kind: EntryKind::Aggregate,
            path: above.with_name(&list.into()),
            title: Text::of(Lang::ALL.map(|lang| (lang, written(&rule, lang)))),
            rows,
            value,
            unit: String::new(),
            rule: Shared::default(),
            lines: std::mem::replace(&mut self.lines, lines),
            uses: std::mem::replace(&mut self.uses, uses),
            rounding: None,
            citations: Shared::default(),
            basis: None,
            reading: Text::default(),
            annotation: None,
            since: None,
            taken: None,
            table: None,
        };
        let title = entry.title.clone();
        let position = self.entries.len();
        self.entries.push(entry);
        self.aggregates.insert(key, position);
        (position, title)
    }

    /// The entry of a cell of a setting or parameter.
    fn entry_of_constant(&mut self, of: TableOf, position: usize) -> usize {
        let source = match of {
            TableOf::Setting(index) => (EntryKind::Setting, index, position),
            TableOf::Parameter(index) => (EntryKind::Parameter, index, position),
        };
        if let Some(&known) = self.constants.get(&source) {
            return known;
        }
        let cells = self.machine.cells(of);
        let value = match cells {
            Some(Cells::Curve(curve)) => Shown::Plain(points_of(curve)),
            _ => self.machine.constant(of, position).map_or(Shown::Nothing, |value| self.shown(value)),
        };
        let (kind, top, name, title, unit, takes, cites, since) = match of {
            TableOf::Setting(index) => {
                let s = &self.model.settings[index];
                (EntryKind::Setting, "settings", &s.name, &s.title, &s.unit, &s.takes, s.cites.as_slice(), None)
            }
            TableOf::Parameter(index) => {
                let p = &self.model.parameters[index];
                let dated = self.appraisal.facts.parameters.get(index).and_then(|position| p.values.get(*position));
                let cites = dated.map_or(&[][..], |dated| dated.cites.as_slice());
                (EntryKind::Parameter, "parameters", &p.name, &p.title, &p.unit, &p.takes, cites, dated.map(|d| d.from))
            }
        };
        let mut path = Path::new().key(top).key(name);
        let mut title = title.or_name(name);
        let mut unit = unit.clone();
        if let Some(place) = cells.and_then(|cells| takes.place(cells, position, &self.model.sets)) {
            path = path.then(&place.path);
            unit.clone_from(&place.column.unit);
            title = place.titled(&title);
        }
        let citations = self.citations(cites);
        let amended = matches!(of, TableOf::Parameter(index) if self.model.parameters[index].amended);
        let basis = match kind {
            EntryKind::Setting => Some(Basis::Local),
            _ if amended => Some(Basis::Local),
            _ => basis_of(cites),
        };
        let entry = Entry {
            kind,
            path,
            title,
            rows: Shared::default(),
            value,
            unit,
            rule: Shared::default(),
            lines: Vec::new(),
            uses: Vec::new(),
            rounding: None,
            citations,
            basis,
            reading: Text::default(),
            annotation: None,
            since,
            taken: None,
            table: None,
        };
        let entry_position = self.entries.len();
        self.entries.push(entry);
        self.constants.insert(source, entry_position);
        entry_position
    }

    fn step(&mut self, slot: SlotId, row: u32) {
        let model_slot = &self.model.slots[slot];
        let SlotRole::Step(step) = &model_slot.role else { return };
        self.machine.stand(slot, row);
        self.lines.clear();
        self.uses.clear();
        let value = self.machine.cell(slot, row).cloned().unwrap_or(Value::Failed);
        self.working(step.body, &value);
        self.uses.sort_unstable();
        self.uses.dedup();
        let (rule, citations) = self.rule_of(slot, step);
        let basis = step.basis.or_else(|| basis_of(&step.cites));
        let (path, rows) = self.place(slot, row);
        // What rows are looked up in is told by their lines.
        let table = self.table.take().filter(|_| rows.is_empty());
        let entry = Entry {
            kind: EntryKind::Step,
            path,
            title: model_slot.title.or_name(&model_slot.name),
            rows,
            value: self.shown(&value),
            unit: model_slot.unit.clone(),
            rule,
            lines: self.lines.drain(..).collect(),
            uses: self.uses.drain(..).collect(),
            rounding: None,
            citations,
            basis,
            reading: step.reading.clone(),
            annotation: None,
            since: None,
            taken: None,
            table: table.map(Box::new),
        };
        self.add_cell(slot, row, entry);
    }

    fn rule_of(&mut self, slot: SlotId, step: &'a Step) -> Rule {
        if let Some((rule, citations)) = self.rules.get(&slot) {
            return (rule.clone(), citations.clone());
        }
        let mut rule = Vec::new();
        self.rule(step.body, 0, &mut rule);
        let mut cites: Vec<&Cite> = step.cites.iter().collect();
        for &formula in &step.uses.formulas {
            for cite in &self.model.formulas[formula].cites {
                if !cites.contains(&cite) {
                    cites.push(cite);
                }
            }
        }
        let made: Rule = (rule.into_iter().collect(), self.citations(cites));
        self.rules.insert(slot, made.clone());
        made
    }

    fn eval(&mut self, node: NodeId) -> Value {
        self.machine.eval(node).unwrap_or(Value::Failed)
    }

    fn sheet(&mut self) -> Vec<Piece> {
        self.sheets.pop().unwrap_or_else(|| Vec::with_capacity(64))
    }

    /// An expression in numbers, with no more memory than it needs; none where there is no room left for it.
    fn written(&mut self, node: NodeId, tightness: u8) -> Option<Vec<Piece>> {
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
    fn noted(&mut self, node: NodeId) {
        let mut sheet = self.sheet();
        self.numbers(node, 0, &mut sheet);
        sheet.clear();
        self.sheets.push(sheet);
    }

    fn calculation(&mut self, node: NodeId, value: &Value) {
        if let Some(pieces) = self.written(node, 0) {
            self.lines.push(Line::Calculation { pieces, result: self.shown(value) });
        }
    }

    fn condition(&mut self, node: NodeId, holds: Option<bool>) {
        if let Some(pieces) = self.written(node, 0) {
            self.lines.push(Line::Condition { pieces, holds });
        }
    }

    /// The condition of an `if`, and the branch that it takes.
    fn branch(&mut self, condition: NodeId, then: NodeId, otherwise: NodeId) -> Result<NodeId, Value> {
        let value = self.eval(condition);
        let holds = truth_of(&value);
        self.condition(condition, holds);
        holds.map(|holds| if holds { then } else { otherwise }).ok_or(value)
    }

    /// The lines of a body that has this value: how it was calculated, with the branches that were taken.
    fn working(&mut self, node: NodeId, value: &Value) {
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
                self.table = self.bands(bands, &compared, passed);
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
                self.table = self.matrix(matrix, &row, &column);
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

    /// All bands, of which one held; a result that is calculated stands in that one only.
    fn bands(&mut self, bands: &Bands, value: &Shown, holds: usize) -> Option<Table> {
        let results = bands.rows.iter().map(|row| row.result).chain(bands.otherwise);
        let gives: Vec<Shown> = results.map(|result| self.gives(result)).collect();
        let mut shown = Vec::new();
        for (index, gives) in gives.into_iter().enumerate() {
            let row = bands.rows.get(index);
            let from = match row.map(|row| (self.eval(row.threshold), row.above)) {
                Some((Value::Number(number), above)) => Some((number, above)),
                Some(_) => return None,
                None => None,
            };
            shown.push(BandOf { from, printed: row.map_or_else(String::new, |row| row.printed.clone()), gives });
        }
        Some(Table::Bands { value: value.clone(), bands: shown, holds })
    }

    /// What a row of a table gives, where that stands there.
    fn gives(&mut self, result: NodeId) -> Shown {
        if !self.is_leaf(result) {
            return Shown::Nothing;
        }
        let value = self.eval(result);
        self.shown(&value)
    }

    /// A whole matrix, of which one cell held.
    fn matrix(&self, matrix: &Matrix, row: &Value, column: &Value) -> Option<Table> {
        let (Value::Word(rows, row), Value::Word(columns, column)) = (row, column) else { return None };
        let words = |set: &SetId| {
            let words = self.model.sets[*set].words.iter();
            words.map(|word| Shown::Word(Arc::clone(&word.name), word.title.clone())).collect::<Vec<_>>()
        };
        let holds = (usize::from(*row), usize::from(*column));
        let cells = matrix.cells.iter().map(|cell| self.shown(cell)).collect();
        Some(Table::Matrix { rows: words(rows), columns: words(columns), cells, holds })
    }

    /// The line of a height on a curve: between which points, or beyond which end.
    fn along(&mut self, curve: &Curve, x: &Number, value: &Value) {
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
    fn is_by_number(&self, table: TableOf) -> bool {
        let holds = match table {
            TableOf::Setting(index) => &self.model.settings[index].takes,
            TableOf::Parameter(index) => &self.model.parameters[index].takes,
        };
        matches!(holds, Holds::Bands { .. } | Holds::Curve(_))
    }

    /// What a rule looks its result up by: worked out, unless it stands somewhere.
    fn working_or_noted(&mut self, node: NodeId, value: &Value) {
        if self.is_leaf(node) {
            self.noted(node);
        } else {
            self.working(node, value);
        }
    }

    fn is_leaf(&self, node: NodeId) -> bool {
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

    fn leaf(&self, value: &Value, tightness: u8, out: &mut Vec<Piece>) {
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
    fn named_leaf(&self, title: &Text, name: &str, value: &Value, tightness: u8, out: &mut Vec<Piece>) {
        if matches!(value, Value::Number(_)) {
            return self.leaf(value, tightness, out);
        }
        let shown = self.shown(value);
        out.extend([Piece::Title(title.or_name(name)), Piece::Sign(" ("), Piece::Value(shown), Piece::Sign(")")]);
    }

    /// Writes an expression in numbers. `tightness` is how strongly its surroundings bind: 1 right in a sum, 2 where a sum needs brackets, 3
    /// where a product does too.
    fn numbers(&mut self, node: NodeId, tightness: u8, out: &mut Vec<Piece>) {
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
    fn many_noted(&mut self, over: &Over) {
        let scope = over.rows.scope();
        let before = self.machine.current(scope);
        let lines = self.lines.len();
        for row in self.machine.rows_of(over.rows) {
            self.machine.set_current(scope, row);
            for node in over.filter.into_iter().chain([over.element, over.weight]) {
                self.noted(node);
                self.lines.truncate(lines);
            }
        }
        self.machine.set_current(scope, before);
    }

    fn constant(&mut self, node: NodeId, of: TableOf, position: usize, tightness: u8, out: &mut Vec<Piece>) {
        let entry = self.entry_of_constant(of, position);
        self.uses.push(entry);
        let value = self.eval(node);
        if let Some(entry) = self.entries.get(entry) {
            self.named_leaf(&entry.title, "", &value, tightness, out);
        }
    }

    fn listed(&mut self, open: &'static str, operands: &[NodeId], out: &mut Vec<Piece>) {
        out.push(Piece::Sign(open));
        for (index, operand) in operands.iter().enumerate() {
            if index > 0 {
                out.push(Piece::Sign("; "));
            }
            self.numbers(*operand, 0, out);
        }
        out.push(Piece::Sign(")"));
    }

    /// No terms yet of an aggregate.
    fn terms(&mut self, aggregate: Aggregate, policy: Policy) -> Terms {
        // These have a value whenever all their elements have one.
        let certain = !matches!(aggregate, Aggregate::WeightedMean | Aggregate::Only);
        Terms { aggregate, policy, list: Vec::new(), sheet: self.sheet(), certain }
    }

    /// Writes an element, and its weight, as its aggregate counts it; not where it is excluded.
    fn term(&mut self, terms: &mut Terms, element: NodeId, weight: Option<NodeId>) {
        let value = self.eval(element);
        let start = terms.sheet.len();
        if let Some(weight) = weight {
            self.numbers(weight, 2, &mut terms.sheet);
        }
        let middle = terms.sheet.len();
        let tightness = if weight.is_some() { 3 } else { inner_tightness(terms.aggregate) };
        self.numbers(element, tightness, &mut terms.sheet);
        let policy = match &value {
            Value::Absent(Absence { kind: AbsenceKind::NotRated, .. }) => Some(terms.policy.not_rated),
            Value::Absent(Absence { kind: AbsenceKind::NotApplicable, .. }) => Some(terms.policy.not_applicable),
            _ => None,
        };
        terms.certain &= policy.is_none() && value != Value::Failed;
        match policy {
            Some(Absent::Exclude) => return terms.sheet.truncate(start),
            Some(Absent::Zero) => {
                terms.sheet.truncate(middle);
                terms.sheet.push(Piece::Value(match terms.aggregate {
                    Aggregate::Any | Aggregate::All | Aggregate::Share => Shown::Truth(false),
                    _ => Shown::Number(Number::ZERO),
                }));
            }
            Some(Absent::Block) | None => {}
        }
        let held = value == Value::Truth(true);
        terms.list.push(Term { weight: start..middle, element: middle..terms.sheet.len(), held });
    }

    /// Writes an aggregate from its terms, so that it can be redone by hand.
    fn gathered(&mut self, node: NodeId, terms: Terms, tightness: u8, out: &mut Vec<Piece>) {
        let value = if terms.certain && !terms.list.is_empty() { None } else { Some(self.eval(node)) };
        match value {
            Some(value) if value.is_absent() || terms.list.is_empty() || value == Value::Failed => {
                self.leaf(&value, tightness, out);
            }
            _ => terms.write(tightness, out),
        }
        let Terms { mut sheet, .. } = terms;
        sheet.clear();
        self.sheets.push(sheet);
    }

    /// Writes an expression in titles: the rule as a person reads it.
    fn rule(&self, node: NodeId, tightness: u8, out: &mut Vec<Piece>) {
        let model = self.model;
        match &model.nodes[node] {
            Op::Input(slot, _) | Op::Step(slot, _) => {
                out.push(Piece::Title(model.slots[*slot].title.or_name(&model.slots[*slot].name)));
            }
            Op::Setting(index) => {
                out.push(Piece::Title(model.settings[*index].title.or_name(&model.settings[*index].name)));
            }
            Op::Parameter(index) => {
                out.push(Piece::Title(model.parameters[*index].title.or_name(&model.parameters[*index].name)));
            }
            Op::Lookup { table, key, column, .. } => {
                let (title, name, takes) = match table {
                    TableOf::Setting(i) => {
                        (&model.settings[*i].title, &model.settings[*i].name, &model.settings[*i].takes)
                    }
                    TableOf::Parameter(i) => {
                        (&model.parameters[*i].title, &model.parameters[*i].name, &model.parameters[*i].takes)
                    }
                };
                out.extend([Piece::Title(title.or_name(name)), Piece::Sign("[")]);
                self.rule(*key, 0, out);
                out.push(Piece::Sign("]"));
                let columns = takes.columns();
                if let Some(column) = columns.get(*column).filter(|_| columns.len() > 1) {
                    out.extend([Piece::Sign("."), Piece::Title(column.title.or_name(&column.name))]);
                }
            }
            Op::Negate(x) => {
                out.push(Piece::Sign("-"));
                self.rule(*x, 2, out);
            }
            Op::Not(x) => {
                out.push(Piece::Sign("not ("));
                self.rule(*x, 0, out);
                out.push(Piece::Sign(")"));
            }
            Op::Both(a, b) | Op::Either(a, b) => {
                let sign = if matches!(model.nodes[node], Op::Both(..)) { " and " } else { " or " };
                bracketed_if(tightness >= 1, out, |out| {
                    self.rule(*a, 1, out);
                    out.push(Piece::Sign(sign));
                    self.rule(*b, 1, out);
                });
            }
            Op::Compare(comparison, a, b) => bracketed_if(tightness >= 1, out, |out| {
                self.rule(*a, 1, out);
                out.push(Piece::Sign(sign_of(*comparison)));
                self.rule(*b, 1, out);
            }),
            Op::Arithmetic(operation, a, b) => {
                let Binding { sign, brackets_from, left, right } = binding(*operation);
                bracketed_if(tightness >= brackets_from, out, |out| {
                    self.rule(*a, left, out);
                    out.push(Piece::Sign(sign));
                    self.rule(*b, right, out);
                });
            }
            Op::If(condition, a, b) => bracketed_if(tightness >= 1, out, |out| {
                out.push(Piece::Sign("if "));
                self.rule(*condition, 0, out);
                out.push(Piece::Sign(" then "));
                self.rule(*a, 0, out);
                out.push(Piece::Sign(" else "));
                self.rule(*b, 0, out);
            }),
            Op::Function(function, operands) => {
                let name = match function {
                    Function::AtMost => "min",
                    Function::AtLeast => "max",
                    other => other.name(),
                };
                out.extend([Piece::Sign(name), Piece::Sign("(")]);
                self.rule_list(operands, out);
                out.push(Piece::Sign(")"));
            }
            Op::Round(x, digits, mode) => {
                out.push(Piece::Sign("round("));
                self.rule(*x, 0, out);
                out.extend([Piece::Sign("; "), Piece::Value(whole(usize::from(*digits))), Piece::Sign("; ")]);
                out.extend([Piece::Sign(mode.name()), Piece::Sign(")")]);
            }
            Op::RoundTo(x, step, mode) => {
                out.push(Piece::Sign("round_to("));
                self.rule(*x, 0, out);
                out.extend([Piece::Sign("; "), Piece::Value(Shown::Number(step.clone())), Piece::Sign("; ")]);
                out.extend([Piece::Sign(mode.name()), Piece::Sign(")")]);
            }
            Op::Array { aggregate, items, .. } => {
                out.extend([Piece::Sign(aggregate.name()), Piece::Sign("(")]);
                self.rule_list(items, out);
                out.push(Piece::Sign(")"));
            }
            Op::Over(over) => {
                out.extend([Piece::Sign(over.aggregate.name()), Piece::Sign("(")]);
                if over.aggregate != Aggregate::Count {
                    self.rule(over.element, 0, out);
                    if over.aggregate == Aggregate::WeightedMean {
                        out.push(Piece::Sign("; "));
                        self.rule(over.weight, 0, out);
                    }
                    out.push(Piece::Sign(" over "));
                }
                let scope = match over.rows {
                    RowsOf::List(list) | RowsOf::Members { list, .. } => &model.scopes[list],
                };
                out.push(Piece::Title(scope.title.or_name(&scope.name)));
                if let Some(filter) = over.filter {
                    out.push(Piece::Sign(" where "));
                    self.rule(filter, 0, out);
                }
                out.push(Piece::Sign(")"));
            }
            Op::Once { inner, .. } => self.rule(*inner, tightness, out),
            Op::Call { formula, arguments, .. } => {
                let meta = &model.formulas[*formula];
                out.extend([Piece::Title(meta.title.or_name(&meta.name)), Piece::Sign("(")]);
                self.rule_list(arguments, out);
                out.push(Piece::Sign(")"));
            }
            // Their rows are shown where they are taken.
            Op::Bands(bands) => self.rule(bands.of, tightness, out),
            Op::Curve(curved) => self.rule(curved.of, tightness, out),
            Op::Matrix(matrix) => {
                self.rule(matrix.rows, 0, out);
                out.push(Piece::Sign(" × "));
                self.rule(matrix.columns, 0, out);
            }
            Op::Rules(_) => {}
            Op::Constant(value) => out.push(Piece::Value(self.shown(value))),
            Op::Absent(kind) => out.push(Piece::Value(Shown::Absent(*kind, Path::new()))),
            Op::Local(_) => {}
            Op::Period => out.push(Piece::Title(Text::of([(Lang::En, "period"), (Lang::Id, "periode")]))),
        }
    }

    fn rule_list(&self, items: &[NodeId], out: &mut Vec<Piece>) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push(Piece::Sign("; "));
            }
            self.rule(*item, 0, out);
        }
    }
}

/// The elements of an aggregate, written.
struct Terms {
    aggregate: Aggregate,
    policy: Policy,
    list: Vec<Term>,
    sheet: Vec<Piece>,
    /// Whether the aggregate has a value, if only it has a term.
    certain: bool,
}

/// Where one element stands on the sheet.
struct Term {
    weight: Range<usize>,
    element: Range<usize>,
    held: bool,
}

impl Terms {
    fn pieces(&self, range: &Range<usize>) -> &[Piece] {
        self.sheet.get(range.clone()).unwrap_or(&[])
    }

    fn write(&self, tightness: u8, out: &mut Vec<Piece>) {
        let count = Piece::Value(whole(self.list.len()));
        let several = self.list.len() > 1;
        let elements = || self.list.iter().map(|term| self.pieces(&term.element));
        match self.aggregate {
            Aggregate::Sum => {
                bracketed_if(several && tightness >= 2, out, |out| joined(elements(), " + ", out));
            }
            Aggregate::Mean => bracketed_if(tightness >= 3, out, |out| {
                bracketed_if(several, out, |out| joined(elements(), " + ", out));
                out.extend([Piece::Sign(" / "), count]);
            }),
            Aggregate::WeightedMean => bracketed_if(tightness >= 3, out, |out| {
                out.push(Piece::Sign("("));
                for (index, term) in self.list.iter().enumerate() {
                    if index > 0 {
                        out.push(Piece::Sign(" + "));
                    }
                    joined([&term.weight, &term.element].map(|range| self.pieces(range)).into_iter(), " × ", out);
                }
                out.push(Piece::Sign(") / ("));
                joined(self.list.iter().map(|term| self.pieces(&term.weight)), " + ", out);
                out.push(Piece::Sign(")"));
            }),
            Aggregate::Share => bracketed_if(tightness >= 3, out, |out| {
                let held = self.list.iter().filter(|term| term.held).count();
                out.extend([Piece::Value(whole(held)), Piece::Sign(" / "), count]);
            }),
            Aggregate::Only => joined(elements().take(1), "", out),
            Aggregate::Count => out.push(count),
            Aggregate::Min | Aggregate::Max | Aggregate::Median | Aggregate::Any | Aggregate::All => {
                out.push(Piece::Sign(match self.aggregate {
                    Aggregate::Min => "min(",
                    Aggregate::Max => "max(",
                    Aggregate::Median => "median(",
                    Aggregate::Any => "any(",
                    _ => "all(",
                }));
                joined(elements(), "; ", out);
                out.push(Piece::Sign(")"));
            }
        }
    }
}

/// The points of a curve on a line, as many as a line may hold.
fn points_of(curve: &Curve) -> String {
    let points = curve.points().iter().map(|(x, y)| format!("{x} → {y}"));
    cut(points.collect::<Vec<_>>().join("; "), QUOTED)
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

fn joined<'p>(terms: impl Iterator<Item = &'p [Piece]>, sign: &'static str, out: &mut Vec<Piece>) {
    for (index, term) in terms.enumerate() {
        if index > 0 {
            out.push(Piece::Sign(sign));
        }
        out.extend_from_slice(term);
    }
}

fn bracketed_if(brackets: bool, out: &mut Vec<Piece>, write: impl FnOnce(&mut Vec<Piece>)) {
    if brackets {
        out.push(Piece::Sign("("));
    }
    write(out);
    if brackets {
        out.push(Piece::Sign(")"));
    }
}

fn whole(count: usize) -> Shown {
    Shown::Number(Number::from(i64::try_from(count).unwrap_or(i64::MAX)))
}

const fn sign_of(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => " = ",
        Comparison::NotEqual => " ≠ ",
        Comparison::Less => " < ",
        Comparison::LessOrEqual => " ≤ ",
        Comparison::Greater => " > ",
        Comparison::GreaterOrEqual => " ≥ ",
    }
}

const fn binding(operation: Arithmetic) -> Binding {
    match operation {
        Arithmetic::Add => Binding { sign: " + ", brackets_from: 2, left: 0, right: 1 },
        Arithmetic::Subtract => Binding { sign: " - ", brackets_from: 2, left: 0, right: 2 },
        Arithmetic::Multiply => Binding { sign: " × ", brackets_from: 3, left: 2, right: 3 },
        Arithmetic::Divide => Binding { sign: " / ", brackets_from: 3, left: 2, right: 3 },
    }
}

/// How an operator binds: surroundings of which tightness make it need brackets, and how tight it holds its sides.
struct Binding {
    sign: &'static str,
    brackets_from: u8,
    left: u8,
    right: u8,
}

/// How strongly the elements of an aggregate are bound where they are written out.
const fn inner_tightness(aggregate: Aggregate) -> u8 {
    match aggregate {
        Aggregate::Sum | Aggregate::Mean => 1,
        _ => 0,
    }
}
