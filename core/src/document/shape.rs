//! Shapes: what a kind of document may hold, as data. The one source of the reader's checks and of the JSON Schemas.

use super::{Json, Node, Reader};
use crate::number::{Number, NumberError};
use crate::problem::{Code, Path, Problem, Trail};
use crate::text::Lang;

/// Keys that other notations have, and the key of a document that is meant by them.
const OFTEN_MEANT: [(&str, &str); 8] = [
    ("then", "is"),
    ("formula", "is"),
    ("if", "when"),
    ("min", "from"),
    ("max", "until"),
    ("label", "title"),
    ("id", "name"),
    ("otherwise", "else"),
];

/// The keys of an object.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The name under which a JSON Schema defines it.
    pub(crate) name: &'static str,
    /// What it is, in English.
    pub(crate) title: &'static str,
    pub(crate) fields: &'static [Field],
}

/// One key of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    /// What it says, in English.
    pub(crate) title: &'static str,
}

pub(crate) const fn needed(key: &'static str, kind: Kind, title: &'static str) -> Field {
    Field { key, kind, required: true, title }
}

pub(crate) const fn maybe(key: &'static str, kind: Kind, title: &'static str) -> Field {
    Field { key, kind, required: false, title }
}

/// What may stand at a key.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Anything: it is checked where it is used, against a type that only the rest of the document tells.
    Any,
    Bool,
    /// A text for machines: a name's use, a place in a source.
    Plain,
    /// A text for people: an object from language to text, or a plain text.
    Localized,
    /// A text, plain or for people, of at most so many letters: an explanation may repeat it in every row. A JSON Schema does not tell it, as it tells no other size.
    Within(usize, &'static Kind),
    /// A name as in clause 1.9.
    Id,
    /// A scheme's id.
    SchemeId,
    /// An exact number.
    Number,
    /// A whole number in a range.
    Whole(i64, i64),
    /// A date.
    Date,
    /// A text that stands for itself: the kind of a document.
    Exactly(&'static str),
    /// One of some words.
    Word(&'static [&'static str]),
    /// A formula: a text or a list of lines.
    Formula,
    /// A list; `true`: of at least one.
    List(&'static Kind, bool),
    /// An object whose keys are free.
    Map(&'static Kind),
    /// An object of a shape.
    Object(&'static Shape),
    /// An object of the shape that goes with a key that it has, else of the last.
    ByKey(&'static [(&'static str, &'static Shape)], &'static Shape),
    /// One of some words, or another kind that is no text.
    WordOr(&'static [&'static str], &'static Kind),
    /// One of two, told apart by their JSON types: a text or another kind.
    PlainOr(&'static Kind),
    /// A number or another kind that is a text.
    NumberOr(&'static Kind),
    /// An exact number, which may be a fraction as text, `1/3`.
    Ratio,
    /// The same, or one of some words.
    RatioOr(&'static [&'static str]),
    /// A judgement of a pair: an exact number, a fraction as text, or null where its mirror image says it.
    Judgement,
    /// A kind that holds itself: named by a function, so that shapes can be constants.
    Later(fn() -> &'static Kind),
}

impl Shape {
    /// Reports everything in `node` that does not fit.
    pub(crate) fn check(&self, node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) {
        self.check_present(node, trail, reader);
        if !matches!(node.value, Json::Object(_)) {
            return;
        }
        for field in self.fields.iter().filter(|field| field.required) {
            if node.get(field.key).is_none_or(|value| value.is_null() && !matches!(field.kind, Kind::Any)) {
                let problem = Problem::new(Code::DocumentMissing, trail.key(field.key).path()).with("key", field.key);
                reader.add(problem, node);
            }
        }
    }

    /// As [`Shape::check`], but nothing is missing.
    pub(crate) fn check_present(&self, node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) {
        let Json::Object(entries) = &node.value else {
            wrong_type(node, "an object", trail, reader);
            return;
        };
        for (key, value) in entries {
            let here = trail.key(key);
            match self.fields.iter().find(|field| field.key == key) {
                // `null` is the same as leaving the key out.
                Some(field) if value.is_null() && !matches!(field.kind, Kind::Any) => {}
                Some(field) => field.kind.check(value, &here, reader),
                None if reader.problems.is_full() => {
                    reader.add(Problem::new(Code::DocumentUnknownKey, Path::new()), value);
                }
                None => {
                    let problem = Problem::new(Code::DocumentUnknownKey, here.path()).with("key", key);
                    let problem = problem.known(self.fields.iter().map(|field| field.key));
                    // What stands here already is not what was meant.
                    let open = || self.fields.iter().map(|field| field.key).filter(|known| node.get(known).is_none());
                    let usual = OFTEN_MEANT.iter().find(|(written, _)| *written == key).map(|(_, meant)| *meant);
                    let problem = match usual.filter(|meant| open().any(|known| known == *meant)) {
                        Some(meant) => problem.with("near", meant),
                        None => problem.maybe_meant(key, open()),
                    };
                    reader.add(problem, value);
                }
            }
        }
    }
}

impl Kind {
    pub(crate) fn check(&self, node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) {
        match (self, &node.value) {
            (Kind::Later(kind), _) => kind().check(node, trail, reader),
            (Kind::Any, _) | (Kind::Bool, Json::Bool(_)) | (Kind::Plain | Kind::Formula, Json::Text(_)) => {}
            (Kind::Localized, Json::Text(_)) if reader.languages.len() <= 1 => {}
            (Kind::Localized, Json::Object(entries)) => {
                let languages = if reader.languages.is_empty() { Lang::ALL.to_vec() } else { reader.languages.clone() };
                for (language, text) in entries {
                    let here = trail.key(language);
                    if !languages.iter().any(|lang| lang.code() == language) {
                        let problem = Problem::new(Code::DocumentUnknownKey, here.path()).with("key", language);
                        let known: Vec<&str> = languages.iter().map(|lang| lang.code()).collect();
                        reader.add(problem.with("known", known.join(", ")), text);
                    } else if text.as_text().is_none() {
                        wrong_type(text, "a text", &here, reader);
                    }
                }
            }
            (Kind::Within(letters, kind), _) => {
                kind.check(node, trail, reader);
                match (kind, &node.value) {
                    (Kind::Localized, Json::Object(entries)) => {
                        entries.iter().for_each(|(lang, text)| within(*letters, text, &trail.key(lang), reader));
                    }
                    _ => within(*letters, node, trail, reader),
                }
            }
            (Kind::Id, Json::Text(text)) => {
                if !is_id(text) {
                    reader.add(Problem::new(Code::DocumentId, trail.path()).with("found", text), node);
                }
            }
            (Kind::SchemeId, Json::Text(text)) => {
                if !is_scheme_id(text) {
                    let problem = Problem::new(Code::DocumentId, trail.path()).with("found", text).saying(
                        "`{found}` is not a scheme's id: two to four names joined by `/`",
                        "`{found}` bukan id skema: dua sampai empat nama yang disambung `/`",
                    );
                    let problem = problem.advising(
                        "write it as `id/pp-46-2011`: lower-case letters, digits, _ and -, a letter first",
                        "tulis seperti `id/pp-46-2011`: huruf kecil, angka, _ dan -, diawali huruf",
                    );
                    reader.add(problem, node);
                }
            }
            (Kind::Number, Json::Number(_) | Json::Exact(_) | Json::Text(_)) => {
                let _ = number(node, trail, reader);
            }
            (Kind::Judgement, Json::Null) => {}
            (Kind::RatioOr(words), Json::Text(text)) if words.contains(&text.as_ref()) => {}
            (Kind::Ratio | Kind::RatioOr(_) | Kind::Judgement, Json::Text(text)) if text.contains('/') => {
                fraction(node, trail, reader);
            }
            (Kind::RatioOr(words), Json::Text(text)) => {
                if let Err(error) = Number::parse(text) {
                    let problem = number_problem(error, text, trail.path());
                    reader.add(problem.maybe_meant(text, words.iter().copied()), node);
                }
            }
            (Kind::Ratio | Kind::Judgement, Json::Text(_))
            | (Kind::Ratio | Kind::RatioOr(_) | Kind::Judgement, Json::Number(_) | Json::Exact(_)) => {
                let _ = number(node, trail, reader);
            }
            (Kind::Whole(from, until), Json::Number(_) | Json::Exact(_)) => {
                if let Some(number) = number(node, trail, reader) {
                    let whole = number.to_i64().filter(|whole| (from..=until).contains(&whole));
                    if whole.is_none() {
                        let problem = Problem::new(Code::DocumentRange, trail.path()).with("found", number);
                        reader.add(problem.with("from", from).with("until", until), node);
                    }
                }
            }
            (Kind::Date, Json::Text(text)) => {
                if crate::period::date(text).is_none() {
                    reader.add(Problem::new(Code::DocumentDate, trail.path()).with("found", text), node);
                }
            }
            (Kind::Exactly(word), Json::Text(text)) => {
                if text != word {
                    let problem = Problem::new(Code::DocumentKind, trail.path()).with("found", text);
                    reader.add(problem.with("wanted", word), node);
                }
            }
            (Kind::Word(words) | Kind::WordOr(words, _), Json::Text(text)) => {
                if !words.contains(&text.as_ref()) {
                    let problem = Problem::new(Code::DocumentWord, trail.path())
                        .with("found", text)
                        .known(words.iter().copied())
                        .maybe_meant(text, words.iter().copied());
                    reader.add(self.object_advised(problem), node);
                }
            }
            (Kind::Formula, Json::List(lines)) => {
                if lines.is_empty() {
                    reader.problem(Code::DocumentEmpty, trail, node);
                }
                for (index, line) in lines.iter().enumerate() {
                    if line.as_text().is_none() {
                        wrong_type(line, "a text", &trail.index(index), reader);
                    }
                }
            }
            (Kind::List(kind, at_least_one), Json::List(items)) => {
                if *at_least_one && items.is_empty() {
                    reader.problem(Code::DocumentEmpty, trail, node);
                }
                for (index, item) in items.iter().enumerate() {
                    kind.check(item, &trail.index(index), reader);
                }
            }
            (Kind::Map(kind), Json::Object(entries)) => {
                for (key, value) in entries {
                    kind.check(value, &trail.key(key), reader);
                }
            }
            (Kind::Object(shape), _) => shape.check(node, trail, reader),
            (Kind::ByKey(..), _) => {
                if let Some(shape) = self.shape_of(node) {
                    shape.check(node, trail, reader);
                }
            }
            (Kind::PlainOr(_), Json::Text(_)) | (Kind::NumberOr(_), Json::Number(_) | Json::Exact(_)) => {}
            (Kind::PlainOr(kind) | Kind::NumberOr(kind) | Kind::WordOr(_, kind), _) => kind.check(node, trail, reader),
            (Kind::Word(words), _) => {
                let problem = type_problem(node, self.wanted(), trail).with("known", words.join(", "));
                reader.add(problem.advising("one of: {known}", "salah satu dari: {known}"), node);
            }
            (Kind::Formula, Json::Number(text)) => {
                let problem = type_problem(node, self.wanted(), trail).with("number", text);
                reader
                    .add(problem.advising("write it as text: \"{number}\"", "tulis sebagai teks: \"{number}\""), node);
            }
            _ => wrong_type(node, self.wanted(), trail, reader),
        }
    }

    /// Where an object may stand in place of a word, the help shows what it looks like.
    fn object_advised(&self, problem: Problem) -> Problem {
        let Kind::WordOr(_, Kind::Object(shape)) = self else { return problem };
        let part = |field: &Field| format!("\"{}\": …", field.key);
        let (needed, maybe): (Vec<&Field>, Vec<&Field>) = shape.fields.iter().partition(|field| field.required);
        let objects: Vec<String> = match needed.as_slice() {
            [] => maybe.iter().map(|field| format!("{{{}}}", part(field))).collect(),
            needed => vec![format!("{{{}}}", needed.iter().map(|field| part(field)).collect::<Vec<_>>().join(", "))],
        };
        problem
            .with("objects", objects.join(", "))
            .advising("one of: {known}, {objects}", "salah satu dari: {known}, {objects}")
    }

    /// The shape of an object of this kind: the one that goes with a key that it has.
    pub(crate) fn shape_of(&self, node: &Node<'_>) -> Option<&'static Shape> {
        match self {
            Kind::Object(shape) => Some(shape),
            Kind::ByKey(shapes, otherwise) => {
                Some(shapes.iter().find(|(key, _)| node.get(key).is_some()).map_or(*otherwise, |(_, shape)| shape))
            }
            _ => None,
        }
    }

    /// What this kind asks for, in words.
    fn wanted(&self) -> &'static str {
        match self {
            Kind::Any => "a value",
            Kind::Bool => "true or false",
            Kind::Plain | Kind::Id | Kind::SchemeId | Kind::Exactly(_) | Kind::Word(_) => "a text",
            Kind::Localized => "an object from language to text (a plain text where one language is declared)",
            Kind::Number | Kind::Ratio | Kind::RatioOr(_) | Kind::Judgement => "a number",
            Kind::Whole(..) => "a whole number",
            Kind::Date => "a date as text",
            Kind::Formula => "a formula: a text or a list of texts",
            Kind::List(..) => "a list",
            Kind::Map(_) | Kind::Object(_) | Kind::ByKey(..) => "an object",
            Kind::PlainOr(kind) | Kind::NumberOr(kind) | Kind::WordOr(_, kind) | Kind::Within(_, kind) => kind.wanted(),
            Kind::Later(kind) => kind().wanted(),
        }
    }
}

/// Reports a text of more letters than may stand here.
fn within(letters: usize, node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) {
    let Some(text) = node.as_text() else { return };
    if text.len() > letters && text.chars().count() > letters {
        let reason = format!("more than {letters} letters in this text");
        reader.add(Problem::new(Code::SchemeTooLarge, trail.path()).with("reason", reason), node);
    }
}

pub(crate) fn wrong_type(node: &Node<'_>, wanted: &str, trail: &Trail<'_>, reader: &mut Reader<'_>) {
    reader.add(type_problem(node, wanted, trail), node);
}

fn type_problem(node: &Node<'_>, wanted: &str, trail: &Trail<'_>) -> Problem {
    Problem::new(Code::DocumentType, trail.path()).with("found", node.kind()).with("wanted", wanted)
}

/// The problem of a text that is no number, by clauses 1.2 and 1.3.
pub(crate) fn number_problem(error: NumberError, text: &str, path: Path) -> Problem {
    let code = match error {
        NumberError::Syntax => Code::NumberSyntax,
        NumberError::TooLong => Code::NumberTooLong,
    };
    let problem = Problem::new(code, path).with("found", text);
    let with_point = text.replacen(',', ".", 1);
    match error {
        NumberError::Syntax if text.contains(',') && Number::parse(&with_point).is_ok() => problem
            .with("number", with_point)
            .advising("decimals take a point: {number}", "desimal memakai titik: {number}"),
        NumberError::TooLong if text.contains(['e', 'E']) => problem
            .saying(
                "`{found}` is too large, or has too many decimals",
                "`{found}` terlalu besar, atau terlalu banyak desimalnya",
            )
            .advising(
                "a number has at most 28 digits before the point, and 28 after it",
                "angka paling banyak 28 digit sebelum titik, dan 28 sesudahnya",
            ),
        _ => problem,
    }
}

/// Reads a fraction, `1/3`.
fn fraction(node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) {
    if node.to_ratio().is_none() {
        let found = node.as_text().unwrap_or_default();
        let problem = Problem::new(Code::NumberSyntax, trail.path()).with("found", found);
        let problem = problem.advising(
            "write a fraction as \"1/3\", its lower part above zero",
            "tulis pecahan sebagai \"1/3\", penyebutnya di atas nol",
        );
        reader.add(problem, node);
    }
}

/// Reads an exact number, by clauses 1.2 and 1.3; a problem gives none.
pub(crate) fn number(node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) -> Option<Number> {
    if let Json::Exact(number) = &node.value {
        return exact(number, node, trail, reader);
    }
    let (Json::Number(text) | Json::Text(text)) = &node.value else {
        let problem = Problem::new(Code::ValueType, trail.path()).with("found", node.kind()).with("wanted", "a number");
        reader.add(problem, node);
        return None;
    };
    match Number::parse(text) {
        Ok(number) => Some(number),
        Err(error) => {
            reader.add(number_problem(error, text, trail.path()), node);
            None
        }
    }
}

/// A number that came as one is held to what holds for its text.
fn exact(number: &Number, node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>) -> Option<Number> {
    if number.is_short() {
        return Some(number.clone());
    }
    let text = number.to_string();
    let read = Number::parse(&text);
    if read.is_err() {
        reader.add(number_problem(NumberError::TooLong, &text, trail.path()), node);
    }
    read.ok()
}

/// Whether a text is a name, by clause 1.9.
pub(crate) fn is_id(text: &str) -> bool {
    is_name(text, |c| c == b'_')
}

fn is_scheme_id(text: &str) -> bool {
    let parts = text.split('/');
    (2..=4).contains(&parts.clone().count()) && parts.into_iter().all(|part| is_name(part, |c| c == b'_' || c == b'-'))
}

fn is_name(text: &str, also: impl Fn(u8) -> bool) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || also(c))
}
