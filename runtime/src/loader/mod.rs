//! What an import resolves to, and the code of each module. One loader per isolate, asked by deno_core for ES modules
//! (`esm.rs`) and by deno_node for `require` (`require.rs`).

mod development;
mod directories;
pub(crate) mod error;
mod esm;
mod hooks;
mod inline;
mod locate;
mod packages;
mod probe;
mod require;
mod resolve;
mod source;
mod source_maps;
mod suggest;
mod throwing;
mod tsconfig;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use deno_ast::MediaType;
use deno_core::{ModuleSource, ModuleSourceCode, ModuleType, RequestedModuleType, SourceCodeCacheInfo};
use deno_error::JsErrorBox;
use deno_media_type::data_url::RawDataUrl;
use deno_runtime::deno_node::ops::module_hooks::LoaderHookRegistry;
use deno_runtime::deno_web::BlobStoreTrait;
use node_resolver::ResolutionMode;
use url::Url;

use crate::cache::{AnalysisCache, DiskCache, Kind, hash};
use crate::dev::{Hot, meta, version};
use error::{ImportError, LoadError};
pub(crate) use esm::EsmLoader;
pub(crate) use inline::{EVAL, Inline};
use packages::Packages;
pub(crate) use require::RequireLoader;
use resolve::{Resolver, file_path};
pub(crate) use resolve::{is_path, package_name, resolve_entry};
pub(crate) use source::read_text;
use source::{Script, Sources, read_bytes};
pub(crate) use suggest::{install_command, is_installed, nearest, similar_file};
use throwing::UNRESOLVED;
use tsconfig::TsConfigs;

/// The file that a path means, if there is one.
pub(crate) fn probe_file(path: &Path) -> Option<PathBuf> {
    resolve::found(probe::probe(path))
}

/// What a program was started with, as far as loading is concerned; shared by the isolates of all its threads.
pub(crate) struct LoaderOptions {
    pub(crate) conditions: Vec<String>,
    pub(crate) required: Vec<Url>,
    pub(crate) inline: Option<Inline>,
    /// What tests were asked for, where tests are what is run.
    pub(crate) tests: Option<String>,
    pub(crate) blobs: Arc<dyn BlobStoreTrait>,
    pub(crate) cache: Arc<DiskCache>,
}

pub(crate) struct Loader {
    sources: Sources,
    inline: Option<Inline>,
    blobs: Arc<dyn BlobStoreTrait>,
    /// Shared with the isolate's ops, through which `module.registerHooks()` fills it.
    pub(crate) hooks: LoaderHookRegistry,
    /// Direct dynamic imports that did not resolve: the module that throws the error, by its URL.
    unresolved: RefCell<HashMap<Url, String>>,
    /// By the name that V8 reports in stack frames.
    source_maps: RefCell<HashMap<String, String>>,
    /// The program's own scripts, if somebody will ask: a watcher of tests does.
    own_files: Option<RefCell<BTreeSet<PathBuf>>>,
    /// Where the program is developed.
    hot: Option<Rc<Hot>>,
}

impl Loader {
    pub(crate) fn new(options: &LoaderOptions, hot: Option<Rc<Hot>>) -> Rc<Self> {
        let analysis = Arc::new(AnalysisCache(options.cache.clone()));
        let packages = Arc::new(Packages::new(&options.conditions, options.required.clone(), analysis));
        let resolver = Arc::new(Resolver {
            packages,
            tsconfigs: TsConfigs::new(),
            runs_tests: options.tests.is_some(),
        });
        let hooks = LoaderHookRegistry::default();
        let unhooked = resolver.clone();
        hooks.set_default_resolve(Rc::new(move |specifier, referrer| {
            resolve_module(&unhooked, specifier, referrer)
                .map(|url| String::from(resolve::public_name(url)))
                .map_err(JsErrorBox::from_err)
        }));
        Rc::new(Self {
            hooks,
            sources: Sources {
                resolver,
                cache: options.cache.clone(),
                is_hot: hot.is_some(),
            },
            inline: options.inline.clone(),
            blobs: options.blobs.clone(),
            unresolved: RefCell::default(),
            source_maps: RefCell::default(),
            own_files: options.tests.as_ref().map(|_| RefCell::default()),
            hot,
        })
    }

    pub(crate) fn packages(&self) -> &Arc<Packages> {
        &self.sources.resolver.packages
    }

    /// The source map of a module, under the name that V8 has for it.
    pub(crate) fn source_map(&self, module: &str) -> Option<String> {
        self.source_maps.borrow().get(module).cloned()
    }

    /// The program's own files that have been loaded; none unless tests are run.
    pub(crate) fn own_files(&self) -> Vec<String> {
        let files = self.own_files.iter().flat_map(|files| files.borrow().clone());
        files.map(|path| path.to_string_lossy().into_owned()).collect()
    }

    fn note_file(&self, path: &Path) {
        let is_package = path.components().any(|part| part.as_os_str() == "node_modules");
        if let Some(files) = self.own_files.as_ref().filter(|_| !is_package) {
            files.borrow_mut().insert(path.to_path_buf());
        }
    }

    /// `--import` and `-r` take what an import in the working directory could name.
    pub(crate) fn resolve_from(&self, specifier: &str, cwd: &Path, mode: ResolutionMode) -> Result<Url, LoadError> {
        let referrer = resolve::file_url(&cwd.join("[command line]"))?;
        self.sources.resolver.resolve(specifier, &referrer, mode)
    }

    async fn load_module(&self, url: Url, requested: RequestedModuleType) -> Result<ModuleSource, JsErrorBox> {
        if let Some(inline) = self.inline.as_ref().filter(|inline| inline.url == url) {
            let name =
                file_path(&url).and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
            let script = self
                .sources
                .inline(&url, name.as_deref().unwrap_or(EVAL), inline)
                .map_err(JsErrorBox::from_err)?;
            // A debugger has it under this name, and V8 then has it in stack frames.
            let map = (EVAL.to_string(), script.source_map.clone());
            self.source_maps.borrow_mut().extend([map]);
            return Ok(self.javascript(&url, script));
        }
        tracing::debug!(%url, "load");
        match url.scheme() {
            "file" => self.load_file(&url, &requested).await,
            UNRESOLVED => Ok(self.unresolved(&url)),
            meta::SCHEME => Ok(self.meta(&url)),
            "data" => {
                let data = RawDataUrl::parse(&url).map_err(|error| JsErrorBox::type_error(error.to_string()))?;
                let media_type = data.media_type();
                self.load_bytes(&url, media_type, data.bytes, &requested)
            }
            "blob" => {
                let blob = self.blobs.get_object_url(url.clone()).ok_or_else(|| {
                    JsErrorBox::type_error(format!("Cannot import `{url}`: the blob is gone or was revoked"))
                })?;
                let bytes = blob.read_all().await;
                self.load_bytes(
                    &url,
                    MediaType::from_content_type(&url, &blob.media_type),
                    bytes,
                    &requested,
                )
            }
            _ => Err(JsErrorBox::from_err(LoadError::Scheme {
                specifier: url.to_string(),
            })),
        }
    }

    async fn load_file(&self, url: &Url, requested: &RequestedModuleType) -> Result<ModuleSource, JsErrorBox> {
        let path = file_path(url).unwrap_or_else(|| PathBuf::from(url.path()));
        let media_type = MediaType::from_path(&path);
        self.note_file(&path);
        if let Some(hot) = &self.hot {
            hot.load(&path);
        }
        let (kind, code) = match (requested, media_type) {
            (RequestedModuleType::Text, _) => (ModuleType::Text, text(read_text(&path))?),
            (RequestedModuleType::Bytes, _) => (ModuleType::Bytes, bytes(read_bytes(&path))?),
            (RequestedModuleType::Json, _) => (ModuleType::Json, text(read_json(&path))?),
            (RequestedModuleType::Other(name), _) => (ModuleType::Other(name.clone()), bytes(read_bytes(&path))?),
            (RequestedModuleType::None, MediaType::Wasm) => (ModuleType::Wasm, bytes(read_bytes(&path))?),
            (RequestedModuleType::None, MediaType::Json) => (
                ModuleType::JavaScript,
                text(read_json(&path).map(|json| default_export("JSON.parse", &json)))?,
            ),
            (RequestedModuleType::None, media_type) => match path.extension().and_then(|name| name.to_str()) {
                Some("txt") => (
                    ModuleType::JavaScript,
                    text(read_text(&path).map(|text| default_export("", &text)))?,
                ),
                Some("node") => (ModuleType::JavaScript, text(Ok(addon_module(&path)))?),
                Some(extension) if media_type == MediaType::Unknown || !is_script(media_type) => {
                    let extension = extension.to_string();
                    return Err(JsErrorBox::from_err(LoadError::UnknownExtension { path, extension }));
                }
                _ => return self.load_script(url, &path, script_type(media_type)).await,
            },
        };
        Ok(ModuleSource::new(kind, code, url, None))
    }

    async fn load_script(&self, url: &Url, path: &Path, media_type: MediaType) -> Result<ModuleSource, JsErrorBox> {
        let (plain, version) = version::split(url);
        let mut script = self
            .sources
            .script(&plain, path, media_type)
            .map_err(JsErrorBox::from_err)?;
        if script.is_commonjs {
            script.code = self
                .packages()
                .commonjs_facade(&plain, script.code)
                .await
                .map_err(JsErrorBox::from_err)?;
            if version > 0 {
                script.code = self.facade_of_version(path, script.code);
            }
        }
        Ok(self.javascript(url, script))
    }

    fn load_bytes(
        &self,
        url: &Url,
        media_type: MediaType,
        content: Vec<u8>,
        requested: &RequestedModuleType,
    ) -> Result<ModuleSource, JsErrorBox> {
        let as_text = |content: Vec<u8>| {
            String::from_utf8(content)
                .map_err(|_| JsErrorBox::type_error(format!("`{}` is not valid UTF-8", short(url))))
        };
        let (kind, code) = match (requested, media_type) {
            (RequestedModuleType::Bytes, _) => (
                ModuleType::Bytes,
                ModuleSourceCode::Bytes(content.into_boxed_slice().into()),
            ),
            (RequestedModuleType::None, MediaType::Wasm) => (
                ModuleType::Wasm,
                ModuleSourceCode::Bytes(content.into_boxed_slice().into()),
            ),
            (RequestedModuleType::Text, _) => (ModuleType::Text, ModuleSourceCode::String(as_text(content)?.into())),
            (RequestedModuleType::Json, _) => (ModuleType::Json, ModuleSourceCode::String(as_text(content)?.into())),
            (_, MediaType::Json) => {
                let code = default_export("JSON.parse", &as_text(content)?);
                (ModuleType::JavaScript, ModuleSourceCode::String(code.into()))
            }
            (_, media_type) if media_type.is_emittable() => {
                let script = self
                    .sources
                    .typescript(url, &as_text(content)?)
                    .map_err(JsErrorBox::from_err)?;
                return Ok(self.javascript(url, script));
            }
            _ => (
                ModuleType::JavaScript,
                ModuleSourceCode::String(as_text(content)?.into()),
            ),
        };
        Ok(ModuleSource::new(kind, code, url, None))
    }

    fn javascript(&self, url: &Url, script: Script) -> ModuleSource {
        // Data and blob URLs are many and seldom come again.
        // Nor do versions of a module, which V8 would not find again.
        let is_lasting = url.scheme() == "file" && version::split(url).1 == 0;
        let code_cache = is_lasting.then(|| {
            let hash = hash(&[script.code.as_bytes()]);
            let data = self.sources.cache.get(Kind::V8Code, url.as_str(), hash);
            SourceCodeCacheInfo {
                hash,
                data: data.map(Cow::Owned),
            }
        });
        if !script.source_map.is_empty() {
            self.source_maps.borrow_mut().insert(url.to_string(), script.source_map);
        }
        let code = ModuleSourceCode::String(script.code.into());
        ModuleSource::new(ModuleType::JavaScript, code, url, code_cache)
    }
}

/// Resolves an import; an error says where in the importing file it stands.
fn resolve_module(resolver: &Resolver, specifier: &str, referrer: &str) -> Result<Url, ImportError> {
    let unplaced = |error| ImportError {
        error: Box::new(error),
        place: None,
    };
    let referrer = match Url::parse(referrer).ok().filter(|url| url.scheme() != "data") {
        // A folder stands for any file in it.
        Some(url) if url.path().ends_with('/') => url.join("x").unwrap_or(url),
        Some(url) => url,
        None => {
            let cwd = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
            resolve::file_url(&cwd.join("x")).map_err(unplaced)?
        }
    };
    resolver
        .resolve(specifier, &referrer, ResolutionMode::Import)
        .map_err(|error| {
            let place = file_path(&referrer).and_then(|path| locate::specifier(specifier, &path));
            ImportError {
                error: Box::new(error),
                place,
            }
        })
}

/// A JSON module is parsed by V8; here it is parsed first, since V8's error would not say where it is.
fn read_json(path: &Path) -> Result<String, LoadError> {
    let text = read_text(path)?;
    serde_json::from_str::<serde::de::IgnoredAny>(&text).map_err(|error| LoadError::Syntax {
        message: format!(
            "Invalid JSON: {}",
            error.to_string().split(" at line ").next().unwrap_or_default()
        ),
        place: error::Place {
            path: path.to_path_buf(),
            line: error.line(),
            column: error.column(),
        },
    })?;
    Ok(text)
}

/// `export default parser("…")`; JSON's string syntax is JavaScript's.
fn default_export(parser: &str, text: &str) -> String {
    format!("export default {parser}({});", serde_json::Value::from(text))
}

fn addon_module(path: &Path) -> String {
    let path = serde_json::Value::from(path.to_string_lossy());
    format!("import {{ createRequire }} from \"node:module\";\nexport default createRequire(import.meta.url)({path});")
}

fn is_script(media_type: MediaType) -> bool {
    matches!(
        media_type,
        MediaType::JavaScript
            | MediaType::Jsx
            | MediaType::Mjs
            | MediaType::Cjs
            | MediaType::TypeScript
            | MediaType::Mts
            | MediaType::Cts
            | MediaType::Dts
            | MediaType::Dmts
            | MediaType::Dcts
            | MediaType::Tsx
    )
}

/// A file without an extension is JavaScript, as in Node.
fn script_type(media_type: MediaType) -> MediaType {
    if media_type == MediaType::Unknown {
        MediaType::JavaScript
    } else {
        media_type
    }
}

fn text(content: Result<String, LoadError>) -> Result<ModuleSourceCode, JsErrorBox> {
    content
        .map(|text| ModuleSourceCode::String(text.into()))
        .map_err(JsErrorBox::from_err)
}

fn bytes(content: Result<Vec<u8>, LoadError>) -> Result<ModuleSourceCode, JsErrorBox> {
    content
        .map(|bytes| ModuleSourceCode::Bytes(bytes.into_boxed_slice().into()))
        .map_err(JsErrorBox::from_err)
}

/// A data URL may be long; its head says enough.
fn short(url: &Url) -> String {
    url.as_str().chars().take(80).collect()
}
