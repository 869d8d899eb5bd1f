//! The JSON Schemas of the facts and settings that a scheme reads: complete enough to draw a form from.
//!
//! What JSON Schema has no word for stands in keys that begin with `x-`.

use super::Scheme;
use super::cells::{MOST_LETTERS, limits};
use super::holds::MOST_ENTRIES;
use super::model::{
    Better, Cells, Column, Evidence, Holds, Input, Limits, MOST_ROWS, Model, ScopeKind, SlotRole, TakenFrom, Takes,
};
use super::value::{ScopeId, SetId, SlotId, Type, Value};
use crate::absence::AbsenceKind;
use crate::curve::Outside;
use crate::document::schema::{Schema, basic, reference, string};
use crate::document::{Json, Node, to_lines};
use crate::number::Number;
use crate::text::{Lang, Text};
use crate::trace::WEIGHTS;
use chrono::NaiveDate;
use std::borrow::Cow;

impl Scheme {
    /// The JSON Schema (2020-12) of the facts that this scheme reads, with titles and descriptions in a language.
    ///
    /// A form can be drawn from it. The first schema of an input's `anyOf` is its plain value (annotated, where evidence is required). What JSON Schema has no word for:
    ///
    /// - the whole, and a row: `x-scheme`, `x-version`, `x-language`; `x-order`, the inputs in the order of the scheme
    /// - an input: `x-type` (clause 1.6), `x-unit`, `x-role`, `x-better`, `x-with`, `x-absence` (what leaving it out means), `x-evidence`,
    ///   `x-taken-from` (the sealed documents that may stand in its place, clause 2.19),
    ///   `x-weight` (`total`, `least`, `multiple_of`, and the `words` and `documents` that may stand in place of a number)
    /// - a list: `x-key`, `x-complete`
    /// - levels and words, in the order of `enum`: `x-titles`, `x-descriptions`, `x-values`, `x-codes`, `x-ordered`
    /// - a date or period with ends: `x-from`, `x-until`
    ///
    /// What only several values together can tell, such as the sum of weights, and the limits of a number given as a text, the schema does not check:
    /// [`Scheme::appraise`] does.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// let schema = scheme.facts_schema(kinerja::Lang::Id);
    /// assert!(schema.contains(r#""const":"id/pp-46-2011""#));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn facts_schema(&self, lang: Lang) -> String {
        let tree = self.tree();
        let mut form = Form { model: &self.model, lang, defs: Schema::new() };
        form.need("number");
        form.need("date");
        let model = form.model;
        let mut properties = Schema::new()
            .with("kinerja", Schema::new().with("const", Node::text("facts/1")).node())
            .with("scheme", Schema::new().with("const", Node::text(model.id.as_str())).node())
            .with("person", nullable(person()))
            .with("period", form.document_period());
        let mut required: Vec<Cow<'_, str>> = Vec::new();
        if model.needs_period {
            required.push("period".into());
        }
        let inputs = tree.get("inputs").map_or(&[][..], |inputs| inputs.items());
        let order = form.inputs(inputs, 0, "", &mut properties, &mut required);
        let properties = properties.with("note", nullable_text());
        form.document(properties, required, order)
    }

    /// The JSON Schema (2020-12) of the settings that this scheme reads, with titles and descriptions in a language.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// let schema = scheme.settings_schema(kinerja::Lang::Id);
    /// assert!(schema.contains(r#""const":"settings/1""#));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn settings_schema(&self, lang: Lang) -> String {
        let mut form = Form { model: &self.model, lang, defs: Schema::new() };
        let model = form.model;
        let mut properties = Schema::new()
            .with("kinerja", Schema::new().with("const", Node::text("settings/1")).node())
            .with("scheme", Schema::new().with("const", Node::text(model.id.as_str())).node());
        let mut required: Vec<Cow<'_, str>> = Vec::new();
        for setting in model.settings.iter() {
            let schema = form.said(&setting.title, &setting.name, &setting.description);
            let schema = schema.say("x-unit", &setting.unit);
            let schema = match &setting.takes {
                Holds::One(takes) => schema.with("x-type", form.type_word(takes)),
                Holds::Table { .. } => schema.with("x-type", Node::text("table")),
                Holds::Bands { .. } => schema.with("x-type", Node::text("bands")),
                Holds::Curve(_) => schema.with("x-type", Node::text("curve")),
            };
            let schema = match &setting.default {
                Some(cells) => schema.with("default", form.cells(&setting.takes, cells)),
                None => {
                    required.push(setting.name.as_str().into());
                    schema
                }
            };
            let (value, left_out) = (form.holds(&setting.takes, &setting.name), setting.default.is_some());
            let schema = match left_out {
                true => schema.with("anyOf", Node::list([value, null()])),
                false => schema.with("anyOf", Node::list([value])),
            };
            properties = properties.with(setting.name.as_str(), schema.node());
        }
        let order = model.settings.iter().map(|setting| setting.name.as_str().into()).collect();
        let properties = properties.with("note", nullable_text());
        form.document(properties, required, order)
    }
}

fn null<'a>() -> Node<'a> {
    Schema::typed(&["null"]).node()
}

fn nullable_text<'a>() -> Node<'a> {
    Schema::typed(&["string", "null"]).node()
}

fn nullable(node: Node<'_>) -> Node<'_> {
    Schema::new().with("anyOf", Node::list([node, null()])).node()
}

fn person<'a>() -> Node<'a> {
    let texts = ["ref", "name", "post", "unit"];
    let properties = texts.iter().fold(Schema::new(), |properties, key| properties.with(*key, nullable_text()));
    Schema::new().closed(properties, Vec::new()).node()
}

fn evidence<'a>() -> Schema<'a> {
    Schema::typed(&["array"]).with("items", string())
}

/// Evidence that is required: of texts that say something.
fn proof<'a>() -> Schema<'a> {
    let said = Schema::typed(&["string"]).with("pattern", Node::text(NOT_BLANK));
    Schema::typed(&["array"]).with("items", said.node())
}

/// A letter that is not blank (clause 2.4).
const NOT_BLANK: &str = r"[^ \t\r\n]";

/// An exact number as a text.
fn exact<'a>(number: &Number) -> Node<'a> {
    Node::text(number.to_string())
}

/// One tenth for each digit: what a number with so many digits is a multiple of.
fn grid(digits: u8) -> String {
    match digits {
        0 => "1".to_owned(),
        digits => format!("0.{}1", "0".repeat(usize::from(digits.saturating_sub(1)))),
    }
}

struct Form<'m> {
    model: &'m Model,
    lang: Lang,
    defs: Schema<'m>,
}

impl<'m> Form<'m> {
    fn document(self, properties: Schema<'m>, required: Vec<Cow<'m, str>>, order: Vec<Cow<'m, str>>) -> String {
        let model = self.model;
        let schema = Schema::document()
            .say("title", model.title.get(self.lang))
            .say("description", model.description.get(self.lang))
            .say("x-scheme", &model.id)
            .with("x-version", Node::number(model.version))
            .say("x-language", self.lang.code())
            .with("x-order", Node::texts(order))
            .closed(properties, required);
        let schema = if self.defs.is_empty() { schema } else { schema.with("$defs", self.defs.node()) };
        to_lines(&schema.node())
    }

    /// Makes sure that a definition that all schemas share is there, and refers to it.
    fn need(&mut self, name: &'static str) -> Node<'m> {
        self.define(name, |_| basic(name))
    }

    fn define(&mut self, name: &str, schema: impl FnOnce(&Form<'m>) -> Schema<'m>) -> Node<'m> {
        if !self.defs.has(name) {
            let node = schema(self).node();
            self.defs.push(name.to_owned(), node);
        }
        reference(name)
    }

    /// Title and description.
    fn said(&self, title: &Text, name: &'m str, description: &Text) -> Schema<'m> {
        let title = title.get(self.lang);
        Schema::new()
            .say("title", if title.is_empty() { name } else { title })
            .say("description", description.get(self.lang))
    }

    /// The period of the facts, with the days between which it must lie.
    fn document_period(&mut self) -> Node<'m> {
        let in_force = self.model.in_force;
        let schema = Schema::new().joined(ends(in_force.from, in_force.until));
        let period = self.period();
        let any = if self.model.needs_period { vec![period] } else { vec![period, null()] };
        schema.with("anyOf", Node::list(any)).node()
    }

    fn period(&mut self) -> Node<'m> {
        self.need("date");
        self.define("period", |_| {
            let properties = Schema::new().with("from", reference("date")).with("until", reference("date"));
            Schema::new().closed(properties, vec!["from".into(), "until".into()])
        })
    }

    /// The inputs and lists of a row, or of the whole; gives their names in order.
    fn inputs(
        &mut self,
        nodes: &[Node<'_>],
        scope: ScopeId,
        path: &str,
        properties: &mut Schema<'m>,
        required: &mut Vec<Cow<'m, str>>,
    ) -> Vec<Cow<'m, str>> {
        let model = self.model;
        let mut order = Vec::new();
        for node in nodes {
            let Some(name) = node.get("name").and_then(Node::as_text) else { continue };
            let here = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            let field = model.scopes[scope].fields.iter().copied().find(|&slot| model.slots[slot].name == name);
            let list = model.scopes[scope].lists.iter().copied().find(|&list| model.scopes[list].name == name);
            let (name, schema, needed) = match (field, list) {
                (Some(slot), _) => {
                    let SlotRole::Input(input) = &model.slots[slot].role else { continue };
                    let needed = input.default.is_none() && input.optional.is_none();
                    (model.slots[slot].name.as_str(), self.input(slot, input, &here), needed)
                }
                (None, Some(list)) => {
                    let ScopeKind::List { least, key, complete } = &model.scopes[list].kind else { continue };
                    let least = self.members(*key).filter(|_| *complete).unwrap_or(0).max(*least);
                    let schema = self.list(node, list, &here, (least, *key, *complete));
                    (model.scopes[list].name.as_str(), schema, least > 0)
                }
                (None, None) => continue,
            };
            properties.push(name, schema);
            order.push(name.into());
            if needed {
                required.push(name.into());
            }
        }
        order
    }

    /// How many members the set of a key has.
    fn members(&self, key: Option<SlotId>) -> Option<usize> {
        match self.model.slots[key?].ty {
            Type::Word(set) => Some(self.model.sets[set].words.len()),
            _ => None,
        }
    }

    fn list(
        &mut self,
        node: &Node<'_>,
        scope: ScopeId,
        path: &str,
        (least, key, complete): (usize, Option<SlotId>, bool),
    ) -> Node<'m> {
        let model = self.model;
        let mut properties = Schema::new().with("id", Schema::typed(&["string", "number", "null"]).node());
        properties.push("title", nullable_text());
        let mut required = Vec::new();
        let fields = node.get("fields").map_or(&[][..], |fields| fields.items());
        let order = self.inputs(fields, scope, path, &mut properties, &mut required);
        let properties = properties.with("note", nullable_text());
        let row = Schema::new().with("x-order", Node::texts(order)).closed(properties, required);
        let types: &[&'static str] = if least > 0 { &["array"] } else { &["array", "null"] };
        let description = text_of(node.get("description"), &model.languages);
        let mut schema = self
            .said(&model.scopes[scope].title, &model.scopes[scope].name, &description)
            .with("x-type", Node::text("list"))
            .joined(Schema::typed(types));
        if let Some(key) = key {
            schema = schema.with("x-key", Node::text(model.slots[key].name.as_str()));
        }
        if complete {
            schema = schema.with("x-complete", Node::truth(true));
        }
        if least > 0 {
            schema = schema.with("minItems", Node::number(least));
        }
        schema.with("maxItems", Node::number(MOST_ROWS)).with("items", row.node()).node()
    }

    fn input(&mut self, slot: SlotId, input: &'m Input, path: &str) -> Node<'m> {
        let model = self.model;
        let slot = &model.slots[slot];
        let mut schema = self
            .said(&slot.title, &slot.name, &slot.description)
            .with("x-type", self.type_word(&input.takes))
            .say("x-unit", &slot.unit)
            .say("x-role", input.role);
        schema = match &input.better {
            Better::Unsaid => schema,
            Better::Higher => schema.with("x-better", Node::text("higher")),
            Better::Lower => schema.with("x-better", Node::text("lower")),
            Better::Target => schema.with("x-better", Node::text("target")),
            Better::By(by, directions) => {
                let by = &model.slots[*by];
                let words = match by.ty {
                    Type::Word(set) => Some(&model.sets[set].words),
                    _ => None,
                };
                let directions = directions.iter().filter_map(|(word, direction)| {
                    let word = words?.iter().nth(usize::from(*word))?;
                    Some((&*word.name, Node::text(*direction)))
                });
                let entries = [("by", Node::text(by.name.as_str()))].into_iter().chain(directions);
                schema.with("x-better", Node::object(entries))
            }
        };
        if let Some(other) = input.with {
            schema = schema.with("x-with", Node::text(model.slots[other].name.as_str()));
        }
        if let Some(kind) = input.optional {
            schema = schema.with("x-absence", Node::text(kind.word()));
        }
        if let Some(default) = &input.default {
            schema = schema.with("default", self.json(default));
        }
        if let Some(evidence) = input.evidence {
            let word = if evidence == Evidence::Required { "required" } else { "expected" };
            schema = schema.with("x-evidence", Node::text(word));
        }
        if let Takes::Weight { total, least, multiple_of } = &input.takes {
            let mut weight = Schema::new().with("total", exact(total));
            if let Some(least) = least {
                weight = weight.with("least", exact(least));
            }
            if let Some(step) = multiple_of {
                weight = weight.with("multiple_of", exact(step));
            }
            let weight = weight.with("words", Node::texts(["rest", "equal"]));
            schema = schema.with("x-weight", weight.with("documents", Node::texts([WEIGHTS])).node());
        }
        let evident = input.evidence == Some(Evidence::Required);
        let left_out = input.default.is_some() || input.optional.is_some();
        let value = match input.takes {
            // A blank text is left out.
            Takes::Text if !left_out => text().with("pattern", Node::text(NOT_BLANK)).node(),
            _ => self.value(&input.takes, &format!("input.{path}")),
        };
        let mut any = Vec::new();
        if !evident {
            any.push(value.clone());
        }
        any.push(self.annotated(value, evident));
        if !input.taken_from.is_empty() {
            let taken = input.taken_from.iter().map(|from| match from {
                TakenFrom::Appraisal { scheme, outcome } => [("scheme", scheme), ("outcome", outcome)],
                TakenFrom::Document { kind, field } => [("document", kind), ("field", field)],
            });
            let taken = taken.map(|keys| Node::object(keys.map(|(key, word)| (key, Node::text(word.as_str())))));
            schema = schema.with("x-taken-from", Node::list(taken));
        }
        if input.is_weight() || !input.taken_from.is_empty() {
            let sealed = self.sealed();
            any.push(sealed.clone());
            any.push(self.annotated(sealed, false));
        }
        if input.optional.is_some() {
            any.push(self.absence());
        }
        if left_out {
            any.push(self.left_out());
        }
        schema.with("anyOf", Node::list(any)).node()
    }

    /// A value with what was said about it.
    fn annotated(&mut self, value: Node<'m>, evident: bool) -> Node<'m> {
        let remarks = self.remarks();
        let name = if evident { "annotated_with_evidence" } else { "annotated" };
        self.define(name, |_| {
            let (evidence, required) = if evident {
                (proof().with("minItems", Node::number(1)).node(), vec!["value".into(), "evidence".into()])
            } else {
                (nullable(evidence().node()), vec!["value".into()])
            };
            let properties = Schema::new().with("value", Schema::new().node()).with("evidence", evidence);
            Schema::new().closed(properties.joined(remarks), required)
        });
        Schema::refers(name).with("properties", Schema::new().with("value", value).node()).node()
    }

    /// A document that stands in place of a value.
    fn sealed(&mut self) -> Node<'m> {
        self.define("sealed", |_| {
            let seal = Schema::typed(&["string"]).with("pattern", Node::text("^[0-9a-f]{64}$")).node();
            let properties = Schema::new().with("kinerja", string()).with("seal", seal);
            Schema::typed(&["object"])
                .with("properties", properties.node())
                .with("required", Node::texts(["kinerja", "seal"]))
        })
    }

    /// A value left out, by `null` or with a remark on that.
    fn left_out(&mut self) -> Node<'m> {
        let remarks = self.remarks();
        self.define("left_out", |_| {
            let properties = Schema::new().with("value", null()).with("evidence", nullable(evidence().node()));
            let one_of = ["value", "evidence", "by", "on", "note"]
                .map(|key| Schema::new().with("required", Node::texts([key])).node());
            let remark =
                Schema::new().closed(properties.joined(remarks), Vec::new()).with("anyOf", Node::list(one_of)).node();
            Schema::new().with("anyOf", Node::list([null(), remark]))
        })
    }

    /// Who said it, when, and a note.
    fn remarks(&mut self) -> Schema<'m> {
        let date = nullable(self.need("date"));
        Schema::new().with("by", nullable_text()).with("on", date).with("note", nullable_text())
    }

    fn absence(&mut self) -> Node<'m> {
        let remarks = self.remarks();
        self.define("absence", |_| {
            let kinds = Schema::new().with("enum", Node::texts(AbsenceKind::WORDS.iter().copied())).node();
            let properties = Schema::new().with("absent", kinds).with("because", nullable_text()).joined(remarks);
            Schema::new().closed(properties, vec!["absent".into()])
        })
    }

    /// The word of clause 1.6 for what a value is.
    fn type_word(&self, takes: &Takes) -> Node<'m> {
        Node::text(match takes {
            Takes::Number { whole: true, .. } => "integer",
            Takes::Number { .. } => "number",
            Takes::Truth => "yes_no",
            Takes::Word { set, .. } if self.model.sets[*set].is_scale => "level",
            Takes::Word { .. } => "choice",
            Takes::Date { .. } => "date",
            Takes::Period => "period",
            Takes::Text => "text",
            Takes::Weight { .. } => "weight",
        })
    }

    /// The plain value: a reference, so that the annotated form can use it too.
    fn value(&mut self, takes: &Takes, name: &str) -> Node<'m> {
        match takes {
            Takes::Truth => Schema::typed(&["boolean"]).node(),
            Takes::Text => text().node(),
            Takes::Period => self.period(),
            Takes::Date { from: None, until: None } => self.need("date"),
            Takes::Date { from, until } => {
                let (from, until) = (*from, *until);
                self.define(name, |_| basic("date").joined(ends(from, until)))
            }
            Takes::Word { set, from: None, until: None } => {
                let named = self.model.sets[*set].name.as_str();
                // A choice with its own words has a set without name.
                let of_set = if named.is_empty() { name.to_owned() } else { format!("set.{named}") };
                self.define(&of_set, |form| form.words(*set, None, None))
            }
            Takes::Word { set, from, until } => self.define(name, |form| form.words(*set, *from, *until)),
            Takes::Number { whole, digits, .. } => {
                let limits = limits(takes);
                let plain = !whole && digits.is_none() && limits.low.is_none() && limits.high.is_none();
                let digits = if *whole { Some(0) } else { *digits };
                if plain { self.need("number") } else { self.define(name, |_| bounded(&limits, digits.map(grid))) }
            }
            Takes::Weight { least, multiple_of, .. } => self.define(name, |_| {
                let low = least.clone().filter(Number::is_positive).unwrap_or(Number::ZERO);
                let number = bounded(
                    &Limits { low: Some((low, true)), high: None },
                    multiple_of.as_ref().filter(|step| step.is_positive()).map(ToString::to_string),
                );
                let words = Schema::new().with("enum", Node::texts(["rest", "equal"])).node();
                Schema::new().with("anyOf", Node::list([number.node(), words]))
            }),
        }
    }

    /// The levels of a scale or the words of a choice, lowest first, with all that is said of them.
    fn words(&self, set: SetId, from: Option<u16>, until: Option<u16>) -> Schema<'m> {
        let set = &self.model.sets[set];
        let first = usize::from(from.unwrap_or(0));
        let last = until.map_or(usize::MAX, usize::from);
        let words = || set.words.iter().enumerate().filter(|(at, _)| (first..=last).contains(at)).map(|(_, word)| word);
        let mut schema = Schema::new()
            .say("title", set.title.get(self.lang))
            .with("enum", Node::texts(words().map(|word| &*word.name)));
        if set.is_scale {
            schema = schema.with("x-ordered", Node::truth(set.ordered));
        }
        let object = |entries: Vec<(&'m str, Node<'m>)>| (!entries.is_empty()).then(|| Node::object(entries));
        let texts = |text: fn(&'m super::model::Word) -> &'m Text| {
            let said = words().map(|word| (&*word.name, text(word).get(self.lang)));
            object(said.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, Node::text(text))).collect())
        };
        let values = words().filter_map(|word| Some((&*word.name, exact(word.value.as_ref()?)))).collect();
        let codes = words().filter(|word| !word.codes.is_empty());
        let codes = codes.map(|word| (&*word.name, Node::texts(word.codes.iter().map(String::as_str)))).collect();
        for (key, node) in [
            ("x-titles", texts(|word| &word.title)),
            ("x-descriptions", texts(|word| &word.description)),
            ("x-values", object(values)),
            ("x-codes", object(codes)),
        ] {
            schema = match node {
                Some(node) => schema.with(key, node),
                None => schema,
            };
        }
        schema
    }

    /// What a setting takes: one value, a table, bands or a curve.
    fn holds(&mut self, holds: &'m Holds, name: &str) -> Node<'m> {
        match holds {
            Holds::One(takes) => self.value(takes, &format!("setting.{name}")),
            Holds::Table { key, columns } => self.table(*key, columns, name),
            Holds::Bands { columns } => self.bands(columns, name),
            Holds::Curve(takes) => self.curve(takes, name),
        }
    }

    fn bands(&mut self, columns: &'m [Column], name: &str) -> Node<'m> {
        let row = self.row_of(columns, name);
        let number = self.need("number");
        // Exactly one of the two: the other is then not there.
        let range = |key: &'static str, other: &'static str| {
            let range = Schema::new().with(key, number.clone()).with(other, null()).with("is", row.clone());
            Schema::new().closed(range, vec![key.into(), "is".into()]).node()
        };
        let range = Schema::new().with("anyOf", Node::list([range("from", "above"), range("above", "from")]));
        let rows =
            Schema::typed(&["array"]).with("minItems", Node::number(1)).with("maxItems", Node::number(MOST_ENTRIES));
        let properties = Schema::new().with("rows", rows.with("items", range.node()).node()).with("else", row);
        Schema::new().closed(properties, vec!["rows".into(), "else".into()]).node()
    }

    fn curve(&mut self, takes: &'m Takes, name: &str) -> Node<'m> {
        let point = [self.need("number"), self.value(takes, &format!("setting.{name}"))];
        let point = Schema::typed(&["array"])
            .with("prefixItems", Node::list(point))
            .with("minItems", Node::number(2))
            .with("maxItems", Node::number(2));
        let points =
            Schema::typed(&["array"]).with("minItems", Node::number(2)).with("maxItems", Node::number(MOST_ENTRIES));
        let outside = || Schema::new().with("enum", Node::texts(Outside::WORDS.iter().copied())).node();
        let properties = Schema::new().with("points", points.with("items", point.node()).node());
        let properties = properties.with("below", outside()).with("above", outside());
        Schema::new().closed(properties, vec!["points".into(), "below".into(), "above".into()]).node()
    }

    /// What one member of a table, or one range of bands, has; defined once under a name of its own.
    fn row_of(&mut self, columns: &'m [Column], name: &str) -> Node<'m> {
        let mut row = Schema::new();
        let mut required: Vec<Cow<'m, str>> = Vec::new();
        for column in columns {
            let value = self.value(&column.takes, &format!("setting.{name}.{}", column.name));
            let schema = self.said(&column.title, &column.name, &Text::default()).say("x-unit", &column.unit);
            let schema = schema.with("x-type", self.type_word(&column.takes)).with("anyOf", Node::list([value]));
            row = row.with(column.name.as_str(), schema.node());
            required.push(column.name.as_str().into());
        }
        let row = Schema::new().with("x-order", Node::texts(required.clone())).closed(row, required);
        // A table with one column may give the plain value in place of the row.
        let row = match columns {
            [column] => {
                let value = self.value(&column.takes, &format!("setting.{name}.{}", column.name));
                Schema::new().with("anyOf", Node::list([value, row.node()]))
            }
            _ => row,
        };
        self.define(&format!("row.{name}"), |_| row)
    }

    fn table(&mut self, key: SetId, columns: &'m [Column], name: &str) -> Node<'m> {
        self.row_of(columns, name);
        let row_name = format!("row.{name}");
        let model = self.model;
        let members: Vec<Cow<'m, str>> = model.sets[key].names().map(Into::into).collect();
        let properties = model.sets[key].words.iter().fold(Schema::new(), |properties, word| {
            let schema = self.said(&word.title, &word.name, &Text::default());
            properties.with(&*word.name, schema.joined(Schema::refers(&row_name)).node())
        });
        Schema::new().with("x-order", Node::texts(members.clone())).closed(properties, members).node()
    }

    /// A value as a document gives it.
    fn json(&self, value: &Value) -> Node<'m> {
        match value {
            Value::Number(number) => Node::number(number),
            Value::Truth(truth) => Node::truth(*truth),
            Value::Period(period) => Node::object([
                ("from", Node::text(period.from().to_string())),
                ("until", Node::text(period.until().to_string())),
            ]),
            other => Node::text(self.model.plain(other)),
        }
    }

    fn cells(&self, holds: &Holds, cells: &Cells) -> Node<'m> {
        let mut values = cells.values().iter();
        let mut row = || {
            let columns = holds.columns().iter();
            let row = columns.filter_map(|column| Some((column.name.clone(), self.json(values.next()?))));
            Node::object(row.collect::<Vec<_>>())
        };
        match (holds, cells) {
            (Holds::Table { key, .. }, _) => {
                let model = self.model;
                Node::object(model.sets[*key].names().map(|member| (member, row())))
            }
            (_, Cells::Bands(thresholds, _)) => {
                let rows: Vec<Node<'m>> = thresholds
                    .iter()
                    .map(|threshold| {
                        let key = if threshold.above { "above" } else { "from" };
                        Node::object([(key, Node::number(&threshold.number)), ("is", row())])
                    })
                    .collect();
                Node::object([("rows", Node::list(rows)), ("else", row())])
            }
            (_, Cells::Curve(curve)) => {
                let points = curve.points().iter().map(|(x, y)| Node::list([Node::number(x), Node::number(y)]));
                let [below, above] = curve.beyond_ends().map(|outside| Node::text(outside.word()));
                Node::object([("points", Node::list(points)), ("below", below), ("above", above)])
            }
            (_, Cells::Plain(values)) => values.first().map_or(Node::new(Json::Null), |value| self.json(value)),
        }
    }
}

/// A number in a range and on a grid.
fn bounded<'a>(limits: &Limits, step: Option<String>) -> Schema<'a> {
    let mut schema = basic("number");
    if let Some((low, closed)) = &limits.low {
        schema = schema.with(if *closed { "minimum" } else { "exclusiveMinimum" }, Node::number(low));
    }
    if let Some((high, closed)) = &limits.high {
        schema = schema.with(if *closed { "maximum" } else { "exclusiveMaximum" }, Node::number(high));
    }
    match step {
        Some(step) => schema.with("multipleOf", Node::number(step)),
        None => schema,
    }
}

/// The first and last day, which JSON Schema cannot compare.
fn ends<'a>(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Schema<'a> {
    let mut schema = Schema::new();
    for (key, day) in [("x-from", from), ("x-until", until)] {
        if let Some(day) = day {
            schema = schema.with(key, Node::text(day.to_string()));
        }
    }
    schema
}

/// A text that somebody gives.
fn text<'a>() -> Schema<'a> {
    Schema::typed(&["string"]).with("maxLength", Node::number(MOST_LETTERS))
}

/// A text for people as a scheme document gives it.
fn text_of(node: Option<&Node<'_>>, languages: &[Lang]) -> Text {
    match node.map(|node| &node.value) {
        Some(Json::Text(text)) => Text::of(languages.first().map(|lang| (*lang, text.to_string()))),
        Some(Json::Object(entries)) => Text::of(
            entries.iter().filter_map(|(lang, text)| Some((Lang::from_code(lang)?, text.as_text()?.to_owned()))),
        ),
        _ => Text::default(),
    }
}
