//! Bodies: a request's, as its protocol delivers it, and an answer's, whole or streamed.

mod answer;
mod request;

pub use answer::Aborted;
pub use answer::AnswerBody;
pub use answer::BodyWriter;
pub use answer::Chunk;
pub use request::BodyError;
pub use request::RequestBody;
pub(crate) use request::discard;
