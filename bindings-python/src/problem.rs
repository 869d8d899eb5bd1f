//! What is wrong with a document, as Python objects and as an exception.

use kinerja::{Lang, Path, Problems, Segment};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

pyo3::create_exception!(
    kinerja,
    ProblemError,
    PyValueError,
    "What is wrong with a document, all at once: `problems` holds each with its code, path, words and help."
);

/// What is wrong, or worth knowing, at one place of a document.
///
/// `code` is stable, `path` a tuple of keys and positions; `text` and `help` say it in a language. As text it is all of that.
#[pyclass(frozen, eq, hash, module = "kinerja")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Problem {
    code: String,
    path: Vec<Step>,
    position: Option<(usize, usize)>,
    /// By language: the sentence, the help, and all of it.
    words: Vec<[String; 3]>,
}

/// A step of a path.
#[derive(Clone, PartialEq, Eq, Hash, FromPyObject, IntoPyObject, IntoPyObjectRef)]
pub(crate) enum Step {
    Index(usize),
    Key(String),
}

impl Problem {
    pub(crate) fn new(problem: &kinerja::Problem) -> Problem {
        let step = |segment: &Segment| match segment {
            Segment::Key(key) => Step::Key(key.to_string()),
            Segment::Index(index) => Step::Index(*index),
        };
        let words = |lang| [problem.text(lang), problem.help(lang), problem.full_text(lang)];
        Problem {
            code: problem.code().to_string(),
            path: problem.path().segments().iter().map(step).collect(),
            position: problem.position().map(|position| (position.line, position.column)),
            words: Lang::ALL.map(words).into(),
        }
    }

    fn words(&self, lang: &str, index: usize) -> PyResult<&str> {
        let lang = crate::lang(lang)?;
        let words = Lang::ALL.iter().zip(&self.words).find(|(other, _)| **other == lang).map(|(_, words)| words);
        Ok(words.and_then(|words| words.get(index)).map_or("", String::as_str))
    }

    fn place(&self) -> String {
        let path = self.path.iter().fold(Path::new(), |path, step| match step {
            Step::Key(key) => path.key(key),
            Step::Index(index) => path.index(*index),
        });
        path.to_string()
    }
}

#[pymethods]
impl Problem {
    /// The stable code, `value.missing`.
    #[getter]
    fn code(&self) -> &str {
        &self.code
    }

    /// The place in the document: `("goals", 0, "weight")`.
    #[getter]
    fn path<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.path)
    }

    /// Line and column, both from 1, where the document came as text.
    #[getter]
    fn position(&self) -> Option<(usize, usize)> {
        self.position
    }

    /// One plain sentence, without the place.
    #[pyo3(signature = (lang = "id"))]
    fn text(&self, lang: &str) -> PyResult<&str> {
        self.words(lang, 0)
    }

    /// What one can do about it; empty where there is nothing to add.
    #[pyo3(signature = (lang = "id"))]
    fn help(&self, lang: &str) -> PyResult<&str> {
        self.words(lang, 1)
    }

    fn __str__(&self) -> PyResult<&str> {
        self.words(Lang::En.code(), 2)
    }

    fn __repr__(&self) -> PyResult<String> {
        let place = self.place();
        let at = if place.is_empty() { String::new() } else { format!(" at {place}") };
        Ok(format!("<Problem {}{at}: {}>", self.code, self.words(Lang::En.code(), 0)?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let parts = (&self.code, &self.path, self.position, &self.words).into_pyobject(py)?;
        Ok((py.import("kinerja._kinerja")?.getattr("_read_problem")?, parts))
    }
}

/// Reads a pickled problem.
#[pyfunction(name = "_read_problem")]
pub(crate) fn read_problem(
    code: String,
    path: Vec<Step>,
    position: Option<(usize, usize)>,
    words: Vec<[String; 3]>,
) -> Problem {
    Problem { code, path, position, words }
}

/// The problems as a list.
pub(crate) fn list<'py>(py: Python<'py>, problems: &Problems) -> PyResult<Bound<'py, PyList>> {
    PyList::new(py, problems.iter().map(Problem::new).collect::<Vec<_>>())
}

/// Why something was refused: the document's problems, or an exception of the caller's own code while it was read.
pub(crate) enum Refusal {
    Problems(Problems),
    Python(PyErr),
}

impl From<Problems> for Refusal {
    fn from(problems: Problems) -> Refusal {
        Refusal::Problems(problems)
    }
}

impl From<kinerja::Problem> for Refusal {
    fn from(problem: kinerja::Problem) -> Refusal {
        Refusal::Problems([problem].into_iter().collect())
    }
}

impl From<PyErr> for Refusal {
    fn from(error: PyErr) -> Refusal {
        Refusal::Python(error)
    }
}

impl From<Refusal> for PyErr {
    fn from(refusal: Refusal) -> PyErr {
        match refusal {
            Refusal::Python(error) => error,
            Refusal::Problems(problems) => Python::attach(|py| error(py, &problems).unwrap_or_else(|error| error)),
        }
    }
}

fn error(py: Python<'_>, problems: &Problems) -> PyResult<PyErr> {
    let error = ProblemError::new_err(problems.to_string());
    error.value(py).setattr("problems", list(py, problems)?.into_py_any(py)?)?;
    Ok(error)
}
