//! What is wrong with a document: each problem with its place, its words and its help.

mod code;
mod path;

pub use code::Code;
pub(crate) use path::Trail;
pub use path::{Excerpt, Path, Position, Segment};

use crate::text::{Lang, QUOTED, Text, cut, did_you_mean, fill_braces, on_one_line};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::borrow::Cow;
use std::fmt;

/// What is wrong, or worth knowing, at one place of a document.
///
/// Codes, paths and the order of problems are stable; words may be improved at any time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem(Box<Told>);

/// Behind a pointer: a problem is handed on many times, and mostly there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Told {
    code: Code,
    path: Path,
    details: Vec<(&'static str, Text)>,
    /// Templates in English and Indonesian that say it better than the table's.
    sentence: Option<[&'static str; 2]>,
    advice: Option<[&'static str; 2]>,
    position: Option<Position>,
    excerpt: Option<Excerpt>,
    said: Option<Text>,
    cited: Text,
}

impl Problem {
    /// A problem that a border finds before a document can be read: a value of a host language that no document can hold.
    ///
    /// ```
    /// use kinerja::{Code, Lang, Path, Problem};
    /// let problem = Problem::new(Code::ValueType, Path::new().key("score")).with("found", "a socket").with("wanted", "a number");
    /// assert_eq!(problem.text(Lang::En), "this is a socket, but a number is needed");
    /// ```
    #[must_use]
    pub fn new(code: Code, path: Path) -> Problem {
        Problem(Box::new(Told {
            code,
            path,
            details: Vec::new(),
            sentence: None,
            advice: None,
            position: None,
            excerpt: None,
            said: None,
            cited: Text::default(),
        }))
    }

    /// This problem with a value that its words mention, of which at most 200 characters are quoted.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Problem {
        self.0.details.push((name, Text::of([(Lang::En, cut(value.to_string(), QUOTED))])));
        self
    }

    /// A detail that is said in the reader's language: what a scheme calls something.
    pub(crate) fn with_text(mut self, name: &'static str, value: &Text) -> Problem {
        self.0.details.push((name, value.map(|_, text| cut(text.to_owned(), QUOTED))));
        self
    }

    /// The words that may stand here; where there is none, that is no help.
    pub(crate) fn known<'a>(self, words: impl IntoIterator<Item = &'a str>) -> Problem {
        let mut list = String::new();
        // What would be cut is not put together first: there may be a thousand words, and a problem in each of ten thousand rows.
        for word in words {
            if !list.is_empty() {
                list.push_str(", ");
            }
            list.push_str(word);
            if list.len() > QUOTED.saturating_mul(4) {
                break;
            }
        }
        if list.is_empty() { self.advising("", "") } else { self.with("known", list) }
    }

    /// A sentence for this case, in English and Indonesian, in place of the table's.
    ///
    /// ```
    /// use kinerja::{Code, Lang, Path, Problem};
    /// let problem = Problem::new(Code::ColumnsUnknown, Path::new()).with("column", "x").saying("{column} twice", "{column} dua kali");
    /// assert_eq!(problem.text(Lang::Id), "x dua kali");
    /// ```
    #[must_use]
    pub fn saying(mut self, en: &'static str, id: &'static str) -> Problem {
        self.0.sentence = Some([en, id]);
        self
    }

    /// What to do in this case, in English and Indonesian, in place of the table's advice.
    ///
    /// ```
    /// use kinerja::{Code, Lang, Path, Problem};
    /// let problem = Problem::new(Code::ValueType, Path::new().key("day")).advising("pass it as text", "tulis sebagai teks");
    /// assert_eq!(problem.help(Lang::En), "pass it as text");
    /// ```
    #[must_use]
    pub fn advising(mut self, en: &'static str, id: &'static str) -> Problem {
        self.0.advice = Some([en, id]);
        self
    }

    /// The word of those known that was perhaps meant, for the help.
    #[must_use]
    pub fn maybe_meant<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        match did_you_mean(word, known) {
            Some(near) => self.with("near", near),
            None => self,
        }
    }

    /// This problem for people: about a thing by its title, where one is known, and without the name that programs call it by.
    pub(crate) fn about(&self, title: Option<&Text>) -> Problem {
        let mut problem = self.clone();
        for (_, known) in problem.0.details.iter_mut().filter(|(name, _)| *name == "title") {
            *known = match title {
                Some(title) => title.map(|_, title| format!("«{title}»")),
                None => known.map(|_, known| {
                    known.rsplit_once("» (`").map_or_else(|| known.to_owned(), |(title, _)| format!("{title}»"))
                }),
            };
        }
        problem
    }

    /// This problem at another place.
    pub(crate) fn placed(mut self, path: Path) -> Problem {
        self.0.path = path;
        self
    }

    /// This problem as one of a document inside another, at a place there.
    pub(crate) fn below(mut self, place: &[Segment]) -> Problem {
        self.0.path = self.0.path.below(place);
        self
    }

    /// This problem at another place.
    pub(crate) fn moved(mut self, path: Path) -> Problem {
        self.0.path = path;
        self
    }

    pub(crate) fn at(mut self, position: Option<Position>) -> Problem {
        self.0.position = position;
        self
    }

    pub(crate) fn excerpt(mut self, excerpt: Excerpt) -> Problem {
        self.0.excerpt = Some(excerpt);
        self
    }

    /// Words that the scheme itself gives for this problem stand in place of the table's.
    pub(crate) fn said(mut self, text: Text) -> Problem {
        self.0.said = Some(text);
        self
    }

    /// Where the rule comes from that is not met, or that the notice rests on.
    pub(crate) fn cited(mut self, sources: Text) -> Problem {
        self.0.cited = sources;
        self
    }

    /// The stable code, `value.missing`.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The place in the document.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Line and column in the document's text, where it came as text.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// For a problem in a formula: the line of it and the place.
    #[must_use]
    pub fn formula(&self) -> Option<&Excerpt> {
        self.0.excerpt.as_ref()
    }

    /// The values that the words mention, by name: what was found, what is allowed.
    pub fn details(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.details.iter().map(|(name, value)| (*name, value.get(Lang::En)))
    }

    /// One plain sentence, without the place.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match &self.0.said {
            Some(said) if !said.is_empty() => said.get(lang).to_owned(),
            _ => {
                self.fill(self.0.sentence.map_or_else(|| self.0.code.sentence(lang), |both| in_lang(both, lang)), lang)
            }
        }
    }

    /// What one can do about it; empty where there is nothing to add.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        if let Some(advice) = self.0.advice {
            return self.fill(in_lang(advice, lang), lang);
        }
        let near = self.0.details.iter().find(|(name, _)| *name == "near").map(|(_, value)| match lang {
            Lang::En => format!("did you mean `{}`?", value.get(lang)),
            Lang::Id => format!("mungkin maksudnya `{}`?", value.get(lang)),
        });
        let cited = self.0.cited.get(lang);
        let source = (!cited.is_empty()).then(|| match lang {
            Lang::En => format!("source: {cited}"),
            Lang::Id => format!("sumber: {cited}"),
        });
        near.or(source).unwrap_or_else(|| self.fill(self.0.code.advice(lang), lang))
    }

    /// The sentence, and in brackets what one can do about it.
    #[must_use]
    pub fn text_with_help(&self, lang: Lang) -> String {
        match self.help(lang) {
            help if help.is_empty() => self.text(lang),
            help => format!("{} ({help})", self.text(lang)),
        }
    }

    /// A template with its names replaced, once: what is quoted is never read as a name itself.
    fn fill(&self, template: &str, lang: Lang) -> String {
        fill_braces(template, |name| {
            let (name, value) = self.0.details.iter().find(|(known, _)| *known == name)?;
            Some(self.in_language(name, value, lang).into_owned())
        })
    }

    /// A detail that is in words, not quoted from the document, in a language.
    fn in_language<'a>(&self, name: &str, value: &'a Text, lang: Lang) -> Cow<'a, str> {
        let found_is_words = matches!(self.0.code, Code::DocumentType | Code::ValueType | Code::FormulaType);
        let is_words = match name {
            "reason" | "wanted" | "limit" | "difference" | "what" | "allowed" => true,
            "found" => found_is_words,
            _ => false,
        };
        let value = value.get(lang);
        if is_words && lang == Lang::Id { crate::words::indonesian(value) } else { Cow::Borrowed(value) }
    }

    /// The problem in full: place, sentence, the formula's line with a mark, help, code.
    #[must_use]
    pub fn full_text(&self, lang: Lang) -> String {
        use fmt::Write;
        let mut out = String::new();
        let place = self.0.path.to_string();
        let place = on_one_line(&place);
        let whole = match lang {
            Lang::En => "the document",
            Lang::Id => "dokumen",
        };
        let _ = write!(out, "{}", if place.is_empty() { whole } else { &place });
        if let Some(Position { line, column }) = self.0.position {
            let _ = match lang {
                Lang::En => write!(out, " (line {line}, column {column})"),
                Lang::Id => write!(out, " (baris {line}, kolom {column})"),
            };
        }
        let _ = write!(out, ": {} [{}]", on_one_line(&self.text(lang)), self.0.code);
        if let Some(excerpt) = &self.0.excerpt {
            let mark = " ".repeat(excerpt.mark);
            let _ = write!(out, "\n    {}\n    {mark}^", excerpt.line);
        }
        let help = self.help(lang);
        if !help.is_empty() {
            let word = match lang {
                Lang::En => "help",
                Lang::Id => "saran",
            };
            let _ = write!(out, "\n    {word}: {}", on_one_line(&help));
        }
        out
    }
}

fn in_lang([en, id]: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Id => id,
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full_text(Lang::En))
    }
}

/// All problems of a document: never empty when it is returned as an error.
///
/// At most 200 are kept; [`Problems::more`] counts the rest.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Problems {
    list: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// How many problems of one document are kept.
    pub const KEPT: usize = 200;

    pub(crate) fn push(&mut self, problem: Problem) {
        if self.list.len() < Problems::KEPT {
            self.list.push(problem);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// As [`Problems::push`]: a problem that is only counted is not made, for finding its words may cost time.
    pub(crate) fn tell(&mut self, problem: impl FnOnce() -> Problem) {
        if self.is_full() { self.count_more(1) } else { self.push(problem()) }
    }

    /// Whether further problems are only counted, so that their words need not be found.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= Problems::KEPT
    }

    /// These problems without line and column: those of a text that a border made of a value, which nobody has seen.
    ///
    /// ```
    /// let problems = kinerja::document::parse("{").unwrap_err();
    /// assert!(problems.iter().all(|problem| problem.position().is_some()));
    /// assert!(problems.without_positions().iter().all(|problem| problem.position().is_none()));
    /// ```
    #[must_use]
    pub fn without_positions(mut self) -> Problems {
        self.list.iter_mut().for_each(|problem| problem.0.position = None);
        self
    }

    /// The problems of a part, as those of the whole that it stands in: of settings, as a border reads them beside facts.
    ///
    /// ```
    /// use kinerja::Path;
    /// let problems = kinerja::document::parse("{").unwrap_err().under(&Path::new().key("settings"));
    /// assert_eq!(problems.iter().next().map(|problem| problem.path().to_string()).as_deref(), Some("settings"));
    /// ```
    #[must_use]
    pub fn under(mut self, whole: &Path) -> Problems {
        self.list.iter_mut().for_each(|problem| problem.0.path = whole.clone().then(&problem.0.path));
        self
    }

    /// In the order of the text; what has no place in it comes last.
    pub(crate) fn in_order(mut self) -> Problems {
        self.list.sort_by_key(|problem| (problem.0.position.is_none(), problem.0.position));
        self
    }

    pub(crate) fn append(&mut self, other: Problems) {
        self.extend(other.list);
        self.more = self.more.saturating_add(other.more);
    }

    /// Counts problems that were not kept elsewhere.
    pub(crate) fn count_more(&mut self, more: usize) {
        self.more = self.more.saturating_add(more);
    }

    /// How many there are, those not kept included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.list.len().saturating_add(self.more)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems that were kept, in the order of the document's text; those that have no place in it come last.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.list.iter()
    }

    /// How many more there were than were kept.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    /// All problems in full, one after another.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = self.list.iter().map(|problem| problem.full_text(lang)).collect();
        if self.more > 0 {
            lines.push(match lang {
                Lang::En => format!("and {} more", self.more),
                Lang::Id => format!("dan {} lagi", self.more),
            });
        }
        lines.join("\n")
    }

    /// The value where there is no problem, else the problems.
    ///
    /// # Errors
    /// These problems, if there is one.
    ///
    /// ```
    /// assert_eq!(kinerja::Problems::default().or(1), Ok(1));
    /// ```
    pub fn or<T>(self, value: T) -> Result<T, Problems> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(iter: I) -> Problems {
        let mut problems = Problems::default();
        iter.into_iter().for_each(|problem| problems.push(problem));
        problems
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

/// As [`fmt::Display`]: what a program prints that ends with `?` in `main`.
impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Problems {}

/// `code`, `path`, `text` and `help` in each language, `position` and `formula` where there are: what has nothing to say is left out.
///
/// ```
/// let problems = kinerja::document::parse(r#"{"a": 1, "a": 2}"#).unwrap_err();
/// let json = serde_json::to_value(problems.iter().next()).unwrap();
/// assert_eq!(json["code"], "json.duplicate_key");
/// assert_eq!(json["path"], serde_json::json!(["a"]));
/// assert_eq!(json["text"]["en"], "the key `a` stands here twice");
/// assert_eq!(json["help"]["id"], "pertahankan salah satu saja");
/// assert_eq!(json["position"], serde_json::json!({"line": 1, "column": 15}));
/// ```
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = |text: &dyn Fn(Lang) -> String| Text::of(Lang::ALL.map(|lang| (lang, text(lang))));
        let help = Some(texts(&|lang| self.help(lang))).filter(|help| Lang::ALL.iter().any(|lang| help.has(*lang)));
        let mut object = serializer.serialize_struct("Problem", 6)?;
        object.serialize_field("code", &self.0.code)?;
        object.serialize_field("path", &self.0.path)?;
        object.serialize_field("text", &texts(&|lang| self.text(lang)))?;
        match &help {
            Some(help) => object.serialize_field("help", help)?,
            None => object.skip_field("help")?,
        }
        match &self.0.position {
            Some(position) => object.serialize_field("position", position)?,
            None => object.skip_field("position")?,
        }
        match &self.0.excerpt {
            Some(excerpt) => object.serialize_field("formula", excerpt)?,
            None => object.skip_field("formula")?,
        }
        object.end()
    }
}

/// `problems`, those that were kept, and `more`, how many were not.
///
/// ```
/// let problems = kinerja::document::parse("{").unwrap_err();
/// let json = serde_json::to_value(&problems).unwrap();
/// assert_eq!(json["problems"][0]["code"], "json.syntax");
/// assert_eq!(json["more"], 0);
/// ```
impl Serialize for Problems {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Problems", 2)?;
        object.serialize_field("problems", &self.list)?;
        object.serialize_field("more", &self.more)?;
        object.end()
    }
}
