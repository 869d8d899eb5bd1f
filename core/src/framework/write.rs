//! From the model to the tree of a `framework/1` document. What is empty is left out.

use super::model::{
    Cite, Competency, End, Extra, Framework, Indicator, Level, License, Relation, Scale, SourceText, Standing, Tier,
};
use super::wording::Wording;
use crate::document::{Json, Node, parse};
use crate::number::Number;
use chrono::NaiveDate;

/// An object of the keys that have something.
pub(crate) struct Fields<'a>(Vec<(&'static str, Node<'a>)>);

impl<'a> Fields<'a> {
    pub(crate) fn new() -> Fields<'a> {
        Fields(Vec::new())
    }

    pub(crate) fn node(self) -> Node<'a> {
        Node::object(self.0)
    }

    pub(crate) fn maybe(mut self, key: &'static str, node: Option<Node<'a>>) -> Fields<'a> {
        self.0.extend(node.map(|node| (key, node)));
        self
    }

    pub(crate) fn always(self, key: &'static str, node: Node<'a>) -> Fields<'a> {
        self.maybe(key, Some(node))
    }

    pub(crate) fn text(self, key: &'static str, text: &'a str) -> Fields<'a> {
        self.maybe(key, (!text.is_empty()).then(|| Node::text(text)))
    }

    pub(crate) fn texts(self, key: &'static str, texts: &'a [String]) -> Fields<'a> {
        self.maybe(key, (!texts.is_empty()).then(|| Node::texts(texts.iter().map(String::as_str))))
    }

    pub(crate) fn wording(self, key: &'static str, wording: &'a Wording) -> Fields<'a> {
        self.maybe(key, (!wording.is_empty()).then(|| wording.node()))
    }

    pub(crate) fn number(self, key: &'static str, number: Option<&Number>) -> Fields<'a> {
        self.maybe(key, number.map(|number| Node::text(number.to_string())))
    }

    pub(crate) fn date(self, key: &'static str, date: Option<NaiveDate>) -> Fields<'a> {
        self.maybe(key, date.map(|date| Node::text(date.to_string())))
    }

    pub(crate) fn list<T: 'a>(self, key: &'static str, list: &'a [T], node: impl Fn(&'a T) -> Node<'a>) -> Fields<'a> {
        self.maybe(key, (!list.is_empty()).then(|| Node::list(list.iter().map(node))))
    }

    fn standing(self, standing: Option<&'a Standing>) -> Fields<'a> {
        self.maybe("standing", standing.map(|standing| Node::text(standing.word())))
    }

    fn license(self, license: &'a License) -> Fields<'a> {
        let node =
            Fields::new().text("name", &license.name).text("uri", &license.uri).text("text", &license.text).node();
        self.maybe("license", (!node.entries().is_empty()).then_some(node))
    }

    pub(crate) fn cites(self, cites: &'a [Cite]) -> Fields<'a> {
        self.list("cite", cites, |cite| {
            let confidence = cite.confidence.map(|confidence| Node::text(confidence.word()));
            let node = Fields::new().always("source", Node::text(cite.source.as_str())).text("at", &cite.at);
            node.maybe("confidence", confidence).node()
        })
    }

    pub(crate) fn extra(self, extra: &'a Extra) -> Fields<'a> {
        let entries = || extra.iter().map(|(key, json)| (key, json_node(json)));
        self.maybe("extra", (!extra.is_empty()).then(|| Node::object(entries())))
    }
}

/// The value of a JSON text that was written by this library.
pub(crate) fn json_node(json: &str) -> Node<'_> {
    parse(json).unwrap_or_else(|_| Node::new(Json::Null))
}

pub(crate) fn source(source: &SourceText) -> Node<'_> {
    let node = Fields::new().always("name", Node::text(source.name.as_str())).wording("title", &source.title);
    node.text("uri", &source.uri).always("confidence", Node::text(source.confidence.word())).node()
}

pub(crate) fn level(level: &Level) -> Node<'_> {
    Fields::new()
        .always("id", Node::text(level.id.as_str()))
        .wording("title", &level.title)
        .wording("description", &level.description)
        .number("value", level.value.as_ref())
        .texts("codes", &level.codes)
        .cites(&level.cite)
        .node()
}

pub(crate) fn scale(scale: &Scale) -> Node<'_> {
    Fields::new()
        .always("id", Node::text(scale.id.as_str()))
        .wording("title", &scale.title)
        .wording("description", &scale.description)
        .number("minimum", scale.minimum.as_ref())
        .always("levels", Node::list(scale.levels.iter().map(level)))
        .cites(&scale.cite)
        .extra(&scale.extra)
        .node()
}

fn indicator(indicator: &Indicator) -> Node<'_> {
    Fields::new()
        .text("id", &indicator.id)
        .text("level", &indicator.level)
        .maybe("kind", indicator.kind.map(|kind| Node::text(kind.word())))
        .always("text", indicator.text.node())
        .cites(&indicator.cite)
        .node()
}

pub(crate) fn competency(competency: &Competency) -> Node<'_> {
    Fields::new()
        .always("id", Node::text(competency.id.as_str()))
        .text("code", &competency.code)
        .text("uri", &competency.uri)
        .wording("title", &competency.title)
        .wording("statement", &competency.statement)
        .wording("notes", &competency.notes)
        .text("category", &competency.category)
        .text("language", &competency.language)
        .texts("keywords", &competency.keywords)
        .texts("subjects", &competency.subjects)
        .texts("education", &competency.education)
        .standing(competency.standing.as_ref())
        .text("modified", &competency.modified)
        .date("valid_from", competency.valid_from)
        .date("valid_until", competency.valid_until)
        .license(&competency.license)
        .text("scale", &competency.scale)
        .texts("levels", &competency.levels)
        .list("indicators", &competency.indicators, indicator)
        .cites(&competency.cite)
        .extra(&competency.extra)
        .node()
}

fn end(end: &End) -> Node<'_> {
    if end.framework.is_empty() && end.uri.is_empty() && end.title.is_empty() {
        return Node::text(end.id.as_str());
    }
    let node = Fields::new().always("id", Node::text(end.id.as_str())).text("framework", &end.framework);
    node.text("uri", &end.uri).text("title", &end.title).node()
}

pub(crate) fn relation(relation: &Relation) -> Node<'_> {
    Fields::new()
        .text("id", &relation.id)
        .always("kind", Node::text(relation.kind.word()))
        .always("from", end(&relation.from))
        .always("to", end(&relation.to))
        .maybe("order", relation.order.map(Node::number))
        .number("strength", relation.strength.as_ref())
        .text("asserted_by", &relation.asserted_by)
        .text("from_version", &relation.from_version)
        .text("to_version", &relation.to_version)
        .text("notes", &relation.notes)
        .text("uri", &relation.uri)
        .text("modified", &relation.modified)
        .extra(&relation.extra)
        .node()
}

pub(crate) fn tier(tier: &Tier) -> Node<'_> {
    Fields::new()
        .always("id", Node::text(tier.id.as_str()))
        .wording("title", &tier.title)
        .always("level", Node::text(tier.level.as_str()))
        .texts("competencies", &tier.competencies)
        .cites(&tier.cite)
        .node()
}

/// The fields of the framework itself: no list of things that have ids of their own.
pub(crate) fn head(framework: &Framework) -> Fields<'_> {
    Fields::new()
        .always("kinerja", Node::text("framework/1"))
        .always("framework", Node::text(framework.id.as_str()))
        .text("version", &framework.version)
        .text("uri", &framework.uri)
        .text("language", &framework.language)
        .wording("title", &framework.title)
        .wording("description", &framework.description)
        .text("creator", &framework.creator)
        .text("publisher", &framework.publisher)
        .text("source_uri", &framework.source_uri)
        .standing(framework.standing.as_ref())
        .text("modified", &framework.modified)
        .date("valid_from", framework.valid_from)
        .date("valid_until", framework.valid_until)
        .license(&framework.license)
        .texts("subjects", &framework.subjects)
        .wording("notes", &framework.notes)
        .list("sources", &framework.sources, source)
        .extra(&framework.extra)
}

pub(crate) fn framework(framework: &Framework) -> Node<'_> {
    head(framework)
        .list("scales", &framework.scales, scale)
        .list("competencies", &framework.competencies, competency)
        .list("relations", &framework.relations, relation)
        .list("tiers", &framework.tiers, tier)
        .node()
}
