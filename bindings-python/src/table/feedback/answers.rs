//! All answers of a table, column by column, and the rows of each person.

use super::columns::{codes_of, columns, marks_of, positions};
use crate::table::plan::is_text;
use crate::table::{broken, capsule};
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, Int64Array, StringArray};
use arrow_schema::ArrowError;
use chrono::NaiveDate;
use kinerja::feedback::{Policy, RowAnswer};
use kinerja::{AbsenceKind, Code, Number, Path, Problem};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What no item or group has for its position: a name that the policy does not know, told where it stands.
pub(super) const UNKNOWN: u16 = u16::MAX;

/// Codes of people, as numbers: their own, or the position of a text.
pub(super) enum Codes {
    Whole,
    Texts { known: HashMap<String, i64>, texts: Vec<String> },
}

impl Codes {
    pub(super) fn name(&self, code: u64) -> String {
        // A code came from a whole number of the table, and goes back to it.
        let code = i64::from_ne_bytes(code.to_ne_bytes());
        match self {
            Codes::Whole => code.to_string(),
            Codes::Texts { texts, .. } => {
                usize::try_from(code).ok().and_then(|at| texts.get(at)).cloned().unwrap_or_default()
            }
        }
    }

    pub(super) fn of_text(&mut self, text: &str) -> i64 {
        let Codes::Texts { known, texts } = self else { return 0 };
        if let Some(code) = known.get(text) {
            return *code;
        }
        let code = i64::try_from(texts.len()).unwrap_or(i64::MAX);
        known.insert(text.to_owned(), code);
        texts.push(text.to_owned());
        code
    }
}

pub(super) enum Marks {
    /// Whole marks; none where the mark is owed.
    Whole(Vec<Option<i32>>),
    /// Marks with decimals.
    Exact(Vec<Option<Number>>),
}

/// All answers, column by column.
pub(super) struct Answers {
    pub(super) codes: Codes,
    about: Vec<i64>,
    rater: Vec<i64>,
    item: Vec<u16>,
    origin: Vec<u16>,
    mark: Marks,
    on: Option<Vec<Option<i32>>>,
    /// The rows in the order of the persons.
    order: Vec<u32>,
    /// Names that the policy does not know, by row.
    strangers: HashMap<u32, (&'static str, String)>,
}

impl Answers {
    pub(super) fn read(reader: capsule::Reader, policy: &Policy) -> PyResult<Answers> {
        let schema = reader.schema();
        let (at, on) = columns(&schema)?;
        let texts = schema.field(at[0]).data_type();
        let codes =
            if is_text(texts) { Codes::Texts { known: HashMap::new(), texts: Vec::new() } } else { Codes::Whole };
        let whole = schema.field(at[4]).data_type().is_integer();
        let mut answers = Answers {
            codes,
            about: Vec::new(),
            rater: Vec::new(),
            item: Vec::new(),
            origin: Vec::new(),
            mark: if whole { Marks::Whole(Vec::new()) } else { Marks::Exact(Vec::new()) },
            on: on.map(|_| Vec::new()),
            order: Vec::new(),
            strangers: HashMap::new(),
        };
        let items: Vec<&str> = policy.items().iter().map(|item| item.name.as_str()).collect();
        let groups: Vec<&str> = policy.groups().iter().map(|group| group.name.as_str()).collect();
        for batch in reader {
            let batch = batch.map_err(broken)?;
            let first = answers.about.len();
            if u32::try_from(first.saturating_add(batch.num_rows())).is_err() {
                return Err(broken(ArrowError::InvalidArgumentError("more than 4,294,967,295 answers".to_owned())));
            }
            codes_of(batch.column(at[0]), "about", &mut answers.codes, &mut answers.about)?;
            codes_of(batch.column(at[3]), "rater", &mut answers.codes, &mut answers.rater)?;
            for (index, key, names, places) in
                [(at[1], "item", &items, &mut answers.item), (at[2], "origin", &groups, &mut answers.origin)]
            {
                positions(batch.column(index), key, names, places, &mut answers.strangers)?;
            }
            marks_of(batch.column(at[4]), &mut answers.mark)?;
            if let (Some(days), Some(at)) = (&mut answers.on, on) {
                days.extend(batch.column(at).as_primitive::<Date32Type>().iter());
            }
        }
        Ok(answers)
    }

    /// The rows of each person, in the order of their codes.
    pub(super) fn by_person(&mut self) -> Vec<std::ops::Range<usize>> {
        let count = self.about.len();
        let Ok(rows) = u32::try_from(count) else { return Vec::new() };
        self.order = (0..rows).collect();
        let key = |row: &u32| self.about.get(usize::try_from(*row).unwrap_or(0)).copied().unwrap_or_default();
        let sorted = self.about.is_sorted();
        let (least, most) = (self.about.iter().min().copied(), self.about.iter().max().copied());
        match (sorted, least.zip(most)) {
            (true, _) | (_, None) => {}
            (false, Some((least, most))) => {
                let wide = usize::try_from(most.saturating_sub(least)).unwrap_or(usize::MAX);
                if wide <= count.saturating_mul(4) {
                    self.order = counted(&self.about, least, wide);
                } else {
                    self.order.sort_by_key(key);
                }
            }
        }
        let mut persons: Vec<std::ops::Range<usize>> = Vec::new();
        let mut start = 0_usize;
        for group in self.order.chunk_by(|one, other| key(one) == key(other)) {
            let end = start.saturating_add(group.len());
            persons.push(start..end);
            start = end;
        }
        if let Codes::Texts { texts, .. } = &self.codes {
            let text = |person: &std::ops::Range<usize>| {
                let code = self.order.get(person.start).map(key).and_then(|code| usize::try_from(code).ok());
                code.and_then(|code| texts.get(code))
            };
            persons.sort_by(|one, other| text(one).cmp(&text(other)));
        }
        persons
    }

    /// The answers about a person.
    pub(super) fn fill(&self, rows: &std::ops::Range<usize>, answers: &mut Vec<RowAnswer>) {
        answers.clear();
        for row in self.order.get(rows.clone()).unwrap_or_default() {
            let Ok(at) = usize::try_from(*row) else { continue };
            let (Some(about), Some(rater)) = (self.about.get(at), self.rater.get(at)) else { continue };
            let (Some(item), Some(origin)) = (self.item.get(at), self.origin.get(at)) else { continue };
            if *item == UNKNOWN || *origin == UNKNOWN {
                continue;
            }
            let mark = match &self.mark {
                Marks::Whole(marks) => marks.get(at).copied().flatten().map(|mark| Number::from(i64::from(mark))),
                Marks::Exact(marks) => marks.get(at).cloned().flatten(),
            };
            let on = self.on.as_ref().and_then(|on| on.get(at).copied().flatten()).and_then(day);
            answers.push(RowAnswer {
                rater: u64::from_ne_bytes(rater.to_ne_bytes()),
                item: usize::from(*item),
                origin: usize::from(*origin),
                on,
                row: at,
                themselves: about == rater,
                mark: mark.ok_or(AbsenceKind::NotRated),
            });
        }
    }

    /// The problems of names in a person's rows that the policy does not know.
    pub(super) fn unknown_in(&self, rows: &std::ops::Range<usize>, policy: &Policy) -> Vec<Problem> {
        if self.strangers.is_empty() {
            return Vec::new();
        }
        let rows = self.order.get(rows.clone()).unwrap_or_default().iter();
        let of_row = |row: &u32| {
            let (key, name) = self.strangers.get(row)?;
            let known: Vec<&str> = match *key {
                "item" => policy.items().iter().map(|item| item.name.as_str()).collect(),
                _ => policy.groups().iter().map(|group| group.name.as_str()).collect(),
            };
            let what = if *key == "item" { "item" } else { "group" };
            let path = Path::new().key("rows").index(usize::try_from(*row).unwrap_or(usize::MAX)).key(*key);
            let problem = Problem::new(Code::NameUnknown, path).with("what", what).with("name", name);
            Some(problem.with("known", known.join(", ")).maybe_meant(name, known.iter().copied()))
        };
        rows.filter_map(of_row).collect()
    }

    pub(super) fn about_of(&self, persons: &[std::ops::Range<usize>]) -> ArrayRef {
        let codes = persons.iter().filter_map(|rows| {
            let row = usize::try_from(*self.order.get(rows.start)?).ok()?;
            self.about.get(row).copied()
        });
        match &self.codes {
            Codes::Whole => Arc::new(Int64Array::from_iter_values(codes)),
            Codes::Texts { texts, .. } => {
                let texts = codes.map(|code| usize::try_from(code).ok().and_then(|code| texts.get(code)));
                Arc::new(texts.collect::<StringArray>())
            }
        }
    }
}

/// The rows in the order of their keys, which lie close together: counted, then placed.
fn counted(keys: &[i64], least: i64, wide: usize) -> Vec<u32> {
    let place = |key: &i64| usize::try_from(key.saturating_sub(least)).unwrap_or(0);
    let mut starts = vec![0_u32; wide.saturating_add(2)];
    for key in keys {
        if let Some(count) = starts.get_mut(place(key).saturating_add(1)) {
            *count = count.saturating_add(1);
        }
    }
    let mut sum = 0_u32;
    for start in &mut starts {
        sum = sum.saturating_add(*start);
        *start = sum;
    }
    let mut order = vec![0_u32; keys.len()];
    for (row, key) in (0_u32..).zip(keys) {
        if let Some(next) = starts.get_mut(place(key)) {
            if let Some(slot) = usize::try_from(*next).ok().and_then(|at| order.get_mut(at)) {
                *slot = row;
            }
            *next = next.saturating_add(1);
        }
    }
    order
}

fn day(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_signed(chrono::TimeDelta::try_days(days.into())?)
}
