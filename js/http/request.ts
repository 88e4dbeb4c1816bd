/**
 * @module `req`: what a handler reads. Every part is taken from the native side when it is first read,
 * and kept. Never writes to the client.
 */

import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import { parseQuery, type Query } from "ext:racejs_http/_query.ts";
import { HttpError } from "ext:racejs_http/errors.ts";

const {
  op_racejs_body_bytes,
  op_racejs_body_kind,
  op_racejs_body_text,
  op_racejs_header,
  op_racejs_headers,
  op_racejs_ip,
  op_racejs_method,
  op_racejs_params,
  op_racejs_url,
} = ops;

/** As the native side numbers them. */
const NO_BODY = 0;
const JSON_BODY = 1;
const TEXT_BODY = 2;

export class Req {
  #exchange: Exchange;
  #url: string | undefined;
  #params: Record<string, string> | undefined;
  #query: Query | undefined;
  #headers: Record<string, string> | undefined;
  #body: (() => unknown) | undefined;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  get method(): string {
    return op_racejs_method(this.#exchange);
  }

  get url(): string {
    return this.#url ??= op_racejs_url(this.#exchange);
  }

  get path(): string {
    const end = this.url.indexOf("?");
    return end === -1 ? this.url : this.url.slice(0, end);
  }

  get params(): Record<string, string> {
    return this.#params ??= record(op_racejs_params(this.#exchange));
  }

  /** Middleware that validates puts what it made of a part in its place. */
  set params(value: Record<string, string>) {
    this.#params = value;
  }

  get query(): Query {
    return this.#query ??= parseQuery(this.url);
  }

  set query(value: Query) {
    this.#query = value;
  }

  get headers(): Record<string, string> {
    return this.#headers ??= record(op_racejs_headers(this.#exchange));
  }

  get(name: string): string | undefined {
    return op_racejs_header(this.#exchange, name) ?? undefined;
  }

  get ip(): string {
    return op_racejs_ip(this.#exchange);
  }

  get body(): unknown {
    return (this.#body ??= readBody(this.#exchange))();
  }

  set body(value: unknown) {
    this.#body = () => value;
  }
}

/** Reads the body once; what comes back gives the value, or the same error, each time. */
function readBody(exchange: Exchange): () => unknown {
  try {
    const body = parseBody(exchange);
    return () => body;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function parseBody(exchange: Exchange): unknown {
  const kind = op_racejs_body_kind(exchange);
  if (kind === NO_BODY) return undefined;
  if (kind !== JSON_BODY && kind !== TEXT_BODY) {
    return op_racejs_body_bytes(exchange);
  }
  const coding = op_racejs_header(exchange, "content-encoding") ?? "identity";
  if (coding.trim().toLowerCase() !== "identity") {
    throw new HttpError(
      415,
      `The body is encoded as \`${coding}\`, which is not decoded here`,
      { code: "RACE_HTTP_CONTENT_ENCODING", headers: { "accept-encoding": "identity" } },
    );
  }
  const text = readText(exchange);
  if (kind === TEXT_BODY) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError(
      400,
      `The body is not valid JSON: ${(cause as Error).message}`,
      { code: "RACE_HTTP_BAD_JSON", cause },
    );
  }
}

function readText(exchange: Exchange): string {
  try {
    return op_racejs_body_text(exchange);
  } catch (cause) {
    const { code, message } = cause as HttpError;
    if (code !== "RACE_HTTP_BODY_NOT_UTF8") throw cause;
    throw new HttpError(400, message, { code, cause });
  }
}

function record(pairs: string[]): Record<string, string> {
  const result: Record<string, string> = Object.create(null);
  for (let i = 0; i < pairs.length; i += 2) {
    result[pairs[i]!] = pairs[i + 1]!;
  }
  return result;
}
