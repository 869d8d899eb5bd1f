//! Faults that can be planted in the evaluator, one at a time, to show that its tests would find them.
//!
//! `fault!("what goes wrong", faulty, right)` is `right`, unless the feature `faults` is on and the fault is planted in this thread. Without
//! the feature, nothing of a fault is compiled. The feature is for this repository's tests and for nobody else.

/// The right value, or the faulty one where the fault of this name is planted.
macro_rules! fault {
    ($name:literal, $faulty:expr, $right:expr) => {{
        #[cfg(feature = "faults")]
        let value = if crate::faults::planted($name) { $faulty } else { $right };
        #[cfg(not(feature = "faults"))]
        let value = $right;
        value
    }};
}

#[cfg(feature = "faults")]
pub(crate) use planting::planted;
#[cfg(feature = "faults")]
pub use planting::{FAULTS, plant};

#[cfg(feature = "faults")]
mod planting {
    use std::cell::Cell;

    /// Every fault that can be planted.
    pub const FAULTS: [&str; 37] = [
        // Reading facts (clauses 1 and 2).
        "a tie of half_even goes to the odd digit",
        "half_up is half_down",
        "from is read as above",
        "until is read as below",
        "with is not asked for",
        "rest is the whole total",
        "null does not take the default",
        "what is left out is always not rated",
        "rows of a nested list belong to the first row",
        "groups stand in the opposite order",
        "groups without rows are dropped",
        "a parameter holds a day late",
        "parameters are read at the other end of the period",
        "months touched are one too few",
        "overlaps leave out their last day",
        // Absence (clause 3).
        "the policies of the two kinds are exchanged",
        "exclude counts as zero",
        "block excludes",
        "rows without an element count in a share",
        "an absent where leaves its row out",
        "nothing counted is always not rated",
        "false and absent is absent",
        "not applicable wins over not rated",
        "if with an absent condition goes to else",
        "rules pass over an absent condition",
        // Steps (clause 4).
        "from of a band does not hold at its threshold",
        "from of a looked-up band does not hold at its threshold",
        "bands are not rounded",
        "unique rules take the first",
        "a matrix is read by columns",
        "a curve extends where it should clamp",
        "an outcome is rounded twice",
        // Expressions (clause 5).
        "a median of an even number is the lower of the middle two",
        "weighted_mean divides by the number of rows",
        "a sum leaves out its first number",
        "a table's columns are read from the right",
        "an aggregate is kept for all enclosing rows",
    ];

    thread_local! {
        static PLANTED: Cell<&'static str> = const { Cell::new("") };
    }

    /// Plants a fault in this thread in place of the one before; the empty name plants none.
    pub fn plant(name: &'static str) {
        PLANTED.set(name);
    }

    pub(crate) fn planted(name: &str) -> bool {
        PLANTED.get() == name
    }
}
