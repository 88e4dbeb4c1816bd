//! How supervisor and server reach each other: packets of JSON, each with at most one descriptor, over a pair of Unix sockets.

use std::io;
use std::marker::PhantomData;
use std::os::fd::AsFd;
use std::os::fd::BorrowedFd;
use std::os::fd::FromRawFd;
use std::os::fd::IntoRawFd;
use std::os::fd::OwnedFd;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio_seqpacket::UnixSeqpacket;
use tokio_seqpacket::ancillary::AncillaryMessageWriter;
use tokio_seqpacket::ancillary::OwnedAncillaryMessage;

/// Bytes of the longest message: a report of as many isolates as there may be.
const MAX_PACKET: usize = 64 * 1024;
/// Room for the control message with one descriptor, and to align it.
const ANCILLARY_BYTES: usize = 64;

/// What has come.
#[derive(Debug)]
pub struct Packet<M> {
    /// The message.
    pub message: M,
    /// The descriptor that came along.
    pub socket: Option<OwnedFd>,
}

/// One end, which sends messages of the type `Out` and receives those of the type `In`.
pub struct Channel<Out, In> {
    socket: UnixSeqpacket,
    types: PhantomData<fn(Out) -> In>,
}

impl<Out: Serialize, In: DeserializeOwned> Channel<Out, In> {
    /// Both ends. Needs a tokio runtime around it.
    ///
    /// # Errors
    /// The system's.
    pub fn pair() -> io::Result<(Self, Channel<In, Out>)> {
        let (here, there) = UnixSeqpacket::pair()?;
        let there = Channel {
            socket: there,
            types: PhantomData,
        };
        Ok((Self::over(here), there))
    }

    /// The end that a descriptor is. Needs a tokio runtime around it.
    ///
    /// # Errors
    /// The system's.
    pub fn from_fd(fd: OwnedFd) -> io::Result<Self> {
        // SAFETY: the descriptor is owned, and is given away here.
        Ok(Self::over(unsafe { UnixSeqpacket::from_raw_fd(fd.into_raw_fd()) }?))
    }

    fn over(socket: UnixSeqpacket) -> Self {
        Self {
            socket,
            types: PhantomData,
        }
    }

    /// The descriptor, to be left to another process.
    pub fn into_fd(self) -> OwnedFd {
        // SAFETY: the descriptor is open, and the socket has given it away.
        unsafe { OwnedFd::from_raw_fd(self.socket.into_raw_fd()) }
    }

    /// Sends a message. Several may send at the same time.
    ///
    /// # Errors
    /// The system's; `BrokenPipe` when nobody is at the other end.
    pub async fn send(&self, message: &Out, socket: Option<BorrowedFd<'_>>) -> io::Result<()> {
        let text = serde_json::to_vec(message)?;
        if text.len() > MAX_PACKET {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the message is too long"));
        }
        let mut space = [0; ANCILLARY_BYTES];
        let mut ancillary = AncillaryMessageWriter::new(&mut space);
        if let Some(socket) = &socket {
            ancillary
                .add_fds([socket])
                .map_err(|_| io::Error::other("there is no room for a descriptor"))?;
        }
        self.socket.send_with_ancillary(&text, &mut ancillary).await.map(drop)
    }

    /// The next message; `None` when the other end is closed. May be dropped and asked again.
    ///
    /// # Errors
    /// The system's; `InvalidData` for what is no message.
    pub async fn receive(&self) -> io::Result<Option<Packet<In>>> {
        let mut text = vec![0; MAX_PACKET];
        let mut space = [0; ANCILLARY_BYTES];
        let (info, ancillary) = match self.socket.recv_with_ancillary(&mut text, &mut space).await {
            Ok(received) => received,
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Ok(None),
            Err(error) => return Err(error),
        };
        let sockets = ancillary.into_messages().filter_map(|message| match message {
            OwnedAncillaryMessage::FileDescriptors(descriptors) => Some(descriptors),
            _ => None,
        });
        let socket = sockets.flatten().next();
        if info.bytes_read() == 0 {
            return Ok(None);
        }
        let message = serde_json::from_slice(&text[..info.bytes_read()])?;
        Ok(Some(Packet { message, socket }))
    }
}

impl<Out, In> AsFd for Channel<Out, In> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::io::Write as _;
    use std::os::unix::net::UnixStream;

    use super::*;
    use crate::ToServer;
    use crate::ToSupervisor;

    #[tokio::test]
    async fn messages_come_with_their_descriptors_until_the_other_end_closes() {
        let (here, there) = Channel::<ToServer, ToSupervisor>::pair().unwrap();
        let there = Channel::<ToSupervisor, ToServer>::from_fd(there.into_fd()).unwrap();
        let (mut near, far) = UnixStream::pair().unwrap();
        here.send(&ToServer::Serve, None).await.unwrap();
        here.send(&ToServer::Leave, Some(far.as_fd())).await.unwrap();
        drop((here, far));
        let first = there.receive().await.unwrap().unwrap();
        assert_eq!(first.message, ToServer::Serve);
        assert!(first.socket.is_none());
        let second = there.receive().await.unwrap().unwrap();
        assert_eq!(second.message, ToServer::Leave);
        near.write_all(b"hello").unwrap();
        let mut said = [0; 5];
        UnixStream::from(second.socket.unwrap()).read_exact(&mut said).unwrap();
        assert_eq!(&said, b"hello");
        assert!(there.receive().await.unwrap().is_none());
    }

    #[tokio::test]
    async fn what_is_no_message_is_told() {
        let (here, there) = UnixSeqpacket::pair().unwrap();
        here.send(b"{}").await.unwrap();
        let error = Channel::<ToServer, ToSupervisor>::over(there)
            .receive()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}
