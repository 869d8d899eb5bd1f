//! Evaluating a scheme for one employee.

pub(crate) mod evaluate;
pub(crate) mod facts;

use crate::document::{Reader, parse_into};
use crate::number::{Number, Rounded};
use crate::problem::{Code, Path, Problem, Problems};
use crate::scheme::Scheme;
use crate::scheme::formula::AbsenceKind;
use crate::scheme::model::Model;
use crate::scheme::value::Value;
use crate::text::Text;
use evaluate::Machine;
use std::sync::Arc;

/// What is known of one employee in one period, read against a scheme and without a problem.
///
/// Made by [`Scheme::read_facts`]. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Facts {
    scheme: Scheme,
    read: Arc<facts::Facts>,
}

/// What one organisation decided, read against a scheme and without a problem.
///
/// Made by [`Scheme::read_settings`]. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Settings {
    scheme: Scheme,
    read: Arc<facts::Settings>,
}

/// What a scheme gives for one employee in one period: calculated, never decided.
#[derive(Clone, Debug)]
pub struct Appraisal {
    scheme: Scheme,
    facts: Arc<facts::Facts>,
    settings: Arc<facts::Settings>,
    steps: Vec<Value>,
    /// In the order of the scheme.
    outcomes: Vec<Outcome>,
    unratable: Option<Text>,
    warnings: Problems,
}

/// A final value.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// A number that was rounded, with its digits.
    Rounded(Rounded),
    /// A number that ends by itself.
    Exact(Number),
    /// A level or a choice's word, by its name.
    Word(String),
    /// A yes or no.
    Truth(bool),
    /// A date.
    Date(chrono::NaiveDate),
    /// A text.
    Text(String),
    /// Absent, where the scheme allows it or nobody is rated.
    Absent,
}

impl Appraisal {
    /// The scheme that gave it.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The final values by name, in the order of the scheme.
    pub fn outcomes(&self) -> impl Iterator<Item = (&str, &Outcome)> {
        self.scheme.model.outcomes.iter().map(|outcome| outcome.name.as_str()).zip(&self.outcomes)
    }

    /// The final value of a name.
    #[must_use]
    pub fn outcome(&self, name: &str) -> Option<&Outcome> {
        self.outcomes().find(|(other, _)| *other == name).map(|(_, outcome)| outcome)
    }

    /// Why nobody is rated, where the scheme says so.
    #[must_use]
    pub fn unratable(&self) -> Option<&Text> {
        self.unratable.as_ref()
    }

    /// What to know beside the outcomes: notices, unverified constants used, evidence that was expected.
    #[must_use]
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }

    /// The exact value of a step or input, by its path: `goals[0].score`, `by_group[1].mean`.
    #[must_use]
    pub fn value(&self, path: &str) -> Option<Exact> {
        let machine = self.machine();
        let (slot, row) = machine.find(path)?;
        Some(Exact::of(&self.scheme.model, machine.cell(slot, row)?))
    }

    /// The evaluator with every step's value, as the appraisal left it.
    fn machine(&self) -> Machine<'_> {
        let mut machine = Machine::new(&self.scheme.model, &self.facts, &self.settings);
        machine.steps.clone_from(&self.steps);
        machine
    }
}

/// The exact value of a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Exact {
    /// A number.
    Number(Number),
    /// A yes or no.
    Truth(bool),
    /// A level's or word's name, a date, a period or a text.
    Text(String),
    /// Absent, and of which kind.
    Absent(AbsenceKind),
}

impl Exact {
    fn of(model: &Model, value: &Value) -> Exact {
        match value {
            Value::Number(number) => Exact::Number(number.clone()),
            Value::Truth(truth) => Exact::Truth(*truth),
            Value::Absent(absence) => Exact::Absent(absence.kind),
            other => Exact::Text(facts::plain(model, other)),
        }
    }
}

impl Scheme {
    /// Appraises one employee from a facts document and, where the scheme needs it, a settings document.
    ///
    /// # Errors
    /// All problems of facts and settings at once; if there is none, the failed conditions of the scheme; else what went wrong in its steps.
    pub fn appraise(&self, facts: &str, settings: Option<&str>) -> Result<Appraisal, Problems> {
        match (self.read_facts(facts), self.read_settings(settings)) {
            (Ok(facts), Ok(settings)) => self.evaluate(&facts, &settings),
            (facts, settings) => {
                let mut problems = facts.err().unwrap_or_default();
                problems.extend(settings.err().unwrap_or_default());
                Err(problems)
            }
        }
    }

    /// Reads a facts document, to be evaluated once or many times.
    ///
    /// # Errors
    /// All problems of the document at once.
    ///
    /// ```
    /// # let scheme = kinerja::Scheme::builtin("id/langsa", None)?;
    /// let facts = scheme.read_facts(include_str!("../../examples/facts/langsa.json"))?;
    /// let settings = scheme.read_settings(None)?;
    /// let appraisal = scheme.evaluate(&facts, &settings)?;
    /// assert!(appraisal.unratable().is_none());
    /// assert!(scheme.read_facts(r#"{"goal": []}"#).is_err());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn read_facts(&self, text: &str) -> Result<Facts, Problems> {
        let mut reader = Reader::new(Some(text));
        let tree = parse_into(text, &mut reader);
        let read = tree.and_then(|tree| facts::read_facts(&self.model, &tree, &mut reader));
        match read {
            Some(read) if reader.problems.is_empty() => Ok(Facts { scheme: self.clone(), read: Arc::new(read) }),
            _ => Err(reader.problems),
        }
    }

    /// Reads a settings document; without one, every setting has its default.
    ///
    /// # Errors
    /// All problems of the document at once, settings without a default that are left out among them.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// assert!(scheme.read_settings(None).is_ok());
    /// assert!(scheme.read_settings(Some(r#"{"bacaan_sebutan": "batas_bawah"}"#)).is_ok());
    /// assert!(scheme.read_settings(Some(r#"{"bacaan_sebutan": "batas"}"#)).is_err());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn read_settings(&self, text: Option<&str>) -> Result<Settings, Problems> {
        let mut reader = Reader::new(text);
        let read = match text {
            Some(text) => parse_into(text, &mut reader)
                .and_then(|tree| facts::read_settings(&self.model, Some(&tree), &mut reader)),
            None => facts::read_settings(&self.model, None, &mut reader),
        };
        match read {
            Some(read) if reader.problems.is_empty() => Ok(Settings { scheme: self.clone(), read: Arc::new(read) }),
            _ => Err(reader.problems),
        }
    }

    /// Appraises one employee from facts and settings that were read before.
    ///
    /// # Errors
    /// The failed conditions of the scheme; if there is none, what went wrong in its steps. Facts or settings that another
    /// scheme has read are `facts.scheme`.
    ///
    /// ```
    /// # let scheme = kinerja::Scheme::builtin("id/langsa", None)?;
    /// let facts = scheme.read_facts(include_str!("../../examples/facts/langsa.json"))?;
    /// let settings = scheme.read_settings(None)?;
    /// assert!(scheme.evaluate(&facts, &settings).is_ok());
    /// let other = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// assert!(other.evaluate(&facts, &settings).is_err());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn evaluate(&self, facts: &Facts, settings: &Settings) -> Result<Appraisal, Problems> {
        let mut problems = Problems::default();
        for (read_by, path) in [(&facts.scheme, Path::new()), (&settings.scheme, Path::new().key("settings"))] {
            if !self.is_same(read_by) {
                let problem = Problem::new(Code::FactsScheme, path.key("scheme")).with("found", read_by.id());
                problems.push(problem.with("wanted", self.id()));
            }
        }
        problems.or(())?;
        let (facts, settings) = (Arc::clone(&facts.read), Arc::clone(&settings.read));
        let model = &*self.model;
        let mut warnings = facts.warnings.clone();
        let mut machine = Machine::new(model, &facts, &settings);
        let mut unratable = None;
        for condition in &model.unratable {
            if matches!(machine.holds(condition.node), Ok(Some(true))) {
                unratable = Some(condition.say.clone());
                break;
            }
        }
        let mut problems = Problems::default();
        let mut outcomes = Vec::with_capacity(model.outcomes.len());
        if unratable.is_none() {
            for condition in &model.requires {
                if !matches!(machine.holds(condition.node), Ok(Some(true) | None)) {
                    let problem = Problem::new(Code::RequiresFailed, condition.place.clone());
                    problems.push(problem.with("rule", &condition.rule).said(condition.say.clone()));
                }
            }
            problems.or(())?;
            let mut problems = Problems::default();
            machine.run(&mut problems);
            for outcome in &model.outcomes {
                outcomes.push(final_value(&machine, outcome, &mut problems));
            }
            problems.or(())?;
            for notice in &model.notices {
                if matches!(machine.holds(notice.node), Ok(Some(true))) {
                    let problem = Problem::new(Code::AppraisalNotice, notice.path.clone());
                    warnings.push(problem.said(notice.say.clone()));
                }
            }
        } else {
            outcomes.resize(model.outcomes.len(), Outcome::Absent);
        }
        let steps = machine.steps;
        Ok(Appraisal { scheme: self.clone(), facts, settings, steps, outcomes, unratable, warnings })
    }
}

/// The final value of an outcome; an absence that is not allowed is a problem.
fn final_value(machine: &Machine<'_>, outcome: &crate::scheme::model::Outcome, problems: &mut Problems) -> Outcome {
    match machine.cell(outcome.of, 0) {
        Some(Value::Number(number)) => match outcome.round {
            Some((digits, mode)) => Outcome::Rounded(number.round(digits, mode)),
            None => Outcome::Exact(number.clone()),
        },
        Some(Value::Word(set, index)) => Outcome::Word(machine.model.sets[*set].words[*index].name.clone()),
        Some(Value::Truth(truth)) => Outcome::Truth(*truth),
        Some(Value::Date(date)) => Outcome::Date(*date),
        Some(Value::Text(text)) => Outcome::Text(text.to_string()),
        Some(Value::Absent(absence)) => {
            if !outcome.optional {
                let path = Path::new().key("outcomes").key(&outcome.name);
                let origin = machine.path(absence.origin.slot, absence.origin.row);
                let problem = Problem::new(Code::OutcomeAbsent, path).with("title", format_args!("`{}`", outcome.name));
                problems.push(problem.with("origins", format_args!("`{origin}`")));
            }
            Outcome::Absent
        }
        // A step that failed has said so itself.
        Some(Value::Failed | Value::Period(_)) | None => Outcome::Absent,
    }
}
