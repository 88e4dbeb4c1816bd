//! What supervisor and server say to each other, a message a packet.

use serde::Deserialize;
use serde::Serialize;

/// To a process that runs the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ToServer {
    /// Accept connections from now on.
    Serve,
    /// Accept nothing more, hand over connections that wait for a request, and let what is in flight finish; say
    /// [`ToSupervisor::Empty`] then. The program stays, and may be told to serve again.
    Leave,
    /// A connection that another server had, with its socket.
    Connection(Connection),
    /// Say how you are: [`ToSupervisor::Report`].
    Report,
}

/// From a process that runs the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ToSupervisor {
    /// A socket has been bound; it comes along.
    #[serde(rename_all = "camelCase")]
    Bound {
        /// What was asked for; means something to servers alone.
        address: String,
        /// The same for people: `http://localhost:3000`.
        name: String,
    },
    /// The addresses that this server listens on, those of sockets that it has found among them; the whole list, each time that
    /// it changes. Sockets that no server listens on are closed; as long as a server has never said it, all are kept.
    Uses {
        /// As in [`ToSupervisor::Bound`].
        addresses: Vec<String>,
    },
    /// Each isolate has loaded the program and listens.
    Ready,
    /// A connection that waits for its next request, with its socket, for the server that is in place now.
    Connection(Connection),
    /// After [`ToServer::Leave`]: nothing is accepted any more.
    Away,
    /// After [`Self::Away`]: no connection is left.
    Empty,
    /// How it is.
    Report(ServerReport),
    /// Start another server in my place and let me leave: something here can be mended in no other way.
    Replace {
        /// For the log.
        reason: String,
    },
}

/// A connection on its way from one server to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The listening socket that it came by, as in [`ToSupervisor::Bound`].
    pub address: String,
    /// What the server knows of its client; means something to servers alone. Empty for one that the supervisor has made.
    pub peer: String,
}

/// How a server is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerReport {
    /// Its isolates.
    pub workers: Vec<WorkerReport>,
}

/// How an isolate is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkerReport {
    /// From 0.
    pub index: usize,
    /// That are open.
    pub connections: usize,
    /// That V8 uses.
    pub heap_bytes: u64,
    /// How often it had to be replaced.
    pub replaced: u32,
}
