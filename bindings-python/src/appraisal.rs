//! What a scheme gives for one employee.

use crate::document::decimal_type;
use crate::insight::Contributions;
use crate::problem::{Refusal, list};
use kinerja::trace::EntryKind;
use kinerja::{AbsenceKind, Exact, Lang, Outcome, Segment};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyAttributeError, PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyTuple, PyType};

/// What a scheme gives for one employee in one period: calculated, never decided.
///
/// Every outcome is an attribute too: `appraisal.score`.
#[pyclass(frozen, module = "kinerja")]
pub(crate) struct Appraisal(kinerja::Appraisal);

impl Appraisal {
    pub(crate) fn core(&self) -> &kinerja::Appraisal {
        &self.0
    }

    pub(crate) fn new(appraisal: kinerja::Appraisal) -> Appraisal {
        Appraisal(appraisal)
    }
}

#[pymethods]
impl Appraisal {
    /// The final values by name, in the order of the scheme: numbers as `Decimal` with the digits they were rounded to, levels and words as `str`,
    /// `bool`, `date`, `None` where there is none.
    #[getter]
    fn outcomes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let outcomes = PyDict::new(py);
        for (name, value) in self.0.outcomes() {
            outcomes.set_item(name, outcome(py, value)?)?;
        }
        Ok(outcomes)
    }

    /// What a person reads for an outcome: a level's title, a number in the language's own form.
    #[pyo3(signature = (name, lang = "id"))]
    fn label(&self, name: &str, lang: &str) -> PyResult<String> {
        self.0.label(name, crate::lang(lang)?).ok_or_else(|| PyKeyError::new_err(self.no_outcome(name)))
    }

    /// What to know beside the outcomes: notices, unverified constants used, evidence that was expected.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        list(py, self.0.warnings())
    }

    /// Why nobody is rated, where the scheme says so, in Indonesian where it has it; else `None`.
    #[getter]
    fn unratable(&self) -> Option<&str> {
        self.0.unratable().map(|text| text.get(Lang::Id))
    }

    /// How the outcomes came about, as text: inputs, rules, articles, rounding, and what it all rests on.
    ///
    /// With `form="long"` it opens with a sentence that says the result and with what decided it; `form="short"` ends there. With `names=False` the names
    /// of the person, of raters and of whoever entered a value are left out.
    #[pyo3(signature = (lang = "id", form = None, names = true))]
    fn explain(&self, lang: &str, form: Option<&str>, names: bool) -> PyResult<String> {
        if form.is_none() && names {
            return Ok(self.0.explain(crate::lang(lang)?));
        }
        Ok(self.0.explain_with(&options(lang, form, names)?))
    }

    /// The report as one HTML page by itself, to be printed on A4 and read on a telephone: outcomes, what decided them and what they rest on, the rows of each
    /// list, the way there, sources; bands, matrices and what each row brings are drawn. The page loads and runs nothing.
    ///
    /// `form="short"` ends before the way there; with `names=False` the names of the person, of raters and of whoever entered a value are left out.
    #[pyo3(signature = (lang = "id", form = "long", names = true))]
    fn to_html(&self, lang: &str, form: &str, names: bool) -> PyResult<String> {
        Ok(self.0.to_html(&options(lang, Some(form), names)?))
    }

    /// What each row of a list brings to an outcome, `score` unless another is named: its summand where the outcome is a sum or a mean, else the
    /// difference that taking it out makes.
    ///
    /// Raises `KeyError` where there is no such outcome.
    #[pyo3(signature = (outcome = None))]
    fn contributions(&self, outcome: Option<&str>) -> PyResult<Contributions> {
        match outcome {
            None => Ok(Contributions(self.0.contributions())),
            Some(name) => {
                let found = self.0.contributions_to(name);
                found.map(Contributions).ok_or_else(|| PyKeyError::new_err(self.no_outcome(name)))
            }
        }
    }

    /// The document of `to_json` with the trace in it: what another scheme takes from it then hangs below in that explanation.
    fn sealed(&self) -> String {
        self.0.sealed()
    }

    /// The exact value of a step or input by its path, such as `goals[0].score`: a number as `Fraction`, an absence as `Absent`.
    ///
    /// Raises `KeyError` where there is none of that path.
    fn value<'py>(&self, py: Python<'py>, path: &str) -> PyResult<Bound<'py, PyAny>> {
        match self.0.value(path) {
            Some(Exact::Number(number)) => {
                static FRACTION: PyOnceLock<Py<PyType>> = PyOnceLock::new();
                FRACTION.import(py, "fractions", "Fraction")?.call1((number.to_string(),))
            }
            Some(Exact::Truth(truth)) => truth.into_bound_py_any(py),
            Some(Exact::Text(text)) => text.into_bound_py_any(py),
            Some(Exact::Absent(kind)) => Absent(kind).into_bound_py_any(py),
            _ => Err(PyKeyError::new_err(path.to_owned())),
        }
    }

    /// How the outcomes came about, entry by entry: a list of dicts in the order of calculation. `uses` are positions in the list; exact numbers are
    /// texts; sentences are dicts by language.
    ///
    /// >>> import kinerja
    /// >>> scheme = kinerja.Scheme.builtin("id/pp-46-2011")
    /// >>> facts = {"period": {"from": "2019-01-01", "until": "2019-12-31"}, "kegiatan": [{"title": "Inspect schools",
    /// ...     "kuantitas_target": 50, "kuantitas_realisasi": 40, "kualitas_realisasi": 88, "waktu_target": 12, "waktu_realisasi": 12}],
    /// ...     "orientasi_pelayanan": 90, "integritas": 90, "komitmen": 85, "disiplin": 90, "kerja_sama": 85}
    /// >>> entry = scheme.appraise(facts).trace[-1]
    /// >>> entry["kind"], entry["path"]
    /// ('outcome', 'outcomes.perilaku')
    #[getter]
    fn trace<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.0.trace().to_json(&Lang::ALL))
    }

    /// The appraisal as JSON text, a document `appraisal/1`: outcomes, warnings, scheme and digests, so that it can be checked years later.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// As `to_json`, as a dict. Exact numbers are texts there, so that they keep their digits wherever the dict goes.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.0.to_json())
    }

    /// The digest of the facts, which `to_json` carries too.
    #[getter]
    fn facts_digest(&self) -> String {
        self.0.facts_digest()
    }

    /// The outcomes as a table, for notebooks.
    fn _repr_html_(&self) -> String {
        let lang = self.0.scheme().languages().first().copied().unwrap_or_default();
        let entries = self.0.trace().entries;
        let outcomes = entries.iter().filter(|entry| entry.kind == EntryKind::Outcome);
        let rows = outcomes.map(|entry| {
            let name = entry.path.segments().last().map(|name| match name {
                Segment::Key(key) => key.to_string(),
                Segment::Index(index) => index.to_string(),
            });
            let label = name.and_then(|name| self.0.label(&name, lang)).unwrap_or_default();
            let label = if entry.unit.is_empty() { label } else { format!("{label} {}", entry.unit) };
            format!("<tr><th>{}</th><td>{}</td></tr>", escape(entry.title.get(lang)), escape(&label))
        });
        let rows: String = rows.collect();
        let unratable = self.0.unratable().map_or("", |reason| reason.get(lang));
        let warnings = self.0.warnings().iter().map(|warning| format!("<li>{}</li>", escape(&warning.text(lang))));
        let notes: String = (!unratable.is_empty())
            .then(|| format!("<li>{}</li>", escape(unratable)))
            .into_iter()
            .chain(warnings)
            .collect();
        let title = escape(self.0.scheme().title().get(lang));
        let notes = if notes.is_empty() { notes } else { format!("<ul>{notes}</ul>") };
        format!("<table><caption>{title}</caption>{rows}</table>{notes}")
    }

    /// Pickled by what it was calculated from: the texts of scheme, facts and settings.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let parts = (self.0.scheme().text(), self.0.facts_text(), self.0.settings_text()).into_pyobject(py)?;
        Ok((py.import("kinerja._kinerja")?.getattr("_read_appraisal")?, parts))
    }

    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        match self.0.outcome(name) {
            Some(value) => outcome(py, value),
            None => Err(PyAttributeError::new_err(self.no_outcome(name))),
        }
    }

    fn __dir__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let names = slf.py().get_type::<PyAny>().call_method1("__dir__", (slf,))?;
        for (name, _) in slf.get().0.outcomes() {
            names.call_method1("append", (name,))?;
        }
        Ok(names)
    }

    fn __repr__(&self) -> String {
        let outcomes = self.0.outcomes().map(|(name, value)| match value {
            Outcome::Rounded(number) => format!(" {name}={number}"),
            Outcome::Exact(number) => format!(" {name}={number}"),
            Outcome::Word(text) | Outcome::Text(text) => format!(" {name}={text:?}"),
            Outcome::Truth(truth) => format!(" {name}={}", if *truth { "True" } else { "False" }),
            Outcome::Date(date) => format!(" {name}={date}"),
            _ => format!(" {name}=None"),
        });
        let outcomes: String = outcomes.collect();
        let unratable = self.unratable().map_or_else(String::new, |reason| format!(" unratable={reason:?}"));
        let warnings = match self.0.warnings().count() {
            0 => String::new(),
            1 => ", 1 warning".to_owned(),
            count => format!(", {count} warnings"),
        };
        format!("<Appraisal by {}:{outcomes}{unratable}{warnings}>", self.0.scheme().id())
    }

    /// Equal when the schemes are and every number on the way is.
    fn __eq__(&self, other: &Appraisal) -> bool {
        let (one, other) = (&self.0, &other.0);
        one.scheme().text() == other.scheme().text()
            && one.outcomes().eq(other.outcomes())
            && one.unratable() == other.unratable()
            && one.warnings() == other.warnings()
            && one.trace() == other.trace()
    }
}

impl Appraisal {
    fn no_outcome(&self, name: &str) -> String {
        let known: Vec<&str> = self.0.outcomes().map(|(name, _)| name).collect();
        format!("there is no outcome `{name}`; outcomes: {}", known.join(", "))
    }
}

fn options(lang: &str, form: Option<&str>, names: bool) -> PyResult<kinerja::ExplainOptions> {
    let options = kinerja::ExplainOptions::new(crate::lang(lang)?);
    let options = match form {
        None | Some("long") => options,
        Some("short") => options.short(),
        Some(other) => {
            let message = format!("there is no form `{other}`; known: `long`, `short`");
            return Err(PyValueError::new_err(message));
        }
    };
    Ok(if names { options } else { options.without_names() })
}

/// Calculates a pickled appraisal again.
#[pyfunction(name = "_read_appraisal")]
pub(crate) fn read_appraisal(scheme: &str, facts: &str, settings: Option<&str>) -> PyResult<Appraisal> {
    let appraised = kinerja::Scheme::parse(scheme).and_then(|scheme| scheme.appraise(facts, settings));
    Ok(Appraisal(appraised.map_err(Refusal::from)?))
}

/// JSON text as Python's own reader has it.
pub(crate) fn loads<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (text,))
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn outcome<'py>(py: Python<'py>, outcome: &Outcome) -> PyResult<Bound<'py, PyAny>> {
    match outcome {
        Outcome::Rounded(number) => decimal_type(py)?.call1((number.to_string(),)),
        Outcome::Exact(number) => decimal_type(py)?.call1((number.to_string(),)),
        Outcome::Word(text) | Outcome::Text(text) => text.into_bound_py_any(py),
        Outcome::Truth(truth) => truth.into_bound_py_any(py),
        Outcome::Date(date) => date.into_bound_py_any(py),
        _ => py.None().into_bound_py_any(py),
    }
}

/// A value that is not there, and of which kind: `not_rated` or `not_applicable`. It is false.
#[pyclass(frozen, eq, module = "kinerja")]
#[derive(PartialEq)]
pub(crate) struct Absent(AbsenceKind);

#[pymethods]
impl Absent {
    /// `not_rated`, where a value is owed, or `not_applicable`.
    #[getter]
    fn kind(&self) -> &str {
        match self.0 {
            AbsenceKind::NotRated => "not_rated",
            AbsenceKind::NotApplicable => "not_applicable",
        }
    }

    fn __bool__(&self) -> bool {
        false
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (bool,))> {
        Ok((py.import("kinerja._kinerja")?.getattr("_read_absent")?, (self.0 == AbsenceKind::NotRated,)))
    }

    fn __repr__(&self) -> String {
        format!("<Absent {}>", self.kind())
    }
}

/// Reads a pickled absence.
#[pyfunction(name = "_read_absent")]
pub(crate) fn read_absent(owed: bool) -> Absent {
    Absent(if owed { AbsenceKind::NotRated } else { AbsenceKind::NotApplicable })
}
