/**
 * Server-Sent Events.
 *
 * @module
 */

/**
 * A stream of events to one client, from {@link Res.sse}. `using` closes it at the end of a block.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/events", async (req, res) => {
 *   using events = res.sse({ retry: 1000 });
 *   await events.send({ event: "tick", data: { count: 1 } });
 * });
 * const text = await (await app.request("/events")).text();
 * for (const line of text.trim().split("\n")) console.log(line || "(empty)");
 * // retry: 1000
 * // (empty)
 * // event: tick
 * // data: {"count":1}
 * ```
 */
export interface EventStream {
  /**
   * The id of the last event that the client has seen, if it connects again.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", (req, res) => {
   *   using events = res.sse();
   *   console.log(events.lastEventId); // 41
   * });
   * await app.request("/events", { headers: { "last-event-id": "41" } });
   * ```
   */
  readonly lastEventId: string | undefined;

  /**
   * Resolves when the client has left, or the stream is closed.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", (req, res) => {
   *   const events = res.sse();
   *   events.closed.then(() => console.log("gone")); // gone
   * });
   * const server = app.listen(0);
   * const client = await fetch(`${server.url}/events`);
   * await client.body!.cancel();
   * await server.close();
   * ```
   */
  readonly closed: Promise<void>;

  /**
   * Whether events can be sent.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", (req, res) => {
   *   const events = res.sse();
   *   console.log(events.isOpen); // true
   *   events.close();
   *   console.log(events.isOpen); // false
   * });
   * await app.request("/events");
   * ```
   */
  readonly isOpen: boolean;

  /**
   * Sends an event; a string is its data. Waits while the client is behind, and resolves with `false` once it has left.
   *
   * @throws {TypeError} With code `RACE_HTTP_EVENT` for an `event` or `id` of more than one line.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", async (req, res) => {
   *   using events = res.sse();
   *   await events.send("two\nlines");
   * });
   * console.log(JSON.stringify(await (await app.request("/events")).text())); // ":\n\ndata: two\ndata: lines\n\n"
   * ```
   */
  send(event: string | ServerEvent): Promise<boolean>;

  /**
   * Sends what clients ignore.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", async (req, res) => {
   *   using events = res.sse();
   *   await events.comment("still here");
   * });
   * console.log(JSON.stringify(await (await app.request("/events")).text())); // ":\n\n:still here\n\n"
   * ```
   */
  comment(text?: string): Promise<boolean>;

  /**
   * Ends the stream. Browsers connect again then, unless they are answered with 204.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", (req, res) => res.sse().close());
   * console.log(JSON.stringify(await (await app.request("/events")).text())); // ":\n\n"
   * ```
   */
  close(): void;

  [Symbol.dispose](): void;
}

/** How a stream of events behaves. */
export interface EventStreamOptions {
  /** Milliseconds between comments that keep the connection open; 0 for none. Default 15 000. */
  keepAlive?: number;
  /** Milliseconds after which the client connects again when the stream ends. Default: the browser's. */
  retry?: number;
}

/** An event. */
export interface ServerEvent {
  /** Sent as JSON unless it is a string; each of its lines is a line of the event. */
  data?: unknown;
  /** Its type. Default, for browsers: `"message"`. */
  event?: string;
  /** Its id, which the client sends when it connects again. */
  id?: string;
  /** Milliseconds after which the client connects again. */
  retry?: number;
}
