//! What is told to the user: progress and notes on standard error, results on standard output.

use std::io::Write;

/// A line of progress. A closed standard error leaves nobody to tell.
pub(crate) fn note(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A result. Whoever closed standard output wants none.
pub(crate) fn print(text: &str) {
    let _ = write!(std::io::stdout(), "{text}");
}
