//! Stages in the service: how they are run, and what they hear of.

use std::cell::RefCell;
use std::future::Future as _;
use std::rc::Rc;
use std::task::Context;
use std::task::Waker;

use http::Response;

use crate::app::App;
use crate::app::Policy;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::data::forwarded::TrustProxy;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::router::NewLayer;
use crate::router::Settings;
use crate::router::Verb;
use crate::service::respond;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::tests::header;
use crate::stage::tests::make;

async fn ask(stage: Rc<dyn Stage>) -> Response<AnswerBody> {
    let app = App::new(Settings::default(), Limits::default(), TrustProxy::default());
    let layer = NewLayer {
        id: 0,
        verb: Some(Verb::All),
        parts: &["/a".to_string()],
        order: &[0],
        is_case_sensitive: true,
        is_strict: false,
        has_condition: false,
    };
    let policy = Policy {
        is_native: true,
        ..Policy::default()
    };
    app.add_layer(layer, policy, vec![stage], &[]).unwrap();
    let mut fields = crate::Fields::default();
    fields.push("origin", b"https://a.example");
    fields.push("access-control-request-method", b"PUT");
    let head = RequestHead {
        method: "OPTIONS".parse().unwrap(),
        target: "/a".into(),
        version: http::Version::HTTP_11,
        authority: "example.com".into(),
        fields,
    };
    let peer = Rc::new(Peer::unix());
    respond(app, head, RequestBody::empty(), peer, Link::new(false)).await
}

/// Writes down what it hears of, and does as it is told.
struct Probe(RefCell<Vec<&'static str>>, fn() -> Flow);

impl Probe {
    fn new(flow: fn() -> Flow) -> Rc<Self> {
        Rc::new(Self(RefCell::default(), flow))
    }
}

impl Stage for Probe {
    fn name(&self) -> &'static str {
        "probe"
    }

    fn before(self: Rc<Self>, _exchange: &Rc<Exchange>) -> Flow {
        self.0.borrow_mut().push("before");
        (self.1)()
    }

    fn after(&self, _exchange: &Exchange, _answer: &mut Response<AnswerBody>) {
        self.0.borrow_mut().push("after");
    }

    fn client_left(&self, _exchange: &Exchange) {
        self.0.borrow_mut().push("left");
    }
}

#[tokio::test]
async fn a_stage_answers_and_sees_its_answer() {
    let answer = ask(make("cors", "{}")).await;
    assert_eq!(answer.status(), 204);
    assert_eq!(header(&answer, "access-control-allow-origin"), "*");
}

#[tokio::test]
async fn a_stage_sees_the_servers_own_answer() {
    let answer = ask(make("requestId", "{}")).await;
    assert_eq!(answer.status(), 404);
    assert!(answer.headers().contains_key("x-request-id"));
}

#[tokio::test]
async fn every_flow_leads_to_an_answer() {
    let flows: [(fn() -> Flow, u16); 4] = [
        (|| Flow::Next, 404),
        (|| Flow::Answer(Box::new(Response::new(AnswerBody::empty()))), 200),
        (|| Flow::Refuse(Problem::BadPath), 400),
        (
            || Flow::Later(Box::pin(async { Flow::Later(Box::pin(async { Flow::Next })) })),
            404,
        ),
    ];
    for (flow, status) in flows {
        let probe = Probe::new(flow);
        assert_eq!(ask(probe.clone()).await.status(), status);
        assert_eq!(*probe.0.borrow(), ["before", "after"]);
    }
}

#[tokio::test]
async fn a_stage_hears_that_the_client_has_left() {
    let probe = Probe::new(|| Flow::Later(Box::pin(std::future::pending())));
    let mut answer = Box::pin(ask(probe.clone()));
    assert!(
        answer
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_pending()
    );
    assert_eq!(*probe.0.borrow(), ["before"]);
    drop(answer);
    assert_eq!(*probe.0.borrow(), ["before", "left"]);
}
