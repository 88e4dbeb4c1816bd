//! `export default app`: a program whose main module only exports its app is served all the same.

use deno_core::{ModuleId, error::CoreError, v8};
use deno_runtime::worker::MainWorker;

/// Where such an app listens when `PORT` says nothing.
const DEFAULT_PORT: u32 = 3000;

/// Calls `listen` on the default export of the main module if that is a RaceJS app that does not listen yet, and says so
/// on stderr.
pub(super) fn serve(worker: &mut MainWorker, main: ModuleId) -> Result<(), CoreError> {
    let namespace = worker.js_runtime.get_module_namespace(main)?;
    deno_core::scope!(scope, &mut worker.js_runtime);
    v8::tc_scope!(scope, scope);
    let namespace = v8::Local::new(scope, namespace);
    let Some(app) = app_of(scope, namespace) else {
        return Ok(());
    };
    let listening = property(scope, app, "listening").is_some_and(|value| value.is_true());
    let listen = property(scope, app, "listen").and_then(|value| v8::Local::<v8::Function>::try_from(value).ok());
    let Some(listen) = listen.filter(|_| !listening) else {
        return Ok(());
    };
    let port = std::env::var("PORT")
        .ok()
        .and_then(|port| port.parse().ok())
        .unwrap_or(DEFAULT_PORT);
    let port = v8::Integer::new_from_unsigned(scope, port);
    let server = listen.call(scope, app.into(), &[port.into()]);
    if let Some(exception) = scope.exception() {
        return Err(CoreError::from(deno_core::error::JsError::from_v8_exception(
            scope, exception,
        )));
    }
    let server = server.and_then(|server| v8::Local::<v8::Object>::try_from(server).ok());
    if let Some(url) = server.and_then(|server| property(scope, server, "url")) {
        crate::terminal::print(&format!("Listening on {}\n", url.to_rust_string_lossy(scope)));
    }
    Ok(())
}

fn app_of<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    namespace: v8::Local<'s, v8::Object>,
) -> Option<v8::Local<'s, v8::Object>> {
    let export = property(scope, namespace, "default")?;
    let app = v8::Local::<v8::Object>::try_from(export).ok()?;
    let key = v8::String::new(scope, "racejs.app")?;
    let mark = v8::Symbol::for_key(scope, key);
    app.get(scope, mark.into()).filter(|mark| mark.is_true()).map(|_| app)
}

fn property<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    object: v8::Local<'s, v8::Object>,
    name: &str,
) -> Option<v8::Local<'s, v8::Value>> {
    let key = v8::String::new(scope, name)?;
    object.get(scope, key.into())
}
