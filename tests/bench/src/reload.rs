//! From an edit to the first answer of the new code, in a server of 300 modules that each runtime watches with its own means.
//! It must not know how a runtime reloads.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::Bench;
use crate::http::server::{Server, free_port};
use crate::machine;
use crate::module_graph;
use crate::process;
use crate::progress::Progress;
use crate::report::{Better, Group, Metric, Row};
use crate::runtime::{Runtime, SUBJECT};

pub(crate) const ABOUT: &str =
    "from the save of a file to the first answer of the new code, edits of all runtimes in random order";

/// What can be said of it.
#[derive(clap::Args)]
pub(crate) struct ReloadArguments {
    /// Measured edits of each file in each runtime
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=150))]
    edits: u32,
}

const MODULES: usize = 300;
/// Edits that are not counted: the first ones compile the runtime's own machinery.
const WARM_UP_EDITS: u32 = 3;
/// Between two edits of one server, so that each stands alone.
const REST: Duration = Duration::from_millis(400);
/// Between two questions whether the new code answers.
const ASK: Duration = Duration::from_millis(1);
/// A reload that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file that is edited, and what it is to the program.
struct Edit {
    title: &'static str,
    file: &'static str,
}

const EDITS: [Edit; 2] = [
    Edit {
        title: "a module of routes",
        file: "routes.ts",
    },
    Edit {
        title: "a module that nearly all others import",
        file: "graph/part0/module0.ts",
    },
];

/// How a runtime is told to watch.
fn watching(name: &str) -> &'static [&'static str] {
    match name {
        "bun" => &["--hot"],
        "deno" => &["run", "-A", "--watch"],
        "node" => &["--watch"],
        _ => &["dev"],
    }
}

/// Listens as each runtime's documentation does, and answers with the texts of both files.
fn server_text(name: &str) -> String {
    let serve = match name {
        "bun" => "Bun.serve({ port, hostname, fetch: () => new Response(answer()) });",
        "deno" => "Deno.serve({ port, hostname }, () => new Response(answer()));",
        "node" => "createServer((req, res) => res.end(answer())).listen(port, hostname);",
        _ => "createApp().get(\"/\", () => answer()).listen({ port, host: hostname });",
    };
    let import = match name {
        "bun" | "deno" => "",
        "node" => "import { createServer } from \"node:http\";\n",
        _ => "import { createApp } from \"racejs\";\n",
    };
    format!(
        "{import}import process from \"node:process\";\nimport \"./graph/main.ts\";\nimport {{ edited }} from \"./graph/part0/module0.ts\";\n\
         import {{ route }} from \"./routes.ts\";\n\nconst port = Number(process.env.PORT);\nconst hostname = \"127.0.0.1\";\n\
         const answer = (): string => `${{route}} ${{edited}}.`;\n{serve}\n"
    )
}

/// A program that runs under one runtime, and the texts that its files have now.
struct Subject {
    folder: PathBuf,
    server: Server,
    /// For each of [`EDITS`]: the file without its last line, and the number in that line.
    files: Vec<(String, u32)>,
    samples: Vec<Vec<Sample>>,
}

#[derive(Clone, Copy)]
struct Sample {
    time: Duration,
    /// Questions that got no answer meanwhile.
    failed: u32,
}

pub(crate) fn run(arguments: &ReloadArguments, bench: &mut Bench) -> Result<Vec<Group>> {
    let mut subjects = Vec::new();
    for runtime in &bench.runtimes {
        subjects.push(Subject::start(runtime, &bench.scratch, &bench.home)?);
    }
    let rounds = WARM_UP_EDITS + arguments.edits;
    let mut order: Vec<(usize, usize)> = (0..subjects.len())
        .flat_map(|subject| (0..EDITS.len()).map(move |edit| (subject, edit)))
        .collect();
    let mut progress = Progress::new(order.len() * rounds as usize);
    for round in 0..rounds {
        bench.random.shuffle(&mut order);
        for (index, edit) in &order {
            let (subject, name) = (&mut subjects[*index], bench.runtimes[*index].name);
            let sample = subject
                .edit(*edit)
                .with_context(|| format!("{name}, after an edit of `{}`", EDITS[*edit].file))?;
            if round >= WARM_UP_EDITS {
                subject.samples[*edit].push(sample);
            }
            progress.step(&format!("{name}: {}", EDITS[*edit].title));
        }
    }
    Ok((0..EDITS.len()).map(|edit| group(edit, bench, &subjects)).collect())
}

fn group(edit: usize, bench: &Bench, subjects: &[Subject]) -> Group {
    let row = |(runtime, subject): (&Runtime, &Subject)| {
        let samples = &subject.samples[edit];
        let metric = |name: &'static str, better: Better, value: fn(&Sample) -> f64| {
            Metric::of(name, better, samples.iter().map(value).collect())
        };
        let metrics = [
            metric("ms to the new answer", Better::Lower, |sample| {
                sample.time.as_secs_f64() * 1e3
            }),
            metric("failed requests", Better::Lower, |sample| f64::from(sample.failed)),
        ];
        Row {
            entry: runtime.name,
            label: format!("{} {}", runtime.label(), watching(runtime.name).join(" ")),
            metrics: metrics.into_iter().flatten().collect(),
        }
    };
    Group {
        title: format!("an edit of {}, in {MODULES} modules", EDITS[edit].title),
        detail: String::new(),
        subject: SUBJECT,
        rows: bench.runtimes.iter().zip(subjects).map(row).collect(),
    }
}

impl Subject {
    fn start(runtime: &Runtime, scratch: &Path, home: &Path) -> Result<Self> {
        let folder = scratch.join(runtime.name);
        // The server and its routes are modules as well.
        module_graph::write(&folder.join("graph"), MODULES - 2)?;
        let write = |name: &str, text: &str| {
            fs::write(folder.join(name), text).with_context(|| format!("Could not write `{name}`"))
        };
        write("package.json", "{ \"type\": \"module\" }\n")?;
        write("server.ts", &server_text(runtime.name))?;
        write("routes.ts", "export const text: string = \"route\";\n")?;
        let mut files = Vec::new();
        for (edit, name) in EDITS.iter().zip(["route", "edited"]) {
            let file = folder.join(edit.file);
            let text = fs::read_to_string(&file).context("Could not read what was just written")?;
            files.push((format!("{text}export const {name}: string = \"{name} "), 0));
            write(edit.file, &line(&files[files.len() - 1]))?;
        }
        let port = free_port()?;
        let mut command = process::command(&runtime.binary, &machine::allowed_cpus()?, home);
        command
            .args(watching(runtime.name))
            .arg("server.ts")
            .current_dir(&folder);
        command.env("PORT", port.to_string());
        let mut server = Server::start(command, port, &folder)?;
        server.connect().with_context(|| runtime.label())?;
        let mut subject = Self {
            folder,
            server,
            files,
            samples: vec![Vec::new(); EDITS.len()],
        };
        subject.wait()?;
        Ok(subject)
    }

    /// Saves a file, and asks until its new text is the answer.
    fn edit(&mut self, edit: usize) -> Result<Sample> {
        std::thread::sleep(REST);
        self.files[edit].1 += 1;
        let text = line(&self.files[edit]);
        let file = self.folder.join(EDITS[edit].file);
        let begin = Instant::now();
        fs::write(&file, text).context("Could not save the file")?;
        let failed = self.wait()?;
        Ok(Sample {
            time: begin.elapsed(),
            failed,
        })
    }

    /// Gives the number of questions without an answer.
    fn wait(&mut self) -> Result<u32> {
        let expected = format!("route {} edited {}.", self.files[0].1, self.files[1].1);
        let begin = Instant::now();
        let mut failed = 0;
        loop {
            match ask(self.server.address) {
                Ok(answer) if answer.contains(&expected) => return Ok(failed),
                Ok(answer) => ensure!(answer.starts_with("HTTP/1.1 200"), "The server answered {answer}"),
                Err(_) => failed += 1,
            }
            if begin.elapsed() > PATIENCE {
                bail!("`{expected}` is not answered\n{}", self.server.output());
            }
            std::thread::sleep(ASK);
        }
    }
}

fn line((text, number): &(String, u32)) -> String {
    format!("{text}{number}\";\n")
}

/// A request on a connection of its own.
fn ask(address: SocketAddr) -> Result<String> {
    let mut socket = TcpStream::connect(address)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer)?;
    ensure!(!answer.is_empty(), "The connection ended without an answer");
    Ok(answer)
}
