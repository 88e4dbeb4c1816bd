//! How long a file may be. Clippy checks functions. It must not be loosened: `sizes.txt` lists the files past the limit with their
//! lengths, and such a length may only shrink.

use super::Faults;
use super::files::Tree;

const RUST_LINES_MAX: usize = 400;
const TYPESCRIPT_LINES_MAX: usize = 250;
const KNOWN: &str = "tests/tidy/sizes.txt";

pub(super) fn check(tree: &Tree) -> Result<Faults, String> {
    let known = parse_known(&tree.text(KNOWN).unwrap_or_default())?;
    let mut faults = Faults::new();
    for path in tree.sources() {
        let limit = if path.ends_with(".rs") {
            RUST_LINES_MAX
        } else {
            TYPESCRIPT_LINES_MAX
        };
        let lines = tree.text(path).unwrap_or_default().lines().count();
        let listed = known.iter().find(|(other, _)| other == path).map(|(_, lines)| *lines);
        faults.extend(judge(lines, limit, listed).map(|fault| format!("{path}: {fault}")));
    }
    for (path, _) in known.iter().filter(|(path, _)| !tree.files.contains(path)) {
        faults.push(format!("{KNOWN}: `{path}` is gone; remove its line"));
    }
    Ok(faults)
}

pub(super) fn judge(lines: usize, limit: usize, listed: Option<usize>) -> Option<String> {
    match listed {
        None if lines > limit => Some(format!("{lines} lines, more than {limit}; split it at a real seam")),
        Some(_) if lines <= limit => Some(format!(
            "{lines} lines are within the limit; remove its line from {KNOWN}"
        )),
        Some(listed) if lines > listed => Some(format!("grew from {listed} to {lines} lines; it may only shrink")),
        Some(listed) if lines < listed => Some(format!(
            "shrank to {lines} lines; say so in {KNOWN} in place of {listed}"
        )),
        _ => None,
    }
}

/// Lines of `path lines`; empty lines and `#` comments are skipped.
fn parse_known(text: &str) -> Result<Vec<(String, usize)>, String> {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (path, count) = line
                .rsplit_once(' ')
                .ok_or_else(|| format!("{KNOWN}: `{line}` has no number"))?;
            let count = count.parse().map_err(|_| format!("{KNOWN}: `{line}` has no number"))?;
            Ok((path.trim().to_owned(), count))
        })
        .collect()
}
