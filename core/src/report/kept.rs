//! A report from documents that a host has kept: what was calculated then is shown as it was written, and nothing is calculated again.

use super::appraisal::{Brought, BroughtBy, Report, caption, checks};
use crate::appraisal::explain::{ResultHeading, in_order, main_of};
use crate::appraisal::{ExplainOptions, How};
use crate::citation::{Confidence, Source};
use crate::document::{Json, Node, parse};
use crate::problem::{Code, Path, Problem, Problems, Segment};
use crate::scheme::model::Status;
use crate::text::Lang;
use crate::trace::explain::whole_title;
use crate::trace::outline::{Outline, once};
use crate::trace::{APPRAISAL, Entry, EntryKind, Shown, Trace};
use std::collections::HashMap;

/// The report of an appraisal that was kept, `appraisal/1` with its trace ([`Appraisal::sealed`](crate::Appraisal::sealed)), as
/// [`Appraisal::to_html`](crate::Appraisal::to_html) made it then; with the scheme's document for titles and sources, and what rows bring
/// ([`Contributions::to_json`](crate::Contributions::to_json)) where that is wanted.
///
/// The seal is not looked at: [`document::is_sealed`](crate::document::is_sealed) does that. In a language that the documents do not speak, they speak theirs.
///
/// # Errors
/// `json.syntax` and its like of a text that is no JSON, under `appraisal`, `scheme` or `contributions`; `document.kind` of another document.
///
/// ```
/// use kinerja::{ExplainOptions, Lang, Scheme, report};
/// let scheme = Scheme::builtin("id/langsa", None)?;
/// let appraisal = scheme.appraise(include_str!("../../examples/facts/langsa.json"), None)?;
/// let (kept, brings) = (appraisal.sealed(), appraisal.contributions().to_json());
///
/// let options = ExplainOptions::new(Lang::En);
/// assert_eq!(report::of_documents(&kept, Some(scheme.text()), Some(&brings), &options)?, appraisal.to_html(&options));
/// assert!(report::of_documents(scheme.text(), None, None, &options).is_err());
/// # Ok::<(), kinerja::Problems>(())
/// ```
pub fn of_documents(
    appraisal: &str,
    scheme: Option<&str>,
    contributions: Option<&str>,
    options: &ExplainOptions,
) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let given = [("appraisal", Some(appraisal), APPRAISAL), ("scheme", scheme, "scheme/1")];
    let given = given.into_iter().chain([("contributions", contributions, "contributions/1")]);
    let read = given.map(|(name, text, kind)| match text.map(|text| document(name, text, kind)) {
        Some(Ok(tree)) => Some(tree),
        Some(Err(found)) => {
            problems.append(found);
            None
        }
        None => None,
    });
    let [appraisal, scheme, contributions] = <[_; 3]>::try_from(read.collect::<Vec<_>>()).unwrap_or_default();
    match appraisal.filter(|_| problems.is_empty()) {
        Some(appraisal) => {
            let nothing = Node::new(Json::Null);
            Ok(html(&appraisal, scheme.as_ref().unwrap_or(&nothing), contributions.as_ref(), options))
        }
        None => Err(problems),
    }
}

fn document<'t>(name: &str, text: &'t str, kind: &str) -> Result<Node<'t>, Problems> {
    let path = Path::new().key(name);
    let tree = parse(text).map_err(|problems| problems.under(&path))?;
    let found = tree.text_at("kinerja").unwrap_or("?").to_owned();
    if found == kind {
        return Ok(tree);
    }
    let problem = Problem::new(Code::DocumentKind, path.key("kinerja"));
    Err([problem.with("found", found).with("wanted", kind)].into_iter().collect())
}

fn html(appraisal: &Node<'_>, scheme: &Node<'_>, contributions: Option<&Node<'_>>, options: &ExplainOptions) -> String {
    let lang = options.lang;
    let trace = Trace::read(appraisal);
    let sources: Vec<Source> = scheme.list_at("sources").iter().map(source).collect();
    let status = Status::from_word(scheme.text_at("status").unwrap_or("in_force"));
    let person = appraisal.get("person");
    let known = |key: &str| person.map(|person| person.words_at(key)).unwrap_or_default();
    let person = ["ref", "name", "post", "unit"].map(known);
    let title = scheme.title_at("title");
    let id = appraisal.words_at("scheme");
    let version = appraisal.get("version").and_then(Node::to_number).map(|version| version.to_string());
    let heading = ResultHeading {
        title: String::new(),
        id: id.clone(),
        version: version.unwrap_or_default(),
        status,
        amended: amended(scheme, lang),
        person: person.clone().into(),
        period: period(appraisal),
    };
    let unratable = appraisal.get("unratable").map(|_| appraisal.title_at("unratable").get(lang).to_owned());
    let mut outline = if unratable.is_some() {
        Outline::default()
    } else {
        Outline::told(&trace, &sources, unverified(appraisal, scheme, &trace, lang).into_iter(), lang, options.short)
    };
    outline.unratable = unratable;
    outline.notices = notices(appraisal, &trace, lang);
    let outcomes = appraisal.get("outcomes").map_or(&[][..], Node::entries);
    let digest = |key: &str| appraisal.words_at(key);
    let report = Report {
        title: if title.get(lang).is_empty() { id } else { title.get(lang).to_owned() },
        lines: heading.lines(lang, options.names),
        status: heading.standing(lang),
        outline,
        trace: &trace,
        main: main_of(outcomes.iter().map(|(name, _)| name.as_ref())).into_iter().map(str::to_owned).collect(),
        brought: contributions.and_then(|contributions| brought(contributions, &trace, lang)),
        checks: checks(&digest("digest"), &digest("facts_digest"), appraisal.text_at("settings_digest"), lang),
    };
    let [reference, name, ..] = &person;
    report.html(lang, if options.names { Vec::new() } else { names([reference, name], scheme, &trace) })
}

fn source(node: &Node<'_>) -> Source {
    Source {
        name: node.words_at("name"),
        title: node.title_at("title"),
        url: node.words_at("url"),
        confidence: node.text_at("confidence").and_then(Confidence::from_word).unwrap_or(Confidence::Unverified),
    }
}

/// The titles of the parameters that have other values than in the published scheme.
fn amended(scheme: &Node<'_>, lang: Lang) -> Option<String> {
    let names = scheme.get("amended")?.list_at("parameters").iter().filter_map(Node::as_text);
    let titles = names.map(|name| titled(scheme, "parameters", name, lang));
    Some(titles.collect::<Vec<_>>().join(", "))
}

/// What something of a scheme is called.
fn titled(scheme: &Node<'_>, list: &str, name: &str, lang: Lang) -> String {
    let found = scheme.list_at(list).iter().find(|node| node.text_at("name") == Some(name));
    found
        .map(|node| node.title_at("title").or_name(name))
        .map_or_else(|| name.to_owned(), |title| title.get(lang).to_owned())
}

fn period(appraisal: &Node<'_>) -> Option<String> {
    let period = appraisal.get("period")?;
    Some(format!("{} – {}", period.text_at("from")?, period.text_at("until")?))
}

/// What nobody has verified, by the warnings that name it.
fn unverified(appraisal: &Node<'_>, scheme: &Node<'_>, trace: &Trace, lang: Lang) -> Vec<String> {
    let code = Some(Code::AppraisalUnverified.as_str());
    let warned = appraisal.list_at("warnings").iter().filter(|warning| warning.text_at("code") == code);
    let mut known: HashMap<String, &Entry> = HashMap::new();
    for entry in &trace.entries {
        known.entry(entry.path.of_its_kind().to_string()).or_insert(entry);
    }
    let title = |path: &str| {
        known.get(path).map(|entry| entry.title.get(lang).to_owned()).unwrap_or_else(|| {
            let name = path.rsplit('.').next().unwrap_or_default();
            titled(scheme, "formulas", name, lang)
        })
    };
    warned.filter_map(|warning| warning.text_at("path")).map(title).collect()
}

/// The warnings as they were written, each with its help; people find a value by its title and that of its row.
fn notices(appraisal: &Node<'_>, trace: &Trace, lang: Lang) -> Vec<String> {
    // What rests on nothing verified is named where it is told what the result rests on.
    let code = Some(Code::AppraisalUnverified.as_str());
    let warned = appraisal.list_at("warnings").iter().filter(|warning| warning.text_at("code") != code);
    let mut known: HashMap<String, &Entry> = HashMap::new();
    for entry in &trace.entries {
        known.entry(entry.path.to_string()).or_insert(entry);
    }
    once(warned.map(|warning| {
        let (text, help) = (warning.title_at("text"), warning.title_at("help"));
        let path = warning.text_at("path").unwrap_or_default();
        let entry = known.get(path);
        let titles = entry.map(|entry| (entry.title.get(lang).to_owned(), whole_title(entry).get(lang).to_owned()));
        // A scheme's own words stay as they are.
        let is_own = warning.text_at("code").is_some_and(|code| code.starts_with("appraisal."));
        let text = if is_own { text.get(lang).to_owned() } else { about(text.get(lang), titles.as_ref()) };
        if help.get(lang).is_empty() { text } else { format!("{text} ({})", help.get(lang)) }
    }))
}

/// A sentence about a thing, «Title» (`name`) or `name`, by its title alone: the whole title, where it is known.
fn about(text: &str, titles: Option<&(String, String)>) -> String {
    let found = text.split_once('«').and_then(|(before, rest)| {
        let (own, rest) = rest.split_once("» (`")?;
        let (_, after) = rest.split_once("`)")?;
        Some((before, own, after))
    });
    match (found, titles) {
        (Some((before, own, after)), _) => {
            format!("{before}«{}»{after}", titles.map_or(own, |(_, whole)| whole))
        }
        (None, Some((own, whole))) => text.replacen(&format!("`{own}`"), &format!("«{whole}»"), 1),
        (None, None) => text.to_owned(),
    }
}

fn brought(contributions: &Node<'_>, trace: &Trace, lang: Lang) -> Option<Brought> {
    let how = match contributions.text_at("how")? {
        "additive" => How::Additive,
        "taking_out" => How::TakingOut,
        _ => return None,
    };
    let outcome = format!("outcomes.{}", contributions.text_at("outcome")?);
    let title = trace.entries.iter().find(|entry| entry.path.to_string() == outcome)?.title.clone();
    let number = |node: &Node<'_>, key: &str| node.get(key).and_then(Node::to_ratio);
    let rows = contributions.list_at("rows").iter().map(|row| {
        let label = row.title_at("label");
        let without = match number(row, "without") {
            Some(number) if label.is_empty() => Some(Shown::Number(number).text_rounded(lang)),
            _ => row.get("without").map(|_| label.get(lang).to_owned()),
        };
        BroughtBy { title: row.title_at("title").get(lang).to_owned(), brings: number(row, "brings"), without }
    });
    Some(Brought {
        caption: caption(title.get(lang), contributions.title_at("label").get(lang), lang),
        how: how.sentence(lang),
        rows: rows.collect(),
        rest: number(contributions, "rest"),
    })
}

/// The names that the documents hold: of the person, of whoever entered something, of raters.
fn names(person: [&String; 2], scheme: &Node<'_>, trace: &Trace) -> Vec<String> {
    let mut names: Vec<String> = person.into_iter().cloned().collect();
    let mut given = Vec::new();
    texts_given(scheme.list_at("inputs"), "", &mut given);
    for entry in &trace.entries {
        names.extend(entry.annotation.iter().map(|said| said.by.clone()));
        let keys = entry.path.segments().iter().filter_map(|segment| match segment {
            Segment::Key(key) => Some(&**key),
            Segment::Index(_) => None,
        });
        let keys = keys.collect::<Vec<_>>().join(".");
        if let (EntryKind::Input, Shown::Word(text, _)) = (entry.kind, &entry.value)
            && given.contains(&keys)
        {
            names.push(text.to_string());
        }
    }
    in_order(names)
}

/// The inputs of role `given` that take a text, by the keys of their paths.
fn texts_given(inputs: &[Node<'_>], above: &str, found: &mut Vec<String>) {
    for input in inputs {
        let Some(name) = input.text_at("name") else { continue };
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        if input.text_at("type") == Some("text") && input.text_at("role") == Some("given") {
            found.push(path.clone());
        }
        texts_given(input.list_at("fields"), &path, found);
    }
}
