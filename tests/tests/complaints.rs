//! What users of other tools for frameworks complain of, each held here or by the test that is named.
//!
//! | complaint | where | test |
//! |---|---|---|
//! | a framework of many thousands times out, or crashes those who read it | CredentialRegistry 306 | `a_graph_of_many_thousands_is_read_in_a_moment` |
//! | an import takes minutes, or fails because "the framework is too large" | CASS 142, CompetencyFrameworks 82, CredentialRegistry 220 | `a_large_package_is_read_in_a_moment` |
//! | 1,530 records take seconds | CASS 98 | `a_sheet_of_1530_records_takes_no_time` |
//! | a framework that links large others does not load | opensalt 295 | `what_is_linked_is_named_and_not_loaded` |
//! | a file may have 10,000 rows | Cornerstone | `more_than_10_000_rows_are_read_and_the_bound_is_told` |
//! | not every field of CASE is in the spreadsheet; CSV takes ten properties | opensalt 409, CompetencyFrameworks 85 | `a_sheet_holds_every_column_that_a_house_has` |
//! | is a changed sheet an update, or another framework? | opensalt 410 and 412 | `a_changed_sheet_is_told_by_identifiers` |
//! | line ends of another system break the import | opensalt 108 | `line_ends_of_any_system_are_the_same_rows` |
//! | an import damages where relations lead | opensalt 108 | `relations_lead_where_they_led` |
//! | types of association are not looked at | opensalt 449 | `a_type_of_association_that_there_is_not_is_told` |
//! | there is no template | opensalt 548 | `an_empty_framework_is_a_template` |
//! | single values and lists flip | cass-editor 1427 | `a_single_value_and_a_list_of_one_are_the_same`; also `ctdl`, `defects_of_real_graphs_are_put_up_with_and_told` |
//! | the wrong kind of document fails without saying what it is | CASS 165 | `formats`, `the_wrong_kind_of_document_is_named` |
//! | what separates a role from the next? | dbx-career-framework 7 | `gaps`, `two_posts_are_compared`; `tables`, `the_roles_of_ddat_are_read_whole` |
//! | definitions of levels in JSON and CSV drift apart | direct-framework | `levels_say_the_same_as_json_and_as_a_table` |
//! | crosswalks lose how sure they are, who says so, and between which versions | (crosswalks) | `a_crosswalk_keeps_its_kind_strength_author_and_versions`; also `frameworks`, `a_crosswalk_holds_between_two_versions` |

use kinerja::framework::{ChangeKind, End, Format, Framework, Profile, Reading, Table};
use kinerja::{Lang, Problem};
use kinerja_tests::codes;
use kinerja_tests::frameworks::sample_text;
use kinerja_tests::work::Work;
use serde_json::{Value, json};
use std::fmt::Write;

fn read(text: &str) -> Reading {
    Framework::read(text, None).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The seconds that something takes this thread, at its fastest.
fn seconds(job: impl Fn()) -> f64 {
    let once = || {
        let start = Work::started();
        job();
        start.so_far().as_secs_f64()
    };
    (0..2).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// A framework of so many competencies, ten below each.
fn large(count: usize) -> Framework {
    let competencies: Vec<Value> = (0..count)
        .map(|n| json!({"id": format!("c{n}"), "title": format!("Skill {n}"), "statement": "Knows what to do with it, and why"}))
        .collect();
    let relations: Vec<Value> = (1..count)
        .map(|n| json!({"kind": "child_of", "from": format!("c{n}"), "to": format!("c{}", n / 10)}))
        .collect();
    let whole = json!({"kinerja": "framework/1", "framework": "large", "title": "Large", "competencies": competencies, "relations": relations});
    Framework::parse(&whole.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Reads and checks a framework in a format, a small one ten times and one ten times as large; whole, and in the same time.
fn in_a_moment(format: Format, count: usize) {
    let time = |count: usize, times: usize| {
        let text = large(count).to_format(format).expect("written").text;
        seconds(|| {
            for _ in 0..times {
                let reading = read(&text);
                assert_eq!((reading.format, reading.framework.competencies.len()), (format, count));
                assert!(reading.framework.check().is_empty());
            }
        })
    };
    let (small, large) = (time(count / 10, 10), time(count, 1));
    assert!(large <= small * 4.0 + 0.05, "{small} s for ten, then {large} s");
}

#[test]
fn a_graph_of_many_thousands_is_read_in_a_moment() {
    in_a_moment(Format::CtdlAsn, 10_000);
}

#[test]
fn a_large_package_is_read_in_a_moment() {
    in_a_moment(Format::Case11, 6_000);
    let Some(text) = sample_text("case/nice_v2.1.0.case-v1p1.json.gz") else { return };
    // There it was minutes.
    let time = seconds(|| drop(read(&text).framework.check()));
    assert!(time < 2.0, "{time} s");
}

#[test]
fn a_sheet_of_1530_records_takes_no_time() {
    let text = large(1_530).to_format(Format::Table).expect("written").text;
    let time = seconds(|| assert_eq!(read(&text).framework.competencies.len(), 1_530));
    assert!(time < 0.2, "{time} s");
}

#[test]
fn what_is_linked_is_named_and_not_loaded() {
    let relations: Vec<Value> = (0..2_000)
        .map(|n| json!({"kind": "exact_match", "from": "a", "to": {"id": format!("z{n}"), "framework": "https://example.org/large", "title": format!("Of another {n}")}}))
        .collect();
    let text =
        json!({"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a"}], "relations": relations})
            .to_string();
    let framework = read(&text).framework;
    assert!(framework.check().is_empty(), "{}", framework.check());
    assert_eq!(framework.competencies.len(), 1);
    let again = read(&framework.to_format(Format::Case11).expect("written").text).framework;
    assert_eq!(again, framework);
    assert_eq!(again.relations[1_999].to.title, "Of another 1999");
}

#[test]
fn more_than_10_000_rows_are_read_and_the_bound_is_told() {
    let rows = |count: usize| {
        (0..count).fold("competency,competency_title\r\n".to_owned(), |mut text, n| {
            let _ = write!(text, "c{n},Skill {n}\r\n");
            text
        })
    };
    let reading = read(&rows(25_000));
    assert_eq!((reading.framework.competencies.len(), reading.tolerances.count()), (25_000, 0));
    let problems = Framework::read(&rows(200_001), None).unwrap_err();
    let problem = problems.iter().next().expect("one");
    assert_eq!(codes(&problems)[0].0, "format.too_large");
    assert!(problem.text(Lang::En).contains("200000 rows"), "{problem}");
}

/// The columns of opensalt's sheet of children, and what they mean here.
const CHILDREN: [(&str, &str); 21] = [
    ("Identifier", "competency"),
    ("fullStatement", "competency.statement"),
    ("HumanCodingScheme", "competency.code"),
    ("sequenceNumber", "competency.extra"),
    ("Abbreviated Statement", "competency.title"),
    ("ConceptKeywords", "competency.keywords"),
    ("Notes", "competency.notes"),
    ("Language", "competency.extra"),
    ("Education Level", "competency.extra"),
    ("CFItemType", "competency.category"),
    ("License", "competency.extra"),
    ("CFAssociationGroupIdentifier", "competency.extra"),
    ("Is Child Of", "competency.parents"),
    ("IsPartOf", "competency.extra"),
    ("replacedBy", "competency.extra"),
    ("Exemplar", "competency.extra"),
    ("hasSkillLevel", "competency.extra"),
    ("isExactMatchOf", "competency.extra"),
    ("Precedes", "competency.extra"),
    ("Is Peer Of", "competency.extra"),
    ("Is Related To", "competency.extra"),
];

#[test]
fn a_sheet_holds_every_column_that_a_house_has() {
    let columns: Vec<Value> = CHILDREN.iter().map(|(title, is)| json!({"column": title, "is": is})).collect();
    let house = json!({"kinerja": "table/1", "table": "children", "columns": columns}).to_string();
    let house = Table::parse(&house).unwrap_or_else(|problems| panic!("{problems}"));
    let titles: Vec<&str> = CHILDREN.iter().map(|(title, _)| *title).collect();
    let row = |id: &str, parent: &str| {
        let cell = |(title, is): &(&str, &str)| match *is {
            "competency" => id.to_owned(),
            "competency.parents" => parent.to_owned(),
            _ => format!("{title} of {id}"),
        };
        CHILDREN.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    let text = format!("{}\r\n{}\r\n{}\r\n", titles.join(","), row("a", ""), row("b", "a"));
    let reading = Framework::read_table(text.as_bytes(), &house).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(reading.tolerances.count(), 0, "{}", reading.tolerances);
    let writing = reading.framework.to_table(&[], &house).expect("written");
    assert_eq!(writing.text, text);
    assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
    // As it comes from there: children that have no identifier yet go by their short statement.
    let Some(text) = sample_text("case/opensalt_children.csv") else { return };
    assert_eq!(text.lines().next().map(|line| line.split(',').count()), Some(CHILDREN.len()));
    let reading = Framework::read_table(text.as_bytes(), &house).unwrap_or_else(|problems| panic!("{problems}"));
    let rows = text.lines().skip(1).filter(|line| !line.is_empty()).count();
    assert_eq!(reading.framework.competencies.len(), rows, "{}", reading.tolerances);
    assert_eq!(reading.framework.competencies[0].statement.first(), "full statement A");
}

const TITLES: &str = "competency,competency_title,competency_statement";

#[test]
fn a_changed_sheet_is_told_by_identifiers() {
    let before = read(&format!("{TITLES}\na,Law,Knows the law\nb,Budget,Plans it\nc,Archive,Keeps it\n")).framework;
    // One is reworded and stands elsewhere, one is gone, one is new.
    let after = read(&format!("{TITLES}\nb,Budget,Plans it\nd,Data,Reads data\na,Laws,Knows the law\n")).framework;
    let diff = before.diff(&after);
    let said: Vec<(ChangeKind, &str, &str)> =
        diff.changes.iter().map(|change| (change.kind, change.id.as_str(), change.field)).collect();
    assert_eq!(
        said,
        [(ChangeKind::Reworded, "a", "title"), (ChangeKind::Removed, "c", ""), (ChangeKind::Added, "d", "")]
    );
    // Told before anything is taken over: in the same way of what comes as CASE.
    let packed = |framework: &Framework| read(&framework.to_format(Format::Case11).expect("written").text).framework;
    assert_eq!(packed(&before).diff(&packed(&after)).changes, diff.changes);
}

#[test]
fn line_ends_of_any_system_are_the_same_rows() {
    let framework = large(30);
    let profile = r#"{"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": "c1", "value": 3}]}"#;
    let profile = Profile::parse(profile).expect("a profile");
    for format in Format::ALL.iter().copied() {
        let text = framework.to_format_with(format, std::slice::from_ref(&profile)).expect("written").text;
        let plain = text.replace("\r\n", "\n");
        let expected = read(&text);
        for end in ["\n", "\r\n", "\r"] {
            let other = plain.replace('\n', end);
            for bytes in [other.clone().into_bytes(), format!("\u{feff}{other}").into_bytes()] {
                assert_eq!(Framework::read_bytes(&bytes, None).as_ref(), Ok(&expected), "{format:?} {end:?}");
            }
        }
    }
}

#[test]
fn relations_lead_where_they_led() {
    let text = r#"{"kinerja": "framework/1", "framework": "x", "competencies": [{"id": "a, b"}, {"id": "a"}, {"id": "b"}], "relations": [
        {"kind": "related_to", "from": "a", "to": "a, b"}, {"kind": "related_to", "from": "b", "to": "a"},
        {"kind": "related_to", "from": "b", "to": {"id": "a, b", "framework": "other", "uri": "https://example.org/z", "title": "Of another, called alike"}}]}"#;
    let framework = read(text).framework;
    // Ends by their places among the competencies: CASE 1.0 knows them by ids of its own.
    let led = |framework: &Framework| -> Vec<[Option<usize>; 2]> {
        let place = |end: &End| {
            framework.competencies.iter().position(|known| known.id == end.id && end.is_here() && end.uri.is_empty())
        };
        framework.relations.iter().map(|relation| [&relation.from, &relation.to].map(place)).collect()
    };
    let elsewhere = [Some(2), None];
    assert_eq!(led(&framework), [[Some(1), Some(0)], [Some(2), Some(1)], elsewhere]);
    for format in [Format::Kinerja, Format::Case10, Format::Case11] {
        assert_eq!(led(&read(&framework.to_format(format).expect("written").text).framework), led(&framework));
    }
    // Moodle names the related ones in one cell. It has no place for what is elsewhere, and that is told.
    let writing = framework.to_format(Format::Moodle).expect("written");
    // Which end named the other there is no place for either.
    assert_eq!(led(&read(&writing.text).framework), [[Some(0), Some(1)], [Some(1), Some(2)]]);
    let lost: Vec<(ChangeKind, &str)> = writing.loss.changes.iter().map(|change| (change.kind, change.list)).collect();
    let gone = lost.iter().filter(|change| **change == (ChangeKind::Removed, "relations")).count();
    assert_eq!(gone, 3, "{}", writing.loss.text(Lang::En));
}

#[test]
fn a_type_of_association_that_there_is_not_is_told() {
    let package = large(2).to_format(Format::Case11).expect("written").text;
    for (word, told) in [("isFriendOf", true), ("RelatedTo", true), ("ext:isFriendOf", false), ("isPeerOf", false)] {
        let package = package.replace("isChildOf", word);
        let strict = Framework::check_format(&package, Format::Case11);
        assert_eq!(!strict.is_empty(), told, "{word}: {strict}");
        assert!(strict.iter().all(|problem| problem.path().to_string() == "CFAssociations[0].associationType"));
        // The tolerant reader tells it too, and keeps the word.
        let reading = read(&package);
        assert_eq!(!reading.tolerances.is_empty(), told, "{word}: {}", reading.tolerances);
        let kept = reading.framework.to_format(Format::Case11).expect("written").text;
        assert!(kept.contains(word.trim_start_matches("ext:").trim_start_matches("is")), "{word}");
    }
}

#[test]
fn an_empty_framework_is_a_template() {
    let empty = Framework::parse(r#"{"kinerja": "framework/1", "framework": "template"}"#).expect("a framework");
    for word in Table::presets() {
        let table = Table::preset(word).expect("a table");
        let text = empty.to_table(&[], &table).expect("written").text;
        let titles = text.lines().next().expect("a line");
        assert!(titles.contains(','), "{word}: {titles}");
        // It is read as it is, and has nothing in it.
        let reading = Framework::read_table(text.as_bytes(), &table).expect("read");
        let found = (reading.framework.competencies.len(), reading.profiles.len(), reading.tolerances.count());
        assert_eq!(found, (0, 0, 0), "{word}: {}", reading.tolerances);
    }
    let moodle = empty.to_format(Format::Moodle).expect("written").text;
    assert!(moodle.starts_with("Parent ID number,ID number,Short name,"), "{moodle}");
}

#[test]
fn a_single_value_and_a_list_of_one_are_the_same() {
    let text = large(3).to_format(Format::CtdlAsn).expect("written").text;
    let mut graph: Value = serde_json::from_str(&text).expect("JSON");
    let expected = read(&text);
    assert!(expected.tolerances.is_empty());
    let mut flipped = 0;
    for node in graph["@graph"].as_array_mut().expect("nodes") {
        for value in node.as_object_mut().expect("a node").values_mut() {
            if let Value::Array(items) = value
                && let [one] = items.as_slice()
            {
                *value = one.clone();
                flipped += 1;
            }
        }
    }
    assert!(flipped > 5, "{flipped}");
    let reading = read(&graph.to_string());
    assert_eq!(reading.framework, expected.framework);
    let scalar = |used: &Problem| used.details().any(|(name, word)| name == "tolerance" && word == "scalar");
    assert!(reading.tolerances.count() > 0 && reading.tolerances.iter().all(scalar), "{}", reading.tolerances);
    // Written again they are lists.
    assert_eq!(reading.framework.to_format(Format::CtdlAsn).expect("written").text, text);
}

#[test]
fn levels_say_the_same_as_json_and_as_a_table() {
    let text = r#"{"kinerja": "framework/1", "framework": "table", "scales": [{"id": "level", "levels": [{"id": "junior"}, {"id": "senior"}]}],
        "competencies": [{"id": "a", "title": "Research", "scale": "level", "indicators": [
            {"level": "junior", "kind": "knowledge", "text": "Names the sources"}, {"level": "senior", "kind": "skill", "text": "Weighs, \"reads\"\nand compares them"}]}]}"#;
    let framework = read(text).framework;
    let writing = framework.to_format(Format::Table).expect("written");
    assert!(writing.loss.is_empty(), "{}", writing.loss.text(Lang::En));
    assert_eq!(read(&writing.text).framework, framework);
    // What is changed in one of them is told beside the other.
    let changed = read(&writing.text.replace("Names the", "Knows all")).framework;
    let diff = framework.diff(&changed);
    let said: Vec<(&str, &str)> = diff.changes.iter().map(|change| (change.id.as_str(), change.field)).collect();
    assert_eq!(said, [("a", "indicators")]);
}

#[test]
fn a_crosswalk_keeps_its_kind_strength_author_and_versions() {
    let relations: Vec<Value> = ["exact_match", "close_match", "broad_match", "narrow_match", "is_used_with"]
        .iter()
        .map(|kind| {
            json!({"kind": kind, "from": "a", "to": {"id": "z", "framework": "other", "uri": "https://example.org/z"}, "strength": "0.35", "asserted_by": "A. Reviewer",
                "from_version": "2", "to_version": "1.2.0"})
        })
        .collect();
    let text = json!({"kinerja": "framework/1", "framework": "x", "version": "2", "competencies": [{"id": "a"}], "relations": relations}).to_string();
    let framework = read(&text).framework;
    for format in [Format::Kinerja, Format::Case11] {
        let writing = framework.to_format(format).expect("written");
        assert!(writing.loss.is_empty(), "{format:?}: {}", writing.loss.text(Lang::En));
        let again = read(&writing.text).framework;
        let relation = &again.relations[2];
        assert_eq!(relation.kind.word(), "broad_match");
        assert_eq!(relation.strength.as_ref().map(ToString::to_string).as_deref(), Some("0.35"));
        assert_eq!(
            (relation.asserted_by.as_str(), relation.from_version.as_str(), relation.to_version.as_str()),
            ("A. Reviewer", "2", "1.2.0")
        );
        assert_eq!(again.relations[4].kind.word(), "is_used_with");
    }
    // CTDL-ASN keeps the kind, and who wrote there reads what it did not keep.
    let writing = framework.to_format(Format::CtdlAsn).expect("written");
    assert!(writing.text.contains("ceasn:broadAlignment"));
    assert!(!writing.loss.is_empty());
}
