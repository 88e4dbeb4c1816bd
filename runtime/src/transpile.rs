//! TypeScript and JSX to JavaScript, one file at a time, with swc. Knows nothing of files, caches or module resolution.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use deno_ast::swc::ast::{
    BindingIdent, ClassDecl, FnDecl, Ident, ImportDefaultSpecifier, ImportNamedSpecifier, ImportStarAsSpecifier,
    ModuleDecl, ModuleItem, Program, TsEnumDecl, TsExternalModuleRef, TsImportEqualsDecl, TsModuleDecl, TsModuleName,
    TsModuleRef, VarDecl,
};
use deno_ast::swc::ecma_visit::{Visit, VisitWith};
use deno_ast::{
    EmitOptions, MediaType, ModuleKind, ParseDiagnostic, ParseParams, ParsedSource, SourceMapOption, TranspileError,
    TranspileModuleOptions, TranspileOptions,
};
use node_resolver::DENO_SUPPORTED_BUILTIN_NODE_MODULES;
use url::Url;

use crate::loader::error::{LoadError, Place};

/// How a file's own syntax says it is to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// It has `import`, `export`, `import.meta` or top-level `await`.
    Module,
    /// None of these, but a name that only CommonJS gives (`require`, `module`, `exports`, `__dirname`, …).
    CommonJs,
    /// Neither: it runs the same either way, strictness apart.
    Either,
}

pub(crate) fn parse(specifier: &Url, media_type: MediaType, source: Arc<str>) -> Result<ParsedSource, LoadError> {
    let params = ParseParams {
        specifier: specifier.clone(),
        text: source,
        media_type,
        capture_tokens: false,
        scope_analysis: false,
        maybe_syntax: None,
    };
    deno_ast::parse_program(params).map_err(syntax_error)
}

pub(crate) fn syntax_of(parsed: &ParsedSource) -> Syntax {
    let program = parsed.program();
    let Program::Module(module) = &*program else {
        return if free_names(parsed, &COMMONJS_NAMES).is_empty() {
            Syntax::Either
        } else {
            Syntax::CommonJs
        };
    };
    let declarations = || module.body.iter().filter_map(ModuleItem::as_module_decl);
    // Beside imports of ES modules, `import x = require()` is what TypeScript's users wrote for years: see `emit`.
    let is_mixed = declarations().any(is_module_declaration)
        && !declarations().any(|item| matches!(item, ModuleDecl::TsExportAssignment(_)));
    if declarations().any(is_commonjs_declaration) && !is_mixed {
        return Syntax::CommonJs;
    }
    // Every `.cts` parses as a module; of any other file that says that it is one.
    if parsed.media_type() == MediaType::Cts && declarations().next().is_none() {
        return Syntax::CommonJs;
    }
    Syntax::Module
}

/// `import x = require()` and `export =` are CommonJS written in TypeScript; `import x = A.B` is only an alias.
fn is_commonjs_declaration(item: &ModuleDecl) -> bool {
    match item {
        ModuleDecl::TsExportAssignment(_) => true,
        ModuleDecl::TsImportEquals(import) => {
            !import.is_type_only && matches!(import.module_ref, TsModuleRef::TsExternalModuleRef(_))
        }
        _ => false,
    }
}

/// What only an ES module has, types apart.
fn is_module_declaration(item: &ModuleDecl) -> bool {
    match item {
        ModuleDecl::Import(import) => !import.type_only,
        ModuleDecl::ExportNamed(export) => !export.type_only,
        ModuleDecl::ExportAll(export) => !export.type_only,
        ModuleDecl::ExportDecl(_) | ModuleDecl::ExportDefaultDecl(_) | ModuleDecl::ExportDefaultExpr(_) => true,
        _ => false,
    }
}

/// The names of a file's `import x = require()`.
fn required_names(parsed: &ParsedSource) -> Vec<String> {
    let program = parsed.program();
    let Program::Module(module) = &*program else {
        return Vec::new();
    };
    let declarations = module.body.iter().filter_map(ModuleItem::as_module_decl);
    let imports = declarations.filter_map(ModuleDecl::as_ts_import_equals);
    imports.map(|import| import.id.sym.to_string()).collect()
}

/// The names that Node gives to CommonJS modules.
const COMMONJS_NAMES: [&str; 5] = ["require", "module", "exports", "__filename", "__dirname"];

/// Which of the names a file uses without declaring them itself (anywhere: a rough reading, on the safe side).
fn free_names(parsed: &ParsedSource, names: &[&'static str]) -> Vec<&'static str> {
    let mut found = Names {
        sought: names,
        used: Vec::new(),
        declared: Vec::new(),
    };
    match &*parsed.program() {
        Program::Module(module) => module.visit_with(&mut found),
        Program::Script(script) => script.visit_with(&mut found),
    }
    names
        .iter()
        .copied()
        .filter(|name| found.used.contains(name) && !found.declared.contains(name))
        .collect()
}

struct Names<'a> {
    sought: &'a [&'static str],
    used: Vec<&'static str>,
    declared: Vec<&'static str>,
}

impl Names<'_> {
    fn declare(&mut self, ident: &Ident) {
        self.declared
            .extend(self.sought.iter().find(|name| **name == &*ident.sym));
    }
}

impl Visit for Names<'_> {
    fn visit_ident(&mut self, ident: &Ident) {
        self.used.extend(self.sought.iter().find(|name| **name == &*ident.sym));
    }

    fn visit_binding_ident(&mut self, binding: &BindingIdent) {
        self.declare(&binding.id);
    }

    // What is `declare`d says that somebody else defines it, and leaves nothing behind.

    fn visit_var_decl(&mut self, variables: &VarDecl) {
        if !variables.declare {
            variables.visit_children_with(self);
        }
    }

    fn visit_fn_decl(&mut self, function: &FnDecl) {
        if !function.declare {
            self.declare(&function.ident);
            function.visit_children_with(self);
        }
    }

    fn visit_class_decl(&mut self, class: &ClassDecl) {
        if !class.declare {
            self.declare(&class.ident);
            class.visit_children_with(self);
        }
    }

    fn visit_ts_enum_decl(&mut self, declaration: &TsEnumDecl) {
        if !declaration.declare {
            self.declare(&declaration.id);
            declaration.visit_children_with(self);
        }
    }

    fn visit_ts_module_decl(&mut self, namespace: &TsModuleDecl) {
        if namespace.declare || namespace.global {
            return;
        }
        if let TsModuleName::Ident(ident) = &namespace.id {
            self.declare(ident);
        }
        namespace.visit_children_with(self);
    }

    fn visit_ts_import_equals_decl(&mut self, import: &TsImportEqualsDecl) {
        self.declare(&import.id);
        import.visit_children_with(self);
    }

    fn visit_ts_external_module_ref(&mut self, _reference: &TsExternalModuleRef) {
        self.used.extend(self.sought.iter().find(|name| **name == "require"));
    }

    fn visit_import_star_as_specifier(&mut self, import: &ImportStarAsSpecifier) {
        self.declare(&import.local);
    }

    fn visit_import_named_specifier(&mut self, import: &ImportNamedSpecifier) {
        self.declare(&import.local);
    }

    fn visit_import_default_specifier(&mut self, import: &ImportDefaultSpecifier) {
        self.declare(&import.local);
    }
}

/// What the names say of a program that is in no file: `node -e` has `[eval]` for its file name.
pub(crate) enum FileName<'a> {
    Own,
    Given(&'a str),
}

/// A first line for an ES module that uses CommonJS names: TypeScript was long compiled to CommonJS whatever syntax it was
/// written in, so that such files are many. `None` when it uses none.
pub(crate) fn commonjs_prelude(parsed: &ParsedSource, file: FileName) -> Option<String> {
    let (filename, dirname) = match file {
        FileName::Own => ("import.meta.filename".to_string(), "import.meta.dirname"),
        FileName::Given(name) => (format!("{name:?}"), "\".\""),
    };
    let free = free_names(parsed, &COMMONJS_NAMES);
    if free.is_empty() {
        return None;
    }
    let has = |name: &str| free.contains(&name);
    let mut line = String::new();
    if has("require") {
        line.push_str("import { createRequire as __racejs_createRequire } from \"racejs:node_module\"; ");
        line.push_str("const require = __racejs_createRequire(import.meta.url); ");
    }
    if has("module") || has("exports") {
        let _ = write!(
            line,
            "const module = {{ exports: {{}}, id: {filename}, filename: {filename} }}; "
        );
        if has("exports") {
            line.push_str("const exports = module.exports; ");
        }
        if has("require") {
            line.push_str("if (import.meta.main) require.main = module; ");
        }
    }
    if has("__filename") {
        let _ = write!(line, "const __filename = {filename}; ");
    }
    if has("__dirname") {
        let _ = write!(line, "const __dirname = {dirname}; ");
    }
    Some(line)
}

/// Imports of the built-in modules that code from the command line takes for granted (`fs`, `path`, …), as in `node -e`.
pub(crate) fn builtins_prelude(parsed: &ParsedSource) -> String {
    let names: Vec<&'static str> = DENO_SUPPORTED_BUILTIN_NODE_MODULES
        .iter()
        .copied()
        .filter(|name| !name.starts_with('_') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        // Globals of the same name, and what only the prefix `node:` reaches.
        .filter(|name| !["console", "module", "process", "sea", "sqlite", "test"].contains(name))
        .collect();
    free_names(parsed, &names)
        .iter()
        .map(|name| format!("import {name} from \"node:{name}\"; "))
        .collect()
}

/// JavaScript and its source map (JSON, version 3), whose one source is the file's own URL.
pub(crate) struct Emitted {
    pub(crate) code: String,
    pub(crate) source_map: String,
}

pub(crate) fn emit(parsed: ParsedSource, kind: ModuleKind, options: &TranspileOptions) -> Result<Emitted, LoadError> {
    let emit_options = EmitOptions {
        source_map: SourceMapOption::Separate,
        inline_sources: false,
        remove_comments: false,
        ..EmitOptions::default()
    };
    let path = file_path(parsed.specifier());
    let required = if kind == ModuleKind::Esm {
        required_names(&parsed)
    } else {
        Vec::new()
    };
    let emitted = parsed
        .transpile(
            options,
            &TranspileModuleOptions {
                module_kind: Some(kind),
            },
            &emit_options,
        )
        .map_err(|error| transpile_error(error, path))?
        .into_source();
    Ok(Emitted {
        code: with_constants(emitted.text, &required),
        source_map: emitted.source_map.unwrap_or_default(),
    })
}

/// swc leaves `import x = require()` in an ES module as it stands. A constant of the same length keeps the source map true.
fn with_constants(mut code: String, names: &[String]) -> String {
    for name in names {
        let text = format!("import {name} = require(");
        let found = code.match_indices(&text).map(|(start, _)| start);
        let at_line_start = |start: &usize| matches!(code[..*start].rsplit('\n').next(), Some("" | "export "));
        if let Some(start) = found.into_iter().find(at_line_start) {
            code.replace_range(start..start + "import ".len(), "const  ");
        }
    }
    code
}

fn transpile_error(error: TranspileError, path: PathBuf) -> LoadError {
    match error {
        TranspileError::ParseErrors(errors) => match errors.0.into_iter().next() {
            Some(first) => syntax_error(first),
            None => LoadError::Syntax {
                message: "Syntax error".to_string(),
                place: Place {
                    path,
                    line: 1,
                    column: 1,
                },
            },
        },
        other => LoadError::Syntax {
            message: other.to_string(),
            place: Place {
                path,
                line: 1,
                column: 1,
            },
        },
    }
}

fn syntax_error(error: ParseDiagnostic) -> LoadError {
    let position = error.display_position();
    LoadError::Syntax {
        message: error.kind().msg().into_owned(),
        place: Place {
            path: file_path(error.specifier()),
            line: position.line_number,
            column: position.column_number,
        },
    }
}

fn file_path(specifier: &Url) -> PathBuf {
    specifier
        .to_file_path()
        .unwrap_or_else(|()| PathBuf::from(specifier.as_str()))
}
