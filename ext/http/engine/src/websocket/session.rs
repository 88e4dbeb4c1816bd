//! One WebSocket as the program has it: what it may do, and what the connection's task and the program share.
//! Knows no bytes of the protocol beyond frames.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use bytes::Bytes;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::close;
use super::deflate;
use super::frame;
use super::frame::OpCode;
use super::frame::Packet;
use super::hub::Event;
use super::hub::SessionId;
use super::hub::Sockets;
use super::options::WsOptions;
use super::outbox::Outbox;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::limits::Limit;
use crate::limits::Patience;
use crate::limits::Whom;

/// What may wait before a `send` says so and a drain event is owed, in bytes.
const DRAIN_BYTES: usize = 64 * 1024;

/// Messages below this are not worth compressing.
const MIN_COMPRESSED: usize = 64;

/// How far a session has got, as the program sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The answer to the handshake is not written yet.
    Connecting,
    /// Open.
    Open,
    /// The server has begun to close.
    Closing,
    /// Over.
    Closed,
}

/// What has become of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendStatus {
    /// It is on its way.
    Sent,
    /// It is queued behind so many bytes, its own included; a drain event follows when they are written.
    Buffered(usize),
    /// Nobody will get it: the session is over or closing, or too much is queued.
    Dropped,
}

/// One WebSocket.
pub struct Session {
    id: SessionId,
    hub: Rc<Sockets>,
    protocol: Option<String>,
    /// The client's window, as a power of two; `None` if there is no compression.
    window_bits: Option<u8>,
    pub(super) options: Rc<WsOptions>,
    /// Of whom the log is told.
    pub(super) whom: Whom,
    /// With the client, while something waits to be written.
    pub(super) patience: RefCell<Patience>,
    pub(super) state: Cell<State>,
    pub(super) outbox: RefCell<Outbox>,
    /// Told when there is something to write.
    pub(super) queued: Notify,
    /// Told when a deadline has moved.
    pub(super) rescheduled: Notify,
    /// By when the connection has to be over, once it is closing.
    pub(super) close_by: Cell<Option<Instant>>,
    pub(super) is_terminated: Cell<bool>,
    pub(super) topics: RefCell<HashSet<Rc<str>>>,
    owes_drain: Cell<bool>,
    is_paused: Cell<bool>,
    unhandled: Cell<Unhandled>,
}

/// Messages that the program has not taken; void once it has taken events, which is always all of them.
#[derive(Clone, Copy, Default)]
struct Unhandled {
    round: u64,
    messages: usize,
    bytes: usize,
}

impl Session {
    pub(super) fn new(
        hub: &Rc<Sockets>,
        options: &Rc<WsOptions>,
        protocol: Option<String>,
        window_bits: Option<u8>,
        exchange: &Exchange,
    ) -> Rc<Self> {
        let session = Rc::new(Self {
            id: hub.next_id(),
            hub: hub.clone(),
            protocol,
            window_bits,
            options: options.clone(),
            whom: Whom::request(exchange),
            patience: RefCell::new(exchange.limits().write_patience()),
            state: Cell::new(State::Connecting),
            outbox: RefCell::default(),
            queued: Notify::new(),
            rescheduled: Notify::new(),
            close_by: Cell::new(None),
            is_terminated: Cell::new(false),
            topics: RefCell::default(),
            owes_drain: Cell::new(false),
            is_paused: Cell::new(false),
            unhandled: Cell::default(),
        });
        hub.add(&session);
        session
    }

    /// Its name within the app.
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// The subprotocol that was agreed on.
    pub fn protocol(&self) -> Option<&str> {
        self.protocol.as_deref()
    }

    /// Whether messages may be compressed.
    pub fn has_deflate(&self) -> bool {
        self.window_bits.is_some()
    }

    /// How far it has got.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// Sends a message. Text must be valid UTF-8. With `compress`, it is compressed where the client takes that and
    /// it makes it smaller.
    pub fn send(&self, data: Bytes, is_text: bool, compress: bool) -> SendStatus {
        self.send_prepared(&mut Prepared::new(data, is_text, compress))
    }

    /// Sends a ping; the client's answer is not reported.
    ///
    /// # Errors
    /// `RACE_HTTP_CONTROL_FRAME` for more than 125 bytes.
    pub fn ping(&self, data: Bytes) -> Result<SendStatus, HttpError> {
        if data.len() > frame::MAX_CONTROL {
            return Err(HttpError::ControlFrame("the data of a ping", frame::MAX_CONTROL));
        }
        Ok(self.send_packet(Packet::new(OpCode::Ping, false, data)))
    }

    /// Begins to close, after everything that is queued. Does nothing when it is closing already. Without a code, the
    /// client is told none, unless there is a reason: then it is 1000.
    ///
    /// # Errors
    /// `RACE_HTTP_CLOSE_CODE` for a code that must not be sent, `RACE_HTTP_CONTROL_FRAME` for a reason of more than
    /// 123 bytes.
    pub fn close(&self, code: Option<u16>, reason: &str) -> Result<(), HttpError> {
        if let Some(code) = code.filter(|code| !close::is_sendable(*code)) {
            return Err(HttpError::CloseCode(code));
        }
        if reason.len() > close::MAX_REASON {
            return Err(HttpError::ControlFrame("the reason of a close", close::MAX_REASON));
        }
        if matches!(self.state(), State::Connecting | State::Open) {
            let code = code.or((!reason.is_empty()).then_some(close::NORMAL));
            self.begin_close(code, reason);
        }
        Ok(())
    }

    /// Ends the connection at once, without a word; the close event has 1006.
    pub fn terminate(&self) {
        if self.state() != State::Closed {
            self.state.set(State::Closing);
        }
        self.is_terminated.set(true);
        self.rescheduled.notify_one();
    }

    /// Bytes that wait to be written, framing included.
    pub fn buffered_amount(&self) -> usize {
        self.outbox.borrow().bytes()
    }

    /// Stops reading, so that the client is slowed down.
    pub fn pause(&self) {
        self.is_paused.set(true);
    }

    /// Reads on.
    pub fn resume(&self) {
        self.is_paused.set(false);
        self.hub.room().notify_waiters();
    }

    pub(super) fn hub(&self) -> &Rc<Sockets> {
        &self.hub
    }

    pub(super) fn send_prepared(&self, message: &mut Prepared) -> SendStatus {
        if !matches!(self.state(), State::Connecting | State::Open) {
            return SendStatus::Dropped;
        }
        let packet = message.packet(self);
        self.send_packet(packet)
    }

    fn send_packet(&self, packet: Packet) -> SendStatus {
        if !matches!(self.state(), State::Connecting | State::Open) {
            return SendStatus::Dropped;
        }
        let mut outbox = self.outbox.borrow_mut();
        let total = outbox.bytes() + packet.len();
        if !outbox.is_empty() && total > self.options.backpressure_limit {
            drop(outbox);
            self.owes_drain.set(true);
            Limit::SocketBackpressure.reached(&self.whom);
            if self.options.close_on_backpressure_limit {
                self.begin_close(Some(close::TRY_AGAIN_LATER), "the client does not read what it is sent");
            }
            return SendStatus::Dropped;
        }
        outbox.push(packet);
        self.queued.notify_one();
        if !outbox.is_behind() && total <= DRAIN_BYTES {
            return SendStatus::Sent;
        }
        self.owes_drain.set(true);
        SendStatus::Buffered(total)
    }

    /// Queues the close frame. The session is over when the client has answered it, or the time for that is.
    pub(super) fn begin_close(&self, code: Option<u16>, reason: &str) {
        self.state.set(State::Closing);
        let payload = code.map_or_else(Bytes::new, |code| close::payload(code, reason));
        let packet = Packet::new(OpCode::Close, false, payload);
        self.outbox.borrow_mut().end(packet);
        self.queued.notify_one();
        if self.close_by.get().is_none() {
            self.close_by.set(Some(Instant::now() + self.options.close_timeout));
        }
        self.rescheduled.notify_one();
        // A closing session reads on, to see the client's answer.
        self.hub.room().notify_waiters();
    }

    /// The session is over for the program, though there may be something left to write. Only the first end counts.
    pub(super) fn finish(&self, code: u16, reason: &str, was_clean: bool) {
        if self.state.replace(State::Closed) == State::Closed {
            return;
        }
        let reason = reason.to_string();
        self.hub.push(
            self.id,
            Event::Close {
                code,
                reason,
                was_clean,
            },
        );
        self.hub.remove(self);
    }

    pub(super) fn deliver(&self, data: Bytes, is_text: bool) {
        let round = self.hub.round();
        let known = Some(self.unhandled.get()).filter(|unhandled| unhandled.round == round);
        let known = known.unwrap_or_default();
        self.unhandled.set(Unhandled {
            round,
            messages: known.messages + 1,
            bytes: known.bytes + data.len(),
        });
        self.hub.push(self.id, Event::Message { data, is_text });
    }

    /// Everything that was queued is written.
    pub(super) fn emptied(&self) {
        let is_open = self.state() == State::Open;
        if is_open && self.outbox.borrow().is_empty() && self.owes_drain.replace(false) {
            self.hub.push(self.id, Event::Drain);
        }
    }

    /// Whether the socket may be read: the program keeps up, or the session is only waiting for its end.
    pub(super) fn has_room(&self) -> bool {
        if self.state() != State::Open {
            return true;
        }
        let unhandled = self.unhandled.get();
        let keeps_up = unhandled.round != self.hub.round()
            || (unhandled.messages < self.options.unhandled_messages.max(1)
                && unhandled.bytes < self.options.unhandled_bytes.max(1));
        keeps_up && !self.is_paused.get() && self.hub.has_room()
    }
}

/// A message on its way to one client or many: framed once for all of them, compressed once for each size of window.
pub(super) struct Prepared {
    data: Bytes,
    opcode: OpCode,
    compress: bool,
    plain: Option<Packet>,
    deflated: [Option<Packet>; deflate::MAX_WINDOW_BITS as usize + 1],
}

impl Prepared {
    pub(super) fn new(data: Bytes, is_text: bool, compress: bool) -> Self {
        Self {
            opcode: if is_text { OpCode::Text } else { OpCode::Binary },
            compress: compress && data.len() >= MIN_COMPRESSED,
            data,
            plain: None,
            deflated: Default::default(),
        }
    }

    fn packet(&mut self, session: &Session) -> Packet {
        let bits = session.window_bits.filter(|_| self.compress);
        let Some((bits, slot)) = bits.and_then(|bits| Some((bits, self.deflated.get_mut(usize::from(bits))?))) else {
            return self.plain();
        };
        if let Some(packet) = slot {
            return packet.clone();
        }
        let deflated = session.hub.coder.borrow_mut().deflate(&self.data, bits);
        let packet = match deflated {
            Some(data) => Packet::new(self.opcode, true, data),
            None => self.plain(),
        };
        self.deflated[usize::from(bits)] = Some(packet.clone());
        packet
    }

    fn plain(&mut self) -> Packet {
        let make = || Packet::new(self.opcode, false, self.data.clone());
        self.plain.get_or_insert_with(make).clone()
    }
}
