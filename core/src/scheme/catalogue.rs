//! The schemes in the box, and which of them apply to whom and when.

use super::Scheme;
use super::model::{InForce, Status};
use crate::period::Period;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use std::sync::OnceLock;

/// Every built-in scheme document, by id and version, oldest version of an id first.
const BUILT_IN: &[(&str, i64, &str)] = &[
    ("id/pp-46-2011", 1, include_str!("../../schemes/id/pp-46-2011.json")),
    ("id/pp-30-2019", 1, include_str!("../../schemes/id/pp-30-2019.json")),
    ("id/permenpanrb-8-2021-jpt", 1, include_str!("../../schemes/id/permenpanrb-8-2021-jpt.json")),
    ("id/permenpanrb-8-2021-jajf", 1, include_str!("../../schemes/id/permenpanrb-8-2021-jajf.json")),
    ("id/permenpanrb-6-2022", 1, include_str!("../../schemes/id/permenpanrb-6-2022.json")),
    ("id/angka-kredit-2023", 1, include_str!("../../schemes/id/angka-kredit-2023.json")),
    ("id/tpp", 1, include_str!("../../schemes/id/tpp.json")),
    ("id/langsa", 1, include_str!("../../schemes/id/langsa.json")),
];

/// A built-in scheme as a list shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Listed {
    /// The id, to be given to [`Scheme::builtin`].
    pub id: String,
    /// The version.
    pub version: i64,
    /// What the scheme is called.
    pub title: Text,
    /// Its standing.
    pub status: Status,
    /// Where it holds, `ID`.
    pub jurisdiction: String,
    /// What its outcomes are for, `performance`.
    pub purpose: String,
    /// The periods to which it applies.
    pub in_force: InForce,
    /// Of the period asked for, whether all of it lies inside: a period that straddles two schemes is appraised in two parts.
    pub whole_period: bool,
}

/// The built-in schemes that fit what is asked; `None` asks nothing.
///
/// With a period, a scheme is listed when it applies to some day of it; [`Listed::whole_period`] says whether to all. Illustrations are listed only when asked for.
///
/// ```
/// use kinerja::{Period, schemes};
/// let year = Period::parse("2021-01-01", "2021-12-31");
/// let found = schemes(Some("ID"), Some("performance"), year, false);
/// assert!(found.iter().all(|scheme| !scheme.whole_period), "2021 straddles two regulations");
/// assert_eq!(found.len(), 4);
/// ```
#[must_use]
pub fn schemes(
    jurisdiction: Option<&str>,
    purpose: Option<&str>,
    period: Option<Period>,
    illustrations: bool,
) -> Vec<Listed> {
    let all = (0..BUILT_IN.len()).filter_map(|position| read(position)?.ok());
    all.filter(|scheme| {
        let model = &scheme.model;
        jurisdiction.is_none_or(|wanted| model.jurisdiction == wanted)
            && purpose.is_none_or(|wanted| model.purpose == wanted)
            && period.is_none_or(|period| model.in_force.touches(&period))
            && (illustrations || model.status != Status::Illustration)
    })
    .map(|scheme| {
        let model = &scheme.model;
        Listed {
            id: model.id.clone(),
            version: model.version,
            title: model.title.clone(),
            status: model.status,
            jurisdiction: model.jurisdiction.clone(),
            purpose: model.purpose.clone(),
            in_force: model.in_force,
            whole_period: period.is_none_or(|period| model.in_force.contains(&period)),
        }
    })
    .collect()
}

/// The built-in scheme at a position, read when it is first asked for.
fn read(position: usize) -> Option<Result<Scheme, Problems>> {
    static READ: [OnceLock<Result<Scheme, Problems>>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];
    let (.., text) = BUILT_IN.get(position)?;
    Some(READ.get(position)?.get_or_init(|| Scheme::parse(text)).clone())
}

impl Scheme {
    /// The built-in scheme of an id: the version asked for, else the newest.
    ///
    /// # Errors
    /// `scheme.unknown` where there is none.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// assert_eq!(scheme.id(), "id/pp-46-2011");
    /// assert!(kinerja::Scheme::builtin("id/pp-46-2012", None).unwrap_err().to_string().contains("did you mean"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn builtin(id: &str, version: Option<i64>) -> Result<Scheme, Problems> {
        let found = BUILT_IN
            .iter()
            .rev()
            .find(|(known, known_version, _)| *known == id && version.is_none_or(|version| version == *known_version));
        match found {
            Some((.., text)) => Scheme::parse(text),
            None => {
                let known: Vec<&str> = BUILT_IN.iter().map(|(id, ..)| *id).collect();
                let mut problems = Problems::default();
                let problem = Problem::new(Code::SchemeUnknown, Path::new().key("scheme"))
                    .with("found", version.map_or_else(|| id.to_owned(), |version| format!("{id} version {version}")))
                    .with("known", known.join(", "))
                    .maybe_meant(id, known.iter().copied());
                problems.push(problem);
                Err(problems)
            }
        }
    }
}
