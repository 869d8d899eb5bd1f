//! The year's evaluation as a document, and its explanation.

use super::choices::{Overlap, Rule};
use super::evaluate::{Annual, Year, YearValue};
use crate::document::Node;
use crate::document::parts::{Cited, exact, explained, notices_node, period_node};
use crate::number::Number;
use crate::problem::{Path, Problems};
use crate::text::{Lang, Text};
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Annotation, Entry, EntryKind, Line, Piece, Shown, Trace};

impl Annual {
    /// The document `annual/1`.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let mut entries = vec![("kinerja", Node::text("annual/1")), ("period", period_node(&self.year.period))];
        match &self.value {
            Ok(YearValue::Score(score)) => entries.push(("score", score.node())),
            Ok(YearValue::Level { mean, .. }) => {
                entries.push(("level", Node::text(self.level().unwrap_or("").to_owned())));
                entries.extend(mean.as_ref().map(|mean| ("mean_of_positions", exact(mean))));
            }
            Err(reason) => entries.push(("unratable", Node::text(reason.word()))),
        }
        let segments = self.year.evaluations.iter().zip(&self.cover.segments).map(|(evaluation, segment)| {
            let reference =
                (!evaluation.reference.is_empty()).then(|| ("ref", Node::text(evaluation.reference.clone())));
            let months = (self.year.choices.overlap.is != Overlap::Share).then(|| ("months", exact(&segment.months)));
            let entries = reference.into_iter().chain([
                ("from", Node::text(evaluation.period.from().to_string())),
                ("until", Node::text(evaluation.period.until().to_string())),
                ("days", exact(&segment.days)),
            ]);
            Node::object(entries.chain(months))
        });
        let gap = self.cover.gaps.iter().fold(0_i64, |sum, gap| sum.saturating_add(gap.days()));
        entries.extend([
            ("segments", Node::list(segments)),
            (
                "days",
                Node::object([
                    ("calendar", Node::number(self.year.period.days())),
                    ("leave", Node::number(self.cover.leave)),
                    ("evaluated", Node::number(self.cover.covered)),
                    ("gap", Node::number(gap)),
                ]),
            ),
            ("gaps", Node::list(self.cover.gaps.iter().map(period_node))),
            (
                "choices",
                Node::list(self.year.choices.used().into_iter().map(|(name, is, cited)| {
                    Node::object([
                        ("choice", Node::text(name)),
                        ("is", Node::text(is)),
                        ("basis", Node::text(cited.basis().word())),
                    ])
                })),
            ),
            ("notices", notices_node(&self.notices)),
        ]);
        Node::object(entries)
    }

    fn shown(&self, value: &Number) -> Shown {
        let position =
            value.to_i64().and_then(|value| usize::try_from(value).ok()).and_then(|value| value.checked_sub(1));
        match position.and_then(|position| self.year.levels.get(position)) {
            Some((name, title)) => Shown::Word(name.as_str().into(), title.clone()),
            None => Shown::Number(value.clone()),
        }
    }

    /// How the evaluation came about: the choices, the evaluations with what they weigh, the calculation.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        let mut uses = Vec::new();
        for (name, is, cited) in self.year.choices.used() {
            uses.push(trace.entries.len());
            let title =
                CHOICES.iter().find(|(known, _)| *known == name).map_or_else(Text::default, |(_, title)| title.text());
            trace.entries.push(Entry {
                value: Shown::Word(is.into(), word(name, is)),
                ..cited_entry(EntryKind::Setting, Path::new().key("choices").key(name), title, cited)
            });
        }
        let weighted = self.year.choices.rule.is == Rule::Weighted;
        let (mut pieces, mut weights) = (vec![Piece::Sign("(")], Number::ZERO);
        for (index, (evaluation, segment)) in self.year.evaluations.iter().zip(&self.cover.segments).enumerate() {
            if self.year.counts(segment).is_zero() {
                continue;
            }
            let weight = self.year.weight(segment);
            if weights.is_positive() {
                pieces.push(Piece::Sign(" + "));
            }
            weights += weight;
            pieces.extend([
                Piece::Value(Shown::Number(weight.clone())),
                Piece::Sign(" × "),
                Piece::Value(Shown::Number(evaluation.value.clone())),
            ]);
            uses.push(trace.entries.len());
            let title = Text::of(Lang::ALL.map(|lang| {
                let (days, word) = (lang.decimal(&segment.days.to_string()), DAYS.get(lang));
                (lang, format!("{} {}, {days} {word}", EVALUATION.get(lang), evaluation.period))
            }));
            trace.entries.push(Entry {
                value: self.shown(&evaluation.value),
                basis: Some(crate::citation::Basis::Judgement),
                ..Entry::new(EntryKind::Input, Path::new().key("evaluations").index(index), title)
            });
        }
        pieces.extend([Piece::Sign(") / "), Piece::Value(Shown::Number(weights))]);
        let Ok(value) = &self.value else { return trace };
        let rule = &self.year.choices.rule.cited;
        let (shown, calculated, rounding) = match value {
            YearValue::Score(score) => {
                (score.shown(), score.exact.clone(), self.year.choices.round.map(|round| (round.digits, round.mode)))
            }
            YearValue::Level { position, mean } => {
                let number = i64::try_from(*position).unwrap_or(0).saturating_add(1).into();
                let rounding = mean.as_ref().and(self.year.choices.to_level).map(|mode| (0, mode));
                (self.shown(&number), mean.clone().unwrap_or(number), rounding)
            }
        };
        if weighted {
            let step = trace.entries.len();
            let result = Shown::Number(calculated);
            trace.entries.push(Entry {
                value: result.clone(),
                lines: vec![Line::Calculation { pieces, result }],
                uses: std::mem::take(&mut uses),
                ..cited_entry(EntryKind::Step, Path::new().key("mean"), MEAN.text(), rule)
            });
            uses.push(step);
        }
        let annotation =
            self.year.set.as_ref().filter(|_| self.year.choices.rule.is == Rule::Explicit).map(|(_, by, because)| {
                Box::new(Annotation { by: by.clone(), because: because.clone(), ..Annotation::default() })
            });
        if let Some(annotation) = annotation {
            let step = trace.entries.len();
            trace.entries.push(Entry {
                value: shown.clone(),
                annotation: Some(annotation),
                basis: Some(crate::citation::Basis::Judgement),
                ..Entry::new(EntryKind::Input, Path::new().key("explicit"), SET.text())
            });
            uses.push(step);
        }
        trace.entries.push(Entry {
            value: shown,
            uses,
            rounding: rounding.filter(|_| weighted),
            ..cited_entry(EntryKind::Outcome, Path::new().key("year"), YEAR.text(), rule)
        });
        trace
    }

    /// The explanation in a language.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let heading = vec![CALCULATED.get(lang).to_owned(), format!("{}: {}", PERIOD.get(lang), self.year.period)];
        let unratable = self.value.as_ref().err().map(|reason| match reason {
            super::Unratable::NothingEvaluated => NOTHING.text(),
            super::Unratable::ShortService => SHORT.text(),
        });
        let trace = self.trace();
        let explanation =
            Explanation { heading, trace, unratable: unratable.as_ref(), warnings: &self.notices, sources: &[] };
        explanation.text(lang)
    }
}

/// A choice's word as people read it.
fn word(choice: &str, is: &str) -> Text {
    WORDS
        .iter()
        .find(|(known, word, _)| (*known == choice || known.is_empty()) && *word == is)
        .map_or_else(Text::default, |(_, _, title)| title.text())
}

fn cited_entry(kind: EntryKind, path: Path, title: Text, cited: &Cited) -> Entry {
    Entry { citations: cited.citations().clone(), basis: Some(cited.basis()), ..Entry::new(kind, path, title) }
}

/// `periods.annual`
pub(crate) fn annual(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let annual = Year::read(request, &Path::new())?.evaluate()?;
    Ok(explained(annual.to_node(), request, |lang| annual.explain(lang)))
}

const CALCULATED: Phrase =
    phrase("Evaluation of the year, from the periodic ones", "Evaluasi tahunan, dari evaluasi periodik");
const PERIOD: Phrase = phrase("Period", "Periode");
const EVALUATION: Phrase = phrase("Evaluation", "Evaluasi");
const DAYS: Phrase = phrase("days", "hari");
const MEAN: Phrase = phrase("Mean weighted by time", "Rata-rata menurut lamanya waktu");
const SET: Phrase = phrase("What was set", "Yang ditetapkan");
const YEAR: Phrase = phrase("Evaluation of the year", "Evaluasi tahunan");
const NOTHING: Phrase = phrase("nothing was evaluated", "tidak ada yang dievaluasi");
const SHORT: Phrase =
    phrase("fewer evaluated days than the rule asks for", "hari yang dievaluasi kurang dari yang disyaratkan");
const CHOICES: [(&str, Phrase); 8] = [
    ("rule", phrase("Rule of the year", "Aturan tahunan")),
    ("weigh", phrase("What an evaluation weighs", "Bobot suatu evaluasi")),
    ("month_of_move", phrase("A month of two evaluations", "Bulan dengan dua evaluasi")),
    ("leave_days", phrase("Days of leave", "Hari cuti")),
    ("gap", phrase("Days without evaluation", "Hari tanpa evaluasi")),
    ("overlap", phrase("Days of two evaluations", "Hari dengan dua evaluasi")),
    ("acting", phrase("Acting posts", "Pelaksana tugas")),
    ("tie", phrase("Values with the same claim", "Nilai yang sama berhaknya")),
];
/// The words of choices; those with a choice before them mean something else there.
const WORDS: [(&str, &str, Phrase); 23] = [
    ("rule", "latest", phrase("the latest", "yang terakhir")),
    ("tie", "latest", phrase("that of the latest evaluation", "dari evaluasi yang terakhir")),
    ("month_of_move", "earlier", phrase("to the earlier", "milik yang lebih awal")),
    ("month_of_move", "later", phrase("to the later", "milik yang lebih akhir")),
    ("overlap", "earlier", phrase("to the one that begins first", "milik yang dimulai lebih dahulu")),
    ("overlap", "later", phrase("to the one that begins last", "milik yang dimulai terakhir")),
    ("overlap", "refuse", phrase("may not be", "tidak diperbolehkan")),
    ("gap", "refuse", phrase("may not be", "tidak diperbolehkan")),
    ("gap", "leave_out", phrase("weigh nothing", "tidak berbobot")),
    ("leave_days", "leave_out", phrase("weigh nothing", "tidak berbobot")),
    ("acting", "leave_out", phrase("are left out", "tidak dihitung")),
    ("leave_days", "count", phrase("count as work", "dihitung sebagai kerja")),
    ("acting", "count", phrase("count", "dihitung")),
    ("", "explicit", phrase("set by somebody", "ditetapkan")),
    ("", "mode", phrase("the most frequent", "yang paling sering")),
    ("", "worst", phrase("the lowest", "yang terendah")),
    ("", "weighted", phrase("mean weighted by time", "rata-rata menurut lamanya waktu")),
    ("", "days", phrase("its days", "jumlah harinya")),
    ("", "months", phrase("its months", "jumlah bulannya")),
    ("", "longer", phrase("to the one of more days", "milik yang harinya lebih banyak")),
    ("", "share", phrase("shared alike", "dibagi rata")),
    ("", "worse", phrase("the lower", "yang lebih rendah")),
    ("", "better", phrase("the higher", "yang lebih tinggi")),
];
