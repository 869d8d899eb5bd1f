//! The elements of an aggregate, gathered row by row.

use crate::absence::AbsenceKind;
use crate::number::{Fraction, Number, NumberSum};
use crate::scheme::model::{Absent, Aggregate, Policy};
use crate::scheme::value::{Absence, Value};

/// The elements of an aggregate as they come in.
pub(super) struct Gathering {
    pub(super) aggregate: Aggregate,
    not_rated: Absent,
    not_applicable: Absent,
    pub(super) empty_is_zero: bool,
    pub(super) count: usize,
    pub(super) truths: usize,
    excluded_not_rated: bool,
    excluded: bool,
    pub(super) sum: NumberSum,
    pub(super) weights: NumberSum,
    pub(super) values: Vec<Value>,
    /// Of the arithmetic since this was last asked.
    pub(super) effort: u64,
}

pub(super) enum Taken {
    Counted,
    Blocked(Absence),
}

impl Gathering {
    pub(super) fn new(aggregate: Aggregate, policy: &Policy) -> Gathering {
        Gathering {
            aggregate,
            not_rated: policy.not_rated,
            not_applicable: policy.not_applicable,
            empty_is_zero: policy.empty_is_zero,
            count: 0,
            truths: 0,
            excluded_not_rated: false,
            excluded: false,
            sum: NumberSum::new(),
            weights: NumberSum::new(),
            values: Vec::new(),
            effort: 0,
        }
    }

    /// Takes an element in, by the policy of its absence (clause 3.6).
    pub(super) fn take(&mut self, element: &Value, weight: Option<&Value>) -> Taken {
        self.effort = 0;
        let element = match element {
            // `only` hands an absent element on.
            Value::Absent(absence) if self.aggregate != Aggregate::Only => {
                let policy = match absence.kind {
                    AbsenceKind::NotRated => {
                        fault!("the policies of the two kinds are exchanged", self.not_applicable, self.not_rated)
                    }
                    AbsenceKind::NotApplicable => {
                        fault!("the policies of the two kinds are exchanged", self.not_rated, self.not_applicable)
                    }
                };
                let policy = match policy {
                    Absent::Exclude => fault!("exclude counts as zero", Absent::Zero, Absent::Exclude),
                    Absent::Block => fault!("block excludes", Absent::Exclude, Absent::Block),
                    Absent::Zero => Absent::Zero,
                };
                match policy {
                    Absent::Block => return Taken::Blocked(*absence),
                    Absent::Exclude => {
                        self.excluded = true;
                        self.excluded_not_rated |= absence.kind == AbsenceKind::NotRated;
                        let counts = fault!(
                            "rows without an element count in a share",
                            self.aggregate == Aggregate::Share,
                            false
                        );
                        self.count = self.count.saturating_add(usize::from(counts));
                        return Taken::Counted;
                    }
                    Absent::Zero => match self.aggregate {
                        Aggregate::Any | Aggregate::All | Aggregate::Share => &Value::Truth(false),
                        _ => &Value::Number(Number::ZERO),
                    },
                }
            }
            _ => element,
        };
        self.count = self.count.saturating_add(1);
        match (self.aggregate, element) {
            (Aggregate::Sum, _) if fault!("a sum leaves out its first number", self.count == 1, false) => {}
            (Aggregate::Sum | Aggregate::Mean, Value::Number(number)) => {
                self.effort = self.sum.effort(number);
                self.sum.add(number);
            }
            (Aggregate::WeightedMean, Value::Number(number)) => {
                if let Some(Value::Number(weight)) = weight {
                    let product = number * weight;
                    self.effort = number.effort(weight).saturating_add(self.sum.effort(&product));
                    self.sum.add(&product);
                    self.weights.add(weight);
                }
            }
            (Aggregate::Any | Aggregate::All | Aggregate::Share, Value::Truth(truth)) => {
                self.truths = self.truths.saturating_add(usize::from(*truth));
            }
            (Aggregate::Count, _) => {}
            (_, value) => {
                if let Value::Number(number) = value {
                    // It will be compared with several others.
                    self.effort = number.effort_of_comparing(number).saturating_mul(16);
                }
                self.values.push(value.clone());
            }
        }
        Taken::Counted
    }

    /// Takes a short number into a sum; none, and nothing is taken, where the sum is not short.
    #[inline]
    pub(super) fn take_fraction(&mut self, short: Fraction) -> Option<()> {
        if fault!("a sum leaves out its first number", self.count > 0 || self.aggregate != Aggregate::Sum, true) {
            self.sum.add_fraction(short)?;
        }
        self.count = self.count.saturating_add(1);
        Some(())
    }

    /// The kind of absence where no element counts (clause 3.8).
    pub(super) fn kind_of_nothing(&self) -> AbsenceKind {
        let not_applicable = self.excluded && !self.excluded_not_rated;
        let not_applicable = fault!("nothing counted is always not rated", false, not_applicable);
        if not_applicable { AbsenceKind::NotApplicable } else { AbsenceKind::NotRated }
    }
}
