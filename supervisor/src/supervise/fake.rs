//! A program without V8: this test binary, started by a supervisor, serves as the file `release` of its folder says.

use std::io;
use std::os::fd::AsFd as _;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::net::UnixStream;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use tokio::sync::watch;

use crate::Channel;
use crate::ServerReport;
use crate::Supervised;
use crate::ToServer;
use crate::ToSupervisor;
use crate::WorkerReport;
use crate::descriptors;

const ADDRESS: &str = "tcp:web";

type Line = Rc<Channel<ToSupervisor, ToServer>>;

/// What serves.
struct Fake {
    generation: u64,
    release: String,
    line: Line,
    /// Connections that have no answer yet.
    open: watch::Sender<usize>,
}

/// Runs the program, if a supervisor has started this process.
pub(super) fn run_if_told() {
    let Some(supervised) = Supervised::from_environment() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let code = tokio::task::LocalSet::new().block_on(&runtime, run(supervised));
    std::process::exit(code);
}

async fn run(supervised: Supervised) -> i32 {
    let release = std::fs::read_to_string("release").unwrap().trim().to_owned();
    let line: Line = Rc::new(Channel::from_fd(supervised.take_channel()).unwrap());
    match release.as_str() {
        "broken" => return 3,
        "deaf" => std::future::pending().await,
        _ => {}
    }
    let listener = listener(&supervised, &line).await;
    let (serves, serving) = watch::channel(!supervised.holds);
    let fake = Rc::new(Fake {
        generation: supervised.generation,
        release,
        line: line.clone(),
        open: watch::Sender::new(0),
    });
    tokio::task::spawn_local(accept(listener, serving, fake.clone()));
    line.send(&ToSupervisor::Ready, None).await.unwrap();
    let mut terminate = signal(SignalKind::terminate()).unwrap();
    loop {
        tokio::select! {
            _ = terminate.recv() => return 0,
            packet = line.receive() => match packet.unwrap() {
                None => return 0,
                Some(packet) => fake.obey(packet.message, packet.socket, &serves).await,
            },
        }
    }
}

async fn listener(supervised: &Supervised, line: &Line) -> TcpListener {
    let held = supervised
        .sockets
        .iter()
        .find(|socket| socket.address.as_deref() == Some(ADDRESS));
    let listener = match held {
        Some(socket) => std::net::TcpListener::from(descriptors::take(socket.fd).unwrap()),
        None => {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let port = listener.local_addr().unwrap().port();
            let message = ToSupervisor::Bound {
                address: ADDRESS.to_owned(),
                name: format!("http://localhost:{port}"),
            };
            line.send(&message, Some(listener.as_fd())).await.unwrap();
            std::fs::write("port.new", port.to_string()).unwrap();
            std::fs::rename("port.new", "port").unwrap();
            listener
        }
    };
    let addresses = vec![ADDRESS.to_owned()];
    line.send(&ToSupervisor::Uses { addresses }, None).await.unwrap();
    listener.set_nonblocking(true).unwrap();
    TcpListener::from_std(listener).unwrap()
}

async fn accept(listener: TcpListener, mut serving: watch::Receiver<bool>, fake: Rc<Fake>) {
    loop {
        serving.wait_for(|serves| *serves).await.unwrap();
        tokio::select! {
            // First, so that nothing is accepted after the server has said that it is empty.
            biased;
            _ = serving.changed() => {}
            accepted = listener.accept() => {
                let (stream, _) = accepted.unwrap();
                let fake = fake.clone();
                fake.open.send_modify(|open| *open += 1);
                tokio::task::spawn_local(async move {
                    let _ = fake.answer(stream).await;
                    fake.open.send_modify(|open| *open -= 1);
                });
            }
        }
    }
}

impl Fake {
    async fn obey(&self, message: ToServer, socket: Option<std::os::fd::OwnedFd>, serves: &watch::Sender<bool>) {
        match message {
            ToServer::Serve => drop(serves.send_replace(true)),
            ToServer::Leave => {
                serves.send_replace(false);
                self.line.send(&ToSupervisor::Away, None).await.unwrap();
                if self.release != "busy" {
                    let mut open = self.open.subscribe();
                    open.wait_for(|open| *open == 0).await.unwrap();
                    self.line.send(&ToSupervisor::Empty, None).await.unwrap();
                }
            }
            ToServer::Connection(_) => {
                let stream = std::os::unix::net::UnixStream::from(socket.unwrap());
                self.answer(UnixStream::from_std(stream).unwrap()).await.unwrap();
            }
            ToServer::Report => {
                let worker = WorkerReport {
                    connections: 7,
                    ..WorkerReport::default()
                };
                let report = ServerReport { workers: vec![worker] };
                self.line.send(&ToSupervisor::Report(report), None).await.unwrap();
            }
        }
    }

    async fn answer(&self, mut stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin) -> io::Result<()> {
        let mut head = vec![0; 1024];
        let length = stream.read(&mut head).await?;
        let head = String::from_utf8_lossy(&head[..length]).into_owned();
        if head.starts_with("GET /die ") {
            std::process::abort();
        }
        if head.starts_with("GET /replace ") {
            let reason = "it was asked to".to_owned();
            self.line.send(&ToSupervisor::Replace { reason }, None).await?;
        }
        let status = if self.release == "sick" { "503 No" } else { "200 OK" };
        let body = format!("{} {} {}", self.generation, self.release, std::process::id());
        let answer = format!("HTTP/1.1 {status}\r\nConnection: close\r\n\r\n{body}");
        stream.write_all(answer.as_bytes()).await
    }
}

/// What a server has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) what: String,
    pub(super) pid: i32,
}

/// Asks whoever serves; waits for one.
pub(super) fn get(folder: &Path, path: &str) -> io::Result<Said> {
    use std::io::Read as _;
    use std::io::Write as _;
    let port = eventually(|| std::fs::read_to_string(folder.join("port")).ok()?.parse::<u16>().ok());
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port))?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let body = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?.1;
    let (what, pid) = body.rsplit_once(' ').ok_or(io::ErrorKind::InvalidData)?;
    Ok(Said {
        what: what.to_owned(),
        pid: pid.parse().map_err(io::Error::other)?,
    })
}

/// Waits until there is an answer; a minute without one is a failure.
pub(super) fn eventually<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..6000 {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it has not happened");
}

/// Of a process, as Linux has it in one letter; none if there is none.
pub(super) fn process_state(pid: i32) -> Option<char> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("State:"))?
        .trim()
        .chars()
        .next()
}
