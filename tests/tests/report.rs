//! Reports as HTML: they say what the explanation says, nothing in them is read as anything but text, and they are the same everywhere.

use kinerja::document::digest;
use kinerja::framework::{Assessment, Profile};
use kinerja::{ExplainOptions, Framework, Lang, Scheme, report};
use kinerja_tests::here;
use kinerja_tests::subjects::{BUILT_IN, built_in_subjects, corpus_subjects};
use std::collections::BTreeMap;

/// What a reader sees of a page, a blank for each end of an element; words that were broken are whole.
fn seen(html: &str) -> String {
    let body = html.split_once("<body>").expect("a body").1.replace("<wbr>", "");
    let mut text = String::new();
    let mut rest = body.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag that ends");
        // Elements in a line stand as they are; others begin a new one.
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
        if !matches!(name, "b" | "small" | "a") {
            text.push(' ');
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    on_one_line(&text.replace("&amp;", "&"))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tags and attributes of a page, in order; panics where it is not well-formed.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    const EMPTY: [&str; 6] = ["!doctype", "meta", "wbr", "rect", "path", "circle"];
    let style = html.split_once("<style>").expect("a style").1.split_once("</style>").expect("its end").0;
    let html = html.replace(style, "");
    let (mut found, mut open) = (Vec::new(), Vec::<String>::new());
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag that ends");
        assert!(!text.contains('>'), "{text}");
        let tag = tag.trim_end_matches('/');
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{part}");
            continue;
        }
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((key, after)) = rest.trim_start().split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a value that ends");
            assert!(key.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '-'), "{tag}");
            attributes.push((key.to_owned(), value.to_owned()));
            rest = after;
        }
        assert!(rest.trim().is_empty() || name == "!doctype", "{tag}");
        if !EMPTY.contains(&name) && name != "polygon" {
            open.push(name.to_owned());
        }
        found.push((name.to_owned(), attributes));
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

/// That a page loads and runs nothing, has no element but those of a report, and can be read without seeing it.
fn assert_is_a_report(html: &str, lang: Lang) {
    const KNOWN: [&str; 46] = [
        "!doctype",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "b",
        "small",
        "wbr",
        "ul",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "a",
        "svg",
        "desc",
        "rect",
        "path",
        "text",
        "circle",
        "polygon",
        "ol",
        "span",
    ];
    let tags = tags(html);
    for (name, attributes) in &tags {
        assert!(KNOWN.contains(&name.as_str()), "{name}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "src" && key != "style", "{name} {key}");
            if key == "href" {
                assert!(value.starts_with("https://") || value.starts_with("http://"), "{value}");
            }
        }
        if name == "th" {
            assert!(attributes.iter().any(|(key, _)| key == "scope"));
        }
        if name == "svg" {
            assert!(attributes.iter().any(|(key, _)| key == "role" || key == "aria-hidden"));
        }
    }
    let count = |wanted: &str| tags.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!(count("h1"), 1);
    assert_eq!(count("table"), count("caption"));
    assert_eq!(
        count("desc"),
        tags.iter().filter(|(name, at)| name == "svg" && at.iter().any(|(key, _)| key == "role")).count()
    );
    assert!(html.contains(&format!("<html lang=\"{}\">", lang.code())));
    for loads in ["url(", "@import", "<link", "<script", "<iframe", "<img"] {
        assert!(!html.contains(loads), "{loads}");
    }
}

#[test]
fn a_report_says_every_line_of_the_explanation() {
    let mut subjects = built_in_subjects();
    assert!(subjects.len() >= 8);
    subjects.extend(corpus_subjects().into_iter().step_by(7));
    for subject in subjects {
        for lang in Lang::ALL {
            let html = subject.appraisal.to_html(&ExplainOptions::new(lang));
            assert_is_a_report(&html, lang);
            let seen = seen(&html);
            let lower = seen.to_lowercase();
            for line in subject.appraisal.explain(lang).lines() {
                let line = on_one_line(line.trim().trim_start_matches("! "));
                // Headings stand in capitals there.
                let is_there =
                    seen.contains(&line) || (line.to_uppercase() == line && lower.contains(&line.to_lowercase()));
                assert!(is_there, "{} lacks: {line}\n{seen}", subject.name);
            }
        }
    }
}

#[test]
fn a_report_from_kept_documents_is_the_same_to_the_byte() {
    let mut subjects = built_in_subjects();
    subjects.extend(corpus_subjects().into_iter().step_by(11));
    for subject in subjects {
        let scheme = subject.appraisal.scheme();
        let kept = subject.appraisal.sealed();
        let brings = subject.appraisal.contributions().to_json();
        for lang in scheme.languages() {
            for options in [
                ExplainOptions::new(*lang),
                ExplainOptions::new(*lang).without_names(),
                ExplainOptions::new(*lang).short(),
            ] {
                let made = subject.appraisal.to_html(&options);
                let again = report::of_documents(&kept, Some(scheme.text()), Some(&brings), &options);
                let again = again.expect("documents");
                for (again, made) in again.lines().zip(made.lines()) {
                    assert_eq!(again, made, "{}", subject.name);
                }
                assert_eq!(again.len(), made.len(), "{}", subject.name);
            }
        }
    }
}

#[test]
fn what_is_entered_stays_text() {
    let word = "w".repeat(200);
    let attack =
        format!(r#"<script>alert(1)</script> "><img src=x onerror=alert(1)> ' &amp; {word} \u202etxt.exe ]]> <!--"#);
    let scheme = format!(
        r#"{{ "kinerja": "scheme/1", "scheme": "test/attack", "version": 1, "languages": ["en"], "title": "{0}",
        "sources": [{{ "name": "s", "title": "{0}", "url": "javascript:alert(1)", "confidence": "secondary" }}],
        "scales": [{{ "name": "grade", "levels": [{{ "name": "low", "title": "{0}" }}, {{ "name": "high", "title": "{0}" }}] }}],
        "inputs": [{{ "name": "goals", "type": "list", "least": 1, "title": "{0}", "fields": [
            {{ "name": "what", "type": "text", "title": "{0}", "role": "given" }}, {{ "name": "mark", "type": "number", "title": "{0}", "unit": "{0}" }} ] }}],
        "steps": [{{ "name": "total", "title": "{0}", "is": "sum(mark over goals)", "cite": [{{ "source": "s", "at": "{0}" }}] }},
            {{ "name": "grade", "title": "{0}", "scale": "grade", "bands": {{ "of": "total", "round": "none", "rows": [{{ "from": 50, "level": "high", "printed": "{0}" }}], "else": {{ "level": "low" }} }} }}],
        "outcomes": [{{ "name": "score", "title": "{0}", "of": "total", "round": {{ "digits": 2, "mode": "half_up" }} }}, {{ "name": "rating", "title": "{0}", "of": "grade" }}] }}"#,
        attack.replace('"', r#"\""#)
    );
    let scheme = Scheme::parse(&scheme).unwrap_or_else(|problems| panic!("{problems}"));
    let said = attack.replace('"', r#"\""#);
    let facts = format!(
        r#"{{ "person": {{ "ref": "{said}", "name": "{said}" }}, "goals": [
            {{ "id": "a", "title": "{said}", "what": "{said}", "mark": {{ "value": 60, "by": "{said}", "note": "{said}", "evidence": ["{said}"] }} }},
            {{ "id": "b", "what": "short", "mark": 10 }} ] }}"#
    );
    let appraisal = scheme.appraise(&facts, None).unwrap_or_else(|problems| panic!("{problems}"));
    for options in [ExplainOptions::new(Lang::En), ExplainOptions::new(Lang::Id).without_names()] {
        let html = appraisal.to_html(&options);
        assert_is_a_report(&html, if options == ExplainOptions::new(Lang::En) { Lang::En } else { Lang::Id });
        assert!(!html.contains('\u{202e}') && !html.contains("href=\"javascript"));
        // Where a line may be broken no word is longer than a line of a telephone, and so none pushes the page out.
        let body = html.split_once("<body>").expect("a body").1;
        assert!(body.contains("<wbr>"));
    }
}

#[test]
fn names_are_left_out_on_request() {
    let facts = std::fs::read_to_string(here().join("../core/examples/facts/pp-46-2011.json")).expect("facts");
    let appraisal =
        Scheme::builtin("id/pp-46-2011", None).and_then(|scheme| scheme.appraise(&facts, None)).expect("an appraisal");
    let (named, unnamed) = (ExplainOptions::new(Lang::Id), ExplainOptions::new(Lang::Id).without_names());
    assert!(appraisal.to_html(&named).contains("Rahmadani"));
    assert!(!appraisal.to_html(&unnamed).contains("Rahmadani"));
    assert!(appraisal.to_html(&unnamed.short()).len() < appraisal.to_html(&unnamed).len());
}

#[test]
fn nobody_rated_is_a_report_too() {
    let subjects = corpus_subjects();
    let unrated: Vec<_> = subjects.iter().filter(|subject| subject.appraisal.unratable().is_some()).collect();
    assert!(!unrated.is_empty());
    for subject in unrated {
        let html = subject.appraisal.to_html(&ExplainOptions::new(Lang::En));
        assert_is_a_report(&html, Lang::En);
        assert!(seen(&html).contains("Not rated:"), "{}", subject.name);
    }
}

#[test]
fn a_gap_has_a_report_with_radar_bars_and_table() {
    use kinerja::framework::{Gap, GapRule, Method, Unrated};
    let profile = Framework::builtin("id/standar-kompetensi-38-2017", None)
        .and_then(|f| f.profile("pengawas"))
        .expect("a profile");
    let results: Vec<String> = profile
        .requirements()
        .iter()
        .enumerate()
        .skip(1)
        .map(|(index, required)| {
            format!(
                r#"{{ "competency": "{}", "level": "tingkat_{}", "by": "Cut <Nyak>" }}"#,
                required.competency,
                1 + index % 4
            )
        })
        .collect();
    let assessment = format!(
        r#"{{ "kinerja": "assessment/1", "person": {{ "ref": "A-17", "name": "Siti" }}, "results": [{}] }}"#,
        results.join(",")
    );
    let assessment = Assessment::parse(&assessment).unwrap_or_else(|problems| panic!("{problems}"));
    let rule = GapRule { method: Method::JpmRatioOfSums, unrated: Unrated::Exclude, ..GapRule::default() };
    let gap = Gap::of(&profile, &assessment, rule).unwrap_or_else(|problems| panic!("{problems}"));
    for lang in Lang::ALL {
        let html = gap.to_html(&ExplainOptions::new(lang));
        assert_is_a_report(&html, lang);
        let seen = seen(&html);
        for line in gap.explain(lang).lines() {
            let line = on_one_line(line.trim().trim_start_matches("! "));
            let is_there = seen.contains(&line) || seen.to_lowercase().contains(&line.to_lowercase());
            assert!(is_there, "{line}\n{seen}");
        }
        assert!(html.contains("<polygon class=\"found\"") && html.contains("class=\"tick\""));
        let unnamed = gap.to_html(&ExplainOptions::new(lang).without_names());
        assert!(!unnamed.contains("Siti") && !unnamed.contains("Nyak"));
        // The call gives the same pages.
        for (names, page) in [("true", &html), ("false", &unnamed)] {
            let called = kinerja::calls::call_text("gap", &request(&profile, &assessment, lang, names));
            let called = called.unwrap_or_else(|problems| panic!("{problems}"));
            let given = called.get("html").and_then(|pages| pages.get(lang.code())?.as_text());
            assert_eq!(given, Some(page.as_str()));
        }
    }
}

/// What the call `gap` is asked with.
fn request(profile: &Profile, assessment: &Assessment, lang: Lang, names: &str) -> String {
    let (profile, assessment, lang) = (profile.to_json(), assessment.to_json(), lang.code());
    format!(
        r#"{{ "profile": {profile}, "assessment": {assessment}, "method": "jpm-ratio-of-sums", "unrated": "exclude", "html": ["{lang}"], "names": {names} }}"#
    )
}

#[test]
fn bands_that_a_region_decides_are_shown_whole() {
    let folder = here().join("../core/examples/facts");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("an example");
    let scheme = Scheme::builtin("id/tpp", None).expect("it is there");
    let settings = read("tpp.settings.json").replace("\"menit\"", "\"pita\"");
    let facts = read("tpp.json").replace("\"besaran\"", "\"nilai_produktivitas\": 64, \"besaran\"");
    let appraisal = scheme.appraise(&facts, Some(&settings)).expect("it agrees");
    let page = appraisal.to_html(&ExplainOptions::new(Lang::Id));
    assert!(page.matches("class=\"band here\"").count() > 0, "no bands are drawn\n{page}");
}

/// The digests of the built-in schemes' reports, which Python and Node make too: what differs by a byte is another report.
#[test]
fn reports_are_those_of_the_corpus() {
    let place = here().join("corpus/reports/built-in.json");
    let mut found: BTreeMap<String, BTreeMap<&str, String>> = BTreeMap::new();
    for id in BUILT_IN {
        let folder = here().join("../core/examples/facts");
        let read = |ending: &str| std::fs::read_to_string(folder.join(id.replace("id/", "") + ending));
        let (facts, settings) = (read(".json").expect("facts"), read(".settings.json").ok());
        let appraisal = Scheme::builtin(id, None).and_then(|scheme| scheme.appraise(&facts, settings.as_deref()));
        let appraisal = appraisal.unwrap_or_else(|problems| panic!("{id}: {problems}"));
        let pages = Lang::ALL.map(|lang| (lang.code(), digest(&appraisal.to_html(&ExplainOptions::new(lang)))));
        found.insert(id.to_owned(), pages.into());
    }
    let text = serde_json::to_string_pretty(&found).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_REPORTS").is_some() {
        std::fs::write(&place, &text).expect("written");
    }
    assert_eq!(
        std::fs::read_to_string(&place).expect("the corpus"),
        text,
        "UPDATE_REPORTS=1 writes it anew; look at the pages first"
    );
}
