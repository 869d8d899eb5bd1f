//! Typed values out of documents: what an input, a setting or a cell of a table takes (clauses 2.6 and 2.14).

use super::arena::Arena;
use super::model::{Limits, Takes, WordSet};
use super::value::{SetId, Value};
use crate::document::shape::number;
use crate::document::{Json, Node, Reader, to_text};
use crate::number::Number;
use crate::period::{self, Period};
use crate::problem::{Code, Path, Problem, Trail};
use crate::text::{Lang, Text};
use std::fmt;

/// The title and the name of what is read.
pub(crate) type Called<'a> = (&'a Text, &'a str);

/// Letters of one text, at most (clause 2.15): every row of an explanation may repeat it.
pub(crate) const MOST_LETTERS: usize = 10_000;

/// Reads a value that must fit; what does not fit has one problem, here.
pub(crate) fn read_takes(
    takes: &Takes,
    called: Called<'_>,
    node: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
) -> Option<Value> {
    match (takes, &node.value) {
        // A set that could not be found has a problem of its own.
        (Takes::Word { set, .. }, _) if sets.iter().nth(usize::from(*set)).is_none() => None,
        (Takes::Number { limits, digits, whole }, _) => {
            let number = number(node, trail, reader)?;
            if takes.allow(&number) {
                return Some(Value::Number(number));
            }
            let problem = if *whole && !number.is_integer() {
                Problem::new(Code::ValueInteger, trail.path())
            } else if !limits.allow(&number) {
                Problem::new(Code::ValueRange, trail.path()).with("allowed", limits)
            } else {
                Problem::new(Code::ValueDigits, trail.path()).with("digits", digits.unwrap_or_default())
            };
            reader.add(problem.with("found", number), node);
            None
        }
        (Takes::Weight { .. }, _) => number(node, trail, reader).map(Value::Number),
        (Takes::Truth, Json::Bool(truth)) => Some(Value::Truth(*truth)),
        (Takes::Text, Json::Text(text)) if text.len() > MOST_LETTERS && text.chars().count() > MOST_LETTERS => {
            let problem = Problem::new(Code::FactsTooLarge, trail.path()).with("limit", "10,000 letters in a text");
            reader.add(problem, node);
            None
        }
        (Takes::Text, Json::Text(text)) => Some(Value::Text(text.as_ref().into())),
        (Takes::Word { set, from, until }, Json::Text(text)) => {
            read_word(*set, text, (*from, *until), called, trail, sets, node, reader)
        }
        // The number is perhaps an outside system's code.
        (Takes::Word { set, .. }, Json::Number(_) | Json::Exact(_)) => {
            let words = sets.iter().nth(usize::from(*set))?;
            let text = to_text(node);
            let code = Number::parse(&text).map_or(text, |code| code.to_string());
            let problem = Problem::new(Code::ValueType, trail.path()).with("found", node.kind());
            reader.add(code_advised(problem.with("wanted", wanted(takes)), words, &code), node);
            None
        }
        (Takes::Date { from, until }, Json::Text(text)) => {
            let Some(date) = period::date(text) else {
                reader.add(Problem::new(Code::ValueDate, trail.path()).with("found", text), node);
                return None;
            };
            if from.is_some_and(|from| date < from) || until.is_some_and(|until| until < date) {
                let problem = Problem::new(Code::ValueRange, trail.path()).with("found", date);
                reader.add(problem.with("allowed", ends(*from, *until)), node);
                return None;
            }
            Some(Value::Date(date))
        }
        (Takes::Period, Json::Object(_)) => read_period(node, trail, reader).map(Value::Period),
        _ => {
            wrong_type(node, wanted(takes), trail, reader);
            None
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "what a value is read with, and its two ends")]
fn read_word(
    set: SetId,
    text: &str,
    (from, until): (Option<u16>, Option<u16>),
    called: Called<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    node: &Node<'_>,
    reader: &mut Reader<'_>,
) -> Option<Value> {
    let words = sets.iter().nth(usize::from(set))?;
    let Some(index) = words.index(text) else {
        let code = if words.is_scale { Code::ValueLevel } else { Code::ValueChoice };
        if reader.problems.is_full() {
            reader.add(Problem::new(code, Path::new()), node);
            return None;
        }
        let problem = unknown_word(code, trail.path(), words, text);
        reader.add(problem.with_text("title", &called.0.with_name(called.1)), node);
        return None;
    };
    if from.is_some_and(|from| index < from) || until.is_some_and(|until| until < index) {
        let name = |index: Option<u16>| index.map(|index| &*words.words[index].name);
        let problem = Problem::new(Code::ValueRange, trail.path()).with("found", format_args!("`{text}`"));
        reader.add(problem.with("allowed", ends(name(from), name(until))), node);
        return None;
    }
    Some(Value::Word(set, index))
}

/// The problem of a word that its set lacks.
pub(crate) fn unknown_word(code: Code, path: Path, set: &WordSet, word: &str) -> Problem {
    let name = match set.name.as_str() {
        "" => Text::of([(Lang::En, "the choice"), (Lang::Id, "pilihan")]),
        name => Text::of([(Lang::En, format!("`{name}`"))]),
    };
    let problem = Problem::new(code, path).with("found", word).with_text("set", &name).known(set.names());
    code_advised(problem.maybe_meant(word, set.names()), set, word)
}

/// Whoever writes a code of an outside system is told the level's name.
fn code_advised(problem: Problem, set: &WordSet, code: &str) -> Problem {
    match set.words.iter().find(|word| word.codes.iter().any(|known| known == code)) {
        Some(word) => problem.with("code", code).with("level", &word.name).advising(
            "`{code}` is the code of `{level}` in an outside system: write `{level}`",
            "`{code}` adalah kode `{level}` di sistem luar: tulis `{level}`",
        ),
        None => problem,
    }
}

/// A range with both ends included, in words.
pub(crate) fn ends<T: fmt::Display>(from: Option<T>, until: Option<T>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => format!("from {from} to {until}"),
        (Some(from), None) => format!("at least {from}"),
        (None, Some(until)) => format!("at most {until}"),
        (None, None) => "any".to_owned(),
    }
}

/// Reads a period: an object of two dates.
pub(crate) fn read_period(node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) -> Option<Period> {
    let Json::Object(entries) = &node.value else {
        wrong_type(node, "a period: {\"from\": …, \"until\": …}", trail, reader);
        return None;
    };
    for (key, value) in entries.iter().filter(|(key, _)| key != "from" && key != "until") {
        let problem = Problem::new(Code::DocumentUnknownKey, trail.key(key).path()).with("key", key);
        reader.add(problem.with("known", "from, until"), value);
    }
    let mut end = |key: &str| {
        let here = trail.key(key);
        match node.get(key).filter(|node| !node.is_null()) {
            None => {
                reader.add(Problem::new(Code::ValueMissing, here.path()).with("title", format_args!("`{key}`")), node);
                None
            }
            Some(value) => match value.as_text() {
                None => {
                    wrong_type(value, "a date as text", &here, reader);
                    None
                }
                Some(text) => {
                    let date = period::date(text);
                    if date.is_none() {
                        reader.add(Problem::new(Code::ValueDate, here.path()).with("found", text), value);
                    }
                    date
                }
            },
        }
    };
    let (from, until) = (end("from"), end("until"));
    let (from, until) = (from?, until?);
    let period = Period::new(from, until);
    if period.is_none() {
        let problem = Problem::new(Code::PeriodReversed, trail.path()).with("from", from).with("until", until);
        reader.add(problem, node);
    }
    period
}

pub(crate) fn wrong_type(node: &Node<'_>, wanted: &str, trail: &Trail<'_>, reader: &mut Reader<'_>) {
    let problem = Problem::new(Code::ValueType, trail.path()).with("found", node.kind()).with("wanted", wanted);
    reader.add(problem, node);
}

pub(crate) fn wanted(takes: &Takes) -> &'static str {
    match takes {
        Takes::Number { .. } | Takes::Weight { .. } => "a number",
        Takes::Truth => "true or false",
        Takes::Word { .. } => "a word as text",
        Takes::Date { .. } => "a date as text",
        Takes::Period => "a period: {\"from\": …, \"until\": …}",
        Takes::Text => "a text",
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = |low: &Number, closed: bool| format!("{} {low}", if closed { "at least" } else { "more than" });
        let high = |high: &Number, closed: bool| format!("{} {high}", if closed { "at most" } else { "less than" });
        match (&self.low, &self.high) {
            (Some((from, true)), Some((until, true))) => write!(f, "from {from} to {until}"),
            (Some((from, from_closed)), Some((until, until_closed))) => {
                write!(f, "{} and {}", low(from, *from_closed), high(until, *until_closed))
            }
            (Some((from, closed)), None) => f.write_str(&low(from, *closed)),
            (None, Some((until, closed))) => f.write_str(&high(until, *closed)),
            (None, None) => f.write_str("any"),
        }
    }
}

/// A key of `holder` that is none of those known; what it has already is not suggested.
pub(crate) fn unknown_key(
    key: &str,
    known: &[&str],
    holder: &Node<'_>,
    node: &Node<'_>,
    trail: &Trail<'_>,
    reader: &mut Reader<'_>,
) {
    if reader.problems.is_full() {
        return reader.add(Problem::new(Code::DocumentUnknownKey, Path::new()), node);
    }
    let problem = Problem::new(Code::DocumentUnknownKey, trail.path())
        .with("key", key)
        .known(known.iter().copied())
        .maybe_meant(key, known.iter().copied().filter(|known| holder.get(known).is_none()));
    reader.add(problem, node);
}

/// The range of the numbers that a value of this kind may have.
pub(crate) fn limits(takes: &Takes) -> Limits {
    match takes {
        Takes::Number { limits, .. } => limits.clone(),
        Takes::Weight { total, least, .. } => {
            Limits { low: Some((least.clone().unwrap_or(Number::ZERO), true)), high: Some((total.clone(), true)) }
        }
        _ => Limits::default(),
    }
}
