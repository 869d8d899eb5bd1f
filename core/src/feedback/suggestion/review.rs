//! Suggestions looked at together: where each stands, how long decisions take, what waits.

use super::{State, Suggestion};
use crate::document::Node;
use crate::document::parts::{exact, explained, notices_node};
use crate::feedback::Centre;
use crate::number::Number;
use crate::period::days_between;
use crate::problem::{Code, Path, Problem, Problems};
use crate::text::{Lang, on_one_line};
use crate::trace::words::{Phrase, phrase};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Suggestions looked at together on one day.
///
/// ```
/// use kinerja::feedback::{Review, Suggestion};
/// let suggestion = |code: &str, received: &str| Suggestion::parse(&format!(r#"{{ "ref": "{code}", "on": "policy", "about": "Leave",
///     "problem": "Slow", "proposal": "One form", "received": "{received}" }}"#));
/// let day = kinerja::period::date("2025-03-05").unwrap();
/// let review = Review::new(vec![suggestion("S-1", "2025-02-03")?, suggestion("S-2", "2025-03-01")?], day, Some(14))?;
/// let waiting: Vec<&str> = review.notices().iter().map(|notice| notice.code().as_str()).collect();
/// assert_eq!(waiting, ["suggestion.overdue", "suggestion.open"]);
/// # Ok::<(), kinerja::Problems>(())
/// ```
#[derive(Clone, Debug)]
pub struct Review {
    suggestions: Vec<Suggestion>,
    as_of: NaiveDate,
    within: Option<i64>,
    notices: Problems,
}

impl Review {
    /// Looks at suggestions on a day. `within` is in how many days a suggestion is to be decided, where the organisation says so.
    ///
    /// # Errors
    /// `name.taken` where two have one code, `suggestion.later` where something happened after that day.
    pub fn new(suggestions: Vec<Suggestion>, as_of: NaiveDate, within: Option<i64>) -> Result<Review, Problems> {
        let (mut problems, mut notices) = (Problems::default(), Problems::default());
        let mut seen = HashSet::new();
        for (index, suggestion) in suggestions.iter().enumerate() {
            let at = Path::new().key("suggestions").index(index);
            if !seen.insert(suggestion.reference()) {
                let problem = Problem::new(Code::NameTaken, at.clone().key("ref"));
                problems.push(problem.with("name", suggestion.reference()));
            }
            let later = |day: NaiveDate, at: Path| {
                (day > as_of).then(|| Problem::new(Code::SuggestionLater, at).with("found", day).with("as_of", as_of))
            };
            let mut steps = suggestion.steps().iter().enumerate();
            let step = steps.find_map(|(step, done)| later(done.on, at.clone().key("steps").index(step).key("on")));
            let first = later(suggestion.received(), at.clone().key("received")).or(step);
            if first.is_none() && !suggestion.state().is_decided() {
                let days = days_between(suggestion.received(), as_of);
                let waits = |code| Problem::new(code, at).with("ref", suggestion.reference()).with("days", days);
                notices.push(match within.filter(|within| days > *within) {
                    Some(within) => waits(Code::SuggestionOverdue).with("within", within),
                    None => waits(Code::SuggestionOpen),
                });
            }
            problems.extend(first);
        }
        problems.or(Review { suggestions, as_of, within, notices })
    }

    /// The suggestions.
    #[must_use]
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    /// How many stand in a state.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.suggestions.iter().filter(|suggestion| suggestion.state() == state).count()
    }

    /// The days to decision of all that are decided, as one number; none where nothing is decided.
    #[must_use]
    pub fn days_to_decision(&self, centre: &Centre) -> Option<Number> {
        let days = self.suggestions.iter().filter_map(Suggestion::days_to_decision).map(Number::from);
        centre.of(&days.collect::<Vec<_>>())
    }

    /// How many were decided later than they were to be; none where nothing says by when.
    #[must_use]
    pub fn decided_late(&self) -> Option<usize> {
        let within = self.within?;
        let late = |suggestion: &&Suggestion| suggestion.days_to_decision().is_some_and(|days| days > within);
        Some(self.suggestions.iter().filter(late).count())
    }

    /// What waits for a decision, and for how long.
    #[must_use]
    pub fn notices(&self) -> &Problems {
        &self.notices
    }

    /// The document `suggestions/1`.
    #[must_use]
    pub fn to_node(&self) -> Node<'static> {
        let counts = State::ALL.map(|state| (state.word(), Node::number(self.count(state))));
        let mut entries = vec![
            ("kinerja", Node::text("suggestions/1")),
            ("as_of", Node::text(self.as_of.to_string())),
            ("counts", Node::object(counts)),
        ];
        if let Some((mean, median)) = self.days_to_decision(&Centre::Mean).zip(self.days_to_decision(&Centre::Median)) {
            entries.push(("days_to_decision", Node::object([("mean", exact(&mean)), ("median", exact(&median))])));
        }
        entries.extend(self.decided_late().map(|late| ("decided_late", Node::number(late))));
        let each = self.suggestions.iter().map(|suggestion| of_suggestion(suggestion, self.as_of));
        entries.push(("suggestions", Node::list(each)));
        entries.push(("notices", notices_node(&self.notices)));
        Node::object(entries)
    }

    /// A line for each suggestion: where it stands, how long that took, why it was declined, what it changed.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let mut out = String::new();
        for suggestion in &self.suggestions {
            let state = state_words(suggestion.state()).get(lang);
            let mut line = format!("{}: {state}, {}", suggestion.reference(), suggestion.since());
            let (words, days) = match suggestion.days_to_decision() {
                Some(days) => (DECIDED, days),
                None => (OPEN, days_between(suggestion.received(), self.as_of)),
            };
            line.push_str(&format!("; {} {days} {}", words.get(lang), DAYS.get(lang)));
            if let Some(last) = suggestion.steps().last() {
                if !last.because.is_empty() {
                    line.push_str(&format!("; {}: {}", BECAUSE.get(lang), last.because));
                }
                if let Some(effect) = &last.effect {
                    let [before, after] =
                        [&effect.before, &effect.after].map(|figure| lang.decimal(&figure.to_string()));
                    let figures = format!("; {}: {before} → {after} {}", effect.measure, effect.unit);
                    line.push_str(figures.trim_end());
                }
            }
            out.push_str(&on_one_line(&line));
            out.push('\n');
        }
        out
    }
}

fn of_suggestion(suggestion: &Suggestion, as_of: NaiveDate) -> Node<'static> {
    let mut entries = vec![
        ("ref", Node::text(suggestion.reference().to_owned())),
        ("state", Node::text(suggestion.state().word())),
        ("since", Node::text(suggestion.since().to_string())),
        ("next", Node::texts(suggestion.state().next().iter().map(|state| state.word()))),
    ];
    entries.push(match suggestion.days_to_decision() {
        Some(days) => ("days_to_decision", Node::number(days)),
        None => ("days_open", Node::number(days_between(suggestion.received(), as_of))),
    });
    if let Some(effect) = suggestion.effect() {
        entries.push(("change", exact(&effect.difference())));
        entries.push(("better", Node::truth(effect.is_better())));
    }
    entries.push(("digest", Node::text(suggestion.digest().to_owned())));
    Node::object(entries)
}

const fn state_words(state: State) -> Phrase {
    match state {
        State::Received => phrase("received", "diterima"),
        State::Considered => phrase("being considered", "dipertimbangkan"),
        State::Adopted => phrase("adopted", "disetujui"),
        State::Declined => phrase("declined", "ditolak"),
        State::Measured => phrase("adopted, effect measured", "disetujui, dampaknya diukur"),
    }
}

const DECIDED: Phrase = phrase("decided after", "diputuskan setelah");
const OPEN: Phrase = phrase("open for", "belum diputuskan selama");
const DAYS: Phrase = phrase("days", "hari");
const BECAUSE: Phrase = phrase("because", "karena");

/// `suggestions.review`
pub(crate) fn review(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let mut problems = Problems::default();
    let mut suggestions = Vec::new();
    for (index, node) in request.list_at("suggestions").iter().enumerate() {
        match Suggestion::read(node, &Path::new().key("suggestions").index(index)) {
            Ok(suggestion) => suggestions.push(suggestion),
            Err(found) => problems.append(found),
        }
    }
    problems.or(())?;
    let review = Review::new(suggestions, request.date_at("as_of").unwrap_or_default(), request.whole_at("within"))?;
    Ok(explained(review.to_node(), request, |lang| review.explain(lang)))
}

/// `suggestions.new_idea`
pub(crate) fn new_idea(request: &Node<'_>) -> Result<Node<'static>, Problems> {
    let empty = Node::object::<&str>([]);
    let suggestion = request.get("suggestion").unwrap_or(&empty);
    Suggestion::read(suggestion, &Path::new().key("suggestion"))?.new_idea(&request.words_at("person"))
}
