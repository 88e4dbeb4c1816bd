//! The servers that programs need, each of this run alone: data in a temporary folder, a free port of the loopback, no privileges.
//! It must not touch the servers that the machine runs.

mod mariadb;
mod package;
mod postgresql;
mod redis;
mod server;

use anyhow::{Result, bail};

use crate::catalogue::Program;
use crate::folder::Folder;
use server::Server;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    PostgreSql,
    MariaDb,
    Redis,
}

impl Service {
    pub(crate) fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "postgresql" => Service::PostgreSql,
            "mariadb" => Service::MariaDb,
            "redis" => Service::Redis,
            _ => bail!("There is no service `{name}`"),
        })
    }
}

/// What has been started.
#[derive(Default)]
pub(crate) struct Services {
    running: std::sync::Mutex<Vec<Server>>,
}

impl Services {
    /// Starts what the programs need and installs what is missing. `stop` ends them, also when this fails or is given up.
    pub(crate) async fn start(&self, programs: &[&Program], folder: &Folder) -> Result<()> {
        for service in [Service::PostgreSql, Service::MariaDb, Service::Redis] {
            if !programs.iter().any(|program| program.needs.contains(&service)) {
                continue;
            }
            let server = match service {
                Service::PostgreSql => postgresql::start(folder).await?,
                Service::MariaDb => mariadb::start(folder).await?,
                Service::Redis => redis::start(folder).await?,
            };
            self.lock().push(server);
        }
        Ok(())
    }

    /// By which programs find the servers.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        self.lock().iter().flat_map(|server| server.variables.clone()).collect()
    }

    pub(crate) async fn stop(&self) {
        let running = std::mem::take(&mut *self.lock());
        for server in running {
            server.stop().await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Server>> {
        self.running.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
