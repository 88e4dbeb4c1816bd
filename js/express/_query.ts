/**
 * @module Query strings: the parsers behind the setting `query parser`, and that of nested forms. Knows nothing of
 * requests.
 */

import { ops } from "ext:racejs_express/_ops.ts";
import { node } from "ext:racejs_express/_node.ts";

export type Query = Record<string, unknown>;
export type QueryFunction = (text: string) => Query;

export function compileQueryParser(value: unknown): QueryFunction | undefined {
  if (typeof value === "function") return value as QueryFunction;
  if (value === true || value === "simple") return (text) => node.querystring.parse(text);
  if (value === false) return undefined;
  if (value === "extended") return parseNested;
  throw new TypeError(`unknown value for query parser function: ${String(value)}`);
}

/** `a[b]=1` and `a[]=1` are objects and arrays. */
export function parseNested(text: string): Query {
  return text === "" ? {} : JSON.parse(ops.op_racejs_form_nested(text)) as Query;
}
