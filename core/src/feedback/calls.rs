//! The calls of feedback: a request in, a result out.

use super::document::{POLICY, RESPONSES};
use super::{Feedback, Policy, Responses, RowNames, UnitMeans};
use crate::document::Node;
use crate::document::parts::EXPLAIN;
use crate::document::parts::explained;
use crate::document::shape::{Field, Kind, Shape, maybe, needed};
use crate::problem::{Path, Problems};

pub(crate) use super::units::UNITS;

const POLICY_KEY: Field = needed("policy", Kind::Object(&POLICY), "Who rates what, and how much each group counts");
const RESPONSES_KEY: Field = needed("responses", Kind::Object(&RESPONSES), "What raters answered");

/// A request for [`Policy::aggregate`].
pub(crate) const AGGREGATE: Shape = Shape {
    name: "feedback_aggregate",
    title: "Responses, and the policy by which they are aggregated",
    fields: &[POLICY_KEY, RESPONSES_KEY, EXPLAIN],
};

/// A request for [`Responses::rows`].
pub(crate) const ROWS: Shape = Shape {
    name: "feedback_rows",
    title: "Responses as the nested list of a scheme that aggregates by itself",
    fields: &[
        POLICY_KEY,
        RESPONSES_KEY,
        maybe(
            "names",
            Kind::Object(&Shape {
                name: "row_names",
                title: "What the scheme calls the parts of a row",
                fields: &[
                    maybe("item", Kind::Id, "The item's name"),
                    maybe("answers", Kind::Id, "The list of answers"),
                    maybe("rater", Kind::Id, "The rater's code"),
                    maybe("origin", Kind::Id, "The rater's group"),
                    maybe("mark", Kind::Id, "The mark"),
                ],
            }),
            "What the scheme calls the parts of a row",
        ),
    ],
};

/// A request for [`Feedback::input`].
pub(crate) const INPUT: Shape = Shape {
    name: "feedback_input",
    title: "The scores as rows for a list input of a scheme",
    fields: &[
        POLICY_KEY,
        RESPONSES_KEY,
        needed("item", Kind::Id, "What the scheme calls the item"),
        needed("score", Kind::Id, "What the scheme calls the score"),
    ],
};

fn read(request: &Node<'_>) -> Result<(Policy, Responses), Problems> {
    let at = |key: &str| Path::new().key(key);
    let empty = Node::object::<&str>([]);
    let policy = Policy::read(request.get("policy").unwrap_or(&empty), &at("policy"))?;
    let responses = Responses::read(request.get("responses").unwrap_or(&empty), &at("responses"), &policy)?;
    Ok((policy, responses))
}

fn result(request: &Node<'_>) -> Result<Feedback, Problems> {
    read(request).map(|(policy, responses)| policy.aggregate(&responses))
}

/// `feedback.aggregate`
pub(crate) fn aggregate(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let feedback = result(request)?;
    Ok(explained(feedback.to_node(), request, |lang| feedback.explain(lang)))
}

/// `feedback.rows`
pub(crate) fn rows(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let (policy, responses) = read(request)?;
    let usual = RowNames::default();
    let named = |key: &str, usual: String| {
        request.get("names").and_then(|names| names.text_at(key)).map_or(usual, str::to_owned)
    };
    let names = RowNames {
        item: named("item", usual.item),
        answers: named("answers", usual.answers),
        rater: named("rater", usual.rater),
        origin: named("origin", usual.origin),
        mark: named("mark", usual.mark),
    };
    Ok(responses.rows(&policy, &names))
}

/// `feedback.units`
pub(crate) fn units(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    UnitMeans::read(request, &Path::new()).map(|means| means.to_node())
}

/// `feedback.input`
pub(crate) fn input(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    result(request)?.input(&request.words_at("item"), &request.words_at("score"))
}
