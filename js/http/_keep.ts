/**
 * @module `keep()`: values that outlive the version of the module which makes them.
 */

import { unowned } from "ext:racejs_http/_development.ts";
import { core, ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

const kept = new Map<string, unknown>();

/** By this the runtime finds what goes along when the program starts again because its memory has grown. */
const KEPT = Symbol.for("racejs.kept");

/** Of the program before this one; read on the first `keep()`. */
let inherited: Map<string, unknown> | undefined;

export function keep<T>(key: string, factory: () => T): T {
  if (typeof key !== "string" || key === "") {
    throw coded(TypeError, "RACE_KEEP", "`keep()` needs a name for the value\nhint: `keep(\"database\", () => connect())`");
  }
  if (kept.has(key)) return kept.get(key) as T;
  inherited ??= takeInherited();
  if (inherited.has(key)) {
    kept.set(key, inherited.get(key));
    return kept.get(key) as T;
  }
  if (typeof factory !== "function") {
    throw coded(TypeError, "RACE_KEEP", `\`keep("${key}")\` needs a function that makes the value\nhint: \`keep("${key}", () => connect())\``);
  }
  const value = unowned(factory);
  kept.set(key, value);
  forgetIfRejected(key, value);
  return value;
}

function takeInherited(): Map<string, unknown> {
  Object.defineProperty(globalThis, KEPT, { value: serializeKept, configurable: true });
  const bytes = ops.op_racejs_take_kept();
  return bytes.length === 0 ? new Map() : core.deserialize(bytes) as Map<string, unknown>;
}

/** Values that are data alone: a copy of anything else would lack what it is. */
function serializeKept(): Uint8Array {
  return core.serialize(new Map([...kept].filter(([, value]) => isData(value, new Set()))));
}

const PLAIN = new Set<unknown>([Object.prototype, Array.prototype, Map.prototype, Set.prototype, Date.prototype, null]);

function isData(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value === "function" || typeof value === "symbol") return false;
  if (typeof value !== "object" || value === null || seen.has(value)) return true;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  if (!PLAIN.has(Object.getPrototypeOf(value))) return false;
  const parts = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  return parts.every((part) => isData(part, seen));
}

/** A connection that could not be made is tried again by the next version. */
function forgetIfRejected(key: string, value: unknown): void {
  if (!(value instanceof Promise)) return;
  value.catch(() => {
    if (kept.get(key) === value) kept.delete(key);
  });
}
