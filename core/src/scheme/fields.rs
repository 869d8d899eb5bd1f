//! What facts of a scheme hold and what outcomes it gives, as borders that think in columns ask for it.

use super::Scheme;
use super::model::{Model, ScopeKind, SlotRole, Takes};
use super::value::{ScopeId, Type};
use crate::text::Text;

/// An input of the whole or of a row, or a list of rows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field<'a> {
    /// Its name in facts.
    pub name: &'a str,
    /// Its number among the inputs, or among the lists, by which [`Cells`](crate::Cells) is asked for it.
    pub place: usize,
    /// What a person calls it.
    pub title: &'a Text,
    /// What may stand there.
    pub holds: Holding<'a>,
    /// Whether facts without it have a problem.
    pub required: bool,
}

/// What may stand at a [`Field`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Holding<'a> {
    /// A number.
    Number,
    /// A number, or `rest` or `equal`.
    Weight,
    /// Yes or no.
    Truth,
    /// One of some words, each with its title.
    Word(Vec<(&'a str, &'a Text)>),
    /// A date.
    Date,
    /// Two dates.
    Period,
    /// A text.
    Text,
    /// Rows of these fields.
    Rows(Vec<Field<'a>>),
}

/// What an outcome is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum OutcomeKind {
    /// A number rounded to this many digits.
    Rounded(u8),
    /// A number that ends by itself.
    Exact,
    /// A level or a word.
    Word,
    /// Yes or no.
    Truth,
    /// A date.
    Date,
    /// A text.
    Text,
}

impl Scheme {
    /// What facts of this scheme hold, in the order of the scheme: inputs first, then lists.
    ///
    /// ```
    /// use kinerja::{Holding, Scheme};
    /// let scheme = Scheme::builtin("id/pp-46-2011", None)?;
    /// let fields = scheme.fields();
    /// let list = fields.iter().find(|field| field.name == "kegiatan").map(|field| &field.holds);
    /// assert!(matches!(list, Some(Holding::Rows(fields)) if fields.iter().any(|field| field.name == "kuantitas_target")));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn fields(&self) -> Vec<Field<'_>> {
        fields(&self.model, 0)
    }

    /// Whether facts of this scheme must say their period.
    #[must_use]
    pub fn needs_period(&self) -> bool {
        self.model.needs_period
    }

    /// The outcomes, in the order of the scheme: name, title and kind.
    ///
    /// ```
    /// use kinerja::{OutcomeKind, Scheme};
    /// let scheme = Scheme::builtin("id/pp-46-2011", None)?;
    /// assert!(scheme.outcomes().any(|(name, _, kind)| name == "rating" && kind == OutcomeKind::Word));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn outcomes(&self) -> impl Iterator<Item = (&str, &Text, OutcomeKind)> {
        self.model.outcomes.iter().map(|outcome| {
            let kind = match (outcome.round, self.model.slots[outcome.of].ty) {
                (Some((digits, _)), _) => OutcomeKind::Rounded(digits),
                (None, Type::Number) => OutcomeKind::Exact,
                (None, Type::Word(_)) => OutcomeKind::Word,
                (None, Type::Truth) => OutcomeKind::Truth,
                (None, Type::Date) => OutcomeKind::Date,
                (None, _) => OutcomeKind::Text,
            };
            (outcome.name.as_str(), &outcome.title, kind)
        })
    }
}

fn fields(model: &Model, scope: ScopeId) -> Vec<Field<'_>> {
    let scope = &model.scopes[scope];
    let place = |id: Option<usize>| id.unwrap_or(usize::MAX);
    let inputs = scope.fields.iter().filter_map(|&id| {
        let slot = &model.slots[id];
        let SlotRole::Input(input) = &slot.role else { return None };
        let holds = match &input.takes {
            Takes::Number { .. } => Holding::Number,
            Takes::Weight { .. } => Holding::Weight,
            Takes::Truth => Holding::Truth,
            Takes::Word { set, .. } => {
                Holding::Word(model.sets[*set].words.iter().map(|word| (&*word.name, &word.title)).collect())
            }
            Takes::Date { .. } => Holding::Date,
            Takes::Period => Holding::Period,
            Takes::Text => Holding::Text,
        };
        let required = input.default.is_none() && input.optional.is_none();
        Some(Field { name: &slot.name, place: place(usize::try_from(id).ok()), title: &slot.title, holds, required })
    });
    let lists = scope.lists.iter().filter_map(|&list| {
        let list_model = &model.scopes[list];
        let ScopeKind::List { least, .. } = list_model.kind else { return None };
        let holds = Holding::Rows(fields(model, list));
        Some(Field {
            name: &list_model.name,
            place: place(Some(usize::from(list))),
            title: &list_model.title,
            holds,
            required: least > 0,
        })
    });
    inputs.chain(lists).collect()
}
