//! Subscriptions, and what is published.

use bytes::Bytes;

use super::App;
use super::TEXT;
use crate::websocket::WsOptions;
use crate::websocket::deflate::Coder;

#[tokio::test]
async fn subscribers_get_what_is_published() {
    let app = App::new();
    let hub = &app.hub;
    let (one, mut first) = app.connect(WsOptions::default()).await;
    let (two, mut second) = app.connect(WsOptions::default()).await;
    assert!(hub.subscribe(one, "news").unwrap());
    assert!(!hub.subscribe(one, "news").unwrap());
    assert!(hub.subscribe(two, "news").unwrap());
    assert!(hub.is_subscribed(one, "news") && !hub.is_subscribed(one, "other"));
    assert_eq!(hub.subscribers("news"), 2);

    let data = |text: &'static str| Bytes::from_static(text.as_bytes());
    assert_eq!(hub.publish(None, "news", data("all"), true, false), 2);
    assert_eq!(hub.publish(Some(one), "news", data("others"), true, false), 1);
    assert_eq!(hub.publish(None, "other", data("nobody"), true, false), 0);
    assert_eq!(first.read().await.unwrap(), (TEXT, data("all")));
    assert_eq!(second.read().await.unwrap(), (TEXT, data("all")));
    assert_eq!(second.read().await.unwrap(), (TEXT, data("others")));

    assert!(hub.unsubscribe(two, "news"));
    assert!(!hub.unsubscribe(two, "news"));
    assert_eq!(hub.publish(Some(one), "news", data("nobody"), true, false), 0);
}

#[tokio::test]
async fn nothing_is_left_of_topics_without_subscribers() {
    let app = App::new();
    let (one, first) = app.connect(WsOptions::default()).await;
    let (two, _second) = app.connect(WsOptions::default()).await;
    for topic in 0..100 {
        app.hub.subscribe(one, &format!("topic {topic}")).unwrap();
    }
    app.hub.subscribe(two, "topic 0").unwrap();
    app.hub.subscribe(two, "own").unwrap();
    app.hub.unsubscribe(two, "own");
    assert_eq!(app.hub.topics.borrow().count(), 100);
    let session = app.hub.session(one).unwrap();
    drop(first);
    assert_eq!(app.closed().await.0, 1006);
    assert_eq!(app.hub.topics.borrow().count(), 1);
    assert_eq!(app.hub.subscribers("topic 0"), 1);
    assert!(!app.hub.subscribe(one, "late").unwrap());
    assert_eq!(app.hub.topics.borrow().count(), 1);
    // The program's handle is the only one left.
    assert_eq!(std::rc::Rc::strong_count(&session), 1);
}

#[tokio::test]
async fn topics_are_bounded() {
    let app = App::new();
    let (id, _client) = app.connect(WsOptions::default()).await;
    let long = "a".repeat(257);
    assert_eq!(app.hub.subscribe(id, &long).unwrap_err().code(), "RACE_HTTP_TOPIC");
    assert!(app.hub.subscribe(id, &long[..256]).unwrap());
    for topic in 1..1024 {
        assert!(app.hub.subscribe(id, &topic.to_string()).unwrap());
    }
    assert_eq!(app.hub.subscribe(id, "one more").unwrap_err().code(), "RACE_HTTP_TOPIC");
    assert!(!app.hub.subscribe(id, "1").unwrap());
    assert!(app.hub.unsubscribe(id, "1"));
    assert!(app.hub.subscribe(id, "one more").unwrap());
}

#[tokio::test]
async fn a_thousand_subscribers_share_one_message() {
    let app = App::new();
    let mut clients = Vec::new();
    for index in 0..1000 {
        let options = WsOptions {
            per_message_deflate: index % 2 == 0,
            ..WsOptions::default()
        };
        let (id, client) = app.connect_through(options, 16 * 1024).await;
        app.hub.subscribe(id, "all").unwrap();
        clients.push((id, client));
    }
    let data = Bytes::from("tick ".repeat(2000));
    let sender = clients[0].0;
    assert_eq!(app.hub.publish(Some(sender), "all", data.clone(), true, true), 999);
    // The sender's own handle, the frame that those without compression share, and nothing else.
    assert!(!data.is_unique());
    let mut coder = Coder::default();
    for (index, (_, client)) in clients.iter_mut().enumerate().skip(1) {
        let (first, payload) = client.read().await.unwrap();
        if index % 2 == 0 {
            assert_eq!(first, 0xc1);
            assert_eq!(coder.inflate(&payload, data.len()).unwrap(), data);
        } else {
            assert_eq!((first, payload), (TEXT, data.clone()));
        }
    }
}
