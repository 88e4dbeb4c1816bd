//! What a handler reads of a request.

use deno_core::op2;
use racejs_http_engine::Fields;
use racejs_http_engine::data::accept;
use racejs_http_engine::data::accept::Kind;
use racejs_http_engine::data::media_type;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::exchange::Ending;
use racejs_http_engine::peer::Peer;

use super::app::AppHandle;
use crate::exchanges;

#[op2]
#[string]
pub(crate) fn op_racejs_id(exchange: f64) -> Option<String> {
    exchanges::get(exchange)?.id().map(str::to_string)
}

/// The name that an authentication has found.
#[op2]
#[string]
pub(crate) fn op_racejs_user(exchange: f64) -> Option<String> {
    exchanges::get(exchange)?.user().map(str::to_string)
}

/// The handlers are done. An exchange that has nothing left to do goes now, and not when the collector comes by.
#[op2(fast)]
pub(crate) fn op_racejs_release(exchange: f64) {
    exchanges::release(exchange);
}

/// Address, protocol, host and host without its port of the client, then the addresses between it and the server. `peer` and
/// `head` are what the program got with the request.
#[op2]
pub(crate) fn op_racejs_client(
    #[cppgc] app: &AppHandle,
    #[string] peer: &str,
    #[string] head: &str,
) -> Result<Vec<String>, HttpError> {
    let peer: Peer = peer.parse().map_err(|_| HttpError::Setting {
        name: "peer".to_string(),
        reason: format!("`{peer}` is none"),
    })?;
    let (_, block) = head.split_once('\n').unwrap_or_default();
    let origin = app.0.origin(&peer, &Fields::parse(block));
    let mut texts = vec![
        origin.ip.to_string(),
        origin.protocol.to_string(),
        origin.host.clone(),
        origin.hostname().to_string(),
    ];
    texts.extend(origin.ips.iter().map(ToString::to_string));
    Ok(texts)
}

/// With offers, the best of them, if there is one; else what the client prefers, in its order.
#[op2]
pub(crate) fn op_racejs_accepts(
    #[string] header: &str,
    #[string] field: Option<String>,
    #[scoped] offers: Vec<String>,
) -> Vec<String> {
    let kind = match header {
        "accept-charset" => Kind::Charset,
        "accept-encoding" => Kind::Encoding,
        "accept-language" => Kind::Language,
        _ => Kind::Type,
    };
    if offers.is_empty() {
        return accept::accepted(kind, field.as_deref());
    }
    let names: Vec<&str> = offers.iter().map(String::as_str).collect();
    let best = accept::best(kind, field.as_deref(), &names);
    best.map(|index| offers[index].clone()).into_iter().collect()
}

/// Which of the types that one is, if it is one of them.
#[op2]
#[string]
pub(crate) fn op_racejs_is(#[string] media_type: &str, #[scoped] types: Vec<String>) -> Option<String> {
    let names: Vec<&str> = types.iter().map(String::as_str).collect();
    media_type::is(media_type, &names)
}

/// Resolves when the request has ended: `true` if its client left before it was answered.
#[op2]
pub(crate) fn op_racejs_ended(exchange: f64) -> impl Future<Output = bool> + use<> {
    // The link, not the exchange: a request that is forgotten must not be kept alive by whoever waits for its end.
    let link = exchanges::get(exchange).map(|exchange| exchange.link().clone());
    async move {
        match link {
            Some(link) => link.ended().await == Ending::ClientLeft,
            None => false,
        }
    }
}

/// Tells which of the steps that came with the request take it, of those that have a condition. Resolves with `true`
/// when the handlers may begin, with `false` if there is nothing for them to do.
#[op2]
pub(crate) fn op_racejs_tell(exchange: f64, #[scoped] met: Vec<u32>) -> impl Future<Output = bool> + use<> {
    let told = exchanges::get(exchange).map(|exchange| {
        let taken = exchange.taken();
        exchange.tell(met.into_iter().map(|step| taken + step as usize).collect())
    });
    async move {
        match told {
            Some(told) => told.await,
            None => false,
        }
    }
}
