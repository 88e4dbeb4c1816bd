//! Serves a main module that only exports its app; `js/runtime/default_export.js` says how.

use deno_core::error::{CoreError, JsError};
use deno_core::{ModuleId, v8};
use deno_runtime::worker::MainWorker;

use super::services::Namespace;

const SERVE: &str = include_str!("../../../js/runtime/default_export.js");
/// Where such an app listens when `PORT` says nothing.
const DEFAULT_PORT: u32 = 3000;

/// To be called when the main module has been evaluated, which V8 has by the name `script`. Does nothing for any other export.
pub(crate) fn serve(worker: &mut MainWorker, main: ModuleId, script: &str) -> Result<(), CoreError> {
    // A module that failed has none. Its error comes with the next turn of the event loop, and may be handled there.
    let Ok(namespace) = worker.js_runtime.get_module_namespace(main) else {
        return Ok(());
    };
    let Some(app) = app_of(worker, namespace)? else {
        return Ok(());
    };
    let serve = worker.js_runtime.execute_script("racejs:default_export", SERVE)?;
    let Some(namespace) = Namespace::of(&mut worker.js_runtime) else {
        return Ok(());
    };
    deno_core::scope!(scope, &mut worker.js_runtime);
    v8::tc_scope!(scope, scope);
    let serve = v8::Local::new(scope, serve);
    let Ok(serve) = v8::Local::<v8::Function>::try_from(serve) else {
        return Ok(());
    };
    let port = std::env::var("PORT").ok().and_then(|port| port.parse().ok());
    let port = v8::Integer::new_from_unsigned(scope, port.unwrap_or(DEFAULT_PORT));
    let (app, receiver) = (v8::Local::new(scope, app), v8::undefined(scope));
    let namespace = v8::Local::new(scope, namespace);
    let script = v8::String::new(scope, script).unwrap_or_else(|| v8::String::empty(scope));
    let arguments = [app.into(), port.into(), namespace, script.into()];
    serve.call(scope, receiver.into(), &arguments);
    match scope.exception() {
        Some(exception) => Err(CoreError::from(JsError::from_v8_exception(scope, exception))),
        None => Ok(()),
    }
}

/// The default export, if it is an app of ours or has a `fetch` method, as apps for Bun, Deno and edge targets have.
pub(super) fn app_of(
    worker: &mut MainWorker,
    namespace: v8::Global<v8::Object>,
) -> Result<Option<v8::Global<v8::Object>>, CoreError> {
    deno_core::scope!(scope, &mut worker.js_runtime);
    v8::tc_scope!(scope, scope);
    let namespace = v8::Local::new(scope, namespace);
    let app = find_app(scope, namespace).map(|app| v8::Global::new(scope, app));
    // A getter of the program may have thrown.
    match scope.exception() {
        Some(exception) => Err(CoreError::from(JsError::from_v8_exception(scope, exception))),
        None => Ok(app),
    }
}

fn find_app<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    namespace: v8::Local<'s, v8::Object>,
) -> Option<v8::Local<'s, v8::Object>> {
    let key = v8::String::new(scope, "default")?;
    let app = v8::Local::<v8::Object>::try_from(namespace.get(scope, key.into())?).ok()?;
    let mark = v8::String::new(scope, "racejs.app")?;
    let mark = v8::Symbol::for_key(scope, mark);
    let fetch = v8::String::new(scope, "fetch")?;
    let is_own = app.get(scope, mark.into())?.is_true();
    (is_own || app.get(scope, fetch.into())?.is_function()).then_some(app)
}
