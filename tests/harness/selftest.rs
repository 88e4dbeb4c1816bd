//! The runner's own trials: a right spec passes, and each way to be wrong is reported. They use a shell and a server of their own,
//! so that they hold without the program under test.

use std::collections::BTreeMap;
use std::path::PathBuf;

use libtest_mimic::{Failed, Trial};

use super::compare::matches;
use super::exchange::find_port;
use super::report::StepReport;
use super::runner::Runner;
use super::spec::Spec;
use super::txtar::Archive;
use super::update::rewrite;

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = CASES
        .iter()
        .map(|(name, program, text, wanted)| {
            Trial::test(format!("runner/{name}"), move || check(*program, text, wanted))
        })
        .collect();
    trials.push(Trial::test("runner/malformed specs are refused", malformed_specs));
    trials.push(Trial::test("runner/wildcards", wildcards));
    trials.push(Trial::test("runner/ports are found in output", ports));
    trials.push(Trial::test(
        "runner/an archive is written as it was read",
        archive_round_trip,
    ));
    trials.push(Trial::test("runner/UPDATE_EXPECT rewrites only what differs", update));
    trials
}

#[derive(Clone, Copy)]
enum Program {
    Shell,
    Server,
}

/// Name, program, spec, and what its report must hold (nothing: the spec passes).
type Case = (&'static str, Program, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "files, links, variables and input reach the program",
        Program::Shell,
        concat!(
            "-- case.jsonc --\n// a comment\n",
            r#"{ "args": ["-c", "cat a/b.txt l; echo $X; cat; pwd"], "env": { "X": "x in [DIR]" }, "stdin": "input\n" }"#,
            "\n-- a/b.txt --\nfile\n-- l -> a/b.txt --\n-- stdout --\nfile\nfile\nx in [DIR]\ninput\n[DIR]\n",
        ),
        &[],
    ),
    (
        "steps share the folder and files come before their step",
        Program::Shell,
        concat!(
            "-- case.jsonc --\n{ \"args\": [\"-c\", \"cat f; echo two > g\"] }\n-- f --\none\n-- stdout --\none\n",
            "-- step.jsonc --\n{ \"args\": [\"-c\", \"cat f g\"] }\n-- f --\nthree\n-- stdout --\nthree\ntwo\n",
        ),
        &[],
    ),
    (
        "a wrong exit code is reported",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo why >&2; exit 3\"] }\n-- stderr --\nwhy\n",
        &["exit: expected exit code 0, got exit code 3", "stderr was:\n    why"],
    ),
    (
        "a wrong line is reported with its number",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo one; echo two\"] }\n-- stdout --\none\n2\n",
        &["stdout is not as expected", "first difference at line 2", "    two"],
    ),
    (
        "output that no section expects is reported",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo noise >&2\"] }\n",
        &["stderr is not as expected", "    noise"],
    ),
    (
        "text that a lacks section names is reported",
        Program::Shell,
        concat!(
            "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo the secret\"] }\n-- stdout --\n[WILDCARD]\n",
            "-- stdout (lacks) --\nsecret\nother\n",
        ),
        &["stdout must not hold `secret`"],
    ),
    (
        "text that no program may print is reported",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo thread main Panicked at >&2\"] }\n-- stderr --\n[WILDCARD]\n",
        &["stderr must never hold `panicked at`"],
    ),
    (
        "a program that does not end is killed with its children",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"sleep 600 & sleep 600\"], \"timeout_s\": 1 }\n",
        &["timed out: the program was killed"],
    ),
    (
        "a signal is sent after a text and its death is an exit",
        Program::Shell,
        concat!(
            // One process: a shell loses for its child the signal that comes while it makes it.
            "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo ready; exec sleep 600\"], \"exit\": \"SIGTERM\", ",
            "\"signal\": { \"name\": \"SIGTERM\", \"after\": \"ready\" } }\n-- stdout --\nready\n",
        ),
        &[],
    ),
    (
        "a program that never says its signal's text is reported",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"true\"], \"signal\": { \"name\": \"SIGINT\", \"after\": \"ready\" } }\n",
        &["the program ended before it printed `ready`"],
    ),
    (
        "exchanges with a server pass",
        Program::Server,
        concat!(
            "-- case.jsonc --\n{ \"args\": [\"--serve-for-self-trials\"], \"exit\": \"SIGINT\" }\n",
            "-- http --\nPOST /a\nx-one: 1\n\n{\"b\":1}\n",
            "-- expect --\n200\ncontent-type: text/[WILDLINE]\nx-two: [ABSENT]\n\nPOST /a HTTP/1.1\n{\"b\":1}\n",
            "-- http (raw) --\nGET /raw HTTP/1.1\n\n-- expect --\n200\n\nGET /raw HTTP/1.1\n-- stdout --\nListening on http://127.0.0.1:[PORT]\n",
        ),
        &[],
    ),
    (
        "files are edited and removed while the program runs",
        Program::Shell,
        concat!(
            "-- case.jsonc --\n{ \"args\": [\"-c\", \"cat f; echo one; while test -e g; do :; done; cat f; echo two; exec sleep 600\"], ",
            "\"exit\": \"SIGINT\" }\n-- f --\na\n-- g --\n-- until --\none\n-- f (edit) --\nb\n-- g (gone) --\n-- until --\ntwo\n",
            "-- stdout --\na\none\nb\ntwo\n",
        ),
        &[],
    ),
    (
        "a text that comes before the one it is awaited behind is reported",
        Program::Shell,
        concat!(
            "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo one; echo two\"] }\n-- until --\ntwo\n-- until --\none\n",
            "-- stdout --\none\ntwo\n",
        ),
        &["the program ended before it printed `one`"],
    ),
    (
        "each fault of a response is reported",
        Program::Server,
        concat!(
            "-- case.jsonc --\n{ \"args\": [\"--serve-for-self-trials\"], \"exit\": \"SIGINT\" }\n",
            "-- http --\nGET /a\n-- expect --\n201\ncontent-type: [ABSENT]\nx-two: 2\n\nother\n-- stdout --\n[WILDCARD]\n",
        ),
        &[
            "`GET /a`:",
            "status: expected `201`, got `200`",
            "header `content-type` should be absent",
            "header `x-two` is missing",
            "body is not as expected",
        ],
    ),
    (
        "a server that never listens is reported",
        Program::Shell,
        "-- case.jsonc --\n{ \"args\": [\"-c\", \"echo no\"] }\n-- http --\nGET /\n-- expect --\n200\n-- stdout --\nno\n",
        &["the program ended before it said on which port it listens"],
    ),
];

fn check(program: Program, text: &str, wanted: &[&str]) -> Result<(), Failed> {
    let outcome = play(program, text)?;
    let report = outcome.iter().map(StepReport::render).collect::<Vec<_>>().join("\n");
    if wanted.is_empty() && !report.is_empty() {
        return Err(format!("the spec should pass, but:\n{report}").into());
    }
    match wanted.iter().find(|text| !report.contains(**text)) {
        Some(missing) => Err(format!("the report lacks `{missing}`:\n{report}").into()),
        None => Ok(()),
    }
}

fn play(program: Program, text: &str) -> Result<Vec<StepReport>, Failed> {
    Ok(runner(program)?.play(&Spec::parse(text)?)?.reports)
}

fn runner(program: Program) -> Result<Runner, Failed> {
    let program = match program {
        Program::Shell => PathBuf::from("/bin/sh"),
        Program::Server => std::env::current_exe()?,
    };
    let path = std::env::var("PATH").unwrap_or_default();
    let env = BTreeMap::from([("PATH".to_owned(), path)]);
    Ok(Runner {
        program,
        root: PathBuf::new(),
        env,
        names: Vec::new(),
        update: false,
        never: &["panicked at"],
    })
}

fn malformed_specs() -> Result<(), Failed> {
    let cases = [
        ("-- main.ts --\n", "no `-- case.jsonc --` section"),
        ("-- case.jsonc --\n{ \"arg\": 1 }\n", "unknown field `arg`"),
        (
            "-- case.jsonc --\n{ \"exit\": \"SIGFOO\" }\n",
            "unknown signal `SIGFOO`",
        ),
        ("-- case.jsonc --\n{}\n-- ../x --\n", "leaves the project's folder"),
        (
            "-- case.jsonc --\n{}\n-- expect --\n200\n",
            "no `http` section stands above it",
        ),
        (
            "-- case.jsonc --\n{}\n-- http --\nGET /\n",
            "has no `-- expect --` section",
        ),
        ("-- case.jsonc --\n{}\n-- stdout --\n-- stdout --\n", "stands twice"),
        ("-- case.jsonc --\n{}\n-- x (hex) --\n0g\n", "`g` is no hex digit"),
        ("-- case.jsonc --\n{}\n-- x (base64) --\n", "the mark in parentheses"),
    ];
    for (text, wanted) in cases {
        match Spec::parse(text) {
            Err(error) if error.contains(wanted) => {}
            other => return Err(format!("{text}\nshould be refused with `{wanted}`, got {other:?}").into()),
        }
    }
    Ok(())
}

fn wildcards() -> Result<(), Failed> {
    let cases = [
        ("a[WILDCARD]c\n", "a\nb\nc", true),
        ("a[WILDLINE]c", "abbc\n", true),
        ("a[WILDLINE]c", "a\nc", false),
        ("[WILDCARD]b[WILDCARD]", "abc", true),
        ("a.c", "abc", false),
        ("[WILD]", "[WILD]", true),
        ("", "x", false),
        ("a", "ab", false),
    ];
    for (expected, actual, wanted) in cases {
        if matches(expected, actual)? != wanted {
            return Err(format!("`{expected}` against `{actual}` should be {wanted}").into());
        }
    }
    Ok(())
}

fn ports() -> Result<(), Failed> {
    let cases = [
        ("Listening on http://localhost:4000\n", Some(4000)),
        ("at http://[::1]:4001/x\n", Some(4001)),
        ("listening on 4002\n", Some(4002)),
        ("port 4003\n", Some(4003)),
        ("http://localhost:40", None),
        ("file:///a/main.ts:12:3\nat f (http.ts:9)\n", None),
    ];
    for (output, wanted) in cases {
        if find_port(output) != wanted {
            return Err(format!("`{output}` gives {:?}, not {wanted:?}", find_port(output)).into());
        }
    }
    Ok(())
}

fn archive_round_trip() -> Result<(), Failed> {
    let text = "Why.\n\n-- a --\n1\n-- not a marker\n-- b.ts --\n\n-- c --\n";
    let written = Archive::parse(text).write();
    if written == text {
        Ok(())
    } else {
        Err(format!("written as {written:?}").into())
    }
}

fn update() -> Result<(), Failed> {
    let text = concat!(
        "Why.\n-- case.jsonc --\n{ \"args\": [\"-c\", \"echo out; echo err >&2\"] }\n-- stdout --\nold\n",
        "-- step.jsonc --\n{ \"args\": [\"-c\", \"echo same\"] }\n-- stdout --\ns[WILDLINE]\n",
    );
    let wanted = text.replace("old\n", "out\n-- stderr --\nerr\n");
    let spec = Spec::parse(text)?;
    let outcome = runner(Program::Shell)?.play(&spec)?;
    let written = rewrite(&spec, outcome.updates);
    if written == wanted {
        Ok(())
    } else {
        Err(format!("rewritten as\n{written}").into())
    }
}
