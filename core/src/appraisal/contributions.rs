//! What each row of a list brings to an outcome: its summand where the outcome is a sum or a mean, else what the outcome would be without it.

use super::document::{by_language, each_language, present};
use super::evaluate::Machine;
use super::{Appraisal, Outcome};
use crate::document::{Node, to_text};
use crate::number::Number;
use crate::problem::{Path, Problems};
use crate::scheme::formula::Arithmetic;
use crate::scheme::model::{Absent, Aggregate, Function, Op, Over, RowsOf, ScopeKind, SlotRole};
use crate::scheme::value::{NodeId, ScopeId, SlotId, Type, Value};
use crate::text::{Lang, Text, on_one_line};
use crate::trace::Shown;
use crate::trace::words::{Phrase, phrase};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are taken out, at most.
const MOST_ROWS: usize = 1_000;

/// Cells that are evaluated while rows are taken out, at most.
const MOST_WORK: usize = 20_000_000;

/// The arithmetic of an appraisal without a row may take one part in so many of what an appraisal may.
const MOST_TAKEN: u64 = 64;

/// How what a row brings was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum How {
    /// The outcome is a sum of what the rows bring, and of a rest that none of them does. Weights and divisors are as they are.
    Additive,
    /// The outcome was calculated without each row in turn. What the rows bring does not add up.
    TakingOut,
    /// No list brings anything to this outcome.
    NoList,
}

impl How {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            How::Additive => "additive",
            How::TakingOut => "taking_out",
            How::NoList => "no_list",
        }
    }
}

/// What the rows of lists bring to an outcome. It is [text](Contributions::text), [JSON](Contributions::to_json), and this.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Contributions {
    /// The outcome's name.
    pub outcome: String,
    /// What it is called.
    pub title: Text,
    /// The exact value that is taken apart.
    pub value: Shown,
    /// How.
    pub how: How,
    /// What each row brings, in the order of the lists.
    pub rows: Vec<Contribution>,
    /// What no row brings, where the outcome is additive.
    pub rest: Option<Number>,
    /// How many more rows there are, which were not taken out: that would take too long.
    pub left_out: usize,
    languages: Vec<Lang>,
}

/// What one row brings.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Contribution {
    /// The row: `goals[0]`.
    pub path: Path,
    /// The list's title, its number, what it is called.
    pub title: Text,
    /// What it brings: its summand; of an outcome without it the difference. None where the outcome is no number, or nothing would be left.
    pub brings: Option<Number>,
    /// Where the row was taken out: the outcome without it.
    pub without: Option<Shown>,
}

impl Appraisal {
    /// What each row of a list brings to the `score`; in a scheme without one, to the first outcome that is a number or a level.
    ///
    /// ```
    /// use kinerja::{How, Scheme};
    /// # let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "test/goals", "version": 1, "languages": ["en"],
    /// #     "inputs": [{"name": "goals", "type": "list", "least": 1, "fields": [{"name": "weight", "type": "weight"}, {"name": "mark", "type": "number"}]}],
    /// #     "steps": [{"name": "total", "is": "sum(weight * mark over goals) / 100"}],
    /// #     "outcomes": [{"name": "score", "of": "total", "round": {"digits": 1, "mode": "half_up"}}]}"#)?;
    /// let appraisal = scheme.appraise(r#"{"goals": [{"weight": 40, "mark": 90}, {"weight": 60, "mark": 70}]}"#, None)?;
    /// let contributions = appraisal.contributions();
    /// assert_eq!(contributions.how, How::Additive);
    /// let brings: Vec<String> = contributions.rows.iter().filter_map(|row| row.brings.as_ref()).map(ToString::to_string).collect();
    /// assert_eq!(brings, ["36", "42"]);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn contributions(&self) -> Contributions {
        let model = &self.scheme.model;
        let has_order = |slot: SlotId| match model.slots[slot].ty {
            Type::Number => true,
            Type::Word(set) => model.sets[set].is_scale,
            _ => false,
        };
        let named = model.outcomes.iter().position(|outcome| outcome.name == "score" && has_order(outcome.of));
        let any = || model.outcomes.iter().position(|outcome| has_order(outcome.of));
        self.contributions_at(named.or_else(any).unwrap_or(0))
    }

    /// What each row of a list brings to an outcome; none where there is no such outcome.
    #[must_use]
    pub fn contributions_to(&self, outcome: &str) -> Option<Contributions> {
        let position = self.scheme.model.outcomes.iter().position(|known| known.name == outcome)?;
        Some(self.contributions_at(position))
    }

    fn contributions_at(&self, position: usize) -> Contributions {
        let model = &self.scheme.model;
        let Some(outcome) = model.outcomes.get(position) else {
            return Contributions {
                outcome: String::new(),
                title: Text::default(),
                value: Shown::Nothing,
                how: How::NoList,
                rows: Vec::new(),
                rest: None,
                left_out: 0,
                languages: model.languages.clone(),
            };
        };
        let mut found = Contributions {
            outcome: outcome.name.clone(),
            title: outcome.title.or_name(&outcome.name),
            value: self.machine().cell(outcome.of, 0).map_or(Shown::Nothing, |value| self.machine().shown(value)),
            how: How::NoList,
            rows: Vec::new(),
            rest: None,
            left_out: 0,
            languages: model.languages.clone(),
        };
        // Nobody is rated, or the value is absent: there is nothing to take apart.
        if self.unratable.is_some()
            || matches!(self.outcomes.get(position), Some(Outcome::Absent { .. } | Outcome::Unrated))
        {
            return found;
        }
        let machine = self.machine();
        if let Some(Sum { rows, rest }) = sum_of_cell(self.machine(), outcome.of)
            && !rows.is_empty()
        {
            found.how = How::Additive;
            found.rest = Some(rest);
            found.rows = rows
                .into_iter()
                .map(|((scope, row), brings)| self.contribution(&machine, scope, row, Some(brings), None))
                .collect();
            return found;
        }
        let (rows, left_out) = self.rows_behind(outcome.of);
        if !rows.is_empty() {
            found.how = How::TakingOut;
            found.left_out = left_out;
            found.rows =
                rows.into_iter().map(|(scope, row)| self.taken_out(&machine, outcome.of, scope, row)).collect();
        }
        found
    }

    fn contribution(
        &self,
        machine: &Machine<'_>,
        scope: ScopeId,
        row: u32,
        brings: Option<Number>,
        without: Option<Shown>,
    ) -> Contribution {
        let names = super::trace::row_names(self, machine, scope, row);
        let title = Text::of(Lang::ALL.map(|lang| {
            let heads: Vec<String> = names.iter().map(|name| crate::trace::explain::row_head(name, lang)).collect();
            (lang, heads.join(" › "))
        }));
        Contribution { path: machine.row_path(scope, row), title, brings, without }
    }

    /// The rows of lists of the whole that a cell is calculated from, as many as may be taken out, and how many more there are.
    fn rows_behind(&self, slot: SlotId) -> (Vec<(ScopeId, u32)>, usize) {
        let model = &self.scheme.model;
        let mut scopes: Vec<ScopeId> = Vec::new();
        for slot in super::search::reach::needed(model, [slot]) {
            let mut scope = model.slots[slot].scope;
            // A nested row belongs to that of the whole which it stands in.
            while scope != 0 && model.scopes[scope].parent != 0 {
                scope = model.scopes[scope].parent;
            }
            let is_list = matches!(model.scopes[scope].kind, ScopeKind::List { .. });
            if scope != 0 && is_list && !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        scopes.sort_unstable();
        let rows = |scope: ScopeId| {
            let count = self.facts.rows.get(usize::from(scope)).map_or(0, |rows| rows.parent.len());
            (0..u32::try_from(count).unwrap_or(u32::MAX)).map(move |row| (scope, row))
        };
        let cells = self.facts.inputs.len().saturating_add(self.steps.len()).max(1);
        let most = MOST_WORK.checked_div(cells).unwrap_or(0).min(MOST_ROWS);
        let all = || scopes.iter().copied().flat_map(rows);
        (all().take(most).collect(), all().count().saturating_sub(most))
    }

    /// The outcome without a row.
    fn taken_out(&self, machine: &Machine<'_>, slot: SlotId, scope: ScopeId, row: u32) -> Contribution {
        let model = &self.scheme.model;
        let mut other = Machine::new(model, &self.facts, &self.settings);
        other.without = Some((scope, row));
        other.effort_left /= MOST_TAKEN;
        other.run(&mut Problems::default());
        let value = other.cell(slot, 0).filter(|value| !value.is_absent() && **value != Value::Failed);
        let brings = match (machine.cell(slot, 0), value) {
            (Some(Value::Number(with)), Some(Value::Number(without))) => Some(with - without),
            _ => None,
        };
        let without = value.map(|value| other.shown(value));
        self.contribution(machine, scope, row, brings, without)
    }
}

/// A number as a sum of what rows bring.
#[derive(Clone, Default)]
struct Sum {
    rows: BTreeMap<(ScopeId, u32), Number>,
    rest: Number,
}

impl Sum {
    fn with(mut self, other: Sum, sign: &Number) -> Sum {
        for (row, number) in other.rows {
            let place = self.rows.entry(row).or_default();
            *place += &(&number * sign);
        }
        self.rest += &(&other.rest * sign);
        self
    }

    fn times(self, factor: &Number) -> Sum {
        Sum::default().with(self, factor)
    }
}

fn fixed(value: &Value) -> Option<Sum> {
    match value {
        Value::Number(number) => Some(Sum { rows: BTreeMap::new(), rest: number.clone() }),
        _ => None,
    }
}

/// Takes cells of the whole apart, in the order of the steps.
struct Summing<'m> {
    machine: Machine<'m>,
    sums: BTreeMap<SlotId, Option<Sum>>,
    /// Steps of the whole that rows have a part in.
    of_rows: BTreeSet<SlotId>,
}

/// A cell of the whole as a sum; none where it is none.
fn sum_of_cell(machine: Machine<'_>, slot: SlotId) -> Option<Sum> {
    let model = machine.model;
    let needed = super::search::reach::needed(model, [slot]);
    let mut summing = Summing { machine, sums: BTreeMap::new(), of_rows: BTreeSet::new() };
    for &step in model.order.iter().filter(|step| needed.contains(step) && model.slots[**step].scope == 0) {
        let SlotRole::Step(program) = &model.slots[step].role else { continue };
        if summing.reads_rows(program.body) {
            summing.of_rows.insert(step);
        }
        summing.machine.stand(step, 0);
        let sum = match model.slots[step].ty {
            Type::Number => summing.sum(program.body),
            _ => None,
        };
        summing.sums.insert(step, sum);
    }
    summing.sums.remove(&slot).flatten()
}

impl Summing<'_> {
    fn number(&mut self, node: NodeId) -> Option<Number> {
        match self.machine.eval(node) {
            Ok(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// Whether rows have a part in an operation, itself or through steps.
    fn reads_rows(&self, node: NodeId) -> bool {
        let model = self.machine.model;
        match &model.nodes[node] {
            Op::Over(_) => true,
            Op::Step(slot, _) | Op::Input(slot, _) => model.slots[*slot].scope != 0 || self.of_rows.contains(slot),
            op => {
                let mut found = false;
                op.operands(&mut |operand| found = found || self.reads_rows(operand));
                found
            }
        }
    }

    /// An operation of the whole as a sum.
    fn sum(&mut self, node: NodeId) -> Option<Sum> {
        let model = self.machine.model;
        if !self.reads_rows(node) {
            // What no row has a part in is a rest.
            return fixed(&self.machine.eval(node).ok()?);
        }
        match &model.nodes[node] {
            Op::Step(slot, 0) => self.sums.get(slot).cloned().flatten(),
            Op::Negate(x) => Some(self.sum(*x)?.times(&-&Number::ONE)),
            Op::Arithmetic(Arithmetic::Add, a, b) => Some(self.sum(*a)?.with(self.sum(*b)?, &Number::ONE)),
            Op::Arithmetic(Arithmetic::Subtract, a, b) => Some(self.sum(*a)?.with(self.sum(*b)?, &-&Number::ONE)),
            Op::Arithmetic(Arithmetic::Multiply, a, b) => {
                let (one, other) = (self.sum(*a)?, self.sum(*b)?);
                match (one.rows.is_empty(), other.rows.is_empty()) {
                    (true, _) => Some(other.times(&one.rest)),
                    (_, true) => Some(one.times(&other.rest)),
                    // A product of two things that rows bring is no sum.
                    _ => None,
                }
            }
            // What is divided by stays as it is, whatever it was calculated from.
            Op::Arithmetic(Arithmetic::Divide, a, b) => {
                let by = self.number(*b)?;
                Some(self.sum(*a)?.times(&Number::ONE.checked_div(&by)?))
            }
            // A cap or floor that does not bind leaves a sum what it is.
            Op::Function(Function::AtMost | Function::AtLeast, operands) => {
                let [a, b] = operands.as_slice() else { return None };
                let (held, one, other) = (self.number(node)?, self.number(*a)?, self.number(*b)?);
                match (held == one, held == other) {
                    (true, false) => self.sum(*a),
                    (false, true) => self.sum(*b),
                    // At the cap itself nothing tells which of the two it is.
                    _ => None,
                }
            }
            Op::Over(over) => self.over(over),
            Op::Once { inner, .. } => self.sum(*inner),
            _ => None,
        }
    }

    /// An aggregate over a list of the whole as a sum of its rows.
    fn over(&mut self, over: &Over) -> Option<Sum> {
        let RowsOf::List(scope) = over.rows else { return None };
        let adds = matches!(over.aggregate, Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean);
        if self.machine.model.scopes[scope].parent != 0 || !adds {
            return None;
        }
        let mut sum = Sum::default();
        let mut divisor = Number::ZERO;
        let before = self.machine.current(scope);
        for row in self.machine.rows_of(over.rows) {
            self.machine.set_current(scope, row);
            if let Some(filter) = over.filter {
                match self.machine.eval(filter) {
                    Ok(Value::Truth(true)) => {}
                    Ok(Value::Truth(false)) => continue,
                    _ => return None,
                }
            }
            let element = match self.machine.eval(over.element) {
                Ok(Value::Number(number)) => number,
                Ok(Value::Absent(absence)) => match over.policy.of(absence.kind) {
                    // What is left out brings nothing.
                    Absent::Exclude => continue,
                    Absent::Zero => Number::ZERO,
                    Absent::Block => return None,
                },
                _ => return None,
            };
            let brings = match over.aggregate {
                Aggregate::WeightedMean => {
                    let weight = self.number(over.weight)?;
                    divisor += &weight;
                    &element * &weight
                }
                _ => {
                    divisor += &Number::ONE;
                    element
                }
            };
            sum.rows.insert((scope, row), brings);
        }
        self.machine.set_current(scope, before);
        match over.aggregate {
            Aggregate::Sum => Some(sum),
            _ => Some(sum.times(&Number::ONE.checked_div(&divisor)?)),
        }
    }
}

pub(crate) const BRING: Phrase = phrase("WHAT EACH ROW BRINGS TO", "SUMBANGAN SETIAP BARIS PADA");
const ADDITIVE: Phrase = phrase(
    "a sum: what the rows bring and the rest add up to the value; weights and divisors are as they are",
    "penjumlahan: sumbangan baris dan sisanya berjumlah tepat nilai itu; bobot dan pembagi tetap",
);
const TAKING_OUT: Phrase = phrase(
    "no sum: calculated without each row in turn, so what they bring does not add up",
    "bukan penjumlahan: dihitung tanpa tiap baris bergantian, sehingga sumbangannya tidak berjumlah tepat",
);
const NO_LIST: Phrase =
    phrase("No list brings anything to this outcome.", "Tidak ada daftar yang menyumbang pada hasil ini.");
pub(crate) const REST: Phrase = phrase("the rest, which no row brings", "sisanya, yang tidak berasal dari baris");
const LEFT_OUT: Phrase =
    phrase("{} more rows were not taken out: that would take too long", "{} baris lagi tidak dihitung: terlalu lama");
pub(crate) const WITHOUT: Phrase = phrase("without it", "tanpanya");
const NOTHING: Phrase = phrase("nothing would be left", "tidak ada yang tersisa");

impl How {
    /// How it was found, in a sentence.
    pub(crate) fn sentence(self, lang: Lang) -> &'static str {
        match self {
            How::Additive => ADDITIVE.get(lang),
            How::TakingOut => TAKING_OUT.get(lang),
            How::NoList => NO_LIST.get(lang),
        }
    }
}

impl Contributions {
    /// What each row brings, as text.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut out = format!("{} {}: {}\n", BRING.get(lang), self.title.get(lang), self.value.text_with_decimal(lang));
        let mut line = |text: String| {
            out.push_str("  ");
            out.push_str(&on_one_line(&text));
            out.push('\n');
        };
        let plain = |number: &Number| Shown::Number(number.clone()).text_with_decimal(lang);
        match self.how {
            How::NoList => line(self.how.sentence(lang).to_owned()),
            how => line(format!("({})", how.sentence(lang))),
        }
        for row in &self.rows {
            let title = row.title.get(lang);
            let brings = row.brings.as_ref().map(&plain);
            line(match (self.how, brings, &row.without) {
                (How::TakingOut, brings, Some(without)) => {
                    let brings = brings.map_or_else(String::new, |brings| format!("{brings}; "));
                    format!("{title}: {brings}{}: {}", WITHOUT.get(lang), without.text_with_decimal(lang))
                }
                (How::TakingOut, _, None) => format!("{title}: {}", NOTHING.get(lang)),
                (_, brings, _) => format!("{title}: {}", brings.unwrap_or_default()),
            });
        }
        if let Some(rest) = self.rest.as_ref().filter(|rest| !rest.is_zero()) {
            line(format!("{}: {}", REST.get(lang), plain(rest)));
        }
        if self.left_out > 0 {
            line(LEFT_OUT.get(lang).replace("{}", &self.left_out.to_string()));
        }
        out
    }

    /// As a document `contributions/1`, in JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&self.document())
    }

    /// As a document `contributions/1`.
    #[must_use]
    pub fn document(&self) -> Node<'static> {
        let languages = self.languages.as_slice();
        let number = |number: &Number| Node::text(number.to_string());
        let rows = self.rows.iter().map(|row| {
            let word = row.without.as_ref().filter(|without| matches!(without, Shown::Word(..)));
            present([
                ("path", Some(Node::text(row.path.to_string()))),
                ("title", Some(by_language(&row.title, languages))),
                ("brings", row.brings.as_ref().map(number)),
                ("without", row.without.as_ref().map(Shown::node)),
                ("label", word.map(|word| each_language(languages, |lang| word.text(lang)))),
            ])
        });
        present([
            ("kinerja", Some(Node::text("contributions/1"))),
            ("outcome", Some(Node::text(self.outcome.clone()))),
            ("value", Some(self.value.node())),
            ("label", Some(each_language(languages, |lang| self.value.text_with_decimal(lang)))),
            ("how", Some(Node::text(self.how.word()))),
            ("rows", Some(Node::list(rows))),
            ("rest", self.rest.as_ref().map(number)),
            ("left_out", (self.left_out > 0).then(|| Node::number(self.left_out))),
        ])
    }
}
