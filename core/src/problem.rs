//! What is wrong with a document: one table of codes, each problem with its place, its words and its help.

use crate::text::{Lang, Text, did_you_mean, fill_braces, on_one_line};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A problem quotes what it found; a document of 16 MiB must not come back whole, and not once for each problem.
fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(200) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// One step of a [`Path`]: a key of an object or a position in a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Segment {
    /// A key of an object.
    Key(Arc<str>),
    /// A position in a list, from 0.
    Index(usize),
}

/// The way from the top of a document to a place in it, written `kegiatan[0].capaian`.
///
/// ```
/// use kinerja::Path;
/// let path = Path::new().key("goals").index(0).key("weight");
/// assert_eq!(path.to_string(), "goals[0].weight");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The path of the whole document.
    #[must_use]
    pub const fn new() -> Path {
        Path(Vec::new())
    }

    /// This path with a key added; of a key that is longer than 200 letters, its beginning.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Path {
        self.0.push(Segment::Key(cut(key.into()).into()));
        self
    }

    /// The path of a name of a scheme in the object at this one.
    pub(crate) fn with_name(&self, key: &Arc<str>) -> Path {
        // With room for a position after it.
        let mut longer = Vec::with_capacity(self.0.len().saturating_add(2));
        longer.extend_from_slice(&self.0);
        longer.push(Segment::Key(Arc::clone(key)));
        Path(longer)
    }

    /// This path with a position added.
    #[must_use]
    pub fn index(mut self, index: usize) -> Path {
        self.0.push(Segment::Index(index));
        self
    }

    /// The path of what is alike in all rows: `goals[1].score` is `goals.score`, a cell of a table its parameter.
    pub(crate) fn of_its_kind(&self) -> Path {
        let keys = || self.0.iter().filter(|segment| matches!(segment, Segment::Key(_)));
        let (from, count) = match keys().next() {
            Some(Segment::Key(top)) if matches!(&**top, "parameters" | "settings") => (0, 2),
            _ => (keys().count().saturating_sub(2), 2),
        };
        Path(keys().skip(from).take(count).cloned().collect())
    }

    /// The path without its last step.
    pub(crate) fn parent(mut self) -> Path {
        self.0.pop();
        self
    }

    /// The steps of the path.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if position == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A path on the stack while a document is walked; it becomes a [`Path`] only where there is a problem.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trail<'a> {
    Top,
    At(&'a Path),
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl<'a> Trail<'a> {
    pub(crate) fn key(&'a self, key: &'a str) -> Trail<'a> {
        Trail::Key(self, key)
    }

    pub(crate) fn index(&'a self, index: usize) -> Trail<'a> {
        Trail::Index(self, index)
    }

    pub(crate) fn path(&self) -> Path {
        match self {
            Trail::Top => Path::new(),
            Trail::At(path) => (*path).clone(),
            Trail::Key(parent, key) => parent.path().key(*key),
            Trail::Index(parent, index) => parent.path().index(*index),
        }
    }
}

/// Where in a text: line and column, both from 1, counted in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl Position {
    /// The position of a byte offset in a text.
    pub(crate) fn in_text(text: &str, offset: usize) -> Position {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count().saturating_add(1);
        let last_line = before.rsplit('\n').next().unwrap_or("");
        Position { line, column: last_line.chars().count().saturating_add(1) }
    }
}

/// A line of a formula with a mark under the place that is meant.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Excerpt {
    /// The line of the formula; of a long line the part around the place, with `…` where it was cut.
    pub line: String,
    /// How many letters of `line` stand before the place.
    pub mark: usize,
    /// Where in the formula.
    pub at: Position,
}

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
        self.0.details.push((name, Text::of([(Lang::En, cut(value.to_string()))])));
        self
    }

    /// A detail that is said in the reader's language: what a scheme calls something.
    pub(crate) fn with_text(mut self, name: &'static str, value: &Text) -> Problem {
        self.0.details.push((name, value.map(|_, text| cut(text.to_owned()))));
        self
    }

    /// The words that may stand here; where there is none, that is no help.
    pub(crate) fn known<'a>(self, words: impl IntoIterator<Item = &'a str>) -> Problem {
        let words: Vec<&str> = words.into_iter().collect();
        if words.is_empty() { self.advising("", "") } else { self.with("known", words.join(", ")) }
    }

    /// A sentence for this case, in English and Indonesian, in place of the table's.
    pub(crate) fn saying(mut self, en: &'static str, id: &'static str) -> Problem {
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

    pub(crate) fn maybe_meant<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        match did_you_mean(word, known) {
            Some(near) => self.with("near", near),
            None => self,
        }
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

    /// In the order of the text; what has no place in it comes last.
    pub(crate) fn in_order(mut self) -> Problems {
        self.list.sort_by_key(|problem| (problem.0.position.is_none(), problem.0.position));
        self
    }

    pub(crate) fn append(&mut self, other: Problems) {
        self.extend(other.list);
        self.more = self.more.saturating_add(other.more);
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

    pub(crate) fn or<T>(self, value: T) -> Result<T, Problems> {
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

impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Segment::Key(key) => serializer.serialize_str(key),
            Segment::Index(index) => index.serialize(serializer),
        }
    }
}

/// A list of keys and positions: `["goals", 0, "weight"]`.
impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Position", 2)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.end()
    }
}

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Excerpt", 2)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("at", &self.at)?;
        object.end()
    }
}

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

/// Declares the table: variant, code, then sentence and help in English and Indonesian.
macro_rules! codes {
    ($($name:ident $code:literal $en:literal $id:literal $help_en:literal $help_id:literal;)*) => {
        /// The code of a problem or warning: stable, so that programs can act on it.
        ///
        /// Codes that begin with `check.`, `appraisal.` or are named in [`Code::is_warning`] refuse nothing.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $en] $name,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as text, `value.missing`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            fn sentence(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Code::$name, Lang::En) => $en, (Code::$name, Lang::Id) => $id,)* }
            }

            fn advice(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Code::$name, Lang::En) => $help_en, (Code::$name, Lang::Id) => $help_id,)* }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Code {
    /// The code of a text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The sentence of this code about a titled thing.
    pub(crate) fn about(self, lang: Lang, title: &str) -> String {
        self.sentence(lang).replace("{title}", &format!("«{title}»"))
    }

    /// Whether this code only warns.
    #[must_use]
    pub fn is_warning(self) -> bool {
        let text = self.as_str();
        text.starts_with("check.")
            || text.starts_with("appraisal.")
            || matches!(self, Code::EvidenceExpected | Code::ParameterChanges)
    }
}

codes! {
    Internal "kinerja.internal"
        "this should not have happened: {reason}" "ini seharusnya tidak terjadi: {reason}"
        "please report it with the document" "laporkan bersama dokumennya";
    JsonSyntax "json.syntax"
        "this is not JSON: {reason}" "ini bukan JSON: {reason}"
        "" "";
    JsonTooLarge "json.too_large"
        "the text is longer than 16 MiB" "teks lebih dari 16 MiB"
        "split the document" "bagilah dokumennya";
    JsonTooDeep "json.too_deep"
        "values are nested deeper than 64" "nilai bersarang lebih dari 64 tingkat"
        "" "";
    JsonDuplicateKey "json.duplicate_key"
        "the key `{key}` stands here twice" "kunci `{key}` tertulis dua kali di sini"
        "keep one of the two" "pertahankan salah satu saja";

    DocumentKind "document.kind"
        "this is a `{found}` document, not `{wanted}`" "ini dokumen `{found}`, bukan `{wanted}`"
        "check that the right document was passed" "periksa apakah dokumennya benar";
    DocumentUnknownKey "document.unknown_key"
        "`{key}` is not known here" "`{key}` tidak dikenal di sini"
        "known here: {known}" "yang dikenal di sini: {known}";
    DocumentMissing "document.missing"
        "`{key}` is missing" "`{key}` tidak ada"
        "" "";
    DocumentType "document.type"
        "this is {found}, but {wanted} is needed" "ini {found}, padahal yang diperlukan {wanted}"
        "" "";
    DocumentWord "document.word"
        "`{found}` is not one of the words that may stand here" "`{found}` bukan salah satu kata yang boleh ada di sini"
        "one of: {known}" "salah satu dari: {known}";
    DocumentId "document.id"
        "`{found}` is not a name: lower-case letters, digits and _, at most 64, a letter first" "`{found}` bukan nama: huruf kecil, angka dan _, paling banyak 64, diawali huruf"
        "" "";
    DocumentEmpty "document.empty"
        "there must be at least one here" "paling sedikit harus ada satu di sini"
        "" "";
    DocumentDate "document.date"
        "`{found}` is not a date" "`{found}` bukan tanggal"
        "write it as 2025-12-31" "tulis seperti 2025-12-31";
    DocumentRange "document.range"
        "{found} is not a whole number from {from} to {until}" "{found} bukan bilangan bulat dari {from} sampai {until}"
        "" "";

    NumberSyntax "number.syntax"
        "`{found}` is not a number" "`{found}` bukan angka"
        "write digits with a point for decimals, as 88.67; where there is none, leave the value out (null, None)" "tulis angka dengan titik untuk desimal, seperti 88.67; bila nilainya tidak ada, kosongkan (null, None)";
    NumberTooLong "number.too_long"
        "`{found}` has more than 28 digits" "`{found}` lebih dari 28 angka"
        "round it before it is passed" "bulatkan sebelum dikirim";

    FactsScheme "facts.scheme"
        "these facts are for the scheme `{found}`, not `{wanted}`" "data ini untuk skema `{found}`, bukan `{wanted}`"
        "" "";
    FactsTooLarge "facts.too_large"
        "there is more here than one appraisal may hold ({limit})" "isi di sini lebih dari yang boleh dalam satu penilaian ({limit})"
        "check that these are the facts of one person" "periksa apakah ini data satu orang";
    ValueMissing "value.missing"
        "{title} is missing" "{title} belum diisi"
        "a value is always needed here" "nilainya selalu diperlukan di sini";
    ValueType "value.type"
        "this is {found}, but {wanted} is needed" "ini {found}, padahal yang diperlukan {wanted}"
        "" "";
    ValueRange "value.range"
        "{found} is out of range: {allowed}" "{found} di luar batas: {allowed}"
        "" "";
    ValueDigits "value.digits"
        "{found} has too many digits after the point: at most {digits} may stand there" "{found} terlalu banyak angka di belakang koma: paling banyak {digits}"
        "round it" "bulatkan";
    ValueInteger "value.integer"
        "{found} is not a whole number" "{found} bukan bilangan bulat"
        "" "";
    ValueDate "value.date"
        "`{found}` is not a date" "`{found}` bukan tanggal"
        "write it as 2025-12-31" "tulis seperti 2025-12-31";
    ValueLevel "value.level"
        "`{found}` is not a level of {set}" "`{found}` bukan tingkat dari {set}"
        "one of: {known}" "salah satu dari: {known}";
    ValueChoice "value.choice"
        "`{found}` is not one of the choices of {title}" "`{found}` bukan salah satu pilihan {title}"
        "one of: {known}" "salah satu dari: {known}";
    ValueAbsence "value.absence"
        "{title} cannot be stated as absent" "{title} tidak dapat dinyatakan tidak ada"
        "the scheme always needs it: give its value" "skema selalu memerlukannya: isi nilainya";
    ValueWith "value.with"
        "{title} is given exactly when {other} is" "{title} diisi tepat bila {other} diisi"
        "give both, leave both out, or state the absence" "isi keduanya, kosongkan keduanya, atau nyatakan ketiadaannya";
    ListLeast "list.least"
        "too few rows: {found} of at least {least}" "baris kurang: {found} dari paling sedikit {least}"
        "" "";
    ListKey "list.key"
        "`{found}` stands in an earlier row already" "`{found}` sudah ada di baris sebelumnya"
        "each row needs its own" "setiap baris harus berbeda";
    ListComplete "list.complete"
        "there is no row for: {missing}" "belum ada baris untuk: {missing}"
        "" "";
    WeightSum "weight.sum"
        "the weights sum to {sum}, not {total}: {difference}" "jumlah bobot {sum}, bukan {total}: {difference}"
        "change a weight, or write \"rest\" for one of them" "ubah salah satu bobot, atau tulis \"rest\" pada salah satunya";
    WeightMultiple "weight.multiple"
        "the weight {found} is not a multiple of {step}" "bobot {found} bukan kelipatan {step}"
        "" "";
    WeightWords "weight.words"
        "\"rest\" may stand in one row, \"equal\" only in all rows" "\"rest\" hanya boleh di satu baris, \"equal\" hanya di semua baris"
        "" "";
    EvidenceMissing "evidence.missing"
        "{title} needs evidence" "{title} memerlukan bukti dukung"
        "write the value as {\"value\": …, \"evidence\": [\"…\"]}" "tulis nilainya sebagai {\"value\": …, \"evidence\": [\"…\"]}";
    EvidenceExpected "evidence.expected"
        "{title} is given without evidence" "{title} diisi tanpa bukti dukung"
        "" "";
    PeriodReversed "period.reversed"
        "the period ends ({until}) before it begins ({from})" "periode berakhir ({until}) sebelum mulai ({from})"
        "" "";
    PeriodOutside "period.outside"
        "the period {period} is not inside the time for which this scheme holds: {in_force}" "periode {period} tidak berada dalam masa berlaku skema ini: {in_force}"
        "take the scheme that held then; a period over two schemes is appraised in two parts" "pakailah skema yang berlaku waktu itu; periode yang melintasi dua skema dinilai dalam dua bagian";
    TableIncomplete "table.incomplete"
        "the table has no value for: {missing}" "tabel belum berisi nilai untuk: {missing}"
        "" "";
    ParameterNoValue "parameter.no_value"
        "this constant has no value yet on {day}" "konstanta ini belum bernilai pada {day}"
        "" "";
    ParameterChanges "parameter.changes"
        "{title} changes inside the period: {before} until {day}, {after} after; the value on {used} was used" "{title} berubah dalam periode: {before} sampai {day}, {after} sesudahnya; dipakai nilai pada {used}"
        "" "";
    RequiresFailed "requires.failed"
        "a condition of the scheme is not met: {rule}" "syarat skema tidak terpenuhi: {rule}"
        "" "";
    StepNoRow "step.no_row"
        "no row applies" "tidak ada baris yang berlaku"
        "the scheme says that this cannot happen: its rule or the facts are wrong" "menurut skema hal ini mustahil: aturannya atau datanya keliru";
    StepConflict "step.conflict"
        "rows[{first}] and rows[{second}] both apply: `{one}` and `{other}`" "rows[{first}] dan rows[{second}] sama-sama berlaku: `{one}` dan `{other}`"
        "only one row may apply here: its conditions or the facts are wrong" "hanya satu baris yang boleh berlaku di sini: syaratnya atau datanya keliru";
    CurveOutside "curve.outside"
        "{found} lies outside the curve, which goes from {from} to {until}" "{found} di luar kurva, yang merentang dari {from} sampai {until}"
        "" "";
    OnlyCount "only.count"
        "exactly one row is needed here; rows found: {found}" "di sini harus ada tepat satu baris; yang ada: {found}"
        "" "";
    OutcomeAbsent "outcome.absent"
        "{title} cannot be calculated, because this is missing: {origins}" "{title} tidak dapat dihitung karena ini belum ada: {origins}"
        "give its value, or state its absence as the scheme allows" "isi nilainya, atau nyatakan ketiadaannya sebagaimana diperbolehkan skema";

    SchemeUnknown "scheme.unknown"
        "there is no built-in scheme `{found}`" "tidak ada skema bawaan `{found}`"
        "built in: {known}" "yang tersedia: {known}";
    NameReserved "name.reserved"
        "`{name}` is a word of the language or of every document" "`{name}` adalah kata bahasa skema atau kata setiap dokumen"
        "choose another name" "pilih nama lain";
    NameTaken "name.taken"
        "`{name}` is declared already" "`{name}` sudah dinyatakan"
        "choose another name" "pilih nama lain";
    NameUnknown "name.unknown"
        "there is no {what} `{name}`" "tidak ada {what} `{name}`"
        "known: {known}" "yang ada: {known}";
    InputRange "input.range"
        "no value lies in the range: {allowed}" "tidak ada nilai dalam batas: {allowed}"
        "the lower end must not lie above the upper end" "batas bawah tidak boleh melebihi batas atas";
    InputOptional "input.optional"
        "an input has `default` or `optional`, not both" "masukan memakai `default` atau `optional`, tidak keduanya"
        "" "";
    ScaleValues "scale.values"
        "some levels of this scale have a value and others have none" "sebagian tingkat skala ini bernilai dan sebagian tidak"
        "give all of them a value, or none" "beri nilai semuanya, atau tidak sama sekali";
    StepForm "step.form"
        "{forms} stand together, but a step has only one form" "{forms} berada bersama, padahal langkah hanya punya satu bentuk"
        "keep one of `is`, `bands`, `rules`, `matrix`, `curve`" "pertahankan salah satu dari `is`, `bands`, `rules`, `matrix`, `curve`";
    StepScale "step.scale"
        "it is not said of which scale `{level}` is a level" "tidak disebut `{level}` tingkat dari skala yang mana"
        "name it with `scale`" "sebutkan dengan `scale`";
    GroupBy "group.by"
        "rows cannot be grouped by `{name}`" "baris tidak dapat dikelompokkan menurut `{name}`"
        "group by a level, choice, text or yes_no of the rows that cannot be absent" "kelompokkan menurut tingkat, pilihan, teks atau ya/tidak dari baris itu yang selalu ada";
    BandsOrder "bands.order"
        "the threshold {found} is not below the one above it" "batas {found} tidak lebih rendah dari batas di atasnya"
        "write the highest band first" "tulis rentang tertinggi lebih dahulu";
    MatrixIncomplete "matrix.incomplete"
        "there is no cell for: {missing}" "belum ada sel untuk: {missing}"
        "" "";
    CurvePoints "curve.points"
        "a curve needs two points or more, each further right than the one before" "kurva memerlukan dua titik atau lebih, setiap titik lebih ke kanan dari sebelumnya"
        "" "";
    ParameterDates "parameter.dates"
        "{found} is not after the date before it" "{found} tidak sesudah tanggal sebelumnya"
        "write the oldest value first" "tulis nilai terlama lebih dahulu";
    OutcomeRound "outcome.round"
        "a number outcome says how it is rounded, another says nothing" "hasil angka menyebut pembulatannya, hasil lain tidak"
        "for a number: {\"digits\": 2, \"mode\": \"half_up\"}, or \"exact\" where it always ends" "untuk angka: {\"digits\": 2, \"mode\": \"half_up\"}, atau \"exact\" bila desimalnya selalu berakhir";
    OutcomeExact "outcome.exact"
        "this number may have decimals without end" "angka ini mungkin berdesimal tanpa akhir"
        "say how it is rounded" "sebutkan pembulatannya";
    SchemeCycle "scheme.cycle"
        "these steps need each other: {circle}" "langkah-langkah ini saling memerlukan: {circle}"
        "" "";
    SchemeTooLarge "scheme.too_large"
        "the scheme is too large: {reason}" "skema terlalu besar: {reason}"
        "" "";

    FormulaSyntax "formula.syntax"
        "the formula cannot be read here: {reason}" "rumus tidak terbaca di sini: {reason}"
        "" "";
    FormulaUnknownName "formula.unknown_name"
        "there is no `{name}` here" "tidak ada `{name}` di sini"
        "" "";
    FormulaUnknownFunction "formula.unknown_function"
        "there is no function or formula `{name}`" "tidak ada fungsi atau rumus `{name}`"
        "" "";
    FormulaArguments "formula.arguments"
        "`{name}` takes {wanted}" "`{name}` memerlukan {wanted}"
        "" "";
    FormulaType "formula.type"
        "this is {found}, but {wanted} is needed" "ini {found}, padahal yang diperlukan {wanted}"
        "" "";
    FormulaWord "formula.word"
        "`{found}` is not a word of {set}" "`{found}` bukan kata dari {set}"
        "one of: {known}" "salah satu dari: {known}";
    FormulaPolicy "formula.policy"
        "{reason}" "{reason}"
        "" "";
    FormulaAbsence "formula.absence"
        "this may be absent, which is not allowed here" "ini mungkin tidak ada, dan itu tidak boleh di sini"
        "use if_absent(…, …) or ask with known(…)" "pakai if_absent(…, …) atau tanyakan dengan known(…)";
    FormulaReach "formula.reach"
        "`{name}` belongs to the row outside, which this aggregate over `{list}` may not use" "`{name}` milik baris di luar, yang tidak boleh dipakai agregat atas `{list}` ini"
        "make a step of the aggregate, without the row's names" "jadikan agregatnya sebuah langkah, tanpa nama dari baris";
    FormulaUnit "formula.unit"
        "`{left}` and `{right}` are different units" "`{left}` dan `{right}` satuan yang berbeda"
        "" "";
    FormulaDivision "formula.division"
        "`{divisor}` may be zero" "`{divisor}` mungkin nol"
        "declare a range that excludes zero, add a `requires`, or ask with if or rules first" "nyatakan batas yang tidak memuat nol, tambahkan `requires`, atau tanyakan dahulu dengan if atau rules";

    CheckTitle "check.title"
        "`{name}` has no title in `{lang}`" "`{name}` belum berjudul dalam bahasa `{lang}`"
        "" "";
    CheckCite "check.cite"
        "`{name}` says nowhere where it comes from" "`{name}` tidak menyebut sumbernya"
        "add `cite`" "tambahkan `cite`";
    CheckConstant "check.constant"
        "the number {found} is buried in a formula" "angka {found} terpendam dalam rumus"
        "make a parameter of it, with its citation" "jadikan parameter beserta sumbernya";
    CheckUnreachable "check.unreachable"
        "this row can never apply" "baris ini tidak pernah berlaku"
        "" "";
    CheckExample "check.example"
        "the example does not come out: `{at}` is {found}, expected {expected}" "contoh tidak sesuai: `{at}` menghasilkan {found}, seharusnya {expected}"
        "" "";
    CheckUnused "check.unused"
        "nothing uses `{name}`" "`{name}` tidak dipakai"
        "" "";
    CheckAccepts "check.accepts"
        "this accepts a finding that does not occur" "ini menerima temuan yang tidak terjadi"
        "remove it" "hapuslah";

    AppraisalNotice "appraisal.notice"
        "{say}" "{say}"
        "" "";
    AppraisalUnverified "appraisal.unverified"
        "{title} rests on what nobody has verified in the regulation's text" "{title} bertumpu pada ketentuan yang belum diverifikasi dalam naskah peraturan"
        "" "";
    AppraisalIllustration "appraisal.illustration"
        "this scheme is an illustration, not a regulation" "skema ini ilustrasi, bukan peraturan"
        "" "";
    AppraisalSuperseded "appraisal.superseded"
        "this scheme is no longer in force" "skema ini tidak berlaku lagi"
        "" "";
}
