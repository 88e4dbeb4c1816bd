//! One frame (RFC 6455, section 5.2): reading the head of a client's, and making a server's. Knows nothing of
//! messages, which may span several frames.

use bytes::BufMut;
use bytes::Bytes;
use bytes::BytesMut;

use super::close;

/// Payloads up to here are copied behind their head, which saves a piece in each write.
const COPIED_BYTES: usize = 1024;

/// What a control frame's payload may have at most.
pub(super) const MAX_CONTROL: usize = 125;

/// What a client did wrong: the code to close with, and what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Violation {
    pub(super) code: u16,
    pub(super) reason: &'static str,
}

impl Violation {
    pub(super) const fn protocol(reason: &'static str) -> Self {
        Self {
            code: close::PROTOCOL_ERROR,
            reason,
        }
    }

    pub(super) const fn too_large() -> Self {
        Self {
            code: close::TOO_LARGE,
            reason: "the message is larger than this server takes",
        }
    }
}

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpCode {
    Continuation,
    Text,
    Binary,
    Close,
    Ping,
    Pong,
}

impl OpCode {
    fn parse(bits: u8) -> Option<Self> {
        Some(match bits {
            0 => Self::Continuation,
            1 => Self::Text,
            2 => Self::Binary,
            8 => Self::Close,
            9 => Self::Ping,
            10 => Self::Pong,
            _ => return None,
        })
    }

    const fn bits(self) -> u8 {
        match self {
            Self::Continuation => 0,
            Self::Text => 1,
            Self::Binary => 2,
            Self::Close => 8,
            Self::Ping => 9,
            Self::Pong => 10,
        }
    }

    pub(super) const fn is_control(self) -> bool {
        matches!(self, Self::Close | Self::Ping | Self::Pong)
    }
}

/// The head of a client's frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Whether it is the last frame of its message.
    pub(super) is_final: bool,
    /// RSV1: whether the message that begins here is compressed.
    pub(super) is_compressed: bool,
    pub(super) opcode: OpCode,
    pub(super) mask: [u8; 4],
    /// Of the payload, in bytes.
    pub(super) length: u64,
}

/// Reads the head at the beginning of `input`, and how many bytes it takes; `None` if it is not there whole.
pub(super) fn parse_head(input: &[u8], takes_compressed: bool) -> Result<Option<(Head, usize)>, Violation> {
    let [first, second, rest @ ..] = input else {
        return Ok(None);
    };
    let is_final = first & 0x80 != 0;
    let is_compressed = first & 0x40 != 0;
    let opcode = OpCode::parse(first & 0x0f).ok_or(Violation::protocol("a frame has an opcode that is reserved"))?;
    let begins_message = matches!(opcode, OpCode::Text | OpCode::Binary);
    if first & 0x30 != 0 || (is_compressed && !(takes_compressed && begins_message)) {
        return Err(Violation::protocol("a frame has a reserved bit set"));
    }
    if second & 0x80 == 0 {
        return Err(Violation::protocol("a frame is not masked"));
    }
    let short = second & 0x7f;
    if opcode.is_control() && (!is_final || usize::from(short) > MAX_CONTROL) {
        return Err(Violation::protocol("a control frame is fragmented or too long"));
    }
    let Some((length, rest, size)) = parse_length(short, rest)? else {
        return Ok(None);
    };
    let Some(mask) = rest.first_chunk::<4>() else {
        return Ok(None);
    };
    let head = Head {
        is_final,
        is_compressed,
        opcode,
        mask: *mask,
        length,
    };
    Ok(Some((head, 2 + size + 4)))
}

/// A length, what follows it, and how many bytes beyond the second it takes.
type Length<'a> = (u64, &'a [u8], usize);

fn parse_length(short: u8, rest: &[u8]) -> Result<Option<Length<'_>>, Violation> {
    let (length, rest, size, least) = match short {
        126 => match rest.split_first_chunk::<2>() {
            Some((bytes, rest)) => (u64::from(u16::from_be_bytes(*bytes)), rest, 2, 126),
            None => return Ok(None),
        },
        127 => match rest.split_first_chunk::<8>() {
            Some((bytes, rest)) => (u64::from_be_bytes(*bytes), rest, 8, 1 << 16),
            None => return Ok(None),
        },
        short => (u64::from(short), rest, 0, 0),
    };
    if length < least || length >> 63 != 0 {
        return Err(Violation::protocol(
            "the length of a frame is not written as it must be",
        ));
    }
    Ok(Some((length, rest, size)))
}

/// Takes the mask off (and on: it is its own inverse). `offset` is how many bytes of the payload came before.
pub(super) fn unmask(bytes: &mut [u8], mask: [u8; 4], offset: usize) {
    let mut mask = mask;
    mask.rotate_left(offset % 4);
    let [a, b, c, d] = mask;
    let wide = u64::from_ne_bytes([a, b, c, d, a, b, c, d]);
    let (words, tail) = bytes.as_chunks_mut::<8>();
    for word in words {
        *word = (u64::from_ne_bytes(*word) ^ wide).to_ne_bytes();
    }
    for (byte, key) in tail.iter_mut().zip(mask.iter().cycle()) {
        *byte ^= key;
    }
}

/// A server's frame, ready to be written. Cheap to clone: all receivers of a message share its bytes.
#[derive(Clone, Debug)]
pub(super) struct Packet {
    /// The head, with the payload behind it where that is short.
    pub(super) first: Bytes,
    /// The payload, where it is long.
    pub(super) rest: Bytes,
}

impl Packet {
    /// An unfragmented frame.
    pub(super) fn new(opcode: OpCode, is_compressed: bool, payload: Bytes) -> Self {
        let is_copied = payload.len() <= COPIED_BYTES;
        let mut first = BytesMut::with_capacity(10 + if is_copied { payload.len() } else { 0 });
        first.put_u8(0x80 | if is_compressed { 0x40 } else { 0 } | opcode.bits());
        match payload.len() {
            length @ ..126 => first.put_u8(length as u8),
            length @ ..0x1_0000 => {
                first.put_u8(126);
                first.put_u16(length as u16);
            }
            length => {
                first.put_u8(127);
                first.put_u64(length as u64);
            }
        }
        let rest = if is_copied {
            first.put_slice(&payload);
            Bytes::new()
        } else {
            payload
        };
        Self {
            first: first.freeze(),
            rest,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }
}
