//! What an organisation decides about daily reports.

use super::document::SETTINGS;
use crate::document::Node;
use crate::document::given::document;
use crate::document::parts::{Cited, unknown};
use crate::number::Number;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::Text;
use chrono::{NaiveDate, Weekday};
use std::collections::HashSet;

/// An activity that may be entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Activity {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The minutes that one of it is worth; none where each entry says its own.
    pub minutes: Option<Number>,
    /// The goal that it serves where an entry names none: its position.
    pub goal: Option<usize>,
}

/// How entries become a goal's realisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum GoalOf {
    /// Their sum.
    Sum,
    /// The latest of them; of one day, the one entered last.
    Latest,
    /// The highest of them.
    Highest,
}

/// A goal whose realisation comes from entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goal {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: Text,
    /// The unit of its figure.
    pub unit: String,
    /// How entries become its realisation.
    pub of: GoalOf,
}

/// How many effective minutes are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Norm {
    /// Of each working day.
    ADay(Number),
    /// Of each month; of a part of a month as much as its part of the working days.
    AMonth(Number),
}

/// What is done with a day of more minutes than it can have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Over {
    /// It is reported and counted.
    Report,
    /// It is reported, and the most counts.
    Cap,
}

/// What is done with an entry after the deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Late {
    /// It is reported and counted.
    Report,
    /// It is reported and does not count.
    LeaveOut,
}

/// What an organisation decides about daily reports. They exist only valid.
///
/// ```
/// let settings = kinerja::journal::Settings::parse(r#"{
///     "activities": [ { "name": "home_visit", "minutes": 45, "goal": "visits" } ], "goals": [ { "name": "visits" } ],
///     "norm": { "a_day": 300 }, "workdays": ["mon", "tue", "wed", "thu", "fri"], "deadline": 2 }"#)?;
/// assert_eq!(settings.activities()[0].goal, Some(0));
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    pub(super) title: Text,
    pub(super) activities: Vec<Activity>,
    pub(super) goals: Vec<Goal>,
    pub(super) norm: Norm,
    pub(super) workdays: Vec<Weekday>,
    pub(super) holidays: HashSet<NaiveDate>,
    pub(super) most_a_day: Number,
    pub(super) over: Over,
    pub(super) deadline: Option<i64>,
    pub(super) late: Late,
    pub(super) cited: Cited,
}

impl Settings {
    /// Reads a document `journal-settings/1`.
    ///
    /// # Errors
    /// What its shape refuses, and `journal.norm`, `name.taken`, `name.unknown`, `value.range`.
    pub fn parse(text: &str) -> Result<Settings, Problems> {
        document(text, &SETTINGS, Settings::read)
    }

    /// The activities that may be entered.
    #[must_use]
    pub fn activities(&self) -> &[Activity] {
        &self.activities
    }

    /// The goals whose realisations come from entries.
    #[must_use]
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    pub(super) fn goal(&self, name: &str) -> Option<usize> {
        self.goals.iter().position(|goal| goal.name == name)
    }

    pub(crate) fn read(node: &Node<'_>, at: &Path) -> Result<Settings, Problems> {
        let mut problems = Problems::default();
        let goals = goals(node, at, &mut problems);
        let activities = activities(node, &goals, at, &mut problems);
        let most_a_day = above_zero(node, "most_a_day", at, &mut problems).unwrap_or_else(|| Number::from(1440_i64));
        let norm_node = node.get("norm");
        let here = at.clone().key("norm");
        let mut norm_of = |key: &str| norm_node.and_then(|norm| above_zero(norm, key, &here, &mut problems));
        let norm = match (norm_of("a_day"), norm_of("a_month")) {
            (Some(a_day), None) => Norm::ADay(a_day),
            (None, Some(a_month)) => Norm::AMonth(a_month),
            // Both or neither.
            _ => {
                problems.push(Problem::new(Code::JournalNorm, here));
                Norm::ADay(Number::ONE)
            }
        };
        let workdays = node.texts_at("workdays").iter().filter_map(|day| day.parse().ok()).collect();
        let holidays = node.texts_at("holidays").iter().filter_map(|day| crate::period::date(day)).collect();
        problems.or(Settings {
            title: node.title_at("title"),
            activities,
            goals,
            norm,
            workdays,
            holidays,
            most_a_day,
            over: if node.text_at("over") == Some("cap") { Over::Cap } else { Over::Report },
            deadline: node.whole_at("deadline"),
            late: if node.text_at("late") == Some("leave_out") { Late::LeaveOut } else { Late::Report },
            cited: Cited::read(node),
        })
    }
}

fn goals(node: &Node<'_>, at: &Path, problems: &mut Problems) -> Vec<Goal> {
    let mut names = HashSet::new();
    let mut goals = Vec::new();
    for (index, goal) in node.list_at("goals").iter().enumerate() {
        let name = goal.words_at("name");
        if !names.insert(name.clone()) {
            let here = at.clone().key("goals").index(index).key("name");
            problems.push(Problem::new(Code::NameTaken, here).with("name", &name));
        }
        let of = match goal.text_at("of") {
            Some("latest") => GoalOf::Latest,
            Some("highest") => GoalOf::Highest,
            _ => GoalOf::Sum,
        };
        goals.push(Goal { name, title: goal.title_at("title"), unit: goal.words_at("unit"), of });
    }
    goals
}

fn activities(node: &Node<'_>, goals: &[Goal], at: &Path, problems: &mut Problems) -> Vec<Activity> {
    let mut names = HashSet::new();
    let mut activities = Vec::new();
    for (index, activity) in node.list_at("activities").iter().enumerate() {
        let here = at.clone().key("activities").index(index);
        let name = activity.words_at("name");
        if !names.insert(name.clone()) {
            problems.push(Problem::new(Code::NameTaken, here.clone().key("name")).with("name", &name));
        }
        let minutes = above_zero(activity, "minutes", &here, problems);
        let goal = activity.text_at("goal").and_then(|name| {
            let found = goals.iter().position(|goal| goal.name == name);
            if found.is_none() {
                problems.push(unknown_goal(name, goals, here.clone().key("goal")));
            }
            found
        });
        activities.push(Activity { name, title: activity.title_at("title"), minutes, goal });
    }
    activities
}

pub(super) fn unknown_goal(name: &str, goals: &[Goal], at: Path) -> Problem {
    unknown("goal", name, goals.iter().map(|goal| goal.name.as_str()), at)
}

/// A number that must be above zero.
fn above_zero(node: &Node<'_>, key: &str, at: &Path, problems: &mut Problems) -> Option<Number> {
    let number = node.number_at(key)?;
    if !number.is_positive() {
        let problem = Problem::new(Code::ValueRange, at.clone().key(key)).with("found", &number);
        problems.push(problem.with("allowed", "more than 0"));
    }
    Some(number)
}
