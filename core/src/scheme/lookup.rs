//! What a table, bands or a curve hold for a key (clause 5.9).

use super::compile::{Compiled, Compiler, Context, Info, Sees};
use super::declare::Global;
use super::formula::Expr;
use super::holds::{Cells, Holds};
use super::model::{Op, TableOf, Takes};
use super::range::Range;
use super::value::{NodeId, Type, Value};
use crate::problem::Code;
use crate::text::did_you_mean;

impl<'d> Compiler<'d> {
    pub(super) fn table_alone(&mut self, cx: &Context<'_>, at: usize, holds: &Holds) -> Compiled {
        const ADVICE: [&str; 2] =
            ["a table is read with a key, as t[key].column", "tabel dibaca dengan kunci, seperti t[kunci].kolom"];
        const BY_NUMBER: [&str; 2] =
            ["bands and curves are read with a number, as t[x]", "pita dan kurva dibaca dengan angka, seperti t[x]"];
        match holds {
            Holds::Bands { .. } => self.advised(cx, at, "bands", BY_NUMBER),
            Holds::Curve(_) => self.advised(cx, at, "a curve", BY_NUMBER),
            _ => self.advised(cx, at, "a table", ADVICE),
        }
    }

    fn not_a_table(&mut self, cx: &Context<'_>, at: usize) -> Compiled {
        self.type_problem_text(cx, at, "a single value", "a table");
        self.nothing()
    }

    #[inline(never)]
    pub(super) fn lookup(
        &mut self,
        cx: &mut Context<'d>,
        at: usize,
        table: &str,
        key: &Expr,
        column: Option<(usize, &str)>,
    ) -> Compiled {
        let (of, holds) = match self.builder.globals.get(table) {
            Some(&Global::Setting(index)) => {
                cx.uses.settings.push(index);
                (TableOf::Setting(index), self.builder.settings[index].takes.clone())
            }
            Some(&Global::Parameter(index)) => {
                cx.uses.parameters.push(index);
                (TableOf::Parameter(index), self.builder.parameters[index].takes.clone())
            }
            Some(Global::Formula(_)) => return self.not_a_table(cx, at),
            None if cx.sees != Sees::Given && self.builder.find_slot(&cx.chain, table).is_some() => {
                return self.not_a_table(cx, at);
            }
            None => return self.unknown_name(cx, at, table),
        };
        let by = match &holds {
            // A set that could not be found has a problem of its own.
            Holds::Table { key: set, .. } => self.builder.sets.iter().nth(usize::from(*set)).map(|_| Type::Word(*set)),
            Holds::Bands { .. } | Holds::Curve(_) => Some(Type::Number),
            Holds::One(_) => return self.not_a_table(cx, at),
        };
        let (key_node, key_info) = match by {
            Some(by) => self.of_type(cx, key, by),
            None => self.expr(cx, key, None),
        };
        if let Holds::Curve(_) = holds {
            return self.along(cx, of, (key_node, &key_info), column);
        }
        let columns = holds.columns();
        let position = match column {
            Some((at, name)) => {
                let position = columns.iter().position(|column| column.name == name);
                if position.is_none() {
                    self.problem(cx, at, Code::FormulaUnknownName, |problem| {
                        let names = || columns.iter().map(|column| column.name.as_str());
                        let problem =
                            problem.with("name", name).with("columns", names().collect::<Vec<_>>().join(", "));
                        let problem =
                            problem.saying("the table has no column `{name}`", "tabel tidak punya kolom `{name}`");
                        match did_you_mean(name, names()) {
                            Some(near) => problem.with("near", near),
                            None => problem.advising("its columns: {columns}", "kolomnya: {columns}"),
                        }
                    });
                }
                position
            }
            None if columns.len() == 1 => Some(0),
            None => {
                const ADVICE: [&str; 2] =
                    ["name a column, as t[key].column", "sebutkan kolomnya, seperti t[kunci].kolom"];
                self.advised(cx, at, "a row of a table", ADVICE);
                None
            }
        };
        let Some((position, column)) = position.and_then(|p| Some((p, columns.get(p)?))) else { return self.nothing() };
        let info = match of {
            TableOf::Setting(_) => Compiler::takes_info(&column.takes),
            TableOf::Parameter(index) => {
                let cells = self.builder.parameters[index].values.iter().flat_map(|dated| {
                    let column_cells = dated.cells.values().iter().skip(position).step_by(columns.len().max(1));
                    column_cells.collect::<Vec<_>>()
                });
                values_info(cells, &column.takes)
            }
        };
        let unit = self.unit(&column.unit);
        let op = Op::Lookup { table: of, key: key_node, width: columns.len(), column: position };
        (self.push(op), info.with_unit(unit).absent_if(&[&key_info]))
    }

    /// The height of a curve that a setting or parameter holds.
    fn along(
        &mut self,
        cx: &mut Context<'d>,
        of: TableOf,
        (key, key_info): (NodeId, &Info),
        column: Option<(usize, &str)>,
    ) -> Compiled {
        if let Some((at, name)) = column {
            self.problem(cx, at, Code::FormulaUnknownName, |problem| {
                let problem = problem.with("name", name).advising("write c[x]", "tulis c[x]");
                problem.saying("a curve has no column `{name}`", "kurva tidak punya kolom `{name}`")
            });
            return self.nothing();
        }
        let (unit, curves) = match of {
            TableOf::Setting(index) => (&self.builder.settings[index].unit, &[][..]),
            TableOf::Parameter(index) => {
                let parameter = &self.builder.parameters[index];
                (&parameter.unit, parameter.values.as_slice())
            }
        };
        let curves = curves.iter().filter_map(|dated| match &dated.cells {
            Cells::Curve(curve) => Some(curve),
            _ => None,
        });
        let info = Info::along(curves, key_info);
        let unit = unit.clone();
        let unit = self.unit(&unit);
        (self.push(Op::Lookup { table: of, key, width: 1, column: 0 }), info.with_unit(unit))
    }
}

/// What is known of a parameter from all its values.
pub(super) fn values_info<'v>(values: impl Iterator<Item = &'v Value>, takes: &Takes) -> Info {
    let mut info = Compiler::takes_info(takes);
    let ranges = values.filter_map(|value| match value {
        Value::Number(number) => Some(Range::exactly(number)),
        _ => None,
    });
    if let Some(range) = ranges.reduce(|a, b| a.union(&b)) {
        info.range = range;
    }
    info
}
