//! What a handler reads of a request.

use std::rc::Rc;

use deno_core::op2;
use deno_core::v8;
use racejs_http_engine::data::accept;
use racejs_http_engine::data::accept::Kind;
use racejs_http_engine::data::media_type;
use racejs_http_engine::exchange::Ending;
use racejs_http_engine::exchange::Handed;
use racejs_http_engine::router::Outcome;

use super::handles;

handles! {
    /// An exchange as JavaScript holds it.
    ExchangeHandle(Rc<Handed>) = c"Exchange";
}

#[op2]
#[string]
pub(crate) fn op_racejs_method(#[cppgc] exchange: &ExchangeHandle) -> String {
    exchange.0.head().method.to_string()
}

#[op2]
#[string]
pub(crate) fn op_racejs_url(#[cppgc] exchange: &ExchangeHandle) -> String {
    exchange.0.head().target.to_string()
}

#[op2]
#[string]
pub(crate) fn op_racejs_version(#[cppgc] exchange: &ExchangeHandle) -> String {
    format!("{:?}", exchange.0.head().version)
}

/// Name and value by turns, lines of one name joined.
#[op2]
pub(crate) fn op_racejs_headers(#[cppgc] exchange: &ExchangeHandle) -> Vec<String> {
    let fields = &exchange.0.head().fields;
    let mut pairs: Vec<String> = Vec::new();
    for (name, value) in fields.iter() {
        let known = pairs.iter().step_by(2).any(|known| known == name);
        if !known {
            let joined = fields.get(name).unwrap_or(value.into());
            pairs.extend([name.to_string(), joined.into_owned()]);
        }
    }
    pairs
}

/// Name and value by turns, a pair for each line.
#[op2]
pub(crate) fn op_racejs_header_lines(#[cppgc] exchange: &ExchangeHandle) -> Vec<String> {
    let fields = exchange.0.head().fields.iter();
    fields
        .flat_map(|(name, value)| [name.to_string(), value.to_string()])
        .collect()
}

#[op2]
#[string]
pub(crate) fn op_racejs_header(#[cppgc] exchange: &ExchangeHandle, #[string] name: &str) -> Option<String> {
    exchange.0.head().fields.get(name).map(|value| value.into_owned())
}

#[op2]
#[string]
pub(crate) fn op_racejs_id(#[cppgc] exchange: &ExchangeHandle) -> Option<String> {
    exchange.0.id().map(str::to_string)
}

/// The name that an authentication has found.
#[op2]
#[string]
pub(crate) fn op_racejs_user(#[cppgc] exchange: &ExchangeHandle) -> Option<String> {
    exchange.0.user().map(str::to_string)
}

/// Address, protocol, host and host without its port of the client, then the addresses between it and the server.
#[op2]
pub(crate) fn op_racejs_client(#[cppgc] exchange: &ExchangeHandle) -> Vec<String> {
    let origin = exchange.0.origin();
    let mut texts = vec![
        origin.ip.to_string(),
        origin.protocol.to_string(),
        origin.host.clone(),
        origin.hostname().to_string(),
    ];
    texts.extend(origin.ips.iter().map(ToString::to_string));
    texts
}

/// With offers, the best of them, if there is one; else what the client prefers, in its order.
#[op2]
pub(crate) fn op_racejs_accepts(
    #[cppgc] exchange: &ExchangeHandle,
    #[string] header: &str,
    #[scoped] offers: Vec<String>,
) -> Vec<String> {
    let kind = match header {
        "accept-charset" => Kind::Charset,
        "accept-encoding" => Kind::Encoding,
        "accept-language" => Kind::Language,
        _ => Kind::Type,
    };
    let field = exchange.0.head().fields.get(header);
    if offers.is_empty() {
        return accept::accepted(kind, field.as_deref());
    }
    let names: Vec<&str> = offers.iter().map(String::as_str).collect();
    let best = accept::best(kind, field.as_deref(), &names);
    best.map(|index| offers[index].clone()).into_iter().collect()
}

/// Which of the types the body has, if it has one.
#[op2]
#[string]
pub(crate) fn op_racejs_is(#[cppgc] exchange: &ExchangeHandle, #[scoped] types: Vec<String>) -> Option<String> {
    let head = exchange.0.head();
    let has_body = head.fields.contains("transfer-encoding") || head.fields.contains("content-length");
    let names: Vec<&str> = types.iter().map(String::as_str).collect();
    let field = head.fields.first("content-type").filter(|_| has_body)?;
    media_type::is(field, &names)
}

/// Resolves when the request has ended: `true` if its client left before it was answered.
#[op2]
pub(crate) fn op_racejs_ended(#[cppgc] exchange: &ExchangeHandle) -> impl Future<Output = bool> + use<> {
    // The link, not the exchange: a request that is forgotten must not be kept alive by whoever waits for its end.
    let link = exchange.0.link().clone();
    async move { link.ended().await == Ending::ClientLeft }
}

/// Native handlers of the first step that have run, whether the server waits to be told which steps take the request (1
/// or 0), the path's methods if there is no route for this one, then for each step that is left its layer, where its own
/// part of the path begins, the number of its parameters, and these: depth, name, value.
#[op2]
pub(crate) fn op_racejs_plan<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    #[cppgc] exchange: &ExchangeHandle,
) -> v8::Local<'s, v8::Array> {
    let exchange = &exchange.0;
    let plan = exchange.plan();
    let allow = match &plan.outcome {
        Outcome::WrongMethod(allowed) => allowed.header(),
        _ => String::new(),
    };
    let text = |scope: &mut v8::PinScope<'s, '_>, text: &str| -> v8::Local<'s, v8::Value> {
        v8::String::new(scope, text).map_or_else(|| v8::String::empty(scope).into(), Into::into)
    };
    let number = |scope: &mut v8::PinScope<'s, '_>, value: usize| -> v8::Local<'s, v8::Value> {
        v8::Integer::new_from_unsigned(scope, value as u32).into()
    };
    let mut elements = vec![
        number(scope, exchange.done_stages()),
        number(scope, exchange.is_asked().into()),
        text(scope, &allow),
    ];
    for step in plan.steps.iter().skip(exchange.taken()) {
        elements.push(number(scope, step.layer as usize));
        elements.push(number(scope, step.base));
        elements.push(number(scope, step.params.len()));
        for param in &step.params {
            elements.push(number(scope, param.depth.into()));
            elements.push(text(scope, &param.name));
            elements.push(text(scope, &param.value));
        }
    }
    v8::Array::new_with_elements(scope, &elements)
}

/// Tells which of the steps in `op_racejs_plan` take the request, of those that have a condition. Resolves with `true`
/// when the handlers may begin, with `false` if there is nothing for them to do.
#[op2]
pub(crate) fn op_racejs_tell(
    #[cppgc] exchange: &ExchangeHandle,
    #[scoped] met: Vec<u32>,
) -> impl Future<Output = bool> + use<> {
    let taken = exchange.0.taken();
    exchange
        .0
        .tell(met.into_iter().map(|step| taken + step as usize).collect())
}
