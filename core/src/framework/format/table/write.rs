//! The writer of tables: a row for each requirement of each post, then one for each indicator and competency that no such row has shown.

use super::read::KEPT;
use super::{As, Column, Meaning, Part, Table};
use crate::framework::Index;
use crate::framework::model::{Competency, Extra, Framework, Indicator, Level, RelationKind, Scale};
use crate::framework::profile::{Importance, Need, Profile, Requirement, bounds};
use crate::framework::wording::Wording;
use crate::number::{Number, Rounding};
use std::collections::{HashMap, HashSet};

/// How many decimals a percentage is written with, where it does not end before.
const DIGITS: u8 = 4;

/// What a row speaks of.
#[derive(Clone, Copy, Default)]
struct Spoken<'f> {
    competency: Option<&'f Competency>,
    indicator: Option<&'f Indicator>,
    /// A level on which the competency exists.
    level: Option<&'f str>,
    required: Option<(&'f Profile, &'f Requirement)>,
    number: usize,
}

impl<'f> Spoken<'f> {
    /// The level that the row names.
    fn level_named(&self) -> Option<&'f str> {
        match (self.required, self.indicator) {
            (Some((_, requirement)), _) => match &requirement.need {
                Need::Level(level) => Some(level),
                _ => None,
            },
            (None, Some(indicator)) => Some(indicator.level.as_str()).filter(|level| !level.is_empty()),
            (None, None) => self.level,
        }
    }
}

/// All rows, titles included.
pub(super) fn rows(table: &Table, framework: &Framework, profiles: &[Profile]) -> Vec<Vec<String>> {
    let mut parents: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut said = HashSet::new();
    for relation in framework.relations_here(&RelationKind::ChildOf) {
        if said.insert((&relation.from.id, &relation.to.id)) {
            parents.entry(relation.from.id.as_str()).or_default().push(relation.to.id.as_str());
        }
    }
    let language = if table.language.is_empty() { framework.language.as_str() } else { table.language.as_str() };
    let writer = Writer { table, framework, index: framework.index(), parents, language };
    let mut rows = vec![writer.titles(|column| &column.title)];
    if table.header_rows > 1 {
        rows.push(writer.titles(|column| &column.label));
    }
    if table.others {
        writer.matrix(profiles, &mut rows);
    } else {
        writer.all(profiles, &mut rows);
    }
    rows
}

struct Writer<'f> {
    table: &'f Table,
    framework: &'f Framework,
    index: Index<'f>,
    parents: HashMap<&'f str, Vec<&'f str>>,
    language: &'f str,
}

impl<'f> Writer<'f> {
    fn titles(&self, title: impl Fn(&Column) -> &String) -> Vec<String> {
        let mut titles: Vec<String> = self.table.columns.iter().map(|column| title(column).clone()).collect();
        if self.table.others {
            titles.extend(self.framework.competencies.iter().map(|competency| self.name(competency)));
        }
        titles
    }

    fn name(&self, competency: &Competency) -> String {
        let name = competency.name();
        let name = self.words(&name).trim();
        if name.is_empty() { competency.id.trim().to_owned() } else { name.to_owned() }
    }

    fn words<'w>(&self, wording: &'w Wording) -> &'w str {
        wording.in_language(self.language)
    }

    fn has(&self, is: Meaning) -> bool {
        self.table.columns.iter().any(|column| column.is == is)
    }

    /// A row for each post, a column for each competency.
    fn matrix(&self, profiles: &'f [Profile], rows: &mut Vec<Vec<String>>) {
        for (number, profile) in (1..).zip(profiles) {
            let by_competency: HashMap<&str, &Requirement> =
                profile.requirements.iter().map(|requirement| (requirement.competency.as_str(), requirement)).collect();
            let required = profile.requirements.first().map(|requirement| (profile, requirement));
            let spoken = Spoken { required, number, ..Spoken::default() };
            let mut row: Vec<String> = self.table.columns.iter().map(|column| self.cell(column, spoken)).collect();
            row.extend(self.framework.competencies.iter().map(|competency| {
                let requirement = by_competency.get(competency.id.as_str());
                requirement.map_or_else(String::new, |requirement| self.level_of(profile, requirement, As::Value))
            }));
            rows.push(row);
        }
    }

    /// Rows of requirements, and rows of what competencies are. A table that has levels of its own speaks of posts first, and of the rest where no post has shown it; where the
    /// levels are those that the rows name, they come first, in their order.
    fn all(&self, profiles: &'f [Profile], rows: &mut Vec<Vec<String>>) {
        let mut written: HashSet<*const Competency> = HashSet::new();
        let mut shown: HashSet<*const Indicator> = HashSet::new();
        let mut spoken = Vec::new();
        if self.table.scale.is_none() {
            self.dictionary(&mut written, &shown, &mut spoken);
            self.requirements(profiles, &mut spoken);
        } else {
            self.requirements(profiles, &mut spoken);
            for row in &spoken {
                written.extend(row.competency.map(std::ptr::from_ref));
                shown.extend(row.indicator.map(std::ptr::from_ref));
            }
            self.dictionary(&mut written, &shown, &mut spoken);
        }
        let spoken = self.in_order_of_levels(spoken);
        rows.extend((1..).zip(spoken).map(|(number, spoken)| {
            let spoken = Spoken { number, ..spoken };
            self.table.columns.iter().map(|column| self.cell(column, spoken)).collect()
        }));
    }

    /// The rows so that levels which are not the table's own are first named in the order of their scale, for a reader knows that by nothing else: where they are not, the first
    /// row of each comes before all others.
    fn in_order_of_levels(&self, spoken: Vec<Spoken<'f>>) -> Vec<Spoken<'f>> {
        let own = |level: &str| self.table.scale.as_ref().is_some_and(|scale| scale.level(level).is_some());
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (place, row) in spoken.iter().enumerate().filter(|_| self.has(Meaning::Level)) {
            if let Some(level) = row.level_named().filter(|level| !own(level)) {
                first.entry(level).or_insert(place);
            }
        }
        let levels = self.framework.scales.iter().flat_map(|scale| &scale.levels);
        let lead: Vec<usize> = levels.filter_map(|level| first.remove(level.id.as_str())).collect();
        if lead.is_sorted() {
            return spoken;
        }
        let moved: HashSet<usize> = lead.iter().copied().collect();
        let rest = (0..spoken.len()).filter(|place| !moved.contains(place));
        lead.iter().copied().chain(rest).filter_map(|place| spoken.get(place).copied()).collect()
    }

    /// Whether a row can show an indicator of its own level.
    fn shows(&self) -> bool {
        self.table.columns.iter().any(|column| column.is == Meaning::Indicator && column.level.is_empty())
    }

    /// A row for each requirement of each post; where posts come first, what shows the level that is required stands beside it.
    fn requirements(&self, profiles: &'f [Profile], spoken: &mut Vec<Spoken<'f>>) {
        let beside = self.table.scale.is_some() && self.shows();
        let mut first: HashMap<(&str, &str), &'f Indicator> = HashMap::new();
        for competency in self.framework.competencies.iter().filter(|_| beside) {
            for indicator in competency.indicators.iter().filter(|indicator| !indicator.level.is_empty()) {
                first.entry((competency.id.as_str(), indicator.level.as_str())).or_insert(indicator);
            }
        }
        let posts = self.table.columns.iter().any(|column| matches!(column.is, Meaning::Profile(_)));
        for profile in profiles.iter().filter(|_| posts) {
            for requirement in &profile.requirements {
                let competency = self.index.competency(&requirement.competency);
                let indicator = match &requirement.need {
                    Need::Level(level) => first.get(&(requirement.competency.as_str(), level.as_str())).copied(),
                    _ => None,
                };
                spoken.push(Spoken {
                    competency,
                    indicator,
                    required: Some((profile, requirement)),
                    ..Spoken::default()
                });
            }
        }
    }

    /// Rows of the levels on which competencies exist, of their indicators, and of those that have neither.
    fn dictionary(
        &self,
        written: &mut HashSet<*const Competency>,
        shown: &HashSet<*const Indicator>,
        spoken: &mut Vec<Spoken<'f>>,
    ) {
        let shows = self.shows();
        let mut named: HashSet<(&str, &str)> = HashSet::new();
        for competency in self.framework.competencies.iter().filter(|_| shows && self.has(Meaning::Level)) {
            // Each level that is not the table's own is named at least once, in the order of its scale.
            let own = |level: &str| self.table.scale.as_ref().is_some_and(|scale| scale.level(level).is_some());
            let mut new = false;
            for level in self.levels_beside(competency, true).into_iter().filter(|level| !own(level)) {
                new |= named.insert((competency.scale.as_str(), level));
            }
            if competency.levels.is_empty() && !new && written.contains(&std::ptr::from_ref(competency)) {
                continue;
            }
            for level in self.levels_beside(competency, new) {
                written.insert(std::ptr::from_ref(competency));
                spoken.push(Spoken { competency: Some(competency), level: Some(level), ..Spoken::default() });
            }
        }
        for competency in &self.framework.competencies {
            let rest = competency
                .indicators
                .iter()
                .filter(|indicator| shows && !shown.contains(&std::ptr::from_ref(*indicator)))
                .filter(|indicator| !self.words(&indicator.text).is_empty());
            for indicator in rest {
                written.insert(std::ptr::from_ref(competency));
                spoken.push(Spoken { competency: Some(competency), indicator: Some(indicator), ..Spoken::default() });
            }
            if written.insert(std::ptr::from_ref(competency)) {
                spoken.push(Spoken { competency: Some(competency), ..Spoken::default() });
            }
        }
    }

    /// The levels of a competency that need rows of their own: those on which it exists, of a part of its scale; all, where no other row would name one.
    fn levels_beside(&self, competency: &'f Competency, all: bool) -> Vec<&'f str> {
        let Some(scale) = self.index.scale(&competency.scale) else { return Vec::new() };
        let shown = |indicator: &Indicator| !indicator.level.is_empty() && !self.words(&indicator.text).is_empty();
        if competency.levels.is_empty() && !all && competency.indicators.iter().any(shown) {
            return Vec::new();
        }
        scale.levels.iter().map(|level| level.id.as_str()).filter(|level| competency.has_level(level)).collect()
    }

    fn cell(&self, column: &Column, spoken: Spoken<'_>) -> String {
        match column.is {
            Meaning::Fixed => column.value.clone(),
            Meaning::Number => spoken.number.to_string(),
            Meaning::Competency(part) => match (spoken.competency, spoken.required) {
                (Some(competency), _) => self.of_competency(competency, part, column),
                // Of a competency that the framework lacks, the requirement knows the name.
                (None, Some((_, requirement))) => match part {
                    Part::Id => requirement.competency.clone(),
                    Part::Title if requirement.title.is_empty() => requirement.competency.clone(),
                    Part::Title => self.words(&requirement.title).to_owned(),
                    Part::Category => requirement.category.clone(),
                    _ => String::new(),
                },
                _ => String::new(),
            },
            Meaning::Indicator if column.level.is_empty() => {
                spoken.indicator.map_or_else(String::new, |indicator| self.words(&indicator.text).to_owned())
            }
            Meaning::Indicator => spoken.competency.map_or_else(String::new, |competency| {
                let shown = competency.indicators.iter().filter(|indicator| indicator.level == column.level);
                shown.map(|indicator| self.words(&indicator.text)).collect::<Vec<_>>().join("\n")
            }),
            Meaning::IndicatorKind => {
                let kind = spoken.indicator.and_then(|indicator| indicator.kind);
                kind.map_or_else(String::new, |kind| kind.word().to_owned())
            }
            Meaning::Level => match (spoken.required, spoken.indicator, spoken.competency) {
                (Some((profile, requirement)), ..) => self.level_of(profile, requirement, column.written),
                (None, Some(indicator), Some(competency)) => {
                    let scale = self.index.scale(&competency.scale);
                    self.level(scale, &indicator.level, column.written)
                }
                (None, None, Some(competency)) => {
                    let scale = self.index.scale(&competency.scale);
                    spoken.level.map_or_else(String::new, |level| self.level(scale, level, column.written))
                }
                _ => String::new(),
            },
            Meaning::Profile(part) => {
                spoken.required.map_or_else(String::new, |(profile, _)| self.of_profile(profile, part, column))
            }
            Meaning::Value | Meaning::Percent | Meaning::Weight | Meaning::Mandatory | Meaning::Need => {
                spoken.required.map_or_else(String::new, |(profile, requirement)| {
                    self.of_requirement(profile, requirement, column.is)
                })
            }
        }
    }

    fn of_competency(&self, competency: &Competency, part: Part, column: &Column) -> String {
        match part {
            Part::Id => competency.id.clone(),
            Part::Code => competency.code.clone(),
            // What has no id here is known by its name.
            Part::Title if !self.has(Meaning::Competency(Part::Id)) => self.name(competency),
            Part::Title => self.words(&competency.title).to_owned(),
            Part::Statement => self.words(&competency.statement).to_owned(),
            Part::Category => competency.category.clone(),
            Part::Parents => self.parents.get(competency.id.as_str()).map_or_else(String::new, |ids| ids.join("; ")),
            Part::Keywords => competency.keywords.join("; "),
            Part::Notes => self.words(&competency.notes).to_owned(),
            Part::Uri => competency.uri.clone(),
            Part::Extra => kept(&competency.extra, &column.title),
            Part::Post | Part::Grade | Part::Tier => String::new(),
        }
    }

    fn of_profile(&self, profile: &Profile, part: Part, column: &Column) -> String {
        match part {
            Part::Id => profile.id.clone(),
            Part::Title => self.words(&profile.title).to_owned(),
            Part::Statement => self.words(&profile.description).to_owned(),
            // A post without a name is known by the profile's.
            Part::Post if profile.post.is_empty() && !self.has(Meaning::Profile(Part::Id)) => {
                let title = self.words(&profile.title);
                if title.is_empty() { profile.id.clone() } else { title.to_owned() }
            }
            Part::Post => profile.post.clone(),
            Part::Grade => profile.grade.clone(),
            Part::Tier => profile.tier.clone(),
            Part::Extra => kept(&profile.extra, &column.title),
            _ => String::new(),
        }
    }

    fn of_requirement(&self, profile: &Profile, requirement: &Requirement, is: Meaning) -> String {
        match (is, &requirement.need) {
            (Meaning::Value, Need::Value(value)) => decimal(value),
            (Meaning::Percent, need) if *need != Need::Having => {
                // Where levels have a column of their own, a percentage stands beside none of them.
                match need {
                    Need::Percent(percent) => decimal(percent),
                    _ if self.has(Meaning::Level) || self.has(Meaning::Value) => String::new(),
                    _ => percent_of(profile, requirement).map_or_else(String::new, |percent| decimal(&percent)),
                }
            }
            (Meaning::Weight, _) => requirement.weight.as_ref().map_or_else(String::new, decimal),
            (Meaning::Mandatory, _) if requirement.mandatory => "yes".to_owned(),
            (Meaning::Need, _) if requirement.importance == Importance::Optional => "optional".to_owned(),
            _ => String::new(),
        }
    }

    /// The level that a requirement asks for, as a column writes levels.
    fn level_of(&self, profile: &Profile, requirement: &Requirement, written: As) -> String {
        let scale = profile.scale(&requirement.scale);
        match &requirement.need {
            Need::Level(level) => self.level(scale, level, written),
            Need::Value(value) if written == As::Value => decimal(value),
            Need::Percent(_) if written == As::Value => decimal(&profile.required(requirement)),
            _ => String::new(),
        }
    }

    fn level(&self, scale: Option<&Scale>, id: &str, written: As) -> String {
        let level = scale.and_then(|scale| scale.level(id));
        let title = |level: &Level| self.words(&level.title).trim().to_owned();
        let word = match written {
            As::Id => String::new(),
            As::Title => level.map_or_else(String::new, title),
            As::Value => scale.and_then(|scale| scale.value(id)).map_or_else(String::new, |value| decimal(&value)),
        };
        if word.is_empty() { id.trim().to_owned() } else { word }
    }
}

/// The part of its scale that a requirement asks for, in percent.
fn percent_of(profile: &Profile, requirement: &Requirement) -> Option<Number> {
    let (from, until) = bounds(profile.scale(&requirement.scale)?);
    let part = (&profile.required(requirement) - &from).checked_div(&(&until - &from))?;
    Some(&part * &Number::from(100))
}

/// A number as a decimal: one that does not end is rounded.
fn decimal(number: &Number) -> String {
    if number.ends() { number.to_string() } else { number.round(DIGITS, Rounding::HalfUp).to_string() }
}

fn kept(extra: &Extra, title: &str) -> String {
    extra.text(&format!("{KEPT}{title}")).unwrap_or_default()
}
