//! Facts out of columns: plain cells go straight to where the calculation finds them, without a tree.
//!
//! Only rows that are plain and right are read here. An annotated value, a stated absence, a mistake: whatever else comes is left to the reader of trees
//! ([`Batch::appraise`]), which can say what is wrong; so that what a cell may be is judged in one place, and here it is only found fit or not.

use super::batch::{Batch, BatchRow};
use super::calculate;
use super::evaluate::Machine;
use super::facts::{self, Facts, MOST_BITS, MOST_CELLS, Person, Rows, is_blank, weights_fit};
use crate::document::{Json, Node};
use crate::number::Number;
use crate::period;
use crate::problem::Problems;
use crate::scheme::cells::MOST_LETTERS;
use crate::scheme::model::{Input, MOST_ROWS, Model, ScopeKind, SlotRole, Takes, WordSet};
use crate::scheme::value::{Absence, Origin, ScopeId, SlotId, Type, Value};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One employee in the columns of a border.
///
/// `place` is a [`Field::place`](crate::Field::place). To give `None` is to say that the employee comes as a tree instead.
pub trait Cells {
    /// How many rows a list has.
    fn rows(&self, place: usize) -> Option<usize>;

    /// Hands over the cells of an input, one for each row: those of a list's rows, or the one of the whole.
    fn cells(&self, place: usize, taker: &mut Taker<'_>) -> Option<()>;
}

/// Takes the cells of one input; `None` where one is not plain or not right.
#[derive(Debug)]
pub struct Taker<'t> {
    slot: SlotId,
    input: &'t Input,
    words: Option<&'t WordSet>,
    values: &'t mut Vec<Value>,
    /// Where in `values` the cells of this input begin.
    first: usize,
    bits: u64,
    /// Whether any cell had nothing in it.
    lacks: bool,
    /// The word that was met last: it often comes again.
    met: u16,
}

impl Taker<'_> {
    /// A number of few digits; one of many must come as text, which says how many (clause 1.3).
    #[inline]
    pub fn number(&mut self, number: Number) -> Option<()> {
        number.is_short().then(|| self.read_number(number))?
    }

    #[inline]
    fn read_number(&mut self, number: Number) -> Option<()> {
        let fits = match &self.input.takes {
            takes @ Takes::Number { .. } => takes.allow(&number),
            Takes::Weight { .. } => true,
            _ => false,
        };
        if !fits {
            return None;
        }
        self.bits = self.bits.saturating_add(number.bits());
        self.values.push(Value::Number(number));
        Some(())
    }

    /// A text: of a word, a date or a number too.
    #[inline]
    pub fn text(&mut self, text: &str) -> Option<()> {
        match &self.input.takes {
            Takes::Word { set, from, until } => {
                let words = self.words?;
                let met = words.words.as_slice().get(usize::from(self.met)).filter(|word| &*word.name == text);
                let index = met.map(|_| self.met).or_else(|| words.index(text))?;
                if from.is_some_and(|from| index < from) || until.is_some_and(|until| until < index) {
                    return None;
                }
                self.met = index;
                self.values.push(Value::Word(*set, index));
                Some(())
            }
            Takes::Number { .. } | Takes::Weight { .. } => self.read_number(Number::parse(text).ok()?),
            Takes::Date { .. } => self.date(period::date(text)?),
            Takes::Text if is_blank(text) => self.nothing(),
            Takes::Text if text.len() <= MOST_LETTERS => {
                self.values.push(Value::Text(text.into()));
                Some(())
            }
            _ => None,
        }
    }

    /// A yes or no.
    #[inline]
    pub fn truth(&mut self, truth: bool) -> Option<()> {
        matches!(self.input.takes, Takes::Truth).then(|| self.values.push(Value::Truth(truth)))
    }

    /// A date.
    #[inline]
    pub fn date(&mut self, date: NaiveDate) -> Option<()> {
        let Takes::Date { from, until } = self.input.takes else { return None };
        let inside = from.is_none_or(|from| from <= date) && until.is_none_or(|until| date <= until);
        inside.then(|| self.values.push(Value::Date(date)))
    }

    /// Nothing: what the scheme says of an input that is left out.
    #[inline]
    pub fn nothing(&mut self) -> Option<()> {
        self.lacks = true;
        let value = match (&self.input.default, self.input.optional) {
            (Some(default), _) => default.clone(),
            (None, Some(kind)) => {
                let row = u32::try_from(self.values.len().saturating_sub(self.first)).ok()?;
                Value::Absent(Absence { kind, origin: Origin { slot: self.slot, row } })
            }
            (None, None) => return None,
        };
        self.values.push(value);
        Some(())
    }
}

/// A batch at work: what one employee needed is used again for the next.
#[derive(Debug)]
pub struct Worker<'b> {
    batch: &'b Batch,
    /// The last employee's; none where the scheme cannot be fed by cells alone, or the period has problems.
    facts: Option<Facts>,
    steps: Vec<Value>,
    /// How many rows each scope has now.
    counts: Vec<usize>,
}

impl Batch {
    /// A worker for employees of one period; none where facts say none.
    ///
    /// ```
    /// use kinerja::{Cells, Number, Outcome, Scheme, Taker};
    /// let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "my/double", "version": 1, "languages": ["en"],
    ///     "inputs": [{"name": "x", "type": "number", "from": 0}],
    ///     "steps": [{"name": "twice", "is": "x * 2"}], "outcomes": [{"name": "twice", "of": "twice", "round": "exact"}]}"#)?;
    /// struct One(i64);
    /// impl Cells for One {
    ///     fn rows(&self, _: usize) -> Option<usize> { None }
    ///     fn cells(&self, _: usize, taker: &mut Taker<'_>) -> Option<()> { taker.number(Number::from(self.0)) }
    /// }
    /// let batch = scheme.batch(None)?;
    /// let mut worker = batch.worker(None);
    /// let row = worker.appraise(&One(21)).ok_or("not plain")??;
    /// assert_eq!(row.outcomes, [Outcome::Exact(Number::from(42_i64))]);
    /// // What is out of range is left to `Batch::appraise`, which says so.
    /// assert!(worker.appraise(&One(-1)).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn worker(&self, period: Option<&Node<'_>>) -> Worker<'_> {
        let facts = plain(&self.scheme.model).then(|| self.without_inputs(period)).flatten();
        Worker { batch: self, facts, steps: Vec::new(), counts: Vec::new() }
    }

    /// What facts of a period hold before their inputs are read.
    fn without_inputs(&self, period: Option<&Node<'_>>) -> Option<Facts> {
        let model = &*self.scheme.model;
        let entry = period.map(|period| (Cow::Borrowed("period"), period.clone()));
        let tree = Node::new(Json::Object(entry.into_iter().collect()));
        let (period, parameters, warnings) = facts::read_period_and_parameters(model, &tree)?;
        let whole = Rows { parent: vec![0], starts: vec![0, 1], ..Rows::default() };
        let mut rows = vec![whole];
        rows.extend((1..model.scopes.len()).map(|_| Rows::default()));
        Some(Facts {
            text: Arc::default(),
            period,
            person: Person::default(),
            rows,
            offsets: Vec::new(),
            inputs: Vec::new(),
            steps: 0,
            annotations: BTreeMap::new(),
            taken: BTreeMap::new(),
            headings: BTreeMap::new(),
            parameters,
            warnings,
        })
    }
}

/// Whether facts of a scheme may be plain cells and nothing else: lists one deep, nothing grouped, no evidence asked for.
fn plain(model: &Model) -> bool {
    let mut scopes = model.scopes.iter().skip(1);
    scopes.all(|scope| scope.parent == 0 && matches!(scope.kind, ScopeKind::List { .. }))
        && model.slots.iter().all(|slot| match &slot.role {
            SlotRole::Input(input) => input.evidence.is_none(),
            SlotRole::Step(_) => true,
            SlotRole::GroupKey => false,
        })
}

impl Worker<'_> {
    /// Appraises one employee; `None` where the employee must come as a tree.
    ///
    /// # Errors
    /// Problems of the calculation, those that [`Batch::appraise`] gives for the same facts.
    pub fn appraise(&mut self, cells: &impl Cells) -> Option<Result<BatchRow, Problems>> {
        self.facts.as_ref()?;
        self.read(cells)?;
        let facts = self.facts.as_ref()?;
        let mut steps = std::mem::take(&mut self.steps);
        steps.clear();
        steps.resize(facts.steps, Value::Failed);
        let mut notices = facts.warnings.clone();
        let mut machine = Machine::resumed(&self.batch.scheme.model, facts, &self.batch.settings, steps);
        let calculated = calculate(&mut machine, &mut notices);
        self.steps = machine.steps;
        Some(calculated.map(|(outcomes, unratable)| BatchRow { outcomes, unratable, notices }))
    }

    /// Reads the cells of one employee over those of the last.
    fn read(&mut self, cells: &impl Cells) -> Option<()> {
        let model = &*self.batch.scheme.model;
        self.count(cells, model)?;
        let facts = self.facts.as_mut()?;
        for (rows, &count) in facts.rows.iter_mut().zip(&self.counts).skip(1) {
            if rows.parent.len() != count {
                rows.parent.clear();
                rows.parent.resize(count, 0);
                rows.starts = vec![0, u32::try_from(count).ok()?];
            }
        }
        facts.inputs.clear();
        facts.offsets.clear();
        facts.steps = 0;
        let mut bits = 0_u64;
        for (place, slot) in model.slots.iter().enumerate() {
            let count = self.counts.get(usize::from(slot.scope)).copied()?;
            let SlotRole::Input(input) = &slot.role else {
                facts.offsets.push(facts.steps);
                facts.steps = facts.steps.saturating_add(count);
                continue;
            };
            let first = facts.inputs.len();
            facts.offsets.push(first);
            let words = match &input.takes {
                Takes::Word { set, .. } => model.sets.as_slice().get(usize::from(*set)),
                _ => None,
            };
            let slot_id = SlotId::try_from(place).ok()?;
            let values = &mut facts.inputs;
            let mut taker = Taker { slot: slot_id, input, words, values, first, bits, lacks: false, met: 0 };
            cells.cells(place, &mut taker)?;
            bits = taker.bits;
            // Whether the other of two that belong together is given, the reader of trees knows.
            if taker.lacks && input.with.is_some() {
                return None;
            }
            let column = facts.inputs.get(first..)?;
            if column.len() != count {
                return None;
            }
            if let (Takes::Weight { total, least, multiple_of }, false) = (&input.takes, column.is_empty()) {
                weights_fit(column, total, least.as_ref(), multiple_of.as_ref()).then_some(())?;
            }
        }
        if bits > MOST_BITS {
            return None;
        }
        for (scope, position) in model.scopes.iter().zip(0_u16..) {
            if let ScopeKind::List { key: Some(key), complete, .. } = scope.kind {
                self.tell_apart(position, key, complete)?;
            }
        }
        Some(())
    }

    /// Counts the rows of each list, as far as they may be.
    fn count(&mut self, cells: &impl Cells, model: &Model) -> Option<()> {
        let (mut held, mut counts) = (0_usize, std::mem::take(&mut self.counts));
        counts.clear();
        counts.push(1);
        for (place, scope) in model.scopes.iter().enumerate().skip(1) {
            let ScopeKind::List { least, .. } = scope.kind else { return None };
            let count = cells.rows(place)?;
            held = held.saturating_add(count.saturating_mul(scope.cells));
            if count < least || count > MOST_ROWS || held > MOST_CELLS {
                return None;
            }
            counts.push(count);
        }
        self.counts = counts;
        Some(())
    }

    /// Checks that the keys of a list differ, and that all are there where they must be.
    fn tell_apart(&self, scope: ScopeId, key: SlotId, complete: bool) -> Option<()> {
        // Each is compared with each: more than a scale has levels go another way.
        const FEW: usize = 32;
        let (model, facts) = (&*self.batch.scheme.model, self.facts.as_ref()?);
        let count = self.counts.get(usize::from(scope)).copied().filter(|count| *count <= FEW)?;
        let first = facts.offsets.get(usize::try_from(key).ok()?).copied()?;
        let keys = facts.inputs.get(first..first.checked_add(count)?)?;
        let again =
            keys.iter().enumerate().any(|(at, key)| keys.iter().skip(at.saturating_add(1)).any(|other| key == other));
        let all = match model.slots[key].ty {
            Type::Word(set) if complete => model.sets[set].words.len() == count,
            _ => true,
        };
        (!again && all).then_some(())
    }
}
