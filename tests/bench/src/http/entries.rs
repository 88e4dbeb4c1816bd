//! The entries: server programs, each on a runtime. A new one is a file in `servers/` and a line in `ALL`. It must not know how load is made.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::peers;
use crate::runtime::{Runtime, SUBJECT};

#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) runtime: &'static str,
    /// The npm package that the entry is about, whose version is shown.
    package: Option<&'static str>,
    program: &'static str,
    environment: &'static [(&'static str, &'static str)],
    pub(crate) serves: Serves,
}

/// Which profiles an entry has an answer to.
#[derive(Debug)]
pub(crate) enum Serves {
    All,
    /// All but the routes and middleware of an application: it has no router of that kind.
    AllButApp,
    /// HTTP/1.1 without encryption, in one process.
    Plain,
    App,
}

impl Entry {
    pub(crate) fn serves(&self, profile: &str) -> bool {
        let is_app = profile == "app";
        match self.serves {
            Serves::All => true,
            Serves::AllButApp => !is_app,
            Serves::Plain => !matches!(profile, "tls" | "http2" | "ws-echo" | "ws-fan-out" | "workers"),
            Serves::App => is_app,
        }
    }

    /// With versions.
    pub(crate) fn label(&self, runtime: &Runtime) -> Result<String> {
        Ok(match self.package {
            Some(package) => format!("{package} {} on {}", peers::version(package)?, runtime.label()),
            None if self.name == runtime.name => runtime.label(),
            None => format!("{} {}", self.name.replacen('-', "/", 1), runtime.version),
        })
    }

    pub(crate) fn program(&self, folder: &Path) -> PathBuf {
        servers(folder).join(self.program)
    }

    pub(crate) fn environment(&self) -> &'static [(&'static str, &'static str)] {
        self.environment
    }
}

const EXPRESS: &[(&str, &str)] = &[("EXPRESS", "express")];

const fn entry(name: &'static str, runtime: &'static str, program: &'static str, serves: Serves) -> Entry {
    Entry {
        name,
        runtime,
        package: None,
        program,
        environment: &[],
        serves,
    }
}

const fn framework(name: &'static str, runtime: &'static str, package: &'static str, program: &'static str) -> Entry {
    Entry {
        package: Some(package),
        ..entry(name, runtime, program, Serves::Plain)
    }
}

const fn express(name: &'static str, runtime: &'static str) -> Entry {
    Entry {
        package: Some("express"),
        environment: EXPRESS,
        ..entry(name, runtime, "express.mjs", Serves::App)
    }
}

pub(crate) const ALL: &[Entry] = &[
    entry(SUBJECT, SUBJECT, "racejs.ts", Serves::All),
    Entry {
        environment: &[("EXPRESS", "racejs/express")],
        ..entry("racejs-express", SUBJECT, "express.mjs", Serves::Plain)
    },
    express("racejs-npm-express", SUBJECT),
    entry("bun", "bun", "bun.ts", Serves::All),
    framework("elysia", "bun", "elysia", "elysia.ts"),
    express("bun-express", "bun"),
    entry("deno", "deno", "deno.ts", Serves::AllButApp),
    framework("hono", "deno", "hono", "hono.ts"),
    express("deno-express", "deno"),
    entry("node", "node", "node.mjs", Serves::AllButApp),
    framework("fastify", "node", "fastify", "fastify.mjs"),
    express("node-express", "node"),
];

const PROGRAMS: [(&str, &str); 9] = [
    ("shared.mjs", include_str!("../../servers/shared.mjs")),
    ("racejs.ts", include_str!("../../servers/racejs.ts")),
    ("bun.ts", include_str!("../../servers/bun.ts")),
    ("deno.ts", include_str!("../../servers/deno.ts")),
    ("node.mjs", include_str!("../../servers/node.mjs")),
    ("express.mjs", include_str!("../../servers/express.mjs")),
    ("fastify.mjs", include_str!("../../servers/fastify.mjs")),
    ("hono.ts", include_str!("../../servers/hono.ts")),
    ("elysia.ts", include_str!("../../servers/elysia.ts")),
];

fn servers(folder: &Path) -> PathBuf {
    peers::folder(folder).join("servers")
}

/// Writes the programs beside the packages that they import.
pub(crate) fn write_programs(folder: &Path) -> Result<()> {
    let servers = servers(folder);
    fs::create_dir_all(&servers).context("Could not make the folder of the servers")?;
    for (name, text) in PROGRAMS {
        fs::write(servers.join(name), text).with_context(|| format!("Could not write `{name}`"))?;
    }
    Ok(())
}
