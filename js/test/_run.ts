/**
 * @module Suites and tests are run: when a child may begin, hooks in their order, time-outs, retries, and what is reported
 * of each. Must not know the faces beyond what an entry says of its own.
 */

import { TestError } from "ext:racejs_test/_failure.ts";
import { real, turn } from "ext:racejs_test/_host.ts";
import { guard, invoke } from "ext:racejs_test/_invoke.ts";
import { report } from "ext:racejs_test/_report.ts";
import { settings } from "ext:racejs_test/_settings.ts";
import { counts, extensions, isBailed, phase, root, running, within } from "ext:racejs_test/_state.ts";
import type { Entry, HookName } from "ext:racejs_test/_tree.ts";
import type { Hook } from "ext:racejs_test/_types.ts";

/** Milliseconds of a test that is written with `it` and `expect`. */
const TIMEOUT = 5000;
/** Tests marked `concurrent` that run at a time. */
const CONCURRENT = 5;

/** Makes what bodies and hooks are called with; a face sets it for its entries. */
export const contexts: { make(entry: Entry): unknown } = { make: (entry) => entry };

export function timeoutOf(entry: Entry, own: number | undefined = undefined): number | undefined {
  if (own !== undefined) return own;
  for (const holder of entry.chain()) {
    if (holder.options.timeout !== undefined) return holder.options.timeout;
  }
  return settings().timeout ?? (entry.face === "expect" ? TIMEOUT : undefined);
}

/** Lets children begin, as many as may run at a time. To be called when one is added, when one ends, and at the start. */
export function pump(parent: Entry): void {
  while (parent.isOpen && parent.next < parent.children.length) {
    const child = parent.children[parent.next]!;
    const limit = limitOf(parent, child);
    const mixed = parent.running > 0 && limit !== limitOf(parent, parent.children[parent.next - 1]!);
    if (parent.running >= limit || mixed) return;
    parent.next++;
    parent.running++;
    void runEntry(child).then(() => {
      parent.running--;
      pump(parent);
      parent.woken();
    });
  }
  if (parent.isOpen) parent.woken();
}

function limitOf(parent: Entry, child: Entry): number {
  const { concurrency } = parent.options;
  if (concurrency === true) return Infinity;
  if (typeof concurrency === "number" && concurrency > 1) return concurrency;
  return child.options.concurrent === true ? CONCURRENT : 1;
}

async function runEntry(entry: Entry): Promise<void> {
  if (entry.collecting !== undefined) await entry.collecting;
  if (isBailed()) return cancelQuietly(entry);
  if (!entry.isSelected(root)) return leaveOut(entry);
  // deno-lint-ignore no-explicit-any
  const start: any = { name: entry.name, nesting: entry.nesting, type: entry.kind, ...entry.location };
  // Whoever watches the process can tell by it when a test has blocked it.
  if (entry.kind === "test") start.timeout = timeoutOf(entry);
  entry.emit({ type: "test:start", data: start });
  const began = real.now();
  const number = ++entry.parent!.numbered;
  if (entry.kind === "suite") await runSuite(entry);
  else await runTest(entry);
  report(entry, number, real.now() - began);
}

function cancelQuietly(entry: Entry): void {
  entry.finish("unselected");
}

function leaveOut(entry: Entry): void {
  counts.unselected += entry.kind === "test" ? 1 : testsIn(entry);
  entry.finish("unselected");
}

function testsIn(suite: Entry): number {
  return suite.children.reduce((sum, child) => sum + (child.kind === "test" ? 1 : testsIn(child)), 0);
}

async function runSuite(suite: Entry): Promise<void> {
  const isSkipped = suite.skipped !== false;
  if (!isSkipped) await prepare(suite);
  await openAndWait(suite);
  if (!isSkipped && suite.isPrepared) await runHooks(suite, suite, "after");
}

/** Its `before` hooks. If one fails, what is in the suite does not run. */
async function prepare(suite: Entry): Promise<void> {
  if (suite.failures.length > 0) return;
  await runHooks(suite, suite, "before");
  suite.isPrepared = suite.failures.length === 0;
}

async function openAndWait(parent: Entry): Promise<void> {
  parent.isOpen = true;
  pump(parent);
  await parent.settled();
}

async function runTest(test: Entry): Promise<void> {
  const broken = [...test.chain()].find((entry) => entry.kind !== "test" && entry.failures.length > 0);
  if (test.skipped !== false || test.body === undefined) return;
  if (broken !== undefined) {
    test.failures.push(new TestError(`Not run: \`${broken.name}\` failed before its tests`, "cancelledByParent"));
    return;
  }
  const repeats = 1 + (test.options.repeats ?? 0);
  for (let repeat = 0; repeat < repeats && test.failures.length === 0; repeat++) {
    for (let more = retriesOf(test); more >= 0; more--) {
      test.failures.length = 0;
      await attempt(test);
      if (test.failures.length === 0 || more === 0) break;
      test.attempt++;
    }
  }
  expectFailure(test);
}

function retriesOf(test: Entry): number {
  for (const holder of test.chain()) if (holder.options.retry !== undefined) return holder.options.retry;
  return 0;
}

async function attempt(test: Entry): Promise<void> {
  running.add(test);
  try {
    for (const extension of extensions) extension.before?.(test);
    const context = (test.extra.context = contexts.make(test));
    await runHooks(test, test.parent!, "beforeEach");
    // What a test is skipped for may be found by its hooks.
    if (test.failures.length === 0 && test.skip === false) {
      test.isOpen = true;
      await tried(test, () =>
        guard(test, timeoutOf(test), "The test", async () => {
          await invoke(test.body!, test.face, context, test.extra.given);
          await test.settled();
          // A rejection that nobody looks at is known only then, and is not the next test's.
          await turn();
          await test.settled();
        }),
      );
      test.isOpen = false;
      cancelRest(test);
      await test.settled();
    }
    for (const cleanup of (test.extra.cleanups ?? []).splice(0)) await tried(test, cleanup);
    await runHooks(test, test.parent!, "afterEach");
    await runHooks(test, test, "after");
    for (const extension of extensions) await tried(test, async () => await extension.after?.(test));
  } finally {
    running.delete(test);
    test.abort.abort();
  }
}

/** Subtests that have not begun when their test has ended, by its time-out for example. */
function cancelRest(test: Entry): void {
  for (const child of test.children)
    child.interrupt?.(new TestError("The test around it has ended", "cancelledByParent"));
  for (const child of test.children.slice(test.next)) {
    child.failures.push(new TestError("The test around it has ended", "cancelledByParent"));
    report(child, ++test.numbered, 0);
  }
  test.next = test.children.length;
}

async function tried(entry: Entry, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    // Thrown by what skips a test from within.
    if (typeof error !== "symbol" || entry.skip === false) entry.failures.push(error);
  }
}

/**
 * Runs the hooks of a kind for an entry, from where they are registered: `beforeEach` from the outermost suite inwards,
 * `afterEach` from the innermost outwards; in the order in which they were registered.
 */
async function runHooks(entry: Entry, holder: Entry, name: HookName): Promise<void> {
  const isEach = name === "beforeEach" || name === "afterEach";
  const holders = isEach ? [...holder.chain()] : [holder];
  if (name === "beforeEach") holders.reverse();
  for (const each of holders) {
    for (const hook of each.hooks[name]) {
      const before = entry.failures.length;
      await tried(entry, () => runHook(entry, hook, name));
      const isStart = name === "before" || name === "beforeEach";
      if (isStart && entry.failures.length > before) return;
    }
  }
}

async function runHook(entry: Entry, hook: Hook, name: HookName): Promise<void> {
  const context = (entry.extra.context ??= contexts.make(entry));
  const label = hook.face === "expect" && !name.endsWith("Each") ? `${name}All` : name;
  const returned = await guard(entry, timeoutOf(entry, hook.timeout), `The hook \`${label}\``, () =>
    invoke(hook.body, hook.face, context),
  );
  // What a `beforeEach` returns cleans up after it.
  if (hook.face === "expect" && typeof returned === "function") {
    if (name === "beforeEach") (entry.extra.cleanups ??= []).unshift(returned);
    else if (name === "before") entry.hooks.after.push({ ...hook, body: returned });
  }
}

/** Before the first subtest of a test. */
export async function prepareTest(test: Entry): Promise<void> {
  if (test.isPrepared || test.hooks.before.length === 0) return;
  test.isPrepared = true;
  await runHooks(test, test, "before");
}

function expectFailure(test: Entry): void {
  const wanted = test.options.expectFailure;
  if (wanted === undefined || wanted === false) return;
  if (test.failures.length > 0) test.failures.length = 0;
  else test.failures.push(new TestError("The test was expected to fail, and passed", "expectedFailure"));
}

/** Runs what the root has, and what it gets while it runs. */
export function start(): void {
  if (phase.isStarted) return;
  phase.isStarted = true;
  void within(root, async () => {
    await runHooks(root, root, "before");
    root.isOpen = true;
    pump(root);
  });
}

let isAfterDone = false;

/** The hooks behind all tests: once, even if further tests come. */
export async function runRootAfter(): Promise<void> {
  if (isAfterDone) return;
  isAfterDone = true;
  await runHooks(root, root, "after");
}

/** To be called when all tests have run. */
export async function end(): Promise<void> {
  await runRootAfter();
  for (const extension of extensions) await tried(root, async () => await extension.end?.());
}
