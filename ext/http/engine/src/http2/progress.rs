//! A connection that knows how long its client may still take no byte, or too few. Knows no frames.

use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::io::ReadBuf;
use tokio::time::Instant;

use crate::limits::Limit;
use crate::limits::Patience;
use crate::timer::Deadline;

/// The patience with the client, while there are bytes to be written that the socket does not take.
pub(super) struct Progress(RefCell<Patience>);

impl Progress {
    pub(super) fn end(&self) -> Deadline {
        self.0.borrow().end()
    }

    /// The limit that the client has met when that has passed.
    pub(super) fn limit(&self) -> Limit {
        Limit::of_writing(&self.0.borrow())
    }

    fn note(&self, polled: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        let mut patience = self.0.borrow_mut();
        match &polled {
            Poll::Ready(written) => {
                patience.pause(Instant::now);
                patience.regain(*written.as_ref().unwrap_or(&0));
            }
            Poll::Pending if patience.is_waiting() => {}
            Poll::Pending => patience.wait(Instant::now()),
        }
        polled
    }

    /// The same of something that moves no bytes.
    fn note_end(&self, polled: Poll<io::Result<()>>) -> Poll<io::Result<()>> {
        self.note(polled.map_ok(|()| 0)).map_ok(|_| ())
    }
}

/// A connection whose progress can be asked for.
pub(super) struct Tracked<S> {
    inner: S,
    progress: Rc<Progress>,
}

impl<S> Tracked<S> {
    pub(super) fn new(inner: S, patience: Patience) -> (Self, Rc<Progress>) {
        let progress = Rc::new(Progress(RefCell::new(patience)));
        let tracked = Self {
            inner,
            progress: progress.clone(),
        };
        (tracked, progress)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tracked<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tracked<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.progress.note(Pin::new(&mut this.inner).poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.progress
            .note(Pin::new(&mut this.inner).poll_write_vectored(cx, parts))
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    // TLS takes bytes that it cannot write yet, and waits with them here.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.progress.note_end(Pin::new(&mut this.inner).poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.progress.note_end(Pin::new(&mut this.inner).poll_shutdown(cx))
    }
}
