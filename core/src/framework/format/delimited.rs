//! Rows of text divided by commas, semicolons, tabs or bars (RFC 4180, read with tolerance), and the writer of such rows.
//!
//! The rows are walked through, never held: what a file needs beside its own text is one row.

use super::tolerance::{Tolerance, Used, tolerances};
use crate::problem::{Code, Path, Position, Problem};
use std::borrow::Cow;

/// The most rows that a table may have.
pub(super) const MOST_ROWS: usize = 200_000;
/// The most cells that a row may have.
pub(super) const MOST_CELLS: usize = 4_096;
/// What may stand between cells, the usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

tolerances! {
    DELIMITER "delimiter"
        "something else than a comma stands between cells: {found}" "antarsel bukan koma: {found}";
    QUOTE_INSIDE "quote_inside"
        "a quote stands inside a cell, or text follows a closing one: {found}" "tanda kutip berada di tengah sel, atau teks mengikuti kutip penutup: {found}";
}

/// What may stand between the cells of a text: what a hint for Excel in its first line says, else each of the usual signs.
pub(super) fn delimiters(text: &str) -> Vec<u8> {
    let hint = text.lines().next().and_then(|line| line.strip_prefix("sep=")?.bytes().next());
    hint.filter(|hint| DELIMITERS.contains(hint)).map_or_else(|| DELIMITERS.to_vec(), |hint| vec![hint])
}

/// Tells of what stands between cells, where it is no comma.
pub(super) fn tell_delimiter(delimiter: u8, used: &mut Used) {
    if delimiter != b',' {
        used.note(&DELIMITER, Path::new, &char::from(delimiter).escape_default().to_string());
    }
}

/// A row of a table and the line on which it begins, counted from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Row<'t> {
    pub(super) line: usize,
    pub(super) cells: Vec<Cow<'t, str>>,
}

impl<'t> Row<'t> {
    /// The text of a cell; of one that is not there, nothing.
    pub(super) fn get(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell)
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Where it stands.
    pub(super) fn position(&self) -> Option<Position> {
        Some(Position { line: self.line, column: 1 })
    }
}

/// Walks through the rows of a text.
pub(super) struct Delimited<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    count: usize,
    delimiter: u8,
    pub(super) used: Used,
}

impl<'t> Delimited<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Delimited<'t> {
        let mut rows = Delimited { text, at: 0, line: 1, count: 0, delimiter, used: Used::default() };
        // A hint for Excel, not a row.
        let hint = text.lines().next().filter(|line| line.len() == 5 && line.starts_with("sep="));
        if let Some(hint) = hint {
            rows.at = text.find('\n').map_or(hint.len(), |end| end.saturating_add(1));
            rows.line = 2;
        }
        rows
    }

    /// Counts the rows that follow from 0: those before are the titles of the columns.
    pub(super) fn below_titles(&mut self) {
        self.count = 0;
    }

    fn problem(&self, code: Code, line: usize) -> Problem {
        let path = Path::new().key("rows").index(self.count.saturating_sub(1));
        Problem::new(code, path).at(Some(Position { line, column: 1 }))
    }

    /// The text from a place up to here. Places are beside ASCII letters, so that no letter is cut.
    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// The next row; an empty line is a row of one empty cell.
    pub(super) fn next_row(&mut self) -> Option<Result<Row<'t>, Problem>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new() };
        self.count = self.count.saturating_add(1);
        if self.count > MOST_ROWS {
            let problem = self.problem(Code::FormatTooLarge, row.line).with("limit", format_args!("{MOST_ROWS} rows"));
            return Some(Err(problem));
        }
        loop {
            let cell = match self.cell(row.line) {
                Ok(cell) => cell,
                Err(problem) => return Some(Err(problem)),
            };
            if row.cells.len() >= MOST_CELLS {
                let limit = format_args!("{MOST_CELLS} cells in a row");
                return Some(Err(self.problem(Code::FormatTooLarge, row.line).with("limit", limit)));
            }
            row.cells.push(cell);
            match self.peek() {
                Some(byte) if byte == self.delimiter => self.pass(1),
                Some(b'\r') => {
                    self.pass(if self.text.as_bytes().get(self.at.saturating_add(1)) == Some(&b'\n') { 2 } else { 1 });
                    self.line = self.line.saturating_add(1);
                    return Some(Ok(row));
                }
                Some(b'\n') => {
                    self.pass(1);
                    self.line = self.line.saturating_add(1);
                    return Some(Ok(row));
                }
                _ => return Some(Ok(row)),
            }
        }
    }

    fn cell(&mut self, line: usize) -> Result<Cow<'t, str>, Problem> {
        let found = if self.peek() == Some(b'"') { self.quoted(line)? } else { Cow::Borrowed(self.plain(line)?) };
        Ok(unguarded(found))
    }

    /// A cell without quotes around it.
    fn plain(&mut self, line: usize) -> Result<&'t str, Problem> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or(&[]);
        let mut odd = false;
        let ends = |byte: u8| byte == self.delimiter || byte == b'\n' || byte == b'\r';
        let mut length = 0usize;
        for byte in rest {
            match *byte {
                0 => return Err(self.problem(Code::FormatZeroByte, line)),
                byte if ends(byte) => break,
                byte => odd |= byte == b'"',
            }
            length = length.saturating_add(1);
        }
        self.pass(length);
        let text = self.since(start);
        if odd {
            self.odd(line, text);
        }
        Ok(text)
    }

    fn odd(&mut self, line: usize, text: &str) {
        let row = self.count.saturating_sub(1);
        self.used.note_at(&QUOTE_INSIDE, || Path::new().key("rows").index(row), text, line);
    }

    /// A cell in quotes, at its first one: a doubled quote is one.
    fn quoted(&mut self, line: usize) -> Result<Cow<'t, str>, Problem> {
        self.pass(1);
        let mut whole: Option<String> = None;
        loop {
            let start = self.at;
            loop {
                match self.peek() {
                    None => return Err(self.problem(Code::FormatQuote, line)),
                    Some(0) => return Err(self.problem(Code::FormatZeroByte, self.line)),
                    Some(b'"') => break,
                    Some(b'\n') => self.line = self.line.saturating_add(1),
                    Some(_) => {}
                }
                self.pass(1);
            }
            let piece = self.since(start);
            self.pass(1);
            if self.peek() == Some(b'"') {
                let text = whole.get_or_insert_default();
                text.push_str(piece);
                text.push('"');
                self.pass(1);
                continue;
            }
            // What follows the closing quote up to the end of the cell belongs to it, told as a tolerance.
            let after = self.plain(line)?;
            if !after.trim().is_empty() {
                self.odd(line, after);
            }
            return Ok(match (whole, after.trim()) {
                (None, "") => Cow::Borrowed(piece),
                (whole, after) => Cow::Owned(whole.unwrap_or_default() + piece + after),
            });
        }
    }
}

/// Whether a spreadsheet would take a text for a formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A text that no spreadsheet takes for a formula: one that begins as such gets an apostrophe before it, and so does one that has apostrophes there already,
/// so that reading takes away just what writing added.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A text as it was before [`guarded`].
fn unguarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.starts_with('\'') || !is_formula(text.trim_start_matches('\'')) {
        return text;
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(1..).unwrap_or_default()),
        Cow::Owned(text) => Cow::Owned(text.get(1..).unwrap_or_default().to_owned()),
    }
}

/// Adds a row to a text. A zero byte, which no reader of tables takes, becomes the sign for an unknown letter.
pub(super) fn write_row<'c>(out: &mut String, delimiter: u8, cells: impl IntoIterator<Item = &'c str>) {
    let start = out.len();
    for (position, cell) in cells.into_iter().enumerate() {
        if position > 0 {
            out.push(char::from(delimiter));
        }
        let cell = guarded(cell);
        let quoted = cell.starts_with(' ')
            || cell.ends_with(' ')
            || cell.bytes().any(|byte| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r' | 0));
        if !quoted {
            out.push_str(&cell);
            continue;
        }
        out.push('"');
        for letter in cell.chars() {
            match letter {
                '"' => out.push_str("\"\""),
                '\0' => out.push('\u{fffd}'),
                letter => out.push(letter),
            }
        }
        out.push('"');
    }
    // A row of one empty cell would be an empty line.
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Delimited, guarded, unguarded, write_row};
    use crate::problem::Code;
    use proptest::prelude::*;
    use std::borrow::Cow;

    fn rows(text: &str) -> Result<Vec<Vec<String>>, Code> {
        let mut reader = Delimited::new(text, b',');
        let mut found = Vec::new();
        while let Some(row) = reader.next_row() {
            let row = row.map_err(|problem| problem.code())?;
            found.push(row.cells.iter().map(|cell| cell.to_string()).collect());
        }
        Ok(found)
    }

    #[test]
    fn rows_are_read_as_rfc_4180_says_and_beyond() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        assert_eq!(rows("a,b\r\n\"c\"\"d\",\"e\nf\"\n"), Ok(vec![row(&["a", "b"]), row(&["c\"d", "e\nf"])]));
        assert_eq!(rows("a,b\rc,\r"), Ok(vec![row(&["a", "b"]), row(&["c", ""])]));
        assert_eq!(rows("a\n\nb"), Ok(vec![row(&["a"]), row(&[""]), row(&["b"])]));
        assert_eq!(rows("5\" pipe,\"x\" y"), Ok(vec![row(&["5\" pipe", "xy"])]));
        assert_eq!(rows("a,\"never closed\nb"), Err(Code::FormatQuote));
        assert_eq!(rows("a,\0b"), Err(Code::FormatZeroByte));
        assert_eq!(rows(&",".repeat(5000)), Err(Code::FormatTooLarge));
        assert_eq!(rows(&"x\n".repeat(200_001)), Err(Code::FormatTooLarge));
        assert_eq!(rows("sep=,\na"), Ok(vec![row(&["a"])]));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(cells in prop::collection::vec("[a'=+@,;\"\r\n\t -]{0,6}", 1..5)) {
            let mut text = String::new();
            write_row(&mut text, b',', cells.iter().map(String::as_str));
            prop_assert_eq!(rows(&text), Ok(vec![cells]));
        }

        #[test]
        fn no_cell_begins_as_a_formula_and_none_is_changed(text in "['=+@\\-\ta]{0,5}") {
            let safe = guarded(&text).into_owned();
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            prop_assert_eq!(unguarded(Cow::Owned(safe)), text);
        }
    }
}
