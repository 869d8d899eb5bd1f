//! Weights on their way into facts: sealed, and put into the rows of a list.

use super::{WEIGHTS, weights_at};
use crate::document::parts::{notices_node, row_name};
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Node, sealed};
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Lang;
use crate::weighting::Weights;

/// A request for [`Weights::sealed`].
pub(crate) const SEALED: Shape = Shape {
    name: "weights_sealed",
    title: "Weights as a sealed document, from which facts take them",
    fields: &[needed("weights", Kind::Object(&WEIGHTS), "A weights document")],
};

/// `weights.sealed`
pub(crate) fn sealed_weights(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    Ok(weights_at(request, "weights")?.sealed())
}

/// A request for [`Weights::in_rows`].
pub(crate) const ROWS: Shape = Shape {
    name: "weights_rows",
    title: "Rows of a list of facts, with their weights",
    fields: &[
        needed("weights", Kind::Object(&WEIGHTS), "A weights document"),
        needed("rows", Kind::List(&Kind::Map(&Kind::Any), true), "The rows, each called by its `id`, else its `title`"),
        maybe("field", Kind::Id, "What the scheme calls the weight; `weight` where nothing is said"),
    ],
};

/// `weights.rows`
pub(crate) fn rows(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let weights = weights_at(request, "weights")?;
    let field = request.text_at("field").unwrap_or("weight");
    let none = Node::list([]);
    Ok(Node::object([("rows", weights.in_rows(request.get("rows").unwrap_or(&none), field)?)]))
}

impl Weights {
    /// The document `weights/1` sealed, with how the weights came about and what there is to look at: what facts take weights from (clause 2.21 of the scheme
    /// language), so that the explanation of an appraisal says where they came from.
    ///
    /// ```
    /// use kinerja::weighting::{RankRule, Weights};
    /// use kinerja::document::is_sealed;
    /// let weights = Weights::ranks([("attendance", 1), ("dropouts", 2)], RankRule::Sum)?;
    /// assert!(is_sealed(&weights.sealed()));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn sealed(&self) -> Node<'static> {
        let (warnings, trace) = (self.warnings(), self.trace());
        let warned = (!warnings.is_empty()).then(|| ("warnings".into(), notices_node(&warnings)));
        let trace = ("trace".into(), trace.node(&Lang::ALL).into_owned());
        let document = self.to_node();
        sealed(Node::object(document.entries().iter().cloned().chain(warned).chain([trace])))
    }

    /// Rows of a list of facts, each with its weight in place of what stood there. The first carries the [sealed](Weights::sealed) document, the others name it by its seal.
    ///
    /// A row is called as its `id` says, else its `title`.
    ///
    /// # Errors
    /// `weights.name_empty` of a row that is not called anything, `weights.name_twice`; `name.unknown` of a row that is not weighed; `weights.names_differ` of a goal that has no row. Paths
    /// are `rows`, then the position, or `weights`, then the name.
    ///
    /// ```
    /// use kinerja::{Lang, Scheme, document};
    /// use kinerja::weighting::{RankRule, Weights};
    ///
    /// let weights = Weights::ranks([("attendance", 1), ("dropouts", 2)], RankRule::Sum)?;
    /// let goals = document::parse(r#"[{ "id": "attendance", "score": 90 }, { "id": "dropouts", "score": 60 }]"#)?;
    /// let facts = format!(r#"{{ "goals": {} }}"#, document::to_text(&weights.in_rows(&goals, "weight")?));
    /// # let scheme = Scheme::parse(r#"{ "kinerja": "scheme/1", "scheme": "example/goals", "version": 1, "languages": ["en"],
    /// #   "inputs": [{ "name": "goals", "type": "list", "least": 1, "fields": [{ "name": "weight", "type": "weight" }, { "name": "score", "type": "number" }] }],
    /// #   "steps": [{ "name": "total", "is": "sum(weight * score over goals) / 100" }], "outcomes": [{ "name": "total", "of": "total", "round": { "digits": 0, "mode": "half_up" } }] }"#)?;
    /// let appraisal = scheme.appraise(&facts, None)?;
    /// assert_eq!(appraisal.label("total", Lang::En).as_deref(), Some("80"));
    /// assert!(appraisal.explain(Lang::En).contains("taken from: weights/1, rank_sum, weights.attendance"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn in_rows(&self, rows: &Node<'_>, field: &str) -> Result<Node<'static>, Problems> {
        let rows = rows.items();
        let mut problems = Problems::default();
        let mut seen: Vec<String> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let here = || Path::new().key("rows").index(index);
            let name = row_name(row).unwrap_or_default();
            if name.trim().is_empty() {
                problems.push(
                    Problem::new(Code::WeightsNameEmpty, here())
                        .advising("give the row an `id`, or a `title`", "beri baris itu `id`, atau `title`"),
                );
            } else if self.get(&name).is_none() {
                let names = || self.ratios.names();
                let problem = Problem::new(Code::NameUnknown, here()).with("what", "goal").with("name", &name);
                problems.tell(|| problem.known(names().take(20)).maybe_meant(&name, names()));
            } else if seen.contains(&name) {
                problems.push(Problem::new(Code::WeightsNameTwice, here()).with("name", &name));
            }
            seen.push(name);
        }
        for name in self.ratios.names().filter(|name| !seen.iter().any(|known| known == name)) {
            let problem =
                Problem::new(Code::WeightsNamesDiffer, Path::new().key("weights").key(name)).with("name", name);
            problems.push(
                problem
                    .saying(
                        "no row is called `{name}`, which is weighed",
                        "tidak ada baris bernama `{name}`, yang dibobot",
                    )
                    .advising(
                        "a row is called as its `id` says, else its `title`",
                        "baris dikenal dari `id`, atau dari `title`",
                    ),
            );
        }
        problems.or(())?;
        let document = self.sealed();
        let kept = |key: &str| document.get(key).map(|node| (key.to_owned(), node.clone()));
        let named = Node::object(["kinerja", "seal"].into_iter().filter_map(kept));
        let weighed = rows.iter().enumerate().map(|(index, row)| {
            let weight = if index == 0 { &document } else { &named };
            let others = row.entries().iter().filter(|(key, _)| key != field);
            let others = others.map(|(key, node)| (key.to_string(), node.clone().into_owned()));
            Node::object(others.chain([(field.to_owned(), weight.clone())]))
        });
        Ok(Node::list(weighed))
    }
}
