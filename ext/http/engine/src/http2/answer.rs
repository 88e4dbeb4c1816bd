//! An answer as HTTP/2 carries it: its fields, and its body as fast as the client takes it. Knows no requests.

use std::future::poll_fn;

use bytes::Bytes;
use h2::Reason;
use h2::SendStream;
use h2::server::SendResponse;
use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::Response;
use http::StatusCode;
use http::header;
use http_body::Body as _;
use http_body_util::BodyExt;

use crate::body::AnswerBody;
use crate::date;
use crate::http2::pull::Pull;
use crate::http2::stream::Ended;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::problem::Problem;

/// Fields that speak of a connection, which HTTP/2 has its own words for (RFC 9113, section 8.2.2).
const OF_CONNECTIONS: [HeaderName; 6] = [
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::TE,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// Removes them.
pub(super) fn strip(fields: &mut HeaderMap) {
    for name in OF_CONNECTIONS {
        fields.remove(name);
    }
}

/// Why an answer was not written to its end.
enum Cut {
    /// The client has left.
    Left,
    /// The program gave up, or its body is not as long as it said.
    Aborted,
    /// The client takes nothing, or too little.
    Stalled(Limit),
}

/// Writes an answer; for HEAD, its head.
pub(super) async fn write(
    mut respond: SendResponse<Bytes>,
    response: Response<AnswerBody>,
    is_head: bool,
    pull: &Pull,
    peer: &Peer,
) -> Ended {
    let (mut head, mut body) = speakable(response).into_parts();
    let declared = prepare(&mut head.headers, head.status, &body, is_head);
    let has_no_body = matches!(head.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let is_whole = is_head || has_no_body || body.is_end_stream();
    let Ok(mut stream) = respond.send_response(Response::from_parts(head, ()), is_whole) else {
        return Ended::Reset;
    };
    if is_whole {
        return Ended::Answered;
    }
    match pump(&mut stream, &mut body, declared, pull).await {
        Ok(()) => Ended::Answered,
        Err(Cut::Left) => Ended::Reset,
        Err(Cut::Aborted) => {
            stream.send_reset(Reason::INTERNAL_ERROR);
            Ended::Cut
        }
        Err(Cut::Stalled(limit)) => {
            limit.reached(&Whom::from(peer));
            stream.send_reset(Reason::CANCEL);
            Ended::Cut
        }
    }
}

/// There is no 101 in HTTP/2 (section 8.6), and a stream is no connection to hand over.
fn speakable(response: Response<AnswerBody>) -> Response<AnswerBody> {
    let is_upgrade = matches!(response.body(), AnswerBody::Upgrade(_));
    match is_upgrade || response.status().is_informational() {
        true => Problem::Refused(
            StatusCode::NOT_IMPLEMENTED,
            "Only a connection of HTTP/1.1 can be upgraded",
        )
        .into_response(),
        false => response,
    }
}

/// Completes the fields; the length that they declare.
fn prepare(fields: &mut HeaderMap, status: StatusCode, body: &AnswerBody, is_head: bool) -> Option<u64> {
    strip(fields);
    fields.entry(header::DATE).or_insert_with(date::now);
    if status == StatusCode::NO_CONTENT {
        fields.remove(header::CONTENT_LENGTH);
        return None;
    }
    if let Some(length) = fields.get(header::CONTENT_LENGTH) {
        return length.to_str().ok()?.parse().ok();
    }
    let length = body.size_hint().exact()?;
    // Nothing is known of the body that HEAD and 304 leave out, except where it is there.
    if length > 0 || !(is_head || status == StatusCode::NOT_MODIFIED) {
        fields.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Some(length)
}

async fn pump(
    stream: &mut SendStream<Bytes>,
    body: &mut AnswerBody,
    declared: Option<u64>,
    pull: &Pull,
) -> Result<(), Cut> {
    let mut sent = 0;
    loop {
        let frame = tokio::select! {
            biased;
            // An error means that the connection has gone.
            _ = poll_fn(|cx| stream.poll_reset(cx)) => return Err(Cut::Left),
            frame = body.frame() => frame,
        };
        let data = match frame {
            None => Bytes::new(),
            Some(Err(_)) => return Err(Cut::Aborted),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) if data.is_empty() => continue,
                Ok(data) => data,
                Err(frame) => {
                    let Ok(mut trailers) = frame.into_trailers() else {
                        continue;
                    };
                    check_length(declared, sent, true)?;
                    strip(&mut trailers);
                    return stream.send_trailers(trailers).map_err(|_| Cut::Left);
                }
            },
        };
        sent += data.len() as u64;
        let is_last = data.is_empty() || body.is_end_stream();
        check_length(declared, sent, is_last)?;
        send(stream, data, is_last, pull).await?;
        if is_last {
            return Ok(());
        }
    }
}

/// A body that is not as long as declared must not look complete (section 8.1.1).
fn check_length(declared: Option<u64>, sent: u64, is_last: bool) -> Result<(), Cut> {
    let Some(declared) = declared else { return Ok(()) };
    if sent > declared || (is_last && sent < declared) {
        tracing::warn!(target: "racejs::http", declared, sent, "the body of an answer is not as long as its content-length");
        return Err(Cut::Aborted);
    }
    Ok(())
}

/// Sends a piece as the client's windows open.
async fn send(stream: &mut SendStream<Bytes>, mut data: Bytes, is_last: bool, pull: &Pull) -> Result<(), Cut> {
    while !data.is_empty() {
        stream.reserve_capacity(data.len());
        let capacity = match stream.capacity() {
            0 => pull
                .wait(poll_fn(|cx| stream.poll_capacity(cx)))
                .await
                .map_err(Cut::Stalled)?
                .and_then(Result::ok)
                .ok_or(Cut::Left)?,
            capacity => capacity,
        };
        let part = data.split_to(capacity.min(data.len()));
        let is_end = is_last && data.is_empty();
        pull.note(part.len());
        stream.send_data(part, is_end).map_err(|_| Cut::Left)?;
        if is_end {
            return Ok(());
        }
    }
    match is_last {
        true => stream.send_data(Bytes::new(), true).map_err(|_| Cut::Left),
        false => Ok(()),
    }
}
