//! Faults planted in the evaluator one at a time: corpus and oracle must find each of them.
//!
//! The oracle is asked once; then each fault is planted and the same cases run again. `-- --nocapture` shows by how many cases each is found.

use kinerja::Scheme;
use kinerja::faults::{FAULTS, plant};
use kinerja_tests::oracle::{Oracle, OracleCase};
use kinerja_tests::{Case, corpus, run};
use std::fmt::Write;

/// Random schemes, and random facts of each built-in scheme.
const SCHEMES: usize = 500;
const FACTS: usize = 50;
const BUILT_IN: [&str; 8] = [
    "id/pp-46-2011",
    "id/pp-30-2019",
    "id/permenpanrb-8-2021-jpt",
    "id/permenpanrb-8-2021-jajf",
    "id/permenpanrb-6-2022",
    "id/angka-kredit-2023",
    "id/tpp",
    "id/langsa",
];

/// What finds faults: cases that hold while none is planted.
struct Watch {
    corpus: Vec<Case>,
    oracle: Vec<(Scheme, OracleCase)>,
}

impl Watch {
    fn new() -> Watch {
        let mut oracle = Oracle::start().unwrap_or_else(|sentence| panic!("{sentence}"));
        let mut cases = oracle.schemes(1, SCHEMES).unwrap_or_else(|sentence| panic!("{sentence}"));
        for id in BUILT_IN {
            let scheme = Scheme::builtin(id, None).unwrap_or_else(|problems| panic!("{id}: {problems}"));
            cases.extend(oracle.facts(scheme.text(), 1, FACTS).unwrap_or_else(|sentence| panic!("{sentence}")));
        }
        let compiled = |case: OracleCase| {
            let scheme = Scheme::parse(&case.scheme).unwrap_or_else(|problems| panic!("{case}\n{problems}"));
            (scheme, case)
        };
        Watch {
            corpus: corpus().into_iter().filter(|case| run(case).is_ok()).collect(),
            oracle: cases.into_iter().map(compiled).collect(),
        }
    }

    /// How many cases of the corpus and of the oracle differ.
    fn differences(&self) -> (usize, usize) {
        let of_corpus = self.corpus.iter().filter(|case| run(case).is_err()).count();
        let of_oracle = self.oracle.iter().filter(|(scheme, case)| case.agrees(scheme).is_err()).count();
        (of_corpus, of_oracle)
    }
}

/// How many faults the oracle's few cases must find too; the corpus must find all.
const FOUND_BY_ORACLE: usize = 32;

#[test]
fn every_planted_fault_is_found() {
    let watch = Watch::new();
    assert_eq!(watch.differences(), (0, 0), "without a fault nothing differs");
    let (mut table, mut missed, mut found_by_oracle) = (String::new(), Vec::new(), 0);
    for fault in FAULTS {
        plant(fault);
        let (of_corpus, of_oracle) = watch.differences();
        plant("");
        let _ = writeln!(table, "{of_corpus:>6} {of_oracle:>6}  {fault}");
        found_by_oracle += usize::from(of_oracle > 0);
        if of_corpus == 0 {
            missed.push(fault);
        }
    }
    println!("corpus oracle  cases that differ\n{table}");
    assert!(missed.is_empty(), "the corpus does not find: {missed:#?}");
    assert!(found_by_oracle >= FOUND_BY_ORACLE, "the oracle finds only {found_by_oracle} of {} faults", FAULTS.len());
    assert_eq!(watch.differences(), (0, 0), "the faults are gone again");
}
