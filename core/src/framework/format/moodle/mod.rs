//! The CSV of Moodle's competency frameworks: fourteen columns, one row for the framework, one for each competency.
//!
//! Moodle knows one parent of a competency, one scale of it (its own, else the framework's), a list of related ones and a rule of completion; no language, no
//! indicator, no value of a level. Its importer drops without a word what it cannot place: the strict checker says which rows those are.

mod check;
mod read;
mod scale;
mod write;

use super::delimited::{Delimited, Row, delimiters};
use super::{Entry, Format};

pub(super) const ENTRY: Entry = Entry {
    format: Format::Moodle,
    word: "moodle",
    also: &["moodle-csv"],
    json: false,
    found: |source| header(source.text()).is_some_and(|header| header.named),
    read: read::read,
    check: check::check,
    write: |framework, _| write::write(framework),
};

/// What stands before a key that is kept word for word.
const KEPT: &str = "moodle:";
/// At how many letters Moodle cuts ID numbers and short names.
const LONGEST: usize = 100;
/// The words that Moodle has for the levels of a hierarchy.
const TAXONOMIES: [&str; 11] = [
    "behaviour",
    "competency",
    "concept",
    "domain",
    "indicator",
    "level",
    "outcome",
    "practice",
    "proficiency",
    "skill",
    "value",
];
const USUAL_TAXONOMY: &str = "competency,competency,competency,competency";
/// The format of a description that is plain text; without one, Moodle takes HTML.
const PLAIN: &str = "2";

/// The columns, in Moodle's order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Parent,
    Id,
    ShortName,
    Description,
    DescriptionFormat,
    ScaleValues,
    ScaleConfiguration,
    RuleType,
    RuleOutcome,
    RuleConfig,
    Related,
    ExportedId,
    IsFramework,
    Taxonomy,
}

use Column::{
    Description, DescriptionFormat, ExportedId, Id, IsFramework, Parent, Related, RuleConfig, RuleOutcome, RuleType,
    ScaleConfiguration, ScaleValues, ShortName, Taxonomy,
};

/// Columns, their titles, and the keys of problems there.
const COLUMNS: [(Column, &str, &str); 14] = [
    (Parent, "Parent ID number", "parent"),
    (Id, "ID number", "id_number"),
    (ShortName, "Short name", "short_name"),
    (Description, "Description", "description"),
    (DescriptionFormat, "Description format", "description_format"),
    (ScaleValues, "Scale values", "scale_values"),
    (ScaleConfiguration, "Scale configuration", "scale_configuration"),
    (RuleType, "Rule type (optional)", "rule_type"),
    (RuleOutcome, "Rule outcome (optional)", "rule_outcome"),
    (RuleConfig, "Rule config (optional)", "rule_config"),
    (Related, "Cross-referenced competency ID numbers", "related"),
    (ExportedId, "Exported ID (optional)", "exported_id"),
    (IsFramework, "Is framework", "is_framework"),
    (Taxonomy, "Taxonomy", "taxonomy"),
];

/// Columns of a competency that the model has no field for: they are kept word for word.
const KEPT_COLUMNS: [(Column, &str); 4] =
    [(RuleType, "rule_type"), (RuleOutcome, "rule_outcome"), (RuleConfig, "rule_config"), (ExportedId, "exported_id")];

/// Where the columns of a file stand.
struct Header {
    delimiter: u8,
    places: [Option<usize>; 14],
    /// Whether they were found by their titles.
    named: bool,
    /// Whether the titles are those that Moodle writes.
    exact: bool,
}

/// The first row of a file, as the columns of Moodle; none where it has neither their titles nor their number.
fn header(text: &str) -> Option<Header> {
    delimiters(text).into_iter().find_map(|delimiter| {
        let row = Delimited::new(text, delimiter).next_row()?.ok()?;
        let titles: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
        let place = |(_, title, _): &(Column, &str, &str)| titles.iter().position(|known| *known == plain(title));
        let places = COLUMNS.each_ref().map(place);
        let needed = [Id, ShortName, IsFramework];
        let named =
            COLUMNS.iter().zip(&places).all(|((column, ..), place)| place.is_some() || !needed.contains(column));
        if named {
            let exact = row.cells.len() == COLUMNS.len()
                && row.cells.iter().zip(COLUMNS).all(|(cell, (_, title, _))| cell == title);
            return Some(Header { delimiter, places, named, exact });
        }
        // Moodle itself goes by the positions.
        let places = std::array::from_fn(Some);
        (row.cells.len() == COLUMNS.len()).then_some(Header { delimiter, places, named, exact: false })
    })
}

/// A title without what differs between the versions of Moodle.
fn plain(title: &str) -> String {
    let title = title.trim().to_lowercase();
    let title = title.strip_suffix("(optional)").unwrap_or(&title);
    title.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

impl Header {
    fn cell<'r>(&self, row: &'r Row<'_>, column: Column) -> &'r str {
        let at = COLUMNS.iter().position(|(known, ..)| *known == column);
        at.and_then(|at| *self.places.get(at)?).map_or("", |place| row.get(place))
    }

    /// Whether PHP takes the cell that tells the framework's row for true.
    fn is_framework(&self, row: &Row<'_>) -> bool {
        !matches!(self.cell(row, IsFramework), "" | "0")
    }
}

/// The key of a column in the paths of problems.
fn key(column: Column) -> &'static str {
    COLUMNS.iter().find(|(known, ..)| *known == column).map_or("", |(_, _, key)| key)
}

/// The ID numbers of a list of related competencies.
fn related(cell: &str) -> impl Iterator<Item = String> {
    cell.split(',').filter(|id| !id.is_empty()).map(|id| id.replace("%2C", ","))
}
