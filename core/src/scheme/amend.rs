//! A scheme with other constants is another scheme, and says so (clause 6.10).

use super::Scheme;
use super::document::CHANGED;
use super::holds::read_holds;
use super::model::Parameter;
use crate::document::{Json, Node, Reader, parse_into, to_lines};
use crate::period;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use std::borrow::Cow;

impl Scheme {
    /// This scheme with other values of some parameters: another scheme with another digest, marked as amended wherever its results are shown.
    ///
    /// `changes` is JSON text: an object from a parameter's name to its value, or to its history, `[{"from": "2025-01-01", "is": 65}, …]`.
    /// A regulation's constants change by a new version; this is for trying a rule before it is made, or for asking what another one would give.
    ///
    /// # Errors
    /// `name.unknown` for what is no parameter, and all problems of the values, by path; if there is none, those of the scheme that would come of it.
    ///
    /// ```
    /// use kinerja::{Code, Scheme};
    /// let scheme = Scheme::builtin("id/pp-46-2011", None)?;
    /// let amended = scheme.amended(r#"{ "bobot_skp": 70 }"#)?;
    /// assert_eq!((amended.id(), amended.version()), (scheme.id(), scheme.version()));
    /// assert_ne!(amended.digest(), scheme.digest());
    /// assert!(amended.check().iter().any(|finding| finding.code() == Code::CheckAmended));
    /// let problems = scheme.amended(r#"{ "bobot_skb": 70 }"#).unwrap_err();
    /// assert_eq!(problems.iter().next().map(|problem| problem.code()), Some(Code::NameUnknown));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn amended(&self, changes: &str) -> Result<Scheme, Problems> {
        let mut reader = Reader::new(Some(changes));
        match parse_into(changes, &mut reader) {
            Some(tree) => self.amend(&tree, reader),
            None => Err(reader.problems),
        }
    }

    /// As [`Scheme::amended`], by a tree: that of a host language's own values.
    ///
    /// # Errors
    /// Those of [`Scheme::amended`], without line and column.
    ///
    /// ```
    /// use kinerja::{Scheme, document};
    /// let scheme = Scheme::builtin("id/pp-46-2011", None)?;
    /// let changes = document::parse(r#"{ "bobot_skp": 70 }"#)?;
    /// assert_eq!(scheme.amended_tree(&changes)?.digest(), scheme.amended(r#"{ "bobot_skp": "70.0" }"#)?.digest());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn amended_tree(&self, changes: &Node<'_>) -> Result<Scheme, Problems> {
        self.amend(changes, Reader::new(None))
    }

    fn amend(&self, changes: &Node<'_>, mut reader: Reader<'_>) -> Result<Scheme, Problems> {
        let top = Trail::Top;
        let Json::Object(entries) = &changes.value else {
            crate::document::shape::wrong_type(changes, "an object", &top, &mut reader);
            return Err(reader.problems);
        };
        if entries.is_empty() {
            reader.problem(Code::DocumentEmpty, &top, changes);
        }
        let mut histories = Vec::new();
        for (name, node) in entries {
            match self.model.parameters.iter().find(|parameter| parameter.name == *name) {
                Some(parameter) => {
                    let history = self.history(parameter, node, &top.key(name), &mut reader);
                    histories.push((parameter.name.as_str(), history));
                }
                None => self.no_parameter(name, node, &mut reader),
            }
        }
        if !reader.problems.is_empty() {
            return Err(reader.problems.in_order());
        }
        let tree = self.tree();
        let text = to_lines(&self.with(&tree, &histories));
        // Nobody has seen this text: a line and a column in it would lead nowhere.
        Scheme::parse(&text).map_err(|problems| problems.without_positions())
    }

    fn no_parameter(&self, name: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
        let known = || self.model.parameters.iter().map(|parameter| parameter.name.as_str());
        let problem = Problem::new(Code::NameUnknown, Path::new().key(name)).with("what", "parameter of this scheme");
        let problem = problem.with("name", name).known(known());
        let problem = if self.model.settings.iter().any(|setting| setting.name == name) {
            problem.advising(
                "that is a setting: it stands in the settings, and amends nothing",
                "itu pengaturan: tempatnya dalam pengaturan, tanpa mengubah skema",
            )
        } else {
            problem.maybe_meant(name, known())
        };
        reader.add(problem, node);
    }

    /// The history that takes the place of a parameter's: one value, or values with the days from which they hold.
    fn history<'a>(
        &self,
        parameter: &Parameter,
        node: &Node<'a>,
        trail: &Trail<'_>,
        reader: &mut Reader<'_>,
    ) -> Node<'a> {
        let called = (&parameter.title, parameter.name.as_str());
        let read = |node: &Node<'_>, trail: &Trail<'_>, reader: &mut Reader<'_>| {
            read_holds(&parameter.takes, called, node, trail, &self.model.sets, reader);
        };
        let Json::List(items) = &node.value else {
            read(node, trail, reader);
            let first = parameter.values.first().map(|dated| dated.from.to_string()).unwrap_or_default();
            return Node::list([Node::object([("from", Node::text(first)), ("is", node.clone())])]);
        };
        CHANGED.check(node, trail, reader);
        let mut before = None;
        for (index, item) in items.iter().enumerate() {
            let here = trail.index(index);
            if let Some(is) = item.get("is") {
                read(is, &here.key("is"), reader);
            }
            let from = item.get("from").and_then(|from| period::date(from.as_text()?));
            if let Some((from, _)) = from.zip(before).filter(|(from, before)| from <= before) {
                let problem = Problem::new(Code::ParameterDates, here.key("from").path()).with("found", from);
                reader.add(problem, item);
            }
            before = from.or(before);
        }
        node.clone()
    }

    /// The document with other histories, and with what says that it was amended.
    fn with<'a>(&'a self, tree: &Node<'a>, histories: &[(&'a str, Node<'a>)]) -> Node<'a> {
        let changed = |name: &str| histories.iter().find(|(other, _)| *other == name).map(|(_, history)| history);
        let parameter = |node: &Node<'a>| {
            let Some(history) = node.get("name").and_then(Node::as_text).and_then(changed) else { return node.clone() };
            let kept = node.entries().iter().filter(|(key, _)| key != "values" && key != "cite").cloned();
            Node::object(kept.chain([(Cow::from("values"), history.clone())]))
        };
        let model = &self.model;
        let names = model.parameters.iter().filter(|parameter| parameter.amended || changed(&parameter.name).is_some());
        let digest = if model.amends.is_empty() { self.digest() } else { &model.amends };
        let amended = Node::object([
            ("digest", Node::text(digest)),
            ("parameters", Node::texts(names.map(|parameter| parameter.name.as_str()))),
        ]);
        let kept = tree.entries().iter().filter(|(key, _)| key != "amended").map(|(key, node)| {
            let node = match key.as_ref() {
                "parameters" => Node::list(node.items().iter().map(parameter)),
                _ => node.clone(),
            };
            (key.clone(), node)
        });
        Node::object(kept.chain([(Cow::from("amended"), amended)]))
    }
}
