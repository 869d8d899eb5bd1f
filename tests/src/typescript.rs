//! The documents' types for TypeScript, written from the JSON Schemas, which the library writes from the shapes that read the documents.

use kinerja::document::{Json, Node};
use std::fmt::Write;

/// The head of the file.
const HEAD: &str = "\
// The documents as TypeScript knows them: written from the shapes that read them. `cargo xtask schemas` writes this file, and a test proves it current.

/** An exact number: as a number or bigint, whose printed form is what is used, or as a text, which holds any. */
export type Numeral = number | bigint | string;

/** A day, `2025-12-31`. */
export type Day = string;
";

/// The types of some kinds of document: the kind, what its type is called, and its JSON Schema.
#[must_use]
pub fn types(schemas: &[(&str, &str, Node<'_>)]) -> String {
    let mut out = HEAD.to_owned();
    for (kind, name, schema) in schemas {
        interface(&mut out, name, name, schema, &format!(" The document `{kind}/1`."));
        for (part, definition) in schema.get("$defs").map_or(&[][..], Node::entries) {
            if !matches!(&**part, "number" | "date") {
                interface(&mut out, name, &named(name, part), definition, "");
            }
        }
    }
    out
}

fn interface(out: &mut String, owner: &str, name: &str, schema: &Node<'_>, more: &str) {
    let title = text(schema, "title").unwrap_or_default();
    let title = if title.is_empty() { more.trim().to_owned() } else { format!("{title}.{more}") };
    let doc = if title.is_empty() { String::new() } else { format!("/** {title} */\n") };
    let _ = match schema.get("properties") {
        Some(_) if schema.get("anyOf").is_none() => {
            write!(out, "\n{doc}export interface {name} {}\n", object(schema, owner, 0))
        }
        _ => write!(out, "\n{doc}export type {name} = {};\n", of(schema, owner, 0)),
    };
}

/// The type of what a schema describes.
fn of(schema: &Node<'_>, owner: &str, depth: usize) -> String {
    if let Some(part) = text(schema, "$ref").and_then(|path| path.strip_prefix("#/$defs/").map(str::to_owned)) {
        return match part.as_str() {
            "number" => "Numeral".to_owned(),
            "date" => "Day".to_owned(),
            part => named(owner, part),
        };
    }
    if let Some(value) = schema.get("const") {
        return literal(value);
    }
    if let Some(values) = schema.get("enum") {
        return union(values.items().iter().map(literal));
    }
    if let Some(choices) = schema.get("anyOf")
        && !choices.items().iter().all(|choice| choice.get("required").is_some() && choice.get("type").is_none())
    {
        return union(choices.items().iter().map(|choice| of(choice, owner, depth)));
    }
    let kinds: Vec<&str> = match schema.get("type").map(|node| &node.value) {
        Some(Json::Text(kind)) => vec![kind],
        Some(Json::List(kinds)) => kinds.iter().filter_map(Node::as_text).collect(),
        _ => Vec::new(),
    };
    if kinds.contains(&"number") && kinds.contains(&"string") && schema.get("pattern").is_some() {
        let rest = kinds.iter().filter(|kind| !matches!(**kind, "number" | "string"));
        return union(
            std::iter::once("Numeral".to_owned()).chain(rest.map(|kind| kind_of(kind, schema, owner, depth))),
        );
    }
    if kinds.is_empty() {
        return if schema.get("properties").is_some() { object(schema, owner, depth) } else { "unknown".to_owned() };
    }
    union(kinds.iter().map(|kind| kind_of(kind, schema, owner, depth)))
}

fn kind_of(kind: &str, schema: &Node<'_>, owner: &str, depth: usize) -> String {
    match kind {
        "string" => "string".to_owned(),
        "boolean" => "boolean".to_owned(),
        "null" => "null".to_owned(),
        "integer" => "number | bigint".to_owned(),
        "number" => "number".to_owned(),
        "array" => {
            let item = schema.get("items").map_or_else(|| "unknown".to_owned(), |item| of(item, owner, depth));
            if item.contains(' ') && !item.starts_with('{') { format!("({item})[]") } else { format!("{item}[]") }
        }
        "object" => object(schema, owner, depth),
        _ => "unknown".to_owned(),
    }
}

fn object(schema: &Node<'_>, owner: &str, depth: usize) -> String {
    let Some(properties) = schema.get("properties") else {
        let value = match schema.get("additionalProperties") {
            Some(node) if matches!(node.value, Json::Object(_)) => of(node, owner, depth),
            _ => "unknown".to_owned(),
        };
        return format!("Record<string, {value}>");
    };
    let required: Vec<&str> =
        schema.get("required").map_or(&[][..], Node::items).iter().filter_map(Node::as_text).collect();
    let indent = "  ".repeat(depth + 1);
    let mut out = "{\n".to_owned();
    for (key, property) in properties.entries() {
        if let Some(title) = text(property, "title") {
            let _ = writeln!(out, "{indent}/** {title}. */");
        }
        let plain = key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let key = if plain { key.to_string() } else { format!("{key:?}") };
        let mark = if required.contains(&key.as_str()) { "" } else { "?" };
        let _ = writeln!(out, "{indent}{key}{mark}: {};", of(property, owner, depth + 1));
    }
    let _ = write!(out, "{}}}", "  ".repeat(depth));
    out
}

fn literal(value: &Node<'_>) -> String {
    match &value.value {
        Json::Text(text) => format!("{text:?}"),
        Json::Number(number) => number.to_string(),
        Json::Bool(truth) => truth.to_string(),
        _ => "null".to_owned(),
    }
}

/// Each type once.
fn union(types: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for found in types {
        if !all.contains(&found) {
            all.push(found);
        }
    }
    all.join(" | ")
}

/// `SchemeDocument` and `dated_value`: `SchemeDatedValue`.
fn named(owner: &str, part: &str) -> String {
    let words = part.split(['_', '.', '-']).map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    owner.trim_end_matches("Document").to_owned() + &words.collect::<String>()
}

fn text(node: &Node<'_>, key: &str) -> Option<String> {
    Some(node.get(key)?.as_text()?.to_owned())
}
