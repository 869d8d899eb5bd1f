//! An explanation as text: the outcome, what it rests on, and how it came about, line by line.

use super::words::{Phrase, READING, phrase, rounding_words, written};
use super::{Entry, EntryKind, Piece, RowName, Shown, Taken, Trace};
use crate::citation::{Basis, Citation, Confidence, Source};
use crate::number::Rounding;
use crate::problem::{Path, Problems, Segment};
use crate::text::{Lang, Text, on_one_line};
use std::collections::{BTreeMap, HashMap, HashSet};

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
        let writer = Writer {
            told: self,
            form,
            lang,
            within: 0,
            below: String::new(),
            sources: Vec::new(),
            explained: HashMap::new(),
            also: HashSet::new(),
            absent: absent_in(&self.trace),
            out: String::new(),
        };
        writer.write()
    }
}

const RESULT: Phrase = phrase("RESULT", "HASIL");
const RESTS_ON: Phrase = phrase("WHAT IT RESTS ON", "DASAR HASIL");
const DECIDED: Phrase = phrase("WHAT DECIDED IT", "YANG MENENTUKAN");
const NOTICES: Phrase = phrase("TO KNOW", "PERLU DIKETAHUI");
const HOW: Phrase = phrase("HOW IT CAME ABOUT", "BAGAIMANA HASIL DIPEROLEH");
const GIVEN: Phrase = phrase("Constants and choices", "Konstanta dan pilihan");
const ALSO_GIVEN: Phrase = phrase("Also given", "Juga diisi");
const WHOLE: Phrase = phrase("The whole", "Keseluruhan");
const UNRATABLE: Phrase = phrase("Not rated", "Tidak dinilai");
const RULE: Phrase = phrase("rule", "aturan");
const SOURCE: Phrase = phrase("source", "sumber");
const SOURCES: Phrase = phrase("SOURCES", "SUMBER");
const AS_FOR: Phrase = phrase("rule and source as for", "aturan dan sumber seperti pada");
const EVIDENCE: Phrase = phrase("evidence", "bukti");
const NOTE: Phrase = phrase("note", "catatan");
const BECAUSE: Phrase = phrase("because", "karena");
const BY: Phrase = phrase("entered by", "diisi oleh");
const ENTERED: Phrase = phrase("entered", "diisi");
const ON: Phrase = phrase("on", "pada");
const SINCE: Phrase = phrase("since", "sejak");
const TAKEN: Phrase = phrase("taken from", "diambil dari");
const VERSION: Phrase = phrase("version", "versi");
const SEAL: Phrase = phrase("seal", "segel");
const ABSENT_AT: Phrase = phrase("because of", "karena");

struct Writer<'a> {
    told: &'a Explanation<'a>,
    form: &'a Form,
    lang: Lang,
    /// How far in all lines are: what hangs below a value stands under it.
    within: usize,
    /// Whose values are being written: the paths of the values below which they hang.
    below: String,
    /// The sources cited so far, in the order of their numbers.
    sources: Vec<&'a Citation>,
    /// Of each step of rows, by the keys of its path: the row in which its rule and source were written.
    explained: HashMap<String, String>,
    /// Of the trace at hand, the paths of what was given and no step uses.
    also: HashSet<&'a Path>,
    /// Of the trace at hand, what is absent by its path: an absence is told by where it began.
    absent: HashMap<&'a Path, &'a Entry>,
    out: String,
}

impl<'a> Writer<'a> {
    fn say(&self, phrase: &Phrase) -> &'static str {
        phrase.get(self.lang)
    }

    fn line(&mut self, indent: usize, text: &str) {
        for _ in 0..self.within.saturating_add(indent) {
            self.out.push_str("  ");
        }
        // A text that somebody entered cannot pretend to be a line of its own.
        self.out.push_str(&on_one_line(text.trim_end()));
        self.out.push('\n');
    }

    fn write(mut self) -> String {
        for sentence in &self.form.summary {
            self.line(0, sentence);
        }
        if !self.form.summary.is_empty() {
            self.line(0, "");
        }
        self.heading();
        self.outcomes();
        self.decided();
        if self.told.unratable.is_none() {
            self.rests_on();
        }
        self.warnings();
        if self.told.unratable.is_none() && !self.form.short {
            self.came_about();
            self.source_list();
        }
        self.out
    }

    fn decided(&mut self) {
        if self.form.decided.is_empty() {
            return;
        }
        self.line(0, "");
        let heading = self.say(&DECIDED);
        self.line(0, heading);
        for line in &self.form.decided {
            self.line(1, line);
        }
    }

    fn heading(&mut self) {
        for line in &self.told.heading {
            self.line(0, line);
        }
    }

    fn outcomes(&mut self) {
        let heading = self.say(&RESULT);
        self.line(0, "");
        self.line(0, heading);
        if let Some(reason) = self.told.unratable {
            let text = format!("{}: {}", self.say(&UNRATABLE), reason.get(self.lang));
            self.line(1, &text);
            return;
        }
        let outcomes: Vec<(String, String, _)> = self
            .told
            .trace
            .entries
            .iter()
            .filter(|entry| entry.kind == EntryKind::Outcome)
            .map(|entry| (entry.title.get(self.lang).to_owned(), self.outcome_text(entry), entry.rounding))
            .collect();
        let width = outcomes.iter().map(|(title, ..)| title.chars().count()).max().unwrap_or(0).min(60);
        for (title, value, rounding) in outcomes {
            let padding = " ".repeat(width.saturating_sub(title.chars().count()));
            let how =
                rounding.map_or_else(String::new, |(digits, mode)| format!("  ({})", self.rounding(digits, mode)));
            self.line(1, &format!("{title}{padding}  {value}{how}"));
        }
    }

    fn outcome_text(&self, entry: &Entry) -> String {
        let text = match &entry.value {
            Shown::Absent(_, origin) => format!("{} ({})", entry.value.text(self.lang), self.origin(origin)),
            value => value.text(self.lang),
        };
        with_unit(text, &entry.unit)
    }

    fn rounding(&self, digits: u8, mode: Rounding) -> String {
        rounding_words(digits, mode, self.lang)
    }

    fn rests_on(&mut self) {
        let mut counts: Vec<(Basis, usize)> = Vec::new();
        for entry in self.told.trace.decisive().into_iter().filter_map(|position| self.told.trace.entries.get(position))
        {
            let Some(basis) = entry.basis else { continue };
            match counts.iter_mut().find(|(known, _)| *known == basis) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => counts.push((basis, 1)),
            }
        }
        // Two steps of one title, in two lists, are named once.
        let mut unverified: Vec<String> = Vec::new();
        for (_, title) in self.told.trace.unverified() {
            let title = title.get(self.lang).to_owned();
            if !unverified.contains(&title) {
                unverified.push(title);
            }
        }
        if counts.is_empty() && unverified.is_empty() {
            return;
        }
        self.line(0, "");
        let heading = self.say(&RESTS_ON);
        self.line(0, heading);
        for basis in [Basis::Rule, Basis::Judgement, Basis::Local] {
            if let Some((_, count)) = counts.iter().find(|(known, _)| *known == basis) {
                self.line(1, &basis_words(basis, *count, self.lang));
            }
        }
        if !unverified.is_empty() {
            let words = basis_words(Basis::Unverified, unverified.len(), self.lang);
            self.line(1, &format!("{words}: {}", unverified.join("; ")));
        }
    }

    fn warnings(&mut self) {
        let entries: HashMap<&Path, &Entry> = match self.told.warnings.is_empty() {
            true => HashMap::new(),
            false => self.told.trace.entries.iter().map(|entry| (&entry.path, entry)).collect(),
        };
        let mut warnings: Vec<String> = Vec::new();
        for warning in self.told.warnings {
            // People find a value by its title and that of its row, programs by its path.
            let title = entries.get(warning.path()).map(|entry| whole_title(entry));
            let text = warning.about(title.as_ref()).text_with_help(self.lang);
            if !warnings.contains(&text) {
                warnings.push(text);
            }
        }
        if warnings.is_empty() {
            return;
        }
        self.line(0, "");
        let heading = self.say(&NOTICES);
        self.line(0, heading);
        for warning in warnings {
            self.line(1, &format!("! {warning}"));
        }
    }

    /// The values in the order of reading: constants first, then the rows of each list, then the whole.
    fn came_about(&mut self) {
        self.line(0, "");
        let heading = self.say(&HOW);
        self.line(0, heading);
        self.values(&self.told.trace);
    }

    fn values(&mut self, trace: &'a Trace) {
        let decisive = trace.decisive();
        let shown = trace.entries.iter().enumerate();
        let shown = shown.filter(|(position, entry)| match entry.kind {
            EntryKind::Outcome => false,
            EntryKind::Input => true,
            _ => decisive.contains(position),
        });
        let shown: Vec<(usize, &Entry)> = shown.collect();
        let also = shown.iter().filter(|(position, _)| !decisive.contains(position));
        let also = also.map(|(_, entry)| &entry.path).collect();
        // Below a value the trace of another hangs.
        let above = std::mem::replace(&mut self.also, also);
        let absent_above = std::mem::replace(&mut self.absent, absent_in(trace));
        let shown: Vec<&Entry> = shown.into_iter().map(|(_, entry)| entry).collect();
        let (constants, values): (Vec<&Entry>, Vec<&Entry>) =
            shown.into_iter().partition(|entry| matches!(entry.kind, EntryKind::Setting | EntryKind::Parameter));
        let (whole, in_rows): (Vec<&Entry>, Vec<&Entry>) = values.into_iter().partition(|entry| entry.rows.is_empty());
        if !constants.is_empty() {
            let heading = self.say(&GIVEN);
            self.line(1, heading);
            for entry in constants {
                self.entry(entry, 2);
            }
        }
        self.rows(&in_rows, 0);
        if !whole.is_empty() {
            let heading = self.say(&WHOLE);
            self.line(1, heading);
            let (also, whole) = self.apart(whole);
            for entry in whole {
                self.entry(entry, 2);
            }
            self.also_given(&also, 2);
        }
        self.also = above;
        self.absent = absent_above;
    }

    /// Where an absence began, by titles; by its path, where nothing is known of it.
    fn origin(&self, path: &Path) -> String {
        let entry = self.absent.get(path);
        entry.map_or_else(|| path.to_string(), |entry| whole_title(entry).get(self.lang).to_owned())
    }

    /// Entries of rows: each row under its heading, its nested rows inside; lists in the order in which they are first used, their rows by position.
    fn rows(&mut self, entries: &[&'a Entry], depth: usize) {
        let mut lists: HashMap<&[Segment], usize> = HashMap::new();
        let mut rows: BTreeMap<(usize, usize), (&RowName, Vec<&'a Entry>)> = BTreeMap::new();
        for entry in entries {
            // A path names a list and a position for each row that it goes through.
            let list = entry.path.segments().get(..depth.saturating_mul(2).saturating_add(1));
            let (Some(list), Some(row)) = (list, entry.rows.get(depth)) else { continue };
            let next = lists.len();
            let order = *lists.entry(list).or_insert(next);
            rows.entry((order, row.number)).or_insert_with(|| (row, Vec::new())).1.push(entry);
        }
        let deeper = depth.saturating_add(1);
        for (head, inside) in rows.into_values() {
            self.line(deeper, &row_head(head, self.lang));
            let (nested, own): (Vec<&'a Entry>, Vec<&'a Entry>) =
                inside.into_iter().partition(|entry| entry.rows.len() > deeper);
            let (also, own) = self.apart(own);
            let (inputs, steps): (Vec<&'a Entry>, Vec<&'a Entry>) =
                own.into_iter().partition(|entry| entry.kind == EntryKind::Input);
            for entry in inputs {
                self.entry(entry, deeper.saturating_add(1));
            }
            self.rows(&nested, deeper);
            for entry in steps {
                self.entry(entry, deeper.saturating_add(1));
            }
            self.also_given(&also, deeper.saturating_add(1));
        }
    }

    /// What was given beside, and what led to the result.
    fn apart(&self, entries: Vec<&'a Entry>) -> (Vec<&'a Entry>, Vec<&'a Entry>) {
        entries.into_iter().partition(|entry| self.also.contains(&entry.path))
    }

    /// What was given and no step uses.
    fn also_given(&mut self, entries: &[&'a Entry], indent: usize) {
        // What the row is called stands above.
        let lang = self.lang;
        let is_head = |entry: &Entry| {
            entry.annotation.is_none()
                && entry.rows.last().is_some_and(|row| row.title.get(lang) == entry.value.text(lang))
        };
        let entries: Vec<&Entry> = entries.iter().copied().filter(|entry| !is_head(entry)).collect();
        if entries.is_empty() {
            return;
        }
        let heading = self.say(&ALSO_GIVEN);
        self.line(indent, heading);
        for entry in entries {
            self.entry(entry, indent.saturating_add(1));
        }
    }

    fn entry(&mut self, entry: &'a Entry, indent: usize) {
        let value = match &entry.value {
            Shown::Absent(_, origin) if entry.kind == EntryKind::Step && *origin != entry.path => {
                format!("{} ({} {})", entry.value.text(self.lang), self.say(&ABSENT_AT), self.origin(origin))
            }
            value => value.text_with_decimal(self.lang),
        };
        let unit = if matches!(entry.value, Shown::Absent(..)) { "" } else { entry.unit.as_str() };
        let since = entry.since.map_or_else(String::new, |day| format!(" ({} {day})", self.say(&SINCE)));
        let mark = if entry.basis == Some(Basis::Unverified) { unverified_mark(self.lang) } else { "" };
        let text = format!("{}: {}{since}{mark}", entry.title.get(self.lang), with_unit(value, unit));
        self.line(indent, &text);
        let inner = indent.saturating_add(1);
        let first = self.first_of_its_kind(entry);
        if first.is_none() && !entry.rule.is_empty() && !trivial(&entry.rule) {
            let text = format!("{}: {}", self.say(&RULE), self.pieces(&entry.rule));
            self.line(inner, &text);
        }
        for line in &entry.lines {
            if let Some(text) = line.text(self.lang) {
                self.line(inner, &text);
            }
        }
        if let Some(row) = first {
            let text = format!("{} {row}", self.say(&AS_FOR));
            self.line(inner, &text);
            return;
        }
        if !entry.reading.is_empty() {
            let text = format!("{}: {}", self.say(&READING), entry.reading.get(self.lang));
            self.line(inner, &text);
        }
        self.annotation(entry, inner);
        if let Some(taken) = &entry.taken {
            self.taken(entry, taken, inner);
        }
        let sources: Vec<String> = entry.citations.iter().map(|citation| self.citation(citation)).collect();
        if !sources.is_empty() {
            let text = format!("{}: {}", self.say(&SOURCE), sources.join("; "));
            self.line(inner, &text);
        }
    }

    /// The sealed document that a value was taken from, and how the value came about there.
    fn taken(&mut self, entry: &Entry, taken: &'a Taken, indent: usize) {
        let mut what = vec![taken.kind.clone()];
        if !taken.scheme.is_empty() {
            let version = self.say(&VERSION);
            what.push(format!("{} ({version} {})", taken.scheme, taken.version));
        }
        if !taken.method.is_empty() {
            what.push(taken.method.clone());
        }
        what.push(taken.field.clone());
        what.extend(taken.period.map(|period| period.to_string()));
        what.push(format!("{} {}", self.say(&SEAL), taken.seal));
        let text = format!("{}: {}", self.say(&TAKEN), what.join(", "));
        self.line(indent, &text);
        for warning in &taken.warnings {
            self.line(indent, &format!("! {}", warning.get(self.lang)));
        }
        let (within, below) = (self.within, self.below.clone());
        self.within = within.saturating_add(indent);
        self.below = format!("{below}{}>", entry.path);
        self.values(&taken.trace);
        (self.within, self.below) = (within, below);
    }

    /// Where the rule and source of a step were written before: in an earlier row.
    fn first_of_its_kind(&mut self, entry: &Entry) -> Option<String> {
        let row = entry.rows.last()?;
        if entry.kind != EntryKind::Step {
            return None;
        }
        let keys = entry.path.segments().iter().filter_map(|segment| match segment {
            Segment::Key(key) => Some(&**key),
            Segment::Index(_) => None,
        });
        let kind = format!("{}{}", self.below, keys.collect::<Vec<_>>().join("."));
        let head = format!("{} {}", row.list.get(self.lang), row.number);
        match self.explained.get(&kind) {
            Some(first) => Some(first.clone()),
            None => {
                self.explained.insert(kind, head);
                None
            }
        }
    }

    /// The sources that were cited, by number.
    fn source_list(&mut self) {
        if self.sources.is_empty() {
            return;
        }
        self.line(0, "");
        let heading = self.say(&SOURCES);
        self.line(0, heading);
        for (index, citation) in self.sources.clone().into_iter().enumerate() {
            let source = self.source_of(citation);
            let url = source.map_or("", |source| source.url.as_str());
            let url = if url.is_empty() { String::new() } else { format!(", {url}") };
            let sure = source.map_or("", |source| confidence_words(source.confidence, self.lang));
            let text = format!("[{}] {}{url}{sure}", index.saturating_add(1), citation.title.get(self.lang));
            self.line(1, &text);
        }
    }

    /// The source of a citation, where it is one of the scheme's own.
    fn source_of(&self, citation: &Citation) -> Option<&'a Source> {
        let told = self.told.sources;
        told.iter()
            .find(|source| source.name == citation.source && source.title.or_name(&source.name) == citation.title)
    }

    fn annotation(&mut self, entry: &Entry, indent: usize) {
        let Some(annotation) = &entry.annotation else { return };
        if !annotation.evidence.is_empty() {
            let text = format!("{}: {}", self.say(&EVIDENCE), annotation.evidence.join("; "));
            self.line(indent, &text);
        }
        if !annotation.by.is_empty() || annotation.on.is_some() {
            let by = if annotation.by.is_empty() {
                self.say(&ENTERED).to_owned()
            } else {
                format!("{} {}", self.say(&BY), annotation.by)
            };
            let on = annotation.on.map_or_else(String::new, |day| format!(" {} {day}", self.say(&ON)));
            self.line(indent, &format!("{by}{on}"));
        }
        for (phrase, text) in [(&NOTE, &annotation.note), (&BECAUSE, &annotation.because)] {
            if !text.is_empty() {
                let text = format!("{}: {text}", self.say(phrase));
                self.line(indent, &text);
            }
        }
    }

    /// A citation by the number of its source; how sure it is, where that differs from the source's own.
    fn citation(&mut self, citation: &'a Citation) -> String {
        // A document below has names of its own: there the title says which source it is.
        let same = |source: &&Citation| source.source == citation.source && source.title == citation.title;
        let known = self.sources.iter().position(same);
        let number = known.unwrap_or_else(|| {
            self.sources.push(citation);
            self.sources.len().saturating_sub(1)
        });
        let own = self.source_of(citation);
        let differs = match own {
            Some(source) => source.confidence != citation.confidence,
            None => !self.below.is_empty(),
        };
        let sure = if differs { confidence_words(citation.confidence, self.lang) } else { "" };
        let place = if citation.at.is_empty() { String::new() } else { format!(" {}", citation.at) };
        format!("[{}]{place}{sure}", number.saturating_add(1))
    }

    fn pieces(&self, pieces: &[Piece]) -> String {
        written(pieces, self.lang)
    }
}

/// What is absent in a trace, by its path.
fn absent_in(trace: &Trace) -> HashMap<&Path, &Entry> {
    let absent = trace.entries.iter().filter(|entry| matches!(entry.value, Shown::Absent(..)));
    absent.map(|entry| (&entry.path, entry)).collect()
}

/// The title of an entry, after those of the rows that it stands in: `Goals 1: Visits: Reached`.
fn whole_title(entry: &Entry) -> Text {
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

/// A rule that is one name or one number says nothing that the value does not say.
fn trivial(rule: &[Piece]) -> bool {
    matches!(rule, [Piece::Value(_)])
}

fn with_unit(value: String, unit: &str) -> String {
    if unit.is_empty() { value } else { format!("{value} {unit}") }
}

fn confidence_words(confidence: Confidence, lang: Lang) -> &'static str {
    match (confidence, lang) {
        (Confidence::Official | Confidence::Secondary, _) => "",
        (Confidence::Unverified, Lang::En) => " [unverified]",
        (Confidence::Unverified, Lang::Id) => " [belum diverifikasi]",
        (Confidence::Illustration, Lang::En) => " [illustration]",
        (Confidence::Illustration, Lang::Id) => " [ilustrasi]",
    }
}

fn unverified_mark(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "  [unverified]",
        Lang::Id => "  [belum diverifikasi]",
    }
}

fn basis_words(basis: Basis, count: usize, lang: Lang) -> String {
    let values = match (lang, count) {
        (Lang::En, 1) => "value",
        (Lang::En, _) => "values",
        (Lang::Id, _) => "nilai",
    };
    let by = match (basis, lang) {
        (Basis::Rule, Lang::En) => "by rule of the regulation",
        (Basis::Rule, Lang::Id) => "menurut aturan",
        (Basis::Judgement, Lang::En) => "by a rater's judgement",
        (Basis::Judgement, Lang::Id) => "menurut penilaian orang",
        (Basis::Local, Lang::En) => "by choice of the organisation",
        (Basis::Local, Lang::Id) => "menurut pilihan instansi",
        (Basis::Unverified, Lang::En) => "unverified in the regulation's text",
        (Basis::Unverified, Lang::Id) => "belum diverifikasi dalam naskah peraturan",
    };
    format!("{count} {values} {by}")
}
