//! Rater policies: who rates what, how much each group counts, and what happens where something is missing.

use super::document::POLICY;
use crate::document::Node;
use crate::document::given::document;
use crate::document::parts::{Cited, Round, not_negative, unknown};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use std::collections::HashSet;

/// Who the raters of a group are to the person that they rate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Raters {
    /// The person.
    Themselves,
    /// Raters whom the person knows as such: superiors.
    Named,
    /// Raters who must stay unknown: peers, subordinates, served citizens.
    Unnamed,
}

impl Raters {
    /// What is wrong where a rater of such a group is the person, or is not.
    pub(super) fn refuses(self, themselves: bool) -> Option<Code> {
        match self {
            Raters::Themselves => (!themselves).then_some(Code::FeedbackNotSelf),
            Raters::Named | Raters::Unnamed => themselves.then_some(Code::FeedbackSelf),
        }
    }
}

/// A group of raters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Its name: the origin of an answer.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// Who its raters are to the person.
    pub raters: Raters,
    /// How much its mean counts; zero where it is only shown.
    pub weight: Number,
    /// The fewest raters for whom its mean is shown and counted.
    pub least: usize,
}

/// What kind of thing is rated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ItemKind {
    /// A question of a form.
    Question,
    /// A behaviour.
    Behaviour,
    /// A competency.
    Competency,
}

impl ItemKind {
    /// The word of a document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ItemKind::Question => "question",
            ItemKind::Behaviour => "behaviour",
            ItemKind::Competency => "competency",
        }
    }
}

/// What is rated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// What it is.
    pub kind: ItemKind,
    /// How much it counts in the whole.
    pub weight: Number,
    /// The groups that are asked, by position.
    pub groups: Vec<usize>,
}

/// How several marks become one number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Centre {
    /// Their mean.
    Mean,
    /// The middle one, or the mean of the middle two.
    Median,
    /// The mean of what a part at each end leaves.
    Trimmed {
        /// The part that is cut off at each end, from 0 and below one half.
        part: Number,
        /// What a cut through a mark does.
        cut: Cut,
    },
}

/// What is done with a mark that a cut goes through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Cut {
    /// It counts in part, so that one rater more changes the result only a little.
    Fractional,
    /// It stays: only whole marks are cut off, as statistical packages do.
    Whole,
}

/// What an item's score is taken over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Over {
    /// The groups, by their weights.
    Groups,
    /// All raters of the groups that count, alike.
    Raters,
}

/// What a rater's further answer to the same is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Repeated {
    /// A mistake.
    Refuse,
    /// The one that counts, by its date.
    Latest,
    /// One more of those whose mean is the rater's mark.
    Mean,
}

/// What happens to a group with fewer raters than it needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TooFew {
    /// It is neither shown nor counted; its weight goes to the others in proportion to theirs.
    LeaveOut,
    /// Such groups are put together and their weights added; if that is too few still, they are left out.
    Merge,
    /// The item has no score.
    Block,
}

/// What happens where something is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Missing {
    /// The others count for it.
    Exclude,
    /// There is no score.
    Block,
}

/// A rater policy. It exists only valid.
///
/// ```
/// use kinerja::feedback::Policy;
/// let policy = Policy::parse(r#"{
///     "scale": { "from": 1, "until": 5 },
///     "groups": [ { "name": "superior", "raters": "named", "weight": 60 },
///                 { "name": "peer", "raters": "unnamed", "weight": 40, "least": 3 } ],
///     "items": [ { "name": "adaptive", "kind": "behaviour" } ],
///     "too_few": "leave_out",
///     "missing": { "answer": "exclude", "group": "exclude", "item": "block" } }"#)?;
/// assert_eq!(policy.groups()[1].least, 3);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    pub(super) title: Text,
    pub(super) lowest: Number,
    pub(super) highest: Number,
    pub(super) digits: u8,
    pub(super) groups: Vec<Group>,
    pub(super) items: Vec<Item>,
    pub(super) centre: Centre,
    pub(super) over: Over,
    pub(super) repeated: Repeated,
    pub(super) too_few: TooFew,
    pub(super) no_answer: Missing,
    pub(super) no_group: Missing,
    pub(super) no_item: Missing,
    pub(super) round: Option<Round>,
    pub(super) cited: Cited,
}

/// A group of unknown raters with fewer than this shows what one of them said.
const FEWEST_UNNAMED: usize = 2;

impl Policy {
    /// Reads a policy document, `rater-policy/1`.
    ///
    /// # Errors
    /// What its shape refuses, and `feedback.scale`, `feedback.least`, `feedback.weights`, `feedback.trim`, `name.taken`, `name.unknown`, `value.range`.
    pub fn parse(text: &str) -> Result<Policy, Problems> {
        document(text, &POLICY, Policy::read)
    }

    /// The groups of raters, in the policy's order.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What is rated, in the policy's order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How the scores are rounded; none where they stay exact.
    #[must_use]
    pub fn round(&self) -> Option<Round> {
        self.round
    }

    pub(super) fn group(&self, name: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.name == name)
    }

    pub(super) fn item(&self, name: &str) -> Option<usize> {
        self.items.iter().position(|item| item.name == name)
    }

    /// What is wrong with a mark, if anything.
    pub(super) fn mark_problem(&self, mark: &Number, at: impl FnOnce() -> Path) -> Option<Problem> {
        if *mark < self.lowest || *mark > self.highest {
            let allowed = format!("from {} to {}", self.lowest, self.highest);
            return Some(Problem::new(Code::ValueRange, at()).with("found", mark).with("allowed", allowed));
        }
        let off = !mark.on_grid(self.digits);
        off.then(|| Problem::new(Code::ValueDigits, at()).with("found", mark).with("digits", self.digits))
    }

    /// The policy of a tree that fits its shape; `at` is where the tree stands in its document.
    pub(crate) fn read(node: &Node<'_>, at: &Path) -> Result<Policy, Problems> {
        let mut problems = Problems::default();
        let (lowest, highest, digits) = scale(node, at, &mut problems);
        let groups = groups(node, at, &mut problems);
        let items = items(node, &groups, at, &mut problems);
        let missing = |key: &str| match node.get("missing").and_then(|missing| missing.text_at(key)) {
            Some("exclude") => Missing::Exclude,
            _ => Missing::Block,
        };
        let policy = Policy {
            title: node.title_at("title"),
            lowest,
            highest,
            digits,
            centre: centre(node, at, &mut problems),
            over: if node.text_at("over") == Some("raters") { Over::Raters } else { Over::Groups },
            repeated: match node.text_at("repeated") {
                Some("latest") => Repeated::Latest,
                Some("mean") => Repeated::Mean,
                _ => Repeated::Refuse,
            },
            too_few: match node.text_at("too_few") {
                Some("leave_out") => TooFew::LeaveOut,
                Some("merge") => TooFew::Merge,
                _ => TooFew::Block,
            },
            no_answer: missing("answer"),
            no_group: missing("group"),
            no_item: missing("item"),
            round: node.given("round").and_then(Round::read),
            cited: Cited::read(node),
            groups,
            items,
        };
        problems.or(policy)
    }
}

fn scale(node: &Node<'_>, at: &Path, problems: &mut Problems) -> (Number, Number, u8) {
    let scale = node.get("scale");
    let end = |key: &str| scale.and_then(|scale| scale.number_at(key)).unwrap_or_default();
    let (lowest, highest) = (end("from"), end("until"));
    if lowest >= highest {
        let problem = Problem::new(Code::FeedbackScale, at.clone().key("scale").key("until"));
        problems.push(problem.with("from", &lowest).with("until", &highest));
    }
    let digits = scale.and_then(|scale| scale.whole_at("digits")).and_then(|digits| u8::try_from(digits).ok());
    (lowest, highest, digits.unwrap_or(0))
}

fn groups(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Vec<Group> {
    let at = at.clone().key("groups");
    let mut names = HashSet::new();
    let mut groups = Vec::new();
    for (index, group) in node.list_at("groups").iter().enumerate() {
        let here = at.clone().index(index);
        let name = group.words_at("name");
        if !names.insert(name.clone()) {
            problems.push(Problem::new(Code::NameTaken, here.clone().key("name")).with("name", &name));
        }
        let raters = match group.text_at("raters") {
            Some("self") => Raters::Themselves,
            Some("named") => Raters::Named,
            _ => Raters::Unnamed,
        };
        let weight = not_negative(group, "weight", &here, problems).unwrap_or_default();
        let least = group.count_at("least").unwrap_or(1);
        if raters == Raters::Unnamed && least < FEWEST_UNNAMED {
            let problem = Problem::new(Code::FeedbackLeast, here.key("least")).with("group", &name);
            problems.push(problem.with("least", least).with("fewest", FEWEST_UNNAMED));
        }
        groups.push(Group { name, title: group.title_at("title"), raters, weight, least });
    }
    if groups.iter().all(|group| group.weight.is_zero()) {
        problems.push(Problem::new(Code::FeedbackWeights, at).with("what", "groups"));
    }
    groups
}

fn items(node: &Node<'_>, groups: &[Group], at: &Path, problems: &mut Problems) -> Vec<Item> {
    let at = at.clone().key("items");
    let mut names = HashSet::new();
    let mut items = Vec::new();
    for (index, item) in node.list_at("items").iter().enumerate() {
        let here = at.clone().index(index);
        let name = item.words_at("name");
        if !names.insert(name.clone()) {
            problems.push(Problem::new(Code::NameTaken, here.clone().key("name")).with("name", &name));
        }
        let weight = not_negative(item, "weight", &here, problems).unwrap_or(Number::ONE);
        let mut asked = Vec::new();
        for (index, group) in item.texts_at("groups").iter().enumerate() {
            match groups.iter().position(|known| known.name == *group) {
                Some(position) if asked.contains(&position) => {
                    let problem = Problem::new(Code::NameTaken, here.clone().key("groups").index(index));
                    problems.push(problem.with("name", group));
                }
                Some(position) => asked.push(position),
                None => problems.tell(|| {
                    let known = groups.iter().map(|group| group.name.as_str());
                    unknown("group", group, known, here.clone().key("groups").index(index))
                }),
            }
        }
        if asked.is_empty() {
            asked = (0..groups.len()).collect();
        }
        asked.sort_unstable();
        let kind = match item.text_at("kind") {
            Some("behaviour") => ItemKind::Behaviour,
            Some("competency") => ItemKind::Competency,
            _ => ItemKind::Question,
        };
        items.push(Item { name, title: item.title_at("title"), kind, weight, groups: asked });
    }
    if items.iter().all(|item| item.weight.is_zero()) {
        problems.push(Problem::new(Code::FeedbackWeights, at).with("what", "items"));
    }
    items
}

fn centre(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Centre {
    let Some(centre) = node.given("centre") else { return Centre::Mean };
    if let Some(word) = centre.as_text() {
        return if word == "median" { Centre::Median } else { Centre::Mean };
    }
    let part = centre.number_at("trimmed").unwrap_or_default();
    if part.is_negative() || &part + &part >= Number::ONE {
        let here = at.clone().key("centre").key("trimmed");
        problems.push(Problem::new(Code::FeedbackTrim, here).with("found", &part));
    }
    let cut = if centre.text_at("cut") == Some("whole") { Cut::Whole } else { Cut::Fractional };
    Centre::Trimmed { part, cut }
}
