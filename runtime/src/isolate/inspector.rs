//! What a debugger sees of the program's isolate: where it is, its beginning and its end.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use deno_core::{JsRuntimeInspector, OpState, PollEventLoopOptions};
use deno_runtime::deno_inspector_server::{InspectPublishUid, InspectorServerUrl, create_inspector_server};
use deno_runtime::deno_os::OpExitCallbacks;
use deno_runtime::worker::MainWorker;

use super::Launch;
use crate::errors::Failure;
use crate::options::InspectMode;
use crate::signals::{Stop, StopSignals};
use crate::terminal;

/// How often a program that has called `process.exit()` looks whether the debugger is gone.
const PAUSE: Duration = Duration::from_millis(10);

/// Listens. The first isolate says where, keeps `process.exit()` from ending the process while a debugger is attached, and waits for the
/// debugger that is wanted.
///
/// To be called, where it waits, when the program is loaded and about to run: a debugger that came earlier would be heard while nobody
/// waits for it.
///
/// # Errors
/// The address is taken. A fork inherits its parent's flags, and with them a port that is taken: it is warned, and goes on.
pub(super) fn open(worker: &mut MainWorker, launch: &Launch, is_first: bool) -> Result<(), Failure> {
    let Some(inspect) = launch.inspect else {
        return Ok(());
    };
    let published = InspectPublishUid {
        console: inspect.is_printed,
        http: inspect.is_listed,
    };
    let server = match create_inspector_server(inspect.address, "racejs", published) {
        Ok(server) => server,
        Err(error) => {
            let message = format!("Cannot start the inspector on {}: {error}", inspect.address);
            if launch.ipc.is_some() {
                terminal::print(&format!("warning: {message}\n"));
                return Ok(());
            }
            let properties = Vec::new();
            return Err(Failure::Host { message, properties });
        }
    };
    let inspector = worker.js_runtime.inspector();
    let state = worker.js_runtime.op_state();
    let waits = is_first && inspect.mode != InspectMode::Listen;
    // It is known already where an isolate was made behind the first one, or has called `inspector.open()`.
    let known = state.borrow_mut().try_take::<InspectorServerUrl>();
    let url = known.unwrap_or_else(|| server.register_inspector(launch.main.to_string(), inspector.clone(), waits));
    let address = url.0.clone();
    state.borrow_mut().put(url);
    if !is_first {
        return Ok(());
    }
    if inspect.is_printed {
        // As Node says it: debuggers and editors look for this line.
        terminal::print(&format!(
            "Debugger listening on {address}\nOpen chrome://inspect, or attach an editor to that port\n"
        ));
    }
    keep_at_exit(&mut state.borrow_mut(), inspector.clone());
    match inspect.mode {
        InspectMode::Listen => {}
        InspectMode::Wait => inspector.wait_for_session(),
        InspectMode::Break => inspector.wait_for_session_and_break_on_next_statement(),
    }
    Ok(())
}

fn keep_at_exit(state: &mut OpState, inspector: Rc<JsRuntimeInspector>) {
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
    {
        // Sessions of the program's own are told by a call.
        deno_core::scope!(_scope, &mut worker.js_runtime);
        announce_wait(&inspector);
    }
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

/// The same of a program that has failed: nothing of it runs on.
pub(super) fn block_after_failure(worker: &mut MainWorker) {
    let inspector = worker.js_runtime.inspector();
    deno_core::scope!(_scope, &mut worker.js_runtime);
    block_until_disconnected(&inspector);
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
