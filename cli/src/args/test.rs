//! The flags of `racejs test`. What they do is in `js/test`.

use racejs_runtime::TestOptions;

use super::Flags;

#[derive(Debug, clap::Args)]
pub(crate) struct TestArgs {
    /// Test files, folders, glob patterns, or parts of paths; all test files below this folder if there are none
    #[arg(value_name = "FILES, FOLDERS or PATTERNS")]
    pub(crate) patterns: Vec<String>,

    /// Run only tests whose full name matches this regular expression; may be repeated
    #[arg(
        short = 't',
        long,
        visible_alias = "test-name-pattern",
        value_name = "PATTERN",
        help_heading = "Choosing tests"
    )]
    grep: Vec<String>,

    /// Run only tests that are marked `only`
    #[arg(long, alias = "test-only", help_heading = "Choosing tests")]
    only: bool,

    /// Succeed where there is no test file
    #[arg(long, help_heading = "Choosing tests")]
    pass_with_no_tests: bool,

    /// Run so many files at the same time [default: one a core]
    #[arg(long, value_name = "N", help_heading = "Running", value_parser = parse_count)]
    concurrency: Option<usize>,

    /// Milliseconds for each test, 0 for no limit [default: 5000 for `it` and `test`, none for `node:test`]
    #[arg(long, value_name = "MS", help_heading = "Running", value_parser = parse_milliseconds)]
    timeout: Option<u64>,

    /// Stop after so many failures, or after the first
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1", help_heading = "Running", value_parser = parse_bail)]
    bail: Option<u32>,

    /// Write snapshots anew where they differ, and remove those that no test has
    #[arg(short, long, alias = "test-update-snapshots", help_heading = "Running")]
    update_snapshots: bool,

    /// Stay, and run the files again that a change concerns
    #[arg(long, help_heading = "Running")]
    watch: bool,

    /// Measure which lines run; a table, and `lcov.info` in this folder
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, default_missing_value = "coverage", help_heading = "Reporting")]
    coverage: Option<String>,

    /// How results are shown: spec, dot, tap or junit; may be repeated
    #[arg(long, alias = "test-reporter", value_name = "NAME", help_heading = "Reporting")]
    reporter: Vec<String>,

    /// Where the reporter writes; may be repeated, one for each reporter
    #[arg(
        long,
        alias = "test-reporter-destination",
        value_name = "FILE",
        help_heading = "Reporting"
    )]
    reporter_outfile: Vec<String>,

    #[command(flatten)]
    pub(crate) flags: Flags,
}

impl TestArgs {
    /// Taken apart: what was asked for, and the flags that shape how each file runs.
    pub(crate) fn into_options(mut self) -> (TestOptions, Flags) {
        let mut program_flags = program_flags(&self.flags);
        if let Some(word) = self.flags.inspect.take_word() {
            // One debugger, one file at a time, and no time that runs out while it looks.
            program_flags.push(word);
            self.concurrency = Some(1);
            self.timeout = Some(0);
        }
        // These are for the files' own processes.
        self.flags.import.clear();
        self.flags.require.clear();
        self.flags.workers = None;
        let options = TestOptions {
            patterns: self.patterns,
            grep: self.grep,
            only: self.only,
            timeout: self.timeout,
            bail: self.bail,
            update: self.update_snapshots,
            pass_with_no_tests: self.pass_with_no_tests,
            concurrency: self.concurrency,
            watch: self.watch,
            coverage: self.coverage,
            reporters: self.reporter,
            reporter_outfiles: self.reporter_outfile,
            program_flags,
        };
        (options, self.flags)
    }
}

/// The flags as they are typed. The environment is passed on as it is, so that no file has to read it again.
fn program_flags(flags: &Flags) -> Vec<String> {
    let mut words = vec!["--no-env-file".to_owned()];
    for (flag, values) in [
        ("--import", &flags.import),
        ("--require", &flags.require),
        ("--conditions", &flags.conditions),
        ("--v8-flags", &flags.v8_flags),
    ] {
        words.extend(values.iter().map(|value| format!("{flag}={value}")));
    }
    words
}

fn parse_count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "a number from 1".to_owned())
}

fn parse_milliseconds(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "a number of milliseconds".to_owned())
}

fn parse_bail(text: &str) -> Result<u32, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "a number from 1".to_owned())
}
