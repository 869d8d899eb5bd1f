//! What values a declaration takes: its type, its limits, its set of words, its columns (clauses 2.1, 2.9, 2.14 and 2.20).

use super::cells;
use super::declare::{Builder, list, word};
use super::document::INPUT_ATTRIBUTES;
use super::model::{Column, Holds, Limits, MOST_ROWS, Takes, WordSet};
use super::value::SetId;
use crate::document::Node;
use crate::document::shape::number;
use crate::number::Number;
use crate::period;
use crate::problem::{Code, Problem, Trail};

impl<'d> Builder<'d> {
    /// What a setting or parameter holds.
    pub(super) fn holds(&mut self, node: &'d Node<'d>, trail: &Trail<'_>) -> Holds {
        match word(node, "type") {
            "table" => self.attributes(node, trail, "table"),
            "bands" => {
                self.attributes(node, trail, "bands");
                return Holds::Bands { columns: self.columns(node, trail) };
            }
            "curve" => return Holds::Curve(self.takes(node, trail)),
            _ => {
                self.refuse_types(node, trail, &["list", "weight"]);
                return Holds::One(self.takes(node, trail));
            }
        }
        let key_trail = trail.key("key");
        let key = node.get("key");
        let named = |kind: &str| key.and_then(|key| key.get(kind)).and_then(Node::as_text);
        let found = match (named("scale"), named("choice")) {
            (Some(name), None) => self.find_set(name, true, &key_trail.key("scale"), node),
            (None, Some(name)) => self.find_set(name, false, &key_trail.key("choice"), node),
            _ => {
                let problem = Problem::new(Code::DocumentMissing, key_trail.path());
                let problem =
                    problem.saying("it is not said what the table is keyed by", "kunci tabel ini belum disebut");
                let problem = problem.advising(
                    "write \"key\": {\"scale\": …} or {\"choice\": …}",
                    "tulis \"key\": {\"scale\": …} atau {\"choice\": …}",
                );
                self.reader.add(problem, node);
                None
            }
        };
        Holds::Table { key: found.unwrap_or(SetId::MAX), columns: self.columns(node, trail) }
    }

    /// The columns of a table or of bands.
    pub(super) fn columns(&mut self, node: &'d Node<'d>, trail: &Trail<'_>) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for (index, column) in list(node, "columns").iter().enumerate() {
            let list = trail.key("columns");
            let here = list.index(index);
            let name = word(column, "name").to_owned();
            if columns.iter().any(|other| other.name == name) {
                self.reader.add(Problem::new(Code::NameTaken, here.key("name").path()).with("name", &name), column);
            }
            self.refuse(column, &here, &["default", "optional", "with", "evidence", "role", "better", "taken_from"]);
            self.refuse_types(column, &here, &["list", "weight", "table", "bands", "curve", "period"]);
            let takes = self.takes(column, &here);
            columns.push(Column {
                name,
                title: self.text(column, "title"),
                unit: word(column, "unit").to_owned(),
                takes,
            });
        }
        if columns.is_empty() {
            self.reader.problem(Code::DocumentEmpty, &trail.key("columns"), node);
        }
        columns
    }

    /// What values an input, setting or column takes.
    pub(super) fn takes(&mut self, node: &'d Node<'d>, trail: &Trail<'_>) -> Takes {
        let ty = word(node, "type");
        self.attributes(node, trail, ty);
        let mut get_number = |key: &str| {
            node.get(key).filter(|n| !n.is_null()).and_then(|n| number(n, &trail.key(key), &mut self.reader))
        };
        match ty {
            "number" | "integer" | "curve" => {
                let mut ends = |closed: &str, open: &str| {
                    let closed = get_number(closed).map(|n| (n, true));
                    closed.into_iter().chain(get_number(open).map(|n| (n, false)))
                };
                // Of two ends on one side the narrower holds; an open end is narrower than the same one closed.
                let limits = Limits {
                    low: ends("from", "above").max_by(|(a, closed), (b, other)| a.cmp(b).then(other.cmp(closed))),
                    high: ends("until", "below").min_by(|(a, closed), (b, other)| a.cmp(b).then(closed.cmp(other))),
                };
                let digits = node.get("digits").and_then(|_| get_number("digits")).and_then(|digits| digits.to_i64());
                let digits = digits.and_then(|digits| u8::try_from(digits).ok());
                if limits.is_empty() {
                    self.empty_range(limits.to_string(), trail, node);
                }
                Takes::Number { limits, digits, whole: ty == "integer" }
            }
            "weight" => {
                let total = get_number("total").unwrap_or_else(|| Number::from(100i64));
                let (least, multiple_of) = (get_number("least"), get_number("multiple_of"));
                self.weight(node, trail, total, least, multiple_of)
            }
            "yes_no" => Takes::Truth,
            "date" => {
                let (from, until) = (self.date(node, "from", trail), self.date(node, "until", trail));
                if from.zip(until).is_some_and(|(from, until)| from > until) {
                    self.empty_range(cells::ends(from, until), trail, node);
                }
                Takes::Date { from, until }
            }
            "period" => Takes::Period,
            "level" => {
                let set = self.find_set(word(node, "scale"), true, &trail.key("scale"), node);
                let mut limit = |key: &str| {
                    let name = node.get(key)?.as_text();
                    let index = set.and_then(|set| self.sets[set].index(name?));
                    if let (None, Some(set)) = (index, set) {
                        let known = self.sets[set].names().map(str::to_owned).collect();
                        self.unknown("level", name.unwrap_or("…"), known, &trail.key(key), node);
                    }
                    index
                };
                let (from, until) = (limit("from"), limit("until"));
                if from.zip(until).is_some_and(|(from, until)| from > until) {
                    self.empty_range(cells::ends(Some(word(node, "from")), Some(word(node, "until"))), trail, node);
                }
                Takes::Word { set: set.unwrap_or(SetId::MAX), from, until }
            }
            "choice" => {
                let set = match node.get("of") {
                    Some(of) if of.as_text().is_some() => {
                        self.find_set(of.as_text().unwrap_or(""), false, &trail.key("of"), node)
                    }
                    Some(of) => {
                        let words = self.declare_words(of.items(), &trail.key("of"));
                        let title = self.text(node, "title");
                        let set = WordSet { name: String::new(), title, is_scale: false, ordered: false, words };
                        SetId::try_from(self.sets.push(set)).ok()
                    }
                    None => {
                        let problem = Problem::new(Code::DocumentMissing, trail.key("of").path()).with("key", "of");
                        self.reader.add(problem, node);
                        None
                    }
                };
                Takes::Word { set: set.unwrap_or(SetId::MAX), from: None, until: None }
            }
            "text" => Takes::Text,
            // A list or table in a place of its own has been refused already: nothing is read for it.
            _ => Takes::Word { set: SetId::MAX, from: None, until: None },
        }
    }

    /// How many rows a list has at least: none, unless it says so.
    pub(super) fn least(&mut self, node: &Node<'_>, trail: &Trail<'_>) -> usize {
        let Some(at) = node.get("least").filter(|least| !least.is_null()) else { return 0 };
        let Some(number) = number(at, &trail.key("least"), &mut self.reader) else { return 0 };
        let rows = number.to_i64().and_then(|rows| usize::try_from(rows).ok()).filter(|rows| *rows <= MOST_ROWS);
        rows.unwrap_or_else(|| {
            let problem = Problem::new(Code::DocumentRange, trail.key("least").path()).with("found", number);
            self.reader.add(problem.with("from", 0).with("until", MOST_ROWS), at);
            0
        })
    }

    /// What a weight takes, where any weights can be what is asked of them (clause 2.9).
    pub(super) fn weight(
        &mut self,
        node: &Node<'_>,
        trail: &Trail<'_>,
        total: Number,
        least: Option<Number>,
        multiple_of: Option<Number>,
    ) -> Takes {
        let above_zero = Limits { low: Some((Number::ZERO, false)), high: None };
        let up_to_total = Limits { low: Some((Number::ZERO, true)), high: Some((total.clone(), true)) };
        let mut check = |key: &str, number: Option<&Number>, limits: &Limits| {
            let Some(number) = number.filter(|number| !limits.allow(number)) else { return true };
            let problem = Problem::new(Code::InputRange, trail.key(key).path());
            let problem = problem.with("found", number).with("allowed", limits).advising("", "");
            let problem = problem.saying("{found} is out of range: {allowed}", "{found} di luar batas: {allowed}");
            self.reader.add(problem, node.get(key).unwrap_or(node));
            false
        };
        let total_fits = check("total", Some(&total), &above_zero);
        let step_fits = check("multiple_of", multiple_of.as_ref(), &above_zero);
        if total_fits {
            check("least", least.as_ref(), &up_to_total);
        }
        if let Some(step) = multiple_of.as_ref().filter(|step| total_fits && step_fits && !total.is_multiple_of(step)) {
            let problem = Problem::new(Code::InputRange, trail.key("multiple_of").path());
            let problem = problem.with("step", step).with("total", &total).advising("", "");
            let problem = problem.saying(
                "multiples of {step} never sum to the total {total}",
                "kelipatan {step} tidak pernah berjumlah total {total}",
            );
            self.reader.add(problem, node.get("multiple_of").unwrap_or(node));
        }
        Takes::Weight { total, least, multiple_of }
    }

    /// That no value can be in a declared range.
    pub(super) fn empty_range(&mut self, allowed: String, trail: &Trail<'_>, node: &Node<'_>) {
        self.reader.add(Problem::new(Code::InputRange, trail.path()).with("allowed", allowed), node);
    }

    pub(super) fn date(&mut self, node: &Node<'_>, key: &str, trail: &Trail<'_>) -> Option<chrono::NaiveDate> {
        let text = node.get(key)?.as_text().unwrap_or("");
        let date = period::date(text);
        if date.is_none() {
            self.reader.add(Problem::new(Code::DocumentDate, trail.key(key).path()).with("found", text), node);
        }
        date
    }

    /// The set of a name, else a problem.
    pub(super) fn find_set(&mut self, name: &str, scale: bool, trail: &Trail<'_>, node: &Node<'_>) -> Option<SetId> {
        if name.is_empty() {
            let problem = Problem::new(Code::DocumentMissing, trail.path());
            self.reader.add(problem.with("key", if scale { "scale" } else { "choice" }), node);
            return None;
        }
        let found = self.sets.iter().position(|set| set.name == name && set.is_scale == scale);
        if found.is_none() {
            let known = self.sets.iter().filter(|set| set.is_scale == scale && !set.name.is_empty());
            let known = known.map(|set| set.name.clone()).collect();
            self.unknown(if scale { "scale" } else { "set of choices" }, name, known, trail, node);
        }
        found.and_then(|set| SetId::try_from(set).ok())
    }

    /// Refuses the attributes that do not go with a type.
    pub(super) fn attributes(&mut self, node: &Node<'_>, trail: &Trail<'_>, ty: &str) {
        let allowed = INPUT_ATTRIBUTES.iter().find(|(name, _)| *name == ty).map_or(&[][..], |(_, keys)| keys);
        let all = INPUT_ATTRIBUTES.iter().flat_map(|(_, keys)| keys.iter());
        let mut refused: Vec<&str> = all.copied().filter(|key| !allowed.contains(key)).collect();
        refused.sort_unstable();
        refused.dedup();
        self.refuse(node, trail, &refused);
    }

    pub(super) fn refuse(&mut self, node: &Node<'_>, trail: &Trail<'_>, keys: &[&str]) {
        for key in keys {
            let Some(value) = node.get(key).filter(|value| !value.is_null()) else { continue };
            let problem = Problem::new(Code::DocumentUnknownKey, trail.key(key).path()).with("key", key);
            let allowed = INPUT_ATTRIBUTES.iter().find(|(name, _)| *name == word(node, "type"));
            let known = allowed.map_or(&[][..], |(_, keys)| keys);
            self.reader.add(problem.known(known.iter().copied()), value);
        }
    }

    pub(super) fn refuse_types(&mut self, node: &Node<'_>, trail: &Trail<'_>, types: &[&str]) {
        let ty = word(node, "type");
        if types.contains(&ty) {
            let known: Vec<&str> =
                INPUT_ATTRIBUTES.iter().map(|(name, _)| *name).filter(|name| !types.contains(name)).collect();
            let problem = Problem::new(Code::DocumentWord, trail.key("type").path()).with("found", ty);
            self.reader.add(problem.with("known", known.join(", ")), node);
        }
    }
}
