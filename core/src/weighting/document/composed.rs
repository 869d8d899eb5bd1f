//! Requests for weights that are made of others: levels, and rules to keep to.

use super::{Request, exact, number_at, request, share, share_node, sum_entry, sum_of_request, weights_at};
use crate::document::Node;
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::weighting::{Branch, Fitted, Rule, Rules, Tree, Weights};

pub(crate) const TREE: Request = request("tree", &TREE_SHAPE, tree);
pub(crate) const FIT: Request = request("fit", &FIT_SHAPE, fit);

const TREE_SHAPE: Shape = Shape {
    name: "weights_tree",
    title: "Weights in levels: perspective, objective, goal",
    fields: &[
        needed("parts", PARTS, "The parts of the whole"),
        maybe("total", Kind::Ratio, "What the weights beside each other sum to; 100 where nothing is said"),
        maybe("normalise", Kind::Bool, "Whether they may sum to anything, and are brought to one by their sum"),
    ],
};

const PARTS: Kind = Kind::List(&Kind::Object(&PART), true);

const PART: Shape = Shape {
    name: "weights_part",
    title: "A part of the whole; without parts of its own it is a goal",
    fields: &[
        needed("name", Kind::Plain, "What it is called"),
        needed("weight", Kind::RatioOr(&["rest", "equal"]), "Its weight among those beside it"),
        maybe("parts", Kind::Later(|| &PARTS), "Its own parts"),
    ],
};

fn tree(request: &Node<'_>) -> Result<Weights, Problems> {
    Weights::tree(branches(request), sum_of_request(request))
}

/// The parts of a node. A document is at most as deep as the reader reads.
fn branches(node: &Node<'_>) -> Vec<Branch> {
    let parts = node.get("parts").map_or(&[][..], Node::items);
    let branch = |part: &Node<'_>| Branch {
        name: part.get("name").and_then(Node::as_text).unwrap_or_default().to_owned(),
        share: part.get("weight").map_or_else(|| share(part), share),
        parts: branches(part),
    };
    parts.iter().map(branch).collect()
}

const FIT_SHAPE: Shape = Shape {
    name: "weights_fit",
    title: "Weights that keep to rules",
    fields: &[
        needed("weights", Kind::Object(&super::WEIGHTS), "A weights document"),
        needed("rules", Kind::List(&Kind::Object(&RULE), true), "What the weights must keep to"),
        maybe("total", Kind::Ratio, "What the weights sum to in the numbers of the rules; 100 where nothing is said"),
    ],
};

const RULE: Shape = Shape {
    name: "weights_rule",
    title: "One thing that weights must keep to: `goals` or none with a least or a most, `sum_of`, `multiple_of` or `none_above`",
    fields: &[
        maybe("goals", Kind::List(&Kind::Plain, true), "The goals of which each is meant; all where nothing is said"),
        maybe("sum_of", Kind::List(&Kind::Plain, true), "The goals whose sum is meant"),
        maybe("at_least", Kind::Ratio, "At least this"),
        maybe("at_most", Kind::Ratio, "At most this"),
        maybe("multiple_of", Kind::Ratio, "Every weight is a multiple of this"),
        maybe("none_above", Kind::Plain, "No goal weighs more than this one"),
    ],
};

fn fit(request: &Node<'_>) -> Result<Weights, Problems> {
    let weights = weights_at(request, "weights")?;
    let total = number_at(request, "total").unwrap_or_else(|| Number::from(100));
    let given = request.get("rules").map_or(&[][..], Node::items);
    let unclear = given.iter().enumerate().filter(|(_, node)| kinds(node) != 1).map(|(index, _)| {
        let path = Path::new().key("rules").index(index);
        Problem::new(Code::WeightsRule, path).saying(
            "a rule says one thing: a least or a most, a sum, a step, or a goal above which none is",
            "satu aturan mengatakan satu hal: batas bawah atau atas, jumlah, kelipatan, atau sasaran yang tidak boleh dilampaui",
        )
    });
    unclear.collect::<Problems>().or(())?;
    let rules = given.iter().map(rule).collect();
    let names: Vec<String> = weights.iter().map(|(name, _)| name.to_owned()).collect();
    Rules::new(names, total, rules)?.fit(&weights)
}

/// How many things a rule says.
fn kinds(node: &Node<'_>) -> usize {
    let has = |key: &str| node.get(key).is_some_and(|value| !value.is_null());
    let each = has("goals") || (!has("sum_of") && (has("at_least") || has("at_most")));
    [each, has("sum_of"), has("multiple_of"), has("none_above")].iter().filter(|says| **says).count()
}

fn rule(node: &Node<'_>) -> Rule {
    let list = |key: &str| -> Option<Vec<String>> {
        let goals = node.get(key).filter(|goals| !goals.is_null())?;
        Some(goals.items().iter().filter_map(Node::as_text).map(str::to_owned).collect())
    };
    let (least, most) = (number_at(node, "at_least"), number_at(node, "at_most"));
    if let Some(goals) = list("sum_of") {
        return Rule::Sum { goals, least, most };
    }
    if let Some(step) = number_at(node, "multiple_of") {
        return Rule::MultipleOf(step);
    }
    if let Some(name) = node.get("none_above").and_then(Node::as_text) {
        return Rule::NoneAbove(name.to_owned());
    }
    Rule::Each { goals: list("goals").unwrap_or_default(), least, most }
}

pub(super) fn tree_given(tree: &Tree) -> Node<'static> {
    Node::object([("parts", parts(&tree.parts)), sum_entry(&tree.sum)])
}

fn parts(branches: &[Branch]) -> Node<'static> {
    Node::list(branches.iter().map(|branch| {
        let own = Some(("parts", parts(&branch.parts))).filter(|_| !branch.parts.is_empty());
        let entries = [("name", Node::text(branch.name.clone())), ("weight", share_node(&branch.share))];
        Node::object(entries.into_iter().chain(own))
    }))
}

pub(super) fn tree_statistics(tree: &Tree) -> Node<'static> {
    let levels = tree.levels.iter().map(|level| {
        let way = Node::texts(level.way.iter().cloned());
        Node::object([("way", way), ("local", exact(&level.local)), ("global", exact(&level.global))])
    });
    Node::object([("levels", Node::list(levels))])
}

pub(super) fn fit_given(fitted: &Fitted) -> Node<'static> {
    let rules = fitted.rules.rules().iter().map(|rule| match rule {
        Rule::Each { goals, least, most } => bounded(("goals", goals), least, most),
        Rule::Sum { goals, least, most } => bounded(("sum_of", goals), least, most),
        Rule::MultipleOf(step) => Node::object([("multiple_of", exact(step))]),
        Rule::NoneAbove(name) => Node::object([("none_above", Node::text(name.clone()))]),
    });
    Node::object([
        ("weights", fitted.from.to_node()),
        ("rules", Node::list(rules)),
        ("total", exact(fitted.rules.total())),
    ])
}

fn bounded((key, goals): (&'static str, &[String]), least: &Option<Number>, most: &Option<Number>) -> Node<'static> {
    let goals = Some((key, Node::texts(goals.iter().cloned()))).filter(|_| !goals.is_empty());
    let bound = |key, number: &Option<Number>| number.as_ref().map(|number| (key, exact(number)));
    Node::object(goals.into_iter().chain(bound("at_least", least)).chain(bound("at_most", most)))
}
