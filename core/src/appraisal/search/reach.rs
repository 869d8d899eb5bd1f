//! What depends on inputs that move: the cells to calculate again, and the operations that read them.

use crate::appraisal::evaluate::Machine;
use crate::scheme::model::{Model, Op, RowsOf, SlotRole};
use crate::scheme::value::{NodeId, ScopeId, SlotId};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a slot that depend on what moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rows {
    One(u32),
    All,
}

impl Rows {
    fn with(self, other: Option<Rows>) -> Rows {
        match other {
            Some(other) if other != self => Rows::All,
            _ => self,
        }
    }
}

/// What depends on some inputs.
pub(crate) struct Reach {
    /// The steps' cells, each after those it reads.
    pub(crate) cells: Vec<(SlotId, u32)>,
    /// Of each operation, whether its value may depend on what moves: what it reads, and arguments of formulas.
    depends: Vec<bool>,
    pub(crate) requires: Vec<usize>,
    pub(crate) unratable: Vec<usize>,
    pub(crate) notices: Vec<usize>,
}

/// The steps and inputs that some cells are calculated from, those cells included.
pub(crate) fn needed(model: &Model, of: impl IntoIterator<Item = SlotId>) -> BTreeSet<SlotId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<SlotId> = of.into_iter().collect();
    while let Some(slot) = open.pop() {
        if found.insert(slot)
            && let SlotRole::Step(step) = &model.slots[slot].role
        {
            open.extend(&step.uses.slots);
        }
    }
    found
}

impl Reach {
    pub(crate) fn of(machine: &Machine<'_>, moved: &[(SlotId, u32)]) -> Reach {
        let model = machine.model;
        let mut found = Finder { model, machine, slots: BTreeMap::new(), reads: vec![None; model.nodes.len()] };
        for &(slot, row) in moved {
            let rows = Rows::One(row).with(found.slots.get(&slot).copied());
            found.slots.insert(slot, rows);
        }
        let mut cells = Vec::new();
        for &slot in &model.order {
            let SlotRole::Step(step) = &model.slots[slot].role else { continue };
            let Some(rows) = found.rows_of_step(step.body, model.slots[slot].scope) else { continue };
            found.slots.insert(slot, rows);
            match rows {
                Rows::One(row) => cells.push((slot, row)),
                Rows::All => {
                    let count = u32::try_from(machine.rows(model.slots[slot].scope).count()).unwrap_or(u32::MAX);
                    cells.extend((0..count).map(|row| (slot, row)));
                }
            }
        }
        let conditions = |found: &mut Finder<'_, '_>, list: &[crate::scheme::model::Condition]| -> Vec<usize> {
            let reading = list.iter().enumerate().filter(|(_, condition)| found.reads(condition.node));
            reading.map(|(index, _)| index).collect()
        };
        let requires = conditions(&mut found, &model.requires);
        let unratable = conditions(&mut found, &model.unratable);
        let notices = conditions(&mut found, &model.notices);
        let mut depends = Vec::with_capacity(model.nodes.len());
        for (node, op) in (0u32..).zip(model.nodes.iter()) {
            let mut own = match op {
                Op::Local(_) | Op::Call { .. } => true,
                Op::Input(slot, _) | Op::Step(slot, _) => found.slots.contains_key(slot),
                _ => false,
            };
            // Operands come before what they are operands of.
            op.operands(&mut |operand| {
                own |= operand < node
                    && usize::try_from(operand).ok().and_then(|n| depends.get(n)).copied().unwrap_or(true);
            });
            depends.push(own);
        }
        Reach { cells, depends, requires, unratable, notices }
    }

    /// What depends on either of two.
    pub(crate) fn joined(&self, other: &Reach, model: &Model) -> Reach {
        let mut wanted: BTreeSet<(SlotId, u32)> = self.cells.iter().copied().collect();
        wanted.extend(&other.cells);
        let mut cells = Vec::with_capacity(wanted.len());
        for &slot in &model.order {
            cells.extend(wanted.range((slot, 0)..=(slot, u32::MAX)));
        }
        let both = |a: &[usize], b: &[usize]| -> Vec<usize> {
            a.iter().chain(b).copied().collect::<BTreeSet<_>>().into_iter().collect()
        };
        Reach {
            cells,
            depends: self.depends.iter().zip(&other.depends).map(|(a, b)| *a || *b).collect(),
            requires: both(&self.requires, &other.requires),
            unratable: both(&self.unratable, &other.unratable),
            notices: both(&self.notices, &other.notices),
        }
    }

    pub(crate) fn depends(&self, node: NodeId) -> bool {
        usize::try_from(node).ok().and_then(|node| self.depends.get(node)).copied().unwrap_or(true)
    }
}

struct Finder<'m, 'f> {
    model: &'m Model,
    machine: &'f Machine<'m>,
    /// The slots that move or depend on what moves.
    slots: BTreeMap<SlotId, Rows>,
    /// Of each operation, whether it reads such a slot, once that is known.
    reads: Vec<Option<bool>>,
}

impl Finder<'_, '_> {
    /// Whether an operation reads a slot that moves. Steps are asked in their order, so what they read is known.
    fn reads(&mut self, node: NodeId) -> bool {
        let position = usize::try_from(node).unwrap_or(usize::MAX);
        if let Some(known) = self.reads.get(position).copied().flatten() {
            return known;
        }
        let model = self.model;
        let op = &model.nodes[node];
        let mut reads = match op {
            Op::Input(slot, _) | Op::Step(slot, _) => self.slots.contains_key(slot),
            _ => false,
        };
        op.operands(&mut |operand| reads = reads || self.reads(operand));
        if let Some(place) = self.reads.get_mut(position) {
            *place = Some(reads);
        }
        reads
    }

    /// The rows of a step that depend on what moves; none where none does.
    fn rows_of_step(&mut self, body: NodeId, scope: ScopeId) -> Option<Rows> {
        if !self.reads(body) {
            return None;
        }
        if scope == 0 {
            return Some(Rows::One(0));
        }
        let mut found: Option<Rows> = None;
        let mut open: Vec<(NodeId, Vec<RowsOf>)> = vec![(body, Vec::new())];
        while let Some((node, lists)) = open.pop() {
            if !self.reads(node) {
                continue;
            }
            let model = self.model;
            match &model.nodes[node] {
                Op::Input(slot, _) | Op::Step(slot, _) => {
                    let rows = self.slots.get(slot).copied().map(|rows| self.seen_from(scope, *slot, rows, &lists));
                    found = rows.map(|rows| rows.with(found)).or(found);
                }
                Op::Over(over) => {
                    let mut inner = lists.clone();
                    inner.push(over.rows);
                    model.nodes[node].operands(&mut |operand| open.push((operand, inner.clone())));
                }
                op => op.operands(&mut |operand| open.push((operand, lists.clone()))),
            }
        }
        found
    }

    /// The rows of a scope in whose steps a cell is read, through the aggregates over `lists`.
    fn seen_from(&self, scope: ScopeId, slot: SlotId, rows: Rows, lists: &[RowsOf]) -> Rows {
        let own = self.model.slots[slot].scope;
        let over_it = lists.iter().any(|list| list.scope() == own);
        match (rows, lists) {
            (Rows::One(row), _) if own == scope && !over_it => Rows::One(row),
            (Rows::One(row), [RowsOf::List(list)]) if *list == own && self.model.scopes[own].parent == scope => {
                let parents = &self.machine.rows(own).parent;
                usize::try_from(row)
                    .ok()
                    .and_then(|row| parents.get(row))
                    .map_or(Rows::All, |parent| Rows::One(*parent))
            }
            _ => Rows::All,
        }
    }
}
