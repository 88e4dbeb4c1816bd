//! The one place that writes to stderr: a closed pipe there is no reason to fail.

use std::io::Write;

pub(crate) fn print(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
