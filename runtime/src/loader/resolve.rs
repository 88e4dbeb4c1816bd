//! From what an import says to the URL of a module: built-ins, then for user files what TypeScript users expect (probing,
//! path aliases), then Node's package resolution. Reads directories; loads no module.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deno_path_util::normalize_path;
use node_resolver::errors::{NodeResolveError, NodeResolveErrorKind};
use node_resolver::{NodeResolutionKind, ResolutionMode};
use url::Url;

use super::error::LoadError;
use super::packages::Packages;
use super::probe::{Probed, probe};
use super::suggest;
use super::tsconfig::TsConfigs;

/// The modules that are part of RaceJS: what programs write, and the specifier of the module behind it.
const BUILT_INS: [(&str, &str); 5] = [
    ("racejs", "racejs:core"),
    ("@racejs/core", "racejs:core"),
    ("racejs/express", "racejs:express"),
    ("@racejs/compat", "racejs:express"),
    ("racejs/test", "racejs:test"),
];

/// What other test runners call their module: in a file that `racejs test` runs it is RaceJS's own.
const TEST_MODULES: [&str; 3] = ["vitest", "@jest/globals", "bun:test"];

/// Modules of Node that RaceJS mends (`js/modules`) or brings itself (`js/test`).
const OWN_NODE_MODULES: [(&str, &str); 8] = [
    ("node:events", "racejs:node_events"),
    ("node:http", "racejs:node_http"),
    ("node:https", "racejs:node_https"),
    ("node:module", NODE_MODULE),
    ("node:repl", "racejs:node_repl"),
    ("node:test", "racejs:node_test"),
    ("node:test/reporters", "racejs:node_test_reporters"),
    ("node:tls", "racejs:node_tls"),
];

/// `node:module` with a `require` that finds what `import` finds (`js/modules`).
pub(crate) const NODE_MODULE: &str = "racejs:node_module";

pub(crate) struct Resolver {
    pub(crate) packages: Arc<Packages>,
    pub(crate) tsconfigs: TsConfigs,
    pub(crate) runs_tests: bool,
}

impl Resolver {
    pub(crate) fn resolve(&self, specifier: &str, referrer: &Url, mode: ResolutionMode) -> Result<Url, LoadError> {
        if let Some((_, module)) = BUILT_INS.iter().find(|(name, _)| *name == specifier) {
            return parse(module, specifier);
        }
        if self.runs_tests && TEST_MODULES.contains(&specifier) {
            return parse("racejs:test", specifier);
        }
        if let Ok(url) = Url::parse(specifier) {
            match url.scheme() {
                "data" | "blob" | "racejs" => return Ok(url),
                "node" => return self.resolve_package(specifier, referrer, mode),
                "file" => return self.resolve_file_url(specifier, &url, referrer),
                _ if specifier.contains("://") => {
                    return Err(LoadError::Scheme {
                        specifier: specifier.to_string(),
                    });
                }
                _ => {}
            }
        }
        let Some(importer) = file_path(referrer).filter(|_| !self.packages.node_resolver.in_npm_package(referrer))
        else {
            return self.resolve_package(specifier, referrer, mode);
        };
        if is_path(specifier) {
            let base = importer.parent().unwrap_or(Path::new("/"));
            // Query and fragment belong to the module's identity (`./x.ts?v=2` is another instance), not to its file.
            let (path, suffix) = split_suffix(specifier);
            let path = normalize_path(Cow::Owned(base.join(percent_decode(path).as_ref())));
            return self
                .probed(specifier, &path, Some(importer))
                .map(|url| with_suffix(url, suffix));
        }
        let is_builtin = self.packages.node_resolver.is_builtin_node_module(specifier);
        let candidates = if is_builtin {
            Vec::new()
        } else {
            self.tsconfigs.candidates(specifier, &importer)?
        };
        for candidate in candidates {
            if let Probed::File(found) = probe(&candidate) {
                return file_url(&found);
            }
        }
        self.resolve_package(specifier, referrer, mode)
    }

    /// What a `require` in the user file `from` finds that Node's rules would not: TypeScript and path aliases.
    pub(crate) fn resolve_require(&self, request: &str, from: &Path) -> Option<PathBuf> {
        if from.components().any(|part| part.as_os_str() == "node_modules") {
            return None;
        }
        if is_path(request) {
            let path = from.parent()?.join(request);
            return if node_finds(&path) {
                None
            } else {
                found(probe_folder(&path))
            };
        }
        if self.packages.node_resolver.is_builtin_node_module(request) {
            return None;
        }
        self.tsconfigs
            .candidates(request, from)
            .ok()?
            .iter()
            .find_map(|candidate| found(probe(candidate)))
    }

    fn resolve_file_url(&self, specifier: &str, url: &Url, referrer: &Url) -> Result<Url, LoadError> {
        let Some(path) = file_path(url) else {
            return Err(LoadError::Scheme {
                specifier: specifier.to_string(),
            });
        };
        let suffix = &url.as_str()[url.as_str().find(['?', '#']).unwrap_or(url.as_str().len())..];
        self.probed(specifier, &path, file_path(referrer))
            .map(|url| with_suffix(url, suffix))
    }

    fn probed(&self, specifier: &str, path: &Path, referrer: Option<PathBuf>) -> Result<Url, LoadError> {
        match probe(path) {
            Probed::File(found) => file_url(&found),
            Probed::Directory => Err(LoadError::Directory {
                path: path.to_path_buf(),
                hint: Some("import a file in it".to_string()),
            }),
            Probed::Missing => {
                let hint = suggest::similar_file(path).map(|found| {
                    let base = referrer.as_deref().and_then(Path::parent).unwrap_or(Path::new("/"));
                    format!("did you mean `{}`?", suggest::relative_specifier(&found, base))
                });
                Err(LoadError::NotFound {
                    what: "module",
                    specifier: specifier.to_string(),
                    referrer,
                    hint,
                })
            }
        }
    }

    fn resolve_package(&self, specifier: &str, referrer: &Url, mode: ResolutionMode) -> Result<Url, LoadError> {
        let resolved = self
            .packages
            .node_resolver
            .resolve(specifier, referrer, mode, NodeResolutionKind::Execution)
            .and_then(|resolution| resolution.into_url());
        match resolved {
            Ok(url) if url.scheme() == "file" => self.entry_of_package(specifier, url, referrer),
            Ok(url) => Ok(own_module(url)),
            Err(error) => Err(package_error(specifier, referrer, &error)),
        }
    }

    /// A linked workspace package may name TypeScript that is not built: `main: "dist/index.js"` beside `dist/index.ts`
    /// is found by probing, as for any user file. Files of installed packages are taken as Node takes them.
    fn entry_of_package(&self, specifier: &str, url: Url, referrer: &Url) -> Result<Url, LoadError> {
        let Some(path) = file_path(&url) else { return Ok(url) };
        if self.packages.node_resolver.in_npm_package(&url) || path.is_file() {
            return Ok(url);
        }
        self.probed(specifier, &path, file_path(referrer))
    }
}

/// RaceJS's own module in place of Node's.
pub(crate) fn own_module(url: Url) -> Url {
    let module = OWN_NODE_MODULES.iter().find(|(name, _)| *name == url.as_str());
    module.and_then(|(_, module)| Url::parse(module).ok()).unwrap_or(url)
}

/// What a program is told of a module: Node's name where RaceJS has put its own.
pub(crate) fn public_name(url: Url) -> Url {
    let name = OWN_NODE_MODULES.iter().find(|(_, module)| *module == url.as_str());
    name.and_then(|(name, _)| Url::parse(name).ok()).unwrap_or(url)
}

/// The program that a command line names, relative to the working directory.
pub(crate) fn resolve_entry(typed: &str, cwd: &Path) -> Result<Url, LoadError> {
    if typed.starts_with("file:")
        && let Ok(url) = Url::parse(typed)
    {
        return Ok(url);
    }
    let path = cwd.join(typed);
    match probe_folder(&path) {
        Probed::File(found) => file_url(&found),
        Probed::Directory => Err(LoadError::Directory {
            path,
            hint: Some("name the file to run in it".to_string()),
        }),
        Probed::Missing => Err(LoadError::NotFound {
            what: "file",
            specifier: typed.to_string(),
            referrer: None,
            hint: suggest::similar_file(&path).map(|name| format!("did you mean `{}`?", shorten(&name, cwd))),
        }),
    }
}

/// The file a path means where a folder means its main file, or its index if that is not there.
fn probe_folder(path: &Path) -> Probed {
    match main_of_folder(path).map(|main| probe(&main)) {
        Some(Probed::File(main)) => Probed::File(main),
        _ => probe(path),
    }
}

/// What exists as written is Node's own to find, and so is a folder with a main file or an index in JavaScript.
fn node_finds(path: &Path) -> bool {
    let index = || {
        ["index.js", "index.json", "index.node"]
            .iter()
            .any(|name| path.join(name).is_file())
    };
    path.is_file() || path.is_dir() && (main_of_folder(path).is_some_and(|main| main.exists()) || index())
}

/// What a folder's package.json calls its main file, as in `node .`.
fn main_of_folder(folder: &Path) -> Option<PathBuf> {
    let manifest = std::fs::read(folder.join("package.json")).ok()?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
    Some(folder.join(manifest.get("main")?.as_str()?))
}

pub(crate) fn found(probed: Probed) -> Option<PathBuf> {
    if let Probed::File(path) = probed {
        Some(path)
    } else {
        None
    }
}

fn package_error(specifier: &str, referrer: &Url, error: &NodeResolveError) -> LoadError {
    let code = error
        .as_kind()
        .maybe_code()
        .map_or("ERR_MODULE_NOT_FOUND", |code| code.as_str());
    let importer = file_path(referrer);
    let bare = !is_path(specifier) && !specifier.starts_with('#') && !specifier.contains(':');
    if code == "ERR_MODULE_NOT_FOUND" && bare {
        let name = package_name(specifier);
        let installed = importer
            .as_deref()
            .is_some_and(|path| suggest::is_installed(name, path));
        if !installed {
            let hint = importer.as_deref().map(|path| suggest::install_command(name, path));
            return LoadError::NotFound {
                what: "package",
                specifier: name.to_string(),
                referrer: importer,
                hint,
            };
        }
    }
    if let NodeResolveErrorKind::UnknownBuiltInNodeModule(_) = error.as_kind() {
        return LoadError::Package {
            code: Cow::Borrowed("ERR_UNKNOWN_BUILTIN_MODULE"),
            message: format!("No such built-in module: `{specifier}`"),
            hint: suggest::similar_builtin(specifier).map(|name| format!("did you mean `node:{name}`?")),
        };
    }
    let message = error.to_string();
    let mut message = message
        .strip_prefix(&format!("[{code}] "))
        .unwrap_or(&message)
        .to_string();
    if code == "ERR_INVALID_PACKAGE_CONFIG"
        && !message.contains("package.json")
        && let Some(manifest) = importer.and_then(|path| suggest::manifest_of(package_name(specifier), &path))
    {
        message = format!("{message}\nin `{}`", manifest.display());
    }
    LoadError::Package {
        code: Cow::Borrowed(code),
        message,
        hint: None,
    }
}

pub(crate) fn package_name(specifier: &str) -> &str {
    let slashes = if specifier.starts_with('@') { 2 } else { 1 };
    let end = specifier
        .match_indices('/')
        .nth(slashes - 1)
        .map_or(specifier.len(), |(index, _)| index);
    &specifier[..end]
}

pub(crate) fn is_path(specifier: &str) -> bool {
    specifier.starts_with("./")
        || specifier.starts_with("../")
        || specifier.starts_with('/')
        || matches!(specifier, "." | "..")
}

fn split_suffix(specifier: &str) -> (&str, &str) {
    specifier.split_at(specifier.find(['?', '#']).unwrap_or(specifier.len()))
}

fn with_suffix(mut url: Url, suffix: &str) -> Url {
    let (query, fragment) = suffix
        .split_once('#')
        .map_or((suffix, None), |(query, rest)| (query, Some(rest)));
    if let Some(query) = query.strip_prefix('?') {
        url.set_query(Some(query));
    }
    url.set_fragment(fragment);
    url
}

fn percent_decode(path: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(path))
}

pub(crate) fn file_path(url: &Url) -> Option<PathBuf> {
    if url.scheme() == "file" {
        url.to_file_path().ok()
    } else {
        None
    }
}

pub(crate) fn file_url(path: &Path) -> Result<Url, LoadError> {
    Url::from_file_path(path).map_err(|()| LoadError::NotFound {
        what: "file",
        specifier: path.display().to_string(),
        referrer: None,
        hint: None,
    })
}

fn parse(module: &str, specifier: &str) -> Result<Url, LoadError> {
    Url::parse(module).map_err(|_| LoadError::Scheme {
        specifier: specifier.to_string(),
    })
}

/// The path as a person in `cwd` would type it.
fn shorten(path: &Path, cwd: &Path) -> String {
    path.strip_prefix(cwd).unwrap_or(path).display().to_string()
}
