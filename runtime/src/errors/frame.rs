//! The title of a report and the lines of source it is about.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use deno_core::error::JsError;
use url::Url;

use super::display_path;

/// Lines shown before and after the one that matters.
const BEFORE: usize = 2;
const AFTER: usize = 1;
/// A minified file has its whole program in a line; nobody reads that.
const MAX_LINE: usize = 400;

/// A position in a source file; line and column count from 1, the column in UTF-16 units.
pub(super) struct Location {
    pub(super) path: PathBuf,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Location {
    /// Where an error says it is about, when it is not where it was thrown: a syntax error, a broken file.
    pub(super) fn from_properties(properties: &[(String, String)]) -> Option<Self> {
        let find = |name: &str| {
            properties
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        Some(Self {
            path: PathBuf::from(find("fileName")?),
            line: find("lineNumber")?.parse().ok()?,
            column: find("columnNumber")?.parse().ok()?,
        })
    }

    /// The innermost frame in the user's own code, else the innermost in a file.
    pub(super) fn of(error: &JsError) -> Option<Self> {
        let in_file = |frame: &&deno_core::error::JsStackFrame| {
            frame
                .file_name
                .as_deref()
                .is_some_and(|name| name.starts_with("file:") || name.starts_with('/'))
        };
        let own = |frame: &&deno_core::error::JsStackFrame| {
            in_file(frame)
                && !frame
                    .file_name
                    .as_deref()
                    .is_some_and(|name| name.contains("/node_modules/"))
        };
        let frame = error
            .frames
            .iter()
            .find(own)
            .or_else(|| error.frames.iter().find(in_file))?;
        let name = frame.file_name.as_deref()?;
        let path = Url::parse(name)
            .ok()
            .and_then(|url| url.to_file_path().ok())
            .unwrap_or_else(|| PathBuf::from(name));
        Some(Self {
            path,
            line: usize::try_from(frame.line_number?).ok()?,
            column: usize::try_from(frame.column_number?).ok()?,
        })
    }
}

/// `error: <message>` and, where the source can be read, the lines around the place with a caret below it.
pub(super) fn report(message: &str, place: Option<&Location>, cwd: &Path) -> String {
    let renderer = if colored() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let (title, rest) = message
        .split_once('\n')
        .map_or((message, None), |(title, rest)| (title, Some(rest)));
    let excerpt = place.and_then(excerpt);
    let mut report = match (place, &excerpt) {
        (Some(place), Some(excerpt)) => {
            let path = display_path(&place.path.to_string_lossy(), cwd);
            let snippet = Snippet::source(&excerpt.text)
                .line_start(excerpt.first_line)
                .path(path)
                .fold(false)
                .annotation(AnnotationKind::Primary.span(excerpt.span.clone()));
            renderer.render(&[Level::ERROR.primary_title(title).element(snippet)])
        }
        _ => renderer.render(&[Level::ERROR
            .primary_title(title)
            .elements(Vec::<annotate_snippets::Element>::new())]),
    };
    if let Some(place) = place.filter(|_| excerpt.is_none()) {
        let path = display_path(&place.path.to_string_lossy(), cwd);
        report.push_str(&format!("\n  at {path}:{}:{}", place.line, place.column));
    }
    if let Some(rest) = rest {
        report.push('\n');
        report.push_str(rest);
    }
    report
}

struct Excerpt {
    text: String,
    first_line: usize,
    /// Bytes of `text` under the caret.
    span: std::ops::Range<usize>,
}

fn excerpt(place: &Location) -> Option<Excerpt> {
    let source = std::fs::read(&place.path).ok()?;
    let source = String::from_utf8_lossy(&source);
    let first_line = place.line.saturating_sub(BEFORE).max(1);
    let lines: Vec<&str> = source
        .lines()
        .skip(first_line - 1)
        .take(place.line + AFTER + 1 - first_line)
        .collect();
    let target = *lines.get(place.line.checked_sub(first_line)?)?;
    if lines.iter().any(|line| line.len() > MAX_LINE) {
        return None;
    }
    let before: usize = lines[..place.line - first_line].iter().map(|line| line.len() + 1).sum();
    let column = byte_of_column(target, place.column);
    let width = target[column..].chars().next().map_or(0, char::len_utf8);
    Some(Excerpt {
        text: lines.join("\n"),
        first_line,
        span: before + column..before + column + width,
    })
}

/// The byte where a 1-based column in UTF-16 units begins, at most the line's end.
fn byte_of_column(line: &str, column: usize) -> usize {
    let mut units = 0;
    for (byte, character) in line.char_indices() {
        if units + 1 >= column {
            return byte;
        }
        units += character.len_utf16();
    }
    line.len()
}

/// Escape sequences, empty where colour is not wanted.
pub(super) struct Style {
    pub(super) dim: &'static str,
    pub(super) hint: &'static str,
    pub(super) reset: &'static str,
}

pub(super) fn style() -> Style {
    if colored() {
        Style {
            dim: "\u{1b}[2m",
            hint: "\u{1b}[36m",
            reset: "\u{1b}[0m",
        }
    } else {
        Style {
            dim: "",
            hint: "",
            reset: "",
        }
    }
}

/// stderr is a terminal and the user has nothing against colour (`NO_COLOR`, `FORCE_COLOR`).
fn colored() -> bool {
    deno_runtime::colors::use_color() && std::io::IsTerminal::is_terminal(&std::io::stderr())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf16_units() {
        assert_eq!(byte_of_column("abc", 2), 1);
        assert_eq!(byte_of_column("é=1", 2), 2);
        assert_eq!(byte_of_column("😀x", 3), 4);
        assert_eq!(byte_of_column("ab", 9), 2);
    }

    #[test]
    fn the_caret_stands_below_the_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("app.ts");
        std::fs::write(&path, "one\ntwo\nlet three = 3;\nfour\nfive\n").unwrap();
        let place = Location {
            path,
            line: 3,
            column: 5,
        };
        let report = report("TypeError: no", Some(&place), dir.path());
        assert!(report.starts_with("error: TypeError: no\n"), "{report}");
        assert!(
            report.contains("app.ts:3:5") && report.contains("3 | let three = 3;"),
            "{report}"
        );
        assert!(!report.contains("five"), "{report}");
    }
}
