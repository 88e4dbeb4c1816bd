//! Each check of the repository, shown to fail on a small tree that is wrong in its way and to pass on one that is right.

use libtest_mimic::{Failed, Trial};
use sha2::{Digest, Sha256};

use super::files::Tree;
use super::{Check, coverage, documents, edges, script_imports, sizes, sources};

/// Files of a tree, and what the only fault must hold; nothing: the tree is right.
type Case = (
    &'static str,
    Check,
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
);

const CASES: &[Case] = &[
    (
        "a private file of another folder",
        script_imports::check,
        &[("js/a/x.ts", "import { y } from \"../b/_y.ts\";")],
        Some("js/b/_y.ts"),
    ),
    (
        "the mod.ts of another folder",
        script_imports::check,
        &[("js/a/x.ts", "import { y } from \"../b/mod.ts\";")],
        None,
    ),
    (
        "a Rust file without a header",
        sources::headers,
        &[("a.rs", "fn main() {}")],
        Some("a.rs"),
    ),
    (
        "a Rust file with a header",
        sources::headers,
        &[("a.rs", "//! What it is.")],
        None,
    ),
    (
        "a script without a header",
        sources::headers,
        &[("js/a/x.ts", "/** Not it. */\n// @module")],
        Some("js/a/x.ts"),
    ),
    (
        "a script with a header",
        sources::headers,
        &[("js/a/x.ts", "/**\n * What it is.\n * @module\n */")],
        None,
    ),
    (
        "a missing path in a document",
        documents::check,
        &[("README.md", "See `docs/no.md`.")],
        Some("`docs/no.md`"),
    ),
    (
        "a folder that is gone",
        documents::check,
        &[("README.md", "In `cli/src/old/`."), ("cli/src/a.rs", "")],
        Some("cli/src/old/"),
    ),
    (
        "a link that leads nowhere",
        documents::check,
        &[("docs/a.md", "[b](b.md) [web](https://example.com)")],
        Some("`b.md`"),
    ),
    (
        "names that are no paths",
        documents::check,
        &[
            ("README.md", "`app.ts`, `node:fs`, `application/problem`, `docs/`"),
            ("docs/a.md", ""),
        ],
        None,
    ),
    (
        "an example without a spec",
        coverage::examples,
        &[("examples/a/app.ts", "")],
        Some("examples/a"),
    ),
    (
        "an example with a spec",
        coverage::examples,
        &[
            ("examples/a/app.ts", ""),
            ("tests/specs/x/a.txt", "{ \"example\": \"a\" }"),
        ],
        None,
    ),
    (
        "an unknown error code",
        coverage::error_codes,
        &[("docs/errors.md", "RACE_A"), ("a.rs", "\"RACE_A\" \"RACE_B\"")],
        Some("RACE_B"),
    ),
    (
        "a known error code",
        coverage::error_codes,
        &[
            ("docs/errors.md", ""),
            ("a.rs", "\"RACE_B\""),
            ("tests/specs/a/b.txt", "RACE_B"),
        ],
        None,
    ),
];

pub(super) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = CASES
        .iter()
        .map(|(name, check, files, wanted)| {
            Trial::test(format!("tidy/self/{name}"), move || judge(*check, files, *wanted))
        })
        .collect();
    trials.push(Trial::test("tidy/self/edges between crates", crate_edges));
    trials.push(Trial::test("tidy/self/lengths may only shrink", lengths));
    trials.push(Trial::test(
        "tidy/self/paths of machines and missing reasons",
        line_checks,
    ));
    trials.push(Trial::test("tidy/self/checksums", checksums));
    trials
}

fn judge(check: Check, files: &[(&str, &str)], wanted: Option<&str>) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    for (path, text) in files {
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap_or(folder.path()))?;
        std::fs::write(place, text)?;
    }
    let faults = check(&Tree::of_folder(folder.path()))?;
    match (faults.as_slice(), wanted) {
        ([], None) => Ok(()),
        ([fault], Some(wanted)) if fault.contains(wanted) => Ok(()),
        _ => Err(format!("expected {wanted:?}, found {faults:?}").into()),
    }
}

fn crate_edges() -> Result<(), Failed> {
    let cases = [
        ("cli", "runtime", true),
        ("runtime", "ext/http", true),
        ("ext/http", "ext/schema", true),
        ("tests", "runtime", true),
        ("ext/http", "ext/http/engine", true),
        ("tests/fuzz", "ext/http/engine", true),
        ("ext/observe", "ext/http/engine", false),
        ("runtime", "ext/http/engine", false),
        ("ext/http/engine", "ext/http", false),
        ("ext/http", "ext/observe", false),
        ("ext/schema", "ext/http", false),
        ("ext/http", "runtime", false),
        ("runtime", "cli", false),
        ("tests", "cli", false),
        ("runtime", "tools/x", false),
    ];
    match cases
        .iter()
        .find(|(from, to, allowed)| edges::forbidden(from, to).is_none() != *allowed)
    {
        Some((from, to, allowed)) => Err(format!("{from} -> {to} should be allowed: {allowed}").into()),
        None => Ok(()),
    }
}

fn lengths() -> Result<(), Failed> {
    let cases = [
        (400, None, None),
        (401, None, Some("more than 400")),
        (500, Some(500), None),
        (501, Some(500), Some("grew")),
        (499, Some(500), Some("shrank")),
        (400, Some(500), Some("remove its line")),
    ];
    for (lines, listed, wanted) in cases {
        let fault = sizes::judge(lines, 400, listed);
        let right = match (&fault, wanted) {
            (None, None) => true,
            (Some(fault), Some(wanted)) => fault.contains(wanted),
            _ => false,
        };
        if !right {
            return Err(format!("{lines} lines, listed {listed:?}: expected {wanted:?}, got {fault:?}").into());
        }
    }
    Ok(())
}

/// The wrong texts are put together here, or this file would be at fault itself.
fn line_checks() -> Result<(), Failed> {
    let path = ["// see /ro", "ot/project/x"].concat();
    let bare = ["// TO", "DO"].concat();
    let explained = ["// TO", "DO(#3): once the parser keeps spans"].concat();
    judge(sources::machine_paths, &[("a.rs", &path)], Some("a.rs:1"))?;
    judge(
        sources::machine_paths,
        &[("a.rs", "// $HOME/x ./work/x https://example.com/home/a/")],
        None,
    )?;
    judge(sources::reasons, &[("a.rs", &bare)], Some("a.rs:1"))?;
    judge(sources::reasons, &[("a.rs", &explained)], None)
}

fn checksums() -> Result<(), Failed> {
    let sum: String = Sha256::digest(b"archive")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let sums = format!("{sum}  a.gz\n");
    let file = ("vendor/v8/v1/a.gz", "archive");
    judge(sources::checksums, &[("vendor/v8/SHA256SUMS", &sums), file], None)?;
    judge(
        sources::checksums,
        &[("vendor/v8/SHA256SUMS", &sums), ("vendor/v8/v1/a.gz", "other")],
        Some("not the listed one"),
    )?;
    judge(sources::checksums, &[("vendor/v8/SHA256SUMS", &sums)], Some("missing"))?;
    judge(
        sources::checksums,
        &[("vendor/v8/SHA256SUMS", &sums), file, ("vendor/v8/v1/b.gz", "")],
        Some("has no line"),
    )
}
