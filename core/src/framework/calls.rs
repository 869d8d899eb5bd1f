//! The calls of this room: documents in, documents out.

use super::assessment::{ASSESSMENT, Assessment, Columns};
use super::document::FRAMEWORK;
use super::format::{Format, Reading, Writing};
use super::gap::{BANDS, CAP, Gap, METHOD, ROUND, ROUND_EACH, TeamCoverage, UNRATED, rule};
use super::model::Framework;
use super::profile::{PROFILE, Profile};
use super::read::{items, text, texts};
#[cfg(feature = "table")]
use super::{TABLE, Table};
use super::{base64, write};
use crate::document::shape::{Field, Kind, Shape, maybe, needed};
use crate::document::{Json, Node, sealed};
use crate::problem::{Code, Path, Problem, Problems, Segment};
use crate::text::Lang;
use std::borrow::Cow;

/// A framework: a `framework/1` document, or the id of one in the box.
const GIVEN: Kind = Kind::PlainOr(&Kind::Object(&FRAMEWORK));
const A_PROFILE: Kind = Kind::Object(&PROFILE);
const AN_ASSESSMENT: Kind = Kind::Object(&ASSESSMENT);
const LANGUAGES: Kind = Kind::List(&Kind::Word(&["en", "id"]), false);

/// Asks for nothing.
pub(crate) const LIST: Shape = Shape { name: "framework_list", title: "The frameworks in the box", fields: &[] };

/// One framework.
pub(crate) const ONE: Shape = Shape {
    name: "framework_one",
    title: "One framework",
    fields: &[needed("framework", GIVEN, "A framework, or the id of one in the box")],
};

/// What the columns of a table mean: a document, or the word of one in the box.
#[cfg(feature = "table")]
const A_TABLE: Kind = Kind::PlainOr(&Kind::Object(&TABLE));
const TEXT: Field = maybe("text", Kind::Plain, "The text");
const BASE64: Field = maybe(
    "base64",
    Kind::Plain,
    "In place of the text, bytes in base64: of a text, or of a workbook where those are read",
);
#[cfg(feature = "table")]
const BY_TABLE: Field = maybe(
    "table",
    A_TABLE,
    "In place of a format, what the columns mean: a document `table/1`, or the word of one in the box",
);
const PROFILES: Field = maybe("profiles", Kind::List(&A_PROFILE, false), "Job profiles beside it");
#[cfg(feature = "xlsx")]
const WORKBOOK: Field = maybe("workbook", Kind::Bool, "That a table is written as a workbook (XLSX)");

/// A text in some format.
pub(crate) const PARSE: Shape = Shape {
    name: "framework_parse",
    title: "A framework in some format",
    fields: &[
        TEXT,
        BASE64,
        maybe("format", Kind::Plain, "Its format; without: the one that its content shows"),
        #[cfg(feature = "table")]
        BY_TABLE,
    ],
};

/// A text that must be in a format, strictly.
pub(crate) const CHECK_FORMAT: Shape = Shape {
    name: "framework_check_format",
    title: "A text that must be in a format",
    fields: &[needed("text", Kind::Plain, "The text"), needed("format", Kind::Plain, "The format")],
};

/// A framework that is written in a format.
pub(crate) const TO_FORMAT: Shape = Shape {
    name: "framework_to_format",
    title: "A framework to be written in a format",
    fields: &[
        needed("framework", GIVEN, "A framework, or the id of one in the box"),
        maybe("format", Kind::Plain, "The format"),
        PROFILES,
        #[cfg(feature = "table")]
        BY_TABLE,
        #[cfg(feature = "xlsx")]
        WORKBOOK,
    ],
};

/// A text in one format that is written in another.
pub(crate) const CONVERT: Shape = Shape {
    name: "framework_convert",
    title: "A framework in some format, to be written in another",
    fields: &[
        TEXT,
        BASE64,
        maybe("from", Kind::Plain, "Its format; without: the one that its content shows"),
        needed("to", Kind::Plain, "The format to write"),
        #[cfg(feature = "xlsx")]
        WORKBOOK,
    ],
};

/// Two versions of a framework.
pub(crate) const DIFF: Shape = Shape {
    name: "framework_diff",
    title: "Two versions of a framework",
    fields: &[
        needed("before", GIVEN, "The earlier one, or the id of one in the box"),
        needed("after", GIVEN, "The later one, or the id of one in the box"),
    ],
};

/// A tier of a framework.
pub(crate) const TIER: Shape = Shape {
    name: "framework_profile",
    title: "The job profile of a tier of posts",
    fields: &[
        needed("framework", GIVEN, "A framework, or the id of one in the box"),
        needed("tier", Kind::Plain, "The tier"),
    ],
};

/// A profile beside its framework.
pub(crate) const PROFILE_CHECK: Shape = Shape {
    name: "profile_check",
    title: "A job profile beside the framework that it is of",
    fields: &[
        needed("profile", A_PROFILE, "The profile"),
        needed("framework", GIVEN, "The framework, or the id of one in the box"),
    ],
};

/// Two profiles.
pub(crate) const COMPARE: Shape = Shape {
    name: "profile_compare",
    title: "Two job profiles",
    fields: &[needed("from", A_PROFILE, "The first"), needed("to", A_PROFILE, "The second")],
};

/// The rows that a scheme computes a gap from.
pub(crate) const ROWS: Shape = Shape {
    name: "profile_rows",
    title: "A job profile and an assessment, as rows of a scheme's facts",
    fields: &[
        needed("profile", A_PROFILE, "The profile"),
        needed("assessment", AN_ASSESSMENT, "The assessment"),
        needed(
            "columns",
            Kind::Object(&Shape {
                name: "columns",
                title: "What the scheme calls its columns; one that is left out is not written",
                fields: &[
                    maybe("competency", Kind::Plain, "What the competency is called"),
                    maybe("category", Kind::Plain, "What sort of competency it is"),
                    maybe("required", Kind::Plain, "The level required"),
                    maybe("actual", Kind::Plain, "The level reached"),
                    maybe("mandatory", Kind::Plain, "Whether nothing makes up for it"),
                ],
            }),
            "What the scheme calls its columns",
        ),
    ],
};

/// A person beside a profile.
pub(crate) const GAP: Shape = Shape {
    name: "gap",
    title: "What a person lacks for a post",
    fields: &[
        needed("profile", A_PROFILE, "What is required"),
        needed("assessment", AN_ASSESSMENT, "What was found"),
        METHOD,
        CAP,
        UNRATED,
        ROUND_EACH,
        ROUND,
        BANDS,
        maybe("explain", LANGUAGES, "The languages in which it is explained"),
        #[cfg(feature = "report")]
        maybe("html", LANGUAGES, "The languages in which its report is made, as an HTML page"),
        #[cfg(feature = "report")]
        maybe("names", Kind::Bool, "Whether the report has the names of people; it has, unless this says no"),
    ],
};

/// A team beside a profile.
pub(crate) const TEAM: Shape = Shape {
    name: "gap_team",
    title: "What a team covers together",
    fields: &[
        needed("profile", A_PROFILE, "What is required"),
        needed("assessments", Kind::List(&AN_ASSESSMENT, false), "What was found of each person"),
        maybe("needed", Kind::Whole(1, 1_000_000), "How many people must meet a requirement; without: one"),
    ],
};

/// A list of warnings, as documents write them.
pub(crate) fn warnings(problems: &Problems) -> Node<'static> {
    let kept = problems.iter().map(|problem| {
        let words =
            |say: &dyn Fn(Lang) -> String| Node::object(Lang::ALL.map(|lang| (lang.code(), Node::text(say(lang)))));
        let help = Lang::ALL.iter().any(|lang| !problem.help(*lang).is_empty());
        let tolerance =
            problem.details().find(|(name, _)| *name == "tolerance").map(|(_, word)| Node::text(word.to_owned()));
        write::Fields::new()
            .always("code", Node::text(problem.code().as_str()))
            .maybe("tolerance", tolerance)
            .always("path", Node::text(problem.path().to_string()))
            .always("text", words(&|lang| problem.text(lang)))
            .maybe("help", help.then(|| words(&|lang| problem.help(lang))))
            .node()
    });
    Node::list(kept)
}

pub(crate) fn given(request: &Node<'_>, key: &str) -> Result<Framework, Problems> {
    let node = request.get(key);
    match node.and_then(Node::as_text) {
        Some(id) => Framework::builtin(id, None).map_err(|problems| at_key(problems, key)),
        None => node
            .map_or_else(|| Err(missing(Path::new(), key)), Framework::parse_tree)
            .map_err(|problems| below(problems, &[key_of(key)])),
    }
}

/// What is missing at a place: of what is read at a key, that key is added to the place later.
fn missing(path: Path, key: &str) -> Problems {
    Problems::from_iter([Problem::new(Code::DocumentMissing, path).with("key", key)])
}

/// What was asked for at a key, and is wrong there.
fn at_key(problems: Problems, key: &str) -> Problems {
    let mut placed: Problems =
        problems.iter().cloned().map(|problem| problem.placed(Path::new().key(key.to_owned()))).collect();
    placed.count_more(problems.more());
    placed
}

fn key_of(key: &str) -> Segment {
    Segment::Key(key.into())
}

fn below(problems: Problems, place: &[Segment]) -> Problems {
    let mut placed: Problems = problems.iter().cloned().map(|problem| problem.below(place)).collect();
    placed.count_more(problems.more());
    placed
}

fn profile(request: &Node<'_>, key: &str) -> Result<Profile, Problems> {
    let read = request.get(key).map_or_else(|| Err(missing(Path::new(), key)), Profile::parse_tree);
    read.map_err(|problems| below(problems, &[key_of(key)]))
}

fn assessment(request: &Node<'_>) -> Result<Assessment, Problems> {
    let read =
        request.get("assessment").map_or_else(|| Err(missing(Path::new(), "assessment")), Assessment::parse_tree);
    read.map_err(|problems| below(problems, &[key_of("assessment")]))
}

/// Both, with the problems of both.
fn both<A, B>(one: Result<A, Problems>, other: Result<B, Problems>) -> Result<(A, B), Problems> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut one), Err(other)) => {
            one.append(other);
            Err(one)
        }
        (Err(problems), _) | (_, Err(problems)) => Err(problems),
    }
}

/// `framework.list`
pub(crate) fn list(_: &Node<'_>) -> Result<Node<'static>, Problems> {
    let listed = super::frameworks().into_iter().map(|listed| {
        Node::object([
            ("id", Node::text(listed.id)),
            ("version", Node::text(listed.version)),
            ("title", listed.title.node().into_owned()),
            ("competencies", Node::number(listed.competencies)),
        ])
    });
    Ok(Node::list(listed))
}

/// `framework.read`: a framework in its one form, with its digest.
pub(crate) fn one(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let framework = given(request, "framework")?;
    let document = write::framework(&framework).into_owned();
    Ok(Node::object([("framework", document), ("digest", Node::text(framework.digest()))]))
}

/// `framework.formats`
pub(crate) fn formats(_: &Node<'_>) -> Result<Node<'static>, Problems> {
    Ok(Node::texts(Format::ALL.iter().map(|format| format.word())))
}

/// `framework.parse`
pub(crate) fn parse(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let reading = reading(request, "format")?;
    let node = write::Fields::new()
        .always("framework", write::framework(&reading.framework).into_owned())
        .always("format", Node::text(reading.format.word()))
        .always("digest", Node::text(reading.framework.digest()))
        .always("tolerances", warnings(&reading.tolerances))
        .always("more", Node::number(reading.tolerances.more()));
    let profiles = reading.profiles.iter().map(|profile| profile.node().into_owned()).collect::<Vec<_>>();
    Ok(node.maybe("profiles", (!profiles.is_empty()).then(|| Node::list(profiles))).node())
}

/// What a request gives to be read. Places of its problems are those of the text that was given, not of the request.
fn reading(request: &Node<'_>, format: &str) -> Result<Reading, Problems> {
    let named = match text(request, format) {
        word if word.is_empty() => None,
        word => Some(Format::named(&word).map_err(|problems| at_key(problems, format))?),
    };
    let given = request.get("text").and_then(Node::as_text);
    let bytes = match (given, request.get("base64").and_then(Node::as_text)) {
        (None, None) => return Err(missing(Path::new().key("text"), "text")),
        (Some(text), _) => Cow::Borrowed(text.as_bytes()),
        (None, Some(text)) => Cow::Owned(base64::decode(text).ok_or_else(|| {
            let problem = Problem::new(Code::FormatCell, Path::new().key("base64"));
            Problems::from_iter([problem.with("found", "…").with("wanted", "bytes in base64")])
        })?),
    };
    #[cfg(feature = "table")]
    if let Some(table) = table(request)? {
        return Framework::read_table(&bytes, &table);
    }
    Framework::read_bytes(&bytes, named)
}

/// The table of a request.
#[cfg(feature = "table")]
fn table(request: &Node<'_>) -> Result<Option<Table>, Problems> {
    let Some(node) = request.get("table").filter(|node| !node.is_null()) else { return Ok(None) };
    let Some(word) = node.as_text() else {
        return Table::parse_tree(node).map(Some).map_err(|problems| below(problems, &[key_of("table")]));
    };
    Table::preset(word).map(Some).ok_or_else(|| {
        let problem = Problem::new(Code::FormatUnknown, Path::new().key("table")).with("found", word);
        Problems::from_iter([problem.known(Table::presets()).maybe_meant(word, Table::presets())])
    })
}

/// `framework.check_format`
pub(crate) fn check_format(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let format = Format::named(&text(request, "format"))?;
    let found = Framework::check_format(request.get("text").and_then(Node::as_text).unwrap_or_default(), format);
    Ok(Node::object([("problems", warnings(&found)), ("more", Node::number(found.more()))]))
}

/// `framework.to_format`
pub(crate) fn to_format(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let profiles = profiles(request);
    #[cfg(feature = "table")]
    if let Some(table) = table(request)? {
        let (framework, profiles) = both(given(request, "framework"), profiles)?;
        #[cfg(feature = "xlsx")]
        if request.is_true_at("workbook") {
            return Ok(workbook(&framework.to_workbook(&profiles, &table)?).node());
        }
        return Ok(written(&framework.to_table(&profiles, &table)?).node());
    }
    let format = request.get("format").and_then(Node::as_text);
    let format = format.map_or_else(|| Err(missing(Path::new().key("format"), "format")), Format::named);
    let ((framework, format), profiles) = both(both(given(request, "framework"), format), profiles)?;
    write_in(request, &framework, &profiles, format).map(write::Fields::node)
}

/// `framework.convert`
pub(crate) fn convert(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let to = Format::named(&text(request, "to")).map_err(|problems| at_key(problems, "to"));
    let (to, reading) = both(to, reading(request, "from"))?;
    let written = write_in(request, &reading.framework, &reading.profiles, to)?;
    Ok(written
        .always("from", Node::text(reading.format.word()))
        .always("tolerances", warnings(&reading.tolerances))
        .always("more", Node::number(reading.tolerances.more()))
        .node())
}

fn write_in(
    request: &Node<'_>,
    framework: &Framework,
    profiles: &[Profile],
    format: Format,
) -> Result<write::Fields<'static>, Problems> {
    #[cfg(feature = "xlsx")]
    if request.is_true_at("workbook") {
        let table = Table::preset(format.word()).ok_or_else(|| {
            let problem = Problem::new(Code::FormatUnknown, Path::new().key("format")).with("found", format.word());
            Problems::from_iter([problem.known(Table::presets())])
        })?;
        return Ok(workbook(&framework.to_workbook(profiles, &table)?));
    }
    let _ = request;
    Ok(written(&framework.to_format_with(format, profiles)?))
}

/// A writing as an answer has it.
fn written(writing: &Writing) -> write::Fields<'static> {
    let found = (!writing.warnings.is_empty()).then(|| warnings(&writing.warnings));
    write::Fields::new()
        .always("text", Node::text(writing.text.clone()))
        .always("loss", writing.loss.node().into_owned())
        .maybe("warnings", found)
}

#[cfg(feature = "xlsx")]
fn workbook(book: &super::Workbook) -> write::Fields<'static> {
    let bytes = Node::text(base64::encode(&book.bytes));
    write::Fields::new().always("base64", bytes).always("loss", book.loss.node().into_owned())
}

/// The job profiles of a request, with the problems of all.
fn profiles(request: &Node<'_>) -> Result<Vec<Profile>, Problems> {
    let mut problems = Problems::default();
    let mut profiles = Vec::new();
    for (position, node) in items(request, "profiles").iter().enumerate() {
        match Profile::parse_tree(node) {
            Ok(profile) => profiles.push(profile),
            Err(found) => problems.append(below(found, &[key_of("profiles"), Segment::Index(position)])),
        }
    }
    problems.or(profiles)
}

/// `framework.check`
pub(crate) fn check(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let found = given(request, "framework")?.check();
    Ok(Node::object([("warnings", warnings(&found)), ("more", Node::number(found.more()))]))
}

/// `framework.diff`
pub(crate) fn diff(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let (before, after) = both(given(request, "before"), given(request, "after"))?;
    Ok(Node::object([("changes", before.diff(&after).node().into_owned())]))
}

/// `framework.profile`
pub(crate) fn of_tier(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    Ok(given(request, "framework")?.profile(&text(request, "tier"))?.node().into_owned())
}

/// `profile.check`
pub(crate) fn profile_check(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let (profile, framework) = both(profile(request, "profile"), given(request, "framework"))?;
    let found = profile.check(&framework);
    Ok(Node::object([("warnings", warnings(&found)), ("more", Node::number(found.more()))]))
}

/// `profile.compare`
pub(crate) fn compare(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let (from, to) = both(profile(request, "from"), profile(request, "to"))?;
    let steps = from.compare(&to).map_err(|problems| below(problems, &[key_of("from")]))?;
    Ok(Node::object([("steps", Node::list(steps.iter().map(|step| step.node().into_owned())))]))
}

/// `profile.rows`
pub(crate) fn rows(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let (profile, assessment) = both(profile(request, "profile"), assessment(request))?;
    let column = |key: &str| request.get("columns").map_or_else(String::new, |node| text(node, key));
    let [competency, category, required, actual, mandatory] =
        ["competency", "category", "required", "actual", "mandatory"].map(column);
    let columns = Columns {
        competency: &competency,
        category: &category,
        required: &required,
        actual: &actual,
        mandatory: &mandatory,
    };
    Ok(Node::object([("rows", profile.rows(&assessment, columns))]))
}

/// `gap`
pub(crate) fn gap(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let (profile, assessment) = both(profile(request, "profile"), assessment(request))?;
    let gap = Gap::of(&profile, &assessment, rule(request)).map_err(|problems| {
        let placed = |problem: &Problem| {
            let inside = match problem.path().segments().first() {
                Some(Segment::Key(key)) if &**key == "results" => Some(key_of("assessment")),
                Some(Segment::Key(key)) if &**key == "requirements" => Some(key_of("profile")),
                _ => None,
            };
            problem.clone().below(inside.as_slice())
        };
        problems.iter().map(placed).collect::<Problems>()
    })?;
    let explained = each_language(request, "explain", |lang| gap.explain(lang));
    let mut document = gap.node().into_owned();
    if let Json::Object(entries) = &mut document.value {
        entries.extend(explained.map(|explained| ("explanation".into(), explained)));
        #[cfg(feature = "report")]
        entries.extend(reported(&gap, request).map(|pages| ("html".into(), pages)));
    }
    Ok(sealed(document))
}

/// The report of a gap, where the request asks for it.
#[cfg(feature = "report")]
fn reported(gap: &Gap, request: &Node<'_>) -> Option<Node<'static>> {
    let unnamed = matches!(request.get("names").map(|names| &names.value), Some(Json::Bool(false)));
    each_language(request, "html", |lang| {
        let options = crate::appraisal::ExplainOptions::new(lang);
        gap.to_html(&if unnamed { options.without_names() } else { options })
    })
}

/// What is said in each of the languages that a key of the request lists; none where it lists none.
fn each_language(request: &Node<'_>, key: &str, say: impl Fn(Lang) -> String) -> Option<Node<'static>> {
    let codes = texts(request, key);
    let languages = Lang::ALL.into_iter().filter(|lang| codes.iter().any(|code| code == lang.code()));
    (!codes.is_empty()).then(|| Node::object(languages.map(|lang| (lang.code(), Node::text(say(lang))))))
}

/// `gap.team`
pub(crate) fn team(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let people = items(request, "assessments").iter().enumerate().map(|(position, node)| {
        let place = [key_of("assessments"), Segment::Index(position)];
        Assessment::parse_tree(node).map_err(|problems| below(problems, &place))
    });
    let mut problems = Problems::default();
    let mut assessments = Vec::new();
    for person in people {
        match person {
            Ok(assessment) => assessments.push(assessment),
            Err(found) => problems.append(found),
        }
    }
    let (profile, assessments) = both(profile(request, "profile"), problems.or(assessments))?;
    let needed = super::read::number(request, "needed").and_then(|needed| usize::try_from(needed.to_i64()?).ok());
    let team = TeamCoverage::of(&profile, &assessments, needed.unwrap_or(1))?;
    Ok(team.node().into_owned())
}
