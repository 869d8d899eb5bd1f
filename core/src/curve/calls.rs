//! Curves and targets by name: documents in, documents out.

use super::{Aim, Bounded, Curve, Outside, Target, ZeroTarget};
use crate::document::Node;
use crate::document::parts::exact;
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};

/// A request for the height of a curve.
pub(crate) const VALUE: Shape = Shape {
    name: "curve_value",
    title: "The height of a curve at a place",
    fields: &[
        needed("x", Kind::Ratio, "The place"),
        needed(
            "points",
            Kind::List(&Kind::List(&Kind::Ratio, true), true),
            "Two points or more, each [x, y], from left to right",
        ),
        maybe("below", Kind::Word(Outside::WORDS), "What holds left of the first point; `clamp` where nothing is said"),
        maybe("above", Kind::Word(Outside::WORDS), "What holds right of the last point; `clamp` where nothing is said"),
    ],
};

/// `curve.value`
pub(crate) fn value(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let word = |key: &str| request.get(key).and_then(Node::as_text);
    let outside = |key: &str| word(key).and_then(Outside::from_word).unwrap_or(Outside::Clamp);
    let given = request.get("points").map_or(&[][..], Node::items);
    let points: Option<Vec<(Number, Number)>> = given
        .iter()
        .map(|point| match point.items() {
            [x, y] => Some((x.to_ratio()?, y.to_ratio()?)),
            _ => None,
        })
        .collect();
    let curve = points.and_then(|points| Curve::new(points, outside("below"), outside("above")));
    let problem = |code, key: &str| Problem::new(code, Path::new().key(key));
    let Some(curve) = curve else { return Err([problem(Code::CurvePoints, "points")].into_iter().collect()) };
    let x = ratio(request, "x").unwrap_or_default();
    let height = curve.at(&x).ok_or_else(|| {
        let end = |point: Option<&(Number, Number)>| point.map(|(x, _)| x.to_string()).unwrap_or_default();
        let problem = problem(Code::CurveOutside, "x").with("found", &x).with("from", end(curve.points().first()));
        [problem.with("until", end(curve.points().last()))].into_iter().collect::<Problems>()
    })?;
    Ok(Node::object([("y", exact(&height))]))
}

/// A request for the score of a realisation.
pub(crate) const SCORE: Shape = Shape {
    name: "curve_score",
    title: "The score of a realisation by its target, in percent",
    fields: &[
        needed("actual", Kind::Ratio, "The figure reached"),
        needed("target", Kind::Ratio, "The planned figure"),
        maybe("better", Kind::Word(&["higher", "lower", "near"]), "What is better; `higher` where nothing is said"),
        maybe(
            "by",
            Kind::Word(&["difference", "ratio"]),
            "Where lower is better: by (2 − a/t), where nothing is said, or by t/a",
        ),
        maybe(
            "tolerance",
            Kind::Ratio,
            "Where the target itself is best: how far from it is as good, as a part of it; 0.05 is five percent",
        ),
        maybe("baseline", Kind::Ratio, "Where the way to the target begins: (a − b) / (t − b), in place of `better`"),
        maybe("at_least", Kind::Ratio, "No score is below this"),
        maybe("at_most", Kind::Ratio, "No score is above this"),
        maybe(
            "zero_target",
            Kind::Word(&["refuse", "met_or_bound"]),
            "What a target of zero means: a problem, where nothing is said, or 100 where it is met and else a bound",
        ),
    ],
};

/// `curve.score`
pub(crate) fn score(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let word = |key: &str| request.get(key).and_then(Node::as_text);
    let (better, by) = (word("better"), word("by"));
    let (tolerance, baseline) = (ratio(request, "tolerance"), ratio(request, "baseline"));
    // What would be passed over without a word.
    let idle = [
        ("by", by.is_some() && better != Some("lower")),
        ("tolerance", tolerance.is_some() && better != Some("near")),
        ("better", better.is_some() && baseline.is_some()),
    ];
    let idle = idle.into_iter().filter(|(_, idle)| *idle);
    idle.map(|(key, _)| Problem::new(Code::CurveIdle, Path::new().key(key)).with("key", key))
        .collect::<Problems>()
        .or(())?;
    let aim = match (baseline, better) {
        (Some(baseline), _) => Aim::From { baseline },
        (None, Some("lower")) if by == Some("ratio") => Aim::LowerByRatio,
        (None, Some("lower")) => Aim::Lower,
        (None, Some("near")) => Aim::Near { tolerance: tolerance.unwrap_or_default() },
        _ => Aim::Higher,
    };
    let target = Target {
        aim,
        target: ratio(request, "target").unwrap_or_default(),
        least: ratio(request, "at_least"),
        most: ratio(request, "at_most"),
        zero: match word("zero_target") {
            Some("met_or_bound") => ZeroTarget::MetOrBound,
            _ => ZeroTarget::Refused,
        },
    };
    let (score, bounded) = target.score(&ratio(request, "actual").unwrap_or_default())?;
    let bounded = bounded.map(|bounded| {
        let word = match bounded {
            Bounded::AtLeast => "at_least",
            Bounded::AtMost => "at_most",
        };
        ("bounded", Node::text(word))
    });
    Ok(Node::object([("score", exact(&score))].into_iter().chain(bounded)))
}

fn ratio(request: &Node<'_>, key: &str) -> Option<Number> {
    request.get(key).filter(|node| !node.is_null()).and_then(Node::to_ratio)
}
