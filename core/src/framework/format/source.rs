//! What was given to be read: a JSON tree, or a text of another kind; and bytes as text.

use crate::document::{LONGEST_TEXT, Node, Reader, parse_into};
use crate::problem::{Code, Path, Problem, Problems};
use std::borrow::Cow;

/// What was given to be read.
pub(super) enum Source<'s> {
    /// JSON, once parsed.
    Tree(Node<'s>),
    /// A text that is no JSON.
    Text(&'s str),
    /// A workbook.
    #[cfg(feature = "xlsx")]
    Book(&'s super::xlsx::OpenedBook),
}

impl<'s> Source<'s> {
    /// What a text holds. Whether it is JSON is known where its format is named, else its first letters tell.
    pub(super) fn of(text: &'s str, json: Option<bool>, reader: &mut Reader<'_>) -> Result<Source<'s>, Problems> {
        if !json.unwrap_or_else(|| looks_like_json(text)) {
            return Source::bounded(text);
        }
        match parse_into(text, reader) {
            Some(tree) => Ok(Source::Tree(tree)),
            None => Err(std::mem::take(&mut reader.problems)),
        }
    }

    /// A text that is no JSON, and not too long.
    pub(super) fn bounded(text: &'s str) -> Result<Source<'s>, Problems> {
        if text.len() > LONGEST_TEXT {
            return Err(Problems::from_iter([Problem::new(Code::JsonTooLarge, Path::new())]));
        }
        Ok(Source::Text(text))
    }

    /// The tree of JSON.
    pub(super) fn tree(&self) -> Option<&Node<'s>> {
        match self {
            Source::Tree(tree) => Some(tree),
            _ => None,
        }
    }

    /// A text that is no JSON; nothing of anything else.
    pub(super) fn text(&self) -> &'s str {
        match self {
            Source::Text(text) => text,
            _ => "",
        }
    }
}

/// Whether a text begins as JSON does: an object, or a list of values. `[OPERATOR]` is the title of a column.
fn looks_like_json(text: &str) -> bool {
    let text = text.trim_start();
    let list = text.strip_prefix('[').map(str::trim_start);
    text.starts_with('{')
        || list.is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(['{', '[', ']', '"', '-', 't', 'f', 'n'])
                || rest.starts_with(|first: char| first.is_ascii_digit())
        })
}

/// The text at a key, borrowed; nothing where there is none.
pub(super) fn word_at<'n>(node: &'n Node<'_>, key: &str) -> &'n str {
    node.get(key).and_then(Node::as_text).unwrap_or_default()
}

/// Bytes as text.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Problems> {
    let wide = |unit: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>();
        text.ok().filter(|_| rest.is_empty()).map(Cow::Owned)
    };
    let found = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        bytes => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    found.ok_or_else(|| {
        let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
        Problems::from_iter([Problem::new(Code::FormatEncoding, Path::new()).with("at", at)])
    })
}
