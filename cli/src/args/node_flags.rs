//! The table of Node's flags that are not RaceJS's own as well: which take a value, and what RaceJS makes of each. Knows no
//! command line.

/// What a flag of Node's stands for here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing that a program could tell: RaceJS does so in any case, or has nothing to tune there.
    Nothing,
    /// deno_node reads it by itself.
    Forwarded,
    /// What uncaught errors, warnings and code without a file become: `settings.rs` knows.
    Setting,
    /// V8's.
    Engine,
    /// A module whose hooks take part in loading: `module.register()`.
    Loader,
    /// RaceJS cannot do it; the text says what to do instead.
    Refused(&'static str),
}

/// Whether a flag has a value, which may be the next word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// It is on or, with `no-` before its name, off.
    Switch,
    Needed,
}

use Meaning::{Engine, Forwarded, Loader, Nothing, Refused, Setting};
use Value::{Needed, Switch};

pub(super) struct NodeFlag {
    /// Without dashes in front.
    pub(super) name: &'static str,
    pub(super) value: Value,
    pub(super) meaning: Meaning,
}

/// The flag of that name, with or without `no-`, underscores read as dashes.
pub(super) fn find(name: &str) -> Option<NodeFlag> {
    let known = |name: &str| {
        let (name, value, meaning) = FLAGS.iter().find(|(known, _, _)| *known == name)?;
        Some(NodeFlag {
            name,
            value: *value,
            meaning: *meaning,
        })
    };
    let switch = name.strip_prefix("no-").unwrap_or(name);
    known(name)
        .or_else(|| known(switch).filter(|flag| flag.value == Switch))
        .or_else(|| {
            // Node's experiments come and go with its versions; what became of them is there without a flag.
            switch.starts_with("experimental-").then_some(NodeFlag {
                name: "experimental-*",
                value: Switch,
                meaning: Nothing,
            })
        })
}

const FIPS: &str = "the cryptography that RaceJS is built with is not validated";
const PERMISSIONS: &str = "a program may do what its user may; restrict that with the means of the operating system";
const SNAPSHOT: &str = "RaceJS starts from a snapshot of its own, and keeps compiled code in its cache";
const PROFILE: &str = "profile with `--inspect` and a debugger, or with `inspector.Session` in the program";
const WATCH: &str = "`--watch` watches the files that the program loads, and what governs them";

/// Sorted by name within each part.
const FLAGS: &[(&str, Value, Meaning)] = &[
    // What uncaught errors, warnings and inline code become.
    ("deprecation", Switch, Setting),
    ("disable-proto", Needed, Setting),
    ("disable-warning", Needed, Setting),
    ("input-type", Needed, Setting),
    ("stack-trace-limit", Needed, Setting),
    ("throw-deprecation", Switch, Setting),
    ("trace-deprecation", Switch, Setting),
    ("trace-event-categories", Needed, Setting),
    ("trace-warnings", Switch, Setting),
    ("unhandled-rejections", Needed, Setting),
    ("experimental-loader", Needed, Loader),
    ("loader", Needed, Loader),
    // Read by deno_node.
    ("dns-result-order", Needed, Forwarded),
    ("expose-internals", Switch, Forwarded),
    ("pending-deprecation", Switch, Forwarded),
    ("title", Needed, Forwarded),
    ("tls-cipher-list", Needed, Forwarded),
    ("tls-max-v1.2", Switch, Forwarded),
    ("tls-max-v1.3", Switch, Forwarded),
    ("tls-min-v1.0", Switch, Forwarded),
    ("tls-min-v1.1", Switch, Forwarded),
    ("tls-min-v1.2", Switch, Forwarded),
    ("tls-min-v1.3", Switch, Forwarded),
    ("use-bundled-ca", Switch, Forwarded),
    ("use-openssl-ca", Switch, Forwarded),
    ("use-system-ca", Switch, Forwarded),
    ("warnings", Switch, Forwarded),
    // V8's, with other names or values than V8 has.
    ("abort-on-uncaught-exception", Switch, Engine),
    // Without effect.
    ("addons", Switch, Nothing),
    ("async-context-frame", Switch, Nothing),
    ("debug-port", Needed, Nothing),
    ("deprecated-hooks", Switch, Nothing),
    ("diagnostic-dir", Needed, Nothing),
    ("disable-sigusr1", Switch, Nothing),
    ("disable-wasm-trap-handler", Switch, Nothing),
    ("enable-network-family-autoselection", Switch, Nothing),
    ("enable-source-maps", Switch, Nothing),
    ("es-module-specifier-resolution", Needed, Nothing),
    ("experimental-default-type", Needed, Nothing),
    ("experimental-specifier-resolution", Needed, Nothing),
    ("extra-info-on-fatal-exception", Switch, Nothing),
    ("force-async-hooks-checks", Switch, Nothing),
    ("force-context-aware", Switch, Nothing),
    ("force-node-api-uncaught-exceptions-policy", Switch, Nothing),
    ("global-search-paths", Switch, Nothing),
    ("heapsnapshot-near-heap-limit", Needed, Nothing),
    ("heapsnapshot-signal", Needed, Nothing),
    ("http-parser", Needed, Nothing),
    ("icu-data-dir", Needed, Nothing),
    ("insecure-http-parser", Switch, Nothing),
    ("inspect-port", Needed, Nothing),
    ("localstorage-file", Needed, Nothing),
    ("max-http-header-size", Needed, Nothing),
    ("network-family-autoselection", Switch, Nothing),
    ("network-family-autoselection-attempt-timeout", Needed, Nothing),
    ("node-memory-debug", Switch, Nothing),
    ("node-snapshot", Switch, Nothing),
    ("openssl-config", Needed, Nothing),
    ("openssl-legacy-provider", Switch, Nothing),
    ("openssl-shared-config", Switch, Nothing),
    ("preserve-symlinks", Switch, Nothing),
    ("preserve-symlinks-main", Switch, Nothing),
    ("redirect-warnings", Needed, Nothing),
    ("report-compact", Switch, Nothing),
    ("report-dir", Needed, Nothing),
    ("report-directory", Needed, Nothing),
    ("report-exclude-env", Switch, Nothing),
    ("report-exclude-network", Switch, Nothing),
    ("report-filename", Needed, Nothing),
    ("report-on-fatalerror", Switch, Nothing),
    ("report-on-signal", Switch, Nothing),
    ("report-signal", Needed, Nothing),
    ("report-uncaught-exception", Switch, Nothing),
    ("require-module", Switch, Nothing),
    ("secure-heap", Needed, Nothing),
    ("secure-heap-min", Needed, Nothing),
    ("security-revert", Needed, Nothing),
    ("strip-types", Switch, Nothing),
    ("test-only", Switch, Nothing),
    ("tls-keylog", Needed, Nothing),
    ("trace-env", Switch, Nothing),
    ("trace-event-file-pattern", Needed, Nothing),
    ("trace-events-enabled", Switch, Nothing),
    ("trace-exit", Switch, Nothing),
    ("trace-promises", Switch, Nothing),
    ("trace-require-module", Switch, Nothing),
    ("trace-sigint", Switch, Nothing),
    ("trace-sync-io", Switch, Nothing),
    ("trace-tls", Switch, Nothing),
    ("trace-uncaught", Switch, Nothing),
    ("track-heap-objects", Switch, Nothing),
    ("use-env-proxy", Switch, Nothing),
    ("use-largepages", Needed, Nothing),
    ("v8-pool-size", Needed, Nothing),
    ("verify-base-objects", Switch, Nothing),
    ("warn-on-unhandled", Switch, Nothing),
    ("watch-preserve-output", Switch, Nothing),
    ("zero-fill-buffers", Switch, Nothing),
    // Refused.
    ("allow-addons", Switch, Refused(PERMISSIONS)),
    ("allow-child-process", Switch, Refused(PERMISSIONS)),
    ("allow-fs-read", Needed, Refused(PERMISSIONS)),
    ("allow-fs-write", Needed, Refused(PERMISSIONS)),
    ("allow-wasi", Switch, Refused(PERMISSIONS)),
    ("allow-worker", Switch, Refused(PERMISSIONS)),
    ("build-snapshot", Switch, Refused(SNAPSHOT)),
    ("build-snapshot-config", Needed, Refused(SNAPSHOT)),
    ("check", Switch, Refused("`npx tsc --noEmit` checks types as well")),
    (
        "completion-bash",
        Switch,
        Refused("there is no completion for shells yet"),
    ),
    ("cpu-prof", Switch, Refused(PROFILE)),
    ("cpu-prof-dir", Needed, Refused(PROFILE)),
    ("cpu-prof-interval", Needed, Refused(PROFILE)),
    ("cpu-prof-name", Needed, Refused(PROFILE)),
    ("enable-fips", Switch, Refused(FIPS)),
    (
        "experimental-config-file",
        Needed,
        Refused("give the flags on the command line or in NODE_OPTIONS"),
    ),
    ("experimental-permission", Switch, Refused(PERMISSIONS)),
    (
        "experimental-sea-config",
        Needed,
        Refused("ship the program beside the `racejs` binary"),
    ),
    ("force-fips", Switch, Refused(FIPS)),
    (
        "frozen-intrinsics",
        Switch,
        Refused("`Object.freeze()` in a module for `--import` does it for what you name"),
    ),
    ("heap-prof", Switch, Refused(PROFILE)),
    ("heap-prof-dir", Needed, Refused(PROFILE)),
    ("heap-prof-interval", Needed, Refused(PROFILE)),
    ("heap-prof-name", Needed, Refused(PROFILE)),
    ("permission", Switch, Refused(PERMISSIONS)),
    ("prof-process", Switch, Refused(PROFILE)),
    (
        "run",
        Needed,
        Refused("`racejs run <SCRIPT>` runs a script of package.json"),
    ),
    ("snapshot-blob", Needed, Refused(SNAPSHOT)),
    (
        "v8-options",
        Switch,
        Refused("`racejs --v8-flags=--help` lists the engine's options"),
    ),
    ("watch-path", Needed, Refused(WATCH)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_with_and_without_no() {
        let mut names: Vec<&str> = FLAGS.iter().map(|(name, _, _)| *name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(find("no-warnings").map(|flag| flag.name), Some("warnings"));
        assert_eq!(
            find("no-experimental-fetch").map(|flag| flag.name),
            Some("experimental-*")
        );
        assert!(find("no-title").is_none());
        assert!(find("inspct").is_none());
    }
}
