//! The analytic hierarchy process (Saaty 1980): priorities from pairwise comparisons, and how consistent these are.
//!
//! Priorities need roots, so they are floats: statistics. The weights are exact numbers of stated digits, apportioned from them. Every step is addition,
//! multiplication, division or a function of the `libm` crate, in a fixed order, so the floats are the same on every platform.
#![allow(clippy::float_arithmetic, reason = "priorities and consistency are statistics")]

use super::square::Square;
use super::{Comparisons, Method, Named, Weights};
use crate::apportion::apportion;
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// How priorities are drawn from comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Priorities {
    /// The principal eigenvector.
    #[default]
    Eigenvector,
    /// The geometric means of the rows (logarithmic least squares).
    GeometricMean,
}

/// How the comparisons of several judges become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Group {
    /// Aggregation of individual judgements (AIJ): the geometric mean of each comparison, then priorities.
    #[default]
    Judgements,
    /// Aggregation of individual priorities (AIP): the geometric mean of what each judge's comparisons give.
    Priorities,
}

/// A table of random indices: what the consistency index is of comparisons made at random, by which the consistency ratio is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RandomIndex {
    /// Alonso and Lamata 2006.
    #[default]
    AlonsoLamata2006,
    /// Saaty 1980, as most textbooks print it.
    Saaty1980,
    /// Saaty 2005.
    Saaty2005,
    /// Donegan and Dodd 1991.
    DoneganDodd1991,
    /// Tummala and Ling 1998.
    TummalaLing1998,
}

impl RandomIndex {
    /// Every table.
    pub const ALL: [RandomIndex; 5] = [
        RandomIndex::AlonsoLamata2006,
        RandomIndex::Saaty1980,
        RandomIndex::Saaty2005,
        RandomIndex::DoneganDodd1991,
        RandomIndex::TummalaLing1998,
    ];

    /// The table's name in a document, `saaty_1980`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            RandomIndex::AlonsoLamata2006 => "alonso_lamata_2006",
            RandomIndex::Saaty1980 => "saaty_1980",
            RandomIndex::Saaty2005 => "saaty_2005",
            RandomIndex::DoneganDodd1991 => "donegan_dodd_1991",
            RandomIndex::TummalaLing1998 => "tummala_ling_1998",
        }
    }

    /// The index of so many goals, from 3 to 15; none of fewer, which cannot contradict each other.
    #[must_use]
    pub fn of(self, size: usize) -> Option<f64> {
        let from_three: [f64; 13] = match self {
            RandomIndex::AlonsoLamata2006 => {
                [0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838]
            }
            RandomIndex::Saaty1980 => [0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59],
            RandomIndex::Saaty2005 => [0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59],
            RandomIndex::DoneganDodd1991 => {
                [0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969]
            }
            RandomIndex::TummalaLing1998 => {
                [0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952, 1.4537, 1.4882, 1.5117, 1.5356, 1.5571, 1.5714, 1.5831]
            }
        };
        from_three.get(size.checked_sub(3)?).copied()
    }
}

/// How an analytic hierarchy process is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AhpSettings {
    /// How priorities are drawn from comparisons.
    pub priorities: Priorities,
    /// How several judges become one.
    pub group: Group,
    /// By which table the consistency ratio is told.
    pub random_index: RandomIndex,
    /// The end of the scale of judgement: 9 usually. Only what to judge otherwise is chosen from it.
    pub scale: u32,
    /// The digits of the weights, which are ratios to one.
    pub digits: u8,
}

impl Default for AhpSettings {
    fn default() -> AhpSettings {
        AhpSettings {
            priorities: Priorities::default(),
            group: Group::default(),
            random_index: RandomIndex::default(),
            scale: Comparisons::SCALE,
            digits: 6,
        }
    }
}

/// One who compares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judge {
    /// Who it is, as a list of them shows it; may be empty.
    pub name: String,
    /// How much the judge counts beside the others.
    pub weight: Number,
    /// The comparisons.
    pub comparisons: Comparisons,
}

/// The judgement behind [`Weights::ahp`], and what it tells.
#[derive(Clone, PartialEq, Debug)]
pub struct Ahp {
    /// Who compared.
    pub judges: Vec<Judge>,
    /// How it was done.
    pub settings: AhpSettings,
    /// The priorities that the weights were apportioned from.
    pub priorities: Named<f64>,
    /// How consistent each judge is, in the order of the judges.
    pub consistency: Vec<Consistency>,
    /// How consistent the joined judgements of several judges are.
    pub joined: Option<Consistency>,
}

// The floats of two equal judgements are the same bit for bit, and never NaN.
impl Eq for Ahp {}

/// How far comparisons agree with each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Consistency {
    /// The principal eigenvalue: as large as the number of goals where all comparisons agree.
    pub lambda_max: f64,
    /// The consistency index, (λ − n) / (n − 1).
    pub index: f64,
    /// The consistency ratio: the index by the random index; 0 of fewer than three goals.
    pub ratio: f64,
    /// The geometric consistency index (Aguarón and Moreno-Jiménez 2003); 0 of fewer than three goals.
    pub geometric_index: f64,
    /// The judgement to revisit first; none where all agree, or no other judgement of the scale would agree better.
    pub revisit: Option<Revisit>,
}

impl Consistency {
    /// The consistency ratio up to which comparisons are usually accepted.
    pub const ACCEPTED: f64 = 0.1;

    /// Whether the ratio is one that is usually accepted.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.ratio <= Consistency::ACCEPTED
    }
}

/// The judgement that agrees least with all others, and what they suggest in its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Revisit {
    /// The positions of the two that were compared, the one above the diagonal.
    pub pair: (usize, usize),
    /// What was judged.
    pub given: Number,
    /// The judgement of the scale that is nearest to what all other judgements say of the two (Harker 1987).
    pub suggested: Number,
    /// What the consistency ratio would be with it.
    pub ratio: f64,
}

impl Weights {
    /// Weights by pairwise comparisons of one or several judges.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like of the names; `weights.judges` where there is none, where a matrix has another size than there are names, or where
    /// no judge counts; `weights.negative` of a judge's weight.
    ///
    /// ```
    /// use kinerja::weighting::{AhpSettings, Comparisons, Judge, Method, Weights};
    /// use kinerja::Number;
    ///
    /// // Experience, education, charisma, age.
    /// let above = [[1, 4, 3, 7], [0, 1, 0, 3], [0, 3, 1, 5], [0, 0, 0, 1]];
    /// let cells = above.map(|row| row.map(|n| (n > 0).then(|| Number::from(n))).to_vec()).to_vec();
    /// let judge = Judge { name: String::new(), weight: 1.into(), comparisons: Comparisons::new(cells, 9)? };
    /// let weights = Weights::ahp(["experience", "education", "charisma", "age"], vec![judge], AhpSettings::default())?;
    /// assert_eq!(weights.get("experience").map(ToString::to_string).as_deref(), Some("0.547569"));
    /// let Method::Ahp(ahp) = weights.method() else { panic!() };
    /// assert!(ahp.consistency[0].is_accepted() && (ahp.consistency[0].ratio - 0.0448).abs() < 5e-5);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn ahp<S: Into<String>>(
        names: impl IntoIterator<Item = S>,
        judges: Vec<Judge>,
        settings: AhpSettings,
    ) -> Result<Weights, Problems> {
        let names = Named::new("names", names.into_iter().map(|name| (name, ())))?;
        check(&names, &judges)?;
        let matrices: Vec<Square> = judges.iter().map(|judge| Square::of(&judge.comparisons)).collect();
        let shares = shares(&judges);
        let priorities = match settings.group {
            Group::Judgements => drawn(&Square::joined(&matrices, &shares), settings.priorities),
            Group::Priorities => {
                let each: Vec<Vec<f64>> = matrices.iter().map(|matrix| drawn(matrix, settings.priorities)).collect();
                super::square::joined_priorities(&each, &shares)
            }
        };
        let consistency = judges
            .iter()
            .zip(&matrices)
            .map(|(judge, matrix)| consistency(matrix, Some(&judge.comparisons), &settings))
            .collect();
        let joined = (judges.len() > 1).then(|| consistency_of_joined(&matrices, &shares, &settings));
        let exact: Option<Vec<Number>> = priorities.iter().map(|priority| number_of(*priority)).collect();
        let numbers = exact.and_then(|exact| apportion(&exact, &Number::ONE, settings.digits));
        let Some(numbers) = numbers else { return Err(super::impossible("priorities that are no numbers")) };
        let ratios = names.with(numbers.iter().map(|number| number.value().clone()).collect());
        let priorities = names.with(priorities);
        let ahp = Ahp { judges, settings, priorities, consistency, joined };
        Ok(Weights { ratios, method: Method::Ahp(Box::new(ahp)) })
    }
}

fn check(names: &Named<()>, judges: &[Judge]) -> Result<(), Problems> {
    let mut problems = Problems::default();
    let here = Path::new().key("judges");
    if judges.is_empty() || judges.iter().all(|judge| judge.weight.is_zero()) {
        problems.push(Problem::new(Code::WeightsJudges, here.clone()));
    }
    for (index, judge) in judges.iter().enumerate() {
        if judge.weight.is_negative() {
            let path = here.clone().index(index).key("weight");
            problems.push(Problem::new(Code::WeightsNegative, path).with("found", &judge.weight));
        }
        if judge.comparisons.len() != names.len() {
            let path = here.clone().index(index).key("matrix");
            let problem = Problem::new(Code::WeightsSize, path).with("found", judge.comparisons.len());
            problems.push(problem.with("wanted_count", names.len()));
        }
    }
    problems.or(())
}

/// What part of the whole each judge is.
fn shares(judges: &[Judge]) -> Vec<f64> {
    let sum = crate::apportion::sum_of(judges.iter().map(|judge| &judge.weight));
    judges.iter().map(|judge| judge.weight.checked_div(&sum).unwrap_or_default().to_f64()).collect()
}

fn drawn(matrix: &Square, priorities: Priorities) -> Vec<f64> {
    match priorities {
        Priorities::Eigenvector => matrix.eigenvector().1,
        Priorities::GeometricMean => matrix.geometric_means(),
    }
}

fn consistency_of_joined(matrices: &[Square], shares: &[f64], settings: &AhpSettings) -> Consistency {
    consistency(&Square::joined(matrices, shares), None, settings)
}

fn consistency(matrix: &Square, judged: Option<&Comparisons>, settings: &AhpSettings) -> Consistency {
    let (lambda_max, vector) = matrix.eigenvector();
    let (index, ratio) = index_and_ratio(lambda_max, matrix.size(), settings.random_index);
    let geometric_index = matrix.geometric_index();
    let revisit = judged.filter(|_| ratio > 1e-9).and_then(|judged| revisit(matrix, &vector, judged, ratio, settings));
    Consistency { lambda_max, index, ratio, geometric_index, revisit }
}

/// How far judgements are from agreeing, as an index and against the index of random ones.
pub(super) fn index_and_ratio(lambda_max: f64, size: usize, random_index: RandomIndex) -> (f64, f64) {
    let Some(random) = random_index.of(size) else { return (0.0, 0.0) };
    let size = super::square::float(size);
    // What is below zero is the last bit of a matrix that agrees.
    let index = ((lambda_max - size) / (size - 1.0)).max(0.0);
    (index, index / random)
}

/// Of the judgements that agree least with the priorities, the first that another judgement of the scale would make agree better.
fn revisit(
    matrix: &Square,
    vector: &[f64],
    judged: &Comparisons,
    ratio: f64,
    settings: &AhpSettings,
) -> Option<Revisit> {
    let mut pairs = matrix.errors(vector);
    pairs.sort_by(|(one, at), (other, than)| other.total_cmp(one).then(at.cmp(than)));
    pairs.into_iter().find_map(|(_, (row, column))| {
        let wanted = matrix.without(row, column).ratio_of(row, column)?;
        let given = judged.judgement(row, column)?;
        let suggested = nearest(wanted, settings.scale)?;
        if suggested == *given {
            return None;
        }
        let (lambda_max, _) = matrix.with(row, column, suggested.to_f64()).eigenvector();
        let (_, then) = index_and_ratio(lambda_max, matrix.size(), settings.random_index);
        let given = given.clone();
        (then < ratio).then_some(Revisit { pair: (row, column), given, suggested, ratio: then })
    })
}

/// The judgement of the scale whose ratio to this is nearest to one.
fn nearest(wanted: f64, scale: u32) -> Option<Number> {
    let whole = (1..=scale).map(Number::from);
    let parts = (2..=scale).filter_map(|number| Number::ONE.checked_div(&Number::from(number)));
    let off = |number: &Number| {
        let ratio = number.to_f64() / wanted;
        ratio.max(1.0 / ratio)
    };
    whole.chain(parts).min_by(|one, other| off(one).total_cmp(&off(other)))
}

/// The number that a float prints, exactly.
fn number_of(float: f64) -> Option<Number> {
    Number::parse(&format!("{float:?}")).ok()
}
