//! The files that are generated from the shapes of the one reader and checked in.

/// What to do with the generated files.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    /// Write them.
    Write,
    /// Only say which differ from what would be written.
    Check,
}

/// What was found.
pub(crate) enum State {
    /// They are as they would be written; a sentence about it.
    #[expect(dead_code, reason = "for the first generated file")]
    Current(String),
    /// There is nothing to generate; why.
    NothingYet(String),
}

/// Writes or checks the generated files.
///
/// # Errors
/// Which files are not current, and the command that writes them.
pub(crate) fn run(mode: Mode) -> Result<State, String> {
    match mode {
        Mode::Write | Mode::Check => Ok(State::NothingYet("no file is generated yet".to_owned())),
    }
}
