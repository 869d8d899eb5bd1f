//! Tables as the lists of a request: a row is an object, whose keys are the names of the columns. A null is left out.

use super::columns::{fill, slots};
use super::plan::{Entry, Plan, is_number, is_text};
use super::{broken, read};
use crate::problem::Refusal;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Fields};
use kinerja::document::{Json, Node};
use kinerja::{Code, Path, Problem, Problems};
use pyo3::prelude::*;

/// A table that stands for a list.
pub(crate) struct Rows {
    plan: Plan,
    batches: Vec<RecordBatch>,
}

impl Rows {
    /// Reads a table; a column of a type that no document holds is a problem at the table's place.
    pub(crate) fn read(table: &Bound<'_, PyAny>, path: &Path) -> PyResult<Rows> {
        let reader = read(table, path)?;
        let schema = reader.schema();
        let mut problems = Problems::default();
        let plan = plan(schema.fields(), path, &mut problems);
        problems.or(()).map_err(Refusal::from)?;
        let batches = table.py().detach(|| reader.collect::<Result<Vec<_>, _>>()).map_err(broken)?;
        Ok(Rows { plan, batches })
    }

    /// The rows as a list.
    pub(crate) fn node(&self) -> Node<'_> {
        let mut rows = Vec::new();
        for batch in &self.batches {
            let slots = slots(&self.plan, batch.columns());
            for row in 0..batch.num_rows() {
                let mut node = Node::new(Json::Null);
                fill(&slots, row, &mut node, 0);
                as_text(&mut node);
                rows.push(node);
            }
        }
        Node::new(Json::List(rows))
    }
}

/// Puts a list at a place of a request, below the objects that the keys before the last name.
pub(crate) fn place<'a>(node: &mut Node<'a>, keys: &[&str], list: Node<'a>) {
    let Json::Object(entries) = &mut node.value else { return };
    let Some((key, further)) = keys.split_first() else { return };
    let at = entries.iter().position(|(known, _)| known == key);
    match (at.and_then(|at| entries.get_mut(at)), further) {
        (Some((_, inner)), []) => *inner = list,
        (None, []) => entries.push(((*key).to_owned().into(), list)),
        (Some((_, inner)), further) => place(inner, further, list),
        // What the list should stand in is missing: the reader says so.
        (None, _) => {}
    }
}

fn plan(fields: &Fields, path: &Path, problems: &mut Problems) -> Plan {
    let mut entry = |(at, field): (usize, &std::sync::Arc<Field>)| {
        let inner = inner(field, path, problems);
        Entry { key: field.name().clone(), place: None, at, absent: None, inner }
    };
    Plan(fields.iter().enumerate().map(&mut entry).collect())
}

/// The plan of what stands inside a column, where that is an object or a list of them.
fn inner(field: &Field, path: &Path, problems: &mut Problems) -> Option<Plan> {
    let here = || path.clone().key(field.name().as_str());
    let data = field.data_type();
    match data {
        DataType::Struct(fields) => Some(plan(fields, &here(), problems)),
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
            inner(item, path, problems)
        }
        DataType::Boolean | DataType::Date32 | DataType::Date64 => None,
        data if is_text(data) || is_number(data) => None,
        data => {
            let problem = Problem::new(Code::ColumnsType, here()).with("column", field.name());
            let problem = problem.with("found", data.to_string().to_lowercase()).with("wanted", "a value");
            problems.extend([problem.with("taken", "numbers, bool, date32, utf8, list, struct")]);
            None
        }
    }
}

/// A request of a room holds numbers by their text.
fn as_text(node: &mut Node<'_>) {
    match &mut node.value {
        Json::Exact(number) => node.value = Json::Number(number.to_string().into()),
        Json::List(items) => items.iter_mut().for_each(as_text),
        Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| as_text(value)),
        _ => {}
    }
}
