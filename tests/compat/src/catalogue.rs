//! The programs: which package each exercises, which services it needs, and what it says that it tried. It must not run them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use regex::Regex;

use crate::services::Service;

const TIMEOUT: Duration = Duration::from_secs(60);

/// One program of `programs/`.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// Its file's name without the ending.
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    pub(crate) package: String,
    pub(crate) needs: Vec<Service>,
    /// What its last line says; read from its source, so that it stands in one place.
    pub(crate) tried: String,
    pub(crate) timeout: Duration,
}

impl Program {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name || self.package == name
    }
}

/// All programs, by name. Files that begin with `_` are what they share.
pub(crate) fn read(folder: &Path) -> Result<Vec<Program>> {
    let entries = fs::read_dir(folder).with_context(|| format!("Could not read `{}`", folder.display()))?;
    let mut programs = Vec::new();
    for entry in entries {
        let file = entry?.path();
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('_') {
            continue;
        }
        let source = fs::read_to_string(&file).with_context(|| format!("Could not read `{}`", file.display()))?;
        let program = parse(&name, &file, &source);
        programs.push(program.with_context(|| format!("`{}` is no program of this list", file.display()))?);
    }
    ensure!(!programs.is_empty(), "There is no program in `{}`", folder.display());
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(programs)
}

static DONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?m)^ *done\("([^"]+)"\);$"#).expect("the pattern is constant"));

pub(crate) fn parse(name: &str, file: &Path, source: &str) -> Result<Program> {
    let header = |key: &str| {
        let mut lines = source.lines().take_while(|line| line.starts_with("//"));
        lines.find_map(|line| line.strip_prefix("// ")?.strip_prefix(key)?.strip_prefix(": "))
    };
    let package = header("package").context("Its first line is not `// package: NAME`")?;
    let needs = match header("needs") {
        Some(list) => list.split(", ").map(Service::named).collect::<Result<_>>()?,
        None => Vec::new(),
    };
    let timeout = match header("seconds") {
        Some(number) => Duration::from_secs(number.parse().context("`seconds` is no number")?),
        None => TIMEOUT,
    };
    let mut ends = DONE.captures_iter(source);
    let (Some(end), None) = (ends.next(), ends.next()) else {
        anyhow::bail!("It must say `done(\"what was tried\");` once, on a line of its own");
    };
    Ok(Program {
        name: name.to_owned(),
        file: file.to_owned(),
        package: package.to_owned(),
        needs,
        tried: end[1].to_owned(),
        timeout,
    })
}
