//! The shapes of journals and their settings.

use crate::document::parts::{CITED, EXPLAIN, PERIOD, PERSON, TITLED};
use crate::document::shape::{Kind, Shape, maybe, needed};

const WEEKDAYS: Kind = Kind::Word(&["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);

/// What an organisation decides about journals.
pub(crate) const SETTINGS: Shape = Shape {
    name: "journal_settings",
    title: "What an organisation decides about daily reports",
    fields: &[
        maybe("kinerja", Kind::Exactly("journal-settings/1"), "The kind of document"),
        TITLED,
        needed(
            "activities",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "activity",
                    title: "An activity that may be entered",
                    fields: &[
                        needed("name", Kind::Id, "Its name"),
                        TITLED,
                        maybe(
                            "minutes",
                            Kind::Number,
                            "The minutes that one of it is worth; without it each entry says its minutes",
                        ),
                        maybe("goal", Kind::Id, "The goal that it serves, where an entry names none"),
                    ],
                }),
                true,
            ),
            "The activities that may be entered",
        ),
        maybe(
            "goals",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "journal_goal",
                    title: "A goal whose realisation comes from entries",
                    fields: &[
                        needed("name", Kind::Id, "Its name"),
                        TITLED,
                        maybe("unit", Kind::Plain, "The unit of its figure"),
                        maybe(
                            "of",
                            Kind::Word(&["sum", "latest", "highest"]),
                            "How entries become its realisation: their sum (where nothing is said), the latest or the highest",
                        ),
                    ],
                }),
                false,
            ),
            "The goals whose realisations come from entries",
        ),
        needed(
            "norm",
            Kind::Object(&Shape {
                name: "minutes_norm",
                title: "How many effective minutes are asked for: a working day, or a full month",
                fields: &[
                    maybe("a_day", Kind::Number, "Minutes of a working day"),
                    maybe(
                        "a_month",
                        Kind::Number,
                        "Minutes of a month; of a part of a month as much as its part of the working days",
                    ),
                ],
            }),
            "How many effective minutes are asked for",
        ),
        needed("workdays", Kind::List(&WEEKDAYS, true), "The days of the week on which work is done"),
        maybe("holidays", Kind::List(&Kind::Date, false), "Days on which it is not"),
        maybe(
            "most_a_day",
            Kind::Number,
            "The most effective minutes that one day can have; 1440 where nothing is said",
        ),
        maybe(
            "over",
            Kind::Word(&["report", "cap"]),
            "Whether a day with more is reported and counted (where nothing is said), or reported and cut to the most",
        ),
        maybe("deadline", Kind::Whole(0, 366), "How many days after the activity it may be entered"),
        maybe(
            "late",
            Kind::Word(&["report", "leave_out"]),
            "Whether an entry after that is reported and counted (where nothing is said), or reported and left out",
        ),
        CITED,
    ],
};

/// What one employee entered.
pub(crate) const JOURNAL: Shape = Shape {
    name: "journal",
    title: "What one employee did, day by day, and what the superior says to it",
    fields: &[
        maybe("kinerja", Kind::Exactly("journal/1"), "The kind of document"),
        needed("about", PERSON, "The employee"),
        needed("period", PERIOD, "The period"),
        maybe("leave", Kind::List(&PERIOD, false), "When the employee was on leave"),
        needed("entries", Kind::List(&Kind::Object(&ENTRY), false), "What was done, in any order"),
    ],
};
const TIME: &str = "The time of day, as 08:30";
const ENTRY: Shape = Shape {
    name: "entry",
    title: "What was done",
    fields: &[
        needed("ref", Kind::Plain, "The code by which the host knows it"),
        needed("on", Kind::Date, "The day"),
        maybe("from", Kind::Plain, TIME),
        maybe("until", Kind::Plain, TIME),
        needed("activity", Kind::Id, "What was done"),
        maybe("volume", Kind::Number, "How many of it; 1 where nothing is said"),
        maybe("minutes", Kind::Number, "The minutes that it took, for an activity that has none of its own"),
        maybe("goal", Kind::Id, "The goal that it serves"),
        maybe("figure", Kind::Number, "What it adds to the goal's realisation; the volume where nothing is said"),
        maybe("note", Kind::Plain, "A remark"),
        maybe("evidence", Kind::List(&Kind::Plain, false), "What it rests on"),
        maybe("entered", Kind::Date, "When it was entered"),
        maybe(
            "status",
            Kind::Word(&["pending", "accepted", "rejected"]),
            "What the superior says; pending where nothing is said",
        ),
        maybe("by", Kind::Plain, "The superior; needed where it is accepted or rejected"),
        maybe("decided", Kind::Date, "When the superior said so"),
        maybe("because", Kind::Plain, "Why; needed where it is rejected"),
    ],
};

/// A request for [`Journal::roll_up`](super::Journal::roll_up).
pub(crate) const ROLL_UP: Shape = Shape {
    name: "journal_roll_up",
    title: "A journal, and the settings by which it is rolled up",
    fields: &[
        needed("journal", Kind::Object(&JOURNAL), "What was entered"),
        needed("settings", Kind::Object(&SETTINGS), "What the organisation decides"),
        EXPLAIN,
    ],
};
