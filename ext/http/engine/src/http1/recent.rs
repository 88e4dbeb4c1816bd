//! The header block that the last request of a connection came with, and what it says. Most clients send the same one with
//! each of their requests: then there is one comparison where there were lines to take apart. Pure.

use std::rc::Rc;

use http::Method;
use http::Version;
use memchr::memchr;

use super::framing::Framing;
use super::head;
use super::head::Request;
use super::target;
use crate::Fields;
use crate::exchange::RequestHead;
use crate::limits::Limits;

/// Larger blocks are read anew each time: a connection keeps its copy for as long as it lives.
const MAX_BLOCK: usize = 2 * 1024;

/// What is known from the last request of a connection.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// The authority that it was for.
    pub(super) host: Rc<str>,
    /// The lines behind its request line as they came, the empty one included. Empty if they are not kept.
    block: Vec<u8>,
    meaning: Option<Meaning>,
}

/// What a block says, for requests of one version whose target is a path.
#[derive(Debug)]
struct Meaning {
    version: Version,
    /// Most often that of the next request.
    method: Method,
    fields: Fields,
    framing: Framing,
    keeps_alive: bool,
    expects_continue: bool,
}

impl Recent {
    /// The request that an input begins with, and its length, if it has the same block as the last one. Of any other head it
    /// says nothing: neither that it is complete nor that it is right.
    pub(super) fn read(&self, input: &[u8], limits: &Limits) -> Option<(Request, usize)> {
        let meaning = self.meaning.as_ref()?;
        let feed = memchr(b'\n', &input[..input.len().min(limits.head_bytes)])?;
        let end = feed + 1 + self.block.len();
        if end > limits.head_bytes || input.get(feed + 1..end)? != self.block {
            return None;
        }
        let line = input[..feed].strip_suffix(b"\r")?;
        let (method, target) = match line.strip_prefix(meaning.method.as_str().as_bytes()) {
            // The target has no space, since `text` takes none.
            Some([b' ', rest @ ..]) => (meaning.method.clone(), rest.strip_suffix(ending(meaning.version)?)?),
            _ => {
                let (method, target, version) = head::request_line(line).ok()?;
                (method, (version == meaning.version).then_some(target)?)
            }
        };
        if target.first() != Some(&b'/') {
            return None;
        }
        let request = Request {
            framing: meaning.framing,
            keeps_alive: meaning.keeps_alive,
            expects_continue: meaning.expects_continue,
            head: RequestHead {
                method,
                target: target::text(target).ok()?.into(),
                version: meaning.version,
                authority: self.host.clone(),
                fields: meaning.fields.clone(),
            },
        };
        Some((request, end))
    }

    /// Remembers a request, and its block if its target was a path: one that names a host itself gives the block another
    /// meaning.
    pub(super) fn keep(&mut self, request: &Request, block: Option<&[u8]>) {
        self.block.clear();
        self.host = request.head.authority.clone();
        self.meaning = block.filter(|block| block.len() <= MAX_BLOCK).map(|block| {
            self.block.extend_from_slice(block);
            Meaning {
                version: request.head.version,
                method: request.head.method.clone(),
                fields: request.head.fields.clone(),
                framing: request.framing,
                keeps_alive: request.keeps_alive,
                expects_continue: request.expects_continue,
            }
        });
    }
}

/// What follows the target in a request line.
fn ending(version: Version) -> Option<&'static [u8]> {
    match version {
        Version::HTTP_11 => Some(b" HTTP/1.1"),
        Version::HTTP_10 => Some(b" HTTP/1.0"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
