//! The frameworks in the box.

use super::model::Framework;
use super::wording::Wording;
use crate::problem::{Code, Path, Problem, Problems};

/// Every built-in framework document, by id and version, oldest version of an id first.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("id/standar-kompetensi-38-2017", "1", include_str!("../../frameworks/id/standar-kompetensi-38-2017.json")),
    ("id/berakhlak", "1", include_str!("../../frameworks/id/berakhlak.json")),
];

/// A built-in framework as a list shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct ListedFramework {
    /// The id, to be given to [`Framework::builtin`].
    pub id: String,
    /// The version.
    pub version: String,
    /// What it is called.
    pub title: Wording,
    /// How many competencies it has.
    pub competencies: usize,
}

/// The built-in frameworks.
///
/// ```
/// assert!(kinerja::framework::frameworks().iter().any(|framework| framework.id == "id/berakhlak"));
/// ```
#[must_use]
pub fn frameworks() -> Vec<ListedFramework> {
    let read = BUILT_IN.iter().filter_map(|(.., text)| Framework::parse(text).ok());
    read.map(|framework| ListedFramework {
        competencies: framework.competencies.len(),
        id: framework.id,
        version: framework.version,
        title: framework.title,
    })
    .collect()
}

impl Framework {
    /// The built-in framework of an id: the version asked for, else the newest.
    ///
    /// # Errors
    /// `framework.unknown` where there is none.
    ///
    /// ```
    /// let framework = kinerja::Framework::builtin("id/berakhlak", None)?;
    /// assert_eq!(framework.index().roots().count(), 7);
    /// assert!(kinerja::Framework::builtin("id/berahlak", None).unwrap_err().to_string().contains("did you mean"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn builtin(id: &str, version: Option<&str>) -> Result<Framework, Problems> {
        let found = BUILT_IN
            .iter()
            .rev()
            .find(|(known, known_version, _)| *known == id && version.is_none_or(|version| version == *known_version));
        match found {
            Some((.., text)) => Framework::parse(text),
            None => {
                let known: Vec<&str> = BUILT_IN.iter().map(|(id, ..)| *id).collect();
                let problem = Problem::new(Code::FrameworkUnknown, Path::new().key("framework"))
                    .with("found", version.map_or_else(|| id.to_owned(), |version| format!("{id} version {version}")))
                    .with("known", known.join(", "))
                    .maybe_meant(id, known.iter().copied());
                Err(Problems::from_iter([problem]))
            }
        }
    }
}
