/**
 * @module The built-in module `racejs`: re-exports only.
 */

export { createApp } from "ext:racejs_http/app.ts";
export { keep } from "ext:racejs_http/_keep.ts";
export { HttpError } from "ext:racejs_http/errors.ts";
export {
  basicAuth,
  bearerAuth,
  bodyLimit,
  compress,
  cors,
  etag,
  logger,
  rateLimit,
  requestId,
  responseTime,
  securityHeaders,
  serveStatic,
  timeout,
} from "ext:racejs_http/middleware.ts";
export { callableRouter as Router } from "ext:racejs_http/router.ts";
export { worker } from "ext:racejs_http/worker.ts";
