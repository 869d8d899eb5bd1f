//! The canonical form of schemes, and of the facts and settings that a scheme reads (clause 6.9).

use super::model::{Column, Holds, Input, Model, ScopeKind, SlotRole, Takes};
use super::value::ScopeId;
use crate::document::canonical::{list, number, object, plain, sort};
use crate::document::shape::{Kind, Shape};
use crate::document::{Json, Node, to_text};

/// A whole scheme document, or its rules alone.
pub(crate) fn scheme(model: &Model, shape: &Shape, tree: &Node<'_>, rules_only: bool) -> String {
    to_text(&SchemeForm { model, rules_only }.shape(shape, tree, None))
}

/// What a scheme's rules do not need, beside texts in languages: what the document is called and how its texts are found.
const FOR_PEOPLE: [&str; 6] = ["version", "languages", "url", "printed", "accepts", "examples"];

struct SchemeForm<'m> {
    model: &'m Model,
    rules_only: bool,
}

impl SchemeForm<'_> {
    /// `typed` is the nearest object around that says a `type`.
    fn shape<'a>(&self, shape: &Shape, node: &Node<'a>, typed: Option<&Node<'a>>) -> Node<'a> {
        let typed = if shape.fields.iter().any(|field| field.key == "type") { Some(node) } else { typed };
        object(node, |key, value| {
            let Some(field) = shape.fields.iter().find(|field| field.key == key) else { return Some(plain(value)) };
            if self.rules_only {
                match (&field.kind, key) {
                    (Kind::Localized | Kind::Within(_, Kind::Localized), _) => return None,
                    (_, key) if FOR_PEOPLE.contains(&key) => return None,
                    (_, "cite") => return Some(list(value, cited_source)),
                    _ => {}
                }
            }
            Some(match (&field.kind, key) {
                (Kind::Map(Kind::Any), "facts") => facts(self.model, value),
                (Kind::Map(Kind::Any), "settings") => settings(self.model, value),
                // Here `null` says that an outcome is expected to be absent.
                (Kind::Map(Kind::Any), _) => with_nulls(value),
                (kind, _) => self.kind(kind, value, typed),
            })
        })
    }

    fn kind<'a>(&self, kind: &Kind, node: &Node<'a>, typed: Option<&Node<'a>>) -> Node<'a> {
        match (kind, &node.value) {
            (Kind::Later(kind), _) => self.kind(kind(), node, typed),
            (Kind::Within(_, kind), _) => self.kind(kind, node, typed),
            (Kind::Any, _) => typed.map_or_else(|| plain(node), |typed| of_type(typed, node)),
            (Kind::Number, _) => number(node),
            (Kind::List(kind, _), Json::List(_)) => list(node, |item| self.kind(kind, item, typed)),
            (Kind::Map(kind), Json::Object(_)) => object(node, |_, value| Some(self.kind(kind, value, typed))),
            (Kind::Object(shape), Json::Object(_)) => self.shape(shape, node, typed),
            (Kind::ByKey(..), Json::Object(_)) => {
                kind.shape_of(node).map_or_else(|| plain(node), |shape| self.shape(shape, node, typed))
            }
            (Kind::WordOr(_, kind) | Kind::PlainOr(kind) | Kind::NumberOr(kind), value)
                if !matches!(value, Json::Text(_) | Json::Number(_)) =>
            {
                self.kind(kind, node, typed)
            }
            _ => plain(node),
        }
    }
}

/// Of a citation the source and how sure it is, without the place.
fn cited_source<'a>(node: &Node<'a>) -> Node<'a> {
    match node.as_text() {
        Some(text) => Node::text(text.split_whitespace().next().unwrap_or_default().to_owned()),
        None => object(node, |key, value| (key != "at").then(|| plain(value))),
    }
}

fn with_nulls<'a>(node: &Node<'a>) -> Node<'a> {
    let mut entries: Vec<_> = node.entries().iter().map(|(key, node)| (key.clone(), plain(node))).collect();
    sort(&mut entries);
    Node::object(entries)
}

/// A value of an input, setting, parameter or column as its declaration types it.
fn of_type<'a>(declared: &Node<'a>, node: &Node<'a>) -> Node<'a> {
    match declared.get("type").and_then(Node::as_text) {
        Some("number" | "integer" | "weight") => number(node),
        Some("curve") => drawn(node),
        Some("bands") => {
            let columns = declared.get("columns").map_or(&[][..], |columns| columns.items());
            let result = |node: &Node<'a>| match &node.value {
                Json::Object(_) => object(node, |name, value| {
                    let named = columns.iter().find(|column| column.get("name").and_then(Node::as_text) == Some(name));
                    Some(named.map_or_else(|| plain(value), |column| of_type(column, value)))
                }),
                _ => columns.first().map_or_else(|| plain(node), |column| of_type(column, node)),
            };
            banded(node, result)
        }
        Some("table") => {
            let columns = declared.get("columns").map_or(&[][..], |columns| columns.items());
            let named = |name: &str| {
                columns.iter().find(|column| column.get("name").and_then(Node::as_text).is_some_and(|n| n == name))
            };
            let cell = |column: Option<&Node<'a>>, node: &Node<'a>| {
                column.map_or_else(|| plain(node), |column| of_type(column, node))
            };
            object(node, |_, row| {
                Some(match &row.value {
                    Json::Object(_) => object(row, |name, value| Some(cell(named(name), value))),
                    _ => cell(columns.first(), row),
                })
            })
        }
        _ => plain(node),
    }
}

/// The canonical tree of a curve.
fn drawn<'a>(node: &Node<'a>) -> Node<'a> {
    let point = |point: &Node<'a>| match &point.value {
        Json::List(_) => list(point, number),
        _ => plain(point),
    };
    match &node.value {
        Json::Object(_) => object(node, |key, value| {
            Some(match (key, &value.value) {
                ("points", Json::List(_)) => list(value, point),
                _ => plain(value),
            })
        }),
        _ => plain(node),
    }
}

/// The canonical tree of bands; `result` is that of what a row gives.
fn banded<'a>(node: &Node<'a>, result: impl Fn(&Node<'a>) -> Node<'a>) -> Node<'a> {
    let row = |row: &Node<'a>| match &row.value {
        Json::Object(_) => object(row, |key, value| Some(if key == "is" { result(value) } else { number(value) })),
        _ => plain(row),
    };
    match &node.value {
        Json::Object(_) => object(node, |key, value| {
            Some(match (key, &value.value) {
                ("rows", Json::List(_)) => list(value, row),
                ("else", _) => result(value),
                _ => plain(value),
            })
        }),
        _ => plain(node),
    }
}

/// The canonical tree of facts that a scheme reads.
pub(crate) fn facts<'a>(model: &Model, tree: &Node<'a>) -> Node<'a> {
    row(model, 0, tree)
}

fn row<'a>(model: &Model, scope: ScopeId, node: &Node<'a>) -> Node<'a> {
    let scope = &model.scopes[scope];
    object(node, |key, value| {
        let input = scope.fields.iter().map(|&slot| &model.slots[slot]).find(|slot| slot.name == key);
        if let Some(SlotRole::Input(input)) = input.map(|slot| &slot.role) {
            return annotated(input, value);
        }
        let inner =
            scope.lists.iter().copied().find(|&list| {
                model.scopes[list].name == key && matches!(model.scopes[list].kind, ScopeKind::List { .. })
            });
        Some(match (inner, &value.value) {
            (Some(inner), Json::List(_)) => list(value, |item| match &item.value {
                Json::Object(_) => row(model, inner, item),
                _ => plain(item),
            }),
            _ => plain(value),
        })
    })
}

/// A value that may be annotated: without annotations it is the plain value, or left out.
fn annotated<'a>(input: &Input, node: &Node<'a>) -> Option<Node<'a>> {
    // A sealed document stays as what it is, even one with a key `value`.
    if input.takes_document(node) {
        return Some(plain(node));
    }
    let takes = &input.takes;
    let Some(value) = node.get("value") else { return Some(of_takes(takes, node)) };
    let bare = node.entries().iter().all(|(key, value)| key == "value" || value.is_null());
    if bare {
        return (!value.is_null()).then(|| of_takes(takes, value));
    }
    let mut entries: Vec<_> = node
        .entries()
        .iter()
        // A remark on a value left out: the key stays, because the object is read by it.
        .filter(|(key, value)| key == "value" || !value.is_null())
        .map(|(key, node)| (key.clone(), if key == "value" { of_takes(takes, node) } else { plain(node) }))
        .collect();
    sort(&mut entries);
    Some(Node::object(entries))
}

fn of_takes<'a>(takes: &Takes, node: &Node<'a>) -> Node<'a> {
    match takes {
        Takes::Number { .. } | Takes::Weight { .. } => number(node),
        _ => plain(node),
    }
}

/// The canonical tree of settings that a scheme reads.
pub(crate) fn settings<'a>(model: &Model, tree: &Node<'a>) -> Node<'a> {
    object(tree, |key, value| {
        let setting = model.settings.iter().find(|setting| setting.name == key);
        Some(match setting.map(|setting| &setting.takes) {
            None => plain(value),
            Some(Holds::One(takes)) => of_takes(takes, value),
            Some(Holds::Table { columns, .. }) => object(value, |_, row| Some(of_columns(columns, row))),
            Some(Holds::Bands { columns }) => banded(value, |row| of_columns(columns, row)),
            Some(Holds::Curve(_)) => drawn(value),
        })
    })
}

/// What a member of a table or a range of bands has: an object from each column, or one value.
fn of_columns<'a>(columns: &[Column], row: &Node<'a>) -> Node<'a> {
    match (&row.value, columns.first()) {
        (Json::Object(_), _) => object(row, |name, value| {
            let column = columns.iter().find(|column| column.name == name);
            Some(column.map_or_else(|| plain(value), |column| of_takes(&column.takes, value)))
        }),
        (_, Some(column)) => of_takes(&column.takes, row),
        (_, None) => plain(row),
    }
}
