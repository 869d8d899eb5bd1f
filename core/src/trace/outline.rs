//! What an explanation says, in one language and in the order of reading, before it is written as text or as a page.

#![cfg_attr(not(feature = "report"), expect(dead_code, reason = "a text says less than a page"))]

use super::explain::{Explanation, row_head, whole_title};
use super::words::{Phrase, READING, before_reading, formula, phrase, rounding_words, with_unit, written};
use super::{Entry, EntryKind, Line, RowName, Shown, Taken, Trace};
use crate::citation::{Basis, Citation, Confidence, Source};
use crate::problem::{Code, Path, Problem, Segment};
use crate::text::{Lang, Text};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What an explanation says.
#[derive(Default)]
pub(crate) struct Outline<'a> {
    /// The lines above all: what was calculated, for whom.
    pub(crate) heading: Vec<String>,
    /// Why there is no result.
    pub(crate) unratable: Option<String>,
    pub(crate) outcomes: Vec<Final<'a>>,
    pub(crate) rests_on: Vec<String>,
    pub(crate) notices: Vec<String>,
    /// How it came about: constants first, then the rows of each list, then the whole.
    pub(crate) parts: Vec<Part<'a>>,
    /// The sources that were cited, in the order of their numbers.
    pub(crate) sources: Vec<Cited>,
}

/// An outcome as a person reads it.
pub(crate) struct Final<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) title: String,
    pub(crate) value: String,
    /// How it was rounded; empty where it was not.
    pub(crate) how: String,
}

/// A piece of the way to the result.
pub(crate) enum Part<'a> {
    /// Values under a heading.
    Group { of: Group, heading: String, inside: Vec<Part<'a>> },
    /// A value.
    Value(Told<'a>),
}

/// What stands under a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Constants and choices.
    Given,
    /// A row of a list.
    Row,
    /// What belongs to no row.
    Whole,
    /// What was given and decides nothing.
    Also,
}

/// A value and what is said of it.
pub(crate) struct Told<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) title: String,
    /// With its unit, the day since which it holds, and whether it is unverified.
    pub(crate) value: String,
    pub(crate) notes: Vec<Note<'a>>,
}

/// Something that is said of a value.
pub(crate) struct Note<'a> {
    pub(crate) kind: NoteKind,
    /// What kind of thing that is, where it must be said.
    pub(crate) label: &'static str,
    pub(crate) text: String,
    /// What hangs below: the trace of the document that the value was taken from.
    pub(crate) below: Vec<Part<'a>>,
}

/// What is said of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteKind {
    Rule,
    Working,
    /// Where rule and source were said before.
    AsFor,
    Reading,
    /// What was said beside a given value: evidence, who entered it, remarks.
    Said,
    Taken,
    /// What the document below said to know.
    Notice,
    Source,
}

impl Note<'_> {
    /// The note as a line.
    pub(crate) fn line(&self) -> String {
        match (self.kind, self.label) {
            (NoteKind::Notice, _) => format!("! {}", self.text),
            (_, "") => self.text.clone(),
            (NoteKind::AsFor, label) => format!("{label} {}", self.text),
            (_, label) => format!("{label}: {}", self.text),
        }
    }
}

/// A source that was cited.
pub(crate) struct Cited {
    pub(crate) title: String,
    pub(crate) url: String,
    /// How sure it is, where that must be said.
    pub(crate) sure: &'static str,
}

const GIVEN: Phrase = phrase("Constants and choices", "Konstanta dan pilihan");
const ALSO_GIVEN: Phrase = phrase("Also given", "Juga diisi");
const WHOLE: Phrase = phrase("The whole", "Keseluruhan");
const RULE: Phrase = phrase("rule", "aturan");
const SOURCE: Phrase = phrase("source", "sumber");
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

impl<'a> Outline<'a> {
    /// What an explanation says in a language; `short` leaves out the way to the result.
    pub(crate) fn of(told: &'a Explanation<'a>, lang: Lang, short: bool) -> Outline<'a> {
        let mut outline = if told.unratable.is_some() {
            Outline::default()
        } else {
            let titles = told.trace.unverified().map(|(_, title)| title.get(lang).to_owned());
            Outline::told(&told.trace, told.sources, titles, lang, short)
        };
        outline.heading.clone_from(&told.heading);
        outline.unratable = told.unratable.map(|reason| reason.get(lang).to_owned());
        let entries: HashMap<&Path, &Entry> = match told.warnings.is_empty() {
            true => HashMap::new(),
            false => told.trace.entries.iter().map(|entry| (&entry.path, entry)).collect(),
        };
        // What rests on nothing verified is named above already.
        let is_new = |warning: &&Problem| warning.code() != Code::AppraisalUnverified;
        outline.notices = once(told.warnings.iter().filter(is_new).map(|warning| {
            // People find a value by its title and that of its row, programs by its path.
            let title = entries.get(warning.path()).map(|entry| whole_title(entry));
            warning.about(title.as_ref()).text_with_help(lang)
        }));
        outline
    }

    /// What a trace says, with the sources that it cites and the titles of what nobody has verified.
    pub(crate) fn told(
        trace: &'a Trace,
        sources: &'a [Source],
        unverified: impl Iterator<Item = String>,
        lang: Lang,
        short: bool,
    ) -> Outline<'a> {
        let mut teller = Teller {
            trace,
            known: sources,
            lang,
            below: String::new(),
            sources: Vec::new(),
            explained: HashMap::new(),
            also: HashSet::new(),
            read: HashSet::new(),
            absent: absent_in(trace),
        };
        let mut outline =
            Outline { outcomes: teller.outcomes(), rests_on: teller.rests_on(&once(unverified)), ..Outline::default() };
        if !short {
            outline.parts = teller.values(trace);
            outline.sources = teller.cited();
        }
        outline
    }
}

struct Teller<'a> {
    trace: &'a Trace,
    /// The sources that the trace's citations name.
    known: &'a [Source],
    lang: Lang,
    /// Whose values are told of: the paths of the values below which they hang.
    below: String,
    /// The sources cited so far, in the order of their numbers.
    sources: Vec<&'a Citation>,
    /// Of each step of rows, by the keys of its path: the row in which its rule and source were told.
    explained: HashMap<String, String>,
    /// Of the trace at hand, the paths of what was given and no step uses.
    also: HashSet<&'a Path>,
    /// The declared formulas of which was told how they were read.
    read: HashSet<String>,
    /// Of the trace at hand, what is absent by its path: an absence is told by where it began.
    absent: HashMap<&'a Path, &'a Entry>,
}

impl<'a> Teller<'a> {
    fn say(&self, phrase: &Phrase) -> &'static str {
        phrase.get(self.lang)
    }

    fn outcomes(&self) -> Vec<Final<'a>> {
        let outcomes = self.trace.entries.iter().filter(|entry| entry.kind == EntryKind::Outcome);
        let told = outcomes.map(|entry| {
            let text = match &entry.value {
                Shown::Absent(_, origin) => format!("{} ({})", entry.value.text(self.lang), self.origin(origin)),
                value => value.text(self.lang),
            };
            let how = entry.rounding.map_or_else(String::new, |(digits, mode)| rounding_words(digits, mode, self.lang));
            let title = entry.title.get(self.lang).to_owned();
            Final { entry, title, value: with_unit(text, &entry.unit), how }
        });
        told.collect()
    }

    fn rests_on(&self, unverified: &[String]) -> Vec<String> {
        let trace = self.trace;
        let mut counts: Vec<(Basis, usize)> = Vec::new();
        for entry in trace.decisive().into_iter().filter_map(|position| trace.entries.get(position)) {
            let Some(basis) = entry.basis else { continue };
            match counts.iter_mut().find(|(known, _)| *known == basis) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => counts.push((basis, 1)),
            }
        }
        let mut lines = Vec::new();
        for basis in [Basis::Rule, Basis::Judgement, Basis::Local] {
            if let Some((_, count)) = counts.iter().find(|(known, _)| *known == basis) {
                lines.push(basis_words(basis, *count, self.lang));
            }
        }
        if !unverified.is_empty() {
            let words = basis_words(Basis::Unverified, unverified.len(), self.lang);
            lines.push(format!("{words}: {}", unverified.join("; ")));
        }
        lines
    }

    /// The values in the order of reading: constants first, then the rows of each list, then the whole.
    fn values(&mut self, trace: &'a Trace) -> Vec<Part<'a>> {
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
        let mut parts = Vec::new();
        if !constants.is_empty() {
            let inside = constants.into_iter().map(|entry| Part::Value(self.value(entry))).collect();
            parts.push(Part::Group { of: Group::Given, heading: self.say(&GIVEN).to_owned(), inside });
        }
        parts.extend(self.rows(&in_rows, 0));
        if !whole.is_empty() {
            let (also, whole) = self.apart(whole);
            let mut inside: Vec<Part<'a>> = whole.into_iter().map(|entry| Part::Value(self.value(entry))).collect();
            inside.extend(self.also_given(&also));
            parts.push(Part::Group { of: Group::Whole, heading: self.say(&WHOLE).to_owned(), inside });
        }
        self.also = above;
        self.absent = absent_above;
        parts
    }

    /// Where an absence began, by titles; by its path, where nothing is known of it.
    fn origin(&self, path: &Path) -> String {
        let entry = self.absent.get(path);
        entry.map_or_else(|| path.to_string(), |entry| whole_title(entry).get(self.lang).to_owned())
    }

    /// Entries of rows: each row under its heading, its nested rows inside; lists in the order in which they are first used, their rows by position.
    fn rows(&mut self, entries: &[&'a Entry], depth: usize) -> Vec<Part<'a>> {
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
        let mut parts = Vec::new();
        for (head, of_row) in rows.into_values() {
            let (nested, own): (Vec<&'a Entry>, Vec<&'a Entry>) =
                of_row.into_iter().partition(|entry| entry.rows.len() > deeper);
            let (also, own) = self.apart(own);
            let (inputs, steps): (Vec<&'a Entry>, Vec<&'a Entry>) =
                own.into_iter().partition(|entry| entry.kind == EntryKind::Input);
            let mut inside: Vec<Part<'a>> = inputs.into_iter().map(|entry| Part::Value(self.value(entry))).collect();
            inside.extend(self.rows(&nested, deeper));
            inside.extend(steps.into_iter().map(|entry| Part::Value(self.value(entry))));
            inside.extend(self.also_given(&also));
            parts.push(Part::Group { of: Group::Row, heading: row_head(head, self.lang), inside });
        }
        parts
    }

    /// What was given beside, and what led to the result.
    fn apart(&self, entries: Vec<&'a Entry>) -> (Vec<&'a Entry>, Vec<&'a Entry>) {
        entries.into_iter().partition(|entry| self.also.contains(&entry.path))
    }

    /// What was given and no step uses.
    fn also_given(&mut self, entries: &[&'a Entry]) -> Option<Part<'a>> {
        // What the row is called stands above.
        let lang = self.lang;
        let is_head = |entry: &Entry| {
            entry.annotation.is_none()
                && entry.rows.last().is_some_and(|row| row.title.get(lang) == entry.value.text(lang))
        };
        let entries: Vec<&'a Entry> = entries.iter().copied().filter(|entry| !is_head(entry)).collect();
        if entries.is_empty() {
            return None;
        }
        let inside = entries.into_iter().map(|entry| Part::Value(self.value(entry))).collect();
        Some(Part::Group { of: Group::Also, heading: self.say(&ALSO_GIVEN).to_owned(), inside })
    }

    fn value(&mut self, entry: &'a Entry) -> Told<'a> {
        let value = match &entry.value {
            Shown::Absent(_, origin) if entry.kind == EntryKind::Step && *origin != entry.path => {
                format!("{} ({} {})", entry.value.text(self.lang), self.say(&ABSENT_AT), self.origin(origin))
            }
            value => value.text_with_decimal(self.lang),
        };
        let unit = if matches!(entry.value, Shown::Absent(..)) { "" } else { entry.unit.as_str() };
        let since = entry.since.map_or_else(String::new, |day| format!(" ({} {day})", self.say(&SINCE)));
        let mark = if entry.basis == Some(Basis::Unverified) { unverified_mark(self.lang) } else { "" };
        Told {
            entry,
            title: entry.title.get(self.lang).to_owned(),
            value: format!("{}{since}{mark}", with_unit(value, unit)),
            notes: self.notes(entry),
        }
    }

    fn notes(&mut self, entry: &'a Entry) -> Vec<Note<'a>> {
        let mut notes = Vec::new();
        let mut say = |kind: NoteKind, label: &'static str, text: String| {
            notes.push(Note { kind, label, text, below: Vec::new() });
        };
        let first = self.first_of_its_kind(entry);
        if first.is_none() && !entry.rule.is_empty() {
            let rule = written(&entry.rule, self.lang);
            // A rule that is one name or one number says nothing that the value does not say.
            if rule.trim_matches(['“', '”']) != entry.value.text(self.lang) {
                say(NoteKind::Rule, self.say(&RULE), rule);
            }
        }
        for line in &entry.lines {
            // How a formula was read is said once.
            let again = match line {
                Line::Formula { path, title, reading, basis } if !reading.is_empty() => {
                    let first = self.read.insert(format!("{}{path}", self.below));
                    let (path, title, basis) = (path.clone(), title.clone(), *basis);
                    (!first).then_some(Line::Formula { path, title, reading: Text::default(), basis })
                }
                // As another document has written it.
                Line::Written(text) => {
                    let by = before_reading(text.get(self.lang), self.lang);
                    by.filter(|by| !self.read.insert(format!("{}{by}", self.below)))
                        .map(|by| Line::Written(Text::of([(self.lang, formula(by))])))
                }
                _ => None,
            };
            if let Some(text) = again.as_ref().unwrap_or(line).text(self.lang) {
                say(NoteKind::Working, "", text);
            }
        }
        if let Some(row) = first {
            say(NoteKind::AsFor, self.say(&AS_FOR), row);
            return notes;
        }
        if !entry.reading.is_empty() {
            say(NoteKind::Reading, self.say(&READING), entry.reading.get(self.lang).to_owned());
        }
        self.annotation(entry, &mut say);
        if let Some(taken) = &entry.taken {
            notes.extend(self.taken(entry, taken));
        }
        let sources: Vec<String> = entry.citations.iter().map(|citation| self.citation(citation)).collect();
        if !sources.is_empty() {
            let (kind, label) = (NoteKind::Source, self.say(&SOURCE));
            notes.push(Note { kind, label, text: sources.join("; "), below: Vec::new() });
        }
        notes
    }

    fn annotation(&self, entry: &Entry, say: &mut impl FnMut(NoteKind, &'static str, String)) {
        let Some(annotation) = &entry.annotation else { return };
        if !annotation.evidence.is_empty() {
            say(NoteKind::Said, self.say(&EVIDENCE), annotation.evidence.join("; "));
        }
        if !annotation.by.is_empty() || annotation.on.is_some() {
            let by = if annotation.by.is_empty() {
                self.say(&ENTERED).to_owned()
            } else {
                format!("{} {}", self.say(&BY), annotation.by)
            };
            let on = annotation.on.map_or_else(String::new, |day| format!(" {} {day}", self.say(&ON)));
            say(NoteKind::Said, "", format!("{by}{on}"));
        }
        for (phrase, text) in [(&NOTE, &annotation.note), (&BECAUSE, &annotation.because)] {
            if !text.is_empty() {
                say(NoteKind::Said, self.say(phrase), text.clone());
            }
        }
    }

    /// The sealed document that a value was taken from, and how the value came about there.
    fn taken(&mut self, entry: &Entry, taken: &'a Taken) -> Vec<Note<'a>> {
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
        let note = |kind, label, text| Note { kind, label, text, below: Vec::new() };
        let mut notes = vec![note(NoteKind::Taken, self.say(&TAKEN), what.join(", "))];
        let warnings = taken.warnings.iter().map(|warning| warning.get(self.lang).to_owned());
        notes.extend(warnings.map(|text| note(NoteKind::Notice, "", text)));
        let below = self.below.clone();
        self.below = format!("{below}{}>", entry.path);
        let parts = self.values(&taken.trace);
        self.below = below;
        if let Some(last) = notes.last_mut() {
            last.below = parts;
        }
        notes
    }

    /// Where the rule and source of a step were told before: in an earlier row.
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

    fn cited(&self) -> Vec<Cited> {
        let cited = self.sources.iter().map(|citation| {
            let source = self.source_of(citation);
            Cited {
                title: citation.title.get(self.lang).to_owned(),
                url: source.map_or_else(String::new, |source| source.url.clone()),
                sure: source.map_or("", |source| confidence_words(source.confidence, self.lang)),
            }
        });
        cited.collect()
    }

    /// The source of a citation, where it is one of the scheme's own.
    fn source_of(&self, citation: &Citation) -> Option<&'a Source> {
        let title = citation.title.get(self.lang);
        let is_it = |source: &&Source| {
            source.name == citation.source && source.title.or_name(&source.name).get(self.lang) == title
        };
        self.known.iter().find(is_it)
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
}

/// What is absent in a trace, by its path.
fn absent_in(trace: &Trace) -> HashMap<&Path, &Entry> {
    let absent = trace.entries.iter().filter(|entry| matches!(entry.value, Shown::Absent(..)));
    absent.map(|entry| (&entry.path, entry)).collect()
}

/// Lines of which none comes twice.
pub(crate) fn once(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut known = HashSet::new();
    lines.filter(|line| known.insert(line.clone())).collect()
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
