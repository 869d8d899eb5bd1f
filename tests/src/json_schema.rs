//! As much of JSON Schema as the library writes (2020-12) and the schema of CASE 1.1 uses (2019-09). A keyword that is not known here is a failure, so that none is passed over.

use kinerja::Number;
use serde_json::Value;

/// Everything in a document that a schema refuses, each with the place; none where it fits.
///
/// # Panics
/// Where the schema is none.
#[must_use]
pub fn refusals(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, document, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Value::Object(schema) = schema else {
        if schema == &Value::Bool(false) {
            found.push(format!("{at}: nothing may stand here"));
        }
        return;
    };
    let mut own = Vec::new();
    let mut refuse = |fits: bool, why: &dyn Fn() -> String| {
        if !fits {
            own.push(format!("{at}: {}", why()));
        }
    };
    let number = |value: &Value| value.is_number().then(|| Number::parse(&value.to_string()).expect("a number"));
    for (keyword, wanted) in schema {
        let list = || wanted.as_array().expect("a list");
        let bound = || (number(value), number(wanted).expect("a bound"));
        match keyword.as_str() {
            "$schema" | "$defs" | "$id" | "$comment" | "title" | "description" | "default" | "format" => {}
            key if key.starts_with("x-") => {}
            "type" => {
                let is = |name: &str| match name {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => number(value).is_some_and(|number| number.is_integer()),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("the type `{other}`"),
                };
                let fits = match wanted {
                    Value::String(name) => is(name),
                    names => names.as_array().expect("types").iter().any(|name| is(name.as_str().expect("a type"))),
                };
                refuse(fits, &|| format!("{value} is not {wanted}"));
            }
            "const" => refuse(value == wanted, &|| format!("{value} is not {wanted}")),
            "enum" => refuse(list().contains(value), &|| format!("{value} is none of {wanted}")),
            "pattern" => {
                let pattern = regex_lite::Regex::new(wanted.as_str().expect("a pattern")).expect("a pattern");
                refuse(value.as_str().is_none_or(|text| pattern.is_match(text)), &|| format!("{value}: {wanted}"));
            }
            "maxLength" => {
                let most = usize::try_from(wanted.as_u64().expect("a count")).expect("a count");
                refuse(value.as_str().is_none_or(|text| text.chars().count() <= most), &|| {
                    format!("{keyword} {wanted}")
                });
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                let (found, bound) = bound();
                let fits = found.is_none_or(|found| match keyword.as_str() {
                    "minimum" => found >= bound,
                    "maximum" => found <= bound,
                    "exclusiveMinimum" => found > bound,
                    _ => found < bound,
                });
                refuse(fits, &|| format!("{value}: {keyword} {wanted}"));
            }
            "multipleOf" => {
                let (found, step) = bound();
                refuse(found.is_none_or(|found| found.is_multiple_of(&step)), &|| format!("{value}: of {wanted}"));
            }
            "minItems" | "maxItems" => {
                let bound = usize::try_from(wanted.as_u64().expect("a count")).expect("a count");
                let fits = value.as_array().is_none_or(|items| {
                    if keyword == "minItems" { items.len() >= bound } else { items.len() <= bound }
                });
                refuse(fits, &|| format!("{keyword} {wanted}"));
            }
            "required" => {
                for key in list() {
                    let key = key.as_str().expect("a key");
                    refuse(value.as_object().is_none_or(|object| object.contains_key(key)), &|| format!("no `{key}`"));
                }
            }
            "prefixItems" => {
                for (index, (item, inner)) in value.as_array().into_iter().flatten().zip(list()).enumerate() {
                    check(root, inner, item, &format!("{at}[{index}]"), found);
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, item, &format!("{at}[{index}]"), found);
                }
            }
            "properties" => {
                for (key, inner) in wanted.as_object().expect("properties") {
                    if let Some(value) = value.get(key) {
                        check(root, inner, value, &format!("{at}.{key}"), found);
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (key, inner) in value.as_object().into_iter().flatten() {
                    if known.is_none_or(|known| !known.contains_key(key)) {
                        check(root, wanted, inner, &format!("{at}.{key}"), found);
                    }
                }
            }
            "anyOf" | "oneOf" => {
                let all: Vec<Vec<String>> = list()
                    .iter()
                    .map(|schema| {
                        let mut found = Vec::new();
                        check(root, schema, value, at, &mut found);
                        found
                    })
                    .collect();
                let fitting = all.iter().filter(|found| found.is_empty()).count();
                let fits = if keyword == "oneOf" { fitting == 1 } else { fitting > 0 };
                refuse(fits, &|| format!("{fitting} of several fit: {all:?}"));
            }
            "$ref" => {
                let pointer = wanted.as_str().and_then(|text| text.strip_prefix('#')).expect("a reference");
                check(root, root.pointer(pointer).unwrap_or_else(|| panic!("{pointer}")), value, at, found);
            }
            other => panic!("the keyword `{other}`"),
        }
    }
    found.append(&mut own);
}
