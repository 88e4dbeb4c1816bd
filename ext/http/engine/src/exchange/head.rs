//! The head of a request, whatever protocol brought it.

use std::rc::Rc;

use http::Method;
use http::Version;
use memchr::memchr;

use crate::fields::Fields;

/// Request line and fields. Each protocol has checked by its own rules that there is only one way to read it.
#[derive(Debug)]
pub struct RequestHead {
    /// The method.
    pub method: Method,
    /// The request target as the client wrote it: path and query, or `*`.
    pub target: Box<str>,
    /// The protocol's version.
    pub version: Version,
    /// The host that the client asked for, with its port if it gave one: `Host`, or `:authority`. Empty if it gave none.
    pub authority: Rc<str>,
    /// The header lines.
    pub fields: Fields,
}

impl RequestHead {
    /// The target without its query.
    pub fn path(&self) -> &str {
        let end = memchr(b'?', self.target.as_bytes()).unwrap_or(self.target.len());
        &self.target[..end]
    }

    /// What follows the target's first question mark.
    pub fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }
}
