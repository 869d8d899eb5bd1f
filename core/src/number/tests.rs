//! Arithmetic against other models of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::float_arithmetic
)]

use super::*;
use num_traits::One;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use std::cmp::Ordering;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// A fraction of any size, reduced by num-bigint alone.
fn fraction(num: &BigInt, den: &BigInt) -> Number {
    let common = num.gcd(den) * den.signum();
    BigInt::number(num / &common, den / &common)
}

/// Integers that crowd at the borders of the three tiers.
fn integers() -> impl Strategy<Value = BigInt> {
    let edge = prop_oneof![
        Just(0),
        Just(i128::from(i64::MAX)),
        Just(i128::from(i64::MIN)),
        Just(i128::MAX),
        Just(i128::MIN),
        Just(1 << 62),
        Just(1 << 126)
    ];
    prop_oneof![
        4 => (-1000_i64..1000).prop_map(BigInt::from),
        2 => any::<i64>().prop_map(BigInt::from),
        2 => (edge, -2_i64..3).prop_map(|(edge, by)| BigInt::from(edge) + by),
        1 => any::<i128>().prop_map(BigInt::from),
        1 => (any::<i128>(), any::<i128>()).prop_map(|(a, b)| BigInt::from(a) * b),
        1 => (-99_i64..99, 0_u32..60).prop_map(|(a, power)| BigInt::from(10).pow(power) * a),
    ]
}

fn fractions() -> impl Strategy<Value = (BigInt, BigInt)> {
    (integers(), integers().prop_filter("denominator", |den| !den.is_zero()))
}

/// Asserts that `number` is `num / den`, in its one normal form.
fn assert_is(number: &Number, num: &BigInt, den: &BigInt) {
    let big = number.big();
    assert_eq!(&big.0 * den, num * &big.1);
    assert!(big.1.is_positive());
    assert!(big.0.gcd(&big.1).is_one());
    let fits = big.0.to_i64().is_some() && big.1.to_i64().is_some();
    assert_eq!(matches!(number.0, Repr::Small(..)), fits);
}

/// `num / den` rounded to an integer: one of its two neighbours, by the words of clause 1.5.
fn reference(num: &BigInt, den: &BigInt, mode: Rounding) -> BigInt {
    let floor = num.div_floor(den);
    if (&floor * den) == *num {
        return floor;
    }
    let ceiling = &floor + 1;
    let (inner, outer) = if num.is_negative() == den.is_negative() { (&floor, &ceiling) } else { (&ceiling, &floor) };
    let even = if floor.is_even() { &floor } else { &ceiling };
    // Twice the number against the sum of its neighbours.
    let middle = (num * BigInt::from(2) * den.signum()).cmp(&((&floor + &ceiling) * den.abs()));
    let near = |tie: &BigInt| match middle {
        Ordering::Less => floor.clone(),
        Ordering::Equal => tie.clone(),
        Ordering::Greater => ceiling.clone(),
    };
    match mode {
        Rounding::Up => outer.clone(),
        Rounding::Down => inner.clone(),
        Rounding::Ceiling => ceiling.clone(),
        Rounding::Floor => floor.clone(),
        Rounding::HalfUp => near(outer),
        Rounding::HalfDown => near(inner),
        Rounding::HalfEven => near(even),
        Rounding::HalfCeiling => near(&ceiling),
        Rounding::HalfFloor => near(&floor),
        Rounding::ZeroFiveUp if (inner % 5_u8).is_zero() => outer.clone(),
        Rounding::ZeroFiveUp => inner.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_float_that_is_soon_read_is_the_number_that_it_prints(float in prop_oneof![
        any::<f64>(), -1000.0..1000.0, (-1_000_000_i64..1_000_000, 0_i32..9).prop_map(|(units, places)| units as f64 / 10_f64.powi(places)),
        any::<i64>().prop_map(|units| units as f64 / 100.0),
    ]) {
        if let Some(number) = Number::of_short_float(float) {
            prop_assert_eq!(Some(number), Number::parse(&format!("{float:?}")).ok());
        }
    }

    #[test]
    fn short_numbers_are_written_as_all_others(units in any::<i64>(), few in -1_000_000_000_i64..1_000_000_000, places in 0_u8..=18) {
        for units in [units, few] {
            let number = Number::decimal(units, places);
            prop_assert_eq!(&number, &fraction(&units.into(), &BigInt::from(10).pow(places.into())));
            let mut text = "a".to_owned();
            number.push_to(&mut text);
            prop_assert_eq!(text, format!("a{number}"));
        }
    }

    #[test]
    fn arithmetic_is_exact((a, b) in fractions(), (c, d) in fractions()) {
        let (x, y) = (fraction(&a, &b), fraction(&c, &d));
        assert_is(&x, &a, &b);
        assert_is(&(&x + &y), &(&a * &d + &c * &b), &(&b * &d));
        assert_is(&(&x - &y), &(&a * &d - &c * &b), &(&b * &d));
        assert_is(&(&x * &y), &(&a * &c), &(&b * &d));
        assert_is(&-&x, &-&a, &b);
        assert_is(&x.abs(), &a.abs(), &b.abs());
        match x.checked_div(&y) {
            Some(quotient) => assert_is(&quotient, &(&a * &d), &(&b * &c)),
            None => assert!(y.is_zero()),
        }
        let difference = (&a * &d - &c * &b) * (&b * &d).signum();
        prop_assert_eq!(x.cmp(&y), difference.cmp(&BigInt::ZERO));
        prop_assert_eq!(x == y, difference.is_zero());
        prop_assert_eq!(x.is_multiple_of(&y), if c.is_zero() { a.is_zero() } else { (&a * &d).is_multiple_of(&(&b * &c)) });
        prop_assert_eq!((x.is_negative(), x.is_zero(), x.is_positive()),
            (x < Number::ZERO, x == Number::ZERO, x > Number::ZERO));
        prop_assert_eq!(x.is_integer(), a.is_multiple_of(&b));
        prop_assert_eq!(x.to_i64(), if x.is_integer() { (&a / &b).to_i64() } else { None });
        prop_assert_eq!(x.bits(), x.big().0.bits() + x.big().1.bits());
    }

    /// A chain of operations on fractions that are not in lowest terms ends where numbers end, or nowhere.
    #[test]
    fn fractions_agree_with_numbers(first in fractions(), chain in prop::collection::vec((0_u8..4, (-2000_i64..2000, 1_i64..2000)), 1..8)) {
        let first = fraction(&first.0, &first.1);
        let (mut short, mut number) = (Fraction::of(&first), first);
        for (operation, (num, den)) in chain {
            let by = Number::ratio(num, den).unwrap();
            let other = Fraction::of(&by).unwrap();
            if let Some(order) = short.and_then(|short| short.order(other)) {
                prop_assert_eq!(order, number.cmp(&by));
            }
            let (fast, slow) = match operation {
                0 => (short.and_then(|short| short.plus(other)), Some(&number + &by)),
                1 => (short.and_then(|short| short.minus(other)), Some(&number - &by)),
                2 => (short.and_then(|short| short.times(other)), Some(&number * &by)),
                _ => (short.and_then(|short| short.over(other)), number.checked_div(&by)),
            };
            let Some(slow) = slow else {
                prop_assert!(fast.is_none());
                break;
            };
            if let Some(fast) = fast {
                prop_assert_eq!(fast.number(), slow.clone());
            }
            (short, number) = (fast, slow);
        }
    }

    #[test]
    fn sums_are_those_of_plus(terms in prop::collection::vec(fractions(), 0..12)) {
        let terms = terms.iter().map(|(num, den)| fraction(num, den)).collect::<Vec<_>>();
        let (mut sum, mut plus) = (NumberSum::new(), Number::ZERO);
        for term in &terms {
            sum.add(term);
            plus += term;
        }
        prop_assert_eq!(sum.finish(), plus);
    }

    #[test]
    fn all_modes_round((a, b) in fractions(), digits in 0_u8..30, (c, d) in fractions()) {
        let (number, step) = (fraction(&a, &b), fraction(&c, &d));
        let power = BigInt::from(10).pow(digits.into());
        for mode in Rounding::ALL {
            let rounded = number.round(digits, mode);
            assert_is(rounded.value(), &reference(&(&a * &power), &b, mode), &power);
            match number.round_to(&step, mode) {
                Some(multiple) => {
                    let count = reference(&(&a * d.abs()), &(&b * c.abs()), mode);
                    assert_is(&multiple, &(count * c.abs()), &d.abs());
                }
                None => prop_assert!(step.is_zero()),
            }
        }
    }

    #[test]
    fn ties_round(units in -2000_i64..2000, digits in 0_u8..4, den in prop::sample::select(vec![2_i64, 4, 5, 20])) {
        let power = BigInt::from(10).pow(digits.into());
        let number = fraction(&units.into(), &(&power * den));
        for mode in Rounding::ALL {
            let rounded = number.round(digits, mode);
            assert_is(rounded.value(), &reference(&units.into(), &den.into(), mode), &power);
        }
    }

    #[test]
    fn what_ends_reads_back(size in 0_i128..10_i128.pow(28), negative: bool, places in 0_usize..=28, cut in 0_u32..28) {
        let units = size / 10_i128.pow(cut) * if negative { -1 } else { 1 };
        let number = fraction(&units.into(), &BigInt::from(10).pow(places as u32));
        let text = number.to_string();
        prop_assert!(number.ends() && number.on_grid(28) && !text.contains(['e', '+', '/']));
        prop_assert_eq!(Number::parse(&text), Ok(number.clone()));
        let digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        prop_assert!(!text.contains('.') || !text.ends_with('0'));
        prop_assert!(number.on_grid(digits as u8) && (digits == 0 || !number.on_grid(digits as u8 - 1)));
        prop_assert_eq!(number.to_f64(), text.parse::<f64>().unwrap());
        let decimal = Decimal::try_from(&number).unwrap();
        prop_assert_eq!(&decimal.to_string(), &text);
        let written = number.round(28, Rounding::Down).to_string();
        prop_assert_eq!(written.split_once('.').unwrap().1.len(), 28);
        prop_assert_eq!(Number::parse(&written), Ok(number));
        prop_assert_eq!(Number::parse(&format!("{units}e-{places}")), Number::parse(&text));
    }

    #[test]
    fn what_does_not_end_is_a_fraction((a, b) in fractions()) {
        let number = fraction(&a, &b);
        let mut den = number.big().1.clone();
        for prime in [2_u8, 5] {
            while (&den % prime).is_zero() {
                den /= prime;
            }
        }
        prop_assert_eq!(number.ends(), den.is_one());
        prop_assert_eq!(number.to_string().contains('/'), !den.is_one());
        prop_assert_eq!(format!("{}/{}", number.numerator_text(), number.denominator_text()),
            format!("{}/{}", number.big().0, number.big().1));
    }

    #[test]
    fn other_texts_are_refused(text in "[-+0-9.eE_ ]{0,8}") {
        // Every JSON number is a JSON text, and no other text of these characters is one, but for blanks around it.
        let json = serde_json::from_str::<Value>(&text).is_ok() && !text.contains(' ');
        // Out of the range of f64, serde_json refuses what the grammar does not.
        let large = text.contains(['e', 'E']);
        prop_assert!(large || (Number::parse(&text) != Err(NumberError::Syntax)) == json, "{}", text);
    }
}

#[test]
fn python_rounds_alike() {
    let vectors: Value = serde_json::from_str(include_str!("../../../tests/vectors/rounding.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let digits = case["dp"].as_u64().unwrap() as u8;
        for mode in Rounding::ALL {
            let key = match mode {
                Rounding::Up => "up_away_from_zero",
                Rounding::Down => "down_toward_zero",
                Rounding::ZeroFiveUp => "05up",
                other => other.name(),
            };
            let expected = case[key].as_str().unwrap();
            let zero = !expected.contains(|c: char| c.is_ascii_digit() && c != '0');
            let expected = if zero { expected.trim_start_matches('-') } else { expected };
            let rounded = number(case["value"].as_str().unwrap()).round(digits, mode);
            assert_eq!(rounded.to_string(), expected, "{case} {mode:?}");
            assert_eq!(Decimal::try_from(&rounded).unwrap().to_string(), expected);
        }
    }
}

#[test]
fn python_weighs_alike() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../tests/vectors/weighted_score_exact.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() > 10);
    for case in cases {
        let list = |key: &str| case[key].as_array().unwrap().clone();
        let read = |value: &Value| number(value.as_str().map_or(value.to_string(), str::to_owned).as_str());
        let (mut sum, mut weights) = (NumberSum::new(), NumberSum::new());
        for ((weight, actual), target) in list("weights").iter().zip(list("actual")).zip(list("target")) {
            let percent = &read(&actual).checked_div(&read(&target)).unwrap() * &number("100");
            sum.add(&(&read(weight) * &percent.clamp(Number::ZERO, read(&case["cap"]))));
            weights.add(&read(weight));
        }
        let score = sum.finish().checked_div(&weights.finish()).unwrap();
        let exact = format!("{}/{}", score.numerator_text(), score.denominator_text());
        assert_eq!(exact, case["exact"].as_str().unwrap());
        assert_eq!(score.round(2, Rounding::HalfUp).to_string(), case["half_up_2"].as_str().unwrap());
        assert_eq!(score.round(2, Rounding::HalfEven).to_string(), case["half_even_2"].as_str().unwrap());
        assert_eq!(score.round(4, Rounding::HalfUp).to_string(), case["half_up_4"].as_str().unwrap());
    }
}

#[test]
fn grammar() {
    for text in [
        "",
        "-",
        "+5",
        ".5",
        "5.",
        "1,5",
        "1_000",
        " 1",
        "1 ",
        "01",
        "-01",
        "00",
        "1e",
        "1e+",
        "1e1.5",
        "1.e5",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x10",
        "--1",
        "1e--1",
        "½",
        "１",
        "1\u{a0}",
        "e5",
        "-.5",
        "1.5.5",
        "true",
        "1/2",
    ] {
        assert_eq!(Number::parse(text), Err(NumberError::Syntax), "{text}");
    }
    for (text, plain) in [
        ("-0", "0"),
        ("-0.00e7", "0"),
        ("0e999999999999999999999", "0"),
        ("1E+2", "100"),
        ("12.3400", "12.34"),
        ("-1.5e-1", "-0.15"),
        ("1e0000000000000000000000002", "100"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("9999999999999999999999999999", "9999999999999999999999999999"),
        ("10000000000000000000000000000e-1", "1000000000000000000000000000"),
        ("9.999999999999999999999999999e27", "9999999999999999999999999999"),
        ("0.00000000000000000000000000010", "0.0000000000000000000000000001"),
        ("0.00000000000000000000000000001e1", "0.0000000000000000000000000001"),
    ] {
        assert_eq!(number(text).to_string(), plain, "{text}");
    }
    for text in [
        "1e28",
        "1e-29",
        "10000000000000000000000000000",
        "12345678901234567890123456789",
        "1.2345678901234567890123456789",
        "0.00000000000000000000000000001",
        "1e999999999999",
        "-1e-99999999999999999999999999",
    ] {
        assert_eq!(Number::parse(text), Err(NumberError::TooLong), "{text}");
    }
}

#[test]
fn long_texts() {
    let zeros = "0".repeat(16 << 20);
    let nines = "9".repeat(16 << 20);
    assert_eq!(Number::parse(&nines), Err(NumberError::TooLong));
    assert_eq!(Number::parse(&format!("0.{zeros}1")), Err(NumberError::TooLong));
    assert_eq!(Number::parse(&format!("1e{nines}")), Err(NumberError::TooLong));
    assert_eq!(Number::parse(&format!("{nines}x")), Err(NumberError::Syntax));
    assert_eq!(Number::parse(&format!("1{zeros}e-{}", 16 << 20)), Ok(Number::ONE));
    assert_eq!(Number::parse(&format!("0.{zeros}1e{}", (16 << 20) + 1)), Ok(Number::ONE));
    assert_eq!(Number::parse(&format!("1.{zeros}")), Ok(Number::ONE));
    assert_eq!(Number::parse(&format!("0.{zeros}")), Ok(Number::ZERO));
}

#[test]
fn large_denominators() {
    let big = (1..2000_i64).fold(Number::ONE, |product, i| &product * &Number::ratio(i * 2 - 1, i * 2).unwrap());
    assert!(big.bits() > 4000 && big.ends());
    let power = (0..9).fold(Number::ratio(1, 5).unwrap(), |power, _| &power * &power);
    assert_eq!(power.places(), Some(512));
    assert_eq!(power.to_string().len(), 514);
    assert!(!power.on_grid(255));
    assert_eq!(Decimal::try_from(&power), Err(NumberError::TooLong));
    assert!((power.to_f64() / 5_f64.powi(-256).powi(2) - 1.0).abs() < 1e-12 || power.to_f64() == 0.0);
    for exponent in 0..27 {
        let den = 5_i64.pow(exponent);
        assert_eq!(Number::ratio(1, den).unwrap().places(), Some(exponent.into()));
        assert!(exponent < 2 || !Number::ratio(1, den - 2).unwrap().ends());
    }
}

#[test]
fn decimals() {
    let convert = |text| Decimal::try_from(&number(text)).map(|decimal| decimal.to_string());
    assert_eq!(convert("-0.50"), Ok("-0.5".to_owned()));
    let most = &number("7922816251426433759354395034") * &number("10");
    assert_eq!(Decimal::try_from(&(&most - &number("5"))), Ok(Decimal::MAX));
    assert_eq!(Decimal::try_from(&(&most - &number("4"))), Err(NumberError::TooLong));
    assert_eq!(Decimal::try_from(&Number::ratio(1, 3).unwrap()), Err(NumberError::TooLong));
    assert_eq!(Decimal::try_from(&number("100").round(27, Rounding::Down)), Err(NumberError::TooLong));
    let zero = Decimal::try_from(&number("-0.001").round(2, Rounding::HalfUp)).unwrap();
    assert_eq!(zero.to_string(), "0.00");
    assert!(zero.is_sign_positive());
}

#[test]
fn forms() {
    assert_eq!(size_of::<Number>(), 24);
    assert_eq!(size_of::<Option<Number>>(), 24);
    assert_eq!(format!("{:?} [{:>6}] [{:06}]", number("-0.5"), number("1.5"), number("-2")), "-0.5 [   1.5] [-00002]");
    assert_eq!(number("-0.004").round(2, Rounding::HalfUp).to_string(), "0.00");
    assert_eq!(number("-0.5").round(2, Rounding::HalfUp).to_string(), "-0.50");
    assert_eq!(number("7").round(0, Rounding::Up).to_string(), "7");
    assert_eq!(Number::ratio(i64::MIN, i64::MIN), Some(Number::ONE));
    assert_eq!(Number::ratio(1, i64::MIN).unwrap().bits(), 1 + 64);
    assert_eq!("2.5".parse(), Ok(Number::ratio(5, 2).unwrap()));
    assert_eq!(Number::from(7_u32), Number::from(7_i64));
    assert_eq!(Number::ratio(2, 3).unwrap().to_f64(), 2.0 / 3.0);
    assert_eq!(Number::ratio(-2, 3).unwrap().to_f64(), -2.0 / 3.0);
    assert_eq!(Number::ZERO.to_f64(), 0.0);
}
