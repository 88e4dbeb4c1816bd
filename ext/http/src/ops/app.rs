//! An app, its layers and its servers.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use deno_core::OpState;
use deno_core::op2;
use deno_core::v8;
use racejs_http_engine::app::App;
use racejs_http_engine::app::Policy;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::listener;
use racejs_http_engine::router::NewLayer;
use racejs_http_engine::router::Verb;
use racejs_http_engine::server::Servers;
use racejs_http_engine::service;
use racejs_http_engine::settings;
use racejs_http_engine::stage::Stage;
use racejs_http_engine::succession::Listening;
use racejs_http_engine::succession::Succession;

use super::handles;
use crate::exchanges;
use crate::program::Program;
use crate::program::Programs;

handles! {
    /// An app as JavaScript holds it.
    AppHandle(Rc<App>) = c"App";
    /// A server as JavaScript holds it.
    ServerHandle(Listening) = c"Server";
    /// The function that takes the requests of an app.
    ProgramHandle(Rc<Program>) = c"Program";
}

/// Native middleware that the program has made, by the ids it has for it.
#[derive(Clone, Default)]
pub(crate) struct Stages(Rc<RefCell<Vec<Rc<dyn Stage>>>>);

impl Stages {
    fn get(&self, id: u32) -> Option<Rc<dyn Stage>> {
        self.0.borrow().get(id as usize).cloned()
    }
}

/// Which of the isolates that run a program this is.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    count: usize,
    in_cluster: bool,
}

const ALONE: Place = Place {
    index: 0,
    count: 1,
    in_cluster: false,
};

/// Tells an isolate which of several that run the same program it is: they share the sockets that they listen on. Worker processes
/// of `node:cluster` share their ports.
pub fn place(state: &mut OpState, index: usize, count: usize, in_cluster: bool) {
    state.put(Place {
        index,
        count,
        in_cluster,
    });
    listener::share_listeners(count > 1);
    listener::share_ports(in_cluster);
}

fn place_of(state: &OpState) -> Place {
    state.try_borrow::<Place>().copied().unwrap_or(ALONE)
}

#[op2(fast)]
pub(crate) fn op_racejs_in_cluster(state: &OpState) -> bool {
    place_of(state).in_cluster
}

/// Which of the isolates that run the program this is, from 0, and how many there are.
#[op2]
pub(crate) fn op_racejs_worker(state: &OpState) -> Vec<u32> {
    let Place { index, count, .. } = place_of(state);
    vec![index as u32, count as u32]
}

/// Bits of a layer, as `app.ts` sets them.
const CASE_SENSITIVE: u32 = 1;
const STRICT: u32 = 2;
const STREAM_BODY: u32 = 4;
const NATIVE_ONLY: u32 = 8;
const CONDITION: u32 = 16;

#[op2]
#[cppgc]
pub(crate) fn op_racejs_app(#[string] settings: &str) -> Result<AppHandle, HttpError> {
    Ok(AppHandle(settings::create_app(settings)?))
}

#[op2]
pub(crate) fn op_racejs_layer(
    state: &mut OpState,
    #[cppgc] app: &AppHandle,
    #[smi] id: u32,
    #[string] method: &str,
    #[scoped] parts: Vec<String>,
    #[scoped] order: Vec<u32>,
    #[smi] flags: u32,
    #[string] body_limit: &str,
    #[smi] timeout_ms: i32,
    #[scoped] stages: Vec<u32>,
    #[scoped] behind: Vec<u32>,
) -> Result<Vec<String>, HttpError> {
    let verb = match method {
        "" => None,
        method => Some(Verb::parse(method).ok_or_else(|| HttpError::Method(method.to_string()))?),
    };
    let layer = NewLayer {
        id,
        verb,
        parts: &parts,
        order: &order,
        is_case_sensitive: flags & CASE_SENSITIVE != 0,
        is_strict: flags & STRICT != 0,
        has_condition: flags & CONDITION != 0,
    };
    let known = state.borrow::<Stages>();
    let policy = Policy {
        streams_body: flags & STREAM_BODY != 0,
        body_bytes: settings::optional_size(body_limit)?,
        answer_timeout: u64::try_from(timeout_ms).ok().map(Duration::from_millis),
        is_route: !method.is_empty(),
        is_native: flags & NATIVE_ONLY != 0,
    };
    let stages = stages.into_iter().filter_map(|id| known.get(id)).collect();
    let behind: Vec<_> = behind.into_iter().filter_map(|id| known.get(id)).collect();
    app.0.add_layer(layer, policy, stages, &behind)
}

#[op2(fast)]
pub(crate) fn op_racejs_layer_remove(#[cppgc] app: &AppHandle, #[smi] id: u32) {
    app.0.remove_layer(id);
}

#[op2(fast)]
#[smi]
pub(crate) fn op_racejs_stage_create(
    state: &mut OpState,
    #[string] name: &str,
    #[string] settings: &str,
) -> Result<u32, HttpError> {
    let stage = racejs_http_engine::stage::create(name, settings)?;
    let mut stages = state.borrow::<Stages>().0.borrow_mut();
    stages.push(stage);
    Ok(stages.len() as u32 - 1)
}

/// Runs native middleware behind a handler: `true` if the next handler is to run, `false` if the request is answered. One
/// that is over already has nothing more to do with it.
#[op2]
pub(crate) async fn op_racejs_stage_run(
    state: Rc<RefCell<OpState>>,
    exchange: f64,
    #[smi] id: u32,
    #[smi] base: u32,
) -> Result<bool, HttpError> {
    let stage = state.borrow().borrow::<Stages>().get(id);
    match (stage, exchanges::get(exchange)) {
        (Some(stage), Some(exchange)) => service::run_stage(stage, &exchange, base as usize).await,
        _ => Ok(true),
    }
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_listen(
    state: &mut OpState,
    #[cppgc] app: &AppHandle,
    #[string] options: &str,
    is_held: bool,
) -> Result<ServerHandle, HttpError> {
    let listening = state.borrow::<Succession>().listen(&app.0, options)?;
    // One that another version of the program had goes on.
    if is_held && listening.is_new {
        listening.server.hold();
    }
    state.borrow::<Servers>().add(&listening.server);
    Ok(ServerHandle(listening))
}

/// An address, or the path of a Unix socket.
#[op2]
#[string]
pub(crate) fn op_racejs_server_host(#[cppgc] server: &ServerHandle) -> String {
    server.0.server.address().host()
}

#[op2(fast)]
#[smi]
pub(crate) fn op_racejs_server_port(#[cppgc] server: &ServerHandle) -> u16 {
    server.0.server.address().port()
}

#[op2(fast)]
pub(crate) fn op_racejs_server_is_tls(#[cppgc] server: &ServerHandle) -> bool {
    server.0.server.is_tls()
}

/// The app of a server that was held is ready.
#[op2(fast)]
pub(crate) fn op_racejs_server_release(#[cppgc] server: &ServerHandle) {
    server.0.server.release();
}

#[op2(fast)]
pub(crate) fn op_racejs_server_reload(#[cppgc] server: &ServerHandle) -> Result<(), HttpError> {
    server.0.server.reload_certificates()
}

#[op2]
pub(crate) async fn op_racejs_server_close(#[cppgc] server: &ServerHandle) {
    server.0.close().await;
}

/// Lets the next version of the program take the server over.
#[op2(fast)]
pub(crate) fn op_racejs_server_offer(state: &OpState, #[cppgc] server: &ServerHandle) {
    state.borrow::<Succession>().offer(&server.0);
}

/// Takes the function that is called for each request, and the one that is called behind those of a turn.
#[op2]
#[cppgc]
pub(crate) fn op_racejs_program(
    scope: &mut v8::PinScope<'_, '_>,
    state: &mut OpState,
    serve: v8::Local<'_, v8::Function>,
    end_turn: v8::Local<'_, v8::Function>,
) -> ProgramHandle {
    let waker = state.waker.clone();
    ProgramHandle(state.borrow_mut::<Programs>().add(scope, serve, end_turn, waker))
}

/// Has a function called for the requests of an app. Resolves when none can come any more.
#[op2]
pub(crate) async fn op_racejs_run(#[cppgc] app: &AppHandle, #[cppgc] program: &ProgramHandle) {
    let (app, program) = (app.0.clone(), program.0.clone());
    // A task of its own: this is first polled by JavaScript itself, which must not be entered once more.
    let running = deno_core::unsync::spawn(async move { program.run(&app).await });
    // It does not panic, and nobody aborts it.
    let _ = running.await;
}

/// The next request that handlers leave without an answer for seconds: its layer, method and path. `null` once none can
/// come any more.
#[op2]
pub(crate) async fn op_racejs_silent(#[cppgc] app: &AppHandle) -> Option<(u32, String, String)> {
    let silent = app.0.next_silent().await?;
    Some((silent.layer, silent.method, silent.path))
}

/// Whether anything listens or is connected.
#[op2(fast)]
pub(crate) fn op_racejs_is_open(#[cppgc] app: &AppHandle) -> bool {
    app.0.is_open()
}
