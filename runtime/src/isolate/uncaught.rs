//! The error of a main module, offered to the program's own handlers of uncaught errors: V8 keeps it with the module, so that
//! no event tells of it.

use deno_core::{PollEventLoopOptions, v8};
use deno_runtime::worker::MainWorker;
use url::Url;

use crate::errors::Failure;

/// Whether the program listens at all, and its handlers did not fail themselves.
const IS_LISTENING: &str = "(() => {
  const { process } = globalThis;
  const events = [\"uncaughtException\", \"uncaughtExceptionMonitor\"];
  return !process[Symbol.for(\"racejs.failedHandler\")] &&
    (process.hasUncaughtExceptionCaptureCallback() || events.some((event) => process.listenerCount(event) > 0));
})()";

/// Importing a module again gives the error that it ended with.
fn offer(main: &Url) -> String {
    let main = serde_json::Value::from(main.as_str());
    format!("import({main}).then(() => false, (error) => process._fatalException(error, true))")
}

/// Tells the program that its main module failed. Says whether it took the error.
///
/// # Errors
/// What its handler threw.
pub(super) async fn is_handled(worker: &mut MainWorker, main: &Url) -> Result<bool, Failure> {
    let answer = worker
        .execute_script("racejs:uncaught", IS_LISTENING.to_string().into())
        .map_err(Failure::Js)?;
    if !is_true(worker, &answer) {
        return Ok(false);
    }
    let promise = worker
        .execute_script("racejs:uncaught", offer(main).into())
        .map_err(Failure::Js)?;
    let resolve = worker.js_runtime.resolve(promise);
    let answer = worker
        .js_runtime
        .with_event_loop_promise(resolve, PollEventLoopOptions::default())
        .await?;
    Ok(is_true(worker, &answer))
}

fn is_true(worker: &mut MainWorker, value: &v8::Global<v8::Value>) -> bool {
    deno_core::scope!(scope, &mut worker.js_runtime);
    v8::Local::new(scope, value).is_true()
}
