//! `module.registerHooks()`: what a program's own hooks answer for an import, asked before the loader is.

use deno_ast::MediaType;
use deno_core::{ModuleSource, ModuleSourceCode, ModuleType, RequestedModuleType};
use deno_error::JsErrorBox;
use url::Url;

use super::Loader;

impl Loader {
    /// The module at `url` as the load hooks give it; they may pass it on, to this URL or to another one's content.
    pub(super) async fn load_hooked(
        &self,
        url: Url,
        requested: RequestedModuleType,
    ) -> Result<ModuleSource, JsErrorBox> {
        let attributes = self.hooks.take_resolved_attributes(url.as_str());
        let answer = self.hooks.push_load(url.to_string(), attributes).await;
        let (source, format, from) = answer
            .map_err(|_| JsErrorBox::generic(format!("The load hook of `{url}` gave no answer")))?
            .map_err(JsErrorBox::generic)?;
        let Some(source) = source else {
            let from = from
                .and_then(|from| Url::parse(&from).ok())
                .unwrap_or_else(|| url.clone());
            let module = self.load_module(from, requested).await?;
            return Ok(ModuleSource::new(module.module_type, module.code, &url, None));
        };
        let text = |kind, text: String| {
            Ok(ModuleSource::new(
                kind,
                ModuleSourceCode::String(text.into()),
                &url,
                None,
            ))
        };
        let code = match format.as_deref() {
            _ if requested == RequestedModuleType::Text => return text(ModuleType::Text, source),
            Some("json") => return text(ModuleType::Json, source),
            // What comes from there is text, which this is not.
            Some("wasm") => return self.load_module(url, requested).await,
            // What no hook has changed is loaded as it is without hooks, with the names that it exports.
            Some("commonjs" | "commonjs-typescript" | "module-typescript") if is_on_disk(&url, &source) => {
                return self.load_module(url, requested).await;
            }
            Some("commonjs") => commonjs_module(&url, &source),
            Some("commonjs-typescript") => {
                let script = self.sources.typescript(&url, &source).map_err(JsErrorBox::from_err)?;
                commonjs_module(&url, &script.code)
            }
            Some("module-typescript") => {
                return self.load_bytes(
                    &url,
                    MediaType::TypeScript,
                    source.into_bytes(),
                    &RequestedModuleType::None,
                );
            }
            Some("module") | None => source,
            Some(other) => {
                let message = format!("A load hook gave the format `{other}` for `{url}`, which is none of Node's");
                return Err(JsErrorBox::type_error(message));
            }
        };
        text(ModuleType::JavaScript, code)
    }
}

fn is_on_disk(url: &Url, source: &str) -> bool {
    let path = url.to_file_path().ok();
    path.and_then(|path| std::fs::read(path).ok())
        .is_some_and(|bytes| String::from_utf8_lossy(&bytes) == source)
}

/// An ES module that runs CommonJS source which stands in no file.
fn commonjs_module(url: &Url, source: &str) -> String {
    let name = url
        .to_file_path()
        .map_or_else(|()| url.to_string(), |path| path.display().to_string());
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = serde_json::Value::from(folder);
    let (name, source) = (serde_json::Value::from(name), serde_json::Value::from(source));
    format!(
        "import {{ Module }} from \"node:module\";\nconst module = new Module({name});\nmodule.filename = {name};\n\
         module.paths = Module._nodeModulePaths({folder});\nModule._cache[{name}] = module;\n\
         module._compile({source}, {name});\nexport default module.exports;\n"
    )
}
