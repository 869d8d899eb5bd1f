//! Answers about many persons, a person at a time: scores without the words beside them.
//!
//! A table of answers comes as columns, and most of what a single [`Feedback`](super::Feedback) tells is not asked of it. Here are the same marks, groups and scores by the same
//! functions, from answers whose names are positions and numbers already.

use super::aggregate::{Marks, NoScore};
use super::policy::{Policy, Raters, Repeated};
use crate::absence::AbsenceKind;
use crate::document::parts::Score;
use crate::number::{Number, NumberSum};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::NaiveDate;

/// One answer about a person, in a row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowAnswer {
    /// The rater, by a number that the caller gives.
    pub rater: u64,
    /// What is rated: the item's position in the policy.
    pub item: usize,
    /// The rater's group: its position in the policy.
    pub origin: usize,
    /// When it was given.
    pub on: Option<NaiveDate>,
    /// The row that it stands in; problems are told there.
    pub row: usize,
    /// Whether the rater is the person.
    pub themselves: bool,
    /// The mark, or why there is none.
    pub mark: Result<Number, AbsenceKind>,
}

/// The scores of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scores {
    /// The score of the whole, or why there is none.
    pub whole: Result<Score, NoScore>,
    /// The scores of the items, in the policy's order.
    pub items: Vec<Result<Score, NoScore>>,
    /// Groups with too few raters: positions of item and group.
    pub too_few: Vec<(usize, usize)>,
}

impl Policy {
    /// The scores of one person, by the same rules as [`Policy::aggregate`]. The order of the answers changes nothing; they are put in order. `named` says what a rater is
    /// called in a problem.
    ///
    /// ```
    /// use kinerja::feedback::{Policy, RowAnswer};
    /// let policy = Policy::parse(r#"{ "scale": { "from": 1, "until": 5 }, "too_few": "leave_out",
    ///     "groups": [ { "name": "superior", "raters": "named", "weight": 60 }, { "name": "peer", "raters": "unnamed", "weight": 40, "least": 3 } ],
    ///     "items": [ { "name": "adaptive" } ], "missing": { "answer": "exclude", "group": "exclude", "item": "block" } }"#)?;
    /// let answer = |rater, origin, mark: i64| RowAnswer { rater, item: 0, origin, on: None, row: 0, themselves: false, mark: Ok(mark.into()) };
    /// let mut answers = vec![answer(1, 0, 3), answer(2, 1, 5), answer(3, 1, 5)];
    /// let scores = policy.scores(&mut answers, |rater| rater.to_string())?;
    /// // Two peers are too few.
    /// assert_eq!((scores.whole.unwrap().exact, scores.too_few), (3.into(), vec![(0, 1)]));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    ///
    /// # Errors
    /// As of [`Responses::parse`](super::Responses::parse), at `rows[n]`: `feedback.self`, `feedback.not_self`, `feedback.twice`, `feedback.two_groups`, `feedback.not_asked`, `value.range`,
    /// `value.digits`.
    pub fn scores(&self, answers: &mut [RowAnswer], named: impl Fn(u64) -> String) -> Result<Scores, Problems> {
        answers.sort_unstable_by_key(|answer| (answer.rater, answer.item, answer.on, answer.row));
        let mut problems = Problems::default();
        answers.iter().for_each(|answer| self.check(answer, &named, &mut problems));
        let mut marks: Vec<Marks> = Vec::new();
        marks.resize_with(self.items.len(), || Marks::of(self.groups.len()));
        for of_rater in answers.chunk_by(|one, other| one.rater == other.rater) {
            let mut groups = of_rater.iter().zip(of_rater.iter().skip(1));
            if let Some((one, other)) = groups.find(|(one, other)| one.origin != other.origin) {
                let name = |answer: &RowAnswer| self.groups.get(answer.origin).map_or("", |group| &group.name);
                let problem = Problem::new(Code::FeedbackTwoGroups, at(other).key("origin"));
                let problem = problem.with("rater", named(other.rater));
                problems.push(problem.with("one", name(one)).with("other", name(other)));
            }
            for of_item in of_rater.chunk_by(|one, other| one.item == other.item) {
                let again = of_item.iter().zip(of_item.iter().skip(1));
                let again = again.filter(|(one, other)| match self.repeated {
                    Repeated::Refuse => true,
                    Repeated::Latest => one.on == other.on,
                    Repeated::Mean => one.on.is_none() && other.on.is_none(),
                });
                for (one, other) in again {
                    let problem = Problem::new(Code::FeedbackTwice, at(other)).with("rater", named(other.rater));
                    problems.push(problem.with("first", at(one)));
                }
                let Some(answer) = of_item.last() else { continue };
                let Some(marks) = marks.get_mut(answer.item) else { continue };
                // They stand in the order of their days.
                let mark = match self.repeated {
                    Repeated::Latest => answer.mark.clone(),
                    _ if of_item.len() == 1 => answer.mark.clone(),
                    _ => mean_of(of_item),
                };
                marks.add(answer.origin, mark);
            }
        }
        problems.or(())?;
        Ok(self.of_marks(marks))
    }

    fn of_marks(&self, marks: Vec<Marks>) -> Scores {
        let mut too_few = Vec::new();
        let mut items = Vec::with_capacity(self.items.len());
        for (position, (item, marks)) in self.items.iter().zip(marks).enumerate() {
            let owed = self.is_owed(&marks);
            let gathered = self.gather(item, marks);
            for group in gathered.iter().filter(|group| group.marks.is_none()) {
                too_few.extend(group.groups.iter().map(|group| (position, *group)));
            }
            let given: Vec<_> = gathered.iter().map(|group| self.given(group)).collect();
            items.push(self.score(owed, &gathered, &given));
        }
        Scores { whole: self.whole(items.iter()), items, too_few }
    }

    /// What is wrong with one answer by itself.
    fn check(&self, answer: &RowAnswer, named: impl Fn(u64) -> String, problems: &mut Problems) {
        let group = self.groups.get(answer.origin);
        let code = match group.map(|group| group.raters) {
            Some(Raters::Themselves) if !answer.themselves => Some(Code::FeedbackNotSelf),
            Some(Raters::Named | Raters::Unnamed) if answer.themselves => Some(Code::FeedbackSelf),
            _ => None,
        };
        let name = || group.map_or("", |group| &group.name);
        if let Some(code) = code {
            let problem = Problem::new(code, at(answer).key("rater"));
            let problem = problem.with("rater", named(answer.rater));
            problems.push(problem.with("group", name()));
        }
        if let Some(item) = self.items.get(answer.item).filter(|item| !item.groups.contains(&answer.origin)) {
            let problem = Problem::new(Code::FeedbackNotAsked, at(answer).key("origin"));
            problems.push(problem.with("group", name()).with("item", &item.name));
        }
        if let Ok(mark) = &answer.mark {
            problems.extend(self.mark_problem(mark, || at(answer).key("mark")));
        }
    }
}

/// The mean of the marks that a rater gave to one item.
fn mean_of(answers: &[RowAnswer]) -> Result<Number, AbsenceKind> {
    let (mut sum, mut count) = (NumberSum::new(), 0_i64);
    for mark in answers.iter().filter_map(|answer| answer.mark.as_ref().ok()) {
        sum.add(mark);
        count = count.saturating_add(1);
    }
    let owed = answers.iter().any(|answer| answer.mark == Err(AbsenceKind::NotRated));
    let absent = if owed { AbsenceKind::NotRated } else { AbsenceKind::NotApplicable };
    sum.finish().checked_div(&count.into()).ok_or(absent)
}

fn at(answer: &RowAnswer) -> Path {
    Path::new().key("rows").index(answer.row)
}
