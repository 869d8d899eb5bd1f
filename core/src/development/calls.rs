//! The calls of development: a request in, a result out.

use super::catalogue::Catalogue;
use super::effect::Effect;
use super::need::Need;
use super::participation::{Came, Offer, Participation};
use super::plan::{Done, Entitlement, Plan};
use crate::document::Node;
use crate::document::parts::{Cited, day_within, explained, not_negative, period, unknown};
use crate::number::Number;
use crate::period::Period;
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::HashSet;

/// `development.plan`
pub(crate) fn plan(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let mut problems = Problems::default();
    let empty = Node::object::<&str>([]);
    let at = |key: &str| Path::new().key(key);
    let mut needs = Need::of_result(request.given("gap").unwrap_or(&empty), &at("gap"), &mut problems);
    needs.extend(Need::of_behaviours(request.list_at("behaviours"), &at("behaviours"), &mut problems));
    let factor = request.number_at("mandatory_factor");
    match &factor {
        None if needs.iter().any(|need| need.mandatory) => {
            problems.push(Problem::new(Code::DevelopmentFactor, at("mandatory_factor")));
        }
        Some(factor) if *factor < Number::ONE => {
            let problem = Problem::new(Code::ValueRange, at("mandatory_factor")).with("found", factor);
            problems.push(problem.with("allowed", "at least 1"));
        }
        _ => {}
    }
    let given = request.get("entitlement").unwrap_or(&empty);
    let hours = not_negative(given, "hours", &at("entitlement"), &mut problems).unwrap_or_default();
    let year = given.given("period").and_then(|year| period(year, &at("entitlement").key("period"), &mut problems));
    let entitlement = Entitlement { hours, cited: Cited::read(given) };
    let catalogue = match Catalogue::read(request.get("catalogue").unwrap_or(&empty), &at("catalogue")) {
        Ok(catalogue) => catalogue,
        Err(found) => {
            problems.append(found);
            return Err(problems);
        }
    };
    let done = done(request, &catalogue, year, &mut problems);
    problems.or(())?;
    let plan = Plan::new(needs, &catalogue, &factor.unwrap_or(Number::ONE), entitlement, done);
    Ok(explained(plan.to_node(), request, |lang| plan.explain(lang)))
}

/// What was done already, within the year where that is said.
fn done(request: &Node<'_>, catalogue: &Catalogue, year: Option<Period>, problems: &mut Problems) -> Vec<Done> {
    let mut done = Vec::new();
    for (index, row) in request.list_at("done").iter().enumerate() {
        let at = Path::new().key("done").index(index);
        let training = row.words_at("training");
        let own = not_negative(row, "hours", &at, problems);
        let Some(hours) = own.or_else(|| Some(catalogue.training(&training)?.hours.clone())) else {
            let problem = Problem::new(Code::DevelopmentHours, at.key("hours")).with("training", &training);
            problems.push(problem);
            continue;
        };
        let Some(on) = day_within(row, "on", year, &at, problems) else { continue };
        done.push(Done { training, hours, on });
    }
    done
}

/// `development.effect`
pub(crate) fn effect(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let mut problems = Problems::default();
    let mut seen = HashSet::new();
    let mut people = Vec::new();
    for (index, row) in request.list_at("people").iter().enumerate() {
        let person = row.words_at("person");
        if !seen.insert(person.clone()) {
            let at = Path::new().key("people").index(index).key("person");
            let problem = Problem::new(Code::DevelopmentTwice, at).with("person", &person);
            problems.push(problem.saying("`{person}` was measured already", "`{person}` sudah diukur"));
        }
        people.extend(row.get("before").and_then(Node::to_ratio).zip(row.get("after").and_then(Node::to_ratio)));
    }
    problems.or(())?;
    let percent = request.whole_at("percent").and_then(|percent| u8::try_from(percent).ok()).unwrap_or(95);
    Ok(Effect::new(&people, percent)?.to_node())
}

/// How many counts an organisation may ask for at once.
const COUNTS: usize = 20_000;

/// `development.participation`
pub(crate) fn participation(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let mut problems = Problems::default();
    let reasons = request.texts_at("reasons");
    let mut offers = Vec::new();
    let mut seen = HashSet::new();
    for (index, row) in request.list_at("offers").iter().enumerate() {
        let at = Path::new().key("offers").index(index);
        let Some(came) = row.text_at("came").and_then(Came::of_word) else { continue };
        let reason = row.text_at("reason").map(str::to_owned);
        match &reason {
            None if came != Came::Attended => {
                problems.push(Problem::new(Code::DevelopmentReason, at.clone().key("reason")));
            }
            Some(_) if came == Came::Attended => {
                let problem = Problem::new(Code::DevelopmentReason, at.clone().key("reason"));
                let problem = problem.saying("who took part needs no reason", "yang ikut serta tidak perlu alasan");
                problems.push(problem.advising("remove it", "hapuslah"));
            }
            Some(reason) if !reasons.contains(reason) => problems
                .tell(|| unknown("reason", reason, reasons.iter().map(String::as_str), at.clone().key("reason"))),
            _ => {}
        }
        let (person, unit) = (row.words_at("person"), row.words_at("unit"));
        if !seen.insert((person.clone(), row.words_at("training"))) {
            problems.push(Problem::new(Code::DevelopmentTwice, at).with("person", &person));
        }
        offers.push(Offer { person, unit, came, reason });
    }
    let units: HashSet<&str> = offers.iter().map(|offer| offer.unit.as_str()).collect();
    let rows = units.len().saturating_add(1);
    let counts = rows.saturating_mul(reasons.len().saturating_mul(2).saturating_add(4));
    if counts > COUNTS {
        let problem = Problem::new(Code::DevelopmentSize, Path::new().key("offers"));
        problems.push(problem.with("found", counts).with("most", COUNTS));
    }
    problems.or(())?;
    let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
    Ok(Participation::new(&offers, &reasons, request.count_at("least").unwrap_or(0)).to_node())
}
