//! Runs programs in bare isolates that have nothing but this crate, each on its own thread.

use std::rc::Rc;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use deno_core::JsRuntime;
use deno_core::ModuleCodeString;
use deno_core::ModuleName;
use deno_core::ModuleSpecifier;
use deno_core::OpState;
use deno_core::RuntimeOptions;
use deno_core::SourceMapData;
use deno_core::StaticModuleLoader;
use deno_core::op2;
use deno_error::JsErrorBox;
use tokio::sync::oneshot;

use super::client::Client;
use super::client::Response;
use crate::Servers;

const PATIENCE: Duration = Duration::from_secs(20);

/// What every program begins with. `tell` reaches the test; so does what is logged.
const PRELUDE: &str = r#"
const tell = (text) => Deno.core.ops.op_test_tell(String(text));
globalThis.console = { error: (...parts) => tell("log: " + parts.map((p) => p?.code ?? p?.message ?? p).join(" ")) };
import { createApp, HttpError } from "racejs:core";
const app = createApp();
const code = (run) => { try { return String(run()); } catch (error) { return error.code ?? error.stack; } };
"#;

struct Ears(mpsc::Sender<String>);

#[op2(fast)]
fn op_test_tell(state: &mut OpState, #[string] text: String) {
    // A test that has seen enough stops listening.
    let _ = state.borrow::<Ears>().0.send(text);
}

deno_core::extension!(
    racejs_http_test,
    deps = [racejs_http],
    ops = [op_test_tell],
    options = { ears: Ears },
    state = |state, options| state.put(options.ears),
);

/// A program that runs.
pub(super) struct Program {
    pub(super) port: u16,
    told: mpsc::Receiver<String>,
    drain: Option<oneshot::Sender<()>>,
    ended: mpsc::Receiver<Result<(), String>>,
}

impl Program {
    /// Starts a program that registers routes; it listens on a free port.
    pub(super) fn serve(routes: &str) -> Self {
        let listen = r#"const server = app.listen(0, () => tell(server.port));"#;
        let mut program = Self::start(&format!("{routes}\n{listen}"));
        program.port = program.hear().parse().expect("the port comes first");
        program
    }

    pub(super) fn start(source: &str) -> Self {
        let source = format!("{PRELUDE}\n{source}");
        let (tell, told) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let (drain, drained) = oneshot::channel();
        spawn_below_v8(Box::new(move || {
            // The test may have ended before its program does.
            let _ = end.send(run(source, tell, drained));
        }));
        Self {
            port: 0,
            told,
            drain: Some(drain),
            ended,
        }
    }

    pub(super) fn client(&self) -> Client {
        Client::connect(self.port)
    }

    pub(super) fn get(&self, path: &str) -> Response {
        self.client().ask("GET", path)
    }

    /// The next thing the program tells or logs.
    pub(super) fn hear(&self) -> String {
        match self.told.recv_timeout(PATIENCE) {
            Ok(text) => text,
            Err(_) => panic!("silent program, ended: {:?}", self.ended.try_recv()),
        }
    }

    /// What it has told and nobody heard.
    pub(super) fn heard(&self) -> Vec<String> {
        self.told.try_iter().collect()
    }

    /// Begins a graceful shutdown, as the process does for a signal.
    pub(super) fn drain(&mut self) {
        let drain = self.drain.take().expect("drained once");
        drain.send(()).expect("the program has ended");
    }

    /// Waits for the event loop to end by itself.
    pub(super) fn ended(&self) -> Result<(), String> {
        self.ended.recv_timeout(PATIENCE).expect("the program does not end")
    }
}

fn run(source: String, tell: mpsc::Sender<String>, drain: oneshot::Receiver<()>) -> Result<(), String> {
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio.block_on(async move {
        let mut js = JsRuntime::new(RuntimeOptions {
            extensions: vec![crate::racejs_http::init(), racejs_http_test::init(Ears(tell))],
            extension_transpiler: Some(Rc::new(transpile)),
            module_loader: Some(Rc::new(StaticModuleLoader::new([] as [(ModuleSpecifier, &str); 0]))),
            ..Default::default()
        });
        let servers = js.op_state().borrow().borrow::<Servers>().clone();
        let main = ModuleSpecifier::parse("file:///main.js").unwrap();
        let id = js
            .load_main_es_module_from_code(&main, source)
            .await
            .map_err(|error| error.to_string())?;
        let evaluated = js.mod_evaluate(id);
        let result = tokio::select! {
            result = js.run_event_loop(Default::default()) => result,
            Ok(()) = drain => {
                servers.begin_drain();
                js.run_event_loop(Default::default()).await
            }
        };
        result.map_err(|error| error.to_string())?;
        evaluated.await.map_err(|error| error.to_string())
    })
}

fn transpile(
    name: ModuleName,
    source: ModuleCodeString,
) -> Result<(ModuleCodeString, Option<SourceMapData>), JsErrorBox> {
    if !name.ends_with(".ts") {
        return Ok((source, None));
    }
    let parsed = deno_ast::parse_module(deno_ast::ParseParams {
        specifier: ModuleSpecifier::parse(&name).unwrap(),
        text: source.as_str().to_string().into(),
        media_type: deno_ast::MediaType::TypeScript,
        capture_tokens: false,
        scope_analysis: false,
        maybe_syntax: None,
    });
    let emitted = parsed.unwrap().transpile(
        &Default::default(),
        &Default::default(),
        &deno_ast::EmitOptions {
            source_map: deno_ast::SourceMapOption::None,
            ..Default::default()
        },
    );
    Ok((emitted.unwrap().into_source().text.into(), None))
}

type Job = Box<dyn FnOnce() + Send>;

/// V8 runs only on threads that descend from the one that initialised it, which no test thread is.
fn spawn_below_v8(job: Job) {
    static PARENT: OnceLock<mpsc::Sender<Job>> = OnceLock::new();
    let parent = PARENT.get_or_init(|| {
        let (send, jobs) = mpsc::channel::<Job>();
        thread::spawn(move || {
            JsRuntime::init_platform(None);
            for job in jobs {
                thread::Builder::new().stack_size(8 << 20).spawn(job).unwrap();
            }
        });
        send
    });
    parent.send(job).unwrap();
}
