//! One connection: a socket that does not block, perhaps encrypted, and what its protocol makes of it. It must not know when to send.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::sync::Arc;

use anyhow::{Context, Result};
use mio::net::TcpStream;
use mio::{Interest, Registry, Token};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};
use socket2::{Domain, Socket, Type};

use super::codec::{self, Codec, Protocol, Request};
use super::input::Input;

/// Whom to connect to, and what to say.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    pub(crate) protocol: Protocol,
    pub(crate) tls: Option<Arc<ClientConfig>>,
    /// Sent in turn.
    pub(crate) requests: Rc<[Request]>,
}

pub(super) struct Connection {
    socket: TcpStream,
    tls: Option<ClientConnection>,
    codec: Box<dyn Codec>,
    input: Input,
    /// Not encrypted.
    output: Vec<u8>,
    /// When each of the requests that wait for an answer was due, the oldest first; nanoseconds of the generator's clock.
    pub(super) waiting: VecDeque<u64>,
    /// Answers so far.
    pub(super) answers: u32,
}

pub(super) enum Received {
    Nothing,
    /// The answer to the request that was due at this time.
    Answer(u64),
    /// A message that others have sent, where a server passes them on.
    Unasked,
}

/// Addresses that connections come from, in turn. Each has its own ports, so that ports of closed connections do not run out.
const SOURCES: usize = 200;

impl Connection {
    pub(super) fn open(target: &Target, number: usize, registry: &Registry, token: Token) -> Result<Self> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM.nonblocking(), None).context("Could not make a socket")?;
        let source = Ipv4Addr::new(127, 0, 0, 2 + (number % SOURCES) as u8);
        socket
            .bind(&SocketAddr::from((source, 0)).into())
            .context("Could not bind a socket")?;
        socket.set_tcp_nodelay(true)?;
        match socket.connect(&target.address.into()) {
            Err(error) if error.raw_os_error() != Some(libc::EINPROGRESS) => {
                return Err(error).context("Could not connect to the server");
            }
            _ => {}
        }
        let mut socket = TcpStream::from_std(socket.into());
        registry.register(&mut socket, token, Interest::READABLE | Interest::WRITABLE)?;
        let tls = match &target.tls {
            Some(config) => Some(ClientConnection::new(
                Arc::clone(config),
                ServerName::try_from("localhost")?,
            )?),
            None => None,
        };
        let mut output = Vec::new();
        Ok(Connection {
            socket,
            tls,
            codec: codec::new(target.protocol, &target.requests, &mut output),
            input: Input::default(),
            output,
            waiting: VecDeque::new(),
            answers: 0,
        })
    }

    pub(super) fn is_ready(&self) -> bool {
        self.codec.is_ready() && self.tls.as_ref().is_none_or(|tls| !tls.is_handshaking())
    }

    /// Queues a request; [`Connection::flush`] sends it.
    pub(super) fn queue(&mut self, index: usize, due: u64) {
        self.codec.send(index, &mut self.output);
        self.waiting.push_back(due);
    }

    /// Writes as much as the socket takes.
    pub(super) fn flush(&mut self) -> Result<()> {
        let result = match &mut self.tls {
            None => flush_plain(&mut self.socket, &mut self.output),
            Some(tls) => flush_tls(tls, &mut self.socket, &mut self.output),
        };
        match result {
            // What goes wrong with a connection shows when it is read.
            Err(error) if !is_over(&error) => Err(error).context("Could not write to the server"),
            _ => Ok(()),
        }
    }

    /// Reads all there is. Whether the connection is still open.
    pub(super) fn fill(&mut self) -> Result<bool> {
        let result = match &mut self.tls {
            None => fill_plain(&mut self.socket, &mut self.input),
            Some(tls) => fill_tls(tls, &mut self.socket, &mut self.input),
        };
        match result {
            Ok(is_open) => Ok(is_open),
            Err(error) if is_over(&error) => Ok(false),
            Err(error) => Err(error).context("Could not read from the server"),
        }
    }

    /// Takes one answer, if one has come whole.
    pub(super) fn receive(&mut self) -> Result<Received> {
        if !self.codec.receive(&mut self.input, &mut self.output)? {
            return Ok(Received::Nothing);
        }
        self.answers += 1;
        Ok(self.waiting.pop_front().map_or(Received::Unasked, Received::Answer))
    }
}

fn is_over(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionReset | ErrorKind::BrokenPipe | ErrorKind::NotConnected
    )
}

fn flush_plain(socket: &mut TcpStream, output: &mut Vec<u8>) -> io::Result<()> {
    let mut written = 0;
    while written < output.len() {
        match socket.write(&output[written..]) {
            Ok(count) => written += count,
            Err(error) if error.kind() == ErrorKind::WouldBlock => break,
            Err(error) if error.kind() == ErrorKind::NotConnected => break,
            Err(error) => return Err(error),
        }
    }
    output.drain(..written);
    Ok(())
}

fn flush_tls(tls: &mut ClientConnection, socket: &mut TcpStream, output: &mut Vec<u8>) -> io::Result<()> {
    if !output.is_empty() {
        let written = tls.writer().write(output)?;
        output.drain(..written);
    }
    while tls.wants_write() {
        match tls.write_tls(socket) {
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::NotConnected) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn fill_plain(socket: &mut TcpStream, input: &mut Input) -> io::Result<bool> {
    loop {
        match input.fill(socket) {
            Ok(None) => return Ok(false),
            // A read that leaves room has emptied the socket, and there will be another event.
            Ok(Some(false)) => return Ok(true),
            Ok(Some(true)) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(true),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn fill_tls(tls: &mut ClientConnection, socket: &mut TcpStream, input: &mut Input) -> io::Result<bool> {
    let mut is_open = true;
    loop {
        match tls.read_tls(socket) {
            Ok(0) => {
                is_open = false;
                break;
            }
            Ok(_) => {
                tls.process_new_packets().map_err(io::Error::other)?;
                while input.fill(&mut Plain(tls))?.is_some() {}
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(is_open)
}

/// What is decrypted already; its end is that of the bytes at hand, and not that of the stream.
struct Plain<'a>(&'a mut ClientConnection);

impl Read for Plain<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self.0.reader().read(room) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(0),
            result => result,
        }
    }
}
