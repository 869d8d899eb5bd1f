//! The corpus of the rooms beside schemes: calls by name, through the Rust API.

use kinerja::calls;
use kinerja::document::{parse, to_text};
use kinerja_tests::rooms::{RoomCase, room_cases};
use kinerja_tests::{codes, expected_codes};

fn run(case: &RoomCase) -> Result<(), String> {
    let from_text = calls::call_text(&case.call, &case.given);
    let from_tree = calls::call(&case.call, &parse(&case.given).map_err(|problems| problems.to_string())?);
    for answer in [from_text, from_tree] {
        let (wanted, found) = match &answer {
            Ok(answer) => (case.gives.clone(), to_text(answer)),
            Err(problems) => {
                let wanted = expected_codes(&case.json, "problems").map(|wanted| format!("{wanted:?}"));
                (wanted, format!("{:?}", codes(problems)))
            }
        };
        if wanted.as_ref() != Some(&found) {
            let said = answer.map_or_else(|problems| problems.to_string(), |_| String::new());
            return Err(format!("wanted {}\n    found  {found}\n{said}", wanted.as_deref().unwrap_or("another end")));
        }
    }
    Ok(())
}

#[test]
fn every_case_of_the_rooms_holds() {
    let cases = room_cases();
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| run(case).err().map(|difference| format!("{}\n    {difference}", case.name())))
        .collect();
    assert!(failures.is_empty(), "{} of {} cases differ:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn every_call_has_a_case_that_succeeds_and_one_that_is_refused() {
    let cases = room_cases();
    let answered = |call: &str| cases.iter().any(|case| case.call == call && case.gives.is_some());
    let refused = |call: &str| cases.iter().any(|case| case.call == call && case.gives.is_none());
    let without: Vec<&str> = calls::names().filter(|name| !answered(name) || !refused(name)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn every_problem_of_the_rooms_speaks_both_languages() {
    for case in room_cases() {
        let Err(problems) = calls::call_text(&case.call, &case.given) else { continue };
        for problem in &problems {
            let [en, id] = kinerja::Lang::ALL.map(|lang| problem.text_with_help(lang));
            assert_ne!(en, id, "{}", case.name());
        }
    }
}
