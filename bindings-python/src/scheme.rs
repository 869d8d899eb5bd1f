//! Schemes: read, listed, checked, applied.

use crate::appraisal::{Appraisal, loads};
use crate::document::Given;
use crate::insight::WhatIf;
use crate::problem::{Refusal, list};
use chrono::NaiveDate;
use kinerja::document::parse;
use kinerja::period;
use kinerja::{Code, Lang, Path, Period};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A scheme that can be evaluated on any facts: a regulation as a calculation sheet.
///
/// Made by `Scheme.parse` or `Scheme.builtin`; immutable, equal when the text is, pickled by its text.
#[pyclass(frozen, module = "kinerja")]
pub(crate) struct Scheme(kinerja::Scheme);

impl Scheme {
    pub(crate) fn core(&self) -> &kinerja::Scheme {
        &self.0
    }
}

#[pymethods]
impl Scheme {
    /// Reads a scheme: JSON text as `str` or `bytes`, or a `dict`.
    ///
    /// Raises `ProblemError` with all problems of the document.
    #[staticmethod]
    fn parse(document: &Bound<'_, PyAny>) -> PyResult<Scheme> {
        let parsed = match Given::new(document)? {
            Given::Text(text) => kinerja::Scheme::parse(text),
            Given::Tree(tree) => kinerja::Scheme::parse_tree(&tree),
        };
        Ok(Scheme(parsed.map_err(Refusal::from)?))
    }

    /// The built-in scheme of an id: the version asked for, else the newest.
    ///
    /// Raises `ProblemError` (`scheme.unknown`) where there is none.
    #[staticmethod]
    #[pyo3(signature = (id, version = None))]
    fn builtin(id: &str, version: Option<i64>) -> PyResult<Scheme> {
        Ok(Scheme(kinerja::Scheme::builtin(id, version).map_err(Refusal::from)?))
    }

    /// The id, `id/pp-46-2011`.
    #[getter]
    pub(crate) fn id(&self) -> &str {
        self.0.id()
    }

    /// The version: it rises with every change of the document.
    #[getter]
    fn version(&self) -> i64 {
        self.0.version()
    }

    /// The document that the scheme was read from, as JSON text.
    #[getter]
    fn text(&self) -> &str {
        self.0.text()
    }

    /// What the scheme is called.
    #[pyo3(signature = (lang = "id"))]
    fn title(&self, lang: &str) -> PyResult<&str> {
        Ok(self.0.title().get(crate::lang(lang)?))
    }

    /// The languages of its texts, the main one first.
    #[getter]
    fn languages(&self) -> Vec<&'static str> {
        self.0.languages().iter().map(|lang| lang.code()).collect()
    }

    /// The digest of the whole document: a published version's never changes.
    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    /// The digest of what can change an outcome: two versions with the same one calculate alike.
    #[getter]
    fn rules_digest(&self) -> &str {
        self.0.rules_digest()
    }

    /// The JSON Schema of the facts that the scheme takes, as a dict: enough to draw a form from.
    ///
    /// >>> import kinerja
    /// >>> schema = kinerja.Scheme.builtin("id/pp-46-2011").facts_schema("en")
    /// >>> "kegiatan" in schema["properties"]
    /// True
    #[pyo3(signature = (lang = "id"))]
    fn facts_schema<'py>(&self, py: Python<'py>, lang: &str) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.0.facts_schema(crate::lang(lang)?))
    }

    /// What a careful reader would question in this valid scheme: a list of problems that keep nothing from being used.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        list(py, &self.0.check())
    }

    /// This scheme with other values of some parameters: another scheme, marked as amended wherever its results are shown.
    ///
    /// `changes` names each parameter with its value, or with its history: `[{"from": "2025-01-01", "is": 65}, ...]`.
    ///
    /// Raises `ProblemError` with all problems of the changes, or of the scheme that would come of them.
    fn amended(&self, changes: &Bound<'_, PyAny>) -> PyResult<Scheme> {
        let amended = match Given::new(changes)? {
            Given::Text(text) => self.0.amended(text),
            Given::Tree(tree) => self.0.amended_tree(&tree),
        };
        Ok(Scheme(amended.map_err(Refusal::from)?))
    }

    /// Appraises one employee.
    ///
    /// Facts and settings are JSON text (`str`, `bytes`) or objects: dicts and other mappings, dataclasses, pydantic models. Numbers may be `int`,
    /// `Decimal`, `str` or `float`: the number that is printed is the number that is used. `None` is an absence.
    ///
    /// Raises `ProblemError` with all problems of facts and settings.
    #[pyo3(signature = (facts, settings = None))]
    fn appraise(&self, facts: &Bound<'_, PyAny>, settings: Option<&Bound<'_, PyAny>>) -> PyResult<Appraisal> {
        let settings = settings.map(|settings| Given::settings(settings, &self.0)).transpose();
        let appraised = match both(Given::facts(facts, &self.0), settings)? {
            (Given::Text(facts), None) => self.0.appraise(facts, None),
            (Given::Text(facts), Some(Given::Text(settings))) => self.0.appraise(facts, Some(settings)),
            (facts, settings) => {
                let trees = both(facts.into_tree(), settings.map(Given::into_settings).transpose())?;
                self.0.appraise_tree(&trees.0, trees.1.as_ref())
            }
        };
        Ok(Appraisal::new(appraised.map_err(Refusal::from)?))
    }

    /// What would give another result: from what these facts give, the least change of one input at a time that gives what is wanted, and what no
    /// input alone gives.
    ///
    /// `want` is a dict from outcome to value: at least that (exactly that, where the outcome has no order, or with `exactly=True`), or a dict of
    /// `at_least`, `at_most`, `exactly`. `roles` and `inputs` say what may change, `pairs=False` leaves out what two inputs give together.
    ///
    /// Raises `ProblemError` with all problems of facts and settings, or of what is wanted.
    ///
    /// >>> import kinerja
    /// >>> scheme = kinerja.Scheme.parse({"kinerja": "scheme/1", "scheme": "example/visits", "version": 1, "languages": ["en"],
    /// ...     "inputs": [{"name": "visits", "type": "integer", "from": 0, "until": 60, "role": "result", "better": "higher"}],
    /// ...     "steps": [{"name": "score", "is": "at_most(visits / 40 * 100, 120)"}],
    /// ...     "outcomes": [{"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}]})
    /// >>> scheme.what_if({"visits": 31}, want={"score": 90}).to_dict()["inputs"][0]["value"]
    /// '36'
    #[pyo3(signature = (facts, settings = None, *, want, exactly = None, roles = None, inputs = None, pairs = None))]
    #[expect(clippy::too_many_arguments, reason = "each is an argument of Python by its name")]
    fn what_if<'py>(
        &self,
        py: Python<'py>,
        facts: &Bound<'py, PyAny>,
        settings: Option<&Bound<'py, PyAny>>,
        want: &Bound<'py, PyAny>,
        exactly: Option<&Bound<'py, PyAny>>,
        roles: Option<&Bound<'py, PyAny>>,
        inputs: Option<&Bound<'py, PyAny>>,
        pairs: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<WhatIf> {
        let request = PyDict::new(py);
        let named =
            [("want", Some(want)), ("exactly", exactly), ("roles", roles), ("inputs", inputs), ("pairs", pairs)];
        for (name, value) in named {
            if let Some(value) = value {
                request.set_item(name, value)?;
            }
        }
        let request = Given::new(request.as_any())?.into_tree().map_err(PyErr::from)?;
        let appraisal = self.appraise(facts, settings)?;
        Ok(WhatIf(appraisal.core().what_if_document(&request).map_err(Refusal::from)?))
    }

    /// What the searches of `check` looked at: of each input with a better direction, whether a better value may lower the result.
    fn searches<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::calls::object(py, &parse(&self.0.searches().to_json()).map_err(Refusal::from)?)
    }

    fn __repr__(&self) -> String {
        let title = self.0.title().get(Lang::Id);
        let colon = if title.is_empty() { "" } else { ": " };
        format!("<Scheme {} version {}{colon}{title}>", self.0.id(), self.0.version())
    }

    fn __eq__(&self, other: &Scheme) -> bool {
        self.0.text() == other.0.text()
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.text().hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (&str,))> {
        Ok((py.import("kinerja._kinerja")?.getattr("_read_scheme")?, (self.0.text(),)))
    }
}

/// Facts and settings, or the problems of both.
fn both<A, B>(facts: Result<A, Refusal>, settings: Result<B, Refusal>) -> Result<(A, B), Refusal> {
    match (facts, settings) {
        (Ok(facts), Ok(settings)) => Ok((facts, settings)),
        (Err(Refusal::Problems(mut facts)), Err(Refusal::Problems(settings))) => {
            facts.extend(settings.iter().cloned());
            Err(Refusal::Problems(facts))
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    }
}

/// Reads a pickled scheme.
#[pyfunction(name = "_read_scheme")]
pub(crate) fn read_scheme(text: &str) -> PyResult<Scheme> {
    Ok(Scheme(kinerja::Scheme::parse(text).map_err(Refusal::from)?))
}

/// A built-in scheme as a list shows it.
#[pyclass(frozen, eq, module = "kinerja")]
#[derive(PartialEq)]
pub(crate) struct Listed(kinerja::Listed);

#[pymethods]
impl Listed {
    /// The id, to be given to `Scheme.builtin`.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// The version.
    #[getter]
    fn version(&self) -> i64 {
        self.0.version
    }

    /// What the scheme is called.
    #[pyo3(signature = (lang = "id"))]
    fn title(&self, lang: &str) -> PyResult<&str> {
        Ok(self.0.title.get(crate::lang(lang)?))
    }

    /// Its standing: `in_force`, `superseded`, `draft` or `illustration`.
    #[getter]
    fn status(&self) -> &str {
        self.0.status.word()
    }

    /// Where it holds, `ID`.
    #[getter]
    fn jurisdiction(&self) -> &str {
        &self.0.jurisdiction
    }

    /// What its outcomes are for, `performance`.
    #[getter]
    fn purpose(&self) -> &str {
        &self.0.purpose
    }

    /// The first and the last day of the periods to which it applies; `None` where there is no such end.
    #[getter]
    fn in_force(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (self.0.in_force.from, self.0.in_force.until)
    }

    /// Whether all of the period that was asked for lies inside.
    #[getter]
    fn whole_period(&self) -> bool {
        self.0.whole_period
    }

    fn __repr__(&self) -> String {
        let listed = &self.0;
        format!("<{} version {}, {}: {}>", listed.id, listed.version, listed.status.word(), listed.title.get(Lang::Id))
    }
}

/// The built-in schemes that fit what is asked; `None` asks nothing.
///
/// `period` is a pair of dates, or of texts `YYYY-MM-DD`: a scheme is listed when it applies to some day of it, and `whole_period` says whether to
/// all. Illustrations are listed only when asked for.
#[pyfunction]
#[pyo3(signature = (jurisdiction = None, purpose = None, period = None, illustrations = false))]
pub(crate) fn schemes(
    jurisdiction: Option<&str>,
    purpose: Option<&str>,
    period: Option<(Bound<'_, PyAny>, Bound<'_, PyAny>)>,
    illustrations: bool,
) -> PyResult<Vec<Listed>> {
    let period = period.map(|(from, until)| period_of(&from, &until)).transpose()?;
    Ok(kinerja::schemes(jurisdiction, purpose, period, illustrations).into_iter().map(Listed).collect())
}

fn period_of(from: &Bound<'_, PyAny>, until: &Bound<'_, PyAny>) -> Result<Period, Refusal> {
    let (from, until) = (day(from, "from")?, day(until, "until")?);
    Period::new(from, until).ok_or_else(|| {
        let problem = kinerja::Problem::new(Code::PeriodReversed, Path::new().key("period"));
        problem.with("from", from).with("until", until).into()
    })
}

fn day(object: &Bound<'_, PyAny>, key: &str) -> Result<NaiveDate, Refusal> {
    let text = object.str()?.to_string();
    period::date(&text).ok_or_else(|| {
        let path = Path::new().key("period").key(key);
        kinerja::Problem::new(Code::ValueDate, path).with("found", text).into()
    })
}
