//! The cells of Arrow's columns as the trees that the one reader judges: one tree, filled again for each row.

use super::plan::{Entry, Plan};
use crate::document::{shortest_of_half, shortest_of_single};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, LargeStringArray, PrimitiveArray, StringArray, StringViewArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use kinerja::document::{Json, Node};
use kinerja::{Number, Taker};
use std::borrow::Cow;
use std::ops::Range;

/// A column of one batch.
pub(super) struct Column<'b> {
    nulls: Option<&'b NullBuffer>,
    cells: Cells<'b>,
}

enum Cells<'b> {
    Nothing,
    Int8(&'b PrimitiveArray<Int8Type>),
    Int16(&'b PrimitiveArray<Int16Type>),
    Int32(&'b PrimitiveArray<Int32Type>),
    Int64(&'b PrimitiveArray<Int64Type>),
    UInt8(&'b PrimitiveArray<UInt8Type>),
    UInt16(&'b PrimitiveArray<UInt16Type>),
    UInt32(&'b PrimitiveArray<UInt32Type>),
    UInt64(&'b PrimitiveArray<UInt64Type>),
    Float16(&'b PrimitiveArray<Float16Type>),
    Float32(&'b PrimitiveArray<Float32Type>),
    Float64(&'b PrimitiveArray<Float64Type>),
    Decimal32(&'b PrimitiveArray<Decimal32Type>, i8),
    Decimal64(&'b PrimitiveArray<Decimal64Type>, i8),
    Decimal128(&'b PrimitiveArray<Decimal128Type>, i8),
    Decimal256(&'b PrimitiveArray<Decimal256Type>, i8),
    Truth(&'b BooleanArray),
    Date32(&'b PrimitiveArray<Date32Type>),
    Date64(&'b PrimitiveArray<Date64Type>),
    Text(&'b StringArray),
    LargeText(&'b LargeStringArray),
    TextView(&'b StringViewArray),
    /// The position of each row's value, and the values.
    Dictionary(Vec<usize>, Box<Column<'b>>),
    Struct(Vec<Slot<'b>>),
    List(&'b [i32], Box<Column<'b>>),
    LargeList(&'b [i64], Box<Column<'b>>),
    FixedList(usize, Box<Column<'b>>),
}

/// A key of facts with the column that feeds it.
pub(super) struct Slot<'b> {
    pub(super) key: &'b str,
    pub(super) place: Option<usize>,
    pub(super) column: Column<'b>,
    absent: Option<Column<'b>>,
}

/// The columns that a plan names.
pub(super) fn slots<'b>(plan: &'b Plan, columns: &'b [ArrayRef]) -> Vec<Slot<'b>> {
    let slot = |entry: &'b Entry| {
        let absent = entry.absent.and_then(|at| columns.get(at)).map(|array| Column::new(array, None));
        // A column that only says which absence there is has no values.
        let own = columns.get(entry.at).filter(|_| entry.absent != Some(entry.at));
        let column = own.map_or(Column::NOTHING, |array| Column::new(array, entry.inner.as_ref()));
        Slot { key: &entry.key, place: entry.place, column, absent }
    };
    plan.0.iter().map(slot).collect()
}

impl<'b> Column<'b> {
    const NOTHING: Column<'static> = Column { nulls: None, cells: Cells::Nothing };

    pub(super) fn new(array: &'b ArrayRef, inner: Option<&'b Plan>) -> Column<'b> {
        let cells = match array.data_type() {
            DataType::Int8 => Cells::Int8(array.as_primitive()),
            DataType::Int16 => Cells::Int16(array.as_primitive()),
            DataType::Int32 => Cells::Int32(array.as_primitive()),
            DataType::Int64 => Cells::Int64(array.as_primitive()),
            DataType::UInt8 => Cells::UInt8(array.as_primitive()),
            DataType::UInt16 => Cells::UInt16(array.as_primitive()),
            DataType::UInt32 => Cells::UInt32(array.as_primitive()),
            DataType::UInt64 => Cells::UInt64(array.as_primitive()),
            DataType::Float16 => Cells::Float16(array.as_primitive()),
            DataType::Float32 => Cells::Float32(array.as_primitive()),
            DataType::Float64 => Cells::Float64(array.as_primitive()),
            DataType::Decimal32(_, scale) => Cells::Decimal32(array.as_primitive(), *scale),
            DataType::Decimal64(_, scale) => Cells::Decimal64(array.as_primitive(), *scale),
            DataType::Decimal128(_, scale) => Cells::Decimal128(array.as_primitive(), *scale),
            DataType::Decimal256(_, scale) => Cells::Decimal256(array.as_primitive(), *scale),
            DataType::Boolean => Cells::Truth(array.as_boolean()),
            DataType::Date32 => Cells::Date32(array.as_primitive()),
            DataType::Date64 => Cells::Date64(array.as_primitive()),
            DataType::Utf8 => Cells::Text(array.as_string()),
            DataType::LargeUtf8 => Cells::LargeText(array.as_string()),
            DataType::Utf8View => Cells::TextView(array.as_string_view()),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                Cells::Dictionary(dictionary.normalized_keys(), Box::new(Column::new(dictionary.values(), None)))
            }
            DataType::Struct(_) => {
                inner.map_or(Cells::Nothing, |inner| Cells::Struct(slots(inner, array.as_struct().columns())))
            }
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                Cells::List(list.value_offsets(), Box::new(Column::new(list.values(), inner)))
            }
            DataType::LargeList(_) => {
                let list = array.as_list::<i64>();
                Cells::LargeList(list.value_offsets(), Box::new(Column::new(list.values(), inner)))
            }
            DataType::FixedSizeList(_, length) => {
                let list = array.as_fixed_size_list();
                Cells::FixedList(usize::try_from(*length).unwrap_or(0), Box::new(Column::new(list.values(), inner)))
            }
            _ => Cells::Nothing,
        };
        Column { nulls: array.nulls(), cells }
    }

    /// Puts what stands in a row into a place of the tree, using again what the place holds.
    fn fill(&self, row: usize, node: &mut Node<'b>) {
        if self.nulls.is_some_and(|nulls| nulls.is_null(row)) {
            node.value = Json::Null;
            return;
        }
        node.value = match &self.cells {
            Cells::Nothing => Json::Null,
            Cells::Int8(array) => whole(array.value(row).into()),
            Cells::Int16(array) => whole(array.value(row).into()),
            Cells::Int32(array) => whole(array.value(row).into()),
            Cells::Int64(array) => whole(array.value(row)),
            Cells::UInt8(array) => whole(array.value(row).into()),
            Cells::UInt16(array) => whole(array.value(row).into()),
            Cells::UInt32(array) => whole(array.value(row).into()),
            Cells::UInt64(array) => decimal(array.value(row), 0),
            Cells::Float16(array) => Json::Number(shortest_of_half(array.value(row).to_f64()).into()),
            Cells::Float32(array) => Json::Number(shortest_of_single(array.value(row).into()).into()),
            Cells::Float64(array) => {
                let float = array.value(row);
                match Number::of_short_float(float) {
                    Some(number) => Json::Exact(number),
                    None => Json::Number(format!("{float:?}").into()),
                }
            }
            Cells::Decimal32(array, scale) => decimal(array.value(row), *scale),
            Cells::Decimal64(array, scale) => decimal(array.value(row), *scale),
            Cells::Decimal128(array, scale) => decimal(array.value(row), *scale),
            Cells::Decimal256(array, scale) => Json::Number(scaled(array.value(row), *scale).into()),
            Cells::Truth(array) => Json::Bool(array.value(row)),
            Cells::Date32(array) => date(array.value_as_date(row)),
            Cells::Date64(array) => date(array.value_as_date(row)),
            Cells::Text(array) => Json::Text(Cow::Borrowed(array.value(row))),
            Cells::LargeText(array) => Json::Text(Cow::Borrowed(array.value(row))),
            Cells::TextView(array) => Json::Text(Cow::Borrowed(array.value(row))),
            Cells::Dictionary(places, values) => {
                return match places.get(row) {
                    Some(place) => values.fill(*place, node),
                    None => node.value = Json::Null,
                };
            }
            Cells::Struct(slots) => return fill(slots, row, node, 0),
            Cells::List(starts, items) => return items.fill_list(range(starts, row), node),
            Cells::LargeList(starts, items) => return items.fill_list(range(starts, row), node),
            Cells::FixedList(length, items) => {
                let start = row.saturating_mul(*length);
                return items.fill_list(start..start.saturating_add(*length), node);
            }
        };
    }

    /// Of a list of rows the columns of its rows.
    pub(super) fn of_rows(&self) -> Option<&[Slot<'b>]> {
        let (Cells::List(_, items) | Cells::LargeList(_, items) | Cells::FixedList(_, items)) = &self.cells else {
            return None;
        };
        match &items.cells {
            Cells::Struct(slots) => Some(slots),
            _ => None,
        }
    }

    /// The rows of a list that stand in a row; none where it is no list, or one of its rows is null.
    pub(super) fn list(&self, row: usize) -> Option<Range<usize>> {
        let (rows, items) = match &self.cells {
            Cells::List(starts, items) => (range(starts, row), items),
            Cells::LargeList(starts, items) => (range(starts, row), items),
            Cells::FixedList(length, items) => {
                let start = row.saturating_mul(*length);
                (start..start.saturating_add(*length), items)
            }
            _ => return None,
        };
        if self.is_null(row) {
            return Some(0..0);
        }
        let whole = items.nulls.is_none_or(|nulls| rows.clone().all(|row| nulls.is_valid(row)));
        whole.then_some(rows)
    }

    fn is_null(&self, row: usize) -> bool {
        self.nulls.is_some_and(|nulls| nulls.is_null(row))
    }

    /// Hands over what stands in some rows, where it is plain.
    fn hand(&self, rows: Range<usize>, taker: &mut Taker<'_>) -> Option<()> {
        match &self.cells {
            Cells::Nothing => rows.into_iter().try_for_each(|_| taker.nothing()),
            Cells::Int8(array) => self.each(array, rows, taker, |value, taker| taker.number(i64::from(value).into())),
            Cells::Int16(array) => self.each(array, rows, taker, |value, taker| taker.number(i64::from(value).into())),
            Cells::Int32(array) => self.each(array, rows, taker, |value, taker| taker.number(i64::from(value).into())),
            Cells::Int64(array) => self.each(array, rows, taker, |value, taker| taker.number(value.into())),
            Cells::UInt8(array) => self.each(array, rows, taker, |value, taker| taker.number(i64::from(value).into())),
            Cells::UInt16(array) => self.each(array, rows, taker, |value, taker| taker.number(i64::from(value).into())),
            Cells::UInt32(array) => self.each(array, rows, taker, |value, taker| taker.number(i64::from(value).into())),
            Cells::UInt64(array) => self.each(array, rows, taker, |value, taker| hand_decimal(value, 0, taker)),
            Cells::Float16(array) => {
                self.each(array, rows, taker, |value, taker| taker.text(&shortest_of_half(value.to_f64())))
            }
            Cells::Float32(array) => {
                self.each(array, rows, taker, |value, taker| taker.text(&shortest_of_single(value.into())))
            }
            Cells::Float64(array) => {
                self.each(array, rows, taker, |value, taker| match Number::of_short_float(value) {
                    Some(number) => taker.number(number),
                    None => taker.text(&format!("{value:?}")),
                })
            }
            Cells::Decimal32(array, scale) => {
                self.each(array, rows, taker, |value, taker| hand_decimal(value, *scale, taker))
            }
            Cells::Decimal64(array, scale) => {
                self.each(array, rows, taker, |value, taker| hand_decimal(value, *scale, taker))
            }
            Cells::Decimal128(array, scale) => {
                self.each(array, rows, taker, |value, taker| hand_decimal(value, *scale, taker))
            }
            Cells::Decimal256(array, scale) => {
                self.each(array, rows, taker, |value, taker| taker.text(&scaled(value, *scale)))
            }
            Cells::Truth(array) => self.each_row(rows, taker, |row, taker| taker.truth(array.value(row))),
            Cells::Date32(array) => self.each_row(rows, taker, |row, taker| taker.date(array.value_as_date(row)?)),
            Cells::Date64(array) => self.each_row(rows, taker, |row, taker| taker.date(array.value_as_date(row)?)),
            Cells::Text(array) => self.each_row(rows, taker, |row, taker| taker.text(array.value(row))),
            Cells::LargeText(array) => self.each_row(rows, taker, |row, taker| taker.text(array.value(row))),
            Cells::TextView(array) => self.each_row(rows, taker, |row, taker| taker.text(array.value(row))),
            Cells::Dictionary(places, values) => self.each_row(rows, taker, |row, taker| {
                let place = *places.get(row)?;
                values.hand(place..place.saturating_add(1), taker)
            }),
            Cells::Struct(_) | Cells::List(..) | Cells::LargeList(..) | Cells::FixedList(..) => None,
        }
    }

    #[inline]
    fn each<T: ArrowPrimitiveType>(
        &self,
        array: &PrimitiveArray<T>,
        rows: Range<usize>,
        taker: &mut Taker<'_>,
        hand: impl Fn(T::Native, &mut Taker<'_>) -> Option<()>,
    ) -> Option<()> {
        let values = array.values().get(rows.clone())?;
        match self.nulls {
            None => values.iter().try_for_each(|value| hand(*value, taker)),
            Some(nulls) => rows
                .zip(values)
                .try_for_each(|(row, value)| if nulls.is_null(row) { taker.nothing() } else { hand(*value, taker) }),
        }
    }

    #[inline]
    fn each_row(
        &self,
        mut rows: Range<usize>,
        taker: &mut Taker<'_>,
        hand: impl Fn(usize, &mut Taker<'_>) -> Option<()>,
    ) -> Option<()> {
        rows.try_for_each(|row| if self.is_null(row) { taker.nothing() } else { hand(row, taker) })
    }

    fn fill_list(&self, rows: Range<usize>, node: &mut Node<'b>) {
        let items = list_of(node, rows.len());
        for (row, item) in rows.zip(items) {
            self.fill(row, item);
        }
    }

    /// What stands in a row as a key: a text, or a number as text.
    pub(super) fn key(&self, row: usize) -> Option<Cow<'b, str>> {
        let mut node = Node::new(Json::Null);
        self.fill(row, &mut node);
        match node.value {
            Json::Text(text) | Json::Number(text) => Some(text),
            Json::Exact(number) => Some(number.to_string().into()),
            _ => None,
        }
    }
}

impl Slot<'_> {
    /// Hands over what stands in some rows, where it is plain and no absence is stated.
    pub(super) fn hand(&self, rows: Range<usize>, taker: &mut Taker<'_>) -> Option<()> {
        let states = |absent: &Column<'_>| {
            !matches!(absent.cells, Cells::Nothing) && rows.clone().any(|row| !absent.is_null(row))
        };
        if self.absent.as_ref().is_some_and(states) {
            return None;
        }
        self.column.hand(rows, taker)
    }
}

fn hand_decimal(units: impl TryInto<i64> + Copy + ToString, scale: i8, taker: &mut Taker<'_>) -> Option<()> {
    match (units.try_into(), u8::try_from(scale)) {
        (Ok(small), Ok(scale @ 0..=6)) => taker.number(Number::decimal(small, scale)),
        _ => taker.text(&scaled(units, scale)),
    }
}

/// Makes a place of the tree an object of these keys; `more` places are left at its end for others.
pub(super) fn fill<'b>(slots: &[Slot<'b>], row: usize, node: &mut Node<'b>, more: usize) {
    let wanted = slots.len().saturating_add(more);
    if !matches!(&node.value, Json::Object(entries) if entries.len() == wanted) {
        let keys = slots.iter().map(|slot| Cow::Borrowed(slot.key)).chain((0..more).map(|_| Cow::Borrowed("")));
        node.value = Json::Object(keys.map(|key| (key, Node::new(Json::Null))).collect());
    }
    let Json::Object(entries) = &mut node.value else { return };
    for (slot, (_, place)) in slots.iter().zip(entries) {
        slot.column.fill(row, place);
        if let Some(absent) = &slot.absent {
            state_absence(absent, row, place);
        }
    }
}

/// Where a column says which absence there is, the value says it.
fn state_absence<'b>(absent: &Column<'b>, row: usize, place: &mut Node<'b>) {
    let mut kind = Node::new(Json::Null);
    absent.fill(row, &mut kind);
    if matches!(kind.value, Json::Null) {
        return;
    }
    let value = std::mem::replace(place, Node::new(Json::Null));
    let mut entries = vec![(Cow::Borrowed("absent"), kind)];
    // A value that is stated absent is a contradiction, which the reader reports.
    if !matches!(value.value, Json::Null) {
        entries.insert(0, (Cow::Borrowed("value"), value));
    }
    place.value = Json::Object(entries);
}

/// Makes a place of the tree a list of so many items.
pub(super) fn list_of<'n, 'b>(node: &'n mut Node<'b>, length: usize) -> &'n mut [Node<'b>] {
    if !matches!(node.value, Json::List(_)) {
        node.value = Json::List(Vec::new());
    }
    let Json::List(items) = &mut node.value else { return &mut [] };
    items.resize_with(length, || Node::new(Json::Null));
    items
}

fn range<T: Copy + TryInto<usize>>(starts: &[T], row: usize) -> Range<usize> {
    let at = |row: usize| starts.get(row).and_then(|start| (*start).try_into().ok()).unwrap_or(0);
    at(row)..at(row.saturating_add(1))
}

fn whole<'b>(number: i64) -> Json<'b> {
    Json::Exact(Number::from(number))
}

/// A number of units with the point moved.
fn decimal<'b>(units: impl TryInto<i64> + Copy + ToString, scale: i8) -> Json<'b> {
    match (units.try_into(), u8::try_from(scale)) {
        (Ok(small), Ok(scale @ 0..=18)) => Json::Exact(Number::decimal(small, scale)),
        _ => Json::Number(scaled(units, scale).into()),
    }
}

fn scaled(units: impl ToString, scale: i8) -> String {
    format!("{}e{}", units.to_string(), i32::from(scale).saturating_neg())
}

fn date<'b>(day: Option<impl ToString>) -> Json<'b> {
    day.map_or(Json::Null, |day| Json::Text(day.to_string().into()))
}
