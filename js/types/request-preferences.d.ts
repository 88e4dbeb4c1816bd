/**
 * What a client accepts, and which part of an answer it wants.
 *
 * @module
 */

/** What a client prefers. Offers are judged as Express does it. */
export interface RequestPreferences {
  /**
   * The media type that the client likes best of those on offer, as it was written; `false` if it takes none. An offer
   * may also be the ending of a file. Without offers, all types that the client names, the best first.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.accepts("html", "json"));
   * const res = await app.request("/", { headers: { accept: "text/html;q=0.5, application/json" } });
   * console.log(await res.text()); // json
   * ```
   */
  accepts(): string[];
  accepts(...types: (string | string[])[]): string | false;

  /**
   * The same for charsets.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.acceptsCharsets("utf-8", "iso-8859-1"));
   * const res = await app.request("/", { headers: { "accept-charset": "iso-8859-1" } });
   * console.log(await res.text()); // iso-8859-1
   * ```
   */
  acceptsCharsets(): string[];
  acceptsCharsets(...charsets: (string | string[])[]): string | false;

  /**
   * The same for content codings.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.acceptsEncodings("br", "gzip"));
   * const res = await app.request("/", { headers: { "accept-encoding": "gzip, deflate" } });
   * console.log(await res.text()); // gzip
   * ```
   */
  acceptsEncodings(): string[];
  acceptsEncodings(...encodings: (string | string[])[]): string | false;

  /**
   * The same for languages.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.acceptsLanguages("en", "de"));
   * const res = await app.request("/", { headers: { "accept-language": "de-AT, en;q=0.5" } });
   * console.log(await res.text()); // de
   * ```
   */
  acceptsLanguages(): string[];
  acceptsLanguages(...languages: (string | string[])[]): string | false;

  /**
   * The first of the types that fits the body's content type; `false` if none does, or there is no body. A type may be
   * the ending of a file, or have a wildcard: `"json"`, `"text/*"`, `"+json"`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", (req) => req.is("html", "json"));
   * const headers = { "content-type": "application/json; charset=utf-8" };
   * const res = await app.request("/", { method: "POST", headers, body: "{}" });
   * console.log(await res.text()); // json
   * ```
   */
  is(...types: (string | string[])[]): string | false;

  /**
   * The ranges of bytes that the client asks for, as far as they fit a size: `undefined` if it asks for none, `-1` if
   * none fits, `-2` if the header is malformed.
   *
   * @param size Bytes of the whole.
   * @param options With `combine`, ranges that overlap or touch become one.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => {
   *   const ranges = req.range(1000);
   *   return Array.isArray(ranges) ? ranges : { ranges };
   * });
   * const res = await app.request("/", { headers: { range: "bytes=0-4,990-" } });
   * console.log(await res.text()); // [{"start":0,"end":4},{"start":990,"end":999}]
   * ```
   */
  range(size: number, options?: { combine?: boolean }): Ranges | -1 | -2 | undefined;
}

/** Ranges, first and last byte included. */
export type Ranges = { start: number; end: number }[] & {
  /** The unit. */
  type: string;
};
