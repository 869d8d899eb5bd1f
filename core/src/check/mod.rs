//! What a careful reader would question in a valid scheme (clause 6.7).

mod examples;
mod printed;
mod searches;

pub use searches::{InputSearch, Searches, Verdict};

use crate::document::{Json, Node, Reader, parse_into};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems, Segment, Trail};
use crate::scheme::Scheme;
use crate::scheme::declare::{list, word};
use crate::scheme::formula::{self, Ast, Expr};
use crate::scheme::model::{Model, SlotRole, Uses};
use crate::scheme::value::SlotId;
use crate::text::{Lang, names_in_braces};
use std::collections::HashSet;

/// The literals that say what they are without a name.
const PLAIN: [i64; 5] = [0, 1, 2, 12, 100];

impl Scheme {
    /// What a careful reader would question in a valid scheme (clause 6.7): texts and citations that lack, numbers buried in formulas, rows that
    /// never apply or conflict, parts that nothing uses, worked examples that do not come out or are stale, scores and ratings that can disagree when
    /// printed, values between printed ranges; and what searches over the examples find: results that fall although an input gets better, and values
    /// that are better left out ([`Scheme::searches`] tells where was searched). The scheme's own `accepts` are left out.
    ///
    /// Nothing of it keeps the scheme from being used. Findings are in the order of the document.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::parse(
    ///     r#"{"kinerja": "scheme/1", "scheme": "my/share", "version": 1, "languages": ["en"],
    ///         "sources": [{"name": "law", "confidence": "illustration"}],
    ///         "inputs": [{"name": "x", "type": "number", "title": "Result"}],
    ///         "steps": [{"name": "share", "title": "Share", "cite": ["law 1"], "is": "x * 60%"}],
    ///         "outcomes": [{"name": "score", "title": "Score", "of": "share", "round": "exact"}]}"#,
    /// )?;
    /// let findings: Vec<String> = scheme.check().iter().map(|finding| format!("{} {}", finding.code(), finding.path())).collect();
    /// assert_eq!(findings, ["check.constant steps[0].is"]);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Problems {
        let mut reader = Reader::new(Some(self.text()));
        match parse_into(self.text(), &mut reader) {
            Some(tree) => review(self, &tree, reader),
            None => reader.problems,
        }
    }
}

/// The findings of a scheme, in the order of its document, without those that it accepts.
fn review(scheme: &Scheme, tree: &Node<'_>, mut reader: Reader<'_>) -> Problems {
    let model = &*scheme.model;
    let amended = model.parameters.iter().filter(|parameter| parameter.amended);
    let amended = amended.map(|parameter| parameter.name.as_str()).collect();
    let mut review = Review { languages: &model.languages, amended, found: Vec::new() };
    if let Some(names) = model.amended() {
        let problem = Problem::new(Code::CheckAmended, Path::new().key("amended"));
        review.found.push(problem.with_text("names", &names));
    }
    review.document(tree);
    review.found.extend(model.unreachable.iter().map(|path| Problem::new(Code::CheckUnreachable, path.clone())));
    let appraised = examples::appraised(scheme, tree);
    for (index, (example, appraised)) in list(tree, "examples").iter().zip(&appraised).enumerate() {
        let path = Path::new().key("examples").index(index);
        review.found.extend(examples::stale(model, example, &path));
        review.found.extend(examples::run(example, appraised.as_ref(), path));
    }
    review.unused(model);
    review.found.extend(printed::disagreements(model));
    review.found.extend(searches::search(scheme, &appraised).1);
    let mut found = review.found;
    accept(tree, &mut found);
    let mut placed: Vec<(&Node<'_>, Problem)> =
        found.into_iter().map(|problem| (node_at(tree, problem.path()), problem)).collect();
    placed.sort_by_key(|(node, _)| node.at);
    for (node, problem) in placed {
        reader.add(problem, node);
    }
    reader.problems
}

/// Takes out the findings that the scheme accepts; an acceptance of nothing is a finding itself.
fn accept(tree: &Node<'_>, found: &mut Vec<Problem>) {
    let key = |problem: &Problem| (problem.code().as_str(), problem.path().to_string());
    let occurring: HashSet<(&str, String)> = found.iter().map(key).collect();
    let mut accepted: HashSet<(&str, String)> = HashSet::new();
    let mut idle = Vec::new();
    for (index, node) in list(tree, "accepts").iter().enumerate() {
        let named = (word(node, "finding"), word(node, "at").to_owned());
        if occurring.contains(&named) {
            accepted.insert(named);
        } else {
            idle.push(Problem::new(Code::CheckAccepts, Path::new().key("accepts").index(index)));
        }
    }
    found.retain(|problem| !accepted.contains(&key(problem)));
    found.append(&mut idle);
}

/// The node at a path, or the nearest above it.
fn node_at<'n, 'a>(tree: &'n Node<'a>, path: &Path) -> &'n Node<'a> {
    let mut node = tree;
    for segment in path.segments() {
        let inner = match segment {
            Segment::Key(key) => node.get(key),
            Segment::Index(index) => node.items().get(*index),
        };
        match inner {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

struct Review<'m> {
    languages: &'m [Lang],
    /// The parameters whose values are no regulation's, but somebody's choice.
    amended: Vec<&'m str>,
    found: Vec<Problem>,
}

impl Review<'_> {
    /// What the document itself shows: titles, citations, numbers.
    fn document(&mut self, tree: &Node<'_>) {
        let top = Trail::Top;
        for (section, members) in [("scales", "levels"), ("choices", "words")] {
            let trail = top.key(section);
            for (index, set) in list(tree, section).iter().enumerate() {
                self.words(list(set, members), &trail.index(index).key(members));
            }
        }
        for section in ["settings", "parameters", "inputs"] {
            self.inputs(list(tree, section), &top.key(section), true);
        }
        let trail = top.key("parameters");
        for (index, node) in list(tree, "parameters").iter().enumerate() {
            self.values(node, &trail.index(index));
        }
        for (section, key) in [("requires", "is"), ("unratable", "when"), ("notices", "when")] {
            let trail = top.key(section);
            for (index, node) in list(tree, section).iter().enumerate() {
                self.expression(node, key, &trail.index(index));
            }
        }
        let trail = top.key("formulas");
        for (index, node) in list(tree, "formulas").iter().enumerate() {
            let here = trail.index(index);
            self.cite(node, &here);
            self.body(node, &here);
        }
        self.steps(list(tree, "steps"), &top.key("steps"));
        let trail = top.key("outcomes");
        for (index, node) in list(tree, "outcomes").iter().enumerate() {
            self.title(node, &trail.index(index));
        }
    }

    fn words(&mut self, nodes: &[Node<'_>], trail: &Trail<'_>) {
        for (index, node) in nodes.iter().enumerate() {
            self.title(node, &trail.index(index));
        }
    }

    /// Inputs, settings and parameters; columns of tables, which need no title of their own.
    fn inputs(&mut self, nodes: &[Node<'_>], trail: &Trail<'_>, titled: bool) {
        for (index, node) in nodes.iter().enumerate() {
            let here = trail.index(index);
            if titled {
                self.title(node, &here);
            }
            self.words(list(node, "of"), &here.key("of"));
            self.inputs(list(node, "fields"), &here.key("fields"), true);
            self.inputs(list(node, "columns"), &here.key("columns"), false);
        }
    }

    /// The values of a parameter: cited each, or all together.
    fn values(&mut self, node: &Node<'_>, trail: &Trail<'_>) {
        if !list(node, "cite").is_empty() || self.amended.contains(&word(node, "name")) {
            return;
        }
        let trail = trail.key("values");
        for (index, value) in list(node, "values").iter().enumerate() {
            if list(value, "cite").is_empty() {
                let problem = Problem::new(Code::CheckCite, trail.index(index).path());
                self.found.push(problem.with("name", word(node, "name")));
            }
        }
    }

    fn steps(&mut self, nodes: &[Node<'_>], trail: &Trail<'_>) {
        for (index, node) in nodes.iter().enumerate() {
            let here = trail.index(index);
            if node.get("each").is_some() || node.get("group").is_some() {
                self.steps(list(node, "steps"), &here.key("steps"));
            } else {
                self.title(node, &here);
                self.cite(node, &here);
                self.body(node, &here);
            }
        }
    }

    fn title(&mut self, node: &Node<'_>, trail: &Trail<'_>) {
        let title = node.get("title");
        let says = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        let lacking: Vec<&str> = self
            .languages
            .iter()
            .filter(|lang| match title.map(|title| &title.value) {
                Some(Json::Text(text)) => !says(Some(text)),
                _ => !says(title.and_then(|title| title.get(lang.code())).and_then(Node::as_text)),
            })
            .map(|lang| lang.code())
            .collect();
        if !lacking.is_empty() {
            let name = node.as_text().unwrap_or_else(|| word(node, "name"));
            let problem = Problem::new(Code::CheckTitle, trail.path()).with("name", name);
            self.found.push(problem.with("lang", lacking.join(", ")));
        }
    }

    fn cite(&mut self, node: &Node<'_>, trail: &Trail<'_>) {
        if list(node, "cite").is_empty() {
            self.found.push(Problem::new(Code::CheckCite, trail.path()).with("name", word(node, "name")));
        }
    }

    /// The expressions of a step or formula.
    fn body(&mut self, node: &Node<'_>, trail: &Trail<'_>) {
        self.expression(node, "is", trail);
        self.found.extend(printed::gap(node, trail));
        self.repeated(node, trail);
        for form in ["bands", "rules", "curve"] {
            let Some(body) = node.get(form) else { continue };
            let trail = trail.key(form);
            self.expression(body, "of", &trail);
            let rows = trail.key("rows");
            for (index, row) in list(body, "rows").iter().enumerate() {
                let here = rows.index(index);
                self.expression(row, "when", &here);
                self.expression(row, "is", &here);
            }
            if let Some(otherwise) = body.get("else") {
                self.expression(otherwise, "is", &trail.key("else"));
            }
        }
    }

    /// Rows of rules whose condition an earlier row has already: written the same, the earlier one holds.
    fn repeated(&mut self, node: &Node<'_>, trail: &Trail<'_>) {
        let Some(rules) = node.get("rules") else { return };
        let rules_trail = trail.key("rules");
        let rows = rules_trail.key("rows");
        let mut seen = HashSet::new();
        for (index, row) in list(rules, "rows").iter().enumerate() {
            let words: String = word(row, "when").split_whitespace().collect::<Vec<_>>().join(" ");
            let path = rows.index(index).path();
            if !words.is_empty() && !seen.insert(words) && !self.found.iter().any(|known| *known.path() == path) {
                self.found.push(Problem::new(Code::CheckUnreachable, path));
            }
        }
    }

    /// Numbers in the expression at a key, if there is one.
    fn expression(&mut self, node: &Node<'_>, key: &str, trail: &Trail<'_>) {
        let Some(node) = node.get(key) else { return };
        let text = match &node.value {
            Json::Text(text) => text.to_string(),
            Json::List(lines) => lines.iter().filter_map(Node::as_text).collect::<Vec<_>>().join("\n"),
            _ => return,
        };
        let Ok(expr) = formula::parse(&text) else { return };
        let mut buried = Vec::new();
        literals(&expr, &mut buried);
        let alone = match &expr.kind {
            Ast::Number(_) => true,
            Ast::Negate(inner) => matches!(inner.kind, Ast::Number(_)),
            _ => false,
        };
        if let Some((at, _)) = buried.first().filter(|_| !alone) {
            let numbers: Vec<String> = buried.iter().map(|(_, number)| number.to_string()).collect();
            let problem = Problem::new(Code::CheckConstant, trail.key(key).path());
            self.found.push(problem.with("found", numbers.join(", ")).excerpt(formula::excerpt(&text, *at)));
        }
    }

    /// Settings, parameters, formulas and steps that nothing uses; examples are no use.
    fn unused(&mut self, model: &Model) {
        let used = Used::of(model);
        let mut unused = |name: &str, path: &Path| {
            self.found.push(Problem::new(Code::CheckUnused, path.clone()).with("name", name));
        };
        for (_, setting) in model.settings.iter().enumerate().filter(|(index, _)| !used.settings.contains(index)) {
            unused(&setting.name, &setting.path);
        }
        for (_, parameter) in model.parameters.iter().enumerate().filter(|(index, _)| !used.parameters.contains(index))
        {
            unused(&parameter.name, &parameter.path);
        }
        for (_, formula) in model.formulas.iter().enumerate().filter(|(index, _)| !used.formulas.contains(index)) {
            unused(&formula.name, &formula.path);
        }
        for &slot in model.order.iter().filter(|slot| !used.slots.contains(slot)) {
            unused(&model.slots[slot].name, &model.slots[slot].path);
        }
    }
}

/// The literals of an expression that want a name, with their places.
fn literals(e: &Expr, found: &mut Vec<(usize, Number)>) {
    match &e.kind {
        Ast::Number(number) => {
            if !PLAIN.into_iter().any(|plain| Number::from(plain) == *number) {
                found.push((e.at, number.clone()));
            }
        }
        Ast::Lookup { key, .. } => literals(key, found),
        Ast::Call(call) => {
            // The digits of `round` and the step of `round_to` say how, not how much.
            call.values().for_each(|e| literals(e, found));
        }
        Ast::Array(items) => items.iter().for_each(|item| literals(item, found)),
        Ast::Negate(x) | Ast::Not(x) => literals(x, found),
        Ast::Arithmetic(_, a, b) | Ast::Compare(_, a, b) | Ast::Both(a, b) | Ast::Either(a, b) => {
            literals(a, found);
            literals(b, found);
        }
        Ast::If(a, b, c) => [a, b, c].into_iter().for_each(|e| literals(e, found)),
        Ast::Word(_) | Ast::Truth(_) | Ast::Absent(_) | Ast::Period | Ast::Name(_) => {}
    }
}

/// What is used anywhere in a scheme.
#[derive(Default)]
struct Used {
    slots: HashSet<SlotId>,
    settings: HashSet<usize>,
    parameters: HashSet<usize>,
    formulas: HashSet<usize>,
}

impl Used {
    fn of(model: &Model) -> Used {
        let mut used = Used::default();
        for slot in model.slots.iter() {
            if let SlotRole::Step(step) = &slot.role {
                used.add(&step.uses);
            }
        }
        model.formulas.iter().for_each(|formula| used.add(&formula.uses));
        let conditions = model.requires.iter().chain(&model.unratable).chain(&model.notices);
        conditions.for_each(|condition| used.add(&condition.uses));
        used.slots.extend(model.outcomes.iter().map(|outcome| outcome.of));
        for notice in &model.notices {
            for lang in Lang::ALL {
                let said: HashSet<&str> = names_in_braces(notice.say.get(lang)).collect();
                let slots = (0u32..).zip(model.slots.iter());
                used.slots.extend(
                    slots.filter(|(_, s)| s.scope == 0 && said.contains(s.name.as_str())).map(|(slot, _)| slot),
                );
            }
        }
        used
    }

    fn add(&mut self, uses: &Uses) {
        self.slots.extend(&uses.slots);
        self.settings.extend(&uses.settings);
        self.parameters.extend(&uses.parameters);
        self.formulas.extend(&uses.formulas);
    }
}
