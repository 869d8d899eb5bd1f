//! Reading a result: what would give another, what each row brings, what differs between two.

use crate::appraisal::{Appraisal, escape};
use crate::calls::object;
use crate::problem::Refusal;
use kinerja::Lang;
use pyo3::prelude::*;

/// What a search or a comparison tells: text for people, a document for programs.
macro_rules! told {
    ($(#[$doc:meta])* $name:ident, $core:ty) => {
        $(#[$doc])*
        #[pyclass(frozen, eq, module = "kinerja")]
        #[derive(PartialEq)]
        pub(crate) struct $name(pub(crate) $core);

        #[pymethods]
        impl $name {
            /// As text.
            #[pyo3(signature = (lang = "id"))]
            fn text(&self, lang: &str) -> PyResult<String> {
                Ok(self.0.text(crate::lang(lang)?))
            }

            /// The document, as JSON text: exact numbers as text.
            fn to_json(&self) -> String {
                self.0.to_json()
            }

            /// The document: in it a `str` is an exact number or a word, an `int` a count.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                object(py, &self.0.document())
            }

            /// The text, for notebooks.
            fn _repr_html_(&self) -> String {
                format!("<pre>{}</pre>", escape(&self.0.text(Lang::Id)))
            }

            fn __str__(&self) -> String {
                self.0.text(Lang::Id)
            }

            fn __repr__(&self) -> String {
                format!("<{} {}>", stringify!($name), self.0.to_json())
            }
        }
    };
}

told! {
    /// What would give another result: of each input the nearest value with which the wishes are met, or why there is none.
    WhatIf, kinerja::WhatIf
}
told! {
    /// What each row of a list brings to an outcome.
    Contributions, kinerja::Contributions
}
told! {
    /// What differs between two appraisals of one person.
    Comparison, kinerja::Comparison
}

/// Compares two appraisals of one person: inputs, by whom they were changed and on what evidence, steps and outcomes; every difference and nothing else.
///
/// Raises `ProblemError` (`compare.person`) where they are about two persons.
#[pyfunction]
pub(crate) fn compare(before: &Appraisal, after: &Appraisal) -> PyResult<Comparison> {
    Ok(Comparison(kinerja::compare(before.core(), after.core()).map_err(Refusal::from)?))
}
