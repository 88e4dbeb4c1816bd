/**
 * Cookies that answers set.
 *
 * @module
 */

/** The cookies of an answer. */
export interface ResponseCookies {
  /**
   * Sets a cookie. An object is sent as JSON.
   *
   * @throws {TypeError} With code `RACE_HTTP_COOKIE` for one that browsers would drop without a word: a name or an
   * attribute that is not allowed, more than 4096 bytes, `sameSite: "none"` or `partitioned` without `secure`.
   * @throws With code `RACE_HTTP_COOKIE_SECRET` for `signed` in an app without a `cookieSecret`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.cookie("theme", "dark", { httpOnly: true, sameSite: "lax" }).end());
   * console.log((await app.request("/")).headers.get("set-cookie")); // theme=dark; Path=/; HttpOnly; SameSite=Lax
   * ```
   */
  cookie(name: string, value: unknown, options?: CookieOptions): this;

  /**
   * Deletes a cookie. `domain` and `path` must be those that it was set with.
   *
   * @throws {TypeError} As {@link Res.cookie}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.clearCookie("theme").end());
   * console.log((await app.request("/")).headers.get("set-cookie")); // theme=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT
   * ```
   */
  clearCookie(name: string, options?: CookieOptions): this;
}

/** What a cookie may have beside its name and value. */
export interface CookieOptions {
  /** The host that it is sent to, with those below it. Default: the host that sets it, alone. */
  domain?: string;
  /** How the value is written. Default: `encodeURIComponent`. */
  encode?: (value: string) => string;
  /** When it ends. Default: with the browser's session. */
  expires?: Date;
  /** Whether it is kept from the scripts of a page. Default `false`. */
  httpOnly?: boolean;
  /** How long it lives, in milliseconds; it wins over `expires` where both are set. */
  maxAge?: number;
  /** Whether every site that embeds this one has its own. Needs `secure`. Default `false`. */
  partitioned?: boolean;
  /** The paths that it is sent to. Default `"/"`. */
  path?: string;
  /** Which cookies a browser drops first. */
  priority?: "low" | "medium" | "high";
  /** Whether it goes along with requests that another site makes; `true` is `"strict"`. Default: the browser's. */
  sameSite?: boolean | "lax" | "strict" | "none";
  /** Whether it goes over encrypted connections only. Default `false`. */
  secure?: boolean;
  /** Whether it is signed with the app's first `cookieSecret`; {@link Req.signedCookies} reads it. Default `false`. */
  signed?: boolean;
}
