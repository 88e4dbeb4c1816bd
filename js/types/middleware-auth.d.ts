/**
 * Built-in middleware that asks who a client is.
 *
 * @module
 */

import type { Middleware } from "./handlers.d.ts";

/**
 * Asks for a name and its password (RFC 7617); without them 401. The name is {@link Req.user} then. Passwords are
 * compared without telling by the time it takes how much of one is right. Use it over TLS only.
 *
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` without a user, for a name with a colon, or an empty password.
 *
 * @example
 * ```ts
 * import { basicAuth, createApp } from "racejs";
 *
 * const app = createApp();
 * app.use("/admin", basicAuth({ users: { ada: "lovelace" }, realm: "Admin" }));
 * app.get("/admin", (req) => `Hello ${req.user}`);
 * const res = await app.request("/admin");
 * console.log(res.status, res.headers.get("www-authenticate")); // 401 Basic realm="Admin", charset="UTF-8"
 * const headers = { authorization: `Basic ${btoa("ada:lovelace")}` };
 * console.log(await (await app.request("/admin", { headers })).text()); // Hello ada
 * ```
 */
export declare function basicAuth(settings: BasicAuthSettings): Middleware;

/** What {@link basicAuth} takes. */
export interface BasicAuthSettings {
  /** Passwords by names. */
  users: Record<string, string>;
  /** What the browser calls the place when it asks for a name. Default `"Restricted"`. */
  realm?: string;
}

/**
 * Asks for a token (RFC 6750): 401 without one or for one that is not known, 400 for a malformed one. Tokens that must
 * be looked up or verified are a handler's matter.
 *
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` without a token, or for one that cannot be sent.
 *
 * @example
 * ```ts
 * import { bearerAuth, createApp } from "racejs";
 *
 * const app = createApp();
 * app.use(bearerAuth({ tokens: { ci: "a-long-random-text" } }));
 * app.get("/", (req) => `Hello ${req.user}`);
 * console.log((await app.request("/")).status); // 401
 * const headers = { authorization: "Bearer a-long-random-text" };
 * console.log(await (await app.request("/", { headers })).text()); // Hello ci
 * ```
 */
export declare function bearerAuth(settings: BearerAuthSettings): Middleware;

/** What {@link bearerAuth} takes. */
export interface BearerAuthSettings {
  /**
   * Tokens: ASCII letters, digits and `-._~+/`, with `=` at the end. By the names of those who have them, which are
   * {@link Req.user} then; or a list.
   */
  tokens: Record<string, string> | readonly string[];
  /** What the place is called. Default `"Restricted"`. */
  realm?: string;
}
