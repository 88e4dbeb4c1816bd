/** @module The one run of this process: its root, what is under way, and who hears of it. */

import { node, real } from "ext:racejs_test/_host.ts";
import { settings } from "ext:racejs_test/_settings.ts";
import { NO_COUNTS } from "ext:racejs_test/_summary.ts";
import { Entry } from "ext:racejs_test/_tree.ts";
import type { Counts, Emit, Event } from "ext:racejs_test/_types.ts";

export const root = new Entry("root", "<root>", "node", undefined, {}, undefined, undefined);

/** Tests whose body or hooks run now, in the order in which they began. */
export const running = new Set<Entry>();

/** What the code that runs belongs to, across `await`. */
const storage = new (node("async_hooks").AsyncLocalStorage)();
export const current = (): Entry | undefined => storage.getStore();
export const within = <Result>(entry: Entry, run: () => Result): Result => storage.run(entry, run);

export const started = real.now();
/**
 * `isOver`: the root has been reported; what is registered now comes too late. `isBroken`: something failed where no test
 * was, so that tests may be missing.
 */
export const phase = { isStarted: false, isOver: false, isBroken: false, failures: 0 };

/** Whether all tests of the file are known: nothing failed but in tests. To be asked when all have run. */
export const isWhole = (): boolean => !phase.isBroken && root.failures.length === 0 && !hasBrokenSuite(root);

const hasBrokenSuite = ({ children }: Entry): boolean =>
  children.some((child) => child.kind === "suite" && (isBrokenItself(child) || hasBrokenSuite(child)));

const isBrokenItself = ({ failure }: Entry): boolean =>
  failure !== undefined && failure.failureType !== "subtestsFailed";

export const counts: Counts = { ...NO_COUNTS };

/** What each test is given before and after it, beyond its hooks: `expect` counts its assertions there. */
export interface Extension {
  before?(entry: Entry): void;
  after?(entry: Entry): void | Promise<void>;
  /** When all tests have run, before the run is reported. */
  end?(): void | Promise<void>;
}
export const extensions: Extension[] = [];

/** Says where events go, and counts them on the way. */
export function listen(emit: Emit): void {
  root.sink = (event) => {
    count(event);
    emit(event);
  };
}

export function count({ type, data }: Event, into: Counts = counts): void {
  if (type !== "test:pass" && type !== "test:fail") return;
  if (data.details.type === "suite") {
    into.suites++;
    if (type === "test:pass" || data.todo || data.details.error?.failureType === "subtestsFailed") return;
    // What failed is the suite's own: a hook, or its body.
    into.failed++;
    return;
  }
  into.tests++;
  const isCancelled = data.details.error?.failureType === "cancelledByParent";
  if (data.skip) into.skipped++;
  else if (data.todo) into.todo++;
  else if (type === "test:pass") into.passed++;
  else if (isCancelled) into.cancelled++;
  else into.failed++;
}

/** Whether so many tests have failed that the run ends. */
export const isBailed = (): boolean => {
  const { bail } = settings();
  return bail !== null && phase.failures >= bail;
};
