//! Goal weights through the Rust API: what no case of the corpus can show.

use kinerja::weighting::{Named, Share, Sum, Weights};
use kinerja_tests::codes;

#[test]
fn no_goal_is_weighed_twice_and_nobody_weighs_a_thousand() {
    let twice = Weights::direct(["a", "b", "a"].map(|name| (name, Share::Equal)), Sum::Normalised).unwrap_err();
    assert_eq!(codes(&twice), [("weights.name_twice".to_owned(), "weights.a".to_owned())]);
    let many = (0..=Named::<Share>::MOST).map(|number| (number.to_string(), Share::Equal));
    let many = Weights::direct(many, Sum::Normalised).unwrap_err();
    assert_eq!(codes(&many), [("weights.too_many".to_owned(), "weights".to_owned())]);
}
