//! The tsconfig that governs a file: its path aliases, and the settings that change what a file transpiles to.
//! Knows nothing of resolving beyond naming candidate paths.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use deno_ast::{
    DecoratorsTranspileOption, ImportsNotUsedAsValues, JsxAutomaticOptions, JsxClassicOptions, JsxRuntime,
    TranspileOptions,
};
use oxc_resolver::{ResolveError, ResolveOptions, Resolver, TsConfig, TsconfigDiscovery};

use super::directories;
use super::error::{LoadError, Place};

pub(crate) struct TsConfigs {
    configs: Resolver,
}

impl TsConfigs {
    pub(crate) fn new() -> Self {
        let options = ResolveOptions {
            tsconfig: Some(TsconfigDiscovery::Auto),
            ..ResolveOptions::default()
        };
        Self {
            configs: Resolver::new(options),
        }
    }

    /// The tsconfig whose `include` covers the file, else simply the nearest one above it: what people run is often a
    /// script beside the `src` that their tsconfig names.
    pub(crate) fn for_file(&self, file: &Path) -> Result<Option<Arc<TsConfig>>, LoadError> {
        if !file.parent().is_some_and(directories::has_tsconfig) {
            return Ok(None);
        }
        if let Some(config) = self
            .configs
            .find_tsconfig(file)
            .map_err(|error| config_error(error, file))?
        {
            return Ok(Some(config));
        }
        let nearest = nearest(file);
        nearest
            .map(|path| {
                self.configs
                    .resolve_tsconfig(path)
                    .map_err(|error| config_error(error, file))
            })
            .transpose()
    }

    /// Where `paths` or `baseUrl` send a specifier: paths to probe, best first. Empty when no alias matches.
    pub(crate) fn candidates(&self, specifier: &str, referrer: &Path) -> Result<Vec<PathBuf>, LoadError> {
        let config = self.for_file(referrer)?;
        Ok(config
            .map(|config| config.resolve_path_alias_or_base_url(specifier))
            .unwrap_or_default())
    }
}

/// The transpiler's options under this configuration (TypeScript's own defaults without one, except that JSX goes
/// through the automatic runtime, as in Bun and every framework made since).
/// A file that names its own factory (`@jsx h`) asks for the classic runtime with that.
pub(crate) fn transpile_options(config: Option<&TsConfig>, source: &str) -> TranspileOptions {
    let mut options = configured(config);
    if matches!(options.jsx, Some(JsxRuntime::Automatic(_))) && source.contains("@jsx ") {
        options.jsx = Some(JsxRuntime::Classic(JsxClassicOptions::default()));
    }
    options
}

fn configured(config: Option<&TsConfig>) -> TranspileOptions {
    let Some(options) = config.map(|config| &config.compiler_options) else {
        return TranspileOptions {
            decorators: DecoratorsTranspileOption::Ecma,
            jsx: Some(automatic_jsx(None, false)),
            ..TranspileOptions::default()
        };
    };
    let decorators = if options.experimental_decorators == Some(true) {
        DecoratorsTranspileOption::LegacyTypeScript {
            emit_metadata: options.emit_decorator_metadata == Some(true),
        }
    } else {
        DecoratorsTranspileOption::Ecma
    };
    let verbatim = options.verbatim_module_syntax == Some(true) || options.preserve_value_imports == Some(true);
    let jsx = match options.jsx.as_deref() {
        Some("react") => JsxRuntime::Classic(JsxClassicOptions {
            factory: options
                .jsx_factory
                .clone()
                .unwrap_or_else(|| "React.createElement".to_string()),
            fragment_factory: options
                .jsx_fragment_factory
                .clone()
                .unwrap_or_else(|| "React.Fragment".to_string()),
        }),
        mode => automatic_jsx(options.jsx_import_source.clone(), mode == Some("react-jsxdev")),
    };
    TranspileOptions {
        decorators,
        verbatim_module_syntax: verbatim,
        imports_not_used_as_values: match options.imports_not_used_as_values.as_deref() {
            Some("preserve") => ImportsNotUsedAsValues::Preserve,
            _ => ImportsNotUsedAsValues::Remove,
        },
        jsx: Some(jsx),
        var_decl_imports: false,
    }
}

fn automatic_jsx(import_source: Option<String>, development: bool) -> JsxRuntime {
    JsxRuntime::Automatic(JsxAutomaticOptions {
        development,
        import_source,
    })
}

fn nearest(file: &Path) -> Option<PathBuf> {
    file.ancestors()
        .skip(1)
        .map(|dir| dir.join("tsconfig.json"))
        .find(|path| path.is_file())
}

fn config_error(error: ResolveError, file: &Path) -> LoadError {
    let (path, error) = match error {
        ResolveError::TsconfigLoadFailed { path, source } => (path, *source),
        other => (nearest(file).unwrap_or_else(|| PathBuf::from("tsconfig.json")), other),
    };
    match error {
        ResolveError::Json(json) => LoadError::Config {
            message: json.message.clone(),
            place: Some(Place {
                path: path.clone(),
                line: json.line,
                column: json.column,
            }),
            path,
        },
        other => LoadError::Config {
            path,
            message: other.to_string(),
            place: None,
        },
    }
}
