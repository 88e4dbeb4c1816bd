//! One request and the answer it waits for. Knows neither sockets nor V8: a protocol makes it, a handler reads
//! and answers it, and a channel carries the answer back.

mod answer;
mod head;
mod link;
mod notes;

use std::cell::Cell;
use std::cell::OnceCell;
use std::cell::RefCell;
use std::io::Write as _;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::Response;
use tokio::sync::oneshot;

pub use answer::parse_fields;
pub use head::RequestHead;
pub use link::Ending;
pub use link::Link;
pub(crate) use link::Watch;
pub use notes::AnswerTime;

use crate::body::AnswerBody;
use crate::body::BodyError;
use crate::body::BodyWriter;
use crate::body::RequestBody;
use crate::error::HttpError;
use crate::exchange::notes::Notes;
use crate::held::Held;
use crate::peer::Peer;
use crate::router::Plan;
use crate::stage::Stage;

/// Shared by a connection, which awaits the answer, and a handler. It may outlive the connection:
/// answers to a client that has left go nowhere, and that is no error.
pub struct Exchange {
    head: RequestHead,
    peer: Rc<Peer>,
    plan: Plan,
    link: Rc<Link>,
    _held: Held,
    /// Steps of the plan that native stages have taken.
    taken: Cell<usize>,
    /// Stages that have seen the request and want to see the answer, the first one first.
    stages: RefCell<Vec<Rc<dyn Stage>>>,
    body: RefCell<BodyState>,
    body_limit: Cell<usize>,
    body_timeout: Duration,
    /// The id that a stage gave it.
    id: OnceCell<Box<str>>,
    notes: Notes,
    reply: RefCell<Option<oneshot::Sender<Response<AnswerBody>>>>,
    headers: RefCell<HeaderMap>,
    stream: RefCell<Option<BodyWriter>>,
}

enum BodyState {
    /// Not read yet.
    Incoming(RequestBody),
    /// Somebody is reading it.
    Busy,
    /// Read whole.
    Whole { bytes: Bytes, _held: Held },
    /// It did not arrive.
    Failed(BodyError),
    /// Taken, or let go with the answer, so that a kept `req` does not keep a megabyte.
    Gone,
}

/// The two ends of an answer on its way.
pub(crate) type Answer = oneshot::Receiver<Response<AnswerBody>>;

impl Exchange {
    pub(crate) fn new(
        head: RequestHead,
        body: RequestBody,
        peer: Rc<Peer>,
        link: Rc<Link>,
        plan: Plan,
        limits: &crate::limits::Limits,
    ) -> (Rc<Self>, Answer) {
        let (reply, answer) = oneshot::channel();
        let bytes = size_of::<Self>() + head.fields.bytes() + head.target.len() + plan_bytes(&plan);
        let exchange = Self {
            head,
            peer,
            plan,
            link,
            _held: Held::new(bytes),
            taken: Cell::new(0),
            stages: RefCell::default(),
            body: RefCell::new(BodyState::Incoming(body)),
            body_limit: Cell::new(limits.body_bytes),
            body_timeout: limits.body_timeout,
            id: OnceCell::new(),
            notes: Notes::default(),
            reply: RefCell::new(Some(reply)),
            headers: RefCell::default(),
            stream: RefCell::default(),
        };
        (Rc::new(exchange), answer)
    }

    /// The request line and the fields.
    pub fn head(&self) -> &RequestHead {
        &self.head
    }

    /// The client.
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// The layers that it passes through.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How many steps of the plan are done already.
    pub fn taken(&self) -> usize {
        self.taken.get()
    }

    pub(crate) fn take_step(&self) {
        self.taken.set(self.taken.get() + 1);
    }

    /// Whether the client still waits, and how to reach it before the answer.
    pub fn link(&self) -> &Rc<Link> {
        &self.link
    }

    /// The id that a stage gave it, for logs and headers.
    pub fn id(&self) -> Option<&str> {
        self.id.get().map(|id| &**id)
    }

    /// Gives it an id; the first one stays.
    pub fn set_id(&self, id: &str) {
        let _ = self.id.set(id.into());
    }

    /// Lets a stage see the answer.
    pub fn enlist(&self, stage: Rc<dyn Stage>) {
        self.stages.borrow_mut().push(stage);
    }

    pub(crate) fn stages(&self) -> Vec<Rc<dyn Stage>> {
        self.stages.take()
    }

    /// How large the body may be, in bytes.
    pub fn body_limit(&self) -> usize {
        self.body_limit.get()
    }

    /// Changes how large the body may be. What has been read already stays.
    pub fn set_body_limit(&self, bytes: usize) {
        self.body_limit.set(bytes);
    }

    /// Reads the whole body, unless that is done. It is kept until it is taken or the request is answered.
    ///
    /// # Errors
    /// `RACE_HTTP_BODY_GONE` after the answer, or when it has been taken as a stream.
    pub async fn buffer_body(&self) -> Result<Result<(), BodyError>, HttpError> {
        let mut body = match self.body.replace(BodyState::Busy) {
            BodyState::Incoming(body) => body,
            BodyState::Failed(error) => {
                self.body.replace(BodyState::Failed(error));
                return Ok(Err(error));
            }
            whole @ BodyState::Whole { .. } => {
                self.body.replace(whole);
                return Ok(Ok(()));
            }
            BodyState::Busy => return Err(HttpError::BodyBusy),
            BodyState::Gone => {
                self.body.replace(BodyState::Gone);
                return Err(HttpError::BodyGone);
            }
        };
        let read = body.collect(self.body_limit.get(), self.body_timeout).await;
        let (state, result) = match read {
            Ok(bytes) => (
                BodyState::Whole {
                    _held: Held::new(bytes.len()),
                    bytes,
                },
                Ok(()),
            ),
            Err(error) => {
                // The client gets to read the answer, which a reset would take from it.
                if error == BodyError::TooLarge {
                    deno_unsync::spawn(crate::body::discard(body));
                }
                (BodyState::Failed(error), Err(error))
            }
        };
        // Answered in the meantime: nobody will ask for it.
        if self.is_answered() {
            self.body.replace(BodyState::Gone);
        } else {
            self.body.replace(state);
        }
        Ok(result)
    }

    /// Whether the body is there whole; `false` also if it has been taken.
    pub fn has_whole_body(&self) -> bool {
        matches!(&*self.body.borrow(), BodyState::Whole { .. })
    }

    /// How many bytes of body there are, if that is known; `None` for a body of unknown length or one that is gone.
    pub fn body_length(&self) -> Option<u64> {
        use http_body::Body as _;
        match &*self.body.borrow() {
            BodyState::Incoming(body) => body.size_hint().exact(),
            BodyState::Whole { bytes, .. } => Some(bytes.len() as u64),
            _ => None,
        }
    }

    /// Takes the whole body: whoever asks keeps it from then on.
    ///
    /// # Errors
    /// `RACE_HTTP_BODY_GONE` when it has been taken, `RACE_HTTP_BODY_UNREAD` when it has not been read yet.
    pub fn take_body(&self) -> Result<Bytes, HttpError> {
        match self.body.replace(BodyState::Gone) {
            BodyState::Whole { bytes, .. } => Ok(bytes),
            BodyState::Gone => Err(HttpError::BodyGone),
            other => {
                self.body.replace(other);
                Err(HttpError::BodyUnread)
            }
        }
    }

    /// Takes the whole body as text, without a byte order mark.
    ///
    /// # Errors
    /// Those of [`Self::take_body`], and `RACE_HTTP_BODY_NOT_UTF8`.
    pub fn take_text(&self) -> Result<String, HttpError> {
        let bytes = self.take_body()?;
        let text = std::str::from_utf8(&bytes).map_err(|_| HttpError::BodyNotUtf8)?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_string())
    }

    /// Takes the body as a stream, also what has been read of it already.
    ///
    /// # Errors
    /// `RACE_HTTP_BODY_GONE` when it has been taken.
    pub fn take_stream(&self) -> Result<RequestBody, HttpError> {
        match self.body.replace(BodyState::Gone) {
            BodyState::Incoming(body) => Ok(body),
            BodyState::Whole { bytes, .. } => Ok(RequestBody::whole(bytes)),
            BodyState::Failed(error) => Ok(RequestBody::failed(error)),
            BodyState::Gone => Err(HttpError::BodyGone),
            BodyState::Busy => {
                self.body.replace(BodyState::Busy);
                Err(HttpError::BodyBusy)
            }
        }
    }

    /// What is left of the body; it is not for handlers any more.
    pub(crate) fn let_go_of_body(&self) -> RequestBody {
        match self.body.replace(BodyState::Gone) {
            BodyState::Incoming(body) => body,
            _ => RequestBody::empty(),
        }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let Some(reply) = self.reply.take() else { return };
        if reply.is_closed() {
            return; // the client has left, or the time was up
        }
        // The one fault that leaves no trace in the program, so it is told here. A closed stderr is no reason to fail.
        let _ = writeln!(
            std::io::stderr(),
            "{} {} failed: The handler let go of the request without an answer",
            self.head.method,
            self.head.path()
        );
    }
}

fn plan_bytes(plan: &Plan) -> usize {
    let params = plan.steps.iter().flat_map(|step| &step.params);
    size_of_val(&plan.steps[..])
        + params
            .map(|param| size_of_val(param) + param.value.capacity())
            .sum::<usize>()
}
