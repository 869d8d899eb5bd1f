//! The test command: every part runs, whatever became of the ones before it.

use crate::parts::{self, Ending, Options};
use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Runs all parts, or those that are named, and prints a line for each and a table at the end.
pub(crate) fn run(words: &[&str]) -> ExitCode {
    let (flags, named): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('-'));
    let options = Options { all: flags.contains(&"--all") };
    let mut parts = parts::all();
    let known: Vec<String> = parts.iter().map(|part| part.name.clone()).collect();
    let unknown = flags.iter().find(|flag| **flag != "--all");
    if let Some(word) = unknown.or_else(|| named.iter().find(|word| known.iter().all(|name| name != *word))) {
        eprintln!("there is no part or option `{word}`; parts: {}; option: --all", known.join(", "));
        return ExitCode::from(2);
    }
    parts.retain(|part| named.is_empty() || named.contains(&part.name.as_str()));

    let start = Instant::now();
    let mut results = Vec::new();
    for part in &parts {
        print!("{:<14}", part.name);
        let _ = std::io::stdout().flush();
        let begun = Instant::now();
        let ending = part.run(&options);
        let took = begun.elapsed();
        println!("{}", line(&ending, took));
        match &ending {
            Ending::Passed(lines) => lines.iter().for_each(|line| println!("    {line}")),
            Ending::Failed(said) => println!("\n{said}\n"),
            Ending::NotRun(_) => {}
        }
        results.push((&part.name, ending, took));
    }

    println!("\n{:<14}   time  result", "part");
    for (name, ending, took) in &results {
        println!("{name:<14}{}", line(ending, *took));
    }
    println!("{:<14}{}", "together", seconds(start.elapsed()));
    let count = |wanted: fn(&Ending) -> bool| results.iter().filter(|(_, ending, _)| wanted(ending)).count();
    let failed = count(|ending| matches!(ending, Ending::Failed(_)));
    println!("\n{} passed, {failed} failed", count(|ending| matches!(ending, Ending::Passed(_))));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn line(ending: &Ending, took: Duration) -> String {
    let result = match ending {
        Ending::Passed(_) => "passed",
        Ending::Failed(_) => "FAILED",
        Ending::NotRun(why) => &format!("not run: {why}"),
    };
    format!("{}  {result}", seconds(took))
}

fn seconds(took: Duration) -> String {
    format!("{:>5.1} s", took.as_secs_f64())
}
