//! Back-pressure in both directions.

use std::time::Duration;

use bytes::Bytes;

use super::App;
use super::PING;
use super::PONG;
use super::TEXT;
use super::in_time;
use super::masked;
use super::text;
use crate::limits::Limits;
use crate::websocket::Event;
use crate::websocket::SendStatus;
use crate::websocket::State;
use crate::websocket::WsOptions;

const PIPE: usize = 4 * 1024;

/// Lets every task run until it waits.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_program_that_is_behind_slows_its_client_down() {
    let app = App::new();
    let (_, mut client) = app.connect_through(WsOptions::default(), PIPE).await;
    let all = masked(TEXT, &[b'a'; 100]).repeat(1000);
    let writing = deno_unsync::spawn(async move {
        client.write(&all).await;
        client
    });
    let mut count = 0;
    while count < 1000 {
        settle().await;
        let taken = app.hub.take_events();
        assert!((1..=16).contains(&taken.len()), "{}", taken.len());
        count += taken.len();
    }
    assert_eq!(count, 1000);
    drop(in_time(writing).await.unwrap());
}

#[tokio::test]
async fn large_messages_count_by_their_bytes() {
    let app = App::new();
    let options = WsOptions {
        unhandled_bytes: 10_000,
        ..WsOptions::default()
    };
    let (_, mut client) = app.connect(options).await;
    client.write(&masked(0x82, &[0; 6000]).repeat(5)).await;
    let mut sizes = Vec::new();
    while sizes.iter().sum::<usize>() < 5 {
        settle().await;
        sizes.push(app.events().await.len());
    }
    assert_eq!(sizes, [2, 2, 1]);
}

#[tokio::test]
async fn a_paused_socket_is_not_read() {
    let app = App::new();
    let (id, mut client) = app.connect(WsOptions::default()).await;
    let session = app.hub.session(id).unwrap();
    session.pause();
    client.frame(TEXT, b"one").await;
    client.frame(TEXT, b"two").await;
    settle().await;
    // It was already reading when it was told.
    assert_eq!(app.hub.take_events().len(), 0);
    session.resume();
    settle().await;
    assert_eq!(app.events().await.len(), 2);
    session.pause();
    session.close(Some(1000), "").unwrap();
    assert_eq!(client.read_close().await, 1000);
    client.frame(super::CLOSE, &1000u16.to_be_bytes()).await;
    assert_eq!(app.closed().await, (1000, true));
}

#[tokio::test]
async fn a_client_that_is_behind_makes_messages_drop() {
    let app = App::new();
    let options = WsOptions {
        backpressure_limit: 100_000,
        ..WsOptions::default()
    };
    let (id, mut client) = app.connect_through(options, PIPE).await;
    let session = app.hub.session(id).unwrap();
    let mut statuses = Vec::new();
    for _ in 0..30 {
        statuses.push(session.send(vec![1; 10_000].into(), false, false));
        settle().await;
        assert!(session.buffered_amount() <= 100_000);
    }
    assert_eq!(statuses[0], SendStatus::Sent);
    let buffered = statuses
        .iter()
        .filter(|status| matches!(status, SendStatus::Buffered(_)));
    let sent = 1 + buffered.count();
    assert!((9..=12).contains(&sent), "{statuses:?}");
    assert_eq!(statuses[29], SendStatus::Dropped);
    assert_eq!(session.state(), State::Open);
    for _ in 0..sent {
        assert_eq!(client.read().await.unwrap().1.len(), 10_000);
    }
    assert_eq!(app.events().await, [(id, Event::Drain)]);
    assert_eq!(
        session.send(Bytes::from_static(b"again"), true, false),
        SendStatus::Sent
    );
    assert_eq!(client.read().await.unwrap().1, "again");
    settle().await;
    assert_eq!(app.hub.take_events(), []);
}

#[tokio::test]
async fn a_message_beyond_the_limit_is_sent_when_nothing_waits() {
    let app = App::new();
    let options = WsOptions {
        backpressure_limit: 1000,
        ..WsOptions::default()
    };
    let (id, mut client) = app.connect(options).await;
    let session = app.hub.session(id).unwrap();
    let large = Bytes::from(vec![1; 100_000]);
    assert_eq!(session.send(large.clone(), false, false), SendStatus::Buffered(100_010));
    assert_eq!(session.send(large.clone(), false, false), SendStatus::Dropped);
    assert_eq!(client.read().await.unwrap().1, large);
    assert_eq!(app.events().await, [(id, Event::Drain)]);
}

#[tokio::test]
async fn a_client_that_is_behind_may_be_closed() {
    let app = App::new();
    let options = WsOptions {
        backpressure_limit: 1000,
        close_on_backpressure_limit: true,
        ..WsOptions::default()
    };
    let (id, mut client) = app.connect_through(options, 64).await;
    let session = app.hub.session(id).unwrap();
    session.send(vec![1; 900].into(), false, false);
    assert_eq!(session.send(vec![1; 900].into(), false, false), SendStatus::Dropped);
    assert_eq!(session.state(), State::Closing);
    assert_eq!(client.read().await.unwrap().1.len(), 900);
    assert_eq!(client.read_close().await, 1013);
}

#[tokio::test]
async fn pings_do_not_pile_up() {
    let app = App::new();
    let (id, mut client) = app.connect_through(WsOptions::default(), 64).await;
    let session = app.hub.session(id).unwrap();
    session.send(vec![1; 1000].into(), false, false);
    settle().await;
    for index in 0..500u32 {
        client.frame(PING, &index.to_be_bytes()).await;
        settle().await;
        assert!(session.buffered_amount() < 1100);
    }
    assert_eq!(client.read().await.unwrap().1.len(), 1000);
    // The latest is answered, and hardly any before it.
    let mut pongs = Vec::new();
    while pongs.last() != Some(&499) {
        let (first, payload) = client.read().await.unwrap();
        assert_eq!(first, PONG);
        pongs.push(u32::from_be_bytes(payload[..].try_into().unwrap()));
    }
    assert!(pongs.len() <= 3, "{pongs:?}");
}

#[tokio::test]
async fn a_client_that_sends_and_does_not_read_is_given_up() {
    let app = App::within(Limits {
        write_timeout: Duration::from_millis(60),
        ..Limits::default()
    });
    let (id, mut client) = app.connect_through(WsOptions::default(), 1000).await;
    let session = app.hub.session(id).unwrap();
    session.send(vec![1; 10_000].into(), false, false);
    // It is heard, time and again.
    let closed = loop {
        client.frame(TEXT, b"still here").await;
        let events = app.events().await;
        if events != [(id, text("still here"))] {
            break events;
        }
    };
    assert!(
        matches!(
            &closed[..],
            [
                ..,
                (
                    _,
                    Event::Close {
                        code: 1006,
                        was_clean: false,
                        ..
                    }
                )
            ]
        ),
        "{closed:?}"
    );
    assert_eq!(app.hub.count(), 0);
}

#[tokio::test]
async fn a_client_that_reads_slowly_is_waited_for() {
    let app = App::within(Limits {
        write_timeout: Duration::from_millis(60),
        ..Limits::default()
    });
    let (id, mut client) = app.connect_through(WsOptions::default(), 100).await;
    let session = app.hub.session(id).unwrap();
    for _ in 0..10 {
        session.send(vec![1; 1000].into(), false, false);
    }
    for _ in 0..10 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(client.read().await.unwrap().1.len(), 1000);
    }
    // With nothing to write there is nothing to wait for.
    tokio::time::sleep(Duration::from_millis(120)).await;
    assert_eq!(session.state(), State::Open);
    assert_eq!(app.hub.take_events(), []);
}

#[tokio::test]
async fn all_clients_together_are_bounded() {
    let app = App::new();
    let options = WsOptions {
        max_payload: 20_000_000,
        unhandled_bytes: usize::MAX,
        unhandled_messages: usize::MAX,
        idle_timeout: std::time::Duration::ZERO,
        ..WsOptions::default()
    };
    let frame = masked(0x82, &vec![0; 10_000_000]);
    let mut clients = Vec::new();
    for _ in 0..3 {
        clients.push(app.connect(options.clone()).await.1);
    }
    let mut writers = Vec::new();
    for mut client in clients {
        let frame = frame.clone();
        writers.push(deno_unsync::spawn(async move {
            for _ in 0..5 {
                client.write(&frame).await;
            }
            client
        }));
    }
    let mut count = 0;
    while count < 15 {
        let taken = app.events().await;
        let bytes: usize = taken.iter().map(|(_, event)| size(event)).sum();
        assert!(bytes <= 64 * 1024 * 1024 + 3 * 10_000_000);
        count += taken.len();
    }
    for writer in writers {
        drop(in_time(writer).await.unwrap());
    }
}

fn size(event: &Event) -> usize {
    match event {
        Event::Message { data, .. } => data.len(),
        _ => 0,
    }
}
