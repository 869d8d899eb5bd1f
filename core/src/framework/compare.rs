//! What separates one post from the next: two profiles side by side.

use super::profile::{Importance, Profile, Requirement};
use super::wording::Wording;
use super::write::Fields;
use crate::document::Node;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::HashMap;

/// How the requirement of one competency differs between two profiles.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Step {
    /// The competency.
    pub competency: String,
    /// What it is called.
    pub title: Wording,
    /// What happens to it.
    pub kind: StepKind,
    /// The value that the first requires; none where it requires nothing of it.
    pub from: Option<Number>,
    /// The value that the second requires; none where it requires nothing of it.
    pub to: Option<Number>,
    /// Whether it becomes mandatory, or ceases to be.
    pub mandatory: (bool, bool),
    /// Whether it counts, in the first and in the second.
    pub importance: (Option<Importance>, Option<Importance>),
}

/// What happens to a requirement from one profile to the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum StepKind {
    /// It is required of the second only.
    Added,
    /// It is required of the first only.
    Dropped,
    /// More is required.
    Raised,
    /// Less is required.
    Lowered,
    /// As much is required.
    Same,
}

impl StepKind {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            StepKind::Added => "added",
            StepKind::Dropped => "dropped",
            StepKind::Raised => "raised",
            StepKind::Lowered => "lowered",
            StepKind::Same => "same",
        }
    }
}

impl Profile {
    /// What separates this post from another: each competency that one of the two requires, in the order of this profile, then what is new.
    ///
    /// # Errors
    /// `profile.scales_differ` where the two reckon a competency on different scales: their values cannot be compared.
    ///
    /// ```
    /// use kinerja::{Framework, framework::StepKind};
    /// let standard = Framework::builtin("id/standar-kompetensi-38-2017", None)?;
    /// let steps = standard.profile("pengawas")?.compare(&standard.profile("administrator")?)?;
    /// assert!(steps.iter().all(|step| step.kind == StepKind::Raised));
    /// assert_eq!(steps.len(), 9);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn compare(&self, next: &Profile) -> Result<Vec<Step>, Problems> {
        let mut problems = Problems::default();
        let later: HashMap<&str, &Requirement> =
            next.requirements().iter().map(|requirement| (requirement.competency.as_str(), requirement)).collect();
        let mut earlier = HashMap::new();
        let mut steps = Vec::new();
        for (position, requirement) in self.requirements().iter().enumerate() {
            earlier.insert(requirement.competency.as_str(), ());
            let other = later.get(requirement.competency.as_str()).copied();
            if let Some(other) = other
                && self.levels(requirement) != next.levels(other)
            {
                let problem = Problem::new(Code::ProfileScalesDiffer, Path::new().key("requirements").index(position));
                problems.push(problem.with("of", &requirement.competency));
            }
            steps.push(step(Some((self, requirement)), other.map(|other| (next, other))));
        }
        let new =
            next.requirements().iter().filter(|requirement| !earlier.contains_key(requirement.competency.as_str()));
        steps.extend(new.map(|requirement| step(None, Some((next, requirement)))));
        problems.or(steps)
    }

    /// The levels of a requirement's scale with their values.
    fn levels(&self, requirement: &Requirement) -> Option<Vec<(&str, Option<Number>)>> {
        let scale = self.scale(&requirement.scale)?;
        Some(scale.levels.iter().map(|level| (level.id.as_str(), scale.value(&level.id))).collect())
    }
}

fn step(before: Option<(&Profile, &Requirement)>, after: Option<(&Profile, &Requirement)>) -> Step {
    let value = |of: Option<(&Profile, &Requirement)>| of.map(|(profile, requirement)| profile.required(requirement));
    let (from, to) = (value(before), value(after));
    let kind = match (&from, &to) {
        (None, _) => StepKind::Added,
        (_, None) => StepKind::Dropped,
        (Some(from), Some(to)) if from < to => StepKind::Raised,
        (Some(from), Some(to)) if from > to => StepKind::Lowered,
        _ => StepKind::Same,
    };
    let either = after.or(before).map(|(_, requirement)| requirement);
    let mandatory = |of: Option<(&Profile, &Requirement)>| of.is_some_and(|(_, requirement)| requirement.mandatory);
    let importance = |of: Option<(&Profile, &Requirement)>| of.map(|(_, requirement)| requirement.importance);
    Step {
        competency: either.map_or_else(String::new, |either| either.competency.clone()),
        title: either.map_or_else(Wording::default, |either| either.title.clone()),
        kind,
        from,
        to,
        mandatory: (mandatory(before), mandatory(after)),
        importance: (importance(before), importance(after)),
    }
}

impl Step {
    /// How much more the second requires; none where one of them requires nothing of it.
    #[must_use]
    pub fn difference(&self) -> Option<Number> {
        Some(self.to.as_ref()? - self.from.as_ref()?)
    }

    pub(crate) fn node(&self) -> Node<'_> {
        let change = |pair: (bool, bool)| (pair.0 != pair.1).then(|| Node::truth(pair.1));
        let word = |importance: Option<Importance>| match importance? {
            Importance::Essential => Some(Node::text("essential")),
            Importance::Optional => Some(Node::text("optional")),
        };
        let counts = self.importance.0 != self.importance.1 && self.importance.0.is_some();
        Fields::new()
            .always("competency", Node::text(self.competency.as_str()))
            .wording("title", &self.title)
            .always("change", Node::text(self.kind.word()))
            .number("from", self.from.as_ref())
            .number("to", self.to.as_ref())
            .maybe("difference", self.difference().map(|difference| Node::text(difference.to_string())))
            .maybe("mandatory", change(self.mandatory))
            .maybe("need", if counts { word(self.importance.1) } else { None })
            .node()
    }
}
