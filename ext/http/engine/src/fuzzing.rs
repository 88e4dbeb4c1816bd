//! Doors to the parsers that have no public one, for the fuzzer in `tests/fuzz`. Built with the feature `fuzzing` alone;
//! nothing that serves may use it.

pub use crate::files::fuzzing::Beneath;
pub use crate::files::fuzzing::beneath_root;
pub use crate::http1::fuzzing::ReadHead;
pub use crate::http1::fuzzing::decode_chunks;
pub use crate::http1::fuzzing::read_head;
pub use crate::http1::fuzzing::serve_http1;
pub use crate::listener::fuzzing::ProxyHeader;
pub use crate::listener::fuzzing::read_proxy_header;
pub use crate::websocket::fuzzing::Heard;
pub use crate::websocket::fuzzing::deflate;
pub use crate::websocket::fuzzing::negotiate_extension;
pub use crate::websocket::fuzzing::read_frames;
pub use crate::websocket::fuzzing::write_frame;
