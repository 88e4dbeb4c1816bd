/**
 * What apps, routers and routes may be told.
 *
 * @module
 */

import type { Limits } from "./limits.d.ts";

/**
 * What {@link Router} takes.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp({ caseSensitive: false, strict: true });
 * app.get("/Users", () => "users");
 * console.log((await app.request("/users")).status); // 200
 * console.log((await app.request("/users/")).status); // 404
 * ```
 */
export interface RouterOptions {
  /** Whether upper and lower case differ in the paths of its routes. Default `true`. */
  caseSensitive?: boolean;
  /**
   * Whether `req.params` of its handlers also has the parameters of the path that it is mounted at. Default `false`.
   */
  mergeParams?: boolean;
  /** Whether a slash at the end of a request's path makes a difference. Default `false`. */
  strict?: boolean;
}

/**
 * What {@link createApp} takes. A name that is not here is an error, so that no setting is lost to a typing mistake.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp({ queryParser: "nested", limits: { bodySize: "10mb" } });
 * app.get("/search", (req) => req.query);
 * console.log(await (await app.request("/search?filter[age]=7")).text()); // {"filter":{"age":"7"}}
 * ```
 */
export interface AppOptions extends RouterOptions {
  /**
   * Secrets for {@link Res.cookie} with `signed` and for {@link Req.signedCookies}: long random texts. The first signs,
   * all of them verify, so that a secret can be replaced while cookies of the old one are about. Default: none.
   */
  cookieSecret?: string | readonly string[];
  /** Bounds of what a client may cost. */
  limits?: Limits;
  /**
   * How {@link Req.query} is read, at most 1000 pairs of it. `"simple"` gives texts, and an array for a key that
   * repeats. `"nested"` also makes objects and arrays of `a[b]=1` and `a[]=1`, as the npm package `qs` does: five
   * levels deep, arrays of at most 20. Default `"simple"`.
   */
  queryParser?: "simple" | "nested";
  /**
   * Whose word is taken for the client's address, protocol and host (`Forwarded`, `X-Forwarded-For`, `-Proto`,
   * `-Host`): nobody's (`false`), everybody's (`true`), that of so many proxies counted from the server, or that of
   * addresses and networks such as `"10.0.0.0/8"`, `"loopback"`, `"linklocal"` and `"uniquelocal"`, in an array or
   * separated by commas. Default `false`.
   */
  trustProxy?: boolean | number | string | readonly string[];
}

/**
 * What a route may be told, between its path and its handlers.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.post("/notes", { bodyLimit: 10, timeout: 5000 }, (req) => req.body);
 * const res = await app.request("/notes", { method: "POST", body: "more than ten bytes" });
 * console.log(res.status); // 413
 * ```
 */
export interface RouteOptions {
  /**
   * How large the body of a request may be: bytes, or text as `"10mb"` with units of 1024. Past it the client gets 413.
   * Default: what {@link bodyLimit} says on the way to the route, else `bodySize` of the app's {@link Limits}.
   */
  bodyLimit?: number | string;
  /**
   * Whether the handler begins before the body has come, to read it itself with {@link Req.stream}, {@link Req.json}
   * and the like. {@link Req.body} throws then. Multipart forms are always left to the handler. Default `false`.
   */
  streamBody?: boolean;
  /**
   * Milliseconds in which the handlers must begin their answer, else the client gets 504; 0 for no limit.
   * Default: `answerTimeout` of the app's {@link Limits}.
   */
  timeout?: number;
}
