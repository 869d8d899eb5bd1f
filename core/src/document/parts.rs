//! Parts that documents of several rooms share: a rounding, a period, a person, where something comes from.

use super::shape::{Field, Kind, Shape, maybe, needed};
use super::{Json, Node};
use crate::citation::{Basis, Citation, Confidence};
use crate::number::{Number, Rounded, Rounding};
use crate::period::Period;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Lang;
use crate::trace::{Shared, Shown};
use chrono::NaiveDate;

/// How a number is rounded.
pub(crate) const ROUND: Kind = Kind::Object(&Shape {
    name: "rounding",
    title: "How a number is rounded",
    fields: &[
        needed("digits", Kind::Whole(0, 28), "Digits after the point"),
        needed("mode", MODES, "The rounding mode"),
    ],
});
const MODES: Kind = Kind::Word(&[
    "up",
    "down",
    "ceiling",
    "floor",
    "half_up",
    "half_down",
    "half_even",
    "half_ceiling",
    "half_floor",
    "zero_five_up",
]);

/// Two dates, both counted.
pub(crate) const PERIOD: Kind = Kind::Object(&Shape {
    name: "period",
    title: "Two dates, both counted",
    fields: &[needed("from", Kind::Date, "The first day"), needed("until", Kind::Date, "The last day")],
});

/// A person, as facts know one.
pub(crate) const PERSON: Kind = Kind::Object(&Shape {
    name: "person",
    title: "A person",
    fields: &[
        needed("ref", Kind::Plain, "The code by which the host knows the person"),
        maybe("name", Kind::Plain, "The name"),
        maybe("post", Kind::Plain, "The post"),
        maybe("unit", Kind::Plain, "The unit"),
    ],
});

/// A title for people.
pub(crate) const TITLED: Field = maybe("title", Kind::Localized, "What people call it");

/// What a row of a list of facts is called: its id, a number in its plain form, else its title.
pub(crate) fn row_name(row: &Node<'_>) -> Option<String> {
    let text = |node: &Node<'_>| match &node.value {
        Json::Number(id) => Some(Number::parse(id).map_or_else(|_| id.to_string(), |id| id.to_string())),
        Json::Exact(id) => Some(id.to_string()),
        _ => node.as_text().map(str::to_owned),
    };
    row.get("id").and_then(text).filter(|id| !id.is_empty()).or_else(|| row.get("title").and_then(text))
}

/// Where a rule comes from; one without a source is a choice of the organisation.
pub(crate) const CITED: Field = maybe(
    "cite",
    Kind::List(
        &Kind::Object(&Shape {
            name: "cited",
            title: "A place in a source",
            fields: &[
                needed("source", Kind::Localized, "The title of the source"),
                maybe("at", Kind::Plain, "The place in it: article, annex, page"),
                needed("confidence", Kind::Word(Confidence::WORDS), "How sure it is that this stands there"),
            ],
        }),
        true,
    ),
    "Where it comes from; without it, it is a choice of the organisation",
);

/// Whether a call's result shall explain itself, and in which language.
pub(crate) const EXPLAIN: Field = maybe(
    "explain",
    Kind::Word(&["en", "id"]),
    "The language of an `explanation` beside the result; none where nothing is said",
);

/// A result with its explanation, where the request asks for one.
pub(crate) fn explained(result: Node<'static>, request: &Node<'_>, explain: impl Fn(Lang) -> String) -> Node<'static> {
    let Some(lang) = request.text_at("explain").and_then(Lang::from_code) else { return result };
    let explanation = ("explanation".into(), Node::text(explain(lang)));
    match result.value {
        Json::Object(entries) => Node::object(entries.into_iter().chain([explanation])),
        value => Node::new(value),
    }
}

/// A rounding to a number of digits, by a named mode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Round {
    /// Digits after the point, at most 28.
    pub digits: u8,
    /// Where what lies between goes.
    pub mode: Rounding,
}

impl Round {
    pub(crate) fn read(node: &Node<'_>) -> Option<Round> {
        let digits = node.whole_at("digits").and_then(|digits| u8::try_from(digits).ok())?;
        Some(Round { digits, mode: Rounding::from_name(node.text_at("mode")?)? })
    }
}

/// A calculated number: exact, or rounded where a rule says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Score {
    /// The exact value.
    pub exact: Number,
    /// The rounded one, where the rule rounds.
    pub rounded: Option<Rounded>,
}

impl Score {
    pub(crate) fn new(exact: Number, round: Option<Round>) -> Score {
        let rounded = round.map(|round| exact.round(round.digits, round.mode));
        Score { exact, rounded }
    }

    /// The number that counts: the rounded one where the rule rounds.
    #[must_use]
    pub fn value(&self) -> &Number {
        self.rounded.as_ref().map_or(&self.exact, Rounded::value)
    }

    pub(crate) fn shown(&self) -> Shown {
        match &self.rounded {
            Some(rounded) => Shown::Rounded(rounded.clone()),
            None => Shown::Number(self.exact.clone()),
        }
    }

    /// As a document writes it: a text.
    pub(crate) fn node(&self) -> Node<'static> {
        Node::text(match &self.rounded {
            Some(rounded) => rounded.to_string(),
            None => self.exact.to_string(),
        })
    }
}

/// An exact number, as a document writes it.
pub(crate) fn exact(number: &Number) -> Node<'static> {
    Node::text(number.to_string())
}

/// A period, as a document writes it.
pub(crate) fn period_node(period: &Period) -> Node<'static> {
    Node::object([("from", Node::text(period.from().to_string())), ("until", Node::text(period.until().to_string()))])
}

/// Notices beside a result, as a document writes them: code, path and words.
pub(crate) fn notices_node(notices: &Problems) -> Node<'static> {
    Node::list(notices.iter().map(|notice| {
        let text = Lang::ALL.map(|lang| (lang.code(), Node::text(notice.text(lang))));
        Node::object([
            ("code", Node::text(notice.code().as_str())),
            ("path", Node::text(notice.path().to_string())),
            ("text", Node::object(text)),
        ])
    }))
}

/// The period of an object with `from` and `until`; reversed, it is a problem.
pub(crate) fn period(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Option<Period> {
    let (from, until) = (node.date_at("from")?, node.date_at("until")?);
    let period = Period::new(from, until);
    if period.is_none() {
        let problem = Problem::new(Code::PeriodReversed, at.clone().key("until"));
        problems.push(problem.with("from", from).with("until", until));
    }
    period
}

/// A day; one outside the period that is asked about is a problem.
pub(crate) fn day_within(
    node: &Node<'_>,
    key: &str,
    period: Option<Period>,
    at: &Path,
    problems: &mut Problems,
) -> Option<NaiveDate> {
    let day = node.date_at(key)?;
    if let Some(period) = period.filter(|period| !(period.from()..=period.until()).contains(&day)) {
        let problem = Problem::new(Code::PeriodDay, at.clone().key(key)).with("found", day);
        problems.push(problem.with("period", period));
    }
    Some(day)
}

/// A number that may not be below zero.
pub(crate) fn not_negative(node: &Node<'_>, key: &str, at: &Path, problems: &mut Problems) -> Option<Number> {
    let number = node.number_at(key)?;
    if number.is_negative() {
        let problem = Problem::new(Code::ValueRange, at.clone().key(key)).with("found", &number);
        problems.push(problem.with("allowed", "at least 0"));
    }
    Some(number)
}

/// A name that nothing has.
pub(crate) fn unknown<'a>(
    what: &'static str,
    found: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    path: Path,
) -> Problem {
    let problem = Problem::new(Code::NameUnknown, path).with("what", what).with("name", found);
    problem.known(known.clone()).maybe_meant(found, known)
}

/// A rule's sources, and what it rests on therefore.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cited(Shared<Citation>);

impl Cited {
    pub(crate) fn read(node: &Node<'_>) -> Cited {
        Cited(
            node.list_at("cite")
                .iter()
                .filter_map(|place| {
                    let title = place.title_at("source");
                    Some(Citation {
                        source: title.get(Lang::En).to_owned(),
                        title,
                        at: place.words_at("at"),
                        confidence: Confidence::from_word(place.text_at("confidence")?)?,
                    })
                })
                .collect(),
        )
    }

    /// The sources; none where the rule is a choice of the organisation.
    #[must_use]
    pub fn citations(&self) -> &Shared<Citation> {
        &self.0
    }

    /// What the rule rests on: a source that says so, one that nobody has verified, or the organisation's own choice.
    #[must_use]
    pub fn basis(&self) -> Basis {
        match self.0.iter().map(|citation| citation.confidence).min() {
            None => Basis::Local,
            Some(Confidence::Unverified | Confidence::Illustration) => Basis::Unverified,
            Some(Confidence::Secondary | Confidence::Official) => Basis::Rule,
        }
    }
}
