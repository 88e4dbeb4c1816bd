//! What deno_node's `require()` asks of its host: the text of a file, and whether it is CommonJS.

use std::borrow::Cow;
use std::path::Path;
use std::rc::Rc;

use deno_ast::MediaType;
use deno_core::FastString;
use deno_error::JsErrorBox;
use deno_runtime::deno_node::NodeRequireLoader;
use deno_runtime::deno_permissions::PermissionsContainer;
use node_resolver::ResolutionMode;
use node_resolver::errors::PackageJsonLoadError;
use url::Url;

use racejs_modules::RequireResolver;

use super::Loader;

pub(crate) struct RequireLoader(pub(crate) Rc<Loader>);

impl NodeRequireLoader for RequireLoader {
    fn ensure_read_permission<'a>(
        &self,
        _permissions: &mut PermissionsContainer,
        path: Cow<'a, Path>,
    ) -> Result<Cow<'a, Path>, JsErrorBox> {
        Ok(path)
    }

    fn load_text_file_lossy(&self, path: &Path) -> Result<FastString, JsErrorBox> {
        self.0.note_file(path);
        if let Some(hot) = &self.0.hot {
            hot.load_required(path);
        }
        let script = self.0.sources.for_require(path).map_err(JsErrorBox::from_err)?;
        if !script.source_map.is_empty() {
            // Stack frames of CommonJS name the path, those of an ES module the URL.
            let mut maps = self.0.source_maps.borrow_mut();
            if let Ok(url) = Url::from_file_path(path) {
                maps.insert(url.to_string(), script.source_map.clone());
            }
            maps.insert(path.display().to_string(), script.source_map);
        }
        Ok(script.code.into())
    }

    fn is_maybe_cjs(&self, specifier: &Url) -> Result<bool, PackageJsonLoadError> {
        self.0
            .packages()
            .cjs
            .is_maybe_cjs(specifier, MediaType::from_specifier(specifier))
    }

    fn is_maybe_cjs_from_require(&self, specifier: &Url) -> Result<bool, PackageJsonLoadError> {
        self.0
            .packages()
            .cjs
            .is_maybe_cjs_from_require(specifier, MediaType::from_specifier(specifier))
    }
}

impl RequireResolver for RequireLoader {
    fn resolve(&self, request: &str, from: &str) -> Option<String> {
        let found = self.0.sources.resolver.resolve_require(request, Path::new(from))?;
        found.into_os_string().into_string().ok()
    }

    fn explain(&self, request: &str, from: &str) -> Option<String> {
        let from = Url::from_file_path(from).ok()?;
        let resolver = &self.0.sources.resolver;
        let error = resolver.resolve(request, &from, ResolutionMode::Require).err()?;
        Some(error.to_string().replace("file://", ""))
    }

    fn format(&self, url: &str) -> Option<String> {
        let url = Url::parse(url).ok()?;
        match url.scheme() {
            "node" => Some("builtin".to_string()),
            "file" => self.0.sources.format(&url),
            _ => None,
        }
    }

    fn is_module(&self, path: &str) -> bool {
        let path = Path::new(path);
        // Its own error comes when it is loaded.
        self.0.sources.for_require(path).is_ok_and(|script| !script.is_commonjs)
    }
}
