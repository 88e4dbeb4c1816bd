/** @module The module `node:test`. */

import { addAssertion } from "ext:racejs_test/_assert.ts";
import { mock } from "ext:racejs_test/_mock.ts";
import { hookOf, registerNode } from "ext:racejs_test/_node.ts";
import { snapshotSettings } from "ext:racejs_test/_node_snapshot.ts";
import { hook } from "ext:racejs_test/_register.ts";
import { current } from "ext:racejs_test/_state.ts";
import type { Options } from "ext:racejs_test/_types.ts";
import { run } from "ext:racejs_test/_run_api.ts";

// deno-lint-ignore-file no-explicit-any
const VARIANTS: Record<string, Options> = {
  skip: { skip: true },
  todo: { todo: true },
  only: { only: true },
  expectFailure: { expectFailure: true },
};

/** `test`, with `test.skip` and the others on it. */
function registrar(kind: "suite" | "test"): any {
  const make =
    (forced: Options) =>
    (...args: any[]) =>
      registerNode(kind, args, forced).done;
  const register: any = make({});
  for (const [name, forced] of Object.entries(VARIANTS)) register[name] = make(forced);
  return register;
}

export const test = registrar("test");
export const it = registrar("test");
export const suite = registrar("suite");
export const describe = registrar("suite");

export const before = (body: unknown, options?: any): void => hook("before", hookOf(body, options));
export const after = (body: unknown, options?: any): void => hook("after", hookOf(body, options));
export const beforeEach = (body: unknown, options?: any): void => hook("beforeEach", hookOf(body, options));
export const afterEach = (body: unknown, options?: any): void => hook("afterEach", hookOf(body, options));

export const assert = { register: addAssertion };
export const snapshot = snapshotSettings;
export const getTestContext = (): unknown => current()?.extra.context;
export { mock, run };

Object.assign(test, {
  test,
  it,
  suite,
  describe,
  before,
  after,
  beforeEach,
  afterEach,
  mock,
  run,
  assert,
  snapshot,
  getTestContext,
});

export default test;
