//! Everything that can go wrong between a program and this crate, with stable codes.
//! Faults of a client are not errors here: they are answered as problems (see `problem.rs`).

use std::io;
use std::path::Path;
use std::path::PathBuf;

use http::StatusCode;

use crate::body::BodyError;
use crate::problem::Problem;

/// An error thrown into JavaScript; `code` is its stable name there.
#[derive(Debug, thiserror::Error, deno_error::JsError)]
#[property("code" = self.code())]
#[property("status" = self.status())]
#[expect(missing_docs, reason = "the text of each says what it means")]
pub enum HttpError {
    #[class(type)]
    #[error("Route pattern `{pattern}` is not valid: {reason}")]
    Pattern { pattern: String, reason: String },

    #[class(type)]
    #[error("`{0}` is not a method that a route can have")]
    Method(String),

    #[class(generic)]
    #[error(
        "Route `{method} {pattern}` is already registered as `{method} {existing}`\nhint: both match the same paths, so one of them would never run"
    )]
    DuplicateRoute {
        method: String,
        pattern: String,
        existing: String,
    },

    #[class(generic)]
    #[error(
        "Port {port} is already in use on `{host}`\nhint: stop the program that holds it, or listen on another port (0 picks a free one)"
    )]
    AddressInUse { host: String, port: u16 },

    #[class(generic)]
    #[error("The server listens there with other options, which take effect when the program is started again")]
    ListenChanged,

    #[class(generic)]
    #[error(
        "No permission to listen on port {port} of `{host}`\nhint: ports below 1024 need a privilege; use one above"
    )]
    AddressDenied { host: String, port: u16 },

    #[class(generic)]
    #[error("Cannot listen on port {port} of `{host}`: {source}")]
    Listen { host: String, port: u16, source: io::Error },

    #[class(generic)]
    #[error(
        "The socket `{}` is already in use\nhint: stop the program that holds it, or listen on another path", path.display()
    )]
    SocketInUse { path: PathBuf },

    #[class(generic)]
    #[error("No permission to make the socket `{}`\nhint: its folder must be writable", path.display())]
    SocketDenied { path: PathBuf },

    #[class(generic)]
    #[error("Cannot listen on the socket `{}`: {source}\nhint: its folder must exist, and a path may have about 100 bytes", path.display())]
    SocketListen { path: PathBuf, source: io::Error },

    #[class(generic)]
    #[error("`{what}` cannot be used for TLS: {reason}\nhint: {hint}")]
    Tls {
        what: String,
        reason: String,
        hint: &'static str,
    },

    #[class(generic)]
    #[error("The request is already answered")]
    AlreadyAnswered,

    #[class(range)]
    #[error("`{0}` is not a status that a response can have (200 to 999)")]
    Status(u16),

    #[class(type)]
    #[error("Header `{name}` is not valid: {reason}")]
    Header { name: String, reason: &'static str },

    #[class(generic)]
    #[error(
        "The body of the request was discarded when the request was answered\nhint: read `req.body` before answering"
    )]
    BodyGone,

    #[class(generic)]
    #[error(
        "The body of the request has not been read yet\nhint: await `req.json()`, `req.text()` or `req.arrayBuffer()`"
    )]
    BodyUnread,

    #[class(generic)]
    #[error("The body of the request is being read already\nhint: a body is read once; keep what you get")]
    BodyBusy,

    #[class(type)]
    #[error("The settings of the middleware `{name}` are not valid: {reason}")]
    Stage { name: String, reason: String },

    /// The client's fault: what it is answered with, if the program does not catch it.
    #[class(generic)]
    #[error("{message}")]
    Client {
        status: u32,
        code: &'static str,
        message: String,
    },

    #[class(type)]
    #[error("The setting `{name}` is not valid: {reason}")]
    Setting { name: String, reason: String },

    #[class(range)]
    #[error(
        "`{0}` is not a code that a WebSocket can be closed with\nhint: 1000, or one of your own from 3000 to 4999"
    )]
    CloseCode(u16),

    #[class(range)]
    #[error("Cannot send a control frame: {0} has at most {1} bytes")]
    ControlFrame(&'static str, usize),

    #[class(range)]
    #[error("Cannot subscribe to the topic: {0}")]
    Topic(&'static str),

    #[class(type)]
    #[error("Cookie `{name}` is not valid: {reason}\nhint: {hint}")]
    Cookie {
        name: String,
        reason: &'static str,
        hint: &'static str,
    },

    #[class(type)]
    #[error("The secrets for signing are not valid: {0}\nhint: give long random texts, the one that signs first")]
    Secret(&'static str),

    #[class(type)]
    #[error(
        "The setting `trust proxy` is not valid: {0}\nhint: use `true`, `false`, a number of hops, or addresses such as `10.0.0.0/8`, `loopback`, `linklocal` and `uniquelocal`"
    )]
    TrustProxy(String),
}

impl HttpError {
    /// The stable name of the error. System failures keep the names that Node programs look for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Pattern { .. } => "RACE_HTTP_PATTERN",
            Self::Method(_) => "RACE_HTTP_METHOD",
            Self::DuplicateRoute { .. } => "RACE_HTTP_DUPLICATE_ROUTE",
            Self::AddressInUse { .. } | Self::SocketInUse { .. } => "EADDRINUSE",
            Self::ListenChanged => "RACE_HTTP_LISTEN_CHANGED",
            Self::AddressDenied { .. } | Self::SocketDenied { .. } => "EACCES",
            Self::Listen { .. } | Self::SocketListen { .. } => "RACE_HTTP_LISTEN",
            Self::Tls { .. } => "RACE_HTTP_TLS",
            Self::AlreadyAnswered => "RACE_HTTP_ALREADY_ANSWERED",
            Self::Status(_) => "RACE_HTTP_STATUS",
            Self::Header { .. } => "RACE_HTTP_HEADER",
            Self::BodyGone => "RACE_HTTP_BODY_GONE",
            Self::BodyUnread => "RACE_HTTP_BODY_UNREAD",
            Self::BodyBusy => "RACE_HTTP_BODY_BUSY",
            Self::Stage { .. } => "RACE_HTTP_MIDDLEWARE",
            Self::Client { code, .. } => code,
            Self::Setting { .. } => "RACE_HTTP_SETTING",
            Self::CloseCode(_) => "RACE_HTTP_CLOSE_CODE",
            Self::ControlFrame(..) => "RACE_HTTP_CONTROL_FRAME",
            Self::Topic(_) => "RACE_HTTP_TOPIC",
            Self::Cookie { .. } => "RACE_HTTP_COOKIE",
            Self::Secret(_) => "RACE_HTTP_SECRET",
            Self::TrustProxy(_) => "RACE_HTTP_TRUST_PROXY",
        }
    }

    /// The status that a client gets if a handler lets the error through.
    pub fn status(&self) -> u32 {
        match self {
            Self::Client { status, .. } => *status,
            _ => 500,
        }
    }

    /// A body that did not arrive.
    pub fn body(error: BodyError) -> Self {
        let code = match error {
            BodyError::Malformed | BodyError::Disconnected => "RACE_HTTP_BODY_BROKEN",
            BodyError::TooLarge => "RACE_HTTP_BODY_TOO_LARGE",
            BodyError::Timeout | BodyError::TooSlow => "RACE_HTTP_BODY_TIMEOUT",
            BodyError::Coding => "RACE_HTTP_CONTENT_ENCODING",
        };
        Self::client(Problem::Body(error).status(), code, error.to_string())
    }

    /// A fault of the client.
    pub fn client(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self::Client {
            status: status.as_u16().into(),
            code,
            message: message.into(),
        }
    }

    /// Sorts the system's reasons for a failed bind.
    pub(crate) fn listen(host: &str, port: u16, source: io::Error) -> Self {
        let host = host.to_string();
        match source.kind() {
            io::ErrorKind::AddrInUse => Self::AddressInUse { host, port },
            io::ErrorKind::PermissionDenied => Self::AddressDenied { host, port },
            _ => Self::Listen { host, port, source },
        }
    }

    /// Sorts the system's reasons for a Unix socket that cannot be bound.
    pub(crate) fn listen_unix(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::AddrInUse => Self::SocketInUse { path },
            io::ErrorKind::PermissionDenied => Self::SocketDenied { path },
            _ => Self::SocketListen { path, source },
        }
    }
}
