/**
 * @module What answers web requests, as a handler: Hono, a worker's default export, or a plain function.
 */

import type { Handler } from "ext:racejs_http/_dispatch.ts";
import { coded, HttpError } from "ext:racejs_http/errors.ts";

type Fetch = (request: Request) => unknown;
export type Fetcher = Fetch | { fetch: Fetch };

/** The request's path begins behind the mount; what `fetch` gives back is the answer. */
export function delegate(target: Fetcher): Handler {
  const call: Fetch | undefined = typeof target === "function" ? target : target?.fetch?.bind(target);
  if (typeof call !== "function") {
    throw coded(
      TypeError,
      "RACE_HTTP_HANDLER",
      "`mount()` needs an app, a router, a function from a `Request` to a `Response`, or an object with such a function as `fetch`",
    );
  }
  return (req) => {
    // A web request cannot have this method.
    if (req.method === "TRACE") throw new HttpError(405);
    return call(req.toRequest({ isRelative: true }));
  };
}
