//! From answers to group means, and from group means to scores.

use super::centre::mean;
use super::policy::{Item, Missing, Over, Policy, Raters, Repeated, TooFew};
use super::responses::{Answer, Note, Responses};
use crate::absence::AbsenceKind;
use crate::document::parts::Score;
use crate::number::{Number, NumberSum};
use crate::period::Period;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a group gave for an item, or why that is not shown. Groups that were put together stand in one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupResult {
    /// The group, or those that were put together: their positions in the policy.
    pub groups: Vec<usize>,
    /// What they gave.
    pub given: Given,
}

/// What a group gave for an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Given {
    /// A mean that is shown and counted.
    Shown {
        /// How many raters gave a mark.
        raters: usize,
        /// Their marks as one number, by the policy's centre.
        mean: Number,
        /// How much it counts.
        weight: Number,
    },
    /// Fewer raters than the policy asks for: nothing of it is shown or counted, not even how many they were.
    TooFew,
    /// Nobody gave a mark.
    NoAnswers,
}

/// Why there is no score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoScore {
    /// An answer is owed.
    AnswerOwed,
    /// A group has too few raters.
    TooFew,
    /// A group that counts has no answers.
    NoGroup,
    /// No group counts, or no item.
    NothingCounts,
    /// An item has no score.
    NoItem,
}

impl NoScore {
    /// The word of a result document.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            NoScore::AnswerOwed => "answer_owed",
            NoScore::TooFew => "too_few_raters",
            NoScore::NoGroup => "no_group",
            NoScore::NothingCounts => "nothing_counts",
            NoScore::NoItem => "no_item",
        }
    }

    /// The reason in a sentence.
    pub(super) const fn sentence(&self) -> &'static str {
        match self {
            NoScore::AnswerOwed => "an answer is owed",
            NoScore::TooFew => "a group has too few raters",
            NoScore::NoGroup => "a group that counts has no answers",
            NoScore::NothingCounts => "nothing is left that counts",
            NoScore::NoItem => "an item has no score",
        }
    }
}

/// An item's groups and its score.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemResult {
    /// Its position in the policy.
    pub item: usize,
    /// Its groups, in the policy's order.
    pub groups: Vec<GroupResult>,
    /// Its score, or why it has none.
    pub score: Result<Score, NoScore>,
}

/// Feedback in words as it may be shown: a rater who must stay unknown is left out, and the day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownNote {
    /// The words, their group and item.
    pub note: Note,
    /// Whether rater and day may be shown.
    pub named: bool,
}

/// What many raters gave one person: group means, scores, words, and what is not shown and why.
#[derive(Clone, Debug)]
pub struct Feedback {
    pub(super) policy: Policy,
    pub(super) about: String,
    pub(super) period: Period,
    pub(super) items: Vec<ItemResult>,
    pub(super) score: Result<Score, NoScore>,
    pub(super) notes: Vec<ShownNote>,
    pub(super) notices: Problems,
}

impl Feedback {
    /// The code of the person.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The items in the policy's order.
    #[must_use]
    pub fn items(&self) -> &[ItemResult] {
        &self.items
    }

    /// The weighted mean of the items' scores, or why there is none.
    ///
    /// # Errors
    /// Why there is no score.
    pub fn score(&self) -> Result<&Score, &NoScore> {
        self.score.as_ref()
    }

    /// The feedback in words that may be shown.
    #[must_use]
    pub fn notes(&self) -> &[ShownNote] {
        &self.notes
    }

    /// What was left out, put together or not counted, and why.
    #[must_use]
    pub fn notices(&self) -> &Problems {
        &self.notices
    }

    /// The policy by which it was calculated.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}

impl Policy {
    /// Aggregates responses: each rater's mark, the group's mean, the item's score, the score of the whole. The order of the answers changes nothing.
    ///
    /// A group whose raters are too few is never part of a number that is given here, so no number shows what it said. What several results of the same
    /// raters show together, [`Release`](super::Release) tells.
    ///
    /// ```
    /// use kinerja::feedback::{Policy, Responses};
    /// let policy = Policy::parse(r#"{
    ///     "scale": { "from": 1, "until": 5 },
    ///     "groups": [ { "name": "superior", "raters": "named", "weight": 50 },
    ///                 { "name": "peer", "raters": "unnamed", "weight": 30, "least": 3 },
    ///                 { "name": "subordinate", "raters": "unnamed", "weight": 20, "least": 3 } ],
    ///     "items": [ { "name": "adaptive", "kind": "behaviour" } ],
    ///     "too_few": "leave_out",
    ///     "missing": { "answer": "exclude", "group": "exclude", "item": "block" } }"#)?;
    /// let mark = |rater, origin, mark| format!(r#"{{ "item": "adaptive", "rater": "{rater}", "origin": "{origin}", "mark": {mark} }}"#);
    /// let answers = [mark("A1", "superior", 3), mark("R1", "peer", 4), mark("R2", "peer", 3), mark("R3", "peer", 5), mark("B1", "subordinate", 1)];
    /// let responses = Responses::parse(&format!(r#"{{ "about": {{ "ref": "A-17" }}, "period": {{ "from": "2025-01-01", "until": "2025-12-31" }},
    ///     "answers": [{}] }}"#, answers.join(",")), &policy)?;
    ///
    /// let feedback = policy.aggregate(&responses);
    /// // One subordinate is too few: what he said is not in the score. (50 × 3 + 30 × 4) / 80
    /// assert_eq!(feedback.score().unwrap().exact.to_string(), "3.375");
    /// assert_eq!(feedback.notices().iter().next().unwrap().code().as_str(), "feedback.left_out");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn aggregate(&self, responses: &Responses) -> Feedback {
        let mut notices = Problems::default();
        let mut by_item: BTreeMap<usize, Vec<&Answer>> = BTreeMap::new();
        for answer in &responses.answers {
            by_item.entry(answer.item).or_default().push(answer);
        }
        let mut items = Vec::with_capacity(self.items.len());
        for (position, item) in self.items.iter().enumerate() {
            let answers = by_item.get(&position).map_or(&[][..], Vec::as_slice);
            let at = Path::new().key("items").index(position);
            items.push(self.item_result(position, item, answers, &at, &mut notices));
        }
        let score = self.whole(items.iter().map(|item| &item.score));
        if let Err(reason) = &score {
            notices.push(no_score(reason, &Text::default(), Path::new().key("score")));
        }
        let notes = self.notes(responses, &mut notices);
        let (about, period) = (responses.about.clone(), responses.period);
        Feedback { policy: self.clone(), about, period, items, score, notes, notices }
    }

    fn item_result(
        &self,
        position: usize,
        item: &Item,
        answers: &[&Answer],
        at: &Path,
        notices: &mut Problems,
    ) -> ItemResult {
        let marks = self.marks(answers);
        let owed = self.is_owed(&marks);
        let gathered = self.gather(item, marks);
        let given: Vec<Given> = gathered.iter().map(|group| self.given(group)).collect();
        for (index, (group, given)) in gathered.iter().zip(&given).enumerate() {
            let here = at.clone().key("groups").index(index);
            notices.extend(self.group_notice(item, &group.groups, given, here));
        }
        let score = self.score(owed, &gathered, &given);
        if let Err(reason) = &score {
            notices.push(no_score(reason, &item.title.or_name(&item.name), at.clone().key("score")));
        }
        let groups = gathered.into_iter().zip(given);
        let groups = groups.map(|(group, given)| GroupResult { groups: group.groups, given }).collect();
        ItemResult { item: position, groups, score }
    }

    /// Each rater's one mark, by group; and whether an answer is owed.
    fn marks(&self, answers: &[&Answer]) -> Marks {
        let mut by_rater: BTreeMap<(usize, &str), Vec<&Answer>> = BTreeMap::new();
        for answer in answers {
            by_rater.entry((answer.origin, &answer.rater)).or_default().push(answer);
        }
        let mut marks = Marks::of(self.groups.len());
        for ((origin, _), given) in by_rater {
            marks.add(origin, self.mark_of(given.iter().map(|answer| (answer.on, &answer.mark))));
        }
        marks
    }

    /// The one mark of a rater's answers to one item, with the days of these: of answers of one day, the last is the latest.
    pub(super) fn mark_of<'a>(
        &self,
        given: impl Iterator<Item = (Option<NaiveDate>, &'a Result<Number, AbsenceKind>)> + Clone,
    ) -> Result<Number, AbsenceKind> {
        if self.repeated == Repeated::Latest {
            let latest = given.max_by_key(|(on, _)| *on);
            return latest.map_or(Err(AbsenceKind::NotApplicable), |(_, mark)| mark.clone());
        }
        let owed = given.clone().any(|(_, mark)| *mark == Err(AbsenceKind::NotRated));
        let absent = if owed { AbsenceKind::NotRated } else { AbsenceKind::NotApplicable };
        mean(given.filter_map(|(_, mark)| mark.as_ref().ok())).ok_or(absent)
    }

    /// Whether an answer is owed and the policy lets nothing count for it.
    pub(super) fn is_owed(&self, marks: &Marks) -> bool {
        self.no_answer == Missing::Block && marks.owed
    }

    /// The item's groups, those that are too few put together where the policy says so; without marks where they are too few.
    pub(super) fn gather(&self, item: &Item, mut marks: Marks) -> Vec<Gathered> {
        let mut gathered = Vec::with_capacity(item.groups.len());
        let mut together = Gathered { groups: Vec::new(), marks: None };
        let mut least = 0;
        for position in item.groups.iter().copied() {
            let Some(group) = self.groups.get(position) else { continue };
            let given = marks.by_group.get_mut(position).map(std::mem::take).unwrap_or_default();
            let enough = given.is_empty() || given.len() >= group.least;
            if !enough && self.too_few == TooFew::Merge && group.raters == Raters::Unnamed {
                together.groups.push(position);
                together.marks.get_or_insert_default().extend(given);
                least = least.max(group.least);
            } else {
                gathered.push(Gathered { groups: vec![position], marks: enough.then_some(given) });
            }
        }
        if together.groups.len() > 1 && together.marks.as_ref().is_some_and(|marks| marks.len() >= least) {
            gathered.push(together);
        } else {
            let alone = together.groups.into_iter();
            gathered.extend(alone.map(|position| Gathered { groups: vec![position], marks: None }));
        }
        gathered.sort_by(|one, other| one.groups.cmp(&other.groups));
        gathered
    }

    /// What gathered groups gave.
    pub(super) fn given(&self, group: &Gathered) -> Given {
        let Some(marks) = &group.marks else { return Given::TooFew };
        match self.centre.of(marks) {
            Some(mean) => Given::Shown { raters: marks.len(), mean, weight: self.weight_of(&group.groups) },
            None => Given::NoAnswers,
        }
    }

    fn weight_of(&self, groups: &[usize]) -> Number {
        let weights = groups.iter().filter_map(|position| self.groups.get(*position));
        weights.fold(Number::ZERO, |sum, group| &sum + &group.weight)
    }

    /// An item's score from what its groups gave.
    pub(super) fn score(&self, owed: bool, groups: &[Gathered], given: &[Given]) -> Result<Score, NoScore> {
        let counts = |group: &Gathered| {
            let mut own = group.groups.iter().filter_map(|position| self.groups.get(*position));
            own.any(|group| group.weight.is_positive())
        };
        let has = |wanted: &Given| groups.iter().zip(given).any(|(group, given)| given == wanted && counts(group));
        if owed {
            return Err(NoScore::AnswerOwed);
        } else if self.too_few == TooFew::Block && has(&Given::TooFew) {
            return Err(NoScore::TooFew);
        } else if self.no_group == Missing::Block && has(&Given::NoAnswers) {
            return Err(NoScore::NoGroup);
        }
        let exact = match self.over {
            Over::Groups => {
                let (mut terms, mut weights) = (NumberSum::new(), NumberSum::new());
                for given in given {
                    if let Given::Shown { mean, weight, .. } = given {
                        terms.add(&(weight * mean));
                        weights.add(weight);
                    }
                }
                terms.finish().checked_div(&weights.finish())
            }
            Over::Raters => {
                let marks = groups.iter().filter(|group| counts(group)).filter_map(|group| group.marks.as_ref());
                self.centre.of(&marks.flatten().cloned().collect::<Vec<_>>())
            }
        };
        exact.map(|exact| Score::new(exact, self.round)).ok_or(NoScore::NothingCounts)
    }

    /// The score of the whole from those of the items, in the policy's order.
    pub(super) fn whole<'r>(&self, scores: impl Iterator<Item = &'r Result<Score, NoScore>>) -> Result<Score, NoScore> {
        let (mut terms, mut weights) = (NumberSum::new(), NumberSum::new());
        for (item, score) in self.items.iter().zip(scores).filter(|(item, _)| item.weight.is_positive()) {
            match score {
                Ok(score) => {
                    terms.add(&(&item.weight * score.value()));
                    weights.add(&item.weight);
                }
                Err(_) if self.no_item == Missing::Block => return Err(NoScore::NoItem),
                Err(_) => {}
            }
        }
        let exact = terms.finish().checked_div(&weights.finish()).ok_or(NoScore::NothingCounts)?;
        Ok(Score::new(exact, self.round))
    }

    fn group_notice(&self, item: &Item, positions: &[usize], given: &Given, at: Path) -> Option<Problem> {
        let code = match given {
            Given::Shown { .. } if positions.len() > 1 => Code::FeedbackMerged,
            Given::Shown { .. } => return None,
            Given::TooFew => Code::FeedbackLeftOut,
            Given::NoAnswers => Code::FeedbackNoAnswers,
        };
        let groups = self.title_of(positions);
        let least = positions.iter().filter_map(|position| Some(self.groups.get(*position)?.least)).max().unwrap_or(0);
        let problem = Problem::new(code, at).with_text("group", &groups);
        Some(problem.with_text("item", &item.title.or_name(&item.name)).with("least", least))
    }

    /// The titles of groups, joined.
    pub(super) fn title_of(&self, positions: &[usize]) -> Text {
        let titles = || positions.iter().filter_map(|position| self.groups.get(*position));
        let title =
            |lang| titles().map(|group| group.title.or_name(&group.name).get(lang).to_owned()).collect::<Vec<_>>();
        Text::of(crate::text::Lang::ALL.map(|lang| (lang, title(lang).join(" + "))))
    }

    /// The words of named raters as they are; of unknown ones, where they are enough, without rater and day and in an order that tells nothing.
    fn notes(&self, responses: &Responses, notices: &mut Problems) -> Vec<ShownNote> {
        let mut shown = Vec::new();
        for (position, group) in self.groups.iter().enumerate() {
            let of_group = || responses.notes.iter().filter(|note| note.origin == position);
            if group.raters == Raters::Unnamed {
                let mut raters: Vec<&str> = of_group().map(|note| note.rater.as_str()).collect();
                raters.sort_unstable();
                raters.dedup();
                if !raters.is_empty() && raters.len() < group.least {
                    let problem = Problem::new(Code::FeedbackNotesWithheld, Path::new().key("notes"));
                    let problem = problem.with_text("group", &group.title.or_name(&group.name));
                    notices.push(problem.with("least", group.least));
                    continue;
                }
            }
            let named = group.raters != Raters::Unnamed;
            shown.extend(of_group().map(|note| ShownNote { note: note.clone(), named }));
        }
        shown.sort_by(|one, other| {
            let key = |shown: &ShownNote| {
                let note = &shown.note;
                (
                    note.origin,
                    note.item,
                    shown.named.then(|| (note.on, note.rater.clone())),
                    note.observed.clone(),
                    note.next_step.clone(),
                )
            };
            key(one).cmp(&key(other))
        });
        shown
    }
}

/// The marks of an item, each rater's one, by group; and whether an answer is owed.
pub(super) struct Marks {
    by_group: Vec<Vec<Number>>,
    owed: bool,
}

impl Marks {
    pub(super) fn of(groups: usize) -> Marks {
        Marks { by_group: vec![Vec::new(); groups], owed: false }
    }

    pub(super) fn add(&mut self, group: usize, mark: Result<Number, AbsenceKind>) {
        match (mark, self.by_group.get_mut(group)) {
            (Ok(mark), Some(marks)) => marks.push(mark),
            (Err(AbsenceKind::NotRated), _) => self.owed = true,
            (Err(AbsenceKind::NotApplicable) | Ok(_), _) => {}
        }
    }
}

/// A group, or several that were put together, with their marks; without where they are too few.
pub(super) struct Gathered {
    pub(super) groups: Vec<usize>,
    pub(super) marks: Option<Vec<Number>>,
}

fn no_score(reason: &NoScore, item: &Text, at: Path) -> Problem {
    let problem = Problem::new(Code::FeedbackNoScore, at).with("reason", reason.sentence());
    if item.is_empty() {
        return problem.saying("there is no score of the whole: {reason}", "tidak ada nilai keseluruhan: {reason}");
    }
    problem.with_text("item", item)
}
