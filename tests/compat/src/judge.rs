//! What a run means: passed with so many checks, or the first line of the error. It must not know the runtimes.

use std::sync::LazyLock;

use regex::Regex;

use crate::execute::Run;

/// The shortest of programs checks more.
const CHECKS_MIN: u32 = 2;
const ERROR_MAX: usize = 140;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed { checks: u32 },
    Failed { error: String },
}

/// `tried`: what the last line of output must say; `folder`: where the programs are, which no table should name.
pub(crate) fn judge(run: &Run, tried: &str, seconds: u64, folder: &str) -> Outcome {
    let failed = |error: &str| Outcome::Failed {
        error: shorten(error, folder),
    };
    let Some(status) = run.status else {
        return failed(&format!("not done after {seconds} seconds"));
    };
    if !status.success() {
        return failed(&first_error(&run.stderr).unwrap_or_else(|| format!("{status}, and no error was printed")));
    }
    match checks(&run.stdout, tried) {
        Some(checks) if checks >= CHECKS_MIN => Outcome::Passed { checks },
        Some(_) => failed("its checks did not run"),
        None => failed("ended before its last line, with exit code 0"),
    }
}

/// The number in the last line, if that line is `ok: TRIED (N checks)`.
fn checks(stdout: &str, tried: &str) -> Option<u32> {
    let last = stdout.lines().last()?;
    let count = last.strip_prefix("ok: ")?.strip_prefix(tried)?.strip_prefix(" (")?;
    count.strip_suffix(" checks)")?.parse().ok()
}

static NOTHING_SAID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:error: |Uncaught |\(in promise\) )+").expect("the pattern is constant"));
static ERROR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:error: |Uncaught |\(in promise\) |[A-Z]?\w*(?:Error|Exception)\b)")
        .expect("the pattern is constant")
});

/// The line that names the error; a runtime may print the source around it first.
fn first_error(stderr: &str) -> Option<String> {
    let lines = || stderr.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines().find(|line| ERROR.is_match(line)).or_else(|| lines().next())?;
    Some(NOTHING_SAID.replace(line, "").into_owned())
}

static PORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(127\.0\.0\.1|localhost):\d+").expect("the pattern is constant"));
static SCRATCH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"scratch-\w+/[\w.-]+").expect("the pattern is constant"));
static ESCAPES: LazyLock<Regex> = LazyLock::new(|| Regex::new("\u{1b}\\[[0-9;]*m").expect("the pattern is constant"));

/// Without what differs from run to run and from machine to machine.
fn shorten(error: &str, folder: &str) -> String {
    let text = error
        .replace(&format!("file://{folder}/"), "")
        .replace(&format!("{folder}/"), "");
    let text = PORT.replace_all(&text, "$1:port");
    let text = SCRATCH.replace_all(&text, "scratch");
    let text = ESCAPES.replace_all(&text, "");
    match text.char_indices().nth(ERROR_MAX) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.into_owned(),
    }
}
