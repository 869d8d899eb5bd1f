//! The plan: what is lacking, by priority, and the trainings that lead there.

use super::catalogue::{Catalogue, Training, TrainingKind};
use super::need::{Lacking, Need};
use crate::document::parts::Cited;
use crate::number::{Number, NumberSum};
use crate::problem::{Code, Path, Problem, Problems};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The training hours of a year.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entitlement {
    /// The hours of the year.
    pub hours: Number,
    /// Where that comes from.
    pub cited: Cited,
}

/// A training that was done in the year already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// Its name, in the catalogue or not.
    pub training: String,
    /// Its hours.
    pub hours: Number,
    /// When it ended.
    pub on: NaiveDate,
}

/// A training of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// The training.
    pub training: Training,
    /// Whether the hours of the year are enough for it, after what is more urgent.
    pub within: bool,
}

/// A need of a plan, with what leads there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// The need.
    pub need: Need,
    /// What is lacking: required less found, above zero.
    pub gap: Number,
    /// Gap times weight, times the factor where it is mandatory.
    pub priority: Number,
    /// The trainings in the order in which they build on each other.
    pub courses: Vec<Course>,
    /// The level that they lead to; none of a behaviour.
    pub reaches: Option<Number>,
}

/// The hours of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hours {
    /// Those of the year.
    pub entitled: Number,
    /// Those of what was done already.
    pub used: Number,
    /// Those of the planned trainings for which the year is enough.
    pub planned: Number,
    /// Those of the planned trainings for which it is not.
    pub beyond: Number,
}

impl Hours {
    /// What is left of the year; none where more was done than it has.
    #[must_use]
    pub fn left(&self) -> Option<Number> {
        let left = &(&self.entitled - &self.used) - &self.planned;
        (!left.is_negative()).then_some(left)
    }
}

/// A development plan: needs by priority, each with the trainings that close it, and their hours.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) needs: Vec<Planned>,
    pub(super) factor: Number,
    pub(super) hours: Hours,
    pub(super) done: Vec<Done>,
    pub(super) cited: Cited,
    pub(super) notices: Problems,
}

impl Plan {
    /// Plans trainings for what is lacking. What is met is left out; what nobody rated is told.
    ///
    /// A need's priority is its gap times its weight, times `mandatory_factor` where nothing makes up for it. Of all ways from the level found to the one required the one with the
    /// fewest hours is taken, of equal ones that with the fewest trainings; where none leads the whole way, one to the highest level that any reaches. The hours of the year go to what
    /// is most urgent: a training that they are not enough for is planned beyond them, with all that builds on it, and shorter ones after it may still be within.
    ///
    /// Needs and numbers are taken as they are given: that names differ, that weights and hours are not below zero and the factor not below one, the call `development.plan` sees to.
    ///
    /// ```
    /// use kinerja::development::{Catalogue, Entitlement, Lacking, Need, Plan};
    /// use kinerja::{Number, Text};
    /// let catalogue = Catalogue::parse(r#"{ "trainings": [
    ///     { "name": "data-2", "kind": "technical", "hours": 16, "competency": "data", "from": 1, "to": 2 },
    ///     { "name": "data-3", "kind": "technical", "hours": 24, "competency": "data", "from": 2, "to": 3 } ] }"#)?;
    /// let need = Need { name: "data".to_owned(), title: Text::default(), lacking: Lacking::Competency, found: Some(1.into()), required: 3.into(),
    ///     weight: Number::ONE, mandatory: true };
    /// let year = Entitlement { hours: 20.into(), ..Entitlement::default() };
    /// let plan = Plan::new(vec![need], &catalogue, &2.into(), year, Vec::new());
    /// let planned = &plan.needs()[0];
    /// assert_eq!(planned.priority, 4.into());
    /// assert_eq!(planned.courses.iter().map(|course| course.within).collect::<Vec<_>>(), [true, false]);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn new(
        needs: Vec<Need>,
        catalogue: &Catalogue,
        mandatory_factor: &Number,
        entitlement: Entitlement,
        done: Vec<Done>,
    ) -> Plan {
        let mut notices = Problems::default();
        let mut planned = Vec::new();
        for need in needs {
            let Some(found) = &need.found else {
                let problem = Problem::new(Code::DevelopmentNotRated, Path::new().key(need.name.as_str()));
                notices.push(problem.with_text("title", &need.title.or_name(&need.name)));
                continue;
            };
            let gap = &need.required - found;
            if !gap.is_positive() {
                continue;
            }
            let priority = &gap * &need.weight;
            let priority = if need.mandatory { &priority * mandatory_factor } else { priority };
            planned.push(Planned { need, gap, priority, courses: Vec::new(), reaches: None });
        }
        // Of equal priorities the one that was given first.
        planned.sort_by(|one, other| other.priority.cmp(&one.priority));
        let mut used = NumberSum::new();
        done.iter().for_each(|done| used.add(&done.hours));
        let mut hours = Hours { entitled: entitlement.hours, used: used.finish(), ..Hours::default() };
        if hours.used > hours.entitled {
            let problem = Problem::new(Code::DevelopmentOver, Path::new().key("done"));
            notices.push(problem.with("used", &hours.used).with("entitled", &hours.entitled));
        }
        let mut done_on: HashMap<&str, NaiveDate> = HashMap::new();
        for done in &done {
            done_on.entry(&done.training).or_insert(done.on);
        }
        for (index, planned) in planned.iter_mut().enumerate() {
            let at = Path::new().key("needs").index(index);
            let (way, reaches) = match planned.need.lacking {
                Lacking::Competency => way(&planned.need, catalogue),
                Lacking::Behaviour => (catalogue.working_on(&planned.need.name).into_iter().collect(), None),
            };
            let arrives = reaches.as_ref().map_or(!way.is_empty(), |level| *level >= planned.need.required);
            if !arrives {
                let from = reaches.as_ref().or(planned.need.found.as_ref()).cloned().unwrap_or_default();
                let problem = Problem::new(Code::DevelopmentNoTraining, at.clone()).with("from", from);
                let title = planned.need.title.or_name(&planned.need.name);
                notices.push(problem.with("to", &planned.need.required).with_text("title", &title));
            }
            let mut within = true;
            for (number, training) in way.into_iter().enumerate() {
                let at = at.clone().key("trainings").index(number);
                let told = |code| {
                    Problem::new(code, at.clone()).with_text("training", &training.title.or_name(&training.name))
                };
                if let Some(on) = done_on.get(training.name.as_str()) {
                    notices.push(told(Code::DevelopmentRepeats).with("on", on));
                }
                within = within && hours.left().is_some_and(|left| training.hours <= left);
                if within {
                    hours.planned += &training.hours;
                } else {
                    hours.beyond += &training.hours;
                    let left = hours.left().unwrap_or_default();
                    notices.push(told(Code::DevelopmentBeyond).with("hours", &training.hours).with("left", left));
                }
                planned.courses.push(Course { training: training.clone(), within });
            }
            planned.reaches = reaches;
        }
        if let Some(left) = hours.left().filter(Number::is_positive) {
            let problem = Problem::new(Code::DevelopmentHoursLeft, Path::new().key("hours"));
            notices.push(problem.with("left", left).with("entitled", &hours.entitled));
        }
        let (factor, cited) = (mandatory_factor.clone(), entitlement.cited);
        Plan { needs: planned, factor, hours, done, cited, notices }
    }

    /// What is lacking, the most urgent first.
    #[must_use]
    pub fn needs(&self) -> &[Planned] {
        &self.needs
    }

    /// The hours.
    #[must_use]
    pub fn hours(&self) -> &Hours {
        &self.hours
    }

    /// What was done in the year already.
    #[must_use]
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// The planned hours of a kind of competence, within the year or beyond it.
    #[must_use]
    pub fn hours_of(&self, kind: TrainingKind) -> Number {
        let courses = self.needs.iter().flat_map(|planned| &planned.courses);
        let of_kind = courses.filter(|course| course.training.kind == kind);
        of_kind.fold(Number::ZERO, |sum, course| &sum + &course.training.hours)
    }

    /// What has no training, what goes beyond the year, what is left of it, what is done again, what nobody rated.
    #[must_use]
    pub fn notices(&self) -> &Problems {
        &self.notices
    }
}

/// The best way to a level: its hours, how many trainings it has, the last of them and where that began.
struct Reached<'c> {
    level: Number,
    hours: Number,
    count: usize,
    last: Option<(&'c Training, usize)>,
}

impl Reached<'_> {
    fn is_shorter_than(&self, other: &Reached<'_>) -> bool {
        (&self.hours, self.count) < (&other.hours, other.count)
    }
}

type Placed<'r, 'c> = (usize, &'r Reached<'c>);

/// The shorter of two ways; of equal ones the first.
fn shorter<'r, 'c>(best: Option<Placed<'r, 'c>>, next: Placed<'r, 'c>) -> Option<Placed<'r, 'c>> {
    best.filter(|(_, known)| !next.1.is_shorter_than(known)).or(Some(next))
}

/// The trainings from the level found to the one required, and the level that they lead to; where no way leads there, those to the highest that one does.
fn way<'c>(need: &Need, catalogue: &'c Catalogue) -> (Vec<&'c Training>, Option<Number>) {
    let Some(found) = &need.found else { return (Vec::new(), None) };
    let mut trainings: Vec<(&Number, &Number, &Training)> = catalogue.raising(&need.name).collect();
    // A training leads to a level only from lower ones: in the order of where they lead to, each finds the best way to its beginning ready.
    trainings.sort_by_key(|(_, to, _)| *to);
    let mut reached = vec![Reached { level: found.clone(), hours: Number::ZERO, count: 0, last: None }];
    for (from, to, training) in trainings {
        let usable = reached.iter().enumerate().filter(|(_, reached)| *from <= reached.level && reached.level < *to);
        let Some((position, before)) = usable.fold(None, shorter) else { continue };
        let (hours, count) = (&before.hours + &training.hours, before.count.saturating_add(1));
        let new = Reached { level: to.clone(), hours, count, last: Some((training, position)) };
        match reached.last_mut().filter(|known| known.level == *to) {
            Some(known) if new.is_shorter_than(known) => *known = new,
            Some(_) => {}
            None => reached.push(new),
        }
    }
    let arrived = reached.iter().enumerate().filter(|(_, reached)| reached.level >= need.required);
    // The levels rise in the order in which they were reached: the last is the highest.
    let Some(best) = arrived.fold(None, shorter).map(|(_, best)| best).or(reached.last()) else {
        return (Vec::new(), None);
    };
    let (mut way, mut at) = (Vec::new(), Some(best));
    while let Some((training, before)) = at.and_then(|reached| reached.last) {
        way.push(training);
        at = reached.get(before);
    }
    way.reverse();
    (way, Some(best.level.clone()))
}
