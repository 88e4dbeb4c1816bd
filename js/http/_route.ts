/**
 * @module One path for several methods, and which methods have a function of their own. Knows nothing of requests.
 */

import type { Path, Router } from "ext:racejs_http/router.ts";

/** The methods that routers have a function for; `route` and `on` take any other. */
export const METHODS = [
  "get", "head", "post", "put", "patch", "delete", "options", "all", "trace", "query", "search", "copy", "move", "lock", "unlock",
  "link", "unlink", "mkcol", "mkcalendar", "propfind", "proppatch", "report", "merge", "purge", "notify", "subscribe", "unsubscribe",
  "acl", "bind", "rebind", "unbind", "checkout", "mkactivity", "m-search", "source",
] as const;

/** One path, several methods. */
export class Route {
  #router: Router;
  #path: Path;

  constructor(router: Router, path: Path) {
    this.#router = router;
    this.#path = path;
  }

  static {
    for (const method of METHODS) {
      Object.defineProperty(this.prototype, method, {
        configurable: true,
        writable: true,
        value(this: Route, ...args: unknown[]) {
          this.#router.on(method, this.#path, ...args);
          return this;
        },
      });
    }
  }
}
