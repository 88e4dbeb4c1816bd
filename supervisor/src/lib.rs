//! The processes of a program in production. A supervisor holds the listening sockets and starts servers, processes that run the
//! program; one of them serves, and hands over to the next. Knows neither V8 nor HTTP.

mod backoff;
mod channel;
mod clock;
mod control;
mod descriptors;
mod durations;
mod generations;
mod message;
mod probe;
mod process;
mod signals;
mod sockets;
mod status;
mod supervise;
mod supervised;
mod systemd;
mod upgrade;

pub use channel::Channel;
pub use channel::Packet;
pub use control::Command;
pub use control::ControlError;
pub use control::Who;
pub use control::client::Outcome;
pub use control::client::Running;
pub use control::names::default_name;
pub use control::names::parse_name;
pub use durations::parse_duration;
pub use message::Connection;
pub use message::ServerReport;
pub use message::ToServer;
pub use message::ToSupervisor;
pub use message::WorkerReport;
pub use probe::parse_probe;
pub use process::Launch;
pub use signals::is_ignored;
pub use status::ServerStatus;
pub use status::Status;
pub use supervise::Settings;
pub use supervise::StartError;
pub use supervise::supervise;
pub use supervised::Socket;
pub use supervised::Supervised;
pub use upgrade::binary_path;
