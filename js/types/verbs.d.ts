/**
 * A function for each of the methods that programs use.
 *
 * @module
 */

import type { AddRoute } from "./handlers.d.ts";
import type { RareVerbs } from "./verbs-rare.d.ts";

/** A function for each method; {@link Router.on} takes any other. */
export interface Verbs extends RareVerbs {
  /**
   * Answers GET, and HEAD where the path has no handler for it.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/users/:id", (req) => ({ id: req.params.id }));
   * console.log(await (await app.request("/users/7")).json()); // { id: "7" }
   * ```
   */
  get: AddRoute<this>;

  /**
   * Answers HEAD. The body of the answer is not sent.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.head("/file", (req, res) => res.set("x-size", 5).end());
   * console.log((await app.request("/file", { method: "HEAD" })).headers.get("x-size")); // 5
   * ```
   */
  head: AddRoute<this>;

  /**
   * Answers POST.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/echo", (req) => req.body);
   * const res = await app.request("/echo", { method: "POST", body: "hello" });
   * console.log(await res.text()); // hello
   * ```
   */
  post: AddRoute<this>;

  /**
   * Answers PUT.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.put("/users/:id", (req, res) => res.status(201).send(`made ${req.params.id}`));
   * console.log(await (await app.request("/users/7", { method: "PUT" })).text()); // made 7
   * ```
   */
  put: AddRoute<this>;

  /**
   * Answers PATCH.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.patch("/users/:id", (req) => `changed ${req.params.id}`);
   * console.log(await (await app.request("/users/7", { method: "PATCH" })).text()); // changed 7
   * ```
   */
  patch: AddRoute<this>;

  /**
   * Answers DELETE.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.delete("/users/:id", (req, res) => res.status(204).end());
   * console.log((await app.request("/users/7", { method: "DELETE" })).status); // 204
   * ```
   */
  delete: AddRoute<this>;

  /**
   * Answers OPTIONS, which is otherwise answered with the methods of the path.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/a", () => "a");
   * app.options("/b", (req, res) => res.set("allow", "GET").end());
   * console.log((await app.request("/a", { method: "OPTIONS" })).headers.get("allow")); // GET, HEAD, OPTIONS
   * console.log((await app.request("/b", { method: "OPTIONS" })).headers.get("allow")); // GET
   * ```
   */
  options: AddRoute<this>;

  /**
   * Answers every method that the path has no other handler for.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.all("/any", (req) => req.method);
   * console.log(await (await app.request("/any", { method: "PURGE" })).text()); // PURGE
   * ```
   */
  all: AddRoute<this>;

  /**
   * Answers QUERY: a GET whose question is its body.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.query("/users", (req) => `those with ${req.body}`);
   * const res = await app.request("/users", { method: "QUERY", body: "age > 40" });
   * console.log(await res.text()); // those with age > 40
   * ```
   */
  query: AddRoute<this>;

  /**
   * Answers TRACE.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp().trace("/", (req) => req.headers);
   * // `fetch` sends no TRACE.
   * console.log(app.routes().map((route) => route.method)); // [ "TRACE" ]
   * ```
   */
  trace: AddRoute<this>;
}
