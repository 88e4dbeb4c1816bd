//! What `racejs/express` needs besides the calls that every app uses: routers by themselves, and entity tags as Express
//! makes them.

use std::cell::RefCell;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use deno_core::op2;
use deno_core::v8;
use http::Method;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::router::NewLayer;
use racejs_http_engine::router::Order;
use racejs_http_engine::router::Outcome;
use racejs_http_engine::router::Router;
use racejs_http_engine::router::Settings;
use racejs_http_engine::router::Verb;
use sha1::Digest;
use sha1::Sha1;

use super::body::BodyHandle;
use super::handles;
use crate::exchanges;
use crate::strings;

handles! {
    /// A router that stands in no app, as JavaScript holds it.
    RouterHandle(RefCell<Router>) = c"Router";
}

/// Bits of a layer, as `js/express/_matcher.ts` sets them.
const CASE_SENSITIVE: u32 = 1;
const STRICT: u32 = 2;
const PREFIX: u32 = 4;

/// Characters of a digest that a tag has: 160 bits without the padding.
const DIGEST_CHARS: usize = 27;

#[op2]
#[cppgc]
pub(crate) fn op_racejs_router() -> RouterHandle {
    let order = Order::Registration;
    RouterHandle(RefCell::new(Router::new(Settings { order })))
}

/// Adds a layer for every method; `id` is its place as well. Its warnings are no concern of Express, where routes may
/// stand behind others.
#[op2(fast)]
pub(crate) fn op_racejs_router_add(
    #[cppgc] router: &RouterHandle,
    #[smi] id: u32,
    #[string] pattern: String,
    #[smi] flags: u32,
) -> Result<(), HttpError> {
    let layer = NewLayer {
        id,
        verb: (flags & PREFIX == 0).then_some(Verb::All),
        parts: &[pattern],
        order: &[id],
        is_case_sensitive: flags & CASE_SENSITIVE != 0,
        is_strict: flags & STRICT != 0,
        has_condition: false,
    };
    router.0.borrow_mut().add(layer)?;
    Ok(())
}

/// For each layer that matches: its id, how many bytes of the path are in front of its own part, the number of its
/// parameters, then their names and values. `null` for a path that is not percent-encoded UTF-8.
#[op2]
pub(crate) fn op_racejs_router_match<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    #[cppgc] router: &RouterHandle,
    #[string] path: &str,
) -> v8::Local<'s, v8::Value> {
    let plan = router.0.borrow().plan(&Method::GET, path);
    if plan.outcome == Outcome::BadPath {
        return v8::null(scope).into();
    }
    let mut elements: Vec<v8::Local<v8::Value>> = Vec::new();
    for step in plan.steps {
        for number in [step.layer as usize, step.base, step.params.len()] {
            elements.push(v8::Integer::new_from_unsigned(scope, number as u32).into());
        }
        for text in step.params.iter().flat_map(|param| [&*param.name, &param.value]) {
            elements.push(strings::make(scope, text.as_bytes()));
        }
    }
    v8::Array::new_with_elements(scope, &elements).into()
}

/// The body as it comes: parsers decode and bound it by their own settings.
#[op2]
#[cppgc]
pub(crate) fn op_racejs_raw_stream(exchange: f64) -> Result<BodyHandle, HttpError> {
    let exchange = exchanges::get(exchange).ok_or(HttpError::BodyGone)?;
    Ok(BodyHandle(RefCell::new(Some(exchange.take_raw_stream()?))))
}

/// Ends the connection without an answer; of HTTP/2, the stream. `false` if there is an answer.
#[op2(fast)]
pub(crate) fn op_racejs_break_off(exchange: f64) -> bool {
    exchanges::get(exchange).is_some_and(|exchange| exchange.break_off())
}

/// Resolves when the system has the whole answer (`true`), or when the client has left before that (`false`).
#[op2]
pub(crate) fn op_racejs_delivered(exchange: f64) -> impl Future<Output = bool> + use<> {
    // The link, not the exchange, as for `op_racejs_ended`.
    let link = exchanges::get(exchange).map(|exchange| exchange.link().clone());
    async move {
        match link {
            Some(link) => link.delivered().await,
            None => true,
        }
    }
}

#[op2]
#[string]
pub(crate) fn op_racejs_entity_tag(#[buffer] body: &[u8]) -> String {
    entity_tag(body)
}

#[op2]
#[string]
pub(crate) fn op_racejs_entity_tag_of_text(#[string] body: &str) -> String {
    entity_tag(body.as_bytes())
}

/// Length and digest, as the package `etag` has them.
fn entity_tag(body: &[u8]) -> String {
    let digest = STANDARD.encode(Sha1::digest(body));
    format!("\"{:x}-{}\"", body.len(), &digest[..DIGEST_CHARS])
}
