//! Aggregates: over the rows of a list, or over an array (clauses 3.6 to 3.9 and 5.6, 5.8).

use super::compile::{Compiled, Compiler, Context, Growth, Info, Rest, Sees, is_known, steps_unknown};
use super::declare::WHOLE;
use super::formula::{Ast, Call, Comparison, Expr};
use super::model::{Absent, Aggregate, MOST_ROWS, Op, Over, Policy, RowsOf, ScopeKind};
use super::range::Range;
use super::value::{ScopeId, Type};
use crate::number::Number;
use crate::problem::Code;

/// Aggregates by name.
pub(super) struct Gathered;

impl Gathered {
    pub(super) fn named(name: &str) -> Option<Aggregate> {
        Aggregate::ALL.iter().find(|(_, known)| *known == name).map(|(aggregate, _)| *aggregate)
    }

    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Aggregate::ALL.iter().map(|(_, name)| *name)
    }
}

/// How many elements an aggregate may have.
struct Rows {
    least: usize,
    most: Option<usize>,
    filtered: bool,
}

impl Rows {
    /// Whether there may be none before absent ones are excluded.
    fn may_be_none(&self) -> bool {
        self.least == 0 || self.filtered
    }

    fn certain(&self) -> usize {
        if self.filtered { 0 } else { self.least }
    }
}

impl<'d> Compiler<'d> {
    #[inline(never)]
    pub(super) fn aggregate(
        &mut self,
        cx: &mut Context<'d>,
        at: usize,
        call: &Call,
        aggregate: Aggregate,
        expect: Option<Type>,
    ) -> Compiled {
        match (&call.over, call.arguments.as_slice()) {
            (None, [Expr { kind: Ast::Array(items), .. }]) => self.over_array(cx, at, call, aggregate, items, expect),
            (None, [Expr { kind: Ast::Name(list), at: list_at }]) if aggregate == Aggregate::Count => {
                self.over_list(cx, at, call, aggregate, (*list_at, list), expect)
            }
            (Some(list), _) if aggregate != Aggregate::Count => {
                self.over_list(cx, at, call, aggregate, (list.at, &list.name), expect)
            }
            _ => {
                let wanted = match aggregate {
                    Aggregate::Count => "a list, as count(list where …)",
                    Aggregate::WeightedMean => "a value and a weight, as weighted_mean(value, weight over list)",
                    _ => "a value over a list, as sum(value over list), or an array",
                };
                let two = match (aggregate, call.arguments.as_slice()) {
                    (Aggregate::Max, [_, _]) => Some("at_least"),
                    (Aggregate::Min, [_, _]) => Some("at_most"),
                    _ => None,
                };
                self.problem(cx, at, Code::FormulaArguments, |problem| {
                    let problem = problem.with("name", &call.name).with("wanted", wanted);
                    let Some(two) = two else { return problem };
                    let sides = call.arguments.iter().map(Expr::to_string).collect::<Vec<_>>().join(", ");
                    problem.with("two", two).with("sides", sides).advising(
                        "of two values: {two}({sides}), or {name}([{sides}])",
                        "untuk dua nilai: {two}({sides}), atau {name}([{sides}])",
                    )
                });
                self.nothing()
            }
        }
    }

    fn over_array(
        &mut self,
        cx: &mut Context<'d>,
        at: usize,
        call: &Call,
        aggregate: Aggregate,
        items: &[Expr],
        expect: Option<Type>,
    ) -> Compiled {
        if matches!(aggregate, Aggregate::Count | Aggregate::Only | Aggregate::WeightedMean) || call.filter.is_some() {
            self.arguments_problem(cx, at, &call.name, "a list, with `over`: an array has no rows to choose from");
            return self.nothing();
        }
        let wanted = element_type(aggregate);
        let mut nodes = Vec::new();
        let mut joined: Option<Info> = None;
        let mut growth: Option<Growth> = None;
        for item in items {
            let expect = joined.as_ref().map(|info| info.ty).filter(|ty| is_known(*ty)).or(wanted).or(expect);
            let (node, info) = match wanted {
                Some(wanted) => self.of_type(cx, item, wanted),
                None => self.expr(cx, item, expect),
            };
            nodes.push(node);
            growth = Some(growth.map_or(info.growth, |growth| growth.sum(info.growth)));
            joined = Some(match joined {
                Some(before) => self.either(cx, item.at, &before, &info),
                None => info,
            });
        }
        let Some(mut element) = joined else { return self.nothing() };
        if let (Some(growth), Aggregate::Sum | Aggregate::Mean | Aggregate::Median) = (growth, aggregate) {
            element.growth = growth;
        }
        let rows = Rows { least: items.len(), most: Some(items.len()), filtered: false };
        self.element_fits(cx, at, aggregate, &element);
        let (policy, may_be_absent) = self.policy(cx, at, call, aggregate, &element, &rows);
        let info = self.gathered(aggregate, &element, &rows, &policy, may_be_absent, false);
        (self.push(Op::Array { aggregate, items: nodes, policy }), info)
    }

    #[inline(never)]
    fn over_list(
        &mut self,
        cx: &mut Context<'d>,
        at: usize,
        call: &Call,
        aggregate: Aggregate,
        (list_at, list): (usize, &str),
        expect: Option<Type>,
    ) -> Compiled {
        let rows = if cx.sees == Sees::Given { None } else { self.builder.find_rows(&cx.chain, list) };
        let Some((distance, rows)) = rows else {
            let far = cx.sees != Sees::Given && self.builder.find_rows(&cx.stands_in, list).is_some();
            let code = if far { Code::FormulaReach } else { Code::FormulaUnknownName };
            let is_value = self.builder.find_slot(&cx.chain, list).is_some() || self.builder.globals.contains_key(list);
            let lists: Vec<String> = self.builder.lists_in(&cx.chain).map(str::to_owned).collect();
            self.problem(cx, list_at, code, |problem| {
                let problem = problem.with("name", list).with("list", list);
                match is_value {
                    true => problem.saying("`{name}` is not a list", "`{name}` bukan daftar"),
                    false => problem.maybe_meant(list, lists.iter().map(String::as_str)),
                }
            });
            return self.nothing();
        };
        if cx.sees == Sees::Inputs && matches!(self.builder.scopes[rows.scope()].kind, ScopeKind::Group { .. }) {
            self.problem(cx, list_at, Code::FormulaUnknownName, |problem| steps_unknown(problem.with("name", list)));
            return self.nothing();
        }
        let owner = cx.chain.get(distance).copied().unwrap_or(WHOLE);
        let arguments = if aggregate == Aggregate::Count { &[][..] } else { call.arguments.as_slice() };
        let wanted_arguments = match aggregate {
            Aggregate::Count => 0,
            Aggregate::WeightedMean => 2,
            _ => 1,
        };
        if arguments.len() != wanted_arguments {
            let wanted = if wanted_arguments == 2 { "a value and a weight" } else { "one value" };
            self.arguments_problem(cx, at, &call.name, wanted);
            return self.nothing();
        }
        // Inside, names are the row's, then those of the rows that enclose the list.
        let inner: Vec<ScopeId> = [rows.scope()].into_iter().chain(cx.chain.iter().skip(distance).copied()).collect();
        let outer = std::mem::replace(&mut cx.chain, inner);
        // What is known of the row that the formula stands in does not hold of the rows gone through.
        let known = cx.narrow.clone();
        cx.narrow.retain(|known| known.scope != rows.scope());
        let filter = call.filter.as_ref().map(|filter| {
            let compiled = self.of_type(cx, filter, Type::Truth);
            self.learn(cx, filter, true);
            compiled
        });
        let element = match arguments {
            [] => {
                let node = self.push(Op::Constant(super::value::Value::Truth(true)));
                (node, Info::of(Type::Truth))
            }
            [element, ..] => match element_type(aggregate) {
                Some(wanted) => self.of_type(cx, element, wanted),
                None => self.expr(cx, element, expect),
            },
        };
        let weight = match arguments {
            [_, weight] => {
                let (node, info) = self.of_type(cx, weight, Type::Number);
                if info.may_be_absent {
                    self.problem(cx, weight.at, Code::FormulaAbsence, |problem| problem);
                }
                Some((node, info))
            }
            _ => None,
        };
        cx.narrow = known;
        cx.chain = outer;
        let (element_node, mut element_info) = element;
        let at = arguments.first().map_or(at, |element| element.at);
        let count = self.how_many(rows, filter.is_some());
        self.element_fits(cx, at, aggregate, &element_info);
        let (policy, mut may_be_absent) = self.policy(cx, at, call, aggregate, &element_info, &count);
        let (mut weights_may_be_nothing, mut weights_below_zero) = (false, false);
        if let Some((_, weight)) = &weight {
            weights_may_be_nothing = !weight.range.is_positive();
            weights_below_zero = weight.range.may(Comparison::Less, &Range::exactly(&Number::ZERO));
            element_info.growth = element_info.growth.product(weight.growth).sum(weight.growth);
        }
        may_be_absent |= weights_may_be_nothing || filter.as_ref().is_some_and(|(_, info)| info.may_be_absent);
        let adds = matches!(aggregate, Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean);
        if adds && element_info.growth.rest == Rest::AllRows {
            self.problem(cx, at, Code::SchemeTooLarge, |problem| {
                problem
                    .with("reason", "quotients by an aggregate over rows are added over rows again: round them first")
            });
        }
        let mut info = self.gathered(aggregate, &element_info, &count, &policy, may_be_absent, weights_below_zero);
        if adds && element_info.growth.rest >= Rest::Bounded {
            info.growth.rest = info.growth.rest.max(if owner == WHOLE { Rest::AllRows } else { Rest::OwnRows });
        } else if owner == WHOLE && info.growth.rest == Rest::OwnRows {
            info.growth.rest = Rest::AllRows;
        }
        let over = Over {
            aggregate,
            rows,
            element: element_node,
            weight: weight.map_or(element_node, |(node, _)| node),
            filter: filter.map(|(node, _)| node),
            policy,
        };
        let node = self.push(Op::Over(Box::new(over)));
        // Over a list that the current row does not own, the rows are the same for every row: gone through once.
        let node = if distance == 0 { node } else { self.push(Op::Once { inner: node, scope: owner }) };
        (node, info)
    }

    fn how_many(&self, rows: RowsOf, filtered: bool) -> Rows {
        let (least, most) = match rows {
            RowsOf::Members { .. } => (0, None),
            RowsOf::List(list) => match &self.builder.scopes[list].kind {
                ScopeKind::List { least, key, complete } => {
                    let members = key.filter(|_| *complete).and_then(|slot| match self.builder.slots[slot].ty {
                        Type::Word(set) => self.builder.sets.iter().nth(usize::from(set)).map(|set| set.words.len()),
                        _ => None,
                    });
                    (members.unwrap_or(0).max(*least), members)
                }
                ScopeKind::Group { key, every: true, .. } => match self.builder.slots[*key].ty {
                    Type::Word(set) => {
                        let members = self.builder.sets.iter().nth(usize::from(set)).map_or(1, |set| set.words.len());
                        (members, Some(members))
                    }
                    _ => (0, None),
                },
                _ => (0, None),
            },
        };
        Rows { least, most, filtered }
    }

    /// The type of the elements, where an aggregate takes several.
    fn element_fits(&mut self, cx: &Context<'_>, at: usize, aggregate: Aggregate, element: &Info) {
        if !matches!(aggregate, Aggregate::Min | Aggregate::Max | Aggregate::Median) {
            return;
        }
        let fits = match element.ty {
            Type::Number | Type::Unknown | Type::Nothing => true,
            Type::Word(set) => self.builder.sets.iter().nth(usize::from(set)).is_some_and(|set| set.ordered),
            _ => false,
        };
        if !fits {
            self.type_problem(cx, at, element.ty, "numbers, or levels of an ordered scale");
        }
    }

    /// Reads the policies, and whether the aggregate may be absent.
    #[inline(never)]
    fn policy(
        &mut self,
        cx: &Context<'_>,
        at: usize,
        call: &Call,
        aggregate: Aggregate,
        element: &Info,
        rows: &Rows,
    ) -> (Policy, bool) {
        let refuse = |compiler: &mut Self, at: usize, reason: &str| {
            compiler.problem(cx, at, Code::FormulaPolicy, |problem| problem.with("reason", reason));
        };
        let mut policy = Policy { not_rated: Absent::Block, not_applicable: Absent::Block, empty_is_zero: true };
        let mut said: Vec<&str> = Vec::new();
        for (option, word) in &call.options {
            let name = option.name.as_str();
            if said.contains(&name) {
                refuse(self, option.at, &format!("`{name}:` is said twice"));
            }
            said.push(name);
            match (name, word.name.as_str()) {
                ("not_rated" | "not_applicable" | "missing", "exclude" | "zero" | "block") => {
                    let absent = match word.name.as_str() {
                        "exclude" => Absent::Exclude,
                        "zero" => Absent::Zero,
                        _ => Absent::Block,
                    };
                    if name != "not_applicable" {
                        policy.not_rated = absent;
                    }
                    if name != "not_rated" {
                        policy.not_applicable = absent;
                    }
                }
                ("empty", "zero") => {}
                ("empty", "block") => policy.empty_is_zero = false,
                ("not_rated" | "not_applicable" | "missing", other) => {
                    refuse(self, word.at, &format!("`{other}` is not a policy: exclude, zero or block"));
                }
                ("empty", other) => refuse(self, word.at, &format!("`empty:` is zero or block, not `{other}`")),
                (other, _) => refuse(self, option.at, &format!("`{other}:` is not a policy of an aggregate")),
            }
        }
        let says_absence = said.iter().any(|name| matches!(*name, "not_rated" | "not_applicable" | "missing"));
        if matches!(aggregate, Aggregate::Count | Aggregate::Only) {
            if !said.is_empty() {
                refuse(self, at, &format!("`{}` takes no policy", call.name));
            }
            return (policy, element.may_be_absent);
        }
        if element.ty == Type::Unknown {
            return (policy, true);
        }
        // What has a problem may be absent or not: that it cannot is said only where it is known.
        let is_unsure = self.is_unsure && !self.builder.reader.problems.is_empty();
        if says_absence && !element.may_be_absent && !is_unsure {
            refuse(self, at, "nothing can be absent here: no policy is needed");
        }
        if said.contains(&"missing") && (said.contains(&"not_rated") || said.contains(&"not_applicable")) {
            refuse(self, at, "`missing:` sets both kinds: say it alone");
        }
        let both = said.contains(&"missing") || (said.contains(&"not_rated") && said.contains(&"not_applicable"));
        if element.may_be_absent && !both {
            let reason = "a value may be absent here: say `missing:` exclude, zero or block, or `not_rated:` and `not_applicable:`";
            refuse(self, at, reason);
        }
        let has = |wanted: Absent| policy.not_rated == wanted || policy.not_applicable == wanted;
        if matches!(element.ty, Type::Word(_)) && element.may_be_absent && has(Absent::Zero) {
            refuse(self, at, "a level has no zero: exclude or block");
        }
        let excludes = element.may_be_absent && has(Absent::Exclude);
        let may_have_none = rows.may_be_none() || excludes;
        if aggregate == Aggregate::Sum {
            match (said.contains(&"empty"), may_have_none) {
                (false, true) => refuse(self, at, "there may be nothing to add: say `empty:` zero or block"),
                (true, false) => refuse(self, at, "there is always something to add: `empty:` is not needed"),
                _ => {}
            }
        } else if said.contains(&"empty") {
            refuse(self, at, "`empty:` goes with sum only");
        }
        let blocks = element.may_be_absent && has(Absent::Block);
        let none_is_absent = match aggregate {
            Aggregate::Sum => !policy.empty_is_zero,
            Aggregate::Any | Aggregate::All => false,
            _ => true,
        };
        (policy, blocks || (may_have_none && none_is_absent))
    }

    /// What is known of an aggregate from what is known of its elements.
    fn gathered(
        &self,
        aggregate: Aggregate,
        element: &Info,
        rows: &Rows,
        policy: &Policy,
        may_be_absent: bool,
        weights_below_zero: bool,
    ) -> Info {
        if element.ty == Type::Unknown {
            return Info::of(Type::Unknown);
        }
        let zeros =
            element.may_be_absent && (policy.not_rated == Absent::Zero || policy.not_applicable == Absent::Zero);
        let excludes =
            element.may_be_absent && (policy.not_rated == Absent::Exclude || policy.not_applicable == Absent::Exclude);
        let range = if zeros { element.range.union(&Range::from_to(0, Some(0))) } else { element.range.clone() };
        let certain = if excludes { 0 } else { rows.certain() };
        let counted = element.growth.quotient(Growth::SMALL);
        let info = match aggregate {
            Aggregate::Sum => Info::number(range.summed(certain, rows.most), element.growth),
            // Numbers none of which is zero may have zero in the middle of them.
            Aggregate::Mean => {
                let growth = self.divided_by_count(element.growth, rows, excludes);
                Info::number(range.between_ends(), growth)
            }
            Aggregate::WeightedMean if weights_below_zero => Info::number(Range::default(), counted),
            Aggregate::WeightedMean => Info::number(range.between_ends(), counted),
            Aggregate::Median => Info { range: range.between_ends(), ..element.clone() },
            Aggregate::Min | Aggregate::Max | Aggregate::Only => Info { range, ..element.clone() },
            Aggregate::Share => Info::number(Range::from_to(0, Some(1)), Growth::SMALL.quotient(Growth::SMALL)),
            Aggregate::Count => {
                let least = i64::try_from(rows.certain()).unwrap_or(0);
                let most = i64::try_from(rows.most.unwrap_or(MOST_ROWS)).unwrap_or(i64::MAX);
                Info::number(Range::from_to(least, Some(most)), Growth::SMALL)
            }
            Aggregate::Any | Aggregate::All => Info::of(Type::Truth),
        };
        let ty = match (aggregate, element.ty) {
            (Aggregate::Min | Aggregate::Max | Aggregate::Median | Aggregate::Only, ty) => ty,
            _ => info.ty,
        };
        let unit = match aggregate {
            Aggregate::Share | Aggregate::Count | Aggregate::Any | Aggregate::All => None,
            _ => element.unit,
        };
        Info { ty, may_be_absent, unit, words: None, ..info }
    }

    /// A mean of a known number of elements ends where that number is of twos and fives.
    fn divided_by_count(&self, growth: Growth, rows: &Rows, excludes: bool) -> Growth {
        let fixed = rows.most.filter(|most| *most == rows.least && !rows.filtered && !excludes);
        let ends =
            fixed.and_then(|count| i64::try_from(count).ok()).and_then(|count| crate::number::Number::ratio(1, count));
        if ends.is_some_and(|inverse| inverse.ends()) {
            growth.product(Growth::SMALL)
        } else {
            growth.quotient(Growth::SMALL)
        }
    }
}

/// The one type of element that an aggregate takes, if it is one.
const fn element_type(aggregate: Aggregate) -> Option<Type> {
    match aggregate {
        Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean => Some(Type::Number),
        Aggregate::Share | Aggregate::Any | Aggregate::All => Some(Type::Truth),
        Aggregate::Min | Aggregate::Max | Aggregate::Median | Aggregate::Only | Aggregate::Count => None,
    }
}
