/** @module A run of test files: so many at a time, reported in the order of their names. Must not know the command line. */

import { FileRun } from "ext:racejs_test/_file_run.ts";
import { node, real } from "ext:racejs_test/_host.ts";
import type { Settings } from "ext:racejs_test/_settings.ts";
import { type Bail, bailText, NO_COUNTS, NO_SNAPSHOTS, type Totals } from "ext:racejs_test/_summary.ts";
import type { Counts, Emit, Event } from "ext:racejs_test/_types.ts";

export class Runner {
  readonly runs: FileRun[] = [];
  #settings: Settings;
  #emit: Emit;
  #buffers: Event[][] = [];
  #ended: boolean[] = [];
  #reported = 0;
  #numbered = 0;
  #began = real.now();
  #isStopped = false;
  #isBailed = false;
  #begun = 0;
  /** What was under way when somebody stopped it. */
  #running: string[] = [];

  constructor(settings: Settings, emit: Emit) {
    this.#settings = settings;
    this.#emit = emit;
  }

  /** Runs them all, unless it is stopped. */
  async run(files: string[], cwd: string): Promise<void> {
    const { relative } = node("path");
    files.forEach((file, index) => {
      this.#buffers.push([]);
      this.#ended.push(false);
      this.runs.push(new FileRun(file, relative(cwd, file), (event) => this.#receive(index, event)));
    });
    const limit = this.#settings.concurrency ?? node("os").availableParallelism();
    const work = async (slot: number): Promise<void> => {
      while (this.#begun < files.length && !this.#isStopped) {
        const index = this.#begun++;
        await this.runs[index]!.start(this.#settings, slot);
        this.#ended[index] = true;
        this.#advance();
      }
    };
    await Promise.all(Array.from({ length: Math.min(limit, files.length) }, (_, slot) => work(slot + 1)));
    this.#flushAll();
  }

  /** Ends what runs, and says what it was; nothing further begins. */
  stop(): void {
    const open = this.runs.filter((_, index) => !this.#ended[index]);
    this.#running = open.flatMap(({ running }) => running ?? []);
    this.#halt();
  }

  #halt(): void {
    this.#isStopped = true;
    for (const run of this.runs) run.stop();
  }

  get totals(): Totals {
    const counts: Counts = { ...NO_COUNTS };
    const snapshots = { ...NO_SNAPSHOTS };
    const files = { passed: 0, failed: 0 };
    this.runs.forEach((run, index) => {
      for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] += run.counts[name];
      for (const name of Object.keys(snapshots) as (keyof typeof snapshots)[]) snapshots[name] += run.snapshots[name];
      if (run.isPassed) files.passed++;
      else if (this.#ended[index] && !(this.#isBailed && run.isCutShort)) files.failed++;
    });
    const totals: Totals = { counts, files, snapshots, duration_ms: real.now() - this.#began };
    if (this.#running.length > 0) totals.running = this.#running;
    if (this.#isBailed) totals.bail = this.#bail(counts.failed);
    return totals;
  }

  #bail(failures: number): Bail {
    const unfinished = this.runs.filter((run) => run.isCutShort).length;
    return { failures, unrun: this.runs.length - this.#begun, unfinished };
  }

  #receive(index: number, event: Event): void {
    if (index === this.#reported) this.#pass(event);
    else this.#buffers[index]!.push(event);
    const { bail } = this.#settings;
    if (bail !== null && event.type === "test:fail" && !this.#isStopped) {
      const failed = this.runs.reduce((sum, run) => sum + run.counts.failed, 0);
      this.#isBailed = failed >= bail;
      if (this.#isBailed) this.#halt();
    }
  }

  #advance(): void {
    while (this.#ended[this.#reported]) {
      this.#reported++;
      for (const event of this.#buffers[this.#reported]?.splice(0) ?? []) this.#pass(event);
    }
  }

  #flushAll(): void {
    for (const buffer of this.#buffers) for (const event of buffer.splice(0)) this.#pass(event);
  }

  /** Each file counts from 1; the report goes on. */
  #pass(event: Event): void {
    const { type, data } = event;
    if (data.nesting === 0 && (type === "test:pass" || type === "test:fail")) data.testNumber = ++this.#numbered;
    // The one plan of the report comes with its end.
    if (type === "test:plan" && data.nesting === 0) return;
    this.#emit(event);
  }

  /** The last events. */
  finish(success: boolean): void {
    const { totals } = this;
    if (totals.bail !== undefined) {
      this.#emit({ type: "test:bail", data: { message: `stopped ${bailText(totals.bail)}` } });
    }
    this.#emit({ type: "test:plan", data: { nesting: 0, count: this.#numbered } });
    this.#emit({ type: "test:summary", data: { ...totals, success } });
  }
}
