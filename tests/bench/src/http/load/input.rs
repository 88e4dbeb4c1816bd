//! Bytes that have come and are not understood yet. It must not know what they mean.

use std::io::{self, Read};

/// Read at once: what a socket's buffer seldom exceeds.
const READ_SIZE: usize = 64 * 1024;

#[derive(Default)]
pub(super) struct Input {
    bytes: Vec<u8>,
    start: usize,
    end: usize,
}

impl Input {
    pub(super) fn unread(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    pub(super) fn consume(&mut self, count: usize) {
        self.start += count;
        if self.start == self.end {
            self.start = 0;
            self.end = 0;
        }
    }

    /// One read. Whether it filled all the room there was, so that more may be waiting; `None` at the end of the stream.
    pub(super) fn fill(&mut self, source: &mut dyn Read) -> io::Result<Option<bool>> {
        if self.bytes.len() - self.end < READ_SIZE {
            self.bytes.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            self.bytes.resize(self.bytes.len().max(self.end + READ_SIZE), 0);
        }
        let room = &mut self.bytes[self.end..];
        let size = room.len();
        let count = source.read(room)?;
        self.end += count;
        Ok((count > 0).then_some(count == size))
    }
}
