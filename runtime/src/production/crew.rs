//! The isolates of the process, each on its thread, and who takes the place of one that ends.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

use super::mailbox::{Control, Mailbox};
use super::{Production, watchdog};
use crate::isolate::{Process, Worker};
use crate::options::RunOptions;
use crate::run::{EXIT_INTERNAL, STACK_BYTES, run_worker};
use crate::signals::Stop;
use crate::terminal;

/// An isolate that ends sooner than this after its start has not been well.
const SHORT_LIFE: Duration = Duration::from_secs(10);
/// How long the next one waits then, at first and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LAST_PAUSE: Duration = Duration::from_secs(10);

/// What the threads tell the main one.
enum Event {
    Ended(Ended),
    /// An isolate is about to reach its heap limit.
    NearLimit(Arc<Control>),
}

struct Ended {
    isolate: Arc<Control>,
    exit: i32,
}

/// One of the places that isolates have.
struct Place {
    /// Who has it; none when the program has ended there.
    isolate: Option<Arc<Control>>,
    started: Instant,
    pause: Duration,
}

struct Crew<'a> {
    production: &'a Arc<Production>,
    process: &'a Arc<Process>,
    options: &'a RunOptions,
    events: Sender<Event>,
    places: Vec<Place>,
}

/// Runs the program in as many isolates as are wanted, until it has ended in all of them or cannot be loaded. Gives the exit code.
pub(crate) fn run(production: &Arc<Production>, process: &Arc<Process>, options: &RunOptions) -> i32 {
    let (events, received) = mpsc::channel();
    let mut crew = Crew {
        production,
        process,
        options,
        events,
        places: Vec::new(),
    };
    let started = watchdog::start(production.clone());
    let started = started.and_then(|()| (0..production.count).try_for_each(|_| crew.begin()));
    if let Err(error) = started {
        terminal::print(&format!("error: Cannot start a thread: {error}\n"));
        return EXIT_INTERNAL;
    }
    // The crew has a sender itself, so that this never ends of its own accord.
    while let Ok(event) = received.recv() {
        let exit = match event {
            Event::NearLimit(isolate) => crew.relieve(&isolate),
            Event::Ended(ended) => crew.note_end(&ended),
        };
        if let Some(exit) = exit {
            return exit;
        }
    }
    EXIT_INTERNAL
}

impl Crew<'_> {
    /// Starts an isolate in a new place.
    fn begin(&mut self) -> std::io::Result<()> {
        let isolate = self.start(self.places.len(), None, Duration::ZERO)?;
        self.places.push(Place {
            isolate: Some(isolate),
            started: Instant::now(),
            pause: Duration::ZERO,
        });
        Ok(())
    }

    fn start(&self, index: usize, predecessor: Option<Arc<Control>>, pause: Duration) -> std::io::Result<Arc<Control>> {
        let events = self.events.clone();
        let near_limit = Box::new(move |isolate: &Arc<Control>| {
            let _ = events.send(Event::NearLimit(isolate.clone()));
        });
        let mailbox = Mailbox::new(self.production, index, predecessor, near_limit);
        let isolate = mailbox.control().clone();
        let (process, options) = (self.process.clone(), self.options.clone());
        let place = Worker {
            index,
            count: self.production.count,
        };
        let end = End {
            isolate: isolate.clone(),
            exit: EXIT_INTERNAL,
            events: self.events.clone(),
        };
        let thread = std::thread::Builder::new()
            .name(format!("isolate-{index}"))
            .stack_size(STACK_BYTES);
        thread.spawn(move || {
            let mut end = end;
            std::thread::sleep(pause);
            end.exit = run_worker(&process, options, place, Some(mailbox));
        })?;
        Ok(isolate)
    }

    /// Starts another isolate beside one that is near its limit, and which goes when that serves.
    fn relieve(&mut self, isolate: &Arc<Control>) -> Option<i32> {
        let index = isolate.index();
        let has_place = self.places[index]
            .isolate
            .as_ref()
            .is_some_and(|own| Arc::ptr_eq(own, isolate));
        if !has_place {
            return None;
        }
        terminal::print(&format!(
            "racejs: isolate {index} is near its heap limit and is replaced\n"
        ));
        self.production.note_replacement(index);
        self.put(index, Some(isolate.clone()), Duration::ZERO)
    }

    fn note_end(&mut self, ended: &Ended) -> Option<i32> {
        let index = ended.isolate.index();
        let place = &mut self.places[index];
        let has_place = place
            .isolate
            .as_ref()
            .is_some_and(|own| Arc::ptr_eq(own, &ended.isolate));
        if !has_place {
            return None;
        }
        if ended.exit == 0 {
            place.isolate = None;
            let is_last = self.places.iter().all(|place| place.isolate.is_none());
            return is_last.then_some(0);
        }
        // Before it has served, the supervisor decides what becomes of it; afterwards nobody waits for another one.
        if Stop::is_exit_code(ended.exit) || !self.production.has_served() || self.production.is_stopping() {
            return Some(ended.exit);
        }
        place.pause = match place.started.elapsed() < SHORT_LIFE {
            true => (place.pause * 2).clamp(FIRST_PAUSE, LAST_PAUSE),
            false => Duration::ZERO,
        };
        let pause = place.pause;
        terminal::print(&format!("racejs: isolate {index} has failed and is replaced\n"));
        self.production.note_replacement(index);
        self.put(index, None, pause)
    }

    /// Puts a new isolate into a place.
    fn put(&mut self, index: usize, predecessor: Option<Arc<Control>>, pause: Duration) -> Option<i32> {
        match self.start(index, predecessor, pause) {
            Ok(isolate) => {
                let place = &mut self.places[index];
                place.isolate = Some(isolate);
                place.started = Instant::now();
                None
            }
            Err(error) => {
                terminal::print(&format!("error: Cannot start a thread: {error}\n"));
                Some(EXIT_INTERNAL)
            }
        }
    }
}

/// Tells that a thread has ended, also by a panic.
struct End {
    isolate: Arc<Control>,
    exit: i32,
    events: Sender<Event>,
}

impl Drop for End {
    fn drop(&mut self) {
        // The process ends where nobody listens.
        let _ = self.events.send(Event::Ended(Ended {
            isolate: self.isolate.clone(),
            exit: self.exit,
        }));
    }
}
