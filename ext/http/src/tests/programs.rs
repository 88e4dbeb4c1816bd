//! What a program sees: routes, requests, chains of handlers, and the errors it is told.

use super::client::head;
use super::client::post;
use super::host::Program;

#[test]
fn a_request_is_read_in_all_its_parts() {
    let program = Program::serve(
        r#"
        app.get("/users/:id/*rest", (req) => ({
            method: req.method, url: req.url, path: req.path, params: req.params, query: req.query,
            headers: req.headers, one: req.get("X-Two"), none: req.get("x-none") === undefined,
            ip: req.ip, body: req.body === undefined,
        }));
        "#,
    );
    let headers = "X-Two: a\r\nx-two: b\r\nCookie: a=1\r\nCookie: b=2\r\nX-Latin: caf\u{e9}\r\n";
    let headers: Vec<u8> = headers.chars().map(|c| c as u8).collect();
    let path = "/users/a%20b/c/d?x=1&y=a+b%26&x=2&__proto__=p&empty&bad=%zz";
    let mut request = format!("GET {path} HTTP/1.1\r\nHost: test\r\n").into_bytes();
    request.extend(headers);
    request.extend(b"\r\n");
    let json = program.client().send(request).receive().json();
    let expected = serde_json::json!({
        "method": "GET", "url": path, "path": "/users/a%20b/c/d",
        "params": { "id": "a b", "rest": "c/d" },
        "query": { "x": ["1", "2"], "y": "a b&", "__proto__": "p", "empty": "", "bad": "%zz" },
        "headers": { "host": "test", "x-two": "a, b", "cookie": "a=1; b=2", "x-latin": "caf\u{e9}" },
        "one": "a, b", "none": true, "ip": "127.0.0.1", "body": true,
    });
    assert_eq!(json, expected);
}

#[test]
fn a_body_is_read_by_its_content_type() {
    let program = Program::serve(
        r#"
        app.post("/", (req) => [typeof req.body, req.body?.constructor?.name, req.body === req.body, req.body]);
        "#,
    );
    let mut client = program.client();
    let mut kind = |content_type: &str, body: &[u8]| client.send(post("/", content_type, body)).receive().line();
    let json = "200 application/json";
    assert_eq!(
        kind("application/json", b"{\"a\":[1]}"),
        format!(r#"{json} ["object","Object",true,{{"a":[1]}}]"#)
    );
    assert_eq!(
        kind("Application/Problem+JSON; x=y", b"\xef\xbb\xbf1"),
        format!(r#"{json} ["number","Number",true,1]"#)
    );
    assert_eq!(
        kind("text/plain; charset=utf-8", "\u{e9}".as_bytes()),
        format!("{json} [\"string\",\"String\",true,\"\u{e9}\"]")
    );
    assert_eq!(
        kind("image/png", b"\x01\xff"),
        format!(r#"{json} ["object","Uint8Array",true,{{"0":1,"1":255}}]"#)
    );
    assert_eq!(
        kind("application/json", b""),
        format!(r#"{json} ["undefined",null,true,null]"#)
    );
}

#[test]
fn a_body_that_is_not_what_it_says_is_400() {
    let program = Program::serve(
        r#"
        app.post("/", (req) => req.body);
        app.post("/twice", (req) => { try { req.body } catch {} return req.body; });
        app.post("/late", async (req, res) => { res.json(1); tell(code(() => req.body)); });
        "#,
    );
    let mut client = program.client();
    for path in ["/", "/twice"] {
        let response = client.send(post(path, "application/json", b"{\"a\":")).receive();
        assert_eq!(response.status, 400);
        assert_eq!(response.header("content-type"), "application/problem+json");
        let json = response.json();
        assert_eq!(json["code"], "RACE_HTTP_BAD_JSON");
        assert_eq!(json["title"], "Bad Request");
        assert!(
            json["detail"]
                .as_str()
                .unwrap()
                .starts_with("The body is not valid JSON: ")
        );
    }
    let response = client.send(post("/", "text/plain", b"\xff\xfe")).receive();
    assert_eq!(
        (response.status, &response.json()["code"]),
        (400, &"RACE_HTTP_BODY_NOT_UTF8".into())
    );
    assert_eq!(client.send(post("/late", "text/plain", b"x")).receive().text(), "1");
    assert_eq!(program.hear(), "RACE_HTTP_BODY_GONE");
    assert!(program.heard().is_empty(), "a client's fault is not logged");
}

#[test]
fn methods_have_their_routes() {
    let program = Program::serve(
        r#"
        for (const method of ["get", "post", "put", "patch", "delete"]) {
            app[method]("/x", (req) => `${method} ${req.method}`);
        }
        app.options("/o", () => "mine").head("/h", (req, res) => res.set("x-head", "1").end());
        app.all("/any/*", (req) => `${req.method} ${req.params["*"]}`);
        "#,
    );
    let mut client = program.client();
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        let expected = format!("{} {method}", method.to_lowercase());
        assert_eq!(client.ask(method, "/x").text(), expected);
    }
    let head = client.ask("HEAD", "/x");
    assert_eq!((head.status, head.header("content-length")), (200, "8"));
    assert_eq!(client.ask("HEAD", "/h").header("x-head"), "1");
    assert_eq!(client.ask("OPTIONS", "/o").text(), "mine");
    assert_eq!(client.ask("PROPFIND", "/any/a/b").text(), "PROPFIND a/b");
    let options = client.ask("OPTIONS", "/x");
    assert_eq!(
        (options.status, options.header("allow")),
        (204, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
    );
    let wrong = client.ask("GET", "/o");
    assert_eq!((wrong.status, wrong.header("allow")), (405, "OPTIONS"));
    assert_eq!(
        wrong.text(),
        r#"{"type":"about:blank","title":"Method Not Allowed","status":405}"#
    );
    let missing = client.ask("GET", "/none");
    assert_eq!(
        missing.line(),
        r#"404 application/problem+json {"type":"about:blank","title":"Not Found","status":404}"#
    );
}

#[test]
fn handlers_hand_on_to_the_next() {
    let program = Program::serve(
        r#"
        const wrap = async (req, res, next) => { tell("in"); await next(); tell("out " + res.headersSent); };
        app.get("/value", wrap, [wrap, () => ({ by: "last" })]);
        app.get("/none", (req, res, next) => { next(); });
        app.get("/error", (req, res, next) => next(new HttpError(418, "tea")), () => "never");
        app.get("/deep", (req, res, next) => { try { next(); } catch { tell("never"); } }, async () => { throw new HttpError(409); });
        app.get("/twice", (req, res, next) => { next(); tell(code(next)); }, () => "once");
        "#,
    );
    let mut client = program.client();
    assert_eq!(client.ask("GET", "/value").text(), r#"{"by":"last"}"#);
    let told: Vec<_> = (0..4).map(|_| program.hear()).collect();
    assert_eq!(told, ["in", "in", "out true", "out true"]);
    assert_eq!(client.ask("GET", "/none").status, 404);
    let error = client.ask("GET", "/error");
    assert_eq!((error.status, &error.json()["detail"]), (418, &"tea".into()));
    assert_eq!(client.ask("GET", "/deep").status, 409);
    assert_eq!(client.ask("GET", "/twice").text(), "once");
    assert_eq!(program.hear(), "RACE_HTTP_NEXT_TWICE");
}

#[test]
fn wrong_registrations_are_told_by_code() {
    let program = Program::start(
        r#"
        app.get("/users/:id", () => 1);
        tell(code(() => app.get("/users/:name", () => 1)));
        tell(code(() => app.get("users", () => 1)));
        tell(code(() => app.get(7, () => 1)));
        tell(code(() => app.get("/a")));
        tell(code(() => app.get("/a", "no function")));
        tell(code(() => app.get("/a", (error, req, res, next, more) => 1)));
        tell(code(() => app.listen("http")));
        tell(code(() => app.listen(65536)));
        tell(code(() => app.listen(0, "")));
        tell(code(() => app.listen(0, "nowhere.invalid")));
        tell(code(() => new HttpError(200)));
        tell(app.listening);
        "#,
    );
    program.ended().unwrap();
    let expected = [
        "RACE_HTTP_DUPLICATE_ROUTE",
        "RACE_HTTP_PATTERN",
        "RACE_HTTP_PATTERN",
        "RACE_HTTP_HANDLER",
        "RACE_HTTP_HANDLER",
        "RACE_HTTP_HANDLER",
        "RACE_HTTP_PORT",
        "RACE_HTTP_PORT",
        "RACE_HTTP_HOST",
        "RACE_HTTP_LISTEN",
        "RACE_HTTP_STATUS",
        "false",
    ];
    assert_eq!(program.heard(), expected);
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let program = Program::start(&format!(
        r#"
        try {{ app.listen({port}, "127.0.0.1"); }} catch (error) {{ tell(error.code); tell(error.message); }}
        "#,
    ));
    assert_eq!(program.hear(), "EADDRINUSE");
    let message = program.hear();
    assert!(
        message.starts_with(&format!("Port {port} is already in use on `127.0.0.1`\nhint: ")),
        "{message}"
    );
    program.ended().unwrap();
}

#[test]
fn listen_takes_its_arguments_in_every_usual_form() {
    let program = Program::start(
        r#"
        tell(app[Symbol.for("racejs.app")]);
        const a = app.listen("0", "127.0.0.1", 511);
        const b = app.listen({ port: 0, host: "::1" }, () => {
            tell(`${a.address().address} ${a.port > 0} ${a.url === "http://127.0.0.1:" + a.port}`);
            tell(`${b.address().family} ${b.url === `http://[::1]:${b.port}`} ${app.listening}`);
            app.close().then(() => tell(`closed ${app.listening}`));
        });
        "#,
    );
    program.ended().unwrap();
    let expected = ["true", "127.0.0.1 true true", "IPv6 true true", "closed false"];
    assert_eq!(program.heard(), expected);
}

#[test]
fn a_slow_handler_holds_up_nobody() {
    let program = Program::serve(
        r#"
        let release;
        app.get("/slow", () => new Promise((resolve) => { release = resolve; tell("waiting"); }));
        app.get("/fast", () => "fast");
        app.get("/release", () => { release("slow"); return "released"; });
        "#,
    );
    let mut slow = program.client();
    slow.send(head("GET", "/slow", ""));
    assert_eq!(program.hear(), "waiting");
    assert_eq!(program.get("/fast").text(), "fast");
    assert_eq!(program.get("/release").text(), "released");
    assert_eq!(slow.receive().text(), "slow");
}

#[test]
fn what_one_handler_enters_does_not_reach_the_next() {
    let program = Program::serve(
        r#"
        app.get("/enter", () => { Deno.core.setAsyncContext({ mine: 1 }); return "entered"; });
        app.get("/look", () => String(Deno.core.getAsyncContext()?.mine));
        "#,
    );
    let mut client = program.client();
    client.send(["/enter", "/look"].map(|path| head("GET", path, "")).concat());
    assert_eq!(client.receive().text(), "entered");
    assert_eq!(client.receive().text(), "undefined");
    assert_eq!(program.get("/look").text(), "undefined");
}
