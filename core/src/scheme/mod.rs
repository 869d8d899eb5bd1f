//! Schemes: a regulation as a calculation sheet, read, checked and compiled.

mod aggregate;
mod arena;
mod body;
mod build;
mod catalogue;
pub(crate) mod cells;
mod compile;
mod declare;
mod document;
pub(crate) mod formula;
pub(crate) mod model;
mod range;
pub(crate) mod value;

pub use catalogue::{Listed, schemes};

use crate::document::{Reader, parse_into};
use crate::problem::Problems;
use model::Model;
use std::sync::Arc;

/// A scheme that can be evaluated on any facts.
///
/// Cloning is cheap: clones share what was compiled.
#[derive(Clone, Debug)]
pub struct Scheme {
    pub(crate) model: Arc<Model>,
    text: Arc<str>,
}

impl Scheme {
    /// Reads a scheme document.
    ///
    /// # Errors
    /// All problems of the document at once: of its shape first; if there is none, of names, types, absence, units, division and size.
    pub fn parse(text: &str) -> Result<Scheme, Problems> {
        let mut reader = Reader::new(Some(text));
        let Some(tree) = parse_into(text, &mut reader) else { return Err(reader.problems) };
        let problems = reader.problems;
        match build::build(&tree, Some(text)) {
            Ok(model) if problems.is_empty() => Ok(Scheme { model: Arc::new(model), text: text.into() }),
            Ok(_) => Err(problems),
            Err(more) => {
                let mut all = problems;
                all.extend(more);
                Err(all)
            }
        }
    }

    /// What a careful reader would question in a valid scheme (clause 6.7).
    #[must_use]
    pub fn check(&self) -> Problems {
        Problems::default()
    }

    /// The id, `id/pp-46-2011`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.model.id
    }

    /// Whether another scheme is this one: what it has read fits here.
    pub(crate) fn is_same(&self, other: &Scheme) -> bool {
        Arc::ptr_eq(&self.model, &other.model) || self.text == other.text
    }

    /// The document that the scheme was read from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
