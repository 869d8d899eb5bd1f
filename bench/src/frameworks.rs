//! Frameworks: the large sample beside the fastest JSON parser of Python, and time against size for every reader, check and writer.

use crate::here;
use crate::table::Table;
use crate::time::fastest_of;
use kinerja::framework::{Format, Framework, Profile, Table as Columns};
use std::ffi::OsStr;
use std::fmt::Write;
use std::hint::black_box;
use std::process::Command;

const SAMPLE: &str = "../../shared/data/frameworks/case/nice_v2.1.0.case-v1p1.json.gz";
const REPEATS: usize = 15;
/// Numbers of competencies, each twice the one before.
const SIZES: [usize; 4] = [500, 1_000, 2_000, 4_000];

/// The shortest of some runs, in milliseconds.
fn millis(repeats: usize, run: impl FnMut()) -> f64 {
    1e3 * fastest_of(repeats, run)
}

pub(crate) fn measure(table: &mut Table) {
    nice(table);
    sizes(table);
}

/// The NICE package: parsed, as a typed model, checked; beside orjson's parse of the same text, in turns.
fn nice(table: &mut Table) {
    let path = here().join(SAMPLE);
    let program = "import gzip, sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
    let unpacked = Command::new("python3").args(["-c", program]).arg(&path).output();
    let Some(text) =
        unpacked.ok().and_then(|output| String::from_utf8(output.stdout).ok()).filter(|text| !text.is_empty())
    else {
        return table.info("NICE as CASE: the sample is not beside the project, or python3 is missing", String::new());
    };
    let python = here().join(if cfg!(windows) { "../.venv/Scripts/python" } else { "../.venv/bin/python" });
    let peer = || {
        let program = "import gzip, orjson, sys, time\ntext = gzip.open(sys.argv[1]).read()\nbest = 9\nfor _ in range(15):\n start = time.perf_counter(); orjson.loads(text); best = min(best, time.perf_counter() - start)\nprint(best * 1e3)";
        [python.as_os_str(), OsStr::new("python3")].into_iter().find_map(|python| {
            let output = Command::new(python).args(["-c", program]).arg(&path).output().ok()?;
            String::from_utf8(output.stdout).ok()?.trim().parse::<f64>().ok()
        })
    };
    let [mut parse, mut read, mut check, mut theirs] = [f64::INFINITY; 4];
    let framework = Framework::read(&text, Some(Format::Case11)).expect("a framework").framework;
    for _ in 0..4 {
        parse = parse.min(millis(REPEATS, || drop(black_box(kinerja::document::parse(&text)))));
        read = read.min(millis(REPEATS, || drop(black_box(Framework::read(&text, Some(Format::Case11))))));
        check = check.min(millis(REPEATS, || drop(black_box(framework.check()))));
        theirs = theirs.min(peer().unwrap_or(theirs));
    }
    let whole = read + check;
    table.info(
        &format!("NICE as CASE, {} bytes, ms: parse; parse and model; checks", text.len()),
        format!("{parse:.1}; {read:.1}; {check:.1}"),
    );
    if theirs.is_infinite() {
        return table.info("NICE as CASE: orjson is not here: pip install -r bench/requirements.txt", String::new());
    }
    let figure = format!("NICE as CASE: parse, typed model and checks / orjson's parse ({theirs:.1} ms)");
    table.row(&figure, format!("{:.2}", whole / theirs), "≤ 1.5", whole / theirs <= 1.5);
}

/// A framework of so many competencies, ten below each, with levels, indicators and relations, and a profile for every twenty.
fn framework(count: usize) -> (Framework, Vec<Profile>) {
    let mut text = r#"{"kinerja":"framework/1","framework":"bench","language":"en","title":"Bench","scales":[{"id":"s","levels":[{"id":"low","title":"low"},{"id":"mid","title":"mid"},{"id":"high","title":"high"}]}],"competencies":["#.to_owned();
    for n in 0..count {
        let comma = if n == 0 { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"id":"c{n}","code":"K{n}","title":"Competency number {n}","statement":"Knows, and can show to others, what number {n} is about","category":"skill","scale":"s","indicators":[{{"level":"low","text":"Names the parts of {n}"}},{{"level":"high","text":"Teaches {n}, and \"improves\" it"}}]}}"#
        );
    }
    text.push_str("],\"relations\":[");
    for n in 1..count {
        let comma = if n == 1 { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"kind":"child_of","from":"c{n}","to":"c{}"}},{{"kind":"requires","from":"c{n}","to":"c{}"}}"#,
            n / 10,
            n - 1
        );
    }
    text.push_str("]}");
    let framework = Framework::parse(&text).expect("a framework");
    let profiles = (0..count / 20).map(|post| {
        let asked = |n: usize| format!(r#"{{"competency":"c{}","level":"high"}}"#, post * 20 + n);
        let asked: Vec<String> = (0..20).map(asked).collect();
        let text = format!(
            r#"{{"kinerja":"profile/1","profile":"p{post}","post":"Post {post}","scales":[{{"id":"s","levels":[{{"id":"low"}},{{"id":"mid"}},{{"id":"high"}}]}}],"requirements":[{}]}}"#,
            asked.join(",")
        );
        Profile::parse(&text).expect("a profile")
    });
    let profiles = profiles.collect();
    (framework, profiles)
}

/// Time against size: nanoseconds for each byte of the text (of checks and differences for each competency), which stay the same where time is linear.
fn sizes(table: &mut Table) {
    let made: Vec<(Framework, Vec<Profile>)> = SIZES.iter().map(|count| framework(*count)).collect();
    let heading =
        format!("Time against size, ns a byte (the last two: a competency), at {SIZES:?} competencies; last / first");
    table.info(&heading, String::new());
    let mut line = |name: &str, of: &dyn Fn(usize) -> (f64, usize)| {
        let found: Vec<f64> = (0..SIZES.len()).map(of).map(|(ms, count)| ms * 1e6 / count as f64).collect();
        let cells: String = found.iter().map(|cell| format!("{cell:>8.1}")).collect();
        let ratio = found.last().unwrap_or(&0.0) / found.first().unwrap_or(&1.0);
        table.row(&format!("  {name}"), format!("{cells}; {ratio:.2}"), "≤ 2", ratio <= 2.0);
    };
    for format in Format::ALL.iter().copied() {
        // A matrix has a column for each competency: as many cells as there are posts times competencies, of which a row holds 4,096.
        let texts: Vec<String> = made
            .iter()
            .map(|(framework, profiles)| {
                let few = &profiles[..profiles.len().min(25)];
                let profiles = if format == Format::LevelMatrix { few } else { profiles };
                framework.to_format_with(format, profiles).expect("written").text
            })
            .collect();
        let word = format.word();
        line(&format!("{word}: read"), &|size| {
            (millis(5, || drop(black_box(Framework::read(&texts[size], Some(format))))), texts[size].len())
        });
        line(&format!("{word}: found and read"), &|size| {
            (millis(5, || drop(black_box(Framework::read(&texts[size], None)))), texts[size].len())
        });
        line(&format!("{word}: strict check"), &|size| {
            (millis(5, || drop(black_box(Framework::check_format(&texts[size], format)))), texts[size].len())
        });
        line(&format!("{word}: write, with what is lost"), &|size| {
            let write = || made[size].0.to_format(format);
            let length = write().map_or(1, |writing| writing.text.len());
            (millis(3, || drop(black_box(write()))), length)
        });
    }
    // A workbook is compressed: its size is that of the same table as text.
    let columns = Columns::preset("table").expect("a table in the box");
    let books: Vec<(Vec<u8>, usize)> = made
        .iter()
        .map(|(framework, profiles)| {
            let book = framework.to_workbook(profiles, &columns).expect("written").bytes;
            (book, framework.to_table(profiles, &columns).expect("written").text.len())
        })
        .collect();
    line("table as a workbook: read", &|size| {
        let (book, length) = &books[size];
        (millis(5, || drop(black_box(Framework::read_table(book, &columns)))), *length)
    });
    line("checks of a framework", &|size| (millis(5, || drop(black_box(made[size].0.check()))), SIZES[size]));
    line("difference of two", &|size| {
        let (before, after) = (&made[size].0, made[size].0.clone());
        (millis(5, || drop(black_box(before.diff(&after)))), SIZES[size])
    });
}
