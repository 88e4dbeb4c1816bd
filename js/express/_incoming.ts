/**
 * @module The half of `req` that Node has: a readable stream with a head. Nothing of a stream exists until somebody
 * touches it: then `_readableState`, which everything in Node's streams reads first, makes it. Knows nothing of Express.
 */

import { type RequestHeaders, toDistinctHeaders, toHeaders } from "ext:racejs_express/_headers.ts";
import { type Listener, nextTick, node, type NodeReadable, toBuffer } from "ext:racejs_express/_node.ts";
import { breakOff, watch } from "ext:racejs_express/_lifecycle.ts";
import type { Outgoing } from "ext:racejs_express/_outgoing.ts";
import { createSocket, type Socket } from "ext:racejs_express/_socket.ts";
import type { Source, Wire } from "ext:racejs_express/_wire.ts";
import type { Exchange } from "ext:racejs_http/_ops.ts";

export const REQUEST = Symbol("racejs.express.request");

/** What a request keeps for itself. */
export class RequestState {
  readonly wire: Wire;
  headers: RequestHeaders | undefined;
  /** What the query was read from, and as. */
  query: { text: string; value: Record<string, unknown> } | undefined;
  socket: Socket | undefined;
  source: Source | undefined;
  /** It is read as a stream. */
  isPulled = false;
  /** The end has been read, by whoever read it. */
  isComplete = false;
  isAborted = false;
  /** Whoever destroys the request gives up its body alone. */
  isDetached = false;
  /** It has its answer. */
  isConcluded = false;

  constructor(wire: Wire) {
    this.wire = wire;
  }

  /** The body, for whoever comes first. */
  takeBody(): Source {
    return this.source ??= this.wire.openBody();
  }
}

const { Readable } = node.stream;

export interface Incoming extends Omit<NodeReadable, "on" | "addListener" | "prependListener"> {
  res: Outgoing;
}

export class Incoming {
  declare [REQUEST]: RequestState;
  declare method: string;
  declare url: string;

  /** For native handlers of `racejs`. */
  get exchange(): Exchange | undefined {
    return this[REQUEST].wire.exchange;
  }

  get httpVersion(): string {
    return this[REQUEST].wire.version;
  }

  get httpVersionMajor(): number {
    return Number(this.httpVersion.split(".")[0]);
  }

  get httpVersionMinor(): number {
    return Number(this.httpVersion.split(".")[1]);
  }

  get headers(): RequestHeaders {
    const state = this[REQUEST];
    return state.headers ??= toHeaders(state.wire.lines());
  }

  set headers(value: RequestHeaders) {
    this[REQUEST].headers = value;
  }

  get headersDistinct(): Record<string, string[]> {
    return toDistinctHeaders(this[REQUEST].wire.lines());
  }

  get rawHeaders(): string[] {
    return [...this[REQUEST].wire.lines()];
  }

  get trailers(): Record<string, string> {
    return {};
  }

  get rawTrailers(): string[] {
    return [];
  }

  get socket(): Socket {
    const state = this[REQUEST];
    return state.socket ??= createSocket(state.wire.ends(), this.res);
  }

  /** Node's streams take the socket away before they destroy a request whose reader has enough: its answer is still to come. */
  set socket(value: unknown) {
    this[REQUEST].isDetached = value === null;
  }

  get connection(): Socket {
    return this.socket;
  }

  get complete(): boolean {
    const state = this[REQUEST];
    return state.isComplete || !state.wire.hasBody();
  }

  get aborted(): boolean {
    return this[REQUEST].isAborted;
  }

  get signal(): AbortSignal {
    const controller = new AbortController();
    this.once("close", () => controller.abort());
    Object.defineProperty(this, "signal", { value: controller.signal, configurable: true });
    return controller.signal;
  }

  setTimeout(_time: number, onTimeout?: Listener): this {
    if (typeof onTimeout === "function") this.on("timeout", onTimeout);
    return this;
  }

  on(event: string | symbol, listener: Listener): this {
    if (event === "close" || event === "aborted" || event === "error") watch(this.res);
    Readable.prototype.on.call(this, event, listener);
    return this;
  }

  addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  prependListener(event: string | symbol, listener: Listener): this {
    if (event === "close" || event === "aborted" || event === "error") watch(this.res);
    Readable.prototype.prependListener.call(this, event, listener);
    return this;
  }

  /** Called by Node's streams when somebody wants data. */
  _read(): void {
    const state = this[REQUEST];
    if (state.isComplete && state.source === undefined) {
      this.push(null);
      return;
    }
    state.isPulled = true;
    let source: Source;
    try {
      source = state.takeBody();
    } catch (error) {
      // Somebody else has it.
      state.isComplete = true;
      this.destroy(error as Error);
      return;
    }
    source.next().then((chunk) => {
      if (chunk === null) state.isComplete = true;
      this.push(chunk === null ? null : toBuffer(chunk));
    }, (error) => {
      // Behind its answer nobody misses the rest.
      if (state.isConcluded) {
        this.push(null);
        return;
      }
      state.isAborted = true;
      this.emit("aborted");
      this.destroy(Object.assign(error as Error, { code: "ECONNRESET" }));
    });
  }

  _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const state = this[REQUEST];
    // Who reads it as a stream has read it at its end, and not when the last of it has come.
    const isRead = state.isPulled ? this.readableEnded : state.isComplete;
    const isCut = !isRead && !state.isConcluded && !state.isAborted;
    if (!state.isComplete) state.source?.cancel();
    if (isCut) {
      state.isAborted = true;
      this.emit("aborted");
      if (!state.isDetached) breakOff(this.res);
    }
    // Only those who listen are told; an error that nobody expects must not end the process.
    const isExpected = error === null || this.listenerCount("error") > 0;
    nextTick(() => done(isExpected ? error : null));
  }
}

Object.setPrototypeOf(Incoming.prototype, Readable.prototype);
// By these Node's streams know the request of a server.
Object.assign(Incoming.prototype, { _consuming: false, _dumped: false });
Object.defineProperty(Incoming.prototype, "_readableState", {
  configurable: true,
  get(this: Incoming) {
    if (this[REQUEST] === undefined) return undefined;
    Readable.call(this);
    return (this as unknown as { _readableState: unknown })._readableState;
  },
  set(this: Incoming, value: unknown) {
    Object.defineProperty(this, "_readableState", { value, configurable: true, enumerable: false, writable: true });
  },
});

/** Whether somebody has begun to use the request as a stream. */
export function isStreamed(req: Incoming): boolean {
  return Object.hasOwn(req, "_readableState");
}

/** The request has its answer, or its client has left: nobody will read on. */
export function concludeRequest(req: Incoming, hasLeft: boolean): void {
  const state = req[REQUEST];
  state.isConcluded = true;
  const isNews = hasLeft && !state.isAborted;
  state.isAborted ||= hasLeft;
  if (isNews && req._events !== undefined) req.emit("aborted");
  if (isStreamed(req)) {
    if (req.destroyed || req.readableEnded) return;
    state.isComplete ||= state.source === undefined;
    if (hasLeft) req.destroy(aborted());
    else req.resume();
    return;
  }
  state.isComplete ||= !hasLeft;
  if (req._events !== undefined) req.emit("close");
}

function aborted(): Error {
  return Object.assign(new Error("aborted"), { code: "ECONNRESET" });
}
