//! Why a package that works on Node fails on racejs: `reasons.txt`, one `program: reason` a line. It must not judge them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// By the program's name.
pub(crate) type Reasons = BTreeMap<String, String>;

pub(crate) fn read(file: &Path) -> Result<Reasons> {
    let text = std::fs::read_to_string(file).with_context(|| format!("Could not read `{}`", file.display()))?;
    parse(&text).with_context(|| format!("`{}` cannot be understood", file.display()))
}

pub(crate) fn parse(text: &str) -> Result<Reasons> {
    let mut reasons = Reasons::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, reason) = line
            .split_once(": ")
            .with_context(|| format!("`{line}` is not `program: reason`"))?;
        ensure!(!reason.trim().is_empty(), "`{name}` has no reason");
        let earlier = reasons.insert(name.to_owned(), reason.trim().to_owned());
        ensure!(earlier.is_none(), "`{name}` has two reasons");
    }
    Ok(reasons)
}
