//! What a client sees: values, headers, streams, errors.

use super::client::head;
use super::host::Program;

#[test]
fn what_a_handler_returns_is_the_answer() {
    let program = Program::serve(
        r#"
        const values = {
            object: { a: "\u20ac" }, array: [1, null], number: 1.5, boolean: false, nothing: null, text: "h\u00e9\u20ac",
            empty: "", bytes: new Uint8Array([104, 105]), view: new Uint16Array([0x6968]), buffer: new Uint8Array([104]).buffer,
            date: { toJSON: () => "when" },
        };
        for (const [name, value] of Object.entries(values)) {
            app.get("/" + name, () => value);
            app.get("/later/" + name, async () => value);
            app.get("/send/" + name, (req, res) => { res.send(value); });
        }
        "#,
    );
    let (json, text) = ("200 application/json", "200 text/plain; charset=utf-8");
    let bytes = "200 application/octet-stream";
    let expected = [
        ("object", format!("{json} {{\"a\":\"\u{20ac}\"}}")),
        ("array", format!("{json} [1,null]")),
        ("number", format!("{json} 1.5")),
        ("boolean", format!("{json} false")),
        ("nothing", format!("{json} null")),
        ("text", format!("{text} h\u{e9}\u{20ac}")),
        ("empty", format!("{text} ")),
        ("bytes", format!("{bytes} hi")),
        ("view", format!("{bytes} hi")),
        ("buffer", format!("{bytes} h")),
        ("date", format!("{json} \"when\"")),
    ];
    let mut client = program.client();
    for (name, line) in expected {
        for prefix in ["/", "/later/", "/send/"] {
            let response = client.ask("GET", &format!("{prefix}{name}"));
            assert_eq!(response.line(), line, "{prefix}{name}");
            let length = response.body.len().to_string();
            assert_eq!(response.header("content-length"), length);
            assert!(!response.header("date").is_empty());
        }
    }
}

#[test]
fn res_sets_status_and_headers() {
    let program = Program::serve(
        r#"
        app.get("/a", (req, res) => res.status(201).set("X-A", 1).set({ "Content-Type": "text/csv", "Set-Cookie": ["a=1", "b=2"] }).send("a,b"));
        app.get("/none", (req, res) => { res.status(204).send({ dropped: true }); });
        app.get("/end", (req, res) => { res.end(); });
        app.get("/length", (req, res) => { res.set("content-length", "999").send("four"); });
        app.get("/later", (req, res) => { Promise.resolve().then(() => res.json("later")); });
        app.get("/read", (req, res) => { res.set("x-b", ["1", "2"]); return [res.get("X-B"), res.get("x-c") === undefined, res.statusCode]; });
        "#,
    );
    let mut client = program.client();
    let response = client.ask("GET", "/a");
    assert_eq!(response.line(), "201 text/csv; charset=utf-8 a,b");
    assert_eq!(response.header("x-a"), "1");
    assert_eq!(response.headers["set-cookie"], ["a=1", "b=2"]);
    let none = client.ask("GET", "/none");
    assert_eq!(
        (none.status, none.header("content-type"), none.header("content-length")),
        (204, "", "")
    );
    let end = client.ask("GET", "/end");
    assert_eq!((end.line().as_str(), end.header("content-length")), ("200  ", "0"));
    let length = client.ask("GET", "/length");
    assert_eq!((length.text(), length.header("content-length")), ("four", "4"));
    assert_eq!(client.ask("GET", "/later").text(), "\"later\"");
    assert_eq!(client.ask("GET", "/read").text(), r#"["1, 2",true,200]"#);
}

#[test]
fn headers_that_would_split_a_response_are_refused() {
    let program = Program::serve(
        r#"
        const attempt = (...args) => app.get("/" + attempt.count++, (req, res) => code(() => res.set(...args)));
        attempt.count = 0;
        attempt("x-a", "1\r\nx-b: 2");
        attempt("x-a", "1\nx-b: 2");
        attempt("x-a\r\nx-b", "2");
        attempt("x a", "2");
        attempt("", "2");
        attempt("x-a", "\u0000");
        attempt("x-a", "\u20ac");
        attempt("x-a", ["fine", "no\r"]);
        attempt("x-a", undefined);
        attempt({ "x-a": {} });
        app.get("/managed", (req, res) => { res.set("transfer-encoding", "chunked"); return "x"; });
        "#,
    );
    let mut client = program.client();
    for index in 0..10 {
        let response = client.ask("GET", &format!("/{index}"));
        assert_eq!(response.text(), "RACE_HTTP_HEADER", "{index}");
        assert_eq!(response.header("x-b"), "");
    }
    let managed = client.ask("GET", "/managed");
    assert_eq!((managed.status, managed.header("transfer-encoding")), (500, ""));
    assert_eq!(program.hear(), "log: GET /managed failed: RACE_HTTP_HEADER");
}

#[test]
fn a_second_answer_is_an_error() {
    let program = Program::serve(
        r#"
        app.get("/twice", (req, res) => { res.json(1); tell(code(() => res.json(2))); });
        app.get("/set", (req, res) => { res.json(1); tell(code(() => res.set("a", "b"))); tell(code(() => res.status(201))); });
        app.get("/both", (req, res) => { res.json(1); return 2; });
        app.get("/throw", (req, res) => { res.json(1); throw new Error("too late"); });
        app.get("/retry", (req, res) => { const loop = {}; loop.loop = loop; tell(code(() => res.json(() => 1))); res.json(1); });
        "#,
    );
    let mut client = program.client();
    let mut ask = |path: &str| assert_eq!(client.ask("GET", path).text(), "1", "{path}");
    ask("/twice");
    assert_eq!(program.hear(), "RACE_HTTP_ALREADY_ANSWERED");
    ask("/set");
    assert_eq!(program.hear(), "RACE_HTTP_ALREADY_ANSWERED");
    assert_eq!(program.hear(), "RACE_HTTP_ALREADY_ANSWERED");
    ask("/both");
    assert_eq!(program.hear(), "log: GET /both failed: RACE_HTTP_ALREADY_ANSWERED");
    ask("/throw");
    assert_eq!(program.hear(), "log: GET /throw failed: too late");
    ask("/retry");
    assert_eq!(program.hear(), "RACE_HTTP_NOT_JSON");
}

#[test]
fn errors_become_problems_and_production_keeps_faults_back() {
    let program = Program::serve(
        r#"
        const throwing = (name, make) => app.get("/" + name, make);
        throwing("http", () => { throw new HttpError(409, "Taken", { code: "TAKEN", headers: { "retry-after": "5" } }); });
        throwing("plain", () => { throw new HttpError(403); });
        throwing("status", async () => { throw Object.assign(new Error("gone"), { statusCode: 410 }); });
        throwing("fault", (req, res) => { res.set("content-type", "text/csv"); throw new Error("secret"); });
        throwing("string", () => { throw "secret text"; });
        throwing("nothing", () => Promise.reject());
        throwing("headers", () => { throw new HttpError(401, "No", { headers: { "www-authenticate": "a\r\nb" } }); });
        throwing("bare", () => { throw Object.create(null); });
        throwing("loop", () => { const loop = {}; loop.loop = loop; return loop; });
        "#,
    );
    let mut client = program.client();
    let taken = client.ask("GET", "/http");
    assert_eq!((taken.status, taken.header("retry-after")), (409, "5"));
    let json = serde_json::json!({ "type": "about:blank", "title": "Conflict", "status": 409, "detail": "Taken", "code": "TAKEN" });
    assert_eq!(taken.json(), json);
    assert_eq!(
        client.ask("GET", "/plain").text(),
        r#"{"type":"about:blank","title":"Forbidden","status":403}"#
    );
    assert_eq!(client.ask("GET", "/status").json()["detail"], "gone");
    assert!(program.heard().is_empty(), "a client's fault is not logged");

    let fault = client.ask("GET", "/fault");
    assert_eq!(fault.header("content-type"), "application/problem+json");
    assert_eq!(fault.json()["detail"], "secret");
    assert_eq!(program.hear(), "log: GET /fault failed: secret");
    assert_eq!(client.ask("GET", "/string").json()["detail"], "secret text");
    assert_eq!(client.ask("GET", "/nothing").status, 500);
    for path in ["/loop", "/headers", "/bare"] {
        assert_eq!(client.ask("GET", path).status, 500, "{path}");
    }

    // SAFETY: no other test reads or writes the environment.
    unsafe { std::env::set_var("NODE_ENV", "production") };
    let kept = client.ask("GET", "/fault");
    let told = client.ask("GET", "/status");
    // SAFETY: as above.
    unsafe { std::env::remove_var("NODE_ENV") };
    assert_eq!(
        kept.text(),
        r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#
    );
    assert_eq!(told.json()["detail"], "gone");
}

#[test]
fn streams_are_sent_as_they_come() {
    let program = Program::serve(
        r#"
        app.get("/text", async function* () { yield "a"; yield ""; yield "\u20ac"; });
        app.get("/bytes", (req, res) => { res.set("content-type", "image/png").send((async function* () { yield new Uint8Array([1, 2]); yield new Uint8Array([3]).buffer; })()); });
        app.get("/empty", async function* () {});
        app.get("/early", async function* () { throw new HttpError(404, "No such stream"); });
        let go;
        const sent = () => new Promise((resolve) => { go = resolve; });
        app.get("/late", async function* () { yield "part"; await sent(); throw new Error("broke"); });
        app.get("/odd", async function* () { try { yield "part"; await sent(); yield 7; } finally { tell("released"); } });
        app.get("/go", () => { go(); return ""; });
        app.get("/network-error", () => ({ [Symbol.toStringTag]: "Response", status: 0, body: null, headers: [] }));
        app.get("/response", () => ({
            [Symbol.toStringTag]: "Response", status: 202, body: null,
            headers: [["x-a", "1"], ["set-cookie", "a=1"], ["set-cookie", "b=2"], ["connection", "close"]],
        }));
        "#,
    );
    let mut client = program.client();
    let text = client.ask("GET", "/text");
    assert_eq!(
        (text.line().as_str(), text.is_complete),
        ("200 text/plain; charset=utf-8 a\u{20ac}", true)
    );
    assert_eq!(text.header("transfer-encoding"), "chunked");
    let bytes = client.ask("GET", "/bytes");
    assert_eq!(
        (bytes.header("content-type"), &*bytes.body),
        ("image/png", &[1, 2, 3][..])
    );
    assert_eq!(client.ask("HEAD", "/text").status, 200);
    assert_eq!(client.ask("GET", "/empty").line(), "200  ");
    assert_eq!(client.ask("GET", "/early").json()["detail"], "No such stream");
    assert_eq!(client.ask("GET", "/network-error").status, 500);
    assert_eq!(program.hear(), "log: GET /network-error failed: RACE_HTTP_STATUS");
    let response = client.ask("GET", "/response");
    assert_eq!(
        (response.status, response.header("x-a"), response.header("connection")),
        (202, "1", "")
    );
    assert_eq!(response.headers["set-cookie"], ["a=1", "b=2"]);
    for (path, log) in [("/late", "broke"), ("/odd", "RACE_HTTP_CHUNK")] {
        let mut client = program.client();
        client.send(head("GET", path, ""));
        let mut cut = client.receive_head();
        client.receive_chunk(&mut cut);
        assert_eq!(program.get("/go").status, 200);
        client.receive_body(&mut cut);
        assert_eq!((cut.text(), cut.is_complete), ("part", false));
        assert_eq!(program.hear(), format!("log: GET {path} failed: {log}"));
    }
    assert_eq!(program.hear(), "released");
}

#[test]
fn a_stream_has_the_headers_of_a_whole_answer() {
    let program = Program::serve(
        r#"
        app.get("/:status", (req, res) => {
            res.status(Number(req.params.status)).set("content-length", "4");
            return (async function* () { yield "four"; })();
        });
        app.get("/two/lengths", (req, res) => { res.set("content-length", ["4", "4"]); return "four"; });
        "#,
    );
    let mut client = program.client();
    for method in ["GET", "HEAD"] {
        for status in [204, 304] {
            let response = client.ask(method, &format!("/{status}"));
            assert_eq!((response.status, response.header("content-type")), (status, ""));
            assert_eq!(response.header("transfer-encoding"), "");
            if status == 204 {
                assert_eq!(response.header("content-length"), "", "{method}");
            }
        }
    }
    assert_eq!(client.ask("HEAD", "/200").header("content-length"), "4");
    assert_eq!(client.ask("GET", "/200").text(), "four");
    assert_eq!(client.ask("GET", "/two/lengths").status, 500);
    assert_eq!(program.hear(), "log: GET /two/lengths failed: RACE_HTTP_HEADER");
}

#[test]
fn a_stream_waits_for_its_reader_and_stops_with_it() {
    const CHUNK: usize = 64 * 1024;
    let program = Program::serve(&format!(
        r#"
        app.get("/endless", async function* () {{
            let sent = 0;
            try {{ for (;;) {{ yield new Uint8Array({CHUNK}); sent++; if (sent === 16) tell("going"); }} }}
            finally {{ tell(sent); }}
        }});
        app.get("/ping", () => "pong");
        "#,
    ));
    let mut client = program.client();
    client.send(head("GET", "/endless", ""));
    client.read_exact(32 * CHUNK);
    assert_eq!(program.hear(), "going");
    // A handler that waits for a reader does not hold the others up either.
    assert_eq!(program.get("/ping").text(), "pong");
    drop(client);
    let sent: usize = program.hear().parse().unwrap();
    // Both sockets' buffers grow to a few megabytes; without back-pressure it would be without end.
    assert!(sent < 32 + (32 << 20) / CHUNK, "{sent} chunks were sent");
}
