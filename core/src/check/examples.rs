//! Worked examples: each is appraised as any facts are, and must come out as it says (clause 6.8).

use crate::appraisal::evaluate::Machine;
use crate::appraisal::{Appraisal, MOST_EFFORT, Outcome};
use crate::document::{Json, Node};
use crate::number::{Number, Rounding};
use crate::problem::{Code, Path, Problem, Problems};
use crate::scheme::Scheme;
use crate::scheme::body::rounding;
use crate::scheme::declare::list;
use crate::scheme::model::{Model, SlotRole};
use crate::scheme::value::Value;
use crate::text::{Lang, Text};

/// What a value of an example takes of the effort of a check, beside its arithmetic: all examples are kept until they are searched.
const EFFORT_OF_A_VALUE: u64 = 50;

/// Each example of a scheme, appraised; those without facts are none. All of them together have the effort of one appraisal (clause 6.8).
pub(super) fn appraised(scheme: &Scheme, tree: &Node<'_>) -> Vec<Option<Result<Appraisal, Problems>>> {
    let mut effort = MOST_EFFORT;
    let appraise = |example: &Node<'_>| {
        let facts = example.get("facts")?;
        if effort == 0 {
            let problem = Problem::new(Code::StepTooCostly, Path::new().key("facts"));
            let problem = problem.saying(
                "the examples before this one take all the arithmetic that a check may cost",
                "contoh-contoh sebelum ini menghabiskan seluruh perhitungan yang boleh dilakukan satu pemeriksaan",
            );
            return Some(Err([problem].into_iter().collect()));
        }
        let settings = example.get("settings").filter(|settings| !settings.is_null());
        let result = scheme.appraise_within(facts, settings, &mut effort);
        let values = result.as_ref().map_or(0, Appraisal::values);
        effort = effort.saturating_sub(u64::try_from(values).unwrap_or(u64::MAX).saturating_mul(EFFORT_OF_A_VALUE));
        Some(result)
    };
    list(tree, "examples").iter().map(appraise).collect()
}

/// A finding where an example does not come out.
pub(super) fn run(example: &Node<'_>, appraised: Option<&Result<Appraisal, Problems>>, path: Path) -> Option<Problem> {
    let appraisal = match appraised? {
        Ok(appraisal) => appraisal,
        Err(problems) => return Some(refused(problems, path)),
    };
    let machine = appraisal.machine();
    let expected = example.get("expect").map_or(&[][..], Node::entries);
    expected.iter().find_map(|(at, written)| {
        let found = differs(appraisal, &machine, at, written)?;
        let problem = Problem::new(Code::CheckExample, path.clone());
        Some(problem.with("at", at).with("found", found).with("expected", shown(written)))
    })
}

/// What an example says beside its numbers and that holds no longer: names of inputs that there are not, a misprint of what is not expected, or one
/// that prints what is calculated.
pub(super) fn stale(model: &Model, example: &Node<'_>, path: &Path) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut add = |path: Path, what: &str| found.push(Problem::new(Code::CheckStale, path).with("what", what));
    let is_input = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        let list = model.scopes.iter().skip(1).any(|scope| scope.name == last);
        list || model.slots.iter().any(|slot| slot.name == last && matches!(slot.role, SlotRole::Input(_)))
    };
    for (index, node) in example.get("filled").map_or(&[][..], Node::items).iter().enumerate() {
        if let Some(name) = node.as_text().filter(|name| !is_input(name)) {
            add(path.clone().key("filled").index(index), name);
        }
    }
    if let Some(misprint) = example.get("misprint").filter(|misprint| !misprint.is_null()) {
        let at = misprint.get("at").and_then(Node::as_text).unwrap_or("");
        let expected = example.get("expect").and_then(|expect| expect.get(at));
        let printed = misprint.get("printed").map(shown);
        match expected {
            None => add(path.clone().key("misprint").key("at"), at),
            Some(expected) if printed == Some(shown(expected)) => add(path.clone().key("misprint"), at),
            Some(_) => {}
        }
    }
    found
}

/// The finding of an example whose facts or steps have a problem.
fn refused(problems: &Problems, path: Path) -> Problem {
    let problem = Problem::new(Code::CheckExample, path);
    let Some(first) = problems.iter().next() else { return problem };
    let (at, code) = (first.path(), first.code());
    let sentences = [
        (Lang::En, format!("the example is refused: `{at}`: {} [{code}]", first.text(Lang::En))),
        (Lang::Id, format!("contoh ditolak: `{at}`: {} [{code}]", first.text(Lang::Id))),
    ];
    problem.with("at", at).with("found", code).with("expected", "–").said(Text::of(sentences))
}

/// What stands at a path in place of what is expected; none where that is it.
fn differs(appraisal: &Appraisal, machine: &Machine<'_>, at: &str, written: &Node<'_>) -> Option<String> {
    let model = &*appraisal.scheme().model;
    let cell = match at.strip_prefix("outcomes.") {
        None => machine.find(at).map(|(slot, row)| (slot, row, None)),
        Some(name) => {
            let absent = matches!(appraisal.outcome(name), Some(Outcome::Absent { .. } | Outcome::Unrated));
            match (absent, &written.value) {
                (true, Json::Null) => return None,
                (true, _) if appraisal.unratable().is_some() => return Some("null".to_owned()),
                _ => model.outcomes.iter().find(|outcome| outcome.name == name).map(|o| (o.of, 0, o.round)),
            }
        }
    };
    let Some((slot, row, own)) = cell else { return Some("–".to_owned()) };
    let exact = machine.cell(slot, row)?;
    let wanted = written.get("value").unwrap_or(written);
    let said = written.get("value").and_then(|_| written.get("round")).filter(|round| !round.is_null());
    let round = match said {
        Some(node) => rounding(node),
        None => own,
    };
    let (value, found) = match (exact, round) {
        (Value::Number(number), Some((digits, mode))) => rounded(number, digits, mode),
        _ => (exact.clone(), model.plain(exact)),
    };
    // A rounding that cannot be read, or of what is no number, fits nothing.
    let fits = said.is_none() || (round.is_some() && matches!(exact, Value::Number(_)));
    (!fits || !is(model, wanted, &value)).then_some(found)
}

fn rounded(number: &Number, digits: u8, mode: Rounding) -> (Value, String) {
    let rounded = number.round(digits, mode);
    (Value::Number(rounded.value().clone()), rounded.to_string())
}

/// Whether a value is the one that is written.
fn is(model: &Model, written: &Node<'_>, value: &Value) -> bool {
    match (&written.value, value) {
        (Json::Number(text) | Json::Text(text), Value::Number(number)) => {
            // A number without end is written as a fraction (clause 1.4).
            Number::parse(text).map_or_else(|_| **text == number.to_string(), |written| written == *number)
        }
        (Json::Bool(written), Value::Truth(truth)) => written == truth,
        (Json::Text(text), Value::Word(..) | Value::Date(_) | Value::Period(_) | Value::Text(_)) => {
            **text == model.plain(value)
        }
        (Json::Object(_), Value::Absent(absence)) => {
            written.get("absent").and_then(Node::as_text) == Some(absence.kind.word())
        }
        _ => false,
    }
}

/// What is expected, in the words of the finding.
fn shown(written: &Node<'_>) -> String {
    match &written.value {
        Json::Number(text) | Json::Text(text) => text.to_string(),
        Json::Exact(number) => number.to_string(),
        Json::Bool(truth) => truth.to_string(),
        Json::Null => "null".to_owned(),
        Json::List(_) => "[…]".to_owned(),
        Json::Object(_) => {
            written.get("value").or_else(|| written.get("absent")).map_or_else(|| "{…}".to_owned(), shown)
        }
    }
}
