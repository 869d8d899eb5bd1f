//! Second pass: formulas get their types, absence, ranges and units checked, and become a flat program (clauses 3, 5 and 6).

use super::arena::Arena;
use super::cells;
use super::declare::{Builder, FormulaText, Global, WHOLE};
use super::formula::{Arithmetic, Ast, Call, Comparison, Expr, excerpt};
use super::lookup::values_info;
use super::model::{Cite, Holds, Op, SlotRole, Takes, Uses};
use super::range::Range;
use super::value::{NodeId, ScopeId, SetId, SlotId, Type, Value};
use crate::curve::Curve;
use crate::number::Number;
use crate::period;
use crate::problem::{Code, Path, Problem};
use std::collections::{BTreeMap, HashMap};

/// How large a scheme may be, in nodes of its program (clause 6.4).
const MOST_NODES: usize = 20_000;
/// How deep a program may nest, calls included (clause 6.4).
const DEEPEST: usize = 256;
/// How many levels of nesting a call counts for: it takes the stack of several.
pub(super) const CALL: usize = 8;
/// How many bits a number may structurally have before rows multiply it (clause 6.4).
const MOST_BITS: u32 = 8_000;

/// What is known of an expression before it is evaluated.
#[derive(Clone, Debug)]
pub(super) struct Info {
    pub(super) ty: Type,
    pub(super) may_be_absent: bool,
    pub(super) range: Range,
    /// Of levels and words: the first and last that there can be.
    pub(super) words: Option<(u16, u16)>,
    /// A position in [`Compiler::units`].
    pub(super) unit: Option<usize>,
    pub(super) growth: Growth,
}

/// How long a number may get.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Growth {
    pub(super) bits: u32,
    /// What its denominator holds besides twos and fives.
    pub(super) rest: Rest,
}

/// The part of a denominator that is no power of ten: nothing; that of a quotient; of a sum of quotients over the rows of a row's own list;
/// of such a sum over rows of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rest {
    Ends,
    Bounded,
    OwnRows,
    AllRows,
}

impl Growth {
    pub(super) const SMALL: Growth = Growth { bits: 16, rest: Rest::Ends };
    /// A number as read: 28 digits over 28 digits.
    pub(super) const READ: Growth = Growth { bits: 188, rest: Rest::Ends };

    pub(super) fn sum(self, other: Growth) -> Growth {
        let both_end = self.rest == Rest::Ends && other.rest == Rest::Ends;
        let bits =
            if both_end { self.bits.max(other.bits).saturating_add(1) } else { self.bits.saturating_add(other.bits) };
        Growth { bits, rest: self.rest.max(other.rest) }
    }

    pub(super) fn product(self, other: Growth) -> Growth {
        Growth { bits: self.bits.saturating_add(other.bits), rest: self.rest.max(other.rest) }
    }

    pub(super) fn quotient(self, other: Growth) -> Growth {
        let product = self.product(other);
        Growth { rest: product.rest.max(Rest::Bounded), ..product }
    }

    pub(super) fn either(self, other: Growth) -> Growth {
        Growth { bits: self.bits.max(other.bits), rest: self.rest.max(other.rest) }
    }

    pub(super) fn ends(self) -> bool {
        self.rest == Rest::Ends
    }
}

impl Info {
    pub(super) fn of(ty: Type) -> Info {
        Info { ty, may_be_absent: false, range: Range::default(), words: None, unit: None, growth: Growth::SMALL }
    }

    pub(super) fn number(range: Range, growth: Growth) -> Info {
        Info { range, growth, ..Info::of(Type::Number) }
    }

    pub(super) fn absent_if(mut self, others: &[&Info]) -> Info {
        self.may_be_absent |= others.iter().any(|other| other.may_be_absent);
        self
    }

    pub(super) fn with_unit(self, unit: Option<usize>) -> Info {
        Info { unit, ..self }
    }

    /// What is known of the height of one of some curves.
    pub(super) fn along<'c>(curves: impl Iterator<Item = &'c Curve>, of: &Info) -> Info {
        let range = curves.map(Range::of_curve).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let growth = of.growth.product(Growth::READ).product(Growth::READ).quotient(Growth::READ);
        let ty = of.ty.joined(Type::Number).unwrap_or(Type::Unknown);
        Info { ty, ..Info::number(range, growth) }.absent_if(&[of])
    }

    /// What is known of a value that is one or the other; the types go together.
    pub(super) fn either(&self, other: &Info, ty: Type) -> Info {
        let words = self.words.zip(other.words).map(|((a, b), (c, d))| (a.min(c), b.max(d)));
        let range = match (self.ty, other.ty) {
            (Type::Nothing, _) => other.range.clone(),
            (_, Type::Nothing) => self.range.clone(),
            _ => self.range.union(&other.range),
        };
        Info {
            ty,
            may_be_absent: self.may_be_absent || other.may_be_absent,
            range,
            words,
            unit: self.unit.or(other.unit),
            growth: self.growth.either(other.growth),
        }
    }
}

/// What a formula may name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sees {
    /// Inputs, steps and everything of the whole.
    Steps,
    /// As steps, without steps: conditions on facts.
    Inputs,
    /// Settings, parameters, earlier formulas and what it is given.
    Given,
}

/// Where in a scheme a formula is being compiled.
pub(super) struct Context<'d> {
    pub(super) formula: FormulaText<'d>,
    /// The rows that names are looked up in, nearest first.
    pub(super) chain: Vec<ScopeId>,
    /// The rows that the formula stands in, whatever aggregate is open.
    pub(super) stands_in: Vec<ScopeId>,
    pub(super) sees: Sees,
    pub(super) given: Vec<(String, Info)>,
    pub(super) base: u32,
    /// Declared formulas before this position may be called.
    pub(super) formulas_before: usize,
    /// In a formula that is called: where the call stands.
    pub(super) called_at: Option<Path>,
    pub(super) narrow: Vec<Narrowing>,
    pub(super) uses: Uses,
    pub(super) depth: usize,
    /// The scale that a bare word takes where nothing else tells.
    pub(super) default_set: Option<SetId>,
}

impl Context<'_> {
    /// Where its problems stand: at the formula, or where it is called.
    pub(super) fn place(&self) -> Path {
        self.called_at.clone().unwrap_or_else(|| self.formula.path.clone())
    }
}

/// That an expression, written in its plain form, has numbers of a range, in the rows of a scope.
#[derive(Clone, Debug)]
pub(super) struct Narrowing {
    pub(super) scope: ScopeId,
    pub(super) key: String,
    pub(super) range: Range,
}

/// What an absent condition means where something is concluded from it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WhenAbsent {
    /// Whatever is reached, the condition was not absent: a branch, a row.
    DoesNotHold,
    /// It may have been absent: `requires`.
    Passes,
}

/// Compiles the formulas of a scheme.
pub(super) struct Compiler<'d> {
    pub(super) builder: Builder<'d>,
    pub(super) nodes: Arena<Op>,
    pub(super) infos: Vec<Option<Info>>,
    pub(super) units: Vec<String>,
    /// What `requires` tell.
    pub(super) required: Vec<Narrowing>,
    /// The citations of each declared formula.
    pub(super) formula_cites: HashMap<String, Vec<Cite>>,
    /// Formulas that have a problem of their own: their calls say nothing more.
    pub(super) broken: Vec<bool>,
    /// Rows of bands and rules, and whether the ranges exclude them; of a formula's row, whether they do at every call.
    pub(super) excluded: BTreeMap<Path, bool>,
    /// Steps made of something that has a problem: it is not known whether they may be absent.
    pub(super) unsure: Vec<SlotId>,
    /// Whether the step at hand is one of these.
    pub(super) is_unsure: bool,
    pub(super) quiet: usize,
    pub(super) work: usize,
    pub(super) too_large: bool,
}

pub(super) type Compiled = (NodeId, Info);

impl<'d> Compiler<'d> {
    pub(super) fn new(builder: Builder<'d>) -> Compiler<'d> {
        let broken = vec![false; builder.formulas.len()];
        let mut compiler = Compiler {
            builder,
            nodes: Arena::default(),
            infos: Vec::new(),
            units: Vec::new(),
            required: Vec::new(),
            formula_cites: HashMap::new(),
            broken,
            excluded: BTreeMap::new(),
            unsure: Vec::new(),
            is_unsure: false,
            quiet: 0,
            work: 0,
            too_large: false,
        };
        for position in 0..compiler.builder.slots.len() {
            let slot = &compiler.builder.slots[position];
            let unit = slot.unit.clone();
            let info = match &slot.role {
                SlotRole::Input(input) => {
                    Some(Info { may_be_absent: slot.may_be_absent, ..Compiler::takes_info(&input.takes) })
                }
                SlotRole::GroupKey if slot.ty != Type::Unknown => Some(Info::of(slot.ty)),
                // A step: known when it is compiled.
                _ => None,
            };
            let unit = compiler.unit(&unit);
            compiler.infos.push(info.map(|info| info.with_unit(unit)));
        }
        compiler
    }

    /// The position of a unit; a number without one has none.
    pub(super) fn unit(&mut self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        self.units.iter().position(|unit| unit == name).or_else(|| {
            self.units.push(name.to_owned());
            self.units.len().checked_sub(1)
        })
    }

    pub(super) fn takes_info(takes: &Takes) -> Info {
        let range = Range::of_limits(&cells::limits(takes));
        match takes {
            Takes::Number { .. } => Info::number(range, Growth::READ),
            // The total times a ratio: by the number of rows for "equal", or one that is read.
            Takes::Weight { .. } => Info::number(range, Growth::READ.quotient(Growth::READ)),
            Takes::Word { from, until, .. } if from.is_some() || until.is_some() => {
                let words = Some((from.unwrap_or(0), until.unwrap_or(u16::MAX)));
                Info { words, ..Info::of(takes.ty()) }
            }
            other => Info::of(other.ty()),
        }
    }

    pub(super) fn push(&mut self, op: Op) -> NodeId {
        NodeId::try_from(self.nodes.push(op)).unwrap_or(NodeId::MAX)
    }

    /// A value in place of what has a problem.
    pub(super) fn nothing(&mut self) -> Compiled {
        self.is_unsure = true;
        (self.push(Op::Constant(Value::Failed)), Info::of(Type::Unknown))
    }

    /// Reports a problem at a place of the formula.
    #[inline(never)]
    pub(super) fn problem(&mut self, cx: &Context<'_>, at: usize, code: Code, fill: impl FnOnce(Problem) -> Problem) {
        if self.quiet > 0 {
            return;
        }
        if self.builder.reader.problems.is_full() {
            return self.builder.reader.add(Problem::new(code, Path::new()), cx.formula.node);
        }
        self.report(cx, at, fill(Problem::new(code, cx.place())));
    }

    #[inline(never)]
    pub(super) fn report(&mut self, cx: &Context<'_>, at: usize, problem: Problem) {
        if self.quiet == 0 {
            self.builder.reader.add(problem.excerpt(excerpt(&cx.formula.text, at)), cx.formula.node);
        }
    }

    /// A value of a kind that does not fit here, with what to do.
    pub(super) fn advised(
        &mut self,
        cx: &Context<'_>,
        at: usize,
        found: &str,
        [en, id]: [&'static str; 2],
    ) -> Compiled {
        self.problem(cx, at, Code::FormulaType, |problem| {
            problem.with("found", found).with("wanted", "a single value").advising(en, id)
        });
        self.nothing()
    }

    #[inline(never)]
    pub(super) fn type_problem(&mut self, cx: &Context<'_>, at: usize, found: Type, wanted: &str) {
        let found = self.type_name(found);
        self.problem(cx, at, Code::FormulaType, |problem| problem.with("found", found).with("wanted", wanted));
    }

    pub(super) fn type_name(&self, ty: Type) -> String {
        match ty {
            Type::Number => "a number".to_owned(),
            Type::Truth => "true or false".to_owned(),
            Type::Word(set) => match self.builder.sets.iter().nth(usize::from(set)) {
                Some(set) if set.is_scale => format!("a level of `{}`", set.name),
                Some(set) if !set.name.is_empty() => format!("a word of `{}`", set.name),
                _ => "a word".to_owned(),
            },
            Type::Date => "a date".to_owned(),
            Type::Period => "a period".to_owned(),
            Type::Text => "a text".to_owned(),
            Type::Nothing => "an absent value".to_owned(),
            Type::Unknown => "unknown".to_owned(),
        }
    }

    /// Runs a check whose problems and nodes are not kept: to learn a range only.
    pub(super) fn aside<T>(&mut self, check: impl FnOnce(&mut Self) -> T) -> T {
        let nodes = self.nodes.len();
        self.quiet = self.quiet.saturating_add(1);
        let found = check(self);
        self.quiet = self.quiet.saturating_sub(1);
        self.nodes.truncate(nodes);
        found
    }

    #[inline(never)]
    pub(super) fn refuse_size(&mut self, cx: &Context<'_>, at: usize, reason: &str) -> Compiled {
        if !self.too_large {
            self.too_large = true;
            // Also while a check is made aside: what is too large there is too large.
            let quiet = std::mem::take(&mut self.quiet);
            self.problem(cx, at, Code::SchemeTooLarge, |problem| problem.with("reason", reason));
            self.quiet = quiet;
        }
        self.nothing()
    }

    /// Compiles an expression; `expect` is the type that a quoted word takes here.
    pub(super) fn expr(&mut self, cx: &mut Context<'d>, e: &Expr, expect: Option<Type>) -> Compiled {
        self.work = self.work.saturating_add(1);
        if self.nodes.len() >= MOST_NODES || self.work > MOST_NODES.saturating_mul(20) {
            return self.refuse_size(cx, e.at, "more than 20,000 nodes, formulas counted at each call");
        }
        if cx.depth >= DEEPEST {
            return self.refuse_size(cx, e.at, "nested deeper than 256 nodes, a call counting for 8");
        }
        cx.depth = cx.depth.saturating_add(1);
        let (node, mut info) = self.expr_of_kind(cx, e, expect);
        cx.depth = cx.depth.saturating_sub(1);
        if info.growth.bits > MOST_BITS {
            return self.refuse_size(cx, e.at, "a number here may have more than 8,000 bits before any rows are added");
        }
        // A literal is what it says, also where a condition can never hold.
        if info.ty == Type::Number && !matches!(e.kind, Ast::Number(_)) {
            self.narrow_known(cx, e, &mut info);
        }
        (node, info)
    }

    /// Each kind is compiled by a function of its own that is never inlined: a formula nests deep, and the stack is short where it runs in a browser.
    #[inline(never)]
    fn expr_of_kind(&mut self, cx: &mut Context<'d>, e: &Expr, expect: Option<Type>) -> Compiled {
        match &e.kind {
            Ast::Number(number) => {
                let growth = Growth { bits: u32::try_from(number.bits()).unwrap_or(u32::MAX), rest: Rest::Ends };
                let info = Info::number(Range::exactly(number), growth);
                (self.push(Op::Constant(Value::Number(number.clone()))), info)
            }
            Ast::Word(word) => self.word(cx, e.at, word, expect),
            Ast::Truth(truth) => (self.push(Op::Constant(Value::Truth(*truth))), Info::of(Type::Truth)),
            Ast::Absent(kind) => {
                let info = Info { may_be_absent: true, ..Info::of(Type::Nothing) };
                (self.push(Op::Absent(*kind)), info)
            }
            Ast::Period => (self.push(Op::Period), Info::of(Type::Period)),
            Ast::Name(name) => self.name(cx, e.at, name),
            Ast::Lookup { table, key, column } => {
                self.lookup(cx, e.at, table, key, column.as_ref().map(|column| (column.at, column.name.as_str())))
            }
            Ast::Call(call) => self.call(cx, e.at, call, expect),
            Ast::Array(_) => {
                const ADVICE: [&str; 2] = [
                    "an array stands only in an aggregate, as mean([a, b])",
                    "larik hanya berada dalam agregat, seperti mean([a, b])",
                ];
                self.advised(cx, e.at, "an array", ADVICE)
            }
            Ast::Negate(x) => {
                let (node, info) = self.of_type(cx, x, Type::Number);
                let range = info.range.negate();
                (self.push(Op::Negate(node)), Info { range, ..info })
            }
            Ast::Not(x) => {
                let (node, info) = self.of_type(cx, x, Type::Truth);
                (self.push(Op::Not(node)), info)
            }
            Ast::Both(a, b) => self.joined(cx, a, b, Op::Both),
            Ast::Either(a, b) => self.joined(cx, a, b, Op::Either),
            Ast::Arithmetic(operation, a, b) => self.arithmetic(cx, *operation, a, b),
            Ast::Compare(comparison, a, b) => self.compare(cx, e.at, *comparison, a, b),
            Ast::If(condition, a, b) => self.choice(cx, condition, a, b, expect),
        }
    }

    #[inline(never)]
    fn joined(&mut self, cx: &mut Context<'d>, a: &Expr, b: &Expr, op: fn(NodeId, NodeId) -> Op) -> Compiled {
        let (left, left_info) = self.of_type(cx, a, Type::Truth);
        let (right, right_info) = self.of_type(cx, b, Type::Truth);
        (self.push(op(left, right)), Info::of(Type::Truth).absent_if(&[&left_info, &right_info]))
    }

    #[inline(never)]
    fn choice(&mut self, cx: &mut Context<'d>, condition: &Expr, a: &Expr, b: &Expr, expect: Option<Type>) -> Compiled {
        let (test, test_info) = self.of_type(cx, condition, Type::Truth);
        let known = cx.narrow.len();
        self.learn(cx, condition, true);
        let then_first = !is_wordy(a) || is_wordy(b);
        let first = if then_first { Some(self.expr(cx, a, expect)) } else { None };
        cx.narrow.truncate(known);
        self.learn(cx, condition, false);
        let expect_else = first.as_ref().map(|(_, info)| info.ty).filter(|ty| is_known(*ty)).or(expect);
        let (otherwise, else_info) = self.expr(cx, b, expect_else);
        cx.narrow.truncate(known);
        let (then, then_info) = match first {
            Some(first) => first,
            None => {
                self.learn(cx, condition, true);
                let compiled = self.expr(cx, a, Some(else_info.ty).filter(|ty| is_known(*ty)).or(expect));
                cx.narrow.truncate(known);
                compiled
            }
        };
        let info = self.either(cx, b.at, &then_info, &else_info).absent_if(&[&test_info]);
        (self.push(Op::If(test, then, otherwise)), info)
    }

    pub(super) fn type_problem_text(&mut self, cx: &Context<'_>, at: usize, found: &str, wanted: &str) {
        self.problem(cx, at, Code::FormulaType, |problem| problem.with("found", found).with("wanted", wanted));
    }

    /// An expression that must be of a type.
    pub(super) fn of_type(&mut self, cx: &mut Context<'d>, e: &Expr, wanted: Type) -> Compiled {
        let (node, info) = self.expr(cx, e, Some(wanted));
        match info.ty {
            ty if ty == wanted => (node, info),
            Type::Unknown => (node, info),
            Type::Nothing => (node, Info { ty: wanted, ..info }),
            found => {
                let wanted = self.type_name(wanted);
                self.type_problem(cx, e.at, found, &wanted);
                self.nothing()
            }
        }
    }

    /// What is known of one of two branches; their types and units must go together.
    pub(super) fn either(&mut self, cx: &Context<'_>, at: usize, a: &Info, b: &Info) -> Info {
        match a.ty.joined(b.ty) {
            Some(ty) => {
                self.same_unit(cx, at, a, b);
                a.either(b, ty)
            }
            None => {
                let wanted = self.type_name(a.ty);
                self.type_problem(cx, at, b.ty, &wanted);
                Info::of(Type::Unknown)
            }
        }
    }

    pub(super) fn same_unit(&mut self, cx: &Context<'_>, at: usize, a: &Info, b: &Info) -> Option<usize> {
        if let (Some(left), Some(right)) = (a.unit, b.unit)
            && left != right
        {
            let name = |unit: usize| self.units.get(unit).cloned().unwrap_or_default();
            let (left, right) = (name(left), name(right));
            self.problem(cx, at, Code::FormulaUnit, |problem| problem.with("left", left).with("right", right));
        }
        a.unit.or(b.unit)
    }

    /// A quoted word, of the type that its place asks for (clause 5.4).
    #[inline(never)]
    fn word(&mut self, cx: &Context<'_>, at: usize, word: &str, expect: Option<Type>) -> Compiled {
        let set = match expect {
            Some(Type::Word(set)) => Some(set),
            Some(Type::Date) => {
                if let Some(date) = period::date(word) {
                    return (self.push(Op::Constant(Value::Date(date))), Info::of(Type::Date));
                }
                self.problem(cx, at, Code::FormulaWord, |problem| {
                    problem
                        .with("found", word)
                        .saying("`{found}` is not a date", "`{found}` bukan tanggal")
                        .advising("write it as '2025-12-31'", "tulis seperti '2025-12-31'")
                });
                return self.nothing();
            }
            None => cx.default_set.filter(|&set| self.builder.sets[set].index(word).is_some()),
            Some(_) => None,
        };
        let Some(set) = set else {
            return (self.push(Op::Constant(Value::Text(word.into()))), Info::of(Type::Text));
        };
        let Some(words) = self.builder.sets.iter().nth(usize::from(set)) else { return self.nothing() };
        match words.index(word) {
            Some(index) => {
                let info = Info { words: Some((index, index)), ..Info::of(Type::Word(set)) };
                (self.push(Op::Constant(Value::Word(set, index))), info)
            }
            None => {
                let problem = cells::unknown_word(Code::FormulaWord, cx.place(), words, word);
                self.report(cx, at, problem);
                self.nothing()
            }
        }
    }

    /// A name: what it is given, a cell in reach, a setting or a parameter (clause 5.5).
    #[inline(never)]
    fn name(&mut self, cx: &mut Context<'d>, at: usize, name: &str) -> Compiled {
        if let Some(position) = cx.given.iter().position(|(given, _)| given == name) {
            let info = cx.given.get(position).map_or_else(|| Info::of(Type::Unknown), |(_, info)| info.clone());
            let local = cx.base.saturating_add(u32::try_from(position).unwrap_or(u32::MAX));
            return (self.push(Op::Local(local)), info);
        }
        if cx.sees != Sees::Given
            && let Some(slot) = self.builder.find_slot(&cx.chain, name)
        {
            return self.cell(cx, at, name, slot);
        }
        match self.builder.globals.get(name) {
            Some(&Global::Setting(index)) => {
                let setting = &self.builder.settings[index];
                let (unit, takes) = (setting.unit.clone(), setting.takes.clone());
                match takes {
                    Holds::One(takes) => {
                        cx.uses.settings.push(index);
                        let info = Compiler::takes_info(&takes);
                        let unit = self.unit(&unit);
                        (self.push(Op::Setting(index)), info.with_unit(unit))
                    }
                    holds => self.table_alone(cx, at, &holds),
                }
            }
            Some(&Global::Parameter(index)) => {
                let parameter = &self.builder.parameters[index];
                let (unit, takes) = (parameter.unit.clone(), parameter.takes.clone());
                match takes {
                    Holds::One(takes) => {
                        cx.uses.parameters.push(index);
                        let values = parameter.values.iter().filter_map(|dated| dated.cells.values().first());
                        let info = values_info(values, &takes);
                        let unit = self.unit(&unit);
                        (self.push(Op::Parameter(index)), info.with_unit(unit))
                    }
                    holds => self.table_alone(cx, at, &holds),
                }
            }
            Some(Global::Formula(_)) => {
                const ADVICE: [&str; 2] = [
                    "a formula is called with its arguments, as f(x)",
                    "rumus dipanggil dengan argumennya, seperti f(x)",
                ];
                self.advised(cx, at, "a formula", ADVICE)
            }
            None => self.unknown_name(cx, at, name),
        }
    }

    pub(super) fn unknown_name(&mut self, cx: &Context<'_>, at: usize, name: &str) -> Compiled {
        if cx.sees != Sees::Given && self.builder.find_rows(&cx.chain, name).is_some() {
            const ADVICE: [&str; 2] = [
                "a list stands after `over`, as in sum(… over {list}), or in count({list})",
                "daftar berada setelah `over`, seperti sum(… over {list}), atau dalam count({list})",
            ];
            self.problem(cx, at, Code::FormulaType, |problem| {
                let problem = problem.with("found", "a list").with("wanted", "a single value").with("list", name);
                problem.advising(ADVICE[0], ADVICE[1])
            });
        } else if cx.sees != Sees::Given && self.builder.find_slot(&cx.stands_in, name).is_some() {
            let list = cx.chain.first().map_or_else(String::new, |&scope| self.builder.scopes[scope].name.clone());
            self.problem(cx, at, Code::FormulaReach, |problem| problem.with("name", name).with("list", list));
        } else {
            let mut known: Vec<String> = cx.given.iter().map(|(given, _)| given.clone()).collect();
            let chain: &[ScopeId] = if cx.sees == Sees::Given { &[] } else { &cx.chain };
            known.extend(self.builder.visible(chain).into_iter().map(str::to_owned));
            let is_word = self.builder.sets.iter().any(|set| set.index(name).is_some());
            let of_list = self.builder.list_with(name).map(str::to_owned);
            let elsewhere = self.builder.find_slot(&[WHOLE], name).is_some() || self.builder.globals.contains_key(name);
            self.problem(cx, at, Code::FormulaUnknownName, |problem| {
                let problem = problem.with("name", name);
                if cx.sees == Sees::Given && (elsewhere || of_list.is_some()) {
                    return problem.advising(
                        "a formula sees only what it is given, parameters, settings and earlier formulas: give it `{name}`",
                        "rumus hanya melihat masukannya sendiri, parameter, pengaturan dan rumus sebelumnya: berikan `{name}`",
                    );
                }
                match of_list {
                    _ if is_word => problem.advising("as a word it stands in quotes: '{name}'", "sebagai kata diapit tanda kutip: '{name}'"),
                    Some(list) => problem.with("list", list).advising(
                        "it is a field of `{list}`: use it in `sum(… over {list})` or in `each`",
                        "itu isian `{list}`: pakai dalam `sum(… over {list})` atau dalam `each`",
                    ),
                    None => problem.maybe_meant(name, known.iter().map(String::as_str)),
                }
            });
        }
        self.nothing()
    }

    /// A cell of the row, of an enclosing row or of the whole.
    pub(super) fn cell(&mut self, cx: &mut Context<'d>, at: usize, name: &str, slot: SlotId) -> Compiled {
        let position = usize::try_from(slot).unwrap_or(usize::MAX);
        let cell = &self.builder.slots[slot];
        let is_input = matches!(cell.role, SlotRole::Input(_));
        let is_key = matches!(cell.role, SlotRole::GroupKey) && cell.ty != Type::Unknown;
        let op = if is_input || is_key { Op::Input(slot, cell.scope) } else { Op::Step(slot, cell.scope) };
        if cx.sees == Sees::Inputs && !is_input {
            self.problem(cx, at, Code::FormulaUnknownName, |problem| steps_unknown(problem.with("name", name)));
            return self.nothing();
        }
        let scope = cell.scope;
        cx.uses.slots.push(slot);
        // A step in a circle, or with a problem, is not known: whoever uses it says nothing more.
        let Some(mut info) = self.infos.get(position).cloned().flatten() else { return self.nothing() };
        self.is_unsure |= self.unsure.contains(&slot);
        if cx.chain.first() != Some(&scope) && info.growth.rest == Rest::OwnRows {
            info.growth.rest = Rest::AllRows;
        }
        (self.push(op), info)
    }

    #[inline(never)]
    fn arithmetic(&mut self, cx: &mut Context<'d>, operation: Arithmetic, a: &Expr, b: &Expr) -> Compiled {
        let (left, x) = self.of_type(cx, a, Type::Number);
        let (right, y) = self.of_type(cx, b, Type::Number);
        let unit = match operation {
            Arithmetic::Add | Arithmetic::Subtract => self.same_unit(cx, b.at, &x, &y),
            _ => None,
        };
        if operation == Arithmetic::Divide
            && y.ty == Type::Number
            && !y.range.excludes_zero()
            && !matches!(b.kind, Ast::Absent(_))
        {
            let divisor = b.to_string();
            self.problem(cx, b.at, Code::FormulaDivision, |problem| problem.with("divisor", divisor));
        }
        let range = match operation {
            Arithmetic::Add => x.range.plus(&y.range),
            Arithmetic::Subtract => x.range.minus(&y.range),
            Arithmetic::Multiply => x.range.times(&y.range),
            Arithmetic::Divide => x.range.divided_by(&y.range),
        };
        let growth = match operation {
            Arithmetic::Add | Arithmetic::Subtract => x.growth.sum(y.growth),
            Arithmetic::Multiply => x.growth.product(y.growth),
            Arithmetic::Divide => match power_of_ten_divisor(&y.range) {
                true => x.growth.product(y.growth),
                false => x.growth.quotient(y.growth),
            },
        };
        let ty = x.ty.joined(y.ty).unwrap_or(Type::Unknown);
        let info = Info { ty, unit, ..Info::number(range, growth) }.absent_if(&[&x, &y]);
        (self.push(Op::Arithmetic(operation, left, right)), info)
    }

    #[inline(never)]
    fn compare(&mut self, cx: &mut Context<'d>, at: usize, comparison: Comparison, a: &Expr, b: &Expr) -> Compiled {
        // What is absent is equal to nothing: such a comparison would always be absent.
        let absent = [(a, b), (b, a)].into_iter().find(|(side, _)| matches!(side.kind, Ast::Absent(_)));
        if let Some((absent, other)) = absent {
            self.problem(cx, absent.at, Code::FormulaType, |problem| {
                let problem = problem.with("found", "an absent value").with("wanted", "a value to compare with");
                problem.with("other", other).advising("ask with known({other})", "tanyakan dengan known({other})")
            });
            return self.nothing();
        }
        let ((left, x), (right, y)) = if is_wordy(a) && !is_wordy(b) {
            let right = self.expr(cx, b, None);
            (self.expr(cx, a, Some(right.1.ty).filter(|ty| is_known(*ty))), right)
        } else {
            let left = self.expr(cx, a, None);
            let expect = Some(left.1.ty).filter(|ty| is_known(*ty));
            (left, self.expr(cx, b, expect))
        };
        match x.ty.joined(y.ty) {
            None => {
                let wanted = self.type_name(x.ty);
                self.type_problem(cx, b.at, y.ty, &wanted);
            }
            Some(ty) => {
                self.same_unit(cx, b.at, &x, &y);
                let ordered = match ty {
                    Type::Number | Type::Date | Type::Unknown | Type::Nothing => true,
                    Type::Word(set) => self.builder.sets.iter().nth(usize::from(set)).is_some_and(|set| set.ordered),
                    _ => false,
                };
                if !ordered && !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
                    self.type_problem(
                        cx,
                        at,
                        ty,
                        "a number, a date or a level of an ordered scale, to compare by order",
                    );
                } else if ty == Type::Period {
                    self.type_problem(cx, at, ty, "something that can be compared");
                }
            }
        }
        let ty = if x.ty == Type::Unknown || y.ty == Type::Unknown { Type::Unknown } else { Type::Truth };
        let info = Info { ty, ..Info::of(Type::Truth) }.absent_if(&[&x, &y]);
        (self.push(Op::Compare(comparison, left, right)), info)
    }

    /// Notes whether a row of bands or rules can be reached here.
    pub(super) fn row(&mut self, path: Path, reached: bool) {
        if self.quiet == 0 {
            *self.excluded.entry(path).or_insert(true) &= !reached;
        }
    }
}

/// That a condition on facts names a step.
pub(super) fn steps_unknown(problem: Problem) -> Problem {
    problem.advising(
        "steps are not known yet here: only inputs, settings, parameters and formulas are",
        "langkah belum diketahui di sini: hanya masukan, pengaturan, parameter dan rumus",
    )
}

/// Whether a divisor is one known number whose quotients end: of twos and fives only.
fn power_of_ten_divisor(range: &Range) -> bool {
    match (&range.low, &range.high) {
        (Some((low, _)), Some((high, _))) if low == high => {
            Number::ONE.checked_div(low).is_some_and(|inverse| inverse.ends())
        }
        _ => false,
    }
}

/// Whether a type tells a quoted word what it is.
pub(super) const fn is_known(ty: Type) -> bool {
    !matches!(ty, Type::Unknown | Type::Nothing)
}

/// Whether an expression takes its type from its neighbour.
pub(super) fn is_wordy(e: &Expr) -> bool {
    match &e.kind {
        Ast::Word(_) | Ast::Absent(_) => true,
        Ast::If(_, a, b) => is_wordy(a) && is_wordy(b),
        Ast::Call(Call { name, arguments, .. }) => name == "if_absent" && arguments.iter().all(is_wordy),
        _ => false,
    }
}
