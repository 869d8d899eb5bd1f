//! Every job a developer does: `cargo xtask help`.

mod bindings;
mod jobs;
mod parts;
mod serve;
mod suite;
mod web;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <job>

  test [--all] [part…]  run what must pass, a line per part; parts may be named: `cargo xtask test lints book`
                        --all: more random cases, for which it sets KINERJA_ALL=1
  demo [arguments…]     appraise the officer of the example: cargo run --example appraise
  bindings [--release]  build the Python wheel and install it into .venv; print its size
  web [--build]         build the npm package into bindings-wasm/dist and the page into target/page; print the size of each file;
                        serve the page, unless --build
  docs                  build the API documentation, and the book where mdbook is installed
  bench [part…]         measure the library beside its peers: ratios of one run; parts: engine, python, schemes, searches, people, frameworks, weights, web, build
  schemas               write the files that are generated; `cargo xtask test schemas` says whether they are current
  publish               fix the digests of the built-in schemes: a later change of one needs a new version
  help                  this text

Needed: Rust through rustup; python3 (3.10 or newer, with venv and pip) for the oracle and the Python package; node (20 or newer, with npm)
for the npm package.
`CARGO_BUILD_JOBS=1` keeps a shared machine usable.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.split_first() {
        Some((&"test", rest)) => suite::run(rest),
        Some((&"demo", rest)) => jobs::demo(rest),
        Some((&"bindings", [])) => jobs::bindings(bindings::Profile::Dev),
        Some((&"bindings", ["--release"])) => jobs::bindings(bindings::Profile::Release),
        Some((&"web", [])) => jobs::web(jobs::Page::Served),
        Some((&"web", ["--build"])) => jobs::web(jobs::Page::Built),
        Some((&"docs", [])) => jobs::docs(),
        Some((&"bench", rest)) => jobs::bench(rest),
        Some((&"schemas", [])) => jobs::schemas(),
        Some((&"publish", [])) => jobs::publish(),
        None | Some((&("help" | "--help" | "-h"), _)) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Some(_) => {
            eprintln!("there is no job `{}`\n\n{HELP}", words.join(" "));
            ExitCode::from(2)
        }
    }
}
