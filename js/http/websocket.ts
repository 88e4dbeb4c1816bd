/**
 * @module WebSockets at a path: `app.ws()`. The native side speaks the protocol; this side hands its events to the
 * program, one loop for all sockets of an app.
 */

import { type Handler, isThenable } from "ext:racejs_http/_dispatch.ts";
import { checkNames } from "ext:racejs_http/_names.ts";
import { core, type NativeSockets, ops } from "ext:racejs_http/_ops.ts";
import { report } from "ext:racejs_http/_report.ts";
import { isBytes, toBytes } from "ext:racejs_http/_send.ts";
import { coded } from "ext:racejs_http/errors.ts";
import type { Req } from "ext:racejs_http/request.ts";

type Message = string | Uint8Array;
export type SocketData = string | ArrayBuffer | ArrayBufferView;

export interface SocketHandlers {
  /** Before the handshake: what it gives back is `socket.data`. Throwing refuses the connection. */
  upgrade?(req: Req): unknown;
  open?(socket: Socket): unknown;
  message?(socket: Socket, message: Message): unknown;
  /** What was waiting to be sent has been. */
  drain?(socket: Socket): unknown;
  close?(socket: Socket, code: number, reason: string): unknown;
  /** What another handler has thrown. Default: it is logged, and the socket closes with 1011. */
  error?(socket: Socket, error: unknown): unknown;
}

export interface SocketOptions {
  backpressureLimit?: number | string;
  closeOnBackpressureLimit?: boolean;
  compress?: boolean;
  idleTimeout?: number;
  maxLifetime?: number;
  maxPayload?: number | string;
  origins?: readonly string[];
  protocols?: readonly string[];
}

const HANDLERS = ["upgrade", "open", "message", "drain", "close", "error"];

/** Kinds of events, as the native side numbers them. */
const OPEN = 0;
const TEXT = 1;
const BINARY = 2;
const DRAIN = 3;

export class Socket {
  /** What `upgrade` gave, else an empty object. */
  data: unknown;
  readonly req: Req;
  #sockets: NativeSockets;
  #id: number;

  constructor(sockets: NativeSockets, id: number, req: Req, data: unknown) {
    this.#sockets = sockets;
    this.#id = id;
    this.req = req;
    this.data = data;
  }

  /** Bytes that wait to be sent. */
  get bufferedAmount(): number {
    return Math.max(0, ops.op_racejs_ws_state(this.#sockets, this.#id));
  }

  get isOpen(): boolean {
    return ops.op_racejs_ws_state(this.#sockets, this.#id) >= 0;
  }

  /** Sends a message: 1 if it is on its way, 0 if it was dropped, -1 if it waits behind others. */
  send(data: SocketData, options: { compress?: boolean } = {}): -1 | 0 | 1 {
    const { bytes, isText } = encode(data);
    return ops.op_racejs_ws_send(this.#sockets, this.#id, bytes, isText, options.compress ?? true) as -1 | 0 | 1;
  }

  subscribe(topic: string): boolean {
    return ops.op_racejs_ws_subscribe(this.#sockets, this.#id, topic);
  }

  unsubscribe(topic: string): boolean {
    return ops.op_racejs_ws_unsubscribe(this.#sockets, this.#id, topic);
  }

  isSubscribed(topic: string): boolean {
    return ops.op_racejs_ws_is_subscribed(this.#sockets, this.#id, topic);
  }

  /** Sends to everybody else who has subscribed to the topic; how many those are. */
  publish(topic: string, data: SocketData): number {
    const { bytes, isText } = encode(data);
    return ops.op_racejs_ws_publish(this.#sockets, this.#id, topic, bytes, isText);
  }

  /** Begins the closing handshake. `code` is 1000 or 3000 to 4999 (RFC 6455, section 7.4). */
  close(code = 1000, reason = ""): void {
    ops.op_racejs_ws_close(this.#sockets, this.#id, code, reason);
  }

  /** Closes the connection without a word. */
  terminate(): void {
    ops.op_racejs_ws_terminate(this.#sockets, this.#id);
  }
}

interface Known {
  socket: Socket;
  handlers: SocketHandlers;
  /** What its request had entered (AsyncLocalStorage): its handlers run in that. */
  context: unknown;
}

/** All WebSockets of an app. */
export class Sockets {
  #native: NativeSockets = ops.op_racejs_ws_open();
  #known = new Map<number, Known>();
  #isRunning = false;

  /** A route handler that turns a request into a WebSocket. */
  accept(handlers: SocketHandlers, options: SocketOptions): Handler {
    checkNames(handlers, HANDLERS, "a handler of `ws()`");
    for (const [name, handler] of Object.entries(handlers)) {
      if (handler !== undefined && typeof handler !== "function") {
        throw coded(TypeError, "RACE_HTTP_HANDLER", `The WebSocket handler \`${name}\` is not a function`);
      }
    }
    const settings = ops.op_racejs_ws_options(JSON.stringify(options));
    return async (req, res) => {
      const data = await handlers.upgrade?.(req) ?? {};
      if (res.headersSent) return;
      const id = res.upgrade((exchange) => ops.op_racejs_ws_accept(this.#native, exchange, settings));
      // A request that is no handshake has been answered with what it lacks.
      if (id === -1) return;
      this.#known.set(id, { socket: new Socket(this.#native, id, req, data), handlers, context: core.getAsyncContext() });
      this.#run();
    };
  }

  publish(topic: string, data: SocketData): number {
    const { bytes, isText } = encode(data);
    return ops.op_racejs_ws_publish(this.#native, -1, topic, bytes, isText);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const context = core.getAsyncContext();
    for (;;) {
      const events = await ops.op_racejs_ws_next(this.#native);
      // A socket may have been accepted since there was none.
      if (events.length === 0 && this.#known.size === 0) break;
      for (let i = 0; i < events.length; i += 4) {
        this.#hand(events[i] as number, events[i + 1] as number, events[i + 2], events[i + 3] as number);
      }
      core.setAsyncContext(context);
    }
    this.#isRunning = false;
  }

  #hand(id: number, kind: number, content: unknown, code: number): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    const { socket, handlers, context } = known;
    core.setAsyncContext(context);
    switch (kind) {
      case OPEN:
        return call(known, () => handlers.open?.(socket));
      case TEXT:
      case BINARY:
        return call(known, () => handlers.message?.(socket, content as Message));
      case DRAIN:
        return call(known, () => handlers.drain?.(socket));
      default:
        this.#known.delete(id);
        return call(known, () => handlers.close?.(socket, code, content as string));
    }
  }
}

/** What a handler throws, at once or later, goes to the endpoint's error handler. */
function call({ socket, handlers }: Known, run: () => unknown): void {
  attempt(run, (error) => {
    if (handlers.error !== undefined) {
      return attempt(() => handlers.error!(socket, error), (worse) => report(worse, socket.req));
    }
    report(error, socket.req);
    socket.close(1011, "");
  });
}

/** `failed` gets what is thrown, at once or later. */
function attempt(run: () => unknown, failed: (error: unknown) => void): void {
  try {
    const result = run();
    if (isThenable(result)) result.then(undefined, failed);
  } catch (error) {
    failed(error);
  }
}

function encode(data: SocketData): { bytes: Uint8Array; isText: boolean } {
  if (typeof data === "string") return { bytes: core.encode(data), isText: true };
  if (isBytes(data)) return { bytes: toBytes(data), isText: false };
  throw coded(TypeError, "RACE_HTTP_SOCKET_DATA", "A WebSocket sends a string or bytes\nhint: `JSON.stringify()` makes a string of other values");
}
