//! Parts of a file, and what stands between them, as the body of an answer. Reads a piece when the one before it is
//! gone, so that a slow client costs one piece of memory however large the file is.

use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use tokio::task::JoinHandle;

use crate::body::Aborted;
use crate::body::AnswerBody;

/// Up to here a body is read at once.
pub(super) const WHOLE_BYTES: u64 = 64 * 1024;

/// Bytes of one read from a larger one.
const PIECE_BYTES: u64 = 64 * 1024;

/// A part of a body.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Bytes that are there.
    Bytes(Bytes),
    /// Bytes of the file.
    Range {
        /// Where they begin.
        start: u64,
        /// How many they are.
        length: u64,
    },
}

impl Piece {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Range { length, .. } => *length,
        }
    }
}

/// The body that the pieces make: whole if it is small.
///
/// # Errors
/// When a small one cannot be read.
pub(super) async fn from_pieces(file: File, pieces: Vec<Piece>) -> io::Result<AnswerBody> {
    let left = pieces.iter().map(Piece::length).sum();
    if left > WHOLE_BYTES {
        return Ok(AnswerBody::boxed(FileBody {
            file: Arc::new(file),
            pieces: pieces.into(),
            left,
            reading: None,
        }));
    }
    let reading = tokio::task::spawn_blocking(move || read_whole(&file, &pieces, left as usize));
    let bytes = reading.await.unwrap_or_else(|error| Err(io::Error::other(error)))?;
    Ok(AnswerBody::full(bytes))
}

/// Reads so many bytes of a file, no fewer.
///
/// # Errors
/// When the file ends before.
pub(super) fn read(file: &File, start: u64, length: usize) -> io::Result<Bytes> {
    let mut bytes = vec![0; length];
    read_exact_at(file, &mut bytes, start)?;
    Ok(bytes.into())
}

fn read_whole(file: &File, pieces: &[Piece], length: usize) -> io::Result<Bytes> {
    let mut whole = Vec::with_capacity(length);
    for piece in pieces {
        match piece {
            Piece::Bytes(bytes) => whole.extend_from_slice(bytes),
            Piece::Range { start, length } => whole.extend_from_slice(&read(file, *start, *length as usize)?),
        }
    }
    Ok(whole.into())
}

#[cfg(unix)]
fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    let (mut buffer, mut offset) = (buffer, offset);
    while !buffer.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, buffer, offset)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer = &mut buffer[count..];
        offset += count as u64;
    }
    Ok(())
}

struct FileBody {
    file: Arc<File>,
    pieces: VecDeque<Piece>,
    /// Bytes that are still to come, also from the read that is under way.
    left: u64,
    reading: Option<JoinHandle<io::Result<Bytes>>>,
}

impl FileBody {
    /// Begins the next read, of which there is one at a time.
    fn begin(&mut self, start: u64, length: u64) {
        let now = length.min(PIECE_BYTES);
        if now < length {
            self.pieces.push_front(Piece::Range {
                start: start + now,
                length: length - now,
            });
        }
        let file = self.file.clone();
        self.reading = Some(tokio::task::spawn_blocking(move || read(&file, start, now as usize)));
    }
}

impl Body for FileBody {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let this = self.get_mut();
        loop {
            if let Some(reading) = &mut this.reading {
                let read = ready!(Pin::new(reading).poll(cx));
                this.reading = None;
                let bytes = match read.unwrap_or_else(|error| Err(io::Error::other(error))) {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        // The length is promised already: all that is left is to break off.
                        tracing::warn!(target: "racejs::http", %error, "a file changed or failed while it was sent");
                        this.pieces.clear();
                        this.left = 0;
                        return Poll::Ready(Some(Err(Aborted)));
                    }
                };
                this.left -= bytes.len() as u64;
                return Poll::Ready(Some(Ok(Frame::data(bytes))));
            }
            match this.pieces.pop_front() {
                None => return Poll::Ready(None),
                Some(Piece::Range { start, length }) => this.begin(start, length),
                Some(Piece::Bytes(bytes)) => {
                    this.left -= bytes.len() as u64;
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
