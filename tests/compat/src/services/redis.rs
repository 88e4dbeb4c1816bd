//! A Redis server of this run, which keeps nothing. It must not be reachable but with the password of this run.

use anyhow::Result;
use tokio::process::Command;

use super::package::{self, first};
use super::server::{Plan, Server, own_folder, password};
use crate::folder::Folder;

pub(super) async fn start(folder: &Folder) -> Result<Server> {
    let server = package::provide("redis-server", || first(&["/usr/bin/redis-server"])).await?;
    let own = own_folder("redis", folder)?;
    let password = password();
    let plan = Plan {
        name: "Redis",
        folder: &own,
        command: &|port| {
            let mut command = Command::new(&server);
            command.args([
                "--port",
                &port.to_string(),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                &password,
            ]);
            command.args(["--save", "", "--appendonly", "no"]);
            command
        },
        ready: "Ready to accept connections",
        stop_signal: libc::SIGTERM,
        variables: &|port| vec![("REDIS_URL", format!("redis://:{password}@127.0.0.1:{port}"))],
    };
    Server::start(&plan).await
}
