//! The shapes of rater policies and responses.

use crate::document::parts::{CITED, PERIOD, PERSON, ROUND, TITLED};
use crate::document::shape::{Field, Kind, Shape, maybe, needed};

/// A rater policy: who rates what, how much each group counts, and what happens where something is missing.
pub(crate) const POLICY: Shape = Shape {
    name: "rater_policy",
    title: "A rater policy: who rates what, how much each group counts, what happens where something is missing",
    fields: &[
        maybe("kinerja", Kind::Exactly("rater-policy/1"), "The kind of document"),
        TITLED,
        needed(
            "scale",
            Kind::Object(&Shape {
                name: "marks",
                title: "The marks that a rater may give",
                fields: &[
                    needed("from", Kind::Number, "The lowest mark"),
                    needed("until", Kind::Number, "The highest mark"),
                    maybe(
                        "digits",
                        Kind::Whole(0, 28),
                        "Digits after the point that a mark may have; 0 where nothing is said",
                    ),
                ],
            }),
            "The marks that a rater may give",
        ),
        needed(
            "groups",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "rater_group",
                    title: "A group of raters",
                    fields: &[
                        needed("name", Kind::Id, "Its name: the origin of an answer"),
                        TITLED,
                        needed(
                            "raters",
                            Kind::Word(&["self", "named", "unnamed"]),
                            "Whether it is the person, raters who are known to the person, or raters who must stay unknown",
                        ),
                        needed("weight", Kind::Number, "How much its mean counts"),
                        maybe(
                            "least",
                            Kind::Whole(1, 1000),
                            "The fewest raters for whom its mean is shown and counted; 1 where nothing is said",
                        ),
                    ],
                }),
                true,
            ),
            "The groups of raters",
        ),
        needed(
            "items",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "rated_item",
                    title: "What is rated",
                    fields: &[
                        needed("name", Kind::Id, "Its name"),
                        TITLED,
                        maybe(
                            "kind",
                            Kind::Word(&["question", "behaviour", "competency"]),
                            "What it is; a question where nothing is said",
                        ),
                        maybe("weight", Kind::Number, "How much it counts in the whole; 1 where nothing is said"),
                        maybe(
                            "groups",
                            Kind::List(&Kind::Id, true),
                            "The groups that are asked; all where nothing is said",
                        ),
                    ],
                }),
                true,
            ),
            "What is rated",
        ),
        maybe(
            "centre",
            Kind::WordOr(
                &["mean", "median"],
                &Kind::Object(&Shape {
                    name: "trimmed_mean",
                    title: "A mean without the outermost marks",
                    fields: &[
                        needed("trimmed", Kind::Number, "The part cut off at each end, below one half"),
                        maybe(
                            "cut",
                            Kind::Word(&["fractional", "whole"]),
                            "Whether a mark may be cut in part (`fractional`, where nothing is said) or only as a whole",
                        ),
                    ],
                }),
            ),
            "How the marks of a group become one number; the mean where nothing is said",
        ),
        maybe(
            "over",
            Kind::Word(&["groups", "raters"]),
            "Whether an item's score is the weighted mean of its groups (where nothing is said) or one over all raters alike",
        ),
        maybe(
            "repeated",
            Kind::Word(&["refuse", "latest", "mean"]),
            "What a rater's further answer to the same is: refused (where nothing is said), the one that counts, or one more of those whose mean counts",
        ),
        needed(
            "too_few",
            Kind::Word(&["leave_out", "merge", "block"]),
            "What happens to groups with too few raters: left out, put together with each other, or no score",
        ),
        needed(
            "missing",
            Kind::Object(&Shape {
                name: "missing",
                title: "What happens where something is missing: the others count for it, or there is no score",
                fields: &[
                    needed("answer", ABSENCE, "An answer that is owed"),
                    needed("group", ABSENCE, "A group that counts, without answers"),
                    needed("item", ABSENCE, "An item without score"),
                ],
            }),
            "What happens where something is missing",
        ),
        maybe("round", ROUND, "How the scores are rounded; without it they stay exact"),
        CITED,
    ],
};
const ABSENCE: Kind = Kind::Word(&["exclude", "block"]);

/// Responses: what raters answered about one person.
pub(crate) const RESPONSES: Shape = Shape {
    name: "responses",
    title: "What raters answered about one person in one period",
    fields: &[
        maybe("kinerja", Kind::Exactly("responses/1"), "The kind of document"),
        needed("about", PERSON, "The person whom the answers are about"),
        needed("period", PERIOD, "The period that they are about"),
        needed("answers", Kind::List(&Kind::Object(&ANSWER), false), "The answers, in any order"),
        maybe("notes", Kind::List(&Kind::Object(&NOTE), false), "What raters saw and advise, in words"),
    ],
};
const ITEM: Field = needed("item", Kind::Id, "What is rated");
const RATER: Field = needed("rater", Kind::Plain, "The code of the rater");
const ORIGIN: Field = needed("origin", Kind::Id, "The group that the rater belongs to");
const ANSWER: Shape = Shape {
    name: "answer",
    title: "One answer",
    fields: &[
        ITEM,
        RATER,
        ORIGIN,
        maybe(
            "mark",
            Kind::NumberOr(&Kind::PlainOr(&Kind::Object(&Shape {
                name: "no_mark",
                title: "Why there is no mark",
                fields: &[
                    needed(
                        "absent",
                        Kind::Word(&["not_rated", "not_applicable"]),
                        "Owed and not there, or not owed: the rater cannot judge",
                    ),
                    maybe("because", Kind::Plain, "Why"),
                ],
            }))),
            "The mark; left out, the answer is owed",
        ),
        maybe("on", Kind::Date, "When it was given"),
    ],
};
const NOTE: Shape = Shape {
    name: "note",
    title: "Feedback in words",
    fields: &[
        RATER,
        ORIGIN,
        maybe("item", Kind::Id, "What it is about, where it is about one item"),
        needed("observed", Kind::Plain, "What was seen or heard"),
        maybe("effect", Kind::Plain, "What it led to"),
        maybe("next_step", Kind::Plain, "What to do next"),
        maybe("evidence", Kind::List(&Kind::Plain, false), "What it rests on"),
        needed("on", Kind::Date, "When it was seen"),
    ],
};
