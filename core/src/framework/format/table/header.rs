//! The row of titles: where it stands, and which column is where.

use super::super::delimited::{Row, tell_delimiter};
use super::super::tolerance::{Tolerance, Used, tolerances};
use super::{Column, Meaning, Table};
use crate::problem::Path;
use std::collections::{HashMap, HashSet};

tolerances! {
    SHEET "sheet"
        "of several sheets `{found}` was read" "dari beberapa lembar, `{found}` yang dibaca";
    PREAMBLE "preamble"
        "{found} rows stand before the titles of the columns" "ada {found} baris sebelum judul kolom";
    TITLE "column_title"
        "a column is called `{found}`" "ada kolom yang disebut `{found}`";
    UNREAD "column_unread"
        "the column `{found}` was not read" "kolom `{found}` tidak dibaca";
    TWICE "column_twice"
        "the column `{found}` comes again: the first was read" "kolom `{found}` muncul lagi: yang pertama dibaca";
    ONE_HEADER "one_header_row"
        "the second row of titles is missing" "baris judul kedua tidak ada";
}

/// In how many rows the titles are looked for: sheets begin with headings.
const LOOKED_AT: usize = 20;

/// Where the columns of a table stand.
pub(super) struct Header {
    /// For each column of the table, its place here.
    pub(super) places: Vec<Option<usize>>,
    /// Competencies by the titles of other columns, where those are competencies: each once, in the order of the columns.
    pub(super) others: Vec<(usize, String)>,
    pub(super) width: usize,
    pub(super) delimiter: u8,
    /// The name of the sheet, where there are several.
    pub(super) of_several: Option<String>,
    pub(super) before: usize,
    pub(super) titles: Vec<String>,
    /// The places of columns without a title, in their order, of which no cell is known to hold anything.
    pub(super) untitled: Vec<usize>,
}

/// A title without what differs from house to house.
pub(super) fn plain(title: &str) -> String {
    title.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

impl Column {
    /// Whether a cell says what is fixed.
    pub(super) fn is_fixed(&self, cell: &str) -> bool {
        !self.value.is_empty() && cell.trim().eq_ignore_ascii_case(&self.value)
    }

    /// Whether a row with this cell is passed over.
    pub(super) fn skips(&self, cell: &str) -> bool {
        self.skip.iter().any(|word| cell.trim().eq_ignore_ascii_case(word))
    }

    /// How well a title fits: 0 as it is written, then by its other names; none where it does not.
    fn fit(&self, title: &Title) -> Option<usize> {
        let fits = |name: &Name| match name {
            Name::Whole(name) => *name == title.plain,
            Name::Start(start) => title.lower.starts_with(start),
        };
        self.names.iter().position(fits).filter(|_| !title.plain.is_empty())
    }
}

/// A title of a column as names are compared with it.
struct Title {
    plain: String,
    lower: String,
}

impl Title {
    fn of(title: &str) -> Title {
        Title { plain: plain(title), lower: title.trim().to_lowercase() }
    }
}

/// A name by which a column is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Name {
    /// All of it, without what differs from house to house.
    Whole(String),
    /// How titles begin.
    Start(String),
}

impl Name {
    pub(super) fn of(name: &str) -> Name {
        let start = name.strip_suffix('*').map(str::to_lowercase);
        start.map_or_else(|| Name::Whole(plain(name)), Name::Start)
    }
}

/// Looks for the row of titles, and stops behind it. Nobody said which table it is where `sure` is asked for: then a matrix has competencies too.
pub(super) fn find<'t>(table: &Table, sure: bool, mut next: impl FnMut() -> Option<Row<'t>>) -> Option<Header> {
    for before in 0..LOOKED_AT {
        let row = next()?;
        let known: Vec<Title> = row.cells.iter().map(|title| Title::of(title)).collect();
        let place = |column: &Column| {
            let fits = known.iter().enumerate().filter_map(|(place, title)| Some((column.fit(title)?, place)));
            fits.min().map(|(_, place)| place)
        };
        let places: Vec<Option<usize>> = table.columns.iter().map(place).collect();
        let whole = table.columns.iter().zip(&places).all(|(column, place)| !column.needed || place.is_some());
        let taken: HashSet<usize> = places.iter().flatten().copied().collect();
        let mut said = HashSet::new();
        let others = row.cells.iter().map(|title| title.trim()).enumerate().filter(|(place, title)| {
            table.others && !title.is_empty() && !taken.contains(place) && said.insert(*title)
        });
        let others: Vec<(usize, String)> = others.map(|(place, title)| (place, title.to_owned())).collect();
        let some = table.columns.iter().any(|column| column.needed) || places.iter().any(Option::is_some);
        if whole && some && !(sure && table.others && others.is_empty()) {
            let titles: Vec<String> = row.cells.iter().map(|cell| cell.to_string()).collect();
            let untitled = titles.iter().enumerate().filter(|(_, title)| title.trim().is_empty());
            let untitled = untitled.map(|(place, _)| place).collect();
            return Some(Header {
                places,
                others,
                width: row.cells.len(),
                delimiter: b',',
                of_several: None,
                before,
                titles,
                untitled,
            });
        }
    }
    None
}

impl Header {
    /// Tells what differs from the titles that the table writes.
    pub(super) fn tell(&self, table: &Table, used: &mut Used) {
        tell_delimiter(self.delimiter, used);
        if let Some(name) = &self.of_several {
            used.note(&SHEET, Path::new, name);
        }
        if self.before > 0 {
            used.note(&PREAMBLE, Path::new, &self.before.to_string());
        }
        let columns = self.places.iter().zip(&table.columns);
        let columns: HashMap<usize, &Column> =
            columns.filter_map(|(place, column)| Some(((*place)?, column))).collect();
        let others: HashMap<&str, usize> = self.others.iter().map(|(place, title)| (title.as_str(), *place)).collect();
        for (place, title) in self.titles.iter().enumerate() {
            let path = || Path::new().key("header").index(place);
            match (columns.get(&place), others.get(title.trim())) {
                (Some(column), _) if column.title != *title => used.note(&TITLE, path, title),
                (Some(_), _) => {}
                (None, Some(first)) if *first == place => {}
                (None, Some(_)) => used.note(&TWICE, path, title),
                // Told where it is found to hold something.
                (None, None) if title.trim().is_empty() => {}
                (None, None) if table.columns.iter().any(|column| column.fit(&Title::of(title)) == Some(0)) => {
                    used.note(&TWICE, path, title)
                }
                (None, None) => used.note(&UNREAD, path, title),
            }
        }
    }

    /// Tells of columns without a title that a row holds something in them: each once.
    pub(super) fn tell_untitled(&mut self, row: &Row<'_>, used: &mut Used) {
        // Places are in their order: those behind the end of the row need no look.
        let within = self.untitled.partition_point(|place| *place < row.cells.len());
        if self.untitled.iter().take(within).any(|place| !row.get(*place).trim().is_empty()) {
            self.untitled.retain(|place| {
                let blank = row.get(*place).trim().is_empty();
                if !blank {
                    used.note(&UNREAD, || Path::new().key("header").index(*place), "");
                }
                blank
            });
        }
    }

    /// Whether a row below the titles is a second row of them.
    pub(super) fn is_second(&self, table: &Table, row: &Row<'_>, used: &mut Used) -> bool {
        let is_data = table.columns.iter().zip(&self.places).any(|(column, place)| {
            let cell = place.map_or("", |place| row.get(place));
            column.is == Meaning::Fixed && (column.is_fixed(cell) || column.skips(cell))
        });
        if is_data {
            used.note_at(&ONE_HEADER, Path::new, "", row.line);
        }
        !is_data
    }
}
