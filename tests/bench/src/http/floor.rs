//! The floor: what the kernel takes. It reads, counts bytes, and writes a fixed answer for so many of them; nothing is parsed.
//! It must not be compared with as a server: it is none.

use std::convert::Infallible;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;

use anyhow::{Context, Result};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

/// What the bench passes to the process that is the floor.
#[derive(clap::Args)]
pub(crate) struct FloorArguments {
    #[arg(long)]
    port: u16,
    /// How long each request is
    #[arg(long)]
    request_size: usize,
    /// A file with the answer, head and body
    #[arg(long)]
    answer: PathBuf,
}

pub(crate) fn run(arguments: &FloorArguments) -> Result<Infallible> {
    let answer = std::fs::read(&arguments.answer).context("Could not read the answer of the floor")?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).context("Could not listen")?;
    serve(listener, arguments.request_size, &answer)
}

struct Connection {
    socket: TcpStream,
    /// Bytes of requests that are not answered yet.
    received: usize,
    /// Bytes of answers that are not written yet.
    owed: usize,
}

pub(super) fn serve(listener: TcpListener, request_size: usize, answer: &[u8]) -> Result<Infallible> {
    listener.set_nonblocking(true)?;
    let mut listener = mio::net::TcpListener::from_std(listener);
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(256);
    // Token 0 is the listener's. Places of closed connections are few enough to be left empty.
    let mut connections: Vec<Option<Connection>> = vec![None];
    poll.registry().register(&mut listener, Token(0), Interest::READABLE)?;
    let mut room = vec![0; 64 * 1024];
    loop {
        if let Err(error) = poll.poll(&mut events, None)
            && error.kind() != ErrorKind::Interrupted
        {
            return Err(error.into());
        }
        for event in &events {
            if event.token().0 == 0 {
                while let Ok((mut socket, _)) = listener.accept() {
                    socket.set_nodelay(true)?;
                    let token = Token(connections.len());
                    let both = Interest::READABLE | Interest::WRITABLE;
                    poll.registry().register(&mut socket, token, both)?;
                    connections.push(Some(Connection {
                        socket,
                        received: 0,
                        owed: 0,
                    }));
                }
            } else if let slot = &mut connections[event.token().0]
                && let Some(connection) = slot
                && !connection.answer(request_size, answer, &mut room)
            {
                *slot = None;
            }
        }
    }
}

impl Connection {
    /// Reads and writes until the socket has no more; whether it is still open.
    fn answer(&mut self, request_size: usize, answer: &[u8], room: &mut [u8]) -> bool {
        loop {
            let is_emptied = match self.socket.read(room) {
                Ok(0) => return false,
                Ok(count) => {
                    self.received += count;
                    count < room.len()
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => true,
                Err(_) => return false,
            };
            self.owed += self.received / request_size * answer.len();
            self.received %= request_size;
            if self.owed > 0 && !self.write(answer) {
                return false;
            }
            if is_emptied {
                return true;
            }
        }
    }

    fn write(&mut self, answer: &[u8]) -> bool {
        // Several at once, as a server does that has several requests before it.
        let whole = answer.repeat(self.owed.div_ceil(answer.len()));
        while self.owed > 0 {
            match self.socket.write(&whole[whole.len() - self.owed..]) {
                Ok(count) => self.owed -= count,
                Err(error) => return error.kind() == ErrorKind::WouldBlock,
            }
        }
        true
    }
}
