//! The document `table/1`: what the columns of a table mean.

use super::super::delimited::MOST_CELLS;
use super::header;
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::document::{Node, Reader, parse_into};
use crate::framework::document::{SCALE, WORDING};
use crate::framework::model::Scale;
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
pub(super) enum Meaning {
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
pub(super) enum Part {
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
pub(super) enum As {
    Title,
    Id,
    Value,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Column {
    pub(super) title: String,
    /// The names by which it is known: first the title.
    pub(super) names: Vec<header::Name>,
    pub(super) label: String,
    pub(super) is: Meaning,
    pub(super) needed: bool,
    pub(super) level: String,
    pub(super) written: As,
    pub(super) none: Vec<String>,
    pub(super) value: String,
    pub(super) skip: Vec<String>,
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
    pub(super) id: String,
    pub(super) title: Wording,
    pub(super) framework: String,
    pub(super) language: String,
    pub(super) header_rows: usize,
    pub(super) scale: Option<Scale>,
    pub(super) columns: Vec<Column>,
    /// Whether each other column is a competency.
    pub(super) others: bool,
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
        let column = |node: &Node<'_>| Column {
            names: [text(node, "column")]
                .iter()
                .chain(&texts(node, "also"))
                .map(|name| header::Name::of(name))
                .collect(),
            title: text(node, "column"),
            label: text(node, "label"),
            is: meaning(&text(node, "is")),
            needed: node.is_true_at("needed"),
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
