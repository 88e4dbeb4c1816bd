//! The parts of the help pages that do not come from the flags themselves.

pub(super) const ABOUT: &str = "A JavaScript and TypeScript runtime for servers";

pub(super) const USAGE: &str = "racejs [run] [FLAGS] <FILE> [ARGS]...
       racejs [FLAGS] -e <CODE> [ARGS]...
       racejs [FLAGS] -p <EXPRESSION> [ARGS]...
       racejs [FLAGS] [-i]";

pub(super) const RUN_USAGE: &str = "racejs run [FLAGS] <FILE> [ARGS]...
       racejs run <SCRIPT> [ARGS]...";

pub(super) const DEV_USAGE: &str = "racejs dev [FLAGS] <FILE> [ARGS]...";

pub(super) const DEV_AFTER_LONG_HELP: &str =
    "When a file of the program changes, the modules that it concerns get a new version in
the running program: itself, and those that import it. All others keep their state,
servers keep listening, and requests that have begun are finished by the code they
began with. If the new version fails, the old one goes on.

The program starts again where that is not enough: for environment files,
package.json and tsconfig.json, and after it has ended. docs/hot-reload.md says more.

Examples:
  racejs dev app.ts                   the same as `racejs run --watch app.ts`
  racejs dev --inspect app.ts         with a debugger";

pub(super) const START_USAGE: &str = "racejs start [FLAGS] <FILE> [ARGS]...";

pub(super) const START_AFTER_LONG_HELP: &str =
    "A supervisor holds the sockets and starts a server, a process that runs the program; it
starts another when that one dies. `racejs reload` lets a new server load what is on
disk and take over when it is ready, without a lost request; `racejs rollback` brings
the one before back, and `racejs status`, `stop` and `upgrade-in-place` do what they say.
docs/production.md says more.

NODE_ENV is `production` if it is not set. A time is a number and a unit: `500ms`,
`10s`, `10m`.

Examples:
  racejs start app.ts                 one isolate
  racejs start --workers auto app.ts  an isolate a core
  racejs start --probe /health app.ts a release that is not healthy never serves
  racejs reload                       the next release

Signals:
  SIGTERM, SIGINT   stop; a second one does not wait for requests
  SIGHUP            reload";

pub(super) const RELOAD_AFTER_HELP: &str =
    "A release that fails before it serves changes nothing; its reason is printed, and the
exit code is 1. Ctrl-C ends this command, and not the reload.";

pub(super) const ROLLBACK_AFTER_HELP: &str =
    "The release before is kept, frozen, for ten minutes (`racejs start --keep`). Files on
disk stay as they are: put them back as well, for the next start reads them.";

pub(super) const UPGRADE_AFTER_HELP: &str =
    "The supervisor becomes the new binary in the same process, with its sockets, and then
reloads, so that the program runs on the new binary too. If the new binary does not
start, nothing changes.";

pub(super) const X_USAGE: &str = "racejs x [--package <PACKAGE>] <TOOL> [ARGS]...";

pub(super) const X_AFTER_HELP: &str =
    "A tool of the project's `node_modules/.bin` is run as it is installed there; if its
first line names node, RaceJS itself runs it. Any other tool is left to the
project's package manager.";

pub(super) const MANAGERS: &str = "The project's own package manager does the work: the one that `packageManager` in
package.json names, else npm, pnpm, yarn or bun by its lock file, else npm. Its
command is printed first, and what follows `--` is passed on to it.";

pub(super) const ROUTES_USAGE: &str = "racejs routes [--json] [FLAGS] <FILE> [ARGS]...";

pub(super) const TEST_USAGE: &str = "racejs test [FLAGS] [FILES, FOLDERS or PATTERNS]...";

pub(super) const TEST_AFTER_LONG_HELP: &str =
    "Test files are `*.test.*` and `*.spec.*` with the endings ts, tsx, mts, cts, js,
jsx, mjs and cjs, and such files in folders `__tests__`; `node_modules` and
folders with a dot are left out. `node:test`, `racejs/test`, and the globals
`describe`, `it`, `expect` write tests; docs/testing.md says more.

Examples:
  racejs test                     all test files below this folder
  racejs test user                those whose path has `user` in it
  racejs test src/a.test.ts -t 'adds'
  racejs test --coverage=out      a table, and out/lcov.info
  racejs test --reporter junit --reporter-outfile junit.xml

Exit codes:
  0   all tests passed            2    the command line is wrong
  1   a test failed, a file       130  Ctrl-C
      could not run, or there
      was none";

pub(super) const AFTER_HELP: &str = "`racejs --help` shows examples and the environment variables.";

pub(super) const AFTER_LONG_HELP: &str = "Examples:
  racejs app.ts --port 8080           all that follows the file is the program's
  racejs -p 'process.version'         print the value of an expression
  racejs --env-file prod.env app.ts   variables from this file alone
  racejs --workers auto app.ts        an isolate a core, on the same port
  racejs --inspect-brk app.ts         stop on the first line for a debugger
  cat app.ts | racejs - one two       a program from stdin, with arguments
  racejs start app.ts                 in production, with `racejs reload` and `status`
  racejs run dev                      a script of package.json
  racejs add zod                      a package, with the project's own manager

Environment files:
  `.env`, then `.env.<NODE_ENV>` (`.env.development` when NODE_ENV is not set),
  then `.env.local` (not when NODE_ENV is `test`) of the working directory are
  read, and a later file wins. A variable that is set already is never replaced.

Environment variables:
  NODE_ENV           chooses the environment file; with `production`, servers
                     answer with less detail about errors
  PORT               where `export default app` listens [default: 3000]
  RACEJS_CACHE_DIR   where compiled code is kept; empty: nowhere
                     [default: `$XDG_CACHE_HOME/racejs` or `~/.cache/racejs`]
  RACEJS_LOG         what RaceJS itself logs, for example `racejs=debug`
  NODE_OPTIONS       flags for every program, as in Node
  NO_COLOR           turns colours off

Exit codes:
  0   the program succeeded      2   the command line or the configuration is wrong
  1   the program failed         70  a fault in RaceJS itself
  The program may choose another with `process.exit(code)`.";

pub(super) const RUN_AFTER_LONG_HELP: &str = "Everything after the file belongs to the program:
  racejs run --conditions development app.ts --port 8080

A word that is a script of package.json runs that script, as package managers do;
`./word` is always a file.

The flags of Node are taken as well, those that have no meaning here in silence.";
