//! A host that keeps its documents with `serde_json` and has turned on `arbitrary_precision`: a feature that changes how every number of the
//! program is kept, and that one crate turns on for all.

use kinerja::{Problems, Scheme};
use serde_json::Value;

/// Appraises facts that the host holds as a value of `serde_json`.
///
/// # Errors
/// What the library says.
pub fn appraise(scheme: &Scheme, facts: &Value) -> Result<Vec<(String, String)>, Problems> {
    let appraisal = scheme.appraise(&facts.to_string(), None)?;
    let label = |name: &str| appraisal.label(name, kinerja::Lang::En).unwrap_or_default();
    Ok(appraisal.outcomes().map(|(name, _)| (name.to_owned(), label(name))).collect())
}
