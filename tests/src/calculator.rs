//! A pocket calculator: redoes a line of an explanation from what is printed there, knowing nothing of schemes.
//!
//! It knows arithmetic, the signs of an explanation, and in which order the levels of a scale stand, as a reader with the regulation does.

use kinerja::{Lang, Number, Rounding};
use std::cmp::Ordering;

/// What a printed expression comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Number(Number),
    Truth(bool),
    Word(String),
    /// Absent; whether it is `not rated`.
    Absent(bool),
}

pub struct Calculator<'a> {
    pub lang: Lang,
    /// The words of each scale in this language, lowest first.
    pub scales: &'a [Vec<String>],
}

type Found<T> = Result<T, String>;

impl Calculator<'_> {
    fn either(&self, en: &'static str, id: &'static str) -> &'static str {
        if self.lang == Lang::En { en } else { id }
    }

    /// Redoes `… = …` or `…? yes`.
    ///
    /// # Errors
    /// Why the line does not hold.
    pub fn calculation(&self, line: &str) -> Found<()> {
        if let Some((left, answer)) = self.question(line) {
            return self.answered(left, answer, line);
        }
        let mut why = format!("no ` = ` in `{line}`");
        for (at, sign) in line.rmatch_indices(" = ") {
            let (left, right) = (&line[..at], &line[at + sign.len()..]);
            match self.evaluate(left).and_then(|left| self.same(&left, right)) {
                Ok(()) => return Ok(()),
                Err(error) => why = format!("`{line}`: {error}"),
            }
        }
        Err(why)
    }

    /// Redoes `…? yes`.
    ///
    /// # Errors
    /// Why the line does not hold.
    pub fn condition(&self, line: &str) -> Found<()> {
        let (left, answer) = self.question(line).ok_or(format!("no question: `{line}`"))?;
        self.answered(left, answer, line)
    }

    fn question<'l>(&self, line: &'l str) -> Option<(&'l str, Option<bool>)> {
        let answers = [
            (self.either("yes", "ya"), Some(true)),
            (self.either("no", "tidak"), Some(false)),
            (self.either("cannot be told", "tidak dapat ditentukan"), None),
        ];
        answers.into_iter().find_map(|(word, answer)| Some((line.strip_suffix(word)?.strip_suffix("? ")?, answer)))
    }

    fn answered(&self, left: &str, answer: Option<bool>, line: &str) -> Found<()> {
        let held = match self.evaluate(left).map_err(|error| format!("`{line}`: {error}"))? {
            Value::Truth(truth) => Some(truth),
            Value::Absent(_) => None,
            other => return Err(format!("`{line}`: {other:?} is no answer")),
        };
        if held == answer { Ok(()) } else { Err(format!("`{line}`: it is {held:?}")) }
    }

    /// Redoes `85.90 (rounded to 2 digits, half up): at least 75 → Good`; gives the value and how it was rounded.
    ///
    /// # Errors
    /// Why the line does not hold.
    pub fn band(&self, line: &str) -> Found<(Number, Option<(u8, Rounding)>)> {
        let wrong = || format!("no band: `{line}`");
        let (left, _) = line.split_once(" → ").ok_or_else(wrong)?;
        let (value, reached) = left.split_once(": ").ok_or_else(wrong)?;
        let reached = reached.split_once(" [").map_or(reached, |(reached, _)| reached);
        let opened = format!(" ({} ", self.either("rounded to", "dibulatkan menjadi"));
        let (value, rounding) = match value.split_once(&opened) {
            None => (value, None),
            Some((value, how)) => {
                let (digits, mode) = how.split_once(self.either(" digits, ", " desimal, ")).ok_or_else(wrong)?;
                let mode = self.mode(mode.strip_suffix(')').ok_or_else(wrong)?)?;
                (value, Some((digits.parse().map_err(|_| wrong())?, mode)))
            }
        };
        let number = self.printed_number(value)?;
        if let Some((digits, mode)) = rounding {
            let decimals = value.split([',', '.']).nth(1).map_or(0, str::len);
            if decimals != usize::from(digits) || number.round(digits, mode).value() != &number {
                return Err(format!("`{line}`: `{value}` does not have {digits} digits"));
            }
        }
        let at_least = self.either("at least ", "paling sedikit ");
        let more_than = self.either("more than ", "lebih dari ");
        let held = if let Some(threshold) = reached.strip_prefix(at_least) {
            number >= self.printed_number(threshold)?
        } else if let Some(threshold) = reached.strip_prefix(more_than) {
            number > self.printed_number(threshold)?
        } else {
            reached == self.either("below all thresholds", "di bawah semua batas")
        };
        if held { Ok((number, rounding)) } else { Err(format!("`{line}`: the threshold is not reached")) }
    }

    /// The number of `88.67`, `266/3` or `88.67 (≈ 266/3)`, the decimal checked against the fraction.
    ///
    /// # Errors
    /// Where it is no number, or the decimal is not the fraction rounded.
    pub fn printed_number(&self, text: &str) -> Found<Number> {
        let Some((decimal, fraction)) = text.strip_suffix(')').and_then(|text| text.split_once(" (≈ ")) else {
            return self.number_of(text);
        };
        let exact = self.number_of(fraction)?;
        let digits = decimal.split([',', '.']).nth(1).map_or(0, str::len);
        let wanted = if exact.abs() < Number::ONE { 4 } else { 2 };
        let rounded = exact.round(wanted, Rounding::HalfUp);
        if digits != usize::from(wanted) || rounded.value() != &self.number_of(decimal)? {
            return Err(format!("`{text}`: the decimal is not the fraction rounded"));
        }
        Ok(exact)
    }

    fn number_of(&self, text: &str) -> Found<Number> {
        let not = || format!("`{text}` is no number");
        if text.contains(self.either(",", ".")) {
            return Err(not());
        }
        let (top, bottom) = text.split_once('/').map_or((text, None), |(top, bottom)| (top, Some(bottom)));
        let top = whole_or_decimal(&top.replace(',', ".")).ok_or_else(not)?;
        match bottom {
            None => Ok(top),
            Some(bottom) => top.checked_div(&whole_or_decimal(bottom).ok_or_else(not)?).ok_or_else(not),
        }
    }

    fn mode(&self, words: &str) -> Found<Rounding> {
        let table = [
            (Rounding::Up, "away from zero", "menjauhi nol"),
            (Rounding::Down, "cut off", "dipotong"),
            (Rounding::Ceiling, "upwards", "ke atas"),
            (Rounding::Floor, "downwards", "ke bawah"),
            (Rounding::HalfUp, "half up", "setengah ke atas"),
            (Rounding::HalfDown, "half down", "setengah ke bawah"),
            (Rounding::HalfEven, "half to even", "setengah ke genap"),
            (Rounding::HalfCeiling, "half towards plus", "setengah ke arah plus"),
            (Rounding::HalfFloor, "half towards minus", "setengah ke arah minus"),
            (Rounding::ZeroFiveUp, "zero and five up", "nol dan lima ke atas"),
        ];
        let found = table.into_iter().find(|(_, en, id)| self.either(en, id) == words);
        found.map(|(mode, ..)| mode).ok_or(format!("`{words}` is no rounding"))
    }

    /// What a printed expression comes to.
    ///
    /// # Errors
    /// Where it cannot be read or calculated.
    pub fn evaluate(&self, text: &str) -> Found<Value> {
        let mut reader = Reader { calculator: self, rest: text };
        let value = reader.joined()?;
        if reader.rest.is_empty() { Ok(value) } else { Err(format!("`{}` is left over", reader.rest)) }
    }

    fn same(&self, left: &Value, right: &str) -> Found<()> {
        let holds = match left {
            Value::Number(number) => *number == self.printed_number(right)?,
            Value::Word(word) => match right.strip_prefix('“') {
                Some(quoted) => quoted.strip_suffix('”') == Some(word.as_str()),
                None => word == right,
            },
            other => *other == self.answer(right),
        };
        if holds { Ok(()) } else { Err(format!("left of `= {right}` is {left:?}")) }
    }

    fn answer(&self, name: &str) -> Value {
        if name == self.either("yes", "ya") {
            Value::Truth(true)
        } else if name == self.either("no", "tidak") {
            Value::Truth(false)
        } else if name == self.either("not rated", "belum dinilai") {
            Value::Absent(true)
        } else if name == self.either("not applicable", "tidak berlaku") {
            Value::Absent(false)
        } else {
            Value::Word(name.to_owned())
        }
    }

    fn order(&self, a: &Value, b: &Value) -> Found<Ordering> {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => Ok(a.cmp(b)),
            (Value::Word(a), Value::Word(b)) if is_date(a) && is_date(b) => Ok(a.cmp(b)),
            (Value::Word(a), Value::Word(b)) => {
                let place = |scale: &Vec<String>| {
                    let find = |word: &String| scale.iter().position(|level| level == word);
                    Some(find(a)?.cmp(&find(b)?))
                };
                self.scales.iter().find_map(place).ok_or(format!("`{a}` and `{b}` are of no one scale"))
            }
            _ => Err(format!("{a:?} and {b:?} have no order")),
        }
    }
}

fn is_date(text: &str) -> bool {
    let mut letters = text.chars();
    text.len() == 10
        && "dddd-dd-dd"
            .chars()
            .all(|kind| letters.next().is_some_and(|l| if kind == 'd' { l.is_ascii_digit() } else { l == '-' }))
}

/// A number of any length: intermediate results are longer than what may be entered.
fn whole_or_decimal(text: &str) -> Option<Number> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) || digits.ends_with('.') {
        return None;
    }
    let ten = Number::from(10_i64);
    let add = |number: Number, digit: u8| &(&number * &ten) + &Number::from(i64::from(digit - b'0'));
    let number = whole.bytes().chain(decimals.bytes()).fold(Number::ZERO, add);
    let scale = decimals.bytes().fold(Number::ONE, |scale, _| &scale * &ten);
    let number = number.checked_div(&scale)?;
    Some(if negative { -number } else { number })
}

struct Reader<'c, 't> {
    calculator: &'c Calculator<'c>,
    rest: &'t str,
}

const COMPARISONS: [&str; 6] = [" = ", " ≠ ", " < ", " ≤ ", " > ", " ≥ "];

/// The kind of the first absence that counts: `not rated` where any is.
fn absent<'v>(values: impl IntoIterator<Item = &'v Value>) -> Option<Value> {
    let kinds: Vec<bool> =
        values.into_iter().filter_map(|v| if let Value::Absent(kind) = v { Some(*kind) } else { None }).collect();
    if kinds.is_empty() { None } else { Some(Value::Absent(kinds.contains(&true))) }
}

impl<'t> Reader<'_, 't> {
    fn eat(&mut self, sign: &str) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn need(&mut self, sign: &str) -> Found<()> {
        if self.eat(sign) { Ok(()) } else { Err(format!("`{sign}` is needed before `{}`", self.rest)) }
    }

    fn joined(&mut self) -> Found<Value> {
        let mut left = self.compared()?;
        loop {
            let both = self.eat(self.calculator.either(" and ", " dan "));
            if !both && !self.eat(self.calculator.either(" or ", " atau ")) {
                return Ok(left);
            }
            let right = self.compared()?;
            left = match (&left, &right) {
                (Value::Truth(a), Value::Truth(b)) => Value::Truth(if both { *a && *b } else { *a || *b }),
                (Value::Truth(a), Value::Absent(_)) | (Value::Absent(_), Value::Truth(a)) if *a != both => {
                    Value::Truth(*a)
                }
                _ => absent([&left, &right]).ok_or(format!("{left:?} and {right:?} cannot be joined"))?,
            };
        }
    }

    fn compared(&mut self) -> Found<Value> {
        let left = self.sum()?;
        let Some(sign) = COMPARISONS.into_iter().find(|sign| self.rest.starts_with(sign)) else { return Ok(left) };
        self.need(sign)?;
        let right = self.sum()?;
        if let Some(absent) = absent([&left, &right]) {
            return Ok(absent);
        }
        let order = |reader: &Self| reader.calculator.order(&left, &right);
        Ok(Value::Truth(match sign {
            " = " => left == right,
            " ≠ " => left != right,
            " < " => order(self)?.is_lt(),
            " ≤ " => order(self)?.is_le(),
            " > " => order(self)?.is_gt(),
            _ => order(self)?.is_ge(),
        }))
    }

    fn sum(&mut self) -> Found<Value> {
        let mut left = self.product()?;
        loop {
            let plus = self.eat(" + ");
            if !plus && !self.eat(" - ") {
                return Ok(left);
            }
            let right = self.product()?;
            left = numbers(&left, &right, |a, b| Some(if plus { a + b } else { a - b }))?;
        }
    }

    fn product(&mut self) -> Found<Value> {
        let mut left = self.operand()?;
        loop {
            let times = self.eat(" × ");
            if !times && !self.eat(" / ") {
                return Ok(left);
            }
            let right = self.operand()?;
            left = numbers(&left, &right, |a, b| if times { Some(a * b) } else { a.checked_div(b) })?;
        }
    }

    fn operand(&mut self) -> Found<Value> {
        if self.eat("(") {
            let value = self.joined()?;
            self.need(")")?;
            return Ok(value);
        }
        if self.eat("-") {
            return Ok(match self.operand()? {
                Value::Number(number) => Value::Number(-number),
                absent @ Value::Absent(_) => absent,
                other => return Err(format!("-{other:?}")),
            });
        }
        if self.eat(self.calculator.either("not (", "bukan (")) {
            let value = self.joined()?;
            self.need(")")?;
            return Ok(match value {
                Value::Truth(truth) => Value::Truth(!truth),
                absent @ Value::Absent(_) => absent,
                other => return Err(format!("not {other:?}")),
            });
        }
        let functions = [
            ("min(", "min("),
            ("max(", "max("),
            ("median(", "median("),
            ("abs(", "abs("),
            ("any(", "salah satu("),
            ("all(", "semua("),
            ("round(", "bulatkan("),
            ("round_to(", "bulatkan ke("),
        ];
        for (en, id) in functions {
            if self.eat(self.calculator.either(en, id)) {
                return if en.starts_with("round") { self.rounded(en == "round_to(") } else { self.function(en) };
            }
        }
        if let Some(value) = self.number()? {
            return Ok(value);
        }
        let quoted = self.rest.starts_with('“');
        let name = self.name(")")?;
        if self.eat(" (") {
            let quoted = self.rest.starts_with('“');
            let value = self.name(")")?;
            self.need(")")?;
            return Ok(if quoted { Value::Word(value) } else { self.calculator.answer(&value) });
        }
        Ok(if quoted { Value::Word(name) } else { self.calculator.answer(&name) })
    }

    /// A number; none where digits only begin a name, `3 Carried out`, or a date.
    fn number(&mut self) -> Found<Option<Value>> {
        if !self.rest.starts_with(|letter: char| letter.is_ascii_digit()) || self.rest.get(..10).is_some_and(is_date) {
            return Ok(None);
        }
        let after = self.rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let joins = [self.calculator.either(" and ", " dan "), self.calculator.either(" or ", " atau ")];
        let joined = joins.iter().any(|sign| after.starts_with(sign));
        if !joined && after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
            return Ok(None);
        }
        let mut end = 0;
        let bytes = self.rest.as_bytes();
        while end < bytes.len() {
            let digit_follows = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            match bytes[end] {
                b'0'..=b'9' => end += 1,
                b'.' | b',' | b'/' if digit_follows => end += 1,
                _ => break,
            }
        }
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.calculator.number_of(text).map(|number| Some(Value::Number(number)))
    }

    fn name(&mut self, also: &str) -> Found<String> {
        if self.eat("“") {
            let (name, rest) = self.rest.split_once('”').ok_or("a name is not closed")?;
            self.rest = rest;
            return Ok(name.to_owned());
        }
        let joins = [self.calculator.either(" and ", " dan "), self.calculator.either(" or ", " atau ")];
        let ends = COMPARISONS.into_iter().chain(joins).chain(["; ", " (", " + ", " - ", " × ", " / ", also]);
        let end = ends.filter_map(|end| self.rest.find(end)).min().unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if name.is_empty() { Err(format!("nothing before `{rest}`")) } else { Ok(name.to_owned()) }
    }

    fn function(&mut self, name: &str) -> Found<Value> {
        let mut values = vec![self.joined()?];
        while self.eat("; ") {
            values.push(self.joined()?);
        }
        self.need(")")?;
        if let Some(absent) = absent(&values) {
            return Ok(absent);
        }
        let truths = || values.iter().map(|v| if let Value::Truth(t) = v { Ok(*t) } else { Err(format!("{v:?}")) });
        match name {
            "any(" => Ok(Value::Truth(truths().collect::<Found<Vec<bool>>>()?.contains(&true))),
            "all(" => Ok(Value::Truth(!truths().collect::<Found<Vec<bool>>>()?.contains(&false))),
            "abs(" => match values.as_slice() {
                [Value::Number(number)] => Ok(Value::Number(number.abs())),
                other => Err(format!("abs of {other:?}")),
            },
            _ => {
                let mut wrong = Ok(());
                let calculator = self.calculator;
                values.sort_by(|a, b| {
                    calculator.order(a, b).unwrap_or_else(|error| {
                        wrong = Err(error);
                        Ordering::Equal
                    })
                });
                wrong?;
                let last = values.len() - 1;
                match name {
                    "min(" => Ok(values[0].clone()),
                    "max(" => Ok(values[last].clone()),
                    _ => match (&values[last / 2], &values[values.len() / 2]) {
                        (Value::Number(a), Value::Number(b)) => {
                            let half = (a + b).checked_div(&Number::from(2_i64)).ok_or("half")?;
                            Ok(Value::Number(half))
                        }
                        (lower, _) => Ok(lower.clone()),
                    },
                }
            }
        }
    }

    fn rounded(&mut self, to_step: bool) -> Found<Value> {
        let value = self.joined()?;
        self.need("; ")?;
        let Some(Value::Number(by)) = self.number()? else { return Err("digits are needed".to_owned()) };
        self.need("; ")?;
        let (mode, rest) = self.rest.split_once(')').ok_or("`)` is needed")?;
        self.rest = rest;
        let mode = self.calculator.mode(mode)?;
        Ok(match value {
            Value::Number(number) if to_step => {
                let steps = number.checked_div(&by).ok_or("a step of zero")?;
                Value::Number(steps.round(0, mode).value() * &by)
            }
            Value::Number(number) => {
                let digits = by.to_i64().and_then(|digits| u8::try_from(digits).ok()).ok_or("digits")?;
                Value::Number(number.round(digits, mode).value().clone())
            }
            absent @ Value::Absent(_) => absent,
            other => return Err(format!("{other:?} cannot be rounded")),
        })
    }
}

fn numbers(a: &Value, b: &Value, operation: impl Fn(&Number, &Number) -> Option<Number>) -> Found<Value> {
    match (a, b) {
        (Value::Number(x), Value::Number(y)) => {
            operation(x, y).map(Value::Number).ok_or(format!("{a:?} and {b:?} cannot be calculated with"))
        }
        _ => absent([a, b]).ok_or(format!("{a:?} and {b:?} cannot be calculated with")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_what_is_wrong() {
        let scales = [vec!["Poor".to_owned(), "3 Good".to_owned()]];
        let en = Calculator { lang: Lang::En, scales: &scales };
        let id = Calculator { lang: Lang::Id, scales: &scales };
        for right in [
            "(100 + 90 + 76) / 3 = 88.67 (≈ 266/3)",
            "round(266/3; 2; half up) = 88.67",
            "2 × (-3) - 266/3 = -94.67 (≈ -284/3)",
            "min(Level (3 Good); Poor) = Poor",
            "median(1; 2; 4; 9) = 3",
            "11 × 100 ≥ 76 × 12? yes",
            "Level (3 Good) > Poor? yes",
            "“a = b” (“x (y)”) = “x (y)”? yes",
            "Given (not rated) = Poor? cannot be told",
            "not (Done (yes)) or (1 < 2 and Done (no))? no",
            "5 × Given (not rated) = not rated",
        ] {
            en.calculation(right).unwrap_or_else(|error| panic!("{error}"));
        }
        for wrong in [
            "(100 + 90 + 76) / 3 = 88.67 (≈ 267/3)",
            "(100 + 90 + 76) / 3 = 88.66 (≈ 266/3)",
            "(100 + 90 + 76) / 3 = 88.67",
            "round(266/3; 2; half up) = 88.66",
            "2 - 3 - 4 = 3",
            "11 × 100 ≥ 76 × 12? no",
            "Level (3 Good) > Poor? no",
            "Level (3 Good) = Poor",
            "1 + 1",
        ] {
            assert!(en.calculation(wrong).is_err(), "{wrong}");
        }
        id.calculation("bulatkan(266/3; 2; setengah ke atas) × 0,5 = 44,335").unwrap();
        assert!(id.calculation("0.5 + 1 = 1.5").is_err(), "Indonesian writes a comma");
        assert!(en.band("85.90 (rounded to 2 digits, half up): at least 75 [75–89] → Good").is_ok());
        assert!(en.band("74.90: at least 75 → Good").is_err());
    }
}
