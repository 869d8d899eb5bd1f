//! Builds the trace of an appraisal: each step's rule in titles and its working in numbers, from the program that calculated it.

mod terms;
mod working;

use super::Appraisal;
use super::evaluate::Machine;
use super::facts::{Facts, Heading};
use crate::curve::Curve;
use crate::problem::Path;
use crate::scheme::model::{Bands, Basis, Cells, Matrix, Model, Op, ScopeKind, SlotRole, TableOf, basis_of};
use crate::scheme::told::Told;
use crate::scheme::value::{NodeId, ScopeId, SetId, SlotId, Type, Value};
use crate::text::{Lang, QUOTED, Text, cut};
use crate::trace::words::written;
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shared, Shown, Table, TableBand, Taken, Trace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of how many rows an aggregate is written out: nobody redoes more by hand, and lines must not grow as steps times rows.
const MOST_TERMS: usize = 1_000;

/// How much working a trace writes out, at most: of the facts of one person there are some thousand pieces. What comes later has its value, its rule and what it uses.
const MOST_WORKING: u64 = 2_000_000;

/// Where a row is, and the rows down to it, outermost first.
type Row = (Path, Shared<RowName>);

struct Builder<'a> {
    model: &'a Model,
    /// What all traces by the scheme share.
    told: &'a Told,
    appraisal: &'a Appraisal,
    machine: Machine<'a>,
    entries: Vec<Entry>,
    /// The entry of each cell, by its number.
    cells: Vec<Option<usize>>,
    /// The entry of each cell of a setting or parameter.
    constants: BTreeMap<(EntryKind, usize, usize), usize>,
    /// The entry of each aggregate that several rows use, by the row that owns its list.
    aggregates: BTreeMap<(NodeId, u32), usize>,
    /// What all cells of a row share.
    rows: Vec<Vec<Row>>,
    /// Of the step at hand.
    lines: Vec<Line>,
    uses: Vec<usize>,
    /// What the value at hand was looked up in.
    table: Option<Table>,
    /// Whether what is looked up now is shown whole: not in rows, whose lines tell it.
    shows_tables: bool,
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
        told: model.told(),
        appraisal,
        machine: appraisal.machine(),
        entries: Vec::with_capacity(most),
        cells: vec![None; cells],
        constants: BTreeMap::new(),
        aggregates: BTreeMap::new(),
        rows: Vec::with_capacity(model.scopes.len()),
        lines: Vec::new(),
        uses: Vec::new(),
        table: None,
        shows_tables: false,
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
    let outcomes = model.outcomes.iter().zip(&model.told().outcomes);
    for (position, (outcome, (path, title))) in outcomes.enumerate() {
        let used = builder.entry_of_cell(outcome.of, 0);
        let value = match appraisal.outcomes.get(position) {
            Some(super::Outcome::Rounded(rounded)) => Shown::Rounded(rounded.clone()),
            _ => builder.shown_cell(outcome.of, 0),
        };
        builder.entries.push(Entry {
            kind: EntryKind::Outcome,
            path: path.clone(),
            title: title.clone(),
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

    fn row(&self, scope: ScopeId, row: u32) -> Row {
        let rows = self.rows.get(usize::from(scope));
        usize::try_from(row).ok().and_then(|row| rows?.get(row)).cloned().unwrap_or_default()
    }

    /// Where the cell of a row is, and the rows down to it.
    fn place(&self, slot: SlotId, row: u32) -> Row {
        let rows = self.rows.get(usize::from(self.model.slots[slot].scope));
        let row = usize::try_from(row).ok().and_then(|row| rows?.get(row));
        row.map_or_else(Row::default, |(path, rows)| (path.with_name(&self.told.slots[slot].name), rows.clone()))
    }

    /// Says of each row where it is and what it is called; enclosing lists come before those in them.
    fn name_rows(&mut self) {
        self.rows.push(vec![Row::default()]);
        for (scope, list) in self.model.scopes.iter().enumerate().skip(1) {
            let scope = ScopeId::try_from(scope).unwrap_or(ScopeId::MAX);
            let (name, title_of_list) = &self.told.lists[scope];
            let parents = &self.machine.rows(scope).parent;
            let rows = parents.iter().zip(0u32..).map(|(&parent, row)| {
                let index = row.saturating_sub(self.machine.rows(scope).of_parent(parent).start);
                let index = usize::try_from(index).unwrap_or(usize::MAX);
                let (above, names) = self.row(list.parent, parent);
                let title = row_title(&self.machine, &self.appraisal.facts, scope, row);
                let own = RowName { list: title_of_list.clone(), number: index.saturating_add(1), title };
                (above.with_name(name).index(index), names.iter().cloned().chain([own]).collect())
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
        let is_judgement = matches!(&model_slot.role, SlotRole::Input(input) if input.role == "judgement");
        let told = &self.told.slots[slot];
        let (path, rows) = self.place(slot, row);
        let entry = Entry {
            kind: EntryKind::Input,
            path,
            title: told.title.clone(),
            rows,
            value: self.shown_cell(slot, row),
            unit: model_slot.unit.clone(),
            rule: Shared::default(),
            lines: Vec::new(),
            uses: Vec::new(),
            rounding: None,
            citations: told.citations.clone(),
            basis: is_judgement.then_some(Basis::Judgement),
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
        // It has rows of its own, or is one of them.
        let shows_tables = std::mem::replace(&mut self.shows_tables, false);
        let pieces = self.written(inner, 0);
        self.shows_tables = shows_tables;
        let mut rule = Vec::new();
        self.model.rule(inner, 0, &mut rule);
        let value = self.eval(inner);
        let value = self.shown(&value);
        self.lines.extend(pieces.map(|pieces| Line::Calculation { pieces, result: value.clone() }));
        let list = match &self.model.nodes[inner] {
            Op::Over(over) => Arc::clone(&self.told.lists[over.rows.scope()].0),
            _ => "".into(),
        };
        let (above, rows) = self.row(scope, key.1);
        let entry = Entry {
            kind: EntryKind::Aggregate,
            path: above.with_name(&list),
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
        let (kind, told, unit, takes, basis, dated) = match of {
            TableOf::Setting(index) => {
                let setting = &self.model.settings[index];
                let told = &self.told.settings[index];
                (EntryKind::Setting, told, &setting.unit, &setting.takes, Some(Basis::Local), None)
            }
            TableOf::Parameter(index) => {
                let parameter = &self.model.parameters[index];
                let position = self.appraisal.facts.parameters.get(index).copied();
                let dated = position.and_then(|position| Some((position, parameter.values.get(position)?)));
                let basis = match dated {
                    _ if parameter.amended => Some(Basis::Local),
                    Some((_, dated)) => basis_of(&dated.cites),
                    None => basis_of(&[]),
                };
                let told = &self.told.parameters[index];
                (EntryKind::Parameter, told, &parameter.unit, &parameter.takes, basis, dated)
            }
        };
        let (mut path, mut title, mut unit) = (told.path.clone(), told.title.clone(), unit.clone());
        if let Some(place) = cells.and_then(|cells| takes.place(cells, position, &self.model.sets)) {
            path = path.then(&place.path);
            unit.clone_from(&place.column.unit);
            title = place.titled(&title);
        }
        let citations = told.citations.get(dated.map_or(0, |(position, _)| position)).cloned().unwrap_or_default();
        let since = dated.map(|(_, dated)| dated.from);
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
        self.shows_tables = model_slot.scope == 0;
        let value = self.machine.cell(slot, row).cloned().unwrap_or(Value::Failed);
        self.working(step.body, &value);
        self.uses.sort_unstable();
        self.uses.dedup();
        let told = &self.told.slots[slot];
        let basis = step.basis.or_else(|| basis_of(&step.cites));
        let (path, rows) = self.place(slot, row);
        let table = self.table.take();
        let entry = Entry {
            kind: EntryKind::Step,
            path,
            title: told.title.clone(),
            rows,
            value: self.shown(&value),
            unit: model_slot.unit.clone(),
            rule: told.rule.clone(),
            lines: self.lines.drain(..).collect(),
            uses: self.uses.drain(..).collect(),
            rounding: None,
            citations: told.citations.clone(),
            basis,
            reading: step.reading.clone(),
            annotation: None,
            since: None,
            taken: None,
            table: table.map(Box::new),
        };
        self.add_cell(slot, row, entry);
    }

    fn eval(&mut self, node: NodeId) -> Value {
        self.machine.eval(node).unwrap_or(Value::Failed)
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
            shown.push(TableBand { from, printed: row.map_or_else(String::new, |row| row.printed.clone()), gives });
        }
        Some(Table::Bands { value: value.clone(), bands: shown, holds })
    }

    /// The bands of a setting or parameter, one column of them, of which one held.
    fn looked_up(&self, cells: &Cells, width: usize, column: usize, value: &Value, holds: usize) -> Table {
        let results = cells.values().iter().skip(column).step_by(width.max(1));
        let bands = results.enumerate().map(|(row, gives)| TableBand {
            from: cells.thresholds().get(row).map(|threshold| (threshold.number.clone(), threshold.above)),
            printed: String::new(),
            gives: self.shown(gives),
        });
        Table::Bands { value: self.shown(value), bands: bands.collect(), holds }
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
}

/// The points of a curve on a line, as many as a line may hold.
fn points_of(curve: &Curve) -> String {
    let points = curve.points().iter().map(|(x, y)| format!("{x} → {y}"));
    cut(points.collect::<Vec<_>>().join("; "), QUOTED)
}
