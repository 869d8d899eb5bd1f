//! Development as documents: plans, effects, participation; the plan explained.

use super::catalogue::TrainingKind;
use super::effect::Effect;
use super::participation::Participation;
use super::plan::{Plan, Planned};
use crate::document::Node;
use crate::document::parts::{exact, notices_node};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::{Lang, Text};
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shown, Trace};

impl Plan {
    /// The document `development-plan/1`.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let hours = &self.hours;
        let mut told = vec![
            ("entitled", exact(&hours.entitled)),
            ("used", exact(&hours.used)),
            ("planned", exact(&hours.planned)),
            ("beyond", exact(&hours.beyond)),
        ];
        told.extend(hours.left().map(|left| ("left", exact(&left))));
        let kinds = TrainingKind::ALL.map(|kind| (kind.word(), exact(&self.hours_of(kind))));
        let done = self.done.iter().map(|done| {
            Node::object([
                ("training", Node::text(done.training.clone())),
                ("hours", exact(&done.hours)),
                ("on", Node::text(done.on.to_string())),
            ])
        });
        Node::object([
            ("kinerja", Node::text("development-plan/1")),
            ("needs", Node::list(self.needs.iter().map(planned_node))),
            ("hours", Node::object(told)),
            ("hours_by_kind", Node::object(kinds)),
            ("done", Node::list(done)),
            ("notices", notices_node(&self.notices)),
        ])
    }

    /// How the plan came about: each need's priority and trainings, and the hours.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        let mut uses = Vec::new();
        let mut sum = Vec::new();
        for (index, planned) in self.needs.iter().enumerate() {
            let title = planned.need.title.or_name(&planned.need.name);
            let row = || RowName { list: NEED.text(), number: index.saturating_add(1), title: title.clone() };
            let at = Path::new().key("needs").index(index);
            let result = Shown::Number(planned.priority.clone());
            uses.push(trace.entries.len());
            trace.entries.push(Entry {
                value: result.clone(),
                rows: [row()].into_iter().collect(),
                lines: vec![Line::Calculation { pieces: self.priority(planned), result }],
                ..self.entry(EntryKind::Step, at.clone().key("priority"), PRIORITY.text())
            });
            for (number, course) in planned.courses.iter().enumerate() {
                let hours = Shown::Number(course.training.hours.clone());
                if course.within {
                    if !sum.is_empty() {
                        sum.push(Piece::Sign(" + "));
                    }
                    sum.push(Piece::Value(hours.clone()));
                }
                uses.push(trace.entries.len());
                let title = course.training.title.or_name(&course.training.name);
                let title = if course.within {
                    title
                } else {
                    title.map(|lang, title| format!("{title} ({})", BEYOND.get(lang)))
                };
                trace.entries.push(Entry {
                    value: hours,
                    rows: [row()].into_iter().collect(),
                    ..Entry::new(EntryKind::Input, at.clone().key("trainings").index(number), title)
                });
            }
        }
        let step = trace.entries.len();
        let planned = Shown::Number(self.hours.planned.clone());
        let lines = (!sum.is_empty()).then(|| Line::Calculation { pieces: sum, result: planned.clone() });
        trace.entries.push(Entry {
            value: planned.clone(),
            lines: lines.into_iter().collect(),
            uses,
            ..self.entry(EntryKind::Step, Path::new().key("planned"), PLANNED.text())
        });
        trace.entries.push(Entry {
            value: planned,
            uses: vec![step],
            ..self.entry(EntryKind::Outcome, Path::new().key("hours"), PLANNED.text())
        });
        trace
    }

    /// `(3 − 1) × 2 × 2`
    fn priority(&self, planned: &Planned) -> Vec<Piece> {
        let need = &planned.need;
        let number = |number: &Number| Piece::Value(Shown::Number(number.clone()));
        let found = need.found.as_ref().map_or(Piece::Value(Shown::Nothing), number);
        let mut pieces = vec![Piece::Sign("("), number(&need.required), Piece::Sign(" - "), found, Piece::Sign(")")];
        pieces.extend([Piece::Sign(" × "), number(&need.weight)]);
        if need.mandatory {
            pieces.extend([Piece::Sign(" × "), number(&self.factor)]);
        }
        pieces
    }

    fn entry(&self, kind: EntryKind, path: Path, title: Text) -> Entry {
        Entry {
            citations: self.cited.citations().clone(),
            basis: Some(self.cited.basis()),
            ..Entry::new(kind, path, title)
        }
    }

    /// The explanation in a language.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let heading = vec![CALCULATED.get(lang).to_owned()];
        Explanation { heading, trace: self.trace(), unratable: None, warnings: &self.notices, sources: &[] }.text(lang)
    }
}

fn planned_node(planned: &Planned) -> Node<'static> {
    let need = &planned.need;
    let mut entries = vec![(need.lacking.word(), Node::text(need.name.clone()))];
    if !need.title.is_empty() {
        let titles = Lang::ALL.into_iter().filter(|lang| need.title.has(*lang));
        entries.push((
            "title",
            Node::object(titles.map(|lang| (lang.code(), Node::text(need.title.get(lang).to_owned())))),
        ));
    }
    entries.extend(need.found.as_ref().map(|found| ("found", exact(found))));
    entries.extend([
        ("required", exact(&need.required)),
        ("gap", exact(&planned.gap)),
        ("weight", exact(&need.weight)),
    ]);
    if need.mandatory {
        entries.push(("mandatory", Node::truth(true)));
    }
    entries.push(("priority", exact(&planned.priority)));
    let courses = planned.courses.iter().map(|course| {
        Node::object([
            ("training", Node::text(course.training.name.clone())),
            ("kind", Node::text(course.training.kind.word())),
            ("hours", exact(&course.training.hours)),
            ("within", Node::truth(course.within)),
        ])
    });
    entries.push(("trainings", Node::list(courses)));
    entries.extend(planned.reaches.as_ref().map(|reaches| ("reaches", exact(reaches))));
    Node::object(entries)
}

impl Effect {
    /// The document `training-effect/1`.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let mut entries = vec![
            ("kinerja", Node::text("training-effect/1")),
            ("people", Node::number(self.people)),
            ("mean_change", exact(&self.mean)),
        ];
        let notice = |code| Problem::new(code, Path::new().key("people"));
        let mut notices = vec![notice(Code::DevelopmentNoComparison)];
        match &self.interval {
            Some(interval) => entries.push((
                "interval",
                Node::object([
                    ("percent", Node::number(self.percent)),
                    ("low", statistic(interval.low)),
                    ("high", statistic(interval.high)),
                ]),
            )),
            None => notices.push(notice(Code::DevelopmentAlike)),
        }
        entries.push(("notices", notices_node(&notices.into_iter().collect::<Problems>())));
        Node::object(entries)
    }
}

/// Six digits: more than any such figure is sure of.
fn statistic(value: f64) -> Node<'static> {
    let text = format!("{value:.6}");
    Node::number(if text == "-0.000000" { "0.000000".to_owned() } else { text })
}

impl Participation {
    /// The document `participation/1`.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let counts = self.counts().iter().map(|count| {
            let mut entries = Vec::new();
            entries.extend(count.unit.clone().map(|unit| ("unit", Node::text(unit))));
            entries.extend(count.came.map(|came| ("came", Node::text(came.word()))));
            entries.extend(count.reason.clone().map(|reason| ("reason", Node::text(reason))));
            entries.push(match count.offers {
                Some(offers) => ("offers", Node::number(offers)),
                None => ("withheld", Node::truth(true)),
            });
            Node::object(entries)
        });
        Node::object([
            ("kinerja", Node::text("participation/1")),
            ("least", Node::number(self.least)),
            ("rule", Node::text(self.rule.word())),
            ("counts", Node::list(counts)),
        ])
    }
}

const CALCULATED: Phrase =
    phrase("Development plan, from gaps and a catalogue", "Rencana pengembangan, dari kesenjangan dan katalog");
const NEED: Phrase = phrase("Need", "Kebutuhan");
const PRIORITY: Phrase = phrase("Priority", "Prioritas");
const PLANNED: Phrase = phrase("Hours planned within the year", "Jam yang direncanakan tahun ini");
const BEYOND: Phrase = phrase("beyond the hours of the year", "melampaui jam setahun");
