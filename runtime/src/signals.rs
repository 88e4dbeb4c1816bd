//! Ctrl-C and SIGTERM for a program that serves: stop accepting, finish what was begun, exit 0. A second signal ends the
//! process at once. A program that serves nothing keeps what the operating system does by default, as in Node.

use deno_runtime::worker::MainWorker;
use racejs_http::Servers;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::errors::Failure;

/// Runs the event loop until it has nothing left (`None`), or until a signal has stopped the servers (the exit code).
pub(crate) async fn until_stop(worker: &mut MainWorker) -> Result<Option<i32>, Failure> {
    let servers = worker.js_runtime.op_state().borrow().borrow::<Servers>().clone();
    let mut stop = std::pin::pin!(stopped(servers));
    tokio::select! {
        biased;
        code = &mut stop => Ok(Some(code)),
        result = worker.run_event_loop(false) => result.map(|()| None).map_err(Failure::from),
    }
}

async fn stopped(servers: Servers) -> i32 {
    // Only now: a handler once installed takes the signal's default effect away for good.
    servers.opened().await;
    let Some((mut interrupt, mut terminate)) = handlers() else {
        return std::future::pending().await;
    };
    either(&mut interrupt, &mut terminate).await;
    servers.begin_drain();
    tokio::select! {
        () = servers.drained() => 0,
        code = either(&mut interrupt, &mut terminate) => code,
    }
}

fn handlers() -> Option<(Signal, Signal)> {
    Some((
        signal(SignalKind::interrupt()).ok()?,
        signal(SignalKind::terminate()).ok()?,
    ))
}

/// Waits for either signal; the code is the shell's for a process that the signal ended.
async fn either(interrupt: &mut Signal, terminate: &mut Signal) -> i32 {
    tokio::select! {
        _ = interrupt.recv() => 128 + 2,
        _ = terminate.recv() => 128 + 15,
    }
}
