//! The shape of a year's evaluations.

use super::choices::{Acting, Gap, LeaveDays, MonthOfMove, Overlap, Rule, Tie, Weigh};
use crate::document::parts::{CITED, EXPLAIN, PERIOD, ROUND, TITLED};
use crate::document::shape::{Field, Kind, Shape, maybe, needed};

/// A choice: a word, or the word with where it comes from.
macro_rules! choice {
    ($name:ident, $words:expr) => {
        const $name: Kind = Kind::WordOr(
            $words,
            &Kind::Object(&Shape {
                name: stringify!($name),
                title: "A choice, and where it comes from",
                fields: &[needed("is", Kind::Word($words), "The choice"), CITED],
            }),
        );
    };
}

choice!(RULE, Rule::WORDS);
choice!(WEIGH, Weigh::WORDS);
choice!(MONTH_OF_MOVE, MonthOfMove::WORDS);
choice!(LEAVE_DAYS, LeaveDays::WORDS);
choice!(GAP, Gap::WORDS);
choice!(OVERLAP, Overlap::WORDS);
choice!(ACTING, Acting::WORDS);
choice!(TIE, Tie::WORDS);

const LEVEL: Field = maybe("level", Kind::Id, "A level of the scale, where there are levels");
const SCORE: Field = maybe("score", Kind::Number, "A number, where there are none");

/// Periodic evaluations, and the rules by which they become the year's.
pub(crate) const YEAR: Shape = Shape {
    name: "year",
    title: "Periodic evaluations of one employee, and the rules by which they become the year's",
    fields: &[
        maybe("kinerja", Kind::Exactly("year/1"), "The kind of document"),
        needed("period", PERIOD, "The year, or another period that is evaluated as a whole"),
        maybe(
            "levels",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "year_level",
                    title: "A level",
                    fields: &[needed("name", Kind::Id, "Its name"), TITLED],
                }),
                true,
            ),
            "The levels of the evaluations, the lowest first; without them they are numbers",
        ),
        needed("evaluations", Kind::List(&Kind::Object(&EVALUATION), false), "The periodic evaluations, in any order"),
        maybe("leave", Kind::List(&PERIOD, false), "When the employee was on leave"),
        needed(
            "rule",
            RULE,
            "How the year's follows: set by somebody, the latest, the most frequent, the worst, or the mean weighted by time",
        ),
        maybe(
            "explicit",
            Kind::Object(&Shape {
                name: "set_evaluation",
                title: "What somebody set",
                fields: &[LEVEL, SCORE, needed("by", Kind::Plain, "Who set it"), needed("because", Kind::Plain, "Why")],
            }),
            "What was set, where the rule is `explicit`",
        ),
        maybe("weigh", WEIGH, "What an evaluation weighs: its days (where nothing is said), or its months"),
        maybe("month_of_move", MONTH_OF_MOVE, "Where months weigh: which evaluation a month of two belongs to"),
        maybe("leave_days", LEAVE_DAYS, "Whether days of leave weigh nothing (where nothing is said) or count"),
        maybe(
            "leave_least",
            Kind::Whole(1, 366),
            "Leave of fewer days in a row counts as work; 1 where nothing is said",
        ),
        maybe(
            "gap",
            GAP,
            "Whether days that no evaluation covers are refused (where nothing is said) or weigh nothing",
        ),
        maybe(
            "overlap",
            OVERLAP,
            "Whether days that two evaluations cover are refused (where nothing is said), belong to the earlier or the later, or are shared",
        ),
        maybe("acting", ACTING, "Whether evaluations of an acting post count (where nothing is said) or are left out"),
        maybe(
            "tie",
            TIE,
            "Of values with the same claim (equally frequent, or ending on the same day): the worse, the better, or that of the latest evaluation",
        ),
        maybe("least_days", Kind::Whole(1, 366), "With fewer evaluated days there is no evaluation of the year"),
        maybe(
            "to_level",
            Kind::Word(&["half_up", "half_down", "half_even", "floor", "ceiling"]),
            "How a mean of levels becomes a level",
        ),
        maybe("round", ROUND, "How a mean of numbers is rounded; without it, it stays exact"),
        EXPLAIN,
    ],
};
const EVALUATION: Shape = Shape {
    name: "periodic_evaluation",
    title: "A periodic evaluation",
    fields: &[
        maybe("ref", Kind::Plain, "The code by which the host knows it"),
        needed("from", Kind::Date, "The first day"),
        needed("until", Kind::Date, "The last day"),
        LEVEL,
        SCORE,
        maybe("by", Kind::Plain, "Who evaluated"),
        maybe("post", Kind::Plain, "The post"),
        maybe("acting", Kind::Bool, "Whether the post was held as an acting one"),
    ],
};
