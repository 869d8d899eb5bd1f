//! Scales as Moodle writes them: the levels' names in a list, the lowest first, and a configuration that names the default level and those that count as proficient.

use super::KEPT;
use crate::document::{Json, Node, parse, to_text};
use crate::framework::model::{Extra, Level, Scale};
use crate::framework::wording::Wording;

/// The key of the configuration that a scale came with.
const CONFIGURATION: &str = "moodle:scale_configuration";

/// The scale of two cells; `id` is what it is called where its configuration does not tell.
pub(super) fn read(values: &str, configuration: &str, id: &str) -> Scale {
    let levels: Vec<Level> = values
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty())
        .map(|value| Level { id: value.to_owned(), title: Wording::plain(value), ..Level::default() })
        .collect();
    let parsed = parse(configuration).ok();
    let named = parsed.as_ref().and_then(|tree| tree.items().first()?.get("scaleid")).map(|node| match &node.value {
        Json::Text(text) | Json::Number(text) => text.to_string(),
        _ => String::new(),
    });
    let id = named.filter(|id| !id.is_empty()).unwrap_or_else(|| id.to_owned());
    let mut scale = Scale { id, levels, ..Scale::default() };
    if !configuration.is_empty() && configuration != usual(&scale) {
        let kept = Node::text(configuration);
        scale.extra.keep(CONFIGURATION, &kept);
    }
    scale
}

/// The two cells of a scale.
pub(super) fn cells(scale: &Scale, language: &str) -> [String; 2] {
    let name = |level: &Level| {
        let title = level.title.in_language(language);
        let name = if title.is_empty() { level.id.as_str() } else { title };
        // The comma divides the list, and there is no way to write one.
        name.replace(',', ";").trim().to_owned()
    };
    let values: Vec<String> = scale.levels.iter().map(name).filter(|name| !name.is_empty()).collect();
    let came = kept(&scale.extra, "scale_configuration").filter(|came| fits(came, scale.levels.len()));
    [values.join(","), came.unwrap_or_else(|| usual(scale))]
}

/// The configuration of a scale that came without one: the lowest level is the default, the highest the proficient one.
fn usual(scale: &Scale) -> String {
    let item = |id: usize, key: &'static str| Node::object([("id", Node::number(id)), (key, Node::number(1))]);
    let highest = scale.levels.len().max(1);
    let mut items = vec![Node::object([("scaleid", Node::text(scale.id.as_str()))])];
    if highest == 1 {
        let both = [("id", Node::number(1)), ("scaledefault", Node::number(1)), ("proficient", Node::number(1))];
        items.push(Node::object(both));
    } else {
        items.extend([item(1, "scaledefault"), item(highest, "proficient")]);
    }
    to_text(&Node::list(items))
}

/// What keeps a configuration from being one for a scale of so many levels.
pub(super) fn fault(configuration: &str, levels: usize) -> Option<&'static str> {
    let Ok(tree) = parse(configuration) else { return Some("a list in JSON") };
    let Some((head, items)) = tree.items().split_first() else { return Some("a list in JSON") };
    if head.get("scaleid").is_none() {
        return Some("first an object with `scaleid`");
    }
    let is_level = |item: &Node<'_>| {
        let id = item.get("id").and_then(Node::to_number).and_then(|number| usize::try_from(number.to_i64()?).ok());
        id.is_some_and(|id| id >= 1 && id <= levels)
    };
    if !items.iter().all(is_level) {
        return Some("levels of the scale, counted from 1, as `id`");
    }
    let says = |key: &str| {
        items.iter().any(|item| item.get(key).and_then(Node::to_number).is_some_and(|number| !number.is_zero()))
    };
    (!says("scaledefault") || !says("proficient")).then_some("a default level and a proficient one")
}

fn fits(configuration: &str, levels: usize) -> bool {
    fault(configuration, levels).is_none()
}

/// The text of a cell that was kept.
pub(super) fn kept(extra: &Extra, key: &str) -> Option<String> {
    extra.text(&format!("{KEPT}{key}"))
}
