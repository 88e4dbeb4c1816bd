//! What a connection still has to write. Small parts are gathered, so that a head and its body are one write; a large
//! part stays where it is and goes out beside them. Knows no HTTP.

use std::io;
use std::io::IoSlice;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Buf;
use bytes::Bytes;
use tokio::io::AsyncWrite;

/// Parts from here on are not copied.
const LARGE: usize = 16 * 1024;
/// Gathered bytes after which a producer waits.
const FULL: usize = 64 * 1024;

/// Bytes on their way to a client, in order: gathered ones, a large part, and what belongs behind that.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    gathered: Vec<u8>,
    /// How much of `gathered` is written.
    written: usize,
    large: Bytes,
    tail: &'static [u8],
    /// Whether the transport may still hold bytes of its own.
    is_unflushed: bool,
}

impl Outbox {
    /// Whether all of it is written.
    pub(super) fn is_empty(&self) -> bool {
        self.unwritten() == 0 && !self.is_unflushed
    }

    /// Nothing is expected for now: what large answers have needed is given back.
    pub(super) fn rest(&mut self) {
        if self.is_empty() {
            self.gathered.shrink_to(LARGE);
        }
    }

    /// Bytes that are not written.
    pub(super) fn unwritten(&self) -> usize {
        self.gathered.len() - self.written + self.large.len() + self.tail.len()
    }

    /// Whether more may be put in before some of it is written. Behind a large part nothing has a place.
    pub(super) fn has_room(&self) -> bool {
        self.large.is_empty() && self.tail.is_empty() && self.gathered.len() < FULL
    }

    /// Where small parts are gathered. Only while there is room.
    pub(super) fn gathered(&mut self) -> &mut Vec<u8> {
        debug_assert!(self.large.is_empty() && self.tail.is_empty());
        self.is_unflushed = true;
        &mut self.gathered
    }

    /// Adds a part and what belongs right behind it. Only while there is room.
    pub(super) fn push(&mut self, part: Bytes, tail: &'static [u8]) {
        if part.len() < LARGE {
            let gathered = self.gathered();
            gathered.extend_from_slice(&part);
            gathered.extend_from_slice(tail);
        } else {
            self.is_unflushed = true;
            self.large = part;
            self.tail = tail;
        }
    }

    /// Writes as much as the transport takes; ready when it has all of it.
    pub(super) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        io: &mut (impl AsyncWrite + Unpin),
    ) -> Poll<io::Result<()>> {
        while self.unwritten() > 0 {
            let polled = if io.is_write_vectored() && !self.large.is_empty() {
                let parts = [
                    IoSlice::new(&self.gathered[self.written..]),
                    IoSlice::new(&self.large),
                    IoSlice::new(self.tail),
                ];
                Pin::new(&mut *io).poll_write_vectored(cx, &parts)
            } else {
                Pin::new(&mut *io).poll_write(cx, self.first())
            };
            match polled {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(written)) => self.advance(written),
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
            }
        }
        if self.is_unflushed {
            std::task::ready!(Pin::new(io).poll_flush(cx))?;
            self.is_unflushed = false;
        }
        Poll::Ready(Ok(()))
    }

    fn first(&self) -> &[u8] {
        match &self.gathered[self.written..] {
            [] if self.large.is_empty() => self.tail,
            [] => &self.large,
            gathered => gathered,
        }
    }

    fn advance(&mut self, written: usize) {
        let gathered = written.min(self.gathered.len() - self.written);
        let large = (written - gathered).min(self.large.len());
        let tail = (written - gathered - large).min(self.tail.len());
        self.written += gathered;
        self.large.advance(large);
        self.tail = &self.tail[tail..];
        if self.large.is_empty() {
            // An empty slice would keep the memory of the part alive.
            self.large = Bytes::new();
        }
        if self.written == self.gathered.len() {
            self.written = 0;
            self.gathered.clear();
        }
    }
}

#[cfg(test)]
mod tests;
