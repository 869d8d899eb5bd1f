//! Appraises one employee and explains the result.
//!
//! ```text
//! cargo run --example appraise                                 the education officer of Kota Langsa
//! cargo run --example appraise -- --lang id                    in Indonesian
//! cargo run --example appraise -- --scheme id/pp-46-2011       another scheme, with its own example facts
//! cargo run --example appraise -- --scheme id/langsa my.json   your own facts (and --settings my-settings.json)
//! cargo run --example appraise -- --scheme id/permenpanrb-6-2022 --sealed   the appraisal as a document that another scheme takes
//! cargo run --example appraise -- --html out.html               the report, as a page for paper and telephone
//! cargo run --example appraise -- --scheme my-scheme.json --check   what a careful reader would question in a scheme
//! ```

use kinerja::{ExplainOptions, Lang, Problems, Scheme};
use std::process::ExitCode;

/// The facts that come with each built-in scheme, and the settings where it needs them.
const EXAMPLES: [(&str, &str, Option<&str>); 8] = [
    ("id/langsa", include_str!("facts/langsa.json"), None),
    ("id/pp-46-2011", include_str!("facts/pp-46-2011.json"), None),
    ("id/pp-30-2019", include_str!("facts/pp-30-2019.json"), Some(include_str!("facts/pp-30-2019.settings.json"))),
    (
        "id/permenpanrb-8-2021-jajf",
        include_str!("facts/permenpanrb-8-2021-jajf.json"),
        Some(include_str!("facts/permenpanrb-8-2021-jajf.settings.json")),
    ),
    ("id/angka-kredit-2023", include_str!("facts/angka-kredit-2023.json"), None),
    ("id/tpp", include_str!("facts/tpp.json"), Some(include_str!("facts/tpp.settings.json"))),
    ("id/permenpanrb-6-2022", include_str!("facts/permenpanrb-6-2022.json"), None),
    (
        "id/permenpanrb-8-2021-jpt",
        include_str!("facts/permenpanrb-8-2021-jpt.json"),
        Some(include_str!("facts/permenpanrb-8-2021-jpt.settings.json")),
    ),
];

const USAGE: &str = "\
usage: appraise [--scheme ID|FILE.json] [--settings FILE] [--lang en|id] [--sealed | --html OUT.html] [FACTS]
       appraise --scheme ID|FILE.json --check [--lang en|id]

Without FACTS the example facts of a built-in scheme are appraised; core/examples/facts/ has them, to start your own from.
Built-in schemes: id/langsa (the default), id/pp-46-2011, id/pp-30-2019, id/permenpanrb-8-2021-jpt,
id/permenpanrb-8-2021-jajf, id/permenpanrb-6-2022, id/angka-kredit-2023, id/tpp.";

struct Request {
    scheme: String,
    facts: Option<String>,
    settings: Option<String>,
    lang: Lang,
    check: bool,
    sealed: bool,
    html: Option<String>,
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--help" || argument == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let request = match request(std::env::args().skip(1)) {
        Ok(request) => request,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match appraise(&request) {
        Ok(explanation) => {
            print!("{explanation}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn request(arguments: impl Iterator<Item = String>) -> Result<Request, String> {
    let mut request = Request {
        scheme: "id/langsa".to_owned(),
        facts: None,
        settings: None,
        lang: Lang::En,
        check: false,
        sealed: false,
        html: None,
    };
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("`{argument}` needs a value"));
        match argument.as_str() {
            "--scheme" => request.scheme = value()?,
            "--settings" => request.settings = Some(value()?),
            "--html" => request.html = Some(value()?),
            "--lang" => {
                let code = value()?;
                request.lang = Lang::from_code(&code).ok_or(format!("`{code}` is not a language: en or id"))?;
            }
            "--check" => request.check = true,
            "--sealed" => request.sealed = true,
            option if option.starts_with('-') => return Err(format!("`{option}` is not an option")),
            _ if request.facts.is_some() => return Err(format!("`{argument}`: one facts document at a time")),
            _ => request.facts = Some(argument),
        }
    }
    Ok(request)
}

fn appraise(request: &Request) -> Result<String, String> {
    let explained = |problems: Problems| problems.text(request.lang);
    let read = |path: &str| read(path, request.lang);
    let scheme = if request.scheme.ends_with(".json") {
        Scheme::parse(&read(&request.scheme)?).map_err(explained)?
    } else {
        Scheme::builtin(&request.scheme, None).map_err(explained)?
    };
    if request.check {
        let findings = scheme.check();
        return Ok(if findings.is_empty() { String::new() } else { findings.text(request.lang) + "\n" });
    }
    let example = EXAMPLES.iter().find(|(id, ..)| *id == scheme.id());
    let facts = match (&request.facts, example) {
        (Some(path), _) => read(path)?,
        (None, Some((_, facts, _))) => (*facts).to_owned(),
        (None, None) => return Err("a scheme of your own needs a facts document".to_owned()),
    };
    let settings = match (&request.settings, example) {
        (Some(path), _) => Some(read(path)?),
        (None, Some((.., Some(settings)))) if request.facts.is_none() => Some((*settings).to_owned()),
        _ => None,
    };
    let appraisal = scheme.appraise(&facts, settings.as_deref()).map_err(explained)?;
    if let Some(path) = &request.html {
        let page = appraisal.to_html(&ExplainOptions::new(request.lang));
        std::fs::write(path, page).map_err(|error| format!("{path}: {error}"))?;
        return Ok(format!("{path}\n"));
    }
    Ok(if request.sealed { appraisal.sealed() + "\n" } else { appraisal.explain(request.lang) })
}

fn read(path: &str, lang: Lang) -> Result<String, String> {
    use std::io::ErrorKind::{InvalidData, NotFound};
    std::fs::read_to_string(path).map_err(|error| {
        let what = match (error.kind(), lang) {
            (NotFound, Lang::En) => "there is no such file".to_owned(),
            (NotFound, Lang::Id) => "berkas ini tidak ada".to_owned(),
            (InvalidData, Lang::En) => "this is no text in UTF-8; save the file as UTF-8".to_owned(),
            (InvalidData, Lang::Id) => "isinya bukan teks UTF-8; simpan berkas sebagai UTF-8".to_owned(),
            _ => error.to_string(),
        };
        format!("{path}: {what}")
    })
}
