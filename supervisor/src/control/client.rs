//! The asking side. It waits for each line; when it goes away, what it has asked for goes on.

use std::io;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use super::Answer;
use super::Command;
use super::ControlError;
use super::MAX_ANSWER;
use super::Request;
use super::Who;
use super::names;
use super::place;
use crate::Status;

/// How long a supervisor may take to say which program it has.
const WHO_PATIENCE: Duration = Duration::from_secs(2);

/// How a command has ended well.
#[derive(Debug)]
pub enum Outcome {
    /// In a line.
    Done(String),
    /// What was asked for.
    Status(Box<Status>),
}

/// A supervisor that can be asked.
#[derive(Debug)]
pub struct Running {
    who: Who,
    socket: PathBuf,
}

impl Running {
    /// The one of that name; without a name, the one whose program is in the directory, or the only one.
    ///
    /// # Errors
    /// None, or several.
    pub fn find(name: Option<&str>, directory: &Path) -> Result<Self, ControlError> {
        Self::find_in(&place::folders(), name, directory)
    }

    pub(crate) fn find_in(folders: &[PathBuf], name: Option<&str>, directory: &Path) -> Result<Self, ControlError> {
        let running = running(folders, name);
        let whos: Vec<Who> = running.iter().map(|running| running.who.clone()).collect();
        let who = match name {
            // A name may occur in two folders; the first one is that of this session.
            Some(_) => whos.into_iter().next(),
            None => Some(names::choose(whos, directory)?),
        };
        let found = running.into_iter().find(|running| Some(&running.who) == who.as_ref());
        found.ok_or_else(|| ControlError::NothingRuns(name.map(str::to_owned)))
    }

    /// Which program it is.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// Asks, tells what happens, and waits for the end.
    ///
    /// # Errors
    /// The supervisor's reason, or the connection's.
    pub fn ask(&self, command: Command, mut on_progress: impl FnMut(&str)) -> Result<Outcome, ControlError> {
        let no_answer = |error| ControlError::NoAnswer {
            name: self.who.name.clone(),
            error,
        };
        let mut connection = Connection::open(&self.socket, command).map_err(no_answer)?;
        loop {
            match connection.next().map_err(no_answer)? {
                Answer::Progress { text } => on_progress(&text),
                Answer::Done { text } => return Ok(Outcome::Done(text)),
                Answer::Status(status) => return Ok(Outcome::Status(Box::new(status))),
                Answer::Refused { reason } => return Err(ControlError::Refused(reason)),
                Answer::Who(_) => return Err(no_answer(io::ErrorKind::InvalidData.into())),
            }
        }
    }
}

/// All that answer, by name.
fn running(folders: &[PathBuf], name: Option<&str>) -> Vec<Running> {
    let mut found = Vec::new();
    for folder in folders {
        let names = place::names(folder);
        for name in names.into_iter().filter(|known| name.is_none_or(|name| name == known)) {
            let socket = place::socket(folder, &name);
            // One that does not answer is left from a program that has died. Its next start removes it.
            if let Ok(who) = ask_who(&socket) {
                found.push(Running { who, socket });
            }
        }
    }
    found
}

fn ask_who(socket: &Path) -> io::Result<Who> {
    let mut connection = Connection::open(socket, Command::Who)?;
    connection.0.get_ref().set_read_timeout(Some(WHO_PATIENCE))?;
    match connection.next()? {
        Answer::Who(who) => Ok(who),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

struct Connection(BufReader<UnixStream>);

impl Connection {
    fn open(socket: &Path, command: Command) -> io::Result<Self> {
        let mut stream = UnixStream::connect(socket)?;
        let mut line = serde_json::to_vec(&Request { command })?;
        line.push(b'\n');
        stream.write_all(&line)?;
        Ok(Self(BufReader::new(stream)))
    }

    fn next(&mut self) -> io::Result<Answer> {
        let mut line = Vec::new();
        (&mut self.0).take(MAX_ANSWER).read_until(b'\n', &mut line)?;
        if line.last() != Some(&b'\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(serde_json::from_slice(&line)?)
    }
}
