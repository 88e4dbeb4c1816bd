//! The task of one connection: reads frames into events, writes what is queued, and keeps the times. It ends when the
//! connection does. Knows no V8 and no routes.

use std::cell::Cell;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::pin::pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::AsyncRead;
use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWrite;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::watch;
use tokio::time::Instant;

use super::close;
use super::frame::OpCode;
use super::frame::Packet;
use super::frame::Violation;
use super::hub::Event;
use super::message::Decoder;
use super::message::Incoming;
use super::session::Session;
use super::session::State;
use crate::limits::Limit;
use crate::server::Phase;
use crate::timer::Timer;
use crate::upgrade::Handover;

/// Room for a read between messages, and within a large one.
const SMALL_READ: usize = 4 * 1024;
const LARGE_READ: usize = 64 * 1024;

/// What is read of a client that broke the protocol, so that it gets to read why: closing a connection on bytes that
/// nobody read makes the system reset it.
const DISCARDED_BYTES: usize = 8 * 1024 * 1024;

/// When to look again if nothing is due. Once in a while costs nothing.
const LATER: Duration = Duration::from_secs(24 * 3600);

/// Sees to it that a session ends with its connection, or with the answer that would have opened it.
pub(super) struct Life(Rc<Session>);

impl Life {
    pub(super) fn new(session: Rc<Session>) -> Self {
        Self(session)
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        self.0.finish(close::ABNORMAL, "", false);
    }
}

/// Serves a connection to its end.
pub(super) fn run(life: Life, handover: Handover) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        let session = &life.0;
        let activity = Activity::begin();
        if session.state() == State::Connecting {
            session.state.set(State::Open);
            session.hub().push(session.id(), Event::Open);
        }
        tokio::select! {
            biased;
            () = keep_time(session, &activity, handover.phase) => {}
            () = exchange(session, &activity, handover.transport) => {}
        }
    })
}

/// When something was heard of the client.
struct Activity {
    began: Instant,
    heard: Cell<Instant>,
    pinged: Cell<bool>,
    /// The socket is not read, so nothing can be heard.
    is_waiting: Cell<bool>,
}

impl Activity {
    fn begin() -> Self {
        let now = Instant::now();
        Self {
            began: now,
            heard: Cell::new(now),
            pinged: Cell::new(false),
            is_waiting: Cell::new(false),
        }
    }

    fn hear(&self) {
        self.heard.set(Instant::now());
        self.pinged.set(false);
    }
}

/// How reading has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The client has said goodbye.
    Closed,
    /// The client broke the protocol, and is told so.
    Failed,
}

async fn exchange(session: &Session, activity: &Activity, transport: impl AsyncRead + AsyncWrite + Unpin) {
    let (mut reader, mut writer) = tokio::io::split(transport);
    let Some(end) = talk(session, activity, &mut reader, &mut writer).await else {
        return;
    };
    // Ours was the last word. A client that is gone needs no telling.
    let _ = writer.shutdown().await;
    if end == End::Failed {
        discard(&mut reader).await;
    }
}

/// Both directions, until neither has anything to say; `None` if the connection broke off before.
async fn talk(
    session: &Session,
    activity: &Activity,
    reader: &mut (impl AsyncRead + Unpin),
    writer: &mut (impl AsyncWrite + Unpin),
) -> Option<End> {
    let mut writing = pin!(write_queued(session, writer));
    let mut reading = pin!(read_events(session, activity, reader));
    tokio::select! {
        end = &mut reading => {
            let end = end?;
            writing.await.ok()?;
            Some(end)
        }
        written = &mut writing => {
            // Everything is said, and the client's goodbye has yet to come.
            written.ok()?;
            reading.await
        }
    }
}

/// Writes until the close frame is out.
async fn write_queued(session: &Session, writer: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
    let mut timer = Timer::default();
    loop {
        std::future::poll_fn(|cx| poll_write(session, &mut timer, writer, cx)).await?;
        let is_done = {
            let outbox = session.outbox.borrow();
            outbox.is_ended() && outbox.is_empty()
        };
        if is_done {
            return Ok(());
        }
        session.emptied();
        session.queued.notified().await;
    }
}

/// Writes all that waits, while the client takes some of it in time.
fn poll_write(
    session: &Session,
    timer: &mut Timer,
    writer: &mut (impl AsyncWrite + Unpin),
    cx: &mut Context<'_>,
) -> Poll<io::Result<()>> {
    let mut outbox = session.outbox.borrow_mut();
    let before = outbox.written();
    let polled = match outbox.poll_write(cx, Pin::new(writer)) {
        // TLS takes bytes that it cannot write yet, and waits with them here.
        Poll::Ready(Ok(())) => Pin::new(writer).poll_flush(cx),
        other => other,
    };
    let written = outbox.written() - before;
    drop(outbox);
    let mut patience = session.patience.borrow_mut();
    if polled.is_ready() || written > 0 {
        patience.pause(Instant::now);
        patience.regain(usize::try_from(written).unwrap_or(usize::MAX));
    }
    if polled.is_ready() {
        return polled;
    }
    patience.wait(Instant::now());
    std::task::ready!(timer.poll(cx, patience.end()));
    Limit::of_writing(&patience).reached(&session.whom);
    session.finish(close::ABNORMAL, "the client does not read what it is sent", false);
    Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
}

/// `None` if the connection broke off.
async fn read_events(session: &Session, activity: &Activity, reader: &mut (impl AsyncRead + Unpin)) -> Option<End> {
    let mut decoder = Decoder::new(session.options.max_payload, session.has_deflate());
    let mut input = BytesMut::new();
    loop {
        wait_for_room(session, activity).await;
        match decoder.next(&mut input, &session.hub().coder) {
            Ok(Some(Incoming::Close(told))) => {
                answer_close(session, told);
                return Some(End::Closed);
            }
            Ok(Some(incoming)) => take(session, incoming),
            Ok(None) => {
                let room = if decoder.wanted() > SMALL_READ {
                    LARGE_READ
                } else {
                    SMALL_READ
                };
                if input.is_empty() && input.capacity() > room {
                    input = BytesMut::new();
                }
                input.reserve(room);
                match reader.read_buf(&mut input).await {
                    Ok(0) | Err(_) => return None,
                    Ok(_) => activity.hear(),
                }
            }
            Err(violation) => {
                fail(session, violation);
                return Some(End::Failed);
            }
        }
    }
}

async fn wait_for_room(session: &Session, activity: &Activity) {
    while !session.has_room() {
        let mut room = pin!(session.hub().room().notified());
        room.as_mut().enable();
        if session.has_room() {
            break;
        }
        activity.is_waiting.set(true);
        room.await;
    }
    if activity.is_waiting.replace(false) {
        activity.hear();
    }
}

fn take(session: &Session, incoming: Incoming) {
    match incoming {
        // Whoever is closing does not hear any more.
        Incoming::Message { data, is_text } if session.state() == State::Open => session.deliver(data, is_text),
        Incoming::Ping(data) => {
            let pong = Packet::new(OpCode::Pong, false, data);
            session.outbox.borrow_mut().set_pong(pong);
            session.queued.notify_one();
        }
        _ => {}
    }
}

/// The client closes, or answers a close: its code is sent back (RFC 6455, section 5.5.1), with the reason that browsers
/// take from there for the one of their event.
fn answer_close(session: &Session, told: Option<(u16, String)>) {
    let (code, reason) = told.map_or((None, String::new()), |(code, reason)| (Some(code), reason));
    session.begin_close(code, &reason);
    session.finish(code.unwrap_or(close::NO_STATUS), &reason, true);
}

fn fail(session: &Session, violation: Violation) {
    if violation.code == close::TOO_LARGE {
        Limit::SocketPayload.reached(&session.whom);
    }
    session.begin_close(Some(violation.code), violation.reason);
    session.finish(violation.code, violation.reason, false);
}

async fn discard(reader: &mut (impl AsyncRead + Unpin)) {
    let mut buffer = BytesMut::new();
    let mut left = DISCARDED_BYTES;
    while left > 0 {
        buffer.clear();
        buffer.reserve(SMALL_READ);
        match reader.read_buf(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(length) => left = left.saturating_sub(length),
        }
    }
}

/// Resolves when the connection has to end.
async fn keep_time(session: &Session, activity: &Activity, mut phase: watch::Receiver<Phase>) {
    // It may have changed before there was somebody to hear it.
    phase.mark_changed();
    loop {
        let Some(next) = act_in_time(session, activity) else {
            return;
        };
        tokio::select! {
            biased;
            now = next_phase(&mut phase) => match now {
                Phase::Open => {}
                Phase::Leaving => close_for_all(session, close::SERVICE_RESTART, "the server is renewed"),
                Phase::Draining => close_for_all(session, close::GOING_AWAY, "the server is going down"),
                Phase::Left | Phase::Closed => return,
            },
            () = session.rescheduled.notified() => {}
            () = tokio::time::sleep_until(next) => {}
        }
    }
}

async fn next_phase(phase: &mut watch::Receiver<Phase>) -> Phase {
    match phase.changed().await {
        Ok(()) => *phase.borrow_and_update(),
        // Without a server there is nobody to say when.
        Err(_) => std::future::pending().await,
    }
}

/// Does what is due, and says when to look again; `None` when the connection has to end.
fn act_in_time(session: &Session, activity: &Activity) -> Option<Instant> {
    let now = Instant::now();
    let options = &session.options;
    if session.is_terminated.get() {
        return None;
    }
    let lasts_until = options.max_lifetime.and_then(|time| activity.began.checked_add(time));
    if lasts_until.is_some_and(|end| now >= end) {
        if session.state() == State::Open {
            Limit::SocketLifetime.reached(&session.whom);
        }
        close_for_all(
            session,
            close::GOING_AWAY,
            "the connection has lasted as long as it may",
        );
    }
    if let Some(end) = session.close_by.get() {
        return (now < end).then_some(end);
    }
    let mut next = lasts_until.unwrap_or(now + LATER).min(now + LATER);
    let idle = options.idle_timeout;
    if !idle.is_zero() {
        if activity.is_waiting.get() {
            activity.hear();
        }
        let quiet = now.saturating_duration_since(activity.heard.get());
        if quiet >= idle {
            Limit::SocketIdle.reached(&session.whom);
            session.finish(close::ABNORMAL, "the client was silent for too long", false);
            return None;
        }
        if quiet >= idle / 2 && !activity.pinged.replace(true) {
            let ping = Packet::new(OpCode::Ping, false, bytes::Bytes::new());
            session.outbox.borrow_mut().push(ping);
            session.queued.notify_one();
        }
        let due = if activity.pinged.get() { idle } else { idle / 2 };
        next = next.min(now + (due - quiet));
    }
    Some(next)
}

fn close_for_all(session: &Session, code: u16, reason: &str) {
    if session.state() == State::Open {
        session.begin_close(Some(code), reason);
    }
}
