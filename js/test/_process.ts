/**
 * @module The run and its process: when tests start, when they are over, errors that nobody caught, and who hears of it
 * all. Evaluated with the first test module.
 */

import { failureOf, reportOn, TestError } from "ext:racejs_test/_failure.ts";
import { node, real, send, turn } from "ext:racejs_test/_host.ts";
import { end, runRootAfter, start } from "ext:racejs_test/_run.ts";
import { isCi, isFileProcess, settings } from "ext:racejs_test/_settings.ts";
import { counts, current, listen, phase, root, running, started } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import type { Event } from "ext:racejs_test/_types.ts";
import { Spec } from "ext:racejs_test/_spec.ts";

const process = node("process");
/** The name of what failed where no test was. */
const OUTSIDE = "<outside of tests>";
let isLoaded = false;

/** Lets the tests that are registered so far begin, in a turn of the event loop. */
export function startSoon(): void {
  if (!phase.isStarted) void turn().then(start);
}

/** An error that belongs to no test counts as one that failed; while the file loads, as the file's own. */
export function failOutside(thrown: unknown, note = ""): void {
  phase.isBroken = true;
  const report = reportOn(thrown, "uncaughtException");
  if (isFileProcess() && !isLoaded && note === "") {
    return send(JSON.stringify({ type: "file:failure", data: { report } }));
  }
  if (note !== "") report.details += `\n${note}`;
  const details = { duration_ms: 0, type: "test", error: failureOf(report, thrown) };
  root.sink?.({
    type: "test:fail",
    data: { name: OUTSIDE, nesting: 0, testNumber: ++root.numbered, details, path: [] },
  });
  if (!isFileProcess()) process.exitCode = 1;
}

/** The test that an error from nowhere belongs to: the one whose code is known to have caused it, or the only one. */
function culprit(): Entry | undefined {
  const known = current();
  if (known?.interrupt !== undefined) return known;
  const leaves = [...running].filter((test) => ![...test.children].some((child) => running.has(child)));
  return leaves.length === 1 ? leaves[0] : undefined;
}

function onUncaught(thrown: unknown): void {
  const test = culprit();
  if (test?.interrupt === undefined) {
    const owner = current();
    const late =
      owner !== undefined && owner.kind === "test"
        ? `It comes from the test \`${owner.fullName}\`, which had ended`
        : "";
    return failOutside(thrown, late);
  }
  test.interrupt(thrown);
}

function cancelAll(): void {
  const error = () =>
    new TestError(
      "The test waits for something that never happens: nothing is left that could end it",
      "cancelledByParent",
    );
  for (const test of [...running].reverse()) test.interrupt?.(error());
}

async function finish(): Promise<void> {
  if (phase.isOver) return;
  phase.isOver = true;
  await end();
  for (const error of root.failures) failOutside(error);
  if (isCi() && !settings().only && root.holdsOnly) {
    failOutside(new TestError("A test or suite is marked `only`: in CI all of them have to run", "uncaughtException"));
  }
  const failed = counts.failed + counts.cancelled;
  const duration = real.now() - started;
  if (root.numbered > 0) root.sink?.({ type: "test:plan", data: { nesting: 0, count: root.numbered } });
  root.sink?.({
    type: isFileProcess() ? "file:end" : "test:summary",
    data: { counts, duration_ms: duration, success: failed === 0 },
  });
  if (failed > 0 && !isFileProcess()) process.exitCode = 1;
}

/** Runs the tests until nothing is left to do, and nothing came in the meantime. */
async function runAll(): Promise<void> {
  start();
  do {
    await turn();
    await root.settled();
  } while (!root.isOpen || root.next < root.children.length);
}

function onBeforeExit(): void {
  if (phase.isOver) return;
  if (running.size > 0) {
    cancelAll();
    // Microtasks alone do not bring the event loop back.
    void turn().then(turn);
  } else if (!phase.isStarted || root.next < root.children.length) {
    start();
    void turn().then(turn);
  } else if (!isFileProcess()) {
    void finish().then(turn);
  }
}

function onExit(): void {
  if (phase.isOver) return;
  phase.isOver = true;
  const names = [...running].map((test) => test.fullName);
  if (isFileProcess()) {
    root.sink?.({ type: "file:exit", data: { running: names } });
  } else if (names.length > 0 || root.next < root.children.length) {
    failOutside(new TestError("The process ended before its tests were done", "uncaughtException"));
  }
}

/** A failure as it crosses to the command. */
function plain(event: Event): Event {
  const error = event.data?.details?.error;
  if (error === undefined) return event;
  return { ...event, data: { ...event.data, details: { ...event.data.details, error: error.report } } };
}

/** The other way. */
export function revived(event: Event): Event {
  const report = event.data?.details?.error;
  if (report !== undefined) event.data.details.error = failureOf(report);
  return event;
}

function tellPerson(): void {
  const spec = new Spec({ color: process.stdout.isTTY === true && !process.env.NO_COLOR });
  listen((event) => {
    const text = spec.event(event);
    if (text !== "") process.stdout.write(text);
  });
}

/** To be called once, before a test is registered. */
export function attach(): void {
  if (root.sink !== undefined) return;
  if (isFileProcess()) listen((event) => send(JSON.stringify(plain(event))));
  else tellPerson();
  globalThis.addEventListener("load", () => {
    isLoaded = true;
    // A file that failed while it was loaded may have registered half of its tests.
    if (phase.isBroken) void finish();
    else if (isFileProcess()) void runAll().then(finish);
    // What these hooks close may be all that keeps the process from its end, where the rest is done.
    else void runAll().then(runRootAfter);
  });
  process.on("uncaughtException", onUncaught);
  process.on("unhandledRejection", onUncaught);
  process.on("beforeExit", onBeforeExit);
  process.on("exit", onExit);
}

/** Whether the main module has been evaluated. */
export const hasLoaded = (): boolean => isLoaded;
