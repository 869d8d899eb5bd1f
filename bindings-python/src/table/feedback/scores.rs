//! Scores as Arrow's columns: a row for each person.

use crate::table::out::{problems_builder, problems_type, tell};
use arrow_array::builder::{ArrayBuilder, Decimal128Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use kinerja::feedback::{NoScore, Policy, Scores};
use kinerja::{Lang, Problem, Problems, Score};
use std::sync::Arc;

/// What comes out, column by column.
pub(super) struct Out {
    lang: Lang,
    digits: Option<u8>,
    items: Vec<String>,
    groups: Vec<String>,
    scores: Vec<Column>,
    no_score: StringBuilder,
    left_out: ListBuilder<StructBuilder>,
    problems: ListBuilder<StructBuilder>,
    pub(super) with_problems: usize,
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
    pub(super) fn new(policy: &Policy, lang: Lang, persons: usize) -> Out {
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
    pub(super) fn push(&mut self, found: Result<Scores, Problems>, strangers: Vec<Problem>) {
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

    pub(super) fn finish(mut self, about: ArrayRef) -> Result<RecordBatch, ArrowError> {
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
