//! Who took part in training and who refused, by reason and unit.
//!
//! Refusals say something about training, workload and leading, and that can be acted on. They are counted over people, never scored by person. A count that rests on fewer than five
//! people is withheld, a count of nobody as well, and so is one that would tell it together with the others; which of these it is, nothing says.

use crate::document::words::words;
use crate::feedback::{Cell, Release, Rule, Wanted};
use crate::number::Number;
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// What came of an offer.
    #[derive(PartialOrd, Ord)]
    Came {
        /// The person took part.
        Attended "attended",
        /// The person did not want to.
        Refused "refused",
        /// Something else kept the person from it.
        Prevented "prevented",
    }
}

/// One offer of training to one person, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// The code of the person.
    pub person: String,
    /// The unit.
    pub unit: String,
    /// What came of it.
    pub came: Came,
    /// Why, where the person did not take part.
    pub reason: Option<String>,
}

/// A count: of which units, outcomes and reasons; what is none stands for all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// The unit.
    pub unit: Option<String>,
    /// What came of the offers.
    pub came: Option<Came>,
    /// Why.
    pub reason: Option<String>,
    /// How many offers; none where that is withheld.
    pub offers: Option<usize>,
}

/// Counts of offers: of all, by outcome, unit and reason.
///
/// ```
/// use kinerja::development::{Came, Offer, Participation};
/// let of = |person: usize, came, reason: Option<&str>| Offer {
///     person: person.to_string(), unit: "Health".to_owned(), came, reason: reason.map(str::to_owned) };
/// let mut offers: Vec<Offer> = (0..8).map(|person| of(person, Came::Attended, None)).collect();
/// offers.extend((8..14).map(|person| of(person, Came::Refused, Some("workload"))));
/// offers.push(of(14, Came::Refused, Some("eyesight")));
/// let counts = Participation::new(&offers, &["workload", "eyesight"], 5);
/// let of_reason = |reason: &str| counts.counts().iter().find(|count| count.reason.as_deref() == Some(reason)).unwrap().offers;
/// // One person's reason is not shown, and six of seven refusals would tell it.
/// assert_eq!((of_reason("eyesight"), of_reason("workload")), (None, None));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Participation {
    pub(super) least: usize,
    counts: Vec<Count>,
    /// The rule by which it was found what can be shown.
    pub(super) rule: Rule,
}

/// The fewest people that a count may rest on, whatever is asked for.
const LEAST: usize = 5;

type Key<'a> = (Option<&'a str>, Option<Came>, Option<&'a str>);

/// Where a count stands: those of all before those by outcome and those by reason, of these that of all units first.
type Place<'a> = ((bool, bool, bool), Key<'a>);

fn placed((unit, came, reason): Key<'_>) -> Place<'_> {
    ((reason.is_some(), came.is_some(), unit.is_some()), (unit, came, reason))
}

impl Participation {
    /// Counts offers; `least` below five is five. Larger counts come first: a detail is withheld rather than its total.
    ///
    /// Every reason has its count in every unit, given or not, so that none is known to have been given by standing here. A person may have had several offers, and counts once towards `least`.
    #[must_use]
    pub fn new(offers: &[Offer], reasons: &[&str], least: usize) -> Participation {
        let least = least.max(LEAST);
        let mut people: BTreeMap<&str, usize> = BTreeMap::new();
        let mut fine: BTreeMap<Key<'_>, (BTreeSet<usize>, usize)> = BTreeMap::new();
        for offer in offers {
            let next = people.len();
            let person = *people.entry(&offer.person).or_insert(next);
            let (people, offers) =
                fine.entry((Some(&offer.unit), Some(offer.came), offer.reason.as_deref())).or_default();
            people.insert(person);
            *offers = offers.saturating_add(1);
        }
        let units: BTreeSet<&str> = offers.iter().map(|offer| offer.unit.as_str()).collect();
        let units = || [None].into_iter().chain(units.iter().copied().map(Some));
        let with_reason = [Came::Refused, Came::Prevented];
        let mut wanted: BTreeMap<Place<'_>, BTreeSet<usize>> = BTreeMap::new();
        for unit in units() {
            let whole = [(unit, None, None)].into_iter();
            let by_outcome = Came::ALL.into_iter().map(|came| (unit, Some(came), None));
            let by_reason = with_reason
                .iter()
                .flat_map(|came| reasons.iter().map(move |reason| (unit, Some(*came), Some(*reason))));
            wanted.extend(whole.chain(by_outcome).chain(by_reason).map(|key| (placed(key), BTreeSet::new())));
        }
        let mut cells = Vec::new();
        for ((unit, came, reason), (raters, answers)) in fine {
            for of in [None, unit] {
                let keys = [(of, None, None), (of, came, None)].into_iter();
                for key in keys.chain(reason.map(|reason| (of, came, Some(reason)))) {
                    if let Some(within) = wanted.get_mut(&placed(key)) {
                        within.insert(cells.len());
                    }
                }
            }
            // What is added up here are the counts themselves.
            cells.push(Cell { raters, answers, sum: Number::ZERO });
        }
        let (keys, wanted): (Vec<Key<'_>>, Vec<Wanted>) =
            wanted.into_iter().map(|((_, key), cells)| (key, Wanted { cells, published: false })).unzip();
        let release = Release::of(least, &cells, &wanted);
        let conservative = release.numbers.iter().any(|number| number.rule == Rule::Conservative);
        let rule = if conservative { Rule::Conservative } else { Rule::Exact };
        let counts = keys.into_iter().zip(release.numbers).map(|((unit, came, reason), released)| Count {
            unit: unit.map(str::to_owned),
            came,
            reason: reason.map(str::to_owned),
            offers: released.shown.ok().map(|mean| mean.answers),
        });
        Participation { least, counts: counts.collect(), rule }
    }

    /// The counts: all, by unit, by outcome, and finer ones after them.
    #[must_use]
    pub fn counts(&self) -> &[Count] {
        &self.counts
    }
}
