//! The shapes of development: catalogues, what is lacking, what was done, and offers.

use super::catalogue::TrainingKind;
use super::effect::PERCENT;
use super::participation::Came;
use crate::document::parts::{CITED, EXPLAIN, PERIOD, TITLED};
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::framework::gap::GAP_RESULT;

/// A catalogue of trainings.
pub(crate) const CATALOGUE: Shape = Shape {
    name: "training_catalogue",
    title: "The trainings that an organisation offers",
    fields: &[
        maybe("kinerja", Kind::Exactly("training-catalogue/1"), "The kind of document"),
        TITLED,
        needed(
            "trainings",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "training",
                    title: "A training",
                    fields: &[
                        needed("name", Kind::Plain, "Its name"),
                        TITLED,
                        needed("kind", Kind::Word(TrainingKind::WORDS), "The kind of competence that it builds"),
                        needed("hours", Kind::Number, "Its hours"),
                        maybe("competency", Kind::Plain, "The competency that it raises"),
                        maybe("from", Kind::Number, "The level that it begins at"),
                        maybe("to", Kind::Number, "The level that it leads to"),
                        maybe(
                            "behaviour",
                            Kind::Plain,
                            "The behaviour that it works on, where it raises no competency",
                        ),
                    ],
                }),
                false,
            ),
            "The trainings",
        ),
    ],
};

/// A request for [`Plan`](super::Plan).
pub(crate) const PLAN: Shape = Shape {
    name: "development_plan_request",
    title: "What is lacking, and the trainings that close it",
    fields: &[
        maybe("gap", Kind::Object(&GAP_RESULT), "What a person lacks for a post"),
        maybe(
            "behaviours",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "low_behaviour",
                    title: "A behaviour and the least that is asked of it",
                    fields: &[
                        needed("name", Kind::Plain, "The behaviour"),
                        TITLED,
                        maybe("score", Kind::Ratio, "The score; left out where there is none"),
                        needed("least", Kind::Ratio, "The least that is asked"),
                        maybe("weight", Kind::Ratio, "How much it counts; 1 where nothing is said"),
                        maybe("mandatory", Kind::Bool, "That nothing makes up for it"),
                    ],
                }),
                false,
            ),
            "Behaviours with their scores",
        ),
        needed("catalogue", Kind::Object(&CATALOGUE), "The trainings"),
        maybe(
            "mandatory_factor",
            Kind::Number,
            "By how much the priority of a mandatory requirement is multiplied; needed where there is one",
        ),
        needed(
            "entitlement",
            Kind::Object(&Shape {
                name: "entitlement",
                title: "The training hours of a year",
                fields: &[
                    needed("hours", Kind::Number, "The hours of the year"),
                    maybe("period", PERIOD, "The year"),
                    CITED,
                ],
            }),
            "The training hours of a year",
        ),
        maybe(
            "done",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "training_done",
                    title: "A training that was done",
                    fields: &[
                        needed("training", Kind::Plain, "Its name, in the catalogue or not"),
                        maybe("hours", Kind::Number, "Its hours; those of the catalogue where nothing is said"),
                        needed("on", Kind::Date, "When it ended"),
                    ],
                }),
                false,
            ),
            "What was done in the year already",
        ),
        EXPLAIN,
    ],
};

/// A request for [`Effect`](super::Effect).
pub(crate) const EFFECT: Shape = Shape {
    name: "development_effect",
    title: "The same people before and after a training",
    fields: &[
        needed(
            "people",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "before_after",
                    title: "One of them",
                    fields: &[
                        needed("person", Kind::Plain, "The code of the person"),
                        needed("before", Kind::Ratio, "The level or score before"),
                        needed("after", Kind::Ratio, "The level or score after"),
                    ],
                }),
                true,
            ),
            "The people",
        ),
        maybe(
            "percent",
            Kind::Whole(PERCENT.0, PERCENT.1),
            "How sure the interval is, in percent; 95 where nothing is said",
        ),
    ],
};

/// A request for [`Participation`](super::Participation).
pub(crate) const PARTICIPATION: Shape = Shape {
    name: "development_participation",
    title: "Who was offered training and what came of it",
    fields: &[
        maybe("least", Kind::Whole(5, 1000), "The fewest people that a count may rest on; 5 where nothing is said"),
        needed("reasons", Kind::List(&Kind::Id, false), "The reasons that may be given"),
        needed(
            "offers",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "offer",
                    title: "One offer to one person",
                    fields: &[
                        needed("person", Kind::Plain, "The code of the person"),
                        needed("unit", Kind::Plain, "The unit"),
                        needed("training", Kind::Plain, "The training"),
                        needed("came", Kind::Word(Came::WORDS), "What came of it"),
                        maybe("reason", Kind::Id, "Why; needed where it was refused or prevented"),
                    ],
                }),
                true,
            ),
            "The offers",
        ),
    ],
};
