//! CTDL-ASN graphs.

use kinerja::framework::{ChangeKind, Format, Framework, RelationKind};
use kinerja::{Code, Lang};
use kinerja_tests::codes;
use kinerja_tests::frameworks::{generated, sample_text};
use kinerja_tests::subjects::Dice;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

const FRAMEWORK: &str = "https://example.org/resources/ce-5f0e9a3c-6f1d-4c39-8a53-0242ac130000";

fn id(n: u8) -> String {
    format!("ce-5f0e9a3c-6f1d-4c39-8a53-0242ac13000{n}")
}

fn address(n: u8) -> String {
    format!("https://example.org/resources/{}", id(n))
}

/// A graph of a framework and two competencies, the second below the first, and what is laid over it.
fn graph(change: impl Fn(&mut Value)) -> String {
    let mut graph = json!({
        "@context": "https://credreg.net/ctdlasn/schema/context/json", "@id": FRAMEWORK.replace("/resources/", "/graph/"),
        "@graph": [
            {"@id": FRAMEWORK, "@type": "ceasn:CompetencyFramework", "ceterms:ctid": id(0), "ceasn:name": {"en-US": "Office work"}, "ceasn:description": {"en-US": "What an office does"},
             "ceasn:inLanguage": ["en-US"], "ceasn:publisher": ["https://example.org/org"], "ceasn:hasTopChild": [address(1)]},
            {"@id": address(1), "@type": "ceasn:Competency", "ceterms:ctid": id(1), "ceasn:competencyText": {"en-US": "Knows the law"}, "ceasn:isPartOf": [FRAMEWORK],
             "ceasn:isTopChildOf": [FRAMEWORK], "ceasn:hasChild": [address(2)]},
            {"@id": address(2), "@type": "ceasn:Competency", "ceterms:ctid": id(2), "ceasn:competencyText": {"en-US": "Knows the budget"}, "ceasn:isPartOf": [FRAMEWORK],
             "ceasn:isChildOf": [address(1)]}]});
    change(&mut graph);
    graph.to_string()
}

fn read(text: &str) -> kinerja::framework::Reading {
    Framework::read(text, None).unwrap_or_else(|problems| panic!("{problems}"))
}

fn tolerances(change: impl Fn(&mut Value)) -> Vec<String> {
    let word = |problem: &kinerja::Problem| {
        let word = problem.details().find(|(name, _)| *name == "tolerance").map(|(_, word)| word.to_owned());
        format!("{} {}", word.expect("a word"), problem.path())
    };
    read(&graph(change)).tolerances.iter().map(word).collect()
}

fn check(change: impl Fn(&mut Value)) -> Vec<(String, String)> {
    codes(&Framework::check_format(&graph(change), Format::CtdlAsn))
}

/// The competencies of each sample, and how many of them stand below another.
const ONET: [(&str, usize, usize); 3] =
    [("Abilities", 71, 67), ("Basic_Skills", 12, 10), ("Cross-Functional_Skills", 30, 25)];

#[test]
fn the_samples_of_onet_are_read_whole() {
    for (name, competencies, below) in ONET {
        let Some(text) = sample_text(&format!("ctdl_asn/ONET_{name}_2019-09-27.json")) else { return };
        let reading = read(&text);
        let framework = &reading.framework;
        assert_eq!(reading.format, Format::CtdlAsn);
        let children = framework.relations.iter().filter(|relation| relation.kind == RelationKind::ChildOf);
        let (inner, top): (Vec<_>, Vec<_>) = children.partition(|relation| relation.to.id != framework.id);
        assert_eq!(
            (framework.competencies.len(), inner.len(), top.len()),
            (competencies, below, competencies - below),
            "{name}"
        );
        assert!(framework.check().is_empty(), "{name}: {}", framework.check());
        assert_eq!(framework.license.uri, "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(framework.publisher, "U.S. Department of Labor Employment and Training Administration");
        // Its one known defect: single values where lists are due.
        let said: Vec<&str> = reading
            .tolerances
            .iter()
            .flat_map(|used| used.details())
            .filter(|(name, _)| *name == "tolerance")
            .map(|(_, word)| word)
            .collect();
        assert_eq!(said, ["scalar", "scalar"], "{name}: {}", reading.tolerances);
        let strict = Framework::check_format(&text, Format::CtdlAsn);
        assert!(strict.iter().all(|problem| problem.code() == Code::DocumentType), "{name}: {strict}");
        // Nothing of it is lost on the way back.
        let writing = framework.to_format(Format::CtdlAsn).expect("written");
        assert!(
            writing.loss.is_empty() && writing.warnings.is_empty(),
            "{name}: {}{}",
            writing.loss.text(Lang::En),
            writing.warnings
        );
        same_graph(&text, &writing.text, name);
    }
}

/// Every property of every node comes back; a single value as a list of it, a language as its framework writes it.
fn same_graph(before: &str, after: &str, name: &str) {
    let nodes = |text: &str| -> HashMap<String, Value> {
        let graph: Value = serde_json::from_str(text).expect("JSON");
        let nodes = graph["@graph"].as_array().expect("nodes").clone();
        nodes.into_iter().map(|node| (node["@id"].as_str().expect("an address").to_owned(), node)).collect()
    };
    fn plain(key: &str, value: &Value) -> Value {
        match value {
            Value::Object(texts) => texts.iter().map(|(tag, text)| (tag.to_lowercase(), plain("", text))).collect(),
            Value::Array(items) if items.len() == 1 => plain(key, &items[0]),
            // An address of the vocabulary may be written in full or by its prefix.
            Value::String(text) if key == "ceasn:publicationStatusType" => json!(text.rsplit(['/', ':']).next()),
            value => value.clone(),
        }
    }
    let after = nodes(after);
    for (address, node) in nodes(before) {
        for (key, value) in node.as_object().expect("a node") {
            assert_eq!(plain(key, value), plain(key, &after[&address][key]), "{name} {address} {key}");
        }
    }
}

#[test]
fn defects_of_real_graphs_are_put_up_with_and_told() {
    assert_eq!(tolerances(|_| {}), Vec::<String>::new());
    for (expected, change) in [
        (
            "wrapped decoded_resource",
            (|graph: &mut Value| *graph = json!({"decoded_resource": graph.clone()})) as fn(&mut Value),
        ),
        ("bare_list ", |graph| *graph = graph["@graph"].clone()),
        ("no_framework @graph", |graph| {
            graph["@graph"].as_array_mut().expect("nodes").remove(0);
        }),
        ("scalar @graph[1].ceasn:isPartOf", |graph| graph["@graph"][1]["ceasn:isPartOf"] = json!(FRAMEWORK)),
        ("no_language @graph[2].ceasn:competencyText", |graph| {
            graph["@graph"][2]["ceasn:competencyText"] = json!("Knows")
        }),
        ("no_ctid @graph[2]", |graph| {
            graph["@graph"][2].as_object_mut().expect("a node").remove("ceterms:ctid");
        }),
        ("no_text @graph[1]", |graph| {
            let node = graph["@graph"][1].as_object_mut().expect("a node");
            let text = node.remove("ceasn:competencyText").expect("a text");
            node.insert("ceasn:competencyLabel".to_owned(), text);
        }),
        ("date @graph[0].ceasn:dateValidFrom", |graph| graph["@graph"][0]["ceasn:dateValidFrom"] = json!("spring")),
        ("one_sided @graph[1]", |graph| {
            graph["@graph"][2].as_object_mut().expect("a node").remove("ceasn:isChildOf");
        }),
    ] {
        let said = tolerances(change);
        assert!(said.iter().any(|known| known == expected), "{expected}: {said:?}");
        // What was put up with is still read: two competencies, one below the other.
        let framework = read(&graph(change)).framework;
        assert_eq!(framework.competencies.len(), 2, "{expected}");
        let second = framework.competencies[1].id.clone();
        assert!(framework.relations.iter().any(|relation| relation.from.id == second), "{expected}");
    }
}

#[test]
fn what_stands_in_another_form_comes_back_as_it_was() {
    let forms = [
        (0, "ceasn:rights", json!({"en-US": "All reserved", "id": "Dilindungi"})),
        (0, "ceasn:rights", json!({"id": "Dilindungi"})),
        (0, "ceasn:author", json!(["One", "Other"])),
        (0, "ceasn:author", json!({"en-US": "One"})),
        (0, "ceasn:dateModified", json!({"@value": "2024-01-02", "@type": "xsd:date"})),
        (0, "ceasn:license", json!(["https://example.org/a", "https://example.org/b"])),
        (1, "ceasn:dateModified", json!(["2024-01-02"])),
        (1, "ceasn:license", json!(["https://example.org/a", "https://example.org/b"])),
    ];
    for (place, key, form) in forms {
        let text = graph(|graph| graph["@graph"][place][key] = form.clone());
        let framework = read(&text).framework;
        let writing = framework.to_format(Format::CtdlAsn).expect("written");
        let written: Value = serde_json::from_str(&writing.text).expect("JSON");
        let node = written["@graph"].as_array().and_then(|nodes| {
            nodes.iter().find(|node| node["@id"] == if place == 0 { json!(FRAMEWORK) } else { json!(address(1)) })
        });
        assert_eq!(node.map(|node| &node[key]), Some(&form), "{}", writing.text);
        assert!(writing.loss.is_empty(), "{key}: {}", writing.loss.text(Lang::En));
    }
    // Said anew, it is what is written.
    let text = graph(|graph| graph["@graph"][0]["ceasn:rights"] = json!({"en-US": "All", "id": "Semua"}));
    let mut framework = read(&text).framework;
    framework.license.text = "None".to_owned();
    let written = framework.to_format(Format::CtdlAsn).expect("written").text;
    assert!(written.contains("None") && !written.contains("Semua"), "{written}");
}

#[test]
fn the_strict_checker_asks_for_what_the_registry_asks() {
    assert_eq!(check(|_| {}), []);
    for (code, path, change) in [
        (
            "document.missing",
            "@graph[0].ceasn:description",
            (|graph: &mut Value| {
                graph["@graph"][0].as_object_mut().expect("a node").remove("ceasn:description");
            }) as fn(&mut Value),
        ),
        ("document.missing", "@graph[2].ceasn:isPartOf", |graph| {
            graph["@graph"][2].as_object_mut().expect("a node").remove("ceasn:isPartOf");
        }),
        ("document.missing", "@context", |graph| {
            graph.as_object_mut().expect("a graph").remove("@context");
        }),
        ("document.type", "@graph[1].ceasn:isPartOf", |graph| graph["@graph"][1]["ceasn:isPartOf"] = json!(FRAMEWORK)),
        ("document.type", "@graph[1].ceasn:competencyText", |graph| {
            graph["@graph"][1]["ceasn:competencyText"] = json!("Knows")
        }),
        ("document.unknown_key", "@graph[1].colour", |graph| graph["@graph"][1]["colour"] = json!("red")),
        ("format.uuid", "@graph[1].ceterms:ctid", |graph| {
            graph["@graph"][1]["ceterms:ctid"] = json!("ce-5F0E9A3C-6F1D-4C39-8A53-0242AC130001")
        }),
        ("format.cell", "@graph[2].ceasn:isChildOf[0]", |graph| {
            graph["@graph"][2]["ceasn:isChildOf"] = json!(["https://example.org/nothing"])
        }),
        ("framework.duplicate", "@graph[3].@id", |graph| {
            let again = graph["@graph"][2].clone();
            graph["@graph"].as_array_mut().expect("nodes").push(again);
        }),
        ("format.framework_row", "@graph", |graph| {
            let mut again = graph["@graph"][0].clone();
            again["@id"] = json!("urn:x:y");
            graph["@graph"].as_array_mut().expect("nodes").push(again);
        }),
    ] {
        assert_eq!(check(change), [(code.to_owned(), path.to_owned())]);
    }
}

#[test]
fn levels_and_indicators_travel_as_progression_and_criterion_levels() {
    let text = r#"{"kinerja": "framework/1", "framework": "id/office", "language": "en", "title": "Office",
        "scales": [{"id": "mastery of it", "levels": [{"id": "low", "title": "Low"}, {"id": "mid", "description": "In between"}, {"id": "high"}]}],
        "competencies": [{"id": "law", "statement": "Knows the law", "scale": "mastery of it", "levels": ["low", "high"],
            "indicators": [{"id": "i1", "level": "low", "text": {"en": "Finds an article", "id": "Menemukan pasal"}}, {"level": "high", "text": "Drafts one"}]},
          {"id": "data", "statement": "Reads tables", "scale": "mastery of it"}],
        "relations": [{"kind": "requires", "from": "data", "to": "law"}, {"kind": "exact_match", "from": "law", "to": {"id": "z", "uri": "https://other.example/z"}}]}"#;
    let framework = Framework::parse(text).expect("a framework");
    let writing = framework.to_format(Format::CtdlAsn).expect("written");
    let lost: Vec<String> =
        writing.loss.changes.iter().map(|change| format!("{} {}", change.id, change.field)).collect();
    // A scale must have a name.
    assert_eq!(lost, ["mastery of it title"], "{}", writing.loss.text(Lang::En));
    let graph: Value = serde_json::from_str(&writing.text).expect("JSON");
    let nodes = graph["@graph"].as_array().expect("nodes");
    let of = |class: &str| nodes.iter().filter(|node| node["@type"] == class).collect::<Vec<_>>();
    assert_eq!(
        (of("asn:ProgressionModel").len(), of("asn:ProgressionLevel").len(), of("ceasn:CriterionLevel").len()),
        (1, 3, 2)
    );
    let data = of("ceasn:Competency")[1];
    assert_eq!(data["asn:hasProgressionLevel"].as_array().map(Vec::len), Some(3));
    // The referenced competency is the prerequisite, as the schema says.
    assert_eq!(data["ceasn:prerequisiteAlignment"][0], of("ceasn:Competency")[0]["@id"]);
}

#[test]
fn what_ctdl_has_no_property_for_is_told() {
    let standard = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let writing = standard.to_format(Format::CtdlAsn).expect("written");
    assert_eq!(
        (writing.loss.count(ChangeKind::Added), writing.loss.count(ChangeKind::Removed)),
        (0, standard.tiers.len())
    );
    let text = writing.loss.text(Lang::En);
    assert!(text.contains("scales tingkat") || text.contains("levels: level changed"), "{text}");
    // And so is what the registry asks for and the framework does not say.
    assert!(
        codes(&writing.warnings).iter().any(|(_, path)| path == "@graph[0].ceasn:publisher"),
        "{}",
        writing.warnings
    );
}

/// The official schema says which properties a class has: the writer uses no other, and names each class as the schema does.
#[test]
fn what_is_written_is_of_the_official_vocabulary() {
    let Some(schema) = sample_text("schemas/ctdlasn_schema.json") else { return };
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let names = |value: &Value| -> HashSet<String> {
        let items = match value {
            Value::Array(items) => items.clone(),
            Value::Null => Vec::new(),
            one => vec![one.clone()],
        };
        items.iter().filter_map(|item| item.as_str().or_else(|| item["@id"].as_str()).map(str::to_owned)).collect()
    };
    let terms = schema["@graph"].as_array().expect("terms");
    let domains: HashMap<&str, HashSet<String>> =
        terms.iter().filter_map(|term| Some((term["@id"].as_str()?, names(&term["schema:domainIncludes"])))).collect();
    for seed in 0..100 {
        let framework = generated(&mut Dice(seed), 10);
        let text = framework.to_format(Format::CtdlAsn).expect("written").text;
        let graph: Value = serde_json::from_str(&text).expect("JSON");
        for node in graph["@graph"].as_array().expect("nodes") {
            let class = node["@type"].as_str().expect("a class");
            assert!(domains.contains_key(class), "{class}");
            for key in node.as_object().expect("a node").keys().filter(|key| !key.starts_with('@')) {
                assert!(domains.get(key.as_str()).is_some_and(|domain| domain.contains(class)), "{class} has no {key}");
            }
        }
    }
}

#[test]
fn hostile_graphs_are_read_or_refused() {
    for text in [
        r#"{"@graph": [{"@type": "ceasn:Competency"}, {"@type": ["ceasn:Competency", 3], "@id": 7, "ceasn:hasChild": {"a": []}}]}"#,
        r#"{"@graph": [{"@type": "ceasn:CompetencyFramework", "ceasn:name": [{}], "ceasn:inLanguage": {}, "ceasn:dateValidFrom": 3}]}"#,
        r#"{"@graph": [{"@type": "ceasn:Competency", "@id": "a", "ceasn:hasChild": ["a", "a"], "ceasn:isChildOf": ["a"], "ceasn:altCodedNotation": []}]}"#,
        r#"[{"@type": "asn:ProgressionLevel"}, {"@type": "ceasn:Competency", "asn:hasProgressionLevel": [""]}]"#,
    ] {
        let reading = Framework::read(text, Some(Format::CtdlAsn)).expect("read");
        let _ = (reading.framework.check(), Framework::check_format(text, Format::CtdlAsn));
        for format in Format::ALL {
            assert!(reading.framework.to_format(*format).is_ok(), "{text} as {format:?}");
        }
    }
    assert_eq!(
        codes(&Framework::read("{}", Some(Format::CtdlAsn)).unwrap_err()),
        [("document.missing".to_owned(), "@graph".to_owned())]
    );
}
