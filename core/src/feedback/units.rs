//! The means of nested units, of each group and of all, at one date after another: what of them may be published together.

use super::anonymity::{Cell, Release, Released, Wanted};
use crate::document::Node;
use crate::document::given::document;
use crate::document::parts::{exact, unknown};
use crate::document::shape::{Kind, Shape, maybe, needed};
use crate::number::{Number, NumberSum};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Answers of an organisation, and up to which dates their means are published.
pub(crate) const UNITS: Shape = Shape {
    name: "feedback_units",
    title: "Answers of an organisation, of which the means of nested units are to be published",
    fields: &[
        maybe("kinerja", Kind::Exactly("unit-answers/1"), "The kind of document"),
        needed("least", Kind::Whole(2, 1000), "How many raters everything that can be told must rest on"),
        maybe(
            "dates",
            Kind::List(&Kind::Date, true),
            "The dates up to which answers are counted, the earliest first; without them all answers are",
        ),
        maybe(
            "published",
            Kind::List(&Kind::Object(&PUBLISHED), false),
            "Means that are published already and cannot be taken back",
        ),
        needed(
            "answers",
            Kind::List(
                &Kind::Object(&Shape {
                    name: "unit_answer",
                    title: "One answer",
                    fields: &[
                        needed(
                            "units",
                            Kind::List(&Kind::Plain, true),
                            "The units that it belongs to, the largest first",
                        ),
                        needed("item", Kind::Id, "What is rated"),
                        needed("origin", Kind::Id, "The group of the rater"),
                        needed("rater", Kind::Plain, "The code of the rater"),
                        needed("mark", Kind::Number, "The mark"),
                        maybe("on", Kind::Date, "When it was given; needed where there are dates"),
                    ],
                }),
                true,
            ),
            "The answers, in any order",
        ),
    ],
};
const PUBLISHED: Shape = Shape {
    name: "published_mean",
    title: "A mean that is published already",
    fields: &[
        needed("units", Kind::List(&Kind::Plain, true), "The unit, with those above it, the largest first"),
        needed("item", Kind::Id, "What is rated"),
        maybe("origin", Kind::Id, "The group; without it, all groups together"),
        maybe("until", Kind::Date, "The date up to which answers were counted"),
    ],
};

/// Which mean: of a unit, an item, one group or all, up to a date.
#[derive(Clone, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The date up to which answers count, where there are dates.
    pub until: Option<NaiveDate>,
    /// What is rated.
    pub item: String,
    /// The unit, with those above it, the largest first.
    pub units: Vec<String>,
    /// The group of raters; none for all of them together.
    pub origin: Option<String>,
}

/// What of an organisation's means may be published: all of nested units, items and groups, the earlier dates and the larger units first.
///
/// ```
/// use kinerja::feedback::UnitMeans;
/// let answer = |section: &str, rater: usize, mark: usize| format!(
///     r#"{{ "units": ["Health", "{section}"], "item": "adaptive", "origin": "peer", "rater": "{section}{rater}", "mark": {mark} }}"#);
/// let answers = [(1, 3), (2, 4), (3, 5), (4, 4)].map(|(rater, mark)| answer("Clinic", rater, mark)).join(",");
/// let few = [(1, 2), (2, 1)].map(|(rater, mark)| answer("Archive", rater, mark)).join(",");
/// let means = UnitMeans::parse(&format!(r#"{{ "least": 3, "answers": [{answers}, {few}] }}"#))?;
/// let shown: Vec<bool> = means.iter().filter(|(key, _)| key.origin.is_none()).map(|(_, released)| released.shown.is_ok()).collect();
/// // The office is shown; neither section is, since the one would tell the other.
/// assert_eq!(shown, [true, false, false]);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitMeans {
    keys: Vec<Key>,
    release: Release,
}

impl UnitMeans {
    /// Reads a document `unit-answers/1` and finds which of its means may be published.
    ///
    /// # Errors
    /// What its shape refuses, and `feedback.dates`, `feedback.undated`, `feedback.twice`, `feedback.two_groups`, `name.unknown`.
    pub fn parse(text: &str) -> Result<UnitMeans, Problems> {
        document(text, &UNITS, UnitMeans::read)
    }

    /// The means in the order in which they were tried, each with what became of it.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Released)> {
        self.keys.iter().zip(&self.release.numbers)
    }

    /// The means of a tree that fits its shape.
    pub(crate) fn read(node: &Node<'_>, at: &Path) -> Result<UnitMeans, Problems> {
        let mut problems = Problems::default();
        let dates = dates(node, at, &mut problems);
        let answers = answers(node, &dates, at, &mut problems);
        let least = node.count_at("least").unwrap_or(2);
        let mut plan = Plan::of(answers, &dates);
        for (index, given) in node.list_at("published").iter().enumerate() {
            let key = Key {
                until: given.date_at("until"),
                item: given.words_at("item"),
                units: given.texts_at("units"),
                origin: given.text_at("origin").map(str::to_owned),
            };
            if let Err(known) = plan.publish(&key) {
                let at = at.clone().key("published").index(index).key("units");
                let known = known.iter().map(String::as_str);
                problems.push(unknown("mean", &key.units.join(" / "), known.collect::<Vec<_>>(), at));
            }
        }
        problems.or(())?;
        let release = Release::of(least, &plan.cells, &plan.wanted);
        Ok(UnitMeans { keys: plan.keys, release })
    }

    /// The document `unit-means/1`: every mean that was wanted, shown or withheld with the reason, and the rule by which that was found.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let means = self.iter().map(|(key, released)| {
            let mut entries = vec![("units", Node::texts(key.units.clone())), ("item", Node::text(key.item.clone()))];
            if let Some(origin) = &key.origin {
                entries.push(("origin", Node::text(origin.clone())));
            }
            if let Some(until) = key.until {
                entries.push(("until", Node::text(until.to_string())));
            }
            match &released.shown {
                Ok(shown) => entries.extend([
                    ("mean", exact(&shown.mean)),
                    ("raters", Node::number(shown.raters)),
                    ("answers", Node::number(shown.answers)),
                ]),
                Err(why) => entries.push(("withheld", Node::text(why.word()))),
            }
            if released.tells_too_much {
                entries.push(("tells_too_much", Node::truth(true)));
            }
            entries.push(("rule", Node::text(released.rule.word())));
            Node::object(entries)
        });
        Node::object([("kinerja", Node::text("unit-means/1")), ("means", Node::list(means))])
    }
}

struct UnitAnswer {
    units: Vec<String>,
    item: String,
    origin: String,
    rater: usize,
    mark: Number,
    /// From which of the dates on it counts.
    since: usize,
}

fn dates(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Vec<NaiveDate> {
    let dates: Vec<NaiveDate> = node.texts_at("dates").iter().filter_map(|text| crate::period::date(text)).collect();
    for (index, (before, after)) in (1..).zip(dates.iter().zip(dates.iter().skip(1))) {
        if after <= before {
            let problem = Problem::new(Code::FeedbackDates, at.clone().key("dates").index(index));
            problems.push(problem.with("found", after).with("before", before));
        }
    }
    dates
}

fn answers(node: &Node<'_>, dates: &[NaiveDate], at: &Path, problems: &mut Problems) -> Vec<UnitAnswer> {
    let mut raters: HashMap<String, usize> = HashMap::new();
    let mut seen: HashMap<(Vec<String>, String, String, Option<NaiveDate>), Path> = HashMap::new();
    let mut found = Vec::new();
    for (index, answer) in node.list_at("answers").iter().enumerate() {
        let here = at.clone().key("answers").index(index);
        let on = answer.date_at("on");
        if on.is_none() && !dates.is_empty() {
            problems.push(Problem::new(Code::FeedbackUndated, here.clone().key("on")));
        }
        let (units, item, rater) = (answer.texts_at("units"), answer.words_at("item"), answer.words_at("rater"));
        match seen.get(&(units.clone(), item.clone(), rater.clone(), on)) {
            Some(first) => {
                problems.push(Problem::new(Code::FeedbackTwice, here).with("rater", &rater).with("first", first));
                continue;
            }
            None => {
                seen.insert((units.clone(), item.clone(), rater.clone(), on), here);
            }
        }
        let number = raters.len();
        // What came after the last date counts in no mean.
        let since = on.map_or(0, |on| dates.partition_point(|date| *date < on));
        let rater = *raters.entry(rater).or_insert(number);
        let mark = answer.number_at("mark").unwrap_or_default();
        found.push(UnitAnswer { units, item, origin: answer.words_at("origin"), rater, mark, since });
    }
    found
}

struct Plan {
    cells: Vec<Cell>,
    keys: Vec<Key>,
    wanted: Vec<Wanted>,
}

impl Plan {
    /// The finest cells and every mean over them.
    fn of(answers: Vec<UnitAnswer>, dates: &[NaiveDate]) -> Plan {
        type Fine = (String, Vec<String>, String, usize);
        let mut fine: BTreeMap<Fine, Vec<(usize, Number)>> = BTreeMap::new();
        for answer in answers {
            let key = (answer.item, answer.units, answer.origin, answer.since);
            fine.entry(key).or_default().push((answer.rater, answer.mark));
        }
        let mut cells = Vec::with_capacity(fine.len());
        let mut means: BTreeMap<(usize, Key), BTreeSet<usize>> = BTreeMap::new();
        for ((item, units, origin, since), marks) in fine {
            let position = cells.len();
            let mut sum = NumberSum::new();
            marks.iter().for_each(|(_, mark)| sum.add(mark));
            let raters = marks.iter().map(|(rater, _)| *rater).collect();
            cells.push(Cell { raters, answers: marks.len(), sum: sum.finish() });
            let whole = [None];
            let until: Vec<Option<NaiveDate>> =
                if dates.is_empty() { whole.to_vec() } else { dates.iter().skip(since).copied().map(Some).collect() };
            for until in until {
                for depth in 1..=units.len() {
                    for origin in [None, Some(origin.clone())] {
                        let units = units.iter().take(depth).cloned().collect();
                        let key = Key { until, item: item.clone(), units, origin };
                        // The earlier dates first, since those are out already when the later ones come; then the larger units.
                        means.entry((depth, key)).or_default().insert(position);
                    }
                }
            }
        }
        let mut means: Vec<((usize, Key), BTreeSet<usize>)> = means.into_iter().collect();
        means.sort_by(|((one, a), _), ((other, b), _)| {
            (a.until, one, a.origin.is_some(), a).cmp(&(b.until, other, b.origin.is_some(), b))
        });
        let (keys, wanted) =
            means.into_iter().map(|((_, key), cells)| (key, Wanted { cells, published: false })).unzip();
        Plan { cells, keys, wanted }
    }

    /// Marks a mean as published already; where there is none, the units that there are.
    fn publish(&mut self, key: &Key) -> Result<(), Vec<String>> {
        let position = self.keys.iter().position(|known| known == key);
        match position.and_then(|position| self.wanted.get_mut(position)) {
            Some(wanted) => {
                wanted.published = true;
                Ok(())
            }
            None => {
                let mut units: Vec<String> = self.keys.iter().map(|key| key.units.join(" / ")).collect();
                units.sort_unstable();
                units.dedup();
                Err(units.into_iter().take(20).collect())
            }
        }
    }
}
