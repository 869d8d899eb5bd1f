//! What is known of one employee in one period, and what the organisation decided: read against a scheme (clause 2).

mod rows;

use crate::absence::AbsenceKind;
use crate::document::{Json, Node, Reader};
use crate::number::{Number, NumberError};
use crate::period::{self, Period};
use crate::problem::{Code, Path, Problem, Problems, Trail};
use crate::scheme::cells::{self, read_period, unknown_key, wrong_type};
use crate::scheme::holds::read_holds;
use crate::scheme::model::{Cells, Evidence, Input, Model, ScopeKind, SlotRole, Takes};
use crate::scheme::value::{Absence, Origin, ScopeId, SlotId, Value};
use crate::text::{Text, did_you_mean};
use crate::trace::{Annotation, Taken};
use std::collections::BTreeMap;
use std::sync::Arc;

mod taken;

pub(super) use rows::weights_fit;

/// Bits of all numbers of the facts, at most (clause 2.15).
pub(crate) const MOST_BITS: u64 = 100_000;
/// Values of all rows together, given and calculated, at most (clause 2.15).
pub(crate) const MOST_CELLS: usize = 500_000;

/// Facts that fit a scheme.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    /// The document as it came: its digest is made when asked for. Whoever reads facts to keep them puts it here.
    pub(crate) text: Arc<str>,
    pub(crate) period: Option<Period>,
    pub(crate) person: Person,
    /// The rows of each scope.
    pub(crate) rows: Vec<Rows>,
    /// Where the cells of each slot begin: of inputs in [`Facts::inputs`], of steps in an array of [`Facts::steps`] cells.
    pub(crate) offsets: Vec<usize>,
    pub(crate) inputs: Vec<Value>,
    pub(crate) steps: usize,
    pub(crate) annotations: BTreeMap<(SlotId, u32), Annotation>,
    /// The sealed documents from which values were taken.
    pub(crate) taken: BTreeMap<(SlotId, u32), Arc<Taken>>,
    pub(crate) headings: BTreeMap<(ScopeId, u32), Heading>,
    /// Of each parameter the position of the value in force.
    pub(crate) parameters: Vec<usize>,
    pub(crate) warnings: Problems,
}

/// Whom the facts are about, as far as they say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The host's own reference.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The post held.
    pub post: String,
    /// The unit of the organisation.
    pub unit: String,
}

/// What facts call a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) id: String,
    pub(crate) title: String,
}

impl Heading {
    /// For people: its title, else its id.
    pub(crate) fn shown(&self) -> &str {
        if self.title.is_empty() { &self.id } else { &self.title }
    }
}

/// The rows of a scope, those of all parent rows one after another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    /// The parent's row of each row.
    pub(crate) parent: Vec<u32>,
    /// Where the rows of each parent row begin; one more at the end.
    pub(crate) starts: Vec<u32>,
    /// Of a derived list: the rows that each group owns, with where they begin.
    pub(crate) members: Vec<u32>,
    pub(crate) member_starts: Vec<u32>,
}

impl Rows {
    pub(crate) fn count(&self) -> usize {
        self.parent.len()
    }

    /// The rows of one parent row.
    pub(crate) fn of_parent(&self, parent: u32) -> std::ops::Range<u32> {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(0);
        let parent = usize::try_from(parent).unwrap_or(usize::MAX);
        at(parent)..at(parent.saturating_add(1))
    }

    /// The rows that a group owns.
    pub(crate) fn members_of(&self, group: u32) -> &[u32] {
        let at =
            |index: usize| self.member_starts.get(index).and_then(|start| usize::try_from(*start).ok()).unwrap_or(0);
        let group = usize::try_from(group).unwrap_or(usize::MAX);
        self.members.get(at(group)..at(group.saturating_add(1))).unwrap_or(&[])
    }
}

/// What one organisation decided: the cells of each setting, and the document as it came, where there was one.
#[derive(Debug, Clone)]
pub(crate) struct Settings(pub(crate) Vec<Cells>, pub(crate) Option<Arc<str>>);

/// What stands at an input.
enum Given<'n, 'a> {
    Value(&'n Node<'a>),
    Absent(AbsenceKind),
    LeftOut,
    Wrong,
}

struct FactsReader<'m, 'r, 't, 'n> {
    model: &'m Model,
    reader: &'r mut Reader<'t>,
    columns: Vec<Vec<Value>>,
    /// Whether a value or an absence was given; none where that cannot be told. Nobody asks where no two inputs belong together.
    given: Vec<Vec<Option<bool>>>,
    rows: Vec<Rows>,
    annotations: BTreeMap<(SlotId, u32), Annotation>,
    taken: BTreeMap<(SlotId, u32), Arc<Taken>>,
    /// The documents that rows of the list that is read carry as weights.
    carried: taken::Carried<'n>,
    /// How many entries of traces may still be searched for documents that are only named.
    room: usize,
    /// Whom and which period the facts are about, for documents that say so too.
    about: (String, Option<Period>),
    headings: BTreeMap<(ScopeId, u32), Heading>,
    warnings: Problems,
    bits: u64,
    /// How many values the rows so far hold, given and calculated.
    cells: usize,
}

/// Reads facts; all problems go to the reader.
pub(crate) fn read_facts<'n>(model: &Model, tree: &'n Node<'n>, reader: &mut Reader<'_>) -> Option<Facts> {
    let before = reader.problems.count();
    let mut facts = FactsReader::new(model, reader);
    let top = Trail::Top;
    let Json::Object(_) = &tree.value else {
        crate::document::shape::wrong_type(tree, "an object", &top, facts.reader);
        return None;
    };
    facts.heading(tree);
    let person = facts.person(tree);
    let period = facts.period(tree);
    facts.about = (person.reference.clone(), period);
    let parameters = facts.parameters(period, tree);
    facts.row(tree, &top, 0, 0);
    if facts.bits > MOST_BITS {
        let problem = Problem::new(Code::FactsTooLarge, Path::new()).with("limit", "100,000 bits in all numbers");
        facts.reader.add(problem, tree);
    }
    if facts.reader.problems.count() > before {
        return None;
    }
    if !facts.group() {
        facts.refuse_cells(tree);
        return None;
    }
    let (offsets, inputs, steps) = facts.lay_out();
    let FactsReader { rows, annotations, taken, headings, warnings, .. } = facts;
    Some(Facts {
        text: Arc::default(),
        period,
        person,
        rows,
        offsets,
        inputs,
        steps,
        annotations,
        taken,
        headings,
        parameters,
        warnings,
    })
}

/// The keys of facts that are no inputs.
const HEADING: [&str; 5] = ["kinerja", "scheme", "person", "period", "note"];
/// The keys of a row that are no fields.
const ROW_HEADING: [&str; 3] = ["id", "title", "note"];

/// Checks `kinerja` and `scheme` of a document of facts or settings.
fn heading(tree: &Node<'_>, kind: &str, scheme: &str, trail: &Trail<'_>, reader: &mut Reader<'_>) {
    for (key, wanted, code) in [("kinerja", kind, Code::DocumentKind), ("scheme", scheme, Code::FactsScheme)] {
        let Some(node) = tree.get(key).filter(|node| !node.is_null()) else { continue };
        match node.as_text() {
            None => wrong_type(node, "a text", &trail.key(key), reader),
            Some(found) if found != wanted => {
                let problem = Problem::new(code, trail.key(key).path()).with("found", found).with("wanted", wanted);
                reader.add(problem, node);
            }
            Some(_) => {}
        }
    }
    if let Some(note) = tree.get("note").filter(|note| !note.is_null() && note.as_text().is_none()) {
        wrong_type(note, "a text", &trail.key("note"), reader);
    }
}

/// Of facts of which only the period is known: the period, of each parameter the position of the value in force, and what to know about it. None where
/// there are problems, which every reading of such facts will tell.
pub(crate) fn read_period_and_parameters(
    model: &Model,
    tree: &Node<'_>,
) -> Option<(Option<Period>, Vec<usize>, Problems)> {
    let mut reader = Reader::new(None);
    let mut facts = FactsReader::new(model, &mut reader);
    let period = facts.period(tree);
    let parameters = facts.parameters(period, tree);
    let warnings = std::mem::take(&mut facts.warnings);
    reader.problems.is_empty().then_some((period, parameters, warnings))
}

impl<'m, 'r, 't> FactsReader<'m, 'r, 't, '_> {
    fn new(model: &'m Model, reader: &'r mut Reader<'t>) -> Self {
        let whole = Rows { parent: vec![0], starts: vec![0, 1], ..Rows::default() };
        let mut rows = vec![whole];
        rows.extend((1..model.scopes.len()).map(|_| Rows { starts: vec![0], ..Rows::default() }));
        FactsReader {
            model,
            reader,
            columns: vec![Vec::new(); model.slots.len()],
            given: if model.has_partners { vec![Vec::new(); model.slots.len()] } else { Vec::new() },
            rows,
            annotations: BTreeMap::new(),
            taken: BTreeMap::new(),
            carried: taken::Carried::default(),
            room: taken::MOST_SEARCHED,
            about: (String::new(), None),
            headings: BTreeMap::new(),
            warnings: Problems::default(),
            bits: 0,
            cells: 0,
        }
    }
}

impl<'n> FactsReader<'_, '_, '_, 'n> {
    fn heading(&mut self, tree: &Node<'_>) {
        heading(tree, "facts/1", &self.model.id, &Trail::Top, self.reader);
    }

    fn person(&mut self, tree: &Node<'_>) -> Person {
        let mut person = Person::default();
        let Some(node) = tree.get("person").filter(|node| !node.is_null()) else { return person };
        let top = Trail::Top;
        let trail = top.key("person");
        let Json::Object(entries) = &node.value else {
            wrong_type(node, "an object", &trail, self.reader);
            return person;
        };
        for (key, value) in entries {
            let here = trail.key(key);
            let place = match key.as_ref() {
                "ref" => &mut person.reference,
                "name" => &mut person.name,
                "post" => &mut person.post,
                "unit" => &mut person.unit,
                _ => {
                    unknown_key(key, &["ref", "name", "post", "unit"], node, value, &here, self.reader);
                    continue;
                }
            };
            match (&value.value, value.as_text()) {
                (_, Some(text)) => text.clone_into(place),
                (Json::Null, _) => {}
                _ => wrong_type(value, "a text", &here, self.reader),
            }
        }
        person
    }

    fn period(&mut self, tree: &Node<'_>) -> Option<Period> {
        let top = Trail::Top;
        let trail = top.key("period");
        let Some(node) = tree.get("period").filter(|node| !node.is_null()) else {
            if self.model.needs_period {
                let problem = Problem::new(Code::ValueMissing, trail.path()).with("title", "`period`").advising(
                    "what the scheme says depends on the time: write {\"from\": \"2025-01-01\", \"until\": \"2025-12-31\"}",
                    "isi skema bergantung pada waktunya: tulis {\"from\": \"2025-01-01\", \"until\": \"2025-12-31\"}",
                );
                self.reader.add(problem, tree);
            }
            return None;
        };
        let period = read_period(node, &trail, self.reader)?;
        if !self.model.in_force.contains(&period) {
            let problem = Problem::new(Code::PeriodOutside, trail.path())
                .with("period", period)
                .with("in_force", self.model.in_force);
            self.reader.add(problem, node);
            return None;
        }
        Some(period)
    }

    /// Of each parameter the position of the value in force on the day that the scheme picks (clause 6.5).
    fn parameters(&mut self, period: Option<Period>, tree: &Node<'_>) -> Vec<usize> {
        let mut positions = Vec::with_capacity(self.model.parameters.len());
        for parameter in self.model.parameters.iter() {
            let Some(period) = period else {
                positions.push(0);
                continue;
            };
            let as_of_start = self.model.as_of_start;
            let at_start = fault!("parameters are read at the other end of the period", !as_of_start, as_of_start);
            let day = if at_start { period.from() } else { period.until() };
            let holds = |from, day| fault!("a parameter holds a day late", from < day, from <= day);
            let at = |day| parameter.values.partition_point(|dated| holds(dated.from, day)).checked_sub(1);
            let path = Path::new().key("parameters").key(&parameter.name);
            let title = parameter.title.with_name(&parameter.name);
            match at(day) {
                Some(position) => {
                    positions.push(position);
                    let shown = |position: Option<usize>| {
                        let value =
                            position.and_then(|position| parameter.values.get(position)?.cells.values().first());
                        value.map_or_else(|| "–".to_owned(), |value| self.model.plain(value))
                    };
                    let (before, after) = (at(period.from()), at(period.until()));
                    if before != after {
                        let change = after.and_then(|after| parameter.values.get(after)).map(|dated| dated.from);
                        let problem = Problem::new(Code::ParameterChanges, path)
                            .with_text("title", &title)
                            .with("before", shown(before))
                            .with("after", shown(after))
                            .with("day", change.and_then(|day| day.pred_opt()).unwrap_or(day))
                            .with("used", day);
                        self.warnings.push(problem);
                    }
                }
                None => {
                    let problem = Problem::new(Code::ParameterNoValue, path).with_text("title", &title);
                    self.reader.add(problem.with("day", day), tree);
                    positions.push(0);
                }
            }
        }
        positions
    }

    /// Reads the inputs of one row, or of the whole.
    fn row(&mut self, node: &'n Node<'n>, trail: &Trail<'_>, scope: ScopeId, row: u32) {
        let model = self.model;
        let scope_model = &model.scopes[scope];
        let input_lists = || {
            scope_model.lists.iter().copied().filter(|&list| matches!(model.scopes[list].kind, ScopeKind::List { .. }))
        };
        let headings: &[&str] = if scope == 0 { &HEADING } else { &ROW_HEADING };
        let known = |key: &str| {
            scope_model.fields.iter().any(|&slot| model.slots[slot].name == key)
                || input_lists().any(|list| model.scopes[list].name == key)
                || headings.contains(&key)
        };
        // Keys stand mostly in the order of the scheme.
        let mut fields = scope_model.fields.iter();
        let mut others = 0usize;
        for (key, value) in node.entries() {
            if fields.as_slice().first().is_some_and(|&slot| model.slots[slot].name == *key) {
                fields.next();
                continue;
            }
            others = others.saturating_add(1);
            if known(key) {
                continue;
            }
            if self.reader.problems.is_full() {
                self.reader.add(Problem::new(Code::DocumentUnknownKey, Path::new()), value);
            } else {
                let fields = scope_model.fields.iter().map(|&slot| model.slots[slot].name.as_str());
                let lists = input_lists().map(|list| model.scopes[list].name.as_str());
                let names: Vec<&str> = fields.chain(lists).chain(headings.iter().copied()).collect();
                self.unknown_input(key, &names, node, value, &trail.key(key));
            }
        }
        if scope != 0 && others > 0 {
            self.row_heading(node, trail, scope, row);
        }
        let mut place = 0;
        for &slot in &scope_model.fields {
            self.input(node, trail, slot, row, &mut place);
        }
        for &slot in scope_model.fields.iter().filter(|_| model.has_partners) {
            self.partner(node, trail, slot, row);
        }
        for list in input_lists() {
            self.list(node, trail, list, row);
        }
    }

    /// A key that is no input of the row or of the whole; perhaps the scheme calls something else so.
    fn unknown_input(&mut self, key: &str, names: &[&str], row: &Node<'_>, node: &Node<'_>, trail: &Trail<'_>) {
        if self.reader.problems.is_full() {
            return unknown_key(key, names, row, node, trail, self.reader);
        }
        let model = self.model;
        let is_step = model.slots.iter().any(|slot| slot.name == key && matches!(slot.role, SlotRole::Step(_)));
        let field = model.slots.iter().find(|slot| slot.name == key && matches!(slot.role, SlotRole::Input(_)));
        let problem = Problem::new(Code::DocumentUnknownKey, trail.path()).with("key", key);
        let problem = if is_step || model.outcomes.iter().any(|outcome| outcome.name == key) {
            problem.advising(
                "that is a step or outcome: the scheme calculates it",
                "itu langkah atau hasil: dihitung oleh skema",
            )
        } else if model.settings.iter().any(|setting| setting.name == key) {
            problem.advising(
                "that is a setting: it stands in the settings, not in the facts",
                "itu pengaturan: tempatnya dalam pengaturan, bukan dalam data",
            )
        } else if model.parameters.iter().any(|parameter| parameter.name == key) {
            problem.advising("that is a parameter: the scheme sets it", "itu parameter: ditetapkan oleh skema")
        } else if let Some(field) = field.filter(|field| field.scope != 0) {
            problem.with("list", &model.scopes[field.scope].name).advising(
                "that is a field of `{list}`: it stands in its rows",
                "itu isian `{list}`: tempatnya dalam barisnya",
            )
        } else {
            return unknown_key(key, names, row, node, trail, self.reader);
        };
        self.reader.add(problem, node);
    }

    fn row_heading(&mut self, node: &Node<'_>, trail: &Trail<'_>, scope: ScopeId, row: u32) {
        for key in ROW_HEADING {
            match node.get(key) {
                None => {}
                Some(value) if value.is_null() => {}
                Some(value) => match (&value.value, value.as_text()) {
                    // Outside systems number their rows.
                    (Json::Number(id), _) if key == "id" => {
                        self.headings.entry((scope, row)).or_default().id = id.to_string();
                    }
                    (Json::Exact(id), _) if key == "id" => {
                        self.headings.entry((scope, row)).or_default().id = id.to_string();
                    }
                    (_, None) if key == "id" => {
                        wrong_type(value, "a text or a number", &trail.key(key), self.reader);
                    }
                    (_, None) => wrong_type(value, "a text", &trail.key(key), self.reader),
                    (_, Some(text)) if key != "note" && !text.is_empty() => {
                        let heading = self.headings.entry((scope, row)).or_default();
                        text.clone_into(if key == "title" { &mut heading.title } else { &mut heading.id });
                    }
                    (_, Some(_)) => {}
                },
            }
        }
    }

    /// What the scheme calls an input, in the reader's language where it says so.
    fn title(&self, slot: SlotId) -> Text {
        let slot = &self.model.slots[slot];
        slot.title.with_name(&slot.name)
    }

    fn input(&mut self, row_node: &'n Node<'n>, trail: &Trail<'_>, slot: SlotId, row: u32, place: &mut usize) {
        let model = self.model;
        let SlotRole::Input(input) = &model.slots[slot].role else { return };
        let name = model.slots[slot].name.as_str();
        let here = trail.key(name);
        let node = row_node.get_near(name, place);
        let mut annotation = None;
        let given = self.given(node, slot, &here, &mut annotation);
        let given = match given {
            Given::Value(value) if matches!(input.takes, Takes::Text) && value.as_text().is_some_and(is_blank) => {
                Given::LeftOut
            }
            given => given,
        };
        let is_given = match given {
            Given::Value(_) | Given::Absent(_) => Some(true),
            Given::LeftOut => Some(false),
            Given::Wrong => None,
        };
        let absent = |kind| Value::Absent(Absence { kind, origin: Origin { slot, row } });
        let value = match given {
            Given::Value(document) if input.takes_document(document) => {
                self.take((slot, row), input, document, row_node, &here)
            }
            Given::Value(value) => {
                let read = self.value(slot, input, value, &here);
                let lacks_evidence = annotation.as_ref().is_none_or(|said| said.evidence.is_empty());
                if let (Some(evidence), true) = (input.evidence, lacks_evidence) {
                    self.lacks_evidence(slot, evidence, value, &here);
                }
                read
            }
            Given::Absent(kind) => {
                if input.optional.is_none() {
                    let problem = Problem::new(Code::ValueAbsence, here.path()).with_text("title", &self.title(slot));
                    self.reader.add(problem, node.unwrap_or(row_node));
                }
                Some(absent(kind))
            }
            Given::LeftOut => match (
                fault!(
                    "null does not take the default",
                    input.default.as_ref().filter(|_| node.is_none()),
                    input.default.as_ref()
                ),
                input.optional,
            ) {
                (Some(default), _) => Some(default.clone()),
                (None, Some(kind)) => {
                    Some(absent(fault!("what is left out is always not rated", AbsenceKind::NotRated, kind)))
                }
                (None, None) => {
                    let problem = Problem::new(Code::ValueMissing, here.path()).with_text("title", &self.title(slot));
                    self.reader.add(problem, node.unwrap_or(row_node));
                    None
                }
            },
            Given::Wrong => None,
        };
        if let Some(annotation) = annotation.filter(|annotation| !annotation.is_empty()) {
            self.annotations.insert((slot, row), annotation);
        }
        let position = usize::try_from(slot).unwrap_or(usize::MAX);
        if let Some(column) = self.columns.get_mut(position) {
            column.push(value.unwrap_or(Value::Failed));
        }
        if let Some(given) = self.given.get_mut(position) {
            given.push(is_given);
        }
    }

    fn lacks_evidence(&mut self, slot: SlotId, evidence: Evidence, node: &Node<'_>, trail: &Trail<'_>) {
        match evidence {
            Evidence::Required => {
                let problem = Problem::new(Code::EvidenceMissing, trail.path()).with_text("title", &self.title(slot));
                self.reader.add(problem, node);
            }
            Evidence::Expected => {
                let problem = Problem::new(Code::EvidenceExpected, trail.path()).with_text("title", &self.title(slot));
                self.warnings.push(problem);
            }
        }
    }

    /// A plain value; weights may also be words.
    fn value(&mut self, slot: SlotId, input: &Input, node: &Node<'_>, trail: &Trail<'_>) -> Option<Value> {
        match (&input.takes, &node.value) {
            (Takes::Weight { .. }, Json::Text(word)) if word == "rest" || word == "equal" => {
                return Some(Value::Text(word.as_ref().into()));
            }
            (Takes::Weight { .. }, Json::Text(text)) if Number::parse(text) == Err(NumberError::Syntax) => {
                let problem = Problem::new(Code::NumberSyntax, trail.path()).with("found", text).advising(
                    "a weight is a number, or \"rest\" in one row, or \"equal\" in all rows",
                    "bobot adalah angka, atau \"rest\" di satu baris, atau \"equal\" di semua baris",
                );
                self.reader.add(problem, node);
                return None;
            }
            (takes, Json::Object(entries)) if !matches!(takes, Takes::Period) => {
                let problem = Problem::new(Code::ValueType, trail.path())
                    .with("found", node.kind())
                    .with("wanted", cells::wanted(takes));
                // An annotated value inside an annotated value: nothing is meant but one of the two.
                let twice = node.get("value").is_some() || node.get("absent").is_some();
                let near = entries.iter().find_map(|(key, _)| did_you_mean(key, ["value", "absent"]));
                let problem = match near {
                    _ if twice => problem.advising(
                        "`value` already holds the value itself: write it there without another object around it",
                        "`value` sudah berisi nilainya: tulis langsung, tanpa objek lain di dalamnya",
                    ),
                    Some(near) => problem.with("near", near),
                    None => problem,
                };
                self.reader.add(problem, node);
                return None;
            }
            _ => {}
        }
        let sets = &self.model.sets;
        let called = (&self.model.slots[slot].title, self.model.slots[slot].name.as_str());
        let value = cells::read_takes(&input.takes, called, node, trail, sets, self.reader)?;
        if let Value::Number(number) = &value {
            self.bits = self.bits.saturating_add(number.bits());
        }
        Some(value)
    }

    /// Tells a plain value from an annotated one and from absence (clauses 2.3 to 2.5).
    fn given<'g, 'a>(
        &mut self,
        node: Option<&'g Node<'a>>,
        slot: SlotId,
        trail: &Trail<'_>,
        annotation: &mut Option<Annotation>,
    ) -> Given<'g, 'a> {
        let Some(node) = node.filter(|node| !node.is_null()) else { return Given::LeftOut };
        if !matches!(node.value, Json::Object(_)) {
            return Given::Value(node);
        }
        if let SlotRole::Input(input) = &self.model.slots[slot].role
            && input.takes_document(node)
        {
            return Given::Value(node);
        }
        let (value, absent) = (node.get("value"), node.get("absent"));
        let keys: &[&str] = match (value, absent) {
            // Evidence that is there before the figure is: left out, but annotated.
            (None, None) if ["evidence", "by", "on", "note"].iter().any(|key| node.get(key).is_some()) => {
                &["value", "evidence", "by", "on", "note"]
            }
            (None, None) => return Given::Value(node),
            (Some(_), _) => &["value", "evidence", "by", "on", "note"],
            (None, Some(_)) => &["absent", "because", "by", "on", "note"],
        };
        for (key, value) in node.entries() {
            let here = trail.key(key);
            if !keys.contains(&key.as_ref()) {
                unknown_key(key, keys, node, value, &here, self.reader);
            } else if !value.is_null() {
                self.annotate(key, value, &here, annotation.get_or_insert_default());
            }
        }
        match (value, absent) {
            (Some(value), _) if value.is_null() => Given::LeftOut,
            (Some(value), _) => Given::Value(value),
            (None, Some(kind)) => match kind.as_text().and_then(AbsenceKind::from_word) {
                Some(kind) => Given::Absent(kind),
                None => {
                    let problem = Problem::new(Code::ValueAbsence, trail.path()).with_text("title", &self.title(slot));
                    let found = kind.as_text().map_or_else(|| kind.kind().to_owned(), |word| format!("`{word}`"));
                    let problem = problem
                        .with("found", found)
                        .saying("{found} is not a kind of absence", "{found} bukan jenis ketiadaan");
                    let problem = problem.advising(
                        "one of: not_rated (owed but not there), not_applicable (not owed)",
                        "salah satu dari: not_rated (wajib tetapi belum ada), not_applicable (tidak wajib)",
                    );
                    self.reader.add(problem, kind);
                    Given::Wrong
                }
            },
            (None, None) => Given::LeftOut,
        }
    }

    fn annotate(&mut self, key: &str, value: &Node<'_>, trail: &Trail<'_>, annotation: &mut Annotation) {
        let text = |reader: &mut Reader<'_>, place: &mut String| match value.as_text() {
            Some(text) => text.clone_into(place),
            None => wrong_type(value, "a text", trail, reader),
        };
        match key {
            "by" => text(self.reader, &mut annotation.by),
            "note" => text(self.reader, &mut annotation.note),
            "because" => text(self.reader, &mut annotation.because),
            "on" => match value.as_text() {
                None => wrong_type(value, "a date as text", trail, self.reader),
                Some(text) => {
                    annotation.on = period::date(text);
                    if annotation.on.is_none() {
                        self.reader.add(Problem::new(Code::ValueDate, trail.path()).with("found", text), value);
                    }
                }
            },
            "evidence" => {
                let Json::List(items) = &value.value else {
                    wrong_type(value, "a list of texts", trail, self.reader);
                    return;
                };
                for (index, item) in items.iter().enumerate() {
                    match item.as_text() {
                        // What is blank shows nothing.
                        Some(text) if is_blank(text) => {}
                        Some(text) => annotation.evidence.push(text.to_owned()),
                        None => wrong_type(item, "a text", &trail.index(index), self.reader),
                    }
                }
            }
            _ => {}
        }
    }

    /// Checks that an input is given exactly when its partner is (clause 2.8).
    fn partner(&mut self, node: &Node<'_>, trail: &Trail<'_>, slot: SlotId, row: u32) {
        let SlotRole::Input(Input { with: Some(other), .. }) = &self.model.slots[slot].role else { return };
        let is_given = |slot: SlotId| {
            let column = usize::try_from(slot).ok().and_then(|slot| self.given.get(slot));
            usize::try_from(row).ok().and_then(|row| column?.get(row)).copied().flatten()
        };
        // Of a wrongly stated absence it is not known.
        let differ = is_given(slot).zip(is_given(*other)).is_some_and(|(own, other)| own != other);
        if fault!("with is not asked for", false, differ) {
            let problem = Problem::new(Code::ValueWith, trail.key(&self.model.slots[slot].name).path())
                .with_text("title", &self.title(slot))
                .with_text("other", &self.title(*other));
            self.reader.add(problem, node);
        }
    }

    fn shown(&self, value: &Value) -> String {
        self.model.plain(value)
    }
}

/// Whether a text says nothing (clause 2.4).
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\r', '\n']).is_empty()
}

/// Reads settings; those left out take their defaults. All problems go to the reader, under `settings`.
pub(crate) fn read_settings(model: &Model, tree: Option<&Node<'_>>, reader: &mut Reader<'_>) -> Option<Settings> {
    let before = reader.problems.count();
    let top = Trail::Top;
    let trail = top.key("settings");
    let text = tree.map(|tree| reader.text_of(tree));
    let nowhere = Node::new(Json::Object(Vec::new()));
    let tree = tree.unwrap_or(&nowhere);
    let Json::Object(entries) = &tree.value else {
        crate::document::shape::wrong_type(tree, "an object", &trail, reader);
        return None;
    };
    heading(tree, "settings/1", &model.id, &trail, reader);
    let names: Vec<&str> =
        model.settings.iter().map(|s| s.name.as_str()).chain(["kinerja", "scheme", "note"]).collect();
    for (key, value) in entries.iter().filter(|(key, _)| !names.contains(&key.as_ref())) {
        unknown_key(key, &names, tree, value, &trail.key(key), reader);
    }
    let mut settings = Vec::new();
    for setting in model.settings.iter() {
        let here = trail.key(&setting.name);
        match (tree.get(&setting.name).filter(|node| !node.is_null()), &setting.default) {
            (Some(node), _) => {
                let called = (&setting.title, setting.name.as_str());
                settings.extend(read_holds(&setting.takes, called, node, &here, &model.sets, reader));
            }
            (None, Some(default)) => settings.push(default.clone()),
            (None, None) => {
                let problem = Problem::new(Code::ValueMissing, here.path());
                let problem = problem.with_text("title", &setting.title.with_name(&setting.name)).advising(
                    "the scheme leaves it to the organisation: decide it in the settings",
                    "skema menyerahkannya kepada organisasi: tetapkan dalam pengaturan",
                );
                reader.add(problem, tree);
            }
        }
    }
    (reader.problems.count() == before && settings.len() == model.settings.len()).then_some(Settings(settings, text))
}
