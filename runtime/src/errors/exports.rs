//! What a module exports, read from its text, to say which name was meant. Only files named by a path are looked at.

use std::path::Path;

use deno_ast::MediaType;
use url::Url;

use crate::loader::{is_path, nearest, probe_file, read_text};
use crate::transpile::{self, Syntax};

/// Names shown at most.
const MAX_NAMES: usize = 5;

/// What to write instead of importing `name` from `specifier` in the file `importer`.
pub(super) fn hint(specifier: &str, name: &str, importer: &Path) -> Option<String> {
    if !is_path(specifier) {
        return None;
    }
    let path = probe_file(&importer.parent()?.join(specifier))?;
    let media_type = MediaType::from_path(&path);
    let parsed = transpile::parse(
        &Url::from_file_path(&path).ok()?,
        media_type,
        read_text(&path).ok()?.into(),
    )
    .ok()?;
    if media_type == MediaType::Cjs || transpile::syntax_of(&parsed) == Syntax::CommonJs {
        return Some(format!(
            "`{specifier}` is CommonJS, whose exports cannot all be seen before it runs: import its default and take `{name}` from it"
        ));
    }
    let exports = parsed.analyze_es_runtime_exports().exports;
    let names = || exports.iter().map(String::as_str).filter(|name| *name != "default");
    if name == "default" {
        let list = names().take(MAX_NAMES).collect::<Vec<_>>().join(", ");
        return (!list.is_empty())
            .then(|| format!("it has no default export: `import {{ {list} }} from \"{specifier}\"`"));
    }
    nearest(name, names()).map(|similar| format!("did you mean `{similar}`?"))
}
