//! How weights came about, as a trace and as text.

use super::{
    Ahp, Consistency, Direct, Level, Method, Named, Points, Priorities, RankRule, Ranks, Scale, Share, Tree, Weights,
};
use crate::citation::{Basis, Citation, Confidence, Source};
use crate::number::{Number, Rounding};
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::{Lang, Text};
use crate::trace::explain::Explanation;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, Line, Piece, RowName, Shared, Shown, Trace};
use std::collections::HashMap;

impl Weights {
    /// How the weights came about, as text: the weights, what was judged, by which method and source, and how consistent that is.
    ///
    /// ```
    /// use kinerja::weighting::{Scale, Weights};
    /// use kinerja::Lang;
    ///
    /// let weights = Weights::points([("attendance", 3), ("dropouts", 1)], Scale::Free)?;
    /// assert!(weights.explain(Lang::En).contains("3 / 4 = 0.75"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let told = Told::of(&self.method);
        let heading = vec![match lang {
            Lang::En => format!("Weights: {}", told.title.get(lang)),
            Lang::Id => format!("Bobot: {}", told.title.get(lang)),
        }];
        let source = told.source.map(|(name, title)| Source {
            name: name.to_owned(),
            title: Text::of([(Lang::En, title)]),
            url: String::new(),
            confidence: Confidence::Secondary,
        });
        let sources: Vec<Source> = source.into_iter().collect();
        let (trace, warnings) = (self.trace(), self.warnings());
        Explanation { heading, trace, unratable: None, warnings: &warnings, sources: &sources }.text(lang)
    }

    /// How the weights came about: of each goal what was judged and what follows, of the whole how consistent that is, and the weights in percent.
    #[must_use]
    pub fn trace(&self) -> Trace {
        Writer { told: Told::of(&self.method), trace: Trace::default() }.write(self)
    }

    /// What to look at: comparisons that contradict each other more than is usually accepted, and which of them first.
    ///
    /// ```
    /// use kinerja::weighting::Weights;
    /// let names = ["a", "b", "c"];
    /// let weights = Weights::best_worst("a", "c", names.into_iter().zip([1, 9, 9]), names.into_iter().zip([9, 9, 1]))?;
    /// assert_eq!(weights.warnings().iter().next().unwrap().code().as_str(), "weights.inconsistent");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn warnings(&self) -> Problems {
        let problem = |path: Path| Problem::new(Code::WeightsInconsistent, path);
        match &self.method {
            Method::Ahp(ahp) => {
                let names: Vec<&str> = ahp.priorities.names().collect();
                let name = |index: usize| names.get(index).copied().unwrap_or_default();
                let contradicts = |consistency: &&Consistency| !consistency.is_accepted();
                let alone = ahp.joined.is_none();
                let warned = ahp.consistency.iter().enumerate().filter(|(_, found)| contradicts(found));
                warned
                    .map(|(index, found)| {
                        let path = if alone { Path::new() } else { Path::new().key("judges").index(index) };
                        let problem = problem(path.key("matrix")).with("ratio", float(found.ratio)).with("most", "0.1");
                        match &found.revisit {
                            Some(revisit) => problem
                                .with("row", name(revisit.pair.0))
                                .with("column", name(revisit.pair.1))
                                .with("given", &revisit.given)
                                .with("suggested", &revisit.suggested)
                                .with("then", float(revisit.ratio))
                                .advising(
                                    "look first at `{row}` against `{column}`: judged {given}, while all other judgements suggest {suggested}, with which the ratio is {then}",
                                    "tinjau dahulu `{row}` terhadap `{column}`: dinilai {given}, padahal semua pertimbangan lain menyarankan {suggested}, yang menghasilkan rasio {then}",
                                ),
                            None => problem,
                        }
                    })
                    .collect()
            }
            Method::Fitted(fitted) => fitted.from.warnings(),
            Method::BestWorst(judged) if judged.is_accepted() == Some(false) => {
                let ratio = judged.consistency_ratio.round(4, Rounding::HalfUp);
                let most = judged.threshold().unwrap_or_default();
                let problem = problem(Path::new()).with("ratio", ratio).with("most", most);
                let problem = match &judged.least_consistent {
                    Some(name) => problem.with("name", name).advising(
                        "look first at the two judgements of `{name}`",
                        "tinjau dahulu kedua pertimbangan tentang `{name}`",
                    ),
                    None => problem,
                };
                [problem].into_iter().collect()
            }
            _ => Problems::default(),
        }
    }
}

/// What a method is called, its rule in words, and where it is written.
struct Told {
    title: Phrase,
    rule: Phrase,
    source: Option<(&'static str, &'static str)>,
}

impl Told {
    fn of(method: &Method) -> Told {
        let told = |title, rule, source| Told { title, rule, source };
        match method {
            Method::Direct(_) => told(
                phrase("given directly", "diberikan langsung"),
                phrase("the weight by the sum of all", "bobot dibagi jumlah semuanya"),
                None,
            ),
            Method::Points(points) => {
                let rule = || phrase("the points by the sum of all", "poin dibagi jumlah semuanya");
                match points.scale {
                    Scale::Free => told(phrase("point allocation", "alokasi poin"), rule(), None),
                    Scale::Swing => told(
                        phrase("swing weights", "bobot ayunan (swing)"),
                        rule(),
                        Some((
                            "von_winterfeldt_edwards_1986",
                            "von Winterfeldt and Edwards, Decision Analysis and Behavioral Research, 1986",
                        )),
                    ),
                    Scale::Smart => told(
                        phrase("SMART", "SMART"),
                        rule(),
                        Some((
                            "edwards_1977",
                            "Edwards, How to Use Multiattribute Utility Measurement for Social Decisionmaking, 1977",
                        )),
                    ),
                }
            }
            Method::Ranks(ranks) => match ranks.rule {
                RankRule::Sum => told(
                    phrase("rank sum", "jumlah peringkat"),
                    phrase(
                        "of n goals, place i counts n + 1 − i; by the sum of all",
                        "dari n sasaran, tempat i bernilai n + 1 − i; dibagi jumlah semuanya",
                    ),
                    Some((
                        "stillwell_1981",
                        "Stillwell, Seaver and Edwards, A comparison of weight approximation techniques, 1981",
                    )),
                ),
                RankRule::Reciprocal => told(
                    phrase("rank reciprocal", "kebalikan peringkat"),
                    phrase(
                        "place i counts 1 / i; by the sum of all",
                        "tempat i bernilai 1 / i; dibagi jumlah semuanya",
                    ),
                    Some((
                        "stillwell_1981",
                        "Stillwell, Seaver and Edwards, A comparison of weight approximation techniques, 1981",
                    )),
                ),
                RankRule::Centroid => told(
                    phrase("rank order centroid (ROC)", "sentroid urutan peringkat (ROC)"),
                    phrase(
                        "place i counts 1 / i and all that later places count before it; by the sum of all",
                        "tempat i bernilai 1 / i ditambah 1 / k dari setiap tempat sesudahnya; dibagi jumlah semuanya",
                    ),
                    Some((
                        "barron_barrett_1996",
                        "Barron and Barrett, Decision Quality Using Ranked Attribute Weights, 1996",
                    )),
                ),
            },
            Method::Ahp(ahp) => told(
                phrase("analytic hierarchy process (AHP)", "proses hierarki analitik (AHP)"),
                match ahp.settings.priorities {
                    Priorities::Eigenvector => phrase(
                        "the principal eigenvector of the comparisons, as numbers that sum to one",
                        "vektor eigen utama dari perbandingan, sebagai angka yang berjumlah satu",
                    ),
                    Priorities::GeometricMean => phrase(
                        "the geometric means of the rows of the comparisons, as numbers that sum to one",
                        "rata-rata geometrik baris perbandingan, sebagai angka yang berjumlah satu",
                    ),
                },
                Some(("saaty_1980", "Saaty, The Analytic Hierarchy Process, 1980")),
            ),
            Method::Tree(_) => told(
                phrase("in levels", "bertingkat"),
                phrase("the weights on the way, multiplied", "bobot di sepanjang jalurnya, dikalikan"),
                None,
            ),
            Method::Fitted(_) => told(
                phrase("kept to rules", "mengikuti aturan"),
                phrase(
                    "the weight before, in proportion, as the rules allow",
                    "bobot sebelumnya, sebanding, sejauh diperbolehkan aturan",
                ),
                None,
            ),
            Method::BestWorst(_) => told(
                phrase("best-worst method (BWM)", "metode terbaik-terburuk (BWM)"),
                phrase(
                    "the weights from which no judgement differs by more than the least possible ξ",
                    "bobot yang selisihnya dengan setiap pertimbangan tidak melebihi ξ terkecil yang mungkin",
                ),
                Some((
                    "rezaei_2016",
                    "Rezaei, Best-worst multi-criteria decision-making method: some properties and a linear model, 2016",
                )),
            ),
        }
    }
}

/// How many times weights were made to keep to rules.
fn times_fitted(mut weights: &Weights) -> usize {
    let mut times = 0_usize;
    while let Method::Fitted(fitted) = &weights.method {
        (times, weights) = (times.saturating_add(1), &fitted.from);
    }
    times
}

struct Writer {
    told: Told,
    trace: Trace,
}

const GOAL: Phrase = phrase("Goal", "Sasaran");
const WEIGHT: Phrase = phrase("Weight", "Bobot");
const KEPT: Phrase = phrase("Weight that keeps to the rules", "Bobot yang mengikuti aturan");

impl Writer {
    fn write(mut self, weights: &Weights) -> Trace {
        let mut used = Vec::new();
        let before = match &weights.method {
            Method::Fitted(fitted) => self.before(&fitted.from),
            _ => HashMap::new(),
        };
        // Weights that were fitted may be fitted again: each time has steps of its own.
        let (key, title) = match times_fitted(weights) {
            0 => ("weight".to_owned(), WEIGHT),
            1 => ("kept".to_owned(), KEPT),
            times => (format!("kept_{times}"), KEPT),
        };
        let sum = |raw: &Named<Number>| crate::apportion::sum_of(raw.values());
        for (index, (name, ratio)) in weights.iter().enumerate() {
            let (inputs, line) = match &weights.method {
                Method::Direct(direct) => (vec![(GIVEN, self.given(direct, name))], divided_share(direct, name, ratio)),
                Method::Points(Points { points, .. }) => {
                    let own = points.get(name).cloned().unwrap_or_default();
                    (vec![(POINTS, Shown::Number(own.clone()))], divided(&own, &sum(points), ratio))
                }
                Method::Ranks(Ranks { ranks, .. }) => {
                    (vec![(RANK, Shown::Number(ranks.get(name).cloned().unwrap_or_default()))], None)
                }
                Method::Ahp(ahp) => (compared(ahp, index), None),
                Method::Tree(tree) => on_the_way(tree, name),
                Method::Fitted(_) => (Vec::new(), None),
                Method::BestWorst(judged) => {
                    let of = |list: &Named<Number>| Shown::Number(list.get(name).cloned().unwrap_or_default());
                    (vec![(FROM_BEST, of(&judged.best_to_others)), (TO_WORST, of(&judged.others_to_worst))], None)
                }
            };
            let row = RowName { list: both(&GOAL), number: index.saturating_add(1), title: plain(name) };
            let rows: Shared<RowName> = [row].into_iter().collect();
            let here = |key: &str| Path::new().key("goals").index(index).key(key);
            let mut uses = before.get(name).cloned().unwrap_or_default();
            for (position, (title, value)) in inputs.into_iter().enumerate() {
                let path = here(&format!("judgement_{}", position.saturating_add(1)));
                let entry = Entry {
                    basis: Some(Basis::Judgement),
                    rows: rows.clone(),
                    ..entry(EntryKind::Input, path, title.text(), value)
                };
                uses.push(self.push(entry));
            }
            let citations = self.told.source.map(|(source, title)| Citation {
                source: source.to_owned(),
                title: Text::of([(Lang::En, title)]),
                at: String::new(),
                confidence: Confidence::Secondary,
            });
            let step = Entry {
                rows,
                rule: [Piece::Title(both(&self.told.rule))].into_iter().collect(),
                lines: line.into_iter().collect(),
                uses,
                citations: citations.into_iter().collect(),
                ..entry(EntryKind::Step, here(&key), both(&title), Shown::Number(ratio.clone()))
            };
            used.push(self.push(step));
        }
        let whole = self.whole(&weights.method);
        // In percent that sum to exactly one hundred.
        let percent = weights.apportion(&Number::from(100), 2);
        for ((name, number), step) in percent.iter().flat_map(Named::iter).zip(used) {
            let path = Path::new().key("weights").key(name);
            let uses = whole.iter().copied().chain([step]).collect();
            let outcome = entry(EntryKind::Outcome, path, plain(name), Shown::Rounded(number.clone()));
            self.push(Entry { unit: "%".to_owned(), uses, ..outcome });
        }
        self.trace
    }

    /// How weights came about before they were made to keep to rules: what each of them was calculated from.
    fn before(&mut self, from: &Weights) -> HashMap<String, Vec<usize>> {
        // The outcomes stand last, so that what they use keeps its place.
        let (outcomes, steps) = from.trace().entries.into_iter().partition(|entry| entry.kind == EntryKind::Outcome);
        self.trace.entries = steps;
        let outcomes: Vec<Entry> = outcomes;
        from.iter().map(|(name, _)| name.to_owned()).zip(outcomes.into_iter().map(|outcome| outcome.uses)).collect()
    }

    /// What the method tells of all judgements together.
    fn whole(&mut self, method: &Method) -> Vec<usize> {
        let mut told: Vec<(&str, Phrase, Shown)> = Vec::new();
        match method {
            Method::Ahp(ahp) => {
                let whole = ahp.joined.as_ref().or(ahp.consistency.first());
                if let Some(consistency) = whole {
                    told.push((
                        "lambda_max",
                        phrase("Principal eigenvalue λ", "Nilai eigen utama λ"),
                        float_shown(consistency.lambda_max),
                    ));
                    told.push((
                        "index",
                        phrase("Consistency index (λ − n) / (n − 1)", "Indeks konsistensi (λ − n) / (n − 1)"),
                        float_shown(consistency.index),
                    ));
                    told.push((
                        "ratio",
                        phrase("Consistency ratio, accepted up to 0.1", "Rasio konsistensi, diterima sampai 0,1"),
                        float_shown(consistency.ratio),
                    ));
                }
            }
            Method::BestWorst(judged) => {
                told.push((
                    "xi",
                    phrase("ξ, the largest difference", "ξ, selisih terbesar"),
                    Shown::Number(judged.xi.clone()),
                ));
                told.push((
                    "ratio",
                    phrase("Input-based consistency ratio", "Rasio konsistensi berbasis masukan"),
                    Shown::Number(judged.consistency_ratio.clone()),
                ));
                if let Some(threshold) = judged.threshold() {
                    told.push((
                        "threshold",
                        phrase(
                            "Accepted up to (Liang, Brunelli and Rezaei 2020)",
                            "Diterima sampai (Liang, Brunelli dan Rezaei 2020)",
                        ),
                        Shown::Number(threshold),
                    ));
                }
            }
            _ => {}
        }
        told.into_iter()
            .map(|(key, title, value)| self.push(entry(EntryKind::Step, Path::new().key(key), both(&title), value)))
            .collect()
    }

    fn given(&self, direct: &Direct, name: &str) -> Shown {
        match direct.shares.get(name) {
            Some(Share::Number(number)) => Shown::Number(number.clone()),
            Some(Share::Rest) => Shown::Word("rest".into(), Text::of([(Lang::En, "the rest"), (Lang::Id, "sisanya")])),
            _ => Shown::Word("equal".into(), Text::of([(Lang::En, "as much as each other"), (Lang::Id, "sama besar")])),
        }
    }

    fn push(&mut self, entry: Entry) -> usize {
        self.trace.entries.push(entry);
        self.trace.entries.len().saturating_sub(1)
    }
}

/// A title that may hold a goal's name.
enum Title {
    Is(Phrase),
    With(Phrase, String),
}

impl Title {
    fn text(self) -> Text {
        match self {
            Title::Is(phrase) => both(&phrase),
            Title::With(phrase, name) => Text::of(Lang::ALL.map(|lang| (lang, format!("{} {name}", phrase.get(lang))))),
        }
    }
}

const GIVEN: Title = Title::Is(phrase("Given weight", "Bobot yang diberikan"));
const POINTS: Title = Title::Is(phrase("Points", "Poin"));
const RANK: Title = Title::Is(phrase("Rank", "Peringkat"));
const FROM_BEST: Title =
    Title::Is(phrase("The best is so many times as important", "Yang terbaik sekian kali lebih penting"));
const TO_WORST: Title =
    Title::Is(phrase("So many times as important as the worst", "Sekian kali lebih penting daripada yang terburuk"));

/// The weights on the way to a goal, and their product.
fn on_the_way(tree: &Tree, name: &str) -> (Vec<(Title, Shown)>, Option<Line>) {
    let is_goal = |level: &&Level| level.is_goal && level.way.last().is_some_and(|last| last == name);
    let Some(goal) = tree.levels.iter().find(is_goal) else { return (Vec::new(), None) };
    let above = tree.levels.iter().filter(|level| goal.way.starts_with(&level.way));
    let (mut told, mut pieces) = (Vec::new(), Vec::new());
    for level in above {
        let own = level.way.last().cloned().unwrap_or_default();
        let title = Title::With(phrase("Weight on its level:", "Bobot pada tingkatnya:"), own);
        told.push((title, Shown::Number(level.local.clone())));
        if !pieces.is_empty() {
            pieces.push(Piece::Sign(" × "));
        }
        pieces.push(value(&level.local));
    }
    (told, Some(Line::Calculation { pieces, result: Shown::Number(goal.global.clone()) }))
}

/// The comparisons of a goal with those after it, judge by judge.
fn compared(ahp: &Ahp, row: usize) -> Vec<(Title, Shown)> {
    let mut found = Vec::new();
    for judge in &ahp.judges {
        for (column, other) in ahp.priorities.names().enumerate().skip(row.saturating_add(1)) {
            let Some(number) = judge.comparisons.judgement(row, column) else { continue };
            let by = if judge.name.is_empty() { String::new() } else { format!(" ({})", judge.name) };
            let title = Title::With(phrase("Importance against", "Kepentingan terhadap"), format!("{other}{by}"));
            found.push((title, Shown::Number(number.clone())));
        }
    }
    found
}

/// `15 / 262 = …`
fn divided(own: &Number, by: &Number, ratio: &Number) -> Option<Line> {
    let pieces = vec![value(own), Piece::Sign(" / "), value(by)];
    Some(Line::Calculation { pieces, result: Shown::Number(ratio.clone()) })
}

fn divided_share(direct: &Direct, name: &str, ratio: &Number) -> Option<Line> {
    let numbers = direct.shares.values().filter_map(|share| match share {
        Share::Number(number) => Some(number),
        _ => None,
    });
    let sum = match &direct.sum {
        super::Sum::Exactly(total) => total.clone(),
        super::Sum::Normalised => crate::apportion::sum_of(numbers.clone()),
    };
    let own = match direct.shares.get(name)? {
        Share::Number(number) => number.clone(),
        Share::Rest => {
            // What the others leave: total − first − second …
            let mut pieces = vec![Piece::Sign("("), value(&sum)];
            for number in numbers {
                pieces.extend([Piece::Sign(" - "), value(number)]);
            }
            pieces.extend([Piece::Sign(") / "), value(&sum)]);
            return Some(Line::Calculation { pieces, result: Shown::Number(ratio.clone()) });
        }
        Share::Equal => return divided(&Number::ONE, &Number::from(i64::try_from(direct.shares.len()).ok()?), ratio),
    };
    divided(&own, &sum, ratio)
}

fn value(number: &Number) -> Piece {
    Piece::Value(Shown::Number(number.clone()))
}

fn entry(kind: EntryKind, path: Path, title: Text, value: Shown) -> Entry {
    Entry { value, ..Entry::new(kind, path, title) }
}

fn both(phrase: &Phrase) -> Text {
    Text::of(Lang::ALL.map(|lang| (lang, phrase.get(lang))))
}

fn plain(name: &str) -> Text {
    Text::of(Lang::ALL.map(|lang| (lang, name)))
}

/// A statistic for people: four digits.
fn float(statistic: f64) -> String {
    Number::parse(&format!("{statistic:?}")).unwrap_or_default().round(4, Rounding::HalfEven).to_string()
}

fn float_shown(statistic: f64) -> Shown {
    Shown::Rounded(Number::parse(&format!("{statistic:?}")).unwrap_or_default().round(4, Rounding::HalfEven))
}
