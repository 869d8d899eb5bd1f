//! The npm package: the wasm module, the JavaScript that loads it and the thin half that people call, in `bindings-wasm/dist`.

use crate::bindings::{said, target};
use crate::parts::{NO_WASM32, WASM32, cargo, has_std_source, has_wasm32, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An entry of the package: the files that a page loads with it.
struct Entry {
    name: &'static str,
    /// The wasm module of the entry: the feature that it is built with, and what the glue calls it.
    module: Option<(&'static str, &'static str)>,
    /// Files, or a directory with a stroke at its end.
    files: &'static [&'static str],
    /// What the entry may take, brotli.
    budget: u64,
}

/// What every entry loads.
const SHARED: [&str; 3] = ["document.js", "lang.js", "problem.js"];

const ENTRIES: [Entry; 5] = [
    Entry {
        name: "kinerja",
        module: Some(("schemes", "kinerja")),
        files: &["kinerja_bg.wasm", "kinerja.js", "index.js", "appraisal.js", "languages.js", "scheme.js"],
        budget: 120_000,
    },
    Entry {
        name: "kinerja/rooms",
        module: Some(("rooms", "kinerja_rooms")),
        files: &[
            "kinerja_rooms_bg.wasm",
            "kinerja_rooms.js",
            "rooms.js",
            "rooms-call.js",
            "development.js",
            "feedback.js",
            "frameworks.js",
            "journal.js",
            "notices.js",
            "periods.js",
            "profile.js",
            "weights.js",
        ],
        budget: 100_000,
    },
    Entry {
        name: "kinerja/search",
        module: Some(("search", "kinerja_search")),
        files: &["kinerja_search_bg.wasm", "kinerja_search.js", "search.js"],
        budget: 100_000,
    },
    // Beside what it shows: the engine.
    Entry { name: "kinerja/form", module: None, files: &["form/"], budget: 25_000 },
    // Beside the rooms.
    Entry { name: "kinerja/weigh", module: None, files: &["weigh/", "form/dom.js"], budget: 10_000 },
];

/// Why the module was not optimised, where npm or the network is missing.
const UNOPTIMISED: &str = "not optimised, JavaScript with its comments, and without the types of TypeScript, because what package.json names cannot be installed from here: cd bindings-wasm && npm ci";

/// Why the standard library in the modules is the one that comes with Rust.
const LARGE_STD: &str = "with the standard library as it comes, which costs 7%, because it cannot be built from here: rustup component add rust-src, and a network for what it needs";

/// What was built.
pub(crate) struct Built {
    /// A line for each file and one for all.
    pub(crate) sizes: Vec<String>,
    /// What could not be done.
    pub(crate) lacking: Vec<&'static str>,
}

/// Builds the package.
///
/// # Errors
/// What is missing and what to do about it, or what went wrong.
pub(crate) fn build() -> Result<Built, String> {
    if !has_wasm32() {
        return Err(NO_WASM32.to_owned());
    }
    let dist = root().join("bindings-wasm/dist");
    // Only what is built now may be found there.
    let _ = fs::remove_dir_all(&dist);
    fs::create_dir_all(&dist).map_err(|error| error.to_string())?;
    let module = target().join(WASM32).join("web/kinerja_wasm.wasm");
    let mut has_small_std = has_std_source();
    let mut is_optimised = true;
    for (feature, name) in ENTRIES.iter().filter_map(|entry| entry.module) {
        has_small_std = has_small_std && said(&mut compile(feature, true)).is_ok();
        if !has_small_std {
            said(&mut compile(feature, false))?;
        }
        let words =
            ["run", "--quiet", "--package", "xtask", "--profile", "tool", "--features", "web", "--bin", "glue", "--"];
        said(cargo(words).arg(&module).arg(&dist).arg(name))?;
        is_optimised &= optimise(&dist.join(format!("{name}_bg.wasm"))).is_ok();
    }
    copy(&root().join("bindings-wasm/js"), &dist)?;
    match tools() {
        Ok(tools) => {
            declare(&tools)?;
            minify(&dist)?;
        }
        Err(_) => is_optimised = false,
    }
    let lacking = [(!has_small_std).then_some(LARGE_STD), (!is_optimised).then_some(UNOPTIMISED)];
    Ok(Built { sizes: sizes(&dist), lacking: lacking.into_iter().flatten().collect() })
}

/// The command that compiles a module: with a standard library that is made for its size and says nothing when it panics, or with the one that comes with Rust.
fn compile(feature: &str, has_small_std: bool) -> Command {
    let mut build = cargo(["build", "--quiet", "--package", "kinerja-wasm", "--profile", "web", "--target", WASM32]);
    build.args(["--no-default-features", "--features", feature]);
    // Digests are small here: sha2 without its unrolled loops takes 7 kB less, unpacked.
    let mut flags = r#"--cfg sha2_backend_soft="compact""#.to_owned();
    if has_small_std {
        // Rust offers it to its own and to those who ask so: nothing but the size depends on it.
        build.env("RUSTC_BOOTSTRAP", "1");
        build.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        flags.push_str(" -Zunstable-options -Cpanic=immediate-abort");
    }
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    build
}

/// The command that tests the package, once it is built; none where node is not here.
pub(crate) fn node_test() -> Option<Command> {
    let asks_version = "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)";
    let here = Command::new("node").args(["-e", asks_version]).output().is_ok_and(|output| output.status.success());
    let mut command = Command::new("node");
    command.args(["--expose-gc", "--test"]).current_dir(root().join("bindings-wasm"));
    let tests = fs::read_dir(root().join("bindings-wasm/test")).into_iter().flatten().flatten().map(|file| file.path());
    command.args(tests.filter(|file| file.to_string_lossy().ends_with(".test.mjs")));
    here.then_some(command)
}

/// Checks the JavaScript against its types, strictly, and writes the types of the package beside it.
fn declare(tools: &Path) -> Result<(), String> {
    let mut tool = Command::new("node");
    tool.arg(tools.join("typescript/bin/tsc")).args(["--project", "tsconfig.json"]);
    let output = tool.current_dir(root().join("bindings-wasm")).output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stdout).into_owned()) }
}

/// Makes the JavaScript of the package small: after its types, which are read from its comments.
fn minify(dist: &Path) -> Result<(), String> {
    said(Command::new("node").arg("minify.mjs").arg(dist).current_dir(root().join("bindings-wasm")))
}

/// Puts the page together with the package that it is made of, as any web server can serve it, and gives the directory.
///
/// # Errors
/// What went wrong.
pub(crate) fn page() -> Result<PathBuf, String> {
    let page = target().join("page");
    let _ = fs::remove_dir_all(&page);
    copy(&root().join("bindings-wasm/web"), &page)?;
    copy(&root().join("bindings-wasm/dist"), &page.join("kinerja"))?;
    Ok(page)
}

/// Copies a directory with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|error| error.to_string())?;
    for entry in fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?.flatten() {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied)?;
        } else {
            fs::copy(&path, copied).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// Installs what package.json names, where it lacks.
fn tools() -> Result<PathBuf, String> {
    let here = root().join("bindings-wasm");
    let wanted = fs::read_to_string(here.join("package-lock.json")).map_err(|error| error.to_string())?;
    let mark = here.join("node_modules/kinerja-lock.json");
    if fs::read_to_string(&mark).ok().as_ref() != Some(&wanted) {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        said(Command::new(npm).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&here))?;
        fs::write(mark, wanted).map_err(|error| error.to_string())?;
    }
    Ok(here.join("node_modules"))
}

/// Installs the browser that the tests drive, where it lacks and where that needs nobody's leave; a test that finds none says so.
pub(crate) fn browser() {
    let here = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    if cfg!(target_os = "linux") && !here("chromium") && std::env::var_os("CHROMIUM").is_none() {
        let _ = Command::new("apt-get").args(["install", "--yes", "--quiet", "chromium"]).output();
    }
}

/// Makes the module smaller.
fn optimise(module: &Path) -> Result<(), String> {
    let mut tool = Command::new("node");
    tool.arg(tools()?.join("binaryen/bin/wasm-opt"));
    // What rustc emits without being asked, and every engine of the last years reads.
    let features =
        ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
    tool.args(features.map(|feature| format!("--enable-{feature}")));
    said(tool.args(["-Oz", "-o"]).arg(module).arg(module))
}

/// The size of each file that browsers load, raw and brotli, entry by entry.
fn sizes(dist: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in &ENTRIES {
        let (mut raw_together, mut together) = (0, Some(0));
        let shared: &[&str] = if entry.module.is_some() { &SHARED } else { &[] };
        for name in entry.files.iter().chain(shared).flat_map(|name| files(dist, name)) {
            let file = dist.join(&name);
            let raw = fs::metadata(&file).map_or(0, |file| file.len());
            let packed = brotli(&file);
            raw_together += raw;
            together = together.zip(packed).map(|(sum, size)| sum + size);
            lines.push(line(&name, raw, packed));
        }
        let over = together.is_some_and(|together| together > entry.budget);
        let budget = if over { "OVER the budget of" } else { "budget" };
        let whole = line(&format!("all of {}", entry.name), raw_together, together);
        lines.push(format!("{whole}; {budget} {}", kilobytes(entry.budget)));
    }
    lines
}

/// The files that a name of an entry stands for.
fn files(dist: &Path, name: &str) -> Vec<String> {
    if !name.ends_with('/') {
        return vec![name.to_owned()];
    }
    let found = fs::read_dir(dist.join(name)).into_iter().flatten().flatten();
    let mut names: Vec<String> = found.map(|file| format!("{name}{}", file.file_name().to_string_lossy())).collect();
    names.retain(|name| !name.ends_with(".d.ts"));
    names.sort();
    names
}

fn line(name: &str, raw: u64, packed: Option<u64>) -> String {
    format!("{name:<22}{:>10} raw{:>10} brotli", kilobytes(raw), packed.map_or("?".to_owned(), kilobytes))
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// What a file takes when it is sent as brotli; node knows.
fn brotli(file: &Path) -> Option<u64> {
    let script = "console.log(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])).length)";
    let output = Command::new("node").args(["-e", script]).arg(file).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
