/**
 * @module `keep()`: values that outlive the version of the module which makes them.
 */

import { unowned } from "ext:racejs_http/_development.ts";
import { coded } from "ext:racejs_http/errors.ts";

const kept = new Map<string, unknown>();

export function keep<T>(key: string, factory: () => T): T {
  if (typeof key !== "string" || key === "") {
    throw coded(TypeError, "RACE_KEEP", "`keep()` needs a name for the value\nhint: `keep(\"database\", () => connect())`");
  }
  if (kept.has(key)) return kept.get(key) as T;
  if (typeof factory !== "function") {
    throw coded(TypeError, "RACE_KEEP", `\`keep("${key}")\` needs a function that makes the value\nhint: \`keep("${key}", () => connect())\``);
  }
  const value = unowned(factory);
  kept.set(key, value);
  forgetIfRejected(key, value);
  return value;
}

/** A connection that could not be made is tried again by the next version. */
function forgetIfRejected(key: string, value: unknown): void {
  if (!(value instanceof Promise)) return;
  value.catch(() => {
    if (kept.get(key) === value) kept.delete(key);
  });
}
