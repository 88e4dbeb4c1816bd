//! A PostgreSQL server of this run. It must not be reachable but with the password of this run.

use std::path::PathBuf;

use anyhow::{Context, Result};
use tokio::process::Command;

use super::package;
use super::server::{Plan, Server, own_folder, password, prepare};
use crate::folder::Folder;

const USER: &str = "compat";

pub(super) async fn start(folder: &Folder) -> Result<Server> {
    let bin = package::provide("postgresql", newest).await?;
    let data = own_folder("postgresql", folder)?;
    let password = password();
    std::fs::write(data.join("password"), &password).context("Could not write a password")?;
    let mut initdb = Command::new(bin.join("initdb"));
    initdb.args([
        "--pgdata",
        "data",
        "--username",
        USER,
        "--pwfile",
        "password",
        "--auth",
        "scram-sha-256",
    ]);
    initdb.args(["--encoding", "UTF8", "--locale", "C", "--no-sync"]);
    prepare(initdb, &data).await?;
    let plan = Plan {
        name: "PostgreSQL",
        folder: &data,
        command: &|port| {
            let mut command = Command::new(bin.join("postgres"));
            command.args(["-D", "data", "-p", &port.to_string(), "-h", "127.0.0.1"]);
            command.args(["-c", "unix_socket_directories=", "-c", "fsync=off"]);
            command
        },
        ready: "database system is ready to accept connections",
        // Ends the connections of programs that were killed, in place of waiting for them.
        stop_signal: libc::SIGINT,
        variables: &|port| {
            vec![
                ("PGHOST", "127.0.0.1".to_owned()),
                ("PGPORT", port.to_string()),
                ("PGUSER", USER.to_owned()),
                ("PGPASSWORD", password.clone()),
                ("PGDATABASE", "postgres".to_owned()),
            ]
        },
    };
    Server::start(&plan).await
}

/// The folder of programs of the newest version that is installed.
fn newest() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let versions = versions.filter_map(|entry| Some(entry.ok()?.path()));
    let newest = versions
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(version);
    newest.map(|path| path.join("bin"))
}
