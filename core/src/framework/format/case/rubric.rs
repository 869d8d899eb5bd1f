//! Rubrics: the one place where CASE holds levels. A rubric is a scale, a criterion is a competency on it, a criterion's level is a level with its indicator.

use crate::document::{Json, Node};
use crate::framework::model::{Competency, Framework, Indicator, Level, Scale};
use crate::framework::read::{items, number, text};
use crate::framework::wording::Wording;
use crate::number::Number;
use std::collections::{HashMap, HashSet};

/// What rubrics say of scales and competencies.
#[derive(Default)]
pub(super) struct Rubrics {
    pub(super) scales: Vec<Scale>,
    by_item: HashMap<String, (String, Vec<String>, Vec<Indicator>)>,
}

impl Rubrics {
    /// Reads scales and indicators from rubrics: levels of one quality, else of one score, else of one position, are one level of the scale.
    pub(super) fn derive(rubrics: &Node<'_>) -> Rubrics {
        let mut found = Rubrics::default();
        for rubric in rubrics.items() {
            let id = text(rubric, "identifier");
            let mut levels: Vec<(Option<Number>, Level)> = Vec::new();
            let mut known: HashSet<String> = HashSet::new();
            let mut by_item: Vec<(String, Vec<String>, Vec<Indicator>)> = Vec::new();
            for criterion in items(rubric, "CFRubricCriteria") {
                let mut on: Vec<String> = Vec::new();
                let mut indicators = Vec::new();
                for (at, node) in items(criterion, "CFRubricCriterionLevels").iter().enumerate() {
                    let (quality, score, position) =
                        (text(node, "quality"), number(node, "score"), number(node, "position"));
                    let level = match (quality.as_str(), &score, &position) {
                        ("", Some(score), _) => score.to_string(),
                        ("", None, Some(position)) => position.to_string(),
                        ("", None, None) => at.saturating_add(1).to_string(),
                        (quality, ..) => quality.to_owned(),
                    };
                    if known.insert(level.clone()) {
                        let order = score.clone().or_else(|| position.clone());
                        let title = Wording::plain(quality);
                        levels.push((order, Level { id: level.clone(), title, value: score, ..Level::default() }));
                    }
                    let description = text(node, "description");
                    if !description.is_empty() {
                        let text = Wording::plain(description);
                        indicators.push(Indicator { level: level.clone(), text, ..Indicator::default() });
                    }
                    on.push(level);
                }
                if let Some(link) = criterion.get("CFItemURI") {
                    by_item.push((text(link, "identifier"), on, indicators));
                }
            }
            // Scores tell the order, else positions do; where neither does, levels stand as they came.
            levels.sort_by(|(one, _), (other, _)| one.cmp(other));
            let mut levels: Vec<Level> = levels.into_iter().map(|(_, level)| level).collect();
            if levels.iter().any(|level| level.value.is_none()) {
                levels.iter_mut().for_each(|level| level.value = None);
            }
            let places: HashMap<&str, usize> =
                levels.iter().enumerate().map(|(place, level)| (level.id.as_str(), place)).collect();
            let order = |level: &String| places.get(level.as_str()).copied();
            for (item, mut on, indicators) in by_item {
                on.sort_by_key(order);
                on.dedup();
                let on = if on.len() == levels.len() { Vec::new() } else { on };
                found.by_item.entry(item).or_insert((id.clone(), on, indicators));
            }
            found.scales.push(Scale {
                id,
                title: Wording::plain(text(rubric, "title")),
                description: Wording::plain(text(rubric, "description")),
                levels,
                ..Scale::default()
            });
        }
        found
    }

    /// Scale, levels and indicators of an item.
    pub(super) fn of_item(&self, identifier: &str) -> (String, Vec<String>, Vec<Indicator>) {
        self.by_item.get(identifier).cloned().unwrap_or_default()
    }

    /// Whether they say just what a framework says, whose competencies are known to CASE by these identifiers.
    pub(super) fn say(&self, framework: &Framework, identifiers: &[String]) -> bool {
        self.scales == framework.scales
            && framework.competencies.iter().zip(identifiers).all(|(competency, identifier)| {
                let (scale, levels, indicators) = self.of_item(identifier);
                scale == competency.scale && levels == competency.levels && indicators == competency.indicators
            })
    }
}

/// What a rubric needs of the package that is written.
pub(super) struct Names<'f> {
    /// The identifier of each competency.
    pub(super) identifiers: &'f [String],
    /// The address of each competency.
    pub(super) uris: &'f [String],
    /// Makes an identifier of a name.
    pub(super) identifier: &'f dyn Fn(&str) -> String,
    /// When what has no time of its own was last changed.
    pub(super) changed: &'f str,
    /// The language of plain texts.
    pub(super) language: &'f str,
}

/// A rubric for each scale; none where there is no scale.
pub(super) fn rubrics(framework: &Framework, names: &Names<'_>) -> Option<Node<'static>> {
    if framework.scales.is_empty() {
        return None;
    }
    Some(Node::list(framework.scales.iter().map(|scale| {
        let id = (names.identifier)(&format!("scale/{}", scale.id));
        let on_it = framework.competencies.iter().enumerate().filter(|(_, competency)| competency.scale == scale.id);
        let criteria = on_it.enumerate().filter_map(|(place, (position, competency))| {
            let [item, uri] = [names.identifiers.get(position)?, names.uris.get(position)?];
            Some(criterion(scale, competency, place, [item, uri], names))
        });
        let mut entries = dated(id, names);
        let texts =
            [("title", scale.title.get(names.language)), ("description", scale.description.get(names.language))];
        entries.extend(
            texts
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(key, text)| (key, Node::text(text.to_owned()))),
        );
        entries.push(("CFRubricCriteria", Node::list(criteria)));
        Node::object(entries)
    })))
}

fn dated(id: String, names: &Names<'_>) -> Vec<(&'static str, Node<'static>)> {
    let uri = format!("urn:uuid:{id}");
    vec![
        ("identifier", Node::text(id)),
        ("uri", Node::text(uri)),
        ("lastChangeDateTime", Node::text(names.changed.to_owned())),
    ]
}

fn criterion(
    scale: &Scale,
    competency: &Competency,
    place: usize,
    [item, uri]: [&String; 2],
    names: &Names<'_>,
) -> Node<'static> {
    let id = (names.identifier)(&format!("criterion/{}/{}", scale.id, item));
    let name = competency.name();
    let link = Node::object([
        ("title", Node::text(name.get(names.language).to_owned())),
        ("identifier", Node::text(item.clone())),
        ("uri", Node::text(uri.clone())),
    ]);
    let on = scale.levels.iter().enumerate().filter(|(_, level)| competency.has_level(&level.id));
    let levels = on.map(|(position, level)| {
        let mut entries = dated((names.identifier)(&format!("criterion/{}/{}/{}", scale.id, item, level.id)), names);
        let shown = competency.indicators.iter().filter(|indicator| indicator.level == level.id);
        let description: Vec<&str> = shown.map(|indicator| indicator.text.get(names.language)).collect();
        if !description.is_empty() {
            entries.push(("description", Node::text(description.join("\n"))));
        }
        let quality = if level.title.is_empty() { level.id.as_str() } else { level.title.get(names.language) };
        entries.push(("quality", Node::text(quality.to_owned())));
        // Of a value that no decimal holds, the fraction stays with us.
        if let Some(value) = scale.value(&level.id).filter(Number::ends) {
            entries.push(("score", Node::new(Json::Number(value.to_string().into()))));
        }
        entries.push(("position", Node::number(position.saturating_add(1))));
        Node::object(entries)
    });
    let levels = Node::list(levels);
    let mut entries = dated(id, names);
    entries.push(("CFItemURI", link));
    entries.push(("position", Node::number(place.saturating_add(1))));
    entries.push(("CFRubricCriterionLevels", levels));
    Node::object(entries)
}
