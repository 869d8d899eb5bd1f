//! Taking time.

use std::time::Instant;

/// Of how many runs the fastest counts.
pub(crate) const REPEATS: usize = 60;

/// The seconds of the fastest of several runs.
pub(crate) fn fastest(job: impl FnMut()) -> f64 {
    fastest_of(REPEATS, job)
}

/// The seconds of the fastest of so many runs.
pub(crate) fn fastest_of(runs: usize, mut job: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        job();
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(time).fold(f64::INFINITY, f64::min)
}
