//! What stands at the keys of an object whose shape has been checked, and the way from a text to what it says.

use super::shape::Shape;
use super::{Json, Node, Reader, parse_into};
use crate::number::Number;
use crate::period::date;
use crate::problem::{Path, Problems, Trail};
use crate::text::{Lang, Text};
use chrono::NaiveDate;

impl<'a> Node<'a> {
    /// The value of a key; `null` is the same as leaving the key out.
    pub(crate) fn given(&self, key: &str) -> Option<&Node<'a>> {
        self.get(key).filter(|node| !node.is_null())
    }

    /// A text that is not empty.
    pub(crate) fn text_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::as_text).filter(|text| !text.is_empty())
    }

    /// A text, copied; an empty one where there is none.
    pub(crate) fn words_at(&self, key: &str) -> String {
        self.text_at(key).unwrap_or("").to_owned()
    }

    /// A text for people.
    pub(crate) fn title_at(&self, key: &str) -> Text {
        match self.get(key).map(|node| &node.value) {
            Some(Json::Text(text)) => Text::of(Lang::ALL.map(|lang| (lang, text.as_ref()))),
            Some(Json::Object(entries)) => {
                Text::of(entries.iter().filter_map(|(lang, text)| Some((Lang::from_code(lang)?, text.as_text()?))))
            }
            _ => Text::default(),
        }
    }

    /// An exact number.
    pub(crate) fn number_at(&self, key: &str) -> Option<Number> {
        self.get(key).and_then(Node::to_number)
    }

    /// A whole number.
    pub(crate) fn whole_at(&self, key: &str) -> Option<i64> {
        self.number_at(key).and_then(|number| number.to_i64())
    }

    /// A number of things.
    pub(crate) fn count_at(&self, key: &str) -> Option<usize> {
        self.whole_at(key).and_then(|whole| usize::try_from(whole).ok())
    }

    /// A date.
    pub(crate) fn date_at(&self, key: &str) -> Option<NaiveDate> {
        self.text_at(key).and_then(date)
    }

    /// Whether it is said that something is so.
    pub(crate) fn is_true_at(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| matches!(node.value, Json::Bool(true)))
    }

    /// The items of a list; none where there is no list.
    pub(crate) fn list_at(&self, key: &str) -> &[Node<'a>] {
        self.get(key).map_or(&[], Node::items)
    }

    /// The texts of a list.
    pub(crate) fn texts_at(&self, key: &str) -> Vec<String> {
        self.list_at(key).iter().filter_map(|node| Some(node.as_text()?.to_owned())).collect()
    }
}

/// Reads a document of a kind from its text. What its shape cannot see, `read` finds in a tree that fits.
pub(crate) fn document<T>(
    text: &str,
    shape: &Shape,
    read: impl FnOnce(&Node<'_>, &Path) -> Result<T, Problems>,
) -> Result<T, Problems> {
    let mut reader = Reader::new(Some(text));
    let Some(tree) = parse_into(text, &mut reader) else { return Err(reader.problems) };
    shape.check(&tree, &Trail::Top, &mut reader);
    if !reader.problems.is_empty() {
        return Err(reader.problems.in_order());
    }
    read(&tree, &Path::new()).map_err(|problems| {
        reader.place(&problems, &tree);
        reader.problems.in_order()
    })
}
