//! Tests that deno passes and racejs does not, with the reason for each, from a file that people write. It must not guess a reason.

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;

use crate::folder;
use crate::lists;

const FILE: &str = "differences.txt";

/// Reasons by the name of the test.
pub(crate) type Differences = BTreeMap<String, String>;

pub(crate) fn read() -> Result<Differences> {
    parse(&folder::read(&folder::of_crate().join(FILE))?)
}

/// Lines of `test: reason`.
fn parse(text: &str) -> Result<Differences> {
    let mut differences = Differences::new();
    for line in lists::lines(text) {
        let (name, reason) = line
            .split_once(": ")
            .with_context(|| format!("`{line}` in `{FILE}` has no reason"))?;
        let former = differences.insert(name.trim().to_owned(), reason.trim().to_owned());
        ensure!(former.is_none(), "`{name}` is in `{FILE}` twice");
    }
    Ok(differences)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn each_line_has_a_reason() {
        let differences = parse("# about\nparallel/test-a.js: says: so\n").unwrap();
        assert_eq!(differences["parallel/test-a.js"], "says: so");
        assert!(parse("parallel/test-a.js\n").is_err());
        assert!(parse("a: b\na: c\n").is_err());
    }
}
