/**
 * Topics: messages for many WebSockets at once.
 *
 * @module
 */

import type { SocketData } from "./socket.d.ts";

/**
 * The topics of a WebSocket. A topic is there as long as somebody has subscribed to it. It belongs to one app in one
 * worker: with `racejs --workers 4`, what is published reaches the sockets of the worker that publishes it, and not those
 * that other workers have.
 */
export interface SocketTopics {
  /**
   * Subscribes to a topic; `false` if it was subscribed already, or is over.
   *
   * @throws {RangeError} With code `RACE_HTTP_TOPIC` for a name of more than 256 bytes, or more than 1024 topics.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open(socket) {
   *     socket.subscribe("news");
   *     app.publish("news", "It rains");
   *   },
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // It rains
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  subscribe(topic: string): boolean;

  /**
   * Ends a subscription; `false` if there was none. The end of the socket does so as well.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open(socket) {
   *     socket.subscribe("news");
   *     socket.send(`${socket.unsubscribe("news")} ${socket.unsubscribe("news")}`);
   *   },
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // true false
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  unsubscribe(topic: string): boolean;

  /**
   * Whether it is subscribed to a topic.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open: (socket) => socket.send(`${socket.isSubscribed("news")}`),
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // false
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  isSubscribed(topic: string): boolean;

  /**
   * Sends a message to everybody else who has subscribed to the topic, and says how many get it.
   *
   * @throws {TypeError} As {@link Socket.send}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/socket", {
   *   open(socket) {
   *     socket.subscribe("news");
   *     socket.send(`${socket.publish("news", "It rains")} others`);
   *   },
   * });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/socket`);
   * client.onmessage = async (event) => {
   *   console.log(event.data); // 0 others
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  publish(topic: string, data: SocketData): number;
}
