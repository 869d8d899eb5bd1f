//! What a setting or parameter holds: one value, a table, bands or a curve (clauses 2.13, 2.14 and 2.20).

use super::arena::Arena;
use super::cells::{Called, read_takes, unknown_key, wrong_type};
use super::document::{BANDED, DRAWN};
use super::model::{Takes, WordSet};
use super::value::{SetId, Value};
use crate::curve::{Curve, Outside};
use crate::document::shape::number;
use crate::document::{Json, Node, Reader};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Trail};
use crate::text::{Lang, Text};
use crate::trace::words::{OTHERWISE, threshold_words};

/// Rows of bands, or points of a curve, at most (clause 2.20).
pub(crate) const MOST_ENTRIES: usize = 1_000;

/// What a setting or parameter holds.
#[derive(Clone, Debug)]
pub(crate) enum Holds {
    One(Takes),
    /// By the members of a scale or a set of choices.
    Table {
        key: SetId,
        columns: Vec<Column>,
    },
    /// By ranges of a number.
    Bands {
        columns: Vec<Column>,
    },
    /// Heights over a number.
    Curve(Takes),
}

impl Holds {
    /// The columns; none of what has none.
    pub(crate) fn columns(&self) -> &[Column] {
        match self {
            Holds::Table { columns, .. } | Holds::Bands { columns } => columns,
            Holds::One(_) | Holds::Curve(_) => &[],
        }
    }
}

/// A column of a table or of bands.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) unit: String,
    pub(crate) takes: Takes,
}

/// The values of a setting or parameter.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Cells {
    /// One value, or those of a table, row by row.
    Plain(Vec<Value>),
    /// Of bands the thresholds, highest first, and the values of each row and of `else`, one after another.
    Bands(Vec<Threshold>, Vec<Value>),
    Curve(Curve),
}

impl Default for Cells {
    fn default() -> Cells {
        Cells::Plain(Vec::new())
    }
}

impl Cells {
    /// The values, row by row; of a curve none.
    pub(crate) fn values(&self) -> &[Value] {
        match self {
            Cells::Plain(values) | Cells::Bands(_, values) => values,
            Cells::Curve(_) => &[],
        }
    }

    /// Of bands the thresholds.
    pub(crate) fn thresholds(&self) -> &[Threshold] {
        match self {
            Cells::Bands(thresholds, _) => thresholds,
            Cells::Plain(_) | Cells::Curve(_) => &[],
        }
    }

    /// The row of bands that holds for a number; as many as there are thresholds for `else`.
    pub(crate) fn row_of(&self, number: &Number) -> usize {
        // Thresholds fall: whichever holds, all below it do.
        self.thresholds().partition_point(|threshold| !threshold.holds(number))
    }
}

/// Where one value of a table or of bands stands.
pub(crate) struct Place<'h> {
    /// Below the setting or parameter: `baik.persen`, `rows[1].is`.
    pub(crate) path: Path,
    /// What its row is called.
    row: Text,
    pub(crate) column: &'h Column,
    /// Whether there are other columns.
    named: bool,
}

impl Place<'_> {
    /// The title of a setting or parameter, with the row and, where there are several, the column.
    pub(crate) fn titled(&self, title: &Text) -> Text {
        let column = self.column.title.or_name(&self.column.name);
        Text::of(Lang::ALL.map(|lang| {
            let column = if self.named { format!(", {}", column.get(lang)) } else { String::new() };
            (lang, format!("{}: {}{column}", title.get(lang), self.row.get(lang)))
        }))
    }

    /// What tells a value of bands from the others, whatever things are called and wherever its row stands: the threshold, and the name of the column.
    pub(crate) fn told_by_threshold(&self) -> String {
        format!("{}, {}", self.row.get(Lang::En), self.column.name)
    }
}

impl Holds {
    /// Where a value of a table or of bands stands; none of what has no rows.
    pub(crate) fn place(&self, cells: &Cells, position: usize, sets: &Arena<WordSet>) -> Option<Place<'_>> {
        let columns = self.columns();
        let row = position.checked_div(columns.len())?;
        let column = position.checked_rem(columns.len()).and_then(|column| columns.get(column))?;
        let named = columns.len() > 1;
        let top = Path::new();
        let (path, title) = match self {
            Holds::Table { key, .. } => {
                let member = sets[*key].words.iter().nth(row)?;
                (top.with_name(&member.name).key(&column.name), member.title.or_name(&member.name))
            }
            _ => {
                let threshold = cells.thresholds().get(row);
                let path = match threshold {
                    Some(_) => top.key("rows").index(row).key("is"),
                    None => top.key("else"),
                };
                (if named { path.key(&column.name) } else { path }, band_title(threshold))
            }
        };
        Some(Place { path, row: title, column, named })
    }
}

/// From where on a row of bands holds.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Threshold {
    pub(crate) number: Number,
    /// Whether the number itself does not belong to it.
    pub(crate) above: bool,
}

impl Threshold {
    pub(crate) fn holds(&self, number: &Number) -> bool {
        let from = fault!("from of a looked-up band does not hold at its threshold", false, !self.above);
        self.number < *number || (from && self.number == *number)
    }

    /// In words: `at least 80`.
    pub(crate) fn text(&self, lang: Lang) -> String {
        threshold_words(&self.number, self.above, lang)
    }
}

/// A row of bands in words; that of `else` has no threshold.
pub(crate) fn band_title(threshold: Option<&Threshold>) -> Text {
    match threshold {
        Some(threshold) => Text::of(Lang::ALL.map(|lang| (lang, threshold.text(lang)))),
        None => OTHERWISE.text(),
    }
}

/// Reads the value of a setting or parameter.
pub(crate) fn read_holds(
    holds: &Holds,
    called: Called<'_>,
    node: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
) -> Option<Cells> {
    match holds {
        Holds::One(takes) => {
            read_takes(takes, called, node, trail, sets, reader).map(|value| Cells::Plain(vec![value]))
        }
        Holds::Table { key, columns } => {
            let key = sets.iter().nth(usize::from(*key))?;
            read_table(key, columns, node, trail, sets, reader).map(Cells::Plain)
        }
        Holds::Bands { columns } => read_bands(columns, node, trail, sets, reader),
        Holds::Curve(takes) => read_curve(takes, called, node, trail, sets, reader),
    }
}

/// Reads a table, row by row.
fn read_table(
    key: &WordSet,
    columns: &[Column],
    node: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
) -> Option<Vec<Value>> {
    let Json::Object(entries) = &node.value else {
        wrong_type(node, "a table: an object from each member of its key", trail, reader);
        return None;
    };
    for (member, row) in entries {
        if key.index(member).is_none() {
            unknown_key(member, &key.names().collect::<Vec<_>>(), node, row, &trail.key(member), reader);
        }
    }
    let mut missing = Vec::new();
    let mut cells = Vec::new();
    for member in key.names() {
        match node.get(member).filter(|row| !row.is_null()) {
            Some(row) => {
                let lacks = read_row(columns, row, &trail.key(member), sets, reader, &mut cells);
                missing.extend(lacks.into_iter().map(|column| format!("{member}.{column}")));
            }
            None => missing.push(member.to_owned()),
        }
    }
    incomplete(&missing, trail, node, reader);
    // A table with a problem is not used; it is as long as it should be only when every cell is there.
    (cells.len() == key.words.len().saturating_mul(columns.len())).then_some(cells)
}

/// Reads one row of a table or of bands: an object from each column, or the plain value where there is one column. Gives the columns that are missing.
fn read_row(
    columns: &[Column],
    row: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
    cells: &mut Vec<Value>,
) -> Vec<String> {
    let mut missing = Vec::new();
    match (columns, &row.value) {
        ([column], value) if !matches!(value, Json::Object(_)) => {
            let called = (&column.title, column.name.as_str());
            cells.extend(read_takes(&column.takes, called, row, trail, sets, reader));
        }
        (columns, Json::Object(entries)) => {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            for (name, value) in entries.iter().filter(|(name, _)| !names.contains(&name.as_ref())) {
                unknown_key(name, &names, row, value, &trail.key(name), reader);
            }
            for column in columns {
                match row.get(&column.name).filter(|value| !value.is_null()) {
                    Some(value) => {
                        let called = (&column.title, column.name.as_str());
                        let here = trail.key(&column.name);
                        cells.extend(read_takes(&column.takes, called, value, &here, sets, reader));
                    }
                    None => missing.push(column.name.clone()),
                }
            }
        }
        _ => wrong_type(row, "an object from each column", trail, reader),
    }
    missing
}

fn incomplete(missing: &[String], trail: &Trail<'_>, node: &Node<'_>, reader: &mut Reader<'_>) {
    if !missing.is_empty() {
        reader.add(Problem::new(Code::TableIncomplete, trail.path()).with("missing", missing.join(", ")), node);
    }
}

/// Whether a list is no longer than may be.
fn short_enough(node: &Node<'_>, key: &str, trail: &Trail<'_>, reader: &mut Reader<'_>) -> bool {
    let Some(list) = node.get(key).filter(|list| list.items().len() > MOST_ENTRIES) else { return true };
    let problem = Problem::new(Code::FactsTooLarge, trail.key(key).path());
    reader.add(problem.with("limit", "1,000 rows of bands, or points of a curve"), list);
    false
}

/// Reads bands, from the highest threshold to the lowest (clause 2.20).
fn read_bands(
    columns: &[Column],
    node: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
) -> Option<Cells> {
    let before = reader.problems.count();
    if !short_enough(node, "rows", trail, reader) {
        return None;
    }
    BANDED.check(node, trail, reader);
    let mut thresholds: Vec<Threshold> = Vec::new();
    let mut cells = Vec::new();
    let list = trail.key("rows");
    for (index, row) in node.get("rows").map_or(&[][..], |rows| rows.items()).iter().enumerate() {
        if !matches!(row.value, Json::Object(_)) {
            continue;
        }
        let here = list.index(index);
        let given = |key: &str| row.get(key).filter(|node| !node.is_null());
        let (number, above) = match (given("from"), given("above")) {
            (Some(number), None) => (number, false),
            (None, Some(number)) => (number, true),
            (from, _) => {
                reader.add(super::body::one_of("from", "above", from.is_some(), here.path()), row);
                continue;
            }
        };
        // What is no number has its problem from the shape.
        if let Some(number) = number.to_number() {
            let falls = thresholds
                .last()
                .is_none_or(|last| number < last.number || (number == last.number && last.above && !above));
            if !falls {
                reader.add(Problem::new(Code::BandsOrder, here.path()).with("found", &number), row);
            }
            thresholds.push(Threshold { number, above });
        }
        result(columns, row, "is", &here, sets, reader, &mut cells);
    }
    if let Json::Object(_) = node.value {
        result(columns, node, "else", trail, sets, reader, &mut cells);
    }
    (reader.problems.count() == before).then_some(Cells::Bands(thresholds, cells))
}

/// Reads what a row of bands gives, at a key.
fn result(
    columns: &[Column],
    row: &Node<'_>,
    key: &str,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
    cells: &mut Vec<Value>,
) {
    let here = trail.key(key);
    match row.get(key).filter(|is| !is.is_null()) {
        Some(is) => {
            let missing = read_row(columns, is, &here, sets, reader, cells);
            incomplete(&missing, &here, is, reader);
        }
        None => reader.add(Problem::new(Code::DocumentMissing, here.path()).with("key", key), row),
    }
}

/// Reads a curve, its heights as the values that it takes (clause 2.20).
fn read_curve(
    takes: &Takes,
    called: Called<'_>,
    node: &Node<'_>,
    trail: &Trail<'_>,
    sets: &Arena<WordSet>,
    reader: &mut Reader<'_>,
) -> Option<Cells> {
    let before = reader.problems.count();
    if !short_enough(node, "points", trail, reader) {
        return None;
    }
    DRAWN.check(node, trail, reader);
    let list = trail.key("points");
    let mut points = Vec::new();
    let given = node.get("points").map_or(&[][..], |points| points.items());
    for (index, point) in given.iter().enumerate() {
        let here = list.index(index);
        let [x, y] = point.items() else { continue };
        let x = number(x, &here.index(0), reader);
        if let (Some(x), Some(Value::Number(y))) = (x, read_takes(takes, called, y, &here.index(1), sets, reader)) {
            points.push((x, y));
        }
    }
    let sound = reader.problems.count() == before;
    let curve = Curve::new(points, outside(node, "below"), outside(node, "above"));
    if sound && (curve.is_none() || given.iter().any(|point| point.items().len() != 2)) {
        reader.problem(Code::CurvePoints, &list, node.get("points").unwrap_or(node));
    }
    (reader.problems.count() == before).then_some(curve).flatten().map(Cells::Curve)
}

/// What holds beyond an end of a curve, as a document says it.
pub(crate) fn outside(node: &Node<'_>, key: &str) -> Outside {
    node.get(key).and_then(Node::as_text).and_then(Outside::from_word).unwrap_or(Outside::Problem)
}
