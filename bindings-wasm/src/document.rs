//! Trees to be written as JSON text.

use kinerja::Lang;
use kinerja::document::{Json, Node};
use std::borrow::Cow;

pub(crate) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node::new(Json::Text(text.into()))
}

pub(crate) fn number<'a>(number: impl ToString) -> Node<'a> {
    Node::new(Json::Number(number.to_string().into()))
}

#[cfg(feature = "schemes")]
pub(crate) fn truth<'a>(truth: bool) -> Node<'a> {
    Node::new(Json::Bool(truth))
}

#[cfg(feature = "schemes")]
pub(crate) fn null<'a>() -> Node<'a> {
    Node::new(Json::Null)
}

pub(crate) fn list<'a>(items: impl IntoIterator<Item = Node<'a>>) -> Node<'a> {
    Node::new(Json::List(items.into_iter().collect()))
}

pub(crate) fn text_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Node<'a> {
    list(texts.into_iter().map(text))
}

pub(crate) fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Node<'a>)>) -> Node<'a> {
    Node::new(Json::Object(entries.into_iter().map(|(key, node)| (key.into(), node)).collect()))
}

/// An object from each language to what it says.
pub(crate) fn each_language<'a>(words: impl Fn(Lang) -> String) -> Node<'a> {
    object(Lang::ALL.map(|lang| (lang.code(), text(words(lang)))))
}

#[cfg(feature = "schemes")]
pub(crate) fn by_language<'a>(words: &kinerja::Text) -> Node<'a> {
    each_language(|lang| words.get(lang).to_owned())
}
