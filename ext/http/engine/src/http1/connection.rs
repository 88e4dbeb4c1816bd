//! One connection: its bytes, its deadlines, and what it does while it waits. What it waits for is in `requests` and
//! `answers`.
//!
//! Only this reads the socket, also for the body of a request: it fills `Inbound`, and whoever reads the body takes
//! from there. So it notices at any time that the client has left.
//!
//! A client that shuts its writing side may have left, or may only have nothing more to send; the two look the same.
//! Its answer is written all the same, until a write fails; but the program is told that the client has left
//! (`req.signal`), since with most clients that is so. A reset leaves no doubt and drops the request.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::AsyncRead;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWrite;
use tokio::time::Instant;

use super::inbound::Owned;
use super::outbox::Outbox;
use super::recent::Recent;
use crate::body::BodyError;
use crate::exchange::Delivery;
use crate::exchange::Ending;
use crate::exchange::Link;
use crate::limits::Limit;
use crate::limits::Limits;
use crate::limits::Patience;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::server::Phase;
use crate::server::Server;
use crate::timer;
use crate::timer::Deadline;
use crate::timer::Timer;

/// How long a server that goes down waits for the answer to a client that has shut its side: it has most probably left.
const LEFT_TIME: Duration = Duration::from_secs(1);

/// Nothing more can be written: the client has left, or takes nothing any more.
#[derive(Debug)]
pub(super) struct Gone;

/// What a connection has found while it waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noticed {
    Nothing,
    /// Something that what is waited for may need, in this very task.
    Something,
    /// The deadline that it was given.
    Deadline,
}

/// A connection. `serve` in the module above drives it.
pub(super) struct Connection<S> {
    pub(super) io: S,
    pub(super) server: Rc<Server>,
    pub(super) peer: Rc<Peer>,
    pub(super) limits: Rc<Limits>,
    /// The last request.
    pub(super) recent: Recent,
    /// Of a request whose answer is written.
    pub(super) link: Option<Rc<Link>>,
    pub(super) inbound: Owned,
    pub(super) outbox: Outbox,
    /// Of the answers in there: they are delivered with its last byte.
    pub(super) deliveries: Vec<Delivery>,
    pub(super) timer: Timer,
    /// How far the server has got on its way down.
    pub(super) phase: Rc<Cell<Phase>>,
    /// Whether another server may have it.
    moves: bool,
    /// Requests so far.
    pub(super) requests: u64,
    /// With a client that does not take what there is for it.
    patience: Patience,
    /// Until when a server that goes down waits for a client that has shut its side.
    left_until: Deadline,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    pub(super) fn new(io: S, peer: Rc<Peer>, server: Rc<Server>, phase: Rc<Cell<Phase>>, moves: bool) -> Self {
        let limits = server.app().limits().clone();
        Self {
            io,
            inbound: Owned::new(&limits),
            patience: limits.write_patience(),
            limits,
            server,
            peer,
            recent: Recent::default(),
            link: None,
            outbox: Outbox::default(),
            deliveries: Vec::new(),
            timer: Timer::default(),
            phase,
            moves,
            requests: 0,
            left_until: None,
        }
    }

    /// Whether it goes to another server as soon as it waits for a request.
    pub(super) fn is_moving(&self) -> bool {
        self.moves && self.phase.get() == Phase::Leaving
    }

    /// Whether its next answer is its last one.
    pub(super) fn is_ending(&self) -> bool {
        match self.phase.get() {
            Phase::Leaving => !self.moves,
            phase => phase.is_going_down(),
        }
    }

    /// Reads what there is room for; ready with 0 at the end.
    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(usize, Noticed), Gone>> {
        let mut inbound = self.inbound.borrow_mut();
        let Some(mut room) = inbound.room() else {
            return Poll::Pending;
        };
        // The future keeps nothing between polls.
        let polled = pin!(self.io.read_buf(&mut room)).poll(cx);
        match polled {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(bytes)) => {
                let noticed = match inbound.note_read(bytes, cx) {
                    true => Noticed::Something,
                    false => Noticed::Nothing,
                };
                Poll::Ready(Ok((bytes, noticed)))
            }
            Poll::Ready(Err(error)) => {
                inbound.lose(BodyError::Disconnected, cx);
                tracing::debug!(target: "racejs::http", peer = %self.peer.address, %error, "the client left");
                Poll::Ready(Err(Gone))
            }
        }
    }

    /// Writes what there is to write; ready when that is done.
    pub(super) fn poll_write(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        if self.outbox.is_empty() {
            self.deliver();
            return Poll::Ready(Ok(()));
        }
        let before = self.outbox.unwritten();
        let polled = self.outbox.poll_write(cx, &mut self.io);
        let written = before - self.outbox.unwritten();
        if polled.is_ready() || written > 0 {
            self.patience.pause(Instant::now);
            self.patience.regain(written);
        }
        match polled {
            Poll::Pending => {
                self.patience.wait(Instant::now());
                Poll::Pending
            }
            Poll::Ready(Ok(())) => {
                self.deliver();
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(error)) => {
                tracing::debug!(target: "racejs::http", peer = %self.peer.address, %error, "the client left");
                Poll::Ready(Err(Gone))
            }
        }
    }

    /// All that was to be written is with the system.
    fn deliver(&mut self) {
        for delivery in self.deliveries.drain(..) {
            self.link = Some(delivery.done());
        }
    }

    /// What a connection does while it waits for something else: it writes, reads ahead and watches the clock. The
    /// calling task is woken for all of it.
    pub(super) fn attend(&mut self, cx: &mut Context<'_>, link: &Link, until: Deadline) -> Result<Noticed, Gone> {
        if let Poll::Ready(result) = self.poll_write(cx) {
            result?;
        }
        let mut noticed = Noticed::Nothing;
        while let Poll::Ready(read) = self.poll_read(cx) {
            let (bytes, read) = read?;
            if bytes == 0 {
                link.end(Ending::ClientLeft);
            }
            if read == Noticed::Something {
                noticed = read;
                break;
            }
        }
        if noticed == Noticed::Nothing {
            noticed = self.poll_deadlines(cx, until)?;
        }
        if noticed == Noticed::Nothing {
            self.inbound.borrow_mut().wait(cx);
        }
        Ok(noticed)
    }

    /// Writes what there is to write, and gives up a client that takes nothing.
    pub(super) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        loop {
            if let Poll::Ready(result) = self.poll_write(cx) {
                return Poll::Ready(result);
            }
            match self.poll_deadlines(cx, None) {
                Ok(Noticed::Nothing) => return Poll::Pending,
                Ok(_) => {}
                Err(gone) => return Poll::Ready(Err(gone)),
            }
        }
    }

    /// The same, to the end.
    pub(super) async fn flush(&mut self) -> Result<(), Gone> {
        std::future::poll_fn(|cx| self.poll_flush(cx)).await
    }

    /// The deadlines of writing and of reading a body, and another one.
    pub(super) fn poll_deadlines(&mut self, cx: &mut Context<'_>, until: Deadline) -> Result<Noticed, Gone> {
        let (writing, reader) = (self.patience.end(), self.inbound.borrow().patience_end());
        if self.phase.get().is_going_down() && self.left_until.is_none() && self.inbound.borrow().has_ended() {
            self.left_until = timer::after(LEFT_TIME);
        }
        let first = timer::earlier(timer::earlier(writing, reader), timer::earlier(until, self.left_until));
        if first.is_none() || self.timer.poll(cx, first).is_pending() {
            return Ok(Noticed::Nothing);
        }
        if first == writing {
            Limit::of_writing(&self.patience).reached(&Whom::from(&*self.peer));
            return Err(Gone);
        }
        if first == reader {
            self.inbound.borrow_mut().lose_patience(cx);
            return Ok(Noticed::Something);
        }
        if first == self.left_until {
            return Err(Gone);
        }
        Ok(Noticed::Deadline)
    }

    /// The transport, and what has been read from it beyond the last request.
    pub(super) fn into_transport(self) -> (S, Bytes) {
        let unread = self.inbound.borrow_mut().input.split().freeze();
        (self.io, unread)
    }
}
