//! Whether a team together has what a post or a task requires.

use crate::document::Node;
use crate::framework::assessment::Assessment;
use crate::framework::profile::{Importance, Profile};
use crate::framework::wording::Wording;
use crate::framework::write::Fields;
use crate::number::Number;
use crate::problem::{Problems, Segment};

/// Which requirements a team covers together.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct TeamCoverage {
    /// Each requirement, in the order of the profile.
    pub items: Vec<Covered>,
    /// How many people must meet a requirement for it to be covered.
    pub needed: usize,
    /// How many people the team has.
    pub people: usize,
}

/// One requirement and who meets it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Covered {
    /// The competency.
    pub competency: String,
    /// What it is called.
    pub title: Wording,
    /// The value required.
    pub required: Number,
    /// The positions of those who meet it.
    pub met_by: Vec<usize>,
    /// The highest value that anybody shows; none where nobody was rated.
    pub best: Option<Number>,
    /// Of how many people something was found.
    pub rated: usize,
    /// Whether it counts.
    pub importance: Importance,
}

impl TeamCoverage {
    /// Compares a team with a profile: a requirement is covered where at least `needed` people meet it.
    ///
    /// # Errors
    /// What does not fit the scales of the profile, at `assessments[n]`.
    ///
    /// ```
    /// use kinerja::framework::{Assessment, Profile, TeamCoverage};
    /// let profile = Profile::parse(r#"{ "kinerja": "profile/1", "profile": "team", "requirements": [
    ///     { "competency": "law", "value": 3 }, { "competency": "budget", "value": 2 }] }"#)?;
    /// let person = |law: u8, budget: u8| Assessment::parse(&format!(r#"{{ "kinerja": "assessment/1", "results": [
    ///     {{ "competency": "law", "value": {law} }}, {{ "competency": "budget", "value": {budget} }}] }}"#));
    /// let team = TeamCoverage::of(&profile, &[person(3, 1)?, person(1, 1)?], 1)?;
    /// assert_eq!((team.covered(), team.of_how_many()), (1, 2));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn of(profile: &Profile, assessments: &[Assessment], needed: usize) -> Result<TeamCoverage, Problems> {
        let mut problems = Problems::default();
        let mut items = Vec::with_capacity(profile.requirements().len());
        for requirement in profile.requirements() {
            let required = profile.required(requirement);
            let mut covered = Covered {
                competency: requirement.competency.clone(),
                title: requirement.title.clone(),
                required,
                met_by: Vec::new(),
                best: None,
                rated: 0,
                importance: requirement.importance,
            };
            for (position, assessment) in assessments.iter().enumerate() {
                match profile.actual(requirement, assessment) {
                    Ok(None) => {}
                    Ok(Some(actual)) => {
                        covered.rated = covered.rated.saturating_add(1);
                        if actual >= covered.required {
                            covered.met_by.push(position);
                        }
                        covered.best = Some(covered.best.map_or(actual.clone(), |best| best.max(actual)));
                    }
                    Err(problem) => {
                        let before = [Segment::Key("assessments".into()), Segment::Index(position)];
                        problems.push(problem.below(&before));
                    }
                }
            }
            items.push(covered);
        }
        problems.or(TeamCoverage { items, needed: needed.max(1), people: assessments.len() })
    }

    fn counted(&self) -> impl Iterator<Item = &Covered> {
        self.items.iter().filter(|item| item.importance == Importance::Essential)
    }

    /// How many of the requirements that count are covered.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.counted().filter(|item| item.met_by.len() >= self.needed).count()
    }

    /// How many requirements count.
    #[must_use]
    pub fn of_how_many(&self) -> usize {
        self.counted().count()
    }

    pub(crate) fn node(&self) -> Node<'_> {
        let item = |item: &Covered| {
            Fields::new()
                .always("competency", Node::text(item.competency.clone()))
                .maybe("title", (!item.title.is_empty()).then(|| item.title.node().into_owned()))
                .always("required", Node::text(item.required.to_string()))
                .maybe("best", item.best.as_ref().map(|best| Node::text(best.to_string())))
                .always("rated", Node::number(item.rated))
                .always("met_by", Node::list(item.met_by.iter().map(Node::number)))
                .always("covered", Node::truth(item.met_by.len() >= self.needed))
                .node()
        };
        Fields::new()
            .always("people", Node::number(self.people))
            .always("needed", Node::number(self.needed))
            .always("covered", Node::number(self.covered()))
            .always("of", Node::number(self.of_how_many()))
            .always("items", Node::list(self.items.iter().map(item)))
            .node()
    }
}
