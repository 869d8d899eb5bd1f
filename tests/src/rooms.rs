//! The cases of the rooms beside schemes: calls by name.

use crate::here;
use kinerja::document::{Node, parse, to_text};
use serde_json::Value;

/// A case of `tests/corpus/rooms/`. What is asked and answered is JSON text, in which numbers keep their own.
pub struct RoomCase {
    pub room: String,
    pub index: usize,
    pub title: String,
    pub call: String,
    pub given: String,
    pub gives: Option<String>,
    /// The whole case, for what else it says.
    pub json: Value,
}

impl RoomCase {
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}[{}] {}", self.room, self.index, self.title)
    }
}

/// Every case of the rooms, files in order.
///
/// # Panics
/// When a file is no list of cases.
#[must_use]
pub fn room_cases() -> Vec<RoomCase> {
    let entries = std::fs::read_dir(here().join("corpus/rooms")).expect("the corpus of the rooms");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a file");
        let tree = parse(&text).unwrap_or_else(|problems| panic!("{}: {problems}", file.display()));
        let room = file.file_stem().expect("a name").to_string_lossy().into_owned();
        for (index, case) in tree.items().iter().enumerate() {
            let text = |key: &str| case.get(key).and_then(Node::as_text).unwrap_or("?").to_owned();
            cases.push(RoomCase {
                room: room.clone(),
                index,
                title: text("title"),
                call: text("call"),
                given: case.get("given").map(to_text).expect("what is given"),
                gives: case.get("gives").map(to_text),
                json: serde_json::from_str(&to_text(case)).expect("JSON"),
            });
        }
    }
    cases
}
