//! One row by the meaning of its columns, and the words that cells may hold.

use super::super::delimited::Row;
use super::super::tolerance::{Tolerance, Used, tolerances};
use super::header::Header;
use super::{Column, Meaning, Table};
use crate::framework::profile::Importance;
use crate::number::Number;
use crate::problem::Path;

tolerances! {
    NONE "not_in_use"
        "`{found}` says that there is nothing" "`{found}` berarti tidak ada";
    NO_NUMBER "no_number"
        "`{found}` is no number above zero or zero: it was passed over" "`{found}` bukan angka nol atau lebih: dilewati";
    NUMBER "number_words"
        "`{found}` was read as a number" "`{found}` dibaca sebagai angka";
    WORD "unknown_word"
        "`{found}` is not known here: it was passed over" "`{found}` tidak dikenal di sini: dilewati";
    FIXED "fixed_value"
        "`{found}` stands where the table has another value" "`{found}` berada di tempat yang nilainya tetap";
}

/// A row and where its columns stand.
pub(super) struct Cells<'r, 't> {
    pub(super) table: &'r Table,
    pub(super) header: &'r Header,
    pub(super) row: &'r Row<'t>,
    pub(super) position: usize,
}

impl<'r> Cells<'r, '_> {
    /// The columns of a meaning with their cells.
    pub(super) fn all(&self, is: Meaning) -> impl Iterator<Item = (&'r Column, &'r str)> {
        let columns = self.table.columns.iter().zip(&self.header.places);
        let row = self.row;
        columns
            .filter(move |(column, _)| column.is == is)
            .map(move |(column, place)| (column, place.map_or("", |place| row.get(place))))
    }

    /// The cell of a meaning; a word that says that there is nothing is nothing, and told.
    pub(super) fn get(&self, is: Meaning, used: &mut Used) -> &'r str {
        let Some((column, cell)) = self.all(is).next() else { return "" };
        if !cell.is_empty() && column.none.iter().any(|word| word == cell.trim()) {
            used.note_at(&NONE, || self.at(column), cell, self.row.line);
            return "";
        }
        cell
    }

    /// The place of a cell.
    pub(super) fn at(&self, column: &Column) -> Path {
        self.path().key(column.title.clone())
    }

    pub(super) fn path(&self) -> Path {
        Path::new().key("rows").index(self.position)
    }

    pub(super) fn note(&self, tolerance: &'static Tolerance, found: &str, used: &mut Used) {
        used.note_at(tolerance, || self.path(), found, self.row.line);
    }

    /// The word at which this row is passed over.
    pub(super) fn skipped(&self, used: &mut Used) -> Option<&'r str> {
        let here = self.table.columns.iter().zip(&self.header.places).filter(|(_, place)| place.is_some());
        for (column, cell) in here
            .filter(|(column, _)| column.is == Meaning::Fixed)
            .map(|(column, place)| (column, place.map_or("", |place| self.row.get(place))))
        {
            if column.skips(cell) {
                return Some(cell);
            }
            if !column.value.is_empty() && !column.is_fixed(cell) {
                used.note_at(&FIXED, || self.at(column), cell, self.row.line);
            }
        }
        None
    }

    /// A number, none below zero.
    pub(super) fn number(&self, is: Meaning, used: &mut Used) -> Option<Number> {
        let (column, cell) = self.all(is).next()?;
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        if let Some(number) = Number::parse(cell).ok().filter(|number| !number.is_negative()) {
            return Some(number);
        }
        // As people write them: `3,5`, `80 %`.
        let plain = cell.trim_end_matches('%').trim().replace(',', ".");
        let number = Number::parse(&plain).ok().filter(|number| !number.is_negative());
        let tolerance = if number.is_some() { &NUMBER } else { &NO_NUMBER };
        used.note_at(tolerance, || self.at(column), cell, self.row.line);
        number
    }

    /// Yes or no.
    pub(super) fn truth(&self, is: Meaning, used: &mut Used) -> bool {
        let Some((column, cell)) = self.all(is).next() else { return false };
        match cell.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" | "x" | "ya" | "wajib" | "mandatory" => true,
            "" | "no" | "n" | "false" | "0" | "tidak" => false,
            _ => {
                used.note_at(&WORD, || self.at(column), cell, self.row.line);
                false
            }
        }
    }

    /// Whether what is required counts.
    pub(super) fn importance(&self, used: &mut Used) -> Importance {
        let Some((column, cell)) = self.all(Meaning::Need).next() else { return Importance::Essential };
        match cell.trim().to_lowercase().as_str() {
            "optional" | "opsional" => Importance::Optional,
            "" | "essential" | "esensial" => Importance::Essential,
            _ => {
                used.note_at(&WORD, || self.at(column), cell, self.row.line);
                Importance::Essential
            }
        }
    }

    /// A word that is not known.
    pub(super) fn unknown(&self, is: Meaning, cell: &str, used: &mut Used) {
        if let Some((column, _)) = self.all(is).next() {
            used.note_at(&WORD, || self.at(column), cell, self.row.line);
        }
    }
}
