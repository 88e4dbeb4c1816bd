/**
 * @module What a request gets when no handler has answered it: 404, or what its error says. In production nothing of an
 * error but its status is told.
 */

import { isStreamed } from "ext:racejs_express/_incoming.ts";
import { RESPONSE } from "ext:racejs_express/_lifecycle.ts";
import { node } from "ext:racejs_express/_node.ts";
import { Outgoing } from "ext:racejs_express/_outgoing.ts";
import { encodeUrl, escapeHtml, phrase } from "ext:racejs_express/_texts.ts";
import { pathOf, type Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";

interface Failure {
  status?: unknown;
  statusCode?: unknown;
  headers?: unknown;
  stack?: unknown;
}

export interface FinalOptions {
  env: string;
  onError: (error: unknown) => void;
}

export function answerFinally(req: Request, res: Response, error: unknown, { env, onError }: FinalOptions): void {
  if (!error && res.headersSent) return;
  const failure = (typeof error === "object" ? error : undefined) as Failure | undefined;
  const status = error ? statusOf(failure) ?? statusOfAnswer(res) : 404;
  const message = error ? messageOf(error, failure, status, env) : `Cannot ${req.method} ${encodeUrl(pathOf({ url: req.originalUrl || req.url }))}`;
  if (error) onError(error);
  if (res.headersSent) {
    // Half of an answer must not look like all of it.
    res.destroy();
    return;
  }
  // Read on, so that a client that is still sending gets to the answer.
  if (isStreamed(req)) req.unpipe().resume();
  write(req, res, status, message, failure);
}

function write(req: Request, res: Response, status: number, message: string, failure: Failure | undefined): void {
  const shown = escapeHtml(message).replaceAll("\n", "<br>").replaceAll("  ", " &nbsp;");
  const page = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${shown}</pre>\n</body>\n</html>\n`;
  res.statusCode = status;
  res.statusMessage = undefined;
  // They described what is not sent.
  for (const name of ["Content-Encoding", "Content-Language", "Content-Range"]) res.removeHeader(name);
  for (const [name, value] of headersOf(failure)) res.setHeader(name, value);
  res.setHeader("Content-Security-Policy", "default-src 'none'");
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.setHeader("Content-Length", node.buffer.Buffer.byteLength(page));
  // Middleware that has replaced `end()` may let only the first call through, which was refused.
  const { end } = res[RESPONSE].isRefused ? Outgoing.prototype : res;
  if (req.method === "HEAD") end.call(res);
  else end.call(res, page, "utf8");
}

function statusOf(failure: Failure | undefined): number | undefined {
  return [failure?.status, failure?.statusCode].find(isErrorStatus);
}

function statusOfAnswer({ statusCode }: Response): number {
  return isErrorStatus(statusCode) ? statusCode : 500;
}

function isErrorStatus(status: unknown): status is number {
  return typeof status === "number" && status >= 400 && status <= 599;
}

function messageOf(error: unknown, failure: Failure | undefined, status: number, env: string): string {
  if (env === "production") return phrase(status);
  if (typeof failure?.stack === "string" && failure.stack !== "") return failure.stack;
  try {
    return String(error);
  } catch {
    return phrase(status);
  }
}

function headersOf(failure: Failure | undefined): [string, string][] {
  const hasStatus = statusOf(failure) !== undefined;
  return hasStatus && typeof failure?.headers === "object" && failure.headers !== null ? Object.entries(failure.headers) : [];
}
