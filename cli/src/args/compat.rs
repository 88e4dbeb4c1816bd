//! The command lines that the `node:child_process` layer writes.
//!
//! When a program starts `process.execPath`, that layer rewrites Node's arguments into the ones its own command
//! takes, for example `run -A --unstable-detect-cjs child.js`. Only the words between such a verb and the program
//! are touched here; flags that mean something to RaceJS stay for the real parser.

/// Verbs that such a command line begins with, after any `--unstable-*` flags.
const VERBS: [&str; 3] = ["run", "test", "eval"];

/// Flags without a counterpart: every program may do everything, and nothing is fetched or locked.
const IGNORED: [&str; 11] = [
    "--cached-only",
    "--inspect-publish-uid",
    "--no-check",
    "--no-config",
    "--no-lock",
    "--no-npm",
    "--no-prompt",
    "--no-remote",
    "--node-modules-dir",
    "--permission-set",
    "--quiet",
];
const IGNORED_PREFIXES: [&str; 3] = ["--unstable-", "--allow-", "--deny-"];

/// One letter for each permission, and `q` for quiet; they may be bundled.
const IGNORED_LETTERS: &str = "ARWNESIPq";

/// Drops the flags that only the other command knows. Any other command line comes back as it was.
pub(super) fn without_foreign_flags(mut words: Vec<String>) -> Vec<String> {
    let Some(verb) = words.iter().position(|word| !word.starts_with("--unstable-")) else {
        return words;
    };
    if !VERBS.contains(&words[verb].as_str()) {
        return words;
    }
    let flags = words[verb + 1..].iter().take_while(|word| is_flag(word)).count();
    let tail = words.split_off(verb + 1 + flags);
    words.retain(|word| !is_foreign(word));
    words.extend(tail);
    words
}

fn is_flag(word: &str) -> bool {
    word.starts_with('-') && word != "-" && word != "--"
}

fn is_foreign(word: &str) -> bool {
    let name = word.split_once('=').map_or(word, |(name, _)| name);
    if name.starts_with("--") {
        return IGNORED.contains(&name) || IGNORED_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    }
    name.strip_prefix('-')
        .is_some_and(|letters| !letters.is_empty() && letters.chars().all(|letter| IGNORED_LETTERS.contains(letter)))
}

#[cfg(test)]
mod tests {
    use super::without_foreign_flags;

    fn check(line: &str, expected: &str) {
        let words = line.split(' ').map(str::to_owned).collect();
        assert_eq!(without_foreign_flags(words).join(" "), expected);
    }

    #[test]
    fn foreign_flags_are_dropped_between_the_verb_and_the_program() {
        check(
            "run -A --unstable-detect-cjs a.js -A --unstable-x",
            "run a.js -A --unstable-x",
        );
        check("--unstable-worker-options run -A -- a.js", "run -- a.js");
        check("run -RW --allow-net=localhost --no-prompt -", "run -");
        check("test -A --watch a.test.js", "test --watch a.test.js");
        check("eval --unstable-detect-cjs --print 1+1", "eval --print 1+1");
        check(
            "run -A --inspect=127.0.0.1:9230 --inspect-publish-uid=stderr,http a.js",
            "run --inspect=127.0.0.1:9230 a.js",
        );
    }

    #[test]
    fn other_command_lines_are_left_alone() {
        check("-A a.js", "-A a.js");
        check("app.ts run -A", "app.ts run -A");
        check("types -A", "types -A");
        check("--unstable-kv app.ts", "--unstable-kv app.ts");
    }
}
