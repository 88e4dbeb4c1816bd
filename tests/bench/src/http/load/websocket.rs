//! WebSockets (RFC 6455), as far as a client needs that knows what the messages are: short, whole, and not compressed.

use std::rc::Rc;

use anyhow::{Result, bail, ensure};
use memchr::memmem;

use super::codec::{Codec, Request};
use super::input::Input;

pub(in crate::http) const HANDSHAKE: &[u8] =
    b"GET /ws HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\
    sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
/// What the key above must be answered with (RFC 6455, 1.3).
const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
const TEXT_WHOLE: u8 = 0x81;
const PING: u8 = 0x89;
const PONG: u8 = 0x8a;
const MASKED: u8 = 0x80;
/// Every client masks; the key need not be a secret here.
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
const LENGTH_MAX: usize = 125;

pub(super) struct WebSocket {
    requests: Rc<[Request]>,
    is_open: bool,
}

impl WebSocket {
    pub(super) fn new(requests: Rc<[Request]>, output: &mut Vec<u8>) -> Self {
        output.extend_from_slice(HANDSHAKE);
        WebSocket {
            requests,
            is_open: false,
        }
    }

    fn read_handshake(&mut self, input: &mut Input) -> Result<bool> {
        let bytes = input.unread();
        let Some(end) = memmem::find(bytes, b"\r\n\r\n") else {
            return Ok(false);
        };
        let head = String::from_utf8_lossy(&bytes[..end]);
        ensure!(
            head.starts_with("HTTP/1.1 101") && head.contains(ACCEPT),
            "The handshake of a WebSocket was answered with `{head}`"
        );
        input.consume(end + 4);
        self.is_open = true;
        Ok(true)
    }
}

impl Codec for WebSocket {
    fn is_ready(&self) -> bool {
        self.is_open
    }

    fn send(&mut self, index: usize, output: &mut Vec<u8>) {
        output.extend_from_slice(&self.requests[index].bytes);
    }

    fn receive(&mut self, input: &mut Input, output: &mut Vec<u8>) -> Result<bool> {
        if !self.is_open && !self.read_handshake(input)? {
            return Ok(false);
        }
        loop {
            let [opcode, length, rest @ ..] = input.unread() else {
                return Ok(false);
            };
            let (opcode, length) = (*opcode, usize::from(*length));
            ensure!(
                length <= LENGTH_MAX,
                "A message came that is longer than any that was sent, or masked"
            );
            let Some(payload) = rest.get(..length) else {
                return Ok(false);
            };
            match opcode {
                // All requests of a profile are equally long.
                TEXT_WHOLE => ensure!(length == self.requests[0].length, "A message came with {length} bytes"),
                PING => output.extend(message(PONG, payload)),
                _ => bail!("A frame came that begins with {opcode:#x}"),
            }
            input.consume(2 + length);
            if opcode == TEXT_WHOLE {
                return Ok(true);
            }
        }
    }
}

/// A text as a client sends it, of at most 125 bytes.
pub(in crate::http) fn text(text: &str) -> Vec<u8> {
    message(TEXT_WHOLE, text.as_bytes())
}

fn message(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![opcode, MASKED | payload.len() as u8];
    bytes.extend_from_slice(&MASK);
    bytes.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::codec::{Codec, Request};
    use super::super::input::Input;
    use super::{ACCEPT, MASK, WebSocket, text};

    #[test]
    fn messages_come_after_the_handshake() {
        let request = Request {
            bytes: text("hello"),
            status: 0,
            length: 5,
        };
        // Masked by the key, which stands in front of the payload (RFC 6455, 5.3).
        assert_eq!(request.bytes[..6], [0x81, 0x85, MASK[0], MASK[1], MASK[2], MASK[3]]);
        assert_eq!(request.bytes[6] ^ MASK[0], b'h');

        let mut output = Vec::new();
        let mut codec = WebSocket::new(Rc::new([request]), &mut output);
        output.clear();
        assert!(!codec.is_ready());
        let handshake = format!("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: {ACCEPT}\r\n\r\n");
        let bytes = [handshake.as_bytes(), b"\x89\x02hi\x81\x05hello"].concat();
        let mut input = Input::default();
        let mut answers = 0;
        for byte in bytes {
            input.fill(&mut [byte].as_slice()).unwrap();
            answers += usize::from(codec.receive(&mut input, &mut output).unwrap());
        }
        assert!(codec.is_ready());
        assert_eq!(answers, 1);
        // The ping was answered.
        assert_eq!(output[..2], [0x8a, 0x82]);

        input.fill(&mut b"\x81\x04hell".as_slice()).unwrap();
        assert!(codec.receive(&mut input, &mut output).is_err());
    }
}
