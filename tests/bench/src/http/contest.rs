//! What a profile is measured with: the entries that take part, and how each is started and checked. It must not know what is measured.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::{Context, Result};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::entries::Entry;
use super::exchange::{self, Exchange};
use super::load::{Protocol, Request, Target};
use super::profiles::{Measure, Profile};
use super::server::{Server, free_port};
use super::{FLOOR, conformance};
use crate::runtime::Runtime;
use crate::{Bench, process};

const CERTIFICATE: &str = include_str!("../../servers/cert.pem");
const KEY: &str = include_str!("../../servers/key.pem");

/// One row of the tables.
#[derive(Clone)]
pub(crate) struct Contestant {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    /// `None` for the floor.
    program: Option<(&'static Entry, Runtime)>,
}

impl Contestant {
    pub(crate) fn entry(entry: &'static Entry, runtime: &Runtime) -> Result<Self> {
        Ok(Contestant {
            name: entry.name,
            label: entry.label(runtime)?,
            program: Some((entry, runtime.clone())),
        })
    }

    pub(crate) fn floor() -> Self {
        Contestant {
            name: FLOOR,
            label: "floor (no server)".to_owned(),
            program: None,
        }
    }

    pub(crate) fn takes_part(&self, profile: &Profile) -> bool {
        match &self.program {
            Some((entry, _)) => entry.serves(profile.name),
            None => profile.protocol == Protocol::Http1 && !profile.is_encrypted && profile.measure == Measure::Load,
        }
    }
}

/// Where things are, and what runs where.
pub(crate) struct Stage {
    folder: PathBuf,
    home: PathBuf,
    scratch: PathBuf,
    /// Each worker of a server has one, from the first on; the last one is the generator's.
    pub(crate) cpus: Vec<usize>,
}

impl Stage {
    /// Writes the files that programs serve and are encrypted with.
    pub(crate) fn new(bench: &Bench, cpus: Vec<usize>) -> Result<Self> {
        let write = |name: &str, text: &str| {
            fs::write(bench.scratch.join(name), text).with_context(|| format!("Could not write `{name}`"))
        };
        write("cert.pem", CERTIFICATE)?;
        write("key.pem", KEY)?;
        fs::create_dir_all(bench.scratch.join("public")).context("Could not make the folder of static files")?;
        write(&format!("public/{}", exchange::FILE_NAME), &exchange::file_text())?;
        Ok(Stage {
            folder: bench.folder.clone(),
            home: bench.home.clone(),
            scratch: bench.scratch.clone(),
            cpus,
        })
    }

    /// Starts a contestant's server. It may not listen yet.
    pub(crate) fn start(&self, contestant: &Contestant, profile: &Profile, workers: u32) -> Result<Server> {
        let port = free_port()?;
        let command = match &contestant.program {
            Some((entry, runtime)) => self.program(entry, runtime, profile, port, workers),
            None => self.floor(profile, port)?,
        };
        Server::start(command, port, &self.scratch).with_context(|| contestant.name.to_owned())
    }

    fn program(&self, entry: &Entry, runtime: &Runtime, profile: &Profile, port: u16, workers: u32) -> Command {
        let mut command = process::command(&runtime.binary, &self.cpus[..workers as usize], &self.home);
        match (runtime.name, profile.measure) {
            ("deno", Measure::Workers) => {
                command.args([
                    "serve",
                    "-A",
                    "--parallel",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    &port.to_string(),
                ]);
            }
            (crate::SUBJECT, Measure::Workers) => {
                command.args(["--workers", &workers.to_string()]);
            }
            _ => {
                command.args(runtime.arguments);
            }
        }
        command
            .arg(entry.program(&self.folder))
            .env("NODE_ENV", "production")
            .env("PORT", port.to_string())
            .env("PROFILE", profile.name)
            .env("WORKERS", workers.to_string())
            .env("DENO_JOBS", workers.to_string())
            .env("PUBLIC", self.scratch.join("public"))
            .env("TLS_CERT", self.scratch.join("cert.pem"))
            .env("TLS_KEY", self.scratch.join("key.pem"))
            .envs(entry.environment().iter().copied());
        command
    }

    fn floor(&self, profile: &Profile, port: u16) -> Result<Command> {
        let exchanges = (profile.exchanges)();
        let file = self.scratch.join("floor.bin");
        fs::write(&file, exchanges[0].answer()).context("Could not write the answer of the floor")?;
        let bench = std::env::current_exe().context("Could not tell where this program is")?;
        let mut command = process::command(&bench, &self.cpus[..1], &self.home);
        command.args(["floor", "--port", &port.to_string()]);
        command.args(["--request-size", &exchanges[0].http1().len().to_string()]);
        command.arg("--answer").arg(file);
        Ok(command)
    }

    /// Waits until the server listens, checks its answers, and says how it is put under load.
    pub(crate) fn check(&self, contestant: &Contestant, profile: &Profile, server: &mut Server) -> Result<Target> {
        let checked = server.connect().and_then(|_| self.target(contestant, profile, server));
        checked.with_context(|| {
            let output = server.output();
            let output = match output.as_str() {
                "" => output,
                text => format!(" (it printed `{text}`)"),
            };
            format!("{}, {}{output}", profile.name, contestant.name)
        })
    }

    fn target(&self, contestant: &Contestant, profile: &Profile, server: &Server) -> Result<Target> {
        let exchanges = (profile.exchanges)();
        let tls = |protocol: &[u8]| profile.is_encrypted.then(|| client_config(protocol)).transpose();
        let lengths = match profile.protocol {
            _ if contestant.name == FLOOR => {
                let length = exchanges[0].expected.body.as_ref().map_or(0, Vec::len);
                vec![length; exchanges.len()]
            }
            Protocol::WebSocket => {
                let others = if profile.measure == Measure::FanOut { 2 } else { 0 };
                vec![conformance::check_messages(server.address, &exchanges[0], others)?]
            }
            // Over HTTP/2 statuses and lengths are checked under load.
            Protocol::Http1 | Protocol::Http2 => conformance::check(server.address, tls(b"http/1.1")?, &exchanges)?,
        };
        let request = |(exchange, length): (&Exchange, usize)| Request {
            bytes: match profile.protocol {
                Protocol::Http1 => exchange.http1(),
                Protocol::Http2 => exchange.http2(),
                Protocol::WebSocket => exchange.message(),
            },
            status: exchange.expected.status,
            length,
        };
        let requests: Rc<[Request]> = exchanges.iter().zip(lengths).map(request).collect();
        Ok(Target {
            address: server.address,
            protocol: profile.protocol,
            tls: tls(if profile.protocol == Protocol::Http2 {
                b"h2"
            } else {
                b"http/1.1"
            })?,
            requests,
        })
    }
}

/// A client that trusts the bench's own certificate, TLS 1.3 preferred.
fn client_config(protocol: &[u8]) -> Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CERTIFICATE.as_bytes()).context("The bench's certificate is none")?)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![protocol.to_vec()];
    Ok(Arc::new(config))
}
