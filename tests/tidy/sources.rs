//! What every source file keeps to: a header, no path of somebody's machine, no unexplained remainder; and the vendored archive's
//! checksums. It must not parse any language.

use std::fs::File;
use std::io;
use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use super::Faults;
use super::files::Tree;

/// Rust files open with `//!`, TypeScript files below `js/` with a comment that holds `@module`.
pub(super) fn headers(tree: &Tree) -> Result<Faults, String> {
    let mut faults = Faults::new();
    for path in tree.sources() {
        let text = tree.text(path).unwrap_or_default();
        let opening = text.split("*/").next().unwrap_or("");
        if path.ends_with(".rs") && !text.starts_with("//!") {
            faults.push(format!(
                "{path}: does not open with `//!`: what it is and what it must not know"
            ));
        }
        if path.starts_with("js/")
            && path.ends_with(".ts")
            && !(opening.starts_with("/**") && opening.contains("@module"))
        {
            faults.push(format!(
                "{path}: does not open with `/** @module */`: what it is and what it must not know"
            ));
        }
    }
    Ok(faults)
}

// Put together at run time, so that this file does not hold what it looks for.
static MACHINE_PATH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = [
        r"(?:^|[^\w./$}-])/(?:wo",
        r"rk|ro",
        r"ot|Us",
        r"ers|ho",
        r"me/[a-z][\w-]*)/",
    ]
    .concat();
    Regex::new(&pattern).expect("the pattern is constant")
});

pub(super) fn machine_paths(tree: &Tree) -> Result<Faults, String> {
    Ok(lines(tree)
        .filter(|line| MACHINE_PATH.is_match(&line.text))
        .map(|line| line.fault("holds a path of one machine"))
        .collect())
}

static REMAINDER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = [r"\b(?:TO", r"DO|FIX", r"ME|XX", r"X)\b"].concat();
    Regex::new(&pattern).expect("the pattern is constant")
});
static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = [r"\b(?:TO", r"DO|FIX", r"ME|XX", r"X)(?:\(#\d+\))?: \S+ \S+"].concat();
    Regex::new(&pattern).expect("the pattern is constant")
});

pub(super) fn reasons(tree: &Tree) -> Result<Faults, String> {
    let unexplained = |text: &str| REMAINDER.is_match(text) && !EXPLAINED.is_match(text);
    Ok(lines(tree)
        .filter(|line| unexplained(&line.text))
        .map(|line| line.fault("says that something is left to do, not why"))
        .collect())
}

/// `vendor/v8/<version>/` against `vendor/v8/SHA256SUMS`, whose names are those of the files.
pub(super) fn checksums(tree: &Tree) -> Result<Faults, String> {
    let folder = "vendor/v8/";
    let sums = tree
        .text("vendor/v8/SHA256SUMS")
        .ok_or("vendor/v8/SHA256SUMS cannot be read")?;
    let mut unlisted: Vec<&String> = tree
        .files
        .iter()
        .filter(|path| path.starts_with(folder) && path[folder.len()..].contains('/'))
        .collect();
    let mut faults = Faults::new();
    for line in sums.lines() {
        let Some((sum, name)) = line.split_once("  ") else {
            faults.push(format!("vendor/v8/SHA256SUMS: `{line}` is no checksum line"));
            continue;
        };
        let listed = |path: &&String| path.ends_with(&format!("/{name}"));
        match unlisted.iter().position(listed).map(|index| unlisted.remove(index)) {
            None => faults.push(format!("vendor/v8: `{name}` is listed but missing")),
            Some(path) if sha256(tree, path)? != sum => {
                faults.push(format!("{path}: its checksum is not the listed one"))
            }
            Some(_) => {}
        }
    }
    faults.extend(
        unlisted
            .iter()
            .map(|path| format!("{path}: has no line in vendor/v8/SHA256SUMS")),
    );
    Ok(faults)
}

fn sha256(tree: &Tree, path: &str) -> Result<String, String> {
    let failed = |error: io::Error| format!("could not read `{path}`: {error}");
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(tree.root.join(path)).map_err(failed)?, &mut hasher).map_err(failed)?;
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

struct Line<'a> {
    path: &'a str,
    number: usize,
    text: String,
}

impl Line<'_> {
    fn fault(&self, what: &str) -> String {
        format!("{}:{}: {what}: `{}`", self.path, self.number, self.text.trim())
    }
}

/// Every line of every text of the project's own; lock files and vendored files are made elsewhere.
fn lines(tree: &Tree) -> impl Iterator<Item = Line<'_>> {
    let ours = tree.files.iter().map(String::as_str);
    let ours =
        ours.filter(|path| !path.starts_with("vendor/") && !path.ends_with(".lock") && !path.ends_with("-lock.json"));
    ours.flat_map(|path| {
        let text = tree.text(path).unwrap_or_default();
        let lines: Vec<Line> = text
            .lines()
            .enumerate()
            .map(|(index, line)| Line {
                path,
                number: index + 1,
                text: line.to_owned(),
            })
            .collect();
        lines
    })
}
