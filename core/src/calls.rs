//! The one door of the rooms beside schemes: a call by name, a document in, a document out.
//!
//! The Rust API of each room is typed and comes first; this is for the borders to Python and JavaScript, which hold no rule and no arithmetic, and
//! for programs that keep requests as data. A request is read by a shape as every document is, so all of its problems come at once; in what comes
//! back, a text is an exact number or a word, a JSON number is a count or a statistic.
//!
//! ```
//! let weights = kinerja::calls::call_text("weights.direct", r#"{ "weights": { "attendance": 70, "dropouts": "rest" } }"#)?;
//! assert_eq!(weights.get("weights").and_then(|shares| shares.get("dropouts")?.as_text()), Some("0.3"));
//! # Ok::<(), kinerja::Problems>(())
//! ```

use crate::document::shape::Shape;
use crate::document::{Node, Reader, parse_into, schema};
use crate::problem::{Code, Path, Problem, Problems, Trail};
use crate::{annual, curve, development, feedback, framework, journal, weighting};

/// A call: its name, what it is asked with, and the adapter to the room's typed API.
struct Call {
    name: &'static str,
    request: &'static Shape,
    /// Gets a request that fits its shape. The paths of its problems are those of the request; lines and columns are added to them here.
    run: fn(&Node<'_>) -> Result<Node<'static>, Problems>,
}

const fn of(
    name: &'static str,
    request: &'static Shape,
    run: fn(&Node<'_>) -> Result<Node<'static>, Problems>,
) -> Call {
    Call { name, request, run }
}

/// A call that gives a weights document.
macro_rules! weights {
    ($name:literal, $request:ident) => {
        of($name, weighting::document::$request.shape, |request| {
            (weighting::document::$request.weigh)(request).map(|weights| weights.to_node())
        })
    };
}

/// Every call, room by room.
const CALLS: &[Call] = &[
    of("framework.list", &framework::calls::LIST, framework::calls::list),
    of("framework.read", &framework::calls::ONE, framework::calls::one),
    of("framework.formats", &framework::calls::LIST, framework::calls::formats),
    of("framework.parse", &framework::calls::PARSE, framework::calls::parse),
    of("framework.to_format", &framework::calls::TO_FORMAT, framework::calls::to_format),
    of("framework.convert", &framework::calls::CONVERT, framework::calls::convert),
    of("framework.check_format", &framework::calls::CHECK_FORMAT, framework::calls::check_format),
    of("framework.check", &framework::calls::ONE, framework::calls::check),
    of("framework.diff", &framework::calls::DIFF, framework::calls::diff),
    of("framework.profile", &framework::calls::TIER, framework::calls::of_tier),
    of("profile.check", &framework::calls::PROFILE_CHECK, framework::calls::profile_check),
    of("profile.compare", &framework::calls::COMPARE, framework::calls::compare),
    of("profile.rows", &framework::calls::ROWS, framework::calls::rows),
    of("gap", &framework::calls::GAP, framework::calls::gap),
    of("gap.team", &framework::calls::TEAM, framework::calls::team),
    of("feedback.aggregate", &feedback::calls::AGGREGATE, feedback::calls::aggregate),
    of("feedback.rows", &feedback::calls::ROWS, feedback::calls::rows),
    of("feedback.input", &feedback::calls::INPUT, feedback::calls::input),
    of("feedback.units", &feedback::calls::UNITS, feedback::calls::units),
    weights!("weights.direct", DIRECT),
    weights!("weights.points", POINTS),
    weights!("weights.swing", SWING),
    weights!("weights.smart", SMART),
    weights!("weights.rank_sum", RANK_SUM),
    weights!("weights.rank_reciprocal", RANK_RECIPROCAL),
    weights!("weights.roc", ROC),
    weights!("weights.ahp", AHP),
    weights!("weights.bwm", BWM),
    weights!("weights.tree", TREE),
    weights!("weights.fit", FIT),
    of("curve.value", &curve::calls::VALUE, curve::calls::value),
    of("curve.score", &curve::calls::SCORE, curve::calls::score),
    of("cascade", &weighting::document::CASCADE_SHAPE, weighting::document::cascade),
    of("weights.read", &weighting::document::READ_SHAPE, weighting::document::read),
    of("weights.explain", &weighting::document::EXPLAIN_SHAPE, weighting::document::explain),
    of("weights.sealed", &weighting::document::SEALED, weighting::document::sealed_weights),
    of("weights.rows", &weighting::document::ROWS, weighting::document::rows),
    of("weights.apportion", &weighting::document::APPORTION_SHAPE, weighting::document::apportion),
    of("suggestions.review", &feedback::suggestion::document::REVIEW, feedback::suggestion::review),
    of("suggestions.new_idea", &feedback::suggestion::document::NEW_IDEA, feedback::suggestion::new_idea),
    of("journal.roll_up", &journal::document::ROLL_UP, journal::result::roll_up),
    of("development.plan", &development::document::PLAN, development::calls::plan),
    of("development.effect", &development::document::EFFECT, development::calls::effect),
    of("development.participation", &development::document::PARTICIPATION, development::calls::participation),
    of("periods.annual", &annual::document::YEAR, annual::result::annual),
];

/// The names of all calls.
///
/// ```
/// assert!(kinerja::calls::names().any(|name| name == "weights.direct"));
/// ```
pub fn names() -> impl Iterator<Item = &'static str> {
    CALLS.iter().map(|call| call.name)
}

/// The JSON Schema (2020-12) of a call's request; none of a call that there is not.
///
/// ```
/// assert!(kinerja::calls::request_schema("weights.direct").unwrap().contains("\"required\": [\"weights\"]"));
/// ```
#[must_use]
pub fn request_schema(name: &str) -> Option<String> {
    CALLS.iter().find(|call| call.name == name).map(|call| schema::text_of(call.request))
}

/// Calls by name with a request that is a tree.
///
/// # Errors
/// `call.unknown`, and all problems of the request; a path begins at the request's top.
///
/// ```
/// use kinerja::document::parse;
/// let problems = kinerja::calls::call("weights.drect", &parse("{}")?).unwrap_err();
/// assert_eq!(problems.iter().next().unwrap().help(kinerja::Lang::En), "did you mean `weights.direct`?");
/// # Ok::<(), kinerja::Problems>(())
/// ```
pub fn call(name: &str, request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let call = find(name)?;
    answer(call, request, Reader::new(None))
}

/// Calls by name with a request that is JSON text: its problems have a line and a column.
///
/// # Errors
/// As [`call`], and those of [`document::parse`](crate::document::parse).
///
/// ```
/// let problems = kinerja::calls::call_text("weights.direct", "{\n \"weights\": { \"attendance\": -1 } }").unwrap_err();
/// assert_eq!(problems.iter().next().unwrap().position().map(|position| position.line), Some(2));
/// ```
pub fn call_text(name: &str, request: &str) -> Result<Node<'static>, Problems> {
    let call = find(name)?;
    let mut reader = Reader::new(Some(request));
    match parse_into(request, &mut reader) {
        Some(tree) => answer(call, &tree, reader),
        None => Err(reader.problems),
    }
}

fn find(name: &str) -> Result<&'static Call, Problems> {
    CALLS.iter().find(|call| call.name == name).ok_or_else(|| {
        let problem = Problem::new(Code::CallUnknown, Path::new()).with("found", name);
        [problem.known(names()).maybe_meant(name, names())].into_iter().collect()
    })
}

fn answer(call: &Call, request: &Node<'_>, mut reader: Reader<'_>) -> Result<Node<'static>, Problems> {
    call.request.check(request, &Trail::Top, &mut reader);
    if !reader.problems.is_empty() {
        return Err(reader.problems.in_order());
    }
    (call.run)(request).map_err(|problems| {
        reader.place(&problems, request);
        reader.problems.in_order()
    })
}
