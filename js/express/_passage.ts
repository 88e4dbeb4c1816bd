/**
 * @module The way of one request through one router: which layer is next, and what `req` looks like inside it. What is
 * changed for a layer is put back behind it.
 */

import type { Layer, Params } from "ext:racejs_express/_layer.ts";
import type { Matches } from "ext:racejs_express/_matcher.ts";
import { type CalledParams, processParams } from "ext:racejs_express/_params.ts";
import { encodeUrl } from "ext:racejs_express/_texts.ts";
import { pathOf, type Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import { later, matchesOf, MAX_SYNC, type Next, type Router } from "ext:racejs_express/router.ts";

export class Passage {
  #router: Router;
  #req: Request;
  #res: Response;
  #done: Next;
  #next: Next;
  #parentUrl: string;
  #parentParams: Params;
  #parentNext: Next | undefined;
  #matches: Matches | undefined;
  /** What the layers were looked up for. */
  #url: string | undefined;
  #path = "";
  /** In front of the path of an absolute URL. */
  #host = "";
  #removed = "";
  #isSlashAdded = false;
  #depth = 0;
  #called: CalledParams | undefined;
  /** Methods of the routes that an OPTIONS request has passed. */
  #allowed: string[] = [];

  constructor(router: Router, req: Request, res: Response, done: Next) {
    this.#router = router;
    this.#req = req;
    this.#res = res;
    this.#done = done;
    this.#parentUrl = req.baseUrl || "";
    this.#parentParams = req.params;
    this.#parentNext = req.next;
    this.#next = (error) => this.#advance(error);
  }

  start(): void {
    const { url } = this.#req;
    if (!url.startsWith("/")) this.#host = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? "";
    this.#req.next = this.#next;
    this.#req.baseUrl = this.#parentUrl;
    this.#req.originalUrl ||= url;
    this.#advance(undefined);
  }

  #advance(reason: unknown): void {
    let error: unknown = reason === "route" ? undefined : reason || undefined;
    this.#restoreUrl();
    if (error === "router") return this.#leave(undefined);
    if (++this.#depth > MAX_SYNC) return later(this.#next, reason);
    if (this.#req.url !== this.#url) this.#look();
    for (;;) {
      let layer: Layer | undefined;
      try {
        layer = this.#matches?.next();
      } catch (thrown) {
        error ??= thrown;
        continue;
      }
      if (layer === undefined) return this.#leave(error);
      if (layer.route === undefined || (error === undefined && this.#handlesMethod(layer))) return this.#enter(layer, error);
    }
  }

  /** Which layers there are for the URL as it is now; a program may have changed it. */
  #look(): void {
    const req = this.#req;
    // deno-lint-ignore no-control-regex
    if (/[^\x00-\x7f]/.test(req.url)) req.url = encodeUrl(req.url);
    this.#url = req.url;
    this.#path = pathOf(req) || "/";
    const place = this.#matches?.place ?? -1;
    this.#matches = matchesOf(this.#router, this.#path);
    this.#matches.skipTo(place);
  }

  #handlesMethod(layer: Layer): boolean {
    const { method } = this.#req;
    const route = layer.route!;
    if (route._handlesMethod(method)) return true;
    if (method === "OPTIONS") this.#allowed.push(...route._methods());
    return false;
  }

  #enter(layer: Layer, error: unknown): void {
    const req = this.#req;
    const { params, path } = this.#matches!.match!;
    if (layer.route !== undefined) req.route = layer.route;
    req.params = this.#router.mergeParams ? mergeParams(params, this.#parentParams) : params;
    const proceed: Next = (failure) => {
      if (failure) this.#next(error ?? failure);
      else if (layer.route !== undefined) layer.handleRequest(req, this.#res, this.#next);
      else this.#enterPrefix(layer, path, error);
      this.#depth = 0;
    };
    if (Object.keys(this.#router.params).length === 0) return proceed();
    processParams(this.#router, this.#called ??= new Map(), Object.keys(params), req, this.#res, proceed);
  }

  #enterPrefix(layer: Layer, prefix: string, error: unknown): void {
    const req = this.#req;
    if (prefix !== "") {
      const behind = this.#path[prefix.length];
      // An expression may have matched elsewhere, or half of a segment.
      if (!this.#path.startsWith(prefix) || (behind !== undefined && behind !== "/" && !prefix.endsWith("/"))) return this.#next(error);
      this.#removed = prefix;
      req.url = this.#host + req.url.slice(this.#host.length + prefix.length);
      if (this.#host === "" && !req.url.startsWith("/")) {
        req.url = `/${req.url}`;
        this.#isSlashAdded = true;
      }
      req.baseUrl = this.#parentUrl + (prefix.endsWith("/") ? prefix.slice(0, -1) : prefix);
    }
    if (error !== undefined) layer.handleError(error, req, this.#res, this.#next);
    else layer.handleRequest(req, this.#res, this.#next);
  }

  #restoreUrl(): void {
    const req = this.#req;
    if (this.#isSlashAdded) {
      req.url = req.url.slice(1);
      this.#isSlashAdded = false;
    }
    if (this.#removed !== "") {
      req.baseUrl = this.#parentUrl;
      req.url = this.#host + this.#removed + req.url.slice(this.#host.length);
      this.#removed = "";
    }
  }

  #leave(error: unknown): void {
    const req = this.#req;
    req.baseUrl = this.#parentUrl;
    req.params = this.#parentParams;
    (req as { next: Next | undefined }).next = this.#parentNext;
    if (error === undefined && this.#allowed.length > 0) return this.#answerOptions();
    this.#done(error);
  }

  #answerOptions(): void {
    const res = this.#res;
    try {
      const allow = [...new Set(this.#allowed)].sort().join(", ");
      res.setHeader("Allow", allow);
      res.setHeader("Content-Length", allow.length);
      res.setHeader("Content-Type", "text/plain");
      res.setHeader("X-Content-Type-Options", "nosniff");
      res.end(allow);
    } catch (error) {
      this.#done(error);
    }
  }
}

/** What the routers around have found, and the layer's own; numbered ones go on counting. */
function mergeParams(own: Params, parent: Params | undefined): Params {
  if (typeof parent !== "object" || parent === null) return { ...own };
  if (!("0" in own) || !("0" in parent)) return { ...parent, ...own };
  let offset = 0;
  while (String(offset) in parent) offset++;
  const merged: Params = { ...parent };
  for (const [name, value] of Object.entries(own)) {
    merged[/^\d+$/.test(name) ? String(Number(name) + offset) : name] = value;
  }
  return merged;
}
