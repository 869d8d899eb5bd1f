//! Bad input: every mistake has its code, its place and one plain sentence, and nothing panics, hangs or eats memory.

use kinerja::{Code, Lang, Problems, Scheme};
use kinerja_tests::rooms::room_cases;
use kinerja_tests::subjects::{BUILT_IN, Dice, built_in, cases_of};
use kinerja_tests::work::Work;
use kinerja_tests::{codes, complete, corpus, expected_codes, settings_of};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// A scheme without fault.
const SCHEME: &str = r#"{
  "kinerja": "scheme/1", "scheme": "test/goals", "version": 1, "languages": ["en"],
  "in_force": {"from": "2025-01-01", "until": "2025-12-31"},
  "scales": [{"name": "grade", "levels": [{"name": "poor"}, {"name": "fair"}, {"name": "good", "codes": [3]}]}],
  "choices": [{"name": "kind", "words": ["planned", "extra"]}],
  "settings": [{"name": "share", "type": "number", "from": 0, "until": 1, "default": "0.6"}],
  "parameters": [
    {"name": "cap", "type": "number", "values": [{"from": "2025-01-01", "is": 120}]},
    {"name": "points", "type": "table", "key": {"scale": "grade"}, "columns": [{"name": "worth", "type": "number"}],
     "values": [{"from": "2025-01-01", "is": {"poor": 40, "fair": 70, "good": 100}}]}
  ],
  "inputs": [
    {"name": "goals", "type": "list", "least": 1, "key": "code", "fields": [
      {"name": "code", "type": "text"},
      {"name": "weight", "type": "weight", "multiple_of": 5},
      {"name": "target", "type": "number", "above": 0},
      {"name": "actual", "type": "number", "from": 0, "until": 1000, "digits": 2, "optional": "not_rated"}
    ]},
    {"name": "rating", "type": "level", "scale": "grade"},
    {"name": "sort", "title": "Kind of work", "type": "choice", "of": "kind"},
    {"name": "since", "type": "date", "optional": "not_applicable"},
    {"name": "people", "type": "integer", "from": 0, "default": 1},
    {"name": "present", "type": "yes_no"},
    {"name": "cost_target", "type": "number", "optional": "not_applicable"},
    {"name": "cost_actual", "type": "number", "optional": "not_applicable", "with": "cost_target"},
    {"name": "praise", "type": "number", "optional": "not_applicable", "evidence": "required"}
  ],
  "requires": [{"is": "people < 500", "say": "At most 499 people are led."}],
  "steps": [
    {"each": "goals", "steps": [{"name": "ratio", "is": "at_most(actual / target * 100, cap)"}]},
    {"name": "result", "is": "weighted_mean(ratio, weight over goals, missing: block)"},
    {"name": "score", "is": "share * result + (1 - share) * points[rating]"}
  ],
  "outcomes": [{"name": "score", "of": "score", "round": {"digits": 2, "mode": "half_up"}}]
}"#;

/// Facts without fault.
const FACTS: &str = r#"{
  "kinerja": "facts/1",
  "scheme": "test/goals",
  "period": {"from": "2025-01-01", "until": "2025-06-30"},
  "goals": [
    {"code": "a", "weight": 60, "target": 50, "actual": 45},
    {"code": "b", "weight": 40, "target": 10, "actual": 12}
  ],
  "rating": "fair",
  "sort": "planned",
  "since": "2019-03-01",
  "present": true,
  "cost_target": 100,
  "cost_actual": 90,
  "praise": {"value": 1, "evidence": ["letter 7"]}
}"#;

/// What is written in place of what, and all that is said about it.
struct Fault {
    of: &'static str,
    for_this: &'static str,
    stands: &'static str,
    said: &'static str,
}

const fn fault(of: &'static str, for_this: &'static str, stands: &'static str, said: &'static str) -> Fault {
    Fault { of, for_this, stands, said }
}

fn said<T>(result: Result<T, Problems>) -> String {
    result.map_or_else(|problems| problems.to_string(), |_| "nothing".to_owned())
}

fn goals() -> Scheme {
    Scheme::parse(SCHEME).unwrap_or_else(|problems| panic!("{problems}"))
}

#[rustfmt::skip]
const FACTS_FAULTS: &[Fault] = &[
    fault("facts without a fault", "facts/1", "facts/1", "nothing"),
    fault("text that is not JSON", "\"rating\": \"fair\",", "\"rating\" = \"fair\",", "the document (line 9, column 12): this is not JSON: `=` does not belong here [json.syntax]"),
    fault("text that stops in the middle", "\n  \"since\": \"2019-03-01\",\n  \"present\": true,\n  \"cost_target\": 100,\n  \"cost_actual\": 90,\n  \"praise\": {\"value\": 1, \"evidence\": [\"letter 7\"]}\n}", "", "the document (line 10, column 21): this is not JSON: the text ends too early [json.syntax]\n    help: something is not closed: a quote, a bracket or a brace"),
    fault("NaN is not JSON", "\"actual\": 45", "\"actual\": NaN", "the document (line 6, column 57): this is not JSON: `NaN` is not a value [json.syntax]\n    help: leave the value out, or write null"),
    fault("Infinity is not JSON", "\"actual\": 45", "\"actual\": Infinity", "the document (line 6, column 57): this is not JSON: `Infinity` is not a value [json.syntax]\n    help: leave the value out, or write null"),
    fault("a number with a needless plus", "\"actual\": 45", "\"actual\": +45", "the document (line 6, column 57): this is not JSON: a number has no plus sign [json.syntax]\n    help: remove it"),
    fault("a document of another kind", "facts/1", "settings/1", "kinerja (line 2, column 14): this is a `settings/1` document, not `facts/1` [document.kind]\n    help: check that the right document was passed"),
    fault("facts of another scheme", "test/goals", "test/gaols", "scheme (line 3, column 13): these facts are for the scheme `test/gaols`, not `test/goals` [facts.scheme]"),
    fault("an unknown key", "\"rating\": \"fair\"", "\"raiting\": \"fair\", \"rating\": \"fair\"", "raiting (line 9, column 14): `raiting` is not known here [document.unknown_key]\n    help: known here: rating, sort, since, people, present, cost_target, cost_actual, praise, goals, kinerja, scheme, person, period, note"),
    fault("an unknown key of a row", "\"actual\": 45", "\"actaul\": 45", "goals[0].actaul (line 6, column 57): `actaul` is not known here [document.unknown_key]\n    help: did you mean `actual`?"),
    fault("a key that is like no other", "\"actual\": 45", "\"zzzzzz\": 45", "goals[0].zzzzzz (line 6, column 57): `zzzzzz` is not known here [document.unknown_key]\n    help: known here: code, weight, target, actual, id, title, note"),
    fault("a key that stands twice", "\"actual\": 45", "\"actual\": 45, \"actual\": 46", "goals[0].actual (line 6, column 71): the key `actual` stands here twice [json.duplicate_key]\n    help: keep one of the two"),
    fault("a missing value", "\n  \"rating\": \"fair\",", "", "rating (line 1, column 1): `rating` is missing [value.missing]\n    help: a value is always needed here"),
    fault("null is a missing value", "\"rating\": \"fair\"", "\"rating\": null", "rating (line 9, column 13): `rating` is missing [value.missing]\n    help: a value is always needed here"),
    fault("a missing rating of a target is no zero", "\"actual\": 45", "\"actual\": null", "outcomes.score: `score` cannot be calculated, because this is missing: `goals[0].actual` [outcome.absent]\n    help: give its value, or state its absence as the scheme allows"),
    fault("a period that is missing", "\n  \"period\": {\"from\": \"2025-01-01\", \"until\": \"2025-06-30\"},", "", "period (line 1, column 1): `period` is missing [value.missing]\n    help: what the scheme says depends on the time: write {\"from\": \"2025-01-01\", \"until\": \"2025-12-31\"}"),
    fault("a value above its range", "\"actual\": 45", "\"actual\": 1000.01", "goals[0].actual (line 6, column 57): 1000.01 is out of range: from 0 to 1000 [value.range]"),
    fault("a value below its range", "\"actual\": 45", "\"actual\": -0.01", "goals[0].actual (line 6, column 57): -0.01 is out of range: from 0 to 1000 [value.range]"),
    fault("a target of zero, by which a ratio divides", "\"target\": 50", "\"target\": 0", "goals[0].target (line 6, column 43): 0 is out of range: more than 0 [value.range]"),
    fault("a number of 29 digits", "\"actual\": 45", "\"actual\": 12345678901234567890123456789", "goals[0].actual (line 6, column 57): `12345678901234567890123456789` has more than 28 digits [number.too_long]\n    help: round it before it is passed"),
    fault("29 digits after the point", "\"actual\": 45", "\"actual\": 0.00000000000000000000000000001", "goals[0].actual (line 6, column 57): `0.00000000000000000000000000001` has more than 28 digits [number.too_long]\n    help: round it before it is passed"),
    fault("a number with an immense exponent", "\"actual\": 45", "\"actual\": 1e999999999", "goals[0].actual (line 6, column 57): `1e999999999` is too large, or has too many decimals [number.too_long]\n    help: a number has at most 28 digits before the point, and 28 after it"),
    fault("NaN as text", "\"actual\": 45", "\"actual\": \"NaN\"", "goals[0].actual (line 6, column 57): `NaN` is not a number [number.syntax]\n    help: write digits with a point for decimals, as 88.67; where there is none, leave the value out (null, None)"),
    fault("Infinity as text", "\"actual\": 45", "\"actual\": \"-Infinity\"", "goals[0].actual (line 6, column 57): `-Infinity` is not a number [number.syntax]\n    help: write digits with a point for decimals, as 88.67; where there is none, leave the value out (null, None)"),
    fault("a decimal comma", "\"actual\": 45", "\"actual\": \"4,5\"", "goals[0].actual (line 6, column 57): `4,5` is not a number [number.syntax]\n    help: decimals take a point: 4.5"),
    fault("a number in words", "\"actual\": 45", "\"actual\": \"forty-five\"", "goals[0].actual (line 6, column 57): `forty-five` is not a number [number.syntax]\n    help: write digits with a point for decimals, as 88.67; where there is none, leave the value out (null, None)"),
    fault("a boolean for a number", "\"actual\": 45", "\"actual\": true", "goals[0].actual (line 6, column 57): this is true/false, but a number is needed [value.type]"),
    fault("a list for a number", "\"actual\": 45", "\"actual\": [45]", "goals[0].actual (line 6, column 57): this is a list, but a number is needed [value.type]"),
    fault("an object that is no annotated value", "\"actual\": 45", "\"actual\": {\"amount\": 45}", "goals[0].actual (line 6, column 57): this is an object, but a number is needed [value.type]"),
    fault("a number for a boolean", "\"present\": true", "\"present\": 1", "present (line 12, column 14): this is a number, but true or false is needed [value.type]"),
    fault("a number for a level", "\"rating\": \"fair\"", "\"rating\": 2", "rating (line 9, column 13): this is a number, but a word as text is needed [value.type]"),
    fault("too many digits after the point", "\"actual\": 45", "\"actual\": 45.125", "goals[0].actual (line 6, column 57): 45.125 has too many digits after the point: at most 2 may stand there [value.digits]\n    help: round it"),
    fault("half a person", "\"present\": true", "\"people\": 2.5, \"present\": true", "people (line 12, column 13): 2.5 is not a whole number [value.integer]"),
    fault("a day that does not exist", "2019-03-01", "2019-02-29", "since (line 11, column 12): `2019-02-29` is not a date [value.date]\n    help: write it as 2025-12-31"),
    fault("an unknown level", "\"rating\": \"fair\"", "\"rating\": \"fiar\"", "rating (line 9, column 13): `fiar` is not a level of `grade` [value.level]\n    help: did you mean `fair`?"),
    fault("a level is not named by its title", "\"rating\": \"fair\"", "\"rating\": \"Fair\"", "rating (line 9, column 13): `Fair` is not a level of `grade` [value.level]\n    help: did you mean `fair`?"),
    fault("an unknown choice", "\"planned\"", "\"extras\"", "sort (line 10, column 11): `extras` is not one of the choices of «Kind of work» (`sort`) [value.choice]\n    help: did you mean `extra`?"),
    fault("absence stated where a value is always needed", "\"rating\": \"fair\"", "\"rating\": {\"absent\": \"not_rated\"}", "rating (line 9, column 13): `rating` cannot be stated as absent [value.absence]\n    help: the scheme always needs it: give its value"),
    fault("an unknown kind of absence", "\"actual\": 45", "\"actual\": {\"absent\": \"unknown\"}", "goals[0].actual (line 6, column 68): `unknown` is not a kind of absence [value.absence]\n    help: one of: not_rated (owed but not there), not_applicable (not owed)"),
    fault("weights that do not sum, too little", "\"weight\": 40", "\"weight\": 35", "goals.weight (line 5, column 12): the weights sum to 95, not 100: 5 missing [weight.sum]\n    help: change a weight, or write \"rest\" for one of them"),
    fault("weights that do not sum, too much", "\"weight\": 40", "\"weight\": 60", "goals.weight (line 5, column 12): the weights sum to 120, not 100: 20 too much [weight.sum]\n    help: change a weight, or write \"rest\" for one of them"),
    fault("a weight off its grid", "\"weight\": 40", "\"weight\": 42", "goals[1].weight (line 7, column 5): the weight 42 is not a multiple of 5 [weight.multiple]"),
    fault("a negative weight", "\"weight\": 40", "\"weight\": -40", "goals[1].weight (line 7, column 5): -40 is out of range: at least 0 [value.range]"),
    fault("a rest below zero", "\"weight\": 60, \"target\": 50, \"actual\": 45},\n    {\"code\": \"b\", \"weight\": 40", "\"weight\": 105, \"target\": 50, \"actual\": 45},\n    {\"code\": \"b\", \"weight\": \"rest\"", "goals[1].weight (line 7, column 5): -5 is out of range: at least 0 [value.range]\n    help: the other weights already take 105 of 100"),
    fault("two rests", "\"weight\": 60, \"target\": 50, \"actual\": 45},\n    {\"code\": \"b\", \"weight\": 40", "\"weight\": \"rest\", \"target\": 50, \"actual\": 45},\n    {\"code\": \"b\", \"weight\": \"rest\"", "goals[1].weight (line 7, column 5): \"rest\" may stand in one row, \"equal\" only in all rows [weight.words]"),
    fault("a list without rows", "[\n    {\"code\": \"a\", \"weight\": 60, \"target\": 50, \"actual\": 45},\n    {\"code\": \"b\", \"weight\": 40, \"target\": 10, \"actual\": 12}\n  ]", "[]", "goals (line 5, column 12): too few rows: 0 of at least 1 [list.least]"),
    fault("a list that is an object", "[\n    {\"code\": \"a\", \"weight\": 60, \"target\": 50, \"actual\": 45},\n    {\"code\": \"b\", \"weight\": 40, \"target\": 10, \"actual\": 12}\n  ]", "{}", "goals (line 5, column 12): this is an object, but a list is needed [value.type]"),
    fault("a row that is a number", "{\"code\": \"a\", \"weight\": 60, \"target\": 50, \"actual\": 45}", "60", "goals[0] (line 6, column 5): this is a number, but an object is needed [value.type]"),
    fault("the same key in two rows", "\"code\": \"b\"", "\"code\": \"a\"", "goals[1].code (line 7, column 5): `a` stands in an earlier row already [list.key]\n    help: each row needs its own"),
    fault("a realisation without its target", "\n  \"cost_target\": 100,", "", "cost_actual (line 1, column 1): `cost_actual` is given exactly when `cost_target` is [value.with]\n    help: give both, leave both out, or state the absence"),
    fault("a target without its realisation says nothing of the other", "\n  \"cost_actual\": 90,", "", "cost_actual (line 1, column 1): `cost_actual` is given exactly when `cost_target` is [value.with]\n    help: give both, leave both out, or state the absence"),
    fault("a value without the evidence it needs", "{\"value\": 1, \"evidence\": [\"letter 7\"]}", "1", "praise (line 15, column 13): `praise` needs evidence [evidence.missing]\n    help: write the value as {\"value\": …, \"evidence\": [\"…\"]}"),
    fault("evidence that is no list", "[\"letter 7\"]", "\"letter 7\"", "praise (line 15, column 23): `praise` needs evidence [evidence.missing]\n    help: write the value as {\"value\": …, \"evidence\": [\"…\"]}\npraise.evidence (line 15, column 38): this is a text, but a list of texts is needed [value.type]"),
    fault("a period outside the time of the scheme", "2025-06-30", "2026-01-01", "period (line 4, column 13): the period 2025-01-01 – 2026-01-01 is not inside the time for which this scheme holds: 2025-01-01 – 2025-12-31 [period.outside]\n    help: take the scheme that held then; a period over two schemes is appraised in two parts"),
    fault("a period that ends before it begins", "2025-06-30", "2024-06-30", "period (line 4, column 13): the period ends (2024-06-30) before it begins (2025-01-01) [period.reversed]"),
    fault("a period without an end", "\"from\": \"2025-01-01\", \"until\": \"2025-06-30\"", "\"from\": \"2025-01-01\"", "period.until (line 4, column 13): `until` is missing [value.missing]\n    help: a value is always needed here"),
    fault("a condition of the scheme", "\"present\": true", "\"people\": 500, \"present\": true", "people: At most 499 people are led. [requires.failed]"),
    fault("facts that are a list", FACTS, "[]", "the document (line 1, column 1): this is a list, but an object is needed [document.type]"),
    fault("no text at all", FACTS, "", "the document (line 1, column 1): this is not JSON: the text is empty [json.syntax]"),
    fault("two documents in one text", FACTS, "{} {}", "the document (line 1, column 4): this is not JSON: The JSON already contains one root element [json.syntax]"),
    fault("a decimal comma in JSON", "\"actual\": 45", "\"actual\": 4,5", "the document (line 6, column 59): this is not JSON: a number has a comma [json.syntax]\n    help: decimals take a point, as 88.67"),
    fault("a key without quotes", "\"actual\": 45", "actual: 45", "the document (line 6, column 47): this is not JSON: a key stands in double quotes [json.syntax]\n    help: write \"actual\""),
    fault("a trailing comma", "\"actual\": 45}", "\"actual\": 45,}", "the document (line 6, column 60): this is not JSON: no comma may stand before a closing bracket [json.syntax]\n    help: remove the comma"),
    fault("single quotes", "\"rating\": \"fair\"", "\"rating\": 'fair'", "the document (line 9, column 13): this is not JSON: a text stands in double quotes [json.syntax]\n    help: write \"…\""),
    fault("curly quotes", "\"rating\": \"fair\"", "\"rating\": “fair”", "the document (line 9, column 13): this is not JSON: a text stands in straight quotes [json.syntax]\n    help: write \"…\""),
    fault("a boolean of another language", "\"present\": true", "\"present\": True", "the document (line 12, column 14): this is not JSON: `True` is not a value [json.syntax]\n    help: write true or false"),
    fault("a comment", "\"present\": true", "\"present\": true // there", "the document (line 12, column 19): this is not JSON: JSON has no comments [json.syntax]\n    help: remove it"),
    fault("a decimal without its zero", "\"actual\": 45", "\"actual\": .5", "the document (line 6, column 57): this is not JSON: a number begins with a digit [json.syntax]\n    help: write 0 before the point"),
    fault("an annotated value misspelt", "\"actual\": 45", "\"actual\": {\"valeu\": 45}", "goals[0].actual (line 6, column 57): this is an object, but a number is needed [value.type]\n    help: did you mean `value`?"),
    fault("a weight in another word", "\"weight\": 40", "\"weight\": \"half\"", "goals[1].weight (line 7, column 29): `half` is not a number [number.syntax]\n    help: a weight is a number, or \"rest\" in one row, or \"equal\" in all rows"),
    fault("an outcome given as an input", "\"present\": true", "\"present\": true, \"score\": 90", "score (line 12, column 29): `score` is not known here [document.unknown_key]\n    help: that is a step or outcome: the scheme calculates it"),
    fault("a step given as an input", "\"actual\": 45", "\"actual\": 45, \"ratio\": 90", "goals[0].ratio (line 6, column 70): `ratio` is not known here [document.unknown_key]\n    help: that is a step or outcome: the scheme calculates it"),
    fault("a setting given as an input", "\"present\": true", "\"present\": true, \"share\": 1", "share (line 12, column 29): `share` is not known here [document.unknown_key]\n    help: that is a setting: it stands in the settings, not in the facts"),
    fault("a parameter given as an input", "\"present\": true", "\"present\": true, \"cap\": 1", "cap (line 12, column 27): `cap` is not known here [document.unknown_key]\n    help: that is a parameter: the scheme sets it"),
    fault("a field of a row given outside", "\"present\": true", "\"present\": true, \"target\": 1", "target (line 12, column 30): `target` is not known here [document.unknown_key]\n    help: that is a field of `goals`: it stands in its rows"),
    fault("a code of an outside system", "\"rating\": \"fair\"", "\"rating\": 3", "rating (line 9, column 13): this is a number, but a word as text is needed [value.type]\n    help: `3` is the code of `good` in an outside system: write `good`"),
    fault("a code of an outside system as text", "\"rating\": \"fair\"", "\"rating\": \"3\"", "rating (line 9, column 13): `3` is not a level of `grade` [value.level]\n    help: `3` is the code of `good` in an outside system: write `good`"),
    fault("a missing value that has a title", "\"sort\": \"planned\",", "", "sort (line 1, column 1): «Kind of work» (`sort`) is missing [value.missing]\n    help: a value is always needed here"),
    fault("an unknown choice of what has a title", "\"sort\": \"planned\"", "\"sort\": \"plan\"", "sort (line 10, column 11): `plan` is not one of the choices of «Kind of work» (`sort`) [value.choice]\n    help: one of: planned, extra"),
    fault("a blank text", "\"code\": \"b\"", "\"code\": \" \"", "goals[1].code (line 7, column 14): `code` is missing [value.missing]\n    help: a value is always needed here"),
    fault("a partner whose absence is wrongly stated", "\"cost_target\": 100,\n  \"cost_actual\": 90", "\"cost_target\": {\"absent\": \"unknown\"}", "cost_target (line 13, column 29): `unknown` is not a kind of absence [value.absence]\n    help: one of: not_rated (owed but not there), not_applicable (not owed)"),
    fault("a text that names the words of its own message", "\"rating\": \"fair\"", "\"rating\": \"{known}\"", "rating (line 9, column 13): `{known}` is not a level of `grade` [value.level]\n    help: one of: poor, fair, good"),
];

#[rustfmt::skip]
const SCHEME_FAULTS: &[Fault] = &[
    fault("a scheme without a fault", "scheme/1", "scheme/1", "nothing"),
    fault("facts where a scheme is wanted", "scheme/1", "facts/1", "kinerja (line 2, column 14): this is a `facts/1` document, not `scheme/1` [document.kind]\n    help: check that the right document was passed"),
    fault("a newer kind", "scheme/1", "scheme/2", "kinerja (line 2, column 14): this is a `scheme/2` document, not `scheme/1` [document.kind]\n    help: check that the right document was passed"),
    fault("a part that is not known", "\"in_force\"", "\"inforce\"", "inforce (line 3, column 14): `inforce` is not known here [document.unknown_key]\n    help: did you mean `in_force`?"),
    fault("a missing part", ",\n  \"outcomes\": [{\"name\": \"score\", \"of\": \"score\", \"round\": {\"digits\": 2, \"mode\": \"half_up\"}}]", "", "outcomes (line 1, column 1): `outcomes` is missing [document.missing]"),
    fault("a text for a list", "[\"en\"]", "\"en\"", "languages (line 2, column 77): this is a text, but a list is needed [document.type]"),
    fault("a version before the first", "\"version\": 1", "\"version\": 0", "version (line 2, column 61): 0 is not a whole number from 1 to 1000000 [document.range]"),
    fault("a version that is no whole number", "\"version\": 1", "\"version\": 1.5", "version (line 2, column 61): 1.5 is not a whole number from 1 to 1000000 [document.range]"),
    fault("an unknown word", "\"half_up\"", "\"half-up\"", "outcomes[0].round.mode (line 34, column 80): `half-up` is not one of the words that may stand here [document.word]\n    help: did you mean `half_up`?"),
    fault("an unknown type", "\"type\": \"yes_no\"", "\"type\": \"boolean\"", "inputs[5].type (line 23, column 33): `boolean` is not one of the words that may stand here [document.word]\n    help: one of: number, integer, yes_no, date, period, level, choice, text, weight, list, table, bands, curve"),
    fault("a name in capitals", "\"name\": \"present\"", "\"name\": \"Present\"", "inputs[5].name (line 23, column 14): `Present` is not a name: lower-case letters, digits and _, at most 64, a letter first [document.id]"),
    fault("a date that does not exist", "\"until\": \"2025-12-31\"", "\"until\": \"2025-02-30\"", "in_force.until (line 3, column 47): `2025-02-30` is not a date [document.date]\n    help: write it as 2025-12-31"),
    fault("an empty list of what must be there", "[{\"name\": \"score\", \"of\": \"score\", \"round\": {\"digits\": 2, \"mode\": \"half_up\"}}]", "[]", "outcomes (line 34, column 15): there must be at least one here [document.empty]"),
    fault("a formula that stops", "share * result + (1 - share) * points[rating]", "share * result + ", "steps[2].is (line 32, column 29): the formula cannot be read here: a value is needed before the end [formula.syntax]\n    share * result + \n                     ^"),
    fault("a formula with a strange sign", "share * result + (1 - share)", "share × result + (1 - share)", "steps[2].is (line 32, column 29): the formula cannot be read here: `×` does not belong in a formula [formula.syntax]\n    share × result + (1 - share) * points[rating]\n          ^\n    help: write *"),
    fault("a fault in a later line of a formula", "\"share * result + (1 - share) * points[rating]\"", "[\"share * result\", \"  + (1 - share * points[rating]\"]", "steps[2].is (line 32, column 29): the formula cannot be read here: `)` is needed before the end [formula.syntax]\n      + (1 - share * points[rating]\n                                   ^"),
    fault("comparisons that chain", "people < 500", "0 < people < 500", "requires[0].is (line 28, column 23): the formula cannot be read here: comparisons do not chain: join them with `and` [formula.syntax]\n    0 < people < 500\n               ^"),
    fault("a quote that is not closed", "points[rating]", "points['fair]", "steps[2].is (line 32, column 29): the formula cannot be read here: the quote is not closed [formula.syntax]\n    share * result + (1 - share) * points['fair]\n                                          ^"),
    fault("an unknown name", "share * result", "share * resutl", "steps[2].is (line 32, column 29): there is no `resutl` here [formula.unknown_name]\n    share * resutl + (1 - share) * points[rating]\n            ^\n    help: did you mean `result`?"),
    fault("an unknown function", "at_most(", "at_mots(", "steps[0].steps[0].is (line 30, column 57): there is no function or formula `at_mots` [formula.unknown_function]\n    at_mots(actual / target * 100, cap)\n    ^\n    help: did you mean `at_most`?"),
    fault("too few arguments", "at_most(actual / target * 100, cap)", "at_most(actual / target)", "steps[0].steps[0].is (line 30, column 57): `at_most` takes 2 arguments [formula.arguments]\n    at_most(actual / target)\n    ^"),
    fault("a level among numbers", "share * result", "share * rating", "steps[2].is (line 32, column 29): this is a level of `grade`, but a number is needed [formula.type]\n    share * rating + (1 - share) * points[rating]\n            ^"),
    fault("an unknown level in a formula", "points[rating]", "points['grand']", "steps[2].is (line 32, column 29): `grand` is not a word of `grade` [formula.word]\n    share * result + (1 - share) * points['grand']\n                                          ^\n    help: one of: poor, fair, good"),
    fault("a list among numbers", "share * result", "share * goals", "steps[2].is (line 32, column 29): this is a list, but a single value is needed [formula.type]\n    share * goals + (1 - share) * points[rating]\n            ^\n    help: a list stands after `over`, as in sum(… over goals), or in count(goals)"),
    fault("an absence that is not dealt with", ", missing: block", "", "steps[1].is (line 31, column 30): a value may be absent here: say `missing:` exclude, zero or block, or `not_rated:` and `not_applicable:` [formula.policy]\n    weighted_mean(ratio, weight over goals)\n                  ^"),
    fault("a division by what may be zero", "\"above\": 0", "\"from\": 0", "steps[0].steps[0].is (line 30, column 57): `target` may be zero [formula.division]\n    at_most(actual / target * 100, cap)\n                     ^\n    help: declare a range that excludes zero, add a `requires`, or ask with if or rules first"),
    fault("a division by what has no range", "\"above\": 0", "\"unit\": \"%\"", "steps[0].steps[0].is (line 30, column 57): `target` may be zero [formula.division]\n    at_most(actual / target * 100, cap)\n                     ^\n    help: declare a range that excludes zero, add a `requires`, or ask with if or rules first"),
    fault("an unknown scale", "\"scale\": \"grade\"}", "\"scale\": \"grades\"}", "parameters[1].key.scale (line 9, column 5): there is no scale `grades` [name.unknown]\n    help: did you mean `grade`?"),
    fault("steps that need each other", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"is\": \"score / 2\"", "steps[1] (line 31, column 5): these steps need each other: result → score → result [scheme.cycle]"),
    fault("a step that needs itself", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"is\": \"result + 1\"", "steps[1] (line 31, column 5): these steps need each other: result → result [scheme.cycle]"),
    fault("a name that is taken", "\"name\": \"result\"", "\"name\": \"present\"", "steps[1].name (line 31, column 5): `present` is declared already [name.taken]\n    help: choose another name\nsteps[2].is (line 32, column 29): there is no `result` here [formula.unknown_name]\n    share * result + (1 - share) * points[rating]\n            ^"),
    fault("a name that is taken inside a row", "\"name\": \"ratio\"", "\"name\": \"present\"", "steps[0].steps[0].name (line 30, column 33): `present` is declared already [name.taken]\n    help: choose another name\nsteps[1].is (line 31, column 30): there is no `ratio` here [formula.unknown_name]\n    weighted_mean(ratio, weight over goals, missing: block)\n                  ^"),
    fault("a name that is reserved", "\"name\": \"result\"", "\"name\": \"period\"", "steps[1].name (line 31, column 5): `period` is a word of the language or of every document [name.reserved]\n    help: choose another name\nsteps[2].is (line 32, column 29): there is no `result` here [formula.unknown_name]\n    share * result + (1 - share) * points[rating]\n            ^"),
    fault("an input with a default that is optional too", "\"default\": 1", "\"default\": 1, \"optional\": \"not_rated\"", "inputs[4] (line 22, column 5): an input has `default` or `optional`, not both [input.optional]"),
    fault("a default out of range", "\"default\": \"0.6\"", "\"default\": \"1.6\"", "settings[0].default (line 6, column 86): 1.6 is out of range: from 0 to 1 [value.range]"),
    fault("a default that is no choice", "\"of\": \"kind\"", "\"of\": \"kind\", \"default\": \"plan\"", "inputs[2].default (line 20, column 90): `plan` is not one of the choices of «Kind of work» (`sort`) [value.choice]\n    help: one of: planned, extra"),
    fault("a number without end as an exact outcome", "\"round\": {\"digits\": 2, \"mode\": \"half_up\"}", "\"round\": \"exact\"", "outcomes[0] (line 34, column 16): this number may have decimals without end [outcome.exact]\n    help: say how it is rounded"),
    fault("an outcome without its rounding", ", \"round\": {\"digits\": 2, \"mode\": \"half_up\"}", "", "outcomes[0] (line 34, column 16): a number outcome says how it is rounded, another says nothing [outcome.round]\n    help: for a number: {\"digits\": 2, \"mode\": \"half_up\"}, or \"exact\" where it always ends"),
    fault("an outcome of what is not there", "\"of\": \"score\"", "\"of\": \"scores\"", "outcomes[0].of (line 34, column 16): there is no step or input `scores` [name.unknown]\n    help: did you mean `score`?"),
    fault("a table that is not whole", "\"poor\": 40, ", "", "parameters[1].values[0].is (line 10, column 46): the table has no value for: poor [table.incomplete]"),
    fault("a table with too much", "\"poor\": 40, ", "\"poor\": 40, \"great\": 110, ", "parameters[1].values[0].is.great (line 10, column 68): `great` is not known here [document.unknown_key]\n    help: known here: poor, fair, good"),
    fault("a step in two forms", "\"is\": \"share * result", "\"rules\": {\"policy\": \"first\", \"rows\": [{\"when\": \"true\", \"is\": \"2\"}], \"else\": {\"is\": \"1\"}}, \"is\": \"share * result", "steps[2] (line 32, column 5): `is`, `rules` stand together, but a step has only one form [step.form]\n    help: keep one of `is`, `bands`, `rules`, `matrix`, `curve`"),
    fault("levels of which only some have a value", "{\"name\": \"poor\"}", "{\"name\": \"poor\", \"value\": 1}", "scales[0].levels (line 4, column 14): some levels of this scale have a value and others have none [scale.values]\n    help: give all of them a value, or none"),
    fault("a constant whose dates fall", "[{\"from\": \"2025-01-01\", \"is\": 120}]", "[{\"from\": \"2025-02-01\", \"is\": 120}, {\"from\": \"2025-01-01\", \"is\": 110}]", "parameters[0].values[1].from (line 8, column 85): 2025-01-01 is not after the date before it [parameter.dates]\n    help: write the oldest value first"),
    fault("an aggregate over what is no list", "over goals", "over people", "steps[1].is (line 31, column 30): `people` is not a list [formula.unknown_name]\n    weighted_mean(ratio, weight over people, missing: block)\n                                     ^"),
    fault("a comparison with an absent word", "share * result", "(if since = not_applicable then 1 else 0) * result", "steps[2].is (line 32, column 29): this is an absent value, but a value to compare with is needed [formula.type]\n    (if since = not_applicable then 1 else 0) * result + (1 - share) * points[rating]\n                ^\n    help: ask with known(since)"),
    fault("an aggregate by another language's name", "weighted_mean(ratio", "avg(ratio", "steps[1].is (line 31, column 30): there is no function or formula `avg` [formula.unknown_function]\n    avg(ratio, weight over goals, missing: block)\n    ^\n    help: did you mean `mean`?"),
    fault("a range in which nothing lies", "\"from\": 0, \"until\": 1000", "\"from\": 1000, \"until\": 0", "inputs[0].fields[3] (line 17, column 7): no value lies in the range: from 1000 to 0 [input.range]\n    help: the lower end must not lie above the upper end"),
    fault("a field of a row outside its list", "share * result", "share * ratio", "steps[2].is (line 32, column 29): there is no `ratio` here [formula.unknown_name]\n    share * ratio + (1 - share) * points[rating]\n            ^\n    help: it is a field of `goals`: use it in `sum(… over goals)` or in `each`"),
    fault("a step where only facts are known", "people < 500", "score < 500", "requires[0].is (line 28, column 23): there is no `score` here [formula.unknown_name]\n    score < 500\n    ^\n    help: steps are not known yet here: only inputs, settings, parameters and formulas are"),
    fault("a word without quotes", "people < 500", "rating = good", "requires[0].is (line 28, column 23): there is no `good` here [formula.unknown_name]\n    rating = good\n             ^\n    help: as a word it stands in quotes: 'good'"),
    fault("a word in double quotes", "people < 500", "rating = \\\"good\\\"", "requires[0].is (line 28, column 23): the formula cannot be read here: `\"` does not belong in a formula [formula.syntax]\n    rating = \"good\"\n             ^\n    help: a word stands in single quotes: 'good'"),
    fault("a comparison as in other languages", "people < 500", "rating == 'good'", "requires[0].is (line 28, column 23): the formula cannot be read here: `==` does not belong in a formula [formula.syntax]\n    rating == 'good'\n           ^\n    help: write ="),
    fault("an inequality as in a spreadsheet", "people < 500", "people <> 5", "requires[0].is (line 28, column 23): the formula cannot be read here: `<>` does not belong in a formula [formula.syntax]\n    people <> 5\n           ^\n    help: write !="),
    fault("a power", "people < 500", "people ^ 2 < 500", "requires[0].is (line 28, column 23): the formula cannot be read here: `^` does not belong in a formula [formula.syntax]\n    people ^ 2 < 500\n           ^\n    help: a power is a product: x * x"),
    fault("a decimal comma in a formula", "people < 500", "people < 1,5", "requires[0].is (line 28, column 23): the formula cannot be read here: `,` does not continue the formula [formula.syntax]\n    people < 1,5\n              ^\n    help: decimals take a point, as 1.5"),
    fault("a condition as in a spreadsheet", "people < 500", "if(people > 5, true, false)", "requires[0].is (line 28, column 23): the formula cannot be read here: `)` is needed before `,` [formula.syntax]\n    if(people > 5, true, false)\n                 ^\n    help: write if … then … else …"),
    fault("the larger of two, as in a spreadsheet", "share * result", "max(share, 1) * result", "steps[2].is (line 32, column 29): `max` takes a value over a list, as sum(value over list), or an array [formula.arguments]\n    max(share, 1) * result + (1 - share) * points[rating]\n    ^\n    help: of two values: at_least(share, 1), or max([share, 1])"),
    fault("a rounding mode in quotes", "share * result", "round(result, 2, 'half_up')", "steps[2].is (line 32, column 29): `round` takes a rounding mode: up, down, ceiling, floor, half_up, half_down, half_even, half_ceiling, half_floor, zero_five_up [formula.arguments]\n    round(result, 2, 'half_up') + (1 - share) * points[rating]\n                     ^\n    help: without quotes: half_up"),
    fault("a rounding mode misspelt", "share * result", "round(result, 2, halfup)", "steps[2].is (line 32, column 29): `round` takes a rounding mode: up, down, ceiling, floor, half_up, half_down, half_even, half_ceiling, half_floor, zero_five_up [formula.arguments]\n    round(result, 2, halfup) + (1 - share) * points[rating]\n                     ^\n    help: did you mean `half_up`?"),
    fault("a date that does not exist in a formula", "people < 500", "since > '2019-13-01'", "requires[0].is (line 28, column 23): `2019-13-01` is not a date [formula.word]\n    since > '2019-13-01'\n            ^\n    help: write it as '2025-12-31'"),
    fault("an unknown list", "over goals", "over goal", "steps[1].is (line 31, column 30): there is no `goal` here [formula.unknown_name]\n    weighted_mean(ratio, weight over goal, missing: block)\n                                     ^\n    help: did you mean `goals`?"),
    fault("a table without key", "points[rating]", "points", "steps[2].is (line 32, column 29): this is a table, but a single value is needed [formula.type]\n    share * result + (1 - share) * points\n                                   ^\n    help: a table is read with a key, as t[key].column"),
    fault("an unknown column", "points[rating]", "points[rating].wert", "steps[2].is (line 32, column 29): the table has no column `wert` [formula.unknown_name]\n    share * result + (1 - share) * points[rating].wert\n                                                  ^\n    help: its columns: worth"),
    fault("a partner that is never absent", "\"with\": \"cost_target\"", "\"with\": \"people\"", "inputs[7].with (line 25, column 5): `with` joins two optional inputs, which this one and `people` are not [name.unknown]\n    help: say `optional` of both; an input is not joined with itself"),
    fault("a partner that is not there", "\"with\": \"cost_target\"", "\"with\": \"cost\"", "inputs[7].with (line 25, column 5): there is no input `cost` [name.unknown]\n    help: known: rating, sort, since, people, present, cost_target, cost_actual, praise"),
    fault("a key that may be absent", "\"key\": \"code\"", "\"key\": \"actual\"", "inputs[0].key (line 13, column 5): `actual` cannot be the key of the rows [name.unknown]\n    help: a key is a level, choice, text or integer without `optional`"),
    fault("a word where a result is needed", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"rules\": {\"policy\": \"first\", \"rows\": [{\"when\": \"true\", \"is\": \"1\"}], \"else\": \"poor\"}", "steps[1].rules.else (line 31, column 100): `poor` is not one of the words that may stand here [document.word]\n    help: one of: impossible, {\"is\": …}, {\"level\": …}"),
    fault("a word where a rounding is needed", "\"round\": {\"digits\": 2, \"mode\": \"half_up\"}", "\"round\": \"half_up\"", "outcomes[0].round (line 34, column 58): `half_up` is not one of the words that may stand here [document.word]\n    help: one of: exact, {\"digits\": …, \"mode\": …}"),
    fault("a key of another language", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"rules\": {\"policy\": \"first\", \"rows\": [{\"when\": \"true\", \"then\": \"1\"}], \"else\": {\"is\": \"2\"}}", "steps[1].rules.rows[0].then (line 31, column 87): `then` is not known here [document.unknown_key]\n    help: did you mean `is`?"),
    fault("a result twice", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"rules\": {\"policy\": \"first\", \"rows\": [{\"when\": \"true\", \"is\": \"1\", \"level\": \"good\"}], \"else\": {\"is\": \"2\"}}", "steps[1].rules.rows[0].is (line 31, column 62): `is` and `level` stand together [document.missing]\n    help: exactly one of the two is needed: remove one"),
    fault("a code of an outside system as a level", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"rules\": {\"policy\": \"first\", \"rows\": [{\"when\": \"true\", \"level\": \"3\"}], \"else\": {\"level\": \"good\"}}", "steps[1].rules.rows[0].level (line 31, column 88): `3` is not a word of `grade` [formula.word]\n    help: `3` is the code of `good` in an outside system: write `good`"),
    fault("a band without threshold", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"bands\": {\"of\": \"people\", \"round\": \"none\", \"rows\": [{\"is\": \"1\"}], \"else\": {\"is\": \"2\"}}", "steps[1].bands.rows[0].from (line 31, column 76): exactly one of `from` and `above` is needed [document.missing]"),
    fault("a band with two thresholds", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"bands\": {\"of\": \"people\", \"round\": \"none\", \"rows\": [{\"from\": 1, \"above\": 1, \"is\": \"1\"}], \"else\": {\"is\": \"2\"}}", "steps[1].bands.rows[0].from (line 31, column 76): `from` and `above` stand together [document.missing]\n    help: exactly one of the two is needed: remove one"),
    fault("a step without form", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"title\": \"Result\"", "steps[1] (line 31, column 5): this step does not say how it is calculated [step.form]\n    help: it needs one of `is`, `bands`, `rules`, `matrix`, `curve`"),
    fault("a formula that is a number", "\"is\": \"weighted_mean(ratio, weight over goals, missing: block)\"", "\"is\": 5", "steps[1].is (line 31, column 30): this is a number, but a formula: a text or a list of texts is needed [document.type]\n    help: write it as text: \"5\""),
    fault("optional without its kind", "\"optional\": \"not_rated\"", "\"optional\": true", "inputs[0].fields[3].optional (line 17, column 95): this is true/false, but a text is needed [document.type]\n    help: one of: not_rated, not_applicable"),
    fault("a scheme's id of one part", "\"test/goals\"", "\"goals\"", "scheme (line 2, column 36): `goals` is not a scheme's id: two to four names joined by `/` [document.id]\n    help: write it as `id/pp-46-2011`: lower-case letters, digits, _ and -, a letter first"),
    fault("an attribute of another type", "\"name\": \"present\", \"type\": \"yes_no\"", "\"name\": \"present\", \"type\": \"yes_no\", \"from\": 0", "inputs[5].from (line 23, column 51): `from` is not known here [document.unknown_key]"),
    fault("an array among numbers", "share * result", "share * [1, 2]", "steps[2].is (line 32, column 29): this is an array, but a single value is needed [formula.type]\n    share * [1, 2] + (1 - share) * points[rating]\n            ^\n    help: an array stands only in an aggregate, as mean([a, b])"),
    fault("a scheme that is a number", SCHEME, "7", "the document (line 1, column 1): this is a number, but an object is needed [document.type]"),
];

fn compare_all(faults: &[Fault], base: &str, judge: impl Fn(&str) -> String) {
    let mut differ = Vec::new();
    for fault in faults {
        assert!(base.contains(fault.for_this), "{}: `{}` is not there", fault.of, fault.for_this);
        let found = judge(&base.replacen(fault.for_this, fault.stands, 1));
        if found != fault.said {
            differ.push(format!("# {}\n{found}\n", fault.of));
        }
    }
    assert!(differ.is_empty(), "{} differ\n{}", differ.len(), differ.join(""));
}

#[test]
fn every_mistake_in_facts_is_named_with_its_place_and_what_to_do() {
    let scheme = goals();
    compare_all(FACTS_FAULTS, FACTS, |facts| said(scheme.appraise(facts, None)));
}

#[test]
fn every_mistake_in_a_scheme_is_named_with_its_place_and_what_to_do() {
    compare_all(SCHEME_FAULTS, SCHEME, |scheme| said(Scheme::parse(scheme)));
}

#[test]
fn the_caret_stands_under_the_place_also_in_a_long_line() {
    let long = SCHEME.replacen("share * result", &format!("{}resutl{}", " ".repeat(5_000), " ".repeat(5_000)), 1);
    let text = said(Scheme::parse(&long));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[1].chars().count() < 200 && lines[1].contains("resutl"), "{text}");
    let caret = lines[2].chars().position(|letter| letter == '^').unwrap();
    assert_eq!(lines[1].chars().skip(caret).take(6).collect::<String>(), "resutl");
}

#[test]
fn all_problems_of_a_document_come_together() {
    let faults = [
        ("test/goals", "test/gaols"),
        ("\"code\": \"b\"", "\"code\": \"a\""),
        ("\"weight\": 40", "\"weight\": 35"),
        ("\"target\": 50", "\"target\": 0"),
        ("\"actual\": 45", "\"actual\": true"),
        ("\"actual\": 12", "\"actual\": 12.345, \"comment\": \"late\""),
        ("\"fair\"", "\"fiar\""),
        ("2019-03-01", "2019-13-01"),
        ("\"present\": true,", ""),
        ("\n  \"cost_target\": 100,", ""),
        ("{\"value\": 1, \"evidence\": [\"letter 7\"]}", "1"),
    ];
    let facts = faults.iter().fold(FACTS.to_owned(), |facts, (right, wrong)| {
        assert!(facts.contains(right), "{right}");
        facts.replacen(right, wrong, 1)
    });
    let problems = goals().appraise(&facts, Some("{\"share\": 1.5}")).unwrap_err();
    let found: Vec<String> = problems.iter().map(|problem| format!("{} {}", problem.code(), problem.path())).collect();
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(
        sorted,
        [
            "document.unknown_key goals[1].comment",
            "evidence.missing praise",
            "facts.scheme scheme",
            "list.key goals[1].code",
            "value.date since",
            "value.digits goals[1].actual",
            "value.level rating",
            "value.missing present",
            "value.range goals[0].target",
            "value.range settings.share",
            "value.type goals[0].actual",
            "value.with cost_actual",
            "weight.sum goals.weight",
        ],
        "{problems}"
    );
    assert_eq!((found.len(), problems.count(), problems.more()), (13, 13, 0));
}

#[test]
fn of_250_problems_200_are_told_and_50_counted() {
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/rows", "version": 1, "languages": ["en"],
        "inputs": [{"name": "rows", "type": "list", "fields": [{"name": "x", "type": "number"}]}],
        "steps": [{"name": "n", "is": "count(rows)"}], "outcomes": [{"name": "n", "of": "n", "round": "exact"}],
    });
    let scheme = Scheme::parse(&scheme.to_string()).unwrap();
    let problems = scheme.appraise(&json!({"rows": vec![json!({}); 250]}).to_string(), None).unwrap_err();
    assert_eq!((problems.count(), problems.iter().count(), problems.more()), (250, 200, 50));
    let text = problems.text(Lang::En);
    assert!(
        text.starts_with(
            "rows[0].x (line 1, column 10): `x` is missing [value.missing]\n    help: a value is always needed here\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("rows[199].x (line 1, column 607): `x` is missing [value.missing]\n    help: a value is always needed here\nand 50 more"), "{text}");
    assert!(problems.text(Lang::Id).ends_with("\ndan 50 lagi"));
}

/// A scheme with one list of numbers.
fn sum() -> Scheme {
    let scheme = json!({
        "kinerja": "scheme/1", "scheme": "test/sum", "version": 1, "languages": ["en"],
        "inputs": [{"name": "rows", "type": "list", "fields": [{"name": "x", "type": "number"}]}],
        "steps": [{"name": "total", "is": "sum(x over rows, empty: zero)"}],
        "outcomes": [{"name": "total", "of": "total", "round": "exact"}],
    });
    Scheme::parse(&scheme.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn what_is_too_large_is_refused_before_it_costs_anything() {
    let scheme = sum();
    let quick = |what: &str, text: String, wanted: &str| {
        let began = Work::started();
        let found = said(scheme.appraise(&text, None));
        assert_eq!(found, wanted, "{what}");
        assert!(began.so_far() < Duration::from_secs(5), "{what} took {:?}", began.so_far());
        let began = Work::started();
        assert_ne!(said(Scheme::parse(&text)), "nothing");
        assert!(began.so_far() < Duration::from_secs(5), "{what} as a scheme took {:?}", began.so_far());
    };
    let deep = "the document (line 1, column 65): values are nested deeper than 64 [json.too_deep]";
    quick("lists 100,000 deep", "[".repeat(100_000), deep);
    quick("closed lists 100,000 deep", "[".repeat(100_000) + &"]".repeat(100_000), deep);
    let deep = "the document (line 1, column 321): values are nested deeper than 64 [json.too_deep]";
    quick("objects 100,000 deep", "{\"a\":".repeat(100_000), deep);
    let large = "the document: the text is longer than 16 MiB [json.too_large]\n    help: split the document";
    quick("50 MB of blanks", " ".repeat(50_000_000), large);
    quick("50 MB of one text", format!("{{\"note\": \"{}\"}}", "x".repeat(50_000_000)), large);
    let rows = json!({"rows": vec![json!({"x": 1}); 10_001]}).to_string();
    let many = "rows (line 1, column 9): there is more here than one appraisal may hold (10,000 rows in a list) [facts.too_large]\n    help: check that these are the facts of one person";
    quick("10,001 rows", rows, many);
    let long: Vec<Value> = (0..600).map(|_| json!({"x": "0.1234567890123456789012345679"})).collect();
    let bits = "the document (line 1, column 1): there is more here than one appraisal may hold (100,000 bits in all numbers) [facts.too_large]\n    help: check that these are the facts of one person";
    quick("600 numbers of 28 digits", json!({"rows": long}).to_string(), bits);
}

#[test]
fn as_much_as_is_allowed_is_appraised_in_a_moment() {
    let began = Work::started();
    let facts = json!({"rows": vec![json!({"x": 0.5}); 10_000]}).to_string();
    let appraisal = sum().appraise(&facts, None).unwrap();
    assert_eq!(kinerja_tests::outcomes_json(&appraisal), json!({"total": "5000"}));
    assert!(began.so_far() < Duration::from_secs(5), "{:?}", began.so_far());
}

/// So many rows as a list may have, each with a key of its own.
struct Keyed(Vec<String>);

impl kinerja::Cells for Keyed {
    fn rows(&self, _: usize) -> Option<usize> {
        Some(self.0.len())
    }

    fn cells(&self, _: usize, taker: &mut kinerja::Taker<'_>) -> Option<()> {
        self.0.iter().try_for_each(|key| taker.text(key))
    }
}

#[test]
fn keys_out_of_columns_are_not_compared_each_with_each() {
    let scheme = json!({
        "inputs": [{"name": "rows", "type": "list", "key": "key", "fields": [{"name": "key", "type": "text"}]}],
        "steps": [{"name": "rows_there", "is": "count(rows)"}],
        "outcomes": [{"name": "rows_there", "of": "rows_there", "round": "exact"}],
    });
    let scheme = Scheme::parse(&complete(&scheme, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let batch = scheme.batch(None).unwrap();
    let mut worker = batch.worker(None);
    // They differ in their last letters only.
    let keys = |count: usize| Keyed((0..count).map(|n| format!("{}{n:05}", "k".repeat(100))).collect());
    assert!(worker.appraise(&keys(32)).is_some_and(|row| row.is_ok()));
    let many = keys(10_000);
    let began = Work::started();
    for _ in 0..50 {
        assert!(worker.appraise(&many).is_none(), "so many are read as a tree");
    }
    assert!(began.so_far() < Duration::from_secs(5), "{:?}", began.so_far());
}

/// Schemes that parse, at work on rows whose exact sums grow without mercy: each must end soon, in outcomes or in `step.too_costly` alone.
#[test]
fn schemes_made_to_be_costly_are_stopped() {
    // A constant of some thousand bits.
    let long = (0..12).map(|n| format!("1.7918345612943875610293847{:02}", 11 + 2 * n)).collect::<Vec<_>>().join(" * ");
    let quotients = format!("sum(1 / (x + ({long})) over rows)");
    let schemes = [
        ("a sum", vec![("s", quotients.clone())], true),
        (
            "sums compared in each row",
            vec![("s", quotients.clone()), ("t", "count(rows where s * x > s)".into())],
            true,
        ),
        ("many sums", (0..40).map(|n| ("s", quotients.replace("x +", &format!("x + {n} +")))).collect(), true),
        ("a sum of what is short", vec![("s", "sum(1 / (x + 1) over rows)".into())], false),
        ("a median of what is long", vec![("s", format!("median((1 / (x + ({long}))) over rows)"))], false),
    ];
    let rows: Vec<Value> = (0..10_000).map(|n| json!({"x": n % 1000})).collect();
    for (what, steps, is_too_much) in schemes {
        let steps: Vec<Value> =
            steps.iter().enumerate().map(|(n, (name, is))| json!({"name": if *name == "s" && n > 0 { format!("s{n}") } else { (*name).to_owned() }, "is": is})).collect();
        let fragment = json!({
            "inputs": [{"name": "rows", "type": "list", "least": 1, "fields": [{"name": "x", "type": "number", "from": 0}]}],
            "steps": steps
        });
        let scheme = Scheme::parse(&complete(&fragment, None).to_string())
            .unwrap_or_else(|problems| panic!("{what}: {problems}"));
        let began = Work::started();
        let result = scheme.appraise(&json!({"rows": rows}).to_string(), None);
        assert!(began.so_far() < Duration::from_secs(30), "{what} took {:?}", began.so_far());
        let codes: Vec<_> =
            result.err().into_iter().flat_map(|problems| codes(&problems)).map(|(code, _)| code).collect();
        let wanted: &[&str] = if is_too_much { &["step.too_costly"] } else { &[] };
        assert_eq!(codes, wanted, "{what}");
    }
}

/// Built-in schemes over as many rows as the numbers of one appraisal allow, each row with targets of its own: the effort suffices.
#[test]
fn built_in_schemes_are_appraised_at_full_size() {
    let schemes = [
        ("id/pp-46-2011", "kegiatan", ["kuantitas_target", "waktu_target"]),
        ("id/langsa", "sasaran", ["target", "bobot"]),
    ];
    for (id, list, own) in schemes {
        let (scheme, _) = built_in(id);
        let (_, facts, settings) = cases_of(id).pop().expect("facts");
        let settings = settings.map(|settings| settings.to_string());
        let row = facts[list][0].clone();
        let of_rows = |count: u64| {
            let mut facts = facts.clone();
            let rows = (0..count).map(|n| {
                let mut row = row.clone();
                row["id"] = json!(n);
                row[own[0]] = json!(100 + n);
                row[own[1]] = if own[1] == "bobot" { json!("equal") } else { json!(1 + n % 12) };
                row
            });
            facts[list] = rows.collect();
            let began = Work::started();
            let codes = scheme.appraise(&facts.to_string(), settings.as_deref()).err().map(|problems| codes(&problems));
            assert!(began.so_far() < Duration::from_secs(10), "{id}: {:?}", began.so_far());
            codes
        };
        let sizes = [10_000, 7_000, 5_000, 4_000, 3_000, 2_000, 1_000];
        let largest = sizes.into_iter().find(|count| {
            let codes = of_rows(*count);
            assert!(codes.iter().flatten().all(|(code, _)| code == "facts.too_large"), "{id}: {codes:?}");
            codes.is_none()
        });
        assert!(largest.is_some_and(|largest| largest >= 2_000), "{id}: {largest:?}");
    }
}

/// All examples of a scheme have one budget, however many there are; those that it does not reach are told.
#[test]
fn examples_made_to_be_costly_are_stopped_together() {
    let rows: Vec<Value> = (0..4_700).map(|n| json!({"x": 500_000 + n * 97})).collect();
    let steps: Vec<Value> = (0..20)
        .map(|n| json!({"name": format!("s{n}"), "is": format!("sum((x + {n}) / (x + 1.{n:02}) over rows)")}))
        .collect();
    let example = json!({"title": "t", "kind": "computed", "facts": {"rows": rows}, "expect": {"outcomes.n": "1"}});
    let fragment = json!({
        "inputs": [{"name": "rows", "type": "list", "least": 1, "fields": [{"name": "x", "type": "number", "from": 0}]}],
        "steps": steps.into_iter().chain([json!({"name": "n", "is": "if s0 > 0 then 1 else 2"})]).collect::<Vec<_>>(),
        "outcomes": [{"name": "n", "of": "n", "round": "exact"}],
        "examples": vec![example; 8]
    });
    let scheme = Scheme::parse(&complete(&fragment, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"));
    let began = Work::started();
    let findings = scheme.check();
    assert!(began.so_far() < Duration::from_secs(20), "{:?}", began.so_far());
    let told: Vec<String> = findings
        .iter()
        .filter(|finding| finding.code() == Code::CheckExample)
        .map(|finding| finding.text(Lang::En))
        .collect();
    let not_run = told.iter().filter(|text| text.contains("the examples before this one take all")).count();
    let too_costly = told.iter().filter(|text| text.contains("[step.too_costly]")).count();
    assert!((not_run, too_costly) == (5, 6), "{told:#?}");
}

/// Aggregates of thousands of rows are not written out term by term, so that lines do not grow as steps times rows.
#[test]
fn an_explanation_of_many_rows_stays_readable() {
    let explained = |sums: usize| {
        let steps: Vec<Value> =
            (0..sums).map(|n| json!({"name": format!("s{n}"), "is": format!("sum(x + {n} over rows)")})).collect();
        let all: Vec<String> = (0..sums).map(|n| format!("s{n}")).collect();
        let fragment = json!({
            "inputs": [{"name": "rows", "type": "list", "least": 1, "fields": [{"name": "x", "type": "number"}]}],
            "steps": steps.into_iter().chain([json!({"name": "all", "is": all.join(" + ")})]).collect::<Vec<_>>(),
            "outcomes": [{"name": "all", "of": "all", "round": "exact"}]
        });
        let scheme = Scheme::parse(&complete(&fragment, None).to_string()).unwrap();
        let rows = vec![json!({"x": 1}); 5_000];
        scheme.appraise(&json!({"rows": rows}).to_string(), None).unwrap().explain(Lang::En)
    };
    let (one, forty) = (explained(1), explained(40));
    assert!(forty.contains("s39: 200000"), "{}", &forty[forty.len() - 4_000..]);
    assert!(forty.len() - one.len() < 20_000, "{} and {} bytes", one.len(), forty.len());
}

#[test]
fn a_large_text_full_of_mistakes_is_refused_in_a_moment_and_in_little_memory() {
    let size = if cfg!(debug_assertions) { 2_000_000 } else { 16_000_000 };
    let many = |unit: &str, between: &str| vec![unit; size / (unit.len() + between.len())].join(between);
    let keys = |of: &str| (0..size / 40).map(|i| format!("\"{of}_{i:030}\":0")).collect::<Vec<_>>().join(",");
    let long_key = "k".repeat(size / 2);
    let texts = [
        ("as many unknown keys as there can be", format!("{{{}}}", keys("r"))),
        ("one key as often as there can be", format!("{{{}}}", many("\"rows\":0", ","))),
        ("rows that are no rows", format!("{{\"rows\":[{}]}}", many("0", ","))),
        ("keys like a key of the scheme", format!("{{\"kinerja\":\"scheme/1\",{}}}", keys("inputs"))),
        ("a formula of blanks", SCHEME.replacen("share * result", &(many(" ", "") + &"y + ".repeat(300)), 1)),
        ("a formula of brackets", SCHEME.replacen("share * result", &many("(", ""), 1)),
        ("a formula of minuses", SCHEME.replacen("share * result", &many("-", ""), 1)),
        ("a formula of nots", SCHEME.replacen("share * result", &many("not", " "), 1)),
        ("duplicate keys below a long key", format!("{{\"{long_key}\":{{{}}}}}", vec!["\"a\":1"; 500].join(","))),
        ("a number of that length", format!("{{\"rows\":[{{\"x\":{}}}]}}", many("9", ""))),
        ("a text of escapes", format!("{{\"rows\":\"{}\"}}", many("\\u0041", ""))),
        ("lines", many("\n", "")),
        ("a person with unknown keys", format!("{{\"person\":{{{}}}}}", keys("name"))),
    ];
    let scheme = sum();
    for (what, text) in texts {
        for (kind, problems) in [("facts", scheme.appraise(&text, None).err()), ("scheme", Scheme::parse(&text).err())]
        {
            let began = Work::started();
            let problems = problems.unwrap_or_else(|| panic!("{what} as {kind} is no mistake"));
            let printed = problems.text(Lang::En).len() + problems.text(Lang::Id).len();
            assert!(printed < 500_000, "{what} as {kind}: {printed} bytes of problems");
            assert!(began.so_far() < Duration::from_secs(5), "{what} as {kind}: printing took {:?}", began.so_far());
        }
        let began = Work::started();
        let _ = (scheme.appraise(&text, None), Scheme::parse(&text));
        assert!(began.so_far() < Duration::from_secs(8), "{what} took {:?}", began.so_far());
    }
}

/// Names as long as they may be, and as like each other: what was meant is looked for among them, but not for ever.
#[test]
fn what_was_meant_is_not_looked_for_for_ever() {
    let alike = |letter: char, k: usize| format!("{letter}{k:04}{}", "a".repeat(50));
    let quick = |what: &str, problems: &dyn Fn() -> Problems, wanted: &[&str]| {
        let began = Work::started();
        let found = problems();
        assert!(began.so_far() < Duration::from_secs(4), "{what} took {:?}", began.so_far());
        let first: Vec<String> = found
            .iter()
            .take(wanted.len())
            .map(|problem| format!("{} {}", problem.code(), problem.help(Lang::En)))
            .collect();
        assert_eq!(first, wanted, "{what}");
    };
    let inputs: Vec<Value> =
        (0..4_000).map(|k| json!({"name": alike('i', k), "type": "number", "optional": "not_rated"})).collect();
    let many_inputs = Scheme::parse(&complete(&json!({"inputs": inputs}), None).to_string()).unwrap();
    let unknown: serde_json::Map<_, _> = (0..2_000).map(|k| (alike('j', k), json!(1))).collect();
    let facts = Value::Object(unknown).to_string();
    quick(
        "unknown keys among 4,000 inputs",
        &|| many_inputs.appraise(&facts, None).unwrap_err(),
        &[&format!("document.unknown_key did you mean `{}`?", alike('i', 0))],
    );
    let steps: Vec<Value> = (0..1_000).map(|k| json!({"name": alike('s', k), "is": alike('t', k)})).collect();
    let scheme = complete(&json!({"inputs": inputs, "steps": steps}), None).to_string();
    quick(
        "steps of unknown names",
        &|| Scheme::parse(&scheme).unwrap_err(),
        &[&format!("formula.unknown_name did you mean `{}`?", alike('i', 0))],
    );
    let levels: Vec<Value> = (0..1_000).map(|k| json!({"name": alike('l', k)})).collect();
    let fragment = json!({
        "scales": [{"name": "s", "levels": levels}],
        "inputs": [{"name": "rows", "type": "list", "fields": [{"name": "x", "type": "level", "scale": "s"}]}]
    });
    let rows: Vec<Value> = (0..10_000).map(|k| json!({"x": alike('m', k)})).collect();
    let rated = Scheme::parse(&complete(&fragment, None).to_string()).unwrap();
    let facts = json!({"rows": rows}).to_string();
    quick(
        "rows of unknown levels",
        &|| rated.appraise(&facts, None).unwrap_err(),
        &[&format!("value.level did you mean `{}`?", alike('l', 0))],
    );
}

/// What a scheme says is repeated in every row of an explanation, and what facts say in every notice: neither may multiply.
#[test]
fn texts_for_people_do_not_multiply() {
    let refused = |what: &str, fragment: Value, path: &str| {
        let problems = Scheme::parse(&complete(&fragment, None).to_string()).expect_err(what);
        assert_eq!(codes(&problems), [("scheme.too_large".to_owned(), path.to_owned())], "{what}");
    };
    let step = |key: &str, text: Value| {
        let mut step = json!({"name": "s", "is": "1"});
        step[key] = text;
        json!({"steps": [step]})
    };
    refused("a title", step("title", json!("t".repeat(301))), "steps[0].title");
    refused("a title in a language", step("title", json!({"en": "é".repeat(301)})), "steps[0].title.en");
    refused("a unit", step("unit", json!("t".repeat(301))), "steps[0].unit");
    refused(
        "a citation",
        json!({"sources": [{"name": "law", "confidence": "official"}], "steps": [{"name": "s", "is": "1", "cite": [format!("law {}", "1".repeat(300))]}]}),
        "steps[0].cite[0]",
    );
    refused("a description", step("description", json!("t".repeat(2_001))), "steps[0].description");
    refused("a reading", step("reading", json!("t".repeat(2_001))), "steps[0].reading");
    refused(
        "a notice",
        json!({"steps": [{"name": "s", "is": "1"}], "notices": [{"name": "n", "when": "true", "say": "t".repeat(2_001)}]}),
        "notices[0].say",
    );
    refused(
        "the title of a list",
        json!({"inputs": [{"name": "rows", "title": "t".repeat(100_000), "type": "list", "fields": []}]}),
        "inputs[0].title",
    );
    assert!(Scheme::parse(&complete(&step("title", json!("é".repeat(300))), None).to_string()).is_ok());

    let notices: Vec<Value> =
        (0..300).map(|n| json!({"name": format!("n{n}"), "when": "true", "say": "{t}".repeat(600)})).collect();
    let fragment = json!({"inputs": [{"name": "t", "type": "text"}], "notices": notices});
    let scheme = Scheme::parse(&complete(&fragment, None).to_string()).unwrap();
    let appraisal = scheme.appraise(&json!({"t": "é".repeat(9_999)}).to_string(), None).unwrap();
    let said = appraisal.warnings().iter().next().unwrap().text(Lang::En);
    assert_eq!(said.chars().take_while(|c| *c == 'é').count(), 200);
    assert!(said.chars().count() == 4_001 && said.ends_with('…'), "{} letters", said.chars().count());
    let (warnings, explained) = (appraisal.warnings().text(Lang::En).len(), appraisal.explain(Lang::En).len());
    assert!(warnings.max(explained) < 2_000_000, "{warnings} and {explained} bytes");
}

#[test]
fn what_is_entered_forges_no_line_and_is_not_read_again() {
    let fragment = json!({
        "inputs": [{"name": "a", "type": "text"}, {"name": "b", "type": "text"}],
        "steps": [{"name": "shown", "is": "a"}],
        "outcomes": [{"name": "shown", "of": "shown"}],
        "notices": [{"name": "seen", "when": "true", "say": "{a} and {b}"}]
    });
    let scheme = Scheme::parse(&complete(&fragment, None).to_string()).unwrap();
    let facts = json!({"a": "{b}\u{2028}RESULT\u{85} Score 100\u{202e}", "b": "secret", "person": {"name": "A\u{2029}RESULT\n one 99"}});
    let appraisal = scheme.appraise(&facts.to_string(), None).unwrap();
    let said = appraisal.warnings().iter().next().unwrap().text(Lang::En);
    assert!(said.starts_with("{b}") && said.ends_with("and secret"), "{said}");
    let explained = appraisal.explain(Lang::En);
    assert!(explained.lines().filter(|line| line.trim() == "RESULT").count() == 1, "{explained}");
    assert!(explained.chars().all(|c| c == '\n' || !c.is_control()), "{explained:?}");
    assert!(!explained.contains(['\u{2028}', '\u{2029}', '\u{202e}']), "{explained:?}");
    let key = json!({"a": "x", "b": "y", "c: fine [ok]\n\nAll other facts were accepted.\nd": 1});
    let problems = scheme.appraise(&key.to_string(), None).unwrap_err();
    assert_eq!(problems.to_string().lines().count(), 2, "the problem and its help: {problems}");
}

#[test]
fn rows_that_would_fill_the_memory_are_refused() {
    let measures = r#"{"name": "goals", "type": "list", "fields": [{"name": "measures", "type": "list", "fields": [{"name": "x", "type": "number", "default": 1}]}]}"#;
    let steps: Vec<String> = (0..200).map(|n| format!(r#"{{"name": "s{n}", "is": "x"}}"#)).collect();
    let many_cells = format!(
        r#"{{"inputs": [{measures}], "steps": [{{"each": "goals", "steps": [{{"each": "measures", "steps": [{}]}}]}}]}}"#,
        steps.join(",")
    );
    let goal = format!(r#"{{"measures": [{}]}}"#, vec!["{}"; 9_999].join(","));
    let facts = format!(r#"{{"goals": [{}]}}"#, vec![goal.as_str(); 50].join(","));
    let levels: Vec<String> = (0..1_000).map(|n| format!(r#"{{"name": "l{n}"}}"#)).collect();
    let groups = format!(
        r#"{{"scales": [{{"name": "s", "levels": [{}]}}],
            "inputs": [{{"name": "rows", "type": "list", "fields": [{{"name": "a", "type": "level", "scale": "s"}}, {{"name": "b", "type": "level", "scale": "s"}}, {{"name": "c", "type": "level", "scale": "s"}}]}}],
            "steps": [{{"group": "rows", "by": "a", "name": "by_a", "steps": [{{"group": "rows", "by": "b", "name": "by_b", "steps": [{{"group": "rows", "by": "c", "name": "by_c", "steps": []}}]}}]}}]}}"#,
        levels.join(",")
    );
    for (fragment, facts) in [(many_cells, facts), (groups, "{}".to_owned())] {
        let fragment: Value = serde_json::from_str(&fragment).unwrap();
        let scheme =
            Scheme::parse(&complete(&fragment, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"));
        let problems = scheme.appraise(&facts, None).unwrap_err();
        assert_eq!(codes(&problems), [("facts.too_large".to_owned(), String::new())]);
    }
}

/// A scheme whose steps of each row are these, with an outcome that rests on them all.
fn steps_of_rows(field: &Value, steps: &[String], holds: &str) -> Scheme {
    let all: Vec<String> = (0..steps.len()).map(|n| format!("count(rows where s{n} {holds})")).collect();
    let steps: Vec<Value> =
        steps.iter().enumerate().map(|(n, is)| json!({"name": format!("s{n}"), "is": is})).collect();
    let fragment = json!({
        "inputs": [{"name": "rows", "type": "list", "least": 1, "fields": [field]}],
        "steps": [{"each": "rows", "steps": steps}, {"name": "all", "is": all.join(" + ")}],
        "outcomes": [{"name": "all", "of": "all", "round": "exact"}]
    });
    Scheme::parse(&complete(&fragment, None).to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is calculated in each row is kept, traced and explained: all of it together has an end.
#[test]
fn calculated_cells_do_not_fill_the_memory() {
    let number = json!({"name": "x", "type": "number", "from": 0});
    let rows = |count: usize| json!({"rows": vec![json!({"x": 3}); count]}).to_string();
    let short: Vec<String> = (0..50).map(|n| format!("x + {n}")).collect();
    let as_many_as_may_be = steps_of_rows(&number, &short[1..], "> 1");
    assert!(as_many_as_may_be.appraise(&rows(10_000), None).is_ok());
    let too_many = steps_of_rows(&number, &short, "> 1").appraise(&rows(10_000), None).unwrap_err();
    assert_eq!(codes(&too_many), [("facts.too_large".to_owned(), String::new())]);

    let long = (0..40).map(|n| format!("1.7918345612943875610{:02}", 11 + 2 * n)).collect::<Vec<_>>().join(" * ");
    let long: Vec<String> = (0..90).map(|_| format!("{long} * x")).collect();
    let problems = steps_of_rows(&number, &long, "> 1").appraise(&rows(5_000), None).unwrap_err();
    let found: Vec<String> = codes(&problems).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["step.too_costly"]);
}

#[test]
fn long_texts_in_every_row_are_shown_in_part() {
    let texts = vec!["t".to_owned(); 20];
    let scheme = steps_of_rows(&json!({"name": "t", "type": "text"}), &texts, "= 'a'");
    let facts = json!({"rows": vec![json!({"t": "é".repeat(9_000)}); 200]});
    let appraisal = scheme.appraise(&facts.to_string(), None).unwrap();
    let longest = appraisal.trace().entries.iter().map(|entry| entry.value.text(Lang::En).chars().count()).max();
    assert_eq!(longest, Some(201));
    let explained = appraisal.explain(Lang::En).len();
    assert!(explained < 6_000_000, "{explained} bytes");
}

#[test]
fn working_is_written_out_as_far_as_there_is_room_for_it() {
    let wide = (0..200).map(|n| format!("{n}.5")).collect::<Vec<_>>().join(" + ");
    let scheme = steps_of_rows(
        &json!({"name": "x", "type": "number", "from": 0}),
        &[format!("{wide} + x"), "s0 + x".to_owned()],
        "> 1",
    );
    let facts = json!({"rows": vec![json!({"x": 3}); 10_000]});
    let appraisal = scheme.appraise(&facts.to_string(), None).unwrap();
    let trace = appraisal.trace();
    let (first, last) = ("rows[0].s0", "rows[9999].s1");
    let entry = |path: &str| trace.entries.iter().find(|entry| entry.path.to_string() == path).expect("an entry");
    assert_eq!((entry(first).lines.len(), entry(last).lines.len()), (1, 0));
    assert!(
        !entry(last).rule.is_empty() && entry(last).uses.len() == 2,
        "what has no lines has a rule, and what it uses"
    );
    let explained = appraisal.explain(Lang::En).len();
    assert!(explained < 20_000_000, "{explained} bytes");
}

#[test]
fn a_scheme_over_the_budget_is_refused() {
    let scheme = |formulas: Vec<Value>, formula: &str| {
        json!({
            "kinerja": "scheme/1", "scheme": "test/large", "version": 1, "languages": ["en"], "inputs": [],
            "formulas": formulas, "steps": [{"name": "n", "is": formula}],
            "outcomes": [{"name": "n", "of": "n", "round": "exact"}],
        })
        .to_string()
    };
    let doubling: Vec<Value> = (0..40)
        .map(|i| {
            let body = if i == 0 { "x + 1".to_owned() } else { format!("f{0}(x) + f{0}(x)", i - 1) };
            json!({"name": format!("f{i}"), "given": ["x"], "is": body})
        })
        .collect();
    let began = Work::started();
    let problems = Scheme::parse(&scheme(doubling, "f39(1)")).unwrap_err();
    assert!(problems.iter().all(|problem| problem.code() == Code::SchemeTooLarge), "{problems}");
    let first = problems.iter().next().unwrap().text(Lang::En);
    assert_eq!(first, "the scheme is too large: more than 20,000 nodes, formulas counted at each call");
    let nested: Vec<Value> = (0..450)
        .map(|i| {
            let body = if i == 0 { "x".to_owned() } else { format!("f{}(x) + 1", i - 1) };
            json!({"name": format!("f{i}"), "given": ["x"], "is": body})
        })
        .collect();
    let problems = Scheme::parse(&scheme(nested, "f449(1)")).unwrap_err();
    let first = problems.iter().next().unwrap().text(Lang::En);
    assert_eq!(first, "the scheme is too large: nested deeper than 256 nodes, a call counting for 8");
    assert!(began.so_far() < Duration::from_secs(5), "{:?}", began.so_far());
}

/// A chain of formulas, each calling the one before in a body of the form that `body` writes.
fn chain(length: usize, body: &dyn Fn(String) -> Value) -> String {
    let formulas: Vec<Value> = (0..length)
        .map(|i| {
            let mut formula = if i == 0 { json!({"is": "x + 1"}) } else { body(format!("f{}(x)", i - 1)) };
            formula["name"] = json!(format!("f{i}"));
            formula["given"] = json!(["x"]);
            formula
        })
        .collect();
    let last = format!("f{}(n)", length - 1);
    json!({
        "kinerja": "scheme/1", "scheme": "test/chain", "version": 1, "languages": ["en"],
        "inputs": [{"name": "n", "type": "number", "from": 0, "until": 10}],
        "formulas": formulas, "steps": [{"name": "result", "is": last}],
        "outcomes": [{"name": "result", "of": "result", "round": {"digits": 2, "mode": "half_up"}}],
    })
    .to_string()
}

#[test]
fn the_deepest_scheme_that_is_allowed_needs_little_stack() {
    let forms: [(&str, &(dyn Fn(String) -> Value + Sync)); 9] = [
        ("is", &|call| json!({"is": format!("{call} + 1")})),
        ("products", &|call| json!({"is": format!("round({call} / 2, 2, half_up)")})),
        ("if", &|call| json!({"is": format!("if x > 3 then {call} else {call}")})),
        ("if in the condition", &|call| json!({"is": format!("if {call} > 3 then 1 else 2")})),
        ("conditions", &|call| json!({"is": format!("if not ({call} > 3 and {call} < 100 or x = 1) then 1 else 2")})),
        ("an array", &|call| json!({"is": format!("mean([{call}, 2])")})),
        (
            "bands",
            &|call| json!({"bands": {"of": call, "round": "none", "rows": [{"from": 3, "is": "1"}], "else": {"is": "2"}}}),
        ),
        (
            "rules",
            &|call| json!({"rules": {"policy": "first", "rows": [{"when": format!("{call} > 3"), "is": "1"}], "else": {"is": "2"}}}),
        ),
        (
            "a curve",
            &|call| json!({"curve": {"of": call, "points": [[0, 0], [10, 9]], "below": "clamp", "above": "clamp"}}),
        ),
    ];
    // What a thread has of which nothing is said.
    let stack = 2 << 20;
    for (form, body) in forms {
        let began = Work::started();
        let run = move || {
            let (mut length, mut refused) = (1, 401);
            let mut deepest = None;
            while length < refused {
                let middle = (length + refused) / 2;
                match Scheme::parse(&chain(middle, &|call| body(call))) {
                    Ok(scheme) => {
                        deepest = Some(scheme);
                        length = middle + 1;
                    }
                    Err(problems) => {
                        assert!(
                            problems.iter().all(|p| p.code() == Code::SchemeTooLarge),
                            "{form} {middle}: {problems}"
                        );
                        refused = middle;
                    }
                }
            }
            let scheme = deepest.unwrap_or_else(|| panic!("no chain of {form} is accepted"));
            let appraisal = scheme.appraise("{\"n\": 5}", None).unwrap_or_else(|problems| panic!("{form}: {problems}"));
            use_all(&appraisal);
            assert!(scheme.check().iter().all(|finding| finding.code().is_warning()));
            length
        };
        let thread = std::thread::Builder::new().stack_size(stack).spawn(run).expect("a thread");
        let length = thread.join().unwrap_or_else(|_| panic!("{form}"));
        assert!(length > 8, "only {length} of {form}");
        assert!(began.so_far() < Duration::from_secs(60), "{form} took {:?}", began.so_far());
    }
}

#[test]
fn an_unknown_scheme_is_named_with_those_that_are_there() {
    assert_eq!(
        said(Scheme::builtin("id/pp-46-2012", None)),
        "scheme: there is no built-in scheme `id/pp-46-2012` [scheme.unknown]\n    help: did you mean `id/pp-46-2011`?"
    );
    assert_eq!(
        said(Scheme::builtin("zz/none", None)),
        "scheme: there is no built-in scheme `zz/none` [scheme.unknown]\n    help: built in: id/pp-46-2011, id/pp-30-2019, id/permenpanrb-8-2021-jpt, id/permenpanrb-8-2021-jajf, id/permenpanrb-6-2022, id/angka-kredit-2023, id/tpp, id/langsa"
    );
    assert!(
        said(Scheme::builtin("id/langsa", Some(99)))
            .starts_with("scheme: there is no built-in scheme `id/langsa version 99`")
    );
}

/// All problems that the tables of this file give.
fn problems_of_the_tables() -> Vec<Problems> {
    let scheme = goals();
    let facts =
        FACTS_FAULTS.iter().filter_map(|f| scheme.appraise(&FACTS.replacen(f.for_this, f.stands, 1), None).err());
    let schemes = SCHEME_FAULTS.iter().filter_map(|f| Scheme::parse(&SCHEME.replacen(f.for_this, f.stands, 1)).err());
    facts.chain(schemes).collect()
}

#[test]
fn every_code_has_a_case_that_produces_it() {
    let mut produced: BTreeSet<String> = BTreeSet::new();
    for case in corpus() {
        let expect = &case.json["expect"];
        for key in ["problems", "warnings"] {
            produced.extend(expected_codes(expect, key).unwrap_or_default().into_iter().map(|(code, _)| code));
        }
    }
    for case in room_cases() {
        for (told, key) in [(&case.json, "problems"), (&case.json["gives"], "notices")] {
            produced.extend(expected_codes(told, key).unwrap_or_default().into_iter().map(|(code, _)| code));
        }
    }
    for problems in problems_of_the_tables() {
        produced.extend(problems.iter().map(|problem| problem.code().to_string()));
    }
    let mut justified = |code: Code| produced.insert(code.to_string());
    justified(Code::Internal); // Nothing is known to produce it: it stands for what should not happen.
    justified(Code::JsonTooLarge); // what_is_too_large_is_refused_before_it_costs_anything
    justified(Code::StepTooCostly); // schemes_made_to_be_costly_are_stopped
    // frameworks.rs, a test for each
    let frameworks = [
        Code::FrameworkUnknown,
        Code::FrameworkDangling,
        Code::FrameworkDuplicate,
        Code::FrameworkCycle,
        Code::FrameworkOrphan,
        Code::FrameworkLevelOrder,
        Code::FrameworkIndicatorLevel,
        Code::FrameworkCrosswalkVersion,
        // gaps.rs, a test for each
        Code::ProfileNeed,
        Code::ProfileDuplicate,
        Code::ProfileScale,
        Code::ProfileLevel,
        Code::ProfileWeights,
        Code::ProfileCompetency,
        Code::ProfileVersion,
        Code::AssessmentDuplicate,
        Code::AssessmentValue,
        Code::GapNothing,
        Code::GapBands,
        Code::GapKnockOut,
        Code::GapOpen,
        // case.rs and formats.rs
        Code::FormatUnknown,
        Code::FormatUnclear,
        Code::FormatWrongKind,
        Code::FormatEncoding,
        Code::FormatTolerance,
        Code::FormatUuid,
        Code::FormatTime,
        // moodle.rs
        Code::FormatColumns,
        Code::FormatCell,
        Code::FormatQuote,
        Code::FormatZeroByte,
        Code::FormatTooLarge,
        Code::FormatFrameworkRow,
        Code::FormatCut,
        Code::FormatRowDropped,
        // tables.rs
        Code::TableColumns,
        Code::FormatWorkbook,
    ];
    for code in frameworks {
        justified(code);
    }
    // bindings-python/tests/test_tables.py: test_columns_are_refused_all_at_once_by_name, test_lists_in_a_table_of_their_own
    let columns =
        [Code::ColumnsUnknown, Code::ColumnsMissing, Code::ColumnsType, Code::ColumnsKey, Code::ColumnsNobody];
    for code in columns {
        justified(code);
    }
    justified(Code::SchemeUnknown); // an_unknown_scheme_is_named_with_those_that_are_there
    justified(Code::WeightsNameTwice); // weights.rs: no_goal_is_weighed_twice_and_nobody_weighs_a_thousand
    justified(Code::WeightsTooMany); // the same
    justified(Code::CascadeUncarried); // rooms/weights.json: a goal that nobody carries
    justified(Code::CascadeNotBelow); // the same
    justified(Code::WeightsInconsistent); // weights.rs: comparisons_that_contradict_each_other_are_noted_in_both_languages
    justified(Code::DevelopmentSize); // development.rs: more_counts_than_anybody_reads_are_told
    // what_if.rs: wishes_and_inputs_that_are_none_are_problems_all_at_once and an_order_is_needed_for_at_least_and_a_rating_for_a_wish
    let what_if = [
        Code::WhatIfOutcome,
        Code::WhatIfContradictory,
        Code::WhatIfUnordered,
        Code::WhatIfNever,
        Code::WhatIfInput,
        Code::WhatIfTooMany,
        Code::WhatIfUnratable,
    ];
    produced.extend(what_if.map(|code| code.to_string()));
    produced.insert(Code::ComparePerson.to_string()); // insight.rs: two_persons_are_not_compared_and_two_schemes_are
    for id in BUILT_IN {
        let (scheme, _) = built_in(id);
        for (_, facts, settings) in cases_of(id) {
            let settings = settings.map(|settings| settings.to_string());
            let appraisal = scheme.appraise(&facts.to_string(), settings.as_deref()).unwrap();
            produced.extend(appraisal.warnings().iter().map(|warning| warning.code().to_string()));
        }
    }
    let lacking: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| !produced.contains(*code)).collect();
    assert!(lacking.is_empty(), "no case produces {lacking:?}");
}

#[test]
fn every_problem_is_said_in_both_languages() {
    let mut said = BTreeSet::new();
    let corpus_problems = corpus().into_iter().filter_map(|case| {
        let json = &case.json;
        let scheme = match (json.get("formula"), json.get("scheme"), json.get("document")) {
            (Some(formula), ..) => {
                kinerja_tests::complete(json.get("given").unwrap_or(&json!({})), Some(formula)).to_string()
            }
            (None, _, Some(Value::String(kind))) if kind == "scheme" => json["text"].as_str()?.to_owned(),
            (None, Some(fragment), _) if fragment.is_object() => kinerja_tests::complete(fragment, None).to_string(),
            _ => return None,
        };
        match Scheme::parse(&scheme) {
            Err(problems) => Some(problems),
            Ok(scheme) => {
                let text = json["text"].as_str().map(str::to_owned);
                let facts = text.unwrap_or_else(|| json.get("facts").map_or("{}".to_owned(), Value::to_string));
                scheme.appraise(&facts, settings_of(json).as_deref()).err()
            }
        }
    });
    let mut english = Vec::new();
    for problems in corpus_problems.chain(problems_of_the_tables()) {
        for problem in &problems {
            said.insert(problem.code());
            let (en, id) = (problem.text(Lang::En), problem.text(Lang::Id));
            // What a scheme itself says is in its own languages.
            if en == id && problem.code() != Code::RequiresFailed {
                english.push(format!("{}: {en}", problem.code()));
            }
            assert_eq!(problem.help(Lang::En).is_empty(), problem.help(Lang::Id).is_empty(), "{}", problem.code());
            assert!(!en.contains('{') || en.contains("{\"") || en.contains("`{"), "an unfilled place: {en}");
            for (name, detail) in problem.details() {
                let words = matches!(name, "reason" | "wanted" | "limit" | "difference" | "what");
                let typed = matches!(problem.code(), Code::DocumentType | Code::ValueType | Code::FormulaType);
                // A kind's name is quoted, not said.
                let quoted = matches!(problem.code(), Code::DocumentKind | Code::FactsScheme);
                let same_in_both = ["null", "true/false"].contains(&detail);
                if (words || typed && name == "found") && !quoted && !same_in_both && id.contains(detail) {
                    english.push(format!("{}: `{detail}` in `{id}`", problem.code()));
                }
            }
        }
    }
    english.sort();
    english.dedup();
    assert!(english.is_empty(), "not in Indonesian:\n{}", english.join("\n"));
    assert!(said.len() > 60, "only {} codes", said.len());
}

/// A text in tokens: names and numbers whole, every other sign alone.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            c if c.is_alphanumeric() || c == '_' => rest.find(|c: char| !c.is_alphanumeric() && c != '_'),
            ' ' => rest.find(|c| c != ' '),
            c => Some(c.len_utf8()),
        };
        let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
        found.push(token);
        rest = after;
    }
    found
}

fn mutated(text: &str, dice: &mut Dice) -> String {
    const STRANGE: [&str; 24] = [
        "null",
        "true",
        "-1",
        "0",
        "1e28",
        "1e-28",
        "0.1",
        "{}",
        "[]",
        "\"\"",
        "\"rest\"",
        "\"equal\"",
        "\u{0}",
        "\u{202e}",
        "é",
        "/",
        "*",
        "not ",
        "if ",
        "(",
        "block",
        "period",
        "0001-01-01",
        "9999-12-31",
    ];
    let mut tokens = tokens(text);
    for _ in 0..[1, 1, 1, 2, 4][dice.below(5)] {
        if tokens.is_empty() {
            break;
        }
        let at = dice.below(tokens.len());
        match dice.below(5) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at]),
            2 => tokens[at] = tokens[dice.below(tokens.len())],
            3 => tokens[at] = STRANGE[dice.below(STRANGE.len())],
            _ => {
                let other = dice.below(tokens.len());
                tokens.swap(at, other);
            }
        }
    }
    tokens.concat()
}

/// How many documents are mutated.
const MUTATIONS: u64 = if cfg!(debug_assertions) { 2_000 } else { 20_000 };

/// Does all that can be done with an appraisal.
fn use_all(appraisal: &kinerja::Appraisal) {
    for lang in Lang::ALL {
        let explanation = appraisal.explain(lang);
        assert!(!explanation.is_empty());
    }
    for entry in appraisal.trace().entries {
        let _ = appraisal.value(&entry.path.to_string());
    }
}

#[test]
fn mutated_facts_never_panic_and_never_hang() {
    let cases: Vec<(Scheme, String, Option<String>)> = BUILT_IN
        .iter()
        .flat_map(|id| {
            let (scheme, _) = built_in(id);
            let texts = |(_, facts, settings): (String, Value, Option<Value>)| {
                (facts.to_string(), settings.map(|s| s.to_string()))
            };
            cases_of(id).into_iter().map(texts).map(move |(facts, settings)| (scheme.clone(), facts, settings))
        })
        .collect();
    let (mut appraised, mut refused) = (0, 0);
    for seed in 0..MUTATIONS {
        let mut dice = Dice(seed);
        let (scheme, facts, settings) = &cases[dice.below(cases.len())];
        let facts = if dice.below(4) > 0 { mutated(facts, &mut dice) } else { facts.clone() };
        let settings =
            settings.as_ref().map(|text| if dice.below(2) > 0 { mutated(text, &mut dice) } else { text.clone() });
        let began = Work::started();
        let all = std::panic::catch_unwind(|| match scheme.appraise(&facts, settings.as_deref()) {
            Ok(appraisal) => {
                use_all(&appraisal);
                true
            }
            Err(problems) => {
                assert!(!problems.is_empty() && problems.iter().all(|problem| !problem.code().is_warning()));
                assert!(!problems.text(Lang::Id).is_empty());
                false
            }
        });
        match all {
            Ok(true) => appraised += 1,
            Ok(false) => refused += 1,
            Err(_) => panic!("seed {seed}: {facts}\n{settings:?}"),
        }
        assert!(began.so_far() < Duration::from_secs(5), "seed {seed} took {:?}", began.so_far());
    }
    assert!(appraised > MUTATIONS / 10 && refused > MUTATIONS / 10, "{appraised} appraised, {refused} refused");
}

#[test]
fn mutated_schemes_never_panic_and_never_hang() {
    let mut texts: Vec<(String, String, Option<String>)> = BUILT_IN
        .iter()
        .map(|id| {
            let (scheme, _) = built_in(id);
            let (_, facts, settings) = cases_of(id).pop().expect("facts");
            (scheme.text().to_owned(), facts.to_string(), settings.map(|settings| settings.to_string()))
        })
        .collect();
    // Small schemes are parsed quickly, and every token of them matters.
    for case in corpus().into_iter().filter(|case| case.json["expect"].get("problems").is_none()) {
        let json = &case.json;
        let scheme = match (json.get("formula"), json.get("scheme")) {
            (Some(formula), _) => kinerja_tests::complete(json.get("given").unwrap_or(&json!({})), Some(formula)),
            (None, Some(fragment)) if fragment.is_object() => kinerja_tests::complete(fragment, None),
            _ => continue,
        };
        let facts = json.get("facts").map_or_else(|| "{}".to_owned(), Value::to_string);
        texts.push((scheme.to_string(), facts, settings_of(json)));
    }
    let (mut parsed, mut refused) = (0, 0);
    for seed in 0..MUTATIONS {
        let mut dice = Dice(seed ^ 0xabcd_0000);
        let built_in = dice.below(20) == 0;
        let (text, facts, settings) = &texts[dice.below(if built_in { BUILT_IN.len() } else { texts.len() })];
        let text = mutated(text, &mut dice);
        let began = Work::started();
        let all = std::panic::catch_unwind(|| match Scheme::parse(&text) {
            Ok(scheme) => {
                if let Ok(appraisal) = scheme.appraise(facts, settings.as_deref()) {
                    use_all(&appraisal);
                }
                true
            }
            Err(problems) => {
                assert!(!problems.is_empty() && problems.iter().all(|problem| !problem.code().is_warning()));
                assert!(!problems.text(Lang::Id).is_empty());
                false
            }
        });
        match all {
            Ok(true) => parsed += 1,
            Ok(false) => refused += 1,
            Err(_) => panic!("seed {seed}: {text}"),
        }
        assert!(began.so_far() < Duration::from_secs(5), "seed {seed} took {:?}", began.so_far());
    }
    assert!(parsed > MUTATIONS / 20 && refused > MUTATIONS / 10, "{parsed} parsed, {refused} refused");
}

#[test]
fn random_bytes_never_panic() {
    let scheme = sum();
    const BYTES: &[u8] = b"{}[]\",:0123456789.eE+-truefalsn \\u\x00\xff\xc3";
    for seed in 0..MUTATIONS {
        let mut dice = Dice(seed ^ 0x1234_0000);
        let length = dice.below(60);
        let bytes: Vec<u8> = (0..length).map(|_| BYTES[dice.below(BYTES.len())]).collect();
        let text = String::from_utf8_lossy(&bytes);
        if let Err(problems) = scheme.appraise(&text, None) {
            assert!(!problems.is_empty(), "seed {seed}: refused without a word: {text}");
        }
        assert!(!Scheme::parse(&text).unwrap_err().is_empty(), "seed {seed}: refused without a word: {text}");
    }
}

#[test]
fn a_value_inside_a_value_is_told_what_to_take_away() {
    let scheme = Scheme::parse(
        r#"{"kinerja": "scheme/1", "scheme": "test/twice", "version": 1, "languages": ["en"],
            "inputs": [{"name": "x", "type": "number"}], "steps": [{"name": "y", "is": "x"}], "outcomes": [{"name": "y", "of": "y", "round": "exact"}]}"#,
    )
    .expect("a scheme");
    let told = |facts: &str| {
        let problems = scheme.appraise(facts, None).expect_err("refused");
        problems.iter().map(|problem| problem.full_text(Lang::En)).collect::<Vec<_>>().join("\n")
    };
    let text = told(r#"{"x": {"value": {"value": 1}}}"#);
    assert!(
        text.contains("[value.type]")
            && text.contains("without another object around it")
            && !text.contains("did you mean"),
        "{text}"
    );
    assert!(told(r#"{"x": {"valeu": 1}}"#).contains("did you mean `value`?"));
}
