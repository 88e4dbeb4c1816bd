//! The processes of a program in production. A supervisor holds the listening sockets and starts servers, processes that run the
//! program; one of them serves, and hands over to the next. Knows neither V8 nor HTTP.

mod channel;
mod message;
mod supervised;

pub use channel::Channel;
pub use channel::Packet;
pub use message::Connection;
pub use message::ServerReport;
pub use message::ToServer;
pub use message::ToSupervisor;
pub use message::WorkerReport;
pub use supervised::Socket;
pub use supervised::Supervised;
