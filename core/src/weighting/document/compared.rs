//! Requests for weights by comparisons, and what these tell.

use super::{by_name, entries, exact, number_at, request, whole_at};
use crate::document::Node;
use crate::document::shape::{Field, Kind, Shape, maybe, needed};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::weighting::{
    Ahp, AhpSettings, BestWorst, Comparisons, Consistency, Group, Judge, Named, Priorities, RandomIndex, Weights,
};

pub(crate) const AHP: super::Request = request("ahp", &AHP_SHAPE, ahp);
pub(crate) const BWM: super::Request = request("bwm", &BWM_SHAPE, bwm);

const MATRIX: Kind = Kind::List(&Kind::List(&Kind::Judgement, true), true);
const PRIORITIES: &[&str] = &["eigenvector", "geometric_mean"];
const GROUPS: &[&str] = &["judgements", "priorities"];
const TABLES: &[&str] = &["alonso_lamata_2006", "saaty_1980", "saaty_2005", "donegan_dodd_1991", "tummala_ling_1998"];

const AHP_SHAPE: Shape = Shape {
    name: "weights_ahp",
    title: "Weights by pairwise comparisons: the analytic hierarchy process",
    fields: &[
        maybe(
            "names",
            Kind::List(&Kind::Plain, true),
            "The goals in the order of the rows; g1, g2 and so on where nothing is said",
        ),
        maybe(
            "matrix",
            MATRIX,
            "How many times as important the goal of each row is as that of each column; null where the mirror image says it",
        ),
        maybe("judges", Kind::List(&Kind::Object(&JUDGE), true), "Those who compared, in place of one matrix"),
        maybe(
            "priorities",
            Kind::Word(PRIORITIES),
            "How priorities are drawn from comparisons; by the eigenvector where nothing is said",
        ),
        maybe(
            "group",
            Kind::Word(GROUPS),
            "What of several judges is joined: their judgements (AIJ), where nothing is said, or their priorities (AIP)",
        ),
        maybe("random_index", Kind::Word(TABLES), "The table by which the consistency ratio is told"),
        SCALE,
        maybe(
            "digits",
            Kind::Whole(1, 15),
            "The digits of the weights, which are ratios to one; 6 where nothing is said",
        ),
    ],
};

const SCALE: Field = maybe("scale", Kind::Whole(2, 1000), "The largest judgement; 9 where nothing is said");

const JUDGE: Shape = Shape {
    name: "judge",
    title: "One who compares",
    fields: &[
        maybe("name", Kind::Plain, "Who it is"),
        maybe("weight", Kind::Ratio, "How much the judge counts beside the others; 1 where nothing is said"),
        needed("matrix", MATRIX, "The judge's comparisons"),
    ],
};

fn ahp(request: &Node<'_>) -> Result<Weights, Problems> {
    let settings = AhpSettings {
        priorities: match text_at(request, "priorities") {
            Some("geometric_mean") => Priorities::GeometricMean,
            _ => Priorities::Eigenvector,
        },
        group: match text_at(request, "group") {
            Some("priorities") => Group::Priorities,
            _ => Group::Judgements,
        },
        random_index: RandomIndex::ALL
            .into_iter()
            .find(|table| text_at(request, "random_index") == Some(table.word()))
            .unwrap_or_default(),
        scale: whole_at(request, "scale").unwrap_or(Comparisons::SCALE),
        digits: whole_at(request, "digits").unwrap_or(AhpSettings::default().digits),
    };
    let mut problems = Problems::default();
    let mut judges = Vec::new();
    let alone = request.get("matrix").filter(|matrix| !matrix.is_null());
    let together = request.get("judges").map_or(&[][..], Node::items);
    let each = together.iter().enumerate().filter_map(|(index, judge)| {
        Some((Path::new().key("judges").index(index).key("matrix"), judge.get("matrix")?, Some(judge)))
    });
    if alone.is_some() && !together.is_empty() {
        let problem = Problem::new(Code::WeightsJudges, Path::new().key("judges"));
        problems.push(
            problem
                .saying("there is a matrix beside the judges", "ada matriks di samping penilai")
                .advising("leave one of the two out", "hilangkan salah satunya"),
        );
    }
    let names = request.get("names").filter(|names| !names.is_null()).map(Node::items);
    for (path, matrix, judge) in alone.map(|matrix| (Path::new().key("matrix"), matrix, None)).into_iter().chain(each) {
        match comparisons(matrix, settings.scale) {
            Ok(comparisons) if names.is_some_and(|names| names.len() != comparisons.len()) => {
                let problem = Problem::new(Code::WeightsSize, path).with("found", comparisons.len());
                problems.push(problem.with("wanted_count", names.map_or(0, <[Node<'_>]>::len)));
            }
            Ok(comparisons) => judges.push(Judge {
                name: judge.and_then(|judge| text_at(judge, "name")).unwrap_or_default().to_owned(),
                weight: judge.and_then(|judge| number_at(judge, "weight")).unwrap_or(Number::ONE),
                comparisons,
            }),
            Err(found) => problems.append(found.under(&path)),
        }
    }
    problems.or(())?;
    let names: Vec<String> = match names {
        Some(names) => names.iter().filter_map(Node::as_text).map(str::to_owned).collect(),
        None => {
            let count = judges.first().map_or(0, |judge| judge.comparisons.len());
            (1..=count).map(|number| format!("g{number}")).collect()
        }
    };
    Weights::ahp(names, judges, settings)
}

fn comparisons(matrix: &Node<'_>, scale: u32) -> Result<Comparisons, Problems> {
    let rows = matrix.items().iter().map(|row| row.items().iter().map(Node::to_ratio).collect());
    Comparisons::new(rows.collect(), scale)
}

const BWM_SHAPE: Shape = Shape {
    name: "weights_bwm",
    title: "Weights by comparing the best goal with each, and each with the worst",
    fields: &[
        needed("best", Kind::Plain, "The most important goal"),
        needed("worst", Kind::Plain, "The least important goal"),
        needed(
            "best_to_others",
            Kind::Map(&Kind::Number),
            "How many times as important the best is as each, from 1 to 9",
        ),
        needed(
            "others_to_worst",
            Kind::Map(&Kind::Number),
            "How many times as important each is as the worst, from 1 to 9",
        ),
    ],
};

fn bwm(request: &Node<'_>) -> Result<Weights, Problems> {
    let list = |key| entries(request, key).map(|(name, node)| (name, super::number(node)));
    let goal = |key| text_at(request, key).unwrap_or_default();
    Weights::best_worst(goal("best"), goal("worst"), list("best_to_others"), list("others_to_worst"))
}

pub(super) fn ahp_given(ahp: &Ahp) -> Node<'static> {
    let settings = &ahp.settings;
    let matrix =
        |judge: &Judge| Node::list(judge.comparisons.rows().iter().map(|row| Node::list(row.iter().map(exact))));
    let judges = match ahp.judges.as_slice() {
        [one] if one.name.is_empty() && one.weight == Number::ONE => ("matrix", matrix(one)),
        judges => {
            let judges = judges.iter().map(|judge| {
                let name = Some(("name", Node::text(judge.name.clone()))).filter(|_| !judge.name.is_empty());
                Node::object(name.into_iter().chain([("weight", exact(&judge.weight)), ("matrix", matrix(judge))]))
            });
            ("judges", Node::list(judges))
        }
    };
    let word = |words: &[&'static str], second: bool| {
        Node::text(words.iter().copied().nth(usize::from(second)).unwrap_or_default())
    };
    Node::object([
        ("names", Node::texts(ahp.priorities.names().map(str::to_owned))),
        judges,
        ("priorities", word(PRIORITIES, settings.priorities == Priorities::GeometricMean)),
        ("group", word(GROUPS, settings.group == Group::Priorities)),
        ("random_index", Node::text(settings.random_index.word())),
        ("scale", Node::number(settings.scale)),
        ("digits", Node::number(settings.digits)),
    ])
}

pub(super) fn ahp_statistics(ahp: &Ahp) -> Node<'static> {
    let names: Vec<&str> = ahp.priorities.names().collect();
    let consistency = |consistency: &Consistency| consistent(consistency, &names, ahp.settings.random_index);
    let whole = ahp.joined.as_ref().or(ahp.consistency.first());
    let whole = whole.map(|found| ("consistency", consistency(found)));
    let judges = ahp.joined.as_ref().map(|_| ("judges", Node::list(ahp.consistency.iter().map(consistency))));
    let priorities = by_name(ahp.priorities.iter(), |priority| float(*priority));
    Node::object([("priorities", priorities)].into_iter().chain(whole).chain(judges))
}

fn consistent(consistency: &Consistency, names: &[&str], table: RandomIndex) -> Node<'static> {
    let name = |index: usize| Node::text(names.get(index).map_or_else(String::new, |name| (*name).to_owned()));
    let random = table.of(names.len()).map(|index| ("random_index", float(index)));
    let revisit = consistency.revisit.as_ref().map(|revisit| {
        let (row, column) = revisit.pair;
        let entries = [
            ("row", name(row)),
            ("column", name(column)),
            ("given", exact(&revisit.given)),
            ("suggested", exact(&revisit.suggested)),
            ("ratio", float(revisit.ratio)),
        ];
        ("revisit", Node::object(entries))
    });
    let entries = [
        ("lambda_max", float(consistency.lambda_max)),
        ("index", float(consistency.index)),
        ("ratio", float(consistency.ratio)),
    ];
    let more =
        [("geometric_index", float(consistency.geometric_index)), ("accepted", Node::truth(consistency.is_accepted()))];
    Node::object(entries.into_iter().chain(random).chain(more).chain(revisit))
}

pub(super) fn bwm_given(judged: &BestWorst) -> Node<'static> {
    let list = |numbers: &Named<Number>| by_name(numbers.iter(), exact);
    Node::object([
        ("best", Node::text(judged.best.clone())),
        ("worst", Node::text(judged.worst.clone())),
        ("best_to_others", list(&judged.best_to_others)),
        ("others_to_worst", list(&judged.others_to_worst)),
    ])
}

pub(super) fn bwm_statistics(judged: &BestWorst) -> Node<'static> {
    let threshold = judged.threshold().map(|threshold| ("threshold", exact(&threshold)));
    let accepted = judged.is_accepted().map(|accepted| ("accepted", Node::truth(accepted)));
    let revisit = judged.least_consistent.clone().map(|name| ("revisit", Node::text(name)));
    let entries = [
        ("xi", exact(&judged.xi)),
        ("only_solution", Node::truth(judged.is_only)),
        ("consistency_ratio", exact(&judged.consistency_ratio)),
    ];
    Node::object(entries.into_iter().chain(threshold).chain(accepted).chain(revisit))
}

/// A statistic: the shortest text that is this float and no other.
fn float(float: f64) -> Node<'static> {
    Node::number(format!("{float:?}"))
}

fn text_at<'n>(request: &'n Node<'_>, key: &str) -> Option<&'n str> {
    request.get(key).and_then(Node::as_text)
}
