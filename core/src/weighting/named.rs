//! Things by name, in order.

use crate::problem::{Code, Path, Problem, Problems};
use std::collections::HashSet;

/// Things by name, in the order in which they were given: at least one, each named once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named<T>(Vec<(String, T)>);

impl<T> Named<T> {
    /// How many one set of weights may hold: more goals than anybody has.
    pub const MOST: usize = 1000;

    /// Takes over things and their names.
    ///
    /// # Errors
    /// `weights.none`, `weights.too_many`, `weights.name_empty`, `weights.name_twice`; the path of a name is `at`, then the name.
    pub(crate) fn new<S: Into<String>>(
        at: &str,
        items: impl IntoIterator<Item = (S, T)>,
    ) -> Result<Named<T>, Problems> {
        // One too many is enough to know.
        let items = items.into_iter().take(Self::MOST.saturating_add(1)).map(|(name, item)| (name.into(), item));
        let items: Vec<(String, T)> = items.collect();
        let mut problems = Problems::default();
        let here = Path::new().key(at);
        if items.is_empty() {
            problems.push(Problem::new(Code::WeightsNone, here.clone()));
        }
        if items.len() > Self::MOST {
            problems.push(Problem::new(Code::WeightsTooMany, here.clone()).with("most", Self::MOST));
        }
        let mut seen = HashSet::new();
        for (name, _) in &items {
            if name.trim().is_empty() {
                problems.push(Problem::new(Code::WeightsNameEmpty, here.clone().key(name)));
            } else if !seen.insert(name.as_str()) {
                problems.push(Problem::new(Code::WeightsNameTwice, here.clone().key(name)).with("name", name));
            }
        }
        problems.or(Named(items))
    }

    /// The things and their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> + Clone {
        self.0.iter().map(|(name, item)| (name.as_str(), item))
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The things.
    pub fn values(&self) -> impl Iterator<Item = &T> + Clone {
        self.0.iter().map(|(_, item)| item)
    }

    /// The thing of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(known, _)| *known == name).map(|(_, item)| item)
    }

    /// How many there are; never zero.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The same names with other things.
    pub(crate) fn map<U>(&self, change: impl Fn(&T) -> U) -> Named<U> {
        Named(self.0.iter().map(|(name, item)| (name.clone(), change(item))).collect())
    }

    /// The same names with other things, in their order: as many as there are names.
    pub(crate) fn with<U>(&self, things: Vec<U>) -> Named<U> {
        Named(self.0.iter().map(|(name, _)| name.clone()).zip(things).collect())
    }

    /// The same names with other things, where there is one for each.
    pub(crate) fn try_map<U>(self, change: impl Fn(T) -> Option<U>) -> Option<Named<U>> {
        self.0.into_iter().map(|(name, item)| Some((name, change(item)?))).collect::<Option<_>>().map(Named)
    }
}
