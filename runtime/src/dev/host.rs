//! What the scripts of `js/hot` ask of the host, and how the host calls them.

use std::path::PathBuf;
use std::rc::Rc;

use deno_core::error::CoreError;
use deno_core::{OpState, PollEventLoopOptions, v8};
use deno_error::JsErrorBox;
use deno_runtime::worker::MainWorker;
use racejs_hot::HotHost;
use serde::de::DeserializeOwned;
use url::Url;

use super::{Hot, own_path, version};
use crate::errors::Failure;
use crate::loader::Loader;

struct Host {
    hot: Rc<Hot>,
    loader: Rc<Loader>,
}

impl Host {
    /// The file of a module, and which version it is.
    fn place(&self, module: &str) -> Result<(Url, PathBuf, u32), JsErrorBox> {
        let url = Url::parse(module).map_err(|error| JsErrorBox::type_error(error.to_string()))?;
        let (plain, version) = version::split(&url);
        let path = own_path(&plain)
            .ok_or_else(|| JsErrorBox::type_error(format!("`{plain}` is in no file of the program")))?;
        Ok((plain.into_owned(), path, version))
    }
}

impl HotHost for Host {
    fn accept(&self, module: &str, dependency: Option<&str>) -> Result<String, JsErrorBox> {
        let (url, path, version) = self.place(module)?;
        let Some(specifier) = dependency else {
            self.hot.graph.borrow_mut().accept(&path, version, None);
            return Ok(url.into());
        };
        let target = self.loader.resolve_plain(specifier, &url)?;
        let (_, file, _) = self.place(target.as_str())?;
        self.hot.graph.borrow_mut().accept(&path, version, Some(&file));
        Ok(target.into())
    }

    fn invalidate(&self, module: &str, message: &str) {
        if let Ok((_, path, _)) = self.place(module) {
            // It says so again while its importers are evaluated for that reason.
            if self.hot.refusing.borrow().contains(&path) {
                return;
            }
            self.hot.refused.borrow_mut().insert(path, message.to_string());
            self.hot.pulse.give();
        }
    }

    fn is_own(&self, script: &str) -> bool {
        (script.starts_with("file:") || script.starts_with('/')) && !script.contains("/node_modules/")
    }
}

/// Gives the isolate's ops what they ask. After bootstrap, before any module.
pub(crate) fn connect(state: &mut OpState, hot: &Rc<Hot>, loader: &Rc<Loader>) {
    let host = Host {
        hot: hot.clone(),
        loader: loader.clone(),
    };
    racejs_hot::connect(state, Rc::new(host));
}

/// As a module it has to have a URL.
const START: &str = "racejs:hot_start";

/// Has the scripts ready before the program's first module.
pub(crate) async fn prepare(worker: &mut MainWorker) -> Result<(), Failure> {
    let Ok(start) = Url::parse(START) else { return Ok(()) };
    let code = format!("import {:?};", racejs_hot::START);
    let id = worker.js_runtime.load_side_es_module_from_code(&start, code).await?;
    worker.evaluate_module(id).await?;
    Ok(())
}

/// Calls one of the functions that `js/hot/hot.ts` leaves for the host.
pub(super) fn call(
    worker: &mut MainWorker,
    function: &str,
    argument: &impl serde::Serialize,
) -> Result<v8::Global<v8::Value>, CoreError> {
    let argument = serde_json::to_string(argument).unwrap_or_default();
    let code = format!("globalThis[Symbol.for(\"racejs.hot\")].{function}({argument})");
    Ok(worker.js_runtime.execute_script("racejs:hot_call", code)?)
}

/// The same, with what comes back.
pub(super) fn ask<T: DeserializeOwned>(
    worker: &mut MainWorker,
    function: &str,
    argument: &impl serde::Serialize,
) -> Result<Option<T>, CoreError> {
    let answer = call(worker, function, argument)?;
    deno_core::scope!(scope, &mut worker.js_runtime);
    let answer = v8::Local::new(scope, answer);
    Ok(deno_core::serde_v8::from_v8(scope, answer).ok())
}

/// Calls one and waits for its promise, while the program goes on.
pub(super) async fn run(
    worker: &mut MainWorker,
    function: &str,
    argument: &impl serde::Serialize,
) -> Result<(), CoreError> {
    let promise = call(worker, function, argument)?;
    let done = Box::pin(worker.js_runtime.resolve(promise));
    let options = PollEventLoopOptions::default();
    worker.js_runtime.with_event_loop_promise(done, options).await?;
    Ok(())
}
