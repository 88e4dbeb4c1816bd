//! A client of HTTP/2, without TLS and without an upgrade.

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;
use bytes::Bytes;
use h2::client::SendRequest;
use http::Request;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

/// A connection, and the task that drives it.
pub(crate) struct Client {
    pub(crate) sender: SendRequest<Bytes>,
    driver: JoinHandle<()>,
}

impl Client {
    pub(crate) async fn over(stream: TcpStream) -> Result<Self> {
        let (sender, connection) = h2::client::handshake(stream).await.context("There is no HTTP/2")?;
        // How it ends shows in what is asked over it.
        let driver = tokio::task::spawn_local(async move { drop(connection.await) });
        Ok(Self { sender, driver })
    }

    /// Whether the server has ended it.
    pub(crate) fn has_ended(&self) -> bool {
        self.driver.is_finished()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

pub(crate) fn request(path: &str) -> Result<Request<()>> {
    let request = Request::builder().uri(format!("http://a{path}")).body(());
    request.context("This is no request")
}

/// Asks, and gives the body of the answer, which must be 200.
pub(crate) async fn get(sender: &SendRequest<Bytes>, path: &str) -> Result<Vec<u8>> {
    let mut sender = sender.clone().ready().await.context("The connection is no more")?;
    let (response, _) = sender.send_request(request(path)?, true).context("Could not ask")?;
    let response = response.await.context("There is no answer")?;
    ensure!(response.status() == 200, "Status {}", response.status());
    let mut body = response.into_body();
    let mut all = Vec::new();
    while let Some(data) = body.data().await {
        let data = data.context("The answer breaks off")?;
        body.flow_control()
            .release_capacity(data.len())
            .context("Could not read on")?;
        all.extend_from_slice(&data);
    }
    Ok(all)
}
