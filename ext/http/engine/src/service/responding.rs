//! One request on its way to its answer, as something to be polled. Most requests go straight to their handlers; for
//! those it holds no future, no channel and no timer of its own.

use std::cell::OnceCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use http::Method;
use tokio::time::Instant;

use super::finish_body;
use super::prepare;
use super::refuse_all;
use crate::app::App;
use crate::app::OpenApp;
use crate::body::RequestBody;
use crate::exchange::Answer;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::Reply;
use crate::exchange::RequestHead;
use crate::exchange::Watch;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::silence::SILENCE;
use crate::timer::Deadline;
use crate::timer::earlier;

/// What has been done for a request before its handlers have it.
pub(super) enum Prepared {
    /// All: one of the native stages has answered.
    Answered(Reply),
    /// The handlers have it, with the time that a layer gives them.
    Handed(Option<Duration>),
}

/// A request that is being answered. Dropped before it is, its client has left.
pub(crate) struct Responding {
    exchange: Rc<Exchange>,
    answer: Answer,
    /// Goes along with the answer.
    watch: Option<Watch>,
    /// The app takes no other's place before this is over.
    _open: OpenApp,
    /// Is told, once, that there is no answer for seconds.
    watcher: Option<Rc<App>>,
    state: State,
}

enum State {
    /// Native stages, the body, or what only the program can tell come first.
    Prepares(Pin<Box<dyn Future<Output = Result<Prepared, Problem>>>>),
    Handed(HandlerTime),
    Done,
}

impl Responding {
    /// Begins with a request.
    pub(crate) fn new(app: &Rc<App>, head: RequestHead, body: RequestBody, peer: Rc<Peer>, link: Rc<Link>) -> Self {
        let watch = Watch::new(&link);
        let (plan, refusal) = super::admit(app, &head);
        let (exchange, answer) = Exchange::new(head, body, peer, link, plan, app);
        let state = match refusal {
            Some(problem) => State::Prepares(Box::pin(refuse_all(app.clone(), exchange.clone(), problem))),
            None => match super::hand_directly(app, &exchange) {
                Some(own) => State::Handed(HandlerTime::new(own)),
                None => State::Prepares(Box::pin(prepare(app.clone(), exchange.clone()))),
            },
        };
        Self {
            exchange,
            answer,
            watch: Some(watch),
            _open: OpenApp::new(app),
            watcher: app.watches_silence().then(|| app.clone()),
            state,
        }
    }

    /// Whether the handlers have it.
    pub(crate) fn is_handed(&self) -> bool {
        matches!(self.state, State::Handed(_))
    }

    /// The answer. Not to be polled again after it.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Reply> {
        if let State::Prepares(work) = &mut self.state {
            match ready!(work.as_mut().poll(cx)) {
                Ok(Prepared::Handed(own)) => self.state = State::Handed(HandlerTime::new(own)),
                Ok(Prepared::Answered(reply)) => return Poll::Ready(self.finish(Ok(reply))),
                Err(problem) => return Poll::Ready(self.finish(Err(problem))),
            }
        }
        let outcome = match ready!(Pin::new(&mut self.answer).poll(cx)) {
            Some(reply) => Ok(reply),
            None => Err(Problem::Unanswered),
        };
        Poll::Ready(self.finish(outcome))
    }

    /// When [`Self::expire`] has to be called. It may change with each poll.
    pub(crate) fn deadline(&self) -> Deadline {
        let doubt = match (&self.state, &self.watcher) {
            (State::Handed(time), Some(_)) => time.doubt(&self.exchange),
            _ => None,
        };
        earlier(self.end(), doubt)
    }

    /// Until when there must be an answer.
    fn end(&self) -> Deadline {
        match &self.state {
            State::Handed(time) => time.end(&self.exchange, self.exchange.limits().answer_timeout),
            State::Prepares(_) | State::Done => None,
        }
    }

    /// The handlers have not answered until the deadline. Gives the answer for that, unless there is a further one.
    pub(crate) fn expire(&mut self) -> Option<Reply> {
        if let Some(watcher) = self.watcher.take()
            && self.end().is_none_or(|end| end > Instant::now())
        {
            watcher.note_silence(&self.exchange);
            return None;
        }
        let problem = HandlerTime::expired(&self.exchange);
        Some(self.finish(Err(problem)))
    }

    fn finish(&mut self, outcome: Result<Reply, Problem>) -> Reply {
        self.state = State::Done;
        let exchange = &self.exchange;
        let mut reply = outcome.unwrap_or_else(|problem| {
            tracing::debug!(target: "racejs::http", peer = %exchange.peer().address, ?problem, "answered without a handler");
            problem.into_response().into()
        });
        let stages = exchange.stages();
        if !stages.is_empty() {
            let mut response = reply.into_response();
            for stage in stages.iter().rev() {
                stage.after(exchange, &mut response);
            }
            reply = response.into();
        }
        let unread = exchange.let_go_of_body();
        finish_body(&mut reply, unread, exchange.head(), exchange.limits().body_bytes);
        let is_sent = exchange.head().method != Method::HEAD;
        if let Some(watch) = self.watch.take() {
            reply.body = watch.follow(reply.body, is_sent);
        }
        reply
    }
}

impl Drop for Responding {
    fn drop(&mut self) {
        // With an answer, they have been taken already.
        for stage in self.exchange.stages().iter().rev() {
            stage.client_left(&self.exchange);
        }
    }
}

/// How long the handlers of a request may take, who have it from now on. A layer's own time stands nearest to them and
/// wins over what a stage has set, even while they run; the app's is for those that have neither.
pub(crate) struct HandlerTime {
    /// When this was first asked for. Handlers that answer at once need no clock.
    began: OnceCell<Instant>,
    own: Option<Duration>,
}

impl HandlerTime {
    /// `own` is a layer's.
    pub(crate) fn new(own: Option<Duration>) -> Self {
        Self {
            began: OnceCell::new(),
            own,
        }
    }

    /// Until when; never, if the time is zero.
    pub(crate) fn end(&self, exchange: &Exchange, app: Duration) -> Deadline {
        let set = exchange.answer_time().map(|set| set.limit);
        let time = self.own.or(set).unwrap_or(app);
        self.began().checked_add(time).filter(|_| !time.is_zero())
    }

    /// When it is doubted that there will be an answer; never, if somebody has said how long it may take.
    fn doubt(&self, exchange: &Exchange) -> Deadline {
        let is_said = self.own.is_some() || exchange.answer_time().is_some();
        self.began().checked_add(SILENCE).filter(|_| !is_said)
    }

    fn began(&self) -> Instant {
        *self.began.get_or_init(Instant::now)
    }

    /// It is over.
    pub(crate) fn expired(exchange: &Exchange) -> Problem {
        Limit::AnswerTimeout.reached(&Whom::request(exchange));
        exchange
            .answer_time()
            .map_or(Problem::AnswerTimeout, |set| set.problem())
    }
}
