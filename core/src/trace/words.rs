//! Lines of a trace as text: signs, roundings and answers in words.

use super::{Line, Piece, Shown};
use crate::number::{Number, Rounding};
use crate::text::{Lang, Text};

/// A phrase in both languages.
pub(crate) struct Phrase {
    en: &'static str,
    id: &'static str,
}

impl Phrase {
    pub(crate) const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Id => self.id,
        }
    }

    /// The phrase as a text.
    pub(crate) fn text(&self) -> Text {
        Text::of([(Lang::En, self.en), (Lang::Id, self.id)])
    }
}

pub(crate) const fn phrase(en: &'static str, id: &'static str) -> Phrase {
    Phrase { en, id }
}

pub(crate) const READING: Phrase = phrase("read so", "dibaca");
const ROUNDED: Phrase = phrase("rounded to", "dibulatkan menjadi");
const DIGITS: Phrase = phrase("digits", "desimal");
const YES: Phrase = phrase("yes", "ya");
const NO: Phrase = phrase("no", "tidak");
const UNKNOWN: Phrase = phrase("cannot be told", "tidak dapat ditentukan");
const FORMULA: Phrase = phrase("by", "menurut");
pub(crate) const AT_LEAST: Phrase = phrase("at least", "paling sedikit");
pub(crate) const ABOVE: Phrase = phrase("more than", "lebih dari");
pub(crate) const OTHERWISE: Phrase = phrase("below", "di bawahnya");
const NONE_ABOVE: Phrase = phrase("below all thresholds", "di bawah semua batas");

/// Pieces as a line.
pub(crate) fn written(pieces: &[Piece], lang: Lang) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Sign(sign) => sign_words(sign, lang).to_owned(),
            Piece::Value(value @ (Shown::Word(..) | Shown::Plain(_))) => word(&value.text(lang)),
            Piece::Value(value) => value.text(lang),
            Piece::Title(title) => word(title.get(lang)),
            Piece::Written(rule) => rule.get(lang).to_owned(),
        })
        .collect()
}

/// A name among the signs of a line, in quotation marks where it could be taken for a sign, a number or an answer.
fn word(text: &str) -> String {
    let signs = ['=', '≠', '<', '>', '≤', '≥', '×', '/', '(', ')', ';', '?', '→', '“', '”', '"', '\n'];
    let inside = [" + ", " - ", " and ", " or ", " dan ", " atau "];
    let answers = ["yes", "no", "ya", "tidak", "not rated", "not applicable", "belum dinilai", "tidak berlaku"];
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = digits.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let like_a_number = text.starts_with('-') || (digits.len() < text.len() && !numbered && !is_date(text));
    let unclear = text.is_empty()
        || text.trim() != text
        || text.contains(signs)
        || inside.iter().any(|sign| text.contains(sign))
        || answers.contains(&text)
        || like_a_number;
    if unclear { format!("“{}”", text.replace('”', "\"")) } else { text.to_owned() }
}

fn is_date(text: &str) -> bool {
    crate::period::date(text).is_some()
}

impl Line {
    /// The line in a language: a working that can be redone by hand, `(100 + 90 + 76) / 3 = 88.67 (≈ 266/3)`.
    ///
    /// None where it would only repeat the value.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Line::Calculation { pieces, result } => {
                if matches!(pieces.as_slice(), [Piece::Value(value)] if value == result) {
                    return None;
                }
                let left = written(pieces, lang);
                if matches!(result, Shown::Truth(_)) {
                    return Some(format!("{left}? {}", result.text(lang)));
                }
                let result = match result {
                    Shown::Word(..) | Shown::Plain(_) => word(&result.text(lang)),
                    _ => result.text_with_decimal(lang),
                };
                format!("{left} = {result}")
            }
            Line::Condition { pieces, holds } => {
                let answer = match holds {
                    Some(true) => &YES,
                    Some(false) => &NO,
                    None => &UNKNOWN,
                };
                format!("{}? {}", written(pieces, lang), answer.get(lang))
            }
            Line::Band { value, rounding, threshold, printed, result } => {
                let how = rounding
                    .map_or_else(String::new, |(digits, mode)| format!(" ({})", rounding_words(digits, mode, lang)));
                let reached = match threshold {
                    Some((number, above)) => threshold_words(number, *above, lang),
                    None => NONE_ABOVE.get(lang).to_owned(),
                };
                let printed = if printed.is_empty() { String::new() } else { format!(" [{printed}]") };
                let value = match value {
                    Shown::Rounded(_) => value.text(lang),
                    value => value.text_with_decimal(lang),
                };
                format!("{value}{how}: {reached}{printed} → {}", result.text_with_decimal(lang))
            }
            Line::Cell { row, column, result } => {
                format!("{} × {} → {}", row.text(lang), column.text(lang), result.text(lang))
            }
            Line::Written(line) => line.get(lang).to_owned(),
            Line::Formula { title, reading, .. } => {
                let by = format!("{} {}", FORMULA.get(lang), title.get(lang));
                if reading.is_empty() { formula(&by) } else { formula_read(&by, reading.get(lang), lang) }
            }
        })
    }
}

/// The line that opens the working of a formula.
pub(crate) fn formula(by: &str) -> String {
    format!("{by}:")
}

/// The line that opens the working of a formula, with how the formula was read.
fn formula_read(by: &str, reading: &str, lang: Lang) -> String {
    formula(&format!("{by} ({}: {reading})", READING.get(lang)))
}

/// Of a line that says how a formula was read, as a document holds it, what stands before the reading: by which formula.
pub(crate) fn before_reading(line: &str, lang: Lang) -> Option<&str> {
    let (by, _) = line.split_once(&format!(" ({}: ", READING.get(lang)))?;
    line.ends_with(&formula(")")).then_some(by)
}

/// From where on a row of bands holds: `at least 80`.
pub(crate) fn threshold_words(number: &Number, above: bool, lang: Lang) -> String {
    let word = if above { &ABOVE } else { &AT_LEAST };
    format!("{} {}", word.get(lang), lang.decimal(&number.to_string()))
}

/// A value with its unit, where it has one.
pub(crate) fn with_unit(value: String, unit: &str) -> String {
    if unit.is_empty() { value } else { format!("{value} {unit}") }
}

pub(crate) fn rounding_words(digits: u8, mode: Rounding, lang: Lang) -> String {
    format!("{} {digits} {}, {}", ROUNDED.get(lang), DIGITS.get(lang), mode_words(mode, lang))
}

fn mode_words(mode: Rounding, lang: Lang) -> &'static str {
    match (mode, lang) {
        (Rounding::Up, Lang::En) => "away from zero",
        (Rounding::Up, Lang::Id) => "menjauhi nol",
        (Rounding::Down, Lang::En) => "cut off",
        (Rounding::Down, Lang::Id) => "dipotong",
        (Rounding::Ceiling, Lang::En) => "upwards",
        (Rounding::Ceiling, Lang::Id) => "ke atas",
        (Rounding::Floor, Lang::En) => "downwards",
        (Rounding::Floor, Lang::Id) => "ke bawah",
        (Rounding::HalfUp, Lang::En) => "half up",
        (Rounding::HalfUp, Lang::Id) => "setengah ke atas",
        (Rounding::HalfDown, Lang::En) => "half down",
        (Rounding::HalfDown, Lang::Id) => "setengah ke bawah",
        (Rounding::HalfEven, Lang::En) => "half to even",
        (Rounding::HalfEven, Lang::Id) => "setengah ke genap",
        (Rounding::HalfCeiling, Lang::En) => "half towards plus",
        (Rounding::HalfCeiling, Lang::Id) => "setengah ke arah plus",
        (Rounding::HalfFloor, Lang::En) => "half towards minus",
        (Rounding::HalfFloor, Lang::Id) => "setengah ke arah minus",
        (Rounding::ZeroFiveUp, Lang::En) => "zero and five up",
        (Rounding::ZeroFiveUp, Lang::Id) => "nol dan lima ke atas",
    }
}

/// The words among the signs of a calculation.
fn sign_words(sign: &'static str, lang: Lang) -> &'static str {
    match (lang, sign) {
        (Lang::Id, "not (") => "bukan (",
        (Lang::Id, " and ") => " dan ",
        (Lang::Id, " or ") => " atau ",
        (Lang::Id, "if ") => "jika ",
        (Lang::Id, " then ") => " maka ",
        (Lang::Id, " else ") => " selain itu ",
        (Lang::Id, " over ") => " dari tiap ",
        (Lang::Id, " where ") => " dengan ",
        (Lang::Id, "sum") => "jumlah",
        (Lang::Id, "mean") => "rata-rata",
        (Lang::Id, "weighted_mean") => "rata-rata tertimbang",
        (Lang::En, "weighted_mean") => "weighted mean",
        (Lang::Id, "share") => "bagian",
        (Lang::Id, "count") => "banyak",
        (Lang::Id, "any" | "any(") => {
            if sign == "any" {
                "salah satu"
            } else {
                "salah satu("
            }
        }
        (Lang::Id, "all" | "all(") => {
            if sign == "all" {
                "semua"
            } else {
                "semua("
            }
        }
        (Lang::Id, "only") => "satu-satunya",
        (Lang::Id, "known") => "diketahui",
        (Lang::Id, "value") => "nilai",
        (Lang::Id, "if_absent") => "bila tidak ada",
        (Lang::En, "if_absent") => "if absent",
        (Lang::Id, "round(") => "bulatkan(",
        (Lang::Id, "round_to(") => "bulatkan ke(",
        (_, sign) => match Rounding::from_name(sign) {
            Some(mode) => mode_words(mode, lang),
            None => sign,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Path;

    /// What an explanation says once of the working in a document, where each line is there again.
    #[test]
    fn what_stands_before_a_reading_is_found_again() {
        let text = |text: &str| Text::of(Lang::ALL.map(|lang| (lang, text)));
        let line = |title: &str, reading: Text| {
            let (path, title) = (Path::new().key("formulas").key("f"), text(title));
            Line::Formula { path, title, reading, basis: None }
        };
        for lang in Lang::ALL {
            for title in ["Ratio", "Ratio (of two)", "Ratio:"] {
                let bare = line(title, Text::default()).text(lang).unwrap_or_default();
                assert_eq!(before_reading(&bare, lang), None, "{bare}");
                for reading in ["the smaller", "the smaller (see 4):", "dibaca: so (read so: so)"] {
                    let whole = line(title, text(reading)).text(lang).unwrap_or_default();
                    assert_eq!(before_reading(&whole, lang).map(formula).as_ref(), Some(&bare), "{whole}");
                }
            }
        }
    }
}
