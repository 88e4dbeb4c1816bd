//! The requests of a connection, one after the other, and its end.

use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use http::Method;
use http::StatusCode;
use http::Version;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;

use super::body;
use super::connection::Connection;
use super::connection::Gone;
use super::connection::Noticed;
use super::handover::Rewound;
use super::head;
use super::head::Request;
use super::head::Scan;
use super::write;
use super::write::Asked;
use crate::body::AnswerBody;
use crate::body::BodyError;
use crate::exchange::Delivery;
use crate::exchange::Ending;
use crate::exchange::Link;
use crate::exchange::Reply;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::problem::Problem;
use crate::server::Phase;
use crate::service::Responding;
use crate::timer;
use crate::timer::Deadline;
use crate::upgrade::Handover;
use crate::upgrade::Upgrade;

/// How long a handler that has answered may leave the rest of its request's body unread before the connection closes:
/// no other request can come before that rest.
const UNREAD_TIME: Duration = Duration::from_secs(5);

/// How long, and for how many bytes, a client may go on sending after its last answer. A connection closed on bytes
/// that nobody read is reset, and a reset may overtake the answer (RFC 9112, section 9.6).
const LINGER_TIME: Duration = Duration::from_secs(1);
const LINGER_BYTES: usize = 8 * 1024 * 1024;

/// How a connection ends.
enum End {
    /// Between two requests.
    Idle,
    /// After an answer.
    Answered,
    /// It goes on, with another protocol.
    Upgraded(Upgrade),
}

enum Next {
    Request(Request),
    Refused(Problem),
    End,
}

/// A head that is on its way.
#[derive(Default)]
struct Waiting {
    scan: Scan,
    /// Set when it first has to be waited for.
    idle_until: Option<Deadline>,
    head_until: Option<Deadline>,
}

impl<S: AsyncRead + AsyncWrite + Unpin + 'static> Connection<S> {
    /// Serves the connection to its end; gives back the transport of one that goes to another server.
    pub(super) async fn run(mut self) -> Option<S> {
        match self.serve_requests().await {
            Err(Gone) => {}
            Ok(End::Idle) if self.is_moving() && !self.inbound.borrow().has_ended() => {
                return Some(self.into_transport().0);
            }
            Ok(End::Idle) => {
                // Whoever has left does not mind.
                let _ = self.shut_down().await;
            }
            Ok(End::Answered) => {
                let _ = self.linger().await;
            }
            Ok(End::Upgraded(upgrade)) => {
                let phase = self.server.phase();
                let (io, unread) = self.into_transport();
                let transport = Box::new(Rewound::new(io, unread));
                upgrade(Handover { transport, phase }).await;
            }
        }
        None
    }

    async fn serve_requests(&mut self) -> Result<End, Gone> {
        loop {
            let mut waiting = Waiting::default();
            let next = std::future::poll_fn(|cx| self.poll_next(cx, &mut waiting)).await?;
            match next {
                Next::Request(request) => {
                    if let Some(end) = self.exchange(request).await? {
                        return Ok(end);
                    }
                }
                Next::Refused(problem) => {
                    match Limit::of_head(&problem) {
                        Some(limit) => limit.reached(&Whom::from(&*self.peer)),
                        None => {
                            tracing::debug!(target: "racejs::http", peer = %self.peer.address, ?problem, "refused");
                        }
                    }
                    self.refuse(problem).await?;
                    self.shut_down().await?;
                    return Ok(End::Answered);
                }
                Next::End => return Ok(End::Idle),
            }
        }
    }

    fn poll_next(&mut self, cx: &mut Context<'_>, waiting: &mut Waiting) -> Poll<Result<Next, Gone>> {
        loop {
            // Answers to requests that came together leave together, as far as there is room for them.
            if !self.outbox.has_room() {
                ready!(self.poll_flush(cx))?;
            }
            match self.take_request(&mut waiting.scan) {
                Ok(None) => {}
                Ok(Some(request)) => return Poll::Ready(Ok(Next::Request(request))),
                Err(problem) => return Poll::Ready(Ok(Next::Refused(problem))),
            }
            ready!(self.poll_flush(cx))?;
            // What has not been read yet is for the server that has it next.
            if self.is_moving() && self.inbound.borrow().input.is_empty() {
                return Poll::Ready(Ok(Next::End));
            }
            match self.poll_read(cx) {
                Poll::Ready(read) => read?,
                Poll::Pending => return self.poll_idle(cx, waiting),
            };
        }
    }

    /// Nothing can be read now, and all is written.
    fn poll_idle(&mut self, cx: &mut Context<'_>, waiting: &mut Waiting) -> Poll<Result<Next, Gone>> {
        let mut inbound = self.inbound.borrow_mut();
        let is_blank = head::is_blank(&inbound.input);
        let goes = is_blank && (self.is_moving() || self.phase.get() == Phase::Draining);
        if inbound.has_ended() || goes {
            return Poll::Ready(Ok(Next::End));
        }
        inbound.rest();
        self.outbox.rest();
        let until = match is_blank {
            true => *waiting
                .idle_until
                .get_or_insert_with(|| timer::after(self.limits.idle_timeout)),
            false => *waiting
                .head_until
                .get_or_insert_with(|| timer::after(self.limits.head_timeout)),
        };
        match self.timer.poll(cx, until) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(()) if is_blank => {
                Limit::IdleTimeout.reached(&Whom::from(&*self.peer));
                Poll::Ready(Ok(Next::End))
            }
            Poll::Ready(()) => Poll::Ready(Ok(Next::Refused(Problem::HeadTimeout))),
        }
    }

    fn take_request(&mut self, scan: &mut Scan) -> Result<Option<Request>, Problem> {
        let mut inbound = self.inbound.borrow_mut();
        if inbound.input.is_empty() {
            return Ok(None);
        }
        if scan.is_new()
            && let Some((request, end)) = self.recent.read(&inbound.input, &self.limits)
        {
            bytes::Buf::advance(&mut inbound.input, end);
            return Ok(Some(request));
        }
        let Some(extent) = scan.find(&inbound.input, &self.limits)? else {
            return Ok(None);
        };
        let request = head::parse(&inbound.input[extent.start..extent.end], extent.lines, &mut self.recent)?;
        bytes::Buf::advance(&mut inbound.input, extent.end);
        Ok(Some(request))
    }

    /// One request and its answer.
    async fn exchange(&mut self, request: Request) -> Result<Option<End>, Gone> {
        self.requests += 1;
        let asked = Asked {
            is_head: request.head.method == Method::HEAD,
            version: request.head.version,
            keeps_alive: request.keeps_alive,
        };
        let link = Link::renew(self.link.take(), asked.version >= Version::HTTP_11);
        let delivery = Delivery::new(&link);
        let reply = self.answer_to(request, &link).await?;
        let closes = self.closes_after_answer();
        let (reply, upgrade) = self.check_upgrade(reply, asked);
        if let Some(upgrade) = upgrade {
            self.write_head_only(reply, asked).await?;
            delivery.done();
            return Ok(Some(End::Upgraded(upgrade)));
        }
        let closes = self.write_answer(reply, asked, closes, &link).await?;
        self.deliveries.push(delivery);
        if closes {
            self.shut_down().await?;
        }
        let is_read = self.finish_body(&link).await?;
        if closes || is_read {
            return Ok(closes.then_some(End::Answered));
        }
        self.shut_down().await?;
        Ok(Some(End::Answered))
    }

    /// Has a request answered. The client's leaving ends it.
    async fn answer_to(&mut self, request: Request, link: &Rc<Link>) -> Result<Reply, Gone> {
        let body = body::begin(&self.inbound, request.framing, request.expects_continue);
        let (app, peer) = (self.server.app(), self.peer.clone());
        let mut responding = Responding::new(&app, request.head, body, peer, link.clone());
        let mut is_new = true;
        std::future::poll_fn(|cx| {
            loop {
                let polled = responding.poll(cx);
                // Most handlers answer in their first turn, which is now: until then there is nothing else to do.
                if polled.is_pending() && std::mem::take(&mut is_new) && responding.is_handed() {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                if self.inbound.borrow_mut().take_continue() {
                    self.outbox
                        .gathered()
                        .extend_from_slice(b"HTTP/1.1 100 Continue\r\n\r\n");
                }
                if let Poll::Ready(response) = polled {
                    if link.is_broken_off() {
                        // Answers before this one are none of its business.
                        let _ = self.poll_write(cx);
                        return Poll::Ready(Err(Gone));
                    }
                    while let Some(fields) = link.take_early_hints() {
                        write::early_hints(self.outbox.gathered(), &fields);
                    }
                    return Poll::Ready(Ok(response));
                }
                while self.outbox.has_room()
                    && let Poll::Ready(fields) = link.poll_early_hints(cx)
                {
                    write::early_hints(self.outbox.gathered(), &fields);
                }
                match self.attend(cx, link, responding.deadline()) {
                    Ok(Noticed::Nothing) => return Poll::Pending,
                    Ok(Noticed::Something) => {}
                    Ok(Noticed::Deadline) => {
                        if let Some(reply) = responding.expire() {
                            return Poll::Ready(Ok(reply));
                        }
                    }
                    Err(gone) => return Poll::Ready(Err(gone)),
                }
            }
        })
        .await
    }

    /// Whether the connection ends with the answer that begins now, whatever the answer says.
    fn closes_after_answer(&self) -> bool {
        let mut inbound = self.inbound.borrow_mut();
        let has_had_its_share = self.requests >= self.limits.requests_per_connection;
        if has_had_its_share {
            Limit::RequestsPerConnection.reached(&Whom::from(&*self.peer));
        }
        let is_last = self.is_ending() || has_had_its_share || (inbound.has_ended() && inbound.input.is_empty());
        // The client may or may not send a body that it was not told to send.
        let is_open = inbound.forbid_continue();
        is_last || is_open || inbound.is_given_up()
    }

    /// Takes from an answer what it hands the connection over to, if it does. A 101 that cannot is replaced.
    fn check_upgrade(&self, mut reply: Reply, asked: Asked) -> (Reply, Option<Upgrade>) {
        if reply.status != StatusCode::SWITCHING_PROTOCOLS {
            return (reply, None);
        }
        match std::mem::replace(&mut reply.body, AnswerBody::empty()) {
            AnswerBody::Upgrade(upgrade)
                if asked.version >= Version::HTTP_11 && self.inbound.borrow().is_complete() =>
            {
                (reply, Some(upgrade))
            }
            _ => {
                tracing::debug!(target: "racejs::http", peer = %self.peer.address, "a connection cannot be handed over now");
                (Problem::Unanswered.into_response().into(), None)
            }
        }
    }

    /// Waits until the body of the request is read, or is known never to be. True if another request can follow it.
    async fn finish_body(&mut self, link: &Link) -> Result<bool, Gone> {
        link.end(Ending::Answered);
        self.inbound.borrow_mut().note_answer();
        let (mut unread_until, mut pieces) = (None, 0);
        std::future::poll_fn(|cx| {
            loop {
                let mut inbound = self.inbound.borrow_mut();
                if inbound.is_complete() {
                    return Poll::Ready(Ok(true));
                }
                if inbound.is_given_up() {
                    return Poll::Ready(Ok(inbound.is_complete()));
                }
                if inbound.has_waiting_reader() {
                    unread_until = None;
                } else if unread_until.is_none() || pieces != inbound.pieces() {
                    unread_until = timer::after(UNREAD_TIME);
                }
                pieces = inbound.pieces();
                drop(inbound);
                match self.attend(cx, link, unread_until) {
                    Ok(Noticed::Nothing) => return Poll::Pending,
                    Ok(Noticed::Something) => {}
                    Ok(Noticed::Deadline) => {
                        self.inbound.borrow_mut().lose(BodyError::Disconnected, cx);
                        return Poll::Ready(Ok(false));
                    }
                    Err(gone) => return Poll::Ready(Err(gone)),
                }
            }
        })
        .await
    }

    /// Writes the rest, and that there is no more.
    async fn shut_down(&mut self) -> Result<(), Gone> {
        self.flush().await?;
        let limit = timer::after(self.limits.write_timeout);
        std::future::poll_fn(|cx| {
            let polled = Pin::new(&mut self.io).poll_shutdown(cx).map_err(|_| Gone);
            match polled {
                Poll::Pending => self.timer.poll(cx, limit).map(|()| Err(Gone)),
                ready => ready,
            }
        })
        .await
    }

    /// Lets the client read what it was told, before the connection is closed.
    async fn linger(&mut self) -> Result<(), Gone> {
        let limit = timer::after(LINGER_TIME);
        let mut left = LINGER_BYTES;
        std::future::poll_fn(|cx| {
            loop {
                let mut inbound = self.inbound.borrow_mut();
                if inbound.has_ended() {
                    return Poll::Ready(Ok(()));
                }
                inbound.input.clear();
                drop(inbound);
                match self.poll_read(cx) {
                    Poll::Ready(Ok((bytes, _))) if bytes < left => left -= bytes,
                    Poll::Ready(Ok(_)) => return Poll::Ready(Ok(())),
                    Poll::Ready(Err(gone)) => return Poll::Ready(Err(gone)),
                    Poll::Pending => return self.timer.poll(cx, limit).map(Ok),
                }
            }
        })
        .await
    }
}
