//! Command lines as people and programs write them for Node: tells its flags from RaceJS's own, which are left for the real
//! parser, and from V8's. Reads `NODE_OPTIONS`' text, not the variable.

use clap::{Arg, Command};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use racejs_runtime::{ProcessOptions, ProgramName};

use super::node_flags::{self, Meaning, NodeFlag, Value};
use super::settings;
use crate::ui::Failure;

/// What was found among the words before the program.
#[derive(Debug, Default)]
pub(crate) struct NodeFlags {
    pub(crate) process: ProcessOptions,
    /// `--input-type=module`.
    pub(crate) is_module: bool,
}

/// How to ask V8 whether it knows a flag.
pub(crate) type KnowsFlag<'a> = &'a dyn Fn(&str) -> bool;

/// Verbs that run a program, and take what Node takes. The first is a command line without a verb.
const PROGRAM_VERBS: [&str; 4] = ["run", "dev", "start", "routes"];

/// Flags for the process that was started, and not for its children.
const NOT_FOR_CHILDREN: [&str; 8] = [
    "workers",
    "watch",
    "name",
    "probe",
    "ready-timeout",
    "drain-timeout",
    "hang-timeout",
    "keep",
];

/// Further flags that make no sense in a variable that all programs see.
const NOT_IN_ENVIRONMENT: [&str; 7] = [
    "eval",
    "print",
    "interactive",
    "help",
    "version",
    "env-file",
    "env-file-if-exists",
];

/// No version of TLS is at least this one,
const TLS_MIN: &str = "--tls-min-v1.3";
/// and at most this one.
const TLS_MAX: &str = "--tls-max-v1.2";

/// Separates Node's flags from the words. What is left is RaceJS's, with everything from the program on.
///
/// # Errors
/// A flag that RaceJS cannot do, or a value that Node would not take either.
pub(super) fn separate(
    words: Vec<String>,
    from_environment: Option<&str>,
    command: &Command,
    engine: KnowsFlag,
) -> Result<(Vec<String>, NodeFlags), Failure> {
    let words = with_test_verb(words, command);
    let verb = words.first().filter(|word| PROGRAM_VERBS.contains(&word.as_str()));
    let is_program = verb.is_some() || words.first().is_none_or(|word| command.find_subcommand(word).is_none());
    if !is_program {
        return Ok((words, NodeFlags::default()));
    }
    let mut scan = Scan {
        command: verb.and_then(|verb| command.find_subcommand(verb)).unwrap_or(command),
        engine,
        left: Vec::new(),
        loaders: Vec::new(),
        found: NodeFlags::default(),
    };
    let given = split(from_environment.unwrap_or_default());
    let rest = scan.flags(&given, Source::Environment)?;
    if let Some(word) = rest.first() {
        return Err(not_allowed(word));
    }
    scan.found.process.exec_argv.clear();
    let rest = scan.flags(&words[usize::from(verb.is_some())..], Source::CommandLine)?;
    let options = &scan.found.process.options;
    if [TLS_MIN, TLS_MAX]
        .iter()
        .all(|flag| options.iter().any(|option| option == flag))
    {
        return Err(Failure::usage(format!(
            "Flags `{TLS_MIN}` and `{TLS_MAX}` leave no version: give one of them, not both"
        )));
    }
    scan.found.process.program = match rest.first().map(String::as_str) {
        None => ProgramName::None,
        Some("-") => ProgramName::Dash,
        Some(_) => ProgramName::Path,
    };
    let words = verb.into_iter().chain(&scan.loaders).chain(&scan.left).chain(rest);
    Ok((words.cloned().collect(), scan.found))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    CommandLine,
    Environment,
}

struct Scan<'a> {
    command: &'a Command,
    engine: KnowsFlag<'a>,
    left: Vec<String>,
    /// Imports that come before all others.
    loaders: Vec<String>,
    found: NodeFlags,
}

impl Scan<'_> {
    /// Sorts flags up to the program, and gives the words from there on.
    fn flags<'w>(&mut self, words: &'w [String], source: Source) -> Result<&'w [String], Failure> {
        let mut rest = words;
        while let [word, after @ ..] = rest {
            if !word.starts_with('-') || word == "-" || word == "--" {
                break;
            }
            let taken = self.flag(word, after.first(), source)?;
            rest = &rest[taken..];
        }
        Ok(rest)
    }

    /// Sorts one flag; gives the number of words that belong to it.
    fn flag(&mut self, word: &str, next: Option<&String>, source: Source) -> Result<usize, Failure> {
        let word = written_out(word);
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word.as_str(), None),
        };
        let Some(long) = name.strip_prefix("--").filter(|long| !long.is_empty()) else {
            return self.own(&word, None, next, source);
        };
        if self.command.get_arguments().any(|arg| arg.get_long() == Some(long)) || is_page(long) {
            return self.own(&word, Some(long), next, source);
        }
        let plain = long.replace('_', "-");
        if let Some(flag) = node_flags::find(&plain) {
            let next = next.filter(|_| flag.value == Value::Needed && value.is_none());
            self.note(&word, next, source);
            self.apply(&flag, &plain, value.or(next.map(String::as_str)))?;
            return Ok(1 + usize::from(next.is_some()));
        }
        if (self.engine)(&word) {
            self.note(&word, None, source);
        } else {
            // The parser says best what is wrong with it.
            self.left.push(word);
        }
        Ok(1)
    }

    /// A flag of RaceJS's own, and its value if that is a word of its own.
    fn own(&mut self, word: &str, long: Option<&str>, next: Option<&String>, source: Source) -> Result<usize, Failure> {
        let arg = own_arg(self.command, word, long);
        let name = arg.and_then(Arg::get_long).or(long).unwrap_or_default();
        let is_own = NOT_FOR_CHILDREN.contains(&name);
        if source == Source::Environment && (is_own || NOT_IN_ENVIRONMENT.contains(&name) || arg.is_none()) {
            return Err(not_allowed(word));
        }
        let next = next.filter(|_| takes_next(arg, word, long));
        self.left.push(word.to_owned());
        self.left.extend(next.cloned());
        if !is_own {
            self.note(word, next, source);
        }
        Ok(1 + usize::from(next.is_some()))
    }

    fn note(&mut self, word: &str, next: Option<&String>, source: Source) {
        if source == Source::CommandLine {
            self.found.process.exec_argv.push(word.to_owned());
            self.found.process.exec_argv.extend(next.cloned());
        }
    }

    /// `name` is what was typed, perhaps with `no-` before the flag's name.
    fn apply(&mut self, flag: &NodeFlag, name: &str, value: Option<&str>) -> Result<(), Failure> {
        if flag.value == Value::Needed && value.is_none() {
            return Err(Failure::usage(format!("Flag `--{name}` needs a value")));
        }
        match flag.meaning {
            Meaning::Nothing => Ok(()),
            Meaning::Engine => {
                self.left.push(format!("--v8-flags=--{name}"));
                Ok(())
            }
            Meaning::Forwarded => {
                let value = value.map(|value| format!("={value}")).unwrap_or_default();
                self.found.process.options.push(format!("--{name}{value}"));
                Ok(())
            }
            Meaning::Loader => {
                self.loaders.push(import_of_loader(value.unwrap_or_default()));
                Ok(())
            }
            Meaning::Setting => {
                settings::apply(&mut self.found, flag.name, name == flag.name, value.unwrap_or_default())
            }
            // `--no-watch` asks for what there is.
            Meaning::Refused(_) if name != flag.name => Ok(()),
            Meaning::Refused(hint) => Err(Failure::usage(format!("RaceJS has no `--{name}`")).hint(hint)),
        }
    }
}

/// A flag that imports a module which registers the hooks of another one; that is found as an import in the working folder would be.
fn import_of_loader(loader: &str) -> String {
    let code = format!(
        "import {{ register }} from 'node:module';\nimport {{ pathToFileURL }} from 'node:url';\n\
         register({}, pathToFileURL('./'));\n",
        serde_json::Value::from(loader)
    );
    let code = utf8_percent_encode(&code, NON_ALPHANUMERIC);
    format!("--import=data:text/javascript,{code}")
}

/// The flag of RaceJS's own that the word is, by its long name or, where it has none, by its letter.
fn own_arg<'a>(command: &'a Command, word: &str, long: Option<&str>) -> Option<&'a Arg> {
    let short = word.chars().nth(1).filter(|_| long.is_none());
    command
        .get_arguments()
        .find(|arg| long.map_or(arg.get_short() == short, |long| arg.get_long() == Some(long)))
}

/// Whether the next word is that flag's value.
fn takes_next(arg: Option<&Arg>, word: &str, long: Option<&str>) -> bool {
    // A word such as `-rfile` or `--require=file` has its value with it.
    let is_whole = word.contains('=') || long.is_none() && word.chars().count() > 2;
    !is_whole && arg.is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
}

/// What Node does by the flag `--test` is done by a verb here, where there is one.
fn with_test_verb(mut words: Vec<String>, command: &Command) -> Vec<String> {
    if command.find_subcommand("test").is_none() {
        return words;
    }
    let mut at = 0;
    while let Some(word) = words.get(at).filter(|word| word.starts_with('-')) {
        if word == "--test" {
            words.remove(at);
            words.insert(0, "test".to_owned());
            break;
        }
        if word == "--" || word == "-" {
            break;
        }
        at += 1 + usize::from(has_next(word, command));
    }
    words
}

/// Whether the next word belongs to this flag, be it RaceJS's or Node's.
fn has_next(word: &str, command: &Command) -> bool {
    let word = written_out(word);
    let long = word
        .strip_prefix("--")
        .map(|long| long.split('=').next().unwrap_or(long));
    let own = own_arg(command, &word, long);
    let node = long.and_then(|long| node_flags::find(&long.replace('_', "-")));
    match (own, node) {
        (None, Some(flag)) => flag.value == Value::Needed && !word.contains('='),
        (own, _) => takes_next(own, &word, long),
    }
}

/// Node's spellings of flags that are written differently here.
fn written_out(word: &str) -> String {
    match word {
        "-pe" => "-p",
        "-c" => "--check",
        "-i" => "--interactive",
        "--es-module-specifier-resolution" => "--experimental-specifier-resolution",
        "--trace-events-enabled" => "--trace-event-categories=v8,node,node.async_hooks",
        word => word,
    }
    .to_owned()
}

/// The flags that the parser adds by itself.
fn is_page(long: &str) -> bool {
    matches!(long, "help" | "version")
}

fn not_allowed(word: &str) -> Failure {
    Failure::usage(format!("`{word}` is not allowed in `NODE_OPTIONS`")).hint("give it on the command line")
}

/// The words of `NODE_OPTIONS`: spaces separate them, double quotes keep them together, a backslash takes a quote as it is.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut is_open, mut is_quoted) = (String::new(), false, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                is_quoted = !is_quoted;
                is_open = true;
            }
            '\\' if is_quoted => word.extend(letters.next()),
            ' ' if !is_quoted => {
                if std::mem::take(&mut is_open) {
                    words.push(std::mem::take(&mut word));
                }
            }
            letter => {
                word.push(letter);
                is_open = true;
            }
        }
    }
    if is_open {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use clap::{Arg, Command};

    use super::{split, with_test_verb};

    #[test]
    fn a_flag_that_runs_tests_is_a_verb_where_there_is_one() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let plain = Command::new("racejs");
        let testing = Command::new("racejs")
            .subcommand(Command::new("test"))
            .arg(Arg::new("require").short('r').long("require"));
        let found = |line: &str| with_test_verb(words(line), &testing).join(" ");
        assert_eq!(found("--watch --test b.js"), "test --watch b.js");
        assert_eq!(found("-r ./a.js --test"), "test -r ./a.js");
        assert_eq!(found("-r./a.js --test"), "test -r./a.js");
        assert_eq!(found("--require ./a.js --test"), "test --require ./a.js");
        assert_eq!(found("--require=./a.js --test"), "test --require=./a.js");
        assert_eq!(found("--title name --test"), "test --title name");
        assert_eq!(found("-r --test b.js"), "-r --test b.js");
        assert_eq!(found("--watch b.js --test"), "--watch b.js --test");
        assert_eq!(found("-- --test"), "-- --test");
        assert_eq!(with_test_verb(words("--test b.js"), &plain), words("--test b.js"));
        assert_eq!(with_test_verb(words("a.js --test"), &testing), words("a.js --test"));
    }

    #[test]
    fn options_from_the_environment_are_split_as_in_node() {
        assert_eq!(split(r#" --title="a b"  -r ./x.js "#), ["--title=a b", "-r", "./x.js"]);
        assert_eq!(split(r#""--require=a \"b\".js""#), [r#"--require=a "b".js"#]);
        assert_eq!(split(r"--require=C:\x"), [r"--require=C:\x"]);
        assert!(split("  ").is_empty());
    }
}
