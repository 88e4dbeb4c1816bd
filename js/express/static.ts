/**
 * @module `express.static()`: files beneath a folder.
 */

import { httpError, type StatusError } from "ext:racejs_express/_errors.ts";
import { type SendOptions, sendLocated } from "ext:racejs_express/_file.ts";
import { locate } from "ext:racejs_express/_locate.ts";
import { encodeUrl, escapeHtml } from "ext:racejs_express/_texts.ts";
import { pathOf, type Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import type { Handler, Next } from "ext:racejs_express/router.ts";

export interface StaticOptions extends SendOptions {
  /** Whether what is not found, or not allowed, is handed on. */
  fallthrough?: boolean;
  /** Whether a folder without a slash behind it is redirected to one with it. */
  redirect?: boolean;
}

export function serveStatic(root: string, options: StaticOptions = {}): Handler {
  if (!root) throw new TypeError("root path required");
  if (typeof root !== "string") throw new TypeError("root path must be a string");
  if (options?.setHeaders !== undefined && typeof options.setHeaders !== "function") throw new TypeError("option setHeaders must be function");
  const settings = { ...options, root };
  return function serveStatic(req: Request, res: Response, next: Next) {
    const isRead = req.method === "GET" || req.method === "HEAD";
    if (isRead) {
      serve(req, res, settings).then((isHandled) => {
        if (!isHandled) next();
      }, (error: StatusError) => {
        // What is wrong with a file that is there is no reason to look elsewhere.
        if (settings.fallthrough === false || res.hasHeader("ETag") || !(error.statusCode < 500)) next(error);
        else next();
      });
    } else if (settings.fallthrough === false) {
      res.statusCode = 405;
      res.setHeader("Allow", "GET, HEAD");
      res.setHeader("Content-Length", "0");
      res.end();
    } else {
      next();
    }
  };
}

/** `false` for a folder that is no business of this. */
async function serve(req: Request, res: Response, options: StaticOptions): Promise<boolean> {
  const original = pathOf({ url: req.originalUrl });
  let path = pathOf(req);
  // The folder itself is asked for: whether with a slash, only the whole URL says.
  if (path === "/" && !original.endsWith("/")) path = "";
  const located = await locate(path, options);
  if (!("directory" in located)) {
    await sendLocated(res, located.path, located.stats, options);
    return true;
  }
  if (options.redirect === false) {
    if (options.fallthrough === false) throw httpError(404);
    return false;
  }
  redirect(req, res, original);
  return true;
}

function redirect(req: Request, res: Response, original: string): void {
  const query = req.originalUrl.slice(original.length);
  // Two slashes in front would name another host.
  const target = encodeUrl(`${original.replace(/^\/+/, "/")}/${query}`);
  const page = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Redirecting</title>\n</head>\n<body>\n<pre>Redirecting to ${
    escapeHtml(target)
  }</pre>\n</body>\n</html>\n`;
  res.statusCode = 301;
  res.setHeader("Content-Type", "text/html; charset=UTF-8");
  res.setHeader("Content-Length", page.length);
  res.setHeader("Content-Security-Policy", "default-src 'none'");
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Location", target);
  res.end(page);
}
