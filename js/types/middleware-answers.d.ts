/**
 * Built-in middleware that changes answers: who may read them, how they are coded, and whether they are needed at all.
 *
 * @module
 */

import type { Middleware } from "./handlers.d.ts";

/**
 * Says which other sites may read the answers (CORS), and answers preflights. Its settings are those of the npm package
 * `cors`.
 *
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` for what is no origin, method or header, and for `credentials`
 * together with `*`.
 *
 * @example
 * ```ts
 * import { cors, createApp } from "racejs";
 *
 * const app = createApp();
 * app.use(cors({ origin: ["https://shop.example", "https://*.shop.example"], credentials: true }));
 * app.get("/", () => "Hello");
 * const res = await app.request("/", { headers: { origin: "https://www.shop.example" } });
 * console.log(res.headers.get("access-control-allow-origin")); // https://www.shop.example
 * ```
 */
export declare function cors(settings?: CorsSettings): Middleware;

/** What {@link cors} takes. Lists may also be text with commas. */
export interface CorsSettings {
  /**
   * `"*"` for all, an origin, or several; `https://*.example.com` stands for every name below one. `true` for whichever
   * asks, `false` for none. Default `"*"`.
   */
  origin?: boolean | string | readonly string[];
  /** For preflights. Default: GET, HEAD, PUT, PATCH, POST and DELETE. */
  methods?: string | readonly string[];
  /** For preflights. Default: those that the browser asks for. */
  allowedHeaders?: string | readonly string[];
  /** Headers of the answer that scripts may read. Default: none. */
  exposedHeaders?: string | readonly string[];
  /** Whether cookies and the like come along. Default `false`. */
  credentials?: boolean;
  /** How long a browser may keep the answer to a preflight: seconds, or text as `"1d"`. Default: the browser's. */
  maxAge?: number | string;
  /** Whether preflights are left to the handlers. Default `false`. */
  preflightContinue?: boolean;
  /** The status of an answer to a preflight, 200 to 299. Default 204. */
  optionsSuccessStatus?: number;
  /** Whether pages from the public network may ask a server in a private one. Default `false`. */
  privateNetwork?: boolean;
}

/**
 * Compresses answers whose type is worth it, with what the client takes. Streams stay streams. Leave it out where a
 * proxy does so.
 *
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` for a coding or a level that does not exist.
 *
 * @example
 * ```ts
 * import { compress, createApp } from "racejs";
 *
 * const app = createApp();
 * app.use(compress());
 * app.get("/", () => "a long text ".repeat(200));
 * const res = await app.request("/", { headers: { "accept-encoding": "gzip" } });
 * console.log(res.headers.get("content-encoding"), (await res.bytes()).length < 200); // gzip true
 * ```
 */
export declare function compress(settings?: CompressSettings): Middleware;

/** What {@link compress} takes. */
export interface CompressSettings {
  /** Bodies that are shorter stay as they are: bytes, or text as `"1kb"`. Default 1024. */
  threshold?: number | string;
  /** The codings on offer, the favourite first. Default: `zstd`, `br`, `gzip`. */
  encodings?: readonly ("zstd" | "br" | "gzip" | "deflate")[];
  /**
   * The media types to compress, as `"text/html"`, `"text/*"` or `"*+json"`; at most 256. Default: text, JSON, XML,
   * scripts and fonts that are not packed already. `text/event-stream` only if it is named itself.
   */
  types?: readonly string[];
  /** Levels: `br` 0 to 11, default 4; `gzip` 0 to 9, default 6; `zstd` 1 to 19, default 3. */
  levels?: { br?: number; gzip?: number; zstd?: number };
}

/**
 * Gives whole answers to GET and HEAD an entity tag, unless they have one, and answers 304 where the client's copy is
 * still good, or 412 where a condition of the request does not hold.
 *
 * @example
 * ```ts
 * import { createApp, etag } from "racejs";
 *
 * const app = createApp();
 * app.use(etag());
 * app.get("/", () => "Hello");
 * const tag = (await app.request("/")).headers.get("etag")!;
 * console.log((await app.request("/", { headers: { "if-none-match": tag } })).status); // 304
 * ```
 */
export declare function etag(): Middleware;
