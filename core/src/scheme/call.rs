//! Functions, rounding and declared formulas, as they are called (clauses 4.11 and 5.7).

use super::aggregate::Gathered;
use super::compile::{CALL, Compiled, Compiler, Context, Growth, Info, Rest, Sees, is_known};
use super::declare::Global;
use super::formula::{Ast, Call, Expr};
use super::model::{Function, Op, Uses};
use super::range::Range;
use super::value::{NodeId, Type};
use crate::number::Rounding;
use crate::problem::Code;

impl<'d> Compiler<'d> {
    /// A function, an aggregate or a declared formula.
    #[inline(never)]
    pub(super) fn call(&mut self, cx: &mut Context<'d>, at: usize, call: &Call, expect: Option<Type>) -> Compiled {
        if let Some(aggregate) = Gathered::named(&call.name) {
            return self.aggregate(cx, at, call, aggregate, expect);
        }
        let declared = match self.builder.globals.get(&call.name) {
            Some(&Global::Formula(index)) if index < cx.formulas_before => Some(index),
            _ => None,
        };
        let function = Function::ALL.iter().find(|(_, name, _)| *name == call.name).copied();
        if function.is_none() && declared.is_none() && !matches!(call.name.as_str(), "round" | "round_to") {
            self.unknown_function(cx, at, call);
            return self.nothing();
        }
        if call.over.is_some() || call.filter.is_some() || !call.options.is_empty() {
            self.arguments_problem(
                cx,
                at,
                &call.name,
                "arguments only: `over`, `where` and options go with aggregates",
            );
            return self.nothing();
        }
        match call.name.as_str() {
            "round" => return self.round(cx, at, call),
            "round_to" => return self.round_to(cx, at, call),
            _ => {}
        }
        if let Some((function, _, arity)) = function {
            if call.arguments.len() != arity {
                self.arguments_problem(cx, at, &call.name, if arity == 1 { "1 argument" } else { "2 arguments" });
                return self.nothing();
            }
            return self.function(cx, function, &call.arguments, expect);
        }
        match declared {
            Some(index) => self.call_formula(cx, at, call, index),
            None => self.nothing(),
        }
    }

    fn unknown_function(&mut self, cx: &Context<'_>, at: usize, call: &Call) {
        let functions = Function::ALL.iter().map(|(_, name, _)| *name).chain(["round", "round_to"]);
        let mut known: Vec<String> = functions.chain(Gathered::names()).map(str::to_owned).collect();
        known.extend(self.builder.formulas.iter().take(cx.formulas_before).map(|formula| formula.name.clone()));
        let usual = OTHER_NAMES.iter().find(|(other, _)| *other == call.name).map(|(_, name)| *name);
        self.problem(cx, at, Code::FormulaUnknownFunction, |problem| {
            let problem = problem.with("name", &call.name);
            match usual {
                Some(name) => problem.with("near", name),
                None => problem.maybe_meant(&call.name, known.iter().map(String::as_str)),
            }
        });
    }

    pub(super) fn arguments_problem(&mut self, cx: &Context<'_>, at: usize, name: &str, wanted: &str) {
        self.problem(cx, at, Code::FormulaArguments, |problem| problem.with("name", name).with("wanted", wanted));
    }

    #[inline(never)]
    fn function(
        &mut self,
        cx: &mut Context<'d>,
        function: Function,
        arguments: &[Expr],
        expect: Option<Type>,
    ) -> Compiled {
        let [a, rest @ ..] = arguments else { return self.nothing() };
        let b = rest.first().unwrap_or(a);
        let (operands, info) = match function {
            Function::AtMost | Function::AtLeast => {
                let (left, x) = self.of_type(cx, a, Type::Number);
                let (right, y) = self.of_type(cx, b, Type::Number);
                let unit = self.same_unit(cx, b.at, &x, &y);
                let range =
                    if function == Function::AtMost { x.range.at_most(&y.range) } else { x.range.at_least(&y.range) };
                let ty = x.ty.joined(y.ty).unwrap_or(Type::Unknown);
                let info = Info { ty, unit, ..Info::number(range, x.growth.either(y.growth)) };
                (vec![left, right], info.absent_if(&[&x, &y]))
            }
            Function::Abs => {
                let (node, x) = self.of_type(cx, a, Type::Number);
                let range = x.range.abs();
                (vec![node], Info { range, ..x })
            }
            Function::LevelValue => {
                let (node, x) = self.expr(cx, a, None);
                (vec![node], self.level_value(cx, a.at, &x))
            }
            Function::Known => {
                let (node, x) = self.expr(cx, a, None);
                let ty = if x.ty == Type::Unknown { Type::Unknown } else { Type::Truth };
                (vec![node], Info::of(ty))
            }
            Function::IfAbsent => {
                let (node, x) = self.expr(cx, a, expect);
                let (other, y) = self.expr(cx, b, Some(x.ty).filter(|ty| is_known(*ty)).or(expect));
                let info = self.either(cx, b.at, &x, &y);
                let may_be_absent = x.may_be_absent && y.may_be_absent;
                (vec![node, other], Info { may_be_absent, ..info })
            }
            Function::Days | Function::MonthsTouched | Function::FullMonths => {
                let (node, x) = self.of_type(cx, a, Type::Period);
                let range = Range::from_to(i64::from(function != Function::FullMonths), Some(3_700_000));
                (vec![node], Info::number(range, Growth::SMALL).absent_if(&[&x]))
            }
            Function::DaysBetween => {
                let (left, x) = self.of_type(cx, a, Type::Date);
                let (right, y) = self.of_type(cx, b, Type::Date);
                let range = Range::from_to(-3_700_000, Some(3_700_000));
                (vec![left, right], Info::number(range, Growth::SMALL).absent_if(&[&x, &y]))
            }
            Function::Overlap => {
                let (left, x) = self.of_type(cx, a, Type::Period);
                let (right, y) = self.of_type(cx, b, Type::Period);
                let range = Range::from_to(0, Some(3_700_000));
                (vec![left, right], Info::number(range, Growth::SMALL).absent_if(&[&x, &y]))
            }
            Function::Start | Function::End => {
                let (node, x) = self.of_type(cx, a, Type::Period);
                (vec![node], Info::of(Type::Date).absent_if(&[&x]))
            }
        };
        (self.push(Op::Function(function, operands)), info)
    }

    /// What is known of the value of a level.
    fn level_value(&mut self, cx: &Context<'_>, at: usize, x: &Info) -> Info {
        let Type::Word(set) = x.ty else {
            if is_known(x.ty) {
                self.type_problem(cx, at, x.ty, "a level");
            }
            return Info { may_be_absent: x.may_be_absent, ..Info::of(Type::Unknown) };
        };
        let Some(words) = self.builder.sets.iter().nth(usize::from(set)) else { return Info::of(Type::Unknown) };
        if !words.is_scale || !words.has_values() {
            self.type_problem(cx, at, x.ty, "a level of a scale whose levels have a value");
            return Info::of(Type::Unknown);
        }
        let (first, last) = x.words.unwrap_or((0, u16::MAX));
        let count = usize::from(last).saturating_sub(usize::from(first)).saturating_add(1);
        let values = words.words.iter().skip(usize::from(first)).take(count).filter_map(|word| word.value.as_ref());
        let range = values.map(Range::exactly).reduce(|a, b| a.union(&b)).unwrap_or_default();
        Info::number(range, Growth::READ).absent_if(&[x])
    }

    #[inline(never)]
    fn round(&mut self, cx: &mut Context<'d>, at: usize, call: &Call) -> Compiled {
        let [x, digits, mode] = call.arguments.as_slice() else {
            self.arguments_problem(cx, at, "round", "a number, digits and a mode, as round(x, 2, half_up)");
            return self.nothing();
        };
        let places = match &digits.kind {
            Ast::Number(number) => number.to_i64().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 28),
            _ => None,
        };
        if places.is_none() {
            self.arguments_problem(cx, digits.at, "round", "digits as a whole number from 0 to 28");
        }
        let mode = self.mode(cx, mode);
        let (node, info) = self.of_type(cx, x, Type::Number);
        let (Some(places), Some(mode)) = (places, mode) else { return self.nothing() };
        let info = Info {
            range: info.range.rounded(mode, |number| number.round(places, mode).value().clone()),
            growth: Growth { bits: info.growth.bits.saturating_add(94), rest: Rest::Ends },
            ..info
        };
        (self.push(Op::Round(node, places, mode)), info)
    }

    #[inline(never)]
    fn round_to(&mut self, cx: &mut Context<'d>, at: usize, call: &Call) -> Compiled {
        let [x, step, mode] = call.arguments.as_slice() else {
            self.arguments_problem(cx, at, "round_to", "a number, a step and a mode, as round_to(x, 0.25, half_up)");
            return self.nothing();
        };
        let size = match &step.kind {
            Ast::Number(number) if number.is_positive() => Some(number.clone()),
            _ => None,
        };
        if size.is_none() {
            self.arguments_problem(cx, step.at, "round_to", "a step above zero, written as a number");
        }
        let mode = self.mode(cx, mode);
        let (node, info) = self.of_type(cx, x, Type::Number);
        let (Some(size), Some(mode)) = (size, mode) else { return self.nothing() };
        let info = Info {
            range: info.range.rounded(mode, |number| number.round_to(&size, mode).unwrap_or_default()),
            growth: Growth { bits: info.growth.bits.saturating_add(188), rest: Rest::Ends },
            ..info
        };
        (self.push(Op::RoundTo(node, size, mode)), info)
    }

    fn mode(&mut self, cx: &Context<'_>, mode: &Expr) -> Option<Rounding> {
        let found = match &mode.kind {
            Ast::Name(name) => Rounding::from_name(name),
            _ => None,
        };
        if found.is_none() {
            let known = Rounding::ALL.map(Rounding::name);
            let quoted = match &mode.kind {
                Ast::Word(word) if known.contains(&word.as_str()) => Some(word),
                _ => None,
            };
            self.problem(cx, mode.at, Code::FormulaArguments, |problem| {
                let problem = problem.with("name", "round");
                let problem = problem.with("wanted", format_args!("a rounding mode: {}", known.join(", ")));
                match quoted {
                    Some(word) => {
                        problem.with("mode", word).advising("without quotes: {mode}", "tanpa tanda kutip: {mode}")
                    }
                    None => problem.maybe_meant(&mode.to_string(), known),
                }
            });
        }
        found
    }

    #[inline(never)]
    fn call_formula(&mut self, cx: &mut Context<'d>, at: usize, call: &Call, index: usize) -> Compiled {
        let Some(formula) = self.builder.formulas.get(index) else { return self.nothing() };
        let (node, path, names) = (formula.node, formula.path.clone(), formula.given.clone());
        cx.uses.formulas.push(index);
        if call.arguments.len() != names.len() {
            self.arguments_problem(
                cx,
                at,
                &call.name,
                &format!("as many arguments as it is given: {}", names.join(", ")),
            );
            return self.nothing();
        }
        let compiled: Vec<Compiled> = call.arguments.iter().map(|argument| self.expr(cx, argument, None)).collect();
        if self.broken.get(index).copied().unwrap_or(true) {
            return self.nothing();
        }
        let (arguments, infos): (Vec<NodeId>, Vec<Info>) = compiled.into_iter().unzip();
        let base = cx.base.saturating_add(u32::try_from(cx.given.len()).unwrap_or(u32::MAX));
        let mut inner = Context {
            formula: cx.formula.clone(),
            chain: Vec::new(),
            stands_in: Vec::new(),
            sees: Sees::Given,
            given: names.into_iter().zip(infos).collect(),
            base,
            formulas_before: index,
            called_at: Some(cx.called_at.clone().unwrap_or_else(|| cx.formula.path.clone())),
            narrow: Vec::new(),
            uses: Uses::default(),
            depth: cx.depth.saturating_add(CALL),
            default_set: cx.default_set,
        };
        let (body, info) = self.body(&mut inner, node, &path);
        cx.uses.settings.append(&mut inner.uses.settings);
        cx.uses.parameters.append(&mut inner.uses.parameters);
        cx.uses.formulas.append(&mut inner.uses.formulas);
        (self.push(Op::Call { formula: index, arguments, base, body }), info)
    }
}

/// What other languages call a function or an aggregate.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("avg", "mean"),
    ("average", "mean"),
    ("total", "sum"),
    ("add", "sum"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("length", "count"),
    ("size", "count"),
    ("number", "count"),
    ("coalesce", "if_absent"),
    ("default", "if_absent"),
    ("clamp", "at_most"),
];
