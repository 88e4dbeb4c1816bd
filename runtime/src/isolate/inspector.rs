//! What a debugger sees of the program's isolate: where it is, and its end. It must not know how the inspector listens.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use deno_core::{JsRuntimeInspector, PollEventLoopOptions};
use deno_runtime::deno_inspector_server::InspectorServerUrl;
use deno_runtime::deno_os::OpExitCallbacks;
use deno_runtime::worker::MainWorker;

use crate::errors::Failure;
use crate::options::Inspect;
use crate::signals::{Stop, StopSignals};
use crate::terminal;

/// How often a program that has called `process.exit()` looks whether the debugger is gone.
const PAUSE: Duration = Duration::from_millis(10);

/// Says where the inspector listens, and keeps `process.exit()` from ending the process while a debugger is attached.
pub(super) fn prepare(worker: &mut MainWorker, inspect: Inspect) {
    let inspector = worker.js_runtime.inspector();
    let state = worker.js_runtime.op_state();
    let mut state = state.borrow_mut();
    if inspect.is_printed
        && let Some(url) = state.try_borrow::<InspectorServerUrl>()
    {
        // As Node says it: debuggers and editors look for this line.
        let url = &url.0;
        terminal::print(&format!(
            "Debugger listening on {url}\nOpen chrome://inspect, or attach an editor to that port\n"
        ));
    }
    let mut at_exit = state.try_take::<OpExitCallbacks>().unwrap_or_default();
    at_exit.push(Box::new(move || block_until_disconnected(&inspector)));
    state.put(at_exit);
}

/// After the program's end, waits until no debugger is attached: until then, it may look at what is left. A signal ends that.
pub(super) async fn wait_for_disconnect(
    worker: &mut MainWorker,
    signals: &mut StopSignals,
) -> Result<Option<Stop>, Failure> {
    let inspector = worker.js_runtime.inspector();
    if !is_attached(&inspector) {
        return Ok(None);
    }
    announce_wait(&inspector);
    // deno_core's own way of waiting takes the context from the debugger, which could look at nothing then.
    let gone = poll_fn(
        |cx| match worker.js_runtime.poll_event_loop(cx, PollEventLoopOptions::default()) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            _ if is_attached(&inspector) => Poll::Pending,
            _ => Poll::Ready(Ok(())),
        },
    );
    signals.during(gone).await
}

/// The same from within a call of JavaScript's, where the event loop cannot run.
fn block_until_disconnected(inspector: &Rc<JsRuntimeInspector>) {
    if !is_attached(inspector) {
        return;
    }
    announce_wait(inspector);
    while is_attached(inspector) {
        inspector.poll_sessions_from_event_loop(&mut Context::from_waker(Waker::noop()));
        thread::sleep(PAUSE);
    }
}

fn is_attached(inspector: &JsRuntimeInspector) -> bool {
    inspector.sessions_state().has_nonblocking_wait_for_disconnect
}

/// In Node's words, which clients look for as well.
fn announce_wait(inspector: &JsRuntimeInspector) {
    inspector.broadcast_context_destroyed();
    inspector.broadcast_waiting_for_disconnect();
    terminal::print("Waiting for the debugger to disconnect...\n");
}
