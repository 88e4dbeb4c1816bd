//! Whole requests on their way through layers: which limit their body has, and what passes those that no route can have.

use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http::Response;

use crate::app::App;
use crate::app::Policy;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::data::forwarded::TrustProxy;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::peer::Peer;
use crate::router::NewLayer;
use crate::router::Order;
use crate::router::Settings;
use crate::router::Verb;
use crate::service::respond;
use crate::stage::Stage;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::testing::soon;

/// The app's limit of bodies.
const APP: usize = 10;

/// A layer of a test.
struct Planned {
    verb: Option<Verb>,
    path: &'static str,
    policy: Policy,
    stages: Vec<Rc<dyn Stage>>,
    behind: Vec<Rc<dyn Stage>>,
    has_condition: bool,
}

/// Middleware with a handler of the program.
fn middleware() -> Planned {
    Planned {
        verb: None,
        path: "/",
        policy: Policy::default(),
        stages: Vec::new(),
        behind: Vec::new(),
        has_condition: false,
    }
}

fn native(stage: Rc<dyn Stage>) -> Planned {
    middleware().with_stage_only(stage)
}

fn route(body_bytes: impl Into<Option<usize>>) -> Planned {
    let policy = Policy {
        is_route: true,
        body_bytes: body_bytes.into(),
        ..Policy::default()
    };
    Planned {
        verb: Some(Verb::All),
        path: "/*",
        policy,
        ..middleware()
    }
}

impl Planned {
    fn at(self, path: &'static str) -> Self {
        Self { path, ..self }
    }

    /// With a stage behind a handler of the program.
    fn behind(mut self, stage: Rc<dyn Stage>) -> Self {
        self.behind.push(stage);
        self
    }

    /// As with a regular expression.
    fn with_condition(mut self) -> Self {
        self.has_condition = true;
        self
    }

    /// Without a handler of the program.
    fn with_stage_only(mut self, stage: Rc<dyn Stage>) -> Self {
        self.policy.is_native = true;
        self.stages.push(stage);
        self
    }
}

fn limit(bytes: usize) -> Rc<dyn Stage> {
    make("bodyLimit", &format!(r#"{{"limit": {bytes}}}"#))
}

fn app(layers: Vec<Planned>) -> Rc<App> {
    let settings = Settings {
        order: Order::Registration,
    };
    let limits = Limits {
        body_bytes: APP,
        ..Limits::default()
    };
    let app = App::new(settings, limits, TrustProxy::default());
    for (id, planned) in (0..).zip(layers) {
        let layer = NewLayer {
            id,
            verb: planned.verb,
            parts: &[planned.path.to_string()],
            order: &[id],
            is_case_sensitive: true,
            is_strict: false,
            has_condition: planned.has_condition,
        };
        app.add_layer(layer, planned.policy, planned.stages, &planned.behind)
            .unwrap();
    }
    app
}

fn head(method: &str, target: &str) -> RequestHead {
    RequestHead {
        method: method.parse().unwrap(),
        target: target.into(),
        version: http::Version::HTTP_11,
        authority: "example.com".into(),
        fields: crate::Fields::default(),
    }
}

async fn ask(app: &Rc<App>, method: &str, target: &str, body: RequestBody) -> Response<AnswerBody> {
    let peer = Rc::new(Peer::unix());
    respond(app.clone(), head(method, target), body, peer, Link::new(false)).await
}

fn bytes(count: usize) -> RequestBody {
    RequestBody::whole(Bytes::from(vec![0; count]))
}

/// The next request that the program gets.
async fn take(app: &App) -> Rc<Exchange> {
    loop {
        if let Some(exchange) = app.take_ready() {
            return exchange;
        }
        tokio::task::yield_now().await;
    }
}

/// Bodies up to `expected` bytes are taken, and no larger ones. The program tells that the steps in `met` take them.
async fn assert_limit(layers: Vec<Planned>, met: &[usize], expected: usize) {
    let app = app(layers);
    for (count, status) in [(expected, 200), (expected + 1, 413)] {
        let program = async {
            let exchange = take(&app).await;
            if exchange.is_asked() && !exchange.tell(met.to_vec()).await {
                return std::future::pending().await;
            }
            assert_eq!(exchange.body_limit(), expected);
            exchange.answer(200, None, exchange.body_bytes().unwrap()).unwrap();
            std::future::pending::<()>().await;
        };
        let answer = soon(async {
            tokio::select! {
                answer = ask(&app, "POST", "/a", bytes(count)) => answer,
                () = program => panic!("the program does not end"),
            }
        });
        assert_eq!(answer.await.status(), status, "{count} bytes, {met:?}");
    }
}

#[tokio::test]
async fn the_limit_that_stands_nearest_to_the_route_counts() {
    for (layers, expected) in [
        (vec![route(None)], APP),
        (vec![native(limit(20)), route(None)], 20),
        (vec![native(limit(5)), route(None)], 5),
        (vec![native(limit(5)), native(limit(20)), route(None)], 20),
        (vec![native(limit(20)), native(limit(5)), route(None)], 5),
        // Whatever stands between.
        (vec![middleware(), native(limit(20)), route(None)], 20),
        (vec![native(limit(5)), middleware(), native(limit(20)), route(None)], 20),
        (vec![native(limit(20)), middleware(), native(limit(5)), route(None)], 5),
        (vec![middleware().behind(limit(20)), route(None)], 20),
        (vec![native(limit(5)), route(None).behind(limit(20))], 20),
        // The route knows best.
        (vec![native(limit(20)), route(15)], 15),
        (vec![native(limit(5)), route(15)], 15),
        (vec![native(limit(20)), middleware(), route(5)], 5),
        (vec![route(15).behind(limit(5))], 15),
        // Nobody asks other routes, nor what stands elsewhere.
        (vec![route(None), native(limit(20)), route(30)], APP),
        (vec![native(limit(20)).at("/b"), route(None)], APP),
    ] {
        assert_limit(layers, &[], expected).await;
    }
}

#[tokio::test]
async fn a_native_route_that_passes_a_request_on_is_not_its_route() {
    let passing = || route(3).with_stage_only(make("requestId", "{}"));
    for (layers, expected) in [
        (vec![native(limit(30)), passing(), route(20)], 20),
        (vec![native(limit(30)), passing(), route(None)], 30),
        (
            vec![
                native(limit(30)),
                passing(),
                middleware(),
                native(limit(15)),
                route(None),
            ],
            15,
        ),
    ] {
        let app = app(layers);
        let program = async {
            let exchange = take(&app).await;
            exchange.answer(200, None, Bytes::new()).unwrap();
            exchange.body_limit()
        };
        let (_, limit) = soon(async { tokio::join!(ask(&app, "POST", "/a", bytes(3)), program) }).await;
        assert_eq!(limit, expected);
    }
}

#[tokio::test]
async fn a_condition_counts_only_where_it_is_met() {
    let layers = || vec![route(20).with_condition(), route(5)];
    assert_limit(layers(), &[0], 20).await;
    assert_limit(layers(), &[], 5).await;
    let layers = || vec![native(limit(3)), route(20).with_condition(), route(None)];
    assert_limit(layers(), &[1], 20).await;
    assert_limit(layers(), &[], 3).await;
    let layers = || {
        vec![
            middleware().behind(limit(20)).with_condition(),
            middleware(),
            route(None),
        ]
    };
    assert_limit(layers(), &[0], 20).await;
    assert_limit(layers(), &[], APP).await;
    let layers = || vec![route(None).with_condition(), native(limit(20)), route(None)];
    assert_limit(layers(), &[0], APP).await;
    assert_limit(layers(), &[], 20).await;
}

#[tokio::test]
async fn the_program_is_asked_only_where_it_matters() {
    for (layers, is_asked) in [
        (vec![route(20)], false),
        (vec![route(20).with_condition()], true),
        (vec![route(None).with_condition(), route(None)], false),
        (vec![route(None).with_condition(), route(20)], true),
        (
            vec![native(limit(20)), route(None).with_condition(), route(None)],
            false,
        ),
        (vec![middleware().with_condition(), route(20)], false),
        (vec![route(None), route(20).with_condition()], false),
    ] {
        let app = app(layers);
        let answer = ask(&app, "POST", "/a", RequestBody::empty());
        let exchange = soon(async {
            tokio::select! {
                _ = answer => panic!("nobody has answered"),
                exchange = take(&app) => exchange,
            }
        });
        assert_eq!(exchange.await.is_asked(), is_asked);
    }
}

#[tokio::test]
async fn a_time_and_a_stream_are_the_routes_too() {
    let mut streaming = route(None).with_condition();
    streaming.policy.streams_body = true;
    streaming.policy.answer_timeout = Some(Duration::from_millis(10));
    let app = app(vec![streaming, route(None)]);
    let endless = RequestBody::new(http_body_util::StreamBody::new(futures_util::stream::pending()));
    let program = async {
        let exchange = take(&app).await;
        assert!(exchange.tell(vec![0]).await, "the body need not come first");
        assert!(exchange.body_bytes().is_err());
    };
    let (answer, ()) = soon(async { tokio::join!(ask(&app, "POST", "/a", endless), program) }).await;
    assert_eq!(answer.status(), 504);
}

#[tokio::test]
async fn the_program_hears_that_there_is_nothing_to_do() {
    let app = app(vec![route(20).with_condition()]);
    let program = async { take(&app).await.tell(vec![0]).await };
    let (answer, may_begin) = soon(async { tokio::join!(ask(&app, "POST", "/a", bytes(30)), program) }).await;
    assert_eq!((answer.status().as_u16(), may_begin), (413, false));
}

#[tokio::test]
async fn what_no_route_can_have_passes_what_is_native() {
    let root = format!(r#"{{"root": "{}"}}"#, env!("CARGO_MANIFEST_DIR"));
    let app = app(vec![
        native(make("requestId", "{}")),
        middleware(),
        native(make("securityHeaders", "{}")),
        native(make("responseTime", "{}")).at("/a"),
        native(make("static", &root)),
        route(None),
    ]);
    for (method, target, status, is_below) in [
        ("GET", "/%ff", 400, false),
        ("GET", "/a/%ff", 400, true),
        ("GET", "/a/%zz", 400, true),
        ("OPTIONS", "*", 204, false),
        ("GET", "*", 400, false),
        ("GET", "Cargo.toml", 400, false),
        ("CONNECT", "a:443", 501, false),
        ("CONNECT", "/a", 501, true),
    ] {
        let answer = soon(ask(&app, method, target, RequestBody::empty())).await;
        assert_eq!(answer.status(), status, "{method} {target}");
        assert!(answer.headers().contains_key("x-request-id"), "{method} {target}");
        assert_eq!(
            header(&answer, "x-content-type-options"),
            "nosniff",
            "{method} {target}"
        );
        assert_eq!(
            answer.headers().contains_key("x-response-time"),
            is_below,
            "{method} {target}"
        );
    }
}

#[tokio::test]
async fn a_body_that_is_refused_passes_what_is_native() {
    let app = app(vec![
        native(make("requestId", "{}")),
        middleware(),
        native(make("securityHeaders", "{}")),
        native(limit(5)),
        route(None),
        native(make("responseTime", "{}")),
        route(None),
    ]);
    let answer = soon(ask(&app, "POST", "/a", bytes(6))).await;
    assert_eq!(answer.status(), 413);
    let has = |name| answer.headers().contains_key(name);
    assert!(has("x-request-id") && has("x-content-type-options") && !has("x-response-time"));
}

#[tokio::test]
async fn a_guard_stands_before_a_path_that_cannot_be_read() {
    let guard = make("basicAuth", r#"{"users": {"a": "b"}}"#);
    let app = app(vec![native(guard).at("/admin"), route(None)]);
    for (method, target, status, closes) in [
        ("GET", "/admin/%ff", 401, false),
        ("GET", "/%ff", 400, false),
        ("CONNECT", "/admin", 401, true),
        ("CONNECT", "a:443", 501, true),
    ] {
        let answer = soon(ask(&app, method, target, RequestBody::empty())).await;
        assert_eq!(answer.status(), status, "{target}");
        assert_eq!(header(&answer, "connection") == "close", closes, "{target}");
    }
}

#[test]
fn a_layer_is_taken_out_with_what_it_wants() {
    let app = app(vec![route(20), route(None)]);
    app.remove_layer(0);
    let plan = app.plan(&Method::POST, "/a");
    assert_eq!(plan.steps.iter().map(|step| step.layer).collect::<Vec<_>>(), [1]);
    assert_eq!(app.policy(0).body_bytes, None);
    app.remove_layer(7);
}
