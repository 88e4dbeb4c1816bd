//! Deadlines, and a server that goes down. Limits are short here, so that nothing has to be waited for.

use std::time::Duration;

use super::App;
use super::PING;
use super::PONG;
use super::TEXT;
use super::text;
use crate::server::Phase;
use crate::websocket::WsOptions;

const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_silent_client_is_pinged_then_dropped() {
    let app = App::new();
    let options = WsOptions {
        idle_timeout: SHORT,
        ..WsOptions::default()
    };
    let (id, mut client) = app.connect(options).await;
    assert_eq!(client.read().await.unwrap().0, PING);
    client.frame(PONG, b"").await;
    // The answer has bought it another round.
    assert_eq!(client.read().await.unwrap().0, PING);
    client.frame(TEXT, b"still here").await;
    assert_eq!(app.events().await, [(id, text("still here"))]);
    assert_eq!(client.read().await.unwrap().0, PING);
    assert!(client.read().await.is_none());
    assert_eq!(app.closed().await, (1006, false));
}

#[tokio::test]
async fn a_client_that_does_not_answer_a_close_is_dropped() {
    let app = App::new();
    let options = WsOptions {
        close_timeout: SHORT,
        ..WsOptions::default()
    };
    let (id, mut client) = app.connect(options).await;
    app.hub.session(id).unwrap().close(None, "").unwrap();
    assert_eq!(client.read().await.unwrap().1, "");
    assert!(client.read().await.is_none());
    assert_eq!(app.closed().await, (1006, false));
}

#[tokio::test]
async fn a_client_that_reads_nothing_cannot_delay_its_end() {
    let app = App::new();
    let options = WsOptions {
        close_timeout: SHORT,
        ..WsOptions::default()
    };
    let (id, _client) = app.connect_through(options, 64).await;
    let session = app.hub.session(id).unwrap();
    session.send(vec![0; 10_000].into(), false, false);
    session.close(None, "").unwrap();
    assert_eq!(app.closed().await, (1006, false));
}

#[tokio::test]
async fn a_connection_ends_with_its_lifetime() {
    let app = App::new();
    let options = WsOptions {
        max_lifetime: Some(SHORT),
        ..WsOptions::default()
    };
    let (_, mut client) = app.connect(options).await;
    assert_eq!(client.read_close().await, 1001);
    client.frame(super::CLOSE, &1001u16.to_be_bytes()).await;
    assert_eq!(app.closed().await, (1001, true));
}

#[tokio::test]
async fn a_server_that_drains_says_goodbye() {
    let app = App::new();
    let (_, mut client) = app.connect(WsOptions::default()).await;
    app.phase.send_replace(Phase::Draining);
    assert_eq!(client.read_close().await, 1001);
    client.frame(super::CLOSE, &1001u16.to_be_bytes()).await;
    assert!(client.read().await.is_none());
    assert_eq!(app.closed().await, (1001, true));
}

#[tokio::test]
async fn a_server_that_is_closed_waits_for_nobody() {
    let app = App::new();
    let (_, mut client) = app.connect(WsOptions::default()).await;
    app.phase.send_replace(Phase::Draining);
    assert_eq!(client.read_close().await, 1001);
    app.phase.send_replace(Phase::Closed);
    assert!(client.read().await.is_none());
    assert_eq!(app.closed().await, (1006, false));
}
