//! Cascading: a superior's goal carried by subordinates, and achievements rolled up again.

use super::{Named, Share, Sum, Weights};
use crate::number::{Number, NumberSum};
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::HashMap;

/// A goal that somebody has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CascadedGoal {
    /// What it is called; no other goal has the name.
    pub name: String,
    /// Who has it; empty where nobody is said.
    pub holder: String,
    /// The superior's goal that it carries; none of a goal that is not cascaded.
    pub carries: Option<Carries>,
    /// How far it was reached, where that is not rolled up: on any scale, the same for all.
    pub achieved: Option<Number>,
}

/// That a goal carries another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carries {
    /// The superior's goal.
    pub goal: String,
    /// How it is carried.
    pub way: Way,
}

/// How a goal carries a superior's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// Directly, as a part of it: the parts sum to the whole, and its achievement is theirs by their shares.
    Shared(Share),
    /// Directly, all of it, as every other who carries it does: its achievement is their mean.
    Copied,
    /// Indirectly: something else that serves it. Nothing is rolled up.
    Indirect,
}

/// Somebody who has goals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// Who it is.
    pub name: String,
    /// Whose subordinate.
    pub superior: Option<String>,
}

/// Goals that carry each other, down an organisation: they exist only where they can be rolled up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cascade {
    goals: Vec<CascadedGoal>,
    holders: Vec<Holder>,
    total: Number,
    /// The position of the goal that each carries.
    above: Vec<Option<usize>>,
    /// The share of each that is carried as a part.
    shares: Vec<Option<Number>>,
}

/// How far a goal was reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Achieved {
    /// So far, exactly.
    Number(Number),
    /// It cannot be told, since these goals below it, or it itself, say nothing: a missing achievement is not a zero.
    Missing(Vec<String>),
}

impl Cascade {
    /// Goals that carry each other. Where holders are given, every holder of a goal is one of them.
    ///
    /// # Errors
    /// `weights.none`, `weights.name_twice` and its like of goals and holders; `name.unknown` of a goal or holder that there is not; `cascade.circle` of goals that carry each other in a circle, or of
    /// superiors; `cascade.ways` where a goal is carried both shared and copied; `cascade.stated` where a goal's achievement is stated and rolled up; of shares what [`Weights::direct`] says, at
    /// the goal that is shared. Paths are `goals` or `holders`, then the position.
    ///
    /// ```
    /// use kinerja::weighting::{Achieved, Carries, Cascade, CascadedGoal, Share, Way};
    /// use kinerja::Number;
    ///
    /// let goal = |name: &str, share: Option<i64>, achieved: Option<i64>| CascadedGoal {
    ///     name: name.to_owned(),
    ///     holder: String::new(),
    ///     carries: share.map(|share| Carries { goal: "participation".to_owned(), way: Way::Shared(Share::of(share)) }),
    ///     achieved: achieved.map(Number::from),
    /// };
    /// let goals = vec![goal("participation", None, None), goal("west", Some(60), Some(95)), goal("east", Some(40), Some(80))];
    /// let cascade = Cascade::new(goals, vec![], 100.into())?;
    /// assert_eq!(cascade.roll_up().next().map(|(_, achieved)| achieved), Some(Achieved::Number(Number::from(89))));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn new(goals: Vec<CascadedGoal>, holders: Vec<Holder>, total: Number) -> Result<Cascade, Problems> {
        let mut problems = Problems::default();
        let places = places("goals", goals.iter().map(|goal| goal.name.as_str()), &mut problems);
        let staff = if holders.is_empty() {
            HashMap::new()
        } else {
            self::places("holders", holders.iter().map(|holder| holder.name.as_str()), &mut problems)
        };
        let mut unknown = |path: Path, what: &str, name: &str, known: &HashMap<&str, usize>| {
            problems.tell(|| {
                let problem = Problem::new(Code::NameUnknown, path).with("what", what).with("name", name);
                let mut names: Vec<&str> = known.keys().copied().collect();
                names.sort_unstable();
                // All names of a large organisation are no help.
                problem.known(names.iter().copied().take(20)).maybe_meant(name, names)
            });
        };
        let mut above = Vec::with_capacity(goals.len());
        for (index, goal) in goals.iter().enumerate() {
            let here = Path::new().key("goals").index(index);
            let carried = goal.carries.as_ref().map(|carries| &carries.goal);
            above.push(carried.and_then(|name| places.get(name.as_str()).copied()));
            if let Some(name) = carried.filter(|name| !places.contains_key(name.as_str())) {
                unknown(here.clone().key("carries").key("goal"), "goal", name, &places);
            }
            if !holders.is_empty() && !staff.contains_key(goal.holder.as_str()) {
                unknown(here.key("holder"), "holder", &goal.holder, &staff);
            }
        }
        let mut superiors = Vec::with_capacity(holders.len());
        for (index, holder) in holders.iter().enumerate() {
            let superior = holder.superior.as_ref();
            superiors.push(superior.and_then(|name| staff.get(name.as_str()).copied()));
            if let Some(name) = superior.filter(|name| !staff.contains_key(name.as_str())) {
                unknown(Path::new().key("holders").index(index).key("superior"), "holder", name, &staff);
            }
        }
        circles(&above, "goals", "carries", |index| goals.get(index).map(|goal| goal.name.as_str()), &mut problems);
        let name = |index: usize| holders.get(index).map(|holder| holder.name.as_str());
        circles(&superiors, "holders", "superior", name, &mut problems);
        problems.or(())?;
        let mut cascade = Cascade { shares: vec![None; goals.len()], goals, holders, total, above };
        cascade.divide()?;
        Ok(cascade)
    }

    /// Finds the shares of each goal that is carried in parts, and what cannot be rolled up.
    fn divide(&mut self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        for (index, goal) in self.goals.iter().enumerate() {
            let here = Path::new().key("goals").index(index);
            let (mut shared, mut copied) = (Vec::new(), 0_usize);
            for (below, carrier) in self.carriers(index) {
                match carrier.carries.as_ref().map(|carries| &carries.way) {
                    Some(Way::Shared(share)) => shared.push((below, share.clone())),
                    Some(Way::Copied) => copied = copied.saturating_add(1),
                    _ => {}
                }
            }
            if !shared.is_empty() && copied > 0 {
                problems.push(Problem::new(Code::CascadeWays, here.clone()).with("name", &goal.name));
            }
            if goal.achieved.is_some() && (!shared.is_empty() || copied > 0) {
                problems.push(Problem::new(Code::CascadeStated, here.clone().key("achieved")).with("name", &goal.name));
            }
            if shared.is_empty() {
                continue;
            }
            let named = shared.iter().map(|(below, share)| (below.to_string(), share.clone()));
            match Weights::direct(named, Sum::Exactly(self.total.clone())) {
                Ok(weights) => {
                    for ((below, _), (_, ratio)) in shared.iter().zip(weights.iter()) {
                        if let Some(share) = self.shares.get_mut(*below) {
                            *share = Some(ratio.clone());
                        }
                    }
                }
                Err(found) => {
                    for problem in &found {
                        // A problem of one share is told at the goal that has it.
                        let below = match problem.path().segments() {
                            [_, crate::problem::Segment::Key(below)] => below.parse().ok(),
                            _ => None,
                        };
                        let path = match below {
                            Some(below) => Path::new().key("goals").index(below).key("carries").key("share"),
                            None if problem.code() == Code::WeightsTotal => Path::new().key("total"),
                            None => here.clone(),
                        };
                        let problem = problem.clone().moved(path);
                        problems.push(match problem.code() {
                            Code::WeightsSum => problem
                                .with("name", &goal.name)
                                .saying(
                                    "the shares of `{name}` sum to {sum}, not {total}: {difference}",
                                    "jumlah bagian dari `{name}` {sum}, bukan {total}: {difference}",
                                )
                                .advising(
                                    "change a share, or write \"rest\" for one of them",
                                    "ubah salah satu bagian, atau tulis \"rest\" pada salah satunya",
                                ),
                            _ => problem,
                        });
                    }
                }
            }
        }
        problems.or(())
    }

    /// The goals.
    #[must_use]
    pub fn goals(&self) -> &[CascadedGoal] {
        &self.goals
    }

    /// What part of the superior's goal a goal is, where it is carried in parts.
    #[must_use]
    pub fn share(&self, goal: usize) -> Option<&Number> {
        self.shares.get(goal)?.as_ref()
    }

    /// How many goals stand above a goal.
    #[must_use]
    pub fn level(&self, goal: usize) -> usize {
        std::iter::successors(self.above.get(goal).copied().flatten(), |above| {
            self.above.get(*above).copied().flatten()
        })
        .count()
    }

    /// The goals that carry a goal.
    fn carriers(&self, goal: usize) -> impl Iterator<Item = (usize, &CascadedGoal)> {
        let carries = self.above.iter().enumerate().filter(move |(_, above)| **above == Some(goal));
        carries.filter_map(|(index, _)| Some((index, self.goals.get(index)?)))
    }

    /// How far each goal was reached, in the order of the goals: as stated, or rolled up from those that carry it directly. Exact.
    pub fn roll_up(&self) -> impl Iterator<Item = (&CascadedGoal, Achieved)> {
        let mut order: Vec<(usize, usize)> = (0..self.goals.len()).map(|goal| (self.level(goal), goal)).collect();
        // From the bottom up.
        order.sort_by(|one, other| other.cmp(one));
        // The carriers of each, found once.
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); self.goals.len()];
        for (goal, above) in self.above.iter().enumerate() {
            if let Some(carriers) = above.and_then(|above| below.get_mut(above)) {
                carriers.push(goal);
            }
        }
        let mut found: Vec<Option<Achieved>> = vec![None; self.goals.len()];
        for (_, goal) in order {
            let carriers = below.get(goal).map_or(&[][..], Vec::as_slice);
            let achieved = self.achieved(goal, carriers, &found);
            if let Some(place) = found.get_mut(goal) {
                *place = achieved;
            }
        }
        self.goals.iter().zip(found).filter_map(|(goal, achieved)| Some((goal, achieved?)))
    }

    /// How far a goal was reached, from what is found of its carriers.
    fn achieved(&self, goal: usize, carriers: &[usize], found: &[Option<Achieved>]) -> Option<Achieved> {
        let own = self.goals.get(goal)?;
        let way = |carrier: &usize| self.goals.get(*carrier)?.carries.as_ref().map(|carries| &carries.way);
        let direct: Vec<usize> =
            carriers.iter().copied().filter(|carrier| !matches!(way(carrier), Some(Way::Indirect) | None)).collect();
        if direct.is_empty() {
            return Some(match &own.achieved {
                Some(number) => Achieved::Number(number.clone()),
                None => Achieved::Missing(vec![own.name.clone()]),
            });
        }
        let each = Number::ONE.checked_div(&Number::from(i64::try_from(direct.len()).ok()?))?;
        let mut sum = NumberSum::new();
        let mut missing = Vec::new();
        for carrier in direct {
            match found.get(carrier)?.as_ref()? {
                Achieved::Number(number) => sum.add(&(self.share(carrier).unwrap_or(&each) * number)),
                Achieved::Missing(names) => missing.extend(names.iter().cloned()),
            }
        }
        Some(if missing.is_empty() { Achieved::Number(sum.finish()) } else { Achieved::Missing(missing) })
    }

    /// What to look at: `cascade.uncarried` of a goal of somebody who has subordinates, none of whom carries it; `cascade.not_below` of a goal that is carried by
    /// somebody who is not below its holder.
    #[must_use]
    pub fn warnings(&self) -> Problems {
        let superior: HashMap<&str, &str> = self
            .holders
            .iter()
            .filter_map(|holder| Some((holder.name.as_str(), holder.superior.as_deref()?)))
            .collect();
        let mut problems = Problems::default();
        for (index, goal) in self.goals.iter().enumerate() {
            let here = Path::new().key("goals").index(index);
            let leads = superior.values().any(|name| *name == goal.holder);
            if leads && self.carriers(index).next().is_none() {
                let problem = Problem::new(Code::CascadeUncarried, here.clone()).with("name", &goal.name);
                problems.push(problem.with("holder", &goal.holder));
            }
            let Some(above) = self.above.get(index).copied().flatten().and_then(|above| self.goals.get(above)) else {
                continue;
            };
            let mut superiors = std::iter::successors(superior.get(goal.holder.as_str()), |name| superior.get(*name));
            // Somebody may divide a goal for oneself too.
            let is_below = goal.holder == above.holder || superiors.any(|name| *name == above.holder);
            if !self.holders.is_empty() && !is_below {
                let problem = Problem::new(Code::CascadeNotBelow, here.key("carries")).with("name", &above.name);
                problems.push(problem.with("holder", &goal.holder).with("superior", &above.holder));
            }
        }
        problems
    }
}

/// The position of each name; a name that is empty or stands twice is a problem.
fn places<'n>(list: &str, names: impl Iterator<Item = &'n str>, problems: &mut Problems) -> HashMap<&'n str, usize> {
    let mut places = HashMap::new();
    let here = Path::new().key(list);
    for (index, name) in names.enumerate() {
        if index == Named::<()>::MOST {
            problems.push(Problem::new(Code::WeightsTooMany, here.clone()).with("most", index));
            break;
        }
        let path = || here.clone().index(index).key("name");
        if name.trim().is_empty() {
            problems.push(Problem::new(Code::WeightsNameEmpty, path()));
        } else if places.contains_key(name) {
            problems.push(Problem::new(Code::WeightsNameTwice, path()).with("name", name));
        } else {
            places.insert(name, index);
        }
    }
    if places.is_empty() && problems.is_empty() {
        problems.push(Problem::new(Code::WeightsNone, here));
    }
    places
}

/// Reports each circle once, at the first that stands in it.
fn circles<'n>(
    above: &[Option<usize>],
    list: &str,
    key: &str,
    name: impl Fn(usize) -> Option<&'n str>,
    problems: &mut Problems,
) {
    let mut seen = vec![false; above.len()];
    for start in 0..above.len() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(here) = next.filter(|here| seen.get(*here) == Some(&false)) {
            if let Some(mark) = seen.get_mut(here) {
                *mark = true;
            }
            way.push(here);
            next = above.get(here).copied().flatten();
        }
        // Where the way comes back to itself.
        let Some(back) = next.and_then(|here| way.iter().position(|passed| *passed == here)) else { continue };
        let circle: Vec<usize> = way.into_iter().skip(back).collect();
        let Some(first) = circle.iter().min() else { continue };
        let names: Vec<&str> = circle.iter().chain(circle.first()).filter_map(|index| name(*index)).collect();
        let problem = Problem::new(Code::CascadeCircle, Path::new().key(list).index(*first).key(key));
        problems.push(problem.with("circle", names.join(" → ")));
    }
}
