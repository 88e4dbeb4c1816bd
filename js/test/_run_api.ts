/** @module `run()` of `node:test`: files of a run, each in its own process, as a stream of events. */

import { findTests } from "ext:racejs_test/_find.ts";
import { node } from "ext:racejs_test/_host.ts";
import { Runner } from "ext:racejs_test/_runner.ts";
import { settings } from "ext:racejs_test/_settings.ts";
import type { Event } from "ext:racejs_test/_types.ts";

// deno-lint-ignore-file no-explicit-any
interface RunOptions {
  files?: string[];
  globPatterns?: string[];
  cwd?: string;
  concurrency?: number | boolean;
  timeout?: number;
  only?: boolean;
  signal?: AbortSignal;
  testNamePatterns?: string | RegExp | (string | RegExp)[];
  setup?: (stream: any) => unknown;
  isolation?: string;
  watch?: boolean;
}

export function run(options: RunOptions = {}): any {
  const { isolation = "process", watch = false } = options;
  if (isolation !== "process") throw new Error("`run()` knows the isolation `process` alone");
  if (watch) throw new Error("`run()` does not watch\nhint: `racejs test --watch` does");
  const { Readable } = node("stream");
  const cwd = options.cwd ?? node("process").cwd();
  const stream = new Readable({ objectMode: true, read() {} });
  // By its name, and in the order of all.
  const emit = (event: Event) => {
    stream.emit(event.type, event.data);
    stream.push(event);
  };
  void begin(options, cwd, stream, emit);
  return stream;
}

async function begin(options: RunOptions, cwd: string, stream: any, emit: (event: Event) => void): Promise<void> {
  try {
    // Whoever called may first listen.
    await options.setup?.(stream);
    const files =
      options.files?.map((file) => node("path").resolve(cwd, file)) ?? findTests(options.globPatterns ?? [], cwd).files;
    const { concurrency = false, timeout, only = false } = options;
    const patterns = [options.testNamePatterns ?? []].flat().map(String);
    const runner = new Runner(
      {
        ...settings(),
        concurrency: concurrency === true ? null : Number(concurrency) || 1,
        timeout: timeout !== undefined && Number.isFinite(timeout) ? timeout : null,
        only,
        grep: patterns,
      },
      emit,
    );
    options.signal?.addEventListener("abort", () => runner.stop(), { once: true });
    await runner.run(files, cwd);
    const { counts, files: judged } = runner.totals;
    runner.finish(counts.failed + counts.cancelled + judged!.failed === 0);
    stream.push(null);
  } catch (error) {
    stream.destroy(error);
  }
}
