//! The table that a value was looked up in, whole: a person sees where it fell, and what was near.

use super::Shown;
use crate::document::{Json, Node};
use crate::number::Number;
use crate::text::{Lang, Text};

/// A table that decided a value, whole, with the place that held.
///
/// ```
/// use kinerja::trace::Table;
/// use kinerja::{Lang, Scheme};
/// let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "my/grade", "version": 1, "languages": ["en"],
///     "inputs": [{"name": "x", "type": "number"}],
///     "steps": [{"name": "grade", "bands": {"of": "x", "round": "none", "rows": [{"from": 80, "is": "3"}, {"from": 60, "is": "2"}], "else": {"is": "1"}}}],
///     "outcomes": [{"name": "grade", "of": "grade", "round": "exact"}]}"#)?;
/// let trace = scheme.appraise(r#"{"x": 75}"#, None)?.trace();
/// let Some(Table::Bands { bands, holds, .. }) = trace.entries.iter().find_map(|entry| entry.table.as_deref()) else { return Err("no bands")? };
/// assert_eq!((bands.len(), *holds), (3, 1));
/// assert_eq!(bands[*holds].gives.text(Lang::En), "2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Table {
    /// Bands that a value fell into.
    Bands {
        /// The value that was compared, rounded where the rule says so.
        value: Shown,
        /// The bands, highest first.
        bands: Vec<TableBand>,
        /// The band that held, by position.
        holds: usize,
    },
    /// A matrix of rows and columns.
    Matrix {
        /// What each row is, lowest first.
        rows: Vec<Shown>,
        /// What each column is, lowest first.
        columns: Vec<Shown>,
        /// What stands in the cells, row by row: as many as there are rows times columns.
        cells: Vec<Shown>,
        /// The row and the column that held, by position.
        holds: (usize, usize),
    },
}

/// One band of a table.
///
/// ```
/// use kinerja::trace::{Shown, TableBand};
/// // 80 belongs to it, as `from` says and not `above`.
/// let band = TableBand { from: Some((80.into(), false)), printed: "80–100".into(), gives: Shown::Number(3.into()) };
/// assert!(band.from.is_some_and(|(_, above)| !above));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableBand {
    /// Its threshold, and whether it has to be passed; none of the last, which takes what is left.
    pub from: Option<(Number, bool)>,
    /// The range as the regulation prints it.
    pub printed: String,
    /// What it gives; nothing where that is calculated.
    pub gives: Shown,
}

impl Table {
    pub(crate) fn node(&self, languages: &[Lang]) -> Node<'_> {
        let label = |shown: &Shown| {
            Node::object(languages.iter().map(|lang| (lang.code(), Node::text(shown.text_with_decimal(*lang)))))
        };
        let labels = |shown: &[Shown]| Node::list(shown.iter().map(label));
        match self {
            Table::Bands { value, bands, holds } => {
                let bands = bands.iter().map(|band| {
                    let from = band.from.as_ref().map(|(number, above)| {
                        [(if *above { "above" } else { "from" }, Node::text(number.to_string()))]
                    });
                    let printed = (!band.printed.is_empty()).then(|| ("printed", Node::text(band.printed.as_str())));
                    let gives = (band.gives != Shown::Nothing).then(|| ("gives", label(&band.gives)));
                    Node::object(from.into_iter().flatten().chain(printed).chain(gives))
                });
                Node::object([
                    ("value", value.node()),
                    ("label", label(value)),
                    ("bands", Node::list(bands)),
                    ("holds", Node::number(holds)),
                ])
            }
            Table::Matrix { rows, columns, cells, holds: (row, column) } => Node::object([
                ("rows", labels(rows)),
                ("columns", labels(columns)),
                ("cells", labels(cells)),
                ("holds", Node::list([row, column].map(Node::number))),
            ]),
        }
    }

    /// Reads what a document says; none where it says something else.
    pub(super) fn read(node: &Node<'_>, words: impl Fn(Option<&Node<'_>>) -> Text) -> Option<Table> {
        let position = |node: &Node<'_>| usize::try_from(node.to_number()?.to_i64()?).ok();
        let shown = |node: Option<&Node<'_>>| match node {
            Some(node) => Shown::Word("".into(), words(Some(node))),
            None => Shown::Nothing,
        };
        if let Some(bands) = node.get("bands") {
            let band = |node: &Node<'_>| {
                let from = |key: &str, above| Some((node.get(key)?.to_ratio()?, above));
                TableBand {
                    from: from("from", false).or_else(|| from("above", true)),
                    printed: node.get("printed").and_then(Node::as_text).unwrap_or_default().to_owned(),
                    gives: shown(node.get("gives")),
                }
            };
            let number = node.get("value")?.to_ratio()?;
            return Some(Table::Bands {
                // By its own words, since its digits were rounded where it was calculated.
                value: Shown::Word(number.to_string().into(), words(node.get("label"))),
                bands: bands.items().iter().map(band).collect(),
                holds: position(node.get("holds")?)?,
            });
        }
        let all = |key: &str| Some(node.get(key)?.items().iter().map(|node| shown(Some(node))).collect::<Vec<_>>());
        let [row, column] = node.get("holds")?.items() else { return None };
        let holds = (position(row)?, position(column)?);
        Some(Table::Matrix { rows: all("rows")?, columns: all("columns")?, cells: all("cells")?, holds })
    }
}

impl Shown {
    /// The value as JSON: an exact number as text.
    pub(crate) fn node(&self) -> Node<'static> {
        match self {
            Shown::Number(number) => Node::text(number.to_string()),
            Shown::Rounded(number) => Node::text(number.to_string()),
            Shown::Truth(truth) => Node::truth(*truth),
            Shown::Word(name, _) => Node::text(name.to_string()),
            Shown::Plain(text) => Node::text(text.clone()),
            Shown::Absent(kind, origin) => {
                Node::object([("absent", Node::text(kind.word())), ("origin", Node::text(origin.to_string()))])
            }
            Shown::Nothing => Node::new(Json::Null),
        }
    }

    /// The number that it is, for a picture: of one that was read from a document, by its text.
    #[cfg(feature = "report")]
    pub(crate) fn number(&self) -> Option<Number> {
        match self {
            Shown::Number(number) => Some(number.clone()),
            Shown::Rounded(number) => Some(number.value().clone()),
            Shown::Word(text, _) => Node::text(text.to_string()).to_ratio(),
            _ => None,
        }
    }
}
