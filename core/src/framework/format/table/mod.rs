//! Tables: what their columns mean is said by a document, so that any agency's sheet can be read without a program for it.
//!
//! A [`Table`] names the columns and what each is of a competency, an indicator, a job profile or a requirement. Those in the box are formats of their own and are
//! found by their columns; a house writes its own for its own sheets. A row may speak of a competency alone, of one of its indicators, or of what a post requires of it.

mod document;
mod header;
mod read;
mod row;
mod write;

pub(crate) use document::TABLE;
pub use document::Table;
use document::{As, Column, Meaning, Part};

use super::delimited::{Delimited, Row, delimiters, write_row};
use super::source::Source;
use super::{Entry, Format, Reading, Writing};
use crate::document::Reader;
#[cfg(feature = "xlsx")]
use crate::framework::diff::Diff;
use crate::framework::model::Framework;
use crate::framework::profile::Profile;
use crate::framework::wording::Wording;
use crate::problem::{Code, Path, Problem, Problems};

impl Table {
    /// The format that a reading by it is of.
    fn format(&self) -> Format {
        let entry = ENTRIES.iter().find(|entry| entry.word == self.id);
        entry.map_or(Format::Table, |entry| entry.format)
    }

    /// Finds the table by its titles: in a text between any of the usual signs, in a workbook in its first sheet that has them.
    fn rows_in<'s>(&self, source: &'s Source<'s>, sure: bool) -> Option<(Rows<'s>, header::Header)> {
        let find = |mut rows: Rows<'s>| {
            let header = header::find(self, sure, || rows.next_row()?.ok())?;
            rows.below_titles();
            Some((rows, header))
        };
        match source {
            Source::Text(text) => delimiters(text).into_iter().find_map(|delimiter| {
                let (rows, header) = find(Rows::Text(Delimited::new(text, delimiter)))?;
                Some((rows, header::Header { delimiter, ..header }))
            }),
            #[cfg(feature = "xlsx")]
            Source::Book(book) => book.sheets.iter().find_map(|(name, sheet)| {
                let (rows, header) = find(Rows::Sheet(book.rows(sheet)))?;
                let of_several = (book.sheets.len() > 1).then(|| name.clone());
                Some((rows, header::Header { of_several, ..header }))
            }),
            Source::Tree(_) => None,
        }
    }

    fn read(&self, source: &Source<'_>) -> Result<Reading, Problems> {
        let Some((mut rows, header)) = self.rows_in(source, false) else { return Err(self.no_header(source)) };
        let mut reading = read::read(self, header, || rows.next_row())?;
        match rows {
            Rows::Text(rows) => reading.tolerances.append(rows.used.0),
            #[cfg(feature = "xlsx")]
            Rows::Sheet(_) => {}
        }
        Ok(reading)
    }

    /// The problem of what has no row with the titles of the columns.
    fn no_header(&self, source: &Source<'_>) -> Problems {
        // What keeps its first row from being read comes first.
        if let Some(Err(problem)) = Delimited::new(source.text(), b',').next_row() {
            return Problems::from_iter([problem]);
        }
        let needed: Vec<&str> =
            self.columns.iter().filter(|column| column.needed).map(|column| column.title.as_str()).collect();
        Problems::from_iter([Problem::new(Code::FormatColumns, Path::new()).with("missing", needed.join(", "))])
    }

    fn write(&self, framework: &Framework, profiles: &[Profile]) -> String {
        let mut out = String::new();
        for row in write::rows(self, framework, profiles) {
            write_row(&mut out, b',', row.iter().map(String::as_str));
        }
        out
    }

    /// Strictly: whatever the reader puts up with is wrong.
    fn check(&self, source: &Source<'_>, reader: &mut Reader<'_>) {
        let found = match self.read(source) {
            Ok(reading) => reading.tolerances,
            Err(problems) => problems,
        };
        reader.problems.append(found);
    }
}

/// The formats of the tables in the box.
macro_rules! entries {
    ($($name:ident $format:ident $word:literal;)*) => {
        $(pub(super) const $name: Entry = Entry {
            format: Format::$format,
            word: $word,
            also: &[],
            json: false,
            found: |source| preset($word).rows_in(source, true).is_some(),
            read: |source, _| preset($word).read(source),
            check: |source, reader| preset($word).check(source, reader),
            write: |framework, profiles| preset($word).write(framework, profiles),
        };)*
        const ENTRIES: &[&Entry] = &[$(&$name),*];
    };
}

entries! {
    UK_DDAT UkDdat "uk-ddat";
    UK_DDAT_SKILLS UkDdatSkills "uk-ddat-skills";
    SAP SapRoleCompetencies "sap-role-competencies";
    OWN Table "table";
    MATRIX LevelMatrix "level-matrix";
}

/// One in the box, which a test finds to be whole.
fn preset(word: &str) -> Table {
    Table::preset(word).unwrap_or(Table {
        id: word.to_owned(),
        title: Wording::default(),
        framework: String::new(),
        language: String::new(),
        header_rows: 1,
        scale: None,
        columns: Vec::new(),
        others: false,
    })
}

/// The rows of a text or of a sheet.
enum Rows<'s> {
    Text(Delimited<'s>),
    #[cfg(feature = "xlsx")]
    Sheet(super::xlsx::SheetRows<'s>),
}

impl<'s> Rows<'s> {
    fn next_row(&mut self) -> Option<Result<Row<'s>, Problem>> {
        match self {
            Rows::Text(rows) => rows.next_row(),
            #[cfg(feature = "xlsx")]
            Rows::Sheet(rows) => rows.next_row(),
        }
    }

    fn below_titles(&mut self) {
        match self {
            Rows::Text(rows) => rows.below_titles(),
            #[cfg(feature = "xlsx")]
            Rows::Sheet(rows) => rows.below_titles(),
        }
    }
}

/// A framework that was written as a workbook, and what it lost.
#[cfg(feature = "xlsx")]
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Workbook {
    /// The bytes of the workbook (XLSX).
    pub bytes: Vec<u8>,
    /// What reading it again would miss or find otherwise.
    pub loss: Diff,
}

impl Framework {
    /// Reads a table by what its columns mean: rows of text, their cells divided by commas, semicolons, tabs or bars; with the feature `xlsx` also a workbook.
    ///
    /// Of a workbook the values are read, not how they are shown; but a number that is shown as a percentage, 0.8 as `80%`, is read as that, since it is what was meant.
    ///
    /// # Errors
    /// `format.columns` where the titles of the columns are not found in the first rows, and what [`Framework::read_bytes`] refuses.
    ///
    /// ```
    /// use kinerja::framework::{Framework, Table};
    /// let sheet = "No;Jabatan;Integritas;Kerja Sama\n1;Kepala Dinas;4;4\n2;Kepala Bidang;3;3\n";
    /// let reading = Framework::read_table(sheet.as_bytes(), &Table::preset("level-matrix").unwrap())?;
    /// assert_eq!((reading.framework.competencies.len(), reading.profiles.len()), (2, 2));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn read_table(bytes: &[u8], table: &Table) -> Result<Reading, Problems> {
        #[cfg(feature = "xlsx")]
        if bytes.starts_with(b"PK\x03\x04") {
            let book = super::xlsx::OpenedBook::open(bytes).map_err(|problem| Problems::from_iter([problem]))?;
            return table.read(&Source::Book(&book));
        }
        let text = super::source::decoded(bytes)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        table.read(&Source::bounded(text)?)
    }

    /// Writes this framework, with job profiles beside it, as a workbook (XLSX) of one sheet; and says what is lost there. A text in it is never taken for a formula.
    ///
    /// # Errors
    /// As [`Framework::to_table`].
    ///
    /// ```
    /// use kinerja::framework::{Framework, Table};
    /// let standard = Framework::builtin("id/standar-kompetensi-38-2017", None)?;
    /// let matrix = Table::preset("level-matrix").unwrap();
    /// let book = standard.to_workbook(&[standard.profile("administrator")?], &matrix)?;
    /// assert_eq!(Framework::read_table(&book.bytes, &matrix)?.profiles.len(), 1);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[cfg(feature = "xlsx")]
    pub fn to_workbook(&self, profiles: &[Profile], table: &Table) -> Result<Workbook, Problems> {
        let bytes = super::xlsx::write(&write::rows(table, self, profiles));
        let again = Framework::read_table(&bytes, table)?;
        let loss = self.diff(&again.framework).with_profiles(profiles, &again.profiles);
        Ok(Workbook { bytes, loss })
    }

    /// Writes this framework, with job profiles beside it, as a table; and says what is lost there.
    ///
    /// # Errors
    /// `format.too_large` of more rows, cells in a row or requirements than are read again. What a table has no column for is no error: it is left out, and told as a loss.
    ///
    /// ```
    /// use kinerja::framework::{Framework, Table};
    /// let standard = Framework::builtin("id/standar-kompetensi-38-2017", None)?;
    /// let profiles = [standard.profile("pengawas")?, standard.profile("administrator")?];
    /// let text = standard.to_table(&profiles, &Table::preset("level-matrix").unwrap())?.text;
    /// assert!(text.starts_with("No,Jabatan,Jenjang,Kelas Jabatan,Unit Kerja,Integritas,"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn to_table(&self, profiles: &[Profile], table: &Table) -> Result<Writing, Problems> {
        let text = table.write(self, profiles);
        let again = table.read(&Source::Text(&text))?;
        let loss = self.diff(&again.framework).with_profiles(profiles, &again.profiles);
        // Strictly, whatever the reader puts up with is wrong.
        Ok(Writing { loss, warnings: again.tolerances, text })
    }
}
