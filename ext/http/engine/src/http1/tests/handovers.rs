//! Connections that stop speaking HTTP.

use std::rc::Rc;

use http::Response;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;

use super::Site;
use super::within;
use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::limits::Limits;

const UPGRADE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: shout\r\n\r\n";

/// Hands the connection over to somebody who gives back what it gets, in upper case.
fn shout(exchange: &Exchange, status: u16) {
    let upgrade = AnswerBody::Upgrade(Box::new(|mut handover| {
        Box::pin(async move {
            let mut buffer = [0; 5];
            while handover.transport.read_exact(&mut buffer).await.is_ok() {
                buffer.make_ascii_uppercase();
                handover.transport.write_all(&buffer).await.unwrap();
            }
        })
    }));
    let response = Response::builder()
        .status(status)
        .header("upgrade", "shout")
        .body(upgrade);
    exchange.answer_with(response.unwrap()).unwrap();
}

#[tokio::test]
async fn a_connection_is_handed_over_with_what_has_come() {
    let site = Site::new(Limits::default(), |exchange| shout(&exchange, 101));
    for at_once in [1, 64 * 1024] {
        let mut client = site.pipe(at_once);
        let early = if at_once > 1 { "early" } else { "" };
        client.send(&[UPGRADE, early].concat()).await;
        let head = super::dateless(&client.until("\r\n\r\n").await);
        assert_eq!(
            head,
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: shout\r\nconnection: upgrade\r\n\r\n"
        );
        client.until(&early.to_uppercase()).await;
        client.send("later").await;
        client.until("LATER").await;
        client.send("GET /").await;
        client.until("GET /").await;
    }
    assert_eq!(site.requests.get(), 2);
}

#[tokio::test]
async fn a_connection_that_is_handed_over_counts_as_open() {
    let site = Site::new(Limits::default(), |exchange| shout(&exchange, 101));
    let mut client = site.connect().await;
    client.send(UPGRADE).await;
    client.until("\r\n\r\n").await;
    site.server.begin_drain();
    client.send("still").await;
    client.until("STILL").await;
    drop(client);
    within(site.server.drained()).await;
}

#[tokio::test]
async fn what_cannot_be_handed_over_is_not() {
    let site = Site::new(Limits::default(), |exchange| shout(&exchange, 101));
    let old = site.say("GET / HTTP/1.0\r\nUpgrade: shout\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.1 500 "), "{old}");
    let site = Site::new(Limits::default(), |exchange| shout(&exchange, 200));
    let mut client = site.connect().await;
    client.send(UPGRADE).await;
    assert!(client.answer().await.contains("content-length: 0\r\n"));
    let site = Site::new(Limits::default(), |exchange: Rc<Exchange>| {
        let response = Response::builder().status(101).body(AnswerBody::empty());
        exchange.answer_with(response.unwrap()).unwrap();
    });
    let mut client = site.connect().await;
    client.send(UPGRADE).await;
    assert!(client.answer().await.starts_with("HTTP/1.1 500 "));
}
