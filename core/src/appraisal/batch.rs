//! Many employees by one scheme, one after another.

use super::evaluate::Machine;
use super::{Outcome, calculate, facts};
use crate::document::{Node, Reader};
use crate::problem::Problems;
use crate::scheme::Scheme;
use crate::text::Text;
use std::sync::Arc;

/// A scheme with its settings read, ready for many employees: made by [`Scheme::batch`].
///
/// What it gives is what [`Scheme::appraise_tree`] gives, without what is needed only to explain it. Rows come as cells out of a table's columns
/// ([`Batch::worker`]) where they are plain, else as trees, which a border fills again and again; an engine that takes whole columns would stand in its place.
#[derive(Clone, Debug)]
pub struct Batch {
    pub(super) scheme: Scheme,
    pub(super) settings: Arc<facts::Settings>,
}

/// What a scheme gives for one row.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct BatchRow {
    /// The final values, in the order of the scheme.
    pub outcomes: Vec<Outcome>,
    /// Why nobody is rated, where the scheme says so.
    pub unratable: Option<Text>,
    /// What to know beside the outcomes: notices, evidence that was expected. What holds for every row, such as that the scheme is an illustration, is not
    /// repeated in each, nor which unverified figures were used: [`Appraisal::warnings`](super::Appraisal::warnings) has all.
    pub notices: Problems,
}

impl Scheme {
    /// Reads settings once, to appraise many.
    ///
    /// # Errors
    /// All problems of the settings.
    ///
    /// ```
    /// use kinerja::{Scheme, document::parse};
    /// let scheme = Scheme::parse(r#"{"kinerja": "scheme/1", "scheme": "my/part", "version": 1, "languages": ["en"],
    ///     "inputs": [{"name": "x", "type": "number"}], "settings": [{"name": "part", "type": "number", "default": 1}],
    ///     "steps": [{"name": "whole", "is": "x * part"}], "outcomes": [{"name": "whole", "of": "whole", "round": "exact"}]}"#)?;
    /// let batch = scheme.batch(Some(&parse(r#"{"part": 2}"#)?))?;
    /// let doubled = batch.appraise(&parse(r#"{"x": 1.5}"#)?)?;
    /// assert!(matches!(&doubled.outcomes[..], [kinerja::Outcome::Exact(number)] if number.to_string() == "3"));
    /// assert!(batch.appraise(&parse(r#"{"y": 1.5}"#)?).is_err());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn batch(&self, settings: Option<&Node<'_>>) -> Result<Batch, Problems> {
        let mut reader = Reader::new(None);
        match facts::read_settings(&self.model, settings, &mut reader) {
            Some(settings) if reader.problems.is_empty() => {
                Ok(Batch { scheme: self.clone(), settings: Arc::new(settings) })
            }
            _ => Err(reader.problems),
        }
    }
}

impl Batch {
    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Appraises one row.
    ///
    /// # Errors
    /// Those of [`Scheme::appraise_tree`], of the facts.
    pub fn appraise(&self, facts: &Node<'_>) -> Result<BatchRow, Problems> {
        let model = &*self.scheme.model;
        let mut reader = Reader::new(None);
        let read = facts::read_facts(model, facts, &mut reader);
        let Some(mut read) = read.filter(|_| reader.problems.is_empty()) else { return Err(reader.problems) };
        let mut notices = std::mem::take(&mut read.warnings);
        let mut machine = Machine::new(model, &read, &self.settings);
        let (outcomes, unratable) = calculate(&mut machine, &mut notices)?;
        Ok(BatchRow { outcomes, unratable, notices })
    }
}
