/**
 * Built-in middleware: the files of a folder.
 *
 * @module
 */

import type { Middleware } from "./handlers.d.ts";
import type { FileOptions } from "./response-files.d.ts";

/**
 * Serves the files beneath a folder, to GET and HEAD, without JavaScript. What it does not find, the next layer has. No
 * path and no link leads out of the folder. It is looked into anew for each request, so it may be made or replaced
 * later; if there is none when the middleware is added, a warning says so.
 *
 * @param root The folder: a path, or a `file:` URL.
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` for settings that do not fit.
 *
 * @example
 * ```ts
 * import { createApp, serveStatic } from "racejs";
 *
 * const app = createApp();
 * app.use("/site", serveStatic("public", { maxAge: "1h" }));
 * const res = await app.request("/site/");
 * console.log(res.headers.get("content-type"), res.headers.get("cache-control")); // text/html; charset=utf-8 public, max-age=3600
 * console.log((await res.text()).trim()); // <h1>Hello</h1>
 * console.log((await app.request("/site/..%2freport.txt")).status); // 404
 * ```
 */
export declare function serveStatic(root: string | URL, settings?: StaticSettings): Middleware;

/** What {@link serveStatic} takes. Paths are relative to its folder. */
export interface StaticSettings extends Omit<FileOptions, "root"> {
  /** Endings to try, without the dot, for a path that is not found and has none; at most 8. Default: none. */
  extensions?: false | string | readonly string[];
  /**
   * A file for pages that are not found: that of an app that routes in the browser. Only for requests that accept HTML,
   * and for paths whose last part has no dot. Default: none.
   */
  fallback?: string;
  /**
   * Whether the next layer has what is not found or not allowed; else the client gets 404, 403 or 400. Default `true`.
   */
  fallthrough?: boolean;
  /** Files that stand for their folder, the first one that exists; at most 8. Default `"index.html"`. */
  index?: false | string | readonly string[];
  /** Whether a folder without a slash behind it is redirected to one with it. Default `true`. */
  redirect?: boolean;
}
