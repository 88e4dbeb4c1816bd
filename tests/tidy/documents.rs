//! Paths that documents name must exist. It must not check links to the web, or names of files that belong to a user's project.

use std::sync::LazyLock;

use regex::Regex;

use super::Faults;
use super::files::Tree;

/// Endings that make a name with a folder in it a file of this repository.
const ENDINGS: &[&str] = &["rs", "ts", "md", "toml", "txt", "sh", "json", "jsonc", "yml"];

static BACKTICKED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"`(?:\./)?([\w.-]+(?:/[\w.-]+)*/?)`").expect("the pattern is constant"));
static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)").expect("the pattern is constant"));

pub(super) fn check(tree: &Tree) -> Result<Faults, String> {
    let mut faults = Faults::new();
    for path in tree.files.iter().filter(|path| is_document(path)) {
        let text = tree.text(path).unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = |name: &str| {
            if folder.is_empty() {
                name.to_owned()
            } else {
                format!("{folder}/{name}")
            }
        };
        for captures in BACKTICKED.captures_iter(&text) {
            let name = &captures[1];
            if names_a_file(tree, name) && !tree.exists(name) && !tree.exists(&beside(name)) {
                faults.push(format!("{path}: `{name}` does not exist"));
            }
        }
        for captures in LINK.captures_iter(&text) {
            if !tree.exists(&beside(&captures[1])) {
                faults.push(format!("{path}: the link to `{}` leads nowhere", &captures[1]));
            }
        }
    }
    Ok(faults)
}

/// Documents at the top, below `docs/`, and those beside code; not the packages' own.
fn is_document(path: &str) -> bool {
    path.ends_with(".md") && path != "CHANGELOG.md" && !path.starts_with("vendor/") && !path.contains("node_modules/")
}

fn names_a_file(tree: &Tree, name: &str) -> bool {
    let first = name.split('/').next().unwrap_or("");
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ["target", "node_modules"].contains(&first) {
        return false;
    }
    match name.contains('/') {
        // `app.ts` in a text is the reader's own; only documents are named without their folder.
        false => ending == "md",
        true => ENDINGS.contains(&ending) || tree.root.join(first).is_dir(),
    }
}
