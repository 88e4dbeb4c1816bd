//! Stages as requests meet them: from settings and a request to what becomes of it.

mod basic_auth;
mod bearer_auth;
mod body_limit;
mod bytes;
mod cors;
mod create;
mod duration;
mod rate_limit;
mod request_id;
mod response_time;
mod security_headers;
mod service;
mod timeout;
mod ways;

use std::net::IpAddr;
use std::net::SocketAddr;
use std::rc::Rc;

use ::bytes::Bytes;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::Version;

use crate::Fields;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::exchange::Answer;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::peer::Peer;
use crate::stage::Stage;
use crate::stage::create;
use crate::stage::enter;
use crate::testing::bare_app;

/// A request in the making.
pub(crate) struct Request {
    method: Method,
    target: String,
    fields: Fields,
    address: IpAddr,
    is_tls: bool,
    body: RequestBody,
}

impl Request {
    pub(crate) fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.parse().unwrap(),
            target: target.to_string(),
            fields: Fields::default(),
            address: [192, 0, 2, 1].into(),
            is_tls: false,
            body: RequestBody::empty(),
        }
    }

    pub(crate) fn field(mut self, name: &str, value: &str) -> Self {
        let latin: Vec<u8> = value.chars().map(|c| u8::try_from(c).unwrap()).collect();
        self.fields.push(name, &latin);
        self
    }

    pub(crate) fn from(mut self, address: &str) -> Self {
        self.address = address.parse().unwrap();
        self
    }

    pub(crate) fn over_tls(mut self) -> Self {
        self.is_tls = true;
        self
    }

    pub(crate) fn body(mut self, body: RequestBody) -> Self {
        self.body = body;
        self
    }

    pub(crate) fn exchange(self) -> (Rc<Exchange>, Answer) {
        let head = RequestHead {
            method: self.method,
            target: self.target.into(),
            version: Version::HTTP_11,
            authority: "example.com".into(),
            fields: self.fields,
        };
        let peer = Peer::tcp(SocketAddr::new(self.address, 40_000), None, self.is_tls);
        let link = Link::new(false);
        Exchange::new(head, self.body, Rc::new(peer), link, Rc::default(), &bare_app())
    }
}

/// What a handler answers.
pub(crate) fn ok() -> Response<AnswerBody> {
    Response::new(AnswerBody::full(Bytes::from_static(b"hello")))
}

/// The answer of `handler` with what the stages have made of it, or of a stage.
pub(crate) async fn pass_with(
    stages: &[Rc<dyn Stage>],
    exchange: &Rc<Exchange>,
    handler: impl FnOnce(&Exchange) -> Response<AnswerBody>,
) -> Response<AnswerBody> {
    let mut answer = None;
    for stage in stages {
        answer = match enter(stage.clone(), exchange).await {
            Ok(None) => continue,
            Ok(Some(response)) => Some(*response),
            Err(problem) => Some(problem.into_response()),
        };
        break;
    }
    let mut answer = answer.unwrap_or_else(|| handler(exchange));
    for stage in exchange.stages().iter().rev() {
        stage.after(exchange, &mut answer);
    }
    answer
}

/// As [`pass_with`], with the handler of [`ok`].
pub(crate) async fn pass(stage: &Rc<dyn Stage>, request: Request) -> Response<AnswerBody> {
    let (exchange, _answer) = request.exchange();
    pass_with(std::slice::from_ref(stage), &exchange, |_| ok()).await
}

/// A stage from settings that are right.
pub(crate) fn make(name: &str, settings: &str) -> Rc<dyn Stage> {
    create(name, settings).unwrap_or_else(|error| panic!("{name} {settings}: {error}"))
}

/// What is said about settings that are wrong.
pub(crate) fn complaint(name: &str, settings: &str) -> String {
    match create(name, settings) {
        Ok(_) => panic!("{name} {settings} is taken"),
        Err(error) => {
            assert_eq!(error.code(), "RACE_HTTP_MIDDLEWARE");
            error.to_string()
        }
    }
}

/// Settings, and a part of what is said about each.
pub(crate) fn assert_complaints(name: &str, table: &[(&str, &str)]) {
    for (settings, part) in table {
        let text = complaint(name, settings);
        assert!(text.contains(part), "{name} {settings}: {text}");
        assert!(text.starts_with(&format!("The settings of the middleware `{name}` are not valid: ")));
    }
}

/// All values of a header, joined.
pub(crate) fn header(answer: &Response<AnswerBody>, name: &str) -> String {
    let values = answer.headers().get_all(name).iter();
    let values: Vec<_> = values.map(|value| HeaderValue::to_str(value).unwrap()).collect();
    values.join(", ")
}
