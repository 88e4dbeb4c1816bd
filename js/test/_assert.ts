/** @module `t.assert`: the methods of `node:assert`, counted by the test's plan, and the snapshots of `node:test`. */

import { node } from "ext:racejs_test/_host.ts";
import { fileSnapshot, snapshot } from "ext:racejs_test/_node_snapshot.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";

// deno-lint-ignore-file no-explicit-any
const own = new Map<string, any>();

/** `assert.register()`: a method of the program for every `t.assert`. */
export function addAssertion(name: string, method: any): void {
  if (typeof name !== "string") throw new TypeError('The "name" argument must be of type string');
  if (typeof method !== "function") throw new TypeError('The "fn" argument must be of type function');
  own.set(name, method);
}

const LEFT_OUT = ["AssertionError", "CallTracker", "strict", "Assert", "default"];

export function planned(test: Entry): any {
  const assert = node("assert");
  const all: any = { __proto__: null };
  const add = (name: string, method: any) => {
    all[name] = (...args: any[]) => {
      test.extra.reached?.();
      return Reflect.apply(method, test.extra.context, args);
    };
  };
  for (const name of Object.keys(assert)) {
    if (typeof assert[name] === "function" && !LEFT_OUT.includes(name)) add(name, assert[name]);
  }
  add("snapshot", (value: unknown, options?: object) => snapshot(test, value, options));
  add("fileSnapshot", (value: unknown, path: string, options?: object) => fileSnapshot(test, value, path, options));
  for (const [name, method] of own) add(name, method);
  return all;
}
