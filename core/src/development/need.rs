//! What is lacking: requirements of a gap that are not met, and behaviours that are too low.

use crate::document::Node;
use crate::framework::Gap;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use std::collections::HashSet;

/// What is lacking.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Lacking {
    /// Levels of a competency.
    Competency,
    /// A behaviour that is lower than the least that is asked.
    Behaviour,
}

impl Lacking {
    /// The key of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Lacking::Competency => "competency",
            Lacking::Behaviour => "behaviour",
        }
    }
}

/// A requirement and what was found of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Need {
    /// The competency or behaviour.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// Which of the two.
    pub lacking: Lacking,
    /// What was found; none where nobody rated it.
    pub found: Option<Number>,
    /// What is required.
    pub required: Number,
    /// How much it counts.
    pub weight: Number,
    /// Whether nothing makes up for it.
    pub mandatory: bool,
}

impl Need {
    /// The requirements of a gap that count, met or not: [`Plan`](super::Plan) takes what is lacking of them.
    ///
    /// ```
    /// use kinerja::development::Need;
    /// use kinerja::framework::{Assessment, Gap, GapRule, Profile};
    /// let profile = Profile::parse(r#"{ "kinerja": "profile/1", "profile": "head", "requirements": [{ "competency": "law", "value": 3, "mandatory": true }] }"#)?;
    /// let found = Assessment::parse(r#"{ "kinerja": "assessment/1", "results": [{ "competency": "law", "value": 2 }] }"#)?;
    /// let needs = Need::of_gap(&Gap::of(&profile, &found, GapRule::default())?)?;
    /// assert!(needs[0].mandatory && needs[0].found == Some(2.into()));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    ///
    /// # Errors
    /// None of a gap that was worked out here: what can be wrong with a document `gap-result/1` that somebody wrote.
    pub fn of_gap(gap: &Gap) -> Result<Vec<Need>, Problems> {
        let mut problems = Problems::default();
        let needs = Need::of_result(&gap.node(), &Path::new(), &mut problems);
        problems.or(needs)
    }

    /// The requirements of a document `gap-result/1` that count. One that does not apply to the person, or is optional, is no need.
    pub(super) fn of_result(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Vec<Need> {
        let (mut needs, mut seen) = (Vec::new(), HashSet::new());
        for (index, row) in node.list_at("items").iter().enumerate() {
            let here = at.clone().key("items").index(index);
            let name = named_once(row, "competency", &here, &mut seen, problems);
            if row.text_at("absent") == Some("not_applicable") || row.text_at("need") == Some("optional") {
                continue;
            }
            needs.push(Need {
                name,
                title: row.title_at("title"),
                lacking: Lacking::Competency,
                found: ratio(row, "actual", &here, problems),
                required: ratio(row, "required", &here, problems).unwrap_or_default(),
                weight: weight(row, &here, problems),
                mandatory: row.is_true_at("mandatory"),
            });
        }
        needs
    }

    /// Behaviours with their scores.
    pub(super) fn of_behaviours(rows: &[Node<'_>], at: &Path, problems: &mut Problems) -> Vec<Need> {
        let (mut needs, mut seen) = (Vec::new(), HashSet::new());
        for (index, row) in rows.iter().enumerate() {
            let here = at.clone().index(index);
            needs.push(Need {
                name: named_once(row, "name", &here, &mut seen, problems),
                title: row.title_at("title"),
                lacking: Lacking::Behaviour,
                found: ratio(row, "score", &here, problems),
                required: ratio(row, "least", &here, problems).unwrap_or_default(),
                weight: weight(row, &here, problems),
                mandatory: row.is_true_at("mandatory"),
            });
        }
        needs
    }
}

/// What a row is about, which no row before it is.
fn named_once<'n>(
    row: &'n Node<'_>,
    key: &str,
    at: &Path,
    seen: &mut HashSet<&'n str>,
    problems: &mut Problems,
) -> String {
    let name = row.text_at(key).unwrap_or_default();
    if !seen.insert(name) {
        let problem = Problem::new(Code::NameTaken, at.clone().key(key)).with("name", name);
        problems.push(problem.advising("keep one of the two", "pertahankan salah satu saja"));
    }
    name.to_owned()
}

/// A number of a result, which may be a fraction.
fn ratio(node: &Node<'_>, key: &str, at: &Path, problems: &mut Problems) -> Option<Number> {
    let given = node.given(key)?;
    let number = given.to_ratio();
    if number.is_none() {
        let problem = Problem::new(Code::NumberSyntax, at.clone().key(key));
        problems.push(problem.with("found", given.as_text().unwrap_or_default()));
    }
    number
}

fn weight(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Number {
    let weight = ratio(node, "weight", at, problems).unwrap_or(Number::ONE);
    if weight.is_negative() {
        let problem = Problem::new(Code::ValueRange, at.clone().key("weight")).with("found", &weight);
        problems.push(problem.with("allowed", "at least 0"));
    }
    weight
}
