//! The fenced blocks of the book and the READMEs, run as CONTRIBUTING.md says.

use kinerja::{Appraisal, Lang, Problems, Scheme};
use kinerja_tests::{codes, complete, exact_json, expected_codes, here, outcomes_json};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::PathBuf;

#[test]
fn every_snippet_of_the_book_holds() {
    let mut failures = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        let name = page.strip_prefix(root()).expect("a page of this project").display().to_string();
        let (wrong, rewritten) = run(&name, &text);
        if rewritten != text && std::env::var_os("UPDATE_BOOK").is_some() {
            std::fs::write(&page, rewritten).expect("the page can be written");
        }
        failures.extend(wrong.into_iter().map(|(line, what)| format!("{name}:{line}: {what}")));
    }
    assert!(failures.is_empty(), "{} snippets do not hold:\n\n{}", failures.len(), failures.join("\n\n"));
}

fn root() -> PathBuf {
    here().parent().expect("the workspace").to_path_buf()
}

/// The READMEs and the pages of the book.
fn pages() -> Vec<PathBuf> {
    let markdown = |folder: PathBuf, start: &str| {
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        entries.filter(|path| name(path).starts_with(start) && name(path).ends_with(".md")).collect::<Vec<_>>()
    };
    let mut all = markdown(root(), "README");
    all.extend(markdown(root().join("docs/src"), ""));
    all.sort();
    all
}

/// A fenced block: where its text begins and ends in the page, and its info string, taken apart.
struct Block {
    line: usize,
    start: usize,
    end: usize,
    indent: String,
    text: String,
    words: Vec<String>,
    keys: HashMap<String, String>,
}

impl Block {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|other| other == word)
    }

    fn key(&self, key: &str) -> Option<&str> {
        self.keys.get(key).map(String::as_str)
    }

    /// Refuses words and keys that this kind of block does not know.
    fn only(&self, words: &[&str], keys: &[&str]) -> Result<(), String> {
        let word = self.words.iter().skip(2).find(|word| !words.contains(&word.as_str()));
        match word.or_else(|| self.keys.keys().find(|key| !keys.contains(&key.as_str()))) {
            Some(unknown) => Err(format!("`{unknown}` means nothing on a block `{}`", self.kind())),
            None => Ok(()),
        }
    }

    fn kind(&self) -> String {
        self.words.iter().take(2).cloned().collect::<Vec<_>>().join(" ")
    }

    fn json(&self) -> Result<Value, String> {
        serde_json::from_str(&self.text).map_err(|error| format!("not JSON: {error}"))
    }

    fn lang(&self) -> Result<Lang, String> {
        let code = self.key("lang").unwrap_or("en");
        Lang::from_code(code).ok_or_else(|| format!("there is no language `{code}`"))
    }
}

/// The fenced blocks of a page; a block in a list is indented as a whole.
fn blocks(page: &str) -> Result<Vec<Block>, (usize, String)> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<(Block, String)> = None;
    let mut offset = 0;
    for (index, line) in page.split_inclusive('\n').enumerate() {
        let trimmed = line.trim();
        let fence: String = trimmed.chars().take_while(|sign| *sign == '`' || *sign == '~').collect();
        match &mut open {
            Some((block, opening)) if trimmed == fence && fence.starts_with(opening.as_str()) => {
                block.end = offset;
                found.extend(open.take().map(|(block, _)| block));
            }
            Some((block, _)) => {
                block.text.push_str(line.strip_prefix(block.indent.as_str()).unwrap_or(line.trim_start()))
            }
            None if fence.len() >= 3 => {
                let (mut words, mut keys) = (Vec::new(), HashMap::new());
                for word in trimmed[fence.len()..].split_whitespace() {
                    match word.split_once('=') {
                        Some((key, value)) => drop(keys.insert(key.to_owned(), value.to_owned())),
                        None => words.push(word.to_owned()),
                    }
                }
                let indent = line[..line.len() - line.trim_start().len()].to_owned();
                let start = offset + line.len();
                let block = Block { line: index + 1, start, end: start, indent, text: String::new(), words, keys };
                open = Some((block, fence));
            }
            None => {}
        }
        offset += line.len();
    }
    match open {
        Some((block, _)) => Err((block.line, "this block is not closed".to_owned())),
        None => Ok(found),
    }
}

/// What a block right above has left to be compared with.
enum Above {
    Nothing,
    Refused(Problems),
    Scheme,
    Facts(Box<Appraisal>),
}

/// What a page has declared so far.
struct Page<'a> {
    name: &'a str,
    scheme: Option<(Scheme, String)>,
    named: HashMap<String, Scheme>,
    settings: Option<String>,
    above: Above,
    /// Whether the block above was a part of a scheme: lines and columns of the whole mean nothing to the reader.
    laid_over: bool,
}

/// Runs a page: what does not hold, by line, and the page with its printed texts as they are now.
fn run(name: &str, text: &str) -> (Vec<(usize, String)>, String) {
    let blocks = match blocks(text) {
        Ok(blocks) => blocks,
        Err(wrong) => return (vec![wrong], text.to_owned()),
    };
    let mut page =
        Page { name, scheme: None, named: HashMap::new(), settings: None, above: Above::Nothing, laid_over: false };
    let mut failures = Vec::new();
    let mut printed = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let must_fail = blocks.get(index + 1).is_some_and(|next| next.has("problems"));
        match page.block(block, must_fail) {
            Ok(None) => {}
            Ok(Some(now)) => {
                failures.push((block.line, format!("it is printed otherwise now:\n{now}")));
                printed.push((block, now));
            }
            Err(what) => failures.push((block.line, what)),
        }
    }
    let mut rewritten = text.to_owned();
    for (block, now) in printed.into_iter().rev() {
        let lines: String = now.lines().map(|line| format!("{}{line}\n", block.indent)).collect();
        rewritten.replace_range(block.start..block.end, &lines);
    }
    (failures, rewritten)
}

impl Page<'_> {
    /// Runs a block. Gives the text that stands there now where a printed text differs.
    fn block(&mut self, block: &Block, must_fail: bool) -> Result<Option<String>, String> {
        match block.kind().as_str() {
            "json scheme" => self.scheme(block, must_fail).map(|()| None),
            "json facts" => self.facts(block, must_fail).map(|()| None),
            "json settings" => {
                block.only(&[], &[])?;
                self.settings = Some(block.text.clone());
                Ok(None)
            }
            "json outcomes" => {
                block.only(&[], &[])?;
                same(&block.json()?, &outcomes_json(self.appraisal()?)).map(|()| None)
            }
            "json steps" => {
                block.only(&[], &[])?;
                let wanted = block.json()?;
                for (path, wanted) in wanted.as_object().ok_or("an object of paths and values is needed")? {
                    let found = self.appraisal()?.value(path).map_or(Value::Null, |value| exact_json(&value));
                    same(wanted, &found).map_err(|difference| format!("{path}: {difference}"))?;
                }
                Ok(None)
            }
            "json problems" => {
                block.only(&[], &[])?;
                same_codes(block, self.refused()?).map(|()| None)
            }
            "json warnings" => {
                block.only(&[], &[])?;
                let warnings = match (&self.above, &self.scheme) {
                    (Above::Facts(appraisal), _) => appraisal.warnings().clone(),
                    (Above::Scheme, Some((scheme, _))) => scheme.check(),
                    _ => return Err("neither scheme nor facts that are accepted stand right above".to_owned()),
                };
                same_codes(block, &warnings).map(|()| None)
            }
            "text problems" => {
                block.only(&[], &["lang"])?;
                let printed = self.refused()?.text(block.lang()?);
                Ok(printed_otherwise(block, if self.laid_over { without_positions(&printed) } else { printed }))
            }
            "text explanation" => {
                block.only(&["part"], &["lang"])?;
                let whole = self.appraisal()?.explain(block.lang()?);
                match (block.has("part"), whole.contains(block.text.trim_end())) {
                    (false, _) => Ok(printed_otherwise(block, whole)),
                    (true, true) => Ok(None),
                    (true, false) => Err(format!("these lines do not stand in the explanation:\n{whole}")),
                }
            }
            "json shown" => block.only(&[], &[]).and_then(|()| block.json()).map(|_| None),
            "text" if block.keys.is_empty() => Ok(None),
            // Run by the tests of the Python package.
            "python" | "python spark" => block.only(&["spark"], &["database"]).map(|()| None),
            "rust" if block.keys.is_empty() => self.rust().map(|()| None),
            "sh" if block.keys.is_empty() => block.text.lines().try_for_each(command).map(|()| None),
            "" => Err("this block has no info string: CONTRIBUTING.md lists the kinds of blocks".to_owned()),
            kind => Err(format!("`{kind}` is no kind of block: CONTRIBUTING.md lists them")),
        }
    }

    fn scheme(&mut self, block: &Block, must_fail: bool) -> Result<(), String> {
        block.only(&["fragment", "add", "checked"], &["name", "fails"])?;
        self.laid_over = block.has("fragment") || block.has("add");
        self.above = Above::Nothing;
        let text = match (block.has("add"), block.has("fragment")) {
            (true, true) => return Err("a block is a `fragment` or something to `add`, not both".to_owned()),
            (true, false) => {
                let (_, below) = self.scheme.as_ref().ok_or("there is no scheme above to add this to")?;
                let mut whole = serde_json::from_str(below).map_err(|error| error.to_string())?;
                lay_over(&mut whole, block.json()?);
                whole.to_string()
            }
            (false, true) => complete(&block.json()?, None).to_string(),
            (false, false) => block.text.clone(),
        };
        match refused_as_said(block, must_fail, Scheme::parse(&text))? {
            Ok(scheme) => {
                if block.has("checked") && !scheme.check().is_empty() {
                    return Err(scheme.check().to_string());
                }
                if let Some(name) = block.key("name") {
                    self.named.insert(name.to_owned(), scheme.clone());
                }
                if !block.has("add") {
                    self.settings = None;
                }
                self.scheme = Some((scheme, text));
                self.above = Above::Scheme;
            }
            Err(problems) => self.above = Above::Refused(problems),
        }
        Ok(())
    }

    fn facts(&mut self, block: &Block, must_fail: bool) -> Result<(), String> {
        block.only(&[], &["scheme", "fails"])?;
        self.laid_over = false;
        self.above = Above::Nothing;
        let scheme = match block.key("scheme") {
            Some(name) => match self.named.get(name) {
                Some(scheme) => scheme.clone(),
                None => Scheme::builtin(name, None).map_err(|problems| problems.to_string())?,
            },
            None => self.scheme.as_ref().ok_or("there is no scheme above, and none is named by `scheme=`")?.0.clone(),
        };
        let appraised = scheme.appraise(&block.text, self.settings.as_deref());
        self.above = match refused_as_said(block, must_fail, appraised)? {
            Ok(appraisal) => Above::Facts(Box::new(appraisal)),
            Err(problems) => Above::Refused(problems),
        };
        Ok(())
    }

    fn appraisal(&self) -> Result<&Appraisal, String> {
        match &self.above {
            Above::Facts(appraisal) => Ok(appraisal),
            _ => Err("no facts that are accepted stand above".to_owned()),
        }
    }

    fn refused(&self) -> Result<&Problems, String> {
        match &self.above {
            Above::Refused(problems) => Ok(problems),
            _ => Err("neither scheme nor facts that are refused stand above".to_owned()),
        }
    }

    /// Rust is run by `cargo test --doc`, on the pages that are named there.
    fn rust(&self) -> Result<(), String> {
        let pages = include_str!("../src/pages.rs");
        if pages.contains(&format!("include_str!(\"../../{}\")", self.name)) {
            Ok(())
        } else {
            Err("tests/src/pages.rs does not name this page, so that this block does not run".to_owned())
        }
    }
}

/// What a block gave, when it is refused exactly where it says so or problems are shown right below.
fn refused_as_said<T>(
    block: &Block,
    must_fail: bool,
    given: Result<T, Problems>,
) -> Result<Result<T, Problems>, String> {
    let wanted = block.key("fails");
    match (&given, wanted) {
        (Ok(_), Some(codes)) => Err(format!("accepted, but it says fails={codes}")),
        (Ok(_), None) if must_fail => Err("accepted, but problems stand below".to_owned()),
        (Err(problems), Some(wanted)) => {
            let mut wanted: Vec<&str> = wanted.split(',').collect();
            wanted.sort_unstable();
            let mut found: Vec<String> = codes(problems).into_iter().map(|(code, _)| code).collect();
            found.dedup();
            if wanted == found { Ok(given) } else { Err(format!("refused otherwise:\n{problems}")) }
        }
        (Err(problems), None) if !must_fail => Err(format!("refused:\n{problems}")),
        _ => Ok(given),
    }
}

/// Lays a part over a scheme, as CONTRIBUTING.md says of `add`.
fn lay_over(whole: &mut Value, part: Value) {
    let (Value::Object(whole), Value::Object(part)) = (whole, part) else { return };
    let name = |element: &Value| ["name", "each", "group"].iter().find_map(|key| element.get(*key).cloned());
    for (key, value) in part {
        match (whole.get_mut(&key), value) {
            (Some(Value::Array(below)), Value::Array(above)) => {
                for element in above {
                    let same = below.iter_mut().find(|other| name(other).is_some() && name(other) == name(&element));
                    match same {
                        Some(other) => *other = element,
                        None => below.push(element),
                    }
                }
            }
            (_, value) => drop(whole.insert(key, value)),
        }
    }
}

/// A line of a `sh` block calls a job or an example that exists.
fn command(line: &str) -> Result<(), String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let exists = match words.as_slice() {
        [] => true,
        ["cargo", "xtask", job, ..] => include_str!("../../xtask/src/main.rs").contains(&format!("Some((&\"{job}\",")),
        ["cargo", "run", "--example", name, ..] => root().join(format!("core/examples/{name}.rs")).is_file(),
        _ => false,
    };
    if exists { Ok(()) } else { Err(format!("`{line}` calls no job and no example of this project")) }
}

/// The same without ` (line 1, column 2)` after a path.
fn without_positions(printed: &str) -> String {
    let line = |line: &str| match line.split_once("): ") {
        Some((place, rest)) if !line.starts_with(' ') => match place.split_once(" (") {
            Some((path, _)) => format!("{path}: {rest}\n"),
            None => format!("{line}\n"),
        },
        _ => format!("{line}\n"),
    };
    printed.lines().map(line).collect()
}

fn printed_otherwise(block: &Block, now: String) -> Option<String> {
    (block.text.trim_end() != now.trim_end()).then_some(now)
}

fn same(wanted: &Value, found: &Value) -> Result<(), String> {
    if wanted == found { Ok(()) } else { Err(format!("the page says {wanted}\nfound         {found}")) }
}

fn same_codes(block: &Block, found: &Problems) -> Result<(), String> {
    let wanted = expected_codes(&json!({ "all": block.json()? }), "all").ok_or("a list of code and path is needed")?;
    if wanted == codes(found) { Ok(()) } else { Err(format!("the page says {wanted:?}\nfound\n{found}")) }
}

/// The extractor itself, on a page that shows every kind.
mod extractor {
    use super::run;

    const SCHEME: &str = r#"
```json scheme fragment name=half
{ "inputs": [{ "name": "score", "type": "number", "from": 0, "until": 100 }],
  "steps": [{ "name": "half", "is": "score / 2" }],
  "outcomes": [{ "name": "half", "of": "half", "round": { "digits": 1, "mode": "half_up" } }] }
```
"#;

    fn failures(blocks: &str) -> Vec<(usize, String)> {
        run("page.md", &format!("{SCHEME}{blocks}")).0
    }

    #[test]
    fn a_page_that_holds_says_nothing() {
        let page = r#"
```json facts scheme=half
{ "score": 88.5 }
```
```json outcomes
{ "half": "44.3" }
```
```json steps
{ "half": "44.25" }
```
```json warnings
[]
```
```json scheme add
{ "steps": [{ "name": "half", "is": "score / 4" }, { "name": "other", "is": "half" }] }
```
  ```json facts
  { "score": 88 }
  ```
  ```json outcomes
  { "half": "22.0" }
  ```
```json facts fails=value.range
{ "score": 101 }
```
```json facts fails=value.type,document.unknown_key
{ "score": true, "scor": 1 }
```
```json scheme add fails=formula.unknown_name
{ "steps": [{ "name": "half", "is": "scores / 4" }] }
```
```json problems
[{ "code": "formula.unknown_name", "path": "steps[0].is" }]
```
```json facts
{ "score": 1 }
```
```json outcomes
{ "half": "0.3" }
```
```text explanation part
1 / 4 = 0.25
```
```json shown
[1]
```
```text
anything
```
```sh
cargo xtask test
```
"#;
        assert_eq!(failures(page), []);
    }

    #[test]
    fn what_does_not_hold_is_said() {
        let wrong = [
            "```json facts\n{ \"score\": 101 }\n```",
            "```json facts fails=value.type\n{ \"score\": 101 }\n```",
            "```json facts fails=value.range\n{ \"score\": 1 }\n```",
            "```json facts\n{ \"score\": 1 }\n```\n```json outcomes\n{}\n```",
            "```json facts\n{ \"score\": 1 }\n```\n```json steps\n{ \"nothing\": \"1\" }\n```",
            "```json facts\n{ \"score\": 101 }\n```\n```json problems\n[]\n```",
            "```json outcomes\n{}\n```",
            "```json\n{}\n```",
            "```\nx\n```",
            "```json facts schema=half\n{}\n```",
            "```json facts scheme=nothing\n{}\n```",
            "```rust\nfn main() {}\n```",
            "```sh\nrm -r .\n```",
            "```sh\ncargo xtask nothing\n```",
            "```json facts\n{ \"score\": 1 }\n",
        ];
        for page in wrong {
            assert_eq!(failures(page).len(), 1, "{page}");
        }
    }

    #[test]
    fn a_printed_text_is_rewritten() {
        let page = format!(
            "{SCHEME}\n> ```json facts\n```json facts\n{{ \"score\": 101 }}\n```\n```text problems lang=id\nold\n```\nafter\n"
        );
        let (failures, rewritten) = run("page.md", &page);
        assert_eq!(failures.len(), 1);
        assert!(rewritten.contains("[value.range]") && rewritten.ends_with("\n```\nafter\n"), "{rewritten}");
        assert_eq!(run("page.md", &rewritten), (Vec::new(), rewritten.clone()));
    }
}
