//! Modules that throw. deno_core turns an error of a dynamic import into a `TypeError` with the code of a missing module,
//! whatever it was; thrown by a module's own code, an error arrives as it is.

use deno_core::{ModuleSource, ModuleSourceCode, ModuleType};
use deno_error::JsErrorClass;
use url::Url;

use super::Loader;
use super::error::ImportError;
use crate::cache::hash;

/// The scheme of a dynamic import that did not resolve.
pub(super) const UNRESOLVED: &str = "racejs-unresolved";

/// Each stays in V8's module map for good. A program that imports what its users name gets plainer errors after that many.
const MAX_UNRESOLVED: usize = 1000;

impl Loader {
    /// A URL whose module throws the error. The same import gives the same URL, so that a program which keeps trying
    /// does not fill the module map.
    pub(super) fn remember_unresolved(&self, specifier: &str, referrer: &str, error: &ImportError) -> Option<Url> {
        if self.unresolved.borrow().len() >= MAX_UNRESOLVED {
            return None;
        }
        let key = hash(&[specifier.as_bytes(), referrer.as_bytes()]);
        let url = Url::parse(&format!("{UNRESOLVED}:{key:016x}")).ok()?;
        self.unresolved.borrow_mut().insert(url.clone(), throwing(error));
        Some(url)
    }

    pub(super) fn unresolved(&self, url: &Url) -> ModuleSource {
        let code = self.unresolved.borrow().get(url).cloned().unwrap_or_default();
        module(url, code)
    }
}

/// The module at `url` that throws the error.
pub(super) fn throwing_module(url: &Url, error: &dyn JsErrorClass) -> ModuleSource {
    module(url, throwing(error))
}

fn module(url: &Url, code: String) -> ModuleSource {
    ModuleSource::new(ModuleType::JavaScript, ModuleSourceCode::String(code.into()), url, None)
}

fn throwing(error: &dyn JsErrorClass) -> String {
    let class = match &*error.get_class() {
        known @ ("SyntaxError" | "TypeError" | "RangeError" | "ReferenceError") => known.to_string(),
        _ => "Error".to_string(),
    };
    let message = serde_json::Value::from(error.get_message().into_owned());
    let properties: serde_json::Map<String, serde_json::Value> = error
        .get_additional_properties()
        .map(|(key, value)| (key.into_owned(), serde_json::Value::from(value.to_string())))
        .collect();
    let keys: Vec<&String> = properties.keys().collect();
    let (properties, keys) = (serde_json::json!(properties), serde_json::json!(keys));
    format!(
        "const error = Object.assign(new {class}({message}), {properties});\n\
         Object.defineProperty(error, Symbol.for(\"errorAdditionalPropertyKeys\"), {{ value: {keys} }});\n\
         throw error;\n"
    )
}
