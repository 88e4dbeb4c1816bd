//! The first request to a new server, before clients come. All that is known of HTTP here is how a request and a status line look.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream as StdStream;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::UnixStream;
use tokio::time::timeout;

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// `HTTP/1.1 200`
const STATUS_LENGTH: usize = 12;

/// Whether the path can stand in a request.
///
/// # Errors
/// What is expected of it.
pub fn parse_probe(path: &str) -> Result<String, String> {
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    if path.starts_with('/') && is_plain {
        Ok(path.to_owned())
    } else {
        Err("a path such as `/health`".to_owned())
    }
}

/// A connection: one end for the server, one for the request.
pub(crate) fn pair() -> std::io::Result<(UnixStream, OwnedFd)> {
    let (here, there) = StdStream::pair()?;
    here.set_nonblocking(true)?;
    there.set_nonblocking(true)?;
    Ok((UnixStream::from_std(here)?, there.into()))
}

/// Makes the request; an answer of 2xx or 3xx passes.
pub(crate) async fn request(stream: UnixStream, path: &str) -> Result<(), String> {
    let status = match timeout(PATIENCE, status(stream, path)).await {
        Ok(status) => status.map_err(|error| format!("`GET {path}` got no answer: {error}"))?,
        Err(_) => {
            return Err(format!("`GET {path}` got no answer within {} s", PATIENCE.as_secs()));
        }
    };
    match status.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)) {
        Some(code) if code.starts_with(['2', '3']) => Ok(()),
        Some(code) => Err(format!("`GET {path}` was answered with {code}")),
        None => Err(format!("`GET {path}` was answered with something else than HTTP")),
    }
}

async fn status(mut stream: UnixStream, path: &str) -> std::io::Result<String> {
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: racejs-probe\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    let mut status = [0; STATUS_LENGTH];
    stream.read_exact(&mut status).await?;
    Ok(String::from_utf8_lossy(&status).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::io::Write as _;

    use super::*;

    /// What the probe makes of an answer.
    async fn probe(answer: &'static str) -> Result<(), String> {
        let (here, there) = pair().unwrap();
        let server = std::thread::spawn(move || {
            let mut stream = StdStream::from(there);
            stream.set_nonblocking(false).unwrap();
            let mut heard = [0; 512];
            let length = stream.read(&mut heard).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            String::from_utf8(heard[..length].to_vec()).unwrap()
        });
        let outcome = request(here, "/health").await;
        let head = server.join().unwrap();
        assert!(
            head.starts_with("GET /health HTTP/1.1\r\nHost: localhost\r\n"),
            "{head}"
        );
        outcome
    }

    #[tokio::test]
    async fn success_and_redirection_pass() {
        assert_eq!(probe("HTTP/1.1 200 OK\r\n\r\n").await, Ok(()));
        assert_eq!(probe("HTTP/1.0 302 Found\r\n\r\n").await, Ok(()));
        assert_eq!(
            probe("HTTP/1.1 503 Service Unavailable\r\n\r\n").await,
            Err("`GET /health` was answered with 503".to_owned())
        );
        assert_eq!(
            probe("SSH-2.0-OpenSSH_9.9\r\n").await,
            Err("`GET /health` was answered with something else than HTTP".to_owned())
        );
        assert!(probe("HTTP").await.unwrap_err().contains("got no answer"));
    }

    #[test]
    fn a_probe_is_a_path() {
        assert!(parse_probe("/health?deep=1").is_ok());
        for wrong in ["", "health", "/a b", "/a\r\nX: y", "/#top", "/ü"] {
            assert!(parse_probe(wrong).is_err(), "{wrong:?}");
        }
    }
}
