//! Tables: what their columns mean is said by a document, so that any agency's sheet can be read without a program for it.
//!
//! A [`Table`] names the columns and what each is of a competency, an indicator, a job profile or a requirement. Those in the box are formats of their own and are
//! found by their columns; a house writes its own for its own sheets. A row may speak of a competency alone, of one of its indicators, or of what a post requires of it.

mod header;
mod read;
mod row;
mod write;

use super::delimited::{Delimited, MOST_CELLS, Row, delimiters, write_row};
use super::source::Source;
use super::{Entry, Format, Reading, Writing};
use crate::document::Json;
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Node, Reader, parse_into};
#[cfg(feature = "xlsx")]
use crate::framework::diff::Diff;
use crate::framework::document::{SCALE, WORDING};
use crate::framework::model::{Framework, Scale};
use crate::framework::profile::Profile;
use crate::framework::read::{items, scale, text, texts, wording};
use crate::framework::wording::Wording;
use crate::problem::{Code, Path, Problem, Problems, Trail};
use std::collections::HashSet;

/// What a column may be, by its word.
const MEANINGS: [(&str, Meaning); 27] = [
    ("competency", Meaning::Competency(Part::Id)),
    ("competency.code", Meaning::Competency(Part::Code)),
    ("competency.title", Meaning::Competency(Part::Title)),
    ("competency.statement", Meaning::Competency(Part::Statement)),
    ("competency.category", Meaning::Competency(Part::Category)),
    ("competency.parents", Meaning::Competency(Part::Parents)),
    ("competency.keywords", Meaning::Competency(Part::Keywords)),
    ("competency.notes", Meaning::Competency(Part::Notes)),
    ("competency.uri", Meaning::Competency(Part::Uri)),
    ("competency.extra", Meaning::Competency(Part::Extra)),
    ("level", Meaning::Level),
    ("indicator", Meaning::Indicator),
    ("indicator.kind", Meaning::IndicatorKind),
    ("profile", Meaning::Profile(Part::Id)),
    ("profile.title", Meaning::Profile(Part::Title)),
    ("profile.description", Meaning::Profile(Part::Statement)),
    ("profile.post", Meaning::Profile(Part::Post)),
    ("profile.grade", Meaning::Profile(Part::Grade)),
    ("profile.tier", Meaning::Profile(Part::Tier)),
    ("profile.extra", Meaning::Profile(Part::Extra)),
    ("requirement.value", Meaning::Value),
    ("requirement.percent", Meaning::Percent),
    ("requirement.weight", Meaning::Weight),
    ("requirement.mandatory", Meaning::Mandatory),
    ("requirement.need", Meaning::Need),
    ("number", Meaning::Number),
    ("fixed", Meaning::Fixed),
];

/// The words of what a column may be.
const WORDS: [&str; MEANINGS.len()] = {
    let mut words = [""; MEANINGS.len()];
    let mut at = 0;
    while at < words.len() {
        #[expect(clippy::indexing_slicing, reason = "both are of one length, and this runs when compiling")]
        {
            words[at] = MEANINGS[at].0;
        }
        at += 1;
    }
    words
};

static COLUMN: Shape = Shape {
    name: "table_column",
    title: "A column and what it is",
    fields: &[
        needed("column", Kind::Plain, "Its title in the table"),
        maybe("also", Kind::List(&Kind::Plain, false), "Other titles by which it is known; one may end in `*`"),
        maybe("label", Kind::Plain, "Its title in a second row of titles"),
        needed("is", Kind::Word(&WORDS), "What it is"),
        maybe("needed", Kind::Bool, "That a table without it is another one"),
        maybe("level", Kind::Plain, "Of an indicator: the level that it shows; without: that of the row"),
        maybe("as", Kind::Word(&["title", "id", "value"]), "Of a level: how it is written; without: by its title"),
        maybe("none", Kind::List(&Kind::Plain, false), "Words that say that there is nothing"),
        maybe("value", Kind::Plain, "Of what is fixed: what stands in every row"),
        maybe("skip", Kind::List(&Kind::Plain, false), "Words at which the row is passed over"),
    ],
};

/// The shape of a document that says what the columns of a table mean.
pub(crate) static TABLE: Shape = Shape {
    name: "table",
    title: "What the columns of a table mean",
    fields: &[
        needed("kinerja", Kind::Exactly("table/1"), "The kind of document"),
        needed("table", Kind::Plain, "Its id"),
        maybe("title", WORDING, "What it is called"),
        maybe("framework", Kind::Plain, "The id of the framework that is read; without: the table's"),
        maybe("language", Kind::Plain, "The language of its texts"),
        maybe("header_rows", Kind::Whole(1, 2), "How many rows of titles there are; without: one"),
        maybe("scale", Kind::Object(&SCALE), "The levels that it writes; without: those that it is found to have"),
        needed(
            "columns",
            Kind::List(&Kind::Object(&COLUMN), true),
            "Its columns, in the order in which they are written",
        ),
        maybe(
            "others",
            Kind::Word(&["required_level"]),
            "That each other column is a competency, and holds the level required",
        ),
    ],
};

/// What a column is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
enum Meaning {
    Competency(Part),
    Level,
    Indicator,
    IndicatorKind,
    Profile(Part),
    Value,
    Percent,
    Weight,
    Mandatory,
    Need,
    /// The number of the row.
    Number,
    Fixed,
}

/// A part of a competency or of a profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
enum Part {
    Id,
    Code,
    Title,
    /// The statement of a competency, the description of a profile.
    Statement,
    Category,
    Parents,
    Keywords,
    Notes,
    Uri,
    Post,
    Grade,
    Tier,
    Extra,
}

/// What a word means, which the shape has found to be one of them.
fn meaning(word: &str) -> Meaning {
    MEANINGS.iter().find(|(known, _)| *known == word).map_or(Meaning::Fixed, |(_, meaning)| *meaning)
}

/// How a level is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum As {
    Title,
    Id,
    Value,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Column {
    title: String,
    /// The names by which it is known: first the title.
    names: Vec<header::Name>,
    label: String,
    is: Meaning,
    needed: bool,
    level: String,
    written: As,
    none: Vec<String>,
    value: String,
    skip: Vec<String>,
}

/// What the columns of a table mean: a document `table/1`.
///
/// ```
/// use kinerja::framework::{Framework, Table};
/// let table = Table::parse(r#"{ "kinerja": "table/1", "table": "example/dictionary", "columns": [
///     { "column": "Nama Kompetensi", "is": "competency.title", "needed": true }, { "column": "Definisi", "is": "competency.statement" },
///     { "column": "Level", "is": "level" }, { "column": "Indikator Perilaku", "is": "indicator" }] }"#)?;
/// let sheet = "Nama Kompetensi;Definisi;Level;Indikator Perilaku\nIntegritas;Jujur;1;Menepati janji\nIntegritas;Jujur;2;Mengingatkan rekan\n";
/// let reading = Framework::read_table(sheet.as_bytes(), &table)?;
/// assert_eq!(reading.framework.competencies[0].indicators.len(), 2);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    id: String,
    title: Wording,
    framework: String,
    language: String,
    header_rows: usize,
    scale: Option<Scale>,
    columns: Vec<Column>,
    /// Whether each other column is a competency.
    others: bool,
}

/// Those in the box, by the words of their formats.
const PRESETS: [(&str, &str); 5] = [
    ("uk-ddat", include_str!("../../../../frameworks/tables/uk-ddat.json")),
    ("uk-ddat-skills", include_str!("../../../../frameworks/tables/uk-ddat-skills.json")),
    ("sap-role-competencies", include_str!("../../../../frameworks/tables/sap-role-competencies.json")),
    ("table", include_str!("../../../../frameworks/tables/table.json")),
    ("level-matrix", include_str!("../../../../frameworks/tables/level-matrix.json")),
];

impl Table {
    /// Reads a `table/1` document.
    ///
    /// # Errors
    /// Everything that keeps it from being one: what the shape refuses; `table.columns` where two columns are the same or nothing names the competency; `format.too_large` of
    /// more columns than a row may have cells.
    pub fn parse(text: &str) -> Result<Table, Problems> {
        let mut reader = Reader::new(Some(text));
        match parse_into(text, &mut reader) {
            Some(tree) => Table::from_tree(&tree, reader),
            None => Err(reader.problems),
        }
    }

    /// As [`Table::parse`], from a tree.
    ///
    /// # Errors
    /// As [`Table::parse`].
    pub fn parse_tree(tree: &Node<'_>) -> Result<Table, Problems> {
        Table::from_tree(tree, Reader::new(None))
    }

    fn from_tree(tree: &Node<'_>, mut reader: Reader<'_>) -> Result<Table, Problems> {
        TABLE.check(tree, &Trail::Top, &mut reader);
        if !reader.problems.is_empty() {
            return Err(reader.problems.in_order());
        }
        let truth =
            |node: &Node<'_>, key: &str| node.get(key).is_some_and(|node| matches!(node.value, Json::Bool(true)));
        let column = |node: &Node<'_>| Column {
            names: [text(node, "column")]
                .iter()
                .chain(&texts(node, "also"))
                .map(|name| header::Name::of(name))
                .collect(),
            title: text(node, "column"),
            label: text(node, "label"),
            is: meaning(&text(node, "is")),
            needed: truth(node, "needed"),
            level: text(node, "level"),
            written: match text(node, "as").as_str() {
                "id" => As::Id,
                "value" => As::Value,
                _ => As::Title,
            },
            none: texts(node, "none"),
            value: text(node, "value"),
            skip: texts(node, "skip"),
        };
        let table = Table {
            id: text(tree, "table"),
            title: wording(tree, "title"),
            framework: text(tree, "framework"),
            language: text(tree, "language"),
            header_rows: tree.count_at("header_rows").unwrap_or(1),
            scale: tree.get("scale").filter(|node| !node.is_null()).map(scale),
            columns: items(tree, "columns").iter().map(column).collect(),
            others: !text(tree, "others").is_empty(),
        };
        if table.columns.len() > MOST_CELLS {
            let problem = Problem::new(Code::FormatTooLarge, Path::new().key("columns"));
            return Err(Problems::from_iter([problem.with("limit", format_args!("{MOST_CELLS} columns"))]));
        }
        let (mut titles, mut said) = (HashSet::new(), HashSet::new());
        for (position, column) in table.columns.iter().enumerate() {
            let alone = !matches!(
                column.is,
                Meaning::Fixed
                    | Meaning::Number
                    | Meaning::Indicator
                    | Meaning::Competency(Part::Extra)
                    | Meaning::Profile(Part::Extra)
            );
            let known = !titles.insert(header::plain(&column.title));
            if known || (alone && !said.insert(column.is)) {
                let path = Path::new().key("columns").index(position);
                let problem = Problem::new(Code::TableColumns, path).with("found", &column.title);
                reader.problems.push(problem);
            }
        }
        let names = [Meaning::Competency(Part::Id), Meaning::Competency(Part::Title)];
        if !table.others && !table.columns.iter().any(|column| names.contains(&column.is)) {
            reader.problems.push(Problem::new(Code::TableColumns, Path::new().key("columns")).saying(
                "no column names the competency: one is `competency` or `competency.title`",
                "tidak ada kolom yang menyebut kompetensi: salah satunya `competency` atau `competency.title`",
            ));
        }
        reader.problems.in_order().or(table)
    }

    /// One in the box, by the word of its format; none of another word.
    ///
    /// ```
    /// assert!(kinerja::framework::Table::preset("level-matrix").is_some());
    /// ```
    #[must_use]
    pub fn preset(word: &str) -> Option<Table> {
        let (_, text) = PRESETS.iter().find(|(known, _)| *known == word)?;
        Table::parse(text).ok()
    }

    /// The words of those in the box.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(word, _)| *word)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &Wording {
        &self.title
    }

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

#[cfg(test)]
mod tests {
    use super::{PRESETS, Table};

    #[test]
    fn those_in_the_box_are_whole() {
        for (word, text) in PRESETS {
            assert_eq!(Table::parse(text).map(|table| table.id), Ok(word.to_owned()));
        }
    }
}
