//! What no handler sees: malformed requests, and those beyond the bounds.

use super::client::Client;
use super::client::head;
use super::client::post;
use super::host::Program;

fn echo() -> Program {
    Program::serve(
        r#"
        app.post("/", (req) => { tell("entered"); return String(req.body?.length); });
        app.get("/", () => "fine");
        "#,
    )
}

/// The status, and whether the connection closes after it.
fn refused(program: &Program, request: impl AsRef<[u8]>) -> (u16, bool) {
    let mut client = program.client();
    let response = client.send_some(request).receive();
    assert!(program.heard().is_empty(), "a handler ran");
    (response.status, client.is_closed())
}

#[test]
fn a_head_has_a_bound() {
    let program = echo();
    let header = |bytes: usize| format!("X-Big: {}\r\n", "x".repeat(bytes));
    let mut client = program.client();
    client.send(head("GET", "/", &header(15 * 1024)));
    assert_eq!(client.receive().text(), "fine");
    assert_eq!(refused(&program, head("GET", "/", &header(17 * 1024))), (431, true));
    let path = format!("/{}", "a".repeat(17 * 1024));
    assert_eq!(refused(&program, head("GET", &path, "")), (414, true));
    let many = "X-Many: 1\r\n".repeat(300);
    assert_eq!(refused(&program, head("GET", "/", &many)), (431, true));
    // A head without an end is refused as soon as it is too long.
    let endless = format!("GET / HTTP/1.1\r\nHost: test\r\n{}", header(20 * 1024));
    assert_eq!(refused(&program, endless.trim_end()), (431, true));
}

#[test]
fn a_body_has_a_bound() {
    let program = echo();
    const LIMIT: usize = 1024 * 1024;
    let mut client = program.client();
    client.send(post("/", "text/plain", &vec![b'x'; LIMIT]));
    assert_eq!(client.receive().text(), LIMIT.to_string());
    assert_eq!(program.hear(), "entered");
    // Refused on its word, before a byte of it has come.
    let announced = head("POST", "/", &format!("Content-Length: {}\r\n", LIMIT + 1));
    assert_eq!(refused(&program, announced), (413, true));
    let mut chunked = head("POST", "/", "Transfer-Encoding: chunked\r\n").into_bytes();
    for _ in 0..17 {
        chunked.extend(b"10000\r\n");
        chunked.extend(vec![b'x'; 0x10000]);
        chunked.extend(b"\r\n");
    }
    assert_eq!(refused(&program, chunked), (413, true));
}

/// A socket that is closed on unread bytes is reset, and takes the answer with it.
#[test]
fn a_refusal_reaches_a_client_that_is_still_sending() {
    let program = echo();
    for (path, status) in [("/", 413), ("/none", 404)] {
        let mut client = program.client();
        client.send(post(path, "text/plain", &vec![b'x'; 4 << 20]));
        let response = client.receive();
        assert_eq!((response.status, response.header("connection")), (status, "close"));
    }
    let mut client = program.client();
    client.send(post("/none", "text/plain", &vec![b'x'; 1 << 19]));
    assert_eq!(client.receive().status, 404);
    assert_eq!(client.ask("GET", "/").text(), "fine");
}

#[test]
fn a_client_that_has_sent_all_may_shut_its_side() {
    let program = Program::serve(
        r#"
        let release;
        app.get("/wait", () => new Promise((resolve) => { release = resolve; tell("waiting"); }));
        app.get("/go", () => { release("answered"); return ""; });
        "#,
    );
    let mut client = program.client();
    client.send(head("GET", "/wait", "")).shut();
    assert_eq!(program.hear(), "waiting");
    program.get("/go");
    assert_eq!(client.receive().text(), "answered");
}

#[test]
fn what_this_server_does_not_do_is_501() {
    let program = echo();
    let coded = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(refused(&program, coded), (501, true));
    assert_eq!(
        refused(
            &program,
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"
        ),
        (501, true)
    );
    assert_eq!(
        refused(&program, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"),
        (501, true)
    );
    let mut client = program.client();
    assert_eq!(client.ask("OPTIONS", "*").status, 204);
    assert_eq!(client.send("GET / HTTP/1.1\r\nHost:\r\n\r\n").receive().text(), "fine");
    let star = client.ask("GET", "*");
    assert_eq!(
        star.json()["detail"],
        "The request target is not a path that begins with `/`"
    );
}

#[test]
fn a_chunked_body_is_put_together() {
    let program = echo();
    let mut client = program.client();
    client.send(head(
        "POST",
        "/",
        "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n",
    ));
    client
        .send("3\r\nabc\r\n")
        .send("2;ext=1\r\nde\r\n")
        .send("0\r\nTrailer: 1\r\n\r\n");
    assert_eq!(client.receive().text(), "5");
    assert_eq!(client.ask("GET", "/").text(), "fine");
}

#[test]
fn malformed_requests_are_400() {
    let program = echo();
    let cases = [
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX-A: \x01\r\n\r\n",
        "G\x01T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ];
    for case in cases {
        assert_eq!(refused(&program, case), (400, true), "{case:?}");
    }
    let mut client = program.client();
    for path in ["/%", "/%zz", "/%ff"] {
        assert_eq!(client.ask("GET", path).status, 400, "{path}");
    }
    assert_eq!(client.ask("GET", "/").text(), "fine");
}

#[test]
fn a_client_that_leaves_costs_nothing() {
    let program = echo();
    for part in [
        "",
        "GET",
        "GET / HTTP/1.1\r\nHost",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf",
    ] {
        let mut client = program.client();
        client.send(part);
        drop(client);
    }
    let mut gone = program.client();
    gone.send(post("/", "text/plain", b"whole"));
    drop(gone);
    assert_eq!(program.get("/").text(), "fine");
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let program = Program::serve(
        r#"
        app.get("/first", async () => { for (let i = 0; i < 100; i++) await null; return "first"; });
        app.get("/:n", (req) => req.params.n);
        "#,
    );
    let mut client = program.client();
    let requests: String = ["/first", "/second", "/third"]
        .map(|path| head("GET", path, ""))
        .concat();
    client.send(requests);
    let texts: Vec<_> = (0..3).map(|_| client.receive().text().to_string()).collect();
    assert_eq!(texts, ["first", "second", "third"]);
}

#[test]
fn old_and_closing_clients_are_closed() {
    let program = echo();
    let closing = |mut client: Client, request: &str| {
        assert_eq!(client.send(request).receive().text(), "fine");
        assert!(client.is_closed());
    };
    closing(program.client(), "GET / HTTP/1.0\r\n\r\n");
    closing(program.client(), &head("GET", "/", "Connection: close\r\n"));
}
