//! Takes a request for a WebSocket: from the handshake to a session and the answer that opens it.

use std::rc::Rc;

use http::HeaderMap;
use http::Response;

use super::drive;
use super::handshake;
use super::hub::SessionId;
use super::hub::Sockets;
use super::options::WsOptions;
use super::session::Session;
use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::problem::Problem;

/// Makes a session of a request, and the answer that has to be given for it to open. Until then it may be subscribed
/// and sent to; if the answer is dropped, or the client has left, the session ends with 1006 without having opened.
///
/// `protocol` is the subprotocol that the program chooses instead of the first of the options' that the client offers;
/// one that the client has not offered is left out. `headers` are added to the answer.
///
/// # Errors
/// What to answer instead: 426 where no WebSocket is asked for, or one of another version, 400 for a faulty request,
/// 403 for an origin that is not let in.
pub fn accept(
    exchange: &Exchange,
    options: &Rc<WsOptions>,
    hub: &Rc<Sockets>,
    protocol: Option<String>,
    headers: HeaderMap,
) -> Result<(SessionId, Response<AnswerBody>), Problem> {
    let handshake = handshake::check(exchange.head(), exchange.origin().hostname(), options, protocol)?;
    let window_bits = handshake.deflate.map(|agreement| agreement.server_window_bits);
    let session = Session::new(hub, options, handshake.protocol.clone(), window_bits, exchange);
    let id = session.id();
    let life = drive::Life::new(session);
    let upgrade = Box::new(move |handover| drive::run(life, handover));
    // An answer that cannot be made drops the upgrade, and the session ends with it.
    let response = handshake.into_response(headers, AnswerBody::Upgrade(upgrade))?;
    Ok((id, response))
}
