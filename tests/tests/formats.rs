//! All formats together: found by content, wrong kinds named, encodings, hostile files.

use kinerja::framework::{Format, Framework};
use kinerja::{Code, Lang, Problems};
use kinerja_tests::codes;
use kinerja_tests::frameworks::{generated, sample_text};
use kinerja_tests::subjects::Dice;

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
        format!(r#"{{"CFDocument": {{"identifier": "x", "title": "y"}}, "CFItems": [{}{{}}]}}"#, "{},".repeat(100_000));
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
