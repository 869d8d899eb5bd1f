//! What is printed against what is calculated: a score and a rating that can disagree, and values that fall between printed ranges (clause 6.7).

use crate::document::Node;
use crate::number::{Number, Rounding};
use crate::problem::{Code, Path, Problem, Trail};
use crate::scheme::declare::{list, word};
use crate::scheme::model::{Bands, Model, Op, Outcome, SlotRole, TableOf};
use crate::scheme::value::{NodeId, SlotId, Value};
use std::collections::BTreeSet;

/// Bands that some outcome falls into, as a scheme's program has them.
struct Found<'m> {
    bands: &'m Bands,
    /// Where the document has them.
    path: Path,
    /// The rounding of what they are of, where that is rounded on the way.
    round: Option<(u8, Rounding)>,
}

/// Scores and ratings that can disagree: a value that prints as one that would be in another band.
pub(super) fn disagreements(model: &Model) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut told: BTreeSet<String> = BTreeSet::new();
    for outcome in &model.outcomes {
        let Some((digits, mode)) = outcome.round else { continue };
        for bands in bands_of(model, outcome.of) {
            let disagreement = disagreement(model, &bands, digits, mode, outcome);
            found.extend(disagreement.filter(|_| told.insert(bands.path.to_string())));
        }
    }
    found
}

/// Every `bands` whose value is a cell of the whole, in a step or in a formula that a step calls.
fn bands_of(model: &Model, slot: SlotId) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for column in model.slots.iter() {
        let SlotRole::Step(step) = &column.role else { continue };
        if !step.uses.slots.contains(&slot) {
            continue;
        }
        let mut open: Vec<(NodeId, Given, Path)> = vec![(step.body, Given::default(), column.path.clone())];
        while let Some((node, arguments, path)) = open.pop() {
            let op = &model.nodes[node];
            match op {
                Op::Call { formula, arguments: own, base, body } => {
                    open.extend(own.iter().map(|argument| (*argument, arguments.clone(), path.clone())));
                    // What a formula is given may itself be given to the formula around it.
                    let given = own.iter().map(|argument| resolved(model, *argument, &arguments)).collect();
                    let given = Given { base: usize::try_from(*base).unwrap_or(usize::MAX), arguments: given };
                    open.push((*body, given, Path::new().key("formulas").index(*formula)));
                    continue;
                }
                Op::Bands(bands) => {
                    let mut of = resolved(model, bands.of, &arguments);
                    let mut round = None;
                    if let Op::Round(inner, digits, mode) = &model.nodes[of] {
                        of = resolved(model, *inner, &arguments);
                        round = Some((*digits, *mode));
                    }
                    if matches!(&model.nodes[of], Op::Step(known, 0) | Op::Input(known, 0) if *known == slot) {
                        found.push(Found { bands, path: path.clone(), round });
                    }
                }
                _ => {}
            }
            op.operands(&mut |operand| open.push((operand, arguments.clone(), path.clone())));
        }
    }
    found
}

/// What the formula at hand is given, and where that begins among all that is given.
#[derive(Clone, Default)]
struct Given {
    base: usize,
    arguments: Vec<NodeId>,
}

/// What an argument of a formula stands for.
fn resolved(model: &Model, node: NodeId, given: &Given) -> NodeId {
    match &model.nodes[node] {
        Op::Local(local) => {
            let position = usize::try_from(*local).ok().and_then(|local| local.checked_sub(given.base));
            position.and_then(|position| given.arguments.get(position)).copied().unwrap_or(node)
        }
        _ => node,
    }
}

/// A threshold that is the same whatever the facts are: a number, or the last value of a parameter, or a setting's default.
fn threshold(model: &Model, node: NodeId) -> Option<Number> {
    let cell = match &model.nodes[node] {
        Op::Constant(value) => Some(value),
        Op::Parameter(index) => model.parameters[*index].values.last().and_then(|dated| dated.cells.values().first()),
        Op::Setting(index) => model.settings[*index].default.as_ref().and_then(|cells| cells.values().first()),
        Op::Lookup { table: TableOf::Parameter(_) | TableOf::Setting(_), .. } => None,
        _ => None,
    };
    match cell {
        Some(Value::Number(number)) => Some(number.clone()),
        _ => None,
    }
}

fn disagreement(model: &Model, found: &Found<'_>, digits: u8, mode: Rounding, outcome: &Outcome) -> Option<Problem> {
    let thresholds: Vec<Option<(Number, bool)>> =
        found.bands.rows.iter().map(|row| threshold(model, row.threshold).map(|number| (number, row.above))).collect();
    let thresholds = thresholds.into_iter().collect::<Option<Vec<_>>>()?;
    let row_of = |value: &Number| {
        let value = match found.round {
            Some((digits, mode)) => value.round(digits, mode).value().clone(),
            None => value.clone(),
        };
        let value = match found.bands.round {
            Some((digits, mode)) => value.round(digits, mode).value().clone(),
            None => value,
        };
        thresholds.iter().position(|(number, above)| value > *number || (!above && value == *number))
    };
    let tenth = |digits: u8| {
        let ten = Number::from(10i64);
        (0..digits).fold(Number::ONE, |unit, _| unit.checked_div(&ten).unwrap_or(unit))
    };
    let unit = tenth(digits);
    // Where the rows meet: at a threshold, or where the bands' own rounding takes a value over it.
    let own = found.bands.round.or(found.round).map(|(digits, _)| tenth(digits));
    for (number, _) in &thresholds {
        let half = own.as_ref().and_then(|own| own.checked_div(&Number::from(2i64)));
        let edges =
            [Some(Number::ZERO), half.clone(), half.map(|half| -&half), own.clone(), own.as_ref().map(|own| -own)];
        for edge in edges.into_iter().flatten() {
            for parts in [-4i64, 4, -1, 1, -9, 9] {
                let Some(step) = Number::ratio(parts, 10) else { continue };
                let value = &(number + &edge) + &(&unit * &step);
                let rounded = value.round(digits, mode);
                let (calculated, shown) = (row_of(&value), row_of(rounded.value()));
                if calculated != shown {
                    let name = |row: Option<usize>| result_of(model, found.bands, row);
                    return Some(
                        Problem::new(Code::CheckPrinted, found.path.clone())
                            .with_text("title", &outcome.title.with_name(&outcome.name))
                            .with("value", &value)
                            .with("printed", rounded.to_string())
                            .with("calculated", name(calculated))
                            .with("shown", name(shown)),
                    );
                }
            }
        }
    }
    None
}

/// What a row of bands gives, in a word.
fn result_of(model: &Model, bands: &Bands, row: Option<usize>) -> String {
    let node = match row {
        Some(row) => bands.rows.get(row).map(|row| row.result),
        None => bands.otherwise,
    };
    match node.map(|node| &model.nodes[node]) {
        Some(Op::Constant(value)) => model.plain(value),
        _ => row.map_or_else(|| "else".to_owned(), |row| format!("rows[{row}]")),
    }
}

/// Values that fall between the ranges that a regulation prints, where nothing says how they are read.
pub(super) fn gap(node: &Node<'_>, trail: &Trail<'_>) -> Option<Problem> {
    let bands = node.get("bands")?;
    if node.get("reading").is_some_and(|reading| !reading.is_null()) {
        return None;
    }
    let printed: Vec<Printed> =
        list(bands, "rows").iter().filter_map(|row| Printed::of(word(row, "printed"))).collect();
    let digits = bands.get("round").and_then(crate::scheme::body::rounding).map(|(digits, _)| digits);
    let mut between: Vec<(Number, Number)> = Vec::new();
    for (upper, lower) in printed.iter().zip(printed.iter().skip(1)) {
        let Some(top) = &lower.top else { continue };
        let open = upper.bottom > *top && !lower.touches;
        let some_value = match digits {
            None => open,
            // After the rounding only multiples are left.
            Some(digits) => open && next_above(top, digits) < upper.bottom,
        };
        if some_value {
            between.push((top.clone(), upper.bottom.clone()));
        }
    }
    let (first, last) = (printed.last()?, printed.first()?);
    let whole = last.top.as_ref().unwrap_or(&last.bottom) - &first.bottom;
    let (low, high) = between.first()?;
    let lost = between.iter().fold(Number::ZERO, |sum, (low, high)| &sum + &(high - low));
    let share = lost.checked_div(&whole).map_or(Number::ZERO, |share| &share * &Number::from(100i64));
    Some(
        Problem::new(Code::CheckGap, trail.path())
            .with("low", low)
            .with("high", high)
            .with("count", between.len())
            .with("share", share.round(1, Rounding::HalfUp).to_string()),
    )
}

fn next_above(number: &Number, digits: u8) -> Number {
    let ten = Number::from(10i64);
    let unit = (0..digits).fold(Number::ONE, |unit, _| unit.checked_div(&ten).unwrap_or(unit));
    let down = number.round(digits, Rounding::Floor).value().clone();
    &down + &unit
}

/// A printed range: `76–90`, `91 ke atas`, `70 ≤ x < 90`, `60%`.
struct Printed {
    bottom: Number,
    /// None where it is open.
    top: Option<Number>,
    /// Whether it goes as far as the range above begins: `x < 90`.
    touches: bool,
}

impl Printed {
    fn of(text: &str) -> Option<Printed> {
        let mut numbers = Vec::new();
        let mut digits = String::new();
        for c in text.chars().chain([' ']) {
            if c.is_ascii_digit() || (matches!(c, '.' | ',') && !digits.is_empty()) {
                digits.push(if c == ',' { '.' } else { c });
            } else if !digits.is_empty() {
                numbers.push(Number::parse(digits.trim_end_matches('.')).ok()?);
                digits.clear();
            }
        }
        let open = ["ke atas", "atau lebih", "and above", "or more", "≥", ">="].iter().any(|word| text.contains(word));
        match numbers.as_slice() {
            [only] if open => Some(Printed { bottom: only.clone(), top: None, touches: false }),
            [only] => Some(Printed { bottom: only.clone(), top: Some(only.clone()), touches: false }),
            [low, high] => Some(Printed { bottom: low.clone(), top: Some(high.clone()), touches: text.contains('<') }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Printed;

    #[test]
    fn ranges_are_read_as_regulations_print_them() {
        let read = |text: &str| {
            let printed = Printed::of(text)?;
            Some((printed.bottom.to_string(), printed.top.map(|top| top.to_string()), printed.touches))
        };
        let some = |low: &str, high: Option<&str>, touches| Some((low.to_owned(), high.map(str::to_owned), touches));
        assert_eq!(read("76–90"), some("76", Some("90"), false));
        assert_eq!(read("91 ke atas"), some("91", None, false));
        assert_eq!(read("75,00-89,99"), some("75", Some("89.99"), false));
        assert_eq!(read("70 ≤ x < 90"), some("70", Some("90"), true));
        assert_eq!(read("100%"), some("100", Some("100"), false));
        assert_eq!(read("high"), None);
    }
}
