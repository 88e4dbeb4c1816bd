/**
 * Requests: what a handler reads.
 *
 * @module
 */

import type { App } from "./app.d.ts";
import type { ReqShape } from "./handlers.d.ts";
import type { RequestBody } from "./request-body.d.ts";
import type { RequestClient } from "./request-client.d.ts";
import type { RequestHead } from "./request-head.d.ts";
import type { RequestPreferences } from "./request-preferences.d.ts";
import type { Res } from "./response.d.ts";

/**
 * A request. Each part of it is made when it is first read. `params`, `query`, `cookies` and `body` may be replaced, by
 * middleware that validates for example.
 *
 * @typeParam Shape The types of `params`, `query` and `body`, as in `Req<{ body: NewUser }>`.
 *
 * @example
 * ```ts
 * import { createApp, type Req } from "racejs";
 *
 * const app = createApp();
 * app.get("/users/:id", (req: Req<{ params: { id: string }; query: { full?: string } }>) => {
 *   return `${req.method} ${req.params.id} ${req.query.full ?? "short"}`;
 * });
 * console.log(await (await app.request("/users/7?full=yes")).text()); // GET 7 yes
 * ```
 */
export interface Req<Shape extends ReqShape = ReqShape>
  extends RequestHead, RequestClient, RequestPreferences, RequestBody<ShapePart<Shape, "body", unknown>> {
  /**
   * What the parameters of the path stand for, decoded. Those of the routers around this one are among them where they
   * have `mergeParams`. A wildcard without a name is called `"*"`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/from/:from/to/:to", (req) => `${req.params.from} - ${req.params.to}`);
   * console.log(await (await app.request("/from/K%C3%B6ln/to/Bonn")).text()); // Köln - Bonn
   * ```
   */
  params: ShapePart<Shape, "params", Readonly<Record<string, string>>>;

  /**
   * The query, decoded; a key that repeats has an array. At most 1000 pairs of it are read.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/search", (req) => req.query);
   * console.log(await (await app.request("/search?q=a%20b&tag=1&tag=2")).text()); // {"q":"a b","tag":["1","2"]}
   * ```
   */
  query: ShapePart<Shape, "query", Query>;

  /**
   * The app that the request came to.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.app === app);
   * console.log(await (await app.request("/")).text()); // true
   * ```
   */
  readonly app: App;

  /**
   * The answer to this request.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => req.res === res);
   * console.log(await (await app.request("/")).text()); // true
   * ```
   */
  readonly res: Res;

  /**
   * Aborts when the client has left before its answer was complete.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/slow", (req) => {
   *   req.signal.onabort = () => console.log(req.signal.reason.name); // AbortError
   *   client.abort();
   *   return new Promise(() => {});
   * });
   * const client = new AbortController();
   * const server = app.listen(0);
   * await fetch(`${server.url}/slow`, { signal: client.signal }).catch(() => {});
   * await server.close();
   * ```
   */
  readonly signal: AbortSignal;

  /**
   * The same as a web `Request`. Its body can be read there or here, once.
   *
   * @param options With `isRelative`, its URL begins behind the path of the router or middleware that asks.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/echo", async (req) => {
   *   const request = req.toRequest();
   *   return `${request.method} ${request.url} ${await request.text()}`;
   * });
   * const res = await app.request("/echo", { method: "POST", body: "hello" });
   * console.log(await res.text()); // POST http://localhost/echo hello
   * ```
   */
  toRequest(options?: { isRelative?: boolean }): Request;
}

/** The type that a {@link ReqShape} gives to a part of a request. */
export type ShapePart<Shape, Key extends keyof ReqShape, Otherwise> = Shape extends Record<Key, infer Value> ? Value
  : Otherwise;

/** A query or a form: texts, and arrays of them for keys that repeat. No key is special: there is no prototype. */
export type Query = Record<string, string | string[] | undefined>;
