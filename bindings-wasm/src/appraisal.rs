//! What a scheme gives for one employee, as JSON text.

use crate::document::{by_language, null, object, text, truth};
use kinerja::document::{Node, to_text};
use kinerja::{AbsenceKind, Appraisal, Exact, Outcome};

/// `{"outcomes": {…}, "unratable": {…}}`
pub(crate) fn outcomes(appraisal: &Appraisal) -> String {
    let outcomes = object(appraisal.outcomes().map(|(name, value)| (name, outcome(value))));
    let unratable = appraisal.unratable().map_or_else(null, by_language);
    to_text(&object([("outcomes", outcomes), ("unratable", unratable)]))
}

fn outcome(outcome: &Outcome) -> Node<'_> {
    match outcome {
        Outcome::Rounded(number) => text(number.to_string()),
        Outcome::Exact(number) => text(number.to_string()),
        Outcome::Word(word) | Outcome::Text(word) => text(word.as_str()),
        Outcome::Truth(value) => truth(*value),
        Outcome::Date(date) => text(date.to_string()),
        _ => null(),
    }
}

/// `"266/3"`, `true`, `{"absent": "not_rated"}`
pub(crate) fn exact(value: &Exact) -> String {
    to_text(&match value {
        Exact::Number(number) => text(number.to_string()),
        Exact::Truth(value) => truth(*value),
        Exact::Text(value) => text(value.as_str()),
        Exact::Absent(AbsenceKind::NotRated) => object([("absent", text("not_rated"))]),
        Exact::Absent(AbsenceKind::NotApplicable) => object([("absent", text("not_applicable"))]),
        _ => null(),
    })
}
