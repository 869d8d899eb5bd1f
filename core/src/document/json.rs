//! The grammar of JSON (RFC 8259): a text to a tree, by one loop, so that no depth of nesting uses up the stack.

use super::{DEEPEST, Json, Node, Reader, report_duplicates};
use crate::problem::{Code, Path, Problem};
use std::borrow::Cow;

/// A list or object that is still open.
pub(super) struct Open<'a> {
    pub(super) at: usize,
    pub(super) key: Option<Cow<'a, str>>,
    pub(super) value: Json<'a>,
}

/// Where a text stops being JSON, and why.
pub(super) struct Stopped {
    pub(super) at: usize,
    pub(super) problem: Problem,
}

/// A text and how far it is read.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    /// At the beginning of a text; a byte order mark there is passed over.
    pub(super) fn new(text: &'a str) -> Lexer<'a> {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lexer { text, at }
    }

    /// Reads the whole text; keys that stand twice go to the reader.
    pub(super) fn document(&mut self, reader: &mut Reader<'_>) -> Result<Node<'a>, Stopped> {
        let mut stack: Vec<Open<'a>> = Vec::new();
        loop {
            self.blanks();
            let at = self.at;
            let value = match self.peek() {
                Some(b'"') => {
                    self.pass();
                    Json::Text(self.string()?)
                }
                Some(b'-' | b'0'..=b'9') => Json::Number(Cow::Borrowed(self.number()?)),
                Some(opening @ (b'[' | b'{')) => {
                    if stack.len() >= DEEPEST {
                        return Err(Stopped { at, problem: Problem::new(Code::JsonTooDeep, Path::new()) });
                    }
                    self.pass();
                    self.blanks();
                    let is_object = opening == b'{';
                    let value = if is_object { Json::Object(Vec::new()) } else { Json::List(Vec::new()) };
                    if self.took(if is_object { b'}' } else { b']' }) {
                        value
                    } else {
                        let key = if is_object { Some(self.key()?) } else { None };
                        stack.push(Open { at, key, value });
                        continue;
                    }
                }
                Some(b't') => self.word("true", Json::Bool(true))?,
                Some(b'f') => self.word("false", Json::Bool(false))?,
                Some(b'n') => self.word("null", Json::Null)?,
                _ => return Err(self.expected("a value")),
            };
            let mut node = Node { value, at };
            // The value ends what is open, as long as no comma follows.
            loop {
                self.blanks();
                let Some(open) = stack.last_mut() else {
                    return if self.at == self.text.len() { Ok(node) } else { Err(self.expected("the end")) };
                };
                let comma = self.took(b',');
                match &mut open.value {
                    Json::Object(entries) => {
                        entries.push((open.key.take().unwrap_or_default(), node));
                        if comma {
                            self.blanks();
                            open.key = Some(self.key()?);
                            break;
                        }
                        if !self.took(b'}') {
                            return Err(self.expected("`,` or `}`"));
                        }
                    }
                    Json::List(items) => {
                        items.push(node);
                        if comma {
                            break;
                        }
                        if !self.took(b']') {
                            return Err(self.expected("`,` or `]`"));
                        }
                    }
                    _ => return Err(self.expected("nothing")),
                }
                let Some(open) = stack.pop() else { return Err(self.expected("nothing")) };
                report_duplicates(&open, &stack, reader);
                node = Node { value: open.value, at: open.at };
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Passes a byte if it is the one that stands here.
    fn took(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        if here {
            self.pass();
        }
        here
    }

    fn pass_while(&mut self, belongs: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&belongs) {
            self.pass();
        }
    }

    fn blanks(&mut self) {
        self.pass_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    fn stopped(&self, reason: impl std::fmt::Display) -> Stopped {
        Stopped { at: self.at, problem: Problem::new(Code::JsonSyntax, Path::new()).with("reason", reason) }
    }

    fn expected(&self, what: &str) -> Stopped {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => self.stopped(format_args!("{what} was expected, not `{}`", found.escape_debug())),
            None => self.stopped(format_args!("{what} was expected, but the text ends")),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Stopped> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at = self.at.saturating_add(word.len());
            Ok(value)
        } else {
            Err(self.expected("a value"))
        }
    }

    /// A key and the colon after it.
    fn key(&mut self) -> Result<Cow<'a, str>, Stopped> {
        if !self.took(b'"') {
            return Err(self.expected("a key in quotes"));
        }
        let key = self.string()?;
        self.blanks();
        if self.took(b':') { Ok(key) } else { Err(self.expected("`:`")) }
    }

    fn number(&mut self) -> Result<&'a str, Stopped> {
        let start = self.at;
        self.took(b'-');
        if !self.took(b'0') {
            self.digits()?;
        }
        if self.took(b'.') {
            self.digits()?;
        }
        if self.took(b'e') || self.took(b'E') {
            if !self.took(b'+') {
                self.took(b'-');
            }
            self.digits()?;
        }
        Ok(self.since(start))
    }

    fn digits(&mut self) -> Result<(), Stopped> {
        let start = self.at;
        self.pass_while(|byte| byte.is_ascii_digit());
        if self.at > start { Ok(()) } else { Err(self.expected("a digit")) }
    }

    /// What was passed since a place. Places are beside ASCII letters, so that no letter is cut.
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// A text, after its first quotation mark.
    fn string(&mut self) -> Result<Cow<'a, str>, Stopped> {
        let mut unescaped: Option<String> = None;
        loop {
            let start = self.at;
            self.pass_while(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            let piece = self.since(start);
            match self.peek() {
                Some(b'"') => {
                    self.pass();
                    return Ok(match unescaped {
                        None => Cow::Borrowed(piece),
                        Some(text) => Cow::Owned(text + piece),
                    });
                }
                Some(b'\\') => {
                    let text = unescaped.get_or_insert_default();
                    text.push_str(piece);
                    self.pass();
                    text.push(self.escape()?);
                }
                Some(_) => return Err(self.expected("a letter or an escape in the text")),
                None => return Err(self.expected("`\"`")),
            }
        }
    }

    /// What an escape stands for, after its backslash.
    fn escape(&mut self) -> Result<char, Stopped> {
        let letter = match self.peek() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.pass();
                return self.escaped_unit();
            }
            _ => return Err(self.expected("an escape such as `\\n`")),
        };
        self.pass();
        Ok(letter)
    }

    /// The letter of one `\u` escape, or of two that are a surrogate pair.
    fn escaped_unit(&mut self) -> Result<char, Stopped> {
        let first = self.unit()?;
        if let Some(Ok(letter)) = char::decode_utf16([first]).next() {
            return Ok(letter);
        }
        if self.took(b'\\') && self.took(b'u') {
            let second = self.unit()?;
            if let Some(Ok(letter)) = char::decode_utf16([first, second]).next() {
                return Ok(letter);
            }
        }
        Err(self.stopped("half of a surrogate pair stands alone"))
    }

    fn unit(&mut self) -> Result<u16, Stopped> {
        let start = self.at;
        while self.at < start.saturating_add(4) && self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
            self.pass();
        }
        let digits = self.since(start);
        match u16::from_str_radix(digits, 16) {
            Ok(unit) if digits.len() == 4 => Ok(unit),
            _ => Err(self.expected("four hexadecimal digits")),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use crate::document::parse;
    use proptest::prelude::*;
    use serde_json::Value;

    /// A tree as serde_json has it, numbers by their text.
    fn plain(node: &Node<'_>) -> Value {
        match &node.value {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(text) => serde_json::from_str(text).unwrap(),
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
        for text in
            ["\u{feff}\u{feff}[]", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\u+123\"", "[1 2]", "{\"a\":1,}", "", "tru"]
        {
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
