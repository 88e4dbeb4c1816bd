//! Several tests at a time, each with a folder, a temporary folder and ports of its own. It must not know what a test is judged by.

use std::collections::VecDeque;
use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;

use crate::journal::Record;
use crate::outcome::Outcome;
use crate::process;
use crate::runtime::Runtime;
use crate::source::Source;
use crate::suite;
use crate::suite::Test;
use crate::web;
use crate::web::WebTest;

/// A test may take so long; it is what others give these tests.
const TIME: Duration = Duration::from_secs(10);

/// More places than anybody runs tests at a time.
const SLOTS_MAX: u32 = 64;

/// What can be run.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Node(Test),
    Web(WebTest),
}

impl Item {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Node(test) => &test.name,
            Self::Web(test) => &test.name,
        }
    }
}

/// What every run needs.
pub(crate) struct Pool<'a> {
    /// The folder outside the repository.
    pub(crate) folder: &'a Path,
    pub(crate) source: &'a Source,
    pub(crate) jobs: usize,
}

impl Pool<'_> {
    /// Runs all, and hands over each result as soon as it is there.
    ///
    /// # Errors
    /// A process cannot be started, or `done` fails; what is running is finished first.
    pub(crate) fn run(
        &self,
        runtime: &Runtime,
        items: Vec<Item>,
        mut done: impl FnMut(Record) -> Result<()>,
    ) -> Result<()> {
        let (alone, together): (Vec<_>, Vec<_>) = items
            .into_iter()
            .partition(|item| item.name().starts_with(suite::ALONE));
        self.run_at_a_time(self.jobs, runtime, together, &mut done)?;
        self.run_at_a_time(1, runtime, alone, &mut done)
    }

    fn run_at_a_time(
        &self,
        jobs: usize,
        runtime: &Runtime,
        items: Vec<Item>,
        done: &mut impl FnMut(Record) -> Result<()>,
    ) -> Result<()> {
        let jobs = jobs.clamp(1, items.len().max(1));
        let slots: Vec<Slot> = (0..jobs).map(|_| Slot::claim(self.folder)).collect::<Result<_>>()?;
        let queue = Mutex::new(VecDeque::from(items));
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            for slot in &slots {
                let sender = sender.clone();
                let next = &next;
                scope.spawn(move || {
                    while let Some(item) = next() {
                        // Nobody listens any more once a result could not be taken.
                        if sender.send(self.run_one(runtime, slot, &item)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            // Moved in, so that an error here ends the threads.
            let receiver = receiver;
            receiver.iter().try_for_each(|record| done(record?))
        })
    }

    fn run_one(&self, runtime: &Runtime, slot: &Slot, item: &Item) -> Result<Record> {
        slot.clear()?;
        let root = &self.source.root;
        let web_results = slot.folder.join("results.jsonl");
        let (mut command, time) = match item {
            Item::Node(test) => (runtime.test(root, test), TIME),
            Item::Web(test) => (web::command(runtime, root, test, &web_results)?, test.time()),
        };
        self.set_environment(&mut command, runtime, slot)?;
        let finished = process::run(command, &slot.tests(), time)?;
        let mut record = Record::new(item.name(), finished);
        match item {
            Item::Web(_) => web::judge(&mut record, &web_results),
            // It would pass whatever it asserts.
            Item::Node(test) if test.uses_node_test && !runtime.runs_node_test && record.outcome.is_pass() => {
                record.outcome = Outcome::Hollow;
            }
            Item::Node(_) => {}
        }
        Ok(record)
    }

    fn set_environment(&self, command: &mut Command, runtime: &Runtime, slot: &Slot) -> Result<()> {
        let home = self.folder.join("home").join(runtime.kind.name());
        fs::create_dir_all(&home).context("Could not make a home for the tests")?;
        let number = slot.number.to_string();
        command.env("HOME", home).env("TMPDIR", &slot.folder);
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        for (name, value) in [
            ("LANG", "C.UTF-8"),
            ("NO_COLOR", "1"),
            ("DENO_NO_UPDATE_CHECK", "1"),
            // What Node's own helpers for tests read.
            ("NODE_TEST_KNOWN_GLOBALS", "0"),
            ("NODE_SKIP_FLAG_CHECK", "1"),
            ("TEST_THREAD_ID", &number),
            ("TEST_SERIAL_ID", &number),
        ] {
            command.env(name, value);
        }
        Ok(())
    }
}

/// A folder and a range of ports that no other test uses, of this program or another one of its kind.
struct Slot {
    number: u32,
    folder: PathBuf,
    /// Locked as long as it is open; the system unlocks it whatever happens.
    _lock: File,
}

impl Slot {
    fn claim(outside: &Path) -> Result<Self> {
        let slots = outside.join("slots");
        fs::create_dir_all(&slots).context("Could not make the folder of temporary folders")?;
        for number in 1..=SLOTS_MAX {
            let lock = File::create(slots.join(format!("{number}.lock"))).context("Could not make a lock")?;
            if lock.try_lock().is_ok() {
                let folder = slots.join(number.to_string());
                return Ok(Self {
                    number,
                    folder,
                    _lock: lock,
                });
            }
        }
        bail!("All {SLOTS_MAX} temporary folders in `{}` are in use", slots.display())
    }

    /// The folder that Node's own helpers make theirs in.
    fn tests(&self) -> PathBuf {
        self.folder.join("tests")
    }

    fn clear(&self) -> Result<()> {
        if self.folder.exists() {
            remove(&self.folder)?;
        }
        fs::create_dir_all(self.tests()).context("Could not make a temporary folder")
    }
}

/// Removes a folder in which a test may have taken permissions away.
fn remove(folder: &Path) -> Result<()> {
    if fs::remove_dir_all(folder).is_ok() {
        return Ok(());
    }
    let status = Command::new("chmod").args(["-R", "u+rwX"]).arg(folder).status();
    status.context("Could not start `chmod`")?;
    fs::remove_dir_all(folder).with_context(|| format!("Could not clear the folder `{}`", folder.display()))
}
