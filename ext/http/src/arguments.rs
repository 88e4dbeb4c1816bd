//! What the program is called with for a request, and what is kept so as not to be made anew for each. Calls nothing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use deno_core::v8;
use http::Version;
use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::exchange::RequestHead;
use racejs_http_engine::peer::Peer;
use racejs_http_engine::router::Outcome;
use smallvec::SmallVec;

use crate::exchanges::ExchangeId;
use crate::strings;

/// Names of parameters that are kept as strings of V8.
const MAX_NAMES: usize = 1024;

/// The name of a parameter, and the same as V8 keeps it.
type Name = (Rc<str>, v8::Global<v8::String>);

/// Makes arguments, for one isolate.
#[derive(Default)]
pub(crate) struct Arguments {
    scratch: RefCell<Vec<u8>>,
    /// By the addresses that they have in the router, which they keep as long as they are here.
    names: RefCell<HashMap<*const u8, Name>>,
}

impl Arguments {
    /// Number, head and peer of a request; whether the server waits to be told which steps take it (1), whether it is the
    /// last one of its turn (2), and how many native handlers of the first step have run (times 4); the path's methods if
    /// there is no route for this one; then for each step that is left its layer, where its own part of the path begins, the number of its parameters,
    /// and these: depth, name, value.
    pub(crate) fn make<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: ExchangeId,
        exchange: &Exchange,
        is_last: bool,
    ) -> SmallVec<[v8::Local<'s, v8::Value>; 16]> {
        let plan = exchange.plan();
        let allow = match &plan.outcome {
            Outcome::WrongMethod(allowed) => strings::make(scope, allowed.header().as_bytes()),
            _ => v8::String::empty(scope).into(),
        };
        let flags = exchange.done_stages() << 2 | usize::from(is_last) << 1 | usize::from(exchange.is_asked());
        let mut arguments = SmallVec::new();
        arguments.push(v8::Number::new(scope, id).into());
        arguments.push(self.head(scope, exchange.head()));
        arguments.push(peer(scope, exchange.peer()));
        arguments.push(number(scope, flags));
        arguments.push(allow);
        for step in plan.steps.iter().skip(exchange.taken()) {
            arguments.push(number(scope, step.layer as usize));
            arguments.push(number(scope, step.base));
            arguments.push(number(scope, step.params.len()));
            for param in &step.params {
                arguments.push(number(scope, param.depth.into()));
                arguments.push(self.name(scope, &param.name));
                arguments.push(strings::make(scope, param.value.as_bytes()));
            }
        }
        arguments
    }

    /// The name of a parameter. Names are few, and keys of objects, which V8 would have to look up anew each time.
    fn name<'s>(&self, scope: &mut v8::PinScope<'s, '_>, name: &Rc<str>) -> v8::Local<'s, v8::Value> {
        let mut names = self.names.borrow_mut();
        if let Some((_, known)) = names.get(&name.as_ptr()) {
            return v8::Local::new(scope, known).into();
        }
        let made = v8::String::new_from_utf8(scope, name.as_bytes(), v8::NewStringType::Internalized)
            .unwrap_or_else(|| v8::String::empty(scope));
        if names.len() == MAX_NAMES {
            names.clear();
        }
        names.insert(name.as_ptr(), (name.clone(), v8::Global::new(scope, made)));
        made.into()
    }

    /// Method, target and version with a space between them, a line feed, then the lines of the fields.
    fn head<'s>(&self, scope: &mut v8::PinScope<'s, '_>, head: &RequestHead) -> v8::Local<'s, v8::Value> {
        let mut scratch = self.scratch.borrow_mut();
        scratch.clear();
        scratch.extend_from_slice(head.method.as_str().as_bytes());
        scratch.push(b' ');
        scratch.extend_from_slice(head.target.as_bytes());
        scratch.extend_from_slice(match head.version {
            Version::HTTP_2 => b" HTTP/2.0\n",
            Version::HTTP_10 => b" HTTP/1.0\n",
            _ => b" HTTP/1.1\n",
        });
        scratch.extend_from_slice(head.fields.block().as_bytes());
        // Later versions must name the host; here the target alone may, and whoever reads the lines must find it.
        if head.version == Version::HTTP_10 && !head.authority.is_empty() && !head.fields.contains("host") {
            scratch.extend_from_slice(b"host: ");
            scratch.extend_from_slice(head.authority.as_bytes());
            scratch.extend_from_slice(b"\r\n");
        }
        strings::make(scope, &scratch)
    }
}

/// The two ends of a connection, as text. Made once a connection.
fn peer<'s>(scope: &mut v8::PinScope<'s, '_>, peer: &Peer) -> v8::Local<'s, v8::Value> {
    let kept = peer.kept.get_or_init(|| {
        let text = strings::make(scope, peer.to_string().as_bytes());
        Rc::new(v8::Global::new(scope, text))
    });
    match kept.downcast_ref::<v8::Global<v8::Value>>() {
        Some(kept) => v8::Local::new(scope, kept),
        None => v8::String::empty(scope).into(),
    }
}

fn number<'s>(scope: &mut v8::PinScope<'s, '_>, value: usize) -> v8::Local<'s, v8::Value> {
    v8::Integer::new_from_unsigned(scope, value as u32).into()
}
