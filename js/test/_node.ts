/** @module How `node:test` has its tests registered: the order of arguments, and what they may be. */

import { SuiteContext, TestContext } from "ext:racejs_test/_context.ts";
import { register } from "ext:racejs_test/_register.ts";
import { contexts } from "ext:racejs_test/_run.ts";
import { extensions } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import type { Body, Hook, Options } from "ext:racejs_test/_types.ts";

// deno-lint-ignore-file no-explicit-any
const makeOther = contexts.make;
contexts.make = (entry) => {
  if (entry.face !== "node") return makeOther(entry);
  return entry.kind === "test" ? new TestContext(entry) : new SuiteContext(entry);
};
extensions.push({ after: (entry) => entry.extra.finish?.() });

const noop = () => {};

export function registerNode(kind: "suite" | "test", args: any[], forced: Options, parent?: Entry): Entry {
  const name = args.find((arg) => typeof arg === "string");
  const body: Body | undefined = args.find((arg) => typeof arg === "function");
  const given = args.find((arg) => typeof arg === "object" && arg !== null);
  const options: Options = { ...given, ...forced };
  check(options);
  return register({
    kind,
    // As in Node, `test(function name() {})` takes the function's.
    name: name || body?.name || "<anonymous>",
    face: "node",
    options,
    body: body ?? noop,
    context: (suite) => new SuiteContext(suite),
    ...(parent && { parent }),
  });
}

/** What a timer takes. */
const TIMEOUT_MAX = 2 ** 31 - 1;

function check({ timeout, concurrency, signal }: Options): void {
  if (timeout !== undefined && timeout !== null && typeof timeout !== "number") {
    throw wrongType("options.timeout", "of type number", timeout);
  }
  if (typeof timeout === "number" && timeout !== Infinity && !(timeout >= 0 && timeout <= TIMEOUT_MAX)) {
    throw outOfRange("options.timeout", `>= 0 && <= ${TIMEOUT_MAX}`, timeout);
  }
  if (concurrency !== undefined && concurrency !== null && !["number", "boolean"].includes(typeof concurrency)) {
    throw wrongType("options.concurrency", "one of type boolean or number", concurrency);
  }
  if (typeof concurrency === "number" && !(concurrency >= 1 && concurrency >>> 0 === concurrency)) {
    throw outOfRange("options.concurrency", ">= 1 && <= 4294967295", concurrency);
  }
  if (signal !== undefined && !("aborted" in Object(signal))) {
    throw wrongType("options.signal", "an instance of AbortSignal", signal);
  }
}

function wrongType(name: string, wanted: string, value: unknown): TypeError {
  const error = new TypeError(`The "${name}" property must be ${wanted}. Received ${typeof value} ${String(value)}`);
  return Object.assign(error, { code: "ERR_INVALID_ARG_TYPE" });
}

function outOfRange(name: string, range: string, value: unknown): RangeError {
  const error = new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${String(value)}`);
  return Object.assign(error, { code: "ERR_OUT_OF_RANGE" });
}

export function hookOf(body: any, options?: { timeout?: number }): Hook {
  if (typeof body !== "function") throw wrongType("fn", "of type function", body);
  return { body, timeout: options?.timeout, face: "node" };
}
