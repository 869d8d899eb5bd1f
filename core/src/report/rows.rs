//! The rows of each list beside each other: what was given in them, and what of it went on.

use super::markup::Markup;
use crate::problem::{Path, Segment};
use crate::text::Lang;
use crate::trace::outline::{Group, NoteKind, Part, Told};
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Entry, EntryKind, RowName, Trace};
use std::collections::HashSet;

/// So many columns fit on paper.
const MOST: usize = 7;

const ROW: Phrase = phrase("Row", "Baris");

/// One list.
pub(super) struct List<'o> {
    title: String,
    columns: Vec<Column>,
    rows: Vec<Row<'o>>,
}

struct Column {
    key: String,
    title: String,
    is_step: bool,
}

struct Row<'o> {
    title: String,
    /// What was given beside, below the row.
    also: Vec<String>,
    cells: Vec<(String, &'o Told<'o>)>,
}

/// A table for each list.
pub(super) fn tables(out: &mut Markup, lists: &[List<'_>]) {
    lists.iter().for_each(|list| table(out, list));
}

/// What something outside its row is calculated from.
fn going_on(trace: &Trace) -> HashSet<&Path> {
    let row = |entry: &'_ Entry, depth: usize| {
        entry.path.segments().get(..depth.saturating_mul(2)).map(<[Segment]>::to_vec).unwrap_or_default()
    };
    let mut found = HashSet::new();
    for entry in &trace.entries {
        for used in entry.uses.iter().filter_map(|used| trace.entries.get(*used)) {
            let depth = used.rows.len();
            if depth > 0 && (entry.rows.len() < depth || row(entry, depth) != row(used, depth)) {
                found.insert(&used.path);
            }
        }
    }
    found
}

/// The lists of the way to a result; one whose rows hold nothing is none.
pub(super) fn lists<'o>(parts: &'o [Part<'o>], trace: &Trace, lang: Lang) -> Vec<List<'o>> {
    let going_on = going_on(trace);
    let mut lists: Vec<(Segment, List<'o>)> = Vec::new();
    for part in parts {
        let Part::Group { of: Group::Row, inside, .. } = part else { continue };
        let Some((entry, name)) = first(inside).and_then(|entry| Some((entry, entry.rows.first()?))) else { continue };
        let Some(key) = entry.path.segments().first() else { continue };
        let position = lists.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            let title = name.list.get(lang).to_owned();
            lists.push((key.clone(), List { title, columns: Vec::new(), rows: Vec::new() }));
            lists.len().saturating_sub(1)
        });
        let Some((_, list)) = lists.get_mut(position) else { continue };
        let mut row = Row { title: title_of(name, lang), also: Vec::new(), cells: Vec::new() };
        fill(list, &mut row, inside, &going_on, lang);
        list.rows.push(row);
    }
    let mut lists: Vec<List<'o>> = lists.into_iter().map(|(_, list)| list).collect();
    for list in &mut lists {
        // What came of the row stays; of what was given, as much as there is room for.
        let steps = list.columns.iter().filter(|column| column.is_step).count();
        let mut room = MOST.saturating_sub(steps);
        list.columns.retain(|column| {
            let kept = column.is_step || room > 0;
            room = if column.is_step { room } else { room.saturating_sub(1) };
            kept
        });
    }
    lists.retain(|list| !list.columns.is_empty());
    lists
}

fn title_of(name: &RowName, lang: Lang) -> String {
    let title = name.title.get(lang);
    if title.is_empty() { format!("{} {}", name.list.get(lang), name.number) } else { title.to_owned() }
}

/// The first value of a row, also of a nested one.
fn first<'o>(parts: &'o [Part<'o>]) -> Option<&'o Entry> {
    parts.iter().find_map(|part| match part {
        Part::Value(told) => Some(told.entry),
        Part::Group { inside, .. } => first(inside),
    })
}

fn fill<'o>(list: &mut List<'o>, row: &mut Row<'o>, inside: &'o [Part<'o>], going_on: &HashSet<&Path>, lang: Lang) {
    let mut add = |row: &mut Row<'o>, key: String, title: String, told: &'o Told<'o>| {
        if !list.columns.iter().any(|column| column.key == key) {
            let is_step = told.entry.kind == EntryKind::Step;
            list.columns.push(Column { key: key.clone(), title, is_step });
        }
        row.cells.push((key, told));
    };
    for part in inside {
        match part {
            Part::Value(told) => {
                let goes_on = going_on.contains(&told.entry.path);
                if told.entry.kind == EntryKind::Input || goes_on {
                    let key = told.entry.path.segments().last().map(name_of).unwrap_or_default();
                    add(row, key, told.title.clone(), told);
                }
            }
            Part::Group { of: Group::Also, inside, .. } => {
                let values = inside.iter().filter_map(|part| match part {
                    Part::Value(told) => Some(format!("{}: {}", told.title, told.value)),
                    Part::Group { .. } => None,
                });
                row.also.extend(values);
            }
            // Of the rows in a row, what was calculated of each and went on: the mean of a group of raters, never a rater.
            Part::Group { of: Group::Row, inside, .. } => {
                for part in inside {
                    let Part::Value(told) = part else { continue };
                    let is_step = told.entry.kind == EntryKind::Step && going_on.contains(&told.entry.path);
                    let Some(name) = told.entry.rows.last().filter(|_| is_step && is_number(told)) else { continue };
                    let title = title_of(name, lang);
                    let field = told.entry.path.segments().last().map(name_of).unwrap_or_default();
                    add(row, format!("{field} {title}"), format!("{title}: {}", told.title), told);
                }
            }
            Part::Group { .. } => {}
        }
    }
}

/// What was said beside a value, in a line.
fn said(told: &Told<'_>) -> String {
    let notes = told.notes.iter().filter(|note| note.kind == NoteKind::Said);
    notes.map(|note| note.line()).collect::<Vec<_>>().join(" · ")
}

fn is_number(told: &Told<'_>) -> bool {
    told.entry.value.number().is_some()
}

fn name_of(segment: &Segment) -> String {
    match segment {
        Segment::Key(key) => key.to_string(),
        Segment::Index(index) => index.to_string(),
    }
}

fn table(out: &mut Markup, list: &List<'_>) {
    let lang = out.lang;
    out.element("<table class=\"stack\">\n<caption>", &list.title, "</caption>\n<thead><tr>");
    out.element("<th scope=\"col\">", ROW.get(lang), "</th>");
    for column in &list.columns {
        out.element("<th scope=\"col\">", &column.title, "</th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
    for row in &list.rows {
        out.element("<tr><th scope=\"row\">", &row.title, "</th>");
        let cell = |column: &Column| row.cells.iter().find(|(key, _)| *key == column.key).map(|(_, told)| *told);
        for column in &list.columns {
            let Some(told) = cell(column) else {
                out.raw("<td></td>");
                continue;
            };
            out.raw(if is_number(told) { "<td class=\"num\" data-of=\"" } else { "<td data-of=\"" });
            out.plain(&column.title).raw("\">");
            if column.is_step {
                out.element("<b>", &told.entry.value.text_rounded(lang), "</b></td>");
            } else {
                out.element("", &told.value, "</td>");
            }
        }
        out.raw("</tr>\n");
        let said: Vec<(&str, String)> = list
            .columns
            .iter()
            .filter_map(|column| Some((column.title.as_str(), said(cell(column)?))))
            .filter(|(_, said)| !said.is_empty())
            .collect();
        if row.also.is_empty() && said.is_empty() {
            continue;
        }
        out.raw("<tr class=\"more\"><td colspan=\"").text(&list.columns.len().saturating_add(1).to_string()).raw("\">");
        if !row.also.is_empty() {
            out.element("<small>", &row.also.join(" · "), "</small> ");
        }
        for (title, said) in said {
            out.element("<small><b>", title, "</b> ").element("", &said, "</small> ");
        }
        out.raw("</td></tr>\n");
    }
    out.raw("</tbody>\n</table>\n");
}
