/** @module Snapshots of `expect`: in `__snapshots__`, within the source, or in a file of their own. */

import { TestError } from "ext:racejs_test/_failure.ts";
import { node } from "ext:racejs_test/_host.ts";
import { locationIn } from "ext:racejs_test/_location.ts";
import { isCi, settings } from "ext:racejs_test/_settings.ts";
import { counts, current, extensions, isWhole, phase, root } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import { equals, iterableEquality, SnapshotClient, SnapshotState, subsetEquality } from "ext:racejs_test/_libraries.ts";

// deno-lint-ignore-file no-explicit-any
const HEADER = "// RaceJS Snapshot v1";
const client = new SnapshotClient({
  isEqual: (received: unknown, expected: unknown) => equals(received, expected, [iterableEquality, subsetEquality]),
});
let ready: { file: string; separator: string } | undefined;

function pathOf(file: string): string {
  const { dirname, basename, join } = node("path");
  return join(dirname(file), "__snapshots__", `${basename(file)}.snap`);
}

function readText(path: string): string | null {
  const fs = node("fs");
  return fs.existsSync(path) ? fs.readFileSync(path, "utf8") : null;
}

/** The libraries' view of the disk. A header that another runner wrote stays. */
const environment = (header: string) => ({
  getVersion: () => "1",
  getHeader: () => header,
  resolvePath: (file: string) => Promise.resolve(pathOf(file)),
  resolveRawPath: (file: string, raw: string) => Promise.resolve(node("path").resolve(node("path").dirname(file), raw)),
  readSnapshotFile: (path: string) => Promise.resolve(readText(path)),
  saveSnapshotFile: (path: string, text: string) => {
    node("fs").mkdirSync(node("path").dirname(path), { recursive: true });
    node("fs").writeFileSync(path, text);
    return Promise.resolve();
  },
  removeSnapshotFile: (path: string) => {
    node("fs").rmSync(path, { force: true });
    return Promise.resolve();
  },
});

/** Reads what there is, at once: a matcher cannot wait for it. */
export function setUpSnapshots(file: string): void {
  if (ready !== undefined) return;
  const path = pathOf(file);
  const text = readText(path);
  const first = text?.split("\n", 1)[0] ?? "";
  const header = first.startsWith("//") ? first : HEADER;
  // Jest separates the names of suites with a space, Vitest with ` > `.
  ready = { file, separator: header.startsWith("// Jest") ? " " : " > " };
  const data = text === null ? null : Object.create(null);
  if (text !== null) new Function("exports", text)(data);
  const updateSnapshot = settings().update ? "all" : isCi() ? "none" : "new";
  const state = new SnapshotState(file, path, data, { updateSnapshot, snapshotEnvironment: environment(header) });
  client.snapshotStateMap.set(file, state);
}

extensions.push({
  before(entry) {
    // A retried test begins anew.
    if (ready !== undefined && entry.attempt > 0) client.clearTest(ready.file, nameOf(entry));
  },
  async end(): Promise<void> {
    if (ready === undefined) return;
    const state = client.getSnapshotState(ready.file);
    // What did not run to its end is not obsolete.
    for (const test of testsIn(root)) if (test.outcome !== "passed") client.skipTest(ready.file, nameOf(test));
    if (!isWhole()) keepAll(state);
    const count = state.getUncheckedCount();
    const isFailed = counts.failed + counts.cancelled > 0;
    // Nobody gives up what a run that failed did not use.
    if (isFailed) keepAll(state);
    const { added, updated } = await client.finish(ready.file);
    const fate = !settings().update ? "obsolete" : isFailed ? "kept" : "removed";
    root.sink?.({ type: "test:snapshots", data: { added, updated, [fate]: count } });
  },
});

/** Has the libraries take all that is left for used. */
function keepAll(state: any): void {
  for (const key of state.getUncheckedKeys()) state.markSnapshotsAsCheckedForTest(key.replace(/ \d+$/, ""));
}

function* testsIn(entry: Entry): Generator<Entry> {
  for (const child of entry.children) {
    if (child.kind === "test") yield child;
    yield* testsIn(child);
  }
}

const nameOf = (entry: Entry): string => entry.path.join(ready?.separator ?? " > ");

/** The chai plugin with the matchers. */
export function installSnapshots(chai: any, utils: any): void {
  const add = (name: string, method: (this: any, ...args: any[]) => any) => {
    utils.addMethod(chai.Assertion.prototype, name, function (this: any, ...args: any[]) {
      utils.flag(this, "_name", name);
      if (utils.flag(this, "negate")) throw new Error(`\`${name}\` cannot be used with \`not\``);
      return method.apply(this, args);
    });
  };
  const match = (assertion: any, name: string, more: object) => {
    const test = utils.flag(assertion, "vitest-test")?.entry ?? current();
    const place = placeOf(test, name);
    const options = { ...place, received: utils.flag(assertion, "object"), errorMessage: undefined, assertionName: name };
    compare({ ...options, ...more });
  };
  /** The place in the source is told by a stack that holds nothing but that place. */
  const inlined = (assertion: any, text: string | undefined, more: object): object => {
    // Behind `resolves` the call itself is long over; the libraries keep an error from then.
    const error = new Error("inline");
    const place = locationIn(utils.flag(assertion, "error")?.stack) ?? locationIn(error.stack);
    if (place !== undefined) {
      const frame = `    at test (${place.file}:${place.line}:${place.column})`;
      error.stack = `Error: inline\n    at __INLINE_SNAPSHOT_OFFSET_1__ (/:1:1)\n${frame}`;
    }
    return { isInline: true, inlineSnapshot: text === undefined ? undefined : stripIndentation(text), error, ...more };
  };
  add("toMatchSnapshot", function (properties?: any, message?: string) {
    const hint = typeof properties === "string" ? properties : message;
    const shape = typeof properties === "string" ? undefined : properties;
    match(this, "toMatchSnapshot", { message: hint, properties: shape });
  });
  add("toMatchInlineSnapshot", function (properties?: any, inline?: string) {
    const shape = typeof properties === "string" ? undefined : properties;
    const text = typeof properties === "string" ? properties : inline;
    match(this, "toMatchInlineSnapshot", inlined(this, text, { properties: shape }));
  });
  add("toThrowErrorMatchingSnapshot", function (hint?: string) {
    const received = thrownBy(utils.flag(this, "object"), utils.flag(this, "promise"));
    match(this, "toThrowErrorMatchingSnapshot", { received, message: hint });
  });
  add("toThrowErrorMatchingInlineSnapshot", function (inline?: string) {
    const received = thrownBy(utils.flag(this, "object"), utils.flag(this, "promise"));
    match(this, "toThrowErrorMatchingInlineSnapshot", inlined(this, inline, { received }));
  });
  add("toMatchFileSnapshot", function (file: string, message?: string) {
    const test = utils.flag(this, "vitest-test")?.entry ?? current();
    const received = utils.flag(this, "object");
    return client.assertRaw({
      ...placeOf(test, "toMatchFileSnapshot"),
      received,
      message,
      assertionName: "toMatchFileSnapshot",
      rawSnapshot: { file },
    });
  });
}

/** The libraries drop what two values at one place had made, and count it on. */
function compare(options: any): void {
  const { filepath, testId } = options;
  const state = client.getSnapshotState(filepath);
  const before = state._inlineSnapshots.length;
  try {
    client.assert(options);
  } finally {
    for (let dropped = before - state._inlineSnapshots.length; dropped > 0; dropped--) {
      const counter = state.added.get(testId) > 0 ? state.added : state.updated;
      counter.set(testId, Math.max(0, counter.get(testId) - 1));
    }
  }
}

/** What the libraries make the name of a snapshot from. */
function placeOf(test: Entry | undefined, matcher: string): { filepath: string; name: string; testId: string } {
  if (test?.kind !== "test" || ready === undefined) {
    throw new TestError(`\`${matcher}\` needs a test that \`racejs test\` runs`, "testCodeFailure");
  }
  if (phase.isOver) throw new TestError(`\`${matcher}\` comes when all tests have run`, "testCodeFailure");
  return { filepath: ready.file, name: nameOf(test), testId: nameOf(test) };
}

/** A text of several lines is indented with its source; the first line says how far. */
function stripIndentation(text: string): string {
  const indentation = /^([^\S\n]*)\S/m.exec(text)?.[1];
  if (!indentation) return text;
  const lines = text.split("\n");
  if (lines.length <= 2 || lines[0]!.trim() !== "" || lines.at(-1)!.trim() !== "") return text;
  const inner = lines.slice(1, -1);
  if (inner.some((line) => line !== "" && !line.startsWith(indentation))) return text;
  return ["", ...inner.map((line) => line.slice(indentation.length)), ""].join("\n");
}

function thrownBy(value: any, promise: string | undefined): unknown {
  if (promise === "rejects") return value;
  if (typeof value !== "function") throw new TypeError("A function is expected, whose error is compared");
  try {
    value();
  } catch (error) {
    return error;
  }
  throw new TestError("The function did not throw", "testCodeFailure");
}
