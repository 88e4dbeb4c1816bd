/**
 * Answers: what a handler has for its client.
 *
 * @module
 */

import type { ResponseBody } from "./response-body.d.ts";
import type { ResponseCookies } from "./cookies.d.ts";
import type { ResponseFiles } from "./response-files.d.ts";
import type { ResponseHeaders } from "./response-headers.d.ts";
import type { ResponseStreams } from "./response-streams.d.ts";
import type { Req } from "./request.d.ts";

/**
 * The answer to a request. There is one: whatever would answer or change it afterwards throws with code
 * `RACE_HTTP_ALREADY_ANSWERED`. Methods that give back `this` can be chained.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/", (req, res) => res.status(201).set("x-one", "1").json({ made: true }));
 * const res = await app.request("/");
 * console.log(res.status, res.headers.get("x-one"), await res.text()); // 201 1 {"made":true}
 * ```
 */
export interface Res extends ResponseHeaders, ResponseCookies, ResponseBody, ResponseStreams, ResponseFiles {
  /**
   * The request that this answers.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/hello", (req, res) => res.send(res.req.path));
   * console.log(await (await app.request("/hello")).text()); // /hello
   * ```
   */
  readonly req: Req;

  /**
   * For handlers of one request to leave things to one another.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.use((req, res, next) => {
   *   res.locals.user = "Ada";
   *   return next();
   * });
   * app.get("/", (req, res) => res.locals.user);
   * console.log(await (await app.request("/")).text()); // Ada
   * ```
   */
  readonly locals: Record<string, unknown>;

  /**
   * Whether the request is answered.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => {
   *   const before = res.headersSent;
   *   res.send("sent");
   *   console.log(before, res.headersSent); // false true
   * });
   * await app.request("/");
   * ```
   */
  readonly headersSent: boolean;

  /**
   * Sets the status, 200 to 599. Default 200.
   *
   * @throws {RangeError} With code `RACE_HTTP_STATUS` for any other.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", (req, res) => res.status(202).end());
   * console.log((await app.request("/", { method: "POST" })).status); // 202
   * ```
   */
  status(code: number): this;

  /**
   * The status, to be read or set.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => {
   *   res.statusCode = 203;
   *   return `status ${res.statusCode}`;
   * });
   * console.log(await (await app.request("/")).text()); // status 203
   * ```
   */
  statusCode: number;
}
