//! The strict checker of Moodle's CSV: what its importer would refuse, cut, or drop without a word.

use super::super::delimited::Delimited;
use super::super::source::Source;
use super::read::{at, no_header};
use super::{
    COLUMNS, Column, Header, Id, LONGEST, Parent, Related, ScaleConfiguration, ScaleValues, ShortName, TAXONOMIES,
    Taxonomy, header, key, related, scale,
};
use crate::document::Reader;
use crate::problem::{Code, Position, Problem};
use std::collections::HashMap;

/// What is checked of a row after all were seen.
struct Line {
    position: usize,
    line: usize,
    id: String,
    parent: String,
    /// Why the importer does not take it, whatever its parents.
    refused: Option<&'static str>,
}

/// Reports everything in a file that is not as Moodle's importer asks.
pub(super) fn check(source: &Source<'_>, reader: &mut Reader<'_>) {
    let text = source.text();
    let Some(header) = header(text) else {
        reader.problems.append(no_header(text));
        return;
    };
    if !header.exact || header.delimiter != b',' {
        let titles = COLUMNS.map(|(_, title, _)| title).join(", ");
        let problem = Problem::new(Code::FormatColumns, crate::problem::Path::new()).with("missing", titles);
        reader.problems.push(problem.saying(
            "the titles of the columns are not Moodle's, or no comma stands between them",
            "judul kolom bukan judul Moodle, atau pemisahnya bukan koma",
        ));
    }
    let mut rows = Delimited::new(text, header.delimiter);
    let _ = rows.next_row();
    rows.below_titles();
    let mut lines: Vec<Line> = Vec::new();
    let mut frameworks = 0usize;
    let mut position = 0usize;
    while let Some(row) = rows.next_row() {
        let row = match row {
            Ok(row) => row,
            Err(problem) => {
                reader.problems.push(problem);
                return;
            }
        };
        let here = position;
        position = position.saturating_add(1);
        if row.is_blank() {
            continue;
        }
        let place = row.position();
        let mut tell = |code: Code, column: Column, found: &str, wanted: &str| {
            let problem = Problem::new(code, at(here).key(key(column))).at(place);
            reader.problems.push(problem.with("found", found).with("wanted", wanted));
        };
        for column in [Id, ShortName] {
            let cell = header.cell(&row, column);
            if cell.chars().count() > LONGEST {
                tell(Code::FormatCut, column, cell, "100");
            }
        }
        let (values, configuration) = (header.cell(&row, ScaleValues), header.cell(&row, ScaleConfiguration));
        let is_framework = header.is_framework(&row);
        if is_framework || !values.is_empty() || !configuration.is_empty() {
            let levels = values.split(',').filter(|value| !value.trim().is_empty()).count();
            if levels == 0 {
                tell(Code::FormatCell, ScaleValues, values, "the levels of a scale");
            }
            if let Some(wanted) = scale::fault(configuration, levels) {
                tell(Code::FormatCell, ScaleConfiguration, configuration, wanted);
            }
        }
        if is_framework {
            frameworks = frameworks.saturating_add(1);
            let words: Vec<&str> = header.cell(&row, Taxonomy).split(',').collect();
            if words.len() != 4 || !words.iter().all(|word| TAXONOMIES.contains(word)) {
                tell(Code::FormatCell, Taxonomy, header.cell(&row, Taxonomy), "four words of Moodle's taxonomies");
            }
            continue;
        }
        let cell = |column: Column| cut(header.cell(&row, column));
        let refused = match (cell(Id).is_empty(), cell(ShortName).is_empty()) {
            (true, _) => Some("it has no ID number"),
            (_, true) => Some("it has no short name"),
            _ => None,
        };
        lines.push(Line { position: here, line: row.line, id: cell(Id), parent: cell(Parent), refused });
    }
    if frameworks != 1 {
        reader
            .problems
            .push(Problem::new(Code::FormatFrameworkRow, crate::problem::Path::new()).with("found", frameworks));
    }
    dropped(lines, reader);
    unrelated(text, &header, reader);
}

/// A text as the importer cuts it.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Tells the rows that the importer drops without a word, each with those that hang on it.
fn dropped(mut lines: Vec<Line>, reader: &mut Reader<'_>) {
    // Of rows with one ID number the last is taken.
    let mut last: HashMap<String, usize> = HashMap::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.refused.is_none()) {
        last.insert(line.id.clone(), number);
    }
    for (number, line) in lines.iter_mut().enumerate() {
        if line.refused.is_none() && last.get(&line.id) != Some(&number) {
            line.refused = Some("a later row has the same ID number");
        }
    }
    let parent = |line: &Line| last.get(line.parent.as_str()).copied();
    // Whether a row hangs on the root, for each: what does not is never reached.
    let mut reached: Vec<Option<bool>> = lines.iter().map(|line| line.refused.map(|_| false)).collect();
    for start in 0..lines.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        let end = loop {
            let Some((number, line)) = at.and_then(|at| Some((at, lines.get(at)?))) else { break false };
            match reached.get(number).copied().flatten() {
                Some(known) => break known,
                None if line.parent.is_empty() => {
                    way.push(number);
                    break true;
                }
                None => {}
            }
            way.push(number);
            // A circle comes back to a row of the way: it is marked as not reached, then found so.
            if let Some(reached) = reached.get_mut(number) {
                *reached = Some(false);
            }
            at = parent(line);
        };
        for number in way {
            if let Some(reached) = reached.get_mut(number) {
                *reached = Some(end);
            }
        }
    }
    for (line, reached) in lines.iter().zip(&reached) {
        if *reached == Some(true) {
            continue;
        }
        let reason = line.refused.unwrap_or(match parent(line) {
            None => "its parent is no row",
            Some(_) => "its parent is dropped, or its parents stand in a circle",
        });
        let problem = Problem::new(Code::FormatRowDropped, at(line.position));
        let problem = problem.at(Some(Position { line: line.line, column: 1 }));
        reader.problems.push(problem.with("found", &line.id).with("reason", reason));
    }
}

/// Tells the related ID numbers that are those of no row: the importer passes over them.
fn unrelated(text: &str, header: &Header, reader: &mut Reader<'_>) {
    let mut rows = Delimited::new(text, header.delimiter);
    let _ = rows.next_row();
    let mut ids = std::collections::HashSet::new();
    let mut wanted: Vec<(usize, Option<Position>, String)> = Vec::new();
    let mut position = 0usize;
    while let Some(Ok(row)) = rows.next_row() {
        ids.insert(header.cell(&row, Id).to_owned());
        wanted.extend(related(header.cell(&row, Related)).map(|id| (position, row.position(), id)));
        position = position.saturating_add(1);
    }
    for (position, place, id) in wanted.into_iter().filter(|(_, _, id)| !ids.contains(id)) {
        let problem = Problem::new(Code::FormatCell, at(position).key(key(Related))).at(place);
        reader.problems.push(problem.with("found", id).with("wanted", "the ID number of a row"));
    }
}
