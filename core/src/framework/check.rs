//! What does not fit together in a framework: questions, not refusals, because frameworks in use are full of it.

use super::index::Index;
use super::model::{Competency, Framework, Relation, RelationKind};
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::{BTreeMap, HashMap, HashSet};

impl Framework {
    /// Everything that does not fit together: references to nothing, circles, duplicates, orphans, levels out of order, indicators without a level, crosswalks across
    /// versions. All of them warn; time is linear in the framework.
    ///
    /// ```
    /// use kinerja::{Framework, Lang};
    /// let framework = Framework::parse(r#"{ "kinerja": "framework/1", "framework": "example/two",
    ///     "competencies": [{ "id": "a" }, { "id": "b" }],
    ///     "relations": [{ "kind": "child_of", "from": "a", "to": "b" }, { "kind": "child_of", "from": "b", "to": "a" }] }"#)?;
    /// let found = framework.check();
    /// assert_eq!(found.iter().next().unwrap().text(Lang::En), "these stand in a circle of `child_of`: a → b → a");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Problems {
        let index = self.index();
        let mut found = Found(Problems::default());
        self.duplicates(&mut found);
        self.scales_in_order(&mut found);
        let scales: HashMap<&str, HashMap<&str, usize>> = self
            .scales
            .iter()
            .map(|scale| {
                let levels = scale.levels.iter().enumerate().map(|(position, level)| (level.id.as_str(), position));
                (scale.id.as_str(), levels.collect())
            })
            .collect();
        let sources: HashSet<&str> = self.sources.iter().map(|source| source.name.as_str()).collect();
        for (position, competency) in self.competencies.iter().enumerate() {
            let path = || Path::new().key("competencies").index(position);
            competency_levels(competency, &scales, &path, &mut found);
            for (number, cite) in competency.cite.iter().enumerate() {
                found
                    .missing(sources.contains(cite.source.as_str()), &cite.source, || path().key("cite").index(number));
            }
        }
        self.tiers(&index, &scales, &mut found);
        self.relations(&index, &mut found);
        self.circles(&index, &mut found);
        self.orphans(&index, &mut found);
        found.0
    }

    fn duplicates(&self, found: &mut Found) {
        found.duplicates("scales", self.scales.iter().map(|scale| scale.id.as_str()));
        found.duplicates("competencies", self.competencies.iter().map(|competency| competency.id.as_str()));
        found.duplicates("tiers", self.tiers.iter().map(|tier| tier.id.as_str()));
        let mut ids = HashSet::with_capacity(self.relations.len());
        let mut said = HashSet::with_capacity(self.relations.len());
        for (position, relation) in self.relations.iter().enumerate() {
            let path = || Path::new().key("relations").index(position);
            if !relation.id.is_empty() && !ids.insert(relation.id.as_str()) {
                found.add(Code::FrameworkDuplicate, path, |problem| problem.with("found", &relation.id));
            } else if !said.insert((&relation.kind, &relation.from, &relation.to, &relation.asserted_by)) {
                let words = format!("{} {} {}", relation.from.id, relation.kind.word(), relation.to.id);
                found.add(Code::FrameworkDuplicate, path, |problem| problem.with("found", words));
            }
        }
    }

    fn scales_in_order(&self, found: &mut Found) {
        for (position, scale) in self.scales.iter().enumerate() {
            let path = |level: usize| Path::new().key("scales").index(position).key("levels").index(level);
            found.duplicates_at(path, scale.levels.iter().map(|level| level.id.as_str()));
            let values: Vec<_> = scale.levels.iter().map(|level| scale.value(&level.id)).collect();
            for (at, pair) in values.windows(2).enumerate() {
                if let [Some(lower), Some(higher)] = pair
                    && lower >= higher
                {
                    let level = at.saturating_add(1);
                    let id = scale.levels.get(level).map_or("", |level| level.id.as_str());
                    found.add(Code::FrameworkLevelOrder, || path(level), |problem| problem.with("level", id));
                }
            }
        }
    }

    fn tiers(&self, index: &Index<'_>, scales: &HashMap<&str, HashMap<&str, usize>>, found: &mut Found) {
        for (position, tier) in self.tiers.iter().enumerate() {
            let path = || Path::new().key("tiers").index(position);
            let known = scales.values().any(|levels| levels.contains_key(tier.level.as_str()));
            found.missing(known, &tier.level, || path().key("level"));
            for (number, id) in tier.competencies.iter().enumerate() {
                found.missing(index.position(id).is_some(), id, || path().key("competencies").index(number));
            }
        }
    }

    fn relations(&self, index: &Index<'_>, found: &mut Found) {
        let mut versions: BTreeMap<&str, &str> = BTreeMap::new();
        for (position, relation) in self.relations.iter().enumerate() {
            let path = || Path::new().key("relations").index(position);
            for (end, key) in [(&relation.from, "from"), (&relation.to, "to")] {
                let here = index.position(&end.id).is_some() || end.id == self.id;
                // What a hierarchy or an order names belongs to the framework; a crosswalk may lead anywhere that has a name.
                let elsewhere = !end.is_here() || (!end.uri.is_empty() && !relation.kind.is_ordering());
                found.missing(here || elsewhere, &end.id, || path().key(key));
            }
            if relation.kind.is_crosswalk() {
                self.crosswalk(relation, &path, &mut versions, found);
            }
        }
    }

    /// A crosswalk holds between two versions: those of this framework and of the other, one of each.
    fn crosswalk<'f>(
        &'f self,
        relation: &'f Relation,
        path: &dyn Fn() -> Path,
        versions: &mut BTreeMap<&'f str, &'f str>,
        found: &mut Found,
    ) {
        for (end, version, key) in [
            (&relation.from, &relation.from_version, "from_version"),
            (&relation.to, &relation.to_version, "to_version"),
        ] {
            if version.is_empty() {
                continue;
            }
            let of = if end.framework.is_empty() { self.id.as_str() } else { end.framework.as_str() };
            let own = end.is_here() && !self.version.is_empty();
            let wanted = if own { self.version.as_str() } else { *versions.entry(of).or_insert(version.as_str()) };
            if wanted != version {
                found.add(
                    Code::FrameworkCrosswalkVersion,
                    || path().key(key),
                    |problem| problem.with("of", of).with("found", version).with("wanted", wanted),
                );
            }
        }
    }

    fn circles(&self, index: &Index<'_>, found: &mut Found) {
        use RelationKind as Kind;
        for kind in [Kind::ChildOf, Kind::PartOf, Kind::Precedes, Kind::Requires, Kind::ReplacedBy] {
            for circle in index.circles(&kind) {
                let first = circle.first().copied().unwrap_or_default();
                let at = index.position(first).unwrap_or_default();
                let shown = circle.iter().copied().chain([first]).collect::<Vec<_>>().join(" → ");
                found.add(
                    Code::FrameworkCycle,
                    || Path::new().key("competencies").index(at),
                    |problem| problem.with("kind", kind.word()).with("circle", shown),
                );
            }
        }
    }

    /// Where there is a hierarchy, each competency has its place in it.
    fn orphans(&self, index: &Index<'_>, found: &mut Found) {
        let count = self.competencies.len();
        let anchored = (0..count).any(|position| index.is_top(position));
        let nested = (0..count).any(|position| !index.parents(position).is_empty());
        for (position, competency) in self.competencies.iter().enumerate() {
            let alone = index.parents(position).is_empty() && !index.is_top(position);
            let orphan = if anchored { alone } else { nested && alone && index.children(position).is_empty() };
            if orphan {
                let path = || Path::new().key("competencies").index(position);
                found.add(Code::FrameworkOrphan, path, |problem| problem.with("found", &competency.id));
            }
        }
    }
}

fn competency_levels(
    competency: &Competency,
    scales: &HashMap<&str, HashMap<&str, usize>>,
    path: &dyn Fn() -> Path,
    found: &mut Found,
) {
    let scale = scales.get(competency.scale.as_str());
    if !competency.scale.is_empty() {
        found.missing(scale.is_some(), &competency.scale, || path().key("scale"));
    }
    let mut before = None;
    for (number, level) in competency.levels.iter().enumerate() {
        let at = scale.and_then(|levels| levels.get(level.as_str())).copied();
        let here = || path().key("levels").index(number);
        if scale.is_some() || competency.scale.is_empty() {
            found.missing(at.is_some(), level, here);
        }
        if at.is_some() && before.is_some() && at <= before {
            found.add(Code::FrameworkLevelOrder, here, |problem| problem.with("level", level));
        }
        before = at.or(before);
    }
    for (number, indicator) in competency.indicators.iter().enumerate() {
        let here = || path().key("indicators").index(number);
        if indicator.level.is_empty() {
            found.add(Code::FrameworkIndicatorLevel, here, |problem| problem.with("of", &competency.id));
        } else if scale.is_some() || competency.scale.is_empty() {
            let known = scale.is_some_and(|levels| levels.contains_key(indicator.level.as_str()));
            found.missing(known && competency.has_level(&indicator.level), &indicator.level, || here().key("level"));
        }
    }
}

/// The findings so far; of those that will only be counted, no words are made.
struct Found(Problems);

impl Found {
    fn add(&mut self, code: Code, path: impl Fn() -> Path, words: impl FnOnce(Problem) -> Problem) {
        if self.0.is_full() {
            self.0.push(Problem::new(code, Path::new()));
        } else {
            self.0.push(words(Problem::new(code, path())));
        }
    }

    fn missing(&mut self, known: bool, id: &str, path: impl Fn() -> Path) {
        if !known {
            self.add(Code::FrameworkDangling, path, |problem| problem.with("found", id));
        }
    }

    fn duplicates<'f>(&mut self, list: &'static str, ids: impl Iterator<Item = &'f str>) {
        self.duplicates_at(|position| Path::new().key(list).index(position), ids);
    }

    fn duplicates_at<'f>(&mut self, path: impl Fn(usize) -> Path, ids: impl Iterator<Item = &'f str>) {
        let mut seen = HashSet::new();
        for (position, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.add(Code::FrameworkDuplicate, || path(position), |problem| problem.with("found", id));
            }
        }
    }
}
