//! TypeScript below `js/`: a folder's files import those of another folder only through its `mod.ts`.
//! It must not check imports of packages or of `ext:` modules, which name no file.

use std::sync::LazyLock;

use regex::Regex;

use super::Faults;
use super::files::Tree;

static SPECIFIER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?m)(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}/[^"']+)["']"#;
    Regex::new(pattern).expect("the pattern is constant")
});

pub(super) fn check(tree: &Tree) -> Result<Faults, String> {
    let mut faults = Faults::new();
    for path in tree.sources().filter(|path| path.starts_with("js/")) {
        let text = tree.text(path).unwrap_or_default();
        for captures in SPECIFIER.captures_iter(&text) {
            let target = resolve(path, &captures[1]);
            if folder(path) != folder(&target) && !target.ends_with("/mod.ts") {
                faults.push(format!(
                    "{path}: imports `{target}`, which is another folder's own; import its mod.ts"
                ));
            }
        }
    }
    Ok(faults)
}

/// `js/<name>`.
fn folder(path: &str) -> String {
    path.split('/').take(2).collect::<Vec<_>>().join("/")
}

fn resolve(from: &str, specifier: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
