//! The writer of CASE packages. What CASE says of a thing is written, read as others would read it, and whatever differs from the model goes into the extensions of 1.1.

use super::link::{Targets, target};
use super::read::{document_target, head, native_association, native_item};
use super::rubric::{Names, Rubrics, rubrics};
use super::{KEPT, OURS, standing_word, type_of};
use crate::document::{Json, Node, to_lines};
use crate::framework::format::tolerance::Used;
use crate::framework::format::{Format, uuid};
use crate::framework::model::{Competency, End, Extra, Framework, License, Relation};
use crate::framework::wording::Wording;
use crate::framework::write;
use crate::problem::Path;
use chrono::NaiveDate;

/// When something was last changed that does not say it: CASE asks for a time, and there is no clock here.
const UNKNOWN_TIME: &str = "1970-01-01T00:00:00Z";

type Entries<'a> = Vec<(&'a str, Node<'a>)>;

struct Writer<'f> {
    framework: &'f Framework,
    version: Format,
    /// The id of the framework as CASE knows it.
    id: String,
    changed: &'f str,
}

/// Writes a package.
pub(super) fn write(framework: &Framework, version: Format) -> String {
    let id = if uuid::has_form(&framework.id) { framework.id.clone() } else { uuid::of_name(&framework.id) };
    let changed = if is_time(&framework.modified) { framework.modified.as_str() } else { UNKNOWN_TIME };
    to_lines(&Writer { framework, version, id, changed }.package())
}

/// Whether a text is a time as RFC 3339 writes it, as far as CASE asks.
pub(super) fn is_time(text: &str) -> bool {
    let date = text.get(..10).and_then(crate::period::date).is_some();
    let time = text.get(10..19).is_some_and(|time| {
        time.bytes().enumerate().all(|(position, byte)| match position {
            0 => byte == b'T',
            3 | 6 => byte == b':',
            _ => byte.is_ascii_digit(),
        })
    });
    let zone = text.get(19..).map(|rest| rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()));
    let zoned = zone.is_some_and(|zone| {
        zone == "Z" || (zone.len() == 6 && zone.starts_with(['+', '-']) && zone.get(3..4) == Some(":"))
    });
    date && time && zoned
}

/// Whether a text can stand where an address is due.
fn is_address(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    text.contains(':')
        && !scheme.is_empty()
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

impl<'f> Writer<'f> {
    fn extended(&self) -> bool {
        self.version == Format::Case11
    }

    /// The UUID of something of this framework.
    fn identifier(&self, name: &str) -> String {
        uuid::of_name(&format!("{}#{name}", self.id))
    }

    fn identifier_of(&self, id: &str) -> String {
        if uuid::has_form(id) { id.to_owned() } else { self.identifier(&format!("item/{id}")) }
    }

    fn words<'w>(&self, wording: &'w Wording, language: &str) -> &'w str {
        let language = if language.is_empty() { self.framework.language.as_str() } else { language };
        wording.in_language(language)
    }

    fn package(&self) -> Node<'f> {
        let framework = self.framework;
        let identifiers: Vec<String> =
            framework.competencies.iter().map(|competency| self.identifier_of(&competency.id)).collect();
        let address = |(competency, identifier): (&Competency, &String)| {
            if is_address(&competency.uri) { competency.uri.clone() } else { format!("urn:uuid:{identifier}") }
        };
        let uris: Vec<String> = framework.competencies.iter().zip(&identifiers).map(address).collect();
        let rubrics = self.rubrics(&identifiers, &uris);
        let derived = rubrics.as_ref().map(Rubrics::derive).unwrap_or_default();

        let mut document = self.document();
        let mut package: Entries<'f> = Vec::new();
        let mut around: Entries<'_> = Vec::new();
        around.extend(kept(&framework.extra, "CFDefinitions").map(|node| ("CFDefinitions", node)));
        around.extend(rubrics.map(|node| ("CFRubrics", node)));
        if self.extended() {
            around.extend(kept(&framework.extra, "package.extensions").map(|node| ("extensions", node)));
        }
        if self.extended() {
            // What CASE says of the document, as others would read it.
            let tree = Node::object(document.clone());
            let mut native = head(&tree, &Node::object(around.clone()), &mut Used::default());
            native.scales.clone_from(&derived.scales);
            let whole = Framework { competencies: Vec::new(), relations: Vec::new(), ..framework.clone() };
            self.extend(&mut document, &write::framework(&native), &write::framework(&whole));
        }
        let document = Node::object(document);
        let mut targets = Targets::new();
        targets.insert(self.id.clone(), document_target(&document, &framework.id));
        let mut items = Vec::with_capacity(framework.competencies.len());
        for ((competency, identifier), uri) in framework.competencies.iter().zip(&identifiers).zip(&uris) {
            let mut item = self.item(competency, identifier, uri);
            let tree = Node::object(item.clone());
            targets.entry(identifier.clone()).or_insert_with(|| target(&tree, &competency.id, uri));
            if self.extended() {
                let native = native_item(&tree, &derived, &Path::new, &mut Used::default());
                self.extend(&mut item, &write::competency(&native), &write::competency(competency));
            }
            items.push(Node::object(item));
        }
        let mut associations = Vec::with_capacity(framework.relations.len());
        for (position, relation) in framework.relations.iter().enumerate() {
            let mut association = self.association(relation, position, &targets);
            if self.extended() {
                let tree = Node::object(association.clone());
                let native = native_association(&tree, &targets, &Path::new, &mut Used::default());
                self.extend(&mut association, &write::relation(&native), &write::relation(relation));
            }
            associations.push(Node::object(association));
        }
        package.push(("CFDocument", document));
        package.push(("CFItems", Node::list(items)));
        package.push(("CFAssociations", Node::list(associations)));
        package.extend(around);
        Node::object(package)
    }

    /// Adds to the extensions of an object what the model says otherwise than CASE does.
    fn extend(&self, entries: &mut Entries<'f>, native: &Node<'_>, whole: &Node<'_>) {
        let text = crate::document::to_text;
        let otherwise = whole.entries().iter().filter(|(key, node)| native.get(key).map(text) != Some(text(node)));
        let mut ours: Vec<(String, Node<'static>)> =
            otherwise.map(|(key, node)| (key.to_string(), node.clone().into_owned())).collect();
        let unsaid = native.entries().iter().filter(|(key, _)| whole.get(key).is_none());
        ours.extend(unsaid.map(|(key, _)| (key.to_string(), Node::new(Json::Null))));
        if ours.is_empty() {
            return;
        }
        let ours = Node::object(ours);
        match entries.iter_mut().find(|(key, _)| *key == "extensions") {
            Some((_, Node { value: Json::Object(others), .. })) => others.push((OURS.into(), ours)),
            Some(_) => {}
            None => entries.push(("extensions", Node::object([(OURS, ours)]))),
        }
    }

    /// The rubrics that the framework came with, where they still say what it says; else rubrics made of its scales.
    fn rubrics(&self, identifiers: &[String], uris: &[String]) -> Option<Node<'f>> {
        if let Some(came) = kept(&self.framework.extra, "CFRubrics")
            && Rubrics::derive(&came).say(self.framework, identifiers)
        {
            return Some(came);
        }
        let identifier = |name: &str| self.identifier(name);
        let language = self.framework.language.as_str();
        rubrics(self.framework, &Names { identifiers, uris, identifier: &identifier, changed: self.changed, language })
    }

    fn document(&self) -> Entries<'f> {
        let framework = self.framework;
        let mut entries: Entries<'f> = vec![("identifier", Node::text(self.id.clone()))];
        let uri = if is_address(&framework.uri) { framework.uri.clone() } else { format!("urn:uuid:{}", self.id) };
        entries.push(("uri", Node::text(uri)));
        if self.extended() {
            kept_text(&mut entries, &framework.extra, "frameworkType");
            entries.push(("caseVersion", Node::text("1.1")));
        }
        let creator = [&framework.creator, &framework.publisher].into_iter().find(|text| !text.is_empty());
        entries.push(("creator", Node::text(creator.map_or("–", String::as_str))));
        let title = self.words(&framework.title, "");
        entries.push(("title", Node::text(if title.is_empty() { framework.id.as_str() } else { title })));
        entries.push(("lastChangeDateTime", Node::text(self.changed)));
        filled(&mut entries, "officialSourceURL", &framework.source_uri);
        filled(&mut entries, "publisher", &framework.publisher);
        filled(&mut entries, "description", self.words(&framework.description, ""));
        listed(&mut entries, "subject", &framework.subjects);
        kept_links(&mut entries, &framework.extra, "subjectURI");
        filled(&mut entries, "language", &framework.language);
        filled(&mut entries, "version", &framework.version);
        entries.extend(
            framework.standing.as_ref().map(|standing| ("adoptionStatus", Node::text(standing_word(standing)))),
        );
        dated(&mut entries, "statusStartDate", framework.valid_from);
        dated(&mut entries, "statusEndDate", framework.valid_until);
        self.license(&mut entries, &framework.license, &framework.extra);
        filled(&mut entries, "notes", self.words(&framework.notes, ""));
        self.others(&mut entries, &framework.extra);
        entries
    }

    fn item(&self, competency: &'f Competency, identifier: &str, uri: &str) -> Entries<'f> {
        let language = competency.language.as_str();
        let mut entries: Entries<'f> =
            vec![("identifier", Node::text(identifier.to_owned())), ("uri", Node::text(uri.to_owned()))];
        let statement = [self.words(&competency.statement, language), self.words(&competency.title, language)];
        let others = [competency.code.as_str(), competency.id.as_str()];
        let statement = statement.into_iter().chain(others).find(|text| !text.is_empty()).unwrap_or("–");
        entries.push(("fullStatement", Node::text(statement)));
        filled(&mut entries, "abbreviatedStatement", self.words(&competency.title, language));
        kept_text(&mut entries, &competency.extra, "alternativeLabel");
        filled(&mut entries, "humanCodingScheme", &competency.code);
        kept_text(&mut entries, &competency.extra, "listEnumeration");
        filled(&mut entries, "CFItemType", &competency.category);
        kept_link(&mut entries, &competency.extra, "CFItemTypeURI");
        listed(&mut entries, "conceptKeywords", &competency.keywords);
        kept_link(&mut entries, &competency.extra, "conceptKeywordsURI");
        filled(&mut entries, "notes", self.words(&competency.notes, language));
        if self.extended() {
            listed(&mut entries, "subject", &competency.subjects);
            kept_links(&mut entries, &competency.extra, "subjectURI");
        }
        filled(&mut entries, "language", language);
        listed(&mut entries, "educationLevel", &competency.education);
        self.license(&mut entries, &competency.license, &competency.extra);
        dated(&mut entries, "statusStartDate", competency.valid_from);
        dated(&mut entries, "statusEndDate", competency.valid_until);
        let changed = if is_time(&competency.modified) { competency.modified.as_str() } else { self.changed };
        entries.push(("lastChangeDateTime", Node::text(changed)));
        self.others(&mut entries, &competency.extra);
        entries
    }

    fn association(&self, relation: &'f Relation, position: usize, targets: &Targets) -> Entries<'f> {
        let identifier = if uuid::has_form(&relation.id) {
            relation.id.clone()
        } else {
            self.identifier(&format!("association/{position}/{}", relation.id))
        };
        let uri = if is_address(&relation.uri) { relation.uri.clone() } else { format!("urn:uuid:{identifier}") };
        let kind = type_of(&relation.kind);
        // CASE 1.0 knows ten kinds and no way to add one.
        let unknown = !self.extended() && (kind.starts_with("ext:") || kind == "isTranslationOf");
        let mut entries: Entries<'f> = vec![
            ("identifier", Node::text(identifier)),
            ("associationType", Node::text(if unknown { "isRelatedTo".into() } else { kind })),
            ("uri", Node::text(uri)),
            ("originNodeURI", self.link(&relation.from, &relation.extra, "originNodeURI", targets)),
            ("destinationNodeURI", self.link(&relation.to, &relation.extra, "destinationNodeURI", targets)),
        ];
        entries.extend(relation.order.map(|order| ("sequenceNumber", Node::number(order))));
        kept_link(&mut entries, &relation.extra, "CFAssociationGroupingURI");
        if self.extended() {
            filled(&mut entries, "notes", &relation.notes);
        }
        let changed = if is_time(&relation.modified) { relation.modified.as_str() } else { self.changed };
        entries.push(("lastChangeDateTime", Node::text(changed)));
        self.others(&mut entries, &relation.extra);
        entries
    }

    /// A link to one end of a relation.
    fn link(&self, end: &'f End, extra: &'f Extra, key: &'static str, targets: &Targets) -> Node<'f> {
        let here = if end.id == self.framework.id { self.id.clone() } else { self.identifier_of(&end.id) };
        let target = targets.get(&here).filter(|target| target.id == end.id && end.is_here());
        let (identifier, uri, title) = match target {
            Some(target) => {
                let uri = if end.uri.is_empty() { target.uri.clone() } else { end.uri.clone() };
                (here, uri, if end.title.is_empty() { target.title().to_owned() } else { end.title.clone() })
            }
            None => {
                let uri = if is_address(&end.uri) {
                    end.uri.clone()
                } else {
                    format!("urn:uuid:{}", self.identifier_of(&end.id))
                };
                (end.id.clone(), uri, if end.title.is_empty() { end.id.clone() } else { end.title.clone() })
            }
        };
        let mut entries =
            vec![("title", Node::text(title)), ("identifier", Node::text(identifier)), ("uri", Node::text(uri))];
        if self.extended() {
            let came =
                kept(extra, key).and_then(|came| came.get("targetType").and_then(Node::as_text).map(str::to_owned));
            let kind = came.filter(|kind| kind.starts_with("ext:") && kind.len() > 4);
            entries.push(("targetType", Node::text(kind.unwrap_or_else(|| "CASE".to_owned()))));
        }
        Node::object(entries)
    }

    /// The link to the terms of use: the one that came, where it still says what the model says.
    fn license(&self, entries: &mut Entries<'f>, license: &'f License, extra: &'f Extra) {
        if license.name.is_empty() && license.uri.is_empty() {
            return;
        }
        let same = |came: &Node<'_>| {
            [("title", &license.name), ("uri", &license.uri)]
                .iter()
                .all(|(key, text)| came.get(key).and_then(Node::as_text).unwrap_or_default() == text.as_str())
        };
        if let Some(came) = kept(extra, "licenseURI").filter(|came| same(came) && is_link(came)) {
            entries.push(("licenseURI", came));
            return;
        }
        let identifier = self.identifier(&format!("license/{}/{}", license.name, license.uri));
        let uri = if is_address(&license.uri) { license.uri.clone() } else { format!("urn:uuid:{identifier}") };
        let link = [("title", license.name.clone()), ("identifier", identifier), ("uri", uri)];
        entries.push(("licenseURI", Node::object(link.map(|(key, text)| (key, Node::text(text))))));
    }

    /// The extensions of others.
    fn others(&self, entries: &mut Entries<'f>, extra: &'f Extra) {
        let came = kept(extra, "extensions").filter(|node| self.extended() && matches!(node.value, Json::Object(_)));
        entries.extend(came.map(|node| ("extensions", node)));
    }
}

/// What was kept word for word under a CASE key.
fn kept<'f>(extra: &'f Extra, key: &str) -> Option<Node<'f>> {
    extra.get(&format!("{KEPT}{key}")).map(write::json_node)
}

fn kept_text<'f>(entries: &mut Entries<'f>, extra: &'f Extra, key: &'static str) {
    entries.extend(kept(extra, key).filter(|node| node.as_text().is_some()).map(|node| (key, node)));
}

fn kept_link<'f>(entries: &mut Entries<'f>, extra: &'f Extra, key: &'static str) {
    entries.extend(kept(extra, key).filter(is_link).map(|node| (key, node)));
}

fn kept_links<'f>(entries: &mut Entries<'f>, extra: &'f Extra, key: &'static str) {
    let links = |node: &Node<'_>| matches!(node.value, Json::List(_)) && node.items().iter().all(is_link);
    entries.extend(kept(extra, key).filter(links).map(|node| (key, node)));
}

/// Whether a kept value is a link as CASE writes it.
fn is_link(node: &Node<'_>) -> bool {
    let texts = ["title", "identifier", "uri"];
    node.entries().len() == texts.len()
        && texts.iter().all(|key| node.get(key).is_some_and(|node| node.as_text().is_some()))
}

fn filled<'f>(entries: &mut Entries<'f>, key: &'static str, text: &'f str) {
    if !text.is_empty() {
        entries.push((key, Node::text(text)));
    }
}

fn listed<'f>(entries: &mut Entries<'f>, key: &'static str, texts: &'f [String]) {
    if !texts.is_empty() {
        entries.push((key, Node::texts(texts.iter().map(String::as_str))));
    }
}

fn dated(entries: &mut Entries<'_>, key: &'static str, date: Option<NaiveDate>) {
    entries.extend(date.map(|date| (key, Node::text(date.to_string()))));
}
