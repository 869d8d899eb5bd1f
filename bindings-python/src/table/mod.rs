//! Tables: a row for each employee in, a row of outcomes out, by the Arrow PyCapsule interface.

mod columns;
pub(crate) mod feedback;
mod long;
mod out;
mod plan;
pub(crate) mod rows;
mod sheet;

use crate::document::Given;
use crate::problem::Refusal;
use crate::scheme::Scheme;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, Field, SchemaRef};
use kinerja::document::{Json, Node};
use kinerja::{Batch, Code, Path, Problem, Problems};
use kinerja_capsule as capsule;
use long::Long;
use out::{Form, Numbers};
use plan::{Besides, Plan};
use pyo3::exceptions::{PyKeyboardInterrupt, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use sheet::{Employee, Sheet};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows between two looks at whether somebody pressed Ctrl-C, and in a batch of what comes out.
const SLICE: usize = 16_384;

/// Everything that is needed to appraise one batch after another.
struct Job {
    batch: Batch,
    plan: Plan,
    form: Form,
    kept: Vec<usize>,
    key: Option<usize>,
    long: Vec<Long>,
    period: Option<[String; 2]>,
}

/// What somebody asks of a table.
struct Asked<'a, 'py> {
    table: &'a Bound<'py, PyAny>,
    settings: Option<&'a Bound<'py, PyAny>>,
    period: Option<(Bound<'py, PyAny>, Bound<'py, PyAny>)>,
    key: Option<&'a str>,
    long: Option<&'a Bound<'py, PyDict>>,
    keep: Vec<String>,
    numbers: &'a str,
    lang: &'a str,
}

#[pymethods]
impl Scheme {
    /// Appraises a table: a row for each employee in, a row of outcomes out, in the same order.
    ///
    /// `table` is anything with the Arrow PyCapsule interface: a table of pyarrow, polars, pandas or duckdb. Its columns are called as the inputs. A list of goals
    /// is a column of `list<struct>`, or a table of its own in `long`, whose rows have the same `key` and stand together. A null is the absence that the
    /// scheme declares for the input; a text in a column `<input>__absent` says the other one. `period` is the period of all rows, where it is no column.
    /// Columns named in `keep`, and the key, are handed on.
    ///
    /// What comes out has the interface too: the outcomes (`numbers="decimal"`: as decimals of the outcome's digits; `"text"`: as texts), `unratable`,
    /// `notices`, and `problems`: a row that cannot be appraised has them there, and the others go on.
    ///
    /// Raises `ProblemError` where a column has no input, a needed input no column, or a column a type that cannot be read, naming all of them.
    #[pyo3(signature = (table, settings = None, *, period = None, key = None, long = None, keep = None, numbers = "decimal", lang = "id"))]
    #[expect(clippy::too_many_arguments, reason = "each is one thing that a caller may say by name")]
    fn appraise_table(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        settings: Option<&Bound<'_, PyAny>>,
        period: Option<(Bound<'_, PyAny>, Bound<'_, PyAny>)>,
        key: Option<&str>,
        long: Option<&Bound<'_, PyDict>>,
        keep: Option<Vec<String>>,
        numbers: &str,
        lang: &str,
    ) -> PyResult<Appraisals> {
        let keep = keep.unwrap_or_default();
        let (job, mut reader) = self.job(&Asked { table, settings, period, key, long, keep, numbers, lang })?;
        let mut appraisals = Appraisals {
            scheme: self.id().to_owned(),
            schema: Arc::clone(&job.form.schema),
            batches: Vec::new(),
            rows: 0,
            with_problems: 0,
        };
        let columns: Vec<_> = job.long.iter().map(Long::columns).collect();
        loop {
            let Some(batch) = py.detach(|| reader.next()) else { break };
            let batch = batch.map_err(broken)?;
            for slice in slices(&batch) {
                let (batch, with_problems) = py.detach(|| job.appraise(&slice, &columns)).map_err(broken)?;
                appraisals.rows = appraisals.rows.saturating_add(batch.num_rows());
                appraisals.with_problems = appraisals.with_problems.saturating_add(with_problems);
                appraisals.batches.push(batch);
                py.check_signals()?;
            }
        }
        let nobodys: Problems = columns.iter().filter_map(long::LongColumns::nobodys).collect();
        nobodys.or(()).map_err(Refusal::from)?;
        Ok(appraisals)
    }

    /// Appraises a table that may be larger than memory: as `appraise_table`, but a batch is read, appraised and handed on only when it is asked for.
    ///
    /// What it gives can be read once, by whatever takes the Arrow PyCapsule interface: `pyarrow.RecordBatchReader.from_stream(stream)`.
    #[pyo3(signature = (table, settings = None, *, period = None, keep = None, numbers = "decimal", lang = "id"))]
    fn appraise_stream(
        &self,
        table: &Bound<'_, PyAny>,
        settings: Option<&Bound<'_, PyAny>>,
        period: Option<(Bound<'_, PyAny>, Bound<'_, PyAny>)>,
        keep: Option<Vec<String>>,
        numbers: &str,
        lang: &str,
    ) -> PyResult<AppraisalStream> {
        let keep = keep.unwrap_or_default();
        let asked = Asked { table, settings, period, key: None, long: None, keep, numbers, lang };
        let (job, reader) = self.job(&asked)?;
        let schema = Arc::clone(&job.form.schema);
        let stream: capsule::Reader = Box::new(Stream { job, reader, waiting: Vec::new() });
        Ok(AppraisalStream { schema, stream: Mutex::new(Some(stream)) })
    }
}

impl Scheme {
    /// Reads all that is asked; problems of everything at once.
    fn job(&self, asked: &Asked<'_, '_>) -> PyResult<(Job, capsule::Reader)> {
        let scheme = self.core();
        let numbers = match asked.numbers {
            "decimal" => Numbers::Decimal,
            "text" => Numbers::Text,
            other => {
                let known = "known: `decimal`, `text`";
                return Err(PyValueError::new_err(format!("numbers cannot leave as `{other}`; {known}")));
            }
        };
        let lang = crate::lang(asked.lang)?;
        let reader = read(asked.table, &Path::new())?;
        let schema = reader.schema();
        let settings = asked.settings.map(|settings| Given::settings(settings, scheme)?.into_settings()).transpose()?;
        let batch = scheme.batch(settings.as_ref()).map_err(Refusal::from)?;

        let mut problems = Problems::default();
        let mut keep = asked.keep.clone();
        keep.extend(asked.key.map(str::to_owned).filter(|key| !asked.keep.contains(key)));
        let mut kept = Vec::new();
        for name in &keep {
            match schema.fields().find(name) {
                Some((at, _)) => kept.push(at),
                None => problems.extend([missing(name)]),
            }
        }
        let key = asked.key.and_then(|key| schema.fields().find(key));
        if let Some((_, field)) = key {
            problems.extend(
                long::key_type(field, &Path::new().key(field.name().as_str())).err().into_iter().flat_map(each),
            );
        }
        let mut long = Vec::new();
        for (list, table) in asked.long.into_iter().flat_map(|long| long.iter()) {
            let list: String = list.extract()?;
            let Some(key) = asked.key else {
                return Err(PyValueError::new_err("`long` needs `key`: the column that both tables have"));
            };
            let reader = read(&table, &Path::new().key(list.as_str()))?;
            let schema = reader.schema();
            let batches = table.py().detach(|| reader.collect::<Result<Vec<_>, _>>()).map_err(broken)?;
            match Long::new(scheme, &list, key, &schema, batches) {
                Ok(table) => long.push(table),
                Err(more) => problems.extend(each(more)),
            }
        }
        let period = asked
            .period
            .as_ref()
            .map(|(from, until)| -> PyResult<[String; 2]> { Ok([from.str()?.extract()?, until.str()?.extract()?]) });
        let period = period.transpose()?;
        let lists: Vec<String> =
            asked.long.into_iter().flat_map(|long| long.keys()).map(|list| list.extract()).collect::<PyResult<_>>()?;
        let besides =
            Besides { keep: &keep, long: lists.iter().map(String::as_str).collect(), has_period: period.is_some() };
        let plan = match plan::of_people(scheme, schema.fields(), &besides) {
            Ok(plan) => plan,
            Err(more) => {
                problems.extend(each(more));
                Plan(Vec::new())
            }
        };
        problems.or(()).map_err(Refusal::from)?;
        let fields: Vec<Field> =
            kept.iter().filter_map(|at| schema.fields().get(*at)).map(|field| (**field).clone()).collect();
        let taken = |name: &str| fields.iter().any(|field| field.name() == name);
        if let Some((name, ..)) = scheme.outcomes().find(|(name, ..)| taken(name)) {
            return Err(PyValueError::new_err(format!("`{name}` is an outcome: rename the column, or do not keep it")));
        }
        let form = Form::new(scheme, fields.clone(), numbers, lang);
        Ok((Job { batch, plan, form, kept, key: key.map(|(at, _)| at), long, period }, reader))
    }
}

impl Job {
    /// Appraises the rows of a batch, those that are plain without a tree; gives how many have a problem too.
    fn appraise(
        &self,
        batch: &RecordBatch,
        long: &[long::LongColumns<'_>],
    ) -> Result<(RecordBatch, usize), ArrowError> {
        let mut rows = self.form.rows(batch.num_rows());
        let slots = columns::slots(&self.plan, batch.columns());
        let keys = self.key.and_then(|at| batch.columns().get(at)).map(long::keys);
        let more = long.len().saturating_add(usize::from(self.period.is_some()));
        let period = self.period.as_ref().map(|period| Node::new(period_tree(period)));
        let mut worker = self.batch.worker(period.as_ref());
        let sheet = Sheet::new(self.batch.scheme(), &slots, long);
        let mut segments = Vec::with_capacity(long.len());
        let mut facts = Node::new(Json::Null);
        for row in 0..batch.num_rows() {
            let key = match &keys {
                Some(keys) if !long.is_empty() => keys.key(row).unwrap_or_default(),
                _ => Cow::default(),
            };
            segments.clear();
            segments.extend(long.iter().map(|list| list.segments(&key)));
            let plain = sheet.as_ref().map(|sheet| Employee { sheet, row, segments: &segments });
            if let Some(appraised) = plain.and_then(|employee| worker.appraise(&employee)) {
                rows.push(appraised);
                continue;
            }
            columns::fill(&slots, row, &mut facts, more);
            if let (true, Json::Object(entries)) = (more > 0, &mut facts.value) {
                let mut rest = entries.iter_mut().skip(slots.len());
                if let (Some(period), Some((name, place))) =
                    (&self.period, self.period.as_ref().and_then(|_| rest.next()))
                {
                    *name = Cow::Borrowed("period");
                    place.value = period_tree(period);
                }
                for (list, (name, place)) in long.iter().zip(rest) {
                    *name = Cow::Borrowed(list.list);
                    list.fill(&key, place);
                }
            }
            rows.push(self.batch.appraise(&facts));
        }
        let with_problems = rows.with_problems;
        let kept = self.kept.iter().filter_map(|at| batch.columns().get(*at)).map(Arc::clone).collect();
        Ok((rows.finish(kept)?, with_problems))
    }
}

fn period_tree<'a>(period: &'a [String; 2]) -> Json<'a> {
    let ends = ["from", "until"].into_iter().zip(period);
    Json::Object(
        ends.map(|(key, day)| (Cow::Borrowed(key), Node::new(Json::Text(Cow::Borrowed(day.as_str()))))).collect(),
    )
}

fn slices(batch: &RecordBatch) -> impl Iterator<Item = RecordBatch> + '_ {
    (0..batch.num_rows())
        .step_by(SLICE)
        .map(|start| batch.slice(start, SLICE.min(batch.num_rows().saturating_sub(start))))
}

fn each(problems: Problems) -> Vec<Problem> {
    problems.iter().cloned().collect()
}

fn missing(name: &str) -> Problem {
    Problem::new(Code::ColumnsMissing, Path::new().key(name)).with("title", format_args!("`{name}`"))
}

/// The reader of a table; what is no table is a problem at its place.
fn read(table: &Bound<'_, PyAny>, path: &Path) -> PyResult<capsule::Reader> {
    let reader = capsule::read(table)?;
    let refused = || {
        let problem = Problem::new(Code::ValueType, path.clone()).with("found", crate::document::named(table));
        let problem = problem.with("wanted", "a table with the Arrow PyCapsule interface").advising(
            "pass a table of pyarrow, polars, pandas or duckdb; for one employee there is `appraise`",
            "berikan tabel pyarrow, polars, pandas atau duckdb; untuk satu pegawai ada `appraise`",
        );
        PyErr::from(Refusal::from(problem))
    };
    reader.ok_or_else(refused)
}

fn broken(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the table cannot be read: {error}"))
}

/// What a scheme gives for a table: a row of outcomes for each employee, in the order of the table.
///
/// It has the Arrow PyCapsule interface: `pyarrow.table(appraisals)`, `polars.DataFrame(appraisals)`.
#[pyclass(frozen, module = "kinerja")]
pub(crate) struct Appraisals {
    scheme: String,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
    with_problems: usize,
}

#[pymethods]
impl Appraisals {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// How many rows have a problem, which the column `problems` tells.
    #[getter]
    fn problem_count(&self) -> usize {
        self.with_problems
    }

    fn __len__(&self) -> usize {
        self.rows
    }

    fn __repr__(&self) -> String {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        let problems = if self.with_problems == 0 {
            String::new()
        } else {
            format!(", {} of them with problems", self.with_problems)
        };
        format!("<Appraisals by {}: {rows}{problems}>", self.scheme)
    }

    /// The table as Arrow's stream, in a capsule.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // By the interface, a schema that is asked for need not be given.
        let _ = requested_schema;
        let batches: Vec<Result<RecordBatch, ArrowError>> = self.batches.iter().cloned().map(Ok).collect();
        capsule::stream(py, Box::new(RecordBatchIterator::new(batches, Arc::clone(&self.schema))))
    }

    /// The schema of the table, in a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }
}

/// A table that is appraised while it is read, once.
#[pyclass(frozen, module = "kinerja")]
pub(crate) struct AppraisalStream {
    schema: SchemaRef,
    stream: Mutex<Option<capsule::Reader>>,
}

#[pymethods]
impl AppraisalStream {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// Arrow's stream, in a capsule; `ValueError` where it was taken before.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stream = stream.ok_or_else(|| PyValueError::new_err("this stream was read before"))?;
        capsule::stream(py, stream)
    }

    /// The schema of the table, in a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }
}

/// Batches that are appraised when they are asked for.
struct Stream {
    job: Job,
    reader: capsule::Reader,
    /// What is left of the last batch that was read, its first rows last.
    waiting: Vec<RecordBatch>,
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() {
            match self.reader.next()? {
                Ok(batch) => {
                    self.waiting.extend(slices(&batch));
                    self.waiting.reverse();
                }
                Err(error) => return Some(Err(error)),
            }
        }
        if let Some(interrupted) = interrupted() {
            return Some(Err(interrupted));
        }
        let batch = self.waiting.pop()?;
        Some(self.job.appraise(&batch, &[]).map(|(batch, _)| batch))
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.job.form.schema)
    }
}

/// Whether somebody pressed Ctrl-C. Whoever reads the stream gets an error, and Python its `KeyboardInterrupt` as soon as it is asked again.
fn interrupted() -> Option<ArrowError> {
    Python::attach(|py| {
        let error = py.check_signals().err()?;
        if error.is_instance_of::<PyKeyboardInterrupt>(py) {
            let again = py.import("_thread").and_then(|thread| thread.call_method0("interrupt_main"));
            return again.err().or(Some(error)).map(|error| ArrowError::ExternalError(Box::new(error)));
        }
        Some(ArrowError::ExternalError(Box::new(error)))
    })
}
