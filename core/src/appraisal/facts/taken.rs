//! Values that are taken from sealed documents (clauses 2.19 and 2.21).

use super::FactsReader;
use crate::document::parts::row_name;
use crate::document::{Json, Node, is_sealed};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Trail};
use crate::scheme::declare::word;
use crate::scheme::model::{Input, SlotRole, TakenFrom, Takes};
use crate::scheme::value::{ScopeId, SlotId, Value};
use crate::trace::{APPRAISAL, Taken, WEIGHTS, entries_of};
use std::collections::BTreeMap;
use std::sync::Arc;

/// By field and seal, the sealed documents that rows of one list carry as weights: other rows name them by their seal.
pub(super) type Carried<'n> = BTreeMap<(SlotId, &'n str), &'n Node<'n>>;

/// How many entries of traces are searched, in all, for documents that are only named: thousands of rows may name one document. Beyond that the explanation says
/// which document a weight is from, and not how it came about there.
pub(super) const MOST_SEARCHED: usize = 200_000;

impl<'n> FactsReader<'_, '_, '_, 'n> {
    /// The sealed documents that rows carry as weights.
    pub(super) fn carried(&self, scope: ScopeId, items: &'n [Node<'n>]) -> Carried<'n> {
        let mut carried = Carried::default();
        for &slot in &self.model.scopes[scope].fields {
            let SlotRole::Input(input) = &self.model.slots[slot].role else { continue };
            for item in items.iter().filter(|_| input.is_weight()) {
                let Some(given) = item.get(&self.model.slots[slot].name) else { continue };
                let document = if input.takes_document(given) { Some(given) } else { given.get("value") };
                let is_carried = |document: &&Node<'_>| {
                    input.takes_document(document) && seal_alone(document).is_none() && is_sealed(document)
                };
                if let Some(document) = document.filter(is_carried)
                    && let Some(seal) = document.get("seal").and_then(Node::as_text)
                {
                    carried.entry((slot, seal)).or_insert(document);
                }
            }
        }
        carried
    }

    /// Takes the value of an input from a sealed document.
    pub(super) fn take(
        &mut self,
        (slot, row): (SlotId, u32),
        input: &Input,
        given: &Node<'_>,
        row_node: &Node<'_>,
        trail: &Trail<'_>,
    ) -> Option<Value> {
        let title = self.title(slot);
        let refused = |code| Problem::new(code, trail.path()).with_text("title", &title);
        let named = seal_alone(given).filter(|_| input.is_weight());
        let document = match named {
            Some(seal) => self.carried.get(&(slot, seal)).copied(),
            None => Some(given).filter(|document| is_sealed(document)),
        };
        let Some(document) = document else {
            self.reader.add(refused(Code::TakenSeal), given);
            return None;
        };
        let Some(field) = field_of(input, document, row_node) else {
            let (kind, scheme) = (word(document, "kinerja"), word(document, "scheme"));
            let found = if scheme.is_empty() { kind.to_owned() } else { format!("{kind}, {scheme}") };
            let known: Vec<String> = input.taken_from.iter().map(ToString::to_string).collect();
            let known = if input.is_weight() { WEIGHTS.to_owned() } else { known.join(", ") };
            let problem = refused(Code::TakenSource).with("found", format_args!("`{found}`"));
            self.reader.add(problem.with("known", known), given);
            return None;
        };
        let person = document.get("person").and_then(|person| person.get("ref")?.as_text()).unwrap_or_default();
        let (own, period) = &self.about;
        if !person.is_empty() && !own.is_empty() && person != own {
            let problem = refused(Code::TakenPerson).with("found", person).with("person", own);
            self.reader.add(problem, given);
            return None;
        }
        let period = *period;
        let at = field.iter().fold(Path::new(), |path, key| path.key(key)).to_string();
        let shows_trace = named.is_none() || self.has_room_for(document);
        let taken = Taken::read(document, &at, shows_trace);
        if let Some((found, period)) = taken.period.zip(period).filter(|(found, own)| found.overlap(own) == 0) {
            self.warnings.push(refused(Code::TakenPeriod).with("found", found).with("period", period));
        }
        let stands = field.iter().try_fold(document, |node, key| node.get(key)).filter(|node| is_exact(node));
        let weight = stands.and_then(|node| weight_of(input, node));
        let Some(value) = stands.filter(|_| weight.is_some() || !input.is_weight()) else {
            self.reader.add(refused(Code::TakenValue).with("at", &at), given);
            return None;
        };
        self.taken.insert((slot, row), Arc::new(taken));
        match weight {
            Some(weight) => {
                self.bits = self.bits.saturating_add(weight.bits());
                Some(Value::Number(weight))
            }
            None => self.value(slot, input, value, trail),
        }
    }

    /// Whether the trace of a document that is only named may be searched once more.
    fn has_room_for(&mut self, document: &Node<'_>) -> bool {
        let left = self.room.checked_sub(entries_of(document).len());
        self.room = left.unwrap_or(self.room);
        left.is_some()
    }
}

/// The seal of a document that is named by nothing else.
fn seal_alone<'d>(document: &'d Node<'_>) -> Option<&'d str> {
    let others = document.entries().iter().any(|(key, node)| !matches!(&**key, "kinerja" | "seal") && !node.is_null());
    document.get("seal").and_then(Node::as_text).filter(|_| !others)
}

/// Where in a document the value of an input stands; none where it is not taken from such a document.
fn field_of(input: &Input, document: &Node<'_>, row: &Node<'_>) -> Option<Vec<String>> {
    let (kind, scheme) = (word(document, "kinerja"), word(document, "scheme"));
    if input.is_weight() {
        return (kind == WEIGHTS).then(|| ["weights".to_owned()].into_iter().chain(row_name(row)).collect());
    }
    input.taken_from.iter().find_map(|from| match from {
        TakenFrom::Appraisal { scheme: known, outcome } if kind == APPRAISAL && known == scheme => {
            Some(vec!["outcomes".to_owned(), outcome.clone()])
        }
        TakenFrom::Document { kind: known, field } if known == kind => {
            Some(field.split('.').map(str::to_owned).collect())
        }
        _ => None,
    })
}

/// Whether a value is one that may be taken: no statistic, nothing that has parts.
fn is_exact(node: &Node<'_>) -> bool {
    match &node.value {
        Json::Text(_) | Json::Bool(_) => true,
        Json::Number(text) => Number::parse(text).map_or(true, |number| number.is_integer()),
        Json::Exact(number) => number.is_integer(),
        Json::Null | Json::List(_) | Json::Object(_) => false,
    }
}

/// The total times a ratio.
fn weight_of(input: &Input, node: &Node<'_>) -> Option<Number> {
    let Takes::Weight { total, .. } = &input.takes else { return None };
    let whole = |text: &str| Number::parse(text).ok().filter(Number::is_integer);
    let ratio = match node.as_text().and_then(|text| text.split_once('/')) {
        Some((above, below)) => whole(above)?.checked_div(&whole(below).filter(Number::is_positive)?)?,
        None => node.to_number()?,
    };
    Some(total * &ratio)
}
