//! What a client gets of a request whose handler lets go of it.

use std::rc::Rc;

use bytes::Bytes;
use http::Method;
use http::Response;
use http::Version;
use http_body_util::BodyExt;

use crate::Fields;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::exchange::Ending;
use crate::exchange::Exchange;
use crate::exchange::Handed;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::peer::Peer;
use crate::service::respond;
use crate::testing;

/// The answer to a request whose handler is `handle`.
async fn ask(handle: fn(&Exchange)) -> Response<AnswerBody> {
    ask_as(Method::GET, Link::new(false), handle).await
}

async fn ask_as(method: Method, link: Rc<Link>, handle: fn(&Exchange)) -> Response<AnswerBody> {
    let app = testing::app(Limits::default());
    let head = RequestHead {
        method,
        target: "/".into(),
        version: Version::HTTP_11,
        authority: "test".into(),
        fields: Fields::default(),
    };
    let peer = Rc::new(Peer::local(false));
    let response = respond(app.clone(), head, RequestBody::empty(), peer, link);
    let handling = async {
        loop {
            if let Some(exchange) = app.take_ready() {
                return handle(&Handed::new(exchange));
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(response, handling).0
}

#[tokio::test]
async fn a_handler_that_lets_go_without_an_answer_is_500() {
    let response = ask(|_| {}).await;
    assert_eq!(response.status(), 500);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(
        body,
        r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#
    );
}

#[tokio::test]
async fn a_stream_that_is_let_go_is_no_complete_body() {
    let response = ask(|exchange| exchange.answer_stream(200, None).unwrap()).await;
    assert_eq!(response.status(), 200);
    assert!(response.into_body().collect().await.is_err());
}

#[tokio::test]
async fn a_client_that_asked_for_the_head_alone_has_not_left() {
    let link = Link::new(false);
    let handle = |exchange: &Exchange| exchange.answer_stream(200, None).unwrap();
    drop(ask_as(Method::HEAD, link.clone(), handle).await);
    assert_eq!(link.ending(), Ending::Answered);
    let link = Link::new(false);
    drop(ask_as(Method::GET, link.clone(), handle).await);
    assert_eq!(link.ending(), Ending::ClientLeft);
}

#[tokio::test]
async fn any_status_of_three_digits_but_an_interim_one_is_sent() {
    let response = ask(|exchange| {
        for status in [0, 99, 100, 199, 1000] {
            assert!(exchange.answer(status, None, Bytes::new()).is_err(), "{status}");
        }
        exchange.answer(999, None, Bytes::new()).unwrap();
    });
    assert_eq!(response.await.status(), 999);
}

#[tokio::test]
async fn headers_of_the_handler_win_but_for_vary() {
    let response = ask(|exchange| {
        let pairs = ["vary", "Cookie", "etag", "\"mine\"", "vary", "Origin"].map(str::to_string);
        exchange.set_headers(&pairs).unwrap();
        let mut file = Response::new(AnswerBody::empty());
        file.headers_mut().insert("vary", "Accept-Encoding".parse().unwrap());
        file.headers_mut().insert("etag", "\"own\"".parse().unwrap());
        exchange.answer_with(file).unwrap();
    });
    let headers = response.await.into_parts().0.headers;
    let vary: Vec<_> = headers.get_all("vary").iter().collect();
    assert_eq!(vary, ["Accept-Encoding", "Cookie", "Origin"]);
    assert_eq!(headers["etag"], "\"mine\"");
}
