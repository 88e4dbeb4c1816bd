//! Code that stands in no file: that of the command line and of standard input, and what came with its URL. Knows no module graph.

use deno_ast::{MediaType, ModuleKind};
use url::Url;

use super::error::LoadError;
use super::source::{Script, Sources, with_prelude};
use super::tsconfig::transpile_options;
use crate::implicit_globals;
use crate::transpile::{self, FileName};

/// What the code of `-e` is called.
pub(crate) const EVAL: &str = "[eval]";

/// Code from the command line or standard input.
#[derive(Clone)]
pub(crate) struct Inline {
    /// What it runs as.
    pub(crate) url: Url,
    pub(crate) code: String,
    /// Whether it goes without the names of CommonJS.
    pub(crate) is_module: bool,
}

impl Sources {
    /// Code given on the command line or on standard input (`name` is `[eval]` or `[stdin]`), which gets the CommonJS
    /// names that it uses, as in Node.
    pub(crate) fn inline(&self, url: &Url, name: &str, inline: &Inline) -> Result<Script, LoadError> {
        let code = inline.code.as_str();
        // An import that is not used would be left out of TypeScript, as a type's.
        let script = transpile::parse(url, MediaType::JavaScript, code.into());
        let parsed = match script {
            Ok(parsed) if parsed.diagnostics().is_empty() => parsed,
            _ => transpile::parse(url, MediaType::TypeScript, code.into())?,
        };
        let mut prelude = transpile::builtins_prelude(&parsed);
        if !inline.is_module {
            prelude.extend(transpile::commonjs_prelude(&parsed, FileName::Given(name)));
            prelude.extend(implicit_globals::prelude(&parsed));
        }
        let mut options = transpile_options(None, code);
        options.verbatim_module_syntax = !parsed.media_type().is_typed();
        let emitted = transpile::emit(parsed, ModuleKind::Esm, &options)?;
        Ok(with_prelude(
            emitted,
            Some(prelude).filter(|prelude| !prelude.is_empty()),
        ))
    }

    /// Code that came with its URL: a data or blob URL, or a load hook's own.
    pub(crate) fn typescript(&self, url: &Url, code: &str) -> Result<Script, LoadError> {
        let media_type = match MediaType::from_specifier(url) {
            MediaType::Tsx => MediaType::Tsx,
            _ => MediaType::TypeScript,
        };
        let parsed = transpile::parse(url, media_type, code.into())?;
        let emitted = transpile::emit(parsed, ModuleKind::Esm, &transpile_options(None, code))?;
        Ok(with_prelude(emitted, None))
    }
}
