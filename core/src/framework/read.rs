//! From the tree of a `framework/1` document to the model. What has no right form was reported by the shape and is passed over here.

use super::bound::{MOST_COMPETENCIES, MOST_RELATIONS};
use super::model::{
    Cite, Competency, End, Extra, Framework, Indicator, IndicatorKind, Level, License, Relation, RelationKind, Scale,
    SourceText, Standing, Tier,
};
use super::wording::Wording;
use crate::citation::Confidence;
use crate::document::Node;
use crate::number::Number;
use chrono::NaiveDate;

/// A text at a key, else an empty one.
pub(crate) fn text(node: &Node<'_>, key: &str) -> String {
    node.get(key).and_then(Node::as_text).unwrap_or_default().to_owned()
}

pub(crate) fn texts(node: &Node<'_>, key: &str) -> Vec<String> {
    items(node, key).iter().filter_map(Node::as_text).map(str::to_owned).collect()
}

pub(crate) fn wording(node: &Node<'_>, key: &str) -> Wording {
    node.get(key).map(Wording::read).unwrap_or_default()
}

pub(crate) fn items<'n, 'a>(node: &'n Node<'a>, key: &str) -> &'n [Node<'a>] {
    node.get(key).map_or(&[], |list| list.items())
}

pub(crate) fn date(node: &Node<'_>, key: &str) -> Option<NaiveDate> {
    crate::period::date(node.get(key)?.as_text()?)
}

/// An exact number, given as a number or a text.
pub(crate) fn number(node: &Node<'_>, key: &str) -> Option<Number> {
    node.get(key)?.to_number()
}

fn whole(node: &Node<'_>, key: &str) -> Option<i64> {
    number(node, key)?.to_i64()
}

pub(crate) fn extra(node: &Node<'_>) -> Extra {
    let mut extra = Extra::default();
    for (key, value) in node.get("extra").map_or(&[][..], |node| node.entries()) {
        extra.keep(key.as_ref(), value);
    }
    extra
}

fn license(node: &Node<'_>) -> License {
    node.get("license").map_or_else(License::default, |node| License {
        name: text(node, "name"),
        uri: text(node, "uri"),
        text: text(node, "text"),
    })
}

pub(crate) fn cites(node: &Node<'_>) -> Vec<Cite> {
    let read = |node: &Node<'_>| Cite {
        source: text(node, "source"),
        at: text(node, "at"),
        confidence: node.get("confidence").and_then(Node::as_text).and_then(Confidence::from_word),
    };
    items(node, "cite").iter().map(read).collect()
}

pub(crate) fn sources(node: &Node<'_>) -> Vec<SourceText> {
    let read = |node: &Node<'_>| SourceText {
        name: text(node, "name"),
        title: wording(node, "title"),
        uri: text(node, "uri"),
        confidence: Confidence::from_word(&text(node, "confidence")).unwrap_or(Confidence::Unverified),
    };
    items(node, "sources").iter().map(read).collect()
}

fn level(node: &Node<'_>) -> Level {
    Level {
        id: text(node, "id"),
        title: wording(node, "title"),
        description: wording(node, "description"),
        value: number(node, "value"),
        codes: texts(node, "codes"),
        cite: cites(node),
    }
}

pub(crate) fn scale(node: &Node<'_>) -> Scale {
    Scale {
        id: text(node, "id"),
        title: wording(node, "title"),
        description: wording(node, "description"),
        minimum: number(node, "minimum"),
        levels: items(node, "levels").iter().map(level).collect(),
        cite: cites(node),
        extra: extra(node),
    }
}

fn indicator(node: &Node<'_>) -> Indicator {
    Indicator {
        id: text(node, "id"),
        level: text(node, "level"),
        kind: IndicatorKind::from_word(&text(node, "kind")),
        text: wording(node, "text"),
        cite: cites(node),
    }
}

pub(crate) fn competency(node: &Node<'_>) -> Competency {
    Competency {
        id: text(node, "id"),
        code: text(node, "code"),
        uri: text(node, "uri"),
        title: wording(node, "title"),
        statement: wording(node, "statement"),
        notes: wording(node, "notes"),
        category: text(node, "category"),
        language: text(node, "language"),
        keywords: texts(node, "keywords"),
        subjects: texts(node, "subjects"),
        education: texts(node, "education"),
        standing: Standing::from_word(&text(node, "standing")),
        modified: text(node, "modified"),
        valid_from: date(node, "valid_from"),
        valid_until: date(node, "valid_until"),
        license: license(node),
        scale: text(node, "scale"),
        levels: texts(node, "levels"),
        indicators: items(node, "indicators").iter().map(indicator).collect(),
        cite: cites(node),
        extra: extra(node),
    }
}

fn end(node: &Node<'_>, key: &str) -> End {
    match node.get(key) {
        Some(node) if node.as_text().is_none() => End {
            id: text(node, "id"),
            framework: text(node, "framework"),
            uri: text(node, "uri"),
            title: text(node, "title"),
        },
        Some(node) => End::here(node.as_text().unwrap_or_default()),
        None => End::default(),
    }
}

pub(crate) fn relation(node: &Node<'_>) -> Relation {
    Relation {
        id: text(node, "id"),
        kind: RelationKind::from_word(&text(node, "kind")),
        from: end(node, "from"),
        to: end(node, "to"),
        order: whole(node, "order"),
        strength: number(node, "strength"),
        asserted_by: text(node, "asserted_by"),
        from_version: text(node, "from_version"),
        to_version: text(node, "to_version"),
        notes: text(node, "notes"),
        uri: text(node, "uri"),
        modified: text(node, "modified"),
        extra: extra(node),
    }
}

fn tier(node: &Node<'_>) -> Tier {
    Tier {
        id: text(node, "id"),
        title: wording(node, "title"),
        level: text(node, "level"),
        competencies: texts(node, "competencies"),
        cite: cites(node),
    }
}

/// All but the competencies and relations.
pub(crate) fn head(node: &Node<'_>) -> Framework {
    Framework {
        id: text(node, "framework"),
        version: text(node, "version"),
        uri: text(node, "uri"),
        language: text(node, "language"),
        title: wording(node, "title"),
        description: wording(node, "description"),
        creator: text(node, "creator"),
        publisher: text(node, "publisher"),
        source_uri: text(node, "source_uri"),
        standing: Standing::from_word(&text(node, "standing")),
        modified: text(node, "modified"),
        valid_from: date(node, "valid_from"),
        valid_until: date(node, "valid_until"),
        license: license(node),
        subjects: texts(node, "subjects"),
        notes: wording(node, "notes"),
        sources: sources(node),
        scales: items(node, "scales").iter().map(scale).collect(),
        competencies: Vec::new(),
        relations: Vec::new(),
        tiers: items(node, "tiers").iter().map(tier).collect(),
        extra: extra(node),
    }
}

pub(crate) fn framework(node: &Node<'_>) -> Framework {
    Framework {
        competencies: items(node, "competencies")
            .iter()
            .take(MOST_COMPETENCIES.saturating_add(1))
            .map(competency)
            .collect(),
        relations: items(node, "relations").iter().take(MOST_RELATIONS.saturating_add(1)).map(relation).collect(),
        ..head(node)
    }
}
