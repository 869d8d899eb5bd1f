//! A scheme, ready: everything named is found, everything written is typed, the order of steps is known.

use super::arena::Arena;
use super::formula::{Arithmetic, Comparison};
pub(crate) use super::holds::{Cells, Column, Holds};
use super::told::Told;
use super::value::{NodeId, ScopeId, SetId, SlotId, Type, Value};
use crate::absence::AbsenceKind;
pub(crate) use crate::citation::{Basis, Confidence, Source};
use crate::curve::Curve;
use crate::document::Node;
use crate::number::{Number, Rounding};
use crate::problem::Path;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// Rows of one list of the facts, at most (clause 2.15).
pub(crate) const MOST_ROWS: usize = 10_000;

/// The whole of a scheme after parsing.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) version: i64,
    pub(crate) languages: Vec<Lang>,
    pub(crate) title: Text,
    pub(crate) description: Text,
    pub(crate) jurisdiction: String,
    pub(crate) purpose: String,
    pub(crate) status: Status,
    pub(crate) in_force: InForce,
    pub(crate) as_of_start: bool,
    pub(crate) needs_period: bool,
    pub(crate) sources: Arena<Source>,
    pub(crate) sets: Arena<WordSet>,
    pub(crate) scopes: Arena<Scope>,
    pub(crate) slots: Arena<Slot>,
    pub(crate) settings: Arena<Setting>,
    pub(crate) parameters: Arena<Parameter>,
    pub(crate) formulas: Arena<FormulaMeta>,
    pub(crate) nodes: Arena<Op>,
    pub(crate) requires: Vec<Condition>,
    pub(crate) unratable: Vec<Condition>,
    pub(crate) notices: Vec<Condition>,
    /// The steps, each after those it uses.
    pub(crate) order: Vec<SlotId>,
    pub(crate) outcomes: Vec<Outcome>,
    /// Rows of bands and rules that the ranges exclude (clause 6.7).
    pub(crate) unreachable: Vec<Path>,
    /// Whether any input is given exactly when another is.
    pub(crate) has_partners: bool,
    /// Whether any step, formula or parameter value rests on what nobody has verified.
    pub(crate) has_unverified: bool,
    /// The digest of the scheme that this one amends; empty where it amends none.
    pub(crate) amends: String,
    /// The names and words that facts may hold, gathered when a border asks for them.
    pub(crate) words: OnceLock<HashSet<Box<str>>>,
    /// What the traces of all appraisals share, made for the first.
    pub(crate) told: OnceLock<Told>,
}

/// What may be said of a scheme's standing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum Status {
    /// In force.
    #[default]
    InForce,
    /// Replaced by a later rule.
    Superseded,
    /// Not decided yet.
    Draft,
    /// An example of what could be, no regulation.
    Illustration,
}

impl Status {
    /// The words of a scheme document, in the order of the variants.
    pub(crate) const WORDS: &'static [&'static str] = &["in_force", "superseded", "draft", "illustration"];

    /// The word of a scheme document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Status::InForce => "in_force",
            Status::Superseded => "superseded",
            Status::Draft => "draft",
            Status::Illustration => "illustration",
        }
    }

    pub(crate) fn from_word(word: &str) -> Status {
        [Status::InForce, Status::Superseded, Status::Draft, Status::Illustration]
            .into_iter()
            .find(|status| status.word() == word)
            .unwrap_or_default()
    }
}

/// The periods to which a scheme applies; an end left open has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct InForce {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl InForce {
    /// Whether every day of a period lies inside.
    #[must_use]
    pub fn contains(&self, period: &crate::period::Period) -> bool {
        self.from.is_none_or(|from| from <= period.from()) && self.until.is_none_or(|until| period.until() <= until)
    }

    /// Whether some day of a period lies inside.
    #[must_use]
    pub fn touches(&self, period: &crate::period::Period) -> bool {
        self.from.is_none_or(|from| from <= period.until()) && self.until.is_none_or(|until| period.from() <= until)
    }
}

impl std::fmt::Display for InForce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        write!(f, "{} – {}", end(self.from), end(self.until))
    }
}

/// A place in a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cite {
    pub(crate) source: usize,
    pub(crate) at: String,
    pub(crate) confidence: Confidence,
}

/// The levels of a scale or the words of a choice.
#[derive(Debug)]
pub(crate) struct WordSet {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) is_scale: bool,
    pub(crate) ordered: bool,
    pub(crate) words: Arena<Word>,
}

impl WordSet {
    pub(crate) fn index(&self, name: &str) -> Option<u16> {
        self.words.iter().position(|word| &*word.name == name).and_then(|index| u16::try_from(index).ok())
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &*word.name)
    }

    pub(crate) fn has_values(&self) -> bool {
        self.words.iter().all(|word| word.value.is_some())
    }
}

/// A level or a choice's word.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) name: Arc<str>,
    pub(crate) title: Text,
    pub(crate) value: Option<Number>,
    pub(crate) description: Text,
    pub(crate) codes: Vec<String>,
}

/// Where cells live: the whole, the rows of a list, or the rows of a derived list.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) parent: ScopeId,
    pub(crate) kind: ScopeKind,
    /// The inputs of a row, in the order of the scheme.
    pub(crate) fields: Vec<SlotId>,
    /// The lists and derived lists of a row.
    pub(crate) lists: Vec<ScopeId>,
    /// How many values a row holds: inputs, a group's key, steps.
    pub(crate) cells: usize,
}

#[derive(Debug)]
pub(crate) enum ScopeKind {
    Whole,
    List { least: usize, key: Option<SlotId>, complete: bool },
    Group { of: ScopeId, by: SlotId, key: SlotId, every: bool },
}

/// A column of cells: one for each row of its scope.
#[derive(Debug)]
pub(crate) struct Slot {
    pub(crate) name: String,
    pub(crate) scope: ScopeId,
    pub(crate) path: Path,
    pub(crate) ty: Type,
    pub(crate) may_be_absent: bool,
    pub(crate) title: Text,
    pub(crate) description: Text,
    pub(crate) unit: String,
    pub(crate) role: SlotRole,
}

#[derive(Debug)]
pub(crate) enum SlotRole {
    Input(Input),
    GroupKey,
    Step(Step),
}

/// What an input takes.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) takes: Takes,
    pub(crate) default: Option<Value>,
    pub(crate) optional: Option<AbsenceKind>,
    pub(crate) with: Option<SlotId>,
    pub(crate) evidence: Option<Evidence>,
    /// The sealed documents from which the value may be taken.
    pub(crate) taken_from: Vec<TakenFrom>,
    pub(crate) role: &'static str,
    pub(crate) better: Better,
    pub(crate) cites: Vec<Cite>,
}

impl Input {
    /// Whether this is a document from which the value is taken (clauses 2.19 and 2.21), rather than the value.
    pub(crate) fn takes_document(&self, node: &Node<'_>) -> bool {
        (self.is_weight() || !self.taken_from.is_empty()) && node.get("kinerja").is_some_and(|kind| !kind.is_null())
    }

    pub(crate) fn is_weight(&self) -> bool {
        matches!(self.takes, Takes::Weight { .. })
    }
}

/// A sealed document from which an input's value may be taken, and where it stands there (clause 2.19).
#[derive(Clone, Debug)]
pub(crate) enum TakenFrom {
    Appraisal { scheme: String, outcome: String },
    Document { kind: String, field: String },
}

impl std::fmt::Display for TakenFrom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TakenFrom::Appraisal { scheme, outcome } => write!(f, "{scheme} ({outcome})"),
            TakenFrom::Document { kind, field } => write!(f, "{kind} ({field})"),
        }
    }
}

/// What a value of an input, a setting or a column must be.
#[derive(Clone, Debug)]
pub(crate) enum Takes {
    Number { limits: Limits, digits: Option<u8>, whole: bool },
    Truth,
    Word { set: SetId, from: Option<u16>, until: Option<u16> },
    Date { from: Option<NaiveDate>, until: Option<NaiveDate> },
    Period,
    Text,
    Weight { total: Number, least: Option<Number>, multiple_of: Option<Number> },
}

impl Takes {
    /// Whether a number may stand here; where no number may, none.
    pub(crate) fn allow(&self, number: &Number) -> bool {
        match self {
            Takes::Number { limits, digits, whole } => {
                (!*whole || number.is_integer())
                    && limits.allow(number)
                    && digits.is_none_or(|digits| number.on_grid(digits))
            }
            _ => false,
        }
    }

    pub(crate) fn ty(&self) -> Type {
        match self {
            Takes::Number { .. } | Takes::Weight { .. } => Type::Number,
            Takes::Truth => Type::Truth,
            Takes::Word { set, .. } => Type::Word(*set),
            Takes::Date { .. } => Type::Date,
            Takes::Period => Type::Period,
            Takes::Text => Type::Text,
        }
    }
}

/// The range of a number: each end with whether it belongs to the range.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    pub(crate) low: Option<(Number, bool)>,
    pub(crate) high: Option<(Number, bool)>,
}

impl Limits {
    /// Whether no number lies in the range.
    pub(crate) fn is_empty(&self) -> bool {
        self.low.as_ref().zip(self.high.as_ref()).is_some_and(|((low, low_closed), (high, high_closed))| {
            low > high || (low == high && !(*low_closed && *high_closed))
        })
    }

    pub(crate) fn allow(&self, number: &Number) -> bool {
        let holds_low = |closed: bool| fault!("from is read as above", false, closed);
        let holds_high = |closed: bool| fault!("until is read as below", false, closed);
        self.low.as_ref().is_none_or(|(low, closed)| match low.cmp(number) {
            Ordering::Less => true,
            Ordering::Equal => holds_low(*closed),
            Ordering::Greater => false,
        }) && self.high.as_ref().is_none_or(|(high, closed)| match number.cmp(high) {
            Ordering::Less => true,
            Ordering::Equal => holds_high(*closed),
            Ordering::Greater => false,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Evidence {
    Required,
    Expected,
}

/// In which direction an input is better.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Better {
    Unsaid,
    Higher,
    Lower,
    Target,
    By(SlotId, Vec<(u16, &'static str)>),
}

/// What one organisation decides.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) description: Text,
    pub(crate) unit: String,
    pub(crate) takes: Holds,
    pub(crate) cites: Vec<Cite>,
    pub(crate) default: Option<Cells>,
    pub(crate) path: Path,
}

/// A constant of the regulation, as a history.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) unit: String,
    pub(crate) takes: Holds,
    pub(crate) values: Vec<Dated>,
    /// Whether its values are others than those of the published scheme (clause 6.10).
    pub(crate) amended: bool,
    pub(crate) path: Path,
}

/// A value and the day from which it holds.
#[derive(Debug)]
pub(crate) struct Dated {
    pub(crate) from: NaiveDate,
    pub(crate) cells: Cells,
    pub(crate) cites: Vec<Cite>,
}

/// A step: its program and where it comes from.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) body: NodeId,
    pub(crate) cites: Vec<Cite>,
    pub(crate) reading: Text,
    pub(crate) basis: Option<Basis>,
    /// The steps, inputs, settings, parameters and formulas that the step names.
    pub(crate) uses: Uses,
}

impl Model {
    /// The titles of the parameters whose values are others than those of the published scheme; none where there are none (clause 6.10).
    pub(crate) fn amended(&self) -> Option<Text> {
        let amended: Vec<Text> =
            self.parameters.iter().filter(|p| p.amended).map(|p| p.title.or_name(&p.name)).collect();
        let names = |lang| amended.iter().map(|title| title.get(lang)).collect::<Vec<_>>().join(", ");
        (!amended.is_empty()).then(|| Text::of(Lang::ALL.map(|lang| (lang, names(lang)))))
    }

    /// A value as a document writes it.
    pub(crate) fn plain(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => number.to_string(),
            Value::Truth(truth) => truth.to_string(),
            Value::Word(set, index) => self.sets[*set].words[*index].name.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Period(period) => format!("{}/{}", period.from(), period.until()),
            Value::Text(text) => text.to_string(),
            Value::Absent(absence) => absence.kind.word().to_owned(),
            Value::Failed => String::new(),
        }
    }

    /// The names and words that facts may hold.
    pub(crate) fn words(&self) -> &HashSet<Box<str>> {
        self.words.get_or_init(|| {
            const EVERYWHERE: [&str; 11] =
                ["id", "title", "note", "period", "person", "value", "evidence", "by", "on", "absent", "rest"];
            let slots = self.slots.iter().map(|slot| slot.name.as_str());
            let lists = self.scopes.iter().map(|scope| scope.name.as_str());
            let words = self.sets.iter().flat_map(WordSet::names);
            slots.chain(lists).chain(words).chain(EVERYWHERE).map(Box::from).collect()
        })
    }

    /// Citations in words: the source's title and the place.
    pub(crate) fn cited(&self, cites: &[Cite]) -> Text {
        if cites.is_empty() {
            return Text::default();
        }
        let one = |cite: &Cite, lang: Lang| {
            let source = &self.sources[cite.source];
            let title = source.title.or_name(&source.name);
            let place = if cite.at.is_empty() { String::new() } else { format!(", {}", cite.at) };
            format!("{}{place}", title.get(lang))
        };
        Text::of(Lang::ALL.map(|lang| (lang, cites.iter().map(|cite| one(cite, lang)).collect::<Vec<_>>().join("; "))))
    }
}

/// What a rule rests on, from its citations: the surest of them decides.
pub(crate) fn basis_of(cites: &[Cite]) -> Option<Basis> {
    cites.iter().map(|cite| cite.confidence).max().map(|surest| match surest {
        Confidence::Unverified => Basis::Unverified,
        Confidence::Illustration => Basis::Local,
        Confidence::Secondary | Confidence::Official => Basis::Rule,
    })
}

/// What a formula names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uses {
    pub(crate) slots: Vec<SlotId>,
    pub(crate) settings: Vec<usize>,
    pub(crate) parameters: Vec<usize>,
    pub(crate) formulas: Vec<usize>,
}

/// A declared formula, as far as it is more than its calls.
#[derive(Debug)]
pub(crate) struct FormulaMeta {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) cites: Vec<Cite>,
    pub(crate) reading: Text,
    pub(crate) path: Path,
    /// What its own text names, whether it is called or not.
    pub(crate) uses: Uses,
}

/// A condition with what to say where it holds (or does not).
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) name: String,
    pub(crate) node: NodeId,
    pub(crate) rule: String,
    pub(crate) say: Text,
    pub(crate) cites: Vec<Cite>,
    pub(crate) path: Path,
    /// Where a failed `requires` points: the first input or list of the whole that it names.
    pub(crate) place: Path,
    pub(crate) uses: Uses,
}

/// A final cell.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) title: Text,
    pub(crate) of: SlotId,
    pub(crate) round: Option<(u8, Rounding)>,
    pub(crate) optional: bool,
}

/// An operation of the program. Operands are positions in [`Model::nodes`], always smaller than the operation's own.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    Constant(Value),
    Absent(AbsenceKind),
    /// The cell, of the current row of its scope, of an input or of a derived list's key.
    Input(SlotId, ScopeId),
    Step(SlotId, ScopeId),
    Setting(usize),
    Parameter(usize),
    Local(u32),
    Period,
    /// What a table, bands or a curve holds for a key: a member of a set, else a number. Of several columns one.
    Lookup {
        table: TableOf,
        key: NodeId,
        width: usize,
        column: usize,
    },
    Negate(NodeId),
    Not(NodeId),
    Both(NodeId, NodeId),
    Either(NodeId, NodeId),
    Arithmetic(Arithmetic, NodeId, NodeId),
    Compare(Comparison, NodeId, NodeId),
    If(NodeId, NodeId, NodeId),
    Function(Function, Vec<NodeId>),
    Round(NodeId, u8, Rounding),
    RoundTo(NodeId, Number, Rounding),
    Array {
        aggregate: Aggregate,
        items: Vec<NodeId>,
        policy: Policy,
    },
    Over(Box<Over>),
    /// An aggregate over rows that do not depend on the current one: computed once for each row of `scope`.
    Once {
        inner: NodeId,
        scope: ScopeId,
    },
    Call {
        formula: usize,
        arguments: Vec<NodeId>,
        base: u32,
        body: NodeId,
    },
    Bands(Box<Bands>),
    Rules(Box<Rules>),
    Matrix(Box<Matrix>),
    Curve(Box<Curved>),
}

impl Op {
    /// Hands each operand to `take`, in the order of evaluation.
    pub(crate) fn operands(&self, take: &mut impl FnMut(NodeId)) {
        match self {
            Op::Constant(_) | Op::Absent(_) | Op::Input(..) | Op::Step(..) | Op::Setting(_) | Op::Parameter(_) => {}
            Op::Local(_) | Op::Period => {}
            Op::Lookup { key: x, .. } | Op::Negate(x) | Op::Not(x) | Op::Round(x, ..) | Op::RoundTo(x, ..) => take(*x),
            Op::Both(a, b) | Op::Either(a, b) | Op::Arithmetic(_, a, b) | Op::Compare(_, a, b) => {
                take(*a);
                take(*b);
            }
            Op::If(a, b, c) => [*a, *b, *c].into_iter().for_each(take),
            Op::Function(_, operands) | Op::Array { items: operands, .. } => operands.iter().copied().for_each(take),
            Op::Over(over) => {
                over.filter.into_iter().for_each(&mut *take);
                take(over.element);
                if over.aggregate == Aggregate::WeightedMean {
                    take(over.weight);
                }
            }
            Op::Once { inner, .. } => take(*inner),
            Op::Call { arguments, body, .. } => {
                arguments.iter().copied().for_each(&mut *take);
                take(*body);
            }
            Op::Bands(bands) => {
                take(bands.of);
                bands.rows.iter().flat_map(|row| [row.threshold, row.result]).for_each(&mut *take);
                bands.otherwise.into_iter().for_each(take);
            }
            Op::Rules(rules) => {
                rules.rows.iter().flat_map(|(when, result)| [*when, *result]).for_each(&mut *take);
                rules.otherwise.into_iter().for_each(take);
            }
            Op::Matrix(matrix) => [matrix.rows, matrix.columns].into_iter().for_each(take),
            Op::Curve(curved) => take(curved.of),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum TableOf {
    Setting(usize),
    Parameter(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    AtMost,
    AtLeast,
    Abs,
    LevelValue,
    Known,
    IfAbsent,
    Days,
    DaysBetween,
    MonthsTouched,
    FullMonths,
    Overlap,
    Start,
    End,
}

impl Function {
    /// Each function's name and number of arguments.
    pub(crate) const ALL: [(Function, &'static str, usize); 13] = [
        (Function::AtMost, "at_most", 2),
        (Function::AtLeast, "at_least", 2),
        (Function::Abs, "abs", 1),
        (Function::LevelValue, "value", 1),
        (Function::Known, "known", 1),
        (Function::IfAbsent, "if_absent", 2),
        (Function::Days, "days", 1),
        (Function::DaysBetween, "days_between", 2),
        (Function::MonthsTouched, "months_touched", 1),
        (Function::FullMonths, "full_months", 1),
        (Function::Overlap, "overlap", 2),
        (Function::Start, "start", 1),
        (Function::End, "end", 1),
    ];

    pub(crate) fn name(self) -> &'static str {
        Function::ALL.iter().find(|(function, ..)| *function == self).map_or("", |(_, name, _)| name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregate {
    Sum,
    Mean,
    WeightedMean,
    Min,
    Max,
    Median,
    Share,
    Any,
    All,
    Count,
    Only,
}

impl Aggregate {
    pub(crate) const ALL: [(Aggregate, &'static str); 11] = [
        (Aggregate::Sum, "sum"),
        (Aggregate::Mean, "mean"),
        (Aggregate::WeightedMean, "weighted_mean"),
        (Aggregate::Min, "min"),
        (Aggregate::Max, "max"),
        (Aggregate::Median, "median"),
        (Aggregate::Share, "share"),
        (Aggregate::Any, "any"),
        (Aggregate::All, "all"),
        (Aggregate::Count, "count"),
        (Aggregate::Only, "only"),
    ];

    pub(crate) fn name(self) -> &'static str {
        Aggregate::ALL.iter().find(|(aggregate, _)| *aggregate == self).map_or("", |(_, name)| name)
    }
}

/// What happens to an absent element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absent {
    Exclude,
    Zero,
    Block,
}

/// The policies of an aggregate; where the element cannot be absent they say `block`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) not_rated: Absent,
    pub(crate) not_applicable: Absent,
    /// What a sum over no rows is: zero, or absent.
    pub(crate) empty_is_zero: bool,
}

impl Policy {
    /// What happens to an absence of a kind.
    pub(crate) fn of(&self, kind: AbsenceKind) -> Absent {
        match kind {
            AbsenceKind::NotRated => self.not_rated,
            AbsenceKind::NotApplicable => self.not_applicable,
        }
    }
}

/// An aggregate over the rows of a list.
#[derive(Debug, Clone)]
pub(crate) struct Over {
    pub(crate) aggregate: Aggregate,
    pub(crate) rows: RowsOf,
    pub(crate) element: NodeId,
    pub(crate) weight: NodeId,
    pub(crate) filter: Option<NodeId>,
    pub(crate) policy: Policy,
}

/// Which rows: a list's of the current row of its parent, or a group's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowsOf {
    List(ScopeId),
    Members { group: ScopeId, list: ScopeId },
}

impl RowsOf {
    /// The scope whose rows are gone through.
    pub(crate) const fn scope(self) -> ScopeId {
        match self {
            RowsOf::List(list) | RowsOf::Members { list, .. } => list,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Bands {
    pub(crate) of: NodeId,
    pub(crate) round: Option<(u8, Rounding)>,
    pub(crate) rows: Vec<Band>,
    /// The result of `else`; none where it is impossible.
    pub(crate) otherwise: Option<NodeId>,
}

#[derive(Debug, Clone)]
pub(crate) struct Band {
    pub(crate) threshold: NodeId,
    pub(crate) above: bool,
    pub(crate) result: NodeId,
    pub(crate) printed: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) unique: bool,
    pub(crate) rows: Vec<(NodeId, NodeId)>,
    /// The conditions as they are written, where only one may hold.
    pub(crate) texts: Vec<std::sync::Arc<str>>,
    pub(crate) otherwise: Option<NodeId>,
}

#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    pub(crate) rows: NodeId,
    pub(crate) columns: NodeId,
    pub(crate) width: usize,
    pub(crate) cells: Vec<Value>,
}

/// A curve over a value.
#[derive(Debug, Clone)]
pub(crate) struct Curved {
    pub(crate) of: NodeId,
    pub(crate) curve: Curve,
}
