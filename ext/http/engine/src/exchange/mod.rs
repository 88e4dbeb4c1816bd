//! One request and the answer it waits for. Knows neither sockets nor V8: a protocol makes it, a handler reads
//! and answers it, and a channel carries the answer back.

mod answer;
mod body;
mod handed;
mod head;
mod link;
mod notes;
mod question;
mod reply;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::cell::OnceCell;
use std::cell::RefCell;
use std::rc::Rc;

use http::HeaderMap;

pub use answer::parse_fields;
pub use body::BodyKind;
use body::BodyState;
pub use handed::Handed;
pub use handed::end_of_program;
pub use head::RequestHead;
pub(crate) use link::Delivery;
pub use link::Ending;
pub use link::Link;
pub(crate) use link::Watch;
pub use notes::AnswerTime;
pub(crate) use question::Told;
pub(crate) use reply::Answer;
pub(crate) use reply::Reply;

use crate::app::App;
use crate::body::BodyWriter;
use crate::body::RequestBody;
use crate::data::forwarded::TrustProxy;
use crate::exchange::notes::Notes;
use crate::exchange::question::Question;
use crate::held::Held;
use crate::limits::Limits;
use crate::peer::Peer;
use crate::router::Plan;
use crate::stage::Stage;

/// Shared by a connection, which awaits the answer, and a handler. It may outlive the connection:
/// answers to a client that has left go nowhere, and that is no error.
pub struct Exchange {
    head: RequestHead,
    peer: Rc<Peer>,
    plan: Rc<Plan>,
    link: Rc<Link>,
    trust: Rc<TrustProxy>,
    limits: Rc<Limits>,
    _held: Held,
    /// Steps of the plan that native stages have taken.
    taken: Cell<usize>,
    /// Stages of the next step that have run.
    done_stages: Cell<usize>,
    base: Cell<usize>,
    body: RefCell<BodyState>,
    body_limit: Cell<usize>,
    reply: reply::Slot,
    /// Whether its answer is made while it is sent, so that it ends later.
    is_underway: Cell<bool>,
    /// That the handler has set.
    headers: RefCell<Option<Box<HeaderMap>>>,
    extra: OnceCell<Box<Extra>>,
}

/// What few requests have.
#[derive(Default)]
struct Extra {
    /// Stages that have seen the request and want to see the answer, the first one first.
    stages: RefCell<Vec<Rc<dyn Stage>>>,
    /// Stages whose word is in the limit of the body already.
    weighed: RefCell<Vec<Rc<dyn Stage>>>,
    /// The id that a stage gave it.
    id: OnceCell<Box<str>>,
    notes: Notes,
    question: Question,
    stream: RefCell<Option<BodyWriter>>,
}

impl Exchange {
    pub(crate) fn new(
        head: RequestHead,
        body: RequestBody,
        peer: Rc<Peer>,
        link: Rc<Link>,
        plan: Rc<Plan>,
        app: &App,
    ) -> (Rc<Self>, Answer) {
        let bytes = size_of::<Self>() + head.fields.bytes() + head.target.len() + plan_bytes(&plan);
        let exchange = Self {
            head,
            peer,
            plan,
            link,
            trust: app.trust().clone(),
            limits: app.limits().clone(),
            _held: Held::new(bytes),
            taken: Cell::new(0),
            done_stages: Cell::new(0),
            base: Cell::new(0),
            body: RefCell::new(BodyState::Incoming(body)),
            body_limit: Cell::new(app.limits().body_bytes),
            reply: reply::Slot::default(),
            is_underway: Cell::new(false),
            headers: RefCell::default(),
            extra: OnceCell::new(),
        };
        let exchange = Rc::new(exchange);
        let answer = Answer(exchange.clone());
        (exchange, answer)
    }

    /// The request line and the fields.
    pub fn head(&self) -> &RequestHead {
        &self.head
    }

    /// The client.
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// The bounds of its app.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    fn extra(&self) -> &Extra {
        self.extra.get_or_init(Box::default)
    }

    /// Resolves when it is answered, or will not be.
    pub(crate) async fn replied(&self) {
        std::future::poll_fn(|cx| self.reply.poll(cx).map(drop)).await;
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

    /// How many native stages of the next step have run.
    pub fn done_stages(&self) -> usize {
        self.done_stages.get()
    }

    /// Where in the path the own part of the layer begins that has the request now, in bytes.
    pub fn base(&self) -> usize {
        self.base.get()
    }

    pub(crate) fn set_base(&self, base: usize) {
        self.base.set(base);
    }

    pub(crate) fn set_done_stages(&self, count: usize) {
        self.done_stages.set(count);
    }

    /// Whether the client still waits, and how to reach it before the answer.
    pub fn link(&self) -> &Rc<Link> {
        &self.link
    }

    /// The id that a stage gave it, for logs and headers.
    pub fn id(&self) -> Option<&str> {
        self.extra.get()?.id.get().map(|id| &**id)
    }

    /// Gives it an id; the first one stays.
    pub fn set_id(&self, id: &str) {
        let _ = self.extra().id.set(id.into());
    }

    /// Whether the program has nothing more to do with it: it is answered to the end, nothing of its body is left to
    /// read, and no stage has noted anything for later.
    pub fn is_settled(&self) -> bool {
        let is_noted = self.id().is_some() || self.user().is_some();
        let is_underway = self.is_underway.get() && self.link.ending() == Ending::None;
        self.is_answered() && !is_noted && !is_underway && !self.is_streaming() && !self.has_unread_body()
    }

    /// Lets a stage see the answer.
    pub fn enlist(&self, stage: Rc<dyn Stage>) {
        self.extra().stages.borrow_mut().push(stage);
    }

    /// Those stages, the first one first. They are taken.
    pub(crate) fn stages(&self) -> Vec<Rc<dyn Stage>> {
        self.extra.get().map(|extra| extra.stages.take()).unwrap_or_default()
    }

    /// How large the body may be, in bytes.
    pub fn body_limit(&self) -> usize {
        self.body_limit.get()
    }

    /// Says how large the body may be. The word of these stages is in it, and is not asked for again when the request
    /// passes them. What has been read already stays.
    pub(crate) fn set_body_limit(&self, bytes: usize, weighed: Vec<Rc<dyn Stage>>) {
        self.body_limit.set(bytes);
        if !weighed.is_empty() || self.extra.get().is_some() {
            self.extra().weighed.replace(weighed);
        }
    }

    /// The request passes a stage that says how large the body may be.
    pub(crate) fn meet_body_limit(&self, stage: &Rc<dyn Stage>, bytes: usize) {
        let is_weighed = |extra: &Extra| extra.weighed.borrow().iter().any(|other| Rc::ptr_eq(other, stage));
        let is_weighed = self.extra.get().is_some_and(|extra| is_weighed(extra));
        if !is_weighed {
            self.body_limit.set(bytes);
        }
    }
}

fn plan_bytes(plan: &Plan) -> usize {
    let params = plan.steps.iter().flat_map(|step| &step.params);
    size_of_val(&plan.steps[..])
        + params
            .map(|param| size_of_val(param) + param.value.capacity())
            .sum::<usize>()
}
