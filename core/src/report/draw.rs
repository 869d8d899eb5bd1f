//! Small pictures in SVG: bands, a matrix, bars and a radar. Places are whole numbers, so that they are the same everywhere.
//!
//! A picture shows what stands beside it as text or table, too. It is as wide as a telephone, so that its letters can be read there.

use super::markup::Markup;
use crate::number::{Number, Rounding};
use crate::text::Lang;
use crate::trace::words::{Phrase, phrase};
use crate::trace::{Shown, TableBand};

/// How wide a picture is, in its own units: those of a telephone's screen.
const WIDTH: i64 = 340;
const LINE: i64 = 17;
/// How wide a letter is taken to be, in tenths of a unit.
const LETTER: i64 = 72;
/// So many rows or columns a picture has, at most.
pub(crate) const MOST: usize = 12;

const BELOW: Phrase = phrase("below", "di bawah");
const UP_TO: Phrase = phrase("up to", "sampai");

/// A number as a part of another, in units of a picture; what lies outside stands at the edge.
pub(crate) fn part(number: &Number, whole: &Number, units: i64) -> i64 {
    let exact = (number * &Number::from(units)).checked_div(whole);
    let rounded = exact.and_then(|exact| exact.round(0, Rounding::HalfUp).value().to_i64());
    rounded.unwrap_or(units).clamp(0, units)
}

fn plus(numbers: impl IntoIterator<Item = i64>) -> i64 {
    numbers.into_iter().fold(0, i64::saturating_add)
}

fn times(one: i64, other: usize) -> i64 {
    one.saturating_mul(i64::try_from(other).unwrap_or(i64::MAX))
}

fn half(number: i64) -> i64 {
    number.div_euclid(2)
}

/// A text in lines of at most so many units; a long word is cut, and what has no room ends with `…`.
fn lines(text: &str, width: i64, most: usize) -> Vec<String> {
    let letters = usize::try_from(width.saturating_mul(10).div_euclid(LETTER)).unwrap_or(1).max(1);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_inclusive([' ', '/', '-']) {
        let mut word: Vec<char> = word.chars().collect();
        loop {
            let room = match lines.last() {
                Some(line) => letters.saturating_sub(line.chars().count()),
                None => 0,
            };
            let long = word.iter().collect::<String>().trim_end().chars().count();
            if long <= room {
                if let Some(line) = lines.last_mut() {
                    line.extend(word);
                }
                break;
            }
            let rest = word.split_off(letters.min(word.len()));
            lines.push(word.into_iter().collect());
            if rest.is_empty() {
                break;
            }
            word = rest;
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let kept: String = last.trim_end().chars().take(letters.saturating_sub(1)).collect();
            *last = kept + "…";
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Opens a picture with its name and what it shows, for those who do not see it.
fn open(out: &mut Markup, height: i64, width: i64, title: &str, says: &str) {
    out.raw(r#"<svg class="picture" role="img" viewBox="0 0 "#).number(width).raw(" ").number(height);
    out.raw(r#"" width=""#).number(width).raw(r#"" height=""#).number(height).raw(r#"">"#);
    out.raw("<title>").plain(title).raw("</title><desc>").plain(says).raw("</desc>");
}

fn rect(out: &mut Markup, class: &'static str, (x, y): (i64, i64), (width, height): (i64, i64)) {
    out.raw(r#"<rect class=""#).raw(class).raw(r#"" x=""#).number(x).raw(r#"" y=""#).number(y);
    out.raw(r#"" width=""#).number(width).raw(r#"" height=""#).number(height).raw(r#"" rx="3"/>"#);
}

/// Lines of text around a middle.
fn write(out: &mut Markup, class: &'static str, (x, middle): (i64, i64), lines: &[String]) {
    let above = half(times(LINE, lines.len().saturating_sub(1)));
    for (index, line) in lines.iter().enumerate() {
        let y = plus([middle, times(LINE, index), 5]).saturating_sub(above);
        out.raw(r#"<text class=""#).raw(class).raw(r#"" x=""#).number(x).raw(r#"" y=""#).number(y).raw(r#"">"#);
        out.plain(line).raw("</text>");
    }
}

/// Bands as a ladder, the highest on top, with the place of the value.
pub(crate) fn bands(out: &mut Markup, title: &str, says: &str, value: &Shown, bands: &[TableBand], holds: usize) {
    let lang = out.lang;
    let (left, right) = (92_i64, 78_i64);
    let inner = WIDTH.saturating_sub(left).saturating_sub(right);
    let labels: Vec<Vec<String>> = bands.iter().map(|band| lines(&told(&band.gives, lang), inner, 2)).collect();
    let heights: Vec<i64> = labels.iter().map(|label| plus([18, times(LINE, label.len().max(1))])).collect();
    let height = plus([4].into_iter().chain(heights.iter().copied()));
    open(out, height, WIDTH, title, says);
    let mut top = 2;
    for (index, ((band, label), high)) in bands.iter().zip(&labels).zip(&heights).enumerate() {
        let here = index == holds;
        let middle = plus([top, half(*high)]);
        let above = index.checked_sub(1).and_then(|above| bands.get(above)).and_then(|above| above.from.as_ref());
        let (class, on) = if here { ("band here", "t mid on") } else { ("band", "t mid") };
        rect(out, class, (left, plus([top, 1])), (inner, plus([*high, -2])));
        write(out, on, (plus([left, half(inner)]), middle), label);
        write(out, "t end", (plus([left, -8]), middle), &lines(&range(band, above, lang), plus([left, -14]), 2));
        if here {
            // Where in the band the value lies, where the band has two ends.
            let ends = band.from.as_ref().zip(above);
            let number = value.number();
            let y = match (ends, number) {
                (Some(((from, _), (until, _))), Some(number)) => {
                    let risen = part(&(&number - from), &(until - from), plus([*high, -12]));
                    plus([top, *high, -6]).saturating_sub(risen)
                }
                _ => middle,
            };
            let x = plus([left, inner]);
            out.raw(r#"<path class="mark" d="M"#).number(plus([x, 1])).raw(" ").number(y).raw(r#"l9 -6v12z"/>"#);
            write(out, "t strong", (plus([x, 14]), y), &lines(&value.text_rounded(lang), 64, 1));
        }
        top = plus([top, *high]);
    }
    out.raw("</svg>");
}

fn told(shown: &Shown, lang: Lang) -> String {
    if *shown == Shown::Nothing { String::new() } else { shown.text_rounded(lang) }
}

/// The range of a band: as it is printed, else by its threshold.
pub(crate) fn range(band: &TableBand, above: Option<&(Number, bool)>, lang: Lang) -> String {
    let number = |number: &Number| Shown::Number(number.clone()).text_rounded(lang);
    match (&band.from, above) {
        _ if !band.printed.is_empty() => band.printed.clone(),
        (Some((from, true)), _) => format!("> {}", number(from)),
        (Some((from, false)), _) => format!("≥ {}", number(from)),
        (None, Some((until, true))) => format!("{} {}", UP_TO.get(lang), number(until)),
        (None, Some((until, false))) => format!("{} {}", BELOW.get(lang), number(until)),
        (None, None) => String::new(),
    }
}

/// What a matrix is made of.
pub(crate) struct Cells<'a> {
    pub(crate) rows: &'a [Shown],
    pub(crate) columns: &'a [Shown],
    pub(crate) cells: &'a [Shown],
    pub(crate) holds: (usize, usize),
}

/// A row of a matrix: its position, its name, what stands in its cells, and how high it is.
type Line = (usize, Vec<String>, Vec<Vec<String>>, i64);

/// A matrix, the best row on top as regulations print it, with the cell that held.
pub(crate) fn matrix(out: &mut Markup, title: &str, says: &str, of: &Cells<'_>) {
    let lang = out.lang;
    let count = of.columns.len();
    let left = 84_i64;
    let each =
        if count <= 3 { WIDTH.saturating_sub(left).checked_div(times(1, count.max(1))).unwrap_or(WIDTH) } else { 92 };
    let width = plus([left, times(each, count)]);
    let inner = plus([each, -10]);
    let heads: Vec<Vec<String>> = of.columns.iter().map(|column| lines(&told(column, lang), inner, 3)).collect();
    let top = plus([12, times(LINE, heads.iter().map(Vec::len).max().unwrap_or(1))]);
    let rows: Vec<Line> = (0..of.rows.len())
        .rev()
        .map(|row| {
            let name = of.rows.get(row).map(|row| lines(&told(row, lang), plus([left, -8]), 4)).unwrap_or_default();
            let from = row.saturating_mul(count);
            let cells = of.cells.get(from..from.saturating_add(count)).unwrap_or(&[]);
            let cells: Vec<Vec<String>> = cells.iter().map(|cell| lines(&told(cell, lang), inner, 4)).collect();
            let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(name.len());
            (row, name, cells, plus([20, times(LINE, most)]))
        })
        .collect();
    let height = plus([top, 2].into_iter().chain(rows.iter().map(|row| row.3)));
    open(out, height, width, title, says);
    for (index, head) in heads.iter().enumerate() {
        let class = if of.holds.1 == index { "t mid strong" } else { "t mid" };
        write(out, class, (plus([left, times(each, index), half(each)]), half(top)), head);
    }
    let mut y = top;
    for (row, name, cells, high) in &rows {
        let middle = plus([y, half(*high)]);
        write(out, if of.holds.0 == *row { "t strong" } else { "t" }, (0, middle), name);
        for (column, cell) in cells.iter().enumerate() {
            let here = of.holds == (*row, column);
            let (class, on) = if here { ("band here", "t mid on") } else { ("band", "t mid") };
            let x = plus([left, times(each, column)]);
            rect(out, class, (plus([x, 2]), plus([y, 2])), (plus([each, -4]), plus([*high, -4])));
            write(out, on, (plus([x, half(each)]), middle), cell);
        }
        y = plus([y, *high]);
    }
    out.raw("</svg>");
}

/// A bar beside a number that stands as text: it says nothing more, and is hidden from those who do not see it.
pub(crate) fn bar(out: &mut Markup, number: &Number, most: &Number) {
    let length = if most.is_zero() { 0 } else { part(&number.abs(), most, 1_000) };
    out.raw(r#"<svg class="bar" aria-hidden="true" viewBox="0 0 1000 100" preserveAspectRatio="none">"#);
    out.raw(r#"<rect class="track" width="1000" height="100"/><rect class=""#);
    out.raw(if number.is_negative() { "fill less" } else { "fill" });
    out.raw(r#"" width=""#).number(length.max(4)).raw(r#"" height="100"/></svg>"#);
}

/// What was found beside what is required, in thousandths of the scale: hidden from those who do not see it, since the numbers stand beside it.
pub(crate) fn gauge(out: &mut Markup, required: i64, found: Option<i64>, lacks: bool) {
    out.raw(r#"<svg class="bar" aria-hidden="true" viewBox="0 0 1000 100" preserveAspectRatio="none">"#);
    out.raw(r#"<rect class="track" width="1000" height="100"/>"#);
    if let Some(found) = found {
        out.raw(r#"<rect class=""#).raw(if lacks { "fill less" } else { "fill" });
        out.raw(r#"" width=""#).number(found.max(4)).raw(r#"" height="100"/>"#);
    }
    out.raw(r#"<rect class="tick" x=""#).number(required.clamp(8, 992).saturating_sub(8));
    out.raw(r#"" width="16" height="100"/></svg>"#);
}

/// An axis of a radar, in thousandths from its middle.
pub(crate) struct Axis {
    pub(crate) required: i64,
    /// None where nothing was found.
    pub(crate) found: Option<i64>,
}

/// A radar of axes that are named by numbers.
pub(crate) fn radar(out: &mut Markup, title: &str, says: &str, axes: &[Axis]) {
    let (middle, reach) = (half(WIDTH), 138_i64);
    let place = |index: usize, thousandths: i64, reach: i64| {
        let (x, y) = direction(index, axes.len());
        let at = |way: i64| plus([middle, way.saturating_mul(thousandths).saturating_mul(reach).div_euclid(1_000_000)]);
        (at(x), at(y))
    };
    open(out, WIDTH, WIDTH, title, says);
    for part in 1..=4 {
        out.raw(r#"<circle class="ring" cx=""#).number(middle).raw(r#"" cy=""#).number(middle);
        out.raw(r#"" r=""#).number(reach.saturating_mul(part).div_euclid(4)).raw(r#""/>"#);
    }
    for index in 0..axes.len() {
        let (x, y) = place(index, 1_000, reach);
        out.raw(r#"<path class="ring" d="M"#).number(middle).raw(" ").number(middle);
        out.raw("L").number(x).raw(" ").number(y).raw(r#""/>"#);
        let (x, y) = place(index, 1_000, plus([reach, 17]));
        write(out, "t mid", (x, y), &[index.saturating_add(1).to_string()]);
    }
    let mut outline = |class: &'static str, points: Vec<(i64, i64)>| {
        out.raw(r#"<polygon class=""#).raw(class).raw(r#"" points=""#);
        for (index, (x, y)) in points.into_iter().enumerate() {
            out.raw(if index > 0 { " " } else { "" }).number(x).raw(",").number(y);
        }
        out.raw(r#""/>"#);
    };
    let found = axes.iter().enumerate().filter_map(|(index, axis)| Some(place(index, axis.found?, reach)));
    outline("found", found.collect());
    outline("need", axes.iter().enumerate().map(|(index, axis)| place(index, axis.required, reach)).collect());
    out.raw("</svg>");
}

/// The direction of an axis, from the top and as a clock goes, in thousandths.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a place in a picture, by libm the same everywhere"
)]
fn direction(index: usize, count: usize) -> (i64, i64) {
    let angle = core::f64::consts::TAU * index as f64 / count as f64;
    let thousandths = |part: f64| libm::round(part * 1_000.0) as i64;
    (thousandths(libm::sin(angle)), thousandths(-libm::cos(angle)))
}
