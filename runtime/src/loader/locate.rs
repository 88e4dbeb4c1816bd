//! Where in a file an import stands. deno_core does not say when it resolves; the text does, and is only asked on failure.

use std::path::Path;

use super::error::Place;

/// The first place where the file quotes the specifier: the opening quote's line and column.
pub(crate) fn specifier(specifier: &str, file: &Path) -> Option<Place> {
    let text = String::from_utf8_lossy(&std::fs::read(file).ok()?).into_owned();
    let quoted = |quote: char| text.find(&format!("{quote}{specifier}{quote}"));
    let at = ['"', '\'', '`'].into_iter().filter_map(quoted).min()?;
    Some(place_of(&text, at, file))
}

/// The place of a byte of the text.
pub(crate) fn place_of(text: &str, byte: usize, file: &Path) -> Place {
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    Place {
        path: file.to_path_buf(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].encode_utf16().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_quote() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("x.ts");
        std::fs::write(&file, "// ./a\nimport { b } from './a';\nimport(\"./c\");\n").unwrap();
        let found = |name| specifier(name, &file).map(|place| (place.line, place.column));
        assert_eq!(found("./a"), Some((2, 19)));
        assert_eq!(found("./c"), Some((3, 8)));
        assert_eq!(found("./d"), None);
    }
}
