/**
 * @module Query strings and forms as values. The native side reads the text. Knows nothing of requests.
 */

import { ops } from "ext:racejs_http/_ops.ts";

export type Query = Record<string, string | string[]>;

/** `nested` reads `a[b]=1` and `a[]=1` as objects and arrays. */
export type QueryParser = "simple" | "nested";

export function parseQuery(url: string, parser: QueryParser): Query {
  const start = url.indexOf("?");
  if (start === -1) return Object.create(null);
  const text = url.slice(start + 1);
  return parser === "nested" ? parseNested(text) as Query : fromPairs(ops.op_racejs_form(text));
}

export function parseNested(text: string): Record<string, unknown> {
  return JSON.parse(ops.op_racejs_form_nested(text), (_key, value) => {
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    return isRecord ? Object.assign(Object.create(null), value) : value;
  });
}

/** A record without a prototype, so that no key of a client's is special. Repeated keys become an array. */
export function fromPairs(pairs: readonly string[]): Query {
  const query: Query = Object.create(null);
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
