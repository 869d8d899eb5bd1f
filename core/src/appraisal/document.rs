//! An appraisal and its trace as documents: what a host keeps, sends on and shows.

use super::{Appraisal, Outcome};
use crate::document::{Json, Node, sealed, to_text};
use crate::problem::Problem;
use crate::text::{Lang, Text};
use crate::trace::words::written;
use crate::trace::{APPRAISAL, Entry, Trace};
use serde::ser::{Serialize, Serializer};

impl Appraisal {
    /// The appraisal as a sealed document `appraisal/1`: outcomes, warnings, and by which scheme and from which facts they were calculated, so that it can be
    /// checked years later. Calculated, never decided: who decided, and when, the host keeps beside it, since whatever is added breaks the seal.
    ///
    /// ```
    /// # let scheme = kinerja::Scheme::parse(r#"{ "kinerja": "scheme/1", "scheme": "example/half", "version": 1, "languages": ["en"],
    /// #   "inputs": [{ "name": "mark", "type": "number" }], "steps": [{ "name": "half", "is": "mark / 2" }],
    /// #   "outcomes": [{ "name": "half", "of": "half", "round": { "digits": 2, "mode": "half_up" } }] }"#)?;
    /// let appraisal = scheme.appraise(r#"{ "mark": 88.67 }"#, None)?;
    /// assert!(appraisal.to_json().starts_with(r#"{"kinerja":"appraisal/1","scheme":"example/half","version":1,"#));
    /// assert!(appraisal.to_json().contains(r#""outcomes":{"half":"44.34"}"#));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&sealed(self.document(None)))
    }

    /// As [`Appraisal::to_json`], with the trace in it: what is taken from this document then hangs below in the explanation of who takes it (clause 2.19).
    ///
    /// ```
    /// # let scheme = kinerja::Scheme::parse(r#"{ "kinerja": "scheme/1", "scheme": "example/half", "version": 1, "languages": ["en"],
    /// #   "inputs": [{ "name": "mark", "type": "number" }], "steps": [{ "name": "half", "is": "mark / 2" }],
    /// #   "outcomes": [{ "name": "half", "of": "half", "round": { "digits": 2, "mode": "half_up" } }] }"#)?;
    /// use kinerja::{Lang, Scheme, document};
    /// let sealed = scheme.appraise(r#"{ "mark": 88.67 }"#, None)?.sealed();
    /// assert!(document::is_sealed(&document::parse(&sealed)?));
    ///
    /// let bonus = Scheme::parse(r#"{ "kinerja": "scheme/1", "scheme": "example/bonus", "version": 1, "languages": ["en"],
    ///   "inputs": [{ "name": "share", "type": "number", "taken_from": [{ "scheme": "example/half", "outcome": "half" }] }],
    ///   "steps": [{ "name": "bonus", "is": "share * 1000" }], "outcomes": [{ "name": "bonus", "of": "bonus", "round": "exact" }] }"#)?;
    /// let appraisal = bonus.appraise(&format!(r#"{{ "share": {sealed} }}"#), None)?;
    /// assert_eq!(appraisal.label("bonus", Lang::En).as_deref(), Some("44340"));
    /// assert!(appraisal.explain(Lang::En).contains("88.67 / 2 = 44.335"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn sealed(&self) -> String {
        let trace = self.trace();
        to_text(&sealed(self.document(Some(&trace))))
    }

    fn document<'a>(&'a self, trace: Option<&'a Trace>) -> Node<'a> {
        let languages = &self.scheme.model.languages;
        let person = &self.facts.person;
        let known =
            [("ref", &person.reference), ("name", &person.name), ("post", &person.post), ("unit", &person.unit)];
        let known: Vec<_> = known.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let person = (!known.is_empty())
            .then(|| Node::object(known.into_iter().map(|(key, text)| (key, Node::text(text.as_str())))));
        let period = self.facts.period.map(|period| {
            Node::object(
                [("from", period.from()), ("until", period.until())]
                    .map(|(key, day)| (key, Node::text(day.to_string()))),
            )
        });
        let machine = (!self.facts.taken.is_empty()).then(|| self.machine());
        let taken = self.facts.taken.iter().map(|((slot, row), taken)| {
            let path = machine.as_ref().map(|machine| machine.path(*slot, *row).to_string()).unwrap_or_default();
            let document = ["kinerja", "scheme", "method", "version", "field", "seal"].into_iter();
            let taken = taken.node(&[]);
            let said = document.filter_map(|key| Some((key, taken.get(key)?.clone())));
            Node::object([("path", Node::text(path))].into_iter().chain(said))
        });
        let warnings: Vec<Node<'_>> = self.warnings().iter().map(|warning| problem(warning, languages)).collect();
        present([
            ("kinerja", Some(Node::text(APPRAISAL))),
            ("scheme", Some(Node::text(self.scheme.id()))),
            ("version", Some(Node::number(self.scheme.version()))),
            ("digest", Some(Node::text(self.scheme.digest()))),
            ("amends", filled(&self.scheme.model.amends)),
            ("rules_digest", Some(Node::text(self.scheme.rules_digest()))),
            ("facts_digest", Some(Node::text(self.facts_digest()))),
            ("settings_digest", self.settings_digest().map(Node::text)),
            ("person", person),
            ("period", period),
            ("outcomes", Some(Node::object(self.outcomes().map(|(name, outcome)| (name, outcome.node()))))),
            ("unratable", self.unratable().map(|reason| by_language(reason, languages))),
            ("warnings", (!warnings.is_empty()).then(|| Node::list(warnings))),
            ("taken", some(taken)),
            ("trace", trace.map(|trace| trace.node(languages))),
        ])
    }
}

impl Trace {
    /// The trace as JSON: a list of entries in the order of calculation, `uses` by position, exact numbers as text, sentences in the languages given.
    #[must_use]
    pub fn to_json(&self, languages: &[Lang]) -> String {
        to_text(&self.node(languages))
    }

    pub(crate) fn node(&self, languages: &[Lang]) -> Node<'_> {
        Node::list(self.entries.iter().map(|entry| entry.node(languages)))
    }
}

impl Outcome {
    fn node(&self) -> Node<'_> {
        match self {
            Outcome::Rounded(number) => Node::text(number.to_string()),
            Outcome::Exact(number) => Node::text(number.to_string()),
            Outcome::Word(word) => Node::text(word.as_str()),
            Outcome::Truth(truth) => Node::truth(*truth),
            Outcome::Date(date) => Node::text(date.to_string()),
            Outcome::Text(text) => Node::text(text.as_str()),
            Outcome::Absent { .. } | Outcome::Unrated => Node::new(Json::Null),
        }
    }
}

impl Entry {
    fn node(&self, languages: &[Lang]) -> Node<'_> {
        let text = |text: &Text| (!text.is_empty()).then(|| by_language(text, languages));
        let rows = self.rows.iter().map(|row| {
            present([
                ("list", text(&row.list)),
                ("number", Some(Node::number(row.number))),
                ("title", text(&row.title)),
            ])
        });
        let working: Vec<Node<'_>> = self
            .lines
            .iter()
            .filter(|line| languages.iter().any(|lang| line.text(*lang).is_some()))
            .map(|line| each_language(languages, |lang| line.text(lang).unwrap_or_default()))
            .collect();
        let citations = self.citations.iter().map(|citation| {
            present([
                ("source", Some(Node::text(citation.source.as_str()))),
                ("title", text(&citation.title)),
                ("at", filled(&citation.at)),
                ("confidence", Some(Node::text(citation.confidence.word()))),
            ])
        });
        let annotation = self.annotation.as_ref().map(|annotation| {
            present([
                ("evidence", some(annotation.evidence.iter().map(|text| Node::text(text.as_str())))),
                ("by", filled(&annotation.by)),
                ("on", annotation.on.map(|day| Node::text(day.to_string()))),
                ("note", filled(&annotation.note)),
                ("because", filled(&annotation.because)),
            ])
        });
        let rounding = self
            .rounding
            .map(|(digits, mode)| Node::object([("digits", Node::number(digits)), ("mode", Node::text(mode.name()))]));
        let rule = (!self.rule.is_empty()).then(|| each_language(languages, |lang| written(&self.rule, lang)));
        present([
            ("kind", Some(Node::text(self.kind.word()))),
            ("path", Some(Node::text(self.path.to_string()))),
            ("title", text(&self.title)),
            ("rows", some(rows)),
            ("value", Some(self.value.node())),
            ("label", Some(each_language(languages, |lang| self.value.text_with_decimal(lang)))),
            ("unit", filled(&self.unit)),
            ("rounding", rounding),
            ("rule", rule),
            ("working", some(working)),
            ("uses", some(self.uses.iter().map(Node::number))),
            ("cite", some(citations)),
            ("basis", self.basis.map(|basis| Node::text(basis.word()))),
            ("reading", text(&self.reading)),
            ("annotation", annotation),
            ("since", self.since.map(|day| Node::text(day.to_string()))),
            ("table", self.table.as_ref().map(|table| table.node(languages))),
            ("taken", self.taken.as_ref().map(|taken| taken.node(languages))),
        ])
    }
}

pub(super) fn problem<'a>(problem: &Problem, languages: &[Lang]) -> Node<'a> {
    let help = languages.iter().any(|lang| !problem.help(*lang).is_empty());
    present([
        ("code", Some(Node::text(problem.code().as_str()))),
        ("path", Some(Node::text(problem.path().to_string()))),
        ("text", Some(each_language(languages, |lang| problem.text(lang)))),
        ("help", help.then(|| each_language(languages, |lang| problem.help(lang)))),
    ])
}

/// An object of the keys that have something.
pub(super) fn present<'a, const N: usize>(entries: [(&'static str, Option<Node<'a>>); N]) -> Node<'a> {
    Node::object(entries.into_iter().filter_map(|(key, node)| Some((key, node?))))
}

/// A list that has items.
pub(super) fn some<'a>(items: impl IntoIterator<Item = Node<'a>>) -> Option<Node<'a>> {
    let list = Node::list(items);
    (!list.items().is_empty()).then_some(list)
}

pub(super) fn filled<'a>(text: &str) -> Option<Node<'a>> {
    (!text.is_empty()).then(|| Node::text(text.to_owned()))
}

pub(super) fn by_language<'a>(text: &Text, languages: &[Lang]) -> Node<'a> {
    each_language(languages, |lang| text.get(lang).to_owned())
}

pub(super) fn each_language<'a>(languages: &[Lang], words: impl Fn(Lang) -> String) -> Node<'a> {
    Node::object(languages.iter().map(|lang| (lang.code(), Node::text(words(*lang)))))
}

/// As [`Appraisal::to_json`] writes it.
impl Serialize for Appraisal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        sealed(self.document(None)).serialize(serializer)
    }
}
