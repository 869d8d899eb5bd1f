//! What is missing where an outcome cannot be calculated.

use super::evaluate::Machine;
use crate::problem::{Code, Path, Problem};
use crate::scheme::model::{Outcome, SlotRole};
use crate::scheme::value::{Absence, Origin, SlotId, Value};
use crate::text::{Lang, Text};
use std::collections::{HashSet, VecDeque};

/// Of how many letters the names of what is missing are, at most; a problem quotes little more, and the others are counted.
const LETTERS_OF_NAMES: usize = 150;

/// The problem of an outcome that is absent without leave, with everything that is missing for it.
pub(super) fn owed(machine: &Machine<'_>, outcome: &Outcome, absence: Absence) -> Problem {
    let origins = origins(machine, outcome.of, absence);
    let is_input = |origin: &Origin| matches!(machine.model.slots[origin.slot].role, SlotRole::Input(_));
    let given: Vec<Origin> = origins.iter().copied().filter(is_input).collect();
    let (named, is_given) = if given.is_empty() { (origins, false) } else { (given, true) };
    let name = |origin: &Origin| {
        let place = machine.path(origin.slot, origin.row);
        machine.model.slots[origin.slot].title.with_name(&place.to_string())
    };
    let mut letters = 0usize;
    let names: Vec<Text> = named
        .iter()
        .map(name)
        .take_while(|name| {
            let is_first = letters == 0;
            letters = letters
                .saturating_add(Lang::ALL.map(|lang| name.get(lang).chars().count()).into_iter().max().unwrap_or(0));
            is_first || letters <= LETTERS_OF_NAMES
        })
        .collect();
    let more = named.len().saturating_sub(names.len());
    let listed = Text::of(Lang::ALL.map(|lang| {
        let names: Vec<&str> = names.iter().map(|name| name.get(lang)).collect();
        let more = match (more, lang) {
            (0, _) => String::new(),
            (more, Lang::En) => format!(" and {more} more"),
            (more, Lang::Id) => format!(" dan {more} lagi"),
        };
        (lang, names.join("; ") + &more)
    }));
    let problem = Problem::new(Code::OutcomeAbsent, Path::new().key("outcomes").key(&outcome.name))
        .with_text("title", &outcome.title.with_name(&outcome.name))
        .with_text("origins", &listed);
    if is_given {
        return problem;
    }
    // No input is missing: a step has nothing to go by.
    let problem = problem.saying(
        "{title} cannot be calculated, because nothing gives a value to {origins}",
        "{title} tidak dapat dihitung karena tidak ada yang memberi nilai pada {origins}",
    );
    problem.advising(
        "a list that it goes over has no row that counts, or the scheme itself says that it is absent",
        "daftar yang dilaluinya tidak memiliki baris yang dihitung, atau skema sendiri menyatakannya tidak ada",
    )
}

/// Where the absence of a step began: in this place, and in every other input or step that is absent likewise and leads here.
fn origins(machine: &Machine<'_>, of: SlotId, absence: Absence) -> Vec<Origin> {
    let mut found = vec![absence.origin];
    let mut seen = HashSet::from([of]);
    let mut open = VecDeque::from([of]);
    while let Some(slot) = open.pop_front() {
        let mut is_absent = false;
        for row in 0..machine.rows(machine.model.slots[slot].scope).count() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let Some(Value::Absent(here)) = machine.cell(slot, row) else { continue };
            is_absent |= here.kind == absence.kind;
            let begins = here.origin.slot == slot && here.origin.row == row && here.kind == absence.kind;
            if begins && !found.contains(&here.origin) && found.len() < 1_000 {
                found.push(here.origin);
            }
        }
        if let (true, SlotRole::Step(step)) = (is_absent, &machine.model.slots[slot].role) {
            open.extend(step.uses.slots.iter().copied().filter(|used| seen.insert(*used)));
        }
    }
    found
}
