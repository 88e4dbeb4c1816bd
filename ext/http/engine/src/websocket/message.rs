//! From the bytes of a client to messages: frames put together, inflated, and their text checked. Holds no more than
//! one message, and never allocates on a client's word. Knows no connections.

use std::cell::RefCell;

use bytes::Buf;
use bytes::Bytes;
use bytes::BytesMut;

use super::close;
use super::deflate::Coder;
use super::deflate::InflateError;
use super::frame;
use super::frame::Head;
use super::frame::OpCode;
use super::frame::Violation;

/// What a client has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// A whole message; text is valid UTF-8.
    Message {
        data: Bytes,
        is_text: bool,
    },
    Ping(Bytes),
    Pong,
    /// Code and reason, if it gave them.
    Close(Option<(u16, String)>),
}

/// Reads one client's frames.
pub(super) struct Decoder {
    max_payload: usize,
    takes_compressed: bool,
    /// The data frame whose payload is being read.
    frame: Option<Payload>,
    /// The message that has begun.
    message: Option<Partial>,
}

struct Payload {
    mask: [u8; 4],
    is_final: bool,
    done: usize,
    left: usize,
}

struct Partial {
    data: BytesMut,
    is_text: bool,
    is_compressed: bool,
    /// How much of the text is known to be UTF-8.
    checked: usize,
}

impl Decoder {
    pub(super) fn new(max_payload: usize, takes_compressed: bool) -> Self {
        Self {
            max_payload,
            takes_compressed,
            frame: None,
            message: None,
        }
    }

    /// How many bytes of the current frame have not come yet, as far as that is known.
    pub(super) fn wanted(&self) -> usize {
        self.frame.as_ref().map_or(0, |frame| frame.left)
    }

    /// Takes the next thing out of `input`; `None` if more bytes are needed for it. After an error there is nothing
    /// more to read.
    pub(super) fn next(&mut self, input: &mut BytesMut, coder: &RefCell<Coder>) -> Result<Option<Incoming>, Violation> {
        loop {
            let Some(payload) = self.frame.take() else {
                let Some((head, size)) = frame::parse_head(input, self.takes_compressed)? else {
                    return Ok(None);
                };
                if head.opcode.is_control() {
                    return read_control(&head, size, input);
                }
                let payload = self.begin_frame(&head)?;
                input.advance(size);
                self.frame = Some(payload);
                continue;
            };
            let is_final = payload.is_final;
            if !self.read_payload(payload, input)? {
                return Ok(None);
            }
            if is_final && let Some(message) = self.message.take() {
                return self.finish(message, coder).map(Some);
            }
        }
    }

    fn begin_frame(&mut self, head: &Head) -> Result<Payload, Violation> {
        match (&self.message, head.opcode) {
            (None, OpCode::Continuation) => {
                return Err(Violation::protocol("a continuation has no message to continue"));
            }
            (Some(_), OpCode::Text | OpCode::Binary) => {
                return Err(Violation::protocol("a message begins within another"));
            }
            _ => {}
        }
        let message = self.message.get_or_insert_with(|| Partial {
            data: BytesMut::new(),
            is_text: head.opcode == OpCode::Text,
            is_compressed: head.is_compressed,
            checked: 0,
        });
        let left = usize::try_from(head.length).unwrap_or(usize::MAX);
        if left > self.max_payload.saturating_sub(message.data.len()) {
            return Err(Violation::too_large());
        }
        Ok(Payload {
            mask: head.mask,
            is_final: head.is_final,
            done: 0,
            left,
        })
    }

    /// Takes what is there of a payload; `true` when it is complete.
    fn read_payload(&mut self, mut payload: Payload, input: &mut BytesMut) -> Result<bool, Violation> {
        let Some(message) = &mut self.message else {
            return Ok(true);
        };
        let length = payload.left.min(input.len());
        let start = message.data.len();
        message.data.extend_from_slice(&input[..length]);
        input.advance(length);
        frame::unmask(&mut message.data[start..], payload.mask, payload.done);
        message.check_text()?;
        payload.done += length;
        payload.left -= length;
        let is_complete = payload.left == 0;
        if !is_complete {
            self.frame = Some(payload);
        }
        Ok(is_complete)
    }

    fn finish(&self, mut message: Partial, coder: &RefCell<Coder>) -> Result<Incoming, Violation> {
        if message.is_compressed {
            let inflated = coder.borrow_mut().inflate(&message.data, self.max_payload);
            let data = inflated.map_err(|error| match error {
                InflateError::TooLarge => Violation::too_large(),
                InflateError::Corrupt => Violation {
                    code: close::INVALID_PAYLOAD,
                    reason: "a compressed message does not inflate",
                },
            })?;
            if message.is_text && std::str::from_utf8(&data).is_err() {
                return Err(NOT_UTF8);
            }
            let is_text = message.is_text;
            return Ok(Incoming::Message { data, is_text });
        }
        message.check_text()?;
        if message.is_text && message.checked < message.data.len() {
            return Err(NOT_UTF8);
        }
        Ok(Incoming::Message {
            data: message.data.freeze(),
            is_text: message.is_text,
        })
    }
}

const NOT_UTF8: Violation = Violation {
    code: close::INVALID_PAYLOAD,
    reason: "a text message is not UTF-8",
};

impl Partial {
    /// Text is checked as it comes, so that a client hears of its fault before it has sent a megabyte. A character may
    /// be split between two frames.
    fn check_text(&mut self) -> Result<(), Violation> {
        if !self.is_text || self.is_compressed {
            return Ok(());
        }
        match std::str::from_utf8(&self.data[self.checked..]) {
            Ok(_) => self.checked = self.data.len(),
            Err(error) if error.error_len().is_none() => self.checked += error.valid_up_to(),
            Err(_) => return Err(NOT_UTF8),
        }
        Ok(())
    }
}

fn read_control(head: &Head, size: usize, input: &mut BytesMut) -> Result<Option<Incoming>, Violation> {
    let length = usize::try_from(head.length).unwrap_or(usize::MAX);
    if input.len() - size < length {
        return Ok(None);
    }
    input.advance(size);
    let mut payload = [0; frame::MAX_CONTROL];
    let Some(payload) = payload.get_mut(..length) else {
        return Err(Violation::protocol("a control frame is too long"));
    };
    payload.copy_from_slice(&input[..length]);
    input.advance(length);
    frame::unmask(payload, head.mask, 0);
    Ok(Some(match head.opcode {
        OpCode::Ping => Incoming::Ping(Bytes::copy_from_slice(payload)),
        OpCode::Close => Incoming::Close(close::parse(payload)?),
        _ => Incoming::Pong,
    }))
}
