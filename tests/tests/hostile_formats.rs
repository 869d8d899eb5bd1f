//! Hostile files in every format: read or refused, in memory that the size of the file bounds. One test, for the memory is that of the process.

use kinerja::framework::{Format, Framework};
use kinerja_tests::codes;
use kinerja_tests::work::{forget_most_memory, most_memory};

/// The titles of Moodle's columns, and the row of its framework.
const MOODLE: &str = "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type,Rule outcome,Rule config,Cross-referenced competency ID numbers,Exported ID,Is framework,Taxonomy\n,f,F,,,,,,,,,,1,\n";
const SIZE: usize = 4 * 1024 * 1024;
/// So much memory, in MB, may a file of that size take: what stands in two letters of JSON is some fifty bytes as a tree, beside which a framework is bounded.
const MOST: u64 = 400;

/// A text of about the size, made of a beginning, a part again and again, and an end.
fn filled(start: &str, part: &str, end: &str) -> String {
    format!("{start}{}{end}", part.repeat((SIZE - start.len() - end.len()) / part.len()))
}

#[test]
fn hostile_files_take_memory_by_their_size() {
    let document = r#"{"CFDocument":{"identifier":"x","title":"y"},"#;
    let files: Vec<(&str, String)> = vec![
        ("items of nothing", filled(&format!(r#"{document}"CFItems":["#), "{},", "{}]}")),
        ("associations of nothing", filled(&format!(r#"{document}"CFAssociations":["#), "{},", "{}]}")),
        ("numbers", filled(r#"{"@graph":["#, "1,", "1]}")),
        ("nodes of a graph", filled(r#"{"@graph":["#, r#"{"@type":"ceasn:Competency"},"#, "{}]}")),
        (
            "competencies of ours",
            filled(r#"{"kinerja":"framework/1","framework":"x","competencies":["#, r#"{"id":"a"},"#, r#"{"id":"a"}]}"#),
        ),
        (
            "objects of nothing of ours",
            filled(r#"{"kinerja":"framework/1","framework":"x","competencies":["#, "{},", "{}]}"),
        ),
        ("lists in lists", filled("", "[", "")),
        ("one key again and again", filled("{", r#""a":1,"#, r#""a":1}"#)),
        (
            "keys that are none of a framework's",
            filled(r#"{"kinerja":"framework/1","framework":"x""#, r#","zz":1"#, "}"),
        ),
        ("a quote that never closes", filled("competency,competency_title\n\"", "x", "")),
        ("quotes in cells", filled("competency,competency_title\n", "a\"b,c\"d\n", "")),
        ("rows of nothing", filled("competency,competency_title\n", "\n", "")),
        ("rows of one letter", filled("competency,competency_title\n", "a\n", "")),
        (
            "rows longer than the titles",
            filled("competency,competency_title\n", &format!("a{}\n", ",".repeat(4000)), ""),
        ),
        ("columns", filled("", "a,", "")),
        ("line ends of three kinds", filled("Jabatan,Integritas\n", "p,3\rq,3\r\n", "")),
        ("zero bytes", filled("Jabatan,Integritas\n", "\0", "")),
        (
            "levels, each another",
            format!("Jabatan,Integritas\n{}", (0..150_000).map(|n| format!("p{n},x{n}\n")).collect::<String>()),
        ),
        (
            "a matrix of nothing",
            filled(&format!("Jabatan,{}\n", (0..4_000).map(|n| format!("k{n},")).collect::<String>()), "p\n", ""),
        ),
        ("relations of Moodle", filled(MOODLE, ",a,A,,,,,,,,\"b,c,d,e,f,g,h\",,,\n", "")),
        ("children of one node", {
            let children: String = (0..SIZE / 9).map(|n| format!("\"{n}\",")).collect();
            format!(
                r#"{{"@graph":[{{"@type":"ceasn:Competency","@id":"a","ceterms:ctid":"a","ceasn:hasChild":[{children}"z"]}}]}}"#
            )
        }),
        (
            "parents of one row",
            format!(
                "competency,competency_title,competency_parents\na,A,{}\n",
                (0..SIZE / 8).map(|n| format!("{n};")).collect::<String>()
            ),
        ),
        (
            "ids of Moodle in one cell, each another",
            format!("{MOODLE},a,A,,,,,,,,\"{}\",,,\n", (0..SIZE / 8).map(|n| format!("{n},")).collect::<String>()),
        ),
        ("ids of Moodle in one cell", filled(&format!("{MOODLE},a,A,,,,,,,,\""), "b,", "\",,,\n")),
    ];
    // More than a framework may hold is told as that.
    let refused = |name: &str| {
        let (_, text) = files.iter().find(|(known, _)| *known == name).expect("a file");
        codes(&Framework::read(text, None).unwrap_err())
    };
    for (name, list) in [
        ("items of nothing", "competencies"),
        ("associations of nothing", "relations"),
        ("competencies of ours", "competencies"),
        ("parents of one row", "relations"),
        ("levels, each another", "profiles"),
        ("ids of Moodle in one cell, each another", "relations"),
    ] {
        assert_eq!(refused(name), [("format.too_large".to_owned(), list.to_owned())], "{name}");
    }
    let Some(_) = forget_most_memory() else {
        return println!("SKIPPED: the memory that hostile files take, because only Linux tells it");
    };
    let every = std::env::var_os("KINERJA_ALL").is_some();
    for (name, text) in &files {
        // In the format that its content shows; with all cases, in every other, too.
        let all = if every { Format::ALL } else { &[] };
        let formats = all.iter().copied().map(Some).chain([None]);
        for format in formats {
            let before = forget_most_memory().expect("as before");
            let read = Framework::read(text, format);
            let said = match &read {
                Ok(reading) => format!(
                    "{} competencies, {} told",
                    reading.framework.competencies.len(),
                    reading.tolerances.count()
                ),
                Err(problems) => format!("{} problems", problems.count()),
            };
            if let Some(format) = format {
                let _ = Framework::check_format(text, format);
            }
            let used = most_memory().expect("Linux").saturating_sub(before) / (1024 * 1024);
            assert!(used <= MOST, "{used} MB: {name}: {format:?}: {said}");
        }
    }
}
