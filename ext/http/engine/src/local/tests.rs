//! Requests of the program's own, and how they are given up.

use std::rc::Rc;

use http::Version;

use crate::Fields;
use crate::app::App;
use crate::body::RequestBody;
use crate::exchange::Ending;
use crate::exchange::Exchange;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::local::LocalRequest;
use crate::testing;
use crate::testing::soon;

async fn ask(request: &LocalRequest, app: &Rc<App>) -> bool {
    let head = RequestHead {
        method: "GET".parse().unwrap(),
        target: "/".into(),
        version: Version::HTTP_11,
        authority: "example.com".into(),
        fields: Fields::default(),
    };
    request.ask(app.clone(), head, RequestBody::empty(), false).await
}

async fn take(app: &App) -> Rc<Exchange> {
    assert!(app.next().await);
    app.take_ready().unwrap()
}

#[tokio::test]
async fn it_is_given_up_before_there_is_an_answer() {
    let app = testing::app(Limits::default());
    let request = LocalRequest::default();
    let program = async {
        let exchange = take(&app).await;
        request.give_up();
        exchange.link().ended().await
    };
    let outcome = soon(async { tokio::join!(ask(&request, &app), program) }).await;
    assert_eq!(outcome, (false, Ending::ClientLeft));
    assert!(request.head().is_none());
    assert!(!ask(&request, &app).await);
}

#[tokio::test]
async fn the_rest_of_its_answer_is_given_up_while_it_is_waited_for() {
    let app = testing::app(Limits::default());
    let request = LocalRequest::default();
    let program = async {
        let exchange = take(&app).await;
        exchange.answer_stream(200, None).unwrap();
        exchange.stream().unwrap().send(Ok("first".into())).await.unwrap();
        exchange
    };
    let (is_answered, exchange) = soon(async { tokio::join!(ask(&request, &app), program) }).await;
    assert!(is_answered);
    assert_eq!(request.head().unwrap().0, 200);
    assert_eq!(request.next_chunk().await.unwrap().unwrap(), "first");
    let (rest, ()) = soon(async { tokio::join!(request.next_chunk(), async { request.give_up() }) }).await;
    assert!(rest.unwrap().is_none());
    assert_eq!(exchange.link().ending(), Ending::ClientLeft);
    assert!(exchange.stream().is_none());
}

#[tokio::test]
async fn its_answer_is_read_to_the_end() {
    let app = testing::app(Limits::default());
    let request = LocalRequest::default();
    let program = async { testing::answer(&*take(&app).await, "hello") };
    let (is_answered, ()) = soon(async { tokio::join!(ask(&request, &app), program) }).await;
    assert!(is_answered);
    assert_eq!(request.next_chunk().await.unwrap().unwrap(), "hello");
    assert!(request.next_chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn its_handler_ends_it_without_an_answer() {
    let app = testing::app(Limits::default());
    let request = LocalRequest::default();
    let program = async { take(&app).await.break_off() };
    let outcome = soon(async { tokio::join!(ask(&request, &app), program) }).await;
    assert_eq!(outcome, (false, true));
    assert!(request.head().is_none());
}
