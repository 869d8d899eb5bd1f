//! The CSV of Moodle's competency frameworks.

use kinerja::framework::{Competency, End, Format, Framework, Relation, RelationKind, Scale, Wording};
use kinerja::{Lang, Problems};
use kinerja_tests::codes;

const HEADER: &str = "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type (optional),Rule outcome (optional),Rule config (optional),Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy";
const FRAMEWORK: &str = r#",fw,Office work,,2,"Not yet,Basic,Able","[{""scaleid"":""2""},{""id"":2,""scaledefault"":1,""proficient"":1}]",,,,,7,1,"domain,competency,behaviour,behaviour""#;

fn file(rows: &[&str]) -> String {
    [HEADER, FRAMEWORK].iter().chain(rows).map(|row| format!("{row}\r\n")).collect()
}

fn read(text: &str) -> kinerja::framework::Reading {
    Framework::read(text, None).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// The words of the tolerances and where they were used.
fn tolerances(text: &str) -> Vec<(String, String)> {
    let word = |problem: &kinerja::Problem| {
        let word = problem.details().find(|(name, _)| *name == "tolerance").map(|(_, word)| word.to_owned());
        (word.expect("a word"), problem.path().to_string())
    };
    read(text).tolerances.iter().map(word).collect()
}

fn found(word: &str, path: &str) -> Vec<(String, String)> {
    vec![(word.to_owned(), path.to_owned())]
}

fn reasons(problems: &Problems) -> Vec<String> {
    problems.iter().map(|problem| problem.text(Lang::En)).collect()
}

#[test]
fn a_file_is_read_and_written_as_it_came() {
    let text = file(&[
        r#",law,Law,"<p>Knows the law, and applies it</p>",1,,,,0,,,1,,"#,
        r#"law,budget,Budget law,,2,"No,Yes","[{""scaleid"":""9""},{""id"":1,""scaledefault"":1},{""id"":2,""proficient"":1}]",core_competency\competency_rule_all,2,,"a%2Cb",2,,"#,
        r#",'a"#.replace("'a", r#""a,b",Two words,plain,2,,,,0,,budget,3,,"#).as_str(),
    ]);
    let reading = read(&text);
    assert_eq!((reading.format, reading.tolerances.count()), (Format::Moodle, 0), "{}", reading.tolerances);
    let framework = &reading.framework;
    assert_eq!((framework.id.as_str(), framework.title.first(), framework.scales.len()), ("fw", "Office work", 2));
    let levels: Vec<&str> = framework.scales[0].levels.iter().map(|level| level.id.as_str()).collect();
    assert_eq!(levels, ["Not yet", "Basic", "Able"]);
    // A competency without a scale of its own has the framework's.
    let scales: Vec<&str> = framework.competencies.iter().map(|competency| competency.scale.as_str()).collect();
    assert_eq!(scales, ["2", "9", "2"]);
    assert_eq!(framework.competencies[0].statement.first(), "<p>Knows the law, and applies it</p>");
    let said: Vec<(&str, &str, &str)> = framework
        .relations
        .iter()
        .map(|relation| (relation.from.id.as_str(), relation.kind.word(), relation.to.id.as_str()))
        .collect();
    assert_eq!(said, [("budget", "child_of", "law"), ("budget", "related_to", "a,b")]);
    let writing = framework.to_format(Format::Moodle).expect("written");
    assert!(
        writing.loss.is_empty() && writing.warnings.is_empty(),
        "{} {}",
        writing.loss.text(Lang::En),
        writing.warnings
    );
    assert!(
        writing.text.contains(r"core_competency\competency_rule_all,2,")
            && writing.text.contains("domain,competency,behaviour")
    );
}

#[test]
fn what_real_files_lack_is_put_up_with_and_told() {
    assert_eq!(tolerances(&file(&[])), []);
    let old =
        file(&[]).replace("Parent ID number", "Parent id number").replace("Exported ID (optional)", "Exported id");
    assert_eq!(tolerances(&old), found("header_words", ""));
    let by_place = file(&[]).replace(HEADER, &"x,".repeat(14)[..27]);
    let reading = Framework::read(&by_place, Some(Format::Moodle)).expect("read");
    assert_eq!(reading.framework.title.first(), "Office work");
    let semicolons = format!("{}\n;fw;F;;;a,b;;;;;;;1;\n", HEADER.replace(',', ";"));
    assert_eq!(tolerances(&semicolons), found("delimiter", ""));
    for (rows, word, path) in [
        (&[",,Law,,,,,,,,,,,"][..], "no_id_number", "rows[1]"),
        (&[",law,,,,,,,,,,,,"], "no_short_name", "rows[1]"),
        (&[",,,text,,,,,,,,,,"], "row_without_name", "rows[1]"),
        (&[",law,Law"], "row_length", "rows[1]"),
        (&[",law,Law,,,,,,,,,,,", ",law,Laws,,,,,,,,,,,"], "duplicate_id_number", "rows[2]"),
        (&["x,law,Law,,,,,,,,,,,"], "unknown_parent", "rows[1].parent"),
        (&[",two,Two,,,,,,,,,,1,"], "framework_again", "rows[1]"),
        (&[",law,5\" pipe,,,,,,,,,,,"], "quote_inside", "rows[1]"),
    ] {
        let mut said = tolerances(&file(rows));
        said.sort_by_key(|(known, _)| known != word);
        assert_eq!(said.first(), found(word, path).first(), "{rows:?}");
    }
    assert_eq!(tolerances(&format!("{HEADER}\n,law,Law,,,,,,,,,,,\n")), found("no_framework", ""));
    // Bare line ends, a mark at the front, an empty line: no matter.
    assert_eq!(tolerances(&format!("\u{feff}{HEADER}\n\n{FRAMEWORK}\n")), []);
    assert_eq!(tolerances(&file(&[]).replace("\r\n", "\r")), []);
}

#[test]
fn what_the_importer_drops_without_a_word_is_told() {
    let check = |rows: &[&str]| Framework::check_format(&file(rows), Format::Moodle);
    assert!(check(&[",law,Law,,,,,,,,,,,"]).is_empty());
    let dropped = |rows: &[&str]| {
        let problems = check(rows);
        assert!(problems.iter().all(|problem| problem.code().as_str() == "format.row_dropped"), "{problems}");
        let row = |problem: &kinerja::Problem| {
            let said = problem.text(Lang::En);
            format!("{}: {}", problem.path(), said.split(": ").nth(1).unwrap_or_default())
        };
        problems.iter().map(row).collect::<Vec<_>>()
    };
    // With its subtree.
    assert_eq!(
        dropped(&[",,Law,,,,,,,,,,,", ",a,,,,,,,,,,,,", "a,b,B,,,,,,,,,,,", "x,c,C,,,,,,,,,,,", "c,d,D,,,,,,,,,,,"]),
        [
            "rows[1]: it has no ID number",
            "rows[2]: it has no short name",
            "rows[3]: its parent is no row",
            "rows[4]: its parent is no row",
            "rows[5]: its parent is dropped, or its parents stand in a circle",
        ]
    );
    assert_eq!(dropped(&[",a,A,,,,,,,,,,,", ",a,B,,,,,,,,,,,"]), ["rows[1]: a later row has the same ID number"]);
    assert_eq!(dropped(&["a,a,A,,,,,,,,,,,"]).len(), 1);
    assert_eq!(dropped(&["b,a,A,,,,,,,,,,,", "a,b,B,,,,,,,,,,,", "b,c,C,,,,,,,,,,,", ",d,D,,,,,,,,,,,"]).len(), 3);
    let long = format!(",{},A,,,,,,,,,,,", "x".repeat(101));
    assert_eq!(codes(&check(&[&long])), [("format.cut".to_owned(), "rows[1].id_number".to_owned())]);
    assert_eq!(codes(&check(&[",a,A,,,,,,,,b,,,"])), [("format.cell".to_owned(), "rows[1].related".to_owned())]);
    let problems = Framework::check_format(&file(&[]).replace("domain,", "domains,"), Format::Moodle);
    assert_eq!(
        reasons(&problems)[0],
        "`domains,competency,behaviour,behaviour` cannot stand here: four words of Moodle's taxonomies"
    );
    for (wrong, with) in
        [("\"\"scaleid\"\":\"\"2\"\"", "\"\"x\"\":1"), ("\"\"id\"\":2", "\"\"id\"\":4"), (",\"\"proficient\"\":1", "")]
    {
        let problems = Framework::check_format(&file(&[]).replace(wrong, with), Format::Moodle);
        assert_eq!(codes(&problems), [("format.cell".to_owned(), "rows[0].scale_configuration".to_owned())], "{wrong}");
    }
    let twice = file(&[FRAMEWORK]);
    assert_eq!(
        codes(&Framework::check_format(&twice, Format::Moodle)),
        [("format.framework_row".to_owned(), String::new())]
    );
    let other = Framework::check_format("a,b\n1,2\n", Format::Moodle);
    assert_eq!(codes(&other), [("format.columns".to_owned(), String::new())]);
}

/// A framework may say what Moodle does not take: the writer says so, before anybody imports it.
#[test]
fn who_writes_for_moodle_is_warned() {
    let competency =
        |id: &str, title: &str| Competency { id: id.to_owned(), title: Wording::plain(title), ..Competency::default() };
    let child = |from: &str, to: &str| Relation {
        kind: RelationKind::ChildOf,
        from: End::here(from),
        to: End::here(to),
        ..Relation::default()
    };
    let mut framework = Framework::builtin("id/standar-kompetensi-38-2017", None).expect("built in");
    let writing = framework.to_format(Format::Moodle).expect("written");
    assert!(writing.warnings.is_empty(), "{}", writing.warnings);
    framework.competencies.push(competency(&"x".repeat(150), "Long"));
    framework.competencies.extend([competency("a", "A"), competency("b", "B")]);
    framework.relations.extend([child("a", "b"), child("b", "a")]);
    let writing = framework.to_format(Format::Moodle).expect("written");
    let said = codes(&writing.warnings);
    assert_eq!(
        said.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(),
        ["format.cut", "format.row_dropped", "format.row_dropped"]
    );
}

#[test]
fn several_parents_and_values_of_levels_are_told_as_lost() {
    let text = r#"{"kinerja": "framework/1", "framework": "f", "scales": [{"id": "s", "levels": [{"id": "low", "title": "low", "value": 1}, {"id": "high, very", "value": 8}]}],
        "competencies": [{"id": "a", "title": "A", "scale": "s"}, {"id": "b", "title": "B", "scale": "s"}, {"id": "c", "title": "C", "scale": "s", "levels": ["low"]}],
        "relations": [{"kind": "child_of", "from": "c", "to": "a"}, {"kind": "child_of", "from": "c", "to": "b"}, {"kind": "requires", "from": "a", "to": "b"}]}"#;
    let framework = Framework::parse(text).expect("a framework");
    let writing = framework.to_format(Format::Moodle).expect("written");
    let said: Vec<String> = writing
        .loss
        .changes
        .iter()
        .map(|change| format!("{} {} {}", change.kind.word(), change.id, change.field))
        .collect();
    assert_eq!(
        said,
        [
            "reworded framework title",
            "level_changed s levels",
            "level_changed c levels",
            "removed c child_of b ",
            "removed a requires b "
        ]
    );
    assert!(writing.text.contains("high; very"));
}

#[test]
fn a_formula_stays_a_text() {
    let framework = Framework {
        id: "=cmd|' /C calc'!A0".to_owned(),
        title: Wording::plain("-2+3"),
        scales: vec![Scale { id: "@s".to_owned(), levels: vec![], ..Scale::default() }],
        competencies: vec![Competency {
            id: "'=1".to_owned(),
            title: Wording::plain("+1\t"),
            statement: Wording::plain("\t=x"),
            ..Competency::default()
        }],
        ..Framework::default()
    };
    let text = framework.to_format(Format::Moodle).expect("written").text;
    let mut rows = text.split("\r\n").skip(1);
    assert!(rows.next().expect("a row").starts_with(",'=cmd|' /C calc'!A0,'-2+3,"));
    assert!(rows.next().expect("a row").starts_with(",''=1,'+1\t,'\t=x,2,"));
    let again = read(&text).framework;
    assert_eq!((again.id, again.title), (framework.id, framework.title));
    assert_eq!(again.competencies[0].statement, framework.competencies[0].statement);
}

#[test]
fn hostile_files_are_refused_in_words() {
    let refused = |text: &str| codes(&Framework::read(text, Some(Format::Moodle)).unwrap_err());
    let code = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    assert_eq!(refused(&file(&[",a,\"never closed,,,,,,"])), code("format.quote", "rows[1]"));
    assert_eq!(refused(&file(&[",a,zero\0byte,,,,,,"])), code("format.zero_byte", "rows[1]"));
    assert_eq!(refused(&file(&[",".repeat(5000).as_str()])), code("format.too_large", "rows[1]"));
    assert_eq!(refused(&format!("{HEADER}\n{}", ",a\n".repeat(200_001))), code("format.too_large", "rows[200000]"));
    assert_eq!(refused("{}"), code("format.columns", ""));
    assert_eq!(refused(""), code("format.columns", ""));
    // Thousands of levels of parents, and a circle through all of them: no stack is used up.
    let deep: Vec<String> =
        (0..50_000).map(|n| format!("c{},c{n},C,,,,,,,,,,,", if n == 0 { 49_999 } else { n - 1 })).collect();
    let text = file(&deep.iter().map(String::as_str).collect::<Vec<_>>());
    let framework = read(&text).framework;
    assert_eq!(framework.check().count(), 1);
    assert_eq!(Framework::check_format(&text, Format::Moodle).count(), 50_000);
    assert!(framework.to_format(Format::Moodle).is_ok());
}
