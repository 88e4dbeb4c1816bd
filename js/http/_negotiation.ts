/**
 * @module What a client accepts, and what it sent: negotiation by the native side, shaped as Express has it.
 */

import { type Head, fieldOf } from "ext:racejs_http/_head.ts";
import { ops } from "ext:racejs_http/_ops.ts";

export type Ranges = { start: number; end: number }[] & { type: string };

/** Without offers, what the client prefers; else the best offer, or `false`. */
export function accepted(head: Head, header: string, offers: string[]): string | string[] | false {
  const found = ops.op_racejs_accepts(header, fieldOf(head, header) ?? null, offers);
  return offers.length === 0 ? found : found[0] ?? false;
}

/** Which of the types the body has, if there is one. */
export function matchType(head: Head, types: string[]): string | false {
  const hasBody = fieldOf(head, "transfer-encoding") !== undefined || fieldOf(head, "content-length") !== undefined;
  const type = hasBody ? fieldOf(head, "content-type") : undefined;
  return type === undefined ? false : ops.op_racejs_is(type, types) ?? false;
}

/** `-1` if no range fits the size, `-2` if the header is malformed, `undefined` without one. */
export function readRange(header: string | undefined, size: number, combine: boolean): Ranges | -1 | -2 | undefined {
  if (header === undefined) return undefined;
  const found = ops.op_racejs_range(header, size, combine);
  if (found.length === 1) return found[0] as -1 | -2;
  const ranges = Object.assign([] as { start: number; end: number }[], { type: "bytes" });
  for (let i = 0; i < found.length; i += 2) ranges.push({ start: found[i]!, end: found[i + 1]! });
  return ranges;
}
