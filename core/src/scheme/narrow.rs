//! What conditions tell of numbers (clause 6.3): in the branches of an `if`, in rows, after `requires`.

use super::compile::{Compiler, Context, Info, Narrowing, Sees, WhenAbsent};
use super::declare::WHOLE;
use super::formula::{Ast, Comparison, Expr};
use super::model::ScopeKind;
use super::range::Range;
use super::value::Type;

impl<'d> Compiler<'d> {
    /// Applies what conditions tell of an expression.
    #[inline(never)]
    pub(super) fn narrow_known(&self, cx: &Context<'_>, e: &Expr, info: &mut Info) {
        if !cx.narrow.is_empty() || !self.required_here(cx).is_empty() {
            info.range = self.known_range(cx, &e.to_string(), &info.range);
        }
    }

    fn required_here(&self, cx: &Context<'_>) -> &[Narrowing] {
        if cx.sees == Sees::Steps { self.required.as_slice() } else { &[] }
    }

    /// What conditions leave of the range of an expression in its plain form.
    fn known_range(&self, cx: &Context<'_>, key: &str, range: &Range) -> Range {
        let all = cx.narrow.iter().chain(self.required_here(cx));
        all.filter(|known| known.key == key && self.means_the_same(cx, known))
            .fold(range.clone(), |range, known| range.intersection(&known.range))
    }

    /// Whether an expression of which something is known is the same one here: its row is open, and between it and here no group has its own rows
    /// under the name of a list that the expression names.
    fn means_the_same(&self, cx: &Context<'_>, known: &Narrowing) -> bool {
        // The whole is in reach everywhere, also where no rows are: in a declared formula.
        let whole = (known.scope == WHOLE).then_some(cx.chain.len());
        let Some(distance) = cx.chain.iter().position(|&scope| scope == known.scope).or(whole) else { return false };
        !cx.chain.iter().take(distance).any(|&scope| match self.builder.scopes[scope].kind {
            ScopeKind::Group { of, .. } => {
                let list = self.builder.scopes[of].name.as_str();
                known.key.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|word| word == list)
            }
            _ => false,
        })
    }

    /// What a condition tells of numbers when it is `truth` (clause 6.3).
    #[inline(never)]
    pub(super) fn learn(&mut self, cx: &mut Context<'d>, condition: &Expr, truth: bool) {
        let mut found = Vec::new();
        self.narrowings(cx, condition, truth, WhenAbsent::DoesNotHold, &mut found);
        cx.narrow.extend(found);
    }

    pub(super) fn narrowings(
        &mut self,
        cx: &mut Context<'d>,
        condition: &Expr,
        truth: bool,
        absent: WhenAbsent,
        found: &mut Vec<Narrowing>,
    ) {
        match &condition.kind {
            Ast::Not(inner) => self.narrowings(cx, inner, !truth, absent, found),
            Ast::Both(a, b) if truth => {
                self.narrowings(cx, a, true, absent, found);
                self.narrowings(cx, b, true, absent, found);
            }
            Ast::Either(a, b) if !truth => {
                self.narrowings(cx, a, false, absent, found);
                self.narrowings(cx, b, false, absent, found);
            }
            Ast::Compare(comparison, a, b) => {
                let comparison = if truth { *comparison } else { comparison.negated() };
                let [x, y] = [a, b].map(|side| self.aside(|compiler| compiler.expr(cx, side, None)).1);
                if x.ty != Type::Number || y.ty != Type::Number {
                    return;
                }
                let scope = cx.chain.first().copied().unwrap_or(WHOLE);
                let mut add = |key: String, range: Range| found.push(Narrowing { scope, key, range });
                // Where the condition passes with one side absent, it tells nothing of the other.
                let told_by = |other: &Info| absent == WhenAbsent::DoesNotHold || !other.may_be_absent;
                if told_by(&y) {
                    add(a.to_string(), x.range.narrowed(comparison, &y.range));
                }
                if told_by(&x) {
                    add(b.to_string(), y.range.narrowed(mirrored(comparison), &x.range));
                }
                add(format!("({a} - {b})"), Range::difference(comparison));
                add(format!("({b} - {a})"), Range::difference(mirrored(comparison)));
            }
            _ => {}
        }
    }

    /// Whether the ranges allow a condition to be `truth`; where they do not tell, they do.
    pub(super) fn may_be(&mut self, cx: &mut Context<'d>, condition: &Expr, truth: bool) -> bool {
        // What is compiled aside is compiled in its place too, and tried there; else each level of calls would try its rows anew.
        if self.quiet > 0 {
            return true;
        }
        // What is tried here refuses no scheme for its size: too large is told where the condition is compiled.
        let (work, too_large) = (self.work, std::mem::replace(&mut self.too_large, true));
        let known = cx.narrow.len();
        let may = self.aside(|compiler| compiler.assume(cx, condition, truth));
        cx.narrow.truncate(known);
        (self.work, self.too_large) = (work, too_large);
        may
    }

    /// Adds what a condition tells when it is `truth`; false where no number is left for something that it compares.
    fn assume(&mut self, cx: &mut Context<'d>, condition: &Expr, truth: bool) -> bool {
        match &condition.kind {
            Ast::Truth(literal) => *literal == truth,
            Ast::Not(inner) => self.assume(cx, inner, !truth),
            Ast::Both(a, b) | Ast::Either(a, b) if matches!(condition.kind, Ast::Both(..)) == truth => {
                self.assume(cx, a, truth) && self.assume(cx, b, truth)
            }
            Ast::Both(a, b) | Ast::Either(a, b) => {
                let known = cx.narrow.len();
                [a, b].into_iter().any(|side| {
                    let may = self.assume(cx, side, truth);
                    cx.narrow.truncate(known);
                    may
                })
            }
            Ast::Compare(..) => {
                let mut found = Vec::new();
                self.narrowings(cx, condition, truth, WhenAbsent::DoesNotHold, &mut found);
                let may = found.iter().all(|told| !self.known_range(cx, &told.key, &told.range).is_empty());
                cx.narrow.extend(found);
                may
            }
            _ => true,
        }
    }
}

const fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
