//! Schemes: a regulation as a calculation sheet, read, checked and compiled.

mod aggregate;
mod amend;
mod arena;
pub(crate) mod body;
mod build;
mod call;
pub(crate) mod canonical;
mod catalogue;
pub(crate) mod cells;
mod compile;
pub(crate) mod declare;
pub(crate) mod document;
mod fields;
pub(crate) mod formula;
pub(crate) mod holds;
mod lookup;
pub(crate) mod model;
mod narrow;
pub(crate) mod range;
pub(crate) mod rule;
mod schema;
mod takes;
pub(crate) mod told;
pub(crate) mod value;

pub use catalogue::{Listed, schemes};
pub use fields::{Field, Holding, OutcomeKind};

use crate::document::{Json, Node, Reader, digest, parse, parse_into, to_lines};
use crate::problem::Problems;
use crate::text::{Lang, Text};
use model::Model;
use std::sync::{Arc, OnceLock};

/// A scheme that can be evaluated on any facts.
///
/// Cloning is cheap: clones share what was compiled.
#[derive(Clone, Debug)]
pub struct Scheme {
    pub(crate) model: Arc<Model>,
    text: Arc<str>,
    digests: Arc<OnceLock<[String; 2]>>,
}

impl Scheme {
    /// Reads a scheme document.
    ///
    /// # Errors
    /// All problems of the document at once: of its shape first; if there is none, of names, types, absence, units, division and size.
    ///
    /// ```
    /// let refused = kinerja::Scheme::parse(r#"{"kinerja": "scheme/1"}"#).unwrap_err();
    /// assert!(refused.iter().any(|problem| problem.path().to_string() == "steps"));
    /// ```
    pub fn parse(text: &str) -> Result<Scheme, Problems> {
        let mut reader = Reader::new(Some(text));
        let Some(tree) = parse_into(text, &mut reader) else { return Err(reader.problems) };
        let problems = reader.problems;
        match build::build(&tree, Some(text)) {
            Ok(model) if problems.is_empty() => {
                Ok(Scheme { model: Arc::new(model), text: text.into(), digests: Arc::default() })
            }
            Ok(_) => Err(problems),
            Err(more) => {
                let mut all = problems;
                all.append(more);
                Err(all.in_order())
            }
        }
    }

    /// Reads a scheme from a tree, such as one made of a host language's own values; its [text](Scheme::text) is the tree's.
    ///
    /// # Errors
    /// Those of [`Scheme::parse`], without line and column.
    ///
    /// ```
    /// use kinerja::{Scheme, document};
    /// let tree = document::parse(r#"{"kinerja": "scheme/1", "scheme": "my/one", "version": 1, "languages": ["en"], "inputs": [],
    ///     "steps": [{"name": "one", "is": "1"}], "outcomes": [{"name": "one", "of": "one", "round": "exact"}]}"#)?;
    /// let scheme = Scheme::parse_tree(&tree)?;
    /// assert_eq!(Scheme::parse(scheme.text())?.id(), "my/one");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    pub fn parse_tree(tree: &Node<'_>) -> Result<Scheme, Problems> {
        build::build(tree, None)?;
        // What stands where nothing is read, such as the facts of an example, must be JSON too: the text is what is kept and pickled.
        Scheme::parse(&to_lines(tree))
    }

    /// The id, `id/pp-46-2011`.
    ///
    /// ```
    /// assert_eq!(kinerja::Scheme::builtin("id/pp-46-2011", None)?.id(), "id/pp-46-2011");
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        &self.model.id
    }

    /// Whether another scheme is this one: what it has read fits here.
    pub(crate) fn is_same(&self, other: &Scheme) -> bool {
        Arc::ptr_eq(&self.model, &other.model) || self.text == other.text
    }

    /// The version: it rises with every change of the document.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.model.version
    }

    /// What the scheme is called.
    ///
    /// ```
    /// use kinerja::{Lang, Scheme};
    /// assert!(Scheme::builtin("id/pp-46-2011", None)?.title().get(Lang::Id).contains("PP 46"));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.model.title
    }

    /// The languages in which the scheme's texts are, the main one first.
    ///
    /// ```
    /// use kinerja::{Lang, Scheme};
    /// assert_eq!(Scheme::builtin("id/pp-46-2011", None)?.languages().first(), Some(&Lang::Id));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn languages(&self) -> &[Lang] {
        &self.model.languages
    }

    /// The digest of the whole document, by clause 6.9.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// assert_eq!(scheme.version(), 1);
    /// assert_eq!(scheme.digest(), kinerja::document::digest(&scheme.canonical_text()));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn digest(&self) -> &str {
        let [digest, _] = self.digests();
        digest
    }

    /// The digest of what can change an outcome or a problem: without the version, the texts for people, the places of citations and the examples.
    ///
    /// Two versions with the same digest of rules calculate alike.
    ///
    /// ```
    /// let text = |title: &str| format!(r#"{{"kinerja": "scheme/1", "scheme": "test/one", "version": 1, "languages": ["en"], "title": "{title}",
    ///     "inputs": [], "steps": [{{"name": "one", "is": "1"}}], "outcomes": [{{"name": "one", "of": "one", "round": "exact"}}]}}"#);
    /// let (a, b) = (kinerja::Scheme::parse(&text("A"))?, kinerja::Scheme::parse(&text("B"))?);
    /// assert_ne!(a.digest(), b.digest());
    /// assert_eq!(a.rules_digest(), b.rules_digest());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn rules_digest(&self) -> &str {
        let [_, digest] = self.digests();
        digest
    }

    /// The scheme's own copy of a word of facts: the name of an input or list, a level, a choice, a key of every document.
    ///
    /// A border that makes a tree of a host's values borrows these instead of copying them for each employee.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// assert_eq!(scheme.own_word("kegiatan"), Some("kegiatan"));
    /// assert_eq!(scheme.own_word("A-17"), None);
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn own_word(&self, word: &str) -> Option<&str> {
        self.model.words().get(word).map(|word| &**word)
    }

    fn digests(&self) -> &[String; 2] {
        self.digests.get_or_init(|| [false, true].map(|rules_only| digest(&self.canonical(rules_only))))
    }

    /// The canonical form of the document, of which [`Scheme::digest`] is the digest (clause 6.9).
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/pp-46-2011", None)?;
    /// assert!(scheme.canonical_text().ends_with(r#""version":"1"}"#));
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn canonical_text(&self) -> String {
        self.canonical(false)
    }

    fn canonical(&self, rules_only: bool) -> String {
        canonical::scheme(&self.model, &document::SCHEME, &self.tree(), rules_only)
    }

    /// The document again: its text was read before, so there is a tree.
    pub(crate) fn tree(&self) -> Node<'_> {
        parse(&self.text).unwrap_or_else(|_| Node::new(Json::Null))
    }

    /// The document that the scheme was read from.
    ///
    /// ```
    /// let scheme = kinerja::Scheme::builtin("id/langsa", None)?;
    /// assert!(kinerja::Scheme::parse(scheme.text()).is_ok());
    /// # Ok::<(), kinerja::Problems>(())
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
