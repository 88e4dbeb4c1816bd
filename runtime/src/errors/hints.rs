//! What to do about an error, from what it says. One entry of [`RULES`] per well-known mistake.

use regex::Regex;

/// The hints of an error: its own (`hint`), else what its message is known to mean.
pub(super) fn for_error(message: &str, properties: &[(String, String)]) -> Vec<String> {
    let own: Vec<String> = properties
        .iter()
        .filter(|(key, _)| key == "hint")
        .map(|(_, hint)| hint.clone())
        .collect();
    if !own.is_empty() {
        return own;
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

/// (pattern on the message, hint; `{}` is the pattern's first group)
const RULES: [(&str, &str); 9] = [
    (
        r"^ReferenceError: (require|module|exports|__filename|__dirname) is not defined",
        "this file is an ES module, where `{}` does not exist: use `import`, or name the file `.cjs`",
    ),
    (
        r"Cannot use import statement outside a module|Unexpected token 'export'",
        "this file is CommonJS by its package.json: set `\"type\": \"module\"` there, or name the file `.mjs`",
    ),
    (
        r"await is only valid in async functions and the top level bodies of modules",
        "top-level `await` needs an ES module: set `\"type\": \"module\"` in package.json, or name the file `.mjs`",
    ),
    (
        r"does not provide an export named '?default'?",
        "it has no default export: import names in braces, `import { name } from ...`",
    ),
    (
        r"does not provide an export named '?([^'\s]+)'?",
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
        r"ERR_PACKAGE_PATH_NOT_EXPORTED",
        "the package's `exports` does not offer that path: import one that it documents",
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
        assert_eq!(for_error("ReferenceError: require is not defined", &own), ["do this"]);
        let found = for_error("ReferenceError: require is not defined", &[]);
        assert!(found[0].contains("`require` does not exist"), "{found:?}");
        assert!(for_error("Error: x", &[]).is_empty());
    }
}
