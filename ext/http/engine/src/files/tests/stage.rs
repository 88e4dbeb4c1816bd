//! The middleware over files, compression and tags, from its settings to the answer.

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::rc::Rc;

use http::StatusCode;

use super::*;
use crate::body::RequestBody;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::router::Outcome as Routed;
use crate::router::Plan;
use crate::router::Step;
use crate::stage::Flow;
use crate::stage::create;
use crate::testing::bare_app;

/// A request whose middleware is mounted behind so many bytes of its path.
fn exchange(method: Method, target: &str, base: usize, lines: &[(&str, &str)]) -> Rc<Exchange> {
    let step = Step {
        layer: 0,
        params: Vec::new(),
        base,
    };
    let plan = Plan {
        steps: vec![step],
        outcome: Routed::NotFound,
    };
    let peer = Peer::tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, 1)), None, false);
    let head = head(method, target, lines);
    let (exchange, _) = Exchange::new(
        head,
        RequestBody::empty(),
        Rc::new(peer),
        Link::new(true),
        plan.into(),
        &bare_app(),
    );
    exchange.set_base(base);
    exchange
}

async fn before(settings: &str, exchange: &Rc<Exchange>) -> String {
    let mut flow = create("static", settings).unwrap().before(exchange);
    loop {
        match flow {
            Flow::Next => return "next".to_string(),
            Flow::Answer(response) => return show(Outcome::Answer(*response)).await,
            Flow::Refuse(problem) => return format!("{}", problem.status().as_u16()),
            Flow::Later(later) => flow = later.await,
        }
    }
}

#[tokio::test]
async fn files_lie_behind_the_mount() {
    let site = Site::new();
    let root = serde_json::to_string(site.root()).unwrap();
    let lax = format!("{{\"root\":{root}}}");
    let strict = format!("{{\"root\":{root},\"fallthrough\":false}}");
    let get = |target, base| exchange(Method::GET, target, base, &[]);
    assert_eq!(before(&lax, &get("/files/hello.txt?v=1", 6)).await, "200 hello world");
    assert_eq!(before(&lax, &get("/hello.txt", 0)).await, "200 hello world");
    assert_eq!(before(&lax, &get("/files", 6)).await, "301 ");
    assert_eq!(before(&lax, &get("/files/", 6)).await, "200 home");
    for (path, status) in [("/files/none", "404"), ("/files/../x", "403"), ("/files/%00", "400")] {
        assert_eq!(before(&lax, &get(path, 6)).await, "next");
        assert_eq!(before(&strict, &get(path, 6)).await, status);
    }
    let post = exchange(Method::POST, "/files/hello.txt", 6, &[]);
    assert_eq!(before(&strict, &post).await, "next");
}

#[test]
fn settings_are_those_of_serve_static() {
    let fine = [
        r#"{"root":"/x","index":false,"maxAge":"1d","immutable":true}"#,
        r#"{"root":"/x","index":"home.html","maxAge":5000,"dotfiles":"allow"}"#,
        r#"{"root":"/x","index":["a","b"],"extensions":["html"],"maxAge":" 2.5 Hours "}"#,
        r#"{"root":"/x","etag":false,"lastModified":false,"acceptRanges":false,"redirect":false}"#,
        r#"{"root":"/x","fallback":"app/index.html","followSymlinks":true,"precompressed":true}"#,
        r#"{"root":"/x","headers":{"X-A":"b"},"cacheControl":false,"maxAge":"50y","extensions":false}"#,
    ];
    for settings in fine {
        assert_eq!(create("static", settings).unwrap().name(), "static");
    }
    for (settings, told) in [
        ("{}", "`root` is missing"),
        ("[", "they are an object or nothing"),
        (r#"{"root":"/x","maxage":1}"#, "unknown field `maxage`"),
        (r#"{"root":"/x","maxAge":"soon"}"#, "is not a duration"),
        (r#"{"root":"/x","maxAge":-1}"#, "is not a duration"),
        (r#"{"root":"/x","maxAge":"1.2.3d"}"#, "is not a duration"),
        (r#"{"root":"/x","dotfiles":"perhaps"}"#, "unknown variant"),
        (r#"{"root":"/x","index":true}"#, "`index` is `false` or names"),
        (r#"{"root":"/x","index":"../index.html"}"#, "not a path beneath"),
        (r#"{"root":"/x","fallback":"/etc/passwd"}"#, "not a path beneath"),
        (
            r#"{"root":"/x","extensions":["1","2","3","4","5","6","7","8","9"]}"#,
            "more than 8",
        ),
        (r#"{"root":"/x","headers":{"a b":"c"}}"#, "not the name of a header"),
        (r#"{"root":"/x","headers":{"a":"c\nd"}}"#, "is not valid"),
    ] {
        let error = create("static", settings).err().unwrap().to_string();
        assert!(error.contains(told), "{settings}: {error}");
    }
}

#[test]
fn compression_has_settings_too() {
    for settings in [
        "{}",
        r#"{"threshold":"1kb"}"#,
        r#"{"threshold":0,"encodings":["gzip","deflate"],"types":["text/*"],"levels":{"br":11,"gzip":0,"zstd":19}}"#,
    ] {
        assert_eq!(create("compress", settings).unwrap().name(), "compress");
    }
    for (settings, told) in [
        (r#"{"level":1}"#, "unknown field"),
        (r#"{"threshold":"much"}"#, "`threshold`: `much` is not a size"),
        (r#"{"encodings":["lzma"]}"#, "`lzma` is not a coding"),
        (r#"{"encodings":["identity"]}"#, "`identity` is not a coding"),
        (r#"{"levels":{"br":12}}"#, "from 0 to 11"),
        (r#"{"levels":{"zstd":22}}"#, "from 1 to 19"),
    ] {
        let error = create("compress", settings).err().unwrap().to_string();
        assert!(error.contains(told), "{settings}: {error}");
    }
    assert!(create("etag", r#"{"weak":true}"#).is_err());
    assert!(create("nothing", "{}").is_err());
}

#[tokio::test]
async fn an_answer_is_tagged_then_compressed() {
    let lines = [("accept-encoding", "gzip")];
    let answer = |body: &str| {
        let body = AnswerBody::full(Bytes::copy_from_slice(body.as_bytes()));
        Response::builder()
            .header("content-type", "text/plain")
            .body(body)
            .unwrap()
    };
    let content = "content ".repeat(500);
    let request = exchange(Method::GET, "/", 0, &lines);
    let mut first = answer(&content);
    create("etag", "{}").unwrap().after(&request, &mut first);
    let tag = field(&first, "etag").to_string();
    create("compress", "{}").unwrap().after(&request, &mut first);
    assert_eq!(field(&first, "content-encoding"), "gzip");
    assert_eq!(field(&first, "etag"), tag);
    let again = exchange(
        Method::GET,
        "/",
        0,
        &[("accept-encoding", "gzip"), ("if-none-match", &tag)],
    );
    let mut second = answer(&content);
    create("etag", "{}").unwrap().after(&again, &mut second);
    assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    // Problems have no tag, and neither has what is not read.
    let mut problem = Problem::NotFound.into_response();
    create("etag", "{}").unwrap().after(&again, &mut problem);
    assert_eq!((problem.status(), field(&problem, "etag")), (StatusCode::NOT_FOUND, ""));
    let post = exchange(Method::POST, "/", 0, &[]);
    let mut created = answer("made");
    create("etag", "{}").unwrap().after(&post, &mut created);
    assert_eq!(field(&created, "etag"), "");
}
