//! The tolerant reader of Moodle's CSV.

use super::super::delimited::{Delimited, Row, tell_delimiter};
use super::super::source::Source;
use super::super::tolerance::{Tolerance, Used, tolerances};
use super::super::{Format, Reading};
use super::{
    Column, Description, DescriptionFormat, Header, Id, KEPT, KEPT_COLUMNS, PLAIN, Parent, Related, RuleOutcome,
    ScaleConfiguration, ScaleValues, ShortName, Taxonomy, USUAL_TAXONOMY, header, key, related, scale,
};
use crate::document::{Node, Reader};
use crate::framework::bound::MOST_RELATIONS;
use crate::framework::model::{Competency, End, Extra, Framework, Relation, RelationKind};
use crate::framework::wording::Wording;
use crate::problem::{Code, Path, Problem, Problems};
use std::collections::{HashMap, HashSet};

tolerances! {
    HEADER_WORDS "header_words"
        "the titles of the columns are not those that Moodle writes now" "judul kolom bukan yang sekarang ditulis Moodle";
    HEADER_PLACES "header_places"
        "the titles of the columns are unknown: fourteen columns were read by their position" "judul kolom tidak dikenal: empat belas kolom dibaca menurut urutannya";
    SHORT_ROW "row_length"
        "the row has {found} cells, not as many as the header" "baris ini berisi {found} sel, tidak sebanyak judul";
    AGAIN "framework_again"
        "another row is marked as the framework: the last one was read" "ada lagi baris yang ditandai sebagai kerangka: yang terakhir dibaca";
    NO_FRAMEWORK "no_framework"
        "no row is marked as the framework" "tidak ada baris yang ditandai sebagai kerangka";
    NO_ID "no_id_number"
        "there is no ID number: the short name was read in its place" "tidak ada ID number: short name dibaca sebagai gantinya";
    NO_NAME "no_short_name"
        "there is no short name" "tidak ada short name";
    NOTHING "row_without_name"
        "the row has neither ID number nor short name: it was passed over" "baris tanpa ID number maupun short name: dilewati";
    DUPLICATE "duplicate_id_number"
        "`{found}` comes again: the later row was read" "`{found}` muncul lagi: baris yang kemudian dibaca";
    NO_PARENT "unknown_parent"
        "no row has the ID number `{found}` of this parent" "tidak ada baris dengan ID number `{found}` dari induk ini";
}

/// Reads a file.
pub(super) fn read(source: &Source<'_>, _: &mut Reader<'_>) -> Result<Reading, Problems> {
    let text = source.text();
    let Some(header) = header(text) else { return Err(no_header(text)) };
    let mut used = Used::default();
    tell_delimiter(header.delimiter, &mut used);
    if !header.exact {
        used.note(if header.named { &HEADER_WORDS } else { &HEADER_PLACES }, Path::new, "");
    }
    let mut rows = Delimited::new(text, header.delimiter);
    let width = rows.next_row().and_then(Result::ok).map_or(0, |row| row.cells.len());
    rows.below_titles();
    let mut found = Found { header, used, framework: None, competencies: Vec::new(), places: HashMap::new() };
    let mut position = 0usize;
    while let Some(row) = rows.next_row() {
        let row = row.map_err(|problem| Problems::from_iter([problem]))?;
        if !row.is_blank() {
            if row.cells.len() != width {
                let count = row.cells.len().to_string();
                found.used.note_at(&SHORT_ROW, || at(position), &count, row.line);
            }
            found.row(row, position);
        }
        position = position.saturating_add(1);
    }
    found.used.0.append(std::mem::take(&mut rows.used.0));
    Ok(found.reading())
}

/// The problem of a text that has no columns of Moodle.
pub(super) fn no_header(text: &str) -> Problems {
    if let Some(Err(problem)) = Delimited::new(text, b',').next_row() {
        return Problems::from_iter([problem]);
    }
    let problem = Problem::new(Code::FormatColumns, Path::new());
    Problems::from_iter([problem.with("missing", "ID number, Short name, Is framework")])
}

/// The place of a row below the header.
pub(super) fn at(position: usize) -> Path {
    Path::new().key("rows").index(position)
}

/// A row of a competency and its place.
struct Kept<'t> {
    row: Row<'t>,
    position: usize,
    id: String,
}

struct Found<'t> {
    header: Header,
    used: Used,
    framework: Option<Row<'t>>,
    competencies: Vec<Kept<'t>>,
    /// Where a competency stands in the list, by its ID number.
    places: HashMap<String, usize>,
}

impl<'t> Found<'t> {
    fn row(&mut self, row: Row<'t>, position: usize) {
        if self.header.is_framework(&row) {
            if self.framework.is_some() {
                self.used.note_at(&AGAIN, || at(position), "", row.line);
            }
            self.framework = Some(row);
            return;
        }
        let (id, name) = (self.header.cell(&row, Id), self.header.cell(&row, ShortName));
        match (id, name) {
            ("", "") => return self.used.note_at(&NOTHING, || at(position), "", row.line),
            ("", name) => self.used.note_at(&NO_ID, || at(position), name, row.line),
            (id, "") => self.used.note_at(&NO_NAME, || at(position), id, row.line),
            _ => {}
        }
        let id = if id.is_empty() { name.to_owned() } else { id.to_owned() };
        let (line, kept) = (row.line, Kept { row, position, id: id.clone() });
        if let Some(place) = self.places.get(&id) {
            self.used.note_at(&DUPLICATE, || at(position), &id, line);
            if let Some(earlier) = self.competencies.get_mut(*place) {
                *earlier = kept;
            }
            return;
        }
        self.places.insert(id, self.competencies.len());
        self.competencies.push(kept);
    }

    fn reading(mut self) -> Reading {
        let mut framework = Framework::default();
        let cell = |row: &Row<'_>, column: Column| self.header.cell(row, column).to_owned();
        // Scales by their two cells.
        let mut scales: HashMap<[String; 2], String> = HashMap::new();
        let mut ids: HashSet<String> = HashSet::new();
        match &self.framework {
            Some(row) => {
                framework.id = cell(row, Id);
                framework.title = Wording::plain(cell(row, ShortName));
                framework.description = Wording::plain(cell(row, Description));
                keep_format(&mut framework.extra, &self.header, row);
                let taxonomy = cell(row, Taxonomy);
                if taxonomy != USUAL_TAXONOMY && !taxonomy.is_empty() {
                    framework.extra.keep(format!("{KEPT}taxonomy"), &Node::text(taxonomy));
                }
            }
            None => self.used.note(&NO_FRAMEWORK, Path::new, ""),
        }
        if framework.id.is_empty() {
            framework.id =
                if framework.title.is_empty() { "moodle".into() } else { framework.title.first().to_owned() };
        }
        let mut scale_of = |row: &Row<'_>, framework: &mut Framework| -> Option<String> {
            let cells = [cell(row, ScaleValues), cell(row, ScaleConfiguration)];
            if cells.iter().all(String::is_empty) {
                return None;
            }
            if let Some(known) = scales.get(&cells) {
                return Some(known.clone());
            }
            let count = framework.scales.len();
            let id = if count == 0 { "scale".to_owned() } else { format!("scale-{}", count.saturating_add(1)) };
            let mut scale = scale::read(&cells[0], &cells[1], &id);
            if !ids.insert(scale.id.clone()) {
                scale.id = id;
            }
            scales.insert(cells, scale.id.clone());
            framework.scales.push(scale);
            framework.scales.last().map(|scale| scale.id.clone())
        };
        let usual = self.framework.as_ref().and_then(|row| scale_of(row, &mut framework)).unwrap_or_default();
        for Kept { row, id, position } in &self.competencies {
            let mut extra = Extra::default();
            for (column, key) in KEPT_COLUMNS {
                let text = cell(row, column);
                // What every competency without a rule has.
                if !matches!((column, text.as_str()), (_, "" | "null") | (RuleOutcome, "0")) {
                    extra.keep(format!("{KEPT}{key}"), &Node::text(text));
                }
            }
            keep_format(&mut extra, &self.header, row);
            let scale = scale_of(row, &mut framework).unwrap_or_else(|| usual.clone());
            framework.competencies.push(Competency {
                id: id.clone(),
                title: Wording::plain(cell(row, ShortName)),
                statement: Wording::plain(cell(row, Description)),
                scale,
                extra,
                ..Competency::default()
            });
            let parent = cell(row, Parent);
            if !parent.is_empty() {
                if !self.places.contains_key(&parent) {
                    self.used.note_at(&NO_PARENT, || at(*position).key(key(Parent)), &parent, row.line);
                }
                framework.relate(relation(RelationKind::ChildOf, id, parent));
            }
        }
        // A pair is one relation, though Moodle writes it at both ends.
        let mut pairs: HashSet<[String; 2]> = HashSet::new();
        for Kept { row, id, .. } in &self.competencies {
            for other in related(self.header.cell(row, Related)) {
                if framework.relations.len() > MOST_RELATIONS {
                    break;
                }
                if !pairs.contains(&[other.clone(), id.clone()]) && pairs.insert([id.clone(), other.clone()]) {
                    framework.relate(relation(RelationKind::RelatedTo, id, other));
                }
            }
        }
        Reading { framework, profiles: Vec::new(), format: Format::Moodle, tolerances: self.used.0 }
    }
}

fn relation(kind: RelationKind, from: &str, to: String) -> Relation {
    Relation { kind, from: End::here(from), to: End::here(to), ..Relation::default() }
}

/// Keeps the format of a description that is not plain text.
fn keep_format(extra: &mut Extra, header: &Header, row: &Row<'_>) {
    let format = header.cell(row, DescriptionFormat);
    if !format.is_empty() && format != PLAIN && !header.cell(row, Description).is_empty() {
        extra.keep(format!("{KEPT}description_format"), &Node::text(format));
    }
}
