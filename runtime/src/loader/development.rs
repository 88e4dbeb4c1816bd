//! What a loader does beside its work where the program is developed: imports get the version of a module that is in place, and
//! the host hears of each. What follows from that is `dev`'s affair.

use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use deno_core::{ModuleSource, ModuleSourceCode, ModuleType};
use deno_error::JsErrorBox;
use url::Url;

use super::error::ImportError;
use super::resolve::file_path;
use super::source::{Sources, read_text};
use super::{Loader, resolve_module};
use crate::dev::{Hot, meta, version};

impl Loader {
    /// What is known of the program, where it is developed.
    pub(crate) fn hot(&self) -> Option<Rc<Hot>> {
        self.hot.clone()
    }

    /// Where an import leads, without a version.
    pub(crate) fn resolve_plain(&self, specifier: &str, referrer: &Url) -> Result<Url, JsErrorBox> {
        resolve_module(&self.sources.resolver, specifier, referrer.as_str()).map_err(JsErrorBox::from_err)
    }

    pub(super) fn resolve_import(&self, specifier: &str, referrer: &str) -> Result<Url, ImportError> {
        let resolved = resolve_module(&self.sources.resolver, specifier, referrer);
        match (resolved, &self.hot) {
            (Ok(url), _) => Ok(self.current(url, referrer)),
            (Err(error), Some(hot)) => {
                hot.unresolved(specifier, referrer);
                Err(error)
            }
            (Err(error), None) => Err(error),
        }
    }

    /// The version of a module that an import gets.
    pub(super) fn current(&self, url: Url, referrer: &str) -> Url {
        match &self.hot {
            // The host itself names the version.
            Some(hot) if version::split(&url).1 == 0 => hot.resolved(url, referrer),
            _ => url,
        }
    }

    /// The module that gives another one its `import.meta`.
    pub(super) fn meta(&self, url: &Url) -> ModuleSource {
        let path = meta::target(url).and_then(|target| file_path(&target));
        let is_main = path.is_some_and(|path| self.hot.as_ref().is_some_and(|hot| hot.is_main(&path)));
        let code = ModuleSourceCode::String(meta::module(url, is_main).into());
        ModuleSource::new(ModuleType::JavaScript, code, url, None)
    }

    /// V8 knows one main module, which is the first version; to its code, each is.
    pub(super) fn facade_of_version(&self, path: &Path, code: String) -> String {
        match self.hot.as_ref().is_some_and(|hot| hot.is_main(path)) {
            true => code.replacen("import.meta.main", "true", 1),
            false => code,
        }
    }
}

impl Sources {
    /// Whether `import.meta` may stand in the text, and is another one here.
    pub(super) fn has_meta(&self, text: &str) -> bool {
        self.is_hot && meta::may_concern(text)
    }
}

/// Where a module gets its `import.meta`.
pub(super) fn meta_of(referrer: &str) -> Result<Url, JsErrorBox> {
    let url = Url::parse(&format!("{}{referrer}", meta::SPECIFIER));
    url.map_err(|error| JsErrorBox::type_error(error.to_string()))
}

/// A source map for a version of a module that runs as it was written: it says the file's own name. Made only when an error is
/// shown.
pub(super) fn plain_map(script: &str) -> Option<Vec<u8>> {
    let url = Url::parse(script).ok()?;
    let (plain, version) = version::split(&url);
    if version == 0 {
        return None;
    }
    let text = read_text(&file_path(&plain)?).ok()?;
    let map = serde_json::json!({
        "version": 3,
        "sources": [plain.as_str()],
        "names": [],
        "mappings": identity(&text),
    });
    Some(map.to_string().into_bytes())
}

/// Each place where a name or a sign begins, to itself.
fn identity(text: &str) -> String {
    let mut mappings = String::new();
    let mut line_before = 0;
    let mut column_in_line_before = 0;
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            mappings.push(';');
        }
        let (mut column, mut last, mut is_in_name) = (0, 0, false);
        let mut is_first = true;
        for letter in line.chars() {
            let is_name = letter.is_alphanumeric() || letter == '_' || letter == '$';
            let goes_on = letter.is_whitespace() || is_name && is_in_name;
            if is_first || !goes_on {
                let separator = if is_first { "" } else { "," };
                let lines = if is_first { number as i64 - line_before } else { 0 };
                let source_column = column - column_in_line_before;
                let _ = write!(
                    mappings,
                    "{separator}{}A{}{}",
                    vlq(column - last),
                    vlq(lines),
                    vlq(source_column)
                );
                (last, column_in_line_before, line_before, is_first) = (column, column, number as i64, false);
            }
            is_in_name = is_name;
            column += letter.len_utf16() as i64;
        }
    }
    mappings
}

/// A number as source maps write it: five bits a digit, the lowest one is the sign.
fn vlq(number: i64) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut rest = number.unsigned_abs() << 1 | u64::from(number < 0);
    let mut text = String::new();
    loop {
        let digit = (rest & 31) as usize;
        rest >>= 5;
        text.push(char::from(DIGITS[digit | usize::from(rest > 0) << 5]));
        if rest == 0 {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_source_maps() {
        let written: Vec<String> = [0, 1, -1, 15, 16, -16, 1000].into_iter().map(vlq).collect();
        assert_eq!(written, ["A", "C", "D", "e", "gB", "hB", "w+B"]);
    }

    #[test]
    fn each_place_leads_to_itself() {
        assert_eq!(identity("a(b)\n\n  c"), "AAAA,CAAC,CAAC,CAAC;;AAEH,EAAE");
    }
}
