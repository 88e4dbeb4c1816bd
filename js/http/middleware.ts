/**
 * @module Built-in middleware. Each is a function from settings to a handler that runs natively; the settings are
 * checked by the native side, where each has a file of its own.
 */

import type { Handler } from "ext:racejs_http/_dispatch.ts";
import { nativeHandler } from "ext:racejs_http/_layer.ts";
import { ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

function define<Settings>(name: string): (settings?: Settings) => Handler {
  return (settings) => nativeHandler(name, settings);
}

type Options = Record<string, unknown>;

export const basicAuth = define<Options>("basicAuth");
export const bearerAuth = define<Options>("bearerAuth");
export const compress = define<Options>("compress");
export const cors = define<Options>("cors");
export const etag = define<Options>("etag");
export const logger = define<Options>("logger");
export const rateLimit = define<Options>("rateLimit");
export const requestId = define<Options>("requestId");
export const responseTime = define<Options>("responseTime");
export const securityHeaders = define<Options>("securityHeaders");

/** `limit` is bytes, or text as `"10mb"`. */
export function bodyLimit(limit: number | string): Handler {
  return nativeHandler("bodyLimit", { limit });
}

/** `ms` is milliseconds, or text as `"10s"`. */
export function timeout(ms: number | string, settings: Options = {}): Handler {
  return nativeHandler("timeout", { ...settings, ms });
}

/** Files beneath `root`, a folder's path or `file:` URL. */
export function serveStatic(root: string | URL, settings: Options = {}): Handler {
  if (typeof root !== "string" && !(root instanceof URL)) {
    throw coded(TypeError, "RACE_HTTP_MIDDLEWARE", "`serveStatic()` needs the folder whose files it serves");
  }
  const text = String(root);
  return nativeHandler("static", { ...settings, root: text.startsWith("file:") ? ops.op_racejs_file_path(text) : text });
}
