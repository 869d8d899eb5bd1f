//! Workbooks as others write them, and as nobody should.

use kinerja::framework::{Framework, Need, Reading};
use kinerja::{Number, Problem, Problems};
use kinerja_tests::codes;
use kinerja_tests::work::Work;

const OF_OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An archive whose entries are stored as they are. The reader asks for no check sums.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let small = |number: usize| u32::try_from(number).expect("small").to_le_bytes();
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let at = small(out.len());
        // Version, flags, method, time, date, sum; then both sizes and the length of the name.
        let shared =
            [&[0u8; 14][..], &small(text.len()), &small(text.len()), &small(name.len())[..2], &[0, 0]].concat();
        out.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), text.as_bytes()].concat());
        directory.extend([b"PK\x01\x02\0\0", &shared[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let count = &small(parts.len())[..2];
    let (at, size) = (small(out.len()), small(directory.len()));
    [&out[..], &directory, b"PK\x05\x06\0\0\0\0", count, count, &size, &at, &[0, 0]].concat()
}

/// A workbook of these sheets (`<sheet …/>`), relationships (id, type, target) and parts.
fn book(sheets: &str, related: &[(&str, &str, &str)], parts: &[(&str, &str)]) -> Vec<u8> {
    let workbook = format!(r#"<workbook xmlns:r="{OF_OFFICE}"><sheets>{sheets}</sheets></workbook>"#);
    let related = related
        .iter()
        .map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="{OF_OFFICE}/{kind}" Target="{target}"/>"#));
    let related = format!("<Relationships>{}</Relationships>", related.collect::<String>());
    archive(&[&[("xl/workbook.xml", &workbook[..]), ("xl/_rels/workbook.xml.rels", &related)], parts].concat())
}

const ONE: &str = r#"<sheet name="Data" sheetId="1" r:id="a"/>"#;
const FIRST: (&str, &str, &str) = ("a", "worksheet", "worksheets/sheet1.xml");

/// A workbook of one sheet, of the rows of which this is the XML.
fn of_rows(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    book(ONE, &[FIRST], &[("xl/worksheets/sheet1.xml", &sheet)])
}

/// A row of texts, beginning in the first column.
fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!(r#"<c t="str"><v>{cell}</v></c>"#)).collect();
    format!("<row>{cells}</row>")
}

fn matrix() -> String {
    row(&["Jabatan", "Integritas"]) + &row(&["Kepala Dinas", "4"])
}

fn read(bytes: &[u8]) -> Reading {
    Framework::read_bytes(bytes, None).unwrap_or_else(|problems| panic!("{problems}"))
}

fn refused(bytes: &[u8]) -> Problems {
    Framework::read_bytes(bytes, None).unwrap_err()
}

fn told(bytes: &[u8]) -> Vec<(String, String)> {
    let detail = |problem: &Problem, key: &str| {
        let found = problem.details().find(|(name, _)| *name == key);
        found.map(|(_, found)| found.to_owned()).expect("a detail")
    };
    read(bytes).tolerances.iter().map(|problem| (detail(problem, "tolerance"), detail(problem, "found"))).collect()
}

#[test]
fn a_part_is_read_once_however_many_sheets_name_it() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", matrix());
    let bytes = book(&ONE.repeat(1_000), &[FIRST], &[("xl/worksheets/sheet1.xml", &sheet)]);
    // Of several sheets the one that was read would be told.
    assert_eq!((read(&bytes).profiles.len(), told(&bytes)), (1, Vec::new()));
    // By another way to the same part too.
    let related = [FIRST, ("b", "worksheet", "/xl/worksheets/sheet1.xml")];
    let bytes = book(&ONE.replace("\"a\"", "\"b\"").repeat(2), &related, &[("xl/worksheets/sheet1.xml", &sheet)]);
    assert_eq!(told(&bytes), []);
}

#[test]
fn a_sheet_is_what_its_relationship_says() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", matrix());
    let sheets = [("a", "Chart"), ("b", "Tom &amp; Jerry &#38; co"), ("c", "Other")]
        .map(|(id, name)| format!(r#"<sheet name="{name}" r:id="{id}"/>"#))
        .concat();
    let related = [
        ("a", "chartsheet", "worksheets/none.xml"),
        ("b", "worksheet", "data/first.xml"),
        ("c", "worksheet", "data/second.xml"),
    ];
    let parts = [("xl/data/first.xml", &sheet[..]), ("xl/data/second.xml", "<worksheet/>")];
    assert_eq!(told(&book(&sheets, &related, &parts)), [("sheet".to_owned(), "Tom & Jerry & co".to_owned())]);
}

#[test]
fn a_text_that_all_cells_share_takes_no_room_for_each() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "long ".repeat(1 << 18));
    let rows: String = (0..400)
        .map(|n| format!(r#"<row><c t="str"><v>c{n}</v></c><c t="str"><v>t</v></c><c t="s"><v>0</v></c></row>"#))
        .collect();
    let titles = row(&["competency", "competency_title", "competency_statement"]);
    let sheet = format!("<worksheet><sheetData>{titles}{rows}</sheetData></worksheet>");
    let parts = [("xl/worksheets/sheet1.xml", &sheet[..]), ("xl/sharedStrings.xml", &shared)];
    let codes = codes(&refused(&book(ONE, &[FIRST], &parts)));
    assert!(matches!(codes.as_slice(), [(code, _)] if code == "format.too_large"), "{codes:?}");
}

#[test]
fn cells_of_a_row_stand_in_their_order() {
    let titles = row(&["Jabatan", "Integritas", "Jujur"]);
    let cell = |name: &str| format!(r#"<c r="{name}" t="str"><v>4</v></c>"#);
    let of = |names: &[&str]| {
        let cells: String = names.iter().map(|name| cell(name)).collect();
        of_rows(&format!("{titles}<row>{cells}</row>"))
    };
    assert_eq!(read(&of(&["A2", "C2"])).profiles[0].requirements()[0].competency, "Jujur");
    let wrong = [("format.workbook".to_owned(), String::new())];
    assert_eq!(codes(&refused(&of(&["A2", "C2", "B2"]))), wrong);
    assert_eq!(codes(&refused(&of(&["A2", "A2"]))), wrong);
    assert_eq!(codes(&refused(&of_rows(&format!("{titles}<row>{}</row>", r#"<c r="A2"/>"#.repeat(10_000))))), wrong);
    // What names no place stands behind the one before.
    let wide = format!("{titles}<row>{}</row>", "<c/>".repeat(10_000));
    assert_eq!(codes(&refused(&of_rows(&wide))), [("format.too_large".to_owned(), "rows[0]".to_owned())]);
}

/// What Excel shows as 35% it holds as 0.35, and nobody means a third of a percent.
#[test]
fn a_percentage_is_read_as_it_is_shown() {
    // Formats of cells: plain, 0%, one of its own, one in which the sign is a text; before them one of styles.
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0&quot;%&quot;\%"/></numFmts>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
        <cellStyles/><dxfs><dxf><numFmt numFmtId="165" formatCode="0%"/></dxf></dxfs></styleSheet>"#;
    let titles = row(&["competency", "competency_title", "profile", "percent"]);
    let text = |cell: &str| format!(r#"<c t="str"><v>{cell}</v></c>"#);
    let of = |value: &str, style: &str| {
        let cells = [text("c"), text("C"), text("p"), format!("<c{style}><v>{value}</v></c>")].concat();
        let sheet = format!("<worksheet><sheetData>{titles}<row>{cells}</row></sheetData></worksheet>");
        let parts = [("xl/worksheets/sheet1.xml", &sheet[..]), ("xl/styles.xml", styles)];
        let bytes = book(ONE, &[FIRST], &parts);
        let requirement = read(&bytes).profiles.first().map(|profile| profile.requirements()[0].need.clone());
        let told = told(&bytes).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        (requirement, told)
    };
    let percent = |text: &str| Some(Need::Percent(Number::parse(text).expect("a number")));
    let shown = vec!["number_words".to_owned()];
    assert_eq!(of("0.35", r#" s="1""#), (percent("35"), shown.clone()));
    assert_eq!(of("0.28999999999999998", r#" s="2""#), (percent("29"), shown.clone()));
    assert_eq!(of("0.125", r#" s="2""#), (percent("12.5"), shown));
    for style in ["", r#" s="0""#, r#" s="3""#, r#" s="77""#, r#" s="x""#] {
        assert_eq!(of("35", style), (percent("35"), Vec::new()), "{style}");
    }
}

/// Ten times as many attributes take about ten times as long.
#[test]
fn time_grows_with_the_attributes_of_an_element() {
    let bytes = |count: usize| {
        let many: String = (0..count).map(|n| format!(r#" a{n}="""#)).collect();
        let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", matrix());
        book(&ONE.replace("<sheet ", &format!("<sheet{many} ")), &[FIRST], &[("xl/worksheets/sheet1.xml", &sheet)])
    };
    let time = |bytes: &[u8], times: usize| {
        let once = || {
            let start = Work::started();
            (0..times).for_each(|_| assert_eq!(read(bytes).profiles.len(), 1));
            start.so_far().as_secs_f64()
        };
        (0..2).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    let (small, large) = (time(&bytes(2_000), 10), time(&bytes(20_000), 1));
    assert!(large <= small * 4.0 + 0.05, "{small} s for ten, then {large} s");
}
