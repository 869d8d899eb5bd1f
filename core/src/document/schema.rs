//! Shapes as JSON Schema (2020-12).

use super::shape::{Kind, Shape};
use super::{Node, to_lines};
use std::borrow::Cow;

/// The dialect of every schema that this library writes.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const NUMBER: &str = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$";
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const ID: &str = "^[a-z][a-z0-9_]{0,63}$";
const SCHEME_ID: &str = "^[a-z][a-z0-9_-]{0,63}(/[a-z][a-z0-9_-]{0,63}){1,3}$";

/// The JSON Schema (2020-12) of a kind of document; none of a kind that there is not. The kinds are `scheme`, `framework`, `table`, `profile`, `assessment` and `gap-result`; facts and settings have
/// a schema for each scheme: [`Scheme::facts_schema`](crate::Scheme::facts_schema).
///
/// It says what an author should write: that `null` is the same as leaving a key out, it does not say.
///
/// ```
/// let schema = kinerja::document::schema("scheme").unwrap();
/// assert!(schema.starts_with("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\","));
/// assert!(kinerja::document::schema("poem").is_none());
/// ```
#[must_use]
pub fn schema(kind: &str) -> Option<String> {
    // The one place where the reader knows what is above it: the table of kinds.
    match kind {
        "scheme" => Some(text_of(&crate::scheme::document::SCHEME)),
        "framework" => Some(text_of(&crate::framework::document::FRAMEWORK)),
        #[cfg(feature = "table")]
        "table" => Some(text_of(&crate::framework::TABLE)),
        "profile" => Some(text_of(&crate::framework::profile::PROFILE)),
        "gap-result" => Some(text_of(&crate::framework::gap::GAP_RESULT)),
        "assessment" => Some(text_of(&crate::framework::assessment::ASSESSMENT)),
        "rater-policy" => Some(text_of(&crate::feedback::document::POLICY)),
        "responses" => Some(text_of(&crate::feedback::document::RESPONSES)),
        "suggestion" => Some(text_of(&crate::feedback::suggestion::document::SUGGESTION)),
        "journal" => Some(text_of(&crate::journal::document::JOURNAL)),
        "journal-settings" => Some(text_of(&crate::journal::document::SETTINGS)),
        "year" => Some(text_of(&crate::annual::document::YEAR)),
        "training-catalogue" => Some(text_of(&crate::development::document::CATALOGUE)),
        "unit-answers" => Some(text_of(&crate::feedback::calls::UNITS)),
        _ => None,
    }
}

/// A JSON Schema that is being put together.
#[derive(Clone, Default)]
pub(crate) struct Schema<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Schema<'a> {
    pub(crate) fn new() -> Schema<'a> {
        Schema(Vec::new())
    }

    /// Of one or several JSON types.
    pub(crate) fn typed(types: &[&'static str]) -> Schema<'a> {
        match types {
            [one] => Schema::new().with("type", Node::text(*one)),
            several => Schema::new().with("type", Node::texts(several.iter().copied())),
        }
    }

    /// What a definition of the same document says.
    pub(crate) fn refers(name: &str) -> Schema<'a> {
        Schema::new().with("$ref", Node::text(format!("#/$defs/{name}")))
    }

    /// The whole of a schema document.
    pub(crate) fn document() -> Schema<'a> {
        Schema::new().with("$schema", Node::text(DIALECT))
    }

    pub(crate) fn with(mut self, key: impl Into<Cow<'a, str>>, node: Node<'a>) -> Schema<'a> {
        self.push(key, node);
        self
    }

    /// With a text, where there is one.
    pub(crate) fn say(self, key: &'static str, text: &str) -> Schema<'a> {
        if text.is_empty() { self } else { self.with(key, Node::text(text.to_owned())) }
    }

    pub(crate) fn joined(mut self, other: Schema<'a>) -> Schema<'a> {
        self.0.extend(other.0);
        self
    }

    /// An object of these properties and no others.
    pub(crate) fn closed(self, properties: Schema<'a>, required: Vec<Cow<'a, str>>) -> Schema<'a> {
        let schema = self.with("type", Node::text("object")).with("properties", properties.node());
        let schema = if required.is_empty() { schema } else { schema.with("required", Node::texts(required)) };
        schema.with("additionalProperties", Node::truth(false))
    }

    pub(crate) fn push(&mut self, key: impl Into<Cow<'a, str>>, node: Node<'a>) {
        self.0.push((key.into(), node));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(known, _)| known == key)
    }

    pub(crate) fn node(self) -> Node<'a> {
        Node::object(self.0)
    }
}

/// What all schemas share: the forms of numbers, dates and names.
pub(crate) fn basic<'a>(name: &str) -> Schema<'a> {
    match name {
        "number" => Schema::typed(&["number", "string"])
            .with("title", Node::text("An exact number, as a JSON number or as a text"))
            .with("pattern", Node::text(NUMBER)),
        "ratio" => Schema::typed(&["number", "string"])
            .with("title", Node::text("An exact number, as a JSON number or as a text, or a fraction as text, `1/3`"))
            .with(
                "pattern",
                Node::text("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?(/(0|[1-9][0-9]*)(\\.[0-9]+)?)?$"),
            ),
        "date" => Schema::typed(&["string"])
            .with("title", Node::text("A date, as 2025-12-31"))
            .with("format", Node::text("date"))
            .with("pattern", Node::text(DATE)),
        "id" => Schema::typed(&["string"]).with("title", Node::text("A name")).with("pattern", Node::text(ID)),
        "scheme_id" => {
            Schema::typed(&["string"]).with("title", Node::text("A scheme's id")).with("pattern", Node::text(SCHEME_ID))
        }
        "text" => {
            let languages = Schema::new().with("id", string()).with("en", string());
            let by_language = Schema::new().closed(languages, Vec::new()).node();
            Schema::new()
                .with(
                    "title",
                    Node::text("A text for people: from language to text, or plain where one language is declared"),
                )
                .with("anyOf", Node::list([by_language, string()]))
        }
        _ => {
            // An expression.
            let lines = Schema::typed(&["array"]).with("items", string()).with("minItems", Node::number(1)).node();
            Schema::new()
                .with("title", Node::text("A formula, as a text or as lines"))
                .with("anyOf", Node::list([string(), lines]))
        }
    }
}

pub(crate) fn string<'a>() -> Node<'a> {
    Schema::typed(&["string"]).node()
}

/// A reference to a definition of the same document.
pub(crate) fn reference<'a>(name: &str) -> Node<'a> {
    Schema::refers(name).node()
}

/// The schema of a shape, as text.
pub(crate) fn text_of(shape: &'static Shape) -> String {
    to_lines(&of_shape(shape))
}

/// The schema of a kind of document.
fn of_shape(shape: &'static Shape) -> Node<'static> {
    let mut defs = Defs { known: Schema::new(), open: Vec::new() };
    let top = Schema::document().joined(defs.object(shape));
    while let Some(name) = defs.open.pop() {
        let schema = match name {
            Named::Basic(name) => (name, basic(name)),
            Named::Shape(shape) => (shape.name, defs.object(shape)),
        };
        if !defs.known.has(schema.0) {
            defs.known = defs.known.with(schema.0, schema.1.node());
        }
    }
    defs.known.0.sort_by(|(a, _), (b, _)| a.cmp(b));
    top.with("$defs", defs.known.node()).node()
}

/// A definition that is named somewhere.
enum Named {
    Basic(&'static str),
    Shape(&'static Shape),
}

struct Defs {
    known: Schema<'static>,
    open: Vec<Named>,
}

impl Defs {
    fn object(&mut self, shape: &'static Shape) -> Schema<'static> {
        let properties = shape.fields.iter().fold(Schema::new(), |properties, field| {
            let schema = Schema::new().with("title", Node::text(field.title)).joined(self.kind(&field.kind));
            properties.with(field.key, schema.node())
        });
        let required = shape.fields.iter().filter(|field| field.required).map(|field| field.key.into()).collect();
        Schema::new().with("title", Node::text(shape.title)).closed(properties, required)
    }

    fn shape(&mut self, shape: &'static Shape) -> Schema<'static> {
        if !self.known.has(shape.name) {
            // It is known from here on, so that a shape may hold itself.
            self.open.push(Named::Shape(shape));
        }
        Schema::refers(shape.name)
    }

    fn basic(&mut self, name: &'static str) -> Schema<'static> {
        self.open.push(Named::Basic(name));
        Schema::refers(name)
    }

    fn kind(&mut self, kind: &'static Kind) -> Schema<'static> {
        match kind {
            Kind::Any => Schema::new(),
            Kind::Bool => Schema::typed(&["boolean"]),
            Kind::Plain => Schema::typed(&["string"]),
            Kind::Localized => self.basic("text"),
            Kind::Id => self.basic("id"),
            Kind::SchemeId => self.basic("scheme_id"),
            Kind::Number => self.basic("number"),
            Kind::Date => self.basic("date"),
            Kind::Formula => self.basic("expression"),
            Kind::Whole(from, until) => {
                Schema::typed(&["integer"]).with("minimum", Node::number(from)).with("maximum", Node::number(until))
            }
            Kind::Exactly(word) => Schema::new().with("const", Node::text(*word)),
            Kind::Word(words) => words_of(words),
            Kind::List(kind, at_least_one) => {
                let schema = Schema::typed(&["array"]).with("items", self.kind(kind).node());
                if *at_least_one { schema.with("minItems", Node::number(1)) } else { schema }
            }
            Kind::Map(kind) => {
                let values = self.kind(kind);
                Schema::typed(&["object"]).with("additionalProperties", values.node())
            }
            Kind::Object(shape) => self.shape(shape),
            Kind::ByKey(shapes, otherwise) => {
                let shapes = shapes.iter().map(|(_, shape)| *shape).chain([*otherwise]);
                let any = shapes.map(|shape| self.shape(shape).node()).collect::<Vec<_>>();
                Schema::new().with("anyOf", Node::list(any))
            }
            Kind::WordOr(words, kind) => self.either(words_of(words), kind),
            Kind::PlainOr(kind) => self.either(Schema::typed(&["string"]), kind),
            Kind::NumberOr(kind) => self.either(Schema::typed(&["number"]), kind),
            Kind::Judgement => {
                let null = Schema::typed(&["null"]).node();
                Schema::new().with("anyOf", Node::list([self.basic("ratio").node(), null]))
            }
            Kind::Ratio => self.basic("ratio"),
            Kind::RatioOr(words) => self.either(words_of(words), &Kind::Ratio),
            Kind::Within(letters, kind) => {
                let most = Schema::new().with("maxLength", Node::number(letters));
                let schema = self.kind(kind);
                match kind {
                    // A text for people is one, or one for each language.
                    Kind::Localized => schema.joined(most.clone()).with("additionalProperties", most.node()),
                    _ => schema.joined(most),
                }
            }
            Kind::Later(kind) => self.kind(kind()),
        }
    }

    fn either(&mut self, one: Schema<'static>, kind: &'static Kind) -> Schema<'static> {
        let other = self.kind(kind);
        Schema::new().with("anyOf", Node::list([one.node(), other.node()]))
    }
}

fn words_of(words: &[&'static str]) -> Schema<'static> {
    Schema::new().with("enum", Node::texts(words.iter().copied()))
}
