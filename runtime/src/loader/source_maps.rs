//! Source maps that compiled JavaScript brings along, for the stack frames of errors. Read when an error is shown, never before.

use std::path::Path;

use deno_media_type::data_url::RawDataUrl;
use url::Url;

use super::resolve::file_path;

const COMMENT: &str = "//# sourceMappingURL=";

/// The map that the last comment of a script names.
pub(super) fn of_script(path: &Path) -> Option<Vec<u8>> {
    let script = std::fs::read(path).ok()?;
    let script = String::from_utf8_lossy(&script);
    let (_, named) = script.rsplit_once(COMMENT)?;
    let named = named.lines().next()?.trim();
    let url = Url::from_file_path(path).ok()?.join(named).ok()?;
    if url.scheme() == "data" {
        return Some(RawDataUrl::parse(&url).ok()?.bytes);
    }
    at(&url)
}

/// The map in a file of its own.
pub(super) fn at(url: &Url) -> Option<Vec<u8>> {
    let path = file_path(url)?;
    let map = std::fs::read(&path).ok()?;
    has_sources(&map, &path).then_some(map)
}

/// Packages often leave out what they were compiled from; positions in files that are not there help nobody.
fn has_sources(map: &[u8], path: &Path) -> bool {
    let Ok(map) = serde_json::from_slice::<serde_json::Value>(map) else {
        return false;
    };
    let root = map.get("sourceRoot").and_then(|root| root.as_str()).unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new("/")).join(root);
    let sources = map.get("sources").and_then(|sources| sources.as_array());
    sources.is_some_and(|sources| {
        let mut names = sources.iter().filter_map(|source| source.as_str());
        names.any(|name| folder.join(name.trim_start_matches("file://")).is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_counts_where_its_sources_are() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
        write("a.js", "let a;\n//# sourceMappingURL=a.js.map\n");
        write("a.js.map", r#"{"version":3,"sources":["a.ts"],"mappings":""}"#);
        assert!(of_script(&dir.path().join("a.js")).is_none());
        write("a.ts", "");
        assert!(of_script(&dir.path().join("a.js")).is_some());
        write("b.js", "let b;\n//# sourceMappingURL=data:application/json,%7B%7D");
        assert_eq!(of_script(&dir.path().join("b.js")).as_deref(), Some(b"{}".as_slice()));
        write("c.js", "let c;");
        assert!(of_script(&dir.path().join("c.js")).is_none());
    }
}
