//! The corpus through the Rust API.

use kinerja_tests::{corpus, run};

#[test]
fn every_clause_of_the_specification_has_a_case() {
    let page = std::fs::read_to_string(kinerja_tests::here().join("../docs/src/language.md")).unwrap();
    let clauses: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("**")?.split_once(' ').map(|(number, _)| number))
        .filter(|number| {
            number.split_once('.').is_some_and(|(a, b)| a.parse::<u8>().is_ok() && b.parse::<u8>().is_ok())
        })
        .collect();
    let cases = corpus();
    let has_case = |clause: &str| cases.iter().any(|case| case.json.get("clause").is_some_and(|known| known == clause));
    let without: Vec<&&str> = clauses.iter().filter(|clause| !has_case(clause)).collect();
    assert!(clauses.len() > 60 && without.is_empty(), "{} clauses, without a case: {without:?}", clauses.len());
}

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
