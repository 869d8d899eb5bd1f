//! Quantiles of Student's t distribution, through `libm`, so that every platform gives the same.
#![expect(
    clippy::float_arithmetic,
    reason = "statistics that need roots, logarithms and quantiles are floats by design"
)]

use crate::number::Number;

/// The number that a variable with Student's t distribution exceeds in size with the remaining probability: found by halving, since its distribution rises.
pub(super) fn student(degrees: i64, percent: u8) -> f64 {
    let degrees = Number::from(degrees).to_f64();
    let outside = 1.0 - f64::from(percent) / 100.0;
    let beyond = |t: f64| incomplete_beta(degrees / 2.0, 0.5, degrees / (degrees + t * t));
    let (mut low, mut high) = (0.0, 1.0e4);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if beyond(middle) > outside { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The regularised incomplete beta function by its continued fraction (Lentz's method).
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front =
        libm::exp(libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log(1.0 - x));
    // The fraction converges fast on this side of the mean.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1.0e-300;
    let not_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / not_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..=500_u32 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / not_zero(1.0 + even * d);
        c = not_zero(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / not_zero(1.0 + odd * d);
        c = not_zero(1.0 + odd / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() < 1.0e-15 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::student;

    /// Printed tables of the t distribution, two-sided: degrees, percent, quantile.
    const TABLE: [(i64, u8, f64); 8] = [
        (4, 95, 2.776_445_105),
        (9, 95, 2.262_157_163),
        (29, 95, 2.045_229_642),
        (4, 90, 2.131_846_786),
        (9, 99, 3.249_835_542),
        (10, 50, 0.699_812_061),
        (120, 95, 1.979_930_405),
        (1_000, 95, 1.962_339_081),
    ];

    #[test]
    fn quantiles_are_those_of_the_table() {
        for (degrees, percent, wanted) in TABLE {
            let found = student(degrees, percent);
            assert!((found - wanted).abs() < 1e-8, "{degrees} {percent}: {found}, not {wanted}");
        }
    }
}
