//! Answers about many persons in one table: a row for each answer in, a row for each person out.

use super::long::keys;
use super::out::{problems_builder, problems_type, tell};
use super::plan::{is_number, is_text};
use super::{broken, capsule, missing, read};
use crate::document::Given;
use crate::problem::Refusal;
use arrow_array::builder::{ArrayBuilder, Decimal128Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use chrono::NaiveDate;
use kinerja::document::to_text;
use kinerja::feedback::{NoScore, Policy, RowAnswer, Scores};
use kinerja::{AbsenceKind, Code, Lang, Number, Path, Problem, Problems, Score};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::collections::HashMap;
use std::sync::Arc;

/// The columns of answers: who is rated, what, by which group and by whom, the mark, and the day where it is there.
const NEEDED: [&str; 5] = ["about", "item", "origin", "rater", "mark"];
/// Persons between two looks at whether somebody pressed Ctrl-C.
const SLICE: usize = 4_096;
/// What no item or group has for its position: a name that the policy does not know, told where it stands.
const UNKNOWN: u16 = u16::MAX;

/// The scores of many persons, by one policy: a row for each person in the order of their codes.
///
/// It has the Arrow PyCapsule interface: `pyarrow.table(scores)`, `polars.DataFrame(scores)`.
#[pyclass(frozen, module = "kinerja.feedback", name = "ScoreTable")]
pub(crate) struct ScoreTable {
    batch: RecordBatch,
    with_problems: usize,
}

/// Aggregates a table of answers about many persons.
#[pyfunction]
#[pyo3(signature = (table, policy, lang = "id"))]
pub(crate) fn aggregate_table(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    policy: &Bound<'_, PyAny>,
    lang: &str,
) -> PyResult<ScoreTable> {
    let lang = crate::lang(lang)?;
    let policy = match Given::new(policy)? {
        Given::Text(text) => Policy::parse(text),
        Given::Tree(tree) => Policy::parse(&to_text(&tree)).map_err(Problems::without_positions),
    };
    let policy = policy.map_err(Refusal::from)?;
    let reader = read(table, &Path::new())?;
    let mut answers = py.detach(|| Answers::read(reader, &policy))?;
    let persons = py.detach(|| answers.by_person());
    let mut out = Out::new(&policy, lang, persons.len());
    let mut row_answers = Vec::new();
    for slice in persons.chunks(SLICE) {
        py.detach(|| {
            for rows in slice {
                answers.fill(rows, &mut row_answers);
                out.push(
                    policy.scores(&mut row_answers, |rater| answers.codes.name(rater)),
                    answers.unknown_in(rows, &policy),
                );
            }
        });
        py.check_signals()?;
    }
    let with_problems = out.with_problems;
    let about = answers.about_of(&persons);
    Ok(ScoreTable { batch: out.finish(about).map_err(broken)?, with_problems })
}

#[pymethods]
impl ScoreTable {
    /// How many persons have a problem, which the column `problems` tells.
    #[getter]
    fn problem_count(&self) -> usize {
        self.with_problems
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<ScoreTable of {} persons, {} with problems>", self.batch.num_rows(), self.with_problems)
    }

    /// The table, as a stream in a capsule.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer give its own types.
        let _ = requested_schema;
        let batches = [Ok(self.batch.clone())];
        capsule::stream(py, Box::new(RecordBatchIterator::new(batches, self.batch.schema())))
    }

    /// The schema of the table, in a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.batch.schema())
    }
}

/// Codes of people, as numbers: their own, or the position of a text.
enum Codes {
    Whole,
    Texts { known: HashMap<String, i64>, texts: Vec<String> },
}

impl Codes {
    fn name(&self, code: u64) -> String {
        // A code came from a whole number of the table, and goes back to it.
        let code = i64::from_ne_bytes(code.to_ne_bytes());
        match self {
            Codes::Whole => code.to_string(),
            Codes::Texts { texts, .. } => {
                usize::try_from(code).ok().and_then(|at| texts.get(at)).cloned().unwrap_or_default()
            }
        }
    }

    fn of_text(&mut self, text: &str) -> i64 {
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

enum Marks {
    /// Whole marks; none where the mark is owed.
    Whole(Vec<Option<i32>>),
    /// Marks with decimals.
    Exact(Vec<Option<Number>>),
}

/// All answers, column by column.
struct Answers {
    codes: Codes,
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
    fn read(reader: capsule::Reader, policy: &Policy) -> PyResult<Answers> {
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
    fn by_person(&mut self) -> Vec<std::ops::Range<usize>> {
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
    fn fill(&self, rows: &std::ops::Range<usize>, answers: &mut Vec<RowAnswer>) {
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
    fn unknown_in(&self, rows: &std::ops::Range<usize>, policy: &Policy) -> Vec<Problem> {
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

    fn about_of(&self, persons: &[std::ops::Range<usize>]) -> ArrayRef {
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

/// Where the columns stand; all that is missing or too much is told at once.
fn columns(schema: &SchemaRef) -> PyResult<([usize; 5], Option<usize>)> {
    let mut problems = Problems::default();
    let mut at = [0_usize; 5];
    for (name, at) in NEEDED.iter().zip(&mut at) {
        match schema.fields().find(name) {
            Some((found, _)) => *at = found,
            None => problems.extend([missing(name)]),
        }
    }
    let on = schema.fields().find("on").map(|(at, _)| at);
    for field in schema.fields() {
        if !NEEDED.contains(&field.name().as_str()) && field.name() != "on" {
            let known = NEEDED.iter().copied().chain(["on"]);
            let problem = Problem::new(Code::ColumnsUnknown, Path::new().key(field.name().as_str()));
            let problem =
                problem.with("column", field.name()).with("known", known.clone().collect::<Vec<_>>().join(", "));
            problems.extend([problem.maybe_meant(field.name(), known)]);
        }
    }
    let is_code = |data: &DataType| is_text(data) || data.is_integer();
    for (position, name) in NEEDED.iter().enumerate() {
        let Some((_, field)) = schema.fields().find(name) else { continue };
        let data = field.data_type();
        let same =
            || schema.fields().find("about").is_none_or(|(_, about)| is_text(about.data_type()) == is_text(data));
        let fits = match position {
            0 => is_code(data),
            3 => is_code(data) && same(),
            1 | 2 => is_text(data),
            _ => is_number(data) || is_text(data),
        };
        if !fits {
            let (wanted, taken) = match position {
                0 | 3 => ("a key", "int8 to int64, uint8 to uint32, utf8; `about` and `rater` alike"),
                1 | 2 => ("a text", "utf8, large_utf8, utf8_view, dictionary"),
                _ => ("a number", "int8 to int64, float32, float64, decimal, utf8"),
            };
            problems.extend([wrong(name, data, wanted, taken)]);
        }
    }
    if let Some((_, field)) = schema.fields().find("on").filter(|(_, field)| *field.data_type() != DataType::Date32) {
        problems.extend([wrong("on", field.data_type(), "a date", "date32")]);
    }
    problems.or((at, on)).map_err(|problems| Refusal::from(problems).into())
}

fn wrong(name: &str, data: &DataType, wanted: &str, taken: &str) -> Problem {
    let problem = Problem::new(Code::ColumnsType, Path::new().key(name)).with("column", name);
    problem.with("found", data.to_string().to_lowercase()).with("wanted", wanted).with("taken", taken)
}

/// Goes through the texts of a column; a null is an empty one.
fn each_text(array: &ArrayRef, mut take: impl FnMut(usize, &str)) {
    match array.data_type() {
        DataType::Utf8 => {
            array.as_string::<i32>().iter().enumerate().for_each(|(row, text)| take(row, text.unwrap_or("")))
        }
        DataType::LargeUtf8 => {
            array.as_string::<i64>().iter().enumerate().for_each(|(row, text)| take(row, text.unwrap_or("")));
        }
        DataType::Utf8View => {
            array.as_string_view().iter().enumerate().for_each(|(row, text)| take(row, text.unwrap_or("")));
        }
        _ => {
            let column = keys(array);
            (0..array.len()).for_each(|row| take(row, &column.key(row).unwrap_or_default()));
        }
    }
}

/// The whole numbers of a column, a null as none; none at all where one has more than 64 bits with its sign.
#[allow(
    clippy::unnecessary_fallible_conversions,
    clippy::useless_conversion,
    reason = "one macro for all widths, of which some need no check"
)]
fn wholes<T>(array: &ArrayRef, found: &mut Vec<T>, of: impl Fn(Option<i64>) -> Option<T>) -> Option<()> {
    macro_rules! each {
        ($($data:ident $kind:ident,)*) => {
            match array.data_type() {
                $(DataType::$data => {
                    for number in array.as_primitive::<$kind>().iter() {
                        let number = number.map(i64::try_from).transpose().ok()?;
                        found.push(of(number)?);
                    }
                })*
                _ => return None,
            }
        };
    }
    each!(
        Int8 Int8Type, Int16 Int16Type, Int32 Int32Type, Int64 Int64Type,
        UInt8 UInt8Type, UInt16 UInt16Type, UInt32 UInt32Type, UInt64 UInt64Type,
    );
    Some(())
}

/// A number beyond what a column of its kind may hold here.
fn too_long(name: &str) -> PyErr {
    let problem = Problem::new(Code::NumberTooLong, Path::new().key(name)).with("found", "…");
    Refusal::from(problem).into()
}

/// A column without nulls.
fn whole_column(array: &ArrayRef, name: &str, first: usize) -> PyResult<()> {
    match (0..array.len()).find(|row| array.is_null(*row)).filter(|_| array.null_count() > 0) {
        None => Ok(()),
        Some(row) => {
            let path = Path::new().key("rows").index(first.saturating_add(row)).key(name);
            let problem = Problem::new(Code::ValueMissing, path).with("title", format_args!("`{name}`"));
            Err(Refusal::from(problem).into())
        }
    }
}

fn codes_of(array: &ArrayRef, name: &str, codes: &mut Codes, found: &mut Vec<i64>) -> PyResult<()> {
    whole_column(array, name, found.len())?;
    match (array.data_type(), codes) {
        (_, Codes::Whole) => wholes(array, found, |number| number).ok_or_else(|| too_long(name))?,
        (DataType::Dictionary(..), codes) => {
            let dictionary = array.as_any_dictionary();
            let mut values = Vec::new();
            each_text(dictionary.values(), |_, text| values.push(codes.of_text(text)));
            let keys = dictionary.normalized_keys().into_iter();
            found.extend(keys.map(|key| values.get(key).copied().unwrap_or_default()));
        }
        (_, codes) => each_text(array, |_, text| found.push(codes.of_text(text))),
    }
    Ok(())
}

/// The positions of names among those of the policy.
fn positions(
    array: &ArrayRef,
    name: &'static str,
    names: &[&str],
    found: &mut Vec<u16>,
    strangers: &mut HashMap<u32, (&'static str, String)>,
) -> PyResult<()> {
    let first = found.len();
    let known: HashMap<&str, u16> = names.iter().copied().zip(0..UNKNOWN).collect();
    let position = |text: &str| known.get(text).copied().unwrap_or(UNKNOWN);
    whole_column(array, name, first)?;
    let mut stranger = |row: usize, text: &str| {
        if let Ok(row) = u32::try_from(first.saturating_add(row)) {
            strangers.entry(row).or_insert_with(|| (name, text.to_owned()));
        }
    };
    if let DataType::Dictionary(..) = array.data_type() {
        let dictionary = array.as_any_dictionary();
        let mut places = Vec::new();
        each_text(dictionary.values(), |_, text| places.push((position(text), text.to_owned())));
        for (row, key) in dictionary.normalized_keys().into_iter().enumerate() {
            match places.get(key) {
                Some((place, text)) => {
                    if *place == UNKNOWN {
                        stranger(row, text);
                    }
                    found.push(*place);
                }
                None => found.push(UNKNOWN),
            }
        }
        return Ok(());
    }
    each_text(array, |row, text| {
        let place = position(text);
        if place == UNKNOWN {
            stranger(row, text);
        }
        found.push(place);
    });
    Ok(())
}

fn marks_of(array: &ArrayRef, marks: &mut Marks) -> PyResult<()> {
    match marks {
        Marks::Whole(found) => {
            let small = |number: Option<i64>| number.map(i32::try_from).transpose().ok();
            wholes(array, found, small).ok_or_else(|| too_long("mark"))?;
        }
        Marks::Exact(found) => {
            let first = found.len();
            let (column, mut problems) = (keys(array), Problems::default());
            for at in 0..array.len() {
                let text = column.key(at);
                let number = text.as_deref().map(Number::parse).transpose();
                if number.is_err() {
                    let path = Path::new().key("rows").index(first.saturating_add(at)).key("mark");
                    let problem = Problem::new(Code::NumberSyntax, path);
                    problems.extend([problem.with("found", text.as_deref().unwrap_or_default())]);
                }
                found.push(number.unwrap_or_default());
            }
            problems.or(()).map_err(Refusal::from)?;
        }
    }
    Ok(())
}

/// What comes out, column by column.
struct Out {
    lang: Lang,
    digits: Option<u8>,
    items: Vec<String>,
    groups: Vec<String>,
    scores: Vec<Column>,
    no_score: StringBuilder,
    left_out: ListBuilder<StructBuilder>,
    problems: ListBuilder<StructBuilder>,
    with_problems: usize,
}

/// A column of scores: decimals where the policy rounds, exact numbers as texts where it does not.
enum Column {
    Decimal(Decimal128Builder, u8),
    Text(StringBuilder),
}

impl Column {
    fn push(&mut self, score: Option<&Score>) {
        match self {
            Column::Decimal(builder, digits) => {
                let rounded = score.and_then(|score| score.rounded.as_ref());
                builder.append_option(rounded.and_then(|rounded| rounded.value().units(*digits)));
            }
            Column::Text(builder) => builder.append_option(score.map(|score| score.exact.to_string())),
        }
    }
}

fn left_out() -> Fields {
    ["item", "origin"].map(|name| Field::new(name, DataType::Utf8, false)).to_vec().into()
}

impl Out {
    fn new(policy: &Policy, lang: Lang, persons: usize) -> Out {
        let digits = policy.round().map(|round| round.digits);
        let column = |_| match digits {
            Some(digits) => {
                let data = DataType::Decimal128(38, i8::try_from(digits).unwrap_or(i8::MAX));
                Column::Decimal(Decimal128Builder::with_capacity(persons).with_data_type(data), digits)
            }
            None => Column::Text(StringBuilder::new()),
        };
        let columns = ["item", "origin"].map(|_| Box::new(StringBuilder::new()) as Box<dyn ArrayBuilder>);
        Out {
            lang,
            digits,
            items: policy.items().iter().map(|item| item.name.clone()).collect(),
            groups: policy.groups().iter().map(|group| group.name.clone()).collect(),
            scores: (0..=policy.items().len()).map(column).collect(),
            no_score: StringBuilder::new(),
            left_out: ListBuilder::new(StructBuilder::new(left_out(), columns.into())),
            problems: problems_builder(),
            with_problems: 0,
        }
    }

    /// Adds a person; the first column of scores is the whole.
    fn push(&mut self, found: Result<Scores, Problems>, strangers: Vec<Problem>) {
        let (scores, mut problems) = match found {
            Ok(scores) => (Some(scores), Problems::default()),
            Err(problems) => (None, problems),
        };
        problems.extend(strangers);
        let scores = scores.filter(|_| problems.is_empty());
        let whole = scores.as_ref().map(|scores| &scores.whole);
        self.no_score.append_option(whole.and_then(|whole| whole.as_ref().err()).map(NoScore::word));
        for (at, column) in self.scores.iter_mut().enumerate() {
            let of_item =
                |scores: &Scores| at.checked_sub(1).and_then(|at| scores.items.get(at)?.as_ref().ok().cloned());
            match at {
                0 => column.push(whole.and_then(|whole| whole.as_ref().ok())),
                _ => column.push(scores.as_ref().and_then(of_item).as_ref()),
            }
        }
        let few = scores.as_ref().map_or(&[][..], |scores| scores.too_few.as_slice());
        for (item, group) in few {
            let row = self.left_out.values();
            for (field, name) in [self.items.get(*item), self.groups.get(*group)].into_iter().enumerate() {
                if let Some(builder) = row.field_builder::<StringBuilder>(field) {
                    builder.append_value(name.map_or("", String::as_str));
                }
            }
            row.append(true);
        }
        self.left_out.append(true);
        self.with_problems = self.with_problems.saturating_add(usize::from(!problems.is_empty()));
        tell(&mut self.problems, problems.iter(), self.lang);
    }

    fn finish(mut self, about: ArrayRef) -> Result<RecordBatch, ArrowError> {
        let number = match self.digits {
            Some(digits) => DataType::Decimal128(38, i8::try_from(digits).unwrap_or(i8::MAX)),
            None => DataType::Utf8,
        };
        let item = Field::new("item", DataType::Struct(left_out()), true);
        let mut fields = vec![Field::new("about", about.data_type().clone(), false)];
        fields.push(Field::new("score", number.clone(), true));
        fields.push(Field::new("no_score", DataType::Utf8, true));
        fields.extend(self.items.iter().map(|item| Field::new(item, number.clone(), true)));
        fields.push(Field::new("left_out", DataType::List(Arc::new(item)), true));
        fields.push(Field::new("problems", problems_type(), true));
        let mut columns = vec![about];
        for (at, column) in self.scores.into_iter().enumerate() {
            columns.push(match column {
                Column::Decimal(mut builder, _) => Arc::new(builder.finish()),
                Column::Text(mut builder) => Arc::new(builder.finish()),
            });
            if at == 0 {
                columns.push(Arc::new(self.no_score.finish()));
            }
        }
        columns.push(Arc::new(self.left_out.finish()));
        columns.push(Arc::new(self.problems.finish()));
        RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
    }
}
