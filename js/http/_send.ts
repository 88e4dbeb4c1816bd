/**
 * @module From a value to the bytes of an answer. Knows neither `req` nor `res`: it writes to an exchange.
 */

import { core, type Exchange, ops, unheld } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

const {
  op_racejs_answer_bytes,
  op_racejs_answer_text,
  op_racejs_stream_abort,
  op_racejs_stream_end,
  op_racejs_stream_start,
  op_racejs_stream_write,
} = ops;

/** Kinds of content, as the native side numbers them. */
export const EMPTY = 0;
export const JSON_TEXT = 1;
export const TEXT = 2;
export const BYTES = 3;
export const PROBLEM = 4;
export const HTML = 5;

/** The parts of a web `Response` that are used here; it may come from any implementation. */
export interface ResponseLike {
  status: number;
  headers: Iterable<[string, string]>;
  body: AsyncIterable<unknown> | null;
}

/** Told by its tag: naming the class would load the whole of fetch into a program that does not use it. */
export function isResponse(value: object): value is ResponseLike {
  return (value as Record<symbol, unknown>)[Symbol.toStringTag] ===
      "Response" && "headers" in value && "body" in value;
}

/** The parts of a web `Blob` (or `File`) that are used here. */
export interface BlobLike {
  type: string;
  size: number;
  stream(): AsyncIterable<unknown>;
}

export function isBlob(value: object): value is BlobLike {
  const tag = (value as Record<symbol, unknown>)[Symbol.toStringTag];
  return (tag === "Blob" || tag === "File") &&
    typeof (value as Partial<BlobLike>).stream === "function";
}

/** A `ReadableStream`, an async generator, a Node stream. */
export function isStream(value: object): value is AsyncIterable<unknown> {
  return typeof (value as Partial<AsyncIterable<unknown>>)[
    Symbol.asyncIterator
  ] === "function";
}

export function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

export function toJson(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) {
    throw coded(
      TypeError,
      "RACE_HTTP_NOT_JSON",
      `${
        value === undefined ? "`undefined`" : `A ${typeof value}`
      } has no form in JSON\nhint: \`null\` has one, and \`res.end()\` answers without a body`,
    );
  }
  return text;
}

/** Answers with a whole body that is neither JSON nor a stream. */
export function sendWhole(
  exchange: Exchange,
  status: number,
  value: string | ArrayBuffer | ArrayBufferView | undefined,
): void {
  if (typeof value === "string") {
    op_racejs_answer_text(exchange, status, TEXT, value);
  } else if (value === undefined) {
    op_racejs_answer_text(exchange, status, EMPTY, "");
  } else {
    op_racejs_answer_bytes(exchange, status, BYTES, toBytes(value));
  }
}

/**
 * Sends chunks as they come, each when the connection has room for it. Rejects only for an error before
 * the first chunk, when the client can still be told; `onLate` gets a later one, and the connection closes
 * in the middle of the body, so that nobody takes a part for the whole.
 */
export async function pump(
  exchange: Exchange,
  status: number,
  source: AsyncIterable<unknown>,
  onLate: (error: unknown) => void,
  trailers?: () => string[],
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  let step = await iterator.next();
  try {
    op_racejs_stream_start(exchange, status, kindOf(step));
  } catch (error) {
    release(iterator);
    throw error;
  }
  try {
    while (!step.done) {
      const chunk = toChunk(step.value);
      if (
        chunk.byteLength > 0 && !(await unheld(op_racejs_stream_write(exchange, chunk)))
      ) {
        await iterator.return?.();
        break;
      }
      step = await iterator.next();
    }
    op_racejs_stream_end(exchange, trailers?.() ?? []);
  } catch (error) {
    onLate(error);
    release(iterator);
    await op_racejs_stream_abort(exchange);
  }
}

/** Lets a source clean up. It has failed already: how it fails at that, or whether it ends, holds up nobody. */
function release(iterator: AsyncIterator<unknown>): void {
  try {
    iterator.return?.()?.then(undefined, () => {});
  } catch {
    // As above.
  }
}

function kindOf(step: IteratorResult<unknown>): number {
  if (step.done) return EMPTY;
  return typeof step.value === "string" ? TEXT : BYTES;
}

export function toChunk(value: unknown): Uint8Array {
  if (typeof value === "string") return core.encode(value);
  if (isBytes(value)) return toBytes(value);
  throw coded(
    TypeError,
    "RACE_HTTP_CHUNK",
    `A streamed chunk is a string or bytes, not ${
      value === null ? "null" : `a ${typeof value}`
    }`,
  );
}

export function toBytes(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
