//! Answers on their way to the client: a head, and a body as it comes.

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::Version;
use http::header;
use http_body::Body;
use http_body::Frame;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;

use super::connection::Connection;
use super::connection::Gone;
use super::connection::Noticed;
use super::outbox::Outbox;
use super::write;
use super::write::Asked;
use super::write::Framing;
use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::exchange::Ending;
use crate::exchange::Link;
use crate::exchange::Reply;
use crate::problem::Problem;
use crate::timer;

/// WHATWG HTML, section 9.2.
const EVENT_STREAM: &[u8] = b"text/event-stream";

/// Milliseconds after which clients of a stream that the server ends connect again: not all at the same moment.
const RECONNECT_MS: std::ops::Range<u32> = 500..2000;

/// A body that comes piece by piece.
type Pieces = Pin<Box<dyn Body<Data = Bytes, Error = Aborted>>>;

/// How far a body has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// The next piece is not there yet, or not wanted yet.
    Waits,
    /// It is complete, and its end can be seen.
    Complete,
    /// It must not look complete: only the end of the connection is left to say.
    Broken,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    /// Answers a request that never becomes one.
    pub(super) async fn refuse(&mut self, problem: Problem) -> Result<(), Gone> {
        let asked = Asked {
            is_head: false,
            version: Version::HTTP_11,
            keeps_alive: false,
        };
        let link = Link::new(false);
        self.write_answer(problem.into_response().into(), asked, true, &link)
            .await?;
        Ok(())
    }

    /// Writes an answer, but for what the client does not take at once of its last part. Gives back whether the
    /// connection ends with it; `closes` is whether it does in any case.
    pub(super) async fn write_answer(
        &mut self,
        reply: Reply,
        asked: Asked,
        closes: bool,
        link: &Link,
    ) -> Result<bool, Gone> {
        let Reply {
            status,
            content_type,
            headers,
            body,
        } = reply;
        let headers = headers.as_deref();
        let plan = write::plan(status, headers, &body.size_hint(), asked, closes);
        write::head(self.outbox.gathered(), status, headers, content_type, &plan);
        let is_whole = match (plan.framing, body) {
            (Framing::None, _) | (_, AnswerBody::Upgrade(_)) => {
                // All that it gets is written; that the body is dropped unread means nothing.
                link.end(Ending::Answered);
                true
            }
            (_, AnswerBody::Full(bytes)) => {
                self.outbox.push(bytes.unwrap_or_default(), b"");
                true
            }
            (framing, AnswerBody::Boxed(pieces)) => {
                let is_endless = is_event_stream(headers, content_type);
                self.write_pieces(pieces, framing, is_endless, link).await?
            }
        };
        Ok(plan.closes || !is_whole)
    }

    /// Writes an answer without a body, to its last byte.
    pub(super) async fn write_head_only(&mut self, reply: Reply, asked: Asked) -> Result<(), Gone> {
        let headers = reply.headers.as_deref();
        let plan = write::plan(reply.status, headers, &reply.body.size_hint(), asked, false);
        write::head(self.outbox.gathered(), reply.status, headers, reply.content_type, &plan);
        self.flush().await
    }

    /// Writes a body piece by piece: those that are ready go out together, and none waits for the next. A client that has
    /// shut its side may have left, which only a write would show: where there is none for long, it has. A body that is
    /// endless ends with the server.
    async fn write_pieces(
        &mut self,
        mut pieces: Pieces,
        mut framing: Framing,
        is_endless: bool,
        link: &Link,
    ) -> Result<bool, Gone> {
        let mut silent_until = None;
        let mut is_between = false;
        std::future::poll_fn(|cx| {
            loop {
                let before = self.outbox.unwritten();
                let progress = match is_endless && self.phase.get().is_going_down() && self.outbox.has_room() {
                    true => end_events(&mut self.outbox, &mut framing, is_between),
                    false => gather(&mut self.outbox, &mut pieces, &mut framing, &mut is_between, cx),
                };
                if progress != Progress::Waits {
                    // Whether the body has told its end itself or not: it is not the client's doing.
                    link.end(Ending::Answered);
                    return Poll::Ready(Ok(progress == Progress::Complete));
                }
                if self.outbox.unwritten() != before {
                    silent_until = None;
                }
                let until = match self.inbound.borrow().has_ended() {
                    true => *silent_until.get_or_insert_with(|| timer::after(self.limits.write_timeout)),
                    false => None,
                };
                let had_room = self.outbox.has_room();
                match self.attend(cx, link, until) {
                    // It has shut its side just now.
                    Ok(Noticed::Nothing) if silent_until.is_none() && self.inbound.borrow().has_ended() => {}
                    // Room is made by writing alone, of which the body does not hear.
                    Ok(Noticed::Nothing) if had_room || !self.outbox.has_room() => return Poll::Pending,
                    Ok(Noticed::Deadline) => return Poll::Ready(Err(Gone)),
                    Ok(_) => {}
                    Err(gone) => return Poll::Ready(Err(gone)),
                }
            }
        })
        .await
        .inspect(|is_whole| {
            if !is_whole {
                tracing::debug!(target: "racejs::http", peer = %self.peer.address, "an answer was cut short");
            }
        })
    }
}

/// Whether a body has events for as long as its client listens. Clients connect again when it ends.
fn is_event_stream(headers: Option<&HeaderMap>, content_type: Option<&str>) -> bool {
    let stated = headers
        .and_then(|headers| headers.get(header::CONTENT_TYPE))
        .map(HeaderValue::as_bytes);
    let kind = stated.or(content_type.map(str::as_bytes)).unwrap_or_default();
    kind.get(..EVENT_STREAM.len())
        .is_some_and(|kind| kind.eq_ignore_ascii_case(EVENT_STREAM))
}

/// Ends a stream of events. A client that is between two events is told to connect again soon.
fn end_events(outbox: &mut Outbox, framing: &mut Framing, is_between: bool) -> Progress {
    if is_between {
        let time = RECONNECT_MS.start + rand::random::<u32>() % (RECONNECT_MS.end - RECONNECT_MS.start);
        put(outbox, Bytes::from(format!("retry: {time}\n\n")), framing);
    }
    end(outbox, *framing)
}

/// Takes the pieces that are ready, as far as there is room for them. Says whether they end with the blank line that ends an event.
fn gather(
    outbox: &mut Outbox,
    pieces: &mut Pieces,
    framing: &mut Framing,
    is_between: &mut bool,
    cx: &mut Context<'_>,
) -> Progress {
    while outbox.has_room() {
        let frame = match pieces.as_mut().poll_frame(cx) {
            Poll::Pending => return Progress::Waits,
            Poll::Ready(Some(Err(Aborted))) => return Progress::Broken,
            Poll::Ready(None) => return end(outbox, *framing),
            Poll::Ready(Some(Ok(frame))) => frame,
        };
        match frame.into_data() {
            Ok(data) => {
                *is_between = data.ends_with(b"\n\n");
                if !put(outbox, data, framing) {
                    return Progress::Broken;
                }
            }
            Err(frame) => return finish(outbox, frame, *framing),
        }
    }
    Progress::Waits
}

/// Frames a piece. False if it is more than was declared, of which the client gets no byte.
fn put(outbox: &mut Outbox, data: Bytes, framing: &mut Framing) -> bool {
    if data.is_empty() {
        return true; // as a chunk, it would be the last one
    }
    match framing {
        Framing::None => return false,
        Framing::UntilClose => outbox.push(data, b""),
        Framing::Chunked => {
            write::chunk_head(outbox.gathered(), data.len());
            outbox.push(data, b"\r\n");
        }
        Framing::Length(left) => {
            let Some(rest) = left.checked_sub(data.len() as u64) else {
                outbox.push(data.slice(..usize::try_from(*left).unwrap_or(0)), b"");
                return false;
            };
            *left = rest;
            outbox.push(data, b"");
        }
    }
    true
}

/// Trailers end a body. Only chunks can carry them.
fn finish(outbox: &mut Outbox, frame: Frame<Bytes>, framing: Framing) -> Progress {
    match (framing, frame.into_trailers()) {
        (Framing::Chunked, Ok(trailers)) => {
            write::last_chunk(outbox.gathered(), Some(&trailers));
            Progress::Complete
        }
        _ => end(outbox, framing),
    }
}

fn end(outbox: &mut Outbox, framing: Framing) -> Progress {
    match framing {
        Framing::Chunked => {
            write::last_chunk(outbox.gathered(), None);
            Progress::Complete
        }
        Framing::Length(left) if left > 0 => Progress::Broken,
        Framing::Length(_) | Framing::None | Framing::UntilClose => Progress::Complete,
    }
}
