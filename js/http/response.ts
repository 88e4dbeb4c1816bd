/**
 * @module `res`: how a handler answers. One answer a request; a second one is an error.
 */

import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import {
  type BlobLike,
  EMPTY,
  isBlob,
  isBytes,
  isResponse,
  isStream,
  JSON_TEXT,
  PROBLEM,
  pump,
  type ResponseLike,
  sendWhole,
  toJson,
} from "ext:racejs_http/_send.ts";
import { coded, toProblem } from "ext:racejs_http/errors.ts";

const { op_racejs_answer_text, op_racejs_set_headers } = ops;

/** RFC 9110: a token; visible characters, spaces and tabs, up to Latin-1. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Of another connection, where a `Response` comes from `fetch`. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export type HeaderValue = string | number | boolean | readonly string[];

export class Res {
  #exchange: Exchange;
  #onError: (error: unknown) => void;
  #status = 200;
  #headers: Map<string, HeaderValue> | undefined;
  #answered = false;

  /** `onError` hears of what goes wrong after a method has returned. */
  constructor(exchange: Exchange, onError: (error: unknown) => void) {
    this.#exchange = exchange;
    this.#onError = onError;
  }

  get headersSent(): boolean {
    return this.#answered;
  }

  get statusCode(): number {
    return this.#status;
  }

  status(code: number): this {
    if (!Number.isInteger(code) || code < 200 || code > 599) {
      throw coded(
        RangeError,
        "RACE_HTTP_STATUS",
        `\`${code}\` is not a status that a response can have (200 to 599)`,
      );
    }
    this.#assertOpen();
    this.#status = code;
    return this;
  }

  set(name: string | Record<string, HeaderValue>, value?: HeaderValue): this {
    this.#assertOpen();
    if (typeof name === "object") {
      for (const key of Object.keys(name)) this.#setOne(key, name[key]);
    } else {
      this.#setOne(name, value);
    }
    return this;
  }

  get(name: string): string | undefined {
    const value = this.#headers?.get(String(name).toLowerCase());
    return Array.isArray(value) ? value.join(", ") : value as string | undefined;
  }

  json(value: unknown): this {
    this.#assertOpen();
    const text = toJson(value);
    this.#commit();
    op_racejs_answer_text(this.#exchange, this.#status, JSON_TEXT, text);
    return this;
  }

  send(value?: unknown): this {
    this.#assertOpen();
    if (typeof value === "object" && value !== null) {
      if (isResponse(value)) return this.#sendResponse(value);
      if (isBlob(value)) return this.#sendBlob(value);
      if (isStream(value)) return this.#sendStream(value);
    }
    if (typeof value === "string") this.#nameCharset();
    if (value === undefined || typeof value === "string" || isBytes(value)) {
      this.#commit();
      sendWhole(this.#exchange, this.#status, value);
      return this;
    }
    return this.json(value);
  }

  end(value?: unknown): this {
    return this.send(value);
  }

  /** Answers with an error instead of whatever the handler has prepared. */
  static fail(res: Res, error: unknown): void {
    const problem = toProblem(error);
    // What was prepared described another body.
    res.#headers = new Map();
    if (problem.headers) res.set(problem.headers);
    res.#commit();
    op_racejs_answer_text(res.#exchange, problem.status, PROBLEM, problem.body);
  }

  #sendResponse(response: ResponseLike): this {
    this.status(response.status);
    for (const [name, value] of response.headers) {
      if (HOP_BY_HOP.has(name)) continue;
      const known = name === "set-cookie" ? this.#headers?.get(name) : undefined;
      this.#setOne(name, known === undefined ? value : [known, value].flat() as string[]);
    }
    if (response.body !== null) {
      return this.#sendStream(response.body);
    }
    this.#commit();
    op_racejs_answer_text(this.#exchange, this.#status, EMPTY, "");
    return this;
  }

  #sendBlob(blob: BlobLike): this {
    if (blob.type !== "" && this.get("content-type") === undefined) {
      this.#setOne("content-type", blob.type);
    }
    return this.#sendStream(blob.stream());
  }

  /** Strings are sent as UTF-8, which no `text/*` type says of itself. */
  #nameCharset(): void {
    const type = this.get("content-type");
    if (type !== undefined && /^text\//i.test(type) && !/;\s*charset\s*=/i.test(type)) {
      this.#setOne("content-type", `${type}; charset=utf-8`);
    }
  }

  #sendStream(source: AsyncIterable<unknown>): this {
    this.#commit();
    pump(this.#exchange, this.#status, source, this.#onError).catch((error) => {
      // Nothing has been sent yet, so the client can still get an honest answer.
      this.#answered = false;
      this.#onError(error);
    });
    return this;
  }

  #setOne(name: string, value: HeaderValue | undefined): void {
    const values = Array.isArray(value) ? value : [value];
    if (!TOKEN.test(name)) {
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
    const key = name.toLowerCase();
    const stored = Array.isArray(value) ? values.map(String) : String(value);
    (this.#headers ??= new Map()).set(key, stored);
  }

  /** Hands the headers over; from here on the request counts as answered. */
  #commit(): void {
    this.#assertOpen();
    if (this.#headers !== undefined) {
      const pairs: string[] = [];
      for (const [name, value] of this.#headers) {
        for (const each of [value].flat() as string[]) pairs.push(name, each);
      }
      op_racejs_set_headers(this.#exchange, pairs);
    }
    this.#answered = true;
  }

  #assertOpen(): void {
    if (!this.#answered) return;
    throw coded(
      Error,
      "RACE_HTTP_ALREADY_ANSWERED",
      "The request is already answered\nhint: a handler answers once, by `res` or by what it returns",
    );
  }
}

function invalidHeader(name: string, reason: string): Error {
  return coded(
    TypeError,
    "RACE_HTTP_HEADER",
    `Header \`${name}\` is not valid: ${reason}`,
  );
}
