//! `import.meta` of modules under development. V8 makes one for each version of a module, with the version in its URL and
//! without `hot`; so the words are replaced by a variable that another module gives. Knows no files.

use deno_ast::swc::ast::{MetaPropExpr, MetaPropKind, Program};
use deno_ast::swc::ecma_visit::{Visit, VisitWith};
use deno_ast::{ParsedSource, SourceRanged, SourceRangedForSpanned};
use url::Url;

use super::version;

/// Takes the place of `import.meta` in code, and is as long, so that all columns stay true.
const VARIABLE: &str = "racejs_meta";

/// The scheme of the modules that give the variable; behind it comes the URL of the module that it is for.
pub(crate) const SCHEME: &str = "racejs-meta";
/// What a module imports it as. The loader knows who does.
pub(crate) const SPECIFIER: &str = "racejs-meta:";

/// Whether the text is worth a look.
pub(crate) fn may_concern(text: &str) -> bool {
    text.contains("import") && text.contains("meta")
}

/// The text with the variable in place of the words, each line where it was; `None` if it has none of them.
pub(crate) fn replaced(parsed: &ParsedSource) -> Option<String> {
    let mut found = Found::default();
    let program = parsed.program();
    let Program::Module(module) = &*program else {
        return None;
    };
    module.visit_with(&mut found);
    if found.0.is_empty() {
        return None;
    }
    let start = parsed.text_info_lazy().range().start;
    let mut text = parsed.text().to_string();
    found.0.sort_by_key(|words| std::cmp::Reverse(words.start()));
    for words in found.0 {
        let range = words.start().as_byte_index(start)..words.end().as_byte_index(start);
        // Spaces, line ends and comments may stand between the words, which nobody writes.
        let lines = "\n".repeat(text[range.clone()].matches('\n').count());
        text.replace_range(range, &format!("{VARIABLE}{lines}"));
    }
    Some(format!("{text}\nimport {VARIABLE} from \"{SPECIFIER}\";\n"))
}

/// The module that such a module is for.
pub(crate) fn target(url: &Url) -> Option<Url> {
    Url::parse(url.as_str().strip_prefix(SPECIFIER)?).ok()
}

/// The code of the module that gives a module its `import.meta`.
pub(crate) fn module(url: &Url, is_main: bool) -> String {
    let target = target(url).unwrap_or_else(|| url.clone());
    let (plain, _) = version::split(&target);
    let path = plain.to_file_path().unwrap_or_default();
    let folder = path.parent().map(|folder| folder.display().to_string());
    let meta = serde_json::json!({
        "module": target.as_str(),
        "file": plain.as_str(),
        "filename": path.display().to_string(),
        "dirname": folder,
        "main": is_main,
    });
    format!("import {{ metaOf }} from \"racejs:hot\";\nexport default metaOf({meta}, import.meta.resolve);\n")
}

#[derive(Default)]
struct Found(Vec<deno_ast::SourceRange>);

impl Visit for Found {
    fn visit_meta_prop_expr(&mut self, node: &MetaPropExpr) {
        if node.kind == MetaPropKind::ImportMeta {
            self.0.push(node.range());
        }
    }
}

#[cfg(test)]
mod tests {
    use deno_ast::MediaType;

    use super::*;

    fn replace(text: &str) -> Option<String> {
        let url = Url::parse("file:///a.ts").unwrap();
        replaced(&crate::transpile::parse(&url, MediaType::TypeScript, text.into()).unwrap())
    }

    #[test]
    fn words_are_replaced_where_they_are_code() {
        assert_eq!("import.meta".len(), VARIABLE.len());
        let text = "const a = import.meta.url; // import.meta\nexport const b = \"import.meta\", c = import.meta;";
        let wanted = "const a = racejs_meta.url; // import.meta\nexport const b = \"import.meta\", c = racejs_meta;\n\
                      import racejs_meta from \"racejs-meta:\";\n";
        assert_eq!(replace(text).as_deref(), Some(wanted));
        assert_eq!(replace("export const a = \"import.meta\";"), None);
    }
}
