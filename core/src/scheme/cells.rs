//! Typed values out of documents: what an input, a setting or a cell of a table takes (clauses 2.6 and 2.14).

use super::arena::Arena;
use super::model::{Cells, Holds, Limits, Takes, WordSet};
use super::value::{SetId, Value};
use crate::document::shape::number;
use crate::document::{Json, Node, Reader};
use crate::number::Number;
use crate::period::{self, Period};
use crate::problem::{Code, Path, Problem, Trail};
use std::fmt;

/// Reads a value that must fit; what does not fit has one problem, here.
pub(crate) fn read_takes(
    takes: &Takes,
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
            let problem = if *whole && !number.is_integer() {
                Problem::new(Code::ValueInteger, trail.path())
            } else if !limits.allow(&number) {
                Problem::new(Code::ValueRange, trail.path()).with("allowed", limits)
            } else if let Some(digits) = digits.filter(|digits| !number.on_grid(*digits)) {
                Problem::new(Code::ValueDigits, trail.path()).with("digits", digits)
            } else {
                return Some(Value::Number(number));
            };
            reader.add(problem.with("found", number), node);
            None
        }
        (Takes::Weight { .. }, _) => number(node, trail, reader).map(Value::Number),
        (Takes::Truth, Json::Bool(truth)) => Some(Value::Truth(*truth)),
        (Takes::Text, Json::Text(text)) => Some(Value::Text(text.as_ref().into())),
        (Takes::Word { set, from, until }, Json::Text(text)) => {
            read_word(*set, text, (*from, *until), trail, sets, node, reader)
        }
        (Takes::Date { from, until }, Json::Text(text)) => {
            let Some(date) = period::date(text) else {
                reader.add(Problem::new(Code::ValueDate, trail.path()).with("found", text), node);
                return None;
            };
            if from.is_some_and(|from| date < from) || until.is_some_and(|until| until < date) {
                let end = |day: &Option<chrono::NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
                let problem = Problem::new(Code::ValueRange, trail.path()).with("found", date);
                reader.add(problem.with("allowed", format_args!("{} – {}", end(from), end(until))), node);
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

fn read_word(
    set: SetId,
    text: &str,
    (from, until): (Option<u16>, Option<u16>),
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    node: &Node<'_>,
    reader: &mut Reader<'_>,
) -> Option<Value> {
    let words = sets.iter().nth(usize::from(set))?;
    let known = || words.names().collect::<Vec<_>>().join(", ");
    let Some(index) = words.index(text) else {
        let code = if words.is_scale { Code::ValueLevel } else { Code::ValueChoice };
        let problem = Problem::new(code, trail.path())
            .with("found", text)
            .with("scale", &words.name)
            .with("known", known())
            .maybe_meant(text, words.names());
        reader.add(problem, node);
        return None;
    };
    if from.is_some_and(|from| index < from) || until.is_some_and(|until| until < index) {
        let name = |index: Option<u16>| index.map_or("…", |index| words.words[index].name.as_str());
        let problem = Problem::new(Code::ValueRange, trail.path()).with("found", text);
        reader.add(problem.with("allowed", format_args!("{} – {}", name(from), name(until))), node);
        return None;
    }
    Some(Value::Word(set, index))
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

fn wanted(takes: &Takes) -> &'static str {
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
        match &self.low {
            Some((low, true)) => write!(f, "{low} ≤ x")?,
            Some((low, false)) => write!(f, "{low} < x")?,
            None => f.write_str("x")?,
        }
        match &self.high {
            Some((high, true)) => write!(f, " ≤ {high}"),
            Some((high, false)) => write!(f, " < {high}"),
            None => Ok(()),
        }
    }
}

/// Reads the value of a setting or parameter: one value, or a table row by row.
pub(crate) fn read_holds(
    holds: &Holds,
    node: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
) -> Option<Cells> {
    let (key, columns) = match holds {
        Holds::One(takes) => return read_takes(takes, node, trail, sets, reader).map(|value| vec![value]),
        Holds::Table { key, columns } => (sets.iter().nth(usize::from(*key))?, columns),
    };
    let Json::Object(entries) = &node.value else {
        wrong_type(node, "a table: an object from each member of its key", trail, reader);
        return None;
    };
    let mut missing = Vec::new();
    for (member, row) in entries {
        if key.index(member).is_none() {
            unknown_key(member, &key.names().collect::<Vec<_>>(), row, &trail.key(member), reader);
        }
    }
    let mut cells = Vec::new();
    for member in key.names() {
        let Some(row) = node.get(member).filter(|row| !row.is_null()) else {
            missing.push(member.to_owned());
            continue;
        };
        let here = trail.key(member);
        match (columns.as_slice(), &row.value) {
            ([column], value) if !matches!(value, Json::Object(_)) => {
                cells.extend(read_takes(&column.takes, row, &here, sets, reader));
            }
            (columns, Json::Object(entries)) => {
                let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
                for (name, value) in entries.iter().filter(|(name, _)| !names.contains(&name.as_ref())) {
                    unknown_key(name, &names, value, &here.key(name), reader);
                }
                for column in columns {
                    match row.get(&column.name).filter(|value| !value.is_null()) {
                        Some(value) => {
                            cells.extend(read_takes(&column.takes, value, &here.key(&column.name), sets, reader));
                        }
                        None => missing.push(format!("{member}.{}", column.name)),
                    }
                }
            }
            _ => wrong_type(row, "an object from each column", &here, reader),
        }
    }
    if !missing.is_empty() {
        let problem = Problem::new(Code::TableIncomplete, trail.path()).with("missing", missing.join(", "));
        reader.add(problem, node);
    }
    // A table with a problem is not used; it is as long as it should be only when every cell is there.
    (cells.len() == key.words.len().saturating_mul(columns.len())).then_some(cells)
}

pub(crate) fn unknown_key(key: &str, known: &[&str], node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) {
    if reader.problems.is_full() {
        return reader.add(Problem::new(Code::DocumentUnknownKey, Path::new()), node);
    }
    let problem = Problem::new(Code::DocumentUnknownKey, trail.path())
        .with("key", key)
        .with("known", known.join(", "))
        .maybe_meant(key, known.iter().copied());
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
