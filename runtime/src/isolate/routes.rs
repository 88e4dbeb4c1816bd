//! The routes of a program that is loaded for that alone; `js/runtime/routes.js` says how they are found and shown.

use deno_core::error::{CoreError, JsError};
use deno_core::{ModuleId, v8};
use deno_runtime::worker::MainWorker;

use super::default_export::app_of;
use super::program::Exit;
use super::services::Namespace;
use crate::errors::Failure;

const ROUTES: &str = include_str!("../../../js/runtime/routes.js");

/// To be called before the program's first module.
pub(super) fn prepare(worker: &mut MainWorker) -> Result<(), Failure> {
    // Where apps leave themselves while they are only looked at.
    let collect = deno_core::ascii_str!("globalThis[Symbol.for(\"racejs.apps\")] = [];");
    worker
        .execute_script("racejs:routes", collect.into())
        .map_err(CoreError::from)?;
    Ok(())
}

/// To be called when the main module has been evaluated. The exit code is 1 if there is no app.
pub(super) fn print(worker: &mut MainWorker, main: ModuleId, is_json: bool) -> Result<Exit, Failure> {
    let namespace = worker.js_runtime.get_module_namespace(main)?;
    let exported = app_of(worker, namespace)?;
    let print = worker
        .js_runtime
        .execute_script("racejs:routes", ROUTES)
        .map_err(CoreError::from)?;
    let Some(deno) = Namespace::of(&mut worker.js_runtime) else {
        return Ok(1);
    };
    deno_core::scope!(scope, &mut worker.js_runtime);
    v8::tc_scope!(scope, scope);
    let print = v8::Local::new(scope, print);
    let Ok(print) = v8::Local::<v8::Function>::try_from(print) else {
        return Ok(1);
    };
    let receiver = v8::undefined(scope).into();
    let exported = exported.map_or(receiver, |app| v8::Local::new(scope, app).into());
    let is_json = v8::Boolean::new(scope, is_json).into();
    let deno = v8::Local::new(scope, deno);
    let found = print.call(scope, receiver, &[exported, is_json, deno]);
    match scope.exception() {
        Some(exception) => Err(CoreError::from(JsError::from_v8_exception(scope, exception)).into()),
        None => Ok(i32::from(!found.is_some_and(|found| found.is_true()))),
    }
}
