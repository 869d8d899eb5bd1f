//! What operations give for the values of their operands, whatever machine they came from.

use super::evaluate::{Evaluated, Stop};
use crate::curve::Curve;
use crate::number::Number;
use crate::period;
use crate::problem::Code;
use crate::scheme::formula::{Arithmetic, Comparison};
use crate::scheme::model::{Function, Model};
use crate::scheme::value::{Absence, Value};

/// What it takes to keep a value (clause 6.4): a long number stands in the result, in its trace, and where it is used.
pub(super) fn effort_of_keeping(value: &Value) -> u64 {
    match value {
        Value::Number(number) if number.is_long() => number.bits().saturating_mul(4),
        _ => 0,
    }
}

#[inline(never)]
pub(super) fn arithmetic(operation: Arithmetic, x: &Value, y: &Value, effort: &mut u64) -> Evaluated {
    let (Value::Number(x), Value::Number(y)) = (x, y) else { return joined_absence(&[x, y]) };
    // What is small leaves in registers.
    let small = match operation {
        Arithmetic::Add => x.small_sum(y),
        Arithmetic::Subtract => None,
        Arithmetic::Multiply => x.small_product(y),
        Arithmetic::Divide => x.small_quotient(y),
    };
    if let Some(number) = small {
        return Ok(Value::Number(number));
    }
    *effort = x.effort(y);
    match operation {
        Arithmetic::Add => Ok(Value::Number(x + y)),
        Arithmetic::Subtract => Ok(Value::Number(x - y)),
        Arithmetic::Multiply => Ok(Value::Number(x * y)),
        Arithmetic::Divide => match x.checked_div(y) {
            Some(number) => Ok(Value::Number(number)),
            None => Err(Stop::internal("a division by zero that parse had excluded")),
        },
    }
}

pub(super) fn compare(comparison: Comparison, x: &Value, y: &Value, effort: &mut u64) -> Evaluated {
    let order = match (x, y) {
        (Value::Number(x), Value::Number(y)) => {
            *effort = x.effort_of_comparing(y);
            x.cmp(y)
        }
        (Value::Word(_, x), Value::Word(_, y)) => x.cmp(y),
        (Value::Date(x), Value::Date(y)) => x.cmp(y),
        (Value::Text(x), Value::Text(y)) => x.cmp(y),
        (Value::Truth(x), Value::Truth(y)) => x.cmp(y),
        _ => return joined_absence(&[x, y]),
    };
    Ok(Value::Truth(comparison.holds(order)))
}

/// `and` (ended by false) or `or` (ended by true), three-valued; both sides were evaluated.
pub(super) fn connected(x: &Value, y: &Value, ended_by: bool) -> Evaluated {
    match (x, y) {
        (Value::Truth(x), Value::Truth(y)) => Ok(Value::Truth(if ended_by { *x || *y } else { *x && *y })),
        (Value::Truth(truth), _) | (_, Value::Truth(truth))
            if fault!("false and absent is absent", false, *truth == ended_by) =>
        {
            Ok(Value::Truth(ended_by))
        }
        _ => joined_absence(&[x, y]),
    }
}

pub(super) fn of_one(model: &Model, function: Function, x: &Value) -> Evaluated {
    let whole = |n: i64| Ok(Value::Number(Number::from(n)));
    match (function, x) {
        (Function::Known, _) => Ok(Value::Truth(!x.is_absent())),
        (Function::Abs, Value::Number(x)) => Ok(Value::Number(x.abs())),
        (Function::LevelValue, Value::Word(set, index)) => {
            let value = model.sets[*set].words[*index].value.clone();
            value.map(Value::Number).ok_or_else(|| Stop::internal("a level without a value"))
        }
        (Function::Days, Value::Period(p)) => whole(p.days()),
        (Function::MonthsTouched, Value::Period(p)) => whole(p.months_touched()),
        (Function::FullMonths, Value::Period(p)) => whole(p.full_months()),
        (Function::Start, Value::Period(p)) => Ok(Value::Date(p.from())),
        (Function::End, Value::Period(p)) => Ok(Value::Date(p.until())),
        _ => joined_absence(&[x]),
    }
}

pub(super) fn of_two(function: Function, x: &Value, y: &Value) -> Evaluated {
    let whole = |n: i64| Ok(Value::Number(Number::from(n)));
    match (function, x, y) {
        (Function::IfAbsent, ..) => Ok(if x.is_absent() { y } else { x }.clone()),
        (Function::AtMost, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a.min(b).clone())),
        (Function::AtLeast, Value::Number(a), Value::Number(b)) => Ok(Value::Number(a.max(b).clone())),
        (Function::DaysBetween, Value::Date(a), Value::Date(b)) => whole(period::days_between(*a, *b)),
        (Function::Overlap, Value::Period(p), Value::Period(q)) => whole(p.overlap(q)),
        _ => joined_absence(&[x, y]),
    }
}

/// The height of a curve at a place; outside it may be a problem.
pub(super) fn height(curve: &Curve, x: &Number) -> Evaluated {
    if let Some(y) = curve.at(x) {
        return Ok(Value::Number(y));
    }
    let (Some((from, _)), Some((until, _))) = (curve.points().first(), curve.points().last()) else {
        return Err(Stop::internal("a curve without points"));
    };
    let details = vec![("found", x.to_string()), ("from", from.to_string()), ("until", until.to_string())];
    Err(Stop::new(Code::CurveOutside, details))
}

/// What an absent operand makes of an operation (clause 3.2).
pub(super) fn joined_absence(operands: &[&Value]) -> Evaluated {
    let absences = operands.iter().filter_map(|value| match value {
        Value::Absent(absence) => Some(*absence),
        _ => None,
    });
    absences
        .reduce(Absence::joined)
        .map(Value::Absent)
        .ok_or_else(|| Stop::internal("operands that do not go together"))
}

pub(super) fn order_of(a: &Value, b: &Value) -> std::cmp::Ordering {
    match (a, b) {
        (Value::Number(x), Value::Number(y)) => x.cmp(y),
        (Value::Word(_, x), Value::Word(_, y)) => x.cmp(y),
        _ => std::cmp::Ordering::Equal,
    }
}
