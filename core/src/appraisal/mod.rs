//! Evaluating a scheme for one employee.

pub(crate) mod batch;
pub(crate) mod cells;
mod compare;
pub(crate) mod contributions;
mod document;
pub(crate) mod evaluate;
pub(crate) mod explain;
pub(crate) mod facts;
mod gathering;
mod operations;
mod owed;
pub(crate) mod search;
mod trace;
mod what_if;

pub use compare::{Comparison, Difference, Said, compare};
pub use contributions::{Contribution, Contributions, How};
pub use explain::ExplainOptions;
pub use what_if::{Answer, Change, Lifted, Searched, Together, WhatIf, WhatIfOptions, Wish};

use crate::absence::AbsenceKind;
use crate::document::{Node, Reader, digest, parse, parse_into, to_text};
use crate::number::{Number, Rounded};
use crate::problem::{Code, Path, Problem, Problems};
use crate::scheme::Scheme;
use crate::scheme::canonical;
use crate::scheme::model::{Model, Status};
use crate::scheme::value::Value;
use crate::text::Text;
use crate::trace::Trace;
pub(crate) use evaluate::MOST_EFFORT;
use evaluate::Machine;
use std::sync::{Arc, OnceLock};

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
    /// The warnings that evaluation itself found.
    noticed: Problems,
    /// All warnings, once they are asked for.
    warnings: OnceLock<Problems>,
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
    /// Absent, where the scheme allows it.
    Absent {
        /// Which absence.
        kind: AbsenceKind,
        /// Where it began: `goals[0].actual`.
        origin: Path,
    },
    /// None, since nobody is rated: [`Appraisal::unratable`] says why.
    Unrated,
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

    /// What to know beside the outcomes: notices, unverified figures that the outcomes rest on, evidence that was expected.
    #[must_use]
    pub fn warnings(&self) -> &Problems {
        self.warnings.get_or_init(|| {
            let mut warnings = self.noticed.clone();
            if self.unratable.is_none() {
                warn_of_standing(&self.scheme.model, &mut warnings);
            }
            // Whether a figure was used is told by the trace, which is worth making only where a figure is in doubt.
            if self.scheme.model.has_unverified {
                warnings.extend(self.trace().unverified().map(|(path, title)| {
                    let said = title.map(|lang, title| Code::AppraisalUnverified.about(lang, title));
                    Problem::new(Code::AppraisalUnverified, path).said(said)
                }));
            }
            warnings
        })
    }

    /// The digest of the facts, by clause 6.9; it is calculated when asked for.
    ///
    /// ```
    /// use kinerja::Scheme;
    /// let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "test/double", "version": 1, "languages": ["en"],
    ///     "inputs": [{"name": "score", "type": "number"}], "steps": [{"name": "double", "is": "2 * score"}],
    ///     "outcomes": [{"name": "double", "of": "double", "round": "exact"}]}"#)?;
    /// let digest = |facts: &str| scheme.appraise(facts, None).map(|appraisal| appraisal.facts_digest());
    /// assert_eq!(digest(r#"{"score": 11}"#)?, digest(r#"{"score": {"value": "11.0"}}"#)?);
    /// assert_ne!(digest(r#"{"score": 11}"#)?, digest(r#"{"score": {"value": 11, "by": "A-17"}}"#)?);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn facts_digest(&self) -> String {
        digest(&self.facts_text())
    }

    /// The canonical form of the facts, of which [`Appraisal::facts_digest`] is the digest.
    ///
    /// ```
    /// # use kinerja::Scheme;
    /// # let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "test/double", "version": 1, "languages": ["en"],
    /// #     "inputs": [{"name": "score", "type": "number"}], "steps": [{"name": "double", "is": "2 * score"}],
    /// #     "outcomes": [{"name": "double", "of": "double", "round": "exact"}]}"#)?;
    /// let appraisal = scheme.appraise(r#"{"score": 1.10e1, "note": null}"#, None)?;
    /// assert_eq!(appraisal.facts_text(), r#"{"score":"11"}"#);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn facts_text(&self) -> String {
        let model = &self.scheme.model;
        // The text was read before: there is always a tree.
        parse(&self.facts.text).map(|tree| to_text(&canonical::facts(model, &tree))).unwrap_or_default()
    }

    /// The digest of the settings, by clause 6.9, where there was a settings document.
    ///
    /// ```
    /// # use kinerja::Scheme;
    /// # let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "test/part", "version": 1, "languages": ["en"],
    /// #     "inputs": [], "settings": [{"name": "part", "type": "number", "default": 1}], "steps": [{"name": "whole", "is": "2 * part"}],
    /// #     "outcomes": [{"name": "whole", "of": "whole", "round": "exact"}]}"#)?;
    /// let appraisal = scheme.appraise("{}", Some(r#"{"part": 0.50}"#))?;
    /// assert_eq!(appraisal.settings_digest(), Some(kinerja::document::digest(r#"{"part":"0.5"}"#)));
    /// assert_eq!(scheme.appraise("{}", None)?.settings_digest(), None);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn settings_digest(&self) -> Option<String> {
        self.settings_text().map(|text| digest(&text))
    }

    /// The canonical form of the settings, of which [`Appraisal::settings_digest`] is the digest.
    ///
    /// ```
    /// # use kinerja::Scheme;
    /// # let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "test/part", "version": 1, "languages": ["en"],
    /// #     "inputs": [], "settings": [{"name": "part", "type": "number", "default": 1}], "steps": [{"name": "whole", "is": "2 * part"}],
    /// #     "outcomes": [{"name": "whole", "of": "whole", "round": "exact"}]}"#)?;
    /// let appraisal = scheme.appraise("{}", Some(r#"{"part": "0.50"}"#))?;
    /// assert_eq!(appraisal.settings_text().as_deref(), Some(r#"{"part":"0.5"}"#));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn settings_text(&self) -> Option<String> {
        let text = self.settings.1.as_deref()?;
        let model = &self.scheme.model;
        parse(text).ok().map(|tree| to_text(&canonical::settings(model, &tree)))
    }

    /// The exact value of a step or input, by its path: `goals[0].score`, `by_group[1].mean`.
    #[must_use]
    pub fn value(&self, path: &str) -> Option<Exact> {
        let machine = self.machine();
        let (slot, row) = machine.find(path)?;
        Some(Exact::of(&self.scheme.model, machine.cell(slot, row)?))
    }

    /// How the outcomes came about, entry by entry: computed when asked.
    #[must_use]
    pub fn trace(&self) -> Trace {
        trace::trace(self)
    }

    /// This appraisal with inputs that can be exchanged.
    pub(crate) fn probe(&self) -> search::Probe<'_> {
        search::Probe::new(&self.scheme.model, &self.facts, &self.settings, &self.steps)
    }

    /// How many values of inputs and steps it holds.
    pub(crate) fn values(&self) -> usize {
        self.facts.inputs.len().saturating_add(self.steps.len())
    }

    /// The evaluator with every step's value, as the appraisal left it.
    pub(crate) fn machine(&self) -> Machine<'_> {
        let mut machine = Machine::new(&self.scheme.model, &self.facts, &self.settings);
        machine.steps.clone_from(&self.steps);
        // What was calculated once may be calculated again.
        machine.effort_left = u64::MAX;
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
            other => Exact::Text(model.plain(other)),
        }
    }
}

impl Scheme {
    /// Appraises one employee from a facts document and, where the scheme needs it, a settings document.
    ///
    /// # Errors
    /// All problems of facts and settings at once; if there is none, the failed conditions of the scheme; else what went wrong in its steps.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::parse(
    ///     r#"{"kinerja": "scheme/1", "scheme": "my/double", "version": 1, "languages": ["en"],
    ///         "inputs": [{"name": "x", "type": "number"}],
    ///         "steps": [{"name": "twice", "is": "x * 2"}],
    ///         "outcomes": [{"name": "score", "of": "twice", "round": {"digits": 2, "mode": "half_up"}}]}"#,
    /// )?;
    /// let appraisal = scheme.appraise(r#"{"x": 1.5}"#, None)?;
    /// assert!(matches!(appraisal.outcome("score"), Some(kinerja::Outcome::Rounded(score)) if score.to_string() == "3.00"));
    /// assert!(scheme.appraise("{}", None).unwrap_err().to_string().contains("value.missing"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn appraise(&self, facts: &str, settings: Option<&str>) -> Result<Appraisal, Problems> {
        match (self.read_facts(facts), self.read_settings(settings)) {
            (Ok(facts), Ok(settings)) => self.evaluate(&facts, &settings),
            (facts, settings) => {
                let mut problems = facts.err().unwrap_or_default();
                problems.append(settings.err().unwrap_or_default());
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
            Some(mut read) if reader.problems.is_empty() => {
                read.text = text.into();
                Ok(Facts { scheme: self.clone(), read: Arc::new(read) })
            }
            _ => Err(reader.problems.in_order()),
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
            Some(text) => {
                let tree = parse_into(text, &mut reader);
                // Two documents come together: of which of them no JSON can be read, the path tells (clause 2.13).
                reader.problems = std::mem::take(&mut reader.problems).under(&Path::new().key("settings"));
                tree.and_then(|tree| facts::read_settings(&self.model, Some(&tree), &mut reader))
            }
            None => facts::read_settings(&self.model, None, &mut reader),
        };
        match read {
            Some(read) if reader.problems.is_empty() => Ok(Settings { scheme: self.clone(), read: Arc::new(read) }),
            _ => Err(reader.problems.in_order()),
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
        for (read_by, above) in [(&facts.scheme, None), (&settings.scheme, Some("settings"))] {
            if !self.is_same(read_by) {
                let path = above.map_or_else(Path::new, |above| Path::new().key(above)).key("scheme");
                let problem = Problem::new(Code::FactsScheme, path).with("found", read_by.id());
                problems.push(problem.with("wanted", self.id()));
            }
        }
        problems.or(())?;
        self.evaluate_read(Arc::clone(&facts.read), Arc::clone(&settings.read), &mut MOST_EFFORT.clone())
    }

    /// Appraises as [`Scheme::appraise`] does, from trees: those of a host language's own values, or of an example inside a scheme.
    ///
    /// A value that stands in a tree is judged as the same value in a text would be; problems have a path, but no line and column.
    ///
    /// # Errors
    /// Those of [`Scheme::appraise`].
    ///
    /// ```
    /// use kinerja::document::{Json, Node};
    ///
    /// let scheme = kinerja::Scheme::parse(
    ///     r#"{"kinerja": "scheme/1", "scheme": "my/double", "version": 1, "languages": ["en"],
    ///         "inputs": [{"name": "x", "type": "number"}],
    ///         "steps": [{"name": "twice", "is": "x * 2"}],
    ///         "outcomes": [{"name": "score", "of": "twice", "round": "exact"}]}"#,
    /// )?;
    /// let facts = |x| Node::new(Json::Object(vec![("x".into(), Node::new(Json::Number(x)))]));
    /// let appraisal = scheme.appraise_tree(&facts("1.50".into()), None)?;
    /// assert_eq!(appraisal.label("score", kinerja::Lang::En).as_deref(), Some("3"));
    /// assert!(scheme.appraise_tree(&facts("NaN".into()), None).unwrap_err().to_string().contains("number.syntax"));
    /// let exact = |number| Node::new(Json::Object(vec![("x".into(), Node::new(Json::Exact(number)))]));
    /// assert_eq!(scheme.appraise_tree(&exact(kinerja::Number::decimal(150, 2)), None)?.facts_text(), r#"{"x":"1.5"}"#);
    /// let third = kinerja::Number::ratio(1, 3).ok_or("zero denominator")?;
    /// assert!(scheme.appraise_tree(&exact(third), None).unwrap_err().to_string().contains("number.too_long"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn appraise_tree(&self, facts: &Node<'_>, settings: Option<&Node<'_>>) -> Result<Appraisal, Problems> {
        self.appraise_within(facts, settings, &mut MOST_EFFORT.clone())
    }

    /// As [`Scheme::appraise_tree`], with the effort that is left for several appraisals together.
    pub(crate) fn appraise_within(
        &self,
        facts: &Node<'_>,
        settings: Option<&Node<'_>>,
        effort: &mut u64,
    ) -> Result<Appraisal, Problems> {
        let mut reader = Reader::new(None);
        let read = facts::read_facts(&self.model, facts, &mut reader);
        let settings = facts::read_settings(&self.model, settings, &mut reader);
        match (read, settings) {
            (Some(mut read), Some(settings)) if reader.problems.is_empty() => {
                read.text = to_text(facts).into();
                self.evaluate_read(Arc::new(read), Arc::new(settings), effort)
            }
            _ => Err(reader.problems),
        }
    }

    fn evaluate_read(
        &self,
        facts: Arc<facts::Facts>,
        settings: Arc<facts::Settings>,
        effort: &mut u64,
    ) -> Result<Appraisal, Problems> {
        let mut warnings = facts.warnings.clone();
        let mut machine = Machine::new(&self.model, &facts, &settings);
        machine.effort_left = *effort;
        let calculated = calculate(&mut machine, &mut warnings);
        *effort = machine.effort_left;
        let (outcomes, unratable) = calculated?;
        let steps = machine.steps;
        Ok(Appraisal {
            scheme: self.clone(),
            facts,
            settings,
            steps,
            outcomes,
            unratable,
            noticed: warnings,
            warnings: OnceLock::new(),
        })
    }
}

/// The final values, or why nobody is rated; what there is to know goes to the warnings.
fn calculate(machine: &mut Machine<'_>, warnings: &mut Problems) -> Result<(Vec<Outcome>, Option<Text>), Problems> {
    let mut problems = Problems::default();
    let unratable = unratable(machine, &mut problems);
    problems.or(())?;
    let outcomes = match unratable {
        Some(_) => vec![Outcome::Unrated; machine.model.outcomes.len()],
        None => {
            check_requires(machine)?;
            outcomes(machine, warnings)?
        }
    };
    Ok((outcomes, unratable))
}

/// The first reason that makes the appraisal unratable (clause 2.17).
fn unratable(machine: &mut Machine<'_>, problems: &mut Problems) -> Option<Text> {
    for condition in &machine.model.unratable {
        match machine.holds(condition.node) {
            Ok(Some(true)) => return Some(condition.say.clone()),
            Ok(_) => {}
            Err(stop) => problems.extend(stop.problem(condition.path.clone())),
        }
    }
    None
}

/// Checks what the scheme requires of facts and settings (clause 2.16).
fn check_requires(machine: &mut Machine<'_>) -> Result<(), Problems> {
    let mut problems = Problems::default();
    for condition in &machine.model.requires {
        match machine.holds(condition.node) {
            Ok(Some(true) | None) => {}
            Ok(Some(false)) => {
                let problem = Problem::new(Code::RequiresFailed, condition.place.clone());
                let problem = problem.with("rule", &condition.rule).said(condition.say.clone());
                problems.push(problem.cited(machine.model.cited(&condition.cites)));
            }
            Err(stop) => problems.extend(stop.problem(condition.place.clone())),
        }
    }
    problems.or(())
}

/// Evaluates the steps, then the outcomes, then the notices (clauses 4.12 to 4.14).
fn outcomes(machine: &mut Machine<'_>, warnings: &mut Problems) -> Result<Vec<Outcome>, Problems> {
    let model = machine.model;
    let mut problems = Problems::default();
    machine.run(&mut problems);
    let outcomes = model.outcomes.iter().map(|outcome| final_value(machine, outcome, &mut problems)).collect();
    for notice in &model.notices {
        match machine.holds(notice.node) {
            Ok(Some(true)) => {
                warnings.tell(|| {
                    let warning = Problem::new(Code::AppraisalNotice, notice.path.clone());
                    warning.said(machine.fill(&notice.say)).cited(model.cited(&notice.cites))
                });
            }
            Ok(_) => {}
            Err(stop) => problems.extend(stop.problem(notice.path.clone())),
        }
    }
    problems.or(outcomes)
}

/// Warns of a scheme that is no regulation in force.
fn warn_of_standing(model: &Model, warnings: &mut Problems) {
    let scheme = || Path::new().key("scheme");
    match model.status {
        Status::Illustration => warnings.push(Problem::new(Code::AppraisalIllustration, scheme())),
        Status::Superseded => warnings.push(Problem::new(Code::AppraisalSuperseded, scheme())),
        _ => {}
    }
    if let Some(names) = model.amended() {
        warnings.push(Problem::new(Code::AppraisalAmended, scheme()).with_text("names", &names));
    }
}

/// A planted fault's rounding: to one digit more first.
#[cfg(feature = "faults")]
fn twice(number: &Number, digits: u8, mode: crate::Rounding) -> Rounded {
    number.round(digits.saturating_add(1), mode).value().round(digits, mode)
}

/// The final value of an outcome; an absence that is not allowed is a problem.
fn final_value(machine: &Machine<'_>, outcome: &crate::scheme::model::Outcome, problems: &mut Problems) -> Outcome {
    match machine.cell(outcome.of, 0) {
        Some(Value::Number(number)) => match outcome.round {
            Some((digits, mode)) => {
                let rounded = number.round(digits, mode);
                Outcome::Rounded(fault!("an outcome is rounded twice", twice(number, digits, mode), rounded))
            }
            None => Outcome::Exact(number.clone()),
        },
        Some(Value::Word(set, index)) => Outcome::Word(machine.model.sets[*set].words[*index].name.to_string()),
        Some(Value::Truth(truth)) => Outcome::Truth(*truth),
        Some(Value::Date(date)) => Outcome::Date(*date),
        Some(Value::Text(text)) => Outcome::Text(text.to_string()),
        Some(Value::Absent(absence)) => {
            let origin = machine.path(absence.origin.slot, absence.origin.row);
            if !outcome.optional {
                problems.push(owed::owed(machine, outcome, *absence));
            }
            Outcome::Absent { kind: absence.kind, origin }
        }
        // A step that failed has said so itself, and no period is an outcome.
        Some(Value::Failed | Value::Period(_)) | None => Outcome::Unrated,
    }
}
