//! The one reader: text to a spanned tree, and the tree against the shape of its kind.
//!
//! Every document of the library comes in through here, so that each is strict in the same way, keeps the literal text of its numbers, and
//! gives all of its problems at once. A tree can also be built by hand from the values of a host language ([`Node::new`]).

pub(crate) mod canonical;
pub(crate) mod given;
mod json;
pub(crate) mod parts;
pub(crate) mod schema;
mod seal;
pub(crate) mod shape;
pub(crate) mod words;
mod write;

pub use canonical::{canonical_text, digest};
pub use schema::schema;
pub use seal::{is_sealed, seal, sealed};
pub use write::{to_lines, to_text};

use crate::number::Number;
use crate::problem::{Code, Position, Problem, Problems, Segment, Trail};
use json::{Lexer, Open, Stopped, Why};
use std::borrow::Cow;
use std::collections::HashSet;

/// The longest text that is read, in bytes.
pub const LONGEST_TEXT: usize = 16 * 1024 * 1024;
/// How deep values may be nested.
pub const DEEPEST: usize = 64;

/// A value of a document and where its text begins.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What stands here.
    pub value: Json<'a>,
    /// The byte offset of the value in the text, 0 where there is no text.
    pub at: usize,
}

/// The kinds of value that a document is made of. Numbers keep their literal text.
#[derive(Clone, Debug)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, by its text.
    Number(Cow<'a, str>),
    /// A number that a host language holds as one: facts and settings take it without going through a text.
    Exact(Number),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object: its keys in the order of the text.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// A value that comes from no text.
    #[must_use]
    pub fn new(value: Json<'a>) -> Node<'a> {
        Node { value, at: 0 }
    }

    /// The value of a key of an object; of a key that stands twice, the first.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entries().iter().find(|(k, _)| k == key).map(|(_, node)| node)
    }

    /// As [`Node::get`], for keys that are asked for in the order in which they mostly stand: looks at `place` first, and moves it on.
    pub(crate) fn get_near(&self, key: &str, place: &mut usize) -> Option<&Node<'a>> {
        let entries = self.entries();
        let here = entries.get(*place).filter(|(k, _)| k == key);
        let found = here.map_or_else(|| entries.iter().position(|(k, _)| k == key), |_| Some(*place))?;
        *place = found.saturating_add(1);
        entries.get(found).map(|(_, node)| node)
    }

    /// The keys and values of an object; none for another value.
    #[must_use]
    pub fn entries(&self) -> &[(Cow<'a, str>, Node<'a>)] {
        match &self.value {
            Json::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for another value.
    #[must_use]
    pub fn items(&self) -> &[Node<'a>] {
        match &self.value {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// A text's letters.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The exact number that stands here, as a JSON number or as text.
    pub(crate) fn to_number(&self) -> Option<Number> {
        match &self.value {
            Json::Number(text) | Json::Text(text) => Number::parse(text).ok(),
            Json::Exact(number) => Some(number.clone()),
            _ => None,
        }
    }

    /// This value with texts of its own, for one that outlives the document it came from.
    ///
    /// ```
    /// let kept = { let text = String::from(r#"["a"]"#); kinerja::document::parse(&text).unwrap().into_owned() };
    /// assert_eq!(kept.items()[0].as_text(), Some("a"));
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Node<'static> {
        let owned = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        // Trees are at most as deep as the reader reads or the library writes.
        let value = match self.value {
            Json::Null => Json::Null,
            Json::Bool(truth) => Json::Bool(truth),
            Json::Number(text) => Json::Number(owned(text)),
            Json::Exact(number) => Json::Exact(number),
            Json::Text(text) => Json::Text(owned(text)),
            Json::List(items) => Json::List(items.into_iter().map(Node::into_owned).collect()),
            Json::Object(entries) => {
                Json::Object(entries.into_iter().map(|(key, node)| (owned(key), node.into_owned())).collect())
            }
        };
        Node { value, at: self.at }
    }

    /// The exact number that stands here, which may be a fraction as text, `1/3`.
    pub(crate) fn to_ratio(&self) -> Option<Number> {
        match self.as_text().and_then(|text| text.split_once('/')) {
            Some((num, den)) => Number::parse(num).ok()?.checked_div(&Number::parse(den).ok()?),
            None => self.to_number(),
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Json::Null)
    }

    /// What the value is, in a word for a problem's sentence.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Json::Null => "null",
            Json::Bool(_) => "true/false",
            Json::Number(_) | Json::Exact(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

/// Collects the problems of one document, each with its line and column.
pub(crate) struct Reader<'t> {
    text: Option<&'t str>,
    /// The languages that texts of this document are asked for in; none where it declares none, and then any will do.
    pub(crate) languages: Vec<crate::text::Lang>,
    line_ends: Vec<usize>,
    pub(crate) problems: Problems,
}

impl<'t> Reader<'t> {
    /// The text of the document, or of its tree where it came without text.
    pub(crate) fn text_of(&self, tree: &Node<'_>) -> std::sync::Arc<str> {
        self.text.map_or_else(|| to_text(tree).into(), Into::into)
    }

    pub(crate) fn new(text: Option<&'t str>) -> Reader<'t> {
        Reader { text, languages: Vec::new(), line_ends: Vec::new(), problems: Problems::default() }
    }

    /// Adds a problem at a place, with line and column if the document came as text.
    pub(crate) fn add(&mut self, problem: Problem, node: &Node<'_>) {
        let position = self.position(node.at);
        self.problems.push(problem.at(position));
    }

    pub(crate) fn problem(&mut self, code: Code, trail: &Trail<'_>, node: &Node<'_>) {
        self.add(Problem::new(code, trail.path()), node);
    }

    /// Takes over the problems that a room found in this tree, each to where its path leads.
    pub(crate) fn place(&mut self, problems: &Problems, tree: &Node<'_>) {
        for problem in problems {
            // What is missing is told at what it should stand in.
            self.add(problem.clone(), deepest(tree, problem.path().segments()));
        }
        self.problems.count_more(problems.more());
    }

    fn position(&mut self, offset: usize) -> Option<Position> {
        let text = self.text?;
        if self.problems.is_full() {
            return None;
        }
        if self.line_ends.is_empty() {
            self.line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
            self.line_ends.push(text.len());
        }
        let line = self.line_ends.partition_point(|&end| end < offset);
        let start = line.checked_sub(1).and_then(|l| self.line_ends.get(l)).map_or(0, |end| end.saturating_add(1));
        let column = text.get(start..offset)?.chars().count().saturating_add(1);
        Some(Position { line: line.saturating_add(1), column })
    }
}

/// The node that a way leads to, as far as there is one.
fn deepest<'n, 'a>(node: &'n Node<'a>, way: &[Segment]) -> &'n Node<'a> {
    let next = way.split_first().and_then(|(step, further)| {
        let next = match step {
            Segment::Key(key) => node.get(key),
            Segment::Index(index) => node.items().get(*index),
        };
        next.map(|next| deepest(next, further))
    });
    next.unwrap_or(node)
}

/// Reads JSON text to a tree. Duplicate keys are all reported; a text that is not JSON has the one problem where it stops being so.
///
/// # Errors
/// `json.syntax`, `json.too_large`, `json.too_deep`, `json.duplicate_key`.
///
/// ```
/// let tree = kinerja::document::parse(r#"{"score": 88.670}"#)?;
/// assert!(matches!(&tree.get("score").unwrap().value, kinerja::document::Json::Number(text) if text == "88.670"));
/// # Ok::<(), kinerja::Problems>(())
/// ```
pub fn parse(text: &str) -> Result<Node<'_>, Problems> {
    let mut reader = Reader::new(Some(text));
    let tree = parse_into(text, &mut reader);
    match tree {
        Some(tree) => reader.problems.in_order().or(tree),
        None => Err(reader.problems),
    }
}

/// Reads a text; on a syntax problem there is no tree.
pub(crate) fn parse_into<'a>(text: &'a str, reader: &mut Reader<'_>) -> Option<Node<'a>> {
    if text.len() > LONGEST_TEXT {
        reader.problems.push(Problem::new(Code::JsonTooLarge, crate::problem::Path::new()));
        return None;
    }
    match Lexer::new(text).document(reader) {
        Ok(tree) => Some(tree),
        Err(Stopped { at, why }) => {
            let problem = match why {
                Why::TooDeep => Problem::new(Code::JsonTooDeep, crate::problem::Path::new()),
                why => {
                    // What is not JSON has this one problem: what was found before may be said of something else than was meant.
                    reader.problems = Problems::default();
                    syntax_problem(text, at, why)
                }
            };
            reader.add(problem, &Node { value: Json::Null, at });
            None
        }
    }
}

/// What is wrong with a text that is no JSON, with what to do where the mistake is a common one.
fn syntax_problem(text: &str, offset: usize, why: Why) -> Problem {
    let problem = Problem::new(Code::JsonSyntax, crate::problem::Path::new());
    let (before, rest) = text.split_at_checked(offset).unwrap_or((text, ""));
    let before = before.trim_end();
    let word = rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).next().unwrap_or("");
    let follows_digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let is_key = || {
        before.ends_with(['{', ',']) && rest.get(word.len()..).is_some_and(|after| after.trim_start().starts_with(':'))
    };
    if text.trim().is_empty() {
        return problem.with("reason", "the text is empty");
    }
    if let Why::Wrong(reason) = why {
        return problem.with("reason", reason);
    }
    let Some(first) = rest.chars().next().filter(|_| why != Why::Ends) else {
        return problem.with("reason", "the text ends too early").advising(
            "something is not closed: a quote, a bracket or a brace",
            "ada yang belum ditutup: tanda kutip, kurung siku atau kurung kurawal",
        );
    };
    match first {
        '\'' => problem.with("reason", "a text stands in double quotes").advising("write \"…\"", "tulis \"…\""),
        '“' | '”' | '„' | '‘' | '’' => {
            problem.with("reason", "a text stands in straight quotes").advising("write \"…\"", "tulis \"…\"")
        }
        '}' | ']' if before.ends_with(',') => problem
            .with("reason", "no comma may stand before a closing bracket")
            .advising("remove the comma", "hapus komanya"),
        '0'..='9' if before.strip_suffix(',').is_some_and(follows_digit) => problem
            .with("reason", "a number has a comma")
            .advising("decimals take a point, as 88.67", "desimal memakai titik, seperti 88.67"),
        '/' | '#' => problem.with("reason", "JSON has no comments").advising("remove it", "hapuslah"),
        '+' => problem.with("reason", "a number has no plus sign").advising("remove it", "hapuslah"),
        '.' => problem
            .with("reason", "a number begins with a digit")
            .advising("write 0 before the point", "tulis 0 sebelum titik"),
        _ if matches!(word, "True" | "False") => problem
            .with("reason", format_args!("`{word}` is not a value"))
            .advising("write true or false", "tulis true atau false"),
        _ if ["NaN", "nan", "Infinity", "-Infinity", "None", "undefined"].contains(&word) => problem
            .with("reason", format_args!("`{word}` is not a value"))
            .advising("leave the value out, or write null", "kosongkan nilainya, atau tulis null"),
        _ if is_key() => problem
            .with("reason", "a key stands in double quotes")
            .with("key", word)
            .advising("write \"{key}\"", "tulis \"{key}\""),
        _ if why == Why::NoValue && !word.is_empty() => problem.with("reason", format_args!("`{word}` is not a value")),
        _ => problem.with("reason", format_args!("`{first}` does not belong here")),
    }
}

fn report_duplicates(open: &Open<'_>, stack: &[Open<'_>], reader: &mut Reader<'_>) {
    let Json::Object(entries) = &open.value else { return };
    let repeated: Vec<(&str, &Node<'_>)> = if entries.len() <= 16 {
        let first = |index: usize, key: &str| entries.iter().take(index).any(|(k, _)| k == key);
        entries.iter().enumerate().filter(|(i, (k, _))| first(*i, k)).map(|(_, (k, n))| (k.as_ref(), n)).collect()
    } else {
        let mut seen = HashSet::with_capacity(entries.len());
        entries.iter().filter(|(key, _)| !seen.insert(key.as_ref())).map(|(key, node)| (key.as_ref(), node)).collect()
    };
    for (key, node) in repeated {
        if reader.problems.is_full() {
            reader.add(Problem::new(Code::JsonDuplicateKey, crate::problem::Path::new()), node);
            continue;
        }
        let path = stack.iter().chain([open]).fold(crate::problem::Path::new(), |path, level| {
            match (&level.value, &level.key) {
                (Json::Object(_), Some(key)) => path.key(key.as_ref()),
                (Json::List(items), _) => path.index(items.len()),
                _ => path,
            }
        });
        reader.add(Problem::new(Code::JsonDuplicateKey, path.key(key)).with("key", key), node);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// A tree as serde_json has it, numbers by their text.
    fn plain(node: &Node<'_>) -> Value {
        match &node.value {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(text) => serde_json::from_str(text).unwrap(),
            Json::Exact(number) => serde_json::from_str(&number.to_string()).unwrap(),
            Json::Text(text) => Value::String(text.to_string()),
            Json::List(items) => items.iter().map(plain).collect(),
            Json::Object(entries) => {
                Value::Object(entries.iter().map(|(key, node)| (key.to_string(), plain(node))).collect())
            }
        }
    }

    #[test]
    fn places_are_those_of_values() {
        let tree = parse(" {\"a\" : [1, \"\\u00e9\\ud83d\\ude00\"] }\n").unwrap();
        let list = tree.get("a").unwrap();
        assert_eq!((tree.at, list.at, list.items()[0].at, list.items()[1].at), (1, 8, 9, 12));
        assert_eq!(list.items()[1].as_text(), Some("é😀"));
        assert!(parse("\u{feff}[]").is_ok());
        for text in [
            "\u{feff}\u{feff}[]",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\u+123\"",
            "[1 2]",
            "{\"a\":1,}",
            "",
            "tru",
            "NaN",
            "[-Infinity]",
            "01",
            "-01",
            "1.",
            "1e",
            "+1",
            "\"\t\"",
            "\"\\'\"",
            "\"\\u12\"",
            "[] 1",
            "[]]",
            "{\"a\" 1}",
            "{\"a\":}",
            "[,1]",
            "\u{a0}1",
            "1\0",
        ] {
            assert_eq!(parse(text).unwrap_err().iter().next().unwrap().code(), Code::JsonSyntax, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_same_texts_are_json_as_for_serde_json(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "[", "]", ",", ":", " ", "\n", "\"", "\"a\"", "\"b\":", "\\", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\n",
                    "0", "1", "-", ".5", "e3", "E-2", "true", "false", "null", "tru", "é", "\u{1}", "\u{7f}",
                ]),
                0..12,
            ),
            wrapped in any::<bool>(),
        ) {
            let text = if wrapped { format!("[{}]", pieces.join(",")) } else { pieces.concat() };
            let ours = parse(&text);
            let duplicate = ours.as_ref().is_err_and(|p| p.iter().all(|p| p.code() == Code::JsonDuplicateKey));
            match (serde_json::from_str::<Value>(&text), ours) {
                (Ok(theirs), Ok(ours)) => prop_assert_eq!(theirs, plain(&ours)),
                (theirs, ours) => prop_assert_eq!(theirs.is_ok(), ours.is_ok() || duplicate, "{}", text),
            }
        }
    }
}
