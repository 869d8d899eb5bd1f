//! Texts in any number of languages: frameworks of other houses are written in more than the library's own two.

use crate::document::{Json, Node};
use crate::text::{Lang, Text};

/// A text in one or more languages, each with its tag (`en`, `en-US`, `id`); an empty tag says that the language is not stated.
///
/// ```
/// use kinerja::framework::Wording;
/// let title = Wording::of([("id", "Kerja Sama"), ("en-GB", "Teamwork")]);
/// assert_eq!(title.get("en"), "Teamwork");
/// assert_eq!(title.get("fr"), "Kerja Sama", "a title in another language is better than none");
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Hash)]
pub struct Wording(Vec<(String, String)>);

/// The tag that stands for an unstated language where a tag must stand (BCP 47).
const UNSTATED: &str = "und";

impl Wording {
    /// A text whose language is not stated; an empty one is no text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Wording {
        Wording::of([("", text.into())])
    }

    /// A text from its languages, the main one first; empty texts are left out, and of a tag that comes twice the first stays.
    #[must_use]
    pub fn of<T: Into<String>, S: Into<String>>(texts: impl IntoIterator<Item = (T, S)>) -> Wording {
        let mut wording = Wording::default();
        for (tag, text) in texts {
            let (tag, text) = (tag.into(), text.into());
            if !text.is_empty() && !wording.0.iter().any(|(known, _)| *known == tag) {
                wording.0.push((tag, text));
            }
        }
        wording
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in a language, else in one of the same primary language (`en` for `en-US`), else the first there is, else nothing.
    #[must_use]
    pub fn get(&self, tag: &str) -> &str {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let exact = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag));
        exact
            .or_else(|| self.0.iter().find(|(known, _)| primary(known) == primary(tag)))
            .or_else(|| self.0.first())
            .map_or("", |(_, text)| text.as_str())
    }

    /// The text in the language of a document; where that declares none, the first.
    #[cfg(any(feature = "case", feature = "moodle", feature = "table"))]
    pub(crate) fn in_language(&self, tag: &str) -> &str {
        if tag.is_empty() { self.first() } else { self.get(tag) }
    }

    /// The first text, whatever its language.
    #[must_use]
    pub fn first(&self) -> &str {
        self.0.first().map_or("", |(_, text)| text.as_str())
    }

    /// Tags and texts, the main language first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// How many languages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The text for explanations, which speak the library's own languages.
    #[must_use]
    pub fn to_text(&self) -> Text {
        let own = Lang::ALL.into_iter().filter(|lang| {
            self.0.iter().any(|(tag, _)| tag.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case(lang.code())))
        });
        let own: Vec<(Lang, &str)> = own.map(|lang| (lang, self.get(lang.code()))).collect();
        match (own.is_empty(), self.is_empty()) {
            (_, true) => Text::default(),
            (true, _) => Text::of([(Lang::En, self.first())]),
            _ => Text::of(own),
        }
    }

    /// As documents write it: a plain text, or an object from language to text.
    pub(crate) fn node(&self) -> Node<'_> {
        match self.0.as_slice() {
            [(tag, text)] if tag.is_empty() => Node::text(text.as_str()),
            texts => {
                Node::object(texts.iter().map(|(tag, text)| {
                    (if tag.is_empty() { UNSTATED } else { tag.as_str() }, Node::text(text.as_str()))
                }))
            }
        }
    }

    /// From a plain text or an object from language to text; anything else is no text.
    pub(crate) fn read(node: &Node<'_>) -> Wording {
        match &node.value {
            Json::Text(text) => Wording::plain(text.to_string()),
            Json::Object(texts) => Wording::of(
                texts
                    .iter()
                    .filter_map(|(tag, text)| Some((if tag == UNSTATED { "" } else { tag.as_ref() }, text.as_text()?))),
            ),
            _ => Wording::default(),
        }
    }
}
