/**
 * @module Conditional requests and entity tags (RFC 9110, section 13). Knows nothing of `req` and `res`.
 */

import { ops } from "ext:racejs_express/_ops.ts";
import { node } from "ext:racejs_express/_node.ts";

export type EtagFunction = (body: string | Uint8Array, encoding?: string) => string | undefined;

/** Whether what the client has is still good. `response` has the answer's `etag` and `last-modified`. */
export function isFresh(
  request: Record<string, string | string[] | undefined>,
  response: { etag?: string | undefined; modified?: string | undefined },
): boolean {
  const noneMatch = request["if-none-match"] as string | undefined;
  const modifiedSince = request["if-modified-since"] as string | undefined;
  if (noneMatch === undefined && modifiedSince === undefined) return false;
  if (/(?:^|,)\s*no-cache\s*(?:,|$)/.test((request["cache-control"] as string | undefined) ?? "")) return false;
  if (noneMatch !== undefined) {
    if (noneMatch === "*") return true;
    const { etag } = response;
    return etag !== undefined && noneMatch.split(",").some((each) => weak(each.trim()) === weak(etag));
  }
  return Date.parse(response.modified ?? "") <= Date.parse(modifiedSince!);
}

/** Tags are compared weakly for `If-None-Match`. */
function weak(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}

/** From the setting `etag` to the function that makes tags. */
export function compileEtag(value: unknown): EtagFunction | undefined {
  if (typeof value === "function") return value as EtagFunction;
  if (value === true || value === "weak") return (body, encoding) => `W/${strongTag(body, encoding)}`;
  if (value === "strong") return strongTag;
  if (value === false) return undefined;
  throw new TypeError(`unknown value for etag function: ${String(value)}`);
}

function strongTag(body: string | Uint8Array, encoding?: string): string {
  const { Buffer } = node.buffer;
  if (typeof body !== "string") return ops.op_racejs_entity_tag(body);
  const isUtf8 = encoding === undefined || encoding === "utf8" || encoding === "utf-8";
  return isUtf8 ? ops.op_racejs_entity_tag_of_text(body) : ops.op_racejs_entity_tag(Buffer.from(body, encoding));
}

/** Of a file, by its size and the time of its last change. */
export function fileTag(size: number, modified: Date): string {
  return `W/"${size.toString(16)}-${modified.getTime().toString(16)}"`;
}
