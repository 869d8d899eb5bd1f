//! Weights in levels: perspective, objective, goal.

use super::{Method, Named, Share, Sum, Weights};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// A part of the whole, with its own parts; without any it is a goal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// What it is called.
    pub name: String,
    /// Its weight among those beside it.
    pub share: Share,
    /// Its parts.
    pub parts: Vec<Branch>,
}

impl Branch {
    /// A goal.
    pub fn goal(name: impl Into<String>, share: Share) -> Branch {
        Branch { name: name.into(), share, parts: Vec::new() }
    }

    /// A part that has parts.
    pub fn of(name: impl Into<String>, share: Share, parts: Vec<Branch>) -> Branch {
        Branch { name: name.into(), share, parts }
    }
}

/// The judgement behind [`Weights::tree`], and the weights of every level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tree {
    /// The parts of the whole.
    pub parts: Vec<Branch>,
    /// What the weights beside each other sum to.
    pub sum: Sum,
    /// Every part, each before its own parts.
    pub levels: Vec<Level>,
}

/// A part's weights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// The names on the way to it, its own last.
    pub way: Vec<String>,
    /// Whether it has no parts of its own.
    pub is_goal: bool,
    /// Its ratio to those beside it together.
    pub local: Number,
    /// Its ratio to the whole.
    pub global: Number,
}

impl Tree {
    /// How many levels there may be.
    pub const DEEPEST: usize = 16;
}

impl Weights {
    /// The weights of the goals of a tree: each the product of the weights on the way to it. Nothing is rounded on the way, so it is rounded once, where the goals are [apportioned](Weights::apportion).
    ///
    /// # Errors
    /// Those of [`Weights::direct`] for each level, and `weights.too_deep`. Paths are `parts` and positions, as deep as the level stands.
    ///
    /// ```
    /// use kinerja::weighting::{Branch, Share, Sum, Weights};
    /// let weights = Weights::tree(
    ///     vec![
    ///         Branch::of("service", Share::of(60), vec![Branch::goal("waiting time", Share::of(50)), Branch::goal("complaints", Share::Rest)]),
    ///         Branch::goal("budget", Share::Rest),
    ///     ],
    ///     Sum::Exactly(100.into()),
    /// )?;
    /// assert_eq!(weights.get("complaints").map(ToString::to_string).as_deref(), Some("0.3"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn tree(parts: Vec<Branch>, sum: Sum) -> Result<Weights, Problems> {
        let mut walk = Walk { sum: &sum, goals: Vec::new(), levels: Vec::new(), problems: Problems::default() };
        walk.level(&parts, &Path::new().key("parts"), &Number::ONE, &mut Vec::new());
        let Walk { goals, levels, problems, .. } = walk;
        problems.or(())?;
        let ratios = Named::new("goals", goals)?;
        Ok(Weights { ratios, method: Method::Tree(Box::new(Tree { parts, sum, levels })) })
    }
}

struct Walk<'a> {
    sum: &'a Sum,
    goals: Vec<(String, Number)>,
    levels: Vec<Level>,
    problems: Problems,
}

impl Walk<'_> {
    fn level(&mut self, parts: &[Branch], here: &Path, above: &Number, way: &mut Vec<String>) {
        if way.len() >= Tree::DEEPEST {
            self.problems.push(Problem::new(Code::WeightsTooDeep, here.clone()).with("most", Tree::DEEPEST));
            return;
        }
        let shares = parts.iter().map(|part| (part.name.as_str(), part.share.clone()));
        let local = match Weights::direct(shares, self.sum.clone()) {
            Ok(weights) => weights,
            Err(problems) => {
                for problem in &problems {
                    self.problems.push(placed(problem, parts, here));
                }
                // What stands deeper is told too.
                for (index, part) in parts.iter().enumerate().filter(|(_, part)| !part.parts.is_empty()) {
                    way.push(part.name.clone());
                    self.level(&part.parts, &here.clone().index(index).key("parts"), above, way);
                    way.pop();
                }
                return;
            }
        };
        for (index, (part, (_, local))) in parts.iter().zip(local.iter()).enumerate() {
            let global = above * local;
            way.push(part.name.clone());
            self.levels.push(Level {
                way: way.clone(),
                is_goal: part.parts.is_empty(),
                local: local.clone(),
                global: global.clone(),
            });
            if part.parts.is_empty() {
                self.goals.push((part.name.clone(), global));
            } else {
                self.level(&part.parts, &here.clone().index(index).key("parts"), &global, way);
            }
            way.pop();
        }
    }
}

/// A problem of a level's weights, at the part that has the name.
fn placed(problem: &Problem, parts: &[Branch], here: &Path) -> Problem {
    let name = match problem.path().segments() {
        [_, crate::problem::Segment::Key(name)] => parts.iter().rposition(|part| part.name == **name),
        _ => None,
    };
    let path = match name {
        Some(index) => here.clone().index(index),
        None => here.clone(),
    };
    problem.clone().moved(path)
}
