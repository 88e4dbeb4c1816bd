/** @module `racejs test`: from its words to an exit code. */

import { lcov, merge, table } from "ext:racejs_test/_coverage_report.ts";
import { findTests } from "ext:racejs_test/_find.ts";
import { node } from "ext:racejs_test/_host.ts";
import { report, type Report, UsageError } from "ext:racejs_test/_reporters.ts";
import { Runner } from "ext:racejs_test/_runner.ts";
import { grep, settings } from "ext:racejs_test/_settings.ts";
import { concerned, nextChange } from "ext:racejs_test/_watch.ts";

const PASSED = 0;
const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;

export async function main(): Promise<void> {
  const process = node("process");
  let code: number;
  try {
    check();
    code = settings().watch ? await forEver(process.cwd()) : await once(process.cwd());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message, error.hint);
    code = USAGE;
  }
  process.exit(code);
}

/** What the flags' own parser cannot know. */
function check(): void {
  try {
    grep();
  } catch (error) {
    throw new UsageError((error as Error).message, "`--grep` takes a regular expression");
  }
}

function complain(message: string, hint?: string): void {
  node("process").stderr.write(`error: ${message}\n${hint === undefined ? "" : `hint: ${hint}\n`}`);
}

/** One run of all files that the words name. */
async function once(cwd: string): Promise<number> {
  const { patterns, reporters, reporterOutfiles, passWithNoTests } = settings();
  const output = report(reporters, reporterOutfiles);
  const { files, unmatched } = findTests(patterns, cwd);
  for (const word of unmatched) complain(`No test file matches \`${word}\``);
  if (unmatched.length > 0 && !passWithNoTests) return FAILED;
  if (files.length === 0 && !passWithNoTests) {
    complain(
      "There is no test file here",
      "a test file's name ends in `.test.ts` or the like; `--pass-with-no-tests` accepts that there is none",
    );
    return FAILED;
  }
  return await runFiles(files, cwd, output);
}

/** Runs again what a change concerns, until a signal ends it. */
async function forEver(cwd: string): Promise<never> {
  const { patterns, reporters, reporterOutfiles } = settings();
  const loaded = new Map<string, string[]>();
  let changed: string[] | undefined;
  for (;;) {
    const all = findTests(patterns, cwd).files;
    const files = changed === undefined ? all : concerned(changed, all, loaded);
    if (files.length > 0) {
      await runFiles(files, cwd, report(reporters, reporterOutfiles), (file, paths) => loaded.set(file, paths));
    }
    const isWanted = (path: string) =>
      !/(?:^|\/)(?:node_modules|\.[^/.][^/]*|__snapshots__)\//.test(path.slice(cwd.length));
    const ready = () => node("process").stderr.write("Watching for changes; Ctrl-C ends\n");
    changed = await nextChange(cwd, isWanted, ready);
  }
}

async function runFiles(
  files: string[],
  cwd: string,
  output: Report,
  noteLoaded?: (file: string, loaded: string[]) => void,
): Promise<number> {
  const runner = new Runner(settings(), output.emit);
  const process = node("process");
  let isInterrupted = false;
  const interrupt = () => {
    if (isInterrupted) process.exit(INTERRUPTED);
    isInterrupted = true;
    runner.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, interrupt);
  await runner.run(files, cwd);
  for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, interrupt);
  const success = judge(runner, files);
  for (const { file, loaded } of runner.runs) if (loaded.length > 0) noteLoaded?.(file, loaded);
  writeCoverage(runner, cwd, output);
  runner.finish(success && !isInterrupted);
  output.close();
  if (isInterrupted && noteLoaded !== undefined) process.exit(INTERRUPTED);
  if (isInterrupted) return INTERRUPTED;
  return success ? PASSED : FAILED;
}

function judge(runner: Runner, files: string[]): boolean {
  const { counts, files: judged } = runner.totals;
  if (counts.failed + counts.cancelled + judged!.failed > 0) return false;
  if (counts.tests === 0 && files.length > 0 && !settings().passWithNoTests) {
    complain("No test was selected", "look at `--grep`, `--only` and the tests' names");
    return false;
  }
  return true;
}

function writeCoverage(runner: Runner, cwd: string, output: Report): void {
  const { coverage: folder } = settings();
  if (folder === null) return;
  const coverage = merge(
    runner.runs.map((run) => run.coverage ?? []),
    cwd,
  );
  output.emit({ type: "test:coverage", data: { table: table(coverage) } });
  node("fs").mkdirSync(folder, { recursive: true });
  node("fs").writeFileSync(node("path").join(folder, "lcov.info"), lcov(coverage));
}
