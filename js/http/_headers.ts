/**
 * @module The headers of an answer while it is prepared: checked as they are set, sent all at once.
 */

import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

const { op_racejs_set_headers } = ops;

/** RFC 9110: a token; visible characters, spaces and tabs, up to Latin-1. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export type HeaderValue = string | number | boolean | readonly string[];

export class Headers {
  /** By their names in lower case. */
  #values: Map<string, string | string[]> | undefined;

  set(name: string | Record<string, HeaderValue>, value?: HeaderValue): void {
    if (typeof name !== "object") return this.#setOne(name, value);
    for (const key of Object.keys(name)) this.#setOne(key, name[key]);
  }

  get(name: string): string | undefined {
    const value = this.#values?.get(String(name).toLowerCase());
    return Array.isArray(value) ? value.join(", ") : value;
  }

  /** As it was set: an array stays one. */
  raw(name: string): string | string[] | undefined {
    return this.#values?.get(String(name).toLowerCase());
  }

  append(name: string, value: HeaderValue): void {
    const known = this.raw(name);
    const added = Array.isArray(value) ? value : [String(value)];
    this.#setOne(name, known === undefined ? value : [known, ...added].flat());
  }

  remove(name: string): void {
    this.#values?.delete(String(name).toLowerCase());
  }

  names(): string[] {
    return [...this.#values?.keys() ?? []];
  }

  /** Strings are sent as UTF-8, which no `text/*` type says of itself. */
  nameCharset(): void {
    const type = this.get("content-type");
    if (type !== undefined && /^text\//i.test(type) && !/;\s*charset\s*=/i.test(type)) {
      this.#setOne("content-type", `${type}; charset=utf-8`);
    }
  }

  /** Name and value by turns, a line for each value. */
  pairs(): string[] {
    const pairs: string[] = [];
    for (const [name, value] of this.#values ?? []) {
      if (Array.isArray(value)) { for (const each of value) pairs.push(name, each); }
      else pairs.push(name, value);
    }
    return pairs;
  }

  #setOne(name: string, value: HeaderValue | undefined): void {
    const key = keyOf(name);
    if (key !== undefined && typeof value === "string" && FIELD_VALUE.test(value)) {
      (this.#values ??= new Map()).set(key, value);
      return;
    }
    const values = Array.isArray(value) ? value : [value];
    if (key === undefined) {
      throw invalidHeader(name, "the name is not a token of RFC 9110");
    }
    for (const each of values) {
      if (!["string", "number", "boolean"].includes(typeof each)) {
        throw invalidHeader(name, "its value is no text, number or boolean");
      }
      if (!FIELD_VALUE.test(String(each))) {
        throw invalidHeader(
          name,
          "its value has a line break, a control character, or one beyond Latin-1",
        );
      }
    }
    const stored = Array.isArray(value) ? values.map(String) : String(value);
    (this.#values ??= new Map()).set(key, stored);
  }
}

/** Hands name and value by turns to the native side: as one text, which is cheaper to hand over than many. */
export function setHeaders(exchange: Exchange, pairs: readonly string[]): void {
  op_racejs_set_headers(exchange, pairs.join("\n"), pairs.length / 2);
}

/** Names that have been seen, as they are kept. Programs use few; clients have no say in them. */
const KEYS = new Map<string, string>();
const MAX_KEYS = 256;

/** The name in lower case, if it is one. */
function keyOf(name: string): string | undefined {
  const known = KEYS.get(name);
  if (known !== undefined || typeof name !== "string" || !TOKEN.test(name)) return known;
  const key = name.toLowerCase();
  if (KEYS.size < MAX_KEYS) KEYS.set(name, key);
  return key;
}

function invalidHeader(name: string, reason: string): Error {
  return coded(
    TypeError,
    "RACE_HTTP_HEADER",
    `Header \`${name}\` is not valid: ${reason}`,
  );
}
