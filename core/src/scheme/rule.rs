//! The rule of a step in titles, as a person reads it.

use super::formula::{Arithmetic, Comparison};
use super::model::{Aggregate, Function, Model, Op, RowsOf, TableOf};
use super::value::NodeId;
use crate::number::Number;
use crate::problem::Path;
use crate::text::{Lang, Text};
use crate::trace::{Piece, Shown};

impl Model {
    /// Writes an expression in titles: the rule as a person reads it.
    pub(crate) fn rule(&self, node: NodeId, tightness: u8, out: &mut Vec<Piece>) {
        match &self.nodes[node] {
            Op::Input(slot, _) | Op::Step(slot, _) => {
                out.push(Piece::Title(self.slots[*slot].title.or_name(&self.slots[*slot].name)));
            }
            Op::Setting(index) => {
                out.push(Piece::Title(self.settings[*index].title.or_name(&self.settings[*index].name)));
            }
            Op::Parameter(index) => {
                out.push(Piece::Title(self.parameters[*index].title.or_name(&self.parameters[*index].name)));
            }
            Op::Lookup { table, key, column, .. } => {
                let (title, name, takes) = match table {
                    TableOf::Setting(i) => {
                        (&self.settings[*i].title, &self.settings[*i].name, &self.settings[*i].takes)
                    }
                    TableOf::Parameter(i) => {
                        (&self.parameters[*i].title, &self.parameters[*i].name, &self.parameters[*i].takes)
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
                let sign = if matches!(self.nodes[node], Op::Both(..)) { " and " } else { " or " };
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
                    RowsOf::List(list) | RowsOf::Members { list, .. } => &self.scopes[list],
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
                let meta = &self.formulas[*formula];
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
            Op::Constant(value) => out.push(Piece::Value(self.shown(value, |_| Path::new()))),
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

pub(crate) fn bracketed_if(brackets: bool, out: &mut Vec<Piece>, write: impl FnOnce(&mut Vec<Piece>)) {
    if brackets {
        out.push(Piece::Sign("("));
    }
    write(out);
    if brackets {
        out.push(Piece::Sign(")"));
    }
}

pub(crate) fn whole(count: usize) -> Shown {
    Shown::Number(Number::from(i64::try_from(count).unwrap_or(i64::MAX)))
}

pub(crate) const fn sign_of(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => " = ",
        Comparison::NotEqual => " ≠ ",
        Comparison::Less => " < ",
        Comparison::LessOrEqual => " ≤ ",
        Comparison::Greater => " > ",
        Comparison::GreaterOrEqual => " ≥ ",
    }
}

pub(crate) const fn binding(operation: Arithmetic) -> Binding {
    match operation {
        Arithmetic::Add => Binding { sign: " + ", brackets_from: 2, left: 0, right: 1 },
        Arithmetic::Subtract => Binding { sign: " - ", brackets_from: 2, left: 0, right: 2 },
        Arithmetic::Multiply => Binding { sign: " × ", brackets_from: 3, left: 2, right: 3 },
        Arithmetic::Divide => Binding { sign: " / ", brackets_from: 3, left: 2, right: 3 },
    }
}

/// How an operator binds: surroundings of which tightness make it need brackets, and how tight it holds its sides.
pub(crate) struct Binding {
    pub(crate) sign: &'static str,
    pub(crate) brackets_from: u8,
    pub(crate) left: u8,
    pub(crate) right: u8,
}
