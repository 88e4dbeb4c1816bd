//! The V8 snapshot and the sources beside it, made by `build.rs` and carried in the binary.

pub(crate) static SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/snapshot.bin"));

include!(concat!(env!("OUT_DIR"), "/lazy_sources.rs"));
