//! How long the machine worked on something, whatever else it worked on meanwhile.

use std::time::{Duration, Instant};

/// Started before something that must come to its end soon.
pub struct Work {
    before: Option<Duration>,
    began: Instant,
}

impl Work {
    #[must_use]
    pub fn started() -> Work {
        Work { before: of_this_thread(), began: Instant::now() }
    }

    /// The time that this thread worked since then; where the system does not tell it, the time that went by.
    #[must_use]
    pub fn so_far(&self) -> Duration {
        match (self.before, of_this_thread()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.began.elapsed(),
        }
    }
}

/// Linux counts the nanoseconds in which a thread ran.
fn of_this_thread() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

/// The most memory in bytes that this process has had so far; Linux tells it.
#[must_use]
pub fn most_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?;
    kilobytes.trim().parse::<u64>().ok()?.checked_mul(1024)
}

/// Begins anew with what [`most_memory`] tells: gives what the process has now. Linux does so.
#[must_use]
pub fn forget_most_memory() -> Option<u64> {
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    most_memory()
}
