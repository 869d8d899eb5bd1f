//! What only all rows together tell: the scale, the levels on which competencies exist, parents, and whether weights are whole.

use super::super::super::Reading;
use super::super::super::tolerance::{Tolerance, Used, tolerances};
use super::{Asked, Found};
use crate::framework::bound::MOST_RELATIONS;
use crate::framework::model::{End, Level, Relation, RelationKind, Scale};
use crate::framework::profile::{Need, Profile, Requirement};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::{BTreeMap, HashMap, HashSet};

tolerances! {
    WEIGHTS "weights"
        "not all requirements of `{found}` have a weight, or all are zero: none was read" "tidak semua syarat `{found}` berbobot, atau semuanya nol: bobot tidak dibaca";
    PARENT "parent_by_title"
        "the parent `{found}` was found by its title" "induk `{found}` ditemukan menurut judulnya";
    NO_PARENT "unknown_parent"
        "no row is the parent `{found}`" "tidak ada baris induk `{found}`";
}

/// The most levels that the scales of all posts may have together, since each profile holds its own: where each cell names another level, they would be as many as posts times cells.
const MOST_LEVELS: usize = 1_000_000;

impl Found<'_> {
    /// The framework and the profiles of all rows.
    pub(super) fn reading(mut self) -> Result<Reading, Problems> {
        let scale = self.scale();
        if self.profiles.len().saturating_mul(scale.levels.len()) > MOST_LEVELS {
            let limit = format!("{MOST_LEVELS} levels of all posts together");
            let problem = Problem::new(Code::FormatTooLarge, Path::new().key("profiles")).with("limit", limit);
            return Err(Problems::from_iter([problem]));
        }
        self.parents_found();
        let levels: Vec<String> = self.levels.iter().map(|level| level.id.clone()).collect();
        let id = |level: usize| levels.get(level).cloned().unwrap_or_default();
        self.levels_of_competencies(&scale);
        for (competency, place, level) in std::mem::take(&mut self.shown) {
            let of = self.framework.competencies.get_mut(competency);
            if let Some(indicator) = of.and_then(|of| of.indicators.get_mut(place)) {
                indicator.level = id(level);
            }
        }
        let on_scale = |need: &Asked| matches!(need, Asked::Level(_) | Asked::Other(Need::Percent(_)));
        self.levelled.extend(self.required.iter().filter(|found| on_scale(&found.need)).map(|found| found.competency));
        for competency in &self.levelled {
            if let Some(competency) = self.framework.competencies.get_mut(*competency) {
                competency.scale.clone_from(&scale.id);
            }
        }
        for found in std::mem::take(&mut self.required) {
            let Some(profile) = self.profiles.get_mut(found.profile) else { continue };
            let Some(competency) = self.framework.competencies.get(found.competency) else { continue };
            let levelled = on_scale(&found.need);
            if levelled && profile.scales.is_empty() {
                profile.scales.push(scale.clone());
            }
            profile.requirements.push(Requirement {
                competency: competency.id.clone(),
                title: competency.name(),
                category: competency.category.clone(),
                scale: if levelled { scale.id.clone() } else { String::new() },
                need: match found.need {
                    Asked::Level(level) => Need::Level(id(level)),
                    Asked::Other(need) => need,
                },
                importance: found.importance,
                weight: found.weight,
                mandatory: found.mandatory,
                cite: Vec::new(),
            });
        }
        if self.table.scale.is_some() || !self.levelled.is_empty() {
            self.framework.scales.push(scale);
        }
        // A post of which nothing is required is no profile.
        self.profiles.retain(|profile| !profile.requirements.is_empty());
        let mut problems = Problems::default();
        for profile in &mut self.profiles {
            weights(profile, &mut self.used);
            problems.append(profile.wrong());
        }
        Ok(Reading {
            framework: problems.or(self.framework)?.bounded()?,
            profiles: self.profiles,
            format: self.table.format(),
            tolerances: self.used.0,
        })
    }

    /// The scale of what was found: levels that are numbers stand in their order and have these values.
    fn scale(&mut self) -> Scale {
        if let Some(scale) = &self.table.scale {
            let mut scale = Scale { levels: self.levels.clone(), ..scale.clone() };
            if scale.levels.iter().any(|level| level.value.is_none()) {
                scale.levels.iter_mut().for_each(|level| level.value = None);
                scale.minimum = None;
            }
            return scale;
        }
        let values: Option<Vec<Number>> = self.levels.iter().map(|level| Number::parse(&level.id).ok()).collect();
        let mut levels = self.levels.clone();
        if let Some(values) = values {
            let mut ordered: BTreeMap<(Number, usize), Level> = BTreeMap::new();
            for ((place, level), value) in levels.into_iter().enumerate().zip(values) {
                ordered.insert((value.clone(), place), Level { value: Some(value), ..level });
            }
            levels = ordered.into_values().collect();
        }
        Scale { id: "level".to_owned(), levels, ..Scale::default() }
    }

    /// The levels on which competencies exist, of those that say so: each that a row names beside them.
    fn levels_of_competencies(&mut self, scale: &Scale) {
        let mut on: HashMap<usize, HashSet<&str>> = HashMap::new();
        let named = |level: usize| self.levels.get(level).map_or("", |level| level.id.as_str());
        for (competency, level) in &self.exists {
            on.entry(*competency).or_default().insert(named(*level));
        }
        for (competency, _, level) in &self.shown {
            on.entry(*competency).and_modify(|on| {
                on.insert(named(*level));
            });
        }
        for (competency, on) in on.into_iter().filter(|(_, on)| on.len() < scale.levels.len()) {
            if let Some(competency) = self.framework.competencies.get_mut(competency) {
                let levels = scale.levels.iter().filter(|level| on.contains(level.id.as_str()));
                competency.levels = levels.map(|level| level.id.clone()).collect();
            }
        }
    }

    /// Parents by their ids, else by their titles.
    fn parents_found(&mut self) {
        let mut titles: HashMap<&str, &str> = HashMap::new();
        for competency in &self.framework.competencies {
            titles.entry(competency.title.first()).or_insert(competency.id.as_str());
        }
        let mut relations = Vec::new();
        let parents = self.parents.iter();
        let parents = parents.flat_map(|(child, named)| named.words.iter().map(|word| (*child, word, named.row)));
        for (child, parent, (position, line)) in parents.take(MOST_RELATIONS.saturating_add(1)) {
            let at = || Path::new().key("rows").index(position);
            let to = match titles.get(parent.as_str()) {
                _ if self.competencies.contains_key(parent) || *parent == self.framework.id => parent.as_str(),
                Some(id) => {
                    self.used.note_at(&PARENT, at, parent, line);
                    id
                }
                None => {
                    self.used.note_at(&NO_PARENT, at, parent, line);
                    parent.as_str()
                }
            };
            let from = self.framework.competencies.get(child).map_or("", |child| child.id.as_str());
            let kind = RelationKind::ChildOf;
            relations.push(Relation { kind, from: End::here(from), to: End::here(to), ..Relation::default() });
        }
        self.framework.relations = relations;
    }
}

/// Weights that cannot be all of a profile's are none.
fn weights(profile: &mut Profile, used: &mut Used) {
    let given = || profile.counted().filter_map(|requirement| requirement.weight.as_ref());
    let count = given().count();
    if count != 0 && (count != profile.counted().count() || given().all(Number::is_zero)) {
        used.note(&WEIGHTS, Path::new, &profile.id);
        profile.requirements.iter_mut().for_each(|requirement| requirement.weight = None);
    }
}
