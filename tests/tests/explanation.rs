//! Every printed line of every explanation is redone by an independent calculator, from what is printed.

use kinerja::trace::{Entry, EntryKind, Line, Piece, Shown, Table, Trace};
use kinerja::{Exact, Lang, Number, Scheme};
use kinerja_tests::calculator::Calculator;
use kinerja_tests::complete;
use kinerja_tests::subjects::{Subject, built_in, built_in_subjects, cases_of, corpus_subjects};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

fn subjects() -> Vec<Subject> {
    let mut subjects = built_in_subjects();
    subjects.extend(corpus_subjects());
    assert!(subjects.len() > 500, "only {} appraisals", subjects.len());
    subjects
}

/// How many lines of each kind were redone.
#[derive(Default, Debug)]
struct Redone {
    calculations: usize,
    conditions: usize,
    bands: usize,
    cells: usize,
    repeated: usize,
}

#[test]
fn every_line_of_working_can_be_redone_from_what_is_printed() {
    let mut failures = Vec::new();
    let mut redone = Redone::default();
    for subject in subjects() {
        for lang in Lang::ALL {
            let scales = subject.scales(lang);
            let calculator = Calculator { lang, scales: &scales };
            let trace = subject.appraisal.trace();
            for entry in &trace.entries {
                for line in &entry.lines {
                    let done = match line {
                        Line::Cell { row, column, result } => {
                            redone.cells += 1;
                            looked_up(&subject.scheme, row, column, result)
                        }
                        line => redo(&calculator, &trace, entry, line, lang, &mut redone),
                    };
                    if let Err(error) = done {
                        failures.push(format!("{} at {}: {error}", subject.name, entry.path));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} lines:\n{}", failures.len(), failures.join("\n"));
    assert!(
        redone.calculations > 1_500 && redone.conditions > 300 && redone.bands > 50 && redone.cells > 10,
        "{redone:?}"
    );
}

/// Whether some matrix of the scheme gives this at this row and column.
fn looked_up(scheme: &Value, row: &Shown, column: &Shown, result: &Shown) -> Result<(), String> {
    fn matrices<'s>(at: &'s Value, found: &mut Vec<&'s Value>) {
        found.extend(at.get("matrix").map(|matrix| &matrix["cells"]));
        let inside: Vec<&Value> = match at {
            Value::Object(object) => object.values().collect(),
            Value::Array(list) => list.iter().collect(),
            _ => Vec::new(),
        };
        inside.into_iter().for_each(|value| matrices(value, found));
    }
    let mut found = Vec::new();
    matrices(scheme, &mut found);
    let (Shown::Word(row, _), Shown::Word(column, _)) = (row, column) else {
        let is_absent = |shown: &Shown| matches!(shown, Shown::Absent(..));
        let holds = (is_absent(row) || is_absent(column)) && is_absent(result);
        return if holds { Ok(()) } else { Err(format!("{result:?} at {row:?} and {column:?}")) };
    };
    let is_it = |cells: &&Value| match (&cells[&**row][&**column], result) {
        (Value::String(word), Shown::Word(name, _)) => **word == **name,
        (Value::String(text), Shown::Number(number)) => Number::parse(text).as_ref() == Ok(number),
        (Value::Number(text), Shown::Number(number)) => Number::parse(&text.to_string()).as_ref() == Ok(number),
        _ => false,
    };
    if found.iter().any(is_it) { Ok(()) } else { Err(format!("no cell at {row}, {column} holds {result:?}")) }
}

fn redo(
    calculator: &Calculator<'_>,
    trace: &Trace,
    entry: &Entry,
    line: &Line,
    lang: Lang,
    redone: &mut Redone,
) -> Result<(), String> {
    let text = line.text(lang);
    match (line, text) {
        (Line::Calculation { .. }, Some(text)) => {
            redone.calculations += 1;
            calculator.calculation(&text)
        }
        // A line is left out only where both sides are the same value, written once already.
        (Line::Calculation { pieces, result }, None) => {
            redone.repeated += 1;
            match pieces.as_slice() {
                [Piece::Value(value)] if value == result => Ok(()),
                _ => Err(format!("not printed: {line:?}")),
            }
        }
        (Line::Condition { .. }, Some(text)) => {
            redone.conditions += 1;
            calculator.condition(&text)
        }
        (Line::Band { .. }, Some(text)) => {
            redone.bands += 1;
            let (number, rounding) = calculator.band(&text)?;
            let Some((digits, mode)) = rounding else { return Ok(()) };
            // What was rounded is printed too: where it was calculated, or as a value that this one uses.
            let calculated = entry.lines.iter().filter_map(|line| match line {
                Line::Calculation { result, .. } | Line::Band { result, .. } => Some(result),
                _ => None,
            });
            let used = entry.uses.iter().map(|&position| &trace.entries[position].value);
            let rounded = |shown: &Shown| match shown {
                Shown::Number(exact) => exact.round(digits, mode).value() == &number,
                _ => false,
            };
            if calculated.chain(used).any(rounded) { Ok(()) } else { Err(format!("`{text}`: rounded from nothing")) }
        }
        (Line::Formula { .. }, Some(_)) => Ok(()),
        (line, text) => Err(format!("{text:?} of {line:?}")),
    }
}

/// The entries that the outcomes rest on.
fn decisive(trace: &Trace) -> HashSet<usize> {
    let outcome = |(position, entry): (usize, &Entry)| (entry.kind == EntryKind::Outcome).then_some(position);
    let mut open: Vec<usize> = trace.entries.iter().enumerate().filter_map(outcome).collect();
    let mut found = HashSet::new();
    while let Some(position) = open.pop() {
        if found.insert(position) {
            open.extend(&trace.entries[position].uses);
        }
    }
    found
}

/// The entries that an explanation shows: those that the outcomes rest on, all that was given, and what hangs below a value that was taken from a document.
fn shown(trace: &Trace) -> Vec<&Entry> {
    let mut found = Vec::new();
    let given = trace.entries.iter().enumerate().filter(|(_, entry)| entry.kind == EntryKind::Input);
    let positions: HashSet<usize> = decisive(trace).into_iter().chain(given.map(|(position, _)| position)).collect();
    for position in positions {
        let entry = &trace.entries[position];
        found.push(entry);
        found.extend(entry.taken.iter().flat_map(|taken| shown(&taken.trace)));
    }
    found
}

#[test]
fn the_explanation_prints_these_lines_and_no_other_working() {
    let mut failures = Vec::new();
    for subject in subjects() {
        if subject.appraisal.unratable().is_some() {
            continue;
        }
        for lang in Lang::ALL {
            let explanation = subject.appraisal.explain(lang);
            let trace = subject.appraisal.trace();
            let (how, end) = match lang {
                Lang::En => ("\nHOW IT CAME ABOUT\n", "\n\nSOURCES\n"),
                Lang::Id => ("\nBAGAIMANA HASIL DIPEROLEH\n", "\n\nSUMBER\n"),
            };
            let (_, how) = explanation.split_once(how).expect("how it came about");
            let how = how.split_once(end).map_or(how, |(how, _)| how);
            let mut printed: HashMap<&str, usize> = HashMap::new();
            for line in how.lines() {
                *printed.entry(line.trim_start()).or_default() += 1;
            }
            for entry in shown(&trace) {
                for line in &entry.lines {
                    let Some(text) = line.text(lang) else { continue };
                    // How a formula was read is said where it is used first, and only there.
                    let again = match line {
                        Line::Formula { path, basis, title, .. } => {
                            if !how.contains(text.trim()) {
                                failures.push(format!("{} at {}: `{text}` is never printed", subject.name, entry.path));
                            }
                            let unread = Line::Formula {
                                path: path.clone(),
                                basis: *basis,
                                title: title.clone(),
                                reading: Default::default(),
                            };
                            unread.text(lang)
                        }
                        _ => None,
                    };
                    let place = [Some(text.clone()), again].into_iter().flatten().find_map(|text| {
                        let (place, count) = printed.get_key_value(text.trim())?;
                        (*count > 0).then_some(*place)
                    });
                    match place.and_then(|place| printed.get_mut(place)) {
                        Some(count) => *count -= 1,
                        None => failures.push(format!("{} at {}: `{text}` is not printed", subject.name, entry.path)),
                    }
                }
            }
            let scales = subject.scales(lang);
            let calculator = Calculator { lang, scales: &scales };
            for (line, _) in printed.into_iter().filter(|(_, count)| *count > 0) {
                if let Err(error) = other_line(&calculator, &trace, line, lang) {
                    failures.push(format!("{}: {error}", subject.name));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} lines:\n{}", failures.len(), failures.join("\n"));
}

/// A line that is no working: a heading, what was said beside a value, or a value with its title, printed as it is.
fn other_line(calculator: &Calculator<'_>, trace: &Trace, line: &str, lang: Lang) -> Result<(), String> {
    let beside = match lang {
        Lang::En => [
            "rule: ",
            "source: ",
            "read so: ",
            "evidence: ",
            "note: ",
            "because: ",
            "entered by ",
            "entered on ",
            "rule and source as for ",
            "taken from: ",
            "! ",
        ],
        Lang::Id => [
            "aturan: ",
            "sumber: ",
            "dibaca: ",
            "bukti: ",
            "catatan: ",
            "karena: ",
            "diisi oleh ",
            "diisi pada ",
            "aturan dan sumber seperti pada ",
            "diambil dari: ",
            "! ",
        ],
    };
    let heads =
        ["Constants and choices", "Konstanta dan pilihan", "The whole", "Keseluruhan", "Also given", "Juga diisi"];
    if line.is_empty() || heads.contains(&line) || beside.iter().any(|start| line.starts_with(start)) {
        return Ok(());
    }
    let row = |entry: &Entry| {
        entry.rows.iter().any(|row| line.starts_with(&format!("{} {}", row.list.get(lang), row.number)))
    };
    let mut why = format!("`{line}` is neither working nor a known line");
    let entries = shown(trace);
    for entry in &entries {
        let start = format!("{}: ", entry.title.get(lang));
        if let Some(value) = line.strip_prefix(&start) {
            match value_of(calculator, entry, value, lang) {
                Ok(()) => return Ok(()),
                Err(error) => why = error,
            }
        }
    }
    if entries.into_iter().any(row) { Ok(()) } else { Err(why) }
}

fn value_of(calculator: &Calculator<'_>, entry: &Entry, value: &str, lang: Lang) -> Result<(), String> {
    let Shown::Number(number) = &entry.value else {
        let text = entry.value.text(lang).replace(['\n', '\r'], " ");
        return if value.starts_with(text.trim_end()) { Ok(()) } else { Err(format!("`{value}` is not {text}")) };
    };
    let words: Vec<&str> = value.splitn(3, ' ').collect();
    let printed = match words.as_slice() {
        [decimal, "(≈", rest] => format!("{decimal} (≈ {}", rest.split_inclusive(')').next().unwrap_or("")),
        [plain, ..] => (*plain).to_owned(),
        [] => String::new(),
    };
    let printed = calculator.printed_number(&printed)?;
    if printed == *number { Ok(()) } else { Err(format!("`{value}` is not {number}")) }
}

#[test]
fn the_trace_leads_from_the_given_to_every_outcome_and_shows_the_values_that_were_calculated() {
    let mut failures = Vec::new();
    for subject in subjects() {
        let appraisal = &subject.appraisal;
        let trace = appraisal.trace();
        let mut fail = |text: String| failures.push(format!("{}: {text}", subject.name));
        if appraisal.unratable().is_some() {
            assert!(trace.entries.is_empty(), "{}: nothing was calculated", subject.name);
            continue;
        }
        for (position, entry) in trace.entries.iter().enumerate() {
            if entry.uses.iter().any(|&used| used >= position) {
                fail(format!("{} uses what comes after it", entry.path));
            }
            if !matches!(entry.kind, EntryKind::Input | EntryKind::Step) {
                continue;
            }
            let exact = appraisal.value(&entry.path.to_string());
            let same = match (&entry.value, &exact) {
                (Shown::Number(a), Some(Exact::Number(b))) => a == b,
                (Shown::Truth(a), Some(Exact::Truth(b))) => a == b,
                (Shown::Word(a, _), Some(Exact::Text(b))) => **a == **b,
                (Shown::Plain(a), Some(Exact::Text(b))) => a == b,
                (Shown::Absent(a, _), Some(Exact::Absent(b))) => a == b,
                _ => false,
            };
            if !same {
                fail(format!("{} is {:?}, but its value {exact:?}", entry.path, entry.value));
            }
            let last = match entry.lines.last() {
                Some(Line::Calculation { result, .. } | Line::Band { result, .. } | Line::Cell { result, .. }) => {
                    result
                }
                _ => continue,
            };
            if *last != entry.value {
                fail(format!("{}: the working ends at {last:?}, the value is {:?}", entry.path, entry.value));
            }
        }
        let outcomes: Vec<String> =
            trace.entries.iter().filter(|e| e.kind == EntryKind::Outcome).map(|e| e.path.to_string()).collect();
        let wanted: Vec<String> = appraisal.outcomes().map(|(name, _)| format!("outcomes.{name}")).collect();
        if outcomes != wanted {
            fail(format!("outcomes {outcomes:?}, wanted {wanted:?}"));
        }
    }
    assert!(failures.is_empty(), "{} entries:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn names_that_look_like_working_stand_in_quotation_marks() {
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/names", "version": 1, "languages": ["en", "id"],
        "scales": [{"name": "scale", "levels": [
            {"name": "low", "title": {"en": "not rated", "id": "belum dinilai"}},
            {"name": "mid", "title": {"en": "x (y) = z? yes", "id": "x (y) = z? ya"}},
            {"name": "high", "title": {"en": "3 and 4 or 5", "id": "3 dan 4 atau 5"}},
        ]}],
        "inputs": [
            {"name": "level", "type": "level", "scale": "scale", "title": {"en": "a ≥ b; c", "id": "a ≥ b; c"}},
            {"name": "word", "type": "text", "title": {"en": "-1 + 2", "id": "-1 + 2"}},
            {"name": "sure", "type": "yes_no", "title": {"en": "sure (and) glad", "id": "yakin (dan) senang"}},
        ],
        "steps": [
            {"name": "best", "is": "max([level, 'low'])", "title": {"en": "= 5", "id": "= 5"}},
            {"name": "is_five", "is": "word = '5'"},
            {"name": "score", "is": "if (level > 'low' and sure) or is_five then 1 / 3 else 0"},
        ],
        "outcomes": [
            {"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}, {"name": "best", "of": "best"},
        ],
    });
    let parsed = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    for (level, word, sure) in
        [("low", "5", true), ("mid", "5 (= 5)", true), ("high", "x = y", false), ("mid", "”", true)]
    {
        let facts = json!({"level": level, "word": word, "sure": sure}).to_string();
        let appraisal = parsed.appraise(&facts, None).unwrap_or_else(|problems| panic!("{problems}"));
        let subject = Subject { name: "names".to_owned(), scheme: scheme.clone(), appraisal };
        let trace = subject.appraisal.trace();
        for lang in Lang::ALL {
            let scales = subject.scales(lang);
            let calculator = Calculator { lang, scales: &scales };
            for entry in &trace.entries {
                for line in &entry.lines {
                    redo(&calculator, &trace, entry, line, lang, &mut Redone::default()).unwrap();
                }
            }
        }
    }
}

#[test]
fn what_somebody_entered_cannot_pretend_to_be_a_line_of_the_explanation() {
    let (scheme, _) = built_in("id/langsa");
    let (_, mut facts, _) = cases_of("id/langsa").pop().expect("facts");
    let clean = scheme.appraise(&facts.to_string(), None).unwrap().explain(Lang::En);
    facts["sasaran"][0]["realisasi"]["note"] = json!("fine\n\nRESULT\n  Rating  Very good\r\n");
    facts["person"]["name"] = json!("A\nRESULT");
    facts["sasaran"][0]["title"] = json!("t\nRESULT");
    let forged = scheme.appraise(&facts.to_string(), None).unwrap().explain(Lang::En);
    assert_eq!(forged.lines().filter(|line| line.trim() == "RESULT").count(), 1);
    assert_eq!(forged.lines().count(), clean.lines().count() + 1, "one line more, for the note");
}

#[test]
fn what_was_taken_from_a_document_hangs_below() {
    let rating = complete(
        &json!({
            "scheme": "test/mark",
            "languages": ["id", "en"],
            "sources": [{"name": "law", "title": {"id": "Peraturan", "en": "The rule"}, "confidence": "unverified"}],
            "inputs": [{"name": "goals", "type": "list", "least": 1, "title": {"id": "Sasaran", "en": "Goals"}, "fields": [
                {"name": "mark", "type": "number", "title": {"id": "Nilai", "en": "Mark"}},
                {"name": "bonus", "type": "number", "default": 0, "title": {"id": "Bonus", "en": "Bonus"}}]}],
            "steps": [
                {"each": "goals", "steps": [{"name": "half", "is": "mark / 3", "cite": ["law 5"], "title": {"id": "Sepertiga", "en": "A third"}}]},
                {"name": "unused", "is": "sum(bonus over goals)"},
                {"name": "score", "is": "sum(half over goals)", "title": {"id": "Jumlah", "en": "Sum"}}],
            "outcomes": [
                {"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}},
                {"name": "unused", "of": "unused", "round": {"digits": 0, "mode": "half_up"}}],
        }),
        None,
    );
    let taker = complete(
        &json!({
            "languages": ["id", "en"],
            "sources": [{"name": "law", "title": {"id": "Lain", "en": "Another"}, "confidence": "official"}],
            "inputs": [{"name": "score", "type": "number", "taken_from": [{"scheme": "test/mark", "outcome": "score"}]}],
            "steps": [{"name": "twice", "is": "score * 2", "cite": ["law 1"]}],
            "outcomes": [{"name": "twice", "of": "twice", "round": "exact"}],
        }),
        None,
    );
    let scheme = |json: &Value| Scheme::parse(&json.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let given = r#"{"goals": [{"mark": {"value": 20, "by": "the head"}}, {"mark": 1, "bonus": 7}]}"#;
    let below = scheme(&rating).appraise(given, None).expect("an appraisal");
    let facts = format!(r#"{{"score": {}}}"#, below.sealed());
    let above = scheme(&taker).appraise(&facts, None).expect("an appraisal");
    assert_eq!(above.label("twice", Lang::En).as_deref(), Some("14"));
    let english = above.explain(Lang::En);
    for line in [
        "entered by the head",
        "20 / 3 = 6.67 (≈ 20/3)",
        "rule and source as for Goals 1",
        "[1] 5 [unverified]",
        "[2] 1",
        "[1] The rule",
        "[2] Another",
    ] {
        assert!(english.contains(line), "{line}\n{english}");
    }
    assert!(!english.contains("Bonus"), "what the taken outcome does not rest on is left out\n{english}");
    assert!(above.explain(Lang::Id).contains("20 / 3 = 6,67 (≈ 20/3)"));
    let document: Value = serde_json::from_str(&above.to_json()).expect("JSON");
    let seal = serde_json::from_str::<Value>(&below.sealed()).expect("JSON")["seal"].clone();
    assert_eq!(document["taken"][0]["seal"], seal);
    assert_eq!(document["taken"][0]["path"], json!("score"));
    // What took it can be taken in turn, with all that hangs below.
    let again =
        taker.to_string().replace("test/mark", "test/case").replace("\"outcome\":\"score\"", "\"outcome\":\"twice\"");
    let again = Scheme::parse(&again).expect("a scheme");
    let third = again.appraise(&format!(r#"{{"score": {}}}"#, above.sealed()), None).expect("an appraisal");
    assert!(third.explain(Lang::En).contains("20 / 3 = 6.67 (≈ 20/3)"));
    // Without its trace a document is taken too, and nothing hangs below.
    let bare = scheme(&taker).appraise(&format!(r#"{{"score": {}}}"#, below.to_json()), None).expect("an appraisal");
    assert!(
        bare.explain(Lang::En).contains("taken from: appraisal/1, test/mark")
            && !bare.explain(Lang::En).contains("20 / 3")
    );
}

/// What rows are looked up in decides no value of the whole by itself.
#[test]
fn a_table_is_shown_where_the_whole_was_looked_up_in_it_and_not_its_rows() {
    let scheme = complete(
        &json!({
            "scales": [{"name": "grade", "levels": [{"name": "low"}, {"name": "high"}]}],
            "settings": [{"name": "rates", "type": "bands", "columns": [{"name": "percent", "type": "number"}],
                "default": {"rows": [{"from": 60, "is": 2}, {"from": 30, "is": 1}], "else": 0}}],
            "inputs": [
                {"name": "x", "type": "number"},
                {"name": "events", "type": "list", "fields": [
                    {"name": "minutes", "type": "number"}, {"name": "grade", "type": "level", "scale": "grade"}]}],
            "steps": [
                {"each": "events", "steps": [{"name": "part", "is": "rates[minutes] / at_least(sum(rates[minutes] over events, empty: zero), 1)"}]},
                {"name": "lost", "is": "sum(rates[minutes] over events, empty: zero)"},
                {"name": "late", "is": "count(events where rates[minutes] > 1)"},
                {"name": "shared", "is": "sum(part over events, empty: zero)"},
                {"name": "after", "is": "rates[x] + sum(rates[minutes] over events, empty: zero)"},
                {"name": "before", "is": "sum(rates[minutes] over events, empty: zero) + rates[x]"},
                {"name": "all", "is": "lost + late + shared + after + before"}],
            "outcomes": [{"name": "all", "of": "all", "round": {"digits": 2, "mode": "half_up"}}]
        }),
        None,
    );
    let scheme = Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let event = |minutes: i64| json!({"minutes": minutes, "grade": "low"});
    // Few rows are written out, and many are not.
    for events in [vec![event(70), event(5)], vec![event(5); 1_001]] {
        let facts = json!({"x": 35, "events": events}).to_string();
        let appraisal = scheme.appraise(&facts, None).unwrap_or_else(|problems| panic!("{problems}"));
        let tables: Vec<(String, usize)> = appraisal
            .trace()
            .entries
            .iter()
            .filter_map(|entry| match entry.table.as_deref() {
                Some(Table::Bands { holds, .. }) => Some((entry.path.to_string(), *holds)),
                Some(_) => panic!("{} was looked up in no matrix", entry.path),
                None => None,
            })
            .collect();
        assert_eq!(tables, [("after".to_owned(), 1), ("before".to_owned(), 1)], "of {} rows", events.len());
    }
}
