//! What is going on, on standard error: one line that is rewritten on a terminal, and now and then a line elsewhere.

use std::io::{IsTerminal, Write, stderr};

pub(crate) struct Progress {
    total: usize,
    done: usize,
    tenths: usize,
}

impl Progress {
    pub(crate) fn new(total: usize) -> Self {
        Progress {
            total,
            done: 0,
            tenths: 0,
        }
    }

    pub(crate) fn step(&mut self, what: &str) {
        self.done += 1;
        let tenths = 10 * self.done / self.total.max(1);
        if stderr().is_terminal() {
            let end = if self.done == self.total { "\r\u{1b}[K" } else { "" };
            write(&format!("\r\u{1b}[K{}/{} {what}{end}", self.done, self.total));
        } else if tenths > self.tenths {
            write(&format!("{}/{} {what}\n", self.done, self.total));
        }
        self.tenths = tenths;
    }
}

/// A line of its own.
pub(crate) fn note(text: &str) {
    write(&format!("{text}\n"));
}

/// A closed standard error is no reason to stop measuring.
fn write(text: &str) {
    let mut stderr = stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}
