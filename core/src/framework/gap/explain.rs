//! The trace of a gap: each requirement in a row of its own, then the whole, in lines that can be redone by hand.

use super::{Cap, Gap, GapItem, Importance, Method, Standing, Unrated, entering, measure, weight};
use crate::absence::AbsenceKind;
use crate::citation::{Basis, Citation, Confidence, Source};
use crate::framework::model::{Cite, SourceText};
use crate::framework::profile::{Need, Requirement};
use crate::number::{Number, Rounded};
use crate::problem::Path;
use crate::text::{Lang, Text};
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shared, Shown, Table, TableBand, Trace};

const CALCULATED: Phrase =
    phrase("Calculated, not decided, against the job profile", "Dihitung, bukan diputuskan, terhadap standar jabatan");
const PERSON: Phrase = phrase("Person", "Pegawai");

fn both(en: impl Into<String>, id: impl Into<String>) -> Text {
    Text::of([(Lang::En, en.into()), (Lang::Id, id.into())])
}

/// Beyond so many terms nobody redoes a sum by hand.
const TERMS: usize = 1_000;

impl Gap {
    /// The explanation in a language: the score, what it rests on, and how each requirement came to its part in it.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let sources = self.cited_sources();
        self.explanation(lang, true, &sources).text(lang)
    }

    /// What the explanation is made of; the person is left out without `names`.
    pub(crate) fn explanation<'a>(&'a self, lang: Lang, names: bool, sources: &'a [Source]) -> Explanation<'a> {
        let title = self.profile.title().get(lang.code());
        let mut heading = if title.is_empty() { Vec::new() } else { vec![title.to_owned()] };
        heading.push(format!("{} {}", CALCULATED.get(lang), self.profile.id()));
        let person = [&self.assessment.reference, &self.assessment.name, &self.assessment.post, &self.assessment.unit];
        let person: Vec<&str> = person.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if names && !person.is_empty() {
            heading.push(format!("{}: {}", PERSON.get(lang), person.join(", ")));
        }
        let (rated, of) = (self.assessed(), self.of_how_many());
        heading.push(match lang {
            Lang::En => format!("{rated} of {of} assessed"),
            Lang::Id => format!("{rated} dari {of} dinilai"),
        });
        Explanation { heading, trace: self.trace(), unratable: None, warnings: self.warnings(), sources }
    }

    /// The sources that the profile cites.
    pub(crate) fn cited_sources(&self) -> Vec<Source> {
        self.profile.sources().iter().map(source).collect()
    }

    /// How the score came about.
    #[must_use]
    pub fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        let settings = self.settings(&mut trace);
        let mut shares = Vec::new();
        for (position, (item, requirement)) in self.items.iter().zip(self.profile.requirements()).enumerate() {
            shares.extend(self.row(position, item, requirement, &settings, &mut trace));
        }
        let score = self.whole(shares.into_iter().chain(settings).collect(), &mut trace);
        self.outcomes(score, &mut trace);
        trace
    }

    /// The method and the choices with it, which are the organisation's.
    fn settings(&self, trace: &mut Trace) -> Vec<usize> {
        let rule = &self.rule;
        let mut settings = vec![("method", both("Method", "Metode"), method_title(rule.method), rule.method.word())];
        if matches!(rule.method, Method::JpmRatioOfSums | Method::JpmMeanOfRatios) || rule.cap != Cap::None {
            let title = match rule.cap {
                Cap::None => both("counts in full", "dihitung penuh"),
                Cap::Each => both("does not count", "tidak dihitung"),
                Cap::Whole => both("counts, the whole up to 100", "dihitung, keseluruhan sampai 100"),
            };
            settings.push((
                "cap",
                both("More than required", "Kelebihan dari yang disyaratkan"),
                title,
                rule.cap.word(),
            ));
        }
        if self.items.iter().any(|item| item.counts() && item.standing == Standing::NotRated) {
            let title = match rule.unrated {
                Unrated::Block => both("blocks", "menghalangi"),
                Unrated::Exclude => both("is left out", "tidak diikutkan"),
                Unrated::Minimum => both("counts as the minimum", "dihitung sebagai nilai terendah"),
            };
            settings.push(("unrated", both("What was not rated", "Yang belum dinilai"), title, rule.unrated.word()));
        }
        let from = trace.entries.len();
        for (key, title, value, word) in settings {
            let entry = entry(EntryKind::Setting, Path::new().key(key), title, Shown::Word(word.into(), value));
            trace.entries.push(Entry { basis: Some(Basis::Local), ..entry });
        }
        (from..trace.entries.len()).collect()
    }

    /// Of one requirement: what is required, what was found, and its part in the score.
    fn row(
        &self,
        position: usize,
        item: &GapItem,
        requirement: &Requirement,
        settings: &[usize],
        trace: &mut Trace,
    ) -> Vec<usize> {
        let name = item.title.to_text().or_name(&item.competency);
        let rows: Shared<RowName> = Shared::from_iter([RowName {
            list: both("Competency", "Kompetensi"),
            number: position.saturating_add(1),
            title: name,
        }]);
        let path = |key: &str| Path::new().key("requirements").index(position).key(key);
        let scale = self.profile.scale(&requirement.scale);
        let level = |value: &Number| {
            let level = scale
                .and_then(|scale| scale.levels.iter().find(|level| scale.value(&level.id).as_ref() == Some(value)));
            level.map_or_else(String::new, |level| level.title.first().to_owned())
        };
        let mut add = |entry: Entry| {
            trace.entries.push(Entry { rows: rows.clone(), ..entry });
            trace.entries.len().saturating_sub(1)
        };
        let citations: Vec<Citation> =
            requirement.cite.iter().map(|cite| citation(cite, self.profile.sources())).collect();
        let unsure = citations.iter().any(|citation| citation.confidence == Confidence::Unverified);
        let basis = match (unsure, citations.is_empty()) {
            (true, _) => Basis::Unverified,
            (_, true) => Basis::Local,
            _ => Basis::Rule,
        };
        let required = add(Entry {
            citations: citations.into_iter().collect(),
            basis: Some(basis),
            unit: level(&item.required),
            lines: self.of_percent(requirement, &item.required).into_iter().collect(),
            ..entry(
                EntryKind::Input,
                path("required"),
                both("Required", "Disyaratkan"),
                Shown::Number(item.required.clone()),
            )
        });
        let shown = match (&item.actual, item.standing) {
            (Some(actual), _) => Shown::Number(actual.clone()),
            (None, Standing::NotApplicable) => Shown::Absent(AbsenceKind::NotApplicable, path("actual")),
            (None, _) => Shown::Absent(AbsenceKind::NotRated, path("actual")),
        };
        let said = self.assessment.found(&item.competency).map(|found| found.annotation.clone());
        let actual = add(Entry {
            basis: Some(Basis::Judgement),
            unit: item.actual.as_ref().map_or_else(String::new, level),
            annotation: said.filter(|said| !said.is_empty()).map(Box::new),
            ..entry(EntryKind::Input, path("actual"), both("Found", "Dicapai"), shown)
        });
        // What does not enter is shown all the same.
        let Some(share) = item.share.clone() else { return vec![required, actual] };
        let mut uses = vec![required, actual];
        uses.extend(settings);
        if item.importance == Importance::Essential && item.weight != Number::ONE {
            let title = both("Weight", "Bobot");
            let weight = entry(EntryKind::Input, path("weight"), title, Shown::Number(item.weight.clone()));
            uses.push(add(Entry { basis: Some(Basis::Local), ..weight }));
        }
        let lines = self.share_lines(item, &share);
        let step = entry(EntryKind::Step, path("share"), share_title(self.rule.method), Shown::Number(share));
        vec![add(Entry { uses, lines, ..step })]
    }

    /// The working of a required percentage.
    fn of_percent(&self, requirement: &Requirement, required: &Number) -> Option<Line> {
        let Need::Percent(percent) = &requirement.need else { return None };
        let (from, until) = crate::framework::profile::bounds(self.profile.scale(&requirement.scale)?);
        let pieces = vec![
            value(percent),
            Piece::Sign(" / "),
            value(&Number::from(100)),
            Piece::Sign(" × ("),
            value(&until),
            Piece::Sign(" - "),
            value(&from),
            Piece::Sign(") + "),
            value(&from),
        ];
        Some(Line::Calculation { pieces, result: Shown::Number(required.clone()) })
    }

    fn share_lines(&self, item: &GapItem, share: &Number) -> Vec<Line> {
        let Some(actual) = entering(&self.rule, item) else { return Vec::new() };
        let (required, minimum) = (&item.required, &item.minimum);
        let met = actual >= *required;
        let compared =
            Line::Condition { pieces: vec![value(&actual), Piece::Sign(" ≥ "), value(required)], holds: Some(met) };
        let calculation = |pieces: Vec<Piece>| Line::Calculation { pieces, result: Shown::Number(share.clone()) };
        let less = |from: &Number, what: &Number| match what.is_zero() {
            true => vec![value(from)],
            false => vec![Piece::Sign("("), value(from), Piece::Sign(" - "), value(what), Piece::Sign(")")],
        };
        // Of each competency only what is required counts.
        let counted = || match self.rule.cap {
            Cap::Each => vec![
                Piece::Sign("min"),
                Piece::Sign("("),
                value(&actual),
                Piece::Sign("; "),
                value(required),
                Piece::Sign(")"),
            ],
            _ => vec![value(&actual)],
        };
        match self.rule.method {
            Method::Proportional if met => vec![compared],
            // What is required lies at or below the minimum: there is nothing to divide by.
            Method::Proportional if required <= minimum || actual < *minimum => vec![compared],
            Method::Proportional => {
                let mut pieces = less(&actual, minimum);
                pieces.push(Piece::Sign(" / "));
                pieces.extend(less(required, minimum));
                vec![compared, calculation(pieces)]
            }
            Method::MetCount => vec![compared],
            Method::JpmRatioOfSums => vec![calculation(counted())],
            Method::JpmMeanOfRatios => {
                let mut pieces = counted();
                pieces.extend([Piece::Sign(" / "), value(required)]);
                if let Some((digits, mode)) = self.rule.round_each {
                    pieces.insert(0, Piece::Sign("round("));
                    pieces.extend([Piece::Sign("; "), value(&i64::from(digits).into()), Piece::Sign("; ")]);
                    pieces.extend([Piece::Sign(mode.name()), Piece::Sign(")")]);
                }
                vec![calculation(pieces)]
            }
            Method::WeightedGap => vec![calculation(vec![
                Piece::Sign("max"),
                Piece::Sign("("),
                value(required),
                Piece::Sign(" - "),
                value(&actual),
                Piece::Sign("; "),
                value(&Number::ZERO),
                Piece::Sign(")"),
            ])],
        }
    }

    /// The score from the shares.
    fn whole(&self, uses: Vec<usize>, trace: &mut Trace) -> usize {
        let entering: Vec<(&GapItem, &Number)> =
            self.items.iter().filter_map(|item| Some((item, item.share.as_ref()?))).collect();
        let weighted = entering.iter().any(|(item, _)| weight(&self.rule, item) != Number::ONE);
        let terms = |of: &dyn Fn(&GapItem, &Number) -> Number| {
            let mut pieces = vec![Piece::Sign("(")];
            for (index, (item, share)) in entering.iter().enumerate() {
                if index > 0 {
                    pieces.push(Piece::Sign(" + "));
                }
                if weighted {
                    pieces.extend([value(&weight(&self.rule, item)), Piece::Sign(" × ")]);
                }
                pieces.push(value(&of(item, share)));
            }
            pieces.push(Piece::Sign(")"));
            pieces
        };
        let mut pieces = terms(&|_, share| share.clone());
        pieces.push(Piece::Sign(" / "));
        let means = !matches!(self.rule.method, Method::JpmRatioOfSums | Method::WeightedGap);
        if means && !weighted {
            pieces.push(value(&i64::try_from(entering.len()).unwrap_or(i64::MAX).into()));
        } else {
            pieces.extend(terms(&|item, _| measure(&self.rule, item)));
        }
        pieces.extend([Piece::Sign(" × "), value(&Number::from(100))]);
        if self.rule.cap == Cap::Whole {
            pieces.insert(0, Piece::Sign("("));
            pieces.insert(0, Piece::Sign("min"));
            pieces.extend([Piece::Sign("; "), value(&Number::from(100)), Piece::Sign(")")]);
        }
        let result = Shown::Number(self.exact.clone());
        let line = Line::Calculation { pieces, result: result.clone() };
        let lines = if entering.len() > TERMS { Vec::new() } else { vec![line] };
        let step = entry(EntryKind::Step, Path::new().key("score"), score_title(self.rule.method), result);
        trace.entries.push(Entry { uses, lines, basis: Some(Basis::Local), ..step });
        trace.entries.len().saturating_sub(1)
    }

    fn outcomes(&self, score: usize, trace: &mut Trace) {
        let outcome = |key: &str, title: Text, value: Shown| {
            let path = Path::new().key("outcomes").key(key);
            Entry { uses: vec![score], ..entry(EntryKind::Outcome, path, title, value) }
        };
        let shown = self
            .rounded
            .as_ref()
            .map_or_else(|| Shown::Number(self.exact.clone()), |number| Shown::Rounded(number.clone()));
        let title = score_title(self.rule.method);
        trace.entries.push(Entry { rounding: self.rule.round, ..outcome("score", title, shown.clone()) });
        let Some(band) = self.band() else { return };
        let word = Shown::Word(band.id.as_str().into(), band.title.to_text());
        let bands = self.rule.bands.iter().map(|band| TableBand {
            from: band.from.clone().map(|from| (from, false)),
            printed: String::new(),
            gives: Shown::Word(band.id.as_str().into(), band.title.to_text()),
        });
        let bands = bands.collect();
        let table = Table::Bands { value: shown.clone(), bands, holds: self.band.unwrap_or_default() };
        let line = Line::Band {
            value: shown,
            rounding: self.rule.round,
            threshold: band.from.clone().map(|from| (from, false)),
            printed: String::new(),
            result: word.clone(),
        };
        let title = both("Band", "Kategori");
        let step = entry(EntryKind::Step, Path::new().key("band"), title.clone(), word.clone());
        let (lines, table) = (vec![line], Some(Box::new(table)));
        trace.entries.push(Entry { uses: vec![score], lines, table, basis: Some(Basis::Local), ..step });
        let step = trace.entries.len().saturating_sub(1);
        trace.entries.push(Entry { uses: vec![step], ..outcome("band", title, word) });
    }
}

fn value(number: &Number) -> Piece {
    Piece::Value(Shown::Number(number.clone()))
}

fn entry(kind: EntryKind, path: Path, title: Text, value: Shown) -> Entry {
    Entry { value, ..Entry::new(kind, path, title) }
}

fn source(text: &SourceText) -> Source {
    Source { name: text.name.clone(), title: text.title.to_text(), url: text.uri.clone(), confidence: text.confidence }
}

fn citation(cite: &Cite, sources: &[SourceText]) -> Citation {
    let source = sources.iter().find(|source| source.name == cite.source);
    let own = source.map_or(Confidence::Unverified, |source| source.confidence);
    Citation {
        source: cite.source.clone(),
        title: source.map_or_else(Text::default, |source| source.title.to_text()).or_name(&cite.source),
        at: cite.at.clone(),
        confidence: cite.confidence.unwrap_or(own),
    }
}

fn method_title(method: Method) -> Text {
    match method {
        Method::Proportional => both("how far each requirement is met", "seberapa jauh tiap syarat terpenuhi"),
        Method::MetCount => both("how many requirements are met", "berapa syarat yang terpenuhi"),
        Method::JpmRatioOfSums => both("job-person match, sum by sum", "job person match, jumlah dibagi jumlah"),
        Method::JpmMeanOfRatios => both("job-person match, mean of ratios", "job person match, rata-rata perbandingan"),
        Method::WeightedGap => both("what is lacking, weighted", "kekurangan tertimbang"),
    }
}

fn share_title(method: Method) -> Text {
    match method {
        Method::Proportional => both("Met so far", "Terpenuhi"),
        Method::MetCount => both("Met, 1 or 0", "Terpenuhi, 1 atau 0"),
        Method::JpmRatioOfSums => both("Counted", "Diakui"),
        Method::JpmMeanOfRatios => both("Found by required", "Dicapai dibagi disyaratkan"),
        Method::WeightedGap => both("Lacking", "Kekurangan"),
    }
}

fn score_title(method: Method) -> Text {
    match method {
        Method::Proportional | Method::MetCount => both("Readiness", "Kesiapan"),
        Method::JpmRatioOfSums | Method::JpmMeanOfRatios => {
            both("Job-person match (JPM)", "Kesesuaian dengan jabatan (JPM)")
        }
        Method::WeightedGap => both("Gap index", "Indeks kesenjangan"),
    }
}

/// The score as a document writes it.
pub(super) fn score_text(exact: &Number, rounded: Option<&Rounded>) -> String {
    rounded.map_or_else(|| exact.to_string(), ToString::to_string)
}
