//! Schemes: read, listed, checked, applied.
//!
//! Only schemes live on this side. An appraisal is asked for again by its facts and settings: nothing of it is kept, so nothing of it can leak,
//! and the same facts give the same appraisal.

use crate::appraisal::{exact, outcomes};
use crate::document::{each_language, list, null, number, object, text, truth};
use crate::problem::{problems_text, refused};
use kinerja::document::{parse, to_text};
use kinerja::{Appraisal, Code, Lang, Number, Path, Period, Problem, period};
use std::cmp::Ordering;
use wasm_bindgen::prelude::*;

/// A scheme that can be evaluated.
#[wasm_bindgen]
pub struct Scheme(kinerja::Scheme);

#[wasm_bindgen]
impl Scheme {
    /// Reads JSON text that somebody wrote: problems have a line and a column.
    ///
    /// # Errors
    /// The problems of the document.
    pub fn parse(document: &str) -> Result<Scheme, JsValue> {
        kinerja::Scheme::parse(document).map(Scheme).map_err(|problems| refused(&problems))
    }

    /// Reads JSON text that was made of an object.
    ///
    /// # Errors
    /// The problems of the document.
    #[wasm_bindgen(js_name = parseTree)]
    pub fn parse_tree(document: &str) -> Result<Scheme, JsValue> {
        let parsed = parse(document).and_then(|tree| kinerja::Scheme::parse_tree(&tree));
        parsed.map(Scheme).map_err(|problems| refused(&problems))
    }

    /// The built-in scheme of an id.
    ///
    /// # Errors
    /// `scheme.unknown`.
    pub fn builtin(id: &str, version: Option<i64>) -> Result<Scheme, JsValue> {
        kinerja::Scheme::builtin(id, version).map(Scheme).map_err(|problems| refused(&problems))
    }

    /// Another scheme with other values of some parameters, by JSON text that somebody wrote.
    ///
    /// # Errors
    /// The problems of the changes.
    pub fn amended(&self, changes: &str) -> Result<Scheme, JsValue> {
        self.0.amended(changes).map(Scheme).map_err(|problems| refused(&problems))
    }

    /// As [`Scheme::amended`], by JSON text that was made of an object.
    ///
    /// # Errors
    /// The problems of the changes.
    #[wasm_bindgen(js_name = amendedTree)]
    pub fn amended_tree(&self, changes: &str) -> Result<Scheme, JsValue> {
        let amended = parse(changes).and_then(|tree| self.0.amended_tree(&tree));
        amended.map(Scheme).map_err(|problems| refused(&problems))
    }

    /// The id.
    pub fn id(&self) -> String {
        self.0.id().to_owned()
    }

    /// The version, as text.
    pub fn version(&self) -> String {
        self.0.version().to_string()
    }

    /// The document.
    pub fn text(&self) -> String {
        self.0.text().to_owned()
    }

    /// The digest of the document.
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }

    /// What the scheme is called.
    pub fn title(&self, lang: &str) -> String {
        self.0.title().get(crate::lang(lang)).to_owned()
    }

    /// The JSON Schema of the facts.
    #[wasm_bindgen(js_name = factsSchema)]
    pub fn facts_schema(&self, lang: &str) -> String {
        self.0.facts_schema(crate::lang(lang))
    }

    /// The JSON Schema of the settings.
    #[wasm_bindgen(js_name = settingsSchema)]
    pub fn settings_schema(&self, lang: &str) -> String {
        self.0.settings_schema(crate::lang(lang))
    }

    /// Outcomes, and why there are none, by texts that somebody wrote: problems have a line and a column.
    ///
    /// # Errors
    /// The problems of facts and settings, as of all that follow.
    pub fn appraise(&self, facts: &str, settings: Option<String>) -> Result<String, JsValue> {
        self.ask(facts, settings, outcomes)
    }

    /// Outcomes, and why there are none, by texts that were made of objects.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    #[wasm_bindgen(js_name = appraiseTree)]
    pub fn appraise_tree(&self, facts: &str, settings: Option<String>) -> Result<String, JsValue> {
        let appraisal = self.0.appraise(facts, settings.as_deref());
        appraisal.map(|appraisal| outcomes(&appraisal)).map_err(|problems| refused(&problems.without_positions()))
    }

    /// The document `appraisal/1`.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn document(&self, facts: &str, settings: Option<String>) -> Result<String, JsValue> {
        self.ask(facts, settings, Appraisal::to_json)
    }

    /// The document `appraisal/1` with its trace.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn sealed(&self, facts: &str, settings: Option<String>) -> Result<String, JsValue> {
        self.ask(facts, settings, Appraisal::sealed)
    }

    /// What to know beside the outcomes.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn warnings(&self, facts: &str, settings: Option<String>) -> Result<String, JsValue> {
        self.ask(facts, settings, |appraisal| problems_text(appraisal.warnings()))
    }

    /// How the outcomes came about, as text.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn explain(&self, facts: &str, settings: Option<String>, lang: &str) -> Result<String, JsValue> {
        self.ask(facts, settings, |appraisal| appraisal.explain(crate::lang(lang)))
    }

    /// How the outcomes came about, as a list of entries.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn trace(&self, facts: &str, settings: Option<String>) -> Result<String, JsValue> {
        self.ask(facts, settings, |appraisal| appraisal.trace().to_json(&Lang::ALL))
    }

    /// What a person reads for an outcome, where there is one of that name.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn label(
        &self,
        facts: &str,
        settings: Option<String>,
        name: &str,
        lang: &str,
    ) -> Result<Option<String>, JsValue> {
        self.ask(facts, settings, |appraisal| appraisal.label(name, crate::lang(lang)))
    }

    /// The exact value of a step or input, where there is one of that path.
    ///
    /// # Errors
    /// As [`Scheme::appraise`].
    pub fn value(&self, facts: &str, settings: Option<String>, path: &str) -> Result<Option<String>, JsValue> {
        self.ask(facts, settings, |appraisal| appraisal.value(path).as_ref().map(exact))
    }
}

impl Scheme {
    fn ask<T>(&self, facts: &str, settings: Option<String>, what: impl Fn(&Appraisal) -> T) -> Result<T, JsValue> {
        let appraisal = self.0.appraise(facts, settings.as_deref());
        appraisal.map(|appraisal| what(&appraisal)).map_err(|problems| refused(&problems))
    }
}

/// The built-in schemes that fit what is asked, as a list.
///
/// # Errors
/// `value.date`, `period.reversed`.
#[wasm_bindgen]
pub fn schemes(
    jurisdiction: Option<String>,
    purpose: Option<String>,
    from: Option<String>,
    until: Option<String>,
    illustrations: bool,
) -> Result<String, JsValue> {
    let period = match (from, until) {
        (Some(from), Some(until)) => Some(period_of(&from, &until)?),
        _ => None,
    };
    let found = kinerja::schemes(jurisdiction.as_deref(), purpose.as_deref(), period, illustrations);
    let day = |day: Option<_>| day.map_or_else(null, |day: chrono::NaiveDate| text(day.to_string()));
    Ok(to_text(&list(found.iter().map(|listed| {
        object([
            ("id", text(listed.id.as_str())),
            ("version", number(listed.version)),
            ("title", each_language(|lang| listed.title.get(lang).to_owned())),
            ("status", text(listed.status.word())),
            ("jurisdiction", text(listed.jurisdiction.as_str())),
            ("purpose", text(listed.purpose.as_str())),
            ("inForce", object([("from", day(listed.in_force.from)), ("until", day(listed.in_force.until))])),
            ("wholePeriod", truth(listed.whole_period)),
        ])
    }))))
}

fn period_of(from: &str, until: &str) -> Result<Period, JsValue> {
    let day = |found: &str, key: &str| {
        let problem = || Problem::new(Code::ValueDate, Path::new().key("period").key(key)).with("found", found);
        period::date(found).ok_or_else(problem)
    };
    match (day(from, "from"), day(until, "until")) {
        (Ok(from), Ok(until)) => Period::new(from, until).ok_or_else(|| {
            let problem = Problem::new(Code::PeriodReversed, Path::new().key("period"));
            refused(&[problem.with("from", from).with("until", until)].into_iter().collect())
        }),
        (from, until) => Err(refused(&from.err().into_iter().chain(until.err()).collect())),
    }
}

/// Whether the first number is below (-1), at (0) or above (1) the second.
///
/// # Errors
/// `number.syntax` and its like of either.
#[wasm_bindgen(js_name = compareDecimal)]
pub fn compare_decimal(one: &str, other: &str) -> Result<i32, JsValue> {
    let read = |text: &str, name: &str| {
        let problem = || Problem::new(Code::NumberSyntax, Path::new().key(name)).with("found", text);
        Number::parse(text).map_err(|_| problem())
    };
    match (read(one, "a"), read(other, "b")) {
        (Ok(one), Ok(other)) => Ok(match one.cmp(&other) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }),
        (one, other) => Err(refused(&one.err().into_iter().chain(other.err()).collect())),
    }
}
