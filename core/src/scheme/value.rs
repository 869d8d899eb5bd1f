//! The values of a calculation and their types.

use crate::absence::AbsenceKind;
use crate::number::Number;
use crate::period::Period;
use chrono::NaiveDate;
use std::sync::Arc;

/// A value of a cell.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Number(Number),
    Truth(bool),
    /// A level of a scale or a word of a choice, by position.
    Word(SetId, u16),
    Date(NaiveDate),
    Period(Period),
    Text(Arc<str>),
    Absent(Absence),
    /// A step that met a problem (clause 4.13).
    Failed,
}

impl Value {
    pub(crate) const fn is_absent(&self) -> bool {
        matches!(self, Value::Absent(_))
    }
}

/// That a value is absent, and where the absence began.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Absence {
    pub(crate) kind: AbsenceKind,
    pub(crate) origin: Origin,
}

impl Absence {
    /// Of two absences the one that is kept: `not_rated` wins, else the first (clause 3.2).
    pub(crate) fn joined(self, other: Absence) -> Absence {
        let takes_other = fault!("not applicable wins over not rated", other.kind < self.kind, other.kind > self.kind);
        if takes_other { other } else { self }
    }
}

/// The cell in which an absence began.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Origin {
    pub(crate) slot: SlotId,
    pub(crate) row: u32,
}

/// The type of an expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) enum Type {
    Number,
    Truth,
    Word(SetId),
    Date,
    Period,
    Text,
    /// Of the absent words alone: goes with any type.
    Nothing,
    /// Of what has a problem of its own: goes with any type, so that one mistake is reported once.
    Unknown,
}

impl Type {
    /// The type of two branches, where they go together.
    pub(crate) fn joined(self, other: Type) -> Option<Type> {
        match (self, other) {
            (Type::Unknown, _) | (_, Type::Unknown) => Some(Type::Unknown),
            (Type::Nothing, t) | (t, Type::Nothing) => Some(t),
            (a, b) => (a == b).then_some(a),
        }
    }
}

/// The position of a scale or choice set in its scheme.
pub(crate) type SetId = u16;
/// The position of a cell's column in its scheme: an input, a group's key or a step.
pub(crate) type SlotId = u32;
/// The position of a scope: the whole, a list, or a derived list.
pub(crate) type ScopeId = u16;
/// The position of a node in the program.
pub(crate) type NodeId = u32;

#[cfg(test)]
mod tests {
    use super::*;

    /// Evaluation moves values about all the time.
    #[test]
    fn a_value_is_as_small_as_a_number() {
        assert_eq!(size_of::<Value>(), size_of::<Number>());
    }
}
