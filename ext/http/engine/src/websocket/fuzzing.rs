//! For the fuzzer: what a client says in frames that come in pieces, and what is said to it.

use std::cell::RefCell;

use bytes::Bytes;
use bytes::BytesMut;

use super::deflate::Coder;
use super::extension;
use super::frame::OpCode;
use super::frame::Packet;
use super::message::Decoder;
use super::message::Incoming;

/// What a client has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A whole message.
    Message {
        /// Its bytes.
        data: Bytes,
        /// Whether they are text.
        is_text: bool,
    },
    /// A ping, with its payload.
    Ping(Bytes),
    /// A pong.
    Pong,
    /// The end, with its code and reason.
    Close(Option<(u16, String)>),
    /// A fault, with the code that the connection is closed with.
    Fault(u16),
}

/// Reads frames to the end of the pieces, the first fault or a close frame.
pub fn read_frames(pieces: &[&[u8]], max_payload: usize, takes_compressed: bool) -> Vec<Heard> {
    let mut decoder = Decoder::new(max_payload, takes_compressed);
    let coder = RefCell::new(Coder::default());
    let mut input = BytesMut::new();
    let mut heard = Vec::new();
    for piece in pieces {
        input.extend_from_slice(piece);
        loop {
            heard.push(match decoder.next(&mut input, &coder) {
                Ok(None) => break,
                Ok(Some(Incoming::Message { data, is_text })) => Heard::Message { data, is_text },
                Ok(Some(Incoming::Ping(payload))) => Heard::Ping(payload),
                Ok(Some(Incoming::Pong)) => Heard::Pong,
                Ok(Some(Incoming::Close(reason))) => Heard::Close(reason),
                Err(violation) => Heard::Fault(violation.code),
            });
            if matches!(heard.last(), Some(Heard::Close(_) | Heard::Fault(_))) {
                return heard;
            }
        }
    }
    heard
}

/// A message as the server frames it.
pub fn write_frame(data: Bytes, is_text: bool, is_compressed: bool) -> Vec<u8> {
    let opcode = if is_text { OpCode::Text } else { OpCode::Binary };
    let packet = Packet::new(opcode, is_compressed, data);
    [packet.first, packet.rest].concat()
}

/// A message compressed as the server does; `None` if that would not make it smaller.
pub fn deflate(data: &[u8], window_bits: u8) -> Option<Bytes> {
    Coder::default().deflate(data, window_bits)
}

/// The answer to a client's offers of compression; `None` if none can be met.
pub fn negotiate_extension(offers: &str) -> Option<String> {
    extension::negotiate(offers).map(|agreement| agreement.header())
}
