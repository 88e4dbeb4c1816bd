/**
 * @module One test file in a process of its own, seen from the command: its events, its output, and every way in which it
 * may end. Must not know reporters.
 */

import { failureOf } from "ext:racejs_test/_failure.ts";
import { node, real } from "ext:racejs_test/_host.ts";
import { revived } from "ext:racejs_test/_process.ts";
import type { Settings } from "ext:racejs_test/_settings.ts";
import { count } from "ext:racejs_test/_state.ts";
import { NO_COUNTS, NO_SNAPSHOTS, type SnapshotCounts } from "ext:racejs_test/_summary.ts";
import type { Counts, Event, Report } from "ext:racejs_test/_types.ts";
import { UnderWay } from "ext:racejs_test/_under_way.ts";

// deno-lint-ignore-file no-explicit-any
/** Milliseconds that a process may stay when its tests are over: something of it may still be closing. */
const GRACE = 1000;
/** Milliseconds beyond a test's own time, after which it must have blocked its process. */
const BLOCKED = 3000;

export class FileRun {
  readonly counts: Counts = { ...NO_COUNTS };
  snapshots: SnapshotCounts = { ...NO_SNAPSHOTS };
  coverage: any;
  /** The files that it has loaded. */
  loaded: string[] = [];
  /** Whether its tests are over, and nothing failed. */
  isPassed = false;
  #child: any;
  #emit: (event: Event) => void;
  #isOver = false;
  #isKilled = false;
  #exiting: string[] | undefined;
  #timer: any;
  #numbered = 0;
  #underWay: UnderWay;

  constructor(
    readonly file: string,
    readonly name: string,
    emit: (event: Event) => void,
  ) {
    this.#emit = emit;
    this.#underWay = new UnderWay(name);
  }

  /** The test that has begun and not ended, with where it stands. */
  get running(): string | undefined {
    return this.#underWay.path;
  }

  /** Whether it was stopped although nothing in it had failed. */
  get isCutShort(): boolean {
    return this.#isKilled && !this.#isOver && this.counts.failed + this.counts.cancelled === 0;
  }

  /** Resolved when the process has ended. */
  start(settings: Settings, slot: number): Promise<void> {
    const process = node("process");
    const own = JSON.stringify({ ...settings, channel: 3, file: this.file });
    const words = ["run", ...settings.programFlags, this.file];
    const env = { ...process.env, RACEJS_TEST_FILE: own };
    for (const name of ["RACEJS_TEST_WORKER_ID", "JEST_WORKER_ID", "VITEST_POOL_ID"]) env[name] = String(slot);
    this.#emit({ type: "file:start", data: { file: this.name } });
    this.#child = node("child_process").spawn(process.execPath, words, {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env,
    });
    this.#output(this.#child.stdout, "test:stdout");
    this.#output(this.#child.stderr, "test:stderr");
    const closed = this.#lines(this.#child.stdio[3]);
    return new Promise((resolve) => {
      this.#child.on("error", (error: Error) => {
        this.#fail(`The process could not be started: ${error.message}`);
        resolve();
      });
      this.#child.on("exit", async (code: number | null, signal: string | null) => {
        // Its own children may hold its pipes open.
        await Promise.race([closed, new Promise((late) => real.setTimeout(late, 200))]);
        real.clearTimeout(this.#timer);
        this.#underWay.end();
        this.#ended(code, signal);
        resolve();
      });
    });
  }

  stop(): void {
    this.#isKilled = true;
    this.#child?.kill("SIGKILL");
  }

  #output(stream: any, type: string): void {
    stream.setEncoding("utf8");
    stream.on("data", (message: string) => this.#emit({ type, data: { file: this.file, message } }));
  }

  async #lines(stream: any): Promise<void> {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("error", () => {});
    stream.on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        const event = read(line);
        if (event !== undefined) this.#receive(event);
      }
    });
    await new Promise((resolve) => stream.on("close", resolve));
  }

  #receive(event: Event): void {
    const { type, data } = event;
    real.clearTimeout(this.#timer);
    this.#underWay.follow(event);
    if (type === "test:stdout" || type === "test:stderr")
      return this.#emit({ type, data: { file: this.file, ...data } });
    if (type === "file:failure") return this.#fail(data.report);
    if (type === "file:coverage") return void (this.coverage = data);
    if (type === "file:loaded") return void (this.loaded = data.files);
    if (type === "file:exit") return void (this.#exiting = data.running);
    if (type === "test:snapshots") return void Object.assign(this.snapshots, data);
    if (type === "file:end") return this.#over(data);
    if (type === "test:start" && data.timeout > 0) this.#watch(data);
    if (data.nesting === 0 && type !== "test:diagnostic" && type !== "test:start")
      this.#numbered = data.testNumber ?? this.#numbered;
    count(event, this.counts);
    this.#emit(event);
  }

  #over(data: any): void {
    this.#isOver = true;
    this.counts.unselected = data.counts.unselected;
    this.#timer = real.setTimeout(() => {
      this.#note(
        `\`${this.name}\` was ended: ${GRACE / 1000} s after its tests something in it was still open (a server, a connection, a timer)`,
      );
      this.stop();
    }, GRACE);
  }

  /** Code that never gives control back cannot be stopped from within. */
  #watch({ name, timeout }: any): void {
    this.#timer = real.setTimeout(() => {
      this.#fail(`\`${name}\` blocked the process for longer than its ${timeout} ms, and was ended with it`);
      this.stop();
    }, timeout + BLOCKED);
  }

  #ended(code: number | null, signal: string | null): void {
    if (this.#isOver) {
      if (!this.#isKilled && code !== 0)
        this.#fail(`The process exited with ${signal ?? `code ${code}`} after its tests`);
    } else if ((!this.#isKilled && this.counts.failed === 0) || (this.#exiting?.length ?? 0) > 0) {
      this.#endedEarly(code, signal);
    }
    const { failed, cancelled, tests, unselected } = this.counts;
    if (this.#isOver && tests === 0 && unselected === 0) this.#fail("There is no test in this file");
    this.isPassed = this.#isOver && failed + cancelled === 0 && this.counts.failed === 0;
  }

  #endedEarly(code: number | null, signal: string | null): void {
    const running = this.#exiting?.map((name) => `\`${name}\``).join(", ");
    const during = running ? `, while ${running} ran` : "";
    if (this.#exiting !== undefined)
      this.#fail(`\`process.exit(${code})\` was called before all tests were done${during}`);
    else this.#fail(`The process ended with ${signal ?? `code ${code}`} before all tests were done`);
  }

  #note(message: string): void {
    this.#emit({ type: "file:note", data: { message } });
  }

  /** The file itself fails. `report` may be one that is written for a terminal. */
  #fail(report: string | Report): void {
    const error = failureOf(typeof report === "string" ? fromText(report) : report);
    const details = { duration_ms: 0, type: "test", error };
    const event = {
      type: "test:fail",
      data: {
        name: `<${this.name}>`,
        nesting: 0,
        testNumber: ++this.#numbered,
        details,
        path: [],
        file: this.file,
        line: 1,
        column: 1,
      },
    };
    count(event, this.counts);
    this.#emit(event);
  }
}

/** A program may write into any descriptor that it finds; what is no event is none of the command's business. */
function read(line: string): Event | undefined {
  try {
    return revived(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function fromText(text: string): Report {
  const [first, ...rest] = text
    .replace(/^error: /, "")
    .trimEnd()
    .split("\n");
  const details = rest.length === 0 ? "" : `\n${rest.join("\n")}`;
  return { kind: "fileFailure", name: "", message: first!, details, stack: "" };
}
