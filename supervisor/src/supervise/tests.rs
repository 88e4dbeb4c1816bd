//! Supervisors with real processes, each a [`fake`] program in a folder of its own.

use std::ffi::OsString;
use std::io::Read as _;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread::JoinHandle;

use tempfile::TempDir;

use super::fake::eventually;
use super::fake::get;
use super::fake::process_state;
use super::*;
use crate::control::ControlError;
use crate::control::client::Outcome;
use crate::control::client::Running;

/// Where a supervisor that is a process of its own finds its folder.
const FOLDER: &str = "RACEJS_TEST_SUPERVISOR";

/// Started by supervisors, it is the program; by nobody, a test that passes.
#[test]
fn fake_program() {
    super::fake::run_if_told();
}

/// A supervisor of its own process, which may become another binary.
#[test]
fn fake_supervisor() {
    super::fake::run_if_told();
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    let left = State::from_environment().unwrap();
    std::process::exit(run_here(settings(&folder, "fake_supervisor"), left, &folder).unwrap());
}

fn settings(folder: &Path, program: &str) -> Settings {
    let exe = std::env::current_exe().unwrap();
    let test = format!("supervise::tests::{program}");
    let words = ["fake", &test, "--exact", "--nocapture", "--test-threads=1"];
    Settings {
        name: "app".to_owned(),
        program: folder.join("app.ts"),
        version: "1".to_owned(),
        launch: Launch {
            program: exe,
            argv: words.iter().map(OsString::from).collect(),
            directory: folder.to_owned(),
        },
        binary: folder.join("binary"),
        probe: Some("/health".to_owned()),
        ready_timeout: Duration::from_secs(60),
        drain_timeout: Duration::from_secs(60),
        keep: Duration::from_secs(600),
    }
}

fn run_here(settings: Settings, left: Option<State>, folder: &Path) -> Result<i32, StartError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    LocalSet::new().block_on(&runtime, run(settings, left, &[folder.join("control")]))
}

/// A program that runs.
struct App {
    folder: TempDir,
    supervisor: Option<JoinHandle<Result<i32, StartError>>>,
}

impl App {
    fn start(release: &str, change: impl FnOnce(&mut Settings)) -> Self {
        let app = Self::folder(release);
        let mut settings = settings(app.path(), "fake_program");
        change(&mut settings);
        let folder = app.path().to_owned();
        let supervisor = std::thread::spawn(move || run_here(settings, None, &folder));
        Self {
            supervisor: Some(supervisor),
            ..app
        }
    }

    fn folder(release: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("release"), release).unwrap();
        Self {
            folder,
            supervisor: None,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn deploy(&self, release: &str) {
        std::fs::write(self.path().join("release"), release).unwrap();
    }

    fn ask(&self, command: Command) -> Result<Outcome, ControlError> {
        let running = eventually(|| Running::find_in(&[self.path().join("control")], None, self.path()).ok());
        running.ask(command, |_| {})
    }

    /// The last line of what was done, or the reason why not.
    fn told(&self, command: Command) -> String {
        match self.ask(command) {
            Ok(Outcome::Done(text)) => text,
            Ok(Outcome::Status(status)) => status.to_text(),
            Err(error) => error.to_string(),
        }
    }

    /// Each server's generation and state.
    fn states(&self) -> String {
        let Outcome::Status(status) = self.ask(Command::Status).unwrap() else {
            panic!("no status");
        };
        let states = status
            .servers
            .iter()
            .map(|server| format!("{} {}", server.generation, server.state));
        states.collect::<Vec<_>>().join(", ")
    }

    fn get(&self, path: &str) -> super::fake::Said {
        get(self.path(), path).unwrap()
    }

    /// Once the server before has heard that it is to leave; both accept until then.
    fn get_from(&self, what: &str) -> super::fake::Said {
        eventually(|| Some(self.get("/")).filter(|said| said.what == what))
    }

    /// Once it has been started.
    fn ready(&self) {
        eventually(|| (self.states() == "1 serving").then_some(()));
    }

    fn join(&mut self) -> Result<i32, StartError> {
        self.supervisor.take().unwrap().join().unwrap()
    }

    fn stop(mut self) {
        assert_eq!(self.told(Command::Stop), "stopped");
        assert_eq!(self.join().unwrap(), 0);
        assert_eq!(self.path().join("control").read_dir().unwrap().count(), 0);
    }
}

/// A supervisor in a process of its own.
struct Apart(std::process::Child);

impl Apart {
    fn start(app: &App) -> Self {
        let settings = settings(app.path(), "fake_supervisor");
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(&settings.launch.argv[1..]).env(FOLDER, app.path());
        Self(command.current_dir(app.path()).spawn().unwrap())
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

#[test]
fn a_reload_and_a_rollback_change_who_serves() {
    let app = App::start("a", |_| {});
    app.ready();
    let first = app.get("/");
    assert_eq!(first.what, "1 a");
    app.deploy("b");
    assert!(
        app.told(Command::Reload)
            .starts_with("generation 2 serves (warmed up in ")
    );
    app.get_from("2 b");
    eventually(|| (process_state(first.pid) == Some('T')).then_some(()));
    assert_eq!(app.states(), "1 kept, 2 serving");
    assert!(
        app.told(Command::Rollback)
            .starts_with("generation 1 serves again, generation 2 leaves")
    );
    assert_eq!(app.get_from("1 a"), first);
    let status = app.told(Command::Status);
    assert!(status.contains("listens on  http://localhost:"), "{status}");
    assert!(status.contains("  1        7  "), "{status}");
    app.stop();
    assert_eq!(process_state(first.pid), None);
}

#[test]
fn what_fails_to_warm_up_never_serves() {
    let app = App::start("a", |_| {});
    app.ready();
    let first = app.get("/");
    app.deploy("broken");
    assert_eq!(
        app.told(Command::Reload),
        "generation 2 does not serve: it ended with exit code 3 before it served; generation 1 goes on"
    );
    app.deploy("sick");
    assert_eq!(
        app.told(Command::Reload),
        "generation 3 does not serve: `GET /health` was answered with 503; generation 1 goes on"
    );
    assert_eq!(
        app.told(Command::Rollback),
        "Cannot roll back: there is no release before generation 1"
    );
    assert_eq!(app.get("/"), first);
    app.stop();
}

#[test]
fn what_is_never_ready_is_given_up() {
    let app = App::start("a", |settings| settings.ready_timeout = Duration::from_millis(50));
    app.ready();
    app.deploy("deaf");
    assert_eq!(
        app.told(Command::Reload),
        "generation 2 does not serve: it was not ready within 50 ms; generation 1 goes on"
    );
    app.stop();
}

#[test]
fn clients_wait_while_a_server_that_has_died_is_started_again() {
    let app = App::start("a", |_| {});
    app.ready();
    let first = app.get("/");
    assert!(get(app.path(), "/die").is_err());
    let second = app.get("/");
    assert_eq!(second.what, "1 a");
    assert_ne!(first.pid, second.pid);
    assert!(app.told(Command::Status).contains("restarts    1\n"));
    app.stop();
}

#[test]
fn a_server_that_asks_for_it_is_replaced() {
    let app = App::start("a", |_| {});
    app.ready();
    let first = app.get("/replace");
    eventually(|| (app.get("/").pid != first.pid).then_some(()));
    eventually(|| process_state(first.pid).is_none().then_some(()));
    assert_eq!(app.states(), "1 serving");
    app.stop();
}

#[test]
fn a_program_that_does_not_start_ends_the_supervisor() {
    let mut app = App::start("broken", |_| {});
    assert_eq!(app.join().unwrap(), 3);
    let mut app = App::start("a", |settings| settings.launch.directory = "/no/such".into());
    assert_eq!(app.join().unwrap(), 1);
}

#[test]
fn a_name_is_given_once() {
    let app = App::start("a", |_| {});
    app.ready();
    let settings = settings(app.path(), "fake_program");
    let error = run_here(settings, None, app.path()).unwrap_err();
    assert_eq!(error.to_string(), "A program of the name `app` runs already");
    app.stop();
}

#[test]
fn what_is_no_request_is_refused() {
    let app = App::start("a", |_| {});
    app.ready();
    let said = |text: &[u8]| {
        let mut stream = UnixStream::connect(app.path().join("control/app.sock")).unwrap();
        stream.write_all(text).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        // One that says too much is cut off.
        let _ = stream.read_to_string(&mut answer);
        answer
    };
    assert!(
        said(b"{\"command\":\"dance\"}\n")
            .starts_with(r#"{"type":"refused","reason":"The request cannot be understood"#)
    );
    assert!(said(b"\n").contains("refused"));
    assert!(said(&[b' '; 100_000]).len() < 1000);
    assert!(said(b"{\"command\":\"who\"}\n").contains(r#""name":"app""#));
    app.stop();
}

#[test]
fn a_supervisor_becomes_the_binary_on_disk_with_all_that_it_has() {
    let app = App::folder("a");
    let exe = std::env::current_exe().unwrap();
    let mut supervisor = Apart::start(&app);
    app.ready();
    let first = app.get("/");
    let binary = app.path().join("binary");
    let reason = app.told(Command::UpgradeInPlace);
    assert!(
        reason.starts_with("Cannot upgrade: `") && reason.contains("cannot be run"),
        "{reason}"
    );
    let script = format!("#!/bin/sh\n[ \"$1\" = --version ] || exec '{}' \"$@\"\n", exe.display());
    let text = app.path().join("script");
    std::fs::write(&text, script).unwrap();
    std::fs::set_permissions(&text, std::fs::Permissions::from_mode(0o755)).unwrap();
    // Written by this process, it could be open in a child of another test, and is not run while it is.
    let copied = std::process::Command::new("cp").arg(&text).arg(&binary).status();
    assert!(copied.unwrap().success());
    app.deploy("b");
    let done = app.told(Command::UpgradeInPlace);
    assert!(done.starts_with("generation 2 serves (warmed up in "), "{done}");
    app.get_from("2 b");
    eventually(|| (app.states() == "1 kept, 2 serving").then_some(()));
    let status = app.told(Command::Status);
    assert!(
        status.contains(&format!("pid {}, version", supervisor.0.id())),
        "{status}"
    );
    // The server of the binary before is still there to return to.
    app.told(Command::Rollback);
    assert_eq!(app.get_from("1 a"), first);
    assert_eq!(app.told(Command::Stop), "stopped");
    assert_eq!(supervisor.0.wait().unwrap().code(), Some(0));
    assert_eq!(process_state(first.pid), None);
}

#[test]
fn servers_end_when_their_supervisor_is_killed_frozen_ones_too() {
    let app = App::folder("a");
    let mut supervisor = Apart::start(&app);
    app.ready();
    let first = app.get("/");
    app.told(Command::Reload);
    let second = app.get_from("2 a");
    eventually(|| (process_state(first.pid) == Some('T')).then_some(()));
    supervisor.0.kill().unwrap();
    supervisor.0.wait().unwrap();
    for pid in [first.pid, second.pid] {
        // In a container without an init process nobody may wait for it.
        eventually(|| matches!(process_state(pid), None | Some('Z')).then_some(()));
    }
    // What it has left is no obstacle.
    let folders = [app.path().join("control")];
    assert!(Running::find_in(&folders, None, app.path()).is_err());
    assert!(place::lock(&folders[0], "app").unwrap().is_some());
}
