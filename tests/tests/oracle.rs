//! The engine against the oracle: two evaluators written apart from one specification.
//!
//! Seeds are fixed; a failure prints the seed, the scheme and the facts, so that it can be had again. `KINERJA_ALL=1` runs ten times as many.

use kinerja::Scheme;
use kinerja_tests::oracle::{Oracle, OracleCase};
use kinerja_tests::{codes, here};
use std::process::Command;

/// How many failures are printed whole.
const SHOWN: usize = 3;

fn how_many() -> usize {
    if std::env::var_os("KINERJA_ALL").is_some_and(|all| all == "1") { 20_000 } else { 2_000 }
}

fn oracle() -> Oracle {
    Oracle::start().unwrap_or_else(|sentence| panic!("{sentence}"))
}

/// Fails, showing the first differences whole and all of them shortly.
fn report(what: &str, cases: usize, failures: &[(OracleCase, String)]) {
    if failures.is_empty() {
        return;
    }
    let shown: Vec<_> = failures.iter().take(SHOWN).map(|(case, difference)| format!("{difference}\n{case}")).collect();
    let short: Vec<_> = failures
        .iter()
        .take(100)
        .map(|(case, difference)| {
            format!("{}/{}: {}", case.seed, case.position, difference.chars().take(300).collect::<String>())
        })
        .collect();
    panic!("{what}: {} of {cases} cases differ\n{}\n\n{}", failures.len(), shown.join("\n\n"), short.join("\n"));
}

fn random_facts_agree(id: &str, clean_at_least: usize) {
    let path = here().join("../core/schemes").join(format!("{id}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let scheme = Scheme::parse(&text).unwrap_or_else(|problems| panic!("{id}: {problems}"));
    let cases = oracle().facts(&text, 1, how_many()).unwrap_or_else(|sentence| panic!("{sentence}"));
    let count = cases.len();
    let clean = cases.iter().filter(|case| case.expect["problems"] == serde_json::json!([])).count();
    let failures: Vec<_> =
        cases.into_iter().filter_map(|case| case.agrees(&scheme).err().map(|difference| (case, difference))).collect();
    report(id, count, &failures);
    assert!(clean * 100 >= count * clean_at_least, "{id}: only {clean} of {count} cases come to a result");
}

#[test]
fn random_facts_of_pp_46_2011_agree() {
    random_facts_agree("id/pp-46-2011", 50);
}

#[test]
fn random_facts_of_permenpanrb_8_2021_jpt_agree() {
    random_facts_agree("id/permenpanrb-8-2021-jpt", 50);
}

#[test]
fn random_facts_of_permenpanrb_6_2022_agree() {
    random_facts_agree("id/permenpanrb-6-2022", 50);
}

#[test]
fn random_facts_of_pp_30_2019_agree() {
    random_facts_agree("id/pp-30-2019", 50);
}

#[test]
fn random_facts_of_permenpanrb_8_2021_jajf_agree() {
    random_facts_agree("id/permenpanrb-8-2021-jajf", 50);
}

#[test]
fn random_facts_of_angka_kredit_2023_agree() {
    random_facts_agree("id/angka-kredit-2023", 50);
}

#[test]
fn random_facts_of_tpp_agree() {
    random_facts_agree("id/tpp", 50);
}

#[test]
fn random_facts_of_langsa_agree() {
    random_facts_agree("id/langsa", 50);
}

#[test]
fn random_schemes_parse_and_agree() {
    let cases = oracle().schemes(1, how_many()).unwrap_or_else(|sentence| panic!("{sentence}"));
    let count = cases.len();
    let failures: Vec<_> = cases
        .into_iter()
        .filter_map(|case| {
            let result = Scheme::parse(&case.scheme)
                .map_err(|problems| format!("refused: {problems}"))
                .and_then(|scheme| case.agrees(&scheme));
            result.err().map(|difference| (case, difference))
        })
        .collect();
    report("random schemes", count, &failures);
}

/// Schemes that divide at random may also have numbers that grow too long.
fn may_be_refused(code: &str) -> bool {
    code == "formula.division" || code == "scheme.too_large"
}

/// What parses never divides by zero, however near to it a scheme goes (clauses 6.2 and 6.3).
#[test]
fn random_divisions_are_refused_or_safe() {
    let cases = oracle().bold_schemes(1, how_many() / 4).unwrap_or_else(|sentence| panic!("{sentence}"));
    let count = cases.len();
    let (mut accepted, mut failures) = (0, Vec::new());
    for case in cases {
        match Scheme::parse(&case.scheme) {
            Ok(scheme) => {
                accepted += 1;
                if let Err(difference) = case.agrees(&scheme) {
                    failures.push((case, difference));
                }
            }
            Err(problems) => {
                if let Some((code, path)) = codes(&problems).into_iter().find(|(code, _)| !may_be_refused(code)) {
                    failures.push((case, format!("refused: {code} at {path}\n{problems}")));
                }
            }
        }
    }
    report("random divisions", count, &failures);
    assert!(accepted * 10 > count, "only {accepted} of {count} cases parse");
}

/// The oracle's own tests, which run the corpus through it too.
#[test]
fn the_oracle_holds_its_own_tests_and_the_corpus() {
    let done = Command::new("python3")
        .args(["-m", "unittest", "-q", "test_oracle"])
        .current_dir(here().join("oracle"))
        .output()
        .unwrap_or_else(|error| panic!("python3 (3.9 or later) is needed for the oracle's tests: {error}"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
