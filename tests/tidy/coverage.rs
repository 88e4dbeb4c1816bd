//! What must have a spec or a page: examples and error codes. It must not judge what the spec says.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::Faults;
use super::files::Tree;

/// Each folder of `examples/` is run by a spec that names it in its settings.
pub(super) fn examples(tree: &Tree) -> Result<Faults, String> {
    let examples: BTreeSet<&str> = tree
        .files
        .iter()
        .filter_map(|path| path.strip_prefix("examples/")?.split_once('/'))
        .map(|(name, _)| name)
        .collect();
    let specs = specs(tree);
    let run = |name: &str| {
        specs
            .iter()
            .any(|text| text.contains(&format!("\"example\": \"{name}\"")))
    };
    Ok(examples
        .iter()
        .filter(|name| !run(name))
        .map(|name| format!("examples/{name}: no spec has `\"example\": \"{name}\"`"))
        .collect())
}

static CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"["'`](RACE_[A-Z0-9_]*[A-Z0-9])["'`]"#).expect("the pattern is constant"));

/// Each `RACE_` code of the sources is known to a spec or to the page of errors, once there is such a page.
pub(super) fn error_codes(tree: &Tree) -> Result<Faults, String> {
    let Some(page) = tree.text("docs/errors.md") else {
        return Ok(Faults::new());
    };
    let mut known = specs(tree);
    known.push(page);
    let mut faults = Faults::new();
    for path in tree.sources().filter(|path| !path.starts_with("tests/")) {
        let text = tree.text(path).unwrap_or_default();
        let codes: BTreeSet<&str> = CODE
            .captures_iter(&text)
            .filter_map(|captures| captures.get(1))
            .map(|code| code.as_str())
            .collect();
        for code in codes
            .iter()
            .filter(|code| !known.iter().any(|text| text.contains(**code)))
        {
            faults.push(format!(
                "{path}: `{code}` is named in no spec and not in docs/errors.md"
            ));
        }
    }
    Ok(faults)
}

fn specs(tree: &Tree) -> Vec<String> {
    let specs = tree
        .files
        .iter()
        .filter(|path| path.starts_with("tests/specs/") && path.ends_with(".txt"));
    specs.filter_map(|path| tree.text(path)).collect()
}
