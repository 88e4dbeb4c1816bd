//! HTTP/2 (RFC 9113), as far as a client needs that knows what the answers are: frames are counted, header blocks are not decoded.
//! A library would cost the generator more than some servers cost.

use std::collections::HashMap;
use std::rc::Rc;

use anyhow::{Context, Result, ensure};

use super::codec::{Codec, Request};
use super::input::Input;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const FRAME_HEAD: usize = 9;
const DATA: u8 = 0x0;
const HEADERS: u8 = 0x1;
const RST_STREAM: u8 = 0x3;
const SETTINGS: u8 = 0x4;
const PING: u8 = 0x6;
const GOAWAY: u8 = 0x7;
const WINDOW_UPDATE: u8 = 0x8;
const ACK: u8 = 0x1;
const END_STREAM: u8 = 0x1;
const END_HEADERS: u8 = 0x4;
/// The window of the connection at its beginning (RFC 9113, 6.9.2), and what is given back at once when so much has come.
const WINDOW: usize = 65_535;
/// `:status: 200` in the static table of RFC 7541, as an indexed field. What has come of it when an answer begins with it is
/// the status, and 200 alone is expected over HTTP/2.
const STATUS_200: u8 = 0x88;

pub(super) struct Http2 {
    requests: Rc<[Request]>,
    next_stream: u32,
    /// Which request each open stream is, and how much of its answer's body has come.
    streams: HashMap<u32, (usize, usize)>,
    /// Bytes of bodies since the window was last widened.
    received: usize,
}

impl Http2 {
    pub(super) fn new(requests: Rc<[Request]>, output: &mut Vec<u8>) -> Self {
        output.extend_from_slice(PREFACE);
        // No dynamic table and no pushes: SETTINGS_HEADER_TABLE_SIZE and SETTINGS_ENABLE_PUSH are 0.
        frame(output, SETTINGS, 0, 0, &[0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
        Http2 {
            requests,
            next_stream: 1,
            streams: HashMap::new(),
            received: 0,
        }
    }

    fn body(&mut self, stream: u32, length: usize, output: &mut Vec<u8>) -> Result<()> {
        let (_, came) = self.streams.get_mut(&stream).context("A body on no stream of ours")?;
        *came += length;
        self.received += length;
        if self.received > WINDOW / 2 {
            frame(
                output,
                WINDOW_UPDATE,
                0,
                0,
                &u32::try_from(self.received)?.to_be_bytes(),
            );
            self.received = 0;
        }
        Ok(())
    }

    fn end(&mut self, stream: u32) -> Result<()> {
        let (index, came) = self.streams.remove(&stream).context("An end on no stream of ours")?;
        let expected = self.requests[index].length;
        ensure!(
            came == expected,
            "The answer under load had {came} bytes and not {expected}"
        );
        Ok(())
    }
}

impl Codec for Http2 {
    fn send(&mut self, index: usize, output: &mut Vec<u8>) {
        let stream = self.next_stream;
        self.next_stream += 2;
        self.streams.insert(stream, (index, 0));
        frame(
            output,
            HEADERS,
            END_STREAM | END_HEADERS,
            stream,
            &self.requests[index].bytes,
        );
    }

    fn receive(&mut self, input: &mut Input, output: &mut Vec<u8>) -> Result<bool> {
        loop {
            let bytes = input.unread();
            let Some(head) = bytes.first_chunk::<FRAME_HEAD>() else {
                return Ok(false);
            };
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
            let (kind, flags) = (head[3], head[4]);
            let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]) & 0x7fff_ffff;
            let Some(payload) = bytes.get(FRAME_HEAD..FRAME_HEAD + length) else {
                return Ok(false);
            };
            match kind {
                DATA => self.body(stream, length, output)?,
                HEADERS => {
                    // An update of the table's size may stand in front.
                    let status = payload.iter().find(|byte| **byte >> 5 != 1);
                    ensure!(
                        status == Some(&STATUS_200),
                        "The answer under load had a status other than 200"
                    );
                }
                SETTINGS if flags & ACK == 0 => frame(output, SETTINGS, ACK, 0, &[]),
                PING if flags & ACK == 0 => frame(output, PING, ACK, 0, payload),
                RST_STREAM | GOAWAY => {
                    anyhow::bail!("The server refused a request over HTTP/2: frame {kind}, {payload:?}")
                }
                _ => {}
            }
            input.consume(FRAME_HEAD + length);
            if (kind == DATA || kind == HEADERS) && flags & END_STREAM != 0 {
                self.end(stream)?;
                return Ok(true);
            }
        }
    }
}

fn frame(output: &mut Vec<u8>, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
    output.extend_from_slice(&(payload.len() as u32).to_be_bytes()[1..]);
    output.extend_from_slice(&[kind, flags]);
    output.extend_from_slice(&stream.to_be_bytes());
    output.extend_from_slice(payload);
}

/// The header block of a GET over TLS: the static table of RFC 7541 and literals, no state.
pub(in crate::http) fn get(host: &str, path: &str) -> Vec<u8> {
    let mut block = vec![0x82, 0x87];
    for (name, value) in [(4, path), (1, host)] {
        // A literal without indexing, its name from the static table; values are shorter than 127 bytes.
        block.extend_from_slice(&[name, value.len() as u8]);
        block.extend_from_slice(value.as_bytes());
    }
    block
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::codec::{Codec, Request};
    use super::super::input::Input;
    use super::{DATA, END_HEADERS, END_STREAM, HEADERS, Http2, PING, RST_STREAM, SETTINGS, frame, get};

    /// Kind, flags, stream, payload.
    type Frame = (u8, u8, u32, &'static [u8]);

    /// One request, and what comes of these frames in turn.
    fn receive(frames: &[Frame], output: &mut Vec<u8>) -> anyhow::Result<usize> {
        let request = Request {
            bytes: get("localhost", "/"),
            status: 200,
            length: 5,
        };
        let mut codec = Http2::new(Rc::new([request]), output);
        codec.send(0, output);
        output.clear();
        let mut bytes = Vec::new();
        for (kind, flags, stream, payload) in frames {
            frame(&mut bytes, *kind, *flags, *stream, payload);
        }
        let mut input = Input::default();
        let mut answers = 0;
        for byte in bytes {
            input.fill(&mut [byte].as_slice())?;
            answers += usize::from(codec.receive(&mut input, output)?);
        }
        Ok(answers)
    }

    #[test]
    fn an_answer_ends_with_its_stream() {
        let mut output = Vec::new();
        let frames: [Frame; 5] = [
            (SETTINGS, 0, 0, &[]),
            (PING, 0, 0, b"12345678"),
            (HEADERS, END_HEADERS, 1, &[0x20, 0x88]),
            (DATA, 0, 1, b"he"),
            (DATA, END_STREAM, 1, b"llo"),
        ];
        assert_eq!(receive(&frames, &mut output).unwrap(), 1);
        let mut expected = Vec::new();
        frame(&mut expected, SETTINGS, 1, 0, &[]);
        frame(&mut expected, PING, 1, 0, b"12345678");
        assert_eq!(output, expected);
    }

    #[test]
    fn a_wrong_answer_is_an_error() {
        let good: Frame = (HEADERS, END_HEADERS, 1, &[0x88]);
        let faults: [[Frame; 2]; 4] = [
            // 404, a body that is too short, another stream, a refusal.
            [(HEADERS, END_HEADERS, 1, &[0x8d]), (DATA, END_STREAM, 1, b"hello")],
            [good, (DATA, END_STREAM, 1, b"hell")],
            [good, (DATA, END_STREAM, 3, b"hello")],
            [good, (RST_STREAM, 0, 1, &[0, 0, 0, 2])],
        ];
        assert!(faults.iter().all(|frames| receive(frames, &mut Vec::new()).is_err()));
    }
}
