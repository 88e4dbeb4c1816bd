//! What a protocol is to the generator: bytes for a request, and whether an answer has come. It must not know when either happens.

use std::rc::Rc;

use anyhow::Result;

use super::input::Input;
use super::{http1, http2, websocket};

/// One of the requests that a profile sends in turn, and what its answer must be.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// As they go over the wire; for HTTP/2 the header block.
    pub(crate) bytes: Vec<u8>,
    pub(crate) status: u16,
    /// Bytes of the answer's body. That they are the right ones is checked before; under load their number is.
    pub(crate) length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Http1,
    Http2,
    WebSocket,
}

/// One connection's state.
pub(super) trait Codec {
    /// Whether requests may be sent.
    fn is_ready(&self) -> bool {
        true
    }

    /// Adds request number `index` to what is to be sent.
    fn send(&mut self, index: usize, output: &mut Vec<u8>);

    /// Takes one answer off the input; `false` until one is whole.
    ///
    /// # Errors
    ///
    /// It is not the answer that the request must have.
    fn receive(&mut self, input: &mut Input, output: &mut Vec<u8>) -> Result<bool>;
}

/// The codec of a new connection; what the protocol begins with is in `output`.
pub(super) fn new(protocol: Protocol, requests: &Rc<[Request]>, output: &mut Vec<u8>) -> Box<dyn Codec> {
    match protocol {
        Protocol::Http1 => Box::new(http1::Http1::new(Rc::clone(requests))),
        Protocol::Http2 => Box::new(http2::Http2::new(Rc::clone(requests), output)),
        Protocol::WebSocket => Box::new(websocket::WebSocket::new(Rc::clone(requests), output)),
    }
}
