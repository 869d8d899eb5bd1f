//! Every printed line of every explanation is redone by an independent calculator, from what is printed.

use kinerja::trace::{Entry, EntryKind, Line, Piece, Shown, Trace};
use kinerja::{Exact, Lang, Scheme};
use kinerja_tests::calculator::Calculator;
use kinerja_tests::subjects::{Subject, built_in, built_in_subjects, cases_of, corpus_subjects};
use serde_json::json;
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
                    if let Err(error) = redo(&calculator, &trace, entry, line, lang, &mut redone) {
                        failures.push(format!("{} at {}: {error}", subject.name, entry.path));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} lines:\n{}", failures.len(), failures.join("\n"));
    assert!(redone.calculations > 1_500 && redone.conditions > 300 && redone.bands > 50, "{redone:?}");
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
        (Line::Cell { .. } | Line::Formula { .. }, Some(_)) => Ok(()),
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
            for position in decisive(&trace) {
                let entry = &trace.entries[position];
                for text in entry.lines.iter().filter_map(|line| line.text(lang)) {
                    match printed.get_mut(text.trim()) {
                        Some(count) if *count > 0 => *count -= 1,
                        _ => failures.push(format!("{} at {}: `{text}` is not printed", subject.name, entry.path)),
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
        ],
    };
    let heads = ["Constants and choices", "Konstanta dan pilihan", "The whole", "Keseluruhan"];
    if line.is_empty() || heads.contains(&line) || beside.iter().any(|start| line.starts_with(start)) {
        return Ok(());
    }
    let row = |entry: &Entry| {
        entry.rows.iter().any(|row| line.starts_with(&format!("{} {}", row.list.get(lang), row.number)))
    };
    let mut why = format!("`{line}` is neither working nor a known line");
    for entry in &trace.entries {
        let start = format!("{}: ", entry.title.get(lang));
        if let Some(value) = line.strip_prefix(&start) {
            match value_of(calculator, entry, value, lang) {
                Ok(()) => return Ok(()),
                Err(error) => why = error,
            }
        }
    }
    if trace.entries.iter().any(row) { Ok(()) } else { Err(why) }
}

fn value_of(calculator: &Calculator<'_>, entry: &Entry, value: &str, lang: Lang) -> Result<(), String> {
    let Shown::Number(number) = &entry.value else {
        let text = entry.value.text(lang).replace(['\n', '\r'], " ");
        return if value.starts_with(&text) { Ok(()) } else { Err(format!("`{value}` is not {text}")) };
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
