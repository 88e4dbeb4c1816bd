//! How servers end: by themselves, by the program, and by the process.

use std::net::TcpStream;

use super::client::head;
use super::host::Program;

const ROUTES: &str = r#"
    let release;
    app.get("/slow", () => new Promise((resolve) => { release = resolve; tell("waiting"); }));
    app.post("/release", () => { release("finished"); return "released"; });
    app.get("/close", () => { app.close().then(() => tell("closed")); return "closing"; });
    app.get("/", () => "fine");
"#;

#[test]
fn a_drain_finishes_what_is_in_flight_and_closes_what_idles() {
    let mut program = Program::serve(ROUTES);
    let mut slow = program.client();
    slow.send(head("GET", "/slow", ""));
    assert_eq!(program.hear(), "waiting");
    let mut busy = program.client();
    assert_eq!(busy.ask("GET", "/").text(), "fine");
    let mut idle = program.client();
    assert_eq!(idle.ask("GET", "/").text(), "fine");
    // A request whose body is on its way is in flight.
    busy.send(head("POST", "/release", "Content-Length: 2\r\n") + "a");
    assert_eq!(program.get("/").text(), "fine");

    program.drain();
    assert!(idle.is_closed());
    let released = busy.send("b").receive();
    assert_eq!((released.text(), released.header("connection")), ("released", "close"));
    let refused = TcpStream::connect(("127.0.0.1", program.port));
    assert!(refused.is_err(), "it still listens");
    let finished = slow.receive();
    assert_eq!((finished.text(), finished.header("connection")), ("finished", "close"));
    assert!(slow.is_closed());
    program.ended().unwrap();
}

#[test]
fn a_drain_without_connections_ends_at_once() {
    let mut program = Program::serve(ROUTES);
    assert_eq!(program.get("/").text(), "fine");
    program.drain();
    program.ended().unwrap();
}

#[test]
fn a_program_may_close_its_app_and_ends() {
    let program = Program::serve(ROUTES);
    let mut client = program.client();
    let response = client.ask("GET", "/close");
    assert_eq!(response.text(), "closing");
    assert!(client.is_closed());
    assert_eq!(program.hear(), "closed");
    program.ended().unwrap();
}

#[test]
fn an_app_may_listen_again() {
    let program = Program::start(
        r#"
        app.get("/", () => "fine");
        const first = app.listen(0);
        await first.close();
        const second = app.listen(0);
        tell(second.port);
        app.get("/stop", () => { second.close(); return "stopping"; });
        "#,
    );
    let port = program.hear().parse().unwrap();
    let mut client = super::client::Client::connect(port);
    assert_eq!(client.ask("GET", "/").text(), "fine");
    assert_eq!(client.ask("GET", "/stop").text(), "stopping");
    program.ended().unwrap();
}

#[test]
fn a_program_that_never_listens_ends() {
    let program = Program::start("app.get('/', () => 1);");
    program.ended().unwrap();
}
