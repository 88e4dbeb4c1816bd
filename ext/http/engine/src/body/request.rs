//! The body of a request. Its protocol delivers it piece by piece and only as fast as it is read; here it is
//! collected within bounds, or thrown away.

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use bytes::Bytes;
use bytes::BytesMut;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use http_body_util::BodyExt;

use crate::limits::Limit;
use crate::limits::Patience;
use crate::limits::Whom;

/// Bodies up to here are copied: what a connection read them into may be larger, and a kept body would keep it whole.
const COPIED_BYTES: usize = 64 * 1024;

/// How much of a body is gathered before other requests have their turn: what a few bytes decode to is there at once.
const TURN_BYTES: usize = 128 * 1024;

/// How much of a refused body is read, and for how long, so that its client gets to read the answer:
/// closing a connection on bytes that nobody read makes the system reset it.
const DISCARDED_BYTES: usize = 8 * 1024 * 1024;
const DISCARD_TIME: Duration = Duration::from_secs(2);

/// Why a body did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Its framing or its coding is wrong.
    #[error("The body could not be read")]
    Malformed,
    /// The client left.
    #[error("The client closed the connection before the body was complete")]
    Disconnected,
    /// It is larger than the limit, encoded or decoded.
    #[error("The body is larger than this server takes")]
    TooLarge,
    /// It did not arrive in time.
    #[error("The body did not arrive in time")]
    Timeout,
    /// It came, but too slowly.
    #[error("The body arrived too slowly")]
    TooSlow,
    /// It has a content coding that is not known here.
    #[error("The content coding of the body is not supported")]
    Coding,
}

impl BodyError {
    /// Of a body with whose client patience has ended.
    pub(crate) fn of_patience(patience: &Patience) -> Self {
        match patience.ends_by_rate() {
            true => Self::TooSlow,
            false => Self::Timeout,
        }
    }
}

type Source = Pin<Box<dyn Body<Data = Bytes, Error = BodyError>>>;

/// The body of a request, not read yet. Dropping it tells the protocol that nobody wants the rest.
#[derive(Default)]
pub struct RequestBody(Content);

#[derive(Default)]
enum Content {
    /// There is none, or all of it has been read.
    #[default]
    None,
    /// It has come already.
    Whole(Bytes),
    /// It comes piece by piece.
    Pieces(Source),
}

impl RequestBody {
    /// No body.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A body that a protocol delivers. Its size hint is exact where the client declared a length.
    pub fn new(source: impl Body<Data = Bytes, Error = BodyError> + 'static) -> Self {
        match source.is_end_stream() {
            true => Self::empty(),
            false => Self(Content::Pieces(Box::pin(source))),
        }
    }

    /// A body that is there already.
    pub fn whole(bytes: Bytes) -> Self {
        match bytes.is_empty() {
            true => Self::empty(),
            false => Self(Content::Whole(bytes)),
        }
    }

    /// The body, if it is there already.
    pub(crate) fn as_whole(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes),
            Content::None | Content::Pieces(_) => None,
        }
    }

    /// A body that did not arrive.
    pub fn failed(error: BodyError) -> Self {
        let frame = std::future::ready(Err::<Frame<Bytes>, _>(error));
        let source = http_body_util::StreamBody::new(futures_util::stream::once(frame));
        Self(Content::Pieces(Box::pin(source)))
    }

    /// The same body, which fails behind so many bytes.
    pub fn limited(self, bytes: usize) -> Self {
        if self.size_hint().lower() > bytes as u64 {
            return Self::failed(BodyError::TooLarge);
        }
        match self.0 {
            Content::Pieces(source) if source.size_hint().upper().is_none() => Self::new(Limited {
                source: Some(source),
                left: bytes,
            }),
            // A length that was declared is the protocol's to keep.
            content => Self(content),
        }
    }

    /// The same body, of which the log is told if it meets a limit.
    pub(crate) fn told_of(self, whom: Whom) -> Self {
        Self::new(Told { source: self, whom })
    }

    /// The next piece; `None` at the end. Trailers are passed over.
    pub async fn next(&mut self) -> Option<Result<Bytes, BodyError>> {
        loop {
            match self.frame().await? {
                Err(error) => {
                    self.0 = Content::None;
                    return Some(Err(error));
                }
                Ok(frame) => {
                    if let Ok(data) = frame.into_data() {
                        return Some(Ok(data));
                    }
                }
            }
        }
    }

    /// All of it, up to `limit` bytes and within `time`.
    pub async fn collect(&mut self, limit: usize, time: Duration) -> Result<Bytes, BodyError> {
        // A declared length is believed only to refuse: nothing is allocated on a client's word.
        if self.size_hint().lower() > limit as u64 {
            return Err(BodyError::TooLarge);
        }
        if self.is_end_stream() {
            return Ok(Bytes::new());
        }
        tokio::time::timeout(time, self.gather(limit))
            .await
            .unwrap_or(Err(BodyError::Timeout))
    }

    async fn gather(&mut self, limit: usize) -> Result<Bytes, BodyError> {
        let mut first = Bytes::new();
        let mut more = BytesMut::new();
        while let Some(data) = self.next().await {
            let data = data?;
            if first.len() + more.len() + data.len() > limit {
                return Err(BodyError::TooLarge);
            }
            if first.is_empty() && more.is_empty() {
                first = data;
                continue;
            }
            if !first.is_empty() {
                more.extend_from_slice(&std::mem::take(&mut first));
            }
            let turns = more.len() / TURN_BYTES;
            more.extend_from_slice(&data);
            if more.len() / TURN_BYTES > turns {
                tokio::task::yield_now().await;
            }
        }
        Ok(match more.is_empty() {
            true if first.len() <= COPIED_BYTES => Bytes::copy_from_slice(&first),
            true => first,
            false => more.freeze(),
        })
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let content = &mut self.get_mut().0;
        match content {
            Content::None => Poll::Ready(None),
            Content::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                *content = Content::None;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Content::Pieces(source) => {
                let frame = ready!(source.as_mut().poll_frame(cx));
                if frame.is_none() {
                    *content = Content::None;
                }
                Poll::Ready(frame)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::None => true,
            Content::Whole(_) => false,
            Content::Pieces(source) => source.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::None => SizeHint::with_exact(0),
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Pieces(source) => source.size_hint(),
        }
    }
}

/// A body of unknown length that may not become longer than this. The rest of one that does is read and thrown away.
struct Limited {
    source: Option<Source>,
    left: usize,
}

impl Body for Limited {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        let Some(source) = &mut this.source else {
            return Poll::Ready(None);
        };
        let frame = ready!(source.as_mut().poll_frame(cx));
        let bytes = match &frame {
            Some(Ok(frame)) => frame.data_ref().map_or(0, Bytes::len),
            _ => 0,
        };
        Poll::Ready(match this.left.checked_sub(bytes) {
            Some(left) => {
                this.left = left;
                frame
            }
            None => {
                if let Some(source) = this.source.take() {
                    deno_unsync::spawn(discard(RequestBody(Content::Pieces(source))));
                }
                Some(Err(BodyError::TooLarge))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.source.as_ref().is_none_or(|source| source.is_end_stream())
    }
}

/// A body of which the log is told if it meets a limit.
struct Told {
    source: RequestBody,
    whom: Whom,
}

impl Body for Told {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.source).poll_frame(cx);
        if let Poll::Ready(Some(Err(error))) = &polled
            && let Some(limit) = Limit::of_body(*error)
        {
            limit.reached(&this.whom);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.source.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.source.size_hint()
    }
}

/// Reads on after a refusal, within bounds, and throws away what comes.
pub(crate) async fn discard(mut body: RequestBody) {
    let read = async {
        let mut left = DISCARDED_BYTES;
        while let Some(Ok(data)) = body.next().await {
            left = left.saturating_sub(data.len());
            if left == 0 {
                break;
            }
        }
    };
    // Whoever is slower than this has had the time to read the answer.
    let _ = tokio::time::timeout(DISCARD_TIME, read).await;
}
