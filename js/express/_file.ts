/**
 * @module Files as answers: their headers, conditional requests and ranges, and `res.sendFile()`. Written through
 * `res` like any other answer, so that middleware sees them.
 */

import { httpError } from "ext:racejs_express/_errors.ts";
import { fileTag, isFresh } from "ext:racejs_express/_fresh.ts";
import { locate, type LocateOptions } from "ext:racejs_express/_locate.ts";
import { contentType } from "ext:racejs_express/_mime.ts";
import { type FileStats, node } from "ext:racejs_express/_node.ts";
import { contentDisposition, milliseconds } from "ext:racejs_express/_texts.ts";
import type { Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";

export type FileCallback = (error?: Error & { code?: string }) => void;

export interface SendOptions extends LocateOptions {
  acceptRanges?: boolean;
  cacheControl?: boolean;
  etag?: boolean;
  headers?: Record<string, string>;
  immutable?: boolean;
  lastModified?: boolean;
  maxAge?: number | string;
  /** May change the headers before they are sent. */
  setHeaders?: (res: Response, path: string, stats: FileStats) => void;
}

/** Bytes up to which a file is read before it is sent. */
const SMALL_FILE = 64 * 1024;

const MAX_AGE = 365 * 24 * 3600 * 1000;

export function sendFile(res: Response, path: string, given: SendOptions | FileCallback | null | undefined, done?: FileCallback): void {
  const callback = typeof given === "function" ? given : done;
  const options = typeof given === "function" || !given ? {} : given;
  if (!path) throw new TypeError("path argument is required to res.sendFile");
  if (typeof path !== "string") throw new TypeError("path must be a string to res.sendFile");
  if (options.root === undefined && !node.path.isAbsolute(path)) {
    throw new TypeError("path must be absolute or specify root to res.sendFile");
  }
  const etag = options.etag ?? res.app.enabled("etag");
  // Behind its last layer the request has none any more.
  const next = res.req.next!;
  transfer(res, encodeURI(path), { ...options, etag, index: options.index ?? false }).then(() => callback?.(), (error) => {
    if (callback !== undefined) callback(error);
    else if (error.code === "EISDIR") next();
    else if (error.code !== "ECONNABORTED") next(error);
  });
}

export function download(res: Response, path: string, args: (string | SendOptions | FileCallback | null | undefined)[]): void {
  const done = args.find((each) => typeof each === "function");
  const name = typeof args[0] === "string" ? args[0] : undefined;
  const options = args.find((each) => typeof each === "object" && each !== null) as SendOptions | undefined;
  const headers: Record<string, string> = { "Content-Disposition": contentDisposition(name ?? path) };
  for (const [key, value] of Object.entries(options?.headers ?? {})) {
    if (key.toLowerCase() !== "content-disposition") headers[key] = value;
  }
  res.sendFile(options?.root === undefined ? node.path.resolve(path) : path, { ...options, headers }, done as FileCallback | undefined);
}

async function transfer(res: Response, path: string, options: SendOptions): Promise<void> {
  const located = await locate(path, options);
  if ("directory" in located) {
    throw Object.assign(new Error("EISDIR, read"), { code: "EISDIR", errno: -21, syscall: "read" });
  }
  await sendLocated(res, located.path, located.stats, options);
}

/** Resolves when the client has the file; rejects with `ECONNABORTED` if it leaves before. */
export async function sendLocated(res: Response, path: string, stats: FileStats, options: SendOptions): Promise<void> {
  if (res.headersSent) throw httpError(500, "Can't set headers after they are sent.");
  setHeaders(res, path, stats, options);
  const { req } = res;
  if (!preconditionsHold(req, res)) throw httpError(412);
  const { statusCode } = res;
  const isCachable = (statusCode >= 200 && statusCode < 300) || statusCode === 304;
  if (isCachable && isFresh(req.headers, validators(res))) {
    for (const name of ["Content-Encoding", "Content-Language", "Content-Length", "Content-Range", "Content-Type"]) res.removeHeader(name);
    res.statusCode = 304;
    res.end();
    return;
  }
  const [start, end] = options.acceptRanges === false ? [0, stats.size - 1] : chooseRange(req, res, stats.size);
  res.setHeader("Content-Length", Math.max(0, end - start + 1));
  if (req.method === "HEAD" || stats.size === 0) {
    res.end();
    return;
  }
  if (end - start < SMALL_FILE) await sendSmall(res, path, start, end);
  else await pipe(res, path, start, end);
}

function setHeaders(res: Response, path: string, stats: FileStats, options: SendOptions): void {
  const { acceptRanges = true, cacheControl = true, etag = true, immutable = false, lastModified = true, maxAge = 0 } = options;
  for (const [name, value] of Object.entries(options.headers ?? {})) res.setHeader(name, value);
  options.setHeaders?.(res, path, stats);
  if (acceptRanges && !res.getHeader("Accept-Ranges")) res.setHeader("Accept-Ranges", "bytes");
  if (cacheControl && !res.getHeader("Cache-Control")) {
    const seconds = Math.floor(Math.min(Math.max(0, milliseconds(maxAge) || 0), MAX_AGE) / 1000);
    res.setHeader("Cache-Control", `public, max-age=${seconds}${immutable ? ", immutable" : ""}`);
  }
  if (lastModified && !res.getHeader("Last-Modified")) res.setHeader("Last-Modified", stats.mtime.toUTCString());
  if (etag && !res.getHeader("ETag")) res.setHeader("ETag", fileTag(stats.size, stats.mtime));
  if (!res.getHeader("Content-Type")) res.setHeader("Content-Type", contentType(node.path.extname(path) || "bin"));
}

function validators(res: Response): { etag: string | undefined; modified: string | undefined } {
  return { etag: res.getHeader("ETag") as string | undefined, modified: res.getHeader("Last-Modified") as string | undefined };
}

/** RFC 9110, section 13.2.2, its first two steps. */
function preconditionsHold(req: Request, res: Response): boolean {
  const { etag, modified } = validators(res);
  const match = req.headers["if-match"] as string | undefined;
  if (match !== undefined) {
    return match === "*" || match.split(",").some((each) => [each.trim(), `W/${each.trim()}`].includes(etag ?? "") || each.trim() === `W/${etag}`);
  }
  const since = Date.parse((req.headers["if-unmodified-since"] as string | undefined) ?? "");
  return Number.isNaN(since) || !(Date.parse(modified ?? "") > since);
}

/** The first and the last byte to send. */
function chooseRange(req: Request, res: Response, size: number): [number, number] {
  const header = req.headers["range"] as string | undefined;
  const whole: [number, number] = [0, size - 1];
  if (header === undefined || !/^ *bytes=/.test(header) || !rangeStillFits(req, res)) return whole;
  const ranges = req.range(size, { combine: true });
  if (ranges === -1) {
    res.setHeader("Content-Range", `bytes */${size}`);
    throw httpError(416, undefined, { headers: { "Content-Range": `bytes */${size}` } });
  }
  // Several ranges are sent as one: the whole.
  if (typeof ranges !== "object" || ranges.length !== 1) return whole;
  const { start, end } = ranges[0]!;
  res.statusCode = 206;
  res.setHeader("Content-Range", `bytes ${start}-${end}/${size}`);
  return [start, end];
}

function rangeStillFits(req: Request, res: Response): boolean {
  const condition = req.headers["if-range"] as string | undefined;
  if (condition === undefined) return true;
  const { etag, modified } = validators(res);
  if (condition.includes('"')) return etag !== undefined && condition.includes(etag);
  return Date.parse(modified ?? "") <= Date.parse(condition);
}

/** In one piece, which costs a fraction of a stream. */
function sendSmall(res: Response, path: string, start: number, end: number): Promise<void> {
  return new Promise((resolve, reject) => {
    settleWith(res, resolve, reject);
    node.fs.readFile(path, (error, content) => {
      if (error) reject(httpError(500, error));
      // What it says of its length has been set already.
      else if (content.byteLength <= end) reject(httpError(500, `The file \`${path}\` has become shorter while it was sent`));
      else res.end(content.subarray(start, end + 1));
    });
  });
}

function pipe(res: Response, path: string, start: number, end: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = node.fs.createReadStream(path, { start, end });
    settleWith(res, resolve, (error) => {
      file.destroy();
      reject(error);
    });
    file.on("error", (error: Error) => {
      file.destroy();
      reject(httpError(500, error));
    });
    file.pipe(res);
  });
}

/** By how the answer ends: middleware may send it later than it is told to. */
function settleWith(res: Response, onSent: () => void, onLeft: (error: Error) => void): void {
  res.once("finish", onSent);
  res.once("close", () => {
    if (!res.writableFinished) onLeft(Object.assign(new Error("Request aborted"), { code: "ECONNABORTED" }));
  });
}
