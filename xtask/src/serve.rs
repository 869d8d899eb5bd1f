//! A server for the page on this machine: files of a directory, nothing else.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};

/// The port that is tried first.
const PORT: u16 = 8080;
/// No request for a file of the page is longer.
const LONGEST: u64 = 16 * 1024;

/// Serves a directory until the program is stopped.
///
/// # Errors
/// Where there is no free port.
pub(crate) fn serve(directory: &Path) -> Result<(), String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("the page stands at http://localhost:{}/ until you press Ctrl-C", address.port());
    for stream in listener.incoming().flatten() {
        let directory = directory.to_owned();
        // A browser keeps connections open that it may use later: none waits for another.
        std::thread::spawn(move || answer(&stream, &directory));
    }
    Ok(())
}

/// Answers one request; a client that went away gets nothing.
fn answer(mut stream: &TcpStream, directory: &Path) {
    let mut first = String::new();
    let mut lines = BufReader::new(stream.take(LONGEST));
    if lines.read_line(&mut first).is_err() {
        return;
    }
    // The rest is read, else the connection would be reset before the answer is.
    let mut header = String::new();
    while lines.read_line(&mut header).is_ok_and(|read| read > 2) {
        header.clear();
    }
    let found = file(&first, directory).and_then(|file| Some((fs::read(&file).ok()?, kind(&file))));
    let (status, body, kind) = match found {
        Some((body, kind)) => ("200 OK", body, kind),
        None => ("404 Not Found", Vec::new(), "text/plain"),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

/// The file that a request asks for, inside the directory.
fn file(request: &str, directory: &Path) -> Option<PathBuf> {
    let target = request.strip_prefix("GET ")?.split([' ', '?', '#']).next()?;
    let path = Path::new(target.trim_start_matches('/'));
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let file = directory.join(path);
    let file = if target.ends_with('/') { file.join("index.html") } else { file };
    (inside && file.is_file()).then_some(file)
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
