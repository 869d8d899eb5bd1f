//! The year's evaluation by its rule.

use super::choices::{Choices, Gap, Overlap, Rule, Tie, Weigh};
use super::document::YEAR;
use super::segments::{Cover, Evaluation, LONGEST, Segment};
use crate::document::Node;
use crate::document::given::document;
use crate::document::parts::{Score, period};
use crate::number::{Number, NumberSum};
use crate::period::Period;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use std::collections::HashSet;

/// What the year's evaluation is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum YearValue {
    /// A number.
    Score(Score),
    /// A level: its position on the scale, the lowest 0; and the mean of positions that it was rounded from, the lowest 1.
    Level {
        /// The position.
        position: usize,
        /// The mean, where there was one.
        mean: Option<Number>,
    },
}

/// Why there is no evaluation of the year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Unratable {
    /// Nothing was evaluated.
    NothingEvaluated,
    /// Fewer days than must be.
    ShortService,
}

impl Unratable {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Unratable::NothingEvaluated => "nothing_evaluated",
            Unratable::ShortService => "short_service",
        }
    }
}

/// Periodic evaluations of one employee and the choices by which they become the year's. It exists only valid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Year {
    pub(super) period: Period,
    pub(super) levels: Vec<(String, Text)>,
    pub(super) evaluations: Vec<Evaluation>,
    pub(super) leave: Vec<Period>,
    pub(super) choices: Choices,
    /// What was set, by whom and why.
    pub(super) set: Option<(Number, String, String)>,
}

/// The evaluation of a year, with what it rests on.
#[derive(Clone, Debug)]
pub struct Annual {
    pub(super) year: Year,
    pub(super) value: Result<YearValue, Unratable>,
    pub(super) cover: Cover,
    pub(super) notices: Problems,
}

impl Annual {
    /// The evaluation, or why there is none.
    ///
    /// # Errors
    /// Why there is none.
    pub fn value(&self) -> Result<&YearValue, Unratable> {
        self.value.as_ref().map_err(|reason| *reason)
    }

    /// The level's name, where the evaluation is one.
    #[must_use]
    pub fn level(&self) -> Option<&str> {
        match &self.value {
            Ok(YearValue::Level { position, .. }) => self.year.levels.get(*position).map(|(name, _)| name.as_str()),
            _ => None,
        }
    }

    /// What each evaluation covers, in the order in which they were given.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.cover.segments
    }

    /// The days that count and that nobody evaluated.
    #[must_use]
    pub fn gaps(&self) -> &[Period] {
        &self.cover.gaps
    }

    /// The evaluated days that count.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.cover.covered
    }

    /// What is worth knowing beside.
    #[must_use]
    pub fn notices(&self) -> &Problems {
        &self.notices
    }
}

/// How many evaluations a year may have.
const MOST: usize = 1_000;

impl Year {
    /// Reads a document `year/1`.
    ///
    /// # Errors
    /// What its shape refuses, and `annual.size`, `annual.value`, `annual.set`, `annual.to_level`, `annual.share`, `name.taken`, `name.unknown`, `period.reversed`.
    pub fn parse(text: &str) -> Result<Year, Problems> {
        document(text, &YEAR, Year::read)
    }

    pub(crate) fn read(node: &Node<'_>, at: &Path) -> Result<Year, Problems> {
        let mut problems = Problems::default();
        let whole = node.get("period").and_then(|node| period(node, &at.clone().key("period"), &mut problems));
        let too_long = whole.is_some_and(|period| period.days() > LONGEST);
        if too_long || node.list_at("evaluations").len() > MOST {
            let problem =
                Problem::new(Code::AnnualSize, at.clone().key(if too_long { "period" } else { "evaluations" }));
            problems.push(problem.with("most", MOST).with("days", LONGEST));
        }
        let mut names = HashSet::new();
        let mut levels = Vec::new();
        for (index, level) in node.list_at("levels").iter().enumerate() {
            let name = level.words_at("name");
            if !names.insert(name.clone()) {
                let here = at.clone().key("levels").index(index).key("name");
                problems.push(Problem::new(Code::NameTaken, here).with("name", &name));
            }
            levels.push((name, level.title_at("title")));
        }
        let choices = Choices::read(node);
        let mut evaluations = Vec::new();
        for (index, evaluation) in node.list_at("evaluations").iter().enumerate() {
            let here = at.clone().key("evaluations").index(index);
            let days = period(evaluation, &here, &mut problems);
            let value = value(evaluation, &levels, &here, &mut problems);
            if let (Some(period), Some(value)) = (days, value) {
                let acting = evaluation.is_true_at("acting");
                evaluations.push(Evaluation { reference: evaluation.words_at("ref"), period, value, acting });
            }
        }
        let leave = node.list_at("leave").iter().enumerate();
        let leave =
            leave.filter_map(|(index, leave)| period(leave, &at.clone().key("leave").index(index), &mut problems));
        let leave = leave.collect();
        let here = at.clone().key("explicit");
        let set = node.given("explicit").and_then(|set| {
            let value = value(set, &levels, &here, &mut problems)?;
            Some((value, set.words_at("by"), set.words_at("because")))
        });
        match (choices.rule.is == Rule::Explicit, node.given("explicit").is_some()) {
            (true, false) => problems.push(Problem::new(Code::AnnualSet, here)),
            (false, true) => {
                let problem = Problem::new(Code::AnnualSet, here).with("rule", choices.rule.is.word());
                let problem = problem.saying(
                    "an evaluation was set, but the rule is `{rule}`",
                    "evaluasi telah ditetapkan, padahal aturannya `{rule}`",
                );
                problems.push(problem.advising(
                    "remove `explicit`, or take the rule `explicit`",
                    "hapus `explicit`, atau pakai aturan `explicit`",
                ));
            }
            _ => {}
        }
        if choices.rule.is == Rule::Weighted && !levels.is_empty() && choices.to_level.is_none() {
            problems.push(Problem::new(Code::AnnualToLevel, at.clone().key("to_level")));
        }
        if (choices.rule.is, choices.weigh.is, choices.overlap.is) == (Rule::Weighted, Weigh::Months, Overlap::Share) {
            problems.push(Problem::new(Code::AnnualShare, at.clone().key("overlap")));
        }
        match whole {
            Some(period) => problems.or(Year { period, levels, evaluations, leave, choices, set }),
            None => Err(problems),
        }
    }

    /// Evaluates the year.
    ///
    /// # Errors
    /// `annual.gap`, `annual.overlap`, `annual.tie`, where the choices refuse what is there or do not say what to do.
    ///
    /// ```
    /// use kinerja::annual::{Year, YearValue};
    /// let year = Year::parse(r#"{ "period": { "from": "2025-01-01", "until": "2025-12-31" }, "rule": "weighted",
    ///     "evaluations": [ { "from": "2025-01-01", "until": "2025-06-30", "score": 80 }, { "from": "2025-07-01", "until": "2025-12-31", "score": 90 } ] }"#)?;
    /// let annual = year.evaluate()?;
    /// // 181 × 80 + 184 × 90 over 365: half-years are not equal.
    /// let Ok(YearValue::Score(score)) = annual.value() else { panic!() };
    /// assert_eq!(score.exact.to_string(), "6208/73");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn evaluate(&self) -> Result<Annual, Problems> {
        let mut problems = Problems::default();
        let cover = Cover::of(self.period, &self.evaluations, &self.leave, &self.choices, &mut problems);
        let mut notices = Problems::default();
        for gap in &cover.gaps {
            let code = if self.choices.gap.is == Gap::Refuse { Code::AnnualGap } else { Code::AnnualGapLeftOut };
            let problem = Problem::new(code, Path::new().key("evaluations")).with("gap", gap);
            if code == Code::AnnualGap { problems.push(problem) } else { notices.push(problem) }
        }
        for (index, _) in cover.segments.iter().enumerate().filter(|(_, segment)| self.counts(segment).is_zero()) {
            let Some(evaluation) = self.evaluations.get(index) else { continue };
            let at = Path::new().key("evaluations").index(index);
            notices.push(Problem::new(Code::AnnualWeighsNothing, at).with("ref", evaluation.known_as()));
        }
        problems.or(())?;
        let short = self.choices.least_days.is_some_and(|least| cover.covered < least);
        let value =
            if short { Err(Unratable::ShortService) } else { self.value(&cover)?.ok_or(Unratable::NothingEvaluated) };
        Ok(Annual { year: self.clone(), value, cover, notices })
    }

    fn value(&self, cover: &Cover) -> Result<Option<YearValue>, Problems> {
        let counting =
            || self.evaluations.iter().zip(&cover.segments).filter(|(_, segment)| self.counts(segment).is_positive());
        let one = |value: Option<Number>| value.map(|value| self.as_value(value, None));
        Ok(match self.choices.rule.is {
            Rule::Explicit => one(self.set.as_ref().map(|(value, ..)| value.clone())),
            Rule::Latest => {
                let last = counting().map(|(evaluation, _)| evaluation.period.until()).max();
                let ending = counting().map(|(evaluation, _)| evaluation);
                one(self.settle(ending.filter(|evaluation| Some(evaluation.period.until()) == last).collect())?)
            }
            Rule::Worst => one(counting().map(|(evaluation, _)| evaluation.value.clone()).min()),
            Rule::Mode => one(self.mode(counting().map(|(evaluation, _)| evaluation))?),
            Rule::Weighted => {
                let (mut terms, mut weights) = (NumberSum::new(), NumberSum::new());
                for (evaluation, segment) in counting() {
                    let weight = self.weight(segment);
                    terms.add(&(weight * &evaluation.value));
                    weights.add(weight);
                }
                terms.finish().checked_div(&weights.finish()).map(|mean| {
                    let position = self.choices.to_level.map(|mode| mean.round(0, mode).value().clone());
                    match position.filter(|_| !self.levels.is_empty()) {
                        Some(position) => self.as_value(position, Some(mean)),
                        None => self.as_value(mean, None),
                    }
                })
            }
        })
    }

    /// What decides whether a segment counts at all: its weight where weights are used, its days elsewhere.
    pub(super) fn counts<'s>(&self, segment: &'s Segment) -> &'s Number {
        if self.choices.rule.is == Rule::Weighted { self.weight(segment) } else { &segment.days }
    }

    /// What a segment weighs.
    pub(super) fn weight<'s>(&self, segment: &'s Segment) -> &'s Number {
        match self.choices.weigh.is {
            Weigh::Days => &segment.days,
            Weigh::Months => &segment.months,
        }
    }

    fn as_value(&self, value: Number, mean: Option<Number>) -> YearValue {
        if self.levels.is_empty() {
            let weighted = self.choices.rule.is == Rule::Weighted;
            return YearValue::Score(Score::new(value, self.choices.round.filter(|_| weighted)));
        }
        let position =
            value.to_i64().and_then(|value| usize::try_from(value).ok()).and_then(|value| value.checked_sub(1));
        YearValue::Level { position: position.unwrap_or(0), mean }
    }

    /// The most frequent value.
    fn mode<'e>(&self, evaluations: impl Iterator<Item = &'e Evaluation>) -> Result<Option<Number>, Problems> {
        let evaluations: Vec<&Evaluation> = evaluations.collect();
        let count = |value: &Number| evaluations.iter().filter(|evaluation| evaluation.value == *value).count();
        let most = evaluations.iter().map(|evaluation| count(&evaluation.value)).max();
        self.settle(evaluations.iter().copied().filter(|evaluation| Some(count(&evaluation.value)) == most).collect())
    }

    /// One value of those that have the same claim, by `tie` where they differ; never by the order in which they were given.
    fn settle(&self, among: Vec<&Evaluation>) -> Result<Option<Number>, Problems> {
        let ends = |evaluation: &Evaluation| (evaluation.period.until(), evaluation.period.from());
        let values = || among.iter().map(|evaluation| &evaluation.value);
        if values().min() == values().max() {
            return Ok(values().next().cloned());
        }
        match self.choices.tie.as_ref().map(|tie| tie.is) {
            Some(Tie::Worse) => Ok(values().min().cloned()),
            Some(Tie::Better) => Ok(values().max().cloned()),
            Some(Tie::Latest) => {
                let last = among.iter().map(|evaluation| ends(evaluation)).max();
                let latest = || among.iter().filter(|e| Some(ends(e)) == last).map(|evaluation| &evaluation.value);
                if latest().min() == latest().max() { Ok(latest().next().cloned()) } else { Err(undecided()) }
            }
            None => Err(undecided()),
        }
    }
}

fn undecided() -> Problems {
    [Problem::new(Code::AnnualTie, Path::new().key("tie"))].into_iter().collect()
}

/// A level where there are levels, a number where there are none; the lowest level is 1.
fn value(node: &Node<'_>, levels: &[(String, Text)], at: &Path, problems: &mut Problems) -> Option<Number> {
    let (level, score) = (node.text_at("level"), node.number_at("score"));
    match (level, score, levels.is_empty()) {
        (None, Some(score), true) => Some(score),
        (Some(level), None, false) => {
            let found = levels.iter().position(|(name, _)| name == level);
            if found.is_none() {
                let known = || levels.iter().map(|(name, _)| name.as_str());
                let problem = Problem::new(Code::NameUnknown, at.clone().key("level")).with("what", "level");
                problems.push(problem.with("name", level).known(known()).maybe_meant(level, known()));
            }
            Some(Number::from(i64::try_from(found?).ok()?.checked_add(1)?))
        }
        (_, _, numbers) => {
            let problem = Problem::new(Code::AnnualValue, at.clone());
            problems.push(problem.with("key", if numbers { "score" } else { "level" }));
            None
        }
    }
}
