//! What to do about a module that is not there: the file that was probably meant, the command that installs the package.
//! Looks at names only; never resolves.

use std::path::{Path, PathBuf};

use node_resolver::DENO_SUPPORTED_BUILTIN_NODE_MODULES;

/// A file beside the missing one whose name is nearly the one asked for, with or without its extension.
pub(crate) fn similar_file(missing: &Path) -> Option<PathBuf> {
    let wanted = missing.file_name()?.to_str()?;
    let wanted_stem = missing.file_stem()?.to_str()?;
    let distance = |entry: &Path| -> Option<usize> {
        let by_name = strsim::damerau_levenshtein(wanted, entry.file_name()?.to_str()?);
        let by_stem = strsim::damerau_levenshtein(wanted_stem, entry.file_stem()?.to_str()?);
        Some(by_name.min(by_stem))
    };
    let limit = (wanted_stem.len() / 3).clamp(1, 3);
    std::fs::read_dir(missing.parent()?)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .filter_map(|path| Some((distance(&path)?, path)))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, path)| path)
}

/// How an import in `base` would name the file.
pub(crate) fn relative_specifier(file: &Path, base: &Path) -> String {
    let mut up = String::new();
    for ancestor in base.ancestors() {
        if let Ok(rest) = file.strip_prefix(ancestor) {
            let prefix = if up.is_empty() { "./" } else { up.as_str() };
            return format!("{prefix}{}", rest.display());
        }
        up.push_str("../");
    }
    file.display().to_string()
}

/// Whether a folder of that name stands in a `node_modules` above the importer.
pub(crate) fn is_installed(package: &str, importer: &Path) -> bool {
    importer
        .ancestors()
        .skip(1)
        .any(|dir| dir.join("node_modules").join(package).is_dir())
}

/// The package.json of an installed package.
pub(crate) fn manifest_of(package: &str, importer: &Path) -> Option<PathBuf> {
    let candidates = importer
        .ancestors()
        .skip(1)
        .map(|dir| dir.join("node_modules").join(package).join("package.json"));
    candidates.into_iter().find(|path| path.is_file())
}

/// The built-in module that `node:<misspelt>` was probably meant to be.
pub(crate) fn similar_builtin(specifier: &str) -> Option<&'static str> {
    nearest(
        specifier.trim_start_matches("node:"),
        DENO_SUPPORTED_BUILTIN_NODE_MODULES.iter().copied(),
    )
}

/// The name closest to the one written, if it is close enough to be a slip.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wanted.chars().count() / 3).clamp(1, 3);
    names
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// The command that brings the package, in the words of the manager whose lock file is nearest.
pub(crate) fn install_command(package: &str, importer: &Path) -> String {
    const MANAGERS: [(&str, &str, &str); 5] = [
        ("pnpm-lock.yaml", "pnpm add", "pnpm install"),
        ("yarn.lock", "yarn add", "yarn install"),
        ("bun.lock", "bun add", "bun install"),
        ("bun.lockb", "bun add", "bun install"),
        ("package-lock.json", "npm install", "npm install"),
    ];
    let (_, add, install) = importer
        .ancestors()
        .skip(1)
        .find_map(|dir| MANAGERS.iter().find(|(lock, _, _)| dir.join(lock).is_file()))
        .unwrap_or(&MANAGERS[4]);
    if is_declared(package, importer) {
        format!("package.json names it but it is not installed; run `{install}`")
    } else {
        format!("run `{add} {package}`")
    }
}

fn is_declared(package: &str, importer: &Path) -> bool {
    let manifest = importer
        .ancestors()
        .skip(1)
        .map(|dir| dir.join("package.json"))
        .find(|path| path.is_file());
    let parsed = manifest.and_then(|path| std::fs::read(path).ok());
    let Some(json) = parsed.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok()) else {
        return false;
    };
    [
        "dependencies",
        "devDependencies",
        "optionalDependencies",
        "peerDependencies",
    ]
    .iter()
    .any(|field| json.get(field).is_some_and(|list| list.get(package).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_file_that_was_meant() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["users.ts", "orders.ts"] {
            std::fs::write(dir.path().join(file), "").unwrap();
        }
        let found = |name: &str| {
            similar_file(&dir.path().join(name)).map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        };
        assert_eq!(found("user").as_deref(), Some("users.ts"));
        assert_eq!(found("users.js").as_deref(), Some("users.ts"));
        assert_eq!(found("odrers.ts").as_deref(), Some("orders.ts"));
        assert_eq!(found("payments"), None);
    }

    #[test]
    fn speaks_of_the_manager_in_use() {
        let dir = tempfile::tempdir().unwrap();
        let importer = dir.path().join("src/app.ts");
        assert_eq!(install_command("zod", &importer), "run `npm install zod`");
        std::fs::write(dir.path().join("pnpm-lock.yaml"), "").unwrap();
        assert_eq!(install_command("zod", &importer), "run `pnpm add zod`");
        std::fs::write(dir.path().join("package.json"), r#"{"dependencies":{"zod":"4"}}"#).unwrap();
        assert!(install_command("zod", &importer).contains("`pnpm install`"));
    }

    #[test]
    fn writes_specifiers_as_imports_do() {
        let relative = |file: &str, base: &str| relative_specifier(Path::new(file), Path::new(base));
        assert_eq!(relative("/a/b/c.ts", "/a/b"), "./c.ts");
        assert_eq!(relative("/a/lib/c.ts", "/a/b"), "../lib/c.ts");
    }
}
