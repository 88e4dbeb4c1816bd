/**
 * @module Query strings and forms as values. The native side reads the text. Knows nothing of requests.
 */

import { ops } from "ext:racejs_http/_ops.ts";
import { createRecord } from "ext:racejs_http/_record.ts";

export type Query = Record<string, string | string[]>;

/** `nested` reads `a[b]=1` and `a[]=1` as objects and arrays. */
export type QueryParser = "simple" | "nested";

/** As the native side reads them. */
const MAX_PAIRS = 1000;

export function parseQuery(url: string, parser: QueryParser): Query {
  const start = url.indexOf("?");
  if (start === -1) return createRecord();
  const text = url.slice(start + 1);
  if (parser === "nested") return parseNested(text) as Query;
  return fromPairs(/[%+]/.test(text) ? ops.op_racejs_form(text) : plainPairs(text));
}

export function parseNested(text: string): Record<string, unknown> {
  return JSON.parse(ops.op_racejs_form_nested(text), (_key, value) => {
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    return isRecord ? Object.assign(createRecord(), value) : value;
  });
}

/** A record without a prototype, so that no key of a client's is special. Repeated keys become an array. */
export function fromPairs(pairs: readonly string[]): Query {
  const query: Query = createRecord();
  for (let i = 0; i < pairs.length; i += 2) {
    const name = pairs[i]!;
    const value = pairs[i + 1]!;
    const known = query[name];
    if (known === undefined) query[name] = value;
    else if (typeof known === "string") query[name] = [known, value];
    else known.push(value);
  }
  return query;
}

/** The pairs of a text that escapes nothing, which most are. */
function plainPairs(text: string): string[] {
  const pairs: string[] = [];
  for (const part of text.split("&")) {
    if (part === "" || pairs.length === 2 * MAX_PAIRS) continue;
    const end = part.indexOf("=");
    if (end === -1) pairs.push(part, "");
    else pairs.push(part.slice(0, end), part.slice(end + 1));
  }
  return pairs;
}
