/**
 * Answers that come piece by piece.
 *
 * @module
 */

import type { EventStream, EventStreamOptions } from "./events.d.ts";

/** Answers that come piece by piece. */
export interface ResponseStreams {
  /**
   * Answers with chunks as they come, no faster than the client takes them: strings and bytes from a `ReadableStream`,
   * a Node stream, an async generator or a function that is one. When the client leaves, the source is told by
   * `return()`. An error before the first chunk is answered as any other; after it, the connection closes, so that
   * nobody takes a part for the whole.
   *
   * @throws {TypeError} Later, to the log: with code `RACE_HTTP_CHUNK` for a chunk that is neither a string nor bytes.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/count", (req, res) => res.stream(async function* () {
   *   for (let i = 1; i <= 3; i++) yield `${i};`;
   * }));
   * console.log(await (await app.request("/count")).text()); // 1;2;3;
   * ```
   */
  stream(source: AsyncIterable<unknown> | (() => AsyncIterable<unknown>)): this;

  /**
   * Sets fields that follow a streamed body; until its end they may change.
   *
   * @throws {TypeError} As {@link Res.set}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.set("trailer", "x-count").stream(async function* () {
   *   yield "body";
   *   res.trailers({ "x-count": "1" });
   * }));
   * const server = app.listen(0);
   * console.log(await (await fetch(server.url)).text()); // body
   * await server.close();
   * ```
   */
  trailers(fields: Record<string, string>): this;

  /**
   * Answers with a stream of events (Server-Sent Events). Its head is sent at once.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/events", (req, res) => {
   *   const events = res.sse();
   *   events.send("hello");
   *   events.close();
   * });
   * const res = await app.request("/events");
   * console.log(res.headers.get("content-type")); // text/event-stream; charset=utf-8
   * console.log(JSON.stringify(await res.text())); // ":\n\ndata: hello\n\n"
   * ```
   */
  sse(options?: EventStreamOptions): EventStream;
}
