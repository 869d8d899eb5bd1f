//! Taking time.

use std::time::Instant;

/// Of how many runs the fastest counts.
pub(crate) const REPEATS: usize = 60;

/// The seconds of the fastest of several runs.
pub(crate) fn fastest(mut job: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        job();
        start.elapsed().as_secs_f64()
    };
    (0..REPEATS).map(time).fold(f64::INFINITY, f64::min)
}
