//! package.json: the nearest one, and what stands in it.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::ui::Failure;

/// A folder with a package.json.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) folder: PathBuf,
    pub(crate) manifest: Manifest,
}

#[derive(Debug, Default)]
pub(crate) struct Manifest(Map<String, Value>);

impl Project {
    /// The nearest folder at or above `start` that has a package.json.
    pub(crate) fn nearest(start: &Path) -> Result<Option<Self>, Failure> {
        let Some(folder) = start.ancestors().find(|folder| folder.join("package.json").is_file()) else {
            return Ok(None);
        };
        Ok(Some(Self {
            folder: folder.to_path_buf(),
            manifest: Manifest::read(folder)?,
        }))
    }
}

impl Manifest {
    /// The package.json of the folder, which must have one.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("package.json");
        let wrong = |reason: String| Failure::usage(format!("Cannot read `{}`: {reason}", path.display()));
        let text = std::fs::read(&path).map_err(|error| wrong(error.to_string()))?;
        let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
        match serde_json::from_slice(text) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(wrong("it is no object".to_owned())),
            Err(error) => Err(wrong(error.to_string()).hint("it has to be valid JSON, without comments")),
        }
    }

    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.0.get(field)?.as_str()
    }

    pub(crate) fn script(&self, name: &str) -> Option<&str> {
        self.0.get("scripts")?.get(name)?.as_str()
    }

    /// The names of all scripts.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = &str> {
        let scripts = self.0.get("scripts").and_then(Value::as_object);
        scripts
            .into_iter()
            .flat_map(|scripts| scripts.keys().map(String::as_str))
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// `packageManager`, or the name in npm's own `devEngines.packageManager`.
    pub(super) fn package_manager(&self) -> Option<&str> {
        let engines = || self.0.get("devEngines")?.get("packageManager")?.get("name")?.as_str();
        self.text("packageManager").or_else(engines)
    }
}
