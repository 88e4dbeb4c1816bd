/**
 * @module A body is called: with a context or a callback, within a time, and so that an error from elsewhere ends it.
 * Must not know suites or reports.
 */

import { TestError } from "ext:racejs_test/_failure.ts";
import { real } from "ext:racejs_test/_host.ts";
import { within } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import type { Body, Face } from "ext:racejs_test/_types.ts";

// deno-lint-ignore-file no-explicit-any
const DESTRUCTURED = /^\s*(?:async\s*)?(?:function\b[^(]*)?\(?\s*[{[]/;
const CONTEXT = /^\s*(?:async\s*)?(?:function\b[^(]*)?\(?\s*(?:_?ctx|_?context|t|task|_)\b/;

/** Whether the body wants to be told that it is done by calling its last argument. */
function takesCallback(body: Body, face: Face, own: number): boolean {
  if (body.length <= own) return false;
  if (face === "node") return true;
  const source = Function.prototype.toString.call(body);
  return !source.startsWith("async") && !(own === 0 && (DESTRUCTURED.test(source) || CONTEXT.test(source)));
}

/** Calls it; `given` are arguments that come before the context (those of a table). */
export function invoke(body: Body, face: Face, context: any, given: unknown[] = []): unknown {
  const own = face === "node" ? 1 : given.length;
  if (!takesCallback(body, face, own)) {
    return face === "node" ? body.call(context, context) : body(...given, context);
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const done: any = (error?: unknown) => (error === undefined || error === null ? resolve() : reject(error));
  done.fail = (error?: unknown) => reject(error ?? new Error("`done.fail` was called"));
  const returned: any = face === "node" ? body.call(context, context, done) : body(...given, done);
  if (face === "node" && typeof returned?.then === "function") {
    promise.catch(() => {});
    throw new TestError("passed a callback but also returned a Promise", "callbackAndPromisePresent");
  }
  if (typeof returned?.catch === "function") returned.catch(reject);
  return promise;
}

/** Runs it for an entry until it is done, its time is up, its signal says so, or an error from elsewhere belongs to it. */
export function guard(entry: Entry, timeout: number | undefined, what: string, run: () => unknown): Promise<unknown> {
  const outer = entry.interrupt;
  const signal = entry.options.signal;
  let timer: any;
  let abort: (() => void) | undefined;
  return new Promise((resolve, reject) => {
    entry.interrupt = reject;
    if (timeout !== undefined && timeout > 0 && Number.isFinite(timeout)) {
      timer = real.setTimeout(() => {
        const error = new TestError(`${what} timed out after ${timeout} ms`, "testTimeoutFailure");
        entry.abort.abort(error);
        reject(error);
      }, timeout);
    }
    abort = () => {
      entry.abort.abort(signal?.reason);
      reject(signal?.reason ?? new TestError("The test was aborted", "testAborted"));
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    within(entry, async () => await run()).then(resolve, reject);
  }).finally(() => {
    entry.interrupt = outer;
    real.clearTimeout(timer);
    if (abort !== undefined) signal?.removeEventListener("abort", abort);
  });
}
