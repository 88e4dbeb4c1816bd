//! `logger`: one line for each request, when the last byte of its answer is on its way or its client has left. Access
//! logs are data, so they go to stdout.

mod format;
mod sink;
#[cfg(test)]
mod tests;

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;
use std::time::SystemTime;

use bytes::Bytes;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use serde::Deserialize;
use tokio::time::Instant;

use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::logger::format::End;
use crate::stage::logger::format::Entry;
use crate::stage::logger::format::Format;
use crate::stage::logger::sink::Sink;
use crate::stage::logger::sink::Stream;
use crate::stage::settings;

pub use sink::flush;

/// How long a logger that goes down waits for its lines to be written.
const FLUSH_TIME: Duration = Duration::from_millis(200);

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    format: Format,
    /// Whether the query is logged with the path. It often holds secrets.
    query: bool,
    /// Statuses that are not logged: `304`, or `"2xx"` for all of a hundred.
    skip_statuses: Vec<StatusSetting>,
    /// Paths that are not logged; with a `*` at the end, all that begin so.
    skip_paths: Vec<String>,
    stream: Stream,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a list of statuses, such as `304` or `\"2xx\"`")]
enum StatusSetting {
    One(u16),
    Hundred(String),
}

struct Logger {
    format: Format,
    has_colour: bool,
    has_query: bool,
    /// From one status to another, both of them too.
    skip_statuses: Vec<(u16, u16)>,
    skip_paths: Vec<String>,
    sink: Arc<Sink>,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    let stream = settings.stream;
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let sink = stream
        .sink()
        .map_err(|error| format!("the thread that writes its lines did not start: {error}"))?;
    Ok(Rc::new(logger(settings, !is_plain && stream.is_terminal(), sink)?))
}

fn logger(settings: Settings, has_colour: bool, sink: Arc<Sink>) -> Result<Logger, String> {
    let statuses = settings.skip_statuses.iter().map(range);
    if let Some(path) = settings.skip_paths.iter().find(|path| !path.starts_with('/')) {
        return Err(format!(
            "`skipPaths`: `{}` does not begin with `/`",
            settings::plain(path)
        ));
    }
    Ok(Logger {
        format: settings.format,
        has_colour,
        has_query: settings.query,
        skip_statuses: statuses.collect::<Result<_, _>>()?,
        skip_paths: settings.skip_paths,
        sink,
    })
}

fn range(setting: &StatusSetting) -> Result<(u16, u16), String> {
    let (range, text) = match setting {
        StatusSetting::One(status) => (
            (100..600).contains(status).then_some((*status, *status)),
            status.to_string(),
        ),
        StatusSetting::Hundred(text) => {
            let range = match text.as_bytes() {
                [digit @ b'1'..=b'5', b'x', b'x'] => Some(u16::from(digit - b'0') * 100),
                _ => None,
            };
            (range.map(|first| (first, first + 99)), text.clone())
        }
    };
    range.ok_or_else(|| {
        format!(
            "`skipStatuses`: `{}` is neither a status nor a hundred of them such as `2xx`",
            settings::plain(&text)
        )
    })
}

impl Stage for Logger {
    fn name(&self) -> &'static str {
        "logger"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        exchange.began();
        // What is to be written at the end must outlive the exchange, and needs to hold this.
        exchange.enlist(Rc::new(Request { logger: self }));
        Flow::Next
    }
}

/// The logger, as one request sees it.
struct Request {
    logger: Rc<Logger>,
}

impl Stage for Request {
    fn name(&self) -> &'static str {
        "logger"
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        if self.logger.skips(exchange, Some(answer.status())) {
            return;
        }
        let pending = Pending::new(&self.logger, exchange, Some(answer.status()));
        let body = std::mem::replace(answer.body_mut(), AnswerBody::empty());
        // An answer to HEAD has a body that nobody sends. Nothing to be sent: it is sent.
        if exchange.head().method == Method::HEAD || body.is_end_stream() {
            *answer.body_mut() = body;
            pending.write(0, false);
            return;
        }
        let length = answer.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        *answer.body_mut() = AnswerBody::boxed(Logged {
            length: body.size_hint().exact().or(length),
            body,
            bytes: 0,
            pending: Some(pending),
        });
    }

    fn client_left(&self, exchange: &Exchange) {
        if !self.logger.skips(exchange, None) {
            Pending::new(&self.logger, exchange, None).write(0, true);
        }
    }
}

impl Logger {
    fn skips(&self, exchange: &Exchange, status: Option<StatusCode>) -> bool {
        let path = exchange.head().path();
        let is_skipped_path = self.skip_paths.iter().any(|skipped| match skipped.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == skipped,
        });
        let is_in = |status: StatusCode| {
            let mut ranges = self.skip_statuses.iter();
            ranges.any(|(first, last)| (*first..=*last).contains(&status.as_u16()))
        };
        is_skipped_path || status.is_some_and(is_in)
    }
}

impl Drop for Logger {
    fn drop(&mut self) {
        self.sink.flush(FLUSH_TIME);
    }
}

/// A line that waits for its last figures.
struct Pending {
    logger: Rc<Logger>,
    entry: Entry,
    began: Instant,
}

impl Pending {
    fn new(logger: &Rc<Logger>, exchange: &Exchange, status: Option<StatusCode>) -> Self {
        let head = exchange.head();
        let field = |name| head.fields.first(name).map(Box::from);
        let url = if logger.has_query { &*head.target } else { head.path() };
        Self {
            logger: logger.clone(),
            entry: Entry {
                method: head.method.clone(),
                url: url.into(),
                version: head.version,
                address: exchange.client_address(),
                id: exchange.id().map(Box::from),
                user: exchange.user().map(Box::from),
                referrer: field("referer"),
                agent: field("user-agent"),
                status,
            },
            began: exchange.began(),
        }
    }

    fn write(self, bytes: u64, is_aborted: bool) {
        let took = self.began.elapsed();
        let end = End {
            began: SystemTime::now().checked_sub(took).unwrap_or(SystemTime::UNIX_EPOCH),
            took,
            bytes,
            is_aborted,
        };
        let Logger { format, has_colour, .. } = *self.logger;
        let line = format::line(format, has_colour, &self.entry, end);
        self.logger.sink.push(line.as_bytes());
    }
}

/// Counts what is sent of a body, and writes the line at its end.
struct Logged {
    body: AnswerBody,
    /// Where it ends, if that is known: a protocol need not ask for more.
    length: Option<u64>,
    bytes: u64,
    pending: Option<Pending>,
}

impl Logged {
    fn end(&mut self, is_aborted: bool) {
        if let Some(pending) = self.pending.take() {
            pending.write(self.bytes, is_aborted);
        }
    }
}

impl Body for Logged {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.body).poll_frame(cx);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                this.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
                if this.body.is_end_stream() {
                    this.end(false);
                }
            }
            Poll::Ready(Some(Err(Aborted))) => this.end(true),
            Poll::Ready(None) => this.end(false),
            Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        self.end(self.length != Some(self.bytes));
    }
}
