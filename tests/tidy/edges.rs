//! Which crate may depend on which: tests, cli, runtime, the extensions, schema, each on what stands below it and never on a sibling.
//! It must not look at crates from elsewhere.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::Faults;
use super::files::Tree;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Only crates of the workspace are named by path.
    path: Option<String>,
}

pub(super) fn check(tree: &Tree) -> Result<Faults, String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(&tree.root)
        .output()
        .map_err(|error| format!("could not start cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        ));
    }
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut faults = Faults::new();
    for package in &metadata.packages {
        let from = folder(
            &tree.root,
            Path::new(&package.manifest_path).parent().unwrap_or(&tree.root),
        );
        for (name, path) in package
            .dependencies
            .iter()
            .filter_map(|dependency| Some((&dependency.name, dependency.path.as_ref()?)))
        {
            if let Some(reason) = forbidden(&from, &folder(&tree.root, Path::new(path))) {
                faults.push(format!(
                    "{from}/Cargo.toml: `{}` must not depend on `{name}`: {reason}",
                    package.name
                ));
            }
        }
    }
    Ok(faults)
}

fn folder(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned()
}

/// Why the crate in one folder may not import the crate in another.
pub(super) fn forbidden(from: &str, to: &str) -> Option<String> {
    let (Some(above), Some(below)) = (layer(from), layer(to)) else {
        return Some("one of the two folders has no layer; ARCHITECTURE.md and this check must learn it".to_owned());
    };
    if to == "cli" {
        return Some("nothing imports the command".to_owned());
    }
    if let Some(owner) = to.strip_suffix("/engine")
        && from != owner
        && !from.starts_with("tests/")
    {
        return Some("an engine is reached through its extension".to_owned());
    }
    if above <= below {
        let kind = if above == below {
            "they are siblings"
        } else {
            "it stands above"
        };
        return Some(kind.to_owned());
    }
    None
}

/// Height in the tree; a crate imports only what is lower.
fn layer(folder: &str) -> Option<u8> {
    match folder {
        "ext/schema" | "supervisor" => Some(0),
        "runtime" => Some(3),
        "cli" => Some(4),
        "tests" | "tests/abuse" | "tests/bench" | "tests/compat" | "tests/fuzz" | "tests/node" => Some(5),
        _ => match folder.strip_prefix("ext/")?.split_once('/') {
            None => Some(2),
            // What an extension does without JavaScript.
            Some((_, "engine")) => Some(1),
            Some(_) => None,
        },
    }
}
