//! The rooms beside schemes, by name: documents in, documents out.

use crate::document::Given;
use crate::problem::Refusal;
use crate::table::rows::{Rows, place};
use kinerja::document::{Json, Node};
use kinerja::weighting::{RandomIndex, Survey};
use kinerja::{Path, calls};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

/// Calls a room by name with JSON text or an object; gives what it answers.
///
/// In the answer a `str` is an exact number or a word, an `int` a count and a `float` a statistic. `tables` are lists of the request that come as tables with the Arrow PyCapsule
/// interface, by the keys that lead to them, joined by `.`: a row is an object, its keys the names of the columns, and a null is left out.
///
/// Raises `ProblemError` with all problems of the request.
#[pyfunction]
#[pyo3(signature = (name, request, tables = None))]
pub(crate) fn call<'py>(
    py: Python<'py>,
    name: &str,
    request: &Bound<'py, PyAny>,
    tables: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    let given = Given::new(request)?;
    let Some(tables) = tables else {
        let answer = match given {
            Given::Text(text) => calls::call_text(name, text),
            Given::Tree(tree) => calls::call(name, &tree),
        };
        return object(py, &answer.map_err(Refusal::from)?);
    };
    let mut lists = Vec::new();
    for (at, table) in tables {
        let at: String = at.extract()?;
        let path = at.split('.').fold(Path::new(), |path, key| path.key(key));
        lists.push((Rows::read(&table, &path)?, at));
    }
    let mut tree = given.into_tree()?;
    for (rows, at) in &lists {
        place(&mut tree, &at.split('.').collect::<Vec<_>>(), rows.node());
    }
    let answer = calls::call(name, &tree);
    object(py, &answer.map_err(Refusal::from)?)
}

/// A tree as Python's own values.
pub(crate) fn object<'py>(py: Python<'py>, node: &Node<'_>) -> PyResult<Bound<'py, PyAny>> {
    match &node.value {
        Json::Null => py.None().into_bound_py_any(py),
        Json::Bool(truth) => truth.into_bound_py_any(py),
        Json::Number(text) => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(count), _) => count.into_bound_py_any(py),
            (_, Ok(statistic)) => statistic.into_bound_py_any(py),
            _ => text.into_bound_py_any(py),
        },
        Json::Text(text) => text.into_bound_py_any(py),
        Json::Exact(number) => number.to_string().into_bound_py_any(py),
        Json::List(items) => {
            let list = PyList::empty(py);
            items.iter().try_for_each(|item| list.append(object(py, item)?))?;
            Ok(list.into_any())
        }
        Json::Object(entries) => {
            let dict = PyDict::new(py);
            entries.iter().try_for_each(|(key, value)| dict.set_item(key.as_ref(), object(py, value)?))?;
            Ok(dict.into_any())
        }
    }
}

/// Priorities and consistency ratios of many respondents, whose matrices stand one after the other as floats of eight bytes; so do those that come back.
///
/// Raises `ProblemError` with all problems of the comparisons.
#[pyfunction]
pub(crate) fn survey<'py>(
    py: Python<'py>,
    cells: &[u8],
    size: usize,
    random_index: &str,
) -> PyResult<(Bound<'py, PyBytes>, Bound<'py, PyBytes>)> {
    let table = RandomIndex::ALL.into_iter().find(|table| table.word() == random_index);
    let table = table.ok_or_else(|| PyValueError::new_err(format!("there is no table `{random_index}`")))?;
    let cells: Vec<f64> = cells.as_chunks().0.iter().map(|cell| f64::from_ne_bytes(*cell)).collect();
    let survey = py.detach(|| Survey::new(&cells, size, table)).map_err(Refusal::from)?;
    let bytes =
        |floats: &[f64]| PyBytes::new(py, &floats.iter().flat_map(|float| float.to_ne_bytes()).collect::<Vec<u8>>());
    Ok((bytes(&survey.priorities), bytes(&survey.ratios)))
}
