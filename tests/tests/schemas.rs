//! The JSON Schemas that the library writes: current, true of every valid document, and refusing what a form must not send.

use kinerja::{Code, Lang, Scheme, document};
use kinerja_tests::json_schema::refusals;
use kinerja_tests::{Case, complete, corpus, here};
use serde_json::{Value, json};

/// The ids of the built-in schemes.
fn built_in() -> Vec<Scheme> {
    let listed = kinerja::schemes(None, None, None, true);
    assert!(listed.len() >= 4);
    listed.iter().map(|listed| Scheme::builtin(&listed.id, Some(listed.version)).expect("a built-in scheme")).collect()
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Compares a checked-in file with what it should be; `KINERJA_UPDATE=1 cargo test -p kinerja-tests --test schemas` writes it.
fn current(path: &str, wanted: &str) {
    let path = here().join(path);
    if std::env::var_os("KINERJA_UPDATE").is_some() {
        std::fs::write(&path, wanted).expect("written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "{} is not current. Look at what changes with `git diff` after: KINERJA_UPDATE=1 cargo test -p kinerja-tests --test schemas",
        path.display()
    );
}

#[test]
fn the_schemas_of_documents_are_current() {
    for kind in ["scheme", "framework", "profile", "assessment", "gap-result", "table"] {
        current(&format!("../schemas/{kind}.schema.json"), &document::schema(kind).expect("a schema"));
    }
}

#[test]
fn the_schemas_of_the_people_s_documents_are_current() {
    for kind in [
        "rater-policy",
        "responses",
        "unit-answers",
        "suggestion",
        "journal",
        "journal-settings",
        "year",
        "training-catalogue",
    ] {
        current(&format!("../schemas/{kind}.schema.json"), &document::schema(kind).expect("a schema"));
    }
}

#[test]
fn the_types_of_the_npm_package_are_current() {
    let kinds = [
        ("scheme", "SchemeDocument"),
        ("framework", "FrameworkDocument"),
        ("profile", "ProfileDocument"),
        ("assessment", "AssessmentDocument"),
        ("gap-result", "GapResultDocument"),
        ("table", "TableDocument"),
        ("rater-policy", "RaterPolicyDocument"),
        ("responses", "ResponsesDocument"),
        ("unit-answers", "UnitAnswersDocument"),
        ("suggestion", "SuggestionDocument"),
        ("journal", "JournalDocument"),
        ("journal-settings", "JournalSettingsDocument"),
        ("year", "YearDocument"),
        ("training-catalogue", "TrainingCatalogueDocument"),
    ];
    let texts = kinds.map(|(kind, _)| document::schema(kind).expect("a schema"));
    let schemas: Vec<_> = kinds
        .iter()
        .zip(&texts)
        .map(|((kind, name), text)| (*kind, *name, document::parse(text).expect("a schema is JSON")))
        .collect();
    current("../bindings-wasm/js/documents.d.ts", &kinerja_tests::typescript::types(&schemas));
}

#[test]
fn the_form_of_langsa_is_current() {
    let scheme = Scheme::builtin("id/langsa", None).expect("id/langsa");
    current("snapshots/langsa-facts.schema.json", &scheme.facts_schema(Lang::Id));
}

/// The scheme of a case, as a document.
fn scheme_of(case: &Case) -> Option<Value> {
    match (case.json.get("formula"), case.json.get("scheme")) {
        (Some(formula), _) => Some(complete(case.json.get("given").unwrap_or(&json!({})), Some(formula))),
        (None, Some(fragment @ Value::Object(_))) => Some(complete(fragment, None)),
        _ => None,
    }
}

#[test]
fn every_valid_scheme_fits_the_schema() {
    let schema = json_of(&document::schema("scheme").expect("a schema"));
    for scheme in built_in() {
        assert_eq!(refusals(&schema, &json_of(scheme.text())), Vec::<String>::new(), "{}", scheme.id());
    }
    let (mut fitting, mut refused) = (0, 0);
    for case in corpus() {
        let Some(scheme) = scheme_of(&case) else { continue };
        match Scheme::parse(&scheme.to_string()) {
            Ok(_) => {
                assert_eq!(refusals(&schema, &scheme), Vec::<String>::new(), "{}", case.name());
                fitting += 1;
            }
            Err(problems) => {
                let of_shape = problems.iter().all(|problem| {
                    matches!(
                        problem.code(),
                        Code::DocumentUnknownKey | Code::DocumentMissing | Code::DocumentType | Code::DocumentWord
                    )
                });
                // Problems of these codes are found outside the shape too: of matrix cells, of attributes that a type does not have.
                refused += usize::from(of_shape && !refusals(&schema, &scheme).is_empty());
            }
        }
    }
    assert!(fitting > 500 && refused > 10, "{fitting} fit, {refused} do not");
}

#[test]
fn the_facts_of_every_example_fit() {
    let mut count = 0;
    for scheme in built_in() {
        let tree = json_of(scheme.text());
        for lang in Lang::ALL {
            let facts_schema = json_of(&scheme.facts_schema(lang));
            let settings_schema = json_of(&scheme.settings_schema(lang));
            for example in tree["examples"].as_array().into_iter().flatten() {
                assert_eq!(
                    refusals(&facts_schema, &example["facts"]),
                    Vec::<String>::new(),
                    "{}: {}",
                    scheme.id(),
                    example["title"]
                );
                if let Some(settings) = example.get("settings") {
                    assert_eq!(refusals(&settings_schema, settings), Vec::<String>::new(), "{}", scheme.id());
                }
                count += 1;
            }
            assert!(!refusals(&facts_schema, &json!([])).is_empty());
            assert!(!refusals(&facts_schema, &json!({"unheard_of": 1})).is_empty());
            assert!(!refusals(&facts_schema, &json!({"kinerja": "facts/2"})).is_empty());
            assert!(!refusals(&settings_schema, &json!({"unheard_of": 1})).is_empty());
        }
    }
    assert!(count > 0, "no example");
}

#[test]
fn the_facts_of_the_demonstrations_fit() {
    let folder = here().join("../core/examples/facts");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("core/examples/facts") {
        let path = entry.expect("an entry").path();
        let facts = json_of(&std::fs::read_to_string(&path).expect("a file"));
        let scheme = Scheme::builtin(facts["scheme"].as_str().expect("a scheme"), None).expect("a built-in scheme");
        let schema = match facts["kinerja"].as_str() {
            Some("settings/1") => scheme.settings_schema(Lang::Id),
            _ => scheme.facts_schema(Lang::Id),
        };
        assert_eq!(refusals(&json_of(&schema), &facts), Vec::<String>::new(), "{}", path.display());
        count += 1;
    }
    assert!(count >= 4, "{count} files");
}

/// Each value of an example in turn is replaced by what cannot stand there.
#[test]
fn a_wrong_value_anywhere_in_an_example_is_refused() {
    for scheme in built_in() {
        let tree = json_of(scheme.text());
        let schema = json_of(&scheme.facts_schema(Lang::En));
        for example in tree["examples"].as_array().into_iter().flatten().take(2) {
            let mut places = Vec::new();
            leaves(&example["facts"], String::new(), &mut places);
            for place in places {
                for wrong in [json!([[]]), json!({"x": 1}), json!("\u{1f600}")] {
                    let mut facts = example["facts"].clone();
                    let value = facts.pointer_mut(&place).expect("a place");
                    // A text may be any text.
                    if wrong.is_string() && value.is_string() {
                        continue;
                    }
                    *value = wrong;
                    assert!(!refusals(&schema, &facts).is_empty(), "{} {place}: {facts}", scheme.id());
                }
            }
        }
    }
}

fn leaves(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| leaves(value, format!("{at}/{key}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| leaves(item, format!("{at}/{i}"), found)),
        _ => found.push(at),
    }
}

/// Problems of one value alone, which a schema can see.
fn seen_by_a_schema(code: Code) -> bool {
    matches!(
        code,
        Code::DocumentUnknownKey
            | Code::DocumentKind
            | Code::FactsScheme
            | Code::ValueMissing
            | Code::ValueType
            | Code::ValueLevel
            | Code::ValueChoice
            | Code::ValueAbsence
            | Code::NumberSyntax
            | Code::ListLeast
            | Code::EvidenceMissing
    )
}

#[test]
fn facts_of_the_corpus_fit_exactly_where_they_are_read() {
    let (mut fitting, mut refused) = (0, 0);
    for case in corpus() {
        let Some(scheme) = scheme_of(&case).and_then(|scheme| Scheme::parse(&scheme.to_string()).ok()) else {
            continue;
        };
        let facts = case.json.get("facts").cloned().unwrap_or_else(|| json!({}));
        let settings = case.json.get("settings");
        // What a sealed document holds no schema of facts looks into.
        if case.json["clause"] == "2.19" && facts.to_string().contains("\"seal\"") {
            continue;
        }
        let facts_refusals = refusals(&json_of(&scheme.facts_schema(Lang::En)), &facts);
        let settings_schema = json_of(&scheme.settings_schema(Lang::En));
        let settings_refusals = refusals(&settings_schema, settings.unwrap_or(&json!({})));
        let both = [facts_refusals, settings_refusals].concat();
        match scheme.appraise(&facts.to_string(), settings.map(Value::to_string).as_deref()) {
            Ok(_) => {
                assert_eq!(both, Vec::<String>::new(), "{}", case.name());
                fitting += 1;
            }
            Err(problems) if problems.iter().any(|problem| seen_by_a_schema(problem.code())) => {
                assert_ne!(both, Vec::<String>::new(), "{}\n{problems}", case.name());
                refused += 1;
            }
            Err(_) => {}
        }
    }
    assert!(fitting > 300 && refused > 50, "{fitting} fit, {refused} do not");
}
