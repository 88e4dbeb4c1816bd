//! What waits to be written to one client, in order. Knows no messages and no timers.

use std::collections::VecDeque;
use std::io;
use std::io::IoSlice;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Buf as _;
use tokio::io::AsyncWrite;

use super::frame::Packet;

/// Pieces that one write takes; a system takes at least 16, Linux 1024.
const MAX_SLICES: usize = 64;

/// Packets on their way out, and the last of them.
#[derive(Default)]
pub(super) struct Outbox {
    queue: VecDeque<Entry>,
    /// Bytes in `queue`.
    bytes: usize,
    /// Whether a part of the first packet is written already.
    is_begun: bool,
    /// The answer to the latest ping: only that one is owed (RFC 6455, section 5.5.3), so that a client cannot make
    /// answers pile up. It goes before what waits.
    pong: Option<Packet>,
    /// Whether nothing may follow, for a close frame is the last.
    is_ended: bool,
    /// Whether the transport took less than there was.
    is_behind: bool,
    /// Bytes that the transport has taken so far.
    written: u64,
}

struct Entry {
    packet: Packet,
    is_pong: bool,
}

impl Outbox {
    /// Bytes that wait.
    pub(super) fn bytes(&self) -> usize {
        self.bytes + self.pong.as_ref().map_or(0, Packet::len)
    }

    /// Bytes that have been written so far.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty() && self.pong.is_none()
    }

    pub(super) fn is_ended(&self) -> bool {
        self.is_ended
    }

    pub(super) fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Adds a packet, unless it has ended.
    pub(super) fn push(&mut self, packet: Packet) {
        if self.is_ended {
            return;
        }
        self.bytes += packet.len();
        let is_pong = false;
        self.queue.push_back(Entry { packet, is_pong });
    }

    /// Answers a ping, instead of all earlier ones that are not answered yet.
    pub(super) fn set_pong(&mut self, packet: Packet) {
        if !self.is_ended {
            self.pong = Some(packet);
        }
    }

    /// Adds the last packet.
    pub(super) fn end(&mut self, packet: Packet) {
        self.push(packet);
        self.pong = None;
        self.is_ended = true;
    }

    /// Writes until nothing waits.
    pub(super) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        mut writer: Pin<&mut impl AsyncWrite>,
    ) -> Poll<io::Result<()>> {
        loop {
            self.place_pong();
            if self.queue.is_empty() {
                self.is_behind = false;
                return Poll::Ready(Ok(()));
            }
            let mut slices = [IoSlice::new(&[]); MAX_SLICES];
            let pieces = self
                .queue
                .iter()
                .flat_map(|entry| [&entry.packet.first, &entry.packet.rest]);
            let mut count = 0;
            for (slice, piece) in slices.iter_mut().zip(pieces.filter(|piece| !piece.is_empty())) {
                *slice = IoSlice::new(piece);
                count += 1;
            }
            match writer.as_mut().poll_write_vectored(cx, &slices[..count]) {
                Poll::Pending => {
                    self.is_behind = true;
                    return Poll::Pending;
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(written)) => self.advance(written),
            }
        }
    }

    /// Puts the pong before the first packet that is not begun, in the place of one that has not got away.
    fn place_pong(&mut self) {
        let Some(packet) = self.pong.take() else { return };
        let index = usize::from(self.is_begun);
        self.bytes += packet.len();
        let entry = Entry { packet, is_pong: true };
        match self.queue.get_mut(index) {
            Some(old) if old.is_pong => {
                self.bytes -= old.packet.len();
                *old = entry;
            }
            _ => self.queue.insert(index, entry),
        }
    }

    fn advance(&mut self, written: usize) {
        let mut left = written;
        self.written += written as u64;
        self.bytes = self.bytes.saturating_sub(written);
        while let Some(entry) = self.queue.front_mut() {
            let packet = &mut entry.packet;
            for piece in [&mut packet.first, &mut packet.rest] {
                let length = left.min(piece.len());
                piece.advance(length);
                left -= length;
                self.is_begun |= length > 0;
            }
            if packet.len() > 0 {
                return;
            }
            self.queue.pop_front();
            self.is_begun = false;
        }
        // What one burst has taken is not kept by an idle connection.
        self.queue.shrink_to(16);
    }
}
