//! What would give another result: of each input the nearest value at which a wish is met, and the cheapest change of two.
//!
//! The result is never assumed to rise with an input. A value that is proposed was appraised, and no nearer value meets the wish; "cannot be
//! reached" is said only where every value that lies in the range has been ruled out.

mod request;
mod write;

use super::Appraisal;
use super::search::bounds::Bounds;
use super::search::lever::{Fixed, Lever};
use super::search::nearest::{Found, Pair, Search, Wanted};
use super::search::reach::{Reach, needed};
use super::search::{Point, Probe};
use crate::document::Node;
use crate::problem::{Path, Problems};
use crate::scheme::Scheme;
use crate::scheme::model::{Model, SlotRole};
use crate::scheme::value::{SlotId, Value};
use crate::text::{Lang, Text};
use crate::trace::Shown;
use crate::trace::explain::titled;
use std::sync::Arc;

/// Parts of grids that are looked at for one input, at most.
const MOST_PARTS: usize = 20_000;
/// Cells that are evaluated in all, at most: what a search may cost.
const MOST_WORK: usize = 20_000_000;
/// Parts of grids that are looked at for changes of two inputs, at most.
const MOST_PAIR_PARTS: usize = 20_000;
/// Inputs of which pairs are tried, at most.
const MOST_PAIRED: usize = 40;

/// What one outcome is to be.
///
/// ```
/// use kinerja::Wish;
/// let wishes = [Wish::at_least("rating", "baik"), Wish::exactly("score", "88.50"), Wish::at_most("score", 100)];
/// assert_eq!(wishes[0].outcome(), "rating");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    outcome: String,
    bound: Bound,
    value: String,
}

/// How an outcome is compared with what is wished for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bound {
    AtLeast,
    AtMost,
    Exactly,
    /// At least where the outcome has an order, else exactly.
    Usual,
}

impl Wish {
    /// An outcome of this value or a better one: a number as it is printed, or a level that is at least this one.
    #[must_use]
    pub fn at_least(outcome: &str, value: impl std::fmt::Display) -> Wish {
        Wish { outcome: outcome.to_owned(), bound: Bound::AtLeast, value: value.to_string() }
    }

    /// An outcome of this value or a lower one.
    #[must_use]
    pub fn at_most(outcome: &str, value: impl std::fmt::Display) -> Wish {
        Wish { outcome: outcome.to_owned(), bound: Bound::AtMost, value: value.to_string() }
    }

    /// An outcome of this value and no other.
    #[must_use]
    pub fn exactly(outcome: &str, value: impl std::fmt::Display) -> Wish {
        Wish { outcome: outcome.to_owned(), bound: Bound::Exactly, value: value.to_string() }
    }

    /// The outcome's name.
    #[must_use]
    pub fn outcome(&self) -> &str {
        &self.outcome
    }
}

/// Where a [what-if](Scheme::what_if) searches.
///
/// ```
/// use kinerja::WhatIfOptions;
/// let options = WhatIfOptions::new().roles(["result", "judgement"]).without_pairs();
/// assert_ne!(options, WhatIfOptions::default());
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WhatIfOptions {
    roles: Vec<String>,
    inputs: Vec<String>,
    pairs: bool,
}

impl Default for WhatIfOptions {
    fn default() -> WhatIfOptions {
        WhatIfOptions { roles: Vec::new(), inputs: Vec::new(), pairs: true }
    }
}

impl WhatIfOptions {
    /// Over the inputs of role `result`, changes of two where one is not enough.
    #[must_use]
    pub fn new() -> WhatIfOptions {
        WhatIfOptions::default()
    }

    /// Over the inputs of these roles: `plan`, `result`, `judgement`, `given`.
    #[must_use]
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> WhatIfOptions {
        self.roles = roles.into_iter().map(Into::into).collect();
        self
    }

    /// Over these inputs, whatever their role: `goals[0].actual`, or `goals.actual` for that of every row.
    #[must_use]
    pub fn inputs(mut self, inputs: impl IntoIterator<Item = impl Into<String>>) -> WhatIfOptions {
        self.inputs = inputs.into_iter().map(Into::into).collect();
        self
    }

    /// Without changes of two inputs.
    #[must_use]
    pub fn without_pairs(mut self) -> WhatIfOptions {
        self.pairs = false;
        self
    }
}

/// What would meet some wishes. It is [text](WhatIf::text), [JSON](WhatIf::to_json), and this.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct WhatIf {
    /// The wishes, each in words.
    pub wishes: Vec<Text>,
    /// The outcomes as they are, with their titles.
    pub now: Vec<Change<Shown>>,
    /// Whether the wishes are met already.
    pub met: bool,
    /// What each input alone can do, those that reach the wish first, the smallest part of their range first; none where the wishes are met.
    pub inputs: Vec<Lifted>,
    /// What two inputs together can do.
    pub pair: Together,
    languages: Vec<Lang>,
}

/// Something with a path and a title that has (or would have) a value.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Change<T> {
    /// Where: `goals[0].actual`, or an outcome's name.
    pub path: Path,
    /// What it is called, with the row that it stands in.
    pub title: Text,
    /// The unit, as a label.
    pub unit: String,
    /// The value.
    pub value: T,
}

/// What one input can do.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Lifted {
    /// The input as it is.
    pub input: Change<Shown>,
    /// What it is called in every row: the title of its list, and its own.
    pub kind: Text,
    /// What it can do.
    pub answer: Answer,
    /// Where was searched; none where nothing was.
    pub searched: Option<Searched>,
}

/// A part of a grid that was searched.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Searched {
    /// The first value.
    pub from: Shown,
    /// The last value.
    pub until: Shown,
    /// Whether the range has no such end, so that a far one was taken.
    pub end_assumed: bool,
    /// Whether the scheme does not say how many digits the input has, so that some were taken.
    pub digits_assumed: bool,
    /// How many parts of the range and single values were tried.
    pub tried: usize,
}

/// Whether an input alone meets the wishes.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Answer {
    /// With this value, the nearest one, and with these outcomes then.
    Reached {
        /// The value.
        value: Shown,
        /// The outcomes that would differ.
        outcomes: Vec<Change<Shown>>,
    },
    /// With no value.
    NotAlone,
    /// Only if others change with it, for a condition of the scheme holds them together.
    Tied {
        /// The others, each with its title; an input of another list without the row.
        to: Vec<Change<()>>,
        /// The condition, in the scheme's words.
        because: Text,
        /// The nearest value that meets the wishes if the condition is left aside; none where no value does, or it was not asked.
        value: Option<Shown>,
    },
    /// It cannot be moved: it is text, names its row, is not owed, or comes only with another.
    Fixed(Text),
    /// Not found in as many tries as may be made, nor ruled out.
    Undecided,
}

/// What two inputs together can do.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum Together {
    /// One is enough, or pairs were not asked for.
    NotNeeded,
    /// With these two values: the cheapest change of two, measured by the parts of their ranges.
    Reached {
        /// The two inputs and what they are now.
        now: Vec<Change<Shown>>,
        /// What they would be.
        values: Vec<Shown>,
        /// The outcomes that would differ.
        outcomes: Vec<Change<Shown>>,
        /// How many parts and points were tried.
        tried: usize,
    },
    /// With no two.
    Nowhere {
        /// How many parts and points were tried.
        tried: usize,
    },
    /// Not found in as many tries as may be made, nor ruled out.
    Undecided {
        /// How many parts and points were tried.
        tried: usize,
    },
}

impl Scheme {
    /// What would give another result: of each input of role `result` (or as the options say) the nearest value, in either direction on its
    /// grid, with which all wishes are met; where no input alone meets them, the cheapest change of two.
    ///
    /// # Errors
    /// Those of [`Scheme::appraise`]; those of the wishes and options, at `want` and `inputs`: outcomes, levels and inputs that do not exist, wishes
    /// that contradict each other.
    ///
    /// ```
    /// use kinerja::{Answer, Lang, Scheme, WhatIfOptions, Wish};
    ///
    /// let scheme = Scheme::parse(r#"{
    ///     "kinerja": "scheme/1", "scheme": "example/visits", "version": 1, "languages": ["en"],
    ///     "inputs": [ { "name": "visits", "type": "integer", "from": 0, "until": 60, "role": "result", "better": "higher" } ],
    ///     "steps": [ { "name": "score", "is": "at_most(visits / 40 * 100, 120)" } ],
    ///     "outcomes": [ { "name": "score", "of": "score", "round": { "digits": 2, "mode": "half_up" } } ] }"#)?;
    /// let answer = scheme.what_if(r#"{ "visits": 31 }"#, None, &[Wish::at_least("score", 90)], &WhatIfOptions::new())?;
    /// assert!(matches!(&answer.inputs[0].answer, Answer::Reached { value, .. } if value.text(Lang::En) == "36"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn what_if(
        &self,
        facts: &str,
        settings: Option<&str>,
        want: &[Wish],
        options: &WhatIfOptions,
    ) -> Result<WhatIf, Problems> {
        self.appraise(facts, settings)?.what_if(want, options)
    }
}

impl Appraisal {
    /// As [`Scheme::what_if`], for the facts of this appraisal.
    ///
    /// # Errors
    /// Those of the wishes and options.
    pub fn what_if(&self, want: &[Wish], options: &WhatIfOptions) -> Result<WhatIf, Problems> {
        let asked = request::Asked::of(self, want, options)?;
        Ok(answer(self, &asked))
    }

    /// As [`Appraisal::what_if`], asked by a document: `{"want": {outcome: value}, "exactly", "roles", "inputs", "pairs"}`. A wish is a value,
    /// at least which is wished for (exactly where the outcome has no order, or `"exactly": true` says so), or an object of `at_least`,
    /// `at_most`, `exactly`.
    ///
    /// # Errors
    /// Those of the document, of the wishes and options.
    ///
    /// ```
    /// # let scheme = kinerja::Scheme::builtin("id/langsa", None)?;
    /// # let appraisal = scheme.appraise(include_str!("../../examples/facts/langsa.json"), None)?;
    /// let request = kinerja::document::parse(r#"{"want": {"rating": "baik"}, "roles": ["result"]}"#)?;
    /// assert!(appraisal.what_if_document(&request)?.to_json().starts_with(r#"{"kinerja":"what-if/1","#));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn what_if_document(&self, request: &Node<'_>) -> Result<WhatIf, Problems> {
        let (want, options) = request::read(request)?;
        self.what_if(&want, &options)
    }
}

/// A lever with what depends on it.
struct Moved {
    lever: Lever,
    reach: Arc<Reach>,
}

fn answer(appraisal: &Appraisal, asked: &request::Asked) -> WhatIf {
    let model = &*appraisal.scheme.model;
    let wanted = Wanted { needed: needed(model, asked.tests.iter().map(|test| test.slot)), tests: asked.tests.clone() };
    let mut probe = appraisal.probe();
    let machine = appraisal.machine();
    // A search that changes inputs one by one goes over the same cells again and again.
    let cells = appraisal.facts.inputs.len().saturating_add(appraisal.steps.len());
    let mut bounds = Bounds::new(appraisal.machine(), Arc::new(Reach::of(&machine, &[])));
    let now = outcomes_shown(&machine);
    let met = wanted.met(&probe);
    let mut inputs = Vec::new();
    let mut levers = Vec::new();
    let mut work = MOST_WORK;
    let mut ranks = Vec::new();
    // What is so already needs no search.
    for &(slot, row) in asked.cells.iter().filter(|_| !met) {
        let here = |value| named(appraisal, &machine, slot, row, value);
        let kind = title_of_kind(model, slot);
        let given = here(machine.cell(slot, row).map_or(Shown::Nothing, |value| machine.shown(value)));
        let lever = match Lever::of(&machine, slot, row) {
            Ok(lever) if lever.first <= lever.last => lever,
            Ok(_) => continue,
            Err(Fixed::Weight) => {
                let to = told(appraisal, &machine, others_of_list(&machine, slot, row));
                let because = WEIGHTS_SUM;
                ranks.push((2, crate::Number::ZERO));
                let answer = Answer::Tied { to, because: words(because), value: None };
                inputs.push(Lifted { input: given, kind, answer, searched: None });
                continue;
            }
            Err(fixed) => {
                // What nobody asked for by name need not be said to be fixed.
                if asked.by_name {
                    ranks.push((4, crate::Number::ZERO));
                    inputs.push(Lifted { input: given, kind, answer: Answer::Fixed(why_fixed(fixed)), searched: None });
                }
                continue;
            }
        };
        let moved = Moved { reach: Arc::new(Reach::of(&machine, &[(slot, row)])), lever };
        bounds.turn_to(&moved.reach);
        work = work.saturating_sub(cells / 8);
        let (answer, rank, tried) =
            alone(appraisal, &machine, &mut bounds, &mut probe, &wanted, &moved, &now, &mut work);
        let lever = &moved.lever;
        let searched = Searched {
            from: machine.shown(&lever.value(lever.first)),
            until: machine.shown(&lever.value(lever.last)),
            end_assumed: lever.end_assumed,
            digits_assumed: lever.digits_assumed,
            tried,
        };
        ranks.push(rank);
        inputs.push(Lifted { input: given, kind, answer, searched: Some(searched) });
        levers.push(moved);
    }
    let reached = inputs.iter().any(|lifted| matches!(lifted.answer, Answer::Reached { .. }));
    let pair = match met || reached || !asked.pairs || levers.is_empty() {
        true => Together::NotNeeded,
        false => together(appraisal, &mut bounds, &mut probe, &wanted, &levers, &now, work),
    };
    let mut order: Vec<(usize, Lifted)> = inputs.into_iter().enumerate().collect();
    order.sort_by(|(a, _), (b, _)| ranks.get(*a).cmp(&ranks.get(*b)));
    let inputs = order.into_iter().map(|(_, lifted)| lifted).collect();
    WhatIf { wishes: asked.words.clone(), now, met, inputs, pair, languages: model.languages.clone() }
}

/// What one input can do, how it ranks among the others, and how much was tried.
#[expect(clippy::too_many_arguments, reason = "what a search goes over, and what it may cost")]
fn alone(
    appraisal: &Appraisal,
    machine: &super::evaluate::Machine<'_>,
    bounds: &mut Bounds<'_>,
    probe: &mut Probe<'_>,
    wanted: &Wanted,
    moved: &Moved,
    now: &[Change<Shown>],
    work: &mut usize,
) -> (Answer, (u8, crate::Number), usize) {
    let (lever, reach) = (&moved.lever, &moved.reach);
    let original = [(lever.cell(), machine.cell(lever.slot, lever.row).cloned().unwrap_or(Value::Failed))];
    let cost = probe.cost(&original, reach);
    let allowed = work.checked_div(cost).unwrap_or(0).min(MOST_PARTS);
    let mut search = Search { probe, wanted, with_requires: true, left: allowed };
    let found = search.nearest(bounds, lever, reach);
    let mut tried = allowed.saturating_sub(search.left);
    *work = work.saturating_sub(tried.saturating_mul(cost));
    let part = |at: i64| {
        let steps = i64::try_from(at.abs_diff(lever.origin())).unwrap_or(i64::MAX);
        crate::Number::ratio(steps, lever.steps()).unwrap_or_default()
    };
    let nothing = crate::Number::ZERO;
    let (answer, rank) = match found {
        Found::Here(at) => {
            let value = machine.shown(&lever.value(at));
            let outcomes = differing(now, outcomes_shown(&search.probe.machine()));
            (Answer::Reached { value, outcomes }, (0, part(at)))
        }
        Found::Undecided => (Answer::Undecided, (1, nothing)),
        Found::Nowhere => {
            search.probe.restore(&original, reach);
            let left = work.checked_div(cost).unwrap_or(0).min(MOST_PARTS);
            (search.left, search.with_requires) = (left, false);
            let free = match reach.requires.is_empty() {
                true => Found::Nowhere,
                false => search.nearest(bounds, lever, reach),
            };
            let more = left.saturating_sub(search.left);
            tried = tried.saturating_add(more);
            *work = work.saturating_sub(more.saturating_mul(cost));
            match free {
                Found::Here(at) => {
                    // With the value in place the condition that fails is known.
                    let value = [(lever.cell(), lever.value(at))];
                    let failed = match search.probe.put(&value, reach, true) {
                        Point::Requires(index) => probe.model.requires.get(index),
                        _ => None,
                    };
                    let because = failed.map_or_else(Text::default, |condition| condition.say.or_name(&condition.rule));
                    let to = failed.map_or_else(Vec::new, |condition| tied_by(machine, &condition.uses.slots, lever));
                    let to = told(appraisal, machine, to);
                    let value = Some(machine.shown(&lever.value(at)));
                    (Answer::Tied { to, because, value }, (2, part(at)))
                }
                Found::Undecided => (Answer::Undecided, (1, nothing)),
                Found::Nowhere => (Answer::NotAlone, (3, nothing)),
            }
        }
    };
    probe.restore(&original, reach);
    (answer, rank, tried)
}

/// The cheapest change of two inputs that meets the wishes.
fn together(
    appraisal: &Appraisal,
    bounds: &mut Bounds<'_>,
    probe: &mut Probe<'_>,
    wanted: &Wanted,
    levers: &[Moved],
    now: &[Change<Shown>],
    work: usize,
) -> Together {
    let model = &*appraisal.scheme.model;
    let paired: Vec<&Moved> = levers.iter().filter(|moved| moved.lever.now.is_some()).collect();
    let too_many = paired.len() > MOST_PAIRED;
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (index, one) in paired.iter().enumerate().take(MOST_PAIRED) {
        for other in paired.iter().take(MOST_PAIRED).skip(index.saturating_add(1)) {
            let reach = Arc::new(one.reach.joined(&other.reach, model));
            pairs.push(Pair { levers: [&one.lever, &other.lever], reach });
        }
    }
    let costs = pairs.iter().map(|pair| {
        let now = pair.levers.map(|lever| (lever.cell(), lever.value(lever.origin())));
        probe.cost(&now, &pair.reach)
    });
    let cost = costs.max().unwrap_or(1);
    let allowed = work.checked_div(cost).unwrap_or(0).min(MOST_PAIR_PARTS);
    let mut search = Search { probe, wanted, with_requires: true, left: allowed };
    let found = search.cheapest(bounds, &pairs);
    let tried = allowed.saturating_sub(search.left);
    match found {
        Found::Here((index, at)) => {
            let Some(pair) = pairs.get(index) else { return Together::Undecided { tried } };
            let machine = appraisal.machine();
            let [one, other] = pair.levers;
            let [a, c] = at;
            let given = |lever: &Lever| {
                let shown = machine.cell(lever.slot, lever.row).map_or(Shown::Nothing, |value| machine.shown(value));
                named(appraisal, &machine, lever.slot, lever.row, shown)
            };
            let values = vec![machine.shown(&one.value(a)), machine.shown(&other.value(c))];
            let outcomes = differing(now, outcomes_shown(&search.probe.machine()));
            Together::Reached { now: vec![given(one), given(other)], values, outcomes, tried }
        }
        Found::Nowhere if !too_many => Together::Nowhere { tried },
        _ => Together::Undecided { tried },
    }
}

/// The outcomes as they are printed.
pub(super) fn outcomes_shown(machine: &super::evaluate::Machine<'_>) -> Vec<Change<Shown>> {
    let model = machine.model;
    let shown = |outcome: &crate::scheme::model::Outcome| {
        let value = match (machine.cell(outcome.of, 0), outcome.round) {
            (Some(Value::Number(number)), Some((digits, mode))) => Shown::Rounded(number.round(digits, mode)),
            (Some(value), _) => machine.shown(value),
            (None, _) => Shown::Nothing,
        };
        Change {
            path: Path::new().key(&outcome.name),
            title: outcome.title.or_name(&outcome.name),
            unit: model.slots[outcome.of].unit.clone(),
            value,
        }
    };
    model.outcomes.iter().map(shown).collect()
}

fn differing(now: &[Change<Shown>], then: Vec<Change<Shown>>) -> Vec<Change<Shown>> {
    then.into_iter().zip(now).filter(|(then, now)| then.value != now.value).map(|(then, _)| then).collect()
}

/// A cell with its path, and its title after that of its row.
fn named<T>(
    appraisal: &Appraisal,
    machine: &super::evaluate::Machine<'_>,
    slot: SlotId,
    row: u32,
    value: T,
) -> Change<T> {
    let model = machine.model;
    let column = &model.slots[slot];
    let title = column.title.or_name(&column.name);
    let rows = super::trace::row_names(appraisal, machine, column.scope, row);
    let title = titled(rows.iter(), &title);
    Change { path: machine.path(slot, row), title, unit: column.unit.clone(), value }
}

/// What an input is called in every row.
fn title_of_kind(model: &Model, slot: SlotId) -> Text {
    let column = &model.slots[slot];
    let own = column.title.or_name(&column.name);
    if column.scope == 0 {
        return own;
    }
    let list = &model.scopes[column.scope];
    let list = list.title.or_name(&list.name);
    Text::of(Lang::ALL.map(|lang| (lang, format!("{}: {}", list.get(lang), own.get(lang)))))
}

/// A cell that another is tied to; of another list all rows.
type Other = (SlotId, Option<u32>);

/// Cells as they are told, in the order of their paths.
fn told(appraisal: &Appraisal, machine: &super::evaluate::Machine<'_>, others: Vec<Other>) -> Vec<Change<()>> {
    let model = machine.model;
    let told = others.into_iter().map(|(slot, row)| match row {
        Some(row) => named(appraisal, machine, slot, row, ()),
        None => {
            let (path, unit) = (machine.path(slot, 0).of_its_kind(), model.slots[slot].unit.clone());
            Change { path, title: title_of_kind(model, slot), unit, value: () }
        }
    });
    let mut told: Vec<Change<()>> = told.collect();
    told.sort_by(|one, other| one.path.cmp(&other.path));
    told.dedup_by(|one, other| one.path == other.path);
    told
}

/// The other cells that a condition names, in the row of the input where they stand in its list.
fn tied_by(machine: &super::evaluate::Machine<'_>, slots: &[SlotId], lever: &Lever) -> Vec<Other> {
    let model = machine.model;
    let scope = model.slots[lever.slot].scope;
    let mut found: Vec<Other> = Vec::new();
    for &slot in slots.iter().filter(|&&slot| matches!(model.slots[slot].role, SlotRole::Input(_))) {
        let column = &model.slots[slot];
        match (slot == lever.slot, column.scope == scope) {
            (true, _) if scope == 0 => {}
            (true, _) => found.extend(others_of_list(machine, slot, lever.row)),
            (false, true) => found.push((slot, Some(lever.row))),
            (false, false) if column.scope == 0 => found.push((slot, Some(0))),
            (false, false) => found.push((slot, None)),
        }
    }
    found
}

/// The same field of the other rows of its list.
fn others_of_list(machine: &super::evaluate::Machine<'_>, slot: SlotId, row: u32) -> Vec<Other> {
    let rows = machine.rows(machine.model.slots[slot].scope);
    let parent = usize::try_from(row).ok().and_then(|row| rows.parent.get(row)).copied().unwrap_or(0);
    rows.of_parent(parent).filter(|other| *other != row).map(|other| (slot, Some(other))).collect()
}

const WEIGHTS_SUM: [&str; 2] =
    ["the weights of the list add up to their total", "bobot dalam daftar ini berjumlah tetap"];

fn words([en, id]: [&str; 2]) -> Text {
    Text::of([(Lang::En, en), (Lang::Id, id)])
}

fn why_fixed(fixed: Fixed) -> Text {
    words(match fixed {
        Fixed::NoGrid => ["a text or date is not searched", "teks atau tanggal tidak dicari"],
        Fixed::Names => ["it names its row or its group", "isian ini menamai baris atau kelompoknya"],
        Fixed::NotApplicable => ["it is not applicable", "tidak berlaku"],
        Fixed::WithAnother => ["it is given only together with another", "diisi hanya bersama isian lain"],
        Fixed::Weight => WEIGHTS_SUM,
    })
}

/// The cells of inputs, as asked: those of a role, or those that are named.
fn cells_of(model: &Model, machine: &super::evaluate::Machine<'_>, slot: SlotId) -> Vec<(SlotId, u32)> {
    let rows = machine.rows(model.slots[slot].scope).count();
    (0..u32::try_from(rows).unwrap_or(u32::MAX)).map(|row| (slot, row)).collect()
}
