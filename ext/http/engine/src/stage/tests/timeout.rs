//! `timeout`, with the part of the service that keeps the time.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use http::StatusCode;
use tokio::time::timeout;

use crate::exchange::Answer;
use crate::exchange::AnswerTime;
use crate::exchange::Exchange;
use crate::exchange::Handed;
use crate::exchange::Reply;
use crate::problem::Problem;
use crate::service::HandlerTime;
use crate::stage::enter;
use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::timer::Timer;

const SHORT: Duration = Duration::from_millis(10);
const LONG: Duration = Duration::from_secs(60);
/// Whatever takes longer waits for a long time.
const LIMIT: Duration = Duration::from_secs(30);

async fn pass(exchange: &Rc<Exchange>, settings: &str) {
    assert!(enter(make("timeout", settings), exchange).await.unwrap().is_none());
}

/// The answer of handlers that have a request from now on, as `service` waits for it.
async fn wait(exchange: &Exchange, mut answer: Answer, own: Option<Duration>, app: Duration) -> Result<Reply, Problem> {
    let (time, mut timer) = (HandlerTime::new(own), Timer::default());
    std::future::poll_fn(|cx| {
        if let Poll::Ready(reply) = Pin::new(&mut answer).poll(cx) {
            return Poll::Ready(reply.ok_or(Problem::Unanswered));
        }
        timer
            .poll(cx, time.end(exchange, app))
            .map(|()| Err(HandlerTime::expired(exchange)))
    })
    .await
}

#[tokio::test]
async fn settings_are_read() {
    for (settings, millis, status) in [
        (r#"{"ms": 250}"#, 250, 504),
        (r#"{"ms": "2s", "status": 503}"#, 2000, 503),
        (r#"{"ms": 0}"#, 0, 504),
    ] {
        let (exchange, _answer) = Request::new("GET", "/").exchange();
        pass(&exchange, settings).await;
        let time = AnswerTime {
            limit: Duration::from_millis(millis),
            status: StatusCode::from_u16(status).unwrap(),
        };
        assert_eq!(exchange.answer_time(), Some(time), "{settings}");
    }
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "timeout",
        &[
            ("{}", "`ms` is missing\nhint: "),
            (r#"{"ms": "soon"}"#, "`ms`: `soon` is not a duration"),
            (
                r#"{"ms": 1, "status": 200}"#,
                "`status`: `200` is not the status of an error (400 to 599)",
            ),
            (
                r#"{"ms": 1, "status": 600}"#,
                "`status`: `600` is not the status of an error (400 to 599)",
            ),
        ],
    );
}

#[tokio::test]
async fn the_innermost_time_wins() {
    let short = r#"{"ms": 10}"#;
    for (stages, layer, app) in [
        (&[][..], None, SHORT),
        (&[short], None, LONG),
        (&[r#"{"ms": "60s"}"#, short], None, LONG),
        (&[r#"{"ms": "60s"}"#], Some(SHORT), LONG),
        (&[r#"{"ms": 0}"#], Some(SHORT), LONG),
    ] {
        let (exchange, answer) = Request::new("GET", "/").exchange();
        for settings in stages {
            pass(&exchange, settings).await;
        }
        let waited = timeout(LIMIT, wait(&exchange, answer, layer, app)).await;
        assert_eq!(
            waited.unwrap().unwrap_err(),
            Problem::AnswerTimeout,
            "{stages:?} {layer:?}"
        );
    }
}

#[tokio::test]
async fn a_longer_time_wins_too() {
    for (stages, layer, app) in [
        (&[r#"{"ms": 10}"#, r#"{"ms": "60s"}"#][..], None, SHORT),
        (&[r#"{"ms": 0}"#], None, SHORT),
        (&[r#"{"ms": 10}"#], Some(LONG), SHORT),
        (&[r#"{"ms": 10}"#], Some(Duration::ZERO), SHORT),
    ] {
        let (exchange, answer) = Request::new("GET", "/").exchange();
        for settings in stages {
            pass(&exchange, settings).await;
        }
        let waited = timeout(SHORT * 5, wait(&exchange, answer, layer, app)).await;
        assert!(waited.is_err(), "{stages:?} {layer:?}");
    }
}

#[tokio::test]
async fn the_status_is_the_stages() {
    let (exchange, answer) = Request::new("GET", "/").exchange();
    pass(&exchange, r#"{"ms": 10, "status": 503}"#).await;
    let problem = wait(&exchange, answer, None, LONG).await.unwrap_err();
    assert_eq!(problem.status(), 503);
}

#[tokio::test]
async fn an_answer_in_time_is_the_answer() {
    let (exchange, answer) = Request::new("GET", "/").exchange();
    pass(&exchange, r#"{"ms": "60s"}"#).await;
    let handler = async {
        tokio::task::yield_now().await;
        exchange.answer_with(ok()).unwrap();
    };
    let (reply, ()) = tokio::join!(wait(&exchange, answer, None, SHORT), handler);
    assert_eq!(reply.unwrap().status, 200);
}

#[tokio::test]
async fn behind_javascript_the_time_changes_while_handlers_run() {
    let (exchange, answer) = Request::new("GET", "/").exchange();
    let middleware = async {
        tokio::task::yield_now().await;
        pass(&exchange, r#"{"ms": 10, "status": 503}"#).await;
    };
    let waited = async { tokio::join!(wait(&exchange, answer, None, LONG), middleware) };
    let (response, ()) = timeout(LIMIT, waited).await.unwrap();
    assert_eq!(response.unwrap_err().status(), 503);
}

#[tokio::test]
async fn a_handler_that_lets_go_is_no_timeout() {
    let (exchange, answer) = Request::new("GET", "/").exchange();
    let (other, _) = Request::new("GET", "/").exchange();
    drop(Handed::new(exchange));
    assert_eq!(wait(&other, answer, None, LONG).await.unwrap_err(), Problem::Unanswered);
}
