//! The explanation of an appraisal, and what a person reads for its outcomes.

use super::{Appraisal, Outcome};
use crate::scheme::model::Status;
use crate::text::{Lang, Text};
use crate::trace::Shown;
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};

impl Appraisal {
    /// The explanation in a language: opens with the outcomes and what they rest on; then each value that led there, with its rule, its working in
    /// numbers that can be redone by hand, and its source.
    ///
    /// A number that does not end is printed rounded and as its fraction, `88.67 (≈ 266/3)`.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let explanation = Explanation {
            heading: self.heading(lang),
            trace: self.trace(),
            unratable: self.unratable.as_ref(),
            warnings: self.warnings(),
            sources: self.scheme.model.sources.as_slice(),
        };
        explanation.text(lang)
    }

    /// Of which scheme the result is, for whom, and for which period.
    fn heading(&self, lang: Lang) -> Vec<String> {
        let model = &self.scheme.model;
        let mut lines = Vec::new();
        let title = model.title.get(lang);
        if !title.is_empty() {
            lines.push(title.to_owned());
        }
        let status = status_words(model.status, lang);
        let (calculated, version) = (CALCULATED.get(lang), VERSION.get(lang));
        lines.push(format!("{calculated} {} ({version} {}{status})", model.id, model.version));
        lines.extend(model.amended().map(|names| format!("{}: {}", AMENDED.get(lang), names.get(lang))));
        let person = &self.facts.person;
        let known = [&person.reference, &person.name, &person.post, &person.unit];
        let known: Vec<&str> = known.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if !known.is_empty() {
            lines.push(format!("{}: {}", PERSON.get(lang), known.join(", ")));
        }
        if let Some(period) = self.facts.period {
            lines.push(format!("{}: {period}", PERIOD.get(lang)));
        }
        lines
    }
}

const CALCULATED: Phrase = phrase("Calculated, not decided, by scheme", "Dihitung, bukan diputuskan, menurut skema");
const VERSION: Phrase = phrase("version", "versi");
const AMENDED: Phrase = phrase(
    "The scheme was amended; other values than in the published scheme have",
    "Skema ini diubah; bernilai lain dari skema terbitan",
);
const PERSON: Phrase = phrase("Person", "Pegawai");
const PERIOD: Phrase = phrase("Period", "Periode");

fn status_words(status: Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::InForce, _) => "",
        (Status::Superseded, Lang::En) => ", superseded",
        (Status::Superseded, Lang::Id) => ", tidak berlaku lagi",
        (Status::Draft, Lang::En) => ", draft",
        (Status::Draft, Lang::Id) => ", rancangan",
        (Status::Illustration, Lang::En) => ", an illustration",
        (Status::Illustration, Lang::Id) => ", ilustrasi",
    }
}

/// Titles are used by bindings too.
impl Appraisal {
    /// What a person reads for an outcome: a level's title, a number in the language's own form.
    #[must_use]
    pub fn label(&self, outcome: &str, lang: Lang) -> Option<String> {
        let position = self.outcomes().position(|(name, _)| name == outcome)?;
        Some(match self.outcomes.get(position)? {
            Outcome::Rounded(number) => lang.decimal(&number.to_string()),
            Outcome::Exact(number) => lang.decimal(&number.to_string()),
            Outcome::Word(_) => self.word_title(position).get(lang).to_owned(),
            Outcome::Truth(truth) => Shown::Truth(*truth).text(lang),
            Outcome::Date(date) => date.to_string(),
            Outcome::Text(text) => text.clone(),
            Outcome::Absent { kind, origin } => Shown::Absent(*kind, origin.clone()).text(lang),
            Outcome::Unrated => Shown::Nothing.text(lang),
        })
    }

    fn word_title(&self, position: usize) -> Text {
        let model = &self.scheme.model;
        let slot = model.outcomes.get(position).map(|outcome| outcome.of);
        match slot.and_then(|slot| self.machine().cell(slot, 0).cloned()) {
            Some(crate::scheme::value::Value::Word(set, index)) => {
                let word = &model.sets[set].words[index];
                word.title.or_name(&word.name)
            }
            _ => Text::default(),
        }
    }
}
