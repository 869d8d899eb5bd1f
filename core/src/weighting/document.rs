//! Requests for weights, and weights as documents.

use super::{Direct, Method, Share, Sum, Weights};
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Json, Node};
use crate::number::Number;
use crate::problem::Problems;

/// A request for [`Weights::direct`].
pub(crate) const DIRECT: Shape = Shape {
    name: "weights_direct",
    title: "Weights that are given as such",
    fields: &[
        needed(
            "weights",
            Kind::Map(&Kind::NumberOrWord(&["rest", "equal"])),
            "The weight of each goal by its name; \"rest\" for one of them, or \"equal\" for all",
        ),
        maybe("total", Kind::Number, "What they must sum to, exactly; 100 where nothing is said"),
        maybe("normalise", Kind::Bool, "Whether they may sum to anything, and are brought to one by their sum"),
    ],
};

/// `weights.direct`
pub(crate) fn direct(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let shares = entries(request, "weights").map(|(name, node)| {
        let share = match node.as_text() {
            Some("rest") => Share::Rest,
            Some("equal") => Share::Equal,
            _ => Share::Number(number(node)),
        };
        (name, share)
    });
    let sum = match request.get("normalise").map(|node| &node.value) {
        Some(Json::Bool(true)) => Sum::Normalised,
        _ => Sum::Exactly(request.get("total").filter(|node| !node.is_null()).map_or_else(|| 100.into(), number)),
    };
    Weights::direct(shares, sum).map(|weights| weights.to_node())
}

/// The number of a node, which the shape has found to be one.
fn number(node: &Node<'_>) -> Number {
    node.to_number().unwrap_or_default()
}

fn entries<'n>(request: &'n Node<'_>, key: &str) -> impl Iterator<Item = (String, &'n Node<'n>)> {
    request.get(key).map_or(&[][..], Node::entries).iter().map(|(name, node)| (name.to_string(), node))
}

impl Weights {
    /// The document `weights/1`: the method, the ratios as exact numbers, and what was given.
    ///
    /// ```
    /// use kinerja::weighting::{Share, Sum, Weights};
    /// let weights = Weights::direct([("a", Share::of(1)), ("b", Share::of(2))], Sum::Normalised)?;
    /// let text = kinerja::document::to_text(&weights.to_node());
    /// assert_eq!(text, r#"{"kinerja":"weights/1","method":"direct","weights":{"a":"1/3","b":"2/3"},"given":{"weights":{"a":"1","b":"2"},"normalise":true}}"#);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        Node::object([
            ("kinerja", Node::text("weights/1")),
            ("method", Node::text(self.method.word())),
            ("weights", Node::object(self.iter().map(|(name, ratio)| (name.to_owned(), exact(ratio))))),
            ("given", self.method.to_node()),
        ])
    }
}

impl Method {
    /// What was given, as the request of the method's call.
    fn to_node(&self) -> Node<'static> {
        match self {
            Method::Direct(Direct { shares, sum }) => {
                let share = |share: &Share| match share {
                    Share::Number(number) => exact(number),
                    Share::Rest => Node::text("rest"),
                    Share::Equal => Node::text("equal"),
                };
                let sum = match sum {
                    Sum::Exactly(total) => ("total", exact(total)),
                    Sum::Normalised => ("normalise", Node::truth(true)),
                };
                let shares = shares.iter().map(|(name, given)| (name.to_owned(), share(given)));
                Node::object([("weights", Node::object(shares)), sum])
            }
        }
    }
}

fn exact(number: &Number) -> Node<'static> {
    Node::text(number.to_string())
}
