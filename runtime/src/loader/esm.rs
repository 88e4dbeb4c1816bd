//! deno_core's view of the loader.

use std::borrow::Cow;
use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::rc::Rc;

use deno_core::futures::FutureExt;
use deno_core::{
    ModuleLoadOptions, ModuleLoadReferrer, ModuleLoadResponse, ModuleLoader, ResolutionKind, SourceCodeCacheInfo, v8,
};
use deno_error::JsErrorBox;
use url::Url;

use super::development::{self, meta_of};
use super::directories;
use super::error::{ImportError, LoadError};
use super::resolve::{self, file_path};
use super::source::read_text;
use super::source_maps;
use super::throwing::throwing_module;
use super::{Loader, resolve_module};
use crate::cache::{Kind, hash};
use crate::dev::{meta, version};

pub(crate) struct EsmLoader(pub(crate) Rc<Loader>);

impl ModuleLoader for EsmLoader {
    fn resolve(&self, specifier: &str, referrer: &str, kind: ResolutionKind) -> Result<Url, JsErrorBox> {
        if kind == ResolutionKind::MainModule {
            return Url::parse(specifier).map_err(|error| JsErrorBox::type_error(error.to_string()));
        }
        self.0.resolve_import(specifier, referrer).map_err(JsErrorBox::from_err)
    }

    fn resolve_with_scope(
        &self,
        scope: &mut v8::PinScope,
        specifier: &str,
        referrer: &str,
        kind: ResolutionKind,
        attributes: &HashMap<String, String>,
    ) -> Result<Url, JsErrorBox> {
        if specifier == meta::SPECIFIER {
            return meta_of(referrer);
        }
        let hooks = &self.0.hooks;
        let hooked = if kind != ResolutionKind::MainModule && hooks.resolve_active() {
            hooks.resolve(scope, specifier, referrer, attributes)?
        } else {
            None
        };
        let url = match hooked {
            Some(url) => {
                let url = Url::parse(&url).map_err(|error| JsErrorBox::type_error(error.to_string()))?;
                self.0.current(resolve::own_module(url), referrer)
            }
            None if kind == ResolutionKind::DynamicImport && called_from_javascript(scope) => {
                let resolved = self.0.resolve_import(specifier, referrer);
                resolved.or_else(|error| {
                    let url = self.0.remember_unresolved(specifier, referrer, &error);
                    url.ok_or_else(|| JsErrorBox::from_err(error))
                })?
            }
            None => self.resolve(specifier, referrer, kind)?,
        };
        hooks.record_resolved_attributes(url.as_str(), attributes);
        Ok(url)
    }

    fn import_meta_resolve(&self, specifier: &str, referrer: &str) -> Result<Url, JsErrorBox> {
        let referrer = referrer.strip_prefix(meta::SPECIFIER).unwrap_or(referrer);
        match resolve_module(&self.0.sources.resolver, specifier, referrer) {
            // As in Node, a path need not exist to be resolved.
            Err(ImportError { error, .. })
                if resolve::is_path(specifier)
                    && matches!(*error, LoadError::NotFound { .. } | LoadError::Directory { .. }) =>
            {
                let base = Url::parse(referrer).map_err(|error| JsErrorBox::type_error(error.to_string()))?;
                base.join(specifier)
                    .map_err(|error| JsErrorBox::type_error(error.to_string()))
            }
            other => other.map(resolve::public_name).map_err(JsErrorBox::from_err),
        }
    }

    fn load(&self, url: &Url, referrer: Option<&ModuleLoadReferrer>, options: ModuleLoadOptions) -> ModuleLoadResponse {
        let this = self.0.clone();
        let (url, requested) = (url.clone(), options.requested_module_type);
        // What `import()` itself names; its static imports have to fail as such.
        let is_root = options.is_dynamic_import && referrer.is_none();
        let mut load = async move {
            let loaded = if this.hooks.load_active.get() && url.scheme() != meta::SCHEME {
                this.load_hooked(url.clone(), requested).await
            } else {
                this.load_module(url.clone(), requested).await
            };
            loaded.or_else(|error| {
                if is_root {
                    Ok(throwing_module(&url, &error))
                } else {
                    Err(error)
                }
            })
        }
        .boxed_local();
        // Most loads never wait for anything.
        if let Some(done) = load.as_mut().now_or_never() {
            return ModuleLoadResponse::Sync(done);
        }
        ModuleLoadResponse::Async(load)
    }

    fn should_load_synthetic_esm(&self, specifier: &str) -> bool {
        // A hook could not load RaceJS's own modules, nor should it see them.
        self.0.hooks.load_active.get() && !specifier.starts_with("racejs:")
    }

    fn pump_event_loop_during_load(&self) -> bool {
        self.0.hooks.load_active.get()
    }

    fn finish_load(&self) {
        directories::forget();
    }

    fn code_cache_ready(&self, url: Url, content: u64, code_cache: &[u8]) -> Pin<Box<dyn Future<Output = ()>>> {
        let (url, _) = version::split(&url);
        self.0
            .sources
            .cache
            .put(Kind::V8Code, url.as_str(), content, &[code_cache]);
        async {}.boxed_local()
    }

    fn get_code_cache(&self, specifier: &Url, source: &str) -> Option<SourceCodeCacheInfo> {
        let content = hash(&[source.as_bytes()]);
        // A version that only has other imports is the same code.
        let (url, _) = version::split(specifier);
        let data = self
            .0
            .sources
            .cache
            .get(Kind::V8Code, url.as_str(), content)
            .map(Cow::Owned);
        Some(SourceCodeCacheInfo { hash: content, data })
    }

    fn get_source_map(&self, file_name: &str) -> Option<Cow<'_, [u8]>> {
        let known = self.0.source_maps.borrow().get(file_name).cloned();
        let map = known.map(String::into_bytes).or_else(|| {
            // Stack frames of CommonJS name the path, those of an ES module the URL.
            let path = Url::parse(file_name).ok().and_then(|url| file_path(&url));
            let path = path.or_else(|| file_name.starts_with('/').then(|| PathBuf::from(file_name)))?;
            source_maps::of_script(&path).or_else(|| development::plain_map(file_name))
        });
        map.map(Cow::Owned)
    }

    fn load_external_source_map(&self, source_map_url: &str) -> Option<Cow<'_, [u8]>> {
        source_maps::at(&Url::parse(source_map_url).ok()?).map(Cow::Owned)
    }

    fn source_map_source_exists(&self, source_url: &str) -> Option<bool> {
        let url = Url::parse(source_url).ok()?;
        Some(file_path(&url).is_none_or(|path| path.exists()))
    }

    fn get_source_mapped_source_line(&self, file_name: &str, line: usize) -> Option<String> {
        let path = file_path(&Url::parse(file_name).ok()?)?;
        read_text(&path).ok()?.lines().nth(line).map(str::to_string)
    }
}

/// A dynamic import resolves twice over: the `import()` itself while JavaScript runs, the static imports below it later.
fn called_from_javascript(scope: &mut v8::PinScope) -> bool {
    v8::StackTrace::current_stack_trace(scope, 1).is_some_and(|trace| trace.get_frame_count() > 0)
}
