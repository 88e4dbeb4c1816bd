//! A connection that knows since when its client has taken no byte. Knows no frames.

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::io::ReadBuf;
use tokio::time::Instant;

/// Since when there are bytes to be written that the socket does not take.
#[derive(Default)]
pub(super) struct Progress(Cell<Option<Instant>>);

impl Progress {
    pub(super) fn stalled_since(&self) -> Option<Instant> {
        self.0.get()
    }

    fn note<T>(&self, polled: Poll<T>) -> Poll<T> {
        match polled {
            Poll::Ready(_) => self.0.set(None),
            Poll::Pending if self.0.get().is_none() => self.0.set(Some(Instant::now())),
            Poll::Pending => {}
        }
        polled
    }
}

/// A connection whose progress can be asked for.
pub(super) struct Tracked<S> {
    inner: S,
    progress: Rc<Progress>,
}

impl<S> Tracked<S> {
    pub(super) fn new(inner: S) -> (Self, Rc<Progress>) {
        let progress = Rc::new(Progress::default());
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
        this.progress.note(Pin::new(&mut this.inner).poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.progress.note(Pin::new(&mut this.inner).poll_shutdown(cx))
    }
}
