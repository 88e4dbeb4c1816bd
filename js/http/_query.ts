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
  if (parser === "nested") return parseNested(url.slice(start + 1)) as Query;
  const hasEscapes = url.indexOf("%", start) !== -1 || url.indexOf("+", start) !== -1;
  return hasEscapes ? fromPairs(ops.op_racejs_form(url.slice(start + 1))) : parsePlain(url, start + 1);
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
  for (let i = 0; i < pairs.length; i += 2) add(query, pairs[i]!, pairs[i + 1]!);
  return query;
}

/** The same from a text that escapes nothing, which most are: it is not taken apart before. */
function parsePlain(text: string, start: number): Query {
  const query: Query = createRecord();
  let equals = text.indexOf("=", start);
  let pairs = 0;
  for (let at = start; at < text.length && pairs < MAX_PAIRS;) {
    const next = text.indexOf("&", at);
    const end = next === -1 ? text.length : next;
    if (equals !== -1 && equals < at) equals = text.indexOf("=", at);
    if (end > at) {
      if (equals === -1 || equals > end) add(query, text.slice(at, end), "");
      else add(query, text.slice(at, equals), text.slice(equals + 1, end));
      pairs++;
    }
    at = end + 1;
  }
  return query;
}

function add(query: Query, name: string, value: string): void {
  const known = query[name];
  if (known === undefined) query[name] = value;
  else if (typeof known === "string") query[name] = [known, value];
  else known.push(value);
}
