//! The writer of CTDL-ASN graphs.

use super::node::kept;
use super::values::{language_list, language_map};
use super::{
    ALIGNMENTS, COMPETENCY, CONTEXT, CRITERION, FRAMEWORK, KEPT, LEVEL, MODEL, STANDINGS, ctid_of, is_ctid, urn_of,
};
use crate::document::{Node, to_lines};
use crate::framework::Index;
use crate::framework::model::{Competency, End, Extra, Framework, Indicator, RelationKind, Scale, Standing};
use crate::framework::wording::Wording;
use std::collections::{HashMap, HashSet};

/// A node that is being written: what is empty is left out.
struct Object(Vec<(String, Node<'static>)>);

impl Object {
    fn new(address: &str, class: &'static str) -> Object {
        Object(vec![("@id".to_owned(), Node::text(address.to_owned())), ("@type".to_owned(), Node::text(class))])
    }

    fn put(&mut self, key: &str, node: Option<Node<'static>>) {
        self.0.extend(node.map(|node| (key.to_owned(), node)));
    }

    fn text(&mut self, key: &str, text: &str) {
        self.put(key, (!text.is_empty()).then(|| Node::text(text.to_owned())));
    }

    fn list(&mut self, key: &str, texts: Vec<String>) {
        self.put(key, (!texts.is_empty()).then(|| Node::texts(texts)));
    }

    /// Adds what was kept word for word, where nothing is written in its place.
    fn kept(mut self, extra: &Extra) -> Node<'static> {
        for (key, json) in extra.iter() {
            let Some(key) = key.strip_prefix(KEPT).filter(|key| key.contains(':')) else { continue };
            if !self.0.iter().any(|(known, _)| known == key) {
                self.0.push((key.to_owned(), crate::framework::write::json_node(json).into_owned()));
            }
        }
        Node::object(self.0)
    }
}

struct Writer<'f> {
    framework: &'f Framework,
    ctid: String,
    address: String,
    /// The CTID and address of each competency.
    names: Vec<(String, String)>,
    by_id: HashMap<&'f str, usize>,
    index: Index<'f>,
}

/// Writes a graph: the framework, its scales, its competencies, each with its indicators behind it.
pub(super) fn write(framework: &Framework) -> String {
    let ctid = if is_ctid(&framework.id) { framework.id.clone() } else { ctid_of(&framework.id) };
    let address = if is_address(&framework.uri) { framework.uri.clone() } else { urn_of(&ctid) };
    let mut taken: HashSet<String> = HashSet::from([address.clone()]);
    let names = framework.competencies.iter().map(|competency| {
        let own =
            if is_ctid(&competency.id) { competency.id.clone() } else { ctid_of(&format!("{ctid}#{}", competency.id)) };
        let address = if is_address(&competency.uri) && taken.insert(competency.uri.clone()) {
            competency.uri.clone()
        } else {
            urn_of(&own)
        };
        (own, address)
    });
    let names = names.collect();
    let mut by_id = HashMap::with_capacity(framework.competencies.len());
    for (position, competency) in framework.competencies.iter().enumerate() {
        by_id.entry(competency.id.as_str()).or_insert(position);
    }
    to_lines(&Writer { framework, ctid, address, names, by_id, index: framework.index() }.graph())
}

/// Whether a text can name a node.
fn is_address(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    text.len() > scheme.len()
        && !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !text
            .contains(|letter: char| letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter))
}

/// A name as the last part of an address.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16)));
        }
    }
    out
}

/// The name of an encoded part; what is not encoded as it should be stays as it is.
pub(super) fn decoded(part: &str) -> String {
    let mut out = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let unit = match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from((high << 4) | low).ok(),
            _ => None,
        };
        out.push(unit.unwrap_or(*byte));
        rest = if unit.is_some() { after.get(2..).unwrap_or(&[]) } else { after };
    }
    String::from_utf8(out).unwrap_or_else(|_| part.to_owned())
}

impl Writer<'_> {
    fn graph(&self) -> Node<'static> {
        let framework = self.framework;
        let mut nodes = vec![self.head()];
        for scale in &framework.scales {
            self.scale(scale, &mut nodes);
        }
        let related = self.related();
        for (position, competency) in framework.competencies.iter().enumerate() {
            self.competency(position, competency, &related, &mut nodes);
        }
        let others = kept(&framework.extra, "nodes").map(Node::into_owned);
        nodes.extend(others.iter().flat_map(|others| others.items().iter().cloned()));
        let around = |key: &str| kept(&framework.extra, &format!("graph.{key}")).map(Node::into_owned);
        let id = self.address.replace("/resources/", "/graph/");
        let mut entries = vec![
            ("@context".to_owned(), around("@context").unwrap_or_else(|| Node::text(CONTEXT))),
            ("@id".to_owned(), around("@id").unwrap_or_else(|| Node::text(id))),
        ];
        for (key, json) in framework.extra.iter() {
            if let Some(key) = key.strip_prefix("ctdl:graph.").filter(|key| !["@context", "@id"].contains(key)) {
                entries.push((key.to_owned(), crate::framework::write::json_node(json).into_owned()));
            }
        }
        entries.push(("@graph".to_owned(), Node::list(nodes)));
        Node::object(entries)
    }

    fn head(&self) -> Node<'static> {
        let framework = self.framework;
        let language = framework.language.as_str();
        let mut node = Object::new(&self.address, FRAMEWORK);
        node.text("ceterms:ctid", &self.ctid);
        if self.ctid != framework.id {
            node.text("ceasn:codedNotation", &framework.id);
        }
        let title =
            if framework.title.is_empty() { Wording::plain(framework.id.as_str()) } else { framework.title.clone() };
        node.put("ceasn:name", language_map(&title, language));
        node.put("ceasn:description", language_map(&framework.description, language));
        self.languages(&mut node, language, &framework.extra);
        node.text("ceasn:author", &framework.creator);
        self.as_it_came(&mut node, "ceasn:publisherName", &framework.publisher);
        let came = kept(&framework.extra, "ceasn:source");
        let came =
            came.filter(|came| came.items().first().and_then(Node::as_text) == Some(framework.source_uri.as_str()));
        match came {
            Some(came) => node.put("ceasn:source", Some(came.into_owned())),
            None => node.list("ceasn:source", filled(&framework.source_uri)),
        }
        self.status(&mut node, framework.standing.as_ref());
        node.text("ceasn:dateModified", &framework.modified);
        for (key, day) in
            [("ceasn:dateValidFrom", framework.valid_from), ("ceasn:dateValidUntil", framework.valid_until)]
        {
            let came = kept(&framework.extra, key).filter(|came| {
                let day = day.map(|day| day.to_string());
                day.is_none() || came.as_text().and_then(|text| text.get(..10)) == day.as_deref()
            });
            let written = day.map(|day| Node::text(format!("{day}T00:00:00Z")));
            node.put(key, came.map(Node::into_owned).or(written));
        }
        node.text("ceasn:license", &framework.license.uri);
        self.as_it_came(&mut node, "ceasn:rights", &framework.license.text);
        node.put("ceasn:localSubject", language_list(&framework.subjects, language));
        let models = framework.scales.iter().map(|scale| self.scale_address(scale)).collect();
        node.list("asn:hasProgressionModel", models);
        node.list("ceasn:hasTopChild", self.top());
        node.kept(&framework.extra)
    }

    /// A text of the framework: as it came, in all its languages, where its first one still says so.
    fn as_it_came(&self, node: &mut Object, key: &str, text: &str) {
        let came = kept(&self.framework.extra, key).filter(|came| {
            came.entries()
                .first()
                .is_some_and(|(_, first)| first.as_text().or_else(|| first.items().first()?.as_text()) == Some(text))
        });
        let written = || language_map(&Wording::plain(text), &self.framework.language);
        node.put(key, came.map(Node::into_owned).or_else(written));
    }

    fn languages(&self, node: &mut Object, language: &str, extra: &Extra) {
        let came = kept(extra, "ceasn:inLanguage");
        match came.filter(|came| came.items().first().and_then(Node::as_text) == Some(language)) {
            Some(came) => node.put("ceasn:inLanguage", Some(came.into_owned())),
            None => node.list("ceasn:inLanguage", filled(language)),
        }
    }

    fn status(&self, node: &mut Object, standing: Option<&Standing>) {
        let word = standing.map(|standing| match standing {
            Standing::PrivateDraft => "publicationStatus:Draft".to_owned(),
            Standing::Other(word) => word.clone(),
            known => {
                let word = STANDINGS.iter().find(|(_, standing)| standing == known).map_or("", |(word, _)| *word);
                format!("publicationStatus:{word}")
            }
        });
        let address = word.filter(|word| is_address(word) || word.contains(':'));
        node.text("ceasn:publicationStatusType", &address.unwrap_or_default());
    }

    /// Those right below the framework, in their order.
    fn top(&self) -> Vec<String> {
        let below = self.framework.relations.iter().enumerate().filter(|(_, relation)| {
            relation.kind == RelationKind::ChildOf && self.is_framework(&relation.to) && relation.from.is_here()
        });
        let mut below: Vec<(i64, usize, &String)> = below
            .filter_map(|(at, relation)| {
                let (_, address) = self.name(&relation.from.id)?;
                Some((relation.order.unwrap_or(i64::MAX), at, address))
            })
            .collect();
        below.sort();
        distinct(below.into_iter().map(|(_, _, address)| address.clone()))
    }

    fn is_framework(&self, end: &End) -> bool {
        end.id == self.framework.id && end.is_here() && !self.by_id.contains_key(end.id.as_str())
    }

    fn name(&self, id: &str) -> Option<&(String, String)> {
        self.names.get(*self.by_id.get(id)?)
    }

    fn scale_address(&self, scale: &Scale) -> String {
        format!("{}#scale/{}", self.address, encoded(&scale.id))
    }

    fn level_address(&self, scale: &Scale, level: &str) -> String {
        format!("{}/{}", self.scale_address(scale), encoded(level))
    }

    fn scale(&self, scale: &Scale, nodes: &mut Vec<Node<'static>>) {
        let language = self.framework.language.as_str();
        let address = self.scale_address(scale);
        let mut node = Object::new(&address, MODEL);
        node.text("ceterms:ctid", &ctid_of(&address));
        let title = if scale.title.is_empty() { Wording::plain(scale.id.as_str()) } else { scale.title.clone() };
        node.put("ceasn:name", language_map(&title, language));
        node.put("ceasn:description", language_map(&scale.description, language));
        node.list(
            "skos:hasTopConcept",
            scale.levels.iter().map(|level| self.level_address(scale, &level.id)).collect(),
        );
        nodes.push(node.kept(&scale.extra));
        for level in &scale.levels {
            let at = self.level_address(scale, &level.id);
            let mut node = Object::new(&at, LEVEL);
            node.text("ceterms:ctid", &ctid_of(&at));
            node.put("skos:prefLabel", language_map(&level.title, language));
            node.put("skos:definition", language_map(&level.description, language));
            node.text("skos:notation", &level.id);
            node.list("ceasn:inProgressionModel", vec![address.clone()]);
            nodes.push(Node::object(node.0));
        }
    }

    /// The relations of each competency that the format has a property for: by its position, then by property.
    fn related(&self) -> HashMap<usize, Vec<(&'static str, String)>> {
        let mut found: HashMap<usize, Vec<(&'static str, String)>> = HashMap::new();
        for relation in &self.framework.relations {
            let Some(from) = self.by_id.get(relation.from.id.as_str()).filter(|_| relation.from.is_here()) else {
                continue;
            };
            let known = ALIGNMENTS.iter().find(|(_, kind)| *kind == relation.kind).map(|(key, _)| *key);
            let child = relation.kind == RelationKind::ChildOf;
            let top = child && self.is_framework(&relation.to);
            let here = self.name(&relation.to.id).filter(|_| relation.to.is_here());
            let address = match here {
                _ if top => Some(self.address.clone()),
                Some((_, address)) => Some(address.clone()),
                None => Some(relation.to.uri.clone()).filter(|uri| is_address(uri)),
            };
            let key = if top { Some("ceasn:isTopChildOf") } else { child.then_some("ceasn:isChildOf").or(known) };
            if let (Some(key), Some(address)) = (key, address) {
                found.entry(*from).or_default().push((key, address));
            }
        }
        found
    }

    fn competency(
        &self,
        position: usize,
        competency: &Competency,
        related: &HashMap<usize, Vec<(&'static str, String)>>,
        nodes: &mut Vec<Node<'static>>,
    ) {
        let Some((ctid, address)) = self.names.get(position) else { return };
        let own = competency.language.as_str();
        let language = if own.is_empty() { self.framework.language.as_str() } else { own };
        let extra = &competency.extra;
        let mut node = Object::new(address, COMPETENCY);
        node.text("ceterms:ctid", ctid);
        if *ctid != competency.id {
            node.list("ceasn:altCodedNotation", vec![competency.id.clone()]);
        }
        let statement = if competency.statement.is_empty() { competency.name() } else { competency.statement.clone() };
        node.put("ceasn:competencyText", language_map(&statement, language));
        node.put("ceasn:competencyLabel", language_map(&competency.title, language));
        node.text("ceasn:codedNotation", &competency.code);
        let category = Wording::plain(competency.category.as_str());
        node.put("ceasn:competencyCategory", language_map(&category, language));
        node.put("ceasn:comment", language_map(&competency.notes, language));
        self.languages(&mut node, own, extra);
        node.put("ceasn:conceptKeyword", language_list(&competency.keywords, language));
        node.put("ceasn:localSubject", language_list(&competency.subjects, language));
        self.status(&mut node, competency.standing.as_ref());
        node.text("ceasn:dateModified", &competency.modified);
        node.text("ceasn:license", &competency.license.uri);
        if kept(extra, "ceasn:isPartOf").is_none() {
            node.list("ceasn:isPartOf", vec![self.address.clone()]);
        }
        let related = related.get(&position).map_or(&[][..], Vec::as_slice);
        let of =
            |key: &str| distinct(related.iter().filter(|(known, _)| *known == key).map(|(_, address)| address.clone()));
        node.list("ceasn:isTopChildOf", of("ceasn:isTopChildOf"));
        node.list("ceasn:isChildOf", of("ceasn:isChildOf"));
        node.list("ceasn:hasChild", self.children(position));
        for (key, _) in ALIGNMENTS {
            node.list(key, of(key));
        }
        let scale = self.index.scale(&competency.scale);
        if let Some(scale) = scale {
            let on = scale.levels.iter().filter(|level| competency.has_level(&level.id));
            node.list("asn:hasProgressionLevel", on.map(|level| self.level_address(scale, &level.id)).collect());
        }
        let criteria: Vec<String> =
            (1..=competency.indicators.len()).map(|number| format!("{}#criterion/{number}", urn_of(ctid))).collect();
        node.list("ceasn:hasCriterionLevel", criteria.clone());
        nodes.push(node.kept(extra));
        for (indicator, at) in competency.indicators.iter().zip(criteria) {
            nodes.push(self.criterion(indicator, scale, language, &at));
        }
    }

    fn criterion(&self, indicator: &Indicator, scale: Option<&Scale>, language: &str, at: &str) -> Node<'static> {
        let mut node = Object::new(at, CRITERION);
        node.put("ceasn:benchmarkText", language_map(&indicator.text, language));
        node.text("ceasn:codedNotation", &indicator.id);
        if let Some((scale, level)) = scale.and_then(|scale| Some((scale, scale.level(&indicator.level)?))) {
            node.list("asn:hasProgressionLevel", vec![self.level_address(scale, &level.id)]);
        }
        Node::object(node.0)
    }

    /// The addresses of those right below a competency, in their order.
    fn children(&self, position: usize) -> Vec<String> {
        self.index.children(position).iter().filter_map(|child| Some(self.names.get(*child)?.1.clone())).collect()
    }
}

fn filled(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

/// Each text once, where it comes first.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    texts.filter(|text| seen.insert(text.clone())).collect()
}
