//! The opening handshake (RFC 6455, section 4.2): whether a request asks for a WebSocket in the right way, and the
//! answer that opens it. Knows no connections.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::Uri;
use http::Version;
use http::header;
use sha1::Digest as _;
use sha1::Sha1;

use super::extension;
use super::extension::Agreement;
use super::options::WsOptions;
use crate::body::AnswerBody;
use crate::data::media_type::is_token;
use crate::exchange::RequestHead;
use crate::problem::Problem;

/// Section 1.3.
const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Subprotocols that a client may name; a real one names a handful.
const MAX_PROTOCOLS: usize = 64;

/// What was agreed on.
#[derive(Debug)]
pub(super) struct Handshake {
    accept: HeaderValue,
    pub(super) protocol: Option<String>,
    pub(super) deflate: Option<Agreement>,
}

/// Checks a request, and chooses. `protocol` is the program's own choice of subprotocol; one that the client has not
/// offered is left out, since the client would have to fail the connection.
///
/// # Errors
/// 426 where no WebSocket is asked for, or one of another version; 400 for a faulty request; 403 for an origin that is
/// not let in.
pub(super) fn check(
    head: &RequestHead,
    hostname: &str,
    options: &WsOptions,
    protocol: Option<String>,
) -> Result<Handshake, Problem> {
    let is_read = matches!(head.method, Method::GET | Method::HEAD);
    let asks = head.method == Method::GET
        && head.version == Version::HTTP_11
        && has_token(head, "connection", "upgrade")
        && has_token(head, "upgrade", "websocket");
    if !asks && is_read {
        return Err(Problem::UpgradeRequired);
    }
    if !asks {
        return Err(Problem::Malformed("A WebSocket is opened with GET"));
    }
    if head
        .fields
        .get("sec-websocket-version")
        .is_none_or(|version| version != "13")
    {
        return Err(Problem::UpgradeRequired);
    }
    let has_body = head.fields.all("content-length").any(|length| length != "0");
    if has_body || head.fields.contains("transfer-encoding") {
        return Err(Problem::Malformed("A request for a WebSocket has no body"));
    }
    let accept = accept_value(head)?;
    check_origin(head, hostname, options)?;
    let offered = offered_protocols(head);
    if offered.len() > MAX_PROTOCOLS || !offered.iter().all(|name| is_token(name)) {
        return Err(Problem::Malformed("`Sec-WebSocket-Protocol` is not a list of names"));
    }
    let protocol = match protocol {
        Some(chosen) => Some(chosen).filter(|chosen| offered.contains(&chosen.as_str())),
        None => {
            let mut known = options.protocols.iter();
            known.find(|name| offered.contains(&name.as_str())).cloned()
        }
    };
    let offers = head.fields.get("sec-websocket-extensions");
    let offers = offers.filter(|_| options.per_message_deflate);
    Ok(Handshake {
        accept,
        protocol,
        deflate: offers.and_then(|offers| extension::negotiate(&offers)),
    })
}

/// The subprotocols that a client offers, the preferred one first.
pub fn offered_protocols(head: &RequestHead) -> Vec<&str> {
    let lines = head.fields.all("sec-websocket-protocol");
    let names = lines.flat_map(|line| line.split(',')).map(str::trim);
    names.filter(|name| !name.is_empty()).collect()
}

impl Handshake {
    /// The answer. `headers` are the program's; those of the handshake win over them.
    pub(super) fn into_response(self, headers: HeaderMap, body: AnswerBody) -> Result<Response<AnswerBody>, Problem> {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        let fields = response.headers_mut();
        *fields = headers;
        for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING] {
            fields.remove(name);
        }
        let mut set = |name: HeaderName, value: Option<HeaderValue>| match value {
            Some(value) => drop(fields.insert(name, value)),
            None => drop(fields.remove(name)),
        };
        let text = |text: String| HeaderValue::try_from(text).map_err(|_| Problem::Unanswered);
        set(header::CONNECTION, Some(HeaderValue::from_static("upgrade")));
        set(header::UPGRADE, Some(HeaderValue::from_static("websocket")));
        set(header::SEC_WEBSOCKET_ACCEPT, Some(self.accept));
        set(header::SEC_WEBSOCKET_PROTOCOL, self.protocol.map(text).transpose()?);
        let extensions = self.deflate.map(Agreement::header);
        set(header::SEC_WEBSOCKET_EXTENSIONS, extensions.map(text).transpose()?);
        Ok(response)
    }
}

/// Section 4.2.2, point 5.4. The key has no meaning beyond being 16 bytes.
fn accept_value(head: &RequestHead) -> Result<HeaderValue, Problem> {
    let faulty = Problem::Malformed("`Sec-WebSocket-Key` is not 16 bytes in Base64");
    let mut keys = head.fields.all("sec-websocket-key");
    let (Some(key), None) = (keys.next(), keys.next()) else {
        return Err(faulty);
    };
    let is_key = BASE64_STANDARD.decode(key).is_ok_and(|bytes| bytes.len() == 16);
    if !is_key {
        return Err(faulty);
    }
    let digest = Sha1::new().chain_update(key).chain_update(GUID).finalize();
    HeaderValue::try_from(BASE64_STANDARD.encode(digest)).map_err(|_| faulty)
}

/// Browsers let any page open a WebSocket anywhere, with the user's cookies, and tell only whose page it is.
/// A browser opens a WebSocket for any page, and sends the user's cookies along: so a page of another host is let in
/// only by name. Whoever sends no origin is no browser.
fn check_origin(head: &RequestHead, hostname: &str, options: &WsOptions) -> Result<(), Problem> {
    let is_allowed = |origin: &str| match &options.origins {
        None => is_of_host(origin, hostname),
        Some(allowed) => allowed
            .iter()
            .any(|allowed| allowed == "*" || allowed.eq_ignore_ascii_case(origin)),
    };
    let mut origins = head.fields.all("origin");
    if origins.all(is_allowed) {
        Ok(())
    } else {
        let detail = "Pages of this origin may not open a WebSocket here";
        Err(Problem::Refused(StatusCode::FORBIDDEN, detail))
    }
}

/// Whether an origin is of that host, on whatever port: cookies make no difference there either.
fn is_of_host(origin: &str, hostname: &str) -> bool {
    origin
        .parse::<Uri>()
        .ok()
        .and_then(|origin| Some(origin.host()?.eq_ignore_ascii_case(hostname)))
        .unwrap_or(false)
}

fn has_token(head: &RequestHead, name: &str, token: &str) -> bool {
    let mut tokens = head.fields.all(name).flat_map(|line| line.split(','));
    tokens.any(|known| known.trim().eq_ignore_ascii_case(token))
}
