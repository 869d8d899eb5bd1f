//! The page around a report, and the sections that all reports are made of. A room adds one of its own with [`section`].

use super::draw::{self, Cells};
use super::markup::{Markup, heading};
use crate::number::Number;
use crate::text::Lang;
use crate::trace::explain::{HOW, NOTICES, RESTS_ON, RESULT, SOURCES, UNRATABLE};
use crate::trace::outline::{Cited, Final, Group, Note, NoteKind, Outline, Part, Told};
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, Table, Trace};

const STYLE: &str = include_str!("style.css");
const IN: Phrase = phrase("It falls into the range", "Masuk rentang");
const AT: Phrase = phrase("where it says", "pada sel");

/// A whole page by itself. Its own policy forbids it to load or run anything.
pub(crate) fn page(lang: Lang, names: Vec<String>, title: &str, body: impl FnOnce(&mut Markup)) -> String {
    let mut out = Markup::new(lang, names);
    out.raw("<!doctype html>\n<html lang=\"").raw(lang.code()).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.raw("<title>").plain(title).raw("</title>\n<style>\n").raw(STYLE);
    out.raw("html{background:#fff}\nbody{margin:0}\n");
    out.raw("@media screen and (prefers-color-scheme:dark){html{background:#14191f}}\n</style>\n</head>\n<body>\n");
    out.raw("<main class=\"report\">\n");
    body(&mut out);
    out.raw("</main>\n</body>\n</html>\n");
    out.finish()
}

/// A section under a heading.
pub(crate) fn section(out: &mut Markup, title: &str, inside: impl FnOnce(&mut Markup)) {
    out.raw("<section>\n").element("<h2>", title, "</h2>\n");
    inside(out);
    out.raw("</section>\n");
}

/// What it is about: a title, and lines below it.
pub(crate) fn head(out: &mut Markup, title: &str, lines: &[String], status: Option<&str>) {
    out.raw("<header>\n").element("<h1>", title, "</h1>\n");
    for line in lines {
        out.element("<p class=\"lead\">", line, "</p>\n");
    }
    if let Some(status) = status {
        out.element("<p class=\"status\">", status, "</p>\n");
    }
    out.raw("</header>\n");
}

/// The outcomes, those that matter most first to the eye.
pub(crate) fn results(out: &mut Markup, outline: &Outline<'_>, main: impl Fn(&Entry) -> bool) {
    let title = heading(RESULT.get(out.lang));
    section(out, &title, |out| {
        if let Some(reason) = &outline.unratable {
            let label = UNRATABLE.get(out.lang);
            out.element("<p><b>", label, ":</b> ").element("", reason, "</p>\n");
            return;
        }
        out.raw("<dl class=\"results\">\n");
        for Final { entry, title, value, how } in &outline.outcomes {
            out.raw(if main(entry) { "<div class=\"main\">" } else { "<div>" });
            out.element("<dt>", title, "</dt> ").element("<dd>", value, " ");
            if !how.is_empty() {
                out.element("<small>(", how, ")</small>");
            }
            out.raw("</dd></div>\n");
        }
        out.raw("</dl>\n");
    });
}

/// What is to be known beside the result.
pub(crate) fn notices(out: &mut Markup, outline: &Outline<'_>) {
    if outline.notices.is_empty() {
        return;
    }
    let title = heading(NOTICES.get(out.lang));
    section(out, &title, |out| {
        out.raw("<ul class=\"notices\">\n");
        for notice in &outline.notices {
            out.element("<li>", notice, "</li>\n");
        }
        out.raw("</ul>\n");
    });
}

/// Whether it rests on rules, on judgements or on choices.
pub(crate) fn rests_on(out: &mut Markup, outline: &Outline<'_>) {
    if outline.rests_on.is_empty() {
        return;
    }
    let title = heading(RESTS_ON.get(out.lang));
    section(out, &title, |out| {
        out.raw("<ul class=\"plain\">\n");
        for line in &outline.rests_on {
            out.element("<li>", line, "</li>\n");
        }
        out.raw("</ul>\n");
    });
}

/// The tables that a result was looked up in, each with its place.
pub(crate) fn tables(out: &mut Markup, trace: &Trace) {
    for (entry, looked_up) in looked_up(trace) {
        table(out, entry, looked_up);
    }
}

/// Whether there is something for [`tables`].
pub(crate) fn has_tables(trace: &Trace) -> bool {
    looked_up(trace).next().is_some()
}

fn looked_up(trace: &Trace) -> impl Iterator<Item = (&Entry, &Table)> {
    let entries = trace.decisive().into_iter().filter_map(|position| trace.entries.get(position));
    entries.filter(|entry| entry.kind == EntryKind::Step).filter_map(|entry| Some((entry, entry.table.as_deref()?)))
}

fn table(out: &mut Markup, entry: &Entry, table: &Table) {
    let lang = out.lang;
    let title = entry.title.get(lang).to_owned();
    let result = entry.value.text_rounded(lang);
    let (says, fits) = match table {
        Table::Bands { value, bands, holds } => {
            let above = holds.checked_sub(1).and_then(|above| bands.get(above)).and_then(|above| above.from.as_ref());
            let range = bands.get(*holds).map(|band| draw::range(band, above, lang)).unwrap_or_default();
            let says = format!("{}. {} {range} → {result}.", value.text_rounded(lang), IN.get(lang));
            (says, bands.len() <= draw::MOST)
        }
        Table::Matrix { rows, columns, holds: (row, column), .. } => {
            let name = |axis: &[crate::trace::Shown], index: usize| {
                axis.get(index).map(|shown| shown.text_rounded(lang)).unwrap_or_default()
            };
            let says = format!("{} × {} {} {result}.", name(rows, *row), name(columns, *column), AT.get(lang));
            (says, rows.len() <= draw::MOST && columns.len() <= draw::MOST)
        }
    };
    out.raw("<figure class=\"figure\">\n");
    if fits {
        match table {
            Table::Bands { value, bands, holds } => draw::bands(out, &title, &says, value, bands, *holds),
            Table::Matrix { rows, columns, cells, holds } => {
                draw::matrix(out, &title, &says, &Cells { rows, columns, cells, holds: *holds });
            }
        }
    }
    out.element("\n<div class=\"said\"><figcaption>", &format!("{title}: {result}"), "</figcaption>\n");
    out.element("<p>", &says, "</p>\n");
    out.raw("</div>\n</figure>\n");
}

/// A bar of a table: what it is called, how long it is, what is printed beside it, and further columns.
pub(crate) struct Bar {
    pub(crate) title: String,
    pub(crate) length: Option<Number>,
    pub(crate) cells: Vec<String>,
}

/// Bars in a table: a picture and its numbers in one.
pub(crate) fn bars(out: &mut Markup, caption: &str, note: &str, columns: &[&str], bars: &[Bar]) {
    let most = bars.iter().filter_map(|bar| bar.length.as_ref()).map(Number::abs).max().unwrap_or(Number::ZERO);
    out.element("<table class=\"bars stack\">\n<caption>", caption, "");
    if !note.is_empty() {
        out.element(" <small class=\"how\">", note, "</small>");
    }
    out.raw("</caption>\n<thead><tr>");
    for (index, column) in columns.iter().enumerate() {
        out.element("<th scope=\"col\">", column, "</th>");
        if index == 0 {
            out.raw("<td></td>");
        }
    }
    out.raw("</tr></thead>\n<tbody>\n");
    for bar in bars {
        out.element("<tr><th scope=\"row\">", &bar.title, "</th><td>");
        if let Some(length) = &bar.length {
            draw::bar(out, length, &most);
        }
        out.raw("</td>");
        for (cell, column) in bar.cells.iter().zip(columns.iter().skip(1)) {
            out.raw("<td class=\"num\" data-of=\"").plain(column).raw("\">").element("", cell, "</td>");
        }
        out.raw("</tr>\n");
    }
    out.raw("</tbody>\n</table>\n");
}

/// The way to the result, value by value.
pub(crate) fn way(out: &mut Markup, outline: &Outline<'_>) {
    if outline.parts.is_empty() {
        return;
    }
    let title = heading(HOW.get(out.lang));
    section(out, &title, |out| {
        out.raw("<div class=\"way\">\n");
        parts(out, &outline.parts, 0);
        out.raw("</div>\n");
    });
}

const OPEN: [&str; 4] = ["<h3>", "<h4>", "<h5>", "<h6>"];
const CLOSE: [&str; 4] = ["</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

fn parts(out: &mut Markup, of: &[Part<'_>], depth: usize) {
    for part in of {
        match part {
            Part::Group { of: Group::Also, heading, inside } => {
                out.element("<div class=\"also\"><p class=\"note\">", heading, "</p>\n");
                parts(out, inside, depth.saturating_add(1));
                out.raw("</div>\n");
            }
            Part::Group { heading, inside, .. } => {
                let level = depth.min(3);
                let (open, close) = (OPEN.get(level).unwrap_or(&""), CLOSE.get(level).unwrap_or(&""));
                out.raw("<div class=\"row\">").element(open, heading, close);
                parts(out, inside, depth.saturating_add(1));
                out.raw("</div>\n");
            }
            Part::Value(told) => value(out, told, depth),
        }
    }
}

fn value(out: &mut Markup, told: &Told<'_>, depth: usize) {
    out.element("<div class=\"value\"><p>", &told.title, ": ").element("<b>", &told.value, "</b></p>\n");
    for note in &told.notes {
        self::note(out, note);
        if !note.below.is_empty() {
            out.raw("<div class=\"below\">\n");
            parts(out, &note.below, depth);
            out.raw("</div>\n");
        }
    }
    out.raw("</div>\n");
}

fn note(out: &mut Markup, note: &Note<'_>) {
    let tag = match note.kind {
        NoteKind::Working => "<p class=\"note work\">",
        _ => "<p class=\"note\">",
    };
    out.element(tag, &note.line(), "</p>\n");
}

/// The sources, by the numbers that stand beside the values.
pub(crate) fn sources(out: &mut Markup, outline: &Outline<'_>) {
    if outline.sources.is_empty() {
        return;
    }
    let title = heading(SOURCES.get(out.lang));
    section(out, &title, |out| {
        out.raw("<ul class=\"sources\">\n");
        for (index, Cited { title, url, sure }) in outline.sources.iter().enumerate() {
            out.element("<li>", &format!("[{}] {title}", index.saturating_add(1)), "");
            // No other address is one that a person may be led to.
            if url.starts_with("https://") || url.starts_with("http://") {
                out.raw(", <a rel=\"noreferrer\" href=\"").plain(url).raw("\">").element("", url, "</a>");
            } else if !url.is_empty() {
                out.element(", ", url, "");
            }
            out.element("", sure, "</li>\n");
        }
        out.raw("</ul>\n");
    });
}

/// By what the result can be checked.
pub(crate) fn foot(out: &mut Markup, lines: &[String]) {
    out.raw("<footer>\n");
    for line in lines {
        out.element("<p>", line, "</p>\n");
    }
    out.raw("</footer>\n");
}
