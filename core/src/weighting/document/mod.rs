//! Requests for weights, and weights as documents.

mod cascaded;
mod compared;
mod composed;
mod rows;

pub(crate) use cascaded::{CASCADE_SHAPE, cascade};
pub(crate) use compared::{AHP, BWM};
pub(crate) use composed::{FIT, TREE};
pub(crate) use rows::{ROWS, SEALED, rows, sealed_weights};

use super::{Direct, Method, Points, RankRule, Ranks, Scale, Share, Sum, Weights};
use crate::document::parts::exact;
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Node, Reader};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use crate::text::Lang;

/// How weights are asked for: the method's word, the shape of what is judged, and the method.
pub(crate) struct Request {
    word: &'static str,
    pub(crate) shape: &'static Shape,
    pub(crate) weigh: fn(&Node<'_>) -> Result<Weights, Problems>,
}

const fn request(
    word: &'static str,
    shape: &'static Shape,
    weigh: fn(&Node<'_>) -> Result<Weights, Problems>,
) -> Request {
    Request { word, shape, weigh }
}

pub(crate) const DIRECT: Request = request("direct", &DIRECT_SHAPE, direct);
pub(crate) const POINTS: Request = request("points", &POINTS_SHAPE, |request| points(request, Scale::Free));
pub(crate) const SWING: Request = request("swing", &POINTS_SHAPE, |request| points(request, Scale::Swing));
pub(crate) const SMART: Request = request("smart", &POINTS_SHAPE, |request| points(request, Scale::Smart));
pub(crate) const RANK_SUM: Request = request("rank_sum", &RANKS_SHAPE, |request| ranks(request, RankRule::Sum));
pub(crate) const RANK_RECIPROCAL: Request =
    request("rank_reciprocal", &RANKS_SHAPE, |request| ranks(request, RankRule::Reciprocal));
pub(crate) const ROC: Request = request("roc", &RANKS_SHAPE, |request| ranks(request, RankRule::Centroid));

/// Every method: a weights document says by its word how it came about.
const METHODS: [&Request; 11] =
    [&DIRECT, &POINTS, &SWING, &SMART, &RANK_SUM, &RANK_RECIPROCAL, &ROC, &AHP, &BWM, &TREE, &FIT];

const DIRECT_SHAPE: Shape = Shape {
    name: "weights_direct",
    title: "Weights that are given as such",
    fields: &[
        needed(
            "weights",
            Kind::Map(&Kind::RatioOr(&["rest", "equal"])),
            "The weight of each goal by its name; \"rest\" for one of them, or \"equal\" for all",
        ),
        maybe("total", Kind::Ratio, "What they must sum to, exactly; 100 where nothing is said"),
        maybe("normalise", Kind::Bool, "Whether they may sum to anything, and are brought to one by their sum"),
    ],
};

fn direct(request: &Node<'_>) -> Result<Weights, Problems> {
    let shares = entries(request, "weights").map(|(name, node)| (name, share(node)));
    Weights::direct(shares, sum_of_request(request))
}

fn share(node: &Node<'_>) -> Share {
    match node.as_text() {
        Some("rest") => Share::Rest,
        Some("equal") => Share::Equal,
        _ => Share::Number(node.to_ratio().unwrap_or_default()),
    }
}

fn share_node(share: &Share) -> Node<'static> {
    match share {
        Share::Number(number) => exact(number),
        Share::Rest => Node::text("rest"),
        Share::Equal => Node::text("equal"),
    }
}

fn sum_of_request(request: &Node<'_>) -> Sum {
    if request.is_true_at("normalise") {
        Sum::Normalised
    } else {
        Sum::Exactly(number_at(request, "total").unwrap_or_else(|| Number::from(100)))
    }
}

fn sum_entry(sum: &Sum) -> (&'static str, Node<'static>) {
    match sum {
        Sum::Exactly(total) => ("total", exact(total)),
        Sum::Normalised => ("normalise", Node::truth(true)),
    }
}

const POINTS_SHAPE: Shape = Shape {
    name: "weights_points",
    title: "Weights in proportion to points",
    fields: &[needed("points", Kind::Map(&Kind::Ratio), "The points of each goal by its name")],
};

fn points(request: &Node<'_>, scale: Scale) -> Result<Weights, Problems> {
    Weights::points(entries(request, "points").map(|(name, node)| (name, number(node))), scale)
}

const RANKS_SHAPE: Shape = Shape {
    name: "weights_ranks",
    title: "Weights by ranks alone",
    fields: &[needed(
        "ranks",
        Kind::Map(&Kind::Number),
        "The rank of each goal by its name, 1 the most important; equal ranks are a tie",
    )],
};

fn ranks(request: &Node<'_>, rule: RankRule) -> Result<Weights, Problems> {
    Weights::ranks(entries(request, "ranks").map(|(name, node)| (name, number(node))), rule)
}

/// A request for numbers of so many digits that sum to a total.
pub(crate) const APPORTION_SHAPE: Shape = Shape {
    name: "weights_apportion",
    title: "Weights as numbers of so many digits that sum to a total exactly",
    fields: &[
        needed("weights", Kind::Object(&WEIGHTS), "A weights document"),
        maybe("total", Kind::Ratio, "What they sum to; 100 where nothing is said"),
        maybe("digits", Kind::Whole(0, 28), "The digits after the point; 2 where nothing is said"),
    ],
};

/// `weights.apportion`
pub(crate) fn apportion(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let weights = weights_at(request, "weights")?;
    let total = number_at(request, "total").unwrap_or_else(|| Number::from(100));
    let digits = whole_at(request, "digits").unwrap_or(2);
    let numbers = weights.apportion(&total, digits)?;
    let numbers = numbers.iter().map(|(name, number)| (name.to_owned(), Node::text(number.to_string())));
    Ok(Node::object([("weights", Node::object(numbers)), ("total", exact(&total))]))
}

/// A request for weights that were kept as a document.
pub(crate) const READ_SHAPE: Shape = Shape {
    name: "weights_read",
    title: "Weights as they were kept, worked out again",
    fields: &[needed("weights", Kind::Object(&WEIGHTS), "A weights document")],
};

/// `weights.read`
pub(crate) fn read(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    Ok(weights_at(request, "weights")?.to_node())
}

/// A request for how weights came about.
pub(crate) const EXPLAIN_SHAPE: Shape = Shape {
    name: "weights_explain",
    title: "How weights came about, as text",
    fields: &[
        needed("weights", Kind::Object(&WEIGHTS), "A weights document"),
        maybe("lang", Kind::Word(&["en", "id"]), "The language; Indonesian where nothing is said"),
    ],
};

/// `weights.explain`
pub(crate) fn explain(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let weights = weights_at(request, "weights")?;
    let lang = request.get("lang").and_then(Node::as_text).and_then(Lang::from_code).unwrap_or(Lang::Id);
    Ok(Node::object([("text", Node::text(weights.explain(lang)))]))
}

/// The document `weights/1`.
pub(crate) const WEIGHTS: Shape = Shape {
    name: "weights",
    title: "Goal weights: exact ratios that sum to one, and what they came from",
    fields: &[
        needed("kinerja", Kind::Exactly(crate::trace::WEIGHTS), "What this document is"),
        needed("method", Kind::Plain, "The method that gave the weights"),
        needed("weights", Kind::Map(&Kind::Plain), "The weight of each goal by its name: an exact ratio to one"),
        maybe("statistics", Kind::Any, "What else the method tells, such as how consistent the judgements are"),
        needed("given", Kind::Any, "What was judged, as the method takes it"),
        maybe("warnings", Kind::Any, "Of a sealed document: what there is to look at"),
        maybe("trace", Kind::Any, "Of a sealed document: how the weights came about, for whoever takes them"),
        maybe("seal", Kind::Plain, "Of a sealed document: what tells that nothing was changed since"),
    ],
};

impl Weights {
    /// The weights of a document `weights/1`: worked out again from what was judged, and held against those that stand there.
    ///
    /// # Errors
    /// All problems of the document; `weights.differ` where a weight is not what the method gives.
    ///
    /// ```
    /// use kinerja::weighting::{Share, Sum, Weights};
    /// let weights = Weights::direct([("a", Share::of(70)), ("b", Share::Rest)], Sum::Exactly(100.into()))?;
    /// let text = kinerja::document::to_text(&weights.to_node());
    /// assert_eq!(Weights::parse(&text)?, weights);
    /// assert!(Weights::parse(&text.replace("0.7", "0.9")).is_err());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn parse(text: &str) -> Result<Weights, Problems> {
        let mut reader = Reader::new(Some(text));
        let tree = crate::document::parse_into(text, &mut reader);
        let Some(tree) = tree.filter(|_| reader.problems.is_empty()) else { return Err(reader.problems) };
        Weights::parse_tree(&tree).map_err(|problems| {
            reader.place(&problems, &tree);
            reader.problems
        })
    }

    /// As [`Weights::parse`], of a tree.
    ///
    /// # Errors
    /// As there, without lines and columns.
    pub fn parse_tree(tree: &Node<'_>) -> Result<Weights, Problems> {
        let mut reader = Reader::new(None);
        WEIGHTS.check(tree, &Trail::Top, &mut reader);
        reader.problems.or(())?;
        let mut reader = Reader::new(None);
        let word = tree.get("method").and_then(Node::as_text).unwrap_or_default();
        let Some(method) = METHODS.iter().find(|method| method.word == word) else {
            let known = || METHODS.iter().map(|method| method.word);
            let problem = Problem::new(Code::DocumentWord, Path::new().key("method")).with("found", word);
            return Err([problem.known(known()).maybe_meant(word, known())].into_iter().collect());
        };
        let nothing = Node::object::<&str>([]);
        let given = tree.get("given").unwrap_or(&nothing);
        let here = Path::new().key("given");
        method.shape.check(given, &Trail::At(&here), &mut reader);
        reader.problems.or(())?;
        let weights = (method.weigh)(given).map_err(|problems| problems.under(&here))?;
        let stated = tree.get("weights").map_or(&[][..], Node::entries);
        let mut problems = Problems::default();
        for (name, ratio) in weights.iter() {
            let wanted = ratio.to_string();
            let found = stated.iter().find(|(known, _)| known == name).and_then(|(_, node)| node.as_text());
            if found != Some(wanted.as_str()) {
                let path = Path::new().key("weights").key(name);
                let problem = Problem::new(Code::WeightsDiffer, path).with("name", name);
                problems.push(problem.with("found", found.unwrap_or("–")).with("wanted", wanted));
            }
        }
        for (name, node) in stated.iter().filter(|(name, _)| weights.get(name).is_none()) {
            let problem = Problem::new(Code::WeightsDiffer, Path::new().key("weights").key(name.as_ref()));
            let found = node.as_text().unwrap_or_default();
            problems.push(problem.with("name", name).with("found", found).with("wanted", "–"));
        }
        problems.or(weights)
    }

    /// The document `weights/1`: the method, the ratios as exact numbers, and what was judged.
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
        let entries = [
            ("kinerja", Node::text(crate::trace::WEIGHTS)),
            ("method", Node::text(self.method.word())),
            ("weights", by_name(self.iter(), exact)),
        ];
        let statistics = self.method.statistics().map(|statistics| ("statistics", statistics));
        Node::object(entries.into_iter().chain(statistics).chain([("given", self.method.to_node())]))
    }
}

impl Method {
    /// What was judged, as the request of the method's call.
    fn to_node(&self) -> Node<'static> {
        match self {
            Method::Direct(Direct { shares, sum }) => {
                Node::object([("weights", by_name(shares.iter(), share_node)), sum_entry(sum)])
            }
            Method::Points(Points { points, .. }) => Node::object([("points", by_name(points.iter(), exact))]),
            Method::Ranks(Ranks { ranks, .. }) => Node::object([("ranks", by_name(ranks.iter(), exact))]),
            Method::Ahp(ahp) => compared::ahp_given(ahp),
            Method::BestWorst(judged) => compared::bwm_given(judged),
            Method::Tree(tree) => composed::tree_given(tree),
            Method::Fitted(fitted) => composed::fit_given(fitted),
        }
    }

    /// What else the method tells.
    fn statistics(&self) -> Option<Node<'static>> {
        match self {
            Method::Ahp(ahp) => Some(compared::ahp_statistics(ahp)),
            Method::BestWorst(judged) => Some(compared::bwm_statistics(judged)),
            Method::Tree(tree) => Some(composed::tree_statistics(tree)),
            _ => None,
        }
    }
}

/// The weights of a document that stands in a request.
pub(super) fn weights_at(request: &Node<'_>, key: &str) -> Result<Weights, Problems> {
    let node = request.get(key).ok_or_else(|| super::impossible("a request without weights"))?;
    Weights::parse_tree(node).map_err(|problems| problems.under(&Path::new().key(key)))
}

/// The number of a node, which the shape has found to be one.
pub(super) fn number(node: &Node<'_>) -> Number {
    node.to_ratio().unwrap_or_default()
}

pub(super) fn number_at(request: &Node<'_>, key: &str) -> Option<Number> {
    request.get(key).filter(|node| !node.is_null()).map(number)
}

pub(super) fn whole_at<T: TryFrom<i64>>(request: &Node<'_>, key: &str) -> Option<T> {
    number_at(request, key).and_then(|number| T::try_from(number.to_i64()?).ok())
}

pub(super) fn entries<'n>(request: &'n Node<'n>, key: &str) -> impl Iterator<Item = (String, &'n Node<'n>)> {
    request.get(key).map_or(&[][..], Node::entries).iter().map(|(name, node)| (name.to_string(), node))
}

pub(super) fn by_name<'t, T: 't>(
    things: impl Iterator<Item = (&'t str, &'t T)>,
    written: impl Fn(&T) -> Node<'static>,
) -> Node<'static> {
    Node::object(things.map(|(name, thing)| (name.to_owned(), written(thing))))
}
