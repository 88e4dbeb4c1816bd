//! A spec file's meaning: which sections are files, which describe a run of the program, which are expected.
//! It must not start anything; see tests/README.md for the format as its writers see it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::txtar::{Archive, Section};

/// What `case.jsonc` and `step.jsonc` may say. A misspelt field is an error, since a field that is not read checks nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    pub(crate) args: Args,
    pub(crate) exit: Exit,
    /// Added to the clean environment; `null` removes one that the runner would set.
    pub(crate) env: BTreeMap<String, Option<String>>,
    pub(crate) stdin: Option<String>,
    pub(crate) cwd: Option<String>,
    pub(crate) timeout_s: Option<u64>,
    pub(crate) signal: Option<SignalAfter>,
    /// A folder of `examples/`, copied into the project before the files of the spec.
    pub(crate) example: Option<String>,
    /// The project sees the packages of `tests/packages` as its `node_modules`.
    pub(crate) packages: bool,
    /// A program of the repository that is started in place of the one under test, with that one's path before the arguments:
    /// it provides something (a database, say) and then runs it.
    pub(crate) wrap: Option<String>,
}

/// The command line: a list, or a string that is split at spaces.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Args {
    Line(String),
    List(Vec<String>),
}

impl Default for Args {
    fn default() -> Self {
        Args::List(Vec::new())
    }
}

impl Args {
    pub(crate) fn to_vec(&self) -> Vec<String> {
        match self {
            Args::Line(line) => line.split_whitespace().map(str::to_owned).collect(),
            Args::List(list) => list.clone(),
        }
    }
}

/// How the program must end: an exit code, or the name of the signal that killed it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub(crate) enum Exit {
    Code(i32),
    Signal(String),
}

impl Default for Exit {
    fn default() -> Self {
        Exit::Code(0)
    }
}

/// A signal for the program, sent once its output holds `after` (for a server: once its exchanges are done).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignalAfter {
    pub(crate) name: String,
    pub(crate) after: Option<String>,
}

/// Something to put into the project's folder.
#[derive(Debug, PartialEq)]
pub(crate) enum Entry {
    File { path: String, bytes: Vec<u8> },
    Link { path: String, target: String },
}

/// What the runner does while the program runs, in the order of the sections.
#[derive(Debug)]
pub(crate) enum Act {
    Http(HttpPair),
    /// Puts something into the project's folder, in place of what is there.
    Write(Entry),
    Remove {
        path: String,
    },
    /// Waits for a text in the output that comes behind those of earlier waits.
    Until(String),
}

/// One `http` section with its `expect`.
#[derive(Debug)]
pub(crate) struct HttpPair {
    /// The text is sent as it stands, on a connection of its own.
    pub(crate) raw: bool,
    pub(crate) request: String,
    pub(crate) expect: Option<usize>,
}

/// One run of the program. Expected texts are indices into the archive, so that they can be rewritten in place.
#[derive(Debug, Default)]
pub(crate) struct Step {
    pub(crate) settings: Settings,
    /// Written before this run starts.
    pub(crate) entries: Vec<Entry>,
    pub(crate) acts: Vec<Act>,
    pub(crate) stdout: Option<usize>,
    pub(crate) stderr: Option<usize>,
    /// Lines of these sections must not occur in the stream.
    pub(crate) stdout_lacks: Option<usize>,
    pub(crate) stderr_lacks: Option<usize>,
    /// Where a missing expected section would be added.
    pub(crate) end: usize,
}

#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) archive: Archive,
    pub(crate) steps: Vec<Step>,
}

impl Spec {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let archive = Archive::parse(text);
        let mut spec = Spec {
            archive: Archive::default(),
            steps: Vec::new(),
        };
        let mut waiting: Vec<Entry> = Vec::new();
        for (index, section) in archive.sections.iter().enumerate() {
            let at = |message: String| format!("line {}, section `{}`: {message}", section.line, section.name);
            match section.name.as_str() {
                "case.jsonc" | "step.jsonc" => {
                    let settings = parse_settings(&section.body).map_err(at)?;
                    // Files above `case.jsonc` belong to it as well.
                    spec.steps.push(Step {
                        settings,
                        entries: std::mem::take(&mut waiting),
                        ..Step::default()
                    });
                }
                name => match spec.steps.last_mut() {
                    Some(step) => step.add(name, section, index).map_err(at)?,
                    None => waiting.push(parse_entry(section).map_err(at)?),
                },
            }
            if let Some(step) = spec.steps.last_mut() {
                step.end = index + 1;
            }
        }
        if spec.steps.is_empty() {
            return Err("there is no `-- case.jsonc --` section, so nothing would run".to_owned());
        }
        for step in &spec.steps {
            if let Some(pair) = step.http().find(|pair| pair.expect.is_none()) {
                return Err(format!(
                    "the request `{}` has no `-- expect --` section",
                    pair.request.lines().next().unwrap_or("")
                ));
            }
        }
        spec.archive = archive;
        Ok(spec)
    }

    pub(crate) fn body(&self, index: usize) -> &str {
        &self.archive.sections[index].body
    }

    pub(crate) fn uses_packages(&self) -> bool {
        self.steps.iter().any(|step| step.settings.packages)
    }
}

impl Step {
    /// Its exchanges.
    pub(crate) fn http(&self) -> impl Iterator<Item = &HttpPair> {
        self.acts.iter().filter_map(|act| match act {
            Act::Http(pair) => Some(pair),
            _ => None,
        })
    }

    fn add(&mut self, name: &str, section: &Section, index: usize) -> Result<(), String> {
        let slot = match name {
            "stdout" => &mut self.stdout,
            "stderr" => &mut self.stderr,
            "stdout (lacks)" => &mut self.stdout_lacks,
            "stderr (lacks)" => &mut self.stderr_lacks,
            "expect" => match self.acts.last_mut() {
                Some(Act::Http(pair)) => &mut pair.expect,
                _ => return Err("no `http` section stands above it".to_owned()),
            },
            "http" | "http (raw)" => {
                self.acts.push(Act::Http(HttpPair {
                    raw: name != "http",
                    request: section.body.clone(),
                    expect: None,
                }));
                return Ok(());
            }
            "until" => {
                self.acts.push(Act::Until(section.body.trim_end().to_owned()));
                return Ok(());
            }
            _ => {
                if let Some(path) = name.strip_suffix(" (gone)") {
                    self.acts.push(Act::Remove { path: inside(path)? });
                } else if let Some(path) = name.strip_suffix(" (edit)") {
                    let path = inside(path)?;
                    let bytes = section.body.clone().into_bytes();
                    self.acts.push(Act::Write(Entry::File { path, bytes }));
                } else {
                    self.entries.push(parse_entry(section)?);
                }
                return Ok(());
            }
        };
        match slot.replace(index) {
            Some(_) => Err("it stands twice in one step".to_owned()),
            None => Ok(()),
        }
    }
}

/// JSON with whole-line `//` comments.
fn parse_settings(body: &str) -> Result<Settings, String> {
    let json: Vec<&str> = body
        .lines()
        .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
        .collect();
    let settings: Settings = serde_json::from_str(&json.join("\n")).map_err(|error| error.to_string())?;
    if let Exit::Signal(name) = &settings.exit {
        super::process::signal_number(name)?;
    }
    if let Some(signal) = &settings.signal {
        super::process::signal_number(&signal.name)?;
    }
    Ok(settings)
}

fn parse_entry(section: &Section) -> Result<Entry, String> {
    if let Some((path, target)) = section.name.split_once(" -> ") {
        return Ok(Entry::Link {
            path: inside(path)?,
            target: target.trim().to_owned(),
        });
    }
    if let Some(path) = section.name.strip_suffix(" (hex)") {
        return Ok(Entry::File {
            path: inside(path)?,
            bytes: hex(&section.body)?,
        });
    }
    if section.name.ends_with(')') {
        return Err("the mark in parentheses is none of `(hex)`, `(raw)`, `(lacks)`, `(edit)`, `(gone)`".to_owned());
    }
    Ok(Entry::File {
        path: inside(&section.name)?,
        bytes: section.body.clone().into_bytes(),
    })
}

/// A spec writes into its own folder and nowhere else.
fn inside(path: &str) -> Result<String, String> {
    let path = path.trim();
    if path.starts_with('/') || path.split('/').any(|part| part == "..") {
        return Err(format!("`{path}` leaves the project's folder"));
    }
    Ok(path.to_owned())
}

fn hex(body: &str) -> Result<Vec<u8>, String> {
    let digits: Vec<u32> = body
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).ok_or_else(|| format!("`{c}` is no hex digit")))
        .collect::<Result<_, _>>()?;
    if digits.len() % 2 == 1 {
        return Err("an odd number of hex digits".to_owned());
    }
    Ok(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
}
