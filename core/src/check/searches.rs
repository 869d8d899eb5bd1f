//! Searches over a scheme's examples: where a result falls although an input gets better, where it is better to leave something out, and where
//! rows of a table conflict (clause 6.7).

use super::examples;
use crate::appraisal::Appraisal;
use crate::appraisal::search::bounds::{Bounds, Choice};
use crate::appraisal::search::fall::{Fall, FallSearch, Falls, Parting};
use crate::appraisal::search::lever::{Direction, Lever};
use crate::appraisal::search::nearest::order;
use crate::appraisal::search::reach::{Reach, needed};
use crate::appraisal::search::{Point, Probe, printed};
use crate::document::{Node, to_text};
use crate::problem::{Code, Path, Problem, Problems};
use crate::scheme::Scheme;
use crate::scheme::model::{Model, Op, SlotRole};
use crate::scheme::value::{Absence, Origin, SlotId, Type, Value};
use crate::text::{Lang, Text};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Parts of the grid of one input at one example that are looked at, at most.
const MOST_PARTS: usize = 2_000;
/// Cells that are evaluated for all examples together, at most: what the searches of one check may cost.
const MOST_WORK: usize = 4_000_000;

/// What the searches of a [check](Scheme::check) looked at, and what they found.
#[derive(Clone, PartialEq, Debug, Default)]
#[non_exhaustive]
pub struct Searches {
    /// Each input that was moved, in the order of the scheme.
    pub inputs: Vec<InputSearch>,
}

/// What was found along one input, at all examples together.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct InputSearch {
    /// Where the scheme declares it.
    pub path: Path,
    /// What it is called.
    pub title: Text,
    /// At how many of its cells in the examples it was moved.
    pub cells: usize,
    /// How many parts of its range and single values were looked at.
    pub tried: usize,
    /// Whether a better value may give a lower result.
    pub verdict: Verdict,
}

/// Whether a better value of an input may give a lower result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Verdict {
    /// It does: there is a finding.
    Falls,
    /// It does not, at any example: every part of the range was ruled out.
    Never,
    /// None was found, nor is it ruled out.
    Undecided,
}

impl Verdict {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Falls => "falls",
            Verdict::Never => "never",
            Verdict::Undecided => "undecided",
        }
    }
}

impl Scheme {
    /// What the searches of [`Scheme::check`] looked at: along each input whose better direction the scheme says, with all else as in each example,
    /// whether a better value may lower the `score` or the `rating` (without these, the first outcome that is a number or a level).
    ///
    /// ```
    /// use kinerja::{Scheme, Verdict};
    /// let searches = Scheme::builtin("id/pp-46-2011", None)?.searches();
    /// let verdict = |name: &str| searches.inputs.iter().find(|input| input.path.to_string() == name).map(|input| input.verdict);
    /// assert_eq!(verdict("inputs[0].fields[5]"), Some(Verdict::Falls), "much less time than planned");
    /// assert_eq!(verdict("inputs[0].fields[1]"), Some(Verdict::Never), "the quantity");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn searches(&self) -> Searches {
        search(self, &examples::appraised(self, &self.tree())).0
    }
}

impl Searches {
    /// As a document `searches/1`, in JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&self.document())
    }

    fn document(&self) -> Node<'static> {
        let inputs = self.inputs.iter().map(|input| {
            Node::object([
                ("path", Node::text(input.path.to_string())),
                (
                    "title",
                    Node::object(Lang::ALL.map(|lang| (lang.code(), Node::text(input.title.get(lang).to_owned())))),
                ),
                ("cells", Node::number(input.cells)),
                ("tried", Node::number(input.tried)),
                ("verdict", Node::text(input.verdict.word())),
            ])
        });
        Node::object([("kinerja", Node::text("searches/1")), ("inputs", Node::list(inputs))])
    }

    /// As text: a line for each input.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let line = |input: &InputSearch| {
            let (title, path, tried) = (input.title.get(lang), &input.path, input.tried);
            let verdict = match (input.verdict, lang) {
                (Verdict::Falls, Lang::En) => "a better value can lower the result",
                (Verdict::Falls, Lang::Id) => "nilai yang lebih baik dapat menurunkan hasil",
                (Verdict::Never, Lang::En) => "a better value never lowers the result at any example",
                (Verdict::Never, Lang::Id) => {
                    "nilai yang lebih baik tidak pernah menurunkan hasil pada contoh mana pun"
                }
                (Verdict::Undecided, Lang::En) => "not decided: no fall was found, nor is one ruled out",
                (Verdict::Undecided, Lang::Id) => {
                    "belum dapat dipastikan: tidak ditemukan penurunan, tetapi belum mustahil"
                }
            };
            match lang {
                Lang::En => format!("{title} (`{path}`): {verdict} ({tried} parts and points tried)\n"),
                Lang::Id => format!("{title} (`{path}`): {verdict} ({tried} bagian dan titik dicoba)\n"),
            }
        };
        self.inputs.iter().map(line).collect()
    }
}

/// The outcomes that are watched: `score` and `rating`, else the first that has an order.
fn watched(model: &Model) -> Vec<usize> {
    let has_order = |slot: SlotId| match model.slots[slot].ty {
        Type::Number => true,
        Type::Word(set) => model.sets[set].is_scale && model.sets[set].ordered,
        _ => false,
    };
    let with_order = model.outcomes.iter().enumerate().filter(|(_, outcome)| has_order(outcome.of));
    let named: Vec<usize> = with_order
        .clone()
        .filter(|(_, outcome)| matches!(outcome.name.as_str(), "score" | "rating"))
        .map(|(index, _)| index)
        .collect();
    if named.is_empty() { with_order.map(|(index, _)| index).take(1).collect() } else { named }
}

/// What is known of one input so far.
struct Progress {
    cells: usize,
    tried: usize,
    falls: Vec<(usize, Parting)>,
    undecided: bool,
    omitted: bool,
}

/// Searches along the inputs of every example.
pub(super) fn search(scheme: &Scheme, examples: &[Option<Result<Appraisal, Problems>>]) -> (Searches, Vec<Problem>) {
    let model = &*scheme.model;
    let outcomes = watched(model);
    let slots: Vec<SlotId> = outcomes.iter().filter_map(|index| model.outcomes.get(*index)).map(|o| o.of).collect();
    if slots.is_empty() {
        return (Searches::default(), Vec::new());
    }
    let has_unique = model.nodes.iter().any(|op| matches!(op, Op::Rules(rules) if rules.unique));
    let needed = needed(model, slots.iter().copied());
    let mut progress: BTreeMap<SlotId, Progress> = BTreeMap::new();
    let mut found = Vec::new();
    let mut work = MOST_WORK;
    for (index, example) in examples.iter().enumerate() {
        let Some(Ok(appraisal)) = example else { continue };
        if appraisal.unratable().is_some() {
            continue;
        }
        let mut at = Example { model, appraisal, index, outcomes: &outcomes, slots: &slots, needed: &needed, work };
        at.search(has_unique, &mut progress, &mut found);
        work = at.work;
    }
    let inputs = progress.into_iter().map(|(slot, progress)| InputSearch {
        path: model.slots[slot].path.clone(),
        title: model.slots[slot].title.or_name(&model.slots[slot].name),
        cells: progress.cells,
        tried: progress.tried,
        verdict: match (progress.falls.is_empty(), progress.undecided) {
            (false, _) => Verdict::Falls,
            (true, true) => Verdict::Undecided,
            (true, false) => Verdict::Never,
        },
    });
    (Searches { inputs: inputs.collect() }, found)
}

/// One example, appraised.
struct Example<'e> {
    model: &'e Model,
    appraisal: &'e Appraisal,
    index: usize,
    outcomes: &'e [usize],
    slots: &'e [SlotId],
    needed: &'e BTreeSet<SlotId>,
    work: usize,
}

impl Example<'_> {
    fn search(&mut self, has_unique: bool, progress: &mut BTreeMap<SlotId, Progress>, found: &mut Vec<Problem>) {
        let machine = self.appraisal.machine();
        let mut probe = self.appraisal.probe();
        let mut bounds = Bounds::new(self.appraisal.machine(), Arc::new(Reach::of(&machine, &[])));
        for (slot, column) in (0u32..).zip(self.model.slots.iter()) {
            if !matches!(column.role, SlotRole::Input(_)) || !self.needed.contains(&slot) {
                continue;
            }
            for row in 0..u32::try_from(machine.rows(column.scope).count()).unwrap_or(u32::MAX) {
                let Ok(lever) = Lever::of(&machine, slot, row) else { continue };
                let directed = matches!(lever.better, Direction::Higher | Direction::Lower);
                if !(directed || has_unique) || lever.now.is_none() {
                    continue;
                }
                if self.work == 0 {
                    return;
                }
                let reach = Arc::new(Reach::of(&machine, &[(slot, row)]));
                let now = [(lever.cell(), lever.value(lever.origin()))];
                let cost = probe.cost(&now, &reach);
                let most = MOST_PARTS.min(self.work.checked_div(cost).unwrap_or(0));
                bounds.turn_to(&reach);
                let falls = FallSearch {
                    probe: &mut probe,
                    bounds: &mut bounds,
                    lever: &lever,
                    reach: &reach,
                    outcomes: self.slots,
                    needed: self.needed,
                    most,
                }
                .run();
                probe.restore(&now, &reach);
                let spent = falls.tried.saturating_mul(cost).saturating_add(self.model.nodes.len() / 8);
                self.work = self.work.saturating_sub(spent.max(1));
                if directed {
                    self.note(&lever, falls, progress, found);
                    self.omission(&lever, &mut probe, progress, found);
                } else {
                    self.conflict(&lever, &falls, found);
                }
            }
        }
    }

    fn note(&self, lever: &Lever, falls: Falls, progress: &mut BTreeMap<SlotId, Progress>, found: &mut Vec<Problem>) {
        self.conflict(lever, &falls, found);
        let known = progress.entry(lever.slot).or_insert_with(|| Progress {
            cells: 0,
            tried: 0,
            falls: Vec::new(),
            undecided: false,
            omitted: false,
        });
        known.cells = known.cells.saturating_add(1);
        known.tried = known.tried.saturating_add(falls.tried);
        known.undecided |= !falls.whole;
        for fall in &falls.found {
            // In another row or example the same choice is the same fall.
            let choice = fall.choice.clone().map(|(one, other)| (Choice { row: 0, ..one }, Choice { row: 0, ..other }));
            let told = known.falls.iter().any(|(_, before)| *before == choice);
            if !told {
                known.falls.push((fall.outcome, choice));
                found.push(self.fallen(lever, fall, falls.tried));
            }
        }
    }

    /// What an outcome prints for a value.
    fn printed(&self, outcome: usize, value: &Value) -> Text {
        let round = self.outcomes.get(outcome).and_then(|index| self.model.outcomes.get(*index)).and_then(|o| o.round);
        let shown = self.appraisal.machine().shown(&printed(value, round));
        Text::of(Lang::ALL.map(|lang| (lang, shown.text_rounded(lang))))
    }

    fn outcome_title(&self, outcome: usize) -> Text {
        let outcome = self.outcomes.get(outcome).and_then(|index| self.model.outcomes.get(*index));
        outcome.map_or_else(Text::default, |outcome| outcome.title.with_name(&outcome.name))
    }

    fn shown(&self, value: &Value) -> Text {
        let shown = self.appraisal.machine().shown(value);
        Text::of(Lang::ALL.map(|lang| (lang, shown.text_with_decimal(lang))))
    }

    fn fallen(&self, lever: &Lever, fall: &Fall, tried: usize) -> Problem {
        let machine = self.appraisal.machine();
        let place = self.place_of(fall);
        let exact = |value: &Value, printed: Text| match (
            value,
            self.printed(fall.outcome, &fall.before) == self.printed(fall.outcome, &fall.after),
        ) {
            // What prints alike is told exactly.
            (Value::Number(_), true) => self.shown(value),
            _ => printed,
        };
        Problem::new(Code::CheckPerverse, self.model.slots[lever.slot].path.clone())
            .with("example", self.index)
            .with("at", machine.path(lever.slot, lever.row))
            .with_text("worse", &self.shown(&lever.value(fall.worse)))
            .with_text("better", &self.shown(&lever.value(fall.better)))
            .with_text("outcome", &self.outcome_title(fall.outcome))
            .with_text("before", &exact(&fall.before, self.printed(fall.outcome, &fall.before)))
            .with_text("after", &exact(&fall.after, self.printed(fall.outcome, &fall.after)))
            .with("place", place)
            .with("tried", tried)
    }

    /// Where two neighbours part, and by which branches.
    fn place_of(&self, fall: &Fall) -> String {
        let machine = self.appraisal.machine();
        let Some((one, other)) = &fall.choice else {
            return fall.step.map_or_else(|| "–".to_owned(), |(slot, row)| machine.path(slot, row).to_string());
        };
        let place = match one.formula {
            Some(formula) => format!("formulas.{}", self.model.formulas[formula].name),
            None => machine.path(one.slot, one.row).to_string(),
        };
        let branch = |choice: &Choice| match (choice.branch, &self.model.nodes[choice.node]) {
            (Some(_), Op::If(..)) => "then".to_owned(),
            (Some(row), _) => format!("rows[{row}]"),
            (None, _) => "else".to_owned(),
        };
        format!("{place}: {} → {}", branch(one), branch(other))
    }

    fn conflict(&self, lever: &Lever, falls: &Falls, found: &mut Vec<Problem>) {
        let Some((position, problem)) = &falls.conflict else { return };
        let machine = self.appraisal.machine();
        let details: Vec<(String, String)> =
            problem.details().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let detail = |name: &str| {
            details.iter().find(|(known, _)| known == name).map_or_else(String::new, |(_, value)| value.clone())
        };
        let step = machine.find(&problem.path().to_string()).map(|(slot, _)| slot);
        let path = step.map_or_else(Path::new, |slot| self.model.slots[slot].path.clone());
        if found.iter().any(|known| known.code() == Code::CheckConflict && *known.path() == path) {
            return;
        }
        found.push(
            Problem::new(Code::CheckConflict, path)
                .with("example", self.index)
                .with("at", machine.path(lever.slot, lever.row))
                .with_text("value", &self.shown(&lever.value(*position)))
                .with("first", detail("first"))
                .with("second", detail("second")),
        );
    }

    /// Whether leaving a value out gives a better result than giving it.
    fn omission(
        &self,
        lever: &Lever,
        probe: &mut Probe<'_>,
        progress: &mut BTreeMap<SlotId, Progress>,
        found: &mut Vec<Problem>,
    ) {
        let model = self.model;
        let SlotRole::Input(input) = &model.slots[lever.slot].role else { return };
        let Some(kind) = input.optional else { return };
        let Some(known) = progress.get_mut(&lever.slot).filter(|known| !known.omitted) else { return };
        let machine = self.appraisal.machine();
        let absent = |slot: SlotId, kind| Value::Absent(Absence { kind, origin: Origin { slot, row: lever.row } });
        let mut left_out = vec![(lever.cell(), absent(lever.slot, kind))];
        // What is given only together is left out together.
        for (slot, other) in (0u32..).zip(model.slots.iter()) {
            let SlotRole::Input(partner) = &other.role else { continue };
            if other.scope == model.slots[lever.slot].scope
                && (partner.with == Some(lever.slot) || input.with == Some(slot))
            {
                let Some(kind) = partner.optional else { return };
                left_out.push(((slot, lever.row), absent(slot, kind)));
            }
        }
        let original: Vec<((SlotId, u32), Value)> = left_out
            .iter()
            .filter_map(|((slot, row), _)| Some(((*slot, *row), machine.cell(*slot, *row)?.clone())))
            .collect();
        let cells: Vec<(SlotId, u32)> = left_out.iter().map(|(cell, _)| *cell).collect();
        let reach = Reach::of(&machine, &cells);
        let outcomes = |probe: &mut Probe<'_>, moved: &[((SlotId, u32), Value)]| -> Option<Vec<Value>> {
            let point = probe.put(moved, &reach, true);
            let values = self.slots.iter().map(|slot| probe.whole(*slot).cloned()).collect::<Option<Vec<_>>>();
            probe.restore(&original, &reach);
            values.filter(|_| point == Point::Appraised)
        };
        let Some(without) = outcomes(probe, &left_out) else { return };
        let worst = if lever.better == Direction::Lower { lever.last } else { lever.first };
        for position in [lever.origin(), worst] {
            let Some(given) = outcomes(probe, &[(lever.cell(), lever.value(position))]) else { continue };
            let better = given
                .iter()
                .zip(&without)
                .position(|(given, without)| order(without, given) == Some(Ordering::Greater));
            if let Some(outcome) = better
                && let (Some(given), Some(without)) = (given.get(outcome), without.get(outcome))
            {
                known.omitted = true;
                found.push(
                    Problem::new(Code::CheckOmission, model.slots[lever.slot].path.clone())
                        .with("example", self.index)
                        .with("at", machine.path(lever.slot, lever.row))
                        .with_text("value", &self.shown(&lever.value(position)))
                        .with_text("outcome", &self.outcome_title(outcome))
                        .with_text("given", &self.printed(outcome, given))
                        .with_text("without", &self.printed(outcome, without)),
                );
                return;
            }
        }
    }
}
