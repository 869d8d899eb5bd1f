//! What the proofs go over: every appraisal that the corpus, the built-in schemes' examples and the example facts give.

use crate::{complete, corpus, here, settings_of};
use kinerja::{Appraisal, Lang, Scheme};
use serde_json::{Value, json};

/// The ids of the built-in schemes.
pub const BUILT_IN: [&str; 8] = [
    "id/pp-46-2011",
    "id/pp-30-2019",
    "id/permenpanrb-8-2021-jpt",
    "id/permenpanrb-8-2021-jajf",
    "id/permenpanrb-6-2022",
    "id/angka-kredit-2023",
    "id/tpp",
    "id/langsa",
];

/// An appraisal with the documents that it came from.
pub struct Subject {
    pub name: String,
    pub scheme: Value,
    pub appraisal: Appraisal,
}

impl Subject {
    /// The words of each scale in a language, lowest first: as a reader of the regulation knows them.
    #[must_use]
    pub fn scales(&self, lang: Lang) -> Vec<Vec<String>> {
        let main = self.scheme["languages"][0].as_str().unwrap_or("en");
        let title = |level: &Value| {
            let title = &level["title"];
            let texts = [&title[lang.code()], &title[main], title, &level["name"], level];
            texts.into_iter().find_map(Value::as_str).unwrap_or("").to_owned()
        };
        let levels = |scale: &Value| scale["levels"].as_array().map(|levels| levels.iter().map(title).collect());
        self.scheme["scales"].as_array().map_or_else(Vec::new, |scales| scales.iter().filter_map(levels).collect())
    }
}

/// The document of a built-in scheme.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn built_in(id: &str) -> (Scheme, Value) {
    let scheme = Scheme::builtin(id, None).unwrap_or_else(|problems| panic!("{id}: {problems}"));
    let json = serde_json::from_str(scheme.text()).expect("JSON");
    (scheme, json)
}

/// Facts and settings of a built-in scheme: of each of its examples and of the example facts, with a name.
///
/// # Panics
/// When a document cannot be read.
#[must_use]
pub fn cases_of(id: &str) -> Vec<(String, Value, Option<Value>)> {
    let (_, json) = built_in(id);
    let mut cases: Vec<(String, Value, Option<Value>)> = json["examples"]
        .as_array()
        .expect("examples")
        .iter()
        .enumerate()
        .map(|(i, example)| (format!("{id} example {i}"), example["facts"].clone(), example.get("settings").cloned()))
        .collect();
    let folder = here().join("../core/examples/facts");
    let short = id.trim_start_matches("id/");
    let read = |name: String| std::fs::read_to_string(folder.join(name)).ok();
    let facts = read(format!("{short}.json")).unwrap_or_else(|| panic!("facts of {id}"));
    let settings = read(format!("{short}.settings.json")).map(|text| serde_json::from_str(&text).expect("JSON"));
    cases.push((format!("{id} example facts"), serde_json::from_str(&facts).expect("JSON"), settings));
    cases
}

/// Every case of the built-in schemes, appraised.
///
/// # Panics
/// When one is refused.
#[must_use]
pub fn built_in_subjects() -> Vec<Subject> {
    let mut subjects = Vec::new();
    for id in BUILT_IN {
        let (scheme, json) = built_in(id);
        for (name, facts, settings) in cases_of(id) {
            let settings = settings.map(|settings| settings.to_string());
            match scheme.appraise(&facts.to_string(), settings.as_deref()) {
                Ok(appraisal) => subjects.push(Subject { name, scheme: json.clone(), appraisal }),
                Err(problems) => panic!("{name}: {problems}"),
            }
        }
    }
    subjects
}

/// Every case of the corpus that evaluates, appraised.
#[must_use]
pub fn corpus_subjects() -> Vec<Subject> {
    let mut subjects = Vec::new();
    for case in corpus() {
        let json = &case.json;
        let scheme = match (json.get("formula"), json.get("scheme")) {
            (Some(formula), _) => complete(&json.get("given").cloned().unwrap_or_else(|| json!({})), Some(formula)),
            (None, Some(fragment)) if fragment.is_object() => complete(fragment, None),
            _ => continue,
        };
        let Ok(parsed) = Scheme::parse(&scheme.to_string()) else { continue };
        let facts = match json.get("document") {
            Some(_) => json["text"].as_str().unwrap_or("").to_owned(),
            None => json.get("facts").map_or_else(|| "{}".to_owned(), Value::to_string),
        };
        let settings = settings_of(json);
        if let Ok(appraisal) = parsed.appraise(&facts, settings.as_deref()) {
            subjects.push(Subject { name: case.name(), scheme, appraisal });
        }
    }
    subjects
}

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to below `bound`.
    ///
    /// # Panics
    /// Never.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((x ^ (x >> 31)) % u64::try_from(bound.max(1)).expect("64 bits")).expect("below a usize")
    }
}
