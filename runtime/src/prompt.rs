//! What is typed at the prompt, made ready to be run as a script: with top-level `await`, with imports, and with types.
//! Knows no terminal and runs nothing.

mod rewrite;
#[cfg(test)]
mod tests;

use std::rc::Rc;
use std::sync::Arc;

use deno_ast::swc::parser::error::SyntaxError;
use deno_ast::{MediaType, ModuleKind, ParseDiagnostic, ParseParams, ParsedSource, StartSourcePos, TranspileOptions};
use racejs_modules::{PromptHost, Typed};
use url::Url;

use crate::cache::DiskCache;
use crate::transpile;

/// Stands in errors that nobody sees.
const NAME: &str = "file:///prompt";

pub(crate) struct Prompt {
    pub(crate) cache: Arc<DiskCache>,
}

impl Prompt {
    pub(crate) fn host(self) -> Rc<dyn PromptHost> {
        Rc::new(self)
    }
}

impl PromptHost for Prompt {
    fn read(&self, text: &str) -> Typed {
        read(text)
    }

    fn history(&self) -> Option<String> {
        self.cache.beside("prompt_history")?.into_os_string().into_string().ok()
    }
}

fn read(text: &str) -> Typed {
    let Ok(name) = Url::parse(NAME) else {
        return Typed::Plain;
    };
    let parse = |media_type, code: &str| parse(&name, media_type, code);
    let wrong = match parse(MediaType::JavaScript, text) {
        Ok(parsed) => return rewrite::rewrite(&parsed).unwrap_or(Typed::Plain),
        Err(wrong) => wrong,
    };
    // What is no JavaScript may be TypeScript; without its types it is JavaScript.
    let typed = match parse(MediaType::TypeScript, text) {
        Ok(parsed) => parsed,
        Err(worse) if is_unfinished(&wrong, text) || is_unfinished(&worse, text) => return Typed::Incomplete,
        Err(_) => return Typed::Plain,
    };
    let options = TranspileOptions {
        // An import is wanted by whoever types it.
        verbatim_module_syntax: true,
        ..TranspileOptions::default()
    };
    let Ok(emitted) = transpile::emit(typed, ModuleKind::Esm, &options) else {
        return Typed::Plain;
    };
    match parse(MediaType::JavaScript, &emitted.code) {
        Ok(parsed) => rewrite::rewrite(&parsed).unwrap_or(Typed::Script { code: emitted.code }),
        Err(_) => Typed::Plain,
    }
}

fn parse(name: &Url, media_type: MediaType, code: &str) -> Result<ParsedSource, ParseDiagnostic> {
    let parsed = deno_ast::parse_program(ParseParams {
        specifier: name.clone(),
        text: code.into(),
        media_type,
        capture_tokens: false,
        scope_analysis: false,
        maybe_syntax: None,
    })?;
    // Types in JavaScript are among what the parser gets over.
    match parsed.diagnostics().first() {
        Some(wrong) => Err(wrong.clone()),
        None => Ok(parsed),
    }
}

/// Whether more text could still make it right.
fn is_unfinished(error: &ParseDiagnostic, text: &str) -> bool {
    let text = text.trim_end();
    match error.kind() {
        SyntaxError::Eof | SyntaxError::UnterminatedTpl | SyntaxError::UnterminatedBlockComment => true,
        SyntaxError::UnterminatedStrLit => text.ends_with('\\'),
        _ => error.range().as_byte_range(StartSourcePos::START_SOURCE_POS).start >= text.len(),
    }
}
