//! For the fuzzer: heads and bodies that come in pieces, and whole connections.

use std::rc::Rc;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;

use super::chunked::Decoder;
use super::framing::Framing;
use super::head;
use super::head::Scan;
use super::recent::Recent;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::server::Open;
use crate::server::Server;

/// A head that was read.
#[derive(Debug)]
pub struct ReadHead {
    /// Where its request line begins in the input, and where what follows the head does.
    pub extent: (usize, usize),
    /// What it says.
    pub head: RequestHead,
    /// The length of the body; `None` if it is chunked.
    pub length: Option<u64>,
    /// Whether the client would send another request.
    pub keeps_alive: bool,
    /// Whether it waits for `100 Continue`.
    pub expects_continue: bool,
}

/// Reads the head at the beginning of an input that grows piece by piece. `None` if the input ends before the head.
///
/// # Errors
/// What the client would be answered.
pub fn read_head(pieces: &[&[u8]], limits: &Limits) -> Result<Option<ReadHead>, Problem> {
    let mut scan = Scan::default();
    let mut input = Vec::new();
    for piece in pieces {
        input.extend_from_slice(piece);
        let Some(extent) = scan.find(&input, limits)? else {
            continue;
        };
        let mut recent = Recent::default();
        let request = head::parse(&input[extent.start..extent.end], extent.lines, &mut recent)?;
        if let Some(recalled) = recent.read(&input, limits) {
            let read = (&request, extent.end);
            assert_eq!(
                format!("{recalled:?}"),
                format!("{read:?}"),
                "a head that is known is read in another way"
            );
        }
        return Ok(Some(ReadHead {
            extent: (extent.start, extent.end),
            head: request.head,
            length: match request.framing {
                Framing::None => Some(0),
                Framing::Length(length) => Some(length),
                Framing::Chunked => None,
            },
            keeps_alive: request.keeps_alive,
            expects_continue: request.expects_continue,
        }));
    }
    Ok(None)
}

/// Decodes a chunked body that comes in pieces: the body, and how many bytes of the input were its; `None` for the
/// latter if the input ends before it.
///
/// # Errors
/// What is wrong with it.
pub fn decode_chunks(pieces: &[&[u8]]) -> Result<(Vec<u8>, Option<usize>), &'static str> {
    let mut decoder = Decoder::new();
    let (mut body, mut used) = (Vec::new(), 0);
    for piece in pieces {
        let mut rest = *piece;
        loop {
            let step = decoder.step(rest).map_err(|bad| bad.0)?;
            used += step.skipped + step.data;
            rest = &rest[step.skipped..];
            if step.data == 0 {
                break;
            }
            body.extend_from_slice(&rest[..step.data]);
            rest = &rest[step.data..];
        }
    }
    Ok((body, decoder.is_done().then_some(used)))
}

/// Serves a connection of `server` to its end, over whatever carries bytes.
pub async fn serve_http1(stream: impl AsyncRead + AsyncWrite + Unpin + 'static, server: &Rc<Server>) {
    super::serve(stream, Rc::new(Peer::local(false)), Open::new(server), false).await;
}
