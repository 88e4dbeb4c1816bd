/**
 * Built-in middleware that observes and bounds requests. Each function makes a handler that runs natively, before
 * JavaScript hears of the request, where it stands before all other handlers.
 *
 * @module
 */

import type { Middleware } from "./handlers.d.ts";

/**
 * Logs a line for each request to standard output, when the last byte of its answer is on its way or its client has
 * left. The query is left out unless `query` says otherwise: it often holds secrets. What never became a request, since
 * its head could not be read, has no line.
 *
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` for settings that do not fit, as all built-in middleware does.
 *
 * @example
 * ```ts
 * import { createApp, logger } from "racejs";
 *
 * const app = createApp();
 * app.use(logger({ format: "json", skipPaths: ["/health"], skipStatuses: ["3xx"] }));
 * app.get("/health", () => "fine");
 * console.log(await (await app.request("/health")).text()); // fine
 * ```
 */
export declare function logger(settings?: LoggerSettings): Middleware;

/** What {@link logger} takes. */
export interface LoggerSettings {
  /**
   * The form of a line. `"json"` is an object a line, with `time`, `method`, `path`, `status`, `bytes`, `ms`, `ip` and
   * `httpVersion`, and where they are known `query`, `id`, `user`, `referrer`, `userAgent` and `aborted`; the others
   * are those of the npm package `morgan`. Default `"dev"`.
   */
  format?: "dev" | "combined" | "common" | "short" | "tiny" | "json";
  /** Whether the query is logged with the path. Default `false`. */
  query?: boolean;
  /** Statuses that are not logged: `304`, or `"2xx"` for all of a hundred. Default: none. */
  skipStatuses?: readonly (number | string)[];
  /** Paths that are not logged; with a `*` at the end, all that begin so. Default: none. */
  skipPaths?: readonly string[];
  /** Where the lines go. Default `"stdout"`. */
  stream?: "stdout" | "stderr";
}

/**
 * Gives each request an id, {@link Req.id}, which its answer and its log line have as well. It is a UUID of version 7.
 *
 * @example
 * ```ts
 * import { createApp, requestId } from "racejs";
 *
 * const app = createApp();
 * app.use(requestId({ trustIncoming: true }));
 * app.get("/", (req) => req.id);
 * const res = await app.request("/", { headers: { "x-request-id": "from-the-proxy" } });
 * console.log(await res.text(), res.headers.get("x-request-id")); // from-the-proxy from-the-proxy
 * ```
 */
export declare function requestId(settings?: RequestIdSettings): Middleware;

/** What {@link requestId} takes. */
export interface RequestIdSettings {
  /** The header that the id comes and goes in. Default `"x-request-id"`. */
  header?: string;
  /**
   * Whether the client may say what it is, in at most 128 letters, digits and `._~+/=-`. For servers behind a proxy
   * that sets it. Default `false`.
   */
  trustIncoming?: boolean;
}

/**
 * Tells the client how long the answer took to begin, in milliseconds.
 *
 * @example
 * ```ts
 * import { createApp, responseTime } from "racejs";
 *
 * const app = createApp();
 * app.use(responseTime({ digits: 1 }));
 * app.get("/", () => "Hello");
 * const time = (await app.request("/")).headers.get("x-response-time")!;
 * console.log(/^\d+\.\dms$/.test(time)); // true
 * ```
 */
export declare function responseTime(settings?: ResponseTimeSettings): Middleware;

/** What {@link responseTime} takes. */
export interface ResponseTimeSettings {
  /** The header. In `server-timing` it has the form that browsers show to developers. Default `"x-response-time"`. */
  header?: string;
  /** Digits behind the point, at most 6. Default 3. */
  digits?: number;
  /** Whether `ms` stands behind the number. Default `true`. */
  suffix?: boolean;
}

/**
 * Bounds the requests of each client, by its address, in a window of time that begins with the first one; past it 429
 * with `Retry-After`. It counts in the memory of one worker, at most 100 000 clients, of which the oldest are forgotten
 * first. Workers do not count together: with `racejs --workers 4` a client may make four times as many requests.
 *
 * @example
 * ```ts
 * import { createApp, rateLimit } from "racejs";
 *
 * const app = createApp();
 * app.use(rateLimit({ windowMs: "15m", limit: 2 }));
 * app.get("/", () => "Hello");
 * for (let i = 0; i < 3; i++) console.log((await app.request("/")).status);
 * // 200
 * // 200
 * // 429
 * ```
 */
export declare function rateLimit(settings?: RateLimitSettings): Middleware;

/** What {@link rateLimit} takes. */
export interface RateLimitSettings {
  /** The window: milliseconds, or text as `"15m"`. Default: a minute. */
  windowMs?: number | string;
  /** Requests of one client in a window. Default 60. */
  limit?: number;
  /** The same, by the name that it has in other packages. */
  max?: number;
  /** The status of a refusal, 400 to 599. Default 429. */
  statusCode?: number;
  /** Whether answers have the headers `RateLimit` and `RateLimit-Policy`. Default `true`. */
  headers?: boolean;
  /** How many bits of an IPv6 address make a client, 32 to 128. Default 56. */
  ipv6Subnet?: number;
}

/**
 * Bounds the bodies of requests, for the layers behind it; past it 413. Of several on the way to a route the one nearest
 * to it counts, be it smaller or larger than others and the app's limit; what a route says of itself wins.
 *
 * @param limit Bytes, or text as `"10mb"`, with units of 1024.
 *
 * @example
 * ```ts
 * import { bodyLimit, createApp } from "racejs";
 *
 * const app = createApp();
 * app.use("/notes", bodyLimit("1kb"));
 * app.post("/notes", () => "kept");
 * const res = await app.request("/notes", { method: "POST", body: "x".repeat(2000) });
 * console.log(res.status); // 413
 * ```
 */
export declare function bodyLimit(limit: number | string): Middleware;

/**
 * Bounds the time in which the handlers must begin their answer; past it 504. The time counts from the moment when they
 * get the request. What a route says of itself wins, then the last of these that a request has passed, then the app's
 * limit.
 *
 * @param ms Milliseconds, or text as `"10s"`; 0 for no limit.
 *
 * @example
 * ```ts
 * import { createApp, timeout } from "racejs";
 *
 * const app = createApp();
 * app.use(timeout(20, { status: 503 }));
 * app.get("/", () => new Promise(() => {}));
 * console.log((await app.request("/")).status); // 503
 * ```
 */
export declare function timeout(ms: number | string, settings?: TimeoutSettings): Middleware;

/** What {@link timeout} takes. */
export interface TimeoutSettings {
  /** The status that the client gets instead, 400 to 599. Default 504. */
  status?: number;
}
