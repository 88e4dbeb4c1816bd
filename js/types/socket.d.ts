/**
 * One WebSocket.
 *
 * @module
 */

import type { Req } from "./request.d.ts";
import type { SocketTopics } from "./topics.d.ts";

/**
 * A WebSocket, as the handlers of {@link App.ws} get it.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.ws("/chat", {
 *   open: (socket) => socket.subscribe("room"),
 *   message: (socket, message) => socket.publish("room", message),
 * });
 * const server = app.listen(0);
 * const connect = () => new WebSocket(`ws://localhost:${server.port}/chat`);
 * const [ada, bob] = [connect(), connect()];
 * await Promise.all([ada, bob].map((client) => new Promise((resolve) => client.onopen = resolve)));
 * ada.send("Hello, Bob");
 * await new Promise((resolve) => bob.onmessage = ({ data }) => resolve(console.log(data))); // Hello, Bob
 * ada.close();
 * bob.close();
 * await server.close();
 * ```
 */
export interface Socket<Data = unknown> extends SocketTopics {
  /**
   * What the handler `upgrade` has given, else an empty object.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   upgrade: () => ({ visits: 1 }),
   *   open: (socket) => socket.send(`visit ${socket.data.visits}`),
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // visit 1
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  data: Data;

  /**
   * The request that it began with.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open: (socket) => socket.send(socket.req.path),
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // /socket
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  readonly req: Req;

  /**
   * Bytes that wait to be sent, with their framing.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open: (socket) => socket.send(`${socket.bufferedAmount} bytes wait`),
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // 0 bytes wait
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  readonly bufferedAmount: number;

  /**
   * Whether messages can be sent.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open: (socket) => socket.send(`open: ${socket.isOpen}`),
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // open: true
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  readonly isOpen: boolean;

  /**
   * Sends a message: 1 if it is on its way, -1 if it waits behind others, and the handler `drain` is called when they
   * are sent, 0 if it was dropped: the socket is closing, or more waits than `backpressureLimit`.
   *
   * @param options With `compress: false` it is not compressed, also where the two have agreed to.
   * @throws {TypeError} With code `RACE_HTTP_SOCKET_DATA` for what is neither a string nor bytes.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open: (socket) => console.log(socket.send("hello")), // 1
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // hello
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  send(data: SocketData, options?: { compress?: boolean }): -1 | 0 | 1;

  /**
   * Begins to close, after everything that waits to be sent. Does nothing when it is closing already.
   *
   * @param code 1000, the default, or one of the program's own from 3000 to 4999.
   * @param reason At most 123 bytes.
   * @throws {RangeError} With code `RACE_HTTP_CLOSE_CODE` for a code that must not be sent, `RACE_HTTP_CONTROL_FRAME` for a reason
   * that is too long.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", { open: (socket) => socket.close(3001, "not today") });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onclose = async (event) => {
   *   console.log(event.code, event.reason); // 3001 not today
   *   await server.close();
   * };
   * ```
   */
  close(code?: number, reason?: string): void;

  /**
   * Ends the connection at once, without a word.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", { open: (socket) => socket.terminate() });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onclose = async (event) => {
   *   console.log(event.wasClean); // false
   *   await server.close();
   * };
   * ```
   */
  terminate(): void;
}

/** What a WebSocket sends: text, or bytes. */
export type SocketData = string | ArrayBuffer | ArrayBufferView;
