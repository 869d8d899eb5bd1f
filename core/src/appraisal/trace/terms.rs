//! Aggregates with their elements written out.

use super::Builder;
use crate::absence::AbsenceKind;
use crate::number::Number;
use crate::scheme::model::{Absent, Aggregate, Policy};
use crate::scheme::rule::{bracketed_if, whole};
use crate::scheme::value::{Absence, NodeId, Value};
use crate::trace::{Piece, Shown};
use std::ops::Range;

impl Builder<'_> {
    /// No terms yet of an aggregate.
    pub(super) fn terms(&mut self, aggregate: Aggregate, policy: Policy) -> Terms {
        // These have a value whenever all their elements have one.
        let certain = !matches!(aggregate, Aggregate::WeightedMean | Aggregate::Only);
        Terms { aggregate, policy, list: Vec::new(), sheet: self.sheet(), certain }
    }

    /// Writes an element, and its weight, as its aggregate counts it; not where it is excluded.
    pub(super) fn term(&mut self, terms: &mut Terms, element: NodeId, weight: Option<NodeId>) {
        let value = self.eval(element);
        let start = terms.sheet.len();
        if let Some(weight) = weight {
            self.numbers(weight, 2, &mut terms.sheet);
        }
        let middle = terms.sheet.len();
        let tightness = if weight.is_some() { 3 } else { inner_tightness(terms.aggregate) };
        self.numbers(element, tightness, &mut terms.sheet);
        let policy = match &value {
            Value::Absent(Absence { kind: AbsenceKind::NotRated, .. }) => Some(terms.policy.not_rated),
            Value::Absent(Absence { kind: AbsenceKind::NotApplicable, .. }) => Some(terms.policy.not_applicable),
            _ => None,
        };
        terms.certain &= policy.is_none() && value != Value::Failed;
        match policy {
            Some(Absent::Exclude) => return terms.sheet.truncate(start),
            Some(Absent::Zero) => {
                terms.sheet.truncate(middle);
                terms.sheet.push(Piece::Value(match terms.aggregate {
                    Aggregate::Any | Aggregate::All | Aggregate::Share => Shown::Truth(false),
                    _ => Shown::Number(Number::ZERO),
                }));
            }
            Some(Absent::Block) | None => {}
        }
        let held = value == Value::Truth(true);
        terms.list.push(Term { weight: start..middle, element: middle..terms.sheet.len(), held });
    }

    /// Writes an aggregate from its terms, so that it can be redone by hand.
    pub(super) fn gathered(&mut self, node: NodeId, terms: Terms, tightness: u8, out: &mut Vec<Piece>) {
        let value = if terms.certain && !terms.list.is_empty() { None } else { Some(self.eval(node)) };
        match value {
            Some(value) if value.is_absent() || terms.list.is_empty() || value == Value::Failed => {
                self.leaf(&value, tightness, out);
            }
            _ => terms.write(tightness, out),
        }
        let Terms { mut sheet, .. } = terms;
        sheet.clear();
        self.sheets.push(sheet);
    }
}

/// The elements of an aggregate, written.
pub(super) struct Terms {
    aggregate: Aggregate,
    policy: Policy,
    list: Vec<Term>,
    sheet: Vec<Piece>,
    /// Whether the aggregate has a value, if only it has a term.
    pub(super) certain: bool,
}

/// Where one element stands on the sheet.
struct Term {
    weight: Range<usize>,
    element: Range<usize>,
    held: bool,
}

impl Terms {
    fn pieces(&self, range: &Range<usize>) -> &[Piece] {
        self.sheet.get(range.clone()).unwrap_or(&[])
    }

    fn write(&self, tightness: u8, out: &mut Vec<Piece>) {
        let count = Piece::Value(whole(self.list.len()));
        let several = self.list.len() > 1;
        let elements = || self.list.iter().map(|term| self.pieces(&term.element));
        match self.aggregate {
            Aggregate::Sum => {
                bracketed_if(several && tightness >= 2, out, |out| joined(elements(), " + ", out));
            }
            Aggregate::Mean => bracketed_if(tightness >= 3, out, |out| {
                bracketed_if(several, out, |out| joined(elements(), " + ", out));
                out.extend([Piece::Sign(" / "), count]);
            }),
            Aggregate::WeightedMean => bracketed_if(tightness >= 3, out, |out| {
                out.push(Piece::Sign("("));
                for (index, term) in self.list.iter().enumerate() {
                    if index > 0 {
                        out.push(Piece::Sign(" + "));
                    }
                    joined([&term.weight, &term.element].map(|range| self.pieces(range)).into_iter(), " × ", out);
                }
                out.push(Piece::Sign(") / ("));
                joined(self.list.iter().map(|term| self.pieces(&term.weight)), " + ", out);
                out.push(Piece::Sign(")"));
            }),
            Aggregate::Share => bracketed_if(tightness >= 3, out, |out| {
                let held = self.list.iter().filter(|term| term.held).count();
                out.extend([Piece::Value(whole(held)), Piece::Sign(" / "), count]);
            }),
            Aggregate::Only => joined(elements().take(1), "", out),
            Aggregate::Count => out.push(count),
            Aggregate::Min | Aggregate::Max | Aggregate::Median | Aggregate::Any | Aggregate::All => {
                out.push(Piece::Sign(match self.aggregate {
                    Aggregate::Min => "min(",
                    Aggregate::Max => "max(",
                    Aggregate::Median => "median(",
                    Aggregate::Any => "any(",
                    _ => "all(",
                }));
                joined(elements(), "; ", out);
                out.push(Piece::Sign(")"));
            }
        }
    }
}

fn joined<'p>(terms: impl Iterator<Item = &'p [Piece]>, sign: &'static str, out: &mut Vec<Piece>) {
    for (index, term) in terms.enumerate() {
        if index > 0 {
            out.push(Piece::Sign(sign));
        }
        out.extend_from_slice(term);
    }
}

/// How strongly the elements of an aggregate are bound where they are written out.
const fn inner_tightness(aggregate: Aggregate) -> u8 {
    match aggregate {
        Aggregate::Sum | Aggregate::Mean => 1,
        _ => 0,
    }
}
