//! An explanation as text: the outcome, what it rests on, and how it came about, line by line.

use super::outline::{Outline, Part};
use super::words::{Phrase, phrase};
use super::{Entry, RowName, Trace};
use crate::citation::Source;
use crate::problem::Problems;
use crate::text::{Lang, Text, on_one_line};

/// What is explained, by whichever calculation made its trace.
pub(crate) struct Explanation<'a> {
    /// The lines above all: what was calculated, for whom.
    pub(crate) heading: Vec<String>,
    pub(crate) trace: Trace,
    /// Why there is no result.
    pub(crate) unratable: Option<&'a Text>,
    pub(crate) warnings: &'a Problems,
    /// The sources that the trace's citations name.
    pub(crate) sources: &'a [Source],
}

/// What an explanation is to open with, and how far it goes.
#[derive(Default)]
pub(crate) struct Form {
    /// Sentences that stand before all else.
    pub(crate) summary: Vec<String>,
    /// What decided the result, line by line.
    pub(crate) decided: Vec<String>,
    /// Without the way there.
    pub(crate) short: bool,
}

impl Explanation<'_> {
    /// The explanation in a language.
    pub(crate) fn text(&self, lang: Lang) -> String {
        self.text_in(lang, &Form::default())
    }

    /// The explanation in a language and a form.
    pub(crate) fn text_in(&self, lang: Lang, form: &Form) -> String {
        let mut writer = Writer { lang, out: String::new() };
        writer.write(&Outline::of(self, lang, form.short), form);
        writer.out
    }
}

pub(crate) const RESULT: Phrase = phrase("RESULT", "HASIL");
pub(crate) const RESTS_ON: Phrase = phrase("WHAT IT RESTS ON", "DASAR HASIL");
pub(crate) const DECIDED: Phrase = phrase("WHAT DECIDED IT", "YANG MENENTUKAN");
pub(crate) const NOTICES: Phrase = phrase("TO KNOW", "PERLU DIKETAHUI");
pub(crate) const HOW: Phrase = phrase("HOW IT CAME ABOUT", "BAGAIMANA HASIL DIPEROLEH");
pub(crate) const UNRATABLE: Phrase = phrase("Not rated", "Tidak dinilai");
pub(crate) const SOURCES: Phrase = phrase("SOURCES", "SUMBER");

struct Writer {
    lang: Lang,
    out: String,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        for _ in 0..indent {
            self.out.push_str("  ");
        }
        // A text that somebody entered cannot pretend to be a line of its own.
        self.out.push_str(&on_one_line(text.trim_end()));
        self.out.push('\n');
    }

    fn section(&mut self, heading: &Phrase, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_none() {
            return;
        }
        self.line(0, "");
        self.line(0, heading.get(self.lang));
        lines.for_each(|line| self.line(1, &line));
    }

    fn write(&mut self, outline: &Outline<'_>, form: &Form) {
        for sentence in &form.summary {
            self.line(0, sentence);
        }
        if !form.summary.is_empty() {
            self.line(0, "");
        }
        for line in &outline.heading {
            self.line(0, line);
        }
        self.line(0, "");
        self.line(0, RESULT.get(self.lang));
        if let Some(reason) = &outline.unratable {
            self.line(1, &format!("{}: {reason}", UNRATABLE.get(self.lang)));
        }
        let letters = |text: &str| text.chars().count();
        let width = outline.outcomes.iter().map(|outcome| letters(&outcome.title)).max().unwrap_or(0).min(60);
        for outcome in &outline.outcomes {
            let padding = " ".repeat(width.saturating_sub(letters(&outcome.title)));
            let how = if outcome.how.is_empty() { String::new() } else { format!("  ({})", outcome.how) };
            self.line(1, &format!("{}{padding}  {}{how}", outcome.title, outcome.value));
        }
        self.section(&DECIDED, form.decided.iter().cloned());
        self.section(&RESTS_ON, outline.rests_on.iter().cloned());
        self.section(&NOTICES, outline.notices.iter().map(|notice| format!("! {notice}")));
        if outline.unratable.is_some() || form.short {
            return;
        }
        self.line(0, "");
        self.line(0, HOW.get(self.lang));
        self.parts(&outline.parts, 1);
        let sources = outline.sources.iter().enumerate().map(|(index, source)| {
            let url = if source.url.is_empty() { String::new() } else { format!(", {}", source.url) };
            format!("[{}] {}{url}{}", index.saturating_add(1), source.title, source.sure)
        });
        self.section(&SOURCES, sources);
    }

    fn parts(&mut self, parts: &[Part<'_>], indent: usize) {
        let inner = indent.saturating_add(1);
        for part in parts {
            match part {
                Part::Group { heading, inside, .. } => {
                    self.line(indent, heading);
                    self.parts(inside, inner);
                }
                Part::Value(told) => {
                    self.line(indent, &format!("{}: {}", told.title, told.value));
                    for note in &told.notes {
                        self.line(inner, &note.line());
                        // What hangs below a value stands under it.
                        self.parts(&note.below, inner.saturating_add(1));
                    }
                }
            }
        }
    }
}

/// The title of an entry, after those of the rows that it stands in: `Goals 1: Visits: Reached`.
pub(crate) fn whole_title(entry: &Entry) -> Text {
    titled(entry.rows.iter(), &entry.title)
}

/// A title after those of the rows down to it.
pub(crate) fn titled<'r>(rows: impl Iterator<Item = &'r RowName> + Clone, title: &Text) -> Text {
    Text::of(Lang::ALL.map(|lang| {
        let above: Vec<String> = rows.clone().map(|row| row_head(row, lang)).collect();
        let own = title.get(lang);
        (lang, if above.is_empty() { own.to_owned() } else { format!("{}: {own}", above.join(" › ")) })
    }))
}

pub(crate) fn row_head(row: &RowName, lang: Lang) -> String {
    let title = row.title.get(lang);
    let name = if title.is_empty() { String::new() } else { format!(": {title}") };
    format!("{} {}{name}", row.list.get(lang), row.number)
}
