//! First pass over a scheme document: everything that has a name finds its place.

use super::arena::Arena;
use super::cells;
use super::formula::{self, Expr, KEYWORDS};
use super::holds;
use super::model::{
    Better, Cite, Confidence, Dated, Evidence, Holds, Input, Parameter, RowsOf, Scope, ScopeKind, Setting, Slot,
    SlotRole, Source, TakenFrom, Takes, Word, WordSet,
};
use super::value::{ScopeId, SlotId, Type};
use crate::absence::AbsenceKind;
use crate::document::shape::number;
use crate::document::{Json, Node, Reader};
use crate::number::Number;
use crate::period;
use crate::problem::{Code, Path, Problem, Trail};
use crate::text::{Lang, Text};
use std::collections::HashMap;
use std::rc::Rc;

/// The names of every facts document and of every row: they cannot be declared (clause 2.2).
const RESERVED: [&str; 9] = ["kinerja", "scheme", "person", "period", "note", "id", "title", "settings", "outcomes"];

/// How many inputs, settings, parameters and columns a scheme may declare (clause 6.4).
const MOST_DECLARED: usize = 5_000;
/// How many levels or words a set may have (clause 6.4).
const MOST_WORDS: usize = 1_000;

/// A formula's text, read, with its place in the document.
#[derive(Clone)]
pub(super) struct FormulaText<'d> {
    pub(super) text: Rc<str>,
    pub(super) ast: Option<Rc<Expr>>,
    pub(super) path: Path,
    pub(super) node: &'d Node<'d>,
}

/// A step as declared: its slot, its document node and the rows it can see, nearest first.
pub(super) struct StepText<'d> {
    pub(super) slot: SlotId,
    pub(super) node: &'d Node<'d>,
    pub(super) path: Path,
    pub(super) chain: Vec<ScopeId>,
}

/// What a name of the whole means, where it is no cell.
#[derive(Clone, Copy)]
pub(super) enum Global {
    Setting(usize),
    Parameter(usize),
    Formula(usize),
}

/// A declared formula.
pub(super) struct FormulaDeclared<'d> {
    pub(super) name: String,
    pub(super) given: Vec<String>,
    pub(super) node: &'d Node<'d>,
    pub(super) path: Path,
}

/// What is known of a scheme while it is parsed.
pub(super) struct Builder<'d> {
    pub(super) reader: Reader<'d>,
    pub(super) languages: Vec<Lang>,
    pub(super) sources: Arena<Source>,
    pub(super) sets: Arena<WordSet>,
    pub(super) scopes: Arena<Scope>,
    pub(super) slots: Arena<Slot>,
    pub(super) settings: Arena<Setting>,
    pub(super) parameters: Arena<Parameter>,
    pub(super) globals: HashMap<String, Global>,
    pub(super) formulas: Vec<FormulaDeclared<'d>>,
    pub(super) steps: Vec<StepText<'d>>,
    /// The cells of each scope by name.
    names: HashMap<ScopeId, HashMap<String, SlotId>>,
    /// Formulas that were read, by their place in the document.
    texts: HashMap<usize, FormulaText<'d>>,
    declared: HashMap<String, Vec<ScopeId>>,
}

/// The cells of the whole.
pub(super) const WHOLE: ScopeId = 0;

impl<'d> Builder<'d> {
    pub(super) fn new(reader: Reader<'d>) -> Builder<'d> {
        let whole = Scope {
            name: String::new(),
            title: Text::default(),
            parent: WHOLE,
            kind: ScopeKind::Whole,
            fields: Vec::new(),
            lists: Vec::new(),
            cells: 0,
        };
        Builder {
            reader,
            languages: Vec::new(),
            sources: Arena::default(),
            sets: Arena::default(),
            scopes: [whole].into_iter().collect(),
            slots: Arena::default(),
            settings: Arena::default(),
            parameters: Arena::default(),
            globals: HashMap::new(),
            formulas: Vec::new(),
            steps: Vec::new(),
            names: HashMap::new(),
            texts: HashMap::new(),
            declared: HashMap::new(),
        }
    }

    /// Declares everything, in the order in which the parts of a scheme stand in the specification.
    pub(super) fn declare(&mut self, tree: &'d Node<'d>) {
        self.languages.clone_from(&self.reader.languages);
        self.declare_sources(tree);
        self.declare_sets(tree);
        let top = Trail::Top;
        for (index, node) in list(tree, "settings").iter().enumerate() {
            self.declare_setting(node, &top.key("settings").index(index));
        }
        for (index, node) in list(tree, "parameters").iter().enumerate() {
            self.declare_parameter(node, &top.key("parameters").index(index));
        }
        self.mark_amended(tree);
        self.declare_inputs(list(tree, "inputs"), &top.key("inputs"), WHOLE, 0);
        for (index, node) in list(tree, "formulas").iter().enumerate() {
            let path = top.key("formulas").index(index).path();
            let name = word(node, "name").to_owned();
            self.claim(&name, WHOLE, path.clone(), node);
            let given: Vec<String> =
                list(node, "given").iter().filter_map(|given| given.as_text().map(str::to_owned)).collect();
            for (position, given) in given.iter().enumerate() {
                let taken = self.globals.contains_key(given) || node_twice(list(node, "given"), position);
                if taken {
                    let at = path.clone().key("given").index(position);
                    self.reader.add(Problem::new(Code::NameTaken, at).with("name", given), node);
                }
            }
            self.globals.entry(name.clone()).or_insert(Global::Formula(index));
            self.formulas.push(FormulaDeclared { name, given, node, path });
        }
        self.declare_steps(list(tree, "steps"), &top.key("steps"), &[WHOLE]);
    }

    /// Refuses what would make reading facts slow: look-ups go through what is declared (clause 6.4).
    pub(super) fn limit_declarations(&mut self, tree: &'d Node<'d>) {
        let columns = |holds: &Holds| holds.columns().len().max(1);
        let settings = self.settings.iter().map(|setting| columns(&setting.takes));
        let parameters = self.parameters.iter().map(|parameter| columns(&parameter.takes));
        let inputs = self.slots.len().saturating_sub(self.steps.len());
        let histories = self.parameters.iter().map(|parameter| parameter.values.len());
        let declared = settings.chain(parameters).chain(histories).fold(inputs, usize::saturating_add);
        let words = self.sets.iter().map(|set| set.words.len()).max().unwrap_or(0);
        for (found, most, what) in [
            (declared, MOST_DECLARED, "inputs, settings, parameters, their values and columns"),
            (self.sets.len().max(self.scopes.len()), MOST_WORDS, "scales, sets of choices or lists"),
            (words, MOST_WORDS, "levels or words in one set"),
        ] {
            if found > most {
                let problem = Problem::new(Code::SchemeTooLarge, Path::new());
                self.reader.add(problem.with("reason", format_args!("more than {most} {what}")), tree);
            }
        }
    }

    fn declare_sources(&mut self, tree: &'d Node<'d>) {
        for (index, node) in list(tree, "sources").iter().enumerate() {
            let name = word(node, "name").to_owned();
            if self.sources.iter().any(|source| source.name == name) {
                let path = Path::new().key("sources").index(index).key("name");
                self.reader.add(Problem::new(Code::NameTaken, path).with("name", &name), node);
            }
            let confidence = Confidence::from_word(word(node, "confidence")).unwrap_or(Confidence::Unverified);
            let title = self.text(node, "title");
            self.sources.push(Source { name, title, url: word(node, "url").to_owned(), confidence });
        }
    }

    fn declare_sets(&mut self, tree: &'d Node<'d>) {
        for (index, node) in list(tree, "scales").iter().enumerate().take(MOST_WORDS.saturating_add(1)) {
            let top = Trail::Top;
            let scales = top.key("scales");
            let trail = scales.index(index);
            let ordered = truth(node, "ordered").unwrap_or(true);
            let words = self.declare_words(list(node, "levels"), &trail.key("levels"));
            let with_value = words.iter().filter(|word| word.value.is_some()).count();
            if with_value != 0 && with_value != words.len() {
                self.reader.problem(Code::ScaleValues, &trail.key("levels"), node);
            }
            self.declare_set(node, words, true, ordered, &trail);
        }
        for (index, node) in list(tree, "choices").iter().enumerate().take(MOST_WORDS.saturating_add(1)) {
            let top = Trail::Top;
            let choices = top.key("choices");
            let trail = choices.index(index);
            let words = self.declare_words(list(node, "words"), &trail.key("words"));
            self.declare_set(node, words, false, false, &trail);
        }
    }

    fn declare_set(&mut self, node: &Node<'_>, words: Arena<Word>, is_scale: bool, ordered: bool, trail: &Trail<'_>) {
        let name = word(node, "name").to_owned();
        if self.sets.iter().any(|set| set.name == name) {
            self.reader.add(Problem::new(Code::NameTaken, trail.key("name").path()).with("name", &name), node);
        }
        let title = self.text(node, "title");
        self.sets.push(WordSet { name, title, is_scale, ordered, words });
    }

    pub(super) fn declare_words(&mut self, nodes: &[Node<'_>], trail: &Trail<'_>) -> Arena<Word> {
        let mut words: Arena<Word> = Arena::default();
        // One more than may be: that there are too many is said where all is counted.
        for (index, node) in nodes.iter().enumerate().take(MOST_WORDS.saturating_add(1)) {
            let here = trail.index(index);
            let name = node.as_text().unwrap_or_else(|| word(node, "name")).to_owned();
            if node.as_text().is_some() && !crate::document::shape::is_id(&name) {
                self.reader.add(Problem::new(Code::DocumentId, here.path()).with("found", &name), node);
            }
            if words.iter().any(|word| *word.name == *name) {
                let path = if node.as_text().is_some() { here.path() } else { here.key("name").path() };
                self.reader.add(Problem::new(Code::NameTaken, path).with("name", &name), node);
            }
            let value = node.get("value").and_then(|value| number(value, &here.key("value"), &mut self.reader));
            let codes = list(node, "codes").iter().filter_map(|code| match &code.value {
                Json::Text(code) => Some(code.to_string()),
                // A number is what it is however it is spelt.
                Json::Number(code) => {
                    Some(Number::parse(code).map_or_else(|_| code.to_string(), |code| code.to_string()))
                }
                _ => None,
            });
            let codes = codes.collect();
            let (title, description) = (self.text(node, "title"), self.text(node, "description"));
            words.push(Word { name: name.into(), title, value, description, codes });
        }
        words
    }

    /// Claims a name for a place; whoever claims it second has the problem (clause 5.5).
    fn claim(&mut self, name: &str, scope: ScopeId, path: Path, node: &Node<'_>) {
        let path = path.key("name");
        if RESERVED.contains(&name) || KEYWORDS.contains(&name) {
            self.reader.add(Problem::new(Code::NameReserved, path).with("name", name), node);
            return;
        }
        let earlier = self.declared.get(name).is_some_and(|scopes| {
            scopes.iter().any(|&other| self.lineage(scope).contains(&other) || self.lineage(other).contains(&scope))
        });
        if earlier {
            self.reader.add(Problem::new(Code::NameTaken, path).with("name", name), node);
        }
        self.declared.entry(name.to_owned()).or_default().push(scope);
    }

    /// The scopes on the way from a row to the whole; a group's rows own the rows that they group.
    fn lineage(&self, scope: ScopeId) -> Vec<ScopeId> {
        let mut found = vec![scope];
        let mut current = scope;
        while current != WHOLE {
            if let ScopeKind::Group { of, .. } = self.scopes[current].kind {
                found.push(of);
            }
            current = self.scopes[current].parent;
            found.push(current);
        }
        found
    }

    fn declare_setting(&mut self, node: &'d Node<'d>, trail: &Trail<'_>) {
        let name = word(node, "name").to_owned();
        self.claim(&name, WHOLE, trail.path(), node);
        self.refuse(node, trail, &["role", "better", "optional", "with", "evidence", "taken_from"]);
        let takes = self.holds(node, trail);
        let title = self.text(node, "title");
        let default = node.get("default").filter(|node| !node.is_null()).and_then(|value| {
            let called = (&title, name.as_str());
            holds::read_holds(&takes, called, value, &trail.key("default"), &self.sets, &mut self.reader)
        });
        let setting = Setting {
            title,
            description: self.text(node, "description"),
            unit: word(node, "unit").to_owned(),
            takes,
            cites: self.cites(node, trail),
            default,
            path: trail.path(),
            name: name.clone(),
        };
        let index = self.settings.push(setting);
        self.globals.entry(name).or_insert(Global::Setting(index));
    }

    fn declare_parameter(&mut self, node: &'d Node<'d>, trail: &Trail<'_>) {
        let name = word(node, "name").to_owned();
        self.claim(&name, WHOLE, trail.path(), node);
        let takes = self.holds(node, trail);
        let title = self.text(node, "title");
        let shared = self.cites(node, trail);
        let mut values: Vec<Dated> = Vec::new();
        for (index, value) in list(node, "values").iter().enumerate() {
            let list = trail.key("values");
            let here = list.index(index);
            let Some(from) = period::date(word(value, "from")) else { continue };
            if values.last().is_some_and(|before| from <= before.from) {
                self.reader.add(Problem::new(Code::ParameterDates, here.key("from").path()).with("found", from), value);
            }
            let own = self.cites(value, &here);
            let cites = if own.is_empty() { shared.clone() } else { own };
            let is = value.get("is").and_then(|is| {
                holds::read_holds(&takes, (&title, &name), is, &here.key("is"), &self.sets, &mut self.reader)
            });
            values.push(Dated { from, cells: is.unwrap_or_default(), cites });
        }
        let parameter = Parameter {
            title,
            unit: word(node, "unit").to_owned(),
            takes,
            values,
            amended: false,
            path: trail.path(),
            name: name.clone(),
        };
        let index = self.parameters.push(parameter);
        self.globals.entry(name).or_insert(Global::Parameter(index));
    }

    /// Marks the parameters that were given other values (clause 6.10).
    fn mark_amended(&mut self, tree: &'d Node<'d>) {
        let Some(amended) = tree.get("amended") else { return };
        for (index, node) in list(amended, "parameters").iter().enumerate() {
            let name = node.as_text().unwrap_or_default();
            match self.parameters.iter().position(|parameter| parameter.name == name) {
                Some(position) => {
                    if let Some(parameter) = self.parameters.get_mut(position) {
                        parameter.amended = true;
                    }
                }
                None => {
                    let known = self.parameters.iter().map(|parameter| parameter.name.clone()).collect();
                    let top = Trail::Top;
                    let list = top.key("amended");
                    self.unknown("parameter of this scheme", name, known, &list.key("parameters").index(index), node);
                }
            }
        }
    }

    fn declare_inputs(&mut self, nodes: &'d [Node<'d>], trail: &Trail<'_>, scope: ScopeId, depth: usize) {
        let first = self.slots.len();
        for (index, node) in nodes.iter().enumerate() {
            let here = trail.index(index);
            let name = word(node, "name").to_owned();
            self.claim(&name, scope, here.path(), node);
            if word(node, "type") == "list" {
                self.declare_list(node, &here, scope, depth, name);
            } else {
                let refused: &[&str] =
                    if scope == WHOLE { &["table", "bands", "curve", "weight"] } else { &["table", "bands", "curve"] };
                self.refuse_types(node, &here, refused);
                self.declare_input(node, &here, scope, name);
            }
        }
        // Partners and directions name inputs of the same row, which are all known now.
        for (index, node) in nodes.iter().enumerate() {
            self.link_input(node, &trail.index(index), scope, first);
        }
    }

    fn declare_list(&mut self, node: &'d Node<'d>, trail: &Trail<'_>, parent: ScopeId, depth: usize, name: String) {
        self.attributes(node, trail, "list");
        let refused = ["default", "optional", "with", "evidence", "unit", "role", "better", "taken_from"];
        self.refuse(node, trail, &refused);
        if depth >= 3 {
            let problem = Problem::new(Code::DocumentType, trail.key("type").path());
            let problem = problem.with("found", "a list three deep below the whole");
            self.reader.add(problem.with("wanted", "a list at most two deep below a list of the whole"), node);
            return;
        }
        let least = self.least(node, trail);
        let title = self.text(node, "title");
        let kind = ScopeKind::List { least, key: None, complete: truth(node, "complete").unwrap_or(false) };
        let scope = Scope { name, title, parent, kind, fields: Vec::new(), lists: Vec::new(), cells: 0 };
        let id = scope_id(self.scopes.push(scope));
        if let Some(parent) = self.scopes.get_mut(usize::from(parent)) {
            parent.lists.push(id);
        }
        let fields = list(node, "fields");
        if fields.is_empty() {
            self.reader.problem(Code::DocumentEmpty, &trail.key("fields"), node);
        }
        self.declare_inputs(fields, &trail.key("fields"), id, depth.saturating_add(1));
        let Some(key_name) = node.get("key").and_then(Node::as_text) else { return };
        let field = self.scopes[id].fields.iter().copied().find(|&slot| self.slots[slot].name == key_name);
        let fits = field.is_some_and(|slot| match &self.slots[slot].role {
            SlotRole::Input(input) => {
                input.optional.is_none()
                    && matches!(input.takes, Takes::Word { .. } | Takes::Text | Takes::Number { whole: true, .. })
            }
            _ => false,
        });
        if !fits {
            let path = trail.key("key").path();
            match field {
                Some(_) => {
                    let problem = Problem::new(Code::NameUnknown, path).with("name", key_name);
                    let problem = problem
                        .saying("`{name}` cannot be the key of the rows", "`{name}` tidak dapat menjadi kunci baris");
                    let problem = problem.advising(
                        "a key is a level, choice, text or integer without `optional`",
                        "kunci adalah tingkat, pilihan, teks atau bilangan bulat tanpa `optional`",
                    );
                    self.reader.add(problem, node);
                }
                None => self.unknown("field", key_name, self.fields_of(id), &trail.key("key"), node),
            }
        }
        if let Some(Scope { kind: ScopeKind::List { key, .. }, .. }) = self.scopes.get_mut(usize::from(id)) {
            *key = field;
        }
    }

    fn declare_input(&mut self, node: &'d Node<'d>, trail: &Trail<'_>, scope: ScopeId, name: String) {
        let takes = self.takes(node, trail);
        let optional = node.get("optional").and_then(Node::as_text).and_then(AbsenceKind::from_word);
        let default = node.get("default").filter(|node| !node.is_null());
        let title = self.text(node, "title");
        let is_weight = matches!(takes, Takes::Weight { .. });
        if (optional.is_some() && default.is_some()) || (is_weight && (optional.is_some() || default.is_some())) {
            self.reader.problem(Code::InputOptional, trail, node);
        }
        let default = default.filter(|_| !is_weight).and_then(|value| {
            let called = (&title, name.as_str());
            cells::read_takes(&takes, called, value, &trail.key("default"), &self.sets, &mut self.reader)
        });
        let evidence = match word(node, "evidence") {
            "required" => Some(Evidence::Required),
            "expected" => Some(Evidence::Expected),
            _ => None,
        };
        let role =
            ["plan", "result", "judgement", "given"].into_iter().find(|role| *role == word(node, "role")).unwrap_or("");
        let better = match word(node, "better") {
            "higher" => Better::Higher,
            "lower" => Better::Lower,
            "target" => Better::Target,
            _ => Better::Unsaid,
        };
        let cites = self.cites(node, trail);
        let taken_from = self.taken_from(&takes, node, trail);
        let slot = Slot {
            name,
            scope,
            path: trail.path(),
            ty: takes.ty(),
            may_be_absent: optional.is_some(),
            title,
            description: self.text(node, "description"),
            unit: word(node, "unit").to_owned(),
            role: SlotRole::Input(Input {
                takes,
                default,
                optional,
                with: None,
                evidence,
                taken_from,
                role,
                better,
                cites,
            }),
        };
        let id = self.push_slot(slot);
        if let Some(scope) = self.scopes.get_mut(usize::from(scope)) {
            scope.fields.push(id);
        }
    }

    /// The documents from which an input's value may be taken (clause 2.19).
    fn taken_from(&mut self, takes: &Takes, node: &'d Node<'d>, trail: &Trail<'_>) -> Vec<TakenFrom> {
        if matches!(takes, Takes::Weight { .. } | Takes::Period) {
            self.refuse(node, trail, &["taken_from"]);
            return Vec::new();
        }
        let mut found = Vec::new();
        for (index, item) in list(node, "taken_from").iter().enumerate() {
            let said = |key: &str| Some(word(item, key)).filter(|text| !text.is_empty()).map(str::to_owned);
            match (said("scheme"), said("outcome"), said("document"), said("field")) {
                (Some(scheme), Some(outcome), None, None) => found.push(TakenFrom::Appraisal { scheme, outcome }),
                (None, None, Some(kind), Some(field)) => found.push(TakenFrom::Document { kind, field }),
                _ => {
                    let list = trail.key("taken_from");
                    self.reader.problem(Code::InputTakenFrom, &list.index(index), item);
                }
            }
        }
        found
    }

    /// Finds what an input says of its neighbours: `with` and `better.by`.
    fn link_input(&mut self, node: &'d Node<'d>, trail: &Trail<'_>, scope: ScopeId, first: usize) {
        let find = |builder: &Builder<'_>, name: &str| {
            builder.scopes[scope].fields.iter().copied().find(|&slot| builder.slots[slot].name == name)
        };
        let Some(own) =
            find(self, word(node, "name")).filter(|own| usize::try_from(*own).is_ok_and(|own| own >= first))
        else {
            return;
        };
        let mut with = None;
        if let Some(partner) = node.get("with").and_then(Node::as_text) {
            let optional = |builder: &Builder<'_>, slot: SlotId| builder.slots[slot].may_be_absent;
            with = find(self, partner).filter(|&slot| slot != own && optional(self, slot) && optional(self, own));
            if with.is_none() {
                let path = trail.key("with");
                match find(self, partner) {
                    Some(_) => {
                        let problem = Problem::new(Code::NameUnknown, path.path()).with("name", partner).saying(
                            "`with` joins two optional inputs, which this one and `{name}` are not",
                            "`with` menyatukan dua masukan opsional, sedangkan yang ini dan `{name}` tidak demikian",
                        );
                        let problem = problem.advising(
                            "say `optional` of both; an input is not joined with itself",
                            "sebutkan `optional` pada keduanya; masukan tidak disatukan dengan dirinya sendiri",
                        );
                        self.reader.add(problem, node);
                    }
                    None => self.unknown("input", partner, self.fields_of(scope), &path, node),
                }
            }
        }
        let mut better = None;
        if let Some(by) = node.get("better").and_then(|better| better.get("by")).and_then(Node::as_text) {
            let slot = find(self, by).filter(|&slot| matches!(self.slots[slot].ty, Type::Word(_)));
            match slot {
                Some(slot) => {
                    let Type::Word(set) = self.slots[slot].ty else { return };
                    let directions = node.get("better").map_or(&[][..], Node::entries);
                    let mut known = Vec::new();
                    for (word, direction) in directions.iter().filter(|(word, _)| word != "by") {
                        let direction =
                            ["higher", "lower", "target"].into_iter().find(|d| Some(*d) == direction.as_text());
                        match (self.sets.iter().nth(usize::from(set)).and_then(|set| set.index(word)), direction) {
                            (Some(index), Some(direction)) => known.push((index, direction)),
                            (Some(_), None) => {
                                let better = trail.key("better");
                                let problem = Problem::new(Code::NameUnknown, better.key(word).path());
                                let problem = problem.with("name", word).saying(
                                    "in which direction `{name}` is better is not said",
                                    "arah yang lebih baik untuk `{name}` tidak disebut",
                                );
                                let problem = problem.known(["higher", "lower", "target"]);
                                self.reader.add(problem, node);
                            }
                            (None, _) => {
                                let sets = self.sets.iter().nth(usize::from(set));
                                let known = sets.map(|set| set.names().map(str::to_owned).collect());
                                let better = trail.key("better");
                                self.unknown("word", word, known.unwrap_or_default(), &better.key(word), node);
                            }
                        }
                    }
                    better = Some(Better::By(slot, known));
                }
                None if find(self, by).is_some() => {
                    let path = trail.key("better").key("by").path();
                    let problem = Problem::new(Code::NameUnknown, path).with("name", by);
                    let problem =
                        problem.saying("`{name}` is not a level or choice", "`{name}` bukan tingkat atau pilihan");
                    self.reader.add(problem.advising("", ""), node);
                }
                None => {
                    self.unknown("input", by, self.fields_of(scope), &trail.key("better").key("by"), node);
                }
            }
        }
        if let Some(Slot { role: SlotRole::Input(input), .. }) =
            usize::try_from(own).ok().and_then(|o| self.slots.get_mut(o))
        {
            input.with = with;
            if let Some(better) = better {
                input.better = better;
            }
        }
    }

    fn fields_of(&self, scope: ScopeId) -> Vec<String> {
        self.scopes[scope].fields.iter().map(|&slot| self.slots[slot].name.clone()).collect()
    }

    pub(super) fn unknown(&mut self, what: &str, name: &str, known: Vec<String>, trail: &Trail<'_>, node: &Node<'_>) {
        if self.reader.problems.is_full() {
            return self.reader.add(Problem::new(Code::NameUnknown, Path::new()), node);
        }
        let problem = Problem::new(Code::NameUnknown, trail.path())
            .with("what", what)
            .with("name", name)
            .known(known.iter().map(String::as_str))
            .maybe_meant(name, known.iter().map(String::as_str));
        self.reader.add(problem, node);
    }

    fn declare_steps(&mut self, nodes: &'d [Node<'d>], trail: &Trail<'_>, chain: &[ScopeId]) {
        let Some(&here) = chain.first() else { return };
        for (index, node) in nodes.iter().enumerate() {
            let trail = trail.index(index);
            if let Some(list_name) = node.get("each").and_then(Node::as_text) {
                let found = self.scopes[here].lists.iter().copied().find(|&scope| self.scopes[scope].name == list_name);
                match found {
                    Some(scope) => {
                        let inner: Vec<ScopeId> = [scope].into_iter().chain(chain.iter().copied()).collect();
                        self.declare_steps(list(node, "steps"), &trail.key("steps"), &inner);
                    }
                    None => {
                        let known = self.scopes[here].lists.iter().map(|&l| self.scopes[l].name.clone()).collect();
                        self.unknown("list", list_name, known, &trail.key("each"), node);
                    }
                }
            } else if node.get("group").is_some() {
                self.declare_group(node, &trail, chain);
            } else {
                self.declare_step(node, &trail, chain);
            }
        }
    }

    fn declare_group(&mut self, node: &'d Node<'d>, trail: &Trail<'_>, chain: &[ScopeId]) {
        let Some(&here) = chain.first() else { return };
        let list_name = word(node, "group");
        let rows = match self.scopes[here].kind {
            ScopeKind::Group { of, .. } if self.scopes[of].name == list_name => Some(of),
            _ => self.scopes[here].lists.iter().copied().find(|&scope| self.scopes[scope].name == list_name),
        };
        let rows = rows.filter(|&scope| matches!(self.scopes[scope].kind, ScopeKind::List { .. }));
        let Some(of) = rows else {
            let known = self.scopes[here].lists.iter().map(|&l| self.scopes[l].name.clone()).collect();
            self.unknown("list", list_name, known, &trail.key("group"), node);
            return;
        };
        let by_name = word(node, "by");
        let by = self.scopes[of].fields.iter().copied().find(|&slot| self.slots[slot].name == by_name);
        if by.is_none() {
            let known = self.scopes[of].fields.iter().map(|&slot| self.slots[slot].name.clone()).collect();
            self.unknown("field", by_name, known, &trail.key("by"), node);
            return;
        }
        let by = by.filter(|&slot| {
            let slot = &self.slots[slot];
            !slot.may_be_absent && matches!(slot.ty, Type::Word(_) | Type::Text | Type::Truth)
        });
        let Some(by) = by else {
            self.reader.add(Problem::new(Code::GroupBy, trail.key("by").path()).with("name", by_name), node);
            return;
        };
        let name = word(node, "name").to_owned();
        self.claim(&name, here, trail.path(), node);
        let id = scope_id(self.scopes.len());
        let key_slot = Slot {
            name: by_name.to_owned(),
            scope: id,
            path: trail.path(),
            ty: self.slots[by].ty,
            may_be_absent: false,
            title: self.slots[by].title.clone(),
            description: Text::default(),
            unit: String::new(),
            role: SlotRole::GroupKey,
        };
        let key = self.push_slot(key_slot);
        let every = matches!(self.slots[by].ty, Type::Word(_)) && word(node, "rows") != "present";
        let title = self.text(node, "title");
        let kind = ScopeKind::Group { of, by, key, every };
        self.scopes.push(Scope { name, title, parent: here, kind, fields: vec![key], lists: Vec::new(), cells: 1 });
        if let Some(parent) = self.scopes.get_mut(usize::from(here)) {
            parent.lists.push(id);
        }
        let inner: Vec<ScopeId> = [id].into_iter().chain(chain.iter().copied()).collect();
        self.declare_steps(list(node, "steps"), &trail.key("steps"), &inner);
    }

    fn declare_step(&mut self, node: &'d Node<'d>, trail: &Trail<'_>, chain: &[ScopeId]) {
        let Some(&scope) = chain.first() else { return };
        let name = word(node, "name").to_owned();
        self.claim(&name, scope, trail.path(), node);
        let slot = Slot {
            name,
            scope,
            path: trail.path(),
            ty: Type::Unknown,
            may_be_absent: false,
            title: self.text(node, "title"),
            description: self.text(node, "description"),
            unit: word(node, "unit").to_owned(),
            // Replaced when the step's body is compiled; a step whose body has a problem stays so, and then there is no scheme.
            role: SlotRole::GroupKey,
        };
        let slot = self.push_slot(slot);
        self.steps.push(StepText { slot, node, path: trail.path(), chain: chain.to_vec() });
    }

    /// The citations at a key `cite`.
    pub(super) fn cites(&mut self, node: &Node<'_>, trail: &Trail<'_>) -> Vec<Cite> {
        let mut found = Vec::new();
        for (index, item) in list(node, "cite").iter().enumerate() {
            let list = trail.key("cite");
            let here = list.index(index);
            let (name, at) = match item.as_text() {
                Some(text) => text.split_once(' ').unwrap_or((text, "")),
                None => (word(item, "source"), word(item, "at")),
            };
            match self.sources.iter().position(|source| source.name == name) {
                Some(source) => {
                    let confidence =
                        Confidence::from_word(word(item, "confidence")).unwrap_or(self.sources[source].confidence);
                    found.push(Cite { source, at: at.trim().to_owned(), confidence });
                }
                None => {
                    let known = self.sources.iter().map(|source| source.name.clone()).collect();
                    let trail = if item.as_text().is_some() { here } else { here.key("source") };
                    self.unknown("source", name, known, &trail, item);
                }
            }
        }
        found
    }

    /// The text at a key, in the scheme's languages.
    pub(super) fn text(&self, node: &Node<'_>, key: &str) -> Text {
        match node.get(key).map(|node| &node.value) {
            Some(Json::Text(text)) => Text::of(self.languages.first().map(|lang| (*lang, text.to_string()))),
            Some(Json::Object(entries)) => Text::of(
                entries.iter().filter_map(|(lang, text)| Some((Lang::from_code(lang)?, text.as_text()?.to_owned()))),
            ),
            _ => Text::default(),
        }
    }

    /// Adds a cell to the scheme.
    fn push_slot(&mut self, slot: Slot) -> SlotId {
        let (scope, name) = (slot.scope, slot.name.clone());
        let id = slot_id(self.slots.push(slot));
        if let Some(scope) = self.scopes.get_mut(usize::from(scope)) {
            scope.cells = scope.cells.saturating_add(1);
        }
        self.names.entry(scope).or_default().entry(name).or_insert(id);
        id
    }

    /// The cell that a name means in some rows, nearest first.
    pub(super) fn find_slot(&self, chain: &[ScopeId], name: &str) -> Option<SlotId> {
        chain.iter().find_map(|scope| self.names.get(scope)?.get(name).copied())
    }

    /// The list that a name means, and how far out the row is that owns it.
    pub(super) fn find_rows(&self, chain: &[ScopeId], name: &str) -> Option<(usize, RowsOf)> {
        chain.iter().enumerate().find_map(|(distance, &scope)| match self.scopes[scope].kind {
            ScopeKind::Group { of, .. } if self.scopes[of].name == name => {
                Some((distance, RowsOf::Members { group: scope, list: of }))
            }
            _ => {
                let list = self.scopes[scope].lists.iter().copied().find(|&list| self.scopes[list].name == name)?;
                Some((distance, RowsOf::List(list)))
            }
        })
    }

    /// The lists that can be seen from some rows.
    pub(crate) fn lists_in<'s>(&'s self, chain: &'s [ScopeId]) -> impl Iterator<Item = &'s str> {
        chain.iter().flat_map(|&scope| &self.scopes[scope].lists).map(|&list| self.scopes[list].name.as_str())
    }

    /// The list whose rows have a name, wherever it stands.
    pub(crate) fn list_with<'s>(&'s self, name: &str) -> Option<&'s str> {
        let slot = self.slots.iter().find(|slot| slot.name == name && slot.scope != WHOLE)?;
        Some(&self.scopes[slot.scope].name)
    }

    /// The names of cells that can be seen from some rows.
    pub(super) fn visible<'s>(&'s self, chain: &[ScopeId]) -> Vec<&'s str> {
        let cells = chain.iter().filter_map(|scope| self.names.get(scope)).flat_map(HashMap::keys);
        let mut names: Vec<&str> = cells.chain(self.globals.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// Reads a formula; one that cannot be read has its problem here, once.
    pub(super) fn formula(&mut self, node: &'d Node<'d>, path: &Path) -> FormulaText<'d> {
        let place = std::ptr::from_ref(node) as usize;
        if let Some(text) = self.texts.get(&place) {
            return text.clone();
        }
        let text = self.read_formula(node, path.clone());
        self.texts.insert(place, text.clone());
        text
    }

    fn read_formula(&mut self, node: &'d Node<'d>, path: Path) -> FormulaText<'d> {
        let text: Rc<str> = match &node.value {
            Json::List(lines) => lines.iter().filter_map(Node::as_text).collect::<Vec<_>>().join("\n").into(),
            _ => node.as_text().unwrap_or("").into(),
        };
        let ast = match formula::parse(&text) {
            Ok(ast) => Some(Rc::new(ast)),
            Err(error) => {
                let [en, id] = error.advice;
                let problem = Problem::new(Code::FormulaSyntax, path.clone()).with("reason", &error.reason);
                let problem = problem.advising(en, id);
                self.reader.add(problem.excerpt(formula::excerpt(&text, error.at)), node);
                None
            }
        };
        FormulaText { text, ast, path, node }
    }
}

fn node_twice(nodes: &[Node<'_>], position: usize) -> bool {
    let here = nodes.get(position).and_then(Node::as_text);
    nodes.iter().take(position).any(|node| node.as_text() == here)
}

fn slot_id(position: usize) -> SlotId {
    SlotId::try_from(position).unwrap_or(SlotId::MAX)
}

fn scope_id(position: usize) -> ScopeId {
    ScopeId::try_from(position).unwrap_or(ScopeId::MAX)
}

/// The items of the list at a key; none where there is no list.
pub(crate) fn list<'n, 'a>(node: &'n Node<'a>, key: &str) -> &'n [Node<'a>] {
    node.get(key).map_or(&[], Node::items)
}

/// The text at a key; empty where there is none.
pub(crate) fn word<'n>(node: &'n Node<'_>, key: &str) -> &'n str {
    node.get(key).and_then(Node::as_text).unwrap_or("")
}

/// The truth at a key.
pub(super) fn truth(node: &Node<'_>, key: &str) -> Option<bool> {
    match node.get(key).map(|node| &node.value) {
        Some(Json::Bool(truth)) => Some(*truth),
        _ => None,
    }
}
