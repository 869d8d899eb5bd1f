//! Trees as JSON text.

use super::{Json, Node};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;

/// The tree as JSON text without blanks, keys in the order of the tree.
///
/// A text is escaped as RFC 8785 says: the two-letter escapes, `\u00xx` for the other control characters, all else as it is.
///
/// ```
/// let tree = kinerja::document::parse(r#" { "skor": 88.670, "catatan": "di \u00e9tape\n1" } "#)?;
/// assert_eq!(kinerja::document::to_text(&tree), r#"{"skor":88.670,"catatan":"di étape\n1"}"#);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[must_use]
pub fn to_text(node: &Node<'_>) -> String {
    let mut out = String::with_capacity(match &node.value {
        Json::Object(_) | Json::List(_) => 1024,
        _ => 0,
    });
    write_short(node, &mut out);
    out
}

/// The tree as JSON text for people: a line for each value, what is short in one line, two blanks for each level, a line end at the end.
///
/// ```
/// let tree = kinerja::document::parse(r#"{"a": [1, 2], "b": {}}"#)?;
/// assert_eq!(kinerja::document::to_lines(&tree), "{\"a\":[1,2],\"b\":{}}\n");
/// let long = format!(r#"{{"a": [1, 2], "b": "{}"}}"#, "long ".repeat(20));
/// let tree = kinerja::document::parse(&long)?;
/// assert!(kinerja::document::to_lines(&tree).starts_with("{\n  \"a\": [1,2],\n  \"b\": \"long "));
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[must_use]
pub fn to_lines(node: &Node<'_>) -> String {
    let mut out = String::new();
    write(node, 0, &mut out);
    out.push('\n');
    out
}

/// Writes a value in one line.
fn write_short(node: &Node<'_>, out: &mut String) {
    match &node.value {
        Json::Null => out.push_str("null"),
        Json::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Json::Number(text) => out.push_str(text),
        Json::Exact(number) => number.push_to(out),
        Json::Text(text) => quote(text, out),
        Json::List(items) => {
            let mut sign = '[';
            for item in items {
                out.push(std::mem::replace(&mut sign, ','));
                write_short(item, out);
            }
            out.push_str(if sign == '[' { "[]" } else { "]" });
        }
        Json::Object(entries) => {
            let mut sign = '{';
            for (key, value) in entries {
                out.push(std::mem::replace(&mut sign, ','));
                quote(key, out);
                out.push(':');
                write_short(value, out);
            }
            out.push_str(if sign == '{' { "{}" } else { "}" });
        }
    }
}

/// What is no longer than this stands in one line.
const SHORT: usize = 80;

/// Writes a value; `level` is how far in its lines are.
fn write(node: &Node<'_>, level: usize, out: &mut String) {
    let short = to_text(node);
    if short.len() <= SHORT {
        return out.push_str(&short);
    }
    let inner = level.saturating_add(1);
    match &node.value {
        Json::List(items) => {
            let mut sign = '[';
            for item in items {
                out.push(std::mem::replace(&mut sign, ','));
                line(inner, out);
                write(item, inner, out);
            }
            line(level, out);
            out.push(']');
        }
        Json::Object(entries) => {
            let mut sign = '{';
            for (key, value) in entries {
                out.push(std::mem::replace(&mut sign, ','));
                line(inner, out);
                quote(key, out);
                out.push_str(": ");
                write(value, inner, out);
            }
            line(level, out);
            out.push('}');
        }
        _ => out.push_str(&short),
    }
}

fn line(level: usize, out: &mut String) {
    out.push('\n');
    (0..level).for_each(|_| out.push_str("  "));
}

fn quote(text: &str, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    out.push('"');
    // Most texts need no escape.
    if !text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(text);
        out.push('"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                let code = u32::from(c);
                out.push_str("\\u00");
                for digit in [code >> 4, code & 15] {
                    out.push(usize::try_from(digit).ok().and_then(|digit| HEX.get(digit)).copied().unwrap_or('0'));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

impl<'a> Node<'a> {
    /// A text that comes from no text.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Node<'a> {
        Node::new(Json::Text(text.into()))
    }

    /// A number by its literal text.
    pub(crate) fn number(number: impl ToString) -> Node<'a> {
        Node::new(Json::Number(number.to_string().into()))
    }

    pub(crate) fn truth(truth: bool) -> Node<'a> {
        Node::new(Json::Bool(truth))
    }

    pub(crate) fn list(items: impl IntoIterator<Item = Node<'a>>) -> Node<'a> {
        Node::new(Json::List(items.into_iter().collect()))
    }

    pub(crate) fn texts<T: Into<Cow<'a, str>>>(items: impl IntoIterator<Item = T>) -> Node<'a> {
        Node::list(items.into_iter().map(Node::text))
    }

    /// An object, its keys in the given order.
    pub(crate) fn object<K: Into<Cow<'a, str>>>(entries: impl IntoIterator<Item = (K, Node<'a>)>) -> Node<'a> {
        Node::new(Json::Object(entries.into_iter().map(|(key, node)| (key.into(), node)).collect()))
    }
}

/// As its JSON text says; a number keeps its value where the serializer's whole numbers hold it, else its text.
impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(truth) => serializer.serialize_bool(*truth),
            Json::Number(text) => match text.parse::<i64>() {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.serialize_str(text),
            },
            Json::Exact(number) => match number.to_i64() {
                Some(whole) => serializer.serialize_i64(whole),
                None => serializer.serialize_str(&number.to_string()),
            },
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(entries) => serializer.collect_map(entries.iter().map(|(key, node)| (key, node))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_text;

    /// The texts of RFC 8785, section 3.2.2.2.
    #[test]
    fn texts_are_escaped_as_rfc_8785_says() {
        let given = r#"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "control": "\b\t\f\r\u001f\u007f"}"#;
        let wanted = "{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"control\":\"\\b\\t\\f\\r\\u001f\u{7f}\"}";
        assert_eq!(super::super::parse(given).map(|tree| to_text(&tree)), Ok(wanted.to_owned()));
    }
}
