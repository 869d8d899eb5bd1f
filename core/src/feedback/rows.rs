//! Answers about many persons, a person at a time: scores without the words beside them.
//!
//! A table of answers comes as columns, and most of what a single [`Feedback`](super::Feedback) tells is not asked of it. Here are the same marks, groups and scores by the same
//! functions, from answers whose names are positions and numbers already.

use super::aggregate::{Marks, NoScore};
use super::policy::{Policy, Repeated};
use crate::absence::AbsenceKind;
use crate::document::parts::Score;
use crate::number::Number;
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
    /// As of [`Responses::parse`](super::Responses::parse), at `rows[n]`: `feedback.self`, `feedback.not_self`, `feedback.twice`, `feedback.two_groups`, `feedback.not_asked`, `name.unknown`,
    /// `value.range`, `value.digits`.
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
                marks.add(
                    answer.origin,
                    match of_item {
                        [one] => one.mark.clone(),
                        several => self.mark_of(several.iter().map(|answer| (answer.on, &answer.mark))),
                    },
                );
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
        let name = || group.map_or("", |group| &group.name);
        if let Some(code) = group.and_then(|group| group.raters.refuses(answer.themselves)) {
            let problem = Problem::new(code, at(answer).key("rater"));
            let problem = problem.with("rater", named(answer.rater));
            problems.push(problem.with("group", name()));
        }
        match self.items.get(answer.item) {
            Some(item) if !item.groups.contains(&answer.origin) => {
                let problem = Problem::new(Code::FeedbackNotAsked, at(answer).key("origin"));
                problems.push(problem.with("group", name()).with("item", &item.name));
            }
            Some(_) => {}
            None => problems.tell(|| {
                let known = self.items.iter().map(|item| item.name.as_str());
                let problem = Problem::new(Code::NameUnknown, at(answer).key("item")).with("what", "item");
                problem.with("name", answer.item).known(known)
            }),
        }
        if let Ok(mark) = &answer.mark {
            problems.extend(self.mark_problem(mark, || at(answer).key("mark")));
        }
    }
}

fn at(answer: &RowAnswer) -> Path {
    Path::new().key("rows").index(answer.row)
}
