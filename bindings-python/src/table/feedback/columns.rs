//! The columns of answers: which there must be, and what stands in them.

use super::answers::{Codes, Marks, UNKNOWN};
use crate::problem::Refusal;
use crate::table::long::keys;
use crate::table::missing;
use crate::table::plan::{is_number, is_text};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, SchemaRef};
use kinerja::{Code, Number, Path, Problem, Problems};
use pyo3::prelude::*;
use std::collections::HashMap;

/// Who is rated, what, by which group and by whom, the mark.
const NEEDED: [&str; 5] = ["about", "item", "origin", "rater", "mark"];

/// Where the columns stand; all that is missing or too much is told at once.
pub(super) fn columns(schema: &SchemaRef) -> PyResult<([usize; 5], Option<usize>)> {
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

pub(super) fn codes_of(array: &ArrayRef, name: &str, codes: &mut Codes, found: &mut Vec<i64>) -> PyResult<()> {
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
pub(super) fn positions(
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

pub(super) fn marks_of(array: &ArrayRef, marks: &mut Marks) -> PyResult<()> {
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
