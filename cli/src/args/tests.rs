//! What a command line means. The expected text lists what was understood, word by word.

use super::*;

/// The parsed command line as one line of text.
fn read(line: &[&str]) -> String {
    read_with(line, None)
}

/// The same with `NODE_OPTIONS`.
fn read_with(line: &[&str], options: Option<&str>) -> String {
    let argv = std::iter::once("racejs")
        .chain(line.iter().copied())
        .map(OsString::from);
    // Stands in for V8.
    let engine = |flag: &str| flag.starts_with("--expose") || flag.starts_with("--max");
    let (cli, node) = match parse(argv, options, &engine) {
        Ok(parsed) => parsed,
        Err(Usage::Wrong(failure)) => return failure.to_string(),
        Err(Usage::Page(page)) => return page.to_string(),
    };
    let mut parts = Vec::new();
    parts.extend(cli.eval.map(|code| format!("eval {code:?}")));
    parts.extend(cli.print.map(|code| format!("print {code:?}")));
    let (verb, words, flags) = match cli.verb {
        Some(Verb::Run(program)) => ("run", program.words, program.flags),
        Some(Verb::Routes(routes)) => (
            if routes.json { "routes --json" } else { "routes" },
            routes.program.words,
            routes.program.flags,
        ),
        Some(Verb::Test(test)) => ("test", test.patterns, test.flags),
        Some(other) => return format!("{other:?}"),
        None => ("", cli.program.words, cli.program.flags),
    };
    parts.push(format!("{verb}{words:?}"));
    parts.extend(describe(&flags));
    if !node.process.options.is_empty() {
        parts.push(format!("options {}", node.process.options.join("+")));
    }
    parts.extend(node.is_module.then(|| "module".to_owned()));
    parts.join(" ")
}

fn describe(flags: &Flags) -> Vec<String> {
    let Flags {
        import,
        require,
        conditions,
        workers,
        env,
        inspect,
        v8_flags,
    } = flags;
    let lists = [
        ("import", import),
        ("require", require),
        ("conditions", conditions),
        ("v8", v8_flags),
    ];
    let lists = lists.into_iter().filter(|(_, values)| !values.is_empty());
    let mut parts: Vec<String> = lists
        .map(|(name, values)| format!("{name}={}", values.join("+")))
        .collect();
    parts.extend(workers.map(|count| format!("workers={count}")));
    match &env.choice {
        EnvChoice::Usual => {}
        EnvChoice::Nothing => parts.push("no env".to_owned()),
        EnvChoice::Named(files) => parts.extend(
            files
                .iter()
                .map(|file| format!("env{}={}", if file.required { "" } else { "?" }, file.path.display())),
        ),
    }
    parts.extend(inspect.session().map(|session| {
        use racejs_runtime::InspectMode::{Break, Listen, Wait};
        let mode = match session.mode {
            Listen => "listen",
            Wait => "wait",
            Break => "break",
        };
        format!("{mode}@{}", session.address)
    }));
    parts
}

fn check(line: &str, expected: &str) {
    assert_eq!(read(&line.split(' ').collect::<Vec<_>>()), expected, "racejs {line}");
}

#[test]
fn everything_after_the_file_is_the_programs() {
    check("app.ts", r#"["app.ts"]"#);
    check("run app.ts", r#"run["app.ts"]"#);
    check(
        "app.ts --inspect -h run -- x",
        r#"["app.ts", "--inspect", "-h", "run", "--", "x"]"#,
    );
    check("run app.ts --version -e 1", r#"run["app.ts", "--version", "-e", "1"]"#);
    check(
        "--inspect app.ts --inspect-brk",
        r#"["app.ts", "--inspect-brk"] listen@127.0.0.1:9229"#,
    );
    check("-- -odd.ts -x", r#"["-odd.ts", "-x"]"#);
    check("run -- run", r#"run["run"]"#);
    check("- one", r#"["-", "one"]"#);
}

#[test]
fn flags_may_stand_before_the_verb() {
    check("--inspect run app.ts -x", r#"["app.ts", "-x"] listen@127.0.0.1:9229"#);
    check("--env-file a.env run app.ts", r#"["app.ts"] env=a.env"#);
}

#[test]
fn workers_are_counted_or_left_to_the_machine() {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    check("--workers 4 app.ts", r#"["app.ts"] workers=4"#);
    check(
        "run --workers=auto app.ts",
        &format!(r#"run["app.ts"] workers={cores}"#),
    );
    for wrong in ["0", "257", "two"] {
        let said = read(&["--workers", wrong, "app.ts"]);
        assert!(said.contains("1 to 256, or `auto`"), "{said}");
    }
}

#[test]
fn routes_take_what_a_program_takes() {
    check("routes app.ts --json", r#"routes["app.ts", "--json"]"#);
    check(
        "routes --json -C a app.ts x",
        r#"routes --json["app.ts", "x"] conditions=a"#,
    );
}

#[test]
fn code_comes_with_arguments() {
    check("-e 1 a --b", r#"eval "1" ["a", "--b"]"#);
    check("--eval=-1 run", r#"eval "-1" ["run"]"#);
    check("-e --x;", r#"eval "--x;" []"#);
    check("-p process.version", r#"print "process.version" []"#);
}

#[test]
fn lists_grow_and_keep_their_order() {
    check("-C a,b --conditions c run.ts", r#"["run.ts"] conditions=a+b+c"#);
    check(
        "--import ./a.js --import=b -r c --require d x",
        r#"["x"] import=./a.js+b require=c+d"#,
    );
    check(
        "run --v8-flags --expose-gc,max-lazy x",
        r#"run["x"] v8=--expose-gc+--max-lazy"#,
    );
    check(
        "--env-file a --env-file-if-exists b --env-file=c x",
        r#"["x"] env=a env?=b env=c"#,
    );
    check("run --env-file-if-exists b --env-file a x", r#"run["x"] env?=b env=a"#);
    check("--no-env-file x", r#"["x"] no env"#);
}

#[test]
fn the_inspector_flag_that_stops_first_decides() {
    check("--inspect=0.0.0.0:0 x", r#"["x"] listen@0.0.0.0:0"#);
    check("--inspect=1 --inspect-wait=2 x", r#"["x"] wait@127.0.0.1:2"#);
    check("--inspect-brk=9230 --inspect x", r#"["x"] break@127.0.0.1:9230"#);
    check("--inspect=1 --inspect=2 x", r#"["x"] listen@127.0.0.1:2"#);
}

#[test]
fn flags_of_node_are_read_as_node_reads_them() {
    check(
        "--no-warnings --title x app.ts --no-warnings",
        r#"["app.ts", "--no-warnings"] options --no-warnings+--title=x"#,
    );
    check("run --trace_warnings --expose-gc app.ts", r#"run["app.ts"]"#);
    check("--input-type=module -e 1", r#"eval "1" [] module"#);
    check("-e 1 --input-type module", r#"eval "1" [] module"#);
    check("--experimental-vm-modules app.ts", r#"["app.ts"]"#);
    check("-pe 1", r#"print "1" []"#);
    check("--require=./x.js -r y app.ts", r#"["app.ts"] require=./x.js+y"#);
}

/// `process.execArgv` of a command line.
fn exec_argv(line: &str) -> String {
    let argv = std::iter::once("racejs").chain(line.split(' ')).map(OsString::from);
    let (_, node) = parse(argv, Some("--no-warnings"), &|_| true).unwrap();
    node.process.exec_argv.join(" ")
}

#[test]
fn a_program_learns_of_the_flags_before_it() {
    assert_eq!(
        exec_argv("run -r ./a.js --no-deprecation app.ts -x"),
        "-r ./a.js --no-deprecation"
    );
    assert_eq!(
        exec_argv("--workers 2 --max-old-space-size=64 app.ts"),
        "--max-old-space-size=64"
    );
    assert_eq!(exec_argv("-e 1 a"), "-e 1");
    assert_eq!(exec_argv("app.ts -e"), "");
}

#[test]
fn node_options_come_before_the_command_line() {
    let with = |options: &str| read_with(&["-C", "b", "app.ts"], Some(options));
    assert_eq!(
        with("-C a --require ./x.js"),
        r#"["app.ts"] require=./x.js conditions=a+b"#
    );
    assert_eq!(
        with("--title=\"a b\""),
        r#"["app.ts"] conditions=b options --title=a b"#
    );
    assert!(with("-e 1").starts_with("`-e` is not allowed in `NODE_OPTIONS`"));
    assert!(with("app.js").starts_with("`app.js` is not allowed in `NODE_OPTIONS`"));
    assert!(with("--nonsense").starts_with("Unknown flag `--nonsense`"));
    assert_eq!(read_with(&["types"], Some("--nonsense")), "Types");
}

#[test]
fn mistakes_are_named_and_mended() {
    check(
        "--inspct app.ts",
        "Unknown flag `--inspct`\nhint: did you mean `--inspect`?",
    );
    check(
        "run --env-fil x app.ts",
        "Unknown flag `--env-fil`\nhint: did you mean `--env-file`?",
    );
    check(
        "-Z",
        "Unknown flag `-Z`\nhint: `racejs --help` lists the commands and flags",
    );
    check(
        "-A app.ts",
        "Unknown flag `-A`\nhint: `racejs --help` lists the commands and flags",
    );
    check(
        "--watch-path=src app.ts",
        "RaceJS has no `--watch-path`\nhint: `--watch` watches the files that the program loads, and what governs them",
    );
    check(
        "--unhandled-rejections=x app.ts",
        "Invalid value `x` for `--unhandled-rejections`\nhint: it may be `throw`, `strict`, `warn`, \
         `warn-with-error-code` or `none`",
    );
    check("-e", "Flag `--eval` needs a value");
    check("--env-file", "Flag `--env-file` needs a value");
    check("--no-env-file=1 x", "Flag `--no-env-file` takes no value");
    check(
        "--no-env-file --env-file=a x",
        "Flag `--no-env-file` cannot be used with `--env-file`",
    );
    check("-e 1 -p 2", "Flag `--eval` cannot be used with `--print`");
    check(
        "--inspect=host:x y",
        "Invalid value `host:x` for `--inspect`: `x` is not a port between 0 and 65535",
    );
    check(
        "--v8-flags=-- y",
        "Invalid value `--` for `--v8-flags`: a name is missing",
    );
}

#[test]
fn help_is_short_or_long() {
    let short = read(&["-h"]);
    let long = read(&["--help"]);
    assert!(short.contains("--env-file") && !short.contains("Examples:"), "{short}");
    assert!(long.contains("Examples:") && long.contains("RACEJS_LOG"), "{long}");
    for text in [short, long, read(&["run", "--help"])] {
        assert!(!text.contains("unstable") && !text.contains("\n  eval"), "{text}");
    }
    for flag in ["-V", "-v", "--version"] {
        assert_eq!(read(&[flag]), format!("racejs {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn what_a_test_run_is_asked_for_and_what_its_files_get() {
    let words =
        "racejs test a.test.ts --bail -t adds -t /x/i --coverage=out --inspect-brk=9230 --import ./setup.ts -C dev";
    let parsed = parse(words.split(' ').map(Into::into), None, &|_| false);
    let (cli, _) = parsed.expect("the words are right");
    let Some(Verb::Test(test)) = cli.verb else {
        panic!("it is the verb `test`")
    };
    let (options, flags) = test.into_options();
    assert_eq!(options.patterns, ["a.test.ts"]);
    assert_eq!(options.grep, ["adds", "/x/i"]);
    assert_eq!((options.bail, options.coverage.as_deref()), (Some(1), Some("out")));
    assert_eq!((options.concurrency, options.timeout), (Some(1), Some(0)));
    assert_eq!(
        options.program_flags,
        [
            "--no-env-file",
            "--import=./setup.ts",
            "--conditions=dev",
            "--inspect-brk=127.0.0.1:9230"
        ]
    );
    assert!(flags.import.is_empty() && flags.inspect.session().is_none());
}

#[test]
fn what_is_started_in_production_has_flags_of_its_own_and_those_of_programs() {
    let words = "racejs start --name shop --probe /health --ready-timeout 500ms --keep=0 --workers 2 \
                 --max-old-space-size=100 --no-deprecation app.ts more --hang-timeout 2s -- --name x";
    let (cli, node) = parse(words.split_whitespace().map(Into::into), None, &|flag| {
        flag.starts_with("--max")
    })
    .expect("right words");
    let Some(Verb::Start(start)) = cli.verb else {
        panic!("it is the verb `start`")
    };
    assert_eq!(start.words, ["app.ts", "more", "--name", "x"]);
    assert_eq!(start.hang_timeout.as_secs(), 2);
    assert_eq!(
        (start.name.as_deref(), start.probe.as_deref()),
        (Some("shop"), Some("/health"))
    );
    assert_eq!((start.ready_timeout.as_millis(), start.keep.as_millis()), (500, 0));
    assert_eq!(start.drain_timeout.as_secs(), 70);
    assert_eq!(start.flags.workers.map(NonZeroUsize::get), Some(2));
    // What the supervisor alone needs is not for programs that the program starts.
    assert_eq!(node.process.exec_argv, ["--max-old-space-size=100", "--no-deprecation"]);
}

#[test]
fn commands_of_production_say_what_is_wrong() {
    let check = |line: &str, expected: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(read(&words), expected, "{line}");
    };
    check(
        "start --watch x.ts",
        "Unknown flag `--watch`\nhint: `racejs --help` lists the commands and flags",
    );
    check(
        "start --keep 10 x.ts",
        "Invalid value `10` for `--keep`: a number and a unit, such as `500ms`, `10s` or `10m`",
    );
    check(
        "start --probe health x.ts",
        "Invalid value `health` for `--probe`: a path such as `/health`",
    );
    check(
        "start --name a/b x.ts",
        "Invalid value `a/b` for `--name`: at most 64 letters, digits, `-`, `_` and `.`, of which a letter, a digit or `_` comes first",
    );
    assert_eq!(
        read_with(&["start", "x.ts"], Some("--keep=1m")),
        "`--keep=1m` is not allowed in `NODE_OPTIONS`\nhint: give it on the command line"
    );
    check(
        "status --json shop",
        "Status(StatusArgs { json: true, program: NameArgs { name: Some(\"shop\") } })",
    );
    check("upgrade-in-place", "UpgradeInPlace(NameArgs { name: None })");
}
