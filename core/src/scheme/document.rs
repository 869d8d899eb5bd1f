//! The shape of a scheme document (clause 6.1), from which its reader and its JSON Schema come.

use super::model::{Basis, Confidence, Status};
use crate::absence::AbsenceKind;
use crate::curve::Outside;
use crate::document::parts::ROUND;
use crate::document::shape::{Field, Kind, Shape, maybe, needed};

/// A title, a unit, a place in a source: what an explanation repeats in every row (clause 6.4).
const LABEL: Kind = Kind::Within(300, &Kind::Localized);
const PLAIN_LABEL: Kind = Kind::Within(300, &Kind::Plain);
/// A text of some sentences (clause 6.4).
const SENTENCES: Kind = Kind::Within(2_000, &Kind::Localized);

const CITE: Kind = Kind::List(
    &Kind::Within(
        300,
        &Kind::PlainOr(&Kind::Object(&Shape {
            name: "citation",
            title: "A place in a source",
            fields: &[
                needed("source", Kind::Plain, "The name of a source"),
                maybe("at", PLAIN_LABEL, "The place in it: article, annex, page"),
                maybe(
                    "confidence",
                    Kind::Word(Confidence::WORDS),
                    "How sure this place is, where other than the source",
                ),
            ],
        })),
    ),
    false,
);
const CITED: Field = maybe("cite", CITE, "Where it comes from");
const TITLED: Field = maybe("title", LABEL, "Its title, for people");
const DESCRIBED: Field = maybe("description", SENTENCES, "What it is, in a sentence");
const NAMED: Field = needed("name", Kind::Id, "Its name");
const RESULT_IS: Field = maybe("is", Kind::Formula, "The result, as a formula");
const RESULT_LEVEL: Field = maybe("level", Kind::Plain, "The result, as a level");
const RESULT: Shape = Shape { name: "result", title: "A result", fields: &[RESULT_IS, RESULT_LEVEL] };
const ELSE: Field = needed(
    "else",
    Kind::WordOr(&["impossible"], &Kind::Object(&RESULT)),
    "What holds where no row does, or \"impossible\"",
);

const IS: Field = maybe("is", Kind::Formula, "A formula");
const BANDS: Field = maybe(
    "bands",
    Kind::Object(&Shape {
        name: "bands",
        title: "A value falls into one of some ranges",
        fields: &[
            needed("of", Kind::Formula, "The value"),
            needed(
                "round",
                Kind::WordOr(&["none"], &ROUND),
                "How the value is rounded before it is compared, or \"none\"",
            ),
            needed(
                "rows",
                Kind::List(
                    &Kind::Object(&Shape {
                        name: "band",
                        title: "One range",
                        fields: &[
                            maybe("from", Kind::NumberOr(&Kind::Plain), "At least this"),
                            maybe("above", Kind::NumberOr(&Kind::Plain), "More than this"),
                            RESULT_IS,
                            RESULT_LEVEL,
                            maybe("printed", PLAIN_LABEL, "The range as the regulation prints it"),
                        ],
                    }),
                    true,
                ),
                "The ranges, highest first",
            ),
            ELSE,
        ],
    }),
    "Ranges of a value",
);
const RULES: Field = maybe(
    "rules",
    Kind::Object(&Shape {
        name: "rules",
        title: "Conditions in order",
        fields: &[
            needed("policy", Kind::Word(&["first", "unique"]), "Whether the first row holds, or only one may"),
            needed(
                "rows",
                Kind::List(
                    &Kind::Object(&Shape {
                        name: "rule",
                        title: "One condition",
                        fields: &[needed("when", Kind::Formula, "The condition"), RESULT_IS, RESULT_LEVEL],
                    }),
                    true,
                ),
                "The conditions",
            ),
            ELSE,
        ],
    }),
    "Conditions in order",
);
const MATRIX: Field = maybe(
    "matrix",
    Kind::Object(&Shape {
        name: "matrix",
        title: "A result for each pair of two levels",
        fields: &[
            needed("rows", Kind::Plain, "The name of a level or choice"),
            needed("columns", Kind::Plain, "The name of another"),
            needed("cells", Kind::Map(&Kind::Map(&Kind::NumberOr(&Kind::Plain))), "Row, column, result"),
        ],
    }),
    "A result for each pair of two levels",
);
const CURVE: Field = maybe(
    "curve",
    Kind::Object(&Shape {
        name: "curve",
        title: "A line through points",
        fields: &[
            needed("of", Kind::Formula, "The value"),
            needed("points", Kind::List(&Kind::List(&Kind::Number, false), false), "The points, as [x, y]"),
            needed("below", Kind::Word(Outside::WORDS), "What holds left of the first point"),
            needed("above", Kind::Word(Outside::WORDS), "What holds right of the last point"),
        ],
    }),
    "A line through points",
);

const READING: Field = maybe("reading", SENTENCES, "How an unclear rule was read");

const STEP: Shape = Shape {
    name: "step",
    title: "A named cell",
    fields: &[
        NAMED,
        TITLED,
        DESCRIBED,
        IS,
        BANDS,
        RULES,
        MATRIX,
        CURVE,
        maybe("unit", PLAIN_LABEL, "The unit of the result"),
        maybe("scale", Kind::Plain, "The scale of the levels it gives"),
        READING,
        maybe("basis", Kind::Word(Basis::WORDS), "What it rests on"),
        CITED,
    ],
};
const EACH: Shape = Shape {
    name: "each",
    title: "Steps of every row of a list",
    fields: &[needed("each", Kind::Plain, "The list"), needed("steps", STEPS, "The steps of a row")],
};
const GROUP: Shape = Shape {
    name: "group",
    title: "A list derived by grouping rows",
    fields: &[
        needed("group", Kind::Plain, "The list whose rows are grouped"),
        needed("by", Kind::Plain, "The field by which they are"),
        needed("name", Kind::Id, "The derived list's name"),
        TITLED,
        maybe("rows", Kind::Word(&["every", "present"]), "A row for every member, or only for those that occur"),
        needed("steps", STEPS, "The steps of a group"),
    ],
};
static STEP_OR_BLOCK: Kind = Kind::ByKey(&[("each", &EACH_SHAPE), ("group", &GROUP_SHAPE)], &STEP_SHAPE);
static STEP_SHAPE: Shape = STEP;
static EACH_SHAPE: Shape = EACH;
static GROUP_SHAPE: Shape = GROUP;
const STEPS: Kind = Kind::Later(|| &STEP_LIST);
static STEP_LIST: Kind = Kind::List(&STEP_OR_BLOCK, false);

const WORDS: Kind = Kind::List(
    &Kind::PlainOr(&Kind::Object(&Shape {
        name: "word",
        title: "A word of a choice",
        fields: &[NAMED, TITLED, DESCRIBED],
    })),
    true,
);
const TYPES: &[&str] = &[
    "number", "integer", "yes_no", "date", "period", "level", "choice", "text", "weight", "list", "table", "bands",
    "curve",
];
const INPUT_TYPE: Field = needed("type", Kind::Word(TYPES), "What kind of value it takes");
const INPUT_UNIT: Field = maybe("unit", PLAIN_LABEL, "The unit, as a label");
const INPUT_FROM: Field = maybe("from", Kind::Any, "At least this");
const INPUT_ABOVE: Field = maybe("above", Kind::Number, "More than this");
const INPUT_UNTIL: Field = maybe("until", Kind::Any, "At most this");
const INPUT_BELOW: Field = maybe("below", Kind::Number, "Less than this");
const INPUT_DIGITS: Field = maybe("digits", Kind::Whole(0, 28), "At most so many digits after the point");
const INPUT_SCALE: Field = maybe("scale", Kind::Plain, "The scale of a level");
const INPUT_OF: Field = maybe("of", Kind::PlainOr(&WORDS), "The words of a choice, or the name of a set of them");
const INPUT_KEY: Field = maybe(
    "key",
    Kind::PlainOr(&Kind::Object(&TABLE_KEY)),
    "The field that tells rows apart; of a table, what it is keyed by",
);
const INPUT_COLUMNS: Field = maybe("columns", Kind::Later(|| &INPUT_LIST), "The columns of a table or of bands");
/// What an input's value may be taken from (clause 2.19).
const TAKEN_FROM: Field = maybe(
    "taken_from",
    Kind::List(
        &Kind::Object(&Shape {
            name: "taken_from",
            title: "A sealed document that holds the value",
            fields: &[
                maybe("scheme", Kind::SchemeId, "The scheme of an appraisal"),
                maybe("outcome", Kind::Id, "The outcome of that appraisal"),
                maybe("document", Kind::Plain, "The kind of another document"),
                maybe("field", Kind::Plain, "Where the value stands in that document"),
            ],
        }),
        true,
    ),
    "The sealed documents from which the value may be taken",
);
const INPUT_FIELDS: [Field; 27] = [
    NAMED,
    INPUT_TYPE,
    TITLED,
    DESCRIBED,
    INPUT_UNIT,
    maybe("role", Kind::Word(&["plan", "result", "judgement", "given"]), "What the value is in an appraisal"),
    maybe(
        "better",
        Kind::WordOr(&["higher", "lower", "target"], &Kind::Map(&Kind::Plain)),
        "In which direction it is better",
    ),
    maybe("default", Kind::Any, "What holds where it is left out"),
    maybe("optional", Kind::Word(AbsenceKind::WORDS), "That it may be left out, and what that means"),
    maybe("with", Kind::Plain, "The input exactly together with which it is given"),
    maybe("evidence", Kind::Word(&["required", "expected"]), "Whether a value needs evidence"),
    TAKEN_FROM,
    INPUT_FROM,
    INPUT_ABOVE,
    INPUT_UNTIL,
    INPUT_BELOW,
    INPUT_DIGITS,
    INPUT_SCALE,
    INPUT_OF,
    maybe("total", Kind::Number, "What the weights of a list sum to"),
    maybe("multiple_of", Kind::Number, "That each weight is a multiple of this"),
    maybe("least", Kind::Number, "At least so many rows, or so much weight"),
    INPUT_KEY,
    maybe("complete", Kind::Bool, "That every member of the key has a row"),
    maybe("fields", Kind::Later(|| &INPUT_LIST), "The inputs of a row"),
    INPUT_COLUMNS,
    CITED,
];
const TABLE_KEY: Shape = Shape {
    name: "table_key",
    title: "What a table is keyed by",
    fields: &[
        maybe("scale", Kind::Plain, "The levels of a scale"),
        maybe("choice", Kind::Plain, "The words of a choice"),
    ],
};
static INPUT_SHAPE: Shape = Shape { name: "input", title: "Something to be known", fields: &INPUT_FIELDS };
static INPUT_LIST: Kind = Kind::List(&Kind::Object(&INPUT_SHAPE), false);

/// The keys of an input that say which values it takes: what a type does not use is a problem.
pub(crate) const INPUT_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("number", &["from", "above", "until", "below", "digits"]),
    ("integer", &["from", "above", "until", "below"]),
    ("yes_no", &[]),
    ("date", &["from", "until"]),
    ("period", &[]),
    ("level", &["scale", "from", "until"]),
    ("choice", &["of"]),
    ("text", &[]),
    ("weight", &["total", "least", "multiple_of"]),
    ("list", &["least", "key", "complete", "fields"]),
    ("table", &["key", "columns"]),
    ("bands", &["columns"]),
    ("curve", &["from", "above", "until", "below", "digits"]),
];

const PARAMETER: Shape = Shape {
    name: "parameter",
    title: "A constant of the regulation, as a history",
    fields: &[
        NAMED,
        INPUT_TYPE,
        TITLED,
        DESCRIBED,
        INPUT_UNIT,
        INPUT_FROM,
        INPUT_ABOVE,
        INPUT_UNTIL,
        INPUT_BELOW,
        INPUT_DIGITS,
        INPUT_SCALE,
        INPUT_OF,
        INPUT_KEY,
        INPUT_COLUMNS,
        needed(
            "values",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "dated_value",
                    title: "A value and the day from which it holds",
                    fields: &[
                        needed("from", Kind::Date, "The first day on which it holds"),
                        needed("is", Kind::Any, "The value"),
                        CITED,
                    ],
                }),
                true,
            ),
            "The values, oldest first",
        ),
        CITED,
    ],
};

const SAY: Field = needed("say", SENTENCES, "What to tell people");

/// The shape of a scheme document.
pub(crate) static SCHEME: Shape = Shape {
    name: "scheme",
    title: "A regulation as a calculation sheet",
    fields: &[
        needed("kinerja", Kind::Exactly("scheme/1"), "The kind of document"),
        needed("scheme", Kind::SchemeId, "Its id"),
        needed("version", Kind::Whole(1, 1_000_000), "Its version"),
        needed(
            "languages",
            Kind::List(&Kind::Word(&["id", "en"]), true),
            "The languages of its texts, the main one first",
        ),
        TITLED,
        DESCRIBED,
        maybe("jurisdiction", Kind::Plain, "Where it holds"),
        maybe(
            "purpose",
            Kind::Word(&["performance", "career_points", "allowance", "talent", "index"]),
            "What its outcomes are for",
        ),
        maybe("status", Kind::Word(Status::WORDS), "Its standing"),
        maybe(
            "in_force",
            Kind::Object(&Shape {
                name: "in_force",
                title: "The periods to which it applies",
                fields: &[maybe("from", Kind::Date, "The first day"), maybe("until", Kind::Date, "The last day")],
            }),
            "The periods to which it applies",
        ),
        maybe("as_of", Kind::Word(&["period.until", "period.from"]), "The day whose constants hold"),
        maybe(
            "sources",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "source",
                    title: "A text that is cited",
                    fields: &[
                        NAMED,
                        TITLED,
                        maybe("url", PLAIN_LABEL, "Where it can be read"),
                        needed("confidence", Kind::Word(Confidence::WORDS), "How sure it is that it says so"),
                    ],
                }),
                false,
            ),
            "The texts that are cited",
        ),
        maybe(
            "scales",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "scale",
                    title: "Levels, lowest first",
                    fields: &[
                        NAMED,
                        TITLED,
                        maybe("ordered", Kind::Bool, "Whether order is merit; true where it is not said"),
                        needed(
                            "levels",
                            Kind::List(
                                &Kind::Object(&Shape {
                                    name: "level",
                                    title: "A level",
                                    fields: &[
                                        NAMED,
                                        TITLED,
                                        DESCRIBED,
                                        maybe("value", Kind::Number, "Its number"),
                                        maybe(
                                            "codes",
                                            Kind::List(&Kind::NumberOr(&Kind::Plain), false),
                                            "What outside systems call it",
                                        ),
                                    ],
                                }),
                                true,
                            ),
                            "The levels, lowest first",
                        ),
                    ],
                }),
                false,
            ),
            "The scales of levels",
        ),
        maybe(
            "choices",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "choices",
                    title: "A closed set of words",
                    fields: &[NAMED, TITLED, needed("words", WORDS, "The words")],
                }),
                false,
            ),
            "Named sets of words",
        ),
        maybe("settings", Kind::Later(|| &INPUT_LIST), "What one organisation decides"),
        maybe("parameters", Kind::List(&Kind::Object(&PARAMETER), false), "The constants of the regulation"),
        needed("inputs", Kind::Later(|| &INPUT_LIST), "What must be known of one employee in one period"),
        maybe(
            "requires",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "requires",
                    title: "A condition that facts meet",
                    fields: &[
                        needed("is", Kind::Formula, "The condition"),
                        maybe("say", SENTENCES, "What to tell people"),
                        CITED,
                    ],
                }),
                false,
            ),
            "Conditions that facts meet",
        ),
        maybe(
            "unratable",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "unratable",
                    title: "When nobody is rated",
                    fields: &[needed("when", Kind::Formula, "The condition"), SAY, CITED],
                }),
                false,
            ),
            "When nobody is rated",
        ),
        maybe(
            "formulas",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "formula",
                    title: "A calculation used in several places",
                    fields: &[
                        NAMED,
                        TITLED,
                        DESCRIBED,
                        needed("given", Kind::List(&Kind::Id, true), "The names of what it IS given"),
                        IS,
                        BANDS,
                        RULES,
                        MATRIX,
                        CURVE,
                        maybe("scale", Kind::Plain, "The scale of the levels it gives"),
                        READING,
                        CITED,
                    ],
                }),
                false,
            ),
            "Calculations used in several places",
        ),
        needed("steps", STEPS, "The named cells"),
        maybe(
            "notices",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "notice",
                    title: "Something to point out",
                    fields: &[NAMED, needed("when", Kind::Formula, "The condition"), SAY, CITED],
                }),
                false,
            ),
            "What to point out",
        ),
        needed(
            "outcomes",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "outcome",
                    title: "A final cell",
                    fields: &[
                        NAMED,
                        TITLED,
                        needed("of", Kind::Plain, "The step or input"),
                        maybe("round", Kind::WordOr(&["exact"], &ROUND), "How it is rounded, or \"exact\""),
                        maybe("optional", Kind::Bool, "Whether it may be absent"),
                    ],
                }),
                true,
            ),
            "The final cells",
        ),
        maybe(
            "accepts",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "accepts",
                    title: "A finding of check that is the regulation's own",
                    fields: &[
                        needed("finding", Kind::Plain, "The code of the finding"),
                        maybe("at", Kind::Plain, "Its path"),
                        needed("because", SENTENCES, "Why it stands"),
                        CITED,
                    ],
                }),
                false,
            ),
            "Findings of check that are the regulation's own",
        ),
        maybe(
            "examples",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "example",
                    title: "A worked example",
                    fields: &[
                        needed("title", LABEL, "What it shows"),
                        needed("kind", Kind::Word(&["printed", "computed"]), "Whether a source prints it"),
                        needed("facts", Kind::Map(&Kind::Any), "The facts"),
                        maybe("settings", Kind::Map(&Kind::Any), "The settings"),
                        needed("expect", Kind::Map(&Kind::Any), "Path and value of steps and outcomes"),
                        maybe("filled", Kind::List(&Kind::Plain, false), "The inputs that the source does not print"),
                        maybe(
                            "misprint",
                            Kind::Object(&Shape {
                                name: "misprint",
                                title: "What the source prints wrongly",
                                fields: &[
                                    needed("at", Kind::Plain, "The path"),
                                    needed("printed", PLAIN_LABEL, "What is printed"),
                                    needed("because", SENTENCES, "Why it is wrong"),
                                ],
                            }),
                            "What the source prints wrongly",
                        ),
                        CITED,
                    ],
                }),
                false,
            ),
            "Worked examples",
        ),
        maybe(
            "amended",
            Kind::Object(&Shape {
                name: "amended",
                title: "That this is another scheme with other constants",
                fields: &[
                    needed("digest", Kind::Plain, "The digest of that scheme"),
                    needed("parameters", Kind::List(&Kind::Id, true), "The parameters whose values were changed"),
                ],
            }),
            "That this is another scheme with other constants",
        ),
    ],
};

/// The shape of a value of type `bands` (clause 2.20); what its rows give is read by their columns.
pub(crate) static BANDED: Shape = Shape {
    name: "banded",
    title: "What falls into which range",
    fields: &[
        needed(
            "rows",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "banded_row",
                    title: "One range",
                    fields: &[
                        maybe("from", Kind::Number, "At least this"),
                        maybe("above", Kind::Number, "More than this"),
                        maybe("is", Kind::Any, "What holds there"),
                    ],
                }),
                true,
            ),
            "The ranges, highest first",
        ),
        maybe("else", Kind::Any, "What holds below them"),
    ],
};

/// The shape of a value of type `curve` (clause 2.20); its points are read as numbers of its range.
pub(crate) static DRAWN: Shape = Shape {
    name: "drawn",
    title: "A line through points",
    fields: &[
        needed("points", Kind::List(&Kind::List(&Kind::Any, false), false), "The points, as [x, y]"),
        needed("below", Kind::Word(Outside::WORDS), "What holds left of the first point"),
        needed("above", Kind::Word(Outside::WORDS), "What holds right of the last point"),
    ],
};

/// The shape of one changed parameter's history (clause 6.10).
pub(crate) static CHANGED: Kind = Kind::List(
    &Kind::Object(&Shape {
        name: "changed_value",
        title: "A value and the day from which it holds",
        fields: &[needed("from", Kind::Date, "The first day on which it holds"), needed("is", Kind::Any, "The value")],
    }),
    true,
);
