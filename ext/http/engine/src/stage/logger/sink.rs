//! Where log lines go: a thread of its own writes them, so that a slow reader of the log never holds up a request. Knows
//! nothing of what the lines say.
//!
//! Lines wait in a bounded buffer. Whoever reads too slowly loses lines, and whoever closes the stream loses all; neither
//! is an error of the program.

use std::io;
use std::io::IsTerminal as _;
use std::io::Write;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use serde::Deserialize;

/// Lines that are written together, at most this long after the first one.
const GATHER_TIME: Duration = Duration::from_millis(20);
/// With so many bytes, nothing more is waited for.
const GATHER_BYTES: usize = 8 * 1024;
/// Bytes that may wait.
const MAX_WAITING: usize = 1024 * 1024;
/// How soon a stream that takes nothing at the moment is tried again.
const RETRY_TIME: Duration = Duration::from_millis(5);

/// A stream of the process.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stream {
    #[default]
    Stdout,
    Stderr,
}

/// One for each stream, for all threads: whole lines are never mixed.
static SINKS: Mutex<[Option<Arc<Sink>>; 2]> = Mutex::new([None, None]);

impl Stream {
    /// Its sink, which is made when it is first asked for.
    pub(super) fn sink(self) -> io::Result<Arc<Sink>> {
        let mut sinks = lock(&SINKS);
        let slot = &mut sinks[self as usize];
        if let Some(sink) = slot {
            return Ok(sink.clone());
        }
        let sink = Arc::new(match self {
            Self::Stdout => Sink::new(io::stdout())?,
            Self::Stderr => Sink::new(io::stderr())?,
        });
        Ok(slot.insert(sink).clone())
    }

    pub(super) fn is_terminal(self) -> bool {
        match self {
            Self::Stdout => io::stdout().is_terminal(),
            Self::Stderr => io::stderr().is_terminal(),
        }
    }
}

/// Waits until what has been logged is written, but not longer than `time`. For the end of a process, which does not
/// wait for threads.
pub fn flush(time: Duration) {
    let until = Instant::now() + time;
    let sinks = lock(&SINKS).clone();
    for sink in sinks.iter().flatten() {
        sink.flush(until.saturating_duration_since(Instant::now()));
    }
}

/// Takes lines.
pub(super) struct Sink(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    /// Lines that found no room since the last batch.
    lost: u64,
    /// Whether a batch is with the writer.
    is_writing: bool,
    /// Whether somebody waits for the writer.
    is_urgent: bool,
    is_closed: bool,
}

impl Sink {
    /// Writes to `writer` from a thread of its own, until this is dropped.
    pub(super) fn new(writer: impl Write + Send + 'static) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let theirs = shared.clone();
        thread::Builder::new()
            .name("racejs-log".to_string())
            .spawn(move || theirs.write_batches(writer))?;
        Ok(Self(shared))
    }

    /// Adds a line, which ends with its line feed. It is written soon, or lost if too many wait already.
    pub(super) fn push(&self, line: &[u8]) {
        let mut state = lock(&self.0.state);
        let before = state.waiting.len();
        if before + line.len() > MAX_WAITING {
            state.lost += 1;
            return;
        }
        state.waiting.extend_from_slice(line);
        if before == 0 || (before < GATHER_BYTES && state.waiting.len() >= GATHER_BYTES) {
            self.0.changed.notify_all();
        }
    }

    /// Waits until everything is written, but not longer than `time`.
    pub(super) fn flush(&self, time: Duration) {
        let mut state = lock(&self.0.state);
        state.is_urgent = true;
        self.0.changed.notify_all();
        let is_busy = |state: &mut State| state.is_writing || !state.waiting.is_empty();
        let waited = self.0.changed.wait_timeout_while(state, time, is_busy);
        waited.unwrap_or_else(PoisonError::into_inner).0.is_urgent = false;
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        lock(&self.0.state).is_closed = true;
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn write_batches(&self, mut writer: impl Write) {
        let mut batch = Vec::new();
        while let Some(lost) = self.next_batch(&mut batch) {
            if lost > 0 {
                tracing::warn!(target: "racejs::http", lost, "log lines were lost: their reader is too slow");
            }
            // The reader may be gone for good, and the program goes on.
            let _ = write_all(&mut writer, &batch);
            batch.clear();
            lock(&self.state).is_writing = false;
            self.changed.notify_all();
        }
    }

    /// Fills `batch`, which is empty, and tells how many lines were lost; `None` at the end.
    fn next_batch(&self, batch: &mut Vec<u8>) -> Option<u64> {
        let is_idle = |state: &mut State| state.waiting.is_empty() && !state.is_closed;
        let state = self.changed.wait_while(lock(&self.state), is_idle);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let deadline = Instant::now() + GATHER_TIME;
        while state.waiting.len() < GATHER_BYTES && !state.is_urgent && !state.is_closed {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        if state.waiting.is_empty() {
            return None;
        }
        std::mem::swap(&mut state.waiting, batch);
        state.is_writing = true;
        Some(std::mem::take(&mut state.lost))
    }
}

/// As `Write::write_all`, also to a stream that another part of the process has made non-blocking.
fn write_all(writer: &mut impl Write, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match writer.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => thread::sleep(RETRY_TIME),
            Err(error) => return Err(error),
        }
    }
    writer.flush()
}

/// A thread that panicked while it held the lock has left nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
