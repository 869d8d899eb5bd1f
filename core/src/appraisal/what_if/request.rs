//! Wishes and options, read against a scheme: what they ask of which cells.

use super::{Bound, WhatIfOptions, Wish, cells_of};
use crate::appraisal::Appraisal;
use crate::appraisal::search::nearest::Test;
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Json, Node, Reader};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use crate::scheme::cells::unknown_word;
use crate::scheme::model::{Model, Outcome, SlotRole};
use crate::scheme::value::{SlotId, Type, Value};
use crate::text::{Lang, Text};
use crate::trace::Shown;
use std::collections::BTreeMap;

/// Inputs that are searched, at most.
const MOST_INPUTS: usize = 1_000;
const ROLES: &[&str] = &["plan", "result", "judgement", "given"];

const REQUEST: Shape = Shape {
    name: "what_if",
    title: "What is wished for, and where to search",
    fields: &[
        maybe("kinerja", Kind::Exactly("what-if-request/1"), "The kind of the document"),
        needed("want", Kind::Map(&Kind::Any), "From outcome to what it is to be"),
        maybe("exactly", Kind::Bool, "Whether the wishes are to be met exactly"),
        maybe("roles", Kind::List(&Kind::Word(ROLES), true), "The roles of the inputs that are searched"),
        maybe("inputs", Kind::List(&Kind::Plain, true), "The inputs that are searched, by path"),
        maybe("pairs", Kind::Bool, "Whether changes of two inputs are searched too"),
    ],
};

const WISH: Shape = Shape {
    name: "wish",
    title: "What an outcome is to be",
    fields: &[
        maybe("at_least", Kind::Any, "This or more"),
        maybe("at_most", Kind::Any, "This or less"),
        maybe("exactly", Kind::Any, "This"),
    ],
};

/// Reads a request document.
pub(super) fn read(request: &Node<'_>) -> Result<(Vec<Wish>, WhatIfOptions), Problems> {
    let mut reader = Reader::new(None);
    let top = Trail::Top;
    REQUEST.check(request, &top, &mut reader);
    let mut wishes = Vec::new();
    let want = top.key("want");
    let exactly = request.is_true_at("exactly");
    let usual = if exactly { Bound::Exactly } else { Bound::Usual };
    for (outcome, node) in request.get("want").map_or(&[][..], Node::entries) {
        let here = want.key(outcome);
        let mut add = |node: &Node<'_>, bound: Bound, trail: &Trail<'_>, reader: &mut Reader<'_>| {
            let value = match &node.value {
                Json::Number(text) | Json::Text(text) => text.to_string(),
                Json::Bool(truth) => truth.to_string(),
                _ => {
                    crate::document::shape::wrong_type(node, "a number, a level or a word", trail, reader);
                    return;
                }
            };
            wishes.push(Wish { outcome: outcome.to_string(), bound, value });
        };
        if let Json::Object(entries) = &node.value {
            WISH.check(node, &here, &mut reader);
            if entries.is_empty() {
                reader.problem(Code::DocumentEmpty, &here, node);
            }
            for (key, bound) in [("at_least", Bound::AtLeast), ("at_most", Bound::AtMost), ("exactly", Bound::Exactly)]
            {
                if let Some(node) = node.get(key).filter(|node| !node.is_null()) {
                    add(node, bound, &here.key(key), &mut reader);
                }
            }
        } else {
            add(node, usual, &here, &mut reader);
        }
    }
    let texts = |key: &str| -> Vec<String> {
        let items = request.get(key).map_or(&[][..], Node::items);
        items.iter().filter_map(Node::as_text).map(str::to_owned).collect()
    };
    let pairs = !matches!(request.get("pairs").map(|node| &node.value), Some(Json::Bool(false)));
    let options = WhatIfOptions { roles: texts("roles"), inputs: texts("inputs"), pairs };
    reader.problems.or((wishes, options))
}

/// What is asked, against the scheme of an appraisal.
pub(super) struct Asked {
    pub(super) tests: Vec<Test>,
    pub(super) words: Vec<Text>,
    pub(super) cells: Vec<(SlotId, u32)>,
    /// Whether the inputs were named.
    pub(super) by_name: bool,
    pub(super) pairs: bool,
}

impl Asked {
    pub(super) fn of(appraisal: &Appraisal, want: &[Wish], options: &WhatIfOptions) -> Result<Asked, Problems> {
        let model = &*appraisal.scheme.model;
        let mut problems = Problems::default();
        if let Some(reason) = &appraisal.unratable {
            problems.push(Problem::new(Code::WhatIfUnratable, Path::new()).with_text("reason", reason));
        }
        let at = Path::new().key("want");
        if want.is_empty() {
            problems.push(Problem::new(Code::DocumentEmpty, at.clone()));
        }
        let mut tests: BTreeMap<usize, Test> = BTreeMap::new();
        let mut words = Vec::new();
        for wish in want {
            match read_wish(model, wish, &at) {
                Ok((index, test, said)) => {
                    words.push(said);
                    match tests.remove(&index) {
                        Some(before) => {
                            let both = both(before, test);
                            tests.insert(index, both);
                        }
                        None => {
                            tests.insert(index, test);
                        }
                    }
                }
                Err(problem) => problems.push(*problem),
            }
        }
        for (index, test) in &tests {
            if let (Some(low), Some(high)) = (&test.low, &test.high)
                && above(low, high)
                && let Some(outcome) = model.outcomes.get(*index)
            {
                let shown = |value: &Value| model.plain(value);
                let problem = Problem::new(Code::WhatIfContradictory, at.clone().key(&outcome.name));
                let problem = problem.with_text("title", &outcome.title.with_name(&outcome.name));
                problems.push(problem.with("low", shown(low)).with("high", shown(high)));
            }
        }
        let cells = cells(appraisal, options, &mut problems);
        let by_name = !options.inputs.is_empty();
        problems.or(Asked { tests: tests.into_values().collect(), words, cells, by_name, pairs: options.pairs })
    }
}

fn above(low: &Value, high: &Value) -> bool {
    match (low, high) {
        (Value::Number(low), Value::Number(high)) => low > high,
        (Value::Word(_, low), Value::Word(_, high)) => low > high,
        (low, high) => low != high,
    }
}

/// One test for two wishes of one outcome.
fn both(a: Test, b: Test) -> Test {
    let pick = |a: Option<Value>, b: Option<Value>, higher: bool| match (a, b) {
        (Some(a), Some(b)) => Some(if above(&a, &b) == higher { a } else { b }),
        (a, b) => a.or(b),
    };
    Test { slot: a.slot, round: a.round, low: pick(a.low, b.low, true), high: pick(a.high, b.high, false) }
}

type ReadWish = Result<(usize, Test, Text), Box<Problem>>;

fn read_wish(model: &Model, wish: &Wish, at: &Path) -> ReadWish {
    let path = at.clone().key(&wish.outcome);
    let names = || model.outcomes.iter().map(|outcome| outcome.name.as_str());
    let Some((index, outcome)) = model.outcomes.iter().enumerate().find(|(_, known)| known.name == wish.outcome) else {
        let problem = Problem::new(Code::WhatIfOutcome, path).with("found", &wish.outcome);
        return Err(Box::new(problem.known(names()).maybe_meant(&wish.outcome, names())));
    };
    let value = read_value(model, outcome, &wish.value, &path)?;
    let ordered = match &value {
        Value::Number(_) => true,
        Value::Word(set, _) => model.sets[*set].is_scale && model.sets[*set].ordered,
        _ => false,
    };
    let bound = match wish.bound {
        Bound::Usual if ordered => Bound::AtLeast,
        Bound::Usual => Bound::Exactly,
        bound => bound,
    };
    if !ordered && bound != Bound::Exactly {
        let problem = Problem::new(Code::WhatIfUnordered, path).with("found", &wish.value);
        return Err(Box::new(problem.with_text("title", &outcome.title.with_name(&outcome.name))));
    }
    if let (Bound::Exactly, Value::Number(number), Some((digits, _))) = (bound, &value, outcome.round)
        && !number.on_grid(digits)
    {
        let problem = Problem::new(Code::WhatIfNever, path).with("found", number).with("digits", digits);
        return Err(Box::new(problem.with_text("title", &outcome.title.with_name(&outcome.name))));
    }
    let said = said(model, outcome, bound, &value);
    let (low, high) = match bound {
        Bound::AtMost => (None, Some(value)),
        Bound::Exactly => (Some(value.clone()), Some(value)),
        Bound::AtLeast | Bound::Usual => (Some(value), None),
    };
    Ok((index, Test { slot: outcome.of, round: outcome.round, low, high }, said))
}

fn read_value(model: &Model, outcome: &Outcome, text: &str, path: &Path) -> Result<Value, Box<Problem>> {
    let wrong = |wanted: &'static str| {
        let problem = Problem::new(Code::ValueType, path.clone()).with("found", format_args!("`{text}`"));
        Box::new(problem.with("wanted", wanted))
    };
    match model.slots[outcome.of].ty {
        Type::Number => Number::parse(text)
            .map(Value::Number)
            .map_err(|error| Box::new(crate::document::shape::number_problem(error, text, path.clone()))),
        Type::Word(set) => match model.sets[set].index(text) {
            Some(index) => Ok(Value::Word(set, index)),
            None => {
                let words = &model.sets[set];
                let code = if words.is_scale { Code::ValueLevel } else { Code::ValueChoice };
                let problem = unknown_word(code, path.clone(), words, text);
                Err(Box::new(problem.with_text("title", &outcome.title.with_name(&outcome.name))))
            }
        },
        Type::Truth => match text {
            "true" => Ok(Value::Truth(true)),
            "false" => Ok(Value::Truth(false)),
            _ => Err(wrong("true or false")),
        },
        Type::Date => match crate::period::date(text) {
            Some(date) => Ok(Value::Date(date)),
            None => Err(Box::new(Problem::new(Code::ValueDate, path.clone()).with("found", text))),
        },
        _ => Ok(Value::Text(text.into())),
    }
}

/// A wish in words.
fn said(model: &Model, outcome: &Outcome, bound: Bound, value: &Value) -> Text {
    let title = outcome.title.or_name(&outcome.name);
    Text::of(Lang::ALL.map(|lang| {
        let value = match (value, outcome.round) {
            (Value::Word(set, index), _) => {
                let word = &model.sets[*set].words[*index];
                word.title.or_name(&word.name).get(lang).to_owned()
            }
            (Value::Truth(truth), _) => Shown::Truth(*truth).text(lang),
            (Value::Number(number), _) => lang.decimal(&number.to_string()),
            (other, _) => model.plain(other),
        };
        let how = match (bound, lang) {
            (Bound::AtMost, Lang::En) => "at most ",
            (Bound::AtMost, Lang::Id) => "paling banyak ",
            (Bound::Exactly, Lang::En) => "exactly ",
            (Bound::Exactly, Lang::Id) => "tepat ",
            (_, Lang::En) => "at least ",
            (_, Lang::Id) => "paling sedikit ",
        };
        (lang, format!("{}: {how}{value}", title.get(lang)))
    }))
}

fn cells(appraisal: &Appraisal, options: &WhatIfOptions, problems: &mut Problems) -> Vec<(SlotId, u32)> {
    let model = &*appraisal.scheme.model;
    let machine = appraisal.machine();
    let inputs = || {
        let slots = (0u32..).zip(model.slots.iter());
        slots.filter_map(|(slot, column)| match &column.role {
            SlotRole::Input(input) => Some((slot, input)),
            _ => None,
        })
    };
    let mut cells = Vec::new();
    for (index, role) in options.roles.iter().enumerate() {
        if !ROLES.contains(&role.as_str()) {
            let problem = Problem::new(Code::DocumentWord, Path::new().key("roles").index(index)).with("found", role);
            let known = ROLES.iter().copied();
            problems.push(problem.known(known.clone()).maybe_meant(role, known));
        }
    }
    if options.inputs.is_empty() {
        let asked = |role: &str| match options.roles.as_slice() {
            [] => role == "result",
            roles => roles.iter().any(|asked| asked == role),
        };
        for (slot, _) in inputs().filter(|(_, input)| asked(input.role)) {
            cells.extend(cells_of(model, &machine, slot));
        }
    }
    for (index, text) in options.inputs.iter().enumerate() {
        let kind = |slot: SlotId| {
            let mut names = vec![model.slots[slot].name.as_str()];
            let mut scope = model.slots[slot].scope;
            while scope != 0 {
                names.push(&model.scopes[scope].name);
                scope = model.scopes[scope].parent;
            }
            names.reverse();
            names.join(".")
        };
        let named = machine.find(text).filter(|(slot, _)| matches!(model.slots[*slot].role, SlotRole::Input(_)));
        let all = inputs().find(|(slot, _)| kind(*slot) == *text).map(|(slot, _)| slot);
        match (named, all) {
            (Some(cell), _) => cells.push(cell),
            (None, Some(slot)) => cells.extend(cells_of(model, &machine, slot)),
            (None, None) => {
                let known: Vec<String> = inputs().map(|(slot, _)| kind(slot)).collect();
                let problem = Problem::new(Code::WhatIfInput, Path::new().key("inputs").index(index));
                let known = || known.iter().map(String::as_str);
                let problem = problem.with("found", text).known(known()).maybe_meant(text, known());
                let is_step = machine.find(text).is_some() || model.slots.iter().any(|slot| slot.name == *text);
                problems.push(match is_step {
                    true => {
                        problem.advising("that is a step: the scheme calculates it", "itu langkah: dihitung oleh skema")
                    }
                    false => problem,
                });
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    cells.retain(|cell| seen.insert(*cell));
    if cells.len() > MOST_INPUTS {
        let problem = Problem::new(Code::WhatIfTooMany, Path::new().key("inputs")).with("found", cells.len());
        problems.push(problem.with("most", MOST_INPUTS));
    }
    cells
}
