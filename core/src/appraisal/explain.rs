//! The explanation as text: the outcome, what it rests on, and how it came about, line by line.

use super::{Appraisal, Outcome};
use crate::citation::Citation;
use crate::citation::{Basis, Confidence};
use crate::number::Rounding;
use crate::problem::Segment;
use crate::scheme::model::Status;
use crate::text::{Lang, Text, on_one_line};
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shown, Trace};
use std::collections::{BTreeMap, HashMap};

impl Appraisal {
    /// The explanation in a language: opens with the outcomes and what they rest on; then each value that led there, with its rule, its working in
    /// numbers that can be redone by hand, and its source.
    ///
    /// A number that does not end is printed rounded and as its fraction, `88.67 (≈ 266/3)`.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        Writer {
            appraisal: self,
            lang,
            trace: self.trace(),
            sources: Vec::new(),
            explained: HashMap::new(),
            out: String::new(),
        }
        .write()
    }
}

struct Writer<'a> {
    appraisal: &'a Appraisal,
    lang: Lang,
    trace: Trace,
    /// The sources cited so far, in the order of their numbers.
    sources: Vec<Citation>,
    /// Of each step of rows, by the keys of its path: the row in which its rule and source were written.
    explained: HashMap<String, String>,
    out: String,
}

/// A phrase in both languages.
struct Phrase {
    en: &'static str,
    id: &'static str,
}

impl Phrase {
    const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Id => self.id,
        }
    }
}

const fn phrase(en: &'static str, id: &'static str) -> Phrase {
    Phrase { en, id }
}

const CALCULATED: Phrase = phrase("Calculated, not decided, by scheme", "Dihitung, bukan diputuskan, menurut skema");
const VERSION: Phrase = phrase("version", "versi");
const PERSON: Phrase = phrase("Person", "Pegawai");
const PERIOD: Phrase = phrase("Period", "Periode");
const RESULT: Phrase = phrase("RESULT", "HASIL");
const RESTS_ON: Phrase = phrase("WHAT IT RESTS ON", "DASAR HASIL");
const NOTICES: Phrase = phrase("TO KNOW", "PERLU DIKETAHUI");
const HOW: Phrase = phrase("HOW IT CAME ABOUT", "BAGAIMANA HASIL DIPEROLEH");
const GIVEN: Phrase = phrase("Constants and choices", "Konstanta dan pilihan");
const WHOLE: Phrase = phrase("The whole", "Keseluruhan");
const UNRATABLE: Phrase = phrase("Not rated", "Tidak dinilai");
const RULE: Phrase = phrase("rule", "aturan");
const SOURCE: Phrase = phrase("source", "sumber");
const SOURCES: Phrase = phrase("SOURCES", "SUMBER");
const AS_FOR: Phrase = phrase("rule and source as for", "aturan dan sumber seperti pada");
const READING: Phrase = phrase("read so", "dibaca");
const EVIDENCE: Phrase = phrase("evidence", "bukti");
const NOTE: Phrase = phrase("note", "catatan");
const BECAUSE: Phrase = phrase("because", "karena");
const BY: Phrase = phrase("entered by", "diisi oleh");
const ENTERED: Phrase = phrase("entered", "diisi");
const ON: Phrase = phrase("on", "pada");
const SINCE: Phrase = phrase("since", "sejak");
const ROUNDED: Phrase = phrase("rounded to", "dibulatkan menjadi");
const DIGITS: Phrase = phrase("digits", "desimal");
const YES: Phrase = phrase("yes", "ya");
const NO: Phrase = phrase("no", "tidak");
const UNKNOWN: Phrase = phrase("cannot be told", "tidak dapat ditentukan");
const FORMULA: Phrase = phrase("by", "menurut");
const AT_LEAST: Phrase = phrase("at least", "paling sedikit");
const MORE_THAN: Phrase = phrase("more than", "lebih dari");
const NONE_ABOVE: Phrase = phrase("below all thresholds", "di bawah semua batas");
const ABSENT_AT: Phrase = phrase("because of", "karena");

impl Writer<'_> {
    fn say(&self, phrase: &Phrase) -> &'static str {
        phrase.get(self.lang)
    }

    fn line(&mut self, indent: usize, text: &str) {
        for _ in 0..indent {
            self.out.push_str("  ");
        }
        // A text that somebody entered cannot pretend to be a line of its own.
        self.out.push_str(&on_one_line(text.trim_end()));
        self.out.push('\n');
    }

    fn write(mut self) -> String {
        self.heading();
        self.outcomes();
        if self.appraisal.unratable.is_none() {
            self.rests_on();
        }
        self.warnings();
        if self.appraisal.unratable.is_none() {
            self.came_about();
            self.source_list();
        }
        self.out
    }

    fn heading(&mut self) {
        let model = &self.appraisal.scheme.model;
        let title = model.title.get(self.lang).to_owned();
        if !title.is_empty() {
            self.line(0, &title);
        }
        let status = status_words(model.status, self.lang);
        let text = format!("{} {} ({} {}{status})", self.say(&CALCULATED), model.id, self.say(&VERSION), model.version);
        self.line(0, &text);
        let person = &self.appraisal.facts.person;
        let known = [&person.reference, &person.name, &person.post, &person.unit];
        let known: Vec<&str> = known.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if !known.is_empty() {
            let text = format!("{}: {}", self.say(&PERSON), known.join(", "));
            self.line(0, &text);
        }
        if let Some(period) = self.appraisal.facts.period {
            let text = format!("{}: {period}", self.say(&PERIOD));
            self.line(0, &text);
        }
    }

    fn outcomes(&mut self) {
        let heading = self.say(&RESULT);
        self.line(0, "");
        self.line(0, heading);
        if let Some(reason) = &self.appraisal.unratable {
            let text = format!("{}: {}", self.say(&UNRATABLE), reason.get(self.lang));
            self.line(1, &text);
            return;
        }
        let outcomes: Vec<(String, String, _)> = self
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
            Shown::Absent(_, origin) => format!("{} ({origin})", entry.value.text(self.lang)),
            value => value.text(self.lang),
        };
        with_unit(text, &entry.unit)
    }

    fn rounding(&self, digits: u8, mode: Rounding) -> String {
        rounding_words(digits, mode, self.lang)
    }

    fn rests_on(&mut self) {
        let mut counts: Vec<(Basis, usize)> = Vec::new();
        for entry in self.trace.decisive().into_iter().filter_map(|position| self.trace.entries.get(position)) {
            let Some(basis) = entry.basis else { continue };
            match counts.iter_mut().find(|(known, _)| *known == basis) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => counts.push((basis, 1)),
            }
        }
        let unverified: Vec<String> =
            self.trace.unverified().map(|(_, title)| title.get(self.lang).to_owned()).collect();
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
        let warnings: Vec<String> =
            self.appraisal.warnings().iter().map(|warning| warning.text_with_help(self.lang)).collect();
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
        let decisive = self.trace.decisive();
        let shown: Vec<Entry> = self
            .trace
            .entries
            .iter()
            .enumerate()
            .filter(|(position, entry)| decisive.contains(position) && entry.kind != EntryKind::Outcome)
            .map(|(_, entry)| entry.clone())
            .collect();
        self.line(0, "");
        let heading = self.say(&HOW);
        self.line(0, heading);
        let is_constant = |entry: &Entry| matches!(entry.kind, EntryKind::Setting | EntryKind::Parameter);
        if shown.iter().any(is_constant) {
            let heading = self.say(&GIVEN);
            self.line(1, heading);
            for entry in shown.iter().filter(|entry| is_constant(entry)) {
                self.entry(entry, 2);
            }
        }
        let in_rows: Vec<&Entry> = shown.iter().filter(|entry| !entry.rows.is_empty()).collect();
        self.rows(&in_rows, 0);
        let whole: Vec<&Entry> = shown.iter().filter(|entry| entry.rows.is_empty() && !is_constant(entry)).collect();
        if !whole.is_empty() {
            let heading = self.say(&WHOLE);
            self.line(1, heading);
            for entry in whole {
                self.entry(entry, 2);
            }
        }
    }

    /// Entries of rows: each row under its heading, its nested rows inside; lists in the order in which they are first used, their rows by position.
    fn rows(&mut self, entries: &[&Entry], depth: usize) {
        let mut lists: HashMap<&[Segment], usize> = HashMap::new();
        let mut rows: BTreeMap<(usize, usize), (&RowName, Vec<&Entry>)> = BTreeMap::new();
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
            let (nested, own): (Vec<&Entry>, Vec<&Entry>) =
                inside.into_iter().partition(|entry| entry.rows.len() > deeper);
            let (inputs, steps): (Vec<&Entry>, Vec<&Entry>) =
                own.into_iter().partition(|entry| entry.kind == EntryKind::Input);
            for entry in inputs {
                self.entry(entry, deeper.saturating_add(1));
            }
            self.rows(&nested, deeper);
            for entry in steps {
                self.entry(entry, deeper.saturating_add(1));
            }
        }
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        let value = match &entry.value {
            Shown::Absent(_, origin) if entry.kind == EntryKind::Step && *origin != entry.path => {
                format!("{} ({} {origin})", entry.value.text(self.lang), self.say(&ABSENT_AT))
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
        let sources: Vec<String> = entry.citations.iter().map(|citation| self.citation(citation)).collect();
        if !sources.is_empty() {
            let text = format!("{}: {}", self.say(&SOURCE), sources.join("; "));
            self.line(inner, &text);
        }
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
        let kind = keys.collect::<Vec<_>>().join(".");
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
        for (index, citation) in self.sources.clone().iter().enumerate() {
            let source = self.appraisal.scheme.model.sources.iter().find(|source| source.name == citation.source);
            let url = source.map_or("", |source| source.url.as_str());
            let url = if url.is_empty() { String::new() } else { format!(", {url}") };
            let sure = source.map_or("", |source| confidence_words(source.confidence, self.lang));
            let text = format!("[{}] {}{url}{sure}", index.saturating_add(1), citation.title.get(self.lang));
            self.line(1, &text);
        }
    }

    fn annotation(&mut self, entry: &Entry, indent: usize) {
        let Some(annotation) = entry.annotation.clone() else { return };
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
    fn citation(&mut self, citation: &Citation) -> String {
        let known = self.sources.iter().position(|source| source.source == citation.source);
        let number = known.unwrap_or_else(|| {
            self.sources.push(citation.clone());
            self.sources.len().saturating_sub(1)
        });
        let own = self.appraisal.scheme.model.sources.iter().find(|source| source.name == citation.source);
        let differs = own.is_some_and(|source| source.confidence != citation.confidence);
        let sure = if differs { confidence_words(citation.confidence, self.lang) } else { "" };
        let place = if citation.at.is_empty() { String::new() } else { format!(" {}", citation.at) };
        format!("[{}]{place}{sure}", number.saturating_add(1))
    }

    fn pieces(&self, pieces: &[Piece]) -> String {
        written(pieces, self.lang)
    }
}

/// Pieces as a line.
pub(super) fn written(pieces: &[Piece], lang: Lang) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Sign(sign) => sign_words(sign, lang).to_owned(),
            Piece::Value(value @ (Shown::Word(..) | Shown::Plain(_))) => word(&value.text(lang)),
            Piece::Value(value) => value.text(lang),
            Piece::Title(title) => word(title.get(lang)),
        })
        .collect()
}

/// A name among the signs of a line, in quotation marks where it could be taken for a sign, a number or an answer.
fn word(text: &str) -> String {
    let signs = ['=', '≠', '<', '>', '≤', '≥', '×', '/', '(', ')', ';', '?', '→', '“', '”', '"', '\n'];
    let inside = [" + ", " - ", " and ", " or ", " dan ", " atau "];
    let answers = ["yes", "no", "ya", "tidak", "not rated", "not applicable", "belum dinilai", "tidak berlaku"];
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = digits.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let like_a_number = text.starts_with('-') || (digits.len() < text.len() && !numbered && !is_date(text));
    let unclear = text.is_empty()
        || text.trim() != text
        || text.contains(signs)
        || inside.iter().any(|sign| text.contains(sign))
        || answers.contains(&text)
        || like_a_number;
    if unclear { format!("“{}”", text.replace('”', "\"")) } else { text.to_owned() }
}

fn is_date(text: &str) -> bool {
    crate::period::date(text).is_some()
}

impl Line {
    /// The line in a language: a working that can be redone by hand, `(100 + 90 + 76) / 3 = 88.67 (≈ 266/3)`.
    ///
    /// None where it would only repeat the value.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Line::Calculation { pieces, result } => {
                if matches!(pieces.as_slice(), [Piece::Value(value)] if value == result) {
                    return None;
                }
                let left = written(pieces, lang);
                if matches!(result, Shown::Truth(_)) {
                    return Some(format!("{left}? {}", result.text(lang)));
                }
                let result = match result {
                    Shown::Word(..) | Shown::Plain(_) => word(&result.text(lang)),
                    _ => result.text_with_decimal(lang),
                };
                format!("{left} = {result}")
            }
            Line::Condition { pieces, holds } => {
                let answer = match holds {
                    Some(true) => &YES,
                    Some(false) => &NO,
                    None => &UNKNOWN,
                };
                format!("{}? {}", written(pieces, lang), answer.get(lang))
            }
            Line::Band { value, rounding, threshold, printed, result } => {
                let how = rounding
                    .map_or_else(String::new, |(digits, mode)| format!(" ({})", rounding_words(digits, mode, lang)));
                let reached = match threshold {
                    Some((number, above)) => {
                        let word = if *above { &MORE_THAN } else { &AT_LEAST };
                        format!("{} {}", word.get(lang), lang.decimal(&number.to_string()))
                    }
                    None => NONE_ABOVE.get(lang).to_owned(),
                };
                let printed = if printed.is_empty() { String::new() } else { format!(" [{printed}]") };
                let value = match value {
                    Shown::Rounded(_) => value.text(lang),
                    value => value.text_with_decimal(lang),
                };
                format!("{value}{how}: {reached}{printed} → {}", result.text_with_decimal(lang))
            }
            Line::Cell { row, column, result } => {
                format!("{} × {} → {}", row.text(lang), column.text(lang), result.text(lang))
            }
            Line::Formula { title, reading, .. } => {
                let reading = if reading.is_empty() {
                    String::new()
                } else {
                    format!(" ({} {})", READING.get(lang), reading.get(lang))
                };
                format!("{} {}{reading}:", FORMULA.get(lang), title.get(lang))
            }
        })
    }
}

fn rounding_words(digits: u8, mode: Rounding, lang: Lang) -> String {
    format!("{} {digits} {}, {}", ROUNDED.get(lang), DIGITS.get(lang), mode_words(mode, lang))
}

fn row_head(row: &RowName, lang: Lang) -> String {
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
    match (basis, lang) {
        (Basis::Rule, Lang::En) => format!("{count} by rule of the regulation"),
        (Basis::Rule, Lang::Id) => format!("{count} menurut aturan"),
        (Basis::Judgement, Lang::En) => format!("{count} by a rater's judgement"),
        (Basis::Judgement, Lang::Id) => format!("{count} menurut penilaian orang"),
        (Basis::Local, Lang::En) => format!("{count} by choice of the organisation"),
        (Basis::Local, Lang::Id) => format!("{count} menurut pilihan instansi"),
        (Basis::Unverified, Lang::En) => format!("{count} unverified in the regulation's text"),
        (Basis::Unverified, Lang::Id) => format!("{count} belum diverifikasi dalam naskah peraturan"),
    }
}

fn mode_words(mode: Rounding, lang: Lang) -> &'static str {
    match (mode, lang) {
        (Rounding::Up, Lang::En) => "away from zero",
        (Rounding::Up, Lang::Id) => "menjauhi nol",
        (Rounding::Down, Lang::En) => "cut off",
        (Rounding::Down, Lang::Id) => "dipotong",
        (Rounding::Ceiling, Lang::En) => "upwards",
        (Rounding::Ceiling, Lang::Id) => "ke atas",
        (Rounding::Floor, Lang::En) => "downwards",
        (Rounding::Floor, Lang::Id) => "ke bawah",
        (Rounding::HalfUp, Lang::En) => "half up",
        (Rounding::HalfUp, Lang::Id) => "setengah ke atas",
        (Rounding::HalfDown, Lang::En) => "half down",
        (Rounding::HalfDown, Lang::Id) => "setengah ke bawah",
        (Rounding::HalfEven, Lang::En) => "half to even",
        (Rounding::HalfEven, Lang::Id) => "setengah ke genap",
        (Rounding::HalfCeiling, Lang::En) => "half towards plus",
        (Rounding::HalfCeiling, Lang::Id) => "setengah ke arah plus",
        (Rounding::HalfFloor, Lang::En) => "half towards minus",
        (Rounding::HalfFloor, Lang::Id) => "setengah ke arah minus",
        (Rounding::ZeroFiveUp, Lang::En) => "zero and five up",
        (Rounding::ZeroFiveUp, Lang::Id) => "nol dan lima ke atas",
    }
}

/// The words among the signs of a calculation.
fn sign_words(sign: &'static str, lang: Lang) -> &'static str {
    match (lang, sign) {
        (Lang::Id, "not (") => "bukan (",
        (Lang::Id, " and ") => " dan ",
        (Lang::Id, " or ") => " atau ",
        (Lang::Id, "if ") => "jika ",
        (Lang::Id, " then ") => " maka ",
        (Lang::Id, " else ") => " selain itu ",
        (Lang::Id, " over ") => " dari tiap ",
        (Lang::Id, " where ") => " dengan ",
        (Lang::Id, "sum") => "jumlah",
        (Lang::Id, "mean") => "rata-rata",
        (Lang::Id, "weighted_mean") => "rata-rata tertimbang",
        (Lang::En, "weighted_mean") => "weighted mean",
        (Lang::Id, "share") => "bagian",
        (Lang::Id, "count") => "banyak",
        (Lang::Id, "any" | "any(") => {
            if sign == "any" {
                "salah satu"
            } else {
                "salah satu("
            }
        }
        (Lang::Id, "all" | "all(") => {
            if sign == "all" {
                "semua"
            } else {
                "semua("
            }
        }
        (Lang::Id, "only") => "satu-satunya",
        (Lang::Id, "known") => "diketahui",
        (Lang::Id, "value") => "nilai",
        (Lang::Id, "if_absent") => "bila tidak ada",
        (Lang::En, "if_absent") => "if absent",
        (Lang::Id, "round(") => "bulatkan(",
        (Lang::Id, "round_to(") => "bulatkan ke(",
        (_, sign) => match Rounding::from_name(sign) {
            Some(mode) => mode_words(mode, lang),
            None => sign,
        },
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
            Outcome::Absent { kind, origin } => Shown::Absent(kind.word(), origin.clone()).text(lang),
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
