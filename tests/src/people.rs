//! The oracle of the people's rooms: random calls with what comes out of them, and the attack on what is published.

use crate::here;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

fn python() -> Command {
    let mut command = Command::new("python3");
    command.arg("-B").arg(here().join("oracle/people.py"));
    command
}

/// Random calls of a room, each with what it gives.
///
/// # Panics
/// When the oracle cannot answer.
#[must_use]
pub fn random_calls(room: &str, seed: u64, count: usize) -> Vec<Value> {
    let output = python().args([room, &seed.to_string(), &count.to_string()]).output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a list of calls")
}

/// What the attack finds in each of some releases: nothing, or a sentence.
///
/// # Panics
/// When the oracle cannot answer.
#[must_use]
pub fn attack(releases: &[Value]) -> Vec<Option<String>> {
    let mut child = python().arg("attack").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3");
    let mut input = child.stdin.take().expect("a pipe");
    let lines: String = releases.iter().map(|release| format!("{release}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("an end");
    writer.join().expect("a thread").expect("all written");
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("a sentence or null")).collect()
}

/// A document without the words for people, which only the library has.
#[must_use]
pub fn without_words(mut document: Value, keys: &[&str]) -> Value {
    if let Some(entries) = document.as_object_mut() {
        keys.iter().for_each(|key| {
            entries.remove(*key);
        });
    }
    document
}
