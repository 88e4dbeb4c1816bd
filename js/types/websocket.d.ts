/**
 * WebSockets of an app: what happens on them, and how they behave.
 *
 * @module
 */

import type { Req } from "./request.d.ts";
import type { Socket } from "./socket.d.ts";

/**
 * What happens on WebSockets. Each handler may be a promise; one that fails calls `error`.
 *
 * @typeParam Data What `upgrade` gives back, and `socket.data` is.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.ws("/chat", {
 *   upgrade: (req) => ({ name: req.query.name }),
 *   open: (socket) => socket.send(`Welcome, ${socket.data.name}`),
 *   close: (socket, code) => console.log(`${socket.data.name} has left: ${code}`),
 * });
 * const server = app.listen(0);
 * const client = new WebSocket(`ws://localhost:${server.port}/chat?name=Ada`);
 * client.onmessage = (event) => {
 *   console.log(event.data);
 *   client.close(3000);
 * };
 * client.onclose = () => server.close();
 * // Welcome, Ada
 * // Ada has left: 3000
 * ```
 */
export interface SocketHandlers<Data = unknown> {
  /**
   * Before the handshake. What it gives back is `socket.data`; throwing refuses the connection, with the error's
   * status.
   *
   * @example
   * ```ts
   * import { createApp, HttpError } from "racejs";
   *
   * const app = createApp();
   * app.ws("/chat", {
   *   upgrade(req) {
   *     if (req.query.key !== "secret") throw new HttpError(401);
   *   },
   * });
   * console.log((await app.request("/chat")).status); // 401
   * ```
   */
  upgrade?(req: Req): Data | Promise<Data>;
  /** The connection is open. */
  open?(socket: Socket<Data>): unknown;
  /** A message has come: text as a string, anything else as bytes. */
  message?(socket: Socket<Data>, message: string | Uint8Array): unknown;
  /** What was waiting to be sent has been. */
  drain?(socket: Socket<Data>): unknown;
  /** The connection is over; 1006 if nobody said so. */
  close?(socket: Socket<Data>, code: number, reason: string): unknown;
  /** Another handler has failed. Default: the error is logged, and the socket closes with 1011. */
  error?(socket: Socket<Data>, error: unknown): unknown;
}

/**
 * How the WebSockets of a path behave. Sizes are bytes, or text as `"10mb"`; times are milliseconds.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.ws("/small", {}, { maxPayload: 10 });
 * const server = app.listen(0);
 * const client = new WebSocket(`ws://localhost:${server.port}/small`);
 * client.onopen = () => client.send("more than ten bytes");
 * client.onclose = async (event) => {
 *   console.log(event.code); // 1009
 *   await server.close();
 * };
 * ```
 */
export interface SocketOptions {
  /**
   * What may wait to be sent to one client; a further message is dropped. A client that takes nothing of it for the
   * app's `writeTimeout`, or too little for its `writeRate`, is given up with 1006. Default 1 MiB.
   */
  backpressureLimit?: number | string;
  /** Whether the connection closes past that limit, with 1013, instead of dropping the message. Default `false`. */
  closeOnBackpressureLimit?: boolean;
  /** Whether messages may be compressed (RFC 7692). Default `false`. */
  compress?: boolean;
  /** How long a client may be silent; half-way it is sent a ping, then 1006. 0 for no limit. Default 120 000. */
  idleTimeout?: number;
  /** How long a connection may last, then 1001. Default: no limit. */
  maxLifetime?: number;
  /** The largest message that is taken, after decompression; past it 1009. Default 1 MiB. */
  maxPayload?: number | string;
  /**
   * The origins whose pages may connect, as `https://example.com`, or `*` for all; others get 403. Clients that send no
   * origin are no browsers, and are let in. Default: pages of the host that is asked, on any port.
   */
  origins?: readonly string[];
  /** The subprotocols that the program speaks, the preferred one first. Default: none. */
  protocols?: readonly string[];
}
