//! `framework/1`: the shape of our own document, from which its reader and its JSON Schema come.

use super::model::IndicatorKind;
use crate::citation::Confidence;
use crate::document::shape::{Field, Kind, Shape, maybe, needed};

/// A text for people: plain, or by language.
pub(crate) const WORDING: Kind = Kind::PlainOr(&Kind::Map(&Kind::Plain));
const TEXTS: Kind = Kind::List(&Kind::Plain, false);
pub(crate) const EXTRA: Field = maybe("extra", Kind::Map(&Kind::Any), "What a format said beside, word for word");
const ID: Field = needed("id", Kind::Plain, "Its id");
const TITLE: Field = maybe("title", WORDING, "What it is called");
const DESCRIPTION: Field = maybe("description", WORDING, "What it is");
const URI: Field = maybe("uri", Kind::Plain, "Its address");
const MODIFIED: Field = maybe("modified", Kind::Plain, "When it was last changed");
const STANDING: Field =
    maybe("standing", Kind::Plain, "Its standing: private_draft, draft, adopted, deprecated, or another word");
const VALID_FROM: Field = maybe("valid_from", Kind::Date, "The first day on which it holds");
const VALID_UNTIL: Field = maybe("valid_until", Kind::Date, "The last day on which it holds");
const SUBJECTS: Field = maybe("subjects", TEXTS, "What it is about");
const LICENSE: Field = maybe(
    "license",
    Kind::Object(&Shape {
        name: "license",
        title: "Terms of use",
        fields: &[
            maybe("name", Kind::Plain, "Its name"),
            maybe("uri", Kind::Plain, "Its address"),
            maybe("text", Kind::Plain, "Its words"),
        ],
    }),
    "The terms under which it may be used",
);
pub(crate) const CITE: Field = maybe(
    "cite",
    Kind::List(
        &Kind::Object(&Shape {
            name: "cite",
            title: "A place in a source",
            fields: &[
                needed("source", Kind::Plain, "The name of a source"),
                maybe("at", Kind::Plain, "The place in it"),
                maybe(
                    "confidence",
                    Kind::Word(Confidence::WORDS),
                    "How sure this place is, where other than the source",
                ),
            ],
        }),
        false,
    ),
    "Where it comes from",
);
pub(crate) const SOURCES: Field = maybe(
    "sources",
    Kind::List(
        &Kind::Object(&Shape {
            name: "source",
            title: "A text that is cited",
            fields: &[
                needed("name", Kind::Plain, "Its name in this document"),
                TITLE,
                URI,
                needed("confidence", Kind::Word(Confidence::WORDS), "How sure it is that it says what is cited"),
            ],
        }),
        false,
    ),
    "The texts that are cited",
);
pub(crate) static LEVEL: Shape = Shape {
    name: "level",
    title: "How far a competency is mastered",
    fields: &[
        ID,
        TITLE,
        DESCRIPTION,
        maybe("value", Kind::Number, "The number that it stands for; without one, its position from 1"),
        maybe("codes", TEXTS, "What outside systems call it"),
        CITE,
    ],
};
pub(crate) static SCALE: Shape = Shape {
    name: "scale",
    title: "Levels in order",
    fields: &[
        ID,
        TITLE,
        DESCRIPTION,
        maybe("minimum", Kind::Number, "Where mastery begins; without one, the value of the lowest level"),
        needed("levels", Kind::List(&Kind::Object(&LEVEL), true), "Its levels, the lowest first"),
        CITE,
        EXTRA,
    ],
};
static INDICATOR: Shape = Shape {
    name: "indicator",
    title: "What shows that a level is mastered",
    fields: &[
        maybe("id", Kind::Plain, "Its id"),
        maybe("level", Kind::Plain, "The level that it shows"),
        maybe("kind", Kind::Word(IndicatorKind::WORDS), "What it is about"),
        needed("text", WORDING, "Its words"),
        CITE,
    ],
};
pub(crate) static COMPETENCY: Shape = Shape {
    name: "competency",
    title: "An ability that shows in behaviour at work",
    fields: &[
        ID,
        maybe("code", Kind::Plain, "Its code in the framework's own numbering"),
        URI,
        TITLE,
        maybe("statement", WORDING, "What somebody who has it does"),
        maybe("notes", WORDING, "Remarks"),
        maybe("category", Kind::Plain, "What sort of competency it is"),
        maybe("language", Kind::Plain, "The language of its plain texts, where not the framework's"),
        maybe("keywords", TEXTS, "Words by which it is found"),
        SUBJECTS,
        maybe("education", TEXTS, "The levels of education that it is for"),
        STANDING,
        MODIFIED,
        VALID_FROM,
        VALID_UNTIL,
        LICENSE,
        maybe("scale", Kind::Plain, "The scale on which it is mastered"),
        maybe("levels", TEXTS, "The levels on which it exists, the lowest first; without: all"),
        maybe("indicators", Kind::List(&Kind::Object(&INDICATOR), false), "By what its levels are recognised"),
        CITE,
        EXTRA,
    ],
};
/// The largest whole number that every reader of JSON holds exactly.
pub(crate) const LARGEST: i64 = 9_007_199_254_740_991;
static END: Shape = Shape {
    name: "end",
    title: "What a relation is from or to",
    fields: &[
        ID,
        maybe("framework", Kind::Plain, "The framework that it belongs to, where another"),
        URI,
        maybe("title", Kind::Plain, "What it is called, where it is elsewhere"),
    ],
};
const END_OR_ID: Kind = Kind::PlainOr(&Kind::Object(&END));
pub(crate) static RELATION: Shape = Shape {
    name: "relation",
    title: "How two things belong together",
    fields: &[
        maybe("id", Kind::Plain, "Its id"),
        needed("kind", Kind::Plain, "Its kind, as the verb between the two: child_of, requires, exact_match, …"),
        needed("from", END_OR_ID, "The one that the sentence is about"),
        needed("to", END_OR_ID, "The other"),
        maybe("order", Kind::Whole(-LARGEST, LARGEST), "The position among the children of the other"),
        maybe("strength", Kind::Number, "How strong it is"),
        maybe("asserted_by", Kind::Plain, "Who says so"),
        maybe("from_version", Kind::Plain, "The version of the one for which it was found"),
        maybe("to_version", Kind::Plain, "The version of the other for which it was found"),
        maybe("notes", Kind::Plain, "Remarks"),
        URI,
        MODIFIED,
        EXTRA,
    ],
};
pub(crate) static TIER: Shape = Shape {
    name: "tier",
    title: "A tier of posts and the level that it requires",
    fields: &[
        ID,
        TITLE,
        needed("level", Kind::Plain, "The level that is required"),
        maybe("competencies", TEXTS, "Of which competencies; without: of all that have a scale"),
        CITE,
    ],
};

/// The shape of a framework document.
pub(crate) static FRAMEWORK: Shape = Shape {
    name: "framework",
    title: "A competency framework",
    fields: &[
        needed("kinerja", Kind::Exactly("framework/1"), "The kind of document"),
        needed("framework", Kind::Plain, "Its id"),
        maybe("version", Kind::Plain, "Its version"),
        URI,
        maybe("language", Kind::Plain, "The language of its plain texts"),
        TITLE,
        DESCRIPTION,
        maybe("creator", Kind::Plain, "Who wrote it"),
        maybe("publisher", Kind::Plain, "Who publishes it"),
        maybe("source_uri", Kind::Plain, "Where it was published first"),
        STANDING,
        MODIFIED,
        VALID_FROM,
        VALID_UNTIL,
        LICENSE,
        SUBJECTS,
        maybe("notes", WORDING, "Remarks"),
        SOURCES,
        maybe("scales", Kind::List(&Kind::Object(&SCALE), false), "Scales of levels"),
        maybe("competencies", Kind::List(&Kind::Object(&COMPETENCY), false), "The competencies"),
        maybe("relations", Kind::List(&Kind::Object(&RELATION), false), "How they belong together"),
        maybe("tiers", Kind::List(&Kind::Object(&TIER), false), "The level that each tier of posts requires"),
        EXTRA,
    ],
};
