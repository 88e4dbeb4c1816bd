/**
 * Built-in middleware: headers that protect the visitors of a page.
 *
 * @module
 */

import type { Middleware } from "./handlers.d.ts";

/**
 * Sets the headers that switch on what browsers can do against attacks, with the defaults of the npm package `helmet`.
 * What a handler has set itself stays.
 *
 * @throws {TypeError} With code `RACE_HTTP_MIDDLEWARE` for a value that a header does not have, and for sources of a
 * Content-Security-Policy that lack their quotes.
 *
 * @example
 * ```ts
 * import { createApp, securityHeaders } from "racejs";
 *
 * const app = createApp();
 * app.use(securityHeaders({
 *   xFrameOptions: "DENY",
 *   referrerPolicy: false,
 *   contentSecurityPolicy: { directives: { imgSrc: ["'self'", "https://images.example"] } },
 * }));
 * app.get("/", () => "Hello");
 * const { headers } = await app.request("/");
 * console.log(headers.get("x-frame-options"), headers.get("referrer-policy")); // DENY null
 * console.log(headers.get("content-security-policy")!.includes("img-src 'self' https://images.example")); // true
 * ```
 */
export declare function securityHeaders(settings?: SecurityHeadersSettings): Middleware;

/** A header that is on (`true`), off (`false`), or has a value of its own. */
export type HeaderChoice = boolean | string | { policy: string | readonly string[] };

/**
 * What {@link securityHeaders} takes: a field for each header. The names of `helmet`'s older settings are known as
 * well.
 */
export interface SecurityHeadersSettings {
  /** Where a page may load what from. Default: its own origin, with styles and fonts from anywhere over HTTPS. */
  contentSecurityPolicy?: boolean | string | ContentSecurityPolicy;
  /** Default: off. On, it is `require-corp`. */
  crossOriginEmbedderPolicy?: HeaderChoice;
  /** Default `same-origin`. */
  crossOriginOpenerPolicy?: HeaderChoice;
  /** Default `same-origin`. */
  crossOriginResourcePolicy?: HeaderChoice;
  /** Default `?1`. */
  originAgentCluster?: HeaderChoice;
  /** Default `no-referrer`. Several are sent as a list, of which browsers take the last one that they know. */
  referrerPolicy?: HeaderChoice;
  /** Over TLS only. Default: a year, with subdomains. */
  strictTransportSecurity?: boolean | string | StrictTransportSecurity;
  /** Default `nosniff`. */
  xContentTypeOptions?: HeaderChoice;
  /** Default `off`. */
  xDnsPrefetchControl?: HeaderChoice;
  /** Default `noopen`. */
  xDownloadOptions?: HeaderChoice;
  /** Default `SAMEORIGIN`. */
  xFrameOptions?: HeaderChoice;
  /** Default `none`. */
  xPermittedCrossDomainPolicies?: HeaderChoice;
  /** Default `0`, which switches a filter off that did more harm than good. */
  xXssProtection?: HeaderChoice;
}

/** A Content-Security-Policy (CSP level 3). */
export interface ContentSecurityPolicy {
  /**
   * Sources by directives, as `imgSrc` or `img-src`; `null` or `false` takes a directive out, `true` is one without
   * sources.
   */
  directives?: Record<string, boolean | null | string | readonly string[]>;
  /** Whether directives that are not named have their defaults. Default `true`. */
  useDefaults?: boolean;
  /** Whether browsers only report what they would have blocked. Default `false`. */
  reportOnly?: boolean;
}

/** Strict-Transport-Security (RFC 6797). */
export interface StrictTransportSecurity {
  /** Seconds, or text as `"365d"`. Default: a year. */
  maxAge?: number | string;
  /** Default `true`. */
  includeSubDomains?: boolean;
  /** Default `false`. */
  preload?: boolean;
  /** Whether it is also sent over plain HTTP, for a server behind a proxy that speaks TLS. Default `false`. */
  force?: boolean;
}
