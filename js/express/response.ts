/**
 * @module `res`: what Express adds to an answer. Everything is sent by `end()`, which middleware may have replaced.
 */

import type { Application } from "ext:racejs_express/_application.ts";
import { type CookieOptions, setCookie } from "ext:racejs_express/_cookie.ts";
import { httpError } from "ext:racejs_express/_errors.ts";
import type { HeaderValue } from "ext:racejs_express/_fields.ts";
import { download, type FileCallback, sendFile, type SendOptions } from "ext:racejs_express/_file.ts";
import { RESPONSE, ResponseState } from "ext:racejs_express/_lifecycle.ts";
import { contentType, withCharset } from "ext:racejs_express/_mime.ts";
import { node } from "ext:racejs_express/_node.ts";
import { Outgoing } from "ext:racejs_express/_outgoing.ts";
import { redirect, send, sendJson, sendJsonp } from "ext:racejs_express/_send.ts";
import { contentDisposition, encodeUrl, phrase } from "ext:racejs_express/_texts.ts";
import type { Wire } from "ext:racejs_express/_wire.ts";
import type { RenderCallback } from "ext:racejs_express/view.ts";
import type { Request } from "ext:racejs_express/request.ts";

type Value = HeaderValue | boolean;
type Formats = Record<string, (req: Request, res: Response, next: unknown) => unknown>;

export interface Response {
  app: Application;
  locals: Record<string, unknown>;
  req: Request;
}

export class Response extends Outgoing {
  declare req: Request;

  status(code: number): this {
    if (!Number.isInteger(code)) throw new TypeError(`Invalid status code: ${JSON.stringify(code)}. Status code must be an integer.`);
    if (code < 100 || code > 999) {
      throw new RangeError(`Invalid status code: ${JSON.stringify(code)}. Status code must be greater than 99 and less than 1000.`);
    }
    this.statusCode = code;
    return this;
  }

  links(links: Record<string, string | string[]>): this {
    const known = this.get("Link");
    const added = Object.entries(links).flatMap(([rel, urls]) => [urls].flat().map((url) => `<${url}>; rel="${rel}"`));
    return this.set("Link", (known ? `${String(known)}, ` : "") + added.join(", "));
  }

  send(body?: unknown): this {
    return send(this, body) as this;
  }

  json(value?: unknown): this {
    return sendJson(this, value) as this;
  }

  jsonp(value?: unknown): this {
    return sendJsonp(this, value) as this;
  }

  sendStatus(code: number): this {
    const text = phrase(code);
    this.status(code);
    this.type("txt");
    return this.send(text);
  }

  sendFile(path: string, options?: SendOptions | FileCallback | null, done?: FileCallback): void {
    sendFile(this, path, options, done);
  }

  download(path: string, ...rest: (string | SendOptions | FileCallback | null | undefined)[]): void {
    download(this, path, rest);
  }

  type(type: string): this {
    return this.set("Content-Type", type.includes("/") ? type : contentType(type));
  }

  contentType(type: string): this {
    return this.type(type);
  }

  format(choices: Formats): this {
    const { req } = this;
    const types = Object.keys(choices).filter((type) => type !== "default");
    const best = types.length > 0 ? req.accepts(types) : false;
    this.vary("Accept");
    if (typeof best === "string") {
      this.set("Content-Type", best.includes("/") ? best : contentType(best).split(";", 1)[0]!);
      choices[best]!(req, this, req.next);
    } else if (choices["default"] !== undefined) {
      choices["default"](req, this, req.next);
    } else {
      req.next!(httpError(406, undefined, { types: types.map((type) => contentType(type).split(";", 1)[0]!) }));
    }
    return this;
  }

  attachment(filename?: string): this {
    if (filename) this.type(node.path.extname(filename));
    return this.set("Content-Disposition", contentDisposition(filename));
  }

  append(name: string, value: Value): this {
    const known = this.get(name);
    if (known === undefined) return this.set(name, value);
    return this.set(name, [known, value].flat().map(String));
  }

  set(name: string | Record<string, Value>, value?: Value): this {
    if (typeof name !== "string") {
      for (const [each, text] of Object.entries(name)) this.set(each, text);
      return this;
    }
    const texts = Array.isArray(value) ? value.map(String) : String(value);
    if (name.toLowerCase() !== "content-type") {
      this.setHeader(name, texts);
      return this;
    }
    if (Array.isArray(texts)) throw new TypeError("Content-Type cannot be set to an Array");
    this.setHeader(name, withCharset(texts.includes("/") ? texts : contentType(texts)));
    return this;
  }

  header(name: string | Record<string, Value>, value?: Value): this {
    return this.set(name, value);
  }

  get(name: string): HeaderValue | undefined {
    return this.getHeader(name);
  }

  clearCookie(name: string, options: CookieOptions = {}): this {
    const { maxAge: _, ...rest } = options ?? {};
    return this.cookie(name, "", { path: "/", ...rest, expires: new Date(1) });
  }

  cookie(name: string, value: unknown, options: CookieOptions = {}): this {
    return this.append("Set-Cookie", setCookie(name, value, options, this.req.secret));
  }

  location(url: string): this {
    return this.set("Location", encodeUrl(url));
  }

  redirect(statusOrUrl: number | string, url?: string): void {
    if (typeof statusOrUrl === "number") redirect(this, statusOrUrl, url!);
    else redirect(this, 302, statusOrUrl);
  }

  vary(names: string | readonly string[]): this {
    const known = String(this.get("Vary") ?? "");
    const list = known.split(",").map((name) => name.trim()).filter(Boolean);
    for (const name of [names].flat().flatMap((each) => String(each).split(",")).map((each) => each.trim())) {
      if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) throw new TypeError("field argument contains an invalid header name");
      if (!list.some((other) => other.toLowerCase() === name.toLowerCase())) list.push(name);
    }
    return this.set("Vary", list.includes("*") ? "*" : list.join(", "));
  }

  render(view: string, options?: Record<string, unknown> | RenderCallback | null, done?: RenderCallback): void {
    const callback = typeof options === "function" ? options : done;
    const given = typeof options === "function" ? {} : options ?? {};
    const merged = Object.assign(given, { _locals: this.locals });
    // Behind its last layer the request has none any more, and the engine may be done later than that.
    const next = this.req.next!;
    this.app.render(view, merged, callback ?? ((error, text) => {
      if (error) return next(error);
      // Nobody else would catch what it throws, such as that somebody has answered in the meantime.
      try {
        this.send(text);
      } catch (failure) {
        next(failure);
      }
    }));
  }
}

/** Fills a new answer: what Node and Express keep as own properties, so that programs may overwrite it. */
export function initResponse(res: Response, wire: Wire, req: Request): void {
  res[RESPONSE] = new ResponseState(wire);
  res.req = req;
  res.statusCode = 200;
  res.statusMessage = undefined;
  req.res = res;
}
