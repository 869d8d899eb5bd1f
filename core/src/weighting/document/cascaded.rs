//! Requests for goals that carry each other.

use super::{number_at, share};
use crate::document::Node;
use crate::document::parts::{exact, notices_node};
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::number::Number;
use crate::problem::Problems;
use crate::weighting::{Achieved, Carries, Cascade, CascadedGoal, Holder, Share, Way};

pub(crate) const CASCADE_SHAPE: Shape = Shape {
    name: "cascade",
    title: "Goals that carry each other, down an organisation",
    fields: &[
        needed("goals", Kind::List(&Kind::Object(&GOAL), true), "The goals"),
        maybe("holders", Kind::List(&Kind::Object(&HOLDER), true), "Who has goals, and who is above whom"),
        maybe("total", Kind::Ratio, "What the shares of a goal sum to; 100 where nothing is said"),
    ],
};

const GOAL: Shape = Shape {
    name: "cascaded_goal",
    title: "A goal that somebody has",
    fields: &[
        needed("name", Kind::Plain, "What it is called; no other goal has the name"),
        maybe("holder", Kind::Plain, "Who has it"),
        maybe(
            "carries",
            Kind::Object(&CARRIES),
            "The superior's goal that it carries; left out of a goal that is not cascaded",
        ),
        maybe("achieved", Kind::Ratio, "How far it was reached, where that is not rolled up"),
    ],
};

const CARRIES: Shape = Shape {
    name: "carries",
    title: "How a goal carries a superior's",
    fields: &[
        needed("goal", Kind::Plain, "The superior's goal"),
        needed(
            "as",
            Kind::Word(&["shared", "copied", "indirect"]),
            "A part of it, all of it, or something else that serves it",
        ),
        maybe(
            "share",
            Kind::RatioOr(&["rest", "equal"]),
            "Of a part: how much of the whole it is; as much as each other where nothing is said",
        ),
    ],
};

const HOLDER: Shape = Shape {
    name: "holder",
    title: "Somebody who has goals",
    fields: &[needed("name", Kind::Plain, "Who it is"), maybe("superior", Kind::Plain, "Whose subordinate")],
};

/// `cascade`
pub(crate) fn cascade(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let text = |node: &Node<'_>, key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
    let items = |key: &str| request.get(key).map_or(&[][..], Node::items);
    let carries = |node: &Node<'_>| Carries {
        goal: text(node, "goal").unwrap_or_default(),
        way: match node.get("as").and_then(Node::as_text) {
            Some("copied") => Way::Copied,
            Some("indirect") => Way::Indirect,
            _ => Way::Shared(node.get("share").filter(|given| !given.is_null()).map_or(Share::Equal, share)),
        },
    };
    let goal = |node: &Node<'_>| CascadedGoal {
        name: text(node, "name").unwrap_or_default(),
        holder: text(node, "holder").unwrap_or_default(),
        carries: node.get("carries").filter(|given| !given.is_null()).map(carries),
        achieved: number_at(node, "achieved"),
    };
    let holder =
        |node: &Node<'_>| Holder { name: text(node, "name").unwrap_or_default(), superior: text(node, "superior") };
    let total = number_at(request, "total").unwrap_or_else(|| Number::from(100));
    let goals = items("goals").iter().map(goal).collect();
    let cascade = Cascade::new(goals, items("holders").iter().map(holder).collect(), total)?;
    let rows = cascade.roll_up().enumerate().map(|(index, (goal, achieved))| {
        let share = cascade.share(index).map(|share| ("share", exact(share)));
        let achieved = match achieved {
            Achieved::Number(number) => ("achieved", exact(&number)),
            Achieved::Missing(names) => ("missing", Node::texts(names)),
        };
        let level = Node::number(cascade.level(index));
        let entries = [("name", Node::text(goal.name.clone())), ("level", level)];
        Node::object(entries.into_iter().chain(share).chain([achieved]))
    });
    let rows = Node::list(rows.collect::<Vec<_>>());
    Ok(Node::object([("goals", rows), ("warnings", notices_node(&cascade.warnings()))]))
}
