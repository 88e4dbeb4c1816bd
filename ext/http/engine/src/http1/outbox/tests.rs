//! What waits to be written: its order, and how many writes it takes.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use tokio::io::AsyncWrite;

use super::LARGE;
use super::Outbox;

/// Takes so many bytes at a time.
struct Taker {
    at_once: usize,
    is_vectored: bool,
    taken: Vec<u8>,
    writes: usize,
}

impl AsyncWrite for Taker {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let length = bytes.len().min(self.at_once);
        self.taken.extend_from_slice(&bytes[..length]);
        self.writes += 1;
        Poll::Ready(Ok(length))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let bytes: Vec<u8> = parts.iter().flat_map(|part| part.iter().copied()).collect();
        let length = bytes.len().min(self.at_once);
        self.taken.extend_from_slice(&bytes[..length]);
        self.writes += 1;
        Poll::Ready(Ok(length))
    }

    fn is_write_vectored(&self) -> bool {
        self.is_vectored
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

async fn write(parts: &[(usize, &'static [u8])], at_once: usize, is_vectored: bool) -> Taker {
    let mut taker = Taker {
        at_once,
        is_vectored,
        taken: Vec::new(),
        writes: 0,
    };
    let (mut outbox, mut expected) = (Outbox::default(), Vec::new());
    for (index, (length, tail)) in parts.iter().enumerate() {
        if !outbox.has_room() {
            poll_fn(|cx| outbox.poll_write(cx, &mut taker)).await.unwrap();
        }
        let part = vec![index as u8; *length];
        expected.extend_from_slice(&part);
        expected.extend_from_slice(tail);
        outbox.push(Bytes::from(part), tail);
        assert!(!outbox.is_empty());
    }
    poll_fn(|cx| outbox.poll_write(cx, &mut taker)).await.unwrap();
    assert!(outbox.is_empty());
    assert!(taker.taken == expected, "{parts:?} {at_once}");
    taker
}

#[tokio::test]
async fn bytes_go_out_in_order() {
    for is_vectored in [false, true] {
        for at_once in [1, 7, LARGE, usize::MAX] {
            write(
                &[(3, b"\r\n"), (0, b"x"), (LARGE + 5, b"\r\n"), (4, b""), (LARGE, b"")],
                at_once,
                is_vectored,
            )
            .await;
        }
    }
}

#[tokio::test]
async fn a_head_and_its_body_are_one_write() {
    assert_eq!(write(&[(90, b""), (900, b"")], usize::MAX, false).await.writes, 1);
    assert_eq!(
        write(&[(90, b""), (LARGE * 9, b"\r\n")], usize::MAX, true).await.writes,
        1
    );
}

#[tokio::test]
async fn a_transport_that_takes_nothing_is_an_error() {
    let mut taker = Taker {
        at_once: 0,
        is_vectored: true,
        taken: Vec::new(),
        writes: 0,
    };
    let mut outbox = Outbox::default();
    outbox.push(Bytes::from_static(b"a"), b"");
    let error = poll_fn(|cx| outbox.poll_write(cx, &mut taker)).await.unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::WriteZero);
}
