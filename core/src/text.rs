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

/// Letters that are quoted of a text that somebody entered, at most: a document of 16 MiB must not come back whole, and not once for each line about it.
pub(crate) const QUOTED: usize = 200;

/// A text of at most so many letters; where there were more, `…` says so.
pub(crate) fn cut(mut text: String, letters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(letters) {
        text.truncate(end);
        text.push('…');
        // The room of what was cut off is not kept either.
        text.shrink_to_fit();
    }
    text
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

/// Pairs of letters that one search for what was meant compares, at most: a document has 200 problems, and hundreds of names as long as they may be.
const MOST_PAIRS: usize = 50_000;

/// The known word nearest to `word`, if one is near enough to be meant: a third of its letters may differ.
///
/// Where there are so many long names that the search would cost time, those further back are not looked at.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Words longer than any name of a scheme are no slip of the keyboard, and hostile input must not cost time.
    if word.len() > 64 {
        return None;
    }
    let word: Vec<char> = word.chars().collect();
    let mut allowed = word.len().checked_div(3).unwrap_or(0).max(1);
    let mut nearest = None;
    let mut pairs = MOST_PAIRS;
    for candidate in known {
        // A letter has four bytes at most.
        if candidate.len() > word.len().saturating_add(allowed).saturating_mul(4) {
            continue;
        }
        let letters: Vec<char> = candidate.chars().collect();
        if let Some(distance) = edit_distance(&word, &letters, allowed, &mut pairs) {
            nearest = Some(candidate);
            match distance.checked_sub(1) {
                Some(nearer) => allowed = nearer,
                None => break,
            }
        }
        if pairs == 0 {
            break;
        }
    }
    nearest
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment), if they are no more than `allowed`.
///
/// Letters further from each other than that are not compared; those that are, are taken from `pairs`, and where these are used up there is no answer.
fn edit_distance(a: &[char], b: &[char], allowed: usize, pairs: &mut usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX);
    let mut before_last = vec![usize::MAX; b.len().saturating_add(1)];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut current = before_last.clone();
    let mut previous_of_a = None;
    for (row, &x) in (1usize..).zip(a) {
        let (from, until) = (row.saturating_sub(allowed), row.saturating_add(allowed).min(b.len()));
        *pairs = pairs.saturating_sub(until.saturating_sub(from).saturating_add(1));
        if *pairs == 0 {
            return None;
        }
        // What lies beside the band is as far as can be.
        for beside in [from.checked_sub(1), Some(until.saturating_add(1))].into_iter().flatten() {
            if let Some(place) = current.get_mut(beside) {
                *place = usize::MAX;
            }
        }
        let mut least = usize::MAX;
        for column in from..=until {
            let mut best = at(&last, column).saturating_add(1);
            if let Some(before) = column.checked_sub(1) {
                let y = b.get(before).copied();
                let replaced = at(&last, before).saturating_add(usize::from(Some(x) != y));
                best = best.min(replaced).min(at(&current, before).saturating_add(1));
                if let Some(before) = before.checked_sub(1)
                    && b.get(before) == Some(&x)
                    && previous_of_a == y
                {
                    best = best.min(at(&before_last, before).saturating_add(1));
                }
            }
            if let Some(place) = current.get_mut(column) {
                *place = best;
            }
            least = least.min(best);
        }
        if least > allowed {
            return None;
        }
        previous_of_a = Some(x);
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut current);
    }
    Some(at(&last, b.len())).filter(|distance| *distance <= allowed)
}

/// A text in which each of some names, where it stands as a word, is left out.
pub(crate) fn without_names<'t>(text: &'t str, names: &[String]) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !text.contains(name.as_str()) {
            continue;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest: &str = &text;
        while let Some(at) = rest.find(name.as_str()) {
            let (before, found) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let after = found.strip_prefix(name.as_str()).unwrap_or("");
            let inside = before.chars().next_back().is_some_and(char::is_alphanumeric)
                || after.chars().next().is_some_and(char::is_alphanumeric);
            out.push_str(before);
            out.push_str(if inside { name } else { LEFT_OUT });
            rest = after;
        }
        out.push_str(rest);
        text = Cow::Owned(out);
    }
    text
}

/// What stands in the place of a name.
const LEFT_OUT: &str = "[…]";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised() {
        let known = ["kuantitas_target", "kualitas", "waktu_target"];
        assert_eq!(did_you_mean("kuantitas_tagret", known), Some("kuantitas_target"));
        assert_eq!(did_you_mean("kualtias", known), Some("kualitas"));
        assert_eq!(did_you_mean("biaya", known), None);
    }

    #[test]
    fn distances_are_counted_as_far_as_they_are_allowed() {
        let distance = |a: &str, b: &str, allowed| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            edit_distance(&letters(a), &letters(b), allowed, &mut MOST_PAIRS.clone())
        };
        assert_eq!(distance("", "abc", 3), Some(3));
        assert_eq!(distance("", "abc", 2), None);
        assert_eq!(distance("abcd", "acbd", 1), Some(1));
        assert_eq!(distance("abcd", "acbd", 0), None);
        assert_eq!(distance("abcdef", "badcfe", 3), Some(3));
        assert_eq!(distance("kitten", "sitting", 2), None);
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
        assert_eq!(distance("xabcdefgh", "abcdefghx", 2), Some(2));
    }
}
