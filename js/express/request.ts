/**
 * @module `req`: what Express adds to a request. Reads the headers as they are now, so that middleware may change them.
 */

import type { Application } from "ext:racejs_express/_application.ts";
import { isFresh } from "ext:racejs_express/_fresh.ts";
import { Incoming, REQUEST, RequestState } from "ext:racejs_express/_incoming.ts";
import { matchType } from "ext:racejs_express/_mime.ts";
import { acceptedCharsets, acceptedEncodings, acceptedLanguages, acceptedTypes } from "ext:racejs_express/_negotiate.ts";
import { environment } from "ext:racejs_express/_node.ts";
import type { Query, QueryFunction } from "ext:racejs_express/_query.ts";
import { forwardedAddresses, type Trust } from "ext:racejs_express/_trust.ts";
import type { Wire } from "ext:racejs_express/_wire.ts";
import type { Response } from "ext:racejs_express/response.ts";
import type { Route } from "ext:racejs_express/route.ts";
import type { Next } from "ext:racejs_express/router.ts";
import { ops } from "ext:racejs_express/_ops.ts";

type Choice = string | string[] | false;
type Ranges = { start: number; end: number }[] & { type: string };

export interface Request {
  app: Application;
  baseUrl: string;
  body: unknown;
  next?: Next;
  originalUrl: string;
  params: Record<string, string | string[]>;
  res: Response;
  route?: Route | undefined;
  secret?: string;
  /** Where a request of `node:http` was changed by another framework, its path as that left it. */
  [other: string]: unknown;
}

export class Request extends Incoming {
  declare res: Response;

  get(name: string): string | string[] | undefined {
    if (!name) throw new TypeError("name argument is required to req.get");
    if (typeof name !== "string") throw new TypeError("name must be a string to req.get");
    const field = name.toLowerCase();
    const { headers } = this;
    return field === "referer" || field === "referrer" ? headers["referrer"] ?? headers["referer"] : headers[field];
  }

  header(name: string): string | string[] | undefined {
    return this.get(name);
  }

  accepts(...types: (string | string[])[]): Choice {
    return acceptedTypes(this.headers["accept"] as string | undefined, types.flat());
  }

  acceptsCharsets(...charsets: (string | string[])[]): Choice {
    return acceptedCharsets(this.headers["accept-charset"] as string | undefined, charsets.flat());
  }

  acceptsEncodings(...encodings: (string | string[])[]): Choice {
    return acceptedEncodings(this.headers["accept-encoding"] as string | undefined, encodings.flat());
  }

  acceptsLanguages(...languages: (string | string[])[]): Choice {
    return acceptedLanguages(this.headers["accept-language"] as string | undefined, languages.flat());
  }

  range(size: number, options: { combine?: boolean } = {}): Ranges | -1 | -2 | undefined {
    const header = this.get("range") as string | undefined;
    return header === undefined ? undefined : readRange(header, size, options.combine ?? false);
  }

  is(...types: (string | string[])[]): string | false | null {
    if (!hasBody(this)) return null;
    return matchType(this.headers["content-type"] as string | undefined, types.flat());
  }

  get query(): Query {
    const parse = this.app.get("query parser fn") as QueryFunction | undefined;
    if (parse === undefined) return Object.create(null);
    const state = this[REQUEST];
    const start = this.url.indexOf("?");
    const text = start === -1 ? "" : this.url.slice(start + 1).split("#", 1)[0]!;
    if (state.query?.text !== text) state.query = { text, value: parse(text) };
    return state.query.value;
  }

  /** Express 5 refuses it; programs for Express 4 do it. */
  set query(value: Query) {
    Object.defineProperty(this, "query", { value, configurable: true, enumerable: true, writable: true });
  }

  get path(): string {
    return pathOf(this);
  }

  get protocol(): string {
    const own = this.socket.encrypted ? "https" : "http";
    if (!trustsPeer(this)) return own;
    return firstOf(this.get("X-Forwarded-Proto") as string | undefined) || own;
  }

  get secure(): boolean {
    return this.protocol === "https";
  }

  get ip(): string | undefined {
    return clientsOf(this).at(-1) || undefined;
  }

  get ips(): string[] {
    // The peer is no hop; what is left goes from the client to the nearest proxy.
    return clientsOf(this).slice(1).reverse();
  }

  get subdomains(): string[] {
    const { hostname } = this;
    if (!hostname) return [];
    const offset = this.app.get("subdomain offset") as number;
    const isAddress = /^\[|^\d+\.\d+\.\d+\.\d+$/.test(hostname);
    return (isAddress ? [hostname] : hostname.split(".").reverse()).slice(offset);
  }

  /** With the port, if the client named one. */
  get host(): string | undefined {
    const forwarded = trustsPeer(this) ? this.get("X-Forwarded-Host") as string | undefined : undefined;
    return firstOf(forwarded) || this.get("Host") as string | undefined || undefined;
  }

  get hostname(): string | undefined {
    const { host } = this;
    if (!host) return undefined;
    const start = host.startsWith("[") ? host.indexOf("]") + 1 : 0;
    const colon = host.indexOf(":", start);
    return colon === -1 ? host : host.slice(0, colon);
  }

  get fresh(): boolean {
    const { method, res } = this;
    const { statusCode } = res;
    if (method !== "GET" && method !== "HEAD") return false;
    if (!(statusCode >= 200 && statusCode < 300) && statusCode !== 304) return false;
    return isFresh(this.headers, { etag: res.get("ETag") as string | undefined, modified: res.get("Last-Modified") as string | undefined });
  }

  get stale(): boolean {
    return !this.fresh;
  }

  get xhr(): boolean {
    return String(this.get("X-Requested-With") ?? "").toLowerCase() === "xmlhttprequest";
  }
}

/** Fills a new request: what Node and Express keep as own properties, so that programs may overwrite it. */
export function initRequest(req: Request, wire: Wire): void {
  req[REQUEST] = new RequestState(wire);
  req.method = wire.method;
  req.url = wire.url;
  req.baseUrl = "";
  req.originalUrl = req.url;
  req.params = {};
}

/** The request's URL as it stands now, without its query. */
export function pathOf(req: { url: string }): string {
  const { url } = req;
  const start = url.startsWith("/") ? 0 : /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0].length ?? 0;
  const end = url.slice(start).search(/[?#]/);
  return url.slice(start, end === -1 ? undefined : start + end);
}

export function hasBody(req: Incoming): boolean {
  const { headers } = req;
  return headers["transfer-encoding"] !== undefined || !Number.isNaN(Number(headers["content-length"] ?? Number.NaN)) ||
    // HTTP/2 needs no header to announce a body.
    (req.httpVersionMajor > 1 && req[REQUEST].wire.hasBody());
}

export function isProduction(): boolean {
  return environment("NODE_ENV") === "production";
}

function readRange(header: string, size: number, combine: boolean): Ranges | -1 | -2 {
  const found = ops.op_racejs_range(header, size, combine);
  if (found.length === 1) return found[0] as -1 | -2;
  const ranges = Object.assign([] as { start: number; end: number }[], { type: header.slice(0, header.indexOf("=")) });
  for (let i = 0; i < found.length; i += 2) ranges.push({ start: found[i]!, end: found[i + 1]! });
  return ranges;
}

function trustsPeer(req: Request): boolean {
  return (req.app.get("trust proxy fn") as Trust)(req.socket.remoteAddress, 0);
}

function clientsOf(req: Request): string[] {
  const trust = req.app.get("trust proxy fn") as Trust;
  return forwardedAddresses(req.socket.remoteAddress, req.headers["x-forwarded-for"] as string | undefined, trust);
}

function firstOf(list: string | undefined): string {
  return list?.split(",", 1)[0]!.trim() ?? "";
}
