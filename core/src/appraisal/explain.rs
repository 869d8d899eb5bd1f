//! The explanation of an appraisal, and what a person reads for its outcomes.

use super::{Appraisal, Contribution, How, Outcome};
use crate::problem::{Path, Segment};
use crate::scheme::model::{SlotRole, Status};
use crate::scheme::value::{Type, Value};
use crate::text::{Lang, Text, without_names};
use crate::trace::explain::{Explanation, Form};
use crate::trace::words::{Phrase, phrase, with_unit};
use crate::trace::{Entry, Line, Shown, Trace};

impl Appraisal {
    /// The explanation in a language: opens with the outcomes and what they rest on; then each value that led there, with its rule, its working in
    /// numbers that can be redone by hand, and its source.
    ///
    /// A number that does not end is printed rounded and as its fraction, `88.67 (≈ 266/3)`.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        self.explanation(self.heading_lines(lang, true)).text(lang)
    }

    /// The explanation as asked for: a sentence that says the result, then what decided it, then what [`Appraisal::explain`] tells; or a short form
    /// that ends before the way there; with names left out, if that is asked.
    ///
    /// What decided it is, of the outcome that [`Appraisal::contributions`] takes apart, what each row brings, most first; and the bands and cells of
    /// tables that the outcomes fell into.
    ///
    /// ```
    /// use kinerja::{ExplainOptions, Lang, Scheme};
    /// # let scheme = Scheme::builtin("id/langsa", None)?;
    /// # let appraisal = scheme.appraise(include_str!("../../examples/facts/langsa.json"), None)?;
    /// let short = appraisal.explain_with(&ExplainOptions::new(Lang::En).short().without_names());
    /// assert!(short.starts_with("Calculated: Final score 85.90, Rating Good."));
    /// assert!(!short.contains("HOW IT CAME ABOUT"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn explain_with(&self, options: &ExplainOptions) -> String {
        let lang = options.lang;
        let explanation = self.explanation(self.heading_lines(lang, options.names));
        let decided = self.decided(&explanation.trace, lang);
        let form = Form { summary: vec![self.summary(lang)], decided, short: options.short };
        let text = explanation.text_in(lang, &form);
        if options.names { text } else { without_names(&text, &self.names()).into_owned() }
    }

    pub(crate) fn explanation(&self, heading: Vec<String>) -> Explanation<'_> {
        Explanation {
            heading,
            trace: self.trace(),
            unratable: self.unratable.as_ref(),
            warnings: self.warnings(),
            sources: self.scheme.model.sources.as_slice(),
        }
    }

    /// The result in a sentence: `score` and `rating`, in a scheme without them the first two outcomes.
    fn summary(&self, lang: Lang) -> String {
        if let Some(reason) = &self.unratable {
            return format!("{}: {}", NOT_RATED.get(lang), reason.get(lang));
        }
        let model = &self.scheme.model;
        let parts = self.main_outcomes().into_iter().filter_map(|name| {
            let outcome = model.outcomes.iter().find(|outcome| outcome.name == name)?;
            let label = with_unit(self.label(name, lang)?, &model.slots[outcome.of].unit);
            Some(format!("{} {label}", outcome.title.or_name(name).get(lang)))
        });
        format!("{}: {}.", RESULT.get(lang), parts.collect::<Vec<_>>().join(", "))
    }

    /// The outcomes that matter most: `score` and `rating`, in a scheme without them the first two.
    pub(crate) fn main_outcomes(&self) -> Vec<&str> {
        main_of(self.scheme.model.outcomes.iter().map(|outcome| outcome.name.as_str()))
    }

    /// What decided the result: what rows bring, most first, then the bands and cells that the whole fell into.
    fn decided(&self, trace: &Trace, lang: Lang) -> Vec<String> {
        if self.unratable.is_some() {
            return Vec::new();
        }
        let contributions = self.contributions();
        let mut rows: Vec<&Contribution> = contributions.rows.iter().filter(|row| row.brings.is_some()).collect();
        rows.sort_by(|a, b| b.brings.cmp(&a.brings));
        let mut lines: Vec<String> = rows
            .into_iter()
            .filter_map(|row| {
                let brings = row.brings.as_ref()?;
                let words = match contributions.how {
                    How::Additive => &BRINGS,
                    _ if brings.is_positive() => &LOWER_WITHOUT,
                    _ if brings.is_negative() => &HIGHER_WITHOUT,
                    _ => &SAME_WITHOUT,
                };
                let by = match contributions.how {
                    How::Additive => brings.clone(),
                    _ => brings.abs(),
                };
                let words = words.get(lang).replace("{title}", contributions.title.get(lang));
                Some(format!(
                    "{}: {}",
                    row.title.get(lang),
                    words.replace("{by}", &Shown::Number(by).text_rounded(lang))
                ))
            })
            .collect();
        let decisive = || trace.decisive().into_iter().filter_map(|position| trace.entries.get(position));
        // Beside rows, what was entered for the whole.
        let entered = |entry: &&Entry| {
            let role = self.role_of_whole(&entry.path);
            role.is_some_and(|role| role != "plan") && !matches!(entry.value, Shown::Absent(..))
        };
        for entry in decisive().filter(entered) {
            let value = with_unit(entry.value.text_with_decimal(lang), &entry.unit);
            lines.push(format!("{}: {value}", entry.title.get(lang)));
        }
        for entry in decisive() {
            for line in entry.lines.iter().filter(|line| matches!(line, Line::Band { .. } | Line::Cell { .. })) {
                if let Some(text) = line.text(lang).filter(|_| entry.rows.is_empty()) {
                    lines.push(format!("{}: {text}", entry.title.get(lang)));
                }
            }
        }
        lines
    }

    /// The role of an input of the whole; none where a path is no such input.
    fn role_of_whole(&self, path: &Path) -> Option<&'static str> {
        let [Segment::Key(name)] = path.segments() else { return None };
        self.scheme.model.scopes[0u16].fields.iter().find_map(|&slot| {
            let slot = &self.scheme.model.slots[slot];
            match &slot.role {
                SlotRole::Input(input) if *slot.name == **name => Some(input.role),
                _ => None,
            }
        })
    }

    /// The names that the facts hold: of the person, of whoever entered something, of raters.
    pub(crate) fn names(&self) -> Vec<String> {
        let model = &self.scheme.model;
        let machine = self.machine();
        let person = &self.facts.person;
        let mut names = vec![person.reference.clone(), person.name.clone()];
        names.extend(self.facts.annotations.values().map(|said| said.by.clone()));
        for (slot, column) in (0u32..).zip(model.slots.iter()) {
            let SlotRole::Input(input) = &column.role else { continue };
            if input.role != "given" || column.ty != Type::Text {
                continue;
            }
            let rows = u32::try_from(machine.rows(column.scope).count()).unwrap_or(u32::MAX);
            names.extend((0..rows).filter_map(|row| match machine.cell(slot, row) {
                Some(Value::Text(text)) => Some(text.to_string()),
                _ => None,
            }));
        }
        in_order(names)
    }

    /// Of which scheme the result is, for whom, and for which period.
    pub(crate) fn heading(&self, lang: Lang) -> ResultHeading {
        let model = &self.scheme.model;
        let person = &self.facts.person;
        let known = [&person.reference, &person.name, &person.post, &person.unit];
        ResultHeading {
            title: model.title.get(lang).to_owned(),
            id: model.id.clone(),
            version: model.version.to_string(),
            status: model.status,
            amended: model.amended().map(|names| names.get(lang).to_owned()),
            person: known.into_iter().cloned().collect(),
            period: self.facts.period.map(|period| period.to_string()),
        }
    }

    fn heading_lines(&self, lang: Lang, names: bool) -> Vec<String> {
        self.heading(lang).lines(lang, names)
    }
}

/// Of which scheme a result is, for whom, and for which period.
pub(crate) struct ResultHeading {
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) status: Status,
    /// The titles of the parameters that were amended.
    pub(crate) amended: Option<String>,
    /// What is known of the person.
    pub(crate) person: Vec<String>,
    pub(crate) period: Option<String>,
}

impl ResultHeading {
    /// As lines, the person left out without `names`.
    pub(crate) fn lines(&self, lang: Lang, names: bool) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.title.is_empty() {
            lines.push(self.title.clone());
        }
        let status = status_words(self.status, lang);
        let (calculated, version) = (CALCULATED.get(lang), VERSION.get(lang));
        lines.push(format!("{calculated} {} ({version} {}{status})", self.id, self.version));
        lines.extend(self.amended.iter().map(|names| format!("{}: {names}", AMENDED.get(lang))));
        let known: Vec<&str> = self.person.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if names && !known.is_empty() {
            lines.push(format!("{}: {}", PERSON.get(lang), known.join(", ")));
        }
        lines.extend(self.period.iter().map(|period| format!("{}: {period}", PERIOD.get(lang))));
        lines
    }

    /// That the scheme is no regulation in force, where it is none.
    #[cfg(feature = "report")]
    pub(crate) fn standing(&self, lang: Lang) -> Option<String> {
        let words = status_words(self.status, lang).trim_start_matches(", ");
        (!words.is_empty()).then(|| words.to_owned())
    }
}

/// The outcomes that matter most: `score` and `rating`, where there are none the first two.
pub(crate) fn main_of<'n>(names: impl Iterator<Item = &'n str> + Clone) -> Vec<&'n str> {
    let main: Vec<&str> = names.clone().filter(|name| matches!(*name, "score" | "rating")).collect();
    if main.is_empty() { names.take(2).collect() } else { main }
}

/// Names in the order in which they are left out, the longest first: a name may be a part of another.
pub(crate) fn in_order(mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| name.chars().count() > 1);
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
    names.dedup();
    names
}

/// How an explanation is to be written.
///
/// ```
/// use kinerja::{ExplainOptions, Lang};
/// let options = ExplainOptions::new(Lang::Id).short();
/// assert_ne!(options, ExplainOptions::new(Lang::Id));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExplainOptions {
    pub(crate) lang: Lang,
    pub(crate) short: bool,
    pub(crate) names: bool,
}

impl ExplainOptions {
    /// In a language, whole, with names.
    #[must_use]
    pub fn new(lang: Lang) -> ExplainOptions {
        ExplainOptions { lang, short: false, names: true }
    }

    /// Without the way there: the result, what decided it, what it rests on, what to know.
    #[must_use]
    pub fn short(mut self) -> ExplainOptions {
        self.short = true;
        self
    }

    /// Without names: the person's reference and name, those who entered values, and texts of inputs of role `given`, such as a rater's name, are left
    /// out wherever they stand. What else a text says (a title, a note, the name of a file) is kept as it is.
    #[must_use]
    pub fn without_names(mut self) -> ExplainOptions {
        self.names = false;
        self
    }
}

const RESULT: Phrase = phrase("Calculated", "Dihitung");
const NOT_RATED: Phrase = phrase("Not rated", "Tidak dinilai");
const BRINGS: Phrase = phrase("brings {by} to {title}", "menyumbang {by} pada {title}");
const LOWER_WITHOUT: Phrase = phrase("without it {title} would be {by} lower", "tanpanya {title} lebih rendah {by}");
const HIGHER_WITHOUT: Phrase = phrase("without it {title} would be {by} higher", "tanpanya {title} lebih tinggi {by}");
const SAME_WITHOUT: Phrase = phrase("without it {title} would be the same", "tanpanya {title} tetap");
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
