//! The best-worst method in its linear form (Rezaei 2016), solved exactly.

use super::simplex::{Row, least_xi};
use super::{Method, Named, Weights};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// The judgement behind [`Weights::best_worst`], and what it tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BestWorst {
    /// The most important goal.
    pub best: String,
    /// The least important goal.
    pub worst: String,
    /// How many times as important the best is as each, from 1 to 9.
    pub best_to_others: Named<Number>,
    /// How many times as important each is as the worst, from 1 to 9.
    pub others_to_worst: Named<Number>,
    /// ξ, the largest difference between the weights and a judgement: zero where all judgements agree.
    pub xi: Number,
    /// Whether no other weights come as near to the judgements.
    pub is_only: bool,
    /// The input-based consistency ratio (Liang, Brunelli and Rezaei 2020), from 0 to 1.
    pub consistency_ratio: Number,
    /// The judgement that the ratio comes from; none where all agree.
    pub least_consistent: Option<String>,
}

impl BestWorst {
    /// The largest judgement.
    pub const SCALE: i64 = 9;
    /// How many goals are compared at most.
    pub const MOST: usize = 30;

    /// The input-based ratio up to which so many goals, with this largest judgement, are accepted (Liang, Brunelli and Rezaei 2020, table); none outside of their table, which
    /// is for 3 to 9 goals and judgements from 3.
    #[must_use]
    pub fn threshold(&self) -> Option<Number> {
        const TABLE: [[u16; 7]; 7] = [
            [1667, 1667, 1667, 1667, 1667, 1667, 1667],
            [1121, 1529, 1898, 2206, 2527, 2577, 2683],
            [1354, 1994, 2306, 2546, 2716, 2844, 2960],
            [1330, 1990, 2643, 3044, 3144, 3221, 3262],
            [1294, 2457, 2819, 3029, 3144, 3251, 3403],
            [1309, 2521, 2958, 3154, 3408, 3620, 3657],
            [1359, 2681, 3062, 3337, 3517, 3620, 3662],
        ];
        let largest = usize::try_from(self.best_to_others.get(&self.worst)?.to_i64()?).ok()?;
        let row = TABLE.get(largest.checked_sub(3)?)?;
        Number::ratio(i64::from(*row.get(self.best_to_others.len().checked_sub(3)?)?), 10_000)
    }

    /// Whether the ratio is accepted; none where no threshold is known and not all judgements agree.
    #[must_use]
    pub fn is_accepted(&self) -> Option<bool> {
        if self.consistency_ratio.is_zero() {
            return Some(true);
        }
        self.threshold().map(|threshold| self.consistency_ratio <= threshold)
    }
}

impl Weights {
    /// Weights by comparing the best goal with each, and each with the worst.
    ///
    /// They are those from which no judgement differs by more than the least possible ξ: |w(best) − a w(j)| ≤ ξ and |w(j) − a w(worst)| ≤ ξ. That is a linear program, and it is
    /// solved in rationals.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like; `weights.best_worst` where best and worst are the same, or one of them is not there; `weights.names_differ` where the two
    /// lists are of different goals; `weights.judgement` where one is no whole number from 1 to 9; `weights.diagonal` where the best is not 1 to itself, or the worst; `weights.reciprocal` where
    /// the two lists give best to worst differently, or less than another. Paths are `best_to_others` or `others_to_worst`, then the name.
    ///
    /// ```
    /// use kinerja::weighting::Weights;
    /// let names = ["quality", "price", "comfort", "safety", "style"];
    /// let (to_others, to_worst) = ([2, 1, 4, 3, 8], [4, 8, 2, 3, 1]);
    /// let weights = Weights::best_worst("price", "style", names.into_iter().zip(to_others), names.into_iter().zip(to_worst))?;
    /// assert_eq!(weights.get("price").map(ToString::to_string).as_deref(), Some("82/183"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn best_worst<S: Into<String>, N: Into<Number>>(
        best: &str,
        worst: &str,
        best_to_others: impl IntoIterator<Item = (S, N)>,
        others_to_worst: impl IntoIterator<Item = (S, N)>,
    ) -> Result<Weights, Problems> {
        let numbers = |(name, number): (S, N)| (name, number.into());
        let to_others = Named::new("best_to_others", best_to_others.into_iter().map(numbers));
        let to_worst = Named::new("others_to_worst", others_to_worst.into_iter().map(numbers));
        let (best_to_others, others_to_worst) = match (to_others, to_worst) {
            (Ok(one), Ok(other)) => (one, other),
            (one, other) => {
                let mut problems = one.err().unwrap_or_default();
                problems.append(other.err().unwrap_or_default());
                return Err(problems);
            }
        };
        check(best, worst, &best_to_others, &others_to_worst)?;
        let names: Vec<&str> = best_to_others.names().collect();
        let to_others: Vec<Number> = best_to_others.values().cloned().collect();
        // In the order of the other list.
        let to_worst: Option<Vec<Number>> = names.iter().map(|name| others_to_worst.get(name).cloned()).collect();
        let position = |wanted: &str| names.iter().position(|name| *name == wanted);
        let (Some(to_worst), Some(b), Some(w)) = (to_worst, position(best), position(worst)) else {
            return Err(super::impossible("a goal that is not there"));
        };
        let Some(solved) = solve(b, w, &to_others, &to_worst) else {
            return Err(super::impossible("a program without solution"));
        };
        let (consistency_ratio, least) = input_ratio(b, w, &to_others, &to_worst);
        let judged = BestWorst {
            best: best.to_owned(),
            worst: worst.to_owned(),
            xi: solved.xi,
            is_only: solved.is_only,
            consistency_ratio,
            least_consistent: least.and_then(|index| names.get(index)).map(|name| (*name).to_owned()),
            best_to_others: best_to_others.clone(),
            others_to_worst,
        };
        let ratios = best_to_others.with(solved.ratios);
        Ok(Weights { ratios, method: Method::BestWorst(Box::new(judged)) })
    }
}

fn check(best: &str, worst: &str, to_others: &Named<Number>, to_worst: &Named<Number>) -> Result<(), Problems> {
    const OTHERS: &str = "best_to_others";
    const WORST: &str = "others_to_worst";
    let mut problems = Problems::default();
    let at = |list: &'static str, name: &str| Path::new().key(list).key(name);
    for (key, name) in [("best", best), ("worst", worst)] {
        if to_others.get(name).is_none() {
            let problem = Problem::new(Code::WeightsBestWorst, Path::new().key(key)).with("name", name);
            problems.push(problem.saying("`{name}` is not among the goals", "`{name}` tidak ada di antara sasaran"));
        }
    }
    if to_others.len() > BestWorst::MOST {
        let problem = Problem::new(Code::WeightsTooMany, Path::new().key(OTHERS)).with("most", BestWorst::MOST);
        problems.push(problem);
    }
    let missing = [(OTHERS, to_others, to_worst), (WORST, to_worst, to_others)];
    for (list, one, other) in missing {
        for name in other.names().filter(|name| one.get(name).is_none()) {
            problems.push(Problem::new(Code::WeightsNamesDiffer, at(list, name)).with("name", name));
        }
    }
    let scale = Number::from(BestWorst::SCALE);
    for (list, numbers, itself) in [(OTHERS, to_others, best), (WORST, to_worst, worst)] {
        for (name, number) in numbers.iter() {
            if !number.is_integer() || *number < Number::ONE || *number > scale {
                let problem = Problem::new(Code::WeightsJudgement, at(list, name)).with("found", number);
                problems.push(problem.with("least", 1).with("most", &scale).advising(
                    "a whole number: 1 says equally important, 9 extremely more",
                    "bilangan bulat: 1 berarti sama penting, 9 jauh lebih penting",
                ));
            } else if name == itself && *number != Number::ONE {
                problems.push(Problem::new(Code::WeightsDiagonal, at(list, name)).with("found", number));
            }
        }
    }
    // Equal goals are their own best and worst; of others the two differ.
    let all_equal = to_others.values().chain(to_worst.values()).all(|number| *number == Number::ONE);
    if best == worst && !all_equal {
        problems.push(Problem::new(Code::WeightsBestWorst, Path::new().key("worst")).with("name", worst));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let (Some(largest), Some(mirror)) = (to_others.get(worst), to_worst.get(best)) else { return Ok(()) };
    if largest != mirror {
        let problem = Problem::new(Code::WeightsReciprocal, at(WORST, best)).with("found", mirror);
        problems.push(problem.with("mirror", largest).with("wanted", largest));
    } else {
        for (list, numbers) in [(OTHERS, to_others), (WORST, to_worst)] {
            for (name, number) in numbers.iter().filter(|(_, number)| *number > largest) {
                let problem = Problem::new(Code::WeightsJudgement, at(list, name)).with("found", number);
                let problem = problem.with("least", 1).with("most", largest);
                problems.push(problem.advising(
                    "no judgement is above that of the best to the worst",
                    "tidak ada pertimbangan di atas yang terbaik terhadap yang terburuk",
                ));
            }
        }
    }
    problems.or(())
}

struct Solved {
    ratios: Vec<Number>,
    xi: Number,
    is_only: bool,
}

/// The program: the weight of the worst is what the others leave of one.
fn solve(best: usize, worst: usize, to_others: &[Number], to_worst: &[Number]) -> Option<Solved> {
    let count = to_others.len();
    let sought: Vec<usize> = (0..count).filter(|index| *index != worst).collect();
    // A weighted sum of weights as a row without ξ, the worst's weight put in.
    let row = |terms: &[(usize, Number)]| {
        let of_worst = terms.iter().find(|(index, _)| *index == worst).map_or(Number::ZERO, |(_, times)| times.clone());
        let coefficients = sought.iter().map(|index| {
            let own = terms.iter().find(|(other, _)| other == index).map_or(Number::ZERO, |(_, times)| times.clone());
            &own - &of_worst
        });
        let coefficients = coefficients.chain([Number::ZERO]).collect();
        Row { constant: of_worst.clone(), coefficients }
    };
    let mut rows = vec![row(&[(worst, Number::ONE)])];
    let mut within = |one: usize, times: &Number, other: usize| -> Option<()> {
        // ξ − (w(one) − times × w(other)) and ξ + (…) are not below zero.
        let difference = row(&[(one, Number::ONE), (other, -times)]);
        let mut opposite = difference.clone();
        opposite.constant = -&opposite.constant;
        opposite.coefficients.iter_mut().for_each(|coefficient| *coefficient = -&*coefficient);
        for mut row in [difference, opposite] {
            *row.coefficients.last_mut()? = Number::ONE;
            rows.push(row);
        }
        Some(())
    };
    for (index, (to_other, to_worst)) in to_others.iter().zip(to_worst).enumerate() {
        if index != best {
            within(best, to_other, index)?;
        }
        if index != worst && index != best {
            within(index, to_worst, worst)?;
        }
    }
    let least = least_xi(sought.len(), rows)?;
    let mut ratios = vec![Number::ONE; count];
    for (index, ratio) in sought.iter().zip(least.variables) {
        *ratios.get_mut(*index)? = ratio;
    }
    let others = crate::apportion::sum_of(ratios.iter().enumerate().filter(|(i, _)| *i != worst).map(|(_, r)| r));
    *ratios.get_mut(worst)? = &Number::ONE - &others;
    Some(Solved { ratios, xi: least.xi, is_only: least.is_only })
}

/// The largest |a(best, j) × a(j, worst) − a(best, worst)| by a(best, worst)² − a(best, worst), and where it is.
fn input_ratio(best: usize, worst: usize, to_others: &[Number], to_worst: &[Number]) -> (Number, Option<usize>) {
    let Some(largest) = to_others.get(worst) else { return (Number::ZERO, None) };
    let by = &(largest * largest) - largest;
    let mut most = (Number::ZERO, None);
    for (index, (to_other, to_worst)) in to_others.iter().zip(to_worst).enumerate() {
        if index == best || index == worst {
            continue;
        }
        let off = (&(to_other * to_worst) - largest).abs();
        let ratio = off.checked_div(&by).unwrap_or_default();
        if ratio > most.0 {
            most = (ratio, Some(index));
        }
    }
    most
}
