//! The Python package `kinerja`: Python's values in, Python's values out. Every rule and every number is the core's.

mod appraisal;
mod calls;
mod document;
mod insight;
mod problem;
mod scheme;
mod table;

use pyo3::prelude::*;

/// Appraisals by rules that are data: numbers exact, every number explained.
#[pymodule]
mod _kinerja {
    #[pymodule_export]
    use super::appraisal::{Absent, Appraisal, read_absent, read_appraisal};
    #[pymodule_export]
    use super::calls::{call, survey};
    #[pymodule_export]
    use super::insight::{Comparison, Contributions, WhatIf, compare};
    #[pymodule_export]
    use super::problem::{Problem, ProblemError, read_problem};
    #[pymodule_export]
    use super::scheme::{Listed, Scheme, read_scheme, schemes};
    #[pymodule_export]
    use super::table::feedback::{ScoreTable, aggregate_table};
    #[pymodule_export]
    use super::table::{AppraisalStream, Appraisals};

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// The language of a code.
fn lang(code: &str) -> PyResult<kinerja::Lang> {
    kinerja::Lang::from_code(code).ok_or_else(|| {
        let known = kinerja::Lang::ALL.map(kinerja::Lang::code).join("`, `");
        pyo3::exceptions::PyValueError::new_err(format!("there is no language `{code}`; known: `{known}`"))
    })
}
