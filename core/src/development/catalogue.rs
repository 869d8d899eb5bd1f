//! Catalogues of trainings, which the host supplies.

use super::document::CATALOGUE;
use crate::document::Node;
use crate::document::given::document;
use crate::document::words::words;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use std::collections::HashMap;

words! {
    /// The kinds of competence of the civil service.
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    TrainingKind {
        /// What a profession needs.
        Technical "technical",
        /// What leading needs.
        Managerial "managerial",
        /// What living together in a diverse nation needs.
        SocioCultural "socio_cultural",
    }
}

/// What a training closes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Closes {
    /// A competency, from one level to a higher one.
    Competency {
        /// The competency.
        name: String,
        /// The level that it begins at.
        from: Number,
        /// The level that it leads to.
        to: Number,
    },
    /// A behaviour.
    Behaviour(String),
}

/// A training.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Training {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The kind of competence that it builds.
    pub kind: TrainingKind,
    /// Its hours, above zero.
    pub hours: Number,
    /// What it closes.
    pub closes: Closes,
}

/// The trainings that an organisation offers: at least one, each named once. It exists only valid.
///
/// ```
/// let catalogue = kinerja::development::Catalogue::parse(r#"{ "trainings": [
///     { "name": "data-2", "kind": "technical", "hours": 16, "competency": "data", "from": 1, "to": 2 } ] }"#)?;
/// assert_eq!(catalogue.trainings().len(), 1);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Catalogue {
    trainings: Vec<Training>,
    by_name: HashMap<String, usize>,
    by_competency: HashMap<String, Vec<usize>>,
    /// The shortest training that works on a behaviour.
    by_behaviour: HashMap<String, usize>,
}

/// How many trainings a catalogue may have.
const MOST: usize = 5_000;

impl Catalogue {
    /// Reads a document `training-catalogue/1`.
    ///
    /// # Errors
    /// What its shape refuses, and `development.catalogue`, `development.training`, `development.levels`, `name.taken`, `value.range`.
    pub fn parse(text: &str) -> Result<Catalogue, Problems> {
        document(text, &CATALOGUE, Catalogue::read)
    }

    /// The trainings, in the catalogue's order.
    #[must_use]
    pub fn trainings(&self) -> &[Training] {
        &self.trainings
    }

    pub(super) fn training(&self, name: &str) -> Option<&Training> {
        self.by_name.get(name).and_then(|position| self.trainings.get(*position))
    }

    /// The trainings that raise a competency, each with the levels that it begins at and leads to, in the catalogue's order.
    pub(super) fn raising(&self, competency: &str) -> impl Iterator<Item = (&Number, &Number, &Training)> {
        let positions = self.by_competency.get(competency).into_iter().flatten();
        positions.filter_map(|position| self.trainings.get(*position)).filter_map(|training| match &training.closes {
            Closes::Competency { from, to, .. } => Some((from, to, training)),
            Closes::Behaviour(_) => None,
        })
    }

    /// The shortest training that works on a behaviour; of equally short ones the first.
    pub(super) fn working_on(&self, name: &str) -> Option<&Training> {
        self.by_behaviour.get(name).and_then(|position| self.trainings.get(*position))
    }

    /// The catalogue of a tree that fits its shape; `at` is where the tree stands in its document.
    pub(crate) fn read(node: &Node<'_>, at: &Path) -> Result<Catalogue, Problems> {
        let mut problems = Problems::default();
        let given = node.list_at("trainings");
        let at = at.clone().key("trainings");
        if given.is_empty() {
            problems.push(Problem::new(Code::DevelopmentCatalogue, at.clone()));
        }
        if given.len() > MOST {
            let problem = Problem::new(Code::DevelopmentCatalogue, at.clone()).with("most", MOST);
            let problem = problem
                .saying("a catalogue has at most {most} trainings", "katalog memuat paling banyak {most} pelatihan");
            problems.push(problem.advising("give those that are offered this year", "isi yang ditawarkan tahun ini"));
            return Err(problems);
        }
        let mut catalogue = Catalogue {
            trainings: Vec::new(),
            by_name: HashMap::new(),
            by_competency: HashMap::new(),
            by_behaviour: HashMap::new(),
        };
        for (index, training) in given.iter().enumerate() {
            let here = at.clone().index(index);
            let name = training.words_at("name");
            let hours = training.number_at("hours").unwrap_or_default();
            if !hours.is_positive() {
                let problem = Problem::new(Code::ValueRange, here.clone().key("hours")).with("found", &hours);
                problems.push(problem.with("allowed", "more than 0"));
            }
            let kind = training.text_at("kind").and_then(TrainingKind::of_word);
            let closes = closes(training, &name, &here, &mut problems);
            let Some((kind, closes)) = kind.zip(closes) else { continue };
            let position = catalogue.trainings.len();
            if catalogue.by_name.insert(name.clone(), position).is_some() {
                problems.push(Problem::new(Code::NameTaken, here.key("name")).with("name", &name));
            }
            match &closes {
                Closes::Competency { name, .. } => {
                    catalogue.by_competency.entry(name.clone()).or_default().push(position);
                }
                Closes::Behaviour(name) => {
                    let known = catalogue.working_on(name);
                    if known.is_none_or(|known| hours < known.hours) {
                        catalogue.by_behaviour.insert(name.clone(), position);
                    }
                }
            }
            catalogue.trainings.push(Training { name, title: training.title_at("title"), kind, hours, closes });
        }
        problems.or(catalogue)
    }
}

fn closes(node: &Node<'_>, name: &str, at: &Path, problems: &mut Problems) -> Option<Closes> {
    let levels = (node.number_at("from"), node.number_at("to"));
    match (node.text_at("competency"), node.text_at("behaviour"), levels) {
        (Some(competency), None, (Some(from), Some(to))) => {
            if from >= to {
                let problem = Problem::new(Code::DevelopmentLevels, at.clone().key("to"));
                problems.push(problem.with("from", &from).with("to", &to));
            }
            Some(Closes::Competency { name: competency.to_owned(), from, to })
        }
        (None, Some(behaviour), (None, None)) => Some(Closes::Behaviour(behaviour.to_owned())),
        _ => {
            problems.push(Problem::new(Code::DevelopmentTraining, at.clone()).with("training", name));
            None
        }
    }
}
