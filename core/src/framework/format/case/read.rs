//! The tolerant reader of CASE packages.

use super::link::{Target, Targets, end, keep, target};
use super::rubric::Rubrics;
use super::{KEPT, OURS, kind_of, standing_of};
use crate::document::{Json, Node, Reader};
use crate::framework::bound::{MOST_COMPETENCIES, MOST_RELATIONS};
use crate::framework::document::{COMPETENCY, FRAMEWORK, LARGEST, RELATION};
use crate::framework::format::tolerance::{Tolerance, Used, tolerances};
use crate::framework::format::{Format, Reading, uuid};
use crate::framework::model::{Competency, Extra, Framework, License, Relation};
use crate::framework::read;
use crate::framework::wording::Wording;
use crate::framework::write;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use std::collections::HashMap;

tolerances! {
    WRAPPED "wrapped"
        "the package stands inside another object" "paketnya berada di dalam objek lain";
    SOURCED_ID "sourced_id"
        "`sourcedId` was read as `identifier`" "`sourcedId` dibaca sebagai `identifier`";
    NO_STATEMENT "no_statement"
        "there is no `fullStatement`: `{found}` was read in its place" "`fullStatement` tidak ada: `{found}` dibaca sebagai gantinya";
    ITEM_URI "item_uri"
        "a `/` is missing after `CFItems` in `{found}`" "tanda `/` hilang sesudah `CFItems` dalam `{found}`";
    LINK_URI "link_uri"
        "the address of a link is its identifier" "alamat tautan sama dengan pengenalnya";
    LINK_TEXT "link_text"
        "a link is written as a text" "tautan ditulis sebagai teks";
    KIND "association_type"
        "`{found}` is not written as CASE writes a type of association" "`{found}` tidak ditulis sebagaimana CASE menulis jenis hubungan";
    ONE_TEXT "one_text"
        "a text stands where a list is due" "teks berada di tempat yang seharusnya daftar";
    LANGUAGE "language"
        "`{found}` was read as a language of two letters" "`{found}` dibaca sebagai bahasa dua huruf";
    TYPE_LINK "type_link"
        "there is a `CFItemTypeURI` but no `CFItemType`: its title `{found}` was read" "ada `CFItemTypeURI` tetapi tidak ada `CFItemType`: judulnya `{found}` dibaca";
    ENUMERATION "list_enumeration"
        "the order was read from `listEnumeration`, because no association has a `sequenceNumber`" "urutan dibaca dari `listEnumeration` karena tidak ada `sequenceNumber` pada hubungan";
    IDENTIFIER "identifier"
        "the identifier `{found}` is no UUID" "pengenal `{found}` bukan UUID";
    DATE "date"
        "`{found}` is not a date" "`{found}` bukan tanggal";
}

/// An object of a package that is being read: what was not asked for is kept word for word.
struct Object<'n, 'a> {
    node: &'n Node<'a>,
    extra: Extra,
}

impl<'n, 'a> Object<'n, 'a> {
    /// Keeps all keys but those that the model has a field for.
    fn new(node: &'n Node<'a>, fields: &[&str]) -> Object<'n, 'a> {
        let mut extra = Extra::default();
        for (key, value) in node.entries() {
            if key == "extensions" {
                // What is ours goes into the model; what is others' is kept.
                let others = value.entries().iter().filter(|(key, _)| key != OURS);
                let others = Node::object(others.map(|(key, node)| (key.clone(), node.clone())));
                if !others.entries().is_empty() {
                    keep(&mut extra, key, &others);
                }
            } else if !fields.contains(&key.as_ref()) {
                keep(&mut extra, key, value);
            }
        }
        Object { node, extra }
    }

    fn text(&self, key: &str) -> String {
        read::text(self.node, key)
    }

    fn identifier(&self, path: &dyn Fn() -> Path, used: &mut Used) -> String {
        let id = self.text("identifier");
        if id.is_empty() {
            let sourced = self.text("sourcedId");
            if !sourced.is_empty() {
                used.note(&SOURCED_ID, path, &sourced);
            }
            return sourced;
        }
        if !uuid::has_form(&id) {
            used.note(&IDENTIFIER, || path().key("identifier"), &id);
        }
        id
    }

    fn texts(&self, key: &str, path: &dyn Fn() -> Path, used: &mut Used) -> Vec<String> {
        match self.node.get(key).map(|node| &node.value) {
            Some(Json::Text(text)) => {
                used.note(&ONE_TEXT, || path().key(key), text);
                vec![text.to_string()]
            }
            _ => read::texts(self.node, key),
        }
    }

    /// A date; what is none is kept.
    fn date(&mut self, key: &str, path: &dyn Fn() -> Path, used: &mut Used) -> Option<chrono::NaiveDate> {
        let node = self.node.get(key).filter(|node| !node.is_null())?;
        let found = node.as_text().unwrap_or_default();
        let date = crate::period::date(found);
        if date.is_none() {
            used.note(&DATE, || path().key(key), found);
            keep(&mut self.extra, key, node);
        }
        date
    }

    fn language(&self, path: &dyn Fn() -> Path, used: &mut Used) -> String {
        let found = self.text("language");
        let two = match found.as_str() {
            "eng" => "en",
            "ind" => "id",
            "spa" => "es",
            "fra" | "fre" => "fr",
            "deu" | "ger" => "de",
            "por" => "pt",
            _ => return found,
        };
        used.note(&LANGUAGE, || path().key("language"), &found);
        two.to_owned()
    }

    fn license(&mut self) -> License {
        let Some(node) = self.node.get("licenseURI") else { return License::default() };
        let of = |key: &str| read::text(node, key);
        // Its identifier leads to a definition of the package.
        keep(&mut self.extra, "licenseURI", node);
        License { name: of("title"), uri: of("uri"), text: String::new() }
    }
}

/// The keys of a document that the model has fields for.
const DOCUMENT: &[&str] = &[
    "identifier",
    "sourcedId",
    "uri",
    "creator",
    "title",
    "lastChangeDateTime",
    "officialSourceURL",
    "publisher",
    "description",
    "subject",
    "language",
    "version",
    "adoptionStatus",
    "statusStartDate",
    "statusEndDate",
    "notes",
    "caseVersion",
];
/// The keys of an item that the model has fields for.
const ITEM: &[&str] = &[
    "identifier",
    "sourcedId",
    "uri",
    "fullStatement",
    "abbreviatedStatement",
    "CFItemType",
    "humanCodingScheme",
    "conceptKeywords",
    "notes",
    "language",
    "educationLevel",
    "subject",
    "statusStartDate",
    "statusEndDate",
    "lastChangeDateTime",
];
/// The keys of an association that the model has fields for.
const ASSOCIATION: &[&str] = &[
    "identifier",
    "sourcedId",
    "uri",
    "associationType",
    "originNodeURI",
    "destinationNodeURI",
    "sequenceNumber",
    "notes",
    "lastChangeDateTime",
];

/// Reads a package.
pub(super) fn read(tree: &Node<'_>, version: Format, reader: &mut Reader<'_>) -> Result<Reading, Problems> {
    let mut used = Used::default();
    let package = match tree.get("CFPackage") {
        Some(inner) if tree.get("CFDocument").is_none() => {
            used.note(&WRAPPED, || Path::new().key("CFPackage"), "");
            inner
        }
        _ => tree,
    };
    let Some(document) = package.get("CFDocument").filter(|node| !node.is_null()) else {
        let problem = Problem::new(Code::DocumentMissing, Path::new().key("CFDocument"));
        return Err(Problems::from_iter([problem.with("key", "CFDocument")]));
    };
    for (key, list) in [("CFItems", "a list"), ("CFAssociations", "a list"), ("CFRubrics", "a list")] {
        if let Some(node) = package.get(key)
            && !matches!(node.value, Json::List(_) | Json::Null)
        {
            let problem = Problem::new(Code::DocumentType, Path::new().key(key));
            reader.add(problem.with("found", node.kind()).with("wanted", list), node);
        }
    }
    let mut framework = head(document, package, &mut used);
    let rubrics = package.get("CFRubrics").map(Rubrics::derive).unwrap_or_default();
    framework.scales.clone_from(&rubrics.scales);
    let items = list(package, "CFItems", "CFItemSet", &mut used);
    let mut targets: Targets = HashMap::with_capacity(items.len().min(MOST_COMPETENCIES));
    let ours = document.get("extensions").and_then(|node| node.get(OURS));
    if let Some(ours) = ours {
        overlay(&mut framework, ours, reader);
    }
    targets.insert(identifier_of(document), document_target(document, &framework.id));
    for (position, node) in items.iter().enumerate().take(MOST_COMPETENCIES.saturating_add(1)) {
        let path = || Path::new().key("CFItems").index(position);
        let mut competency = native_item(node, &rubrics, &path, &mut used);
        let uri = competency.uri.clone();
        if let Some(ours) = node.get("extensions").and_then(|node| node.get(OURS)) {
            COMPETENCY.check_present(ours, &Trail::At(&path().key("extensions").key(OURS)), reader);
            competency = read::competency(&laid_over(&write::competency(&competency), ours));
        }
        targets.entry(identifier_of(node)).or_insert_with(|| target(node, &competency.id, &uri));
        framework.competencies.push(competency);
    }
    let associations = list(package, "CFAssociations", "CFAssociationSet", &mut used);
    for (position, node) in associations.iter().enumerate().take(MOST_RELATIONS.saturating_add(1)) {
        let path = || Path::new().key("CFAssociations").index(position);
        let mut relation = native_association(node, &targets, &path, &mut used);
        if let Some(ours) = node.get("extensions").and_then(|node| node.get(OURS)) {
            RELATION.check_present(ours, &Trail::At(&path().key("extensions").key(OURS)), reader);
            relation = read::relation(&laid_over(&write::relation(&relation), ours));
        }
        framework.relations.push(relation);
    }
    order_of_enumeration(&mut framework, &mut used);
    Ok(Reading { framework, profiles: Vec::new(), format: version, tolerances: used.0 })
}

/// What CASE knows an object by.
pub(super) fn identifier_of(node: &Node<'_>) -> String {
    let id = read::text(node, "identifier");
    if id.is_empty() { read::text(node, "sourcedId") } else { id }
}

/// What a link to the document leads to.
pub(super) fn document_target(document: &Node<'_>, id: &str) -> Target {
    Target::new(id, &read::text(document, "uri"), [read::text(document, "title")])
}

/// A list of the package, which some servers wrap once more.
fn list<'n, 'a>(package: &'n Node<'a>, key: &'static str, wrapper: &str, used: &mut Used) -> &'n [Node<'a>] {
    match (package.get(key), package.get(wrapper)) {
        (None, Some(wrapper)) => {
            used.note(&WRAPPED, || Path::new().key(key), "");
            if wrapper.items().is_empty() { read::items(wrapper, key) } else { wrapper.items() }
        }
        (node, _) => node.map_or(&[], |node| node.items()),
    }
}

/// What CASE itself says of a document.
pub(super) fn head(document: &Node<'_>, package: &Node<'_>, used: &mut Used) -> Framework {
    let path = || Path::new().key("CFDocument");
    let mut object = Object::new(document, DOCUMENT);
    let mut framework = Framework {
        id: object.identifier(&path, used),
        version: object.text("version"),
        uri: object.text("uri"),
        language: object.language(&path, used),
        title: Wording::plain(object.text("title")),
        description: Wording::plain(object.text("description")),
        creator: object.text("creator"),
        publisher: object.text("publisher"),
        source_uri: object.text("officialSourceURL"),
        standing: standing_of(&object.text("adoptionStatus")),
        modified: object.text("lastChangeDateTime"),
        valid_from: object.date("statusStartDate", &path, used),
        valid_until: object.date("statusEndDate", &path, used),
        license: object.license(),
        subjects: object.texts("subject", &path, used),
        notes: Wording::plain(object.text("notes")),
        ..Framework::default()
    };
    for key in ["CFDefinitions", "CFRubrics"] {
        if let Some(node) = package.get(key).filter(|node| !node.is_null()) {
            keep(&mut object.extra, key, node);
        }
    }
    let known =
        ["CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics", "CFItemSet", "CFAssociationSet"];
    for (key, node) in package.entries().iter().filter(|(key, _)| !known.contains(&key.as_ref())) {
        keep(&mut object.extra, &format!("package.{key}"), node);
    }
    framework.extra = object.extra;
    framework
}

/// What CASE itself says of an item.
pub(super) fn native_item(node: &Node<'_>, rubrics: &Rubrics, path: &dyn Fn() -> Path, used: &mut Used) -> Competency {
    let mut object = Object::new(node, ITEM);
    let id = object.identifier(path, used);
    let mut uri = object.text("uri");
    if let Some((before, after)) = uri.split_once("CFItems")
        && after.len() == 36
        && uuid::has_form(after)
    {
        used.note(&ITEM_URI, || path().key("uri"), &uri);
        uri = format!("{before}CFItems/{after}");
    }
    let title = object.text("abbreviatedStatement");
    let mut statement = object.text("fullStatement");
    if statement.is_empty() {
        let label = object.text("alternativeLabel");
        let (key, found) =
            if label.is_empty() { ("abbreviatedStatement", title.clone()) } else { ("alternativeLabel", label) };
        used.note(&NO_STATEMENT, path, key);
        statement = found;
    }
    let mut category = object.text("CFItemType");
    if category.is_empty()
        && let Some(link) = node.get("CFItemTypeURI")
    {
        category = read::text(link, "title");
        if !category.is_empty() {
            used.note(&TYPE_LINK, path, &category);
        }
    }
    let (scale, levels, indicators) = rubrics.of_item(&id);
    Competency {
        code: object.text("humanCodingScheme"),
        title: Wording::plain(title),
        statement: Wording::plain(statement),
        notes: Wording::plain(object.text("notes")),
        category,
        language: object.language(path, used),
        keywords: object.texts("conceptKeywords", path, used),
        subjects: object.texts("subject", path, used),
        education: object.texts("educationLevel", path, used),
        modified: object.text("lastChangeDateTime"),
        valid_from: object.date("statusStartDate", path, used),
        valid_until: object.date("statusEndDate", path, used),
        license: object.license(),
        scale,
        levels,
        indicators,
        uri,
        id,
        extra: object.extra,
        ..Competency::default()
    }
}

/// What CASE itself says of an association.
pub(super) fn native_association(
    node: &Node<'_>,
    targets: &Targets,
    path: &dyn Fn() -> Path,
    used: &mut Used,
) -> Relation {
    let mut object = Object::new(node, ASSOCIATION);
    let id = object.identifier(path, used);
    let word = object.text("associationType");
    let (kind, usual) = kind_of(&word);
    if !usual {
        used.note(&KIND, || path().key("associationType"), &word);
    }
    let mut ends = ["originNodeURI", "destinationNodeURI"].map(|key| {
        let Some(link) = node.get(key) else { return Default::default() };
        let (end, tolerance) = end(link, key, targets, &mut object.extra);
        match tolerance {
            Some("link_uri") => used.note(&LINK_URI, || path().key(key), &end.id),
            Some(_) => used.note(&LINK_TEXT, || path().key(key), &end.id),
            None => {}
        }
        end
    });
    let order =
        read::number(node, "sequenceNumber").and_then(|number| number.to_i64()).filter(|order| order.abs() <= LARGEST);
    if order.is_none()
        && let Some(node) = node.get("sequenceNumber")
    {
        keep(&mut object.extra, "sequenceNumber", node);
    }
    let [from, to] = &mut ends;
    Relation {
        id,
        kind,
        from: std::mem::take(from),
        to: std::mem::take(to),
        order,
        notes: object.text("notes"),
        uri: object.text("uri"),
        modified: object.text("lastChangeDateTime"),
        extra: object.extra,
        ..Relation::default()
    }
}

/// An object with the keys of another over its own; `null` takes a key away.
pub(super) fn laid_over<'n>(own: &Node<'n>, over: &Node<'n>) -> Node<'n> {
    let mut entries: Vec<_> = own.entries().iter().filter(|(key, _)| over.get(key).is_none()).cloned().collect();
    entries.extend(over.entries().iter().filter(|(_, node)| !node.is_null()).cloned());
    Node::object(entries)
}

/// Lays over the document what this library added for itself.
fn overlay(framework: &mut Framework, ours: &Node<'_>, reader: &mut Reader<'_>) {
    let path = Path::new().key("CFDocument").key("extensions").key(OURS);
    // Only what stands there is looked at: what is left out is what CASE says.
    FRAMEWORK.check_present(ours, &Trail::At(&path), reader);
    *framework = read::head(&laid_over(&write::framework(framework), ours));
}

/// Where no association of the hierarchy has a number, the order of siblings may stand at the items.
fn order_of_enumeration(framework: &mut Framework, used: &mut Used) {
    use crate::framework::model::RelationKind;
    let in_hierarchy = |relation: &&Relation| relation.kind == RelationKind::ChildOf;
    if framework.relations.iter().filter(in_hierarchy).any(|relation| relation.order.is_some()) {
        return;
    }
    let key = format!("{KEPT}listEnumeration");
    let orders: HashMap<&str, i64> = framework
        .competencies
        .iter()
        .filter_map(|competency| {
            Some((competency.id.as_str(), competency.extra.get(&key)?.trim_matches('"').parse().ok()?))
        })
        .collect();
    if orders.is_empty() {
        return;
    }
    used.note(&ENUMERATION, || Path::new().key("CFItems"), "");
    let in_hierarchy = |relation: &&mut Relation| relation.kind == RelationKind::ChildOf && relation.from.is_here();
    for relation in framework.relations.iter_mut().filter(in_hierarchy) {
        relation.order = orders.get(relation.from.id.as_str()).copied();
    }
}
