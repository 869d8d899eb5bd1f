//! The reader of workbooks.

use super::super::delimited::{MOST_CELLS, MOST_ROWS, Row};
use super::archive::{Archive, LARGEST_TOGETHER};
use crate::number::Number;
use crate::problem::{Code, Path, Position, Problem};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The most texts that the cells of a workbook may share.
const MOST_TEXTS: usize = 2_000_000;

/// A workbook whose sheets can be walked through.
pub(crate) struct OpenedBook {
    /// The texts that cells name by number.
    shared: Vec<String>,
    /// Of each format of cells, by its number, whether it shows a number as a percentage.
    percent: Vec<bool>,
    /// The sheets: their names and their XML.
    pub(crate) sheets: Vec<(String, String)>,
}

/// The problem of a workbook that cannot be read.
fn broken(reason: &str) -> Problem {
    Problem::new(Code::FormatWorkbook, Path::new()).with("reason", reason)
}

/// The value of an attribute, by its name without prefix.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes();
    // Whether a name comes twice is of no interest, and asking would compare each attribute with all before it.
    all.with_checks(false);
    let found = all.flatten().find(|known| known.key.local_name().as_ref() == name.as_bytes())?;
    // A value with an entity that is none of XML's own stays as it is written.
    let value = found.unescape_value().map(Cow::into_owned);
    Some(value.unwrap_or_else(|_| String::from_utf8_lossy(&found.value).into_owned()))
}

/// Adds to a text what an event says; elements say nothing.
fn say(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(found) => text.push_str(&found.xml_content().unwrap_or_default()),
        Event::CData(found) => text.push_str(&found.decode().unwrap_or_default()),
        // Of entities only those that XML itself has: a workbook that declares its own says nothing by them.
        Event::GeneralRef(found) => match found.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            _ => {
                let name = found.decode().unwrap_or_default();
                text.push_str(resolve_predefined_entity(&name).unwrap_or_default());
            }
        },
        _ => {}
    }
}

impl OpenedBook {
    /// Opens a workbook: its shared texts and the XML of its sheets, in their order.
    pub(crate) fn open(bytes: &[u8]) -> Result<OpenedBook, Problem> {
        let archive = Archive::open(bytes).ok_or_else(|| broken("it is no whole archive"))?;
        if !archive.has("xl/workbook.xml") {
            return Err(broken("it holds no `xl/workbook.xml`"));
        }
        let part =
            |name: &str| archive.text(name).ok_or_else(|| broken("a part of it is missing, too large or no text"));
        let mut ids: Vec<(String, String)> = Vec::new();
        let book = part("xl/workbook.xml")?;
        elements(&book, |start| {
            if start.local_name().as_ref() == b"sheet" {
                ids.push((attribute(start, "name").unwrap_or_default(), attribute(start, "id").unwrap_or_default()));
            }
        })?;
        let mut targets: HashMap<String, String> = HashMap::new();
        elements(&part("xl/_rels/workbook.xml.rels")?, |start| {
            let of = |name: &str| attribute(start, name).unwrap_or_default();
            // Sheets of charts and macros hold no cells.
            if start.local_name().as_ref() == b"Relationship" && of("Type").ends_with("/worksheet") {
                targets.entry(of("Id")).or_insert_with(|| of("Target"));
            }
        })?;
        let shared =
            if archive.has("xl/sharedStrings.xml") { texts(&part("xl/sharedStrings.xml")?)? } else { Vec::new() };
        let styles = if archive.has("xl/styles.xml") { percentages(&part("xl/styles.xml")?)? } else { Vec::new() };
        let (mut sheets, mut known) = (Vec::new(), HashSet::new());
        for (name, id) in ids {
            let Some(target) = targets.get(&id) else { continue };
            let at = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            // What several sheets name is one.
            if known.insert(at.clone()) {
                sheets.push((name, part(&at)?));
            }
        }
        Ok(OpenedBook { shared, percent: styles, sheets })
    }

    /// The rows of a sheet.
    pub(crate) fn rows<'w>(&'w self, sheet: &'w str) -> SheetRows<'w> {
        SheetRows { reader: Reader::from_str(sheet), book: self, count: 0, said: 0 }
    }
}

/// Calls for each element of an XML text.
fn elements(xml: &str, mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), Problem> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => each(&start),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(broken("its XML is broken")),
        }
    }
}

/// The texts that cells share: of each all runs, but not how it is pronounced.
fn texts(xml: &str) -> Result<Vec<String>, Problem> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<String> = Vec::new();
    let (mut inside, mut aloud) = (false, false);
    loop {
        let event = reader.read_event().map_err(|_| broken("its XML is broken"))?;
        match &event {
            Event::Eof => return Ok(found),
            Event::Start(start) => match start.local_name().as_ref() {
                b"si" => found.push(String::new()),
                b"t" => inside = true,
                b"rPh" => aloud = true,
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == b"si" => found.push(String::new()),
            Event::End(end) => match end.local_name().as_ref() {
                b"si" => found.iter_mut().last().into_iter().for_each(|text| *text = unescaped(text)),
                b"t" => inside = false,
                b"rPh" => aloud = false,
                _ => {}
            },
            event if inside && !aloud => {
                if let Some(text) = found.last_mut() {
                    say(event, text);
                }
            }
            _ => {}
        }
        if found.len() > MOST_TEXTS {
            return Err(
                Problem::new(Code::FormatTooLarge, Path::new()).with("limit", format_args!("{MOST_TEXTS} texts"))
            );
        }
    }
}

/// The formats of numbers that a workbook does not declare and that show a percentage: `0%` and `0.00%`.
const PERCENTAGES: [&str; 2] = ["9", "10"];

/// Of each format of cells, whether it shows a number as a percentage.
fn percentages(xml: &str) -> Result<Vec<bool>, Problem> {
    let (mut declared, mut found, mut inside) = (HashMap::new(), Vec::new(), false);
    elements(xml, |start| {
        let of = |name: &str| attribute(start, name).unwrap_or_default();
        match start.local_name().as_ref() {
            // Formats by condition declare others of the same numbers, behind those of cells.
            b"numFmt" => {
                declared.entry(of("numFmtId")).or_insert_with(|| is_percentage(&of("formatCode")));
            }
            b"cellXfs" => inside = true,
            b"cellStyleXfs" | b"cellStyles" | b"dxfs" => inside = false,
            b"xf" if inside => {
                let id = of("numFmtId");
                let usual = PERCENTAGES.contains(&id.as_str());
                found.push(declared.get(&id).copied().unwrap_or(usual));
            }
            _ => {}
        }
    })?;
    Ok(found)
}

/// Whether the code of a format shows a percentage: with a percent sign that is neither quoted nor escaped.
fn is_percentage(code: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    code.chars().any(|letter| {
        let plain = !quoted && !std::mem::take(&mut escaped);
        match letter {
            '"' if plain || quoted => quoted = !quoted,
            '\\' | '_' | '*' if plain => escaped = true,
            '%' if plain => return true,
            _ => {}
        }
        false
    })
}

/// A text without the escapes of letters that XML does not take: `_x000D_`.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let letter = after
            .get(..4)
            .filter(|_| after.get(4..5) == Some("_"))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32));
        match letter {
            Some(letter) => {
                out.push(letter);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out + rest
}

/// Walks through the rows of a sheet that have cells.
pub(crate) struct SheetRows<'w> {
    reader: Reader<&'w [u8]>,
    book: &'w OpenedBook,
    count: usize,
    /// How many bytes the cells so far have together: those that share a text are many times as large as the workbook, once each has its own.
    said: usize,
}

/// What a cell's value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
}

impl<'w> SheetRows<'w> {
    /// The next row.
    pub(crate) fn next_row(&mut self) -> Option<Result<Row<'w>, Problem>> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) if start.local_name().as_ref() == b"row" => {
                    let line = attribute(&start, "r").and_then(|line| line.parse().ok());
                    self.count = self.count.saturating_add(1);
                    let line = line.unwrap_or(self.count);
                    if self.count > MOST_ROWS {
                        return Some(Err(self.too_large(line, format!("{MOST_ROWS} rows"))));
                    }
                    return Some(self.row(line));
                }
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(_) => return Some(Err(broken("its XML is broken"))),
            }
        }
    }

    /// Counts the rows that follow from 0.
    pub(crate) fn below_titles(&mut self) {
        self.count = 0;
    }

    fn too_large(&self, line: usize, limit: String) -> Problem {
        let path = Path::new().key("rows").index(self.count.saturating_sub(1));
        Problem::new(Code::FormatTooLarge, path).with("limit", limit).at(Some(Position { line, column: 1 }))
    }

    fn row(&mut self, line: usize) -> Result<Row<'w>, Problem> {
        let mut row = Row { line, cells: Vec::new() };
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) if start.local_name().as_ref() == b"c" => {
                    let start = start.into_owned();
                    self.place(&start, &mut row)?;
                    let cell = self.cell(&start)?;
                    self.said = self.said.saturating_add(cell.len());
                    if self.said > LARGEST_TOGETHER {
                        return Err(self.too_large(line, format!("{LARGEST_TOGETHER} bytes of text")));
                    }
                    row.cells.push(cell);
                }
                Ok(Event::Empty(start)) if start.local_name().as_ref() == b"c" => {
                    let start = start.into_owned();
                    self.place(&start, &mut row)?;
                    row.cells.push(Cow::Borrowed(""));
                }
                Ok(Event::End(end)) if end.local_name().as_ref() == b"row" => {
                    // Cells that were formatted and never filled.
                    while row.cells.last().is_some_and(|cell| cell.is_empty()) {
                        row.cells.pop();
                    }
                    return Ok(row);
                }
                Ok(Event::Eof) | Err(_) => return Err(broken("its XML is broken")),
                Ok(_) => {}
            }
        }
    }

    /// Fills a row with empty cells up to the place that a cell names: `C7` is the third. One that names a place before stands in none.
    fn place(&self, start: &BytesStart<'_>, row: &mut Row<'w>) -> Result<(), Problem> {
        let Some(name) = attribute(start, "r") else { return self.bounded(row.cells.len(), row.line) };
        let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
        let place = letters.fold(0usize, |place, letter| {
            place
                .saturating_mul(26)
                .saturating_add(usize::from(letter.to_ascii_uppercase().saturating_sub(b'A')).saturating_add(1))
        });
        let place = place.saturating_sub(1);
        if place < row.cells.len() {
            return Err(broken("the cells of a row do not stand in their order"));
        }
        self.bounded(place, row.line)?;
        while row.cells.len() < place {
            row.cells.push(Cow::Borrowed(""));
        }
        Ok(())
    }

    fn bounded(&self, place: usize, line: usize) -> Result<(), Problem> {
        if place < MOST_CELLS { Ok(()) } else { Err(self.too_large(line, format!("{MOST_CELLS} cells in a row"))) }
    }

    /// The text of a cell, up to its end.
    fn cell(&mut self, start: &BytesStart<'_>) -> Result<Cow<'w, str>, Problem> {
        let kind = match attribute(start, "t").as_deref() {
            Some("s") => Kind::Shared,
            None | Some("n") => Kind::Number,
            Some(_) => Kind::Text,
        };
        let (mut text, mut inside, mut aloud) = (String::new(), false, false);
        loop {
            let event = self.reader.read_event().map_err(|_| broken("its XML is broken"))?;
            match &event {
                // A formula stands beside its value, and is passed over.
                Event::Start(start) => match start.local_name().as_ref() {
                    b"v" | b"t" => inside = true,
                    b"rPh" => aloud = true,
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    b"v" | b"t" => inside = false,
                    b"rPh" => aloud = false,
                    b"c" => break,
                    _ => {}
                },
                Event::Eof => return Err(broken("its XML is broken")),
                event if inside && !aloud => say(event, &mut text),
                _ => {}
            }
        }
        Ok(match kind {
            Kind::Text => Cow::Owned(unescaped(&text)),
            Kind::Shared => {
                let found = text.trim().parse::<usize>().ok().and_then(|at| self.book.shared.get(at));
                found.map_or(Cow::Borrowed(""), |text| Cow::Borrowed(text.as_str()))
            }
            Kind::Number => {
                let number = shortest(text.trim());
                let style = attribute(start, "s").and_then(|style| style.parse::<usize>().ok());
                let percent = style.and_then(|style| self.book.percent.get(style)).copied().unwrap_or_default();
                let shown = Number::parse(&number).ok().filter(|_| percent);
                Cow::Owned(shown.map_or(number, |number| format!("{}%", &number * &Number::from(100))))
            }
        })
    }
}

/// The shortest text of the number that a workbook holds: Excel writes 3.4 as 3.3999999999999999.
fn shortest(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => number.to_string(),
        _ => text.to_owned(),
    }
}
