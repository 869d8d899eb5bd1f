//! What was found of one person's competencies. Not rated, not applicable and rated lowest are three different things.

use super::profile::{Need, Profile, Requirement, bounds};
use super::read::{date, items, number, text, texts};
use super::write::Fields;
use crate::document::shape::{Field, Kind, Shape, maybe, needed};
use crate::document::{Json, Node, Reader, canonical_text, digest, parse_into, to_lines};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use crate::trace::Annotation;
use chrono::NaiveDate;
use std::collections::HashMap;

static RESULT: Shape = Shape {
    name: "result",
    title: "What was found of one competency: a level, a value, whether it is there, or why nothing was found",
    fields: &[
        needed("competency", Kind::Plain, "The id of the competency"),
        maybe("level", Kind::Plain, "The level that was shown"),
        maybe("value", Kind::Number, "The value that was shown, which need not be one of a level"),
        maybe("has", Kind::Bool, "Whether it is there"),
        maybe(
            "absent",
            Kind::Word(&["not_rated", "not_applicable"]),
            "That nothing was found, and of which kind that is",
        ),
        maybe("because", Kind::Plain, "Why nothing was found"),
        maybe("evidence", Kind::List(&Kind::Plain, false), "What it rests on"),
        maybe("by", Kind::Plain, "Who rated it"),
        maybe("on", Kind::Date, "When"),
        maybe("note", Kind::Plain, "A remark"),
    ],
};

/// Whom a document is about.
pub(crate) const PERSON: Field = maybe(
    "person",
    Kind::Object(&Shape {
        name: "person",
        title: "Whom it is about",
        fields: &[
            maybe("ref", Kind::Plain, "The host's own reference"),
            maybe("name", Kind::Plain, "The name"),
            maybe("post", Kind::Plain, "The post held"),
            maybe("unit", Kind::Plain, "The unit of the organisation"),
        ],
    }),
    "Whom it is about",
);

/// The shape of an assessment document.
pub(crate) static ASSESSMENT: Shape = Shape {
    name: "assessment",
    title: "What was found of one person's competencies",
    fields: &[
        needed("kinerja", Kind::Exactly("assessment/1"), "The kind of document"),
        PERSON,
        maybe("on", Kind::Date, "The day of the assessment"),
        maybe("by", Kind::Plain, "Who assessed"),
        maybe("note", Kind::Plain, "A remark"),
        needed("results", Kind::List(&Kind::Object(&RESULT), false), "What was found"),
    ],
};

/// What was found of one person's competencies.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Assessment {
    /// The host's own reference of the person.
    pub reference: String,
    /// The person's name.
    pub name: String,
    /// The post that the person holds.
    pub post: String,
    /// The unit of the organisation.
    pub unit: String,
    /// The day of the assessment.
    pub on: Option<NaiveDate>,
    /// Who assessed.
    pub by: String,
    /// A remark.
    pub note: String,
    results: Vec<Found>,
    by_competency: HashMap<String, usize>,
}

/// What was found of one competency.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Found {
    /// The id of the competency.
    pub competency: String,
    /// What was found.
    pub rated: Rated,
    /// What was said beside it.
    pub annotation: Annotation,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Rated {
    /// A level.
    Level(String),
    /// A value, which need not be one of a level: the mean of several assessors.
    Value(Number),
    /// Whether it is there.
    Has(bool),
    /// It was not rated: a rating is owed.
    NotRated,
    /// It does not apply to this person: no rating is owed.
    NotApplicable,
}

impl Assessment {
    /// Reads an `assessment/1` document.
    ///
    /// # Errors
    /// Everything that is wrong with it: `assessment.found` where a result says nothing or several things, `assessment.duplicate`, and what the shape refuses.
    ///
    /// ```
    /// use kinerja::framework::{Assessment, Rated};
    /// let assessment = Assessment::parse(r#"{ "kinerja": "assessment/1", "results": [
    ///     { "competency": "data", "level": "expert" }, { "competency": "law", "absent": "not_applicable", "because": "no legal post" }] }"#)?;
    /// assert_eq!(assessment.rated("law"), &Rated::NotApplicable);
    /// assert_eq!(assessment.rated("budget"), &Rated::NotRated);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn parse(text: &str) -> Result<Assessment, Problems> {
        let mut reader = Reader::new(Some(text));
        match parse_into(text, &mut reader) {
            Some(tree) => Assessment::from_tree(&tree, reader),
            None => Err(reader.problems),
        }
    }

    /// As [`Assessment::parse`], from a tree.
    ///
    /// # Errors
    /// As [`Assessment::parse`].
    pub fn parse_tree(tree: &Node<'_>) -> Result<Assessment, Problems> {
        Assessment::from_tree(tree, Reader::new(None))
    }

    fn from_tree(tree: &Node<'_>, mut reader: Reader<'_>) -> Result<Assessment, Problems> {
        ASSESSMENT.check(tree, &Trail::Top, &mut reader);
        if !reader.problems.is_empty() {
            return Err(reader.problems.in_order());
        }
        let person = |key: &str| tree.get("person").map_or_else(String::new, |node| text(node, key));
        let mut assessment = Assessment {
            reference: person("ref"),
            name: person("name"),
            post: person("post"),
            unit: person("unit"),
            on: date(tree, "on"),
            by: text(tree, "by"),
            note: text(tree, "note"),
            ..Assessment::default()
        };
        for (position, node) in items(tree, "results").iter().enumerate() {
            let path = || Path::new().key("results").index(position);
            let stated = |key: &&str| node.get(key).is_some_and(|node| !node.is_null());
            if ["level", "value", "has", "absent"].iter().filter(|key| stated(key)).count() != 1 {
                reader.add(Problem::new(Code::AssessmentFound, path()), node);
            }
            let found = found(node);
            if assessment.by_competency.insert(found.competency.clone(), position).is_some() {
                let problem = Problem::new(Code::AssessmentDuplicate, path().key("competency"));
                reader.add(problem.with("found", &found.competency), node);
            }
            assessment.results.push(found);
        }
        reader.problems.in_order().or(assessment)
    }

    /// Everything that was found, in the order of the document.
    #[must_use]
    pub fn results(&self) -> &[Found] {
        &self.results
    }

    /// What was found of a competency; of one that is not mentioned, that it was not rated.
    #[must_use]
    pub fn rated(&self, competency: &str) -> &Rated {
        self.found(competency).map_or(&Rated::NotRated, |found| &found.rated)
    }

    pub(crate) fn found(&self, competency: &str) -> Option<&Found> {
        self.results.get(*self.by_competency.get(competency)?)
    }

    pub(crate) fn position(&self, competency: &str) -> Option<usize> {
        self.by_competency.get(competency).copied()
    }

    /// The document `assessment/1`, for people.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_lines(&self.node())
    }

    /// SHA-256 of the canonical form.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&canonical_text(&self.node()))
    }

    pub(crate) fn person_node(&self) -> Option<Node<'_>> {
        let person = Fields::new()
            .text("ref", &self.reference)
            .text("name", &self.name)
            .text("post", &self.post)
            .text("unit", &self.unit)
            .node();
        (!person.entries().is_empty()).then_some(person)
    }

    pub(crate) fn node(&self) -> Node<'_> {
        Fields::new()
            .always("kinerja", Node::text("assessment/1"))
            .maybe("person", self.person_node())
            .date("on", self.on)
            .text("by", &self.by)
            .text("note", &self.note)
            .always("results", Node::list(self.results.iter().map(Found::node)))
            .node()
    }
}

fn found(node: &Node<'_>) -> Found {
    let rated = match (node.get("has").map(|node| &node.value), number(node, "value")) {
        (Some(Json::Bool(has)), _) => Rated::Has(*has),
        (_, Some(value)) => Rated::Value(value),
        _ => match (text(node, "level"), text(node, "absent").as_str()) {
            (_, "not_applicable") => Rated::NotApplicable,
            (level, "") if !level.is_empty() => Rated::Level(level),
            _ => Rated::NotRated,
        },
    };
    let annotation = Annotation {
        evidence: texts(node, "evidence"),
        by: text(node, "by"),
        on: date(node, "on"),
        note: text(node, "note"),
        because: text(node, "because"),
    };
    Found { competency: text(node, "competency"), rated, annotation }
}

impl Found {
    fn node(&self) -> Node<'_> {
        let node = Fields::new().always("competency", Node::text(self.competency.as_str()));
        let node = match &self.rated {
            Rated::Level(level) => node.always("level", Node::text(level.as_str())),
            Rated::Value(value) => node.number("value", Some(value)),
            Rated::Has(has) => node.always("has", Node::truth(*has)),
            Rated::NotRated => node.always("absent", Node::text("not_rated")),
            Rated::NotApplicable => node.always("absent", Node::text("not_applicable")),
        };
        let said = &self.annotation;
        node.text("because", &said.because)
            .texts("evidence", &said.evidence)
            .text("by", &said.by)
            .date("on", said.on)
            .text("note", &said.note)
            .node()
    }
}

impl Profile {
    /// The value that was found for a requirement; none where nothing was.
    ///
    /// # Errors
    /// `assessment.level` for a level that the requirement's scale lacks, `assessment.value` for a value outside of the scale, `assessment.kind` where a requirement of a
    /// level is answered by yes or no. The path is that of the assessment.
    pub(crate) fn actual(&self, requirement: &Requirement, assessment: &Assessment) -> Result<Option<Number>, Problem> {
        let path = || {
            let position = assessment.position(&requirement.competency).unwrap_or_default();
            Path::new().key("results").index(position)
        };
        let scale = self.scale(&requirement.scale);
        let wrong_kind = || Problem::new(Code::AssessmentKind, path()).with("of", &requirement.competency);
        match (assessment.rated(&requirement.competency), scale) {
            (Rated::NotRated | Rated::NotApplicable, _) => Ok(None),
            (Rated::Has(has), _) if requirement.need == Need::Having => Ok(Some(i64::from(*has).into())),
            (Rated::Has(_), _) | (Rated::Level(_), None) => Err(wrong_kind()),
            (Rated::Level(level), Some(scale)) => scale.value(level).map(Some).ok_or_else(|| {
                let known = || scale.levels.iter().map(|level| level.id.as_str());
                let problem = Problem::new(Code::AssessmentLevel, path().key("level")).with("level", level);
                problem.with("of", &requirement.competency).known(known()).maybe_meant(level, known())
            }),
            (Rated::Value(value), scale) => {
                let (from, until) = match (scale, &requirement.need) {
                    (Some(scale), _) => bounds(scale),
                    (None, Need::Having) => (Number::ZERO, Number::ONE),
                    // Without a scale nothing says where values end.
                    (None, _) => (Number::ZERO, value.clone()),
                };
                let lowest = scale.and_then(|scale| scale.value(&scale.levels.first()?.id));
                let from = lowest.map_or(from.clone(), |lowest| lowest.min(from));
                if *value < from || *value > until {
                    let allowed = format!("from {from} to {until}");
                    let problem = Problem::new(Code::AssessmentValue, path().key("value")).with("found", value);
                    return Err(problem.with("allowed", allowed));
                }
                Ok(Some(value.clone()))
            }
        }
    }

    /// The rows from which a scheme computes a gap by itself: one for each requirement, under the names of the scheme's columns, what was found with what was said beside it.
    ///
    /// The ids of levels must be those of the scheme's scale.
    ///
    /// ```
    /// use kinerja::{Framework, document::to_text, framework::{Assessment, Columns}};
    /// let profile = Framework::builtin("id/standar-kompetensi-38-2017", None)?.profile("administrator")?;
    /// let assessment = Assessment::parse(r#"{ "kinerja": "assessment/1", "results": [{ "competency": "integritas", "level": "tingkat_4" }] }"#)?;
    /// let columns = Columns { competency: "nama", category: "jenis_kompetensi", required: "disyaratkan", actual: "dicapai", mandatory: "wajib" };
    /// let rows = profile.rows(&assessment, columns);
    /// let first = r#"{"nama":"Integritas","jenis_kompetensi":"manajerial","disyaratkan":"tingkat_3","dicapai":"tingkat_4","wajib":false}"#;
    /// assert_eq!(to_text(&rows.items()[0]), first);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn rows(&self, assessment: &Assessment, columns: Columns<'_>) -> Node<'static> {
        Node::list(self.requirements().iter().map(|requirement| {
            let name = if requirement.title.is_empty() { &requirement.competency } else { requirement.title.first() };
            let required = match &requirement.need {
                Need::Level(level) => Node::text(level.clone()),
                _ => Node::text(self.required(requirement).to_string()),
            };
            let found = assessment.found(&requirement.competency);
            let mut row = vec![(columns.competency, Some(Node::text(name.to_owned())))];
            let category = (!requirement.category.is_empty()).then(|| Node::text(requirement.category.clone()));
            row.push((columns.category, category));
            row.push((columns.required, Some(required)));
            row.push((columns.actual, found.map(cell)));
            row.push((columns.mandatory, Some(Node::truth(requirement.mandatory))));
            let row = row.into_iter().filter(|(column, _)| !column.is_empty());
            Node::object(row.filter_map(|(column, node)| Some((column.to_owned(), node?))))
        }))
    }
}

/// What was found, as facts take it: a plain value, an annotated one, or a stated absence.
fn cell(found: &Found) -> Node<'static> {
    let said = &found.annotation;
    let notes = Fields::new()
        .texts("evidence", &said.evidence)
        .text("by", &said.by)
        .date("on", said.on)
        .text("note", &said.note)
        .node()
        .into_owned();
    let absent = |kind: &'static str| {
        Fields::new().always("absent", Node::text(kind)).text("because", &said.because).node().into_owned()
    };
    let value = match &found.rated {
        Rated::NotRated => return absent("not_rated"),
        Rated::NotApplicable => return absent("not_applicable"),
        Rated::Level(level) => Node::text(level.clone()),
        Rated::Value(value) => Node::text(value.to_string()),
        Rated::Has(has) => Node::truth(*has),
    };
    match notes.value {
        Json::Object(entries) if !entries.is_empty() => {
            Node::object([("value".into(), value)].into_iter().chain(entries))
        }
        _ => value,
    }
}

/// The names that a scheme gives to the columns of a list of competencies; an empty name leaves its column out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Columns<'a> {
    /// What the competency is called.
    pub competency: &'a str,
    /// What sort of competency it is.
    pub category: &'a str,
    /// The level required.
    pub required: &'a str,
    /// The level reached.
    pub actual: &'a str,
    /// Whether nothing makes up for it.
    pub mandatory: &'a str,
}
