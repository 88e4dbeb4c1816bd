/**
 * @module What a request and its answer need of a connection, and the native kind of it. `_node_wire.ts` has the kind
 * that stands on `node:http`. Knows nothing of Express.
 */

import { type Head, linesOf, methodOf, targetOf, versionOf } from "ext:racejs_http/_head.ts";
import { setHeaders } from "ext:racejs_http/_headers.ts";
import { type Exchange, unheld } from "ext:racejs_http/_ops.ts";
import { ops } from "ext:racejs_express/_ops.ts";

/** The client's end, and this one. */
export interface Ends {
  remoteAddress: string;
  remotePort: number | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;
  encrypted: boolean;
}

/** A body as it comes. */
export interface Source {
  /** The next piece; `null` at the end. */
  next(): Promise<Uint8Array | null>;
  /** Nobody wants the rest. */
  cancel(): void;
}

export interface Wire {
  /** The native request, for handlers that have a native form. */
  readonly exchange: Exchange | undefined;
  readonly method: string;
  readonly url: string;
  /** `1.0`, `1.1` or `2.0`. */
  readonly version: string;
  /** Name and value by turns, a pair for each line. */
  lines(): string[];
  ends(): Ends;
  /** Whether a body has been announced. */
  hasBody(): boolean;
  openBody(): Source;
  /** Resolves when the system has the whole answer (`false`), or when the client has left before that (`true`). */
  ended(): Promise<boolean>;
  /** The whole answer at once. `pairs` is name and value by turns. */
  answer(status: number, reason: string, pairs: string[], body: string | Uint8Array): void;
  start(status: number, reason: string, pairs: string[]): void;
  /** Resolves when there is room for more; `false` when nobody reads any more. */
  write(chunk: Uint8Array): Promise<boolean>;
  finish(trailers: string[]): void;
  /** Ends the connection without an answer, or cuts the answer short, so that its client sees that it is not complete. */
  abort(): void;
  earlyHints(pairs: string[]): void;
}

const {
  op_racejs_answer_bytes,
  op_racejs_answer_text,
} = ops;

/** The engine sets the content type of its own answers by a number; here a header says it. */
const UNNAMED = 0;

const VERSIONS: Record<string, string> = { "HTTP/1.0": "1.0", "HTTP/1.1": "1.1", "HTTP/2.0": "2.0" };

export class NativeWire implements Wire {
  readonly exchange: Exchange;
  #head: Head;
  #peer: string;

  constructor(exchange: Exchange, head: Head, peer: string) {
    this.exchange = exchange;
    this.#head = head;
    this.#peer = peer;
  }

  get method(): string {
    return methodOf(this.#head);
  }

  get url(): string {
    return targetOf(this.#head);
  }

  get version(): string {
    return VERSIONS[versionOf(this.#head)] ?? "1.1";
  }

  lines(): string[] {
    return linesOf(this.#head);
  }

  ends(): Ends {
    const [remoteAddress, remotePort, localAddress, localPort, encrypted] = this.#peer.split(" ") as string[];
    return {
      remoteAddress: remoteAddress!,
      remotePort: Number(remotePort) || undefined,
      localAddress: localAddress === "-" ? undefined : localAddress,
      localPort: Number(localPort) || undefined,
      encrypted: encrypted === "tls",
    };
  }

  hasBody(): boolean {
    return ops.op_racejs_body_exists(this.exchange);
  }

  openBody(): Source {
    const body = ops.op_racejs_raw_stream(this.exchange);
    return { next: () => ops.op_racejs_chunk(body), cancel: () => ops.op_racejs_stream_drop(body) };
  }

  async ended(): Promise<boolean> {
    return !await unheld(ops.op_racejs_delivered(this.exchange));
  }

  answer(status: number, _reason: string, pairs: string[], body: string | Uint8Array): void {
    if (pairs.length > 0) setHeaders(this.exchange, pairs);
    if (typeof body === "string") op_racejs_answer_text(this.exchange, status, UNNAMED, body);
    else op_racejs_answer_bytes(this.exchange, status, UNNAMED, body);
  }

  start(status: number, _reason: string, pairs: string[]): void {
    if (pairs.length > 0) setHeaders(this.exchange, pairs);
    ops.op_racejs_stream_start(this.exchange, status, UNNAMED);
  }

  write(chunk: Uint8Array): Promise<boolean> {
    return unheld(ops.op_racejs_stream_write(this.exchange, chunk));
  }

  finish(trailers: string[]): void {
    ops.op_racejs_stream_end(this.exchange, trailers);
  }

  abort(): void {
    if (!ops.op_racejs_break_off(this.exchange)) unheld(ops.op_racejs_stream_abort(this.exchange));
  }

  earlyHints(pairs: string[]): void {
    ops.op_racejs_early_hints(this.exchange, pairs);
  }
}
