//! The writer of workbooks: one sheet, texts as texts, so that none is ever taken for a formula.

use super::archive::Written;
use crate::number::Number;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// How many digits Excel holds of a number.
const DIGITS: usize = 15;

/// A workbook of one sheet.
pub(crate) fn write(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (line, row) in (1usize..).zip(rows) {
        sheet.push_str(&format!("<row r=\"{line}\">"));
        for (place, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = format!("{}{line}", column(place));
            if is_number(cell) {
                sheet.push_str(&format!("<c r=\"{name}\"><v>{cell}</v></c>"));
            } else {
                sheet.push_str(&format!("<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));
                escape(cell, &mut sheet);
                sheet.push_str("</t></is></c>");
            }
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut written = Written::default();
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        written.add(name, text.as_bytes());
    }
    written.finish()
}

/// The letters of a column: A, B, …, Z, AA, …
fn column(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(place);
    while let Some(at) = rest {
        letters.push(char::from(b'A'.saturating_add(u8::try_from(at % 26).unwrap_or(0))));
        rest = (at / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

/// Whether a text is a number that a workbook holds without changing a digit.
fn is_number(text: &str) -> bool {
    text.len() <= DIGITS && Number::parse(text).is_ok_and(|number| number.to_string() == text)
}

/// A text as XML has it; letters that XML does not take, and what looks like the escape of one, are escaped as workbooks do.
fn escape(text: &str, out: &mut String) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if text.get(at..).is_some_and(|rest| rest.starts_with("_x")) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(letter),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            letter if letter < ' ' => out.push_str(&format!("_x{:04X}_", u32::from(letter))),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn columns_have_their_letters() {
        let names =
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
        for (place, name) in names {
            assert_eq!(column(place), name);
        }
    }
}
