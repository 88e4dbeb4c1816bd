//! A client of WebSockets, with what it takes to be echoed.

use anyhow::Result;
use anyhow::ensure;

use crate::client::Client;

/// A WebSocket.
pub(crate) struct Socket(Client);

impl Socket {
    pub(crate) async fn connect(port: u16, path: &str) -> Result<Self> {
        let mut client = Client::connect(port).await?;
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        client.send(head.as_bytes()).await?;
        let status = client.head().await?;
        ensure!(status == 101, "Status {status} in place of a WebSocket");
        Ok(Self(client))
    }

    pub(crate) async fn send(&mut self, text: &str) -> Result<()> {
        self.frame(0x81, text.as_bytes()).await
    }

    /// The next message, which must be text.
    pub(crate) async fn receive(&mut self) -> Result<String> {
        let (first, payload) = self.read_frame().await?;
        ensure!(first == 0x81, "A frame that begins with {first:#x}");
        Ok(String::from_utf8(payload)?)
    }

    /// The closing handshake.
    pub(crate) async fn close(mut self) -> Result<()> {
        self.frame(0x88, &1000_u16.to_be_bytes()).await?;
        let (first, payload) = self.read_frame().await?;
        ensure!(
            first == 0x88 && payload == 1000_u16.to_be_bytes(),
            "The closing handshake is not answered"
        );
        Ok(())
    }

    async fn frame(&mut self, first: u8, payload: &[u8]) -> Result<()> {
        const MASK: [u8; 4] = [1, 2, 3, 4];
        let mut frame = vec![first];
        match u8::try_from(payload.len()) {
            Ok(length @ ..126) => frame.push(0x80 | length),
            _ => {
                frame.push(0x80 | 126);
                frame.extend(u16::try_from(payload.len())?.to_be_bytes());
            }
        }
        frame.extend(MASK);
        frame.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, key)| byte ^ key));
        self.0.send(&frame).await
    }

    async fn read_frame(&mut self) -> Result<(u8, Vec<u8>)> {
        let head = self.0.take(2).await?;
        let length = match head[1] {
            126 => {
                let length = self.0.take(2).await?;
                usize::from(u16::from_be_bytes([length[0], length[1]]))
            }
            length => usize::from(length),
        };
        ensure!(length < 65536 && head[1] < 127, "A frame that nobody asked for");
        Ok((head[0], self.0.take(length).await?))
    }
}
