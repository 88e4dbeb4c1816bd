//! Close codes and the payload of close frames (RFC 6455, sections 5.5.1 and 7.4). Knows no connections.

use bytes::BufMut;
use bytes::Bytes;
use bytes::BytesMut;

use super::frame::Violation;

/// The purpose is fulfilled.
pub(super) const NORMAL: u16 = 1000;
/// The server goes down, or the connection has lasted long enough.
pub(super) const GOING_AWAY: u16 = 1001;
/// The server is renewed; to connect again, at a random moment of the next seconds, makes sense (the registry of RFC 6455).
pub(super) const SERVICE_RESTART: u16 = 1012;
/// The client breaks the protocol.
pub(super) const PROTOCOL_ERROR: u16 = 1002;
/// The close frame had no code. Never sent.
pub(super) const NO_STATUS: u16 = 1005;
/// The connection ended without a close frame. Never sent.
pub(super) const ABNORMAL: u16 = 1006;
/// Text that is not UTF-8, or data that does not inflate.
pub(super) const INVALID_PAYLOAD: u16 = 1007;
/// A message is too large.
pub(super) const TOO_LARGE: u16 = 1009;
/// The client does not read.
pub(super) const TRY_AGAIN_LATER: u16 = 1013;

/// A control frame's payload has at most 125 bytes, and the code takes two of them.
pub(super) const MAX_REASON: usize = 123;

/// Whether a close frame may have this code: those that are registered and not reserved, and the applications' own.
pub(super) fn is_sendable(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// The payload of a close frame.
pub(super) fn payload(code: u16, reason: &str) -> Bytes {
    let mut payload = BytesMut::with_capacity(2 + reason.len());
    payload.put_u16(code);
    payload.put_slice(reason.as_bytes());
    payload.freeze()
}

/// Code and reason from the payload of a close frame; `None` if it is empty.
pub(super) fn parse(payload: &[u8]) -> Result<Option<(u16, String)>, Violation> {
    let (code, reason) = match payload {
        [] => return Ok(None),
        [_] => return Err(Violation::protocol("a close frame has half a code")),
        [high, low, reason @ ..] => (u16::from_be_bytes([*high, *low]), reason),
    };
    if !is_sendable(code) {
        return Err(Violation::protocol("a close frame has a code that must not be sent"));
    }
    let reason = std::str::from_utf8(reason).map_err(|_| Violation {
        code: INVALID_PAYLOAD,
        reason: "the reason of a close frame is not UTF-8",
    })?;
    Ok(Some((code, reason.to_string())))
}
