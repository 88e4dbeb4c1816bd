//! HTTP/1.1 (RFC 9112), as far as a client needs that knows what the answers are.

use std::collections::VecDeque;
use std::rc::Rc;

use anyhow::{Context, Result, bail, ensure};
use memchr::memmem;

use super::codec::{Codec, Request};
use super::input::Input;

/// More than any entry sends.
const HEADERS_MAX: usize = 48;

pub(super) struct Http1 {
    requests: Rc<[Request]>,
    /// Sent and not answered, the oldest first.
    waiting: VecDeque<usize>,
    /// The answer at the front of the input is not whole below this many bytes.
    needed: usize,
}

impl Http1 {
    pub(super) fn new(requests: Rc<[Request]>) -> Self {
        Http1 {
            requests,
            waiting: VecDeque::new(),
            needed: 0,
        }
    }
}

impl Codec for Http1 {
    fn send(&mut self, index: usize, output: &mut Vec<u8>) {
        output.extend_from_slice(&self.requests[index].bytes);
        self.waiting.push_back(index);
    }

    fn receive(&mut self, input: &mut Input, _output: &mut Vec<u8>) -> Result<bool> {
        let bytes = input.unread();
        if bytes.is_empty() || bytes.len() < self.needed {
            return Ok(false);
        }
        let answer = match read(bytes)? {
            Progress::Whole(answer) => answer,
            Progress::Needs(needed) => {
                self.needed = needed;
                return Ok(false);
            }
        };
        let index = self
            .waiting
            .pop_front()
            .context("An answer came that nobody asked for")?;
        let expected = &self.requests[index];
        ensure!(
            answer.status == expected.status && answer.body_length == expected.length,
            "The answer under load was {} with {} bytes and not {} with {}",
            answer.status,
            answer.body_length,
            expected.status,
            expected.length
        );
        input.consume(answer.size);
        self.needed = 0;
        Ok(true)
    }
}

enum Progress {
    Whole(Answer),
    /// At least so many bytes in all.
    Needs(usize),
}

struct Answer {
    status: u16,
    body_length: usize,
    /// Head and body, with its framing.
    size: usize,
}

fn read(bytes: &[u8]) -> Result<Progress> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut head = httparse::Response::new(&mut headers);
    let size = match head.parse(bytes).context("The answer is not HTTP")? {
        httparse::Status::Complete(size) => size,
        httparse::Status::Partial => return Ok(Progress::Needs(bytes.len() + 1)),
    };
    let status = head.code.unwrap_or(0);
    for header in head.headers.iter() {
        if header.name.eq_ignore_ascii_case("content-length") {
            let length: usize = std::str::from_utf8(header.value)?.trim().parse()?;
            let whole = size + length;
            return Ok(match bytes.len() >= whole {
                true => Progress::Whole(Answer {
                    status,
                    body_length: length,
                    size: whole,
                }),
                false => Progress::Needs(whole),
            });
        }
        if header.name.eq_ignore_ascii_case("transfer-encoding") {
            ensure!(
                header.value.eq_ignore_ascii_case(b"chunked"),
                "A transfer coding other than `chunked`"
            );
            return Ok(match read_chunks(&bytes[size..])? {
                Some(chunks) => Progress::Whole(Answer {
                    status,
                    body_length: chunks.body.len(),
                    size: size + chunks.size,
                }),
                None => Progress::Needs(bytes.len() + 1),
            });
        }
    }
    bail!("The answer says neither how long it is nor that it is chunked")
}

/// A chunked body that has come whole.
pub(in crate::http) struct Chunks {
    pub(in crate::http) body: Vec<u8>,
    /// With the framing.
    size: usize,
}

/// `None` until the last chunk is there. Trailers are not expected of any entry.
pub(in crate::http) fn read_chunks(bytes: &[u8]) -> Result<Option<Chunks>> {
    let mut body = Vec::new();
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let Some(line) = memmem::find(rest, b"\r\n") else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&rest[..line])?;
        let length = usize::from_str_radix(text.split(';').next().unwrap_or("").trim(), 16)
            .with_context(|| format!("`{text}` is no size of a chunk"))?;
        let end = line + 2 + length;
        let Some(after) = rest.get(end..end + 2) else {
            return Ok(None);
        };
        ensure!(after == b"\r\n", "A chunk is not as long as it says");
        body.extend_from_slice(&rest[line + 2..end]);
        at += end + 2;
        if length == 0 {
            return Ok(Some(Chunks { body, size: at }));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::codec::{Codec, Request};
    use super::super::input::Input;
    use super::{Http1, read_chunks};

    fn requests() -> Rc<[Request]> {
        Rc::new([Request {
            bytes: b"GET / HTTP/1.1\r\n\r\n".to_vec(),
            status: 200,
            length: 5,
        }])
    }

    /// How many answers are taken after each byte.
    fn feed(answers: &[u8], sent: usize) -> anyhow::Result<Vec<usize>> {
        let mut codec = Http1::new(requests());
        let mut output = Vec::new();
        (0..sent).for_each(|_| codec.send(0, &mut output));
        let mut input = Input::default();
        let mut taken = Vec::new();
        for byte in answers {
            input.fill(&mut [*byte].as_slice())?;
            let mut count = 0;
            while codec.receive(&mut input, &mut output)? {
                count += 1;
            }
            taken.push(count);
        }
        Ok(taken)
    }

    #[test]
    fn answers_are_taken_when_they_are_whole() {
        let one = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
        let taken = feed(&[one.as_slice(), one].concat(), 2).unwrap();
        let whole: Vec<usize> = (0..taken.len()).filter(|at| taken[*at] == 1).collect();
        assert_eq!(whole, [one.len() - 1, 2 * one.len() - 1]);
    }

    #[test]
    fn chunked_answers_are_taken_when_they_are_whole() {
        let one = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n";
        let taken = feed(one, 1).unwrap();
        assert_eq!(taken.iter().sum::<usize>(), 1);
        assert_eq!(taken.last(), Some(&1));
        assert_eq!(
            read_chunks(b"2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n").unwrap().unwrap().body,
            b"hello"
        );
    }

    #[test]
    fn a_wrong_answer_is_an_error() {
        assert!(feed(b"HTTP/1.1 500 Oh\r\ncontent-length: 5\r\n\r\nhello", 1).is_err());
        assert!(feed(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhell", 1).is_err());
        assert!(feed(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", 0).is_err());
        assert!(feed(b"HTTP/1.1 200 OK\r\n\r\n", 1).is_err());
    }
}
