//! Job profiles: the level of each competency that a post requires, and what separates one post from the next.

use super::document::{CITE, EXTRA, SCALE, SOURCES, WORDING};
use super::model::{Cite, Extra, Framework, Scale, SourceText};
use super::read::{self, date, items, number, sources, text, wording};
use super::wording::Wording;
use super::write::{self, Fields};
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Node, Reader, canonical_text, digest, parse_into, to_lines};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use chrono::NaiveDate;
use std::collections::HashSet;

pub(super) static REQUIREMENT: Shape = Shape {
    name: "requirement",
    title: "What a post requires of one competency: a level, a value, a percentage of the scale, or just to have it",
    fields: &[
        needed("competency", Kind::Plain, "The id of the competency"),
        maybe("title", WORDING, "What it is called"),
        maybe("category", Kind::Plain, "What sort of competency it is"),
        maybe("scale", Kind::Plain, "The scale of the level; where the profile has one scale, that"),
        maybe("level", Kind::Plain, "The level that is required"),
        maybe("value", Kind::Number, "The value that is required"),
        maybe("percent", Kind::Number, "The part of the scale that is required, in percent"),
        maybe(
            "need",
            Kind::Word(&["essential", "optional"]),
            "Whether it counts, or is welcome only; without: essential",
        ),
        maybe("weight", Kind::Number, "Its weight; without: as much as each other"),
        maybe("mandatory", Kind::Bool, "That nothing makes up for it"),
        CITE,
    ],
};

/// The shape of a job profile document.
pub(crate) static PROFILE: Shape = Shape {
    name: "profile",
    title: "A job profile",
    fields: &[
        needed("kinerja", Kind::Exactly("profile/1"), "The kind of document"),
        needed("profile", Kind::Plain, "Its id"),
        maybe("title", WORDING, "What it is called"),
        maybe("description", WORDING, "What somebody in the post does"),
        maybe("post", Kind::Plain, "The post that it is of"),
        maybe("grade", Kind::Plain, "The grade that it is of"),
        maybe("tier", Kind::Plain, "The tier or role level that it is of"),
        maybe("framework", Kind::Plain, "The framework that its competencies are of"),
        maybe("framework_version", Kind::Plain, "The version of the framework"),
        maybe("valid_from", Kind::Date, "The first day on which it holds"),
        maybe("valid_until", Kind::Date, "The last day on which it holds"),
        SOURCES,
        maybe("scales", Kind::List(&Kind::Object(&SCALE), false), "The scales of its levels"),
        needed("requirements", Kind::List(&Kind::Object(&REQUIREMENT), true), "What is required"),
        EXTRA,
    ],
};

/// What a post requires. It exists in a valid state only: levels are of their scales, no competency comes twice, weights are all given or none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    pub(in crate::framework) id: String,
    pub(in crate::framework) title: Wording,
    pub(in crate::framework) description: Wording,
    pub(in crate::framework) post: String,
    pub(in crate::framework) grade: String,
    pub(in crate::framework) tier: String,
    pub(in crate::framework) framework: String,
    pub(in crate::framework) framework_version: String,
    pub(in crate::framework) valid_from: Option<NaiveDate>,
    pub(in crate::framework) valid_until: Option<NaiveDate>,
    pub(in crate::framework) sources: Vec<SourceText>,
    pub(in crate::framework) scales: Vec<Scale>,
    pub(in crate::framework) requirements: Vec<Requirement>,
    pub(in crate::framework) extra: Extra,
}

/// What a post requires of one competency.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Requirement {
    /// The id of the competency.
    pub competency: String,
    /// What it is called.
    pub title: Wording,
    /// What sort of competency it is.
    pub category: String,
    /// The scale of its level; empty where it has none.
    pub scale: String,
    /// What is required.
    pub need: Need,
    /// Whether it counts.
    pub importance: Importance,
    /// Its weight, where weights are given.
    pub weight: Option<Number>,
    /// Whether nothing makes up for it.
    pub mandatory: bool,
    /// Where the requirement comes from.
    pub cite: Vec<Cite>,
}

/// What is required of a competency.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Need {
    /// A level of the scale.
    Level(String),
    /// A value, which need not be one of a level.
    Value(Number),
    /// A part of the scale in percent: the value is `percent / 100 × (highest − minimum) + minimum`.
    Percent(Number),
    /// To have it.
    Having,
}

/// Whether a requirement counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Importance {
    /// It counts.
    Essential,
    /// It is welcome, is shown, and does not count.
    Optional,
}

impl Profile {
    /// Reads a `profile/1` document.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once: `profile.scale`, `profile.level`, `profile.need`, `profile.duplicate`, `profile.weights`, and what the shape refuses.
    ///
    /// ```
    /// use kinerja::framework::Profile;
    /// let profile = Profile::parse(r#"{ "kinerja": "profile/1", "profile": "analyst",
    ///     "scales": [{ "id": "s", "levels": [{ "id": "basic" }, { "id": "expert" }] }],
    ///     "requirements": [{ "competency": "data", "level": "expert", "mandatory": true }] }"#)?;
    /// assert_eq!(profile.required(&profile.requirements()[0]).to_string(), "2");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn parse(text: &str) -> Result<Profile, Problems> {
        let mut reader = Reader::new(Some(text));
        match parse_into(text, &mut reader) {
            Some(tree) => Profile::from_tree(&tree, reader),
            None => Err(reader.problems),
        }
    }

    /// As [`Profile::parse`], from a tree.
    ///
    /// # Errors
    /// As [`Profile::parse`].
    pub fn parse_tree(tree: &Node<'_>) -> Result<Profile, Problems> {
        Profile::from_tree(tree, Reader::new(None))
    }

    fn from_tree(tree: &Node<'_>, mut reader: Reader<'_>) -> Result<Profile, Problems> {
        PROFILE.check(tree, &Trail::Top, &mut reader);
        if !reader.problems.is_empty() {
            return Err(reader.problems.in_order());
        }
        let scales: Vec<Scale> = items(tree, "scales").iter().map(read::scale).collect();
        let only = match scales.as_slice() {
            [scale] => scale.id.clone(),
            _ => String::new(),
        };
        let requirement = |node: &Node<'_>| {
            let levelled = ["level", "percent"].iter().any(|key| node.get(key).is_some_and(|node| !node.is_null()));
            let named = text(node, "scale");
            Requirement {
                competency: text(node, "competency"),
                title: wording(node, "title"),
                category: text(node, "category"),
                scale: if named.is_empty() && levelled { only.clone() } else { named },
                need: match (text(node, "level"), number(node, "value"), number(node, "percent")) {
                    (_, Some(value), _) => Need::Value(value),
                    (_, _, Some(percent)) => Need::Percent(percent),
                    (level, ..) if !level.is_empty() => Need::Level(level),
                    _ => Need::Having,
                },
                importance: match node.get("need").and_then(Node::as_text) {
                    Some("optional") => Importance::Optional,
                    _ => Importance::Essential,
                },
                weight: number(node, "weight"),
                mandatory: node.is_true_at("mandatory"),
                cite: read::cites(node),
            }
        };
        let profile = Profile {
            id: text(tree, "profile"),
            title: wording(tree, "title"),
            description: wording(tree, "description"),
            post: text(tree, "post"),
            grade: text(tree, "grade"),
            tier: text(tree, "tier"),
            framework: text(tree, "framework"),
            framework_version: text(tree, "framework_version"),
            valid_from: date(tree, "valid_from"),
            valid_until: date(tree, "valid_until"),
            sources: sources(tree),
            requirements: items(tree, "requirements").iter().map(requirement).collect(),
            scales,
            extra: read::extra(tree),
        };
        for (position, node) in items(tree, "requirements").iter().enumerate() {
            let said =
                ["level", "value", "percent"].iter().filter(|key| node.get(key).is_some_and(|node| !node.is_null()));
            if said.count() > 1 {
                reader.add(Problem::new(Code::ProfileNeed, Path::new().key("requirements").index(position)), node);
            }
        }
        let wrong = profile.wrong();
        reader.place(&wrong, tree);
        reader.problems.in_order().or(profile)
    }

    /// What keeps it from being a profile.
    pub(in crate::framework) fn wrong(&self) -> Problems {
        let mut problems = Problems::default();
        let mut seen = HashSet::new();
        for (position, requirement) in self.requirements.iter().enumerate() {
            let path = || Path::new().key("requirements").index(position);
            if !seen.insert(requirement.competency.as_str()) {
                let problem = Problem::new(Code::ProfileDuplicate, path().key("competency"));
                problems.push(problem.with("found", &requirement.competency));
            }
            let scale = self.scale(&requirement.scale);
            if scale.is_none()
                && (!requirement.scale.is_empty() || matches!(requirement.need, Need::Level(_) | Need::Percent(_)))
            {
                let known = self.scales.iter().map(|scale| scale.id.as_str());
                let problem = Problem::new(Code::ProfileScale, path()).with("of", &requirement.competency);
                problems.push(problem.known(known));
            }
            if let (Need::Level(level), Some(scale)) = (&requirement.need, scale)
                && scale.level(level).is_none()
            {
                let known = || scale.levels.iter().map(|level| level.id.as_str());
                problems.tell(|| {
                    let problem = Problem::new(Code::ProfileLevel, path().key("level")).with("level", level);
                    problem.with("of", &requirement.competency).known(known()).maybe_meant(level, known())
                });
            }
        }
        let weights = || self.counted().filter_map(|requirement| requirement.weight.as_ref());
        let given = weights().count();
        if (given != 0 && given != self.counted().count())
            || weights().any(Number::is_negative)
            || (given != 0 && weights().all(Number::is_zero))
        {
            problems.push(Problem::new(Code::ProfileWeights, Path::new().key("requirements")));
        }
        problems
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &Wording {
        &self.title
    }

    /// What somebody in the post does.
    #[must_use]
    pub fn description(&self) -> &Wording {
        &self.description
    }

    /// What a format said beside.
    #[must_use]
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// The post that it is of, its grade and its tier: each empty where it is not said.
    #[must_use]
    pub fn of_whom(&self) -> [&str; 3] {
        [&self.post, &self.grade, &self.tier]
    }

    /// What is required, in the order of the document.
    #[must_use]
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// The texts that it cites.
    #[must_use]
    pub fn sources(&self) -> &[SourceText] {
        &self.sources
    }

    /// The scale of an id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// The requirements that count.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(|requirement| requirement.importance == Importance::Essential)
    }

    /// The value that a requirement asks for: of a level its value, of having it 1.
    #[must_use]
    pub fn required(&self, requirement: &Requirement) -> Number {
        let scale = self.scale(&requirement.scale);
        match &requirement.need {
            Need::Level(level) => scale.and_then(|scale| scale.value(level)).unwrap_or_default(),
            Need::Value(value) => value.clone(),
            Need::Percent(percent) => {
                let (from, until) = scale.map_or((Number::ZERO, Number::ONE), bounds);
                let part = percent.checked_div(&Number::from(100)).unwrap_or_default();
                &(&part * &(&until - &from)) + &from
            }
            Need::Having => Number::ONE,
        }
    }

    /// Where mastery begins on the scale of a requirement: 0 where it has none.
    #[must_use]
    pub fn minimum(&self, requirement: &Requirement) -> Number {
        self.scale(&requirement.scale).map_or(Number::ZERO, Scale::minimum)
    }

    /// What does not fit the framework that it is of: competencies that are not there, levels that a competency lacks, another version. All of them warn.
    ///
    /// ```
    /// use kinerja::{Framework, Lang, framework::Profile};
    /// let standard = Framework::builtin("id/standar-kompetensi-38-2017", None)?;
    /// let profile = standard.profile("administrator")?;
    /// assert!(profile.check(&standard).is_empty());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn check(&self, framework: &Framework) -> Problems {
        let index = framework.index();
        let mut problems = Problems::default();
        if !self.framework_version.is_empty() && self.framework_version != framework.version {
            let problem = Problem::new(Code::ProfileVersion, Path::new().key("framework_version"));
            problems.push(problem.with("found", &self.framework_version).with("wanted", &framework.version));
        }
        for (position, requirement) in self.requirements.iter().enumerate() {
            let path = || Path::new().key("requirements").index(position);
            let Some(competency) = index.competency(&requirement.competency) else {
                let known = framework.competencies.iter().map(|competency| competency.id.as_str());
                problems.tell(|| {
                    let problem = Problem::new(Code::ProfileCompetency, path().key("competency"));
                    problem.with("found", &requirement.competency).maybe_meant(&requirement.competency, known)
                });
                continue;
            };
            if let Need::Level(level) = &requirement.need {
                let scale = framework.scale(&competency.scale);
                let known = scale.is_some_and(|scale| scale.level(level).is_some());
                if !known || !competency.has_level(level) {
                    let exist = scale.map_or(&[][..], |scale| &scale.levels).iter().map(|level| level.id.as_str());
                    let problem = Problem::new(Code::ProfileLevel, path().key("level")).with("level", level);
                    let problem = problem.with("of", &requirement.competency);
                    problems.push(problem.known(exist.filter(|level| competency.has_level(level))));
                }
            }
        }
        problems
    }

    /// The document `profile/1`, for people.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_lines(&self.node())
    }

    /// The canonical form.
    #[must_use]
    pub fn canonical_text(&self) -> String {
        canonical_text(&self.node())
    }

    /// SHA-256 of the canonical form.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.canonical_text())
    }

    pub(crate) fn node(&self) -> Node<'_> {
        self.head()
            .always("requirements", Node::list(self.requirements.iter().map(Requirement::node)))
            .extra(&self.extra)
            .node()
    }

    /// All but the requirements and what a format said beside.
    pub(super) fn head(&self) -> Fields<'_> {
        Fields::new()
            .always("kinerja", Node::text("profile/1"))
            .always("profile", Node::text(self.id.as_str()))
            .wording("title", &self.title)
            .wording("description", &self.description)
            .text("post", &self.post)
            .text("grade", &self.grade)
            .text("tier", &self.tier)
            .text("framework", &self.framework)
            .text("framework_version", &self.framework_version)
            .date("valid_from", self.valid_from)
            .date("valid_until", self.valid_until)
            .list("sources", &self.sources, write::source)
            .list("scales", &self.scales, write::scale)
    }
}

impl Requirement {
    pub(super) fn node(&self) -> Node<'_> {
        let node = Fields::new()
            .always("competency", Node::text(self.competency.as_str()))
            .wording("title", &self.title)
            .text("category", &self.category)
            .text("scale", &self.scale);
        let node = match &self.need {
            Need::Level(level) => node.always("level", Node::text(level.as_str())),
            Need::Value(value) => node.number("value", Some(value)),
            Need::Percent(percent) => node.number("percent", Some(percent)),
            Need::Having => node,
        };
        let optional = self.importance == Importance::Optional;
        node.maybe("need", optional.then(|| Node::text("optional")))
            .number("weight", self.weight.as_ref())
            .maybe("mandatory", self.mandatory.then(|| Node::truth(true)))
            .cites(&self.cite)
            .node()
    }
}

/// The minimum and the highest value of a scale.
pub(crate) fn bounds(scale: &Scale) -> (Number, Number) {
    let highest = scale.levels.last().and_then(|level| scale.value(&level.id)).unwrap_or_default();
    (scale.minimum(), highest)
}

impl Framework {
    /// The profile of a tier of posts: the level that this framework says it requires, of each competency that it says it of.
    ///
    /// # Errors
    /// `profile.tier` where the framework has no such tier.
    ///
    /// ```
    /// let standard = kinerja::Framework::builtin("id/standar-kompetensi-38-2017", None)?;
    /// assert_eq!(standard.profile("administrator")?.requirements().len(), 9);
    /// assert!(standard.profile("adminstrator").unwrap_err().to_string().contains("did you mean `administrator`?"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn profile(&self, tier: &str) -> Result<Profile, Problems> {
        let Some(tier) = self.tiers.iter().find(|known| known.id == tier) else {
            let known = || self.tiers.iter().map(|tier| tier.id.as_str());
            let problem = Problem::new(Code::ProfileTier, Path::new().key("tier")).with("found", tier);
            return Err(Problems::from_iter([problem.known(known()).maybe_meant(tier, known())]));
        };
        let meant = self.competencies.iter().filter(|competency| {
            if tier.competencies.is_empty() {
                !competency.scale.is_empty()
            } else {
                tier.competencies.contains(&competency.id)
            }
        });
        let requirement = |competency: &super::model::Competency| Requirement {
            competency: competency.id.clone(),
            title: competency.name(),
            category: competency.category.clone(),
            scale: competency.scale.clone(),
            need: Need::Level(tier.level.clone()),
            importance: Importance::Essential,
            weight: None,
            mandatory: false,
            cite: tier.cite.clone(),
        };
        let profile = Profile {
            id: format!("{}/{}", self.id, tier.id),
            title: tier.title.clone(),
            tier: tier.id.clone(),
            framework: self.id.clone(),
            framework_version: self.version.clone(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            sources: self.sources.clone(),
            scales: self.scales.clone(),
            requirements: meant.map(requirement).collect(),
            ..Profile::default()
        };
        profile.wrong().or(profile)
    }
}
