//! Feedback as documents: the result, rows for a scheme's inputs, and the explanation.

use super::aggregate::{Feedback, Given, ItemResult};
use super::policy::{Centre, Cut, Over, Policy};
use super::responses::Responses;
use crate::absence::AbsenceKind;
use crate::document::Node;
use crate::document::parts::{exact, notices_node, period_node};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::{Lang, Text};
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shown, Trace};

/// What the columns of a row list are called in the scheme that takes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowNames {
    /// The item's name.
    pub item: String,
    /// The list of an item's answers.
    pub answers: String,
    /// The rater's code.
    pub rater: String,
    /// The rater's group.
    pub origin: String,
    /// The mark.
    pub mark: String,
}

impl Default for RowNames {
    fn default() -> Self {
        let [item, answers, rater, origin, mark] = ["item", "answers", "rater", "origin", "mark"].map(str::to_owned);
        RowNames { item, answers, rater, origin, mark }
    }
}

impl Responses {
    /// The answers grouped by item, then by origin, as the nested list that a scheme such as `id/langsa` aggregates by itself.
    ///
    /// These rows are what raters said, one by one: they are for the calculation, not for showing.
    #[must_use]
    pub fn rows(&self, policy: &Policy, names: &RowNames) -> Node<'static> {
        let of_item = |position: usize| {
            let mut answers: Vec<_> = self.answers.iter().filter(|answer| answer.item == position).collect();
            answers.sort_by(|one, other| (one.origin, &one.rater, one.on).cmp(&(other.origin, &other.rater, other.on)));
            let rows = answers.into_iter().map(|answer| {
                let origin = policy.groups.get(answer.origin).map_or("", |group| &group.name);
                let mark = match &answer.mark {
                    Ok(mark) => Some(Node::number(mark)),
                    Err(AbsenceKind::NotApplicable) => Some(Node::object([("absent", Node::text("not_applicable"))])),
                    Err(AbsenceKind::NotRated) => None,
                };
                let named = [
                    (names.rater.clone(), Node::text(answer.rater.clone())),
                    (names.origin.clone(), Node::text(origin.to_owned())),
                ];
                Node::object(named.into_iter().chain(mark.map(|mark| (names.mark.clone(), mark))))
            });
            Node::list(rows)
        };
        Node::list(policy.items.iter().enumerate().map(|(position, item)| {
            Node::object([
                (names.item.clone(), Node::text(item.name.clone())),
                (names.answers.clone(), of_item(position)),
            ])
        }))
    }
}

impl Feedback {
    /// The scores as rows for a list input of a scheme: each item's name and score, under the names that the scheme gives them. An item without a score has none in its row.
    ///
    /// # Errors
    /// `feedback.endless`, where a score has decimals without end and the policy does not say how it is rounded.
    pub fn input(&self, item: &str, score: &str) -> Result<Node<'static>, Problems> {
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        for (index, result) in self.items.iter().enumerate() {
            let name = self.policy.items.get(result.item).map_or("", |item| &item.name);
            let mut row = vec![(item.to_owned(), Node::text(name.to_owned()))];
            if let Ok(found) = &result.score {
                if found.value().ends() {
                    row.push((score.to_owned(), found.node()));
                } else {
                    let at = Path::new().key("items").index(index).key("score");
                    problems.push(Problem::new(Code::FeedbackEndless, at).with("found", found.value()));
                }
            }
            rows.push(Node::object(row));
        }
        problems.or(Node::list(rows))
    }

    /// The document `feedback/1`. What must stay hidden is not in it.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let mut entries = vec![
            ("kinerja", Node::text("feedback/1")),
            ("about", Node::text(self.about.clone())),
            ("period", period_node(&self.period)),
        ];
        entries.push(match &self.score {
            Ok(score) => ("score", score.node()),
            Err(reason) => ("no_score", Node::text(reason.word())),
        });
        entries.push(("items", Node::list(self.items.iter().map(|item| self.item_node(item)))));
        if !self.notes.is_empty() {
            entries.push(("notes", self.notes_node()));
        }
        entries.push(("notices", notices_node(&self.notices)));
        Node::object(entries)
    }

    fn names_node(&self, positions: &[usize]) -> Node<'static> {
        let names = positions.iter().filter_map(|position| self.policy.groups.get(*position));
        Node::texts(names.map(|group| group.name.clone()))
    }

    fn item_node(&self, result: &ItemResult) -> Node<'static> {
        let groups = Node::list(result.groups.iter().map(|group| {
            let names = ("groups", self.names_node(&group.groups));
            match &group.given {
                Given::Shown { raters, mean, weight } => Node::object([
                    names,
                    ("raters", Node::number(raters)),
                    ("mean", exact(mean)),
                    ("weight", exact(weight)),
                ]),
                Given::TooFew => Node::object([names, ("withheld", Node::text("too_few_raters"))]),
                Given::NoAnswers => Node::object([names, ("withheld", Node::text("no_answers"))]),
            }
        }));
        let (name, kind) = self.policy.items.get(result.item).map_or(("", ""), |item| (&item.name, item.kind.word()));
        Node::object([
            ("item", Node::text(name.to_owned())),
            ("kind", Node::text(kind)),
            match &result.score {
                Ok(score) => ("score", score.node()),
                Err(reason) => ("no_score", Node::text(reason.word())),
            },
            ("groups", groups),
        ])
    }

    fn notes_node(&self) -> Node<'static> {
        Node::list(self.notes.iter().map(|shown| {
            let note = &shown.note;
            let mut entries = vec![("origin", {
                let group = self.policy.groups.get(note.origin);
                Node::text(group.map_or_else(String::new, |group| group.name.clone()))
            })];
            if let Some(item) = note.item.and_then(|item| self.policy.items.get(item)) {
                entries.push(("item", Node::text(item.name.clone())));
            }
            if shown.named {
                entries.push(("rater", Node::text(note.rater.clone())));
                entries.push(("on", Node::text(note.on.to_string())));
            }
            for (key, text) in [("observed", &note.observed), ("effect", &note.effect), ("next_step", &note.next_step)]
            {
                if !text.is_empty() {
                    entries.push((key, Node::text(text.clone())));
                }
            }
            if !note.evidence.is_empty() {
                entries.push(("evidence", Node::texts(note.evidence.clone())));
            }
            Node::object(entries)
        }))
    }

    /// How the scores came about. A group's marks do not stand in it one by one: raters who must stay unknown would be known by them.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        let mut scores = Vec::new();
        for (index, result) in self.items.iter().enumerate() {
            if let Some(entry) = self.trace_item(index, result, &mut trace) {
                scores.push((entry, result));
            }
        }
        let Ok(score) = &self.score else { return trace };
        let item_of = |result: &ItemResult| self.policy.items.get(result.item);
        let terms = scores.iter().filter_map(|(_, result)| {
            Some((
                item_of(result)?.weight.clone(),
                result.score.as_ref().ok()?.shown(),
                result.score.as_ref().ok()?.value().clone(),
            ))
        });
        let step = trace.entries.len();
        trace.entries.push(Entry {
            value: Shown::Number(score.exact.clone()),
            lines: vec![weighted(terms, &score.exact)],
            uses: scores.iter().map(|(entry, _)| *entry).collect(),
            ..self.entry(EntryKind::Step, Path::new().key("whole"), WHOLE.text())
        });
        trace.entries.push(Entry {
            value: score.shown(),
            uses: vec![step],
            rounding: self.policy.round.map(|round| (round.digits, round.mode)),
            ..self.entry(EntryKind::Outcome, Path::new().key("score"), SCORE.text())
        });
        trace
    }

    fn trace_item(&self, index: usize, result: &ItemResult, trace: &mut Trace) -> Option<usize> {
        let item = self.policy.items.get(result.item)?;
        let row = RowName { list: ITEM.text(), number: index.saturating_add(1), title: item.title.or_name(&item.name) };
        let at = Path::new().key("items").index(index);
        let (mut uses, mut terms) = (Vec::new(), Vec::new());
        for (index, group) in result.groups.iter().enumerate() {
            let Given::Shown { raters, mean, weight } = &group.given else { continue };
            let number = index.saturating_add(1);
            let group_row = RowName { list: GROUP.text(), number, title: self.policy.title_of(&group.groups) };
            let title = Text::of(
                Lang::ALL.map(|lang| (lang, format!("{} {raters} {}", self.centre_words(lang), RATERS.get(lang)))),
            );
            if weight.is_positive() {
                uses.push(trace.entries.len());
                terms.push((weight.clone(), Shown::Number(mean.clone()), mean.clone()));
            }
            trace.entries.push(Entry {
                value: Shown::Number(mean.clone()),
                rows: [row.clone(), group_row].into_iter().collect(),
                basis: Some(crate::citation::Basis::Judgement),
                ..self.entry(EntryKind::Step, at.clone().key("groups").index(index).key("mean"), title)
            });
        }
        let score = result.score.as_ref().ok()?;
        let lines = match self.policy.over {
            Over::Groups => vec![weighted(terms, &score.exact)],
            Over::Raters => Vec::new(),
        };
        trace.entries.push(Entry {
            value: score.shown(),
            rows: [row].into_iter().collect(),
            lines,
            uses,
            rounding: self.policy.round.map(|round| (round.digits, round.mode)),
            ..self.entry(EntryKind::Step, at.key("score"), SCORE.text())
        });
        trace.entries.len().checked_sub(1)
    }

    fn entry(&self, kind: EntryKind, path: Path, title: Text) -> Entry {
        Entry {
            citations: self.policy.cited.citations().clone(),
            basis: Some(self.policy.cited.basis()),
            ..Entry::new(kind, path, title)
        }
    }

    fn centre_words(&self, lang: Lang) -> String {
        match &self.policy.centre {
            Centre::Mean => MEAN.get(lang).to_owned(),
            Centre::Median => MEDIAN.get(lang).to_owned(),
            Centre::Trimmed { part, cut } => {
                let cut = if *cut == Cut::Whole { WHOLE_MARKS.get(lang) } else { "" };
                format!("{} {}{cut}, ", TRIMMED.get(lang), lang.decimal(&part.to_string()))
            }
        }
    }

    /// The explanation in a language: the score, what it rests on, and each item's groups.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let mut heading = Vec::new();
        if !self.policy.title.is_empty() {
            heading.push(self.policy.title.get(lang).to_owned());
        }
        heading.push(CALCULATED.get(lang).to_owned());
        heading.push(format!("{}: {}", PERSON.get(lang), self.about));
        heading.push(format!("{}: {}", PERIOD.get(lang), self.period));
        Explanation { heading, trace: self.trace(), unratable: None, warnings: &self.notices, sources: &[] }.text(lang)
    }
}

/// `(50 × 3 + 30 × 4) / 80`
fn weighted(terms: impl IntoIterator<Item = (Number, Shown, Number)>, result: &Number) -> Line {
    let mut pieces = vec![Piece::Sign("(")];
    let mut weights = Number::ZERO;
    for (index, (weight, shown, _)) in terms.into_iter().enumerate() {
        if index > 0 {
            pieces.push(Piece::Sign(" + "));
        }
        weights += &weight;
        pieces.extend([Piece::Value(Shown::Number(weight)), Piece::Sign(" × "), Piece::Value(shown)]);
    }
    pieces.extend([Piece::Sign(") / "), Piece::Value(Shown::Number(weights))]);
    Line::Calculation { pieces, result: Shown::Number(result.clone()) }
}

const CALCULATED: Phrase =
    phrase("Feedback, calculated from the answers of raters", "Umpan balik, dihitung dari jawaban para penilai");
const PERSON: Phrase = phrase("Person", "Pegawai");
const PERIOD: Phrase = phrase("Period", "Periode");
const ITEM: Phrase = phrase("Item", "Butir");
const GROUP: Phrase = phrase("Group", "Kelompok");
const SCORE: Phrase = phrase("Score", "Nilai");
const WHOLE: Phrase = phrase("Weighted mean of the items", "Rata-rata berbobot semua butir");
const MEAN: Phrase = phrase("Mean of", "Rata-rata dari");
const MEDIAN: Phrase = phrase("Median of", "Median dari");
const TRIMMED: Phrase = phrase("Mean without the outermost part of", "Rata-rata tanpa bagian terluar sebesar");
const WHOLE_MARKS: Phrase = phrase(" in whole marks", " dalam nilai utuh");
const RATERS: Phrase = phrase("raters", "penilai");
