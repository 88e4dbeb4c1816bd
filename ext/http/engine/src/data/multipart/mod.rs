//! `multipart/form-data` (RFC 7578), read while it arrives: nothing is kept but the piece that is being looked at.
//! What a part is used for, and where a file goes, is the caller's business.

mod error;
mod head;
mod scanner;
#[cfg(test)]
mod tests;
mod upload;

use bytes::Bytes;
use bytes::BytesMut;

use crate::body::RequestBody;
use crate::data::multipart::scanner::Scanner;
use crate::data::multipart::scanner::Step;
use crate::limits::Whom;

pub use error::MultipartError;
pub use head::Part;
pub use upload::TempUpload;

/// What a form may cost.
#[derive(Clone, Debug)]
pub struct MultipartLimits {
    /// Parts that are no files.
    pub fields: usize,
    /// Parts that are files.
    pub files: usize,
    /// Bytes of a part that is no file.
    pub field_bytes: u64,
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Bytes of the whole body.
    pub total_bytes: u64,
    /// Bytes of the header lines of a part.
    pub head_bytes: usize,
    /// Header lines of a part.
    pub head_lines: usize,
    /// Bytes of the name of a part, and of the name of a file.
    pub name_bytes: usize,
}

impl MultipartLimits {
    /// The defaults for bodies of so many bytes.
    pub fn new(total_bytes: u64) -> Self {
        Self {
            fields: 1000,
            files: 100,
            field_bytes: 1024 * 1024,
            file_bytes: total_bytes,
            total_bytes,
            head_bytes: 8 * 1024,
            head_lines: 32,
            name_bytes: 256,
        }
    }
}

/// A form that is being read: part after part, and within a part piece after piece.
pub struct Multipart {
    body: RequestBody,
    scanner: Scanner,
    limits: MultipartLimits,
    state: State,
    fields: usize,
    files: usize,
    bytes: u64,
    whom: Whom,
}

enum State {
    /// Before the first part, or between two of them.
    Between,
    /// Within a part: what it still may have, and what it is called in an error.
    Within { left: u64, limit: u64, what: &'static str },
    /// Behind the last part.
    Done,
    /// It was given up.
    Failed,
}

impl Multipart {
    /// Begins to read a body whose `Content-Type` is `content_type`.
    ///
    /// # Errors
    /// If that is no `multipart/form-data` (415), or names no boundary that can be one (400).
    pub fn new(body: RequestBody, content_type: &str, limits: MultipartLimits) -> Result<Self, MultipartError> {
        let boundary = head::boundary(content_type)?;
        Ok(Self {
            body,
            scanner: Scanner::new(&boundary, limits.head_bytes),
            limits,
            state: State::Between,
            fields: 0,
            files: 0,
            bytes: 0,
            whom: Whom::default(),
        })
    }

    /// Says whose form it is, for the log.
    #[must_use]
    pub fn told_of(mut self, whom: Whom) -> Self {
        self.whom = whom;
        self
    }

    /// The next part; `None` behind the last one. What was not read of the part before is passed over.
    ///
    /// # Errors
    /// If the form is malformed, too large, or does not arrive. It cannot be read any further then.
    pub async fn next_part(&mut self) -> Result<Option<Part>, MultipartError> {
        while self.next_chunk().await?.is_some() {}
        loop {
            if matches!(self.state, State::Done) {
                return Ok(None);
            }
            match self.step().await? {
                Step::Head(bytes) => {
                    let begun = self.begin(&bytes);
                    return begun.map(Some).map_err(|error| self.fail(error));
                }
                Step::Close => {
                    self.state = State::Done;
                    self.pass_over_epilogue().await?;
                }
                // What stands before the first part has no meaning.
                Step::Data(_) | Step::More | Step::End => {}
            }
        }
    }

    /// The next piece of the part; `None` at its end.
    ///
    /// # Errors
    /// As for `next_part`.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, MultipartError> {
        match self.state {
            State::Between | State::Done => return Ok(None),
            State::Failed => return Err(MultipartError::GivenUp),
            State::Within { .. } => {}
        }
        loop {
            match self.step().await? {
                Step::Data(data) => {
                    self.spend(data.len() as u64)?;
                    return Ok(Some(data));
                }
                Step::End => {
                    self.state = State::Between;
                    return Ok(None);
                }
                Step::Head(_) | Step::Close | Step::More => {}
            }
        }
    }

    /// What is left of the part, as one value. A field is bounded by `field_bytes`, a file by `file_bytes`.
    ///
    /// # Errors
    /// As for `next_part`.
    pub async fn collect(&mut self) -> Result<Bytes, MultipartError> {
        let mut all = BytesMut::new();
        while let Some(data) = self.next_chunk().await? {
            all.extend_from_slice(&data);
        }
        Ok(all.freeze())
    }

    /// One step that leads on; the body is read as long as there is none.
    async fn step(&mut self) -> Result<Step, MultipartError> {
        loop {
            match self.scanner.step() {
                Ok(Step::More) => {}
                Ok(step) => return Ok(step),
                Err(error) => return Err(self.fail(error)),
            }
            match self.read().await? {
                Some(data) => self.scanner.feed(data),
                None => return Err(self.fail(MultipartError::Truncated)),
            }
        }
    }

    async fn read(&mut self) -> Result<Option<Bytes>, MultipartError> {
        let data = match self.body.next().await {
            None => return Ok(None),
            Some(Ok(data)) => data,
            Some(Err(error)) => return Err(self.fail(error.into())),
        };
        self.bytes = self.bytes.saturating_add(data.len() as u64);
        if self.bytes > self.limits.total_bytes {
            let limit = self.limits.total_bytes;
            return Err(self.fail(MultipartError::TooLarge { what: "form", limit }));
        }
        Ok(Some(data))
    }

    fn begin(&mut self, head: &[u8]) -> Result<Part, MultipartError> {
        let part = Part::parse(head, &self.limits)?;
        let limits = &self.limits;
        let (count, most, bytes, what, whats) = match part.is_file() {
            true => (&mut self.files, limits.files, limits.file_bytes, "file", "files"),
            false => (&mut self.fields, limits.fields, limits.field_bytes, "field", "fields"),
        };
        if *count == most {
            return Err(MultipartError::TooMany {
                what: whats,
                limit: most,
            });
        }
        *count += 1;
        self.state = State::Within {
            left: bytes,
            limit: bytes,
            what,
        };
        Ok(part)
    }

    fn spend(&mut self, bytes: u64) -> Result<(), MultipartError> {
        let State::Within { left, limit, what } = &mut self.state else {
            return Ok(());
        };
        let (limit, what) = (*limit, *what);
        match left.checked_sub(bytes) {
            Some(rest) => *left = rest,
            None => return Err(self.fail(MultipartError::TooLarge { what, limit })),
        }
        Ok(())
    }

    /// What follows the last part has no meaning either; it is read so that the connection can be used again.
    async fn pass_over_epilogue(&mut self) -> Result<(), MultipartError> {
        while self.read().await?.is_some() {}
        self.body = RequestBody::empty();
        Ok(())
    }

    fn fail(&mut self, error: MultipartError) -> MultipartError {
        self.state = State::Failed;
        if let Some(limit) = error.limit() {
            limit.reached(&self.whom);
        }
        error
    }
}
