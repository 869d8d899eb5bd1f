//! Answers about many persons in one table: a row for each answer in, a row for each person out.

mod answers;
mod columns;
mod scores;

use super::{broken, capsule, read};
use crate::document::Given;
use crate::problem::Refusal;
use answers::Answers;
use arrow_array::{RecordBatch, RecordBatchIterator};
use kinerja::document::to_text;
use kinerja::feedback::Policy;
use kinerja::{Path, Problems};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use scores::Out;

/// The columns of what comes out, beside those of the items.
const COLUMNS: [&str; 5] = ["about", "score", "no_score", "left_out", "problems"];

/// Persons between two looks at whether somebody pressed Ctrl-C.
const SLICE: usize = 4_096;

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
    if let Some(item) = policy.items().iter().find(|item| COLUMNS.contains(&item.name.as_str())) {
        let refused = format!("`{}` is a column of what comes out: call the item otherwise", item.name);
        return Err(PyValueError::new_err(refused));
    }
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
