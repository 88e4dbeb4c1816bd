//! A request that the program makes of its own app, without a socket. Knows no V8.

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use bytes::Bytes;
use http::HeaderMap;
use http::Response;
use http::StatusCode;
use http_body_util::BodyExt;
use tokio::sync::Notify;

use crate::app::App;
use crate::app::OpenApp;
use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::peer::Peer;
use crate::service;

/// A request and its answer. Whoever makes it may give it up at any time, as a client may leave.
#[derive(Default)]
pub struct LocalRequest {
    answer: RefCell<Option<Response<AnswerBody>>>,
    is_given_up: Cell<bool>,
    given_up: Notify,
}

impl LocalRequest {
    /// Has it answered. `false` if it is given up before that, or its handler ends it without an answer.
    pub async fn ask(&self, app: Rc<App>, head: RequestHead, body: RequestBody, is_tls: bool) -> bool {
        // Until there is an answer: a body that the program never reads must not keep it from ending.
        let _open = OpenApp::new(&app);
        let peer = Rc::new(Peer::local(is_tls));
        let link = Link::new(false);
        let answer = service::respond(app, head, body, peer, link.clone());
        let answer = self.unless_given_up(answer).await.filter(|_| !link.is_broken_off());
        let is_answered = answer.is_some();
        self.answer.replace(answer);
        is_answered
    }

    /// Status and headers of the answer, if there is one.
    pub fn head(&self) -> Option<(StatusCode, HeaderMap)> {
        let answer = self.answer.borrow();
        answer
            .as_ref()
            .map(|answer| (answer.status(), answer.headers().clone()))
    }

    /// The next piece of the answer's body; `None` at the end, and for whoever asks twice at a time.
    ///
    /// # Errors
    /// The handler has cut it short.
    pub async fn next_chunk(&self) -> Result<Option<Bytes>, Aborted> {
        let Some(mut answer) = self.answer.take() else {
            return Ok(None);
        };
        while let Some(frame) = self.unless_given_up(answer.body_mut().frame()).await.flatten() {
            if let Ok(data) = frame?.into_data() {
                self.answer.replace(Some(answer));
                return Ok(Some(data));
            }
        }
        Ok(None)
    }

    /// Nobody wants the answer, or the rest of it: to the handler its client has left.
    pub fn give_up(&self) {
        self.is_given_up.set(true);
        self.answer.take();
        self.given_up.notify_waiters();
    }

    async fn unless_given_up<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let given_up = self.given_up.notified();
        if self.is_given_up.get() {
            return None;
        }
        tokio::select! {
            biased;
            () = given_up => None,
            done = work => Some(done),
        }
    }
}
