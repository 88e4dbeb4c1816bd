//! What the runner does while a program runs: requests to a server, edits of the project's files, waits for output. It must not
//! start or end the program.

use super::exchange::{self, Exchanged, find_last_port, find_port};
use super::http::Client;
use super::normalise::Normaliser;
use super::process::Running;
use super::project::Project;
use super::spec::{Act, Spec, Step};

/// A step and where it plays.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) spec: &'a Spec,
    pub(crate) step: &'a Step,
    pub(crate) project: &'a Project,
}

/// Plays all acts of a step. An exchange that fails ends the play: what follows would fail for the same cause.
pub(crate) fn play(
    Scene { spec, step, project }: Scene,
    running: &mut Running,
    normaliser: &mut Normaliser,
) -> Result<Exchanged, String> {
    let mut exchanged = Exchanged::default();
    let mut client: Option<(u16, Client)> = None;
    for act in &step.acts {
        match act {
            Act::Http(pair) => {
                if client.is_none() {
                    let port = running.wait_for("it said on which port it listens", find_port)?;
                    client = Some((port, connect(port, running, normaliser)));
                }
                if let Some((_, client)) = &mut client {
                    exchange::play(spec, pair, client, normaliser, &mut exchanged)?;
                }
            }
            Act::Write(entry) => project.replace(entry)?,
            Act::Remove { path } => project.remove(path)?,
            Act::Until(text) => {
                running.wait_until(&normaliser.expand(text))?;
                // A program that has started again may listen elsewhere.
                let last = running.with_output(find_last_port);
                if let Some((port, _)) = client
                    .as_ref()
                    .filter(|(port, _)| last.is_some_and(|last| last != *port))
                {
                    let port = last.unwrap_or(*port);
                    client = Some((port, connect(port, running, normaliser)));
                }
            }
        }
    }
    Ok(exchanged)
}

fn connect(port: u16, running: &Running, normaliser: &mut Normaliser) -> Client {
    normaliser.add_port(port);
    Client::new(port, running.deadline())
}
