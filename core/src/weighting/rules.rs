//! What weights must keep to: least and most, steps, none above another, sums. Solved exactly, and where that cannot be, the rules that clash.

use super::{Method, Named, Weights};
use crate::apportion::{Bounds, between, in_steps_between, sum_of};
use crate::number::{Number, Rounding};
use crate::problem::{Code, Path, Problem, Problems};

/// One thing that weights must keep to. Numbers are of the rules' total: percent where that is 100.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rule {
    /// Each of these goals, or of all where none is named, weighs at least and at most so much.
    Each {
        /// The goals; none for all.
        goals: Vec<String>,
        /// At least this.
        least: Option<Number>,
        /// At most this.
        most: Option<Number>,
    },
    /// These goals together weigh at least and at most so much. No goal stands in two sums.
    Sum {
        /// The goals.
        goals: Vec<String>,
        /// At least this.
        least: Option<Number>,
        /// At most this.
        most: Option<Number>,
    },
    /// Every weight is a multiple of this.
    MultipleOf(Number),
    /// No goal weighs more than this one.
    NoneAbove(String),
}

/// Rules for the weights of some goals: they exist only where weights can keep to all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules {
    names: Named<()>,
    total: Number,
    rules: Vec<Rule>,
}

/// The judgement behind [`Rules::fit`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fitted {
    /// The weights as they were.
    pub from: Weights,
    /// What they must keep to.
    pub rules: Rules,
}

impl Rules {
    /// Rules for named goals whose weights sum to a total.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like of the names; `weights.total`; of each rule `name.unknown` of a goal that there is not, `weights.negative`, `weights.rule`
    /// where it says nothing, where a goal stands in two sums, or where there are two steps or two goals above which none is; `weights.step` where a step is not above zero or the total no multiple of it;
    /// `weights.clash` where no weights keep to all rules: it names rules of which any one could be dropped, and then the others can be kept. Paths are `rules`, then the position.
    ///
    /// ```
    /// use kinerja::weighting::{Rule, Rules};
    /// use kinerja::Number;
    ///
    /// let at_most = |most: i64| Rule::Each { goals: vec![], least: None, most: Some(Number::from(most)) };
    /// let problems = Rules::new(["a", "b", "c"], 100.into(), vec![at_most(50), at_most(30)]).unwrap_err();
    /// let problem = problems.iter().next().unwrap();
    /// assert_eq!((problem.code().as_str(), problem.path().to_string()), ("weights.clash", "rules[1]".to_owned()));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn new<S: Into<String>>(
        names: impl IntoIterator<Item = S>,
        total: Number,
        rules: Vec<Rule>,
    ) -> Result<Rules, Problems> {
        let names = Named::new("weights", names.into_iter().map(|name| (name, ())))?;
        let these = Rules { names, total, rules };
        these.well_formed()?;
        let all: Vec<&Rule> = these.rules.iter().collect();
        if these.limits(&all).is_some_and(|limits| limits.can_be_kept()) {
            return Ok(these);
        }
        Err(these.clash())
    }

    /// What the weights sum to.
    #[must_use]
    pub fn total(&self) -> &Number {
        &self.total
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    fn well_formed(&self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        let at = |index: usize| Path::new().key("rules").index(index);
        if !self.total.is_positive() {
            problems.push(Problem::new(Code::WeightsTotal, Path::new().key("total")).with("found", &self.total));
        }
        let mut summed: Vec<&str> = Vec::new();
        let (mut steps, mut tops) = (0_u8, 0_u8);
        let unknown = |path: Path, name: &str| {
            let problem = Problem::new(Code::NameUnknown, path).with("what", "goal").with("name", name);
            problem.known(self.names.names()).maybe_meant(name, self.names.names())
        };
        for (index, rule) in self.rules.iter().enumerate() {
            match rule {
                Rule::Each { goals, least, most } | Rule::Sum { goals, least, most } => {
                    let is_sum = matches!(rule, Rule::Sum { .. });
                    if (least.is_none() && most.is_none()) || (is_sum && goals.is_empty()) {
                        problems.push(
                            Problem::new(Code::WeightsRule, at(index))
                                .saying("this rule says nothing", "aturan ini tidak mengatakan apa pun"),
                        );
                    }
                    for (key, number) in [("at_least", least), ("at_most", most)] {
                        if let Some(number) = number.as_ref().filter(|number| number.is_negative()) {
                            let problem = Problem::new(Code::WeightsNegative, at(index).key(key));
                            problems.push(problem.with("found", number));
                        }
                    }
                    let key = if is_sum { "sum_of" } else { "goals" };
                    for (place, name) in goals.iter().enumerate() {
                        let path = at(index).key(key).index(place);
                        if self.names.get(name).is_none() {
                            problems.tell(|| unknown(path, name));
                        } else if is_sum && summed.contains(&name.as_str()) {
                            problems.push(
                                Problem::new(Code::WeightsRule, path)
                                    .with("name", name)
                                    .saying("`{name}` stands in two sums", "`{name}` ada dalam dua jumlah"),
                            );
                        } else if is_sum {
                            summed.push(name);
                        }
                    }
                }
                Rule::MultipleOf(step) => {
                    steps = steps.saturating_add(1);
                    let path = at(index).key("multiple_of");
                    if !step.is_positive() || !self.total.is_multiple_of(step) {
                        let problem = Problem::new(Code::WeightsStep, path).with("found", step);
                        problems.push(problem.with("total", &self.total));
                    } else if steps > 1 {
                        problems.push(
                            Problem::new(Code::WeightsRule, path)
                                .saying("there is a step already", "kelipatannya sudah disebut"),
                        );
                    }
                }
                Rule::NoneAbove(name) => {
                    tops = tops.saturating_add(1);
                    let path = at(index).key("none_above");
                    if self.names.get(name).is_none() {
                        problems.tell(|| unknown(path, name));
                    } else if tops > 1 {
                        problems.push(Problem::new(Code::WeightsRule, path).saying(
                            "there is a goal already above which none is",
                            "sasaran yang tidak boleh dilampaui sudah disebut",
                        ));
                    }
                }
            }
        }
        problems.or(())
    }

    /// The rules that clash: each that the others can be kept without is passed over, until every one of them is needed for the clash.
    fn clash(&self) -> Problems {
        let mut clashing: Vec<(usize, &Rule)> = self.rules.iter().enumerate().collect();
        let mut place = 0;
        while place < clashing.len() {
            let others: Vec<&Rule> =
                clashing.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, (_, rule))| *rule).collect();
            if self.limits(&others).is_some_and(|limits| limits.can_be_kept()) {
                place = place.saturating_add(1);
            } else {
                clashing.remove(place);
            }
        }
        let names: Vec<String> = clashing.iter().map(|(index, _)| format!("rules[{index}]")).collect();
        let all = names.join(", ");
        clashing
            .iter()
            .map(|(index, _)| {
                let problem = Problem::new(Code::WeightsClash, Path::new().key("rules").index(*index));
                let problem = problem.with("rules", &all).with("total", &self.total);
                match clashing.as_slice() {
                    [_] => problem.saying(
                        "no weights that sum to {total} can keep this rule",
                        "tidak ada bobot berjumlah {total} yang memenuhi aturan ini",
                    ),
                    _ => problem,
                }
            })
            .collect()
    }

    /// What some of the rules say of each goal and of all: in units of the step where there is one.
    fn limits(&self, rules: &[&Rule]) -> Option<Limits> {
        let step = rules.iter().find_map(|rule| match rule {
            Rule::MultipleOf(step) => Some(step),
            _ => None,
        });
        let up = |number: &Number| match step {
            Some(step) => Some(number.checked_div(step)?.round(0, Rounding::Ceiling).value().clone()),
            None => Some(number.clone()),
        };
        let down = |number: &Number| match step {
            Some(step) => Some(number.checked_div(step)?.round(0, Rounding::Floor).value().clone()),
            None => Some(number.clone()),
        };
        let total = up(&self.total)?;
        let mut bounds = vec![Bounds { least: Number::ZERO, most: total.clone() }; self.names.len()];
        let mut groups: Vec<(Vec<usize>, Bounds)> = Vec::new();
        let position = |name: &String| self.names.names().position(|known| known == name);
        let mut top = None;
        for rule in rules {
            let narrow = |bounds: &mut Bounds, least: &Option<Number>, most: &Option<Number>| -> Option<()> {
                if let Some(least) = least {
                    bounds.least = bounds.least.clone().max(up(least)?);
                }
                if let Some(most) = most {
                    bounds.most = bounds.most.clone().min(down(most)?);
                }
                Some(())
            };
            match rule {
                Rule::Each { goals, least, most } => {
                    let named: Vec<usize> = goals.iter().filter_map(position).collect();
                    for (index, bounds) in bounds.iter_mut().enumerate() {
                        if goals.is_empty() || named.contains(&index) {
                            narrow(bounds, least, most)?;
                        }
                    }
                }
                Rule::Sum { goals, least, most } => {
                    let mut bounds = Bounds { least: Number::ZERO, most: total.clone() };
                    narrow(&mut bounds, least, most)?;
                    groups.push((goals.iter().filter_map(position).collect(), bounds));
                }
                Rule::NoneAbove(name) => top = position(name),
                Rule::MultipleOf(_) => {}
            }
        }
        // Every goal that stands in no sum is a group of its own.
        for index in 0..bounds.len() {
            if !groups.iter().any(|(members, _)| members.contains(&index)) {
                groups.push((vec![index], Bounds { least: Number::ZERO, most: total.clone() }));
            }
        }
        Some(Limits { bounds, groups, top, total, in_steps: step.is_some() })
    }

    /// The weights that keep to the rules, as near to the given proportions as they allow.
    ///
    /// Where bounds are reached, the others stay in proportion: among the members of a sum, and among sums and goals that stand in none. Where goals weigh more than the one above which none is,
    /// they and it meet at one weight, and what they lose it gains. Steps are given out by largest remainders.
    ///
    /// # Errors
    /// `weights.names_differ` where the weights are of other goals; `weights.zero` where the others cannot take what is left, and weights of zero stay at their least.
    ///
    /// ```
    /// use kinerja::weighting::{Rule, Rules, Scale, Weights};
    /// use kinerja::Number;
    ///
    /// let weights = Weights::points([("a", 70), ("b", 20), ("c", 10)], Scale::Free)?;
    /// let at_most = Rule::Each { goals: vec![], least: Some(Number::from(15)), most: Some(Number::from(40)) };
    /// let rules = Rules::new(["a", "b", "c"], 100.into(), vec![at_most, Rule::MultipleOf(5.into())])?;
    /// let fitted = rules.fit(&weights)?;
    /// assert_eq!(fitted.apportion(&100.into(), 0)?.iter().map(|(_, n)| n.to_string()).collect::<Vec<_>>(), ["40", "40", "20"]);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn fit(&self, weights: &Weights) -> Result<Weights, Problems> {
        let same =
            self.names.len() == weights.ratios.len() && self.names.names().all(|name| weights.get(name).is_some());
        if !same {
            let missing = self.names.names().filter(|name| weights.get(name).is_none());
            let further = weights.ratios.names().filter(|name| self.names.get(name).is_none());
            let problem = |name: &str| {
                Problem::new(Code::WeightsNamesDiffer, Path::new().key("weights").key(name)).with("name", name)
            };
            return Err(missing.chain(further).map(problem).collect());
        }
        let parts: Vec<Number> = self.names.names().filter_map(|name| weights.get(name).cloned()).collect();
        let all: Vec<&Rule> = self.rules.iter().collect();
        let limits = self.limits(&all).ok_or_else(|| super::impossible("limits without a step"))?;
        let Some(units) = limits.fit(&parts) else {
            return Err([Problem::new(Code::WeightsZero, Path::new().key("weights"))].into_iter().collect());
        };
        let ratios = units.iter().map(|units| units.checked_div(&limits.total)).collect::<Option<Vec<_>>>();
        let Some(ratios) = ratios else { return Err(super::impossible("a total of zero")) };
        let fitted = Fitted { from: weights.clone(), rules: self.clone() };
        Ok(Weights { ratios: self.names.with(ratios), method: Method::Fitted(Box::new(fitted)) })
    }
}

/// Bounds of each goal, of the groups into which sums divide them, and which goal none is above.
struct Limits {
    bounds: Vec<Bounds>,
    groups: Vec<(Vec<usize>, Bounds)>,
    top: Option<usize>,
    total: Number,
    /// Whether all is in whole steps.
    in_steps: bool,
}

impl Limits {
    /// Whether there are weights between all bounds. Of whole steps too: sums that do not overlap and single bounds leave whole weights wherever they leave any.
    fn can_be_kept(&self) -> bool {
        match self.top {
            Some(top) => self.span_of(top).is_some(),
            None => self.capped(None).sums_reach(),
        }
    }

    /// The limits with the top goal at this weight, and no other above it.
    fn capped(&self, at: Option<(usize, &Number)>) -> Limits {
        let cap = |(index, bounds): (usize, &Bounds)| match at {
            Some((top, weight)) if index == top => Bounds {
                least: bounds.least.clone().max(weight.clone()),
                most: bounds.most.clone().min(weight.clone()),
            },
            Some((_, weight)) => Bounds { least: bounds.least.clone(), most: bounds.most.clone().min(weight.clone()) },
            None => bounds.clone(),
        };
        let bounds = self.bounds.iter().enumerate().map(cap).collect();
        Limits { bounds, groups: self.groups.clone(), top: None, total: self.total.clone(), in_steps: self.in_steps }
    }

    /// What a group's members leave of its own bounds.
    fn of_group(&self, (members, own): &(Vec<usize>, Bounds)) -> Bounds {
        let inside = || members.iter().filter_map(|index| self.bounds.get(*index));
        Bounds {
            least: own.least.clone().max(sum_of(inside().map(|bounds| &bounds.least))),
            most: own.most.clone().min(sum_of(inside().map(|bounds| &bounds.most))),
        }
    }

    fn sums_reach(&self) -> bool {
        let groups: Vec<Bounds> = self.groups.iter().map(|group| self.of_group(group)).collect();
        self.bounds.iter().chain(&groups).all(|bounds| bounds.least <= bounds.most)
            && sum_of(groups.iter().map(|bounds| &bounds.least)) <= self.total
            && sum_of(groups.iter().map(|bounds| &bounds.most)) >= self.total
    }

    /// The least and the most that the top goal can weigh.
    ///
    /// Its weight caps all others, so every need for more grows with it, and every need for less shrinks: the weights that serve are one span. Its upper end is found from what must leave room,
    /// its lower end between the weights at which something begins or ends to be capped, since what is reached grows in straight pieces between those.
    fn span_of(&self, top: usize) -> Option<Bounds> {
        let own = self.bounds.get(top)?;
        let group = self.groups.iter().find(|(members, _)| members.contains(&top))?;
        let others = |of: &[usize]| {
            sum_of(
                of.iter().filter(|index| **index != top).filter_map(|index| self.bounds.get(*index)).map(|b| &b.least),
            )
        };
        let beside = sum_of(
            self.groups
                .iter()
                .filter(|(members, _)| !members.contains(&top))
                .map(|group| self.of_group(group).least)
                .collect::<Vec<_>>()
                .iter(),
        );
        let inside = others(&group.0);
        let room = &self.total - &beside;
        let most = own.most.clone().min(&group.1.most - &inside).min(&room - &inside);
        let serves = |weight: &Number| self.capped(Some((top, weight))).sums_reach();
        if !serves(&most) {
            return None;
        }
        // Where something begins or ends to be capped, or a sum reaches its own most.
        let mut turns: Vec<Number> = self.bounds.iter().flat_map(|b| [b.least.clone(), b.most.clone()]).collect();
        for group in &self.groups {
            turns.extend(self.reached(group, &group.1.least, top));
            turns.extend(self.reached(group, &group.1.most, top));
        }
        turns.retain(|turn| *turn < most);
        turns.sort();
        turns.dedup();
        let first = turns.partition_point(|turn| !serves(turn));
        let above = turns.get(first).unwrap_or(&most).clone();
        let least = match first.checked_sub(1).and_then(|before| turns.get(before)) {
            Some(below) => self.crossing(below, &above, top).filter(|weight| serves(weight)).unwrap_or(above),
            None => above,
        };
        // A whole number of steps.
        let least = if self.in_steps { least.round(0, Rounding::Ceiling).value().clone() } else { least };
        let most = if self.in_steps { most.round(0, Rounding::Floor).value().clone() } else { most };
        (least <= most && serves(&least) && serves(&most)).then_some(Bounds { least, most })
    }

    /// The cap at which the members of a group can reach a sum.
    fn reached(&self, (members, _): &(Vec<usize>, Bounds), sum: &Number, top: usize) -> Option<Number> {
        let mut mosts: Vec<&Number> = members
            .iter()
            .filter(|index| **index != top)
            .filter_map(|i| self.bounds.get(*i))
            .map(|b| &b.most)
            .collect();
        mosts.sort();
        let mut open = members.len();
        let mut below = Number::ZERO;
        for most in mosts {
            let cap = (sum - &below).checked_div(&Number::from(i64::try_from(open).ok()?))?;
            if cap <= *most {
                return Some(cap);
            }
            below = &below + most;
            open = open.checked_sub(1)?;
        }
        (open > 0).then(|| (sum - &below).checked_div(&Number::from(i64::try_from(open).ok()?)))?
    }

    /// Between two caps, where what all groups reach is a straight line: the cap at which they reach the total.
    fn crossing(&self, below: &Number, above: &Number, top: usize) -> Option<Number> {
        let reach = |cap: &Number| {
            let capped = self.capped(Some((top, cap)));
            // The top goal's own lower bound may lie above the cap; what it reaches is the cap.
            sum_of(self.groups.iter().map(|group| capped.of_group(group).most).collect::<Vec<_>>().iter())
        };
        let (low, high) = (reach(below), reach(above));
        let part = (&self.total - &low).checked_div(&(&high - &low))?;
        Some(below + &(&part * &(above - below)))
    }

    /// Weights between the bounds, in proportion to the parts.
    fn fit(&self, parts: &[Number]) -> Option<Vec<Number>> {
        let free = self.capped(None).in_proportion(parts)?;
        let Some(top) = self.top else { return Some(free) };
        let own = free.get(top)?;
        if free.iter().all(|weight| weight <= own) {
            return Some(free);
        }
        let span = self.span_of(top)?;
        let meeting = meeting_point(&free, top)?;
        let meeting = if self.in_steps { meeting.round(0, Rounding::HalfUp).value().clone() } else { meeting };
        let weight = meeting.max(span.least).min(span.most);
        self.capped(Some((top, &weight))).in_proportion(parts)
    }

    /// Groups first, then their members.
    fn in_proportion(&self, parts: &[Number]) -> Option<Vec<Number>> {
        let divided = |parts: &[Number], bounds: &[Bounds], total: &Number| {
            if self.in_steps {
                in_steps_between(parts, bounds, total, &Number::ONE)
            } else {
                between(parts, bounds, total)
            }
        };
        let of_members = |members: &[usize]| -> Vec<Number> {
            members.iter().filter_map(|index| parts.get(*index).cloned()).collect()
        };
        let group_parts: Vec<Number> = self.groups.iter().map(|(members, _)| sum_of(&of_members(members))).collect();
        let group_bounds: Vec<Bounds> = self.groups.iter().map(|group| self.of_group(group)).collect();
        let totals = divided(&group_parts, &group_bounds, &self.total)?;
        let mut weights = vec![Number::ZERO; parts.len()];
        for ((members, _), total) in self.groups.iter().zip(&totals) {
            let bounds: Vec<Bounds> = members.iter().filter_map(|index| self.bounds.get(*index).cloned()).collect();
            for (index, weight) in members.iter().zip(divided(&of_members(members), &bounds, total)?) {
                *weights.get_mut(*index)? = weight;
            }
        }
        Some(weights)
    }
}

/// Where the top goal and those above it meet: what they lose is what it gains.
fn meeting_point(weights: &[Number], top: usize) -> Option<Number> {
    let own = weights.get(top)?;
    let mut above: Vec<&Number> = weights.iter().filter(|weight| *weight > own).collect();
    above.sort_by(|one, other| other.cmp(one));
    let mut sum = own.clone();
    let mut count = 1_i64;
    let mut mean = own.clone();
    for weight in above {
        if *weight <= mean {
            break;
        }
        sum = &sum + weight;
        count = count.checked_add(1)?;
        mean = sum.checked_div(&Number::from(count))?;
    }
    Some(mean)
}
