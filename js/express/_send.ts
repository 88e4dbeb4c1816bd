/**
 * @module What `res.send()` and its kin make of a value: headers, entity tag, status, and then `res.end()`.
 */

import type { EtagFunction } from "ext:racejs_express/_fresh.ts";
import { node } from "ext:racejs_express/_node.ts";
import { escapeHtml, phrase, toJson } from "ext:racejs_express/_texts.ts";
import type { Response } from "ext:racejs_express/response.ts";

export function send(res: Response, body: unknown): Response {
  if (typeof body === "string") {
    const type = res.getHeader("Content-Type") as string | undefined;
    if (type === undefined) res.type("html");
    else res.setHeader("Content-Type", withUtf8(type));
    return sendWhole(res, body);
  }
  if (body === undefined) return sendWhole(res, undefined);
  if (body === null) return sendWhole(res, "");
  if (ArrayBuffer.isView(body)) {
    if (!res.get("Content-Type")) res.type("bin");
    return sendWhole(res, body as Uint8Array);
  }
  return typeof body === "object" || typeof body === "number" || typeof body === "boolean"
    ? res.json(body)
    // What Node cannot write it refuses.
    : res.end(body as never) as Response;
}

function sendWhole(res: Response, body: string | Uint8Array | undefined): Response {
  const { req, app } = res;
  let chunk = body;
  if (chunk !== undefined) {
    const etag = app.get("etag fn") as EtagFunction | undefined;
    res.setHeader("Content-Length", typeof chunk === "string" ? node.buffer.Buffer.byteLength(chunk) : chunk.byteLength);
    if (typeof etag === "function" && !res.getHeader("ETag")) {
      const tag = etag(chunk, "utf8");
      if (tag) res.setHeader("ETag", tag);
    }
  }
  if (req.fresh) res.status(304);
  const { statusCode } = res;
  if (statusCode === 204 || statusCode === 304) {
    res.removeHeader("Content-Type");
    res.removeHeader("Content-Length");
    res.removeHeader("Transfer-Encoding");
    chunk = "";
  } else if (statusCode === 205) {
    res.setHeader("Content-Length", "0");
    res.removeHeader("Transfer-Encoding");
    chunk = "";
  }
  if (req.method === "HEAD") res.end();
  else if (typeof chunk === "string") res.end(chunk, "utf8");
  else res.end(chunk);
  return res;
}

/** A string is sent as UTF-8, whatever its type said. */
function withUtf8(type: string): string {
  const charset = /(;\s*charset\s*=\s*)("[^"]*"|[^\s;]+)/i;
  return charset.test(type) ? type.replace(charset, "$1utf-8") : `${type}; charset=utf-8`;
}

export function sendJson(res: Response, value: unknown): Response {
  const text = asJson(res, value);
  if (!res.get("Content-Type")) res.set("Content-Type", "application/json");
  return res.send(text);
}

export function sendJsonp(res: Response, value: unknown): Response {
  let text = asJson(res, value);
  const found = res.req.query[res.app.get("jsonp callback name") as string];
  const callback = Array.isArray(found) ? found[0] : found;
  if (!res.get("Content-Type")) {
    res.set("X-Content-Type-Options", "nosniff");
    res.set("Content-Type", "application/json");
  }
  if (typeof callback === "string" && callback.length > 0) {
    res.set("X-Content-Type-Options", "nosniff");
    res.set("Content-Type", "text/javascript");
    const name = callback.replace(/[^[\]\w$.]/g, "");
    // Line ends in JavaScript, but not in JSON.
    text = text?.replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029") ?? "";
    // The comment keeps the first bytes from being a client's choice.
    text = `/**/ typeof ${name} === 'function' && ${name}(${text});`;
  }
  return res.send(text);
}

function asJson({ app }: Response, value: unknown): string | undefined {
  return toJson(value, app.get("json replacer"), app.get("json spaces"), app.get("json escape"));
}

export function redirect(res: Response, status: number, url: string): void {
  const address = res.location(url).get("Location") as string;
  let body = "";
  res.format({
    text: () => {
      body = `${phrase(status)}. Redirecting to ${address}`;
    },
    html: () => {
      const shown = escapeHtml(address);
      body = `<!DOCTYPE html><head><title>${phrase(status)}</title></head><body><p>${phrase(status)}. Redirecting to ${shown}</p></body>`;
    },
    default: () => {},
  });
  res.status(status);
  res.set("Content-Length", String(node.buffer.Buffer.byteLength(body)));
  if (res.req.method === "HEAD") res.end();
  else res.end(body);
}
