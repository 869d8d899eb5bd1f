//! The grammar of JSON (RFC 8259): a text to a tree, by one loop, so that no depth of nesting uses up the stack.

use super::{DEEPEST, Json, Node, Reader, report_duplicates};
use std::borrow::Cow;

/// A list or object that is still open.
pub(super) struct Open<'a> {
    pub(super) at: usize,
    pub(super) key: Option<Cow<'a, str>>,
    pub(super) value: Json<'a>,
}

/// Where a text cannot be read on.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) at: usize,
    pub(super) why: Why,
}

/// Why a text cannot be read on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// Lists and objects stand too deep in each other.
    TooDeep,
    /// The text ends where something is still open.
    Ends,
    /// What stands here is no value, where one is needed.
    NoValue,
    /// What stands here may not follow what stands before.
    Unexpected,
    /// What is wrong inside a text or behind the whole, in a sentence.
    Wrong(&'static str),
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
                Some(b'"') => Json::Text(self.string()?),
                Some(b'-' | b'0'..=b'9') => Json::Number(Cow::Borrowed(self.number()?)),
                Some(b'{') => {
                    self.open(&stack)?;
                    if !self.took(b'}') {
                        let key = Some(self.key()?);
                        stack.push(Open { at, key, value: Json::Object(Vec::new()) });
                        continue;
                    }
                    Json::Object(Vec::new())
                }
                Some(b'[') => {
                    self.open(&stack)?;
                    if !self.took(b']') {
                        stack.push(Open { at, key: None, value: Json::List(Vec::new()) });
                        continue;
                    }
                    Json::List(Vec::new())
                }
                Some(b't') => self.word("true", Json::Bool(true))?,
                Some(b'f') => self.word("false", Json::Bool(false))?,
                Some(b'n') => self.word("null", Json::Null)?,
                _ => return Err(self.stopped(Why::NoValue)),
            };
            let mut node = Node { value, at };
            // The value ends what is open, as long as no comma follows.
            loop {
                self.blanks();
                let Some(open) = stack.last_mut() else {
                    return match self.peek() {
                        None => Ok(node),
                        Some(_) => Err(self.stopped(Why::Wrong("The JSON already contains one root element"))),
                    };
                };
                let comma = self.took(b',');
                let closing = match &mut open.value {
                    Json::Object(entries) => {
                        entries.push((open.key.take().unwrap_or_default(), node));
                        if comma {
                            self.blanks();
                            open.key = Some(self.key()?);
                        }
                        b'}'
                    }
                    Json::List(items) => {
                        items.push(node);
                        b']'
                    }
                    _ => return Err(self.stopped(Why::Unexpected)),
                };
                if comma {
                    break;
                }
                if !self.took(closing) {
                    return Err(self.stopped(Why::Unexpected));
                }
                let Some(open) = stack.pop() else { return Err(self.stopped(Why::Unexpected)) };
                report_duplicates(&open, &stack, reader);
                node = Node { value: open.value, at: open.at };
            }
        }
    }

    /// Passes an opening bracket and the blanks after it.
    fn open(&mut self, stack: &[Open<'_>]) -> Result<(), Stopped> {
        if stack.len() >= DEEPEST {
            return Err(Stopped { at: self.at, why: Why::TooDeep });
        }
        self.pass(1);
        self.blanks();
        Ok(())
    }

    #[inline(always)]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or(&[])
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// Passes a byte if it is the one that stands here.
    #[inline(always)]
    fn took(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        if here {
            self.pass(1);
        }
        here
    }

    /// Passes bytes up to one that does not belong, and says how many.
    #[inline(always)]
    fn pass_while(&mut self, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest();
        let count = rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
        self.pass(count);
        count
    }

    fn blanks(&mut self) {
        self.pass_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    fn stopped(&self, why: Why) -> Stopped {
        Stopped { at: self.at, why: if self.rest().is_empty() { Why::Ends } else { why } }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Stopped> {
        let rest = self.rest();
        if rest.starts_with(word.as_bytes()) {
            self.pass(word.len());
            return Ok(value);
        }
        Err(Stopped { at: self.at, why: if word.as_bytes().starts_with(rest) { Why::Ends } else { Why::NoValue } })
    }

    /// A key and the colon after it.
    fn key(&mut self) -> Result<Cow<'a, str>, Stopped> {
        if self.peek() != Some(b'"') {
            return Err(self.stopped(Why::Unexpected));
        }
        let key = self.string()?;
        self.blanks();
        if self.took(b':') { Ok(key) } else { Err(self.stopped(Why::Unexpected)) }
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
        match self.pass_while(|byte| byte.is_ascii_digit()) {
            0 => Err(self.stopped(Why::Unexpected)),
            _ => Ok(()),
        }
    }

    /// What was passed since a place. Places are beside ASCII letters, so that no letter is cut.
    #[inline(always)]
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// A text, at its first quotation mark.
    fn string(&mut self) -> Result<Cow<'a, str>, Stopped> {
        self.pass(1);
        let mut unescaped: Option<String> = None;
        loop {
            let start = self.at;
            self.pass_while(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            let piece = self.since(start);
            match self.peek() {
                Some(b'"') => {
                    self.pass(1);
                    return Ok(match unescaped {
                        None => Cow::Borrowed(piece),
                        Some(text) => Cow::Owned(text + piece),
                    });
                }
                Some(b'\\') => {
                    let text = unescaped.get_or_insert_default();
                    text.push_str(piece);
                    text.push(self.escape()?);
                }
                _ => {
                    return Err(self.stopped(Why::Wrong(
                        "a line break, tab or control character in a text is written as an escape",
                    )));
                }
            }
        }
    }

    /// What an escape stands for, at its backslash.
    fn escape(&mut self) -> Result<char, Stopped> {
        let start = self.at;
        self.pass(1);
        let letter = match self.peek() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.pass(1);
                return self.escaped_unit(start);
            }
            None => return Err(self.stopped(Why::Ends)),
            Some(_) => {
                return Err(Stopped { at: start, why: Why::Wrong("a backslash begins an escape such as \\\\ or \\n") });
            }
        };
        self.pass(1);
        Ok(letter)
    }

    /// The letter of one `\u` escape, or of two that are a surrogate pair.
    fn escaped_unit(&mut self, start: usize) -> Result<char, Stopped> {
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
        Err(Stopped { at: start, why: Why::Wrong("half of a surrogate pair stands alone") })
    }

    fn unit(&mut self) -> Result<u16, Stopped> {
        let digits = self.rest().get(..4).unwrap_or(self.rest());
        let value = |digits: &[u8]| {
            let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u16::try_from(digit).ok());
            digits.iter().try_fold(0u16, |unit, byte| Some(unit.wrapping_shl(4) | digit(byte)?))
        };
        match value(digits) {
            Some(unit) if digits.len() == 4 => {
                self.pass(4);
                Ok(unit)
            }
            Some(_) => Err(Stopped { at: self.text.len(), why: Why::Ends }),
            None => Err(self.stopped(Why::Wrong("\\u needs four hexadecimal digits"))),
        }
    }
}
