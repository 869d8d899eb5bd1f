//! The shapes of suggestions.

use super::State;
use crate::document::parts::EXPLAIN;
use crate::document::shape::{Kind, Shape, maybe, needed};

/// A suggestion on a policy or a procedure, and what became of it.
pub(crate) const SUGGESTION: Shape = Shape {
    name: "suggestion",
    title: "A suggestion on a policy or a procedure, and what became of it",
    fields: &[
        maybe("kinerja", Kind::Exactly("suggestion/1"), "The kind of document"),
        needed("ref", Kind::Plain, "The code by which the host knows it"),
        maybe("by", Kind::List(&Kind::Plain, true), "The codes of those who made it; left out, they are not named"),
        maybe("unit", Kind::Plain, "The unit that it comes from"),
        needed("on", Kind::Word(&["policy", "procedure"]), "What kind of thing it is on"),
        needed("about", Kind::Plain, "The policy or procedure"),
        needed("problem", Kind::Plain, "What is wrong with it, as those see it who work by it"),
        needed("proposal", Kind::Plain, "What is proposed"),
        maybe("evidence", EVIDENCE, "What it rests on"),
        needed("received", Kind::Date, "When it was received"),
        maybe("steps", Kind::List(&Kind::Object(&STEP), false), "What was done with it, the earliest first"),
    ],
};
const EVIDENCE: Kind = Kind::List(&Kind::Plain, false);
const STEP: Shape = Shape {
    name: "suggestion_step",
    title: "A step on a suggestion's way",
    fields: &[
        // Where every suggestion begins, no step comes to.
        needed("to", Kind::Word(State::WORDS.split_at(1).1), "The state that it comes to"),
        needed("on", Kind::Date, "When"),
        maybe("by", Kind::Plain, "The code of who did it; needed where it is adopted or declined"),
        maybe("because", Kind::Plain, "Why; needed where it is declined"),
        maybe(
            "effect",
            Kind::Object(&Shape {
                name: "suggestion_effect",
                title: "A figure before and after",
                fields: &[
                    needed("measure", Kind::Plain, "What is counted"),
                    maybe("unit", Kind::Plain, "The unit of the figure"),
                    needed("before", Kind::Number, "The figure before"),
                    needed("after", Kind::Number, "The figure after"),
                    needed("better", Kind::Word(&["higher", "lower"]), "Which is better"),
                ],
            }),
            "What it changed; needed where that is measured",
        ),
        maybe("evidence", EVIDENCE, "What the step rests on"),
    ],
};

/// A request for [`Review`](super::Review).
pub(crate) const REVIEW: Shape = Shape {
    name: "suggestions_review",
    title: "Suggestions, and the day on which they are looked at",
    fields: &[
        needed("as_of", Kind::Date, "The day on which they are looked at"),
        maybe("within", Kind::Whole(1, 3660), "In how many days a suggestion is to be decided"),
        needed("suggestions", Kind::List(&Kind::Object(&SUGGESTION), true), "The suggestions"),
        EXPLAIN,
    ],
};

/// A request for [`Suggestion::new_idea`](super::Suggestion::new_idea).
pub(crate) const NEW_IDEA: Shape = Shape {
    name: "suggestions_new_idea",
    title: "A suggestion as the new idea of one of those who made it",
    fields: &[
        needed("suggestion", Kind::Object(&SUGGESTION), "The suggestion"),
        needed("person", Kind::Plain, "The code of the person"),
    ],
};
