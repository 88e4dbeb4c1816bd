//! Two versions of a program on one socket.

use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::*;
use crate::limits::Limits;
use crate::testing;
use crate::testing::soon;

const ANYWHERE: &str =
    r#"{"port":0,"host":"127.0.0.1","path":null,"certificates":null,"http2":true,"h2c":false,"proxyProtocol":false}"#;

/// A version of a program, whose app answers with its name.
struct Version {
    app: Rc<App>,
    listening: Listening,
}

fn start(succession: &Succession, name: &'static str) -> Version {
    let app = testing::app(Limits::default());
    let listening = succession.listen(&app, ANYWHERE).unwrap();
    let serving = app.clone();
    deno_unsync::spawn(async move {
        while serving.next().await {
            std::iter::from_fn(|| serving.take_ready()).for_each(|exchange| testing::answer(&exchange, name));
        }
    });
    Version { app, listening }
}

async fn ask(connection: &mut TcpStream) -> String {
    connection
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let mut answer = vec![0; 1024];
    let length = soon(connection.read(&mut answer)).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    answer.rsplit("\r\n").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn connections_go_over_when_the_next_version_is_in_place() {
    let succession = Succession::default();
    let one = start(&succession, "one");
    let mut connection = TcpStream::connect(testing::address(&one.listening.server))
        .await
        .unwrap();
    assert_eq!(ask(&mut connection).await, "one");
    succession.begin();
    succession.offer(&one.listening);
    let two = start(&succession, "two");
    assert_eq!(ask(&mut connection).await, "one");
    succession.commit();
    assert_eq!(ask(&mut connection).await, "two");
    assert!(!one.app.is_open() && two.app.is_open());
    // It is none of the old version's any more.
    soon(one.listening.close()).await;
    assert_eq!(ask(&mut connection).await, "two");
    drop(connection);
    soon(two.listening.close()).await;
    assert!(!two.app.is_open());
}

#[tokio::test]
async fn a_version_that_fails_takes_nothing() {
    let succession = Succession::default();
    let one = start(&succession, "one");
    let mut connection = TcpStream::connect(testing::address(&one.listening.server))
        .await
        .unwrap();
    succession.begin();
    succession.offer(&one.listening);
    let two = start(&succession, "two");
    succession.rollback();
    assert_eq!(ask(&mut connection).await, "one");
    assert!(!two.app.is_open());
    soon(two.listening.close()).await;
    assert_eq!(ask(&mut connection).await, "one");
}

#[tokio::test]
async fn what_is_listened_for_late_is_taken_at_once_and_other_options_are_refused() {
    let succession = Succession::default();
    let one = start(&succession, "one");
    let mut connection = TcpStream::connect(testing::address(&one.listening.server))
        .await
        .unwrap();
    succession.begin();
    succession.offer(&one.listening);
    succession.commit();
    assert_eq!(ask(&mut connection).await, "one");
    // A version that fails meanwhile changes nothing about that.
    succession.begin();
    let _failed = start(&succession, "failed");
    succession.rollback();
    assert_eq!(ask(&mut connection).await, "one");
    let _two = start(&succession, "two");
    assert_eq!(ask(&mut connection).await, "two");

    let port = testing::address(&one.listening.server).port();
    let fixed = ANYWHERE.replace("\"port\":0", &format!("\"port\":{port}"));
    let listening = Listening {
        is_new: true,
        server: one.listening.server.clone(),
        app: one.listening.server.app(),
        options: Rc::from(fixed.as_str()),
        address: settings::listen_options(&fixed).unwrap().address,
    };
    succession.offer(&listening);
    let error = succession.listen(&one.app, &fixed.replace("\"h2c\":false", "\"h2c\":true"));
    assert_eq!(error.map(drop).unwrap_err().code(), "RACE_HTTP_LISTEN_CHANGED");
}
