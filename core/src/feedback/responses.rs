//! Responses: flat answers about one person, and feedback in words.

use super::document::RESPONSES;
use super::policy::{Group, Policy, Repeated};
use crate::absence::AbsenceKind;
use crate::document::given::document;
use crate::document::parts::{day_within, period, unknown};
use crate::document::{Json, Node};
use crate::number::Number;
use crate::period::Period;
use crate::problem::{Code, Path, Problem, Problems};
use chrono::NaiveDate;
use std::collections::HashMap;

/// One answer: what is rated, by whom, from which group, and the mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// What is rated: the item's position in the policy.
    pub item: usize,
    /// The code of the rater.
    pub rater: String,
    /// The rater's group: its position in the policy.
    pub origin: usize,
    /// The mark, or why there is none.
    pub mark: Result<Number, AbsenceKind>,
    /// When it was given.
    pub on: Option<NaiveDate>,
}

/// Feedback in words: what was seen, what it led to, what to do next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The item that it is about, where it is about one: its position in the policy.
    pub item: Option<usize>,
    /// The code of the rater.
    pub rater: String,
    /// The rater's group: its position in the policy.
    pub origin: usize,
    /// What was seen or heard.
    pub observed: String,
    /// What it led to.
    pub effect: String,
    /// What to do next.
    pub next_step: String,
    /// What it rests on.
    pub evidence: Vec<String>,
    /// When it was seen.
    pub on: NaiveDate,
}

/// What raters answered about one person in one period. They exist only valid, for the policy that they were read with.
///
/// ```
/// use kinerja::feedback::{Policy, Responses};
/// # let policy = Policy::parse(r#"{ "scale": { "from": 1, "until": 5 }, "groups": [ { "name": "peer", "raters": "unnamed", "weight": 1, "least": 3 } ],
/// #     "items": [ { "name": "adaptive" } ], "too_few": "leave_out", "missing": { "answer": "exclude", "group": "exclude", "item": "block" } }"#)?;
/// let problems = Responses::parse(r#"{ "about": { "ref": "A-17" }, "period": { "from": "2025-01-01", "until": "2025-12-31" },
///     "answers": [ { "item": "adaptive", "rater": "R1", "origin": "peer", "mark": 6 },
///                  { "item": "adaptive", "rater": "A-17", "origin": "peer", "mark": 5 } ] }"#, &policy).unwrap_err();
/// let codes: Vec<&str> = problems.iter().map(|problem| problem.code().as_str()).collect();
/// assert_eq!(codes, ["value.range", "feedback.self"]);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Responses {
    pub(super) about: String,
    pub(super) period: Period,
    pub(super) answers: Vec<Answer>,
    pub(super) notes: Vec<Note>,
}

impl Responses {
    /// Reads a responses document, `responses/1`, as answers to a policy.
    ///
    /// # Errors
    /// What its shape refuses, and `feedback.self`, `feedback.not_self`, `feedback.twice`, `feedback.two_groups`, `feedback.not_asked`, `period.day`, `period.reversed`,
    /// `name.unknown`, `value.range`, `value.digits`, `number.…`.
    pub fn parse(text: &str, policy: &Policy) -> Result<Responses, Problems> {
        document(text, &RESPONSES, |node, at| Responses::read(node, at, policy))
    }

    /// The code of the person whom the answers are about.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The period that they are about.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The answers, in the order in which they were given.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The feedback in words.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The responses of a tree that fits its shape; `at` is where the tree stands in its document.
    pub(crate) fn read(node: &Node<'_>, at: &Path, policy: &Policy) -> Result<Responses, Problems> {
        let mut problems = Problems::default();
        let about = node.get("about").map_or_else(String::new, |about| about.words_at("ref"));
        let period = node.get("period").and_then(|node| period(node, &at.clone().key("period"), &mut problems));
        let mut check = Check { policy, about: &about, period, seen: HashMap::new(), groups: HashMap::new(), problems };
        let mut answers = Vec::new();
        for (index, answer) in node.list_at("answers").iter().enumerate() {
            let here = at.clone().key("answers").index(index);
            answers.extend(check.answer(answer, &here));
        }
        let mut notes = Vec::new();
        for (index, note) in node.list_at("notes").iter().enumerate() {
            let here = at.clone().key("notes").index(index);
            notes.extend(check.note(note, &here));
        }
        let problems = check.problems;
        match period {
            Some(period) => problems.or(Responses { about, period, answers, notes }),
            None => Err(problems),
        }
    }
}

struct Check<'a> {
    policy: &'a Policy,
    about: &'a str,
    period: Option<Period>,
    /// Who has answered what already, and when.
    seen: HashMap<(usize, String, usize, Option<NaiveDate>), Path>,
    /// The group in which each rater answered first.
    groups: HashMap<String, usize>,
    problems: Problems,
}

impl Check<'_> {
    fn answer(&mut self, node: &Node<'_>, at: &Path) -> Option<Answer> {
        let item = self.item(node, at);
        let (rater, origin) = self.rater(node, at);
        let on = self.day(node, at);
        let mark = self.mark(node, at);
        let (item, origin, mark) = (item?, origin?, mark?);
        if self.policy.items.get(item).is_some_and(|item| !item.groups.contains(&origin)) {
            let problem = Problem::new(Code::FeedbackNotAsked, at.clone().key("origin"));
            let group = self.policy.groups.get(origin).map_or("", |group| &group.name);
            self.problems.push(problem.with("group", group).with("item", node.words_at("item")));
        }
        // With `latest` two answers of one day have no order; with `mean` a rater may answer often.
        let day = match self.policy.repeated {
            Repeated::Refuse => None,
            Repeated::Latest | Repeated::Mean => on,
        };
        let key = (item, rater.clone(), origin, day);
        if self.policy.repeated != Repeated::Mean || on.is_none() {
            match self.seen.get(&key) {
                Some(first) => {
                    let problem = Problem::new(Code::FeedbackTwice, at.clone()).with("rater", &rater);
                    self.problems.push(problem.with("first", first));
                }
                None => {
                    self.seen.insert(key, at.clone());
                }
            }
        }
        Some(Answer { item, rater, origin, mark, on })
    }

    fn note(&mut self, node: &Node<'_>, at: &Path) -> Option<Note> {
        let item = match node.given("item") {
            Some(_) => Some(self.item(node, at)?),
            None => None,
        };
        let (rater, origin) = self.rater(node, at);
        let on = self.day(node, at);
        Some(Note {
            item,
            rater,
            origin: origin?,
            observed: node.words_at("observed"),
            effect: node.words_at("effect"),
            next_step: node.words_at("next_step"),
            evidence: node.texts_at("evidence"),
            on: on?,
        })
    }

    fn item(&mut self, node: &Node<'_>, at: &Path) -> Option<usize> {
        let name = node.words_at("item");
        let found = self.policy.item(&name);
        if found.is_none() {
            let known = self.policy.items.iter().map(|item| item.name.as_str());
            self.problems.tell(|| unknown("item", &name, known, at.clone().key("item")));
        }
        found
    }

    /// The rater and the group: each rater belongs to one, and the person to a group of its own.
    fn rater(&mut self, node: &Node<'_>, at: &Path) -> (String, Option<usize>) {
        let rater = node.words_at("rater");
        let name = node.words_at("origin");
        let Some(origin) = self.policy.group(&name) else {
            let known = self.policy.groups.iter().map(|group| group.name.as_str());
            self.problems.tell(|| unknown("group", &name, known, at.clone().key("origin")));
            return (rater, None);
        };
        let group = self.policy.groups.get(origin);
        let code = group.and_then(|group| group.raters.refuses(rater == self.about));
        let name_of = |position: usize| self.policy.groups.get(position).map_or("", |group: &Group| &group.name);
        let first = *self.groups.entry(rater.clone()).or_insert(origin);
        if let Some(code) = code {
            let problem = Problem::new(code, at.clone().key("rater")).with("rater", &rater).with("group", &name);
            self.problems.push(problem);
        } else if first != origin {
            let problem = Problem::new(Code::FeedbackTwoGroups, at.clone().key("origin")).with("rater", &rater);
            self.problems.push(problem.with("one", name_of(first)).with("other", &name));
        }
        (rater, Some(origin))
    }

    fn day(&mut self, node: &Node<'_>, at: &Path) -> Option<NaiveDate> {
        day_within(node, "on", self.period, at, &mut self.problems)
    }

    fn mark(&mut self, node: &Node<'_>, at: &Path) -> Option<Result<Number, AbsenceKind>> {
        let at = at.clone().key("mark");
        let Some(mark) = node.given("mark") else { return Some(Err(AbsenceKind::NotRated)) };
        let (Json::Number(text) | Json::Text(text)) = &mark.value else {
            let owed = mark.text_at("absent") == Some("not_rated");
            return Some(Err(if owed { AbsenceKind::NotRated } else { AbsenceKind::NotApplicable }));
        };
        let number = match Number::parse(text) {
            Ok(number) => number,
            Err(error) => {
                self.problems.push(crate::document::shape::number_problem(error, text, at));
                return None;
            }
        };
        self.problems.extend(self.policy.mark_problem(&number, || at));
        Some(Ok(number))
    }
}
