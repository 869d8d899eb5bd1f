//! All formats together: found by content, wrong kinds named, encodings, hostile files.

use kinerja::framework::{Format, Framework};
use kinerja::{Code, Lang, Problems};
use kinerja_tests::codes;
use kinerja_tests::frameworks::{generated, sample_text};
use kinerja_tests::subjects::Dice;
use kinerja_tests::work::Work;
use proptest::prelude::*;

fn refused(text: &str) -> Problems {
    Framework::read(text, None).unwrap_err()
}

#[test]
fn a_format_is_found_by_its_content() {
    let framework = generated(&mut Dice(7), 8);
    for format in Format::ALL.iter().copied() {
        let Ok(writing) = framework.to_format(format) else { continue };
        let reading = Framework::read(&writing.text, None).unwrap_or_else(|problems| panic!("{format:?}: {problems}"));
        assert_eq!(reading.format, format);
        // With its profiles, in the formats that hold them.
        let profile = kinerja::framework::Profile::parse(
            r#"{"kinerja": "profile/1", "profile": "p", "requirements": [{"competency": "c0", "value": 3}]}"#,
        )
        .expect("a profile");
        let text = framework.to_format_with(format, &[profile]).expect("written").text;
        assert_eq!(Framework::read(&text, None).map(|reading| reading.format), Ok(format));
    }
    for format in Format::ALL {
        assert_eq!(Format::from_word(format.word()), Some(*format));
    }
}

#[test]
fn the_wrong_kind_of_document_is_named() {
    for (text, kind) in [
        ("", "an empty text"),
        ("<html><body>Not found</body></html>", "XML or HTML"),
        ("PK\u{3}\u{4}rest", "a compressed file, as spreadsheets (XLSX) are"),
        (r#"{"kinerja": "profile/1", "profile": "x"}"#, "a `profile/1` document"),
        (r#"{"CFDocuments": []}"#, "a list of CASE documents"),
        (r#"{"$schema": "x"}"#, "a JSON Schema"),
        (r#"{"@graph": [{"@type": "skos:ConceptScheme"}]}"#, "a SKOS concept scheme"),
    ] {
        let problems = refused(text);
        assert_eq!(codes(&problems), [("format.wrong_kind".to_owned(), String::new())], "{text}");
        let problem = problems.iter().next().expect("one");
        assert!(problem.text(Lang::En).starts_with(&format!("this is {kind},")), "{problem}");
        // In Indonesian too, and not in English words.
        if !kind.contains('`') {
            assert!(!problem.text(Lang::Id).contains(kind), "{}", problem.text(Lang::Id));
        }
    }
    assert_eq!(codes(&refused("{}")), [("format.unclear".to_owned(), String::new())]);
    for (sample, kind) in [
        ("nice/cprt_SP_800_181_2_1_0.json", "a NIST CPRT export"),
        ("digcomp/DigComp_3.0_Data_Supplement_24_Nov_2025.jsonld", "a DigComp data supplement"),
        ("schemas/case_v1p1_cfpackage.official.json", "a JSON Schema"),
        ("schemas/case_v1p0_openapi2.json", "a description of an interface"),
    ] {
        let Some(text) = sample_text(sample) else { return };
        let problems = refused(&text);
        let said = problems.iter().next().expect("one").text(Lang::En);
        assert!(said.contains(kind), "{sample}: {said}");
    }
}

#[test]
fn bytes_are_read_in_the_encodings_that_say_so() {
    let text = r#"{"kinerja": "framework/1", "framework": "x", "title": "Kompetensi é 漢字 😀"}"#;
    let read =
        |bytes: &[u8]| Framework::read_bytes(bytes, None).map(|reading| reading.framework.title.first().to_owned());
    let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect();
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    for bytes in [text.as_bytes(), &marked, &little, &big] {
        assert_eq!(read(bytes).as_deref(), Ok("Kompetensi é 漢字 😀"));
    }
    let refused = |bytes: &[u8]| codes(&Framework::read_bytes(bytes, None).unwrap_err());
    let latin: Vec<u8> = text.bytes().take(60).chain([0xe9, b'"', b'}']).collect();
    assert_eq!(refused(&latin), [("format.encoding".to_owned(), String::new())]);
    assert_eq!(refused(&little[..little.len() - 1]), [("format.encoding".to_owned(), String::new())]);
    // A text and a piece of another encoding: no guess.
    assert_eq!(refused(&[text.as_bytes(), &little].concat()), [("format.encoding".to_owned(), String::new())]);
}

#[test]
fn hostile_documents_are_refused_in_words() {
    let deep = format!("{}{}", r#"{"CFDocument":"#.repeat(200), "}".repeat(200));
    let wide =
        format!(r#"{{"CFDocument": {{"identifier": "x", "title": "y"}}, "CFItems": [{}{{}}]}}"#, "{},".repeat(20_000));
    for text in [
        deep.as_str(),
        &wide,
        r#"{"CFDocument": {"identifier": "x", "title": "never closed"#,
        "{\"CFDocument\": {\"title\": \"zero \u{0} byte\"}}",
        r#"{"CFDocument": null}"#,
        r#"{"CFDocument": []}"#,
        r#"{"CFDocument": {}, "CFItems": [null, 7, [], {"identifier": []}], "CFAssociations": [{"originNodeURI": 3}], "CFRubrics": [null, {"CFRubricCriteria": 8}]}"#,
    ] {
        match Framework::read(text, None) {
            Ok(reading) => {
                let _ = reading.framework.check();
                for format in Format::ALL {
                    let _ = reading.framework.to_format(*format);
                }
            }
            Err(problems) => {
                assert!(problems.iter().all(|problem| problem.code() != Code::Internal), "{problems}");
                assert!(problems.count() > 0);
            }
        }
    }
}

/// How many random frameworks go through every format.
fn cases(many: u32) -> ProptestConfig {
    let all = std::env::var_os("KINERJA_ALL").is_some();
    ProptestConfig { cases: if all { many * 20 } else { many }, failure_persistence: None, ..ProptestConfig::default() }
}

/// What a reader tells of the framework itself, whoever wrote it.
const OF_THE_FRAMEWORK: [&str; 8] = [
    "unknown_parent",
    "parent_by_title",
    // Levels that are none of a table's own, and competencies of one name where a table knows them by it.
    "unknown_level",
    "level_words",
    "differs",
    "column_title",
    "column_twice",
    "column_unread",
];

proptest! {
    #![proptest_config(cases(16))]

    /// Through every format: what is lost is what the report says, and what has come through once comes through again, unchanged.
    #[test]
    fn every_loss_is_told_and_happens_once(seed in any::<u64>()) {
        let framework = generated(&mut Dice(seed), 10);
        for format in Format::ALL.iter().copied() {
            let writing = framework.to_format(format).map_err(|problems| TestCaseError::fail(format!("{format:?}: {problems}")))?;
            let again = Framework::read(&writing.text, Some(format)).expect("what was written is read");
            let word = |used: &kinerja::Problem| used.details().find(|(name, _)| *name == "tolerance").is_some_and(|(_, word)| OF_THE_FRAMEWORK.contains(&word));
            prop_assert!(again.tolerances.iter().all(word), "{:?}: {}\n{}", format, again.tolerances, writing.text);
            prop_assert_eq!(&framework.diff(&again.framework).changes, &writing.loss.changes, "{:?}", format);
            let second = again.framework.to_format(format).expect("written");
            prop_assert!(second.loss.is_empty(), "{:?}: {}\n{}", format, second.loss.text(Lang::En), writing.text);
            // Found by content, whatever the framework says.
            let found = Framework::read(&writing.text, None);
            // A matrix without a competency is a list of posts.
            let none = format == Format::LevelMatrix && framework.competencies.is_empty();
            prop_assert!(none || found.as_ref().is_ok_and(|found| found.format == format), "{:?}: {:?}", format, found.map(|found| found.format));
        }
    }

    /// No mutilated text makes a reader or checker of any format fall over.
    #[test]
    fn a_text_cut_and_changed_anywhere_is_read_or_refused(seed in any::<u64>(), cut in any::<u16>(), with in "[\\x00\"\r\n,;\t{}\\[\\]=é]{0,3}") {
        let framework = generated(&mut Dice(seed), 4);
        for format in Format::ALL.iter().copied() {
            let text = framework.to_format(format).expect("written").text;
            let at = (usize::from(cut) % (text.len() + 1)..).find(|at| text.is_char_boundary(*at)).expect("a place");
            for hurt in [format!("{}{with}", &text[..at]), format!("{}{with}{}", &text[..at], &text[at..])] {
                let _ = Framework::check_format(&hurt, format);
                if let Ok(reading) = Framework::read(&hurt, Some(format)) {
                    let _ = reading.framework.check();
                }
                let _ = Framework::read(&hurt, None);
            }
        }
    }
}

/// Ten times as much takes about ten times as long, in every reader, writer and check.
#[test]
fn time_grows_with_the_text_in_every_format() {
    let framework = |count: usize| {
        let mut parts = vec![generated(&mut Dice(5), 12)];
        let base = parts.remove(0);
        let mut whole = Framework { competencies: Vec::new(), relations: Vec::new(), ..base.clone() };
        for part in 0..count {
            for competency in &base.competencies {
                let mut competency = competency.clone();
                competency.id = format!("{}-{part}", competency.id);
                whole.competencies.push(competency);
            }
            for relation in &base.relations {
                let mut relation = relation.clone();
                relation.id = String::new();
                relation.from.id = format!("{}-{part}", relation.from.id);
                relation.to.id = format!("{}-{part}", relation.to.id);
                whole.relations.push(relation);
            }
        }
        whole
    };
    for format in Format::ALL.iter().copied() {
        // Ten small ones beside one that is ten times as large.
        let time = |count: usize, times: usize| {
            let text = framework(count).to_format(format).expect("written").text;
            let once = || {
                let start = Work::started();
                for _ in 0..times {
                    let reading = Framework::read(&text, None).expect("read");
                    let _ = (reading.framework.check(), Framework::check_format(&text, format));
                }
                start.so_far().as_secs_f64()
            };
            (0..2).map(|_| once()).fold(f64::INFINITY, f64::min)
        };
        let (small, large) = (time(8, 10), time(80, 1));
        assert!(large <= small * 4.0 + 0.05, "{format:?}: {small} s for ten, then {large} s");
    }
}
