//! A scheme document becomes a scheme: everything declared, ordered and compiled, or all of its problems.

use super::compile::{Compiler, Context, Growth, Info, Narrowing, Rest, Sees, WhenAbsent, is_known};
use super::declare::{Builder, FormulaText, Global, StepText, WHOLE, list, truth, word};
use super::document::SCHEME;
use super::formula::{Ast, Expr};
use super::model::{
    Basis, Condition, FormulaMeta, InForce, Model, Op, Outcome, SlotRole, Status, Step, Uses, basis_of,
};
use super::value::{ScopeId, SetId, SlotId, Type};
use crate::document::{Json, Node, Reader};
use crate::period;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use crate::text::{Text, names_in_braces};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Builds the model of a scheme document.
pub(super) fn build(tree: &Node<'_>, text: Option<&str>) -> Result<Model, Problems> {
    let mut reader = Reader::new(text);
    let languages: Vec<crate::text::Lang> =
        list(tree, "languages").iter().filter_map(|node| crate::text::Lang::from_code(node.as_text()?)).collect();
    // Without a declared language the shape has a problem already; texts are then read in any.
    if !languages.is_empty() {
        reader.languages = languages;
    }
    SCHEME.check(tree, &Trail::Top, &mut reader);
    if !reader.problems.is_empty() {
        return Err(reader.problems.in_order());
    }
    let mut builder = Builder::new(reader);
    builder.declare(tree);
    builder.limit_declarations(tree);
    let mut compiler = Compiler::new(builder);
    let formulas = compiler.formulas_alone();
    // Which rows of a formula are reached is told by its calls.
    compiler.excluded.clear();
    let order = compiler.order_steps();
    compiler.learn_required(tree);
    compiler.compile_steps(&order);
    let requires = compiler.conditions(tree, "requires", "is", Sees::Inputs);
    let unratable = compiler.conditions(tree, "unratable", "when", Sees::Inputs);
    let notices = compiler.conditions(tree, "notices", "when", Sees::Steps);
    let outcomes = compiler.outcomes(tree);
    compiler.finish(tree, formulas, order, [requires, unratable, notices], outcomes)
}

impl<'d> Compiler<'d> {
    fn context(&self, node: &'d Node<'d>, chain: Vec<ScopeId>, sees: Sees) -> Context<'d> {
        let mut scales = self.builder.sets.iter().enumerate().filter(|(_, set)| set.is_scale);
        let only = scales.next().filter(|_| scales.next().is_none());
        Context {
            formula: FormulaText { text: "".into(), ast: None, path: Path::new(), node },
            stands_in: chain.clone(),
            chain,
            sees,
            given: Vec::new(),
            base: 0,
            formulas_before: self.builder.formulas.len(),
            called_at: None,
            narrow: Vec::new(),
            uses: Uses::default(),
            depth: 0,
            default_set: only.and_then(|(set, _)| SetId::try_from(set).ok()),
        }
    }

    /// Reads each declared formula by itself, so that its own mistakes are reported where it stands.
    fn formulas_alone(&mut self) -> Vec<FormulaMeta> {
        let mut metas = Vec::new();
        for index in 0..self.builder.formulas.len() {
            let Some(formula) = self.builder.formulas.get(index) else { continue };
            let (node, path, given, name) =
                (formula.node, formula.path.clone(), formula.given.clone(), formula.name.clone());
            let before = self.builder.reader.problems.count();
            let nodes = self.nodes.len();
            let mut cx = self.context(node, Vec::new(), Sees::Given);
            cx.given = given.into_iter().map(|name| (name, Info::of(Type::Unknown))).collect();
            cx.formulas_before = index;
            self.body(&mut cx, node, &path);
            self.nodes.truncate(nodes);
            let broken = self.builder.reader.problems.count() > before;
            if let Some(flag) = self.broken.get_mut(index) {
                *flag = broken;
            }
            let cites = cites_at(&mut self.builder, node, &path);
            self.formula_cites.insert(name.clone(), cites.clone());
            let (title, reading) = (self.builder.text(node, "title"), self.builder.text(node, "reading"));
            metas.push(FormulaMeta { name, title, cites, reading, path, uses: cx.uses });
        }
        metas
    }

    /// The positions of the steps, each after those it uses; a circle is a problem.
    fn order_steps(&mut self) -> Vec<usize> {
        let by_slot: HashMap<SlotId, usize> =
            self.builder.steps.iter().enumerate().map(|(index, step)| (step.slot, index)).collect();
        let mut uses: Vec<Vec<usize>> = Vec::new();
        for index in 0..self.builder.steps.len() {
            let Some(StepText { node, path, chain, .. }) = self.builder.steps.get(index) else { continue };
            let (node, path, chain) = (*node, path.clone(), chain.clone());
            let mut slots = Vec::new();
            for formula in self.formulas_of(node, &path) {
                if let Some(ast) = &formula.ast {
                    named_cells(&self.builder, ast, &chain, &mut slots);
                }
            }
            uses.push(slots.iter().filter_map(|slot| by_slot.get(slot).copied()).collect());
        }
        let mut order = Vec::new();
        let mut state = vec![State::New; uses.len()];
        for start in 0..uses.len() {
            self.visit(start, &uses, &mut state, &mut order);
        }
        order
    }

    /// Goes through what a step uses, without recursion: a chain of steps may be long.
    fn visit(&mut self, start: usize, uses: &[Vec<usize>], state: &mut [State], order: &mut Vec<usize>) {
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        if state.get(start) != Some(&State::New) {
            return;
        }
        while let Some((step, next)) = path.last_mut() {
            let current = *step;
            if let Some(state) = state.get_mut(current) {
                *state = State::Open;
            }
            let used = uses.get(current).and_then(|used| used.get(*next)).copied();
            *next = next.saturating_add(1);
            match used {
                Some(used) => match state.get(used) {
                    Some(State::New) => path.push((used, 0)),
                    Some(State::Open) => {
                        let circle: Vec<usize> =
                            path.iter().map(|(step, _)| *step).skip_while(|step| *step != used).collect();
                        self.report_circle(&circle);
                        return self.abandon(&path, state);
                    }
                    _ => {}
                },
                None => {
                    if let Some(state) = state.get_mut(current) {
                        *state = State::Done;
                    }
                    order.push(current);
                    path.pop();
                }
            }
        }
    }

    fn abandon(&mut self, path: &[(usize, usize)], state: &mut [State]) {
        for (step, _) in path {
            if let Some(state) = state.get_mut(*step) {
                *state = State::Circle;
            }
        }
    }

    fn report_circle(&mut self, circle: &[usize]) {
        let names: Vec<&str> = circle
            .iter()
            .chain(circle.first())
            .filter_map(|step| self.builder.steps.get(*step))
            .map(|step| self.builder.slots[step.slot].name.as_str())
            .collect();
        let names = names.join(" → ");
        let Some(first) = circle.iter().min().and_then(|first| self.builder.steps.get(*first)) else { return };
        let (path, node) = (first.path.clone(), first.node);
        self.builder.reader.add(Problem::new(Code::SchemeCycle, path).with("circle", names), node);
    }

    /// What `requires` tell of ranges, before any step is compiled.
    fn learn_required(&mut self, tree: &'d Node<'d>) {
        let mut required: Vec<Narrowing> = Vec::new();
        for (index, node) in list(tree, "requires").iter().enumerate() {
            let Some(is) = node.get("is") else { continue };
            let path = Path::new().key("requires").index(index).key("is");
            let formula = self.builder.formula(is, &path);
            let Some(ast) = formula.ast.clone() else { continue };
            let mut cx = self.context(node, vec![WHOLE], Sees::Inputs);
            cx.formula = formula;
            self.required_of(&mut cx, &ast, &mut required);
        }
        self.required = required;
    }

    fn required_of(&mut self, cx: &mut Context<'d>, condition: &Expr, found: &mut Vec<Narrowing>) {
        match &condition.kind {
            Ast::Both(a, b) => {
                self.required_of(cx, a, found);
                self.required_of(cx, b, found);
            }
            Ast::Call(call) if call.name == "all" && call.filter.is_none() => {
                // Where one row blocks, the condition is absent and passes, whatever the other rows say.
                if call.options.iter().any(|(_, word)| word.name == "block") {
                    return;
                }
                let (Some(over), [row]) = (&call.over, call.arguments.as_slice()) else { return };
                let Some((_, rows)) = self.builder.find_rows(&cx.chain, &over.name) else { return };
                let chain = [rows.scope()].into_iter().chain(cx.chain.iter().copied()).collect();
                let outer = std::mem::replace(&mut cx.chain, chain);
                self.required_of(cx, row, found);
                cx.chain = outer;
            }
            _ => {
                // The condition's own types are checked where it is compiled.
                let mut own = Vec::new();
                self.aside(|compiler| compiler.narrowings(cx, condition, true, WhenAbsent::Passes, &mut own));
                found.append(&mut own);
            }
        }
    }

    fn compile_steps(&mut self, order: &[usize]) {
        for &index in order {
            let Some(StepText { slot, node, path, chain }) = self.builder.steps.get(index) else { continue };
            let (slot, node, path, chain) = (*slot, *node, path.clone(), chain.clone());
            let mut cx = self.context(node, chain, Sees::Steps);
            let before = self.builder.reader.problems.count();
            self.is_unsure = false;
            let (body, mut info) = self.body(&mut cx, node, &path);
            if self.is_unsure {
                self.unsure.push(slot);
            }
            let unit = self.builder.slots[slot].unit.clone();
            info.unit = self.unit(&unit).or(info.unit);
            let sound = self.builder.reader.problems.count() == before;
            if sound && self.builder.slots[slot].scope != WHOLE && info.growth.rest == Rest::AllRows {
                // A number as long as all rows together, once for each row, is longer than the facts by their square.
                let reason = "a step of rows holds a sum of quotients over all rows: round it first";
                let problem = Problem::new(Code::SchemeTooLarge, path.clone()).with("reason", reason);
                self.builder.reader.add(problem, node);
                info = Info::of(Type::Unknown);
            }
            let cites = cites_at(&mut self.builder, node, &path);
            let reading = self.builder.text(node, "reading");
            let basis = Basis::from_word(word(node, "basis"));
            let ty = if is_known(info.ty) { info.ty } else { Type::Text };
            let may_be_absent = info.may_be_absent;
            let unit = info.unit.and_then(|unit| self.units.get(unit)).cloned().unwrap_or_default();
            let position = usize::try_from(slot).unwrap_or(usize::MAX);
            if let Some(known) = self.infos.get_mut(position) {
                *known = Some(info);
            }
            if let Some(slot) = self.builder.slots.get_mut(position) {
                slot.ty = ty;
                slot.may_be_absent = may_be_absent;
                slot.unit = unit;
                slot.role = SlotRole::Step(Step { body, cites, reading, basis, uses: cx.uses });
            }
        }
    }

    fn conditions(&mut self, tree: &'d Node<'d>, key: &str, when: &str, sees: Sees) -> Vec<Condition> {
        let mut found: Vec<Condition> = Vec::new();
        for (index, node) in list(tree, key).iter().enumerate() {
            let path = Path::new().key(key).index(index);
            let mut cx = self.context(node, vec![WHOLE], sees);
            let Some(formula_node) = node.get(when) else { continue };
            let formula = self.builder.formula(formula_node, &path.clone().key(when));
            cx.formula = formula.clone();
            let name = word(node, "name").to_owned();
            if !name.is_empty() && found.iter().any(|other| other.name == name) {
                let problem = Problem::new(Code::NameTaken, path.clone().key("name")).with("name", &name);
                self.builder.reader.add(problem, node);
            }
            let cites = cites_at(&mut self.builder, node, &path);
            let say = self.builder.text(node, "say");
            let Some(ast) = formula.ast.clone() else { continue };
            let (compiled, _) = self.of_type(&mut cx, &ast, Type::Truth);
            let place = first_named(&self.builder, &ast);
            let path = if name.is_empty() { path } else { Path::new().key(key).key(&name) };
            let rule = formula.text.to_string();
            if key == "notices" {
                self.names_in_say(node, &say, index);
            }
            found.push(Condition { name, node: compiled, rule, say, cites, path, place, uses: cx.uses });
        }
        found
    }

    /// `{name}` in what a notice says is a step or input of the whole (clause 4.14).
    fn names_in_say(&mut self, node: &'d Node<'d>, say: &Text, index: usize) {
        let mut unknown: Vec<&str> = self
            .builder
            .languages
            .iter()
            .flat_map(|lang| names_in_braces(say.get(*lang)))
            .filter(|name| self.builder.find_slot(&[WHOLE], name).is_none())
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        for name in unknown {
            let known = self.builder.visible(&[WHOLE]).into_iter().map(str::to_owned).collect();
            let top = Trail::Top;
            self.builder.unknown("step or input", name, known, &top.key("notices").index(index).key("say"), node);
        }
    }

    /// Whether any step, formula or parameter value rests on what nobody has verified.
    fn has_unverified(&self) -> bool {
        let steps = self.builder.slots.iter().any(|slot| match &slot.role {
            SlotRole::Step(step) => step.basis.or_else(|| basis_of(&step.cites)) == Some(Basis::Unverified),
            _ => false,
        });
        let values = self.builder.parameters.iter().flat_map(|parameter| &parameter.values);
        let mut cites = values.map(|dated| &dated.cites).chain(self.formula_cites.values());
        steps || cites.any(|cites| basis_of(cites) == Some(Basis::Unverified))
    }

    fn outcomes(&mut self, tree: &'d Node<'d>) -> Vec<Outcome> {
        let mut found: Vec<Outcome> = Vec::new();
        for (index, node) in list(tree, "outcomes").iter().enumerate() {
            let path = Path::new().key("outcomes").index(index);
            let name = word(node, "name").to_owned();
            if found.iter().any(|other| other.name == name) {
                let problem = Problem::new(Code::NameTaken, path.clone().key("name")).with("name", &name);
                self.builder.reader.add(problem, node);
            }
            let of = word(node, "of");
            let Some(slot) = self.builder.find_slot(&[WHOLE], of) else {
                let known = self.builder.visible(&[WHOLE]).into_iter().map(str::to_owned).collect();
                let top = Trail::Top;
                self.builder.unknown("step or input", of, known, &top.key("outcomes").index(index).key("of"), node);
                continue;
            };
            let position = usize::try_from(slot).unwrap_or(usize::MAX);
            let info = self.infos.get(position).cloned().flatten();
            let info = info.unwrap_or_else(|| Info { growth: Growth::SMALL, ..Info::of(Type::Unknown) });
            let round_node = node.get("round").filter(|node| !node.is_null());
            let round = round_node.and_then(super::body::rounding);
            let exact = round_node.is_some_and(|node| matches!(node.value, Json::Text(_)));
            let fits = match info.ty {
                Type::Number => round_node.is_some(),
                Type::Unknown => true,
                Type::Period | Type::Nothing => {
                    let top = Trail::Top;
                    let path = top.key("outcomes").index(index).key("of").path();
                    let problem = Problem::new(Code::NameUnknown, path).with("name", of);
                    let problem = problem.saying("`{name}` cannot be an outcome", "`{name}` tidak dapat menjadi hasil");
                    let problem = problem.advising(
                        "an outcome is a number, level, choice, yes_no, date or text",
                        "hasil adalah angka, tingkat, pilihan, ya/tidak, tanggal atau teks",
                    );
                    self.builder.reader.add(problem, node);
                    true
                }
                _ => round_node.is_none(),
            };
            if !fits {
                self.builder.reader.add(Problem::new(Code::OutcomeRound, path.clone()), node);
            } else if info.ty == Type::Number && exact && !info.growth.ends() {
                self.builder.reader.add(Problem::new(Code::OutcomeExact, path.clone()), node);
            }
            let title = self.builder.text(node, "title");
            let title = if title.is_empty() { self.builder.slots[slot].title.clone() } else { title };
            let optional = truth(node, "optional").unwrap_or(false);
            found.push(Outcome { name, title, of: slot, round, optional });
        }
        found
    }

    fn finish(
        self,
        tree: &Node<'_>,
        formulas: Vec<FormulaMeta>,
        order: Vec<usize>,
        [requires, unratable, notices]: [Vec<Condition>; 3],
        outcomes: Vec<Outcome>,
    ) -> Result<Model, Problems> {
        let has_unverified = self.has_unverified();
        let has_partners =
            self.builder.slots.iter().any(|slot| matches!(&slot.role, SlotRole::Input(input) if input.with.is_some()));
        let builder = self.builder;
        let texts = ["title", "description"].map(|key| builder.text(tree, key));
        let [title, description] = texts;
        let in_force = tree.get("in_force").map_or_else(InForce::default, |node| InForce {
            from: period::date(word(node, "from")),
            until: period::date(word(node, "until")),
        });
        let needs_period = tree.get("in_force").is_some_and(|node| !node.is_null())
            || self.nodes.iter().any(|op| matches!(op, Op::Period))
            || builder.parameters.iter().any(|parameter| parameter.values.len() > 1);
        let version = match tree.get("version").map(|node| &node.value) {
            Some(Json::Number(text)) => crate::number::Number::parse(text).ok().and_then(|n| n.to_i64()).unwrap_or(1),
            _ => 1,
        };
        let unreachable = self.excluded.into_iter().filter_map(|(path, excluded)| excluded.then_some(path)).collect();
        let order = order.iter().filter_map(|step| builder.steps.get(*step)).map(|step| step.slot).collect();
        builder.reader.problems.in_order().or(Model {
            id: word(tree, "scheme").to_owned(),
            version,
            languages: builder.languages,
            title,
            description,
            jurisdiction: word(tree, "jurisdiction").to_owned(),
            purpose: word(tree, "purpose").to_owned(),
            status: Status::from_word(word(tree, "status")),
            in_force,
            as_of_start: word(tree, "as_of") == "period.from",
            needs_period,
            sources: builder.sources,
            sets: builder.sets,
            scopes: builder.scopes,
            slots: builder.slots,
            settings: builder.settings,
            parameters: builder.parameters,
            formulas: formulas.into_iter().collect(),
            nodes: self.nodes,
            requires,
            unratable,
            notices,
            order,
            outcomes,
            unreachable,
            has_partners,
            has_unverified,
            amends: tree.get("amended").map_or("", |amended| word(amended, "digest")).to_owned(),
            words: OnceLock::new(),
            told: OnceLock::new(),
        })
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
    Circle,
}

fn cites_at(builder: &mut Builder<'_>, node: &Node<'_>, path: &Path) -> Vec<super::model::Cite> {
    let trail = Trail::At(path);
    builder.cites(node, &trail)
}

/// The cells that an expression names, whatever its types.
fn named_cells(builder: &Builder<'_>, e: &Expr, chain: &[ScopeId], found: &mut Vec<SlotId>) {
    match &e.kind {
        Ast::Name(name) => found.extend(builder.find_slot(chain, name)),
        Ast::Lookup { key, .. } => named_cells(builder, key, chain, found),
        Ast::Call(call) => {
            let list = match (&call.over, call.name.as_str(), call.arguments.as_slice()) {
                (Some(over), ..) => Some(over.name.as_str()),
                (None, "count", [Expr { kind: Ast::Name(list), .. }]) => Some(list.as_str()),
                _ => None,
            };
            let inner = list.and_then(|list| builder.find_rows(chain, list)).map(|(distance, rows)| {
                [rows.scope()].into_iter().chain(chain.iter().skip(distance).copied()).collect::<Vec<_>>()
            });
            let chain = inner.as_deref().unwrap_or(chain);
            call.values().for_each(|e| named_cells(builder, e, chain, found));
        }
        Ast::Array(items) => items.iter().for_each(|item| named_cells(builder, item, chain, found)),
        Ast::Negate(x) | Ast::Not(x) => named_cells(builder, x, chain, found),
        Ast::Arithmetic(_, a, b) | Ast::Compare(_, a, b) | Ast::Both(a, b) | Ast::Either(a, b) => {
            named_cells(builder, a, chain, found);
            named_cells(builder, b, chain, found);
        }
        Ast::If(a, b, c) => [a, b, c].into_iter().for_each(|e| named_cells(builder, e, chain, found)),
        Ast::Number(_) | Ast::Word(_) | Ast::Truth(_) | Ast::Absent(_) | Ast::Period => {}
    }
}

/// Where a failed condition points: to the first input or list of the whole that its text names, else to the first setting.
fn first_named(builder: &Builder<'_>, e: &Expr) -> Path {
    let mut names = Vec::new();
    mentions(e, &mut names);
    names.sort_unstable();
    let is_input = |name: &str| {
        let slot = builder.find_slot(&[WHOLE], name);
        let input = slot.is_some_and(|slot| matches!(builder.slots[slot].role, SlotRole::Input(_)));
        input || builder.find_rows(&[WHOLE], name).is_some()
    };
    let is_setting = |name: &str| matches!(builder.globals.get(name), Some(Global::Setting(_)));
    let input = names.iter().map(|(_, name)| *name).find(|name| is_input(name));
    let setting = names.iter().map(|(_, name)| *name).find(|name| is_setting(name));
    match (input, setting) {
        (Some(input), _) => Path::new().key(input),
        (None, Some(setting)) => Path::new().key("settings").key(setting),
        (None, None) => Path::new(),
    }
}

/// The names that an expression mentions, each with its place in the text.
fn mentions<'e>(e: &'e Expr, found: &mut Vec<(usize, &'e str)>) {
    match &e.kind {
        Ast::Name(name) => found.push((e.at, name)),
        Ast::Lookup { table, key, .. } => {
            found.push((e.at, table));
            mentions(key, found);
        }
        Ast::Call(call) => {
            found.extend(call.over.iter().map(|over| (over.at, over.name.as_str())));
            call.values().for_each(|e| mentions(e, found));
        }
        Ast::Array(items) => items.iter().for_each(|item| mentions(item, found)),
        Ast::Negate(x) | Ast::Not(x) => mentions(x, found),
        Ast::Arithmetic(_, a, b) | Ast::Compare(_, a, b) | Ast::Both(a, b) | Ast::Either(a, b) => {
            mentions(a, found);
            mentions(b, found);
        }
        Ast::If(a, b, c) => [a, b, c].into_iter().for_each(|e| mentions(e, found)),
        Ast::Number(_) | Ast::Word(_) | Ast::Truth(_) | Ast::Absent(_) | Ast::Period => {}
    }
}
