//! The answering side: one socket, a task a connection, each with one request.

use std::fs::File;
use std::io;
use std::os::fd::AsFd as _;
use std::os::fd::AsRawFd as _;
use std::os::fd::OwnedFd;
use std::os::fd::RawFd;
use std::os::unix::net::UnixListener as StdListener;
use std::os::unix::net::UnixStream as StdStream;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;
use tokio::io::AsyncBufReadExt as _;
use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::io::BufReader;
use tokio::net::UnixListener;
use tokio::net::UnixStream;
use tokio::sync::Semaphore;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::Answer;
use super::Command;
use super::MAX_REQUEST;
use super::Request;
use super::place;
use crate::descriptors;

/// Connections at the same time.
const MAX_CONNECTIONS: usize = 32;
/// Lines that may wait for one that does not read. There are fewer in the longest answer.
const MAX_LINES: usize = 16;
/// How long a request, or the writing of a line, may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The pause where the system has no descriptors left.
const PAUSE: Duration = Duration::from_millis(100);

/// The socket of a name, and the name itself.
pub(crate) struct Control {
    folder: PathBuf,
    name: String,
    listener: Rc<UnixListener>,
    lock: File,
}

/// It, on its way into another program.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Left {
    folder: PathBuf,
    listener: RawFd,
    lock: RawFd,
}

/// Whoever has asked.
#[derive(Clone)]
pub(crate) struct Asker {
    lines: mpsc::Sender<Answer>,
    /// The connection, for another program that goes on with the answer.
    stream: Rc<OwnedFd>,
    writing: Writing,
}

/// An answer that is being written, until its last line.
#[derive(Clone)]
pub(crate) struct Writing(Rc<Semaphore>);

impl Writing {
    fn new() -> Self {
        Self(Rc::new(Semaphore::new(0)))
    }

    pub(crate) fn is_done(&self) -> bool {
        self.0.is_closed()
    }

    /// Waits for the end, for some time.
    pub(crate) async fn done(&self) {
        let _ = timeout(PATIENCE, self.0.acquire()).await;
    }
}

impl Control {
    /// Takes the name, and listens; `None` if another program has it.
    pub(crate) fn open(folders: &[PathBuf], name: &str) -> io::Result<Option<Self>> {
        let mut failure = io::ErrorKind::NotFound.into();
        for folder in folders {
            match place::prepare(folder) {
                Ok(()) => return Self::open_in(folder, name),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    fn open_in(folder: &Path, name: &str) -> io::Result<Option<Self>> {
        let Some(lock) = place::lock(folder, name)? else {
            return Ok(None);
        };
        let path = place::socket(folder, name);
        // Left by one that has died: the name is ours.
        let _ = std::fs::remove_file(&path);
        Ok(Some(Self {
            folder: folder.to_owned(),
            name: name.to_owned(),
            listener: Rc::new(UnixListener::bind(path)?),
            lock,
        }))
    }

    /// For the program that this process becomes.
    pub(crate) fn leave(&self) -> Left {
        Left {
            folder: self.folder.clone(),
            listener: self.listener.as_raw_fd(),
            lock: self.lock.as_raw_fd(),
        }
    }

    /// What the program before has left.
    pub(crate) fn from_left(left: Left, name: &str) -> io::Result<Self> {
        let listener = StdListener::from(descriptors::take(left.listener)?);
        listener.set_nonblocking(true)?;
        Ok(Self {
            folder: left.folder,
            name: name.to_owned(),
            listener: Rc::new(UnixListener::from_std(listener)?),
            lock: File::from(descriptors::take(left.lock)?),
        })
    }

    /// Hears requests from now on.
    pub(crate) fn listen(&self, hear: impl AsyncFn(Command, Asker) + 'static) {
        tokio::task::spawn_local(accept(self.listener.clone(), Rc::new(hear)));
    }

    /// Gives the name back.
    pub(crate) fn close(self) {
        place::clear(&self.folder, &self.name);
    }
}

impl Left {
    /// What must outlive `exec`.
    pub(crate) fn descriptors(&self) -> [RawFd; 2] {
        [self.listener, self.lock]
    }
}

impl Asker {
    /// Answers on a connection. Needs a local set around it.
    pub(crate) fn new(stream: UnixStream) -> io::Result<Self> {
        let (lines, waiting) = mpsc::channel(MAX_LINES);
        let (writing, held) = (Writing::new(), Rc::new(stream.as_fd().try_clone_to_owned()?));
        tokio::task::spawn_local(write(stream, waiting, writing.clone()));
        Ok(Self {
            lines,
            stream: held,
            writing,
        })
    }

    /// The connection of somebody who has asked the program before.
    pub(crate) fn from_left(fd: RawFd) -> io::Result<Self> {
        let stream = StdStream::from(descriptors::take(fd)?);
        stream.set_nonblocking(true)?;
        Self::new(UnixStream::from_std(stream)?)
    }

    pub(crate) fn stream(&self) -> RawFd {
        self.stream.as_raw_fd()
    }

    /// Whoever has gone, or does not read, misses it.
    pub(crate) fn answer(&self, answer: Answer) {
        let _ = self.lines.try_send(answer);
    }

    pub(crate) fn writing(&self) -> Writing {
        self.writing.clone()
    }
}

async fn accept(listener: Rc<UnixListener>, hear: Rc<impl AsyncFn(Command, Asker) + 'static>) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                let hear = hear.clone();
                tokio::task::spawn_local(async move {
                    let _place = place;
                    serve(stream, &*hear).await;
                });
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn serve(mut stream: UnixStream, hear: &impl AsyncFn(Command, Asker)) {
    let request = match timeout(PATIENCE, read(&mut stream)).await {
        Ok(Ok(request)) => request,
        Ok(Err(error)) => {
            if let Ok(asker) = Asker::new(stream) {
                let reason = format!("The request cannot be understood: {error}");
                asker.answer(Answer::Refused { reason });
            }
            return;
        }
        Err(_) => return,
    };
    if let Ok(asker) = Asker::new(stream) {
        let writing = asker.writing();
        hear(request.command, asker).await;
        // The place is taken until the answer is complete, however long that takes.
        let _ = writing.0.acquire().await;
    }
}

async fn read(stream: &mut UnixStream) -> io::Result<Request> {
    let mut line = Vec::new();
    BufReader::new(stream.take(MAX_REQUEST))
        .read_until(b'\n', &mut line)
        .await?;
    Ok(serde_json::from_slice(&line)?)
}

async fn write(mut stream: UnixStream, mut lines: mpsc::Receiver<Answer>, writing: Writing) {
    while let Some(answer) = lines.recv().await {
        let is_last = !matches!(answer, Answer::Progress { .. });
        let Ok(mut line) = serde_json::to_vec(&answer) else {
            break;
        };
        line.push(b'\n');
        // Whoever does not read, or is gone, has what was asked for done all the same.
        let is_written = timeout(PATIENCE, stream.write_all(&line))
            .await
            .is_ok_and(|done| done.is_ok());
        if is_last || !is_written {
            break;
        }
    }
    writing.0.close();
}
