/**
 * @module `express.json()`, `urlencoded()`, `raw()` and `text()`: middleware that puts the body of a request into
 * `req.body`.
 */

import { httpError } from "ext:racejs_express/_errors.ts";
import { REQUEST } from "ext:racejs_express/_incoming.ts";
import { matchType, parseType } from "ext:racejs_express/_mime.ts";
import { node, type NodeBuffer } from "ext:racejs_express/_node.ts";
import { parseNested } from "ext:racejs_express/_query.ts";
import { readBody } from "ext:racejs_express/_read.ts";
import { bytesOf } from "ext:racejs_express/_texts.ts";
import { hasBody, type Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import type { Handler, Next } from "ext:racejs_express/router.ts";

export interface BodyOptions {
  inflate?: boolean;
  limit?: number | string;
  type?: string | string[] | ((req: Request) => unknown);
  /** Throws if the body must not be parsed. */
  verify?: (req: Request, res: Response, body: NodeBuffer, charset: string | undefined) => void;
}

export interface JsonOptions extends BodyOptions {
  reviver?: (key: string, value: unknown) => unknown;
  /** Only objects and arrays. */
  strict?: boolean;
}

export interface TextOptions extends BodyOptions {
  defaultCharset?: string;
}

export interface UrlencodedOptions extends BodyOptions {
  charsetSentinel?: boolean;
  defaultCharset?: string;
  extended?: boolean;
  parameterLimit?: number;
}

interface Parser {
  type: string;
  /** Throws for one that it does not take; `undefined` where text is not looked at. */
  charset(req: Request): string | undefined;
  parse(body: NodeBuffer, charset: string | undefined): unknown;
}

export function json(options: JsonOptions = {}): Handler {
  const { reviver, strict = true } = options;
  return middleware("jsonParser", options, {
    type: "application/json",
    charset: (req) => knownCharset(req, "utf-8", (charset) => charset.startsWith("utf-")),
    parse(body, charset) {
      const text = decode(body, charset!);
      if (text.length === 0) return {};
      try {
        if (strict) assertStructure(text);
        return JSON.parse(text, reviver);
      } catch (error) {
        throw httpError(400, error as Error, { body: text, type: "entity.parse.failed" });
      }
    },
  });
}

export function urlencoded(options: UrlencodedOptions = {}): Handler {
  const { defaultCharset = "utf-8", extended = false, parameterLimit = 1000 } = options;
  if (!(parameterLimit >= 1)) throw new TypeError("option parameterLimit must be a positive number");
  if (defaultCharset !== "utf-8" && defaultCharset !== "iso-8859-1") throw new TypeError("option defaultCharset must be either utf-8 or iso-8859-1");
  return middleware("urlencodedParser", options, {
    type: "application/x-www-form-urlencoded",
    charset: (req) => knownCharset(req, defaultCharset, (charset) => charset === "utf-8" || charset === "iso-8859-1"),
    parse(body, charset) {
      const text = decode(body, "utf-8");
      if (text.length === 0) return {};
      if (text.split("&", Math.min(parameterLimit, 2 ** 31) + 1).length > parameterLimit) {
        throw httpError(413, "too many parameters", { type: "parameters.too.many" });
      }
      const form = charset === "iso-8859-1" ? fromLatin1(text) : text;
      return extended ? parseNested(form) : { ...node.querystring.parse(form) };
    },
  });
}

export function raw(options: BodyOptions = {}): Handler {
  return middleware("rawParser", options, { type: "application/octet-stream", charset: () => undefined, parse: (body) => body });
}

export function text(options: TextOptions = {}): Handler {
  const { defaultCharset = "utf-8" } = options;
  return middleware("textParser", options, {
    type: "text/plain",
    charset: (req) => knownCharset(req, defaultCharset, isDecodable),
    parse: (body, charset) => decode(body, charset!),
  });
}

function middleware(name: string, options: BodyOptions, parser: Parser): Handler {
  const { inflate = true, type = parser.type, verify } = options;
  const limit = bytesOf(options.limit ?? "100kb");
  if (verify && typeof verify !== "function") throw new TypeError("option verify must be function");
  const isWanted = typeof type === "function"
    ? type
    : (req: Request) => matchType(req.headers["content-type"] as string | undefined, [type].flat());
  async function parse(req: Request, res: Response): Promise<void> {
    const charset = parser.charset(req);
    const body = await readBody(req, { inflate, limit });
    try {
      verify?.(req, res, body, charset);
    } catch (error) {
      throw httpError(403, error as Error, { body, type: (error as { type?: string }).type ?? "entity.verify.failed" });
    }
    req.body = parser.parse(body, charset);
  }
  const handler = (req: Request, res: Response, next: Next): void => {
    // Somebody has read it already.
    if (req[REQUEST].isComplete) return next();
    if (!Object.hasOwn(req, "body")) req.body = undefined;
    if (!hasBody(req) || !isWanted(req)) return next();
    parse(req, res).then(() => next(), next);
  };
  Object.defineProperty(handler, "name", { value: name });
  return handler;
}

function knownCharset(req: Request, otherwise: string, isKnown: (charset: string) => boolean): string {
  const charset = parseType(req.headers["content-type"] as string | undefined)?.charset ?? otherwise;
  if (isKnown(charset)) return charset;
  throw httpError(415, `unsupported charset "${charset.toUpperCase()}"`, { charset, type: "charset.unsupported" });
}

function isDecodable(charset: string): boolean {
  try {
    return new TextDecoder(charset) !== undefined;
  } catch {
    return false;
  }
}

function decode(body: NodeBuffer, charset: string): string {
  if (charset !== "utf-8") return new TextDecoder(charset).decode(body);
  const text = body.toString("utf8");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** Escapes stand for bytes of Latin-1, which is what the first characters of Unicode are. */
function fromLatin1(text: string): string {
  return text.replace(/%([89a-f][0-9a-f])/gi, (_escape, hex: string) => encodeURIComponent(String.fromCharCode(Number.parseInt(hex, 16))));
}

/** Only what begins as an object or an array can be one. */
function assertStructure(text: string): void {
  const first = /[^ \t\n\r]/.exec(text)?.[0];
  if (first === "{" || first === "[") return;
  if (first === undefined) throw new SyntaxError("Unexpected end of JSON input");
  throw new SyntaxError(`Unexpected token '${first}', "${text.length > 40 ? `${text.slice(0, 40)}"...` : `${text}"`} is not valid JSON`);
}
