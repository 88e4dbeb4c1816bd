/** @module A suite or a test is registered where the code that says so runs: in a suite, in a test, or in the file. */

import { TestError } from "ext:racejs_test/_failure.ts";
import { callerLocation } from "ext:racejs_test/_location.ts";
import { attach, failOutside, startSoon } from "ext:racejs_test/_process.ts";
import { pump } from "ext:racejs_test/_run.ts";
import { current, phase, root, within } from "ext:racejs_test/_state.ts";
import { Entry, type HookName } from "ext:racejs_test/_tree.ts";
import type { Body, Face, Hook, Options } from "ext:racejs_test/_types.ts";

export interface Wish {
  kind: "suite" | "test";
  name: string;
  face: Face;
  options: Options;
  body: Body | undefined;
  /** What the body of a suite is called with. */
  context?: (entry: Entry) => unknown;
  extra?: object;
  parent?: Entry;
}

export function register(wish: Wish): Entry {
  attach();
  const parent = wish.parent ?? current() ?? root;
  if (parent === root && phase.isOver) {
    failOutside(new TestError(`\`${wish.name}\` was registered when all tests had run`, "uncaughtException"));
  }
  const entry = new Entry(wish.kind, wish.name, wish.face, parent, wish.options, wish.body, callerLocation());
  Object.assign(entry.extra, wish.extra);
  // A test of the habit of `it` waits until the file has been read: only then is it known what is `only`.
  if (parent === root && wish.face === "node") startSoon();
  if (wish.kind === "suite") collect(entry, wish.context);
  pump(parent);
  return entry;
}

/** Runs the body of a suite, which registers what is in it. One that is skipped, of `node:test`, is not even looked at. */
function collect(suite: Entry, context: Wish["context"]): void {
  if (suite.body === undefined || (suite.face === "node" && suite.skipped !== false)) return;
  try {
    const given = context?.(suite);
    const returned = within(suite, () =>
      suite.body!.call(given, ...(suite.extra.given ?? []), ...(given ? [given] : [])),
    );
    if (typeof returned?.then === "function") {
      suite.collecting = returned.then(undefined, (error: unknown) => suite.failures.push(error));
    }
  } catch (error) {
    suite.failures.push(error);
  }
}

/** Registers a hook of the suite, test or file that runs. */
export function hook(name: HookName, hook: Hook, holder: Entry = current() ?? root): void {
  attach();
  holder.hooks[name].push(hook);
}
