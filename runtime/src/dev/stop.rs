//! Ctrl-C and SIGTERM where a program is developed: the first one is the program's, and if it does not end by that, the second
//! one ends it. A program that only waits for a change ends at once.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::signal::unix::{SignalKind, signal};

use crate::signals::Stop;

static IS_ASKED: AtomicBool = AtomicBool::new(false);

/// Whether somebody wants the process to end.
pub(super) fn is_asked() -> bool {
    IS_ASKED.load(Ordering::Relaxed)
}

/// Listens on a thread of its own, since the program's may be busy for ever.
pub(crate) fn listen() {
    let listening = std::thread::Builder::new().name("signals".into());
    let started = listening.spawn(|| {
        deno_runtime::tokio_util::create_and_run_current_thread(async {
            let (Ok(mut interrupt), Ok(mut terminate)) =
                (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
            else {
                return;
            };
            loop {
                let stop = tokio::select! {
                    _ = interrupt.recv() => Stop::Interrupt,
                    _ = terminate.recv() => Stop::Terminate,
                };
                if IS_ASKED.swap(true, Ordering::Relaxed) {
                    std::process::exit(stop.exit_code());
                }
            }
        });
    });
    if let Err(error) = started {
        tracing::warn!(%error, "a program that is busy will not hear Ctrl-C");
    }
}
