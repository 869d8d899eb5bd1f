//! Outcomes as Arrow's columns.

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use chrono::NaiveDate;
use kinerja::{BatchRow, Code, Lang, Outcome, OutcomeKind, Path, Problem, Problems, Scheme};
use std::sync::Arc;

/// Digits of a decimal column, the most that Arrow's has.
const DIGITS: u8 = 38;

/// How numbers leave.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// As decimals of the outcome's digits; those that end by themselves as texts, since nobody knows their digits.
    Decimal,
    /// As texts.
    Text,
}

/// What the columns of the outcomes are, and in which language problems are told.
pub(super) struct Form {
    pub(super) schema: SchemaRef,
    kinds: Vec<(String, OutcomeKind)>,
    numbers: Numbers,
    lang: Lang,
}

impl Form {
    /// The form of a scheme's outcomes, after the columns that are handed on.
    pub(super) fn new(scheme: &Scheme, kept: Vec<Field>, numbers: Numbers, lang: Lang) -> Form {
        let kinds: Vec<(String, OutcomeKind)> =
            scheme.outcomes().map(|(name, _, kind)| (name.to_owned(), kind)).collect();
        let mut fields = kept;
        fields.extend(kinds.iter().map(|(name, kind)| Field::new(name, data_type(*kind, numbers), true)));
        fields.push(Field::new("unratable", DataType::Utf8, true));
        fields.push(Field::new("notices", problems_type(), true));
        fields.push(Field::new("problems", problems_type(), true));
        Form { schema: Arc::new(Schema::new(fields)), kinds, numbers, lang }
    }

    pub(super) fn rows(&self, capacity: usize) -> Rows<'_> {
        let columns = self.kinds.iter().map(|(_, kind)| builder(*kind, self.numbers, capacity)).collect();
        Rows {
            form: self,
            columns,
            unratable: StringBuilder::new(),
            notices: problems_builder(),
            problems: problems_builder(),
            with_problems: 0,
        }
    }
}

/// The rows of one batch, while they come.
pub(super) struct Rows<'f> {
    form: &'f Form,
    columns: Vec<Column>,
    unratable: StringBuilder,
    notices: ListBuilder<StructBuilder>,
    problems: ListBuilder<StructBuilder>,
    /// How many rows have a problem.
    pub(super) with_problems: usize,
}

enum Column {
    Decimal(Decimal128Builder, u8),
    Text(StringBuilder),
    Truth(BooleanBuilder),
    Date(Date32Builder),
}

fn data_type(kind: OutcomeKind, numbers: Numbers) -> DataType {
    match kind {
        OutcomeKind::Rounded(digits) if numbers == Numbers::Decimal => {
            DataType::Decimal128(DIGITS, i8::try_from(digits).unwrap_or(i8::MAX))
        }
        OutcomeKind::Truth => DataType::Boolean,
        OutcomeKind::Date => DataType::Date32,
        _ => DataType::Utf8,
    }
}

fn builder(kind: OutcomeKind, numbers: Numbers, capacity: usize) -> Column {
    let data_type = data_type(kind, numbers);
    match (data_type.clone(), kind) {
        (DataType::Decimal128(..), OutcomeKind::Rounded(digits)) => {
            Column::Decimal(Decimal128Builder::with_capacity(capacity).with_data_type(data_type), digits)
        }
        (DataType::Boolean, _) => Column::Truth(BooleanBuilder::with_capacity(capacity)),
        (DataType::Date32, _) => Column::Date(Date32Builder::with_capacity(capacity)),
        _ => Column::Text(StringBuilder::with_capacity(capacity, capacity.saturating_mul(8))),
    }
}

const TOLD: [&str; 4] = ["code", "path", "text", "help"];

fn told() -> Fields {
    TOLD.map(|name| Field::new(name, DataType::Utf8, true)).to_vec().into()
}

pub(super) fn problems_type() -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::Struct(told()), true)))
}

pub(super) fn problems_builder() -> ListBuilder<StructBuilder> {
    let columns = TOLD.map(|_| Box::new(StringBuilder::new()) as Box<dyn ArrayBuilder>);
    ListBuilder::new(StructBuilder::new(told(), columns.into()))
}

impl Rows<'_> {
    /// Adds what a row gave.
    pub(super) fn push(&mut self, row: Result<BatchRow, Problems>) {
        let (row, mut problems) = match row {
            Ok(row) => (Some(row), Problems::default()),
            Err(problems) => (None, problems),
        };
        let lang = self.form.lang;
        for (index, column) in self.columns.iter_mut().enumerate() {
            let outcome = row.as_ref().and_then(|row| row.outcomes.get(index));
            if !column.push(outcome) {
                let name = self.form.kinds.get(index).map_or("", |(name, _)| name.as_str());
                let path = Path::new().key("outcomes").key(name);
                let problem = Problem::new(Code::NumberTooLong, path).with("found", "…").advising(
                    "the outcome does not fit into 38 digits: take numbers=\"text\"",
                    "hasilnya tidak muat dalam 38 angka: pakailah numbers=\"text\"",
                );
                problems.extend([problem]);
            }
        }
        self.unratable.append_option(row.as_ref().and_then(|row| row.unratable.as_ref()).map(|text| text.get(lang)));
        tell(&mut self.notices, row.iter().flat_map(|row| row.notices.iter()), lang);
        if !problems.is_empty() {
            self.with_problems = self.with_problems.saturating_add(1);
        }
        tell(&mut self.problems, problems.iter(), lang);
    }

    /// The batch, after the columns that are handed on.
    pub(super) fn finish(mut self, kept: Vec<ArrayRef>) -> Result<RecordBatch, ArrowError> {
        let mut columns = kept;
        columns.extend(self.columns.iter_mut().map(Column::finish));
        columns.push(Arc::new(self.unratable.finish()));
        columns.push(Arc::new(self.notices.finish()));
        columns.push(Arc::new(self.problems.finish()));
        RecordBatch::try_new(Arc::clone(&self.form.schema), columns)
    }
}

impl Column {
    /// Adds an outcome; false where it does not fit.
    fn push(&mut self, outcome: Option<&Outcome>) -> bool {
        match (self, outcome) {
            (Column::Decimal(builder, digits), Some(Outcome::Rounded(number))) => {
                let units = number.value().units(*digits);
                builder.append_option(units);
                return units.is_some();
            }
            (Column::Truth(builder), Some(Outcome::Truth(truth))) => builder.append_value(*truth),
            (Column::Date(builder), Some(Outcome::Date(day))) => builder.append_value(days(*day)),
            (Column::Text(builder), Some(outcome)) => match outcome {
                Outcome::Rounded(number) => builder.append_value(number.to_string()),
                Outcome::Exact(number) => builder.append_value(number.to_string()),
                Outcome::Word(text) | Outcome::Text(text) => builder.append_value(text),
                _ => builder.append_null(),
            },
            (Column::Decimal(builder, _), _) => builder.append_null(),
            (Column::Truth(builder), _) => builder.append_null(),
            (Column::Date(builder), _) => builder.append_null(),
            (Column::Text(builder), None) => builder.append_null(),
        }
        true
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Column::Decimal(builder, _) => Arc::new(builder.finish()),
            Column::Text(builder) => Arc::new(builder.finish()),
            Column::Truth(builder) => Arc::new(builder.finish()),
            Column::Date(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Days since 1970.
fn days(day: NaiveDate) -> i32 {
    let days = day.signed_duration_since(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default()).num_days();
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Adds a list of problems; where there is none, a null.
pub(super) fn tell<'p>(
    builder: &mut ListBuilder<StructBuilder>,
    problems: impl Iterator<Item = &'p Problem>,
    lang: Lang,
) {
    let mut any = false;
    for problem in problems {
        any = true;
        let row = builder.values();
        let texts = [problem.code().to_string(), problem.path().to_string(), problem.text(lang), problem.help(lang)];
        for (index, text) in texts.into_iter().enumerate() {
            if let Some(column) = row.field_builder::<StringBuilder>(index) {
                column.append_option(Some(text).filter(|text| !text.is_empty() || index == 1));
            }
        }
        row.append(true);
    }
    builder.append(any);
}
