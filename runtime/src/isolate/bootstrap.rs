//! What JavaScript learns of the process when an isolate starts.

use std::path::PathBuf;
use std::sync::Arc;

use deno_core::v8;
use deno_runtime::deno_node::ops::ipc::ChildIpcSerialization;
use deno_runtime::{BootstrapOptions, WorkerExecutionMode};
use racejs_process::ProcessOptions;
use url::Url;

use super::services::feature_ids;
use crate::options::Inspect;

/// deno_runtime's version, which it reports as Deno's own; programs that look for Deno find what they look for.
const DENO_VERSION: &str = "2.9.6";

/// How the process was started.
pub(crate) struct Launch {
    pub(crate) main: Url,
    pub(crate) args: Vec<String>,
    pub(crate) cwd: PathBuf,
    pub(crate) inspect: Option<Inspect>,
    pub(crate) ipc: Option<(i64, ChildIpcSerialization)>,
    pub(crate) cluster: Cluster,
    pub(crate) process: Arc<ProcessOptions>,
}

/// What `node:cluster` gives to a worker process.
#[derive(Default)]
pub(crate) struct Cluster {
    pub(crate) unique_id: Option<String>,
    pub(crate) policy: Option<String>,
}

impl Launch {
    /// Takes from the environment what a parent process (`child_process.fork`, `node:cluster`) left there.
    /// The variables are for this process alone: its own children must not see them.
    pub(crate) fn from_parent() -> (Option<(i64, ChildIpcSerialization)>, Cluster) {
        let channel = take_var("NODE_CHANNEL_FD").and_then(|fd| fd.parse().ok());
        let mode = take_var("NODE_CHANNEL_SERIALIZATION_MODE").and_then(|mode| mode.parse().ok());
        let cluster = Cluster {
            // Left where it is: `node:cluster` reads and removes it.
            unique_id: std::env::var("NODE_UNIQUE_ID").ok(),
            policy: take_var("NODE_CLUSTER_SCHED_POLICY"),
        };
        (
            channel.map(|fd| (fd, mode.unwrap_or(ChildIpcSerialization::Json))),
            cluster,
        )
    }

    /// `is_first`: a parent process speaks to one isolate only.
    pub(super) fn main_options(&self, is_first: bool) -> BootstrapOptions {
        BootstrapOptions {
            mode: WorkerExecutionMode::None,
            node_ipc_init: self.ipc.filter(|_| is_first),
            ..self.common_options()
        }
    }

    pub(super) fn worker_options(&self, main: &Url, close_on_idle: bool) -> BootstrapOptions {
        BootstrapOptions {
            mode: WorkerExecutionMode::Worker,
            location: Some(main.clone()),
            close_on_idle,
            ..self.common_options()
        }
    }

    fn common_options(&self) -> BootstrapOptions {
        BootstrapOptions {
            deno_version: DENO_VERSION.to_string(),
            args: self.args.clone(),
            locale: v8::icu::get_language_tag(),
            unstable_features: feature_ids(),
            user_agent: concat!("RaceJS/", env!("CARGO_PKG_VERSION")).to_string(),
            inspect: self.inspect.is_some(),
            has_node_modules_dir: true,
            argv0: std::env::args().next(),
            node_debug: std::env::var("NODE_DEBUG").ok(),
            node_cluster_unique_id: self.cluster.unique_id.clone(),
            node_cluster_sched_policy: self.cluster.policy.clone(),
            ..BootstrapOptions::default()
        }
    }
}

fn take_var(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    // SAFETY: called from `run` before the process has a second thread.
    unsafe { std::env::remove_var(name) };
    Some(value)
}
