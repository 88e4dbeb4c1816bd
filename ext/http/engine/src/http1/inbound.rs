//! What a connection has read and nobody has used yet, and the body of the current request within it. Shared by the
//! connection, which fills it, and the reader of the body, which may be another task. Knows no sockets.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;

use bytes::Buf;
use bytes::BufMut;
use bytes::Bytes;
use bytes::BytesMut;
use bytes::buf::Limit;
use tokio::time::Instant;

use super::chunked::Decoder;
use super::framing::Framing;
use crate::body::BodyError;
use crate::limits::Limits;
use crate::limits::Patience;
use crate::timer::Deadline;
use crate::waiter;

/// How far a connection reads ahead of whoever uses it, in bytes.
const READ_AHEAD: usize = 64 * 1024;
/// What a read first has room for. It doubles while reads fill it, up to the bound above.
const READ_SIZE: usize = 4 * 1024;
/// Pieces of a body from here on keep the memory they were read into; smaller ones are copied out of it.
const LARGE: usize = 16 * 1024;

#[derive(Debug)]
enum Body {
    /// There is none, or all of it is taken.
    Complete,
    Length(u64),
    Chunked(Decoder),
    /// The rest will not come, or cannot be found in what comes.
    Lost(BodyError),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Interim {
    None,
    /// The client waits for it, and nobody has asked for the body.
    Awaited,
    /// Somebody has asked.
    Due,
}

/// Bytes that came, and the body among them.
#[derive(Debug)]
pub(super) struct Inbound {
    pub(super) input: BytesMut,
    has_ended: bool,
    /// How far to read ahead, in bytes.
    bound: usize,
    read_size: usize,
    body: Body,
    interim: Interim,
    is_abandoned: bool,
    /// How many pieces of bodies have been taken.
    pieces: u64,
    /// Who waits for a piece of the body.
    reader: Option<Waker>,
    /// With the client, while somebody does.
    patience: Patience,
    /// The connection's task, while it waits.
    connection: Option<Waker>,
}

/// The connection's end of it. Whoever still reads a body hears when that is gone.
#[derive(Debug)]
pub(super) struct Owned(Rc<RefCell<Inbound>>);

impl Owned {
    pub(super) fn new(limits: &Limits) -> Self {
        Self(Rc::new(RefCell::new(Inbound::new(limits))))
    }
}

impl Deref for Owned {
    type Target = Rc<RefCell<Inbound>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        let mut inbound = self.0.borrow_mut();
        if !inbound.is_complete() {
            inbound.body = Body::Lost(BodyError::Disconnected);
        }
        if let Some(reader) = inbound.reader.take() {
            reader.wake();
        }
    }
}

/// For the connection.
impl Inbound {
    fn new(limits: &Limits) -> Self {
        Self {
            input: BytesMut::new(),
            has_ended: false,
            // A head must fit.
            bound: READ_AHEAD.max(limits.head_bytes),
            read_size: READ_SIZE,
            body: Body::Complete,
            interim: Interim::None,
            is_abandoned: false,
            pieces: 0,
            reader: None,
            patience: limits.body_patience(),
            connection: None,
        }
    }

    /// A request begins whose body is framed so.
    pub(super) fn begin(&mut self, framing: Framing, expects_continue: bool) {
        self.body = match framing {
            Framing::None => Body::Complete,
            Framing::Length(length) => Body::Length(length),
            Framing::Chunked => Body::Chunked(Decoder::new()),
        };
        // Whoever sends the body at once does not wait.
        self.interim = match expects_continue && self.input.is_empty() && !self.is_complete() {
            true => Interim::Awaited,
            false => Interim::None,
        };
        self.is_abandoned = false;
        self.patience.renew();
    }

    /// Whether the client has said that it sends nothing more.
    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// What to read into next; `None` while nothing is wanted.
    pub(super) fn room(&mut self) -> Option<Limit<&mut BytesMut>> {
        let room = self.bound.saturating_sub(self.input.len());
        if self.has_ended || room == 0 {
            return None;
        }
        self.input.reserve(self.read_size.min(room));
        Some((&mut self.input).limit(room))
    }

    /// Nothing is expected for now: what a large body has needed is given back.
    pub(super) fn rest(&mut self) {
        if self.input.is_empty() && self.read_size > READ_SIZE {
            self.input = BytesMut::new();
            self.read_size = READ_SIZE;
        }
    }

    /// So many bytes have been read; none is the end. Whoever waits for the body is woken.
    pub(super) fn note_read(&mut self, bytes: usize, cx: &Context<'_>) -> bool {
        self.has_ended |= bytes == 0;
        if bytes >= self.read_size {
            self.read_size = (self.read_size * 2).min(READ_AHEAD);
        }
        self.wake_reader(cx)
    }

    /// The rest of the body will not come. True if that is for the task that says so, which then has to look again.
    pub(super) fn lose(&mut self, error: BodyError, cx: &Context<'_>) -> bool {
        if !self.is_complete() {
            self.body = Body::Lost(error);
        }
        self.wake_reader(cx)
    }

    /// The client is not waited for any longer: what of the body has not come is lost.
    pub(super) fn lose_patience(&mut self, cx: &Context<'_>) {
        self.lose(BodyError::of_patience(&self.patience), cx);
    }

    /// The request is answered. The rest of its body must come within the time that it may pause otherwise, in all.
    pub(super) fn note_answer(&mut self) {
        if !self.is_complete() {
            self.patience.make_last(Instant::now());
        }
    }

    /// Wakes the reader. True if it is part of the task that calls, which then has to look again.
    fn wake_reader(&mut self, cx: &Context<'_>) -> bool {
        self.patience.pause(Instant::now);
        match self.reader.take() {
            Some(reader) if reader.will_wake(cx.waker()) => true,
            Some(reader) => {
                reader.wake();
                false
            }
            None => false,
        }
    }

    /// The calling task waits; the reader will wake it when it wants something.
    pub(super) fn wait(&mut self, cx: &Context<'_>) {
        waiter::register(&mut self.connection, cx);
    }

    /// Until when the reader waits at most.
    pub(super) fn patience_end(&self) -> Deadline {
        self.patience.end()
    }

    /// Whether somebody waits for a piece of the body.
    pub(super) fn has_waiting_reader(&self) -> bool {
        self.patience.is_waiting()
    }

    /// Grows whenever a piece of the body is taken.
    pub(super) fn pieces(&self) -> u64 {
        self.pieces
    }

    /// Whether `100 Continue` is to be written now. It says so once.
    pub(super) fn take_continue(&mut self) -> bool {
        let is_due = self.interim == Interim::Due;
        if is_due {
            self.interim = Interim::None;
        }
        is_due
    }

    /// An answer begins. True if the client was never told to go on: whether it sends its body is then open.
    pub(super) fn forbid_continue(&mut self) -> bool {
        let is_open = self.interim != Interim::None && self.input.is_empty();
        self.interim = Interim::None;
        is_open
    }

    /// Whether the next byte belongs to another request.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.body, Body::Complete)
    }

    /// Whether nobody will read the rest of the body. What has come of it already is thrown away first.
    pub(super) fn is_given_up(&mut self) -> bool {
        while self.is_abandoned && matches!(self.take_piece(), Ok(Some(_))) {}
        !self.is_complete() && (self.is_abandoned || matches!(self.body, Body::Lost(_)))
    }
}

/// For the reader of the body.
impl Inbound {
    /// All of a body that has come together with its head and is not large; of any other, nothing.
    pub(super) fn take_whole(&mut self) -> Option<Bytes> {
        let is_there =
            matches!(self.body, Body::Length(length) if length < LARGE as u64 && length <= self.input.len() as u64);
        is_there.then(|| self.take_piece().ok().flatten()).flatten()
    }

    /// The next piece; ready with `None` at the end.
    pub(super) fn poll_piece(&mut self, cx: &Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        let polled = match self.take_piece() {
            Ok(Some(piece)) => Poll::Ready(Some(Ok(piece))),
            Ok(None) if self.is_complete() => Poll::Ready(None),
            Ok(None) if self.has_ended => {
                self.body = Body::Lost(BodyError::Disconnected);
                Poll::Ready(Some(Err(BodyError::Disconnected)))
            }
            Ok(None) => Poll::Pending,
            Err(error) => Poll::Ready(Some(Err(error))),
        };
        if polled.is_ready() {
            self.pieces += 1;
            self.patience.pause(Instant::now);
            if let Poll::Ready(Some(Ok(piece))) = &polled {
                self.patience.regain(piece.len());
            }
            self.wake_connection(cx);
            return polled;
        }
        if self.interim == Interim::Awaited {
            self.interim = Interim::Due;
        }
        if !self.patience.is_waiting() {
            self.patience.wait(Instant::now());
            self.wake_connection(cx);
        }
        waiter::register(&mut self.reader, cx);
        Poll::Pending
    }

    /// What is left of a body of known length.
    pub(super) fn remaining(&self) -> Option<u64> {
        match self.body {
            Body::Complete => Some(0),
            Body::Length(remaining) => Some(remaining),
            Body::Chunked(_) | Body::Lost(_) => None,
        }
    }

    /// Nobody will ask for the rest.
    pub(super) fn abandon(&mut self) {
        self.is_abandoned = true;
        self.reader = None;
        self.patience.pause(Instant::now);
        if let Some(connection) = self.connection.take() {
            connection.wake();
        }
    }

    /// Wakes the connection, unless it is the task that calls: that looks again by itself.
    fn wake_connection(&mut self, cx: &Context<'_>) {
        if let Some(connection) = self.connection.take_if(|connection| !connection.will_wake(cx.waker())) {
            connection.wake();
        }
    }

    fn take_piece(&mut self) -> Result<Option<Bytes>, BodyError> {
        match &mut self.body {
            Body::Complete => Ok(None),
            Body::Lost(error) => Err(*error),
            Body::Length(remaining) => {
                let there = self.input.len();
                let length = usize::try_from(*remaining).map_or(there, |remaining| remaining.min(there));
                *remaining -= length as u64;
                if *remaining == 0 {
                    self.body = Body::Complete;
                }
                Ok((length > 0).then(|| take(&mut self.input, length)))
            }
            Body::Chunked(decoder) => {
                let piece = take_chunks(decoder, &mut self.input);
                match piece {
                    Ok(_) if decoder.is_done() => self.body = Body::Complete,
                    Ok(_) => {}
                    Err(error) => self.body = Body::Lost(error),
                }
                piece
            }
        }
    }
}

/// All chunks that are there, as one piece: a client may send a body byte by byte.
fn take_chunks(decoder: &mut Decoder, input: &mut BytesMut) -> Result<Option<Bytes>, BodyError> {
    let mut gathered = Vec::new();
    loop {
        let step = decoder.step(input).map_err(|bad| {
            tracing::debug!(target: "racejs::http", reason = bad.0, "a chunked body is malformed");
            BodyError::Malformed
        })?;
        input.advance(step.skipped);
        if step.data == 0 {
            return Ok((!gathered.is_empty()).then(|| gathered.into()));
        }
        if gathered.is_empty() && step.data >= LARGE {
            return Ok(Some(take(input, step.data)));
        }
        gathered.extend_from_slice(&input[..step.data]);
        input.advance(step.data);
    }
}

fn take(input: &mut BytesMut, length: usize) -> Bytes {
    if length >= LARGE {
        return input.split_to(length).freeze();
    }
    let piece = Bytes::copy_from_slice(&input[..length]);
    input.advance(length);
    piece
}
