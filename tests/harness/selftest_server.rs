//! A server for the runner's own trials: this test binary, started with one argument, answers every request alike.
//! It must not be used by a spec.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::ExitCode;

/// Makes the test binary a server instead.
pub(crate) const SERVER_ARGUMENT: &str = "--serve-for-self-trials";

/// Serves until a signal ends it. The answer repeats the request's first line and body, in two chunks.
pub(crate) fn run() -> ExitCode {
    let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)) else {
        return ExitCode::FAILURE;
    };
    let Ok(address) = listener.local_addr() else {
        return ExitCode::FAILURE;
    };
    println!("Listening on http://{address}");
    for stream in listener.incoming().flatten() {
        // A client that goes away ends its connection, not the server.
        std::thread::spawn(move || answer(stream));
    }
    ExitCode::SUCCESS
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut request_line, mut length) = (String::new(), 0);
        if reader.read_line(&mut request_line)? == 0 {
            return Ok(());
        }
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let (first, second) = (request_line.trim_end(), String::from_utf8_lossy(&body));
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
        let tail = if second.is_empty() {
            String::new()
        } else {
            format!("{:x}\r\n{second}\r\n", second.len())
        };
        let message = format!("{head}{:x}\r\n{first}\n\r\n{tail}0\r\n\r\n", first.len() + 1);
        reader.get_mut().write_all(message.as_bytes())?;
    }
}
