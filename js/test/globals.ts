/** @module `describe`, `it` and their hooks, as Jest and Vitest have them. */

import { rowsOf, titleOf } from "ext:racejs_test/_each.ts";
import { TestError } from "ext:racejs_test/_failure.ts";
import { createExpect } from "ext:racejs_test/_lazy.ts";
import { hook, register } from "ext:racejs_test/_register.ts";
import { contexts } from "ext:racejs_test/_run.ts";
import { current } from "ext:racejs_test/_state.ts";
import type { Entry, HookName } from "ext:racejs_test/_tree.ts";
import type { Body, Options } from "ext:racejs_test/_types.ts";

// deno-lint-ignore-file no-explicit-any
type Kind = "suite" | "test";

/** Words that may follow `it` and `describe`, in any order. */
const WORDS: Record<string, Options> = {
  only: { only: true },
  skip: { skip: true },
  todo: { todo: true },
  concurrent: { concurrent: true },
  sequential: { concurrent: false },
  failing: { expectFailure: true },
  fails: { expectFailure: true },
};

interface Given {
  options: Options;
  body: Body | undefined;
}

/** `(name, body, timeout or options)` or `(name, options, body)`. */
function read(first: any, second: any, forced: Options): Given {
  const body = typeof first === "function" ? first : typeof second === "function" ? second : undefined;
  const other = body === first ? second : first;
  const options = typeof other === "number" ? { timeout: other } : { ...other };
  const { fails, ...rest } = options;
  return { options: { ...rest, ...(fails && { expectFailure: true }), ...forced }, body };
}

const nameOf = (name: any): string => (typeof name === "function" ? name.name || "<anonymous>" : String(name));

function add(kind: Kind, name: any, given: Given, args?: unknown[]): void {
  const { options, body } = given;
  const inSuite = current();
  if (inSuite?.kind === "test") {
    throw new TestError("`it` and `describe` cannot stand within a test", "testCodeFailure");
  }
  const inherited = kind === "test" && options.concurrent === undefined && inSuite?.options.concurrent === true;
  register({
    kind,
    name: nameOf(name),
    face: "expect",
    options: inherited ? { ...options, concurrent: true } : options,
    body: body ?? (kind === "test" && options.todo === undefined ? missing : undefined),
    ...(args && { extra: { given: args } }),
  });
}

function missing(): never {
  throw new TestError("The test has no body: `it.todo` is for one that is to be written", "testCodeFailure");
}

/** `it` with every word that may follow it; words add up. */
function registrar(kind: Kind, forced: Options): any {
  const registered: any = (name: any, first?: any, second?: any) => add(kind, name, read(first, second, forced));
  for (const [word, options] of Object.entries(WORDS)) {
    lazily(registered, word, () => registrar(kind, { ...forced, ...options }));
  }
  registered.each =
    (table: any, ...values: any[]) =>
    (name: any, first?: any, second?: any) => {
      rowsOf(table, values).forEach((row, index) =>
        add(kind, titleOf(nameOf(name), row, index), read(first, second, forced), row.args),
      );
    };
  // A row is one argument here, whatever it is.
  registered.for =
    (table: any, ...values: any[]) =>
    (name: any, first?: any, second?: any) => {
      rowsOf(table, values).forEach((row, index) => {
        const item = "raw" in table ? row.values : table[index];
        add(kind, titleOf(nameOf(name), row, index), read(first, second, forced), [item]);
      });
    };
  registered.skipIf = (condition: unknown) => registrar(kind, condition ? { ...forced, skip: true } : forced);
  registered.runIf = (condition: unknown) => registrar(kind, condition ? forced : { ...forced, skip: true });
  registered.todoIf = (condition: unknown) => registrar(kind, condition ? { ...forced, todo: true } : forced);
  registered.if = registered.runIf;
  if (kind === "test") {
    registered.extend = () => {
      throw new Error("`test.extend` is not supported\nhint: set up in `beforeEach` what the tests share");
    };
  }
  return registered;
}

function lazily(holder: any, name: string, make: () => any): void {
  Object.defineProperty(holder, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(holder, name, { value, configurable: true, enumerable: true });
      return value;
    },
  });
}

export const it = registrar("test", {});
export const test = it;
export const describe = registrar("suite", {});
export const suite = describe;
export const fit = it.only;
export const xit = it.skip;
export const xtest = it.skip;
export const fdescribe = describe.only;
export const xdescribe = describe.skip;

const hooks =
  (name: HookName) =>
  (body: Body, timeout?: number): void => {
    if (typeof body !== "function") throw new TypeError("A hook takes a function");
    hook(name, { body, timeout, face: "expect" });
  };
export const beforeAll = hooks("before");
export const afterAll = hooks("after");
export const beforeEach = hooks("beforeEach");
export const afterEach = hooks("afterEach");

/** When the test that runs has ended, whether it failed or not. */
export function onTestFinished(body: () => unknown): void {
  running("onTestFinished").hooks.after.push({ body, face: "expect" });
}

/** When the test that runs has failed. */
export function onTestFailed(body: (context: unknown) => unknown): void {
  const test = running("onTestFailed");
  test.hooks.after.push({ body: () => test.failures.length > 0 && body(test.extra.context), face: "expect" });
}

function running(name: string): Entry {
  const test = current();
  if (test?.kind !== "test") throw new Error(`\`${name}\` is for a test that runs`);
  return test;
}

/** Thrown to end a test that skips itself. */
const SKIP = Symbol("skip");

const makeOther = contexts.make;
contexts.make = (entry) => (entry.face === "expect" ? contextOf(entry) : makeOther(entry));

/** What Vitest gives to a test. */
function contextOf(entry: Entry): object {
  const context: any = {
    task: { name: entry.name, id: entry.fullName, type: entry.kind, meta: {} },
    signal: entry.abort.signal,
    skip(note?: string): never {
      entry.skip = note ?? true;
      throw SKIP;
    },
    onTestFinished: (body: Body) => entry.hooks.after.push({ body, face: "expect" }),
    onTestFailed: (body: Body) =>
      entry.hooks.after.push({ body: () => entry.failures.length > 0 && body(context), face: "expect" }),
  };
  lazily(context, "expect", () => createExpect(entry));
  return context;
}

/** Whether it ends a test without failing it. */
export const isSkip = (thrown: unknown): boolean => thrown === SKIP;
