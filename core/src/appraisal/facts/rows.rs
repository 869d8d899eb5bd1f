//! The rows of lists: their weights and keys, the groups that are derived from them, and where their cells lie.

use super::{FactsReader, MOST_BITS, MOST_CELLS, Rows};
use crate::document::{Json, Node};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Trail};
use crate::scheme::cells::wrong_type;
use crate::scheme::model::{Input, MOST_ROWS, ScopeKind, SlotRole, Takes};
use crate::scheme::value::{ScopeId, SlotId, Type, Value};
use std::collections::{HashMap, HashSet};

impl<'n> FactsReader<'_, '_, '_, 'n> {
    pub(super) fn list(&mut self, parent_node: &'n Node<'n>, trail: &Trail<'_>, scope: ScopeId, parent: u32) {
        let model = self.model;
        let name = model.scopes[scope].name.as_str();
        let here = trail.key(name);
        let ScopeKind::List { least, key, complete } = &model.scopes[scope].kind else { return };
        let node = parent_node.get(name).filter(|node| !node.is_null());
        let items = match node.map(|node| &node.value) {
            None => &[][..],
            Some(Json::List(items)) => items,
            Some(_) => {
                wrong_type(node.unwrap_or(parent_node), "a list", &here, self.reader);
                self.close(scope);
                return;
            }
        };
        let node = node.unwrap_or(parent_node);
        if items.len() > MOST_ROWS {
            let problem = Problem::new(Code::FactsTooLarge, here.path()).with("limit", "10,000 rows in a list");
            self.reader.add(problem, node);
            self.close(scope);
            return;
        }
        if !self.hold(scope, items.len()) {
            self.refuse_cells(node);
            self.close(scope);
            return;
        }
        if items.len() < *least {
            let problem = Problem::new(Code::ListLeast, here.path()).with("found", items.len()).with("least", least);
            self.reader.add(problem, node);
        }
        let first = self.rows.get(usize::from(scope)).map_or(0, Rows::count);
        self.reserve(scope, items.len());
        let carried = self.carried(scope, items);
        let outer = std::mem::replace(&mut self.carried, carried);
        for (index, item) in items.iter().enumerate() {
            let row = u32::try_from(first.saturating_add(index)).unwrap_or(u32::MAX);
            if let Some(rows) = self.rows.get_mut(usize::from(scope)) {
                rows.parent.push(fault!("rows of a nested list belong to the first row", 0, parent));
            }
            let at = here.index(index);
            if !matches!(item.value, Json::Object(_)) {
                wrong_type(item, "an object", &at, self.reader);
                self.skip_row(scope);
                continue;
            }
            self.row(item, &at, scope, row);
        }
        self.carried = outer;
        self.close(scope);
        for &slot in &model.scopes[scope].fields {
            if let SlotRole::Input(Input { takes: Takes::Weight { total, least, multiple_of }, .. }) =
                &model.slots[slot].role
            {
                self.weights(slot, first, items, &here, node, [Some(total), least.as_ref(), multiple_of.as_ref()]);
            }
        }
        if let Some(key) = key {
            self.keys(*key, first, items, *complete, &here, node);
        }
    }

    /// Makes room for the rows of a list.
    pub(super) fn reserve(&mut self, scope: ScopeId, rows: usize) {
        if let Some(scope_rows) = self.rows.get_mut(usize::from(scope)) {
            scope_rows.parent.reserve(rows);
        }
        for &slot in &self.model.scopes[scope].fields {
            let position = usize::try_from(slot).unwrap_or(usize::MAX);
            if let Some(column) = self.columns.get_mut(position) {
                column.reserve(rows);
            }
            if let Some(given) = self.given.get_mut(position) {
                given.reserve(rows);
            }
        }
    }

    /// A row that is no object keeps its place, so that the rows after it are still read.
    pub(super) fn skip_row(&mut self, scope: ScopeId) {
        for &slot in &self.model.scopes[scope].fields {
            let position = usize::try_from(slot).unwrap_or(usize::MAX);
            if let Some(column) = self.columns.get_mut(position) {
                column.push(Value::Failed);
            }
            if let Some(given) = self.given.get_mut(position) {
                given.push(None);
            }
        }
        for &list in &self.model.scopes[scope].lists {
            self.close(list);
        }
    }

    /// Ends the rows of one parent row.
    pub(super) fn close(&mut self, scope: ScopeId) {
        if let Some(rows) = self.rows.get_mut(usize::from(scope)) {
            rows.starts.push(u32::try_from(rows.parent.len()).unwrap_or(u32::MAX));
        }
    }

    /// Resolves and checks the weights of one list (clause 2.9).
    pub(super) fn weights(
        &mut self,
        slot: SlotId,
        first: usize,
        items: &[Node<'_>],
        trail: &Trail<'_>,
        node: &Node<'_>,
        [total, least, multiple_of]: [Option<&Number>; 3],
    ) {
        let (Some(total), false) = (total, items.is_empty()) else { return };
        // Ratios out of documents need not have a small denominator in common: more of them than facts may hold, which is told of the whole, are not added up.
        if self.bits > MOST_BITS {
            return;
        }
        let name = self.model.slots[slot].name.as_str();
        let position = usize::try_from(slot).unwrap_or(usize::MAX);
        let given = self.columns.get(position).and_then(|column| column.get(first..));
        if given.is_some_and(|given| given.len() == items.len() && weights_fit(given, total, least, multiple_of)) {
            return;
        }
        let column =
            self.columns.get_mut(position).map_or_else(Vec::new, |column| column.split_off(first.min(column.len())));
        let word = |value: &Value, wanted: &str| matches!(value, Value::Text(word) if &**word == wanted);
        let mut sound = column.len() == items.len() && !column.contains(&Value::Failed);
        let at = |index: usize| trail.path().index(index).key(name);
        let equals = column.iter().filter(|value| word(value, "equal")).count();
        let rests: Vec<usize> = column.iter().enumerate().filter(|(_, v)| word(v, "rest")).map(|(i, _)| i).collect();
        let misplaced = if equals > 0 && equals < column.len() {
            column.iter().position(|value| !word(value, "equal"))
        } else {
            rests.get(1).copied()
        };
        if let Some(index) = misplaced {
            self.reader.add(Problem::new(Code::WeightWords, at(index)), items.get(index).unwrap_or(node));
            sound = false;
        }
        let sum = column.iter().fold(Number::ZERO, |sum, value| match value {
            Value::Number(number) => &sum + number,
            _ => sum,
        });
        let share = if equals == 0 { None } else { Number::ratio(1, i64::try_from(column.len()).unwrap_or(1)) };
        let share = share.map(|part| &part * total);
        let resolved: Vec<Value> = column
            .into_iter()
            .map(|value| match value {
                Value::Number(_) | Value::Failed => value,
                value if word(&value, "rest") && sound => {
                    Value::Number(fault!("rest is the whole total", total.clone(), total - &sum))
                }
                value if word(&value, "equal") && sound => share.clone().map_or(Value::Failed, Value::Number),
                _ => Value::Failed,
            })
            .collect();
        let zero = Number::ZERO;
        for (index, value) in resolved.iter().enumerate() {
            let Value::Number(number) = value else { continue };
            let floor = least.unwrap_or(&zero);
            let item = items.get(index).unwrap_or(node);
            if number < floor || number.is_negative() {
                let problem = Problem::new(Code::ValueRange, at(index)).with("found", number);
                let problem = problem.with("allowed", format_args!("at least {floor}"));
                let problem = match rests.first() == Some(&index) {
                    true => problem.with("sum", &sum).with("total", total).advising(
                        "the other weights already take {sum} of {total}",
                        "bobot lain sudah mengambil {sum} dari {total}",
                    ),
                    false => problem,
                };
                self.reader.add(problem, item);
                sound = false;
            } else if let Some(step) = multiple_of
                && !number.is_multiple_of(step)
            {
                let problem = Problem::new(Code::WeightMultiple, at(index)).with("found", number).with("step", step);
                self.reader.add(problem, item);
                sound = false;
            }
        }
        if sound && rests.is_empty() && equals == 0 && sum != *total {
            let difference = total - &sum;
            let words = if difference.is_negative() {
                format!("{} too much", difference.abs())
            } else {
                format!("{difference} missing")
            };
            let problem = Problem::new(Code::WeightSum, trail.key(name).path())
                .with("sum", sum)
                .with("total", total)
                .with("difference", words);
            self.reader.add(problem, node);
        }
        if let Some(column) = self.columns.get_mut(position) {
            column.extend(resolved);
        }
    }

    /// Checks that the keys of rows differ, and cover their set where they must (clause 2.7).
    pub(super) fn keys(
        &mut self,
        slot: SlotId,
        first: usize,
        items: &[Node<'_>],
        complete: bool,
        trail: &Trail<'_>,
        node: &Node<'_>,
    ) {
        let position = usize::try_from(slot).unwrap_or(usize::MAX);
        let column: Vec<Value> =
            self.columns.get(position).map_or_else(Vec::new, |c| c.iter().skip(first).cloned().collect());
        let mut seen = HashSet::new();
        for (index, value) in column.iter().enumerate() {
            if *value != Value::Failed && !seen.insert(self.shown(value)) {
                let path = trail.path().index(index).key(self.model.slots[slot].name.as_str());
                let problem = Problem::new(Code::ListKey, path).with("found", self.shown(value));
                self.reader.add(problem, items.get(index).unwrap_or(node));
            }
        }
        if let (true, Type::Word(set)) = (complete, self.model.slots[slot].ty) {
            let missing: Vec<&str> = self.model.sets[set].names().filter(|name| !seen.contains(*name)).collect();
            if !missing.is_empty() && !column.contains(&Value::Failed) {
                let problem = Problem::new(Code::ListComplete, trail.path()).with("missing", missing.join(", "));
                self.reader.add(problem, node);
            }
        }
    }

    /// Counts the cells of more rows; false where they are more than may be.
    pub(super) fn hold(&mut self, scope: ScopeId, rows: usize) -> bool {
        self.cells = self.cells.saturating_add(rows.saturating_mul(self.model.scopes[scope].cells));
        self.cells <= MOST_CELLS
    }

    pub(super) fn refuse_cells(&mut self, node: &Node<'_>) {
        let problem = Problem::new(Code::FactsTooLarge, Path::new());
        self.reader.add(problem.with("limit", "500,000 values, given and calculated"), node);
    }

    /// Groups rows (clause 4.3): scopes of groups come after the lists that they group. False where there would be too many.
    pub(super) fn group(&mut self) -> bool {
        for (position, scope) in self.model.scopes.iter().enumerate() {
            let ScopeKind::Group { of, by, key, every } = scope.kind else { continue };
            let parent_is_group_of =
                matches!(self.model.scopes[scope.parent].kind, ScopeKind::Group { of: outer, .. } if outer == of);
            let parents = self.rows.get(usize::from(scope.parent)).map_or(0, Rows::count);
            let empty = Vec::new();
            let by_column = usize::try_from(by).ok().and_then(|by| self.columns.get(by)).unwrap_or(&empty);
            let mut rows = Rows { starts: vec![0], member_starts: vec![0], ..Rows::default() };
            let mut keys = Vec::new();
            let every_member = match self.model.slots[by].ty {
                Type::Word(set) if every => self.model.sets[set].words.len(),
                _ => 0,
            };
            let by_members = parents.saturating_mul(every_member);
            if by_members.saturating_mul(scope.cells).saturating_add(self.cells) > MOST_CELLS {
                return false;
            }
            for parent in 0..parents {
                let parent = u32::try_from(parent).unwrap_or(u32::MAX);
                let members: Vec<u32> = match self.rows.get(usize::from(scope.parent)) {
                    Some(outer) if parent_is_group_of => outer.members_of(parent).to_vec(),
                    _ => self.rows.get(usize::from(of)).map_or_else(Vec::new, |list| list.of_parent(parent).collect()),
                };
                let groups = self.groups_of(&members, by_column, by, every);
                for (value, members) in groups {
                    keys.push(value);
                    rows.parent.push(parent);
                    rows.members.extend(members);
                    rows.member_starts.push(u32::try_from(rows.members.len()).unwrap_or(u32::MAX));
                }
                rows.starts.push(u32::try_from(rows.parent.len()).unwrap_or(u32::MAX));
            }
            if let Some(column) = usize::try_from(key).ok().and_then(|key| self.columns.get_mut(key)) {
                *column = keys;
            }
            let derived = rows.count();
            if let Some(place) = self.rows.get_mut(position) {
                *place = rows;
            }
            if !self.hold(ScopeId::try_from(position).unwrap_or(ScopeId::MAX), derived) {
                return false;
            }
        }
        true
    }

    pub(super) fn groups_of(
        &self,
        members: &[u32],
        by_column: &[Value],
        by: SlotId,
        every: bool,
    ) -> Vec<(Value, Vec<u32>)> {
        let mut groups: Vec<(Value, Vec<u32>)> = match self.model.slots[by].ty {
            Type::Word(set) => {
                let count = u16::try_from(self.model.sets[set].words.len()).unwrap_or(u16::MAX);
                (0..count).map(|index| (Value::Word(set, index), Vec::new())).collect()
            }
            _ => Vec::new(),
        };
        let mut position: HashMap<String, usize> =
            groups.iter().enumerate().map(|(index, (value, _))| (self.shown(value), index)).collect();
        for &member in members {
            let Some(value) = usize::try_from(member).ok().and_then(|member| by_column.get(member)) else { continue };
            let index = *position.entry(self.shown(value)).or_insert_with(|| {
                groups.push((value.clone(), Vec::new()));
                groups.len().saturating_sub(1)
            });
            if let Some((_, rows)) = groups.get_mut(index) {
                rows.push(member);
            }
        }
        if fault!("groups without rows are dropped", true, !every) {
            groups.retain(|(_, members)| !members.is_empty());
        }
        fault!("groups stand in the opposite order", groups.into_iter().rev().collect(), groups)
    }

    /// Lays the columns one after another, and reserves a column for each step.
    pub(super) fn lay_out(&mut self) -> (Vec<usize>, Vec<Value>, usize) {
        let mut offsets = Vec::with_capacity(self.model.slots.len());
        let mut inputs = Vec::with_capacity(self.columns.iter().map(Vec::len).fold(0, usize::saturating_add));
        let mut steps = 0usize;
        for (slot, column) in self.model.slots.iter().zip(&mut self.columns) {
            if let SlotRole::Step(_) = slot.role {
                offsets.push(steps);
                let rows = self.rows.get(usize::from(slot.scope)).map_or(0, Rows::count);
                steps = steps.saturating_add(rows);
            } else {
                offsets.push(inputs.len());
                inputs.append(column);
            }
        }
        (offsets, inputs, steps)
    }
}

/// Whether weights are all numbers, and right (clause 2.9).
pub(crate) fn weights_fit(
    weights: &[Value],
    total: &Number,
    least: Option<&Number>,
    multiple_of: Option<&Number>,
) -> bool {
    let mut sum = Number::ZERO;
    for weight in weights {
        let Value::Number(weight) = weight else { return false };
        let fits = !weight.is_negative()
            && least.is_none_or(|least| least <= weight)
            && multiple_of.is_none_or(|step| weight.is_multiple_of(step));
        if !fits {
            return false;
        }
        sum = &sum + weight;
    }
    sum == *total
}
