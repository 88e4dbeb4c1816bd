//! `bodyLimit`.

use std::slice::from_ref;

use bytes::Bytes;
use futures_util::stream;
use http_body::Frame;
use http_body_util::StreamBody;

use crate::body::BodyError;
use crate::body::RequestBody;
use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass;
use crate::stage::tests::pass_with;

fn post(bytes: usize) -> Request {
    Request::new("POST", "/").body(RequestBody::whole(Bytes::from(vec![0; bytes])))
}

#[tokio::test]
async fn bodies_up_to_the_limit_pass() {
    for (settings, limit) in [(r#"{"limit": 10}"#, 10), (r#"{"limit": "1kb"}"#, 1024)] {
        let stage = make("bodyLimit", settings);
        let (exchange, _answer) = post(limit).exchange();
        let answer = pass_with(from_ref(&stage), &exchange, |_| ok()).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(exchange.body_limit(), limit);
        let refused = pass(&stage, post(limit + 1)).await;
        assert_eq!(refused.status(), 413);
        assert_eq!(refused.headers()["connection"], "close");
    }
}

#[tokio::test]
async fn a_body_of_unknown_length_is_refused_when_it_is_read() {
    let pieces = stream::iter((0..3).map(|_| Ok::<_, BodyError>(Frame::data(Bytes::from_static(b"12345")))));
    let request = Request::new("POST", "/").body(RequestBody::new(StreamBody::new(pieces)));
    let (exchange, _answer) = request.exchange();
    let stage = make("bodyLimit", r#"{"limit": 10}"#);
    assert_eq!(pass_with(&[stage], &exchange, |_| ok()).await.status(), 200);
    assert_eq!(exchange.buffer_body().await.unwrap(), Err(BodyError::TooLarge));
}

#[tokio::test]
async fn behind_javascript_the_body_may_have_been_read() {
    let (exchange, _answer) = post(11).exchange();
    exchange.buffer_body().await.unwrap().unwrap();
    let stage = make("bodyLimit", r#"{"limit": 10}"#);
    assert_eq!(pass_with(&[stage], &exchange, |_| ok()).await.status(), 413);
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "bodyLimit",
        &[
            ("{}", "`limit` is missing\nhint: "),
            (r#"{"limit": -1}"#, "`limit`: `-1` is not a size"),
            (r#"{"limit": "1 potato"}"#, "`limit`: `1 potato` is not a size\nhint: "),
            (r#"{"limit": true}"#, "`limit`: expected a number or a text"),
        ],
    );
}
