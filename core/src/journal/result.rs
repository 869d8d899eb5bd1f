//! A rolled-up journal as a document, and its explanation.

use super::Journal;
use super::roll_up::{RollUp, Tally, Totals};
use super::settings::{GoalOf, Settings};
use crate::document::Node;
use crate::document::parts::{exact, explained, notices_node, period_node};
use crate::problem::{Path, Problems};
use crate::text::{Lang, Text};
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shown, Trace};

impl RollUp {
    /// The document `journal-totals/1`.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let goals = self.goals.iter().map(|realisation| {
            let name = self.settings.goals.get(realisation.goal).map_or("", |goal| &goal.name);
            let mut entries = vec![("goal", Node::text(name.to_owned()))];
            if let Some(figure) = &realisation.figure {
                entries.push(("realisation", exact(figure)));
            }
            let named = realisation.entries.iter().filter_map(|index| self.journal.entries.get(*index));
            entries.push(("entries", Node::texts(named.map(|entry| entry.reference.clone()))));
            Node::object(entries)
        });
        let days = self.days.iter().map(|(day, tally)| {
            Node::object([("day", Node::text(day.to_string()))].into_iter().chain(tally_entries(tally)))
        });
        let months = self.months.iter().map(|((year, month), totals)| {
            Node::object(
                [("month", Node::text(format!("{year:04}-{month:02}")))].into_iter().chain(totals_entries(totals)),
            )
        });
        let quarters = self.quarters.iter().map(|((year, quarter), totals)| {
            Node::object(
                [("quarter", Node::text(format!("{year:04}-Q{quarter}")))].into_iter().chain(totals_entries(totals)),
            )
        });
        Node::object([
            ("kinerja", Node::text("journal-totals/1")),
            ("about", Node::text(self.journal.about.clone())),
            ("period", period_node(&self.journal.period)),
            ("goals", Node::list(goals)),
            ("whole", Node::object(totals_entries(&self.whole))),
            ("quarters", Node::list(quarters)),
            ("months", Node::list(months)),
            ("days", Node::list(days)),
            ("notices", notices_node(&self.notices)),
        ])
    }

    /// How the totals came about: each month's minutes against its norm, then the whole; the goals' realisations.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        let mut uses = Vec::new();
        for (index, ((year, month), totals)) in self.months.iter().enumerate() {
            let title = Text::of(Lang::ALL.map(|lang| (lang, format!("{year:04}-{month:02}"))));
            let row = RowName { list: MONTH.text(), number: index.saturating_add(1), title };
            let at = Path::new().key("months").index(index);
            uses.push(trace.entries.len());
            self.shares(totals, &at, &[row], EntryKind::Step, &mut trace);
        }
        self.shares(&self.whole, &Path::new().key("whole"), &[], EntryKind::Outcome, &mut trace);
        if let Some(whole) = trace.entries.last_mut() {
            whole.uses.extend(uses);
        }
        for (index, realisation) in self.goals.iter().enumerate() {
            let (Some(goal), Some(figure)) = (self.settings.goals.get(realisation.goal), &realisation.figure) else {
                continue;
            };
            let named = realisation.entries.iter().filter_map(|index| self.journal.entries.get(*index));
            let mut pieces = Vec::new();
            if goal.of == GoalOf::Sum {
                for entry in named.clone().take(SHOWN) {
                    if !pieces.is_empty() {
                        pieces.push(Piece::Sign(" + "));
                    }
                    pieces.push(Piece::Value(Shown::Number(entry.figure.clone())));
                }
            }
            let whole = realisation.entries.len() <= SHOWN && !pieces.is_empty();
            let result = Shown::Number(figure.clone());
            let evidence = named.take(SHOWN).map(|entry| entry.reference.clone()).collect();
            let step = trace.entries.len();
            trace.entries.push(Entry {
                value: result.clone(),
                lines: if whole { vec![Line::Calculation { pieces, result: result.clone() }] } else { Vec::new() },
                annotation: Some(Box::new(crate::trace::Annotation { evidence, ..Default::default() })),
                ..self.entry(
                    EntryKind::Step,
                    Path::new().key("goals").index(index).key("entries"),
                    goal.title.or_name(&goal.name),
                )
            });
            trace.entries.push(Entry {
                value: result,
                uses: vec![step],
                unit: goal.unit.clone(),
                ..self.entry(EntryKind::Outcome, Path::new().key("goals").index(index), goal.title.or_name(&goal.name))
            });
        }
        trace
    }

    /// Minutes, norm and their share as entries, the last of them of a kind.
    fn shares(&self, totals: &Totals, at: &Path, rows: &[RowName], kind: EntryKind, trace: &mut Trace) {
        let minutes = Shown::Number(totals.tally.minutes.clone());
        let norm = Shown::Number(totals.norm.clone());
        let value = totals.share().map_or(Shown::Nothing, Shown::Number);
        let pieces = vec![Piece::Value(minutes), Piece::Sign(" / "), Piece::Value(norm)];
        let step = Entry {
            rows: rows.iter().cloned().collect(),
            lines: vec![Line::Calculation { pieces, result: value.clone() }],
            value: value.clone(),
            ..self.entry(EntryKind::Step, at.clone().key("share"), SHARE.text())
        };
        let position = trace.entries.len();
        trace.entries.push(step);
        if kind == EntryKind::Outcome {
            trace.entries.push(Entry { value, uses: vec![position], ..self.entry(kind, at.clone(), SHARE.text()) });
        }
    }

    fn entry(&self, kind: EntryKind, path: Path, title: Text) -> Entry {
        Entry {
            citations: self.settings.cited.citations().clone(),
            basis: Some(self.settings.cited.basis()),
            ..Entry::new(kind, path, title)
        }
    }

    /// The explanation in a language.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let mut heading = Vec::new();
        if !self.settings.title.is_empty() {
            heading.push(self.settings.title.get(lang).to_owned());
        }
        heading.push(CALCULATED.get(lang).to_owned());
        heading.push(format!("{}: {}", PERSON.get(lang), self.journal.about));
        heading.push(format!("{}: {}", PERIOD.get(lang), self.journal.period));
        Explanation { heading, trace: self.trace(), unratable: None, warnings: &self.notices, sources: &[] }.text(lang)
    }
}

/// How many entries of a goal an explanation names.
const SHOWN: usize = 20;

fn tally_entries(tally: &Tally) -> Vec<(&'static str, Node<'static>)> {
    let mut entries = vec![
        ("minutes", exact(&tally.minutes)),
        ("accepted", Node::number(tally.accepted)),
        ("pending", Node::number(tally.pending)),
        ("rejected", Node::number(tally.rejected)),
    ];
    if tally.left_out > 0 {
        entries.push(("left_out", Node::number(tally.left_out)));
    }
    entries
}

fn totals_entries(totals: &Totals) -> Vec<(&'static str, Node<'static>)> {
    let mut entries = tally_entries(&totals.tally);
    entries.push(("workdays", Node::number(totals.workdays)));
    entries.push(("norm", exact(&totals.norm)));
    if let Some(share) = totals.share() {
        entries.push(("share", exact(&share)));
    }
    entries
}

/// `journal.roll_up`
pub(crate) fn roll_up(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let part = |key: &str| request.get(key).cloned().unwrap_or_else(|| Node::object::<&str>([]));
    let settings = Settings::read(&part("settings"), &Path::new().key("settings"))?;
    let journal = Journal::read(&part("journal"), &Path::new().key("journal"), &settings)?;
    let rolled = journal.roll_up(&settings);
    Ok(explained(rolled.to_node(), request, |lang| rolled.explain(lang)))
}

const CALCULATED: Phrase = phrase("Daily reports, added up", "Laporan harian, dijumlahkan");
const PERSON: Phrase = phrase("Person", "Pegawai");
const PERIOD: Phrase = phrase("Period", "Periode");
const MONTH: Phrase = phrase("Month", "Bulan");
const SHARE: Phrase = phrase("Effective minutes as a part of those asked for", "Menit efektif terhadap yang diminta");
