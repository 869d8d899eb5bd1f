//! What a person lacks for a post, and one number for it: each method named, exact, and explained.
//!
//! | method | score, in percent | source |
//! |---|---|---|
//! | [`Proportional`](Method::Proportional) | mean of `1` where `actual ≥ required`, else `(actual − minimum) / (required − minimum)`; weighted where weights are given | SAP SuccessFactors, KBA 2644361 |
//! | [`MetCount`](Method::MetCount) | requirements met, of all | SAP SuccessFactors, KBA 2686337 |
//! | [`JpmRatioOfSums`](Method::JpmRatioOfSums) | `Σ actual / Σ required` (weighted where weights are given) | practice of Indonesian agencies |
//! | [`JpmMeanOfRatios`](Method::JpmMeanOfRatios) | mean of `actual / required` | practice of Indonesian agencies |
//! | [`WeightedGap`](Method::WeightedGap) | `Σ weight × max(required − actual, 0) / Σ weight × (required − minimum)`: what is lacking, so that 0 is best | common |
//!
//! The two job-person-match methods (JPM) differ, and neither stops at 100 by itself: [`Cap`] says whether more in one competency makes up for less in another.

mod document;
mod explain;
mod team;

pub(crate) use document::{BANDS, CAP, GAP_RESULT, METHOD, ROUND, ROUND_EACH, UNRATED, rule};
pub use team::{Covered, TeamCoverage};

use super::assessment::{Assessment, Rated};
use super::profile::{Importance, Profile, Requirement};
use super::wording::Wording;
use crate::number::{Number, NumberSum, Rounded, Rounding};
use crate::problem::{Code, Path, Problem, Problems};

/// How levels shown and levels required become one number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
#[non_exhaustive]
pub enum Method {
    /// The mean of how far each requirement is met, from the minimum of its scale on.
    #[default]
    Proportional,
    /// How many requirements are met; weights do not enter.
    MetCount,
    /// The sum of what was shown by the sum of what is required.
    JpmRatioOfSums,
    /// The mean of what was shown by what is required.
    JpmMeanOfRatios,
    /// What is lacking, by all that is required.
    WeightedGap,
}

impl Method {
    /// Every method.
    pub const ALL: [Method; 5] =
        [Method::Proportional, Method::MetCount, Method::JpmRatioOfSums, Method::JpmMeanOfRatios, Method::WeightedGap];

    /// The word by which it is asked for.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Method::Proportional => "proportional",
            Method::MetCount => "met-count",
            Method::JpmRatioOfSums => "jpm-ratio-of-sums",
            Method::JpmMeanOfRatios => "jpm-mean-of-ratios",
            Method::WeightedGap => "weighted-gap",
        }
    }

    /// The method of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// Whether more than required counts, in the methods that let it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Cap {
    /// It counts in full.
    #[default]
    None,
    /// Of each competency only what is required counts.
    Each,
    /// The whole counts up to 100 percent.
    Whole,
}

impl Cap {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Cap::None => "none",
            Cap::Each => "each",
            Cap::Whole => "whole",
        }
    }
}

/// What becomes of a requirement for which a rating is owed but not there. One that does not apply to the person is always left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Unrated {
    /// There is no score: a missing rating is not a zero.
    #[default]
    Block,
    /// It is left out, and "n of m assessed" says so.
    Exclude,
    /// It counts as the minimum of its scale.
    Minimum,
}

impl Unrated {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Unrated::Block => "block",
            Unrated::Exclude => "exclude",
            Unrated::Minimum => "minimum",
        }
    }
}

/// A range of scores with a name; which one holds is the agency's own choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Wording,
    /// The lowest score in it; none of the last, which takes what is left.
    pub from: Option<Number>,
}

/// How a gap is worked out. The default is [`Method::Proportional`], exact, with nothing made up for what was not rated.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GapRule {
    /// The method.
    pub method: Method,
    /// Whether more than required counts.
    pub cap: Cap,
    /// What becomes of what was not rated.
    pub unrated: Unrated,
    /// How each ratio is rounded before the mean, where it is: digits of the ratio, not of percent.
    pub round_each: Option<(u8, Rounding)>,
    /// How the score is rounded, where it is; bands look at the rounded score.
    pub round: Option<(u8, Rounding)>,
    /// The bands, highest first.
    pub bands: Vec<Band>,
}

/// What a person lacks for a post.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Gap {
    pub(crate) rule: GapRule,
    pub(crate) profile: Profile,
    pub(crate) assessment: Assessment,
    /// Every requirement and what was found of it.
    pub items: Vec<GapItem>,
    /// The score before it is rounded.
    pub exact: Number,
    /// The score as rounded; none where the rule rounds nothing.
    pub rounded: Option<Rounded>,
    /// The position of the band in the rule.
    pub band: Option<usize>,
    warnings: Problems,
}

/// One requirement and what was found of it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct GapItem {
    /// The competency.
    pub competency: String,
    /// What it is called.
    pub title: Wording,
    /// The value required.
    pub required: Number,
    /// The value found; none where nothing was.
    pub actual: Option<Number>,
    /// How nothing was found: owed, or not.
    pub standing: Standing,
    /// Where mastery begins.
    pub minimum: Number,
    /// Its weight.
    pub weight: Number,
    /// How far it is met, as the method reckons it; none where it does not enter.
    pub share: Option<Number>,
    /// Whether nothing makes up for it.
    pub mandatory: bool,
    /// Whether it counts.
    pub importance: Importance,
}

/// Whether something was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Standing {
    /// It was rated.
    Rated,
    /// A rating is owed.
    NotRated,
    /// No rating is owed.
    NotApplicable,
}

impl GapItem {
    /// What is lacking: required less found, below zero where more was found.
    #[must_use]
    pub fn gap(&self) -> Option<Number> {
        Some(&self.required - self.actual.as_ref()?)
    }

    /// Whether as much as required was found; none where nothing was.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        Some(self.actual.as_ref()? >= &self.required)
    }

    fn counts(&self) -> bool {
        self.importance == Importance::Essential && self.standing != Standing::NotApplicable
    }
}

impl Gap {
    /// Compares what was found with what is required.
    ///
    /// # Errors
    /// `gap.not_rated` for each rating that is owed, unless the rule says what becomes of it; `gap.nothing` where nothing is left to reckon with; what does not fit the
    /// scales of the profile (`assessment.level` and its like).
    ///
    /// ```
    /// use kinerja::{Framework, Lang, Rounding, framework::{Assessment, Gap, GapRule, Method}};
    /// let profile = Framework::builtin("id/standar-kompetensi-38-2017", None)?.profile("pengawas")?;
    /// let results: Vec<String> = profile.requirements().iter()
    ///     .map(|required| format!(r#"{{ "competency": "{}", "level": "tingkat_1" }}"#, required.competency)).collect();
    /// let assessment = Assessment::parse(&format!(r#"{{ "kinerja": "assessment/1", "results": [{}] }}"#, results.join(",")))?;
    /// let gap = Gap::of(&profile, &assessment, GapRule::default())?;
    /// assert_eq!(gap.exact.to_string(), "50");
    /// assert!(gap.explain(Lang::En).contains("9 of 9 assessed"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn of(profile: &Profile, assessment: &Assessment, rule: GapRule) -> Result<Gap, Problems> {
        let mut problems = Problems::default();
        let mut items = Vec::with_capacity(profile.requirements().len());
        for (position, requirement) in profile.requirements().iter().enumerate() {
            match item(profile, requirement, assessment) {
                Ok(item) => {
                    if item.counts() && item.standing == Standing::NotRated && rule.unrated == Unrated::Block {
                        let path = Path::new().key("requirements").index(position);
                        problems.push(Problem::new(Code::GapNotRated, path).with("of", &item.competency));
                    }
                    items.push(item);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if rule
            .bands
            .windows(2)
            .any(|pair| matches!(pair, [one, other] if one.from.is_none() || other.from >= one.from))
        {
            problems.push(Problem::new(Code::GapBands, Path::new().key("bands")));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        for item in &mut items {
            item.share = share(&rule, item);
        }
        let Some(exact) = score(&rule, &items) else {
            return Err(Problems::from_iter([Problem::new(Code::GapNothing, Path::new().key("requirements"))]));
        };
        let rounded = rule.round.map(|(digits, mode)| exact.round(digits, mode));
        let seen = rounded.as_ref().map_or(&exact, Rounded::value);
        let band = rule.bands.iter().position(|band| band.from.as_ref().is_none_or(|from| seen >= from));
        let warnings = warnings(&items);
        Ok(Gap {
            profile: profile.clone(),
            assessment: assessment.clone(),
            rule,
            items,
            exact,
            rounded,
            band,
            warnings,
        })
    }

    /// How it was worked out.
    #[must_use]
    pub fn rule(&self) -> &GapRule {
        &self.rule
    }

    /// The band that holds.
    #[must_use]
    pub fn band(&self) -> Option<&Band> {
        self.rule.bands.get(self.band?)
    }

    /// Of how many of the requirements that count something was found.
    #[must_use]
    pub fn assessed(&self) -> usize {
        self.counted().filter(|item| item.standing == Standing::Rated).count()
    }

    /// How many requirements count.
    #[must_use]
    pub fn of_how_many(&self) -> usize {
        self.counted().count()
    }

    fn counted(&self) -> impl Iterator<Item = &GapItem> {
        self.items.iter().filter(|item| item.counts())
    }

    /// The mandatory requirements that are not met: nothing makes up for them, whatever the score.
    pub fn knock_outs(&self) -> impl Iterator<Item = &GapItem> {
        self.items.iter().filter(|item| item.mandatory && item.is_met() == Some(false))
    }

    /// The mandatory requirements of which nothing was found, though it is owed.
    pub fn open(&self) -> impl Iterator<Item = &GapItem> {
        self.items.iter().filter(|item| item.mandatory && item.standing == Standing::NotRated)
    }

    /// What to know beside the score: knock-outs, and mandatory requirements that nobody rated.
    #[must_use]
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }
}

fn item(profile: &Profile, requirement: &Requirement, assessment: &Assessment) -> Result<GapItem, Problem> {
    let actual = profile.actual(requirement, assessment)?;
    Ok(GapItem {
        competency: requirement.competency.clone(),
        title: requirement.title.clone(),
        required: profile.required(requirement),
        standing: match assessment.rated(&requirement.competency) {
            Rated::NotRated => Standing::NotRated,
            Rated::NotApplicable => Standing::NotApplicable,
            _ => Standing::Rated,
        },
        actual,
        minimum: profile.minimum(requirement),
        weight: requirement.weight.clone().unwrap_or(Number::ONE),
        share: None,
        mandatory: requirement.mandatory,
        importance: requirement.importance,
    })
}

/// The value that enters: what was found, or the minimum where the rule says so.
fn entering(rule: &GapRule, item: &GapItem) -> Option<Number> {
    match (&item.actual, item.standing, rule.unrated) {
        (Some(actual), ..) => Some(actual.clone()),
        (None, Standing::NotRated, Unrated::Minimum) => Some(item.minimum.clone()),
        _ => None,
    }
}

/// What a requirement brings to the score, before weights.
fn share(rule: &GapRule, item: &GapItem) -> Option<Number> {
    if !item.counts() {
        return None;
    }
    let actual = entering(rule, item)?;
    let met = actual >= item.required;
    let counted = if rule.cap == Cap::Each { actual.clone().min(item.required.clone()) } else { actual.clone() };
    match rule.method {
        Method::Proportional if met => Some(Number::ONE),
        Method::Proportional => {
            let (shown, asked) = (&actual - &item.minimum, &item.required - &item.minimum);
            // What is required lies at or below the minimum, and what was found below that.
            let ratio = shown.checked_div(&asked).filter(|_| asked.is_positive()).unwrap_or_default();
            Some(ratio.max(Number::ZERO))
        }
        Method::MetCount => Some(i64::from(met).into()),
        Method::JpmRatioOfSums => Some(counted),
        Method::JpmMeanOfRatios => {
            let ratio = counted.checked_div(&item.required)?;
            Some(rule.round_each.map_or(ratio.clone(), |(digits, mode)| ratio.round(digits, mode).value().clone()))
        }
        Method::WeightedGap => Some((&item.required - &actual).max(Number::ZERO)),
    }
}

fn sum<'n>(numbers: impl Iterator<Item = Number> + 'n) -> Number {
    let mut total = NumberSum::new();
    numbers.for_each(|number| total.add(&number));
    total.finish()
}

/// What a requirement's share is measured by: itself where a mean is taken, what is required where sums are compared.
fn measure(rule: &GapRule, item: &GapItem) -> Number {
    match rule.method {
        Method::JpmRatioOfSums => item.required.clone(),
        Method::WeightedGap => &item.required - &item.minimum,
        _ => Number::ONE,
    }
}

fn weight(rule: &GapRule, item: &GapItem) -> Number {
    if rule.method == Method::MetCount { Number::ONE } else { item.weight.clone() }
}

fn score(rule: &GapRule, items: &[GapItem]) -> Option<Number> {
    let entering = || items.iter().filter_map(|item| Some((item, item.share.as_ref()?)));
    let above = sum(entering().map(|(item, share)| &weight(rule, item) * share));
    let below = sum(entering().map(|(item, _)| &weight(rule, item) * &measure(rule, item)));
    let hundred = Number::from(100);
    let score = &above.checked_div(&below)? * &hundred;
    Some(if rule.cap == Cap::Whole { score.min(hundred) } else { score })
}

fn warnings(items: &[GapItem]) -> Problems {
    let mut warnings = Problems::default();
    for (position, item) in items.iter().enumerate().filter(|(_, item)| item.mandatory) {
        let path = || Path::new().key("requirements").index(position);
        let title = item.title.to_text().or_name(&item.competency);
        match (item.is_met(), &item.actual) {
            (Some(false), Some(actual)) => {
                let problem = Problem::new(Code::GapKnockOut, path()).with_text("of", &title).with("found", actual);
                warnings.push(problem.with("wanted", &item.required));
            }
            (None, _) if item.standing == Standing::NotRated => {
                warnings.push(Problem::new(Code::GapOpen, path()).with_text("of", &title));
            }
            _ => {}
        }
    }
    warnings
}
