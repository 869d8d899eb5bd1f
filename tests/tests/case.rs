//! CASE 1.0 and 1.1: samples with the counts that are known of them, round trips, the official schema, and defects that real packages have.

use kinerja::framework::{End, Format, Framework, Reading, RelationKind};
use kinerja::{Code, Lang, Problems};
use kinerja_tests::codes;
use kinerja_tests::frameworks::{generated, sample_text};
use kinerja_tests::json_schema::refusals;
use kinerja_tests::subjects::Dice;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const NICE: &str = "case/nice_v2.1.0.case-v1p1.json.gz";
const OPENSALT: [(&str, usize, usize); 8] = [
    ("AdoptedTestFramework", 1, 1),
    ("EmptyExternalFramework", 0, 0),
    ("ItemTypeTestFramework", 1, 1),
    ("MarkdownFramework", 2, 2),
    ("Ordering", 28, 28),
    ("SequenceNumberFramework", 2, 2),
    ("SmartLevelFramework", 14, 14),
    ("Utf8TestFramework", 1, 1),
];

fn read(text: &str) -> Reading {
    Framework::read(text, None).unwrap_or_else(|problems| panic!("{problems}"))
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The words of the tolerances that were used, with the places.
fn tolerances(problems: &Problems) -> Vec<(String, String)> {
    let word = |problem: &kinerja::Problem| {
        let detail = problem.details().find(|(name, _)| *name == "tolerance").map(|(_, word)| word.to_owned());
        (detail.unwrap_or_default(), problem.path().to_string())
    };
    assert!(problems.iter().all(|problem| problem.code() == Code::FormatTolerance && problem.code().is_warning()));
    problems.iter().map(word).collect()
}

#[test]
fn the_nice_package_has_its_items_and_associations() {
    let Some(text) = sample_text(NICE) else { return };
    let reading = read(&text);
    assert_eq!(reading.format, Format::Case11);
    assert!(reading.tolerances.is_empty(), "{}", reading.tolerances);
    let framework = &reading.framework;
    assert_eq!((framework.competencies.len(), framework.relations.len()), (2210, 7544));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for relation in &framework.relations {
        *kinds.entry(relation.kind.word()).or_default() += 1;
    }
    assert_eq!(kinds, BTreeMap::from([("child_of", 2210), ("requires", 5334)]));
    let of = |category: &str| framework.competencies.iter().filter(|known| known.category == category).count();
    assert_eq!((of("Task"), of("Knowledge"), of("Skill")), (946, 662, 540));
    assert!(framework.check().is_empty(), "{}", framework.check());
    // Every link leads into the package and says nothing that the package does not say.
    assert!(framework.relations.iter().all(|relation| relation.from.uri.is_empty() && relation.to.uri.is_empty()));
    assert!(Framework::check_format(&text, Format::Case11).is_empty());
}

#[test]
fn what_is_read_and_written_reads_the_same() {
    let names = OPENSALT.map(|(name, ..)| format!("case/opensalt_{name}.json"));
    for name in names.iter().map(String::as_str).chain([NICE]) {
        let Some(text) = sample_text(name) else { return };
        let framework = read(&text).framework;
        let writing = framework.to_format(Format::Case11).expect("written");
        assert!(writing.loss.is_empty(), "{name}: {}", writing.loss.text(Lang::En));
        let again = read(&writing.text).framework;
        assert_eq!(again, framework, "{name}");
        assert_eq!(again.to_format(Format::Case11).expect("written").text, writing.text, "{name}");
    }
}

#[test]
fn the_opensalt_packages_have_their_counts_and_their_defects() {
    for (name, items, associations) in OPENSALT {
        let Some(text) = sample_text(&format!("case/opensalt_{name}.json")) else { return };
        let reading = read(&text);
        assert_eq!(reading.format, Format::Case10, "{name}");
        let found = (reading.framework.competencies.len(), reading.framework.relations.len());
        let package = json_of(&text);
        let count = |key: &str| package[key].as_array().map_or(0, Vec::len);
        assert_eq!(found, (count("CFItems"), count("CFAssociations")), "{name}");
        assert_eq!(found, (items, associations), "{name}");
        let strict = Framework::check_format(&text, Format::Case10);
        // All but one have identifiers that CASE 1.0 does not allow, as its servers do.
        let identifiers = strict.iter().any(|problem| problem.code() == Code::FormatUuid);
        assert_eq!(identifiers, name != "Ordering", "{name}: {strict}");
    }
    let Some(text) = sample_text("case/opensalt_Ordering.json") else { return };
    // A package repeats neither its own address nor that of its document in every item.
    let strict = Framework::check_format(&text, Format::Case11);
    assert_eq!(strict.count(), 57, "{strict}");
    assert!(strict.iter().all(|problem| problem.code() == Code::DocumentUnknownKey));
}

#[test]
fn packages_fit_the_official_schema() {
    let Some(schema) = sample_text("schemas/case_v1p1_cfpackage.official.json") else { return };
    let schema = json_of(&schema);
    let fits = |text: &str, name: &str| {
        assert_eq!(refusals(&schema, &json_of(text)), Vec::<String>::new(), "{name}");
        let strict = Framework::check_format(text, Format::Case11);
        assert!(strict.is_empty(), "{name}: {strict}");
    };
    for id in ["id/berakhlak", "id/standar-kompetensi-38-2017"] {
        let framework = Framework::builtin(id, None).expect("built in");
        fits(&framework.to_format(Format::Case11).expect("written").text, id);
    }
    for seed in 0..200 {
        let framework = generated(&mut Dice(seed), 10);
        fits(&framework.to_format(Format::Case11).expect("written").text, &format!("seed {seed}"));
        // 1.0 is a part of 1.1.
        let older = framework.to_format(Format::Case10).expect("written").text;
        assert_eq!(refusals(&schema, &json_of(&older)), Vec::<String>::new(), "seed {seed}");
        let strict = Framework::check_format(&older, Format::Case10);
        assert!(strict.iter().all(|problem| problem.code() == Code::FormatUuid), "{strict}");
    }
    for (name, ..) in OPENSALT {
        let Some(text) = sample_text(&format!("case/opensalt_{name}.json")) else { return };
        fits(&read(&text).framework.to_format(Format::Case11).expect("written").text, name);
    }
    // The schema refuses what our checker refuses, and our checker what the schema refuses.
    let Some(ordering) = sample_text("case/opensalt_Ordering.json") else { return };
    assert_eq!(refusals(&schema, &json_of(&ordering)).len(), 57);
    let good =
        Framework::builtin("id/berakhlak", None).expect("built in").to_format(Format::Case11).expect("written").text;
    for (at, wrong) in [
        ("/CFItems/0/fullStatement", Value::Null),
        ("/CFItems/3/humanCodingScheme", json!(7)),
        ("/CFAssociations/0/associationType", json!("isFriendOf")),
        ("/CFAssociations/0/sequenceNumber", json!("1")),
        ("/CFDocument/creator", json!(["x"])),
        ("/CFAssociations/2/originNodeURI", json!("x")),
    ] {
        let mut package = json_of(&good);
        *package.pointer_mut(at).expect("a place") = wrong;
        assert!(!refusals(&schema, &package).is_empty(), "{at}");
        assert!(!Framework::check_format(&package.to_string(), Format::Case11).is_empty(), "{at}");
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_in_case_1_1(seed in any::<u64>()) {
        let framework = generated(&mut Dice(seed), 10);
        let writing = framework.to_format(Format::Case11).expect("written");
        prop_assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
        let again = read(&writing.text);
        prop_assert_eq!(&again.framework, &framework);
        prop_assert_eq!(again.framework.digest(), framework.digest());
    }

    #[test]
    fn what_case_1_0_loses_is_what_the_report_says(seed in any::<u64>()) {
        let framework = generated(&mut Dice(seed), 10);
        let writing = framework.to_format(Format::Case10).expect("written");
        let again = Framework::read(&writing.text, Some(Format::Case10)).expect("read").framework;
        prop_assert_eq!(framework.diff(&again), writing.loss);
        // What has come through once comes through again.
        let second = again.to_format(Format::Case10).expect("written");
        prop_assert!(second.loss.is_empty(), "{}", second.loss.text(Lang::En));
    }
}

/// A package of two items and what is laid over it.
fn package(change: impl Fn(&mut Value)) -> Reading {
    let id = |n: u8| format!("5f0e9a3c-6f1d-4c39-8a53-0242ac13000{n}");
    let link =
        |n: u8| json!({"identifier": id(n), "uri": format!("https://example.org/{n}"), "title": format!("T{n}")});
    let item = |n: u8| json!({"identifier": id(n), "uri": format!("https://example.org/{n}"), "fullStatement": format!("T{n}"), "lastChangeDateTime": "2025-01-01T00:00:00Z"});
    let mut package = json!({
        "CFDocument": {"identifier": id(0), "uri": "https://example.org/0", "creator": "x", "title": "T0", "lastChangeDateTime": "2025-01-01T00:00:00Z"},
        "CFItems": [item(1), item(2)],
        "CFAssociations": [{"identifier": id(3), "uri": "https://example.org/3", "associationType": "isChildOf", "originNodeURI": link(1),
            "destinationNodeURI": link(2), "lastChangeDateTime": "2025-01-01T00:00:00Z"}]});
    change(&mut package);
    read(&package.to_string())
}

fn used(change: impl Fn(&mut Value)) -> Vec<(String, String)> {
    tolerances(&package(change).tolerances)
}

fn one(word: &str, path: &str) -> Vec<(String, String)> {
    vec![(word.to_owned(), path.to_owned())]
}

#[test]
fn defects_of_real_packages_are_put_up_with_and_told() {
    assert_eq!(used(|_| {}), []);
    let reading = package(|package| {
        package["CFItems"][0].as_object_mut().expect("an item").remove("fullStatement");
        package["CFItems"][0]["alternativeLabel"] = json!("Label");
    });
    assert_eq!(reading.framework.competencies[0].statement.first(), "Label");
    assert_eq!(tolerances(&reading.tolerances), one("no_statement", "CFItems[0]"));
    assert_eq!(
        used(|package| {
            let id = package["CFAssociations"][0]["originNodeURI"]["identifier"].clone();
            package["CFAssociations"][0]["originNodeURI"]["uri"] = id;
        }),
        one("link_uri", "CFAssociations[0].originNodeURI")
    );
    let reading = package(|package| {
        let id = package["CFItems"][0]["identifier"].as_str().expect("an id").to_owned();
        package["CFItems"][0]["uri"] = json!(format!("https://example.org/CFItems{id}"));
    });
    assert_eq!(tolerances(&reading.tolerances), one("item_uri", "CFItems[0].uri"));
    assert!(reading.framework.competencies[0].uri.contains("/CFItems/5f0e"));
    for (word, kind) in [
        ("RelatedTo", RelationKind::RelatedTo),
        ("Is Child Of", RelationKind::ChildOf),
        ("isExactMatchOf", RelationKind::ExactMatch),
    ] {
        let reading = package(|package| package["CFAssociations"][0]["associationType"] = json!(word));
        assert_eq!(
            tolerances(&reading.tolerances),
            one("association_type", "CFAssociations[0].associationType"),
            "{word}"
        );
        assert_eq!(reading.framework.relations[0].kind, kind);
    }
    assert_eq!(
        used(|package| {
            let item = package["CFItems"][1].as_object_mut().expect("an item");
            let id = item.remove("identifier").expect("an id");
            item.insert("sourcedId".to_owned(), id);
        }),
        one("sourced_id", "CFItems[1]")
    );
    assert_eq!(
        used(|package| {
            let uri =
                package["CFAssociations"][0]["destinationNodeURI"]["identifier"].as_str().expect("an id").to_owned();
            package["CFAssociations"][0]["destinationNodeURI"] = json!(format!("https://example.org/CFItems/{uri}"));
        }),
        one("link_text", "CFAssociations[0].destinationNodeURI")
    );
    let reading = package(|package| *package = json!({"CFPackage": package.clone()}));
    assert_eq!(
        (reading.framework.competencies.len(), tolerances(&reading.tolerances)),
        (2, one("wrapped", "CFPackage"))
    );
    let reading = package(|package| {
        let items = package.as_object_mut().expect("a package").remove("CFItems").expect("items");
        package["CFItemSet"] = json!({"CFItems": items});
    });
    assert_eq!(reading.framework.competencies.len(), 2);
    assert_eq!(tolerances(&reading.tolerances), one("wrapped", "CFItems"));
    let reading = package(|package| {
        package["CFItems"][0]["CFItemTypeURI"] = json!({"title": "Standard", "identifier": "5f0e9a3c-6f1d-4c39-8a53-0242ac130009", "uri": "https://example.org/9"});
    });
    assert_eq!(reading.framework.competencies[0].category, "Standard");
    assert_eq!(tolerances(&reading.tolerances), one("type_link", "CFItems[0]"));
    let reading = package(|package| {
        package["CFItems"][0]["listEnumeration"] = json!("2");
    });
    assert_eq!(reading.framework.relations[0].order, Some(2));
    assert_eq!(tolerances(&reading.tolerances), one("list_enumeration", "CFItems"));
    assert_eq!(
        used(|package| package["CFDocument"]["subject"] = json!("maths")),
        one("one_text", "CFDocument.subject")
    );
    let reading = package(|package| package["CFDocument"]["language"] = json!("eng"));
    assert_eq!(reading.framework.language, "en");
    assert_eq!(tolerances(&reading.tolerances), one("language", "CFDocument.language"));
    assert_eq!(
        used(|package| package["CFItems"][0]["identifier"] = json!("K1")),
        one("identifier", "CFItems[0].identifier")
    );
    let reading = package(|package| package["CFDocument"]["statusStartDate"] = json!("spring 2024"));
    assert_eq!(tolerances(&reading.tolerances), one("date", "CFDocument.statusStartDate"));
    assert!(reading.framework.to_format(Format::Case11).expect("written").loss.is_empty());
}

#[test]
fn a_link_out_of_the_package_is_kept_whole() {
    let reading = package(|package| {
        package["CFAssociations"][0]["associationType"] = json!("exactMatchOf");
        package["CFAssociations"][0]["destinationNodeURI"] =
            json!({"identifier": "z", "uri": "https://other.example/z", "title": "Z", "targetType": "ext:esco"});
    });
    let to =
        End { id: "z".to_owned(), uri: "https://other.example/z".to_owned(), title: "Z".to_owned(), ..End::default() };
    assert_eq!(reading.framework.relations[0].to, to);
    assert!(reading.framework.check().is_empty());
    let text = reading.framework.to_format(Format::Case11).expect("written").text;
    assert!(text.contains(r#""targetType": "ext:esco""#), "{text}");
}

#[test]
fn what_the_model_has_no_field_for_comes_back() {
    let grouping =
        json!({"title": "G", "identifier": "5f0e9a3c-6f1d-4c39-8a53-0242ac130008", "uri": "https://example.org/8"});
    let reading = package(|package| {
        package["CFAssociations"][0]["CFAssociationGroupingURI"] = grouping.clone();
        package["CFItems"][0]["extensions"] = json!({"colour": "red"});
        package["CFItems"][1]["licenseURI"] = grouping.clone();
        package["CFDefinitions"] = json!({"CFConcepts": []});
        package["CFDocument"]["frameworkType"] = json!("ext:work");
        package["extensions"] = json!({"house": [1, 2.5]});
    });
    let text = reading.framework.to_format(Format::Case11).expect("written").text;
    let package = json_of(&text);
    assert_eq!(package["CFAssociations"][0]["CFAssociationGroupingURI"], grouping);
    assert_eq!(package["CFItems"][0]["extensions"], json!({"colour": "red"}));
    assert_eq!(package["CFItems"][1]["licenseURI"], grouping);
    assert_eq!(package["CFDefinitions"], json!({"CFConcepts": []}));
    assert_eq!(package["CFDocument"]["frameworkType"], json!("ext:work"));
    assert!(text.contains(r#""extensions": {"house":[1,2.5]}"#), "{text}");
    assert_eq!(reading.framework.competencies[1].license.name, "G");
}

#[test]
fn rubrics_are_scales_and_indicators() {
    let id = |n: u8| format!("5f0e9a3c-6f1d-4c39-8a53-0242ac13000{n}");
    let level = |n: u8, quality: &str, score: u8| {
        json!({"identifier": id(n), "uri": "https://example.org/l", "lastChangeDateTime": "2025-01-01T00:00:00Z", "quality": quality, "score": score,
            "description": format!("shows {quality}")})
    };
    let with_rubric = |package: &mut Value| {
        let criterion = |n: u8, item: u8, levels: Value| {
            json!({"identifier": id(n), "uri": "https://example.org/c", "lastChangeDateTime": "2025-01-01T00:00:00Z", "weight": 2,
                "CFItemURI": {"title": "T", "identifier": id(item), "uri": "https://example.org/i"}, "CFRubricCriterionLevels": levels})
        };
        package["CFRubrics"] = json!([{"identifier": id(4), "uri": "https://example.org/r", "lastChangeDateTime": "2025-01-01T00:00:00Z", "title": "Mastery",
            "CFRubricCriteria": [criterion(5, 1, json!([level(6, "expert", 5), level(7, "basic", 1)])), criterion(8, 2, json!([level(9, "basic", 1)]))]}]);
    };
    let framework = package(with_rubric).framework;
    let scale = &framework.scales[0];
    let levels: Vec<(&str, String)> = scale
        .levels
        .iter()
        .map(|level| (level.id.as_str(), scale.value(&level.id).expect("a value").to_string()))
        .collect();
    assert_eq!(levels, [("basic", "1".to_owned()), ("expert", "5".to_owned())]);
    let [first, second] = framework.competencies.as_slice() else { panic!("two items") };
    assert_eq!((first.levels.len(), second.levels.as_slice()), (0, ["basic".to_owned()].as_slice()));
    assert_eq!(first.indicators[0].text.first(), "shows expert");
    // Rubrics that still say what the model says are written as they came.
    let text = framework.to_format(Format::Case11).expect("written").text;
    assert!(text.contains("\"weight\": 2") || text.contains("\"weight\":2"), "{text}");
    let mut changed = framework.clone();
    changed.competencies[0].indicators.clear();
    let writing = changed.to_format(Format::Case11).expect("written");
    assert!(writing.loss.is_empty());
    let rubrics = json_of(&writing.text)["CFRubrics"].to_string();
    assert!(!rubrics.contains("shows expert") && rubrics.contains("shows basic"), "{rubrics}");
}

#[test]
fn a_framework_of_levels_is_a_rubric_for_others() {
    let framework = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let package = json_of(&framework.to_format(Format::Case10).expect("written").text);
    let rubric = &package["CFRubrics"][0];
    assert_eq!(rubric["CFRubricCriteria"].as_array().map(Vec::len), Some(9));
    let levels = rubric["CFRubricCriteria"][0]["CFRubricCriterionLevels"].as_array().expect("levels");
    let said: Vec<(&str, i64)> = levels
        .iter()
        .map(|level| (level["quality"].as_str().expect("a text"), level["score"].as_i64().expect("a number")))
        .collect();
    assert_eq!(said, [("Paham/dalam pengembangan", 1), ("Dasar", 2), ("Menengah", 3), ("Mumpuni", 4), ("Ahli", 5)]);
}

#[test]
fn a_package_that_is_none_says_so() {
    let refused = |text: &str| codes(&Framework::read(text, Some(Format::Case11)).unwrap_err());
    assert_eq!(refused("{}"), [("document.missing".to_owned(), "CFDocument".to_owned())]);
    let wrong = refused(r#"{"CFDocument": {"identifier": "x", "title": "y"}, "CFItems": {}}"#);
    assert_eq!(wrong, [("document.type".to_owned(), "CFItems".to_owned())]);
    // What this library added is looked at as its own documents are.
    let text =
        r#"{"CFDocument": {"identifier": "x", "title": "y", "extensions": {"kinerja": {"valid_from": "soon"}}}}"#;
    assert_eq!(refused(text), [("document.date".to_owned(), "CFDocument.extensions.kinerja.valid_from".to_owned())]);
}
