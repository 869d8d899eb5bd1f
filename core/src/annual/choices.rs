//! The choices that a year's evaluation rests on, each with where it comes from.

use crate::document::Node;
use crate::document::parts::{Cited, Round};
use crate::document::words::words;
use crate::number::Rounding;

/// A choice and where it comes from: the organisation's own where no source is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice<T> {
    /// What was chosen.
    pub is: T,
    /// Where it comes from.
    pub cited: Cited,
}

words! {
    /// How the year's evaluation follows from the periodic ones.
    Rule {
        /// Somebody sets it, with reasons.
        Explicit "explicit",
        /// It is that of the evaluation that ends last.
        Latest "latest",
        /// It is the most frequent.
        Mode "mode",
        /// It is the lowest.
        Worst "worst",
        /// It is the mean, weighted by time.
        Weighted "weighted",
    }
}
words! {
    /// What an evaluation weighs.
    Weigh {
        /// Its days.
        Days "days",
        /// Its months.
        Months "months",
    }
}
words! {
    /// Which evaluation a month of several belongs to.
    MonthOfMove {
        /// That of its first evaluated day.
        Earlier "earlier",
        /// That of its last evaluated day.
        Later "later",
        /// That of most of its days; of equally many, the earlier.
        Longer "longer",
    }
}
words! {
    /// What days of leave do.
    LeaveDays {
        /// They weigh nothing.
        LeaveOut "leave_out",
        /// They count as work.
        Count "count",
    }
}
words! {
    /// What days without an evaluation do.
    Gap {
        /// They may not be.
        Refuse "refuse",
        /// They weigh nothing.
        LeaveOut "leave_out",
    }
}
words! {
    /// What days of several evaluations do.
    Overlap {
        /// They may not be.
        Refuse "refuse",
        /// They belong to the evaluation that begins first.
        Earlier "earlier",
        /// They belong to the one that begins last.
        Later "later",
        /// They are shared alike.
        Share "share",
    }
}
words! {
    /// What evaluations of acting posts do.
    Acting {
        /// They count as others do.
        Count "count",
        /// They are left out.
        LeaveOut "leave_out",
    }
}
words! {
    /// Which of values with the same claim is taken.
    Tie {
        /// The lower.
        Worse "worse",
        /// The higher.
        Better "better",
        /// That of the latest evaluation among them.
        Latest "latest",
    }
}

/// All choices of a year's evaluation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choices {
    /// How the year's evaluation follows.
    pub rule: Choice<Rule>,
    /// What an evaluation weighs.
    pub weigh: Choice<Weigh>,
    /// Which evaluation a month of several belongs to.
    pub month_of_move: Choice<MonthOfMove>,
    /// What days of leave do.
    pub leave_days: Choice<LeaveDays>,
    /// From how many days in a row on leave is leave.
    pub leave_least: i64,
    /// What days without an evaluation do.
    pub gap: Choice<Gap>,
    /// What days of several evaluations do.
    pub overlap: Choice<Overlap>,
    /// What evaluations of acting posts do.
    pub acting: Choice<Acting>,
    /// Which of values with the same claim is taken: equally frequent, or of evaluations that end on the same day; none where that was not chosen.
    pub tie: Option<Choice<Tie>>,
    /// The fewest evaluated days.
    pub least_days: Option<i64>,
    /// How a mean of levels becomes a level.
    pub to_level: Option<Rounding>,
    /// How a mean of numbers is rounded.
    pub round: Option<Round>,
}

impl Choices {
    pub(super) fn read(node: &Node<'_>) -> Choices {
        fn made<T>(node: &Node<'_>, key: &str, of_word: impl Fn(&str) -> Option<T>) -> Option<Choice<T>> {
            let choice = node.given(key)?;
            let word = choice.as_text().or_else(|| choice.text_at("is"))?;
            Some(Choice { is: of_word(word)?, cited: Cited::read(choice) })
        }
        fn or<T>(choice: Option<Choice<T>>, is: T) -> Choice<T> {
            choice.unwrap_or(Choice { is, cited: Cited::default() })
        }
        Choices {
            rule: or(made(node, "rule", Rule::of_word), Rule::Explicit),
            weigh: or(made(node, "weigh", Weigh::of_word), Weigh::Days),
            month_of_move: or(made(node, "month_of_move", MonthOfMove::of_word), MonthOfMove::Earlier),
            leave_days: or(made(node, "leave_days", LeaveDays::of_word), LeaveDays::LeaveOut),
            leave_least: node.whole_at("leave_least").unwrap_or(1),
            gap: or(made(node, "gap", Gap::of_word), Gap::Refuse),
            overlap: or(made(node, "overlap", Overlap::of_word), Overlap::Refuse),
            acting: or(made(node, "acting", Acting::of_word), Acting::Count),
            tie: made(node, "tie", Tie::of_word),
            least_days: node.whole_at("least_days"),
            to_level: node.text_at("to_level").and_then(Rounding::from_name),
            round: node.given("round").and_then(Round::read),
        }
    }

    /// The choices that this result rests on, by name: what was chosen, and where it comes from.
    pub(super) fn used(&self) -> Vec<(&'static str, &'static str, &Cited)> {
        let mut used = vec![("rule", self.rule.is.word(), &self.rule.cited)];
        let weighted = self.rule.is == Rule::Weighted;
        if weighted {
            used.push(("weigh", self.weigh.is.word(), &self.weigh.cited));
        }
        if weighted && self.weigh.is == Weigh::Months {
            used.push(("month_of_move", self.month_of_move.is.word(), &self.month_of_move.cited));
        }
        used.push(("leave_days", self.leave_days.is.word(), &self.leave_days.cited));
        used.push(("gap", self.gap.is.word(), &self.gap.cited));
        used.push(("overlap", self.overlap.is.word(), &self.overlap.cited));
        used.push(("acting", self.acting.is.word(), &self.acting.cited));
        if let Some(tie) = self.tie.as_ref().filter(|_| matches!(self.rule.is, Rule::Mode | Rule::Latest)) {
            used.push(("tie", tie.is.word(), &tie.cited));
        }
        used
    }
}
