//! The corpus through the Rust API.

use kinerja_tests::{corpus, run};

#[test]
fn every_case_of_the_corpus_holds() {
    let cases = corpus();
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| run(case).err().map(|difference| format!("{}\n    {difference}", case.name())))
        .collect();
    assert!(failures.is_empty(), "{} of {} cases differ:\n{}", failures.len(), cases.len(), failures.join("\n"));
    assert!(cases.len() > 1_000, "the corpus is not whole: {} cases", cases.len());
}
