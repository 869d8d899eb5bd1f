//! Canonical forms and digests (clause 6.9).

use kinerja::document::{self, Json, Node};
use kinerja::{Scheme, schemes};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The digest of a published version of a scheme never changes.
///
/// A version is published, once and before it is released, by `KINERJA_PUBLISH=1 cargo test -p kinerja-tests --test digests`: that adds
/// what `tests/published-digests.json` does not have yet, and changes nothing in it.
#[test]
fn published_versions_never_change() {
    let path = kinerja_tests::here().join("published-digests.json");
    let text = std::fs::read_to_string(&path).expect("tests/published-digests.json");
    let mut published: Map<String, Value> = serde_json::from_str(&text).expect("JSON");
    if std::env::var_os("KINERJA_PUBLISH").is_some() {
        for listed in schemes(None, None, None, true) {
            let scheme = Scheme::builtin(&listed.id, Some(listed.version)).expect("a built-in scheme");
            let versions = published.entry(listed.id).or_insert_with(|| json!({}));
            let versions = versions.as_object_mut().expect("versions");
            versions.entry(listed.version.to_string()).or_insert_with(|| json!(scheme.digest()));
        }
        published.sort_keys();
        let text = serde_json::to_string_pretty(&published).expect("JSON");
        std::fs::write(&path, format!("{text}\n")).expect("written");
    }
    assert_eq!(changed(&published), [""; 0]);
}

/// What is wrong with the published versions: each that is gone or has another digest now.
fn changed(published: &Map<String, Value>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (id, versions) in published {
        for (version, digest) in versions.as_object().expect("versions") {
            match Scheme::builtin(id, version.parse().ok()) {
                Err(_) => wrong.push(format!("version {version} of {id} was published and is gone: old files stay")),
                Ok(scheme) if digest != scheme.digest() => wrong.push(format!(
                    "version {version} of {id} was published and has changed, but appraisals are checked against it for years: \
                     raise the version in a new file, and keep the old file as it was"
                )),
                Ok(_) => {}
            }
        }
    }
    wrong
}

#[test]
fn a_published_version_that_changed_or_is_gone_is_noticed() {
    let scheme = Scheme::builtin("id/pp-46-2011", Some(1)).expect("a built-in scheme");
    let record =
        |version: &str, digest: &str| changed(json!({"id/pp-46-2011": {version: digest}}).as_object().expect("a map"));
    assert_eq!(record("1", scheme.digest()), [""; 0]);
    // A scheme with another constant has another digest.
    let after = scheme.text().replacen("\"is\": 76", "\"is\": 77", 1);
    assert_ne!(after, scheme.text());
    let after = Scheme::parse(&after).unwrap_or_else(|problems| panic!("{problems}"));
    for (version, digest, says) in [("1", after.digest(), "has changed"), ("99", scheme.digest(), "is gone")] {
        let said = record(version, digest);
        assert!(said.len() == 1 && said.iter().all(|said| said.contains(says)), "{said:?}");
    }
}

const SCHEME: &str = r#"{"kinerja": "scheme/1", "scheme": "test/forms", "version": 1, "languages": ["en"], "title": "Forms",
    "sources": [{"name": "law", "title": "The law", "url": "https://example.org/", "confidence": "official"}],
    "scales": [{"name": "s", "levels": [{"name": "low", "value": "1.0", "codes": [2.0, "2.0"]}, {"name": "high", "value": 2}]}],
    "settings": [{"name": "share", "type": "number", "default": "0.50"}, {"name": "t", "type": "table", "key": {"scale": "s"},
        "columns": [{"name": "a", "type": "number"}, {"name": "b", "type": "text"}], "default": {"low": {"a": "1.0", "b": "1.0"}, "high": {"a": 2e0, "b": ""}}}],
    "parameters": [{"name": "p", "type": "integer", "values": [{"from": "2020-01-01", "is": "7.0", "cite": ["law article 5"]}]}],
    "inputs": [{"name": "x", "type": "number", "from": "0.0", "optional": "not_rated"}, {"name": "word", "type": "text", "default": "5.0"},
        {"name": "goals", "type": "list", "fields": [{"name": "weight", "type": "weight"}, {"name": "y", "type": "number"}]}],
    "steps": [{"name": "one", "title": "One", "is": "1 * p", "cite": ["law article 5", {"source": "law", "at": "6"}], "reading": "Read so."}],
    "outcomes": [{"name": "one", "of": "one", "round": {"digits": 1, "mode": "up"}}],
    "examples": [{"title": "A", "kind": "computed", "facts": {"x": "1.0", "word": "1.0"}, "settings": {"share": "1.0"}, "expect": {"outcomes.one": null, "one": 7.0}}]}"#;

fn scheme(text: &str) -> Scheme {
    Scheme::parse(text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn numbers_of_a_scheme_are_written_one_way() {
    let text = scheme(SCHEME).canonical_text();
    for part in [
        r#""codes":["2","2.0"],"name":"low","value":"1""#,
        r#""default":"0.5""#,
        r#""default":{"high":{"a":"2","b":""},"low":{"a":"1","b":"1.0"}}"#,
        r#""is":"7"}"#,
        r#""from":"0","name":"x""#,
        r#""default":"5.0","name":"word""#,
        r#""version":"1""#,
        r#""digits":"1""#,
        r#""expect":{"one":"7","outcomes.one":null},"facts":{"word":"1.0","x":"1"}"#,
        r#""settings":{"share":"1"}"#,
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    // The form is its own form.
    let tree = document::parse(&text).expect("JSON");
    assert_eq!(document::canonical_text(&tree).len(), text.len() - r#","outcomes.one":null"#.len());
}

#[test]
fn the_digest_of_rules_overlooks_texts_alone() {
    let of = |from: &str, to: &str| {
        assert!(SCHEME.contains(from), "{from}");
        scheme(&SCHEME.replacen(from, to, 1))
    };
    let first = scheme(SCHEME);
    for (from, to) in [
        ("\"Forms\"", "\"Shapes\""),
        ("The law", "The Law"),
        ("example.org/", "example.org/law"),
        ("Read so.", "Read otherwise."),
        ("law article 5", "law article 7"),
        (r#""at": "6""#, r#""at": "8""#),
        (r#""version": 1"#, r#""version": 2"#),
        (r#""title": "A""#, r#""title": "B""#),
    ] {
        let second = of(from, to);
        assert_ne!(first.digest(), second.digest(), "{from}");
        assert_eq!(first.rules_digest(), second.rules_digest(), "{from}");
    }
    for (from, to) in
        [("1 * p", "2 * p"), (r#""is": "7.0""#, r#""is": 8"#), ("official", "unverified"), (r#""low""#, r#""lower""#)]
    {
        // A level is named in a table too.
        let text = if from == r#""low""# { SCHEME.replace(from, to) } else { SCHEME.replacen(from, to, 1) };
        let second = scheme(&text);
        assert_ne!(first.digest(), second.digest(), "{from}");
        assert_ne!(first.rules_digest(), second.rules_digest(), "{from}");
    }
    assert_eq!(first.digest(), of("2.0,", "2,").digest());
    assert_eq!(first.digest(), of("\"7.0\"", "70e-1").digest());
    assert_ne!(first.digest(), of(r#""default": "5.0""#, r#""default": "5""#).digest());
}

#[test]
fn facts_and_settings_have_one_form() {
    let scheme = scheme(SCHEME);
    let forms = |facts: &str, settings: Option<&str>| {
        let appraisal = scheme.appraise(facts, settings).unwrap_or_else(|problems| panic!("{problems}"));
        (appraisal.facts_text(), appraisal.settings_text())
    };
    let facts = |facts: &str| forms(facts, None).0;
    assert_eq!(facts(r#"{"x": {"value": "11.0"}, "word": "11.0"}"#), r#"{"word":"11.0","x":"11"}"#);
    assert_eq!(facts(r#"{"x": {"value": 11, "by": null, "note": null}, "word": null}"#), r#"{"x":"11"}"#);
    assert_eq!(facts(r#"{"x": {"value": null}, "kinerja": "facts/1"}"#), r#"{"kinerja":"facts/1"}"#);
    assert_eq!(
        facts(r#"{"x": {"value": null, "note": "later"}, "note": null}"#),
        r#"{"x":{"note":"later","value":null}}"#
    );
    assert_eq!(
        facts(r#"{"x": {"value": 1e1, "on": "2020-01-01", "evidence": ["1.0"], "by": null}}"#),
        r#"{"x":{"evidence":["1.0"],"on":"2020-01-01","value":"10"}}"#
    );
    assert_eq!(
        facts(r#"{"x": {"because": "new", "absent": "not_rated"}}"#),
        r#"{"x":{"absent":"not_rated","because":"new"}}"#
    );
    assert_eq!(
        facts(
            r#"{"goals": [{"y": "1.0", "weight": "40.0", "title": "1.0", "id": null}, {"y": -0.0, "weight": "rest"}]}"#
        ),
        r#"{"goals":[{"title":"1.0","weight":"40","y":"1"},{"weight":"rest","y":"0"}]}"#
    );
    assert_eq!(forms("{}", None), ("{}".to_owned(), None));
    let settings =
        r#"{"t": {"low": {"b": "1.0", "a": "1.0"}, "high": {"a": 0.50, "b": "x"}}, "share": "1.50", "note": null}"#;
    let wanted = r#"{"share":"1.5","t":{"high":{"a":"0.5","b":"x"},"low":{"a":"1","b":"1.0"}}}"#;
    assert_eq!(forms("{}", Some(settings)).1.as_deref(), Some(wanted));
}

#[test]
fn evidence_is_part_of_the_digest_and_never_of_the_result() {
    let scheme = scheme(SCHEME);
    let appraise = |evidence: &str| {
        let facts = format!(r#"{{"x": {{"value": 1, "evidence": ["{evidence}"]}}}}"#);
        scheme.appraise(&facts, None).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let (a, b) = (appraise("minutes of 3 March"), appraise("minutes of 4 March"));
    assert_ne!(a.facts_digest(), b.facts_digest());
    assert!(a.outcomes().eq(b.outcomes()));
}

/// The keys of RFC 8785, section 3.2.3.
#[test]
fn keys_are_sorted_by_their_utf_16() {
    let text = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
    let canonical = document::canonical_text(&document::parse(text).expect("JSON"));
    let names: Vec<&str> = canonical.split('"').skip(3).step_by(4).collect();
    let wanted = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ];
    assert_eq!(names, wanted);
    assert!(canonical.starts_with("{\"\\r\":") && canonical.contains("\"\u{80}\":"));
}

/// The same document written otherwise: keys in another order, numbers spelt otherwise, `null` at keys that are not there.
fn rewritten<'a>(node: &Node<'a>, random: &mut dyn FnMut() -> usize) -> Node<'a> {
    let value = match &node.value {
        Json::Number(text) if !text.contains(['e', 'E']) => Json::Number(match random() % 4 {
            0 => text.clone(),
            1 => format!("{text}e0").into(),
            2 if text.contains('.') => format!("{text}00E+00").into(),
            2 => format!("{text}.000").into(),
            _ => shifted(text),
        }),
        Json::List(items) => Json::List(items.iter().map(|item| rewritten(item, random)).collect()),
        Json::Object(entries) => {
            let mut entries: Vec<(Cow<'a, str>, Node<'a>)> =
                entries.iter().map(|(key, value)| (key.clone(), rewritten(value, random))).collect();
            for index in (1..entries.len()).rev() {
                entries.swap(index, random() % (index + 1));
            }
            Json::Object(entries)
        }
        other => other.clone(),
    };
    Node::new(value)
}

/// A number's digits without a point, and the exponent that puts it back.
fn shifted(text: &str) -> Cow<'static, str> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    let all = all.trim_start_matches('0');
    format!("{sign}{}e-{}", if all.is_empty() { "0" } else { all }, part.len()).into()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn equivalent_documents_have_one_digest(seeds in proptest::collection::vec(any::<u32>(), 200)) {
        let mut position = 0;
        let mut random = || {
            position += 1;
            seeds[position % seeds.len()] as usize
        };
        for listed in schemes(None, None, None, true) {
            let built_in = Scheme::builtin(&listed.id, Some(listed.version)).expect("a built-in scheme");
            let tree = document::parse(built_in.text()).expect("JSON");
            let other = document::to_text(&rewritten(&tree, &mut random));
            let second = scheme(&other);
            prop_assert_eq!(built_in.digest(), second.digest());
            prop_assert_eq!(built_in.rules_digest(), second.rules_digest());
            let Some(example) = tree.get("examples").and_then(|examples| examples.items().first()) else { continue };
            let Some(facts) = example.get("facts") else { continue };
            let settings = example.get("settings");
            let digests = |facts: &Node<'_>, settings: Option<&Node<'_>>| {
                let appraisal = built_in.appraise(&document::to_text(facts), settings.map(document::to_text).as_deref());
                let appraisal = appraisal.unwrap_or_else(|problems| panic!("{}: {problems}", listed.id));
                (appraisal.facts_digest(), appraisal.settings_digest())
            };
            let again = rewritten(facts, &mut random);
            let settings_again = settings.map(|settings| rewritten(settings, &mut random));
            prop_assert_eq!(digests(facts, settings), digests(&again, settings_again.as_ref()));
        }
    }
}
