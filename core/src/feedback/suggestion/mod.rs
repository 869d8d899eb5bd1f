//! Suggestions of staff on policy and procedure: received, considered, decided, and their effect measured.
//!
//! Those who work by a procedure see first what is wrong with it. A [`Suggestion`] is heard by rule: it is weighed before it is decided, whoever decides is named and did not make
//! it, a decline has a reason, and what was adopted is measured. [`Review`] says how long that takes and what waits.

pub(crate) mod document;
mod review;

pub use review::Review;
pub(crate) use review::{new_idea, review};

use crate::document::given::document;
use crate::document::parts::period_node;
use crate::document::words::words;
use crate::document::{Node, canonical_text, digest, sealed};
use crate::number::Number;
use crate::period::{Period, days_between};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::NaiveDate;
use document::SUGGESTION;
use std::collections::HashSet;

words! {
    /// Where a suggestion stands.
    #[derive(PartialOrd, Ord)]
    State {
        /// It has come in.
        Received "received",
        /// Somebody weighs it.
        Considered "considered",
        /// It is carried out.
        Adopted "adopted",
        /// It is not, for a reason.
        Declined "declined",
        /// It was carried out and its effect is known.
        Measured "measured",
    }
}

impl State {
    /// The states that may follow. A suggestion is weighed before it is decided, and what is declined stays so: who tries again makes another.
    ///
    /// ```
    /// use kinerja::feedback::State;
    /// assert_eq!(State::Considered.next(), [State::Adopted, State::Declined]);
    /// assert!(State::Declined.next().is_empty());
    /// ```
    #[must_use]
    pub const fn next(self) -> &'static [State] {
        match self {
            State::Received => &[State::Considered],
            State::Considered => &[State::Adopted, State::Declined],
            // An effect may be measured again.
            State::Adopted | State::Measured => &[State::Measured],
            State::Declined => &[],
        }
    }

    /// Whether somebody has decided.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self, State::Adopted | State::Declined | State::Measured)
    }
}

/// A figure before and after a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What is counted.
    pub measure: String,
    /// The unit of the figure.
    pub unit: String,
    /// The figure before.
    pub before: Number,
    /// The figure after.
    pub after: Number,
    /// Whether a lower figure is better.
    pub lower_is_better: bool,
}

impl Change {
    /// The figure after less that before.
    #[must_use]
    pub fn difference(&self) -> Number {
        &self.after - &self.before
    }

    /// Whether it became better. What stayed as it was did not.
    #[must_use]
    pub fn is_better(&self) -> bool {
        if self.lower_is_better { self.after < self.before } else { self.after > self.before }
    }
}

/// A step on a suggestion's way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The state that it came to.
    pub to: State,
    /// When.
    pub on: NaiveDate,
    /// Who did it; empty where that is not said.
    pub by: String,
    /// Why; empty where that is not said.
    pub because: String,
    /// What it changed, where that was measured.
    pub effect: Option<Change>,
    /// What the step rests on.
    pub evidence: Vec<String>,
}

/// A suggestion on a policy or a procedure. It exists only valid: with no step that may not follow the one before.
///
/// ```
/// use kinerja::feedback::{State, Suggestion};
/// let suggestion = Suggestion::parse(r#"{ "ref": "S-3", "by": ["H-4", "H-9"], "on": "procedure", "about": "Referral of patients",
///     "problem": "Five signatures; patients wait nine days", "proposal": "Two signatures", "received": "2021-07-12",
///     "steps": [ { "to": "considered", "on": "2021-07-19" }, { "to": "adopted", "on": "2021-08-16", "by": "H-1" },
///                { "to": "measured", "on": "2021-12-10", "evidence": ["register of referrals"],
///                  "effect": { "measure": "days from request to referral", "before": 9, "after": 4, "better": "lower" } } ] }"#)?;
/// assert_eq!(suggestion.state(), State::Measured);
/// assert_eq!(suggestion.days_to_decision(), Some(35));
/// // A sealed document, which a scheme that asks whether there was a new idea takes as the answer.
/// let idea = suggestion.new_idea("H-4")?;
/// assert!(kinerja::document::is_sealed(&idea));
/// assert_eq!(idea.get("digest").and_then(|digest| digest.as_text()), Some(suggestion.digest()));
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    reference: String,
    by: Vec<String>,
    received: NaiveDate,
    steps: Vec<Step>,
    digest: String,
}

impl Suggestion {
    /// Reads a document `suggestion/1`.
    ///
    /// # Errors
    /// What its shape refuses, and `suggestion.blank`, `suggestion.step`, `suggestion.order`, `suggestion.decider`, `suggestion.self`, `suggestion.reason`, `suggestion.effect`, `name.taken`.
    pub fn parse(text: &str) -> Result<Suggestion, Problems> {
        document(text, &SUGGESTION, Suggestion::read)
    }

    /// The suggestion of a tree that fits its shape; `at` is where the tree stands in its document.
    pub(crate) fn read(node: &Node<'_>, at: &Path) -> Result<Suggestion, Problems> {
        let mut problems = Problems::default();
        for key in ["ref", "about", "problem", "proposal"] {
            if said(node, key).is_empty() {
                problems.push(Problem::new(Code::SuggestionBlank, at.clone().key(key)).with("key", key));
            }
        }
        let by = makers(node, at, &mut problems);
        let received = node.date_at("received").unwrap_or_default();
        let (mut state, mut day) = (State::Received, received);
        let mut steps = Vec::new();
        for (index, given) in node.list_at("steps").iter().enumerate() {
            let here = at.clone().key("steps").index(index);
            let Some(step) = Step::read(given, &here, &mut problems) else { continue };
            if !state.next().contains(&step.to) {
                let problem = Problem::new(Code::SuggestionStep, here.clone().key("to")).with("from", state.word());
                let next = state.next().iter().map(|state| state.word());
                problems.push(problem.with("to", step.to.word()).known(next));
            }
            if step.on < day {
                let problem = Problem::new(Code::SuggestionOrder, here.clone().key("on")).with("found", step.on);
                problems.push(problem.with("before", day));
            }
            if matches!(step.to, State::Adopted | State::Declined) && by.contains(&step.by) {
                problems.push(Problem::new(Code::SuggestionSelf, here.key("by")).with("by", &step.by));
            }
            (state, day) = (step.to, step.on);
            steps.push(step);
        }
        let (reference, digest) = (said(node, "ref").to_owned(), digest(&canonical_text(node)));
        problems.or(Suggestion { reference, by, received, steps, digest })
    }

    /// The code by which the host knows it.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The codes of those who made it; none where they are not named.
    #[must_use]
    pub fn by(&self) -> &[String] {
        &self.by
    }

    /// When it was received.
    #[must_use]
    pub fn received(&self) -> NaiveDate {
        self.received
    }

    /// What was done with it, the earliest first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.steps.last().map_or(State::Received, |step| step.to)
    }

    /// Since when it stands there: of an effect that was measured again, since it was measured last.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        self.steps.last().map_or(self.received, |step| step.on)
    }

    /// The days from receipt to decision; none while it is open.
    #[must_use]
    pub fn days_to_decision(&self) -> Option<i64> {
        let decided = self.steps.iter().find(|step| step.to.is_decided());
        decided.map(|step| days_between(self.received, step.on))
    }

    /// The effect that was measured last.
    #[must_use]
    pub fn effect(&self) -> Option<&Change> {
        self.steps.last().and_then(|step| step.effect.as_ref())
    }

    /// SHA-256 of the canonical form of the document that it was read from.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The suggestion as the new idea of one of those who made it: the sealed document `new-idea/1`, which names it by its digest. A scheme that asks whether there was a new idea takes
    /// the answer from it.
    ///
    /// It says that the suggestion was adopted and what it changed. Whether the idea is of the kind that a regulation means, the rater decides.
    ///
    /// # Errors
    /// `suggestion.no_idea` where the person did not make it, where no effect was measured, where things did not become better, or where nothing shows that they did.
    pub fn new_idea(&self, person: &str) -> Result<Node<'static>, Problems> {
        let no_idea = |key: &str, en: &'static str, id: &'static str| {
            let problem = Problem::new(Code::SuggestionNoIdea, Path::new().key(key));
            Problems::from_iter([problem.with("person", person).with("state", self.state().word()).saying(en, id)])
        };
        let person = person.trim();
        if !self.by.iter().any(|maker| maker == person) {
            return Err(no_idea(
                "person",
                "`{person}` is not among those who made this suggestion",
                "`{person}` bukan pengusul saran ini",
            ));
        }
        let Some((step, effect)) = self.steps.last().and_then(|step| Some((step, step.effect.as_ref()?))) else {
            let (en, id) = (
                "its effect is not measured: it stands at `{state}`",
                "dampaknya belum diukur: statusnya masih `{state}`",
            );
            return Err(no_idea("suggestion", en, id));
        };
        if !effect.is_better() {
            return Err(no_idea("suggestion", "nothing became better by it", "tidak ada yang membaik karenanya"));
        }
        if step.evidence.is_empty() {
            let (en, id) = ("nothing shows that things became better", "tidak ada bukti bahwa keadaan membaik");
            return Err(no_idea("suggestion", en, id));
        }
        let person = Node::object([("ref", Node::text(person.to_owned()))]);
        let mut entries = vec![("kinerja", Node::text("new-idea/1")), ("person", person)];
        entries.extend(Period::new(self.received, step.on).map(|period| ("period", period_node(&period))));
        entries.extend([
            ("suggestion", Node::text(self.reference.clone())),
            ("digest", Node::text(self.digest.clone())),
            ("measure", Node::text(effect.measure.clone())),
            ("unit", Node::text(effect.unit.clone())),
            ("before", Node::text(effect.before.to_string())),
            ("after", Node::text(effect.after.to_string())),
            ("evidence", Node::texts(step.evidence.clone())),
            ("new_idea", Node::truth(true)),
        ]);
        Ok(sealed(Node::object(entries)))
    }
}

impl Step {
    /// A step, with what it needs by itself.
    fn read(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Option<Step> {
        let (to, on) = (State::of_word(node.text_at("to")?)?, node.date_at("on")?);
        let (by, because) = (said(node, "by").to_owned(), said(node, "because").to_owned());
        if matches!(to, State::Adopted | State::Declined) && by.is_empty() {
            problems.push(Problem::new(Code::SuggestionDecider, at.clone().key("by")));
        }
        if to == State::Declined && because.is_empty() {
            problems.push(Problem::new(Code::SuggestionReason, at.clone().key("because")));
        }
        let effect = node.given("effect");
        if effect.is_some() != (to == State::Measured) {
            let problem = Problem::new(Code::SuggestionEffect, at.clone().key("effect"));
            problems.push(if effect.is_none() {
                problem
            } else {
                problem
                    .saying("an effect is told where it is measured", "dampak disebut pada langkah pengukurannya")
                    .advising("move it to the step `measured`", "pindahkan ke langkah `measured`")
            });
        }
        let effect = effect.map(|effect| Change {
            measure: effect.words_at("measure"),
            unit: effect.words_at("unit"),
            before: effect.number_at("before").unwrap_or_default(),
            after: effect.number_at("after").unwrap_or_default(),
            lower_is_better: effect.text_at("better") == Some("lower"),
        });
        let mut evidence = node.texts_at("evidence");
        evidence.retain(|text| !text.trim().is_empty());
        Some(Step { to, on, by, because, effect, evidence })
    }
}

/// Those who made a suggestion, each named once.
fn makers(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Vec<String> {
    let (mut by, mut seen) = (Vec::new(), HashSet::new());
    for (index, maker) in node.list_at("by").iter().enumerate() {
        let (maker, here) = (maker.as_text().unwrap_or_default().trim(), at.clone().key("by").index(index));
        if maker.is_empty() {
            let problem = Problem::new(Code::SuggestionBlank, here).with("key", "by");
            problems.push(problem.advising("name the person, or leave it out", "sebut orangnya, atau hapuslah"));
        } else if !seen.insert(maker) {
            let problem = Problem::new(Code::NameTaken, here).with("name", maker);
            problems.push(problem.advising("name each person once", "sebut tiap orang satu kali"));
        } else {
            by.push(maker.to_owned());
        }
    }
    by
}

/// A text without the blanks around it.
fn said<'n>(node: &'n Node<'_>, key: &str) -> &'n str {
    node.text_at(key).unwrap_or_default().trim()
}
