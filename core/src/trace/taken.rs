//! What an explanation shows of a sealed document from which a value was taken, read back from it.
//!
//! A document's trace was written in words, so it is shown and never calculated again; what of it cannot be read is left out.

use super::{Annotation, Entry, EntryKind, Line, Piece, RowName, Shown, Table, Trace, reached};
use crate::absence::AbsenceKind;
use crate::citation::{Basis, Citation, Confidence};
use crate::document::{Json, Node};
use crate::number::Rounding;
use crate::period::{self, Period};
use crate::problem::Path;
use crate::text::{Lang, Text};

/// The kind of an appraisal's document.
pub(crate) const APPRAISAL: &str = "appraisal/1";
/// The kind of a document of weights.
pub(crate) const WEIGHTS: &str = "weights/1";

/// The sealed document that a value was taken from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The kind of document: `appraisal/1`.
    pub kind: String,
    /// Of an appraisal, its scheme; else empty.
    pub scheme: String,
    /// Of weights, their method, as their document calls it; else empty.
    pub method: String,
    /// The scheme's version, as it is written.
    pub version: String,
    /// Where the value stands in the document: `outcomes.rating`.
    pub field: String,
    /// The document's seal, which was found to be its own.
    pub seal: String,
    /// The period that it is about.
    pub period: Option<Period>,
    /// What it said to know beside its values.
    pub warnings: Vec<Text>,
    /// How the value came about, by the document's own trace; empty where it carries none.
    pub trace: Trace,
}

impl Taken {
    /// Reads what is shown of a document, of the value at `field`: its trace, where that shall be shown, with all that the value was calculated from.
    pub(crate) fn read(document: &Node<'_>, field: &str, shows_trace: bool) -> Taken {
        let word = |key: &str| text_at(document, key);
        Taken {
            kind: word("kinerja"),
            scheme: word("scheme"),
            method: word("method"),
            version: document.get("version").map(written_number).unwrap_or_default(),
            field: field.to_owned(),
            seal: word("seal"),
            period: document.get("period").and_then(period_of),
            warnings: each(document, "warnings", |warning| by_language(warning.get("text"))),
            trace: if shows_trace { part(entries_of(document), field) } else { Trace::default() },
        }
    }
}

/// The entries of a document's trace.
pub(crate) fn entries_of<'n>(document: &'n Node<'n>) -> &'n [Node<'n>] {
    document.get("trace").map_or(&[][..], Node::items)
}

/// The entry of a value, and those that it was calculated from.
fn part(entries: &[Node<'_>], field: &str) -> Trace {
    let is_it = |entry: &Node<'_>| entry.get("path").and_then(Node::as_text) == Some(field);
    let Some(from) = entries.iter().rposition(is_it) else { return Trace::default() };
    let kept: Vec<usize> = reached([from], |at| entries.get(at).map(uses).unwrap_or_default()).into_iter().collect();
    let place = |old: &usize| kept.binary_search(old).ok();
    let entries = kept.iter().filter_map(|at| entries.get(*at)).map(entry);
    let entries = entries.map(|entry| Entry { uses: entry.uses.iter().filter_map(place).collect(), ..entry });
    Trace { entries: entries.collect() }
}

/// The period that a document says it is about, where it can be read.
fn period_of(node: &Node<'_>) -> Option<Period> {
    let day = |key: &str| period::date(node.get(key)?.as_text()?);
    Period::new(day("from")?, day("until")?)
}

fn text_at(node: &Node<'_>, key: &str) -> String {
    node.get(key).and_then(Node::as_text).unwrap_or_default().to_owned()
}

fn written_number(node: &Node<'_>) -> String {
    node.to_number().map(|number| number.to_string()).unwrap_or_default()
}

/// A text by language.
fn by_language(node: Option<&Node<'_>>) -> Text {
    let entries = node.map_or(&[][..], Node::entries).iter();
    Text::of(entries.filter_map(|(lang, text)| Some((Lang::from_code(lang)?, text.as_text()?))))
}

fn each<T>(node: &Node<'_>, key: &str, read: impl Fn(&Node<'_>) -> T) -> Vec<T> {
    node.get(key).map_or(&[][..], Node::items).iter().map(read).collect()
}

/// The entries of the trace in a document.
#[cfg(feature = "report")]
pub(super) fn entries(document: &Node<'_>) -> Vec<Entry> {
    entries_of(document).iter().map(entry).collect()
}

fn entry(node: &Node<'_>) -> Entry {
    let rule = by_language(node.get("rule"));
    let rule = (!rule.is_empty()).then_some(Piece::Written(rule));
    let label = by_language(node.get("label"));
    let word = |key: &str| node.get(key).and_then(Node::as_text).unwrap_or_default();
    Entry {
        kind: EntryKind::from_word(word("kind")).unwrap_or(EntryKind::Step),
        path: path(word("path")),
        title: by_language(node.get("title")),
        rows: each(node, "rows", row).into_iter().collect(),
        value: value(node.get("value"), label),
        unit: word("unit").to_owned(),
        rule: rule.into_iter().collect(),
        lines: each(node, "working", |line| Line::Written(by_language(Some(line)))),
        uses: uses(node),
        rounding: node.get("rounding").and_then(rounding),
        citations: each(node, "cite", citation).into_iter().collect(),
        basis: Basis::from_word(word("basis")),
        reading: by_language(node.get("reading")),
        annotation: node.get("annotation").map(annotation).map(Box::new),
        since: period::date(word("since")),
        taken: node.get("taken").map(|taken| Box::new(Taken::read(taken, &text_at(taken, "field"), true))),
        table: node.get("table").and_then(|table| Table::read(table, by_language)).map(Box::new),
    }
}

/// The positions of what an entry was calculated from.
fn uses(node: &Node<'_>) -> Vec<usize> {
    let position = |used: &Node<'_>| used.to_number().and_then(|used| usize::try_from(used.to_i64()?).ok());
    each(node, "uses", position).into_iter().flatten().collect()
}

/// A value by the words that were written of it; of an absence where it began, too.
fn value(node: Option<&Node<'_>>, label: Text) -> Shown {
    let absent = node.and_then(|node| AbsenceKind::from_word(&text_at(node, "absent")));
    match (absent, node.map(|node| &node.value)) {
        (Some(kind), _) => Shown::Absent(kind, path(&node.map(|node| text_at(node, "origin")).unwrap_or_default())),
        (None, Some(Json::Null)) => Shown::Nothing,
        (None, Some(Json::Text(text))) => Shown::Word(text.as_ref().into(), label),
        _ => Shown::Word("".into(), label),
    }
}

fn rounding(node: &Node<'_>) -> Option<(u8, Rounding)> {
    let digits = u8::try_from(node.get("digits")?.to_number()?.to_i64()?).ok()?;
    Some((digits, Rounding::from_name(node.get("mode")?.as_text()?)?))
}

fn row(node: &Node<'_>) -> RowName {
    let number = node.get("number").and_then(Node::to_number).and_then(|number| number.to_i64());
    RowName {
        list: by_language(node.get("list")),
        number: number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0),
        title: by_language(node.get("title")),
    }
}

fn citation(node: &Node<'_>) -> Citation {
    Citation {
        source: text_at(node, "source"),
        title: by_language(node.get("title")),
        at: text_at(node, "at"),
        confidence: Confidence::from_word(&text_at(node, "confidence")).unwrap_or(Confidence::Unverified),
    }
}

fn annotation(node: &Node<'_>) -> Annotation {
    Annotation {
        evidence: each(node, "evidence", |text| text.as_text().unwrap_or_default().to_owned()),
        by: text_at(node, "by"),
        on: period::date(&text_at(node, "on")),
        note: text_at(node, "note"),
        because: text_at(node, "because"),
    }
}

/// The path that is written so: `goals[0].score`.
fn path(written: &str) -> Path {
    written.split('.').fold(Path::new(), |path, part| {
        let (key, positions) = part.split_once('[').unwrap_or((part, ""));
        let positions = positions.split(['[', ']']).filter_map(|position| position.parse().ok());
        positions.fold(path.key(key), Path::index)
    })
}

impl Taken {
    /// What an entry, or an appraisal, says of the document.
    pub(crate) fn node(&self, languages: &[Lang]) -> Node<'_> {
        let filled =
            |text: &'static str, value: &str| (!value.is_empty()).then(|| (text, Node::text(value.to_owned())));
        let version = (!self.version.is_empty()).then(|| ("version", Node::number(&self.version)));
        let period = self.period.map(|period| {
            let days = [("from", period.from()), ("until", period.until())];
            ("period", Node::object(days.map(|(key, day)| (key, Node::text(day.to_string())))))
        });
        let warnings = self.warnings.iter().map(|text| {
            let by_language = languages.iter().map(|lang| (lang.code(), Node::text(text.get(*lang))));
            Node::object([("text", Node::object(by_language))])
        });
        let warnings = (!self.warnings.is_empty()).then(|| ("warnings", Node::list(warnings)));
        let trace = (!self.trace.entries.is_empty()).then(|| ("trace", self.trace.node(languages)));
        let entries = [
            filled("kinerja", &self.kind),
            filled("scheme", &self.scheme),
            filled("method", &self.method),
            version,
            filled("field", &self.field),
            period,
            filled("seal", &self.seal),
            warnings,
            trace,
        ];
        Node::object(entries.into_iter().flatten())
    }
}
