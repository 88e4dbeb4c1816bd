//! How a program is: what `racejs status` prints.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;

use crate::ServerReport;
use crate::WorkerReport;
use crate::durations::in_words;
use crate::generations::Phase;
use crate::generations::Server;

/// A program with its supervisor.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// By which it is called.
    pub name: String,
    /// Its file.
    pub program: PathBuf,
    /// Of the supervisor.
    pub pid: u32,
    /// The version of the supervisor's binary.
    pub version: String,
    /// In a word or two.
    pub state: String,
    /// Since the supervisor was started.
    pub uptime_ms: u64,
    /// How often a server has died and was started again.
    pub restarts: u64,
    /// Where it listens.
    pub addresses: Vec<String>,
    /// Its processes.
    pub servers: Vec<ServerStatus>,
}

/// A process.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerStatus {
    /// Of the release that it runs.
    pub generation: u64,
    /// None if it could not be started.
    pub pid: Option<i32>,
    /// `starting`, `warming`, `serving`, `draining`, `kept` or `ending`.
    pub state: String,
    /// Since its start.
    pub uptime_ms: u64,
    /// What the system counts.
    pub resident_bytes: Option<u64>,
    /// What it has said within a second; empty where it has not.
    pub workers: Vec<WorkerReport>,
}

impl ServerStatus {
    pub(crate) fn of(server: &Server, pid: Option<i32>, report: Option<ServerReport>, now: Duration) -> Self {
        Self {
            generation: server.generation,
            pid,
            state: state(server).to_owned(),
            uptime_ms: milliseconds(now.saturating_sub(server.started)),
            resident_bytes: pid.and_then(resident_bytes),
            workers: report.unwrap_or_default().workers,
        }
    }

    fn cells(&self) -> [String; 8] {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let is_told = !self.workers.is_empty();
        let connections: usize = self.workers.iter().map(|worker| worker.connections).sum();
        let heaps = self.workers.iter().map(|worker| megabytes(worker.heap_bytes));
        [
            self.generation.to_string(),
            or_dash(self.pid.map(|pid| pid.to_string())),
            self.state.clone(),
            in_words(rounded(self.uptime_ms)),
            or_dash(is_told.then(|| self.workers.len().to_string())),
            or_dash(is_told.then(|| connections.to_string())),
            or_dash(self.resident_bytes.map(|bytes| format!("{} MB", megabytes(bytes)))),
            or_dash(is_told.then(|| format!("{} MB", heaps.collect::<Vec<_>>().join("+")))),
        ]
    }
}

fn state(server: &Server) -> &'static str {
    match server.phase {
        Phase::Warming | Phase::Proving => "warming",
        Phase::Serving if server.is_ready => "serving",
        Phase::Serving => "starting",
        Phase::Draining { .. } => "draining",
        Phase::Kept => "kept",
        Phase::Ending => "ending",
    }
}

const HEADINGS: [&str; 8] = [
    "generation",
    "pid",
    "state",
    "up",
    "workers",
    "connections",
    "memory",
    "heap",
];

impl Status {
    /// For people: the program, then a table of its processes.
    pub fn to_text(&self) -> String {
        let mut lines = vec![
            ("name", self.name.clone()),
            ("program", self.program.display().to_string()),
        ];
        if !self.addresses.is_empty() {
            lines.push(("listens on", self.addresses.join(", ")));
        }
        lines.extend([
            ("supervisor", format!("pid {}, version {}", self.pid, self.version)),
            ("state", self.state.clone()),
            ("up", in_words(rounded(self.uptime_ms))),
            ("restarts", self.restarts.to_string()),
        ]);
        let mut text = String::new();
        for (name, value) in lines {
            let _ = writeln!(text, "{name:<12}{value}");
        }
        text.push('\n');
        let rows: Vec<[String; 8]> = std::iter::once(HEADINGS.map(str::to_owned))
            .chain(self.servers.iter().map(ServerStatus::cells))
            .collect();
        for row in &rows {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let width = rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
                format!("{cell:<width$}")
            });
            let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
        text
    }
}

pub(crate) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Nobody wants to read of 4711 milliseconds.
fn rounded(ms: u64) -> Duration {
    Duration::from_secs(ms / 1000)
}

fn megabytes(bytes: u64) -> String {
    (bytes / 1_000_000).to_string()
}

/// What the process has in memory, as Linux tells it.
fn resident_bytes(pid: i32) -> Option<u64> {
    parse_resident(&std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?)
}

fn parse_resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status() -> Status {
        let worker = |index, connections| WorkerReport {
            index,
            connections,
            heap_bytes: 12_500_000,
            replaced: 0,
        };
        let server = |generation, state: &str, workers| ServerStatus {
            generation,
            pid: Some(4000),
            state: state.to_owned(),
            uptime_ms: 180_400,
            resident_bytes: Some(90_000_000),
            workers,
        };
        Status {
            name: "app".to_owned(),
            program: "/srv/app.ts".into(),
            pid: 399,
            version: "0.1.0".to_owned(),
            state: "serving".to_owned(),
            uptime_ms: 600_000,
            restarts: 1,
            addresses: vec!["http://localhost:3000".to_owned()],
            servers: vec![
                server(1, "kept", Vec::new()),
                server(2, "serving", vec![worker(0, 3), worker(1, 4)]),
            ],
        }
    }

    #[test]
    fn a_status_is_a_table_for_people() {
        let expected = "\
name        app
program     /srv/app.ts
listens on  http://localhost:3000
supervisor  pid 399, version 0.1.0
state       serving
up          10 min
restarts    1

generation  pid   state    up     workers  connections  memory  heap
1           4000  kept     3 min  -        -            90 MB   -
2           4000  serving  3 min  2        7            90 MB   12+12 MB
";
        assert_eq!(status().to_text(), expected);
    }

    #[test]
    fn memory_is_what_linux_says() {
        assert_eq!(parse_resident("Name:\tx\nVmRSS:\t   2048 kB\n"), Some(2_097_152));
        assert_eq!(parse_resident("Name:\tx\n"), None);
        assert!(resident_bytes(i32::try_from(std::process::id()).unwrap()).is_some());
    }
}
