//! What differs between two versions of a framework.

use super::model::{Framework, RelationKind};
use super::profile::{Profile, Requirement};
use super::write;
use crate::document::{Node, to_text};
use crate::text::{Lang, on_one_line};
use std::collections::{BTreeSet, HashMap};

/// What happened to something between two versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere in the hierarchy, or at another position there.
    Moved,
    /// Its words are other ones.
    Reworded,
    /// Its scale, its levels or what they are worth are other ones.
    LevelChanged,
    /// Something else about it is another.
    Changed,
}

impl ChangeKind {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Moved => "moved",
            ChangeKind::Reworded => "reworded",
            ChangeKind::LevelChanged => "level_changed",
            ChangeKind::Changed => "changed",
        }
    }

    fn phrase(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (ChangeKind::Added, Lang::En) => "added",
            (ChangeKind::Added, Lang::Id) => "ditambahkan",
            (ChangeKind::Removed, Lang::En) => "removed",
            (ChangeKind::Removed, Lang::Id) => "dihapus",
            (ChangeKind::Moved, Lang::En) => "moved",
            (ChangeKind::Moved, Lang::Id) => "dipindahkan",
            (ChangeKind::Reworded, Lang::En) => "reworded",
            (ChangeKind::Reworded, Lang::Id) => "diubah kata-katanya",
            (ChangeKind::LevelChanged, Lang::En) => "level changed",
            (ChangeKind::LevelChanged, Lang::Id) => "tingkatnya diubah",
            (ChangeKind::Changed, Lang::En) => "changed",
            (ChangeKind::Changed, Lang::Id) => "diubah",
        }
    }
}

/// One difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Of which list the thing is: `competencies`, `relations`, `scales`, `tiers`, `profiles`, `requirements`; `framework` for the framework itself.
    pub list: &'static str,
    /// The id of the thing; of a relation without one, the relation as a sentence.
    pub id: String,
    /// The field that differs; empty where the whole thing was added or removed.
    pub field: &'static str,
    /// What stood there, as JSON text; none where there was nothing.
    pub before: Option<String>,
    /// What stands there, as JSON text; none where there is nothing.
    pub after: Option<String>,
}

/// The differences of two frameworks; in the order of the lists and of their items.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diff {
    /// Every difference.
    pub changes: Vec<Change>,
}

impl Diff {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many differences of a kind there are.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }

    /// A line for each difference.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let line = |change: &Change| {
            let field = if change.field.is_empty() { String::new() } else { format!(" {}", change.field) };
            let head = format!("{} {}{field}: {}", change.list, change.id, change.kind.phrase(lang));
            let values = match (&change.before, &change.after) {
                _ if change.field.is_empty() => String::new(),
                (before, after) => {
                    let shown = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), shortened);
                    format!(" ({} → {})", shown(before), shown(after))
                }
            };
            format!("{}\n", on_one_line(&format!("{head}{values}")))
        };
        self.changes.iter().map(line).collect()
    }

    /// As a document: a list of changes.
    pub(crate) fn node(&self) -> Node<'_> {
        Node::list(self.changes.iter().map(|change| {
            let json = |text: &'static str, value: &Option<String>| (text, value.clone());
            let node = write::Fields::new()
                .always("change", Node::text(change.kind.word()))
                .always("of", Node::text(change.list))
                .always("id", Node::text(change.id.as_str()))
                .text("field", change.field);
            [json("before", &change.before), json("after", &change.after)]
                .into_iter()
                .fold(node, |node, (key, value)| node.maybe(key, value.map(Node::text)))
                .node()
        }))
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl Diff {
    /// These differences and those of the job profiles beside the two frameworks; a requirement is named by its profile and its competency.
    pub(crate) fn with_profiles(mut self, before: &[Profile], after: &[Profile]) -> Diff {
        let id = |profile: &Profile| profile.id().to_owned();
        for (key, before, after) in joined(&keyed(before, id), &keyed(after, id)) {
            if before == after {
                continue;
            }
            let head = |profile: Option<&Profile>| {
                profile.map(|profile| profile.head().extra(&profile.extra).node().into_owned())
            };
            self.thing("profiles", &key, head(before).as_ref(), head(after).as_ref());
            let (Some(before), Some(after)) = (before, after) else { continue };
            let id = |requirement: &Requirement| format!("{key} {}", requirement.competency);
            let nodes = |profile: &'_ Profile| -> Vec<(String, Node<'static>)> {
                keyed(&profile.requirements, id)
                    .into_iter()
                    .map(|(key, item)| (key, item.node().into_owned()))
                    .collect()
            };
            self.list("requirements", nodes(before), nodes(after));
        }
        self
    }
}

impl Framework {
    /// What differs in `later`: things are found by their ids, relations without an id by what they say. The order of a list says nothing.
    ///
    /// ```
    /// use kinerja::{Framework, framework::ChangeKind};
    /// let read = |title: &str| Framework::parse(&format!(
    ///     r#"{{ "kinerja": "framework/1", "framework": "example/one", "competencies": [{{ "id": "a", "title": "{title}" }}] }}"#));
    /// let diff = read("Teamwork")?.diff(&read("Working together")?);
    /// assert_eq!(diff.changes.len(), 1);
    /// assert_eq!(diff.changes[0].kind, ChangeKind::Reworded);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn diff(&self, later: &Framework) -> Diff {
        let mut diff = Diff::default();
        let one = |framework| vec![("framework".to_owned(), write::head(framework).node())];
        diff.list("framework", one(self), one(later));
        let id = |scale: &super::model::Scale| scale.id.clone();
        diff.list("scales", nodes(&self.scales, id, write::scale), nodes(&later.scales, id, write::scale));
        diff.competencies(self, later);
        diff.relations(self, later);
        let id = |tier: &super::model::Tier| tier.id.clone();
        diff.list("tiers", nodes(&self.tiers, id, write::tier), nodes(&later.tiers, id, write::tier));
        diff
    }
}

/// Things with a key each: where a key comes again, it is numbered.
fn keyed<T>(list: &[T], key: impl Fn(&T) -> String) -> Vec<(String, &T)> {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(list.len());
    list.iter()
        .map(|item| {
            let key = key(item);
            let count = seen.entry(key.clone()).or_insert(0);
            *count = count.saturating_add(1);
            (if *count == 1 { key } else { format!("{key} ({count})") }, item)
        })
        .collect()
}

fn nodes<'a, T>(
    list: &'a [T],
    key: impl Fn(&T) -> String,
    node: impl Fn(&'a T) -> Node<'a>,
) -> Vec<(String, Node<'a>)> {
    keyed(list, key).into_iter().map(|(key, item)| (key, node(item))).collect()
}

/// Two lists joined by key, in the order of the earlier one, then what is new.
fn joined<'a, T>(before: &[(String, &'a T)], after: &[(String, &'a T)]) -> Vec<(String, Option<&'a T>, Option<&'a T>)> {
    let later: HashMap<&str, &T> = after.iter().map(|(key, item)| (key.as_str(), *item)).collect();
    let known: BTreeSet<&str> = before.iter().map(|(key, _)| key.as_str()).collect();
    let old = before.iter().map(|(key, item)| (key.clone(), Some(*item), later.get(key.as_str()).copied()));
    let new = after.iter().filter(|(key, _)| !known.contains(key.as_str()));
    old.chain(new.map(|(key, item)| (key.clone(), None, Some(*item)))).collect()
}

impl Diff {
    fn list(&mut self, list: &'static str, before: Vec<(String, Node<'_>)>, after: Vec<(String, Node<'_>)>) {
        let later: HashMap<&str, &Node<'_>> = after.iter().map(|(key, node)| (key.as_str(), node)).collect();
        let known: BTreeSet<&str> = before.iter().map(|(key, _)| key.as_str()).collect();
        for (key, node) in &before {
            self.thing(list, key, Some(node), later.get(key.as_str()).copied());
        }
        for (key, node) in after.iter().filter(|(key, _)| !known.contains(key.as_str())) {
            self.thing(list, key, None, Some(node));
        }
    }

    fn competencies(&mut self, before: &Framework, after: &Framework) {
        let id = |competency: &super::model::Competency| competency.id.clone();
        let (earlier, later) = (keyed(&before.competencies, id), keyed(&after.competencies, id));
        for (key, before, after) in joined(&earlier, &later) {
            if before != after {
                let (before, after) = (before.map(write::competency), after.map(write::competency));
                self.thing("competencies", &key, before.as_ref(), after.as_ref());
            }
        }
    }

    fn relations(&mut self, before: &Framework, after: &Framework) {
        let key = |relation: &super::model::Relation| {
            if relation.id.is_empty() {
                format!("{} {} {}", relation.from.id, relation.kind.word(), relation.to.id)
            } else {
                relation.id.clone()
            }
        };
        let (earlier, later) = (keyed(&before.relations, key), keyed(&after.relations, key));
        for (key, before, after) in joined(&earlier, &later) {
            if before == after {
                continue;
            }
            let child = |relation: Option<&super::model::Relation>| {
                relation.is_some_and(|relation| relation.kind == RelationKind::ChildOf)
            };
            let moved = (child(before) || child(after))
                && (before.map(|relation| (&relation.from, &relation.to, relation.order))
                    != after.map(|relation| (&relation.from, &relation.to, relation.order)));
            let (before, after) = (before.map(write::relation), after.map(write::relation));
            let from = self.changes.len();
            self.thing("relations", &key, before.as_ref(), after.as_ref());
            for change in self.changes.iter_mut().skip(from).filter(|_| moved) {
                if change.kind == ChangeKind::Changed && ["from", "to", "order"].contains(&change.field) {
                    change.kind = ChangeKind::Moved;
                }
            }
        }
    }

    /// The differences of one thing, field by field.
    fn thing(&mut self, list: &'static str, id: &str, before: Option<&Node<'_>>, after: Option<&Node<'_>>) {
        let mut add = |kind, field, before: Option<&Node<'_>>, after: Option<&Node<'_>>| {
            let (before, after) = (before.map(to_text), after.map(to_text));
            if before != after {
                self.changes.push(Change { kind, list, id: id.to_owned(), field, before, after });
            }
        };
        let (Some(before), Some(after)) = (before, after) else {
            add(if before.is_none() { ChangeKind::Added } else { ChangeKind::Removed }, "", before, after);
            return;
        };
        for (field, kind) in FIELDS {
            add(*kind, *field, before.get(field), after.get(field));
        }
    }
}

use ChangeKind::{Changed, LevelChanged, Reworded};

/// The fields of all things, with what it means that one differs.
const FIELDS: &[(&str, ChangeKind)] = &[
    ("framework", Changed),
    ("framework_version", Changed),
    ("version", Changed),
    ("profile", Changed),
    ("post", Changed),
    ("grade", Changed),
    ("tier", Changed),
    ("competency", Changed),
    ("id", Changed),
    ("code", Changed),
    ("kind", Changed),
    ("from", Changed),
    ("to", Changed),
    ("order", Changed),
    ("uri", Changed),
    ("language", Changed),
    ("title", Reworded),
    ("statement", Reworded),
    ("description", Reworded),
    ("notes", Reworded),
    ("category", Changed),
    ("creator", Changed),
    ("publisher", Changed),
    ("source_uri", Changed),
    ("keywords", Changed),
    ("subjects", Changed),
    ("education", Changed),
    ("standing", Changed),
    ("modified", Changed),
    ("valid_from", Changed),
    ("valid_until", Changed),
    ("license", Changed),
    ("scale", LevelChanged),
    ("levels", LevelChanged),
    ("level", LevelChanged),
    ("minimum", LevelChanged),
    ("value", LevelChanged),
    ("percent", LevelChanged),
    ("scales", LevelChanged),
    ("need", Changed),
    ("weight", Changed),
    ("mandatory", Changed),
    ("indicators", Reworded),
    ("competencies", Changed),
    ("strength", Changed),
    ("asserted_by", Changed),
    ("from_version", Changed),
    ("to_version", Changed),
    ("sources", Changed),
    ("cite", Changed),
    ("extra", Changed),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{document, profile};
    use super::FIELDS;

    #[test]
    fn every_field_of_every_thing_is_compared() {
        let shapes = [
            &document::FRAMEWORK,
            &document::SCALE,
            &document::COMPETENCY,
            &document::RELATION,
            &document::TIER,
            &profile::PROFILE,
            &profile::REQUIREMENT,
        ];
        for field in shapes.iter().flat_map(|shape| shape.fields) {
            let things = ["kinerja", "scales", "competencies", "relations", "tiers", "requirements"];
            let known = FIELDS.iter().any(|(known, _)| *known == field.key);
            assert!(known || things.contains(&field.key), "{}", field.key);
        }
    }
}
