//! What to do about an error, from what it says. One entry of [`RULES`] per well-known mistake.

use std::path::Path;

use regex::Regex;

use super::exports;
use crate::loader::{install_command, is_installed, package_name, similar_file};

/// The hints of an error: its own (`hint`), else what its message is known to mean. `file` is where it happened.
pub(super) fn for_error(message: &str, properties: &[(String, String)], file: Option<&Path>) -> Vec<String> {
    let own: Vec<String> = properties
        .iter()
        .filter(|(key, _)| key == "hint")
        .map(|(_, hint)| hint.clone())
        .collect();
    if !own.is_empty() {
        return own;
    }
    if let Some(hint) = file.and_then(|file| about_modules(message, file)) {
        return vec![hint];
    }
    RULES
        .iter()
        .filter_map(|(pattern, hint)| {
            // Compiled only when a program has already failed.
            let found = Regex::new(pattern).ok()?.captures(message)?;
            let name = found.get(1).map_or("", |name| name.as_str());
            Some(hint.replace("{}", name))
        })
        .take(1)
        .collect()
}

/// Hints that need a look at the files around: a `require` that found nothing, an export that is not there.
fn about_modules(message: &str, file: &Path) -> Option<String> {
    let captures = |pattern: &str| Regex::new(pattern).ok()?.captures(message);
    if let Some(found) = captures(r"^Error: Cannot find module '([^']+)'") {
        let name = found.get(1)?.as_str();
        if !name.starts_with(['.', '/']) {
            let package = package_name(name);
            return (!is_installed(package, file)).then(|| install_command(package, file));
        }
        let similar = similar_file(&file.parent()?.join(name))?;
        return Some(format!("did you mean `{}`?", similar.file_name()?.to_string_lossy()));
    }
    let found = captures(r"^SyntaxError: The requested module `([^`]+)` does not provide an export named `([^`]+)`")?;
    exports::hint(found.get(1)?.as_str(), found.get(2)?.as_str(), file)
}

/// (pattern on the message, hint; `{}` is the pattern's first group)
const RULES: [(&str, &str); 15] = [
    (
        r"^ReferenceError: (require|module|exports) is not defined",
        "this file is an ES module, where `{}` does not exist: use `import`, or name the file `.cjs`",
    ),
    (
        r"^ReferenceError: __(filename|dirname) is not defined",
        "this file is an ES module: use `import.meta.{}`",
    ),
    (
        r"^ReferenceError: (describe|it|test|expect|beforeAll|beforeEach|afterAll|afterEach|vi|jest) is not defined",
        "`{}` is a global in files that `racejs test` runs; elsewhere, import it from \"racejs/test\"",
    ),
    (
        r"Cannot use import statement outside a module|Unexpected token 'export'|cannot be used outside of module code",
        "this file is CommonJS by its name or package.json: name it `.mjs` (`.mts`), set `\"type\": \"module\"`, or write `require`",
    ),
    (
        r"await is only valid in async functions and the top level bodies of modules",
        "top-level `await` needs an ES module: set `\"type\": \"module\"` in package.json, or name the file `.mjs`",
    ),
    (
        r"does not provide an export named `default`",
        "it has no default export: import names in braces, `import { name } from ...`",
    ),
    (
        r"does not provide an export named `([^`]+)`",
        "check the spelling of `{}`; a type needs `import type`",
    ),
    (
        r"Top-level await promise never resolved|event loop has already resolved",
        "a top-level `await` waits for something that never happens; do modules that import each other wait for one another?",
    ),
    (
        r"EADDRINUSE",
        "another process uses that port: stop it, or listen on another one (`PORT=0` takes any)",
    ),
    (
        r#"ERR_PACKAGE_PATH_NOT_EXPORTED|No "exports" main defined|is not defined by "exports""#,
        "the package's `exports` does not offer that path: import one that it documents",
    ),
    (
        r"\.node: (file too short|invalid ELF header|wrong ELF class|cannot open shared object|.*cannot be loaded)",
        "the addon is damaged or was built for another platform: `npm rebuild` builds it for this one",
    ),
    (
        r"nvalid package config.*[/\\]node_modules[/\\]",
        "the package is damaged: remove its folder and install it anew",
    ),
    (
        r#"^\w+: (\[\w+\] )?Invalid "(exports|imports)" .*target"#,
        "the package.json of that package is wrong: another version may be right, and its authors want to know",
    ),
    (
        r"Cannot find module '(?:file://)?[^']*/node_modules/[^']*'",
        "the package lacks the file: install it anew, or build it if it is one of your own",
    ),
    (
        r"Maximum call stack size exceeded",
        "a function calls itself without end, or an object graph is too deep to walk",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_a_valid_pattern() {
        for (pattern, _) in RULES {
            assert!(Regex::new(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn an_error_s_own_hint_comes_first() {
        let own = [("hint".to_string(), "do this".to_string())];
        assert_eq!(
            for_error("ReferenceError: require is not defined", &own, None),
            ["do this"]
        );
        let found = for_error("ReferenceError: require is not defined", &[], None);
        assert!(found[0].contains("`require` does not exist"), "{found:?}");
        assert!(for_error("Error: x", &[], None).is_empty());
    }
}
