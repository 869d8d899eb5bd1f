//! Curves and targets: the reference vectors.

use kinerja::Number;
use kinerja::curve::{Aim, Curve, Outside, Target, ZeroTarget};
use kinerja_tests::here;
use serde_json::Value;

fn vectors() -> Value {
    let text = std::fs::read_to_string(here().join("vectors/kpi_curves.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn list<'v>(of: &'v Value, key: &str) -> &'v [Value] {
    of[key].as_array().unwrap_or_else(|| panic!("{key}"))
}

fn number(value: &Value) -> Number {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let parse = |text: &str| Number::parse(text).unwrap_or_else(|_| panic!("{text}"));
    match text.split_once('/') {
        Some((num, den)) => parse(num).checked_div(&parse(den)).unwrap(),
        None => parse(&text),
    }
}

#[test]
fn targets_measure_as_the_vectors_do() {
    let all = vectors();
    let twentieth = Number::ratio(1, 20).unwrap();
    for case in list(&all, "cases") {
        let forms = [
            ("maximize", Aim::Higher, None),
            ("minimize_linear_2_minus", Aim::Lower, None),
            ("minimize_ratio", Aim::LowerByRatio, None),
            ("stabilize", Aim::Near { tolerance: Number::ZERO }, None),
            ("stabilize_tol5pct", Aim::Near { tolerance: twentieth.clone() }, Some(Number::ZERO)),
        ];
        for (key, aim, least) in forms {
            let target = Target { aim, target: number(&case["target"]), least, most: None, zero: ZeroTarget::Refused };
            match case.get(key).filter(|wanted| !wanted.is_null()) {
                Some(wanted) => {
                    assert_eq!(target.score(&number(&case["actual"])).unwrap().0, number(wanted), "{key}: {case}");
                }
                None => assert!(target.score(&number(&case["actual"])).is_err(), "{key}: {case}"),
            }
        }
    }
    assert!(list(&all, "cases").len() >= 20);
}

#[test]
fn lines_between_points_are_the_vectors() {
    let all = vectors();
    for case in list(&all, "piecewise_linear") {
        let points = list(case, "xs").iter().zip(list(case, "ys")).map(|(x, y)| (number(x), number(y))).collect();
        let curve = Curve::new(points, Outside::Clamp, Outside::Clamp).unwrap();
        assert_eq!(curve.at(&number(&case["x"])), Some(number(&case["value"])), "{case}");
    }
    assert!(list(&all, "piecewise_linear").len() > 100);
}

/// The part of PP 46's time formula beyond 24 percent of efficiency is the mirrored form less 24: the two meet nowhere, which is why a scheme has to say both.
#[test]
fn the_time_formula_of_2013_is_two_forms() {
    for case in list(&vectors(), "skp_time") {
        let (target, actual) = (number(&case["target"]), number(&case["actual"]));
        let of = |aim: Aim| {
            let target = Target { aim, target: target.clone(), least: None, most: None, zero: ZeroTarget::Refused };
            target.score(&actual).unwrap().0
        };
        // (1.76 t − a) / t × 100 is the mirrored form less 24 points; 76 − (that − 100) is 176 less it.
        let mirrored = &of(Aim::Lower) - &Number::from(24);
        let efficient = number(&case["efficiency_pct"]) <= Number::from(24);
        let wanted = if efficient { mirrored } else { &Number::from(176) - &mirrored };
        assert_eq!(wanted, number(&case["score"]), "{case}");
    }
}
