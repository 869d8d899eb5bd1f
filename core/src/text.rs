//! Languages, and texts that a person reads in one of them.

use crate::shared::Shared;
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A language in which texts are shown.
///
/// ```
/// use kinerja::Lang;
/// assert_eq!(Lang::from_code("id"), Some(Lang::Id));
/// assert_eq!(Lang::En.code(), "en");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Indonesian.
    Id,
}

impl Lang {
    /// Every language, in the order of its code.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Id];

    /// The two-letter code of ISO 639-1.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Id => "id",
        }
    }

    /// The language of a two-letter code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// A number's text in this language's own form: Indonesian writes `88,67` for `88.67`.
    ///
    /// Digits are not grouped, so that a printed number can be typed back.
    ///
    /// ```
    /// use kinerja::Lang;
    /// assert_eq!(Lang::Id.decimal("88.67"), "88,67");
    /// assert_eq!(Lang::En.decimal("88.67"), "88.67");
    /// ```
    #[must_use]
    pub fn decimal(self, plain: &str) -> String {
        match self {
            Lang::En => plain.to_owned(),
            Lang::Id => plain.replace('.', ","),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text in one or more languages.
///
/// Asked for a language that it lacks, it gives the one it has: a title in the wrong language is better than none.
///
/// ```
/// use kinerja::{Lang, Text};
/// let title = Text::of([(Lang::Id, "Baik"), (Lang::En, "Good")]);
/// assert_eq!(title.get(Lang::En), "Good");
/// ```
///
/// Cloning is cheap: clones share the words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    by_language: Shared<(Lang, String)>,
}

impl Text {
    /// A text from its languages, the main one first.
    pub fn of<S: Into<String>>(texts: impl IntoIterator<Item = (Lang, S)>) -> Text {
        Text { by_language: texts.into_iter().map(|(lang, text)| (lang, text.into())).collect() }
    }

    /// The text in `lang`, else in the first language it has, else an empty text.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.by_language
            .iter()
            .find(|(l, _)| *l == lang)
            .or_else(|| self.by_language.first())
            .map_or("", |(_, text)| text.as_str())
    }

    /// This text with each language's words changed.
    #[must_use]
    pub(crate) fn map(&self, change: impl Fn(Lang, &str) -> String) -> Text {
        Text { by_language: self.by_language.iter().map(|(lang, text)| (*lang, change(*lang, text))).collect() }
    }

    /// Whether there is a text in `lang` itself.
    #[must_use]
    pub fn has(&self, lang: Lang) -> bool {
        self.by_language.iter().any(|(l, text)| *l == lang && !text.is_empty())
    }

    /// A title with its name, `«Title» (`name`)`; without a title the name alone.
    pub(crate) fn with_name(&self, name: &str) -> Text {
        if self.is_empty() {
            return Text::of([(Lang::En, format!("`{name}`"))]);
        }
        self.map(|_, title| format!("«{title}» (`{name}`)"))
    }

    /// This text, else a name in every language.
    pub(crate) fn or_name(&self, name: &str) -> Text {
        if self.is_empty() { Text::of(Lang::ALL.map(|lang| (lang, name))) } else { self.clone() }
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_language.is_empty()
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// An object from language to text.
///
/// ```
/// use kinerja::{Lang, Text};
/// let title = Text::of([(Lang::Id, "Baik"), (Lang::En, "Good")]);
/// assert_eq!(serde_json::to_string(&title).unwrap(), r#"{"id":"Baik","en":"Good"}"#);
/// ```
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.by_language.iter().map(|(lang, text)| (lang, text)))
    }
}

/// The names that a text holds in braces, `{name}`.
pub(crate) fn names_in_braces(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name).filter(|name| {
        !name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_')
    })
}

/// A text with the names in braces replaced, once: what a name stands for is not read again.
pub(crate) fn fill_braces(text: &str, value_of: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, end)| Some((value_of(name)?, end))) {
            Some((value, end)) => {
                out.push_str(&value);
                rest = end;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A text that stays on its line and in its direction: control characters, line separators and bidirectional marks become blanks, so that what somebody entered cannot
/// pretend to be a line of its own.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}

/// The known word nearest to `word`, if one is near enough to be meant: a third of its letters may differ.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Words longer than any name of a scheme are no slip of the keyboard, and hostile input must not cost time.
    if word.len() > 64 {
        return None;
    }
    let allowed = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment).
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_char = None;
    for (row, x) in a.chars().enumerate() {
        let mut current = vec![row.saturating_add(1)];
        for (column, &y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX);
            let next = column.saturating_add(1);
            let replaced = at(&last, column).saturating_add(usize::from(x != y));
            let removed = at(&last, next).saturating_add(1);
            let added = at(&current, column).saturating_add(1);
            let mut best = replaced.min(removed).min(added);
            let previous_of_b = column.checked_sub(1).and_then(|before| Some((before, *b.get(before)?)));
            if let Some((before, previous)) = previous_of_b
                && previous_char == Some(y)
                && previous == x
            {
                best = best.min(at(&before_last, before).saturating_add(1));
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_char = Some(x);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised() {
        let known = ["kuantitas_target", "kualitas", "waktu_target"];
        assert_eq!(did_you_mean("kuantitas_tagret", known), Some("kuantitas_target"));
        assert_eq!(did_you_mean("kualtias", known), Some("kualitas"));
        assert_eq!(did_you_mean("biaya", known), None);
        assert_eq!(edit_distance("", "abc"), 3);
        assert_eq!(edit_distance("abcd", "acbd"), 1);
    }
}
