//! Every built-in scheme: it parses, its worked examples come out, and a careful reader has nothing to question.

use kinerja::{Code, Scheme, schemes};

#[test]
fn every_built_in_scheme_stands_up_to_its_own_check() {
    let listed = schemes(None, None, None, true);
    assert!(!listed.is_empty(), "there are built-in schemes");
    let mut findings = Vec::new();
    for entry in &listed {
        let scheme = Scheme::builtin(&entry.id, Some(entry.version)).expect("a built-in scheme parses");
        for finding in &scheme.check() {
            findings.push(format!("{} {finding}", entry.id));
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn a_changed_example_is_found_out() {
    let text = Scheme::builtin("id/pp-46-2011", None).expect("a built-in scheme").text().to_owned();
    let changed = text.replacen("\"outcomes.score\": \"120.00\"", "\"outcomes.score\": \"120.01\"", 1);
    assert_ne!(text, changed, "the example is there");
    let scheme = Scheme::parse(&changed).expect("an example does not keep a scheme from being read");
    let codes: Vec<Code> = scheme.check().iter().map(kinerja::Problem::code).collect();
    assert_eq!(codes, [Code::CheckExample]);
}
