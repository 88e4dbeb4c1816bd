/**
 * @module What `app.listen()` gives: the engine's server with the face of Node's.
 */

import { noteServer } from "ext:racejs_http/_development.ts";
import type { NativeApp, NativeServer } from "ext:racejs_http/_ops.ts";
import { ops } from "ext:racejs_express/_ops.ts";
import { type Emitter, nextTick, node } from "ext:racejs_express/_node.ts";
import { type Address, parseListen, Server as EngineServer } from "ext:racejs_http/server.ts";

type Callback = (error?: unknown) => void;

export interface Server extends Emitter {}

export class Server {
  /** Seconds and milliseconds that Node's server has; the engine's limits are its own. */
  timeout = 0;
  keepAliveTimeout = 30_000;
  headersTimeout = 15_000;
  requestTimeout = 30_000;
  maxHeadersCount = 256;
  #app: NativeApp;
  #engine: EngineServer | undefined;
  #onClose: (server: Server) => void;
  #isClosing = false;

  constructor(app: NativeApp, onClose: (server: Server) => void) {
    this.#app = app;
    this.#onClose = onClose;
  }

  get listening(): boolean {
    return this.#engine !== undefined && !this.#isClosing;
  }

  get port(): number | undefined {
    return this.#engine?.port;
  }

  get url(): string | undefined {
    return this.#engine?.url;
  }

  address(): Address | string | null {
    return this.listening ? this.#engine!.address() : null;
  }

  /** The callback hears of both: that it listens, and why it does not. */
  listen(...args: unknown[]): this {
    // Without a port Node takes a free one.
    const hasPlace = args.length > 0 && typeof args[0] !== "function";
    const { native, onListening } = parseListen(hasPlace ? args : [0, ...args], true);
    const done = onListening as Callback | undefined;
    let server: NativeServer;
    try {
      server = ops.op_racejs_listen(this.#app, JSON.stringify(native), false);
    } catch (error) {
      nextTick(() => done === undefined ? this.emit("error", error) : done(error));
      return this;
    }
    noteServer(server);
    this.#engine = new EngineServer(server, () => {});
    // Later, as everywhere in Node: the caller's own assignment of the server comes first.
    nextTick(() => {
      if (done !== undefined) done.call(this);
      this.emit("listening");
    });
    return this;
  }

  close(onClosed?: Callback): this {
    if (this.#engine === undefined || this.#isClosing) {
      const error = Object.assign(new Error("Server is not running."), { code: "ERR_SERVER_NOT_RUNNING" });
      if (typeof onClosed === "function") nextTick(() => onClosed(error));
      return this;
    }
    this.#isClosing = true;
    this.#onClose(this);
    this.#engine.close().then(() => {
      onClosed?.();
      this.emit("close");
    });
    return this;
  }

  /** For `await using server = app.listen()`. */
  [Symbol.asyncDispose](): Promise<void> {
    return new Promise((resolve) => this.close(() => resolve()));
  }

  closeAllConnections(): void {}

  closeIdleConnections(): void {}

  getConnections(done: (error: null, count: number) => void): void {
    nextTick(() => done(null, 0));
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

Object.setPrototypeOf(Server.prototype, node.events.EventEmitter.prototype);
