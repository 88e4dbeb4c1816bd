//! A MariaDB server of this run. It must not be reachable but with the password of this run.

use anyhow::{Context, Result};
use tokio::process::Command;

use super::package::{self, first};
use super::server::{Plan, Server, own_folder, password, prepare};
use crate::folder::Folder;

const USER: &str = "compat";

pub(super) async fn start(folder: &Folder) -> Result<Server> {
    let server = package::provide("mariadb-server", || first(&["/usr/sbin/mariadbd"])).await?;
    let own = own_folder("mariadb", folder)?;
    let password = password();
    // The server reads one statement a line, before it takes connections. The accounts that the installation makes have no password.
    let statements = [
        format!("CREATE DATABASE {USER};"),
        format!("CREATE USER '{USER}'@'127.0.0.1' IDENTIFIED BY '{password}';"),
        format!("GRANT ALL ON {USER}.* TO '{USER}'@'127.0.0.1';"),
        "DELETE FROM mysql.global_priv WHERE User NOT IN ('mariadb.sys', 'compat');".to_owned(),
        "FLUSH PRIVILEGES;".to_owned(),
    ];
    std::fs::write(own.join("first.sql"), statements.join("\n")).context("Could not write a file of SQL")?;
    let data = format!("--datadir={}", own.join("data").display());
    let mut install = Command::new("mariadb-install-db");
    install.args([
        "--no-defaults",
        &data,
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
    ]);
    prepare(install, &own).await?;
    let plan = Plan {
        name: "MariaDB",
        folder: &own,
        command: &|port| {
            let mut command = Command::new(&server);
            command.args([
                "--no-defaults",
                &data,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
            ]);
            command.arg(format!("--port={port}"));
            command.arg(format!("--socket={}", own.join("socket").display()));
            command.arg(format!("--init-file={}", own.join("first.sql").display()));
            command
        },
        ready: "ready for connections",
        stop_signal: libc::SIGTERM,
        variables: &|port| {
            vec![
                ("MYSQL_HOST", "127.0.0.1".to_owned()),
                ("MYSQL_PORT", port.to_string()),
                ("MYSQL_USER", USER.to_owned()),
                ("MYSQL_PASSWORD", password.clone()),
                ("MYSQL_DATABASE", USER.to_owned()),
            ]
        },
    };
    Server::start(&plan).await
}
