//! What of the runner can be told without running anything: headers, verdicts, comparisons, the table.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::ExitStatus;
use std::time::Duration;

use crate::catalogue::{self, Program, parse};
use crate::execute::Run;
use crate::judge::{Outcome, judge};
use crate::matrix::{Matrix, Row};
use crate::page::render;
use crate::reasons;
use crate::results::{Findings, Results};
use crate::services::Service;

const SOURCE: &str = "// package: pg\n// needs: postgresql, redis\nimport pg from \"pg\";\ndone(\"pool, types\");\n";

fn program(source: &str) -> anyhow::Result<Program> {
    parse("pg", Path::new("pg.mjs"), source)
}

#[test]
fn a_program_says_what_it_is() {
    let pg = program(SOURCE).unwrap();
    assert_eq!((pg.package.as_str(), pg.tried.as_str()), ("pg", "pool, types"));
    assert_eq!(pg.needs, [Service::PostgreSql, Service::Redis]);
    assert_eq!(pg.timeout, Duration::from_secs(60));
    let slow = program(&SOURCE.replace("// needs", "// seconds: 90\n// needs")).unwrap();
    assert_eq!(slow.timeout, Duration::from_secs(90));
}

#[test]
fn a_program_without_its_last_line_is_refused() {
    assert!(program("// package: pg\n").is_err());
    assert!(program(&SOURCE.replace("done", "// done")).is_err());
    assert!(program(&format!("{SOURCE}done(\"again\");\n")).is_err());
    assert!(program(&SOURCE.replace("// package", "// about")).is_err());
    assert!(program(&SOURCE.replace("redis", "oracle")).is_err());
}

#[test]
fn the_programs_of_the_tree_are_programs() {
    let programs = catalogue::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("programs")).unwrap();
    assert!(programs.len() >= 50, "only {} programs", programs.len());
}

fn ended(code: i32, stdout: &str, stderr: &str) -> Run {
    Run {
        status: Some(ExitStatus::from_raw(code << 8)),
        stdout: stdout.to_owned(),
        stderr: stderr.to_owned(),
    }
}

fn error(run: &Run) -> String {
    match judge(run, "pool, types", 60, "/a/folder") {
        Outcome::Failed { error } => error,
        Outcome::Passed { checks } => format!("passed with {checks} checks"),
    }
}

#[test]
fn only_the_whole_last_line_is_a_pass() {
    let passed = ended(0, "noise\nok: pool, types (7 checks)\n", "a warning");
    assert_eq!(error(&passed), "passed with 7 checks");
    for stdout in [
        "",
        "ok: pool (7 checks)",
        "ok: pool, types (7 checks)\nmore",
        "ok: pool, types",
        "not ok: pool, types (7 checks)",
    ] {
        let run = ended(0, stdout, "");
        assert_eq!(error(&run), "ended before its last line, with exit code 0", "{stdout}");
    }
    assert_eq!(
        error(&ended(0, "ok: pool, types (0 checks)\n", "")),
        "its checks did not run"
    );
    assert_eq!(
        error(&ended(1, "ok: pool, types (7 checks)\n", "Error: late")),
        "Error: late"
    );
}

#[test]
fn a_failure_is_told_by_its_first_error() {
    let node = "node:internal/x:1\n  throw err;\n  ^\n\nTypeError: no /a/folder/programs/x.mjs at 127.0.0.1:4000\n";
    assert_eq!(
        error(&ended(1, "", node)),
        "TypeError: no programs/x.mjs at 127.0.0.1:port"
    );
    let deno = "error: Uncaught (in promise) AssertionError: Expected\n  at x";
    assert_eq!(error(&ended(1, "", deno)), "AssertionError: Expected");
    let system = "    ^\nError [ERR_X]: in /a/folder/scratch-1Ab/pg-deno/x.ts\n";
    assert_eq!(error(&ended(1, "", system)), "Error [ERR_X]: in scratch/x.ts");
    assert!(error(&ended(3, "", "")).contains("exit status: 3"));
    assert!(
        error(&ended(1, "", &format!("Error: {}", "x".repeat(900))))
            .chars()
            .count()
            < 150
    );
    let mut late = ended(0, "ok: pool, types (7 checks)\n", "");
    late.status = None;
    assert_eq!(error(&late), "not done after 60 seconds");
}

fn matrix(cells: &[(&'static str, Option<u32>)]) -> Matrix {
    let outcome = |checks: Option<u32>| match checks {
        Some(checks) => Outcome::Passed { checks },
        None => Outcome::Failed {
            error: "Error: a | b".to_owned(),
        },
    };
    Matrix {
        rows: vec![Row {
            name: "pg".to_owned(),
            package: "pg".to_owned(),
            version: "8.0.0".to_owned(),
            tried: "pool, types".to_owned(),
            outcomes: cells.iter().map(|(name, checks)| (*name, outcome(*checks))).collect(),
        }],
    }
}

fn results(cells: &[(&'static str, Option<u32>)]) -> Results {
    Results::default().merge(&matrix(cells), BTreeMap::new(), &[program(SOURCE).unwrap()])
}

fn findings(look: impl FnOnce(&mut Findings)) -> String {
    let mut findings = Findings::default();
    look(&mut findings);
    findings.list().join("\n")
}

#[test]
fn what_passed_before_may_not_fail() {
    let committed = results(&[("node", Some(7)), ("racejs", Some(7)), ("bun", None)]);
    let compare = |cells: &[_]| findings(|findings| findings.regressions(&committed, &matrix(cells)));
    assert_eq!(compare(&[("racejs", Some(7)), ("bun", None)]), "");
    assert_eq!(compare(&[("bun", Some(7))]), "");
    assert!(compare(&[("racejs", None)]).contains("`pg` on racejs passed before and fails: Error: a | b"));
    assert!(compare(&[("racejs", Some(6))]).contains("made 7 checks before and makes 6"));
}

#[test]
fn a_failure_needs_a_reason_and_a_reason_a_failure() {
    let given = reasons::parse("# why\n\npg: the socket is no socket\n").unwrap();
    let none = reasons::parse("").unwrap();
    let look = |cells: &[_], reasons| findings(|findings| findings.reasons(&results(cells), reasons));
    let failing = [("node", Some(7)), ("racejs", None)];
    assert_eq!(look(&failing, &given), "");
    assert!(look(&failing, &none).contains("gives no reason"));
    assert!(look(&[("node", Some(7)), ("racejs", Some(7))], &given).contains("has a reason for `pg`"));
    assert_eq!(look(&[("node", None), ("racejs", None)], &none), "");
    assert!(reasons::parse("pg:").is_err());
    assert!(reasons::parse("pg: a\npg: b").is_err());
}

#[test]
fn results_of_another_version_are_stale() {
    let program = program(SOURCE).unwrap();
    let committed = results(&[("node", Some(7))]);
    let mut now = matrix(&[("node", Some(7))]);
    let all = std::slice::from_ref(&program);
    assert_eq!(findings(|findings| findings.stale(&committed, &now, all)), "");
    now.rows[0].version = "9.0.0".to_owned();
    assert!(findings(|findings| findings.stale(&committed, &now, all)).contains("not of `pg` 9.0.0"));
    let merged = committed.merge(&now, BTreeMap::new(), all);
    assert_eq!(merged.programs["pg"].version, "9.0.0");
    assert!(
        committed
            .merge(&Matrix { rows: Vec::new() }, BTreeMap::new(), &[])
            .programs
            .is_empty()
    );
}

#[test]
fn the_page_shows_the_results_and_nothing_else() {
    let mut shown = results(&[("node", Some(7)), ("racejs", None)]);
    shown.runtimes = BTreeMap::from([("node".to_owned(), "26.0.0".to_owned())]);
    let page = render(&shown, &reasons::parse("pg: the socket is no socket").unwrap());
    assert!(page.contains("| package | version | what was tried | racejs | node 26.0.0 | deno | bun |\n"));
    assert!(page.contains("| pg | 8.0.0 | pool, types | Error: a \\| b | ok |  |  |\n"));
    assert!(page.contains("Passed: racejs 0 of 1, node 1 of 1, deno 0 of 0, bun 0 of 0."));
    assert!(page.contains("- pg: the socket is no socket\n"));
}
