//! How lines are written.

use std::io;
use std::io::Write;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use crate::stage::logger::sink::Sink;
use crate::stage::logger::tests::LONG;
use crate::stage::logger::tests::Written;

#[test]
fn lines_are_written_soon_without_being_asked_for() {
    let written = Written::default();
    let sink = Sink::new(written.clone()).unwrap();
    sink.push(b"a\n");
    let began = Instant::now();
    while written.text().is_empty() && began.elapsed() < LONG {
        std::thread::yield_now();
    }
    assert_eq!(written.text(), "a\n");
    sink.push(b"b\n");
    drop(sink);
    while written.text().len() < 4 && began.elapsed() < LONG {
        std::thread::yield_now();
    }
    assert_eq!(written.text(), "a\nb\n");
}

/// Takes nothing until it is told to.
struct Stuck(Written, Arc<Mutex<()>>);

impl Write for Stuck {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        drop(self.1.lock().unwrap());
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_stuck_reader_costs_lines_and_no_time() {
    let (written, gate) = (Written::default(), Arc::new(Mutex::new(())));
    let held = gate.lock().unwrap();
    let sink = Sink::new(Stuck(written.clone(), gate.clone())).unwrap();
    let line = [b'x'; 1023];
    let line = [&line[..], b"\n"].concat();
    for _ in 0..10_000 {
        sink.push(&line);
    }
    sink.flush(Duration::from_millis(1));
    drop(held);
    sink.flush(LONG);
    let bytes = written.text().len();
    assert!(
        bytes % 1024 == 0 && (1024 * 1024..=3 * 1024 * 1024).contains(&bytes),
        "{bytes}"
    );
    sink.push(b"again\n");
    sink.flush(LONG);
    assert!(written.text().ends_with("\nagain\n"));
}

/// Fails in each way that is no reason to stop, and at last for good.
struct Shaky(Written, u32);

impl Write for Shaky {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1 += 1;
        match self.1 {
            1 => Err(io::ErrorKind::Interrupted.into()),
            2 => Err(io::ErrorKind::WouldBlock.into()),
            3 => self.0.write(&bytes[..1]),
            4 => self.0.write(bytes),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let written = Written::default();
    let sink = Sink::new(Shaky(written.clone(), 0)).unwrap();
    for _ in 0..3 {
        sink.push(b"abc\n");
        sink.flush(LONG);
    }
    assert_eq!(written.text(), "abc\n");
}
