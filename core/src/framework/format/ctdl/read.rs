//! The tolerant reader of CTDL-ASN graphs.

use super::super::source::{Source, word_at};
use super::super::tolerance::{Tolerance, tolerances};
use super::super::{Format, Reading};
use super::node::{
    CRITERION_KEYS, HEAD, ITEM, LEVEL_KEYS, MODEL_KEYS, address, keep, keep_unless_text, language, scale_id, standing,
};
use super::values::{Values, rest};
use super::{
    ALIGNMENTS, COMPETENCY, CONTEXT, CRITERION, FRAMEWORK, KEPT, LEVEL, MODEL, ctid_of, graph, is, is_ctid, nodes,
    urn_of,
};
use crate::document::{Json, Node, Reader};
use crate::framework::bound::MOST_COMPETENCIES;
use crate::framework::model::{
    Competency, End, Extra, Framework, Indicator, Level, License, Relation, RelationKind, Scale,
};
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::{HashMap, HashSet};

tolerances! {
    WRAPPED "wrapped"
        "the graph stands in the envelope of a registry" "grafnya berada di dalam amplop suatu registri";
    BARE "bare_list"
        "the nodes stand in a bare list, without `@graph`" "simpul-simpulnya berada dalam daftar tanpa `@graph`";
    NO_FRAMEWORK "no_framework"
        "no node is a competency framework" "tidak ada simpul kerangka kompetensi";
    SEVERAL "several_frameworks"
        "there are several frameworks: the first was read, and competencies of all" "ada beberapa kerangka: yang pertama dibaca, dan kompetensi dari semuanya";
    NO_CTID "no_ctid"
        "there is no CTID: the last part of the address was read, `{found}`" "tidak ada CTID: bagian akhir alamat dibaca, `{found}`";
    NO_TEXT "no_text"
        "there is no `ceasn:competencyText`: the label was read in its place" "`ceasn:competencyText` tidak ada: labelnya dibaca sebagai gantinya";
    DATE "date"
        "`{found}` is not a day" "`{found}` bukan tanggal";
    ONE_SIDED "one_sided"
        "a parent names `{found}` as its child, but not the other way round" "induk menyebut `{found}` sebagai anaknya, tetapi tidak sebaliknya";
    UNREAD "unread"
        "`{found}` was not read, here and perhaps elsewhere" "`{found}` tidak dibaca, di sini dan mungkin di tempat lain";
}

/// Reads a graph.
pub(super) fn read(source: &Source<'_>, _: &mut Reader<'_>) -> Result<Reading, Problems> {
    let Some(tree) = source.tree() else { return Err(Problems::default()) };
    let (around, wrapped) = graph(tree);
    let nodes = nodes(tree);
    let mut values = Values::new();
    if wrapped {
        values.used.note(&WRAPPED, || Path::new().key("decoded_resource"), "");
    }
    if matches!(around.value, Json::List(_)) {
        values.used.note(&BARE, Path::new, "");
    }
    let mut frameworks = nodes.iter().enumerate().filter(|(_, node)| is(node, FRAMEWORK));
    let head = frameworks.next();
    if frameworks.next().is_some() {
        values.used.note(&SEVERAL, || Path::new().key("@graph"), "");
    }
    if head.is_none() && !nodes.iter().any(|node| is(node, COMPETENCY)) {
        let problem = Problem::new(Code::DocumentMissing, Path::new().key("@graph"));
        return Err(Problems::from_iter([problem.with("key", FRAMEWORK)]));
    }
    let mut found = Graph {
        nodes,
        framework: Framework::default(),
        ids: HashMap::new(),
        levels: HashMap::new(),
        places: HashMap::new(),
        values,
    };
    match head {
        Some((position, node)) => found.head(node, position),
        None => {
            found.values.used.note(&NO_FRAMEWORK, || Path::new().key("@graph"), "");
            let id = word_at(around, "@id");
            id.rsplit('/').next().unwrap_or(id).clone_into(&mut found.framework.id);
        }
    }
    found.around(around, head.map(|(_, node)| word_at(node, "@id")).unwrap_or_default());
    found.scales();
    found.competencies();
    found.relations(head.map(|(_, node)| node));
    Ok(Reading {
        framework: found.framework,
        profiles: Vec::new(),
        format: Format::CtdlAsn,
        tolerances: found.values.used.0,
    })
}

/// The place of a node.
fn at(position: usize) -> Path {
    Path::new().key("@graph").index(position)
}

struct Graph<'n, 'a> {
    nodes: &'n [Node<'a>],
    framework: Framework,
    /// The id in the model of each competency's address.
    ids: HashMap<&'n str, String>,
    /// The scale and level of each level's address.
    levels: HashMap<&'n str, (String, String)>,
    /// Where a scale stands, by its id.
    places: HashMap<String, usize>,
    values: Values,
}

impl<'n> Graph<'n, '_> {
    fn head(&mut self, node: &Node<'_>, position: usize) {
        let path = || at(position);
        let ctid = self.identifier(node, &path);
        let own = word_at(node, "ceasn:codedNotation");
        let mut extra = rest(node, &HEAD);
        let ours = !own.is_empty() && ctid_of(own) == ctid;
        if !own.is_empty() && !ours {
            keep(&mut extra, node, "ceasn:codedNotation");
        }
        for key in ["ceasn:alignFrom", "ceasn:alignTo", "ceasn:conceptKeyword"] {
            keep(&mut extra, node, key);
        }
        let language = language(node, &mut extra).to_owned();
        let mut first = |values: &mut Values, key: &str| {
            let found: Vec<String> = values.references(node, key, &path).into_iter().map(str::to_owned).collect();
            if found.len() > 1 {
                keep(&mut extra, node, key);
            }
            found.into_iter().next().unwrap_or_default()
        };
        let source_uri = first(&mut self.values, "ceasn:source");
        let values = &mut self.values;
        let mut wording = |key: &str| values.wording(node, key, &language, &path);
        let (title, description) = (wording("ceasn:name"), wording("ceasn:description"));
        let (publisher, rights) = (wording("ceasn:publisherName"), wording("ceasn:rights"));
        if publisher.len() > 1 {
            keep(&mut extra, node, "ceasn:publisherName");
        }
        // In several languages, or in another than the framework's.
        if rights.iter().any(|(language, _)| !language.is_empty()) {
            keep(&mut extra, node, "ceasn:rights");
        }
        for key in ["ceasn:author", "ceasn:dateModified", "ceasn:license"] {
            keep_unless_text(&mut extra, node, key);
        }
        let license = License {
            uri: word_at(node, "ceasn:license").to_owned(),
            text: rights.first().to_owned(),
            ..License::default()
        };
        let subjects = self.values.texts(node, "ceasn:localSubject", &path);
        let [valid_from, valid_until] =
            ["ceasn:dateValidFrom", "ceasn:dateValidUntil"].map(|key| self.day(node, key, &mut extra, &path));
        self.framework = Framework {
            uri: address(node, &ctid),
            id: if ours { own.to_owned() } else { ctid },
            language,
            title,
            description,
            creator: word_at(node, "ceasn:author").to_owned(),
            publisher: publisher.first().to_owned(),
            source_uri,
            standing: standing(node),
            modified: word_at(node, "ceasn:dateModified").to_owned(),
            valid_from,
            valid_until,
            license,
            subjects,
            extra,
            ..Framework::default()
        };
    }

    /// What stands beside the nodes, and nodes of classes that the model does not know.
    fn around(&mut self, around: &Node<'_>, head: &str) {
        let extra = &mut self.framework.extra;
        for (key, value) in around.entries() {
            let usual = match key.as_ref() {
                "@graph" => true,
                "@context" => value.as_text() == Some(CONTEXT),
                "@id" => value.as_text() == Some(&head.replace("/resources/", "/graph/")),
                _ => false,
            };
            if !usual {
                extra.keep(format!("{KEPT}graph.{key}"), value);
            }
        }
        let known = [FRAMEWORK, COMPETENCY, MODEL, LEVEL, CRITERION];
        let others = || self.nodes.iter().filter(|node| !known.iter().any(|class| is(node, class)));
        if others().next().is_some() {
            extra.keep(format!("{KEPT}nodes"), &Node::list(others().cloned()));
        }
    }

    /// The CTID of a node; of one without, the last part of its address.
    fn identifier(&mut self, node: &Node<'_>, path: &dyn Fn() -> Path) -> String {
        let ctid = word_at(node, "ceterms:ctid");
        if !ctid.is_empty() {
            return ctid.to_owned();
        }
        let address = word_at(node, "@id");
        let last = address.rsplit(['/', ':', '#']).next().unwrap_or(address);
        self.values.used.note(&NO_CTID, path, last);
        last.to_owned()
    }

    fn day(
        &mut self,
        node: &Node<'_>,
        key: &str,
        extra: &mut Extra,
        path: &dyn Fn() -> Path,
    ) -> Option<chrono::NaiveDate> {
        let found = node.get(key).filter(|node| !node.is_null())?.as_text().unwrap_or_default();
        let day = found.get(..10).and_then(crate::period::date);
        if day.is_none() || !matches!(found.get(10..), Some("" | "T00:00:00Z" | "T00:00:00")) {
            self.values.used.note(&DATE, || path().key(key), found);
            keep(extra, node, key);
        }
        day
    }

    /// Progression models as scales, each with its levels in order.
    fn scales(&mut self) {
        let nodes = self.nodes;
        let mut members: HashMap<&str, Vec<&'n Node<'_>>> = HashMap::new();
        let mut by_address: HashMap<&str, &'n Node<'_>> = HashMap::new();
        for (position, node) in nodes.iter().enumerate().filter(|(_, node)| is(node, LEVEL)) {
            let path = || at(position);
            let model = self.values.references(node, "ceasn:inProgressionModel", &path).first().copied().unwrap_or("");
            members.entry(model).or_default().push(node);
            by_address.entry(word_at(node, "@id")).or_insert(node);
            self.unread(node, &LEVEL_KEYS, &path);
        }
        let models = nodes.iter().enumerate().filter(|(_, node)| is(node, MODEL));
        let mut models: Vec<(usize, &str, Option<&Node<'_>>)> =
            models.map(|(position, node)| (position, word_at(node, "@id"), Some(node))).collect();
        if members.contains_key("") {
            models.push((0, "", None));
        }
        let stem = format!("{}#scale/", self.stem());
        for (position, address, node) in models {
            let path = || at(position);
            let language = self.framework.language.clone();
            let mut scale = Scale { id: scale_id(address, &stem), ..Scale::default() };
            let mut levels: Vec<&Node<'_>> = Vec::new();
            let mut named = HashSet::new();
            if let Some(node) = node {
                scale.title = self.values.wording(node, "ceasn:name", &language, &path);
                scale.description = self.values.wording(node, "ceasn:description", &language, &path);
                scale.extra = rest(node, &MODEL_KEYS);
                let tops = self.values.references(node, "skos:hasTopConcept", &path);
                levels.extend(tops.iter().filter_map(|address| by_address.get(address).copied()));
                named.extend(tops);
            }
            for member in members.get(address).map_or(&[][..], Vec::as_slice) {
                if named.insert(word_at(member, "@id")) {
                    levels.push(member);
                }
            }
            for node in levels {
                let notation = word_at(node, "skos:notation");
                let title = self.values.wording(node, "skos:prefLabel", &language, &path);
                let id = match (notation, title.first()) {
                    ("", "") => word_at(node, "ceterms:ctid"),
                    ("", title) => title,
                    (notation, _) => notation,
                };
                self.levels.entry(word_at(node, "@id")).or_insert((scale.id.clone(), id.to_owned()));
                let description = self.values.wording(node, "skos:definition", &language, &path);
                scale.levels.push(Level { id: id.to_owned(), title, description, ..Level::default() });
            }
            self.places.entry(scale.id.clone()).or_insert(self.framework.scales.len());
            self.framework.scales.push(scale);
        }
    }

    /// The address of the framework, which begins those of its scales.
    fn stem(&self) -> String {
        let framework = &self.framework;
        if framework.uri.is_empty() {
            urn_of(&if is_ctid(&framework.id) { framework.id.clone() } else { ctid_of(&framework.id) })
        } else {
            framework.uri.clone()
        }
    }

    fn competencies(&mut self) {
        let nodes = self.nodes;
        let criteria: HashMap<&str, (usize, &'n Node<'_>)> = nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| is(node, CRITERION))
            .map(|(position, node)| (word_at(node, "@id"), (position, node)))
            .collect();
        let own = if is_ctid(&self.framework.id) { self.framework.id.clone() } else { ctid_of(&self.framework.id) };
        let competencies = nodes.iter().enumerate().filter(|(_, node)| is(node, COMPETENCY));
        for (position, node) in competencies.take(MOST_COMPETENCIES.saturating_add(1)) {
            let path = || at(position);
            let ctid = self.identifier(node, &path);
            let mut extra = rest(node, &ITEM);
            extra.remove(&format!("{KEPT}ceasn:prerequisiteAlignment"));
            let language_here = language(node, &mut extra).to_owned();
            let language =
                if language_here.is_empty() { self.framework.language.clone() } else { language_here.clone() };
            let part_of = self.values.references(node, "ceasn:isPartOf", &path);
            if part_of == [self.stem().as_str()] {
                extra.remove(&format!("{KEPT}ceasn:isPartOf"));
            }
            let alternatives: Vec<&str> = match node.get("ceasn:altCodedNotation") {
                Some(node) => node.as_text().into_iter().chain(node.items().iter().filter_map(Node::as_text)).collect(),
                None => Vec::new(),
            };
            let ours = match alternatives.as_slice() {
                [name] if ctid_of(&format!("{own}#{name}")) == ctid => Some((*name).to_owned()),
                [] => None,
                _ => {
                    keep(&mut extra, node, "ceasn:altCodedNotation");
                    None
                }
            };
            let uri = address(node, &ctid);
            let id = ours.unwrap_or(ctid);
            self.ids.entry(word_at(node, "@id")).or_insert_with(|| id.clone());
            let values = &mut self.values;
            let mut wording = |key: &str| values.wording(node, key, &language, &path);
            let (title, mut statement) = (wording("ceasn:competencyLabel"), wording("ceasn:competencyText"));
            let (notes, category) = (wording("ceasn:comment"), wording("ceasn:competencyCategory"));
            if category.len() > 1 {
                keep(&mut extra, node, "ceasn:competencyCategory");
            }
            if statement.is_empty() {
                values.used.note(&NO_TEXT, path, "");
                statement.clone_from(&title);
            }
            let [keywords, subjects] =
                ["ceasn:conceptKeyword", "ceasn:localSubject"].map(|key| values.texts(node, key, &path));
            for key in ["ceasn:dateModified", "ceasn:license"] {
                keep_unless_text(&mut extra, node, key);
            }
            let (scale, levels) = self.levels_of(node, &mut extra, &path);
            let mut indicators = Vec::new();
            for address in self.values.references(node, "ceasn:hasCriterionLevel", &path) {
                if let Some((position, node)) = criteria.get(address) {
                    indicators.push(self.indicator(node, *position, &scale, &language));
                } else {
                    self.values.once(&UNREAD, &path, "ceasn:hasCriterionLevel");
                }
            }
            self.framework.competencies.push(Competency {
                id,
                code: word_at(node, "ceasn:codedNotation").to_owned(),
                uri,
                title,
                statement,
                notes,
                category: category.first().to_owned(),
                language: language_here,
                keywords,
                subjects,
                standing: standing(node),
                modified: word_at(node, "ceasn:dateModified").to_owned(),
                license: License { uri: word_at(node, "ceasn:license").to_owned(), ..License::default() },
                scale,
                levels,
                indicators,
                extra,
                ..Competency::default()
            });
        }
    }

    /// The scale of a competency and the levels of it on which it exists.
    fn levels_of(&mut self, node: &Node<'_>, extra: &mut Extra, path: &dyn Fn() -> Path) -> (String, Vec<String>) {
        let named = self.values.references(node, "asn:hasProgressionLevel", path);
        let found: Vec<&(String, String)> = named.iter().filter_map(|address| self.levels.get(address)).collect();
        let Some((scale, _)) = found.first().copied().cloned() else {
            // Levels of another graph.
            if !named.is_empty() {
                keep(extra, node, "asn:hasProgressionLevel");
            }
            return Default::default();
        };
        let on: HashSet<&str> =
            found.iter().filter(|(known, _)| *known == scale).map(|(_, level)| level.as_str()).collect();
        let all = self.places.get(&scale).and_then(|place| self.framework.scales.get(*place));
        let all = all.map_or(&[][..], |scale| &scale.levels);
        let levels: Vec<String> =
            all.iter().filter(|level| on.contains(level.id.as_str())).map(|level| level.id.clone()).collect();
        if levels.len() == all.len() { (scale, Vec::new()) } else { (scale, levels) }
    }

    fn indicator(&mut self, node: &Node<'_>, position: usize, scale: &str, language: &str) -> Indicator {
        let path = || at(position);
        self.unread(node, &CRITERION_KEYS, &path);
        let mut text = self.values.wording(node, "ceasn:benchmarkText", language, &path);
        if text.is_empty() {
            text = self.values.wording(node, "ceasn:benchmarkLabel", language, &path);
        } else if node.get("ceasn:benchmarkLabel").is_some() {
            self.values.once(&UNREAD, &path, "ceasn:benchmarkLabel");
        }
        let named = self.values.references(node, "asn:hasProgressionLevel", &path);
        let level = named.iter().filter_map(|address| self.levels.get(address)).find(|(known, _)| known == scale);
        let level = level.map_or_else(String::new, |(_, level)| level.clone());
        Indicator { id: word_at(node, "ceasn:codedNotation").to_owned(), level, text, ..Indicator::default() }
    }

    /// Tells what is not read of a node that nothing keeps.
    fn unread(&mut self, node: &Node<'_>, read: &[&str], path: &dyn Fn() -> Path) {
        for (key, _) in node.entries().iter().filter(|(key, _)| !read.contains(&key.as_ref())) {
            self.values.once(&UNREAD, path, key);
        }
    }

    fn relations(&mut self, head: Option<&'n Node<'_>>) {
        let nodes = self.nodes;
        let framework = self.framework.id.clone();
        let here = head.map_or("", |head| word_at(head, "@id"));
        // Where a child stands among those that its parent names.
        let mut orders: HashMap<(&str, &str), i64> = HashMap::new();
        let mut named: Vec<(usize, &str, &str)> = Vec::new();
        let parents = nodes.iter().enumerate().filter(|(_, node)| is(node, COMPETENCY) || is(node, FRAMEWORK));
        for (position, node) in parents {
            let parent = word_at(node, "@id");
            let key = if is(node, FRAMEWORK) { "ceasn:hasTopChild" } else { "ceasn:hasChild" };
            for (order, child) in (1i64..).zip(self.values.references(node, key, &|| at(position))) {
                if orders.insert((child, parent), order).is_none() {
                    named.push((position, child, parent));
                }
            }
        }
        let mut said: HashSet<(&str, &str)> = HashSet::new();
        for (position, node) in nodes.iter().enumerate().filter(|(_, node)| is(node, COMPETENCY)) {
            let path = || at(position);
            let address = word_at(node, "@id");
            let Some(from) = self.ids.get(address).cloned() else { continue };
            for key in ["ceasn:isTopChildOf", "ceasn:isChildOf"] {
                for parent in self.values.references(node, key, &path) {
                    if said.insert((address, parent)) {
                        let to = if parent == here { End::here(framework.as_str()) } else { self.end(parent) };
                        let order = orders.get(&(address, parent)).copied();
                        self.relate(RelationKind::ChildOf, &from, to, order);
                    }
                }
            }
            for (key, kind) in ALIGNMENTS {
                for other in self.values.references(node, key, &path) {
                    let to = self.end(other);
                    self.relate(kind.clone(), &from, to, None);
                }
            }
        }
        for (position, child, parent) in named {
            if let Some(from) = self.ids.get(child).filter(|_| !said.contains(&(child, parent))).cloned() {
                self.values.used.note(&ONE_SIDED, || at(position), &from);
                let to = if parent == here { End::here(framework.as_str()) } else { self.end(parent) };
                self.relate(RelationKind::ChildOf, &from, to, orders.get(&(child, parent)).copied());
            }
        }
    }

    fn end(&self, address: &str) -> End {
        match self.ids.get(address) {
            Some(id) => End::here(id.as_str()),
            None => {
                let last = address.rsplit(['/', '#']).next().unwrap_or(address);
                End { id: last.to_owned(), uri: address.to_owned(), ..End::default() }
            }
        }
    }

    fn relate(&mut self, kind: RelationKind, from: &str, to: End, order: Option<i64>) {
        self.framework.relate(Relation { kind, from: End::here(from), to, order, ..Relation::default() });
    }
}
