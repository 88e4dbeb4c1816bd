/**
 * @module What an answer has in front of its body: status, headers, cookies. They are a draft until something is sent;
 * then they are handed over, once.
 */

import { type CookieOptions, serializeCookie } from "ext:racejs_http/_cookies.ts";
import { contentDisposition } from "ext:racejs_http/_file.ts";
import { Headers as Fields, type HeaderValue, setHeaders } from "ext:racejs_http/_headers.ts";
import { ops } from "ext:racejs_http/_ops.ts";
import { createRecord } from "ext:racejs_http/_record.ts";
import { coded } from "ext:racejs_http/errors.ts";
import type { Req } from "ext:racejs_http/request.ts";

export class AnswerHead {
  readonly req: Req;
  #locals: Record<string, unknown> | undefined = undefined;
  protected code = 200;
  /** The headers, once there is one. */
  protected fields: Fields | undefined = undefined;
  protected isAnswered = false;
  /** Whether headers have been handed over already. */
  protected isLent = false;

  constructor(req: Req) {
    this.req = req;
  }

  /** For handlers to leave things to one another. */
  get locals(): Record<string, unknown> {
    return this.#locals ??= createRecord();
  }

  protected get draft(): Fields {
    return this.fields ??= new Fields();
  }

  get headersSent(): boolean {
    return this.isAnswered;
  }

  get statusCode(): number {
    return this.code;
  }

  set statusCode(code: number) {
    this.status(code);
  }

  status(code: number): this {
    if (!Number.isInteger(code) || code < 200 || code > 599) {
      throw coded(
        RangeError,
        "RACE_HTTP_STATUS",
        `\`${code}\` is not a status that a response can have (200 to 599)`,
      );
    }
    this.assertOpen();
    this.code = code;
    return this;
  }

  set(name: string | Record<string, HeaderValue>, value?: HeaderValue): this {
    this.assertOpen();
    this.draft.set(name, value);
    return this;
  }

  get(name: string): string | undefined {
    return this.fields?.get(name);
  }

  append(name: string, value: HeaderValue): this {
    this.assertOpen();
    this.draft.append(name, value);
    return this;
  }

  remove(name: string): this {
    this.assertOpen();
    this.fields?.remove(name);
    return this;
  }

  vary(names: string | readonly string[]): this {
    const known = (this.get("vary") ?? "").split(",").map((name) => name.trim()).filter(Boolean);
    for (const name of [names].flat() as string[]) {
      if (!known.some((other) => other.toLowerCase() === name.toLowerCase())) known.push(name);
    }
    return this.set("vary", known.includes("*") ? "*" : known.join(", "));
  }

  /** A media type, or a file's extension. */
  type(type: string): this {
    return this.set("content-type", type.includes("/") ? type : ops.op_racejs_media_type(type));
  }

  location(url: string): this {
    return this.set("location", encodeUrl(url));
  }

  links(links: Record<string, string | readonly string[]>): this {
    for (const [rel, urls] of Object.entries(links)) {
      for (const url of [urls].flat()) this.append("link", `<${encodeUrl(url)}>; rel="${rel}"`);
    }
    return this;
  }

  cookie(name: string, value: unknown, options: CookieOptions = {}): this {
    return this.append("set-cookie", serializeCookie(name, value, options, this.req.app.settings.cookieSecrets));
  }

  clearCookie(name: string, options: CookieOptions = {}): this {
    const { maxAge: _, signed: __, ...rest } = options;
    return this.cookie(name, "", { ...rest, expires: new Date(1) });
  }

  attachment(filename?: string): this {
    if (filename !== undefined && this.get("content-type") === undefined) {
      const extension = /\.([^./\\]+)$/.exec(filename)?.[1];
      if (extension !== undefined) this.type(extension);
    }
    return this.set("content-disposition", contentDisposition("attachment", filename));
  }

  /** Hands the headers over; from here on the request counts as answered. */
  protected commit(): void {
    this.assertOpen();
    if (this.fields !== undefined || this.isLent) setHeaders(this.req.exchange, this.fields?.pairs() ?? []);
    this.isAnswered = true;
  }

  protected assertOpen(): void {
    if (!this.isAnswered) return;
    throw coded(
      Error,
      "RACE_HTTP_ALREADY_ANSWERED",
      "The request is already answered\nhint: a handler answers once, by `res` or by what it returns",
    );
  }
}

/** Escapes what a URL cannot hold, and leaves what is escaped already. */
function encodeUrl(url: string): string {
  return String(url).replace(/[^\x21\x23-\x3b\x3d\x3f-\x5f\x61-\x7a\x7c\x7e]+|%(?![0-9a-fA-F]{2})/g, (part) => {
    return encodeURI(part.toWellFormed());
  });
}
