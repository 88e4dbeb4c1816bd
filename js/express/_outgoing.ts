/**
 * @module The half of `res` that Node has: a head and a writable stream. Every step goes through the methods that a
 * program may have replaced (`end`, `write`, `writeHead`), as middleware that hooks into answers expects. Nothing of a
 * stream exists until somebody writes more than once. Knows nothing of Express.
 */

import { Fields, type HeaderValue, nodeError } from "ext:racejs_express/_fields.ts";
import type { Incoming } from "ext:racejs_express/_incoming.ts";
import {
  assertHeadOpen,
  breakOff,
  carriesBody,
  type Chunk,
  type Done,
  finish,
  headerEntries,
  isUtf8,
  RESPONSE,
  type ResponseState,
  startStream,
  toBytes,
  watch,
} from "ext:racejs_express/_lifecycle.ts";
import { type Emitter, type Listener, nextTick, node } from "ext:racejs_express/_node.ts";
import type { Socket } from "ext:racejs_express/_socket.ts";

const { Stream } = node.stream;

export interface Outgoing extends Omit<Emitter, "on" | "addListener" | "prependListener"> {
  req: Incoming;
  statusCode: number;
  statusMessage: string | undefined;
}

export class Outgoing {
  declare [RESPONSE]: ResponseState;

  get headersSent(): boolean {
    return this[RESPONSE].isHeadReady;
  }

  /** The text of the head in Node; middleware asks only whether there is one. */
  get _header(): string | null {
    return this.headersSent ? `HTTP/1.1 ${this.statusCode}\r\n\r\n` : null;
  }

  get finished(): boolean {
    return this[RESPONSE].isEnded;
  }

  get writableEnded(): boolean {
    return this[RESPONSE].isEnded;
  }

  get writableFinished(): boolean {
    return this[RESPONSE].isFinished;
  }

  get writable(): boolean {
    return true;
  }

  get writableHighWaterMark(): number {
    return 16 * 1024;
  }

  get writableLength(): number {
    return this[RESPONSE].writer?.pending ?? 0;
  }

  get writableNeedDrain(): boolean {
    return this[RESPONSE].writer?.needsDrain ?? false;
  }

  get destroyed(): boolean {
    return this[RESPONSE].isGone;
  }

  get closed(): boolean {
    return this[RESPONSE].isGone;
  }

  get socket(): Socket {
    return this.req.socket;
  }

  get connection(): Socket {
    return this.req.socket;
  }

  setHeader(name: string, value: HeaderValue): this {
    assertHeadOpen(this, "set");
    this[RESPONSE].fields.set(name, value);
    return this;
  }

  setHeaders(headers: Iterable<[string, string]>): this {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }

  appendHeader(name: string, value: HeaderValue): this {
    assertHeadOpen(this, "append");
    this[RESPONSE].fields.append(name, value);
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    return this[RESPONSE].fields.get(name);
  }

  getHeaders(): Record<string, HeaderValue> {
    return this[RESPONSE].fields.record();
  }

  getHeaderNames(): string[] {
    return this[RESPONSE].fields.names();
  }

  getRawHeaderNames(): string[] {
    return this[RESPONSE].fields.rawNames();
  }

  hasHeader(name: string): boolean {
    return this[RESPONSE].fields.has(name);
  }

  removeHeader(name: string): void {
    assertHeadOpen(this, "remove");
    this[RESPONSE].fields.remove(name);
  }

  writeHead(status: number, reason?: unknown, headers?: unknown): this {
    assertHeadOpen(this, "write");
    if (!Number.isInteger(Number(status)) || status < 100 || status > 999) {
      throw nodeError(RangeError, "ERR_HTTP_INVALID_STATUS_CODE", `Invalid status code: ${status}`);
    }
    const fields = typeof reason === "string" ? headers : reason ?? headers;
    this.statusCode = Number(status);
    if (typeof reason === "string") this.statusMessage = reason;
    for (const [name, value] of headerEntries(fields)) this[RESPONSE].fields.set(name, value);
    this[RESPONSE].isHeadReady = true;
    return this;
  }

  /** What Node's own methods call before the first byte; compression and sessions call it too. */
  _implicitHeader(): void {
    this.writeHead(this.statusCode);
  }

  flushHeaders(): void {
    if (!this[RESPONSE].isHeadReady) this._implicitHeader();
    if (!this[RESPONSE].isEnded) startStream(this);
  }

  write(chunk: Chunk, encoding?: string | Done, done?: Done): boolean {
    const state = this[RESPONSE];
    const callback = typeof encoding === "function" ? encoding : done;
    const bytes = toBytes(chunk, encoding);
    if (state.isEnded || state.isGone) {
      const error = state.isEnded
        ? nodeError(Error, "ERR_STREAM_WRITE_AFTER_END", "write after end")
        : nodeError(Error, "ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed");
      nextTick(() => callback?.(error));
      if (state.isEnded && this.listenerCount("error") > 0) nextTick(() => this.emit("error", error));
      return false;
    }
    if (!state.isHeadReady) this._implicitHeader();
    const writer = startStream(this);
    if (!carriesBody(this)) {
      if (callback !== undefined) nextTick(callback);
      return true;
    }
    return writer.write(bytes, callback);
  }

  end(chunk?: Chunk | Done | null, encoding?: string | Done, done?: Done): this {
    const callback = [chunk, encoding, done].find((each) => typeof each === "function") as Done | undefined;
    const body = typeof chunk === "function" || chunk === undefined || chunk === null ? undefined : chunk;
    const state = this[RESPONSE];
    if (state.isEnded) {
      if (callback !== undefined) nextTick(() => callback(nodeError(Error, "ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished")));
      return this;
    }
    // Checked before anything is sent.
    const content = body === undefined ? "" : isUtf8(body, encoding) ? body : toBytes(body, encoding);
    if (!state.isHeadReady) this._implicitHeader();
    state.onEnd = callback;
    finish(this, content);
    return this;
  }

  addTrailers(trailers: Record<string, string> | [string, string][]): void {
    const entries = Array.isArray(trailers) ? trailers : Object.entries(trailers);
    for (const [name, value] of entries) this[RESPONSE].trailers.push(name, String(value));
  }

  /** The engine asks for a body when somebody reads it. */
  writeContinue(done?: Done): void {
    if (done !== undefined) nextTick(done);
  }

  writeProcessing(done?: Done): void {
    if (done !== undefined) nextTick(done);
  }

  writeEarlyHints(hints: Record<string, string | string[]>, done?: Done): void {
    const checked = new Fields();
    for (const [name, value] of Object.entries(hints)) checked.set(name, value);
    this[RESPONSE].wire.earlyHints(checked.pairs());
    if (done !== undefined) nextTick(done);
  }

  cork(): void {}
  uncork(): void {}

  setTimeout(_time: number, onTimeout?: Listener): this {
    if (typeof onTimeout === "function") this.on("timeout", onTimeout);
    return this;
  }

  /** The client sees that the connection ends. As in Node, an error is told to nobody. */
  destroy(_error?: Error): this {
    breakOff(this);
    return this;
  }

  on(event: string | symbol, listener: Listener): this {
    Stream.prototype.on.call(this, event, listener);
    if (event === "close" || event === "finish" || event === "error") watch(this);
    return this;
  }

  addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  prependListener(event: string | symbol, listener: Listener): this {
    Stream.prototype.prependListener.call(this, event, listener);
    if (event === "close" || event === "finish" || event === "error") watch(this);
    return this;
  }
}

Object.setPrototypeOf(Outgoing.prototype, Stream.prototype);
