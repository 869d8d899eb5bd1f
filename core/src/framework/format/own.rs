//! Our own document, `framework/1`, as a format among others.

use super::{Entry, Format, Reading};
use crate::framework::model::Framework;
use crate::problem::Problems;

pub(super) const ENTRY: Entry = Entry {
    format: Format::Kinerja,
    word: "kinerja",
    also: &[],
    json: true,
    found: |source| source.tree().is_some_and(|tree| super::source::word_at(tree, "kinerja") == "framework/1"),
    read: |source, reader| {
        let framework = source.tree().map_or_else(|| Err(Problems::default()), |tree| reader.framework(tree))?;
        Ok(Reading { framework, profiles: Vec::new(), format: Format::Kinerja, tolerances: Problems::default() })
    },
    check: |source, reader| {
        let problems = source.tree().and_then(|tree| reader.framework(tree).err());
        reader.problems = problems.unwrap_or_default();
    },
    write: |framework: &Framework, _| framework.to_json(),
};
