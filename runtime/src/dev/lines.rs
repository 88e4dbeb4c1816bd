//! The lines on standard error that say what a change has done. Writes text; decides nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::terminal;

/// Names shown in one line at most: a checkout changes hundreds of files.
const MAX_NAMES: usize = 4;

/// Modules have been swapped.
pub(super) fn swapped(changed: &BTreeSet<PathBuf>, swapped: &BTreeSet<PathBuf>, time: Duration, cwd: &Path) {
    let unchanged: BTreeSet<PathBuf> = swapped.difference(changed).cloned().collect();
    let with = match unchanged.is_empty() {
        true => String::new(),
        false => format!(", and with it {}", names(&unchanged, cwd)),
    };
    say(
        "reload",
        &format!("swapped {}{with} in {} ms", names(changed, cwd), time.as_millis()),
    );
}

/// They could not be; the report stands above.
pub(super) fn failed(changed: &BTreeSet<PathBuf>, cwd: &Path) {
    let what = match changed.is_empty() {
        true => String::new(),
        false => format!(" to {}", names(changed, cwd)),
    };
    say(
        "reload",
        &format!("the change{what} has failed; the version before it goes on"),
    );
}

/// A module has taken a change and cannot go on with it.
pub(super) fn refused(file: &Path, message: &str, cwd: &Path) {
    let file = names(&BTreeSet::from([file.to_path_buf()]), cwd);
    say("reload", &format!("{file} does not take the change: {message}"));
}

/// The files hold again what runs.
pub(super) fn recovered() {
    say("reload", "the files hold what runs; nothing to swap");
}

/// The program starts again.
pub(super) fn restarts(reason: &str) {
    say("restart", reason);
}

/// The program has ended, and will start again.
pub(super) fn waits(what: &str) {
    say("restart", &format!("{what}; it starts again when a file changes"));
}

pub(super) fn watches() {
    terminal::print("Watching for changes; Ctrl-C ends\n");
}

/// Files as a person in `cwd` would name them.
pub(super) fn names(files: &BTreeSet<PathBuf>, cwd: &Path) -> String {
    let name = |path: &PathBuf| format!("`{}`", path.strip_prefix(cwd).unwrap_or(path).display());
    let shown: Vec<String> = files.iter().take(MAX_NAMES).map(name).collect();
    match files.len().saturating_sub(MAX_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn say(what: &str, text: &str) {
    terminal::print(&format!("{what}: {text}\n"));
}
