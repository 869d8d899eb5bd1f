//! Journals: what one employee entered, and what the superior says to it.

use super::document::JOURNAL;
use super::settings::{Settings, unknown_goal};
use crate::document::Node;
use crate::document::given::document;
use crate::document::parts::{day_within, not_negative, period, unknown};
use crate::number::Number;
use crate::period::{Period, merged};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What the superior says to an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Verdict {
    /// Nothing yet.
    Pending,
    /// It counts.
    Accepted,
    /// It does not, for a reason.
    Rejected,
}

/// Minutes of a day, from its beginning: 510 is half past eight.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Minutes(pub u16);

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The code by which the host knows it.
    pub reference: String,
    /// The day.
    pub on: NaiveDate,
    /// From when until when, where that was entered.
    pub hours: Option<(Minutes, Minutes)>,
    /// The activity: its position in the settings.
    pub activity: usize,
    /// The minutes that it is worth: those of the activity for each of it, or its own.
    pub minutes: Number,
    /// The goal that it serves: its position in the settings.
    pub goal: Option<usize>,
    /// What it adds to the goal's realisation.
    pub figure: Number,
    /// When it was entered.
    pub entered: Option<NaiveDate>,
    /// What the superior says.
    pub verdict: Verdict,
}

/// The longest period of a journal, in days: ten years.
const LONGEST: i64 = 3_660;

/// What one employee did in a period. It exists only valid, for the settings that it was read with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Journal {
    pub(super) about: String,
    pub(super) period: Period,
    pub(super) leave: Vec<Period>,
    pub(super) entries: Vec<Entry>,
}

impl Journal {
    /// Reads a document `journal/1` as entries of the activities that settings know.
    ///
    /// # Errors
    /// What its shape refuses, and `journal.size`, `journal.time`, `journal.minutes`, `journal.verdict`, `journal.self`, `journal.reason`, `journal.before`, `name.taken`, `name.unknown`,
    /// `period.day`, `period.reversed`, `value.range`.
    pub fn parse(text: &str, settings: &Settings) -> Result<Journal, Problems> {
        document(text, &JOURNAL, |node, at| Journal::read(node, at, settings))
    }

    /// A journal of entries that a program made; they are taken as they are.
    #[must_use]
    pub fn new(about: impl Into<String>, period: Period, entries: Vec<Entry>) -> Journal {
        Journal { about: about.into(), period, leave: Vec::new(), entries }
    }

    /// The entries, in the order in which they were given.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn read(node: &Node<'_>, at: &Path, settings: &Settings) -> Result<Journal, Problems> {
        let mut problems = Problems::default();
        let about = node.get("about").map_or_else(String::new, |about| about.words_at("ref"));
        let whole = node.get("period").and_then(|node| period(node, &at.clone().key("period"), &mut problems));
        let leave = node
            .list_at("leave")
            .iter()
            .enumerate()
            .filter_map(|(index, leave)| period(leave, &at.clone().key("leave").index(index), &mut problems));
        let leave = merged(&leave.collect::<Vec<_>>());
        if whole.is_some_and(|whole| whole.days() > LONGEST) {
            let problem = Problem::new(Code::JournalSize, at.clone().key("period"));
            problems.push(problem.with("most", LONGEST));
        }
        let activities =
            settings.activities.iter().enumerate().map(|(position, activity)| (activity.name.as_str(), position));
        let mut check = Check {
            settings,
            about: &about,
            period: whole,
            activities: activities.collect(),
            seen: HashSet::new(),
            problems,
        };
        let mut entries = Vec::new();
        for (index, entry) in node.list_at("entries").iter().enumerate() {
            entries.extend(check.entry(entry, &at.clone().key("entries").index(index)));
        }
        let problems = check.problems;
        match whole {
            Some(period) => problems.or(Journal { about, period, leave, entries }),
            None => Err(problems),
        }
    }
}

struct Check<'a> {
    settings: &'a Settings,
    about: &'a str,
    period: Option<Period>,
    activities: HashMap<&'a str, usize>,
    seen: HashSet<String>,
    problems: Problems,
}

impl Check<'_> {
    fn entry(&mut self, node: &Node<'_>, at: &Path) -> Option<Entry> {
        let reference = node.words_at("ref");
        if !self.seen.insert(reference.clone()) {
            let problem = Problem::new(Code::NameTaken, at.clone().key("ref"));
            self.problems.push(problem.with("name", &reference));
        }
        let on = day_within(node, "on", self.period, at, &mut self.problems)?;
        let hours = self.hours(node, at);
        let activity = self.activity(node, at);
        let volume = not_negative(node, "volume", at, &mut self.problems).unwrap_or(Number::ONE);
        let minutes = activity.and_then(|activity| self.minutes(node, activity, &volume, at));
        let goal = self.goal(node, activity, at);
        let figure = node.number_at("figure").unwrap_or(volume);
        let entered = node.date_at("entered");
        if let Some(entered) = entered.filter(|entered| *entered < on) {
            let problem = Problem::new(Code::JournalBefore, at.clone().key("entered")).with("found", entered);
            self.problems.push(problem.with("on", on));
        }
        let verdict = self.verdict(node, on, at);
        Some(Entry { reference, on, hours, activity: activity?, minutes: minutes?, goal, figure, entered, verdict })
    }

    fn activity(&mut self, node: &Node<'_>, at: &Path) -> Option<usize> {
        let name = node.words_at("activity");
        let found = self.activities.get(name.as_str()).copied();
        if found.is_none() {
            let known = self.settings.activities.iter().map(|activity| activity.name.as_str());
            self.problems.tell(|| unknown("activity", &name, known, at.clone().key("activity")));
        }
        found
    }

    /// Minutes by the activity's worth, or the entry's own; never both, never neither.
    fn minutes(&mut self, node: &Node<'_>, activity: usize, volume: &Number, at: &Path) -> Option<Number> {
        let activity = self.settings.activities.get(activity)?;
        let own = not_negative(node, "minutes", at, &mut self.problems);
        match (&activity.minutes, own) {
            (Some(worth), None) => Some(worth * volume),
            (None, Some(own)) => Some(own),
            (Some(worth), Some(_)) => {
                let problem = Problem::new(Code::JournalMinutes, at.clone().key("minutes"));
                self.problems.push(problem.with("activity", &activity.name).with("minutes", worth));
                None
            }
            (None, None) => {
                let problem = Problem::new(Code::JournalMinutes, at.clone().key("minutes")).saying(
                    "it is not said how many minutes this took, and `{activity}` has none of its own",
                    "tidak disebut berapa menit lamanya, padahal `{activity}` tidak bernorma waktu",
                );
                let problem = problem.advising("give `minutes`", "isi `minutes`");
                self.problems.push(problem.with("activity", &activity.name));
                None
            }
        }
    }

    fn goal(&mut self, node: &Node<'_>, activity: Option<usize>, at: &Path) -> Option<usize> {
        let Some(name) = node.text_at("goal") else {
            return self.settings.activities.get(activity?)?.goal;
        };
        let found = self.settings.goal(name);
        if found.is_none() {
            self.problems.push(unknown_goal(name, &self.settings.goals, at.clone().key("goal")));
        }
        found
    }

    fn hours(&mut self, node: &Node<'_>, at: &Path) -> Option<(Minutes, Minutes)> {
        let mut read = |key: &str| {
            let text = node.text_at(key)?;
            let time = time(text);
            if time.is_none() {
                self.problems.push(Problem::new(Code::JournalTime, at.clone().key(key)).with("found", text));
            }
            time
        };
        let (from, until) = (read("from"), read("until"));
        match (from, until) {
            (Some(from), Some(until)) if from < until => Some((from, until)),
            (Some(_), Some(_)) => {
                let problem =
                    Problem::new(Code::JournalTime, at.clone().key("until")).with("found", node.words_at("until"));
                let problem = problem.with("from", node.words_at("from"));
                let problem = problem.saying("{found} is not after {from}", "{found} tidak sesudah {from}");
                self.problems.push(problem.advising(
                    "what goes past midnight is two entries",
                    "kegiatan yang melewati tengah malam dicatat sebagai dua entri",
                ));
                None
            }
            // One of the two without the other; a time that could not be read is told already.
            _ if node.text_at("from").is_some() != node.text_at("until").is_some() => {
                let key = if node.text_at("from").is_some() { "until" } else { "from" };
                let problem = Problem::new(Code::JournalTime, at.clone().key(key)).with("key", key);
                let problem = problem.saying("`{key}` is missing", "`{key}` belum ada");
                self.problems.push(problem.advising(
                    "give both `from` and `until`, or neither",
                    "isi `from` dan `until` keduanya, atau tidak sama sekali",
                ));
                None
            }
            _ => None,
        }
    }

    fn verdict(&mut self, node: &Node<'_>, on: NaiveDate, at: &Path) -> Verdict {
        let verdict = match node.text_at("status") {
            Some("accepted") => Verdict::Accepted,
            Some("rejected") => Verdict::Rejected,
            _ => Verdict::Pending,
        };
        if verdict == Verdict::Pending {
            return verdict;
        }
        match node.text_at("by") {
            None => self.problems.push(Problem::new(Code::JournalVerdict, at.clone().key("by"))),
            Some(by) if by == self.about => {
                self.problems.push(Problem::new(Code::JournalSelf, at.clone().key("by")).with("by", by));
            }
            Some(_) => {}
        }
        if verdict == Verdict::Rejected && node.text_at("because").is_none() {
            self.problems.push(Problem::new(Code::JournalReason, at.clone().key("because")));
        }
        if let Some(decided) = node.date_at("decided").filter(|decided| *decided < on) {
            let problem = Problem::new(Code::JournalBefore, at.clone().key("decided")).with("found", decided);
            self.problems.push(problem.with("on", on));
        }
        verdict
    }
}

/// A time of day, `08:30`; `24:00` ends a day.
fn time(text: &str) -> Option<Minutes> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit());
    if !two(hours) || !two(minutes) {
        return None;
    }
    let minutes: u16 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
    let total = hours.parse::<u16>().ok()?.checked_mul(60)?.checked_add(minutes)?;
    (total <= 1440).then_some(Minutes(total))
}
